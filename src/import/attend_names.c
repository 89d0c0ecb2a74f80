#include "import/attend_parts.h"
#include "import/people_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Whether an entry that names nobody belongs into a list all the same: "9 members of the public", "None", "Parish Clerk". */
static bool is_note(const char *text)
{
    static const char none[] = "none nil no n/a na all everyone everybody nobody various vacant vacancy apologies tbc others quorum";
    struct tokens tokens;
    unsigned flags = 0, kinds = 0;
    bool titled = false;
    char first[16] = "";
    people_tokens(text, strlen(text), &tokens);
    for (size_t i = 0; i < tokens.count; i++) {
        flags |= tokens.list[i].flags;
        kinds |= 1u << tokens.list[i].kind;
        titled = titled || (i + 1 < tokens.count && people_is_title(&tokens, i) && tokens.list[i + 1].kind <= TOKEN_INITIAL);
    }
    bool note = tokens.count <= 14 && !titled;
    if (note && tokens.count && (kinds & (1u << TOKEN_NAME | 1u << TOKEN_LOWER | 1u << TOKEN_INITIAL))) {
        const struct token *token = tokens.list;
        size_t size = token->to - token->from;
        for (size_t i = 0; i < size && i + 1 < sizeof first; i++)
            first[i] = ascii_letter(text[token->from + i]) ? (char)(text[token->from + i] | 32) : text[token->from + i];
        while (size && size < sizeof first && strchr(".!", first[size - 1]))
            first[--size] = '\0';
        bool counted = token->kind == TOKEN_DIGITS || (token->flags & (WORD_NUMBER | WORD_CROWD | WORD_GROUP));
        bool crowd = flags & (WORD_CROWD | WORD_GROUP);
        bool topic = token->kind == TOKEN_NAME && (token->flags & WORD_NOT) && !people_is_article(&tokens, 0); /* "Election of Chairman" */
        bool role = tokens.count <= 6 && !topic && people_role(text, strlen(text));
        note = (counted && crowd) || (text_word_in(first, none) && tokens.count <= (*first == 'a' ? 4u : 8u)) || role || (crowd && tokens.count <= 4);
    }
    free(tokens.list);
    return note;
}

void attend_names(const char *text, size_t size, struct arena *arena, struct attend_names *names)
{
    *names = (struct attend_names){0};
    names->count = people_list(text, size, arena, &names->found);
    for (size_t i = 0; i < names->count; i++) {
        const struct attendee *person = &names->found[i].attendee;
        bool initials = names->found[i].named && person->name[0] && (person->name[1] == ' ' || person->name[1] == '.');
        names->named += names->found[i].named;
        names->titled = names->titled || person->honorific || person->post || person->organisation || person->handle || initials;
        if (!names->found[i].named)
            *(is_note(person->as) ? &names->notes : &names->bad) += 1;
    }
}

struct list *attend_list(struct reading *reading, enum list_kind kind, size_t at, const char *rule, int sure)
{
    MEM_GROW(reading->lists, reading->list_count, reading->list_room);
    struct list *list = &reading->lists[reading->list_count++];
    *list = (struct list){.kind = kind, .at = at, .why = {rule, sure}};
    return list;
}

void attend_person(struct list *list, const struct attendee *person, size_t block, bool kept)
{
    MEM_GROW(list->people, list->count, list->room);
    struct attendee *own = &list->people[list->count++];
    *own = *person;
    own->at = block;
    own->kept = kept;
    own->why = list->why;
}

void attend_note(struct list *list, const char *note, size_t block)
{
    size_t room = list->note_room;
    MEM_GROW(list->notes, list->note_count, list->note_room);
    if (list->note_room != room)
        list->note_blocks = mem_resize(list->note_blocks, list->note_room, sizeof *list->note_blocks);
    list->note_blocks[list->note_count] = block;
    list->notes[list->note_count++] = note;
}

/* Words between entries ("and") are nobody's: the audit finds them here. */
static void leave_joiner(struct reading *reading, size_t block, size_t from, size_t to)
{
    const char *text = reading->blocks->list[block].text;
    while (from < to && !ascii_letter(text[from]) && !ascii_digit(text[from]) && (unsigned char)text[from] < 0xC3)
        from++;
    while (to > from && !ascii_letter(text[to - 1]) && !ascii_digit(text[to - 1]) && (unsigned char)text[to - 1] < 0x80)
        to--;
    if (from < to)
        reading_leave_out(reading, (struct span){block, from, to}, "list-joiner");
}

void attend_fill(struct reading *reading, struct list *list, const struct attend_names *names, size_t block, size_t from, bool kept)
{
    const struct block *of = &reading->blocks->list[block];
    size_t done = from;
    if (!kept && from == 0 && names->count && of->marker && strpbrk(of->marker, "0123456789"))
        reading_leave_out(reading, (struct span){block, 0, 0}, "list-number");
    for (size_t i = 0; i < names->count; i++) {
        const struct person_found *found = &names->found[i];
        if (!kept)
            leave_joiner(reading, block, done, from + found->from);
        done = from + found->to;
        if (found->named)
            attend_person(list, &found->attendee, block, kept);
        else if (!kept && *found->attendee.as)
            attend_note(list, found->attendee.as, block);
    }
    /* "…, Ada Marsh and" at a line's end. */
    size_t after = done;
    while (after < of->size && strchr(" \t\n,;", of->text[after]))
        after++;
    if (!kept && names->count && of->size - after == 3 && strncasecmp(of->text + after, "and", 3) == 0)
        reading_leave_out(reading, (struct span){block, after, of->size}, "list-joiner");
}

bool attend_open(const struct reading *reading, size_t block)
{
    return block < reading->end && reading->blocks->list[block].zone == ZONE_BODY && reading->claims[block] == CLAIM_NONE;
}
