/* Tables: each row says for itself where lines are, as readers know no more than that. */
#include "render/odf.h"

#include <stdlib.h>
#include <string.h>

/* A table under way. */
struct table {
    const struct odf_look *look;
    size_t columns;
    bool headed;     /* header rows are open */
    bool began;      /* it has a row */
    bool below_head; /* the row before was a header */
};

static bool is_row(const struct node *node)
{
    return docx_is_short(node, "tr");
}

/* The row behind a node of the table, rows of tables within left aside; NULL: there is none. */
static const struct node *next_row(const struct node *table, const struct node *node)
{
    do {
        const struct node *down = is_row(node) ? NULL : node_first(node);
        while (!down && node != table && !node_next(node))
            node = node_parent(node);
        node = down ? down : node == table ? NULL : node_next(node);
    } while (node && !is_row(node));
    return node;
}

/* -- columns -- */

static size_t read_grid(const struct node *node, size_t *widths)
{
    const struct node *grid = node_first(node);
    while (grid && !docx_is_short(grid, "tblGrid"))
        grid = node_next(grid);
    if (*odf_attr(grid, "width"))
        return docx_fit(node, strtoul(odf_attr(grid, "width"), NULL, 10), widths);
    size_t count = 0;
    for (const struct node *column = node_first(grid); column && count < DOCX_COLUMNS; column = node_next(column))
        widths[count++] = strtoul(odf_attr(column, "w"), NULL, 10);
    return count;
}

/* beside: the first heads the rows. */
static void put_columns(struct odf *odf, const size_t *widths, size_t count, bool beside)
{
    for (size_t i = 0; i < count; i++) {
        struct buf properties = BUF_INIT;
        buf_str(&properties, "<style:table-column-properties");
        odf_put_length(&properties, "style:column-width", (double)widths[i] / 20);
        buf_str(&properties, "/>");
        buf_printf(&odf->out, "%s<table:table-column table:style-name=\"%s\"/>%s", beside && !i ? "<table:table-header-columns>" : "",
                   odf_make_style(odf, ODF_COLUMN, NULL, buf_text(&properties)), beside && !i ? "</table:table-header-columns>" : "");
        buf_free(&properties);
    }
}

/* -- cells -- */

static bool is_set(const char *value)
{
    return *value != '\0';
}

/* Where lines meet, one cell has them: that on the left, and the lower one, but below header rows. */
static void put_lines(struct buf *out, const struct table *table, const struct node *cell, bool last)
{
    const struct odf_look *look = table->look;
    const struct node *row = node_parent(cell);
    const char *sides = odf_attr(row, "sides"), *top = odf_attr(row, "top");
    bool head = odf_says(row, "head"), leftmost = node_first(row) == cell, rightmost = !node_next(cell);
    if (!table->began)
        top = look->top;
    else if (table->below_head)
        top = "";
    else if (!is_set(top))
        top = look->across;
    odf_put_line(out, "fo:border-top", top);
    odf_put_line(out, "fo:border-bottom", head ? look->head : last ? look->bottom : "");
    odf_put_line(out, "fo:border-left", !leftmost ? look->down : is_set(sides) ? sides : look->left);
    odf_put_line(out, "fo:border-right", !rightmost ? "" : is_set(sides) ? sides : look->right);
}

static const char *cell_style(struct odf *odf, const struct table *table, const struct node *cell, bool last)
{
    const struct node *row = node_parent(cell);
    const char *fill = odf_attr(cell, "fill");
    if (!is_set(fill))
        fill = odf_says(row, "head") ? table->look->fill : odf_attr(row, "fill");
    struct buf properties = BUF_INIT;
    buf_str(&properties, "<style:table-cell-properties");
    put_lines(&properties, table, cell, last);
    buf_str(&properties, " fo:padding=\"1.5pt\" fo:padding-left=\"4.5pt\" fo:padding-right=\"4.5pt\"");
    if (is_set(fill))
        buf_printf(&properties, " fo:background-color=\"#%s\"", fill);
    buf_str(&properties, "/>");
    const char *name = odf_make_style(odf, ODF_CELL, NULL, buf_text(&properties));
    buf_free(&properties);
    return name;
}

static void write_cell(struct odf *odf, const struct table *table, const struct node *cell, bool last)
{
    size_t span = strtoul(odf_attr(cell, "span"), NULL, 10);
    buf_printf(&odf->out, "<table:table-cell table:style-name=\"%s\"", cell_style(odf, table, cell, last));
    if (span > 1)
        buf_printf(&odf->out, " table:number-columns-spanned=\"%zu\"", span);
    buf_str(&odf->out, " office:value-type=\"string\">");
    odf_write_blocks(odf, node_first(cell));
    buf_str(&odf->out, "</table:table-cell>");
    for (; span > 1; span--)
        buf_str(&odf->out, "<table:covered-table-cell/>");
}

/* -- rows -- */

static void end_head(struct odf *odf, struct table *table)
{
    if (table->headed)
        buf_str(&odf->out, "</table:table-header-rows>");
    table->headed = false;
}

static void write_row(struct odf *odf, struct table *table, const struct node *row, bool last)
{
    bool head = odf_says(row, "head");
    if (head && !table->began)
        buf_str(&odf->out, "<table:table-header-rows>");
    else if (!head)
        end_head(odf, table);
    table->headed = table->headed || (head && !table->began);
    const char *together = odf_says(row, "whole") ? "always" : "auto";
    const char *style = odf_make_style(
        odf, ODF_ROW, NULL, arena_printf(odf->arena, "<style:table-row-properties fo:keep-together=\"%s\"/>", together));
    buf_printf(&odf->out, "<table:table-row table:style-name=\"%s\">", style);
    for (const struct node *cell = node_first(row); cell && !odf->why; cell = node_next(cell))
        write_cell(odf, table, cell, last);
    buf_str(&odf->out, "</table:table-row>");
    table->began = true;
    table->below_head = head;
}

/* -- all -- */

static const char *table_style(struct odf *odf, const struct node *node, const size_t *widths, size_t count)
{
    size_t width = 0;
    for (size_t i = 0; i < count; i++)
        width += widths[i];
    struct buf properties = BUF_INIT;
    buf_str(&properties, "<style:table-properties table:align=\"left\" table:border-model=\"collapsing\"");
    odf_put_length(&properties, "style:width", (double)width / 20);
    odf_put_length(&properties, "fo:margin-left", strtod(odf_attr(node, "indent"), NULL) / 20);
    buf_str(&properties, " fo:margin-top=\"2pt\" fo:margin-bottom=\"6pt\"/>");
    const char *name = odf_make_style(odf, ODF_TABLE, NULL, buf_text(&properties));
    buf_free(&properties);
    return name;
}

static void begin_table(struct odf *odf, struct table *table, const struct node *node)
{
    size_t widths[DOCX_COLUMNS];
    table->columns = read_grid(node, widths);
    if (!table->columns)
        odf_fail(odf, "a table has no columns");
    const char *style = table_style(odf, node, widths, table->columns);
    buf_printf(&odf->out, "<table:table table:name=\"Table %zu\" table:style-name=\"%s\">", ++odf->tables, style);
    if (is_set(odf_attr(node, "caption"))) {
        buf_str(&odf->out, "<table:title>");
        docx_escape(&odf->out, odf_attr(node, "caption"));
        buf_str(&odf->out, "</table:title>");
    }
    put_columns(odf, widths, table->columns, odf_says(node, "beside"));
}

const struct node *odf_write_table(struct odf *odf, const struct node *node)
{
    struct table table = {.look = odf_look(odf, odf_attr(node, "style"))};
    const struct node *last = node;
    odf_interrupt_lists(odf);
    size_t lists = odf->list_base;
    const char *edge = odf->edge;
    odf->list_base = odf->list_depth;
    odf->edge = NULL;
    if (table.look)
        begin_table(odf, &table, node);
    for (const struct node *row = next_row(node, node), *next; row && !odf->why; row = next) {
        next = next_row(node, row);
        write_row(odf, &table, row, !next && !is_row(node_next(node)));
    }
    for (const struct node *row = node_next(node); is_row(row) && !odf->why; last = row, row = node_next(row))
        write_row(odf, &table, row, !is_row(node_next(row)));
    end_head(odf, &table);
    buf_str(&odf->out, "</table:table>");
    odf->list_base = lists;
    odf->edge = edge;
    return last;
}
