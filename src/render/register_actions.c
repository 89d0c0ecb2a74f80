/* The actions of a register: each entry of the ledger that is asked for, as the audience may see it, as it was known on the day. */
#include "base/date.h"
#include "base/pack.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

/* An entry that is looked at. */
struct look {
    struct register_set *set;
    struct resolve view;            /* from the meeting that raised it */
    struct resolve now;             /* from the body's latest meeting: names as they are now */
    const struct entry *entry;
    struct life life;
    const struct step *first, *last; /* seen; last is an update or NULL */
    size_t nth;                     /* among the actions without an address of its meeting */
    enum { ASKED_ALL, ASKED_PACKED, ASKED_SITE } asked; /* fields; for a site those that are packed or shown */
    bool stays;                     /* what is told of it, beyond the page that it is told for */
};

/* What the site tells of an entry; it lasts as long as the actions of which pages show some. */
struct told {
    struct arena *arena;
    const char *const *fields; /* NULL: not yet */
    bool restricted;           /* an update that is seen is not public */
};

static const struct meeting_facts *latest_of(const struct linked *linked, const char *body, const char *until)
{
    for (size_t i = linked_meetings(linked, body); i-- > 0;) {
        const struct meeting_facts *meeting = linked_meeting(linked, body, i);
        if (meeting->date && strcmp(meeting->held, "held") == 0 && (!until || strcmp(meeting->date, until) <= 0))
            return meeting;
    }
    return NULL;
}

/* Looks at the steps that the audience may see by that day; false: there are none. */
static bool look_at(struct look *look)
{
    const struct entry *entry = look->entry;
    look->first = look->last = NULL;
    if (entry->restricted && !look->view.full)
        return false;
    for (size_t i = 0; i < entry->step_count; i++) {
        const struct step *step = &entry->steps[i];
        if (!life_seen(&look->view, step))
            continue;
        look->first = look->first ? look->first : step;
        look->last = step->update ? step : look->last;
    }
    /* What began in a passage that is not public is not begun in a later one. */
    if (!look->first || look->first != &entry->steps[0])
        return false;
    look->life = life_now(&look->view, entry);
    return true;
}

static bool is_tracked(const struct entry *entry)
{
    return !entry->action || entry->action->tracked;
}

static bool is_overdue(const struct look *look)
{
    const char *due = life_due_day(&look->view, &look->life);
    return is_tracked(look->entry) && status_open(look->life.status) && due && look->set->today && strcmp(due, look->set->today) < 0;
}

static bool wanted(struct look *look)
{
    const struct register_options *options = look->set->options;
    if (options->open && !(is_tracked(look->entry) && status_open(look->life.status)))
        return false;
    if (options->overdue && !is_overdue(look))
        return false;
    return !options->owner || register_owned(look->set, &look->now, &look->life);
}

static struct look begin(struct register_set *set, const struct entry *entry, struct arena *arena)
{
    return (struct look){
        .set = set,
        .entry = entry,
        .view = register_view(set, set->linked, set->body, entry->meeting, arena),
        .now = register_view(set, set->linked, set->body, set->latest ? set->latest : entry->meeting, arena),
    };
}

/* -- fields -- */

/* Those without a name are no attributes; packed are those that cells and calendars show, shown those of pages and texts. */
static const struct { const char *name; bool made, packed, shown; } fields[ACTION_FIELDS] = {
    [FIELD_ADDRESS] = {"address", true, true, true},
    [FIELD_BODY] = {"body-id", false, true, false},
    [FIELD_BODY_NAME] = {"body-name", false, true, true},
    [FIELD_MEETING] = {"meeting", false, true, false},
    [FIELD_MEETING_TEXT] = {"meeting-text", false, true, true},
    [FIELD_RAISED] = {"raised", false, true, false},
    [FIELD_HREF] = {"href", false, false, true},
    [FIELD_CARRIED] = {"carried", false, true, true},
    [FIELD_ITEM] = {"item", true, true, false},
    [FIELD_ITEM_TEXT] = {"item-text", false, false, true},
    [FIELD_ITEM_TITLE] = {"item-title", false, true, true},
    [FIELD_ITEM_HREF] = {"item-href", false, false, true},
    [FIELD_NUMBER] = {"number", true, true, true},
    [FIELD_FOR] = {"for", true, false, false},
    [FIELD_DUE_SAID] = {"due", false, false, false},
    [FIELD_DUE] = {"due", true, true, false},
    [FIELD_DUE_TEXT] = {"due-text", true, true, true},
    [FIELD_FOR_BODY] = {"body", false, false, false},
    [FIELD_TARGET] = {"target", false, false, false},
    [FIELD_CONSULT] = {"consult-names", true, false, false},
    [FIELD_BY] = {"by-names", true, false, false},
    [FIELD_TRACK] = {"track", false, false, true},
    [FIELD_LANG] = {"xml:lang", false, false, true},
    [FIELD_WORDS] = {NULL, false, true, false},
    [FIELD_STATUS] = {"status", true, true, true},
    [FIELD_STATUS_TEXT] = {"status-text", false, true, true},
    [FIELD_OVERDUE] = {"overdue", false, true, true},
    [FIELD_OWNERS] = {"owners", false, true, true},
    [FIELD_OWNER_NAMES] = {"owner-names", false, true, false},
    [FIELD_DUE_DAY] = {"due-day", false, true, false},
    [FIELD_DUE_NOW_TEXT] = {"due-now-text", false, true, false},
    [FIELD_NEW_DUE] = {"new-due", false, true, false},
    [FIELD_NEW_DUE_TEXT] = {"new-due-text", false, true, true},
    [FIELD_LATEST] = {"latest", false, true, false},
    [FIELD_LATEST_MEETING] = {"latest-meeting", false, false, false},
    [FIELD_LATEST_DATE_TEXT] = {"latest-date-text", false, true, true},
    [FIELD_LATEST_TEXT] = {"latest-text", false, true, true},
    [FIELD_LATEST_HREF] = {"latest-href", false, false, true},
    [FIELD_LATEST_LANG] = {"latest-lang", false, false, true},
    [FIELD_CLOSED] = {"closed", false, true, false},
    [FIELD_CHANGES] = {"changes", false, true, false},
    [FIELD_UID] = {"uid", false, true, false},
    [FIELD_RESTRICTED] = {"restricted", true, true, true},
};

/* What takes looking up is told only where it is asked for. */
static bool asks(const struct look *look, enum action_field field)
{
    return look->asked == ASKED_ALL || fields[field].packed || (look->asked == ASKED_SITE && fields[field].shown);
}

/* The item, or appendix, in which it was minuted. */
static const struct def *item_of(const struct entry *entry)
{
    const struct def *def = entry->def;
    while (def && def->parent) {
        def = &entry->meeting->defs[def->parent - 1];
        if (def->kind == DEF_ITEM || def->kind == DEF_APPENDIX)
            return def;
    }
    return NULL;
}

/* Most actions are shown beside others of their meeting. */
static const char *meeting_text(const struct look *look)
{
    struct register_set *set = look->set;
    if (!look->stays)
        return refs_meeting_text(&look->view, look->entry->meeting);
    if (set->named != look->entry->meeting) {
        set->named = look->entry->meeting;
        set->name = refs_meeting_text(&look->view, set->named);
    }
    return set->name;
}

static void tell_source(const struct look *look, const char **to)
{
    const struct resolve *view = &look->view;
    const struct entry *entry = look->entry;
    const struct def *item = item_of(entry);
    const struct target target = {entry->meeting, item};
    to[FIELD_BODY] = entry->meeting->body;
    to[FIELD_BODY_NAME] = register_body_name(look->set->body, look->set->today);
    to[FIELD_MEETING] = entry->meeting->address;
    to[FIELD_MEETING_TEXT] = meeting_text(look);
    to[FIELD_RAISED] = entry->meeting->date;
    if (asks(look, FIELD_HREF))
        to[FIELD_HREF] = refs_page(view, entry->meeting, entry->def ? anchor_of_def(view->arena, entry->def) : NULL);
    to[FIELD_CARRIED] = entry->carried ? "yes" : NULL;
    if (!item)
        return;
    to[FIELD_ITEM] = item->number;
    if (asks(look, FIELD_ITEM_TEXT))
        to[FIELD_ITEM_TEXT] = refs_def_text(view, item);
    to[FIELD_ITEM_TITLE] = item->title ? short_of(view, item->title) : NULL;
    if (asks(look, FIELD_ITEM_HREF))
        to[FIELD_ITEM_HREF] = refs_href(view, &target);
}

/* As the meeting that raised it has it: the same as in its JSON. */
static void tell_action(const struct look *look, const char **to)
{
    const struct resolve *view = &look->view;
    const struct entry *entry = look->entry;
    const struct meeting_facts *meeting = entry->meeting;
    const struct action *action = entry->action;
    const struct target target = {meeting, entry->def};
    if (!action) {
        to[FIELD_NUMBER] = look->first->update->number;
        return;
    }
    to[FIELD_ADDRESS] = refs_address(view, &target);
    to[FIELD_NUMBER] = entry->def->number;
    if (asks(look, FIELD_FOR))
        to[FIELD_FOR] = action->printed ? action->printed : people_join(view, meeting, (const char *const *)action->owners, action->owner_count);
    to[FIELD_DUE_SAID] = action->due;
    if (asks(look, FIELD_DUE))
        to[FIELD_DUE] = life_due_date(view, meeting, action->due);
    to[FIELD_DUE_TEXT] = life_due_text(view, action->due, action->due_text);
    to[FIELD_FOR_BODY] = action->body;
    to[FIELD_TARGET] = action->target;
    if (asks(look, FIELD_CONSULT))
        to[FIELD_CONSULT] = people_lines(view, meeting, (const char *const *)action->consult, action->consult_count);
    if (asks(look, FIELD_BY))
        to[FIELD_BY] = people_lines(view, meeting, (const char *const *)action->by, action->by_count);
    to[FIELD_TRACK] = action->tracked ? NULL : "no";
    to[FIELD_LANG] = same_language(meeting->lang, labels_lang(view->labels)) ? NULL : meeting->lang;
    to[FIELD_WORDS] = action->text;
}

static bool has_line(const char *lines, const char *line)
{
    size_t size = strlen(line);
    for (const char *at = lines; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
        if (strncmp(at, line, size) == 0 && (at[size] == '\n' || !at[size]))
            return size > 0;
    return false;
}

/* Lines as a list in words. */
static const char *joined(const struct resolve *view, const char *lines)
{
    size_t count = 0;
    char *rest = arena_copy(view->arena, lines), *state = NULL;
    const char **names = arena_alloc(view->arena, (strlen(lines) + 1) * sizeof *names);
    for (char *line = strtok_r(rest, "\n", &state); line; line = strtok_r(NULL, "\n", &state))
        names[count++] = line;
    return label_join(view->labels, view->arena, names, count);
}

/* What it has come to. */
static void tell_now(const struct look *look, const char *owners, const char **to)
{
    const struct resolve *view = &look->view;
    const struct life *life = &look->life;
    const struct action *action = look->entry->action;
    bool same = action && life->due == action->due && life->due_text == action->due_text;
    const char *first = to[FIELD_DUE_TEXT], *day = life_due_day(view, life);
    const char *due = same ? first : life_due_text(view, life->due, life->due_text);
    to[FIELD_STATUS] = life->status;
    to[FIELD_STATUS_TEXT] = word(view, "status", life->status);
    to[FIELD_OVERDUE] = is_overdue(look) ? "yes" : NULL;
    to[FIELD_OWNERS] = owners ? joined(view, owners) : NULL;
    to[FIELD_OWNER_NAMES] = owners;
    to[FIELD_DUE_DAY] = day;
    to[FIELD_DUE_NOW_TEXT] = due;
    to[FIELD_RESTRICTED] = look->entry->restricted ? "yes" : NULL;
    if (due && !text_same(due, first)) {
        to[FIELD_NEW_DUE] = day;
        to[FIELD_NEW_DUE_TEXT] = due;
    }
}

static void tell_latest(const struct look *look, const char **to)
{
    const struct resolve *view = &look->view;
    const struct step *step = look->last;
    if (!step)
        return;
    const struct target target = {look->entry->meeting, look->entry->def};
    to[FIELD_LATEST] = step->meeting->date;
    to[FIELD_LATEST_MEETING] = step->meeting->address;
    to[FIELD_LATEST_DATE_TEXT] = refs_meeting_text(view, step->meeting);
    to[FIELD_LATEST_TEXT] = step->update->text;
    if (asks(look, FIELD_LATEST_HREF))
        to[FIELD_LATEST_HREF] = refs_page(view, step->meeting, anchor_of_update(view->arena, step->meeting, &target, step->update->action));
    to[FIELD_LATEST_LANG] = same_language(step->meeting->lang, labels_lang(view->labels)) ? NULL : step->meeting->lang;
}

/* The meeting where it was closed for good, if it is closed. */
static void tell_closed(const struct look *look, const char **to)
{
    const char *closed = NULL;
    size_t changes = 0;
    for (size_t i = 0; i < look->entry->step_count; i++) {
        const struct step *step = &look->entry->steps[i];
        if (!life_seen(&look->view, step) || !step->update)
            continue;
        changes++;
        bool closes = step->update->status && !status_open(step->update->status) && strcmp(step->update->status, "reopened") != 0;
        closed = closes ? (closed ? closed : step->meeting->date) : step->update->status ? NULL : closed;
    }
    to[FIELD_CLOSED] = status_open(look->life.status) ? NULL : closed;
    to[FIELD_CHANGES] = arena_printf(look->view.arena, "%zu", changes);
}

static const char *uid(const struct look *look, const char *address)
{
    struct arena *arena = look->view.arena;
    const struct meeting_facts *meeting = look->entry->meeting;
    if (address)
        return arena_printf(arena, "urn:minutec:action:%s", refs_path(arena, address));
    return arena_printf(arena, "urn:minutec:%s:%s/%s:%zu", look->entry->carried ? "carried" : "undated", meeting->body,
                        refs_path(arena, meeting->stem), look->nth);
}

/* Whose it is now, one a line: names as they are now, and of a role who has it. NULL: nobody's. */
static const char *owner_lines(const struct look *look)
{
    const struct life *life = &look->life;
    const struct resolve *now = &look->now;
    struct buf lines = BUF_INIT;
    for (size_t i = 0; i < life->owner_count; i++) {
        const char *kind, *name = people_name(now, life->owners_at, life->owners[i], &kind);
        const char *holder = strcmp(kind, "role") == 0 ? people_role_holders(now, look->set->body, life->owners[i], now->facts->date) : NULL;
        const char *line = text_collapse(now->arena, holder ? fill(now, "parentheses", name, holder, NULL) : name);
        if (!has_line(buf_text(&lines), line))
            buf_printf(&lines, "%s%s", lines.size ? "\n" : "", line);
    }
    if (!life->owner_count && life->printed)
        buf_str(&lines, text_collapse(now->arena, short_of(now, life->printed)));
    const char *text = lines.size ? arena_copy(now->arena, buf_text(&lines)) : NULL;
    buf_free(&lines);
    return text;
}

/* What is empty is not there. */
static const char *const *tell(const struct look *look)
{
    const char **to = arena_alloc(look->view.arena, ACTION_FIELDS * sizeof *to);
    tell_source(look, to);
    tell_action(look, to);
    tell_now(look, owner_lines(look), to);
    tell_latest(look, to);
    if (asks(look, FIELD_CLOSED) || asks(look, FIELD_CHANGES))
        tell_closed(look, to);
    if (asks(look, FIELD_UID))
        to[FIELD_UID] = uid(look, to[FIELD_ADDRESS]);
    for (size_t i = 0; i < ACTION_FIELDS; i++)
        to[i] = to[i] && *to[i] ? to[i] : NULL;
    return to;
}

static struct look look_again(struct register_set *set, const struct register_row *row, struct arena *arena)
{
    struct look look = begin(set, row->entry, arena);
    look_at(&look);
    look.nth = row->nth;
    return look;
}

/* Whether an update that is seen is not public. */
static bool has_restricted(const struct look *look)
{
    for (size_t i = 0; i < look->entry->step_count; i++) {
        const struct step *step = &look->entry->steps[i];
        if (step->update && step->restricted && life_seen(&look->view, step))
            return true;
    }
    return false;
}

/* Several pages of a site show the same action. */
static const struct told *tell_site(struct register_set *set, const struct register_row *row)
{
    struct told *told = row->told;
    if (!told->fields) {
        struct look look = look_again(set, row, told->arena);
        look.asked = ASKED_SITE;
        look.stays = true;
        told->fields = tell(&look);
        told->restricted = has_restricted(&look);
    }
    return told;
}

const char *const *action_fields(struct register_set *set, const struct register_row *row, struct arena *arena)
{
    if (row->told)
        return tell_site(set, row)->fields;
    if (!row->bytes) {
        struct look look = look_again(set, row, arena);
        look.asked = ASKED_PACKED;
        return tell(&look);
    }
    struct unpack from = {row->bytes, row->size, false};
    const char **to = arena_alloc(arena, ACTION_FIELDS * sizeof *to);
    for (size_t i = 0; i < ACTION_FIELDS; i++)
        to[i] = fields[i].packed ? unpack_text(&from) : NULL;
    return to;
}

void action_pack(struct register_set *set, const struct register_row *row, struct buf *out)
{
    struct arena *arena = arena_new();
    const char *const *from = action_fields(set, row, arena);
    for (size_t i = 0; i < ACTION_FIELDS; i++)
        if (fields[i].packed)
            pack_text(out, from[i]);
    arena_free(arena);
}

static void put_fields(struct node *node, const char *const *from, bool shown)
{
    for (size_t i = 0; i < ACTION_FIELDS; i++) {
        if (!from[i] || !fields[i].name || (shown && !fields[i].shown))
            continue;
        if (fields[i].made)
            node_append_r(node, fields[i].name, from[i]);
        else if (i == FIELD_LANG)
            node_set(node, fields[i].name, from[i]);
        else
            node_append(node, fields[i].name, from[i]);
    }
    put_paragraph(node, from[FIELD_WORDS], false);
}

/* Pages and texts show neither history nor owners one by one. */
void action_fill(struct register_set *set, const struct register_row *row, struct node *node)
{
    bool shown = register_is_page(set);
    if (row->told) {
        const struct told *told = tell_site(set, row);
        put_fields(node, told->fields, shown);
        put_plain(node, "restricted", shown && told->restricted ? "yes" : NULL);
        return;
    }
    struct arena *arena = arena_new();
    struct look look = look_again(set, row, arena);
    const struct entry *entry = look.entry;
    const struct action *action = entry->action;
    look.asked = shown ? ASKED_SITE : ASKED_ALL;
    put_fields(node, tell(&look), shown);
    if (shown)
        put_plain(node, "restricted", has_restricted(&look) ? "yes" : NULL);
    if (!shown && action)
        resolve_owners(&look.view, node, entry->meeting, (const char *const *)action->owners, action->owner_count, action->printed);
    if (!shown)
        life_history(&look.view, node, entry);
    arena_free(arena);
}

/* -- all of a body -- */

static bool by_owner(const struct register_options *options)
{
    return options->sort == KEY_OWNER || options->group == KEY_OWNER;
}

static const char *kept(struct register_set *set, const char *text)
{
    return !text || set->live ? text : arena_copy(set->arena, text);
}

/* Some thousand bytes each: of more actions than that, each page tells its own. */
enum { TOLD_MOST = 1024 };

static struct told *nothing_told(struct register_set *set)
{
    if (!set->live || set->count >= TOLD_MOST)
        return NULL;
    struct told *told = arena_alloc(set->arena, sizeof *told);
    told->arena = set->arena;
    return told;
}

static void add(struct look *look)
{
    const struct life *life = &look->life;
    struct register_set *set = look->set;
    const char *owners = by_owner(set->options) ? owner_lines(look) : NULL;
    register_add(set, (struct register_row){
        .body = kept(set, look->entry->meeting->body),
        .body_name = kept(set, register_body_name(set->body, set->today)),
        .lang = labels_lang(look->view.labels),
        .raised = kept(set, look->entry->meeting->date),
        .due = kept(set, life_due_day(&look->view, life)),
        .owners = owners ? arena_copy(set->arena, owners) : NULL,
        .status = kept(set, life->status),
        .open = status_open(life->status) && is_tracked(look->entry),
        .overdue = is_overdue(look),
        .nth = look->nth,
        .entry = look->entry,
        .told = nothing_told(set),
    });
}

/* The entries of a body lie together. */
void register_actions(struct register_set *set)
{
    const char *body = set->body->id;
    const struct meeting_facts *meeting = NULL;
    struct arena *arena = arena_new();
    set->latest = latest_of(set->linked, body, set->options->as_of);
    for (size_t i = ledger_first(set->linked, body), nth = 0; i < ledger_count(set->linked); i++) {
        const struct entry *entry = ledger_entry(set->linked, i);
        if (strcmp(entry->meeting->body, body) != 0)
            break;
        nth = entry->meeting != meeting ? 1 : nth + 1;
        meeting = entry->meeting;
        if (!register_within(set->options, meeting->date))
            continue;
        struct look look = begin(set, entry, arena);
        look.nth = nth;
        if (look_at(&look) && wanted(&look))
            add(&look);
    }
    arena_free(arena);
}
