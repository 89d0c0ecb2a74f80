/* One meeting's part of a document as the recogniser reads it: each room claims blocks and says what they are; what no room
 * claims is prose. Nothing is lost by construction: every block of the body is claimed, minuted or left out with a reason
 * (audit.c proves it). */
#ifndef IMPORT_READING_H
#define IMPORT_READING_H

#include "import/blocks.h"

/* Why something is taken for what it is: the rule's name, and how sure it is in percent. */
struct why {
    const char *rule; /* static */
    int sure;
};

/* Bytes of a block's text. */
struct span {
    size_t block; /* index in blocks->list */
    size_t from, to;
};

enum claim {
    CLAIM_NONE, /* minuted: what outline.c and content.c read */
    CLAIM_HEAD,
    CLAIM_ATTENDANCE,
    CLAIM_CLOSING,
    CLAIM_LEFT_OUT
};

/* -- the head -- */

struct head_line {
    size_t block;
    struct span span; /* may be part of a block */
    const char *kind; /* as in heading/@kind: "body", "sub-body", "alternative", "type", "other"; or "held", "venue" (one at most
                         of these two) */
    struct why why;
};

struct head {
    const char *date; /* ISO; NULL: the document does not say, and none is invented */
    struct span
        date_span; /* where it is printed; block SIZE_MAX: only in the front matter, or in the file's name (then date is NULL) */
    struct why date_why;
    bool month_first;                                /* the document writes 10/04 for the 4th of October: when_month_first */
    const char *date_in_name;                        /* ISO, from the file's name alone: for the report, never for date */
    int weekday;                                     /* as printed, 0 Monday to 6; -1 not printed */
    const char *start, *end;                         /* "19:30"; NULL */
    const char *venue, *mode, *kind, *status, *held; /* values of the grammar, and the venue's words; NULL */
    const char *body;                                /* the body's name as printed, without "Minutes of the" and the like; NULL */
    struct head_line *lines;
    size_t line_count, line_room;
};

/* -- attendance -- */

enum list_kind { LIST_PRESENT, LIST_IN_ATTENDANCE, LIST_APOLOGIES, LIST_ABSENT, LIST_UNKNOWN };

struct attendee {
    const char *as;                                        /* the whole entry as printed */
    const char *name;                                      /* without honorific, post, organisation, handle, remark: "T Mann" */
    const char *honorific, *post, *organisation, *handle;  /* or NULL */
    const char *initials;                                  /* from a legend "Name (XY)", or NULL */
    const char *role, *mode, *arrived, *left, *deputy_for; /* values of the grammar; deputy_for: a name */
    struct why why;
    size_t at; /* block */
    bool kept; /* its words are minuted as well, in an item's text: printed there, not here */
};

struct list {
    enum list_kind kind;
    const char *label;                /* as printed, or NULL */
    const char *role, *mode, *voting; /* of all in it; values of the grammar, or NULL */
    struct attendee *people;
    size_t count, room;
    const char **notes; /* words of the list that name nobody ("9 members of the public"), as printed */
    size_t *note_blocks;
    size_t note_count, note_room;
    size_t at; /* block where it begins */
    struct why why;
    bool column_lost; /* a flattened table: who was in which column cannot be told */
};

/* -- the whole -- */

struct left_out {
    struct span span;
    const char *reason; /* "page-footer", "site-navigation", "repeated-header", "hidden-text", … static */
};

struct reading {
    struct arena *arena;
    struct blocks *blocks;
    size_t first, end;     /* its blocks: blocks->list[first..end) */
    const char *file_name; /* of the source, for its date */
    enum claim *claims;    /* one for each block of the document */
    struct head head;
    struct list *lists;
    size_t list_count, list_room;
    struct left_out *left;
    size_t left_count, left_room;
    struct diag_log *log;
    const struct source *source;
};

/* Rooms, in the order they read. Each looks only at blocks of ZONE_BODY and ZONE_FRONT that are not claimed yet. */

/* Where the meetings of a document begin: sets *starts (in the arena; the first is the first block) and returns how many there
 * are. */
size_t split_meetings(struct blocks *blocks, struct arena *arena, size_t **starts);
void head_read(struct reading *reading);
void attend_read(struct reading *reading);

/* A finding at a block. */
struct place reading_place(const struct reading *reading, size_t block);
void reading_leave_out(struct reading *reading, struct span span, const char *reason);
/* The markers of blocks that are read for something else ("1." before a name in a list of those present), where nothing prints them. */
void reading_leave_markers(struct reading *reading);

#endif
