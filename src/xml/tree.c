/* Looking at trees. */
#include "xml/door.h"

#include <stdint.h>

void xml_free(struct xml_doc *doc)
{
    if (doc)
        made_free(door_doc(doc));
}

struct node *xml_root(const struct xml_doc *doc)
{
    return doc ? door_out(xmlDocGetRootElement(door_doc(doc))) : NULL;
}

const char *node_name(const struct node *node)
{
    return node && door_in(node)->type == XML_ELEMENT_NODE ? door_c(door_in(node)->name) : "";
}

const char *node_ns(const struct node *node)
{
    const xmlNode *in = door_in(node);
    return in && in->type == XML_ELEMENT_NODE && in->ns && in->ns->href ? door_c(in->ns->href) : "";
}

static bool is(const struct node *node, const char *ns, const char *name)
{
    const char *its = node_name(node);
    return *its == *name && *its && strcmp(its, name) == 0 && strcmp(node_ns(node), ns) == 0;
}

bool node_is(const struct node *node, const char *name)
{
    return is(node, NS_MINUTES, name);
}

bool node_is_r(const struct node *node, const char *name)
{
    return is(node, NS_RESOLVED, name);
}

struct node *node_parent(const struct node *node)
{
    const xmlNode *in = door_in(node);
    return in && in->parent && in->parent->type == XML_ELEMENT_NODE ? door_out(in->parent) : NULL;
}

static struct node *element_from(const xmlNode *in)
{
    while (in && in->type != XML_ELEMENT_NODE)
        in = in->next;
    return door_out(in);
}

struct node *node_first(const struct node *node)
{
    return node && door_in(node)->type == XML_ELEMENT_NODE ? element_from(door_in(node)->children) : NULL;
}

struct node *node_next(const struct node *node)
{
    return node ? element_from(door_in(node)->next) : NULL;
}

struct node *node_child(const struct node *node, const char *name)
{
    struct node *child = node_first(node);
    while (child && !node_is(child, name))
        child = node_next(child);
    return child;
}

struct node *node_after(const struct node *node, const struct node *root)
{
    const xmlNode *in = door_in(node);
    if (!in || !root)
        return NULL;
    do
        in = door_walk(in, door_in(root));
    while (in && in->type != XML_ELEMENT_NODE);
    return door_out(in);
}

/* Whatever the parser left of a value, as one string that the tree owns. */
const char *door_value(const xmlAttr *attr)
{
    xmlNode *first = attr->children;
    if (!first)
        return "";
    if (first->next || first->type != XML_TEXT_NODE) {
        xmlChar *whole = xmlNodeListGetString(attr->doc, first, 1);
        xmlNode *text = xmlNewDocText(attr->doc, whole ? whole : door_x(""));
        text->parent = (xmlNode *)attr;
        ((xmlAttr *)attr)->children = ((xmlAttr *)attr)->last = text;
        xmlFreeNodeList(first);
        xmlFree(whole);
        first = text;
    }
    return first->content ? door_c(first->content) : "";
}

static const char *ns_of(const xmlAttr *attr)
{
    return attr->ns && attr->ns->href ? door_c(attr->ns->href) : "";
}

const char *node_attr_ns(const struct node *node, const char *ns, const char *name)
{
    if (!node || door_in(node)->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *attr = door_in(node)->properties; attr; attr = attr->next)
        if (*door_c(attr->name) == *name && strcmp(door_c(attr->name), name) == 0 && strcmp(ns_of(attr), ns ? ns : "") == 0)
            return door_value(attr);
    return NULL;
}

const char *node_attr(const struct node *node, const char *name)
{
    if (*name == 'x' && strncmp(name, "xml:", 4) == 0)
        return node_attr_ns(node, NS_XML, name + 4);
    if (!node || door_in(node)->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *attr = door_in(node)->properties; attr; attr = attr->next)
        if (*door_c(attr->name) == *name && strcmp(door_c(attr->name), name) == 0 && !*ns_of(attr))
            return door_value(attr);
    return NULL;
}

void node_attrs(const struct node *node, bool (*visit)(void *with, const char *name, const char *ns, const char *value),
                void *with)
{
    if (!node || door_in(node)->type != XML_ELEMENT_NODE)
        return;
    for (const xmlAttr *attr = door_in(node)->properties, *next; attr; attr = next) {
        next = attr->next;
        if (!visit(with, door_c(attr->name), ns_of(attr), door_value(attr)))
            return;
    }
}

struct node *node_first_any(const struct node *node)
{
    const xmlNode *in = node && door_in(node)->type == XML_ELEMENT_NODE ? door_in(node)->children : NULL;
    while (in && in->type != XML_ELEMENT_NODE && !door_is_text(in))
        in = in->next;
    return door_out(in);
}

struct node *node_next_any(const struct node *node)
{
    const xmlNode *in = node ? door_in(node)->next : NULL;
    while (in && in->type != XML_ELEMENT_NODE && !door_is_text(in))
        in = in->next;
    return door_out(in);
}

bool node_is_text(const struct node *node)
{
    return node && door_is_text(door_in(node));
}

const char *node_chars(const struct node *text_node)
{
    return node_is_text(text_node) && door_in(text_node)->content ? door_c(door_in(text_node)->content) : "";
}

enum node_kind node_kind(const struct node *node)
{
    if (!node)
        return NODE_NONE;
    switch (door_in(node)->type) {
    case XML_ELEMENT_NODE: return NODE_ELEMENT;
    case XML_TEXT_NODE:
    case XML_CDATA_SECTION_NODE: return NODE_TEXT;
    case XML_COMMENT_NODE: return NODE_COMMENT;
    case XML_PI_NODE: return NODE_INSTRUCTION;
    default: return NODE_NONE;
    }
}

static struct node *every_from(const xmlNode *in)
{
    while (in && node_kind(door_out(in)) == NODE_NONE)
        in = in->next;
    return door_out(in);
}

struct node *xml_first_every(const struct xml_doc *doc)
{
    return doc ? every_from(door_doc(doc)->children) : NULL;
}

struct node *node_first_every(const struct node *node)
{
    return node_kind(node) == NODE_ELEMENT ? every_from(door_in(node)->children) : NULL;
}

struct node *node_next_every(const struct node *node)
{
    return node ? every_from(door_in(node)->next) : NULL;
}

const char *node_remark(const struct node *node)
{
    bool remark = node_kind(node) == NODE_COMMENT || node_kind(node) == NODE_INSTRUCTION;
    return remark && door_in(node)->content ? door_c(door_in(node)->content) : "";
}

const char *node_target(const struct node *instruction)
{
    return node_kind(instruction) == NODE_INSTRUCTION ? door_c(door_in(instruction)->name) : "";
}

const char *node_prefix(const struct node *node)
{
    const xmlNs *ns = node_kind(node) == NODE_ELEMENT ? door_in(node)->ns : NULL;
    return ns && ns->prefix ? door_c(ns->prefix) : "";
}

char *node_text(const struct node *node, struct arena *arena)
{
    size_t size = 0;
    for (const struct node *child = node_first_any(node); child; child = node_next_any(child))
        size += strlen(node_chars(child));
    char *text = arena_alloc(arena, size + 1), *end = text;
    for (const struct node *child = node_first_any(node); child; child = node_next_any(child)) {
        size_t more = strlen(node_chars(child));
        memcpy(end, node_chars(child), more);
        end += more;
    }
    return text;
}

const char *node_words(const struct node *node, struct arena *arena)
{
    const struct node *first = node_first_any(node);
    while (first && !node_is_text(first))
        first = node_next_any(first);
    for (const struct node *other = first ? node_next_any(first) : NULL; other; other = node_next_any(other))
        if (node_is_text(other))
            return node_text(node, arena);
    return node_chars(first);
}

bool node_has_text(const struct node *node)
{
    if (!node || door_in(node)->type != XML_ELEMENT_NODE)
        return false;
    for (const xmlNode *child = door_in(node)->children; child; child = child->next)
        if (door_is_text(child) && child->content && door_c(child->content)[strspn(door_c(child->content), " \t\r\n")])
            return true;
    return false;
}

void xml_number(struct xml_doc *doc)
{
    uintptr_t number = 0;
    for (struct node *root = xml_root(doc), *node = root; node; node = node_after(node, root))
        door_in(node)->_private = (void *)++number;
}

size_t node_number(const struct node *node)
{
    return node ? (size_t)(uintptr_t)door_in(node)->_private : 0;
}
