/* Who the people of forms are: ids that body.xml has stay, with the role of the day; names that it has become ids; others are named in place.
 * Only a body.xml that is new gets people from a form. */
#include "import/link_parts.h"

#include "base/text.h"

#include <string.h>

struct forms {
    struct link *link;
    struct node *body; /* the root of body.xml */
    bool fresh;        /* this run makes it */
};

static struct node *person_with(const struct forms *forms, const char *id)
{
    for (struct node *person = node_first(node_child(forms->body, "people")); person; person = node_next(person))
        if (text_same(node_attr(person, "id"), id))
            return person;
    return NULL;
}

static bool bears(const struct forms *forms, const struct node *person, const char *folded)
{
    struct arena *arena = forms->link->arena;
    for (const struct node *name = node_first(person); name; name = node_next(name)) {
        const char *text = text_collapse(arena, node_text(name, arena)), *honorific = node_attr(name, "honorific");
        if (!node_is(name, "name") && !node_is(name, "alias"))
            continue;
        if (strcmp(text_fold(arena, text), folded) == 0 ||
            (honorific && strcmp(text_fold(arena, arena_printf(arena, "%s %s", honorific, text)), folded) == 0))
            return true;
    }
    return false;
}

/* The one person of body.xml who bears a name; NULL: nobody, or several. */
static const char *id_of_name(const struct forms *forms, const char *name)
{
    const char *folded = text_fold(forms->link->arena, name), *found = NULL;
    for (const struct node *person = node_first(node_child(forms->body, "people")); person; person = node_next(person)) {
        if (!bears(forms, person, folded))
            continue;
        if (found)
            return NULL;
        found = node_attr(person, "id");
    }
    return found;
}

static bool holds(const struct node *member, const char *date)
{
    const char *from = node_attr(member, "from"), *until = node_attr(member, "until");
    return !date || ((!from || strcmp(from, date) <= 0) && (!until || strcmp(until, date) >= 0));
}

/* A role of body.xml on the day: of several one that is more than a member's. */
static const char *role_on(const struct forms *forms, const char *id, const char *date)
{
    const char *found = NULL;
    for (const struct node *member = node_first(node_child(forms->body, "membership")); member; member = node_next(member)) {
        const char *role = node_attr(member, "role");
        if (text_same(node_attr(member, "ref"), id) && holds(member, date) && role && strcmp(role, "member") != 0)
            found = found ? found : role;
    }
    return found;
}

static void add_to_body(struct forms *forms, const struct node *entry, const char *id, const char *name)
{
    struct node *person = node_add(link_section(forms->link, "people"), "person");
    node_set(person, "id", id);
    node_add_text(node_add(person, "name"), name);
    if (text_same(node_attr(entry, SHAPE_PRIVATE "seat"), "member"))
        node_set(node_add(link_section(forms->link, "membership"), "member"), "ref", id);
}

static bool is_there(const struct node *root, const struct node *but, const char *id)
{
    for (const struct node *node = root; node; node = node_after(node, root))
        if (node != but && node_is(node, "person") && text_same(node_attr(node, "ref"), id))
            return true;
    return false;
}

static void settle_entry(struct forms *forms, const struct node *root, struct node *person, const char *date)
{
    const char *ref = node_attr(person, "ref"), *printed = node_attr(person, SHAPE_PRIVATE "printed"), *name = node_attr(person, "name");
    const char *known = ref && person_with(forms, ref) ? ref : NULL;
    if (ref && !known && forms->fresh && printed) {
        add_to_body(forms, person, ref, printed);
        known = ref;
    }
    if (!known && (name || printed))
        known = id_of_name(forms, name ? name : printed);
    if (known && known != ref && is_there(root, person, known))
        known = NULL;
    if (known) {
        known = arena_copy(forms->link->arena, known); /* what is set anew goes */
        node_set(person, "ref", known);
        node_unset(person, "id");
        node_unset(person, "name");
    } else if (!name) {
        if (printed)
            node_set(person, "name", printed);
        node_unset(person, "ref");
    }
    const char *whom = node_attr(person, "deputy-for");
    if (whom && !person_with(forms, whom))
        node_unset(person, "deputy-for");
    const char *role = known ? role_on(forms, known, date) : NULL;
    if (role && (!node_attr(person, "role") || !text_same(node_attr(person, "role"), "deputy")))
        node_set(person, "role", role);
}

/* Ids that body.xml does not have, nor of a group, nor an office that somebody holds on the day, are no owners. */
static bool is_owner(const struct forms *forms, const struct node *root, const char *id, const char *date)
{
    for (const struct node *member = node_first(node_child(forms->body, "membership")); member; member = node_next(member))
        if (text_same(node_attr(member, "role"), id) && node_attr(member, "ref") && holds(member, date))
            return true;
    for (const struct node *group = node_first(node_child(forms->body, "groups")); group; group = node_next(group))
        if (text_same(node_attr(group, "id"), id))
            return true;
    for (const struct node *node = root; node; node = node_after(node, root))
        if (node_is(node, "person") && text_same(node_attr(node, "id"), id))
            return true;
    return person_with(forms, id) != NULL;
}

static void settle_owner(struct forms *forms, const struct node *root, struct node *node, const char *date)
{
    const char *owner = node_attr(node, "owner"), *words = node_attr(node, SHAPE_PRIVATE "chosen");
    if (!owner || !words)
        return;
    for (const struct node *person = root; person; person = node_after(person, root))
        if (node_is(person, "person") && text_same(node_attr(person, SHAPE_PRIVATE "guest"), owner) && node_attr(person, "ref")) {
            node_set(node, "owner", arena_copy(forms->link->arena, node_attr(person, "ref")));
            return;
        }
    if (is_owner(forms, root, owner, date))
        return;
    node_set(node, "for", words ? words : owner);
    node_unset(node, "owner");
}

/* -- actions -- */

/* Whether another item bears its number, as where numbers are typed. */
static bool is_numbered_twice(const struct node *root, const struct node *item)
{
    for (const struct node *node = root; node; node = node_after(node, root))
        if (node != item && node_is(node, "item") && text_same(node_attr(node, "n"), node_attr(item, "n")))
            return true;
    return false;
}

/* What later meetings refer to must carry its number: that of its item with a letter, as it would be found by its place. */
static void number_actions(struct arena *arena, const struct node *root, struct node *item)
{
    enum { LETTERS = 26 };
    size_t count = 0;
    const char *n = node_attr(item, "n");
    if (n && is_numbered_twice(root, item))
        return;
    for (struct node *node = n ? node_first(item) : NULL; node; node = node_next(node))
        if (node_is(node, "action") && count < LETTERS)
            node_set(node, "n", arena_printf(arena, "%s%c", n, (int)('a' + count++)));
}

/* A row that was copied says the same again. */
static void drop_copies(struct arena *arena, struct node *root)
{
    for (struct node *one = root; one; one = node_after(one, root))
        for (struct node *other = node_is(one, "update") ? node_next(one) : NULL, *next; other; other = next) {
            next = node_next(other);
            bool same = node_is(other, "update") && node_attr(one, "action") && text_same(node_attr(one, "action"), node_attr(other, "action")) &&
                        text_same(node_attr(one, "status"), node_attr(other, "status")) &&
                        strcmp(node_text(one, arena), node_text(other, arena)) == 0;
            if (same)
                node_drop(other);
        }
}

void link_forms(struct link *link)
{
    struct forms forms = {.link = link, .body = xml_root(link->body->body)};
    forms.fresh = !node_child(forms.body, "people") && !node_child(forms.body, "membership");
    for (size_t i = 0; i < link->body->count; i++) {
        const struct link_meeting *meeting = &link->body->meetings[i];
        struct node *root = meeting->form ? xml_root(meeting->tree) : NULL;
        for (struct node *node = root; node; node = node_after(node, root))
            if (node_is(node, "person"))
                settle_entry(&forms, root, node, meeting->date);
        for (struct node *node = root; node; node = node_after(node, root))
            if (node_is(node, "action") || node_is(node, "update"))
                settle_owner(&forms, root, node, meeting->date);
            else if (node_is(node, "item"))
                number_actions(link->arena, root, node);
        if (root)
            drop_copies(link->arena, root);
    }
}
