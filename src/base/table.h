/* Texts and a number for each, found by hash. The texts are the caller's and must live as long; the order is that of no one. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct table_row;

struct table {
    struct table_row *rows; /* NULL: empty, and nothing can be added */
    uint32_t mask;
};

/* Room for that many texts, and not more. */
struct table table_new(struct arena *arena, size_t most);
/* The number kept for a text, 0 where it is new. It may be changed. */
size_t *table_add(struct table *table, const char *text);
/* The number kept for it, 0: none. */
size_t table_find(const struct table *table, const char *text);
size_t table_find_n(const struct table *table, const char *text, size_t size);

/* FNV-1a, from what was hashed before or TABLE_HASH on. */
#define TABLE_HASH 2166136261U
uint32_t table_hash(uint32_t hash, const char *text);

#endif
