/* What an address stands for. The names of a meeting's definitions are sorted when first asked for. */
#include "corpus/linked.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS_EACH = 5, LOOKED_AT = 4096 };

static int compare_keys(const void *a, const void *b)
{
    const struct key *one = a, *other = b;
    if (one->head != other->head)
        return one->head < other->head ? -1 : 1;
    int order = strcmp(one->text, other->text);
    if (!order)
        order = one->rank - other->rank;
    if (!order)
        order = (one->def > other->def) - (one->def < other->def);
    return order ? order : (int)other->stable - (int)one->stable;
}

/* The first bytes of a text as a number of the same order. */
static uint64_t head_of(const char *text)
{
    uint64_t head = 0;
    for (int left = 8; left > 0; left--) {
        head = head << 8 | (unsigned char)*text;
        text += *text != '\0';
    }
    return head;
}

struct keys {
    const struct linked *linked;
    struct key *rows;
    size_t count, first; /* of the definition at hand */
    struct buf below;
};

/* A second way to the same text leads nowhere that the first does not. */
static bool has_key(struct keys *keys, const char *text, int rank, bool stable)
{
    for (size_t i = keys->first; i < keys->count; i++) {
        struct key *key = &keys->rows[i];
        if (strcmp(key->text, text) != 0)
            continue;
        key->stable |= key->rank == rank && stable;
        return true;
    }
    return false;
}

static void add_key(struct keys *keys, const char *text, const struct def *def, int rank, bool stable)
{
    rank = def->shares ? 2 : rank;
    if (text && !has_key(keys, text, rank, stable))
        keys->rows[keys->count++] = (struct key){head_of(text), text, def, rank, stable};
}

static void add_below(struct keys *keys, const char *above, const struct def *def, bool stable)
{
    buf_clear(&keys->below);
    buf_str(&keys->below, above);
    buf_char(&keys->below, '/');
    buf_str(&keys->below, def->number);
    const char *text = buf_text(&keys->below);
    if (!has_key(keys, text, def->shares ? 2 : 1, stable))
        add_key(keys, arena_copy(keys->linked->arena, text), def, 1, stable);
}

/* Its address, and what else a clerk may write: the printed number, the path, the number below the number or address of what
 * it stands in. */
static void add_def(struct keys *keys, const struct meeting_facts *facts, const struct def *def)
{
    const struct def *parent = def->parent ? &facts->defs[def->parent - 1] : NULL;
    keys->first = keys->count;
    add_key(keys, def->address, def, 0, def->in_source);
    add_key(keys, def->number, def, 1, true);
    add_key(keys, def->path, def, 1, def->path_in_source);
    if (!parent || !def->number)
        return;
    add_below(keys, parent->address, def, parent->in_source);
    if (parent->number && !text_same(parent->number, parent->address))
        add_below(keys, parent->number, def, true);
}

static void index_row(const struct linked *linked, struct row *row)
{
    struct keys keys = {.linked = linked, .rows = mem_zero(row->facts->def_count * KEYS_EACH, sizeof *keys.rows)};
    for (size_t i = 0; i < row->facts->def_count; i++)
        add_def(&keys, row->facts, &row->facts->defs[i]);
    if (keys.count)
        qsort(keys.rows, keys.count, sizeof *keys.rows, compare_keys);
    row->keys = arena_alloc(linked->arena, keys.count * sizeof *row->keys);
    memcpy(row->keys, keys.rows, keys.count * sizeof *row->keys);
    row->key_count = keys.count;
    row->indexed = true;
    free(keys.rows);
    buf_free(&keys.below);
}

/* The keys with that text: the first and how many, within reason. */
static const struct key *keys_for(const struct row *row, const char *text, size_t *count)
{
    uint64_t head = head_of(text);
    size_t low = 0, high = row->key_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct key *key = &row->keys[middle];
        if (key->head < head || (key->head == head && strcmp(key->text, text) < 0))
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (*count < LOOKED_AT && low + *count < row->key_count && strcmp(row->keys[low + *count].text, text) == 0)
        ++*count;
    return row->keys + low;
}

static bool may_see(const struct def *def, bool inside)
{
    return inside || !def->place.restricted;
}

static void add_hit(struct hit *hit, const struct def *def, bool stable)
{
    for (size_t i = 0; i < hit->several_count; i++)
        if (hit->several[i] == def)
            return;
    if (hit->several_count == 0) {
        hit->def = def;
        hit->stable = stable;
    }
    if (hit->several_count < LISTED)
        hit->several[hit->several_count++] = def;
}

static enum found settle(const struct hit *hit)
{
    return hit->several_count == 0 ? FOUND_NONE : hit->several_count == 1 ? FOUND_ONE : FOUND_SEVERAL;
}

/* Of the keys at hand those of one rank. The address itself has one owner: a second is a finding of its own. */
static enum found pick(struct hit *hit, const struct key *keys, size_t count, int rank, struct search search)
{
    hit->several_count = 0;
    for (size_t i = 0; i < count && hit->several_count < LISTED; i++) {
        const struct key *key = &keys[i];
        if (key->rank != rank || !may_see(key->def, search.inside) || (search.action && key->def->kind != DEF_ACTION))
            continue;
        add_hit(hit, key->def, key->stable);
        if (rank != 1)
            break;
    }
    return settle(hit);
}

static bool stands_in(const struct meeting_facts *facts, const struct def *def, const struct def *item)
{
    for (size_t up = def->parent; up; up = facts->defs[up - 1].parent)
        if (&facts->defs[up - 1] == item)
            return true;
    return false;
}

/* The first of the meeting's actions that comes after a definition. */
static size_t first_action(const struct meeting_facts *facts, size_t def)
{
    size_t low = 0, high = facts->action_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (facts->actions[middle].def <= def)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The actions of an item's own, or of its sub-items too. */
static enum found pick_actions(struct hit *hit, const struct def *item, bool stable, bool inside, bool deep)
{
    const struct meeting_facts *facts = hit->row->facts;
    size_t at = (size_t)(item - facts->defs), first = first_action(facts, at);
    hit->several_count = 0;
    for (size_t i = first; i < facts->action_count && i - first < LOOKED_AT && hit->several_count < LISTED; i++) {
        const struct def *def = &facts->defs[facts->actions[i].def];
        if (!stands_in(facts, def, item))
            break;
        if ((deep || def->parent == at + 1) && may_see(def, inside))
            add_hit(hit, def, stable);
    }
    return settle(hit);
}

/* An item stands for its only action; without one of its own, for the only one of its sub-items. */
static enum found pick_inside(struct hit *hit, const struct def *item, bool stable, bool inside)
{
    enum found found = pick_actions(hit, item, stable, inside, false);
    return found == FOUND_NONE ? pick_actions(hit, item, stable, inside, true) : found;
}

static enum found find_in(struct hit *hit, const struct key *keys, size_t count, struct search search)
{
    /* An action that shares its item's number goes before others that print it. */
    static const int orders[2][3] = {{0, 1, 2}, {0, 2, 1}};
    enum found found = FOUND_NONE;
    for (int i = 0; i < 3 && found == FOUND_NONE; i++)
        found = pick(hit, keys, count, orders[search.action][i], search);
    if (found != FOUND_NONE || !search.action)
        return found;
    struct search any = {false, search.inside};
    for (int rank = 0; rank < 2 && found == FOUND_NONE; rank++)
        found = pick(hit, keys, count, rank, any);
    if (found != FOUND_ONE)
        return found;
    const struct def *other = hit->def;
    found = pick_inside(hit, other, hit->stable, search.inside);
    if (found == FOUND_NONE)
        hit->def = other;
    return found;
}

const char *address_number(const char *address)
{
    const char *mark = strchr(address, '#');
    return mark ? mark + 1 : NULL;
}

enum found address_find(const struct linked *linked, const char *address, struct search search, struct hit *hit)
{
    size_t size = strcspn(address, "#"), count;
    *hit = (struct hit){.row = row_find(linked, address, size), .number = address_number(address), .stable = true};
    if (!hit->row)
        return FOUND_NONE;
    if (!hit->number)
        return search.action ? FOUND_NONE : FOUND_ONE;
    if (!hit->row->indexed)
        index_row(linked, hit->row);
    const struct key *keys = keys_for(hit->row, hit->number, &count);
    enum found found = find_in(hit, keys, count, search);
    if (found != FOUND_NONE || search.inside)
        return found;
    struct hit hidden = *hit;
    struct search inside = {search.action, true};
    return find_in(&hidden, keys, count, inside) == FOUND_NONE ? FOUND_NONE : FOUND_HIDDEN;
}

const char *address_shown(const struct linked *linked, const struct meeting_facts *from, const char *address)
{
    size_t size = strlen(from->body);
    bool own = strncmp(address, from->body, size) == 0 && address[size] == '/';
    return arena_copy(linked->arena, own ? address + size + 1 : address);
}

const char *address_of_def(const struct linked *linked, const struct meeting_facts *from, const struct meeting_facts *meeting,
                           const struct def *def)
{
    return arena_printf(linked->arena, "%s#%s", address_shown(linked, from, meeting->address), def->address);
}
