/* Values as people write them, and the value that the grammar wants: a table of guesses, each of which must prove right. */
#include "document/explain.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

char *guess_plain(const char *text, struct arena *arena)
{
    struct buf out = BUF_INIT;
    size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        uint32_t point;
        size_t length = text_decode(text + at, size - at, &point);
        if (point >= 0xFF10 && point <= 0xFF19)
            buf_char(&out, (char)('0' + point - 0xFF10));
        else if ((point >= 0x2010 && point <= 0x2015) || point == 0x2212)
            buf_char(&out, '-');
        else if (point == 0xA0)
            buf_char(&out, ' ');
        else
            buf_add(&out, text + at, length ? length : 1);
        at += length ? length : 1;
    }
    char *plain = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return plain;
}

static char *replaced(const char *text, struct arena *arena, const char *from, char to)
{
    char *copy = arena_copy(arena, text);
    for (char *at = copy; *at; at++)
        if (strchr(from, *at))
            *at = to;
    return copy;
}

static const char *guess_lower(const char *text, struct arena *arena)
{
    char *copy = arena_copy(arena, text);
    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

static const char *guess_signs(const char *text, struct arena *arena)
{
    return guess_plain(text, arena);
}

static bool is_half_of_day(const char *text, bool *afternoon)
{
    static const char *const forms[] = {"am", "a.m.", "a.m", "pm", "p.m.", "p.m"};
    text += strspn(text, " ");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcasecmp(text, forms[i]) == 0) {
            *afternoon = i >= 3;
            return true;
        }
    return false;
}

static size_t number_at(const char *text, int *number)
{
    size_t size = 0;
    for (*number = 0; size < 4 && isdigit((unsigned char)text[size]); size++)
        *number = *number * 10 + (text[size] - '0');
    return size;
}

/* 9:30, 9.30, 09h30, 0930, 2pm, 2.15 p.m., 10:00:00. */
static const char *guess_time(const char *text, struct arena *arena)
{
    int hour, minute = 0;
    bool afternoon = false;
    size_t size = number_at(text, &hour);
    text += size;
    bool split = size && size <= 2 && *text && strchr(":.h ", *text) && isdigit((unsigned char)text[1]);
    if (split) {
        size_t two = number_at(text + 1, &minute);
        text += 1 + two;
        if (two != 2)
            return NULL;
        if (strncmp(text, ":00", 3) == 0)
            text += 3;
    } else if (size > 2) {
        minute = hour % 100;
        hour /= 100;
    }
    bool half = is_half_of_day(text, &afternoon);
    if (!size || (*text && !half) || (size <= 2 && !split && !half) || (half && (hour < 1 || hour > 12)))
        return NULL;
    if (half)
        hour = hour % 12 + (afternoon ? 12 : 0);
    return hour < 24 && minute < 60 ? arena_printf(arena, "%02d:%02d", hour, minute) : NULL;
}

/* 1,000; .5; 5.0; 85%; 12 votes. */
static const char *guess_number(const char *text, struct arena *arena)
{
    struct buf out = BUF_INIT;
    size_t digits = 0;
    if (*text == '.')
        buf_char(&out, '0');
    for (; isdigit((unsigned char)*text) || *text == '.' || (*text == ',' && isdigit((unsigned char)text[1])); text++) {
        digits += *text != '.' && *text != ',';
        if (*text != ',')
            buf_char(&out, *text);
    }
    char *number = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    if (!digits || strlen(number) > 12)
        return NULL;
    if (*text == '%')
        return arena_printf(arena, "%.2f", strtod(number, NULL) / 100);
    char *point = strchr(number, '.');
    if (point && !point[1 + strspn(point + 1, "0")])
        *point = '\0';
    return number;
}

static const char *guess_path(const char *text, struct arena *arena)
{
    return replaced(text, arena, "\\", '/');
}

static const char *guess_hyphens(const char *text, struct arena *arena)
{
    return replaced(text, arena, "_ #", '-');
}

static const char *guess_lower_hyphens(const char *text, struct arena *arena)
{
    return replaced(guess_lower(text, arena), arena, "_ ", '-');
}

/* DATE 4.1, DATE/4.1, DATE:4.1. */
static const char *guess_address(const char *text, struct arena *arena)
{
    size_t size = strspn(text, "0123456789-");
    if (size != 10 || !text[size])
        return NULL;
    const char *number = text + size + strspn(text + size, " #/:,.");
    return *number && number > text + size ? arena_printf(arena, "%.10s#%s", text, number) : NULL;
}

static const char *guess_iso_date(const char *text, struct arena *arena)
{
    struct date_guess guess;
    if (!guess_date(text, arena, &guess) || !guess.first[0] || guess.second[0])
        return NULL;
    return arena_copy(arena, guess.first);
}

/* A name as an id: Ada Marsh, ada_marsh. */
static void add_id(struct buf *out, const char *text, size_t size)
{
    bool gap = false, begun = false;
    if (out->size)
        buf_char(out, ' ');
    for (size_t i = 0; i < size; i++) {
        bool fits = isalnum((unsigned char)text[i]);
        if (fits && gap && begun)
            buf_char(out, '-');
        if (fits)
            buf_char(out, (char)tolower((unsigned char)text[i]));
        begun = begun || fits;
        gap = !fits;
    }
}

static const char *guess_id(const char *text, struct arena *arena)
{
    struct buf out = BUF_INIT;
    for (const char *at = text; *at; at++)
        if ((unsigned char)*at >= 0x80)
            return NULL;
    add_id(&out, text, strlen(text));
    const char *id = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return id;
}

/* Whether every word begins with a capital and none has a hyphen: a person's name rather than ids. */
static bool is_name(const char *text)
{
    for (const char *at = text; *at; at++)
        if (*at == '-' || ((at == text || at[-1] == ' ') && !isupper((unsigned char)*at)))
            return false;
    return true;
}

/* Ids with commas between them, or names. */
static const char *guess_ids(const char *text, struct arena *arena)
{
    struct buf out = BUF_INIT;
    for (const char *at = text; *at; at++)
        if ((unsigned char)*at >= 0x80)
            return NULL;
    const char *between = strpbrk(text, ",;&/") ? ",;&/" : is_name(text) ? "\n" : " ";
    while (*text) {
        size_t size = strcspn(text, between);
        add_id(&out, text, size);
        text += size;
        text += strspn(text, between);
    }
    const char *ids = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return ids;
}

static void add_values(struct names *values, const struct type *type)
{
    if (type->kind == TYPE_VALUE)
        names_add(values, type->value);
    for (size_t i = 0; type->kind == TYPE_CHOICE && i < type->part_count; i++)
        add_values(values, type->parts[i]);
}

static const char *guess_listed(const struct type *type, const char *text, struct arena *arena)
{
    struct names values = {.arena = arena};
    add_values(&values, type);
    const char *nearest = values.count ? text_nearest(text, values.rows, values.count) : NULL;
    names_free(&values);
    return nearest;
}

/* Words for what the vocabulary calls otherwise. */
static const char *guess_synonym(const struct type *type, const char *text, struct arena *arena)
{
    static const struct {
        const char *words, *value;
    } synonyms[] = {
        {"true 1 y", "yes"},
        {"false 0 n", "no"},
        {"closed complete completed finished", "done"},
        {"ongoing started", "in-progress"},
        {"cancelled canceled abandoned withdrawn", "dropped"},
        {"replaced", "superseded"},
        {"online virtual zoom teams video", "remote"},
        {"face-to-face physical", "in-person"},
        {"chairman chairwoman chairperson", "chair"},
        {"vice-chairman vice-chairwoman vice-chairperson deputy-chair", "vice-chair"},
        {"passed approved agreed", "carried"},
        {"rejected defeated failed", "lost"},
        {"yes aye in-favour", "for"},
        {"no nay", "against"},
        {"abstained abstention", "abstain"},
        {"agm", "annual"},
        {"special emergency", "extraordinary"},
        {"accepted agreed", "approved"},
        {"phone tel", "telephone"},
        {"mail", "email"},
        {"website url", "web"},
    };
    const char *word = replaced(guess_lower(text, arena), arena, " _", '-');
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (text_word_in(word, synonyms[i].words) && type_holds(type, synonyms[i].value))
            return synonyms[i].value;
    return NULL;
}

const char *guess_value(const struct type *type, const char *text, struct arena *arena)
{
    enum { ONE = 1, LIST = 2, SMALL = 4 }; /* for one value, for lists; only where letters must be small, as in ids */
    static const struct {
        const char *(*guess)(const char *, struct arena *);
        int where;
    } guesses[] = {
        {guess_lower, ONE},
        {guess_signs, ONE | LIST},
        {guess_time, ONE},
        {guess_iso_date, ONE},
        {guess_number, ONE},
        {guess_path, ONE},
        {guess_address, ONE},
        {guess_id, ONE | SMALL},
        {guess_ids, LIST | SMALL},
        {guess_hyphens, ONE | LIST},
        {guess_lower_hyphens, ONE | LIST},
    };
    const char *listed = guess_listed(type, text, arena);
    if (!listed && type->kind == TYPE_CHOICE)
        listed = guess_synonym(type, text, arena);
    if (listed)
        return listed;
    bool ids = type_holds(type, "a") && !type_holds(type, "A");
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
        if (!(guesses[i].where & (type->kind == TYPE_LIST ? LIST : ONE)) || (!ids && guesses[i].where & SMALL))
            continue;
        const char *guess = guesses[i].guess(text, arena);
        if (guess && strcmp(guess, text) && type_holds(type, guess))
            return guess;
    }
    return NULL;
}

/* -- what is certain -- */

/* The listed value that is this word but for capital letters, signs of a word processor and what joins its parts. */
static const char *same_listed(const struct type *type, const char *word, struct arena *arena)
{
    struct names values = {.arena = arena};
    const char *plain = guess_lower_hyphens(guess_plain(word, arena), arena), *found = NULL;
    size_t count = 0;
    add_values(&values, type);
    for (size_t i = 0; i < values.count; i++)
        if (strcmp(guess_lower(values.rows[i], arena), plain) == 0) {
            found = values.rows[i];
            count++;
        }
    names_free(&values);
    return count == 1 ? found : NULL;
}

/* "2.30" may be in the afternoon; "02.30", "2.30 pm" and "14.30" say when. */
static const char *certain_time(const char *text, struct arena *arena)
{
    size_t digits = strspn(text, "0123456789");
    bool said = digits == 2 || digits == 4 || strpbrk(text, "aApP");
    return said ? guess_time(text, arena) : NULL;
}

/* Each word of a list, where those that are wrong are certain. */
static const char *certain_list(const struct type *type, const char *text, struct arena *arena)
{
    struct buf out = BUF_INIT;
    const char *word = "", *list = NULL;
    while (*text && word) {
        size_t size = strcspn(text, " ");
        const char *own = arena_copy_n(arena, text, size);
        word = type_holds(type->parts[0], own) ? own : guess_certain(type->parts[0], own, arena);
        buf_printf(&out, "%s%s", out.size ? " " : "", word ? word : "");
        text += size;
        text += strspn(text, " ");
    }
    if (word && out.size && type_holds(type, buf_text(&out)))
        list = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return list;
}

const char *guess_certain(const struct type *type, const char *text, struct arena *arena)
{
    const char *listed = same_listed(type, text, arena), *plain = guess_plain(text, arena), *time;
    if (listed)
        return listed;
    if (type_holds(type, plain))
        return plain;
    if (type->kind == TYPE_LIST)
        return type->part_count == 1 ? certain_list(type, plain, arena) : NULL;
    if (type->name && strcmp(type->name, "time") == 0 && (time = certain_time(plain, arena)) && type_holds(type, time))
        return time;
    const char *path = guess_path(plain, arena);
    return type->name && strcmp(type->name, "file-path") == 0 && type_holds(type, path) ? path : NULL;
}
