#include "document/element.h"

#include "document/load.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[ELEMENTS] = {"",
#define ELEMENT_NAME(id, name) name,
                                            ELEMENT_LIST(ELEMENT_NAME)
#undef ELEMENT_NAME
};

static int compare(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

enum element_id element_find(const char *name)
{
    const char *const *found = bsearch(name, names, ELEMENTS, sizeof *names, compare);
    return found ? (enum element_id)(found - names) : ELEMENT_NONE;
}

enum element_id element_of(struct element_seen *seen, const struct node *node)
{
    const char *name = node_name(node), *space = node_ns(node);
    size_t slot = ((uintptr_t)name ^ (uintptr_t)name >> 9) % ELEMENT_SEEN;
    if (seen->names[slot] != name || seen->spaces[slot] != space) {
        seen->names[slot] = name;
        seen->spaces[slot] = space;
        seen->elements[slot] = strcmp(space, NS_MINUTES) == 0 ? element_find(name) : ELEMENT_NONE;
    }
    return seen->elements[slot];
}

enum element_id document_element(const struct document *document, const struct node *node)
{
    size_t number = node_number(node);
    if (number && number <= document->tag_count)
        return (enum element_id)document->tags[number - 1].element;
    return strcmp(node_ns(node), NS_MINUTES) == 0 ? element_find(node_name(node)) : ELEMENT_NONE;
}

const struct node *document_after(const struct document *document, const struct node *node)
{
    size_t number = node_number(node);
    if (!document->tag_count)
        return node_after(node, xml_root(document->tree));
    return number < document->tag_count ? document->tags[number].node : NULL;
}
