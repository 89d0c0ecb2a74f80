/* Registers as calendars (RFC 5545): a task for each action, an event for each meeting. No clock: what is stamped bears the day of the
 * latest meeting. Nobody's e-mail is made up, so that people are named in CONTACT, COMMENT and properties of our own. */
#include "base/date.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

enum { FOLD = 75 };

/* -- lines -- */

/* A line of content, folded where it is longer than 75 octets, never within a character. */
static void put_line(struct buf *out, const char *line)
{
    size_t room = FOLD, size = strlen(line);
    while (size > room) {
        size_t cut = room;
        while (cut > 1 && ((unsigned char)line[cut] & 0xC0) == 0x80)
            cut--;
        buf_add(out, line, cut);
        buf_str(out, "\r\n ");
        line += cut;
        size -= cut;
        room = FOLD - 1; /* the blank counts */
    }
    buf_add(out, line, size);
    buf_str(out, "\r\n");
}

static void put_raw(struct buf *out, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    struct buf line = BUF_INIT;
    buf_printf(&line, "%s:%s", name, value);
    put_line(out, buf_text(&line));
    buf_free(&line);
}

static void put_text(struct buf *out, const char *name, const char *text)
{
    struct buf escaped = BUF_INIT;
    for (; text && *text; text++) {
        if (*text == '\n')
            buf_str(&escaped, "\\n");
        else if (strchr("\\;,", *text))
            buf_printf(&escaped, "\\%c", *text);
        else if (*text != '\r')
            buf_char(&escaped, *text);
    }
    put_raw(out, name, buf_text(&escaped));
    buf_free(&escaped);
}

/* 2024-10-02 as 20241002. */
static const char *compact(struct arena *arena, const char *day)
{
    return arena_printf(arena, "%.4s%.2s%.2s", day, day + 5, day + 8);
}

static void put_stamp(struct buf *out, const char *name, struct arena *arena, const char *day)
{
    put_raw(out, name, arena_printf(arena, "%sT000000Z", compact(arena, day ? day : "1970-01-01")));
}

/* -- zones -- */

/* Those of the European rule of 1996 (Directive 2000/84/EC): from the last Sunday of March to the last of October, 01:00 UTC. */
static const struct zone {
    const char *name, *standard, *summer;
    int hours;                      /* ahead of UTC in winter */
} zones[] = {
    {"Europe/London", "GMT", "BST", 0},     {"Europe/Belfast", "GMT", "BST", 0},  {"Europe/Dublin", "GMT", "IST", 0},
    {"Europe/Guernsey", "GMT", "BST", 0},   {"Europe/Jersey", "GMT", "BST", 0},   {"Europe/Isle_of_Man", "GMT", "BST", 0},
    {"Europe/Lisbon", "WET", "WEST", 0},    {"Europe/Paris", "CET", "CEST", 1},   {"Europe/Berlin", "CET", "CEST", 1},
    {"Europe/Brussels", "CET", "CEST", 1},  {"Europe/Amsterdam", "CET", "CEST", 1}, {"Europe/Madrid", "CET", "CEST", 1},
    {"Europe/Rome", "CET", "CEST", 1},      {"Europe/Vienna", "CET", "CEST", 1},  {"Europe/Zurich", "CET", "CEST", 1},
    {"Europe/Copenhagen", "CET", "CEST", 1}, {"Europe/Stockholm", "CET", "CEST", 1}, {"Europe/Warsaw", "CET", "CEST", 1},
    {"Europe/Prague", "CET", "CEST", 1},    {"Europe/Athens", "EET", "EEST", 2},  {"Europe/Helsinki", "EET", "EEST", 2},
};

static const char zone_since[] = "1996-01-01";

static const struct zone *find_zone(const char *name)
{
    for (size_t i = 0; name && i < sizeof zones / sizeof *zones; i++)
        if (strcmp(zones[i].name, name) == 0)
            return &zones[i];
    return NULL;
}

static void put_zone(struct buf *out, const struct zone *zone)
{
    struct arena *arena = arena_new();
    put_line(out, "BEGIN:VTIMEZONE");
    put_raw(out, "TZID", zone->name);
    put_line(out, "BEGIN:DAYLIGHT");
    put_raw(out, "TZNAME", zone->summer);
    put_raw(out, "TZOFFSETFROM", arena_printf(arena, "+%02d00", zone->hours));
    put_raw(out, "TZOFFSETTO", arena_printf(arena, "+%02d00", zone->hours + 1));
    put_raw(out, "DTSTART", arena_printf(arena, "19960331T%02d0000", zone->hours + 1));
    put_line(out, "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU");
    put_line(out, "END:DAYLIGHT");
    put_line(out, "BEGIN:STANDARD");
    put_raw(out, "TZNAME", zone->standard);
    put_raw(out, "TZOFFSETFROM", arena_printf(arena, "+%02d00", zone->hours + 1));
    put_raw(out, "TZOFFSETTO", arena_printf(arena, "+%02d00", zone->hours));
    put_raw(out, "DTSTART", arena_printf(arena, "19961027T%02d0000", zone->hours + 2));
    put_line(out, "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU");
    put_line(out, "END:STANDARD");
    put_line(out, "END:VTIMEZONE");
    arena_free(arena);
}

/* A calendar must hold something: one without tasks and events holds a zone that nothing uses. */
static void put_nothing(struct buf *out)
{
    static const char *const lines[] = {"BEGIN:VTIMEZONE",    "TZID:UTC",         "BEGIN:STANDARD", "DTSTART:19700101T000000",
                                        "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD",   "END:VTIMEZONE"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        put_line(out, lines[i]);
}

/* -- tasks -- */

static const struct { const char *status, *means; } task_statuses[] = {
    {"open", "NEEDS-ACTION"}, {"in-progress", "IN-PROCESS"}, {"proposed", "IN-PROCESS"},
    {"done", "COMPLETED"},    {"dropped", "CANCELLED"},      {"superseded", "CANCELLED"},
};

static const char *task_status(const char *status)
{
    for (size_t i = 0; i < sizeof task_statuses / sizeof *task_statuses; i++)
        if (text_same(task_statuses[i].status, status))
            return task_statuses[i].means;
    return "NEEDS-ACTION";
}

static const char *action_words(const char *const *fields)
{
    static const enum action_field said[] = {FIELD_WORDS, FIELD_LATEST_TEXT, FIELD_NUMBER};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (fields[said[i]])
            return fields[said[i]];
    return fields[FIELD_MEETING_TEXT];
}

/* One line that a list of tasks shows. */
static const char *title(struct arena *arena, const char *text)
{
    enum { MOST = 200 };
    size_t size = strlen(text), cut = MOST;
    if (size <= MOST)
        return text;
    while (cut && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return arena_printf(arena, "%.*s…", (int)cut, text);
}

static void put_description(struct buf *out, const char *const *fields, const struct labels *labels)
{
    static const struct { const char *label; enum action_field field; } lines[] = {
        {"register-source", FIELD_MEETING_TEXT}, {"register-owner", FIELD_OWNERS},      {"register-due", FIELD_DUE_NOW_TEXT},
        {"register-latest", FIELD_LATEST_DATE_TEXT}, {"register-status", FIELD_STATUS_TEXT},
    };
    struct buf text = BUF_INIT;
    buf_str(&text, action_words(fields));
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const char *value = fields[lines[i].field];
        const char *more = lines[i].field == FIELD_LATEST_DATE_TEXT ? fields[FIELD_LATEST_TEXT] : NULL;
        if (value)
            buf_printf(&text, "\n%s: %s%s%s", label(labels, lines[i].label), value, more ? ": " : "", more ? more : "");
    }
    put_text(out, "DESCRIPTION", buf_text(&text));
    buf_free(&text);
}

static void put_contacts(struct buf *out, const char *names, struct arena *arena)
{
    char *rest = names ? arena_copy(arena, names) : NULL, *state = NULL;
    for (char *name = rest ? strtok_r(rest, "\n", &state) : NULL; name; name = strtok_r(NULL, "\n", &state))
        put_text(out, "CONTACT", name);
}

static void put_task(struct register_set *set, struct buf *out, const struct register_row *row)
{
    struct arena *arena = arena_new();
    const char *const *fields = action_fields(set, row, arena);
    const char *due = fields[FIELD_DUE_DAY], *closed = fields[FIELD_CLOSED], *latest = fields[FIELD_LATEST];
    const char *status = task_status(row->status);
    put_line(out, "BEGIN:VTODO");
    put_raw(out, "UID", fields[FIELD_UID]);
    put_stamp(out, "DTSTAMP", arena, set->stamp);
    if (latest || row->raised)
        put_stamp(out, "LAST-MODIFIED", arena, latest ? latest : row->raised);
    put_raw(out, "SEQUENCE", fields[FIELD_CHANGES]);
    put_text(out, "SUMMARY", title(arena, action_words(fields)));
    put_description(out, fields, register_labels(set, row->lang));
    put_raw(out, "DUE;VALUE=DATE", due ? compact(arena, due) : NULL);
    put_raw(out, "STATUS", status);
    if (strcmp(status, "COMPLETED") == 0 && closed)
        put_stamp(out, "COMPLETED", arena, closed);
    put_contacts(out, fields[FIELD_OWNER_NAMES], arena);
    put_text(out, "CATEGORIES", row->body_name);
    put_raw(out, "CLASS", fields[FIELD_RESTRICTED] ? "CONFIDENTIAL" : NULL);
    put_raw(out, "X-MINUTEC-STATUS", row->status);
    put_text(out, "X-MINUTEC-REFERENCE", fields[FIELD_ADDRESS]);
    put_line(out, "END:VTODO");
    arena_free(arena);
}

static void put_tasks(struct register_set *set, struct buf *out)
{
    size_t count;
    struct register_shown *shown = register_sort(set, false, &count);
    for (size_t i = 0; i < count; i++)
        put_task(set, out, shown[i].row);
    if (!count)
        put_nothing(out);
    free(shown);
}

/* -- events -- */

/* A time in the body's zone where its rule is known here, else a time of no zone: that of the place. */
static void put_time(struct buf *out, const char *name, const struct node *sheet, const char *day, const char *time, struct arena *arena)
{
    const struct zone *zone = strcmp(day, zone_since) >= 0 ? find_zone(node_attr(sheet, "zone")) : NULL;
    const char *whole = zone ? arena_printf(arena, "%s;TZID=%s", name, zone->name) : name;
    put_raw(out, whole, arena_printf(arena, "%sT%.2s%.2s00", compact(arena, day), time, time + 3));
}

static void put_when(struct buf *out, const struct node *sheet, const struct node *meeting, struct arena *arena)
{
    const char *day = node_attr(meeting, "date"), *start = node_attr(meeting, "start"), *end = node_attr(meeting, "end");
    if (!start) {
        put_raw(out, "DTSTART;VALUE=DATE", compact(arena, day));
        return;
    }
    put_time(out, "DTSTART", sheet, day, start, arena);
    if (end && strcmp(end, start) > 0)
        put_time(out, "DTEND", sheet, day, end, arena);
}

/* "Present: Ada Marsh, Ben Okoro" */
static void put_list(struct buf *out, const struct labels *labels, const struct node *meeting, const char *list, struct arena *arena)
{
    const char *names = node_attr(meeting, list);
    if (!names)
        return;
    struct buf text = BUF_INIT;
    buf_printf(&text, "%s: ", label(labels, list));
    for (const char *at = names; *at; at++)
        buf_add(&text, *at == '\n' ? ", " : at, *at == '\n' ? 2 : 1);
    put_text(out, "COMMENT", arena_copy(arena, buf_text(&text)));
    buf_free(&text);
}

static const struct { const char *element, *status; } events[] = {
    {"meeting", "CONFIRMED"}, {"announced", "TENTATIVE"}, {"cancelled", "CANCELLED"},
};

/* NULL: it is no event. */
static const char *event_status(const struct node *node)
{
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (node_is_r(node, events[i].element))
            return events[i].status;
    return NULL;
}

static void put_event(struct register_set *set, struct buf *out, const struct register_row *row, const struct node *sheet,
                      const struct node *meeting)
{
    static const char *const lists[] = {"present", "in-attendance", "apologies", "absent"};
    struct arena *arena = arena_new();
    const struct labels *labels = register_labels(set, row->lang);
    const char *kind = node_attr(meeting, "kind");
    bool ordinary = text_same(kind, "ordinary");
    const char *what = ordinary ? NULL : label(labels, arena_printf(arena, "kind-%s", kind));
    const char *args[] = {row->body_name, what, NULL};
    put_line(out, "BEGIN:VEVENT");
    put_raw(out, "UID", arena_printf(arena, "urn:minutec:meeting:%s", refs_path(arena, node_attr(meeting, "address"))));
    put_stamp(out, "DTSTAMP", arena, node_attr(sheet, "as-of"));
    put_when(out, sheet, meeting, arena);
    put_text(out, "SUMMARY", what ? label_format(labels, arena, "colon-text", args) : row->body_name);
    put_text(out, "LOCATION", node_attr(meeting, "venue"));
    put_raw(out, "STATUS", event_status(meeting));
    put_raw(out, "TRANSP", "OPAQUE");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        put_list(out, labels, meeting, lists[i], arena);
    put_raw(out, "X-MINUTEC-VOTING-PRESENT", node_attr(meeting, "voting"));
    put_raw(out, "X-MINUTEC-QUORUM-NEEDED", node_attr(meeting, "quorum"));
    put_raw(out, "X-MINUTEC-QUORUM-MET", node_attr(meeting, "quorum-met"));
    put_line(out, "END:VEVENT");
    arena_free(arena);
}

static bool is_timed(const struct node *meeting)
{
    return event_status(meeting) && node_attr(meeting, "start") && strcmp(node_attr(meeting, "date"), zone_since) >= 0;
}

/* Each zone in use once, in the order of the table. */
static void put_zones(struct xml_doc *const *sheets, size_t count, struct buf *out)
{
    bool used[sizeof zones / sizeof *zones] = {false};
    for (size_t i = 0; i < count; i++) {
        const struct node *sheet = xml_root(sheets[i]);
        const struct zone *zone = find_zone(node_attr(sheet, "zone"));
        for (const struct node *node = zone ? node_first(sheet) : NULL; node; node = node_next(node))
            used[zone - zones] |= is_timed(node);
    }
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (used[i])
            put_zone(out, &zones[i]);
}

static void put_events(struct register_set *set, struct buf *out)
{
    const struct register_row **rows = register_sheets(set);
    struct xml_doc **sheets = mem_zero(set->count + 1, sizeof *sheets);
    for (size_t i = 0; i < set->count; i++)
        sheets[i] = register_read(set, rows[i]);
    put_zones(sheets, set->count, out);
    for (size_t i = 0; i < set->count; i++) {
        const struct node *sheet = xml_root(sheets[i]);
        for (const struct node *node = node_first(sheet); node; node = node_next(node))
            if (event_status(node))
                put_event(set, out, rows[i], sheet, node);
        xml_free(sheets[i]);
    }
    if (!set->count)
        put_nothing(out);
    free(sheets);
    free(rows);
}

bool register_write_ics(struct register_set *set, struct renderer *renderer, struct buf *out)
{
    (void)renderer;
    put_line(out, "BEGIN:VCALENDAR");
    put_line(out, "VERSION:2.0");
    put_line(out, "PRODID:-//minutec//minutec//EN");
    put_line(out, "CALSCALE:GREGORIAN");
    put_text(out, "X-WR-CALNAME", register_calendar_title(set));
    if (set->options->kind == REGISTER_ACTIONS)
        put_tasks(set, out);
    else
        put_events(set, out);
    put_line(out, "END:VCALENDAR");
    return true;
}
