/* Titles, lines that stand alone, and topics at the head of a paragraph. */
#include "import/content.h"
#include "import/outline_parts.h"
#include "import/people.h"
#include "import/phrase.h"

#include <ctype.h>
#include <string.h>

enum { TITLE_WORDS = 14, LINE_WORDS = 10, RUN_IN_WORDS = 7, RUN_IN_BYTES = 60 };

/* -- what titles look like -- */

bool outline_is_title(const char *text, size_t size)
{
    return size && size <= TITLE_BYTES && phrase_words(text, size) <= TITLE_WORDS && phrase_has_letters(text, size) &&
           phrase_starts_upper(text, size) && !phrase_ends(text, size, ".;,") && !phrase_has_sentence_end(text, size);
}

/* "After discussion it was resolved that:" leads up to a list, it names nothing. */
static bool leads_up(const char *text, size_t size)
{
    static const char *const leads[] = {"resolved", "it was", "agreed that", "as follows", "the following", "decided", NULL};
    size_t at;
    return phrase_any_find(text, size, leads, &at, NULL) > 0;
}

static size_t line_end(const struct block *block, size_t from)
{
    const char *end = memchr(block->text + from, '\n', block->size - from);
    return end ? (size_t)(end - block->text) : block->size;
}

/* Where a title ends that is set off within its paragraph: behind a colon, at a spaced dash, at the end of bold words or of the
 * first line. from if there is none; *rest: where the words behind it begin. */
static size_t title_within(const struct block *block, size_t from, size_t *rest)
{
    const char *text = block->text;
    size_t end = line_end(block, from), most = from + TITLE_BYTES < end ? from + TITLE_BYTES : end, bold = from;
    for (size_t i = 0, at = 0; i < block->run_count && at < end; at += block->runs[i++].size)
        if (at <= from && at + block->runs[i].size > from && (block->runs[i].marks & RUN_BOLD))
            bold = at + block->runs[i].size;
    if (bold > from && bold < block->size && bold <= most &&
        outline_is_title(text + from, phrase_ends(text + from, bold - from, ".") ? bold - from - 1 : bold - from)) {
        *rest = bold;
        return bold;
    }
    for (size_t i = from; i < most; i++) {
        bool colon = text[i] == ':' && (i + 1 == end || strchr(" \t\n", text[i + 1]));
        bool dash = text[i] == ' ' && i + 2 < end &&
                    ((text[i + 1] == '-' && text[i + 2] == ' ') ||
                     (i + 4 < end && memcmp(text + i + 1, "\xE2\x80\x93 ", 4) == 0));
        if ((colon || dash) && outline_is_title(text + from, i - from) && !(colon && leads_up(text + from, i - from))) {
            *rest = i + 1;
            return i;
        }
        if (colon || (strchr(".?!", text[i]) && i + 1 < end && text[i + 1] == ' ' && i > from + 3))
            break;
    }
    *rest = end;
    return end < block->size && outline_is_title(text + from, end - from) ? end : from;
}

/* The title behind a number: the whole, what is set off, or none. */
void outline_find_title(const struct block *block, size_t from, struct mark *mark)
{
    size_t size = block->size - from;
    mark->title_from = mark->title_to = mark->rest = from;
    if (from >= block->size)
        return;
    bool whole = outline_is_title(block->text + from, size) && !memchr(block->text + from, '\n', size) &&
                 !(phrase_ends(block->text, block->size, ":") && leads_up(block->text + from, size));
    size_t rest, to = title_within(block, from, &rest);
    if (to > from) {
        mark->title_to = to;
        mark->rest = phrase_skip(block->text, block->size, rest, block->text[to] == ':' ? " \t\n:-" : " \t\n-");
        if (mark->rest >= block->size)
            mark->rest = block->size;
    } else if (whole) {
        mark->title_to = mark->rest = block->size;
    }
}

/* -- frames: headings that head no matter -- */

static const char *const frames[] = {"minutes",
                                     "the minutes",
                                     "meeting minutes",
                                     "minutes of meeting",
                                     "minutes of the meeting",
                                     "discussion",
                                     "discussions",
                                     "items discussed",
                                     "item discussed",
                                     "topics",
                                     "topics discussed",
                                     "meeting objectives",
                                     "objectives",
                                     "decisions made",
                                     "decisions",
                                     "notes",
                                     "meeting notes",
                                     "links",
                                     "useful links",
                                     "draft",
                                     "business",
                                     "summary",
                                     "summary of decisions",
                                     "summary of resolutions",
                                     "resolutions",
                                     "table of contents",
                                     "contents",
                                     "quorum",
                                     "roll call",
                                     "agenda",
                                     "content summary",
                                     "content",
                                     NULL};
static const char *const agendas[] = {"agenda", "table of contents", "contents", "links", NULL};
static const char *const action_heads[] = {"action(s)",
                                           "action item(s)",
                                           "action point(s)",
                                           "actions arising",
                                           "actions agreed",
                                           "actions to be taken",
                                           "list of actions",
                                           "summary of actions",
                                           "summary of action items",
                                           "action list",
                                           "action log",
                                           "action overflow",
                                           "new actions",
                                           "new action items",
                                           "next steps",
                                           "next step",
                                           "to do",
                                           "to-do",
                                           "todo",
                                           "todos",
                                           "tasks",
                                           "follow up",
                                           "follow-up",
                                           "follow-up actions",
                                           "actions required",
                                           "outstanding actions",
                                           "open actions",
                                           NULL};
static const char *const earlier_heads[] = {"actions from previous meeting(s)",
                                            "actions from the previous meeting",
                                            "actions from last meeting",
                                            "actions from the last meeting",
                                            "actions from previous minutes",
                                            "previous actions",
                                            "previous action items",
                                            "action items from previous meeting",
                                            "action items from last meeting",
                                            "last meeting's actions",
                                            "last week's actions",
                                            "last month's actions",
                                            "last time's actions",
                                            "actions from last week",
                                            "review of actions",
                                            "review of action items",
                                            "review of previous actions",
                                            "review of previous action items",
                                            "action review",
                                            "actions outstanding",
                                            "outstanding action items",
                                            "status of actions",
                                            "matters arising from the actions",
                                            "actions carried forward",
                                            "carried actions",
                                            NULL};

/* -- lines without a number -- */

bool outline_followed_by_prose(const struct outline *outline, size_t i)
{
    const struct reading *reading = outline->reading;
    for (size_t k = i + 1; k < reading->end; k++) {
        const struct block *next = &reading->blocks->list[k];
        if (next->zone == ZONE_BODY && next->kind != BLOCK_RULE)
            return reading->claims[k] == CLAIM_NONE && next->kind != BLOCK_HEADING;
    }
    return false;
}

static bool followed_by_list(const struct outline *outline, size_t i)
{
    const struct reading *reading = outline->reading;
    return i + 1 < reading->end && reading->blocks->list[i + 1].kind == BLOCK_ENTRY;
}

static const char *const not_heads[] = {
    "action",     "actions",        "note",     "n.b",        "nb",        "ps",        "p.s",         "tel",
    "telephone",  "email",          "e-mail",   "signed",     "chairman",  "chair",     "clerk",       "date",
    "dated",      "time",           "venue",    "present",    "apologies", "question",  "answer",      "q",
    "a",          "http",           "https",    "www",        "motion",    "moved",     "proposed",    "proposer",
    "seconded",   "seconder",       "resolved", "resolution", "agreed",    "decision",  "decided",     "vote",
    "votes",      "in favour",      "against",  "for",        "carried",   "result",    "total",       "cost",
    "income",     "expenditure",    "balance",  "scribe",     "topic",     "cheques",   "payments",    "cc",
    "to",         "from",           "re",       "by",         "status",    "owner",     "due",         "update",
    "background", "recommendation", "option",   "rationale",  "location",  "applicant", "application", "proposal",
    "roll call",  "ref",            "reference",  "site",     "noted",    "received",  "reported",  "considered",  "confirmed",
    "approved",   NULL};

/* Words that a sentence has and a topic does not. */
static const char *const sentence_words[] = {"is",    "are",      "was",        "were",  "has",   "have",   "had",       "will",
                                             "would", "be",       "been",       "that",  "which", "who",    "following", "said",
                                             "asked", "reported", "stated",     "there", "these", "this",   "they",      "it",
                                             "we",    "and a",    "as follows", "can",   "could", "should", "including", NULL};

static bool has_sentence_words(const char *text, size_t size)
{
    size_t at;
    return phrase_any_find(text, size, sentence_words, &at, NULL) > 0;
}

/* Most words that are not small begin with a capital. */
static bool is_title_case(const char *text, size_t size)
{
    enum { SMALL = 3 };
    size_t words = 0, capitals = 0;
    for (size_t i = 0; i < size;) {
        size_t end = i;
        while (end < size && text[end] != ' ')
            end++;
        if (end - i > SMALL || i == 0) {
            words++;
            capitals += !islower((unsigned char)text[i]);
        }
        i = end + 1;
    }
    return capitals * 4 >= words * 3;
}

/* The block before or after that is read, or NULL. */
static const struct block *neighbour(const struct outline *outline, size_t i, int step)
{
    const struct reading *reading = outline->reading;
    for (size_t k = i + (size_t)step; k < reading->end && k >= reading->first; k += (size_t)step)
        if (outline_reads(reading, k))
            return &reading->blocks->list[k];
    return NULL;
}

/* An empty line above, none below: the line belongs to what follows. */
static bool sits_on(const struct block *block, const struct block *after)
{
    return block->gap > 0 && after && after->gap == 0;
}

/* A plain line between paragraphs: short, in the case of titles, with longer words below it. */
static bool is_plain_head(const struct outline *outline, size_t i, bool known)
{
    enum { WORDS = 8, LONG = 40 };
    const struct block *block = &outline->reading->blocks->list[i], *before = neighbour(outline, i, -1),
                       *after = neighbour(outline, i, 1);
    if (outline->headed || phrase_words(block->text, block->size) > WORDS || (outline->numbered && !known) ||
        phrase_ends(block->text, block->size, "!?)"))
        return false;
    bool alone = !before || before->size >= LONG || known || sits_on(block, after) ||
                 outline->marks[before - outline->reading->blocks->list].kind == MARK_ITEM;
    return after && alone && (after->size >= LONG || known) && !strpbrk(block->text, "0123456789$@") &&
           (known || sits_on(block, after) || is_title_case(block->text, block->size)) &&
           !has_sentence_words(block->text, block->size);
}

/* Whether the item that is open is for the same thing. */
static bool repeats_roles(const struct outline *outline, size_t i, const char *roles)
{
    const struct reading *reading = outline->reading;
    for (size_t k = i; roles && k > reading->first; k--) {
        const struct mark *mark = &outline->marks[k - 1];
        if (mark->kind != MARK_ITEM || !mark->number)
            continue;
        const struct block *block = &reading->blocks->list[k - 1];
        const char *open = outline_roles(block->text + mark->title_from, mark->title_to - mark->title_from, reading->arena);
        return open && strcmp(open, roles) == 0;
    }
    return false;
}

bool outline_is_line(const struct outline *outline, size_t i, enum look *look)
{
    const struct block *block = &outline->reading->blocks->list[i];
    size_t size = block->size;
    if (block->kind != BLOCK_PARAGRAPH || block->marker || block->table || !size || memchr(block->text, '\n', size) ||
        !outline_is_title(block->text, size) || phrase_words(block->text, size) > LINE_WORDS ||
        isdigit((unsigned char)*block->text) || !outline_followed_by_prose(outline, i))
        return false;
    size_t label = phrase_any_at(block->text, size, not_heads, NULL);
    if (label && !(label < size && (block->text[label] == '\'' || (unsigned char)block->text[label] == 0xE2))) /* "Clerk's Report" is one */
        return false;
    bool colon = phrase_ends(block->text, size, ":");
    *look = block_marked(block, 0, size, RUN_BOLD) || block_marked(block, 0, size, RUN_UNDERLINE) ? LOOK_BOLD
            : phrase_is_caps(block->text, size)                                                   ? LOOK_CAPS
            : colon                                                                               ? LOOK_COLON
                                                                                                  : LOOK_PLAIN;
    if (*look != LOOK_BOLD && people_is_name(block->text, colon ? size - 1 : size, false))
        return false;
    /* What introduces a list within a matter is no matter, unless minutes use to have one of that name. */
    const char *roles = outline_roles(block->text, size, outline->reading->arena);
    bool known = roles != NULL && !repeats_roles(outline, i, roles), within = outline->numbered || outline->headed;
    if (*look == LOOK_PLAIN)
        return is_plain_head(outline, i, known);
    if (*look == LOOK_COLON && (has_sentence_words(block->text, size) || (!known && (within || followed_by_list(outline, i)))))
        return false;
    return known || !(within && followed_by_list(outline, i));
}

/* "Treasurer: Ada Marsh (nominated by …)": who holds a post is no matter. */
static bool names_somebody(const char *text, size_t size, size_t from)
{
    from = phrase_skip(text, size, from, " \t\n");
    size_t end = from;
    while (end < size && !strchr("(,;-\n", text[end]))
        end++;
    while (end > from && text[end - 1] == ' ')
        end--;
    static const char *const nobody[] = {"vacant", "vacancy", "unfilled", NULL};
    return people_is_name(text + from, end - from, false) || phrase_is_any(text + from, end - from, nobody);
}

/* "December: carols", "Friday: …" say when. */
static bool is_day_word(const char *text, size_t size)
{
    static const char *const days[] = {"january",  "february", "march",  "april",   "may",       "june",     "july",
                                       "august",   "september", "october", "november", "december", "monday",  "tuesday",
                                       "wednesday", "thursday", "friday", "saturday", "sunday",    NULL};
    return phrase_is_any(text, size, days);
}

/* "Ada Marsh (as an individual)", "Chairs" before a colon say who spoke. */
static bool is_speaker(const char *text, size_t size)
{
    static const char *const chairs[] = {"chair", "chairs", "the chair", "co-chair", "co-chairs", NULL};
    const char *bracket = memchr(text, '(', size);
    size_t name = bracket ? (size_t)(bracket - text) : size;
    while (name && text[name - 1] == ' ')
        name--;
    return people_is_name(text, size, true) || (bracket && people_is_name(text, name, false)) || phrase_is_any(text, size, chairs);
}

bool outline_is_run_in(const struct outline *outline, size_t i, size_t *title, size_t *rest)
{
    enum { LEAST = 20 };
    const struct block *block = &outline->reading->blocks->list[i];
    const char *text = block->text;
    const char *colon = memchr(text, ':', block->size < RUN_IN_BYTES ? block->size : RUN_IN_BYTES);
    size_t size = colon ? (size_t)(colon - text) : 0;
    bool bold = size && block_marked(block, 0, size, RUN_BOLD);
    if (block->kind != BLOCK_PARAGRAPH || block->marker || block->table || size < 3 || (!bold && size + LEAST > block->size) ||
        !strchr(" \t\n", colon[1]))
        return false;
    size_t first = strspn(text, "0123456789"), digits = strcspn(text + first, "0123456789");
    if (phrase_words(text, size) > RUN_IN_WORDS || !outline_is_title(text, size) || memchr(text, '\n', size) ||
        phrase_any_at(text, size, not_heads, NULL) || (first && !isalpha((unsigned char)text[first])) || first + digits < size ||
        has_sentence_words(text, size) || is_day_word(text, size))
        return false;
    /* A name is a speaker's, unless topics stand like that here and nobody who came has it. */
    bool topics = outline->height && outline->levels[outline->height - 1].look == LOOK_RUN_IN;
    if (is_speaker(text, size) && (!topics || content_is_attendee(outline->reading, text, size)))
        return false;
    if (names_somebody(text, block->size, size + 1))
        return false;
    /* Below headings with numbers only what minutes use to have is a matter of its own. */
    if (outline->counted && !outline_roles(text, size, outline->reading->arena))
        return false;
    *title = size;
    *rest = phrase_skip(text, block->size, size + 1, " \t\n-");
    return *rest < block->size && !strchr("0123456789$", text[*rest]) && memcmp(text + *rest, "\xC2\xA3", 2) != 0;
}

/* "ACTION: W JACOBS", "CARRIED UNANIMOUSLY", "IT WAS MOVED AND SECONDED" look like headings where they stand in capitals or bold. */
bool outline_is_remark(const struct block *block)
{
    static const char *const ends[] = {"carried",         "carried unanimously", "motion carried", "motion passed", "defeated",
                                       "motion defeated", "unanimous",           "all in favour",  "all in favor",  "passed",
                                       "passed unanimously", "adopted",          "approved",       "lost", "motion lost",
                                       "motion carried unanimously", "unanimously carried", "ayes", "noes", NULL};
    static const char *const begins[] = {"it was moved", "moved by", "moved and seconded", "action:", "actions:", "ayes:",
                                         "noes:", "nays:", "seconded by", "action by", "attest:", NULL};
    size_t from = 0; /* "[NEW] ACTION: …" */
    if (block->size && *block->text == '[' && memchr(block->text, ']', block->size))
        from = phrase_skip(block->text, block->size, (size_t)((const char *)memchr(block->text, ']', block->size) - block->text) + 1, " ");
    return !(block->marker && strpbrk(block->marker, "0123456789")) &&
           (phrase_is_any(block->text, block->size, ends) ||
            phrase_any_at(block->text + from, block->size - from, begins, NULL));
}

bool outline_is_frame(const struct block *block)
{
    return !(block->marker && strpbrk(block->marker, "0123456789")) && phrase_is_any(block->text, block->size, frames);
}

bool outline_is_agenda(const struct block *block)
{
    return phrase_is_any(block->text, block->size, agendas);
}

bool outline_is_deed(const struct outline *outline, size_t i)
{
    static const char *const labels[] = {"action(s)", "action point", NULL};
    const struct block *block = &outline->reading->blocks->list[i];
    if (block->marker || block->table || block->size > TITLE_BYTES)
        return false;
    size_t label = phrase_any_at(block->text, block->size, labels, NULL);
    size_t sign = phrase_skip(block->text, block->size, label, " \t");
    if (label && sign < block->size && strchr(":-", block->text[sign]) && block->kind == BLOCK_HEADING)
        return phrase_skip(block->text, block->size, sign, " \t:-") < block->size;
    return content_owner_line(outline->reading, i);
}

bool outline_heads_actions(const struct block *block, bool *earlier)
{
    struct number number;
    size_t from = !block->marker && number_read(block->text, block->size, &number) && number.after < block->size ? number.after
                                                                                                                 : 0;
    *earlier = phrase_is_any(block->text + from, block->size - from, earlier_heads);
    return *earlier || phrase_is_any(block->text + from, block->size - from, action_heads);
}
