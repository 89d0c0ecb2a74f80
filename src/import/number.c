#include "import/number.h"

#include "import/phrase.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const words_before[] = {"agenda item", "item no.", "item no", "item", "minute no.",
                                           "minute no",   "minute",   "section", NULL};

enum { DIGITS = 6, ROMAN_MOST = 40 };

/* Digits at text: their value, and how many; 0: none, or too many. */
static size_t digits_at(const char *text, size_t size, long *value)
{
    size_t count = 0;
    *value = 0;
    for (; count < size && isdigit((unsigned char)text[count]); count++)
        if (count < DIGITS)
            *value = *value * 10 + (text[count] - '0');
    return count <= DIGITS ? count : 0;
}

static size_t read_digits(const char *text, size_t size, struct number *number)
{
    size_t at = 0;
    char between = 0;
    number->parts = 0;
    for (;;) {
        size_t count = digits_at(text + at, size - at, &number->part[number->parts]);
        if (!count)
            return number->parts ? at - 1 : 0; /* the sign belongs to what follows */
        number->parts++;
        at += count;
        bool more = number->parts < NUMBER_LEVELS && at + 1 < size && isdigit((unsigned char)text[at + 1]) &&
                    strchr("./", text[at]);
        if (!more || (between && text[at] != between))
            break;
        between = text[at++];
    }
    number->form = number->parts == 1 ? NUMBER_WHOLE : between == '/' ? NUMBER_SLASHED : NUMBER_DOTTED;
    return at;
}

static int roman_value(char c)
{
    switch (tolower((unsigned char)c)) {
    case 'i': return 1;
    case 'v': return 5;
    case 'x': return 10;
    default: return 0;
    }
}

/* Of small ones only, and written as they are to be. */
static long read_roman(const char *text, size_t size)
{
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    long value = 0;
    for (size_t i = 0; i < size; i++) {
        int one = roman_value(text[i]), next = i + 1 < size ? roman_value(text[i + 1]) : 0;
        if (!one)
            return 0;
        value += one < next ? -one : one;
    }
    if (value < 1 || value >= ROMAN_MOST)
        return 0;
    size_t tens = (size_t)(value / 10), length = tens + strlen(ones[value % 10]);
    return length == size && strncasecmp(text + tens, ones[value % 10], size - tens) == 0 ? value : 0;
}

static size_t read_letters(const char *text, size_t size, struct number *number)
{
    size_t count = 0;
    while (count < size && isalpha((unsigned char)text[count]))
        count++;
    if (!count || count > 5)
        return 0;
    long roman = read_roman(text, count);
    number->capital = isupper((unsigned char)*text) != 0;
    number->parts = 1;
    number->form = count == 1 ? NUMBER_LETTER : NUMBER_ROMAN;
    number->part[0] = count == 1 ? tolower((unsigned char)*text) - 'a' + 1 : roman;
    return number->part[0] ? count : 0;
}

/* What closes the number; a letter or roman needs it. False: this is no number. */
static bool read_close(const char *text, size_t size, size_t at, struct number *number)
{
    bool digits = number->form == NUMBER_WHOLE || number->form == NUMBER_DOTTED || number->form == NUMBER_SLASHED;
    if (at < size && strchr(".):", text[at]))
        number->close = text[at++];
    if (number->close == '.' && at < size && text[at] == ')') /* "a.)" */
        number->close = text[at++];
    size_t after = phrase_skip(text, size, at, " \t\n");
    bool spaced = after > at || after == size;
    number->bare = !number->close;
    number->after = after;
    if (number->open)
        return number->close == ')' && (digits || number->parts) && (spaced || after < size);
    if (!number->close)
        return digits && spaced;
    /* "3.Title" is a number too, "10:30" and "a.m." are none. */
    if (spaced)
        return true;
    return digits && number->close != ':' && after < size && isupper((unsigned char)text[after]);
}

bool number_read(const char *text, size_t size, struct number *number)
{
    *number = (struct number){0};
    size_t from = phrase_any_at(text, size, words_before, NULL);
    if (from)
        from = phrase_skip(text, size, from, " \t");
    if (from < size && text[from] == '(') {
        number->open = '(';
        from++;
    }
    size_t taken = read_digits(text + from, size - from, number);
    if (!taken)
        taken = from && !number->open ? 0 : read_letters(text + from, size - from, number);
    if (!taken)
        return false;
    number->from = from;
    number->to = from + taken;
    return read_close(text, size, from + taken, number);
}

bool number_as_roman(const struct number *letter, struct number *roman)
{
    *roman = *letter;
    roman->form = NUMBER_ROMAN;
    switch (letter->part[0]) {
    case 'i' - 'a' + 1: roman->part[0] = 1; break;
    case 'v' - 'a' + 1: roman->part[0] = 5; break;
    case 'x' - 'a' + 1: roman->part[0] = 10; break;
    default: return false;
    }
    return letter->form == NUMBER_LETTER;
}

bool number_same_form(const struct number *a, const struct number *b)
{
    bool letters = a->form == NUMBER_LETTER || a->form == NUMBER_ROMAN;
    return a->form == b->form && a->parts == b->parts && (!letters || a->capital == b->capital) && a->open == b->open;
}

/* All parts are the same but one, which goes on. */
static bool goes_on_at(const struct number *a, const struct number *b, int last, long gap)
{
    for (int i = 0; i < a->parts; i++)
        if (i != last && a->part[i] != b->part[i])
            return false;
    return b->part[last] > a->part[last] && b->part[last] <= a->part[last] + 1 + gap;
}

/* Of "70/17" the first part counts and the year stands behind it; of "23/41" the year stands first. */
bool number_follows(const struct number *a, const struct number *b, long gap)
{
    if (!number_same_form(a, b))
        return false;
    return goes_on_at(a, b, a->parts - 1, gap) || (a->form == NUMBER_SLASHED && goes_on_at(a, b, 0, gap));
}

bool number_is_first(const struct number *number)
{
    return number->part[number->form == NUMBER_SLASHED ? 0 : number->parts - 1] == 1;
}
