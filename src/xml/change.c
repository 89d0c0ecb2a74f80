/* Making and changing trees. */
#include "xml/door.h"

/* -- nodes, from the tree's region if it has one -- */

static const xmlChar *word(const xmlDoc *doc, const xmlChar *name)
{
    return parse_word(doc->dict, door_c(name));
}

/* Before libxml2 makes something in the tree. */
static void mix(const xmlDoc *doc)
{
    if (doc->_private)
        region_mix(doc->_private);
}

static xmlNode *new_element(xmlDoc *doc, xmlNs *ns, const xmlChar *name)
{
    if (!doc->_private)
        return xmlNewDocNode(doc, ns, name, NULL);
    xmlNode *node = made_element(doc->_private, doc, NULL, word(doc, name));
    node->ns = ns;
    return node;
}

static xmlNode *add_element(struct node *parent, xmlNs *ns, const char *name)
{
    xmlNode *in = door_in(parent);
    if (!in->doc->_private)
        return xmlAddChild(in, xmlNewDocNode(in->doc, ns, door_x(name), NULL));
    xmlNode *node = made_element(in->doc->_private, in->doc, in, word(in->doc, door_x(name)));
    node->ns = ns;
    return node;
}

/* xml:id, which libxml2 keeps apart. */
static bool is_id(const xmlNs *ns, const xmlChar *name)
{
    return ns && *name == 'i' && strcmp(door_c(name), "id") == 0 && strcmp(door_c(ns->href), NS_XML) == 0;
}

/* The node has none of that name. */
static void add_attr(xmlNode *node, xmlAttr *last, xmlNs *ns, const xmlChar *name, const xmlChar *value)
{
    xmlDoc *doc = node->doc;
    if (doc->_private && !is_id(ns, name)) {
        made_attr(doc->_private, node, last, word(doc, name), door_c(value))->ns = ns;
    } else {
        mix(doc);
        xmlNewNsProp(node, ns, name, value);
    }
}

static xmlAttr *last_attr(const xmlNode *node)
{
    xmlAttr *last = node->properties;
    while (last && last->next)
        last = last->next;
    return last;
}

/* -- */

struct xml_doc *xml_new(const char *ns, const char *name)
{
    xmlDoc *doc = made_doc();
    xmlNode *root = made_element(doc->_private, doc, NULL, word(doc, door_x(name)));
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

static bool is_element(const struct node *node)
{
    return node && door_in(node)->type == XML_ELEMENT_NODE;
}

static void set(xmlNode *in, xmlNs *space, const char *name, const char *value)
{
    xmlAttr *last = NULL;
    for (xmlAttr *attr = in->properties; attr; attr = attr->next) {
        bool same = !attr->ns == !space && *attr->name == (xmlChar)*name && strcmp(door_c(attr->name), name) == 0;
        if (same && attr->ns == space && in->doc->_private && !is_id(space, attr->name)) {
            made_value(in->doc->_private, attr, value);
            return;
        }
        if (same) {
            mix(in->doc);
            xmlSetNsProp(in, space, door_x(name), door_x(value));
            return;
        }
        last = attr;
    }
    add_attr(in, last, space, door_x(name), door_x(value));
}

void node_set(struct node *node, const char *name, const char *value)
{
    if (!is_element(node) || !value)
        return;
    xmlNode *in = door_in(node);
    if (*name == 'x' && strncmp(name, "xml:", 4) == 0)
        set(in, door_namespace(in->doc, door_x(NS_XML), door_x("xml"), true), name + 4, value);
    else
        set(in, NULL, name, value);
}

void node_set_some(struct node *node, const char *name, const char *value)
{
    if (value && *value)
        node_set(node, name, value);
}

/* In a region's tree it is looked for once: a declaration stays with its root. */
static xmlNs *resolved_of(xmlDoc *doc)
{
    xmlNs **kept = doc->_private ? region_resolved(doc->_private) : NULL, *space = kept ? *kept : NULL;
    if (!space)
        space = door_namespace(doc, door_x(NS_RESOLVED), door_x("r"), true);
    if (kept)
        *kept = space;
    return space;
}

void node_append(struct node *node, const char *name, const char *value)
{
    xmlNode *in = door_in(node);
    add_attr(in, last_attr(in), NULL, door_x(name), door_x(value));
}

void node_append_all(struct node *node, const struct xml_attr *attrs, size_t count)
{
    xmlNode *in = door_in(node);
    xmlAttr *last = last_attr(in);
    for (size_t i = 0; i < count; i++) {
        add_attr(in, last, NULL, door_x(attrs[i].name), door_x(attrs[i].value));
        last = last ? last->next : in->properties;
    }
}

void node_append_r(struct node *node, const char *name, const char *value)
{
    xmlNode *in = door_in(node);
    add_attr(in, last_attr(in), resolved_of(in->doc), door_x(name), door_x(value));
}

void node_set_r(struct node *node, const char *name, const char *value)
{
    if (is_element(node) && value)
        set(door_in(node), resolved_of(door_in(node)->doc), name, value);
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
    return door_out(add_element(parent, ns, name));
}

struct node *node_insert(struct node *before, const char *name)
{
    xmlDoc *doc = door_in(before)->doc;
    xmlNs *ns = door_namespace(doc, door_x(NS_MINUTES), NULL, false);
    return door_out(xmlAddPrevSibling(door_in(before), new_element(doc, ns, door_x(name))));
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
    mix(in->doc);
    xmlAddChild(in, xmlNewDocComment(in->doc, door_x(text.data)));
    buf_free(&text);
}

struct node *node_add_r(struct node *parent, const char *name)
{
    return door_out(add_element(parent, resolved_of(door_in(parent)->doc), name));
}

struct node *node_insert_r(struct node *parent, const char *name)
{
    xmlNode *first = door_in(parent)->children;
    if (!first)
        return node_add_r(parent, name);
    xmlDoc *doc = first->doc;
    return door_out(xmlAddPrevSibling(first, new_element(doc, resolved_of(doc), door_x(name))));
}

void node_add_text(struct node *parent, const char *text)
{
    if (!text || !*text)
        return;
    xmlNode *in = door_in(parent);
    if (in->doc->_private && !(in->last && door_is_text(in->last))) {
        made_text(in->doc->_private, in, text);
        return;
    }
    mix(in->doc);
    xmlAddChild(in, xmlNewDocText(in->doc, door_x(text)));
}

void node_lead_text(struct node *parent, const char *text)
{
    xmlNode *in = door_in(parent), *first = in->children;
    if (!first) {
        node_add_text(parent, text);
        return;
    }
    mix(in->doc);
    xmlAddPrevSibling(first, xmlNewDocText(in->doc, door_x(text)));
}

void node_move(struct node *node, struct node *parent, struct node *before)
{
    mix(door_in(node)->doc); /* of texts that come together it makes one */
    xmlUnlinkNode(door_in(node));
    if (before)
        xmlAddPrevSibling(door_in(before), door_in(node));
    else
        xmlAddChild(door_in(parent), door_in(node));
}

/* node alone, without its children, for a tree of doc. */
static xmlNode *copy_alone(xmlDoc *doc, const xmlNode *node)
{
    if (door_is_text(node) && doc->_private && node->content)
        return made_loose_text(doc->_private, doc, door_c(node->content));
    if (door_is_text(node))
        return xmlNewDocText(doc, node->content);
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    const xmlNs *ns = node->ns;
    xmlNode *copy = new_element(doc, NULL, node->name);
    xmlAttr *last = NULL;
    copy->ns = door_namespace(doc, ns ? ns->href : NULL, ns ? ns->prefix : NULL, false);
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        xmlNs *its = attr->ns ? door_namespace(doc, attr->ns->href, attr->ns->prefix, true) : NULL;
        const char *value = node_attr_ns(door_out(node), attr->ns ? door_c(attr->ns->href) : NULL, door_c(attr->name));
        add_attr(copy, last, its, attr->name, door_x(value));
        last = last ? last->next : copy->properties;
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
        if (copy && to && to->last && door_is_text(copy) && door_is_text(to->last))
            mix(to->doc);
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
    if (top && door_is_text(top))
        mix(door_in(parent)->doc);
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
