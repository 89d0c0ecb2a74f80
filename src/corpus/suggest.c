/* What may have been meant by an address that stands for nothing. Nothing restricted is named to a public passage. */
#include "corpus/linked.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SLIPS = 2 };

static bool may_name(const struct def *def, struct search search)
{
    return (search.inside || !def->place.restricted) && (!search.action || def->kind == DEF_ACTION);
}

/* The actions of a meeting, or its items where something else is looked for: the nth of those that are counted. */
static const struct def *listed(const struct meeting_facts *meeting, size_t nth, bool action)
{
    const struct def *def = &meeting->defs[action ? meeting->actions[nth].def : nth];
    return action || (def->kind == DEF_ITEM && !def->parent) ? def : NULL;
}

/* "raised actions 4.1 and 5.2", "has item 1"; *first is the first of them, or NULL. */
static const char *say_listed(struct linked *linked, const struct meeting_facts *meeting, struct search search,
                              const struct def **first)
{
    const char *noun = search.action ? "action" : "item";
    size_t rows = search.action ? meeting->action_count : meeting->def_count, count = 0;
    const struct def *last = NULL;
    struct buf words = BUF_INIT;
    *first = NULL;
    buf_printf(&words, "the meeting of %s %s ", meeting->date, search.action ? "raised" : "has");
    for (size_t i = 0; i < rows && count <= LISTED; i++) {
        const struct def *def = listed(meeting, i, search.action);
        if (!def || !may_name(def, search))
            continue;
        if (!count++)
            *first = def;
        else if (count == 2)
            buf_printf(&words, "%ss %s", noun, last->address);
        else
            buf_printf(&words, ", %s", last->address);
        last = def;
    }
    if (!last)
        buf_printf(&words, "no %s", noun);
    else if (count > LISTED)
        buf_str(&words, " and more");
    else
        buf_printf(&words, "%s %s", count == 1 ? noun : " and", last->address);
    const char *text = arena_copy(linked->arena, buf_text(&words));
    buf_free(&words);
    return text;
}

/* "7" for "7.", "a" for "A)": the same letters and figures. */
static bool same_but_marks(const char *one, const char *other)
{
    for (;; one++, other++) {
        while (*one && !isalnum((unsigned char)*one))
            one++;
        while (*other && !isalnum((unsigned char)*other))
            other++;
        if (!*one || tolower((unsigned char)*one) != tolower((unsigned char)*other))
            return !*one && !*other;
    }
}

static const struct def *nearest_def(const struct meeting_facts *meeting, const char *number, struct search search)
{
    const char **names = mem_zero(meeting->def_count + 1, sizeof *names);
    const char *nearest = NULL;
    const struct def *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < meeting->def_count; i++)
        if (may_name(&meeting->defs[i], search))
            names[count++] = meeting->defs[i].address;
    for (size_t i = 0; i < count && !nearest; i++)
        nearest = same_but_marks(number, names[i]) ? names[i] : NULL;
    if (!nearest)
        nearest = text_nearest(number, names, count);
    for (size_t i = 0; i < meeting->def_count && nearest && !found; i++)
        if (may_name(&meeting->defs[i], search) && meeting->defs[i].address == nearest)
            found = &meeting->defs[i];
    free(names);
    return found;
}

static const char *whole(struct linked *linked, const struct meeting_facts *from, const struct meeting_facts *meeting,
                         const char *number)
{
    return arena_printf(linked->arena, "%s%s%s", address_shown(linked, from, meeting->address), number ? "#" : "",
                        number ? number : "");
}

/* Whether the number stands for something in that meeting. */
static bool has_number(struct linked *linked, const struct row *row, const char *number, struct search search)
{
    struct hit hit;
    const char *address = row->facts->address ? arena_printf(linked->arena, "%s#%s", row->facts->address, number) : NULL;
    return address && address_find(linked, address, search, &hit) == FOUND_ONE;
}

/* Suggests a meeting, or what has the number there, and says where that is. */
static void suggest_there(struct linked *linked, struct finding *finding, const struct meeting_facts *from,
                          const struct meeting_facts *meeting, const char *number, struct search search)
{
    const char *name = whole(linked, from, meeting, number);
    struct hit hit = {0};
    if (number)
        address_find(linked, arena_printf(linked->arena, "%s#%s", meeting->address, number), search, &hit);
    diag_suggest(finding, name);
    diag_note(finding, hit.def ? hit.def->place : meeting->place, arena_printf(linked->arena, "'%s' is here", name));
}

/* The date may be the slip: the latest of the meetings just before that has the number. */
static const struct row *earlier_with(struct linked *linked, const struct meeting_facts *from, const struct row *not_this,
                                      const char *number, struct search search)
{
    const struct row *row = row_of(linked, from);
    const struct series *series = row ? &linked->series[row->series] : NULL;
    if (!row || !from->date)
        return NULL;
    for (size_t i = (size_t)(row - linked->rows), steps = 0; i-- > series->first && steps < NEAR; steps++)
        if (&linked->rows[i] != not_this && has_number(linked, &linked->rows[i], number, search))
            return &linked->rows[i];
    return NULL;
}

/* What the meeting does have. Items are listed only where nothing nearer was found. */
static void note_listed(struct linked *linked, struct finding *finding, const struct meeting_facts *meeting,
                        const struct def *nearest, struct search search)
{
    const struct def *first;
    const char *text = say_listed(linked, meeting, search, &first);
    diag_note(finding, nearest ? nearest->place : first ? first->place : meeting->place, text);
}

void suggest_number(struct linked *linked, struct finding *finding, const struct meeting_facts *from, const struct hit *hit,
                    struct search search)
{
    const struct meeting_facts *meeting = hit->row->facts;
    bool may_search = linked->searches > 0;
    const struct def *nearest = may_search ? nearest_def(meeting, hit->number, search) : NULL;
    const struct row *other = may_search && !nearest ? earlier_with(linked, from, hit->row, hit->number, search) : NULL;
    linked->searches -= may_search;
    if (hit->def && search.action)
        diag_note(finding, hit->def->place, "this is no action, and holds none");
    if (other)
        suggest_there(linked, finding, from, other->facts, hit->number, search);
    if (nearest && !search.action) {
        suggest_there(linked, finding, from, meeting, nearest->address, search);
        return;
    }
    if (nearest)
        diag_suggest(finding, whole(linked, from, meeting, nearest->address));
    if (search.action || may_search)
        note_listed(linked, finding, meeting, nearest, search);
}

/* -- meetings -- */

struct nearest {
    const char *wanted; /* address of the meeting as written, body filled in */
    const char *number; /* or NULL */
    size_t distance, limit;
    const struct row *row;
    bool has_number;
};

static void consider(struct linked *linked, struct nearest *nearest, const struct row *row, struct search search)
{
    size_t distance = row->facts->address ? text_distance(nearest->wanted, row->facts->address, nearest->limit) : nearest->limit;
    if (distance >= nearest->limit)
        return;
    bool number = !nearest->number || has_number(linked, row, nearest->number, search);
    bool better = !nearest->row || (number && !nearest->has_number) ||
                  (number == nearest->has_number && distance <= nearest->distance);
    if (better)
        *nearest = (struct nearest){nearest->wanted, nearest->number, distance, nearest->limit, row, number};
}

/* The body as meant: one whose meetings are here, else the nearest of those. */
static const struct series *series_meant(struct linked *linked, const char *address)
{
    const char *slash = strchr(address, '/');
    char *body = arena_copy_n(linked->arena, address, slash ? (size_t)(slash - address) : 0);
    const struct series *series = series_find(linked, body);
    const char **names = mem_zero(linked->series_count + 1, sizeof *names);
    for (size_t i = 0; i < linked->series_count; i++)
        names[i] = linked->series[i].body;
    if (!series)
        series = series_find(linked, text_nearest(body, names, linked->series_count));
    free(names);
    return series;
}

void suggest_meeting(struct linked *linked, struct finding *finding, const struct meeting_facts *from, const char *address,
                     struct search search)
{
    size_t size = strcspn(address, "#");
    struct nearest nearest = {arena_copy_n(linked->arena, address, size), address_number(address), 0, SLIPS + 1, NULL, false};
    const struct series *series = linked->searches > 0 ? series_meant(linked, address) : NULL;
    if (!series)
        return;
    linked->searches--;
    for (size_t i = 0; i < series->dated; i++)
        if (&linked->rows[series->first + i] != row_of(linked, from))
            consider(linked, &nearest, &linked->rows[series->first + i], search);
    if (nearest.row)
        suggest_there(linked, finding, from, nearest.row->facts, nearest.has_number ? nearest.number : NULL, search);
}
