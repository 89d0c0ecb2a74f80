/* Bytes put aside for a while: in memory while they are few, then in a temporary file that nobody else can open and that is gone with
 * the process. Where no such file can be made or written, all stays in memory. */
#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spool;

struct spool *spool_new(void);
void spool_free(struct spool *spool);
/* Returns where the bytes lie. */
uint64_t spool_add(struct spool *spool, const char *bytes, size_t size);
/* Fills bytes, which are cleared first. False: the file cannot be read any more. */
bool spool_get(struct spool *spool, uint64_t at, size_t size, struct buf *bytes);

#endif
