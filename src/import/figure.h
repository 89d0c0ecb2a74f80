/* Pictures and papers that a source brings along: where they lie beside the minutes. */
#ifndef IMPORT_FIGURE_H
#define IMPORT_FIGURE_H

#include "import/blocks.h"
#include "xml/xml.h"

/* Says in a figure or attachment of minutes where its file lies; stem: of the minutes' own file. A picture of a kind that no page shows becomes
 * an attachment; its words stay. Returns the path below the body's folder. */
const char *figure_place(struct node *node, const struct attachment *attached, const char *stem, struct arena *arena);

#endif
