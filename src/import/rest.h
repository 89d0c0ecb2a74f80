/* The last resort of importing: words that no room found a place for. */
#ifndef IMPORT_REST_H
#define IMPORT_REST_H

#include "import/import.h"

/* Puts what result->audit calls lost into the trees as debris, at the end of the item it stood in or behind; those of one place
 * and of places right behind it are one. The audit must be made anew. */
void rest_place(struct source_result *result, struct arena *arena);

#endif
