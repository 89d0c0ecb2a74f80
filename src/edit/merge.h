/* Two texts of minutes that were one: what each changed, in one again. */
#ifndef EDIT_MERGE_H
#define EDIT_MERGE_H

#include "base/buf.h"
#include "base/mem.h"
#include "edit/edit.h"

/* Where both sides changed the same. */
struct edit_conflict {
    const char *where, *mine, *theirs; /* for people; from the arena */
};

struct edit_merge {
    struct arena *arena;
    enum edit_prefer prefer; /* where both changed the same; EDIT_NEITHER: out is of no use if there is a conflict */
    struct edit_conflict *conflicts;
    size_t count;
};

/* The three are sources that can be read. out: XML that may have lost its well-formedness where the sides cross; it is to be checked. False: one of
 * them cannot be read. */
bool edit_merge(const struct buf *base, const struct buf *mine, const struct buf *theirs, struct edit_merge *merge, struct buf *out);

#endif
