#include "base/pack.h"

#include <string.h>

enum { BITS = 7, MORE = 1 << BITS };

void pack_number(struct buf *out, uint64_t number)
{
    char bytes[10];
    size_t size = 0;
    for (; number >= MORE; number >>= BITS)
        bytes[size++] = (char)(number | MORE);
    bytes[size++] = (char)number;
    buf_add(out, bytes, size);
}

void pack_bytes(struct buf *out, const void *bytes, size_t size)
{
    pack_number(out, size);
    buf_add(out, bytes, size);
}

void pack_text(struct buf *out, const char *text)
{
    size_t size = text ? strlen(text) + 1 : 0;
    pack_number(out, size);
    if (text)
        buf_add(out, text, size);
}

uint64_t unpack_number(struct unpack *from, uint64_t most)
{
    uint64_t number = 0;
    for (int shift = 0; shift < 64 && from->left && !from->broken; shift += BITS) {
        unsigned char byte = (unsigned char)*from->at++;
        from->left--;
        number |= (uint64_t)(byte & (MORE - 1)) << shift;
        if (byte & MORE)
            continue;
        if (number <= most)
            return number;
        break;
    }
    from->broken = true;
    return 0;
}

size_t unpack_count(struct unpack *from)
{
    return (size_t)unpack_number(from, from->left);
}

const char *unpack_bytes(struct unpack *from, size_t *size)
{
    *size = (size_t)unpack_number(from, from->left);
    if (*size > from->left) {
        from->broken = true;
        *size = 0;
    }
    const char *bytes = from->broken ? NULL : from->at;
    from->at += *size;
    from->left -= *size;
    return bytes;
}

const char *unpack_text(struct unpack *from)
{
    size_t size;
    const char *text = unpack_bytes(from, &size);
    if (!text || !size)
        return NULL;
    if (text[size - 1] || memchr(text, '\0', size - 1)) {
        from->broken = true;
        return NULL;
    }
    return text;
}

const char *unpack_copy(struct arena *arena, struct unpack *from)
{
    const char *text = unpack_text(from);
    return text ? arena_copy(arena, text) : NULL;
}
