/* What stands at the start of a line, and what a line is by its letters. */
#include "base/text.h"
#include "import/text_lines.h"

#include <ctype.h>
#include <string.h>

struct cursor {
    const char *text;
    size_t size;
};

static size_t digits(struct cursor line, size_t at)
{
    size_t from = at;
    while (at < line.size && isdigit((unsigned char)line.text[at]))
        at++;
    return at - from;
}

static char byte(struct cursor line, size_t at)
{
    return at < line.size ? line.text[at] : '\0';
}

/* Blanks and tabs from there on, and how wide they are; a no-break space is one. */
static size_t blanks(struct cursor line, size_t at, size_t *wide)
{
    size_t from = at;
    *wide = 0;
    for (;;) {
        if (byte(line, at) == ' ')
            at++, ++*wide;
        else if (byte(line, at) == '\t')
            at++, *wide += 8;
        else if (byte(line, at) == '\xC2' && byte(line, at + 1) == '\xA0')
            at += 2, ++*wide;
        else
            return at - from;
    }
}

/* -- marks of lists and boxes -- */

static const char *const bullets[] = {
    "\xC2\xB7", "\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x96\xAA", "\xE2\x97\x8F", "\xE2\x97\xA6", "\xE2\x96\xA0", "\xE2\x97\x8B", "\xE2\x81\x83",
    "\xE2\x9E\xA2", "\xE2\x96\xBA", "\xE2\x9C\x93", "\xE2\x9C\x94", "\xE2\x86\x92", "\xE2\x97\x86", "\xE2\x96\xB6", "\xE2\x96\xAB", "\xC2\xA7",
    "\xEF\x82\xB7", "\xEF\x82\xA7", "\xEF\x83\x98", "\xEF\x81\xB6", "\xEF\x83\xBC", "\xEF\x82\xA8", "-", "\xE2\x80\x93", "\xE2\x80\x94", "*",
    "o",
};

static size_t bullet_size(struct cursor line)
{
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t size = strlen(bullets[i]), wide;
        if (line.size < size || memcmp(line.text, bullets[i], size) != 0)
            continue;
        size_t after = blanks(line, size, &wide);
        /* a sign that is nothing else may touch the words */
        bool sure = bullets[i][0] == '\xEF' || strcmp(bullets[i], "\xC2\xB7") == 0 || strcmp(bullets[i], "\xE2\x80\xA2") == 0;
        if (size == line.size ? size > 1 : after || sure)
            return size;
    }
    return 0;
}

static const struct {
    const char *text;
    enum block_box box;
} boxes[] = {
    {"[ ]", BOX_EMPTY},           {"[]", BOX_EMPTY},            {"[_]", BOX_EMPTY},           {"[x]", BOX_TICKED},
    {"[X]", BOX_TICKED},          {"[*]", BOX_TICKED},          {"\xE2\x98\x90", BOX_EMPTY},  {"\xE2\x96\xA1", BOX_EMPTY},
    {"\xE2\x98\x91", BOX_TICKED}, {"\xE2\x98\x92", BOX_TICKED}, {"\xE2\x9C\x85", BOX_TICKED}, {"\xEF\x82\xA3", BOX_EMPTY},
};

static size_t box_size(struct cursor line, size_t at, enum block_box *box)
{
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        size_t size = strlen(boxes[i].text);
        if (line.size - at < size || memcmp(line.text + at, boxes[i].text, size) != 0)
            continue;
        char next = byte(line, at + size);
        if (boxes[i].text[0] == '[' && next != ' ' && next != '\t' && next != '\0')
            continue;
        *box = boxes[i].box;
        return size;
    }
    return 0;
}

/* -- numbers -- */

static bool is_month(struct cursor line, size_t at)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (line.size - at >= 3 && strncasecmp(line.text + at, months[i], 3) == 0)
            return true;
    return false;
}

/* Whether a bare number before these words counts the words' part of the minutes, and not something in them. */
static bool is_numbered(struct cursor line, size_t at, size_t wide, int parts)
{
    unsigned char next = (unsigned char)byte(line, at);
    if (next == '\0' || isdigit(next) || next == '-' || next == '%' || next == '/' || is_month(line, at))
        return false;
    if (wide > 1)
        return true;
    struct cursor rest = {line.text + at, line.size - at};
    return parts > 1 ? isupper(next) || next >= 0x80 : text_is_caps(rest.text, rest.size);
}

/* "3", "3.1", "70/17", "18.03.5": how long, and in how many parts. */
static size_t number_size(struct cursor line, size_t at, int *parts)
{
    size_t from = at, have = digits(line, at);
    *parts = 0;
    if (!have || have > 4)
        return 0;
    for (at += have, *parts = 1; *parts < 6; ++*parts) {
        char between = byte(line, at);
        have = between == '.' || between == '/' || between == '-' ? digits(line, at + 1) : 0;
        if (!have || have > 4)
            break;
        at += have + 1;
    }
    if (*parts > 1 && islower((unsigned char)byte(line, at)) && !isalpha((unsigned char)byte(line, at + 1)))
        at++; /* 3.1a */
    return at - from;
}

/* A day in figures, a time, or a year. */
static bool is_other_figure(const char *text, size_t size, int parts, bool closed, size_t wide)
{
    size_t last = size;
    while (last && isdigit((unsigned char)text[last - 1]))
        last--;
    size_t tail = size - last, head = strspn(text, "0123456789");
    bool year = head == 4 && (memcmp(text, "19", 2) == 0 || memcmp(text, "20", 2) == 0);
    if (closed)
        return parts == 3 && tail == 4;
    if (parts == 1)
        return size > 3 && (year || wide < 2);
    if (parts == 3)
        return tail == 4 || memchr(text, '/', size) || memchr(text, '-', size);
    bool clock = parts == 2 && head <= 2 && tail == 2 && text[head] == '.' && strchr("034", text[last]) && strchr("05", text[last + 1]);
    return (parts == 2 && memchr(text, '-', size)) || ((year || clock) && wide < 2);
}

static size_t roman_size(struct cursor line, size_t at)
{
    size_t from = at;
    bool big = isupper((unsigned char)byte(line, at));
    while (at < line.size && at - from < 6 && strchr(big ? "IVXL" : "ivxl", line.text[at]))
        at++;
    return at - from;
}

/* "a)", "(a)", "(iv)", "iv.", "a."; a capital with a dot is somebody's initial. */
static size_t letter_size(struct cursor line)
{
    bool opened = byte(line, 0) == '(';
    size_t at = opened, roman = roman_size(line, at), size = roman;
    if (!isalpha((unsigned char)byte(line, at)))
        return 0;
    if (!roman || isalnum((unsigned char)byte(line, at + roman)))
        size = isalpha((unsigned char)byte(line, at + 1)) ? 0 : 1;
    if (!size)
        return 0;
    char close = byte(line, at + size);
    bool small = islower((unsigned char)byte(line, at)) != 0;
    if (close == ')')
        return at + size + 1;
    return !opened && close == '.' && (small || size > 1) ? at + size + 1 : 0;
}

/* "Item 4:" */
static size_t worded_size(struct cursor line)
{
    static const char *const words[] = {"agenda item ", "item no. ", "item no ", "item "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        int parts;
        if (line.size <= size || strncasecmp(line.text, words[i], size) != 0)
            continue;
        size_t number = number_size(line, size, &parts), at = size + number;
        if (!number || number > 6)
            continue;
        size_t close = byte(line, at) == ':' || byte(line, at) == '.' || byte(line, at) == ')';
        if (close && (byte(line, at + 1) == ' ' || byte(line, at + 1) == '\t'))
            return at + close;
    }
    return 0;
}

static size_t marker_size(struct cursor line, int *level)
{
    size_t size = worded_size(line), wide;
    *level = 1;
    if (size)
        return size;
    bool opened = byte(line, 0) == '(';
    size_t number = number_size(line, opened, level), at = number + opened;
    if (!number) {
        *level = 1;
        size = letter_size(line);
        return size && blanks(line, size, &wide) && size + 1 < line.size ? size : 0;
    }
    char close = byte(line, at);
    bool closed = close == ')' || (!opened && (close == '.' || close == ':'));
    if (opened && !closed)
        return 0;
    size_t gap = blanks(line, at + closed, &wide), words = at + closed + gap;
    if (is_other_figure(line.text + opened, number, *level, closed, wide))
        return 0;
    if (closed)
        return gap && words < line.size ? at + 1 : 0;
    return gap && is_numbered(line, words, wide, *level) ? at : 0;
}

struct text_start text_start(const char *text, size_t size)
{
    struct cursor line = {text, size};
    struct text_start start = {.level = 1};
    size_t wide, box = box_size(line, 0, &start.box);
    if (!box) {
        start.marker = bullet_size(line);
        start.bullet = start.marker > 0;
        if (!start.bullet)
            start.marker = marker_size(line, &start.level);
        start.words = start.marker + blanks(line, start.marker, &wide);
        box = box_size(line, start.words, &start.box);
    }
    if (box && !start.marker)
        start.marker = box;
    if (box)
        start.words += box + blanks(line, start.words + box, &wide);
    return start;
}

/* -- lines as a whole -- */

bool text_is_rule(const char *text, size_t size)
{
    static const char *const lines[] = {"-", "=", "_", "*", "~", "#", "\xE2\x94\x80", "\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x95\x90", "\xE2\x94\x81"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        size_t step = strlen(lines[i]), at = 0, count = 0;
        for (; at + step <= size && (memcmp(text + at, lines[i], step) == 0 || text[at] == ' '); count++)
            at += text[at] == ' ' ? 1 : step;
        if (at == size && count >= 3)
            return true;
    }
    return false;
}

bool text_is_caps(const char *text, size_t size)
{
    size_t big = 0;
    for (size_t i = 0; i < size;) {
        uint32_t point;
        size_t length = text_decode(text + i, size - i, &point);
        if (!length)
            return false;
        if (point < 0x80 ? isupper((int)point) : text_lower(point) != point)
            big++;
        else if (point < 0x80 ? islower((int)point) : point == 0xDF || (point >= 0xE0 && point < 0x250 && point != 0xF7))
            return false;
        i += length;
    }
    return big >= 4 && size <= 120 && big * 2 >= text_points(text, size);
}

bool text_is_lower(const char *text, size_t size)
{
    uint32_t point;
    if (!text_decode(text, size, &point))
        return false;
    return point < 0x80 ? islower((int)point) != 0 : point >= 0xDF && point < 0x250 && text_lower(point) == point;
}

bool text_is_open(const char *text, size_t size)
{
    while (size && strchr("\"')]", text[size - 1]))
        size--;
    return size && !strchr(".!?:;", text[size - 1]);
}

bool text_heads(const char *text, size_t size)
{
    static const char *const words[] = {
        "no", "no.", "nr", "nr.", "#", "number", "ref", "ref.", "item", "items", "item no", "item no.", "agenda item", "agenda",
        "minute no", "minute no.", "minute", "minute ref", "action no", "action no.", "action", "actions", "para",
        "subject", "topic", "s/n", "\xE2\x84\x96",
    };
    while (size && text[size - 1] == ':')
        size--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == size && strncasecmp(words[i], text, size) == 0)
            return true;
    return false;
}
