/* From a tree to bytes: the same for the same tree, whatever the library's version. */
#include "xml/door.h"

/* What a character is written as; NULL: as it is. */
static const char *escape(char c, bool in_value)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return in_value ? "&quot;" : NULL;
    case '\t': return in_value ? "&#9;" : NULL;
    case '\n': return in_value ? "&#10;" : NULL;
    default: return NULL;
    }
}

static void print_chars(struct buf *out, const char *text, bool in_value)
{
    for (const char *from = text;;) {
        const char *at = from + strcspn(from, "&<>\r\"\t\n");
        buf_add(out, from, (size_t)(at - from));
        if (!*at)
            return;
        const char *as = escape(*at, in_value);
        if (as)
            buf_str(out, as);
        else
            buf_char(out, *at);
        from = at + 1;
    }
}

static void print_name(struct buf *out, const xmlNs *ns, const xmlChar *name)
{
    if (ns && ns->prefix) {
        buf_str(out, door_c(ns->prefix));
        buf_char(out, ':');
    }
    buf_str(out, door_c(name));
}

static void print_value(struct buf *out, const char *value)
{
    buf_str(out, "=\"");
    print_chars(out, value, true);
    buf_char(out, '"');
}

static void print_start(struct buf *out, const xmlNode *node)
{
    buf_char(out, '<');
    print_name(out, node->ns, node->name);
    for (const xmlNs *ns = node->nsDef; ns; ns = ns->next) {
        buf_str(out, ns->prefix ? " xmlns:" : " xmlns");
        buf_str(out, ns->prefix ? door_c(ns->prefix) : "");
        print_value(out, ns->href ? door_c(ns->href) : "");
    }
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        const char *ns = attr->ns ? door_c(attr->ns->href) : NULL;
        buf_char(out, ' ');
        print_name(out, attr->ns, attr->name);
        print_value(out, node_attr_ns(door_out(node), ns, door_c(attr->name)));
    }
}

static bool has_content(const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE || (door_is_text(child) && child->content && *child->content))
            return true;
    return false;
}

static void print_end(struct buf *out, const xmlNode *node)
{
    buf_str(out, "</");
    print_name(out, node->ns, node->name);
    buf_char(out, '>');
}

static void print_tree(struct buf *out, const xmlNode *root)
{
    for (const xmlNode *node = root; node;) {
        if (node->type == XML_ELEMENT_NODE) {
            print_start(out, node);
            if (has_content(node)) {
                buf_char(out, '>');
                node = node->children;
                continue;
            }
            buf_str(out, "/>");
        } else if (door_is_text(node)) {
            print_chars(out, node->content ? door_c(node->content) : "", false);
        }
        while (node != root && !node->next) {
            node = node->parent;
            print_end(out, node);
        }
        node = node == root ? NULL : node->next;
    }
}

void xml_print(const struct xml_doc *doc, struct buf *out)
{
    const struct node *root = xml_root(doc);
    buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (root)
        print_tree(out, door_in(root));
    buf_char(out, '\n');
}
