/* The canonical layout: a walk over the tree, the start tags, and where lines end. */
#include "document/canonical_parts.h"

#include "base/text.h"
#include "document/grammar.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 2, DEEPEST = 2 * LIMIT_DEPTH, UNKNOWN = 1 << 20 };

struct prefix {
    const char *uri, *prefix; /* "" is the default namespace */
};

struct writer {
    struct buf *out;
    struct arena *arena;
    const struct grammar *grammar;
    bool fill;
    bool no_default;                /* some element is in no namespace, so that all others need prefixes */
    struct prefix *prefixes;        /* in the order of their declarations */
    size_t prefix_count, prefix_room;
    const struct element **open;    /* what the grammar knows of the elements that are open; NULL: nothing */
    size_t depth, open_room;
    bool first;                     /* nothing was written yet in the element that is open */
    bool blank;                     /* white space was passed since */
    size_t lines;                   /* line ends in it */
};

/* -- namespaces -- */

static const char *find_prefix(const struct writer *writer, const char *uri)
{
    for (size_t i = 0; i < writer->prefix_count; i++)
        if (strcmp(writer->prefixes[i].uri, uri) == 0 && *writer->prefixes[i].prefix)
            return writer->prefixes[i].prefix;
    return NULL;
}

static bool prefix_taken(const struct writer *writer, const char *prefix)
{
    bool taken = !*prefix || strncmp(prefix, "xml", 3) == 0;
    for (size_t i = 0; i < writer->prefix_count; i++)
        taken |= strcmp(writer->prefixes[i].prefix, prefix) == 0;
    return taken;
}

static void add_prefix(struct writer *writer, const char *uri, const char *prefix)
{
    MEM_GROW(writer->prefixes, writer->prefix_count, writer->prefix_room);
    writer->prefixes[writer->prefix_count++] = (struct prefix){uri, prefix};
}

static void need_prefix(struct writer *writer, const char *uri, const char *wanted)
{
    if (!*uri || strcmp(uri, NS_XML) == 0 || find_prefix(writer, uri))
        return;
    for (size_t i = writer->prefix_count + 1; prefix_taken(writer, wanted); i++)
        wanted = arena_printf(writer->arena, "ns%zu", i);
    add_prefix(writer, uri, wanted);
}

static bool need_attribute(void *with, const char *name, const char *ns, const char *value)
{
    (void)name;
    (void)value;
    need_prefix(with, ns, "");
    return true;
}

static bool is_default(const struct writer *writer, const char *uri)
{
    return writer->prefix_count && !*writer->prefixes[0].prefix && strcmp(writer->prefixes[0].uri, uri) == 0;
}

/* All declarations stand on the root. */
static void declare(struct writer *writer, const struct node *root)
{
    for (const struct node *node = root; node; node = node_after(node, root))
        writer->no_default |= !*node_ns(node);
    if (!writer->no_default)
        add_prefix(writer, node_ns(root), "");
    for (const struct node *node = root; node; node = node_after(node, root)) {
        if (!is_default(writer, node_ns(node)))
            need_prefix(writer, node_ns(node), node_prefix(node));
        node_attrs(node, need_attribute, writer);
    }
}

static const char *element_shown(const struct writer *writer, const struct node *node)
{
    const char *prefix = is_default(writer, node_ns(node)) ? NULL : find_prefix(writer, node_ns(node));
    return prefix ? arena_printf(writer->arena, "%s:%s", prefix, node_name(node)) : node_name(node);
}

/* -- start tags -- */

struct attr {
    size_t order; /* place in the grammar, or UNKNOWN */
    const char *ns, *name;
    const char *text; /* name="value" */
};

struct tag {
    struct writer *writer;
    const struct element *element;
    struct attr *attrs;
    size_t count, room;
};

static int compare_attrs(const void *a, const void *b)
{
    const struct attr *one = a, *other = b;
    int order = (one->order > other->order) - (one->order < other->order);
    if (!order)
        order = strcmp(one->ns, other->ns);
    return order ? order : strcmp(one->name, other->name);
}

static const char *attr_text(struct writer *writer, const char *prefix, const char *name, const char *value)
{
    struct buf text = BUF_INIT;
    buf_printf(&text, "%s%s%s=\"", prefix, *prefix ? ":" : "", name);
    canonical_value(value, strlen(value), &text);
    buf_char(&text, '"');
    const char *result = arena_copy_n(writer->arena, text.data, text.size);
    buf_free(&text);
    return result;
}

static void add_attr(struct tag *tag, size_t order, const char *ns, const char *name, const char *text)
{
    MEM_GROW(tag->attrs, tag->count, tag->room);
    tag->attrs[tag->count++] = (struct attr){order, ns, name, text};
}

static bool take_attr(void *with, const char *name, const char *ns, const char *value)
{
    struct tag *tag = with;
    struct writer *writer = tag->writer;
    bool of_xml = strcmp(ns, NS_XML) == 0;
    const char *token = *ns && !of_xml ? NULL : text_token(writer->arena, value);
    const char *prefix = of_xml ? "xml" : *ns ? find_prefix(writer, ns) : "";
    const struct attribute *known = tag->element ? element_attribute(tag->element, ns, name) : NULL;
    size_t order = known ? 1 + (size_t)(known - tag->element->attributes) : UNKNOWN;
    add_attr(tag, order, ns, name, attr_text(writer, prefix, name, token ? token : value));
    return true;
}

static void take_declarations(struct tag *tag)
{
    struct writer *writer = tag->writer;
    for (size_t i = 0; i < writer->prefix_count; i++) {
        const struct prefix *row = &writer->prefixes[i];
        bool plain = !*row->prefix;
        add_attr(tag, 0, "", row->prefix, attr_text(writer, plain ? "" : "xmlns", plain ? "xmlns" : row->prefix, row->uri));
    }
}

/* Writes "<name a="1" …" and close; over several lines where it would pass the width, unless indent is FLAT. */
enum { FLAT = -1 };

static void write_start(struct writer *writer, const struct node *node, const struct element *element, int indent, const char *close,
                        struct buf *out)
{
    struct tag tag = {.writer = writer, .element = element};
    const char *name = element_shown(writer, node);
    if (!node_parent(node))
        take_declarations(&tag);
    node_attrs(node, take_attr, &tag);
    if (tag.count)
        qsort(tag.attrs, tag.count, sizeof *tag.attrs, compare_attrs);
    buf_printf(out, "<%s", name);
    int column = indent + 1 + text_width(name, strlen(name));
    for (size_t i = 0; i < tag.count; i++) {
        const char *text = tag.attrs[i].text;
        int width = text_width(text, strlen(text)), end = i + 1 == tag.count ? (int)strlen(close) : 0;
        if (indent != FLAT && i && column + 1 + width + end > CANONICAL_WIDTH) {
            buf_char(out, '\n');
            buf_fill(out, ' ', (size_t)indent + 2 * STEP);
            column = indent + 2 * STEP + width;
        } else {
            buf_char(out, ' ');
            column += 1 + width;
        }
        buf_str(out, text);
    }
    buf_str(out, close);
    free(tag.attrs);
}

static void write_end(struct writer *writer, const struct node *node)
{
    buf_printf(writer->out, "</%s>", element_shown(writer, node));
}

/* -- elements -- */

enum layout { LAYOUT_EMPTY, LAYOUT_NESTED, LAYOUT_WORDS, LAYOUT_AS_IS };

static enum layout layout_of(const struct node *node)
{
    const char *space = node_attr(node, "xml:space");
    bool other = false, words = node_has_text(node);
    for (const struct node *child = node_first_every(node); child; child = node_next_every(child))
        other |= node_kind(child) != NODE_TEXT;
    if (node_first_every(node) && ((words && node_first(node)) || (space && strcmp(space, "preserve") == 0)))
        return LAYOUT_AS_IS;
    return words ? LAYOUT_WORDS : other ? LAYOUT_NESTED : LAYOUT_EMPTY;
}

static int indent_at(size_t depth)
{
    return depth * STEP < DEEPEST ? (int)(depth * STEP) : DEEPEST;
}

static void new_line(struct writer *writer, size_t indent)
{
    buf_char(writer->out, '\n');
    buf_fill(writer->out, ' ', indent);
}

/* Words escaped, the marks in them written as what they stand for. Moves *remark on. */
static void expand(const char *text, size_t size, const struct node **remark, struct buf *out)
{
    for (const char *end = text + size; text < end;) {
        const char *mark = memchr(text, CANONICAL_MARK, (size_t)(end - text));
        canonical_escape(text, (size_t)((mark ? mark : end) - text), out);
        if (!mark)
            return;
        while (*remark && node_kind(*remark) == NODE_TEXT)
            *remark = node_next_every(*remark);
        canonical_remark(*remark, out);
        *remark = node_next_every(*remark);
        text = mark + 1;
    }
}

static void write_lines(struct writer *writer, const struct node *node, const char *text, int indent)
{
    const struct node *remark = node_first_every(node);
    while (true) {
        size_t size = strcspn(text, "\n");
        buf_char(writer->out, '\n');
        if (size)
            buf_fill(writer->out, ' ', (size_t)indent);
        expand(text, size, &remark, writer->out);
        if (!text[size])
            return;
        text += size + 1;
    }
}

static void write_words(struct writer *writer, const struct node *node, const struct element *element, int indent)
{
    bool plain = element && element->text && !element->prose;
    const char *text = canonical_words(node, plain ? WORDS_PLAIN : WORDS_PROSE, CANONICAL_WIDTH - indent - STEP, writer->fill,
                                       writer->arena);
    struct buf line = BUF_INIT;
    const struct node *remark = node_first_every(node);
    write_start(writer, node, element, FLAT, ">", &line);
    expand(text, strlen(text), &remark, &line);
    buf_printf(&line, "</%s>", element_shown(writer, node));
    if (!strchr(line.data, '\n') && indent + text_width(line.data, line.size) <= CANONICAL_WIDTH) {
        buf_add(writer->out, line.data, line.size);
    } else {
        write_start(writer, node, element, indent, ">", writer->out);
        write_lines(writer, node, text, indent + STEP);
        new_line(writer, (size_t)indent);
        write_end(writer, node);
    }
    buf_free(&line);
}

/* The whole element without any change but escaping. */
static void write_as_is(struct writer *writer, const struct node *root)
{
    for (const struct node *node = root;;) {
        bool element = node_kind(node) == NODE_ELEMENT, inside = node_first_every(node) != NULL;
        if (element)
            write_start(writer, node, NULL, FLAT, inside ? ">" : "/>", writer->out);
        else if (node_kind(node) == NODE_TEXT)
            canonical_escape(node_chars(node), strlen(node_chars(node)), writer->out);
        else
            canonical_remark(node, writer->out);
        if (inside) {
            node = node_first_every(node);
            continue;
        }
        while (node != root && !node_next_every(node)) {
            node = node_parent(node);
            write_end(writer, node);
        }
        if (node == root)
            return;
        node = node_next_every(node);
    }
}

/* -- the walk -- */

static const struct element *known_in(const struct automaton *automaton, const struct node *node)
{
    for (size_t p = 1; automaton && p <= automaton->count; p++) {
        const struct element *element = automaton_element(automaton, p);
        if (strcmp(element->name, node_name(node)) == 0 && strcmp(element->ns, node_ns(node)) == 0)
            return element;
    }
    return NULL;
}

static void enter(struct writer *writer, const struct element *element)
{
    MEM_GROW(writer->open, writer->depth, writer->open_room);
    writer->open[writer->depth++] = element;
    writer->first = true;
    writer->blank = false;
    writer->lines = 0;
}

static void wrote(struct writer *writer)
{
    writer->first = writer->blank = false;
    writer->lines = 0;
}

/* A comment that stood behind something on its line stays there. */
static bool stays_on_line(const struct writer *writer, const struct node *node)
{
    return node_kind(node) != NODE_ELEMENT && !writer->first && writer->blank && !writer->lines;
}

/* True: the element is open, and what is in it comes next. */
static bool write_element(struct writer *writer, const struct node *node)
{
    const struct element *above = writer->depth ? writer->open[writer->depth - 1] : NULL;
    const struct automaton *content = writer->depth ? (above ? above->content : NULL) : writer->grammar->start;
    const struct element *element = known_in(content, node);
    int indent = indent_at(writer->depth);
    switch (layout_of(node)) {
    case LAYOUT_EMPTY: write_start(writer, node, element, indent, "/>", writer->out); break;
    case LAYOUT_WORDS: write_words(writer, node, element, indent); break;
    case LAYOUT_AS_IS: write_as_is(writer, node); break;
    case LAYOUT_NESTED:
        write_start(writer, node, element, indent, ">", writer->out);
        enter(writer, element);
        return true;
    }
    wrote(writer);
    return false;
}

static void pass_blanks(struct writer *writer, const struct node *text)
{
    writer->blank = true;
    for (const char *at = node_chars(text); *at; at++)
        writer->lines += *at == '\n';
}

static bool write_node(struct writer *writer, const struct node *node)
{
    size_t indent = (size_t)indent_at(writer->depth);
    if (node_kind(node) == NODE_TEXT) {
        pass_blanks(writer, node);
        return false;
    }
    if (stays_on_line(writer, node)) {
        buf_char(writer->out, ' ');
        canonical_remark(node, writer->out);
        wrote(writer);
        return false;
    }
    if (!writer->first && writer->lines > 1)
        buf_char(writer->out, '\n');
    new_line(writer, indent);
    if (node_kind(node) == NODE_ELEMENT)
        return write_element(writer, node);
    canonical_remark_block(node, indent, writer->arena, writer->out);
    wrote(writer);
    return false;
}

static void write_tree(struct writer *writer, const struct node *root)
{
    for (const struct node *node = root;;) {
        if (write_node(writer, node)) {
            node = node_first_every(node);
            continue;
        }
        while (node != root && !node_next_every(node)) {
            node = node_parent(node);
            writer->depth--;
            new_line(writer, (size_t)indent_at(writer->depth));
            write_end(writer, node);
            wrote(writer);
        }
        if (node == root)
            return;
        node = node_next_every(node);
    }
}

void canonical_write(const struct xml_doc *tree, const struct grammar *grammar, const struct canonical_options *options, struct buf *out)
{
    const struct node *root = xml_root(tree);
    struct writer writer = {.out = out, .arena = arena_new(), .grammar = grammar, .fill = options->fill};
    if (root)
        declare(&writer, root);
    buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    for (const struct node *node = xml_first_every(tree); node; node = node_next_every(node)) {
        writer.first = true;
        write_tree(&writer, node);
    }
    buf_char(out, '\n');
    free(writer.prefixes);
    free(writer.open);
    arena_free(writer.arena);
}
