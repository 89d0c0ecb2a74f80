/* Votes: who voted, how many, and how it ended. */
#include "document/rules.h"

#include <stdlib.h>
#include <string.h>

enum { FOR, AGAINST, ABSTAINED, WAYS };

/* How a cast is written, the attribute that counts it, and how a finding says it. */
static const struct {
    const char *vote, *counted, *words;
} ways[WAYS] = {
    [FOR] = {"for", "in-favour", "in favour"},
    [AGAINST] = {"against", "against", "against"},
    [ABSTAINED] = {"abstain", "abstained", "of abstention"},
};

struct ballot {
    const char *id;
    const struct node *node;
};

static int compare_ballots(const void *a, const void *b)
{
    const struct ballot *one = a, *other = b;
    int order = strcmp(one->id, other->id);
    size_t left = node_number(one->node), right = node_number(other->node);
    return order ? order : (left > right) - (left < right);
}

static const char *who(const struct node *node)
{
    const char *id = node_attr(node, "ref");
    id = id ? id : node_attr(node, "id");
    id = id ? id : node_attr(node, "name");
    return id ? id : node_attr(node, "as");
}

static void check_twice(struct rules *rules, const struct node *vote, size_t count)
{
    struct ballot *ballots = arena_alloc(rules->arena, count * sizeof *ballots);
    size_t named = 0;
    for (const struct node *cast = node_first(vote); cast; cast = node_next(cast))
        if (node_is(cast, "cast") && who(cast))
            ballots[named++] = (struct ballot){who(cast), cast};
    if (named)
        qsort(ballots, named, sizeof *ballots, compare_ballots);
    for (size_t i = 1, first = 0; i < named; i++) {
        if (strcmp(ballots[i].id, ballots[first].id) != 0)
            first = i;
        else
            diag_note(rules_at_attr(rules, D_VOTED_TWICE, ballots[i].node, "ref", RULES_ARGS(ballots[i].id)),
                      parts_place(rules->document, ballots[first].node, "ref"), "the first vote is here");
    }
}

static bool was_present(const struct rules *rules, const char *id, bool *voting)
{
    size_t count;
    const struct attendee *const *rows = meeting_attendee(rules->facts, id, &count);
    bool there = false;
    *voting = false;
    for (size_t i = 0; i < count; i++) {
        there |= text_word_in(rows[i]->list, "present in-attendance");
        *voting |= rows[i]->voting;
    }
    return there;
}

static bool is_somebody(const struct rules *rules, const char *id)
{
    size_t count;
    return id && (body_person(rules->body, id) || meeting_attendee(rules->facts, id, &count));
}

static void check_present(struct rules *rules, const struct node *node, const char *attribute, const char *what, bool votes)
{
    const char *id = node_attr(node, attribute);
    bool voting;
    if (!rules->lists_tell || !is_somebody(rules, id))
        return;
    if (!was_present(rules, id, &voting))
        rules_at_attr(rules, D_NOT_PRESENT, node, attribute, RULES_ARGS(id, what));
    else if (votes && !voting)
        rules_at_attr(rules, D_NOT_ENTITLED, node, attribute, RULES_ARGS(id));
}

static long counted(const struct node *vote, const char *name)
{
    const char *value = node_attr(vote, name);
    return value ? strtol(value, NULL, 10) : -1;
}

/* In a roll call everybody is named; elsewhere those who asked for it are, and they cannot be more than were counted. */
static void check_counts(struct rules *rules, const struct node *vote, const long *named)
{
    bool roll_call = text_same(node_attr(vote, "method"), "roll-call");
    for (size_t i = 0; i < WAYS; i++) {
        long count = counted(vote, ways[i].counted);
        if (count < 0 || (roll_call ? named[i] == count : named[i] <= count))
            continue;
        rules_at_attr(rules, D_VOTE_COUNT, vote, ways[i].counted,
                      RULES_ARGS(rules_print(rules, "%ld", count), ways[i].words, rules_print(rules, "%ld", named[i])));
    }
}

static void check_outcome(struct rules *rules, const struct node *said, const struct node *vote)
{
    const char *outcome = node_attr(said, "outcome");
    long in_favour = counted(vote, "in-favour"), against = counted(vote, "against");
    if (!outcome || in_favour < 0 || against < 0)
        return;
    /* The chair's second vote may decide a tie either way. */
    bool wrong = (strcmp(outcome, "carried") == 0 && in_favour < against) ||
                 (strcmp(outcome, "lost") == 0 && in_favour > against) || (strcmp(outcome, "tied") == 0 && in_favour != against);
    if (wrong)
        rules_at_attr(rules, D_VOTE_OUTCOME, said, "outcome",
                      RULES_ARGS(outcome, rules_print(rules, "%ld", in_favour), rules_print(rules, "%ld", against)));
}

/* Printed names that no id belongs to may be those of members, and a deputy may have a vote of their own besides. */
static long most_votes(const struct rules *rules)
{
    const struct meeting_facts *facts = rules->facts;
    long most = rules->body && rules->lists_tell ? meeting_present(facts, rules->body, false) : 0;
    for (size_t i = 0; most && i < facts->attendee_count; i++) {
        const struct attendee *one = &facts->attendees[i];
        bool maybe = !one->id && !one->voting && strcmp(one->list, "present") == 0 && parts_votes_by_default(one->role);
        most += maybe + (one->deputy_for && attendee_is_there(one));
    }
    return most;
}

/* The chair's second vote may make one more, and it leaves one more on its side. */
static bool is_casting_vote(const long *votes, long total, long most)
{
    return total == most + 1 && labs(votes[FOR] - votes[AGAINST]) == 1;
}

/* At other kinds of meetings people vote who are in no list. Who is named twice, or without a vote, is reported as such. */
static void check_total(struct rules *rules, const struct node *vote, const long *named)
{
    long votes[WAYS], total = 0;
    if (rules->came_besides || !text_word_in(rules->facts->kind, "ordinary extraordinary"))
        return;
    if (!rules->voters_counted)
        rules->most_votes = most_votes(rules);
    rules->voters_counted = true;
    for (size_t i = 0; i < WAYS; i++) {
        long count = counted(vote, ways[i].counted);
        total += votes[i] = count > named[i] ? count : named[i];
    }
    if (!rules->most_votes || total <= rules->most_votes || is_casting_vote(votes, total, rules->most_votes))
        return;
    struct finding *finding = rules_at(rules, D_TOO_MANY_VOTES, vote,
                                       RULES_ARGS(rules_print(rules, "%ld", total), rules_print(rules, "%ld", rules->most_votes)));
    const struct node *attendance = node_child(xml_root(rules->document->tree), "attendance");
    diag_note(finding, parts_place(rules->document, attendance, NULL), "those who were present");
}

void rule_vote(struct rules *rules, const struct node *vote)
{
    size_t mark = diag_mark(rules->log);
    long named[WAYS] = {0};
    size_t count = 0;
    for (const struct node *cast = node_first(vote); cast; cast = node_next(cast)) {
        if (!node_is(cast, "cast"))
            continue;
        count++;
        for (size_t i = 0; i < WAYS; i++)
            named[i] += text_same(node_attr(cast, "vote"), ways[i].vote);
        check_present(rules, cast, node_attr(cast, "ref") ? "ref" : "id", "voted", true);
    }
    if (count) {
        check_twice(rules, vote, count);
        check_counts(rules, vote, named);
    }
    if (diag_mark(rules->log) == mark)
        check_total(rules, vote, named);
    check_outcome(rules, vote, vote);
}

/* The last vote taken on a motion decides. */
void rule_motion(struct rules *rules, const struct node *motion)
{
    const struct node *last = NULL;
    for (const struct node *node = node_first(motion); node; node = node_next(node))
        if (node_is(node, "vote"))
            last = node;
    if (last)
        check_outcome(rules, motion, last);
}

/* A motion is moved by those who may vote on it; who proposes that minutes be approved is left to the body. */
void rule_movers(struct rules *rules, const struct node *node)
{
    bool votes = node_is(node, "motion");
    check_present(rules, node, "proposer", "proposed", votes);
    check_present(rules, node, "seconder", "seconded", votes);
}

void rule_came_and_went(struct rules *rules, const struct node *node)
{
    bool voting;
    rules->came_besides |= node_is(node, "arrival") && !was_present(rules, node_attr(node, "ref"), &voting) &&
                           !was_present(rules, node_attr(node, "id"), &voting);
    check_present(rules, node, "ref", node_is(node, "arrival") ? "come in" : "gone out", false);
}
