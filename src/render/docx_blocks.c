/* Paragraphs, prose, lists and tables of a part: see docx.h. */
#include "render/docx_writer.h"

#include <stdlib.h>
#include <string.h>

static bool is_empty(const char *value)
{
    return !*value || strcmp(value, "no") == 0 || strcmp(value, "false") == 0;
}

/* -- properties -- */

/* "double 6 6 9B1C1C": kind of line, width, distance, colour. */
static void put_line(struct writer *writer, const char *side, const char *line)
{
    static const char *const names[] = {"val", "sz", "space", "color"};
    buf_str(writer->out, "<w:");
    buf_str(writer->out, side);
    for (size_t i = 0; i < sizeof names / sizeof *names && *line; i++) {
        size_t size = strcspn(line, " ");
        buf_str(writer->out, " w:");
        buf_str(writer->out, names[i]);
        buf_str(writer->out, "=\"");
        docx_escape_n(writer->out, line, size, false);
        buf_char(writer->out, '"');
        line += size + strspn(line + size, " ");
    }
    buf_str(writer->out, "/>");
}

static void put_fill(struct writer *writer, const char *fill)
{
    buf_str(writer->out, "<w:shd w:val=\"clear\" w:color=\"auto\"");
    docx_put_attribute(writer, "w:fill", fill);
    buf_str(writer->out, "/>");
}

enum { STYLE, KEEP, NUMBERED, SHADE, SPACE, INDENT, HANGING, ALIGN, EDGE, PROPERTIES };
static const char *const property_names[PROPERTIES] = {"style",  "keep",    "numbered", "shade", "space",
                                                        "indent", "hanging", "align",    "edge"};

static size_t list_level(const struct writer *writer)
{
    enum { LEVELS = 9 };
    return writer->list_depth > LEVELS ? LEVELS - 1 : writer->list_depth ? writer->list_depth - 1 : 0;
}

static void put_number(struct writer *writer)
{
    if (!writer->list_depth) {
        docx_fail(writer->docx, "a numbered paragraph stands outside a list");
        return;
    }
    buf_printf(writer->out, "<w:numPr><w:ilvl w:val=\"%zu\"/><w:numId", list_level(writer));
    docx_put_attribute(writer, "w:val", writer->lists[writer->list_depth - 1]);
    buf_str(writer->out, "/></w:numPr>");
}

static void put_spacing(struct writer *writer, const char *const *values)
{
    if (*values[SPACE]) {
        buf_str(writer->out, "<w:spacing");
        docx_put_attribute(writer, "w:before", values[SPACE]);
        docx_put_attribute(writer, "w:after", values[SPACE]);
        buf_str(writer->out, "/>");
    }
    if (*values[INDENT]) {
        buf_str(writer->out, "<w:ind");
        docx_put_attribute(writer, "w:left", values[INDENT]);
        if (*values[HANGING])
            docx_put_attribute(writer, "w:hanging", values[HANGING]);
        buf_str(writer->out, "/>");
    }
    if (*values[ALIGN]) {
        buf_str(writer->out, "<w:jc");
        docx_put_attribute(writer, "w:val", values[ALIGN]);
        buf_str(writer->out, "/>");
    }
}

/* In the order that the format asks for. */
static void put_properties(struct writer *writer, const char *const *values)
{
    struct buf *out = writer->out;
    buf_str(out, "<w:pPr>");
    size_t start = out->size;
    docx_put_style(writer, "pStyle", values[STYLE]);
    if (!is_empty(values[KEEP]))
        buf_str(out, "<w:keepNext/>");
    if (!is_empty(values[NUMBERED]))
        put_number(writer);
    if (writer->edge && strcmp(values[EDGE], "no") != 0) {
        buf_str(out, "<w:pBdr>");
        put_line(writer, "left", writer->edge);
        buf_str(out, "</w:pBdr>");
    }
    if (*values[SHADE])
        put_fill(writer, values[SHADE]);
    put_spacing(writer, values);
    if (out->size > start) {
        buf_str(out, "</w:pPr>");
    } else {
        out->size = start - 1;
        buf_str(out, "/>");
    }
}

static void put_plain_properties(struct writer *writer, const char *style, bool keep)
{
    const char *values[PROPERTIES] = {style, keep ? "yes" : "", "", "", "", "", "", "", ""};
    put_properties(writer, values);
}

/* -- prose -- */

static const char end_of_paragraph[] = "</w:p>";
enum { END_OF_PARAGRAPH = sizeof end_of_paragraph - 1 };

static void add_buf(struct buf *out, const struct buf *more)
{
    if (more->size)
        buf_add(out, more->data, more->size);
}

/* A paragraph for what the prose has no paragraph of its own to put it into; bookmarks alone need none. */
static void put_own(struct writer *writer, const char *style, bool keep, bool runs, const struct buf *const *parts, size_t count)
{
    docx_settle(writer);
    if (runs) {
        buf_str(writer->out, "<w:p>");
        put_plain_properties(writer, style, keep);
    }
    for (size_t i = 0; i < count; i++)
        add_buf(writer->out, parts[i]);
    if (runs) {
        buf_str(writer->out, end_of_paragraph);
        writer->last = PARAGRAPH;
    }
}

/* The prose that node stands directly in; NULL: none. */
static struct open_prose *prose_of(const struct writer *writer, const struct node *node)
{
    struct open_prose *prose = writer->prose_depth ? &writer->prose[writer->prose_depth - 1] : NULL;
    return prose && node_parent(node) == prose->node ? prose : NULL;
}

/* Before a block that is no paragraph of the prose, the lead has one of its own. */
static void begin_block(struct writer *writer, const struct node *node)
{
    struct open_prose *prose = prose_of(writer, node);
    if (!prose)
        return;
    if (!prose->begun)
        put_own(writer, prose->first, true, prose->lead_runs, (const struct buf *const[]){&prose->lead}, 1);
    prose->begun = true;
    prose->joined_end = 0;
}

static enum verdict enter_prose(struct writer *writer, const struct node *node)
{
    begin_block(writer, node);
    static const char *const names[] = {"style", "first"};
    const char *values[2];
    docx_attributes(node, names, 2, values);
    MEM_GROW(writer->prose, writer->prose_depth, writer->prose_room);
    writer->prose[writer->prose_depth++] =
        (struct open_prose){.node = node, .style = values[0], .first = *values[1] ? values[1] : values[0]};
    return UNWRAP;
}

/* Behind the last paragraph: the tail on its last line, what is below on a line of its own. */
static void join_end(struct writer *writer, const struct open_prose *prose)
{
    writer->out->size = prose->joined_end;
    if (prose->tail_runs)
        buf_str(writer->out, "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
    add_buf(writer->out, &prose->tail);
    if (prose->below_runs)
        buf_str(writer->out, "<w:r><w:br/></w:r>");
    add_buf(writer->out, &prose->below);
    buf_str(writer->out, end_of_paragraph);
}

static void leave_prose(struct writer *writer, const struct node *node)
{
    (void)node;
    struct open_prose *prose = &writer->prose[--writer->prose_depth];
    bool ends = prose->tail_runs || prose->below_runs;
    if (!prose->begun)
        put_own(writer, prose->first, true, prose->lead_runs || ends,
                (const struct buf *const[]){&prose->lead, &prose->tail, &prose->below}, 3);
    else if (prose->joined_end + END_OF_PARAGRAPH == writer->out->size && ends)
        join_end(writer, prose);
    else if (ends)
        put_own(writer, prose->style, false, true, (const struct buf *const[]){&prose->tail, &prose->below}, 2);
    buf_free(&prose->lead);
    buf_free(&prose->tail);
    buf_free(&prose->below);
}

/* Lead, tail and below are written aside until their paragraph is there. */
static enum verdict enter_aside(struct writer *writer, const struct node *node)
{
    struct open_prose *prose = prose_of(writer, node);
    if (!prose) {
        docx_fail(writer->docx, "the element '%s' stands outside prose", node_name(node));
        return SKIP;
    }
    docx_settle(writer);
    writer->aside = writer->out;
    const char *name = node_name(node);
    writer->out = strcmp(name, "lead") == 0 ? &prose->lead : strcmp(name, "tail") == 0 ? &prose->tail : &prose->below;
    writer->paragraph.runs = writer->runs;
    return UNWRAP;
}

static void leave_aside(struct writer *writer, const struct node *node)
{
    struct open_prose *prose = prose_of(writer, node);
    bool runs = writer->runs > writer->paragraph.runs;
    if (writer->out == &prose->lead)
        prose->lead_runs = runs;
    else if (writer->out == &prose->tail)
        prose->tail_runs = runs;
    else
        prose->below_runs = runs;
    writer->out = writer->aside;
}

/* -- paragraphs -- */

/* A paragraph of the prose it stands in; the first takes the lead. */
static void start_joined(struct writer *writer, struct open_prose *prose)
{
    struct open_paragraph *paragraph = &writer->paragraph;
    put_plain_properties(writer, prose->begun ? prose->style : prose->first, false);
    paragraph->words = writer->out->size;
    if (prose->begun)
        return;
    add_buf(writer->out, &prose->lead);
    writer->runs += prose->lead_runs;
    prose->begun = true;
}

static enum verdict enter_paragraph(struct writer *writer, const struct node *node)
{
    const char *values[PROPERTIES];
    docx_attributes(node, property_names, PROPERTIES, values);
    struct open_prose *prose = *values[STYLE] ? NULL : prose_of(writer, node);
    if (!prose)
        begin_block(writer, node);
    docx_settle(writer);
    writer->paragraph = (struct open_paragraph){
        .start = writer->out->size, .runs = writer->runs, .numbered = !is_empty(values[NUMBERED]), .joined = prose};
    buf_str(writer->out, "<w:p>");
    if (prose)
        start_joined(writer, prose);
    else
        put_properties(writer, values);
    if (!prose)
        writer->paragraph.words = writer->out->size;
    return UNWRAP;
}

/* No paragraph stays that would be empty; its bookmarks do. */
static void leave_paragraph(struct writer *writer, const struct node *node)
{
    const struct open_paragraph *paragraph = &writer->paragraph;
    struct buf *out = writer->out;
    bool stays = writer->runs > paragraph->runs || paragraph->numbered;
    if (paragraph->joined)
        prose_of(writer, node)->joined_end = stays ? out->size : 0;
    if (stays) {
        buf_str(out, end_of_paragraph);
        writer->last = PARAGRAPH;
        return;
    }
    size_t kept = out->size - paragraph->words;
    memmove(out->data + paragraph->start, out->data + paragraph->words, kept);
    out->size = paragraph->start + kept;
    out->data[out->size] = '\0';
}

static enum verdict enter_edge(struct writer *writer, const struct node *node)
{
    if (!writer->edge)
        writer->edge = node_attr(node, "left");
    return UNWRAP;
}

static void leave_edge(struct writer *writer, const struct node *node)
{
    const struct node *around = node_parent(node);
    while (around && !docx_is_short(around, "edge"))
        around = node_parent(around);
    if (!around)
        writer->edge = NULL;
}

/* -- lists -- */

/* An instance of the abstract numbering that counts from where the list does. Word counts no higher than 32,767. */
static const char *make_num(struct writer *writer, const struct node *list)
{
    enum { HIGHEST_START = 32767 };
    struct docx *docx = writer->docx;
    const char *start = node_attr(list, "start");
    long from = start ? strtol(start, NULL, 10) : 1;
    from = from < 0 ? 0 : from > HIGHEST_START ? HIGHEST_START : from;
    const char *id = arena_printf(docx->arena, "%zu", ++docx->last_num);
    buf_printf(&docx->nums, "<w:num w:numId=\"%s\"><w:abstractNumId w:val=\"", id);
    docx_escape(&docx->nums, node_attr(list, "abstract") ? node_attr(list, "abstract") : "0");
    buf_printf(&docx->nums, "\"/><w:lvlOverride w:ilvl=\"%zu\"><w:startOverride w:val=\"%ld\"/></w:lvlOverride></w:num>",
               list_level(writer), from);
    return id;
}

static enum verdict enter_list(struct writer *writer, const struct node *node)
{
    begin_block(writer, node);
    MEM_GROW(writer->lists, writer->list_depth, writer->list_room);
    const char *num = node_attr(node, "num");
    writer->list_depth++;
    writer->lists[writer->list_depth - 1] = num ? num : make_num(writer, node);
    return UNWRAP;
}

/* Its first paragraph says that it is an entry. */
static enum verdict enter_item(struct writer *writer, const struct node *node)
{
    (void)writer;
    (void)node;
    return UNWRAP;
}

static void leave_list(struct writer *writer, const struct node *node)
{
    (void)node;
    writer->list_depth--;
}

/* -- tables -- */

static enum verdict enter_table(struct writer *writer, const struct node *node)
{
    begin_block(writer, node);
    const struct node *between = node_first(writer->docx->between);
    if (writer->last == TABLE && between)
        docx_write_tree(writer, between);
    return WRITE;
}

static bool is_row(const struct node *node)
{
    return docx_is_short(node, "tr");
}

/* A row that stands beside its table, not in it, nor in a control there. */
static bool is_loose(const struct node *row)
{
    const struct node *around = node_parent(row);
    return is_row(row) && !docx_is_short(around, "tbl") && !docx_is_short(around, "sdtContent");
}

static bool table_stays(const struct node *node)
{
    return is_row(node_next(node));
}

static void leave_table(struct writer *writer, const struct node *node)
{
    writer->rows = writer->rows || table_stays(node);
    writer->last = TABLE;
}

static void read_row(struct writer *writer, const struct node *node)
{
    static const char *const names[] = {"whole", "head", "top", "sides", "fill"};
    const char *values[5];
    docx_attributes(node, names, 5, values);
    writer->row = (struct open_row){node, !is_empty(values[0]), !is_empty(values[1]), values[2], values[3], values[4]};
}

static enum verdict enter_row(struct writer *writer, const struct node *node)
{
    if (is_loose(node) && !writer->rows)
        docx_fail(writer->docx, "a row stands outside a table");
    read_row(writer, node);
    docx_settle(writer);
    buf_str(writer->out, "<w:tr>");
    if (!writer->row.whole && !writer->row.head)
        return UNWRAP;
    buf_str(writer->out, "<w:trPr>");
    buf_str(writer->out, writer->row.whole ? "<w:cantSplit/>" : "");
    buf_str(writer->out, writer->row.head ? "<w:tblHeader/>" : "");
    buf_str(writer->out, "</w:trPr>");
    return UNWRAP;
}

static void leave_row(struct writer *writer, const struct node *node)
{
    docx_put(writer, "</w:tr>");
    if (!is_loose(node) || is_row(node_next(node)))
        return;
    buf_str(writer->out, "</w:tbl>");
    writer->last = TABLE;
    writer->rows = false;
}

static bool is_first(const struct node *cell)
{
    return node_first(node_parent(cell)) == cell;
}

static void put_cell_lines(struct writer *writer, const struct node *cell, const struct open_row *row)
{
    bool left = *row->sides && is_first(cell), right = *row->sides && !left && !node_next(cell);
    if (!*row->top && !left && !right)
        return;
    buf_str(writer->out, "<w:tcBorders>");
    if (*row->top)
        put_line(writer, "top", row->top);
    if (left || right)
        put_line(writer, left ? "left" : "right", row->sides);
    buf_str(writer->out, "</w:tcBorders>");
}

/* A cell has its own fill, else that of its row. */
static enum verdict enter_cell(struct writer *writer, const struct node *node)
{
    static const char *const names[] = {"span", "fill"};
    const char *values[2];
    docx_attributes(node, names, 2, values);
    if (node_parent(node) != writer->row.node) /* a table stood in the cell before */
        read_row(writer, node_parent(node));
    const struct open_row *row = &writer->row;
    const char *fill = *values[1] ? values[1] : row->fill;
    docx_settle(writer);
    buf_str(writer->out, "<w:tc><w:tcPr>");
    size_t start = writer->out->size;
    if (*values[0]) {
        buf_str(writer->out, "<w:gridSpan");
        docx_put_attribute(writer, "w:val", values[0]);
        buf_str(writer->out, "/>");
    }
    put_cell_lines(writer, node, row);
    if (*fill)
        put_fill(writer, fill);
    if (writer->out->size > start)
        buf_str(writer->out, "</w:tcPr>");
    else
        writer->out->size -= strlen("<w:tcPr>");
    writer->last = NO_BLOCK;
    return UNWRAP;
}

static void leave_cell(struct writer *writer, const struct node *node)
{
    (void)node;
    docx_put(writer, writer->last == PARAGRAPH ? "</w:tc>" : "<w:p/></w:tc>");
}

static enum verdict enter_grid(struct writer *writer, const struct node *node)
{
    const char *width = node_attr(node, "width");
    if (!width)
        return WRITE;
    docx_put(writer, "<w:tblGrid>");
    size_t widths[DOCX_COLUMNS], count = docx_fit(node_parent(node), strtoul(width, NULL, 10), widths);
    for (size_t i = 0; i < count; i++)
        buf_printf(writer->out, "<w:gridCol w:w=\"%zu\"/>", widths[i]);
    buf_str(writer->out, "</w:tblGrid>");
    return SKIP;
}

static const struct rule rules[] = {
    {"", "below", enter_aside, NULL, NULL, NULL, leave_aside},
    {"", "edge", enter_edge, NULL, NULL, NULL, leave_edge},
    {"", "item", enter_item, NULL, NULL, NULL, NULL},
    {"", "lead", enter_aside, NULL, NULL, NULL, leave_aside},
    {"", "list", enter_list, NULL, NULL, NULL, leave_list},
    {"", "p", enter_paragraph, NULL, NULL, NULL, leave_paragraph},
    {"", "prose", enter_prose, NULL, NULL, NULL, leave_prose},
    {"", "tail", enter_aside, NULL, NULL, NULL, leave_aside},
    {"", "tbl", enter_table, NULL, NULL, table_stays, leave_table},
    {"", "tblGrid", enter_grid, NULL, NULL, NULL, NULL},
    {"", "tc", enter_cell, NULL, NULL, NULL, leave_cell},
    {"", "tr", enter_row, NULL, NULL, NULL, leave_row},
};

const struct rule *docx_rule_blocks(const char *ns, const char *name)
{
    return docx_rule_find(rules, sizeof rules / sizeof *rules, ns, name);
}
