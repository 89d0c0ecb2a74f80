#include "import/head_parts.h"

#include "import/phrase.h"

#include "base/text.h"

#include <string.h>

enum {
    OPENING_BLOCKS = 60, /* in which the meeting begins, if it says so */
    SAID_WITHIN = 90,    /* bytes between what happened and its time, at most */
    SAID_TIMES = 8,      /* places in a block that are looked at */
    SAID_BYTES = 4000,   /* of a block: its first for the start, its last for the end */
    HALF_DAY = 12 * 60
};

static const char *const opening[] = {"meeting opened",
                                      "meeting opened at",
                                      "meeting commenced at",
                                      "meeting began at",
                                      "meeting started at",
                                      "meeting called to order at",
                                      "meeting was called to order",
                                      "called to order at",
                                      "called the meeting to order",
                                      "opened the meeting at",
                                      "meeting was opened at",
                                      "meeting commenced",
                                      "meeting began",
                                      "meeting started",
                                      "meeting convened at",
                                      "meeting was convened",
                                      "called to order",
                                      "convened the meeting at",
                                      "commenced at",
                                      "start time",
                                      "call to order",
                                      "calling to order",
                                      "opened at",
                                      "started at",
                                      "convened at",
                                      "meeting was started",
                                      "meeting start",
                                      "time started",
                                      "meeting to order at",
                                      NULL};

static const char *const closing[] = {"meeting closed",
                                      "meeting ended",
                                      "meeting was closed",
                                      "meeting adjourned",
                                      "meeting was adjourned",
                                      "meeting concluded",
                                      "meeting finished",
                                      "meeting was concluded",
                                      "closed the meeting",
                                      "adjourned the meeting",
                                      "meeting declared closed",
                                      "meeting was declared closed",
                                      "meeting end",
                                      "closed at",
                                      "adjourned at",
                                      "ended at",
                                      "concluded at",
                                      "finished at",
                                      "adjournment",
                                      "end time",
                                      "time ended",
                                      "close of meeting",
                                      "meeting terminated",
                                      "was terminated",
                                      "terminated at",
                                      "to adjourn",
                                      "adjourn at",
                                      "adjourned by",
                                      "termination",
                                      "adjourned",
                                      "meeting therefore closed",
                                      "meeting then closed",
                                      "meeting to a close",
                                      "meeting closes",
                                      NULL};

/* What makes a sentence speak of a part of the meeting, or of another one. */
static const char *const not_whole[] = {"public",       "re-opened",      "reopened",         "resumed",     "reconvened",
                                        "next meeting", "last meeting",   "previous meeting", "minutes of",  "should read",
                                        "amended",      "amendment",      "to allow",         "temporarily", "standing orders",
                                        "suspended",    "future meeting", "will be",          "will start",  "will commence",
                                        "item",         "session",        "parishioners",     NULL};

/* The sentence around a place. */
static void sentence(const char *text, size_t size, size_t at, size_t *from, size_t *to)
{
    for (*from = at;
         *from && !(strchr(".\n;", text[*from - 1]) && (text[*from] == ' ' || text[*from] == '\n' || text[*from - 1] == '\n'));
         (*from)--)
        if (at - *from > 300)
            break;
    for (*to = at; *to < size && *to - at < 300; (*to)++)
        if (text[*to] == '\n' || (text[*to] == '.' && (*to + 1 == size || text[*to + 1] == ' ')))
            break;
}

/* The time that is said with one of these phrases in the text, the last of them where last is set; -1: none. */
static int said_time(const char *text, size_t size, const char *const *phrases, bool last, bool *half_day)
{
    int minutes = -1;
    size_t at = 0, from, to, place, taken;
    for (int times = 0;
         times < SAID_TIMES && at < size && (taken = phrase_any_find(text + at, size - at, phrases, &place, NULL)) != 0;
         times++) {
        struct when_time hour;
        place += at;
        at = place + taken;
        sentence(text, size, place, &from, &to);
        if (head_says(text + from, to - from, not_whole))
            continue;
        size_t within = at + SAID_WITHIN < size ? at + SAID_WITHIN : size, begin = at;
        /* "at" belongs to the time where its half of the day is not printed. */
        begin -= taken > 2 && strncasecmp(text + at - 2, "at", 2) == 0 ? 2 : 0;
        bool found = when_find_time(text, within, begin, &hour);
        if (!found || hour.from > to + 1) {
            size_t before = place > 60 && place - 60 > from ? place - 60 : from;
            found = when_find_time(text, place, before, &hour); /* "At 7.30pm the meeting opened" */
        }
        if (!found)
            continue;
        minutes = hour.start;
        *half_day = hour.half_day;
        if (!last)
            break;
    }
    return minutes;
}

static bool is_minuted(const struct block *block)
{
    return block->zone == ZONE_BODY && block->size;
}

/* A bare "8.50" behind a phrase that ends a meeting: a time, though no word says "at". */
static int bare_end(const char *text, size_t size)
{
    size_t place, taken = phrase_any_find(text, size, closing, &place, NULL);
    if (!taken || size - place > 60 || head_says(text, size, not_whole))
        return -1;
    char spare[72];
    int length = 0;
    size_t from = place + taken;
    from = phrase_skip(text, size, from, " :-");
    memcpy(spare, "at ", 3);
    for (length = 3; from < size && length < 70 && text[from] != '\n'; length++)
        spare[length] = text[from++];
    struct when_time hour;
    return when_find_time(spare, (size_t)length, 0, &hour) && hour.from <= 4 ? hour.start : -1;
}

static int find_start(const struct reading *reading, bool *half_day)
{
    size_t end = reading->first + OPENING_BLOCKS < reading->end ? reading->first + OPENING_BLOCKS : reading->end;
    for (size_t i = reading->first; i < end; i++) {
        const struct block *block = &reading->blocks->list[i];
        size_t size = block->size < SAID_BYTES ? block->size : SAID_BYTES;
        int minutes = is_minuted(block) ? said_time(block->text, size, opening, false, half_day) : -1;
        if (minutes >= 0)
            return minutes;
    }
    return -1;
}

static int find_end(const struct reading *reading, bool *half_day)
{
    for (size_t i = reading->end, looked = 0; i > reading->first && looked < OPENING_BLOCKS; i--) {
        const struct block *block = &reading->blocks->list[i - 1];
        if (!is_minuted(block))
            continue;
        looked++;
        *half_day = false;
        size_t skip = block->size > SAID_BYTES ? block->size - SAID_BYTES : 0;
        int minutes = said_time(block->text + skip, block->size - skip, closing, true, half_day);
        if (minutes < 0 && (minutes = bare_end(block->text + skip, block->size - skip)) >= 0)
            *half_day = minutes < HALF_DAY;
        if (minutes >= 0)
            return minutes;
    }
    return -1;
}

/* The time that the head prints, with its end. */
static bool printed_time(const struct head *head, const struct line *lines, size_t count, struct when_time *hour)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++) {
            const struct line *line = &lines[i];
            if (!line->taken && !line->mixed)
                continue;
            bool labelled = line->kind == LINE_LABEL && (line->label == LABEL_TIME || line->label == LABEL_DATE);
            bool value = line->value_of && i && (lines[i - 1].label == LABEL_TIME || lines[i - 1].label == LABEL_DATE);
            bool held = line->kind == LINE_HELD || (line->kind == LINE_LABEL && line->label == LABEL_VENUE) ||
                        line->kind == LINE_TITLE || line->block == head->date_span.block;
            if (!(pass == 0 ? labelled || value : held))
                continue;
            if (when_find_time(line->text, line->size, line->kind == LINE_LABEL ? line->value : 0, hour))
                return true;
        }
    return false;
}

/* Morning or evening where it is not printed: only what cannot be otherwise. */
static int settle_start(int start, bool half_day, int end, bool end_half_day)
{
    if (start < 0 || !half_day)
        return start;
    if (start < 7 * 60)
        return start + HALF_DAY;
    if (end >= HALF_DAY && !end_half_day && start + HALF_DAY < end && end - start > 6 * 60)
        return start + HALF_DAY;
    return start >= 9 * 60 && end >= 0 && !end_half_day && end < HALF_DAY + 3 * 60 && end > start ? start : -1;
}

static int settle_end(int end, bool half_day, int start)
{
    if (end < 0 || !half_day)
        return end;
    if (start < 0)
        return -1;
    return end > start ? end : end + HALF_DAY > start && end < HALF_DAY ? end + HALF_DAY : -1;
}

static const char *clock_text(const struct reading *reading, int minutes)
{
    char clock[6];
    if (minutes < 0)
        return NULL;
    when_clock(minutes, clock);
    return arena_copy(reading->arena, clock);
}

void head_times(struct reading *reading, const struct line *lines, size_t count, const struct front_matter *front)
{
    struct when_time printed = {.start = -1, .end = -1};
    bool start_half = false, end_half = false, any = printed_time(&reading->head, lines, count, &printed);
    int start = find_start(reading, &start_half), end = find_end(reading, &end_half);
    int due = any ? printed.start : front->event ? front->start_minutes : -1;
    bool due_half = any && printed.half_day;
    if (end < 0)
        end = any && printed.end >= 0 ? printed.end : front->event ? front->end_minutes : -1;
    /* What was planned says which half of the day an opening without one is in. */
    if (start >= 0 && start_half && due >= 0 && !due_half && due >= HALF_DAY && start + HALF_DAY >= due - 30) {
        start += HALF_DAY;
        start_half = false;
    }
    if (start < 0) {
        start = due;
        start_half = due_half;
    }
    start = settle_start(start, start_half, end, end_half);
    end = settle_end(end, end_half, start);
    reading->head.start = clock_text(reading, start);
    reading->head.end = clock_text(reading, end > start || start < 0 ? end : -1);
}
