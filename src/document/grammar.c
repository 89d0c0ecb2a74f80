/* The grammar: made, asked, freed. */
#include "document/grammar.h"

#include <stdlib.h>
#include <string.h>

struct grammar *grammar_new(const char *rng, size_t size, const char **why)
{
    struct grammar *grammar = mem_zero(1, sizeof *grammar);
    grammar->arena = arena_new();
    grammar->words = xml_words_new();
    if (grammar_read(grammar, rng, size, why))
        return grammar;
    grammar_free(grammar);
    return NULL;
}

void grammar_free(struct grammar *grammar)
{
    if (!grammar)
        return;
    for (size_t i = 0; i < grammar->type_count; i++) {
        struct type *type = grammar->types[i];
        for (size_t k = 0; k < type->pattern_count; k++)
            xml_pattern_free(type->patterns[k].compiled);
        free(type->patterns);
        free(type->parts);
    }
    for (size_t i = 0; i < grammar->element_count; i++)
        free(grammar->elements[i]->attributes);
    free(grammar->types);
    free(grammar->elements);
    xml_schema_free(grammar->schema);
    xml_words_free(grammar->words);
    arena_free(grammar->arena);
    free(grammar);
}

bool grammar_add_schema(struct grammar *grammar, const char *xsd, size_t xsd_size, const char *xml_xsd, size_t xml_xsd_size)
{
    grammar->schema = xml_schema_new(xsd, xsd_size, "xml.xsd", xml_xsd, xml_xsd_size);
    return grammar->schema;
}

bool grammar_valid(const struct grammar *grammar, const struct document *document)
{
    const struct node *root = xml_root(document->tree);
    /* The schema takes every element that several others share as a root. */
    return automaton_step(grammar->start, 0, node_ns(root), node_name(root)) && xml_schema_valid(grammar->schema, document->tree);
}

const struct element *automaton_element(const struct automaton *automaton, size_t position)
{
    return automaton->leaves[position];
}

size_t automaton_step(const struct automaton *automaton, size_t state, const char *ns, const char *name)
{
    for (size_t p = 1; p <= automaton->count; p++) {
        const struct element *element = automaton->leaves[p];
        if (automaton_follows(automaton, state, p) && !strcmp(element->name, name) && !strcmp(element->ns, ns))
            return p;
    }
    return 0;
}

const struct attribute *element_attribute(const struct element *element, const char *ns, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute *attribute = &element->attributes[i];
        if (strcmp(attribute->name, name) == 0 && strcmp(attribute->ns, ns) == 0)
            return attribute;
    }
    return NULL;
}

bool element_holds(const struct element *element, const char *name)
{
    for (size_t p = 1; p <= element->content->count; p++)
        if (strcmp(automaton_element(element->content, p)->name, name) == 0)
            return true;
    return false;
}
