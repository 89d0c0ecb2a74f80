/* Which paragraph is which: those that are the same first, then those between them that are much alike. */
#include "base/text.h"
#include "edit/edit_parts.h"

#include <stdlib.h>
#include <string.h>

/* -- the longest common run (E. W. Myers, An O(ND) Difference Algorithm, 1986) -- */

enum { MOST_EDITS = 4000 };

/* rows[d] holds the furthest place on each diagonal after d edits. */
static void walk_back(long *const *rows, long edits, size_t a_count, size_t b_count, size_t from, size_t *pairs)
{
    long x = (long)a_count, y = (long)b_count;
    for (long d = edits; d >= 0; d--) {
        long k = x - y, before;
        if (d == 0)
            before = 0;
        else
            before = k == -d || (k != d && rows[d - 1][d - 1 + k - 1] < rows[d - 1][d - 1 + k + 1]) ? k + 1 : k - 1;
        long x0 = d ? rows[d - 1][d - 1 + before] : 0, y0 = d ? x0 - before : 0;
        for (; x > x0 && y > y0; x--, y--)
            pairs[from + (size_t)x - 1] = from + (size_t)y - 1;
        x = x0;
        y = y0;
    }
}

static void middle(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count, size_t from, size_t *pairs)
{
    long n = (long)a_count, m = (long)b_count, most = n + m < MOST_EDITS ? n + m : MOST_EDITS, d = 0;
    long **rows = mem_zero((size_t)most + 1, sizeof *rows);
    bool done = false;
    for (; d <= most && !done; d++) {
        rows[d] = mem_zero(2 * (size_t)d + 1, sizeof **rows);
        for (long k = -d; k <= d && !done; k += 2) {
            long x;
            if (d == 0)
                x = 0;
            else if (k == -d || (k != d && rows[d - 1][d - 1 + k - 1] < rows[d - 1][d - 1 + k + 1]))
                x = rows[d - 1][d - 1 + k + 1];
            else
                x = rows[d - 1][d - 1 + k - 1] + 1;
            while (x < n && x - k < m && x - k >= 0 && a[x] == b[x - k])
                x++;
            rows[d][d + k] = x;
            done = x >= n && x - k >= m;
        }
    }
    if (done)
        walk_back(rows, d - 1, a_count, b_count, from, pairs);
    for (long i = 0; i <= most; i++)
        free(rows[i]);
    free(rows);
}

void edit_common(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count, size_t *pairs)
{
    size_t from = 0;
    for (size_t i = 0; i < a_count; i++)
        pairs[i] = SIZE_MAX;
    while (from < a_count && from < b_count && a[from] == b[from]) {
        pairs[from] = from;
        from++;
    }
    while (a_count > from && b_count > from && a[a_count - 1] == b[b_count - 1])
        pairs[--a_count] = --b_count;
    middle(a + from, a_count - from, b + from, b_count - from, from, pairs);
}

/* -- words -- */

struct word {
    size_t from, to;
};

/* Words, and every other character by itself; blanks of any kind are one. */
static size_t split(const char *text, size_t size, struct word *words, uint64_t *hashes)
{
    size_t count = 0;
    for (size_t at = 0; at < size;) {
        uint32_t point = 0;
        size_t from = at, length = text_decode(text + at, size - at, &point);
        at += length ? length : 1;
        bool word = length && text_is_word(point), white = point == ' ' || point == '\t' || point == '\n' || point == 0xA0;
        while (at < size) {
            length = text_decode(text + at, size - at, &point);
            bool more = word ? length && text_is_word(point)
                             : white && (point == ' ' || point == '\t' || point == '\n' || point == 0xA0);
            if (!more)
                break;
            at += length ? length : 1;
        }
        uint64_t hash = white ? 1 : 1469598103934665603u;
        for (size_t i = from; i < at && !white; i++)
            hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
        words[count] = (struct word){from, at};
        hashes[count++] = hash;
    }
    return count;
}

size_t edit_words(const char *text, size_t size)
{
    size_t count = 0;
    bool within = false;
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = 0;
        length = text_decode(text + at, size - at, &point);
        bool word = length && text_is_word(point);
        count += word && !within;
        within = word;
        length = length ? length : 1;
    }
    return count;
}

size_t edit_hunks(const char *a, size_t a_size, const char *b, size_t b_size, struct arena *arena, struct hunk **hunks)
{
    struct word *aw = mem_alloc((a_size + 1) * sizeof *aw), *bw = mem_alloc((b_size + 1) * sizeof *bw);
    uint64_t *ah = mem_alloc((a_size + 1) * sizeof *ah), *bh = mem_alloc((b_size + 1) * sizeof *bh);
    size_t *pairs = mem_alloc((a_size + 1) * sizeof *pairs), count = 0;
    size_t as = split(a, a_size, aw, ah), bs = split(b, b_size, bw, bh);
    edit_common(ah, as, bh, bs, pairs);
    *hunks = arena_alloc(arena, (as + bs + 1) * sizeof **hunks);
    for (size_t i = 0, j = 0; i < as || j < bs;) {
        if (i < as && pairs[i] == j) {
            i++;
            j++;
            continue;
        }
        size_t i_end = i;
        while (i_end < as && pairs[i_end] == SIZE_MAX)
            i_end++;
        size_t j_end = i_end < as ? pairs[i_end] : bs;
        (*hunks)[count++] = (struct hunk){i < as ? aw[i].from : a_size, i_end < as ? aw[i_end].from : a_size,
                                          j < bs ? bw[j].from : b_size, j_end < bs ? bw[j_end].from : b_size};
        i = i_end;
        j = j_end;
    }
    free(aw);
    free(bw);
    free(ah);
    free(bh);
    free(pairs);
    return count;
}

/* -- lines -- */

static bool same_column(const struct line *a, const struct line *b)
{
    return a->block->kind == b->block->kind && a->block->table && b->block->table && a->block->column == b->block->column;
}

/* Of a hundred: how many of their words two lines have in common. */
static int likeness(const struct line *a, const struct line *b, struct arena *arena)
{
    struct hunk *hunks;
    size_t all = edit_words(a->text, a->size) + edit_words(b->text, b->size), apart = 0;
    size_t count = edit_hunks(a->text, a->size, b->text, b->size, arena, &hunks);
    for (size_t i = 0; i < count; i++)
        apart += edit_words(a->text + hunks[i].from, hunks[i].to - hunks[i].from) +
                 edit_words(b->text + hunks[i].with, hunks[i].upto - hunks[i].with);
    apart = apart < all ? apart : all;
    return all ? (int)(100 * (all - apart) / all) : 0;
}

/* Between two that are known: the pairs, in order, that are alike most in all. */
static void pair_gap(struct lines *a, size_t a_from, size_t a_to, struct lines *b, size_t b_from, size_t b_to)
{
    enum { MOST = 40000, ALIKE = 40, CELL = 35 };
    size_t rows = a_to - a_from, columns = b_to - b_from;
    if (!rows || !columns || rows * columns > MOST)
        return;
    struct arena *arena = arena_new();
    int *scores = mem_zero(rows * columns, sizeof *scores), *best = mem_zero((rows + 1) * (columns + 1), sizeof *best);
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) {
            const struct line *one = &a->list[a_from + i], *other = &b->list[b_from + j];
            int alike = likeness(one, other, arena);
            bool alone = rows == 1 && columns == 1 && one->block->kind == other->block->kind && !one->block->table &&
                         !other->block->table;
            bool cell = alone || (rows == columns && same_column(one, other));
            scores[i * columns + j] = alike >= ALIKE ? alike : cell ? CELL : 0;
        }
    for (size_t i = rows; i-- > 0;)
        for (size_t j = columns; j-- > 0;) {
            int with = scores[i * columns + j] ? scores[i * columns + j] + best[(i + 1) * (columns + 1) + j + 1] : 0;
            int without = best[(i + 1) * (columns + 1) + j], or = best[i * (columns + 1) + j + 1];
            best[i * (columns + 1) + j] = with > without ? (with > or ? with : or) : (without > or ? without : or);
        }
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        int now = best[i * (columns + 1) + j];
        if (now == best[(i + 1) * (columns + 1) + j]) {
            i++;
        } else if (now == best[i * (columns + 1) + j + 1]) {
            j++;
        } else {
            a->list[a_from + i].pair = b_from + j;
            b->list[b_from + j].pair = a_from + i;
            i++;
            j++;
        }
    }
    free(scores);
    free(best);
    arena_free(arena);
}

void edit_pair(struct lines *a, struct lines *b)
{
    uint64_t *ah = mem_alloc((a->count + 1) * sizeof *ah), *bh = mem_alloc((b->count + 1) * sizeof *bh);
    size_t *pairs = mem_alloc((a->count + 1) * sizeof *pairs);
    for (size_t i = 0; i < a->count; i++)
        ah[i] = a->list[i].hash;
    for (size_t i = 0; i < b->count; i++)
        bh[i] = b->list[i].hash;
    edit_common(ah, a->count, bh, b->count, pairs);
    for (size_t i = 0; i < a->count; i++)
        if (pairs[i] != SIZE_MAX) {
            a->list[i].pair = pairs[i];
            b->list[pairs[i]].pair = i;
        }
    for (size_t i = 0, j = 0; i < a->count || j < b->count;) {
        size_t i_end = i, j_end = j;
        while (i_end < a->count && a->list[i_end].pair == SIZE_MAX)
            i_end++;
        while (j_end < b->count && b->list[j_end].pair == SIZE_MAX)
            j_end++;
        pair_gap(a, i, i_end, b, j, j_end);
        i = i_end + 1;
        j = j_end + 1;
    }
    for (size_t i = 0; i < b->count; i++)
        b->list[i].same = b->list[i].pair != SIZE_MAX && a->list[b->list[i].pair].hash == b->list[i].hash;
    for (size_t i = 0; i < a->count; i++)
        a->list[i].same = a->list[i].pair != SIZE_MAX && b->list[a->list[i].pair].hash == a->list[i].hash;
    free(ah);
    free(bh);
    free(pairs);
}
