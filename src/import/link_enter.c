/* New people get their ids and their places in body.xml; so do the offices that lists of attendance show. */
#include "import/link_parts.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { ID_MOST = 60, ALIASES_MOST = 12, ROWS_MOST = 12 };

static const char officers[] = "chair vice-chair clerk secretary treasurer";

/* -- ids -- */

static struct key_row *id_slot(const struct link *link, const char *id)
{
    size_t at = hash_bytes(id, strlen(id)).low & (link->id_room - 1);
    while (link->ids[at].key && strcmp(link->ids[at].key, id) != 0)
        at = (at + 1) & (link->id_room - 1);
    return &link->ids[at];
}

static void take_id(struct link *link, const char *id)
{
    if (!id)
        return;
    if (2 * (link->id_count + 1) > link->id_room) {
        struct key_row *old = link->ids;
        size_t room = link->id_room;
        link->id_room = room ? 2 * room : 64;
        link->ids = arena_alloc(link->arena, link->id_room * sizeof *link->ids);
        for (size_t i = 0; i < room; i++)
            if (old[i].key)
                *id_slot(link, old[i].key) = old[i];
    }
    struct key_row *slot = id_slot(link, id);
    link->id_count += !slot->key;
    slot->key = id;
}

const char *link_new_id(struct link *link, const char *wanted)
{
    const char *stem = *wanted ? wanted : "person", *id = stem;
    struct key_row *slot = id_slot(link, stem);
    /* Where a stem was taken before, the count goes on behind the last: many of one name cost no search. */
    for (size_t number = slot->key ? slot->person + 2 : 0; id_slot(link, id)->key; number++) {
        id = arena_printf(link->arena, "%s-%zu", stem, number);
        id_slot(link, stem)->person = number - 1;
    }
    take_id(link, id);
    return id;
}

static void take_ids(struct link *link)
{
    static const char *const roles[] = {"chair",  "vice-chair", "clerk",    "secretary", "treasurer",
                                        "member", "officer",    "observer", "guest",     "deputy"};
    const struct node *root = xml_root(link->body->body);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        take_id(link, roles[i]);
    for (const struct node *node = root; node; node = node_after(node, root))
        if (node_is(node, "person") || node_is(node, "group"))
            take_id(link, node_attr(node, "id"));
    for (size_t i = 0; i < link->body->count; i++) {
        root = link->body->meetings[i].fixed ? xml_root(link->body->meetings[i].tree) : NULL;
        for (const struct node *node = root; node; node = node_after(node, root))
            if (node_is(node, "person") || node_is(node, "arrival") || node_is(node, "departure") || node_is(node, "cast"))
                take_id(link, node_attr(node, "id"));
    }
}

/* -- places in body.xml -- */

static struct node *insert_in_order(struct node *parent, const char *name, const char *order)
{
    const char *behind = strstr(order, name);
    for (struct node *child = node_first(parent); child; child = node_next(child)) {
        const char *at = strstr(order, node_name(child));
        if (at && behind && at > behind)
            return node_insert(child, name);
    }
    return node_add(parent, name);
}

struct node *link_section(struct link *link, const char *name)
{
    static const char order[] = "name related people membership groups quorum abbreviation contact policy";
    struct node *root = xml_root(link->body->body), *there = node_child(root, name);
    link->body->added = true;
    return there ? there : insert_in_order(root, name, order);
}

/* -- people -- */

static int compare_order(const void *a, const void *b)
{
    const struct someone *one = *(struct someone *const *)a, *other = *(struct someone *const *)b;
    return (one->order > other->order) - (one->order < other->order);
}

struct spellings {
    const char *seen[ALIASES_MOST + 2];
    size_t count;
};

static void add_alias(struct link *link, struct someone *one, struct spellings *known, const char *text)
{
    static const char order[] = "name alias post organisation contact";
    if (!text || !*text || known->count == sizeof known->seen / sizeof *known->seen)
        return;
    for (size_t i = 0; i < known->count; i++)
        if (strcmp(known->seen[i], text) == 0)
            return;
    for (size_t i = 0; i < one->name_count; i++)
        if (strcmp(one->names[i].text, text) == 0)
            return;
    known->seen[known->count++] = text;
    node_add_text(insert_in_order(one->node, "alias", order), text);
    link->body->added = true;
}

static void add_aliases(struct link *link, struct someone *one, const char *name)
{
    struct spellings known = {.seen = {name}, .count = name != NULL};
    for (size_t i = 0; i < one->form_count; i++) /* a surname alone may be another's tomorrow */
        if (!name_is_weak(&link->forms[one->forms[i]].name))
            add_alias(link, one, &known, link->forms[one->forms[i]].name.text);
    for (size_t i = 0; i < one->form_count; i++) {
        const struct form *form = &link->forms[one->forms[i]];
        add_alias(link, one, &known, form->handle);
        const char *before = NULL;
        for (size_t j = form->first; j < form->end; j++)
            if (!before || !text_same(before, link->mentions[j].initials)) {
                before = link->mentions[j].initials;
                add_alias(link, one, &known, before);
            }
    }
}

struct dated_text {
    const char *text, *key, *since;
    size_t order;
};

static int compare_dated(const void *a, const void *b)
{
    const struct dated_text *one = a, *other = b;
    int order = date_compare(one->since, other->since);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

const char *link_day_before(struct arena *arena, const char *iso)
{
    struct date date;
    if (!iso || !date_parse(iso, &date))
        return NULL;
    date = date_from_number(date_number(date) - 1);
    return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* What somebody was said to be, each from the first meeting that says it until the next says another. */
static void add_dated(struct link *link, struct someone *one, const char *name, bool post)
{
    struct dated_text rows[ROWS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < one->form_count; i++)
        for (size_t j = link->forms[one->forms[i]].first; j < link->forms[one->forms[i]].end; j++) {
            const struct mention *mention = &link->mentions[j];
            const char *text = post ? mention->post : mention->organisation, *date = link->body->meetings[mention->meeting].date;
            if (!text || !*text || !date || (post && link_role(link, text)))
                continue;
            char *key = text_fold(link->arena, text);
            size_t at = 0;
            while (at < count && strcmp(rows[at].key, key) != 0)
                at++;
            if (at == count && count < ROWS_MOST)
                rows[count++] = (struct dated_text){text, key, date, mention->order};
            else if (at < count && strcmp(date, rows[at].since) < 0)
                rows[at].since = date;
        }
    if (count)
        qsort(rows, count, sizeof *rows, compare_dated);
    for (size_t i = 0; i < count; i++) {
        bool same_day = i + 1 < count && strcmp(rows[i].since, rows[i + 1].since) == 0;
        if (same_day)
            continue; /* two at once: the later word stands */
        struct node *node = node_add(one->node, name);
        if (i)
            node_set(node, "from", rows[i].since);
        if (i + 1 < count)
            node_set(node, "until", link_day_before(link->arena, rows[i + 1].since));
        node_add_text(node, rows[i].text);
    }
}

static const char *honorific_of(const struct link *link, const struct someone *one)
{
    const char *honorific = one->name.honorific;
    for (size_t i = 0; i < one->form_count && !honorific; i++)
        honorific = link->forms[one->forms[i]].name.honorific;
    return honorific;
}

static void enter_person(struct link *link, struct someone *one, struct node *people)
{
    one->id = link_new_id(link, text_slug(link->arena, one->name.text, ID_MOST));
    one->node = node_add(people, "person");
    node_set(one->node, "id", one->id);
    struct node *name = node_add(one->node, "name");
    const char *honorific = honorific_of(link, one);
    if (honorific)
        node_set(name, "honorific", honorific);
    node_add_text(name, one->name.text);
    add_aliases(link, one, one->name.text);
    add_dated(link, one, "post", true);
    add_dated(link, one, "organisation", false);
}

/* -- offices -- */

static const char *role_of(const struct seat *seat)
{
    if (seat->role)
        return text_word_in(seat->role, officers) || text_word_in(seat->role, "member officer") ? seat->role : NULL;
    return seat->list && text_word_in(seat->list, "present apologies absent") ? "member" : NULL;
}

struct run_of_seats {
    const char *role, *since, *until;
};

static void add_member(struct link *link, const struct someone *one, const struct run_of_seats *run, const char *until)
{
    struct node *member = node_add(link_section(link, "membership"), "member");
    node_set(member, "ref", one->id);
    if (strcmp(run->role, "member") != 0)
        node_set(member, "role", run->role);
    node_set(member, "from", run->since);
    if (until)
        node_set(member, "until", until);
}

struct known_term {
    const char *ref, *since, *until;
};

static int compare_terms(const void *a, const void *b)
{
    return strcmp(((const struct known_term *)a)->ref, ((const struct known_term *)b)->ref);
}

/* Seats that body.xml had before, by person. */
static struct known_term *known_terms(struct link *link, size_t *count)
{
    const struct node *membership = node_child(xml_root(link->body->body), "membership");
    size_t room = 0;
    *count = 0;
    for (const struct node *node = node_first(membership); node; node = node_next(node))
        room++;
    struct known_term *rows = arena_alloc(link->arena, (room + 1) * sizeof *rows);
    for (const struct node *node = node_first(membership); node; node = node_next(node))
        if (node_attr(node, "ref"))
            rows[(*count)++] = (struct known_term){node_attr(node, "ref"), node_attr(node, "from"), node_attr(node, "until")};
    if (*count)
        qsort(rows, *count, sizeof *rows, compare_terms);
    return rows;
}

/* Whether body.xml says something else of these days already. */
static bool is_known(const struct known_term *rows, size_t count, const char *id, const struct run_of_seats *run)
{
    const struct known_term wanted = {id, NULL, NULL};
    const struct known_term *row = count ? bsearch(&wanted, rows, count, sizeof *rows, compare_terms) : NULL;
    while (row && row > rows && strcmp(row[-1].ref, id) == 0)
        row--;
    for (; row && row < rows + count && strcmp(row->ref, id) == 0; row++)
        if ((!row->since || strcmp(row->since, run->until) <= 0) && (!row->until || strcmp(row->until, run->since) >= 0))
            return true;
    return false;
}

static void enter_terms(struct link *link, const struct someone *one, const char *latest, const struct known_term *known,
                        size_t known_count)
{
    struct run_of_seats run = {NULL, NULL, NULL};
    for (size_t i = 0; i <= one->seat_count; i++) {
        const struct seat *seat = i < one->seat_count ? &one->seats[i] : NULL;
        const struct link_meeting *meeting = seat ? &link->body->meetings[seat->meeting] : NULL;
        const char *role = seat && !meeting->fixed && !meeting->form && meeting->date ? role_of(seat) : NULL;
        if (seat && !role)
            continue;
        if (seat && run.role && strcmp(run.role, role) == 0) {
            run.until = meeting->date;
            continue;
        }
        const char *until = seat && strcmp(meeting->date, run.until ? run.until : "") > 0
                                ? link_day_before(link->arena, meeting->date)
                                : run.until;
        bool open = !seat && text_same(run.until, latest);
        if (run.role && !is_known(known, known_count, one->id, &run))
            add_member(link, one, &run, open ? NULL : until);
        if (seat)
            run = (struct run_of_seats){role, meeting->date, meeting->date};
    }
}

static void take_terms(struct link *link)
{
    const struct node *membership = node_child(xml_root(link->body->body), "membership");
    size_t room = 0;
    for (const struct node *node = node_first(membership); node; node = node_next(node))
        room++;
    link->terms = arena_alloc(link->arena, (room + 1) * sizeof *link->terms);
    for (const struct node *node = node_first(membership); node; node = node_next(node)) {
        const char *role = node_attr(node, "role");
        if (role && node_attr(node, "ref") && text_word_in(role, officers))
            link->terms[link->term_count++] = (struct term){role, node_attr(node, "from"), node_attr(node, "until")};
    }
}

void link_enter(struct link *link)
{
    struct someone **order = arena_alloc(link->arena, (link->person_count + 1) * sizeof *order);
    size_t count = 0, known_count;
    const char *latest = NULL;
    take_ids(link);
    struct known_term *known = known_terms(link, &known_count);
    for (size_t i = 0; i < link->person_count; i++)
        if (!link->people[i].node && !link->people[i].became)
            order[count++] = &link->people[i];
    if (count)
        qsort(order, count, sizeof *order, compare_order);
    for (size_t i = 0; i < link->person_count; i++)
        if (link->people[i].name_count)
            add_aliases(link, &link->people[i], NULL);
    for (size_t i = 0; i < count; i++)
        enter_person(link, order[i], link_section(link, "people"));
    for (size_t i = 0; i < link->body->count; i++)
        latest = link->body->meetings[i].date ? link->body->meetings[i].date : latest;
    for (size_t i = 0; i < link->person_count; i++)
        if (link->people[i].name_count)
            enter_terms(link, &link->people[i], latest, known, known_count);
    for (size_t i = 0; i < count; i++)
        enter_terms(link, order[i], latest, known, known_count);
    take_terms(link);
}
