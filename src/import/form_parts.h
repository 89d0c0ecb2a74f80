/* What the files behind form.h share. */
#ifndef IMPORT_FORM_PARTS_H
#define IMPORT_FORM_PARTS_H

#include "import/form.h"
#include "import/shape_parts.h"
#include "render/form_mark.h"

enum form_group { GROUP_NONE, GROUP_MEETING, GROUP_SEAT, GROUP_GUEST, GROUP_UPDATE, GROUP_DECISION, GROUP_ACTION, GROUP_NEXT, GROUP_ITEM };

enum form_place {
    PLACE_NONE,
    PLACE_DATE,
    PLACE_START,
    PLACE_END,
    PLACE_VENUE,
    PLACE_KIND,
    PLACE_MODE,
    PLACE_PRESENT,
    PLACE_REMOTE,
    PLACE_APOLOGIES,
    PLACE_ABSENT,
    PLACE_NAME,
    PLACE_ORGANISATION,
    PLACE_NOTE,
    PLACE_NUMBER,
    PLACE_WORDS, /* of an action, a decision, an item */
    PLACE_OWNER,
    PLACE_DUE,
    PLACE_STATUS,
    PLACE_SAID, /* printed: the words of an earlier action, and what was said last */
    PLACE_TITLE,
    PLACE_APPROVAL,
    PLACES
};

/* Where a block stands. */
struct form_at {
    enum form_group group;
    enum form_place place;
    bool officer;    /* a row of those who stand apart */
    const char *key; /* whole, or NULL */
    const char *tag; /* the place and key as the form's words are marked by them */
    bool printed;    /* these are the form's own words */
    bool empty;      /* nothing was typed there */
};

/* What stands in one row, or in places that belong together. */
struct form_row {
    enum form_group group;
    size_t table, row;
    bool officer, restricted;
    const char *key;
    size_t first;                             /* block */
    size_t *blocks[PLACES], counts[PLACES], rooms[PLACES];
    enum form_place last;
    size_t column; /* of the last */
};

enum { TICK_PRESENT = 1, TICK_REMOTE = 2, TICK_APOLOGIES = 4, TICK_ABSENT = 8 };

/* Somebody who is in a row of members or guests. */
struct form_seat {
    const char *key, *name, *organisation, *note; /* words as typed, or NULL; key: of a member */
    const char *printed;                          /* the whole cell of the name */
    bool officer, guest, name_typed;
    unsigned ticks;
    size_t block;
    const char *arrived, *left, *for_id; /* values of the grammar, or NULL; for_id: of whom they are the deputy of */
    const char *id;                      /* of a guest */
    bool understood;                     /* the note says no more than that */
    size_t *blocks, count, room;         /* that hold all this */
};

struct form {
    struct shape shape;
    struct reading *reading;
    struct arena *arena;
    struct form_at *at; /* by block */
    struct mark *marks; /* likewise */
    const char **printed; /* sorted */
    size_t printed_count;
    struct raw_words **raw; /* by place */
    bool *tables;           /* by number: they are the form's */
    struct form_row row;
    struct form_seat *seats;
    size_t seat_count, seat_room;
    struct node *attendance;
    size_t title;           /* block of a heading whose item has not begun; SIZE_MAX: none */
    const char *number;     /* for the next item */
    const char *roles;      /* of that item, or of the one that is open */
    struct node *item;      /* that is open; NULL: none */
    struct node *days;      /* the item that days to come stand in, or NULL */
    size_t *ends, end_count, end_room;       /* blocks that come last */
    size_t contact_label;                    /* block, or SIZE_MAX */
    size_t *after, after_count, after_room;  /* blocks that stand within the row */
    size_t restricted_by;                    /* the block that says so */
    size_t heading;         /* the last printed heading; SIZE_MAX: none */
    bool restricted;        /* the item that begins is */
    bool filled;
};

/* -- form_place.c -- */

void form_places(struct form *form); /* fills at, printed, raw, tables */
bool form_is_printed(const struct form *form, const char *where, const char *words);
/* The words of a block are no words of the minutes: the form's own, or read for their value. */
void form_silence(struct form *form, size_t block);
void form_silence_all(struct form *form, const struct form_row *row, enum form_place place);

/* -- form_value.c -- */

struct form_value {
    const char *words; /* joined, collapsed; "" for none */
    const char *value; /* of the choice, if these are its words; else NULL */
    const char *date;  /* ISO, or NULL */
};
void form_read(const struct form *form, const struct form_row *row, enum form_place place, struct form_value *value);
const char *form_clock(const struct form *form, const char *words); /* "19:30"; NULL: that is no time */
bool form_is_id(const char *text);
bool form_is_address(const char *text, bool with_number);
/* What a note beside a name says of arriving, leaving and standing in for somebody. */
void form_note(struct form *form, struct form_seat *seat);

/* -- form_people.c -- */

void form_seat_row(struct form *form, const struct form_row *row);
void form_seats(struct form *form); /* into the lists of attendance */
const char *form_guest_id(const struct form *form, const char *name); /* NULL: no guest bears that name */

/* -- form_rows.c -- */

/* A passage that is not for the public, in a parent; the block says so. */
struct node *form_restricted(struct form *form, struct node *parent, size_t block);

void form_update_row(struct form *form, const struct form_row *row);
void form_action_row(struct form *form, const struct form_row *row);
void form_decision_row(struct form *form, const struct form_row *row);
void form_next_row(struct form *form, const struct form_row *row);
void form_meeting_row(struct form *form, const struct form_row *row);

/* -- form_items.c -- */

void form_begin_item(struct form *form);  /* the one whose heading waits, if there is one */
void form_settle_item(struct form *form); /* it ends: a heading without anything below it is an item, a hint of one is none */
void form_open_item(struct form *form, size_t block);
void form_take_number(struct form *form, size_t block);
void form_take_approval(struct form *form, size_t block);

/* -- form.c -- */

struct node *form_add(struct form *form, struct node *parent, const char *name, size_t block);
/* Says where the words of an attribute stand. */
void form_src(struct form *form, struct node *node, const char *name, const struct form_row *row, enum form_place place);
/* All blocks of a place as the prose of an element. */
void form_prose(struct form *form, struct node *node, const struct form_row *row, enum form_place place, bool more);

#endif
