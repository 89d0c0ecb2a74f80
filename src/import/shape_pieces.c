/* A piece of content as the element it is. */
#include "import/shape.h"
#include "base/text.h"
#include "document/markdown.h"
#include "import/people.h"
#include "import/phrase.h"
#include "import/shape_parts.h"
#include "import/when.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

static void set_owners(struct shape *shape, struct node *node, size_t block, const struct found *found, size_t other)
{
    size_t who = other != SIZE_MAX ? other : block;
    shape_names(shape, node, SHAPE_PRIVATE "owners", found->owners);
    shape_attr(shape, node, "for", who, found->who_from, found->who_to);
    shape_attr(shape, node, "label", who, found->label_from, found->label_to);
    if (!node_attr(node, "label") && shape->label_block != SIZE_MAX) {
        shape_attr_whole(shape, node, "label", shape->label_block);
        shape->label_block = SIZE_MAX;
    }
    if (shape->owner && !node_attr(node, "for") && found->owners && found->owners[0] == shape->owner) {
        node_set(node, "for", shape->owner);
        shape->owner_block = SIZE_MAX;
    }
    if (found->due)
        node_set(node, "due", found->due);
    shape_attr(shape, node, "due-text", block, found->due_from, found->due_to);
}

static void set_number(struct shape *shape, struct node *node, size_t block, size_t from)
{
    if (shape->marks[block].kind == MARK_ITEM)
        return; /* the item has it */
    const char *marker = shape_at(shape, block)->marker;
    const char *number = from == 0 && marker && strpbrk(marker, "0123456789") ? shape_number(marker, shape->reading->arena) : NULL;
    if (!number)
        return;
    node_set(node, "n", number);
    shape->marker_block = block;
}

static void put_next(struct shape *shape, struct node *node, size_t block, const struct found *found)
{
    const struct block *of = shape_at(shape, block);
    struct when_time time;
    char clock[6];
    if (found->due)
        node_set(node, "date", found->due);
    if (found->to > found->from && found->due && when_find_time(of->text, found->to, found->from, &time)) {
        when_clock(time.start, clock);
        node_set(node, "start", clock);
        if (time.end > time.start) {
            when_clock(time.end, clock);
            node_set(node, "end", clock);
        }
    }
}

bool shape_is_free(const struct shape *shape, size_t block)
{
    const struct reading *reading = shape->reading;
    return block < reading->end && reading->claims[block] == CLAIM_NONE && shape_at(shape, block)->zone == ZONE_BODY;
}

/* The block that says what became of a motion, soon behind it and with nothing but prose between; 0: none. */
static size_t outcome_block(const struct shape *shape, size_t block, const char **outcome)
{
    enum { AWAY = 4, CELLS = 24 };
    size_t cells = 0; /* of a table that tells how each voted */
    for (size_t i = block + 1;
         i <= block + AWAY + cells && shape_is_free(shape, i) && shape->marks[i].kind == MARK_NONE; i++) {
        if (shape_at(shape, i)->table && cells < CELLS)
            cells++;
        else if ((*outcome = content_outcome(shape->reading, i)))
            return i;
    }
    return 0;
}

static void put_motion(struct shape *shape, struct node *node, size_t block, const struct found *found)
{
    const char *movers[] = {found->proposer, found->seconder, NULL}, *outcome = found->value;
    size_t last = outcome ? 0 : outcome_block(shape, block, &outcome);
    node_set(node, "proposer-as", found->proposer);
    node_set(node, "seconder-as", found->seconder);
    if (outcome)
        node_set(node, "outcome", outcome);
    shape_names(shape, node, SHAPE_PRIVATE "by", movers);
    for (size_t i = block + 1; i < last; i++)
        if (shape_at(shape, i)->table) {
            shape->settled = last;
            last = 0;
        }
    struct node *text = node_add(node, "text");
    shape_words(shape, text, block, found->from, found->to);
    for (size_t i = block + 1; i <= last; i++) {
        shape_put(shape, i, 0, shape_at(shape, i)->size);
        shape->reading->claims[i] = CLAIM_CLOSING; /* printed with this one */
    }
    shape_end(shape);
}

/* "Action #3: …" in a list at the end says again what was minuted before: it is prose there. So is what says the same words. */
static bool is_repeated(struct shape *shape, size_t block, const struct found *found)
{
    enum { FIRST = 32, MOST = 512 };
    const struct block *of = shape_at(shape, block);
    size_t size = found->to - found->from < FIRST ? found->to - found->from : FIRST;
    if (!size || (found->kind != FOUND_ACTION && found->label_from >= found->label_to))
        return false;
    const char *label = arena_copy_n(shape->reading->arena, of->text + found->label_from, found->label_to - found->label_from);
    bool numbered = strpbrk(label, "0123456789") != NULL;
    if (!numbered && (found->kind != FOUND_ACTION || size < FIRST))
        return false;
    const char *said = arena_printf(shape->reading->arena, "%s %.*s", numbered ? label : "", (int)size, of->text + found->from);
    for (size_t i = 0; i < shape->said_count; i++)
        if (strcasecmp(shape->said[i], said) == 0)
            return true;
    if (!shape->said)
        shape->said = arena_alloc(shape->reading->arena, MOST * sizeof *shape->said);
    if (shape->said_count < MOST)
        shape->said[shape->said_count++] = said;
    return false;
}

static size_t piece_begin(const struct found *found)
{
    size_t from = found->from;
    if (found->label_from < found->label_to && found->label_from < from)
        from = found->label_from;
    if (found->who_from < found->who_to && found->who_from < from)
        from = found->who_from;
    return from;
}

static size_t piece_end(const struct found *found)
{
    size_t end = found->to > found->who_to ? found->to : found->who_to;
    return end > found->due_to ? end : found->due_to;
}

/* Whether nothing but signs stands before a piece in its block. */
static bool stands_first(const struct block *block, const struct found *found)
{
    return phrase_skip(block->text, block->size, 0, " \t\n([*-:") >= piece_begin(found);
}

void shape_found(struct shape *shape, size_t block, const struct found *found, size_t other)
{
    static const char *const names[] = {
        [FOUND_ACTION] = "action",     [FOUND_DECISION] = "decision",       [FOUND_MOTION] = "motion", [FOUND_REMARK] = "remark",
        [FOUND_NEXT] = "next-meeting", [FOUND_DECLARATION] = "declaration", [FOUND_UPDATE] = "update"};
    if (found->kind == FOUND_TEXT) {
        shape_print_waiting(shape);
        shape_text(shape, block, found->from, found->to);
        return;
    }
    if (other == SIZE_MAX && is_repeated(shape, block, found)) {
        shape_print_waiting(shape);
        shape_text(shape, block, piece_begin(found), piece_end(found));
        return;
    }
    if (found->kind != FOUND_ACTION && found->kind != FOUND_UPDATE)
        shape_print_waiting(shape);
    struct node *within = shape->previous;
    shape->leads = stands_first(shape_at(shape, block), found);
    if (found->kind != FOUND_UPDATE)
        shape->previous = NULL;
    struct node *node = shape_add(shape, names[found->kind], block, found->why);
    shape->previous = within;
    switch (found->kind) {
    case FOUND_MOTION: put_motion(shape, node, block, found); return;
    case FOUND_NEXT: put_next(shape, node, block, found); break;
    case FOUND_REMARK:
        shape_attr(shape, node, "as", block, found->who_from, found->who_to);
        if (node_attr(node, "as"))
            node_set(node, SHAPE_PRIVATE "by", node_attr(node, "as"));
        break;
    case FOUND_ACTION:
    case FOUND_UPDATE:
        shape->deed_level = shape_at(shape, block)->kind == BLOCK_ENTRY ? shape_at(shape, block)->level : 0;
        set_owners(shape, node, block, found, other);
        if (found->kind == FOUND_UPDATE || shape->actions_depth)
            set_number(shape, node, block, found->label_from < found->label_to ? found->label_from : 0);
        if (found->kind == FOUND_UPDATE && found->value)
            node_set(node, "status", found->value);
        break;
    default:
        shape_attr(shape, node, "label", block, found->label_from, found->label_to);
        if (found->kind == FOUND_DECLARATION && found->value)
            node_set(node, "interest", found->value);
        else if (found->kind == FOUND_DECISION && found->value)
            node_set(node, "kind", found->value);
    }
    shape_words(shape, node, block, found->from, found->to);
}
