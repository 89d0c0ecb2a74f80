/* HTML as a stream of tags and words. The library's own HTML parser looks through all attributes of a tag for each of them and through all open
 * elements for each end tag, so it takes minutes where somebody wants it to; its places are those of what it has read ahead to, and what it mends
 * differs from release to release. So the bytes are read here, each once, and the library is asked for the names of characters. */
#include "xml/door.h"

#include <libxml/HTMLparser.h>

#include <stdlib.h>
#include <strings.h>

enum { NAME_MAX_BYTES = 64, RAW_NAMES = 9 };

/* Elements whose content is no markup, up to their end tag. */
static const struct raw_name {
    const char *name;
    bool words;      /* what is in it is told */
    bool references; /* and "&amp;" in it stands for "&" */
} raw_names[RAW_NAMES] = {
    {"script", false, false}, {"style", true, false},    {"iframe", false, false}, {"noembed", false, false}, {"noframes", false, false},
    {"xmp", true, false},     {"title", true, true},     {"textarea", true, true}, {"plaintext", true, false},
};

/* Of no HTML 4, so the library does not know them, but pages have them. */
static const struct sign {
    const char *name, *text;
} signs[] = {
    {"ast", "*"},    {"bsol", "\\"},  {"check", "\xE2\x9C\x93"}, {"colon", ":"}, {"comma", ","}, {"commat", "@"}, {"cross", "\xE2\x9C\x97"},
    {"dollar", "$"}, {"equals", "="}, {"excl", "!"},             {"grave", "`"}, {"hyphen", "-"}, {"lbrack", "["}, {"lowbar", "_"},
    {"lpar", "("},   {"lsqb", "["},   {"newline", " "},          {"num", "#"},   {"percnt", "%"}, {"period", "."}, {"plus", "+"},
    {"quest", "?"},  {"rbrack", "]"}, {"rpar", ")"},             {"rsqb", "]"},  {"semi", ";"},  {"sol", "/"},    {"star", "\xE2\x98\x86"},
    {"tab", "\t"},   {"verbar", "|"}, {"vert", "|"},
};

struct reader {
    const char *at, *end;
    size_t line;
    const struct html_events *events;
    void *with;
    struct buf words; /* of one text */
    struct buf attribute_words;
    struct html_attribute attributes[HTML_ATTRIBUTES];
    size_t offsets[HTML_ATTRIBUTES][2]; /* of names and values in words */
    size_t count;
    const char *last_greater;  /* the last '>' of all */
    bool unquoted;             /* a quote was never closed: from here on none counts */
    bool unended[RAW_NAMES];   /* no end tag of that name comes any more */
    bool no_comment_end;
};

static bool is_letter(char c)
{
    return (c | ' ') >= 'a' && (c | ' ') <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* -- references -- */

/* What a browser takes the numbers 128 to 159 for. */
static const uint16_t windows_points[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static uint32_t allowed_point(uint32_t point)
{
    if (point == '\n' || point == '\r' || point == '\f')
        return ' '; /* a line of the source ends only where it does */
    if (point >= 0x80 && point < 0xA0)
        return windows_points[point - 0x80];
    bool good = point == '\t' || (point >= 0x20 && point < 0xD800) || (point >= 0xE000 && point <= 0x10FFFF && point != 0xFFFE && point != 0xFFFF);
    return good && point != 0x7F ? point : 0xFFFD;
}

static void put_point(char out[8], uint32_t point)
{
    size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--, point >>= 6)
        out[i] = (char)(0x80 | (point & 0x3F));
    out[0] = (char)(first[length] | point);
    out[length] = '\0';
}

static size_t numbered(const char *at, size_t size, char out[8])
{
    bool hex = size > 2 && (at[2] | ' ') == 'x';
    size_t i = hex ? 3 : 2, from = i;
    uint32_t point = 0;
    for (; i < size && (is_digit(at[i]) || (hex && (at[i] | ' ') >= 'a' && (at[i] | ' ') <= 'f')); i++) {
        uint32_t digit = is_digit(at[i]) ? (uint32_t)(at[i] - '0') : (uint32_t)((at[i] | ' ') - 'a' + 10);
        point = point > 0x10FFFF ? point : point * (hex ? 16 : 10) + digit;
    }
    if (i == from)
        return 0;
    put_point(out, allowed_point(point));
    return i < size && at[i] == ';' ? i + 1 : i;
}

static size_t named(const char *at, size_t size, char out[8])
{
    char name[32];
    size_t length = 0;
    while (1 + length < size && length < sizeof name - 1 && (is_letter(at[1 + length]) || is_digit(at[1 + length])))
        length++;
    memcpy(name, at + 1, length);
    name[length] = '\0';
    bool ended = 1 + length < size && at[1 + length] == ';';
    const htmlEntityDesc *known = length ? htmlEntityLookup(door_x(name)) : NULL;
    if (known && (ended || known->value < 256)) {
        put_point(out, allowed_point(known->value));
        return length + 1 + ended;
    }
    for (size_t i = 0; ended && i < sizeof signs / sizeof *signs; i++)
        if (strcasecmp(signs[i].name, name) == 0) {
            strcpy(out, signs[i].text);
            return length + 2;
        }
    return 0;
}

size_t html_reference(const char *at, size_t size, char out[8])
{
    if (size < 3 || *at != '&')
        return 0;
    return at[1] == '#' ? numbered(at, size, out) : named(at, size, out);
}

/* strict: only those that a ';' ends. */
static void add_decoded(struct buf *out, const char *text, size_t size, bool strict)
{
    for (const char *end = text + size; text < end;) {
        const char *sign = memchr(text, '&', (size_t)(end - text));
        char character[8];
        size_t length = sign ? html_reference(sign, (size_t)(end - sign), character) : 0;
        length = strict && length && sign[length - 1] != ';' ? 0 : length;
        buf_add(out, text, (size_t)((sign ? sign + !length : end) - text));
        if (!sign)
            return;
        if (length)
            buf_str(out, character);
        text = sign + (length ? length : 1);
    }
}

/* -- moving on -- */

static void advance(struct reader *reader, const char *to)
{
    for (const char *at = reader->at; (at = memchr(at, '\n', (size_t)(to - at))); at++)
        reader->line++;
    reader->at = to;
}

static void tell_text(struct reader *reader, const char *to, bool references)
{
    const char *from = reader->at;
    size_t size = (size_t)(to - from), line = reader->line;
    advance(reader, to);
    if (!size)
        return;
    if (!references || !memchr(from, '&', size)) {
        reader->events->text(reader->with, from, size, line);
        return;
    }
    buf_clear(&reader->words);
    add_decoded(&reader->words, from, size, reader->events->knows);
    reader->events->text(reader->with, reader->words.data, reader->words.size, line);
}

/* -- tags -- */

static bool ends_name(char c)
{
    return is_space(c) || c == '/' || c == '>';
}

/* The name of a tag at the place, in small letters; what is too long is cut. */
static const char *read_name(const char *at, const char *end, char name[NAME_MAX_BYTES])
{
    size_t length = 0;
    for (; at < end && !ends_name(*at); at++)
        if (length < NAME_MAX_BYTES - 1)
            name[length++] = *at >= 'A' && *at <= 'Z' ? (char)(*at | ' ') : *at;
    name[length] = '\0';
    return at;
}

static void keep_attribute(struct reader *reader, const char *name, size_t size, const char *value, size_t value_size)
{
    if (reader->count == HTML_ATTRIBUTES)
        return;
    reader->offsets[reader->count][0] = reader->attribute_words.size;
    for (size_t i = 0; i < size; i++)
        buf_char(&reader->attribute_words, name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] | ' ') : name[i]);
    buf_char(&reader->attribute_words, '\0');
    reader->offsets[reader->count++][1] = reader->attribute_words.size;
    add_decoded(&reader->attribute_words, value, value_size, false);
    buf_char(&reader->attribute_words, '\0');
}

/* Reads one attribute's value after its '='; *value and *size get it. NULL: its quote is never closed. */
static const char *read_value(const struct reader *reader, const char *at, const char **value, size_t *size)
{
    while (at < reader->end && is_space(*at))
        at++;
    bool quoted = at < reader->end && (*at == '"' || *at == '\'') && !reader->unquoted;
    if (quoted) {
        const char *close = memchr(at + 1, *at, (size_t)(reader->end - at - 1));
        if (!close)
            return NULL;
        *value = at + 1;
        *size = (size_t)(close - at - 1);
        return close + 1;
    }
    *value = at;
    while (at < reader->end && !is_space(*at) && *at != '>')
        at++;
    *size = (size_t)(at - *value);
    return at;
}

/* Reads attributes up to the '>' and passes over it. NULL: the text ends first, or a quote is never closed. */
static const char *read_attributes(struct reader *reader, const char *at, bool *closed)
{
    buf_clear(&reader->attribute_words);
    reader->count = 0;
    *closed = false;
    while (at < reader->end && *at != '>') {
        if (is_space(*at) || *at == '/') {
            *closed = *at++ == '/';
            continue;
        }
        const char *name = at, *value = "";
        size_t size, value_size = 0;
        for (at++; at < reader->end && !ends_name(*at) && *at != '='; at++)
            ;
        size = (size_t)(at - name);
        const char *sign = at;
        while (sign < reader->end && is_space(*sign))
            sign++;
        if (sign < reader->end && *sign == '=' && !(at = read_value(reader, sign + 1, &value, &value_size)))
            return NULL;
        keep_attribute(reader, name, size, value, value_size);
        *closed = false;
    }
    return at < reader->end ? at + 1 : NULL;
}

static void place_attributes(struct reader *reader)
{
    for (size_t i = 0; i < reader->count; i++)
        reader->attributes[i] =
            (struct html_attribute){reader->attribute_words.data + reader->offsets[i][0], reader->attribute_words.data + reader->offsets[i][1]};
}

static const char *find_end_tag(const struct reader *reader, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = reader->at; (at = memchr(at, '<', (size_t)(reader->end - at))); at++)
        if ((size_t)(reader->end - at) > length + 1 && at[1] == '/' && strncasecmp(at + 2, name, length) == 0 &&
            (at + 2 + length == reader->end || ends_name(at[2 + length])))
            return at;
    return NULL;
}

/* After the start tag of an element whose content is no markup: its content. Where its end tag is missing, it ends at once. */
static void read_raw(struct reader *reader, const char *name)
{
    size_t i = 0;
    while (i < RAW_NAMES && strcmp(raw_names[i].name, name) != 0)
        i++;
    if (i == RAW_NAMES)
        return;
    const char *close = reader->unended[i] ? NULL : find_end_tag(reader, name);
    reader->unended[i] = !close;
    if (!close)
        reader->events->close(reader->with, name);
    else if (raw_names[i].words)
        tell_text(reader, close, raw_names[i].references);
    else
        advance(reader, close);
}

/* A tag at '<'. False: it is none, the sign stands for itself. */
static bool read_tag(struct reader *reader, const char *sign)
{
    char name[NAME_MAX_BYTES];
    bool end_tag = sign[1] == '/', closed;
    const char *at = read_name(sign + 1 + end_tag, reader->end, name);
    if (reader->events->knows && !reader->events->knows(reader->with, name, end_tag))
        return false;
    const char *after = read_attributes(reader, at, &closed);
    if (!after) {
        reader->unquoted = true;
        after = read_attributes(reader, at, &closed);
    }
    if (!after)
        return false;
    tell_text(reader, sign, true);
    size_t line = reader->line;
    advance(reader, after);
    if (end_tag && strcmp(name, "br") == 0) { /* shown as a break */
        reader->events->open(reader->with, name, NULL, 0, line);
        return true;
    }
    if (end_tag) {
        reader->events->close(reader->with, name);
        return true;
    }
    place_attributes(reader);
    reader->events->open(reader->with, name, reader->attributes, reader->count, line);
    if (closed)
        reader->events->close(reader->with, name);
    else
        read_raw(reader, name);
    return true;
}

/* -- comments and declarations -- */

static const char *comment_end(struct reader *reader, const char *from)
{
    const char *at = reader->no_comment_end ? NULL : memmem(from, (size_t)(reader->end - from), "-->", 3);
    reader->no_comment_end = !at;
    return at;
}

size_t html_declaration(const char *at, size_t size)
{
    const char *stop = memchr(at, '\n', size), *close = NULL;
    size = stop ? (size_t)(stop - at) : size;
    if (size > 3 && at[1] == '?') {
        close = memmem(at + 2, size - 2, "?>", 2);
        return close ? (size_t)(close + 2 - at) : 0;
    }
    size_t name = 2;
    while (size > 3 && at[1] == '!' && name < size && at[name] >= 'A' && at[name] <= 'Z')
        name++;
    if (name > 2 && name < size && is_space(at[name]))
        close = memchr(at + name, '>', size - name);
    return close ? (size_t)(close + 1 - at) : 0;
}

static bool read_comment(struct reader *reader, const char *at)
{
    bool begins = reader->end - at > 4 && strncmp(at, "<!--", 4) == 0 && at[4] != '>';
    const char *close = begins ? comment_end(reader, at + 4) : NULL;
    if (!close)
        return false;
    tell_text(reader, at, true);
    if (reader->events->comment)
        reader->events->comment(reader->with, at + 4, (size_t)(close - at - 4), reader->line);
    advance(reader, close + 3);
    return true;
}

/* "<!…" or "<?…" ends at the next '>', a comment at "-->" if there is one. False: it is none, the sign stands for itself. */
static bool read_declaration(struct reader *reader, const char *at)
{
    if (read_comment(reader, at))
        return true;
    size_t size = html_declaration(at, (size_t)(reader->end - at));
    if (reader->events->knows && !size)
        return false;
    tell_text(reader, at, true);
    if (reader->events->knows)
        advance(reader, at + size);
    else if (reader->end - at > 9 && strncmp(at, "<![CDATA[", 9) == 0)
        advance(reader, at + 9); /* its "]]>" stays: nobody writes such sections in HTML */
    else
        advance(reader, (const char *)memchr(at, '>', (size_t)(reader->end - at)) + 1);
    return true;
}

/* What begins at a '<', if there is a '>' behind it; what stands before is told first. */
static bool read_markup(struct reader *reader, const char *sign)
{
    if (!reader->last_greater || sign > reader->last_greater || reader->end - sign < 3)
        return false;
    char next = sign[1];
    if (is_letter(next) || (next == '/' && is_letter(sign[2])))
        return read_tag(reader, sign);
    return (next == '!' || next == '?') && read_declaration(reader, sign);
}

void html_read(const char *text, size_t size, size_t line, const struct html_events *events, void *with)
{
    struct reader reader = {.at = text, .end = text + size, .line = line, .events = events, .with = with, .words = BUF_INIT};
    reader.last_greater = size ? memrchr(text, '>', size) : NULL;
    for (const char *sign = text; size && (sign = memchr(sign, '<', (size_t)(reader.end - sign)));)
        sign = read_markup(&reader, sign) ? reader.at : sign + 1;
    tell_text(&reader, reader.end, true);
    buf_free(&reader.words);
    buf_free(&reader.attribute_words);
}
