#include "base/json.h"

#include <stdbool.h>
#include <string.h>

/* jansson's tables cost more than reading a file does; what is told of each file is written here. */

void json_separate(struct buf *out)
{
    if (out->size && !strchr("[{", out->data[out->size - 1]))
        buf_char(out, ',');
}

void json_name(struct buf *out, const char *name)
{
    json_separate(out);
    buf_char(out, '"');
    buf_str(out, name);
    buf_str(out, "\":");
}

static bool is_plain(char c)
{
    return (unsigned char)c >= ' ' && c != '"' && c != '\\';
}

void json_words(struct buf *out, const char *text)
{
    for (;;) {
        const char *start = text;
        while (is_plain(*text))
            text++;
        buf_add(out, start, (size_t)(text - start));
        if (!*text)
            return;
        if ((unsigned char)*text < ' ')
            buf_printf(out, "\\u%04x", (unsigned)(unsigned char)*text);
        else
            buf_printf(out, "\\%c", *text);
        text++;
    }
}

void json_text(struct buf *out, const char *name, const char *text)
{
    if (!text)
        return;
    json_name(out, name);
    buf_char(out, '"');
    json_words(out, text);
    buf_char(out, '"');
}

void json_number(struct buf *out, const char *name, size_t number)
{
    char digits[24], *at = digits + sizeof digits;
    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    json_name(out, name);
    buf_add(out, at, (size_t)(digits + sizeof digits - at));
}

void json_row(struct buf *out)
{
    json_separate(out);
    buf_char(out, '{');
}

void json_list(struct buf *out, const char *name)
{
    json_name(out, name);
    buf_char(out, '[');
}

static void put_null(struct buf *out, const char *name)
{
    json_name(out, name);
    buf_str(out, "null");
}

void json_text_or_null(struct buf *out, const char *name, const char *text)
{
    if (text)
        json_text(out, name, text);
    else
        put_null(out, name);
}

void json_number_or_null(struct buf *out, const char *name, size_t number)
{
    if (number)
        json_number(out, name, number);
    else
        put_null(out, name);
}

void json_truth(struct buf *out, const char *name, int yes)
{
    json_name(out, name);
    buf_str(out, yes ? "true" : "false");
}

void json_open(struct buf *out, const char *name)
{
    json_name(out, name);
    buf_char(out, '{');
}

void json_close(struct buf *out, char bracket)
{
    buf_char(out, bracket);
}
