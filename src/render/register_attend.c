/* Who came to which meeting of a body: a line for each seat's holder, a list of everybody else, what each meeting's quorum was. */
#include "base/date.h"
#include "base/pack.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

/* A person at a meeting, as one mark. */
enum mark { NONE, PRESENT, REMOTE, APOLOGIES, DEPUTY, ABSENT, UNKNOWN, VACANT, MARKS };

static const struct { const char *name, *symbol, *word; } marks[MARKS] = {
    [NONE] = {"none", "", NULL},           [PRESENT] = {"p", "P", "present"}, [REMOTE] = {"r", "R", "remote"},
    [APOLOGIES] = {"a", "A", "apologies"}, [DEPUTY] = {"d", "D", "deputy"},   [ABSENT] = {"n", "–", "absent"},
    [UNKNOWN] = {"u", "?", "unknown"},     [VACANT] = {"v", "V", "vacant"},
};

/* Somebody who is no member at the meeting. */
struct visit {
    const char *key, *name;         /* id, or the printed name behind a blank; what to show */
    size_t meeting, order, first;   /* first: the order of their first visit */
    enum mark mark;
};

struct sheet {
    struct register_set *set;
    struct arena *arena;
    struct resolve now;             /* names as they are at the body's latest meeting */
    const struct linked *linked;
    const struct body_facts *body;
    const char *today;
    bool full;
    const struct meeting_facts **meetings; /* shown */
    size_t count;
    const struct meeting_facts **all;      /* up to today, shown or not */
    size_t all_count;
    bool used[MARKS];
    const char *words[MARKS];
    struct visit *visits;
    size_t visit_count, visit_room;
    struct node *root;
    struct buf *key;                /* of what is not told by the meetings shown */
};

/* -- marks -- */

static enum mark mark_of(const struct attendee *one)
{
    if (attendee_is_there(one))
        return text_same(one->mode, "remote") ? REMOTE : PRESENT;
    return strcmp(one->list, "apologies") == 0 ? APOLOGIES : strcmp(one->list, "absent") == 0 ? ABSENT : UNKNOWN;
}

static bool is_seen(const struct sheet *sheet, const struct attendee *one)
{
    return sheet->full || !one->place.restricted;
}

static bool came(enum mark mark)
{
    return mark == PRESENT || mark == REMOTE;
}

static bool sent_deputy(const struct sheet *sheet, const struct meeting_facts *meeting, const char *id)
{
    for (size_t i = 0; i < meeting->attendee_count; i++) {
        const struct attendee *one = &meeting->attendees[i];
        if (attendee_is_there(one) && text_same(one->deputy_for, id) && is_seen(sheet, one))
            return true;
    }
    return false;
}

/* Somebody in several lists was there if one says so. */
static enum mark member_mark(const struct sheet *sheet, const struct meeting_facts *meeting, const char *id)
{
    size_t count;
    const struct attendee *const *listed = meeting_attendee(meeting, id, &count);
    enum mark mark = NONE;
    if (!body_member_on(sheet->body, id, meeting->date, NULL))
        return NONE;
    for (size_t i = 0; i < count; i++)
        if (is_seen(sheet, listed[i]) && (mark == NONE || came(mark_of(listed[i]))))
            mark = mark_of(listed[i]);
    if (!came(mark) && sent_deputy(sheet, meeting, id))
        return DEPUTY;
    return mark != NONE ? mark : meeting_lists_tell(meeting) ? ABSENT : UNKNOWN;
}

static const char *number(struct sheet *sheet, int value)
{
    return arena_printf(sheet->arena, "%d", value);
}

static void put_mark(struct sheet *sheet, struct node *line, size_t at, enum mark mark)
{
    const struct meeting_facts *meeting = sheet->meetings[at];
    struct node *node = node_add_r(line, "mark");
    sheet->used[mark] = true;
    put_plain(node, "at", number(sheet, (int)at + 1));
    put_plain(node, "meeting", register_is_page(sheet->set) ? NULL : meeting->address);
    put_plain(node, "date", meeting->date);
    if (mark == NONE)
        return;
    if (!sheet->words[mark])
        sheet->words[mark] = word(&sheet->now, "mark", marks[mark].name);
    put_plain(node, "symbol", marks[mark].symbol);
    put_plain(node, "mark", marks[mark].word);
    put_plain(node, "text", sheet->words[mark]);
}

/* -- meetings -- */

static bool counts(const struct meeting_facts *meeting)
{
    return meeting->date && strcmp(meeting->held, "cancelled") != 0;
}

static void choose_meetings(struct sheet *sheet)
{
    const struct register_options *options = sheet->set->options;
    size_t count = linked_meetings(sheet->linked, sheet->body->id);
    sheet->meetings = arena_alloc(sheet->arena, (count + 1) * sizeof *sheet->meetings);
    sheet->all = arena_alloc(sheet->arena, (count + 1) * sizeof *sheet->all);
    for (size_t i = 0; i < count; i++) {
        const struct meeting_facts *meeting = linked_meeting(sheet->linked, sheet->body->id, i);
        if (!counts(meeting) || (options->as_of && strcmp(meeting->date, options->as_of) > 0))
            continue;
        sheet->all[sheet->all_count++] = meeting;
        if (register_within(options, meeting->date))
            sheet->meetings[sheet->count++] = meeting;
    }
}

/* Every quorum that holds on the day must be met. */
static void put_quorum(struct sheet *sheet, struct node *node, const struct meeting_facts *meeting)
{
    const struct body_facts *body = sheet->body;
    int most = 0;
    bool asked = false, met = true;
    if (meeting_lists_tell(meeting))
        put_plain(node, "voting", number(sheet, meeting_present(meeting, body, false)));
    for (size_t i = 0; i < body->quorum_count && meeting_needs_quorum(meeting); i++) {
        const struct quorum *quorum = &body->quorums[i];
        if (!period_holds(quorum->period, meeting->date))
            continue;
        int needed = quorum_needed(quorum, body, meeting->date);
        asked = true;
        met &= meeting_present(meeting, body, quorum->all) >= needed;
        most = needed > most ? needed : most;
    }
    if (!asked)
        return;
    put_plain(node, "quorum", number(sheet, most));
    put_plain(node, "quorum-met", met ? "yes" : "no");
    put_plain(node, "quorum-text", label(sheet->now.labels, met ? "quorum-yes" : "quorum-no"));
}

static const char *attendee_name(const struct sheet *sheet, const struct meeting_facts *meeting, const struct attendee *one)
{
    return one->id ? people_name(&sheet->now, meeting, one->id, NULL) : one->name ? one->name : "?";
}

/* The names in lists of that kind, one a line. */
static void put_names(struct sheet *sheet, struct node *node, const struct meeting_facts *meeting, const char *list)
{
    struct buf lines = BUF_INIT;
    for (size_t i = 0; i < meeting->attendee_count; i++) {
        const struct attendee *one = &meeting->attendees[i];
        if (strcmp(one->list, list) == 0 && is_seen(sheet, one))
            buf_printf(&lines, "%s%s", lines.size ? "\n" : "", text_collapse(sheet->arena, attendee_name(sheet, meeting, one)));
    }
    put_plain(node, list, buf_text(&lines));
    buf_free(&lines);
}

static void put_meeting(struct sheet *sheet, const struct meeting_facts *meeting)
{
    static const char *const lists[] = {"present", "in-attendance", "apologies", "absent"};
    struct resolve *now = &sheet->now;
    struct node *node = node_add_r(sheet->root, "meeting");
    bool ordinary = strcmp(meeting->kind, "ordinary") == 0;
    put_plain(node, "address", meeting->address);
    put_plain(node, "date", meeting->date);
    put_plain(node, "sitting", meeting->sitting);
    put_plain(node, "year", arena_copy_n(sheet->arena, meeting->date, 4));
    put_plain(node, "day", meeting->date + 5);
    put_plain(node, "text", refs_meeting_text(now, meeting));
    put_plain(node, "kind", meeting->kind);
    put_plain(node, "kind-text", ordinary ? NULL : word(now, "kind", meeting->kind));
    put_plain(node, "held", meeting->held);
    put_plain(node, "start", meeting->start);
    put_plain(node, "end", meeting->end);
    put_plain(node, "venue", meeting->venue);
    put_plain(node, "href", refs_page(now, meeting, NULL));
    put_quorum(sheet, node, meeting);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        put_names(sheet, node, meeting, lists[i]);
}

/* Meetings to come, as the latest meeting that announced any has them. */
static void each_announced(struct sheet *sheet, void (*take)(struct sheet *sheet, const struct announced *row))
{
    bool found = false;
    for (size_t i = sheet->all_count; i-- > 0 && !found;) {
        const struct meeting_facts *meeting = sheet->all[i];
        for (size_t k = 0; k < meeting->announced_count; k++) {
            const struct announced *row = &meeting->announced[k];
            if (!row->date || (row->place.restricted && !sheet->full) || date_compare(row->date, sheet->today) <= 0)
                continue;
            take(sheet, row);
            found = true;
        }
    }
}

static void put_announced(struct sheet *sheet, const struct announced *row)
{
    struct node *node = node_add_r(sheet->root, "announced");
    put_plain(node, "address", arena_printf(sheet->arena, "%s/%s", sheet->body->id, row->date));
    put_plain(node, "date", row->date);
    put_plain(node, "start", row->start);
    put_plain(node, "end", row->end);
    put_plain(node, "venue", row->venue);
    put_plain(node, "kind", row->kind ? row->kind : "ordinary");
}

/* For calendars, from which it must be taken. */
static void put_cancelled(struct sheet *sheet)
{
    for (size_t i = 0; i < linked_meetings(sheet->linked, sheet->body->id); i++) {
        const struct meeting_facts *meeting = linked_meeting(sheet->linked, sheet->body->id, i);
        if (!meeting->date || counts(meeting) || !register_within(sheet->set->options, meeting->date))
            continue;
        struct node *node = node_add_r(sheet->root, "cancelled");
        put_plain(node, "address", meeting->address);
        put_plain(node, "date", meeting->date);
        put_plain(node, "start", meeting->start);
        put_plain(node, "end", meeting->end);
        put_plain(node, "venue", meeting->venue);
        put_plain(node, "kind", meeting->kind);
    }
}

/* -- members -- */

/* Whole months of the calendar from one day to another. */
static int months_between(const char *from, const char *to)
{
    struct date one, other;
    if (!date_parse(from, &one) || !date_parse(to, &other))
        return 0;
    return (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day);
}

static const char *last_seen(const struct sheet *sheet, const char *id)
{
    for (size_t i = sheet->all_count; i-- > 0;) {
        size_t count;
        const struct attendee *const *listed = meeting_attendee(sheet->all[i], id, &count);
        for (size_t k = 0; k < count; k++)
            if (is_seen(sheet, listed[k]) && attendee_is_there(listed[k]))
                return sheet->all[i]->date;
    }
    return NULL;
}

/* Only of members of today it is asked how long they have been away. */
static void put_last_seen(struct sheet *sheet, struct node *node, const char *id)
{
    const char *seen = last_seen(sheet, id);
    bool current = sheet->today && body_member_on(sheet->body, id, sheet->today, NULL);
    put_plain(node, "last-seen", seen);
    put_plain(node, "last-seen-text", date_of(&sheet->now, seen));
    put_plain(node, "current", current ? "yes" : NULL);
    if (!seen || !current)
        return;
    int months = months_between(seen, sheet->today);
    put_plain(node, "months", number(sheet, months));
    put_plain(node, "six-months", months >= 6 ? "yes" : NULL);
}

static void put_totals(struct sheet *sheet, struct node *node, const int *tally)
{
    int attended = tally[PRESENT] + tally[REMOTE];
    int possible = attended + tally[APOLOGIES] + tally[DEPUTY] + tally[ABSENT];
    const char *args[] = {number(sheet, attended), number(sheet, possible), NULL, NULL};
    put_plain(node, "possible", args[1]);
    put_plain(node, "attended", args[0]);
    put_plain(node, "remote", number(sheet, tally[REMOTE]));
    put_plain(node, "apologies", number(sheet, tally[APOLOGIES]));
    put_plain(node, "deputies", number(sheet, tally[DEPUTY]));
    put_plain(node, "absences", number(sheet, tally[ABSENT]));
    put_plain(node, "unknown", number(sheet, tally[UNKNOWN]));
    if (!possible)
        return;
    args[2] = number(sheet, (200 * attended + possible) / (2 * possible));
    put_plain(node, "rate", args[2]);
    put_plain(node, "rate-text", label_format(sheet->now.labels, sheet->arena, "percent", &args[2]));
    put_plain(node, "attended-text", label_format(sheet->now.labels, sheet->arena, "of-possible", args));
}

/* The seat that somebody has today, else the last one they had. */
static const struct member *seat_of(const struct sheet *sheet, const char *id)
{
    const struct member *seat = NULL;
    if (sheet->today && body_member_on(sheet->body, id, sheet->today, &seat))
        return seat;
    for (size_t i = 0; i < sheet->body->member_count; i++) {
        const struct member *row = &sheet->body->members[i];
        if (text_same(row->ref, id) && (!seat || date_compare(row->period.from, seat->period.from) >= 0))
            seat = row;
    }
    return seat;
}

static void put_seat(struct sheet *sheet, struct node *node, const struct member *seat)
{
    put_plain(node, "role", seat->role);
    put_plain(node, "role-text", text_same(seat->role, "member") ? NULL : word(&sheet->now, "role", seat->role));
    put_plain(node, "voting", seat->voting ? "yes" : "no");
}

static bool is_member_of_any(const struct sheet *sheet, const char *id)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (body_member_on(sheet->body, id, sheet->meetings[i]->date, NULL))
            return true;
    return false;
}

static void put_member(struct sheet *sheet, const char *id)
{
    int tally[MARKS] = {0};
    struct node *node = node_add_r(sheet->root, "member");
    put_plain(node, "id", id);
    put_plain(node, "name", people_name(&sheet->now, sheet->now.facts, id, NULL));
    put_seat(sheet, node, seat_of(sheet, id));
    for (size_t i = 0; i < sheet->count; i++) {
        enum mark mark = member_mark(sheet, sheet->meetings[i], id);
        tally[mark]++;
        put_mark(sheet, node, i, mark);
    }
    put_totals(sheet, node, tally);
    put_last_seen(sheet, node, id);
}

static void put_vacancy(struct sheet *sheet, const struct member *seat)
{
    bool any = false;
    for (size_t i = 0; i < sheet->count; i++)
        any |= period_holds(seat->period, sheet->meetings[i]->date);
    if (!any)
        return;
    struct node *node = node_add_r(sheet->root, "member");
    put_plain(node, "vacancy", "yes");
    put_plain(node, "name", label(sheet->now.labels, "vacancy"));
    put_seat(sheet, node, seat);
    put_plain(node, "from", seat->period.from);
    put_plain(node, "until", seat->period.until);
    for (size_t i = 0; i < sheet->count; i++)
        put_mark(sheet, node, i, period_holds(seat->period, sheet->meetings[i]->date) ? VACANT : NONE);
}

/* In the order of body.xml, each person once. */
static void put_members(struct sheet *sheet)
{
    struct tally *seen = tally_new();
    for (size_t i = 0; i < sheet->body->member_count; i++) {
        const struct member *seat = &sheet->body->members[i];
        if (!seat->ref)
            put_vacancy(sheet, seat);
        else if (tally_next(seen, seat->ref) == 1 && is_member_of_any(sheet, seat->ref))
            put_member(sheet, seat->ref);
    }
    tally_free(seen);
}

/* -- everybody else -- */

static void collect_visits(struct sheet *sheet)
{
    for (size_t m = 0; m < sheet->count; m++) {
        const struct meeting_facts *meeting = sheet->meetings[m];
        for (size_t i = 0; i < meeting->attendee_count; i++) {
            const struct attendee *one = &meeting->attendees[i];
            if (!is_seen(sheet, one) || body_member_on(sheet->body, one->id, meeting->date, NULL))
                continue;
            const char *name = text_collapse(sheet->arena, attendee_name(sheet, meeting, one));
            bool acts = attendee_is_there(one) && one->deputy_for;
            MEM_GROW(sheet->visits, sheet->visit_count, sheet->visit_room);
            sheet->visits[sheet->visit_count] = (struct visit){
                one->id ? one->id : arena_printf(sheet->arena, " %s", name), name, m, sheet->visit_count, 0,
                acts ? DEPUTY : mark_of(one)};
            sheet->visit_count++;
        }
    }
}

static int compare_keys(const void *a, const void *b)
{
    const struct visit *one = a, *other = b;
    int order = strcmp(one->key, other->key);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

static int compare_first(const void *a, const void *b)
{
    const struct visit *one = a, *other = b;
    int order = (one->first > other->first) - (one->first < other->first);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

/* Everybody's visits together, in the order in which people first came. */
static void sort_visits(struct sheet *sheet)
{
    if (!sheet->visit_count)
        return;
    qsort(sheet->visits, sheet->visit_count, sizeof *sheet->visits, compare_keys);
    for (size_t i = 0; i < sheet->visit_count; i++) {
        bool same = i && strcmp(sheet->visits[i].key, sheet->visits[i - 1].key) == 0;
        sheet->visits[i].first = same ? sheet->visits[i - 1].first : sheet->visits[i].order;
    }
    qsort(sheet->visits, sheet->visit_count, sizeof *sheet->visits, compare_first);
}

static void put_others(struct sheet *sheet)
{
    struct node *node = NULL;
    collect_visits(sheet);
    sort_visits(sheet);
    for (size_t i = 0, times = 0; i < sheet->visit_count; i++) {
        const struct visit *visit = &sheet->visits[i];
        bool same = i && visit->first == visit[-1].first;
        if (!same) {
            node = node_add_r(sheet->root, "other");
            times = 0;
            put_plain(node, "id", *visit->key == ' ' ? NULL : visit->key);
            put_plain(node, "name", visit->name);
        }
        if (!same || visit->meeting != visit[-1].meeting)
            put_mark(sheet, node, visit->meeting, visit->mark);
        times += came(visit->mark) || visit->mark == DEPUTY;
        put_plain(node, "times", arena_printf(sheet->arena, "%zu", times));
    }
    free(sheet->visits);
}

/* -- all of it -- */

static void put_legend(struct sheet *sheet)
{
    for (int mark = PRESENT; mark < MARKS; mark++) {
        if (!sheet->used[mark])
            continue;
        struct node *node = node_add_r(sheet->root, "legend");
        put_plain(node, "symbol", marks[mark].symbol);
        put_plain(node, "text", word(&sheet->now, "mark", marks[mark].name));
    }
    if (sheet->used[NONE])
        put_plain(node_add_r(sheet->root, "legend"), "text", label(sheet->now.labels, "mark-none"));
}

static void fill_sheet(struct sheet *sheet)
{
    put_plain(sheet->root, "body-id", sheet->body->id);
    put_plain(sheet->root, "body-name", register_body_name(sheet->body, sheet->today));
    put_plain(sheet->root, "zone", sheet->body->zone);
    put_plain(sheet->root, "as-of", sheet->today);
    for (size_t i = 0; i < sheet->count; i++)
        put_meeting(sheet, sheet->meetings[i]);
    each_announced(sheet, put_announced);
    put_cancelled(sheet);
    if (text_same(sheet->set->options->format, "ics")) /* a calendar has no marks */
        return;
    put_members(sheet);
    put_others(sheet);
    put_legend(sheet);
}

static struct sheet begin(struct register_set *set, struct arena *arena)
{
    struct sheet sheet = {.set = set, .arena = arena, .linked = set->linked, .body = set->body, .today = set->today,
                          .full = set->options->audience == AUDIENCE_FULL};
    choose_meetings(&sheet);
    return sheet;
}

void sheet_fill(struct register_set *set, struct node *node)
{
    struct arena *arena = arena_new();
    struct sheet sheet = begin(set, arena);
    sheet.root = node;
    sheet.now = register_view(set, sheet.linked, sheet.body, sheet.all[sheet.all_count - 1], arena);
    fill_sheet(&sheet);
    arena_free(arena);
}

/* A body none of whose meetings is asked for has no sheet. */
void register_attendance(struct register_set *set)
{
    struct arena *arena = arena_new();
    if (begin(set, arena).count)
        register_add(set, (struct register_row){
            .body = arena_copy(set->arena, set->body->id),
            .body_name = arena_copy(set->arena, register_body_name(set->body, set->today)),
            .lang = labels_lang(register_labels(set, set->body->lang)),
        });
    arena_free(arena);
}

/* -- keys -- */

void key_sheet(struct register_set *set, struct keys *keys, const struct register_options *options, struct buf *out)
{
    size_t count = linked_meetings(set->linked, set->body->id);
    for (size_t i = 0; i < count; i++) {
        const struct meeting_facts *meeting = linked_meeting(set->linked, set->body->id, i);
        if (register_within(options, meeting->date))
            key_meeting(keys, meeting, out);
    }
}

static void key_announced(struct sheet *sheet, const struct announced *row)
{
    const char *const texts[] = {row->date, row->start, row->end, row->venue, row->kind};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        pack_text(sheet->key, texts[i]);
}

/* Names are those of the latest meeting; who was last seen when, and what is to come, any meeting may say. */
struct hash key_sheets(struct register_set *set)
{
    struct arena *arena = arena_new();
    struct buf bytes = BUF_INIT;
    struct sheet sheet = begin(set, arena);
    const struct meeting_facts *last = sheet.all_count ? sheet.all[sheet.all_count - 1] : NULL;
    sheet.key = &bytes;
    pack_text(&bytes, last ? last->date : NULL);
    if (last)
        sheet.now = register_view(set, set->linked, set->body, last, arena);
    for (size_t i = 0; i < set->body->member_count && last; i++) {
        const char *id = set->body->members[i].ref;
        pack_text(&bytes, id ? people_name(&sheet.now, last, id, NULL) : NULL);
        pack_text(&bytes, id ? last_seen(&sheet, id) : NULL);
    }
    each_announced(&sheet, key_announced);
    struct hash hash = hash_bytes(buf_text(&bytes), bytes.size);
    buf_free(&bytes);
    arena_free(arena);
    return hash;
}
