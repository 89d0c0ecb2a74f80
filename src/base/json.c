#include "base/json.h"

#include "base/lanes.h"

#include <stdbool.h>
#include <string.h>

/* jansson's tables cost more than reading a file does; what is told of each file is written here. */

void json_separate(struct buf *out)
{
    char last = out->size ? out->data[out->size - 1] : '{';
    if (last != '[' && last != '{')
        buf_char(out, ',');
}

void json_name(struct buf *out, const char *name)
{
    json_separate(out);
    buf_char(out, '"');
    buf_str(out, name);
    buf_str(out, "\":");
}

/* How many bytes stand for themselves. */
static size_t plain_size(const char *text, size_t size)
{
    size_t at = 0;
    for (; size - at >= LANES; at += LANES) {
        lanes c = lanes_load(text + at);
        unsigned other = lanes_bits((lanes)(c < ' ') | (lanes)(c == '"') | (lanes)(c == '\\'));
        if (other)
            return at + (size_t)__builtin_ctz(other);
    }
    while (at < size && (unsigned char)text[at] >= ' ' && text[at] != '"' && text[at] != '\\')
        at++;
    return at;
}

void json_words(struct buf *out, const char *text)
{
    for (const char *end = text + strlen(text);; text++) {
        size_t size = plain_size(text, (size_t)(end - text));
        buf_add(out, text, size);
        text += size;
        if (text == end)
            return;
        if ((unsigned char)*text < ' ')
            buf_printf(out, "\\u%04x", (unsigned)(unsigned char)*text);
        else
            buf_printf(out, "\\%c", *text);
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
