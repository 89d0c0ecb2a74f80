/* Where the leaves of prose stand in its source. */
#include "document/markdown.h"

#include "document/markdown_parts.h"
#include "document/markdown_tree.h"

#include <stdlib.h>
#include <string.h>

static bool is_leaf(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || type == CMARK_NODE_CODE_BLOCK ||
           type == CMARK_NODE_HTML_BLOCK || strcmp(cmark_node_get_type_string(node), "table_cell") == 0;
}

/* The byte at a line and column, both from 1. */
static size_t byte_at(const char *text, size_t size, int line, int column)
{
    size_t at = 0;
    for (int i = 1; i < line && at < size; i++) {
        const char *end = memchr(text + at, '\n', size - at);
        at = end ? (size_t)(end - text) + 1 : size;
    }
    at += column > 0 ? (size_t)column - 1 : 0;
    return at < size ? at : size;
}

size_t markdown_leaves(const char *dedented, struct arena *arena, struct markdown_leaf **leaves)
{
    size_t size = strlen(dedented), count = 0, room = 0;
    struct markdown_leaf *list = NULL;
    *leaves = NULL;
    if (guard_refuses(dedented, size, arena))
        return 0;
    cmark_node *root = markdown_tree(dedented, size);
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER || !is_leaf(node))
            continue;
        size_t from = byte_at(dedented, size, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
        size_t to = byte_at(dedented, size, cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1);
        MEM_GROW(list, count, room);
        list[count++] = (struct markdown_leaf){from, to > from ? to : from};
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
    *leaves = arena_alloc(arena, (count + 1) * sizeof **leaves);
    if (count)
        memcpy(*leaves, list, count * sizeof *list);
    free(list);
    return count;
}
