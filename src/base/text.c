#include "base/text.h"

#include "base/lanes.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool is_xml_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

size_t text_decode(const char *text, size_t size, uint32_t *point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)text;
    *point = 0;
    if (!size)
        return 0;
    unsigned char first = bytes[0];
    if (first < 0x80) {
        *point = first;
        return 1;
    }
    size_t length = first >= 0xF8 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
    if (!length || length > size)
        return 0;
    uint32_t value = first & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (bytes[i] & 0x3Fu);
    }
    if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *point = value;
    return length;
}

/* Over ASCII that XML allows, in great steps where it is of the kind that most lines have. */
static size_t skip_plain(const char *text, size_t at, size_t size)
{
    for (; size - at >= 4 * LANES; at += 4 * LANES) {
        signed_lanes other = {0};
        for (size_t i = 0; i < 4; i++) {
            signed_lanes c = (signed_lanes)lanes_load(text + at + i * LANES);
            other |= (c < 0x20) & (c != '\n'); /* bytes above ASCII are negative */
        }
        if (lanes_bits((lanes)other))
            break;
    }
    for (; size - at >= LANES; at += LANES) {
        signed_lanes c = (signed_lanes)lanes_load(text + at);
        if (lanes_bits((lanes)((c < 0x20) & (c != '\n') & (c != '\t') & (c != '\r'))))
            break;
    }
    return at;
}

static bool is_xml_char(uint32_t point)
{
    return point >= 0x20 ? point < 0xFFFE || point > 0xFFFF : point == '\t' || point == '\n' || point == '\r';
}

size_t text_valid_until(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size) {
        at = skip_plain(text, at, size);
        for (int i = 0; i < 8 && at < size; i++) {
            uint32_t point = (unsigned char)text[at];
            size_t length = point < 0x80 ? 1 : text_decode(text + at, size - at, &point);
            if (!length || !is_xml_char(point))
                return at;
            at += length;
        }
    }
    return size;
}

static unsigned specials(const char *at)
{
    signed_lanes c = (signed_lanes)lanes_load(at);
    signed_lanes marks = ((c < 0x20) & (c >= 0)) | ((c & ~2) == '<') | ((c & ~4) == '"'); /* two each that differ in one bit */
    return lanes_bits((lanes)marks);
}

size_t text_plain(const char *text, size_t size)
{
    static const bool special[256] = {
        [0] = true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true,
        true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true,
        ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true,
    };
    size_t at = 0;
    for (; size - at >= LANES; at += LANES) {
        unsigned found = specials(text + at);
        if (found)
            return at + (size_t)__builtin_ctz(found);
    }
    if (at && at < size) { /* the last lanes once more, with what is left */
        unsigned found = specials(text + size - LANES) >> (at + LANES - size);
        return found ? at + (size_t)__builtin_ctz(found) : size;
    }
    while (at < size && !special[(unsigned char)text[at]])
        at++;
    return at;
}

static lanes blanks(const char *at, char other)
{
    lanes c = lanes_load(at);
    return (lanes)(c == ' ') | (lanes)(c == (unsigned char)other);
}

bool text_has_blanks(const char *text, size_t size, bool in_line)
{
    char other = in_line ? '\n' : ' ';
    size_t at = 0;
    for (; size > at + LANES; at += LANES)
        if (lanes_bits(blanks(text + at, other) & blanks(text + at + 1, other)))
            return true;
    for (; at + 1 < size; at++)
        if ((text[at] == ' ' || text[at] == other) && (text[at + 1] == ' ' || text[at + 1] == other))
            return true;
    return false;
}

size_t text_points(const char *text, size_t size)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t at = 0, follow = 0;
    for (; size - at >= 8; at += 8) {
        uint64_t word;
        memcpy(&word, text + at, 8);
        follow += (size_t)(((word >> 7 & ~(word >> 6) & ones) * ones) >> 56); /* bytes that are 10xxxxxx */
    }
    for (; at < size; at++)
        follow += ((unsigned char)text[at] & 0xC0) == 0x80;
    return size - follow;
}

int text_width(const char *text, size_t size)
{
    int width = 0;
    for (size_t at = 0; at < size;) {
        unsigned char first = (unsigned char)text[at];
        if (first >= 0x20 && first < 0x7F) {
            width++;
            at++;
            continue;
        }
        uint32_t point;
        size_t length = text_decode(text + at, size - at, &point);
        width += length ? utf8proc_charwidth((utf8proc_int32_t)point) : 1;
        at += length ? length : 1;
    }
    return width;
}

bool text_is_word(uint32_t point)
{
    if (point < 0x80)
        return (point >= '0' && point <= '9') || ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

uint32_t text_lower(uint32_t point)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)point);
}

bool text_is_blank(const char *text)
{
    if (!text)
        return true;
    while (is_xml_blank(*text))
        text++;
    return !*text;
}

/* Below U+0300 every character is its own normal form: the first byte of all others is 0xCC or more. */
static bool needs_composing(const char *text)
{
    const char *end = text + strlen(text);
    for (; end - text >= LANES; text += LANES) {
        signed_lanes c = (signed_lanes)lanes_load(text);
        if (lanes_bits((lanes)((c < 0) & (c >= (signed char)0xCC))))
            return true;
    }
    for (; text < end; text++)
        if ((unsigned char)*text >= 0xCC)
            return true;
    return false;
}

static char *compose(struct arena *arena, const char *text)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text, 0, &composed,
                                         UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    char *copy = arena_copy(arena, size < 0 ? text : (const char *)composed);
    free(composed);
    return copy;
}

static size_t blank_at(const char *text)
{
    return is_xml_blank(*text) ? 1 : text[0] == '\xC2' && text[1] == '\xA0' ? 2 : 0;
}

/* Moves words with a blank between each two down to where they belong, sixteen bytes at a time; returns how many. */
static size_t move_words(char *to, const char *from, const char *end)
{
    size_t moved = 0;
    for (; end - from - (ptrdiff_t)moved > LANES; moved += LANES) {
        lanes c = lanes_load(from + moved), next = lanes_load(from + moved + 1);
        lanes blank = (lanes)(c == ' '), ends = (lanes)((signed_lanes)next <= ' ');
        if (lanes_bits((blank & ends) | (lanes)((signed_lanes)c < ' ')))
            break;
        memcpy(to + moved, &c, LANES);
    }
    return moved;
}

char *text_collapse(struct arena *arena, const char *text)
{
    if (!text)
        return NULL;
    char *copy = needs_composing(text) ? compose(arena, text) : arena_copy(arena, text);
    char *to = copy;
    const char *end = copy + strlen(copy);
    for (const char *from = copy; *from;) {
        if (to > copy || !blank_at(from)) {
            size_t words = move_words(to, from, end);
            to += words;
            from += words;
        }
        while ((unsigned char)*from > ' ' && *from != '\xC2')
            *to++ = *from++;
        size_t blank = blank_at(from);
        if (!blank) {
            *to = *from;
            to += *from != '\0';
            from += *from != '\0';
            continue;
        }
        for (; blank; blank = blank_at(from))
            from += blank;
        if (to > copy && *from)
            *to++ = ' ';
    }
    *to = '\0';
    return copy;
}

char *text_token(struct arena *arena, const char *value)
{
    static const char blanks[] = " \t\r\n";
    size_t size = strlen(value);
    bool same = !size || (!strchr(blanks, value[0]) && !strchr(blanks, value[size - 1]));
    for (const char *at = value; same && *at; at++)
        same = !(strchr(blanks, *at) && (*at != ' ' || at[1] == ' '));
    if (same)
        return NULL;
    char *token = arena_alloc(arena, size + 1), *end = token;
    for (const char *at = value + strspn(value, blanks); *at;) {
        size_t word = strcspn(at, blanks);
        memcpy(end, at, word);
        end += word;
        at += word + strspn(at + word, blanks);
        if (*at)
            *end++ = ' ';
    }
    return token;
}

bool text_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool text_word_in(const char *word, const char *list)
{
    size_t size = word ? strlen(word) : 0;
    if (!size || !list)
        return false;
    while (*list) {
        while (is_xml_blank(*list))
            list++;
        const char *start = list;
        while ((unsigned char)*list > ' ' || (*list && !is_xml_blank(*list)))
            list++;
        if ((size_t)(list - start) == size && memcmp(start, word, size) == 0)
            return true;
    }
    return false;
}
