/* What the words of an item are: actions, decisions, remarks, and prose for all the rest. */
#ifndef IMPORT_CONTENT_H
#define IMPORT_CONTENT_H

#include "import/reading.h"

enum found_kind {
    FOUND_TEXT,
    FOUND_ACTION,
    FOUND_DECISION,
    FOUND_MOTION,
    FOUND_REMARK,
    FOUND_NEXT,
    FOUND_DECLARATION,
    FOUND_UPDATE
};

/* A piece of one block: what it is, and which of its bytes say what. Pieces follow one another and cover the block. */
struct found {
    enum found_kind kind;
    size_t from, to;                 /* the prose */
    size_t label_from, label_to;     /* "Action:", "RESOLVED"; equal: none. Stands before the prose and is not part of it */
    size_t who_from, who_to;         /* printed owners, speaker: apart from the prose; equal: none */
    const char **owners;             /* names of owners, one by one, wherever they stand; ended by NULL, or NULL */
    const char *due;                 /* ISO date or "next-meeting" */
    size_t due_from, due_to;         /* its words, within the block; equal: none */
    const char *value;               /* decision/@kind, motion/@outcome, declaration/@interest, update/@status: static, or NULL */
    const char *proposer, *seconder; /* of a motion, as printed */
    struct why why;
};

enum { FOUND_MOST = 24 };

/* What the surroundings of a block tell. */
struct surroundings {
    bool in_actions;           /* below a heading of actions */
    bool earlier;              /* of those, actions of an earlier meeting */
    bool in_agenda;            /* in a list of what is to come */
    bool in_decisions;         /* below a heading of decisions */
    const char *owner_heading; /* below a heading that is a name, in a list of actions */
    const char *roles;         /* of the item */
    const char *date;          /* of the meeting */
};

/* Bytes from..size of a block's text as pieces: how many, at most FOUND_MOST. */
size_t content_read(const struct reading *reading, size_t block, size_t from, const struct surroundings *around,
                    struct found *found);

/* The same for bytes that stand in a column of actions. */
size_t content_deeds(const struct reading *reading, size_t block, struct found *found);

/* The owners that a text names, one by one, ended by NULL; NULL: these words are no owners. */
const char **content_owners(const char *text, size_t size, struct arena *arena);

/* Whether a text begins with owners who are to do something: "JB to write". */
bool content_asks(const struct reading *reading, const char *text, size_t size);
/* The words of a block, within found's prose, that say by when: sets due, due_from and due_to. */
void content_due(const struct reading *reading, size_t block, struct found *found);

/* Whether a line is nothing but owners that stand far to the right, right below the words that they are to do something about. */
bool content_owner_line(const struct reading *reading, size_t block);

/* Whether a name is one of those who attended: as printed in full, first name, initials, handle. */
bool content_is_attendee(const struct reading *reading, const char *text, size_t size);

/* Whether a block says nothing but what became of a motion before it ("All in favour. Carried."): the outcome, or NULL. */
const char *content_outcome(const struct reading *reading, size_t block);

#endif
