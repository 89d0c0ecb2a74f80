/* One source file: its bytes, its tree, and the places of everything in it. */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "base/diag.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/port.h"
#include "base/source.h"
#include "xml/xml.h"

#include <stdbool.h>

enum document_kind {
    DOCUMENT_BROKEN,  /* cannot be read; reported */
    DOCUMENT_FOREIGN, /* XML of another kind; noted */
    DOCUMENT_BODY,
    DOCUMENT_MINUTES,
    DOCUMENT_RESOLVED
};

/* Limits on what is read. Bytes, or counts. */
enum {
    LIMIT_FILE = 16 << 20,
    LIMIT_DEPTH = 64,
    LIMIT_ATTRIBUTES = 160,       /* namespace declarations included; r:labels of a resolved tree has about 100 */
    LIMIT_VALUE = 64 << 10,
    LIMIT_PROSE = 1 << 20,        /* character data of one element */
    LIMIT_ELEMENTS = 1 << 18,     /* with their attributes */
    LIMIT_NAMESPACES = 256,       /* declarations in one file */
    LIMIT_PICTURE = 8 << 20,
    LIMIT_PICTURE_SIDE = 20000,   /* pixels */
    LIMIT_PROSE_DEPTH = 32,       /* nesting of Markdown blocks and of inlines */
    LIMIT_TABLE_CELLS = 20000,    /* of one prose element */
    LIMIT_PROSE_NODES = 1 << 20,  /* parts that the Markdown of one file makes */
};

/* Of a document that people see, and that was lowered to the XML at hand: its paragraphs, and which of them each element came from. */
struct origin_row {
    uint32_t at, upto; /* lines of the source; 0: no one's in particular */
};
struct origin_value {  /* an attribute whose words stand elsewhere than its element begins */
    uint32_t node, at;
    const char *name;
};
struct origin_file {   /* that the document brings along */
    const char *path;  /* as the XML names it */
    const char *bytes;
    size_t size;
};
struct document_origin {
    struct arena *arena;        /* of all this; goes with the document */
    struct source *source;      /* where places are shown */
    struct hash hash;           /* of the document's own bytes */
    struct origin_row *rows;    /* by node number - 1 */
    size_t row_count;
    struct origin_value *values; /* by node and name */
    size_t value_count;
    bool *veiled;               /* by line - 1: it also shows a restricted passage */
    size_t line_count;
    struct origin_file *files;
    size_t file_count;
};

/* Of a file that is not well formed: the part before the first fault, which can be checked all the same. */
struct document_sound {
    size_t size;         /* bytes before the fault */
    const char *closing; /* the end tags of all that is open there */
    size_t torn;         /* so many of these, the innermost, should perhaps have been closed before */
};

struct document {
    struct arena *arena;
    struct source source;
    char *own_bytes;               /* the source's, where they were read here; else they are in the arena */
    struct xml_doc *tree;          /* NULL: not usable, and reported */
    enum document_kind kind;
    struct tag_place *tags;        /* by node number - 1 */
    size_t tag_count;
    struct veil *veils;            /* restricted passages, as bytes; made when first asked for */
    size_t veil_count;
    bool veils_known;
    bool valid;                    /* after document_check */
    size_t prose_nodes;            /* counted by markdown_check */
    struct document_origin *origin; /* NULL: the source is what people wrote */
    struct document_sound *sound;   /* NULL: the file is well formed, or cannot be read at all; with a tree: that is the sound part's */
};

/* Reads path (shown to the user as shown), looks for what is hostile, parses, numbers, trims: attribute values are collapsed, white space
 * in element-only content goes. Always returns a document; what is wrong is reported and its tree is then NULL.
 * document_load_bytes is the same for bytes at hand (copied). */
struct document *document_load(const char *path, const char *shown, struct diag_log *log);
struct document *document_load_bytes(const char *bytes, size_t size, const char *shown, struct diag_log *log);
/* One of which there is nothing to read. The origin (or NULL) goes with it. */
struct document *document_without(const char *shown, enum document_kind kind, struct document_origin *origin);
void document_free(struct document *document);
/* A hash of the bytes of the file that the document was read from. */
struct hash document_hash(const struct document *document);
/* Bytes of a file below the body's folder: one that the document brings along, else as port_read. */
enum port_read document_file(const struct document *document, const char *folder, const char *path, size_t limit, struct buf *out, size_t *size,
                             const char **why);

/* What reads sources that are no XML (import/lower.h). */
struct body_facts;
struct grammar;
struct document_request {
    const char *path;              /* to read, and as shown */
    const struct grammar *grammar;
    const struct body_facts *body; /* who is meant by names; or NULL */
    bool asked;                    /* somebody named this very file: that it is no source is a finding */
};
struct document_reader {
    struct source_reader source;
    /* As document_load; what is no source, or not yet, is DOCUMENT_FOREIGN. */
    struct document *(*load)(const struct document_request *request, struct diag_log *log);
};
/* With the reader (or NULL) if it takes the path, else with document_load. */
struct document *document_open(const struct document_reader *reader, const struct document_request *request, struct diag_log *log);
/* Whether a file is a form that minutec made, as its properties say; only by its name may it be one at all. *why: of one that cannot be told, in
 * the arena. */
enum document_form { FORM_NONE, FORM_IS, FORM_UNKNOWN };
bool document_may_be_form(const char *path);
enum document_form document_form(const char *path, const char *bytes, size_t size, struct arena *arena, const char **why);
/* Whether the beginning of a file names our namespace: it may be a source, a grammar or a catalogue of ours. */
bool document_names_us(const char *bytes, size_t size);

/* Places. The document must be the one the node came from; nodes made since have the file's place. */
struct place document_place(struct document *document, const struct node *node);       /* the element's name in its start tag */
struct place document_place_attr(struct document *document, const struct node *node, const char *name);  /* the value; the element if absent */
struct place document_place_attr_name(struct document *document, const struct node *node, const char *name);
struct place document_place_text(struct document *document, const struct node *node);  /* the first character data that is not blank */
/* The first place of word in the source of the element's own extent from its start tag to its end tag; the element if not found. */
struct place document_place_word(struct document *document, const struct node *node, const char *word);
/* Whether a line of the file also shows a restricted passage, or may. */
bool document_veils(struct document *document, size_t line);
/* Within a restricted passage (or what may be meant as one), or of an action raised in one. */
bool document_restricted(const struct node *node);

/* The grammar, as the automata that decide and explain. */
struct grammar;
struct grammar *grammar_new(const char *rng, size_t size, const char **why);
void grammar_free(struct grammar *grammar);
/* Whether the document fits the grammar, quickly: sets document->valid; if not, the findings say why. */
void document_check(struct document *document, struct grammar *grammar, struct diag_log *log);
/* What it is made of, for the tests that compare verdicts: false says that the explainer is to be asked; true, that it has nothing to
 * report. */
bool grammar_fits(const struct grammar *grammar, const struct document *document);
bool grammar_explain(struct grammar *grammar, struct document *document, struct diag_log *log);
/* The other judge that those tests ask: libxml2's validator, with the XSD that was made from the grammar. False: that is none. */
bool grammar_add_schema(struct grammar *grammar, const char *xsd, size_t xsd_size, const char *xml_xsd, size_t xml_xsd_size);
bool grammar_valid(const struct grammar *grammar, const struct document *document); /* with a schema only */

#endif
