/* Between the files of attendance: labels, sentences, lists being filled. */
#ifndef IMPORT_ATTEND_PARTS_H
#define IMPORT_ATTEND_PARTS_H

#include "import/people.h"
#include "import/reading.h"

/* Words that head those who came, or did not. */
struct attend_label {
    enum list_kind kind;
    const char *role, *mode, *voting; /* of all in the list, or NULL */
    size_t from, to;                  /* the printed words with what closes them; the names begin behind that */
    bool strong;           /* speaks of attendance; else of a role or a way of taking part, which heads other things too */
    bool explicit_present; /* "Present", not "Attendance" or "Attendees" */
    bool closed;           /* by a colon or dash */
    bool whole;            /* nothing stands behind it */
    bool received;         /* "… were received from": names must follow */
};

/* A label that text begins with at from, within its line. False: none. */
bool attend_label(const char *text, size_t size, size_t from, struct attend_label *label);

/* Names that a sentence says came, stayed away or took the chair. */
struct attend_sentence {
    enum list_kind kind;
    size_t from, to;   /* the names */
    const char *role;  /* chair, or NULL */
    int comes, leaves; /* minutes since midnight; -1: no such thing is said */
    bool joins;        /* came during the meeting */
    bool parts;        /* left during the meeting */
    const char *rule;
};

/* The next such sentence at or after from; it ends at *end. */
bool attend_sentence(const char *text, size_t size, size_t from, struct attend_sentence *sentence, size_t *end);
/* Where the sentence that begins at from ends: behind its full stop, or at a break of the line. */
size_t attend_sentence_end(const char *text, size_t size, size_t from);

/* How well a text is a list of names. */
struct attend_names {
    struct person_found *found;
    size_t count, named, notes, bad; /* notes: counts, "None", roles alone; bad: anything else */
    bool titled;                     /* some entry has a title, a post in brackets, a handle, or two words and initials */
};
void attend_names(const char *text, size_t size, struct arena *arena, struct attend_names *names);

/* A new last list. The pointer holds until the next call. */
struct list *attend_list(struct reading *reading, enum list_kind kind, size_t at, const char *rule, int sure);
void attend_person(struct list *list, const struct attendee *person, size_t block, bool kept);
void attend_note(struct list *list, const char *note, size_t block);
/* What a text of names holds, into the list; joining words of what is claimed are listed as left out. */
void attend_fill(struct reading *reading, struct list *list, const struct attend_names *names, size_t block, size_t from,
                 bool kept);

/* Whether a block can be looked at: in the body, not claimed. */
bool attend_open(const struct reading *reading, size_t block);
/* A table with a column of names and one that tells who came. Returns the block behind it, or at if it is none. */
size_t attend_table(struct reading *reading, size_t at);

#endif
