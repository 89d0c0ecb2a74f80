/* From the tree that a stylesheet made to the bytes of a file: one finisher a format. */
#ifndef RENDER_FINISH_H
#define RENDER_FINISH_H

#include "base/buf.h"
#include "xml/xml.h"

#include <stdbool.h>

/* What the DOCX finisher keeps from one document to the next. */
struct docx_store;
struct docx_store *docx_store_new(void);
void docx_store_free(struct docx_store *store);
/* The shapes whose shared parts it has, each between bars; "|" for none. See docx.h. */
const char *docx_store_shapes(const struct docx_store *store);

struct finishing {
    struct docx_store *store;
    struct arena *arena;
    const char *source; /* the text of the minutes that the document is to carry, or NULL */
};

/* From what a stylesheet made of a resolved tree, or by the stylesheet itself. False: *why (from the arena) says why in one line; out may
 * hold anything. */
typedef bool finisher(const struct xml_doc *result, const struct finishing *with, struct buf *out, const char **why);
typedef bool teller(struct xml_style *style, const struct xml_doc *resolved, const char *const *params, const struct finishing *with,
                    struct buf *out, const char **why);

teller html_write;   /* elements without namespace as HTML (html.spec.whatwg.org, 13.3 Serialising) */
finisher fill_write; /* lines and tables in the vocabulary of stylesheets/text, filled to 72 columns */
finisher docx_pack;  /* the parts of a package (docx.h) as that package (ISO/IEC 29500-2) */
finisher form_markdown_write; /* a form as Markdown, in the vocabulary of stylesheets/markdown */
finisher odt_pack;   /* the same tree with parts in full beside it, as an OpenDocument text: see odf.h */

/* One action of a register, r:action, as an object; without a new line at the end. */
bool json_action(const struct node *row, struct buf *out);
/* The attendance of one body, r:sheet, likewise. */
bool json_sheet(const struct node *sheet, struct buf *out);
bool json_render(const struct xml_doc *resolved, bool history, struct buf *out);

#endif
