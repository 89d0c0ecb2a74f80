#include "import/people_parts.h"

#include "base/text.h"
#include "import/phrase.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { OWNERS_SIZE = 200, OWNER_WORDS = 6, OWNERS = 24 };

/* Words in an owner's place that name nobody. */
static const char *const no_owners[] = {
    "tbc", "tba", "tbd", "to be confirmed", "to be agreed", "to be decided", "unassigned", "not assigned", "none", "nil", "n/a", "na", "nobody",
    "no one", "no-one", "done", "complete", "completed", "ongoing", "closed", "open", "in progress", "pending", "yes", "no", "actioned", NULL,
};

/* "Public Health" behind "Director of". */
static bool names_follow(const struct tokens *tokens, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (tokens->list[i].kind != TOKEN_NAME)
            return false;
    return from < to;
}

/* A role, or several: "the Clerk", "All Trust Members", "the board", "Parish Council". */
static bool is_group(const struct tokens *tokens, size_t from, size_t to)
{
    unsigned last = 0;
    if (to - from > OWNER_WORDS)
        return false;
    bool article = tokens->list[from].to - tokens->list[from].from == 3 && strncasecmp(tokens->text + tokens->list[from].from, "the", 3) == 0;
    size_t first = from + (article && to - from > 1);
    for (size_t i = first; i < to; i++) {
        const struct token *token = &tokens->list[i];
        bool known = token->flags & (WORD_GROUP | WORD_CROWD | WORD_ROLE | WORD_ORG | WORD_POST | WORD_PART | WORD_AREA | WORD_TITLE);
        if (token->kind > TOKEN_LOWER || (token->kind == TOKEN_LOWER && !known))
            return false;
        if ((token->flags & WORD_NOT) && !known)
            return false;
        last = token->flags;
        bool of = i + 2 < to && tokens->list[i + 1].to - tokens->list[i + 1].from == 2 &&
                  memcmp(tokens->text + tokens->list[i + 1].from, "of", 2) == 0;
        if (of && (last & (WORD_ROLE | WORD_POST | WORD_ORG)))
            return names_follow(tokens, i + 2, to);
    }
    return (last & (WORD_GROUP | WORD_CROWD | WORD_ROLE | WORD_ORG | WORD_POST)) || ((last & WORD_TITLE) && to - first > 1);
}

static bool is_owner(const struct tokens *tokens, size_t from, size_t to)
{
    struct name_parts parts;
    const struct token *first = &tokens->list[from];
    for (size_t i = from; i < to; i++)
        if (tokens->list[i].kind > TOKEN_HANDLE || tokens->list[i].stop)
            return false;
    if (is_group(tokens, from, to))
        return true;
    if (to - from == 1 && first->kind == TOKEN_HANDLE)
        return true;
    size_t size = tokens->list[to - 1].to - first->from;
    if (people_is_name(tokens->text + first->from, size, true))
        return true;
    if (!people_name_parts(tokens, from, to, &parts))
        return false;
    return parts.rest == to || tokens->list[parts.rest].kind == TOKEN_BRACKET;
}

struct owner {
    size_t from, to;
};

/* Whether what begins a piece says that the others are not meant: "and", commas, slashes part. */
static bool parts_owners(enum token_kind kind)
{
    return kind >= TOKEN_AND && kind != TOKEN_DASH && kind != TOKEN_COLON;
}

static size_t read_owners(const struct tokens *tokens, size_t count, struct owner owners[OWNERS])
{
    size_t owner_count = 0;
    for (size_t from = 0, i = 0; i <= count; i++) {
        if (i < count && !parts_owners(tokens->list[i].kind))
            continue;
        if (i > from) {
            if (owner_count == OWNERS || !is_owner(tokens, from, i))
                return 0;
            owners[owner_count++] = (struct owner){tokens->list[from].from, tokens->list[i - 1].to};
        }
        from = i + 1;
    }
    return owner_count;
}

/* Slashes within words part owners too: "Ann/Tom". */
static char *with_slashes_apart(const char *text, size_t size)
{
    char *copy = mem_alloc(size + 1);
    for (size_t i = 0; i < size; i++)
        copy[i] = text[i] == '/' ? ',' : text[i];
    copy[size] = '\0';
    return copy;
}

/* Words and signs at the end that lead on to what is to be done: "Cllr Reed to", "Ann:". */
static size_t owners_end(const struct tokens *tokens)
{
    size_t count = tokens->count;
    while (count) {
        const struct token *last = &tokens->list[count - 1];
        bool leads = last->kind >= TOKEN_AND;
        bool to = last->to - last->from == 2 && strncasecmp(tokens->text + last->from, "to", 2) == 0 && count > 1;
        if (!leads && !to)
            break;
        count--;
    }
    return count;
}

bool people_owners(const char *text, size_t size, bool (*visit)(void *with, size_t from, size_t to), void *with)
{
    struct tokens tokens;
    struct owner owners[OWNERS];
    if (!size || size > OWNERS_SIZE || phrase_is_any(text, size, no_owners))
        return false;
    char *copy = with_slashes_apart(text, size);
    people_tokens(copy, size, &tokens);
    size_t count = read_owners(&tokens, owners_end(&tokens), owners);
    free(tokens.list);
    free(copy);
    for (size_t i = 0; i < count; i++)
        if (!visit(with, owners[i].from, owners[i].to))
            break;
    return count > 0;
}
