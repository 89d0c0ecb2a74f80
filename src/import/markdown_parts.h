/* What the files of the Markdown front end share. Only markdown_tree.c knows cmark. */
#ifndef IMPORT_MARKDOWN_PARTS_H
#define IMPORT_MARKDOWN_PARTS_H

#include "import/html_parts.h"

enum line_kind {
    LINE_OF_MARKDOWN,
    LINE_OF_HTML, /* where signs of Markdown stand for themselves */
    LINE_PLAIN    /* of what was too much: it is read as it stands */
};

/* What is known of a whole text before any of it is read. */
struct markdown {
    struct arena *arena;
    const char *text;
    size_t size, first;      /* the number of its first line */
    const char *comment_end; /* the last "-->", or NULL */
    bool ends[TAGS];         /* an end tag of that kind is somewhere */
    struct buf source;       /* as cmark gets it: line for line the text */
    const char **notes;      /* the sign of the footnote that each line begins, or NULL */
    enum line_kind *kinds;   /* of each line, known when it is read */
    bool *comments;          /* and whether a comment begins there */
    size_t lines, line_room;
    const char **labels; /* of link definitions, in small letters, sorted */
    size_t label_count, label_room;
    struct buf definitions;
    size_t content;          /* the column where the words of the last line's entry or paragraph begin */
    size_t shifted, shift;   /* lines from this column on go so many columns to the left */
    bool after_words;        /* the line before has words */
};

/* A line without what quotes, lists and blanks put before its words. */
struct markdown_line {
    const char *text, *words;
    size_t size; /* of words */
    bool blank;
};

void markdown_begin(struct markdown *markdown, struct arena *arena, const char *text, size_t size, size_t first);
void markdown_end(struct markdown *markdown);

/* The line at text and where the next begins. */
struct markdown_line markdown_line(const char *text, const char *end, const char **next);
/* Whether the line is "[label]: address". */
bool markdown_defines(const struct markdown_line *line);
/* "[^sign]:" at the line's start: the sign's length; 0: there is none. */
size_t markdown_note(const char *at, const char *end);
/* Whether a code fence stands there: how many signs. */
size_t markdown_fence(const struct markdown_line *line);
/* The row of dashes below a table's header: its columns; 0: it is none. */
size_t markdown_delimiters(const struct markdown_line *line);
/* Whether the words of a line begin something of its own, so that the break before it means something. */
bool markdown_stands_alone(const struct markdown_line *line);
/* Whether "<name" or "</name" is a tag here, and no name of a speaker. */
bool markdown_knows(const struct markdown *markdown, const char *name, bool end_tag);
bool markdown_has_label(const struct markdown *markdown, const char *label, size_t size);

/* The source as a page. */
void markdown_read(struct markdown *markdown, struct html_tree *tree);
/* What cmark takes "&…;" for, in the arena; NULL: for nothing but these signs. */
const char *markdown_reference(const struct markdown *markdown, const char *at, size_t size);
/* The words of the text itself, markup taken off line by line. */
void markdown_raw(const struct markdown *markdown, struct blocks *blocks);

/* Reads front matter, if the text begins with some that is whole: blocks and words. Returns how many lines it has, 0: there is
 * none; *size gets its bytes. */
size_t markdown_front(const char *text, size_t text_size, struct blocks *blocks, size_t *size);

/* Properties from the comment at the end of a form that minutec wrote; false: there is none. */
bool markdown_tail(const char *text, size_t size, struct blocks *blocks);

/* -- markdown_form.c -- */

/* Of a form that minutec wrote as Markdown (docs/clerk-marks.md): its blocks say which place they stand in, as those of other forms do.
 * text: all of the file. Other texts stay as they are. */
void markdown_form(const char *text, size_t size, struct blocks *blocks);

#endif
