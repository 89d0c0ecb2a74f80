/* What a page needs of a source, as a tree: a row for each block in the source's order, its words as they stand, and what it became. */
#include "base/text.h"
#include "import/import.h"
#include "import/report_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORDS = 400,                   /* bytes of an element that are shown */
    PROSE = 120,                   /* the same of prose, whose words stand beside it */
    TEXT = 4000,                   /* bytes of a block */
    LOST = 200,                    /* lost words that are listed */
    TRIED = 64,                    /* lost words of one place that are looked for in a block */
    HEAD_ROWS = REPORT_ROWS / 2,   /* rows that are shown from the start on, whatever they are */
    TAIL_ROWS = REPORT_ROWS / 6,   /* and up to the end */
    LOOK_ROWS = REPORT_ROWS - HEAD_ROWS - TAIL_ROWS
};

enum part_of_text { AS_MINUTED, AS_LEFT, AS_LOST };

struct lost_word {
    const struct audit_lost *lost;
    size_t order;
    bool found;
};

struct making {
    const struct source_result *result;
    struct arena *arena;
    struct match match;
    size_t *left_first, *left_next; /* by block, and by number in left: + 1, 0 is none */
    const struct left_out **left;
    size_t left_count;
    struct lost_word *lost; /* by place */
    size_t lost_at, lost_from; /* of that place, those before are found */
    const struct became *going_on;
    size_t row, rows, looks; /* rows so far, all that there are, and those of the middle that want a look */
    struct node *gap;
    size_t gap_size;
};

static bool is_row(const struct block *block)
{
    return block->kind != BLOCK_RULE && (block->size || block->marker || block->file || block->kind == BLOCK_IMAGE);
}

/* -- what was left out, and what was lost -- */

static void gather_left(struct making *making)
{
    const struct source_result *result = making->result;
    size_t count = 0;
    for (size_t i = 0; i < result->count; i++)
        count += result->meetings[i].reading->left_count;
    making->left = mem_alloc((count + 1) * sizeof *making->left);
    making->left_next = mem_zero(count + 1, sizeof *making->left_next);
    making->left_first = mem_zero(result->blocks.count + 1, sizeof *making->left_first);
    for (size_t i = result->count; i-- > 0;)
        for (size_t k = result->meetings[i].reading->left_count; k-- > 0;) {
            const struct left_out *left = &result->meetings[i].reading->left[k];
            making->left[making->left_count++] = left;
            making->left_next[making->left_count] = making->left_first[left->span.block];
            making->left_first[left->span.block] = making->left_count;
        }
}

static int by_place(const void *a, const void *b)
{
    const struct lost_word *one = a, *other = b;
    if (one->lost->at != other->lost->at)
        return one->lost->at < other->lost->at ? -1 : 1;
    return (one->order > other->order) - (one->order < other->order);
}

static void gather_lost(struct making *making)
{
    const struct audit *audit = &making->result->audit;
    making->lost = mem_zero(audit->lost_count + 1, sizeof *making->lost);
    for (size_t i = 0; i < audit->lost_count; i++)
        making->lost[i] = (struct lost_word){&audit->lost[i], i, false};
    if (audit->lost_count)
        qsort(making->lost, audit->lost_count, sizeof *making->lost, by_place);
}

static size_t first_lost(const struct making *making, size_t at)
{
    size_t low = 0, high = making->result->audit.lost_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (making->lost[middle].lost->at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether a word ends, or has not begun, there. */
static bool is_edge(const char *text, size_t at, size_t size)
{
    uint32_t point = 0;
    return at >= size || !text_decode(text + at, size - at, &point) || !text_is_word(point);
}

static size_t find_word(const struct block *block, const char *word, const unsigned char *as, size_t size)
{
    size_t length = strlen(word);
    for (size_t from = 0; length && from + length <= size;) {
        const char *found = memmem(block->text + from, size - from, word, length);
        if (!found)
            return SIZE_MAX;
        size_t at = (size_t)(found - block->text), before = at;
        while (before && ((unsigned char)block->text[--before] & 0xC0) == 0x80)
            ;
        bool whole = (at == 0 || is_edge(block->text, before, size)) && is_edge(block->text, at + length, size);
        if (whole && as[at] != AS_LOST)
            return at;
        from = at + length;
    }
    return SIZE_MAX;
}

static bool mark_lost(struct making *making, const struct block *block, unsigned char *as, size_t size)
{
    size_t count = making->result->audit.lost_count, tried = 0;
    bool any = false;
    if (making->lost_at != block->at || !making->lost_at)
        making->lost_from = first_lost(making, block->at);
    making->lost_at = block->at;
    while (making->lost_from < count && making->lost[making->lost_from].found)
        making->lost_from++;
    for (size_t i = making->lost_from; i < count && making->lost[i].lost->at <= block->upto && tried < TRIED; i++, tried++) {
        size_t at = making->lost[i].found ? SIZE_MAX : find_word(block, making->lost[i].lost->word, as, size);
        if (at == SIZE_MAX)
            continue;
        making->lost[i].found = any = true;
        memset(as + at, AS_LOST, strlen(making->lost[i].lost->word));
    }
    return any;
}

static void mark_left(const struct making *making, size_t index, unsigned char *as, size_t size)
{
    for (size_t i = making->left_first[index]; i; i = making->left_next[i]) {
        struct span span = making->left[i - 1]->span;
        for (size_t k = span.from; k < span.to && k < size; k++)
            as[k] = AS_LEFT;
    }
}

/* -- a row -- */

static void put(struct making *making, struct node *node, const char *name, const char *value)
{
    if (value && *value)
        node_set(node, name, report_safe(value, strlen(value), making->arena));
}

static void put_number(struct node *node, const char *name, size_t number)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", number);
    if (number)
        node_set(node, name, text);
}

static void put_pieces(struct making *making, struct node *row, const struct block *block, const unsigned char *as, size_t size)
{
    static const char *const names[] = {[AS_MINUTED] = NULL, [AS_LEFT] = "left", [AS_LOST] = "lost"};
    for (size_t from = 0, to; from < size; from = to) {
        for (to = from + 1; to < size && as[to] == as[from]; to++)
            ;
        struct node *piece = node_add_r(row, "piece");
        put(making, piece, "as", names[as[from]]);
        node_add_text(piece, report_safe(block->text + from, to - from, making->arena));
    }
    put_number(row, "cut", block->size - size);
}

static void put_became(struct making *making, struct node *row, const struct became *became)
{
    static const char *const names[] = {"n", "date", "start", "end", "as", "label", "role", "mode", "arrived", "left", "for", "due", "due-text",
                                        "status", "interest", "outcome", "proposer-as", "seconder-as", "held", "venue", "text", "confidence", "rule"};
    static const char *const people[] = {"name", "honorific", "post", "organisation", "handle", "initials", "deputy-for", "owners"};
    struct node *node = node_add_r(row, "became");
    const char *kind = node_name(became->node);
    bool prose = strcmp(kind, "text") == 0;
    node_set(node, "element", kind);
    put(making, node, "within", node_name(node_parent(became->node)));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        put(making, node, names[i], node_attr(became->node, names[i]));
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        put(making, node, people[i], node_attr(became->node, arena_printf(making->arena, SHAPE_PRIVATE "%s", people[i])));
    put(making, node, "kind", node_attr(became->node, "kind"));
    put(making, node, "alt", node_attr(became->node, "alt"));
    put(making, node, "words", report_words(became->node, prose ? PROSE : WORDS, making->arena));
    put(making, node, "moved", became->moved ? "yes" : NULL);
    if (became->upto > became->at)
        put_number(node, "upto", became->upto);
}

static bool wants_look(const struct making *making, size_t index)
{
    for (size_t i = making->match.first[index]; i; i = making->match.list[i - 1].next)
        if (making->match.list[i - 1].sure >= 0 && making->match.list[i - 1].sure < REPORT_DOUBTFUL)
            return true;
    return false;
}

/* The attribute of an element that holds the words of a block, or "words"; NULL: none does. */
static const char *holder(struct making *making, const struct node *node, const char *words)
{
    static const char *const names[] = {"n", "for", "label", "due-text", "as", "proposer-as", "seconder-as", "text"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = node_attr(node, names[i]);
        size_t size = value ? strlen(value) : 0;
        if (size && strncmp(words, value, size) == 0 && strspn(words + size, " .):;-") == strlen(words + size))
            return names[i];
    }
    const struct node *title = node_is(node, "item") ? node_child(node, "title") : node;
    size_t written = title ? strlen(node_words(title, making->arena)) : 0, size = strlen(words);
    bool alike = written >= size && written <= 2 * size; /* Markdown may have added a sign before each */
    return alike && strcmp(report_words(node, TEXT, making->arena), words) == 0 ? "words" : NULL;
}

/* A number, a name or a day in a cell or line of its own belongs to an element that stands near. */
static bool put_holder(struct making *making, struct node *with, const struct block *block)
{
    enum { BEFORE = 3, AFTER = 6, SHORT = 200 };
    size_t at = making->going_on ? (size_t)(making->going_on - making->match.list) : 0;
    const char *words = text_collapse(making->arena, block->size ? block->text : block->marker ? block->marker : "");
    if (!*words || strlen(words) > SHORT)
        return false;
    for (size_t i = at > BEFORE ? at - BEFORE : 0; i < making->match.count && i < at + AFTER; i++) {
        const struct became *became = &making->match.list[i];
        const char *name = holder(making, became->node, words);
        if (!name)
            continue;
        put(making, with, "attribute", name);
        put(making, with, "element", node_name(became->node));
        const char *shown = report_words(became->node, PROSE, making->arena);
        put(making, with, "words", *shown ? shown : node_attr(became->node, "n"));
        if (became->block != SIZE_MAX)
            put_number(with, "row", became->block + 1);
        return true;
    }
    return false;
}

static void put_outcome(struct making *making, struct node *row, size_t index)
{
    const struct block *block = &making->result->blocks.list[index];
    const struct became *last = NULL;
    for (size_t i = making->match.first[index]; i; i = making->match.list[i - 1].next) {
        last = &making->match.list[i - 1];
        if (row)
            put_became(making, row, last);
    }
    for (size_t i = making->left_first[index]; row && i; i = making->left_next[i])
        put(making, node_add_r(row, "left"), "reason", making->left[i - 1]->reason);
    if (!last && !making->left_first[index] && row) {
        const struct became *on = making->going_on;
        bool covers = on && on->at <= block->at && block->upto <= on->upto;
        struct node *with = node_add_r(row, "with");
        if (!put_holder(making, with, block) && covers)
            put(making, with, "element", node_name(on->node));
    }
    if (last)
        making->going_on = last;
}

static struct node *add_row(struct making *making, struct node *part, size_t index)
{
    static const char *const zones[] = {"", "front", "header", "footer", "footnote", "comment", "hidden", "deleted", "site"};
    static const char *const kinds[] = {"", "heading", "entry", "image", ""};
    const struct block *block = &making->result->blocks.list[index];
    struct node *row = node_add_r(part, "row");
    put_number(row, "n", index + 1);
    put_number(row, "at", block->at);
    if (block->upto > block->at)
        put_number(row, "upto", block->upto);
    put_number(row, "page", block->page);
    put(making, row, "zone", zones[block->zone]);
    put(making, row, "kind", kinds[block->kind]);
    if (block->kind == BLOCK_HEADING && block->level > 0)
        put_number(row, "level", (size_t)block->level);
    put(making, row, "marker", block->marker);
    put(making, row, "box", block->box == BOX_TICKED ? "ticked" : block->box ? "empty" : NULL);
    if (block->table) {
        put_number(row, "table", block->table);
        put_number(row, "table-row", block->row);
        put_number(row, "table-column", block->column);
    }
    return row;
}

/* Whether a row is shown: at the start, towards the end, or where something wants a look. */
static bool is_shown(struct making *making, bool look)
{
    size_t row = making->row++;
    if (row < HEAD_ROWS || row + TAIL_ROWS >= making->rows)
        return true;
    return look && making->looks++ < LOOK_ROWS;
}

static void put_row(struct making *making, struct node *part, size_t index)
{
    unsigned char as[TEXT] = {AS_MINUTED};
    const struct block *block = &making->result->blocks.list[index];
    size_t size = report_cut(block->text, block->size, TEXT);
    mark_left(making, index, as, size);
    bool lost = mark_lost(making, block, as, size);
    if (!is_shown(making, lost || wants_look(making, index))) {
        if (!making->gap)
            making->gap = node_add_r(part, "gap");
        put_number(making->gap, "rows", ++making->gap_size);
        put_outcome(making, NULL, index);
        return;
    }
    making->gap = NULL;
    making->gap_size = 0;
    struct node *row = add_row(making, part, index);
    put_pieces(making, row, block, as, size);
    put_outcome(making, row, index);
    put(making, row, "lost", lost ? "yes" : NULL);
}

/* -- the whole -- */

static void put_part(struct making *making, struct node *root, const struct source_meeting *meeting)
{
    const struct node *minutes = xml_root(meeting->tree);
    struct node *part = node_add_r(root, "part");
    put(making, part, "n", node_attr(node_child(minutes, "provenance"), "part"));
    put(making, part, "date", node_attr(minutes, "date"));
    put(making, part, "body", meeting->reading->head.body);
    making->going_on = NULL;
    making->gap = NULL;
    making->gap_size = 0;
    for (size_t i = meeting->reading->first; i < meeting->reading->end; i++)
        if (is_row(&making->result->blocks.list[i]))
            put_row(making, part, i);
}

static void put_lost(struct making *making, struct node *root)
{
    const struct audit *audit = &making->result->audit;
    for (size_t i = 0; i < audit->lost_count && i < LOST; i++) {
        struct node *lost = node_add_r(root, "lost");
        put_number(lost, "at", audit->lost[i].at);
        put(making, lost, "word", audit->lost[i].word);
    }
}

static struct report_figures figures_of(const struct making *making)
{
    const struct audit *audit = &making->result->audit;
    struct report_figures figures = {.words = audit->words, .placed = audit->placed, .moved = audit->moved, .left_out = audit->left_out,
                                     .lost = audit->lost_count, .added = audit->added, .lowest = 100, .rows = making->rows};
    size_t listed = 0;
    for (size_t i = 0; i < making->match.count; i++) {
        int sure = making->match.list[i].sure;
        figures.low += sure >= 0 && sure < REPORT_LOW;
        figures.doubtful += sure >= REPORT_LOW && sure < REPORT_DOUBTFUL;
        figures.lowest = sure >= 0 && (size_t)sure < figures.lowest ? (size_t)sure : figures.lowest;
    }
    for (size_t i = 0; i < audit->left_count; i++) {
        facts_add_reason(&figures, audit->left[i].reason, audit->left[i].count, making->arena);
        listed += audit->left[i].count;
    }
    if (audit->left_out > listed)
        facts_add_reason(&figures, "same-on-each-page", audit->left_out - listed, making->arena);
    return figures;
}

struct xml_doc *report_source_tree(const struct source_result *result, const char *name, struct arena *arena)
{
    struct xml_doc *tree = xml_new(NS_RESOLVED, "source");
    struct node *root = xml_root(tree);
    struct making making = {.result = result, .arena = arena};
    report_match(result, arena, &making.match);
    gather_left(&making);
    gather_lost(&making);
    for (size_t i = 0; i < result->blocks.count; i++)
        making.rows += is_row(&result->blocks.list[i]);
    struct report_figures figures = figures_of(&making);
    put(&making, root, "name", name);
    put(&making, root, "format", result->blocks.format);
    put(&making, root, "encoding", result->blocks.encoding);
    put(&making, root, "unit", result->blocks.unit);
    node_set(root, "facts", facts_print(&figures, arena));
    put_lost(&making, root);
    for (size_t i = 0; i < result->count; i++)
        put_part(&making, root, &result->meetings[i]);
    match_free(&making.match);
    free(making.left);
    free(making.left_next);
    free(making.left_first);
    free(making.lost);
    return tree;
}

const char *report_facts(const struct xml_doc *tree, struct arena *arena)
{
    const char *facts = node_attr(xml_root(tree), "facts");
    return arena_copy(arena, facts ? facts : "");
}
