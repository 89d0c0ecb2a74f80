/* The text that a document carries of the minutes it was made from, so that it can be read back: what its audience may see of it.
 */
#include "document/canonical.h"
#include "render/resolve_parts.h"

#include <string.h>

enum { CARRIED_MOST = LIMIT_PROSE - 1 };

static void drop_remarks(struct node *first)
{
    for (struct node *node = first, *next; node; node = next) {
        next = node_next_every(node);
        if (node_kind(node) == NODE_COMMENT || node_kind(node) == NODE_INSTRUCTION)
            node_drop(node);
    }
}

bool source_for_public(const char *bytes, size_t size, struct data *data, struct buf *out)
{
    const struct grammar *grammar = data_grammar(data, NULL);
    struct xml_fault fault;
    struct xml_doc *tree = grammar ? xml_parse_all(bytes, size, &fault) : NULL;
    if (!tree)
        return false;
    struct node *root = xml_root(tree);
    resolve_drop_restricted(root);
    drop_remarks(xml_first_every(tree));
    for (struct node *node = root; node; node = node_after(node, root))
        drop_remarks(node_first_every(node));
    canonical_write(tree, grammar, &(struct canonical_options){.fill = false}, out);
    xml_free(tree);
    return true;
}

/* A comment, an instruction behind the declaration, or a restricted passage, as far as a glance can tell. */
static bool may_hide(const char *bytes, size_t size)
{
    static const char declaration[] = "<?xml ";
    const char *end = bytes + size, *at = bytes;
    at += size > sizeof declaration && memcmp(bytes, declaration, sizeof declaration - 1) == 0 ? sizeof declaration - 1 : 0;
    while ((at = memchr(at, '<', (size_t)(end - at))) && ++at < end) {
        size_t length = 0;
        while (at + length < end && (unsigned char)at[length] > ' ' && at[length] != '/' && at[length] != '>')
            length++;
        if (*at == '!' || *at == '?' || memchr(at, ':', length) || (length == 10 && memcmp(at, "restricted", 10) == 0))
            return true;
    }
    return false;
}

void resolve_source(const struct resolve *resolve, struct node *head, struct data *data)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const char *bytes = resolve->document->source.bytes;
    size_t size = resolve->document->source.size, start = size >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    struct buf text = BUF_INIT;
    bytes += start;
    size -= start;
    bool whole = resolve->full || !may_hide(bytes, size);
    bool there = whole ? (buf_add(&text, bytes, size), true) : source_for_public(bytes, size, data, &text);
    /* Where a reference was taken out for the public, the source without it would be no minutes. */
    if (there && text.size <= CARRIED_MOST && (resolve->full || !*resolve->hid))
        node_add_text(node_add_r(head, "source"), buf_text(&text));
    buf_free(&text);
}
