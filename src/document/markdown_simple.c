/* Prose that holds nothing but paragraphs, with emphasis and links at most, told without a parser: most prose of minutes is such. When in
 * doubt, it is not. */
#include "document/markdown_parts.h"

#include "base/lanes.h"

#include <string.h>
#include <strings.h>

/* 1: a mark that may begin or end a construct anywhere; 2: what has to be looked at more closely. */
static const unsigned char marks[256] = {
    ['\\'] = 1, ['`'] = 1, ['*'] = 1,  ['_'] = 1,  ['['] = 1, [']'] = 1, ['<'] = 1, ['>'] = 1, ['&'] = 1,  ['|'] = 1,
    ['~'] = 1,  ['@'] = 1, ['\t'] = 1, ['\r'] = 1, [':'] = 2, ['w'] = 2, ['W'] = 2, [' '] = 2, ['\n'] = 2,
};

/* Of what is no mark anywhere: whether a line that begins with it may be more than a line of a paragraph. */
static bool begins_block(const char *line)
{
    size_t indent = strspn(line, " "), digits = strspn(line + indent, "0123456789");
    const char *at = line + indent;
    if (indent > 3 && *at && *at != '\n')
        return true;
    if (digits)
        return at[digits] == '.' || at[digits] == ')';
    return *at && strchr("#-+=:*_", *at);
}

static bool is_special(const char *at)
{
    switch (*at) {
    case ':': return strncmp(at, "://", 3) == 0;
    case ' ': return at[1] == '\n' || !at[1];
    case '\n': return begins_block(at + 1);
    default: return strncasecmp(at, "www.", 4) == 0;
    }
}

/* -- harmless -- */

enum { HARMLESS_SIZE = 16384, HARMLESS_LINES = 380, HARMLESS_WORD = 4096, HARMLESS_URLS = 10 };

/* 1: a mark that links, pictures or HTML need; 2: what has to be looked at more closely; 3: what may nest, or be a table. */
static const unsigned char harms[256] = {
    ['<'] = 1, ['@'] = 1, ['|'] = 3, ['&'] = 2, [']'] = 2, [':'] = 2, ['\n'] = 2, ['\r'] = 2, ['['] = 3,
    ['*'] = 3, ['_'] = 3, ['~'] = 3, ['>'] = 3, ['-'] = 3, ['+'] = 3, ['.'] = 3,  [')'] = 3,
};

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The size of an address in "minutes:ADDRESS)" that has no character but the plainest, 0: it is not that. */
static size_t minutes_target(const char *at)
{
    static const char scheme[] = "minutes:";
    size_t from = sizeof scheme - 1;
    if (strncmp(at, scheme, from) != 0)
        return 0;
    at += from;
    size_t size = 0;
    while (is_letter(at[size]) || (at[size] && strchr("0123456789-./#", at[size])))
        size++;
    return at[size] == ')' ? size : 0;
}

/* The size of "//HOST/PATH" behind "http:" or "https:", of the plainest characters only; 0: it is not that. Wherever it stands in
 * prose, what links to it may be followed. */
static size_t plain_url(const char *text, const char *colon)
{
    const char *at = colon + 3;
    size_t before = (size_t)(colon - text);
    bool secure = before >= 5 && memcmp(colon - 5, "https", 5) == 0, open = before >= 4 && memcmp(colon - 4, "http", 4) == 0;
    if (!(secure || open) || !(is_letter(*at) || (*at >= '0' && *at <= '9')))
        return 0;
    while (is_letter(*at) || (*at && strchr("0123456789-._~/?#%=+,;", *at)))
        at++;
    return *at == ')' || !*at || strchr(" \t\r\n", *at) ? (size_t)(at - colon) - 1 : 0;
}

struct harm {
    const char *text;
    size_t lines, nesting, urls;
    bool table;
};

/* The bytes of prose that are no letters, figures, or what mostly stands between them, one after the other. */
struct stops {
    const char *block, *end;
    unsigned bits; /* of the sixteen at block, those not yet given */
};

static inline unsigned stops_in(lanes c)
{
    lanes word = (lanes)((c | 0x20) - 'a' < 26) | (lanes)(c - '/' < 11) | (lanes)(c == ' ') | (lanes)(c == ',') | (lanes)(c - '\'' < 2);
    return ~(lanes_bits(word) | lanes_bits(c)) & 0xFFFFU; /* what is beyond ASCII has its highest bit set */
}

static unsigned stops_at(const char *at, const char *end)
{
    char last[LANES] = {0};
    size_t left = (size_t)(end - at);
    if (left >= LANES)
        return stops_in(lanes_load(at));
    memcpy(last, at, left);
    return stops_in(lanes_load(last)) & ((1U << left) - 1);
}

static struct stops stops_from(const char *at, const char *end)
{
    return (struct stops){at, end, stops_at(at, end)};
}

/* The end where there is none left. */
static inline const char *next_stop(struct stops *stops)
{
    while (!stops->bits) {
        if (stops->end - stops->block <= LANES)
            return stops->end;
        stops->block += LANES;
        stops->bits = stops_at(stops->block, stops->end);
    }
    const char *at = stops->block + __builtin_ctz(stops->bits);
    stops->bits &= stops->bits - 1;
    return at;
}

/* Goes on at a place farther on. */
static void go_on(struct stops *stops, const char *at)
{
    if (at - stops->block < LANES)
        stops->bits &= ~0U << (at - stops->block);
    else
        *stops = stops_from(at, stops->end);
}

/* The size of a target behind "](" of which nothing is to be said, with its scheme; 0: it is none. */
static size_t plain_target(const char *at)
{
    size_t http = strncmp(at, "https://", 8) == 0 ? 5 : strncmp(at, "http://", 7) == 0 ? 4 : 0;
    size_t size = http ? plain_url(at, at + http) : minutes_target(at);
    size_t all = !size ? 0 : http ? http + 1 + size : strlen("minutes:") + size;
    return all && at[all] == ')' ? all : 0;
}

/* An entity may stand for any mark. A bracket may define what another refers to. Returns how far to go on; 0: this may be one. */
static size_t harmless_step(struct harm *harm, const char *at)
{
    size_t size;
    switch (*at) {
    case '&': return at[1] != '#' && !is_letter(at[1]);
    case ']': return at[1] != ':' && (at[1] != '(' || plain_target(at + 2));
    case ':':
        if (at[1] != '/' || at[2] != '/')
            return 1;
        size = plain_url(harm->text, at);
        harm->urls++;
        return size ? size + 1 : 0;
    default: harm->lines++; return 1;
    }
}

/* A dot that ends "www.", which begins an address. */
static bool ends_www(const char *text, const char *at)
{
    return at - text >= 3 && (at[-1] | 0x20) == 'w' && strncasecmp(at - 3, "www", 3) == 0;
}

static bool is_blank_or_end(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || !c;
}

/* Emphasis, quotations, and what opens the item of a list where a blank follows. */
static bool may_nest(const char *text, const char *at)
{
    if (*at == '.' || *at == ')')
        return at > text && at[-1] >= '0' && at[-1] <= '9' && is_blank_or_end(at[1]);
    return *at != '|' && ((*at != '-' && *at != '+') || is_blank_or_end(at[1]));
}

/* As most dots do: behind a letter, and no figure of a list or "www". */
static bool ends_sentence(const char *text, const char *at)
{
    return *at == '.' && at > text && is_letter(at[-1]) && (at[-1] | 0x20) != 'w';
}

/* With that few lines no table below them costs much, with that few addresses no word. */
enum harm_kind harmless_prose(const char *text)
{
    struct harm harm = {.text = text};
    const char *end = text + strlen(text);
    struct stops stops = stops_from(text, end);
    for (const char *at; (at = next_stop(&stops)) < end;) {
        unsigned char kind = harms[(unsigned char)*at];
        if (!kind || ends_sentence(text, at))
            continue;
        size_t step = kind == 2 ? harmless_step(&harm, at) : kind == 3;
        if (!step || (*at == '[' && at > text && at[-1] == '!') || (*at == '.' && ends_www(text, at)))
            return HARM_POSSIBLE;
        harm.table |= *at == '|';
        harm.nesting += kind == 3 && may_nest(text, at);
        if (step > 1)
            go_on(&stops, at + step);
    }
    bool few = harm.lines < HARMLESS_LINES && harm.nesting < LIMIT_PROSE_DEPTH && harm.urls < HARMLESS_URLS;
    if (!few || end - text >= (harm.urls ? HARMLESS_WORD : HARMLESS_SIZE))
        return HARM_POSSIBLE;
    return harm.table ? HARM_OF_TABLES : HARM_NONE;
}

const char *simple_paragraph(const char **text, size_t *size)
{
    const char *from = *text + strspn(*text, " \n"), *end = from;
    if (!*from)
        return NULL;
    while ((end = strchr(end, '\n'))) {
        size_t blanks = strspn(end + 1, " ");
        if (!end[1 + blanks] || end[1 + blanks] == '\n')
            break;
        end++;
    }
    end = end ? end : from + strlen(from);
    *size = (size_t)(end - from);
    *text = end;
    return from;
}

/* -- prose as it stands in the file -- */

enum { UNKNOWN_INDENT = -1 };

/* At the start of a line: behind its indent, which must be that of all lines, or none is known yet; at the line's end where it is
 * blank. NULL: this may be more than a paragraph. */
static const char *behind_indent(const char *line, long *indent)
{
    const char *at = line;
    while (*at == ' ')
        at++;
    if (!*at || *at == '\n')
        return at;
    if ((*indent != UNKNOWN_INDENT && at - line != *indent) || begins_block(at))
        return NULL;
    *indent = at - line;
    return at;
}

/* What stands between the marks of simple prose and is none, but may not stand anywhere: a blank at a line's end, the dot of "www.". */
static bool is_plain_stop(const char *line, const char *at)
{
    if (*at == '\n' || !*at)
        return at == line || at[-1] != ' ';
    return *at == '.' ? !ends_www(line, at) : !marks[(unsigned char)*at] || (*at == ':' && !is_special(at));
}

bool simple_source(const char *text)
{
    const char *at = text + strspn(text, " "), *line = at, *end = at + strlen(at);
    long indent = UNKNOWN_INDENT;
    if (begins_block(at))
        return false;
    struct stops stops = stops_from(at, end);
    while ((at = next_stop(&stops)) < end) {
        if (!is_plain_stop(line, at))
            return false;
        if (*at != '\n')
            continue;
        line = behind_indent(at + 1, &indent);
        if (!line)
            return false;
        go_on(&stops, line);
    }
    return is_plain_stop(line, end);
}

/* -- dedented prose, and what it is made of -- */

/* At "[": a link "[words](TARGET)" whose words are plain and in one paragraph, and its target too; behind it, or NULL. */
static const char *behind_link(const char *at, long *indent, const char **target, size_t *size)
{
    const char *from = ++at;
    while (*at && *at != ']') {
        unsigned char mark = marks[(unsigned char)*at];
        if (*at == '\n') {
            at = behind_indent(at + 1, indent);
            if (!at || !*at || *at == '\n')
                return NULL;
        } else if (mark == 1 || (mark && is_special(at))) {
            return NULL;
        } else {
            at++;
        }
    }
    *target = at + 2;
    if (at == from || !*at || at[1] != '(' || !(*size = plain_target(*target)))
        return NULL;
    return *target + *size + 1;
}

static bool is_word(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

static bool is_ascii_mark(char c)
{
    return c > ' ' && c < '\x7F' && !is_word(c);
}

/* Asterisks that open emphasis and can close none, by the rules of CommonMark 0.29, 6.4. */
static bool only_opens(const char *text, const char *at, size_t run)
{
    return run <= 2 && (at == text || strchr(" \n(", at[-1])) && is_word(at[run]);
}

/* And the other way round. */
static bool only_closes(const char *at, size_t run)
{
    return is_blank_or_end(at[run]) ? is_word(at[-1]) || is_ascii_mark(at[-1]) : is_word(at[-1]) && is_ascii_mark(at[run]);
}

/* A line that begins with emphasis is no item of a list and no rule. */
static bool begins_more(const char *line)
{
    size_t indent = strspn(line, " "), run = strspn(line + indent, "*");
    return begins_block(line) && (indent > 3 || !run || !only_opens(line, line + indent, run));
}

enum prose_kind prose_kind(const char *text, size_t size)
{
    const char *end = text + size, *line = text, *target;
    size_t open = 0, run; /* asterisks of the emphasis that is open */
    bool marked = false;
    if (size > LIMIT_PROSE || begins_more(text))
        return PROSE_OTHER;
    struct stops stops = stops_from(text, end);
    for (const char *at; (at = next_stop(&stops)) < end;) {
        long indent = UNKNOWN_INDENT;
        if (*at == '\n') {
            if (!is_plain_stop(line, at) || begins_more(at + 1) || (open && at[1] == '\n'))
                return PROSE_OTHER;
            line = at + 1;
            continue;
        }
        if (is_plain_stop(line, at))
            continue;
        marked = true;
        if (*at == '*') {
            run = strspn(at, "*");
            if (open ? run != open || !only_closes(at, run) : !only_opens(text, at, run))
                return PROSE_OTHER;
            open = open ? 0 : run;
            at += run;
        } else if (*at != '[' || (at > text && at[-1] == '!') || !(at = behind_link(at, &indent, &target, &run))) {
            return PROSE_OTHER;
        }
        go_on(&stops, at);
    }
    return open || !is_plain_stop(line, end) ? PROSE_OTHER : marked ? PROSE_MARKED : PROSE_SIMPLE;
}

struct pieces pieces_of(const char *paragraph, size_t size)
{
    return (struct pieces){.at = paragraph, .end = paragraph + size};
}

static struct piece take_emphasis(struct pieces *pieces)
{
    size_t run = strspn(pieces->at, "*");
    pieces->at += run;
    pieces->emphasis = !pieces->emphasis;
    return (struct piece){!pieces->emphasis ? PIECE_END : run == 2 ? PIECE_STRONG : PIECE_EM, pieces->at, 0};
}

static struct piece take_link(struct pieces *pieces)
{
    const char *target = strchr(++pieces->at, ']') + 2;
    pieces->behind = strchr(target, ')') + 1;
    return (struct piece){PIECE_LINK, target, (size_t)(pieces->behind - target) - 1};
}

bool next_piece(struct pieces *pieces, struct piece *piece)
{
    const char *from = pieces->at;
    if (from == pieces->end)
        return false;
    switch (*from) {
    case '\n':
        *piece = (struct piece){PIECE_LINE, from, 1};
        pieces->at += 1 + strspn(from + 1, " ");
        break;
    case '*': *piece = take_emphasis(pieces); break;
    case '[': *piece = take_link(pieces); break;
    case ']':
        *piece = (struct piece){PIECE_END, from, 0};
        pieces->at = pieces->behind;
        break;
    default:
        *piece = (struct piece){PIECE_TEXT, from, strcspn(from, "\n*[]")}; /* behind a paragraph is the end, or that of its line */
        pieces->at += piece->size;
    }
    return true;
}
