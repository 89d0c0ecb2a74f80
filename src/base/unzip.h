/* Archives of others, read member by member: the only door to the library that reads archives. Nothing that the directory says of sizes is
 * believed; what is read is counted. */
#ifndef BASE_UNZIP_H
#define BASE_UNZIP_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct unzip_limits {
    size_t members;
    size_t member, total; /* bytes of one member, and of all that are read */
    size_t ratio;         /* times larger than packed, beyond the first megabyte of a member */
};

struct unzip;

/* The bytes are borrowed. NULL: *why says why, as the end of a sentence about the archive. It is refused whole when a name in it is absolute,
 * leads out of it or is there twice. Names are UTF-8 with "/". */
struct unzip *unzip_open(const char *bytes, size_t size, const struct unzip_limits *limits, const char **why);
void unzip_close(struct unzip *archive); /* NULL is fine */
size_t unzip_count(const struct unzip *archive);
const char *unzip_name(const struct unzip *archive, size_t member); /* folders end in "/" */
/* The member of a name, letter by letter or, where there is none, but for the case of ASCII letters. False: there is none. */
bool unzip_find(const struct unzip *archive, const char *name, size_t *member);
/* Reads a member piece by piece; take stops it by returning false, which is no failure. False: *why says why, as the end of a sentence about the
 * member; what was taken until then is not to be trusted. */
bool unzip_read(struct unzip *archive, size_t member, bool (*take)(void *with, const char *bytes, size_t size), void *with, const char **why);
bool unzip_bytes(struct unzip *archive, size_t member, struct buf *out, const char **why); /* the whole of it, appended */

#endif
