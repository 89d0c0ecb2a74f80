/* Edited documents: what somebody changed in a document that minutec wrote goes back into the minutes it was made from. */
#ifndef EDIT_EDIT_H
#define EDIT_EDIT_H

#include "import/series.h"
#include "render/render.h"

/* Whose word counts where the minutes and the document changed the same since it was made. */
enum edit_prefer { EDIT_NEITHER, EDIT_OURS, EDIT_THEIRS };

struct edit_options {
    enum audience audience; /* of the document */
    bool any_audience;      /* the document says it itself */
    enum tracked_changes tracked;
    enum edit_prefer prefer;
    bool write; /* else it is only told */
};

/* Compares the document at edited with what is printed of the minutes it was made from, which it carries, else of those at file. Tells each change
 * in a line of out ("action 4.1: open → done"), and writes the minutes at file, with what has changed in them since, where all of it can be said in
 * them. False: it cannot be used, or both sides changed the same, and that was reported. */
bool edit_update(const char *file, const char *edited, const struct edit_options *options, struct data *data, struct diag_log *log,
                 struct buf *out);

/* Writes the minutes that a document carries, with what was edited in it: restore of series_options. with: struct edit_restoring. */
struct edit_restoring {
    struct data *data;
    enum tracked_changes tracked;
};
enum restored edit_restore(void *with, const struct carried *carried, struct diag_log *log);

#endif
