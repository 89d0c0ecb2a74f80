/* Further meetings that are announced. */
#include "import/content_parts.h"
#include "import/phrase.h"
#include "import/when.h"

#include <string.h>

static const char *const announcing[] = {"next meeting(s)",
                                         "next parish council meeting",
                                         "next council meeting",
                                         "next committee meeting",
                                         "next board meeting",
                                         "next full council meeting",
                                         "next exec meeting",
                                         "next general meeting",
                                         "next annual meeting",
                                         "next agm",
                                         "next ordinary meeting",
                                         "next scheduled meeting",
                                         "next regular meeting",
                                         "next call",
                                         "future meeting(s)",
                                         "date of next",
                                         "dates of next",
                                         "dates of future",
                                         "meeting will be held",
                                         "meetings will be held",
                                         "meeting will be on",
                                         "meeting is scheduled for",
                                         "next session",
                                         "another meeting",
                                         "extraordinary meeting will",
                                         "extraordinary meeting to be",
                                         "special meeting will",
                                         "next telecon",
                                         "next telco",
                                         "next meet",
                                         "will next meet",
                                         "meet again",
                                         "reconvene",
                                         "next mtg",
                                         "next gm",
                                         "next time",
                                         "next pcc",
                                         "next egm",
                                         "dates for",
                                         NULL};
static const char *const unsettled[] = {
    "tbc",           "tba",           "tbd", "to be confirmed", "to be arranged", "to be announced", "to be agreed",
    "to be decided", "to be advised", NULL};

enum { DATES_MOST = 12 };

static struct date day_of(const char *iso)
{
    struct date date = {0, 0, 0};
    if (iso)
        date_parse(iso, &date);
    return date;
}

/* A date within from..to that comes after the meeting; false: none. */
static bool later_date(const struct words *words, size_t from, size_t to, struct when_date *found)
{
    struct date held = day_of(words->around->date);
    for (size_t at = from; when_find_date(words->text, to, at, held, true, found); at = found->to)
        if (found->date.year && (!held.year || date_number(found->date) > date_number(held)))
            return true;
    return false;
}

static const char *iso_of(const struct words *words, struct date date)
{
    char iso[11];
    when_iso(date, iso);
    return arena_copy(words->reading->arena, iso);
}

/* Below a heading of next meetings every paragraph with a later day announces one; else the sentence must say so. */
bool next_read(const struct words *words, size_t from, size_t to, struct pieces *pieces)
{
    bool heading = words->around->roles && strstr(words->around->roles, "next-meeting");
    size_t at, begin = from, end = to;
    size_t taken = phrase_any_find(words->text + from, to - from, announcing, &at, NULL);
    struct when_date date;
    if (taken) {
        begin = sentence_start(words, from, from + at);
        end = sentence_end(words, from + at + taken, to);
    }
    if (taken ? !later_date(words, begin, end, &date) : !heading || !later_date(words, from, to, &date)) {
        size_t said = from + at; /* "to be confirmed at the next meeting" is said of something else */
        bool open = (taken || heading) && phrase_any_find(words->text + begin, end - begin, unsettled, &at, NULL);
        if (!open || (taken && begin + at < said))
            return false;
        piece_text(pieces, words, from, begin);
        piece_add(pieces, FOUND_NEXT, begin, end, (struct why){"next-unsettled", 80});
        piece_text(pieces, words, end, to);
        return true;
    }
    piece_text(pieces, words, from, begin);
    piece_add(pieces, FOUND_NEXT, begin, end, (struct why){taken ? "next-meeting" : "below-next-meeting", taken ? 95 : 85})->due =
        iso_of(words, date.date);
    /* More days in the same words: announced too, without words of their own. */
    for (size_t more = date.to; pieces->count < DATES_MOST && later_date(words, more, end, &date); more = date.to)
        piece_add(pieces, FOUND_NEXT, end, end, (struct why){"next-meeting", 85})->due = iso_of(words, date.date);
    piece_text(pieces, words, end, to);
    return true;
}
