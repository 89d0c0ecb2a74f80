/* Lays children against an automaton so that as little as possible is wrong: a path of least cost through the states, where a
 * child may be right, meant as something else, stand instead of something, or be stray, and leaves may be supplied before it. */
#include "document/explain.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Costs. A unit outweighs what only decides between equals: of two children of which one must be stray, it is the later. */
#define UNIT ((uint64_t)1 << 40)
#define NEVER UINT64_MAX

enum { COST_MEANT = 2, COST_STRAY = 3, COST_SUPPLY = 3, COST_INSTEAD = 5, INSTEAD_WORK = 200000000 };

struct step {
    unsigned char from, fate;
};

struct layout {
    const struct explainer *explainer;
    struct family *family;
    const struct automaton *automaton;
    size_t states;
    uint64_t *now, *next;
    uint64_t *fit;        /* cost of the child under way at each position */
    unsigned char *fates; /* and its fate there */
    struct step *steps;   /* by child and state after it: how it came there at least cost */
    bool may_replace;     /* whether FATE_INSTEAD is tried */
};

static void collect_rows(struct family *family)
{
    for (const struct node *child = node_first(family->node); child; child = node_next(child)) {
        MEM_GROW(family->rows, family->count, family->room);
        family->rows[family->count++] = (struct child){
            .node = child, .ns = node_ns(child), .name = node_name(child), .fate = FATE_STRAY};
    }
}

/* The usual case: every child is right. */
static bool run_straight(struct family *family)
{
    const struct automaton *automaton = family->element->content;
    size_t state = 0;
    for (size_t i = 0; i < family->count; i++) {
        struct child *row = &family->rows[i];
        size_t position = automaton_step(automaton, state, row->ns, row->name);
        if (!position)
            return false;
        row->fate = FATE_RIGHT;
        row->state = state;
        row->position = state = position;
    }
    family->end = state;
    return family->open || automaton->end[state];
}

/* -- one child at each position -- */

static bool is_name(const struct child *row, const struct element *element)
{
    return strcmp(row->name, element->name) == 0;
}

/* Whether the child may have been meant as the element: its name in another namespace, or none nearer in the grammar. */
static bool is_near(const struct layout *layout, const struct child *row, const struct element *element, size_t least)
{
    if (is_name(row, element))
        return strcmp(row->ns, element->ns) != 0;
    return least < MEANT_NOT && meant_distance(layout->explainer->grammar, row, element) <= least;
}

static void fit_child(struct layout *layout, const struct child *row)
{
    const struct grammar *grammar = layout->explainer->grammar;
    size_t least = grammar_knows(grammar, row->name) ? MEANT_NOT : meant_least(grammar, row);
    bool placeable = strcmp(row->ns, layout->family->element->ns) != 0;
    for (size_t p = 1; p < layout->states; p++) {
        const struct element *element = automaton_element(layout->automaton, p);
        layout->fit[p] = NEVER;
        layout->fates[p] = FATE_STRAY;
        if (is_name(row, element) && strcmp(row->ns, element->ns) == 0) {
            layout->fit[p] = 0;
            layout->fates[p] = FATE_RIGHT;
        } else if (is_near(layout, row, element, least)) {
            layout->fit[p] = COST_MEANT * UNIT;
            layout->fates[p] = FATE_MEANT;
        }
        placeable = placeable || layout->fit[p] != NEVER;
    }
    for (size_t p = 1; !placeable && layout->may_replace && p < layout->states; p++) {
        layout->fit[p] = COST_INSTEAD * UNIT;
        layout->fates[p] = FATE_INSTEAD;
    }
}

/* -- the path -- */

static void relax(struct layout *layout, size_t child, size_t to, uint64_t cost, size_t from, enum fate fate)
{
    if (cost >= layout->next[to])
        return;
    layout->next[to] = cost;
    layout->steps[child * layout->states + to] = (struct step){(unsigned char)from, (unsigned char)fate};
}

static void advance(struct layout *layout, size_t child)
{
    uint64_t late = layout->family->count - child;
    for (size_t s = 0; s < layout->states; s++)
        layout->next[s] = NEVER;
    fit_child(layout, &layout->family->rows[child]);
    for (size_t s = 0; s < layout->states; s++) {
        if (layout->now[s] == NEVER)
            continue;
        relax(layout, child, s, layout->now[s] + COST_STRAY * UNIT + late, s, FATE_STRAY);
        for (size_t p = 1; p < layout->states; p++) {
            size_t gap = automaton_gap(layout->automaton, s, p);
            if (layout->fit[p] != NEVER && gap != GAP_NONE)
                relax(layout, child, p, layout->now[s] + layout->fit[p] + gap * COST_SUPPLY * UNIT, s, layout->fates[p]);
        }
    }
    uint64_t *spare = layout->now;
    layout->now = layout->next;
    layout->next = spare;
}

static size_t best_end(const struct layout *layout)
{
    size_t best = 0;
    uint64_t least = NEVER;
    for (size_t s = 0; s < layout->states; s++) {
        if (layout->now[s] == NEVER || layout->automaton->last[s] == GAP_NONE)
            continue;
        size_t missing = layout->family->open ? 0 : layout->automaton->last[s];
        uint64_t cost = layout->now[s] + missing * COST_SUPPLY * UNIT;
        if (cost < least) {
            least = cost;
            best = s;
        }
    }
    return best;
}

static void trace_back(struct layout *layout)
{
    struct family *family = layout->family;
    size_t state = family->end = best_end(layout);
    for (size_t i = family->count; i-- > 0;) {
        struct child *row = &family->rows[i];
        struct step step = layout->steps[i * layout->states + state];
        row->fate = (enum fate)step.fate;
        row->position = row->fate == FATE_STRAY ? 0 : state;
        row->state = state = step.from;
    }
}

static void lay_out(const struct explainer *explainer, struct family *family)
{
    struct layout layout = {.explainer = explainer, .family = family, .automaton = family->element->content};
    size_t states = layout.states = layout.automaton->count + 1;
    layout.now = mem_zero(states, sizeof *layout.now);
    layout.next = mem_zero(states, sizeof *layout.next);
    layout.fit = mem_zero(states, sizeof *layout.fit);
    layout.fates = mem_zero(states, 1);
    layout.steps = mem_zero(family->count * states, sizeof *layout.steps);
    layout.may_replace = family->count < INSTEAD_WORK / states / states;
    for (size_t s = 1; s < states; s++)
        layout.now[s] = NEVER;
    for (size_t i = 0; i < family->count; i++)
        advance(&layout, i);
    trace_back(&layout);
    free(layout.now);
    free(layout.next);
    free(layout.fit);
    free(layout.fates);
    free(layout.steps);
}

void family_lay(struct family *family, const struct explainer *explainer, const struct node *node, const struct element *element)
{
    *family = (struct family){.element = element, .node = node, .open = explain_is_open(explainer, node),
                              .torn = explain_is_torn(explainer, node)};
    collect_rows(family);
    if (!run_straight(family))
        lay_out(explainer, family);
}

void family_free(struct family *family)
{
    free(family->rows);
}

size_t family_supply(const struct automaton *automaton, size_t state, size_t position)
{
    size_t missing = position ? automaton_gap(automaton, state, position) : automaton->last[state];
    for (size_t q = 1; missing && q <= automaton->count; q++) {
        size_t left = position ? automaton_gap(automaton, q, position) : automaton->last[q];
        if (automaton_follows(automaton, state, q) && left == missing - 1)
            return q;
    }
    return 0;
}
