/* Addresses within one meeting. The law is in docs/addresses.md:
 *
 * - the address is the id; without one the printed number where no other definition of the meeting has it as its number or id;
 *   else the path of numbers from the top;
 * - numbers left out are counted: items after the last whole number before them; actions get their item's number, with a, b, c
 *   where the item has several; decisions, motions and appendices count by themselves;
 * - an item's only action that has no number, or the item's own, goes by the item's number: the two share one address;
 * - a counted address that a printed one has already got is written as a path from the root, "/2".
 *
 * So two definitions clash only where their ids are equal, or their printed numbers within one parent: equal numbers elsewhere
 * have different paths, and a reference by the bare number is what has to be mended. */
#include "document/element.h"
#include "document/facts_parts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What was counted so far among the definitions within one parent. */
struct kin {
    unsigned long last; /* whole number of an item */
    size_t actions, all_actions, decisions, motions, appendices;
};

struct numbering {
    struct document *document;
    struct meeting_facts *facts;
    struct arena *arena, *scratch;
    struct def *defs; /* while they grow */
    size_t count, room;
    size_t *by_node;         /* index + 1 of the definition that a node is */
    struct kin *kin;         /* by parent, 0 the meeting */
    struct table printed;    /* ids and printed numbers: where each stands */
};

/* Where an id or a printed number stands: BELOW and its parent, or one of the others. Within one parent a number counts once: twice there is a
 * finding, and no other address helps. */
enum { AS_ID = 1, SEVERAL = 2, BELOW = 3 };

/* What an element defines, + 1. */
static const unsigned char kinds[ELEMENTS] = {
    [ELEMENT_ITEM] = DEF_ITEM + 1,     [ELEMENT_ACTION] = DEF_ACTION + 1,     [ELEMENT_DECISION] = DEF_DECISION + 1,
    [ELEMENT_MOTION] = DEF_MOTION + 1, [ELEMENT_APPENDIX] = DEF_APPENDIX + 1,
};

static size_t parent_of(const struct numbering *n, const struct node *node)
{
    for (const struct node *at = node_parent(node); at; at = node_parent(at))
        if (n->by_node[node_number(at)])
            return n->by_node[node_number(at)];
    return 0;
}

static const char *number_of(struct arena *arena, const struct node *node, const char *name)
{
    const char *value = node_attr(node, name);
    char *number = value ? text_collapse(arena, value) : NULL;
    return number && *number ? number : NULL;
}

static void add_def(struct numbering *n, const struct node *node, enum def_kind kind)
{
    const struct node *title = kind == DEF_ITEM || kind == DEF_APPENDIX ? node_child(node, "title") : NULL;
    MEM_GROW(n->defs, n->count, n->room);
    n->defs[n->count++] = (struct def){
        .kind = kind,
        .number = number_of(n->arena, node, "n"),
        .id = number_of(n->arena, node, "id"),
        .title = title ? parts_text(n->arena, title) : NULL,
        .parent = parent_of(n, node),
        .node = node_number(node),
        .place = parts_place(n->document, node, node_attr(node, "id") ? "id" : "n"),
    };
    n->by_node[node_number(node)] = n->count;
}

static void collect(struct numbering *n)
{
    const struct node *root = xml_root(n->document->tree);
    for (const struct node *node = document_after(n->document, root); node; node = document_after(n->document, node)) {
        unsigned kind = kinds[document_element(n->document, node)];
        if (kind)
            add_def(n, node, (enum def_kind)(kind - 1));
    }
}

static bool holds_actions(const struct def *def)
{
    return def->kind == DEF_ITEM || def->kind == DEF_APPENDIX;
}

/* Whether an action goes by its item's number. */
static bool shares(const struct numbering *n, const struct def *def)
{
    if (def->kind != DEF_ACTION || def->id || !def->parent || n->kin[def->parent].all_actions != 1)
        return false;
    const struct def *parent = &n->defs[def->parent - 1];
    return holds_actions(parent) && (!def->number || text_same(def->number, parent->number));
}

/* "3", "3.", "3)" and "3:" are whole numbers; "3.1" and "1 and 2" are not. 0: not one. */
static unsigned long whole_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    bool whole = digits && digits <= 9 && (!text[digits] || (strchr(".):", text[digits]) && !text[digits + 1]));
    return whole ? strtoul(text, NULL, 10) : 0;
}

/* a to z, then aa, ab, and so on. */
static char *letters(struct arena *arena, size_t number)
{
    char text[16];
    size_t at = sizeof text - 1;
    for (text[at] = '\0'; number && at; number = (number - 1) / 26)
        text[--at] = (char)('a' + (number - 1) % 26);
    return arena_copy(arena, text + at);
}

/* What a definition without number counts as among its siblings; of an action only what stands behind the item's number. */
static const char *count_one(struct numbering *n, const struct def *def)
{
    struct kin *kin = &n->kin[def->parent];
    switch (def->kind) {
    case DEF_ITEM: return arena_printf(n->arena, "%lu", kin->last + 1);
    case DEF_ACTION: return def->shares ? "" : letters(n->arena, kin->actions);
    case DEF_DECISION: return arena_printf(n->arena, "decision-%zu", kin->decisions);
    case DEF_MOTION: return arena_printf(n->arena, "motion-%zu", kin->motions);
    case DEF_APPENDIX: return arena_printf(n->arena, "appendix-%zu", kin->appendices);
    }
    return "";
}

static void count_kin(struct kin *kin, const struct def *def, const char *segment)
{
    unsigned long whole = def->kind == DEF_ITEM ? whole_number(segment) : 0;
    if (whole)
        kin->last = whole;
}

static void note_printed(struct numbering *n, const char *text, size_t where)
{
    size_t *noted = table_add(&n->printed, text);
    *noted = !*noted || *noted == where ? where : SEVERAL;
}

/* Ids and printed numbers of all definitions, but for those of actions that share their item's. */
static void collect_printed(struct numbering *n)
{
    n->printed = table_new(n->scratch, 2 * n->count);
    for (size_t i = 0; i < n->count; i++) {
        const struct def *def = &n->defs[i];
        if (def->id)
            note_printed(n, def->id, AS_ID);
        if (def->number && !def->shares && !text_same(def->number, def->id))
            note_printed(n, def->number, BELOW + def->parent);
    }
}

/* In how many places it stands, at most two. */
static size_t times_printed(const struct numbering *n, const char *text)
{
    size_t noted = table_find(&n->printed, text);
    return !noted ? 0 : noted == SEVERAL ? 2 : 1;
}

static const char *join(struct numbering *n, const char *above, const char *between, const char *below)
{
    return arena_join(n->arena, (const char *const[]){above, between, below}, 3);
}

/* The number that an item's counted actions begin with: as printed where that is enough, else the path. */
static const char *stem_of(const struct numbering *n, const struct def *parent, bool *in_source)
{
    bool unique = parent->number && times_printed(n, parent->number) == 1;
    *in_source = unique || parent->path_in_source;
    return unique ? parent->number : parent->path;
}

static void address_action(struct numbering *n, struct def *def, const char *segment)
{
    const struct def *parent = def->parent ? &n->defs[def->parent - 1] : NULL;
    def->path = parent ? join(n, parent->path, "", segment) : segment;
    bool in_source = false;
    const char *stem = parent ? stem_of(n, parent, &in_source) : "";
    def->address = join(n, stem, "", segment);
    def->in_source = def->path_in_source = def->shares && in_source;
    if (!def->shares && times_printed(n, def->address))
        def->address = def->path = join(n, "/", "", def->path);
}

static void address_counted(struct numbering *n, struct def *def, const char *segment)
{
    const struct def *parent = def->parent ? &n->defs[def->parent - 1] : NULL;
    def->path = parent ? join(n, parent->path, "/", segment) : segment;
    if (times_printed(n, def->path))
        def->path = join(n, "/", "", def->path);
    def->address = def->path;
}

static void address_printed(struct numbering *n, struct def *def)
{
    const struct def *parent = def->parent ? &n->defs[def->parent - 1] : NULL;
    const char *segment = def->number ? def->number : def->id;
    def->path = parent ? join(n, parent->path, "/", segment) : segment;
    def->path_in_source = !parent || parent->path_in_source;
    bool unique = def->number && !def->shares && times_printed(n, def->number) == 1;
    def->address = def->id ? def->id : unique ? def->number : def->path;
    def->in_source = def->id || unique || def->path_in_source;
    if (def->shares)
        def->address = stem_of(n, parent, &def->in_source);
}

static void address_one(struct numbering *n, struct def *def)
{
    struct kin *kin = &n->kin[def->parent];
    kin->actions += def->kind == DEF_ACTION;
    kin->decisions += def->kind == DEF_DECISION;
    kin->motions += def->kind == DEF_MOTION;
    kin->appendices += def->kind == DEF_APPENDIX;
    if (def->number || def->id) {
        count_kin(kin, def, def->number ? def->number : "");
        address_printed(n, def);
        return;
    }
    const char *segment = count_one(n, def);
    count_kin(kin, def, segment);
    if (def->kind == DEF_ACTION)
        address_action(n, def, segment);
    else
        address_counted(n, def, segment);
}

void parts_number(struct document *document, struct meeting_facts *facts)
{
    struct numbering n = {.document = document, .facts = facts, .arena = facts->arena, .scratch = arena_new()};
    n.by_node = mem_zero(document->tag_count + 1, sizeof *n.by_node);
    collect(&n);
    n.kin = mem_zero(n.count + 1, sizeof *n.kin);
    for (size_t i = 0; i < n.count; i++)
        n.kin[n.defs[i].parent].all_actions += n.defs[i].kind == DEF_ACTION;
    for (size_t i = 0; i < n.count; i++)
        n.defs[i].shares = shares(&n, &n.defs[i]);
    collect_printed(&n);
    for (size_t i = 0; i < n.count; i++)
        address_one(&n, &n.defs[i]);
    facts->defs = arena_alloc(facts->arena, n.count * sizeof *facts->defs);
    if (n.count)
        memcpy(facts->defs, n.defs, n.count * sizeof *n.defs);
    facts->def_count = n.count;
    free(n.defs);
    free(n.by_node);
    free(n.kin);
    arena_free(n.scratch);
}
