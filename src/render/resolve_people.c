/* Who people are: names as of a meeting's date, and the lists of attendance. */
#include "base/date.h"
#include "render/resolve_parts.h"

#include <stdlib.h>
#include <string.h>

/* -- guests -- */

static int compare_guests(const void *a, const void *b)
{
    return strcmp(((const struct guest *)a)->id, ((const struct guest *)b)->id);
}

static const char *guest_name(const struct resolve *resolve, const struct node *node)
{
    static const char *const names[] = {"name", "as", "post", "organisation"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = attr_text(resolve, node, names[i]);
        if (value)
            return value;
    }
    return NULL;
}

/* Said by the entry or its list. */
static const char *said_role(const struct node *person)
{
    const char *role = node_attr(person, "role");
    return role ? role : node_attr(node_parent(person), "role");
}

static bool is_there(const struct node *person)
{
    const struct node *list = node_parent(person);
    return node_is(person, "person") && (node_is(list, "present") || node_is(list, "in-attendance"));
}

void people_prepare(struct resolve *resolve)
{
    static const char bearers[] = "person arrival departure cast";
    for (struct node *node = resolve->root; node; node = node_after(node, resolve->root)) {
        const char *id = node_is(node, node_name(node)) && text_word_in(node_name(node), bearers) ? attr_text(resolve, node, "id")
                                                                                                  : NULL;
        const char *name = id ? guest_name(resolve, node) : NULL;
        resolve->chaired |= is_there(node) && text_same(said_role(node), "chair");
        if (!name)
            continue;
        MEM_GROW(resolve->guests, resolve->guest_count, resolve->guest_room);
        resolve->guests[resolve->guest_count++] = (struct guest){id, name};
    }
    if (resolve->guest_count)
        qsort(resolve->guests, resolve->guest_count, sizeof *resolve->guests, compare_guests);
}

static const char *find_guest(const struct resolve *resolve, const struct meeting_facts *at, const char *id)
{
    if (resolve->document && (at == resolve->facts || at == resolve->origin)) {
        const struct guest key = {id, NULL};
        const struct guest *guest = resolve->guest_count
                                        ? bsearch(&key, resolve->guests, resolve->guest_count, sizeof key, compare_guests)
                                        : NULL;
        return guest ? guest->name : NULL;
    }
    size_t count;
    const struct attendee *const *found = meeting_attendee(at, id, &count);
    for (size_t i = 0; !found && i < at->passer_count; i++)
        if (strcmp(at->passers[i].id, id) == 0 && (resolve->full || !at->passers[i].place.restricted))
            return at->passers[i].name;
    return found ? found[0]->name : NULL;
}

/* -- names -- */

static const struct body_facts *body_at(const struct resolve *resolve, const struct meeting_facts *at)
{
    return text_same(at->body, resolve->facts->body) ? resolve->body : linked_body_find(resolve->linked, at->body);
}

static const char *dated_text(const struct resolve *resolve, const struct dated_list *list, const char *date, const char *kind)
{
    const struct dated *row = dated_on(list, date, kind);
    return row ? short_of(resolve, row->text) : NULL;
}

static const char *person_text(const struct resolve *resolve, const struct person *person, const char *date)
{
    const struct dated *row = dated_on(&person->names, date, NULL);
    if (!row)
        return person->id;
    return row->honorific ? arena_printf(resolve->arena, "%s %s", row->honorific, short_of(resolve, row->text))
                          : short_of(resolve, row->text);
}

/* A later meeting's words use its names; what an earlier one said is told in the names of this one. */
static const char *later(const char *one, const char *other)
{
    return date_compare(one, other) > 0 ? one : other;
}

const char *people_name(const struct resolve *resolve, const struct meeting_facts *at, const char *id, const char **kind)
{
    const struct body_facts *body = body_at(resolve, at);
    const struct person *person = body ? body_person(body, id) : NULL;
    const struct group *group = body && !person ? body_group(body, id) : NULL;
    const char *guest = person || group ? NULL : find_guest(resolve, at, id);
    bool role = !person && !group && !guest && text_word_in(id, "chair vice-chair clerk secretary treasurer");
    if (kind)
        *kind = group ? "group" : guest ? "guest" : role ? "role" : "person";
    if (person)
        return person_text(resolve, person, later(at->date, resolve->facts->date));
    return group ? short_of(resolve, group->name) : guest ? short_of(resolve, guest) : role ? word(resolve, "role", id) : id;
}

/* Each id once: naming a group a thousand times is no reason to print it a thousand times. */
static size_t distinct(const char *const *ids, size_t count, const char **once)
{
    enum { FEW = 16 };
    struct tally *seen = count > FEW ? tally_new() : NULL;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool again = seen && tally_next(seen, ids[i]) > 1;
        for (size_t k = 0; !seen && !again && k < kept; k++)
            again = strcmp(once[k], ids[i]) == 0;
        if (!again)
            once[kept++] = ids[i];
    }
    tally_free(seen);
    return kept;
}

char *people_lines(const struct resolve *resolve, const struct meeting_facts *at, const char *const *ids, size_t count)
{
    const char **once = arena_alloc(resolve->arena, (count + 1) * sizeof *once);
    size_t named = distinct(ids, count, once);
    struct buf lines = BUF_INIT;
    for (size_t i = 0; i < named; i++)
        buf_printf(&lines, "%s%s", i ? "\n" : "", text_collapse(resolve->arena, people_name(resolve, at, once[i], NULL)));
    char *text = named ? arena_copy(resolve->arena, buf_text(&lines)) : NULL;
    buf_free(&lines);
    return text;
}

char *people_join(const struct resolve *resolve, const struct meeting_facts *at, const char *const *ids, size_t count)
{
    const char **names = arena_alloc(resolve->arena, (count + 1) * sizeof *names);
    size_t named = distinct(ids, count, names);
    for (size_t i = 0; i < named; i++)
        names[i] = people_name(resolve, at, names[i], NULL);
    return label_join(resolve->labels, resolve->arena, names, named);
}

const char *const *people_words(const struct resolve *resolve, const char *list, size_t *count)
{
    *count = 0;
    char *copy = arena_copy(resolve->arena, list), *state = NULL;
    const char **words = arena_alloc(resolve->arena, (strlen(list) / 2 + 1) * sizeof *words);
    for (char *part = strtok_r(copy, " \t\r\n", &state); part; part = strtok_r(NULL, " \t\r\n", &state))
        words[(*count)++] = part;
    return words;
}

char *people_names(const struct resolve *resolve, const char *ids)
{
    size_t count;
    if (!ids)
        return NULL;
    const char *const *words = people_words(resolve, ids, &count);
    return count ? people_join(resolve, resolve->facts, words, count) : NULL;
}

const char *people_role_holders(const struct resolve *resolve, const struct body_facts *body, const char *role, const char *date)
{
    enum { MOST = 8 };
    const char *ids[MOST], *names[MOST];
    size_t count = body && date ? body_role_on(body, role, date, ids, MOST) : 0, used = 0;
    for (size_t i = 0; i < count && i < MOST; i++) {
        const struct person *person = body_person(body, ids[i]);
        if (person)
            names[used++] = person_text(resolve, person, date);
    }
    return used ? label_join(resolve->labels, resolve->arena, names, used) : NULL;
}

static void add_owner(const struct resolve *resolve, struct node *node, const struct meeting_facts *at, const char *id)
{
    const char *kind, *name = people_name(resolve, at, id, &kind);
    struct node *owner = node_insert_r(node, "owner");
    put_plain(owner, "id", id);
    put_plain(owner, "name", name);
    put_plain(owner, "kind", kind);
    if (strcmp(kind, "role") == 0)
        put_plain(owner, "holder", people_role_holders(resolve, body_at(resolve, at), id, at->date));
}

void resolve_owners(const struct resolve *resolve, struct node *node, const struct meeting_facts *at, const char *const *ids,
                   size_t count, const char *printed)
{
    const char **once = arena_alloc(resolve->arena, (count + 1) * sizeof *once);
    size_t left = distinct(ids, count, once);
    if (left == 0 && printed) {
        struct node *owner = node_insert_r(node, "owner");
        put_plain(owner, "name", short_of(resolve, printed));
        put_plain(owner, "kind", "printed");
    }
    while (left--)
        add_owner(resolve, node, at, once[left]);
}

const char *people_who(const struct resolve *resolve, const struct node *node)
{
    const char *ref = node_attr(node, "ref"), *id = node_attr(node, "id"), *name = guest_name(resolve, node);
    if (ref)
        return people_name(resolve, resolve->facts, ref, NULL);
    return name ? name : id ? people_name(resolve, resolve->facts, id, NULL) : NULL;
}

const char *people_own_name(const struct resolve *resolve, const struct body_facts *body, const char *kind, const char *date)
{
    return body ? dated_text(resolve, &body->names, date, kind) : NULL;
}

const char *people_body_name(const struct resolve *resolve, const char *id)
{
    if (!id)
        return NULL;
    for (size_t i = 0; resolve->body && i < resolve->body->related_count; i++)
        if (text_same(resolve->body->related[i].id, id) && *resolve->body->related[i].name)
            return short_of(resolve, resolve->body->related[i].name);
    const char *name = people_own_name(resolve, linked_body_find(resolve->linked, id), NULL, resolve->facts->date);
    return name ? name : id;
}

/* -- roles of the day -- */

/* Who was there with a role: one who is said to have had it, else one whose seat gives it. */
static const struct node *find_role(const struct resolve *resolve, const char *role)
{
    const struct node *attendance = node_child(resolve->root, "attendance"), *seated = NULL;
    for (const struct node *node = attendance; node; node = node_after(node, attendance)) {
        if (!is_there(node))
            continue;
        if (text_same(said_role(node), role))
            return node;
        if (!seated && text_same(node_attr_ns(node, NS_RESOLVED, "role"), role))
            seated = node;
    }
    return seated;
}

const char *people_holder(const struct resolve *resolve, const char *const *roles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct node *node = find_role(resolve, roles[i]);
        if (node)
            return node_attr_ns(node, NS_RESOLVED, "name");
    }
    return NULL;
}

static int compare_attendees(const void *a, const void *b)
{
    size_t number = *(const size_t *)a, other = ((const struct attendee *)b)->node;
    return (number > other) - (number < other);
}

/* The role of a seat in body.xml, for somebody there of whom no role is said. Whoever is said to have taken the chair has it alone. */
static const char *seat_role(const struct resolve *resolve, const struct node *person)
{
    const struct meeting_facts *facts = resolve->facts;
    size_t number = node_number(person);
    if (!is_there(person) || said_role(person) || facts->attendee_count == 0)
        return NULL;
    const struct attendee *one = bsearch(&number, facts->attendees, facts->attendee_count, sizeof *one, compare_attendees);
    if (!one || !one->role || !text_word_in(one->role, "chair vice-chair clerk secretary treasurer"))
        return NULL;
    return resolve->chaired && strcmp(one->role, "chair") == 0 ? NULL : one->role;
}

/* -- attendance -- */

/* What stands on an entry and not on its whole list. */
static const char *own(const struct node *node, const char *name)
{
    const char *value = node_attr(node, name), *all = node_attr(node_parent(node), name);
    return value && !text_same(value, all) ? value : NULL;
}

static const char *mode_text(const struct resolve *resolve, const struct node *node)
{
    const char *mode = own(node, "mode");
    const char *meeting = node_attr(node_child(resolve->root, "meeting"), "mode");
    bool usual = text_same(mode, "in-person") && (!meeting || text_same(meeting, "in-person"));
    return usual ? NULL : word(resolve, "mode", mode);
}

static const char *detail_text(const struct resolve *resolve, const struct node *node)
{
    const char *ref = node_attr(node, "ref"), *date = resolve->facts->date;
    const char *post = attr_text(resolve, node, "post"), *organisation = attr_text(resolve, node, "organisation");
    const struct person *person = ref && resolve->body && !post && !organisation ? body_person(resolve->body, ref) : NULL;
    const char *parts[] = {person ? dated_text(resolve, &person->posts, date, NULL) : post,
                           person ? dated_text(resolve, &person->organisations, date, NULL) : organisation};
    bool named_by_it = !ref && !node_attr(node, "name") && !node_attr(node, "as");
    if (named_by_it)
        parts[post ? 0 : 1] = NULL;
    return list_of(resolve, parts, 2);
}

static const char *entry_text(const struct resolve *resolve, const struct node *node, const char *name)
{
    const char *as = attr_text(resolve, node, "as");
    if (as)
        return as;
    static const char *const details[] = {"role-text", "detail", "mode-text", "times-text", "deputy-text"};
    const char *parts[sizeof details / sizeof *details];
    for (size_t i = 0; i < sizeof details / sizeof *details; i++)
        parts[i] = node_attr_ns(node, NS_RESOLVED, details[i]);
    const char *all = list_of(resolve, parts, sizeof details / sizeof *details);
    return *all ? fill(resolve, "parentheses", name ? name : "", all, NULL) : name;
}

/* A seat's role is not told where the list's label or the detail says as much. */
static void put_role(const struct resolve *resolve, struct node *node)
{
    const char *role = own(node, "role"), *seat = seat_role(resolve, node), *detail = node_attr_ns(node, NS_RESOLVED, "detail");
    const char *text = text_same(role, "member") ? NULL : word(resolve, "role", role);
    if (seat) {
        const char *own_label = node_attr(node_parent(node), "label");
        text = word(resolve, "role", seat);
        if ((own_label && begins_with_word(own_label, text)) || (detail && begins_with_word(detail, text)))
            text = NULL;
    }
    put(node, "role", seat);
    put(node, "role-text", text);
}

void resolve_person(struct resolve *resolve, struct node *node)
{
    const char *name = people_who(resolve, node), *deputy = node_attr(node, "deputy-for");
    put(node, "name", name);
    put(node, "detail", detail_text(resolve, node));
    put_role(resolve, node);
    put(node, "mode-text", mode_text(resolve, node));
    put(node, "times-text", time_of(resolve, node_attr(node, "arrived"), node_attr(node, "left")));
    if (deputy)
        put(node, "deputy-text", fill(resolve, "deputy-for", people_name(resolve, resolve->facts, deputy, NULL), NULL, NULL));
    put(node, "text", entry_text(resolve, node, name));
}

/* The list's own label, else the layout's for such a list: by role, by mode, by kind. */
static const char *list_label(const struct resolve *resolve, const struct node *node)
{
    const char *own_label = attr_text(resolve, node, "label");
    static const char *const told_by[] = {"role", "mode"};
    for (size_t i = 0; !own_label && i < sizeof told_by / sizeof *told_by; i++) {
        const char *value = node_attr(node, told_by[i]);
        if (value)
            own_label = label_known(resolve->labels, arena_printf(resolve->arena, "list-%s-%s", node_name(node), value));
    }
    return own_label ? own_label : label(resolve->labels, node_name(node));
}

void resolve_list(struct resolve *resolve, struct node *node)
{
    size_t count = 0, used = 0;
    for (struct node *person = node_first(node); person; person = node_next(person), count++)
        resolve_person(resolve, person);
    const char **texts = arena_alloc(resolve->arena, (count + 1) * sizeof *texts);
    for (struct node *person = node_first(node); person; person = node_next(person)) {
        const char *text = node_attr_ns(person, NS_RESOLVED, "text");
        if (text)
            texts[used++] = text;
    }
    put(node, "label", list_label(resolve, node));
    put(node, "names", label_join(resolve->labels, resolve->arena, texts, used));
    if (text_same(node_attr(node, "accepted"), "yes"))
        put(node, "accepted-text", label(resolve->labels, "accepted"));
}

void resolve_attendance(struct resolve *resolve, struct node *node)
{
    const char *own_label = attr_text(resolve, node, "label");
    put(node, "label", own_label ? own_label : label(resolve->labels, "attendance"));
}
