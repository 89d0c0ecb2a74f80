/* What the files behind outline.h share. */
#ifndef IMPORT_OUTLINE_PARTS_H
#define IMPORT_OUTLINE_PARTS_H

#include "import/number.h"
#include "import/outline.h"

enum { TITLE_BYTES = 120, OUTLINE_LEVELS = 12, OUTLINE_GAP = 3 };

/* How a heading looks; headings without a number that look alike are of one depth. */
enum look { LOOK_NUMBER, LOOK_HEADING, LOOK_BOLD, LOOK_CAPS, LOOK_COLON, LOOK_PLAIN, LOOK_RUN_IN };

struct level {
    enum look look;
    int heading;          /* level of a heading, else 0 */
    struct number number; /* LOOK_NUMBER, and headings with one */
    bool numbered;
};

struct outline {
    const struct reading *reading;
    struct mark *marks;
    struct level levels[OUTLINE_LEVELS];
    int height;
    bool numbered;     /* the document's items carry typed numbers */
    bool topics;       /* the minutes are one list, and its entries with others below them are the items */
    bool headed;       /* its items are headings */
    bool counted;      /* and most of these carry numbers */
    bool across;               /* entries of lists are numbered on across headings */
    struct number lettered;    /* the last item with a letter */
    struct number last_across; /* of the last item with a number */
    size_t agenda_end; /* up to here it is a list of what is to come; 0: no */
};

/* Whether a block is read as minutes: not claimed, in the body, with words or a number. */
bool outline_reads(const struct reading *reading, size_t i);
void outline_push(struct outline *outline, int at, struct level level);

/* -- numbers (outline_number.c) -- */

bool outline_block_number(const struct block *block, struct number *number);
/* The block begins an item by its number: it is marked and its level opened. */
bool outline_mark_number(struct outline *outline, size_t i);

/* Where a number stands among the levels that are open. */
int outline_place_number(const struct outline *outline, const struct number *number);

/* -- titles and lines (outline_line.c) -- */

bool outline_is_title(const char *text, size_t size);
/* Whether a line standing alone heads a matter, and how it looks. */
bool outline_is_line(const struct outline *outline, size_t i, enum look *look);
/* "Police matters: It was reported …": a topic at the head of its paragraph, not a speaker. */
bool outline_is_run_in(const struct outline *outline, size_t i, size_t *title, size_t *rest);
bool outline_followed_by_prose(const struct outline *outline, size_t i);
/* Headings that head no matter, those of agendas among them, and of actions. */
bool outline_is_remark(const struct block *block);
bool outline_is_frame(const struct block *block);
bool outline_is_agenda(const struct block *block);
/* A line that is an action or its owners, however it looks: "ACTION: ANN", "AB, CD" far to the right. */
bool outline_is_deed(const struct outline *outline, size_t i);
bool outline_heads_actions(const struct block *block, bool *earlier);

#endif
