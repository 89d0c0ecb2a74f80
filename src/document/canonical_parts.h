/* What the files behind canonical.h share. */
#ifndef DOCUMENT_CANONICAL_PARTS_H
#define DOCUMENT_CANONICAL_PARTS_H

#include "document/canonical.h"

enum { CANONICAL_MARK = 1 }; /* stands for a comment or processing instruction in words: no XML holds that character */

enum canonical_words { WORDS_PROSE, WORDS_PLAIN };

/* The words of an element without child elements, as they are to stand: no indent, "" for none, lines by line feeds. Not yet escaped; a mark a
 * comment. */
const char *canonical_words(const struct node *node, enum canonical_words kind, int width, bool fill, struct arena *arena);
/* Characters as the content of an element. */
void canonical_escape(const char *text, size_t size, struct buf *out);
/* The same of what stands between double quotes. */
void canonical_value(const char *value, size_t size, struct buf *out);
/* A comment or processing instruction as it is, or laid out to stand on lines of its own. */
void canonical_remark(const struct node *node, struct buf *out);
void canonical_remark_block(const struct node *node, size_t indent, struct arena *arena, struct buf *out);

#endif
