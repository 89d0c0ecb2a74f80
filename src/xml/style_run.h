/* Instructions of compiled stylesheets that are carried out here. */
#ifndef XML_STYLE_RUN_H
#define XML_STYLE_RUN_H

#include "xml/path.h"

enum style_kind { STYLE_TEXT, STYLE_ELEMENT, STYLE_INSTRUCTION, STYLE_OTHER };

struct style_part;
typedef void style_act(xsltTransformContext *context, xmlNode *node, const struct style_part *part);

/* What is made of a node of a stylesheet; it lies in the node. All that carrying it out asks for is here, and parts of a template lie one
 * behind the other: a stylesheet's own nodes are far more than a processor keeps at hand. */
struct style_part {
    enum style_kind kind;
    bool plain; /* all that stands in it can be carried out here; of a template: what follows its parameters */
    bool raw;   /* a text that is not to be escaped */
    int level;  /* of a variable: how many elements of the result it stands in, within its sequence of instructions */
    xmlNode *node;
    const struct style_part *next;    /* beside it */
    const struct style_part *first;   /* in it */
    const struct style_part *content; /* the same, but behind the parameters of a template */
    xsltTemplate *rule;               /* a template's; NULL: it is none */
    /* an instruction's */
    style_act *act; /* NULL: it is libxslt's to carry out */
    xsltStylePreComp *its;
    const struct path *path; /* its expression; NULL: none, or it is beyond us */
    const struct style_part *called; /* the template that is called by name; NULL: not called yet */
    xsltStackElem *constant; /* of a parameter: what it is bound to, wherever that is the same each time */
    /* an element's of the result, or a text's */
    const xmlChar *words; /* the text; the element's name, which is the dictionary's */
    struct made_attribute *attributes; /* NULL: it cannot be made here; of xsl:element: the name, as if it were one */
    size_t count;
};

struct style_rules;

/* Takes over what path.h can evaluate; from then on each transformation needs a struct style_run as its context's _private. The
 * arena and the dictionaries live as long as the sheet. The sheet strips no white space. */
void style_take_over(xsltStylesheet *sheet, struct path_maker *maker);
/* All that stands in a template: first what it is laid out as, and when its instructions are taken over what can be carried out here. */
void style_lay_out(const xsltTemplate *rule, struct path_maker *maker);
void style_take_over_template(xsltTemplate *rule, struct path_maker *maker);
/* A node's, with those of what stands in it. */
struct style_part *style_part(xmlNode *node, struct path_maker *maker);
/* An instruction's; NULL: it has none. */
static inline const struct style_part *style_part_in(const xmlNode *instruction)
{
    return instruction->_private;
}

static inline bool style_is(const xmlNode *node, xsltStyleType type)
{
    const xsltElemPreComp *compiled = node->type == XML_ELEMENT_NODE ? node->psvi : NULL;
    return compiled && compiled->type == type;
}

bool style_is_instruction(const xmlNode *node);

/* -- one transformation -- */

/* A namespace of the tree, and the string that the rules have for it. */
struct style_space {
    const xmlNs *ns;
    const char *space; /* NULL: not asked yet, or none */
};
enum { STYLE_SPACES = 8 };

/* Whom to tell what is made, in place of a tree; see style_stream.c. */
struct style_stream {
    const struct xml_handler *to;
    void *with;
    struct arena *arena;
    xmlNode *element; /* NULL: nothing is made yet */
    xmlNode *told;    /* the child that says that the element's start is told; marked: it has it */
    bool marked;
    bool pending; /* the start is not told yet: attributes may follow */
    struct xml_attr *attributes;
    size_t count, attribute_room;
};

/* A local variable or a parameter. */
struct style_bound {
    xsltStackElem elem;
    struct path_value value;
};
enum { STYLE_BOUNDS = 32 };

struct style_run {
    struct path_run paths;
    bool helped; /* libxslt has a part in what is made: there may be nodes of its own in it */
    struct style_bound **bounds; /* STYLE_BOUNDS at a time; those in use come first, the last bound last */
    size_t bound_count, bound_blocks, bound_room;
    struct style_stream *stream; /* NULL: a tree is made */
    struct style_rules *rules;
    struct style_space spaces[STYLE_SPACES];
};

/* The context, for libxslt to carry something out that may make nodes or texts. */
static inline xsltTransformContext *style_handed(xsltTransformContext *context)
{
    ((struct style_run *)context->_private)->helped = true;
    return context;
}

/* Binds the global variables that path.h can evaluate, before the transformation begins. The sheet imports none. */
void style_bind_globals(xsltTransformContext *context, const xsltStylesheet *sheet);
/* Takes local variables away until there are count. */
void style_drop_variables(xsltTransformContext *context, int count);
/* Carries out what stands in an instruction or a template. */
void style_run_content(xsltTransformContext *context, xmlNode *node, const struct style_part *part);
/* Adds a text to what is made; raw: it is not to be escaped. */
void style_add_text(xsltTransformContext *context, const char *text, bool raw);

/* Whether what is to be made just now is to be told. The functions below are for when it is. */
bool style_streams(const xsltTransformContext *context);
/* Makes the element the context's place; its name is the dictionary's. Returns the name of the one around, for closing it. */
const xmlChar *style_stream_open(xsltTransformContext *context, const xmlChar *name);
/* Borrowed until something else is made. once: the element has no other of that name. */
void style_stream_attribute(xsltTransformContext *context, const xmlChar *name, const char *value, bool once);
void style_stream_drop_attributes(xsltTransformContext *context);
bool style_stream_takes_attributes(xsltTransformContext *context); /* nothing stands in the element yet */
void style_stream_text(xsltTransformContext *context, const char *text);
void style_stream_close(xsltTransformContext *context, const xmlChar *outer);
/* Tells what is not told yet of the result (NULL: there is none), and frees what is the stream's; before the context is freed. */
void style_stream_end(xsltTransformContext *context, const xmlDoc *result);

/* xsl:element: whether its name can be made here, and making it. */
bool style_read_name(xmlNode *instruction, struct path_maker *maker);
void style_run_named(xsltTransformContext *context, xmlNode *node, const struct style_part *part);
/* xsl:attribute of a name without a prefix, which is the dictionary's. */
void style_run_attribute(xsltTransformContext *context, xmlNode *node, const struct style_part *part);

/* -- which template -- */

/* What can be said of a sheet's templates beforehand, and what is found out of them from one transformation to the next. */
struct style_rules *style_rules_new(xsltStylesheet *sheet, xmlDict *words, struct arena *arena);
/* The template for node in the mode of the context; NULL: none, or libxslt is to look for it. */
const struct style_part *style_rule(xsltTransformContext *context, xmlNode *node);
/* No template of the context's mode is for texts. */
bool style_copies_texts(const xsltTransformContext *context);

#endif
