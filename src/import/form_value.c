/* What is typed or chosen in a place: its words, and what they mean where that is beyond doubt. */
#include "base/date.h"
#include "base/text.h"
#include "import/form_parts.h"
#include "import/people.h"
#include "import/phrase.h"
#include "import/when.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool form_is_id(const char *text)
{
    size_t size = strlen(text);
    return size && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == size && text[0] != '-' && text[size - 1] != '-' && !strstr(text, "--");
}

bool form_is_address(const char *text, bool with_number)
{
    enum { ISO = 10 };
    char day[ISO + 1] = "";
    const char *slash = strchr(text, '/'), *hash = strchr(text, '#');
    if (slash && (!hash || slash < hash))
        return false; /* of another body: none of this form's */
    struct date date;
    memcpy(day, text, strlen(text) < ISO ? strlen(text) : ISO);
    if (!date_parse(day, &date))
        return false;
    text += ISO;
    text += *text >= 'a' && *text <= 'z';
    return with_number ? *text == '#' && text[1] && !isspace((unsigned char)text[1]) && !isspace((unsigned char)text[strlen(text) - 1]) : !*text;
}

/* -- days and times -- */

static bool has_number(const char *text, int number)
{
    for (const char *c = text; *c;) {
        char *end = (char *)c + 1;
        if (isdigit((unsigned char)*c) && strtol(c, &end, 10) == number)
            return true;
        c = end;
    }
    return false;
}

/* The words go before the control's own day, which LibreOffice leaves as it was where somebody types over it. A month of a language that is
 * not known here is known to the control. */
static const char *day_of(const struct form *form, const char *words, const char *own)
{
    struct when_date found;
    struct date date, near = {0, 0, 0};
    char *iso = arena_alloc(form->arena, 11);
    bool of_own = own && date_parse(own, &date), dated = form->reading->head.date && date_parse(form->reading->head.date, &near);
    if (of_own && has_number(words, date.year) && has_number(words, date.day) && !when_find_date(words, strlen(words), 0, near, true, &found))
        return own;
    bool alone = when_find_date(words, strlen(words), 0, dated ? near : (struct date){0, 0, 0}, true, &found) && found.date.year &&
                 phrase_skip(words, strlen(words), found.to, " .,") == strlen(words) &&
                 (found.from == 0 || phrase_skip(words, found.from, 0, " ,") == found.from || strncasecmp(words, "by ", found.from) == 0 ||
                  strncasecmp(words, "on ", found.from) == 0);
    if (!alone)
        return NULL;
    when_iso(found.date, iso);
    return iso;
}

/* "1930", as the hint has no sign between hours and minutes for everybody. */
static bool plain_clock(const char *words, int *minutes)
{
    enum { DIGITS = 4 };
    if (strlen(words) != DIGITS || strspn(words, "0123456789") != DIGITS)
        return false;
    int value = (int)strtol(words, NULL, 10);
    *minutes = value / 100 * 60 + value % 100;
    return value / 100 < 24 && value % 100 < 60;
}

/* In the evening where only that lies behind the start. */
static int after_start(const struct form *form, int minutes, bool half_day)
{
    enum { HALF = 12 * 60 };
    int start;
    bool known = form->reading->head.start && time_parse(form->reading->head.start, &start);
    return known && half_day && minutes < start && minutes < HALF && minutes + HALF >= start ? minutes + HALF : minutes;
}

const char *form_clock(const struct form *form, const char *words)
{
    struct when_time found;
    int minutes;
    char *clock = arena_alloc(form->arena, 6);
    if (time_parse(words, &minutes) || plain_clock(words, &minutes)) {
        when_clock(minutes, clock);
        return clock;
    }
    if (!when_find_time(words, strlen(words), 0, &found) || found.from || found.end >= 0 ||
        phrase_skip(words, strlen(words), found.to, " .h") != strlen(words))
        return NULL;
    when_clock(after_start(form, found.start, found.half_day), clock);
    return clock;
}

/* -- places -- */

static const char *const lists[PLACES] = {[PLACE_KIND] = "kind",     [PLACE_MODE] = "mode",         [PLACE_OWNER] = "owner",
                                           [PLACE_STATUS] = "status", [PLACE_APPROVAL] = "outcome", [PLACE_DATE] = "date"};

/* What the form says that words mean in a place; NULL: nothing. */
static const char *meaning_of(const struct form *form, enum form_place place, const char *words)
{
    return lists[place] && *words ? form_property(form->reading->blocks, form_choice_mark(form->arena, lists[place], words)) : NULL;
}

static const char *choice_of(const struct block *block, const char *words, struct arena *arena)
{
    for (size_t i = 0; block->mark && i < block->mark->choice_count; i++)
        if (text_same(text_collapse(arena, block->mark->choices[i].text), words))
            return block->mark->choices[i].value;
    return NULL;
}

void form_read(const struct form *form, const struct form_row *row, enum form_place place, struct form_value *value)
{
    struct buf words = BUF_INIT;
    const struct block *only = NULL;
    size_t count = 0;
    for (size_t i = 0; i < row->counts[place]; i++) {
        const struct block *block = &form->reading->blocks->list[row->blocks[place][i]];
        if (form->at[row->blocks[place][i]].empty || !block->size)
            continue;
        buf_printf(&words, "%s%s", words.size ? " " : "", block->text);
        only = block;
        count++;
    }
    *value = (struct form_value){.words = text_collapse(form->arena, buf_text(&words))};
    if (count == 1) {
        const char *meant = meaning_of(form, place, value->words);
        struct date date;
        value->value = meant ? meant : choice_of(only, value->words, form->arena);
        value->date = day_of(form, value->words, only->mark ? only->mark->date : NULL);
        if (place == PLACE_DATE && meant && date_parse(meant, &date))
            value->date = meant;
    }
    buf_free(&words);
}

/* -- notes beside a name -- */

static const char *const arriving[] = {"arrived", "arriving", "came", "came in", "joined", "in", "late", "from", "arrival", NULL};
static const char *const leaving[] = {"left", "leaving", "until", "till", "to", "departed", "out", "went", NULL};
static const char *const between[] = {"at", "and", "the meeting", "then", "again", NULL};
static const char *const standing_in[] = {"deputy for", "deputising for", "deputizing for", "deputised for", "standing in for", "stood in for",
                                          "substitute for", "in place of", "for", NULL};

static const struct form_seat *member_named(const struct form *form, const char *name)
{
    const struct form_seat *found = NULL;
    const char *wanted = text_fold(form->arena, name);
    for (size_t i = 0; i < form->seat_count; i++) {
        const struct form_seat *seat = &form->seats[i];
        if (!seat->key || !seat->name || strcmp(text_fold(form->arena, seat->name), wanted) != 0)
            continue;
        if (found && strcmp(found->key, seat->key) != 0)
            return NULL;
        found = seat;
    }
    return found;
}

static bool is_deputy(struct form *form, struct form_seat *seat)
{
    size_t size = strlen(seat->note), taken = phrase_any_at(seat->note, size, standing_in, NULL), from = phrase_skip(seat->note, size, taken, " :");
    const struct form_seat *whom = taken ? member_named(form, seat->note + from) : NULL;
    if (whom)
        seat->for_id = whom->key;
    return whom != NULL;
}

/* A time behind a word that says what happened then; a pair of times says both. */
static void read_times(struct form *form, struct form_seat *seat)
{
    const char *text = seat->note;
    size_t size = strlen(text), at = 0;
    int way = 0;
    bool understood = true, any = false;
    while ((at = phrase_skip(text, size, at, " .,;()-")) < size) {
        struct when_time found;
        size_t taken = phrase_any_at(text + at, size - at, arriving, NULL);
        bool time = when_find_time(text, size, at, &found) && found.from == at;
        if (time) {
            char *clock = arena_alloc(form->arena, 6), *end = arena_alloc(form->arena, 6);
            when_clock(after_start(form, found.start, found.half_day), clock);
            if (found.end >= 0)
                when_clock(after_start(form, found.end, found.half_day), end);
            if (way == 0 && found.end < 0)
                understood = false;
            else if (way < 0 && !seat->left)
                seat->left = clock;
            else if (way >= 0 && !seat->arrived)
                seat->arrived = clock;
            if (found.end >= 0)
                seat->left = end;
            any = true;
            way = 0;
            taken = found.to - at;
        } else if (taken) {
            way = 1;
        } else if ((taken = phrase_any_at(text + at, size - at, leaving, NULL))) {
            way = -1;
        } else if (!(taken = phrase_any_at(text + at, size - at, between, NULL))) {
            understood = false;
            way = 0;
            taken = strcspn(text + at, " ");
            taken += !taken;
        }
        at += taken;
    }
    seat->understood = understood && any && way == 0;
}

void form_note(struct form *form, struct form_seat *seat)
{
    if (!seat->note)
        return;
    seat->understood = is_deputy(form, seat);
    if (!seat->understood)
        read_times(form, seat);
}
