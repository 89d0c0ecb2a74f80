/* Names and characters of XML, and what may be restricted in bytes that have no tree. */
#include "document/load.h"

#include "base/text.h"

#include <string.h>

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
        {'a', 'z'},       {'A', 'Z'},       {'_', '_'},       {':', ':'},         {0xC0, 0xD6},     {0xD8, 0xF6},
        {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},   {0x2070, 0x218F}, {0x2C00, 0x2FEF},
        {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
    };
    return in_ranges(point, ranges, sizeof ranges / sizeof *ranges);
}

static bool goes_on_name(uint32_t point)
{
    static const struct range ranges[] = {{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};
    return starts_name(point) || in_ranges(point, ranges, sizeof ranges / sizeof *ranges);
}

/* What an ASCII character may be in a name. */
enum { STARTS = 1, GOES_ON = 2, BOTH = STARTS | GOES_ON, COLON = 4 };

static const unsigned char plain_class[256] = {
    ['-'] = GOES_ON,      ['.'] = GOES_ON, ['0' ... '9'] = GOES_ON, [':'] = BOTH | COLON,
    ['A' ... 'Z'] = BOTH, ['_'] = BOTH,    ['a' ... 'z'] = BOTH,
};

size_t load_name_of(const char *bytes, size_t size, bool *colon)
{
    size_t at = 0;
    unsigned seen = 0;
    if (size && plain_class[(unsigned char)*bytes] & STARTS)
        do
            seen |= plain_class[(unsigned char)bytes[at++]];
        while (at < size && plain_class[(unsigned char)bytes[at]] & GOES_ON);
    *colon = seen & COLON;
    while (at < size && (unsigned char)bytes[at] >= 0x80) {
        uint32_t point;
        size_t length = text_decode(bytes + at, size - at, &point);
        if (!length || !(at ? goes_on_name(point) : starts_name(point)))
            break;
        *colon = true; /* who asks looks more closely */
        at += length;
        while (at < size && (plain_class[(unsigned char)bytes[at]] & GOES_ON))
            at++;
    }
    return at;
}

size_t load_name(const char *bytes, size_t size)
{
    bool colon;
    return load_name_of(bytes, size, &colon);
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

bool document_names_us(const char *bytes, size_t size)
{
    enum { HEAD = 4096 };
    if (size > HEAD)
        size = HEAD;
    return size && memchr(bytes, '<', size) && memmem(bytes, size, NS_MINUTES, strlen(NS_MINUTES));
}

bool load_is_restricted_name(const char *name, size_t size)
{
    static const char word[] = "restricted";
    char copy[16];
    if (size >= strlen("restrict") && memcmp(name, "restrict", strlen("restrict")) == 0)
        return true;
    if (size < strlen(word) - 2 || size > strlen(word) + 2)
        return false;
    memcpy(copy, name, size);
    copy[size] = '\0';
    return text_distance(copy, word, 3) <= 2;
}

/* Whether the name behind a "<" may be meant as restricted. */
static bool looks_restricted(const char *bytes, size_t size)
{
    enum { FAR = 200 };
    size_t at = 0;
    while (at < size && at < FAR && load_is_blank(bytes[at]))
        at++;
    size_t length = load_name(bytes + at, size - at < FAR ? size - at : FAR);
    const char *colon = memrchr(bytes + at, ':', length);
    const char *local = colon ? colon + 1 : bytes + at;
    return load_is_restricted_name(local, (size_t)(bytes + at + length - local));
}

size_t load_restricted_until(const struct source *source)
{
    static const char end_tag[] = "restricted>";
    const size_t size = strlen(end_tag);
    const char *bytes = source->bytes, *end = bytes + source->size, *last = end;
    long open = 0;
    for (const char *at = bytes; (at = memchr(at, '<', (size_t)(end - at))); at++) {
        if (looks_restricted(at + 1, (size_t)(end - at - 1))) {
            open++;
        } else if ((size_t)(end - at) > 1 && at[1] == '/') {
            const char *name = at + 2, *colon = memchr(name, ':', (size_t)(end - name) < 64 ? (size_t)(end - name) : 64);
            if (colon && load_name(name, (size_t)(end - name)) > (size_t)(colon - name))
                name = colon + 1;
            if ((size_t)(end - name) >= size && memcmp(name, end_tag, size) == 0) {
                open--;
                last = name + size;
            }
        }
    }
    return open == 0 ? (size_t)(last - bytes) : source->size + 1;
}

size_t load_restricted_from(const struct source *source)
{
    const char *bytes = source->bytes, *end = bytes + source->size, *first = end;
    for (const char *at = bytes; at < first && (at = memchr(at, '<', (size_t)(first - at))); at++)
        if (looks_restricted(at + 1, (size_t)(end - at - 1)))
            first = at;
    for (const char *at = bytes; at < first && (at = memmem(at, (size_t)(first - at), "restricted", 10)); at++) {
        size_t blanks = strspn(at + 10, " \t\r\n");
        if (blanks && strncmp(at + 10 + blanks, "reason", 6) == 0)
            first = at;
    }
    return (size_t)(first - bytes);
}
