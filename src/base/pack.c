#include "base/pack.h"

#include <string.h>

enum { BITS = 7, MORE = 1 << BITS, WORD = 8 };

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

static uint64_t refuse(struct unpack *from)
{
    from->broken = true;
    return 0;
}

static uint64_t unpack_long(struct unpack *from, uint64_t most)
{
    const unsigned char *at = (const unsigned char *)from->at, *end = at + (from->broken ? 0 : from->left);
    uint64_t number = 0;
    for (int shift = 0; shift < 64 && at < end; shift += BITS) {
        unsigned char byte = *at++;
        number |= (uint64_t)(byte & (MORE - 1)) << shift;
        if (byte & MORE)
            continue;
        from->left -= (size_t)((const char *)at - from->at);
        from->at = (const char *)at;
        return number <= most ? number : refuse(from);
    }
    return refuse(from);
}

/* Most have one byte. */
uint64_t unpack_number(struct unpack *from, uint64_t most)
{
    unsigned char byte = from->left ? (unsigned char)*from->at : MORE;
    if (from->broken || byte >= MORE || byte > most)
        return unpack_long(from, most);
    from->at++;
    from->left--;
    return byte;
}

void pack_word(struct buf *out, uint64_t word)
{
    char bytes[WORD];
    for (size_t i = 0; i < WORD; i++)
        bytes[i] = (char)(word >> 8 * i);
    buf_add(out, bytes, WORD);
}

uint64_t unpack_word(struct unpack *from)
{
    if (from->broken || from->left < WORD)
        return refuse(from);
    const unsigned char *at = (const unsigned char *)from->at;
    from->at += WORD;
    from->left -= WORD;
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 |
           (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
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
