/* What importing looks up in body.xml, made again from its facts: so what a form becomes depends on these alone. */
#include "import/lower_parts.h"

#include "document/facts.h"

#include <string.h>

static void set_period(struct node *node, const struct period *period)
{
    node_set(node, "from", period->from);
    node_set(node, "until", period->until);
}

static void add_person(struct node *people, const struct person *person)
{
    struct node *node = node_add(people, "person");
    node_set(node, "id", person->id);
    for (size_t i = 0; i < person->names.count; i++) {
        const struct dated *row = &person->names.rows[i];
        struct node *name = node_add(node, "name");
        set_period(name, &row->period);
        node_set(name, "honorific", row->honorific);
        node_add_text(name, row->text);
    }
    for (size_t i = 0; i < person->alias_count; i++)
        node_add_text(node_add(node, "alias"), person->aliases[i]);
}

static void add_member(struct node *membership, const struct member *member)
{
    struct node *node = node_add(membership, "member");
    node_set(node, "ref", member->ref);
    if (strcmp(member->role, "member") != 0) /* not said */
        node_set(node, "role", member->role);
    set_period(node, &member->period);
}

struct xml_doc *lower_body(const struct body_facts *body)
{
    struct xml_doc *tree = xml_new(NULL, "body");
    struct node *root = xml_root(tree), *people = node_add(root, "people");
    for (size_t i = 0; body && i < body->person_count; i++)
        add_person(people, &body->people[i]);
    struct node *membership = node_add(root, "membership");
    for (size_t i = 0; body && i < body->member_count; i++)
        add_member(membership, &body->members[i]);
    struct node *groups = node_add(root, "groups");
    for (size_t i = 0; body && i < body->group_count; i++) {
        struct node *group = node_add(groups, "group");
        node_set(group, "id", body->groups[i].id);
        if (body->groups[i].member_count)
            node_set(group, "members", body->groups[i].members[0]); /* whether there are any is all that is asked */
        if (body->groups[i].name)
            node_add_text(group, body->groups[i].name);
    }
    return tree;
}
