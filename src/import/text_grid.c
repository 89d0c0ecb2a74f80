/* Columns laid out with blanks: parts of lines that begin below one another, with a gap between them that no line crosses. */
#include "import/text_lines.h"

#include <string.h>

enum { ALONE = 30, SHORT_HEAD = 60 }; /* lines with one part between two with several */

/* White space from at on: bytes, and the column behind it. */
static size_t space_at(const struct text_line *line, size_t at, uint32_t *column, bool *tab)
{
    size_t from = at;
    *tab = false;
    for (; at < line->size; at++) {
        if (line->text[at] == '\t') {
            *tab = true;
            *column += 8 - *column % 8;
        } else if (line->text[at] == ' ') {
            ++*column;
        } else {
            break;
        }
    }
    return at - from;
}

/* Two blanks behind a sentence are its writer's habit. */
static bool parts_here(const struct text_line *line, size_t at, uint32_t wide, bool tab)
{
    return tab || wide > 2 || (wide == 2 && text_heads(line->text, at)) || (wide == 2 && !strchr(".!?:;,", line->text[at - 1]));
}

static size_t split(const struct text_line *line, bool numbered, struct text_part *parts)
{
    size_t count = 0, from = 0, at = 0;
    uint32_t column = line->indent, start = column;
    struct text_start words = text_start(line->text, line->size);
    if (numbered && !words.bullet)
        words.words = 0;
    while (at < line->size) {
        bool tab;
        uint32_t end = column;
        size_t space = space_at(line, at, &column, &tab);
        if (!space) {
            column += (line->text[at++] & 0xC0) != 0x80;
            continue;
        }
        if (at + space > words.words && count + 1 < TEXT_COLUMNS && parts_here(line, at, column - end, tab)) {
            parts[count++] = (struct text_part){line->text + from, at - from, 0, start, end};
            from = at + space;
            start = column;
        }
        at += space;
    }
    parts[count++] = (struct text_part){line->text + from, line->size - from, 0, start, line->end};
    return count;
}

static size_t column_at(const struct text_grid *grid, uint32_t indent)
{
    size_t column = grid->columns;
    while (column > 1 && grid->start[column - 1] > indent + 1)
        column--;
    return column - 1;
}

size_t text_parts(const struct text_line *line, const struct text_grid *grid, struct text_part *parts)
{
    size_t count = split(line, grid && grid->numbered, parts), kept = 0;
    if (!grid || !grid->columns)
        return count;
    for (size_t i = 0; i < count; i++) {
        parts[i].column = column_at(grid, parts[i].indent);
        if (!kept || parts[kept - 1].column != parts[i].column) {
            parts[kept++] = parts[i];
            continue;
        }
        parts[kept - 1].size = (size_t)(parts[i].text + parts[i].size - parts[kept - 1].text);
        parts[kept - 1].end = parts[i].end;
    }
    return kept;
}

static void insert_column(struct text_grid *grid, size_t at, const struct text_part *part)
{
    memmove(grid->start + at + 1, grid->start + at, (grid->columns - at) * sizeof *grid->start);
    memmove(grid->end + at + 1, grid->end + at, (grid->columns - at) * sizeof *grid->end);
    grid->start[at] = part->indent;
    grid->end[at] = part->end;
    grid->columns++;
}

static uint32_t apart(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* Takes a part in; false: it crosses a gap. */
static bool take_part(struct text_grid *grid, const struct text_part *part, bool several)
{
    size_t column = column_at(grid, part->indent);
    if (column + 1 < grid->columns && part->end + 1 >= grid->start[column + 1])
        return false;
    bool beyond = part->indent >= grid->end[column] + 2 && apart(part->indent, grid->start[column]) > 1;
    if (beyond && several && grid->columns < TEXT_COLUMNS) {
        insert_column(grid, column + 1, part);
        return true;
    }
    if (beyond)
        return false;
    if (part->indent < grid->start[column])
        grid->start[column] = part->indent;
    if (part->end > grid->end[column])
        grid->end[column] = part->end;
    return true;
}

/* Takes a line in; false: it does not fit. *aligned: one of its parts begins below another, to the right of the first column. */
static bool take_line(struct text_grid *grid, const struct text_part *parts, size_t count, bool *aligned)
{
    struct text_grid with = *grid;
    *aligned = false;
    for (size_t i = 0; i < count; i++) {
        size_t column = column_at(&with, parts[i].indent);
        *aligned |= column > 0 && apart(parts[i].indent, with.start[column]) <= 1;
        if (!take_part(&with, &parts[i], count > 1))
            return false;
    }
    if (count > 1 && !*aligned)
        return false;
    *grid = with;
    return true;
}

static bool has_wide_gap(const struct text_part *parts, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (parts[i].indent - parts[i - 1].end > 2)
            return true;
    return false;
}

static bool ends_grid(const struct text_line *line, size_t count)
{
    if (line->table || line->tabs || line->gap > 3 || text_is_rule(line->text, line->size))
        return true;
    return count == 1 && line->gap && text_is_caps(line->text, line->size) && line->size < SHORT_HEAD;
}

bool text_grid(const struct text_lines *lines, size_t first, struct text_grid *grid)
{
    struct text_part parts[TEXT_COLUMNS];
    size_t count = text_parts(&lines->list[first], NULL, parts), below = 0, alone = 0;
    bool wide = has_wide_gap(parts, count), aligned, open = true;
    if (count < 2 || lines->list[first].table || lines->list[first].tabs)
        return false;
    const struct text_grid heads = {.numbered = text_heads(parts->text, parts->size)};
    *grid = heads;
    grid->first = first;
    grid->upto = first + 1;
    grid->columns = count;
    for (size_t i = 0; i < count; i++) {
        grid->start[i] = parts[i].indent;
        grid->end[i] = parts[i].end;
    }
    for (size_t i = first + 1; i < lines->count && alone < ALONE; i++) {
        const struct text_line *line = &lines->list[i];
        if (line->zone != ZONE_BODY)
            continue;
        count = text_parts(line, &heads, parts);
        if (ends_grid(line, count) || !take_line(grid, parts, count, &aligned))
            break;
        alone = count > 1 ? 0 : alone + 1;
        below += count > 1;
        wide |= has_wide_gap(parts, count);
        open = count > 1 || (open && !line->gap && (aligned || text_is_lower(line->text, line->size)));
        if (open)
            grid->upto = i + 1;
    }
    return below >= (wide ? 1 : 2);
}
