/* Prose: Markdown to resolved prose, with the links to minutes filled in. */
#include "document/markdown.h"
#include "render/resolve_parts.h"

#include <string.h>

/* A link to something restricted keeps its words, and nothing says where it led. */
static void fill_link(struct resolve *resolve, struct node *node)
{
    const char *address = attr_text(resolve, node, "address");
    if (!address)
        return;
    struct target target;
    bool hidden;
    if (refs_target(resolve, address, &target, &hidden)) {
        put_plain(node, "address", refs_address(resolve, &target));
        put_plain(node, "href", refs_href(resolve, &target));
    } else if (hidden) {
        node_unset(node, "address");
    } else {
        put_plain(node, "address", refs_full(resolve, address));
    }
}

void prose_expand(struct resolve *resolve, struct node *node, int base_level)
{
    markdown_expand(node, base_level);
    for (struct node *inner = node_first(node); inner; inner = node_after(inner, node))
        if (node_is_r(inner, "a"))
            fill_link(resolve, inner);
}

/* Line by line, as it is. */
void prose_debris(struct resolve *resolve, struct node *node)
{
    char *text = node_text(node, resolve->arena), *state = NULL;
    node_clear(node);
    for (char *line = strtok_r(text, "\r\n", &state); line; line = strtok_r(NULL, "\r\n", &state)) {
        line += strspn(line, " \t");
        size_t size = strlen(line);
        while (size && (line[size - 1] == ' ' || line[size - 1] == '\t'))
            size--;
        put_paragraph(node, arena_copy_n(resolve->arena, line, size), false);
    }
}
