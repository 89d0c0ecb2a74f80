/* The rooms of the head: lines.c tells what a line is, value.c what it says, head.c what becomes of it. Only head*.c and split.c
 * include this. */
#ifndef IMPORT_HEAD_PARTS_H
#define IMPORT_HEAD_PARTS_H

#include "import/reading.h"
#include "import/when.h"

enum {
    HEAD_LINES = 64,  /* lines that are looked at */
    HEAD_WIDTH = 2000 /* bytes of a line that are looked at */
};

enum line_kind {
    LINE_OTHER,      /* nothing of a head */
    LINE_ATTENDANCE, /* here the attendance begins */
    LINE_ITEM,       /* numbered: what was minuted begins */
    LINE_PAGE,       /* "Page 1 of 6" */
    LINE_STATUS,     /* "DRAFT" */
    LINE_NAME,       /* may be the body's name: if a line of a head follows */
    LINE_BRACKETS,   /* "(formerly …)" */
    LINE_TITLE,      /* "Minutes of …" */
    LINE_HELD,       /* "held at … on …", or the day with time and place */
    LINE_LABEL       /* "Date: …" */
};

enum label { LABEL_NONE, LABEL_DATE, LABEL_TIME, LABEL_VENUE, LABEL_BODY, LABEL_TYPE, LABEL_OTHER, LABEL_COUNT };

/* A line of a block: what is between two breaks. */
struct line {
    size_t block, from, to;
    const char *text; /* not NUL-ended */
    size_t size;      /* at most HEAD_WIDTH, and up to where the attendance begins in it */
    enum line_kind kind;
    enum label label;
    size_t value;  /* LINE_LABEL: where the value begins; size where the next line is the value */
    bool value_of; /* it is the value of the label in the line before */
    bool mixed;    /* what follows in the same line is no head */
    bool noun;     /* LINE_NAME: with a word like "Council" */
    bool taken;    /* belongs to the head */
};

/* Whether one of the phrases is in the text. */
bool head_says(const char *text, size_t size, const char *const *phrases);
/* What a text is, taken by itself; block: its kind, marker and table matter. */
void head_classify(const struct block *block, struct line *line);
/* Whether a title says minutes, notes or a meeting. */
bool head_is_title(const char *text, size_t size);
bool head_has_noun(const char *text, size_t size); /* a word like "Council" */
/* Whether the words before a place speak of another meeting: "minutes of the last meeting held on". */
bool head_of_other(const char *text, size_t size, size_t at);

/* The body's name in a title without everything else, in the arena; NULL: none. */
const char *head_body_name(struct arena *arena, const char *text, size_t size);
/* "Board of Directors", "Managing Committee": a body of something that is named elsewhere. */
bool head_is_generic(const char *name);
/* Values of the grammar, or NULL. */
const char *head_kind(const char *text, size_t size);
const char *head_mode(const char *text, size_t size);
const char *head_status(const char *text, size_t size);
const char *head_held(const char *text, size_t size);
/* The words that name the place in "held at … on …", without day and time; false: none. labelled: all of the text is the place.
 */
bool head_venue(const char *text, size_t size, bool labelled, size_t *from, size_t *to);

/* -- the date -- */

struct front_matter {
    const char *title; /* or NULL */
    size_t title_block;
    struct date date, end;          /* year 0: none */
    int start_minutes, end_minutes; /* -1 */
    bool event;                     /* it speaks of an event: its date is the meeting's, not the page's */
    const char *venue;
};

void head_front(struct reading *reading, struct front_matter *front);
void head_date(struct reading *reading, struct line *lines, size_t count, const struct front_matter *front);
/* Start and end, from the head's lines and from what is minuted. */
void head_times(struct reading *reading, const struct line *lines, size_t count, const struct front_matter *front);

#endif
