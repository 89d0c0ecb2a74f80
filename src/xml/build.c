/* A tree made piece by piece, as the parser would have made it: for a reader that has gone over the bytes by itself. */
#include "xml/door.h"

#include <libxml/parserInternals.h>

#include <stdint.h>
#include <stdlib.h>

struct xml_builder {
    xmlDoc *doc;
    struct region *region; /* the document's */
    xmlNs *ns, *xml;
    xmlNode *open; /* the element that what comes next stands in */
    uintptr_t number;
};

struct xml_builder *xml_builder_new(void)
{
    struct xml_builder *builder = mem_zero(1, sizeof *builder);
    builder->doc = made_doc();
    builder->region = builder->doc->_private;
    return builder;
}

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

struct node *xml_builder_open(struct xml_builder *builder, const char *name, size_t size)
{
    xmlNode *node = region_take(builder->region, sizeof *node);
    *node = (xmlNode){.type = XML_ELEMENT_NODE, .doc = builder->doc, .name = parse_name(builder->doc->dict, name, size)};
    node->_private = (void *)++builder->number;
    if (builder->open) {
        append(builder->open, node);
    } else {
        xmlDocSetRootElement(builder->doc, node);
        builder->ns = xmlNewNs(node, door_x(NS_MINUTES), NULL);
    }
    node->ns = builder->ns;
    builder->open = node;
    return door_out(node);
}

void xml_builder_close(struct xml_builder *builder)
{
    builder->open = builder->open->parent;
    if (builder->open == (xmlNode *)builder->doc)
        builder->open = NULL;
}

/* Short words stand in the node itself, where a text has nothing else (as with XML_PARSE_COMPACT). */
static xmlNode *new_text(struct xml_builder *builder, const char *text, size_t size)
{
    xmlNode *node = region_take(builder->region, sizeof *node);
    *node = (xmlNode){.type = XML_TEXT_NODE, .doc = builder->doc, .name = xmlStringText};
    bool small = size < sizeof node->properties + sizeof node->psvi;
    node->content = small ? (xmlChar *)&node->properties : region_take(builder->region, size + 1);
    memcpy(node->content, text, size);
    node->content[size] = '\0';
    return node;
}

void xml_builder_text(struct xml_builder *builder, const char *text, size_t size)
{
    append(builder->open, new_text(builder, text, size));
}

void xml_builder_attr(struct xml_builder *builder, bool of_xml, const char *name, size_t size, const char *value,
                      size_t value_size)
{
    xmlNode *element = builder->open;
    xmlAttr *attr = region_take(builder->region, sizeof *attr);
    *attr = (xmlAttr){.type = XML_ATTRIBUTE_NODE, .doc = builder->doc, .name = parse_name(builder->doc->dict, name, size), .parent = element};
    if (of_xml && !builder->xml)
        builder->xml = xmlSearchNsByHref(builder->doc, element, XML_XML_NAMESPACE);
    attr->ns = of_xml ? builder->xml : NULL;
    attr->children = attr->last = new_text(builder, value, value_size);
    attr->children->parent = (xmlNode *)attr;
    xmlAttr **end = &element->properties;
    for (; *end; end = &(*end)->next)
        attr->prev = *end;
    *end = attr;
}

struct xml_doc *xml_builder_end(struct xml_builder *builder)
{
    xmlDoc *doc = builder->doc;
    free(builder);
    return (struct xml_doc *)doc;
}

void xml_builder_drop(struct xml_builder *builder)
{
    if (!builder)
        return;
    made_free(builder->doc);
    free(builder);
}
