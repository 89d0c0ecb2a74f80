/* Markdown as cmark's tree, for the two that walk it: resolved prose and the Markdown front end. Nobody else includes this. */
#ifndef DOCUMENT_MARKDOWN_TREE_H
#define DOCUMENT_MARKDOWN_TREE_H

#include <cmark-gfm.h>

/* CommonMark with tables, strikethrough, autolinks and task lists. Never NULL; cmark_node_free is the caller's. What guard_refuses refuses must
 * not come here. */
cmark_node *markdown_tree(const char *text, size_t size);

#endif
