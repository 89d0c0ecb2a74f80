#include "import/phrase.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* The size of white space at text, a no-break space among it. */
static size_t blank_at(const char *text, size_t size)
{
    if (size > 1 && memcmp(text, "\xC2\xA0", 2) == 0)
        return 2;
    return size && is_blank(*text);
}

static bool is_word(unsigned char c)
{
    return isalnum(c) || c >= 0x80;
}

/* A curly apostrophe is three bytes that mean one. */
static size_t apostrophe_at(const char *text, size_t size)
{
    if (size > 2 && (memcmp(text, "\xE2\x80\x99", 3) == 0 || memcmp(text, "\xE2\x80\x98", 3) == 0))
        return 3;
    return size && *text == '\'';
}

/* One character of the phrase against the text: the bytes it takes, or 0. */
static size_t same_at(const char *text, size_t size, char c)
{
    if (c == ' ') {
        size_t taken = 0;
        for (size_t one; (one = blank_at(text + taken, size - taken)); taken += one)
            ;
        return taken;
    }
    if (c == '\'')
        return apostrophe_at(text, size);
    return size && tolower((unsigned char)*text) == tolower((unsigned char)c);
}

size_t phrase_at(const char *text, size_t size, const char *phrase)
{
    size_t at = 0;
    for (const char *c = phrase; *c; c++) {
        if (strcmp(c, "(s)") == 0) {
            at += at < size && (text[at] | 32) == 's';
            break;
        }
        size_t taken = same_at(text + at, size - at, *c);
        if (!taken)
            return 0;
        at += taken;
    }
    bool inside = at && at < size && is_word((unsigned char)text[at - 1]) && is_word((unsigned char)text[at]) &&
                  blank_at(text + at, size - at) == 0;
    /* An apostrophe or a dash of three bytes ends a word too. */
    if (inside && (unsigned char)text[at] == 0xE2)
        inside = false;
    return inside ? 0 : at;
}

static bool begins_word(const char *text, size_t at)
{
    if (!at || !is_word((unsigned char)text[at]))
        return true;
    unsigned char before = (unsigned char)text[at - 1];
    if (isalnum(before))
        return false;
    /* Behind other than ASCII only white space and punctuation end a word. */
    return before < 0x80 || (at > 1 && memcmp(text + at - 2, "\xC2\xA0", 2) == 0) ||
           (at > 2 && (unsigned char)text[at - 3] == 0xE2);
}

size_t phrase_find(const char *text, size_t size, size_t from, const char *phrase, size_t *at)
{
    int small = tolower((unsigned char)*phrase), large = toupper((unsigned char)*phrase);
    const char *end = text + size, *one = from < size ? memchr(text + from, small, size - from) : NULL;
    const char *other = from < size && large != small ? memchr(text + from, large, size - from) : NULL;
    while (one || other) {
        bool first = !other || (one && one < other);
        const char *here = first ? one : other;
        size_t left = (size_t)(end - here), taken = begins_word(text, (size_t)(here - text)) ? phrase_at(here, left, phrase) : 0;
        if (taken) {
            *at = (size_t)(here - text);
            return taken;
        }
        if (first)
            one = memchr(here + 1, small, left - 1);
        else
            other = memchr(here + 1, large, left - 1);
    }
    return 0;
}

size_t phrase_any_at(const char *text, size_t size, const char *const *phrases, size_t *which)
{
    for (size_t i = 0; phrases[i]; i++) {
        size_t taken = phrase_at(text, size, phrases[i]);
        if (taken) {
            if (which)
                *which = i;
            return taken;
        }
    }
    return 0;
}

size_t phrase_any_find(const char *text, size_t size, const char *const *phrases, size_t *at, size_t *which)
{
    size_t best = 0;
    for (size_t i = 0; phrases[i]; i++) {
        size_t place, taken = phrase_find(text, size, 0, phrases[i], &place);
        if (!taken || (best && place >= *at))
            continue;
        best = taken;
        *at = place;
        if (which)
            *which = i;
    }
    return best;
}

bool phrase_is_any(const char *text, size_t size, const char *const *phrases)
{
    size_t from = phrase_skip(text, size, 0, " \t\n-*_.:;,#()[]"), taken = 0;
    for (size_t i = 0; phrases[i]; i++) {
        taken = phrase_at(text + from, size - from, phrases[i]);
        if (taken && phrase_skip(text, size, from + taken, " \t\n-*_.:;,#()[]!") == size)
            return true;
    }
    return false;
}

size_t phrase_words(const char *text, size_t size)
{
    size_t count = 0;
    bool within = false;
    for (size_t i = 0; i < size; i++) {
        bool word = !blank_at(text + i, size - i) && !(i && (unsigned char)text[i] == 0xA0 && (unsigned char)text[i - 1] == 0xC2);
        count += word && !within;
        within = word;
    }
    return count;
}

bool phrase_has_letters(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (isalpha((unsigned char)text[i]) || ((unsigned char)text[i] >= 0xC3 && (unsigned char)text[i] != 0xE2))
            return true;
    return false;
}

bool phrase_is_caps(const char *text, size_t size)
{
    size_t capitals = 0;
    for (size_t i = 0, length; i < size; i += length ? length : 1) {
        uint32_t point = 0;
        length = text_decode(text + i, size - i, &point);
        if (point < 0x80 && islower((int)point))
            return false;
        capitals += point < 0x80 ? isupper((int)point) != 0 : text_lower(point) != point;
    }
    return capitals > 1;
}

bool phrase_starts_upper(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (isalpha(c))
            return isupper(c) != 0;
        if (isdigit(c))
            return true;
        if (c >= 0xC3 && c != 0xE2) {
            uint32_t point = 0;
            return text_decode(text + i, size - i, &point) && text_lower(point) != point;
        }
    }
    return false;
}

bool phrase_ends(const char *text, size_t size, const char *signs)
{
    while (size && is_blank(text[size - 1]))
        size--;
    return size && text[size - 1] && strchr(signs, text[size - 1]);
}

/* A stop, a blank and a capital; not behind a single letter ("J. Smith") or a short title ("Mrs. Smith"). */
bool phrase_has_sentence_end(const char *text, size_t size)
{
    enum { SHORT = 3 };
    for (size_t i = 1; i + 2 < size; i++) {
        if (!strchr(".?!", text[i]) || !blank_at(text + i + 1, size - i - 1))
            continue;
        size_t letters = 0;
        while (letters < i && isalpha((unsigned char)text[i - 1 - letters]))
            letters++;
        bool title = letters && letters <= SHORT && isupper((unsigned char)text[i - letters]);
        size_t next = phrase_skip(text, size, i + 1, " \t\n\"'(");
        if (!title && next < size && (isupper((unsigned char)text[next]) || (unsigned char)text[next] >= 0x80))
            return true;
    }
    return false;
}

size_t phrase_skip(const char *text, size_t size, size_t at, const char *signs)
{
    for (;;) {
        if (at < size && text[at] && strchr(signs, text[at]))
            at++;
        else if (at + 1 < size && strchr(signs, ' ') && memcmp(text + at, "\xC2\xA0", 2) == 0)
            at += 2;
        else if (at + 2 < size && strchr(signs, '-') &&
                 (memcmp(text + at, "\xE2\x80\x93", 3) == 0 || memcmp(text + at, "\xE2\x80\x94", 3) == 0))
            at += 3;
        else
            return at;
    }
}

size_t phrase_label(const char *text, size_t size)
{
    enum { BYTES = 40, WORDS = 4 };
    size_t from = 0, at;
    while (from < size && strchr("*_", text[from]))
        from++;
    for (at = from; at < size && at < BYTES && text[at] != ':'; at++)
        if (strchr(".(\t", text[at]) || (text[at] == ' ' && at + 1 < size && text[at + 1] == ' '))
            return 0;
    bool closed = at < size && text[at] == ':' && (at + 1 == size || strchr(" \t*_", text[at + 1]));
    return closed && at > from && phrase_starts_upper(text + from, at - from) && phrase_words(text, at) <= WORDS ? at : 0;
}
