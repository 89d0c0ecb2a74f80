/* What body.xml says, and who was what on a day. */
#include "document/facts_parts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Children of parent with that name. */
static size_t count_children(const struct node *parent, const char *name)
{
    size_t count = 0;
    for (const struct node *node = parent ? node_first(parent) : NULL; node; node = node_next(node))
        count += node_is(node, name);
    return count;
}

static const struct node *next_named(const struct node *node, const char *name)
{
    while (node && !node_is(node, name))
        node = node_next(node);
    return node;
}

static const struct node *first_named(const struct node *parent, const char *name)
{
    return parent ? next_named(node_first(parent), name) : NULL;
}

static char *take(struct arena *arena, const struct node *node, const char *name)
{
    return parts_copy(arena, node_attr(node, name));
}

static struct period take_period(struct arena *arena, const struct node *node)
{
    return (struct period){take(arena, node, "from"), take(arena, node, "until")};
}

static struct dated_list take_dated(struct document *document, struct arena *arena, const struct node *parent, const char *name)
{
    struct dated_list list = {NULL, 0, count_children(parent, name)};
    list.rows = arena_alloc(arena, list.room * sizeof *list.rows);
    for (const struct node *node = first_named(parent, name); node; node = next_named(node_next(node), name))
        list.rows[list.count++] = (struct dated){
            .period = take_period(arena, node),
            .text = parts_text(arena, node),
            .honorific = take(arena, node, "honorific"),
            .kind = take(arena, node, "kind"),
            .lang = parts_copy(arena, node_attr_ns(node, NS_XML, "lang")),
            .place = parts_place(document, node, NULL),
        };
    return list;
}

static struct person take_person(struct document *document, struct arena *arena, const struct node *node)
{
    struct person person = {
        .id = take(arena, node, "id"),
        .names = take_dated(document, arena, node, "name"),
        .posts = take_dated(document, arena, node, "post"),
        .organisations = take_dated(document, arena, node, "organisation"),
        .place = parts_place(document, node, "id"),
    };
    person.aliases = arena_alloc(arena, count_children(node, "alias") * sizeof *person.aliases);
    for (const struct node *alias = first_named(node, "alias"); alias; alias = next_named(node_next(alias), "alias"))
        person.aliases[person.alias_count++] = parts_text(arena, alias);
    return person;
}

static void take_people(struct document *document, struct body_facts *facts, const struct node *people)
{
    facts->people = arena_alloc(facts->arena, count_children(people, "person") * sizeof *facts->people);
    for (const struct node *node = first_named(people, "person"); node; node = next_named(node_next(node), "person"))
        facts->people[facts->person_count++] = take_person(document, facts->arena, node);
}

/* Roles that have no vote unless the seat says so. */
bool parts_votes_by_default(const char *role)
{
    return !role || !text_word_in(role, "clerk officer observer guest");
}

static bool votes(const char *said, bool otherwise)
{
    return said ? strcmp(said, "yes") == 0 : otherwise;
}

static void take_members(struct document *document, struct body_facts *facts, const struct node *membership)
{
    struct arena *arena = facts->arena;
    facts->members = arena_alloc(arena, count_children(membership, "member") * sizeof *facts->members);
    for (const struct node *node = first_named(membership, "member"); node; node = next_named(node_next(node), "member")) {
        struct member *member = &facts->members[facts->member_count++];
        const char *role = node_attr(node, "role");
        member->ref = take(arena, node, "ref");
        member->role = parts_copy(arena, role ? role : "member");
        member->replaces = take(arena, node, "replaces");
        member->voting = votes(node_attr(node, "voting"), parts_votes_by_default(role));
        member->period = take_period(arena, node);
        member->place = parts_place(document, node, "ref");
    }
}

static void take_groups(struct document *document, struct body_facts *facts, const struct node *groups)
{
    struct arena *arena = facts->arena;
    facts->groups = arena_alloc(arena, count_children(groups, "group") * sizeof *facts->groups);
    for (const struct node *node = first_named(groups, "group"); node; node = next_named(node_next(node), "group")) {
        struct group *group = &facts->groups[facts->group_count++];
        group->id = take(arena, node, "id");
        group->name = parts_text(arena, node);
        group->members = parts_words(arena, node_attr(node, "members"), &group->member_count);
        group->place = parts_place(document, node, "id");
    }
}

static void take_share(const char *share, struct quorum *quorum)
{
    char *rest;
    quorum->share_of = (int)strtol(share, &rest, 10);
    quorum->share_in = *rest == '/' ? (int)strtol(rest + 1, NULL, 10) : 0;
}

static void take_quorums(struct document *document, struct body_facts *facts, const struct node *root)
{
    struct arena *arena = facts->arena;
    facts->quorums = arena_alloc(arena, count_children(root, "quorum") * sizeof *facts->quorums);
    for (const struct node *node = first_named(root, "quorum"); node; node = next_named(node_next(node), "quorum")) {
        struct quorum *quorum = &facts->quorums[facts->quorum_count++];
        const char *count = node_attr(node, "count"), *share = node_attr(node, "share");
        quorum->count = count ? (int)strtol(count, NULL, 10) : 0;
        if (share)
            take_share(share, quorum);
        quorum->all = text_same(node_attr(node, "of"), "all");
        quorum->period = take_period(arena, node);
        quorum->place = parts_place(document, node, NULL);
    }
}

static void take_others(struct body_facts *facts, const struct node *root)
{
    struct arena *arena = facts->arena;
    facts->related = arena_alloc(arena, count_children(root, "related") * sizeof *facts->related);
    for (const struct node *node = first_named(root, "related"); node; node = next_named(node_next(node), "related"))
        facts->related[facts->related_count++] = (struct related){take(arena, node, "id"), take(arena, node, "kind"),
                                                                  parts_text(arena, node)};
    facts->abbreviations = arena_alloc(arena, count_children(root, "abbreviation") * sizeof *facts->abbreviations);
    for (const struct node *node = first_named(root, "abbreviation"); node; node = next_named(node_next(node), "abbreviation"))
        facts->abbreviations[facts->abbreviation_count++] = (struct abbreviation){take(arena, node, "short"),
                                                                                  parts_text(arena, node)};
}

static int compare_members(const void *a, const void *b)
{
    const struct member *one = *(const struct member *const *)a, *other = *(const struct member *const *)b;
    int order = strcmp(one->ref, other->ref);
    return order ? order : (one > other) - (one < other);
}

static void take_contact(struct body_facts *facts, const struct node *contact)
{
    facts->contact_lines = arena_alloc(facts->arena, count_children(contact, "line") * sizeof *facts->contact_lines);
    for (const struct node *node = first_named(contact, "line"); node; node = next_named(node_next(node), "line"))
        facts->contact_lines[facts->contact_line_count++] = (struct contact_line){
            take(facts->arena, node, "kind"), take(facts->arena, node, "label"), parts_text(facts->arena, node)};
}

static void note_first(struct table *table, const char *text, size_t index)
{
    size_t *first = table_add(table, text);
    *first = *first ? *first : index + 1;
}

void parts_sort_body(struct body_facts *facts)
{
    facts->people_by_id = table_new(facts->arena, facts->person_count);
    for (size_t i = 0; i < facts->person_count; i++)
        note_first(&facts->people_by_id, facts->people[i].id, i);
    facts->members_by_ref = arena_alloc(facts->arena, facts->member_count * sizeof *facts->members_by_ref);
    for (size_t i = 0; i < facts->member_count; i++)
        if (facts->members[i].ref)
            facts->members_by_ref[facts->ref_count++] = &facts->members[i];
    if (facts->ref_count)
        qsort(facts->members_by_ref, facts->ref_count, sizeof *facts->members_by_ref, compare_members);
    facts->seats = table_new(facts->arena, facts->ref_count);
    for (size_t i = 0; i < facts->ref_count; i++)
        note_first(&facts->seats, facts->members_by_ref[i]->ref, i);
}

static const char *or_else(const char *value, const char *otherwise)
{
    return value ? value : otherwise;
}

struct body_facts *body_facts_new(struct document *document)
{
    struct arena *arena = arena_new();
    struct body_facts *facts = arena_alloc(arena, sizeof *facts);
    const struct node *root = xml_root(document->tree);
    facts->arena = arena;
    facts->id = take(arena, root, "id");
    facts->lang = or_else(parts_copy(arena, node_attr_ns(root, NS_XML, "lang")), "en-GB");
    facts->layout = or_else(take(arena, root, "layout"), "headings");
    facts->profile = or_else(take(arena, root, "profile"), "partnership");
    facts->zone = take(arena, root, "zone");
    facts->names = take_dated(document, arena, root, "name");
    take_people(document, facts, node_child(root, "people"));
    take_members(document, facts, node_child(root, "membership"));
    take_groups(document, facts, node_child(root, "groups"));
    take_quorums(document, facts, root);
    take_others(facts, root);
    take_contact(facts, node_child(root, "contact"));
    parts_sort_body(facts);
    facts->place = parts_place(document, root, "id");
    facts->folder = parts_folder(arena, document->source.path);
    return facts;
}

void body_facts_free(struct body_facts *facts)
{
    if (facts)
        arena_free(facts->arena);
}

bool period_holds(struct period period, const char *date)
{
    if (!date)
        return !period.until;
    return (!period.from || strcmp(period.from, date) <= 0) && (!period.until || strcmp(date, period.until) <= 0);
}

static bool of_kind(const struct dated *row, const char *kind)
{
    return strcmp(row->kind ? row->kind : "full", kind ? kind : "full") == 0;
}

/* Where no row holds on the day (a gap, or a day before the first), the nearest before it stands in, else the first. */
const struct dated *dated_on(const struct dated_list *list, const char *date, const char *kind)
{
    const struct dated *first = NULL, *before = NULL, *last = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct dated *row = &list->rows[i];
        if (!of_kind(row, kind))
            continue;
        if (date && period_holds(row->period, date))
            return row;
        first = first ? first : row;
        if (!last || date_compare(row->period.from, last->period.from) >= 0)
            last = row;
        if (date && date_compare(row->period.from, date) <= 0 &&
            (!before || date_compare(row->period.from, before->period.from) >= 0))
            before = row;
    }
    return !date ? last : before ? before : first;
}

const struct person *body_person(const struct body_facts *body, const char *id)
{
    size_t found = body && id ? table_find(&body->people_by_id, id) : 0;
    return found ? &body->people[found - 1] : NULL;
}

const struct group *body_group(const struct body_facts *body, const char *id)
{
    for (size_t i = 0; body && id && i < body->group_count; i++)
        if (strcmp(body->groups[i].id, id) == 0)
            return &body->groups[i];
    return NULL;
}

bool body_member_on(const struct body_facts *body, const char *person, const char *date, const struct member **member)
{
    const struct member *found = NULL;
    size_t seat = body && person ? table_find(&body->seats, person) : 0;
    for (size_t i = seat ? seat - 1 : SIZE_MAX; body && i < body->ref_count; i++) {
        const struct member *row = body->members_by_ref[i];
        if (i >= seat && strcmp(row->ref, person) != 0)
            break;
        if (period_holds(row->period, date) && (!found || (row->voting && !found->voting)))
            found = row;
    }
    if (member)
        *member = found;
    return found;
}

size_t body_role_on(const struct body_facts *body, const char *role, const char *date, const char **ids, size_t room)
{
    size_t count = 0;
    for (size_t i = 0; body && role && i < body->member_count; i++) {
        const struct member *row = &body->members[i];
        if (!row->ref || strcmp(row->role, role) != 0 || !period_holds(row->period, date))
            continue;
        if (count < room)
            ids[count] = row->ref;
        count++;
    }
    return count;
}
