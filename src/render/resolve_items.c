/* Items, actions, updates, decisions and what else is numbered. */
#include "render/resolve_parts.h"

#include <string.h>

static const struct def *def_of(const struct resolve *resolve, const struct node *node)
{
    size_t number = node_number(node);
    return number && number <= resolve->node_count ? resolve->def_of[number] : NULL;
}

/* Anchor, address, number of something that can be referred to. */
static void put_def(struct resolve *resolve, struct node *node)
{
    const struct def *def = def_of(resolve, node);
    put(node, "number", attr_text(resolve, node, "n"));
    if (!def)
        return;
    anchor_set(resolve, node, anchor_of_def(resolve->arena, def));
    const struct target target = {resolve->origin, def};
    put(node, "address", refs_address(resolve, &target));
}

static void put_label(struct resolve *resolve, struct node *node, const char *otherwise)
{
    const char *own = attr_text(resolve, node, "label");
    put(node, "label", own ? own : otherwise);
}

void resolve_numbered(struct resolve *resolve, struct node *node, const char *otherwise)
{
    const char *number = node_attr(node, "n");
    bool labels_itself = number && otherwise && begins_with_word(number, otherwise);
    put_def(resolve, node);
    put_label(resolve, node, labels_itself ? NULL : otherwise);
}

static void put_body(struct resolve *resolve, struct node *node)
{
    put(node, "body-text", people_body_name(resolve, node_attr(node, "body")));
}

/* As printed, else the names behind the ids. */
static void put_for(struct resolve *resolve, struct node *node, const char *printed, const char *ids)
{
    const char *text = attr_text(resolve, node, printed);
    put(node, "for", text ? text : people_names(resolve, node_attr(node, ids)));
}

static void put_level(struct node *node)
{
    char level[8] = "1";
    size_t depth = 1;
    for (const struct node *at = node_parent(node); at; at = node_parent(at))
        depth += node_is(at, "item") || node_is(at, "appendix");
    if (depth > 99)
        depth = 99;
    size_t used = 0;
    if (depth > 9)
        level[used++] = (char)('0' + depth / 10);
    level[used++] = (char)('0' + depth % 10);
    level[used] = '\0';
    put(node, "level", level);
}

static void put_title(struct resolve *resolve, struct node *node)
{
    struct node *title = node_child(node, "title");
    if (!title)
        return;
    const char *text = plain_text(resolve, title);
    put(node, "plain-title", text);
    node_clear(title);
    node_add_text(title, text);
}

void resolve_item(struct resolve *resolve, struct node *node)
{
    put_level(node);
    put_def(resolve, node);
    put_for(resolve, node, "as", "lead");
    put_title(resolve, node);
    put_body(resolve, node);
    put(node, "time-text", node_attr(node, "time") ? label_time(resolve->labels, resolve->arena, node_attr(node, "time")) : NULL);
}

void resolve_appendix(struct resolve *resolve, struct node *node)
{
    put_level(node);
    resolve_numbered(resolve, node, label(resolve->labels, "appendix"));
    put_title(resolve, node);
}

void resolve_speaker(struct resolve *resolve, struct node *node)
{
    put_for(resolve, node, "as", "by");
}

void resolve_decision(struct resolve *resolve, struct node *node)
{
    const char *kind = node_attr(node, "kind");
    resolve_numbered(resolve, node, word(resolve, "decision", kind ? kind : "agreed"));
    put_body(resolve, node);
}

void resolve_previous(struct resolve *resolve, struct node *node)
{
    put_label(resolve, node, label(resolve->labels, "previous-actions"));
}

/* -- actions -- */

/* As "NAME-text" the names in a row, as "NAME-names" one a line. */
static void put_people(struct resolve *resolve, struct node *node, const char *name)
{
    size_t count = 0;
    const char *list = node_attr(node, name);
    const char *const *ids = list ? people_words(resolve, list, &count) : NULL;
    if (count == 0)
        return;
    put(node, arena_printf(resolve->arena, "%s-text", name), people_join(resolve, resolve->facts, ids, count));
    put(node, arena_printf(resolve->arena, "%s-names", name), people_lines(resolve, resolve->facts, ids, count));
}

static const char *const *own_ids(const struct resolve *resolve, const struct node *node, const char *name, size_t *count)
{
    const char *list = node_attr(node, name);
    *count = 0;
    return list ? people_words(resolve, list, count) : NULL;
}

void resolve_action(struct resolve *resolve, struct node *node)
{
    const struct def *def = def_of(resolve, node);
    const struct entry *entry = def ? life_of_def(resolve, def) : NULL;
    const char *due = attr_text(resolve, node, "due"), *target = attr_text(resolve, node, "target");
    size_t count;
    const char *const *ids = own_ids(resolve, node, "owner", &count);
    resolve_numbered(resolve, node, label(resolve->labels, "action"));
    put_for(resolve, node, "for", "owner");
    put(node, "due", life_due_date(resolve, resolve->origin, due));
    put(node, "due-text", life_due_text(resolve, due, attr_text(resolve, node, "due-text")));
    put_body(resolve, node);
    put_people(resolve, node, "consult");
    put_people(resolve, node, "by");
    if (target)
        put(node, "target-text", fill(resolve, "colon-text", label(resolve->labels, "target"), target, NULL));
    if (entry) {
        struct life life = life_now(resolve, entry);
        put(node, "status", life.status);
        put(node, "status-text", word(resolve, "status", life.status));
        life_history(resolve, node, entry);
    }
    resolve_owners(resolve, node, resolve->facts, ids, count, attr_text(resolve, node, "for"));
}

/* -- updates -- */

static const struct update *update_of(const struct resolve *resolve, const struct node *node)
{
    size_t number = node_number(node);
    return number && number <= resolve->node_count ? resolve->update_of[number] : NULL;
}

/* What an address of an action stands for; *hidden: the audience may not see it. */
static struct target target_of(const struct resolve *resolve, const char *address, bool *hidden)
{
    const struct entry *entry = life_of_address(resolve, address);
    struct target target = {0};
    *hidden = false;
    if (entry && entry->def)
        target = (struct target){entry->meeting, entry->def};
    else
        refs_target(resolve, address, &target, hidden);
    *hidden |= !entry && address && ledger_at(resolve->linked, refs_full(resolve, address));
    if (*hidden) {
        resolve_hid(resolve);
        target = (struct target){0};
    }
    return target;
}

static void put_target(struct resolve *resolve, struct node *node, const char *address)
{
    bool hidden;
    struct target target = target_of(resolve, address, &hidden);
    const char *full = hidden ? NULL : refs_full(resolve, address);
    anchor_set(resolve, node, anchor_of_update(resolve->arena, resolve->facts, &target, full));
    if (hidden)
        node_unset(node, "action");
    if (!target.meeting) {
        put(node, "action", full);
        return;
    }
    put(node, "href", refs_href(resolve, &target));
    put(node, "action", refs_address(resolve, &target));
    put(node, "action-text", refs_text(resolve, &target));
}

static void put_superseding(struct resolve *resolve, struct node *node)
{
    bool hidden;
    struct target target = target_of(resolve, attr_text(resolve, node, "superseded-by"), &hidden);
    if (hidden)
        node_unset(node, "superseded-by");
    if (!target.meeting)
        return;
    put(node, "superseded-by", refs_address(resolve, &target));
    put(node, "superseded-href", refs_href(resolve, &target));
    put(node, "superseded-text", refs_text(resolve, &target));
}

/* The action's words, where the update has none: once, however often the action is named. */
static void copy_words(struct resolve *resolve, struct node *node, const struct entry *entry)
{
    if (node_first(node) || !entry || !entry->action || !entry->def || !entry->meeting->address)
        return;
    const char *address = arena_printf(resolve->arena, "%s#%s", entry->meeting->address, entry->def->path);
    if (tally_next(resolve->copied, address) > 1)
        return;
    struct node *copy = node_add_r(node, "action");
    put_lang(resolve, copy, entry->meeting);
    put_paragraph(copy, entry->action->text, false);
}

static void put_update_texts(struct resolve *resolve, struct node *node, const struct life *life)
{
    const char *status = attr_text(resolve, node, "status"), *as = attr_text(resolve, node, "as");
    const char *due = attr_text(resolve, node, "due"), *due_text = attr_text(resolve, node, "due-text");
    const struct meeting_facts *said_at = resolve->origin;
    if (!due && !due_text) {
        due = life->due;
        due_text = life->due_text;
        said_at = life->due_at ? life->due_at : said_at;
    }
    put(node, "status", status);
    put(node, "status-text", word(resolve, "status", status));
    put(node, "due", life_due_date(resolve, said_at, due));
    put(node, "due-next", text_same(due, "next-meeting") ? "yes" : NULL);
    put(node, "due-text", life_due_text(resolve, due, due_text));
    put(node, "by-text", as ? as : people_names(resolve, node_attr(node, "by")));
}

/* Its own owners, or those that the action has had up to here. */
static void put_owners(struct resolve *resolve, struct node *node, const struct life *life)
{
    size_t count;
    const char *printed = attr_text(resolve, node, "for");
    const char *const *ids = own_ids(resolve, node, "owner", &count);
    const struct meeting_facts *at = resolve->facts;
    if (!printed && count == 0) {
        ids = life->owners;
        count = life->owner_count;
        at = life->owners_at;
        printed = count && !same_language(at->lang, resolve->facts->lang) ? NULL : life->printed;
    }
    put(node, "for", printed ? short_of(resolve, printed) : people_join(resolve, at, ids, count));
    resolve_owners(resolve, node, at, ids, count, printed);
}

void resolve_update(struct resolve *resolve, struct node *node)
{
    const struct update *update = update_of(resolve, node);
    const char *address = attr_text(resolve, node, "action"), *number = attr_text(resolve, node, "n");
    const struct entry *entry = life_of_address(resolve, address);
    struct life life = {.owners_at = resolve->facts};
    if (entry && update)
        life = life_at(resolve, entry, update);
    put_target(resolve, node, address);
    put(node, "number", number ? number : entry && entry->def ? short_of(resolve, entry->def->number) : NULL);
    put_label(resolve, node, NULL);
    put_update_texts(resolve, node, &life);
    put_superseding(resolve, node);
    copy_words(resolve, node, entry);
    put_owners(resolve, node, &life);
}
