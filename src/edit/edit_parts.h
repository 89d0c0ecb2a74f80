/* What the files of this room share. The minutes are printed once more with a mark around each value, read as the edited document is
 * read, and compared with it paragraph by paragraph: so every word that changed is a word of a known element. */
#ifndef EDIT_EDIT_PARTS_H
#define EDIT_EDIT_PARTS_H

#include "document/document.h"
#include "edit/edit.h"

#include <stdint.h>

/* -- marks -- */

/* A value that is printed: an attribute of the resolved tree, the words of an element, or a leaf of its prose. */
struct field {
    size_t node;       /* number in the source */
    const char *name;  /* "for", "due-text", …; "" for words; NULL for a leaf */
    size_t leaf;
    const char *value; /* what is printed of it within the marks */
    const char *tail;  /* punctuation behind them: a layout looks at how a label ends */
};

struct fields {
    struct field *list;
    size_t count, room;
};

/* Puts marks into a resolved tree; none where its words have such characters themselves. */
void edit_mark(struct xml_doc *resolved, struct arena *arena, struct fields *fields);
/* The leaves of prose below an element of a resolved tree, in their order. */
typedef void edit_leaf(void *with, struct node *leaf);
void edit_leaves(struct node *element, edit_leaf *visit, void *with);
void edit_leaf_words(const struct node *leaf, struct buf *out); /* as they are printed */

/* -- lines -- */

struct span {
    size_t from, to, field; /* bytes of the line's text */
};

/* A paragraph, without marks. */
struct line {
    const struct block *block;
    char *text;
    size_t size;
    unsigned char *looks; /* enum run_mark of each byte */
    struct span *spans;
    size_t span_count;
    uint64_t hash; /* of its words */
    size_t pair;   /* of the other side, or SIZE_MAX */
    bool same;     /* as its pair */
};

struct lines {
    struct line *list;
    size_t count;
};

/* fields: how many may be marked; 0: what looks like a mark is a character like others. */
void edit_lines(const struct blocks *blocks, size_t fields, struct arena *arena, struct lines *lines);
/* Which is which: pair of each line of both sides. */
void edit_pair(struct lines *printed, struct lines *edited);
/* The longest common run of two rows of values: pairs[i] is the index in b, or SIZE_MAX. */
void edit_common(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count, size_t *pairs);

/* -- words -- */

/* What became of bytes from..to of a line in its pair: a stretch of both that differs. */
struct hunk {
    size_t from, to;   /* of the printed line */
    size_t with, upto; /* of the edited one */
};
size_t edit_hunks(const char *a, size_t a_size, const char *b, size_t b_size, struct arena *arena, struct hunk **hunks);
size_t edit_words(const char *text, size_t size); /* how many */

/* Prose with one leaf changed: the leaf prints as printed and shall print as wanted. block, from: where the edited words stand, for their
 * looks. restyle: the looks changed too. NULL: it cannot be done. */
struct leaf_change {
    size_t leaf;
    const char *printed, *wanted;
    const struct block *block;
    size_t from;
    bool restyle;
};
char *edit_prose(const char *source, const struct leaf_change *change, struct arena *arena);
char *edit_prose_remove(const char *source, size_t leaf, struct arena *arena);
/* A paragraph or entry of a list more behind a leaf. */
char *edit_prose_insert(const char *source, size_t leaf, const struct block *block, struct arena *arena);

#endif
