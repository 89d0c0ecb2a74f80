/* A growing run of bytes, always ended by a NUL that does not count. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <string.h>

struct buf {
    char *data; /* never NULL after the first buf_ call; free with buf_free */
    size_t size;
    size_t room;
};

#define BUF_INIT {NULL, 0, 0}

void buf_grow(struct buf *buf, size_t size); /* makes room for at least so many more bytes */

/* Writers put most of what they write in small pieces: so these are the caller's own code. */
static inline void buf_add(struct buf *buf, const char *bytes, size_t size)
{
    if (!buf->data || size >= buf->room - buf->size)
        buf_grow(buf, size);
    if (size)
        memcpy(buf->data + buf->size, bytes, size);
    buf->size += size;
    buf->data[buf->size] = '\0';
}

static inline void buf_str(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

static inline void buf_char(struct buf *buf, char c)
{
    if (!buf->data || buf->room - buf->size < 2)
        buf_grow(buf, 1);
    buf->data[buf->size++] = c;
    buf->data[buf->size] = '\0';
}

void buf_fill(struct buf *buf, char c, size_t times);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *buf_text(struct buf *buf); /* "" when empty; borrowed */
char *buf_take(struct buf *buf);       /* the bytes, yours to free; the buffer is empty again */
void buf_clear(struct buf *buf);
/* Makes room for so many more bytes at once; returns where they go. What is put there counts when size is raised. */
char *buf_reserve(struct buf *buf, size_t size);
void buf_free(struct buf *buf);

#endif
