/* Text without what spelling differs in: case, marks, punctuation. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

char *text_fold(struct arena *arena, const char *text)
{
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
                                         UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                             UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    char *copy = size >= 0 ? arena_copy(arena, (const char *)folded) : arena_copy(arena, text);
    free(folded);
    return copy;
}

/* Letters that have no marks to take off, as two of ASCII at most. */
static const char *plain_letter(uint32_t point)
{
    static const struct {
        uint32_t point;
        const char *plain;
    } letters[] = {{0xE6, "ae"}, {0xF0, "d"}, {0xF8, "o"}, {0xFE, "th"}, {0x111, "d"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].point == point)
            return letters[i].plain;
    return NULL;
}

char *text_slug(struct arena *arena, const char *text, size_t most)
{
    const char *folded = text_fold(arena, text);
    size_t size = strlen(folded), kept = 0;
    char *slug = arena_alloc(arena, 2 * size + 2);
    uint32_t point;
    bool gap = false;
    for (size_t at = 0, length; at < size; at += length) {
        length = text_decode(folded + at, size - at, &point);
        if (!length)
            break;
        bool kind = (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z');
        const char ascii[] = {(char)point, '\0'};
        const char *plain = kind ? ascii : point < 0x80 ? NULL : plain_letter(point);
        if (!plain) {
            gap |= point != '\'' && point != 0x2019;
            continue;
        }
        if (kept + 3 > most)
            break;
        if (gap && kept)
            slug[kept++] = '-';
        gap = false;
        while (*plain)
            slug[kept++] = *plain++;
    }
    slug[kept] = '\0';
    return slug;
}
