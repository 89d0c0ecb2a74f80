/* The business of the next meeting: the items that every meeting has, in the order and with the numbers of the last. */
#include "base/date.h"
#include "render/next_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Roles that come back each time, and those that come back if the last two meetings had them. */
static const char always[] = "welcome apologies declarations minutes matters-arising any-other-business next-meeting close";
static const char often[] = "public-participation correspondence finance planning reports";
static const char at_end[] = "any-other-business next-meeting close";

/* -- numbers -- */

struct numbers {
    const char *before, *after; /* around the number; before NULL: items have none */
    long value;                 /* of the next one */
    struct arena *arena;
};

static const char *number_next(void *with)
{
    struct numbers *numbers = with;
    return numbers->before ? arena_printf(numbers->arena, "%s%ld%s", numbers->before, numbers->value++, numbers->after) : NULL;
}

/* "18.03.5" in "18.03.", 5 and "". */
static bool split_number(const char *text, struct arena *arena, struct numbers *numbers)
{
    enum { DIGITS = 9 };
    size_t end = text ? strlen(text) : 0;
    while (end && !isdigit((unsigned char)text[end - 1]))
        end--;
    size_t from = end;
    while (from && isdigit((unsigned char)text[from - 1]))
        from--;
    if (from == end || end - from > DIGITS)
        return false;
    *numbers = (struct numbers){arena_copy_n(arena, text, from), arena_copy(arena, text + end), strtol(text + from, NULL, 10), arena};
    return true;
}

/* Year and month of the last meeting within its numbers become those of the next. */
static const char *with_date(const char *before, const char *old, const char *new, struct arena *arena)
{
    enum { YEAR = 2, MONTH = 5, SIZE = 5 }; /* in an ISO date, and of "18.03" */
    for (const char *at = before; strlen(at) >= SIZE; at++)
        if (memcmp(at, old + YEAR, 2) == 0 && !isdigit((unsigned char)at[2]) && memcmp(at + 3, old + MONTH, 2) == 0)
            return arena_printf(arena, "%.*s%.2s%c%.2s%s", (int)(at - before), before, new + YEAR, at[2], new + MONTH, at + SIZE);
    return before;
}

/* Items go from 1, or on from the last meeting where its own did not begin with 1. */
static struct numbers find_numbers(const struct next *next)
{
    struct numbers first = {NULL, NULL, 0, NULL}, last = first, one;
    const struct node *root = next_root(next->model_file);
    if (!root)
        return (struct numbers){"", "", 1, next->arena};
    for (const struct node *node = node_first(root); node; node = node_next(node)) {
        if (!node_is(node, "item") || !split_number(node_attr(node, "n"), next->arena, &one))
            continue;
        first = first.before ? first : one;
        last = one;
    }
    bool goes_on = last.before && strcmp(first.before, last.before) == 0 && first.value > 1;
    if (last.before)
        last.before = with_date(last.before, next->model->date, next->date, next->arena);
    last.value = goes_on && !next->blank ? last.value + 1 : 1;
    if (next->blank && last.before && strpbrk(last.before, "0123456789"))
        last.before = "";
    return last;
}

/* -- what stays and what was of its time -- */

static bool model_has(const struct document *file, const char *role)
{
    for (const struct node *node = node_first(next_root(file)); node; node = node_next(node))
        if (node_is(node, "item") && node_attr(node, "role") && text_word_in(role, node_attr(node, "role")))
            return true;
    return false;
}

/* Those roles of an item of the last meeting that come back; NULL: none. */
static const char *standing_roles(const struct next *next, const struct node *item)
{
    const char *roles = node_attr(item, "role"), *kept = NULL;
    char *rest = arena_copy(next->arena, roles ? roles : ""), *state = NULL;
    for (char *role = strtok_r(rest, " ", &state); role; role = strtok_r(NULL, " ", &state)) {
        bool stays = text_word_in(role, always) || (text_word_in(role, often) && model_has(next->before_file, role));
        if (stays)
            kept = kept ? arena_printf(next->arena, "%s %s", kept, role) : role;
    }
    return kept;
}

static bool has_role(const char *roles, const char *list)
{
    size_t size;
    for (const char *at = roles ? roles : ""; *(at += strspn(at, " ")); at += size) {
        char role[32];
        size = strcspn(at, " ");
        if (size < sizeof role) {
            memcpy(role, at, size);
            role[size] = '\0';
            if (text_word_in(role, list))
                return true;
        }
    }
    return false;
}

/* -- items -- */

struct agenda {
    struct next *next;
    struct numbers numbers;
    const struct meeting_facts **unapproved;
    size_t unapproved_count;
    bool minutes, actions, deferrals, more; /* written */
};

static const char *minutes_title(const struct agenda *agenda)
{
    struct next *next = agenda->next;
    const char **dates = arena_alloc(next->arena, (agenda->unapproved_count + 1) * sizeof *dates);
    for (size_t i = 0; i < agenda->unapproved_count; i++)
        dates[i] = next_date(next, agenda->unapproved[i]->date);
    const char *word = label(next->labels, "minutes");
    if (!agenda->unapproved_count)
        return word;
    return next_words(next, "parentheses", word, label_join(next->labels, next->arena, dates, agenda->unapproved_count));
}

static const char *title_for(const struct agenda *agenda, const char *roles, const char *old)
{
    struct next *next = agenda->next;
    if (old && !next_is_dated(next, old))
        return old;
    if (has_role(roles, "minutes"))
        return minutes_title(agenda);
    return has_role(roles, "next-meeting") ? label(next->labels, "next-meeting") : old;
}

static void add_approvals(struct agenda *agenda, struct node *item)
{
    struct next *next = agenda->next;
    if (agenda->minutes || !agenda->unapproved_count)
        return;
    agenda->minutes = true;
    next_comment(next, item, label(next->labels, "next-outcome"));
    for (size_t i = 0; i < agenda->unapproved_count; i++) {
        struct node *approval = node_add(item, "approval");
        node_set(approval, "of", next_address(next, agenda->unapproved[i], NULL));
        node_set(approval, "outcome", "deferred");
        if (next->form)
            next_form_approval(next, approval, agenda->unapproved[i]);
    }
}

/* The further days that are known; else a place to write one. */
static void add_days(struct agenda *agenda, struct node *item)
{
    struct next *next = agenda->next;
    const struct meeting_facts *from = next->announcer ? next->announcer : next->last;
    struct document *document = from && !next->blank ? next_load(next, from) : NULL;
    const struct node *root = next_root(document);
    bool any = false;
    for (const struct node *node = root; node; node = node_after(node, root)) {
        const char *date = node_is(node, "next-meeting") ? node_attr(node, "date") : NULL;
        if (!date || strcmp(date, next->date) <= 0 || document_restricted(node))
            continue;
        struct node *day = node_add(item, "next-meeting");
        next_copy(day, node, "date start end venue mode kind");
        if (next->form)
            node_set_r(day, "date-text", next_date(next, date));
        any = true;
    }
    document_free(document);
    if (!any && !next->form)
        node_add_comment(item, "<next-meeting date=\"\" start=\"\" venue=\"\"/>");
}

static struct node *add_item(struct agenda *agenda, const char *roles, const char *title)
{
    struct next *next = agenda->next;
    node_add_text(next->root, "\n\n");
    struct node *item = node_add(next->root, "item");
    node_set(item, "n", number_next(&agenda->numbers));
    node_set(item, "role", roles);
    if (next->form && roles)
        next_form_mark(next, item, "item", roles);
    if (title)
        node_add_text(node_add(item, "title"), title);
    if (has_role(roles, "minutes"))
        add_approvals(agenda, item);
    return item;
}

static void add_actions(struct agenda *agenda, struct node *parent)
{
    if (!agenda->actions)
        next_actions(agenda->next, parent);
    agenda->actions = true;
}

/* What stands between the opening items and those that end every meeting. */
static void add_middle(struct agenda *agenda)
{
    struct next *next = agenda->next;
    if (!agenda->minutes && agenda->unapproved_count)
        add_item(agenda, "minutes", minutes_title(agenda));
    add_actions(agenda, next->root);
    if (!agenda->deferrals)
        next_deferrals(next, number_next, &agenda->numbers);
    agenda->deferrals = true;
    if (next->form && !agenda->more)
        node_add_r(next->root, "more-items");
    agenda->more = true;
}

static void repeat_item(struct agenda *agenda, const struct node *like)
{
    struct next *next = agenda->next;
    const char *roles = standing_roles(next, like);
    if (!roles)
        return;
    if (has_role(roles, at_end) && !has_role(roles, "welcome apologies declarations minutes"))
        add_middle(agenda);
    const struct node *title = node_child(like, "title");
    const char *old = title ? text_collapse(next->arena, node_text(title, next->arena)) : NULL;
    struct node *item = add_item(agenda, roles, title_for(agenda, roles, old));
    bool at_top = false;
    for (const struct node *node = node_first(node_parent(like)); node; node = node_next(node))
        at_top |= node_is(node, "previous-actions");
    if (has_role(roles, "matters-arising") && !at_top)
        add_actions(agenda, item);
    if (has_role(roles, "next-meeting"))
        add_days(agenda, item);
}

static void add_end(struct next *next)
{
    const struct node *root = next_root(next->model_file);
    for (const struct node *node = node_first(root); node; node = node_next(node)) {
        if (node_is(node, "signature")) {
            bool blank = !node_attr(node, "by") && !node_attr(node, "as");
            node_add_text(next->root, "\n\n");
            next_copy(node_add(next->root, "signature"), node, blank ? "post label" : "label");
        } else if (node_is(node, "contact")) {
            node_add_text(next->root, "\n\n");
            struct node *contact = node_add(next->root, "contact");
            next_copy(contact, node, "label ref");
            for (const struct node *line = node_first(node); line; line = node_next(line)) {
                struct node *made = node_add(contact, "line");
                next_copy(made, line, "kind label xml:lang");
                node_add_text(made, node_text(line, next->arena));
            }
        }
    }
}

void next_business(struct next *next)
{
    struct agenda agenda = {.next = next, .numbers = find_numbers(next)};
    agenda.unapproved_count = next_unapproved(next, &agenda.unapproved);
    if (next->form && agenda.numbers.before) {
        node_set_r(next->root, "number-before", agenda.numbers.before);
        node_set_r(next->root, "number-after", agenda.numbers.after);
        node_set_r(next->root, "number-start", arena_printf(next->arena, "%ld", agenda.numbers.value));
    }
    if (!model_has(next->model_file, "apologies"))
        add_item(&agenda, "apologies", label(next->labels, "apologies"));
    for (const struct node *node = node_first(next_root(next->model_file)); node; node = node_next(node)) {
        if (node_is(node, "columns")) {
            node_add_text(next->root, "\n\n");
            next_copy_lasting(next, node_add(next->root, "columns"), node, "n text for");
        } else if (node_is(node, "previous-actions")) {
            add_actions(&agenda, next->root);
        } else if (node_is(node, "item")) {
            repeat_item(&agenda, node);
        }
    }
    add_middle(&agenda);
    if (!model_has(next->model_file, "next-meeting"))
        add_days(&agenda, add_item(&agenda, "next-meeting", label(next->labels, "next-meeting")));
    add_end(next);
}
