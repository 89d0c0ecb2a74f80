/* Values: the datatypes that grammars may use, exactly as the schema's validator judges them. */
#include "base/date.h"
#include "base/text.h"
#include "document/grammar.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* -- numbers as text -- */

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* An optional sign, digits with at most one point among them, at least one digit. */
static bool is_decimal(const char *value)
{
    if (*value == '+' || *value == '-')
        value++;
    size_t whole = digits(value), part = 0;
    value += whole;
    if (*value == '.') {
        part = digits(value + 1);
        value += 1 + part;
        if (!part)
            return false;
    }
    return !*value && whole + part > 0;
}

static bool is_integer(const char *value)
{
    if (*value == '+' || *value == '-')
        value++;
    return *value && !value[digits(value)];
}

struct decimal {
    bool negative;
    const char *whole, *part;
    size_t whole_size, part_size;
};

static struct decimal decimal_of(const char *text)
{
    struct decimal d = {*text == '-', text, "", 0, 0};
    if (*text == '-' || *text == '+')
        d.whole++;
    d.whole += strspn(d.whole, "0");
    d.whole_size = digits(d.whole);
    if (d.whole[d.whole_size] == '.') {
        d.part = d.whole + d.whole_size + 1;
        d.part_size = digits(d.part);
        while (d.part_size && d.part[d.part_size - 1] == '0')
            d.part_size--;
    }
    if (!d.whole_size && !d.part_size)
        d.negative = false;
    return d;
}

static int compare_sizes(const struct decimal *a, const struct decimal *b)
{
    if (a->whole_size != b->whole_size)
        return a->whole_size < b->whole_size ? -1 : 1;
    int order = memcmp(a->whole, b->whole, a->whole_size);
    if (order)
        return order;
    size_t least = a->part_size < b->part_size ? a->part_size : b->part_size;
    order = memcmp(a->part, b->part, least);
    if (order)
        return order;
    return a->part_size == b->part_size ? 0 : a->part_size < b->part_size ? -1 : 1;
}

int decimal_compare(const char *a, const char *b)
{
    struct decimal left = decimal_of(a), right = decimal_of(b);
    if (left.negative != right.negative)
        return left.negative ? -1 : 1;
    return left.negative ? compare_sizes(&right, &left) : compare_sizes(&left, &right);
}

/* -- datatypes -- */

static bool holds_string(const struct type *type, const char *value)
{
    (void)type;
    (void)value;
    return true;
}

/* A day of the calendar, year 0001 to 9999. XML Schema's own dates may have more digits and a time zone;
 * a grammar rules those out with a pattern. */
static bool holds_date(const struct type *type, const char *value)
{
    struct date date;
    (void)type;
    return date_parse(value, &date);
}

static bool within(const struct type *type, const char *value)
{
    return (!type->low || decimal_compare(value, type->low) >= 0) && (!type->high || decimal_compare(value, type->high) <= 0);
}

static bool holds_decimal(const struct type *type, const char *value)
{
    return is_decimal(value) && within(type, value);
}

static bool holds_integer(const struct type *type, const char *value)
{
    return is_integer(value) && within(type, value);
}

static bool holds_natural(const struct type *type, const char *value)
{
    return holds_integer(type, value) && decimal_compare(value, "0") >= 0;
}

static bool holds_positive(const struct type *type, const char *value)
{
    return holds_integer(type, value) && decimal_compare(value, "0") > 0;
}

/* [a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*, which is all that XML Schema asks of a language. */
static bool holds_language(const struct type *type, const char *value)
{
    (void)type;
    for (bool first = true;; first = false) {
        size_t size = 0;
        while (isascii((unsigned char)value[size]) &&
               (first ? isalpha((unsigned char)value[size]) : isalnum((unsigned char)value[size])))
            size++;
        if (size < 1 || size > 8)
            return false;
        if (!value[size])
            return true;
        if (value[size] != '-')
            return false;
        value += size + 1;
    }
}

static const struct datatype datatypes[] = {
    {"token", holds_string, "any words", NULL},
    {"string", holds_string, "any words", NULL},
    {"date", holds_date, "a date (year-month-day, such as 2024-10-02)", NULL},
    {"language", holds_language, "the code of a language, such as en-GB or cy", NULL},
    {"decimal", holds_decimal, "a number", NULL},
    {"integer", holds_integer, "a whole number", NULL},
    {"nonNegativeInteger", holds_natural, "a whole number", "0"},
    {"positiveInteger", holds_positive, "a whole number", "1"},
};

const struct datatype *datatype_find(const char *name)
{
    for (size_t i = 0; i < sizeof datatypes / sizeof *datatypes; i++)
        if (text_same(datatypes[i].name, name))
            return &datatypes[i];
    return NULL;
}

static bool matches(const struct pattern *pattern, const char *value)
{
    return pattern->holds ? pattern->holds(value) : xml_pattern_matches(pattern->compiled, value);
}

static bool holds_data(const struct type *type, const char *value)
{
    if (!type->data->holds(type, value))
        return false;
    if (type->shortest && !*value)
        return false;
    if (type->shortest > 1 || type->longest) {
        size_t points = text_points(value, strlen(value));
        if (points < type->shortest || (type->longest && points > type->longest))
            return false;
    }
    for (size_t i = 0; i < type->pattern_count; i++)
        if (!matches(&type->patterns[i], value))
            return false;
    return true;
}

/* -- lists: the automaton may be in several states at once, since a word may be of several types -- */

static bool list_step(const struct automaton *list, const unsigned char *states, unsigned char *next, const char *word)
{
    bool any = false;
    for (size_t p = 1; p <= list->count; p++) {
        bool reached = false;
        next[p] = 0;
        for (size_t s = 0; s <= list->count && !reached; s++)
            reached = states[s] && automaton_follows(list, s, p);
        if (reached && type_holds(list->leaves[p], word))
            next[p] = any = true;
    }
    next[0] = 0;
    return any;
}

/* One or more of one type, as most lists are. False: they are not, or it is not sure. */
static bool holds_words(const struct automaton *list, const char *value)
{
    enum { WORD = 256 };
    char word[WORD];
    if (list->count != 1 || !*value || !automaton_follows(list, 1, 1))
        return false;
    while (*value) {
        size_t size = strcspn(value, " \t\r\n");
        if (!size || size >= WORD)
            return false;
        memcpy(word, value, size);
        word[size] = '\0';
        if (!type_holds(list->leaves[1], word))
            return false;
        value += size + (value[size] == ' ');
    }
    return true;
}

static bool holds_list(const struct automaton *list, const char *value)
{
    unsigned char states[2][POSITIONS_MAX + 1] = {{1}, {0}};
    int now = 0;
    char *copy = mem_copy(value), *rest = copy, *word;
    bool possible = true;
    while (possible && (word = strtok_r(rest, " \t\r\n", &rest))) {
        possible = list_step(list, states[now], states[!now], word);
        now = !now;
    }
    bool ended = false;
    for (size_t s = 0; possible && s <= list->count; s++)
        ended = ended || (states[now][s] && list->end[s]);
    free(copy);
    return ended;
}

static bool holds_any_part(const struct type *type, const char *value)
{
    for (size_t i = 0; i < type->part_count; i++) {
        const struct type *part = type->parts[i];
        bool other = part->kind == TYPE_VALUE && *part->value != *value;
        if (!other && type_holds(part, value))
            return true;
    }
    return false;
}

bool type_holds(const struct type *type, const char *value)
{
    switch (type->kind) {
    case TYPE_DATA: return holds_data(type, value);
    case TYPE_VALUE: return *type->value == *value && strcmp(type->value, value) == 0;
    case TYPE_LIST: return holds_words(type->list, value) || holds_list(type->list, value);
    case TYPE_CHOICE: return holds_any_part(type, value);
    case TYPE_ANY: break;
    }
    return true;
}

bool type_has_data(const struct type *type, const char *datatype)
{
    if (type->kind == TYPE_DATA)
        return strcmp(type->data->name, datatype) == 0;
    for (size_t i = 0; type->kind == TYPE_CHOICE && i < type->part_count; i++)
        if (type_has_data(type->parts[i], datatype))
            return true;
    return false;
}
