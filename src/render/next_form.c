/* What a form holds besides the source: words to choose from, names in full, and marks by which what is typed finds its place. */
#include "render/form_mark.h"
#include "render/next_parts.h"
#include "render/resolve_parts.h"

#include <string.h>

/* -- marks -- */

void next_form_mark(const struct next *next, struct node *node, const char *what, const char *key)
{
    node_set_r(node, "whole", key);
    node_set_r(node, "key", form_key_tag(next->arena, what, key));
    node_set_r(node, "mark", arena_printf(next->arena, "minutec_%s_%s", what, form_key_hash(next->arena, what, key)));
}

/* -- people -- */

/* The list of the last meeting that somebody was in; NULL: in none. */
static const char *list_in(const struct node *attendance, const char *ref)
{
    for (const struct node *list = node_first(attendance); list; list = node_next(list))
        for (const struct node *person = node_first(list); person; person = node_next(person))
            if (text_same(node_attr(person, "ref"), ref))
                return node_name(list);
    return NULL;
}

/* Those who are there without being members stand apart where the last minutes had them apart, too. */
static bool stands_apart(const struct node *attendance, const char *ref, const char *role)
{
    const char *list = list_in(attendance, ref);
    if (text_same(list, "present") || text_same(list, "in-attendance"))
        return *list == 'i';
    return node_child(attendance, "in-attendance") && role && text_word_in(role, "clerk secretary officer observer guest");
}

static const char *role_name(const struct next *next, const char *role)
{
    const char *name = arena_printf(next->arena, "role-%s", role), *text = label(next->labels, name);
    return text == name ? role : text;
}

void next_form_person(const struct next *next, struct node *person, const struct node *like)
{
    const char *ref = node_attr(person, "ref"), *role = node_attr(person, "role");
    node_set_r(person, "name", next_name(next, NULL, ref));
    node_set_r(person, "role-text", role ? role_name(next, role) : NULL);
    node_set_r(person, "list", stands_apart(like, ref, role) ? "in-attendance" : "present");
    next_form_mark(next, person, "person", ref);
}

void next_form_approval(const struct next *next, struct node *approval, const struct meeting_facts *of)
{
    node_set_r(approval, "text", next_words(next, "next-minutes", next_date(next, of->date), NULL));
    next_form_mark(next, approval, "approval", node_attr(approval, "of"));
}

/* -- what can be chosen -- */

static bool is_there(const struct node *list, const char *name, const char *value)
{
    for (const struct node *row = node_first(list); row; row = node_next(row))
        if (text_same(node_attr(row, name), value))
            return true;
    return false;
}

/* Neither values nor words may be there twice. */
static void add_choice(const struct next *next, struct node *list, const char *value, const char *text)
{
    if (is_there(list, "value", value))
        return;
    if (is_there(list, "mark", form_choice_mark(next->arena, node_attr(list, "of"), text)))
        text = next_words(next, "parentheses", text, value);
    struct node *row = node_add_r(list, "choice");
    node_set(row, "value", value);
    node_set(row, "text", text);
    node_set(row, "mark", form_choice_mark(next->arena, node_attr(list, "of"), text));
}

static void add_words(const struct next *next, struct node *head, const char *kind, const char *prefix, const char *values)
{
    struct node *list = node_add_r(head, "choices");
    node_set(list, "of", kind);
    char *rest = arena_copy(next->arena, values), *state = NULL;
    for (char *value = strtok_r(rest, " ", &state); value; value = strtok_r(NULL, " ", &state))
        add_choice(next, list, value, label(next->labels, arena_printf(next->arena, "%s-%s", prefix, value)));
}

/* Members, groups, then those who can be meant by their office. */
static void add_owners(const struct next *next, struct node *head)
{
    const struct body_facts *body = next->body;
    struct node *list = node_add_r(head, "choices");
    node_set(list, "of", "owner");
    for (size_t i = 0; i < body->member_count; i++)
        if (body->members[i].ref && period_holds(body->members[i].period, next->date))
            add_choice(next, list, body->members[i].ref, next_name(next, NULL, body->members[i].ref));
    for (size_t i = 0; i < body->group_count; i++)
        add_choice(next, list, body->groups[i].id, body->groups[i].name);
    static const char *const offices[] = {"chair", "vice-chair", "clerk", "secretary", "treasurer"};
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
        if (body_role_on(body, offices[i], next->date, NULL, 0))
            add_choice(next, list, offices[i], role_name(next, offices[i]));
}

/* Days that the form prints: what their words mean, whatever the language. */
static void add_days(const struct next *next, struct node *head)
{
    struct node *list = node_add_r(head, "choices");
    node_set(list, "of", "date");
    if (next->dated)
        add_choice(next, list, next->date, next_date(next, next->date));
    for (const struct node *node = next->root; node; node = node_after(node, next->root))
        if (node_is(node, "next-meeting") && node_attr(node, "date"))
            add_choice(next, list, node_attr(node, "date"), next_date(next, node_attr(node, "date")));
}

/* -- the head -- */

static void add_line(struct node *head, const char *text, const char *lang)
{
    struct node *line = node_add_r(head, "line");
    node_add_text(line, text);
    if (lang)
        node_set(line, "xml:lang", lang);
}

/* The headings that the last minutes had, else the body's name and what this is. */
static void add_title(const struct next *next, struct node *head)
{
    const struct dated *name = dated_on(&next->body->names, next->date, NULL);
    const char *kind = next->kind ? next->kind : "ordinary", *body = name ? name->text : next->body->id;
    const struct node *meeting = node_child(next->root, "meeting"), *heading = node_child(meeting, "heading");
    const char *type = label(next->labels, arena_printf(next->arena, "type-%s", kind));
    node_set(head, "body", body);
    node_set(head, "title", next->dated ? next_words(next, "title-dated", body, next_date(next, next->date))
                                        : next_words(next, "title-undated", body, NULL));
    for (const struct node *node = heading; node; node = node_next(node))
        if (node_is(node, "heading"))
            add_line(head, text_collapse(next->arena, node_text(node, next->arena)), node_attr(node, "xml:lang"));
    if (!heading) {
        add_line(head, body, NULL);
        add_line(head, type, NULL);
    }
}

void next_form_head(struct next *next, const char *sha256)
{
    struct node *root = next->root, *head = node_insert_r(root, "head");
    node_set_r(root, "layout", next->body->layout);
    node_set_r(root, "audience", next->full ? "full" : "public");
    node_set(head, "status", "draft");
    node_set(head, "status-text", label(next->labels, "minutes-draft"));
    node_set(head, "version", MINUTEC_VERSION);
    if (sha256)
        node_set(head, "sha256", sha256);
    if (next->dated) {
        node_set(head, "date", next->date);
        node_set(head, "date-text", next_date(next, next->date));
    }
    struct node *labels = node_add_r(head, "labels");
    labels_publish(next->labels, "layout", labels);
    labels_publish(next->labels, "form", labels);
    add_title(next, head);
    add_owners(next, head);
    add_words(next, head, "status", "status", "open in-progress proposed done dropped superseded reopened");
    add_words(next, head, "kind", "kind", "ordinary extraordinary annual inaugural workshop");
    add_words(next, head, "mode", "mode", "in-person hybrid remote");
    add_words(next, head, "outcome", "form", "approved amended deferred");
    add_days(next, head);
}
