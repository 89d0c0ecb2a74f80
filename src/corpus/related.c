/* Which other meetings a meeting's documents show something of. What resolving looks up about another meeting must be found here, or a
 * change there would leave the documents here as they were. */
#include "corpus/linked.h"

struct relating {
    const struct linked *linked;
    const struct meeting_facts *of;
    void (*visit)(void *with, const struct meeting_facts *meeting);
    void *with;
    const struct meeting_facts **seen; /* SEEN of those that came, by their address in memory */
};

enum { SEEN = 64 };

/* Most meetings come again and again. */
static bool came_before(const struct relating *relating, const struct meeting_facts *meeting)
{
    uintptr_t bits = (uintptr_t)meeting;
    const struct meeting_facts **slot = &relating->seen[(bits >> 4 ^ bits >> 10) % SEEN];
    bool came = *slot == meeting;
    *slot = meeting;
    return came;
}

/* With a meeting comes the one after it: "next meeting" as a due date is a day of its own. */
static void relate(const struct relating *relating, const struct meeting_facts *meeting)
{
    if (!meeting || came_before(relating, meeting))
        return;
    relating->visit(relating->with, meeting);
    const struct meeting_facts *next = meeting->date ? linked_neighbour(relating->linked, meeting, 1, true) : NULL;
    if (next)
        relating->visit(relating->with, next);
}

static void relate_address(const struct relating *relating, const char *address)
{
    struct target target;
    if (address && linked_target(relating->linked, address, &target))
        relate(relating, target.meeting);
}

static void relate_entry(const struct relating *relating, const struct entry *entry)
{
    if (!entry)
        return;
    relate(relating, entry->meeting);
    for (size_t i = 0; i < entry->step_count; i++) {
        const struct update *update = entry->steps[i].update;
        relate(relating, entry->steps[i].meeting);
        if (update && update->superseded_by) {
            const struct entry *next = ledger_at(relating->linked, update->superseded_by);
            relate(relating, next ? next->meeting : NULL);
        }
    }
}

static void relate_facts(const struct relating *relating, const struct meeting_facts *meeting)
{
    for (size_t i = 0; i < meeting->reference_count; i++)
        if (meeting->references[i].kind != REF_BODY)
            relate_address(relating, meeting->references[i].address);
    for (size_t i = 0; i < meeting->update_count; i++) {
        const char *address = meeting->updates[i].action, *successor = meeting->updates[i].superseded_by;
        relate_entry(relating, address ? ledger_at(relating->linked, address) : NULL);
        relate_entry(relating, successor ? ledger_at(relating->linked, successor) : NULL);
        relate_address(relating, address);
        relate_address(relating, successor);
    }
    for (size_t i = 0; i < meeting->action_count; i++)
        relate_entry(relating, ledger_find(relating->linked, meeting, &meeting->defs[meeting->actions[i].def]));
}

static void relate_mentions(const struct relating *relating, const struct meeting_facts *meeting, enum ref_kind kind)
{
    const struct mention *mentions;
    size_t count = linked_mentions(relating->linked, meeting, kind, &mentions);
    for (size_t i = 0; i < count; i++)
        relate(relating, mentions[i].meeting);
}

static void relate_others(const struct relating *relating, const struct meeting_facts *meeting)
{
    enum { MOST = 32 };
    const struct meeting_facts *others[MOST];
    size_t count = linked_translations(relating->linked, meeting, others, MOST);
    for (size_t i = 0; i < count && i < MOST; i++)
        relating->visit(relating->with, others[i]);
    for (int step = -1; step <= 1 && meeting->date; step += 2) {
        relate(relating, linked_neighbour(relating->linked, meeting, step, false));
        relate(relating, linked_neighbour(relating->linked, meeting, step, true));
    }
    relate_mentions(relating, meeting, REF_APPROVAL);
    relate_mentions(relating, meeting, REF_AMENDMENT);
}

void linked_related(const struct linked *linked, const struct meeting_facts *meeting,
                    void (*visit)(void *with, const struct meeting_facts *meeting), void *with)
{
    const struct meeting_facts *seen[SEEN] = {NULL};
    const struct relating relating = {linked, meeting, visit, with, seen};
    const struct meeting_facts *origin = meeting->translation_of && meeting->address ? linked_meeting_find(linked, meeting->address)
                                                                                     : NULL;
    relate_facts(&relating, meeting);
    relate_others(&relating, meeting);
    if (!origin)
        return;
    relate(&relating, origin);
    relate_facts(&relating, origin);
    relate_others(&relating, origin);
}
