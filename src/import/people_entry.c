#include "import/people_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ENTRY_SIZE = 600, ENTRY_TOKENS = 60, NAME_TOKENS = 8 };

static bool all_capitals(const struct tokens *tokens, const struct token *token)
{
    for (size_t i = token->from; i < token->to; i++)
        if (tokens->text[i] != '.' && (tokens->text[i] < 'A' || tokens->text[i] > 'Z'))
            return false;
    return true;
}

bool people_is_title(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->list[at];
    if (token->kind != TOKEN_NAME && token->kind != TOKEN_INITIAL)
        return false;
    return (token->flags & WORD_TITLE) || ((token->flags & WORD_SHORT) && all_capitals(tokens, token));
}

bool people_is_username(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->list[at];
    size_t size = token->to - token->from;
    bool letter = false;
    if ((token->kind != TOKEN_LOWER && token->kind != TOKEN_DIGITS && token->kind != TOKEN_NAME) || size < 2 || size > 32)
        return false;
    for (size_t i = token->from; i < token->to; i++) {
        char c = tokens->text[i];
        bool foreign = (unsigned char)c >= 0x80;
        letter = letter || foreign || ascii_letter(c);
        if (!foreign && !ascii_letter(c) && !ascii_digit(c) && !strchr("_-.", c))
            return false;
    }
    return letter && !ascii_digit(tokens->text[token->from]) && !(token->flags & ~(unsigned)(WORD_PARTICLE | WORD_SUFFIX | WORD_TITLE));
}

static bool is_word(const struct tokens *tokens, size_t at)
{
    return tokens->list[at].kind <= TOKEN_LOWER;
}

static bool begins_name(const struct tokens *tokens, size_t at, size_t to)
{
    return at < to && (tokens->list[at].kind == TOKEN_INITIAL || (tokens->list[at].kind == TOKEN_NAME && !(tokens->list[at].flags & WORD_NOT)));
}

bool people_is_article(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->list[at];
    return token->to - token->from == 3 && strncasecmp(tokens->text + token->from, "the", 3) == 0;
}

/* The titles at at: where they end. */
static size_t title_run(const struct tokens *tokens, size_t at, size_t to)
{
    while (at < to) {
        bool area = (tokens->list[at].flags & (WORD_AREA | WORD_SUFFIX)) && at + 1 < to && people_is_title(tokens, at + 1);
        if (!area && !people_is_title(tokens, at))
            break;
        at++;
    }
    return at;
}

/* A role before a name ("Vice Chairman", "President"): where it ends; at: none. */
static size_t role_run(const struct tokens *tokens, size_t at, size_t to)
{
    size_t end = at;
    bool role = false;
    for (; end < to && is_word(tokens, end); end++) {
        unsigned flags = tokens->list[end].flags;
        bool post = end > at && (flags & WORD_POST) && (tokens->list[at].flags & WORD_AREA); /* "City Manager" */
        role = role || post;
        if (!(post || (flags & (WORD_ROLE | WORD_PART | WORD_AREA))) || title_run(tokens, end, to) > end)
            break;
        role = role || (flags & WORD_ROLE);
    }
    return role && (begins_name(tokens, end, to) || title_run(tokens, end, to) > end) ? end : at;
}

/* Any post before a name: what ends before a title ("Footpath Warden Mr C Lee"), or with a word for many ("HOA members Ann"). */
static size_t post_run(const struct tokens *tokens, size_t at, size_t to)
{
    size_t end = role_run(tokens, at, to);
    bool says = false;
    if (end > at || title_run(tokens, at, to) > at)
        return end;
    for (; end + 1 < to && end < at + NAME_TOKENS && is_word(tokens, end) && tokens->list[end].kind != TOKEN_INITIAL; end++) {
        unsigned flags = tokens->list[end].flags;
        size_t titles = title_run(tokens, end, to);
        if (says && titles > end && begins_name(tokens, titles, to))
            return end;
        if ((flags & WORD_NOT) && tokens->list[end].kind == TOKEN_LOWER && tokens->list[end].to - tokens->list[end].from > 3)
            return at;
        says = says || (flags & (WORD_ROLE | WORD_POST | WORD_ORG | WORD_CROWD | WORD_AREA));
        bool of = end > at && tokens->list[end - 1].kind == TOKEN_LOWER; /* "Director of Public Health" */
        bool crowd = !of && (flags & WORD_CROWD) && !(flags & WORD_TITLE) && end < at + 3 && begins_name(tokens, end + 1, to);
        if (crowd && !(tokens->list[end + 1].flags & ~(unsigned)(WORD_PARTICLE | WORD_TITLE)))
            return end + 1;
    }
    return at;
}

/* The words of a name from at on: where they end. */
static size_t name_run(const struct tokens *tokens, size_t at, size_t to)
{
    size_t i = at;
    for (; i < to && i < at + NAME_TOKENS; i++) {
        const struct token *token = &tokens->list[i];
        if (token->kind == TOKEN_NAME || token->kind == TOKEN_INITIAL) {
            bool suffix = (token->flags & WORD_SUFFIX) && i >= at + 2 && (all_capitals(tokens, token) || !(token->flags & ~(unsigned)WORD_SUFFIX));
            if (token->kind == TOKEN_NAME && ((token->flags & WORD_NOT) || suffix))
                break;
        } else {
            bool follows = i + 1 < to && (tokens->list[i + 1].kind == TOKEN_NAME || (tokens->list[i + 1].flags & WORD_PARTICLE));
            bool small = i == at && token->to - token->from == 1;
            if (token->kind != TOKEN_LOWER || !follows || !(small || (token->flags & WORD_PARTICLE)))
                break;
        }
        if (token->stop) {
            i++;
            break;
        }
    }
    return i;
}

/* Posts at the end of a name's words ("Helen Moss Parish Clerk") are no part of it. */
static size_t without_post(const struct tokens *tokens, size_t at, size_t end, size_t least)
{
    size_t keep = end;
    if (end - at <= least || !(tokens->list[end - 1].flags & (WORD_ROLE | WORD_POST | WORD_TITLE)))
        return end;
    while (keep - at > least && (tokens->list[keep - 1].flags & (WORD_ROLE | WORD_POST | WORD_PART | WORD_AREA | WORD_TITLE | WORD_ORG)))
        keep--;
    return keep;
}

static bool name_holds(const struct tokens *tokens, size_t from, size_t to, bool titled)
{
    enum { NOBODY = WORD_ROLE | WORD_POST | WORD_CROWD | WORD_REMOTE | WORD_NUMBER | WORD_AREA };
    bool name = false;
    for (size_t i = from; i < to; i++) {
        const struct token *token = &tokens->list[i];
        name = name || token->kind == TOKEN_NAME || (token->kind == TOKEN_INITIAL && token->to - token->from > 2);
        if (!titled && (token->flags & (to - from > 1 ? WORD_ORG | WORD_GROUP : WORD_ORG)))
            return false;
    }
    if (!name || titled)
        return name;
    unsigned last = tokens->list[to - 1].flags;
    if (to - from == 1 && (last & WORD_SUFFIX) && to < tokens->count && people_is_title(tokens, to))
        return false; /* "Snr Const. Reed" */
    if (to - from == 1)
        return !(last & ~(unsigned)(WORD_PARTICLE | WORD_SUFFIX | WORD_PART | WORD_REMARK));
    return !(last & NOBODY) && !(tokens->list[from].flags & (WORD_NUMBER | WORD_CROWD));
}

bool people_name_parts(const struct tokens *tokens, size_t from, size_t to, struct name_parts *parts)
{
    size_t at, leads;
    from += people_is_article(tokens, from) && from + 1 < to && people_is_title(tokens, from + 1); /* "The Revd Ann Field" */
    *parts = (struct name_parts){.post = from, .post_end = from};
    at = post_run(tokens, from, to);
    parts->post_end = at;
    leads = title_run(tokens, at, to);
    if (leads > at && role_run(tokens, leads, to) > leads) {
        parts->title = at;
        parts->title_end = leads;
        parts->post = leads;
        parts->post_end = at = role_run(tokens, leads, to);
        leads = title_run(tokens, at, to);
    }
    if (leads > at || parts->title_end == 0) {
        parts->title = at;
        parts->title_end = leads;
    }
    bool titled = parts->title_end > parts->title;
    parts->name = leads;
    parts->name_end = name_run(tokens, leads, to);
    parts->rest = parts->name_end;
    if (parts->name_end == parts->name) {
        bool alone = from == leads && from < to && people_is_username(tokens, from);
        parts->name_end = parts->rest = alone ? from + 1 : parts->name;
        return alone;
    }
    parts->name_end = without_post(tokens, parts->name, parts->name_end, titled ? 1 : 2);
    if (parts->name_end < parts->rest && parts->post == parts->post_end) {
        parts->post = parts->name_end;
        parts->post_end = parts->rest;
    }
    return name_holds(tokens, parts->name, parts->name_end, titled);
}

/* Whether what comes after a name can stand in an entry: suffixes, brackets, handles, a remark. */
static bool rest_fits(const struct tokens *tokens, size_t at, size_t to)
{
    bool bracket = false;
    for (; at < to; at++) {
        const struct token *token = &tokens->list[at];
        bool remark = token->flags & WORD_REMARK;
        if (token->kind == TOKEN_BRACKET || token->kind == TOKEN_HANDLE || token->kind == TOKEN_EMAIL)
            bracket = true;
        else if (token->kind == TOKEN_LOWER && remark)
            return to - at <= NAME_TOKENS;
        else if (token->kind == TOKEN_NAME && !(bracket || (token->flags & (WORD_SUFFIX | WORD_REMARK))))
            return false;
        else if (token->kind != TOKEN_NAME && token->kind != TOKEN_INITIAL && token->kind != TOKEN_DIGITS)
            return false;
    }
    return true;
}

bool people_is_entry(const struct tokens *tokens, size_t from, size_t to, bool strong)
{
    struct name_parts parts;
    if (from >= to || !people_name_parts(tokens, from, to, &parts) || !rest_fits(tokens, parts.rest, to))
        return false;
    return !strong || parts.title_end > parts.title || parts.post_end > parts.post || parts.name_end - parts.name > 1;
}

bool people_is_post(const struct tokens *tokens, size_t from, size_t to)
{
    unsigned flags = 0;
    if (from >= to)
        return false;
    for (size_t i = from; i < to; i++)
        flags |= tokens->list[i].flags;
    size_t begin = tokens->list[from].from, end = tokens->list[to - 1].to;
    if (people_role(tokens->text + begin, end - begin))
        return true;
    return (flags & (WORD_POST | WORD_ORG | WORD_ROLE)) || (to - from == 1 && (flags & WORD_SUFFIX));
}

/* Where the part that begins at from ends: at what sets a post, a role or a remark apart. */
static size_t part_end(const struct tokens *tokens, size_t from)
{
    size_t i = from;
    while (i < tokens->count && tokens->list[i].kind < TOKEN_AND)
        i++;
    return i;
}

static char *copy_range(const struct tokens *tokens, size_t from, size_t to, struct arena *arena)
{
    size_t begin = tokens->list[from].from, end = tokens->list[to - 1].to;
    return text_collapse(arena, arena_copy_n(arena, tokens->text + begin, end - begin));
}

/* The name without a full stop or a star after it. */
static char *copy_name(const struct tokens *tokens, const struct name_parts *parts, struct arena *arena)
{
    char *name = copy_range(tokens, parts->name, parts->name_end, arena);
    size_t size = strlen(name);
    bool initial = tokens->list[parts->name_end - 1].kind == TOKEN_INITIAL;
    while (size > 1 && (strchr("*!?", name[size - 1]) || (name[size - 1] == '.' && !initial)))
        name[--size] = '\0';
    return name;
}

static void detail_range(const struct tokens *tokens, size_t from, size_t to, struct arena *arena, struct attendee *attendee)
{
    if (from < to)
        people_detail(tokens->text + tokens->list[from].from, tokens->list[to - 1].to - tokens->list[from].from, arena, attendee);
}

static void take_rest(const struct tokens *tokens, size_t at, size_t to, struct arena *arena, struct attendee *attendee)
{
    while (at < to) {
        const struct token *token = &tokens->list[at];
        size_t end = at + 1;
        if (token->kind == TOKEN_BRACKET) {
            people_detail(tokens->text + token->from + 1, token->to - token->from - 2, arena, attendee);
        } else if (token->kind == TOKEN_HANDLE) {
            if (!attendee->handle)
                attendee->handle = arena_copy_n(arena, tokens->text + token->from + 1, token->to - token->from - 1);
        } else if (token->kind != TOKEN_EMAIL && !(token->flags & WORD_SUFFIX && token->kind == TOKEN_NAME)) {
            while (end < to && tokens->list[end].kind < TOKEN_BRACKET)
                end++;
            detail_range(tokens, at, end, arena, attendee);
        }
        at = end;
    }
}

/* "Cllrs Reed and Field": each is a Cllr. */
static char *singular(char *title)
{
    size_t size = strlen(title);
    if (size > 4 && (strcmp(title + size - 5, "Cllrs") == 0 || (size > 10 && strcmp(title + size - 11, "Councillors") == 0)))
        title[size - 1] = '\0';
    return title;
}

static void take_name(const struct tokens *tokens, const struct name_parts *parts, struct arena *arena, struct attendee *attendee)
{
    attendee->name = copy_name(tokens, parts, arena);
    if (parts->title_end > parts->title)
        attendee->honorific = singular(copy_range(tokens, parts->title, parts->title_end, arena));
    if (parts->post_end > parts->post) {
        attendee->post = copy_range(tokens, parts->post, parts->post_end, arena);
        attendee->role = people_role(attendee->post, strlen(attendee->post));
    }
}

/* The part of the entry that holds the name: the first, or the one after a role or an organisation ("Clerk: Ann Field"). */
static bool find_name(const struct tokens *tokens, size_t first, size_t *from, size_t *to, struct name_parts *parts)
{
    *from = first;
    for (int tries = 0; tries < 2 && *from < tokens->count; tries++) {
        *to = part_end(tokens, *from);
        if (*to > *from && people_name_parts(tokens, *from, *to, parts) && rest_fits(tokens, parts->rest, *to))
            return true;
        if (*to == *from || *to == tokens->count || !people_is_post(tokens, *from, *to))
            return false;
        *from = *to + 1;
    }
    return false;
}

/* "The Engineer (Mr A Reed)": who it is stands in the bracket behind the post. */
static bool read_named_post(const struct tokens *tokens, struct arena *arena, struct attendee *attendee)
{
    size_t bracket = 0;
    while (bracket < tokens->count && tokens->list[bracket].kind < TOKEN_BRACKET)
        bracket++;
    if (!bracket || bracket == tokens->count || tokens->list[bracket].kind != TOKEN_BRACKET || !people_is_post(tokens, 0, bracket))
        return false;
    const struct token *token = &tokens->list[bracket];
    struct tokens inner;
    struct name_parts parts;
    people_tokens(tokens->text + token->from + 1, token->to - token->from - 2, &inner);
    bool named = inner.count && people_name_parts(&inner, 0, inner.count, &parts) && parts.rest == inner.count &&
                 (parts.title_end > parts.title || parts.name_end - parts.name > 1);
    if (named) {
        size_t from = people_is_article(tokens, 0) && bracket > 1;
        take_name(&inner, &parts, arena, attendee);
        attendee->post = copy_range(tokens, from, bracket, arena);
        attendee->role = people_role(attendee->post, strlen(attendee->post));
        take_rest(tokens, bracket + 1, tokens->count, arena, attendee);
    }
    free(inner.list);
    return named;
}

static bool in_detail(enum token_kind kind)
{
    return kind < TOKEN_COMMA || kind == TOKEN_SLASH || kind == TOKEN_COLON;
}

static bool read_entry(const struct tokens *tokens, struct arena *arena, struct attendee *attendee)
{
    struct name_parts parts;
    size_t from = 0, to, lead = 0;
    while (lead < tokens->count && tokens->list[lead].kind == TOKEN_BRACKET) /* "[Secretary] Odwin" */
        lead++;
    if (tokens->count > ENTRY_TOKENS)
        return false;
    if (tokens->count == 1 && tokens->list[0].kind == TOKEN_HANDLE) { /* known by that alone */
        const struct token *handle = tokens->list;
        attendee->name = attendee->handle = arena_copy_n(arena, tokens->text + handle->from + 1, handle->to - handle->from - 1);
        return true;
    }
    if (!find_name(tokens, lead, &from, &to, &parts))
        return read_named_post(tokens, arena, attendee);
    take_name(tokens, &parts, arena, attendee);
    take_rest(tokens, 0, lead, arena, attendee);
    take_rest(tokens, parts.rest, to, arena, attendee);
    if (from > lead)
        detail_range(tokens, lead, from - 1, arena, attendee);
    for (size_t at = to; at < tokens->count; at = to) {
        from = at + 1;
        to = from;
        while (to < tokens->count && in_detail(tokens->list[to].kind))
            to++;
        detail_range(tokens, from, to, arena, attendee);
        to = to > at ? to : at + 1;
    }
    return true;
}

/* Bullets, commas and the like around an entry. */
static void trim_entry(const char **text, size_t *size)
{
    while (*size && strchr(" \t\n\r,;-*|/&", **text))
        (*text)++, (*size)--;
    while (*size && strchr(" \t\n\r,;|:/&-", (*text)[*size - 1]))
        (*size)--;
}

bool people_entry(const char *text, size_t size, struct arena *arena, struct attendee *attendee)
{
    struct tokens tokens;
    size_t first = 0;
    *attendee = (struct attendee){.as = ""};
    trim_entry(&text, &size);
    if (size > ENTRY_SIZE)
        return false;
    attendee->as = text_collapse(arena, arena_copy_n(arena, text, size));
    people_tokens(text, size, &tokens);
    while (first < tokens.count && tokens.list[first].kind >= TOKEN_AND)
        first++;
    if (first)
        memmove(tokens.list, tokens.list + first, (tokens.count - first) * sizeof *tokens.list);
    tokens.count -= first;
    bool somebody = read_entry(&tokens, arena, attendee);
    free(tokens.list);
    return somebody;
}

static bool initials_alone(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->list[at];
    return token->to - token->from >= 2 && token->to - token->from <= 4 && all_capitals(tokens, token);
}

bool people_is_name(const char *text, size_t size, bool bare)
{
    struct tokens tokens;
    struct name_parts parts;
    if (!size || size > ENTRY_SIZE)
        return false;
    people_tokens(text, size, &tokens);
    bool name = tokens.count && tokens.count <= NAME_TOKENS && tokens.list[0].kind <= TOKEN_LOWER &&
                people_name_parts(&tokens, 0, tokens.count, &parts) && parts.rest == tokens.count && parts.post == parts.post_end;
    if (name) {
        size_t words = parts.name_end - parts.name;
        name = tokens.list[parts.name].kind != TOKEN_LOWER || words > 1;
        name = name && (parts.title_end > parts.title || words > 1 || bare);
    }
    if (!name && bare && tokens.count == 1)
        name = initials_alone(&tokens, 0) && !(tokens.list[0].flags & (WORD_NOT | WORD_GROUP));
    free(tokens.list);
    return name;
}
