#include "import/attend_parts.h"
#include "import/people_parts.h"

#include "base/text.h"
#include "import/phrase.h"
#include "import/when.h"

#include <stdlib.h>
#include <string.h>

enum { SENTENCE_SIZE = 1200 };

size_t attend_sentence_end(const char *text, size_t size, size_t from)
{
    size_t depth = 0;
    for (size_t i = from; i < size; i++) {
        if (text[i] == '(' || text[i] == ')')
            depth = text[i] == '(' ? depth + 1 : depth ? depth - 1 : 0;
        if (text[i] == '\n' && i + 1 < size && text[i + 1] == '\n')
            return i;
        if (depth || !strchr(".!?", text[i]) || (i + 1 < size && !strchr(" \n\t", text[i + 1])))
            continue;
        size_t word = i;
        while (word > from && !strchr(" \n\t(", text[word - 1]))
            word--;
        unsigned flags = people_word(text + word, i - word);
        bool initial = i - word < 2 || (flags & (WORD_TITLE | WORD_SHORT | WORD_SUFFIX)) || memchr(text + word, '.', i - word);
        if (!initial || i + 1 == size)
            return i + 1;
    }
    return size;
}

/* Words between "apologies" and the names: only these, and one of the last kind. */
static const char apology_between[] = "for absence absences had have has been were was received accepted given noted recorded sent "
                                      "tendered submitted offered approved and also the following of on behalf late with reason "
                                      "reasons members councillors";

static size_t next_word(const char *text, size_t size, size_t at, char word[24])
{
    size_t length = 0;
    while (at < size && strchr(" \t\n,:", text[at]))
        at++;
    while (at < size && !strchr(" \t\n,:;.", text[at])) {
        if (length + 1 < 24)
            word[length++] = text[at] >= 'A' && text[at] <= 'Z' ? (char)(text[at] + 32) : text[at];
        at++;
    }
    word[length] = '\0';
    return at;
}

/* "Apologies (for absence) were received from", "apologies accepted for": where the names begin, or 0. */
static size_t apology_names(const char *text, size_t size, size_t at)
{
    char word[24], before[24] = "";
    bool received = false;
    for (int words = 0; words < 14 && at < size; words++) {
        size_t end = next_word(text, size, at, word);
        if (strcmp(word, "from") == 0 || (received && strcmp(word, "by") == 0))
            return end;
        if (received && strcmp(before, "behalf") == 0 && strcmp(word, "of") == 0)
            return end;
        if (strcmp(word, "for") == 0 && text_word_in(before, "received accepted given noted recorded"))
            return end;
        if (!text_word_in(word, apology_between))
            return 0;
        received = received || text_word_in(word, "received accepted given sent tendered submitted offered behalf noted recorded");
        memcpy(before, word, sizeof before);
        at = end;
    }
    return 0;
}

/* What makes it another matter: apologies for something else, or for another day. */
static bool other_matter(const char *text, size_t from, size_t to)
{
    static const char *const others[] = {"in advance", "next meeting", "last meeting", "previous meeting", "for the delay", "for the late", "for any",
                                         "for not replying", "for not having", "delay", NULL};
    size_t at;
    return phrase_any_find(text + from, to - from, others, &at, NULL) > 0;
}

static bool find_apology(const char *text, size_t from, size_t to, struct attend_sentence *sentence)
{
    static const char *const words[] = {"apologies", "apology", "regrets", NULL};
    size_t at, size = phrase_any_find(text + from, to - from, words, &at, NULL);
    if (!size || other_matter(text, from, to))
        return false;
    size_t names = apology_names(text, to, from + at + size);
    *sentence = (struct attend_sentence){.kind = LIST_APOLOGIES, .from = names, .to = to, .comes = -1, .leaves = -1, .rule = "apologies-from"};
    return names > 0;
}

/* "Ann Field and Tom Reed sent their apologies". */
static bool find_sender(const char *text, size_t from, size_t to, struct attend_sentence *sentence)
{
    static const char *const said[] = {"has sent", "had sent", "have sent", "sends", "sent", "send", "gave", "offered",
                                       "tendered", "has given", "had given", NULL};
    static const char *const what[] = {"his apologies", "her apologies", "their apologies",
                                       "apologies", "his regrets", "her regrets",
                                       "their regrets", "regrets", NULL};
    size_t at, size = phrase_any_find(text + from, to - from, said, &at, NULL);
    if (!size || at < 2 || other_matter(text, from, to))
        return false;
    size_t then = phrase_skip(text, to, from + at + size, " \t\n");
    size_t words = phrase_any_at(text + then, to - then, what, NULL);
    if (!words)
        return false;
    then = phrase_skip(text, to, then + words, " \t\n");
    bool own = phrase_at(text + then, to - then, "for absence") || phrase_at(text + then, to - then, "for the meeting");
    if (phrase_at(text + then, to - then, "to") || (phrase_at(text + then, to - then, "for") && !own))
        return false;
    *sentence = (struct attend_sentence){.kind = LIST_APOLOGIES, .from = from, .to = from + at, .comes = -1, .leaves = -1, .rule = "sent-apologies"};
    return true;
}

static bool find_chair(const char *text, size_t from, size_t to, struct attend_sentence *sentence)
{
    static const char *const after[] = {"took the chair", "was in the chair", "in the chair", "chaired the meeting", "presided", "acted as chair",
                                        "acted as chairman", "opened the meeting as chair", NULL};
    static const char *const before[] = {"meeting was chaired by", "chaired by", "presided over by", "with", NULL};
    size_t at, size = phrase_any_find(text + from, to - from, after, &at, NULL);
    *sentence = (struct attend_sentence){.kind = LIST_PRESENT, .role = "chair", .comes = -1, .leaves = -1, .rule = "took-the-chair"};
    if (size && at > 1) {
        sentence->from = from;
        sentence->to = from + at;
        return true;
    }
    size = phrase_any_find(text + from, to - from, before, &at, NULL);
    if (!size || phrase_at(text + from + at, to - from - at, "with"))
        return false;
    sentence->from = from + at + size;
    sentence->to = to;
    return true;
}

/* "8.15pm Cllr Reed joined the meeting", "Ann Field arrived at 7.50pm". */
static bool find_moves(const char *text, size_t from, size_t to, struct attend_sentence *sentence)
{
    static const char *const comes[] = {"joined the meeting", "entered the meeting", "arrived", "joined at", NULL};
    static const char *const goes[] = {"left the meeting", "left at", "departed", NULL};
    size_t at, which, size = phrase_any_find(text + from, to - from, comes, &at, &which);
    bool joins = size > 0;
    struct when_time time;
    if (!size)
        size = phrase_any_find(text + from, to - from, goes, &at, &which);
    if (!size || at < 2 || phrase_words(text + from, to - from) > 16)
        return false;
    bool timed = when_find_time(text, to, from, &time);
    if (!timed && joins && which > 1)
        return false;
    *sentence = (struct attend_sentence){.kind = LIST_PRESENT, .from = from, .to = from + at, .comes = -1, .leaves = -1, .joins = joins,
                                         .parts = !joins, .rule = joins ? "joined-the-meeting" : "left-the-meeting"};
    if (timed && time.from < sentence->to && time.to > sentence->from) {
        if (time.to + 1 >= sentence->to) /* the time comes between the name and the verb */
            sentence->to = time.from;
        else
            sentence->from = phrase_skip(text, to, time.to, " \t\n,:-");
    }
    if (timed)
        *(joins ? &sentence->comes : &sentence->leaves) = time.start;
    return sentence->from < sentence->to;
}

bool attend_sentence(const char *text, size_t size, size_t from, struct attend_sentence *sentence, size_t *end)
{
    while (from < size) {
        from = phrase_skip(text, size, from, " \t\n");
        *end = attend_sentence_end(text, size, from);
        if (*end - from < SENTENCE_SIZE && (find_apology(text, from, *end, sentence) || find_sender(text, from, *end, sentence) ||
                                            find_chair(text, from, *end, sentence) || find_moves(text, from, *end, sentence)))
            return true;
        from = *end > from ? *end : from + 1;
    }
    *end = size;
    return false;
}
