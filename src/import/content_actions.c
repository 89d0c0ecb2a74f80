/* Actions: what is marked as one, who is to do it, and by when. */
#include "import/content_parts.h"
#include "import/people.h"
#include "import/phrase.h"
#include "import/when.h"

#include <ctype.h>
#include <string.h>

enum { OWNER_BYTES = 80, OWNERS_MOST = 12 };

static const char *const labels[] = {
    "action required", "action item(s)", "action point(s)", "action(s)", "to do", "todo", "to-do", "ap", NULL};
/* What stands between an owner and what is to be done. */
static const char *const verbs[] = {"to",
                                    "will",
                                    "would",
                                    "shall",
                                    "should",
                                    "must",
                                    "is to",
                                    "are to",
                                    "has to",
                                    "have to",
                                    "needs to",
                                    "need to",
                                    "agreed to",
                                    "offered to",
                                    "volunteered to",
                                    "undertook to",
                                    "was asked to",
                                    "were asked to",
                                    "is asked to",
                                    "was requested to",
                                    "was tasked",
                                    "to be",
                                    NULL};

/* -- names of owners -- */

struct owners {
    struct arena *arena;
    const char *text;
    const char *names[OWNERS_MOST + 1];
    size_t count;
};

static bool take_owner(void *with, size_t from, size_t to)
{
    struct owners *owners = with;
    if (owners->count < OWNERS_MOST)
        owners->names[owners->count++] = arena_copy_n(owners->arena, owners->text + from, to - from);
    return true;
}

const char **content_owners(const char *text, size_t size, struct arena *arena)
{
    struct owners owners = {.arena = arena, .text = text};
    if (!size || size > OWNER_BYTES || !people_owners(text, size, take_owner, &owners) || !owners.count)
        return NULL;
    const char **names = arena_alloc(arena, (owners.count + 1) * sizeof *names);
    memcpy(names, owners.names, owners.count * sizeof *names);
    return names;
}

static const char **read_owners(const struct words *words, size_t from, size_t to)
{
    return from < to ? content_owners(words->text + from, to - from, words->reading->arena) : NULL;
}

static size_t trimmed(const struct words *words, size_t from, size_t to)
{
    while (to > from && strchr(" \t\n", words->text[to - 1]))
        to--;
    return to;
}

/* "JB to write", "The Clerk will write": the owners before the verb; *verb: where it stands. */
static const char **owners_before_verb(const struct words *words, size_t from, size_t to, size_t *verb)
{
    size_t most = from + OWNER_BYTES < to ? from + OWNER_BYTES : to;
    for (size_t i = from + 1; i < most; i++) {
        if (strchr(".;:?!", words->text[i]) && i + 1 < to && strchr(" \n\t", words->text[i + 1]) && i - from > 4)
            return NULL;
        if (!strchr(" \t\n", words->text[i - 1]) || !phrase_any_at(words->text + i, to - i, verbs, NULL))
            continue;
        const char **owners = read_owners(words, from, trimmed(words, from, i));
        if (owners) {
            *verb = i;
            return owners;
        }
    }
    return NULL;
}

/* "… (JB)", "… [Clerk]" at the end: the owners, and where the bracket opens. */
static const char **owners_at_end(const struct words *words, size_t from, size_t to, size_t *open)
{
    size_t end = trimmed(words, from, to);
    if (end > from && words->text[end - 1] == '.')
        end--;
    if (end <= from + 2 || !strchr(")]", words->text[end - 1]))
        return NULL;
    size_t at = end - 1;
    while (at > from && !strchr("([", words->text[at]))
        at--;
    if (at == from)
        return NULL;
    const char **owners = read_owners(words, at + 1, end - 1);
    *open = at;
    return owners;
}

/* Where who-is-to-do-it stands in from..to, and the prose without it where it is set apart. */
/* Where the bytes that look set off (bold or code) from at on end; at: they do not. */
static size_t marked_end(const struct words *words, size_t at, size_t to, unsigned *marks)
{
    for (size_t i = 0, begin = 0; words->block && i < words->block->run_count; begin += words->block->runs[i++].size) {
        const struct run *run = &words->block->runs[i];
        if (begin == at && (run->marks & (RUN_BOLD | RUN_CODE))) {
            *marks = run->marks;
            return begin + run->size < to ? begin + run->size : to;
        }
    }
    return at;
}

struct set_off {
    const char *names[OWNERS_MOST + 1];
    size_t count, end;
    bool sure; /* a handle, or code: nothing but a name is printed like that at the head of an action */
};

/* Names set off at the head: "**JB** write to", "`web`, `events` mend the", "@ada ask". */
static void read_set_off(const struct words *words, size_t from, size_t to, struct set_off *found)
{
    enum { SHORT = 40, WORDS = 4 };
    static const char *const joiners[] = {"and", "&", "+", ",", "/", NULL};
    *found = (struct set_off){.end = from};
    for (size_t at = from; at < to && found->count < OWNERS_MOST;) {
        unsigned marks = 0;
        size_t end = marked_end(words, at, to, &marks);
        if (words->text[at] == '@')
            for (end = at + 1; end < to && !strchr(" \t\n,:;", words->text[end]);)
                end++;
        size_t name = end;
        while (name > at && strchr(" \t:,-", words->text[name - 1]))
            name--;
        if (name == at || name - at > SHORT || phrase_words(words->text + at, name - at) > WORDS)
            return;
        found->sure = words->text[at] == '@' || (marks & RUN_CODE);
        found->names[found->count++] = arena_copy_n(words->reading->arena, words->text + at, name - at);
        found->end = name;
        size_t next = phrase_skip(words->text, to, end, " \t");
        size_t joiner = phrase_any_at(words->text + next, to - next, joiners, NULL);
        if (!joiner)
            return;
        at = phrase_skip(words->text, to, next + joiner, " \t");
    }
}

/* Owners that are set off at the head of the words. */
static bool find_set_off(const struct words *words, struct found *found)
{
    struct set_off set;
    read_set_off(words, found->from, found->to, &set);
    const char **owners = set.count ? read_owners(words, found->from, set.end) : NULL;
    if (!owners && set.sure && words->around && words->around->in_actions) {
        owners = arena_alloc(words->reading->arena, (set.count + 1) * sizeof *owners);
        memcpy(owners, set.names, set.count * sizeof *owners);
    }
    size_t behind = phrase_skip(words->text, found->to, set.end, " \t\n:-");
    if (!owners || behind >= found->to)
        return false;
    found->owners = owners;
    if (phrase_any_at(words->text + behind, found->to - behind, verbs, NULL))
        return true; /* the name is part of the sentence */
    found->who_from = found->from;
    found->who_to = set.end;
    found->from = behind;
    return true;
}

/* "… – Ada" at the end: one who came. */
static bool find_behind_dash(const struct words *words, struct found *found)
{
    enum { FAR = 48 };
    size_t end = trimmed(words, found->from, found->to);
    end -= end > found->from && words->text[end - 1] == '.';
    for (size_t i = end; i > found->from + 2 && i + FAR > end; i--) {
        const char *text = words->text + i - 1;
        bool dash = words->text[i - 2] == ' ' && ((*text == '-' && text[1] == ' ') || strncmp(text, "\xE2\x80\x93 ", 4) == 0 ||
                                                  strncmp(text, "\xE2\x80\x94 ", 4) == 0);
        if (!dash)
            continue;
        size_t name = phrase_skip(words->text, end, i - 1, " -");
        if (name >= end || !content_is_attendee(words->reading, words->text + name, end - name))
            return false;
        found->owners = arena_alloc(words->reading->arena, 2 * sizeof *found->owners);
        found->owners[0] = arena_copy_n(words->reading->arena, words->text + name, end - name);
        found->who_from = name;
        found->who_to = end;
        found->to = i - 1;
        return true;
    }
    return false;
}

static void find_owners(const struct words *words, struct found *found)
{
    size_t from = found->from, to = found->to, at;
    const char *text = words->text;
    size_t most = from + OWNER_BYTES < to ? from + OWNER_BYTES : to;
    const char **owners;
    for (size_t i = from; i < most; i++) { /* "JB: write", "All. Partners should", "JB – write" */
        bool dash = text[i] == ' ' && i + 2 < to && (text[i + 1] == '-' || strncmp(text + i + 1, "\xE2\x80\x93", 3) == 0);
        bool all = text[i] == ',' && phrase_at(text + from, i - from, "all");
        if (!strchr(":.", text[i]) && !dash && !all)
            continue;
        if (text[i] != ' ' && i + 1 < to && !strchr(" \t\n", text[i + 1]))
            continue;
        bool stop = text[i] == '.' && i + 1 < to;
        owners = read_owners(words, from, i);
        if (owners && (!stop || i - from <= 4)) {
            found->owners = owners;
            found->who_from = from;
            found->who_to = i;
            found->from = phrase_skip(text, to, i + 1, " \t\n-");
            return;
        }
        break;
    }
    if ((owners = read_owners(words, from, trimmed(words, from, text[to - 1] == '.' ? to - 1 : to)))) {
        *found = (struct found){.kind = found->kind,
                                .label_from = found->label_from,
                                .label_to = found->label_to,
                                .from = to,
                                .to = to,
                                .owners = owners,
                                .who_from = from,
                                .who_to = to,
                                .why = found->why};
    } else if (find_set_off(words, found)) {
        return;
    } else if ((owners = owners_before_verb(words, from, to, &at))) {
        found->owners = owners;
    } else if (find_behind_dash(words, found)) {
        return;
    } else if ((owners = owners_at_end(words, from, to, &at))) {
        found->owners = owners;
        found->who_from = at;
        found->who_to = to;
        found->to = at;
    }
}

bool content_asks(const struct reading *reading, const char *text, size_t size)
{
    struct words words = {.reading = reading, .text = text, .size = size};
    size_t verb;
    return owners_before_verb(&words, 0, size, &verb) != NULL;
}

/* -- by when -- */

/* "before the next LAG meeting", "by next meeting", "at the next meeting": where it stands. */
static bool next_meeting_in(const char *text, size_t size, size_t *from, size_t *to)
{
    enum { WORDS = 3 };
    static const char *const before[] = {
        "before the next", "before next",          "by the next", "by next", "for the next", "for next", "at the next", "at next",
        "to the next",     "in time for the next", "next",        NULL};
    static const char *const meetings[] = {"meeting", "gm", "agm", "mtg", "committee", "pcc", NULL};
    for (size_t start = 0, at, taken; (taken = phrase_any_find(text + start, size - start, before, &at, NULL));
         start += at + taken) {
        size_t behind = start + at + taken;
        for (int i = 0; i < WORDS; i++) {
            behind = phrase_skip(text, size, behind, " \t\n");
            size_t meeting = phrase_any_at(text + behind, size - behind, meetings, NULL);
            if (meeting) {
                *from = start + at;
                *to = behind + meeting;
                return true;
            }
            while (behind < size && !strchr(" \t\n.,;:", text[behind]))
                behind++;
        }
    }
    return false;
}

/* "by the end of April", "by end January 2021": its last day. */
static bool month_end(const struct words *words, struct found *found, size_t at, size_t behind, struct date near)
{
    static const char *const ends[] = {"the end of", "end of", "end", NULL};
    static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june", "july",
                                         "august",  "september", "october", "november", "december", NULL};
    const char *text = words->text + found->from;
    size_t size = found->to - found->from, which, end = phrase_any_at(text + behind, size - behind, ends, NULL);
    size_t month = end ? phrase_skip(text, size, behind + end, " \t\n") : size;
    size_t taken = phrase_any_at(text + month, size - month, months, &which);
    if (!taken)
        return false;
    int year = near.year + (near.year && (int)which + 1 < near.month);
    size_t to = month + taken, digits = phrase_skip(text, size, to, " \t\n");
    if (digits + 4 <= size && isdigit((unsigned char)text[digits]) && isdigit((unsigned char)text[digits + 3])) {
        year = 0;
        for (size_t i = 0; i < 4 && isdigit((unsigned char)text[digits + i]); i++)
            year = year * 10 + (text[digits + i] - '0');
        to = digits + 4;
    }
    char iso[11];
    struct date date = {year, (int)which + 1, 31};
    for (when_iso(date, iso); year && date.day >= 28 && !date_parse(iso, &(struct date){0, 0, 0}); when_iso(date, iso))
        date.day--;
    if (!year || date.day < 28)
        return false;
    found->due = arena_copy(words->reading->arena, iso);
    found->due_from = found->from + at;
    found->due_to = found->from + to;
    return true;
}

void due_read(const struct words *words, struct found *found)
{
    static const char *const marks[] = {"by",          "before",   "due", "deadline", "until", "no later than",
                                        "target date", "due date", NULL};
    const char *text = words->text + found->from;
    size_t size = found->to - found->from, at, taken;
    struct date near = {0, 0, 0};
    if (words->around->date)
        date_parse(words->around->date, &near);
    for (size_t from = 0; from < size; from = at + taken) {
        size_t which = 0;
        taken = phrase_any_find(text + from, size - from, marks, &at, &which);
        if (!taken)
            break;
        at += from;
        struct when_date date;
        size_t behind = phrase_skip(text, size, at + taken, " \t\n:");
        static const char *const fillers[] = {"the end of", "end of", "end", "the", "on", NULL};
        if (month_end(words, found, at, behind, near))
            return;
        size_t filler = phrase_any_at(text + behind, size - behind, fillers, NULL);
        if (when_find_date(text, size, behind, near, true, &date) && date.date.year && date.from <= behind + filler + 1) {
            char iso[11];
            if (date.numeric && !date.swapped && words->reading->head.month_first)
                when_month_first(&date);
            when_iso(date.date, iso);
            found->due = arena_copy(words->reading->arena, iso);
            found->due_from = found->from + at;
            found->due_to = found->from + date.to;
            return;
        }
    }
    size_t end;
    if (next_meeting_in(text, size, &at, &end)) {
        found->due = "next-meeting";
        found->due_from = found->from + at;
        found->due_to = found->from + end;
    }
}

void content_due(const struct reading *reading, size_t block, struct found *found)
{
    const struct block *of = &reading->blocks->list[block];
    struct surroundings around = {.date = reading->head.date};
    struct words words = {reading, &around, of, of->text, of->size};
    due_read(&words, found);
}

/* -- labels -- */

struct action_label {
    size_t from, to; /* with number and colon */
    size_t who_from, who_to;
    const char **owners;
    size_t after;
};

/* "#3", "12", "(4)" behind the label. */
static size_t label_number(const char *text, size_t size, size_t at)
{
    size_t from = phrase_skip(text, size, at, " \t#(");
    size_t end = from;
    while (end < size && (isdigit((unsigned char)text[end]) ||
                          (text[end] == '.' && end > from && end + 1 < size && isdigit((unsigned char)text[end + 1]))))
        end++;
    if (end == from)
        return at;
    return phrase_skip(text, size, end, ")");
}

/* Owners right behind the label: "(JB)", "by JB", "JB", up to what closes the label. */
static void label_owners(const struct words *words, size_t at, size_t to, struct action_label *label)
{
    static const char *const by[] = {"by", "on", "for", "-", NULL};
    const char *text = words->text;
    size_t from = phrase_skip(text, to, at, " \t");
    bool bracket = from < to && strchr("([", text[from]) && text[from];
    from += bracket;
    from += bracket ? 0 : phrase_any_at(text + from, to - from, by, NULL);
    from = phrase_skip(text, to, from, " \t-");
    size_t end = from;
    while (end < to && end < from + OWNER_BYTES && !strchr(bracket ? ")]" : ":\n", text[end]) &&
           memcmp(text + end, " \xE2\x80\x93", end + 4 < to ? 4 : 1) != 0 && !(end + 2 < to && memcmp(text + end, " - ", 3) == 0))
        end++;
    const char **owners = read_owners(words, from, trimmed(words, from, end));
    if (!owners)
        return;
    label->owners = owners;
    label->who_from = from;
    label->who_to = trimmed(words, from, end);
    label->after = end + (bracket && end < to);
}

/* "Action JA to book the hall": somebody who is known, and what they are to do. */
static bool asks_attendee(const struct words *words, size_t from, size_t to)
{
    size_t verb;
    const char **owners = owners_before_verb(words, from, to, &verb);
    return owners && content_is_attendee(words->reading, owners[0], strlen(owners[0]));
}

static bool label_at(const struct words *words, size_t at, size_t to, struct action_label *label)
{
    const char *text = words->text;
    size_t taken = phrase_any_at(text + at, to - at, labels, NULL);
    if (!taken)
        return false;
    bool caps = phrase_is_caps(text + at, taken);
    size_t end = label_number(text, to, at + taken);
    bool numbered = end > at + taken;
    *label = (struct action_label){.from = at, .to = end, .after = end};
    size_t sign = phrase_skip(text, to, end, " \t");
    bool dash = sign < to && sign + 1 < to &&
                ((text[sign] == '-' && text[sign + 1] == ' ') || strncmp(text + sign, "\xE2\x80\x93", 3) == 0);
    if (sign < to && (text[sign] == ':' || dash)) {
        label->to = label->after = phrase_skip(text, to, sign, ":-");
        return true;
    }
    if (sign >= to)
        return caps || numbered;
    label_owners(words, end, to, label);
    if (!label->owners) { /* "Action JB/TC to write": the owners stand in the sentence */
        size_t verb;
        const char **owners = owners_before_verb(words, sign, to, &verb);
        label->after = sign;
        return (owners && content_is_attendee(words->reading, owners[0], strlen(owners[0]))) || (text[at] == 'A' && asks_attendee(words, sign, to));
    }
    size_t close = phrase_skip(text, to, label->after, " \t");
    bool closed = close >= to || text[close] == ':' || text[close] == '\n' || text[close] == '-' ||
                  (unsigned char)text[close] == 0xE2;
    if (!closed && !caps)
        return false;
    label->after = phrase_skip(text, to, close, ":-");
    return true;
}

/* The next label at the start of the words, of a sentence, or of a bracket. */
static bool next_label(const struct words *words, size_t from, size_t to, struct action_label *label)
{
    for (size_t i = from; i < to; i++) {
        bool begins = i == from || words->text[i - 1] == '\n' ||
                      (words->text[i - 1] == ' ' && i > 1 && strchr(".?!;:)", words->text[i - 2])) ||
                      strchr("([", words->text[i - 1]) ||
                      (words->text[i - 1] == ' ' && phrase_is_caps(words->text + i, to - i < 6 ? to - i : 6)) ||
                      (words->text[i - 1] == ' ' && words->text[i] == 'A');
        if (begins && strchr("AaTt", words->text[i]) && label_at(words, i, to, label))
            return true;
    }
    return false;
}

/* "**ACTION: Ann** write it up": the owners end where the bold words do. */
static bool bold_owners(const struct words *words, const struct action_label *label, struct found *found)
{
    size_t at = 0, end = 0;
    for (size_t i = 0; i < words->block->run_count && at <= label->from; at += words->block->runs[i++].size)
        if ((words->block->runs[i].marks & RUN_BOLD) && at + words->block->runs[i].size > label->from)
            end = at + words->block->runs[i].size;
    if (end <= found->from || end >= found->to)
        return false;
    size_t last = trimmed(words, found->from, end);
    last -= last > found->from && strchr(":-", words->text[last - 1]);
    const char **owners = read_owners(words, found->from, trimmed(words, found->from, last));
    if (!owners)
        return false;
    found->owners = owners;
    found->who_from = found->from;
    found->who_to = last;
    found->from = phrase_skip(words->text, found->to, end, " \t\n:-");
    return true;
}

/* One labelled action, its words up to to. */
static void add_labelled(const struct words *words, const struct action_label *label, size_t to, struct pieces *pieces)
{
    size_t begin = phrase_skip(words->text, to, label->after, " \t\n");
    struct found *found = piece_add(pieces, FOUND_ACTION, begin, to, (struct why){"label", 95});
    found->label_from = label->from;
    found->label_to = label->to;
    found->owners = label->owners;
    found->who_from = label->who_from;
    found->who_to = label->who_to;
    if (!label->owners && begin < to && !bold_owners(words, label, found))
        find_owners(words, found);
    if (found->from < found->to)
        due_read(words, found);
}

/* "… to send the timetable.<tab>VR": a row of columns that became a line; or words and a wide gap before the owners. */
static bool owners_beside(const struct words *words, size_t from, size_t to, struct pieces *pieces)
{
    enum { LEAST = 12, GAP = 6 };
    const char *text = words->text;
    size_t gap = to;
    while (gap > from && text[gap - 1] != '\t' && !(gap >= from + GAP && memcmp(text + gap - GAP, "      ", GAP) == 0)) {
        if (to - gap > OWNER_BYTES)
            return false;
        gap--;
    }
    size_t end = trimmed(words, from, gap), small = from + 1;
    while (small < end && !(text[small - 1] == ' ' && islower((unsigned char)text[small])))
        small++;
    if (gap == to || small >= end || end < from + LEAST || memchr(text + from, '\t', end - from) || words->block->table)
        return false;
    const char **owners = read_owners(words, gap, to);
    struct attendee signer = {0}; /* two names side by side have signed */
    bool sentence = strchr(".!?", text[end - 1]) != NULL;
    if (!owners || (!sentence && people_entry(text + from, end - from, words->reading->arena, &signer)))
        return false;
    struct found *found = piece_add(pieces, FOUND_ACTION, from, end, (struct why){"owner-beside", 80});
    found->owners = owners;
    found->who_from = gap;
    found->who_to = to;
    due_read(words, found);
    return true;
}

bool actions_read(const struct words *words, size_t from, size_t to, struct pieces *pieces)
{
    struct action_label label, after;
    if (!from && content_owner_line(words->reading, (size_t)(words->block - words->reading->blocks->list))) {
        struct found *found = piece_add(pieces, FOUND_ACTION, to, to, (struct why){"owner-line", 85});
        found->owners = read_owners(words, from, to);
        found->who_to = to;
        return true;
    }
    if (!next_label(words, from, to, &label))
        return owners_beside(words, from, to, pieces);
    if (!decisions_read(words, from, label.from, pieces))
        piece_text(pieces, words, from, label.from);
    bool more = true;
    while (more && pieces->count + 2 < FOUND_MOST) {
        more = next_label(words, label.after, to, &after);
        add_labelled(words, &label, more ? after.from : to, pieces);
        label = after;
    }
    if (more) /* too many of them: what is left is prose */
        piece_text(pieces, words, label.from, to);
    return true;
}

/* -- lists of actions, and boxes to tick -- */

static const char *status_of(const struct words *words, size_t from, size_t to)
{
    static const struct {
        const char *words, *status;
    } said[] = {{"not done", "open"},        {"not complete", "open"}, {"not yet", "open"},        {"outstanding", "open"},
                {"carried forward", "open"}, {"done", "done"},         {"completed", "done"},      {"complete", "done"},
                {"closed", "done"},          {"discharged", "done"},   {"ongoing", "in-progress"}, {"in progress", "in-progress"},
                {"on-going", "in-progress"}};
    size_t at;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (phrase_find(words->text + from, to - from, 0, said[i].words, &at))
            return said[i].status;
    return NULL;
}

bool listed_action(const struct words *words, size_t from, size_t to, struct pieces *pieces)
{
    static const char *const none[] = {
        "none", "no actions", "n/a", "nil", "no action", "there were none", "no outstanding actions", NULL};
    const struct surroundings *around = words->around;
    struct action_label label;
    if (from >= to || phrase_is_any(words->text + from, to - from, none))
        return false;
    if (words->text[from] == '[' && !words->block->box) {
        const char *close = memchr(words->text + from, ']', to - from);
        size_t after = close ? phrase_skip(words->text, to, (size_t)(close - words->text) + 1, " ") : from;
        if (close && after >= to)
            return false; /* "[End of minutes]" */
        if (label_at(words, after, to, &label)) { /* "[NEW] ACTION: …" */
            piece_text(pieces, words, from, after);
            from = after;
        }
    }
    bool labelled = label_at(words, from, to, &label);
    size_t begin = labelled ? phrase_skip(words->text, to, label.after, " \t\n") : from;
    struct found *found = piece_add(pieces, around->earlier ? FOUND_UPDATE : FOUND_ACTION, begin, to,
                                    (struct why){words->block->box && !around->in_actions ? "box" : "list", 90});
    if (labelled) {
        found->label_from = label.from;
        found->label_to = label.to;
        found->owners = label.owners;
        found->who_from = label.who_from;
        found->who_to = label.who_to;
    }
    if (!found->owners && begin < to)
        find_owners(words, found);
    if (found->from >= found->to && found->owners && !labelled) { /* a name alone is no action: it heads what follows */
        pieces->count--;
        return false;
    }
    if (!found->owners && around->owner_heading) {
        found->owners = arena_alloc(words->reading->arena, 2 * sizeof *found->owners);
        found->owners[0] = around->owner_heading;
    }
    due_read(words, found);
    if (around->earlier)
        found->value = status_of(words, found->from, found->to);
    return true;
}
