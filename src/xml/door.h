/* What the files of xml/ share. The only headers of libxml2 and libxslt that the project includes are included in xml/. */
#ifndef XML_DOOR_H
#define XML_DOOR_H

#include "xml/xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include <string.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *door_error;
#else
typedef xmlError *door_error;
#endif

/* A call into a library whose hooks are the process's: what the hooks are to do while it runs. */
struct door_call {
    struct door_call *outer;
    xml_find *find; /* who is asked for other files; NULL: every one is refused */
    void *with;
    const char *root;  /* put before the paths that find is asked for */
    struct buf said;   /* all that was said, line by line */
    struct buf last;   /* the last thing said that is not only a line end */
    struct buf detail; /* the first complaint that came with a structure: the XPath's or the parser's own words */
};

void door_begin(struct door_call *call);
void door_end(struct door_call *call); /* frees what was said */
void door_say(struct door_call *call, const char *format, va_list args);

/* Of a parser whose _private points to a struct xml_fault: takes the first fault, and a document type declaration as one. */
void door_fault(void *with, door_error error);
void door_doctype(void *with, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id);
enum { XML_FAULT_LONG = -101, XML_FAULT_ATTRIBUTES, XML_FAULT_NAMESPACES }; /* codes of our own */

/* The libraries' memory: before anything else of theirs, and after all. */
void memory_start(void);
void memory_stop(void);

/* Blocks that are freed together. The libraries may have them in their trees: that they free or resize one does no harm. */
struct region;

struct region *region_new(void);
void *region_take(struct region *region, size_t size);
void region_mix(struct region *region); /* its tree gets blocks that are the libraries' */
bool region_is_mixed(const struct region *region);
xmlNs **region_resolved(struct region *region); /* where the tree's namespace for attributes in NS_RESOLVED is kept; NULL: not asked yet */
bool *region_numbered(struct region *region); /* whether elements of its tree, while it is not mixed, were numbered for libxml2 */
bool region_has(const void *block); /* of any block that is the libraries' or a region's: it is a region's */
void region_free(struct region *region);

/* Makes nodes of a tree from a region, which is then the tree's (_private of its document). Names are those of its dictionary. */
xmlNode *made_element(struct region *region, xmlDoc *doc, xmlNode *parent, const xmlChar *name);
void made_text(struct region *region, xmlNode *parent, const char *text);
/* Adds to a text that a region has with its words; false: it does not. */
bool made_more(struct region *region, xmlNode *node, const char *text);
xmlNode *made_loose_text(struct region *region, xmlDoc *doc, const char *text); /* that stands nowhere yet */
void made_value(struct region *region, xmlAttr *attr, const char *value);       /* in place of the attribute's old value */
xmlAttr *made_attr(struct region *region, xmlNode *element, xmlAttr *last, const xmlChar *name, const char *value);
void made_free(xmlDoc *doc); /* the tree and its region */
xmlDoc *made_doc(void);      /* with a region, and with the dictionary of parse_words */

xmlDict *parse_words(void); /* its dictionary */
/* The name as that dictionary has it; size is 1 at least. */
const xmlChar *parse_name(xmlDict *dict, const char *name, size_t size);
/* The same, of names that mostly come as one string each time, since a program has them. */
const xmlChar *parse_word(xmlDict *dict, const char *name);
void parse_stop(void); /* frees the parser that is kept */

/* Stylesheets have URIs of this private scheme, so that what they include is joined to their path and comes back to us. */
#define DOOR_SCHEME "stylesheet:///"

/* The namespace declared on the root of doc for href ("" or NULL: none), with a declaration added if there is none.
 * An attribute needs a prefix. All declarations of a tree stand on its root, so printing it repeats none. */
xmlNs *door_namespace(xmlDoc *doc, const xmlChar *href, const xmlChar *wanted, bool for_attribute);
/* Moves all declarations to the root. */
void door_gather_namespaces(xmlDoc *doc);
/* An attribute's value as one string that the tree owns. */
const char *door_value(const xmlAttr *attr);
/* The node after node in document order within root: elements, text and all. */
xmlNode *door_walk(const xmlNode *node, const xmlNode *root);

static inline xmlNode *door_in(const struct node *node)
{
    return (xmlNode *)node;
}

static inline struct node *door_out(const xmlNode *node)
{
    return (struct node *)node;
}

static inline xmlDoc *door_doc(const struct xml_doc *doc)
{
    return (xmlDoc *)doc;
}

static inline const xmlChar *door_x(const char *text)
{
    return (const xmlChar *)text;
}

static inline const char *door_c(const xmlChar *text)
{
    return (const char *)text;
}

static inline bool door_is_text(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

#endif
