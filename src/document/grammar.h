/* The grammar as the explainer reads it: element patterns, their attributes, an automaton for each element's content.
 * Private to document/grammar*.c, explain*.c, check.c and canonical.c. */
#ifndef DOCUMENT_GRAMMAR_H
#define DOCUMENT_GRAMMAR_H

#include "document/document.h"

#include <stdint.h>

/* -- regular expressions over leaves: element patterns in content, types in lists -- */

enum expr_kind { EXPR_EMPTY, EXPR_LEAF, EXPR_SEQUENCE, EXPR_CHOICE, EXPR_REPEAT };

struct expr {
    enum expr_kind kind;
    const void *leaf;
    struct expr *a, *b; /* REPEAT has a only: once or more; optional ones are a choice with EMPTY */
};

enum { POSITIONS_MAX = 250, GAP_NONE = 255, POSITION_WORDS = POSITIONS_MAX / 64 + 1 };

struct positions {
    uint64_t bits[POSITION_WORDS];
};

/* Glushkov's automaton: a state is the position of the last leaf taken, 0 is the start. */
struct automaton {
    size_t count;          /* positions, 1 to count */
    const void **leaves;   /* by position */
    struct positions *follow; /* by state: automaton_follows */
    unsigned char *end;    /* by state: whether it may be the last */
    unsigned char *gap;    /* once measured: how many leaves at least must be supplied before p can follow s; GAP_NONE: never */
    unsigned char *last;   /* likewise, by state: how many leaves at least must be supplied before the end */
};

struct automaton *automaton_new(const struct expr *expr, struct arena *arena); /* NULL: more than POSITIONS_MAX */
void automaton_measure(struct automaton *automaton, struct arena *arena); /* gap and last, for the explainer */
bool automaton_follows(const struct automaton *automaton, size_t state, size_t position);
size_t automaton_gap(const struct automaton *automaton, size_t state, size_t position);

/* -- values -- */

struct type;

typedef bool pattern_holds(const char *value);
pattern_holds *pattern_find(const char *pattern); /* NULL: not one of those that are known */

/* A facet of a datatype: exactly one of the two. */
struct pattern {
    pattern_holds *holds;
    struct xml_pattern *compiled;
};

/* A datatype of XML Schema that the grammar may use. */
struct datatype {
    const char *name;
    bool (*holds)(const struct type *type, const char *value);
    const char *words; /* what it is, for people: "a whole number" */
    const char *least; /* the bound that it has of itself, or NULL */
};

enum type_kind { TYPE_ANY, TYPE_DATA, TYPE_VALUE, TYPE_LIST, TYPE_CHOICE };

struct type {
    enum type_kind kind;
    const char *name; /* of the define it comes from, or NULL */
    const struct datatype *data;
    const char *value;             /* TYPE_VALUE */
    const char *low, *high;        /* minInclusive, maxInclusive */
    size_t shortest, longest;      /* code points; longest 0: no limit */
    struct pattern *patterns;      /* all must match */
    size_t pattern_count, pattern_room;
    const struct type **parts; /* TYPE_CHOICE; TYPE_LIST: every type in it */
    size_t part_count, part_room;
    struct automaton *list; /* TYPE_LIST */
};

const struct datatype *datatype_find(const char *name);            /* NULL: not known */
bool type_holds(const struct type *type, const char *value);       /* value is collapsed */
bool type_has_data(const struct type *type, const char *datatype); /* the type or an alternative of it is that datatype */
/* Compares decimals as text, of any length; both must be decimals. */
int decimal_compare(const char *a, const char *b);

/* -- elements -- */

struct attribute {
    const char *name, *ns; /* local name; ns "" or NS_XML */
    const char *shown;     /* as written: "xml:lang" */
    const struct type *type;
    bool required;
    const char *meaning, *example; /* first sentence of the documentation, and its example; "" for none */
};

struct element {
    const char *name, *ns;
    const char *meaning, *example;
    struct attribute *attributes;
    size_t attribute_count, attribute_room;
    bool text;                 /* holds words, and no elements */
    bool prose;                /* its words are Markdown: the grammar's pattern "prose" stands in it */
    struct automaton *content; /* leaves are struct element */
    struct fit *fit;           /* the same as tables, once asked for: grammar_fits.c */
};

struct grammar {
    struct arena *arena;
    struct xml_words *words;   /* the names of its attributes, as pointers */
    struct xml_schema *schema; /* for grammar_valid; or NULL */
    struct element **elements; /* in the grammar's order */
    size_t element_count, element_room;
    struct automaton *start; /* the roots */
    struct type **types;     /* those that own patterns */
    size_t type_count, type_room;
    bool measured; /* all automata are */
};

/* Reads RELAX NG in its XML form into an empty grammar. False: *why says what was not understood. */
bool grammar_read(struct grammar *grammar, const char *rng, size_t size, const char **why);

const struct element *automaton_element(const struct automaton *automaton, size_t position);
/* The position that an element of that name takes after a state, or 0. */
size_t automaton_step(const struct automaton *automaton, size_t state, const char *ns, const char *name);
const struct attribute *element_attribute(const struct element *element, const char *ns, const char *name);
/* Whether a child of that name has a place anywhere in the element. */
bool element_holds(const struct element *element, const char *name);

#endif
