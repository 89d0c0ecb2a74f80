/* What an address stands for. The keys of a meeting's definitions are made when first asked for. */
#include "corpus/linked.h"

#include <stdlib.h>
#include <string.h>

enum { LOOKED_AT = 4096 };

/* What a clerk may write for a definition: its address, its printed number, its path, its number below the address or the number of
 * what it stands in. The words are put together when they are needed: a corpus has millions of keys. */
enum form { FORM_ADDRESS, FORM_NUMBER, FORM_PATH, FORM_BELOW_ADDRESS, FORM_BELOW_NUMBER, FORMS };

struct words { const char *above, *text; }; /* above NULL: text alone, else with a slash between them */

static struct words words_of(const struct meeting_facts *facts, size_t at, enum form form)
{
    const struct def *def = &facts->defs[at], *parent = def->parent ? &facts->defs[def->parent - 1] : NULL;
    const char *above = !parent ? NULL : form == FORM_BELOW_ADDRESS ? parent->address : form == FORM_BELOW_NUMBER ? parent->number : NULL;
    return (struct words){above, form == FORM_ADDRESS ? def->address : form == FORM_PATH ? def->path : def->number};
}

static bool words_are(struct words words, const char *text)
{
    if (words.above) {
        size_t size = strlen(words.above);
        if (strncmp(text, words.above, size) != 0 || text[size] != '/')
            return false;
        text += size + 1;
    }
    return strcmp(text, words.text) == 0;
}

static uint32_t hash_of(struct words words)
{
    uint32_t hash = TABLE_HASH;
    if (words.above)
        hash = table_hash(table_hash(hash, words.above), "/");
    return table_hash(hash, words.text);
}

static int compare_keys(const void *a, const void *b)
{
    const struct key *one = a, *other = b;
    if (one->hash != other->hash)
        return one->hash < other->hash ? -1 : 1;
    if (one->rank != other->rank)
        return one->rank < other->rank ? -1 : 1;
    if (one->def != other->def)
        return one->def < other->def ? -1 : 1;
    return (int)other->stable - (int)one->stable;
}

struct keys {
    const struct meeting_facts *facts;
    struct key *rows;
    size_t count, first; /* of the definition at hand */
};

/* What is left to read of words. */
static char next_of(struct words *rest)
{
    if (rest->above && !*rest->above) {
        rest->above = NULL;
        return '/';
    }
    return rest->above ? *rest->above++ : *rest->text ? *rest->text++ : '\0';
}

static bool same_words(struct words one, struct words other)
{
    char c;
    if (one.above == other.above)
        return strcmp(one.text, other.text) == 0;
    while ((c = next_of(&one)) == next_of(&other))
        if (!c)
            return true;
    return false;
}

/* A second way to the same words leads nowhere that the first does not. */
static void add_key(struct keys *keys, size_t at, enum form form, bool stable)
{
    struct words words = words_of(keys->facts, at, form);
    uint8_t rank = keys->facts->defs[at].shares ? 2 : form != FORM_ADDRESS;
    if (!words.text)
        return;
    uint32_t hash = hash_of(words);
    for (size_t i = keys->first; i < keys->count; i++) {
        struct key *key = &keys->rows[i];
        if (key->hash != hash || !same_words(words_of(keys->facts, key->def, (enum form)key->form), words))
            continue;
        key->stable |= key->rank == rank && stable;
        return;
    }
    keys->rows[keys->count++] = (struct key){hash, (uint32_t)at, (uint8_t)form, rank, stable};
}

static void add_def(struct keys *keys, size_t at)
{
    const struct def *def = &keys->facts->defs[at], *parent = def->parent ? &keys->facts->defs[def->parent - 1] : NULL;
    keys->first = keys->count;
    add_key(keys, at, FORM_ADDRESS, def->in_source);
    add_key(keys, at, FORM_NUMBER, true);
    add_key(keys, at, FORM_PATH, def->path_in_source);
    if (!parent || !def->number)
        return;
    add_key(keys, at, FORM_BELOW_ADDRESS, parent->in_source);
    if (parent->number)
        add_key(keys, at, FORM_BELOW_NUMBER, true);
}

static void index_row(const struct linked *linked, struct row *row)
{
    struct keys keys = {.facts = row->facts, .rows = mem_zero(row->facts->def_count * FORMS, sizeof *keys.rows)};
    for (size_t i = 0; i < row->facts->def_count; i++)
        add_def(&keys, i);
    if (keys.count)
        qsort(keys.rows, keys.count, sizeof *keys.rows, compare_keys);
    row->keys = arena_alloc(linked->arena, keys.count * sizeof *row->keys);
    memcpy(row->keys, keys.rows, keys.count * sizeof *row->keys);
    row->key_count = keys.count;
    row->indexed = true;
    free(keys.rows);
}

/* The keys with the hash of that text: the first and how many, within reason. */
static const struct key *keys_for(const struct row *row, const char *text, size_t *count)
{
    uint32_t hash = hash_of((struct words){NULL, text});
    size_t low = 0, high = row->key_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (row->keys[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (*count < LOOKED_AT && low + *count < row->key_count && row->keys[low + *count].hash == hash)
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
        const struct def *def = &hit->row->facts->defs[key->def];
        if (key->rank != rank || !may_see(def, search.inside) || (search.action && def->kind != DEF_ACTION) ||
            !words_are(words_of(hit->row->facts, key->def, (enum form)key->form), hit->number))
            continue;
        add_hit(hit, def, key->stable);
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
