/* What somebody changed, said of elements of the source. */
#ifndef EDIT_CHANGES_H
#define EDIT_CHANGES_H

#include "edit/loaded.h"

enum change_kind {
    CHANGE_VALUE,     /* a printed attribute or the words of an element: name, old, now */
    CHANGE_LEAF,      /* words of a leaf of prose: leaf, old, now, line, from, restyle */
    CHANGE_LEAF_GONE, /* leaf */
    CHANGE_LEAF_NEW,  /* behind leaf: line */
    CHANGE_GONE,      /* the element */
    CHANGE_NEW,       /* an element behind this one: added */
    CHANGE_MOVED      /* the element goes behind another: to */
};

/* A row or paragraph that was not there: what it is goes by how it looks. */
struct added {
    const char *number, *names; /* of its own cells; NULL: none */
    const struct line **lines;  /* the others */
    size_t count;
};

struct change {
    enum change_kind kind;
    size_t node, leaf, to;
    const char *name, *old, *now, *tail; /* tail: punctuation that the source has behind a value, or NULL */
    const struct line *line;
    size_t from;
    bool restyle, before; /* before: of CHANGE_NEW, in front of the element */
    struct added added;
    const char *said; /* in one line, for people; NULL: the change cannot be made */
};

struct changes {
    struct change *list;
    size_t count, room;
};

/* The source to be changed: every element by its number. */
struct tree {
    struct xml_doc *doc;
    struct node **nodes;
    size_t count;
};

/* Finds what differs between the pairs of lines. */
void edit_find(const struct fields *fields, struct lines *printed, struct lines *edited, const struct tree *tree, struct arena *arena,
               struct changes *changes);
/* Makes the changes in the tree and says each. */
void edit_apply(const struct loaded *loaded, struct tree *tree, struct changes *changes);

/* The ids of owners or speakers as a list, from printed names; NULL: some of them nobody has. in full: all names are whole. */
const char *edit_people(const struct loaded *loaded, const char *names, bool *in_full);

#endif
