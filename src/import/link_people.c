/* Who is mentioned: in lists of attendance, as owners and speakers by their full names, and in body.xml. */
#include "import/link_parts.h"

#include "base/date.h"
#include "base/text.h"
#include "import/people.h"

#include <stdlib.h>
#include <string.h>

/* -- small things -- */

void link_each(struct arena *arena, const char *list, void (*visit)(void *with, const char *name), void *with)
{
    for (const char *at = list; at && *at;) {
        size_t size = strcspn(at, "|");
        char *name = text_collapse(arena, arena_copy_n(arena, at, size));
        if (*name)
            visit(with, name);
        at += size + (at[size] == '|');
    }
}

void link_widen(const char **since, const char **until, const char *date)
{
    if (!date)
        return;
    if (!*since || strcmp(date, *since) < 0)
        *since = date;
    if (!*until || strcmp(date, *until) > 0)
        *until = date;
}

static long day(const char *date)
{
    struct date value;
    return date && date_parse(date, &value) ? date_number(value) : 0;
}

bool link_near(const char *a_since, const char *a_until, const char *b_since, const char *b_until, long days)
{
    if (!a_since || !b_since)
        return true;
    return day(a_since) - day(b_until) <= days && day(b_since) - day(a_until) <= days;
}

bool link_never_met(const struct seat *a, size_t a_count, const struct seat *b, size_t b_count)
{
    size_t i = 0, j = 0;
    while (i < a_count && j < b_count) {
        bool same = a[i].meeting == b[j].meeting;
        if (same && (a[i].presence != PRESENCE_AWAY || b[j].presence != PRESENCE_AWAY || a[i].of == b[j].of))
            return false;
        if (a[i].meeting <= b[j].meeting)
            i++;
        else
            j++;
    }
    return true;
}

const struct seat *link_seat(const struct someone *one, size_t meeting)
{
    size_t low = 0, high = one->seat_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (one->seats[middle].meeting < meeting)
            low = middle + 1;
        else
            high = middle;
    }
    return low < one->seat_count && one->seats[low].meeting == meeting ? &one->seats[low] : NULL;
}

/* -- body.xml -- */

static void take_person(struct link *link, struct node *node)
{
    size_t room = 0;
    struct someone *one;
    for (const struct node *child = node_first(node); child; child = node_next(child))
        room += node_is(child, "name") || node_is(child, "alias");
    MEM_GROW(link->people, link->person_count, link->person_room);
    one = &link->people[link->person_count];
    *one = (struct someone){.id = node_attr(node, "id"), .node = node, .order = link->person_count};
    one->names = arena_alloc(link->arena, (room + 1) * sizeof *one->names);
    for (const struct node *child = node_first(node); child; child = node_next(child)) {
        char *text = text_collapse(link->arena, node_text(child, link->arena));
        bool named = node_is(child, "name") || node_is(child, "alias");
        if (named && name_read(link->arena, node_attr(child, "honorific"), text, &one->names[one->name_count]))
            one->name_count++;
    }
    if (one->name_count)
        one->name = one->names[0];
    if (one->id)
        link->person_count++;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const struct key_row *)a)->key, ((const struct key_row *)b)->key);
}

/* The people of body.xml by id. */
static struct key_row *by_id(struct link *link)
{
    struct key_row *rows = arena_alloc(link->arena, (link->person_count + 1) * sizeof *rows);
    for (size_t i = 0; i < link->person_count; i++)
        rows[i] = (struct key_row){link->people[i].id, i};
    if (link->person_count)
        qsort(rows, link->person_count, sizeof *rows, compare_ids);
    return rows;
}

/* -- mentions -- */

struct walk {
    struct link *link;
    size_t meeting;
    struct node *node;
    const struct key_row *ids;
};

static struct mention *add_mention(struct walk *walk, const struct name *name)
{
    struct link *link = walk->link;
    MEM_GROW(link->mentions, link->mention_count, link->mention_room);
    struct mention *mention = &link->mentions[link->mention_count];
    *mention = (struct mention){.node = walk->node, .meeting = walk->meeting, .order = link->mention_count, .name = *name};
    mention->seat.meeting = walk->meeting;
    link->mention_count++;
    return mention;
}

static enum presence presence_of(const char *list)
{
    return text_word_in(list, "present in-attendance") ? PRESENCE_THERE
           : strcmp(list, "unknown") == 0              ? PRESENCE_UNKNOWN
                                                       : PRESENCE_AWAY;
}

static struct seat seat_of(size_t meeting, const struct node *list, const struct node *person)
{
    const char *role = node_attr(person, "role");
    return (struct seat){meeting, presence_of(node_name(list)), node_name(list), role ? role : node_attr(list, "role"), list};
}

/* Somebody of body.xml at a meeting that was there before. */
static void take_seat(struct walk *walk, const struct node *list, const struct node *person)
{
    struct link *link = walk->link;
    const struct key_row wanted = {node_attr(person, "ref"), 0};
    const struct key_row *row = wanted.key && link->person_count
                                    ? bsearch(&wanted, walk->ids, link->person_count, sizeof wanted, compare_ids)
                                    : NULL;
    if (!row)
        return;
    struct someone *one = &link->people[row->person];
    link_widen(&one->since, &one->until, link->body->meetings[walk->meeting].date);
    if (one->seat_count && one->seats[one->seat_count - 1].meeting == walk->meeting)
        return;
    size_t room = one->seat_count ? one->seat_count : 1;
    if ((room & (room - 1)) == 0) { /* full: twice the room */
        struct seat *seats = arena_alloc(link->arena, 2 * room * sizeof *seats);
        if (one->seat_count)
            memcpy(seats, one->seats, one->seat_count * sizeof *seats);
        one->seats = seats;
    }
    one->seats[one->seat_count++] = seat_of(walk->meeting, list, person);
}

static const char *kept(const struct walk *walk, const struct node *node, const char *name)
{
    const char *value = node_attr(node, name);
    return value ? arena_copy(walk->link->arena, value) : NULL;
}

static void take_entry(struct walk *walk, const struct node *list, struct node *person)
{
    struct name name;
    const char *text = node_attr(person, SHAPE_PRIVATE "name");
    if (!text || !name_read(walk->link->arena, kept(walk, person, SHAPE_PRIVATE "honorific"), text, &name))
        return;
    name.text = arena_copy(walk->link->arena, text); /* the attribute goes, the name stays */
    walk->node = person;
    struct mention *mention = add_mention(walk, &name);
    mention->listed = true;
    mention->post = kept(walk, person, SHAPE_PRIVATE "post");
    mention->organisation = kept(walk, person, SHAPE_PRIVATE "organisation");
    mention->handle = kept(walk, person, SHAPE_PRIVATE "handle");
    mention->initials = kept(walk, person, SHAPE_PRIVATE "initials");
    mention->seat = seat_of(walk->meeting, list, person);
}

static void take_lists(struct walk *walk, const struct node *root)
{
    const struct node *attendance = node_child(root, "attendance");
    for (const struct node *list = node_first(attendance); list; list = node_next(list))
        for (struct node *person = node_first(list); person; person = node_next(person)) {
            if (!node_is(person, "person"))
                continue;
            if (walk->link->body->meetings[walk->meeting].fixed || walk->link->body->meetings[walk->meeting].form)
                take_seat(walk, list, person);
            else
                take_entry(walk, list, person);
        }
}

/* Full names make somebody; parts of names are only looked up. */
static void take_name(void *with, const char *text)
{
    struct walk *walk = with;
    struct arena *arena = walk->link->arena;
    struct attendee entry = {0};
    struct name name;
    if (!people_entry(text, strlen(text), arena, &entry) || !entry.name || !people_is_name(entry.name, strlen(entry.name), false))
        return;
    if (!name_read(arena, entry.honorific, entry.name, &name) || name_is_weak(&name) ||
        text_points(name.tokens[0], strlen(name.tokens[0])) == 1)
        return;
    struct mention *mention = add_mention(walk, &name);
    mention->post = entry.post;
    mention->organisation = entry.organisation;
    mention->handle = entry.handle;
}

static void take_names(struct walk *walk, struct node *root)
{
    static const char *const lists[] = {SHAPE_PRIVATE "owners", SHAPE_PRIVATE "by"};
    for (struct node *node = root; node; node = node_after(node, root)) {
        walk->node = node;
        for (size_t i = 0; i < 2; i++)
            link_each(walk->link->arena, node_attr(node, lists[i]), take_name, walk);
    }
}

/* -- forms -- */

static int compare_mentions(const void *a, const void *b)
{
    const struct mention *one = a, *other = b;
    int order = strcmp(one->name.key, other->name.key);
    if (!order)
        order = (int)one->name.gender - (int)other->name.gender;
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

static bool differ(struct arena *arena, const char *a, const char *b)
{
    return a && b && strcmp(text_fold(arena, a), text_fold(arena, b)) != 0;
}

/* The spelling that is printed most; of equals the one with small letters, then the first. */
static const struct name *usual(const struct link *link, const struct form *form)
{
    enum { LOOKED_AT = 64, SPELLINGS = 8 };
    struct {
        const struct name *name;
        size_t count;
        bool small;
    } rows[SPELLINGS];
    size_t count = 0, best = 0, end = form->end < form->first + LOOKED_AT ? form->end : form->first + LOOKED_AT;
    for (size_t i = form->first; i < end; i++) {
        const struct name *name = &link->mentions[i].name;
        size_t at = 0;
        while (at < count && strcmp(rows[at].name->text, name->text) != 0)
            at++;
        if (at == count && count == SPELLINGS)
            continue;
        if (at == count) {
            bool small = false;
            for (const char *c = name->text; *c; c++)
                small |= *c >= 'a' && *c <= 'z';
            rows[count].name = name;
            rows[count].small = small;
            rows[count++].count = 0;
        }
        rows[at].count++;
        if (!rows[at].name->honorific && name->honorific)
            rows[at].name = name;
    }
    for (size_t i = 1; i < count; i++)
        if (rows[i].small != rows[best].small ? rows[i].small : rows[i].count > rows[best].count)
            best = i;
    return rows[best].name;
}

static void add_seat(struct link *link, struct form *form, const struct mention *mention, const struct mention *before)
{
    struct seat *last = form->seat_count ? &form->seats[form->seat_count - 1] : NULL;
    if (!last || last->meeting != mention->meeting) {
        form->seats[form->seat_count++] = mention->seat;
        return;
    }
    bool one_list = before && node_parent(before->node) == node_parent(mention->node);
    form->doubled |= one_list && differ(link->arena, before->organisation, mention->organisation);
    form->doubled |= one_list && mention->name.count < 2; /* "Sue, Sue" */
    if (last->presence == PRESENCE_AWAY && mention->seat.presence != PRESENCE_AWAY)
        *last = (struct seat){last->meeting, mention->seat.presence, mention->seat.list, last->role, mention->seat.of};
    if (!last->role)
        last->role = mention->seat.role;
}

static void make_form(struct link *link, struct form *form, size_t first, size_t end)
{
    const struct mention *before = NULL;
    *form = (struct form){.first = first, .end = end, .titled = true};
    form->name = *usual(link, form);
    form->seats = arena_alloc(link->arena, (end - first) * sizeof *form->seats);
    for (size_t i = first; i < end; i++) {
        struct mention *mention = &link->mentions[i];
        mention->form = (size_t)(form - link->forms);
        form->titled &= mention->name.honorific != NULL;
        form->handle = form->handle ? form->handle : mention->handle;
        link_widen(&form->since, &form->until, link->body->meetings[mention->meeting].date);
        if (!mention->listed)
            continue;
        add_seat(link, form, mention, before);
        before = mention;
    }
    form->doubtful = form->doubled;
}

static void make_forms(struct link *link)
{
    size_t count = 0;
    if (link->mention_count)
        qsort(link->mentions, link->mention_count, sizeof *link->mentions, compare_mentions);
    link->forms = arena_alloc(link->arena, (link->mention_count + 1) * sizeof *link->forms);
    for (size_t i = 0, end; i < link->mention_count; i = end) {
        const struct name *name = &link->mentions[i].name;
        for (end = i + 1; end < link->mention_count; end++)
            if (strcmp(link->mentions[end].name.key, name->key) != 0 || link->mentions[end].name.gender != name->gender)
                break;
        make_form(link, &link->forms[count++], i, end);
    }
    link->form_count = count;
}

void link_collect(struct link *link)
{
    const struct node *people = link->body->body ? node_child(xml_root(link->body->body), "people") : NULL;
    for (struct node *node = node_first(people); node; node = node_next(node))
        if (node_is(node, "person"))
            take_person(link, node);
    struct walk walk = {.link = link, .ids = by_id(link)};
    for (size_t i = 0; i < link->body->count; i++) {
        struct node *root = xml_root(link->body->meetings[i].tree);
        walk.meeting = i;
        take_lists(&walk, root);
        if (!link->body->meetings[i].fixed && !link->body->meetings[i].form)
            take_names(&walk, root);
    }
    make_forms(link);
}
