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
