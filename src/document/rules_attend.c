/* Attendance: nobody in two lists, nobody twice in one, and enough of them for a quorum. */
#include "document/rules.h"

#include <stdlib.h>
#include <string.h>

static int compare_entries(const void *a, const void *b)
{
    const struct attendee *one = *(const struct attendee *const *)a, *other = *(const struct attendee *const *)b;
    int order = strcmp(one->name, other->name);
    return order ? order : (one > other) - (one < other);
}

/* Guests without an id are told apart by their printed names; an id given twice is a finding of its own. */
static const struct attendee **by_name(struct rules *rules, size_t *count)
{
    const struct meeting_facts *facts = rules->facts;
    const struct attendee **rows = arena_alloc(rules->arena, facts->attendee_count * sizeof *rows);
    *count = 0;
    for (size_t i = 0; i < facts->attendee_count; i++)
        if (!facts->attendees[i].id && facts->attendees[i].name)
            rows[(*count)++] = &facts->attendees[i];
    if (*count)
        qsort(rows, *count, sizeof *rows, compare_entries);
    return rows;
}

/* Who chaired or took the minutes may be printed apart from who came. */
static bool is_of_office(const struct attendee *one)
{
    static const char *const offices[] = {"chair", "vice-chair", "clerk", "secretary"};
    for (size_t i = 0; one->role && i < sizeof offices / sizeof *offices; i++)
        if (strcmp(one->role, offices[i]) == 0)
            return true;
    return false;
}

static bool came(const struct attendee *one)
{
    return strcmp(one->list, "present") == 0 || strcmp(one->list, "in-attendance") == 0;
}

static void report_pair(struct rules *rules, const struct attendee *first, const struct attendee *again, const char *name)
{
    bool same = first->list_node == again->list_node;
    if (!same && came(first) && came(again) && (is_of_office(first) || is_of_office(again)))
        return;
    struct finding *finding =
        same ? diag_add(rules->log, D_PERSON_TWICE, again->place, name, again->list_label)
             : diag_add(rules->log, D_PERSON_IN_TWO_LISTS, again->place, name, first->list_label, again->list_label);
    diag_note(finding, first->place, "the first entry is here");
}

void rule_lists(struct rules *rules, const struct node *root)
{
    (void)root;
    const struct meeting_facts *facts = rules->facts;
    for (size_t i = 1, first = 0; i < facts->id_count; i++) {
        const struct attendee *one = facts->attendees_by_id[first], *other = facts->attendees_by_id[i];
        if (strcmp(one->id, other->id) != 0)
            first = i;
        else if (!rule_is_guest(rules, one->id))
            report_pair(rules, one, other, one->id);
    }
    size_t count;
    const struct attendee **rows = by_name(rules, &count);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (strcmp(rows[first]->name, rows[i]->name) != 0)
            first = i;
        else
            report_pair(rules, rows[first], rows[i], rows[i]->name);
    }
}

void rule_column_lost(struct rules *rules, const struct node *node)
{
    if (node_child(node, "person"))
        rules_at(rules, D_COLUMN_LOST, node, RULES_ARGS());
}

bool rule_lists_are_known(const struct rules *rules)
{
    for (size_t i = 0; rules->body && i < rules->facts->attendee_count; i++) {
        const char *id = rules->facts->attendees[i].id;
        if (id && !body_person(rules->body, id) && !rule_is_guest(rules, id))
            return false;
    }
    return true;
}

void rule_quorum(struct rules *rules, const struct node *root)
{
    const struct node *attendance = node_child(root, "attendance");
    if (!rules->lists_tell || !rules->body || !attendance || !meeting_needs_quorum(rules->facts))
        return;
    for (size_t i = 0; i < rules->body->quorum_count; i++) {
        const struct quorum *quorum = &rules->body->quorums[i];
        if (!period_holds(quorum->period, rules->facts->date))
            continue;
        int present = meeting_present(rules->facts, rules->body, quorum->all);
        int least = quorum_needed(quorum, rules->body, rules->facts->date);
        if (present >= least)
            continue;
        struct finding *finding = rules_at(rules, D_QUORUM_NOT_MET, attendance,
                                           RULES_ARGS(rules_print(rules, "%d", present), rules_print(rules, "%d", least)));
        diag_note(finding, quorum->place, "the quorum that holds on that day");
    }
}
