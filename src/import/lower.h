/* Forms that a clerk filled in, as sources of minutes: lowered to the XML that importing makes of them, with the place in the document that
 * each element came from. Only what minutec made a form of is taken; other documents may lie beside the minutes. */
#ifndef IMPORT_LOWER_H
#define IMPORT_LOWER_H

#include "document/document.h"

extern const struct document_reader lower_reader;

#endif
