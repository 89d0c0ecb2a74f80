#include "import/people_parts.h"

#include "base/text.h"
#include "import/when.h"

#include <stdlib.h>
#include <string.h>

enum { DETAIL_WORDS = 16 };

/* The words of a detail, as tokens; what is longer is a remark whatever it says. */
struct detail {
    const char *text;
    size_t size;
    struct tokens tokens;
};

static bool word_is(const struct detail *detail, size_t at, const char *list)
{
    char word[24];
    const struct token *token = &detail->tokens.list[at];
    size_t size = token->to - token->from;
    while (size && strchr(".!?", detail->text[token->from + size - 1]))
        size--;
    if (size >= sizeof word)
        return false;
    for (size_t i = 0; i < size; i++) {
        char c = detail->text[token->from + i];
        word[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    word[size] = '\0';
    return text_word_in(word, list);
}

static char *copy_tokens(const struct detail *detail, size_t from, size_t to, struct arena *arena)
{
    size_t begin = detail->tokens.list[from].from, end = detail->tokens.list[to - 1].to;
    return text_collapse(arena, arena_copy_n(arena, detail->text + begin, end - begin));
}

static unsigned all_flags(const struct detail *detail)
{
    unsigned flags = 0;
    for (size_t i = 0; i < detail->tokens.count; i++)
        flags |= detail->tokens.list[i].flags;
    return flags;
}

/* "from 7.45pm", "left at 20:00", "arrived 8pm". */
static bool detail_time(const struct detail *detail, struct arena *arena, struct attendee *attendee)
{
    struct when_time time;
    if (!detail->tokens.count || !when_find_time(detail->text, detail->size, 0, &time))
        return false;
    bool leaves = false, comes = false;
    for (size_t i = 0; i < detail->tokens.count; i++) {
        leaves = leaves || word_is(detail, i, "left until till leaving departed to");
        comes = comes || word_is(detail, i, "from arrived arriving arrives joined joining after late at since");
    }
    if (!leaves && !comes && time.end < 0)
        return false;
    char clock[6];
    if (time.end >= 0 || !leaves) {
        when_clock(time.start, clock);
        attendee->arrived = arena_copy(arena, clock);
    }
    if (time.end >= 0 || leaves) {
        when_clock(time.end >= 0 ? time.end : time.start, clock);
        attendee->left = arena_copy(arena, clock);
    }
    return true;
}

static bool detail_mode(const struct detail *detail, struct attendee *attendee)
{
    const char *mode = NULL;
    for (size_t i = 0; i < detail->tokens.count && detail->tokens.count <= 6; i++) {
        if (word_is(detail, i, "hybrid"))
            mode = "hybrid";
        else if (word_is(detail, i, "person") && i && word_is(detail, i - 1, "in"))
            mode = "in-person";
        else if (detail->tokens.list[i].flags & WORD_REMOTE)
            mode = "remote";
    }
    bool leads = detail->tokens.count && (detail->tokens.count <= 2 ||
                                          word_is(detail, 0, "by via on over attended attending joined joining in remote online"));
    if (!mode || !leads)
        return false;
    attendee->mode = mode;
    return true;
}

/* "for JB", "deputising for Ann Field", "on behalf of Mr Reed". */
static bool detail_deputy(const struct detail *detail, struct arena *arena, struct attendee *attendee)
{
    size_t count = detail->tokens.count, at = 0;
    if (!count)
        return false;
    static const char stands[] = "deputising deputizing substituting substitute sub standing alternate proxy stand-in deputy in";
    bool says = word_is(detail, 0, stands) && !word_is(detail, 0, "in");
    while (at < count && at < 4 && word_is(detail, at, stands))
        at++;
    if (at < count && word_is(detail, at, "for"))
        at++;
    else if (at + 2 < count && word_is(detail, at, "on in") && word_is(detail, at + 1, "behalf place") && word_is(detail, at + 2, "of"))
        at += 3;
    else
        return false;
    size_t begin = at < count ? detail->tokens.list[at].from : 0;
    if (at == count || !people_is_name(detail->text + begin, detail->size - begin, true))
        return says;
    struct name_parts parts;
    if (people_name_parts(&detail->tokens, at, count, &parts))
        attendee->deputy_for = copy_tokens(detail, parts.name, parts.name_end, arena);
    else
        attendee->deputy_for = copy_tokens(detail, at, count, arena);
    return true;
}

/* The first letters of a name's words, parts of double names as well when deep is set. */
static size_t name_initials(const char *name, bool deep, bool small, char *out, size_t room)
{
    size_t count = 0;
    bool start = true;
    for (const char *at = name; *at && count + 1 < room; at++) {
        if (start && ((*at >= 'A' && *at <= 'Z') || (small && *at >= 'a' && *at <= 'z')))
            out[count++] = (char)(*at & ~32);
        start = *at == ' ' || *at == '.' || (deep && *at == '-');
    }
    out[count] = '\0';
    return count;
}

static bool detail_initials(const struct detail *detail, struct arena *arena, struct attendee *attendee)
{
    char said[8], own[16];
    size_t count = 0;
    if (!attendee->name || detail->size < 2 || detail->size > 6)
        return false;
    for (size_t i = 0; i < detail->size; i++)
        if (ascii_letter(detail->text[i]))
            said[count++] = (char)(detail->text[i] & ~32);
        else if (!strchr(". -", detail->text[i]))
            return false;
    said[count] = '\0';
    for (int way = 0; way < 4; way++)
        if (name_initials(attendee->name, way & 1, way & 2, own, sizeof own) >= 2 && strcmp(own, said) == 0) {
            attendee->initials = arena_copy_n(arena, detail->text, detail->size);
            return true;
        }
    return false;
}

static bool is_remark(const struct detail *detail)
{
    const struct token *first = detail->tokens.list;
    unsigned flags = all_flags(detail);
    if (!detail->tokens.count || detail->tokens.count > DETAIL_WORDS || first->kind == TOKEN_DIGITS || first->kind == TOKEN_EMAIL)
        return true;
    if (detail->tokens.count == 1 && (flags & WORD_SUFFIX) && !(flags & ~(unsigned)WORD_SUFFIX))
        return true;
    if ((first->flags & WORD_NOT) && !(flags & (WORD_ROLE | WORD_POST | WORD_ORG)))
        return true;
    if (word_is(detail, 0, "she he they ze her his their"))
        return true;
    return (flags & (WORD_REASON | WORD_NUMBER)) && !(flags & (WORD_ROLE | WORD_POST | WORD_ORG));
}

/* A post or an organisation: the first of a kind stays. */
static void detail_post(const struct detail *detail, struct arena *arena, struct attendee *attendee)
{
    const char *role = people_role(detail->text, detail->size);
    const struct token *first = detail->tokens.list;
    unsigned flags = all_flags(detail);
    size_t count = detail->tokens.count, slash = 0;
    while (slash < count && detail->tokens.list[slash].kind != TOKEN_SLASH)
        slash++;
    if (role && !attendee->role)
        attendee->role = role;
    if (role && slash && slash + 1 < count && !people_role(detail->text + detail->tokens.list[slash + 1].from,
                                                          detail->size - detail->tokens.list[slash + 1].from)) {
        attendee->post = attendee->post ? attendee->post : copy_tokens(detail, 0, slash, arena);
        attendee->organisation = attendee->organisation ? attendee->organisation : copy_tokens(detail, slash + 1, count, arena);
    } else if (role || (flags & (WORD_POST | WORD_ROLE))) {
        if (!attendee->post)
            attendee->post = copy_tokens(detail, 0, count, arena);
    } else if (first->kind != TOKEN_LOWER && !attendee->organisation && !(flags & WORD_REMARK & ~WORD_NOT && count == 1)) {
        attendee->organisation = copy_tokens(detail, 0, count, arena);
    }
}

static void detail_piece(const char *text, size_t size, struct arena *arena, struct attendee *attendee)
{
    struct detail detail = {.text = text, .size = size};
    people_tokens(text, size, &detail.tokens);
    if (!detail.tokens.count) {
        free(detail.tokens.list);
        return;
    }
    bool done = detail_time(&detail, arena, attendee);
    done = detail_mode(&detail, attendee) || done;
    if (!done && !detail_deputy(&detail, arena, attendee) && !detail_initials(&detail, arena, attendee) && !is_remark(&detail))
        detail_post(&detail, arena, attendee);
    free(detail.tokens.list);
}

void people_detail(const char *text, size_t size, struct arena *arena, struct attendee *attendee)
{
    size_t depth = 0, from = 0;
    for (size_t i = 0; i <= size; i++) {
        if (i < size && (text[i] == '(' || text[i] == '['))
            depth++;
        if (i < size && (text[i] == ')' || text[i] == ']') && depth)
            depth--;
        if (i < size && (depth || !strchr(",;", text[i])))
            continue;
        size_t to = i;
        while (from < to && strchr(" \t\n.*", text[from]))
            from++;
        while (to > from && strchr(" \t\n.!*", text[to - 1]))
            to--;
        if (to > from)
            detail_piece(text + from, to - from, arena, attendee);
        from = i + 1;
    }
}
