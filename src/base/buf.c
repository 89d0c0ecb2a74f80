#include "base/buf.h"

#include "base/format.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 256 };

void buf_grow(struct buf *buf, size_t more)
{
    size_t need = more > SIZE_MAX - 1 - buf->size ? SIZE_MAX : buf->size + more + 1;
    size_t room = buf->room ? buf->room : FIRST_ROOM;
    while (room < need)
        room = room > SIZE_MAX / 2 ? SIZE_MAX : room * 2;
    buf->data = mem_resize(buf->data, room, 1);
    buf->room = room;
    buf->data[buf->size] = '\0';
}

/* Makes room for more bytes and the NUL behind them. */
static inline void make_room(struct buf *buf, size_t more)
{
    if (!buf->data || more >= buf->room - buf->size)
        buf_grow(buf, more);
}

char *buf_reserve(struct buf *buf, size_t size)
{
    if (!buf->data || size >= buf->room - buf->size) {
        size_t room = size > SIZE_MAX - 1 - buf->size ? SIZE_MAX : buf->size + size + 1;
        buf->data = mem_resize(buf->data, room, 1);
        buf->room = room;
    }
    return buf->data + buf->size;
}

void buf_fill(struct buf *buf, char c, size_t times)
{
    make_room(buf, times);
    memset(buf->data + buf->size, c, times);
    buf->size += times;
    buf->data[buf->size] = '\0';
}

/* False: nothing is put, since the format is not simple. */
static bool put_simple(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    size_t room = buf->room - buf->size - 1, size = format_simple(buf->data + buf->size, room, format, args);
    if (size != FORMAT_OTHER && size > room) {
        make_room(buf, size);
        format_simple(buf->data + buf->size, size, format, again);
    }
    va_end(again);
    buf->size += size == FORMAT_OTHER ? 0 : size;
    return size != FORMAT_OTHER;
}

static void put_formatted(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    size_t room = buf->room - buf->size;
    int size = vsnprintf(buf->data + buf->size, room, format, args);
    if (size >= 0 && (size_t)size >= room) {
        make_room(buf, (size_t)size);
        vsnprintf(buf->data + buf->size, (size_t)size + 1, format, again);
    }
    if (size > 0)
        buf->size += (size_t)size;
    va_end(again);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    make_room(buf, 0);
    if (!put_simple(buf, format, args))
        put_formatted(buf, format, again);
    buf->data[buf->size] = '\0';
    va_end(again);
    va_end(args);
}

const char *buf_text(struct buf *buf)
{
    make_room(buf, 0);
    return buf->data;
}

char *buf_take(struct buf *buf)
{
    make_room(buf, 0);
    char *data = buf->data;
    *buf = (struct buf)BUF_INIT;
    return data;
}

void buf_clear(struct buf *buf)
{
    buf->size = 0;
    make_room(buf, 0);
    buf->data[0] = '\0';
}

void buf_free(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf)BUF_INIT;
}
