/* Dates and times in printed words. Nothing is reported that could be meant otherwise: a wrong alarm costs more than a missed
 * slip.
 *
 * A weekday counts when a date follows it ("Wednesday 4th October 2023", "dydd Mercher, 4 Hydref", "Wed 4/10/2023") or
 * stands before it with the weekday in parentheses. Without a year the date may lie in any year that fits. */
#include "document/rules.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK };

struct token {
    const char *at;
    size_t size;
    enum token_kind kind;
    int number;
};

struct tokens {
    struct token *rows;
    size_t count;
};

struct words {
    const char *name;
    int number;
};

static const struct words weekdays[] = {
    {"monday", 0},   {"mon", 0},      {"tuesday", 1}, {"tue", 1},  {"tues", 1},  {"wednesday", 2}, {"wed", 2},
    {"weds", 2},     {"thursday", 3}, {"thu", 3},     {"thur", 3}, {"thurs", 3}, {"friday", 4},    {"fri", 4},
    {"saturday", 5}, {"sat", 5},      {"sunday", 6},  {"sun", 6},  {NULL, 0},
};

/* After "dydd" or "nos", where they may be mutated; "Mawrth" alone is also March. */
static const struct words welsh_weekdays[] = {
    {"llun", 0}, {"lun", 0},    {"mawrth", 1}, {"fawrth", 1}, {"mercher", 2}, {"fercher", 2},
    {"iau", 3},  {"gwener", 4}, {"wener", 4},  {"sadwrn", 5}, {"sul", 6},     {NULL, 0},
};

static const struct words months[] = {
    {"january", 1}, {"jan", 1},       {"february", 2}, {"feb", 2},     {"march", 3},     {"mar", 3},        {"april", 4},
    {"apr", 4},     {"may", 5},       {"june", 6},     {"jun", 6},     {"july", 7},      {"jul", 7},        {"august", 8},
    {"aug", 8},     {"september", 9}, {"sep", 9},      {"sept", 9},    {"october", 10},  {"oct", 10},       {"november", 11},
    {"nov", 11},    {"december", 12}, {"dec", 12},     {"ionawr", 1},  {"chwefror", 2},  {"mawrth", 3},     {"fawrth", 3},
    {"ebrill", 4},  {"mai", 5},       {"fai", 5},      {"mehefin", 6}, {"fehefin", 6},   {"gorffennaf", 7}, {"orffennaf", 7},
    {"awst", 8},    {"medi", 9},      {"fedi", 9},     {"hydref", 10}, {"tachwedd", 11}, {"dachwedd", 11},  {"rhagfyr", 12},
    {"ragfyr", 12}, {NULL, 0},
};

static const char *const weekday_names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

static bool same_word(const struct token *token, const char *word)
{
    if (token->size != strlen(word))
        return false;
    for (size_t i = 0; i < token->size; i++)
        if (tolower((unsigned char)token->at[i]) != word[i])
            return false;
    return true;
}

static bool is_one_of(const struct token *token, const char *const *words)
{
    for (; *words; words++)
        if (same_word(token, *words))
            return true;
    return false;
}

static int find_word(const struct words *words, const struct token *token)
{
    for (; token->kind == TOKEN_WORD && words->name; words++)
        if (same_word(token, words->name))
            return words->number;
    return -1;
}

/* Letters beyond ASCII belong to words, dashes and quotation marks do not. */
static bool is_letter(uint32_t point)
{
    return point < 0x80 ? isalpha((int)point) : point >= 0xC0 && !(point >= 0x2000 && point < 0x2070);
}

static size_t run_of(const char *text, bool digits)
{
    size_t size = 0, length;
    uint32_t point;
    while ((length = text_decode(text + size, strnlen(text + size, 4), &point)))
        if (digits ? isdigit((unsigned char)text[size]) : is_letter(point))
            size += length;
        else
            break;
    return size;
}

static struct token next_token(const char *at)
{
    size_t digits = run_of(at, true), letters = digits ? 0 : run_of(at, false);
    struct token token = {at, digits + letters, digits ? TOKEN_NUMBER : TOKEN_WORD, -1};
    if (!token.size) {
        uint32_t point;
        token.kind = TOKEN_MARK;
        token.size = text_decode(at, strnlen(at, 4), &point);
        token.size += !token.size;
    }
    for (size_t i = 0; digits && digits <= 4 && i < digits; i++)
        token.number = (token.number < 0 ? 0 : token.number * 10) + at[i] - '0';
    return token;
}

static struct tokens split(struct arena *arena, const char *text)
{
    struct tokens tokens = {arena_alloc(arena, (strlen(text) + 1) * sizeof *tokens.rows), 0};
    for (const char *at = text; *at; at += tokens.rows[tokens.count - 1].size) {
        while (*at == ' ')
            at++;
        if (!*at)
            break;
        tokens.rows[tokens.count++] = next_token(at);
    }
    return tokens;
}

/* A token beyond the end is a mark that is nothing. */
static const struct token *token_at(const struct tokens *tokens, size_t i)
{
    static const struct token none = {"", 0, TOKEN_MARK, -1};
    return i < tokens->count ? &tokens->rows[i] : &none;
}

static bool is_mark(const struct token *token, const char *marks)
{
    return token->kind == TOKEN_MARK && token->size == 1 && strchr(marks, *token->at);
}

static bool is_number(const struct token *token, size_t fewest, size_t most)
{
    return token->kind == TOKEN_NUMBER && token->size >= fewest && token->size <= most;
}

static bool touches(const struct token *before, const struct token *after)
{
    return before->at + before->size == after->at;
}

/* A year, where "2000 hours" is none. */
static size_t match_year(const struct tokens *tokens, size_t i, int *year)
{
    static const char *const hours[] = {"h", "hrs", "hours", NULL};
    size_t comma = is_mark(token_at(tokens, i), ",");
    const struct token *token = token_at(tokens, i + comma);
    if (!is_number(token, 4, 4) || token->number < 1900 || token->number > 2199 ||
        is_one_of(token_at(tokens, i + comma + 1), hours))
        return 0;
    *year = token->number;
    return comma + 1;
}

static size_t match_ordinal(const struct tokens *tokens, size_t i)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "af", "il", "ydd", "ed", "fed", "eg", "ain", NULL};
    return i && touches(token_at(tokens, i - 1), token_at(tokens, i)) && is_one_of(token_at(tokens, i), endings);
}

/* "4", "4th", "4th of" */
static size_t match_day(const struct tokens *tokens, size_t i, int *day)
{
    static const char *const of[] = {"of", "o", NULL};
    if (!is_number(token_at(tokens, i), 1, 2))
        return 0;
    *day = token_at(tokens, i)->number;
    size_t used = 1 + match_ordinal(tokens, i + 1);
    return used + is_one_of(token_at(tokens, i + used), of);
}

static size_t match_month(const struct tokens *tokens, size_t i, int *month)
{
    *month = find_word(months, token_at(tokens, i));
    return *month > 0 ? 1 + (token_at(tokens, i)->size <= 4 && is_mark(token_at(tokens, i + 1), ".")) : 0;
}

/* "4th of October 2023", "October 4, 2023"; year 0 where none is printed */
static size_t match_words(const struct tokens *tokens, size_t i, struct date *date)
{
    size_t first = match_day(tokens, i, &date->day);
    size_t second = first ? match_month(tokens, i + first, &date->month) : 0;
    if (!second) {
        first = match_month(tokens, i, &date->month);
        second = first ? match_day(tokens, i + first, &date->day) : 0;
    }
    if (!second)
        return 0;
    return first + second + match_year(tokens, i + first + second, &date->year);
}

/* "04/10/2023", "4.10.23", "2023-10-04" */
static size_t match_figures(const struct tokens *tokens, size_t i, struct date *date)
{
    const struct token *a = token_at(tokens, i), *b = token_at(tokens, i + 2), *c = token_at(tokens, i + 4);
    const struct token *mark = token_at(tokens, i + 1), *other = token_at(tokens, i + 3);
    if (!is_mark(mark, "/.-") || !is_mark(other, "/.-") || *mark->at != *other->at || !is_number(b, 1, 2))
        return 0;
    if (*mark->at == '-' && is_number(a, 4, 4) && is_number(c, 2, 2))
        *date = (struct date){a->number, b->number, c->number};
    else if (is_number(a, 1, 2) && (is_number(c, 4, 4) || is_number(c, 2, 2)))
        *date = (struct date){c->number + (c->size == 2 ? 2000 : 0), b->number, a->number};
    else
        return 0;
    return 5;
}

static size_t match_date(const struct tokens *tokens, size_t i, struct date *date)
{
    size_t the = same_word(token_at(tokens, i), "the");
    *date = (struct date){0, 0, 0};
    size_t used = match_figures(tokens, i + the, date);
    if (!used)
        used = match_words(tokens, i + the, date);
    return used ? the + used : 0;
}

static size_t match_weekday(const struct tokens *tokens, size_t i, int *weekday)
{
    static const char *const day[] = {"dydd", "ddydd", "nos", NULL};
    if (is_one_of(token_at(tokens, i), day)) {
        *weekday = find_word(welsh_weekdays, token_at(tokens, i + 1));
        return *weekday < 0 ? 0 : 2;
    }
    *weekday = find_word(weekdays, token_at(tokens, i));
    return *weekday < 0 ? 0 : 1;
}

/* What may stand between the two: a comma, a full stop after a short name, a dash. */
static size_t match_between(const struct tokens *tokens, size_t i)
{
    const struct token *token = token_at(tokens, i);
    bool dash = token->kind == TOKEN_MARK && token->size == 3 && memcmp(token->at, "\xE2\x80\x93", 3) == 0;
    return is_mark(token, ",.-") || dash;
}

/* Years that a date without one may be in. */
struct years {
    int rows[3];
    size_t count;
};

static bool exists(struct date date, int year, int *weekday)
{
    char text[40];
    struct date parsed;
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, date.month, date.day);
    if (!date_parse(text, &parsed))
        return false;
    *weekday = date_weekday(parsed);
    return true;
}

/* The weekday the date had, or -1 where it had the one that is printed, or nothing can be said. */
static int right_weekday(struct date date, int weekday, const struct years *years)
{
    struct years said = {{date.year, 0, 0}, 1};
    int right = -1;
    for (size_t i = 0; i < (date.year ? &said : years)->count; i++) {
        int found;
        if (!exists(date, (date.year ? &said : years)->rows[i], &found))
            continue;
        if (found == weekday)
            return -1;
        right = right < 0 ? found : right;
    }
    return right;
}

/* 04/10/2023 may be the tenth of April to somebody. */
static bool reads_otherwise(const struct tokens *tokens, size_t i, struct date date, int weekday)
{
    int found;
    return is_mark(token_at(tokens, i + 1), "/") && exists((struct date){date.year, date.day, date.month}, date.year, &found) &&
           found == weekday;
}

static void check_weekday(struct rules *rules, const struct node *node, const struct token *first, const struct token *last,
                          int right)
{
    char *words = arena_copy_n(rules->arena, first->at, (size_t)(last->at + last->size - first->at));
    diag_add(rules->log, D_WEEKDAY_MISMATCH, parts_place_word(rules->document, node, words, &rules->searches), words,
             weekday_names[right]);
}

/* Weekday and date at token i; returns how many tokens were read. */
static size_t check_weekday_first(struct rules *rules, const struct node *node, const struct tokens *tokens, size_t i,
                                  const struct years *years)
{
    int weekday;
    struct date date;
    size_t used = match_weekday(tokens, i, &weekday);
    if (!used)
        return 0;
    size_t start = i + used + match_between(tokens, i + used), dated = match_date(tokens, start, &date);
    if (!dated)
        return used;
    int right = right_weekday(date, weekday, years);
    if (right >= 0 && !reads_otherwise(tokens, start, date, weekday))
        check_weekday(rules, node, token_at(tokens, i), token_at(tokens, start + dated - 1), right);
    return start + dated - i;
}

/* "2 October 2024 (Wednesday)" */
static size_t check_date_first(struct rules *rules, const struct node *node, const struct tokens *tokens, size_t i,
                               const struct years *years)
{
    int weekday;
    struct date date;
    size_t dated = match_date(tokens, i, &date);
    if (!dated)
        return 0;
    size_t after = i + dated, used = is_mark(token_at(tokens, after), "(") ? match_weekday(tokens, after + 1, &weekday) : 0;
    if (!used || !is_mark(token_at(tokens, after + 1 + used), ")"))
        return dated;
    int right = right_weekday(date, weekday, years);
    if (right >= 0 && !reads_otherwise(tokens, i, date, weekday))
        check_weekday(rules, node, token_at(tokens, i), token_at(tokens, after + 1 + used), right);
    return dated + 2 + used;
}

static void add_year(struct years *years, const char *date, int more)
{
    struct date day;
    if (date && date_parse(date, &day))
        years->rows[years->count++] = day.year + more;
}

/* When a meeting was held is in its own year; what is announced may lie in the next. */
static struct years years_of(const struct rules *rules, const struct node *node)
{
    struct years years = {{0}, 0};
    add_year(&years, node_attr(node, "date"), 0);
    add_year(&years, rules->facts->date, 0);
    if (!node_is(node, "held"))
        add_year(&years, rules->facts->date, 1);
    return years;
}

void rule_printed_dates(struct rules *rules, const struct node *node)
{
    if (node_is(node, "heading") && !text_same(node_attr(node, "kind"), "other"))
        return;
    struct years years = years_of(rules, node);
    struct tokens tokens = split(rules->arena, parts_text(rules->arena, node));
    for (size_t i = 0; i < tokens.count;) {
        size_t used = check_weekday_first(rules, node, &tokens, i, &years);
        if (!used)
            used = check_date_first(rules, node, &tokens, i, &years);
        i += used ? used : 1;
    }
}

/* -- times -- */

struct clock {
    const char *start, *end;
    int hour, minute; /* minute -1: none printed */
    size_t minute_digits;
    char mark;           /* ':' or '.', 0 without minutes */
    bool half, attached; /* am or pm follows; without a blank */
};

static size_t digits_at(const char *at)
{
    return strspn(at, "0123456789");
}

/* "am", "pm", "a.m.", "p.m." */
static size_t match_half(const char *at)
{
    if (!strchr("apAP", *at) || !*at)
        return 0;
    size_t dot = at[1] == '.';
    if (at[1 + dot] != 'm' && at[1 + dot] != 'M')
        return 0;
    size_t size = 2 + dot + (dot && at[3] == '.');
    return isalpha((unsigned char)at[size]) ? 0 : size;
}

/* Whether digits at text[i] may begin a time: not within a word, a number, a date or a sum of money. */
static bool may_begin(const char *text, size_t i)
{
    if (i == 0)
        return true;
    unsigned char before = (unsigned char)text[i - 1];
    bool dash = i >= 3 && memcmp(text + i - 3, "\xE2\x80\x93", 3) == 0;
    return dash || (before < 0x80 && !isalnum(before) && !strchr(":./#$%+*=_", before));
}

static bool read_clock(const char *text, size_t i, struct clock *clock)
{
    const char *at = text + i;
    size_t digits = digits_at(at);
    *clock = (struct clock){.start = at, .minute = -1};
    if (digits < 1 || digits > 2)
        return false;
    clock->hour = (int)strtol(at, NULL, 10);
    at += digits;
    if ((*at == ':' || *at == '.') && digits_at(at + 1)) {
        clock->mark = *at++;
        clock->minute_digits = digits_at(at);
        clock->minute = clock->minute_digits <= 2 ? (int)strtol(at, NULL, 10) : -1;
        at += clock->minute_digits;
    }
    clock->end = at;
    clock->attached = match_half(at);
    clock->half = clock->attached || (*at == ' ' && match_half(at + 1));
    bool goes_on = *at && strchr(":./%", *at) && digits_at(at + 1);
    return clock->minute_digits <= 2 && !goes_on && (*at != '%');
}

/* "at 7:5" is meant as a time; "2:1" may be a score. */
static bool is_announced(const char *text, size_t i)
{
    static const char *const words[] = {"at", "until", "till", "am", "tan", "hyd", NULL};
    size_t end = i;
    while (end && text[end - 1] == ' ')
        end--;
    size_t start = end;
    while (start && isalpha((unsigned char)text[start - 1]))
        start--;
    struct token token = {text + start, end - start, TOKEN_WORD, -1};
    return is_one_of(&token, words);
}

static bool is_impossible(const struct clock *clock, bool announced)
{
    bool hour = clock->hour <= 23 || (clock->hour == 24 && clock->minute <= 0);
    bool minute = clock->minute_digits == 2 && clock->minute <= 59;
    if (!clock->mark)
        return clock->attached && clock->hour > 24;
    if (clock->mark == '.')
        return clock->half && (minute ? clock->attached && !hour : clock->attached || clock->minute_digits == 2);
    if (hour && minute)
        return false;
    bool plain = clock->minute_digits == 2 && (minute ? clock->hour < 30 : clock->hour <= 24);
    return plain || clock->half || announced;
}

void rule_printed_times(struct rules *rules, const struct node *node)
{
    const char *text = parts_text(rules->arena, node);
    for (size_t i = 0; text[i]; i += digits_at(text + i) ? digits_at(text + i) : 1) {
        struct clock clock;
        if (!isdigit((unsigned char)text[i]) || !may_begin(text, i) || !read_clock(text, i, &clock) ||
            !is_impossible(&clock, is_announced(text, i)))
            continue;
        const char *end = clock.end + (clock.attached ? match_half(clock.end) : 0);
        char *words = arena_copy_n(rules->arena, clock.start, (size_t)(end - clock.start));
        diag_add(rules->log, D_IMPOSSIBLE_TIME, parts_place_word(rules->document, node, words, &rules->searches), words);
    }
}

/* -- words that are missing -- */

/* Where the layout writes the words, and what it writes them from. */
static const struct {
    const char *element, *attributes;
} written[] = {
    {"attachment", "file"},
    {"declaration", "by as"},
    {"next-meeting", "date start venue"},
    {"update", "action status"},
};

static bool is_written(struct rules *rules, const struct node *node)
{
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        size_t count;
        const char **names = parts_words(rules->arena, written[i].attributes, &count);
        for (size_t k = 0; strcmp(node_name(node), written[i].element) == 0 && k < count; k++)
            if (node_attr(node, names[k]))
                return true;
    }
    return false;
}

void rule_empty(struct rules *rules, const struct node *node)
{
    if (!node_has_text(node) && !is_written(rules, node))
        rules_at(rules, D_EMPTY_PROSE, node, RULES_ARGS(node_name(node)));
}
