/* Link targets in prose: which are allowed, and how they are written down. */
#include "base/text.h"
#include "document/markdown_parts.h"

#include <string.h>
#include <strings.h>

static const struct scheme {
    const char *name;
    enum link_kind kind;
    bool host; /* "//" and a host must follow */
} schemes[] = {
    {"https", LINK_OUTSIDE, true}, {"http", LINK_OUTSIDE, true},     {"mailto", LINK_OUTSIDE, false},
    {"tel", LINK_OUTSIDE, false},  {"minutes", LINK_MINUTES, false},
};

static const char *trimmed(const char *target, size_t *size)
{
    while (*target == ' ')
        target++;
    *size = strlen(target);
    while (*size && target[*size - 1] == ' ')
        --*size;
    return target;
}

/* Browsers drop tabs and line ends inside a URL and read a backslash as a slash: nobody needs either. */
static bool has_tricks(const char *target, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)target[i];
        if (c < ' ' || c == 0x7f || c == '\\')
            return true;
    }
    return false;
}

enum link_kind link_judge(const char *target)
{
    size_t size;
    const char *url = trimmed(target, &size);
    const char *colon = memchr(url, ':', size);
    if (!colon || has_tricks(url, size))
        return LINK_REFUSED;
    size_t length = (size_t)(colon - url);
    const char *rest = colon + 1;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        const struct scheme *scheme = &schemes[i];
        if (strlen(scheme->name) != length || strncasecmp(url, scheme->name, length) != 0)
            continue;
        if (scheme->host && (strncmp(rest, "//", 2) != 0 || strchr("/?#", rest[2])))
            return LINK_REFUSED;
        return length + 1 < size ? scheme->kind : LINK_REFUSED;
    }
    return LINK_REFUSED;
}

/* Invisible, or able to turn the order of what is shown. */
static bool hidden(uint32_t point)
{
    return point <= 0xa0 || point == 0xad || (point >= 0x2000 && point <= 0x206f) || point == 0x3000 || point == 0xfeff ||
           point >= 0xfffe;
}

static bool is_hex(char c)
{
    return c && strchr("0123456789abcdefABCDEF", c);
}

static bool allowed(const char *at, size_t left, bool authority)
{
    unsigned char c = (unsigned char)*at;
    if (c == '%')
        return left > 2 && is_hex(at[1]) && is_hex(at[2]);
    if (c == '[' || c == ']')
        return authority;
    return c > ' ' && c < 0x7f && !strchr("\"<>\\^`{|}", c);
}

char *link_href(const char *target, struct arena *arena)
{
    size_t size;
    const char *url = trimmed(target, &size);
    struct buf out = BUF_INIT;
    int slashes = 0;
    for (size_t i = 0, length; i < size; i += length) {
        uint32_t point = 0;
        length = text_decode(url + i, size - i, &point);
        length = length ? length : 1;
        slashes += url[i] == '/';
        if (length > 1 ? !hidden(point) : allowed(url + i, size - i, slashes == 2)) {
            buf_add(&out, url + i, length);
            continue;
        }
        for (size_t k = 0; k < length; k++)
            buf_printf(&out, "%%%02X", (unsigned char)url[i + k]);
    }
    char *href = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return href;
}

static int hex_value(char c)
{
    return c <= '9' ? c - '0' : (c | ' ') - 'a' + 10;
}

char *link_address(const char *target, struct arena *arena)
{
    size_t size;
    const char *url = trimmed(target, &size);
    const char *colon = memchr(url, ':', size);
    const char *from = colon ? colon + 1 : url, *end = url + size;
    char *address = arena_alloc(arena, (size_t)(end - from) + 1), *to = address;
    while (from < end) {
        if (*from == '%' && end - from > 2 && is_hex(from[1]) && is_hex(from[2]) && (from[1] != '0' || from[2] != '0')) {
            *to++ = (char)(hex_value(from[1]) * 16 + hex_value(from[2]));
            from += 3;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
    size_t length = (size_t)(to - address);
    if (text_valid_until(address, length) < length)
        return arena_copy_n(arena, colon ? colon + 1 : url, (size_t)(end - (colon ? colon + 1 : url)));
    return text_collapse(arena, address);
}
