/* The only door to libxml2 and libxslt. Nothing of theirs leaks: nodes are opaque, text is const char *. */
#ifndef XML_XML_H
#define XML_XML_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NS_MINUTES "urn:minutec:minutes"
#define NS_RESOLVED "urn:minutec:resolved"
#define NS_XML "http://www.w3.org/XML/1998/namespace"

struct xml_doc;
struct node; /* an element, or a text node where said so */

void xml_start(void); /* once a process, before anything else here; installs the silent error channels */
void xml_stop(void);

/* The memory of trees, for another library that takes and gives back as many small blocks. */
void *xml_mem_zero(size_t count, size_t size);
void *xml_mem_resize(void *block, size_t size);
void xml_mem_free(void *block);

/* -- trees -- */

/* What the parser stumbled over first, never in its own words. */
struct xml_fault {
    int code;          /* libxml2's number; 0: none */
    size_t line, column; /* about where: the place may lie behind the fault */
};
const char *xml_fault_words(const struct xml_fault *fault); /* in our words; never NULL */

/* Parses bytes without network, entities or DTD. NULL: not well formed, *fault says where. The tree keeps no pointer to bytes.
 * White space is kept; comments and processing instructions are dropped; CDATA sections become text. A document type
 * declaration is refused. All namespace declarations move to the root (there and in every change below). */
struct xml_doc *xml_parse(const char *bytes, size_t size, struct xml_fault *fault);
/* The same, but comments and processing instructions stay: for what is to be written again as a source. */
struct xml_doc *xml_parse_all(const char *bytes, size_t size, struct xml_fault *fault);
struct xml_doc *xml_new(const char *ns, const char *name); /* an empty tree with that root; ns NULL: NS_MINUTES */
void xml_free(struct xml_doc *doc);
struct xml_doc *xml_copy(const struct xml_doc *from);       /* node numbers are kept */
struct node *xml_root(const struct xml_doc *doc);
/* The tree as UTF-8 XML with a declaration; the same bytes for the same tree. */
void xml_print(const struct xml_doc *doc, struct buf *out);
/* The same for trees that print the same, and but for chance only for them; much faster than printing. */
struct hash xml_hash(const struct xml_doc *doc);

/* A tree of NS_MINUTES made while its text is read. Names, values and words are as they are to be in the tree: of XML's characters,
 * in UTF-8. Every element gets its number. of_xml: an attribute of NS_XML. Pieces of one text must come as one. */
struct xml_builder;
struct xml_builder *xml_builder_new(void);
struct node *xml_builder_open(struct xml_builder *builder, const char *name, size_t size);
void xml_builder_attr(struct xml_builder *builder, bool of_xml, const char *name, size_t size, const char *value, size_t value_size);
void xml_builder_text(struct xml_builder *builder, const char *text, size_t size);
void xml_builder_close(struct xml_builder *builder);
struct xml_doc *xml_builder_end(struct xml_builder *builder); /* frees the builder */
void xml_builder_drop(struct xml_builder *builder);           /* and its tree; NULL is fine */

/* -- foreign XML as events, in bounded memory -- */

struct xml_attr {
    const char *ns, *name, *value; /* ns "" for none */
};
/* Each may be NULL; false stops the reading. Names are local, ns is "" for none; all of it is borrowed for the time of the call. Text comes in
 * pieces. Comments and instructions are passed over; a document type declaration is a fault, so there are no entities but XML's own five. */
struct xml_handler {
    bool (*open)(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count);
    bool (*text)(void *with, const char *text, size_t size);
    bool (*close)(void *with, const char *ns, const char *name);
};
struct xml_reader;
/* deepest: elements within elements that are told of; deeper ones are not, only the text in them is. */
struct xml_reader *xml_reader_new(const struct xml_handler *handler, void *with, size_t deepest);
bool xml_reader_push(struct xml_reader *reader, const char *bytes, size_t size); /* false: a fault, or stopped */
size_t xml_reader_line(const struct xml_reader *reader);                         /* where it is, also within calls of the handler */
/* No more bytes; frees the reader. False: a fault, or it was stopped and fault->code is 0. */
bool xml_reader_end(struct xml_reader *reader, struct xml_fault *fault);
const char *xml_attr_of(const struct xml_attr *attrs, size_t count, const char *ns, const char *name); /* NULL if absent */

/* Names are local names; ns NULL is NS_MINUTES for elements and no namespace for attributes. Attributes named "xml:…" are those of NS_XML,
 * in node_attr, node_set and node_unset. Functions that look at a node take NULL as a node without anything. */
const char *node_name(const struct node *node);
/* A tree has few names, each mostly one string: where, in a table of what is known of each, the one at hand is looked for. */
enum { NODE_PLACES = 256 };
static inline size_t node_place(const char *name)
{
    return (uint64_t)(uintptr_t)name * 0x9e3779b97f4a7c15u >> 56;
}
const char *node_ns(const struct node *node);                    /* "" for none */
bool node_is(const struct node *node, const char *name);         /* an element of NS_MINUTES with that name */
bool node_is_r(const struct node *node, const char *name);       /* an element of NS_RESOLVED with that name */
struct node *node_parent(const struct node *node);               /* NULL for the root */
struct node *node_first(const struct node *node);                /* first child element, or NULL */
struct node *node_next(const struct node *node);                 /* next sibling element, or NULL */
struct node *node_child(const struct node *node, const char *name);  /* first child of NS_MINUTES so named, or NULL */
/* The element after node in document order within root, or NULL: for walks without recursion. */
struct node *node_after(const struct node *node, const struct node *root);
const char *node_attr(const struct node *node, const char *name);    /* no namespace; NULL if absent; borrowed from the tree */
const char *node_attr_ns(const struct node *node, const char *ns, const char *name);
/* Attributes in their order: calls visit(name, ns, value) until it returns false. */
void node_attrs(const struct node *node, bool (*visit)(void *with, const char *name, const char *ns, const char *value), void *with);
/* All character data directly in node, joined; from the arena. */
char *node_text(const struct node *node, struct arena *arena);
/* The same, to be read only: borrowed from the tree where it is one piece, as it mostly is. */
const char *node_words(const struct node *node, struct arena *arena);
bool node_has_text(const struct node *node);                     /* any character data that is not white space directly in node */

/* Any child, element or text: for walks that need both. */
struct node *node_first_any(const struct node *node);
struct node *node_next_any(const struct node *node);
bool node_is_text(const struct node *node);
const char *node_chars(const struct node *text_node);            /* of a text node */

/* Every child, comments and processing instructions too, and what stands beside the root. */
enum node_kind { NODE_NONE, NODE_ELEMENT, NODE_TEXT, NODE_COMMENT, NODE_INSTRUCTION };
enum node_kind node_kind(const struct node *node);
struct node *xml_first_every(const struct xml_doc *doc);         /* what stands first beside the root, or the root */
struct node *node_first_every(const struct node *node);
struct node *node_next_every(const struct node *node);
const char *node_remark(const struct node *node);                /* the words of a comment, or what follows the target of an instruction */
const char *node_target(const struct node *instruction);         /* "" for other nodes */
const char *node_prefix(const struct node *node);                /* of an element's name; "" for none */

/* Names as the trees have them that are read while words are there: mostly one pointer each, so that comparing pointers finds most. A
 * name that is another pointer may still be the same name. */
struct xml_words;
struct xml_words *xml_words_new(void);
void xml_words_free(struct xml_words *words);
const char *xml_word(struct xml_words *words, const char *name); /* the same pointer for the same name, as long as words are there */

/* Numbers elements 1, 2, … in document order (the place table of document/load.c goes by it). */
void xml_number(struct xml_doc *doc);
size_t node_number(const struct node *node);                     /* 0 for elements made since */

/* -- changing a tree -- */
void node_set(struct node *node, const char *name, const char *value);      /* attribute without namespace; NULL value: nothing is set */
void node_set_some(struct node *node, const char *name, const char *value); /* the same; "": nothing either */
void node_append(struct node *node, const char *name, const char *value);   /* the same, where node has no attribute of that name yet */
void node_append_all(struct node *node, const struct xml_attr *attrs, size_t count); /* likewise, each of attrs; they are of no namespace */
void node_append_r(struct node *node, const char *name, const char *value); /* likewise, in NS_RESOLVED */
void node_set_r(struct node *node, const char *name, const char *value);    /* attribute in NS_RESOLVED; NULL value: nothing is set */
void node_unset(struct node *node, const char *name);
void node_unset_ns(struct node *node, const char *ns, const char *name);    /* ns NULL: no namespace */
struct node *node_add(struct node *parent, const char *name);               /* new last child element in NS_MINUTES */
struct node *node_insert(struct node *before, const char *name);            /* new element in NS_MINUTES right before another */
void node_add_comment(struct node *parent, const char *words);              /* as last child; "--" is written "- -" */
struct node *node_add_r(struct node *parent, const char *name);             /* new last child element in NS_RESOLVED */
struct node *node_insert_r(struct node *parent, const char *name);          /* new first child element in NS_RESOLVED */
void node_add_text(struct node *parent, const char *text);
void node_lead_text(struct node *parent, const char *text);                 /* as first child */
/* Takes node out of its place and puts it before another child of parent, or last where before is NULL; of one tree. */
void node_move(struct node *node, struct node *parent, struct node *before);
struct node *node_add_copy(struct node *parent, const struct node *node);   /* a deep copy as last child; node may be of another tree */
void node_clear(struct node *node);                                         /* drops all children */
void node_drop(struct node *node);                                          /* takes node out of its tree and frees it */
void node_trim(struct node *node, bool text_too);                           /* drops white-space-only text children of node, or all text */

/* -- libxml2's XSD validator: says yes or no -- */
struct xml_schema;
/* Reads an XSD from memory; other (name, bytes, size) is the schema it imports by that name. NULL: cannot be used. */
struct xml_schema *xml_schema_new(const char *bytes, size_t size, const char *import_name, const char *import_bytes, size_t import_size);
void xml_schema_free(struct xml_schema *schema);
bool xml_schema_valid(struct xml_schema *schema, const struct xml_doc *doc);

/* -- regular expressions of XSD patterns -- */
struct xml_pattern;
struct xml_pattern *xml_pattern_new(const char *pattern); /* NULL: not a pattern */
void xml_pattern_free(struct xml_pattern *pattern);
bool xml_pattern_matches(struct xml_pattern *pattern, const char *text);

/* -- HTML, however broken -- */

enum { HTML_ATTRIBUTES = 64 }; /* of one tag, at most; what comes behind is passed over */

struct html_attribute {
    const char *name, *value; /* the name in small letters, the value decoded, "" if there is none */
};

/* What is called while HTML is read; what it is given lasts until it returns. Lines are those where it begins. Tags are told as they stand: which
 * of them belong together is for the reader to say. No text is told of scripts and frames. */
struct html_events {
    void (*open)(void *with, const char *name, const struct html_attribute *attributes, size_t count, size_t line);
    void (*close)(void *with, const char *name);
    void (*text)(void *with, const char *text, size_t size, size_t line);
    void (*comment)(void *with, const char *text, size_t size, size_t line); /* may be NULL */
    bool (*knows)(void *with, const char *name, bool end_tag);               /* false: that is text; NULL: every tag is one, and every declaration */
};

/* Reads UTF-8 without NUL in time and memory that grow with its size; line is the number of its first line. */
void html_read(const char *text, size_t size, size_t line, const struct html_events *events, void *with);
/* The length of "<?…?>" or "<!NAME …>" at a '<', on one line; 0: there is none. */
size_t html_declaration(const char *at, size_t size);
/* The length of the character reference at an '&', 0: it is none; out gets what it stands for. */
size_t html_reference(const char *at, size_t size, char out[8]);

/* -- stylesheets -- */
struct xml_style;
/* Finds an included or imported stylesheet by its path (relative paths are already joined to the includer's); false: there is none. */
typedef bool xml_find(void *with, const char *path, const char **bytes, size_t *size);
/* Compiles the stylesheet at path. NULL: *why (from the arena) says why in one line, with the file and line. Only xsl:include and xsl:import of paths
 * that find knows are read; document(), extension elements that write files and the network are refused. */
struct xml_style *xml_style_new(const char *path, xml_find *find, void *with, struct arena *arena, const char **why);
void xml_style_free(struct xml_style *style);
/* Transforms. params: name, value, name, value, …, NULL; values are plain strings, quoting is done here. NULL: *why says why in one line. */
struct xml_doc *xml_style_apply(struct xml_style *style, const struct xml_doc *doc, const char *const *params, struct arena *arena, const char **why);
/* The same without a tree: the handler, whose functions are all there, is told of the result's root and what is in it while it is made. Of
 * elements it gets no namespace (ns is ""). What it was told before the transformation failed is to be thrown away. */
bool xml_style_tell(struct xml_style *style, const struct xml_doc *doc, const char *const *params, const struct xml_handler *handler, void *with,
                    struct arena *arena, const char **why);

#endif
