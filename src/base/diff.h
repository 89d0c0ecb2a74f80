/* What differs between two texts, line by line, in the form that patch and git apply read. */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct diff_side {
    const char *bytes;
    size_t size;
    bool (*hides)(const void *with, size_t line); /* a line, counted from 1, whose words are not to be shown; or NULL */
    const void *with;
};

/* Adds the difference as one file's part of a unified diff; nothing if there is none. With colour it is for a terminal: then characters that a
 * terminal would obey are made visible, and the bytes are not exact. */
void diff_write(const char *path, const struct diff_side *before, const struct diff_side *after, bool colour, struct buf *out);

#endif
