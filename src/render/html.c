/* HTML as the standard serialises it: void elements without an end, raw text in style, a new line after each block. */
#include "render/carry.h"
#include "render/finish.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { VOID = 1, RAW = 2, LINE = 4, OWN_LINE = 8 };

/* What is special about an element: no end tag; raw text; a new line after its end, after its start. Sorted by name. */
static const struct element {
    const char *name;
    unsigned is;
} elements[] = {
    {"area", VOID},
    {"article", LINE | OWN_LINE},
    {"aside", LINE},
    {"base", VOID},
    {"blockquote", LINE},
    {"body", LINE | OWN_LINE},
    {"br", VOID},
    {"caption", LINE},
    {"col", VOID},
    {"colgroup", LINE},
    {"dd", LINE},
    {"details", LINE},
    {"div", LINE},
    {"dl", LINE | OWN_LINE},
    {"dt", LINE},
    {"embed", VOID},
    {"figcaption", LINE},
    {"figure", LINE},
    {"footer", LINE},
    {"h1", LINE},
    {"h2", LINE},
    {"h3", LINE},
    {"h4", LINE},
    {"h5", LINE},
    {"h6", LINE},
    {"head", LINE | OWN_LINE},
    {"header", LINE},
    {"hr", VOID | LINE},
    {"html", LINE | OWN_LINE},
    {"img", VOID},
    {"input", VOID},
    {"li", LINE},
    {"link", VOID | LINE},
    {"main", LINE | OWN_LINE},
    {"meta", VOID | LINE},
    {"nav", LINE},
    {"ol", LINE | OWN_LINE},
    {"p", LINE},
    {"pre", LINE},
    {"script", RAW},
    {"section", LINE | OWN_LINE},
    {"source", VOID},
    {"style", RAW | LINE},
    {"summary", LINE},
    {"table", LINE | OWN_LINE},
    {"tbody", LINE | OWN_LINE},
    {"td", LINE},
    {"th", LINE},
    {"thead", LINE | OWN_LINE},
    {"title", LINE},
    {"tr", LINE | OWN_LINE},
    {"track", VOID},
    {"ul", LINE | OWN_LINE},
    {"wbr", VOID},
};

static int compare_elements(const void *name, const void *element)
{
    return strcmp(name, ((const struct element *)element)->name);
}

/* Names of a tree are mostly the same few strings: each is looked for once. */
struct kind {
    const char *name;
    size_t size; /* of the name */
    unsigned is;
};
struct kinds {
    struct kind seen[NODE_PLACES];
};

static const struct kind *kind_of(struct kinds *kinds, const char *name)
{
    struct kind *kind = &kinds->seen[node_place(name)];
    if (kind->name != name) {
        const struct element *element =
            bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare_elements);
        *kind = (struct kind){name, strlen(name), element ? element->is : 0};
    }
    return kind;
}

static void put_escaped(struct buf *out, char c, bool attribute)
{
    if (c == '&')
        buf_str(out, "&amp;");
    else if (c == '"' && attribute)
        buf_str(out, "&quot;");
    else if ((c == '<' || c == '>') && !attribute)
        buf_str(out, c == '<' ? "&lt;" : "&gt;");
    else
        buf_char(out, c);
}

static void escape(const char *text, bool attribute, struct buf *out)
{
    for (size_t left = strlen(text), plain;; text += plain + 1, left -= plain + 1) {
        plain = text_plain(text, left);
        buf_add(out, text, plain);
        if (plain == left)
            return;
        put_escaped(out, text[plain], attribute);
    }
}

static bool write_attribute(void *with, const char *name, const char *ns, const char *value)
{
    struct buf *out = with;
    buf_char(out, ' ');
    if (*ns && strcmp(ns, NS_XML) == 0)
        buf_str(out, "xml:");
    buf_str(out, name);
    buf_str(out, "=\"");
    escape(value, true, out);
    buf_char(out, '"');
    return true;
}

static void open_tag(struct kinds *kinds, const struct node *node, struct buf *out)
{
    const struct kind *kind = kind_of(kinds, node_name(node));
    buf_char(out, '<');
    buf_add(out, kind->name, kind->size);
    node_attrs(node, write_attribute, out);
    buf_char(out, '>');
    if (kind->is & OWN_LINE)
        buf_char(out, '\n');
}

static void close_tag(struct kinds *kinds, const struct node *node, struct buf *out)
{
    const struct kind *kind = kind_of(kinds, node_name(node));
    if (!(kind->is & VOID)) {
        buf_add(out, "</", 2);
        buf_add(out, kind->name, kind->size);
        buf_char(out, '>');
    }
    if (kind->is & LINE)
        buf_char(out, '\n');
}

static void write_text(struct kinds *kinds, const struct node *text, struct buf *out)
{
    const struct node *parent = node_parent(text);
    if (parent && kind_of(kinds, node_name(parent))->is & RAW)
        buf_str(out, node_chars(text));
    else
        escape(node_chars(text), false, out);
}

/* What would end the element or open a comment in it. */
static bool needs_guard(const char *behind)
{
    const char *name = behind + (*behind == '/');
    return *behind == '\\' || strncmp(behind, "!--", 3) == 0 || ((*name | 0x20) == 's' && strncasecmp(name, "script", 6) == 0);
}

/* As data that no browser runs or shows. Where it must be, a backslash stands behind "<", where well-formed XML has none. */
static void put_source(const char *source, struct buf *out)
{
    static const char end[] = "</body>\n</html>\n";
    size_t tail = sizeof end - 1;
    char seal[33];
    if (out->size < tail || memcmp(out->data + out->size - tail, end, tail) != 0)
        return;
    hash_text(hash_bytes(out->data, out->size), seal);
    out->size -= tail;
    buf_printf(out, "<script type=\"application/xml\" id=\"%s\" data-seal=\"%s\">", CARRY_HTML_ID, seal);
    for (const char *c = source, *next; *c; c = next) {
        next = strchr(c, '<');
        next = next ? next + 1 : c + strlen(c);
        buf_add(out, c, (size_t)(next - c));
        if (next[-1] == '<' && needs_guard(next))
            buf_char(out, '\\');
    }
    buf_printf(out, "</script>\n%s", end);
}

bool html_write(const struct xml_doc *result, const struct finishing *with, struct buf *out, const char **why)
{
    const struct node *root = xml_root(result);
    if (!root || strcmp(node_name(root), "html") != 0) {
        *why = "the stylesheet made no html element";
        return false;
    }
    struct kinds kinds = {{{NULL, 0, 0}}};
    buf_str(out, "<!DOCTYPE html>\n");
    const struct node *node = root;
    while (node) {
        const struct node *down = NULL;
        if (node_is_text(node)) {
            write_text(&kinds, node, out);
        } else {
            open_tag(&kinds, node, out);
            down = node_first_any(node);
            if (!down)
                close_tag(&kinds, node, out);
        }
        if (down) {
            node = down;
            continue;
        }
        while (node != root && !node_next_any(node)) {
            node = node_parent(node);
            close_tag(&kinds, node, out);
        }
        node = node == root ? NULL : node_next_any(node);
    }
    if (with->source)
        put_source(with->source, out);
    return true;
}
