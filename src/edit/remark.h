/* Findings as comments in a copy of the document that they are about. */
#ifndef EDIT_REMARK_H
#define EDIT_REMARK_H

#include "base/buf.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>

#define REMARK_AUTHOR "minutec"

struct remark {
    size_t at;        /* paragraph of the document, from 1; 0: the document as a whole */
    const char *text; /* lines */
};

/* Whether remarks can be put into a file of that name. */
bool remark_takes(const char *path);
/* A document's bytes with these comments, and without those that minutec made before. False: *why says why, as the end of a sentence about the
 * document. */
bool remark_write(const char *path, const char *bytes, size_t size, const struct remark *remarks, size_t count, struct arena *arena,
                  struct buf *out, const char **why);

#endif
