#include "import/text_lines.h"

#include "base/text.h"
#include "import/front.h"
#include "import/phrase.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 9, HEADING_LINES = 3};

struct layout {
    struct blocks *blocks;
    struct text_lines lines;
    uint32_t list_indent[LEVELS]; /* of the lists within one another that are under way */
    int depth;
};

/* Where a run of lines stands: in the page, or in a cell. */
struct stand {
    size_t table, row, column;
    bool heads;
    size_t wrap;
};

/* -- paragraphs -- */

static int list_level(struct layout *layout, uint32_t indent)
{
    while (layout->depth && layout->list_indent[layout->depth - 1] > indent + 1)
        layout->depth--;
    bool deeper = !layout->depth || indent > layout->list_indent[layout->depth - 1] + 1;
    if (deeper && layout->depth < LEVELS)
        layout->list_indent[layout->depth++] = indent;
    return layout->depth;
}

/* Whether a line keeps to the left edge that its paragraph has: rest is where its second line began. */
static bool keeps_edge(const struct text_line *first, const struct text_line *next, uint32_t words, uint32_t rest, bool second)
{
    if (!second)
        return next->indent + 1 >= rest && next->indent <= rest + 1;
    return words > first->indent ? next->indent <= words + 1 : next->indent <= first->indent + 1 || next->indent < first->indent + 9;
}

static bool same_place(const struct text_line *a, const struct text_line *b)
{
    return a->zone == b->zone && a->table == b->table && a->row == b->row && a->column == b->column;
}

/* How many of the lines make one paragraph, with heads and feet of pages that it runs over. */
static size_t paragraph_lines(const struct text_line *list, size_t count, const struct text_start *start, size_t wrap)
{
    const struct text_line *last = list;
    uint32_t words = (uint32_t)text_column(list->text, start->words, list->indent), rest = 0;
    bool labelled = phrase_label(list->text, list->size);
    for (size_t i = 1; i < count && wrap; i++) {
        const struct text_line *next = &list[i];
        if (list->zone == ZONE_BODY && (next->zone == ZONE_HEADER || next->zone == ZONE_FOOTER))
            continue;
        if (next->gap || next->tabs || !same_place(list, next) || !text_goes_on(last, next, wrap) ||
            (labelled && phrase_label(next->text, next->size))) /* a label a line */
            break;
        if (!keeps_edge(list, next, words, rest, last == list))
            break;
        rest = next->indent;
        last = next;
    }
    return (size_t)(last - list) + 1;
}

static void place(struct block *block, const struct text_line *line, const struct stand *stand)
{
    block->zone = line->zone;
    block->gap = line->gap;
    block->indent = line->indent;
    block->page = line->page;
    block->table = stand->table;
    block->row = stand->row;
    block->column = stand->column;
    block->heads_table = stand->heads;
}

static void choose_kind(struct layout *layout, struct block *block, const struct text_line *line, const struct text_start *start)
{
    bool caps = !block->table && !start->bullet && text_is_caps(line->text + start->words, line->size - start->words);
    if (caps && line->zone == ZONE_BODY) {
        block->kind = BLOCK_HEADING;
        block->level = start->marker && start->level < LEVELS ? start->level + 1 : layout->blocks->count == 1 ? 1 : 2;
        layout->depth = 0;
    } else if (start->marker && line->zone == ZONE_BODY) {
        block->kind = BLOCK_ENTRY;
        block->level = list_level(layout, line->indent);
        if (start->level > block->level)
            block->level = start->level;
    } else if (!line->indent) {
        layout->depth = 0;
    }
}

/* Those of the lines that are in other zones. */
static void put_between(struct layout *layout, const struct text_line *list, size_t count, enum block_zone zone)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].zone == zone)
            continue;
        struct block *block = blocks_add(layout->blocks, BLOCK_PARAGRAPH, list[i].at);
        place(block, &list[i], &(struct stand){0});
        blocks_text(layout->blocks, list[i].text, list[i].size, 0, NULL);
        blocks_end(layout->blocks);
    }
}

/* One paragraph of the lines; returns how many it took. */
static size_t put_paragraph(struct layout *layout, const struct text_line *list, size_t count, const struct stand *stand)
{
    struct blocks *blocks = layout->blocks;
    struct text_start start = {0, 0, false, 1, BOX_NONE};
    if (list->zone == ZONE_BODY)
        start = text_start(list->text, list->size);
    size_t used = paragraph_lines(list, count, &start, stand->wrap);
    struct block *block = blocks_add(blocks, BLOCK_PARAGRAPH, list->at);
    place(block, list, stand);
    block->upto = list[used - 1].at;
    block->box = start.box;
    if (start.marker)
        block->marker = arena_copy_n(blocks->arena, list->text, start.marker);
    if (used <= HEADING_LINES || start.marker)
        choose_kind(layout, block, list, &start);
    blocks_text(blocks, list->text + start.words, list->size - start.words, 0, NULL);
    for (size_t i = 1; i < used; i++) {
        if (list[i].zone != list->zone)
            continue;
        blocks_text(blocks, " ", 1, 0, NULL);
        blocks_text(blocks, list[i].text, list[i].size, 0, NULL);
    }
    blocks_end(blocks);
    put_between(layout, list, used, list->zone);
    return used;
}

/* -- tables -- */

static bool is_row_start(const struct text_lines *lines, const struct text_grid *grid, size_t line, bool each)
{
    struct text_part parts[TEXT_COLUMNS];
    const struct text_line *at = &lines->list[line];
    text_parts(at, grid, parts);
    if (line == grid->first)
        return true;
    if (parts->column > 0 || text_is_lower(parts->text, parts->size))
        return false;
    struct text_start start = text_start(parts->text, parts->size);
    return at->gap || each || (start.marker && !start.bullet);
}

/* Whether each line of the lines without a blank one between them that begin at line is a row of its own: each has several parts, or the
 * first column holds but labels. */
static bool each_is_row(const struct text_lines *lines, const struct text_grid *grid, size_t line)
{
    if (grid->end[0] - grid->start[0] <= 24)
        return true;
    for (size_t i = line; i < grid->upto && (i == line || !lines->list[i].gap); i++) {
        struct text_part parts[TEXT_COLUMNS];
        if (lines->list[i].zone == ZONE_BODY && text_parts(&lines->list[i], grid, parts) < 2)
            return false;
    }
    return true;
}

/* The lines of one column in lines from..upto-1, as if they stood alone. */
static size_t column_lines(const struct text_lines *lines, const struct text_grid *grid, size_t from, size_t upto, size_t column,
                           struct text_line *cell)
{
    size_t count = 0;
    uint32_t gap = 0;
    for (size_t i = from; i < upto; i++) {
        struct text_part parts[TEXT_COLUMNS];
        size_t have = lines->list[i].zone == ZONE_BODY ? text_parts(&lines->list[i], grid, parts) : 0, k = 0;
        gap += lines->list[i].gap;
        while (k < have && parts[k].column != column)
            k++;
        if (k == have) {
            gap += have > 0;
            continue;
        }
        struct text_line *line = &cell[count++];
        *line = lines->list[i];
        line->text = parts[k].text;
        line->size = parts[k].size;
        line->indent = parts[k].indent - grid->start[column];
        line->end = parts[k].end - grid->start[column];
        line->gap = gap;
        gap = 0;
    }
    return count;
}

static void put_row(struct layout *layout, const struct text_grid *grid, size_t from, size_t upto, struct stand *stand, struct text_line *cell)
{
    for (size_t column = 0; column < grid->columns; column++) {
        size_t count = column_lines(&layout->lines, grid, from, upto, column, cell);
        uint32_t width = grid->end[column] - grid->start[column];
        stand->column = column + 1;
        stand->wrap = width ? width : 1;
        for (size_t i = 0; i < count;)
            i += put_paragraph(layout, cell + i, count - i, stand);
    }
}

static void put_grid(struct layout *layout, const struct text_grid *grid)
{
    const struct text_lines *lines = &layout->lines;
    struct text_line *cell = mem_alloc((grid->upto - grid->first) * sizeof *cell);
    struct stand stand = {.table = ++layout->lines.tables};
    struct text_part parts[TEXT_COLUMNS];
    bool each = false;
    text_parts(&lines->list[grid->first], grid, parts);
    bool headed = text_heads(parts->text, parts->size);
    for (size_t from = grid->first, upto; from < grid->upto; from = upto) {
        if (from == grid->first || lines->list[from].gap)
            each = each_is_row(lines, grid, from);
        for (upto = from + 1; upto < grid->upto; upto++) {
            if (lines->list[upto].zone != ZONE_BODY)
                continue;
            bool starts_each = lines->list[upto].gap ? each_is_row(lines, grid, upto) : each;
            if (is_row_start(lines, grid, upto, starts_each))
                break;
        }
        stand.row++;
        stand.heads = headed && stand.row == 1;
        put_row(layout, grid, from, upto, &stand, cell);
    }
    free(cell);
    put_between(layout, lines->list + grid->first, grid->upto - grid->first, ZONE_BODY);
}

/* -- the rest -- */

/* A line's key when it is one of a message's heads: "Subject" of "Subject: Minutes". */
static size_t mail_key(const struct text_line *line)
{
    static const char *const keys[] = {"From",     "To",          "Cc",         "Bcc",  "Sent",       "Date",        "Subject",
                                       "Reply-To", "Attachments", "Importance", "List", "Message-ID", "Attachment"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t size = strlen(keys[i]);
        if (line->size > size && line->text[size] == ':' && strncasecmp(line->text, keys[i], size) == 0 && !line->indent)
            return size;
    }
    return 0;
}

/* The heads of a message that the text begins with: how many lines they take. */
static size_t mail_lines(const struct text_lines *lines)
{
    size_t count = 0, keys = 0;
    bool from = false;
    for (; count < lines->count && !(count && lines->list[count].gap); count++) {
        size_t key = mail_key(&lines->list[count]);
        if (!key && !(count && lines->list[count].indent))
            break;
        keys += key > 0;
        from |= key == 4 && strncasecmp(lines->list[count].text, "From", 4) == 0;
    }
    return keys >= 3 && from ? count : 0;
}

static size_t put_mail(struct layout *layout)
{
    struct text_line *list = layout->lines.list;
    size_t count = mail_lines(&layout->lines);
    for (size_t i = 0, upto; i < count; i = upto) {
        size_t key = mail_key(&list[i]);
        struct block *block = blocks_add(layout->blocks, BLOCK_PARAGRAPH, list[i].at);
        block->zone = ZONE_FRONT;
        block->marker = arena_copy_n(layout->blocks->arena, list[i].text, key);
        blocks_text(layout->blocks, list[i].text + key + 1, list[i].size - key - 1, 0, NULL);
        for (upto = i + 1; upto < count && !mail_key(&list[upto]); upto++) {
            blocks_text(layout->blocks, " ", 1, 0, NULL);
            blocks_text(layout->blocks, list[upto].text, list[upto].size, 0, NULL);
        }
        block->upto = list[upto - 1].at;
        blocks_end(layout->blocks);
    }
    for (size_t i = 0; i < count; i++)
        list[i].zone = ZONE_FRONT;
    return count;
}

/* A line with a rule right below it is a heading. */
static size_t put_underlined(struct layout *layout, size_t at)
{
    const struct text_line *line = &layout->lines.list[at], *rule = line + 1;
    if (at + 1 >= layout->lines.count || rule->gap || rule->size < 3 || !text_is_rule(rule->text, rule->size) || rule->zone != ZONE_BODY)
        return 0;
    bool fits = rule->end <= line->end + 3 && rule->end + 3 >= line->end && line->size <= 120 && !memchr(rule->text, ' ', rule->size);
    if ((*rule->text != '=' && *rule->text != '-') || !fits || text_is_rule(line->text, line->size))
        return 0;
    put_paragraph(layout, line, 1, &(struct stand){0});
    struct block *block = &layout->blocks->list[layout->blocks->count - 1];
    block->kind = BLOCK_HEADING;
    block->level = *rule->text == '=' ? 1 : 2;
    block->upto = rule->at;
    layout->depth = 0;
    return 2;
}

static size_t put_rule(struct layout *layout, size_t at)
{
    const struct text_line *line = &layout->lines.list[at];
    if (!text_is_rule(line->text, line->size))
        return 0;
    struct block *block = blocks_add(layout->blocks, BLOCK_RULE, line->at);
    place(block, line, &(struct stand){0});
    blocks_end(layout->blocks);
    return 1;
}

static size_t put_next(struct layout *layout, size_t at)
{
    const struct text_line *line = &layout->lines.list[at];
    struct text_grid grid;
    size_t used = 0;
    if (line->table) {
        struct stand cell = {line->table, line->row, line->column, line->heads, layout->lines.wrap};
        return put_paragraph(layout, line, layout->lines.count - at, &cell);
    }
    if (line->zone == ZONE_BODY)
        used = put_rule(layout, at);
    if (!used && line->zone == ZONE_BODY)
        used = put_underlined(layout, at);
    if (used)
        return used;
    if (line->zone == ZONE_BODY && text_grid(&layout->lines, at, &grid)) {
        put_grid(layout, &grid);
        return grid.upto - at;
    }
    return put_paragraph(layout, line, layout->lines.count - at, &(struct stand){.wrap = layout->lines.wrap});
}

/* What stands at a page's foot and head parts nothing; a sentence may run over it. */
static void close_pages(struct text_lines *lines)
{
    size_t last = 0;
    for (size_t i = 1; i < lines->count; i++) {
        struct text_line *line = &lines->list[i];
        if (line->zone != ZONE_BODY)
            continue;
        const struct text_line *before = &lines->list[last];
        if (before->zone == ZONE_BODY && before->page != line->page) {
            bool open = text_is_open(before->text, before->size) && text_is_lower(line->text, line->size);
            line->gap = open ? 0 : 1;
        }
        last = i;
    }
}

void front_lines(const char *text, size_t size, struct blocks *blocks)
{
    struct layout layout = {.blocks = blocks};
    struct text_lines *lines = &layout.lines;
    text_lines_split(text, size, lines);
    text_lines_edges(lines, blocks->arena);
    text_cells(lines);
    close_pages(lines);
    lines->tables += blocks->table_count;
    text_lines_measure(lines);
    for (size_t at = put_mail(&layout); at < lines->count;)
        at += put_next(&layout, at);
    for (size_t i = 0; i < lines->count; i++)
        blocks_raw(blocks, (enum block_zone)lines->list[i].zone, lines->list[i].at, lines->list[i].text, lines->list[i].size);
    blocks->table_count = lines->tables;
    free(lines->list);
}
