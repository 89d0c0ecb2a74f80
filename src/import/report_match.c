/* Which block of the source became which element: by place, and where blocks share one, by words. */
#include "base/text.h"
#include "document/markdown.h"
#include "import/import.h"
#include "import/report_parts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TRIED = 64, NEEDLE = 32, HAYSTACK = 4096, WORDS = 2048 };

/* -- words -- */

size_t report_cut(const char *text, size_t size, size_t most)
{
    size_t cut = size < most ? size : most;
    while (cut && cut < size && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return cut;
}

static bool is_xml(uint32_t point)
{
    return point == '\t' || point == '\n' || (point >= 0x20 && point < 0xD800) || (point >= 0xE000 && point < 0xFFFE) || point >= 0x10000;
}

const char *report_safe(const char *text, size_t size, struct arena *arena)
{
    struct buf out = BUF_INIT;
    for (size_t at = 0; at < size;) {
        uint32_t point = 0;
        size_t length = text_decode(text + at, size - at, &point);
        if (length && is_xml(point))
            buf_add(&out, text + at, length);
        else
            buf_str(&out, "\xEF\xBF\xBD");
        at += length ? length : 1;
    }
    const char *safe = arena_copy_n(arena, buf_text(&out), out.size);
    buf_free(&out);
    return safe;
}

const char *report_words(const struct node *node, size_t most, struct arena *arena)
{
    const struct node *within = node_is(node, "item") ? node_child(node, "title") : node_is(node, "motion") ? node_child(node, "text") : node;
    const char *source = within ? node_words(within, arena) : "";
    size_t size = strlen(source), cut = report_cut(source, size, most > WORDS ? most : WORDS);
    const char *plain = markdown_plain(cut < size ? arena_copy_n(arena, source, cut) : source, arena);
    size_t length = strlen(plain), end = report_cut(plain, length, most);
    return end < length || cut < size ? arena_printf(arena, "%.*s…", (int)end, plain) : plain;
}

/* -- elements -- */

struct place_of {
    size_t at, block;
};

struct matching {
    struct match *match;
    struct arena *arena, *scratch;
    const struct blocks *blocks;
    struct place_of *order; /* blocks of one meeting by place */
    size_t count;
    size_t cursor; /* in order: behind what was found last */
};

static int by_place(const void *a, const void *b)
{
    const struct place_of *one = a, *other = b;
    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    return (one->block > other->block) - (one->block < other->block);
}

static size_t first_at(const struct matching *matching, size_t at)
{
    size_t low = 0, high = matching->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (matching->order[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has(const struct block *block, const char *needle)
{
    if (!needle)
        return false;
    size_t size = report_cut(needle, strcspn(needle, "\n\t"), NEEDLE), within = block->size < HAYSTACK ? block->size : HAYSTACK;
    if (!size)
        return false;
    if (block->marker && strncmp(block->marker, needle, size) == 0)
        return true;
    return memmem(block->text, within, needle, size) != NULL;
}

/* Of the blocks of one place, the next that has the first words of the element. */
static size_t choose(struct matching *matching, const struct node *node, size_t from, size_t end)
{
    static const char *const names[] = {"as", "label", "for", "n"};
    const char *needles[1 + sizeof names / sizeof *names] = {report_words(node, NEEDLE * 2, matching->scratch)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        needles[i + 1] = node_attr(node, names[i]);
    size_t start = matching->cursor >= from && matching->cursor < end ? matching->cursor : from;
    for (size_t n = 0; n < sizeof needles / sizeof *needles; n++)
        for (size_t i = 0; needles[n] && *needles[n] && i < TRIED && i < end - from; i++) {
            size_t at = start + i < end ? start + i : from + (start + i - end);
            if (has(&matching->blocks->list[matching->order[at].block], needles[n]))
                return at;
        }
    return start;
}

static size_t block_of(struct matching *matching, const struct node *node, size_t at)
{
    size_t from = first_at(matching, at), end = at < SIZE_MAX ? first_at(matching, at + 1) : from;
    if (!at || from >= matching->count)
        return SIZE_MAX;
    if (from == end) /* within a block of several lines */
        return from ? matching->order[from - 1].block : SIZE_MAX;
    size_t found = end - from == 1 ? from : choose(matching, node, from, end);
    matching->cursor = found;
    return matching->order[found].block;
}

/* Elements that a reader sees as one thing of its own. */
static bool is_shown(const struct node *node)
{
    static const char within[] = "title line name", apart[] = "provenance meeting attendance";
    if (node_is(node, "minutes"))
        return node_attr(node, "date") != NULL;
    if (node_is(node, "text") && node_is(node_parent(node), "motion"))
        return false;
    return !text_word_in(node_name(node), within) && !text_word_in(node_name(node), apart);
}

static struct became *add(struct matching *matching, const struct node *node)
{
    struct match *match = matching->match;
    const char *src = node_attr(node, "src"), *sure = node_attr(node, "confidence");
    char *end = NULL;
    struct became became = {.node = node, .sure = sure ? (int)(strtod(sure, NULL) * 100 + 0.5) : -1};
    became.at = became.upto = src ? strtoul(src, &end, 10) : 0;
    if (end && *end == '-')
        became.upto = strtoul(end + 1, NULL, 10);
    became.block = block_of(matching, node, became.at);
    MEM_GROW(match->list, match->count, match->room);
    match->list[match->count++] = became;
    return &match->list[match->count - 1];
}

static void match_meeting(struct matching *matching, const struct source_meeting *meeting)
{
    const struct node *root = xml_root(meeting->tree);
    matching->count = matching->cursor = 0;
    for (size_t i = meeting->reading->first; i < meeting->reading->end; i++)
        if (matching->blocks->list[i].kind != BLOCK_RULE)
            matching->order[matching->count++] = (struct place_of){matching->blocks->list[i].at, i};
    if (matching->count)
        qsort(matching->order, matching->count, sizeof *matching->order, by_place);
    for (const struct node *node = root; node; node = node_after(node, root)) {
        if (!is_shown(node))
            continue;
        struct became *became = add(matching, node);
        if (node == root)
            became->block = meeting->reading->head.date_span.block < matching->blocks->count ? meeting->reading->head.date_span.block : SIZE_MAX;
    }
}

/* -- order -- */

/* What is not in the longest run of elements that stand in the order of their blocks was moved. */
static void find_moved(struct match *match)
{
    size_t *tails = mem_alloc((match->count + 1) * sizeof *tails), *before = mem_alloc((match->count + 1) * sizeof *before);
    size_t length = 0;
    for (size_t i = 0; i < match->count; i++) {
        size_t low = 0, high = length;
        match->list[i].moved = match->list[i].block != SIZE_MAX && node_parent(match->list[i].node); /* the root prints nothing */
        while (match->list[i].moved && low < high) {
            size_t middle = (low + high) / 2;
            if (match->list[tails[middle]].block <= match->list[i].block)
                low = middle + 1;
            else
                high = middle;
        }
        if (!match->list[i].moved)
            continue;
        before[i] = low ? tails[low - 1] : SIZE_MAX;
        tails[low] = i;
        length = low == length ? length + 1 : length;
    }
    for (size_t i = length ? tails[length - 1] : SIZE_MAX; i != SIZE_MAX; i = before[i])
        match->list[i].moved = false;
    free(before);
    free(tails);
}

void report_match(const struct source_result *result, struct arena *arena, struct match *match)
{
    *match = (struct match){.first = mem_zero(result->blocks.count + 1, sizeof *match->first)};
    struct matching matching = {.match = match, .arena = arena, .scratch = arena, .blocks = &result->blocks};
    matching.order = mem_alloc((result->blocks.count + 1) * sizeof *matching.order);
    for (size_t i = 0; i < result->count; i++)
        match_meeting(&matching, &result->meetings[i]);
    find_moved(match);
    for (size_t i = match->count; i-- > 0;) {
        size_t block = match->list[i].block;
        if (block == SIZE_MAX)
            continue;
        match->list[i].next = match->first[block];
        match->first[block] = i + 1;
    }
    free(matching.order);
}

void match_free(struct match *match)
{
    free(match->list);
    free(match->first);
}
