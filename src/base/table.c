#include "base/table.h"

#include "base/mem.h"

#include <string.h>

struct table_row {
    const char *text; /* NULL: free */
    size_t number;
    uint32_t hash, size;
};

/* Up to the end or the NUL before it; *size is what there is. */
static inline uint32_t hash_upto(uint32_t hash, const char *text, size_t *size)
{
    size_t i = 0;
    for (; i < *size && text[i]; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619U;
    *size = i;
    return hash;
}

uint32_t table_hash(uint32_t hash, const char *text)
{
    size_t size = SIZE_MAX;
    return hash_upto(hash, text, &size);
}

struct table table_new(struct arena *arena, size_t most)
{
    size_t rows = 8;
    while (rows < most + most / 2)
        rows *= 2;
    return (struct table){arena_alloc(arena, rows * sizeof(struct table_row)), (uint32_t)(rows - 1)};
}

/* The text's row, or a free one where it belongs. */
static struct table_row *row_of(const struct table *table, const char *text, size_t size, uint32_t hash)
{
    size_t at = (hash ^ hash >> 15) & table->mask;
    for (struct table_row *row; (row = &table->rows[at])->text; at = (at + 1) & table->mask)
        if (row->hash == hash && row->size == size && memcmp(row->text, text, size) == 0)
            return row;
    return &table->rows[at];
}

size_t *table_add(struct table *table, const char *text)
{
    size_t size = UINT32_MAX;
    uint32_t hash = hash_upto(TABLE_HASH, text, &size);
    struct table_row *row = row_of(table, text, size, hash);
    if (!row->text)
        *row = (struct table_row){text, 0, hash, (uint32_t)size};
    return &row->number;
}

size_t table_find_n(const struct table *table, const char *text, size_t size)
{
    if (!table->rows)
        return 0;
    uint32_t hash = hash_upto(TABLE_HASH, text, &size);
    return row_of(table, text, size, hash)->number;
}

size_t table_find(const struct table *table, const char *text)
{
    return table_find_n(table, text, UINT32_MAX);
}
