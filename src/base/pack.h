/* Records as bytes, the same on every machine: numbers of one to ten bytes, words of eight, texts and runs of bytes behind their size. */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include "base/buf.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void pack_number(struct buf *out, uint64_t number);
void pack_word(struct buf *out, uint64_t word); /* eight bytes, for what is mostly large */
void pack_bytes(struct buf *out, const void *bytes, size_t size);
void pack_text(struct buf *out, const char *text); /* NULL is kept apart from "" */

/* Takes a record apart. What it gives points into the bytes. After the first fault it is broken and gives zeros and NULLs. */
struct unpack {
    const char *at;
    size_t left;
    bool broken;
};

uint64_t unpack_number(struct unpack *from, uint64_t most); /* one above most is a fault */
uint64_t unpack_word(struct unpack *from);
size_t unpack_count(struct unpack *from);                   /* of things that take at least a byte each */
const char *unpack_bytes(struct unpack *from, size_t *size);
const char *unpack_text(struct unpack *from);               /* NUL-ended */
const char *unpack_copy(struct arena *arena, struct unpack *from); /* the text in the arena; NULL for NULL */

#endif
