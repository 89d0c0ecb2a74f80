#include "mutate.h"

#include "base/buf.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

enum { PIECES = 2000, OPEN = 64, MANY = 40 };

struct piece {
    size_t from, to;
};

struct pieces {
    struct piece list[PIECES];
    size_t count;
};

typedef void cutter(const uint8_t *data, size_t size, struct pieces *pieces);

static size_t roll(unsigned *dice, size_t sides)
{
    *dice = *dice * 1664525u + 1013904223u;
    return sides ? (*dice >> 8) % sides : 0;
}

static void add_piece(struct pieces *pieces, size_t from, size_t to)
{
    if (pieces->count < PIECES && from < to)
        pieces->list[pieces->count++] = (struct piece){from, to};
}

static void cut_lines(const uint8_t *data, size_t size, struct pieces *pieces)
{
    for (size_t at = 0, end; at < size; at = end) {
        const uint8_t *stop = memchr(data + at, '\n', size - at);
        end = stop ? (size_t)(stop - data) + 1 : size;
        add_piece(pieces, at, end);
    }
}

static bool same_name(const uint8_t *data, size_t a, size_t b, size_t size)
{
    while (a < size && b < size && data[a] == data[b] && !isspace(data[a]) && data[a] != '>' && data[a] != '/')
        a++, b++;
    bool a_ends = a == size || isspace(data[a]) || data[a] == '>' || data[a] == '/';
    bool b_ends = b == size || isspace(data[b]) || data[b] == '>' || data[b] == '/';
    return a_ends && b_ends;
}

/* Elements from their start tags to the end tags that are theirs, values of attributes, and text between tags. */
static void cut_tags(const uint8_t *data, size_t size, struct pieces *pieces)
{
    size_t open[OPEN], depth = 0, text = 0;
    for (size_t at = 0; at < size;) {
        const uint8_t *begin = memchr(data + at, '<', size - at);
        const uint8_t *stop = begin ? memchr(begin, '>', size - (size_t)(begin - data)) : NULL;
        if (!stop)
            break;
        size_t from = (size_t)(begin - data), to = (size_t)(stop - data) + 1;
        add_piece(pieces, text, from);
        for (const uint8_t *value = begin; (value = memchr(value, '"', (size_t)(stop - value)));) {
            const uint8_t *close = memchr(value + 1, '"', (size_t)(stop - value - 1));
            if (!close)
                break;
            add_piece(pieces, (size_t)(value - data) + 1, (size_t)(close - data));
            value = close + 1;
        }
        if (data[from + 1] == '/') {
            size_t d = depth;
            while (d && !same_name(data, open[d - 1] + 1, from + 2, size))
                d--;
            if (d) {
                add_piece(pieces, open[d - 1], to);
                depth = d - 1;
            }
        } else if (stop[-1] == '/') {
            add_piece(pieces, from, to);
        } else if (data[from + 1] != '?' && data[from + 1] != '!' && depth < OPEN) {
            open[depth++] = from;
        }
        at = text = to;
    }
}

/* Puts other bytes in place of a piece. False: there is no room. */
static bool replace(struct buf *out, struct piece old, const char *bytes, size_t size, size_t most)
{
    struct buf made = BUF_INIT;
    if (out->size - (old.to - old.from) + size > most)
        return false;
    buf_add(&made, out->data, old.from);
    buf_add(&made, bytes, size);
    buf_add(&made, out->data + old.to, out->size - old.to);
    buf_free(out);
    *out = made;
    return true;
}

static bool put_at(struct buf *out, size_t at, const char *bytes, size_t size, size_t most)
{
    return replace(out, (struct piece){at, at}, bytes, size, most);
}

/* The bytes of a piece changed as libFuzzer does; within tags no new ones come of it. */
static bool change(struct buf *out, struct piece piece, bool tags, size_t most)
{
    enum { MORE = 64 };
    size_t size = piece.to - piece.from, room = size + MORE;
    struct buf bytes = BUF_INIT;
    buf_add(&bytes, out->data + piece.from, size);
    buf_fill(&bytes, '\0', MORE);
    size = LLVMFuzzerMutate((uint8_t *)bytes.data, size, room);
    if (tags && out->data[piece.from] != '<')
        for (size_t i = 0; i < size; i++)
            if (strchr("<\"&", bytes.data[i]))
                bytes.data[i] = ' ';
    bool done = replace(out, piece, bytes.data, size, most);
    buf_free(&bytes);
    return done;
}

static bool swap(struct buf *out, struct piece a, struct piece b, size_t most)
{
    struct piece first = a.from < b.from ? a : b, second = a.from < b.from ? b : a;
    if (first.to > second.from)
        return false;
    struct buf copy = BUF_INIT;
    buf_add(&copy, out->data, out->size);
    bool done = replace(out, second, copy.data + first.from, first.to - first.from, most) &&
                replace(out, first, copy.data + second.from, second.to - second.from, most);
    buf_free(&copy);
    return done;
}

static bool many(struct buf *out, struct piece piece, size_t times, size_t most)
{
    struct buf copies = BUF_INIT;
    for (size_t i = 0; i < times; i++)
        buf_add(&copies, out->data + piece.from, piece.to - piece.from);
    bool done = put_at(out, piece.to, copies.data, copies.size, most);
    buf_free(&copies);
    return done;
}

static bool copy_to(struct buf *out, struct piece piece, size_t at, size_t most)
{
    struct buf copy = BUF_INIT;
    buf_add(&copy, out->data + piece.from, piece.to - piece.from);
    bool done = put_at(out, at, copy.data, copy.size, most);
    buf_free(&copy);
    return done;
}

static bool edit(struct buf *out, cutter *cut, size_t most, unsigned *dice)
{
    struct pieces pieces = {.count = 0};
    cut((const uint8_t *)out->data, out->size, &pieces);
    if (!pieces.count)
        return false;
    struct piece one = pieces.list[roll(dice, pieces.count)], other = pieces.list[roll(dice, pieces.count)];
    switch (roll(dice, 12)) {
    case 0: case 1:
        return replace(out, one, NULL, 0, most);
    case 2:
        return many(out, one, 1 + roll(dice, roll(dice, MANY)), most);
    case 3: case 4:
        return copy_to(out, one, roll(dice, 2) ? other.from : other.to, most);
    case 5:
        return swap(out, one, other, most);
    default:
        return change(out, one, cut == cut_tags, most);
    }
}

static size_t mutate(uint8_t *data, size_t size, size_t most, unsigned *dice, cutter *cut)
{
    struct buf out = BUF_INIT;
    bool done = roll(dice, 4) != 0;
    buf_add(&out, (const char *)data, size);
    for (size_t times = 1 + roll(dice, 3); done && times; times--)
        done = edit(&out, cut, most, dice);
    if (done && out.size)
        memcpy(data, out.data, size = out.size);
    else
        size = LLVMFuzzerMutate(data, size, most);
    buf_free(&out);
    return size;
}

size_t mutate_lines(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return mutate(data, size, most, &seed, cut_lines);
}

size_t mutate_tags(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return mutate(data, size, most, &seed, cut_tags);
}

/* Up to three of the other's pieces, each before one of ours. */
static size_t cross(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *result, size_t most, unsigned seed,
                    cutter *cut)
{
    struct buf out = BUF_INIT;
    struct pieces from = {.count = 0};
    buf_add(&out, (const char *)one, one_size);
    cut(other, other_size, &from);
    for (size_t times = 1 + roll(&seed, 3); from.count && times; times--) {
        struct pieces to = {.count = 0};
        struct piece piece = from.list[roll(&seed, from.count)];
        cut((const uint8_t *)out.data, out.size, &to);
        size_t at = to.count ? to.list[roll(&seed, to.count)].from : out.size;
        put_at(&out, at, (const char *)other + piece.from, piece.to - piece.from, most);
    }
    size_t size = out.size < most ? out.size : most;
    memcpy(result, buf_text(&out), size);
    buf_free(&out);
    return size;
}

size_t cross_lines(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    return cross(one, one_size, other, other_size, out, most, seed, cut_lines);
}

size_t cross_tags(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    return cross(one, one_size, other, other_size, out, most, seed, cut_tags);
}
