/* What became of actions, as the audience may see it. */
#include "render/resolve_parts.h"

#include <stdint.h>
#include <string.h>

static bool was_known(const struct resolve *resolve, const struct meeting_facts *meeting)
{
    return !resolve->until || (meeting->date && strcmp(meeting->date, resolve->until) <= 0);
}

bool life_seen(const struct resolve *resolve, const struct step *step)
{
    return (resolve->full || !step->restricted) && was_known(resolve, step->meeting);
}

static const struct entry *if_seen(const struct resolve *resolve, const struct entry *entry)
{
    return entry && (resolve->full || !entry->restricted) ? entry : NULL;
}

/* A translation's actions are its original's. */
const struct entry *life_of_def(const struct resolve *resolve, const struct def *def)
{
    if (resolve->origin == resolve->facts)
        return if_seen(resolve, ledger_find(resolve->linked, resolve->facts, def));
    return resolve->origin->address
               ? life_of_address(resolve, arena_printf(resolve->arena, "%s#%s", resolve->origin->address, def->address))
               : NULL;
}

const struct entry *life_of_address(const struct resolve *resolve, const char *address)
{
    return address ? if_seen(resolve, ledger_at(resolve->linked, refs_full(resolve, address))) : NULL;
}

const char *life_due_date(const struct resolve *resolve, const struct meeting_facts *at, const char *due)
{
    if (!text_same(due, "next-meeting"))
        return due;
    const struct meeting_facts *next = at->date ? linked_neighbour(resolve->linked, at, 1, true) : NULL;
    return next && was_known(resolve, next) ? next->date : NULL;
}

const char *life_due_day(const struct resolve *resolve, const struct life *life)
{
    if (!text_same(life->due, "next-meeting"))
        return life->due;
    return life->due_at ? linked_next_date(resolve->linked, life->due_at, resolve->until, resolve->full) : NULL;
}

const char *life_due_text(const struct resolve *resolve, const char *due, const char *due_text)
{
    if (due_text)
        return short_of(resolve, due_text);
    return text_same(due, "next-meeting") ? label(resolve->labels, "due-next-meeting") : date_of(resolve, due);
}

/* The update's own words count, not what the ledger made of them: it knows restricted steps too. */
static void take_update(struct life *life, const struct step *step)
{
    const struct update *update = step->update;
    if (update->status)
        life->status = strcmp(update->status, "reopened") == 0 ? "open" : update->status;
    if (update->due || update->due_text) {
        life->due = update->due;
        life->due_text = update->due_text;
        life->due_at = step->meeting;
    }
    if (update->owner_count || update->printed) {
        life->owners = (const char *const *)update->owners;
        life->owner_count = update->owner_count;
        life->owners_at = step->meeting;
        life->printed = update->printed;
    }
}

static void take_step(struct life *life, const struct entry *entry, const struct step *step)
{
    if (step->update) {
        take_update(life, step);
        return;
    }
    life->status = "open";
    if (!entry->action)
        return;
    life->due = entry->action->due;
    life->due_text = entry->action->due_text;
    life->due_at = step->meeting;
    life->printed = entry->action->printed;
    life->owners = (const char *const *)entry->action->owners;
    life->owner_count = entry->action->owner_count;
    life->owners_at = step->meeting;
}

struct life life_now(const struct resolve *resolve, const struct entry *entry)
{
    struct life life = {.status = "open", .owners_at = entry->meeting};
    for (size_t i = 0; i < entry->step_count; i++)
        if (life_seen(resolve, &entry->steps[i]))
            take_step(&life, entry, &entry->steps[i]);
    return life;
}

/* Goes on where the last look-up ended if that was the same action: a file may hold many updates on one. */
struct life life_at(struct resolve *resolve, const struct entry *entry, const struct update *update)
{
    if (entry != resolve->last_entry) {
        resolve->last_entry = entry;
        resolve->last_step = 0;
        resolve->last_life = (struct life){.status = "open", .owners_at = entry->meeting};
    }
    size_t at = resolve->last_step;
    while (at < entry->step_count && entry->steps[at].update != update)
        at++;
    if (at == entry->step_count)
        return resolve->last_life;
    for (; resolve->last_step <= at; resolve->last_step++)
        if (life_seen(resolve, &entry->steps[resolve->last_step]))
            take_step(&resolve->last_life, entry, &entry->steps[resolve->last_step]);
    return resolve->last_life;
}

static const char *owners_text(const struct resolve *resolve, const struct life *life)
{
    return life->printed ? short_of(resolve, life->printed)
                         : people_join(resolve, life->owners_at, life->owners, life->owner_count);
}

static void put_successor(const struct resolve *resolve, struct node *node, const struct update *update)
{
    const struct entry *entry = update->superseded_by ? life_of_address(resolve, update->superseded_by) : NULL;
    if (!entry || !entry->def)
        return;
    const struct target target = {entry->meeting, entry->def};
    put_plain(node, "superseded-by", refs_address(resolve, &target));
    put_plain(node, "superseded-href", refs_href(resolve, &target));
    put_plain(node, "superseded-text", refs_text(resolve, &target));
}

/* The owners one a line, as r:owner names them. */
static const char *owner_lines(const struct resolve *resolve, const struct life *life)
{
    return life->owner_count ? people_lines(resolve, life->owners_at, life->owners, life->owner_count)
                             : short_of(resolve, life->printed);
}

/* The next meeting is another one when a later meeting says so. */
static const char *due_date(const struct resolve *resolve, const struct life *life)
{
    const char *date = life->due_at ? life_due_date(resolve, life->due_at, life->due) : life->due;
    return date ? date : life->due;
}

/* What the step changed is told, and what it only repeats is not. */
static void put_changes(const struct resolve *resolve, struct node *node, const struct life *before, const struct life *now)
{
    const char *due = life_due_text(resolve, now->due, now->due_text), *owners = owners_text(resolve, now);
    const char *date = due_date(resolve, now);
    if (!text_same(due, life_due_text(resolve, before->due, before->due_text)) || !text_same(date, due_date(resolve, before))) {
        put_plain(node, "due", date);
        put_plain(node, "due-text", due);
    }
    if (!text_same(owners, owners_text(resolve, before))) {
        put_plain(node, "owners", owners);
        put_plain(node, "owner-names", owner_lines(resolve, now));
    }
}

static void add_step(struct resolve *resolve, struct node *history, const struct step *step, const struct life *before,
                     const struct life *now, bool hidden, const char *anchor)
{
    const struct update *update = step->update;
    struct node *node = node_add_r(history, "step");
    put_plain(node, "href", refs_page(resolve, step->meeting, anchor));
    put_plain(node, "meeting", step->meeting->address);
    put_plain(node, "text", refs_meeting_text(resolve, step->meeting));
    put_plain(node, "status", update->status);
    put_plain(node, "status-text", word(resolve, "status", update->status));
    put_changes(resolve, node, before, now);
    put_successor(resolve, node, update);
    put_plain(node, "restricted", hidden ? "yes" : NULL);
    put_lang(resolve, node, step->meeting);
    put_paragraph(node, update->text, false);
}

/* Every later update in the order of the meetings. Updates of one meeting on one action are told apart as anchor_set does it
 * there. */
void life_history(struct resolve *resolve, struct node *node, const struct entry *entry)
{
    struct node *history = NULL;
    const struct meeting_facts *meeting = NULL;
    const struct target target = {entry->meeting, entry->def};
    struct life life = {.status = "open", .owners_at = entry->meeting};
    size_t times = 0;
    for (size_t i = 0; i < entry->step_count; i++) {
        const struct step *step = &entry->steps[i];
        const struct life before = life;
        if (!life_seen(resolve, step))
            continue;
        take_step(&life, entry, step);
        if (!step->update)
            continue;
        times = step->meeting == meeting ? times + 1 : 1;
        meeting = step->meeting;
        if (!history)
            history = node_add_r(node, "history");
        const char *anchor = anchor_of_update(resolve->arena, meeting, &target, step->update->action);
        add_step(resolve, history, step, &before, &life, step->restricted || entry->restricted,
                 anchor_nth(resolve->arena, anchor, times));
    }
}
