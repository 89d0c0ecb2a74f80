/* Names and characters of XML, and places in bytes that have no tree. */
#include "document/load.h"

#include "base/text.h"

#include <string.h>

bool load_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t point, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

/* XML 1.0, fifth edition. */
static bool starts_name(uint32_t point)
{
    static const struct range ranges[] = {
        {'a', 'z'}, {'A', 'Z'}, {'_', '_'}, {':', ':'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D},
        {0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF},
        {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
    };
    return in_ranges(point, ranges, sizeof ranges / sizeof *ranges);
}

static bool goes_on_name(uint32_t point)
{
    static const struct range ranges[] = {{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};
    return starts_name(point) || in_ranges(point, ranges, sizeof ranges / sizeof *ranges);
}

size_t load_name(const char *bytes, size_t size)
{
    size_t at = 0;
    while (at < size) {
        uint32_t point;
        size_t length = text_decode(bytes + at, size - at, &point);
        if (!length || !(at ? goes_on_name(point) : starts_name(point)))
            break;
        at += length;
    }
    return at;
}

bool load_is_bad(const char *bytes, size_t size)
{
    uint32_t point;
    size_t length = text_decode(bytes, size, &point);
    return length && text_valid_until(bytes, length) < length;
}

bool load_same(const char *bytes, struct span a, struct span b)
{
    return a.size == b.size && memcmp(bytes + a.at, bytes + b.at, a.size) == 0;
}

bool load_span_is(const char *bytes, struct span span, const char *text)
{
    return span.size == strlen(text) && memcmp(bytes + span.at, text, span.size) == 0;
}

/* Whether the name behind a "<" may be meant as restricted. */
static bool looks_restricted(const char *bytes, size_t size)
{
    char name[16];
    size_t at = 0;
    while (at < size && load_is_blank(bytes[at]))
        at++;
    size_t length = load_name(bytes + at, size - at < 4096 ? size - at : 4096);
    const char *colon = memrchr(bytes + at, ':', length);
    const char *local = colon ? colon + 1 : bytes + at;
    length -= (size_t)(local - (bytes + at));
    if (length >= strlen("restrict") && strncmp(local, "restrict", strlen("restrict")) == 0)
        return true;
    if (length < strlen("restricted") - 2 || length > strlen("restricted") + 2)
        return false;
    memcpy(name, local, length);
    name[length] = '\0';
    return text_distance(name, "restricted", 3) <= 2;
}

/* Behind the first thing that may begin a restricted passage, everything may be part of it. */
static bool may_be_restricted(const struct source *source, size_t at)
{
    const char *bytes = source->bytes, *end = bytes + at;
    for (const char *look = bytes; look < end && (look = memchr(look, '<', (size_t)(end - look))); look++)
        if (looks_restricted(look + 1, source->size - (size_t)(look + 1 - bytes)))
            return true;
    for (const char *look = bytes; look < end && (look = memmem(look, (size_t)(end - look), "restricted", 10)); look++)
        if (strspn(look + 10, " \t\r\n") && strncmp(look + 10 + strspn(look + 10, " \t\r\n"), "reason", 6) == 0)
            return true;
    return false;
}

struct place load_place(struct document *document, size_t at, size_t size)
{
    struct place place = source_place(&document->source, at, size);
    place.restricted = may_be_restricted(&document->source, at + size);
    return place;
}
