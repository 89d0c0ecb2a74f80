/* Archives for DOCX: the only door to the zip library. Same members, same bytes: times are fixed, and the
 * order is the caller's. */
#ifndef BASE_ZIP_H
#define BASE_ZIP_H

#include "base/buf.h"

#include <stdbool.h>

struct zip_writer;

struct zip_writer *zip_writer_new(void);
/* The bytes are copied. */
void zip_writer_add(struct zip_writer *writer, const char *name, const char *bytes, size_t size,
                    bool compress);
/* Appends the archive to out and frees the writer. False: *why says why. */
bool zip_writer_finish(struct zip_writer *writer, struct buf *out, const char **why);
void zip_writer_free(struct zip_writer *writer); /* without finishing; NULL is fine */

#endif
