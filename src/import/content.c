/* The words of an item, piece by piece. */
#include "import/content.h"

#include "import/content_parts.h"
#include "import/people.h"
#include "import/phrase.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct found *piece_add(struct pieces *pieces, enum found_kind kind, size_t from, size_t to, struct why why)
{
    struct found *found = &pieces->list[pieces->count < FOUND_MOST ? pieces->count++ : FOUND_MOST - 1];
    *found = (struct found){.kind = kind, .from = from, .to = to, .why = why};
    return found;
}

void piece_text(struct pieces *pieces, const struct words *words, size_t from, size_t to)
{
    if (phrase_skip(words->text, to, from, " \t\n") < to)
        piece_add(pieces, FOUND_TEXT, from, to, (struct why){NULL, 0});
}

/* A stop, question or exclamation mark behind a word of two letters or more, white space, and no small letter after it. */
static bool stops_at(const struct words *words, size_t i, size_t to)
{
    const char *text = words->text;
    if (text[i] == '\n')
        return true;
    if (!strchr(".?!", text[i]) || i + 1 >= to || !strchr(" \t\n", text[i + 1]))
        return false;
    size_t letters = 0, next = phrase_skip(text, to, i + 1, " \t\n\"'(");
    while (letters < i && isalpha((unsigned char)text[i - 1 - letters]))
        letters++;
    static const char *const titles[] = {"mr",  "mrs",  "ms",  "dr",     "cllr", "cllrs", "rev", "st", "no",
                                         "nos", "prof", "hon", "approx", "ref",  "inc",   "etc", "vs", NULL};
    for (int k = 0; titles[k]; k++)
        if (strlen(titles[k]) == letters && strncasecmp(text + i - letters, titles[k], letters) == 0)
            return false;
    return letters != 1 && (next >= to || !islower((unsigned char)text[next]));
}

size_t sentence_start(const struct words *words, size_t from, size_t at)
{
    for (size_t i = at; i > from; i--)
        if (stops_at(words, i - 1, words->size))
            return phrase_skip(words->text, words->size, i, " \t\n");
    return from;
}

size_t sentence_end(const struct words *words, size_t at, size_t to)
{
    for (size_t i = at; i < to; i++)
        if (stops_at(words, i, to))
            return phrase_skip(words->text, to, i + 1, " \t\n");
    return to;
}

/* -- who is there -- */

static bool same_name(const char *name, const char *text, size_t size)
{
    return name && strlen(name) == size && strncasecmp(name, text, size) == 0;
}

/* "TM" for "T Mann": the first letters of its words. */
static bool same_initials(const char *name, const char *text, size_t size)
{
    size_t at = 0;
    for (size_t i = 0; name[i]; i++)
        if ((!i || strchr(" -.", name[i - 1])) && isalpha((unsigned char)name[i]) &&
            (at >= size || text[at++] != toupper((unsigned char)name[i])))
            return false;
    return at == size && size > 1;
}

static bool is_attendee(const struct attendee *who, const char *text, size_t size)
{
    if (!who->name)
        return false;
    const char *last = strrchr(who->name, ' ');
    size_t first = strcspn(who->name, " ");
    return same_name(who->name, text, size) || same_name(who->handle, text, size) || same_name(who->initials, text, size) ||
           (first == size && size > 1 && strncasecmp(who->name, text, size) == 0) || same_initials(who->name, text, size) ||
           (last && same_name(last + 1, text, size));
}

bool content_is_attendee(const struct reading *reading, const char *text, size_t size)
{
    struct attendee read = {0};
    for (size_t i = 0; i < reading->list_count; i++)
        for (size_t k = 0; k < reading->lists[i].count; k++)
            if (is_attendee(&reading->lists[i].people[k], text, size))
                return true;
    /* Without its honorific. */
    if (!people_entry(text, size, reading->arena, &read) || !read.name || strlen(read.name) == size)
        return false;
    return content_is_attendee(reading, read.name, strlen(read.name));
}

bool content_owner_line(const struct reading *reading, size_t block)
{
    enum { RIGHT = 40, SHORT = 40 };
    static const char *const all[] = {"all", NULL};
    const struct block *of = &reading->blocks->list[block];
    if (of->table || of->marker || of->gap || of->indent < RIGHT || !of->size || of->size > SHORT || block == reading->first ||
        of[-1].indent + RIGHT > of->indent + 8 || of[-1].kind == BLOCK_HEADING)
        return false;
    const char **owners = content_owners(of->text, of->size, reading->arena);
    for (size_t i = 0; owners && owners[i]; i++)
        if (!content_is_attendee(reading, owners[i], strlen(owners[i])) && !phrase_is_any(owners[i], strlen(owners[i]), all))
            return false;
    return owners != NULL;
}

/* -- remarks -- */

enum { SPEAKER_BYTES = 60 };

bool remark_read(const struct words *words, size_t from, size_t to, struct pieces *pieces)
{
    const char *text = words->text + from;
    size_t size = to - from, most = size < SPEAKER_BYTES ? size : SPEAKER_BYTES;
    const char *colon = memchr(text, ':', most);
    size_t name = colon ? (size_t)(colon - text) : 0, after = from + name + 1;
    if (!name || after >= to || !strchr(" \t\n", words->text[after]) || !content_is_attendee(words->reading, text, name))
        return false;
    size_t begin = phrase_skip(words->text, to, after, " \t\n");
    if (begin >= to)
        return false;
    struct found *found = piece_add(pieces, FOUND_REMARK, begin, to, (struct why){"speaker", 90});
    found->who_from = from;
    found->who_to = from + name;
    return true;
}

/* -- declarations of interest -- */

bool declaration_read(const struct words *words, size_t from, size_t to, struct pieces *pieces)
{
    static const char *const none[] = {"none",
                                       "nil",
                                       "no declarations",
                                       "no interests",
                                       "there were none",
                                       "there were no declarations",
                                       "none declared",
                                       "none were declared",
                                       "no declarations of interest",
                                       "no declarations of interest made",
                                       "none received",
                                       "none made",
                                       "n/a",
                                       NULL};
    static const char *const some[] = {"declared an interest",        "declared a", "declared interests", "declares an interest",
                                       "declaration of interest was", NULL};
    const char *text = words->text + from;
    size_t at;
    bool heading = words->around->roles && strstr(words->around->roles, "declarations");
    if (heading && (phrase_is_any(text, to - from, none) || phrase_any_at(text, to - from, none, NULL))) {
        piece_add(pieces, FOUND_DECLARATION, from, to, (struct why){"no-declarations", 95})->value = "none";
        return true;
    }
    if (!heading || !phrase_any_find(text, to - from, some, &at, NULL))
        return false;
    piece_add(pieces, FOUND_DECLARATION, from, to, (struct why){"declared", 85});
    return true;
}

/* -- the story -- */

const char *content_outcome(const struct reading *reading, size_t block)
{
    enum { SHORT = 160 };
    const struct block *of = &reading->blocks->list[block];
    struct surroundings nothing = {0};
    struct words words = {reading, &nothing, of, of->text, of->size};
    return of->size <= SHORT ? decision_outcome(&words, 0, of->size) : NULL;
}

size_t content_deeds(const struct reading *reading, size_t block, struct found *found)
{
    const struct block *of = &reading->blocks->list[block];
    struct surroundings around = {.in_actions = true, .date = reading->head.date};
    struct words words = {reading, &around, of, of->text, of->size};
    struct pieces pieces = {found, 0};
    if (!listed_action(&words, 0, of->size, &pieces))
        piece_text(&pieces, &words, 0, of->size);
    return pieces.count;
}

typedef bool reader(const struct words *words, size_t from, size_t to, struct pieces *pieces);

size_t content_read(const struct reading *reading, size_t block, size_t from, const struct surroundings *around,
                    struct found *found)
{
    static reader *const readers[] = {actions_read, declaration_read, next_read, remark_read, decisions_read};
    const struct block *of = &reading->blocks->list[block];
    struct words words = {reading, around, of, of->text, of->size};
    struct pieces pieces = {found, 0};
    static const char *const closing[] = {"the meeting ended", "the meeting closed", "meeting closed", "the meeting finished",
                                          "there being no", NULL};
    bool plain = of->kind != BLOCK_ENTRY && !of->box, closes = plain && !from && phrase_any_at(of->text, of->size, closing, NULL);
    if (around->in_actions && plain && next_read(&words, from, of->size, &pieces))
        return pieces.count;
    if (!closes && (around->in_actions || (of->box && !around->in_agenda)) && listed_action(&words, from, of->size, &pieces))
        return pieces.count;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (readers[i](&words, from, of->size, &pieces))
            return pieces.count;
    piece_text(&pieces, &words, from, of->size);
    return pieces.count;
}
