/* Edited documents: what somebody changed in a document that minutec wrote goes back into the minutes it was made from. */
#ifndef EDIT_EDIT_H
#define EDIT_EDIT_H

#include "import/front.h"
#include "render/render.h"

struct edit_options {
    enum audience audience; /* of the document */
    enum tracked_changes tracked;
    bool write; /* else it is only told */
};

/* Compares the document at edited with what is printed of the minutes at file, tells each change in a line of out ("action 4.1: open
 * → done"), and writes the minutes where all of it can be said in them. False: it cannot be used, and that was reported. */
bool edit_update(const char *file, const char *edited, const struct edit_options *options, struct data *data, struct diag_log *log,
                 struct buf *out);

#endif
