/* The words that a form itself prints, as marks for its properties: see form_mark.h. */
#ifndef RENDER_FORM_PRINTED_H
#define RENDER_FORM_PRINTED_H

#include "xml/xml.h"

struct form_printed;
struct form_printed *form_printed_new(void);
void form_printed_free(struct form_printed *printed);
void form_printed_add(struct form_printed *printed, const char *where, const char *words);
/* The paragraphs below root, in the compact tree of docx.h, and what the form itself puts into places where it matters whose
 * words they are. */
void form_printed_gather(struct form_printed *printed, const struct node *root);
/* All marks, each once and in their order, in as few values as fit into a property. */
void form_printed_each(struct form_printed *printed, void (*put)(void *with, size_t number, const char *value), void *with);

#endif
