/* Trees whose nodes come from a region: made without looking anything up, freed without going through what is the region's. The
 * libraries may add nodes of their own to them, and take nodes away. */
#include "xml/door.h"

#include <libxml/parserInternals.h>

static void append(xmlNode *parent, xmlNode *node)
{
    node->parent = parent;
    node->prev = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->children = node;
    parent->last = node;
}

xmlDoc *made_doc(void)
{
    xmlDoc *doc = xmlNewDoc(door_x("1.0"));
    doc->dict = parse_words();
    xmlDictReference(doc->dict);
    doc->_private = region_new();
    return doc;
}

xmlNode *made_element(struct region *region, xmlDoc *doc, xmlNode *parent, const xmlChar *name)
{
    xmlNode *node = region_take(region, sizeof *node);
    *node = (xmlNode){.type = XML_ELEMENT_NODE, .doc = doc, .name = name};
    if (parent)
        append(parent, node);
    return node;
}

/* Short words stand in the node itself, where a text has nothing else (as with XML_PARSE_COMPACT). */
xmlNode *made_loose_text(struct region *region, xmlDoc *doc, const char *text)
{
    size_t size = strlen(text);
    xmlNode *node = region_take(region, sizeof *node);
    *node = (xmlNode){.type = XML_TEXT_NODE, .doc = doc, .name = xmlStringText};
    bool small = size < sizeof node->properties + sizeof node->psvi;
    node->content = small ? (xmlChar *)&node->properties : region_take(region, size + 1);
    memcpy(node->content, text, size + 1);
    return node;
}

void made_text(struct region *region, xmlNode *parent, const char *text)
{
    append(parent, made_loose_text(region, parent->doc, text));
}

/* What was there is copied each time, and its place is lost: a long text is libxslt's, which has room ahead. */
bool made_more(struct region *region, xmlNode *node, const char *text)
{
    enum { MOST = 1024 };
    bool inside = node->content == (xmlChar *)&node->properties;
    if (node->name != xmlStringText || !region_has(node) || (!inside && !region_has(node->content)))
        return false;
    size_t before = strlen(door_c(node->content)), size = strlen(text);
    if (before + size > MOST)
        return false;
    bool small = inside && before + size < sizeof node->properties + sizeof node->psvi;
    xmlChar *content = small ? node->content : region_take(region, before + size + 1);
    if (!small)
        memcpy(content, node->content, before);
    memcpy(content + before, text, size + 1);
    node->content = content;
    return true;
}

static void put_value(struct region *region, xmlAttr *attr, const char *value)
{
    attr->children = attr->last = made_loose_text(region, attr->doc, value);
    attr->children->parent = (xmlNode *)attr;
}

void made_value(struct region *region, xmlAttr *attr, const char *value)
{
    xmlNode *old = attr->children;
    put_value(region, attr, value);
    xmlFreeNodeList(old);
}

xmlAttr *made_attr(struct region *region, xmlNode *element, xmlAttr *last, const xmlChar *name, const char *value)
{
    xmlAttr *attr = region_take(region, sizeof *attr);
    *attr = (xmlAttr){.type = XML_ATTRIBUTE_NODE, .doc = element->doc, .name = name, .parent = element, .prev = last};
    put_value(region, attr, value);
    if (last)
        last->next = attr;
    else
        element->properties = attr;
    return attr;
}

/* -- freeing -- */

/* What the libraries gave to a node of a region. */
static void free_given(xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE) {
        if (node->content && node->content != (xmlChar *)&node->properties && !region_has(node->content))
            xmlFree(node->content);
        return;
    }
    for (xmlAttr *attr = node->properties, *next; attr; attr = next) {
        next = attr->next;
        if (!region_has(attr))
            xmlFreeProp(attr);
        else if (attr->children && !region_has(attr->children))
            xmlFreeNodeList(attr->children);
        else if (attr->children)
            free_given(attr->children);
    }
    if (node->nsDef)
        xmlFreeNsList(node->nsDef);
}

/* A node whose children are gone. */
static void free_node(xmlNode *node)
{
    if (region_has(node)) {
        free_given(node);
        return;
    }
    if (node->type == XML_ELEMENT_NODE)
        node->children = node->last = NULL;
    xmlFreeNode(node);
}

static xmlNode *deepest(xmlNode *node)
{
    while (node->type == XML_ELEMENT_NODE && node->children)
        node = node->children;
    return node;
}

/* The node and what stands beside it, children first. */
static void free_nodes(xmlNode *first)
{
    const xmlNode *end = first->parent;
    for (xmlNode *node = deepest(first), *next; node != end; node = next) {
        next = node->next ? deepest(node->next) : node->parent;
        free_node(node);
    }
}

/* All but the namespaces of the root goes with the region. */
static void forget_nodes(xmlDoc *doc)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    if (root && root->nsDef)
        xmlFreeNsList(root->nsDef);
    doc->children = doc->last = NULL;
}

void made_free(xmlDoc *doc)
{
    struct region *region = doc->_private;
    if (region && !region_is_mixed(region)) {
        forget_nodes(doc);
    } else if (region && doc->children) {
        free_nodes(doc->children);
        doc->children = doc->last = NULL;
    }
    xmlFreeDoc(doc);
    if (region)
        region_free(region);
}
