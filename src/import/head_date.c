#include "import/head_parts.h"

#include "import/phrase.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum {
    PUBLISHED_WITHIN = 100,   /* days after the meeting in which its minutes appear, at most */
    OPENING = 4,              /* lines that may speak of the day in a sentence */
    EVENT_WITHIN = 7,         /* days between an event's front matter and the day in its words, at most */
    STYLE_BYTES = 1024 * 1024 /* of a document in which the order of day and month is looked for */
};

static const struct date no_date = {0, 0, 0};

/* -- front matter -- */

static bool is_key(const struct block *block, const char *keys)
{
    char key[24];
    size_t size = 0;
    for (const char *c = block->marker ? block->marker : ""; *c && size + 1 < sizeof key; c++)
        if (isalnum((unsigned char)*c))
            key[size++] = (char)tolower((unsigned char)*c);
    key[size] = '\0';
    return size && text_word_in(key, keys);
}

static void read_front_date(const struct block *block, struct date *date, int *minutes)
{
    struct when_date day;
    struct when_time hour;
    if (date->year || !when_find_date(block->text, block->size, 0, no_date, false, &day) || !day.date.year)
        return;
    *date = day.date;
    bool timed = when_find_time(block->text, block->size, day.to, &hour);
    *minutes = timed && hour.start > 0 && !hour.half_day ? hour.start : -1; /* midnight says that there is no time */
}

void head_front(struct reading *reading, struct front_matter *front)
{
    const char *format = reading->blocks->format;
    bool written = format && text_word_in(format, "markdown md text"); /* other formats keep when a file was saved */
    *front = (struct front_matter){.title_block = SIZE_MAX, .start_minutes = -1, .end_minutes = -1};
    for (size_t i = reading->first; i < reading->end; i++) {
        const struct block *block = &reading->blocks->list[i];
        if (block->zone != ZONE_FRONT || !block->size)
            continue;
        if (is_key(block, "title") && !front->title) {
            front->title = block->text;
            front->title_block = i;
        } else if (!written) {
            continue;
        } else if (is_key(block, "date meetingdate eventdate start startdate")) {
            front->event |= !is_key(block, "date");
            read_front_date(block, &front->date, &front->start_minutes);
        } else if (is_key(block, "enddate end finish")) {
            front->event = true;
            read_front_date(block, &front->end, &front->end_minutes);
        } else if (is_key(block, "location venue place") && !front->venue) {
            front->event = true;
            front->venue = block->text;
        }
    }
}

/* -- the year of a day without one -- */

/* The only year of four digits in a text, or 0; 0 too where there are two. */
static int only_year(const char *text, size_t size, int year)
{
    for (size_t i = 0; i + 4 <= size; i++) {
        bool digits = isdigit((unsigned char)text[i]) && isdigit((unsigned char)text[i + 1]) &&
                      isdigit((unsigned char)text[i + 2]) && isdigit((unsigned char)text[i + 3]);
        bool alone = (i == 0 || !isalnum((unsigned char)text[i - 1])) && (i + 4 == size || !isalnum((unsigned char)text[i + 4]));
        if (!digits || !alone)
            continue;
        int found = (text[i] - '0') * 1000 + (text[i + 1] - '0') * 100 + (text[i + 2] - '0') * 10 + (text[i + 3] - '0');
        if (found < 1900 || found > 2099)
            continue;
        if (year && found != year)
            return -1;
        year = found;
    }
    return year;
}

static bool fits(struct date date, const struct when_date *day)
{
    char iso[11];
    struct date parsed;
    when_iso(date, iso);
    return date_parse(iso, &parsed) && (day->weekday < 0 || date_weekday(date) == day->weekday);
}

/* The year that the head prints elsewhere, else the one that the front matter's day leaves no doubt of. */
static int missing_year(const struct when_date *day, const struct line *lines, size_t count, const struct front_matter *front)
{
    int year = front->title ? only_year(front->title, strlen(front->title), 0) : 0;
    for (size_t i = 0; i < count && year >= 0; i++)
        if (lines[i].taken)
            year = only_year(lines[i].text, lines[i].size, year);
    if (year > 0 && fits((struct date){year, day->date.month, day->date.day}, day))
        return year;
    if (!front->date.year)
        return 0;
    for (year = front->date.year; year >= front->date.year - 1; year--) {
        struct date date = {year, day->date.month, day->date.day};
        if (!fits(date, day))
            continue;
        long after = date_number(front->date) - date_number(date);
        if (front->event ? after <= EVENT_WITHIN && after >= -EVENT_WITHIN : after >= 0 && after <= PUBLISHED_WITHIN)
            return year;
    }
    return 0;
}

/* -- the order of day and month -- */

/* Whether the document writes the month first wherever that can be told. */
static bool writes_month_first(const struct reading *reading)
{
    size_t day_first = 0, month_first = 0, in_words = 0, left = STYLE_BYTES;
    for (size_t i = reading->first; i < reading->end && left; i++) {
        const struct block *block = &reading->blocks->list[i];
        size_t size = block->size < left ? block->size : left;
        struct when_date day;
        if (block->zone != ZONE_BODY)
            continue;
        for (size_t at = 0; when_find_date(block->text, size, at, no_date, false, &day); at = day.to) {
            month_first += day.numeric && day.swapped;
            day_first += day.numeric ? !day.swapped && day.date.day > 12
                                     : !day.month_led && isdigit((unsigned char)block->text[day.from]) &&
                                           block->text[day.from + 4] != '-';
            in_words += day.month_led && day.date.year;
        }
        left -= size;
    }
    return day_first == 0 && (month_first > 0 || in_words > 1);
}

/* -- the candidates -- */

struct search {
    struct reading *reading;
    const struct line *lines;
    size_t count;
    const struct front_matter *front;
};

/* Takes the first date in bytes from..size of a line. */
static bool take(struct search *search, const struct line *line, size_t from, const char *rule, int sure)
{
    struct head *head = &search->reading->head;
    struct when_date day;
    char iso[11];
    for (size_t at = from; when_find_date(line->text, line->size, at, no_date, false, &day); at = day.to) {
        if (head_of_other(line->text, line->size, day.from))
            continue;
        bool printed = day.date.year != 0;
        if (!printed && !(day.date.year = missing_year(&day, search->lines, search->count, search->front)))
            continue;
        struct date front = search->front->date;
        struct when_date american = day;
        bool by_weekday = day.numeric && !day.swapped && day.weekday >= 0 && when_month_first(&american) &&
                          date_weekday(day.date) != day.weekday && date_weekday(american.date) == day.weekday;
        head->month_first = head->month_first || by_weekday;
        bool other_way = day.numeric && !day.swapped &&
                         (head->month_first ||
                          (front.year == day.date.year && front.month == day.date.day && front.day == day.date.month));
        if (other_way)
            when_month_first(&day);
        when_iso(day.date, iso);
        head->date = arena_copy(search->reading->arena, iso);
        head->weekday = day.weekday;
        size_t begin = line->from + day.from;
        head->date_span = (struct span){line->block, begin, begin + day.to - day.from};
        head->date_why = (struct why){rule, printed ? sure : sure - 15};
        return true;
    }
    return false;
}

static bool by_label(struct search *search)
{
    for (size_t i = 0; i < search->count; i++) {
        const struct line *line = &search->lines[i];
        if (line->kind != LINE_LABEL || line->label != LABEL_DATE || !line->taken)
            continue;
        bool next = line->value >= line->size && i + 1 < search->count && search->lines[i + 1].value_of;
        if (take(search, next ? line + 1 : line, next ? 0 : line->value, "labelled-date", 97))
            return true;
    }
    return false;
}

static bool by_held(struct search *search)
{
    size_t at;
    for (size_t i = 0; i < search->count; i++) {
        const struct line *line = &search->lines[i];
        bool head = line->taken || line->mixed;
        if (!phrase_find(line->text, line->size, 0, "held", &at))
            continue;
        /* "Minutes of the meeting held on 3 May. Mrs Holt welcomed …" */
        bool opening = !head && i < OPENING && line->kind == LINE_OTHER && head_is_title(line->text, at);
        if ((head || opening) && take(search, line, at, "held-on", 96))
            return true;
    }
    return false;
}

static bool by_kind(struct search *search, enum line_kind kind, const char *rule, int sure)
{
    for (size_t i = 0; i < search->count; i++)
        if (search->lines[i].kind == kind && (search->lines[i].taken || search->lines[i].mixed) &&
            take(search, &search->lines[i], 0, rule, sure))
            return true;
    return false;
}

/* "The minutes of our meeting on the 12th of November." */
static bool by_opening(struct search *search)
{
    static const char *const words[] = {"meeting", "minutes", "met on", "notes", NULL};
    size_t at;
    for (size_t i = 0; i < search->count && i < OPENING; i++) {
        const struct line *line = &search->lines[i];
        if (line->kind == LINE_ITEM || line->kind == LINE_ATTENDANCE)
            break;
        if (phrase_any_find(line->text, line->size, words, &at, NULL) && take(search, line, 0, "opening-words", 85))
            return true;
    }
    return false;
}

static bool by_front_title(struct search *search)
{
    const struct front_matter *front = search->front;
    if (!front->title)
        return false;
    struct line line = {.block = front->title_block, .text = front->title, .size = strlen(front->title)};
    if (!take(search, &line, 0, "front-matter-title", 90))
        return false;
    search->reading->head.date_span = (struct span){SIZE_MAX, 0, 0};
    return true;
}

/* 1: the text names this month, -1: others only, 0: none. */
static int names_month(const char *text, size_t size, int month)
{
    int said = 0;
    for (size_t at = 0; at < size;) {
        size_t end = at;
        while (end < size && isalpha((unsigned char)text[end]))
            end++;
        int found = end - at > 2 && isupper((unsigned char)text[at]) ? when_month(text + at, end - at) : 0;
        if (found == month)
            return 1;
        said = found ? -1 : said;
        at = end + 1;
    }
    return said;
}

/* The front matter's own day: of an event surely the meeting's, else perhaps that of publication. */
static bool by_front_date(struct search *search)
{
    const struct front_matter *front = search->front;
    struct head *head = &search->reading->head;
    char iso[11];
    if (!front->date.year)
        return false;
    int named = front->title ? names_month(front->title, strlen(front->title), front->date.month) : 0;
    for (size_t i = 0; named == 0 && i < search->count && i < 4; i++)
        if (search->lines[i].kind == LINE_TITLE)
            named = names_month(search->lines[i].text, search->lines[i].size, front->date.month);
    if (named < 0 && !front->event)
        return false;
    when_iso(front->date, iso);
    head->date = arena_copy(search->reading->arena, iso);
    head->date_why = (struct why){"front-matter-date", front->event ? 92 : front->date.day == 1 ? 50 : named > 0 ? 60 : 70};
    return true;
}

static void check_weekday(struct reading *reading, const struct line *lines, size_t count)
{
    static const char *const names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    struct head *head = &reading->head;
    struct date date;
    if (head->weekday < 0 || !date_parse(head->date, &date) || date_weekday(date) == head->weekday)
        return;
    head->date_why.sure -= 25;
    const char *words = "";
    for (size_t i = 0; i < count; i++) {
        size_t from = head->date_span.from;
        if (lines[i].block == head->date_span.block && from >= lines[i].from && from < lines[i].from + lines[i].size)
            words = arena_copy_n(reading->arena, lines[i].text + from - lines[i].from, head->date_span.to - from);
    }
    bool printed = head->date_span.block != SIZE_MAX;
    size_t block = printed ? head->date_span.block : reading->first;
    diag_add(reading->log, D_WEEKDAY_MISMATCH, reading_place(reading, block), *words ? words : head->date,
             names[date_weekday(date)]);
}

static void date_of_name(struct reading *reading)
{
    const char *name = reading->file_name ? strrchr(reading->file_name, '/') : NULL;
    name = name ? name + 1 : reading->file_name;
    struct when_date day;
    char iso[11];
    if (!name)
        return;
    char *plain = arena_copy(reading->arena, name), *dot = strrchr(plain, '.');
    if (dot && dot > plain)
        *dot = '\0';
    for (char *c = plain; *c; c++)
        *c = *c == '_' ? ' ' : *c;
    for (size_t at = 0; when_find_date(plain, strlen(plain), at, no_date, false, &day); at = day.to)
        if (day.date.year) {
            when_iso(day.date, iso);
            reading->head.date_in_name = arena_copy(reading->arena, iso);
            return;
        }
}

void head_date(struct reading *reading, struct line *lines, size_t count, const struct front_matter *front)
{
    struct search search = {reading, lines, count, front};
    struct head *head = &reading->head;
    head->weekday = -1;
    head->date_span = (struct span){SIZE_MAX, 0, 0};
    head->month_first = writes_month_first(reading);
    bool found = by_label(&search) || by_held(&search) || by_kind(&search, LINE_TITLE, "title-line", 94) ||
                 by_kind(&search, LINE_HELD, "dated-line", 90) || by_kind(&search, LINE_NAME, "dated-line", 80) ||
                 by_opening(&search) || by_front_title(&search) || by_front_date(&search);
    if (found) {
        struct date date;
        check_weekday(reading, lines, count);
        if (front->date.year && date_parse(head->date, &date) && date_number(date) == date_number(front->date) &&
            head->date_why.sure > 75)
            head->date_why.sure = 99;
    }
    date_of_name(reading);
}
