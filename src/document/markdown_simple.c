/* Prose that holds nothing but paragraphs, told without a parser: most prose of minutes is such. When in doubt, it is not. */
#include "document/markdown_parts.h"

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
    return *at && strchr("#-+=:", *at);
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

bool simple_prose(const char *text, size_t size)
{
    if (size > LIMIT_PROSE || begins_block(text))
        return false;
    for (const char *at = text; *at; at++) {
        unsigned char mark = marks[(unsigned char)*at];
        if (mark && (mark == 1 || is_special(at)))
            return false;
    }
    return true;
}

/* -- harmless -- */

enum { HARMLESS_SIZE = 16384, HARMLESS_LINES = 380 };

/* 1: a mark that links, pictures, HTML or tables need; 2: what has to be looked at more closely; 3: what may nest. */
static const unsigned char harms[256] = {
    ['<'] = 1, ['@'] = 1,  ['|'] = 1, ['&'] = 2, [']'] = 2, [':'] = 2, ['w'] = 2, ['W'] = 2, ['\n'] = 2, ['\r'] = 2,
    ['['] = 3, ['*'] = 3, ['_'] = 3, ['~'] = 3, ['>'] = 3, ['-'] = 3, ['+'] = 3, ['.'] = 3, [')'] = 3,
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

/* An entity may stand for any mark. A bracket may define what another refers to. */
static bool may_harm(const char *at)
{
    switch (*at) {
    case '&': return at[1] == '#' || is_letter(at[1]);
    case ':': return at[1] == '/' && at[2] == '/';
    case ']': return at[1] == ':' || (at[1] == '(' && !minutes_target(at + 2));
    case '\n':
    case '\r': return false;
    default: return strncasecmp(at, "www.", 4) == 0;
    }
}

/* Emphasis, quotations, and what opens the item of a list where a blank follows. */
static bool may_nest(const char *text, const char *at)
{
    bool before_blank = !at[1] || strchr(" \t\r\n", at[1]);
    if (*at == '.' || *at == ')')
        return before_blank && at > text && at[-1] >= '0' && at[-1] <= '9';
    return before_blank || (*at != '-' && *at != '+');
}

/* With that few lines no table below them costs much. */
bool harmless_prose(const char *text)
{
    size_t lines = 0, nesting = 0;
    const char *at = text;
    for (; *at; at++) {
        unsigned char harm = harms[(unsigned char)*at];
        if (!harm)
            continue;
        if (harm == 1 || (harm == 2 && may_harm(at)) || (*at == '[' && at > text && at[-1] == '!'))
            return false;
        lines += *at == '\n' || *at == '\r';
        nesting += harm == 3 && may_nest(text, at);
    }
    return at - text < HARMLESS_SIZE && lines < HARMLESS_LINES && nesting < LIMIT_PROSE_DEPTH;
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

/* -- prose as it stands in the file, with links to minutes -- */

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

/* At "[": a link "[words](minutes:ADDRESS)" whose words are plain and in one paragraph; behind it, or NULL. */
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
    if (at == from || !*at || at[1] != '(' || !(*size = minutes_target(*target)))
        return NULL;
    *size += strlen("minutes:");
    return *target + *size + 1;
}

bool simple_source(const char *text, bool (*visit)(void *with, const char *target, size_t size), void *with)
{
    const char *at = text, *target;
    long indent = UNKNOWN_INDENT;
    size_t size;
    while (*at == ' ')
        at++;
    bool plain = !begins_block(at);
    while (plain && at && *at) {
        unsigned char mark = marks[(unsigned char)*at];
        if (*at == '\n')
            at = behind_indent(at + 1, &indent);
        else if (!mark || (mark == 2 && !is_special(at)))
            at++;
        else if (!visit || *at != '[' || (at > text && at[-1] == '!'))
            plain = false;
        else if ((at = behind_link(at, &indent, &target, &size)))
            plain = visit(with, target, size);
    }
    return plain && at;
}
