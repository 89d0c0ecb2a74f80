#include "import/people_parts.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { BRACKET_SIZE = 300, GAP = 3 };

static bool is_blank(const char *text, size_t size, size_t at, size_t *step)
{
    *step = 1;
    if (strchr(" \t\r\n", text[at]))
        return true;
    if (at + 1 < size && memcmp(text + at, "\xC2\xA0", 2) == 0) {
        *step = 2;
        return true;
    }
    return false;
}

/* Bytes of a dash that may separate: "-", en and em dash, a minus. */
static size_t dash_at(const char *text, size_t size, size_t at)
{
    if (text[at] == '-')
        return 1;
    if (at + 2 < size && memcmp(text + at, "\xE2\x80", 2) == 0 && (unsigned char)text[at + 2] >= 0x90 && (unsigned char)text[at + 2] <= 0x95)
        return 3;
    return at + 2 < size && memcmp(text + at, "\xE2\x88\x92", 3) == 0 ? 3 : 0;
}

static size_t bullet_at(const char *text, size_t size, size_t at)
{
    if (text[at] == '|')
        return 1;
    if (at + 2 < size && (memcmp(text + at, "\xE2\x80\xA2", 3) == 0 || memcmp(text + at, "\xEF\x82\xB7", 3) == 0))
        return 3;
    return at + 1 < size && memcmp(text + at, "\xC2\xB7", 2) == 0 ? 2 : 0;
}

/* Where the bracket that opens at ends, or 0. */
static size_t bracket_end(const char *text, size_t size, size_t at)
{
    size_t depth = 0;
    for (size_t i = at; i < size && i - at < BRACKET_SIZE; i++) {
        if (text[i] == '(' || text[i] == '[')
            depth++;
        else if ((text[i] == ')' || text[i] == ']') && --depth == 0)
            return i + 1;
    }
    return 0;
}

static void add_token(struct tokens *tokens, enum token_kind kind, size_t from, size_t to)
{
    MEM_GROW(tokens->list, tokens->count, tokens->room);
    tokens->list[tokens->count++] = (struct token){.kind = kind, .from = from, .to = to};
}

/* White space from at on: where it ends. A break or a wide gap is a token of its own. */
static size_t take_blank(const char *text, size_t size, size_t at, struct tokens *tokens)
{
    size_t i = at, step;
    bool line = false;
    while (i < size && is_blank(text, size, i, &step)) {
        line = line || text[i] == '\n' || text[i] == '\t';
        i += step;
    }
    if ((line || i - at >= GAP) && tokens->count && i < size)
        add_token(tokens, TOKEN_LINE, at, i);
    return i;
}

static bool ends_word(const char *text, size_t size, size_t at)
{
    size_t step;
    if (is_blank(text, size, at, &step) || strchr(",;|()[]&+<>", text[at]) || bullet_at(text, size, at))
        return true;
    if (text[at] == ':' || text[at] == '/')
        return at + 1 == size || text[at] == '/' || text[at + 1] == '-' || is_blank(text, size, at + 1, &step);
    size_t dash = dash_at(text, size, at);
    return dash && (at + dash == size || is_blank(text, size, at + dash, &step));
}

static bool is_upper(uint32_t point)
{
    return text_lower(point) != point;
}

/* A letter of a script that has no capitals. */
static bool is_caseless(uint32_t point)
{
    return point >= 0x590 && !(point >= 0x1C80 && point < 0x3040) && !(point >= 0xFE00 && point < 0xFE70) &&
           !(point >= 0xFF00 && point < 0xFF66) && point < 0x1F000;
}

struct shape {
    size_t letters, digits, points, single; /* single: letters that stand before a dot or the end alone */
    bool capital, other;
};

static struct shape word_shape(const char *word, size_t size)
{
    struct shape shape = {0};
    uint32_t point = 0, before = '.';
    for (size_t i = 0; i < size;) {
        size_t step = text_decode(word + i, size - i, &point);
        bool digit = point >= '0' && point <= '9';
        bool mark = strchr("._'\"-*!?", point < 0x80 ? (int)point : 'x') || (point >= 0x2010 && point <= 0x201F);
        if (digit) {
            shape.digits++;
        } else if (!mark && (point >= 0xC0 || (point | 32) - 'a' < 26u)) {
            if (!shape.letters && !shape.digits)
                shape.capital = is_upper(point) || is_caseless(point);
            shape.single += is_upper(point) && (before == '.' || before == '-');
            shape.letters++;
        } else if (!mark) {
            shape.other = true;
        }
        shape.points++;
        before = point;
        i += step ? step : 1;
    }
    return shape;
}

static enum token_kind word_kind(const char *word, size_t size)
{
    struct shape shape = word_shape(word, size);
    if (*word == '@' && size > 1)
        return TOKEN_HANDLE;
    if (memchr(word, '@', size))
        return TOKEN_EMAIL;
    if (!shape.letters)
        return TOKEN_DIGITS;
    if (shape.capital && shape.single == shape.letters && !shape.digits && !shape.other && shape.letters < 4)
        return TOKEN_INITIAL;
    if (shape.capital && !shape.digits && !shape.other)
        return TOKEN_NAME;
    return *word >= '0' && *word <= '9' ? TOKEN_DIGITS : TOKEN_LOWER;
}

static size_t take_word(const char *text, size_t size, size_t at, struct tokens *tokens)
{
    size_t end = at + 1;
    while (end < size && !ends_word(text, size, end))
        end++;
    size_t bytes = end - at;
    if ((bytes == 3 && strncasecmp(text + at, "and", 3) == 0) || (bytes == 4 && strncasecmp(text + at, "plus", 4) == 0)) {
        add_token(tokens, TOKEN_AND, at, end);
        return end;
    }
    add_token(tokens, word_kind(text + at, bytes), at, end);
    struct token *token = &tokens->list[tokens->count - 1];
    token->flags = people_word(text + at, bytes);
    token->stop = bytes > 3 && text[end - 1] == '.' && token->kind != TOKEN_INITIAL && !(token->flags & (WORD_TITLE | WORD_SUFFIX)) &&
                  !(bytes < 7 && (token->flags & (WORD_PART | WORD_ROLE))); /* "Hon. Treas." */
    return end;
}

/* A sign at at: its token and end, or at where it is none. */
static size_t take_sign(const char *text, size_t size, size_t at, struct tokens *tokens)
{
    static const struct {
        char sign;
        enum token_kind kind;
    } signs[] = {{',', TOKEN_COMMA}, {';', TOKEN_SEMI}, {'&', TOKEN_AND}, {'+', TOKEN_AND}, {':', TOKEN_COLON}, {'/', TOKEN_SLASH}};
    size_t end = text[at] == '(' || text[at] == '[' ? bracket_end(text, size, at) : 0, step;
    if (end) {
        add_token(tokens, TOKEN_BRACKET, at, end);
        return end;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text[at] == signs[i].sign) {
            add_token(tokens, signs[i].kind, at, at + 1);
            return at + 1;
        }
    if (bullet_at(text, size, at)) {
        end = at + bullet_at(text, size, at);
        add_token(tokens, TOKEN_SEMI, at, end);
        return end;
    }
    size_t dash = dash_at(text, size, at);
    bool apart = dash && (at == 0 || is_blank(text, size, at - 1, &step) || at + dash == size || is_blank(text, size, at + dash, &step));
    if (apart)
        add_token(tokens, TOKEN_DASH, at, at + dash);
    return apart ? at + dash : at;
}

void people_tokens(const char *text, size_t size, struct tokens *tokens)
{
    size_t step;
    *tokens = (struct tokens){.text = text};
    for (size_t at = 0; at < size;) {
        if (is_blank(text, size, at, &step)) {
            at = take_blank(text, size, at, tokens);
            continue;
        }
        size_t end = take_sign(text, size, at, tokens);
        if (end == at && strchr("()[]<>", text[at]))
            end = at + 1;
        at = end > at ? end : take_word(text, size, at, tokens);
    }
}
