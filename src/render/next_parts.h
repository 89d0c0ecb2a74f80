/* What the files behind next.h share. */
#ifndef RENDER_NEXT_PARTS_H
#define RENDER_NEXT_PARTS_H

#include "base/text.h"
#include "render/next.h"

struct next {
    struct arena *arena;
    const struct linked *linked;
    const struct body_facts *body;
    const struct grammar *grammar;
    const struct document_reader *reader;
    const struct labels *labels;
    bool full;
    bool form;                         /* what is made is the tree of a form, with facts for readers in place of comments */
    bool blank;                        /* of no meeting in particular: nothing is carried over */
    bool dated;                        /* date is the meeting's; else only the day of the names and seats */
    const char *date, *sitting, *kind; /* of the meeting to come; sitting NULL, kind NULL for an ordinary one */
    const struct meeting_facts *last;  /* the latest that was held, or NULL */
    const struct meeting_facts *model; /* the latest ordinary one that was held, else the latest: what the file looks like; or NULL */
    const struct meeting_facts *announcer; /* that announced the day, or NULL */
    struct document *model_file, *before_file; /* of the model, and of the ordinary one before it; NULL: none */
    struct node *root;                 /* of what is written */
    size_t left_out;                   /* restricted things */
};

/* -- next_day.c -- */

void next_model(struct next *next); /* sets last and model */
/* Sets date, sitting, kind and announcer, too. */
enum next_answer next_day(struct next *next, const char *date);
/* The element of a file that announces a day; NULL: none. */
const struct node *next_announcement(const struct document *document, const char *date);

/* -- next_open.c: what is not finished -- */

/* The actions that are open, at the end of parent; nothing if there is none. */
void next_actions(struct next *next, struct node *parent);
/* The meetings whose minutes nobody approved, oldest first: addresses without the body; in the arena. */
size_t next_unapproved(const struct next *next, const struct meeting_facts ***meetings);
/* An item for each thing that was put off to this meeting, at the end of the root; number gives each its number. */
void next_deferrals(struct next *next, const char *(*number)(void *with), void *with);

/* Somebody by their id, as of the day to come; guests as the meeting called them (NULL: none did). */
const char *next_name(const struct next *next, const struct meeting_facts *meeting, const char *id);

/* -- next_items.c -- */

/* Everything behind attendance. */
void next_business(struct next *next);

/* -- next_form.c: what only forms hold; docs/resolved.md lists it -- */

/* What stylesheets ask for once: r:head with title, labels and the words that can be chosen. sha256: of the source, or NULL. */
void next_form_head(struct next *next, const char *sha256);
/* The marks by which a place is found again: what is update, person or item. */
void next_form_mark(const struct next *next, struct node *node, const char *what, const char *key);
void next_form_person(const struct next *next, struct node *person, const struct node *like);
void next_form_approval(const struct next *next, struct node *approval, const struct meeting_facts *of);

/* -- next.c -- */

struct document *next_load(const struct next *next, const struct meeting_facts *meeting); /* the caller frees it; its tree may be NULL */
const struct node *next_root(const struct document *document);   /* NULL where there is none */
void next_copy(struct node *to, const struct node *from, const char *names); /* attributes, by names separated by blanks; NULL from: none */
/* The same, but for what is of one meeting. */
void next_copy_lasting(const struct next *next, struct node *to, const struct node *from, const char *names);
bool next_is_dated(const struct next *next, const char *text); /* it has digits or the name of a month; NULL: no */
void next_comment(const struct next *next, struct node *parent, const char *words); /* filled */
/* The words of an address for readers of this body's files: without the body. */
const char *next_address(const struct next *next, const struct meeting_facts *meeting, const char *number);
/* label_format with up to two arguments. */
char *next_words(const struct next *next, const char *name, const char *one, const char *two);
char *next_date(const struct next *next, const char *iso);

#endif
