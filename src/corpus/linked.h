/* What the files of this room share: the corpus in order, its names, and what is being found out about it. */
#ifndef CORPUS_LINKED_H
#define CORPUS_LINKED_H

#include "base/date.h"
#include "base/text.h"
#include "corpus/corpus.h"

#include <stdint.h>

enum { REF_KINDS = REF_BODY + 1, FULL_SEARCHES = 20, NEAR = 16, LISTED = 8 };

/* A way to write the name of a definition; which words it is made of is in address.c. */
struct key {
    uint32_t hash;         /* of its words */
    uint32_t def;          /* index */
    uint8_t form;
    uint8_t rank;          /* 0 its address, 1 another name, 2 a number it shares with its item */
    bool stable;           /* made of what stands in the source */
};

struct row {               /* one meeting in its series */
    const struct meeting_facts *facts;
    size_t series;
    size_t next, previous;           /* index + 1 of the neighbouring ordinary meetings that were held, 0: none */
    size_t next_held, previous_held; /* the same of any kind */
    struct key *keys;                /* sorted; made when first asked for */
    size_t key_count;
    bool indexed;
    size_t *entries;                 /* of each action: its index in the ledger */
    size_t mention_first[REF_KINDS], mention_count[REF_KINDS];
};

struct series {            /* the meetings of one body */
    const char *body;
    const struct body_facts *facts; /* NULL: its body.xml is not here */
    size_t first, count, dated;     /* rows; those with a date come first */
    const char *today;              /* NULL: no meeting was held */
    const char *gap;                /* date of the last file that could not be used, or NULL; what was before it may have changed there */
};

struct broken {            /* a file that could not be used */
    const char *body;
    const char *address;            /* NULL: its name does not say which meeting it is */
};

struct translation { const char *original; const struct meeting_facts *facts; };

struct linked {
    struct arena *arena;
    struct diag_log *log;            /* while linking */
    const struct body_facts **bodies;
    size_t body_count;
    struct row *rows;
    size_t row_count;
    struct series *series;
    size_t series_count;
    const char *as_of;               /* the day that was asked for, or NULL */
    struct table by_address;         /* index + 1 of its row */
    const struct meeting_facts **aside; /* duplicates and translations: their references are checked, they define nothing */
    size_t aside_count;
    struct translation *translations; /* sorted by the original's path */
    size_t translation_count;
    struct broken *broken;
    size_t broken_count;
    struct mention *mentions;
    struct entry *entries;
    size_t entry_count;
    int searches;                    /* how many more walks over a whole series for a suggestion */
};

/* corpus.c: the meetings that were collected */
struct corpus {
    const struct body_facts **bodies;
    const struct meeting_facts **meetings;
    size_t body_count, body_room, meeting_count, meeting_room;
    struct broken_file { const char *body, *path; } *broken;
    size_t broken_count, broken_room;
};

/* -- series.c: order -- */
void series_build(struct linked *linked, const struct corpus *corpus, const char *as_of);
struct series *series_find(const struct linked *linked, const char *body);
struct row *row_find(const struct linked *linked, const char *address, size_t size);
/* The row of a meeting, also of a translation or duplicate: by its address. NULL: it has none. */
struct row *row_of(const struct linked *linked, const struct meeting_facts *meeting);
/* Earlier, the same, later: by date and sitting. Both have a date. */
int meeting_order(const struct meeting_facts *one, const struct meeting_facts *other);
/* The first date after the meeting that it announces for an ordinary one, or NULL. full: in a restricted passage, too. */
const struct announced *first_announced(const struct meeting_facts *meeting, bool full);
struct row *next_ordinary(const struct linked *linked, const struct row *row); /* or NULL */

/* -- gap.c: files that could not be used -- */
void gap_build(struct linked *linked, const struct corpus *corpus);
/* Whether an address may be that of a file that could not be used. */
bool gap_holds(const struct linked *linked, const char *address);
/* Whether a meeting's series may have gone on in such a file, after the meeting or on its day. */
bool gap_after(const struct linked *linked, const struct meeting_facts *meeting);

/* -- address.c: names -- */
enum found { FOUND_ONE, FOUND_NONE, FOUND_SEVERAL, FOUND_HIDDEN };

struct search {
    bool action;               /* an action is wanted: an item stands for its only one */
    bool inside;               /* from a restricted passage: what is restricted may be found */
};

struct hit {
    struct row *row;           /* NULL: there is no such meeting */
    const char *number;        /* NULL: the meeting itself */
    const struct def *def;     /* what was found; of FOUND_NONE what is there instead of an action */
    bool stable;
    const struct def *several[LISTED];
    size_t several_count;
};

enum found address_find(const struct linked *linked, const char *address, struct search search, struct hit *hit);
/* The number part of an address, or NULL. */
const char *address_number(const char *address);
/* As a reader of that meeting writes it: without the body where it is their own. */
const char *address_shown(const struct linked *linked, const struct meeting_facts *from, const char *address);
const char *address_of_def(const struct linked *linked, const struct meeting_facts *from, const struct meeting_facts *meeting,
                           const struct def *def);

/* -- suggest.c: what may have been meant -- */
void suggest_number(struct linked *linked, struct finding *finding, const struct meeting_facts *from, const struct hit *hit,
                    struct search search);
void suggest_meeting(struct linked *linked, struct finding *finding, const struct meeting_facts *from, const char *address,
                     struct search search);

/* -- references.c -- */
void references_check(struct linked *linked);
/* Resolves the address of an action or reports why not; NULL: it does not resolve. */
const struct def *reference_action(struct linked *linked, const struct meeting_facts *from, const char *address, struct place place,
                                   struct row **row);

/* -- ledger.c -- */
void ledger_build(struct linked *linked);
/* -- ledger_check.c -- */
void ledger_check(struct linked *linked);
/* -- follow.c: approvals and announced dates -- */
void follow_check(struct linked *linked);

#endif
