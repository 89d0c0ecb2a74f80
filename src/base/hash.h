/* Hashes of 128 bits, the same on every machine. They tell apart what differs by chance; they are no defence against forgery. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hash { uint64_t high, low; };

struct hash hash_bytes(const void *bytes, size_t size);
bool hash_same(struct hash a, struct hash b);
void hash_text(struct hash hash, char out[33]); /* 32 small hexadecimal digits, the highest first, and a NUL */

/* The hash of what is added piece by piece. Bytes are joined; a text or number says itself where it ends. */
struct hasher;
struct hasher *hasher_new(void);
void hasher_free(struct hasher *hasher);
void hasher_add(struct hasher *hasher, const void *bytes, size_t size);
void hasher_add_text(struct hasher *hasher, const char *text); /* NULL differs from "" */
void hasher_add_number(struct hasher *hasher, uint64_t number);
struct hash hasher_take(struct hasher *hasher); /* and begins anew */

#endif
