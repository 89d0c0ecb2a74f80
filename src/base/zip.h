/* Archives for DOCX and ODT, and deflated streams: the only door to the deflate library. Same members, same bytes: times are fixed, and the
 * order is the caller's. */
#ifndef BASE_ZIP_H
#define BASE_ZIP_H

#include "base/buf.h"

#include <stdbool.h>

/* Deflates, and remembers what it deflated lately: archives of one kind share most of their members. */
struct zip_deflater;

struct zip_deflater *zip_deflater_new(void);
void zip_deflater_free(struct zip_deflater *deflater);

struct zip_writer;

/* The deflater is borrowed. */
struct zip_writer *zip_writer_new(struct zip_deflater *deflater);
/* The bytes are copied. */
void zip_writer_add(struct zip_writer *writer, const char *name, const char *bytes, size_t size,
                    bool compress);
/* Appends the archive to out and frees the writer. False: *why says why. */
bool zip_writer_finish(struct zip_writer *writer, struct buf *out, const char **why);
void zip_writer_free(struct zip_writer *writer); /* without finishing; NULL is fine */

/* Streams in the zlib format (RFC 1950), appended to out. False: it is none, it is damaged, or larger than most. */
bool zip_inflate(const char *bytes, size_t size, size_t most, struct buf *out);
bool zip_deflate(const char *bytes, size_t size, struct buf *out);

#endif
