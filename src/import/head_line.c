#include "import/head_parts.h"

#include "import/phrase.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

static const char *const attendance[] = {"present",
                                         "attendance",
                                         "attending",
                                         "those attending",
                                         "those present",
                                         "attendees",
                                         "participants",
                                         "in attendance",
                                         "apologies",
                                         "apology",
                                         "apologies for absence",
                                         "members present",
                                         "board members present",
                                         "meeting attendees",
                                         "members",
                                         "chair",
                                         "chairman",
                                         "chairperson",
                                         "chaired by",
                                         "secretary",
                                         "note taker",
                                         "notetaker",
                                         "minute taker",
                                         "minutes taken by",
                                         "minutes by",
                                         "scribe(s)",
                                         "regrets",
                                         "absent",
                                         "also present",
                                         "also in attendance",
                                         "councillors",
                                         "councillors present",
                                         "invited",
                                         "guests",
                                         "roll call",
                                         "quorum",
                                         "presiding",
                                         "facilitator",
                                         "recorder",
                                         "minuted by",
                                         "observers",
                                         "no apologies",
                                         "directors present",
                                         "trustees present",
                                         "committee members",
                                         "voting members",
                                         "presennol",
                                         "ymddiheuriadau",
                                         "attended",
                                         "attended by",
                                         "members in attendance",
                                         "owners present",
                                         NULL};

/* What minuted text says of earlier minutes. */
static const char *const treated[] = {"approved",       "agreed",          "signed",     "accepted", "adopted",    "proposed",
                                      "seconded",       "confirmed as",    "were read",  "was read", "were taken", "true record",
                                      "correct record", "accurate record", "to approve", "to agree", "to confirm", "to receive",
                                      "to sign",        "matters arising", "resolved",   NULL};

static const char *const narrated[] = {"reported",           "noted that",         "moved", "welcomed",
                                       "opened the meeting", "called the meeting", NULL};

static const char *const others[] = {
    "last meeting", "previous meeting", "next meeting",      "last minutes",    "previous minutes", "future meeting", "next agm",
    "last agm",     "next session",     "following meeting", "earlier meeting", "forthcoming",      "upcoming",       NULL};

/* What unapproved minutes say of their own approval. */
static const char *const pending[] = {"subject to",
                                      "until approved",
                                      "until confirmed",
                                      "until agreed",
                                      "until signed",
                                      "approval at",
                                      "approved at the next",
                                      "confirmed at the next",
                                      "to be approved",
                                      "to be confirmed",
                                      "to be agreed",
                                      "to be ratified",
                                      NULL};

static const char *const nouns[] = {
    "council",     "committee",  "group",      "board",      "society",       "association", "partnership",  "team",
    "trust",       "panel",      "forum",      "club",       "party",         "federation",  "union",        "commission",
    "assembly",    "senate",     "executive",  "exec",       "working group", "alliance",    "network",      "league",
    "corporation", "foundation", "directors",  "governors",  "trustees",      "faculty",     "department",   "academy",
    "institute",   "homeowners", "hoa",        "council's",  "congregation",  "vestry",      "company",      "co-operative",
    "cooperative", "collective", "guild",      "fellowship", "cyngor",        "pwyllgor",    "subcommittee", "sub-committee",
    "taskforce",   "task force", "wg",         "cg",         "tsc",           "tc",          "pcc",          "pta",
    "strata",      "chapter",    "consortium", "coalition",  "friends of",    "institution", "ward",
    "body corporate", "limited",   "ltd",        "plc",       "incorporated", NULL};

static const char *const titles[] = {"minutes", "meeting",         "meeting notes", "notes of",    "notes from", "agm",
                                     "egm",     "minute",          "record of",     "proceedings", "cofnodion",  "teleconference",
                                     "telecon", "conference call", "meeting(s)",    NULL};

static const struct {
    const char *phrase;
    enum label label;
} labels[] = {
    {"date and time", LABEL_DATE},
    {"date & time", LABEL_DATE},
    {"date/time", LABEL_DATE},
    {"date of meeting", LABEL_DATE},
    {"date of the meeting", LABEL_DATE},
    {"date held", LABEL_DATE},
    {"meeting date", LABEL_DATE},
    {"date", LABEL_DATE},
    {"when", LABEL_DATE},
    {"held on", LABEL_NONE},
    {"dyddiad", LABEL_DATE},
    {"meeting time", LABEL_TIME},
    {"start time", LABEL_TIME},
    {"time of meeting", LABEL_TIME},
    {"time started", LABEL_TIME},
    {"time", LABEL_TIME},
    {"amser", LABEL_TIME},
    {"meeting location", LABEL_VENUE},
    {"meeting place", LABEL_VENUE},
    {"meeting venue", LABEL_VENUE},
    {"location", LABEL_VENUE},
    {"venue", LABEL_VENUE},
    {"place", LABEL_VENUE},
    {"where", LABEL_VENUE},
    {"room", LABEL_VENUE},
    {"lleoliad", LABEL_VENUE},
    {"name of committee", LABEL_BODY},
    {"committee", LABEL_BODY},
    {"name of group", LABEL_BODY},
    {"organisation", LABEL_BODY},
    {"organization", LABEL_BODY},
    {"type of meeting", LABEL_TYPE},
    {"meeting type", LABEL_TYPE},
    {"meeting title", LABEL_TYPE},
    {"meeting name", LABEL_TYPE},
    {"meeting", LABEL_TYPE},
    {"minutes issued by", LABEL_OTHER},
    {"minutes issued", LABEL_OTHER},
    {"status", LABEL_OTHER},
    {"end time", LABEL_OTHER},
    {"duration", LABEL_OTHER},
    {"time ended", LABEL_OTHER},
    {"version", LABEL_OTHER},
    {"dial-in", LABEL_OTHER},
};

bool head_says(const char *text, size_t size, const char *const *phrases)
{
    size_t at;
    return phrase_any_find(text, size, phrases, &at, NULL) != 0;
}

bool head_has_noun(const char *text, size_t size)
{
    return head_says(text, size, nouns);
}

bool head_is_title(const char *text, size_t size)
{
    return head_says(text, size, titles);
}

/* Whether a text speaks of a meeting before or after, and not only of when these minutes will be approved. */
static bool names_other(const char *text, size_t size)
{
    return head_says(text, size, others) && !head_says(text, size, pending);
}

static bool is_treated(const char *text, size_t size)
{
    return head_says(text, size, narrated) || (head_says(text, size, treated) && !head_says(text, size, pending));
}

bool head_of_other(const char *text, size_t size, size_t at)
{
    size_t from = at > 120 ? at - 120 : 0, end = at + 120 < size ? at + 120 : size;
    while (from && from < at && ((unsigned char)text[from] & 0xC0) == 0x80)
        from++;
    if (names_other(text + from, at - from))
        return true;
    size_t said = 0;
    if (!phrase_find(text + from, at - from, 0, "minutes", &said))
        return false;
    if (head_says(text + from, at - from, pending))
        return false;
    return head_says(text + at, end - at, treated) || head_says(text + from, at - from, treated);
}

/* "Page 1 of 6", "Page 005 (2017)", "1 of 6", "- 2 -". */
static bool is_page(const char *text, size_t size)
{
    size_t at = phrase_at(text, size, "page"), digits = 0;
    if (size > 24)
        return false;
    for (; at < size; at++) {
        if (isdigit((unsigned char)text[at]))
            digits++;
        else if (phrase_at(text + at, size - at, "of"))
            at++;
        else if (!strchr(" \t()-/|.", text[at]))
            return false;
    }
    return digits && (phrase_at(text, size, "page") || text[0] == '-');
}

static bool is_status(const char *text, size_t size)
{
    static const char *const alone[] = {"draft",
                                        "draft minutes",
                                        "draft copy",
                                        "unconfirmed",
                                        "unconfirmed minutes",
                                        "unapproved",
                                        "unapproved minutes",
                                        "approved",
                                        "approved minutes",
                                        "confirmed minutes",
                                        "confirmed",
                                        "final",
                                        "final minutes",
                                        "final version",
                                        "draft only",
                                        "unapproved draft",
                                        "unratified",
                                        "drafft",
                                        NULL};
    static const char *const begin[] = {"draft",
                                        "subject to",
                                        "unconfirmed",
                                        "these minutes are",
                                        "minutes subject to",
                                        "unapproved",
                                        "not yet approved",
                                        "to be approved",
                                        "to be confirmed",
                                        "approved on",
                                        "approved by",
                                        NULL};
    static const char *const end[] = {"approv", "confirm", "ratif", "adopt", "agreed", NULL};
    if (phrase_is_any(text, size, alone))
        return true;
    if (phrase_words(text, size) > 16 || !phrase_any_at(text, size, begin, NULL))
        return false;
    for (size_t i = 0; end[i]; i++)
        for (size_t at = 0, length = strlen(end[i]); at + length <= size; at++)
            if (strncasecmp(text + at, end[i], length) == 0)
                return true;
    return false;
}

/* Where the attendance begins within a line: "… Village Hall Present: A, B". */
static size_t attendance_within(const char *text, size_t size)
{
    for (size_t i = 0; attendance[i]; i++) {
        size_t at, from = 0, taken;
        while ((taken = phrase_find(text, size, from, attendance[i], &at)) != 0) {
            size_t next = at + taken;
            bool colon = next < size && text[next] == ':';
            bool upper = isupper((unsigned char)text[at]);
            bool sentence = at > 1 && (text[at - 2] == '.' || text[at - 2] == ';');
            if (at && upper && (colon || (sentence && i < 6)))
                return at;
            from = next;
        }
    }
    return size;
}

static bool is_attendance(const char *text, size_t size)
{
    size_t which, taken = phrase_any_at(text, size, attendance, &which);
    if (!taken)
        return false;
    size_t next = phrase_skip(text, size, taken, " \t");
    /* "Chair" and "Members" head a list only with a sign behind them; "Chairman's Committee" does not. */
    bool sign = next >= size || strchr(":-\n", text[next]) || (unsigned char)text[next] == 0xE2;
    const char *phrase = attendance[which];
    bool by = strcmp(phrase + strlen(phrase) - 2, "by") == 0;
    return by || (which < 14 ? !head_is_title(text, size) || sign : sign);
}

/* "Date: …", "Venue - …", "Time<tab>…", or the label alone. */
static bool read_label(struct line *line, bool table)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t taken = labels[i].label ? phrase_at(line->text, line->size, labels[i].phrase) : 0;
        if (!taken)
            continue;
        size_t at = phrase_skip(line->text, line->size, taken, " ");
        bool colon = at < line->size && (line->text[at] == ':' || line->text[at] == '\t');
        bool dash = at > taken && at < line->size && (line->text[at] == '-' || strncmp(line->text + at, "\xE2\x80\x93", 3) == 0);
        bool alone = at >= line->size && (table || labels[i].label == LABEL_DATE);
        if (!colon && !alone && !(dash && labels[i].label != LABEL_TYPE))
            continue;
        line->label = labels[i].label;
        line->value = phrase_skip(line->text, line->size, at, " :\t-");
        return true;
    }
    return false;
}

/* A line that has the day, or begins with "held", and little else. */
static bool is_held(const char *text, size_t size)
{
    static const char *const begin[] = {"held",       "which was held", "at",           "on",         "in", "via",
                                        "commencing", "date",           "meeting held", "took place", NULL};
    struct when_date day;
    bool dated = when_find_date(text, size, 0, (struct date){0, 0, 0}, false, &day);
    size_t words = phrase_words(text, size);
    if (words > 30 || is_treated(text, size) || names_other(text, size))
        return false;
    if (phrase_at(text, size, "held"))
        return dated || words <= 14;
    if (!dated || words > 22 || phrase_has_sentence_end(text, size))
        return false;
    return day.from == 0 || phrase_any_at(text, size, begin, NULL) || phrase_find(text, size, 0, "held", &(size_t){0});
}

static bool is_title_line(const struct block *block, const struct line *line)
{
    struct when_date day;
    const char *text = line->text;
    size_t size = line->size, words = phrase_words(text, size);
    bool heading = block->kind == BLOCK_HEADING;
    if (!head_is_title(text, size) || words > 45 || names_other(text, size))
        return false;
    if (is_treated(text, size) || phrase_has_sentence_end(text, size) || memchr(text, '!', size) || memchr(text, '?', size))
        return false;
    if ((!heading && !phrase_starts_upper(text, size)) || text[size - 1] == ':')
        return heading && phrase_is_any(text, size, (const char *const[]){"minutes", "meeting minutes", NULL});
    bool dated = when_find_date(text, size, 0, (struct date){0, 0, 0}, false, &day),
         agenda = phrase_at(text, size, "agenda") != 0;
    bool minutes = phrase_find(text, size, 0, "minutes", &(size_t){0}) || phrase_find(text, size, 0, "notes", &(size_t){0});
    static const char *const begin[] = {"minutes", "notes", "draft", "record", "meeting", NULL};
    bool full_stop = text[size - 1] == '.' && !phrase_any_at(text, size, begin, NULL);
    return !full_stop && !agenda && (dated || heading || words <= (minutes ? 25 : 12));
}

/* A name and the day, and nothing that says minutes: "Chess Society – 14 March 2001". */
static bool is_dated_name(const char *text, size_t size)
{
    struct when_date day;
    bool dated = when_find_date(text, size, 0, (struct date){0, 0, 0}, false, &day) && day.date.year && day.from > 0;
    return dated && phrase_words(text, size) <= 12 && phrase_starts_upper(text, size) &&
           phrase_skip(text, size, day.to, " .)]*") >= size && phrase_has_letters(text, day.from) &&
           !phrase_has_sentence_end(text, size) && !is_treated(text, size) && !names_other(text, size);
}

/* Capitals at the start of its words, and nothing that sentences have. */
static bool is_name(const struct block *block, const char *text, size_t size, bool *noun)
{
    size_t words = phrase_words(text, size), upper = 0;
    *noun = head_has_noun(text, size);
    if (words == 0 || words > 14 || !phrase_has_letters(text, size) || phrase_has_sentence_end(text, size) ||
        strchr(":;?", text[size - 1]))
        return false;
    if (memchr(text, '@', size) || memchr(text, '\t', size) || phrase_find(text, size, 0, "http", &(size_t){0}))
        return false;
    for (size_t i = 0; i < size; i++)
        upper += (i == 0 || text[i - 1] == ' ') && (isupper((unsigned char)text[i]) || (unsigned char)text[i] >= 0x80);
    (void)block;
    static const char *const short_forms[] = {"inc.", "ltd.", "co.", "corp.", "assn.", "assoc.", "l.l.c.", NULL};
    bool stop = text[size - 1] == '.';
    for (size_t i = 0; stop && short_forms[i]; i++) {
        size_t length = strlen(short_forms[i]);
        stop = !(size > length && strchr(" ,", text[size - length - 1]) && strncasecmp(text + size - length, short_forms[i], length) == 0);
    }
    return phrase_starts_upper(text, size) && upper * 2 >= words && !stop;
}

void head_classify(const struct block *block, struct line *line)
{
    size_t within = attendance_within(line->text, line->size);
    bool listed = block->kind == BLOCK_ENTRY || (block->marker && isalnum((unsigned char)*block->marker));
    line->kind = LINE_OTHER;
    if (is_attendance(line->text, line->size)) {
        line->kind = LINE_ATTENDANCE;
        return;
    }
    if (within < line->size) {
        line->mixed = true;
        line->size = within;
        while (line->size && strchr(" \t", line->text[line->size - 1]))
            line->size--;
    }
    if (!line->size)
        return;
    if (is_page(line->text, line->size))
        line->kind = LINE_PAGE;
    else if (read_label(line, block->table != 0))
        line->kind = LINE_LABEL;
    else if (listed && (!block->marker || isalnum((unsigned char)*block->marker) || !is_held(line->text, line->size)))
        line->kind = LINE_ITEM;
    else if (is_status(line->text, line->size))
        line->kind = LINE_STATUS;
    else if (is_title_line(block, line))
        line->kind = LINE_TITLE;
    else if (is_held(line->text, line->size))
        line->kind = LINE_HELD;
    else if (is_dated_name(line->text, line->size))
        line->kind = LINE_TITLE;
    else if (line->text[0] == '(' && line->text[line->size - 1] == ')' && phrase_words(line->text, line->size) <= 15)
        line->kind = LINE_BRACKETS;
    else if (is_name(block, line->text, line->size, &line->noun))
        line->kind = LINE_NAME;
}
