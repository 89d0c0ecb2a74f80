/* Reads the frame of a PNG or JPEG: chunks and markers, never pixels. */
#include "document/picture.h"

#include <stdint.h>
#include <string.h>

static uint32_t number_at(const unsigned char *at, size_t size)
{
    uint32_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | at[i];
    return number;
}

static bool set_size(uint32_t wide, uint32_t high, size_t *width, size_t *height)
{
    if (wide == 0 || high == 0)
        return false;
    *width = wide;
    *height = high;
    return true;
}

/* A PNG is whole when its chunks lead from IHDR over at least one IDAT to IEND. */
static bool read_png(const unsigned char *bytes, size_t size, size_t *width, size_t *height)
{
    size_t at = 8;
    bool data = false;
    if (size < 33 || number_at(bytes + 8, 4) != 13 || memcmp(bytes + 12, "IHDR", 4) != 0)
        return false;
    while (size - at >= 12) {
        size_t length = number_at(bytes + at, 4);
        const unsigned char *kind = bytes + at + 4;
        if (length > size - at - 12)
            return false;
        data |= memcmp(kind, "IDAT", 4) == 0;
        if (memcmp(kind, "IEND", 4) == 0)
            return data && set_size(number_at(bytes + 16, 4), number_at(bytes + 20, 4), width, height);
        at += 12 + length;
    }
    return false;
}

/* SOF0 to SOF15 carry the size; C4, C8 and CC are tables and an extension among them. */
static bool is_frame(unsigned char marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool stands_alone(unsigned char marker)
{
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

/* A JPEG is followed from marker to marker to the start of its first scan. */
static bool read_jpeg(const unsigned char *bytes, size_t size, size_t *width, size_t *height)
{
    size_t at = 2;
    uint32_t wide = 0, high = 0;
    while (at < size && bytes[at] == 0xFF) {
        while (at < size && bytes[at] == 0xFF)
            at++;
        if (at == size)
            return false;
        unsigned char marker = bytes[at++];
        if (stands_alone(marker))
            continue;
        if (size - at < 2)
            return false;
        size_t length = number_at(bytes + at, 2);
        if (length < 2 || length > size - at)
            return false;
        if (is_frame(marker) && length >= 8) {
            high = number_at(bytes + at + 3, 2);
            wide = number_at(bytes + at + 5, 2);
        }
        if (marker == 0xDA)
            return set_size(wide, high, width, height);
        at += length;
    }
    return false;
}

bool picture_read(const char *bytes, size_t size, const char **type, size_t *width, size_t *height)
{
    const unsigned char *start = (const unsigned char *)bytes;
    if (size >= 8 && memcmp(start, "\x89PNG\r\n\x1a\n", 8) == 0 && read_png(start, size, width, height)) {
        *type = "image/png";
        return true;
    }
    if (size >= 4 && memcmp(start, "\xFF\xD8\xFF", 3) == 0 && read_jpeg(start, size, width, height)) {
        *type = "image/jpeg";
        return true;
    }
    return false;
}
