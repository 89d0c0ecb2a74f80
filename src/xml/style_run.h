/* Instructions of compiled stylesheets that are carried out here. */
#ifndef XML_STYLE_RUN_H
#define XML_STYLE_RUN_H

#include "xml/path.h"

/* What expressions are made with. */
struct style_maker {
    xmlDict *words; /* of most trees that are read */
    xmlDict *names; /* of the stylesheet and of what it makes */
    struct arena *arena;
};

/* Elements of the result in a template, whose instructions are taken over already. */
void style_take_over_elements(xmlNode *root, const struct style_maker *maker);
/* Carries out what stands in an instruction, or in a template, rule. */
void style_run_content(xsltTransformContext *context, xmlNode *node, xmlNode *content, xsltTemplate *rule);
/* Adds a text to what is made; raw: it is not to be escaped. */
void style_add_text(xsltTransformContext *context, const char *text, bool raw);

/* Takes over what path.h can evaluate; from then on each transformation needs a struct path_run as its context's _private. The
 * arena and words, the dictionary of most trees, live as long as the sheet. The sheet strips no white space. */
void style_take_over(xsltStylesheet *sheet, xmlDict *words, struct arena *arena);

#endif
