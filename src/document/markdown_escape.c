/* Plain text as Markdown that prints it as it stands. */
#include "document/markdown.h"
#include "document/markdown_parts.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LINKED = 2000 };

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Whether the text begins with "12." or "12)" and a blank: a list to Markdown. The size of its digits. */
static size_t numbered(const char *text, size_t size)
{
    size_t digits = 0;
    while (digits < size && digits < 10 && isdigit((unsigned char)text[digits]))
        digits++;
    bool sign = digits > 0 && digits < 10 && digits < size && (text[digits] == '.' || text[digits] == ')');
    return sign && (digits + 1 == size || strchr(" \t\n", text[digits + 1])) ? digits : 0;
}

/* Whether a sign means something only because the line begins with it. */
static bool opens_line(const char *text, size_t size)
{
    return strchr("#>=", *text) || (strchr("+-", *text) && (size == 1 || strchr("+- \t\n", text[1])));
}

static bool opens_entity(const char *text, size_t size)
{
    return size > 1 && (text[1] == '#' || isalpha((unsigned char)text[1]));
}

static bool needs_escape(const char *text, size_t i, size_t size, bool start)
{
    char c = text[i];
    if (strchr("\\`*[]|~", c))
        return true;
    if (c == '_') /* within a word it is itself */
        return !(i && is_word(text[i - 1]) && i + 1 < size && is_word(text[i + 1]));
    if (c == '<')
        return i + 1 < size && !isspace((unsigned char)text[i + 1]);
    if (c == '&')
        return opens_entity(text + i, size - i);
    return start && opens_line(text + i, size - i);
}

/* A bare web address, which GFM makes a link of: its size as far as a blank or a quote; 0: none begins here. */
static size_t address_at(const char *text, size_t i, size_t size)
{
    static const char *const starts[] = {"http://", "https://", "ftp://", "www."};
    if (i && is_word(text[i - 1]))
        return 0;
    for (size_t k = 0; k < sizeof starts / sizeof *starts; k++) {
        size_t length = strlen(starts[k]);
        if (size - i <= length || strncasecmp(text + i, starts[k], length) != 0)
            continue;
        while (i + length < size && !strchr(" \t\n\"<>", text[i + length]))
            length++;
        return length;
    }
    return 0;
}

/* Whether the address stays what it is when it is written bare: nothing in it needs a backslash, and a link may lead there. */
static bool is_clean(const char *address, size_t size)
{
    char target[LINKED + 16] = "http://";
    if (size > LINKED)
        return false;
    for (size_t i = 0; i < size; i++)
        if (strchr("\\`*[]|~{}^'", address[i]) || (unsigned char)address[i] >= 0x80)
            return false;
    bool web = (*address | 0x20) == 'w';
    memcpy(target + (web ? 7 : 0), address, size);
    target[size + (web ? 7 : 0)] = '\0';
    return markdown_link_allowed(target);
}

void markdown_escape(const char *text, size_t size, bool start, struct buf *out)
{
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        size_t address = strchr("hHfFwW", c) ? address_at(text, i, size) : 0;
        bool bounded = address && (i + address == size || strchr(" \t\n<", text[i + address]));
        bool plain = address && is_clean(text + i, address) && (bounded || (text[i] | 0x20) == 'h');
        if (plain) { /* what stands right behind it would become part of it */
            buf_str(out, bounded ? "" : "<");
            buf_add(out, text + i, address);
            buf_str(out, bounded ? "" : ">");
            i += address - 1;
            start = false;
            continue;
        }
        if (address) { /* its sign behind a backslash: no link is made of it */
            size_t sign = i + strcspn(text + i, ":.");
            buf_add(out, text + i, sign - i);
            buf_char(out, '\\');
            i = sign;
            c = text[i];
        }
        size_t digits = start ? numbered(text + i, size - i) : 0;
        if (digits) {
            buf_add(out, text + i, digits);
            buf_char(out, '\\');
            i += digits;
            c = text[i];
        } else if (!address && needs_escape(text, i, size, start)) {
            buf_char(out, '\\');
        } else if (c == '\n') {
            buf_char(out, '\\');
        }
        buf_char(out, c);
        start = c == '\n' || (start && (c == ' ' || c == '\t'));
    }
}

bool markdown_link_allowed(const char *target)
{
    return link_judge(target) != LINK_REFUSED;
}
