/* Mends of findings, as bytes of the file: only where nothing is guessed. A document that was lowered from another has none. */
#ifndef DOCUMENT_MEND_H
#define DOCUMENT_MEND_H

#include "document/document.h"

/* Whether a name is surely the one it was taken for, among all that it could be: no other is near, or it is one letter off and the others are
 * more. Capital letters count as small ones. */
bool mend_is_sure(const char *name, const char *taken, const char *const *names, size_t count);
/* The element's name becomes another, in its start tag and its end tag; a prefix stays. */
void mend_name(struct finding *finding, struct document *document, const struct node *node, const char *name);
/* An attribute, by its name in the file, gets another name, or another value. */
void mend_attr_name(struct finding *finding, struct document *document, const struct node *node, const char *attr, const char *name);
void mend_value(struct finding *finding, struct document *document, const struct node *node, const char *attr, const char *value);
/* One word of an attribute's value, which the tree has so: where the file has the value so, too. */
void mend_word(struct finding *finding, struct document *document, const struct node *node, const char *attr, const char *value,
               size_t at, size_t size, const char *word);
/* The start tag gets an attribute. */
void mend_add_attr(struct finding *finding, struct document *document, const struct node *node, const char *attr, const char *value);

#endif
