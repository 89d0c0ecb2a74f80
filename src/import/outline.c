/* The outline: numbers that go on from one another, headings, lines that stand alone. */
#include "import/outline.h"

#include "import/number.h"
#include "import/people.h"
#include "import/phrase.h"

#include <ctype.h>
#include <string.h>

enum {
    TITLE_WORDS = 14,
    TITLE_BYTES = 120,
    LINE_WORDS = 10,
    RUN_IN_WORDS = 7,
    RUN_IN_BYTES = 60,
    LEVELS = 12,
    GAP = 3,
    NUMBERED_FROM = 3
};

/* How a heading without a number looks; headings that look alike are of one depth. */
enum look { LOOK_NUMBER, LOOK_HEADING, LOOK_BOLD, LOOK_CAPS, LOOK_COLON, LOOK_RUN_IN };

struct level {
    enum look look;
    int heading;          /* level of a heading, else 0 */
    struct number number; /* LOOK_NUMBER, and headings with one */
    bool numbered;
};

struct outline {
    const struct reading *reading;
    struct mark *marks;
    struct level levels[LEVELS];
    int height;
    bool numbered;     /* the document's items carry typed numbers */
    bool headed;       /* its items are headings */
    size_t agenda_end; /* up to here it is a list of what is to come; 0: no */
};

/* -- what titles look like -- */

static bool is_title(const char *text, size_t size)
{
    return size && size <= TITLE_BYTES && phrase_words(text, size) <= TITLE_WORDS && phrase_has_letters(text, size) &&
           phrase_starts_upper(text, size) && !phrase_ends(text, size, ".;,") && !phrase_has_sentence_end(text, size);
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
        is_title(text + from, phrase_ends(text + from, bold - from, ".") ? bold - from - 1 : bold - from)) {
        *rest = bold;
        return bold;
    }
    for (size_t i = from; i < most; i++) {
        bool colon = text[i] == ':' && (i + 1 == end || strchr(" \t\n", text[i + 1]));
        bool dash = text[i] == ' ' && i + 2 < end &&
                    ((text[i + 1] == '-' && text[i + 2] == ' ') ||
                     (i + 4 < end && memcmp(text + i + 1, "\xE2\x80\x93 ", 4) == 0));
        if ((colon || dash) && is_title(text + from, i - from)) {
            *rest = i + 1;
            return i;
        }
        if (colon || (strchr(".?!", text[i]) && i + 1 < end && text[i + 1] == ' ' && i > from + 3))
            break;
    }
    *rest = end;
    return end < block->size && is_title(text + from, end - from) ? end : from;
}

/* The title behind a number: the whole, what is set off, or none. */
static void find_title(const struct block *block, size_t from, struct mark *mark)
{
    size_t size = block->size - from;
    mark->title_from = mark->title_to = mark->rest = from;
    if (from >= block->size)
        return;
    bool whole = is_title(block->text + from, size) && !memchr(block->text + from, '\n', size);
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
                                     "draft",
                                     "business",
                                     "summary",
                                     "summary of decisions",
                                     "resolutions",
                                     "table of contents",
                                     "contents",
                                     "quorum",
                                     "agenda",
                                     "content summary",
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

/* -- numbers -- */

static bool block_number(const struct block *block, struct number *number)
{
    if (block->marker && *block->marker) {
        size_t size = strlen(block->marker);
        if (!number_read(block->marker, size, number))
            return false;
        number->bare = false;
        number->after = 0; /* within the text */
        return true;
    }
    return number_read(block->text, block->size, number);
}

/* "1 and 2", "3 & 4" standing alone: several numbers at once; the last is what the next goes on from. */
static bool several_numbers(const struct block *block, struct number *number)
{
    const char *text = block->text;
    size_t size = block->size, first = 0, joiner;
    while (first < size && isdigit((unsigned char)text[first]))
        first++;
    if (!first || first > 3)
        return false;
    size_t at = phrase_skip(text, size, first, " ");
    static const char *const joiners[] = {"and", "&", ",", "to", "/", "-", NULL};
    joiner = phrase_any_at(text + at, size - at, joiners, NULL);
    size_t second = phrase_skip(text, size, at + joiner, " ");
    if (!joiner || !number_read(text + second, size - second, number) || number->form != NUMBER_WHOLE ||
        number->after + second != size)
        return false;
    number->from = 0;
    number->to += second;
    number->after = size;
    number->bare = false;
    return true;
}

/* The level that a number goes on at, or -1. Exactly the next one is better than one with a gap, and an outer level better than
 * an inner one where the block is a title like those of the outer level. */
static int level_of(const struct outline *outline, const struct number *number, long gap)
{
    for (int i = outline->height - 1; i >= 0; i--) {
        const struct level *level = &outline->levels[i];
        struct number roman;
        if (level->numbered && number_follows(&level->number, number, gap))
            return i;
        if (level->numbered && level->number.form == NUMBER_ROMAN && number_as_roman(number, &roman) &&
            number_follows(&level->number, &roman, gap))
            return i;
    }
    return -1;
}

static bool is_child_of(const struct number *child, const struct number *parent)
{
    if (child->form != NUMBER_DOTTED || child->parts != parent->parts + 1 ||
        (parent->form != NUMBER_WHOLE && parent->form != NUMBER_DOTTED))
        return false;
    for (int i = 0; i < parent->parts; i++)
        if (child->part[i] != parent->part[i])
            return false;
    return true;
}

/* Whether a number like this one comes again soon, going on from it: so that the first of a document can be trusted. */
static bool is_continued(const struct outline *outline, size_t block, const struct number *number)
{
    enum { LOOKED_AT = 120 };
    const struct reading *reading = outline->reading;
    for (size_t i = block + 1; i < reading->end && i < block + LOOKED_AT; i++) {
        struct number next;
        if (reading->claims[i] == CLAIM_NONE && block_number(&reading->blocks->list[i], &next) &&
            number_follows(number, &next, 1))
            return true;
    }
    return false;
}

/* Times of day, dates and sums that look like numbers of items. */
static bool is_quantity(const struct block *block, const struct number *number)
{
    static const char *const units[] = {
        "am",       "pm",     "a.m",     "p.m",   "noon",      "st",      "nd",          "rd",        "th",      "january",
        "february", "march",  "april",   "may",   "june",      "july",    "august",      "september", "october", "november",
        "december", "jan",    "feb",     "mar",   "apr",       "jun",     "jul",         "aug",       "sep",     "sept",
        "oct",      "nov",    "dec",     "hours", "hrs",       "members", "people",      "residents", "years",   "days",
        "weeks",    "months", "minutes", "votes", "in favour", "against", "abstentions", "x",         "%",       NULL};
    if (block->marker && *block->marker)
        return false;
    const char *rest = block->text + number->after;
    size_t left = block->size - number->after;
    bool open = number->bare || number->form == NUMBER_DOTTED;
    return (open && phrase_any_at(rest, left, units, NULL)) ||
           (number->form == NUMBER_WHOLE && number->bare && number->part[0] > 999);
}

static bool worth_a_number(const struct outline *outline, size_t i, const struct block *block, const struct number *number)
{
    if (is_quantity(block, number))
        return false;
    size_t rest = number->after < block->size ? number->after : block->size;
    bool alone = rest == block->size;
    bool titled = is_title(block->text + rest, block->size - rest);
    if (number->bare && !alone && !titled && !phrase_starts_upper(block->text + rest, block->size - rest))
        return false;
    if (level_of(outline, number, 0) >= 0)
        return !number->bare || titled || alone;
    for (int k = 0; k < outline->height; k++)
        if (outline->levels[k].numbered && is_child_of(number, &outline->levels[k].number))
            return true;
    if (number->bare && number->form == NUMBER_WHOLE)
        return (number_is_first(number) || !outline->height) && (titled || alone) && is_continued(outline, i, number);
    if (level_of(outline, number, GAP) >= 0)
        return true;
    if (number_is_first(number))
        return is_continued(outline, i, number) || number->form == NUMBER_DOTTED || (titled && number->form == NUMBER_WHOLE);
    return is_continued(outline, i, number);
}

static void push(struct outline *outline, int at, struct level level)
{
    outline->height = at < LEVELS - 1 ? at : LEVELS - 1;
    outline->levels[outline->height++] = level;
}

/* Where a number stands among the levels that are open. */
static int place_number(const struct outline *outline, const struct number *number)
{
    int level = level_of(outline, number, 0);
    if (level < 0)
        for (int i = outline->height - 1; i >= 0 && level < 0; i--)
            if (outline->levels[i].numbered && is_child_of(number, &outline->levels[i].number))
                level = i + 1;
    if (level < 0 && !number_is_first(number))
        level = level_of(outline, number, GAP);
    /* What begins anew goes below what is open, but never below a heading within its paragraph. */
    if (level < 0)
        for (level = outline->height; level && outline->levels[level - 1].look == LOOK_RUN_IN; level--)
            ;
    return level;
}

/* Whether entries of lists count as items here: not below headings that are the items, nor in a list within a list's entry of
 * signs. */
static bool list_is_content(const struct outline *outline, const struct block *block)
{
    return block->kind == BLOCK_ENTRY && (outline->headed || block->table);
}

static bool mark_number(struct outline *outline, size_t i)
{
    const struct block *block = &outline->reading->blocks->list[i];
    struct mark *mark = &outline->marks[i];
    struct number number;
    bool several = !block->marker && several_numbers(block, &number);
    if (!several &&
        (!block_number(block, &number) || list_is_content(outline, block) || !worth_a_number(outline, i, block, &number)))
        return false;
    struct number roman;
    int at = place_number(outline, &number);
    if (at < outline->height && outline->levels[at].number.form == NUMBER_ROMAN && number_as_roman(&number, &roman))
        number = roman;
    else if (at == outline->height && number_as_roman(&number, &roman) && number.part[0] == 'i' - 'a' + 1)
        number = roman;
    push(outline, at, (struct level){LOOK_NUMBER, block->kind == BLOCK_HEADING ? block->level : 0, number, true});
    mark->kind = MARK_ITEM;
    mark->depth = outline->height;
    const char *from = block->marker && *block->marker ? block->marker : block->text;
    mark->number = arena_copy_n(outline->reading->arena, from + number.from, number.to - number.from);
    mark->ending = number.close == ')' ? ")" : number.close == ':' ? ":" : number.close ? "." : "";
    mark->why = (struct why){"number", number.bare ? 80 : 95};
    find_title(block, number.after < block->size ? number.after : block->size, mark);
    return true;
}

/* -- lines without a number -- */

static bool followed_by_prose(const struct outline *outline, size_t i)
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
    "action",     "actions",        "note",     "n.b",        "nb",        "ps",       "p.s",      "tel",
    "telephone",  "email",          "e-mail",   "signed",     "chairman",  "chair",    "clerk",    "date",
    "dated",      "time",           "venue",    "present",    "apologies", "question", "answer",   "q",
    "a",          "http",           "https",    "www",        "motion",    "moved",    "proposed", "proposer",
    "seconded",   "seconder",       "resolved", "resolution", "agreed",    "decision", "decided",  "vote",
    "votes",      "in favour",      "against",  "for",        "carried",   "result",   "total",    "cost",
    "income",     "expenditure",    "balance",  "scribe",     "topic",     "cheques",  "payments", "cc",
    "to",         "from",           "re",       "by",         "status",    "owner",    "due",      "update",
    "background", "recommendation", "option",   "rationale",  NULL};

/* Whether a line standing alone heads a matter, and how it looks. */
static bool is_line_head(const struct outline *outline, size_t i, enum look *look)
{
    const struct block *block = &outline->reading->blocks->list[i];
    size_t size = block->size;
    if (block->kind != BLOCK_PARAGRAPH || block->marker || block->table || !size || memchr(block->text, '\n', size) ||
        !is_title(block->text, size) || phrase_words(block->text, size) > LINE_WORDS ||
        phrase_any_at(block->text, size, not_heads, NULL) || isdigit((unsigned char)*block->text) ||
        !followed_by_prose(outline, i))
        return false;
    if (block_marked(block, 0, size, RUN_BOLD) || block_marked(block, 0, size, RUN_UNDERLINE))
        *look = LOOK_BOLD;
    else if (phrase_is_caps(block->text, size))
        *look = LOOK_CAPS;
    else if (phrase_ends(block->text, size, ":"))
        *look = LOOK_COLON;
    else
        return false;
    if (*look != LOOK_BOLD && people_is_name(block->text, phrase_ends(block->text, size, ":") ? size - 1 : size, false))
        return false;
    /* In numbered minutes a line that ends in a colon introduces a list, unless minutes use to have a matter of that name. */
    bool known = outline_roles(block->text, size, outline->reading->arena) != NULL;
    return *look != LOOK_COLON || known || (!outline->numbered && !followed_by_list(outline, i));
}

/* "Police matters: It was reported …": a topic at the head of its paragraph, not a speaker. */
static bool is_run_in(const struct outline *outline, size_t i, size_t *title, size_t *rest)
{
    enum { LEAST = 20 };
    const struct block *block = &outline->reading->blocks->list[i];
    const char *text = block->text;
    const char *colon = memchr(text, ':', block->size < RUN_IN_BYTES ? block->size : RUN_IN_BYTES);
    size_t size = colon ? (size_t)(colon - text) : 0;
    if (block->kind != BLOCK_PARAGRAPH || block->marker || block->table || size < 3 || size + LEAST > block->size ||
        !strchr(" \t\n", colon[1]) || outline->headed)
        return false;
    if (phrase_words(text, size) > RUN_IN_WORDS || !is_title(text, size) || memchr(text, '\n', size) ||
        phrase_any_at(text, size, not_heads, NULL) || isdigit((unsigned char)*text) || people_is_name(text, size, true))
        return false;
    *title = size;
    *rest = phrase_skip(text, block->size, size + 1, " \t\n-");
    return *rest < block->size && phrase_starts_upper(text + *rest, block->size - *rest) && !isdigit((unsigned char)text[*rest]);
}

/* Where a heading of that look stands: beside the last one that looks alike, else below what is open. */
static int place_look(const struct outline *outline, enum look look, int heading)
{
    if (look == LOOK_HEADING) {
        int at = 0;
        while (at < outline->height && outline->levels[at].heading && outline->levels[at].heading < heading)
            at++;
        return at;
    }
    for (int i = outline->height - 1; i >= 0; i--)
        if (outline->levels[i].look == look && !outline->levels[i].numbered)
            return i;
    int at = outline->height;
    while (at && outline->levels[at - 1].look > look)
        at--;
    return at;
}

static void mark_head(struct outline *outline, size_t i, enum look look, size_t title, size_t rest, struct why why)
{
    const struct block *block = &outline->reading->blocks->list[i];
    struct mark *mark = &outline->marks[i];
    push(outline, place_look(outline, look, block->level),
         (struct level){look, look == LOOK_HEADING ? block->level : 0, {0}, false});
    mark->kind = MARK_ITEM;
    mark->depth = outline->height;
    mark->title_from = 0;
    mark->title_to = title;
    mark->rest = rest;
    mark->why = why;
}

/* Headings of actions, and those that head nothing. */
static bool mark_frame(struct outline *outline, size_t i)
{
    const struct block *block = &outline->reading->blocks->list[i];
    struct mark *mark = &outline->marks[i];
    size_t most = TITLE_BYTES;
    bool line = block->kind == BLOCK_HEADING ||
                (block->kind != BLOCK_RULE && block->size <= most && !memchr(block->text, '\n', block->size));
    if (!line || block->table || (block->marker && block->kind == BLOCK_ENTRY))
        return false;
    bool earlier = phrase_is_any(block->text, block->size, earlier_heads);
    if (earlier || phrase_is_any(block->text, block->size, action_heads)) {
        if (block->kind != BLOCK_HEADING && !followed_by_prose(outline, i))
            return false;
        int at = block->kind == BLOCK_HEADING ? place_look(outline, LOOK_HEADING, block->level) : outline->height;
        outline->height = at;
        *mark = (struct mark){
            .kind = MARK_ACTIONS, .depth = at + 1, .earlier = earlier, .rest = block->size, .why = {"heading-of-actions", 90}};
        return true;
    }
    if (!phrase_is_any(block->text, block->size, frames))
        return false;
    if (block->kind == BLOCK_HEADING)
        outline->height = place_look(outline, LOOK_HEADING, block->level);
    *mark = (struct mark){.kind = MARK_FRAME, .depth = outline->height + 1, .rest = block->size, .why = {"heading-of-none", 90}};
    return true;
}

/* -- lists of what is to come -- */

/* Where what stands below a heading ends: the next heading of its level or above. */
static size_t section_end(const struct reading *reading, size_t i)
{
    int level = reading->blocks->list[i].level;
    size_t k = i + 1;
    while (k < reading->end && !(reading->blocks->list[k].kind == BLOCK_HEADING && reading->blocks->list[k].level <= level))
        k++;
    return k;
}

/* An agenda before the minutes: only where headings that are no frames come behind it and nothing in it is long. */
static bool is_agenda(const struct reading *reading, size_t i)
{
    enum { LONG = 240 };
    const struct block *list = reading->blocks->list;
    if (list[i].kind != BLOCK_HEADING || !phrase_is_any(list[i].text, list[i].size, agendas))
        return false;
    size_t end = section_end(reading, i), below = 0;
    for (size_t k = i + 1; k < end; k++) {
        if (list[k].size > LONG || (list[k].kind == BLOCK_ENTRY && list[k].level > 1 && list[k].size > LONG / 2))
            return false;
        below++;
    }
    size_t heads = 0;
    for (size_t k = end; k < reading->end; k++)
        heads += list[k].kind == BLOCK_HEADING && list[k].zone == ZONE_BODY;
    return below && heads > 1;
}

/* -- the story -- */

static bool is_read(const struct reading *reading, size_t i)
{
    const struct block *block = &reading->blocks->list[i];
    return reading->claims[i] == CLAIM_NONE && block->zone == ZONE_BODY && block->kind != BLOCK_RULE &&
           block->kind != BLOCK_IMAGE && block->size + (block->marker != NULL) > 0;
}

/* Whether numbers are typed before most matters, and whether headings are the matters. */
static void look_over(struct outline *outline)
{
    const struct reading *reading = outline->reading;
    struct number last = {0};
    size_t numbers = 0, heads = 0;
    for (size_t i = reading->first; i < reading->end; i++) {
        const struct block *block = &reading->blocks->list[i];
        struct number number;
        if (!is_read(reading, i))
            continue;
        heads += block->kind == BLOCK_HEADING && !phrase_is_any(block->text, block->size, frames);
        if (block->kind == BLOCK_ENTRY && block->level > 1)
            continue;
        if (block_number(block, &number) && number.form == NUMBER_WHOLE &&
            (number_is_first(&number) || number_follows(&last, &number, GAP))) {
            numbers += block->kind != BLOCK_HEADING;
            last = number;
        }
    }
    outline->headed = heads >= 2 && heads * 2 >= numbers;
    outline->numbered = numbers >= NUMBERED_FROM && !outline->headed;
}

static void take_title_block(struct outline *outline, size_t i)
{
    const struct reading *reading = outline->reading;
    const struct block *block = &reading->blocks->list[i];
    struct mark *mark = &outline->marks[i];
    size_t next = i + 1;
    if (mark->kind != MARK_ITEM || mark->title_to > mark->title_from || mark->rest < block->size || next >= reading->end ||
        !is_read(reading, next))
        return;
    const struct block *title = &reading->blocks->list[next];
    struct number number;
    if (title->marker || title->table != block->table || !is_title(title->text, title->size) ||
        memchr(title->text, '\n', title->size) || block_number(title, &number))
        return;
    mark->title_block = next;
}

struct mark *outline_read(const struct reading *reading)
{
    struct outline outline = {.reading = reading,
                              .marks = arena_alloc(reading->arena, (reading->blocks->count + 1) * sizeof *outline.marks)};
    look_over(&outline);
    for (size_t i = reading->first; i < reading->end; i++) {
        const struct block *block = &reading->blocks->list[i];
        enum look look;
        size_t title, rest;
        if (!is_read(reading, i))
            continue;
        if (is_agenda(reading, i))
            outline.agenda_end = section_end(reading, i);
        if (i < outline.agenda_end) {
            outline.marks[i] = (struct mark){.kind = block->kind == BLOCK_HEADING ? MARK_FRAME : MARK_NONE,
                                             .depth = 1,
                                             .rest = block->size,
                                             .why = {"agenda", 80}};
            continue;
        }
        if (mark_frame(&outline, i) || mark_number(&outline, i)) {
            take_title_block(&outline, i);
            if (outline.marks[i].title_block)
                i = outline.marks[i].title_block;
        } else if (block->kind == BLOCK_HEADING) {
            mark_head(&outline, i, LOOK_HEADING, block->size, block->size, (struct why){"heading", 95});
        } else if (is_line_head(&outline, i, &look)) {
            mark_head(&outline, i, look, block->size, block->size, (struct why){"line-alone", look == LOOK_COLON ? 75 : 85});
        } else if (is_run_in(&outline, i, &title, &rest)) {
            mark_head(&outline, i, LOOK_RUN_IN, title, rest, (struct why){"run-in-heading", 70});
        }
    }
    for (size_t i = reading->first; i < reading->end; i++) {
        struct mark *mark = &outline.marks[i];
        const struct block *block = mark->title_block ? &reading->blocks->list[mark->title_block] : &reading->blocks->list[i];
        if (mark->kind == MARK_ITEM)
            mark->roles = mark->title_block
                              ? outline_roles(block->text, block->size, reading->arena)
                              : outline_roles(block->text + mark->title_from, mark->title_to - mark->title_from, reading->arena);
    }
    return outline.marks;
}
