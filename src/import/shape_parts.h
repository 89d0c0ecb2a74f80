/* What the files behind shape.h share. */
#ifndef IMPORT_SHAPE_PARTS_H
#define IMPORT_SHAPE_PARTS_H

#include "import/closing.h"
#include "import/content.h"
#include "import/outline.h"
#include "import/shape.h"

enum { SHAPE_DEPTH = 24 };

struct shape {
    struct reading *reading;
    const struct mark *marks;
    struct node *root;
    struct node *open[SHAPE_DEPTH]; /* open[0] is the root, then items */
    int depth;
    struct node *prose; /* the element whose words are being gathered, or NULL */
    struct buf words;
    struct {
        bool list;
        int level;
    } last; /* what was put last into words */
    size_t prose_at, prose_upto;
    bool leads; /* what is put next stands first in its block, so that its marker goes with it */
    /* a list of actions */
    int actions_depth; /* 0: none is open; else items of this depth or above end it */
    int actions_level; /* level of the heading, 0: it was a line */
    bool earlier, in_decisions;
    struct node *previous; /* <previous-actions>, while earlier */
    size_t label_block;    /* its heading, until it is printed; SIZE_MAX: it is */
    size_t marker_block;   /* the last whose number was printed; SIZE_MAX: none was */
    size_t owner_block;    /* a heading that is a name, until it is printed; SIZE_MAX */
    const char *owner;     /* that name, or NULL */
    const char *roles;     /* of the item that is open */
    const char **said;     /* labels with numbers, and how the words behind them begin */
    size_t said_count;
    size_t list_head; /* the last block that is no entry of a list; SIZE_MAX: none */
    size_t settled;  /* the block that says what became of the last motion, printed apart from it; 0: none */
    int entry_level; /* of the entries that are actions */
    int deed_level;  /* of the last action, if it was an entry; else 0 */
};

static inline const struct block *shape_at(const struct shape *shape, size_t block)
{
    return &shape->reading->blocks->list[block];
}
bool shape_is_free(const struct shape *shape, size_t block); /* of the body, and claimed by no room */
/* One paragraph more into the open prose: of a list, or behind an empty line. */
void shape_put(struct shape *shape, size_t block, size_t from, size_t to);
size_t shape_word_points(const char *text); /* how many of its characters words are made of */
/* A marker without what closes it; NULL: nothing is left. */
const char *shape_number(const char *marker, struct arena *arena);
/* "3." or "-" for a list of Markdown, which knows digits with a stop or a bracket; else NULL. */
const char *shape_list_sign(const struct block *block, struct arena *arena);
/* Headings of actions and owners that wait to be printed and were not: they become prose after all. */
void shape_print_waiting(struct shape *shape);

/* A new last child of what is open now; ends the prose before it. */
struct node *shape_add(struct shape *shape, const char *name, size_t block, struct why why);
void shape_why(struct node *node, const struct block *block, struct why why);
/* Words of a block as an attribute, trimmed, white space collapsed; nothing if there are none. */
void shape_attr(struct shape *shape, struct node *node, const char *name, size_t block, size_t from, size_t to);
const char *shape_printed(const struct shape *shape, size_t block); /* all of a block, its marker where that has words */
void shape_attr_whole(struct shape *shape, struct node *node, const char *name, size_t block);
void shape_names(struct shape *shape, struct node *node, const char *name, const char *const *names);

/* Prose: shape_text gathers bytes of a block into the open <text>, which it begins where there is none; shape_words into an
 * element just made. */
void shape_text(struct shape *shape, size_t block, size_t from, size_t to);
void shape_words(struct shape *shape, struct node *node, size_t block, size_t from, size_t to);
void shape_title(struct shape *shape, struct node *item, size_t block, size_t from, size_t to);
void shape_links(struct shape *shape, size_t block, size_t from, size_t to);
bool shape_marked(const struct block *block); /* whether its marker has words: more than a bullet */
void shape_end(struct shape *shape); /* ends the prose that is open */
void shape_table(struct shape *shape, size_t first,
                 size_t end); /* blocks of one table as a Markdown table within the open <text> */

void shape_head(struct shape *shape);
void shape_attendance(struct shape *shape);
void shape_closing(struct shape *shape, const struct closing *closing); /* last of all */
/* Where an item's title ends: before the day where it announces the next meeting. */
size_t shape_title_end(const struct shape *shape, size_t block, const struct mark *mark);
void shape_block(struct shape *shape, size_t block, size_t from);       /* content from there on */
/* One piece of content; label and who are of the block other where that is not SIZE_MAX. */
void shape_found(struct shape *shape, size_t block, const struct found *found, size_t other);

/* The same as prose, begun where there is none. False: it is too large for that, and nothing was done. */
bool shape_plain_table(struct shape *shape, size_t first, size_t end);
void shape_put_aside(struct shape *shape, size_t block); /* what is not in the body: minuted as a note, or left out */
void shape_put_image(struct shape *shape, size_t block);

/* The blocks of a table that begins at first: where they end. */
size_t shape_table_end(const struct reading *reading, size_t first);
/* A table as minutes, as a list of actions, or as it stands; returns where it ends. */
size_t shape_any_table(struct shape *shape, size_t first);

#endif
