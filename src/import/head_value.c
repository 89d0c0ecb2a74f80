#include "import/head_parts.h"

#include "import/phrase.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* -- values of the grammar -- */

const char *head_kind(const char *text, size_t size)
{
    static const char *const annual[] = {"annual general meeting",
                                         "annual meeting",
                                         "agm",
                                         "annual parish meeting",
                                         "annual parish council meeting",
                                         "annual town meeting",
                                         "annual council meeting",
                                         "annual members meeting",
                                         "annual members' meeting",
                                         "annual homeowners meeting",
                                         "annual homeowners' meeting",
                                         "annual owners meeting",
                                         NULL};
    static const char *const extra[] = {
        "extraordinary",           "extra-ordinary",         "emergency meeting",     "special meeting",         "egm",
        "special general meeting", "extra ordinary meeting", "special board meeting", "special council meeting", NULL};
    static const char *const first[] = {"inaugural", "founding meeting", "inaugural meeting", NULL};
    static const char *const work[] = {"workshop", NULL};
    static const char *const plain[] = {"ordinary meeting", "ordinary parish council meeting", "ordinary council meeting",
                                        "ordinary general meeting", NULL};
    size_t year = 0, meeting = 0;
    if (head_says(text, size, extra))
        return "extraordinary";
    if (head_says(text, size, annual))
        return "annual";
    /* "Annual … Meeting" with the body's name between. */
    if (phrase_find(text, size, 0, "annual", &year) && phrase_find(text, size, year, "meeting", &meeting) &&
        phrase_words(text + year, meeting - year) <= 6)
        return "annual";
    if (head_says(text, size, first))
        return "inaugural";
    return head_says(text, size, work) ? "workshop" : head_says(text, size, plain) ? "ordinary" : NULL;
}

const char *head_mode(const char *text, size_t size)
{
    static const char *const both[] = {
        "hybrid",       "and online",   "and via zoom",  "and on zoom", "and by zoom", "and zoom", "and teams", "and via teams",
        "and on teams", "and remotely", "and virtually", "or zoom",     "or via zoom", "& zoom",   "/ zoom",    NULL};
    static const char *const remote[] = {
        "zoom",     "teams",           "virtual",          "virtually",   "online",          "on-line",
        "remote",   "remotely",        "video conference", "webex",       "videoconference", "teleconference",
        "telecon",  "conference call", "google meet",      "jitsi",       "skype",           "hangout",
        "hangouts", "by telephone",    "via telephone",    "gotomeeting", "discord",         "irc",
        NULL};
    static const char *const person[] = {"in person", "in-person", "face to face", "face-to-face", NULL};
    if (head_says(text, size, both))
        return "hybrid";
    if (head_says(text, size, remote))
        return head_says(text, size, person) ? "hybrid" : "remote";
    return head_says(text, size, person) ? "in-person" : NULL;
}

const char *head_status(const char *text, size_t size)
{
    static const char *const draft[] = {"draft",          "unconfirmed",     "unapproved",       "subject to", "unratified",
                                        "to be approved", "to be confirmed", "not yet approved", "drafft",     NULL};
    static const char *const approved[] = {"approved", "confirmed minutes", "confirmed", "ratified", NULL};
    if (head_says(text, size, draft))
        return "draft";
    return head_says(text, size, approved) ? "approved" : NULL;
}

const char *head_held(const char *text, size_t size)
{
    static const char *const off[] = {"cancelled", "canceled", "abandoned", "postponed", NULL};
    static const char *const few[] = {"inquorate", "not quorate", "no quorum", "lack of a quorum", "lack of quorum", NULL};
    return head_says(text, size, off) ? "cancelled" : head_says(text, size, few) ? "inquorate" : NULL;
}

/* -- the body's name -- */

/* Words that end a name on either side. */
static const char *const hard =
    " minutes minute minnits meeting meetings notes note held draft unconfirmed unapproved approved record proceedings agenda agm egm "
    "summary week term session page confirmed final teleconference telecon subject approval next dated date cofnodion "
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun "
    "autumn winter q1 q2 q3 q4 untitled document ";
/* Words that say what meeting it was; they go, wherever they stand. */
static const char *const passing =
    " annual extraordinary ordinary special monthly quarterly regular inaugural emergency bimonthly weekly full ";
/* Words that may stand within a name, not at its ends. */
static const char *const soft = " of the a an for from in at on to and by with our its this that s is - ";

struct word {
    size_t at, size;
    enum { WORD_NAME, WORD_HARD, WORD_PASSING, WORD_SOFT } kind;
};

enum { NAME_WORDS = 60, NAME_BYTES = 120 };

static bool in_list(const char *list, const char *text, size_t size)
{
    char word[32];
    if (size + 3 > sizeof word)
        return false;
    word[0] = ' ';
    for (size_t i = 0; i < size; i++)
        word[i + 1] = (char)tolower((unsigned char)text[i]);
    word[size + 1] = ' ';
    word[size + 2] = '\0';
    return strstr(list, word) != NULL;
}

static void judge_word(const char *text, struct word *word)
{
    size_t from = word->at, to = word->at + word->size;
    while (from < to && strchr("(\"'*[", text[from]))
        from++;
    while (to > from && strchr(".,:;)\"'*]", text[to - 1]))
        to--;
    bool digits = false, dash = to == from || (unsigned char)text[from] == 0xE2;
    for (size_t i = from; i < to; i++)
        digits |= isdigit((unsigned char)text[i]) != 0;
    if (in_list(hard, text + from, to - from) || dash || (to - from == 1 && strchr("-|/", text[from])) ||
        (digits && isdigit((unsigned char)text[from])))
        word->kind = WORD_HARD;
    else
        word->kind = in_list(passing, text + from, to - from) ? WORD_PASSING
                     : in_list(soft, text + from, to - from)  ? WORD_SOFT
                                                              : WORD_NAME;
}

static size_t split_words(const char *text, size_t size, struct word words[NAME_WORDS])
{
    size_t count = 0;
    for (size_t at = 0; at < size && count < NAME_WORDS;) {
        at = phrase_skip(text, size, at, " \t\n");
        size_t from = at;
        while (at < size && !strchr(" \t\n", text[at]) && memcmp(text + at, "\xC2\xA0", size - at > 1 ? 2 : 1) != 0)
            at++;
        if (at == from)
            break;
        words[count] = (struct word){.at = from, .size = at - from};
        judge_word(text, &words[count++]);
    }
    return count;
}

/* The words first..end as a name, those that pass left out; NULL: nothing is left, or nothing but what every body is called. */
static const char *join_name(struct arena *arena, const char *text, const struct word *words, size_t first, size_t end)
{
    char *name = NULL;
    while (first < end && (words[first].kind == WORD_SOFT || words[first].kind == WORD_PASSING))
        first++;
    while (end > first && (words[end - 1].kind == WORD_SOFT || words[end - 1].kind == WORD_PASSING))
        end--;
    for (size_t i = first; i < end; i++) {
        if (words[i].kind == WORD_PASSING)
            continue;
        const char *word = arena_copy_n(arena, text + words[i].at, words[i].size);
        name = name ? arena_printf(arena, "%s %s", name, word) : arena_copy(arena, word);
    }
    char *bracket = name ? strchr(name, '(') : NULL;
    if (bracket && !strchr(bracket, ')'))
        *bracket = '\0'; /* the rest of it is no name */
    for (size_t size = name ? strlen(name) : 0; size && strchr(",:;-.\"* ", name[size - 1]); size--)
        name[size - 1] = '\0';
    return name && strlen(name) <= NAME_BYTES && phrase_has_letters(name, strlen(name)) ? name : NULL;
}

bool head_is_generic(const char *name)
{
    static const char generic[] = "the of and a committee board council group team exec executive directors trustees trustees' governors general "
                                  "annual managing management steering working members members' council's ordinary main core full";
    for (const char *at = name; *at;) {
        size_t size = strcspn(at, " "), next = size + strspn(at + size, " ");
        char word[24];
        if (size >= sizeof word)
            return false;
        for (size_t i = 0; i < size; i++)
            word[i] = at[i] >= 'A' && at[i] <= 'Z' ? (char)(at[i] + 32) : at[i];
        word[size] = '\0';
        if (!text_word_in(word, generic))
            return false;
        at += next;
    }
    return true;
}

const char *head_body_name(struct arena *arena, const char *text, size_t size)
{
    static const char *const bare[] = {"council",   "parish council", "committee",         "board",     "the council", "group",
                                       "team",      "executive",      "members",           "public",    "parish",      "town",
                                       "community", "general",        "committee meeting", "the board", NULL};
    struct word words[NAME_WORDS];
    const char *best = NULL, *whose = NULL; /* "Harbour SU – Exec": whose it is stands before it */
    int best_rank = 0;
    size_t held = size, day_at = size;
    struct when_date day;
    phrase_find(text, size, 0, "held", &held);
    if (when_find_date(text, size, 0, (struct date){0, 0, 0}, false, &day))
        day_at = day.from;
    size_t end = held < day_at ? held : day_at;
    size_t count = split_words(text, end ? end : size, words);
    for (size_t first = 0, last; first < count; first = last + 1) {
        for (last = first; last < count && words[last].kind != WORD_HARD; last++)
            ;
        /* "Minutes – with guest secretary …" names nobody's body. */
        bool with = first < last && in_list(" with by ", text + words[first].at, words[first].size);
        const char *name = with ? NULL : join_name(arena, text, words, first, last);
        if (!name)
            continue;
        size_t length = strlen(name);
        int rank = phrase_is_any(name, length, bare) ? 1 : head_has_noun(name, length) ? 3 : 2;
        if (rank == 2 && last < count && !best)
            whose = name;
        if (rank > best_rank) {
            best = name;
            best_rank = rank;
        }
    }
    return best && whose && head_is_generic(best) ? whose : best;
}

/* -- the place -- */

/* Words at the ends of what stands between day and time that are not of the place. */
static const char *const joints =
    " at in on from the commencing starting beginning and by via held was which to until of for is this date start time est pst "
    "pdt edt bst gmt cet utc prompt monday tuesday wednesday thursday friday saturday sunday ";

static void trim_place(const char *text, size_t *from, size_t *to)
{
    for (bool more = true; more && *from < *to;) {
        size_t start = phrase_skip(text, *to, *from, " \t\n,;:-.|)@&/"), end = start;
        while (end < *to && (isalpha((unsigned char)text[end]) || (unsigned char)text[end] >= 0x80))
            end++;
        more = end > start && in_list(joints, text + start, end - start);
        *from = more ? end : start;
    }
    for (bool more = true; more && *to > *from;) {
        size_t end = *to;
        while (end > *from && strchr(" \t\n,;:-.|(@&/", text[end - 1]))
            end--;
        if (end > *from + 2 && memcmp(text + end - 3, "\xE2\x80\x93", 3) == 0)
            end -= 3;
        size_t start = end;
        while (start > *from && isalpha((unsigned char)text[start - 1]))
            start--;
        more = end != *to || (end > start && in_list(joints, text + start, end - start));
        *to = end > start && in_list(joints, text + start, end - start) ? start : end;
    }
}

/* "Community Centre At 7.3Opm": what follows begins with a number, though it is no time. */
static void cut_number(const char *text, size_t from, size_t *to)
{
    size_t at = from, next = from;
    while (next < *to && phrase_find(text, *to, next, "at", &at)) {
        next = at + 3;
        if (next < *to && isdigit((unsigned char)text[next]) && at > from) {
            *to = at;
            trim_place(text, &from, to);
            return;
        }
    }
}

static bool is_place(const char *text, size_t size)
{
    static const char *const not_yet[] = {"tbd",  "tbc",     "tba", "to be confirmed", "to be decided", "n/a",
                                          "none", "unknown", NULL};
    static const char *const no_place[] = {"minutes",  "meeting",   "present",  "draft",       "following",
                                           "after",    "agenda",    "was",      "were",        "cancelled",
                                           "canceled", "postponed", "approved", "unconfirmed", NULL};
    size_t words = phrase_words(text, size);
    if (size < 3 || words == 0 || words > 16 || !phrase_has_letters(text, size) || phrase_is_any(text, size, not_yet))
        return false;
    return !head_says(text, size, no_place) &&
           (phrase_starts_upper(text, size) || phrase_at(text, size, "the") || head_mode(text, size));
}

/* The end of what stands before the next day or time. */
static size_t next_cut(const char *text, size_t size, size_t from, size_t *behind)
{
    struct when_date day;
    struct when_time hour;
    bool dated = when_find_date(text, size, from, (struct date){0, 0, 0}, false, &day),
         timed = when_find_time(text, size, from, &hour);
    *behind = size;
    if (!dated && !timed)
        return size;
    bool first = dated && (!timed || day.from <= hour.from);
    *behind = first ? day.to : hour.to;
    return first ? day.from : hour.from;
}

bool head_venue(const char *text, size_t size, bool labelled, size_t *from, size_t *to)
{
    size_t start = 0, behind;
    *from = 0;
    *to = size;
    if (labelled) {
        struct when_time hour; /* "Venue: the Hall   Time: 8pm" */
        if (when_find_time(text, size, 0, &hour) && hour.from > 3)
            *to = hour.from;
        trim_place(text, from, to);
        return *to > *from && is_place(text + *from, *to - *from);
    }
    size_t held = phrase_find(text, size, 0, "held", &start);
    start = held ? start + held : 0;
    for (int i = 0; i < 6 && start < size; i++) {
        size_t end = next_cut(text, size, start, &behind);
        *from = start;
        *to = end;
        trim_place(text, from, to);
        cut_number(text, *from, to);
        /* Before the day the words must say "in" or "at"; the name of the body may stand there as well. */
        bool said = held || start > 0 || phrase_at(text, size, "at") || phrase_at(text, size, "in");
        if (said && *to > *from && is_place(text + *from, *to - *from))
            return true;
        start = behind;
    }
    return false;
}
