/* The ledger: every action that was raised or first recorded, and each step it took since. */
#include "corpus/linked.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* -- the life of an action -- */

enum status { OPEN, IN_PROGRESS, PROPOSED, DONE, DROPPED, SUPERSEDED, STATUSES };

static const char *const status_names[STATUSES] = {"open", "in-progress", "proposed", "done", "dropped", "superseded"};

/* What an update may say. A mention says nothing of the status. */
enum said {
    SAYS_NOTHING,
    SAYS_OPEN,
    SAYS_IN_PROGRESS,
    SAYS_PROPOSED,
    SAYS_DONE,
    SAYS_DROPPED,
    SAYS_SUPERSEDED,
    SAYS_REOPENED,
    SAYINGS
};

static const char *const said_names[SAYINGS] = {NULL,   "open",    "in-progress", "proposed",
                                                "done", "dropped", "superseded",  "reopened"};

/* From a status, by what is said, to the next one; what cannot be said leaves it as it is and is a finding. */
struct move {
    enum status next;
    enum { FINE, AFTER_CLOSING, WAS_OPEN } finding;
};

/* clang-format off */
#define ON_GOING(now) \
    {{now, FINE}, {OPEN, FINE}, {IN_PROGRESS, FINE}, {PROPOSED, FINE}, {DONE, FINE}, {DROPPED, FINE}, {SUPERSEDED, FINE}, \
     {OPEN, WAS_OPEN}}
#define CLOSED(now) \
    {{now, AFTER_CLOSING}, {now, AFTER_CLOSING}, {now, AFTER_CLOSING}, {now, AFTER_CLOSING}, {now, AFTER_CLOSING}, \
     {now, AFTER_CLOSING}, {now, AFTER_CLOSING}, {OPEN, FINE}}
/* clang-format on */

static const struct move moves[STATUSES][SAYINGS] = {
    [OPEN] = ON_GOING(OPEN), [IN_PROGRESS] = ON_GOING(IN_PROGRESS), [PROPOSED] = ON_GOING(PROPOSED),
    [DONE] = CLOSED(DONE),   [DROPPED] = CLOSED(DROPPED),           [SUPERSEDED] = CLOSED(SUPERSEDED),
};

bool status_open(const char *status)
{
    return text_word_in(status, "open in-progress proposed");
}

static int index_of(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (text_same(names[i], name))
            return i;
    return 0;
}

/* -- entries -- */

/* An update and the entry it bears on. */
struct told {
    size_t entry;
    const struct meeting_facts *meeting;
    const struct update *update;
};

/* An update on an action from a meeting that nobody has. */
struct carried {
    size_t series;
    const char *number, *owners; /* as one text */
    size_t nth;                  /* among those of one meeting with the same number and owners */
    size_t row;
    const struct update *update;
};

struct book {
    struct linked *linked;
    struct entry *entries;
    size_t entry_count, entry_room;
    struct told *told;
    size_t told_count, told_room;
    struct carried *carried;
    size_t carried_count, carried_room;
};

static size_t add_entry(struct book *book, struct entry entry)
{
    MEM_GROW(book->entries, book->entry_count, book->entry_room);
    book->entries[book->entry_count] = entry;
    return book->entry_count++;
}

static void add_told(struct book *book, size_t entry, const struct meeting_facts *meeting, const struct update *update)
{
    MEM_GROW(book->told, book->told_count, book->told_room);
    book->told[book->told_count++] = (struct told){entry, meeting, update};
}

static const char *owners_of(struct book *book, const struct update *update)
{
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < update->owner_count; i++)
        buf_printf(&list, "%s ", update->owners[i]);
    if (!update->owner_count && update->printed)
        buf_printf(&list, "=%s", update->printed);
    const char *text = arena_copy(book->linked->arena, buf_text(&list));
    buf_free(&list);
    return text;
}

static int compare_names(const struct carried *one, const struct carried *other)
{
    int order = (one->series > other->series) - (one->series < other->series);
    if (!order)
        order = date_compare(one->number, other->number);
    return order ? order : strcmp(one->owners, other->owners);
}

static int compare_order(const struct carried *one, const struct carried *other)
{
    int order = (one->row > other->row) - (one->row < other->row);
    return order ? order : (one->update > other->update) - (one->update < other->update);
}

static int compare_carried(const void *a, const void *b)
{
    const struct carried *one = a, *other = b;
    int order = compare_names(one, other);
    return order ? order : compare_order(one, other);
}

/* After the counting: the same action of several meetings together, the first of them first. */
static int compare_actions(const void *a, const void *b)
{
    const struct carried *one = a, *other = b;
    int order = compare_names(one, other);
    if (!order)
        order = (one->nth > other->nth) - (one->nth < other->nth);
    return order ? order : compare_order(one, other);
}

static void collect_carried(struct book *book)
{
    const struct linked *linked = book->linked;
    for (size_t i = 0; i < linked->row_count; i++) {
        const struct meeting_facts *meeting = linked->rows[i].facts;
        for (size_t k = 0; k < meeting->update_count; k++) {
            const struct update *update = &meeting->updates[k];
            if (update->action)
                continue;
            MEM_GROW(book->carried, book->carried_count, book->carried_room);
            book->carried[book->carried_count++] = (struct carried){
                linked->rows[i].series, update->number, owners_of(book, update), 0, i, update};
        }
    }
    if (!book->carried_count)
        return;
    qsort(book->carried, book->carried_count, sizeof *book->carried, compare_carried);
    for (size_t i = 1; i < book->carried_count; i++)
        if (compare_names(&book->carried[i], &book->carried[i - 1]) == 0 && book->carried[i].row == book->carried[i - 1].row)
            book->carried[i].nth = book->carried[i - 1].nth + 1;
    qsort(book->carried, book->carried_count, sizeof *book->carried, compare_actions);
}

/* Whether an update bears on the action that the one sorted before it was about. Without a printed number nothing says so; and what
 * was closed stays so unless it is reopened: the same number ("Prev mtg") then stands for another action. */
static bool goes_on(const struct carried *before, const struct carried *one)
{
    bool same = one->number && compare_names(before, one) == 0 && before->nth == one->nth;
    return same && (!text_word_in(before->update->status, "done dropped superseded") || text_same(one->update->status, "reopened"));
}

/* Where an entry stands in the ledger: by meeting, then by place in its file. */
struct start {
    size_t row, node;
    size_t action; /* index of the meeting's action, or SIZE_MAX */
    const struct carried *carried;
};

static int compare_starts(const void *a, const void *b)
{
    const struct start *one = a, *other = b;
    int order = (one->row > other->row) - (one->row < other->row);
    return order ? order : (one->node > other->node) - (one->node < other->node);
}

static size_t count_actions(const struct linked *linked)
{
    size_t count = 0;
    for (size_t i = 0; i < linked->row_count; i++)
        count += linked->rows[i].facts->action_count;
    return count;
}

static struct start *collect_starts(struct book *book, size_t *count)
{
    const struct linked *linked = book->linked;
    struct start *starts = mem_zero(count_actions(linked) + book->carried_count + 1, sizeof *starts);
    *count = 0;
    for (size_t i = 0; i < linked->row_count; i++) {
        const struct meeting_facts *meeting = linked->rows[i].facts;
        for (size_t k = 0; k < meeting->action_count; k++)
            starts[(*count)++] = (struct start){i, meeting->defs[meeting->actions[k].def].node, k, NULL};
    }
    for (size_t i = 0; i < book->carried_count; i++)
        if (i == 0 || !goes_on(&book->carried[i - 1], &book->carried[i]))
            starts[(*count)++] = (struct start){book->carried[i].row, book->carried[i].update->node, SIZE_MAX, &book->carried[i]};
    qsort(starts, *count, sizeof *starts, compare_starts);
    return starts;
}

static void open_carried(struct book *book, const struct start *start)
{
    const struct meeting_facts *meeting = book->linked->rows[start->row].facts;
    const struct carried *last = book->carried + book->carried_count;
    size_t entry = add_entry(
        book, (struct entry){.meeting = meeting, .carried = true, .restricted = start->carried->update->place.restricted});
    for (const struct carried *one = start->carried; one < last && (one == start->carried || goes_on(one - 1, one)); one++)
        add_told(book, entry, book->linked->rows[one->row].facts, one->update);
}

static void open_entries(struct book *book)
{
    struct linked *linked = book->linked;
    size_t count;
    struct start *starts = collect_starts(book, &count);
    for (size_t i = 0; i < linked->row_count; i++)
        linked->rows[i].entries = arena_alloc(linked->arena, linked->rows[i].facts->action_count * sizeof(size_t));
    for (size_t i = 0; i < count; i++) {
        struct row *row = &linked->rows[starts[i].row];
        if (starts[i].carried) {
            open_carried(book, &starts[i]);
            continue;
        }
        const struct action *action = &row->facts->actions[starts[i].action];
        const struct def *def = &row->facts->defs[action->def];
        row->entries[starts[i].action] = add_entry(
            book, (struct entry){.meeting = row->facts, .def = def, .action = action, .restricted = def->place.restricted});
    }
    free(starts);
}

/* -- updates -- */

static size_t entry_of(const struct row *row, const struct def *def)
{
    size_t wanted = (size_t)(def - row->facts->defs), low = 0, high = row->facts->action_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (row->facts->actions[middle].def < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return row->entries[low];
}

/* Says where and when an action was raised that an update, or a succession, comes too early for. */
static void report_early(struct linked *linked, const struct meeting_facts *from, const char *address, struct place place,
                         const struct meeting_facts *raised, const struct def *def)
{
    place.restricted |= def->place.restricted;
    struct finding *finding = diag_add(linked->log, D_UPDATE_TOO_EARLY, place, address_shown(linked, from, address),
                                       raised->date);
    diag_note(finding, def->place, "it was raised here");
}

static const struct reference *successor_of(const struct meeting_facts *from, const struct update *update)
{
    size_t low = 0, high = from->reference_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (from->references[middle].node < update->node)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < from->reference_count && from->references[low].node == update->node) {
        if (from->references[low].kind == REF_SUPERSEDED)
            return &from->references[low];
        low++;
    }
    return NULL;
}

/* The action that takes another's place may be raised at the same meeting, not later. */
static void check_successor(struct linked *linked, const struct meeting_facts *from, const struct update *update)
{
    const struct reference *reference = successor_of(from, update);
    struct row *row;
    const struct def *def = reference ? reference_action(linked, from, reference->address, reference->place, &row) : NULL;
    if (def && from->date && meeting_order(row->facts, from) > 0)
        report_early(linked, from, reference->address, reference->place, row->facts, def);
}

static void check_update(struct book *book, const struct meeting_facts *from, const struct update *update, bool keep)
{
    struct row *row;
    if (update->superseded_by)
        check_successor(book->linked, from, update);
    if (!update->action)
        return;
    const struct def *def = reference_action(book->linked, from, update->action, update->place_address, &row);
    if (!def || !from->date)
        return;
    if (meeting_order(row->facts, from) >= 0)
        report_early(book->linked, from, update->action, update->place_address, row->facts, def);
    else if (keep)
        add_told(book, entry_of(row, def), from, update);
}

static void check_updates(struct book *book)
{
    struct linked *linked = book->linked;
    for (size_t i = 0; i < linked->row_count; i++)
        for (size_t k = 0; k < linked->rows[i].facts->update_count; k++)
            check_update(book, linked->rows[i].facts, &linked->rows[i].facts->updates[k], true);
    for (size_t i = 0; i < linked->aside_count; i++)
        for (size_t k = 0; k < linked->aside[i]->update_count; k++)
            check_update(book, linked->aside[i], &linked->aside[i]->updates[k], false);
}

static void report_carried(struct book *book)
{
    const struct carried *first = book->carried;
    for (size_t i = 0; i < book->carried_count; i++) {
        const struct carried *one = &book->carried[i];
        struct finding *finding = diag_add(book->linked->log, D_CARRIED_ACTION, one->update->place);
        if (!i || !goes_on(one - 1, one)) {
            first = one;
            diag_done(finding, "kept in the list of actions from this meeting on");
        } else {
            diag_done(finding, "taken as the action of that number and owner in an earlier meeting");
            diag_note(finding, first->update->place, "it was first recorded here");
        }
    }
}

/* -- steps -- */

static int compare_told(const void *a, const void *b)
{
    const struct told *one = a, *other = b;
    int order = (one->entry > other->entry) - (one->entry < other->entry);
    if (!order)
        order = meeting_order(one->meeting, other->meeting);
    if (!order && one->meeting != other->meeting)
        order = strcmp(one->meeting->path, other->meeting->path);
    return order ? order : (one->update > other->update) - (one->update < other->update);
}

static const char *due_date(const struct linked *linked, const struct meeting_facts *meeting, const char *due)
{
    if (!text_same(due, "next-meeting"))
        return due;
    return linked_next_date(linked, meeting, NULL, true);
}

static struct step first_step(const struct linked *linked, const struct entry *entry)
{
    const struct action *action = entry->action;
    return (struct step){.meeting = entry->meeting,
                         .status = "open",
                         .due = due_date(linked, entry->meeting, action->due),
                         .owners = action->owners,
                         .owner_count = action->owner_count,
                         .printed = action->printed,
                         .restricted = entry->restricted};
}

static void check_due(struct linked *linked, const struct entry *entry, const struct told *told)
{
    const char *due = told->update->due;
    struct date day;
    if (due && entry->def && entry->meeting->date && date_parse(due, &day) && strcmp(due, entry->meeting->date) < 0)
        diag_add(linked->log, D_DUE_BEFORE_RAISED, told->update->place, due, entry->meeting->date);
}

static void report_move(struct linked *linked, const struct entry *entry, const struct told *told, const struct step *closing,
                        int finding)
{
    struct place place = told->update->place_address;
    place.restricted |= closing->restricted;
    const char *shown = entry->def ? address_of_def(linked, told->meeting, entry->meeting, entry->def) : told->update->number;
    if (finding == AFTER_CLOSING)
        diag_note(diag_add(linked->log, D_UPDATE_AFTER_CLOSING, place, shown, closing->meeting->date), closing->update->place,
                  "it was closed here");
    else if (finding == WAS_OPEN && !gap_after(linked, entry->meeting))
        diag_add(linked->log, D_NOT_CLOSED, place, shown);
}

/* The step that an update makes of the one before it. */
static struct step next_step(struct linked *linked, const struct entry *entry, const struct step *before,
                             const struct step *closing, const struct told *told)
{
    const struct update *update = told->update;
    struct step step = *before;
    int now = index_of(status_names, STATUSES, before->status), said = index_of(said_names, SAYINGS, update->status);
    struct move move = moves[now][said];
    step.meeting = told->meeting;
    step.update = update;
    step.restricted = update->place.restricted;
    if (before->meeting) /* what went before a carried action's first record is not known */
        report_move(linked, entry, told, closing ? closing : before, move.finding);
    check_due(linked, entry, told);
    step.status = status_names[move.next];
    if (update->due)
        step.due = due_date(linked, told->meeting, update->due);
    if (update->owner_count) {
        step.owners = update->owners;
        step.owner_count = update->owner_count;
        step.printed = NULL;
    }
    if (update->printed)
        step.printed = update->printed;
    return step;
}

static void walk_steps(struct linked *linked, struct entry *entry, const struct told *told, size_t count)
{
    struct step none = {.status = "open", .restricted = entry->restricted};
    const struct step *before = &none;
    size_t closing = SIZE_MAX;
    entry->steps = arena_alloc(linked->arena, (count + 1) * sizeof *entry->steps);
    if (entry->action) {
        entry->steps[entry->step_count++] = first_step(linked, entry);
        before = &entry->steps[0];
    }
    for (size_t i = 0; i < count; i++) {
        const struct step *closed = closing == SIZE_MAX ? NULL : &entry->steps[closing];
        struct step step = next_step(linked, entry, before, closed, &told[i]);
        bool closes = !status_open(step.status);
        if (closes && status_open(before->status))
            closing = entry->step_count;
        entry->steps[entry->step_count] = step;
        before = &entry->steps[entry->step_count++];
    }
}

static void walk_entries(struct book *book)
{
    struct linked *linked = book->linked;
    if (book->told_count)
        qsort(book->told, book->told_count, sizeof *book->told, compare_told);
    for (size_t i = 0, told = 0; i < book->entry_count; i++) {
        size_t first = told;
        while (told < book->told_count && book->told[told].entry == i)
            told++;
        walk_steps(linked, &book->entries[i], book->told + first, told - first);
    }
}

void ledger_build(struct linked *linked)
{
    struct book book = {.linked = linked};
    collect_carried(&book);
    report_carried(&book);
    open_entries(&book);
    check_updates(&book);
    walk_entries(&book);
    linked->entries = arena_alloc(linked->arena, book.entry_count * sizeof *linked->entries);
    if (book.entry_count)
        memcpy(linked->entries, book.entries, book.entry_count * sizeof *book.entries);
    linked->entry_count = book.entry_count;
    free(book.entries);
    free(book.told);
    free(book.carried);
}
