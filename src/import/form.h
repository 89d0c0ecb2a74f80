/* Forms that minutec wrote and a clerk filled in (docs/clerk-marks.md): read by their marks, without guessing. */
#ifndef IMPORT_FORM_H
#define IMPORT_FORM_H

#include "import/reading.h"
#include "import/shape.h"

/* The id of the body that the document is a form of; NULL: it is none, or none of its marks are left. */
const char *form_body(const struct blocks *blocks);
/* The meeting, as shape_meeting gives it. *filled: somebody typed something into the form. Besides the attributes of shape.h there are
 *   import-seat   of a person in a list of members: their role is that of body.xml
 *   import-owners of an action or update: as there; of a form they are only looked up */
struct xml_doc *form_meeting(struct reading *reading, const struct shape_source *source, bool *filled);

#endif
