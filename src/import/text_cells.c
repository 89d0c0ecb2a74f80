/* Tables whose cells were written one below the other, as word processors save them as text: each cell begins with a tab, what follows up to the
 * next tab are more paragraphs of it, and rows are parted by a blank line.
 *
 * What can be relied on: such a table is only claimed below a row that heads it ("No.", …), which tells the number of columns, and only as long
 * as its rows begin behind blank lines. Every other line that begins with a tab stays a paragraph of indent 8. Paragraphs behind the last row
 * and a blank line may still be its last cell's (owners set beside a paragraph by blank lines): they are left outside the table. */
#include "import/text_lines.h"

#include <ctype.h>

enum { HEAD_CELLS = 6, HEAD_SIZE = 40 };

/* The number of columns that a row of heads at line first tells; 0: it is none. */
static size_t head_cells(const struct text_lines *lines, size_t first)
{
    const struct text_line *line = &lines->list[first];
    size_t count = 0;
    if (line->tabs != 1 || !text_heads(line->text, line->size) || (first && line->gap == 0 && line[-1].tabs))
        return 0;
    while (first + count < lines->count && count <= HEAD_CELLS) {
        const struct text_line *cell = &lines->list[first + count];
        if (cell->tabs != 1 || (count && cell->gap) || cell->size > HEAD_SIZE || cell->zone != ZONE_BODY)
            break;
        count++;
    }
    bool row_follows = first + count < lines->count && lines->list[first + count].tabs == 1 && lines->list[first + count].gap;
    return count >= 2 && count <= HEAD_CELLS && row_follows ? count : 0;
}

/* A first cell by its looks: "3", "3.1", "12/4". */
static bool is_number_cell(const struct text_line *line)
{
    if (!line->size || line->size > 10 || !isdigit((unsigned char)line->text[0]))
        return false;
    for (size_t i = 0; i < line->size; i++)
        if (!isdigit((unsigned char)line->text[i]) && line->text[i] != '.' && line->text[i] != '/' && line->text[i] != ')')
            return false;
    return true;
}

struct cell_walk {
    struct text_lines *lines;
    size_t columns, column; /* column of the cell under way, from 1 */
    uint32_t row;
};

static void mark(struct cell_walk *walk, size_t line)
{
    struct text_line *cell = &walk->lines->list[line];
    cell->table = (uint32_t)walk->lines->tables;
    cell->row = walk->row;
    cell->column = (uint8_t)walk->column;
    cell->heads = walk->row == 1;
}

/* Whether the tab at a line begins a cell of the table; walk goes on to it. */
static bool next_cell(struct cell_walk *walk, size_t line)
{
    const struct text_line *cell = &walk->lines->list[line];
    bool row = walk->column == walk->columns || (cell->gap && is_number_cell(cell));
    if (row && !cell->gap)
        return false;
    walk->column = row ? 1 : walk->column + 1;
    walk->row += row;
    return true;
}

/* The line behind the table that is headed at first. */
static size_t mark_table(struct text_lines *lines, size_t first, size_t columns)
{
    struct cell_walk walk = {lines, columns, 0, 1};
    size_t line = first, done; /* lines up to done are in it */
    lines->tables++;
    for (; line < first + columns; line++) {
        walk.column++;
        mark(&walk, line);
    }
    for (done = line; line < lines->count; line++) {
        const struct text_line *next = &lines->list[line];
        if (next->zone != ZONE_BODY)
            continue;
        if (!next->tabs) {
            if (next->gap == 0 && done == line) {
                mark(&walk, line);
                done++;
            }
            continue;
        }
        if (head_cells(lines, line))
            break;
        struct cell_walk before = walk;
        if (!next_cell(&walk, line))
            break;
        for (; done < line; done++) /* what stood between two of its cells is the first one's */
            if (lines->list[done].zone == ZONE_BODY)
                mark(&before, done);
        mark(&walk, line);
        done = line + 1;
    }
    return done;
}

/* Lines of a tab alone that are no cells are blank after all. */
static void drop_empty(struct text_lines *lines)
{
    size_t kept = 0;
    uint32_t gap = 0;
    for (size_t i = 0; i < lines->count; i++) {
        struct text_line *line = &lines->list[i];
        if (!line->size) {
            const struct text_line *next = line + 1;
            bool begins = i + 1 < lines->count && next->table == line->table && next->row == line->row && next->column == line->column;
            gap += line->gap + (begins || !line->table); /* an empty paragraph at the start of a cell counts */
            continue;
        }
        line->gap += gap;
        gap = 0;
        lines->list[kept++] = *line;
    }
    lines->count = kept;
}

void text_cells(struct text_lines *lines)
{
    for (size_t i = 0; i < lines->count;) {
        size_t columns = head_cells(lines, i);
        i = columns ? mark_table(lines, i, columns) : i + 1;
    }
    drop_empty(lines);
}
