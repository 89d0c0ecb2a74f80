/* What people call a place in a document: the heading it stands under, and the table and row, or the paragraph. */
#include "import/lower_parts.h"

#include "base/text.h"
#include "import/form.h"
#include "import/front.h"

#include <stdlib.h>
#include <string.h>

enum { HEADING_MOST = 60 }; /* bytes of a heading that are shown */

struct lines {
    struct arena *arena;
    bool headings;
    const char *heading; /* the last one; NULL: none yet, or none that may be shown */
    size_t paragraphs;   /* below it */
    struct buf *words;   /* of each line */
    const char **where;
    size_t count;
};

static const char *shortened(struct arena *arena, const char *text)
{
    size_t size = strlen(text);
    if (size <= HEADING_MOST)
        return text;
    for (size = HEADING_MOST; size && ((unsigned char)text[size] & 0xC0) == 0x80;)
        size--;
    return arena_printf(arena, "%.*s…", (int)size, text);
}

static void take_heading(struct lines *lines, const struct block *block)
{
    const char *marker = block->marker ? block->marker : "";
    const char *text = text_collapse(lines->arena, arena_printf(lines->arena, "%s %s", marker, block->text));
    lines->paragraphs = 0;
    lines->heading = lines->headings && *text ? shortened(lines->arena, text) : NULL;
}

static const char *place_of(struct lines *lines, const struct block *block)
{
    const char *under = lines->heading ? arena_printf(lines->arena, "under \"%s\", ", lines->heading) : "";
    if (block->table)
        return arena_printf(lines->arena, "%stable %zu, row %zu", under, block->table, block->row);
    if (block->kind == BLOCK_HEADING && lines->heading)
        return arena_printf(lines->arena, "heading \"%s\"", lines->heading);
    return lines->headings ? arena_printf(lines->arena, "%sparagraph %zu", under, lines->paragraphs)
                           : arena_printf(lines->arena, "paragraph %zu", block->at);
}

static void add_words(struct buf *words, const struct block *block)
{
    if (words->size)
        buf_char(words, ' ');
    if (block->box != BOX_NONE)
        buf_str(words, block->box == BOX_TICKED ? "☒ " : "☐ ");
    if (block->marker && *block->marker)
        buf_printf(words, "%s ", block->marker);
    for (size_t i = 0; i < block->size; i++)
        buf_char(words, block->text[i] == '\n' || block->text[i] == '\t' ? ' ' : block->text[i]);
}

static void take_block(struct lines *lines, const struct block *block)
{
    if (block->zone != ZONE_BODY || !block->at || block->at > lines->count)
        return;
    if (block->kind == BLOCK_HEADING)
        take_heading(lines, block);
    else if (!block->table)
        lines->paragraphs++;
    add_words(&lines->words[block->at - 1], block);
    const char *where = place_of(lines, block);
    for (size_t at = block->at; at <= block->upto && at <= lines->count; at++)
        if (!lines->where[at - 1])
            lines->where[at - 1] = where;
}

void lower_lines(const struct blocks *blocks, const char *bytes, size_t size, struct arena *arena, struct source *source)
{
    struct lines lines = {.arena = arena};
    struct buf all = BUF_INIT;
    const char *audience = form_property(blocks, "minutec:audience");
    if (blocks->unit && strcmp(blocks->unit, "line") == 0) {
        source->bytes = arena_copy_n(arena, bytes, size);
        source->size = size;
        return;
    }
    for (size_t i = 0; i < blocks->count; i++)
        if (blocks->list[i].zone == ZONE_BODY && blocks->list[i].at > lines.count && blocks->list[i].at <= IMPORT_BLOCKS)
            lines.count = blocks->list[i].at;
    lines.headings = audience && strcmp(audience, "public") == 0;
    lines.words = mem_zero(lines.count + 1, sizeof *lines.words);
    lines.where = arena_alloc(arena, (lines.count + 1) * sizeof *lines.where);
    for (size_t i = 0; i < blocks->count; i++)
        take_block(&lines, &blocks->list[i]);
    for (size_t i = 0; i < lines.count; i++) {
        buf_add(&all, buf_text(&lines.words[i]), lines.words[i].size);
        buf_char(&all, '\n');
        buf_free(&lines.words[i]);
    }
    source->bytes = arena_copy_n(arena, buf_text(&all), all.size);
    source->size = all.size;
    source->where = lines.where;
    source->where_count = lines.count;
    buf_free(&all);
    free(lines.words);
}
