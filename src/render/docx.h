/* What the files of the DOCX finisher share. Stylesheets write the parts of a package, and leave to this room what counts over the whole
 * document. This is a package, without a namespace:
 *
 * package  The whole: parts.
 * part   A part: name ("/word/document.xml"), type (of content). With shape="…" it is the same in all documents of that shape, and what it
 *        holds is left out where the parameter shared has the shape between bars ("|en columns|"): that of an earlier document is taken then.
 * data   In a part: the root of its XML.
 * bytes  In a part: its bytes, in base64.
 * between  In package: the paragraph for between two tables that would touch, as Word would make one of them. */

/* Elements without a namespace, and attributes without one on them, are those of WordprocessingML: <jc val="center"/>. Of these
 * some are shorter than there, or new:
 *
 * p      A paragraph, with its properties as attributes: style, keep, numbered (of the list around), shade, space (before and after),
 *        indent, hanging, align. An attribute that is empty is none. Without runs only its bookmarks are written.
 * r      A run: style, lang. Words right in it are its text, a line end among them a blank; without any it is not written.
 *        Words right in a p or a are a run.
 * label  A run that ends in what colon says, unless it ends in punctuation, and a blank run behind it.
 * a      A link: href, title. To "#…" it leads to a bookmark. One that cannot be followed is written as what it holds, without the
 *        character style Hyperlink.
 * bookmark  anchor; only the first for an anchor counts.
 * list   num="1", or abstract="2" start="3", for which a w:num is made: around the entries of a list.
 * item   An entry of a list. Its first paragraph is numbered, or says itself how it begins.
 * prose  style, first: around blocks; those p that have no style are its paragraphs, the first in the style first. The runs in a lead
 *        begin the first, those in a tail end the last, those below it stand on a line of their own behind; each has a paragraph of
 *        its own where the prose has none there.
 * edge   left="double 6 6 9B1C1C": a line at the side of all paragraphs in it but those with edge="no".
 * tr     whole (on one page), head, and for its cells top, sides, fill; beside a tbl it belongs to the table before it.
 * tc     span, fill. It ends in a paragraph.
 * picture  In an r: wide, high (English Metric Units), type, name, alt; in base64. It becomes a part: one, however often the picture is shown.
 * headerReference, footerReference  type; the id of the relationship.
 * core, app  What the package says of itself, each the root of a part: title, creator, language, date, status; company.
 * tblGrid  with width is filled with columns as wide as their words ask for, together at most that wide.
 *
 * Besides, the id of an sdt gets its number. What else counts over the whole document is said with NS_DOCX: */

/* <d:printed pid="9"> among the document's own properties becomes those that tell the form's words from what is typed (form_mark.h). */

#ifndef RENDER_DOCX_H
#define RENDER_DOCX_H

#include "base/buf.h"
#include "xml/xml.h"

#include <stdbool.h>

#define NS_DOCX "urn:minutec:docx"
#define NS_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define NS_R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define NS_WP "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#define NS_W14 "http://schemas.microsoft.com/office/word/2010/wordml"
#define NS_A "http://schemas.openxmlformats.org/drawingml/2006/main"
#define NS_PIC "http://schemas.openxmlformats.org/drawingml/2006/picture"
#define NS_CORE "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
#define NS_EXTENDED "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
#define NS_DC "http://purl.org/dc/elements/1.1/"
#define NS_TERMS "http://purl.org/dc/terms/"
#define NS_XSI "http://www.w3.org/2001/XMLSchema-instance"
#define NS_TYPES "http://schemas.openxmlformats.org/package/2006/content-types"
#define NS_RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"

#define TYPE_DOCUMENT "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
#define TYPE_NUMBERING "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
#define TYPE_RELATIONS "application/vnd.openxmlformats-package.relationships+xml"

/* Text by text; keys and values are borrowed. */
struct docx_map {
    struct docx_entry *entries;
    size_t count, room;
};
const char *docx_map_get(const struct docx_map *map, const char *key);       /* NULL: it has none */
void docx_map_put(struct docx_map *map, const char *key, const char *value); /* for a key that it does not have yet */
void docx_map_free(struct docx_map *map);

struct docx_part {
    const char *name, *type; /* "/word/document.xml" */
    const struct node *root; /* of its XML; NULL: the bytes are there already */
    struct buf bytes;
    struct buf relations; /* Relationship elements that writing it made */
    bool related;         /* it made some, which may stand in another part by now */
    const char *shape;    /* it is shared by all documents of that shape; NULL: it is this document's own */
    bool taken;           /* from an earlier document */
    bool carried;         /* the source, or what belongs to it */
    size_t seam;          /* where lists and links of this document go into it; 0: nowhere */
    size_t own_size;      /* how much has gone there */
};

struct docx {
    struct arena *arena;
    struct docx_store *store;
    struct docx_part *parts;
    size_t count, room;
    size_t media; /* pictures made; they are the last parts */
    struct element_kind *kinds; /* what is known of elements, by the places of their names; NULL: nothing yet */
    const struct node *between;
    struct docx_map anchors; /* to names of bookmarks */
    struct docx_map names;   /* of bookmarks, to themselves */
    struct docx_map styles;  /* ids of the styles that are defined, to themselves */
    struct buf nums;         /* w:num elements made */
    size_t given_num; /* the last number that the stylesheet gave a list */
    size_t last_num, last_bookmark, last_drawing, last_control;
    const char *why; /* the first thing that went wrong */
};

void docx_fail(struct docx *docx, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The part's XML to its bytes; may add media. Parts move when media are added: index, not pointer. */
void docx_write_part(struct docx *docx, size_t index);
/* What the whole document puts into the part: lists made, or the relationships of the part it is about. */
void docx_add_late(struct docx *docx, size_t index, struct buf *out);
bool docx_is(const struct node *node, const char *ns, const char *name);
bool docx_is_short(const struct node *node, const char *name); /* of no namespace */
void docx_escape(struct buf *out, const char *text);
void docx_escape_n(struct buf *out, const char *text, size_t size, bool in_line); /* in_line: a line end becomes a blank */

/* Gives the part the content that one of its shape had; that content's seam is filled later. */
void docx_take_over(struct docx *docx, struct docx_part *part);
void docx_fill_seam(struct docx *docx, size_t index);
void docx_hand_on(const struct docx *docx); /* keeps what is shared, of a document that is finished */
struct zip_deflater *docx_store_deflater(const struct docx_store *store);

/* A name for the bookmark of an anchor: letters, digits and "_", at most 40, none twice whatever the case. */
void docx_name_anchor(struct docx *docx, const char *anchor);
/* The target as a relationship may have it; NULL: a reader could take offence at it. */
const char *docx_target(struct arena *arena, const char *href);
bool docx_decode(const char *base64, struct buf *out);
/* How wide the columns of a table are, together at most width if they can; how many there are. */
enum { DOCX_COLUMNS = 63 };
size_t docx_fit(const struct node *table, size_t width, size_t *widths);
/* The words of a label, with its colon unless they end in punctuation; NULL: it has none. */
const char *docx_label(struct arena *arena, const struct node *label);

#endif
