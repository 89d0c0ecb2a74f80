#include "base/table.h"

#include "base/mem.h"

#include <string.h>

struct table_row {
    const char *text; /* NULL: free */
    size_t number;
    uint32_t hash, size;
};

uint32_t table_hash(uint32_t hash, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619U;
    return hash;
}

struct table table_new(struct arena *arena, size_t most)
{
    size_t rows = 8;
    while (rows < 2 * most)
        rows *= 2;
    return (struct table){arena_alloc(arena, rows * sizeof(struct table_row)), (uint32_t)(rows - 1)};
}

/* The text's row, or the free one where it belongs. */
static struct table_row *row_of(const struct table *table, const char *text, size_t size, uint32_t hash)
{
    size_t at = (hash ^ hash >> 15) & table->mask;
    for (struct table_row *row; (row = &table->rows[at])->text; at = (at + 1) & table->mask)
        if (row->hash == hash && row->size == size && memcmp(row->text, text, size) == 0)
            return row;
    return &table->rows[at];
}

size_t *table_add(struct table *table, const char *text, size_t size)
{
    uint32_t hash = table_hash(TABLE_HASH, text, size);
    struct table_row *row = row_of(table, text, size, hash);
    if (!row->text)
        *row = (struct table_row){text, 0, hash, (uint32_t)size};
    return &row->number;
}

size_t table_find(const struct table *table, const char *text, size_t size)
{
    return table->rows ? row_of(table, text, size, table_hash(TABLE_HASH, text, size))->number : 0;
}
