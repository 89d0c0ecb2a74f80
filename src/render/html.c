/* HTML as the standard serialises it: void elements without an end, raw text in style, a new line after each block. */
#include "base/text.h"
#include "render/finish.h"

#include <string.h>

static const char void_elements[] = "area base br col embed hr img input link meta source track wbr";
static const char raw_elements[] = "style script";
static const char line_elements[] =
    "html head body title meta link style header main footer nav section article aside div p h1 h2 h3 h4 h5 h6 "
    "ul ol li dl dt dd table caption colgroup thead tbody tr td th blockquote pre figure figcaption details summary hr";
static const char own_line_elements[] = "html head body main section article ul ol dl table thead tbody tr";

static void escape(const char *text, bool attribute, struct buf *out)
{
    const char *run = text;
    for (; *text; text++) {
        const char *with = NULL;
        if (*text == '&')
            with = "&amp;";
        else if (attribute ? *text == '"' : *text == '<')
            with = attribute ? "&quot;" : "&lt;";
        else if (!attribute && *text == '>')
            with = "&gt;";
        if (with) {
            buf_add(out, run, (size_t)(text - run));
            buf_str(out, with);
            run = text + 1;
        }
    }
    buf_add(out, run, (size_t)(text - run));
}

static bool write_attribute(void *with, const char *name, const char *ns, const char *value)
{
    struct buf *out = with;
    buf_char(out, ' ');
    buf_str(out, strcmp(ns, NS_XML) == 0 ? "xml:" : "");
    buf_str(out, name);
    buf_str(out, "=\"");
    escape(value, true, out);
    buf_char(out, '"');
    return true;
}

static void open_tag(const struct node *node, struct buf *out)
{
    buf_char(out, '<');
    buf_str(out, node_name(node));
    node_attrs(node, write_attribute, out);
    buf_char(out, '>');
    if (text_word_in(node_name(node), own_line_elements))
        buf_char(out, '\n');
}

static void close_tag(const struct node *node, struct buf *out)
{
    const char *name = node_name(node);
    if (!text_word_in(name, void_elements)) {
        buf_str(out, "</");
        buf_str(out, name);
        buf_char(out, '>');
    }
    if (text_word_in(name, line_elements))
        buf_char(out, '\n');
}

static void write_text(const struct node *text, struct buf *out)
{
    const struct node *parent = node_parent(text);
    if (parent && text_word_in(node_name(parent), raw_elements))
        buf_str(out, node_chars(text));
    else
        escape(node_chars(text), false, out);
}

bool html_write(const struct xml_doc *result, struct docx_store *store, struct arena *arena, struct buf *out, const char **why)
{
    (void)store;
    (void)arena;
    const struct node *root = xml_root(result);
    if (!root || strcmp(node_name(root), "html") != 0) {
        *why = "the stylesheet made no html element";
        return false;
    }
    buf_str(out, "<!DOCTYPE html>\n");
    const struct node *node = root;
    while (node) {
        const struct node *down = NULL;
        if (node_is_text(node)) {
            write_text(node, out);
        } else {
            open_tag(node, out);
            down = node_first_any(node);
            if (!down)
                close_tag(node, out);
        }
        if (down) {
            node = down;
            continue;
        }
        while (node != root && !node_next_any(node)) {
            node = node_parent(node);
            close_tag(node, out);
        }
        node = node == root ? NULL : node_next_any(node);
    }
    return true;
}
