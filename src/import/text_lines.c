#include "import/text_lines.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* -- lines -- */

size_t text_column(const char *text, size_t size, size_t column)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\t')
            column += 8 - column % 8;
        else
            column += (text[i] & 0xC0) != 0x80;
    }
    return column;
}

/* Blanks of any kind at the start of text, and the tabs before anything else. */
static size_t blanks_at(const char *text, size_t size, uint32_t *tabs)
{
    size_t i = 0;
    *tabs = 0;
    while (i < size && text[i] == '\t')
        i++;
    *tabs = (uint32_t)i;
    for (;;) {
        if (i < size && (text[i] == ' ' || text[i] == '\t'))
            i++;
        else if (i + 1 < size && memcmp(text + i, "\xC2\xA0", 2) == 0)
            i += 2;
        else
            return i;
    }
}

static size_t without_blanks(const char *text, size_t size)
{
    for (;;) {
        if (size && (text[size - 1] == ' ' || text[size - 1] == '\t'))
            size--;
        else if (size > 1 && memcmp(text + size - 2, "\xC2\xA0", 2) == 0)
            size -= 2;
        else
            return size;
    }
}

static void add_line(struct text_lines *lines, const char *text, size_t size, uint32_t at, uint32_t *gap)
{
    struct text_line line = {.at = at, .page = (uint32_t)lines->pages};
    size_t before = blanks_at(text, size, &line.tabs);
    line.text = text + before;
    line.size = without_blanks(line.text, size - before);
    if (!line.size && line.tabs != 1) {
        ++*gap;
        return;
    }
    line.gap = *gap;
    *gap = 0;
    line.indent = (uint32_t)text_column(text, before, 0);
    line.end = (uint32_t)text_column(line.text, line.size, line.indent);
    MEM_GROW(lines->list, lines->count, lines->room);
    lines->list[lines->count++] = line;
}

void text_lines_split(const char *text, size_t size, struct text_lines *lines)
{
    uint32_t at = 1, gap = 0;
    const char *end = text + size, *stop;
    lines->pages = 1;
    for (; text < end; text = stop + 1) {
        stop = lines->count < TEXT_LINES - 1 ? text : end;
        while (stop < end && *stop != '\n' && *stop != '\f')
            stop++;
        bool feed = stop < end && *stop == '\f';
        if (stop > text || !feed)
            add_line(lines, text, (size_t)(stop - text), at, &gap);
        at += stop < end && *stop == '\n';
        lines->pages += feed;
    }
}

/* -- heads and feet of pages -- */

enum { EDGE = 4 }; /* lines at either end of a page that may be its head or foot */

struct edge {
    const char *key;
    size_t line, page;
    bool foot;
};

/* A line with its page's number, if it has one, counted from the page: what is the same on each page. */
static const char *edge_key(const struct text_line *line, bool foot, struct arena *arena)
{
    struct buf key = BUF_INIT;
    bool after_page = false, letters = false;
    buf_char(&key, foot ? '<' : '>');
    for (size_t i = 0; i < line->size;) {
        size_t from = i;
        if (isdigit((unsigned char)line->text[i])) {
            while (i < line->size && i - from < 9 && isdigit((unsigned char)line->text[i]))
                i++;
            bool outer = from == 0 || i == line->size || (from == 2 && line->text[0] == '-');
            long number = strtol(line->text + from, NULL, 10);
            if (outer || after_page)
                buf_printf(&key, "#%ld", number - (long)line->page);
            else
                buf_printf(&key, "%ld", number);
            continue;
        }
        while (i < line->size && !isdigit((unsigned char)line->text[i]) && line->text[i] != ' ' && line->text[i] != '\t')
            buf_char(&key, (char)tolower((unsigned char)line->text[i++]));
        if (i > from) {
            after_page = (i - from == 4 && strncasecmp(line->text + from, "page", 4) == 0) || (i - from == 2 && line->text[from] == 'p');
            letters = true;
        } else {
            i++;
        }
    }
    if (!letters)
        buf_char(&key, '.');
    const char *copy = arena_copy(arena, buf_text(&key));
    buf_free(&key);
    return copy;
}

static int compare_edges(const void *a, const void *b)
{
    const struct edge *one = a, *other = b;
    int by_key = strcmp(one->key, other->key);
    return by_key ? by_key : (one->line > other->line) - (one->line < other->line);
}

struct edges {
    struct edge *list;
    size_t count, room;
    size_t pages; /* with words */
};

static void add_edge(struct edges *edges, const struct text_lines *lines, size_t line, bool foot, struct arena *arena)
{
    if (!lines->list[line].size || lines->list[line].size > 200)
        return;
    MEM_GROW(edges->list, edges->count, edges->room);
    edges->list[edges->count++] = (struct edge){edge_key(&lines->list[line], foot, arena), line, lines->list[line].page, foot};
}

static void collect_edges(struct edges *edges, const struct text_lines *lines, struct arena *arena)
{
    for (size_t first = 0, next; first < lines->count; first = next) {
        for (next = first; next < lines->count && lines->list[next].page == lines->list[first].page;)
            next++;
        edges->pages++;
        size_t half = (next - first + 1) / 2;
        for (size_t i = 0; i < EDGE && i < half; i++)
            add_edge(edges, lines, first + i, false, arena);
        for (size_t i = 0; i < EDGE && i < next - first - (half < EDGE ? half : EDGE); i++)
            add_edge(edges, lines, next - 1 - i, true, arena);
    }
}

/* "Page 2 of 7", wherever it stands. */
static bool is_page_of(const struct text_line *line)
{
    size_t i = 0, digits;
    const char *text = line->text;
    if (line->size < 11 || line->size > 24 || strncasecmp(text, "page", 4) != 0)
        return false;
    for (i = 4; i < line->size && text[i] == ' ';)
        i++;
    for (digits = i; i < line->size && isdigit((unsigned char)text[i]);)
        i++;
    if (i == digits || i + 4 > line->size || strncasecmp(text + i, " of ", 4) != 0)
        return false;
    for (i += 4, digits = i; i < line->size && isdigit((unsigned char)text[i]);)
        i++;
    return i > digits && i == line->size;
}

void text_lines_edges(struct text_lines *lines, struct arena *arena)
{
    struct edges edges = {0};
    for (size_t i = 0; i < lines->count; i++)
        if (is_page_of(&lines->list[i]))
            lines->list[i].zone = ZONE_FOOTER;
    if (lines->pages >= 3)
        collect_edges(&edges, lines, arena);
    if (edges.count)
        qsort(edges.list, edges.count, sizeof *edges.list, compare_edges);
    for (size_t from = 0, upto; from < edges.count; from = upto) {
        for (upto = from; upto < edges.count && strcmp(edges.list[upto].key, edges.list[from].key) == 0;)
            upto++;
        if (upto - from < 3 || (upto - from) * 5 < edges.pages * 2)
            continue;
        for (size_t i = from; i < upto; i++)
            lines->list[edges.list[i].line].zone = edges.list[i].foot ? ZONE_FOOTER : ZONE_HEADER;
    }
    free(edges.list);
}

/* -- where lines are broken -- */

enum { NARROW = 40, LEAST_WRAP = 45, MOST_WRAP = 150 }; /* in a narrow column the length of a line says nothing */

static int compare_ends(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

/* The column that nineteen of twenty lines keep to. */
static size_t usual_end(const struct text_lines *lines)
{
    size_t count = 0, end = 0;
    uint32_t *ends = mem_alloc((lines->count + 1) * sizeof *ends);
    for (size_t i = 0; i < lines->count; i++)
        if (lines->list[i].size && lines->list[i].zone == ZONE_BODY && lines->list[i].end >= 30)
            ends[count++] = lines->list[i].end;
    if (count) {
        qsort(ends, count, sizeof *ends, compare_ends);
        end = ends[(count - 1) - count / 20];
    }
    free(ends);
    return end;
}

void text_lines_measure(struct text_lines *lines)
{
    size_t wrap = usual_end(lines), going_on = 0, small = 0, full = 0;
    lines->wrap = 0;
    if (wrap < LEAST_WRAP || wrap > MOST_WRAP)
        return;
    for (size_t i = 0; i + 1 < lines->count; i++) {
        const struct text_line *a = &lines->list[i], *b = a + 1;
        if (b->gap || a->table || a->end * 4 < wrap * 3 || a->end * 10 > wrap * 12 || a->zone != ZONE_BODY || b->zone != ZONE_BODY)
            continue;
        full++;
        if (!text_goes_on(a, b, wrap))
            continue;
        going_on++;
        small += text_is_lower(b->text, b->size);
    }
    if (small && going_on * 3 >= full)
        lines->wrap = wrap;
}

bool text_goes_on(const struct text_line *a, const struct text_line *b, size_t wrap)
{
    struct text_start start = text_start(b->text, b->size);
    if (!wrap || !a->size || !b->size || start.marker || start.box || a->end * 10 > wrap * 15 || text_is_rule(b->text, b->size))
        return false;
    if (text_is_caps(a->text, a->size) != text_is_caps(b->text, b->size))
        return false;
    bool small = text_is_lower(b->text, b->size), open = text_is_open(a->text, a->size);
    if ((small && open && a->end * 2 >= wrap) || wrap < NARROW)
        return small && open;
    const char *word = memchr(b->text, ' ', b->size);
    size_t bytes = word ? (size_t)(word - b->text) : b->size;
    return a->end + 1 + text_column(b->text, bytes, 0) + wrap / 12 > wrap && a->end * 2 >= wrap;
}
