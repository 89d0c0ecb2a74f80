/* What a check would call an error in a tree that nobody wrote by hand. Only what a recogniser made out goes; what was printed
 * stays. */
#include "import/link_parts.h"

#include "base/date.h"
#include "base/text.h"
#include "document/document.h"

#include <stdlib.h>
#include <string.h>

static void mend_due(struct node *node, const char *date)
{
    const char *due = node_attr(node, "due");
    if (due && strcmp(due, "next-meeting") != 0 && (!date || strcmp(due, date) < 0))
        node_unset(node, "due");
}

static void mend_times(struct node *node)
{
    const char *start = node_attr(node, "start"), *end = node_attr(node, "end");
    if (start && end && strcmp(end, start) < 0)
        node_unset(node, "end");
}

/* An update says what became of an action, as far as words alone can tell. */
static void mend_status(struct node *node)
{
    const char *status = node_attr(node, "status");
    if (status && strcmp(status, "superseded") == 0 && !node_attr(node, "superseded-by"))
        node_unset(node, "status");
}

struct number {
    const char *text;
    struct node *node;
    size_t parent, order; /* parent 0: the meeting; SIZE_MAX: an id */
};

static int compare_numbers(const void *a, const void *b)
{
    const struct number *one = a, *other = b;
    int order = strcmp(one->text, other->text);
    if (!order)
        order = (one->parent > other->parent) - (one->parent < other->parent);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

static bool defines(const struct node *node)
{
    return node_is(node, "item") || node_is(node, "action") || node_is(node, "decision") || node_is(node, "motion") ||
           node_is(node, "appendix");
}

struct open_one {
    const struct node *node;
    size_t order;
};

struct numbers {
    struct number *rows;
    size_t count, room;
    struct open_one open[LIMIT_DEPTH];
    size_t depth;
};

static bool is_within(const struct node *node, const struct node *outer)
{
    while (node && node != outer)
        node = node_parent(node);
    return node != NULL;
}

static void add_number(struct numbers *numbers, struct arena *arena, struct node *node, const char *text, size_t parent,
                       size_t order)
{
    if (!text)
        return;
    MEM_GROW(numbers->rows, numbers->count, numbers->room);
    numbers->rows[numbers->count++] = (struct number){arena_copy(arena, text), node, parent, order};
}

static void collect_numbers(struct numbers *numbers, struct node *root, struct arena *arena)
{
    size_t order = 1;
    for (struct node *node = root; node; node = node_after(node, root), order++) {
        if (!defines(node))
            continue;
        while (numbers->depth && !is_within(node, numbers->open[numbers->depth - 1].node))
            numbers->depth--;
        add_number(numbers, arena, node, node_attr(node, "n"), numbers->depth ? numbers->open[numbers->depth - 1].order : 0,
                   order);
        add_number(numbers, arena, node, node_attr(node, "id"), SIZE_MAX, order);
        if (numbers->depth < LIMIT_DEPTH)
            numbers->open[numbers->depth++] = (struct open_one){node, order};
    }
    if (numbers->count)
        qsort(numbers->rows, numbers->count, sizeof *numbers->rows, compare_numbers);
}

static bool is_taken(const struct number *rows, size_t count, const char *text)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(rows[middle].text, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && strcmp(rows[low].text, text) == 0;
}

/* Of equal numbers within one item all but the first get an id. */
static void mend_numbers(struct node *root, struct arena *arena)
{
    enum { STEM = 32 };
    struct numbers numbers = {NULL, 0, 0, {{NULL, 0}}, 0};
    size_t again = 2;
    collect_numbers(&numbers, root, arena);
    for (size_t i = 1; i < numbers.count; i++) {
        const struct number *row = &numbers.rows[i], *before = row - 1;
        bool same_text = strcmp(row->text, before->text) == 0;
        again = same_text ? again : 2;
        if (!same_text || row->parent != before->parent || node_attr(row->node, "id"))
            continue;
        const char *slug = text_slug(arena, row->text, STEM), *id;
        do
            id = arena_printf(arena, "%s-%zu", *slug ? slug : "number", again++);
        while (is_taken(numbers.rows, numbers.count, id));
        node_set(row->node, "id", id);
    }
    free(numbers.rows);
}

void link_mend(struct xml_doc *tree, struct arena *arena)
{
    struct node *root = xml_root(tree);
    const char *date = node_attr(root, "date");
    for (struct node *node = root; node; node = node_after(node, root)) {
        if (node_is(node, "action") || node_is(node, "update"))
            mend_due(node, date);
        if (node_is(node, "meeting") || node_is(node, "next-meeting"))
            mend_times(node);
        if (node_is(node, "update"))
            mend_status(node);
    }
    mend_numbers(root, arena);
}

static bool is_named(const char *text, const char *address, struct arena *arena)
{
    const char *meeting = arena_printf(arena, "'%.*s'", (int)strcspn(address, "#"), address);
    return strstr(text, arena_printf(arena, "'%s'", address)) || strstr(text, meeting);
}

/* An outcome for minutes that nobody has is kept in words. */
static void unlink_approval(struct node *approval, struct arena *arena)
{
    struct node *text = node_insert(approval, "text");
    node_add_text(text, arena_printf(arena, "%s: %s", node_attr(approval, "of"), node_attr(approval, "outcome")));
    node_drop(approval);
}

void link_unlink(struct xml_doc *tree, const char *text, struct arena *arena, void (*dropped)(void *with, const char *address), void *with)
{
    struct node *root = xml_root(tree);
    bool any = false;
    for (struct node *node = root, *next; node; node = next) {
        const char *address = node_attr(node, "action"), *of = node_attr(node, "of");
        next = node_after(node, root);
        if (node_is(node, "update") && address && is_named(text, address, arena)) {
            dropped(with, address);
            node_unset(node, "action");
            any = true;
        } else if (node_is(node, "approval") && of && !node_first(node) && is_named(text, of, arena)) {
            unlink_approval(node, arena);
            any = true;
        }
    }
    for (struct node *node = any ? NULL : root; node; node = node_after(node, root))
        if (node_is(node, "update"))
            node_unset(node, "action");
}
