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

/* What the names of items are kept as: of restricted ones alone, or of a public one too. */
enum { ITEM_HIDDEN = 1, ITEM_PUBLIC = 2, NAMES = 4 };

static void names_of(const struct def *def, const char *names[NAMES])
{
    names[0] = def->id;
    names[1] = def->number;
    names[2] = def->address;
    names[3] = def->path;
}

static void note_items(struct rules *rules)
{
    const struct meeting_facts *facts = rules->facts;
    const char *names[NAMES];
    rules->items = table_new(rules->arena, NAMES * facts->def_count);
    for (size_t i = 0; i < facts->def_count; i++) {
        names_of(&facts->defs[i], names);
        for (size_t k = 0; k < NAMES && facts->defs[i].kind == DEF_ITEM; k++) {
            size_t *kept = names[k] ? table_add(&rules->items, names[k]) : NULL;
            if (kept && *kept != ITEM_PUBLIC)
                *kept = facts->defs[i].place.restricted ? ITEM_HIDDEN : ITEM_PUBLIC;
        }
    }
}

/* What may be suggested for an item, in an order that hangs on the words alone. */
static struct known known_items(const struct rules *rules, bool inside)
{
    const struct meeting_facts *facts = rules->facts;
    const char *names[NAMES];
    struct known known = {NULL, 0, 0};
    for (size_t i = 0; i < facts->def_count; i++) {
        if (facts->defs[i].kind != DEF_ITEM || (facts->defs[i].place.restricted && !inside))
            continue;
        names_of(&facts->defs[i], names);
        for (size_t k = 0; k < NAMES; k++)
            known_add(&known, names[k]);
    }
    known_sort(&known);
    return known;
}

/* A declaration's item, in this meeting. What is restricted counts only for passages that are restricted themselves. */
void rule_unknown_item(struct rules *rules, const struct node *node)
{
    const char *said = node_attr(node, "item");
    if (!said)
        return;
    said = text_collapse(rules->arena, said);
    if (!rules->items.rows)
        note_items(rules);
    bool inside = parts_restricted(node);
    size_t kept = table_find(&rules->items, said);
    if (kept == ITEM_PUBLIC || (kept && inside))
        return;
    if (kept) {
        rules_at_attr(rules, D_RESTRICTED_REFERENCE, node, "item", RULES_ARGS());
        return;
    }
    struct known known = rules->suggestions > 0 ? known_items(rules, inside) : (struct known){NULL, 0, 0};
    rules_suggest(rules, rules_at_attr(rules, D_UNKNOWN_ITEM, node, "item", RULES_ARGS(said)), said, &known);
    known_free(&known);
}
