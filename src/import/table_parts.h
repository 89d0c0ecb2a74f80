/* A table as the files behind shape_any_table read it. */
#ifndef IMPORT_TABLE_PARTS_H
#define IMPORT_TABLE_PARTS_H

#include "import/shape_parts.h"

enum { TABLE_COLUMNS = 16 };

enum column { COLUMN_OTHER, COLUMN_NUMBER, COLUMN_TEXT, COLUMN_ACTION, COLUMN_OWNER, COLUMN_DUE, COLUMN_STATUS };

struct table {
    struct shape *shape;
    size_t first, end; /* its blocks */
    size_t columns, rows;
    size_t *row_first; /* by row: its first block */
    enum column kind[TABLE_COLUMNS + 1];
    bool headed; /* its first row tells the columns */
    bool earlier;
};

const struct block *table_at(const struct table *table, size_t i);
bool table_is_claimed(const struct table *table, size_t i);
/* The next block of a cell at or after i, or end. Rows stand in order. */
size_t table_in_cell(const struct table *table, size_t i, size_t row, size_t column);
/* Whether a column is of that kind; *column (may be NULL): the first that is. */
bool table_has(const struct table *table, enum column kind, size_t *column);
/* The words of a row's cell that are printed as an attribute: all its paragraphs; NULL: none. */
const char *table_cell_words(const struct table *table, size_t row, size_t column);
void table_set_owner(struct table *table, struct node *node, const char *words);
void table_set_due(struct table *table, struct node *node, const char *words);
void table_put_row(struct table *table, size_t row);
void table_put_heads(struct table *table);
bool table_row_is_empty(const struct table *table, size_t row, size_t column);
/* The table as minutes, row by row (table_minutes.c). False: it is none. */
bool table_put_minutes(struct table *table);

#endif
