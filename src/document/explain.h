/* The explainer: finds every fault in a tree and says what was expected. Private to document/explain*.c and check.c. */
#ifndef DOCUMENT_EXPLAIN_H
#define DOCUMENT_EXPLAIN_H

#include "document/grammar.h"

struct explainer {
    const struct grammar *grammar;
    struct document *document;
    struct diag_log *log;
    struct arena *arena; /* for the words of one run */
    size_t found;
    size_t torn; /* of a sound part: where the first element starts that should perhaps have been closed */
};

enum { FAULTS_MAX = 1000 }; /* so many are told of one document */

#define explain_add(explainer, code, place, ...) ((explainer)->found++, diag_add((explainer)->log, (code), (place), __VA_ARGS__))

/* Whether the element is open where a sound part ends, and may be torn. */
bool explain_is_open(const struct explainer *explainer, const struct node *node);
bool explain_is_torn(const struct explainer *explainer, const struct node *node);

/* -- the children of one element, laid against its content: explain_align.c -- */

/* What became of a child. */
enum fate {
    FATE_RIGHT,   /* it stands where it may */
    FATE_MEANT,   /* its name is nearly that of one that may stand here, and is taken as it */
    FATE_INSTEAD, /* no such thing, and it stands where something required is missing: one mistake, not two */
    FATE_STRAY    /* it cannot stand here */
};

struct child {
    const struct node *node;
    const char *ns, *name;
    enum fate fate;
    size_t state;    /* of the automaton before it */
    size_t position; /* taken by it; of a stray: none, 0 */
};

struct family {
    const struct element *element;
    const struct node *node;
    struct child *rows;
    size_t count, room;
    size_t end; /* state after the last child */
    bool open;  /* the sound part ends before the element does: nothing is missing at its end */
    bool torn;  /* and its end may have been forgotten: then what belongs around it stands in it without a fault of its own */
};

/* Collects the children and gives each its fate, so that as little as possible is wrong. Free with family_free. */
void family_lay(struct family *family, const struct explainer *explainer, const struct node *node, const struct element *element);
void family_free(struct family *family);
/* The next leaf to supply on the shortest way from a state to a position (0: the end), or 0 when there is nothing to supply. */
size_t family_supply(const struct automaton *automaton, size_t state, size_t position);

/* -- what an unknown name was meant as: explain_meant.c -- */

enum { MEANT_NOT = 16, MEANT_ANYWHERE = POSITIONS_MAX + 1 };

/* Whether an element of the grammar has that name. */
bool grammar_knows(const struct grammar *grammar, const char *name);
/* How far the child's name is from the element's; MEANT_NOT: too far, or the element could not hold what the child does. */
size_t meant_distance(const struct grammar *grammar, const struct child *row, const struct element *element);
/* The least such distance to any element of the grammar. */
size_t meant_least(const struct grammar *grammar, const struct child *row);
/* The name at that distance among those that may follow a state (or MEANT_ANYWHERE in the content), or in the grammar; or NULL.
 */
const char *meant_after(const struct grammar *grammar, const struct child *row, const struct automaton *automaton, size_t state,
                        size_t least);
const char *meant_elsewhere(const struct grammar *grammar, const struct child *row, size_t least);

/* -- findings about elements, and about words between them: explain_children.c -- */

void explain_children(struct explainer *explainer, const struct family *family);
void explain_root(struct explainer *explainer, const struct node *root);

/* -- findings about attributes: explain_attributes.c, explain_value.c -- */

void explain_attributes(struct explainer *explainer, const struct node *node, const struct element *element);
/* name: the attribute as it is written in the file. */
void explain_value(struct explainer *explainer, const struct node *node, const struct element *element, const char *name,
                   const struct attribute *attribute, const char *value);
/* What a value may be, in words; near: the value that comes first, or NULL. */
const char *explain_type(struct arena *arena, const struct attribute *attribute, const char *near);

/* -- what may have been meant: explain_guess.c, explain_date.c -- */

/* Up to two dates that a text may mean, as ISO dates, and what is wrong with it in words ("" if nothing need be said). */
struct date_guess {
    char first[16], second[16];
    const char *why;
    bool certain; /* the first is what is written, only not as it should be */
};
bool guess_date(const char *text, struct arena *arena, struct date_guess *guess); /* false: it does not look like a date */
/* Full-width digits, the dashes of word processors and odd blanks as the plain signs. */
char *guess_plain(const char *text, struct arena *arena);
/* A value of the type that the text may mean, or NULL. */
const char *guess_value(const struct type *type, const char *text, struct arena *arena);
/* The value of the type that the text certainly means, written otherwise, or NULL. No date. */
const char *guess_certain(const struct type *type, const char *text, struct arena *arena);

/* -- words: explain_words.c -- */

struct names {
    const char **rows;
    size_t count, room;
    struct arena *arena;
};

void names_add(struct names *names, const char *name); /* once */
void names_free(struct names *names);
/* "a, b or c"; with near, the name nearest to it comes first. */
const char *names_join(const struct names *names, const char *near, const char *quote, const char *last);
/* The elements that may stand after a state of the element's content; state 0: at its start. */
void names_of_state(struct names *names, const struct automaton *automaton, size_t state);
/* A short extract of a value, fit for a message. */
const char *words_short(struct arena *arena, const char *text);
/* "due: when it is due: a date, or next-meeting", or NULL where the grammar says nothing. */
const char *words_meaning(struct arena *arena, const char *name, const char *meaning);
/* The least that an element may be: <restricted reason="personal"><summary>…</summary></restricted>. */
const char *words_fragment(struct arena *arena, const struct element *element);
/* An additional line below a finding. NULL: none. */
void words_add(struct finding *finding, const char *text);

#endif
