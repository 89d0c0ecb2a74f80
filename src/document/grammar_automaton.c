/* Automata for content: Glushkov's construction, and how much is missing between any two states. */
#include "document/grammar.h"

#include <string.h>

/* What the construction knows of a part: the positions it may begin and end with, and whether it may be empty. */
struct part {
    bool empty;
    struct positions first, end;
};

struct builder {
    struct automaton *automaton;
    size_t taken; /* positions given to leaves so far */
};

static const struct part nothing = {.empty = true};

static size_t leaf_count(const struct expr *expr)
{
    if (!expr || expr->kind == EXPR_EMPTY)
        return 0;
    if (expr->kind == EXPR_LEAF)
        return 1;
    return leaf_count(expr->a) + leaf_count(expr->b);
}

static size_t width(const struct automaton *automaton)
{
    return automaton->count + 1;
}

static void put(struct positions *into, size_t position)
{
    into->bits[position / 64] |= (uint64_t)1 << position % 64;
}

static bool holds(const struct positions *positions, size_t position)
{
    return positions->bits[position / 64] >> position % 64 & 1;
}

static void unite(struct positions *into, const struct positions *from)
{
    for (size_t i = 0; i < POSITION_WORDS; i++)
        into->bits[i] |= from->bits[i];
}

/* Everything in next may follow everything in ends. */
static void connect(const struct builder *builder, const struct positions *ends, const struct positions *next)
{
    for (size_t s = 1; s <= builder->taken; s++)
        if (holds(ends, s))
            unite(&builder->automaton->follow[s], next);
}

static struct part build_leaf(struct builder *builder, const struct expr *expr)
{
    struct part part = {.empty = false};
    size_t position = ++builder->taken;
    builder->automaton->leaves[position] = expr->leaf;
    put(&part.first, position);
    put(&part.end, position);
    return part;
}

static struct part build(struct builder *builder, const struct expr *expr);

static struct part build_sequence(struct builder *builder, const struct expr *expr)
{
    struct part a = build(builder, expr->a), b = build(builder, expr->b), whole = {a.empty && b.empty, a.first, b.end};
    connect(builder, &a.end, &b.first);
    if (a.empty)
        unite(&whole.first, &b.first);
    if (b.empty)
        unite(&whole.end, &a.end);
    return whole;
}

static struct part build_choice(struct builder *builder, const struct expr *expr)
{
    struct part a = build(builder, expr->a), b = build(builder, expr->b), whole = {a.empty || b.empty, a.first, a.end};
    unite(&whole.first, &b.first);
    unite(&whole.end, &b.end);
    return whole;
}

static struct part build(struct builder *builder, const struct expr *expr)
{
    if (!expr || expr->kind == EXPR_EMPTY)
        return nothing;
    if (expr->kind == EXPR_LEAF)
        return build_leaf(builder, expr);
    if (expr->kind == EXPR_SEQUENCE)
        return build_sequence(builder, expr);
    if (expr->kind == EXPR_CHOICE)
        return build_choice(builder, expr);
    struct part part = build(builder, expr->a);
    connect(builder, &part.end, &part.first);
    return part;
}

/* Breadth first from every state: the leaves that must be supplied on the way to each position. */
static void measure_gaps(struct automaton *automaton)
{
    size_t size = width(automaton), queue[POSITIONS_MAX + 1];
    memset(automaton->gap, GAP_NONE, size * size);
    for (size_t s = 0; s < size; s++) {
        unsigned char *gap = automaton->gap + s * size;
        size_t head = 0, tail = 0;
        for (size_t from = s, distance = 0;; from = queue[head++], distance = gap[from] + 1u) {
            for (size_t p = 1; p < size; p++)
                if (automaton_follows(automaton, from, p) && gap[p] == GAP_NONE) {
                    gap[p] = (unsigned char)distance;
                    queue[tail++] = p;
                }
            if (head == tail)
                break;
        }
    }
}

static void measure_ends(struct automaton *automaton)
{
    size_t size = width(automaton);
    for (size_t s = 0; s < size; s++) {
        size_t best = automaton->end[s] ? 0 : GAP_NONE;
        for (size_t p = 1; p < size && best; p++) {
            size_t gap = automaton_gap(automaton, s, p);
            if (automaton->end[p] && gap != GAP_NONE && gap + 1 < best)
                best = gap + 1;
        }
        automaton->last[s] = (unsigned char)best;
    }
}

struct automaton *automaton_new(const struct expr *expr, struct arena *arena)
{
    size_t count = leaf_count(expr), size = count + 1;
    if (count > POSITIONS_MAX)
        return NULL;
    struct automaton *automaton = arena_alloc(arena, sizeof *automaton);
    automaton->count = count;
    automaton->leaves = arena_alloc(arena, size * sizeof *automaton->leaves);
    automaton->follow = arena_alloc(arena, size * sizeof *automaton->follow);
    automaton->end = arena_alloc(arena, size);

    struct builder builder = {automaton, 0};
    struct part part = build(&builder, expr);
    automaton->follow[0] = part.first;
    automaton->end[0] = part.empty;
    for (size_t s = 1; s < size; s++)
        automaton->end[s] = holds(&part.end, s);
    return automaton;
}

void automaton_measure(struct automaton *automaton, struct arena *arena)
{
    automaton->gap = arena_alloc(arena, width(automaton) * width(automaton));
    automaton->last = arena_alloc(arena, width(automaton));
    measure_gaps(automaton);
    measure_ends(automaton);
}

bool automaton_follows(const struct automaton *automaton, size_t state, size_t position)
{
    return holds(&automaton->follow[state], position);
}

size_t automaton_gap(const struct automaton *automaton, size_t state, size_t position)
{
    return automaton->gap[state * width(automaton) + position];
}
