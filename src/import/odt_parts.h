/* What the files of the OpenDocument reader share: what is open, and the blocks under way. */
#ifndef IMPORT_ODT_PARTS_H
#define IMPORT_ODT_PARTS_H

#include "import/odt.h"

enum { ODT_DEEPEST = IMPORT_DEPTH + 8, ODT_SIDES = 2 };

/* A block that is under way or waits for the one around it to end. */
struct slot {
    struct block block;          /* as it will be, but for the text */
    struct buf text, side[ODT_SIDES]; /* side: what is hidden in it, and what was struck out */
    struct run *runs;
    size_t run_count, run_room;
    bool open;
    const char *marks_of;        /* its paragraph style */
    const struct block_mark *control; /* the content control that its words are in, or NULL */
    const char *bookmark;
    size_t hint_size;            /* bytes of words that look like a hint */
};

/* What an element leaves for those within it. */
struct frame {
    void (*close)(struct odt_reader *reader);
    unsigned marks;
    const char *link;
    enum block_zone zone;
    bool hidden, skipped, styles, heads;
    bool hint;                   /* words look like a hint */
    bool own;                    /* a property that is minutec's */
    struct block_mark *control;  /* the nearest */
    size_t slot;                 /* where text goes, counted from 1; 0: nowhere */
    size_t table, row, column, rows_spanned, columns_spanned;
    size_t columns_used;         /* of a table: by the row so far */
    size_t item;                 /* the frame of the list item it is in; 0: none */
    const struct odt_list_style *list;
    struct odt_counts *counts;
    int level;                   /* of lists, from 1 */
    long start;                  /* of the next number; -1: as it comes */
    bool numbered;               /* the list's next paragraph gets a number */
    const char *marker;          /* of a note, or a property's name */
};

struct odt_reader {
    const struct front_input *input;
    struct blocks *blocks;
    struct arena *arena;
    odt_part *part;
    void *with;
    struct odt_styles styles;
    struct odt_names *lists;     /* counts by list and by style */
    struct odt_names *deleted;   /* what tracked changes took away, by change */
    struct odt_names *inserted;  /* changes that put something in */
    const char *change;
    struct frame frames[ODT_DEEPEST];
    size_t depth;
    struct slot *slots;
    size_t slot_count, slot_room, open_slots;
    size_t paragraph, empties, tables;
    struct block last;           /* of the body */
    bool rejecting;              /* within what a rejected change put in */
    bool too_long;
};

struct frame *odt_top(struct odt_reader *reader);
struct slot *odt_slot(struct odt_reader *reader);
struct slot *odt_slot_add(struct odt_reader *reader, enum block_kind kind);
void odt_slot_close(struct odt_reader *reader);
void odt_words(struct odt_reader *reader, const char *text, size_t size);
void odt_slots_drop(struct odt_reader *reader);
bool odt_text(void *with, const char *text, size_t size);

#endif
