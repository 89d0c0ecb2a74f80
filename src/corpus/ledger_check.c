/* What the ledger shows to be wrong: actions that were forgotten, that are overdue, or that replace one another in a circle. */
#include "corpus/linked.h"

#include <stdlib.h>
#include <string.h>

static bool any_restricted(const struct entry *entry)
{
    bool restricted = entry->restricted;
    for (size_t i = 0; i < entry->step_count; i++)
        restricted |= entry->steps[i].restricted;
    return restricted;
}

/* -- forgotten -- */

/* The first ordinary meeting after the one given that was held. */
static const struct row *next_after(const struct linked *linked, const struct series *series, const struct meeting_facts *meeting)
{
    size_t low = series->first, high = series->first + series->dated;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (meeting_order(linked->rows[middle].facts, meeting) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == series->first + series->dated)
        return NULL;
    const struct row *row = &linked->rows[low];
    bool ordinary = strcmp(row->facts->kind, "ordinary") == 0 && strcmp(row->facts->held, "held") == 0;
    return ordinary ? row : next_ordinary(linked, row);
}

/* Whether the body's own meeting mentions it; *step is moved to the first step after that meeting. */
static bool is_mentioned(const struct entry *entry, const struct meeting_facts *meeting, size_t *step)
{
    bool mentioned = false;
    while (*step < entry->step_count && meeting_order(entry->steps[*step].meeting, meeting) <= 0) {
        mentioned |= entry->steps[*step].meeting == meeting;
        ++*step;
    }
    return mentioned;
}

/* The second of two with one address cannot be mentioned: that is an error of its own. */
static bool can_be_mentioned(const struct linked *linked, const struct entry *entry)
{
    struct hit hit;
    const char *address = arena_printf(linked->arena, "%s#%s", entry->meeting->address, entry->def->address);
    return address_find(linked, address, (struct search){true, true}, &hit) == FOUND_ONE && hit.def == entry->def;
}

static void report_dropped(struct linked *linked, const struct entry *entry, const struct step *last,
                           const struct meeting_facts *next)
{
    if (!can_be_mentioned(linked, entry))
        return;
    struct finding *finding = diag_add(linked->log, D_ACTION_DROPPED, entry->def->place, next->date);
    if (last->update)
        diag_note(finding, last->update->place, "it was last mentioned here");
}

/* Each ordinary meeting before which the action is open must mention it. */
static void check_dropped(struct linked *linked, const struct entry *entry)
{
    const struct series *series = series_find(linked, entry->meeting->body);
    const struct row *row = next_after(linked, series, entry->meeting);
    size_t step = 1;
    while (row) {
        while (step < entry->step_count && meeting_order(entry->steps[step].meeting, row->facts) < 0)
            step++;
        const struct step *last = &entry->steps[step - 1];
        if (!status_open(last->status)) { /* on to where it is reopened */
            while (step < entry->step_count && !status_open(entry->steps[step].status))
                step++;
            if (step == entry->step_count)
                return;
            row = next_after(linked, series, entry->steps[step++].meeting);
            continue;
        }
        if (!is_mentioned(entry, row->facts, &step)) {
            report_dropped(linked, entry, last, row->facts);
            return;
        }
        row = next_ordinary(linked, row);
    }
}

/* -- overdue -- */

static const char *say_status(const char *status)
{
    return strcmp(status, "in-progress") == 0 ? "in progress" : strcmp(status, "proposed") == 0 ? "proposed for closure" : status;
}

/* How many steps were taken by the day that was asked for. */
static size_t steps_until(const struct linked *linked, const struct entry *entry)
{
    size_t count = entry->step_count;
    while (count && linked->as_of && strcmp(entry->steps[count - 1].meeting->date, linked->as_of) > 0)
        count--;
    return count;
}

static void check_overdue(struct linked *linked, const struct entry *entry)
{
    const struct series *series = series_find(linked, entry->meeting->body);
    size_t count = steps_until(linked, entry);
    const struct step *last = &entry->steps[count ? count - 1 : 0];
    if (!count || !status_open(last->status) || !last->due || !series->today || strcmp(last->due, series->today) >= 0)
        return;
    if (strcmp(last->due, entry->meeting->date) < 0) /* an error of its own */
        return;
    struct place place = entry->def ? entry->def->place : entry->steps[0].update->place;
    place.restricted |= any_restricted(entry);
    struct finding *finding = diag_add(linked->log, D_ACTION_OVERDUE, place, last->due, say_status(last->status), series->today);
    for (size_t i = count; i-- > 0;) {
        const struct update *update = entry->steps[i].update;
        if (!update || !update->due)
            continue;
        if (entry->def)
            diag_note(finding, update->place, "this update set the date");
        break;
    }
}

/* -- circles -- */

struct succession {
    size_t *next;         /* index + 1 of the entry that took an entry's place */
    unsigned char *state; /* 0 not seen, 1 on the present walk, 2 done */
};

/* The update that closed an action by putting another in its place, if it still holds. */
static const struct step *superseding(const struct entry *entry)
{
    if (!entry->step_count || strcmp(entry->steps[entry->step_count - 1].status, "superseded") != 0)
        return NULL;
    for (size_t i = entry->step_count; i-- > 0;)
        if (entry->steps[i].update && text_same(entry->steps[i].update->status, "superseded") &&
            (i == 0 || status_open(entry->steps[i - 1].status)))
            return &entry->steps[i];
    return NULL;
}

static size_t successor(const struct linked *linked, const struct entry *entry)
{
    const struct step *step = superseding(entry);
    const char *address = step ? step->update->superseded_by : NULL;
    const struct entry *next = address ? ledger_at(linked, address) : NULL;
    return next ? (size_t)(next - linked->entries) + 1 : 0;
}

static const char *shown(const struct linked *linked, const struct meeting_facts *from, const struct entry *entry)
{
    return entry->def ? address_of_def(linked, from, entry->meeting, entry->def) : "";
}

static bool is_later(const struct step *one, const struct step *other)
{
    int order = meeting_order(one->meeting, other->meeting);
    return order > 0 || (order == 0 && one->update > other->update && one->meeting == other->meeting);
}

/* Told where the circle was closed: at the latest of its updates. */
static void report_circle(struct linked *linked, const struct succession *s, size_t start)
{
    size_t last = start;
    bool restricted = false;
    for (size_t i = s->next[start] - 1; i != start; i = s->next[i] - 1)
        if (is_later(superseding(&linked->entries[i]), superseding(&linked->entries[last])))
            last = i;
    const struct step *closing = superseding(&linked->entries[last]);
    const char *name = shown(linked, closing->meeting, &linked->entries[last]);
    struct buf circle = BUF_INIT;
    buf_str(&circle, name);
    size_t i = last;
    do {
        i = s->next[i] - 1;
        buf_printf(&circle, " → %s", shown(linked, closing->meeting, &linked->entries[i]));
        restricted |= any_restricted(&linked->entries[i]);
    } while (i != last);
    struct place place = closing->update->place_address;
    place.restricted |= restricted;
    struct finding *finding = diag_add(linked->log, D_SUPERSEDE_CIRCLE, place, name, buf_text(&circle));
    for (i = s->next[last] - 1; i != last; i = s->next[i] - 1)
        diag_note(finding, superseding(&linked->entries[i])->update->place, "another part of the circle");
    buf_free(&circle);
}

static void check_circles(struct linked *linked)
{
    size_t count = linked->entry_count;
    struct succession s = {mem_zero(count + 1, sizeof *s.next), mem_zero(count + 1, 1)};
    for (size_t i = 0; i < count; i++)
        s.next[i] = successor(linked, &linked->entries[i]);
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        while (s.next[at] && s.state[at] == 0) {
            s.state[at] = 1;
            at = s.next[at] - 1;
        }
        if (s.state[at] == 1)
            report_circle(linked, &s, at);
        for (at = i; s.next[at] && s.state[at] == 1; at = s.next[at] - 1)
            s.state[at] = 2;
        s.state[at] = 2;
    }
    free(s.next);
    free(s.state);
}

void ledger_check(struct linked *linked)
{
    for (size_t i = 0; i < linked->entry_count; i++) {
        const struct entry *entry = &linked->entries[i];
        if (!entry->meeting->date || (entry->action && !entry->action->tracked))
            continue;
        if (gap_after(linked, entry->meeting))
            continue;
        if (entry->action)
            check_dropped(linked, entry);
        check_overdue(linked, entry);
    }
    check_circles(linked);
}
