#include "import/attend_parts.h"
#include "import/people_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* What a word of a label says. */
enum {
    SAYS_PRESENT = 1 << 0,
    SAYS_ATTEND = 1 << 1,
    SAYS_APOLOGY = 1 << 2,
    SAYS_ABSENT = 1 << 3,
    SAYS_NOT = 1 << 4,       /* turns it: "not present", "unable to attend" */
    SAYS_IN = 1 << 5,
    SAYS_ALSO = 1 << 6,
    SAYS_CHAIR = 1 << 7,
    SAYS_SECRETARY = 1 << 8,
    SAYS_CLERK = 1 << 9,
    SAYS_REMOTE = 1 << 10,
    SAYS_HYBRID = 1 << 11,
    SAYS_VOTING = 1 << 12,
    SAYS_NON_VOTING = 1 << 13,
    SAYS_OBSERVER = 1 << 14,
    SAYS_GUEST = 1 << 15,
    SAYS_OFFICER = 1 << 16,
    SAYS_MEMBER = 1 << 17,
    SAYS_FILL = 1 << 18,     /* may stand in a label */
    SAYS_FROM = 1 << 19,     /* names come next */
    SAYS_WERE = 1 << 20,
    SAYS_WITHOUT = 1 << 21,
    SAYS_ABSENCE = 1 << 22,
    SAYS_DEPUTY = 1 << 23,
    SAYS_TREASURER = 1 << 24,
    SAYS_VICE = 1 << 25,
    SAYS_IN_PERSON = 1 << 26,
    SAYS_STAFF = 1 << 27,
    SAYS_STRONG = SAYS_PRESENT | SAYS_ATTEND | SAYS_APOLOGY | SAYS_ABSENT,
    SAYS_ROLE = SAYS_CHAIR | SAYS_SECRETARY | SAYS_CLERK | SAYS_TREASURER,
    SAYS_WEAK = SAYS_ROLE | SAYS_REMOTE | SAYS_HYBRID | SAYS_VOTING | SAYS_NON_VOTING | SAYS_OBSERVER | SAYS_GUEST | SAYS_OFFICER | SAYS_MEMBER |
                SAYS_DEPUTY | SAYS_IN_PERSON | SAYS_STAFF
};

struct label_word {
    const char *words;
    unsigned says;
};

static const struct label_word label_words[] = {
    {"present presents here sederunt late latecomers", SAYS_PRESENT},
    {"attendance attendence attending attendees attendee attended participants participating presentees attendances", SAYS_ATTEND},
    {"apologies apology regrets apols apologises excused excusals sorry", SAYS_APOLOGY},
    {"absent away absentees absentee mia missing absences", SAYS_ABSENT},
    {"absence", SAYS_ABSENCE},
    {"not unable non-attendance non-attending", SAYS_NOT},
    {"in", SAYS_IN},
    {"also other others additional", SAYS_ALSO},
    {"chair cathaoirleach chairman chairperson chairwoman chairs co-chair co-chairs chaired chairing presiding convenor convener", SAYS_CHAIR},
    {"vice vice-chair vice-chairman vice-chairperson vice-chairwoman", SAYS_VICE},
    {"scribe scribes scribing secretary minute-taker notetaker note-taker taker takers note-takers notetakers "
     "minute-takers minutes minute notes note minuted recorder",
     SAYS_SECRETARY},
    {"clerk clerks", SAYS_CLERK},
    {"treasurer", SAYS_TREASURER},
    {"remote remotely online zoom teams skype webex virtual virtually phone telephone video dial-in irc", SAYS_REMOTE},
    {"hybrid", SAYS_HYBRID},
    {"person in-person", SAYS_IN_PERSON},
    {"voting", SAYS_VOTING},
    {"non-voting nonvoting", SAYS_NON_VOTING},
    {"observer observers observing", SAYS_OBSERVER},
    {"guest guests visitor visitors invited invitees speakers", SAYS_GUEST},
    {"officer officers", SAYS_OFFICER},
    {"member members councillors cllrs directors trustees governors", SAYS_MEMBER},
    {"deputies substitutes alternates deputy substitute", SAYS_DEPUTY},
    {"staff management manager managers secretariat invitation", SAYS_STAFF},
    {"were was", SAYS_WERE},
    {"without", SAYS_WITHOUT},
    {"from by", SAYS_FROM},
    {"the those of for at via on with and list these had have has been received accepted recorded noted given sent tendered submitted "
     "offered to listed first only following "
     "meeting board council parish town committee group team exec executive hoa strata public people taken attend who as full all we name names "
     "borough county district city community company owners homeowners residents students parents society club association "
     "leave",
     SAYS_FILL},
};

enum { LABEL_SIZE = 200, LABEL_WORDS = 14, STRANGERS = 3 };

static unsigned word_says(const char *text, const struct token *token)
{
    char word[24];
    size_t size = token->to - token->from;
    while (size && strchr(".!*'", text[token->from + size - 1]))
        size--;
    if (!size || size >= sizeof word)
        return 0;
    for (size_t i = 0; i < size; i++)
        word[i] = text[token->from + i] >= 'A' && text[token->from + i] <= 'Z' ? (char)(text[token->from + i] + 32) : text[token->from + i];
    word[size] = '\0';
    for (size_t i = 0; i < sizeof label_words / sizeof *label_words; i++)
        if (text_word_in(word, label_words[i].words))
            return label_words[i].says;
    /* A word that is often misspelt. */
    enum { NEAR = 3, LONG = 7 };
    return size >= LONG && *word == 'a' && text_distance(word, "apologies", NEAR) < NEAR ? SAYS_APOLOGY : 0;
}

/* The words of a label as they go by. */
struct label_scan {
    const struct tokens *tokens;
    unsigned says, first;
    size_t words, strangers; /* strangers: words that labels seldom have */
    size_t end;              /* the token behind the last word */
    size_t known_end;        /* the same, up to the first stranger */
    unsigned known;          /* what was said until then */
    bool received;           /* the last known word is "from" */
    bool number;
};

static void scan_words(struct label_scan *scan, size_t count)
{
    size_t i = 0;
    for (; i < count && scan->words < LABEL_WORDS && scan->strangers <= STRANGERS; i++) {
        const struct token *token = &scan->tokens->list[i];
        bool joins = token->kind == TOKEN_AND || token->kind == TOKEN_SLASH || (token->kind == TOKEN_COMMA && !scan->strangers);
        if (token->kind == TOKEN_BRACKET || (joins && i + 1 < count)) {
            if (scan->strangers == 0 && token->kind == TOKEN_BRACKET)
                scan->known_end = i + 1;
            continue;
        }
        if (token->kind > TOKEN_DIGITS)
            break;
        unsigned says = word_says(scan->tokens->text, token);
        scan->words++;
        scan->strangers += !says;
        if (scan->strangers == 0) {
            scan->known |= says;
            scan->known_end = i + 1;
            scan->received = says & (SAYS_FROM | SAYS_WERE);
        }
        if (scan->words == 1)
            scan->first = says;
        scan->says |= says;
        scan->number = scan->number || token->kind == TOKEN_DIGITS;
        if (token->stop) {
            i++;
            break;
        }
    }
    scan->end = i;
}

static const char *label_role(unsigned says)
{
    static const struct {
        unsigned says;
        const char *role;
    } roles[] = {{SAYS_CHAIR, "chair"}, {SAYS_SECRETARY, "secretary"}, {SAYS_CLERK, "clerk"}, {SAYS_TREASURER, "treasurer"},
                 {SAYS_OBSERVER, "observer"}, {SAYS_GUEST, "guest"}, {SAYS_DEPUTY, "deputy"}, {SAYS_OFFICER, "officer"}, {SAYS_MEMBER, "member"}};
    const char *role = NULL;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (says & roles[i].says) {
            if (role)
                return NULL;
            role = roles[i].role;
        }
    if (role && (says & SAYS_VICE) && (says & SAYS_CHAIR))
        return "vice-chair";
    return role ? role : says & SAYS_VICE ? "vice-chair" : NULL;
}

static enum list_kind label_kind(unsigned says)
{
    if ((says & SAYS_APOLOGY) && !((says & SAYS_WITHOUT) && (says & SAYS_ABSENT)))
        return LIST_APOLOGIES;
    if ((says & SAYS_ABSENT) || ((says & SAYS_NOT) && (says & SAYS_STRONG)))
        return LIST_ABSENT;
    if ((says & SAYS_IN && says & SAYS_ATTEND) || (says & SAYS_ALSO) || (says & (SAYS_OBSERVER | SAYS_GUEST | SAYS_OFFICER | SAYS_STAFF)))
        return LIST_IN_ATTENDANCE;
    return LIST_PRESENT;
}

static void fill_label(struct attend_label *label, unsigned says)
{
    bool member = (says & SAYS_MEMBER) && !(says & (SAYS_VOTING | SAYS_NON_VOTING)) && (says & SAYS_STRONG);
    label->kind = label_kind(says);
    label->role = label->kind == LIST_APOLOGIES || label->kind == LIST_ABSENT || member ? NULL : label_role(says);
    label->mode = says & SAYS_REMOTE ? "remote" : says & SAYS_HYBRID ? "hybrid" : says & SAYS_IN_PERSON ? "in-person" : NULL;
    label->voting = says & SAYS_NON_VOTING ? "no" : says & SAYS_VOTING ? "yes" : NULL;
    label->strong = says & SAYS_STRONG;
    label->explicit_present = says & SAYS_PRESENT;
}

/* Whether the words make a label at all: "present" as a verb, "apologies for no agenda" do not. */
static bool makes_label(unsigned says, unsigned first, bool closed, bool whole, bool number)
{
    if (number || !(says & (SAYS_STRONG | SAYS_WEAK | SAYS_VICE | SAYS_ABSENCE)))
        return false;
    if ((says & SAYS_NOT) && !(says & SAYS_STRONG))
        return false;
    if (!(says & SAYS_STRONG))
        return (closed || whole) && (says & (SAYS_WEAK | SAYS_VICE));
    return closed || whole || (first & (SAYS_STRONG | SAYS_ALSO | SAYS_FILL | SAYS_IN | SAYS_MEMBER));
}

static bool closes(const struct tokens *tokens, size_t at)
{
    return at < tokens->count && (tokens->list[at].kind == TOKEN_COLON || tokens->list[at].kind == TOKEN_DASH);
}

/* Signs after the label: ":-", " – ". */
static size_t skip_signs(const struct tokens *tokens, size_t at)
{
    while (at < tokens->count && (tokens->list[at].kind >= TOKEN_COMMA || (tokens->list[at].kind == TOKEN_DIGITS &&
           tokens->list[at].to - tokens->list[at].from == 1 && !ascii_digit(tokens->text[tokens->list[at].from]))))
        at++;
    return at;
}

/* "Apologies: Apologies were received from …": the words up to the names are the label's as well. */
static size_t received_behind(const struct tokens *tokens, size_t at)
{
    size_t end = at;
    for (size_t i = at; i < tokens->count && i < at + LABEL_WORDS && tokens->list[i].kind <= TOKEN_LOWER; i++) {
        unsigned says = word_says(tokens->text, &tokens->list[i]);
        if (!(says & (SAYS_FILL | SAYS_WERE | SAYS_FROM | SAYS_APOLOGY | SAYS_ABSENCE)))
            break;
        if (says & SAYS_FROM)
            end = i + 1;
    }
    return skip_signs(tokens, end);
}

/* "Present: Councillors: …": a second label that only says what they are. */
static size_t nested_behind(const struct tokens *tokens, size_t at)
{
    size_t i = at;
    while (i < tokens->count && i < at + LABEL_WORDS && tokens->list[i].kind <= TOKEN_LOWER &&
           (word_says(tokens->text, &tokens->list[i]) & (SAYS_MEMBER | SAYS_OFFICER | SAYS_FILL | SAYS_VOTING | SAYS_NON_VOTING)))
        i++;
    return i > at && i < tokens->count && tokens->list[i].kind == TOKEN_COLON ? skip_signs(tokens, i) : at;
}

static bool take_label(const struct tokens *tokens, size_t line, struct attend_label *label)
{
    struct label_scan scan = {.tokens = tokens};
    scan_words(&scan, line);
    bool closed = closes(tokens, scan.end) && scan.strangers <= STRANGERS, known = scan.strangers == 0;
    bool wide = closed && tokens->list[scan.end].kind == TOKEN_COLON && (scan.says & SAYS_STRONG);
    unsigned says = known || wide ? scan.says : scan.known;
    size_t end = known || wide ? scan.end : scan.known_end;
    closed = closed && (known || wide);
    bool whole = end == tokens->count || (end == line && line < tokens->count);
    if (!end || !makes_label(says, scan.first, closed, whole, scan.number && (known || wide)))
        return false;
    fill_label(label, says);
    label->closed = closed;
    label->received = scan.received && !closed;
    size_t next = received_behind(tokens, nested_behind(tokens, skip_signs(tokens, end)));
    label->whole = next == tokens->count;
    label->from = tokens->list[0].from;
    label->to = next < tokens->count ? tokens->list[next].from : tokens->list[tokens->count - 1].to;
    return true;
}

bool attend_label(const char *text, size_t size, size_t from, struct attend_label *label)
{
    struct tokens tokens;
    size_t look = size - from < LABEL_SIZE ? size - from : LABEL_SIZE, line = 0;
    *label = (struct attend_label){.from = from, .to = from};
    people_tokens(text + from, look, &tokens);
    while (line < tokens.count && tokens.list[line].kind != TOKEN_LINE && tokens.list[line].kind != TOKEN_SEMI)
        line++;
    bool found = line && take_label(&tokens, line, label);
    free(tokens.list);
    label->from += from;
    label->to = found && label->whole && look == size - from ? size : label->to + from;
    return found;
}
