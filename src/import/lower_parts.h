/* What the files behind lower.h share. */
#ifndef IMPORT_LOWER_PARTS_H
#define IMPORT_LOWER_PARTS_H

#include "document/document.h"
#include "import/blocks.h"
#include "import/lower.h"

/* The paragraphs of a document as lines of source, each with the words that people find it by. Of text, the lines as they are. Public forms
 * alone name headings: those of others may be restricted. */
void lower_lines(const struct blocks *blocks, const char *bytes, size_t size, struct arena *arena, struct source *source);
/* The people, members and groups of body.xml, as a tree of it; body may be NULL. */
struct xml_doc *lower_body(const struct body_facts *body);

#endif
