/* What the files behind fill_write share: areas of lines, words filled into them, tables drawn in them. */
#ifndef RENDER_FILL_H
#define RENDER_FILL_H

#include "base/buf.h"
#include "base/mem.h"
#include "xml/xml.h"

#include <stdbool.h>
#include <stddef.h>

/* One run of the finisher. */
struct fill {
    struct arena *arena;
    struct buf words, line; /* scratch, of one paragraph and one line; in nobody's keeping across a call */
    const char *why;        /* NULL until something is wrong; the first thing stays */
};

struct fill_line {
    const char *text; /* from the arena; no blanks at the end */
    size_t size;
    int width; /* may be more than the area's where a word may not be broken */
};

/* A page, a cell, or what stands behind an indent: lines of at most width columns. */
struct fill_area {
    struct fill *fill;
    int width;
    int least;    /* indents leave that much of it */
    int less;     /* the first line has that much less room, because a long mark stands before it */
    bool cell;    /* has borders round it: long words are broken */
    bool marked;  /* a mark stands before the first line */
    bool started; /* holds a block already */
    bool gap;     /* a blank line is due before the next line */
    bool leading; /* lead holds words that the next paragraph begins with */
    struct buf lead;
    struct fill_line *lines;
    size_t count, room;
};

enum fill_align { FILL_LEFT, FILL_RIGHT, FILL_CENTER };

struct fill_style {
    enum fill_align align;
    int hang;  /* indent of all lines but the first */
    bool keep; /* runs of blanks stay as they are, except where a line is broken */
};

void fill_fail(struct fill *fill, const char *what, const char *name);

/* -- fill.c -- */

struct fill_area fill_area_new(struct fill *fill, int width);
void fill_area_end(struct fill_area *area); /* frees the table of lines; their text stays in the arena */
void fill_push(struct fill_area *area, const char *text, size_t size, int width); /* a line; the text is copied */
/* A line whose text the caller leaves in the arena. */
void fill_push_kept(struct fill_area *area, struct fill_line line);
/* A block begins: a blank line is due unless the block is tight or the first. */
void fill_begin(struct fill_area *area, const struct node *block);
void fill_flush(struct fill_area *area); /* a lead without a paragraph becomes one */
void fill_block(struct fill_area *area, const struct node *node);
void fill_blocks(struct fill_area *area, const struct node *parent); /* all within parent */
/* A cell or list item: either blocks, or words alone. */
void fill_content(struct fill_area *area, const struct node *node, enum fill_align align);
bool fill_yes(const struct node *node, const char *name);
int fill_number(const struct node *node, const char *name, int otherwise);

/* -- fill_words.c -- */

/* The words of a node as they are filled: white space is blanks, a forced break is a newline. Adds to words. */
void fill_gather(struct fill *fill, const struct node *node, struct buf *words);
bool fill_is_words(const struct node *node); /* holds nothing but words and forced breaks */
/* Fills words into the area; returns the widest line. */
int fill_paragraph(struct fill_area *area, const char *words, size_t size, struct fill_style style);
void fill_verbatim(struct fill_area *area, const char *text);

struct fill_extent {
    int word, line; /* the widest word; the widest line if nothing is broken */
};
struct fill_extent fill_measure(struct fill *fill, const struct node *node);

/* -- fill_table.c -- */

void fill_table(struct fill_area *area, const struct node *table);

#endif
