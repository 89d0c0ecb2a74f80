/* Which element an unknown name was meant as: the nearest names, of elements that could hold what stands in it. */
#include "document/explain.h"

#include "base/text.h"

#include <string.h>

bool grammar_knows(const struct grammar *grammar, const char *name)
{
    for (size_t i = 0; i < grammar->element_count; i++)
        if (strcmp(grammar->elements[i]->name, name) == 0)
            return true;
    return false;
}

/* An element that could hold none of a node's children is hardly meant by it, however near the name. */
static bool could_hold(const struct grammar *grammar, const struct element *element, const struct node *node)
{
    bool known = false;
    for (const struct node *child = node_first(node); child; child = node_next(child)) {
        if (element_holds(element, node_name(child)))
            return true;
        known = known || grammar_knows(grammar, node_name(child));
    }
    return !known;
}

size_t meant_distance(const struct grammar *grammar, const struct child *row, const struct element *element)
{
    if (!text_nearest(row->name, &element->name, 1) || !could_hold(grammar, element, row->node))
        return MEANT_NOT;
    return text_distance(row->name, element->name, MEANT_NOT - 1);
}

size_t meant_least(const struct grammar *grammar, const struct child *row)
{
    size_t least = MEANT_NOT;
    for (size_t i = 0; i < grammar->element_count && least; i++) {
        size_t distance = meant_distance(grammar, row, grammar->elements[i]);
        if (distance < least)
            least = distance;
    }
    return least;
}

const char *meant_after(const struct grammar *grammar, const struct child *row, const struct automaton *automaton, size_t state,
                        size_t least)
{
    for (size_t p = 1; p <= automaton->count; p++) {
        const struct element *element = automaton_element(automaton, p);
        bool possible = state == MEANT_ANYWHERE || automaton_follows(automaton, state, p);
        if (possible && meant_distance(grammar, row, element) <= least)
            return element->name;
    }
    return NULL;
}

const char *meant_elsewhere(const struct grammar *grammar, const struct child *row, size_t least)
{
    for (size_t i = 0; i < grammar->element_count; i++)
        if (meant_distance(grammar, row, grammar->elements[i]) <= least)
            return grammar->elements[i]->name;
    return NULL;
}
