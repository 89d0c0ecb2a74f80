/* Ids of people, groups and guests share one space; every id in the file must be one of them, or of a role. */
#include "document/element.h"
#include "document/rules.h"

#include <stdlib.h>
#include <string.h>

enum { PERSON = 1, GUEST = 2, GROUP = 4, ROLE = 8 };

enum { ROLES = 5 };
static const char *const role_names[ROLES] = {"chair", "vice-chair", "clerk", "secretary", "treasurer"};

/* Which attributes hold ids, and whose. By element. */
static const struct {
    enum element_id element;
    int whose;
    const char *attribute;
} ids[] = {
    {ELEMENT_ACTION, PERSON | GUEST | GROUP, "by"},
    {ELEMENT_ACTION, PERSON | GUEST | GROUP, "consult"},
    {ELEMENT_ACTION, PERSON | GUEST | GROUP | ROLE, "owner"},
    {ELEMENT_APPROVAL, PERSON | GUEST, "proposer"},
    {ELEMENT_APPROVAL, PERSON | GUEST, "seconder"},
    {ELEMENT_ARRIVAL, PERSON | GUEST, "ref"},
    {ELEMENT_CAST, PERSON | GUEST, "ref"},
    {ELEMENT_CONTACT, PERSON | GUEST, "ref"},
    {ELEMENT_DECLARATION, PERSON | GUEST | GROUP, "by"},
    {ELEMENT_DEFERRAL, PERSON | GUEST | GROUP | ROLE, "owner"},
    {ELEMENT_DEPARTURE, PERSON | GUEST, "ref"},
    {ELEMENT_GROUP, PERSON, "members"},
    {ELEMENT_ITEM, PERSON | GUEST | GROUP, "lead"},
    {ELEMENT_MEMBER, PERSON, "ref"},
    {ELEMENT_MEMBER, PERSON, "replaces"},
    {ELEMENT_MOTION, PERSON | GUEST, "proposer"},
    {ELEMENT_MOTION, PERSON | GUEST, "seconder"},
    {ELEMENT_PERSON, PERSON, "deputy-for"},
    {ELEMENT_PERSON, PERSON, "ref"},
    {ELEMENT_REMARK, PERSON | GUEST | GROUP, "by"},
    {ELEMENT_SIGNATURE, PERSON | GUEST, "by"},
    {ELEMENT_TEXT, PERSON | GUEST | GROUP, "by"},
    {ELEMENT_UPDATE, PERSON | GUEST | GROUP, "by"},
    {ELEMENT_UPDATE, PERSON | GUEST | GROUP | ROLE, "owner"},
};

static bool is_who(const struct rules *rules, const struct node *node)
{
    enum element_id element = document_element(rules->document, node);
    return element == ELEMENT_PERSON || element == ELEMENT_CAST || element == ELEMENT_ARRIVAL || element == ELEMENT_DEPARTURE;
}

static bool is_entry(const struct node *node)
{
    return node_is(node, "person");
}

/* Guests are those of the lists, and whoever else is named in place with an id. */
static void collect_guests(struct rules *rules, const struct node *root)
{
    for (const struct node *node = root; node; node = document_after(rules->document, node)) {
        const char *id = is_who(rules, node) ? node_attr(node, "id") : NULL;
        if (!id || !(is_entry(node) || node_attr(node, "name")))
            continue;
        MEM_GROW(rules->guests, rules->guest_count, rules->guest_room);
        rules->guests[rules->guest_count++] = (struct guest){id, node};
    }
}

/* Entries of the lists first, then in the order of the file. */
static int compare_guests(const void *a, const void *b)
{
    const struct guest *one = a, *other = b;
    int order = strcmp(one->id, other->id);
    if (!order)
        order = is_entry(other->node) - is_entry(one->node);
    size_t left = node_number(one->node), right = node_number(other->node);
    return order ? order : (left > right) - (left < right);
}

static const struct node *guest_find(const struct rules *rules, const char *id)
{
    size_t low = 0, high = rules->guest_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(rules->guests[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < rules->guest_count && strcmp(rules->guests[low].id, id) == 0 ? rules->guests[low].node : NULL;
}

static int role_index(const char *role)
{
    for (int i = 0; role && i < ROLES; i++)
        if (strcmp(role_names[i], role) == 0)
            return i;
    return -1;
}

/* A role is held by a seat in body.xml, or in this meeting's lists. */
static void collect_roles(struct rules *rules)
{
    const struct meeting_facts *facts = rules->facts;
    for (int i = 0; i < ROLES; i++)
        if (body_role_on(rules->body, role_names[i], facts->date, NULL, 0))
            rules->roles |= 1u << i;
    for (size_t i = 0; i < facts->attendee_count; i++)
        if (role_index(facts->attendees[i].role) >= 0)
            rules->roles |= 1u << role_index(facts->attendees[i].role);
}

static bool role_held(const struct rules *rules, const char *id)
{
    int role = role_index(id);
    return role >= 0 && rules->roles >> role & 1;
}

/* An id that a guest was given; given twice, or to somebody of body.xml too, it is a finding of its own. */
bool rule_is_guest(const struct rules *rules, const char *id)
{
    return guest_find(rules, id);
}

void rule_start_names(struct rules *rules, const struct node *root)
{
    if (!rules->facts)
        return;
    collect_guests(rules, root);
    if (rules->guest_count)
        qsort(rules->guests, rules->guest_count, sizeof *rules->guests, compare_guests);
    collect_roles(rules);
}

/* Made when the first suggestion is asked for. */
static const struct known *people_of(struct rules *rules)
{
    for (size_t i = 0; !rules->people_listed && rules->body && i < rules->body->person_count; i++)
        known_add(&rules->people, rules->body->people[i].id);
    for (size_t i = 0; !rules->people_listed && rules->body && i < rules->body->group_count; i++)
        known_add(&rules->people, rules->body->groups[i].id);
    for (size_t i = 0; !rules->people_listed && i < rules->guest_count; i++)
        known_add(&rules->people, rules->guests[i].id);
    rules->people_listed = true;
    return &rules->people;
}

void rule_duplicate_guests(struct rules *rules, const struct node *root)
{
    (void)root;
    for (size_t i = 0; i < rules->guest_count; i++) {
        const struct guest *guest = &rules->guests[i], *before = i ? guest - 1 : NULL;
        const struct person *person = body_person(rules->body, guest->id);
        const struct group *group = body_group(rules->body, guest->id);
        bool again = before && strcmp(before->id, guest->id) == 0;
        if (!person && !group && !(again && is_entry(guest->node)))
            continue;
        struct place other = person ? person->place : group ? group->place : parts_place(rules->document, before->node, "id");
        diag_note(rules_at_attr(rules, D_DUPLICATE_ID, guest->node, "id", RULES_ARGS(guest->id)), other, "it is given here too");
    }
}

static bool is_known(const struct rules *rules, const char *id, int whose)
{
    return (whose & PERSON && body_person(rules->body, id)) || (whose & GROUP && body_group(rules->body, id)) ||
           (whose & GUEST && guest_find(rules, id)) || (whose & ROLE && role_held(rules, id));
}

/* An id that exists, but not for this: says what it is. */
static bool explain_kind(struct rules *rules, struct finding *finding, const char *id, int whose)
{
    const struct group *group = body_group(rules->body, id);
    const struct node *guest = guest_find(rules, id);
    if (group)
        diag_note(finding, group->place, rules_print(rules, "'%s' is a group", id));
    else if (guest)
        diag_note(finding, parts_place(rules->document, guest, "id"), rules_print(rules, "'%s' is a guest of this meeting", id));
    else if (role_index(id) >= 0)
        diag_expected(finding,
                      whose & ROLE ? "a role that somebody holds on that day" : "the id of a person: only owners can be roles");
    return group || guest || role_index(id) >= 0;
}

static void check_id(struct rules *rules, const struct node *node, const char *attribute, const char *id, int whose)
{
    if (is_known(rules, id, whose))
        return;
    enum diag_code code = whose & ROLE ? D_UNKNOWN_OWNER : D_UNKNOWN_PERSON;
    struct finding *finding = rules_at_word(rules, code, node, attribute, id, RULES_ARGS(id));
    if (!explain_kind(rules, finding, id, whose))
        rules_suggest(rules, finding, id, people_of(rules));
}

/* In place of a guest's id, entries elsewhere than in the lists may name a guest of the lists by id. */
static void check_guest(struct rules *rules, const struct node *node)
{
    const char *id = is_who(rules, node) && !is_entry(node) ? node_attr(node, "id") : NULL;
    if (id && !guest_find(rules, id))
        check_id(rules, node, "id", id, GUEST);
}

static void check_ids(struct rules *rules, const struct node *node, const char *attribute, const char *list, int whose)
{
    size_t count;
    if (*list && !list[strcspn(list, " \t\r\n")]) {
        check_id(rules, node, attribute, list, whose);
        return;
    }
    const char **words = parts_words(rules->arena, list, &count);
    for (size_t i = 0; i < count; i++)
        check_id(rules, node, attribute, words[i], whose);
}

void rule_ids(struct rules *rules, const struct node *node)
{
    if (!rules->body)
        return;
    enum element_id element = document_element(rules->document, node);
    for (size_t i = 0; i < sizeof ids / sizeof *ids && ids[i].element <= element; i++) {
        const char *list = element == ids[i].element ? node_attr(node, ids[i].attribute) : NULL;
        if (list)
            check_ids(rules, node, ids[i].attribute, list, ids[i].whose);
    }
    if (rules->facts)
        check_guest(rules, node);
}

/* Words may say who came or went, and outside the lists a guest's id does. */
void rule_nameless(struct rules *rules, const struct node *node)
{
    static const char *const says[] = {"ref", "name", "post", "organisation", "as"};
    bool named = !is_entry(node) && node_attr(node, "id");
    for (size_t i = 0; i < sizeof says / sizeof *says; i++)
        named |= node_attr(node, says[i]) != NULL;
    if (!named && !node_has_text(node))
        rules_at(rules, D_NAMELESS, node, RULES_ARGS(node_name(node)));
}

/* An action for another body has that as its owner; one that is not tracked needs none. */
void rule_ownerless(struct rules *rules, const struct node *node)
{
    const char *printed = node_attr(node, "for");
    if (node_attr(node, "owner") || node_attr(node, "body") || text_same(node_attr(node, "track"), "no"))
        return;
    if (printed)
        rules_at_attr(rules, D_OWNER_NOT_KNOWN, node, "for", RULES_ARGS(printed));
    else
        rules_at(rules, D_NO_OWNER, node, RULES_ARGS());
}
