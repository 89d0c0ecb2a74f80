/* Numbers of one meeting: two definitions of one address, and items that are referred to. */
#include "document/rules.h"

#include <stdlib.h>
#include <string.h>

static int compare_defs(const void *a, const void *b)
{
    const struct def *one = *(const struct def *const *)a, *other = *(const struct def *const *)b;
    int order = strcmp(one->address, other->address);
    return order ? order : (one > other) - (one < other);
}

/* Counted numbers never clash: the printed one has the address. */
static bool defines(const struct def *def)
{
    return (def->number || def->id) && !def->shares;
}

void rule_duplicate_numbers(struct rules *rules, const struct node *root)
{
    (void)root;
    const struct meeting_facts *facts = rules->facts;
    const struct def **defs = arena_alloc(rules->arena, facts->def_count * sizeof *defs);
    size_t count = 0;
    for (size_t i = 0; i < facts->def_count; i++)
        if (defines(&facts->defs[i]))
            defs[count++] = &facts->defs[i];
    if (count)
        qsort(defs, count, sizeof *defs, compare_defs);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (strcmp(defs[i]->address, defs[first]->address) != 0)
            first = i;
        else
            diag_note(diag_add(rules->log, D_DUPLICATE_NUMBER, defs[i]->place, defs[i]->address), defs[first]->place,
                      "it is defined here first");
    }
}

static void add_item(struct known *names, const struct def *def)
{
    known_add(names, def->id);
    known_add(names, def->number);
    known_add(names, def->address);
    known_add(names, def->path);
}

static void collect_items(struct rules *rules)
{
    const struct meeting_facts *facts = rules->facts;
    for (size_t i = 0; i < facts->def_count; i++) {
        if (facts->defs[i].kind != DEF_ITEM)
            continue;
        add_item(&rules->all_items, &facts->defs[i]);
        if (!facts->defs[i].place.restricted)
            add_item(&rules->items, &facts->defs[i]);
    }
    known_sort(&rules->items);
    known_sort(&rules->all_items);
    rules->items_listed = true;
}

/* A declaration's item, in this meeting. What is restricted counts only for passages that are restricted themselves. */
void rule_unknown_item(struct rules *rules, const struct node *node)
{
    const char *said = node_attr(node, "item");
    if (!said)
        return;
    said = text_collapse(rules->arena, said);
    if (!rules->items_listed)
        collect_items(rules);
    bool inside = parts_restricted(node);
    const struct known *known = inside ? &rules->all_items : &rules->items;
    if (known_has(known, said))
        return;
    if (known_has(&rules->all_items, said))
        rules_at_attr(rules, D_RESTRICTED_REFERENCE, node, "item", RULES_ARGS());
    else
        rules_suggest(rules, rules_at_attr(rules, D_UNKNOWN_ITEM, node, "item", RULES_ARGS(said)), said, known);
}
