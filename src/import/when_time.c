#include "import/when.h"

#include "import/when_scan.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum half { HALF_NONE, HALF_AM, HALF_PM };

/* One clock time as printed. */
struct clock {
    int hour, minute;
    enum half half;
    bool certain; /* cannot be anything but a time */
    bool bare;    /* a number alone: a time only as the first of a pair */
    bool dotted;  /* "7.30": a time where the words say so */
    bool wide;    /* of the 24 hour clock as it stands: "07:30", "19:00", "T11:00" */
    size_t to;
};

static const char *const hours[] = {"twelve", "one",   "two",   "three", "four", "five",
                                    "six",    "seven", "eight", "nine",  "ten",  "eleven"};

enum { HOURS = sizeof hours / sizeof *hours, NOON = 12 * 60 };

/* "am", "p.m.", "a m", "pm." with or without a blank before; the bytes, 0: none. */
static size_t half_at(struct scan s, size_t at, enum half *half)
{
    size_t to = at + scan_blank(s, at);
    char first = (char)(scan_char(s, to) | 32), word[SCAN_WORD];
    size_t size = scan_word(s, to, word);
    *half = HALF_NONE;
    if (first != 'a' && first != 'p')
        return 0;
    if (size == 2 && word[1] == 'm') {
        *half = first == 'a' ? HALF_AM : HALF_PM;
        return to + 2 - at;
    }
    bool split = size == 1 && (scan_char(s, to + 1) == '.' || scan_char(s, to + 1) == ' ');
    size_t second = to + 1 + (split && scan_char(s, to + 1) == '.');
    second += split ? scan_blank(s, second) : 0;
    if (!split || scan_word(s, second, word) != 1 || word[0] != 'm')
        return 0;
    *half = first == 'a' ? HALF_AM : HALF_PM;
    return second + 1 + (scan_char(s, second + 1) == '.') - at;
}

/* "in the evening", "at night". */
static size_t part_of_day(struct scan s, size_t at, enum half *half)
{
    static const char *const small[] = {"in", "at", "the"};
    char word[SCAN_WORD];
    size_t to = at + scan_blank(s, at);
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (scan_word(s, to, word) && strcmp(word, small[i]) == 0)
            to += strlen(word), to += scan_blank(s, to);
    size_t size = to > at + scan_blank(s, at) ? scan_word(s, to, word) : 0;
    if (!size)
        return 0;
    *half = strcmp(word, "morning") == 0 ? HALF_AM : text_word_in(word, "evening afternoon night") ? HALF_PM : HALF_NONE;
    return *half ? to + size - at : 0;
}

static size_t word_of_hours(struct scan s, size_t at)
{
    char word[SCAN_WORD];
    size_t to = at + scan_blank(s, at), size = scan_word(s, to, word);
    return size && text_word_in(word, "hrs hours hr h uhr") ? to + size - at : 0;
}

/* "o'clock", with any apostrophe or none. */
static size_t o_clock(struct scan s, size_t at)
{
    size_t to = at + scan_blank(s, at);
    char word[SCAN_WORD];
    if ((scan_char(s, to) | 32) != 'o')
        return 0;
    to++;
    if (scan_char(s, to) == '\'')
        to++;
    else if (s.size > to + 3 && (memcmp(s.text + to, "\xE2\x80\x99", 3) == 0 || memcmp(s.text + to, "\xE2\x80\x98", 3) == 0))
        to += 3;
    to += scan_blank(s, to);
    size_t size = scan_word(s, to, word);
    return size == 5 && strcmp(word, "clock") == 0 ? to + size - at : 0;
}

/* Seconds, their fraction and a zone behind hours and minutes. */
static size_t seconds_and_zone(struct scan s, size_t at)
{
    size_t to = at;
    bool seconds = scan_char(s, to) == ':' && scan_digit(s, to + 1) && scan_digit(s, to + 2) && !scan_digit(s, to + 3);
    if (seconds) {
        to += 3;
        if (scan_char(s, to) == '.' && scan_digit(s, to + 1))
            for (to++; scan_digit(s, to) && to < at + 16; to++)
                ;
    }
    if (scan_char(s, to) == 'Z')
        return to + 1 - at;
    size_t sign = to + (scan_char(s, to) == ' ');
    char c = scan_char(s, sign);
    if (c != '+' && !(c == '-' && seconds))
        return to - at;
    size_t digits = sign + 1;
    for (int i = 0; i < 5 && (scan_digit(s, digits) || scan_char(s, digits) == ':'); i++)
        digits++;
    return digits - sign >= 3 ? digits - at : to - at;
}

/* What follows the number makes it no time. */
static bool spoilt(struct scan s, size_t at, bool dotted)
{
    char c = scan_char(s, at);
    if (scan_digit(s, at) || (scan_letter(s, at, 0) && c != 'Z') || c == '%')
        return true;
    if ((c == '.' || c == ':' || c == '/' || c == ',') && scan_digit(s, at + 1))
        return true;
    size_t percent = at + scan_blank(s, at);
    return dotted && (scan_char(s, percent) == '%' || (s.size > percent + 1 && memcmp(s.text + percent, "\xC2\xA3", 2) == 0));
}

/* What stands behind the digits: a half of the day, hours, o'clock. */
static void clock_behind(struct scan s, struct clock *clock)
{
    size_t size = half_at(s, clock->to, &clock->half);
    if (!size)
        size = o_clock(s, clock->to);
    if (!size && !clock->bare)
        size = word_of_hours(s, clock->to);
    if (size) {
        clock->certain = true;
        clock->bare = false;
        clock->to += size;
    }
    if (clock->half == HALF_NONE && (clock->certain || !clock->bare))
        clock->to += part_of_day(s, clock->to, &clock->half);
    clock->certain = clock->certain || clock->half != HALF_NONE;
}

/* "12 noon" */
static void noon_behind(struct scan s, struct clock *clock)
{
    char word[SCAN_WORD];
    size_t at = clock->to + scan_blank(s, clock->to), size = scan_word(s, at, word);
    if (clock->hour != 12 || clock->minute || !size || !text_word_in(word, "noon midday"))
        return;
    clock->to = at + size;
    clock->certain = clock->wide = true;
    clock->bare = false;
}

/* "7.30", "19:00", "7", "730", "1930", "2021-11-15T11:00" with what belongs to it. */
static bool digits_at(struct scan s, size_t at, struct clock *clock)
{
    int all;
    size_t size = scan_number(s, at, 4, &all), to = at + size, more;
    char sign = scan_char(s, to);
    *clock = (struct clock){.hour = all};
    if (!size)
        return false;
    bool parts = size <= 2 && sign && strchr(":.;-hH", sign) && scan_digit(s, to + 1) && scan_digit(s, to + 2) &&
                 !scan_digit(s, to + 3);
    if (parts) {
        scan_number(s, to + 1, 2, &clock->minute);
        to += 3;
        more = sign == ':' ? seconds_and_zone(s, to) : 0;
        bool clock_word = (sign | 32) == 'h'; /* "17h30" */
        clock->certain = sign == ':' || clock_word;
        clock->wide = size == 2 && (sign == ':' || clock_word) && (s.text[at] == '0' || all >= 10);
        clock->dotted = sign == '.';
        clock->bare = sign == '-' || sign == ';';
        if (clock->bare && clock->minute % 15) /* "10-12pm" is a pair */
            to -= 3, clock->minute = 0, parts = false;
        to += more;
    } else if (size >= 3) {
        clock->hour = all / 100;
        clock->minute = all % 100;
        clock->bare = true;
        clock->wide = size == 4;
        size_t hour_word = word_of_hours(s, to);
        clock->certain = hour_word && size == 4;
        clock->bare = !clock->certain;
        to += clock->certain ? hour_word : 0;
    } else {
        clock->bare = true;
    }
    clock->to = to;
    bool pair = clock->bare && !parts && size <= 2;
    clock_behind(s, clock);
    noon_behind(s, clock);
    if (clock->half != HALF_NONE && (clock->hour > 12 || clock->hour == 0))
        clock->half = HALF_NONE; /* "19:30pm" */
    if (clock->bare && !pair)
        return false;
    return clock->hour <= 23 && clock->minute <= 59 && (clock->to > to || !spoilt(s, to, clock->dotted));
}

static int hour_word(const char *word)
{
    for (size_t i = 0; i < HOURS; i++)
        if (strcmp(hours[i], word) == 0)
            return (int)i;
    return -1;
}

/* "seven", "7" behind "half past". */
static size_t hour_at(struct scan s, size_t at, int *hour)
{
    char word[SCAN_WORD];
    size_t size = scan_word(s, at, word);
    *hour = size ? hour_word(word) : -1;
    if (*hour >= 0)
        return size;
    size = scan_number(s, at, 2, hour);
    return size && *hour >= 1 && *hour <= 12 ? size : 0;
}

/* "half past seven", "quarter to 8", "seven o'clock", "seven pm", "noon", "midday", "12 noon". */
static bool words_at(struct scan s, size_t at, struct clock *clock)
{
    char word[SCAN_WORD];
    size_t size = scan_word(s, at, word), to = at + size;
    *clock = (struct clock){.certain = true};
    if (!size)
        return false;
    if (text_word_in(word, "noon midday")) {
        *clock = (struct clock){.hour = 12, .certain = true, .wide = true, .to = to};
        return true;
    }
    bool half = strcmp(word, "half") == 0, quarter = strcmp(word, "quarter") == 0;
    if (!half && !quarter) {
        clock->hour = hour_word(word);
        size = clock->hour < 0 ? 0 : o_clock(s, to);
        if (clock->hour >= 0 && !size)
            size = half_at(s, to, &clock->half);
        clock->to = to + size;
        clock->hour = clock->hour == 0 ? 12 : clock->hour;
        if (size && clock->half == HALF_NONE)
            clock->to += part_of_day(s, clock->to, &clock->half);
        return size > 0;
    }
    to += scan_blank(s, to);
    size = scan_word(s, to, word);
    bool before = size == 2 && strcmp(word, "to") == 0;
    if (!before && !(size == 4 && strcmp(word, "past") == 0))
        return false;
    to += size + scan_blank(s, to + size);
    if ((before && half) || !(size = hour_at(s, to, &clock->hour)))
        return false;
    clock->minute = half ? 30 : before ? 45 : 15;
    clock->hour = (clock->hour + (before ? 11 : 0)) % 12;
    clock->to = to + size;
    size = half_at(s, clock->to, &clock->half);
    clock->to += size ? size : part_of_day(s, clock->to, &clock->half);
    clock->hour = clock->hour == 0 ? 12 : clock->hour;
    return true;
}

static int minutes_of(const struct clock *clock)
{
    int hour = clock->hour;
    if (clock->half == HALF_AM && hour == 12)
        hour = 0;
    if (clock->half == HALF_PM && hour < 12)
        hour += 12;
    return hour * 60 + clock->minute;
}

/* Neither half is printed, and the hour may be of either. */
static bool is_half_day(const struct clock *clock)
{
    return clock->half == HALF_NONE && !clock->wide && clock->hour >= 1 && clock->hour <= 12 && clock->hour != 12;
}

/* A dotted number is a time where a word before says so. */
static bool said_before(struct scan s, size_t at)
{
    char word[SCAN_WORD];
    size_t size = scan_word_before(s, at, word);
    return size &&
           text_word_in(word, "at from until till til time commenced started opened closed ended finished began adjourned start "
                              "starts end ends finish concluded around about approximately circa ca");
}

static bool clock_at(struct scan s, size_t at, struct clock *clock)
{
    if (scan_digit(s, at))
        return digits_at(s, at, clock);
    return words_at(s, at, clock);
}

/* "-", "to", "until" between two times; the bytes. */
static size_t pair_sign(struct scan s, size_t at)
{
    char word[SCAN_WORD];
    size_t blank = scan_blank(s, at), to = at + blank, size = scan_dash(s, to);
    if (!size && scan_word(s, to, word) && text_word_in(word, "to until till til"))
        size = strlen(word);
    return size ? blank + size + scan_blank(s, to + size) : 0;
}

/* The start of a pair whose half of the day only the end prints: "7-9pm", "10-12pm". */
static void share_half(struct clock *start, const struct clock *end)
{
    if (start->half != HALF_NONE || start->wide || end->half == HALF_NONE || start->hour > 12)
        return;
    start->half = end->half;
    if (minutes_of(start) >= minutes_of(end))
        start->half = end->half == HALF_PM ? HALF_AM : HALF_PM;
    start->certain = true;
}

/* The other way: "7.30pm – 9.15". */
static void carry_half(const struct clock *start, struct clock *end)
{
    if (end->half != HALF_NONE || end->wide || start->half == HALF_NONE || end->hour > 12)
        return;
    end->half = start->half;
    if (minutes_of(end) <= minutes_of(start) && start->half == HALF_AM)
        end->half = HALF_PM;
}

static bool number_stands(struct scan s, size_t at)
{
    if (at == 0)
        return true;
    char c = s.text[at - 1];
    if (c == 'T' && at > 1 && s.text[at - 2] >= '0' && s.text[at - 2] <= '9')
        return true;
    if (scan_letter(s, at, -1) || (c >= '0' && c <= '9') || strchr("$#+%_=/", c))
        return false;
    if (at > 1 && strchr(".:,-", c) && s.text[at - 2] >= '0' && s.text[at - 2] <= '9')
        return false;
    return !(at > 1 && memcmp(s.text + at - 2, "\xC2\xA3", 2) == 0) &&
           !(at > 2 && memcmp(s.text + at - 3, "\xE2\x82\xAC", 3) == 0);
}

/* A time, or a pair of them, at this place. */
static bool time_at(struct scan s, size_t at, struct when_time *found)
{
    struct clock start, end;
    if (!clock_at(s, at, &start))
        return false;
    size_t sign = pair_sign(s, start.to), next = start.to + sign;
    bool pair = sign && clock_at(s, next, &end) && !end.bare && (end.certain || end.dotted);
    bool dotted = start.dotted && !start.certain;
    if (pair)
        share_half(&start, &end);
    if (!pair && start.to < s.size && start.bare)
        return false;
    bool both = dotted && pair && end.dotted && start.minute % 5 == 0 && end.minute % 5 == 0; /* "10.00 – 12.30" */
    if (!start.certain && !both && !(dotted && said_before(s, at)))
        return false;
    *found = (struct when_time){
        .start = minutes_of(&start), .end = -1, .from = at, .to = start.to, .half_day = is_half_day(&start)};
    if (pair) {
        carry_half(&start, &end);
        found->end = minutes_of(&end);
        found->to = end.to;
    }
    return true;
}

bool when_find_time(const char *text, size_t size, size_t from, struct when_time *found)
{
    struct scan s = {text, size};
    for (size_t at = from; at < size; at++) {
        char c = text[at];
        bool digit = c >= '0' && c <= '9';
        bool letter = strchr("hqnmotfseHQNMOTFSE", c) && c && !scan_letter(s, at, -1);
        if ((digit ? number_stands(s, at) : letter) && time_at(s, at, found))
            return true;
    }
    *found = (struct when_time){.start = -1, .end = -1, .from = size, .to = size};
    return false;
}

void when_clock(int minutes, char clock[6])
{
    unsigned day = (unsigned)(minutes < 0 ? 0 : minutes) % (24 * 60);
    clock[0] = (char)('0' + day / 60 / 10);
    clock[1] = (char)('0' + day / 60 % 10);
    clock[2] = ':';
    clock[3] = (char)('0' + day % 60 / 10);
    clock[4] = (char)('0' + day % 10);
    clock[5] = '\0';
}
