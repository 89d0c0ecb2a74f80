/* The patterns that most values have to match, each a few comparisons; others are left to the library's regular expressions. */
#include "document/grammar.h"

#include <string.h>

static bool is_small(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What follows [a-z0-9]+(-[a-z0-9]+)*, as far as it goes; NULL: it is not there. */
static const char *after_id(const char *at)
{
    if (!is_small(*at))
        return NULL;
    while (is_small(*at) || (*at == '-' && is_small(at[1])))
        at++;
    return at;
}

static const char *after_day(const char *at)
{
    static const char form[] = "0000-00-00";
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == '0' ? !is_digit(at[i]) : at[i] != form[i])
            return NULL;
    return at + sizeof form - 1;
}

/* What follows the address of a meeting: an id and a stroke, if there is one, a day, and its letter, if there is one. */
static const char *after_meeting(const char *at)
{
    const char *stroke = after_id(at);
    at = after_day(stroke && *stroke == '/' ? stroke + 1 : at);
    return at && *at >= 'a' && *at <= 'z' ? at + 1 : at;
}

/* \S(.*\S)? */
static bool is_number(const char *at)
{
    size_t size = strlen(at);
    return size && !strchr(" \t\r\n", *at) && !strchr(" \t\r\n", at[size - 1]) && !at[strcspn(at, "\r\n")];
}

static bool is_day(const char *value)
{
    const char *end = after_day(value);
    return end && !*end;
}

static bool is_time(const char *value)
{
    bool hour = (value[0] == '2' && value[1] >= '0' && value[1] <= '3') ||
                ((value[0] == '0' || value[0] == '1') && is_digit(value[1]));
    return hour && value[2] == ':' && value[3] >= '0' && value[3] <= '5' && is_digit(value[4]) && !value[5];
}

static bool is_id(const char *value)
{
    const char *end = after_id(value);
    return end && !*end;
}

static bool is_address(const char *value)
{
    const char *end = after_meeting(value);
    return end && *end == '#' && is_number(end + 1);
}

static bool is_meeting(const char *value)
{
    const char *end = after_meeting(value);
    return end && !*end;
}

static bool is_place(const char *value)
{
    const char *end = after_meeting(value);
    return end && (!*end || (*end == '#' && is_number(end + 1)));
}

static bool is_path(const char *value)
{
    return *value && !value[strcspn(value, "\\:*?\"<>|")];
}

static bool is_item_id(const char *value)
{
    return *value && !value[strcspn(value, "# ")];
}

static bool is_version(const char *value)
{
    size_t whole = strspn(value, "0123456789"), part = value[whole] == '.' ? strspn(value + whole + 1, "0123456789") : 0;
    return whole && !value[whole + (part ? 1 + part : 0)];
}

pattern_holds *pattern_find(const char *pattern)
{
    static const struct {
        const char *pattern;
        pattern_holds *holds;
    } known[] = {
        {"[0-9]{4}-[0-9]{2}-[0-9]{2}", is_day},
        {"([01][0-9]|2[0-3]):[0-5][0-9]", is_time},
        {"[a-z0-9]+(-[a-z0-9]+)*", is_id},
        {"([a-z0-9]+(-[a-z0-9]+)*/)?[0-9]{4}-[0-9]{2}-[0-9]{2}[a-z]?#\\S(.*\\S)?", is_address},
        {"([a-z0-9]+(-[a-z0-9]+)*/)?[0-9]{4}-[0-9]{2}-[0-9]{2}[a-z]?", is_meeting},
        {"([a-z0-9]+(-[a-z0-9]+)*/)?[0-9]{4}-[0-9]{2}-[0-9]{2}[a-z]?(#\\S(.*\\S)?)?", is_place},
        {"[^\\\\:*?\"<>|]+", is_path},
        {"[^# ]+", is_item_id},
        {"[0-9]+(\\.[0-9]+)?", is_version},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].pattern, pattern) == 0)
            return known[i].holds;
    return NULL;
}
