/* The head of minutes: its lines are taken from the start of the meeting as long as each is a line of a head, and labelled lines
 * and cells
 * ("Meeting date:") a little further down. A block that holds head and attendance at once stays unclaimed, whole: its values
 * (date, time, venue, the body's name) are taken, its words are minuted, and attend.c may claim it. */
#include "import/head_parts.h"

#include "import/phrase.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum {
    TITLE_BYTES = 400, /* a longer title is no title */
    SKIPPED = 3,       /* lines of another kind that may stand before a title */
    NEAR_LABELS = 6    /* lines between labels of one group, at most */
};

/* -- the lines -- */

static void add_line(const struct block *block, struct line *line)
{
    line->text = block->text + line->from;
    line->size = line->to - line->from < HEAD_WIDTH ? line->to - line->from : HEAD_WIDTH;
    while (line->size && ((unsigned char)line->text[line->size - 1] & 0xC0) == 0xC0)
        line->size--;
    line->mixed = line->size < line->to - line->from;
    line->value = line->size;
    head_classify(block, line);
}

/* The lines at the start of the meeting, those of a block one after another. */
static size_t read_lines(const struct reading *reading, struct line lines[HEAD_LINES])
{
    size_t count = 0;
    for (size_t i = reading->first; i < reading->end && count < HEAD_LINES; i++) {
        const struct block *block = &reading->blocks->list[i];
        if (block->zone != ZONE_BODY || !block->size || reading->claims[i] != CLAIM_NONE)
            continue;
        for (size_t from = 0, to; from < block->size && count < HEAD_LINES; from = to + 1) {
            const char *end = memchr(block->text + from, '\n', block->size - from);
            to = end ? (size_t)(end - block->text) : block->size;
            size_t begin = phrase_skip(block->text, to, from, " \t"), last = to;
            while (last > begin && strchr(" \t", block->text[last - 1]))
                last--;
            if (begin < last) {
                lines[count] = (struct line){.block = i, .from = begin, .to = last};
                add_line(block, &lines[count++]);
            }
        }
    }
    return count;
}

/* -- which of them are the head -- */

static bool anchors(const struct line *line)
{
    return line->kind == LINE_TITLE || line->kind == LINE_HELD || line->kind == LINE_STATUS ||
           (line->kind == LINE_LABEL && line->label != LABEL_OTHER);
}

/* Where the head begins: at the first line, or behind the few others that stand before the title. */
static size_t first_line(const struct reading *reading, const struct line *lines, size_t count)
{
    size_t first = 0;
    for (size_t i = 0; i < count && i <= SKIPPED; i++) {
        const struct block *block = &reading->blocks->list[lines[i].block];
        bool minutes = phrase_at(lines[i].text, lines[i].size, "minutes") ||
                       phrase_at(lines[i].text, lines[i].size, "draft minutes");
        if (lines[i].kind == LINE_ATTENDANCE || lines[i].kind == LINE_ITEM)
            return 0;
        if (lines[i].kind == LINE_TITLE && (block->kind == BLOCK_HEADING || minutes))
            return first;
        bool loose = lines[i].kind == LINE_BRACKETS && (i == 0 || lines[i - 1].kind != LINE_NAME);
        first = lines[i].kind == LINE_OTHER || loose ? i + 1 : first;
    }
    return 0;
}

/* A value fits its label: a label's word alone is too common. */
static bool value_fits(const struct line *label, const struct line *value, size_t from)
{
    struct when_date day;
    struct when_time hour;
    const char *text = value->text;
    bool dated = when_find_date(text, value->size, from, (struct date){0, 0, 0}, false, &day) && day.from < from + 40;
    if (label->label == LABEL_DATE)
        return dated;
    if (label->label == LABEL_TIME)
        return when_find_time(text, value->size, from, &hour) || isdigit((unsigned char)text[from < value->size ? from : 0]);
    return phrase_words(text + from, value->size - from) <= 20;
}

/* The value of a label: behind it, or the next line, cell or paragraph. */
static const struct line *value_of(const struct reading *reading, const struct line *lines, size_t count, size_t i)
{
    if (lines[i].value < lines[i].size)
        return &lines[i];
    if (i + 1 >= count || lines[i + 1].kind == LINE_LABEL || lines[i + 1].kind == LINE_ATTENDANCE)
        return NULL;
    const struct block *label = &reading->blocks->list[lines[i].block], *value = &reading->blocks->list[lines[i + 1].block];
    if (label->table && (value->table != label->table || (value->row != label->row && value->column != label->column)))
        return NULL;
    if (label->table && value->row == label->row && value->column <= label->column)
        return NULL;
    return &lines[i + 1];
}

static bool take_label(const struct reading *reading, struct line *lines, size_t count, size_t i)
{
    const struct line *value = value_of(reading, lines, count, i);
    bool table = reading->blocks->list[lines[i].block].table != 0;
    if (!value) {
        /* A form that nobody filled in. */
        lines[i].taken = table;
        return table;
    }
    if (!value_fits(&lines[i], value, value == &lines[i] ? lines[i].value : 0))
        return false;
    lines[i].taken = true;
    if (value != &lines[i]) {
        lines[i + 1].taken = lines[i + 1].value_of = true;
    }
    return true;
}

/* The run of lines from the start; names count up to the last line that is surely of a head. The first line behind it. */
static size_t take_run(const struct reading *reading, struct line *lines, size_t first, size_t count)
{
    size_t end = first, sure = first, names = 0;
    bool title = false;
    for (size_t i = first; i < count; i++) {
        struct line *line = &lines[i];
        bool last = line->mixed;
        if (line->kind == LINE_OTHER || line->kind == LINE_ATTENDANCE || line->kind == LINE_ITEM)
            break;
        if (line->kind == LINE_BRACKETS && (i == first || lines[i - 1].kind != LINE_NAME))
            break;
        if (line->kind == LINE_LABEL && !take_label(reading, lines, count, i))
            break;
        if (line->kind == LINE_NAME && ++names > 4)
            break;
        if (line->kind == LINE_TITLE && title && reading->blocks->list[line->block].kind == BLOCK_HEADING &&
            !phrase_any_at(line->text, line->size, (const char *const[]){"minutes", "meeting", "notes", NULL}, NULL) &&
            !memchr(line->text, ' ', line->size))
            break;
        title |= line->kind == LINE_TITLE;
        end = i + 1 + (line->kind == LINE_LABEL && i + 1 < count && lines[i + 1].value_of);
        if (anchors(line))
            sure = end;
        i = end - 1;
        if (last)
            break;
    }
    /* "Riverside Parish Council" alone at the top, or right under the title. */
    while (sure < end && lines[sure].kind == LINE_NAME && lines[sure].noun &&
           reading->blocks->list[lines[sure].block].kind != BLOCK_ENTRY && sure - first < 3)
        sure++;
    for (size_t i = first; i < sure; i++)
        lines[i].taken = lines[i].kind != LINE_LABEL || lines[i].taken;
    return sure;
}

/* Labels further down: in a table, or in a group that has the day or the time. */
static void take_labels(const struct reading *reading, struct line *lines, size_t from, size_t count)
{
    static const char *const stop[] = {
        "next meeting", "future meeting", "next session", "action", "actions", "date of next", NULL};
    size_t group = SIZE_MAX;
    for (size_t i = 0; i < from; i++)
        if (lines[i].taken && lines[i].kind == LINE_LABEL)
            group = i;
    for (size_t i = from; i < count && !head_says(lines[i].text, lines[i].size, stop); i++) {
        bool table = reading->blocks->list[lines[i].block].table != 0, near = group != SIZE_MAX && i - group <= NEAR_LABELS;
        if (lines[i].kind != LINE_LABEL || reading->blocks->list[lines[i].block].heads_table)
            continue;
        bool exact = lines[i].label == LABEL_DATE || lines[i].label == LABEL_TIME;
        if ((exact && (table || near || group == SIZE_MAX)) || (near && table) || near)
            group = take_label(reading, lines, count, i) ? i : group;
    }
}

/* -- what becomes of them -- */

static bool block_is_whole(const struct line *lines, size_t count, size_t i)
{
    size_t block = lines[i].block;
    for (; i > 0 && lines[i - 1].block == block; i--)
        ;
    for (; i < count && lines[i].block == block; i++)
        if (!lines[i].taken || lines[i].mixed)
            return false;
    return i < count || count < HEAD_LINES; /* the block may go on behind the last line that was looked at */
}

static void add_head_line(struct reading *reading, const struct line *line, size_t from, const char *kind, int sure)
{
    struct head *head = &reading->head;
    MEM_GROW(head->lines, head->line_count, head->line_room);
    head->lines[head->line_count++] = (struct head_line){.block = line->block,
                                                         .span = {line->block, from, line->to},
                                                         .kind = kind,
                                                         .why = {line->kind == LINE_LABEL ? "labelled-line" : "head-line", sure}};
    reading->claims[line->block] = CLAIM_HEAD;
}

/* The one line that says when, or where, the meeting was held; SIZE_MAX: none. */
static size_t held_line(const struct head *head, const struct line *lines, size_t count, const bool *whole)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (!whole[i] || lines[i].kind != LINE_HELD || lines[i].value_of)
            continue;
        if (lines[i].block == head->date_span.block && lines[i].from <= head->date_span.from && lines[i].to >= head->date_span.to)
            return i;
        first = first == SIZE_MAX ? i : first;
    }
    if (first != SIZE_MAX)
        return first;
    for (size_t i = 0; i < count; i++)
        if (whole[i] && lines[i].kind == LINE_LABEL && lines[i].label == LABEL_VENUE && head->venue)
            return lines[i].value < lines[i].size ? i : i + 1 < count && lines[i + 1].value_of ? i + 1 : SIZE_MAX;
    /* "Minutes of the meeting held at … on …", where that is the last line. */
    size_t last = SIZE_MAX, at;
    for (size_t i = 0; i < count; i++)
        last = whole[i] && lines[i].kind != LINE_PAGE ? i : last;
    bool says = last != SIZE_MAX && head->venue && lines[last].kind == LINE_TITLE &&
                phrase_find(lines[last].text, lines[last].size, 0, "held", &at);
    return says && last > 0 ? last : SIZE_MAX;
}

static const char *kind_of(struct arena *arena, const struct line *line, size_t *names)
{
    switch (line->kind) {
    case LINE_NAME:
        if (!head_body_name(arena, line->text, line->size))
            return "other"; /* "April 2007" */
        return (*names)++ == 0 ? "body" : *names == 2 ? "sub-body" : "other";
    case LINE_BRACKETS: return "alternative";
    case LINE_TITLE: return "type";
    default: return "other";
    }
}

static void claim_lines(struct reading *reading, const struct line *lines, size_t count)
{
    bool whole[HEAD_LINES];
    size_t names = 0;
    for (size_t i = 0; i < count; i++)
        whole[i] = lines[i].taken && block_is_whole(lines, count, i);
    size_t held = held_line(&reading->head, lines, count, whole);
    for (size_t i = 0; i < count; i++) {
        const struct line *line = &lines[i];
        if (!whole[i])
            continue;
        size_t block_size = reading->blocks->list[line->block].size;
        bool venue_label = held != SIZE_MAX && lines[held].kind != LINE_HELD &&
                           (held == i || (held == i + 1 && lines[held].value_of)) && line->kind == LINE_LABEL;
        if (line->kind == LINE_PAGE) {
            reading->claims[line->block] = CLAIM_HEAD;
            bool alone = line->from == 0 && line->to == block_size;
            reading_leave_out(reading, (struct span){line->block, line->from, line->to}, "page-number");
            reading->claims[line->block] = alone ? CLAIM_LEFT_OUT : CLAIM_HEAD;
        } else if (venue_label) {
            reading->claims[line->block] = CLAIM_HEAD;
            reading_leave_out(reading, (struct span){line->block, line->from, held == i ? line->from + line->value : line->to},
                              "label");
            if (held == i)
                add_head_line(reading, line, line->from + line->value, "venue", 95);
        } else if (i == held) {
            add_head_line(reading, line, line->from, line->kind == LINE_HELD || line->kind == LINE_TITLE ? "held" : "venue", 92);
        } else {
            const char *kind = line->value_of ? "other" : kind_of(reading->arena, line, &names);
            add_head_line(reading, line, line->from, kind, line->kind == LINE_NAME ? 80 : 90);
        }
    }
}

/* -- front matter -- */

/* Whether all words of a title are among those of one line. */
static bool says_the_same(const char *title, const struct line *line)
{
    size_t size = strlen(title), words = 0;
    if (size > TITLE_BYTES)
        return false;
    for (size_t at = 0; at < size;) {
        size_t from = at;
        char word[64];
        while (at < size && (isalnum((unsigned char)title[at]) || (unsigned char)title[at] >= 0x80))
            at++;
        if (at - from >= sizeof word)
            return false;
        memcpy(word, title + from, at - from);
        word[at - from] = '\0';
        if (at > from && !phrase_find(line->text, line->size, 0, word, &(size_t){0}))
            return false;
        words += at > from;
        at += at == from;
    }
    return words > 0;
}

static void claim_front(struct reading *reading, const struct line *lines, size_t count, const struct front_matter *front)
{
    bool printed = reading->blocks->format && !text_word_in(reading->blocks->format, "markdown md text");
    for (size_t i = 0; i < count && !printed && front->title; i++)
        printed = (lines[i].taken || lines[i].mixed) && says_the_same(front->title, &lines[i]);
    for (size_t i = reading->first; i < reading->end; i++) {
        const struct block *block = &reading->blocks->list[i];
        if (block->zone != ZONE_FRONT || reading->claims[i] != CLAIM_NONE)
            continue;
        if (i == front->title_block && !printed) {
            struct line line = {.block = i, .to = block->size};
            add_head_line(reading, &line, 0, "other", 80);
            continue;
        }
        reading_leave_out(reading, (struct span){i, 0, block->size}, "front-matter");
        reading->claims[i] = CLAIM_LEFT_OUT;
    }
}

/* -- the other values -- */

/* The first value that taken lines have, of those kinds. */
static const char *first_value(const struct line *lines, size_t count, const char *(*value)(const char *text, size_t size))
{
    for (size_t i = 0; i < count; i++) {
        const char *found = lines[i].taken || lines[i].mixed ? value(lines[i].text, lines[i].size) : NULL;
        if (found)
            return found;
    }
    return NULL;
}

static const char *status_of(const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool says = (lines[i].taken || lines[i].mixed) &&
                    (lines[i].kind == LINE_STATUS || lines[i].kind == LINE_TITLE || lines[i].mixed);
        const char *found = says ? head_status(lines[i].text, lines[i].size) : NULL;
        if (found && (lines[i].kind == LINE_STATUS || strcmp(found, "draft") == 0))
            return found;
    }
    return NULL;
}

static const char *venue_of(struct reading *reading, const struct line *lines, size_t count, const struct front_matter *front)
{
    size_t from, to;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++) {
            const struct line *line = &lines[i];
            bool label = line->kind == LINE_LABEL && line->label == LABEL_VENUE && line->taken;
            bool next = label && line->value >= line->size && i + 1 < count && lines[i + 1].value_of;
            bool held = (line->taken || line->mixed) &&
                        (line->kind == LINE_HELD || line->kind == LINE_TITLE || line->block == reading->head.date_span.block);
            if (pass == 0 ? !label : !held || line->kind == LINE_LABEL || line->value_of)
                continue;
            const struct line *value = next ? line + 1 : line;
            size_t skip = label && !next ? line->value : 0;
            if (head_venue(value->text + skip, value->size - skip, label, &from, &to))
                return arena_copy_n(reading->arena, value->text + skip + from, to - from);
        }
    if (front->venue && head_venue(front->venue, strlen(front->venue), true, &from, &to))
        return arena_copy_n(reading->arena, front->venue + from, to - from);
    return NULL;
}

/* The name in two lines belongs together where only the second says what the body is. */
static const char *name_of_lines(struct arena *arena, const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lines[i].kind != LINE_NAME || !lines[i].taken || lines[i].value_of)
            continue;
        const char *name = head_body_name(arena, lines[i].text, lines[i].size);
        bool pair = !lines[i].noun && i + 1 < count && lines[i + 1].kind == LINE_NAME && lines[i + 1].taken && lines[i + 1].noun;
        const char *more = pair ? head_body_name(arena, lines[i + 1].text, lines[i + 1].size) : NULL;
        if (name && (more || lines[i].noun))
            return more ? arena_printf(arena, "%s %s", name, more) : name;
    }
    return NULL;
}

/* The first line of the head that names more than that; name where none does. */
static const char *name_of_whose(struct reading *reading, const struct line *lines, size_t count, const char *name)
{
    for (size_t i = 0; name && head_is_generic(name) && i < count; i++) {
        bool names = lines[i].kind == LINE_NAME && lines[i].taken && !lines[i].value_of;
        const char *found = names ? head_body_name(reading->arena, lines[i].text, lines[i].size) : NULL;
        if (found && !head_is_generic(found))
            return found;
    }
    return name;
}

static const char *body_of(struct reading *reading, const struct line *lines, size_t count, const struct front_matter *front)
{
    const char *name = name_of_lines(reading->arena, lines, count), *any = NULL;
    for (size_t i = 0; i < count && !name; i++) {
        const struct line *line = &lines[i];
        bool label = line->kind == LINE_LABEL && line->label == LABEL_BODY && line->taken;
        bool next = label && line->value >= line->size && i + 1 < count && lines[i + 1].value_of;
        if (!label && (line->value_of ||
                       !((line->taken || line->mixed) && (line->kind == LINE_TITLE || line->kind == LINE_NAME || line->mixed))))
            continue;
        const struct line *value = next ? line + 1 : line;
        size_t skip = label && !next ? line->value : 0;
        const char *found = head_body_name(reading->arena, value->text + skip, value->size - skip);
        if (found && (label || head_has_noun(found, strlen(found))))
            name = found;
        any = any ? any : found;
    }
    if (name)
        return name_of_whose(reading, lines, count, name);
    const char *title = front->title ? head_body_name(reading->arena, front->title, strlen(front->title)) : NULL;
    bool says_more = any && title && head_is_generic(title) && !head_is_generic(any);
    return title && !says_more && (!any || head_has_noun(title, strlen(title))) ? title : name_of_whose(reading, lines, count, any);
}

static void read_values(struct reading *reading, struct line *lines, size_t count, const struct front_matter *front)
{
    struct head *head = &reading->head;
    size_t title = front->title ? strlen(front->title) : 0;
    head->venue = venue_of(reading, lines, count, front);
    head->kind = first_value(lines, count, head_kind);
    head->mode = first_value(lines, count, head_mode);
    head->held = first_value(lines, count, head_held);
    head->status = status_of(lines, count);
    head->body = body_of(reading, lines, count, front);
    if (!head->kind && title)
        head->kind = head_kind(front->title, title);
    if (!head->mode && front->venue)
        head->mode = head_mode(front->venue, strlen(front->venue));
    if (!head->held && title)
        head->held = head_held(front->title, title);
    for (size_t i = 0; i < count && !head->mode; i++)
        if (phrase_at(lines[i].text, lines[i].size, "hybrid") || (phrase_at(lines[i].text, lines[i].size, "virtual meeting")))
            head->mode = head_mode(lines[i].text, lines[i].size);
}

void head_read(struct reading *reading)
{
    struct line lines[HEAD_LINES];
    struct front_matter front;
    size_t count = read_lines(reading, lines);
    head_front(reading, &front);
    size_t first = first_line(reading, lines, count), end = take_run(reading, lines, first, count);
    take_labels(reading, lines, end, count);
    for (size_t i = end + 1; i < count; i++)
        lines[i].mixed = false; /* what comes later is no head, whatever stands before "Present:" in it */
    head_date(reading, lines, count, &front);
    head_times(reading, lines, count, &front);
    read_values(reading, lines, count, &front);
    claim_lines(reading, lines, count);
    claim_front(reading, lines, count, &front);
}
