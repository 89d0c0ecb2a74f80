/* Lines of plain text, and what they show of how the text was laid out. Inside the text front end. */
#ifndef IMPORT_TEXT_LINES_H
#define IMPORT_TEXT_LINES_H

#include "import/blocks.h"

#include <stdint.h>

enum { TEXT_LINES = 1000000, TEXT_COLUMNS = 12 };

/* A line that is not blank, or (size 0) one of a single tab, which may be an empty cell. Columns count from 0. */
struct text_line {
    const char *text; /* from the first character that is not white space up to the last */
    size_t size;
    uint32_t at, page;
    uint32_t gap;         /* blank lines before */
    uint32_t indent, end; /* columns of its first character and behind its last */
    uint32_t tabs;        /* that it begins with */
    uint32_t table, row;  /* of the cell that it is in; 0: none */
    uint8_t column, zone;
    bool heads; /* in the row that heads the table */
};

struct text_lines {
    struct text_line *list;
    size_t count, room;
    size_t pages, tables;
    size_t wrap; /* the column at which lines were broken; 0: they were not */
};

/* What stands before a line's words. */
struct text_start {
    size_t marker; /* its bytes; 0: none */
    size_t words;  /* where the words begin */
    bool bullet;
    int level; /* of a number: how many parts it has */
    enum block_box box;
};

void text_lines_split(const char *text, size_t size, struct text_lines *lines); /* at most TEXT_LINES; the rest in the last */
void text_lines_edges(struct text_lines *lines, struct arena *arena);           /* zones of heads and feet of pages */
void text_lines_measure(struct text_lines *lines);
size_t text_column(const char *text, size_t size, size_t column); /* behind text that begins in that column */

struct text_start text_start(const char *text, size_t size);
bool text_is_rule(const char *text, size_t size);
bool text_is_caps(const char *text, size_t size);  /* a heading, by its capitals */
bool text_is_lower(const char *text, size_t size); /* begins with a small letter */
bool text_is_open(const char *text, size_t size);  /* does not end like a sentence */
bool text_heads(const char *text, size_t size);    /* a word that heads the first column of a table of minutes */
/* Whether b goes on with a's paragraph where lines are broken at that column. */
bool text_goes_on(const struct text_line *a, const struct text_line *b, size_t wrap);

/* Marks the lines that are cells of a table whose cells were written one below the other, each begun by a tab. */
void text_cells(struct text_lines *lines);

/* A table laid out with blanks, from line first. */
struct text_grid {
    size_t first, upto; /* lines first..upto-1 */
    size_t columns;
    bool numbered;         /* its first column is headed as one of numbers: they are cells of their own */
    uint32_t start[TEXT_COLUMNS], end[TEXT_COLUMNS];
};
struct text_part {
    const char *text;
    size_t size, column;
    uint32_t indent, end;
};
bool text_grid(const struct text_lines *lines, size_t first, struct text_grid *grid);
/* The parts of a line, at most TEXT_COLUMNS, and in which of the grid's columns (NULL: none given) they are. */
size_t text_parts(const struct text_line *line, const struct text_grid *grid, struct text_part *parts);

#endif
