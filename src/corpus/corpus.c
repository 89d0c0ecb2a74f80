/* Collects facts, links them in ordered passes, and answers what rendering asks. */
#include "corpus/linked.h"

#include <stdlib.h>
#include <string.h>

struct corpus *corpus_new(void)
{
    return mem_zero(1, sizeof(struct corpus));
}

void corpus_free(struct corpus *corpus)
{
    if (!corpus)
        return;
    free(corpus->bodies);
    free(corpus->meetings);
    free(corpus->broken);
    free(corpus);
}

void corpus_add_body(struct corpus *corpus, struct body_facts *body)
{
    MEM_GROW(corpus->bodies, corpus->body_count, corpus->body_room);
    corpus->bodies[corpus->body_count++] = body;
}

void corpus_add_meeting(struct corpus *corpus, struct meeting_facts *meeting)
{
    MEM_GROW(corpus->meetings, corpus->meeting_count, corpus->meeting_room);
    corpus->meetings[corpus->meeting_count++] = meeting;
}

void corpus_add_broken(struct corpus *corpus, const char *body, const char *path)
{
    MEM_GROW(corpus->broken, corpus->broken_count, corpus->broken_room);
    corpus->broken[corpus->broken_count++] = (struct broken_file){body, path};
}

struct linked *link_all(const struct corpus *corpus, const char *as_of, struct diag_log *log)
{
    struct arena *arena = arena_new();
    struct linked *linked = arena_alloc(arena, sizeof *linked);
    linked->arena = arena;
    linked->log = log;
    linked->searches = FULL_SEARCHES;
    series_build(linked, corpus, as_of);
    references_check(linked);
    ledger_build(linked);
    ledger_check(linked);
    follow_check(linked);
    linked->log = NULL;
    return linked;
}

void linked_free(struct linked *linked)
{
    if (linked)
        arena_free(linked->arena);
}

size_t linked_bodies(const struct linked *linked)
{
    return linked->body_count;
}

const struct body_facts *linked_body(const struct linked *linked, size_t index)
{
    return index < linked->body_count ? linked->bodies[index] : NULL;
}

const struct body_facts *linked_body_find(const struct linked *linked, const char *id)
{
    size_t low = 0, high = id ? linked->body_count : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(id, linked->bodies[middle]->id);
        if (order == 0)
            return linked->bodies[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

size_t linked_meetings(const struct linked *linked, const char *body)
{
    const struct series *series = series_find(linked, body);
    return series ? series->count : 0;
}

const struct meeting_facts *linked_meeting(const struct linked *linked, const char *body, size_t index)
{
    const struct series *series = series_find(linked, body);
    return series && index < series->count ? linked->rows[series->first + index].facts : NULL;
}

const struct meeting_facts *linked_meeting_find(const struct linked *linked, const char *address)
{
    const struct row *row = address ? row_find(linked, address, strlen(address)) : NULL;
    return row ? row->facts : NULL;
}

const struct meeting_facts *linked_neighbour(const struct linked *linked, const struct meeting_facts *meeting, int step,
                                             bool ordinary_only)
{
    const struct row *row = row_of(linked, meeting);
    if (!row)
        return NULL;
    size_t other = ordinary_only ? (step < 0 ? row->previous : row->next) : (step < 0 ? row->previous_held : row->next_held);
    return other ? linked->rows[other - 1].facts : NULL;
}

const char *linked_today(const struct linked *linked, const char *body)
{
    const struct series *series = series_find(linked, body);
    return series ? series->today : NULL;
}

const char *linked_next_date(const struct linked *linked, const struct meeting_facts *meeting, const char *known_on, bool full)
{
    const struct row *row = row_of(linked, meeting), *next = row ? next_ordinary(linked, row) : NULL;
    const struct announced *announced = meeting->date ? first_announced(meeting, full) : NULL;
    if (next && (!known_on || strcmp(next->facts->date, known_on) <= 0))
        return next->facts->date;
    return announced ? announced->date : NULL;
}

size_t linked_translations(const struct linked *linked, const struct meeting_facts *meeting, const struct meeting_facts **out,
                           size_t room)
{
    const struct row *row = row_of(linked, meeting);
    const struct meeting_facts *original = meeting->translation_of && row ? row->facts : meeting;
    const char *path = meeting->translation_of ? meeting->translation_of : meeting->path;
    size_t count = 0, low = 0, high = linked->translation_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(linked->translations[middle].original, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (meeting->translation_of && original != meeting && strcmp(original->path, path) == 0 && count++ < room)
        out[0] = original;
    for (; low < linked->translation_count && strcmp(linked->translations[low].original, path) == 0; low++) {
        if (linked->translations[low].facts == meeting)
            continue;
        if (count < room)
            out[count] = linked->translations[low].facts;
        count++;
    }
    return count;
}

bool linked_target(const struct linked *linked, const char *address, struct target *target)
{
    struct hit hit;
    *target = (struct target){NULL, NULL};
    enum found found = address ? address_find(linked, address, (struct search){false, false}, &hit) : FOUND_NONE;
    if (found == FOUND_HIDDEN)
        found = address_find(linked, address, (struct search){false, true}, &hit);
    if (found != FOUND_ONE)
        return false;
    *target = (struct target){hit.row->facts, hit.def};
    return true;
}

size_t linked_mentions(const struct linked *linked, const struct meeting_facts *meeting, enum ref_kind kind,
                       const struct mention **mentions)
{
    const struct row *row = row_of(linked, meeting);
    *mentions = row && row->mention_count[kind] ? linked->mentions + row->mention_first[kind] : NULL;
    return row ? row->mention_count[kind] : 0;
}

/* -- the ledger -- */

size_t ledger_count(const struct linked *linked)
{
    return linked->entry_count;
}

const struct entry *ledger_entry(const struct linked *linked, size_t index)
{
    return index < linked->entry_count ? &linked->entries[index] : NULL;
}

size_t ledger_first(const struct linked *linked, const char *body)
{
    size_t low = 0, high = linked->entry_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(linked->entries[middle].meeting->body, body) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A meeting's actions come in the order of their definitions. */
const struct entry *ledger_find(const struct linked *linked, const struct meeting_facts *meeting, const struct def *def)
{
    const struct row *row = row_of(linked, meeting);
    if (!row || !def || def < meeting->defs || def >= meeting->defs + meeting->def_count || row->facts != meeting)
        return NULL;
    size_t wanted = (size_t)(def - meeting->defs), low = 0, high = meeting->action_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (meeting->actions[middle].def == wanted)
            return &linked->entries[row->entries[middle]];
        if (meeting->actions[middle].def < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct entry *ledger_at(const struct linked *linked, const char *address)
{
    struct hit hit;
    enum found found = address ? address_find(linked, address, (struct search){true, false}, &hit) : FOUND_NONE;
    if (found == FOUND_HIDDEN)
        found = address_find(linked, address, (struct search){true, true}, &hit);
    return found == FOUND_ONE && hit.def ? ledger_find(linked, hit.row->facts, hit.def) : NULL;
}
