/* Decisions of the meeting itself, and motions with who proposed and seconded them. */
#include "import/content_parts.h"
#include "import/people.h"
#include "import/phrase.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { WHOLE = 320, BEFORE = 48, NAME_BYTES = 48 };

/* Words that say that this meeting decided, and what kind of decision it is. */
static const struct {
    const char *words, *kind;
    int sure;
} deciding[] = {
    {"it was resolved", "resolved", 95},
    {"resolved that", "resolved", 95},
    {"resolved to", "resolved", 90},
    {"resolved unanimously", "resolved", 95},
    {"resolution was passed", "resolved", 95},
    {"resolution passed", "resolved", 95},
    {"resolved", "resolved", 75},
    {"it was agreed", "agreed", 95},
    {"it was unanimously agreed", "agreed", 95},
    {"it was also agreed", "agreed", 95},
    {"it was therefore agreed", "agreed", 95},
    {"it was decided", "agreed", 95},
    {"it was unanimously decided", "agreed", 95},
    {"it was then agreed", "agreed", 95},
    {"it was further agreed", "agreed", 95},
    {"was decided to", "agreed", 85},
    {"decision was made to", "agreed", 90},
    {"decision was taken to", "agreed", 90},
    {"a decision was made", "agreed", 80},
    {"unanimously agreed", "agreed", 95},
    {"agreed unanimously", "agreed", 95},
    {"all agreed", "agreed", 85},
    {"everyone agreed", "agreed", 85},
    {"we agreed", "agreed", 85},
    {"we have agreed", "agreed", 80},
    {"we decided", "agreed", 85},
    {"we have decided", "agreed", 85},
    {"decided to", "agreed", 75},
    {"council agreed", "agreed", 90},
    {"committee agreed", "agreed", 90},
    {"board agreed", "agreed", 90},
    {"members agreed", "agreed", 90},
    {"councillors agreed", "agreed", 90},
    {"group agreed", "agreed", 90},
    {"meeting agreed", "agreed", 90},
    {"trustees agreed", "agreed", 90},
    {"governors agreed", "agreed", 90},
    {"council resolved", "resolved", 95},
    {"council decided", "agreed", 90},
    {"committee decided", "agreed", 90},
    {"board decided", "agreed", 90},
    {"board approved", "agreed", 90},
    {"council approved", "agreed", 90},
    {"committee approved", "agreed", 90},
    {"members approved", "agreed", 90},
    {"members voted", "agreed", 90},
    {"board voted", "agreed", 90},
    {"council voted", "agreed", 90},
    {"the consensus was", "agreed", 80},
    {"consensus was to", "agreed", 80},
    {"general agreement", "agreed", 70},
    {"this was agreed", "agreed", 90},
    {"which was agreed", "agreed", 85},
    {"were agreed", "agreed", 85},
    {"was agreed", "agreed", 85},
    {"not agreed", "agreed", 75},
    {"unanimously approved", "agreed", 95},
    {"approved unanimously", "agreed", 95},
    {"were approved", "agreed", 85},
    {"was approved", "agreed", 80},
    {"approved as", "agreed", 85},
    {"approval was given", "agreed", 85},
    {"approval recommended", "recommended", 85},
    {"approved for payment", "agreed", 90},
    {"accepted for payment", "agreed", 90},
    {"minutes approved", "agreed", 90},
    {"approved the minutes", "agreed", 90},
    {"minutes accepted", "agreed", 85},
    {"true record", "agreed", 90},
    {"correct record", "agreed", 90},
    {"accurate record", "agreed", 90},
    {"true and accurate", "agreed", 90},
    {"true and correct", "agreed", 90},
    {"were confirmed", "agreed", 85},
    {"were adopted", "agreed", 85},
    {"was adopted", "agreed", 85},
    {"were accepted", "agreed", 80},
    {"was accepted", "agreed", 80},
    {"apologies accepted", "agreed", 75},
    {"accepted unanimously", "agreed", 95},
    {"were ratified", "agreed", 90},
    {"was ratified", "agreed", 90},
    {"carried unanimously", "agreed", 95},
    {"unanimously carried", "agreed", 95},
    {"motion carried", "agreed", 95},
    {"motion was carried", "agreed", 95},
    {"motion passed", "agreed", 95},
    {"motion passes", "agreed", 95},
    {"motion carries", "agreed", 95},
    {"motion was passed", "agreed", 95},
    {"motion approved", "agreed", 95},
    {"motion was approved", "agreed", 95},
    {"motion failed", "agreed", 95},
    {"motion defeated", "agreed", 95},
    {"motion was defeated", "agreed", 95},
    {"motion is carried", "agreed", 95},
    {"was carried", "agreed", 85},
    {"vote passed", "agreed", 90},
    {"passed unanimously", "agreed", 95},
    {"all in favour", "agreed", 90},
    {"all in favor", "agreed", 90},
    {"unanimous vote", "agreed", 90},
    {"unanimously voted", "agreed", 90},
    {"unanimously elected", "agreed", 90},
    {"voted unanimously", "agreed", 95},
    {"all members were unanimous", "agreed", 90},
    {"were unanimous", "agreed", 85},
    {"carried.", "agreed", 75},
    {"carried;", "agreed", 75},
    {"carried nem con", "agreed", 90},
    {"vote of thanks was", "agreed", 75},
    {"was elected", "agreed", 60},
    {"were elected", "agreed", 60},
    {"elected unanimously", "agreed", 90},
    {"duly elected", "agreed", 80},
    {"re-elected", "agreed", 60},
    {"re-appointed", "agreed", 60},
    {"taken as read", "agreed", 80},
    {"and carried", "agreed", 80},
    {"carried by", "agreed", 85},
    {"motion was lost", "agreed", 95},
    {"motion lost", "agreed", 95},
    {"governors approved", "agreed", 90},
    {"trustees approved", "agreed", 90},
    {"directors approved", "agreed", 90},
    {"governors resolved", "resolved", 95},
    {"trustees resolved", "resolved", 95},
    {"board resolved", "resolved", 95},
};

/* Those who decide elsewhere: what stands right before the words. */
static const char *const others[] = {"borough council",
                                     "borough",
                                     "county council",
                                     "county",
                                     "district council",
                                     "highways",
                                     "planning department",
                                     "planning authority",
                                     "planners",
                                     "government",
                                     "bcklwn",
                                     "environment agency",
                                     "police",
                                     "school",
                                     "company",
                                     "they have",
                                     "they",
                                     "he",
                                     "she",
                                     "clerk",
                                     "who",
                                     "what",
                                     "as",
                                     "than",
                                     "has been",
                                     "have been",
                                     "had been",
                                     "if",
                                     "once",
                                     "until",
                                     "unless",
                                     "when",
                                     "to be",
                                     "be",
                                     "not yet",
                                     "previously",
                                     "already",
                                     "application",
                                     "permission",
                                     "planning",
                                     NULL};

static bool of_others(const struct words *words, size_t from, size_t at)
{
    size_t begin = at > from + BEFORE ? at - BEFORE : from, end = at, place;
    while (end > begin && strchr(" \t\n", words->text[end - 1]))
        end--;
    for (int i = 0; others[i]; i++) {
        size_t size = strlen(others[i]);
        bool whole = end - begin == size || (end - begin > size && !isalnum((unsigned char)words->text[end - size - 1]));
        if (whole && phrase_find(words->text + end - size, size, 0, others[i], &place) == size)
            return true;
    }
    return false;
}

/* -- motions -- */

struct mover {
    const char *words;
    bool before; /* the name stands before the words */
};

static const struct mover proposers[] = {
    {"on the proposal of", false}, {"on a proposal of", false}, {"proposed by", false}, {"moved by", false},
    {"proposer", false}, {"motion by", false}, {"proposed", true}, {"moved", true},
    {"motioned", true}, {"made a motion", true}, {"made the motion", true}, {"prop", false}, {NULL, false}};
static const struct mover seconders[] = {{"seconded by", false}, {"second by", false}, {"2nd by", false},
                                         {"seconder", false}, {"second", false},
                                         {"seconded", true},     {"seconds", true}, {"2nd", true}, {"sec", false}, {NULL, false}};

/* "M/S/C (Ortega/Hale)": moved, seconded and carried, as clerks shorten it. */
static const char *const shortened[] = {"m/s/c", "m/s/p", "m/s/a", "m/s/u", "m/s", "msc", "m.s.c", NULL};

static const char *name_between(const struct words *words, size_t from, size_t to)
{
    from = phrase_skip(words->text, to, from, " \t\n:,;.-(");
    while (to > from && strchr(" \t\n:,;.-()", words->text[to - 1]))
        to--;
    return from < to && to - from <= NAME_BYTES && people_is_name(words->text + from, to - from, true)
               ? arena_copy_n(words->reading->arena, words->text + from, to - from)
               : NULL;
}

/* The longest run of up to four words that is a name: behind at, or ending there. */
static const char *name_behind(const struct words *words, size_t at, size_t to)
{
    enum { WORDS = 4 };
    size_t begin = phrase_skip(words->text, to, at, " \t\n:-."), ends[WORDS], count = 0;
    for (size_t i = begin; i <= to && count < WORDS; i++)
        if (i == to || strchr(" \t\n,;.)", words->text[i])) {
            static const char *const titles[] = {"mr", "mrs", "ms", "dr", "cllr", "cllrs", "rev", "revd", "prof", NULL};
            if (i + 1 < to && words->text[i] == '.' && (i - begin < 3 || phrase_any_at(words->text + begin, i - begin, titles, NULL) == i - begin))
                continue; /* an initial */
            ends[count++] = i;
            if (i < to && words->text[i] != ' ')
                break;
        }
    while (count--) {
        const char *name = name_between(words, begin, ends[count]);
        if (name)
            return name;
    }
    return NULL;
}

static const char *name_before(const struct words *words, size_t from, size_t at)
{
    enum { WORDS = 4 };
    size_t end = at, count = 0, starts[WORDS];
    while (end > from && strchr(" \t\n", words->text[end - 1]))
        end--;
    if (end > from && strchr(",;", words->text[end - 1])) /* "Proposed Ada, seconded Ben" */
        return NULL;
    for (size_t i = end; i > from && count < WORDS; i--)
        if (i - 1 == from || strchr(" \t\n,;(", words->text[i - 2]))
            starts[count++] = i - 1;
    while (count--) {
        const char *name = name_between(words, starts[count], end);
        if (name)
            return name;
    }
    return NULL;
}

/* A name behind at that a comma or the like ends. */
static const char *ends_behind(const struct words *words, size_t at, size_t to)
{
    const char *name = name_behind(words, at, to);
    size_t end = name ? phrase_skip(words->text, to, at, " \t\n:-.") + strlen(name) : to;
    return name && (end >= to || strchr(",;.)", words->text[end])) ? name : NULL;
}

static const char *mover_of(const struct words *words, size_t from, size_t to, const struct mover *movers, size_t *at)
{
    for (; movers->words; movers++) {
        size_t place, taken = phrase_find(words->text + from, to - from, 0, movers->words, &place);
        if (!taken)
            continue;
        size_t behind = phrase_skip(words->text, to, from + place + taken, " \t");
        bool set_off = behind < to && (strchr(":-", words->text[behind]) || strncmp(words->text + behind, "\xE2\x80\x93", 3) == 0);
        bool before = movers->before && !set_off;
        size_t left = from + place;
        while (left > from && strchr(" \t\n", words->text[left - 1]))
            left--;
        bool apart = before && left > from && words->text[left - 1] == ','; /* "Proposed Ann Reed, seconded Tom Field" */
        const char *name = apart ? ends_behind(words, from + place + taken, to) : NULL;
        if (!name && before)
            name = name_before(words, from, from + place);
        if (!name)
            name = name_behind(words, from + place + taken, to);
        if (name) {
            *at = from + place;
            return name;
        }
    }
    return NULL;
}

const char *decision_outcome(const struct words *words, size_t from, size_t to)
{
    static const struct {
        const char *words, *outcome;
    } said[] = {{"not carried", "lost"},     {"defeated", "lost"},     {"motion failed", "lost"},  {"was lost", "lost"},
                {"withdrawn", "withdrawn"},  {"carried", "carried"},   {"passed", "carried"},
                {"passes", "carried"},       {"elected", "carried"},        {"all in favour", "carried"},
                {"all in favor", "carried"}, {"unanimous", "carried"}, {"unanimously", "carried"}, {"approved", "carried"},
                {"agreed", "carried"},       {"resolved", "carried"},  {"accepted", "carried"},    {"adopted", "carried"},
                {"all agreed", "carried"},   {"carries", "carried"},   {"passes", "carried"},      {"confirmed", "carried"}};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        for (size_t next = 0, at, taken; (taken = phrase_find(words->text + from, to - from, next, said[i].words, &at));
             next = at + taken)
            if (!of_others(words, from, from + at))
                return said[i].outcome;
    return NULL;
}

/* Motions that name nobody, or both in one bracket. */
static bool unnamed_motion(const struct words *words, size_t from, size_t to, struct pieces *pieces)
{
    static const char *const both[] = {"moved and seconded", "moved and duly seconded", "proposed and seconded",
                                       "moved, seconded and", "motion was made and seconded", "motion made and seconded", NULL};
    const char *text = words->text;
    size_t at = 0, short_form = phrase_any_at(text + from, to - from, shortened, NULL);
    if (!short_form && !phrase_any_find(text + from, to - from, both, &at, NULL))
        return false;
    size_t begin = sentence_start(words, from, from + at);
    piece_text(pieces, words, from, begin);
    struct found *found = piece_add(pieces, FOUND_MOTION, begin, to, (struct why){"moved-and-seconded", 90});
    found->value = decision_outcome(words, begin, to);
    size_t open = phrase_skip(text, to, from + short_form, " \t("), slash = open, close;
    while (slash < to && !strchr("/,)", text[slash]))
        slash++;
    for (close = slash; close < to && text[close] != ')'; close++)
        ;
    if (!short_form)
        return true;
    char last = text[from + short_form - 1];
    found->value = found->value ? found->value : strchr("sS", last) ? NULL : "carried";
    if (close < to) {
        found->proposer = name_between(words, open, slash);
        found->seconder = name_between(words, slash + 1, close);
    }
    return true;
}

/* Without a subject, at the start of a sentence, it is the meeting that did it: "Agreed to meet weekly", "… 4 for. Passed." */
static const char *const leading[] = {"agreed",  "approved", "accepted", "adopted",        "passed",         "carried",
                                      "decided", "resolved", "ratified", "unanimous",      "duly approved",  "duly adopted",
                                      "noted and agreed", NULL};
static bool leads_sentence(const struct words *words, size_t from, size_t to, size_t *at)
{
    for (size_t i = from; i < to; i = sentence_end(words, i, to)) {
        size_t begin = phrase_skip(words->text, to, i, " \t\n-"), taken = phrase_any_at(words->text + begin, to - begin, leading, NULL);
        size_t after = phrase_skip(words->text, to, begin + taken, " \t");
        static const char *const going_on[] = {"that", "to", "as", "with", "unanimously", "subject", "in", "nem", "not", NULL};
        bool ends = after >= to || strchr(".!;(,)0123456789", words->text[after]);
        bool entry = begin == 0 && words->block->kind == BLOCK_ENTRY; /* "- agreed to go" */
        if (taken && (entry || isupper((unsigned char)words->text[begin])) &&
            (ends || phrase_any_at(words->text + after, to - after, going_on, NULL))) {
            *at = begin;
            return true;
        }
    }
    return false;
}

static bool motion_read(const struct words *words, size_t from, size_t to, struct pieces *pieces)
{
    size_t at, second;
    const char *proposer = mover_of(words, from, to, proposers, &at), *seconder = mover_of(words, from, to, seconders, &second);
    if (!proposer || !seconder)
        return unnamed_motion(words, from, to, pieces);
    size_t begin = sentence_start(words, from, at < second ? at : second), before = pieces->count;
    const char *outcome = decision_outcome(words, begin, to);
    if (!outcome && begin > from && leads_sentence(words, from, begin, &at)) {
        outcome = "carried"; /* "Agreed as a true record. Proposed Ada, seconded Ben." */
        begin = sentence_start(words, from, at + 1);
    }
    piece_text(pieces, words, from, begin);
    struct found *found = piece_add(pieces, FOUND_MOTION, begin, to, (struct why){"proposed-and-seconded", 90});
    found->proposer = proposer;
    found->seconder = seconder;
    found->value = outcome;
    if (!found->value && (found->value = decision_outcome(words, from, begin))) { /* what became of it is said first */
        pieces->count = before;
        *piece_add(pieces, FOUND_MOTION, from, to, found->why) = (struct found){
            .kind = FOUND_MOTION, .from = from, .to = to, .proposer = proposer, .seconder = seconder, .value = found->value, .why = found->why};
    }
    return true;
}

/* -- decisions -- */

/* What says the same in the item that is for the last minutes. */
static const char *const of_minutes[] = {"approved", "accepted", "confirmed", "adopted", "agreed", "ratified", NULL};

struct decided {
    size_t first, last; /* where the first and the last words of deciding stand */
    const char *kind;
    int sure;
};

/* "Agreed to …", "Otherwise agreed.", "Lettings – approved", "… approved subject to …": a participle that is all there is of the verb. */
static void find_said_short(const struct words *words, size_t from, size_t to, struct decided *decided)
{
    static const char *const verbs[] = {"agreed", "approved", "adopted", NULL};
    static const char *const behind[] = {"subject to", "with one", "with the following", "as a", "as accurate", NULL};
    const char *text = words->text;
    for (size_t at = from, place, which, taken; (taken = phrase_any_find(text + at, to - at, verbs, &place, &which)); at += place + taken) {
        size_t where = at + place, end = where + taken, before = where, next = phrase_skip(text, to, end, " \t\n");
        while (before > from && strchr(" \t\n", text[before - 1]))
            before--;
        bool aside = !which && before > from && strchr(",;", text[before - 1]) &&
                     (isupper((unsigned char)text[next < to ? next : where]) || phrase_at(text + next, to - next, "to") ||
                      phrase_at(text + next, to - next, "that")); /* "… too big, agreed Ann will see to it" */
        bool first = !which && isupper((unsigned char)text[where]) && islower((unsigned char)text[where + 1]) &&
                     (before == from || strchr(".;:!?", text[before - 1]));
        bool dash = before > from && (strchr("-:", text[before - 1]) || (before >= from + 3 && memcmp(text + before - 3, "\xE2\x80\x93", 3) == 0));
        bool last = end >= to || strchr(".;,", text[end]), short_of = phrase_any_at(text + next, to - next, behind, NULL) > 0;
        static const char *const otherwise[] = {"otherwise", "all", "this", NULL};
        bool led = before > from + 9 && phrase_any_at(text + before - 9, 9, otherwise, NULL);
        if (!(first || aside || (dash && (last || short_of)) || (led && last) || (which == 1 && short_of)) || of_others(words, from, where))
            continue;
        decided->first = where < decided->first ? where : decided->first;
        decided->last = where > decided->last ? where : decided->last;
        decided->sure = decided->sure > 80 ? decided->sure : 80;
        decided->kind = decided->kind ? decided->kind : "agreed";
    }
}

static bool find_deciding(const struct words *words, size_t from, size_t to, struct decided *decided)
{
    *decided = (struct decided){to, from, NULL, 0};
    for (size_t i = 0; i < sizeof deciding / sizeof *deciding; i++)
        for (size_t at = 0, place, taken; (taken = phrase_find(words->text + from, to - from, at, deciding[i].words, &place));
             at = place + taken) {
            size_t where = from + place;
            if (of_others(words, from, where))
                continue;
            decided->first = where < decided->first ? where : decided->first;
            decided->last = where > decided->last ? where : decided->last;
            if (deciding[i].sure > decided->sure) {
                decided->sure = deciding[i].sure;
                decided->kind = deciding[i].kind;
            }
        }
    size_t at;
    const char *roles = words->around->roles;
    bool leads = leads_sentence(words, from, to, &at);
    if (!leads && !decided->kind && roles && text_word_in("minutes", roles) &&
        phrase_any_find(words->text + from, to - from, of_minutes, &at, NULL) && !of_others(words, from, from + at)) {
        leads = true;
        at += from;
    }
    if (leads) {
        decided->first = at < decided->first ? at : decided->first;
        decided->last = at > decided->last ? at : decided->last;
        decided->sure = decided->sure > 80 ? decided->sure : 80;
        decided->kind = decided->kind ? decided->kind : "agreed";
    }
    find_said_short(words, from, to, decided);
    return decided->kind != NULL;
}

/* "RESOLVED:", "Decision:", "AGREED –", "Resolution #2:" before the words. */
static size_t decision_label(const struct words *words, size_t from, size_t to)
{
    static const char *const labels[] = {
        "resolved", "resolution", "decision", "decided", "agreed", "agreement", "recommendation agreed", "confirmed", "adopted", NULL};
    size_t taken = phrase_any_at(words->text + from, to - from, labels, NULL);
    if (!taken)
        return from;
    size_t at = phrase_skip(words->text, to, from + taken, " \t#0123456789");
    return at < to && words->text[at] == ':' ? phrase_skip(words->text, to, at + 1, " \t\n") : from;
}

bool decisions_read(const struct words *words, size_t from, size_t to, struct pieces *pieces)
{
    size_t label = decision_label(words, from, to), dots;
    struct decided decided;
    static const char *const blanks[] = {"....", "____", "\xE2\x80\xA6\xE2\x80\xA6", NULL};
    for (int i = 0; blanks[i]; i++) /* "Signed as a correct record: ………" is to be filled in */
        for (dots = from; dots + 4 < to; dots++)
            if (memcmp(words->text + dots, blanks[i], 4) == 0)
                return false;
    if (label > from && label < to) {
        struct found *found = piece_add(pieces, FOUND_DECISION, label, to, (struct why){"label", 95});
        found->label_from = from;
        found->label_to = label;
        found->value = tolower((unsigned char)words->text[from]) == 'r' ? "resolved" : "agreed";
        return true;
    }
    if (words->around->in_decisions) {
        piece_add(pieces, FOUND_DECISION, from, to, (struct why){"list", 85});
        return true;
    }
    if (motion_read(words, from, to, pieces))
        return true;
    if (!find_deciding(words, from, to, &decided) || decided.sure < 60)
        return false;
    bool whole = to - from <= WHOLE;
    size_t begin = whole ? from : sentence_start(words, from, decided.first),
           end = whole ? to : sentence_end(words, decided.last, to);
    piece_text(pieces, words, from, begin);
    piece_add(pieces, FOUND_DECISION, begin, end, (struct why){"deciding-words", decided.sure})->value = decided.kind;
    piece_text(pieces, words, end, to);
    return true;
}
