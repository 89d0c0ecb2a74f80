/* A page as a tree: which elements stand in which, mended as browsers mend it where that matters to words. */
#include "import/html_parts.h"

#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

static const struct tag_row {
    const char *name;
    unsigned traits, marks;
} tag_rows[] = {
#define TAG(id, name, traits, marks) {name, traits, marks},
    HTML_TAGS(TAG)
#undef TAG
    {"", 0, 0},
};

enum html_tag html_tag_of(const char *name)
{
    size_t low = TAG_A, high = TAG_UNKNOWN;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, tag_rows[middle].name);
        if (order == 0)
            return (enum html_tag)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return TAG_UNKNOWN;
}

bool html_is(enum html_tag tag, unsigned traits)
{
    return tag_rows[tag].traits & traits;
}

const char *html_get(const struct html_node *node, const char *name)
{
    for (const struct html_property *property = node->properties; property; property = property->next)
        if (strcmp(property->name, name) == 0)
            return property->value;
    return NULL;
}

void html_set(struct html_tree *tree, struct html_node *node, const char *name, const char *value)
{
    struct html_property *property = arena_alloc(tree->arena, sizeof *property), **end = &node->properties;
    while (*end)
        end = &(*end)->next;
    *property = (struct html_property){.name = name, .value = arena_copy(tree->arena, value)};
    *end = property;
}

/* -- growing -- */

void html_start(struct html_tree *tree, struct arena *arena)
{
    *tree = (struct html_tree){.arena = arena, .depth = 1};
    tree->page = arena_alloc(arena, sizeof *tree->page);
    tree->page->tag = TAG_PAGE;
    tree->open[0] = tree->page;
}

static struct html_node *add_node(struct html_tree *tree, enum html_tag tag, size_t line)
{
    struct html_node *parent = tree->open[tree->depth - 1], *node = arena_alloc(tree->arena, sizeof *node);
    node->tag = tag;
    node->line = (uint32_t)line;
    node->parent = parent;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    return node;
}

static bool *held(struct html_node *node, enum html_tag tag)
{
    return tag == TAG_TABLE ? &node->holds_table : html_is(tag, HTML_HEADING) ? &node->holds_heading : &node->holds_block;
}

static void tell_those_above(struct html_tree *tree, enum html_tag tag)
{
    for (size_t i = tree->depth; i-- > 0 && !*held(tree->open[i], tag);)
        *held(tree->open[i], tag) = true;
    if (tag == TAG_TABLE || html_is(tag, HTML_HEADING))
        tell_those_above(tree, TAG_P);
}

/* -- what a start tag ends -- */

/* Closes the innermost open element of the tag unless one of the others, or what end tags do not reach out of, is open within it. */
static void close_within(struct html_tree *tree, enum html_tag tag, const enum html_tag *fences, size_t count)
{
    for (size_t i = tree->depth; i-- > 1;) {
        enum html_tag open = tree->open[i]->tag;
        if (open == tag) {
            tree->depth = i;
            return;
        }
        for (size_t k = 0; k < count; k++)
            if (open == fences[k])
                return;
        if (html_is(open, HTML_CLOSED_IN))
            return;
    }
}

static const enum html_tag lists[] = {TAG_UL, TAG_OL, TAG_MENU, TAG_DIR};
static const enum html_tag term_lists[] = {TAG_DL};

static void close_cell_or_row(struct html_tree *tree, bool row)
{
    for (size_t i = tree->depth; i-- > 1 && tree->open[i]->tag != TAG_TABLE && tree->open[i]->tag != TAG_TEMPLATE;) {
        enum html_tag open = tree->open[i]->tag;
        if (open == TAG_TD || open == TAG_TH || open == TAG_CAPTION || (row && open == TAG_TR))
            tree->depth = i;
        else if (open == TAG_TR)
            return;
    }
}

static void close_row_group(struct html_tree *tree)
{
    close_cell_or_row(tree, true);
    for (size_t i = tree->depth; i-- > 1 && tree->open[i]->tag != TAG_TABLE;)
        if (tree->open[i]->tag == TAG_THEAD || tree->open[i]->tag == TAG_TBODY || tree->open[i]->tag == TAG_TFOOT)
            tree->depth = i;
}

static void close_before(struct html_tree *tree, enum html_tag tag)
{
    if (html_is(tag, HTML_BLOCK))
        close_within(tree, TAG_P, NULL, 0);
    enum html_tag inner = tree->open[tree->depth - 1]->tag;
    if (html_is(tag, HTML_HEADING) && html_is(inner, HTML_HEADING))
        tree->depth--;
    switch (tag) {
    case TAG_LI:
        close_within(tree, TAG_LI, lists, sizeof lists / sizeof *lists);
        break;
    case TAG_DT:
    case TAG_DD:
        close_within(tree, TAG_DT, term_lists, 1);
        close_within(tree, TAG_DD, term_lists, 1);
        break;
    case TAG_TD:
    case TAG_TH:
        close_cell_or_row(tree, false);
        break;
    case TAG_TR:
        close_cell_or_row(tree, true);
        break;
    case TAG_THEAD:
    case TAG_TBODY:
    case TAG_TFOOT:
        close_row_group(tree);
        break;
    case TAG_A:
    case TAG_OPTION:
        close_within(tree, tag, NULL, 0);
        break;
    default:
        break;
    }
}

/* -- tags -- */

struct html_node *html_open(struct html_tree *tree, enum html_tag tag, size_t line)
{
    if (tree->elements >= HTML_ELEMENTS)
        return NULL;
    close_before(tree, tag);
    if (tree->depth == IMPORT_DEPTH && !html_is(tag, HTML_VOID)) {
        tree->skipped++;
        return NULL;
    }
    tree->elements++;
    if (html_is(tag, HTML_BLOCK))
        tell_those_above(tree, tag);
    struct html_node *node = add_node(tree, tag, line);
    if (html_is(tag, HTML_VOID))
        return node;
    tree->marks[tree->depth] = tag_rows[tag].marks;
    tree->links[tree->depth] = NULL;
    tree->open[tree->depth++] = node;
    return node;
}

/* An end tag within whose element others begin paragraphs: what it marks ends here, they do not. */
static bool only_marks(struct html_tree *tree, size_t i)
{
    if (html_is(tree->open[i]->tag, HTML_BLOCK))
        return false;
    for (size_t k = i + 1; k < tree->depth; k++)
        if (html_is(tree->open[k]->tag, HTML_BLOCK))
            return true;
    return false;
}

void html_close(struct html_tree *tree, enum html_tag tag)
{
    if (tag == TAG_BODY || tag == TAG_HTML || html_is(tag, HTML_VOID))
        return;
    if (tree->skipped) {
        tree->skipped--;
        return;
    }
    bool of_table = tag == TAG_TABLE || tag == TAG_TR || tag == TAG_THEAD || tag == TAG_TBODY || tag == TAG_TFOOT;
    for (size_t i = tree->depth; i-- > 1;) {
        enum html_tag open = tree->open[i]->tag;
        bool same = open == tag || (html_is(open, HTML_HEADING) && html_is(tag, HTML_HEADING));
        if (same && only_marks(tree, i)) {
            tree->marks[i] = 0;
            tree->links[i] = NULL;
            return;
        }
        if (same) {
            tree->depth = i;
            return;
        }
        if (html_is(open, HTML_CLOSED_IN) && (!of_table || open == TAG_TABLE))
            return;
    }
}

static unsigned marks_now(const struct html_tree *tree)
{
    unsigned marks = 0;
    for (size_t i = 1; i < tree->depth; i++)
        marks |= tree->marks[i];
    return marks;
}

static const char *link_now(const struct html_tree *tree)
{
    for (size_t i = tree->depth; i-- > 1;)
        if (tree->links[i])
            return tree->links[i];
    return NULL;
}

/* Beyond the elements that are kept, text is gathered to be one. */
static void keep_rest(struct html_tree *tree, const char *text, size_t size, size_t line)
{
    if (!tree->rest.size)
        tree->rest_line = line;
    buf_add(&tree->rest, text, size);
    buf_char(&tree->rest, ' ');
}

static void add_text(struct html_tree *tree, const char *text, size_t size, size_t line)
{
    struct html_node *node = add_node(tree, TAG_TEXT, line);
    node->text = text;
    node->size = (uint32_t)size;
    node->marks = marks_now(tree);
    node->link = link_now(tree);
}

void html_text(struct html_tree *tree, const char *text, size_t size, size_t line)
{
    if (html_is(tree->open[tree->depth - 1]->tag, HTML_DROPPED))
        return;
    if (tree->elements >= HTML_ELEMENTS)
        keep_rest(tree, text, size, line);
    else
        add_text(tree, text, size, line);
}

/* -- bytes -- */

/* Attributes that something is made of. */
static const char *const kept_names[] = {
    "alt",      "aria-hidden", "checked", "class", "colspan", "content", "hidden",  "href",  "id",    "itemprop",
    "marker",   "name",        "property", "reversed", "role", "rowspan", "src",     "start", "style", "title",
    "type",     "value",       "aria-label",
};

static const char *kept_name(const char *name)
{
    for (size_t i = 0; i < sizeof kept_names / sizeof *kept_names; i++)
        if (strcmp(kept_names[i], name) == 0)
            return kept_names[i];
    return NULL;
}

static void add_looks(struct html_tree *tree, const struct html_node *node)
{
    const char *style = html_get(node, "style"), *classes = html_get(node, "class");
    size_t i = tree->depth - 1;
    if (style)
        tree->marks[i] |= html_style_marks(style, strlen(style));
    if (classes)
        tree->marks[i] |= html_rules_marks(tree, classes);
    if (node->tag == TAG_A)
        tree->links[i] = html_get(node, "href");
}

static void on_open(void *with, const char *name, const struct html_attribute *attributes, size_t count, size_t line)
{
    struct html_tree *tree = with;
    enum html_tag tag = html_tag_of(name);
    struct html_node *node = html_open(tree, tag, line);
    for (size_t i = 0; node && i < count; i++) {
        const char *kept = kept_name(attributes[i].name);
        bool marker = kept && strcmp(kept, "marker") == 0; /* ours, and no page's */
        if (kept && !marker && !html_get(node, kept))
            html_set(tree, node, kept, attributes[i].value);
    }
    if (node && !html_is(tag, HTML_VOID))
        add_looks(tree, node);
}

static void on_close(void *with, const char *name)
{
    struct html_tree *tree = with;
    html_close(tree, html_tag_of(name));
}

static void on_text(void *with, const char *text, size_t size, size_t line)
{
    struct html_tree *tree = with;
    if (tree->open[tree->depth - 1]->tag == TAG_STYLE)
        html_rules_read(tree, text, size);
    else
        html_text(tree, arena_copy_n(tree->arena, text, size), size, line);
}

static void on_comment(void *with, const char *text, size_t size, size_t line)
{
    struct html_tree *tree = with;
    if (!tree->comments)
        return;
    struct html_node *node = html_open(tree, TAG_COMMENT, line);
    if (!node)
        return;
    node->zone = ZONE_HIDDEN;
    html_text(tree, arena_copy_n(tree->arena, text, size), size, line);
    html_close(tree, TAG_COMMENT);
}

static bool on_name(void *with, const char *name, bool end_tag)
{
    struct html_tree *tree = with;
    return tree->knows(tree->with, name, end_tag);
}

void html_add(struct html_tree *tree, const char *text, size_t size, size_t line)
{
    struct html_events events = {on_open, on_close, on_text, on_comment, tree->knows ? on_name : NULL};
    html_read(text, size, line, &events, tree);
}

void html_end(struct html_tree *tree)
{
    if (tree->rest.size)
        add_text(tree, arena_copy_n(tree->arena, tree->rest.data, tree->rest.size), tree->rest.size, tree->rest_line);
    buf_free(&tree->rest);
    free(tree->rules);
    tree->rules = NULL;
}

static void add_words(const struct html_node *node, struct buf *out)
{
    if (node->tag == TAG_TEXT)
        buf_add(out, node->text, node->size);
    else if (html_is(node->tag, HTML_BLOCK) || node->tag == TAG_BR)
        buf_char(out, ' ');
    for (const struct html_node *child = node->first; child; child = child->next)
        add_words(child, out);
}

char *html_words(const struct html_node *node, struct arena *arena)
{
    struct buf out = BUF_INIT;
    add_words(node, &out);
    char *words = arena_copy_n(arena, buf_text(&out), out.size);
    buf_free(&out);
    char *to = words;
    for (const char *from = words; *from; from++) {
        bool space = strchr(" \t\r\n\f", *from);
        if (space && (to == words || to[-1] == ' '))
            continue;
        *to++ = space ? ' ' : *from;
    }
    if (to > words && to[-1] == ' ')
        to--;
    *to = '\0';
    return words;
}
