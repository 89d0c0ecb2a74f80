/* What the files of the loader share: the scanner that goes over a file's bytes before the parser does. */
#ifndef DOCUMENT_LOAD_H
#define DOCUMENT_LOAD_H

#include "base/diag.h"
#include "document/document.h"
#include "document/element.h"

#include <stdbool.h>
#include <stddef.h>

/* Markdown nests deeper once it is elements; the parser itself goes to 256. */
enum { LOAD_DEPTH_RESOLVED = 240 };

struct tag_place {
    size_t start; /* of the start tag's "<" */
    size_t end;   /* behind the start tag's ">" */
    size_t close; /* behind the element's end */
    unsigned short name;   /* bytes of the name behind the "<" */
    unsigned char element; /* enum element_id, once there is a tree */
    struct node *node;     /* in the tree, as long as nobody changes that */
};

struct load_note {
    size_t at, size;
    const char *text;
    struct load_note *next;
};

/* What the scanner found; it becomes a finding once the parser has had its say. */
struct load_fault {
    enum diag_code code;
    bool whole; /* it is about the file as a whole: no excerpt */
    size_t at, size;
    const char *args[2];
    const char *expected, *suggest, *done;
    const char *mend; /* what is certain to be right in place of mend_size bytes at mend_at, or NULL */
    size_t mend_at, mend_size;
    struct load_note *notes;
};

/* A name, a value or the like: where it stands in the bytes. */
struct span {
    size_t at, size;
};

struct load_attr {
    struct span name, value;
    bool plain; /* the value is what stands in the file: no reference, a token */
    bool colon; /* there is one in the name */
};

/* One that is ours. */
struct load_instruction {
    struct span whole, words; /* words: behind its name */
    size_t next;              /* index of the next start tag's tag */
    size_t around;            /* of the open element's, SIZE_MAX: none */
    struct load_instruction *next_one;
};

struct load_open {
    size_t tag; /* index in tags */
    struct span name;
    size_t text;     /* bytes of character data directly in it so far */
    size_t bindings; /* how many there were before it */
};

struct load_binding {
    struct span prefix, uri;
};

struct load_scan {
    const char *bytes; /* NUL-ended */
    size_t size, at;
    struct arena *arena;    /* for the faults' words */
    struct tag_place *tags; /* on the heap; whoever scans takes or frees them */
    size_t tag_count, tag_room;
    size_t parts; /* elements and attributes so far */
    struct load_fault **faults;
    size_t fault_count, fault_room;
    struct document_sound *sound; /* once a fault was found */
    bool resolved;     /* the root is that of a resolved tree */
    bool stopped;      /* too much, or not to be read at all: the parser is not asked */
    bool hopeless;     /* a construct that swallows the rest of the file */
    bool said_outside; /* something outside the root was reported */
    size_t root_end;   /* where the root's end tag begins, 0 before */
    struct load_instruction *instructions, **instructions_end;
    size_t depth, binding_count, declared;
    bool build;                               /* a tree is made on the way, as long as the file is plain */
    struct xml_builder *builder;
    struct element_seen seen;
    struct buf words; /* of a value or text with references */
    /* From here on nothing is cleared: each row is filled in before it is counted. */
    struct load_open open[LOAD_DEPTH_RESOLVED];
    struct load_binding bindings[LIMIT_NAMESPACES];
    struct load_attr attrs[LIMIT_ATTRIBUTES]; /* of the tag that is being read */
};

/* Goes over all bytes. The tags are those of the elements in document order, if the file is well formed. */
void load_scan(struct load_scan *scan);

/* -- parts of the scanner -- */

struct load_fault *load_fault(struct load_scan *scan, size_t at, size_t size, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
struct load_fault *load_limit(struct load_scan *scan, enum diag_code code, struct span where, const char *first, size_t limit);
/* Notes that these bytes are certain to be meant as the text. */
void load_mend(struct load_fault *fault, size_t at, size_t size, const char *text);
void load_note(struct load_scan *scan, struct load_fault *fault, struct span where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
const char *load_show(struct load_scan *scan, struct span span); /* its bytes for a message: not more than fit one */
char load_peek(const struct load_scan *scan, size_t ahead);      /* 0 behind the end */
bool load_blanks(struct load_scan *scan);                        /* steps over white space; whether there was any */
void load_start_tag(struct load_scan *scan);                     /* at "<" and a name */
void load_declaration(struct load_scan *scan);                   /* at "<?xml" and a blank, at the start */
void load_cut_off(struct load_scan *scan, struct span what, const char *kind); /* the file ends within a tag */
void load_outside(struct load_scan *scan, struct span what, const char *kind); /* something beside the root element */
/* Looks at the reference at an "&" that ends before end; returns where to go on. */
size_t load_reference(struct load_scan *scan, size_t at, size_t end);
void load_references(struct load_scan *scan, struct span text);

/* -- the tree on the way -- */

/* With scan->build only. The element's tag is tags[tag_count]. */
void load_build_open(struct load_scan *scan, struct span name, const struct load_attr *attrs, size_t count);
/* Within the open element; all of what stands between two tags. marked: a reference may be in it. */
void load_build_text(struct load_scan *scan, struct span text, bool marked);
void load_build_stop(struct load_scan *scan);                   /* the file is not plain */
struct xml_doc *load_build_end(struct load_scan *scan);         /* NULL: none was made, so the parser is to be asked */
bool load_is_token(const char *value, size_t size);             /* its white space is that of an xs:token */
size_t load_collapse(char *to, const char *value, size_t size); /* made so; to may be value; returns the size */

/* -- bytes -- */

static inline bool load_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

size_t load_name(const char *bytes, size_t size); /* length of the XML name there, colons included; 0: none */
size_t load_name_of(const char *bytes, size_t size, bool *colon); /* the same; colon: it may have one */
bool load_is_bad(const char *bytes, size_t size); /* a character that XML does not allow at all (reported elsewhere) */
bool load_same(const char *bytes, struct span a, struct span b);
bool load_span_is(const char *bytes, struct span span, const char *text);

/* The character at an offset as the tree has it, in UTF-8; returns how many bytes of the file it takes. */
size_t load_character(const char *bytes, size_t at, size_t end, char text[8], size_t *size);
/* The next attribute of a well-formed start tag at or behind *at; false: none is left. The value is without its quotes. */
bool load_next_attr(const struct source *source, size_t *at, struct span *name, struct span *value);
/* The element's tag; NULL: it has none in the file. */
struct tag_place *load_tag_of(struct document *document, const struct node *node);
/* An attribute of a tag, by its name in the file. */
bool load_find_attr(const struct document *document, const struct tag_place *tag, const char *wanted, struct span *name,
                    struct span *value);
/* The name of an attribute that has a prefix, by its local name; the element if absent. */
struct place load_place_foreign_attr(struct document *document, const struct node *node, const char *name);
/* Something in an element's content, or beside the root. */
struct place load_place_within(struct document *document, const struct node *node, struct span span);
/* What the instructions of a file with a tree silence. */
void load_allows(struct document *document, const struct load_instruction *instructions, struct diag_log *log);
/* Where in a file without a tree the first restricted passage may begin: everything behind counts as restricted. Its size:
 * nowhere. */
size_t load_restricted_from(const struct source *source);
/* Where the last of them certainly ends: behind it nothing is restricted. Beyond the file if one may still be open. */
size_t load_restricted_until(const struct source *source);
/* Whether a name is restricted, or nearly. */
bool load_is_restricted_name(const char *name, size_t size);
/* Looks at the bytes as a whole, before any of them is taken for XML: what they are not, and how they are encoded.
 * False: they are not to be read. */
bool load_look(struct load_scan *scan);

#endif
