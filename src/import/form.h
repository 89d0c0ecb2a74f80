/* Forms that minutec wrote and a clerk filled in (docs/clerk-marks.md): read by their marks, without guessing. */
#ifndef IMPORT_FORM_H
#define IMPORT_FORM_H

#include "import/reading.h"
#include "import/shape.h"

/* The id of the body that the document is a form of; NULL: it is none, or none of its marks are left. */
const char *form_body(const struct blocks *blocks);
/* A property that minutec gave the document; NULL: it has none of that name. */
const char *form_property(const struct blocks *blocks, const char *name);
/* The meeting, as shape_meeting gives it. *filled: somebody typed something into the form. Besides the attributes of shape.h there are
 *   import-seat   of a person in a list of members: their role is that of body.xml
 *   import-owners of an action or update: as there; of a form they are only looked up
 *   src-NAME      where the attribute's words stand, if it is not where its element begins */
#define FORM_SRC "src-"
struct xml_doc *form_meeting(struct reading *reading, const struct shape_source *source, bool *filled);

/* A form's places are no doubt: whoever goes on writing in the file need not see them. */
void form_drop_places(struct node *root);

#endif
