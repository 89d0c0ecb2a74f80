#include "base/source.h"

#include "base/lanes.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { STRIDE = 512, USUAL_LINE = 64, NEAR = 4 };

/* A byte order mark is part of no line. */
static size_t first_line(const struct source *source)
{
    return source->size >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Which of the next sixteen bytes are line feeds. */
static unsigned feeds_at(const char *at, size_t left)
{
    char last[LANES] = {0};
    lanes c = lanes_load(left >= LANES ? at : memcpy(last, at, left));
    return lanes_bits((lanes)(c == '\n'));
}

static void make_lines(struct source *source)
{
    if (source->lines)
        return;
    size_t room = source->size / USUAL_LINE + 8, count = 0;
    size_t *lines = mem_resize(NULL, room, sizeof *lines);
    lines[count++] = first_line(source);
    for (size_t at = 0; at < source->size; at += LANES) {
        unsigned feeds = feeds_at(source->bytes + at, source->size - at);
        for (; feeds; feeds &= feeds - 1) {
            MEM_GROW(lines, count, room);
            lines[count++] = at + (size_t)__builtin_ctz(feeds) + 1;
        }
    }
    source->lines = lines;
    source->line_count = count;
    source->last_line = 0;
}

/* Only a file with a long line needs them. */
static void make_points(struct source *source)
{
    if (source->points)
        return;
    size_t *points = mem_zero(source->size / STRIDE + 1, sizeof *points);
    for (size_t i = 1; i <= source->size / STRIDE; i++)
        points[i] = points[i - 1] + text_points(source->bytes + (i - 1) * STRIDE, STRIDE);
    source->points = points;
}

/* Number of code points before offset. */
static size_t points_before(const struct source *source, size_t offset)
{
    size_t stride = offset / STRIDE;
    return source->points[stride] + text_points(source->bytes + stride * STRIDE, offset - stride * STRIDE);
}

static size_t points_between(const struct source *source, size_t from, size_t to)
{
    if (!source->points || to - from < STRIDE)
        return text_points(source->bytes + from, to - from);
    return points_before(source, to) - points_before(source, from);
}

static size_t line_at(struct source *source, size_t offset)
{
    size_t low = 0, high = source->line_count, last = source->last_line;
    if (source->lines[last] <= offset) {
        low = last;
        for (size_t near = last + 1; near < high && near <= last + NEAR; near++)
            if (source->lines[near] > offset)
                return source->last_line = near - 1;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return source->last_line = low;
}

/* The end of a line (counted from 0) without its line feed and carriage return. */
static size_t end_of_line(const struct source *source, size_t line, size_t start)
{
    size_t end = source->size;
    if (!source->lines) {
        const char *feed = memchr(source->bytes + start, '\n', source->size - start);
        end = feed ? (size_t)(feed - source->bytes) : source->size;
    } else if (line + 1 < source->line_count) {
        end = source->lines[line + 1] - 1;
    }
    if (end > start && end < source->size && source->bytes[end - 1] == '\r')
        end--;
    return end;
}

struct place source_file(const struct source *source)
{
    return (struct place){.source = source};
}

struct place source_place(struct source *source, size_t offset, size_t size)
{
    if (!source || !source->bytes)
        return source_file(source);
    make_lines(source);
    if (offset > source->size)
        offset = source->size;
    size_t line = line_at(source, offset), start = source->lines[line];
    if (offset < start)
        offset = start;
    size_t end = end_of_line(source, line, start);
    if (offset > end)
        offset = end;
    if (size > end - offset)
        size = end - offset;
    if (end - start >= STRIDE)
        make_points(source);
    return (struct place){
        .source = source,
        .line = line + 1,
        .column = points_between(source, start, offset) + 1,
        .length = points_between(source, offset, offset + size),
    };
}

const char *source_line(struct source *source, size_t line, size_t *size)
{
    *size = 0;
    if (!source || !source->bytes)
        return NULL;
    make_lines(source);
    return source_line_find(source, line, size);
}

const char *source_line_find(const struct source *source, size_t line, size_t *size)
{
    *size = 0;
    if (!source || !source->bytes || line == 0)
        return NULL;
    size_t start = first_line(source);
    if (source->lines) {
        if (line > source->line_count)
            return NULL;
        start = source->lines[line - 1];
    } else {
        for (size_t i = 1; i < line; i++) {
            const char *end = memchr(source->bytes + start, '\n', source->size - start);
            if (!end)
                return NULL;
            start = (size_t)(end + 1 - source->bytes);
        }
    }
    *size = end_of_line(source, line - 1, start) - start;
    return source->bytes + start;
}

/* The stride in which the point with this number (from the start of the file) stands. */
static size_t stride_of(const struct source *source, size_t point)
{
    size_t low = 0, high = source->size / STRIDE + 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->points[middle] <= point)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t source_offset(const struct source *source, const char *line, size_t size, size_t column)
{
    size_t start = (size_t)(line - source->bytes), end = start + size, at = start;
    size_t left = column ? column - 1 : 0;
    if (source->points && left > STRIDE) {
        size_t target = points_before(source, start) + left;
        size_t stride = stride_of(source, target);
        at = stride * STRIDE;
        left = target - source->points[stride];
        if (at < start) {
            at = start;
            left = column - 1;
        }
        while (at < end && ((unsigned char)source->bytes[at] & 0xC0) == 0x80)
            at++;
    }
    while (at < end && left > 0) {
        at++;
        while (at < end && ((unsigned char)source->bytes[at] & 0xC0) == 0x80)
            at++;
        left--;
    }
    return (at < end ? at : end) - start;
}

const char *source_where(const struct source *source, size_t line)
{
    return source && source->where && line && line <= source->where_count ? source->where[line - 1] : NULL;
}

bool source_has_paragraphs(const char *path)
{
    static const char *const endings[] = {".docx", ".odt"};
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (length > size && strcasecmp(path + length - size, endings[i]) == 0)
            return true;
    }
    return false;
}

void source_free_lines(struct source *source)
{
    free(source->lines);
    free(source->points);
    source->lines = NULL;
    source->points = NULL;
    source->line_count = 0;
    source->last_line = 0;
}
