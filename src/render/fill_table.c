/* Tables: how wide the columns are, cells filled side by side, borders drawn round them. */
#include "render/fill.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_REST = 12 };

enum column_kind { BY_CONTENT, FIXED, REST };

struct column {
    enum column_kind kind;
    int word, line, body; /* of BY_CONTENT: widest word, widest line, widest line outside the heads */
    int width;
};

struct table {
    struct fill_area *area;
    const struct node *node;
    struct column *columns;
    size_t count;
    bool rules;
    const struct node *head; /* the last row that named the columns */
};

static bool is_named(const struct node *node, const char *name)
{
    return strcmp(node_name(node), name) == 0;
}

static enum fill_align cell_align(const struct node *cell)
{
    const char *align = node_attr(cell, "align");
    return !align || *align == 'l' ? FILL_LEFT : *align == 'r' ? FILL_RIGHT : FILL_CENTER;
}

/* -- how wide -- */

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void measure_rows(struct table *table)
{
    struct fill *fill = table->area->fill;
    for (const struct node *row = node_first(table->node); row; row = node_next(row)) {
        if (!is_named(row, "row"))
            continue;
        size_t at = 0;
        for (const struct node *cell = node_first(row); cell && at < table->count; cell = node_next(cell), at++) {
            struct column *column = &table->columns[at];
            if (column->kind != BY_CONTENT)
                continue;
            struct fill_extent extent = fill_measure(fill, cell);
            column->word = extent.word > column->word ? extent.word : column->word;
            column->line = extent.line > column->line ? extent.line : column->line;
            if (!fill_yes(row, "head") && extent.line > column->body)
                column->body = extent.line;
        }
    }
}

static void read_columns(struct table *table)
{
    struct arena *arena = table->area->fill->arena;
    for (const struct node *col = node_first(table->node); col && is_named(col, "col"); col = node_next(col))
        table->count++;
    table->columns = arena_alloc(arena, (table->count + 1) * sizeof *table->columns);
    size_t at = 0;
    for (const struct node *col = node_first(table->node); at < table->count; col = node_next(col), at++) {
        struct column *column = &table->columns[at];
        column->width = fill_number(col, "width", 0);
        column->kind = fill_yes(col, "rest") ? REST : column->width ? FIXED : BY_CONTENT;
    }
    measure_rows(table);
    at = 0;
    for (const struct node *col = node_first(table->node); at < table->count; col = node_next(col), at++) {
        struct column *column = &table->columns[at];
        if (!node_attr(col, "max") || column->kind != BY_CONTENT)
            continue;
        column->kind = FIXED;
        column->width = clamp(column->word, fill_number(col, "min", 1), fill_number(col, "max", 1));
    }
}

static int wanted_of(const struct column *column, bool heads)
{
    int goal = heads ? column->line : column->body;
    return column->kind == BY_CONTENT && goal > column->width ? goal - column->width : 0;
}

/* Gives of what is spare to the columns by what their lines want; returns what is left. */
static int share_out(struct table *table, int spare, bool heads)
{
    int wanted = 0;
    for (size_t i = 0; i < table->count; i++)
        wanted += wanted_of(&table->columns[i], heads);
    if (!wanted || spare <= 0)
        return spare;
    int share = spare < wanted ? spare : wanted, left = spare;
    for (size_t i = 0; i < table->count; i++) {
        struct column *column = &table->columns[i];
        int more = (int)((long)share * wanted_of(column, heads) / wanted);
        column->width += more;
        left -= more;
    }
    for (size_t i = 0; i < table->count && left > spare - share; i++) {
        if (!wanted_of(&table->columns[i], heads))
            continue;
        table->columns[i].width++;
        left--;
    }
    return left;
}

static void share_rest(struct table *table, int spare, int columns)
{
    for (size_t i = 0; i < table->count && columns > 0; i++) {
        struct column *column = &table->columns[i];
        if (column->kind != REST)
            continue;
        column->width = spare / columns;
        spare -= column->width;
        columns--;
    }
}

/* False: the columns do not fit beside one another. */
static bool find_widths(struct table *table)
{
    size_t frame = 3 * table->count + 1;
    if (!table->count || frame + table->count > (size_t)table->area->width)
        return false;
    int spare = table->area->width - (int)frame, rests = 0;
    for (size_t i = 0; i < table->count; i++) {
        struct column *column = &table->columns[i];
        if (column->kind == BY_CONTENT)
            column->width = column->word ? column->word : 1;
        if (column->kind == REST)
            rests++;
        else
            spare -= column->width;
    }
    if (spare < rests * LEAST_REST)
        return false;
    int left = share_out(table, spare - rests * LEAST_REST, false);
    left = share_out(table, left, true);
    if (rests)
        share_rest(table, left + rests * LEAST_REST, rests);
    return true;
}

/* -- drawing -- */

struct row {
    const struct node *node;
    struct fill_area *cells;
    size_t height;
    bool head, join;
};

static void draw_rule(struct table *table, char with)
{
    struct buf *line = &table->area->fill->line;
    buf_clear(line);
    for (size_t i = 0; i < table->count; i++) {
        buf_char(line, '+');
        buf_fill(line, with, (size_t)table->columns[i].width + 2);
    }
    buf_char(line, '+');
    fill_push(table->area, buf_text(line), line->size, (int)line->size);
}

static void draw_cell(struct buf *line, const struct fill_line *text, int width)
{
    buf_str(line, "| ");
    if (text)
        buf_add(line, text->text, text->size);
    buf_fill(line, ' ', (size_t)(width - (text ? text->width : 0)) + 1);
}

static int drawn_width(const struct table *table, size_t from)
{
    int width = 0;
    for (size_t i = from; i < table->count; i++)
        width += table->columns[i].width + 3;
    return width;
}

/* One line of a row: what take holds for each cell, NULL for an empty one; without take all are empty. */
static void draw_line(struct table *table, const struct fill_line *const *take)
{
    struct buf *line = &table->area->fill->line;
    buf_clear(line);
    for (size_t i = 0; i < table->count; i++)
        draw_cell(line, take ? take[i] : NULL, table->columns[i].width);
    buf_char(line, '|');
    fill_push(table->area, buf_text(line), line->size, drawn_width(table, 0) + 1);
}

/* A line wider than its cell: over those to the right, and over the border if it must. take: of the cells to its left. */
static void draw_over(struct table *table, const struct fill_line *const *take, size_t at, const struct fill_line *text)
{
    struct buf *line = &table->area->fill->line;
    buf_clear(line);
    for (size_t i = 0; i < at; i++)
        draw_cell(line, take[i], table->columns[i].width);
    buf_str(line, "| ");
    buf_add(line, text->text, text->size);
    int width = drawn_width(table, 0) - drawn_width(table, at) + 2 + text->width, spare = drawn_width(table, 0) - width;
    if (spare >= 1) {
        buf_fill(line, ' ', (size_t)spare);
        buf_char(line, '|');
        width += spare + 1;
    }
    fill_push(table->area, buf_text(line), line->size, width);
}

/* The lines of a row, top to bottom. next[i]: the line of cell i that comes next. */
struct drawing {
    struct table *table;
    struct row *row;
    size_t *next;
    const struct fill_line **take;
    bool any, blank; /* a line is drawn; the last one was blank */
};

static bool is_left(const struct drawing *drawing, size_t from)
{
    for (size_t i = from; i < drawing->table->count; i++)
        if (drawing->next[i] < drawing->row->cells[i].count)
            return true;
    return false;
}

static void draw_blank(struct drawing *drawing)
{
    draw_line(drawing->table, NULL);
    drawing->blank = true;
}

static bool is_begun(const struct drawing *drawing, size_t from)
{
    for (size_t i = from; i < drawing->table->count; i++)
        if (drawing->next[i])
            return true;
    return false;
}

/* The first cell whose next line is too wide and can be drawn, since what is to its right is done or not begun; or count.
 * Too wide ones that have to wait are left out of take, the others are in it. */
static size_t choose_lines(struct drawing *drawing)
{
    const struct table *table = drawing->table;
    for (size_t i = 0; i < table->count; i++) {
        const struct fill_area *cell = &drawing->row->cells[i];
        const struct fill_line *line = drawing->next[i] < cell->count ? &cell->lines[drawing->next[i]] : NULL;
        bool wide = line && line->width > table->columns[i].width;
        if (wide && (!is_left(drawing, i + 1) || !is_begun(drawing, i + 1)))
            return i;
        drawing->take[i] = wide ? NULL : line;
    }
    return table->count;
}

/* Draws what was chosen, but no second blank line. */
static void take_lines(struct drawing *drawing)
{
    bool blank = true;
    for (size_t i = 0; i < drawing->table->count; i++) {
        drawing->next[i] += drawing->take[i] != NULL;
        blank = blank && (!drawing->take[i] || !drawing->take[i]->size);
    }
    if (!blank || !drawing->blank)
        draw_line(drawing->table, drawing->take);
    drawing->blank = blank;
}

/* The wide line of a cell, beside what was chosen to its left, between blank lines. */
static void take_wide(struct drawing *drawing, size_t at)
{
    if (drawing->any && !drawing->blank)
        draw_blank(drawing);
    draw_over(drawing->table, drawing->take, at, &drawing->row->cells[at].lines[drawing->next[at]++]);
    for (size_t i = 0; i < at; i++)
        drawing->next[i] += drawing->take[i] != NULL;
    drawing->blank = false;
    if (is_left(drawing, 0))
        draw_blank(drawing);
}

static void draw_row(struct table *table, struct row *row)
{
    struct arena *arena = table->area->fill->arena;
    struct drawing drawing = {.table = table, .row = row};
    drawing.next = arena_alloc(arena, table->count * sizeof *drawing.next);
    drawing.take = arena_alloc(arena, table->count * sizeof *drawing.take);
    while (is_left(&drawing, 0)) {
        size_t wide = choose_lines(&drawing);
        if (wide < table->count)
            take_wide(&drawing, wide);
        else
            take_lines(&drawing);
        drawing.any = true;
    }
    if (!drawing.any)
        draw_blank(&drawing);
}

/* -- rows -- */

static struct row fill_row(struct table *table, const struct node *node)
{
    struct arena *arena = table->area->fill->arena;
    struct row row = {.node = node, .head = fill_yes(node, "head"), .join = fill_yes(node, "join")};
    row.cells = arena_alloc(arena, table->count * sizeof *row.cells);
    const struct node *cell = node_first(node);
    for (size_t i = 0; i < table->count; i++) {
        row.cells[i] = fill_area_new(table->area->fill, table->columns[i].width);
        row.cells[i].cell = true;
        if (cell)
            fill_content(&row.cells[i], cell, cell_align(cell));
        cell = node_next(cell);
        row.height = row.cells[i].count > row.height ? row.cells[i].count : row.height;
    }
    if (cell)
        fill_fail(table->area->fill, "the stylesheet made a row with more cells than columns:", node_name(node));
    return row;
}

static void end_row(struct table *table, struct row *row)
{
    for (size_t i = 0; i < table->count; i++)
        fill_area_end(&row->cells[i]);
}

/* What stands between two rows. */
static void draw_between(struct table *table, const struct row *above, const struct row *row)
{
    if (above->head)
        draw_rule(table, '=');
    else if (row->join)
        draw_row(table, &(struct row){.cells = arena_alloc(table->area->fill->arena, table->count * sizeof *row->cells)});
    else if (table->rules)
        draw_rule(table, '-');
}

static void draw_rows(struct table *table, struct row *rows, size_t count)
{
    const struct row *above = NULL;
    draw_rule(table, '-');
    for (size_t i = 0; i < count; i++) {
        if (rows[i].join && !rows[i].height)
            continue;
        if (above)
            draw_between(table, above, &rows[i]);
        draw_row(table, &rows[i]);
        above = &rows[i];
    }
    draw_rule(table, '-');
}

/* The rows from first on that are drawn in one, up to another block or the next head; returns what comes after. */
static const struct node *draw_some(struct table *table, const struct node *first)
{
    struct row *rows = NULL;
    size_t count = 0, room = 0;
    bool asked = table->rules;
    const struct node *node = first;
    for (; node && is_named(node, "row") && (node == first || !fill_yes(node, "head")); node = node_next(node)) {
        MEM_GROW(rows, count, room);
        rows[count++] = fill_row(table, node);
        table->rules = table->rules || (!rows[count - 1].head && rows[count - 1].height > 1);
    }
    draw_rows(table, rows, count);
    table->rules = asked;
    for (size_t i = 0; i < count; i++)
        end_row(table, &rows[i]);
    free(rows);
    return node;
}

/* -- too narrow for a table -- */

static const struct node *cell_at(const struct node *row, size_t at)
{
    const struct node *cell = node_first(row);
    for (; cell && at; at--)
        cell = node_next(cell);
    return cell;
}

static void add_label(struct table *table, size_t at, struct fill_area *area)
{
    const struct node *label = table->head ? cell_at(table->head, at) : NULL;
    buf_clear(&area->lead);
    if (!label || !fill_is_words(label))
        return;
    fill_gather(area->fill, label, &area->lead);
    while (area->lead.size && strchr(" :", area->lead.data[area->lead.size - 1]))
        area->lead.data[--area->lead.size] = '\0';
    area->leading = area->lead.size > 0;
    if (area->leading)
        buf_str(&area->lead, ": ");
}

static bool is_empty(struct table *table, const struct node *cell)
{
    return !fill_measure(table->area->fill, cell).word;
}

/* A line a cell, each after its column's name; those after the first behind an indent. */
static void list_row(struct table *table, const struct node *row)
{
    struct fill *fill = table->area->fill;
    struct fill_area inner = fill_area_new(fill, table->area->width > 2 ? table->area->width - 2 : 1);
    size_t at = 0;
    inner.cell = table->area->cell;
    for (const struct node *cell = node_first(row); cell; cell = node_next(cell), at++) {
        if (is_empty(table, cell))
            continue;
        inner.started = inner.gap = false;
        add_label(table, at, &inner);
        fill_content(&inner, cell, FILL_LEFT);
        fill_flush(&inner);
    }
    for (size_t i = 0; i < inner.count; i++) {
        struct fill_line *line = &inner.lines[i];
        const char *text = i ? arena_printf(fill->arena, "  %s", line->text) : line->text;
        fill_push(table->area, text, line->size ? line->size + (i ? 2 : 0) : 0, line->size ? line->width + (i ? 2 : 0) : 0);
    }
    fill_area_end(&inner);
}

/* -- the whole -- */

/* Whether a row before the next head has something in the column that this head names. */
static bool is_named_below(struct table *table, const struct node *head, size_t at)
{
    for (const struct node *row = node_next(head); row && !fill_yes(row, "head"); row = node_next(row)) {
        const struct node *cell = is_named(row, "row") ? cell_at(row, at) : NULL;
        if (cell && !is_empty(table, cell))
            return true;
    }
    return false;
}

/* A head whose words do not all come back as labels is listed itself. */
static bool is_needed(struct table *table, const struct node *head)
{
    size_t at = 0;
    for (const struct node *cell = node_first(head); cell; cell = node_next(cell), at++)
        if (!is_empty(table, cell) && (!fill_is_words(cell) || !is_named_below(table, head, at)))
            return true;
    return false;
}

static const struct node *put_rows(struct table *table, const struct node *row, bool drawn)
{
    bool head = fill_yes(row, "head");
    if (head)
        table->head = drawn || !is_needed(table, row) ? row : NULL;
    if (drawn)
        return draw_some(table, row);
    if (!head || !table->head)
        list_row(table, row);
    if (head)
        table->head = row;
    return node_next(row);
}

void fill_table(struct fill_area *area, const struct node *node)
{
    struct table table = {.area = area, .node = node, .rules = fill_yes(node, "rules")};
    fill_begin(area, node);
    if (area->marked && !area->count)
        fill_push(area, "", 0, 0);
    read_columns(&table);
    bool drawn = find_widths(&table), first = true;
    const struct node *child = node_first(node);
    while (child) {
        if (is_named(child, "col")) {
            child = node_next(child);
        } else if (is_named(child, "row")) {
            fill_flush(area);
            if (!first)
                area->gap = true;
            child = put_rows(&table, child, drawn);
            first = false;
        } else {
            fill_block(area, child);
            child = node_next(child);
            first = false;
        }
    }
    fill_flush(area);
}
