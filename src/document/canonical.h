/* One layout for every source file: what importing, formatting and `minutec next` write. */
#ifndef DOCUMENT_CANONICAL_H
#define DOCUMENT_CANONICAL_H

#include "document/document.h"

enum { CANONICAL_WIDTH = 100 }; /* columns, where nothing longer has to stay whole */

struct canonical_options {
    bool fill; /* fills long lines of prose that is nothing but paragraphs; else the author's line breaks stay */
};

/* Writes a tree of minutes or of a body as source text: UTF-8, an XML declaration, line feeds, two blanks a level. Attributes stand in
 * the grammar's order, then those it does not know by name; elements without words or with short ones stay on one line; words of
 * prose keep their lines, other words are filled. Comments, processing instructions and single empty lines between elements stay where they are
 * (xml_parse_all keeps them). What is written, read and written again is the same bytes, and means what the tree means.
 * An element with words and elements side by side, or with xml:space="preserve", is written as it is. */
void canonical_write(const struct xml_doc *tree, const struct grammar *grammar, const struct canonical_options *options, struct buf *out);

/* Words filled to width: lines joined by line feeds. */
void canonical_fill(const char *words, int width, struct buf *out);

#endif
