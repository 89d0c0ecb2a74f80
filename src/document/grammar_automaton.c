/* Automata for content: Glushkov's construction, and how much is missing between any two states. */
#include "document/grammar.h"

#include <string.h>

/* What the construction knows of a part: the positions it may begin and end with, and whether it may be empty. */
struct part {
    bool empty;
    unsigned char *first, *end;
};

struct builder {
    struct automaton *automaton;
    size_t taken;        /* positions given to leaves so far */
    struct arena *arena; /* for what only the construction needs */
};

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

static struct part part_new(const struct builder *builder)
{
    struct part part = {true, arena_alloc(builder->arena, width(builder->automaton)),
                        arena_alloc(builder->arena, width(builder->automaton))};
    return part;
}

static void unite(unsigned char *into, const unsigned char *from, size_t size)
{
    for (size_t i = 0; i < size; i++)
        into[i] |= from[i];
}

/* Everything in next may follow everything in ends. */
static void connect(const struct builder *builder, const unsigned char *ends, const unsigned char *next)
{
    struct automaton *automaton = builder->automaton;
    for (size_t s = 1; s <= automaton->count; s++)
        if (ends[s])
            unite(automaton->follow + s * width(automaton), next, width(automaton));
}

static struct part build_leaf(struct builder *builder, const struct expr *expr)
{
    struct part part = part_new(builder);
    size_t position = ++builder->taken;
    builder->automaton->leaves[position] = expr->leaf;
    part.empty = false;
    part.first[position] = part.end[position] = 1;
    return part;
}

static struct part build(struct builder *builder, const struct expr *expr);

static struct part build_sequence(struct builder *builder, const struct expr *expr)
{
    struct part a = build(builder, expr->a), b = build(builder, expr->b), whole = part_new(builder);
    size_t size = width(builder->automaton);
    connect(builder, a.end, b.first);
    unite(whole.first, a.first, size);
    if (a.empty)
        unite(whole.first, b.first, size);
    unite(whole.end, b.end, size);
    if (b.empty)
        unite(whole.end, a.end, size);
    whole.empty = a.empty && b.empty;
    return whole;
}

static struct part build_choice(struct builder *builder, const struct expr *expr)
{
    struct part a = build(builder, expr->a), b = build(builder, expr->b), whole = part_new(builder);
    size_t size = width(builder->automaton);
    unite(whole.first, a.first, size);
    unite(whole.first, b.first, size);
    unite(whole.end, a.end, size);
    unite(whole.end, b.end, size);
    whole.empty = a.empty || b.empty;
    return whole;
}

static struct part build(struct builder *builder, const struct expr *expr)
{
    if (!expr || expr->kind == EXPR_EMPTY)
        return part_new(builder);
    if (expr->kind == EXPR_LEAF)
        return build_leaf(builder, expr);
    if (expr->kind == EXPR_SEQUENCE)
        return build_sequence(builder, expr);
    if (expr->kind == EXPR_CHOICE)
        return build_choice(builder, expr);
    struct part part = build(builder, expr->a);
    connect(builder, part.end, part.first);
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
    automaton->follow = arena_alloc(arena, size * size);
    automaton->end = arena_alloc(arena, size);

    struct arena *scratch = arena_new();
    struct builder builder = {automaton, 0, scratch};
    struct part part = build(&builder, expr);
    unite(automaton->follow, part.first, size);
    part.end[0] = part.empty;
    unite(automaton->end, part.end, size);
    arena_free(scratch);
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
    return automaton->follow[state * width(automaton) + position];
}

size_t automaton_gap(const struct automaton *automaton, size_t state, size_t position)
{
    return automaton->gap[state * width(automaton) + position];
}
