/* Dates as people write them, and the ISO date they mean. */
#include "document/explain.h"

#include "base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { PARTS_MAX = 4, WORD_MAX = 16, WORD_LEAST = 3 };

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const welsh_months[] = {"Ionawr",     "Chwefror", "Mawrth", "Ebrill", "Mai",      "Mehefin",
                                           "Gorffennaf", "Awst",     "Medi",   "Hydref", "Tachwedd", "Rhagfyr"};
static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/* A number of the text, or a month's name. */
struct part {
    int number, digits;
    bool month;
};

struct parts {
    struct part rows[PARTS_MAX];
    size_t count;
    int months;
    bool weekday; /* a day of the week, which may contradict the rest */
    bool other;   /* words or signs that no date has */
};

/* -- taking apart -- */

/* 1 to 12 for a month's name or its first letters; 0: not a month. */
static int month_named(const char *word)
{
    char lower[WORD_MAX] = "";
    size_t size = strlen(word);
    for (size_t i = 0; i <= size; i++)
        lower[i] = (char)tolower((unsigned char)word[i]);
    for (int m = 0; size >= WORD_LEAST && m < 12; m++)
        if (strncasecmp(months[m], lower, size) == 0 || strcasecmp(welsh_months[m], lower) == 0)
            return m + 1;
    return strcmp(lower, "sept") == 0 ? 9 : 0;
}

static bool is_weekday(const char *word)
{
    size_t size = strlen(word);
    for (int d = 0; size >= WORD_LEAST && d < 7; d++)
        if (strncasecmp(weekdays[d], word, size) == 0)
            return true;
    return false;
}

/* Words that stand in dates and say nothing: "of", "the", the endings of ordinals. */
static bool is_filler(const char *word, bool after_number)
{
    if (after_number &&
        (!strcasecmp(word, "st") || !strcasecmp(word, "nd") || !strcasecmp(word, "rd") || !strcasecmp(word, "th")))
        return true;
    return !strcasecmp(word, "of") || !strcasecmp(word, "the") || !strcasecmp(word, "on");
}

static const char *take_number(struct parts *parts, const char *at)
{
    struct part part = {0, 0, false};
    for (; isdigit((unsigned char)*at); at++, part.digits++)
        if (part.digits < 9)
            part.number = part.number * 10 + (*at - '0');
    if (parts->count < PARTS_MAX)
        parts->rows[parts->count++] = part;
    else
        parts->other = true;
    return at;
}

static const char *take_word(struct parts *parts, const char *at, bool after_number)
{
    char word[WORD_MAX] = "";
    size_t size = 0;
    while (isalpha((unsigned char)at[size]))
        size++;
    if (size < sizeof word) {
        memcpy(word, at, size);
        word[size] = '\0';
        int month = month_named(word);
        parts->months += month > 0;
        if (month && parts->count < PARTS_MAX)
            parts->rows[parts->count++] = (struct part){month, 0, true};
        else if (!month && is_weekday(word))
            parts->weekday = true;
        else if (month || !is_filler(word, after_number))
            parts->other = true;
    } else {
        parts->other = true;
    }
    return at + size;
}

static void take_apart(struct parts *parts, const char *text)
{
    *parts = (struct parts){.count = 0};
    for (const char *at = text; *at;) {
        bool after_number = at > text && isdigit((unsigned char)at[-1]);
        if (isdigit((unsigned char)*at)) {
            at = take_number(parts, at);
        } else if (isalpha((unsigned char)*at)) {
            at = take_word(parts, at, after_number);
        } else {
            parts->other = parts->other || !strchr("-/., ", *at);
            at++;
        }
    }
}

/* -- putting together -- */

static int month_days(int year, int month)
{
    static const char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool is_day(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= month_days(year, month);
}

static void offer(struct date_guess *guess, int year, int month, int day)
{
    char *to = guess->first[0] ? guess->second : guess->first;
    if (!is_day(year, month, day))
        return;
    snprintf(to, sizeof guess->first, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100, (unsigned)day % 100);
    if (strcmp(guess->first, guess->second) == 0)
        guess->second[0] = '\0';
}

/* Why three numbers are no day of the calendar. */
static const char *wrong_day(struct arena *arena, int year, int month, int day)
{
    if (year < 1)
        return "there is no year 0";
    if (month < 1 || month > 12)
        return arena_printf(arena, "there is no month %d", month);
    if (day < 1)
        return arena_printf(arena, "there is no day %d", day);
    if (day > month_days(year, month))
        return arena_printf(arena, "%s %d has %d days", months[month - 1], year, month_days(year, month));
    return "";
}

static int full_year(const struct part *part)
{
    return part->digits <= 2 ? 2000 + part->number : part->number;
}

/* Year, month, day, as it should be but for its signs; or the day where the month should be. */
static void guess_from_year(const struct parts *parts, struct arena *arena, struct date_guess *guess)
{
    const struct part *p = parts->rows;
    offer(guess, p[0].number, p[1].number, p[2].number);
    if (guess->first[0])
        return;
    guess->why = wrong_day(arena, p[0].number, p[1].number, p[2].number);
    if (p[1].number > 12)
        offer(guess, p[0].number, p[2].number, p[1].number);
}

/* The year last: day and month in either order, where both are possible. */
static void guess_to_year(const struct parts *parts, struct arena *arena, struct date_guess *guess)
{
    const struct part *p = parts->rows;
    int year = full_year(&p[2]);
    offer(guess, year, p[1].number, p[0].number);
    offer(guess, year, p[0].number, p[1].number);
    if (!guess->first[0])
        guess->why = wrong_day(arena, year, p[1].number, p[0].number);
    else if (guess->second[0])
        guess->why = arena_printf(arena, "it may mean %d %s or %d %s", p[0].number, months[p[1].number - 1], p[1].number,
                                  months[p[0].number - 1]);
}

/* A month by name among two numbers. */
static void guess_named(const struct parts *parts, size_t month, struct arena *arena, struct date_guess *guess)
{
    const struct part *p = parts->rows, *day = &p[month == 0 ? 1 : 0], *year = &p[month == 2 ? 1 : 2];
    if (day->digits > 2) {
        const struct part *other = day;
        day = year;
        year = other;
    }
    offer(guess, full_year(year), p[month].number, day->number);
    if (!guess->first[0])
        guess->why = wrong_day(arena, full_year(year), p[month].number, day->number);
}

static size_t find_month(const struct parts *parts)
{
    size_t at = 0;
    while (at < parts->count && !parts->rows[at].month)
        at++;
    return at;
}

static void guess_compact(const struct parts *parts, struct arena *arena, struct date_guess *guess)
{
    int number = parts->rows[0].number;
    offer(guess, number / 10000, number / 100 % 100, number % 100);
    if (!guess->first[0])
        guess->why = wrong_day(arena, number / 10000, number / 100 % 100, number % 100);
}

static void guess_two(const struct parts *parts, size_t month, struct date_guess *guess)
{
    const struct part *other = &parts->rows[month == 0 ? 1 : 0];
    if (month == parts->count && parts->rows[0].digits != 4)
        guess->why = "the year is missing";
    else if (month == parts->count)
        guess->why = "the day is missing";
    else
        guess->why = other->digits > 2 ? "the day is missing" : "the year is missing";
}

/* An ISO date with a time or a zone behind it. */
static bool guess_longer(const char *text, struct arena *arena, struct date_guess *guess)
{
    struct date date;
    if (strlen(text) <= 10 || !strchr("TZ+ ", text[10]) || !date_parse(arena_copy_n(arena, text, 10), &date))
        return false;
    snprintf(guess->first, sizeof guess->first, "%.10s", text);
    guess->why = "a date has no time and no zone";
    return true;
}

/* A whole year is written, and all of it can be read in one way only. */
static bool is_certain(const struct parts *parts, const struct date_guess *guess)
{
    bool year = parts->count == 1;
    for (size_t i = 0; i < parts->count; i++)
        year |= parts->rows[i].digits == 4;
    return year && !parts->weekday && !*guess->why && guess->first[0] && !guess->second[0];
}

bool guess_date(const char *text, struct arena *arena, struct date_guess *guess)
{
    struct parts parts;
    *guess = (struct date_guess){.why = ""};
    text = guess_plain(text, arena);
    if (guess_longer(text, arena, guess))
        return true;
    take_apart(&parts, text);
    size_t month = find_month(&parts);
    if (parts.other || parts.months > 1 || parts.count == (size_t)parts.months || parts.count > 3)
        return false;
    if (parts.count == 1 && parts.rows[0].digits == 8)
        guess_compact(&parts, arena, guess);
    else if (parts.count == 2)
        guess_two(&parts, month, guess);
    else if (parts.count == 3 && month < 3)
        guess_named(&parts, month, arena, guess);
    else if (parts.count == 3 && parts.rows[0].digits >= 3)
        guess_from_year(&parts, arena, guess);
    else if (parts.count == 3)
        guess_to_year(&parts, arena, guess);
    guess->certain = is_certain(&parts, guess);
    return true;
}
