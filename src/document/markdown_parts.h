/* What the files behind markdown.h share. None of this knows cmark but markdown.c. */
#ifndef DOCUMENT_MARKDOWN_PARTS_H
#define DOCUMENT_MARKDOWN_PARTS_H

#include "document/document.h"

/* What in the text would make cmark slow or large out of proportion; NULL: nothing. From the arena. */
const char *guard_refuses(const char *text, size_t size, struct arena *arena);

/* What dedented prose is made of: nothing but paragraphs of characters that stand for themselves, the same with emphasis "*…*", "**…**" and
 * links "[words](TARGET)" that cannot be anything else, or more. When in doubt, more. */
enum prose_kind { PROSE_OTHER, PROSE_MARKED, PROSE_SIMPLE };
enum prose_kind prose_kind(const char *text, size_t size);

enum harm_kind { HARM_NONE, HARM_OF_TABLES, HARM_POSSIBLE };

/* Whether nothing in the prose can be a link that is refused, a picture or raw HTML, nor nest too deep, nor be refused by the guard
 * (but for its tables, if there are). It need not be dedented. When in doubt, it can. */
enum harm_kind harmless_prose(const char *text);
/* Whether prose, not dedented, is PROSE_SIMPLE. When in doubt, it is not. */
bool simple_source(const char *text);
/* The next paragraph of prose that is simple or marked, with its line ends and the indent of its lines but the first; NULL: there is no more. Moves
 * *text on. */
const char *simple_paragraph(const char **text, size_t *size);

/* The pieces of such a paragraph in their order. */
struct pieces {
    const char *at, *end;
    bool emphasis;      /* it is open */
    const char *behind; /* the link that is open */
};
struct piece {
    enum { PIECE_TEXT, PIECE_LINE, PIECE_EM, PIECE_STRONG, PIECE_LINK, PIECE_END } kind; /* the end of the innermost that is open */
    const char *text; /* of a link: its target */
    size_t size;
};
struct pieces pieces_of(const char *paragraph, size_t size);
bool next_piece(struct pieces *pieces, struct piece *piece);

enum link_kind { LINK_REFUSED, LINK_OUTSIDE, LINK_MINUTES };

/* What a link's target may do, read as a browser reads it. */
enum link_kind link_judge(const char *target);
/* An outside target as it goes into an href: trimmed, with what no URL may hold percent-encoded. */
char *link_href(const char *target, struct arena *arena);
/* The address of a target minutes:ADDRESS, percent-decoded. */
char *link_address(const char *target, struct arena *arena);

#endif
