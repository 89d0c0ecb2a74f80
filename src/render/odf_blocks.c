/* Paragraphs, prose and lists. */
#include "render/odf.h"

#include <stdlib.h>
#include <string.h>

static double points_of(const char *twentieths)
{
    return strtol(twentieths, NULL, 10) / 20.0;
}

/* -- lists -- */

static const char *const list_styles[] = {[BULLETS] = "Bullets", [NUMBERS] = "Numbers", [TASKS] = "Tasks"};

static void open_list(struct odf *odf, struct odf_list *list, enum list_kind kind)
{
    buf_printf(&odf->out, "<text:list text:style-name=\"%s\">", list_styles[kind]);
    *list = (struct odf_list){list->ordered, true, false, kind, list->next, true};
}

static void close_entry(struct odf *odf, struct odf_list *list)
{
    buf_str(&odf->out, list->headless ? "</text:list-header>" : "</text:list-item>");
}

static void close_list(struct odf *odf, struct odf_list *list)
{
    close_entry(odf, list);
    buf_str(&odf->out, "</text:list>");
    list->open = false;
}

/* What goes on behind a table goes on without a label. */
static void reopen_lists(struct odf *odf, size_t depth)
{
    for (size_t i = odf->list_base; i < depth; i++)
        if (!odf->lists[i].open) {
            open_list(odf, &odf->lists[i], odf->lists[i].kind);
            odf->lists[i].headless = true;
            buf_str(&odf->out, "<text:list-header>");
        }
}

void odf_interrupt_lists(struct odf *odf)
{
    for (size_t i = odf->list_depth; i > odf->list_base; i--)
        if (odf->lists[i - 1].open)
            close_list(odf, &odf->lists[i - 1]);
}

/* A number is said where it is not what a reader would count. */
static void begin_entry(struct odf *odf, struct odf_list *list, enum list_kind kind)
{
    reopen_lists(odf, odf->list_depth - 1);
    if (list->open && list->kind != kind)
        close_list(odf, list);
    else if (list->open)
        close_entry(odf, list);
    if (!list->open)
        open_list(odf, list, kind);
    list->headless = false;
    if (kind == NUMBERS && list->fresh && list->next != 1)
        buf_printf(&odf->out, "<text:list-item text:start-value=\"%ld\">", list->next);
    else
        buf_str(&odf->out, "<text:list-item>");
    if (kind == NUMBERS) {
        list->fresh = false;
        list->next++;
    }
}

/* Numbers that go on through the whole document: each of these lists is a paragraph, and a part of the first. */
static void write_counted(struct odf *odf, const struct node *node, const char *style)
{
    bool first = !docx_map_get(&odf->counted, style);
    buf_str(&odf->out, "<text:list");
    odf_put_attribute(&odf->out, first ? "xml:id" : "text:continue-list", style);
    odf_put_attribute(&odf->out, "text:style-name", style);
    buf_str(&odf->out, "><text:list-item>");
    if (first)
        docx_map_put(&odf->counted, style, style);
    odf_write_blocks(odf, node_first(node));
    buf_str(&odf->out, "</text:list-item></text:list>");
}

static void write_list(struct odf *odf, const struct node *node)
{
    enum { HIGHEST_START = 32767 };
    if (*odf_attr(node, "of")) {
        write_counted(odf, node, odf_attr(node, "of"));
        return;
    }
    if (odf->list_depth == ODF_LISTS) {
        odf_fail(odf, "lists are nested too deep");
        return;
    }
    struct odf_list *list = &odf->lists[odf->list_depth++];
    long start = node_attr(node, "start") ? strtol(node_attr(node, "start"), NULL, 10) : 1;
    start = start < 0 ? 0 : start > HIGHEST_START ? HIGHEST_START : start;
    *list = (struct odf_list){.ordered = node_attr(node, "abstract"), .next = start};
    for (const struct node *item = node_first(node); item; item = node_next(item)) {
        bool labelled = odf_says(node_first(item), "numbered");
        begin_entry(odf, list, !labelled ? TASKS : list->ordered ? NUMBERS : BULLETS);
        odf_write_blocks(odf, node_first(item));
    }
    if (list->open)
        close_list(odf, list);
    odf->list_depth--;
}

/* -- paragraphs -- */

enum { LEVEL = 18 }; /* points from one level of lists to the next */

struct stand {
    const char *edge;   /* line at its left; NULL: none */
    bool placed;        /* where its words begin is said for it alone: readers then know nothing of its style's first line */
    double left, first; /* all of them; those of its first line, from there */
};

/* Behind the label of a list its level says where words begin; all else in a list is told. */
static struct stand stand_of(const struct odf *odf, const struct node *node, const struct odf_style *style)
{
    const char *indent = odf_attr(node, "indent");
    size_t depth = odf->list_depth - odf->list_base;
    bool label = odf_says(node, "numbered");
    struct stand stand = {.edge = odf->edge && strcmp(odf_attr(node, "edge"), "no") != 0 ? odf->edge : NULL};
    stand.placed = *indent || stand.edge || (depth && !label);
    stand.left = *indent ? points_of(indent) : depth ? odf->list_left + LEVEL * (double)depth : odf_margin(odf, style);
    stand.first = *indent ? -points_of(odf_attr(node, "hanging")) : label ? -LEVEL : depth ? 0 : odf_first_line(odf, style);
    return stand;
}

/* What a paragraph asks for beside its style. */
static void put_properties(struct buf *out, const struct node *node, const struct stand *stand, bool keep)
{
    const char *space = odf_attr(node, "space"), *align = odf_attr(node, "align");
    if (keep)
        buf_str(out, " fo:keep-with-next=\"always\"");
    if (*space) {
        odf_put_length(out, "fo:margin-top", points_of(space) / 2);
        odf_put_length(out, "fo:margin-bottom", points_of(space) / 2);
    }
    if (stand->placed) {
        odf_put_length(out, "fo:margin-left", stand->left - (stand->edge ? odf_line_room(stand->edge) : 0));
        odf_put_length(out, "fo:text-indent", stand->first);
    }
    if (*align)
        odf_put_attribute(out, "fo:text-align", strcmp(align, "right") == 0 ? "end" : align);
    if (*odf_attr(node, "shade"))
        buf_printf(out, " fo:background-color=\"#%s\"", odf_attr(node, "shade"));
    if (stand->edge) {
        odf_put_line(out, "fo:border-left", stand->edge);
        odf_put_length(out, "fo:padding-left", odf_line_distance(stand->edge));
    }
}

/* A tab in a hanging first line leads to the words, which a line at the left moves. */
static void end_properties(struct buf *out, const struct stand *stand)
{
    if (stand->edge) {
        buf_str(out, "><style:tab-stops><style:tab-stop");
        odf_put_length(out, "style:position", odf_line_room(stand->edge));
        buf_str(out, "/></style:tab-stops></style:paragraph-properties>");
    } else {
        buf_str(out, "/>");
    }
}

static const char *paragraph_style(struct odf *odf, const struct node *node, const struct odf_style *style, bool keep)
{
    struct stand stand = stand_of(odf, node, style);
    struct buf properties = BUF_INIT;
    buf_str(&properties, "<style:paragraph-properties");
    size_t start = properties.size;
    put_properties(&properties, node, &stand, keep);
    bool plain = properties.size == start;
    end_properties(&properties, &stand);
    const char *name = plain && !odf->first_page
                           ? style->name
                           : odf_make_style(odf, ODF_PARAGRAPH, style->name, plain ? "" : buf_text(&properties));
    buf_free(&properties);
    return name;
}

/* A paragraph of the words; node is what says how it looks, or NULL. One without words is none, but for the label of a list. */
static void put_paragraph(struct odf *odf, const struct node *node, const char *id, bool keep, const struct buf *words)
{
    const struct odf_style *style = odf_style(odf, id);
    if (!style || (!words->size && !odf_says(node, "numbered")))
        return;
    reopen_lists(odf, odf->list_depth);
    buf_printf(&odf->out, "<text:%s text:style-name=\"%s\"", style->level ? "h" : "p", paragraph_style(odf, node, style, keep));
    if (style->level)
        buf_printf(&odf->out, " text:outline-level=\"%d\"", style->level);
    buf_char(&odf->out, '>');
    buf_str(&odf->out, buf_text(&odf->bookmarks));
    buf_clear(&odf->bookmarks);
    if (words->size)
        buf_add(&odf->out, words->data, words->size);
    buf_str(&odf->out, style->level ? "</text:h>" : "</text:p>");
}

static void add_runs(struct odf *odf, const struct node *node, struct buf *words)
{
    odf->to = words;
    odf_write_runs(odf, node);
    odf->to = &odf->out;
}

static void write_paragraph(struct odf *odf, const struct node *node)
{
    struct buf words = BUF_INIT;
    odf->after_blank = true;
    add_runs(odf, node, &words);
    put_paragraph(odf, node, *odf_attr(node, "style") ? odf_attr(node, "style") : "Normal", odf_says(node, "keep"), &words);
    buf_free(&words);
}

/* -- prose -- */

static const struct node *write_block(struct odf *odf, const struct node *node);

static const struct node *named(const struct node *prose, const char *name)
{
    const struct node *node = node_first(prose);
    while (node && !docx_is_short(node, name))
        node = node_next(node);
    return node;
}

static bool is_aside(const struct node *node)
{
    return docx_is_short(node, "lead") || docx_is_short(node, "tail") || docx_is_short(node, "below");
}

static const struct node *next_block(const struct node *node)
{
    while (node && is_aside(node))
        node = node_next(node);
    return node;
}

/* Behind the last words: the tail on their line, what is below on a line of its own. */
static void add_end(struct odf *odf, const struct node *prose, struct buf *words, bool joined)
{
    const struct node *tail = named(prose, "tail"), *below = named(prose, "below");
    struct buf end = BUF_INIT;
    bool before = odf->after_blank;
    odf->after_blank = true;
    add_runs(odf, tail, &end);
    if (end.size) {
        if (joined && words->size && !before)
            buf_char(words, ' ');
        buf_add(words, end.data, end.size);
    }
    buf_clear(&end);
    odf->after_blank = false;
    add_runs(odf, below, &end);
    if (end.size) {
        if (joined && words->size)
            buf_str(words, "<text:line-break/>");
        buf_add(words, end.data, end.size);
    }
    buf_free(&end);
}

/* A paragraph of the prose: the first begins with the lead, the last ends with tail and below. */
static void write_joined(struct odf *odf, const struct node *prose, const struct node *node, bool first, bool last)
{
    const char *style = first && *odf_attr(prose, "first") ? odf_attr(prose, "first") : odf_attr(prose, "style");
    struct buf words = BUF_INIT;
    odf->after_blank = true;
    if (first)
        add_runs(odf, named(prose, "lead"), &words);
    add_runs(odf, node, &words);
    if (last)
        add_end(odf, prose, &words, node != NULL);
    put_paragraph(odf, NULL, style, first && !node, &words);
    buf_free(&words);
}

static void write_prose(struct odf *odf, const struct node *prose)
{
    bool first = true, ended = false;
    for (const struct node *node = next_block(node_first(prose)); node; node = next_block(node_next(node))) {
        bool last = !next_block(node_next(node));
        if (docx_is_short(node, "p") && !*odf_attr(node, "style")) {
            write_joined(odf, prose, node, first, last);
            ended = last;
        } else {
            if (first)
                write_joined(odf, prose, NULL, true, false);
            write_block(odf, node);
        }
        first = false;
    }
    if (first || !ended)
        write_joined(odf, prose, NULL, first, true);
}

/* -- all -- */

static void write_edge(struct odf *odf, const struct node *node)
{
    const char *around = odf->edge;
    if (!odf->edge)
        odf->edge = node_attr(node, "left");
    odf_write_blocks(odf, node_first(node));
    odf->edge = around;
}

static void write_held(struct odf *odf, const struct node *node)
{
    odf_write_blocks(odf, node_first(odf_control_content(node)));
}

static const struct {
    const char *name;
    void (*write)(struct odf *odf, const struct node *node);
} rules[] = {
    {"p", write_paragraph}, {"prose", write_prose}, {"list", write_list}, {"edge", write_edge}, {"bookmark", odf_write_bookmark},
    {"sdt", write_held},
};

/* The last that was written: rows beside a table belong to it. */
static const struct node *write_block(struct odf *odf, const struct node *node)
{
    if (docx_is_short(node, "tbl"))
        return odf_write_table(odf, node);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (docx_is_short(node, rules[i].name)) {
            rules[i].write(odf, node);
            return node;
        }
    odf_fail(odf, "the element '%s' has no place among paragraphs", node_name(node));
    return node;
}

void odf_write_blocks(struct odf *odf, const struct node *first)
{
    for (const struct node *node = first; node && !odf->why; node = node_next(node))
        node = write_block(odf, node);
}
