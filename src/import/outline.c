/* The outline: numbers that go on from one another, headings, lines that stand alone. */
#include "import/outline_parts.h"
#include "import/phrase.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { NUMBERED_FROM = 3, TOPIC_LEVELS = 2 };

void outline_push(struct outline *outline, int at, struct level level)
{
    outline->height = at < OUTLINE_LEVELS - 1 ? at : OUTLINE_LEVELS - 1;
    outline->levels[outline->height++] = level;
}

/* Where a heading of that look stands: beside the last one that looks alike, else below what is open. */
static int place_look(const struct outline *outline, enum look look, int heading)
{
    if (look == LOOK_HEADING) {
        int at = 0;
        while (at < outline->height && outline->levels[at].heading && outline->levels[at].heading < heading)
            at++;
        return at;
    }
    for (int i = outline->height - 1; i >= 0; i--)
        if (outline->levels[i].look == look && !outline->levels[i].numbered)
            return i;
    int at = outline->height;
    while (at && outline->levels[at - 1].look > look)
        at--;
    return at;
}

static void mark_head(struct outline *outline, size_t i, enum look look, size_t title, size_t rest, struct why why)
{
    const struct block *block = &outline->reading->blocks->list[i];
    struct mark *mark = &outline->marks[i];
    outline_push(outline, place_look(outline, look, block->level),
                 (struct level){look, look == LOOK_HEADING ? block->level : 0, {0}, false});
    mark->kind = MARK_ITEM;
    mark->depth = outline->height;
    mark->title_from = 0;
    mark->title_to = title;
    mark->rest = rest;
    mark->why = why;
}

/* "Minutes" between other matters, with words about the minutes of a meeting right below it. */
static bool heads_minutes(const struct outline *outline, size_t i)
{
    enum { LOOKED_AT = 100 };
    static const char *const minutes[] = {"minutes", NULL};
    const struct reading *reading = outline->reading;
    const struct block *block = &reading->blocks->list[i], *next = block + 1;
    size_t at;
    if (!outline->height || i + 1 >= reading->end || !phrase_is_any(block->text, block->size, minutes) || next->kind != BLOCK_PARAGRAPH)
        return false;
    return phrase_find(next->text, next->size < LOOKED_AT ? next->size : LOOKED_AT, 0, "minutes", &at) > 0;
}

/* Headings of actions, and those that head nothing. */
static bool mark_frame(struct outline *outline, size_t i)
{
    const struct block *block = &outline->reading->blocks->list[i];
    struct mark *mark = &outline->marks[i];
    size_t most = TITLE_BYTES;
    bool line = block->kind == BLOCK_HEADING ||
                (block->kind != BLOCK_RULE && block->size <= most && !memchr(block->text, '\n', block->size));
    if (!line || block->table || (block->marker && block->kind == BLOCK_ENTRY && !outline->topics))
        return false;
    bool earlier;
    if (outline_heads_actions(block, &earlier)) {
        if (block->kind != BLOCK_HEADING && !outline_followed_by_prose(outline, i))
            return false;
        struct number number;
        bool numbered = outline_block_number(block, &number);
        int at = block->kind == BLOCK_HEADING ? place_look(outline, LOOK_HEADING, block->level)
                 : numbered                   ? outline_place_number(outline, &number)
                                              : outline->height;
        outline->height = at;
        *mark = (struct mark){
            .kind = MARK_ACTIONS, .depth = at + 1, .earlier = earlier, .rest = block->size, .why = {"heading-of-actions", 90}};
        return true;
    }
    struct number number;
    if (!outline_is_frame(block) || outline_block_number(block, &number) || heads_minutes(outline, i))
        return false;
    if (block->kind == BLOCK_HEADING)
        outline->height = place_look(outline, LOOK_HEADING, block->level);
    *mark = (struct mark){.kind = MARK_FRAME, .depth = outline->height + 1, .rest = block->size, .why = {"heading-of-none", 90}};
    return true;
}

/* -- lists of what is to come -- */

/* Where what stands below a heading ends: the next heading of its level or above. */
static size_t section_end(const struct reading *reading, size_t i)
{
    int level = reading->blocks->list[i].level;
    size_t k = i + 1;
    while (k < reading->end && !(reading->blocks->list[k].kind == BLOCK_HEADING && reading->blocks->list[k].level <= level))
        k++;
    return k;
}

/* Where an agenda before the minutes ends, 0: there is none. It goes as far as a heading of the minutes beside it; without one it is the section
 * below its heading, if headings that are no frames come behind it and nothing in it is long. */
static size_t agenda_end(const struct reading *reading, size_t i)
{
    enum { LONG = 240 };
    static const char *const minuted[] = {"minutes", "meeting minutes", "the minutes", "discussion", "discussions", "notes", "meeting notes", NULL};
    const struct block *list = reading->blocks->list;
    if (list[i].kind != BLOCK_HEADING || !outline_is_agenda(&list[i]))
        return 0;
    size_t end = section_end(reading, i), below = 0, heads = 0;
    for (size_t k = i + 1; k < reading->end; k++)
        if (list[k].kind == BLOCK_HEADING && list[k].level <= list[i].level && phrase_is_any(list[k].text, list[k].size, minuted))
            return k;
    for (size_t k = i + 1; k < end; k++) {
        if (list[k].size > LONG || (list[k].kind == BLOCK_ENTRY && list[k].level > 1))
            return 0;
        below++;
    }
    for (size_t k = end; k < reading->end; k++)
        heads += list[k].kind == BLOCK_HEADING && list[k].zone == ZONE_BODY;
    return below && heads > 1 ? end : 0;
}

/* -- the story -- */

bool outline_reads(const struct reading *reading, size_t i)
{
    const struct block *block = &reading->blocks->list[i];
    return reading->claims[i] == CLAIM_NONE && block->zone == ZONE_BODY && block->kind != BLOCK_RULE &&
           block->kind != BLOCK_IMAGE && block->size + (block->marker != NULL) > 0;
}

/* Headings of lists that only point at what is minuted elsewhere. */
static bool heads_pointers(const struct block *block)
{
    static const char *const heads[] = {"summary of resolutions", "summary of decisions", "summary", NULL};
    bool earlier;
    return outline_is_agenda(block) || outline_heads_actions(block, &earlier) || phrase_is_any(block->text, block->size, heads);
}

/* An entry that names a topic, with what was said of it below. */
static bool is_topic(const struct reading *reading, size_t i)
{
    enum { WORDS = 8 };
    const struct block *block = &reading->blocks->list[i];
    const struct block *next = i + 1 < reading->end ? block + 1 : NULL;
    bool parent = next && outline_reads(reading, i + 1) && next->kind == BLOCK_ENTRY && next->level > block->level;
    return parent && block->kind == BLOCK_ENTRY && !block->table && phrase_words(block->text, block->size) <= WORDS &&
           outline_is_title(block->text, block->size);
}

/* Whether the whole of the minutes is one list of topics. */
static bool is_list_of_topics(const struct reading *reading, size_t heads)
{
    enum { FEWEST = 3 };
    size_t entries = 0, parents = 0, topics = 0;
    for (size_t i = reading->first; i < reading->end; i++) {
        const struct block *block = &reading->blocks->list[i];
        if (!outline_reads(reading, i) || block->kind != BLOCK_ENTRY || block->level != 1)
            continue;
        entries++;
        parents += i + 1 < reading->end && block[1].kind == BLOCK_ENTRY && block[1].level > 1;
        topics += is_topic(reading, i);
    }
    return topics >= FEWEST && topics > 2 * heads && topics * 5 >= parents * 4 && parents * 2 >= entries;
}

/* Whether numbers are typed before most matters, and whether headings are the matters. */
static void look_over(struct outline *outline)
{
    const struct reading *reading = outline->reading;
    struct number last = {0};
    size_t numbers = 0, heads = 0, counted = 0;
    bool pointers = false, below_new = false;
    struct number entry = {0};
    size_t across = 0, anew = 0;
    for (size_t i = reading->first; i < reading->end; i++) {
        const struct block *block = &reading->blocks->list[i];
        struct number number;
        if (!outline_reads(reading, i))
            continue;
        heads += block->kind == BLOCK_HEADING && !outline_is_frame(block) && !outline_is_remark(block);
        counted += block->kind == BLOCK_HEADING && outline_block_number(block, &number);
        if (block->kind == BLOCK_HEADING)
            pointers = heads_pointers(block), below_new = true;
        if (block->kind == BLOCK_ENTRY && (block->level > 1 || pointers))
            continue;
        if (block->kind == BLOCK_ENTRY && outline_block_number(block, &number) && number.form == NUMBER_WHOLE) {
            across += below_new && number_follows(&entry, &number, 0);
            anew += below_new && number_is_first(&number);
            entry = number;
            below_new = false;
        }
        if (outline_block_number(block, &number) && number.form == NUMBER_WHOLE &&
            (number_is_first(&number) || number_follows(&last, &number, OUTLINE_GAP))) {
            numbers += block->kind != BLOCK_HEADING;
            last = number;
        }
    }
    outline->across = across && across >= anew;
    outline->headed = heads >= 2 && heads * 2 >= numbers;
    outline->counted = counted * 2 > heads;
    outline->numbered = numbers >= NUMBERED_FROM && !outline->headed;
    outline->topics = !outline->numbered && is_list_of_topics(reading, heads);
}

static void take_title_block(struct outline *outline, size_t i)
{
    const struct reading *reading = outline->reading;
    const struct block *block = &reading->blocks->list[i];
    struct mark *mark = &outline->marks[i];
    size_t next = i + 1;
    if (mark->kind != MARK_ITEM || mark->title_to > mark->title_from || mark->rest < block->size || next >= reading->end ||
        !outline_reads(reading, next))
        return;
    const struct block *title = &reading->blocks->list[next];
    struct number number;
    if (title->marker || title->table != block->table || !outline_is_title(title->text, title->size) ||
        memchr(title->text, '\n', title->size) || outline_block_number(title, &number))
        return;
    mark->title_block = next;
}

struct mark *outline_read(const struct reading *reading)
{
    struct outline outline = {.reading = reading,
                              .marks = arena_alloc(reading->arena, (reading->blocks->count + 1) * sizeof *outline.marks)};
    look_over(&outline);
    for (size_t i = reading->first; i < reading->end; i++) {
        const struct block *block = &reading->blocks->list[i];
        enum look look;
        size_t title, rest;
        if (!outline_reads(reading, i))
            continue;
        size_t agenda = i >= outline.agenda_end ? agenda_end(reading, i) : 0;
        outline.agenda_end = agenda ? agenda : outline.agenda_end;
        if (i < outline.agenda_end) {
            outline.marks[i] = (struct mark){.kind = block->kind == BLOCK_HEADING ? MARK_FRAME : MARK_NONE,
                                             .depth = 1,
                                             .rest = block->size,
                                             .why = {"agenda", 80}};
            continue;
        }
        if (outline_is_deed(&outline, i))
            continue;
        if (mark_frame(&outline, i) || outline_mark_number(&outline, i)) {
            take_title_block(&outline, i);
            if (outline.marks[i].title_block)
                i = outline.marks[i].title_block;
        } else if (outline_is_remark(block)) {
            continue;
        } else if (block->kind == BLOCK_HEADING) {
            mark_head(&outline, i, LOOK_HEADING, block->size, block->size, (struct why){"heading", 95});
        } else if (outline.topics && block->level <= TOPIC_LEVELS && is_topic(reading, i)) {
            mark_head(&outline, i, LOOK_HEADING, block->size, block->size, (struct why){"topic-of-list", 75});
        } else if (outline_is_line(&outline, i, &look)) {
            mark_head(&outline, i, look, block->size, block->size, (struct why){"line-alone", look == LOOK_COLON ? 75 : 85});
        } else if (outline_is_run_in(&outline, i, &title, &rest)) {
            mark_head(&outline, i, LOOK_RUN_IN, title, rest, (struct why){"run-in-heading", 70});
        }
    }
    for (size_t i = reading->first; i < reading->end; i++) {
        struct mark *mark = &outline.marks[i];
        const struct block *block = mark->title_block ? &reading->blocks->list[mark->title_block] : &reading->blocks->list[i];
        if (mark->kind == MARK_ITEM)
            mark->roles = mark->title_block
                              ? outline_roles(block->text, block->size, reading->arena)
                              : outline_roles(block->text + mark->title_from, mark->title_to - mark->title_from, reading->arena);
    }
    return outline.marks;
}
