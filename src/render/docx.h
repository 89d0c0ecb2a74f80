/* What the files of the DOCX finisher share. Stylesheets write a package as Flat OPC and leave to this room what counts over
 * the whole document. They say so with attributes and elements of NS_DOCX, none of which is written: */

/* <d:list num="1"> or <d:list abstract="2" start="3"> stands around the paragraphs of a list. An empty w:ilvl inside gets how
 * deep the lists are nested, an empty w:numId the list's number; with abstract, a w:num is made for it. */

/* <d:bookmark anchor="…"/> becomes a bookmark; only the first for an anchor counts. */

/* w:hyperlink with d:anchor gets its bookmark's name, with d:href a relationship. One that cannot be followed is not written;
 * what it holds is, without the character style Hyperlink. */

/* <d:image type="image/png"> in a:blip, in base64, becomes a part: one, however often the picture is shown. */

/* w:tblGrid with d:width is filled with columns as wide as their words ask for, together at most that wide. */

/* A w:tr beside a w:tbl belongs to the table before it. */

/* <d:between> in pkg:package holds the paragraph for between two tables that would touch, as Word would make one of them. */

/* pkg:part with d:shape="…" is the same in all documents of that shape. Its content is left out where the parameter shared has
 * the shape between bars ("|en columns|"): the finisher then takes that of an earlier document. */

/* Besides, wp:docPr and pic:cNvPr get ids, a cell ends in a paragraph, and no other paragraph is written that would be empty. */
#ifndef RENDER_DOCX_H
#define RENDER_DOCX_H

#include "base/buf.h"
#include "xml/xml.h"

#include <stdbool.h>

#define NS_DOCX "urn:minutec:docx"
#define NS_PKG "http://schemas.microsoft.com/office/2006/xmlPackage"
#define NS_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define NS_R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define NS_WP "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#define NS_A "http://schemas.openxmlformats.org/drawingml/2006/main"
#define NS_PIC "http://schemas.openxmlformats.org/drawingml/2006/picture"
#define NS_TYPES "http://schemas.openxmlformats.org/package/2006/content-types"
#define NS_RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"

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
    size_t seam;          /* where lists and links of this document go into it; 0: nowhere */
    size_t own_size;      /* how much has gone there */
};

struct docx {
    struct arena *arena;
    struct docx_store *store;
    struct docx_part *parts;
    size_t count, room;
    size_t media; /* pictures made; they are the last parts */
    const struct node *between;
    struct docx_map anchors; /* to names of bookmarks */
    struct docx_map names;   /* of bookmarks, to themselves */
    struct docx_map styles;  /* ids of the styles that are defined, to themselves */
    struct buf nums;         /* w:num elements made */
    size_t given_num; /* the last number that the stylesheet gave a list */
    size_t last_num, last_bookmark, last_drawing;
    const char *why; /* the first thing that went wrong */
};

void docx_fail(struct docx *docx, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The part's XML to its bytes; may add media. Parts move when media are added: index, not pointer. */
void docx_write_part(struct docx *docx, size_t index);
/* What the whole document puts into the part: lists made, or the relationships of the part it is about. */
void docx_add_late(struct docx *docx, size_t index, struct buf *out);
bool docx_is(const struct node *node, const char *ns, const char *name);
void docx_escape(struct buf *out, const char *text);

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
/* w:gridCol elements for a table. */
void docx_fit(const struct node *table, size_t width, struct buf *out);

#endif
