/* What a legacy document holds, whatever its format: blocks in reading order, and apart from them every word that its bytes hold.
 */
#ifndef IMPORT_BLOCKS_H
#define IMPORT_BLOCKS_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING, /* level 1 to 9 */
    BLOCK_ENTRY,   /* of a list; level: its depth from 1 */
    BLOCK_IMAGE,   /* text: its alternative text, or "" */
    BLOCK_RULE     /* a line drawn across, or a page's end; no text */
};

/* Where a block stands. What is not in the body is not minuted: it is used where that is safe, else listed as left out. */
enum block_zone {
    ZONE_BODY,
    ZONE_FRONT,  /* front matter and the document's own properties: marker is the key, text the value */
    ZONE_HEADER, /* at the head of pages */
    ZONE_FOOTER,
    ZONE_FOOTNOTE, /* marker: its sign; stands right after the block that refers to it */
    ZONE_COMMENT,  /* of a reviewer */
    ZONE_HIDDEN,   /* marked as not to be shown */
    ZONE_DELETED,  /* struck out as a tracked change */
    ZONE_SITE,     /* navigation and chrome of a web site */
    ZONE_FORM      /* of raw words alone: a form's own, or read for a value as they stand */
};

enum run_mark { RUN_BOLD = 1, RUN_ITALIC = 2, RUN_STRIKE = 4, RUN_CODE = 8, RUN_UNDERLINE = 16 };

/* So many bytes of a block's text that look the same; a block's runs follow one another and add up to its text. */
struct run {
    size_t size;
    unsigned marks;
    const char *link; /* where it leads, or NULL */
};

enum block_box { BOX_NONE, BOX_EMPTY, BOX_TICKED };

/* What a word processor keeps of a place that is there to be typed into (docs/clerk-marks.md). */
struct block_choice {
    const char *text, *value; /* as shown, and as meant */
};
struct block_mark {
    const char *tag;      /* of the content control, or NULL */
    const char *bookmark; /* of minutec's, the first in it, or NULL */
    const char *date;     /* the day that its control holds, ISO, or NULL */
    bool hint;            /* shown as words that wait to be typed over */
    struct block_choice *choices;
    size_t choice_count, choice_room;
};

/* One paragraph. Text is UTF-8 without markup of any kind, NFC not needed; "\n" where the source breaks the line within it, "\t"
 * for a tab; no other control characters; not trimmed inside, but without white space at its ends. */
struct block {
    enum block_kind kind;
    enum block_zone zone;
    int level;
    enum block_box box; /* a box to tick before the words */
    const char *marker; /* the number, letter or sign before the words, as a reader sees it: "3.1", "a)", "•"; NULL: none */
    const char *text;   /* never NULL */
    size_t size;
    struct run *runs;
    size_t run_count;
    size_t at,
        upto;      /* first and last place: line (text, Markdown, HTML, laid-out PDF) or paragraph (Word, OpenDocument), from 1 */
    size_t gap;    /* empty lines or paragraphs right before it */
    size_t indent; /* columns of white space before its first line, a tab to the next multiple of 8; Word: indent in characters */
    size_t page;   /* 0: not known */
    size_t table;  /* 0: not in a table, else its number in the document */
    size_t row, column; /* from 1, where it begins */
    size_t row_span, column_span;
    bool heads_table;  /* in a row marked as the table's head */
    const char *style; /* the style's name as people see it, or NULL */
    const char *file;  /* BLOCK_IMAGE: name of the attachment, or NULL */
    const struct block_mark *mark; /* NULL: none */
};

/* A picture or other file that the document brings along. */
struct attachment {
    const char *name; /* a plain file name, made safe, of its own within the document */
    const char *bytes;
    size_t size;
};

/* What was read from the bytes before anything was made of it: each block's words must be among these, and the audit follows each
 * of these. */
struct raw_words {
    const char *text; /* one paragraph, cell or line: words never run over its end */
    size_t at;        /* as in block */
    enum block_zone zone;
};

/* One that minutec gave the document. */
struct block_property {
    const char *name, *value;
};

struct blocks {
    struct arena *arena; /* borrowed; holds all that is below */
    struct block *list;
    size_t count, room;
    struct raw_words *raw;
    size_t raw_count, raw_room;
    struct attachment *attachments;
    size_t attachment_count, attachment_room;
    struct block_property *properties;
    size_t property_count, property_room;
    const char *carried; /* the text of the minutes that the document was made from, or NULL */
    size_t carried_size;
    bool sealed; /* nobody touched the document since */
    size_t table_count;
    const char *format;   /* "docx", "text", … */
    const char *encoding; /* of text: "UTF-8", "Windows-1252", …; else NULL */
    const char *unit;     /* what places count: "line", "paragraph" */
    struct buf words;     /* of the last block, until blocks_end */
    struct run *runs;
    size_t run_count, run_room;
};

void blocks_start(struct blocks *blocks, struct arena *arena, const char *format, const char *unit);
void blocks_free(struct blocks *blocks); /* the arrays; the arena is the caller's */

/* A new last block: ZONE_BODY, spans of 1, no text. The pointer holds until the next call. */
struct block *blocks_add(struct blocks *blocks, enum block_kind kind, size_t at);
/* More text for the last block, looking like that. Text that looks like the text before becomes one run with it. */
void blocks_text(struct blocks *blocks, const char *text, size_t size, unsigned marks, const char *link);
/* The last block is finished: white space at its ends goes, and so does the block when nothing is left of it (no text, no marker,
 * no image). False: it went. */
bool blocks_end(struct blocks *blocks);
void blocks_raw(struct blocks *blocks, enum block_zone zone, size_t at, const char *text, size_t size);
#define BLOCKS_OWN "minutec" /* how its properties and bookmarks begin */
void blocks_property(struct blocks *blocks, const char *name, const char *value, size_t size);
void block_mark_choice(struct blocks *blocks, struct block_mark *mark, const char *text, const char *value);
const char *blocks_attach(struct blocks *blocks, const char *name, const char *bytes,
                          size_t size); /* copies the bytes; the name it got */

/* Breaks within paragraphs of the body that are as good as ends of paragraphs (a number, a sign or a label begins the next line) become that. */
void blocks_break_lines(struct blocks *blocks);

/* Bytes from..to of a block's text as Markdown that prints them as they stand, with emphasis and links; on one line unless the
 * text has breaks. Links of schemes that minutes must not hold lose their target. */
void block_prose(const struct block *block, size_t from, size_t to, struct buf *out);
/* Whether all of from..to has these marks. */
bool block_marked(const struct block *block, size_t from, size_t to, unsigned marks);

#endif
