/* Several meetings in one file. A wrong split is worse than none: the starts must be alike, of days in order, and each part must
 * have an attendance of its own, or all starts the same words about minutes. */
#include "import/head_parts.h"

#include "import/phrase.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    LINE_BYTES = 240,    /* a longer line begins no meeting */
    LOOK_BACK = 3,       /* blocks above its day in which a meeting's title may stand */
    LOOK_AHEAD = 30,     /* blocks in which its attendance begins */
    MOST_MEETINGS = 400, /* in one file */
    LIKE_BYTES = 160     /* of the words that are compared */
};

/* Where a meeting may begin. */
struct start {
    size_t block, day_block;
    struct date date;
    bool title, minutes;   /* a title; one that says minutes or notes */
    char like[LIKE_BYTES]; /* its words without day and numbers */
};

static void first_line(const struct blocks *blocks, size_t i, struct line *line)
{
    const struct block *block = &blocks->list[i];
    const char *end = memchr(block->text, '\n', block->size);
    *line = (struct line){.block = i, .text = block->text, .size = end ? (size_t)(end - block->text) : block->size};
    line->to = line->size;
}

/* Whether a block could be a line of a head, judged by its form. */
static bool may_head(const struct block *block)
{
    bool form = block->kind == BLOCK_HEADING || (block->kind == BLOCK_PARAGRAPH && !block->marker);
    return form && block->zone == ZONE_BODY && block->size && !block->table;
}

static bool classify(const struct blocks *blocks, size_t i, struct line *line)
{
    first_line(blocks, i, line);
    if (!may_head(&blocks->list[i]) || line->size > LINE_BYTES)
        return false;
    head_classify(&blocks->list[i], line);
    return !line->mixed;
}

/* The small letters of a text's words, without day, numbers and signs. */
static void liken(const struct line *line, const struct when_date *day, char like[LIKE_BYTES])
{
    size_t size = 0;
    for (size_t at = 0; at < line->size && size + 2 < LIKE_BYTES; at++) {
        char c = line->text[at];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
        if (day && at >= day->from && at < day->to)
            continue;
        if (letter)
            like[size++] = (unsigned char)c < 0x80 ? (char)(c | 32) : c;
        else if (size && like[size - 1] != ' ')
            like[size++] = ' ';
    }
    while (size && like[size - 1] == ' ')
        size--;
    like[size] = '\0';
}

static bool says_minutes(const struct line *line)
{
    static const char *const words[] = {"minutes", "notes", "meeting notes", "cofnodion", NULL};
    return head_says(line->text, line->size, words);
}

/* A start at the block whose first line has a day, or at the title above it. */
static bool start_at(const struct blocks *blocks, size_t i, size_t least, struct start *start)
{
    struct line line, above;
    struct when_date day;
    first_line(blocks, i, &line);
    if (line.size > LINE_BYTES || !may_head(&blocks->list[i]))
        return false;
    if (!when_find_date(line.text, line.size, 0, (struct date){0, 0, 0}, false, &day) ||
        head_of_other(line.text, line.size, day.from))
        return false;
    if (!classify(blocks, i, &line) || (line.kind != LINE_TITLE && line.kind != LINE_HELD))
        return false;
    bool agenda = phrase_find(line.text, line.size, 0, "agenda", &(size_t){0}) != 0;
    if (agenda && !says_minutes(&line))
        return false;
    *start = (struct start){
        .block = i, .day_block = i, .date = day.date, .title = line.kind == LINE_TITLE && head_is_title(line.text, line.size)};
    start->minutes = start->title && says_minutes(&line);
    liken(&line, &day, start->like);
    for (size_t back = 1; !start->title && back <= LOOK_BACK && i >= least + back; back++) {
        if (!classify(blocks, i - back, &above) || above.kind == LINE_OTHER || above.kind == LINE_ITEM ||
            above.kind == LINE_ATTENDANCE)
            break;
        /* "# Minutes of the year" above "## 4 May" is the title of all of them. */
        const struct block *over = &blocks->list[i - back], *own = &blocks->list[i];
        bool outer = over->kind == BLOCK_HEADING && own->kind == BLOCK_HEADING && over->level < own->level;
        if (above.kind != LINE_TITLE || outer)
            continue;
        start->block = i - back;
        start->title = true;
        start->minutes = says_minutes(&above);
        liken(&above, NULL, start->like);
    }
    return true;
}

static size_t find_starts(const struct blocks *blocks, struct start *starts)
{
    size_t count = 0, least = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        struct start start;
        if (!may_head(&blocks->list[i]) || !start_at(blocks, i, least, &start))
            continue;
        /* The same day again right below is the same head. */
        bool again = count && date_number(starts[count - 1].date) == date_number(start.date) &&
                     i - starts[count - 1].day_block <= LOOK_BACK + 1;
        if (again)
            continue;
        if (count == MOST_MEETINGS)
            return 0;
        starts[count++] = start;
        least = i + 1;
    }
    return count;
}

static bool has_attendance(const struct blocks *blocks, size_t from, size_t end)
{
    struct line line;
    size_t last = end - from > LOOK_AHEAD ? from + LOOK_AHEAD : end;
    for (size_t i = from; i < last; i++) {
        const struct block *block = &blocks->list[i];
        if (block->zone != ZONE_BODY || !block->size)
            continue;
        first_line(blocks, i, &line);
        line.size = line.size < HEAD_WIDTH ? line.size : HEAD_WIDTH;
        line.to = line.size;
        head_classify(block, &line);
        if (line.kind == LINE_ATTENDANCE || line.mixed)
            return true;
    }
    return false;
}

/* Starts that look as the first of them does, the others dropped. */
static size_t keep_alike(const struct blocks *blocks, const struct start *first, const struct start *starts, size_t count,
                         struct start *kept)
{
    size_t alike = 0;
    const struct block *model = &blocks->list[first->block];
    for (size_t i = 0; i < count; i++) {
        const struct block *block = &blocks->list[starts[i].block];
        if (block->kind == model->kind && block->level == model->level && starts[i].title == first->title)
            kept[alike++] = starts[i];
    }
    return alike;
}

/* Every day known, and each after the one before, or each before it. */
static bool in_order(const struct start *starts, size_t count)
{
    long way = 0;
    for (size_t i = 0; i < count; i++) {
        if (!starts[i].date.year)
            return false;
        long step = i ? date_number(starts[i].date) - date_number(starts[i - 1].date) : 0;
        if (i && (step == 0 || (way && (step > 0) != (way > 0))))
            return false;
        way = step;
    }
    return true;
}

static bool are_meetings(const struct blocks *blocks, const struct start *starts, size_t count)
{
    bool order = in_order(starts, count), attended = true, same = true, minutes = true;
    bool headings = blocks->list[starts[0].block].kind == BLOCK_HEADING;
    if (count < 2)
        return false;
    for (size_t i = 0; i < count; i++) {
        same = same && strcmp(starts[i].like, starts[0].like) == 0 && *starts[i].like;
        minutes = minutes && starts[i].minutes;
    }
    /* Without the order of days nothing is looked at further unless the words are the same. */
    for (size_t i = 0; attended && (order || same) && i < count; i++)
        attended = has_attendance(blocks, starts[i].block, i + 1 < count ? starts[i + 1].block : blocks->count);
    if (attended && order)
        return true;
    if (attended && same && minutes)
        return true;
    return order && same && minutes && headings && count > 2;
}

/* Lines above a start that repeat those above the first one ("Riverside Parish Council") belong to it. */
static size_t with_lines_above(const struct blocks *blocks, size_t first, size_t start, size_t least)
{
    size_t up = 0;
    while (up < LOOK_BACK && up < first && start - up > least + 1) {
        const struct block *model = &blocks->list[first - up - 1], *above = &blocks->list[start - up - 1];
        if (!model->size || model->size != above->size || memcmp(model->text, above->text, model->size) != 0)
            break;
        up++;
    }
    return start - up;
}

/* The days' order is that of one of the looks that the starts have; the first that makes meetings counts. */
static size_t choose(const struct blocks *blocks, const struct start *starts, size_t count, struct start *kept)
{
    enum { LOOKS = 4 };
    for (size_t i = 0, tried = 0; i < count && tried < LOOKS; i++) {
        bool new_look = true;
        for (size_t k = 0; k < i && new_look; k++) {
            const struct block *a = &blocks->list[starts[k].block], *b = &blocks->list[starts[i].block];
            new_look = a->kind != b->kind || a->level != b->level || starts[k].title != starts[i].title;
        }
        if (!new_look)
            continue;
        tried++;
        size_t alike = keep_alike(blocks, &starts[i], starts, count, kept);
        if (alike > 1 && are_meetings(blocks, kept, alike))
            return alike;
    }
    return 0;
}

size_t split_meetings(struct blocks *blocks, struct arena *arena, size_t **starts)
{
    struct start *found = mem_alloc(2 * MOST_MEETINGS * sizeof *found), *kept = found + MOST_MEETINGS;
    size_t count = find_starts(blocks, found), meetings = count > 1 ? choose(blocks, found, count, kept) : 0;
    size_t *where = arena_alloc(arena, (meetings + 2) * sizeof *where), parts = 1;
    /* What stands before the first start and has an attendance is a meeting of its own, whose head looks different. */
    bool before = meetings && kept[0].block > LOOK_BACK && has_attendance(blocks, 0, kept[0].block);
    for (size_t i = before ? 0 : 1; i < meetings; i++, parts++)
        where[parts] = with_lines_above(blocks, kept[0].block, kept[i].block, where[parts - 1]);
    free(found);
    *starts = where;
    return parts;
}
