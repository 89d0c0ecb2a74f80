/* Prose: CommonMark with GFM tables, autolinks, strikethrough and task lists, through libcmark-gfm, and nothing else of cmark leaves here. */
#ifndef DOCUMENT_MARKDOWN_H
#define DOCUMENT_MARKDOWN_H

#include "document/document.h"

/* The source of a prose element as it is parsed: the first line trimmed, the common indent of the others taken off (a tab is 8 columns). */
char *markdown_dedent(const char *text, struct arena *arena);

/* Limits, links, raw HTML, pictures: reports what is wrong with the prose of an element. Called for every prose element on checking. */
void markdown_check(struct document *document, const struct node *prose, struct diag_log *log);

/* Calls visit for each link target in the prose, in order. Cheap when the text holds no "minutes:". */
void markdown_links(const char *text, bool (*visit)(void *with, const char *target), void *with);

/* The words alone, Markdown taken off, collapsed. */
char *markdown_plain(const char *text, struct arena *arena);

/* Replaces the character data of an element by resolved prose (docs/resolved.md): r:p, r:ul, … For inlines alone, see docs/resolved.md.
 * base_level: the level that a heading of level 1 in the prose gets. Link targets "minutes:…" are kept as r:a address="…" for resolve to fill in. */
void markdown_expand(struct node *prose, int base_level);

/* The leaves of dedented prose in their order (paragraphs, headings, cells, code): bytes from..to of it. They are one by one the r:p, r:h, r:td
 * and r:pre that markdown_expand makes. Returns how many; 0 where the prose is refused. */
struct markdown_leaf {
    size_t from, to;
};
size_t markdown_leaves(const char *dedented, struct arena *arena, struct markdown_leaf **leaves);

/* Text as Markdown that prints it as it stands: whatever could be markup gets a backslash. start: it begins a line. Line ends become hard breaks. */
void markdown_escape(const char *text, size_t size, bool start, struct buf *out);
/* Whether a link may lead there. */
bool markdown_link_allowed(const char *target);

#endif
