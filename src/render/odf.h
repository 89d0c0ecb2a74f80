/* What the files of the ODT finisher share. Stylesheets make a d:package (NS_ODT) of the parts in full, office:document-styles,
 * office:document-settings and office:document-meta, and of a body in the compact tree of docx.h, from which content.xml is
 * written. */

/* d:id on a style:style is what the compact tree calls it; without one it goes by its name. Besides docx.h there are:
 *
 * d:table  In d:package, what the tables of a style look like: id; top, left, bottom, right, across, down are lines as in
 *          "single 4 0 9AA5B1"; head is the line below header rows, fill the colour behind them.
 *
 * body     first: the master page that the document begins with; links, visited: the character styles of links; lists: how many
 *          points from the margin lists begin. Each level is 18 points further.
 *
 * tbl      style, indent, caption; beside: its first column heads the rows.
 *
 * r        bold, italic, strike, besides style and lang.
 *
 * picture  In a run, in base64: wide, high (914,400 to the inch), type, name, alt.
 *
 * list     of: the style of a list that all with that name go on with, each a paragraph of it.
 *
 * sdt      In a paragraph a field: with dropDownList, comboBox or w14:checkbox a choice, with showingPlcHdr a hint, else its words. Elsewhere
 *          what it holds.
 *
 * d:printed  In office:meta becomes the properties that tell the form's words from what is typed (form_mark.h); d:hint name="…" in it are its
 *          hints. */

#ifndef RENDER_ODF_H
#define RENDER_ODF_H

#include "base/buf.h"
#include "render/docx.h"
#include "xml/xml.h"

#include <stdbool.h>

#define NS_ODT "urn:minutec:odt"
#define NS_OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define NS_STYLE "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
#define NS_FO "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"

struct odf_style {
    const char *id, *name, *parent;
    int level;                /* in the outline; 0: it is no heading */
    const char *left, *first; /* its left margin, and where its first line begins from there; NULL: as its parent's */
    double bar;               /* room that a line of its own at the left takes; 0: it has none */
};

struct odf_look {
    const char *id;
    const char *top, *left, *bottom, *right, *across, *down, *head, *fill;
};

struct odf_picture {
    const char *path, *type;
    struct buf bytes;
};

enum list_kind { BULLETS, NUMBERS, TASKS };

/* A list around what is being written. Tables cannot stand in lists: there it is interrupted, and goes on behind. */
struct odf_list {
    bool ordered;
    bool open;           /* its tags are; so is an entry in it */
    bool headless;       /* that entry has no label of its own */
    enum list_kind kind; /* of the entries, while it is open */
    long next;           /* number */
    bool fresh;          /* no entry was numbered since it was opened */
};

enum { ODF_LISTS = 64 }; /* within one another; Markdown has at most 32 */

/* Prose under way: see docx.h. */
struct odf_prose {
    const char *style, *first;
    struct buf lead;
    bool begun; /* the lead is written */
};

struct odf {
    struct arena *arena;
    struct buf out;       /* what stands in office:text */
    struct buf *to;       /* where words go: the paragraph under way */
    struct buf bookmarks; /* for the paragraph that is written next */
    struct buf automatic; /* styles made */
    struct docx_map made; /* what they are like, to their names */
    struct docx_map anchors, placed;
    struct odf_style *styles;
    size_t style_count, style_room;
    struct odf_look *looks;
    size_t look_count, look_room;
    struct odf_picture *pictures;
    size_t picture_count, picture_room, shown;
    struct odf_list lists[ODF_LISTS];
    size_t list_base, list_depth;
    const struct node *body;
    struct docx_map counted; /* lists that go on, by style */
    size_t counts[8]; /* of styles made, by family */
    size_t tables;
    const char *first_page; /* master page for what is written first; NULL: that is done */
    const char *links, *visited;
    double list_left;
    const char *edge; /* line at the left of paragraphs; NULL: none */
    bool after_blank; /* readers would take a blank away here */
    const char *why;  /* the first thing that went wrong */
};

void odf_fail(struct odf *odf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void odf_put_attribute(struct buf *out, const char *name, const char *value);
const char *odf_attr(const struct node *node, const char *name); /* "" where there is none */
bool odf_says(const struct node *node, const char *name);        /* neither empty nor "no" nor "false" */

/* -- odf_styles.c -- */

enum odf_family { ODF_PARAGRAPH, ODF_TEXT, ODF_TABLE, ODF_COLUMN, ODF_ROW, ODF_CELL, ODF_GRAPHIC };

void odf_note_styles(struct odf *odf, const struct node *styles);
void odf_note_look(struct odf *odf, const struct node *table);
const struct odf_style *odf_style(struct odf *odf, const char *id); /* one that is not there is a failure, and NULL */
const struct odf_look *odf_look(struct odf *odf, const char *id);
/* The name of a style made for one place; parent may be NULL. */
const char *odf_make_style(struct odf *odf, enum odf_family family, const char *parent, const char *properties);
double odf_margin(const struct odf *odf, const struct odf_style *style); /* where its words begin, in points */
double odf_first_line(const struct odf *odf, const struct odf_style *style);
/* "single 4 0 9AA5B1" as an attribute of that name. */
void odf_put_line(struct buf *out, const char *name, const char *line);
double odf_line_distance(const char *line); /* from the words, in points */
double odf_line_room(const char *line);     /* and its width */
void odf_put_length(struct buf *out, const char *name, double points);
void odf_put_language(struct buf *out, const char *language);

/* -- odf_runs.c -- */

void odf_write_runs(struct odf *odf, const struct node *parent); /* what stands in a paragraph */
void odf_write_bookmark(struct odf *odf, const struct node *node);
void odf_note_anchors(struct odf *odf, const struct node *body);

/* -- odf_blocks.c -- */

void odf_write_blocks(struct odf *odf, const struct node *first); /* it and what follows it */
void odf_interrupt_lists(struct odf *odf);                        /* before what cannot stand in one */

/* -- odf_form.c -- */

void odf_write_control(struct odf *odf, const struct node *control); /* in a paragraph */
const struct node *odf_control_content(const struct node *control);
void odf_put_printed(struct odf *odf, const struct node *node, struct buf *out);

/* -- odf_tables.c -- */

/* The table and the rows beside it; the last of them. */
const struct node *odf_write_table(struct odf *odf, const struct node *table);

/* -- odf_parts.c -- */

/* A part that the stylesheet made in full. */
void odf_print(struct odf *odf, const struct node *root, struct buf *out);
void odf_print_content(struct odf *odf, const char *source, struct buf *out);
void odf_print_manifest(const struct odf *odf, struct buf *out);

#endif
