/* The actions of a register: each entry of the ledger that is asked for, as the audience may see it, as it was known on the day. */
#include "base/date.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

/* An entry that is looked at. */
struct look {
    struct register_set *set;
    struct resolve view;            /* from the meeting that raised it */
    struct resolve now;             /* from the body's latest meeting: names as they are now */
    const struct entry *entry;
    const struct body_facts *body;
    const char *today;
    struct life life;
    const struct step *first, *last; /* seen; last is an update or NULL */
    size_t nth;                     /* among the carried actions of its meeting */
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
    return is_tracked(look->entry) && status_open(look->life.status) && due && look->today && strcmp(due, look->today) < 0;
}

static bool wanted(struct look *look)
{
    const struct register_options *options = look->set->options;
    if (!register_within(options, look->entry->meeting->date))
        return false;
    if (options->open && !(is_tracked(look->entry) && status_open(look->life.status)))
        return false;
    if (options->overdue && !is_overdue(look))
        return false;
    return !options->owner || register_owned(look->set, &look->now, &look->life);
}

/* -- the row's tree -- */

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

static void put_source(const struct look *look, struct node *node)
{
    const struct resolve *view = &look->view;
    const struct entry *entry = look->entry;
    const struct def *item = item_of(entry);
    const struct target target = {entry->meeting, item};
    const char *anchor = entry->def ? anchor_of_def(view->arena, entry->def) : NULL;
    put_plain(node, "body-id", entry->meeting->body);
    put_plain(node, "body-name", register_body_name(look->body, look->today));
    put_plain(node, "meeting", entry->meeting->address);
    put_plain(node, "meeting-text", refs_meeting_text(view, entry->meeting));
    put_plain(node, "raised", entry->meeting->date);
    put_plain(node, "href", refs_page(view, entry->meeting, anchor));
    put_plain(node, "carried", entry->carried ? "yes" : NULL);
    if (!item)
        return;
    put(node, "item", item->number);
    put_plain(node, "item-text", refs_def_text(view, item));
    put_plain(node, "item-title", item->title ? short_of(view, item->title) : NULL);
    put_plain(node, "item-href", refs_href(view, &target));
}

/* As the meeting that raised it has it: the same as in its JSON. */
static void put_action(struct look *look, struct node *node)
{
    struct resolve *view = &look->view;
    const struct entry *entry = look->entry;
    const struct action *action = entry->action;
    const struct target target = {entry->meeting, entry->def};
    if (!action) {
        put(node, "number", look->first->update->number);
        return;
    }
    char *names = people_join(view, entry->meeting, action->owners, action->owner_count);
    put(node, "address", refs_address(view, &target));
    put(node, "number", entry->def->number);
    put(node, "for", action->printed ? action->printed : names);
    put_plain(node, "due", action->due);
    put(node, "due", life_due_date(view, entry->meeting, action->due));
    put(node, "due-text", life_due_text(view, action->due, action->due_text));
    put_plain(node, "body", action->body);
    put_plain(node, "target", action->target);
    put(node, "consult-names", people_lines(view, entry->meeting, action->consult, action->consult_count));
    put(node, "by-names", people_lines(view, entry->meeting, action->by, action->by_count));
    put_plain(node, "track", action->tracked ? NULL : "no");
    put_lang(view, node, entry->meeting);
    put_paragraph(node, action->text, false);
    people_owners(view, node, entry->meeting, action->owners, action->owner_count, action->printed);
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
static void put_now(struct look *look, struct node *node, const char *owners)
{
    const struct resolve *view = &look->view;
    const struct life *life = &look->life;
    const struct action *action = look->entry->action;
    const char *due = life_due_text(view, life->due, life->due_text), *day = life_due_day(view, life);
    const char *first = action ? life_due_text(view, action->due, action->due_text) : NULL;
    put(node, "status", life->status);
    put_plain(node, "status-text", word(view, "status", life->status));
    put_plain(node, "overdue", is_overdue(look) ? "yes" : NULL);
    put_plain(node, "owners", owners ? joined(view, owners) : NULL);
    put_plain(node, "owner-names", owners);
    put_plain(node, "due-day", day);
    put_plain(node, "due-now-text", due);
    if (due && !text_same(due, first)) {
        put_plain(node, "new-due", day);
        put_plain(node, "new-due-text", due);
    }
}

static void put_latest(const struct look *look, struct node *node)
{
    const struct resolve *view = &look->view;
    const struct step *step = look->last;
    if (!step)
        return;
    const struct target target = {look->entry->meeting, look->entry->def};
    const char *anchor = anchor_of_update(view->arena, step->meeting, &target, step->update->action);
    put_plain(node, "latest", step->meeting->date);
    put_plain(node, "latest-meeting", step->meeting->address);
    put_plain(node, "latest-date-text", refs_meeting_text(view, step->meeting));
    put_plain(node, "latest-text", step->update->text);
    put_plain(node, "latest-href", refs_page(view, step->meeting, anchor));
    if (!same_language(step->meeting->lang, labels_lang(view->labels)))
        put_plain(node, "latest-lang", step->meeting->lang);
}

/* The meeting where it was closed for good, if it is closed. */
static void put_closed(const struct look *look, struct node *node)
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
    if (!status_open(look->life.status))
        put_plain(node, "closed", closed);
    put_plain(node, "changes", arena_printf(look->view.arena, "%zu", changes));
}

static void put_uid(const struct look *look, struct node *node)
{
    struct arena *arena = look->view.arena;
    const struct meeting_facts *meeting = look->entry->meeting;
    const char *address = node_attr_ns(node, NS_RESOLVED, "address");
    put_plain(node, "uid", address ? arena_printf(arena, "urn:minutec:action:%s", refs_path(arena, address))
                                   : arena_printf(arena, "urn:minutec:%s:%s/%s:%zu", look->entry->carried ? "carried" : "undated",
                                                  meeting->body, refs_path(arena, meeting->stem), look->nth));
}

/* Whose it is now, one a line: names as they are now, and of a role who has it. NULL: nobody's. */
static const char *owner_lines(const struct look *look)
{
    const struct life *life = &look->life;
    const struct resolve *now = &look->now;
    struct buf lines = BUF_INIT;
    for (size_t i = 0; i < life->owner_count; i++) {
        const char *kind, *name = people_name(now, life->owners_at, life->owners[i], &kind);
        const char *holder = strcmp(kind, "role") == 0 ? people_role_holders(now, look->body, life->owners[i], now->facts->date) : NULL;
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

static const char *kept(const struct look *look, const char *text)
{
    return text ? arena_copy(look->set->arena, text) : NULL;
}

static void add(struct look *look)
{
    const struct life *life = &look->life;
    struct xml_doc *doc = xml_new(NS_RESOLVED, "action");
    struct node *node = xml_root(doc);
    const char *owners = owner_lines(look);
    put_source(look, node);
    put_action(look, node);
    put_now(look, node, owners);
    put_latest(look, node);
    put_closed(look, node);
    put_uid(look, node);
    put(node, "restricted", look->entry->restricted ? "yes" : NULL);
    life_history(&look->view, node, look->entry);
    register_add(look->set,
                 (struct register_row){
                     .body = kept(look, look->entry->meeting->body),
                     .body_name = kept(look, node_attr(node, "body-name")),
                     .lang = kept(look, labels_lang(look->view.labels)),
                     .raised = kept(look, look->entry->meeting->date),
                     .raised_text = kept(look, node_attr(node, "meeting-text")),
                     .due = kept(look, node_attr(node, "due-day")),
                     .owners = kept(look, owners),
                     .status = kept(look, life->status),
                     .open = status_open(life->status) && is_tracked(look->entry),
                     .overdue = is_overdue(look),
                 },
                 doc);
    xml_free(doc);
}

/* -- all of a body -- */

static void look_at_entry(struct look look, const struct linked *linked, const struct entry *entry,
                          const struct meeting_facts *latest)
{
    struct arena *arena = arena_new();
    look.entry = entry;
    look.view = register_view(look.set, linked, look.body, entry->meeting, arena);
    look.now = register_view(look.set, linked, look.body, latest ? latest : entry->meeting, arena);
    if (look_at(&look) && wanted(&look))
        add(&look);
    arena_free(arena);
}

/* The entries of a body lie together. */
void register_actions(struct register_set *set, const struct linked *linked, const char *body)
{
    const struct meeting_facts *meeting = NULL, *latest = latest_of(linked, body, set->options->as_of);
    struct look look = {.set = set, .body = linked_body_find(linked, body), .today = linked_today(linked, body)};
    for (size_t i = ledger_first(linked, body); i < ledger_count(linked); i++) {
        const struct entry *entry = ledger_entry(linked, i);
        if (strcmp(entry->meeting->body, body) != 0)
            break;
        look.nth = entry->meeting != meeting ? 1 : look.nth + 1;
        meeting = entry->meeting;
        look_at_entry(look, linked, entry, latest);
    }
}
