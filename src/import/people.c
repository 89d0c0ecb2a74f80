#include "import/people_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK = 24 }; /* tokens that are looked at beyond a comma */

/* The entry being gathered, while tokens go by. */
struct cut {
    const struct tokens *tokens;
    size_t from;      /* first token of the entry */
    bool has_semis;   /* semicolons part the entries, so commas belong to them */
    bool leads;       /* titles and posts stand before names here */
    bool detailed;    /* a post or organisation came after the name already */
};

static const struct token *token_at(const struct cut *cut, size_t at)
{
    return &cut->tokens->list[at];
}

static size_t segment_end(const struct cut *cut, size_t from)
{
    size_t i = from;
    while (i < cut->tokens->count && i < from + LOOK && token_at(cut, i)->kind < TOKEN_AND)
        i++;
    return i;
}

static bool is_count(const struct cut *cut, size_t from, size_t to)
{
    bool number = from < to && (token_at(cut, from)->kind == TOKEN_DIGITS || (token_at(cut, from)->flags & WORD_NUMBER));
    for (size_t i = from + 1; number && i < to && i < from + 5; i++)
        if (token_at(cut, i)->flags & (WORD_CROWD | WORD_GROUP))
            return true;
    return false;
}

static bool entry_named(const struct cut *cut, size_t to)
{
    size_t end = segment_end(cut, cut->from);
    return cut->from < to && people_is_entry(cut->tokens, cut->from, end < to ? end : to, false);
}

/* "Norfolk County Council Mr Chris Lee": an organisation that ends the entry before, and the next entry right behind it. */
static bool is_org_then_title(const struct cut *cut, size_t from, size_t to)
{
    bool org = false;
    for (size_t i = from; i < to && !people_is_title(cut->tokens, i); i++)
        org = org || (token_at(cut, i)->flags & WORD_ORG);
    return org && !cut->detailed;
}

static bool leads_with_title(const struct tokens *tokens, size_t from)
{
    struct name_parts parts;
    size_t to = from;
    while (to < tokens->count && to < from + LOOK && tokens->list[to].kind < TOKEN_BRACKET)
        to++;
    return from < to && people_name_parts(tokens, from, to, &parts) && parts.name > from;
}

/* Whether the words after a comma belong to the entry before it. */
static bool comma_joins(struct cut *cut, size_t comma)
{
    size_t from = comma + 1, to = segment_end(cut, from);
    if (from == to || !entry_named(cut, comma))
        return false;
    const struct token *first = token_at(cut, from);
    if (is_count(cut, from, to))
        return false;
    if (to - from == 1 && (first->flags & WORD_SUFFIX) && !(first->flags & ~(unsigned)WORD_SUFFIX))
        return true;
    bool titled = leads_with_title(cut->tokens, cut->from);
    if (titled && !people_is_title(cut->tokens, from) && to < cut->tokens->count && token_at(cut, to)->kind == TOKEN_SLASH)
        return cut->detailed = true; /* "Mr A Reed, Link / Healthwatch" */
    if (people_is_entry(cut->tokens, from, to, true) && !(cut->detailed = is_org_then_title(cut, from, to)))
        return false;
    bool joins = people_is_post(cut->tokens, from, to) && first->kind != TOKEN_DIGITS && !(first->flags & WORD_CROWD && first->kind == TOKEN_LOWER);
    joins = joins || (first->kind == TOKEN_LOWER && (first->flags & (WORD_REMARK | WORD_REMOTE | WORD_REASON)));
    joins = joins || cut->has_semis || (to - from > 2 && (token_at(cut, to - 1)->flags & WORD_GROUP)); /* "North Steering Group" */
    cut->detailed = cut->detailed || joins;
    return joins;
}

/* Whether "and" stands between two entries, rather than within a post. */
static bool and_parts(const struct cut *cut, size_t at)
{
    size_t from = at + 1, to = segment_end(cut, from);
    if (from == to || at == cut->from)
        return from != to;
    bool left = entry_named(cut, at) || is_count(cut, cut->from, at) || people_is_title(cut->tokens, at - 1);
    bool role = token_at(cut, from)->flags & (WORD_ROLE | WORD_CROWD);
    if (is_count(cut, from, to) || people_is_entry(cut->tokens, from, to, true))
        return left || people_is_entry(cut->tokens, from, to, true);
    bool the = to - from >= 2 && (token_at(cut, from)->flags & WORD_NOT) && (token_at(cut, from + 1)->flags & (WORD_ROLE | WORD_CROWD | WORD_GROUP));
    bool posted = to - from > 2 && token_at(cut, to - 1)->kind == TOKEN_BRACKET && people_is_post(cut->tokens, from, to - 1);
    if (posted && people_is_article(cut->tokens, from))
        return true; /* "and the Finance Officer (Miss K Hall)" */
    if (cut->detailed)
        return the;
    return left && (the || role || people_is_entry(cut->tokens, from, to, false));
}

/* Names that run on without a sign: whether a new entry begins at this word. */
static bool runs_on(const struct cut *cut, size_t at)
{
    const struct token *token = token_at(cut, at), *before = token_at(cut, at - 1);
    size_t end = segment_end(cut, at);
    bool named = entry_named(cut, at);
    if (before->stop && people_is_entry(cut->tokens, at, end, true))
        return true;
    if (!named || token->kind > TOKEN_DIGITS)
        return false;
    if (is_count(cut, at, end))
        return true;
    if (token->kind > TOKEN_INITIAL)
        return false;
    if (before->stop)
        return true;
    struct name_parts parts;
    if (!people_name_parts(cut->tokens, at, end, &parts))
        return false;
    if (people_is_title(cut->tokens, at) || ((token->flags & WORD_AREA) && parts.title == at && parts.title_end > at))
        return true;
    if (cut->detailed)
        return false;
    bool posted = parts.post == at && parts.post_end > at;
    if (posted && cut->leads && before->kind <= TOKEN_INITIAL)
        return (token->flags & (WORD_ROLE | WORD_PART)) || parts.title_end > parts.title;
    return before->kind == TOKEN_BRACKET && (posted || (parts.name == at && parts.name_end - at > 1));
}

/* "M Storey Footpath Warden Mr C Lee": the name is complete, what follows is the next one's post. */
static bool name_complete(const struct cut *cut, size_t at)
{
    size_t initials = 0, names = 0;
    for (size_t i = cut->from; i < at; i++) {
        if (people_is_title(cut->tokens, i))
            initials = names = 0;
        else
            *(token_at(cut, i)->kind == TOKEN_INITIAL ? &initials : &names) += 1;
    }
    return names >= (initials ? 1u : 2u);
}

static bool begins_entry(const struct cut *cut, size_t at)
{
    if (!runs_on(cut, at))
        return false;
    bool title = people_is_title(cut->tokens, at);
    return title || token_at(cut, at - 1)->kind > TOKEN_INITIAL || token_at(cut, at - 1)->stop || token_at(cut, at)->kind == TOKEN_DIGITS ||
           name_complete(cut, at);
}

/* Whether an entry ends before this token. */
static bool parts_here(struct cut *cut, size_t at)
{
    const struct token *token = token_at(cut, at);
    switch (token->kind) {
    case TOKEN_SEMI:
        return true;
    case TOKEN_LINE:
        return at + 1 == cut->tokens->count || token_at(cut, at + 1)->kind != TOKEN_BRACKET;
    case TOKEN_COMMA:
        return !comma_joins(cut, at);
    case TOKEN_AND:
        return and_parts(cut, at);
    default:
        return at > cut->from && begins_entry(cut, at);
    }
}

static bool visit_range(const struct tokens *tokens, size_t from, size_t to, bool (*visit)(void *with, size_t from, size_t to), void *with)
{
    while (from < to && tokens->list[from].kind >= TOKEN_AND && tokens->list[from].kind != TOKEN_SLASH)
        from++;
    while (to > from && tokens->list[to - 1].kind >= TOKEN_AND)
        to--;
    return from == to || visit(with, tokens->list[from].from, tokens->list[to - 1].to);
}

void people_split(const char *text, size_t size, bool (*visit)(void *with, size_t from, size_t to), void *with)
{
    struct tokens tokens;
    people_tokens(text, size, &tokens);
    struct cut cut = {.tokens = &tokens};
    for (size_t i = 0; i < tokens.count; i++)
        cut.has_semis = cut.has_semis || tokens.list[i].kind == TOKEN_SEMI;
    cut.leads = leads_with_title(&tokens, 0);
    bool more = true;
    for (size_t i = 1; more && i < tokens.count; i++) {
        if (!parts_here(&cut, i))
            continue;
        more = visit_range(&tokens, cut.from, i, visit, with);
        cut.from = tokens.list[i].kind >= TOKEN_AND ? i + 1 : i;
        cut.detailed = false;
        cut.leads = leads_with_title(&tokens, cut.from);
    }
    if (more && tokens.count)
        visit_range(&tokens, cut.from, tokens.count, visit, with);
    free(tokens.list);
}

struct gather {
    const char *text;
    struct arena *arena;
    struct person_found *list;
    size_t count, room;
};

static bool gather_entry(void *with, size_t from, size_t to)
{
    struct gather *gather = with;
    MEM_GROW(gather->list, gather->count, gather->room);
    struct person_found *found = &gather->list[gather->count++];
    found->from = from;
    found->to = to;
    found->named = people_entry(gather->text + from, to - from, gather->arena, &found->attendee);
    return true;
}

static bool joined_by_and(const char *text, size_t from, size_t to)
{
    struct tokens tokens;
    people_tokens(text + from, to - from, &tokens);
    bool joined = tokens.count == 1 && tokens.list[0].kind == TOKEN_AND;
    free(tokens.list);
    return joined;
}

static bool is_single(const struct person_found *found)
{
    return found->named && !found->attendee.honorific && !strchr(found->attendee.name, ' ');
}

static bool only_titles(const char *text)
{
    struct tokens tokens;
    people_tokens(text, strlen(text), &tokens);
    bool only = tokens.count > 0;
    for (size_t i = 0; i < tokens.count; i++)
        only = only && people_is_title(&tokens, i);
    free(tokens.list);
    return only;
}

/* The last word of a name with the particles before it. */
static const char *surname(const char *name)
{
    const char *last = strrchr(name, ' ');
    if (!last)
        return name;
    for (;;) {
        const char *word = last;
        while (word > name && word[-1] != ' ')
            word--;
        if (word == last || word == name || !(people_word(word, (size_t)(last - word)) & WORD_PARTICLE) || *word < 'a')
            return last + 1;
        last = word - 1;
    }
}

/* "Joel & Susan Mott", "Mr and Mrs Reed": the first has the other's surname. */
static void share_surname(struct person_found *first, const struct person_found *second, struct arena *arena, size_t singles)
{
    if (!second->named)
        return;
    if (!first->named && only_titles(first->attendee.as)) {
        first->named = true;
        first->attendee.honorific = first->attendee.as;
        first->attendee.name = second->attendee.name;
        return;
    }
    const char *own = second->attendee.name, *space = strchr(own, ' ');
    bool whole = space && !second->attendee.honorific && space - own > 2;
    if (is_single(first) && singles == 1 && whole && *first->attendee.name < 'a' && !first->attendee.handle)
        first->attendee.name = arena_printf(arena, "%s %s", first->attendee.name, surname(own));
}

size_t people_list(const char *text, size_t size, struct arena *arena, struct person_found **found)
{
    struct gather gather = {.text = text, .arena = arena};
    size_t singles = 0;
    people_split(text, size, gather_entry, &gather);
    for (size_t i = 0; i < gather.count; i++)
        singles += is_single(&gather.list[i]);
    for (size_t i = 1; i < gather.count; i++)
        if (joined_by_and(text, gather.list[i - 1].to, gather.list[i].from))
            share_surname(&gather.list[i - 1], &gather.list[i], arena, singles);
    *found = arena_alloc(arena, (gather.count ? gather.count : 1) * sizeof **found);
    if (gather.count)
        memcpy(*found, gather.list, gather.count * sizeof **found);
    free(gather.list);
    return gather.count;
}
