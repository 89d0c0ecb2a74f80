/* Numbers of one meeting: two definitions of one address, and items that are referred to. */
#include "document/rules.h"

#include <stdlib.h>
#include <string.h>

/* Counted numbers never clash: the printed one has the address. */
static bool defines(const struct def *def)
{
    return (def->number || def->id) && !def->shares;
}

void rule_duplicate_numbers(struct rules *rules, const struct node *root)
{
    (void)root;
    const struct meeting_facts *facts = rules->facts;
    struct table first = table_new(rules->arena, facts->def_count);
    for (size_t i = 0; i < facts->def_count; i++) {
        const struct def *def = &facts->defs[i];
        size_t *at = defines(def) ? table_add(&first, def->address) : NULL;
        if (at && *at)
            diag_note(diag_add(rules->log, D_DUPLICATE_NUMBER, def->place, def->address), facts->defs[*at - 1].place,
                      "it is defined here first");
        else if (at)
            *at = i + 1;
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
