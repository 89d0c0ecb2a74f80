/* Which blocks begin items, how deep, and where their numbers and titles stand. */
#ifndef IMPORT_OUTLINE_H
#define IMPORT_OUTLINE_H

#include "import/reading.h"

enum mark_kind {
    MARK_NONE,   /* goes on with what is above */
    MARK_ITEM,   /* begins an item */
    MARK_FRAME,  /* a heading that heads no matter: "Minutes", "Discussion", "Agenda"; printed as prose */
    MARK_ACTIONS /* heads a list of actions; depth says what ends it */
};

struct mark {
    enum mark_kind kind;
    int depth;                   /* of an item, from 1 */
    const char *number;          /* as printed, without closing dot or bracket, or NULL; in the arena */
    size_t number_from;          /* what stands before it in the text ("Item 3") is no part of the number */
    size_t title_from, title_to; /* in the block's text; equal: no title */
    size_t rest;                 /* where the words of the item's own begin, size if there are none */
    size_t title_block;          /* where the title is a block of its own, right behind a number alone; else 0 */
    const char *roles;           /* item/@role, or NULL; static */
    bool earlier;                /* MARK_ACTIONS: of an earlier meeting */
    struct why why;
};

/* One mark for each block of the document, in the reading's arena. */
struct mark *outline_read(const struct reading *reading);

/* The title from there on, behind a number: the whole, what is set off, or none. */
void outline_find_title(const struct block *block, size_t from, struct mark *mark);

/* The item roles that a title speaks of, blank-separated; NULL: none. */
const char *outline_roles(const char *title, size_t size, struct arena *arena);

#endif
