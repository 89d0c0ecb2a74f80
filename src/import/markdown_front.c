/* Front matter: what site generators are told of a page before its text, in YAML between "---" or in TOML between "+++". Read as far as pages use
 * them; what is not whole, or is something else, is text. */
#include "import/markdown_parts.h"

#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 1000, BYTES_MAX = 256 << 10, KEY_MAX = 200, DEPTH_MAX = 16 };

/* One value and where it stands. */
struct value {
    const char *key;
    struct buf text;
    size_t line, upto;
};

struct front {
    struct arena *arena;
    const char *at, *end; /* of what is between the marks */
    size_t line;          /* of at */
    struct value *values;
    size_t count, room;
    char keys[DEPTH_MAX][KEY_MAX]; /* those that are open, by their indent */
    size_t indents[DEPTH_MAX], depth;
    bool broken;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool in_key(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("_-. /@$", c) || (unsigned char)c >= 0x80;
}

struct text {
    const char *at;
    size_t size;
};

static struct text trimmed(const char *at, const char *end)
{
    while (at < end && (is_blank(*at) || *at == '\n'))
        at++;
    while (end > at && (is_blank(end[-1]) || end[-1] == '\n'))
        end--;
    return (struct text){at, (size_t)(end - at)};
}

/* The next line without its indent; false: there is none. */
static bool next_line(struct front *front, struct text *line, size_t *indent)
{
    if (front->at >= front->end)
        return false;
    const char *stop = memchr(front->at, '\n', (size_t)(front->end - front->at)), *from = front->at;
    stop = stop ? stop : front->end;
    while (from < stop && is_blank(*from))
        from++;
    *indent = (size_t)(from - front->at);
    *line = trimmed(from, stop);
    front->at = stop < front->end ? stop + 1 : front->end;
    front->line++;
    return true;
}

static struct value *add_value(struct front *front, const char *key)
{
    MEM_GROW(front->values, front->count, front->room);
    struct value *value = &front->values[front->count++];
    *value = (struct value){.key = arena_copy(front->arena, key), .text = BUF_INIT, .line = front->line - 1, .upto = front->line - 1};
    return value;
}

/* -- keys within keys -- */

static void open_key(struct front *front, const char *key, size_t size, size_t indent)
{
    while (front->depth && front->indents[front->depth - 1] >= indent)
        front->depth--;
    if (front->depth == DEPTH_MAX || size >= KEY_MAX) {
        front->broken = true;
        return;
    }
    memcpy(front->keys[front->depth], key, size);
    front->keys[front->depth][size] = '\0';
    front->indents[front->depth++] = indent;
}

static const char *whole_key(struct front *front)
{
    struct buf key = BUF_INIT;
    for (size_t i = 0; i < front->depth; i++)
        buf_printf(&key, "%s%s", i ? "." : "", front->keys[i]);
    const char *copy = arena_copy(front->arena, buf_text(&key));
    buf_free(&key);
    return copy;
}

/* -- values -- */

static void add_escaped(struct buf *out, const char *at, const char *end)
{
    for (; at < end; at++) {
        if (*at != '\\' || at + 1 == end) {
            buf_char(out, *at);
            continue;
        }
        at++;
        size_t digits = *at == 'x' ? 2 : *at == 'u' ? 4 : *at == 'U' ? 8 : 0;
        if (digits && (size_t)(end - at) > digits) {
            char reference[16] = "&#x", character[8];
            memcpy(reference + 3, at + 1, digits);
            reference[3 + digits] = ';';
            if (html_reference(reference, digits + 4, character) == digits + 4) {
                buf_str(out, character);
                at += digits;
                continue;
            }
        }
        buf_char(out, *at == 'n' ? '\n' : *at == 't' ? '\t' : *at == 'r' || *at == '\n' ? ' ' : *at);
    }
}

/* The end of a quoted string that begins at its quote; NULL: it has none here. */
static const char *quoted_end(const char *at, const char *end, bool doubled)
{
    char quote = *at;
    for (at++; at < end; at++) {
        if (quote == '"' && *at == '\\')
            at++;
        else if (*at == quote && doubled && quote == '\'' && at + 1 < end && at[1] == quote)
            at++;
        else if (*at == quote)
            return at;
    }
    return NULL;
}

static void add_quoted(struct buf *out, const char *at, const char *close)
{
    if (*at == '"') {
        add_escaped(out, at + 1, close);
        return;
    }
    for (at++; at < close; at++) {
        buf_char(out, *at);
        at += *at == '\'' && at + 1 < close && at[1] == '\'';
    }
}

/* A plain value ends before a remark. */
static struct text without_remark(struct text text)
{
    for (size_t i = 1; i < text.size; i++)
        if (text.at[i] == '#' && is_blank(text.at[i - 1]))
            return trimmed(text.at, text.at + i);
    return text.size && *text.at == '#' ? (struct text){text.at, 0} : text;
}

static void add_list(struct front *front, const char *key, struct text text, bool doubled);

/* One value as written: a quoted string, a list in brackets, or words. False: a quote or bracket is not closed. */
static bool add_one(struct front *front, const char *key, struct text text, bool doubled)
{
    if (!text.size)
        return true;
    if (*text.at == '"' || *text.at == '\'') {
        const char *close = quoted_end(text.at, text.at + text.size, doubled);
        if (!close)
            return false;
        add_quoted(&add_value(front, key)->text, text.at, close);
        return without_remark(trimmed(close + 1, text.at + text.size)).size == 0;
    }
    if (*text.at == '[') {
        const char *close = memrchr(text.at, ']', text.size);
        if (!close)
            return false;
        add_list(front, key, trimmed(text.at + 1, close), doubled);
        return true;
    }
    text = without_remark(text);
    buf_add(&add_value(front, key)->text, text.at, text.size);
    return true;
}

static void add_list(struct front *front, const char *key, struct text text, bool doubled)
{
    for (const char *at = text.at, *end = at + text.size; at < end;) {
        const char *stop = at;
        for (; stop < end && *stop != ','; stop++) {
            const char *close = *stop == '"' || *stop == '\'' ? quoted_end(stop, end, doubled) : NULL;
            stop = close ? close : stop;
        }
        struct text one = trimmed(at, stop);
        if (one.size && *one.at == '[')
            one = (struct text){one.at + 1, one.size - 1};
        while (one.size && one.at[one.size - 1] == ']')
            one.size--;
        front->broken |= !add_one(front, key, one, doubled);
        at = stop + 1;
    }
}

/* -- YAML -- */

/* The ':' behind a key; NULL: the line has no key. */
static const char *key_end(struct text line)
{
    const char *end = line.at + line.size, *at = line.at;
    if (line.size && (*at == '"' || *at == '\'')) {
        at = quoted_end(at, end, true);
        return at && at + 1 < end && at[1] == ':' ? at + 1 : NULL;
    }
    for (; at < end && in_key(*at) && *at; at++)
        ;
    return at > line.at && at < end && *at == ':' && (at + 1 == end || is_blank(at[1])) ? at : NULL;
}

/* Lines that are indented more than the key: joined, or kept as lines. */
static void add_indented(struct front *front, struct value *value, size_t indent, bool lines)
{
    for (;;) {
        struct text line;
        size_t before = front->line, columns;
        const char *at = front->at;
        if (!next_line(front, &line, &columns))
            return;
        if (line.size && columns <= indent) {
            front->at = at;
            front->line = before;
            return;
        }
        if (line.size) {
            buf_str(&value->text, value->text.size ? lines ? "\n" : " " : "");
            buf_add(&value->text, line.at, line.size);
            value->upto = before;
        }
    }
}

/* Whether the line that comes next goes on with a value that began at this indent: it is deeper, and neither a key nor an entry. */
static bool goes_on(struct front *front, size_t indent)
{
    struct front ahead = *front;
    struct text line;
    size_t columns;
    return next_line(&ahead, &line, &columns) && line.size && columns > indent && *line.at != '#' && !key_end(line) &&
           strncmp(line.at, "- ", 2) != 0;
}

static void add_yaml_value(struct front *front, const char *key, struct text text, size_t indent)
{
    size_t deeper;
    if (!text.size && goes_on(front, indent)) /* it begins on a line of its own */
        next_line(front, &text, &deeper);
    const char *first = text.size ? text.at : "";
    if (*first == '|' || *first == '>') {
        struct value *value = add_value(front, key);
        add_indented(front, value, indent, *first == '|');
        return;
    }
    size_t before = front->count;
    struct buf joined = BUF_INIT;
    buf_add(&joined, text.at, text.size);
    size_t line = front->line - 1;
    bool open = (*first == '[' && !memchr(text.at, ']', text.size)) ||
                ((*first == '"' || *first == '\'') && !quoted_end(text.at, text.at + text.size, true));
    for (struct text more; open || (text.size && goes_on(front, indent));) {
        size_t columns;
        if (!next_line(front, &more, &columns)) {
            front->broken |= open;
            break;
        }
        buf_char(&joined, ' ');
        buf_add(&joined, more.at, more.size);
        open = open && !memchr(more.at, *first == '[' ? ']' : *first, more.size);
    }
    front->broken |= !add_one(front, key, trimmed(joined.data ? joined.data : "", joined.data ? joined.data + joined.size : ""), true);
    for (size_t i = before; i < front->count; i++)
        front->values[i].line = line;
    buf_free(&joined);
}

static void read_pair(struct front *front, struct text line, const char *colon, size_t indent)
{
    struct text key = {line.at, (size_t)(colon - line.at)};
    if (*key.at == '"' || *key.at == '\'')
        key = (struct text){key.at + 1, key.size - 2};
    open_key(front, key.at, key.size, indent);
    if (!front->broken)
        add_yaml_value(front, whole_key(front), trimmed(colon + 1, line.at + line.size), indent);
}

static void read_yaml(struct front *front)
{
    struct text line;
    size_t indent;
    while (!front->broken && next_line(front, &line, &indent)) {
        if (!line.size || *line.at == '#')
            continue;
        bool entry = *line.at == '-' && (line.size == 1 || is_blank(line.at[1]));
        if (entry) {
            while (front->depth && front->indents[front->depth - 1] > indent)
                front->depth--;
            front->broken = !front->depth;
            const char *from = line.at + 1;
            while (from < line.at + line.size && is_blank(*from))
                from++;
            indent += (size_t)(from - line.at);
            line = trimmed(from, line.at + line.size);
        }
        const char *colon = key_end(line);
        if (colon)
            read_pair(front, line, colon, indent);
        else if (entry && !front->broken)
            add_yaml_value(front, whole_key(front), line, indent - 1);
        else
            front->broken = true;
    }
}

/* -- TOML -- */

static void open_table(struct front *front, struct text line)
{
    const char *from = line.at + strspn(line.at, "["), *close = memchr(from, ']', (size_t)(line.at + line.size - from));
    front->depth = 0;
    if (close)
        open_key(front, from, (size_t)(close - from), 0);
    front->broken |= !close;
}

/* Strings of three quotes, and lists, may go on over lines: up to what ends them. */
static void add_toml_value(struct front *front, const char *key, const char *from, const char *stop)
{
    size_t left = (size_t)(front->end - from);
    bool tripled = left > 2 && (memcmp(from, "\"\"\"", 3) == 0 || memcmp(from, "'''", 3) == 0);
    if (tripled) {
        const char *close = memmem(from + 3, left - 3, from, 3);
        struct value *value = add_value(front, key);
        front->broken |= !close;
        if (!close)
            return;
        const char *begin = from[3] == '\n' ? from + 4 : from + 3;
        if (*from == '"')
            add_escaped(&value->text, begin, close);
        else
            buf_add(&value->text, begin, (size_t)(close - begin));
        stop = memchr(close, '\n', (size_t)(front->end - close));
    } else if (*from == '[' && !memchr(from, ']', (size_t)(stop - from))) {
        const char *close = memmem(from, left, "\n]", 2);
        close = close ? close + 1 : memchr(from, ']', left);
        front->broken |= !close;
        if (!close)
            return;
        add_list(front, key, trimmed(from + 1, close), false);
        stop = memchr(close, '\n', (size_t)(front->end - close));
    } else {
        front->broken |= !add_one(front, key, trimmed(from, stop), false);
        return;
    }
    stop = stop ? stop + 1 : front->end;
    for (const char *at = front->at; at < stop; at++)
        front->line += *at == '\n';
    front->at = stop > front->at ? stop : front->at;
}

static void read_toml(struct front *front)
{
    struct text line;
    size_t indent;
    while (!front->broken && next_line(front, &line, &indent)) {
        const char *sign = memchr(line.at, '=', line.size);
        if (!line.size || *line.at == '#')
            continue;
        if (*line.at == '[') {
            open_table(front, line);
            continue;
        }
        struct text key = trimmed(line.at, sign ? sign : line.at);
        if (!key.size) {
            front->broken = true;
            break;
        }
        if (*key.at == '"' || *key.at == '\'')
            key = (struct text){key.at + 1, key.size > 1 ? key.size - 2 : 0};
        size_t depth = front->depth;
        open_key(front, key.at, key.size, 1);
        const char *from = sign + 1;
        while (from < line.at + line.size && is_blank(*from))
            from++;
        if (!front->broken && from < line.at + line.size)
            add_toml_value(front, whole_key(front), from, line.at + line.size);
        else
            front->broken = true;
        front->depth = depth;
    }
}

/* -- both -- */

/* The line that ends front matter: where it begins; NULL: there is none near enough. */
static const char *closing(const char *text, const char *end, const char *mark, const char *other)
{
    size_t lines = 0;
    for (const char *at = text; at < end && lines < LINES_MAX && at - text < BYTES_MAX; lines++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        struct text line = trimmed(at, stop);
        bool here = line.at == at && line.size == 3 && (memcmp(at, mark, 3) == 0 || (other && memcmp(at, other, 3) == 0));
        if (here)
            return at;
        at = stop + 1;
    }
    return NULL;
}

/* What minutec told a form of itself is none of its words. */
static bool is_own(const char *key)
{
    return strncmp(key, BLOCKS_OWN ".", strlen(BLOCKS_OWN) + 1) == 0;
}

static void tell(const struct front *front, struct blocks *blocks)
{
    for (size_t i = 0; i < front->count; i++) {
        const struct value *value = &front->values[i];
        const char *text = buf_text((struct buf *)&value->text);
        if (is_own(value->key)) {
            const char *name = arena_printf(front->arena, BLOCKS_OWN ":%s", value->key + strlen(BLOCKS_OWN) + 1);
            blocks_property(blocks, name, text, value->text.size);
            continue;
        }
        struct block *block = blocks_add(blocks, BLOCK_PARAGRAPH, value->line);
        block->zone = ZONE_FRONT;
        block->upto = value->upto;
        blocks_text(blocks, text, value->text.size, 0, NULL);
        if (!blocks_end(blocks))
            continue;
        blocks->list[blocks->count - 1].marker = value->key;
        blocks_raw(blocks, ZONE_FRONT, value->line, text, value->text.size);
    }
}

size_t markdown_front(const char *text, size_t text_size, struct blocks *blocks, size_t *size)
{
    const char *end = text + text_size, *first = memchr(text, '\n', text_size);
    bool yaml = text_size > 4 && memcmp(text, "---", 3) == 0, toml = text_size > 4 && memcmp(text, "+++", 3) == 0;
    *size = 0;
    if (!first || !(yaml || toml) || trimmed(text, first).size != 3)
        return 0;
    const char *close = closing(first + 1, end, yaml ? "---" : "+++", yaml ? "..." : NULL);
    if (!close)
        return 0;
    struct front front = {.arena = blocks->arena, .at = first + 1, .end = close, .line = 2};
    if (yaml)
        read_yaml(&front);
    else
        read_toml(&front);
    size_t lines = 0;
    if (!front.broken) {
        const char *after = memchr(close, '\n', (size_t)(end - close));
        tell(&front, blocks);
        *size = (size_t)((after ? after + 1 : end) - text);
        for (const char *at = text; at < text + *size; at++)
            lines += *at == '\n';
    }
    for (size_t i = 0; i < front.count; i++)
        buf_free(&front.values[i].text);
    free(front.values);
    return lines;
}
