/* Whether a document fits the grammar, for the many that do: tables, one walk, no words. It says no as soon as it is not sure,
 * and then the explainer is asked, which goes by the same automata, attributes and types. */
#include "document/grammar.h"
#include "document/load.h"

#include <stdint.h>
#include <string.h>

/* An attribute by the pointer that its name mostly is. */
struct fit_slot {
    const char *name;
    size_t index;
};

struct fit {
    unsigned char *next; /* by state and enum element_id: the position taken, or 0 */
    uint64_t required;   /* by attribute */
    struct fit_slot *slots;
    size_t slot_mask;
};

enum { ATTRIBUTES_MOST = 64 }; /* bits of required */

static size_t slot_of(const struct fit *fit, const char *name)
{
    uintptr_t bits = (uintptr_t)name;
    return (bits ^ bits >> 7) & fit->slot_mask;
}

static void make_slots(const struct grammar *grammar, const struct element *element, struct fit *fit)
{
    size_t slots = 4;
    while (slots < 3 * element->attribute_count)
        slots *= 2;
    fit->slot_mask = slots - 1;
    fit->slots = arena_alloc(grammar->arena, slots * sizeof *fit->slots);
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute *attribute = &element->attributes[i];
        fit->required |= (uint64_t)attribute->required << i;
        if (*attribute->ns)
            continue;
        const char *name = xml_word(grammar->words, attribute->name);
        size_t at = slot_of(fit, name);
        while (fit->slots[at].name)
            at = (at + 1) & fit->slot_mask;
        fit->slots[at] = (struct fit_slot){name, i};
    }
}

static void make_steps(const struct grammar *grammar, const struct element *element, struct fit *fit)
{
    const struct automaton *automaton = element->content;
    fit->next = arena_alloc(grammar->arena, (automaton->count + 1) * ELEMENTS);
    for (size_t p = 1; p <= automaton->count; p++) {
        const struct element *leaf = automaton_element(automaton, p);
        size_t id = strcmp(leaf->ns, NS_MINUTES) == 0 ? element_find(leaf->name) : ELEMENT_NONE;
        for (size_t s = 0; id && s <= automaton->count; s++)
            if (automaton_follows(automaton, s, p))
                fit->next[s * ELEMENTS + id] = (unsigned char)p;
    }
}

/* Made when first asked for: many elements never occur. */
static const struct fit *fit_of(const struct grammar *grammar, struct element *element)
{
    if (!element->fit && element->attribute_count <= ATTRIBUTES_MOST) {
        element->fit = arena_alloc(grammar->arena, sizeof *element->fit);
        make_slots(grammar, element, element->fit);
        make_steps(grammar, element, element->fit);
    }
    return element->fit;
}

/* -- the walk -- */

/* An element that is open, and how far its children have come. */
struct stage {
    const struct element *element;
    const struct fit *fit;
    size_t state, close;
};

struct attribute_walk {
    const struct element *element;
    const struct fit *fit;
    uint64_t seen;
    bool good;
};

static const struct attribute *attribute_of(const struct attribute_walk *walk, const char *name, const char *ns)
{
    if (!*ns)
        for (size_t at = slot_of(walk->fit, name); walk->fit->slots[at].name; at = (at + 1) & walk->fit->slot_mask)
            if (walk->fit->slots[at].name == name)
                return &walk->element->attributes[walk->fit->slots[at].index];
    return element_attribute(walk->element, ns, name);
}

static bool fits_attribute(void *with, const char *name, const char *ns, const char *value)
{
    struct attribute_walk *walk = with;
    const struct attribute *attribute = attribute_of(walk, name, ns);
    walk->good = attribute && type_holds(attribute->type, value);
    if (walk->good)
        walk->seen |= (uint64_t)1 << (attribute - walk->element->attributes);
    return walk->good;
}

/* The element alone: its attributes, and whether it may hold words. */
static bool fits_alone(const struct stage *stage, const struct node *node)
{
    struct attribute_walk walk = {stage->element, stage->fit, 0, true};
    node_attrs(node, fits_attribute, &walk);
    return walk.good && (walk.seen & stage->fit->required) == stage->fit->required &&
           (stage->element->text || !node_has_text(node));
}

/* Which element of the grammar a tag is where it stands, or NULL. */
static struct element *step(const struct grammar *grammar, struct stage *parent, const struct tag_place *tag)
{
    const struct automaton *automaton = parent ? parent->element->content : grammar->start;
    size_t position = parent ? parent->fit->next[parent->state * ELEMENTS + tag->element]
                             : automaton_step(automaton, 0, node_ns(tag->node), node_name(tag->node));
    if (parent)
        parent->state = position;
    return position ? (struct element *)automaton_element(automaton, position) : NULL;
}

bool grammar_fits(const struct grammar *grammar, const struct document *document)
{
    struct stage stages[LIMIT_DEPTH], *stage = NULL;
    for (size_t i = 0; i < document->tag_count; i++) {
        const struct tag_place *tag = &document->tags[i];
        while (stage && stage->close <= tag->start) {
            if (!stage->element->content->end[stage->state])
                return false;
            stage = stage > stages ? stage - 1 : NULL;
        }
        struct element *element = stage || i == 0 ? step(grammar, stage, tag) : NULL;
        const struct fit *fit = element ? fit_of(grammar, element) : NULL;
        if (!fit || (stage && stage == stages + LIMIT_DEPTH - 1))
            return false;
        stage = stage ? stage + 1 : stages;
        *stage = (struct stage){element, fit, 0, tag->close};
        if (!fits_alone(stage, tag->node))
            return false;
    }
    for (; stage && stage >= stages; stage = stage > stages ? stage - 1 : NULL)
        if (!stage->element->content->end[stage->state])
            return false;
    return document->tag_count;
}
