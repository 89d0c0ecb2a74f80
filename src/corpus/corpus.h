/* Many meetings of many bodies: what they define, how they refer to one another, and the life of each action. */
#ifndef CORPUS_CORPUS_H
#define CORPUS_CORPUS_H

#include "document/facts.h"

struct corpus;  /* collects facts; owns none of them */
struct linked;  /* the result of linking */

struct corpus *corpus_new(void);
void corpus_free(struct corpus *corpus);
void corpus_add_body(struct corpus *corpus, struct body_facts *body);
void corpus_add_meeting(struct corpus *corpus, struct meeting_facts *meeting);
/* A meeting's file that could not be used (reported already): nothing is known of it but its body and, from the file's name DATE[LETTER].xml,
 * its address. References to it are not reported, and nothing is concluded from what it may not mention (dropped actions, approvals, dates). */
void corpus_add_broken(struct corpus *corpus, const char *body, const char *path);

/* Resolves every reference of every meeting and reports what contract.md's table of findings lists. Facts must outlive the result.
 * as_of: ISO date that stands for today, or NULL: the latest meeting of each body. */
struct linked *link_all(const struct corpus *corpus, const char *as_of, struct diag_log *log);
void linked_free(struct linked *linked);

/* Bodies by id; meetings of a body by date and sitting, undated ones last, translations left out. */
size_t linked_bodies(const struct linked *linked);
const struct body_facts *linked_body(const struct linked *linked, size_t index);
const struct body_facts *linked_body_find(const struct linked *linked, const char *id); /* or NULL */
size_t linked_meetings(const struct linked *linked, const char *body);
const struct meeting_facts *linked_meeting(const struct linked *linked, const char *body, size_t index);
/* BODY/DATE[LETTER] */
const struct meeting_facts *linked_meeting_find(const struct linked *linked, const char *address);
/* Next or previous meeting in the series of the same body that was held; ordinary_only as contract.md's "next meeting". NULL: none. */
const struct meeting_facts *linked_neighbour(const struct linked *linked, const struct meeting_facts *meeting, int step, bool ordinary_only);
/* The day that counts as today for a body: as_of, else its latest meeting that was held; NULL: there is none. */
const char *linked_today(const struct linked *linked, const char *body);
/* The date of the next ordinary meeting as it was known on a day (NULL: as is known now): of the one that was held, else the one announced.
 * full: also where it was announced in a restricted passage. */
const char *linked_next_date(const struct linked *linked, const struct meeting_facts *meeting, const char *known_on, bool full);
/* Whether every file of a body could be used: else nobody knows what is open. */
bool linked_complete(const struct linked *linked, const char *body);
/* Translations of a meeting, or the original and siblings of a translation: fills out up to room, returns how many. */
size_t linked_translations(const struct linked *linked, const struct meeting_facts *meeting, const struct meeting_facts **out, size_t room);

/* What an address (body filled in) stands for. meeting is set when it resolves at all, def only for BODY/DATE#NUMBER.
 * An address that an item shares with its only action stands for the item here; ledger_at finds the action. */
struct target { const struct meeting_facts *meeting; const struct def *def; };
bool linked_target(const struct linked *linked, const char *address, struct target *target);

/* Every meeting of which the documents of this one show something, or may: visited once or more often, itself perhaps too. */
void linked_related(const struct linked *linked, const struct meeting_facts *meeting,
                    void (*visit)(void *with, const struct meeting_facts *meeting), void *with);

/* The ledger: each action with its steps in the order of meetings. */
struct step {
    const struct meeting_facts *meeting;
    const struct update *update;      /* NULL: the raising itself */
    const char *status;               /* after this step: open, in-progress, proposed, done, dropped, superseded */
    const char *due;                  /* ISO date after this step, next-meeting made a date where known; or NULL */
    const char **owners; size_t owner_count; /* after this step */
    const char *printed;              /* printed owners after this step */
    bool restricted;
};
struct entry {
    const struct meeting_facts *meeting;  /* that raised it; for carried ones, that first recorded it */
    const struct def *def;                /* NULL for carried ones */
    const struct action *action;          /* NULL for carried ones */
    struct step *steps; size_t step_count;
    bool carried, restricted;
};
/* All actions of a body (NULL: of all), in the order they were raised. */
size_t ledger_count(const struct linked *linked);
const struct entry *ledger_entry(const struct linked *linked, size_t index);
/* Index of a body's first entry, behind which its others stand; where it has none, of some other or ledger_count. */
size_t ledger_first(const struct linked *linked, const char *body);
const struct entry *ledger_find(const struct linked *linked, const struct meeting_facts *meeting, const struct def *def); /* or NULL */
/* The action that an address (body filled in) of an update or of superseded-by stands for; NULL: none. */
const struct entry *ledger_at(const struct linked *linked, const char *address);

/* Whether an action of that status is still to be done or confirmed. */
bool status_open(const char *status);

/* What later meetings said about a meeting: approvals and amendments, in order. */
struct mention { const struct meeting_facts *meeting; const struct reference *reference; };
size_t linked_mentions(const struct linked *linked, const struct meeting_facts *meeting, enum ref_kind kind, const struct mention **mentions);

#endif
