/* Instructions of compiled stylesheets that are carried out here. */
#ifndef XML_STYLE_RUN_H
#define XML_STYLE_RUN_H

#include "xml/path.h"

/* Takes over what path.h can evaluate; from then on each transformation needs a struct path_run as its context's _private. The arena and
 * words, the dictionary of most trees, live as long as the sheet. The sheet strips no white space. */
void style_take_over(xsltStylesheet *sheet, xmlDict *words, struct arena *arena);

#endif
