/* What the files of the Word front end share. A document is a package of parts; its text stands in stories: the main part,
 * headers, notes. */
#ifndef IMPORT_DOCX_H
#define IMPORT_DOCX_H

#include "base/unzip.h"
#include "import/front.h"
#include "xml/xml.h"

/* -- names -- */

/* Namespaces, those of the strict and of the transitional dialect as one. */
enum docx_ns {
    DOCX_OTHER,
    DOCX_W,
    DOCX_W14,
    DOCX_R,
    DOCX_M,
    DOCX_A,
    DOCX_C,
    DOCX_DGM,
    DOCX_WP,
    DOCX_PIC,
    DOCX_V,
    DOCX_O,
    DOCX_MC,
    DOCX_RELS,
    DOCX_TYPES
};

/* Elements that mean something here: docx_names.c spells them. */
enum docx_name {
    N_OTHER,
#define DOCX_NAME(id, ns, name) id,
#include "import/docx_names.def"
#undef DOCX_NAME
    N_COUNT
};

struct docx_names; /* remembers what the names of one part were found to be */
struct docx_names *docx_names_new(void);
void docx_names_free(struct docx_names *names);
enum docx_name docx_name_of(struct docx_names *names, const char *ns, const char *name);

/* An element's start as the parts' handlers get it. */
struct docx_tag {
    struct docx_names *names;
    const struct xml_attr *attrs;
    size_t count;
};
const char *docx_attr(const struct docx_tag *tag, enum docx_ns ns, const char *name); /* NULL if absent */
const char *docx_val(const struct docx_tag *tag);                                     /* w:val */
bool docx_on(const struct docx_tag *tag); /* of an on/off element: without w:val it is on */
int docx_int(const char *text, int least, int most, int otherwise);

/* -- the package -- */

struct docx_relation {
    const char *id, *type; /* type: the last step of its URI, "header" */
    const char *target;    /* a member's name, or where a link leads */
    bool outside;
};

struct docx_part {
    const char *name;
    size_t member;
    struct docx_relation *relations; /* sorted by id */
    size_t relation_count, relation_room;
};

struct docx_style;
struct docx_lists;
struct docx_notes;

struct docx {
    const struct front_input *input;
    struct blocks *blocks;
    struct arena *arena; /* for the time of reading */
    struct unzip *archive;
    const char **attached; /* by member: the attachment's name */
    const char **types;    /* by member: its content type, where the package says one of its own */
    bool *seen;            /* by member: its words were read */
    struct docx_style *styles;
    size_t style_count, style_room;
    struct docx_style *plain; /* the default style of paragraphs, once it was asked for */
    struct docx_lists *lists;
    struct docx_notes *notes;
    struct docx_span *spans; /* in the order of blocks */
    size_t span_count, span_room;
    size_t gap, nested; /* empty paragraphs lately; stories within stories */
    const struct docx_cell *gap_cell;
    bool paged;  /* the document says where its pages ended */
    bool failed; /* and that was reported */
};

/* Reads a member with a handler. False: it cannot be read, which was reported, or the handler stopped. */
bool docx_parse(struct docx *docx, size_t member, const struct xml_handler *handler, void *with, struct xml_reader **reader);
/* A part with its relations; "" is the package itself. False: there is no such part, or it failed. */
bool docx_part_open(struct docx *docx, const char *name, struct docx_part *part);
void docx_part_close(struct docx_part *part);
const struct docx_relation *docx_relation(const struct docx_part *part, const char *id); /* NULL if there is none */
/* The member that the first relation of a type leads to. */
bool docx_related(const struct docx *docx, const struct docx_part *part, const char *type, size_t *member);
bool docx_types_read(struct docx *docx);
bool docx_is_of_type(const struct docx *docx, size_t member, const char *ending); /* "header+xml" */
const char *docx_attach(struct docx *docx, size_t member);                        /* NULL: no picture */

/* -- styles -- */

/* Properties that are on, off or not said. */
struct docx_toggles {
    unsigned set, on; /* of run marks and DOCX_VANISH */
};
enum { DOCX_VANISH = 64, DOCX_UNSAID = -1, DOCX_BODY_LEVEL = 9 };

/* What paragraphs and paragraph styles say. */
struct docx_layout {
    const char *style; /* id */
    int outline;       /* 0 to 8, DOCX_BODY_LEVEL, or DOCX_UNSAID */
    int list, level;   /* numbering; 0 takes it away */
    int left, first;   /* twentieths of a point; first: before or behind left */
    bool left_said, first_said;
    bool line; /* a border above or below */
    bool new_page;
};

struct docx_style {
    const char *id, *name, *based_on, *type;
    bool is_default;
    struct docx_toggles toggles;
    struct docx_layout layout;
    bool resolved;
};

void docx_layout_start(struct docx_layout *layout);
/* One element of w:pPr or of what stands in it; false: none of these. */
bool docx_layout_take(struct docx_layout *layout, enum docx_name name, const struct docx_tag *tag, struct arena *arena);
void docx_layout_over(struct docx_layout *layout, const struct docx_layout *over);
/* One element of w:rPr. */
void docx_toggles_take(struct docx_toggles *toggles, enum docx_name name, const struct docx_tag *tag);

bool docx_styles_read(struct docx *docx, size_t member);
/* A style with all that it inherits; id NULL: the default one of the type. NULL: there is none. */
const struct docx_style *docx_style(struct docx *docx, const char *id, const char *type);
/* The marks of a run. */
unsigned docx_marks(const struct docx_style *paragraph, const struct docx_style *character, struct docx_toggles own);
/* The level 1 to 9 that a style's name says, in the languages that office programs speak, else 0. */
int docx_heading_level(const char *style_name);

/* -- numbering -- */

bool docx_lists_read(struct docx *docx, size_t member);
void docx_lists_free(struct docx_lists *lists);    /* NULL is fine */
void docx_lists_restart(struct docx_lists *lists); /* for another story */
/* Counts on in a list. level: in, as the paragraph says, or DOCX_UNSAID; out, the one found. False: there is no such list.
 * *marker is NULL where nothing is shown; layout gets the level's indent where it says none itself. */
bool docx_lists_next(struct docx *docx, int list, int *level, const char *style, const char **marker, struct docx_layout *indent);
/* A number as a format writes it, appended. */
void docx_number(int number, const char *format, struct buf *out);

/* -- signs -- */

/* What a sign of a symbol font looks like, in UTF-8; point: as in the font, with or without 0xF000. */
const char *docx_symbol(const char *font, unsigned point);

/* -- stories -- */

/* Reads a part's paragraphs into blocks of a zone. apart: notes and comments, kept by id until something refers to them. */
bool docx_story(struct docx *docx, size_t member, enum block_zone zone, bool apart);

struct docx_reference {
    enum docx_name kind; /* of the element that refers */
    const char *id;      /* of the note; or the name of a part */
    bool own_mark;       /* its sign stands in the text */
};
struct docx_image {
    const char *file, *alt;
};
struct docx_cell {
    size_t table, row, column, row_span, column_span;
    bool heads;
};
/* How far cells reach is known at their table's end, when their blocks are made. */
struct docx_span {
    size_t block;
    const struct docx_cell *cell;
};

/* One zone's words of a paragraph. */
struct docx_words {
    struct buf text;
    struct run *runs;
    size_t run_count, run_room;
};

struct docx_paragraph {
    struct docx_paragraph *next, *outer;
    struct docx_paragraph **slot; /* where it goes among the finished */
    struct docx_words words, hidden, deleted;
    struct docx_layout layout;
    const struct docx_style *style;
    struct docx_cell *cell;
    struct docx_reference *references;
    size_t reference_count, reference_room;
    struct docx_image *images;
    size_t image_count, image_room;
    size_t at, upto, page;
    enum block_zone zone;
    const char *sign;                /* of the note that it begins */
    const struct block_mark *control; /* the innermost content control that its words are in, or NULL */
    bool controlled;                  /* that control stands within it */
    const char *bookmark;
    size_t hint_size; /* bytes of words that look like a hint */
    bool loose;                      /* made for words that stood in none */
    bool styled;                     /* style was looked up */
    bool mark_gone, mark_hidden;     /* its end is struck out; not shown */
    bool drawing;                    /* of DrawingML: has no number of its own */
    bool break_before, break_after, line;
};

void docx_paragraph_free(struct docx_paragraph *paragraph);
void docx_words_add(struct docx_words *words, const char *text, size_t size, unsigned marks, const char *link);
/* Makes blocks of finished paragraphs and of the notes that they refer to, and frees them. */
void docx_emit(struct docx *docx, struct docx_paragraph *list);
void docx_emit_rest(struct docx *docx);            /* notes that nothing referred to */
void docx_forget(struct docx *docx, size_t first); /* takes back the blocks from there on */
void docx_spans_set(struct docx *docx);

void docx_note_keep(struct docx *docx, enum docx_name kind, const char *id, const char *author, struct docx_paragraph *list);
void docx_notes_free(struct docx *docx);

/* Title, creator and dates: the members of core and extended properties. */
bool docx_properties(struct docx *docx, size_t member);
bool docx_custom(struct docx *docx, size_t member); /* those that minutec gave it */

#endif
