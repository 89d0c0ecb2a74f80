/* Who was there, in which role, and who had a vote. */
#include "document/facts_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *first_of(const char *a, const char *b)
{
    return a ? a : b;
}

static bool is_list(const struct node *node)
{
    return node_is(node, node_name(node)) && text_word_in(node_name(node), "present in-attendance apologies absent unknown");
}

/* Somebody with a seat has its vote, a deputy that of the seat replaced. Where body.xml lists no members at all, everybody
 * among those present has one, but for roles that never do. */
static bool has_vote(const struct attendee *one, const char *said, const char *role, const char *date,
                     const struct body_facts *body)
{
    const struct member *seat = NULL;
    if (said)
        return strcmp(said, "yes") == 0;
    if (body_member_on(body, first_of(one->deputy_for, one->id), date, &seat))
        return seat->voting;
    if (one->deputy_for && body_member_on(body, one->id, date, &seat))
        return seat->voting;
    bool listed = body && body->member_count;
    return !listed && strcmp(one->list, "present") == 0 && parts_votes_by_default(role);
}

static void take_entry(struct document *document, struct meeting_facts *facts, const struct body_facts *body,
                       const struct node *list, const struct node *node, const char *mode)
{
    struct arena *arena = facts->arena;
    struct attendee *one = &facts->attendees[facts->attendee_count++];
    const char *said = first_of(node_attr(node, "voting"), node_attr(list, "voting"));
    const char *role = first_of(node_attr(node, "role"), node_attr(list, "role"));
    const struct member *seat = NULL;
    bool first = facts->attendee_count == 1 || one[-1].list_node != node_number(list);
    one->list = first ? parts_copy(arena, node_name(list)) : one[-1].list;
    one->list_label = first ? parts_copy(arena, first_of(node_attr(list, "label"), node_name(list))) : one[-1].list_label;
    one->list_node = node_number(list);
    one->id = parts_copy(arena, first_of(node_attr(node, "ref"), node_attr(node, "id")));
    one->name = parts_copy(arena, first_of(first_of(node_attr(node, "name"), node_attr(node, "as")),
                                           first_of(node_attr(node, "post"), node_attr(node, "organisation"))));
    one->mode = parts_copy(arena, first_of(first_of(node_attr(node, "mode"), node_attr(list, "mode")), mode));
    one->deputy_for = parts_copy(arena, node_attr(node, "deputy-for"));
    one->arrived = parts_copy(arena, node_attr(node, "arrived"));
    one->left = parts_copy(arena, node_attr(node, "left"));
    one->voting = has_vote(one, said, role, facts->date, body);
    one->role = parts_copy(arena, role);
    if (!role && body_member_on(body, one->id, facts->date, &seat))
        one->role = parts_copy(arena, seat->role);
    one->node = node_number(node);
    one->place = parts_place(document, node, node_attr(node, "ref") ? "ref" : node_attr(node, "id") ? "id" : "name");
}

static int compare_attendees(const void *a, const void *b)
{
    const struct attendee *one = *(const struct attendee *const *)a, *other = *(const struct attendee *const *)b;
    int order = strcmp(one->id, other->id);
    return order ? order : (one > other) - (one < other);
}

void parts_sort_attendees(struct meeting_facts *facts)
{
    facts->attendees_by_id = arena_alloc(facts->arena, facts->attendee_count * sizeof *facts->attendees_by_id);
    for (size_t i = 0; i < facts->attendee_count; i++)
        if (facts->attendees[i].id)
            facts->attendees_by_id[facts->id_count++] = &facts->attendees[i];
    if (facts->id_count)
        qsort(facts->attendees_by_id, facts->id_count, sizeof *facts->attendees_by_id, compare_attendees);
}

void parts_attend(struct document *document, struct meeting_facts *facts, const struct body_facts *body)
{
    const struct node *root = xml_root(document->tree), *meeting = node_child(root, "meeting");
    const struct node *attendance = node_child(root, "attendance");
    const char *mode = meeting && text_same(node_attr(meeting, "mode"), "remote") ? "remote" : "in-person";
    size_t count = 0;
    for (const struct node *list = attendance ? node_first(attendance) : NULL; list; list = node_next(list))
        for (const struct node *node = is_list(list) ? node_first(list) : NULL; node; node = node_next(node))
            count += node_is(node, "person");
    facts->attendees = arena_alloc(facts->arena, count * sizeof *facts->attendees);
    for (const struct node *list = attendance ? node_first(attendance) : NULL; list; list = node_next(list))
        for (const struct node *node = is_list(list) ? node_first(list) : NULL; node; node = node_next(node))
            if (node_is(node, "person"))
                take_entry(document, facts, body, list, node, mode);
    parts_sort_attendees(facts);
}

const struct attendee *const *meeting_attendee(const struct meeting_facts *facts, const char *id, size_t *count)
{
    size_t low = 0, high = id ? facts->id_count : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(facts->attendees_by_id[middle]->id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (id && low + *count < facts->id_count && strcmp(facts->attendees_by_id[low + *count]->id, id) == 0)
        ++*count;
    return *count ? facts->attendees_by_id + low : NULL;
}

/* -- how many came -- */

bool meeting_lists_tell(const struct meeting_facts *facts)
{
    bool present = false;
    for (size_t i = 0; i < facts->attendee_count; i++) {
        if (strcmp(facts->attendees[i].list, "unknown") == 0)
            return false;
        present |= strcmp(facts->attendees[i].list, "present") == 0;
    }
    return present;
}

bool attendee_is_there(const struct attendee *one)
{
    return text_word_in(one->list, "present in-attendance");
}

/* Members are those whose seat is not that of an officer or a guest of the body. */
static bool is_member(const struct member *seat)
{
    return seat->voting || parts_votes_by_default(seat->role);
}

static bool counts(const struct attendee *one, const struct meeting_facts *facts, const struct body_facts *body, bool all)
{
    const struct member *seat = NULL;
    if (!attendee_is_there(one) || one->voting || !all)
        return attendee_is_there(one) && one->voting;
    return body_member_on(body, first_of(one->deputy_for, one->id), facts->date, &seat) && is_member(seat);
}

/* Somebody in two lists stands together in attendees_by_id. */
int meeting_present(const struct meeting_facts *facts, const struct body_facts *body, bool all)
{
    const char *last = NULL;
    int present = 0;
    for (size_t i = 0; i < facts->attendee_count; i++)
        present += !facts->attendees[i].id && counts(&facts->attendees[i], facts, body, all);
    for (size_t i = 0; i < facts->id_count; i++) {
        const struct attendee *one = facts->attendees_by_id[i];
        if (text_same(one->id, last) || !counts(one, facts, body, all))
            continue;
        last = one->id;
        present++;
    }
    return present;
}

static int count_members(const struct body_facts *body, bool all, const char *date)
{
    const char *last = NULL;
    int members = 0;
    for (size_t i = 0; i < body->ref_count; i++) {
        const struct member *seat = body->members_by_ref[i];
        if (!(all ? is_member(seat) : seat->voting) || !period_holds(seat->period, date) || text_same(seat->ref, last))
            continue;
        last = seat->ref;
        members++;
    }
    return members;
}

int quorum_needed(const struct quorum *quorum, const struct body_facts *body, const char *date)
{
    if (!quorum->share_in)
        return quorum->count;
    int members = count_members(body, quorum->all, date);
    int share = (int)(((long)members * quorum->share_of + quorum->share_in - 1) / quorum->share_in);
    return share > quorum->count ? share : quorum->count;
}

bool meeting_needs_quorum(const struct meeting_facts *facts)
{
    return facts->date && strcmp(facts->held, "held") == 0 && strcmp(facts->kind, "workshop") != 0 && meeting_lists_tell(facts);
}
