/* Items by their numbers: which number is one, and which it goes on from. */
#include "import/outline_parts.h"
#include "import/phrase.h"

#include <ctype.h>
#include <string.h>

bool outline_block_number(const struct block *block, struct number *number)
{
    if (block->marker && *block->marker) {
        size_t size = strlen(block->marker);
        if (!number_read(block->marker, size, number))
            return false;
        number->bare = false;
        number->after = 0; /* within the text */
        return true;
    }
    return number_read(block->text, block->size, number);
}

/* "1 and 2", "3 & 4" standing alone: several numbers at once; the last is what the next goes on from. */
static bool several_numbers(const struct block *block, struct number *number)
{
    const char *text = block->text;
    size_t size = block->size, first = 0, joiner;
    while (first < size && isdigit((unsigned char)text[first]))
        first++;
    if (!first || first > 3)
        return false;
    size_t at = phrase_skip(text, size, first, " ");
    static const char *const joiners[] = {"and", "&", ",", "to", "/", "-", NULL};
    joiner = phrase_any_at(text + at, size - at, joiners, NULL);
    size_t second = phrase_skip(text, size, at + joiner, " ");
    if (!joiner || !number_read(text + second, size - second, number) || number->form != NUMBER_WHOLE ||
        number->after + second != size)
        return false;
    number->from = 0;
    number->to += second;
    number->after = size;
    number->bare = false;
    return true;
}

/* The level that a number goes on at, or -1. Exactly the next one is better than one with a gap, and an outer level better than
 * an inner one where the block is a title like those of the outer level. */
static int level_of(const struct outline *outline, const struct number *number, long gap)
{
    for (int i = outline->height - 1; i >= 0; i--) {
        const struct level *level = &outline->levels[i];
        struct number roman;
        if (level->numbered && number_follows(&level->number, number, gap))
            return i;
        if (level->numbered && level->number.form == NUMBER_ROMAN && number_as_roman(number, &roman) &&
            number_follows(&level->number, &roman, gap))
            return i;
    }
    return -1;
}

static bool is_child_of(const struct number *child, const struct number *parent)
{
    if (child->form != NUMBER_DOTTED || child->parts != parent->parts + 1 ||
        (parent->form != NUMBER_WHOLE && parent->form != NUMBER_DOTTED))
        return false;
    for (int i = 0; i < parent->parts; i++)
        if (child->part[i] != parent->part[i])
            return false;
    return true;
}

/* Whether a number like this one comes again soon, going on from it: so that the first of a document can be trusted. */
static bool is_continued(const struct outline *outline, size_t block, const struct number *number)
{
    enum { LOOKED_AT = 120 };
    const struct reading *reading = outline->reading;
    struct number roman;
    bool may_be = number_as_roman(number, &roman);
    for (size_t i = block + 1; i < reading->end && i < block + LOOKED_AT; i++) {
        struct number next;
        if (reading->claims[i] == CLAIM_NONE && outline_block_number(&reading->blocks->list[i], &next) &&
            (number_follows(number, &next, 1) || (may_be && next.form == NUMBER_ROMAN && number_follows(&roman, &next, 1))))
            return true;
    }
    return false;
}

/* Times of day, dates and sums that look like numbers of items. */
static bool is_quantity(const struct block *block, const struct number *number)
{
    static const char *const units[] = {
        "am",       "pm",     "a.m",     "p.m",   "noon",      "st",      "nd",          "rd",        "th",      "january",
        "february", "march",  "april",   "may",   "june",      "july",    "august",      "september", "october", "november",
        "december", "jan",    "feb",     "mar",   "apr",       "jun",     "jul",         "aug",       "sep",     "sept",
        "oct",      "nov",    "dec",     "hours", "hrs",       "members", "people",      "residents", "years",   "days",
        "weeks",    "months", "minutes", "votes", "in favour", "against", "abstentions", "x",         "%",       NULL};
    if (block->marker && *block->marker)
        return false;
    const char *rest = block->text + number->after;
    size_t left = block->size - number->after;
    bool open = (number->bare && number->form != NUMBER_SLASHED) || number->form == NUMBER_DOTTED;
    return (open && phrase_any_at(rest, left, units, NULL)) ||
           (number->form == NUMBER_WHOLE && number->bare && number->part[0] > 999);
}

static bool worth_a_number(const struct outline *outline, size_t i, const struct block *block, const struct number *number)
{
    if (is_quantity(block, number))
        return false;
    size_t rest = number->after < block->size ? number->after : block->size;
    bool alone = rest == block->size;
    bool titled = outline_is_title(block->text + rest, block->size - rest);
    if (number->bare && !alone && !titled && !phrase_starts_upper(block->text + rest, block->size - rest))
        return false;
    if (level_of(outline, number, 0) >= 0)
        return !number->bare || titled || alone || number->form == NUMBER_DOTTED;
    for (int k = 0; k < outline->height; k++)
        if (outline->levels[k].numbered && is_child_of(number, &outline->levels[k].number))
            return true;
    if (number->bare && number->form == NUMBER_WHOLE && outline->numbered && titled &&
        level_of(outline, number, OUTLINE_GAP) >= 0)
        return true;
    if (number->bare && number->form == NUMBER_WHOLE)
        return (number_is_first(number) || !outline->height) && (titled || alone) && is_continued(outline, i, number);
    if (level_of(outline, number, OUTLINE_GAP) >= 0)
        return true;
    if (outline->across && number->form == NUMBER_WHOLE && number_follows(&outline->last_across, number, 0))
        return true;
    if (number_is_first(number) && number->form == NUMBER_LETTER && outline->lettered.parts &&
        number_same_form(&outline->lettered, number) && outline->lettered.close == number->close)
        return true;
    struct number roman;
    if (number_as_roman(number, &roman) && number_is_first(&roman) && is_continued(outline, i, &roman))
        return true; /* "(i)" with "(ii)" behind it */
    if (number_is_first(number))
        return is_continued(outline, i, number) || number->form == NUMBER_DOTTED || (titled && number->form == NUMBER_WHOLE);
    return is_continued(outline, i, number);
}

/* Where a number stands among the levels that are open. */
int outline_place_number(const struct outline *outline, const struct number *number)
{
    int level = level_of(outline, number, 0);
    if (level < 0)
        for (int i = outline->height - 1; i >= 0 && level < 0; i--)
            if (outline->levels[i].numbered && is_child_of(number, &outline->levels[i].number))
                level = i + 1;
    if (level < 0 && !number_is_first(number))
        level = level_of(outline, number, OUTLINE_GAP);
    /* What begins anew goes below what is open, but never below a heading within its paragraph. */
    if (level < 0)
        for (level = outline->height; level && outline->levels[level - 1].look == LOOK_RUN_IN; level--)
            ;
    return level;
}

/* "3.1" below the heading "3": its number says where it belongs. */
static bool is_below_open(const struct outline *outline, const struct number *number)
{
    for (int i = 0; i < outline->height; i++) {
        const struct level *level = &outline->levels[i];
        if (level->numbered && (is_child_of(number, &level->number) ||
                                (number->form == NUMBER_DOTTED && number_follows(&level->number, number, OUTLINE_GAP))))
            return true;
    }
    return false;
}

/* A number that goes on from the last heading's, and the next heading's from it: a heading that does not look like one. */
static bool between_heads(const struct outline *outline, const struct block *block, const struct number *number)
{
    const struct reading *reading = outline->reading;
    bool follows = false;
    for (int i = 0; i < outline->height; i++)
        follows = follows || (outline->levels[i].heading && outline->levels[i].numbered && number_follows(&outline->levels[i].number, number, 0));
    if (!follows || !outline_is_title(block->text, block->size))
        return false;
    for (size_t i = (size_t)(block - reading->blocks->list) + 1; i < reading->end; i++) {
        struct number next;
        if (reading->blocks->list[i].kind == BLOCK_HEADING && outline_block_number(&reading->blocks->list[i], &next))
            return number_follows(number, &next, 0);
    }
    return true;
}

/* Whether entries of lists are what an item says: in tables, and below headings that are the items, unless their numbers go on from those.
 * Letters do below headings that carry numbers, unless they only part a sentence. */
static bool list_is_content(const struct outline *outline, const struct block *block, const struct number *number)
{
    if (block->kind == BLOCK_ENTRY && outline->counted && between_heads(outline, block, number))
        return false;
    bool letters = number->form == NUMBER_LETTER || number->form == NUMBER_ROMAN;
    bool goes_on = outline->counted && letters && phrase_has_letters(block->text, block->size) &&
                   !islower((unsigned char)*block->text);
    bool across = outline->across && number->form == NUMBER_WHOLE && block->level <= 1;
    return block->kind == BLOCK_ENTRY && (block->table || (outline->headed && !across && !goes_on && !is_below_open(outline, number)));
}

bool outline_mark_number(struct outline *outline, size_t i)
{
    const struct block *block = &outline->reading->blocks->list[i];
    struct mark *mark = &outline->marks[i];
    struct number number;
    bool several = !block->marker && several_numbers(block, &number);
    if (!several &&
        (!outline_block_number(block, &number) || list_is_content(outline, block, &number) || !worth_a_number(outline, i, block, &number)))
        return false;
    struct number roman;
    int at = outline_place_number(outline, &number);
    if (at < outline->height && outline->levels[at].number.form == NUMBER_ROMAN && number_as_roman(&number, &roman))
        number = roman;
    else if (at == outline->height && number_as_roman(&number, &roman) && number.part[0] == 'i' - 'a' + 1)
        number = roman;
    outline_push(outline, at, (struct level){LOOK_NUMBER, block->kind == BLOCK_HEADING ? block->level : 0, number, true});
    outline->last_across = number;
    if (number.form == NUMBER_LETTER)
        outline->lettered = number;
    mark->kind = MARK_ITEM;
    mark->depth = outline->height;
    const char *from = block->marker && *block->marker ? block->marker : block->text;
    mark->number = arena_copy_n(outline->reading->arena, from + number.from, number.to - number.from);
    mark->number_from = block->marker && *block->marker ? 0 : number.from;
    mark->why = (struct why){"number", number.bare ? 80 : 95};
    outline_find_title(block, number.after < block->size ? number.after : block->size, mark);
    return true;
}
