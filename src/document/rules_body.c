/* Rules of body.xml: periods, ids, and the policy it sets for findings. */
#include "document/mend.h"
#include "document/rules.h"

#include <stdlib.h>
#include <string.h>

void rule_period(struct rules *rules, const struct node *node)
{
    const char *from = node_attr(node, "from"), *until = node_attr(node, "until");
    if (from && until && strcmp(until, from) < 0)
        rules_at_attr(rules, D_BAD_PERIOD, node, "until", RULES_ARGS(from, until));
}

static bool is_sure_code(const char *code, const char *nearest)
{
    const char *names[DIAG_CODES];
    for (int i = 0; i < DIAG_CODES; i++)
        names[i] = diag_info((enum diag_code)i)->code;
    return mend_is_sure(code, nearest, names, DIAG_CODES);
}

void rule_level(struct rules *rules, const struct node *node)
{
    const char *code = node_attr(node, "code"), *nearest;
    enum diag_code found;
    if (diag_code_find(code, &found)) {
        if (diag_is_fixed(found) && !text_same(node_attr(node, "set"), "error"))
            rules_at_attr(rules, D_FIXED_LEVEL, node, "code", RULES_ARGS(code));
        return;
    }
    struct finding *finding = rules_at_attr(rules, D_UNKNOWN_CODE, node, "code", RULES_ARGS(code));
    nearest = rules->suggestions-- > 0 ? diag_code_nearest(code) : NULL;
    if (nearest)
        diag_suggest(finding, nearest);
    if (nearest && is_sure_code(code, nearest))
        mend_value(finding, rules->document, node, "code", nearest);
    diag_done(finding, "passed over");
}

/* -- names that hold at the same time -- */

static int compare_rows(const void *a, const void *b)
{
    const struct dated *one = *(const struct dated *const *)a, *other = *(const struct dated *const *)b;
    bool full = !one->kind || strcmp(one->kind, "full") == 0, also = !other->kind || strcmp(other->kind, "full") == 0;
    int order = (int)also - (int)full;
    if (!order)
        order = date_compare(one->lang, other->lang);
    if (!order)
        order = date_compare(one->period.from, other->period.from);
    return order ? order : (one > other) - (one < other);
}

/* One open at its end goes on for ever. */
static bool ends_later(const struct dated *one, const struct dated *other)
{
    return !one->period.until || (other->period.until && strcmp(one->period.until, other->period.until) > 0);
}

static bool is_wrong(const struct dated *row)
{
    return row->period.from && row->period.until && strcmp(row->period.until, row->period.from) < 0;
}

/* Full names of one language: the next begins only when the last has ended. */
static void check_names(struct rules *rules, const struct dated_list *list, const char *what)
{
    const struct dated **rows = arena_alloc(rules->arena, list->count * sizeof *rows), *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if ((!list->rows[i].kind || strcmp(list->rows[i].kind, "full") == 0) && !is_wrong(&list->rows[i]))
            rows[count++] = &list->rows[i];
    if (count)
        qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 0; i < count; i++) {
        const struct dated *row = rows[i];
        bool same = last && text_same(last->lang, row->lang);
        if (same && (!last->period.until || !row->period.from || strcmp(row->period.from, last->period.until) <= 0))
            diag_note(diag_add(rules->log, D_OVERLAP, row->place, what, last->text, row->text), last->place, "the other is here");
        if (!same || ends_later(row, last))
            last = row;
    }
}

void rule_overlap(struct rules *rules, const struct node *root)
{
    (void)root;
    check_names(rules, &rules->body->names, "two names of the body");
    for (size_t i = 0; i < rules->body->person_count; i++)
        check_names(rules, &rules->body->people[i].names, "two names of one person");
}

/* -- ids -- */

struct owned {
    const char *id;
    const struct place *place;
};

static int compare_owned(const void *a, const void *b)
{
    const struct owned *one = a, *other = b;
    int order = strcmp(one->id, other->id);
    if (!order)
        order = (one->place->line > other->place->line) - (one->place->line < other->place->line);
    return order ? order : (one->place->column > other->place->column) - (one->place->column < other->place->column);
}

void rule_duplicate_ids(struct rules *rules, const struct node *root)
{
    (void)root;
    const struct body_facts *body = rules->body;
    struct owned *rows = arena_alloc(rules->arena, (body->person_count + body->group_count) * sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < body->person_count; i++)
        rows[count++] = (struct owned){body->people[i].id, &body->people[i].place};
    for (size_t i = 0; i < body->group_count; i++)
        rows[count++] = (struct owned){body->groups[i].id, &body->groups[i].place};
    if (count)
        qsort(rows, count, sizeof *rows, compare_owned);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (strcmp(rows[i].id, rows[first].id) != 0)
            first = i;
        else
            diag_note(diag_add(rules->log, D_DUPLICATE_ID, *rows[i].place, rows[i].id), *rows[first].place,
                      "it is given here first");
    }
}

/* -- policy -- */

static const char *const level_names[] = {"off", "note", "warning", "error"};

static enum diag_level level_of(const char *name)
{
    for (int i = DIAG_OFF; i <= DIAG_ERROR; i++)
        if (text_same(name, level_names[i]))
            return (enum diag_level)i;
    return DIAG_OFF;
}

void rule_policy(struct rules *rules, const struct node *root)
{
    const struct node *policy = node_child(root, "policy");
    if (!policy)
        return;
    if (text_same(node_attr(policy, "historic"), "yes"))
        diag_policy_historic(rules->log, rules->body->folder);
    for (const struct node *node = node_first(policy); node; node = node_next(node)) {
        enum diag_code code;
        if (node_is(node, "level") && diag_code_find(node_attr(node, "code"), &code))
            diag_policy(rules->log, rules->body->folder, code, level_of(node_attr(node, "set")));
    }
}
