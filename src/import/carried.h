/* The text of the minutes in a document that was made of them: fills carried, carried_size and sealed of the blocks; leaves them where
 * there is none, or it is no text. */
#ifndef IMPORT_CARRIED_H
#define IMPORT_CARRIED_H

#include "base/mem.h"
#include "base/unzip.h"
#include "import/blocks.h"

void carried_html(const char *bytes, size_t size, struct blocks *blocks);
void carried_fields(const char *bytes, size_t size, struct blocks *blocks); /* of an OpenDocument content, or of Word's settings */
void carried_docx(struct unzip *archive, const char *document, struct blocks *blocks); /* document: the name of its main part */

/* Where below the output the carried minutes belong, "BODY/DATE.xml", by what they say and, for a translation, by the document's name; NULL: the
 * document carries none that have a body and a date. */
const char *carried_place(const struct blocks *blocks, const char *file_name, struct arena *arena);

#endif
