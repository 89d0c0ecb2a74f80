/* The comment at the end of a form, which holds its properties. */
#include "import/markdown_parts.h"

#include <string.h>

/* "NAME: VALUE", names beginning with "minutec", whatever lines they were broken into. */
static void read_tail(struct blocks *blocks, const char *at, const char *end)
{
    const char *name = NULL;
    struct buf value = BUF_INIT, key = BUF_INIT;
    while (at < end) {
        size_t blank = strspn(at, " \t\r\n"), size = strcspn(at + blank, " \t\r\n");
        const char *word = at + blank;
        if (word >= end || !size)
            break;
        size = word + size > end ? (size_t)(end - word) : size;
        at = word + size;
        if (size > strlen(BLOCKS_OWN) && strncmp(word, BLOCKS_OWN, strlen(BLOCKS_OWN)) == 0 && word[size - 1] == ':') {
            if (name)
                blocks_property(blocks, name, buf_text(&value), value.size);
            buf_clear(&value);
            buf_clear(&key);
            buf_add(&key, word, size - 1);
            name = buf_text(&key);
        } else if (name) {
            buf_str(&value, value.size ? " " : "");
            buf_add(&value, word, size);
        }
    }
    if (name)
        blocks_property(blocks, name, buf_text(&value), value.size);
    buf_free(&value);
    buf_free(&key);
}

/* The last comment that begins with "minutec" and a blank; NULL: there is none. */
static const char *find_tail(const char *text, size_t size, const char **end)
{
    const char *found = NULL;
    for (const char *at = text; (at = memmem(at, (size_t)(text + size - at), "<!--", 4)); at++) {
        const char *word = at + 4, *close = memmem(word, (size_t)(text + size - word), "-->", 3);
        while (word < text + size && strchr(" \t\r\n", *word))
            word++;
        if (!close || close - word < 8 || strncmp(word, BLOCKS_OWN, strlen(BLOCKS_OWN)) != 0 ||
            !strchr(" \t\r\n", word[strlen(BLOCKS_OWN)]))
            continue;
        found = word + strlen(BLOCKS_OWN);
        *end = close;
    }
    return found;
}

bool markdown_tail(const char *text, size_t size, struct blocks *blocks)
{
    const char *end = NULL, *tail = find_tail(text, size, &end);
    if (tail)
        read_tail(blocks, tail, end);
    return tail != NULL;
}
