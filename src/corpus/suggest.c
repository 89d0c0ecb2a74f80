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

/* "raised actions 4.1 and 5.2" */
static const char *say_actions(struct linked *linked, const struct meeting_facts *meeting, struct search search,
                               struct place *place)
{
    struct buf words = BUF_INIT;
    const struct def *last = NULL;
    size_t count = 0;
    buf_printf(&words, "the meeting of %s raised ", meeting->date);
    for (size_t i = 0; i < meeting->action_count && count <= LISTED; i++) {
        const struct def *def = &meeting->defs[meeting->actions[i].def];
        if (!may_name(def, search))
            continue;
        if (!count++)
            *place = def->place;
        else
            buf_printf(&words, "%s%s", count == 2 ? "actions " : ", ", last->address);
        last = def;
    }
    if (!last)
        buf_str(&words, "no action");
    else if (count > LISTED)
        buf_str(&words, " and more");
    else
        buf_printf(&words, "%s%s", count == 1 ? "action " : " and ", last->address);
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

static const char *nearest_number(const struct meeting_facts *meeting, const char *number, struct search search)
{
    const char **names = mem_zero(meeting->def_count + 1, sizeof *names);
    const char *nearest = NULL;
    size_t count = 0;
    for (size_t i = 0; i < meeting->def_count; i++)
        if (may_name(&meeting->defs[i], search))
            names[count++] = meeting->defs[i].address;
    for (size_t i = 0; i < count && !nearest; i++)
        nearest = same_but_marks(number, names[i]) ? names[i] : NULL;
    if (!nearest)
        nearest = text_nearest(number, names, count);
    free(names);
    return nearest;
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

void suggest_number(struct linked *linked, struct finding *finding, const struct meeting_facts *from, const struct hit *hit,
                    struct search search)
{
    const struct meeting_facts *meeting = hit->row->facts;
    const struct row *other = NULL;
    const char *nearest = linked->searches > 0 ? nearest_number(meeting, hit->number, search) : NULL;
    if (!nearest && linked->searches > 0)
        other = earlier_with(linked, from, hit->row, hit->number, search);
    linked->searches -= linked->searches > 0;
    if (nearest)
        diag_suggest(finding, whole(linked, from, meeting, nearest));
    else if (other)
        diag_suggest(finding, whole(linked, from, other->facts, hit->number));
    if (hit->def && search.action)
        diag_note(finding, hit->def->place, "this is no action, and holds none");
    if (!search.action)
        return;
    struct place place = meeting->place;
    const char *actions = say_actions(linked, meeting, search, &place);
    diag_note(finding, place, actions);
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
    if (nearest.row && nearest.has_number)
        diag_suggest(finding, whole(linked, from, nearest.row->facts, nearest.number));
    else if (nearest.row)
        diag_suggest(finding, whole(linked, from, nearest.row->facts, NULL));
}
