/* What the files behind report_page.h share. */
#ifndef IMPORT_REPORT_PARTS_H
#define IMPORT_REPORT_PARTS_H

#include "import/report_page.h"

struct labels;

/* -- which block became what (report_match.c) -- */

struct became {
    const struct node *node;
    size_t block;    /* where it begins; SIZE_MAX: that cannot be told */
    size_t at, upto; /* places; 0: not known */
    int sure;        /* percent; -1: it is beyond doubt */
    bool moved;      /* it is printed before something that stands before it, or the other way round */
    size_t next;     /* of the same block, + 1; 0: the last */
};

struct match {
    struct became *list; /* in the order of the trees */
    size_t count, room;
    size_t *first; /* by block: the place in list + 1; 0: none */
};

void report_match(const struct source_result *result, struct arena *arena, struct match *match);
void match_free(struct match *match);

/* The words of an element as people read them, cut to so many bytes. */
const char *report_words(const struct node *node, size_t most, struct arena *arena);
/* Text that can stand in a tree, whatever it was: characters that XML does not know become U+FFFD. */
const char *report_safe(const char *text, size_t size, struct arena *arena);
/* How much of a text fits into so many bytes without breaking a character. */
size_t report_cut(const char *text, size_t size, size_t most);

/* -- figures (report_facts.c) -- */

struct report_reason {
    const char *reason;
    size_t count;
};

struct report_figures {
    size_t words, placed, moved, left_out, lost, added;
    size_t doubtful, low; /* elements */
    size_t lowest;        /* percent; 100: nothing was doubtful */
    size_t rows;
    struct report_reason *reasons; /* in the arena, by reason */
    size_t reason_count;
};

const char *facts_print(const struct report_figures *figures, struct arena *arena);
/* False: there are none. What is not understood is passed over. */
bool facts_read(const char *text, struct report_figures *figures, struct arena *arena);
void facts_add_reason(struct report_figures *figures, const char *reason, size_t count, struct arena *arena);

/* -- words (report_page.c, report_index.c) -- */

void report_put(struct node *node, const char *name, const char *value); /* nothing for NULL and "" */
void report_head(struct xml_doc *tree, const struct labels *labels, const char *title);
/* "import-FAMILY-NAME", or the name itself. */
const char *report_word(const struct labels *labels, const char *family, const char *name, struct arena *arena);
void report_figures_put(struct node *parent, const struct report_figures *figures, const struct labels *labels, struct arena *arena);
/* A meeting's words and its link, as r:meeting. */
void report_meetings_put(struct node *parent, const struct report_row *row, const struct labels *labels, struct arena *arena);

#endif
