/* Small things that facts and rules share: copies, places, addresses. */
#include "document/facts_parts.h"

#include <stdlib.h>
#include <string.h>

char *parts_copy(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, text) : NULL;
}

char *parts_text(struct arena *arena, const struct node *node)
{
    return text_collapse(arena, node_text(node, arena));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char **parts_words(struct arena *arena, const char *list, size_t *count)
{
    size_t all = 0;
    *count = 0;
    for (const char *at = list; at && *at; at++)
        all += !is_blank(*at) && (at == list || is_blank(at[-1]));
    if (!all)
        return NULL;
    const char **words = arena_alloc(arena, all * sizeof *words);
    for (char *at = arena_copy(arena, list); *at;) {
        while (is_blank(*at))
            *at++ = '\0';
        if (*at)
            words[(*count)++] = at;
        while (*at && !is_blank(*at))
            at++;
    }
    return words;
}

char *parts_folder(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_copy(arena, "");
    return arena_copy_n(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

bool parts_restricted(const struct node *node)
{
    for (const struct node *at = node; at; at = node_parent(at)) {
        const struct node *above = node_parent(at);
        if (above && node_is(at, "summary") && node_is(above, "restricted"))
            return node_parent(above) && document_restricted(node_parent(above));
    }
    return document_restricted(node);
}

struct place parts_place(struct document *document, const struct node *node, const char *name)
{
    struct place place = name ? document_place_attr(document, node, name) : document_place(document, node);
    place.restricted = place.restricted && parts_restricted(node);
    return place;
}

struct place parts_place_word(struct document *document, const struct node *node, const char *words, int *budget)
{
    if ((*budget)-- <= 0)
        return parts_place(document, node, NULL);
    struct place place = document_place_word(document, node, words);
    place.restricted = place.restricted && parts_restricted(node);
    return place;
}

bool parts_is_below(const char *path)
{
    if (*path == '/')
        return false;
    for (const char *part = path; *part; part += *part == '/') {
        size_t size = strcspn(part, "/");
        if ((size == 2 && memcmp(part, "..", 2) == 0) || strchr(part, '\\'))
            return false;
        part += size;
    }
    return true;
}

static int hex(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)((found - digits) % 16) : -1;
}

/* In place. What does not decode to text stays as it is written. */
static void decode_percent(char *text)
{
    size_t size = strlen(text), used = 0;
    char *plain = mem_alloc(size + 1);
    for (size_t i = 0; i < size; i++) {
        bool coded = text[i] == '%' && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
        plain[used++] = coded ? (char)(hex(text[i + 1]) * 16 + hex(text[i + 2])) : text[i];
        i += coded ? 2 : 0;
    }
    plain[used] = '\0';
    if (text_valid_until(plain, used) == used)
        memcpy(text, plain, used + 1);
    free(plain);
}

char *parts_address(struct arena *arena, const char *body, const char *written, bool decode)
{
    if (!written)
        return NULL;
    char *plain = arena_copy(arena, written);
    if (decode)
        decode_percent(plain);
    size_t meeting = strcspn(plain, "#");
    const char *number = plain[meeting] ? text_collapse(arena, plain + meeting + 1) : NULL;
    const char *date = text_collapse(arena, arena_copy_n(arena, plain, meeting));
    bool whole = strchr(date, '/');
    const char *const parts[] = {whole ? "" : body, whole ? "" : "/", date, number ? "#" : "", number};
    return arena_join(arena, parts, sizeof parts / sizeof *parts);
}
