/* When the next meeting is, and which earlier ones it goes by. */
#include "base/date.h"
#include "render/next_parts.h"

#include <string.h>

static bool was_held(const struct meeting_facts *meeting)
{
    return meeting->date && strcmp(meeting->held, "held") == 0;
}

static bool is_ordinary(const char *kind)
{
    return !kind || strcmp(kind, "ordinary") == 0;
}

static const struct meeting_facts *latest_held(const struct next *next, bool ordinary_only)
{
    for (size_t i = linked_meetings(next->linked, next->body->id); i-- > 0;) {
        const struct meeting_facts *meeting = linked_meeting(next->linked, next->body->id, i);
        if (was_held(meeting) && (!ordinary_only || is_ordinary(meeting->kind)))
            return meeting;
    }
    return NULL;
}

static bool is_taken(const struct next *next, const char *date)
{
    for (size_t i = linked_meetings(next->linked, next->body->id); i-- > 0;)
        if (text_same(linked_meeting(next->linked, next->body->id, i)->date, date))
            return true;
    return false;
}

/* The first ordinary day that a meeting announces, later than the latest meeting, and that no file stands for. */
static const char *announced_by(const struct next *next, const struct meeting_facts *meeting)
{
    const char *first = NULL;
    for (size_t i = 0; i < meeting->announced_count; i++) {
        const struct announced *row = &meeting->announced[i];
        bool later = row->date && (next->full || !row->place.restricted) && date_compare(row->date, next->last->date) > 0;
        if (later && is_ordinary(row->kind) && (!first || strcmp(row->date, first) < 0) && !is_taken(next, row->date))
            first = row->date;
    }
    return first;
}

static void find_date(struct next *next)
{
    for (size_t i = linked_meetings(next->linked, next->body->id); i-- > 0 && !next->date;) {
        const struct meeting_facts *meeting = linked_meeting(next->linked, next->body->id, i);
        if (was_held(meeting) && (next->date = announced_by(next, meeting)))
            next->announcer = meeting;
    }
}

static const struct announced *announcement_of(const struct next *next, const struct meeting_facts *meeting)
{
    for (size_t i = 0; i < meeting->announced_count; i++) {
        const struct announced *row = &meeting->announced[i];
        if (text_same(row->date, next->date) && (next->full || !row->place.restricted))
            return row;
    }
    return NULL;
}

static void find_announcer(struct next *next)
{
    for (size_t i = linked_meetings(next->linked, next->body->id); i-- > 0;) {
        const struct meeting_facts *meeting = linked_meeting(next->linked, next->body->id, i);
        const struct announced *row = was_held(meeting) ? announcement_of(next, meeting) : NULL;
        if (row) {
            next->kind = is_ordinary(row->kind) ? NULL : row->kind;
            next->announcer = meeting;
            return;
        }
    }
}

/* A second meeting of a day is b, then c. */
static void find_sitting(struct next *next)
{
    char letter = 0;
    for (size_t i = linked_meetings(next->linked, next->body->id); i-- > 0;) {
        const struct meeting_facts *meeting = linked_meeting(next->linked, next->body->id, i);
        if (!text_same(meeting->date, next->date))
            continue;
        char its = meeting->sitting ? meeting->sitting[0] : 'a';
        letter = its > letter ? its : letter;
    }
    if (letter && letter < 'z')
        next->sitting = arena_printf(next->arena, "%c", letter + 1);
}

void next_model(struct next *next)
{
    next->last = latest_held(next, false);
    next->model = latest_held(next, true);
    next->model = next->model ? next->model : next->last;
}

enum next_answer next_day(struct next *next, const char *date)
{
    next_model(next);
    if (!linked_complete(next->linked, next->body->id))
        return NEXT_GAP;
    next->date = date;
    if (date && next->last && strcmp(date, next->last->date) < 0)
        return NEXT_TOO_EARLY;
    if (date)
        find_announcer(next);
    else if (next->last)
        find_date(next);
    if (!next->date)
        return NEXT_NO_DATE;
    find_sitting(next);
    return NEXT_DONE;
}

const struct node *next_announcement(const struct document *document, const char *date)
{
    const struct node *root = next_root(document);
    for (const struct node *node = root; node; node = node_after(node, root))
        if (node_is(node, "next-meeting") && text_same(node_attr(node, "date"), date) && !document_restricted(node))
            return node;
    return NULL;
}
