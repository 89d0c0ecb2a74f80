/* A growing run of bytes, always ended by a NUL that does not count. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct buf {
    char *data; /* never NULL after the first buf_ call; free with buf_free */
    size_t size;
    size_t room;
};

#define BUF_INIT {NULL, 0, 0}

void buf_add(struct buf *buf, const char *bytes, size_t size);
void buf_str(struct buf *buf, const char *text);
void buf_char(struct buf *buf, char c);
void buf_fill(struct buf *buf, char c, size_t times);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *buf_text(struct buf *buf); /* "" when empty; borrowed */
char *buf_take(struct buf *buf);       /* the bytes, yours to free; the buffer is empty again */
void buf_clear(struct buf *buf);
/* Makes room for so many more bytes at once; returns where they go. What is put there counts when size is raised. */
char *buf_reserve(struct buf *buf, size_t size);
void buf_free(struct buf *buf);

#endif
