/* Making and changing trees. */
#include "xml/door.h"

struct xml_doc *xml_new(const char *ns, const char *name)
{
    xmlDoc *doc = xmlNewDoc(door_x("1.0"));
    xmlNode *root = xmlNewDocNode(doc, NULL, door_x(name), NULL);
    xmlDocSetRootElement(doc, root);
    const char *href = ns ? ns : NS_MINUTES;
    if (strcmp(href, NS_RESOLVED) == 0)
        root->ns = door_namespace(doc, door_x(href), NULL, true);
    else if (*href)
        root->ns = xmlNewNs(root, door_x(href), NULL);
    return (struct xml_doc *)doc;
}

struct xml_doc *xml_copy(const struct xml_doc *from)
{
    if (!from)
        return NULL;
    xmlDoc *doc = xmlNewDoc(door_x("1.0"));
    doc->dict = door_doc(from)->dict;
    if (doc->dict)
        xmlDictReference(doc->dict);
    struct node *old_root = xml_root(from), *old = old_root;
    if (!old_root)
        return (struct xml_doc *)doc;
    xmlDocSetRootElement(doc, xmlDocCopyNode(door_in(old_root), doc, 1));
    struct node *root = xml_root((struct xml_doc *)doc), *node = root;
    for (; node && old; node = node_after(node, root), old = node_after(old, old_root))
        door_in(node)->_private = door_in(old)->_private;
    return (struct xml_doc *)doc;
}

static void set(struct node *node, const char *ns, const char *prefix, const char *name, const char *value)
{
    if (!node || door_in(node)->type != XML_ELEMENT_NODE || !value)
        return;
    xmlNode *in = door_in(node);
    xmlSetNsProp(in, ns ? door_namespace(in->doc, door_x(ns), door_x(prefix), true) : NULL, door_x(name), door_x(value));
}

void node_set(struct node *node, const char *name, const char *value)
{
    if (strncmp(name, "xml:", 4) == 0)
        set(node, NS_XML, "xml", name + 4, value);
    else
        set(node, NULL, NULL, name, value);
}

void node_append(struct node *node, const char *name, const char *value)
{
    xmlNewProp(door_in(node), door_x(name), door_x(value));
}

void node_append_r(struct node *node, const char *name, const char *value)
{
    xmlNode *in = door_in(node);
    xmlNewNsProp(in, door_namespace(in->doc, door_x(NS_RESOLVED), door_x("r"), true), door_x(name), door_x(value));
}

void node_set_r(struct node *node, const char *name, const char *value)
{
    set(node, NS_RESOLVED, "r", name, value);
}

void node_unset_ns(struct node *node, const char *ns, const char *name)
{
    if (!node || door_in(node)->type != XML_ELEMENT_NODE)
        return;
    for (xmlAttr *attr = door_in(node)->properties; attr; attr = attr->next) {
        const char *its = attr->ns && attr->ns->href ? door_c(attr->ns->href) : "";
        if (strcmp(door_c(attr->name), name) == 0 && strcmp(its, ns ? ns : "") == 0) {
            xmlRemoveProp(attr);
            return;
        }
    }
}

void node_unset(struct node *node, const char *name)
{
    if (strncmp(name, "xml:", 4) == 0)
        node_unset_ns(node, NS_XML, name + 4);
    else
        node_unset_ns(node, NULL, name);
}

struct node *node_add(struct node *parent, const char *name)
{
    xmlDoc *doc = door_in(parent)->doc;
    xmlNs *ns = door_namespace(doc, door_x(NS_MINUTES), NULL, false);
    return door_out(xmlAddChild(door_in(parent), xmlNewDocNode(doc, ns, door_x(name), NULL)));
}

struct node *node_insert(struct node *before, const char *name)
{
    xmlDoc *doc = door_in(before)->doc;
    xmlNs *ns = door_namespace(doc, door_x(NS_MINUTES), NULL, false);
    return door_out(xmlAddPrevSibling(door_in(before), xmlNewDocNode(doc, ns, door_x(name), NULL)));
}

void node_add_comment(struct node *parent, const char *words)
{
    struct buf text = BUF_INIT;
    buf_char(&text, ' ');
    for (const char *at = words; *at; at++) {
        buf_char(&text, *at);
        if (at[0] == '-' && at[1] == '-')
            buf_char(&text, ' ');
    }
    buf_char(&text, ' ');
    xmlNode *in = door_in(parent);
    xmlAddChild(in, xmlNewDocComment(in->doc, door_x(text.data)));
    buf_free(&text);
}

static xmlNode *new_r(struct node *parent, const char *name)
{
    xmlDoc *doc = door_in(parent)->doc;
    return xmlNewDocNode(doc, door_namespace(doc, door_x(NS_RESOLVED), door_x("r"), true), door_x(name), NULL);
}

struct node *node_add_r(struct node *parent, const char *name)
{
    return door_out(xmlAddChild(door_in(parent), new_r(parent, name)));
}

struct node *node_insert_r(struct node *parent, const char *name)
{
    xmlNode *first = door_in(parent)->children;
    if (!first)
        return node_add_r(parent, name);
    return door_out(xmlAddPrevSibling(first, new_r(parent, name)));
}

void node_add_text(struct node *parent, const char *text)
{
    if (!text || !*text)
        return;
    xmlNode *in = door_in(parent);
    xmlAddChild(in, xmlNewDocText(in->doc, door_x(text)));
}

/* node alone, without its children, for a tree of doc. */
static xmlNode *copy_alone(xmlDoc *doc, const xmlNode *node)
{
    if (door_is_text(node))
        return xmlNewDocText(doc, node->content);
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    const xmlNs *ns = node->ns;
    xmlNode *copy = xmlNewDocNode(doc, NULL, node->name, NULL);
    copy->ns = door_namespace(doc, ns ? ns->href : NULL, ns ? ns->prefix : NULL, false);
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        xmlNs *its = attr->ns ? door_namespace(doc, attr->ns->href, attr->ns->prefix, true) : NULL;
        const char *value = node_attr_ns(door_out(node), attr->ns ? door_c(attr->ns->href) : NULL, door_c(attr->name));
        xmlNewNsProp(copy, its, attr->name, door_x(value));
    }
    return copy;
}

struct node *node_add_copy(struct node *parent, const struct node *node)
{
    if (!parent || !node)
        return NULL;
    const xmlNode *root = door_in(node), *from = root;
    xmlNode *top = NULL, *to = NULL;
    for (;;) {
        xmlNode *copy = copy_alone(door_in(parent)->doc, from);
        if (copy && to)
            copy = xmlAddChild(to, copy);
        if (!top)
            top = copy;
        if (copy && from->type == XML_ELEMENT_NODE && from->children) {
            from = from->children;
            to = copy;
            continue;
        }
        for (; to && from != root && !from->next; from = from->parent)
            to = to->parent;
        if (!to || from == root)
            break;
        from = from->next;
    }
    return top ? door_out(xmlAddChild(door_in(parent), top)) : NULL;
}

void node_clear(struct node *node)
{
    if (!node || door_in(node)->type != XML_ELEMENT_NODE)
        return;
    xmlNode *children = door_in(node)->children;
    door_in(node)->children = door_in(node)->last = NULL;
    xmlFreeNodeList(children);
}

void node_drop(struct node *node)
{
    if (!node)
        return;
    xmlUnlinkNode(door_in(node));
    xmlFreeNode(door_in(node));
}

void node_trim(struct node *node, bool text_too)
{
    for (struct node *child = node_first_any(node), *next; child; child = next) {
        next = node_next_any(child);
        const char *chars = node_chars(child);
        if (node_is_text(child) && (text_too || !chars[strspn(chars, " \t\r\n")]))
            node_drop(child);
    }
}
