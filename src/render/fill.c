/* Plain text: fills lines and draws tables. What the stylesheets of stylesheets/text make is this, without a namespace:
 *
 *   text    the document. width: columns, 72 if left out.
 *
 * Blocks. Between two blocks stands one blank line, or none before a block with tight="yes"; never two.
 *
 *   p       words, filled. hang: indent of all lines but the first. align: left, right, center.
 *           keep="yes": runs of blanks stay.
 *   h       a heading. mark: its number, stands before it. under: the character that underlines it.
 *   lead    words that the next paragraph begins with, on its line; if none follows, a paragraph of their own.
 *   box     blocks behind an indent. indent: columns. mark: what stands in the indent of the first line; a longer
 *           one moves the words of that line only. prefix: what stands before every line.
 *   pre     lines as they are, never filled; tabs every 8 columns.
 *   rule    a short line of dashes.
 *   table   col, then rows; other blocks between rows stand outside, and the table goes on below them with the
 *           same columns. rules="yes": a line between all rows; else only where a row has several lines.
 *   col     width: that many columns; or min and max: as wide as its widest word within these; or rest="yes":
 *           what the others leave; or nothing: by what it holds.
 *   row     cells. head="yes": names the columns and begins a new drawing. join="yes": a blank line, not a rule,
 *           before it.
 *   cell    words, or blocks. align as above.
 *
 * In p, h, lead and cell: text and br, which begins a new line. Lines are broken at blanks alone, so a no-break
 * space holds its words together; blanks beside one do not count twice. A word wider than the line stands alone on
 * its line, unbroken. In a cell it is broken, behind a hyphen, dot or slash if it can be; but an address (of mail, of a
 * page) and a line of pre go over the empty cells to the right. A table whose columns are too narrow for their words
 * becomes a list, a line a cell with its column's name. Width is counted in columns of a terminal. */
#include "render/fill.h"

#include "base/text.h"
#include "render/finish.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE_WIDTH = 72, LEAST_WIDTH = 20, RULE_WIDTH = 20 };

void fill_fail(struct fill *fill, const char *what, const char *name)
{
    if (!fill->why)
        fill->why = arena_printf(fill->arena, "%s '%s'", what, name);
}

bool fill_yes(const struct node *node, const char *name)
{
    const char *value = node_attr(node, name);
    return value && strcmp(value, "yes") == 0;
}

int fill_number(const struct node *node, const char *name, int otherwise)
{
    const char *value = node_attr(node, name);
    if (!value || *value < '0' || *value > '9')
        return otherwise;
    long number = strtol(value, NULL, 10);
    return number > 1000 ? 1000 : (int)number;
}

/* -- areas -- */

struct fill_area fill_area_new(struct fill *fill, int width)
{
    struct fill_area area = {.fill = fill, .width = width < 1 ? 1 : width, .lead = BUF_INIT};
    area.least = area.width > 2 * LEAST_WIDTH ? LEAST_WIDTH : area.width / 2;
    return area;
}

void fill_area_end(struct fill_area *area)
{
    buf_free(&area->lead);
    free(area->lines);
    area->lines = NULL;
}

static void add_line(struct fill_area *area, struct fill_line line)
{
    if (!line.size && area->count && !area->lines[area->count - 1].size)
        return;
    MEM_GROW(area->lines, area->count, area->room);
    area->lines[area->count++] = line;
}

void fill_push_kept(struct fill_area *area, struct fill_line line)
{
    if (area->gap && area->count)
        add_line(area, (struct fill_line){"", 0, 0});
    area->gap = false;
    area->less = 0;
    add_line(area, line);
}

void fill_push(struct fill_area *area, const char *text, size_t size, int width)
{
    while (size && text[size - 1] == ' ') {
        size--;
        width--;
    }
    const char *kept = size ? arena_copy_n(area->fill->arena, text, size) : "";
    fill_push_kept(area, (struct fill_line){kept, size, width});
}

void fill_begin(struct fill_area *area, const struct node *block)
{
    if (area->started && !fill_yes(block, "tight"))
        area->gap = true;
    area->started = true;
}

void fill_flush(struct fill_area *area)
{
    if (!area->leading)
        return;
    area->leading = false;
    fill_paragraph(area, buf_text(&area->lead), area->lead.size, (struct fill_style){.hang = 0});
    buf_clear(&area->lead);
}

/* -- blocks -- */

static enum fill_align align_of(const struct node *node)
{
    const char *align = node_attr(node, "align");
    if (!align || strcmp(align, "left") == 0)
        return FILL_LEFT;
    return strcmp(align, "right") == 0 ? FILL_RIGHT : FILL_CENTER;
}

/* The paragraph's words behind those of a lead. */
static void fill_p(struct fill_area *area, const struct node *p)
{
    struct buf *words = &area->fill->words;
    buf_clear(words);
    if (area->leading) {
        buf_add(words, buf_text(&area->lead), area->lead.size);
        buf_clear(&area->lead);
        area->leading = false;
    } else {
        fill_begin(area, p);
    }
    fill_gather(area->fill, p, words);
    struct fill_style style = {align_of(p), fill_number(p, "hang", 0), fill_yes(p, "keep")};
    fill_paragraph(area, buf_text(words), words->size, style);
}

static void fill_lead(struct fill_area *area, const struct node *lead)
{
    if (!area->leading)
        fill_begin(area, lead);
    area->leading = true;
    fill_gather(area->fill, lead, &area->lead);
    buf_char(&area->lead, ' ');
}

/* Inner lines behind an indent or a prefix, the first behind the mark. */
static void add_inner(struct fill_area *area, const struct fill_area *inner, const char *mark, const char *prefix, int indent)
{
    struct buf *line = &area->fill->line;
    int mark_width = mark ? text_width(mark, strlen(mark)) : 0;
    for (size_t i = 0; i < inner->count || (!i && mark); i++) {
        struct fill_line in = i < inner->count ? inner->lines[i] : (struct fill_line){"", 0, 0};
        int width = indent;
        buf_clear(line);
        if (prefix) {
            buf_str(line, prefix);
        } else if (mark && !i) {
            buf_str(line, mark);
            width = mark_width < indent ? indent : mark_width + 1;
            buf_fill(line, ' ', (size_t)(width - mark_width));
        } else {
            buf_fill(line, ' ', (size_t)indent);
        }
        bool empty = !in.size && !prefix && (!mark || i);
        buf_add(line, in.text, in.size);
        fill_push(area, buf_text(line), empty ? 0 : line->size, empty ? 0 : width + in.width);
    }
}

/* An indent leaves room to write in, however deep it is. */
static int indent_within(const struct fill_area *area, int indent)
{
    int most = area->width - area->least;
    return indent <= most ? indent : most > 0 ? most : 0;
}

static struct fill_area inner_area(const struct fill_area *area, const char *mark, int indent)
{
    struct fill_area inner = fill_area_new(area->fill, area->width - indent);
    int mark_width = mark ? text_width(mark, strlen(mark)) : 0;
    bool first = !area->count;
    inner.least = area->least;
    inner.cell = area->cell;
    inner.marked = mark || (first && area->marked);
    inner.less = (first ? area->less : 0) + (mark && mark_width >= indent ? mark_width + 1 - indent : 0);
    if (inner.less > inner.width / 2)
        fill_push(&inner, "", 0, 0);
    return inner;
}

static void fill_box(struct fill_area *area, const struct node *box)
{
    fill_begin(area, box);
    const char *prefix = node_attr(box, "prefix"), *mark = node_attr(box, "mark");
    if (mark && !*mark)
        mark = NULL;
    int indent = prefix ? text_width(prefix, strlen(prefix)) : indent_within(area, fill_number(box, "indent", 0));
    struct fill_area inner = inner_area(area, mark, indent);
    fill_blocks(&inner, box);
    add_inner(area, &inner, mark, prefix, indent);
    fill_area_end(&inner);
}

static void underline(struct fill_area *area, const char *with, int width)
{
    if (!with || !*with || width < 1)
        return;
    struct buf *line = &area->fill->line;
    buf_clear(line);
    buf_fill(line, *with, (size_t)(width < area->width ? width : area->width));
    fill_push(area, buf_text(line), line->size, (int)line->size);
}

static void fill_h(struct fill_area *area, const struct node *h)
{
    fill_begin(area, h);
    const char *mark = node_attr(h, "mark");
    if (mark && !*mark)
        mark = NULL;
    int indent = mark ? indent_within(area, text_width(mark, strlen(mark)) + 2) : 0;
    struct fill_area inner = inner_area(area, mark, indent);
    struct buf *words = &area->fill->words;
    buf_clear(words);
    fill_gather(area->fill, h, words);
    fill_paragraph(&inner, buf_text(words), words->size, (struct fill_style){.hang = 0});
    size_t before = area->count;
    add_inner(area, &inner, mark, NULL, indent);
    int widest = 0;
    for (size_t i = before; i < area->count; i++)
        widest = area->lines[i].width > widest ? area->lines[i].width : widest;
    underline(area, node_attr(h, "under"), widest);
    fill_area_end(&inner);
}

static void fill_pre(struct fill_area *area, const struct node *pre)
{
    fill_begin(area, pre);
    fill_verbatim(area, node_text(pre, area->fill->arena));
}

static void fill_rule(struct fill_area *area, const struct node *rule)
{
    fill_begin(area, rule);
    underline(area, "-", RULE_WIDTH);
}

/* A row of the vocabulary: what may stand where blocks stand. */
static const struct block {
    const char *name;
    void (*fill)(struct fill_area *area, const struct node *node);
    bool joins; /* takes the words of a lead before it */
} blocks[] = {
    {"p", fill_p, true},      {"lead", fill_lead, true},    {"box", fill_box, false},   {"h", fill_h, false},
    {"pre", fill_pre, false}, {"table", fill_table, false}, {"rule", fill_rule, false},
};

static const struct block *block_find(const char *name)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (strcmp(blocks[i].name, name) == 0)
            return &blocks[i];
    return NULL;
}

void fill_block(struct fill_area *area, const struct node *node)
{
    const struct block *block = block_find(node_name(node));
    if (!block) {
        fill_fail(area->fill, "the stylesheet made something that is no block of text:", node_name(node));
        return;
    }
    if (!block->joins)
        fill_flush(area);
    block->fill(area, node);
}

void fill_blocks(struct fill_area *area, const struct node *parent)
{
    if (node_has_text(parent))
        fill_fail(area->fill, "the stylesheet put words outside a paragraph, in", node_name(parent));
    for (const struct node *node = node_first(parent); node; node = node_next(node))
        fill_block(area, node);
    fill_flush(area);
}

void fill_content(struct fill_area *area, const struct node *node, enum fill_align align)
{
    if (!fill_is_words(node)) {
        fill_blocks(area, node);
        return;
    }
    struct buf *words = &area->fill->words;
    buf_clear(words);
    if (area->leading)
        buf_add(words, buf_text(&area->lead), area->lead.size);
    area->leading = false;
    fill_gather(area->fill, node, words);
    fill_paragraph(area, buf_text(words), words->size, (struct fill_style){.align = align});
}

/* -- the finisher -- */

bool fill_write(const struct xml_doc *result, const struct finishing *with, struct buf *out, const char **why)
{
    const struct node *root = xml_root(result);
    if (!root || strcmp(node_name(root), "text") != 0) {
        *why = "the stylesheet made no text element";
        return false;
    }
    struct fill fill = {.arena = with->arena, .words = BUF_INIT, .line = BUF_INIT};
    struct fill_area page = fill_area_new(&fill, fill_number(root, "width", PAGE_WIDTH));
    fill_blocks(&page, root);
    for (size_t i = 0; i < page.count; i++) {
        buf_add(out, page.lines[i].text, page.lines[i].size);
        buf_char(out, '\n');
    }
    fill_area_end(&page);
    buf_free(&fill.words);
    buf_free(&fill.line);
    if (fill.why)
        *why = fill.why;
    return !fill.why;
}
