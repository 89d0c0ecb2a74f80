/* Which name may have been meant: edit distance and the choice of the nearest. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT = 64 };

/* A name's code points; short ones need no memory of their own. */
struct points {
    uint32_t *points;
    size_t count;
    uint32_t own[SHORT];
};

static void points_set(struct points *points, const char *text, bool fold)
{
    size_t size = strlen(text);
    points->points = size > SHORT ? mem_alloc(size * sizeof *points->points) : points->own;
    points->count = 0;
    for (size_t at = 0; at < size;) {
        uint32_t point;
        size_t length = text_decode(text + at, size - at, &point);
        if (!length)
            point = 0xFFFD;
        if (fold)
            point = text_lower(point);
        points->points[points->count++] = point;
        at += length ? length : 1;
    }
}

static void points_free(struct points *points)
{
    if (points->points != points->own)
        free(points->points);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One row of the table: from the one above and, for two letters that changed places, the one before that.
 * Returns its least number. */
static size_t fill_row(const struct points *a, const struct points *b, size_t i, size_t *row,
                       const size_t *above, const size_t *before)
{
    size_t lowest = row[0] = i;
    for (size_t j = 1; j <= b->count; j++) {
        bool same = a->points[i - 1] == b->points[j - 1];
        size_t cost = least(least(above[j], row[j - 1]) + 1, above[j - 1] + !same);
        if (i > 1 && j > 1 && a->points[i - 1] == b->points[j - 2] && a->points[i - 2] == b->points[j - 1])
            cost = least(cost, before[j - 2] + 1);
        row[j] = cost;
        lowest = least(lowest, cost);
    }
    return lowest;
}

static size_t points_distance(const struct points *a, const struct points *b, size_t limit)
{
    size_t apart = a->count > b->count ? a->count - b->count : b->count - a->count;
    if (apart >= limit)
        return limit;
    size_t own[3 * (SHORT + 1)];
    size_t width = b->count + 1;
    size_t *table = width > SHORT + 1 ? mem_alloc(3 * width * sizeof *table) : own;
    size_t *row = table, *above = table + width, *before = table + 2 * width;
    for (size_t j = 0; j < width; j++)
        above[j] = before[j] = j;
    size_t distance = b->count;
    for (size_t i = 1; i <= a->count; i++) {
        size_t lowest = fill_row(a, b, i, row, above, before);
        distance = row[b->count];
        if (lowest > limit) {
            distance = limit;
            break;
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    if (table != own)
        free(table);
    return least(distance, limit);
}

size_t text_distance(const char *a, const char *b, size_t limit)
{
    struct points left, right;
    points_set(&left, a, false);
    points_set(&right, b, false);
    size_t distance = points_distance(&left, &right, limit);
    points_free(&left);
    points_free(&right);
    return distance;
}

/* How many edits a slip may have; at least half of a very short name must be right. */
static size_t slips(size_t length)
{
    return least(length <= 4 ? 1 : length <= 8 ? 2 : 3, length / 2);
}

const char *text_nearest(const char *name, const char *const *names, size_t count)
{
    struct points wanted, other;
    points_set(&wanted, name, true);
    size_t limit = slips(wanted.count) + 1, best_exact = 0;
    const char *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!names[i])
            continue;
        points_set(&other, names[i], true);
        size_t distance = points_distance(&wanted, &other, limit + (best != NULL));
        points_free(&other);
        if (distance > limit || (!best && distance == limit))
            continue;
        size_t exact = text_distance(name, names[i], wanted.count + 1);
        if (best && distance == limit && exact >= best_exact)
            continue;
        best = names[i];
        best_exact = exact;
        limit = distance;
    }
    points_free(&wanted);
    return best;
}
