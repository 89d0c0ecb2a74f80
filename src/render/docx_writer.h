/* What the files that write a part share: the walk, and what is special about an element. */
#ifndef RENDER_DOCX_WRITER_H
#define RENDER_DOCX_WRITER_H

#include "render/docx.h"

/* WRITE: the element as it stands; UNWRAP: what it holds; SKIP: nothing. */
enum verdict { WRITE, UNWRAP, SKIP };
enum block { NO_BLOCK, PARAGRAPH, TABLE };

struct open_element {
    const struct rule *rule;
    bool written;
};

/* A paragraph under way: where it starts, where its words do, and how much had been written before it. */
struct open_paragraph {
    size_t start, words, runs;
    bool numbered;
    bool joined; /* it has the style of the prose around */
};

/* Prose under way: see docx.h. */
struct open_prose {
    const struct node *node;
    const char *style, *first;
    struct buf lead, tail, below;
    bool lead_runs, tail_runs, below_runs;
    bool begun;        /* the lead is written */
    size_t joined_end; /* where the end tag of the last block is, if that is a paragraph of this prose; 0: it is none */
};

/* What a row says for its cells. */
struct open_row {
    const struct node *node;
    bool whole, head;
    const char *top, *sides, *fill;
};

/* What is known of the elements of a name. */
struct element_kind {
    const char *ns, *name;
    size_t size;      /* of the name */
    const struct rule *rule;
    int prefix;       /* of its tags: which namespace; -1: none has it */
    bool holds_words; /* what stands in it is a run, or makes one */
};

struct writer {
    struct docx *docx;
    struct buf *out;
    size_t part;
    struct buf relations;
    size_t links;
    struct docx_map related; /* what the part is already related to, to the ids */
    struct open_element *stack;
    size_t depth, room;
    const char **lists; /* numbers of the lists around, outermost first */
    size_t list_depth, list_room;
    struct open_prose *prose; /* innermost last */
    size_t prose_depth, prose_room;
    struct open_paragraph paragraph;
    struct open_row row;
    struct buf *aside;  /* where writing goes on after a lead, tail or below */
    size_t runs;        /* written so far; links and what else fills a paragraph count, too */
    const char *edge;   /* of paragraphs at the left; NULL: none */
    enum block last;    /* the block just written in the cell or body */
    unsigned used;      /* the namespaces used, as bits */
    bool pending;       /* the start tag lacks its end */
    bool rows;          /* a table is open for the rows beside it */
    bool unlinked;      /* in a link that cannot be followed */
};

/* What is special about an element. All functions may be NULL. */
struct rule {
    const char *ns, *name;
    enum verdict (*enter)(struct writer *writer, const struct node *node);
    void (*attributes)(struct writer *writer, const struct node *node);
    void (*end)(struct writer *writer, const struct node *node);   /* before the end tag */
    bool (*stays)(const struct node *node);                        /* the end tag comes later */
    void (*leave)(struct writer *writer, const struct node *node); /* after the end tag; when unwrapped, too */
};
/* NULL: there is none. */
const struct rule *docx_rule_blocks(const char *ns, const char *name); /* docx_blocks.c */
const struct rule *docx_rule_runs(const char *ns, const char *name);   /* docx_runs.c */
const struct rule *docx_rule_find(const struct rule *rules, size_t count, const char *ns, const char *name);

/* -- docx_write.c -- */

void docx_put(struct writer *writer, const char *text);
void docx_settle(struct writer *writer); /* ends the start tag that lacks its end */
void docx_put_attribute(struct writer *writer, const char *name, const char *value);
void docx_use(struct writer *writer, const char *ns);
void docx_write_tree(struct writer *writer, const struct node *root);
/* The id by which the part refers to target, in a relationship made for it if there is none yet. */
const char *docx_relate(struct writer *writer, const char *kind, const char *target, bool external);

/* The attributes of node that are named, in the order of names; "" where there is none. */
void docx_attributes(const struct node *node, const char *const *names, size_t count, const char **values);

/* -- docx_printed.c -- */

enum verdict docx_write_printed(struct writer *writer, const struct node *node);

/* -- docx_others.c -- */

enum verdict docx_write_picture(struct writer *writer, const struct node *node);
enum verdict docx_write_reference(struct writer *writer, const struct node *node);
enum verdict docx_write_app(struct writer *writer, const struct node *node);
enum verdict docx_write_core(struct writer *writer, const struct node *node);

/* -- docx_runs.c -- */

/* Character data that stands right in a paragraph, link or run: makes the run and the text for it. */
void docx_write_words(struct writer *writer, const struct node *parent, const char *words);
/* Whether such words may stand right in the element. */
bool docx_holds_words(const struct node *node);
/* <w:pStyle w:val="…"/> and its like, where the style is defined; a name that is empty is none. */
void docx_put_style(struct writer *writer, const char *element, const char *id);

#endif
