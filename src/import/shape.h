/* A meeting's reading as a tree of minutes. Ids of people are not known yet: what link.c needs for them stands in attributes that
 * begin with "import-", and goes there. */
#ifndef IMPORT_SHAPE_H
#define IMPORT_SHAPE_H

#include "import/reading.h"
#include "xml/xml.h"

/* On the elements that name somebody:
 *   import-name          of a person: the name without honorific and the rest
 *   import-honorific, import-post, import-organisation, import-handle, import-initials, import-deputy-for
 *   import-owners        of an action or update: names, separated by "|"
 *   import-by            of a remark, the proposer and seconder of a motion, the lead of an item: names, separated by "|"
 *   import-file          of a figure or attachment: the name among the document's attachments
 *   import-gone          words of the block that are listed as left out, for the audit */
#define SHAPE_PRIVATE "import-"

struct shape_source {
    const char *file, *sha256, *part; /* of <provenance>; part NULL: the file holds one meeting */
};

/* Reads what is left of the reading and makes the tree; root <minutes> without body. */
struct xml_doc *shape_meeting(struct reading *reading, const struct shape_source *source);

#endif
