/* Findings about attributes: unknown ones, missing ones; their values are explain_value.c's. */
#include "document/explain.h"
#include "document/load.h"

#include "base/text.h"
#include "document/mend.h"

#include <stdlib.h>
#include <string.h>

struct reading {
    struct explainer *explainer;
    const struct node *node;
    const struct element *element;
    bool *seen; /* by attribute: it stands there, or one that was meant as it */
};

static void see(const struct reading *reading, const struct attribute *attribute)
{
    reading->seen[attribute - reading->element->attributes] = true;
}

static bool is_given(const struct node *node, const struct attribute *attribute)
{
    return (*attribute->ns ? node_attr_ns(node, attribute->ns, attribute->name) : node_attr(node, attribute->name)) != NULL;
}

/* The only attribute that is missing, where the value could be its and hardly that of another. */
static const struct attribute *missing_attribute(const struct reading *reading, const char *value)
{
    const struct attribute *missing = NULL;
    for (size_t i = 0; i < reading->element->attribute_count; i++) {
        const struct attribute *attribute = &reading->element->attributes[i];
        if (!attribute->required || reading->seen[i] || is_given(reading->node, attribute))
            continue;
        if (missing)
            return NULL;
        missing = attribute;
    }
    return missing && type_holds(missing->type, value) && !type_holds(missing->type, "Any words") ? missing : NULL;
}

/* The attribute that a name was meant as: the nearest of those that are not there. *sure: it is no other. */
static const struct attribute *meant_attribute(const struct reading *reading, const char *name, const char *value, bool *sure)
{
    const struct element *element = reading->element;
    struct names free_ones = {.arena = reading->explainer->arena}, all = free_ones;
    for (size_t i = 0; i < element->attribute_count; i++) {
        names_add(&all, element->attributes[i].shown);
        if (!reading->seen[i] && !is_given(reading->node, &element->attributes[i]))
            names_add(&free_ones, element->attributes[i].shown);
    }
    const char *nearest = free_ones.count ? text_nearest(name, free_ones.rows, free_ones.count) : NULL;
    *sure = nearest && mend_is_sure(name, nearest, all.rows, all.count);
    names_free(&free_ones);
    names_free(&all);
    for (size_t i = 0; nearest && i < element->attribute_count; i++)
        if (strcmp(element->attributes[i].shown, nearest) == 0)
            return &element->attributes[i];
    return missing_attribute(reading, value);
}

static const char *known_names(const struct reading *reading, const char *near)
{
    struct names names = {.arena = reading->explainer->arena};
    for (size_t i = 0; i < reading->element->attribute_count; i++)
        names_add(&names, reading->element->attributes[i].shown);
    const char *text = names.count ? names_join(&names, near, "", " or ") : "no attributes at all";
    names_free(&names);
    return text;
}

/* Whether a value is one of the type's, or certain to be meant as one. */
static bool means(struct arena *arena, const struct type *type, const char *value)
{
    struct date_guess date;
    if (type_holds(type, value) || (*value && guess_certain(type, value, arena)))
        return true;
    return *value && type_has_data(type, "date") && guess_date(value, arena, &date) && date.certain;
}

static void report_unknown(const struct reading *reading, const char *name, const char *ns, const char *value)
{
    struct explainer *explainer = reading->explainer;
    const struct element *element = reading->element;
    bool foreign = *ns && strcmp(ns, NS_XML);
    const char *shown = *ns && !foreign ? arena_printf(explainer->arena, "xml:%s", name) : name;
    struct place place = foreign ? load_place_foreign_attr(explainer->document, reading->node, name)
                                 : document_place_attr_name(explainer->document, reading->node, shown);
    struct finding *finding = explain_add(explainer, D_UNKNOWN_ATTRIBUTE, place, shown, element->name);
    bool child = element_holds(element, name), sure;
    const struct attribute *meant = child ? NULL : meant_attribute(reading, shown, value, &sure);
    if (meant)
        diag_suggest(finding, meant->shown);
    if (meant && sure && !*ns && means(explainer->arena, meant->type, value))
        mend_attr_name(finding, explainer->document, reading->node, shown, meant->shown);
    diag_expected(finding, known_names(reading, shown));
    if (foreign)
        words_add(finding, "of attributes with a prefix, only xml:lang is known");
    if (child)
        words_add(finding, arena_printf(explainer->arena, "'%s' is an element: <%s><%s>…</%s></%s>", name, element->name, name,
                                        name, element->name));
    if (!meant)
        return;
    see(reading, meant);
    if (!foreign && !type_holds(meant->type, value))
        explain_value(explainer, reading->node, element, shown, meant, value);
}

static bool read_one(void *with, const char *name, const char *ns, const char *value)
{
    const struct reading *reading = with;
    const struct attribute *attribute = element_attribute(reading->element, ns, name);
    if (!attribute) {
        report_unknown(reading, name, ns, value);
        return true;
    }
    see(reading, attribute);
    if (!type_holds(attribute->type, value))
        explain_value(reading->explainer, reading->node, reading->element, attribute->shown, attribute, value);
    return true;
}

static void report_missing(const struct reading *reading, const struct attribute *attribute)
{
    struct explainer *explainer = reading->explainer;
    struct place place = document_place(explainer->document, reading->node);
    struct finding *finding = explain_add(explainer, D_MISSING_ATTRIBUTE, place, reading->element->name, attribute->shown);
    diag_expected(finding,
                  arena_printf(explainer->arena, "%s=\"…\": %s", attribute->shown, explain_type(explainer->arena, attribute, NULL)));
    words_add(finding, words_meaning(explainer->arena, attribute->shown, attribute->meaning));
    if (!node_parent(reading->node) && strcmp(attribute->shown, "version") == 0)
        mend_add_attr(finding, explainer->document, reading->node, "version", "1"); /* there is no other */
}

void explain_attributes(struct explainer *explainer, const struct node *node, const struct element *element)
{
    struct reading reading = {explainer, node, element, mem_zero(element->attribute_count + 1, sizeof(bool))};
    node_attrs(node, read_one, &reading);
    for (size_t i = 0; i < element->attribute_count; i++)
        if (element->attributes[i].required && !reading.seen[i])
            report_missing(&reading, &element->attributes[i]);
    free(reading.seen);
}
