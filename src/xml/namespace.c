/* Namespaces: every declaration of a tree of ours stands on its root. */
#include "xml/door.h"

#include <stdio.h>

static bool same(const xmlChar *a, const xmlChar *b)
{
    return strcmp(a ? door_c(a) : "", b ? door_c(b) : "") == 0;
}

static bool prefix_taken(const xmlNode *root, const char *prefix)
{
    for (const xmlNs *ns = root->nsDef; ns; ns = ns->next)
        if (ns->prefix && xmlStrEqual(ns->prefix, door_x(prefix)))
            return true;
    return strcmp(prefix, "xml") == 0 || strcmp(prefix, "xmlns") == 0;
}

/* wanted if nobody has it, else the first of ns1, ns2, … that is free. */
static void free_prefix(const xmlNode *root, const char *wanted, char *prefix, size_t room)
{
    snprintf(prefix, room, "%s", wanted ? wanted : "ns1");
    for (int i = 1; prefix_taken(root, prefix) || strlen(prefix) + 1 >= room; i++)
        snprintf(prefix, room, "ns%d", i);
}

/* An element without a namespace cannot stand below a default one: that gets a prefix. */
static void end_default(xmlNode *root)
{
    for (xmlNs *ns = root->nsDef; ns; ns = ns->next)
        if (!ns->prefix && !same(ns->href, NULL)) {
            char prefix[64];
            free_prefix(root, "m", prefix, sizeof prefix);
            ns->prefix = xmlStrdup(door_x(prefix));
        }
}

xmlNs *door_namespace(xmlDoc *doc, const xmlChar *href, const xmlChar *wanted, bool for_attribute)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    if (same(href, NULL)) {
        if (!for_attribute)
            end_default(root);
        return NULL;
    }
    for (xmlNs *ns = root->nsDef; ns; ns = ns->next)
        if (same(ns->href, href) && (ns->prefix || !for_attribute))
            return ns;
    if (same(href, XML_XML_NAMESPACE))
        return xmlSearchNsByHref(doc, root, XML_XML_NAMESPACE);
    char prefix[64];
    free_prefix(root, same(href, door_x(NS_RESOLVED)) ? "r" : door_c(wanted), prefix, sizeof prefix);
    return xmlNewNs(root, href, door_x(prefix));
}

xmlNode *door_walk(const xmlNode *node, const xmlNode *root)
{
    if (node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static bool declares_below(const xmlNode *root)
{
    for (const xmlNode *node = door_walk(root, root); node; node = door_walk(node, root))
        if (node->type == XML_ELEMENT_NODE && node->nsDef)
            return true;
    return false;
}

void door_gather_namespaces(xmlDoc *doc)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    if (!root || !declares_below(root))
        return;
    for (xmlNode *node = root; node; node = door_walk(node, root)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        node->ns = node->ns ? door_namespace(doc, node->ns->href, node->ns->prefix, false)
                            : door_namespace(doc, NULL, NULL, false);
        for (xmlAttr *attr = node->properties; attr; attr = attr->next)
            if (attr->ns)
                attr->ns = door_namespace(doc, attr->ns->href, attr->ns->prefix, true);
    }
    for (xmlNode *node = door_walk(root, root); node; node = door_walk(node, root))
        if (node->type == XML_ELEMENT_NODE && node->nsDef) {
            xmlFreeNsList(node->nsDef);
            node->nsDef = NULL;
        }
}
