/* What the files of reading a story share. Each element gets a copy of the state that it stands in, which its properties change for what follows in
 * it: so nothing needs undoing and nothing recurses. */
#ifndef IMPORT_DOCX_STORY_H
#define IMPORT_DOCX_STORY_H

#include "import/docx.h"

enum { STORY_FIELDS = 32, STORY_COLUMNS = 1024 };
enum story_skip { SKIP_NOT, SKIP_COUNTING, SKIP_ALL }; /* of what is skipped, paragraphs of a second choice still count */
enum story_merge { MERGE_NOT, MERGE_BEGIN, MERGE_GO_ON };

struct docx_table {
    size_t number, row, column; /* column: where the next cell begins, from 0 */
    struct docx_cell *above[STORY_COLUMNS]; /* cells that go on below */
    bool heads;
};

struct story_state {
    enum docx_name name;
    enum story_skip skip;
    bool added, gone, hidden;    /* a tracked insertion or deletion; not to be shown */
    bool old;                    /* within an old state of properties */
    enum block_box box;          /* of a content control that is one */
    struct block_mark *control;  /* the nearest */
    enum story_merge merge;            /* of a cell */
    unsigned choices;            /* seen so far */
    const char *link, *alt;
    struct docx_toggles toggles;
    const struct docx_style *run_style;
    struct docx_paragraph *paragraph;
    struct docx_table *table;
    struct docx_cell *cell;
};

/* A complex field. Fields do not outlive the paragraph they begin in. */
struct story_field {
    struct docx_paragraph *paragraph;
    bool shows;           /* its result is being read */
    struct buf instruction;
    const char *link, *choice;
    enum block_box box;
    int entry, chosen;
};

struct story {
    struct docx *docx;
    struct docx_names *names;
    struct xml_reader *reader;
    struct docx_part part;
    enum block_zone zone;
    bool apart;
    struct story_state states[IMPORT_DEPTH + 1];
    size_t depth;
    size_t at, page;
    struct docx_paragraph *done, **tail; /* finished, in the order in which they began */
    struct docx_paragraph *carried;      /* its end was struck out: it goes on in the next */
    struct story_field fields[STORY_FIELDS];
    size_t field_count;
    const char *note, *author;
    const char *bookmark; /* one between paragraphs: the next has it */
};

static inline struct story_state *story_top(struct story *story)
{
    return &story->states[story->depth];
}

/* The state of the element around: steps 1 is the parent. */
static inline struct story_state *story_around(struct story *story, size_t steps)
{
    return &story->states[story->depth > steps ? story->depth - steps : 0];
}

/* What an element does at its start, its own state being on top. */
void story_element(struct story *story, enum docx_name name, const struct docx_tag *tag);

struct story_state *story_nearest(struct story *story, enum docx_name name);
char *story_keep(struct story *story, const char *text); /* NULL gives NULL */
struct docx_paragraph *story_paragraph(struct story *story, const struct story_state *state); /* a new one, or the one that goes on */
void story_put_carried(struct story *story);
void story_hand_over(struct story *story); /* what is finished becomes blocks */
void story_words(struct story *story, const char *text, size_t size);
void story_text(struct story *story, const char *text);
void story_box(struct story *story, enum block_box box);

void field_mark(struct story *story, const struct docx_tag *tag); /* w:fldChar */
void field_form(struct story *story, enum docx_name name, const struct docx_tag *tag);
const char *field_link(struct story *story, const char *instruction); /* where it leads, or NULL */
void field_drop(struct story *story);                                 /* the last */

#endif
