/* Instructions of compiled stylesheets that are carried out here. */
#ifndef XML_STYLE_RUN_H
#define XML_STYLE_RUN_H

#include "xml/path.h"

/* What is made of an instruction of a stylesheet; it lies in the instruction's node. */
struct style_part {
    const struct path *path; /* its expression; NULL: none, or it is beyond us */
    bool plain;              /* all that stands in it can be carried out here; of a template: what follows its parameters */
    int level;               /* of a variable: how many elements of the result it stands in, within its sequence of instructions */
};

struct style_rules;

/* Takes over what path.h can evaluate; from then on each transformation needs a struct style_run as its context's _private. The
 * arena and the dictionaries live as long as the sheet. The sheet strips no white space. */
void style_take_over(xsltStylesheet *sheet, struct path_maker *maker);
/* All elements of the result in a template, whose instructions are taken over already. */
void style_take_over_template(xsltTemplate *rule, struct path_maker *maker);
struct style_part *style_part(xmlNode *instruction, struct path_maker *maker);
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

enum { STYLE_RULES_KEPT = 128 };

struct style_run {
    struct path_run paths;
    const struct style_rules *rules;
    struct {
        const xmlChar *name, *mode, *mode_space;
        const xmlNs *ns;
        xsltTemplate *rule;
    } kept[STYLE_RULES_KEPT]; /* templates that were found, which go by the name alone */
};

/* Binds the global variables that path.h can evaluate, before the transformation begins. The sheet imports none. */
void style_bind_globals(xsltTransformContext *context, const xsltStylesheet *sheet);
/* Carries out what stands in an instruction, or in a template, rule; plain: as the part says. */
void style_run_content(xsltTransformContext *context, xmlNode *node, xmlNode *content, xsltTemplate *rule, bool plain);
/* Adds a text to what is made; raw: it is not to be escaped. */
void style_add_text(xsltTransformContext *context, const char *text, bool raw);

/* xsl:attribute of a name without a prefix, which is the dictionary's. */
void style_run_attribute(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled);

/* -- which template -- */

/* What can be said of a sheet's templates beforehand. */
const struct style_rules *style_rules_new(xsltStylesheet *sheet, xmlDict *words, struct arena *arena);
/* The template for node in the mode of the context; NULL: none, or libxslt is to look for it. */
xsltTemplate *style_rule(xsltTransformContext *context, xmlNode *node);
/* No template of the context's mode is for texts. */
bool style_copies_texts(const xsltTransformContext *context);

#endif
