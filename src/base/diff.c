/* Myers' algorithm in linear space: the middle of a shortest way from both ends, and the same again for both halves. */
#include "base/diff.h"

#include "base/diag_log.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

enum { CONTEXT = 3, STEPS_MOST = 1024 }; /* behind so many steps a way need not be the shortest */

#define NOWHERE (INT64_MIN / 2)

struct line {
    const char *text;
    size_t size; /* with its line feed */
    size_t word; /* the same for the same line */
    bool changed;
};

struct lines {
    struct line *rows;
    size_t count, room;
    size_t *kept; /* those that the other side has, too */
    size_t kept_count;
};

struct comparing {
    struct lines before, after;
    int64_t *forward, *backward; /* by diagonal: how far one gets */
    int64_t middle;              /* of these tables */
};

/* A part of both sides. */
struct part {
    int64_t a, a_end, b, b_end;
};

/* -- lines -- */

static void split(const struct diff_side *side, struct lines *lines)
{
    const char *at = side->bytes, *end = at + side->size;
    while (at < end) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        size_t size = feed ? (size_t)(feed + 1 - at) : (size_t)(end - at);
        MEM_GROW(lines->rows, lines->count, lines->room);
        lines->rows[lines->count++] = (struct line){.text = at, .size = size};
        at += size;
    }
}

static size_t hash_line(const struct line *line)
{
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < line->size; i++)
        hash = (hash ^ (unsigned char)line->text[i]) * 1099511628211U;
    return (size_t)(hash ^ (hash >> 32));
}

/* Lines that were met, by hash. */
struct words {
    const struct line **rows;
    unsigned char *sides; /* bit 0: the one side has it, bit 1: the other */
    size_t mask;
};

static void name_lines(struct words *words, struct lines *lines, unsigned char side)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct line *line = &lines->rows[i];
        size_t at = hash_line(line) & words->mask;
        const struct line *found;
        while ((found = words->rows[at]) && (found->size != line->size || memcmp(found->text, line->text, line->size) != 0))
            at = (at + 1) & words->mask;
        if (!found)
            words->rows[at] = line;
        words->sides[at] |= side;
        line->word = at;
    }
}

static void keep_common(const struct words *words, struct lines *lines)
{
    lines->kept = mem_alloc((lines->count + 1) * sizeof *lines->kept);
    for (size_t i = 0; i < lines->count; i++) {
        lines->rows[i].changed = words->sides[lines->rows[i].word] != 3;
        if (!lines->rows[i].changed)
            lines->kept[lines->kept_count++] = i;
    }
}

/* Lines that only one side has are changed, whatever else is. */
static void find_common(struct comparing *comparing)
{
    size_t room = 16;
    while (room < 2 * (comparing->before.count + comparing->after.count + 1))
        room *= 2;
    struct words words = {mem_zero(room, sizeof *words.rows), mem_zero(room, 1), room - 1};
    name_lines(&words, &comparing->before, 1);
    name_lines(&words, &comparing->after, 2);
    keep_common(&words, &comparing->before);
    keep_common(&words, &comparing->after);
    free(words.rows);
    free(words.sides);
}

/* -- comparing -- */

static struct line *row(const struct lines *lines, int64_t kept)
{
    return &lines->rows[lines->kept[kept]];
}

static bool same(const struct comparing *comparing, int64_t a, int64_t b)
{
    return row(&comparing->before, a)->word == row(&comparing->after, b)->word;
}

/* One step further on a diagonal, and along what is the same; NOWHERE: that leads out. */
static int64_t reach(const struct comparing *comparing, const struct part *part, const int64_t *table, int64_t k, bool back)
{
    int64_t n = part->a_end - part->a, m = part->b_end - part->b;
    int64_t right = table[k - 1] + 1, down = table[k + 1], x = right > down ? right : down, y = x - k;
    if (x < 0 || x > n || y < 0 || y > m)
        return NOWHERE;
    while (x < n && y < m &&
           (back ? same(comparing, part->a_end - 1 - x, part->b_end - 1 - y) : same(comparing, part->a + x, part->b + y))) {
        x++;
        y++;
    }
    return x;
}

/* Where the way got furthest, if it is not to be followed to the end. */
static void best(const int64_t *table, int64_t steps, int64_t *x, int64_t *y)
{
    int64_t most = -1;
    for (int64_t k = -steps; k <= steps; k += 2)
        if (table[k] >= 0 && 2 * table[k] - k > most) {
            most = 2 * table[k] - k;
            *x = table[k];
            *y = table[k] - k;
        }
}

/* A point on a shortest way: where the ways from both ends meet. */
static void find_middle(const struct comparing *comparing, const struct part *part, int64_t *x, int64_t *y)
{
    int64_t n = part->a_end - part->a, m = part->b_end - part->b, delta = n - m;
    int64_t *forward = comparing->forward + comparing->middle, *backward = comparing->backward + comparing->middle;
    bool odd = delta % 2 != 0;
    *x = *y = 0;
    for (int64_t steps = 0;; steps++) {
        for (int64_t side = 0; side < 2; side++) {
            int64_t *own = side ? backward : forward;
            const int64_t *other = side ? forward : backward;
            int64_t met = side ? steps : steps - 1; /* how far the other has got */
            own[-steps - 1] = own[steps + 1] = NOWHERE;
            if (!steps)
                own[1] = 0;
            for (int64_t k = -steps; k <= steps; k += 2) {
                own[k] = reach(comparing, part, own, k, side);
                int64_t mirror = delta - k;
                bool meets = odd != side && mirror >= -met && mirror <= met && own[k] >= 0 && other[mirror] >= 0 &&
                             own[k] + other[mirror] >= n;
                if (meets) {
                    *x = side ? n - own[k] : own[k];
                    *y = side ? m - (own[k] - k) : own[k] - k;
                    return;
                }
            }
        }
        if (steps == STEPS_MOST) {
            best(forward, steps, x, y);
            return;
        }
    }
}

static void change(const struct lines *lines, int64_t from, int64_t to)
{
    for (; from < to; from++)
        row(lines, from)->changed = true;
}

static void compare(const struct comparing *comparing, struct part part)
{
    while (part.a < part.a_end && part.b < part.b_end && same(comparing, part.a, part.b)) {
        part.a++;
        part.b++;
    }
    while (part.a < part.a_end && part.b < part.b_end && same(comparing, part.a_end - 1, part.b_end - 1)) {
        part.a_end--;
        part.b_end--;
    }
    int64_t x = 0, y = 0;
    if (part.a < part.a_end && part.b < part.b_end)
        find_middle(comparing, &part, &x, &y);
    bool whole = (!x && !y) || (x == part.a_end - part.a && y == part.b_end - part.b);
    if (whole) {
        change(&comparing->before, part.a, part.a_end);
        change(&comparing->after, part.b, part.b_end);
        return;
    }
    compare(comparing, (struct part){part.a, part.a + x, part.b, part.b + y});
    compare(comparing, (struct part){part.a + x, part.a_end, part.b + y, part.b_end});
}

/* -- printing -- */

struct printing {
    const struct lines *before, *after;
    const struct diff_side *sides[2];
    bool colour;
    struct buf *out;
};

static void paint(const struct printing *printing, const char *sequence)
{
    if (printing->colour)
        buf_str(printing->out, sequence);
}

static void print_line(const struct printing *printing, char sign, size_t number)
{
    const struct diff_side *side = printing->sides[sign == '+'];
    const struct line *line = &(sign == '+' ? printing->after : printing->before)->rows[number];
    struct buf *out = printing->out;
    size_t size = line->size;
    bool ended = size && line->text[size - 1] == '\n';
    paint(printing, sign == '+' ? "\033[32m" : sign == '-' ? "\033[31m" : "");
    buf_char(out, sign);
    if (side->hides && side->hides(side->with, number + 1))
        buf_str(out, "(of a restricted passage; --audience full shows it)");
    else if (printing->colour)
        diag_visible(out, line->text, size - ended);
    else
        buf_add(out, line->text, size - ended);
    paint(printing, sign == ' ' ? "" : "\033[m");
    buf_str(out, ended ? "\n" : "\n\\ No newline at end of file\n");
}

/* Of no lines the number is that of the line before. */
static void print_range(struct buf *out, char sign, size_t from, size_t to)
{
    buf_printf(out, "%c%zu", sign, from + (to > from));
    if (to - from != 1)
        buf_printf(out, ",%zu", to - from);
}

static void print_hunk(const struct printing *printing, size_t a, size_t a_end, size_t b, size_t b_end)
{
    paint(printing, "\033[36m");
    buf_str(printing->out, "@@ ");
    print_range(printing->out, '-', a, a_end);
    buf_char(printing->out, ' ');
    print_range(printing->out, '+', b, b_end);
    buf_str(printing->out, " @@");
    paint(printing, "\033[m");
    buf_char(printing->out, '\n');
    while (a < a_end || b < b_end) {
        if (a < a_end && printing->before->rows[a].changed) {
            print_line(printing, '-', a++);
        } else if (b < b_end && printing->after->rows[b].changed) {
            print_line(printing, '+', b++);
        } else {
            print_line(printing, ' ', a++);
            b++;
        }
    }
}

static void print_path(const struct printing *printing, const char *sign, const char *path)
{
    paint(printing, "\033[1m");
    buf_str(printing->out, sign);
    path += strspn(path, "/");
    diag_visible(printing->out, path, strlen(path));
    paint(printing, "\033[m");
    buf_char(printing->out, '\n');
}

/* Steps over lines that are the same, at most so many; returns how many. */
static size_t pass_same(const struct printing *printing, size_t *a, size_t *b, size_t most)
{
    size_t count = 0;
    while (count < most && *a < printing->before->count && *b < printing->after->count && !printing->before->rows[*a].changed &&
           !printing->after->rows[*b].changed) {
        ++*a;
        ++*b;
        count++;
    }
    return count;
}

static void pass_changed(const struct lines *lines, size_t *at)
{
    while (*at < lines->count && lines->rows[*at].changed)
        ++*at;
}

static void print_hunks(const struct printing *printing)
{
    size_t a = 0, b = 0;
    while (true) {
        size_t before = pass_same(printing, &a, &b, SIZE_MAX), least = before < CONTEXT ? before : CONTEXT;
        size_t from_a = a - least, from_b = b - least, after;
        if (a == printing->before->count && b == printing->after->count)
            return;
        do {
            pass_changed(printing->before, &a);
            pass_changed(printing->after, &b);
            after = pass_same(printing, &a, &b, 2 * CONTEXT + 1);
        } while (after <= 2 * CONTEXT && (a < printing->before->count || b < printing->after->count));
        size_t back = after > CONTEXT ? after - CONTEXT : 0;
        a -= back;
        b -= back;
        print_hunk(printing, from_a, a, from_b, b);
    }
}

void diff_write(const char *path, const struct diff_side *before, const struct diff_side *after, bool colour, struct buf *out)
{
    if (before->size == after->size && (!before->size || memcmp(before->bytes, after->bytes, before->size) == 0))
        return;
    struct comparing comparing = {.middle = STEPS_MOST + 2};
    split(before, &comparing.before);
    split(after, &comparing.after);
    find_common(&comparing);
    size_t room = 2 * (STEPS_MOST + 2) + 1;
    comparing.forward = mem_alloc(room * sizeof *comparing.forward);
    comparing.backward = mem_alloc(room * sizeof *comparing.backward);
    compare(&comparing, (struct part){0, (int64_t)comparing.before.kept_count, 0, (int64_t)comparing.after.kept_count});
    const struct printing printing = {&comparing.before, &comparing.after, {before, after}, colour, out};
    print_path(&printing, "--- a/", path);
    print_path(&printing, "+++ b/", path);
    print_hunks(&printing);
    free(comparing.forward);
    free(comparing.backward);
    free(comparing.before.rows);
    free(comparing.before.kept);
    free(comparing.after.rows);
    free(comparing.after.kept);
}
