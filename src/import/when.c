#include "import/when.h"

#include "import/when_scan.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

struct name {
    const char *word;
    int value;
};

/* Welsh names also as they stand after "o" and "nos". */
static const struct name months[] = {
    {"january", 1}, {"jan", 1},       {"ionawr", 1},    {"ion", 1},    {"february", 2},  {"feb", 2},        {"chwefror", 2},
    {"chwef", 2},   {"march", 3},     {"mar", 3},       {"mawrth", 3}, {"fawrth", 3},    {"april", 4},      {"apr", 4},
    {"ebrill", 4},  {"ebr", 4},       {"may", 5},       {"mai", 5},    {"fai", 5},       {"june", 6},       {"jun", 6},
    {"mehefin", 6}, {"fehefin", 6},   {"meh", 6},       {"july", 7},   {"jul", 7},       {"gorffennaf", 7}, {"orffennaf", 7},
    {"gorff", 7},   {"august", 8},    {"aug", 8},       {"awst", 8},   {"september", 9}, {"sept", 9},       {"sep", 9},
    {"medi", 9},    {"fedi", 9},      {"october", 10},  {"oct", 10},   {"hydref", 10},   {"hyd", 10},       {"november", 11},
    {"nov", 11},    {"tachwedd", 11}, {"dachwedd", 11}, {"tach", 11},  {"december", 12}, {"dec", 12},       {"rhagfyr", 12},
    {"ragfyr", 12}, {"rhag", 12},
};

static const struct name weekdays[] = {
    {"monday", 0}, {"mon", 0},      {"tuesday", 1},  {"tues", 1},   {"tue", 1},  {"wednesday", 2}, {"weds", 2},
    {"wed", 2},    {"wednes", 2},   {"thursday", 3}, {"thurs", 3},  {"thur", 3}, {"thu", 3},       {"friday", 4},
    {"fri", 4},    {"saturday", 5}, {"sat", 5},      {"sunday", 6}, {"sun", 6},  {"mercher", 2},   {"fercher", 2},
    {"iau", 3},    {"gwener", 4},   {"wener", 4},    {"sadwrn", 5}, {"sul", 6},
};

/* Weekdays only behind "dydd" or "nos": the words alone are months, or mean other things. */
static const struct name dydd[] = {
    {"llun", 0}, {"lun", 0},    {"mawrth", 1}, {"fawrth", 1}, {"mercher", 2}, {"fercher", 2},
    {"iau", 3},  {"gwener", 4}, {"wener", 4},  {"sadwrn", 5}, {"sul", 6},
};

enum {
    MONTHS = sizeof months / sizeof *months,
    WEEKDAYS = sizeof weekdays / sizeof *weekdays,
    DYDD = sizeof dydd / sizeof *dydd
};

/* Words before a number that make it the number of something else. */
static const char *const counted =
    "item items no nos number numbers page pages appendix section sections clause para paragraph room figure table "
    "year phase rule version release regulation code chapter minute minutes motion question";
/* Small words that may follow "4 October 23", where that is a year. */
static const char *const after_year = "at in on and to from were was by with held meeting the for of until till or";
static const char *const after_may =
    "be have not also need want wish only still well contain include require result cause lead seem say go "
    "take make ask use apply refer vary differ occur affect become";

struct year {
    int value; /* 0: none */
    bool short_form;
    size_t to;
};

static int look_up(const struct name *names, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (names[i].word[0] == word[0] && strcmp(names[i].word, word) == 0)
            return names[i].value;
    return -1;
}

int when_month(const char *word, size_t size)
{
    char small[SCAN_WORD];
    size_t taken = scan_word((struct scan){word, size}, 0, small);
    int month = taken && taken == size ? look_up(months, MONTHS, small) : 0;
    return month > 0 ? month : 0;
}

/* A full English name with a slip of the pen ("Febuary"); only where all around says that it must be a month. */
static int month_misspelt(const char *word)
{
    if (strlen(word) < 6)
        return 0;
    for (size_t i = 0; i < MONTHS; i++)
        if (strlen(months[i].word) >= 6 && months[i].word[0] == word[0] && text_distance(word, months[i].word, 3) <= 2)
            return months[i].value;
    return 0;
}

static bool day_exists(int year, int month, int day)
{
    char iso[11];
    struct date date;
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    when_iso((struct date){year, month, day}, iso);
    return date_parse(iso, &date);
}

/* A year of two digits: what is nearest to what is known, else of 1969 to 2068. */
static int full_year(int year, struct date near)
{
    if (!near.year)
        return year + (year <= 68 ? 2000 : 1900);
    int full = near.year / 100 * 100 + year;
    if (full > near.year + 50)
        return full - 100;
    return full < near.year - 50 ? full + 100 : full;
}

/* The year that puts a day without one nearest to near. */
static int nearest_year(int month, int day, struct date near, bool after)
{
    int best = 0;
    long least = 0;
    for (int year = near.year - 4; year <= near.year + 8; year++) {
        if (!day_exists(year, month, day))
            continue;
        long apart = date_number((struct date){year, month, day}) - date_number(near);
        if (after && apart <= 0)
            continue;
        apart = apart < 0 ? -apart : apart;
        if (!best || apart < least) {
            best = year;
            least = apart;
        }
    }
    return best;
}

/* -- the parts -- */

/* Behind a number: "th", " st", "ydd"; the number of bytes. What follows may be stuck to it ("4thOctober"). */
static size_t ordinal(struct scan s, size_t at)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "ydd", "fed", "eg", "ain", "af", "il", "ed"};
    char word[SCAN_WORD];
    size_t blank = scan_blank(s, at), size = scan_word(s, at, word);
    size_t from = at;
    if (!size && blank == 1) {
        size = scan_word(s, at + blank, word);
        from = at + blank;
    }
    for (size_t i = 0; size && i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        bool whole = size == length, stuck = i < 4 && size > length && from == at;
        if (strncmp(word, endings[i], length) == 0 && (whole || (stuck && look_up(months, MONTHS, word + length) > 0)))
            return from - at + length;
    }
    return 0;
}

/* A day of the month with its ordinal; the bytes, 0: none. */
static size_t day_number(struct scan s, size_t at, int *day, bool *suffixed)
{
    size_t size = scan_number(s, at, 2, day);
    if (!size || *day < 1 || *day > 31)
        return 0;
    size_t more = ordinal(s, at + size);
    *suffixed = more > 0;
    return size + more;
}

static bool plural(const char *word, size_t size)
{
    return size > 3 && word[size - 1] == 's' && word[size - 2] != 's' && !text_word_in(word, "minutes this");
}

/* Whether the number that ends here goes on as a time, a decimal, a percentage or the like. */
static bool goes_on(struct scan s, size_t at)
{
    char c = scan_char(s, at), word[SCAN_WORD];
    if (scan_letter(s, at, 0) || scan_digit(s, at) || (c && strchr("%:_@", c)))
        return true;
    if (c && strchr(".,/-", c) && scan_digit(s, at + 1))
        return true;
    size_t size = scan_word(s, at + scan_blank(s, at), word);
    return size && text_word_in(word, "am pm a p hrs hours hr oclock noon percent");
}

/* The year behind day and month. A short one only where nothing else can be meant. */
static struct year year_behind(struct scan s, size_t at)
{
    int value;
    size_t to = at + scan_blank(s, at), size;
    char c = scan_char(s, to), word[SCAN_WORD];
    bool apostrophe = false;
    size_t dash = scan_dash(s, to);
    if (dash || (c && strchr(",./", c)))
        to += dash ? dash : 1, to += scan_blank(s, to);
    if (scan_word(s, to, word) && strcmp(word, "of") == 0)
        to += 2, to += scan_blank(s, to);
    if (scan_char(s, to) == '\'' || (s.size - to >= 3 && memcmp(s.text + to, "\xE2\x80\x99", 3) == 0)) {
        apostrophe = true;
        to += scan_char(s, to) == '\'' ? 1 : 3;
    }
    size = scan_number(s, to, 4, &value);
    if ((size != 4 && size != 2) || goes_on(s, to + size))
        return (struct year){0, false, at};
    if (size == 4)
        return value >= 1600 && value < 2200 ? (struct year){value, false, to + size} : (struct year){0, false, at};
    size_t next = to + size + scan_blank(s, to + size), length = scan_word(s, next, word);
    bool small = length && s.text[next] >= 'a';
    bool follows = !small || text_word_in(word, after_year);
    bool listed = c == ',' && !apostrophe; /* "4 October, 12 …" may go on with another day */
    return follows && !listed && !dash ? (struct year){value, true, to + size} : (struct year){0, false, at};
}

static bool settle(struct when_date *found, int day, int month, struct year year, struct date near, bool after)
{
    int full = year.short_form ? full_year(year.value, near) : year.value;
    if (!full && near.year)
        full = nearest_year(month, day, near, after);
    if (!day_exists(full ? full : 2000, month, day))
        return false;
    found->date = (struct date){full, month, day};
    return true;
}

static bool month_day(struct scan s, size_t at, struct date near, bool after, struct when_date *found);

/* "12–", "12th to ", "12 & ": the bytes up to the second day. */
static size_t range_sign(struct scan s, size_t at)
{
    size_t blank = scan_blank(s, at), from = at + blank, size = scan_dash(s, from);
    char word[SCAN_WORD];
    if (!size && (scan_char(s, from) == '/' || scan_char(s, from) == '&'))
        size = 1;
    if (!size && scan_word(s, from, word) && text_word_in(word, "to and until or"))
        size = strlen(word);
    return size ? blank + size + scan_blank(s, from + size) : 0;
}

/* Between the day and its month: blanks, "of", "day of", "o", and one sign. */
static size_t to_month(struct scan s, size_t at, bool *sign)
{
    size_t to = at + scan_blank(s, at);
    char word[SCAN_WORD];
    *sign = false;
    size_t dash = scan_dash(s, to);
    if (dash || (scan_char(s, to) && strchr("/.,", scan_char(s, to)))) {
        *sign = dash || scan_char(s, to) != ',';
        to += dash ? dash : 1;
        to += scan_blank(s, to);
    }
    for (int i = 0; i < 3; i++) {
        size_t size = scan_word(s, to, word);
        if (!size || !text_word_in(word, i == 0 ? "day of o" : "of o the"))
            break;
        to += size;
        to += scan_blank(s, to);
    }
    return to - at;
}

/* Whether a day and month without a year, so written, are meant as a day. */
static bool is_meant(struct scan s, size_t day, size_t month, size_t to, bool suffixed, const char *name)
{
    char before[SCAN_WORD], next[SCAN_WORD];
    size_t size = scan_word(s, to + scan_blank(s, to), next);
    if (strcmp(name, "may") == 0 && size && text_word_in(next, after_may))
        return false;
    if (suffixed)
        return true;
    if (s.text[month] >= 'a')
        return false;
    if (scan_word_before(s, day, before) && text_word_in(before, counted))
        return false;
    return true;
}

/* The year of the second day in "30 March – 2 April 2021". */
static struct year year_of_second(struct scan s, size_t at)
{
    int day;
    bool suffixed, sign;
    char word[SCAN_WORD];
    size_t more = range_sign(s, at), size = more ? day_number(s, at + more, &day, &suffixed) : 0;
    if (!size)
        return (struct year){0, false, at};
    size_t name = at + more + size;
    name += to_month(s, name, &sign);
    size = scan_word(s, name, word);
    if (!size || sign || look_up(months, MONTHS, word) < 0)
        return (struct year){0, false, at};
    struct year year = year_behind(s, name + size);
    return year.short_form ? (struct year){0, false, at} : year;
}

static bool day_month(struct scan s, size_t at, struct date near, bool after, struct when_date *found)
{
    int day, second;
    bool suffixed, sign, too;
    char word[SCAN_WORD];
    size_t size = day_number(s, at, &day, &suffixed), to = at + size, more;
    if (!size || scan_char(s, to) == '%')
        return false;
    if ((more = range_sign(s, to)) != 0 && (size = day_number(s, to + more, &second, &too)) != 0 && second > day)
        to += more + size;
    size_t month = to + to_month(s, to, &sign);
    if (scan_char(s, month - 1) == '\n' && scan_char(s, month - 2) == '\n')
        return false;
    size = scan_word(s, month, word);
    int number = size ? look_up(months, MONTHS, word) : 0;
    bool misspelt = size && number <= 0 && (number = month_misspelt(word)) != 0;
    if (!size || number <= 0)
        return false;
    to = month + size;
    struct year year = year_behind(s, to);
    if (!year.value && !misspelt && !sign)
        year = year_of_second(s, to);
    bool plain = !misspelt && !sign && is_meant(s, at, month, to, suffixed || found->weekday >= 0, word);
    if (!year.value && !plain)
        return false;
    found->to = year.value ? year.to : to;
    return settle(found, day, number, year, near, after);
}

static bool month_day(struct scan s, size_t at, struct date near, bool after, struct when_date *found)
{
    int day, second, month;
    bool suffixed, too;
    char word[SCAN_WORD], around[SCAN_WORD];
    size_t size = scan_word(s, at, word), to = at + size, more;
    if (!size || (month = look_up(months, MONTHS, word)) <= 0)
        return false;
    to += scan_char(s, to) == '.';
    to += scan_blank(s, to);
    if (scan_dash(s, to))
        to += scan_dash(s, to);
    if (scan_word(s, to, around) && strcmp(around, "the") == 0)
        to += 3, to += scan_blank(s, to);
    if (!(size = day_number(s, to, &day, &suffixed)))
        return false;
    to += size;
    if ((more = range_sign(s, to)) != 0 && (size = day_number(s, to + more, &second, &too)) != 0 && second > day &&
        !goes_on(s, to + more + size))
        to += more + size;
    struct year year = year_behind(s, to);
    if (!year.value && goes_on(s, to))
        return false;
    if (!year.value && !suffixed && found->weekday < 0) {
        size = scan_word(s, to + scan_blank(s, to), around);
        bool count = size && s.text[to + scan_blank(s, to)] >= 'a' && (plural(around, size) || text_word_in(around, "people of"));
        if (count || s.text[at] >= 'a' || (scan_word_before(s, at, around) && text_word_in(around, "in for during since")))
            return false;
    }
    found->to = year.value ? year.to : to;
    found->month_led = true;
    return settle(found, day, month, year, near, after);
}

/* -- numbers only -- */

/* The sign between two numbers, blanks after it allowed where loose; its character, a dash of any kind as '-'. */
static char numeric_sign(struct scan s, size_t *at, bool loose)
{
    size_t from = *at + (loose ? scan_blank(s, *at) : 0), dash = scan_dash(s, from);
    char c = scan_char(s, from);
    if (!dash && c != '/' && c != '.')
        return '\0';
    from += dash ? dash : 1;
    *at = from + (loose ? scan_blank(s, from) : 0);
    return dash ? '-' : c;
}

/* Whether nothing is stuck to the end of a numeric date that makes it something else; "T12:00" may be. */
static bool ends_well(struct scan s, size_t at, char sign)
{
    char c = scan_char(s, at);
    if (c == 'T' && scan_digit(s, at + 1))
        return true;
    if (scan_letter(s, at, 0) || scan_digit(s, at) || c == '%' || c == '_')
        return false;
    return !((c == sign || c == '/' || c == '.' || c == '-') && scan_digit(s, at + 1));
}

static bool year_first(struct scan s, size_t at, struct when_date *found)
{
    int year, month, day;
    size_t size = scan_number(s, at, 4, &year), to = at + size;
    char sign = '\0';
    if (size != 4 || year < 1600 || year > 2199 || !(sign = numeric_sign(s, &to, false)))
        return false;
    if (!(size = scan_number(s, to, 2, &month)))
        return false;
    to += size;
    if (numeric_sign(s, &to, false) != sign || !(size = scan_number(s, to, 2, &day)))
        return false;
    to += size;
    if (!ends_well(s, to, sign) || !day_exists(year, month, day))
        return false;
    found->date = (struct date){year, month, day};
    found->to = to;
    return true;
}

static bool compact(struct scan s, size_t at, struct when_date *found)
{
    int all;
    char before[SCAN_WORD];
    size_t to = at + 8, back = at;
    if (scan_number(s, at, 8, &all) != 8 || all / 10000 < 1900 || all / 10000 > 2099)
        return false;
    char c = scan_char(s, to);
    while (back && s.text[back - 1] == ' ')
        back--;
    bool number = back && (scan_digit(s, back - 1) || strchr("+#-_/", s.text[back - 1]));
    number = number || scan_letter(s, to, 0) || (c && strchr("-_/%", c)) || scan_digit(s, to + scan_blank(s, to));
    if (number ||
        (scan_word_before(s, at, before) && text_word_in(before, "tel phone mobile fax ref reference no number account id ext")))
        return false;
    found->date = (struct date){all / 10000, all / 100 % 100, all % 100};
    found->to = to;
    return day_exists(found->date.year, found->date.month, found->date.day);
}

static bool numeric(struct scan s, size_t at, struct date near, struct when_date *found)
{
    int first, second, year;
    char before[SCAN_WORD], sign;
    size_t size = scan_number(s, at, 2, &first), to = at + size;
    bool loose = scan_char(s, to) == ' ' || scan_char(s, to + 1) == ' ';
    if (!size || !(sign = numeric_sign(s, &to, loose)) || !(size = scan_number(s, to, 2, &second)))
        return false;
    to += size;
    if (numeric_sign(s, &to, loose) != sign)
        return false;
    size = scan_number(s, to, 4, &year);
    if ((size != 4 && (size != 2 || loose)) || !ends_well(s, to + size, sign) || (size == 4 && (year < 1600 || year > 2199)))
        return false;
    if (sign != '/' && size == 2 && scan_word_before(s, at, before) && text_word_in(before, counted))
        return false;
    year = size == 2 ? full_year(year, near) : year;
    found->numeric = true;
    found->swapped = !day_exists(year, second, first);
    found->date = found->swapped ? (struct date){year, first, second} : (struct date){year, second, first};
    found->to = to + size;
    return day_exists(year, found->date.month, found->date.day);
}

bool when_month_first(struct when_date *found)
{
    struct date swapped = {found->date.year, found->date.day, found->date.month};
    if (!found->numeric || found->swapped || !day_exists(swapped.year, swapped.month, swapped.day))
        return false;
    found->date = swapped;
    found->swapped = true;
    return true;
}

/* -- looking for them -- */

/* A number that begins here stands for itself: it is not money, a version, or the tail of a longer one. */
static bool number_starts(struct scan s, size_t at)
{
    if (at == 0)
        return true;
    char c = s.text[at - 1];
    if (scan_letter(s, at, -1) || (c >= '0' && c <= '9') || strchr("$#+%_=@/", c))
        return false;
    if (at > 1 && strchr(".-:,", c) && s.text[at - 2] >= '0' && s.text[at - 2] <= '9')
        return false;
    bool money = (at > 1 && memcmp(s.text + at - 2, "\xC2\xA3", 2) == 0) ||
                 (at > 2 && memcmp(s.text + at - 3, "\xE2\x82\xAC", 3) == 0);
    return !money;
}

static bool date_at(struct scan s, size_t at, struct date near, bool after, struct when_date *found)
{
    int weekday = found->weekday;
    *found = (struct when_date){.weekday = weekday, .from = at};
    if (!scan_digit(s, at))
        return month_day(s, at, near, after, found);
    bool plain = year_first(s, at, found) || compact(s, at, found) || numeric(s, at, near, found);
    if (plain)
        return true;
    found->numeric = found->swapped = false;
    return day_month(s, at, near, after, found);
}

/* The weekday that a word at this place is; the bytes, 0: none. */
static size_t weekday_at(struct scan s, size_t at, int *weekday)
{
    char word[SCAN_WORD], second[SCAN_WORD];
    size_t size = scan_word(s, at, word), blank = scan_blank(s, at + size);
    *weekday = -1;
    if (!size)
        return 0;
    if (text_word_in(word, "dydd ddydd nos")) {
        size_t more = blank ? scan_word(s, at + size + blank, second) : 0;
        *weekday = more ? look_up(dydd, DYDD, second) : -1;
        return *weekday >= 0 ? size + blank + more : 0;
    }
    *weekday = look_up(weekdays, WEEKDAYS, word);
    return *weekday >= 0 ? size : 0;
}

/* Between the weekday and its date: signs, "the", "evening", "on". */
static size_t behind_weekday(struct scan s, size_t at)
{
    size_t to = at;
    char word[SCAN_WORD];
    for (int i = 0; i < 4; i++) {
        to += scan_blank(s, to);
        if (scan_char(s, to) && strchr(".,:/", scan_char(s, to)))
            to++;
        else if (scan_dash(s, to))
            to += scan_dash(s, to);
        to += scan_blank(s, to);
        size_t size = scan_word(s, to, word);
        if (!size || !text_word_in(word, "the on evening morning afternoon night eve y"))
            break;
        to += size;
    }
    return to - at;
}

/* The weekday behind a date: "16 November 2000 (Thursday)", "16/11/2000, Thursday". */
static void weekday_behind(struct scan s, struct when_date *found)
{
    size_t at = found->to + scan_blank(s, found->to), next;
    char sign = scan_char(s, at);
    int weekday;
    if (found->weekday >= 0 || (sign != '(' && sign != ','))
        return;
    at++;
    at += scan_blank(s, at);
    size_t size = weekday_at(s, at, &weekday);
    if (!size)
        return;
    next = at + size + scan_blank(s, at + size);
    bool closed = sign == '(' ? scan_char(s, at + size) == ')'
                              : found->date.year && !scan_digit(s, next) && !scan_letter(s, next, 0);
    if (!closed)
        return;
    found->weekday = weekday;
    found->to = at + size + (sign == '(');
}

static bool word_may_start(char c)
{
    return c && strchr("jfmasondtwceihgrlJFMASONDTWCEIHGRL", c) != NULL;
}

/* Whether a date is at this place, with its weekday. */
static bool whole_at(struct scan s, size_t at, struct date near, bool after, struct when_date *found)
{
    int weekday = -1;
    size_t size = scan_digit(s, at) ? 0 : weekday_at(s, at, &weekday), core = at;
    if (size) {
        core = at + size + behind_weekday(s, at + size);
        if (core == at + size && !scan_digit(s, core))
            return false;
    }
    found->weekday = weekday;
    if (!date_at(s, core, near, after, found))
        return false;
    found->from = at;
    weekday_behind(s, found);
    return true;
}

bool when_find_date(const char *text, size_t size, size_t from, struct date near, bool after, struct when_date *found)
{
    struct scan s = {text, size};
    for (size_t at = from; at < size; at++) {
        bool digit = scan_digit(s, at), letter = !digit && word_may_start(text[at]) && !scan_letter(s, at, -1);
        if (!(digit ? number_starts(s, at) : letter))
            continue;
        if (whole_at(s, at, near, after, found))
            return true;
    }
    *found = (struct when_date){.weekday = -1, .from = size, .to = size};
    return false;
}

void when_iso(struct date date, char iso[11])
{
    char wide[40];
    snprintf(wide, sizeof wide, "%04d-%02d-%02d", date.year, date.month, date.day);
    memcpy(iso, wide, 10);
    iso[10] = '\0';
}
