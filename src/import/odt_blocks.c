/* The blocks of an OpenDocument text: words gathered into those that are under way, written out in the order they began. */
#include "base/text.h"
#include "import/odt_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct frame *odt_top(struct odt_reader *reader)
{
    return &reader->frames[reader->depth];
}

struct slot *odt_slot(struct odt_reader *reader)
{
    size_t slot = odt_top(reader)->slot;
    return slot ? &reader->slots[slot - 1] : NULL;
}

struct slot *odt_slot_add(struct odt_reader *reader, enum block_kind kind)
{
    struct frame *frame = odt_top(reader);
    MEM_GROW(reader->slots, reader->slot_count, reader->slot_room);
    struct slot *slot = &reader->slots[reader->slot_count++];
    *slot = (struct slot){.open = true};
    enum block_zone zone = frame->hidden ? ZONE_HIDDEN : frame->zone;
    slot->block = (struct block){.kind = kind, .zone = zone, .at = reader->paragraph, .row_span = 1, .column_span = 1};
    if (frame->column) {
        slot->block.table = frame->table;
        slot->block.row = frame->row;
        slot->block.column = frame->column;
        slot->block.row_span = frame->rows_spanned;
        slot->block.column_span = frame->columns_spanned;
        slot->block.heads_table = frame->heads;
    }
    frame->slot = reader->slot_count;
    reader->open_slots++;
    return slot;
}

static void odt_put_words(struct odt_reader *reader, const struct block *block, enum block_zone zone, const char *text, size_t size)
{
    struct buf raw = BUF_INIT;
    if (block->marker && zone == block->zone)
        buf_printf(&raw, "%s ", block->marker);
    buf_add(&raw, text, size);
    blocks_raw(reader->blocks, zone, block->at, buf_text(&raw), raw.size);
    buf_free(&raw);
}

static void odt_put_side(struct odt_reader *reader, const struct slot *slot, enum block_zone zone, const struct buf *text)
{
    if (!text->size)
        return;
    struct block *block = blocks_add(reader->blocks, BLOCK_PARAGRAPH, slot->block.at);
    block->zone = zone;
    blocks_text(reader->blocks, text->data, text->size, 0, NULL);
    blocks_end(reader->blocks);
    odt_put_words(reader, &slot->block, zone, text->data, text->size);
}

static bool odt_same_cell(const struct block *a, const struct block *b)
{
    return a->table == b->table && a->row == b->row && a->column == b->column;
}

/* A number is seen also where no words follow it; a bullet is not worth it. */
static bool odt_is_number(const char *marker)
{
    return marker && strpbrk(marker, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/* What the paragraph's place says of it; NULL: nothing. */
static const struct block_mark *odt_mark(struct odt_reader *reader, const struct slot *slot)
{
    bool hint = slot->hint_size && slot->hint_size == slot->text.size;
    if (!slot->control && !slot->bookmark && !hint)
        return NULL;
    struct block_mark *mark = arena_alloc(reader->arena, sizeof *mark);
    if (slot->control)
        *mark = *slot->control;
    mark->bookmark = slot->bookmark;
    mark->hint = mark->hint || hint;
    return mark;
}

static void odt_put_slot(struct odt_reader *reader, struct slot *slot)
{
    struct blocks *blocks = reader->blocks;
    struct block *block = blocks_add(blocks, slot->block.kind, slot->block.at);
    size_t at = 0;
    *block = slot->block;
    block->text = "";
    block->mark = odt_mark(reader, slot);
    block->upto = block->at;
    if (!odt_same_cell(&reader->last, block))
        reader->empties = 0;
    if (block->zone == ZONE_BODY) {
        block->gap = reader->empties;
        reader->last = *block;
    }
    for (size_t i = 0; i < slot->run_count; at += slot->runs[i++].size)
        blocks_text(blocks, slot->text.data + at, slot->runs[i].size, slot->runs[i].marks, slot->runs[i].link);
    if (!slot->text.size && (block->zone != ZONE_BODY || !odt_is_number(block->marker)))
        block->marker = slot->block.marker = NULL;
    enum block_zone zone = block->zone;
    bool kept = blocks_end(blocks);
    if (zone == ZONE_BODY)
        reader->empties = kept ? 0 : reader->empties + 1;
    if (kept)
        odt_put_words(reader, &slot->block, zone, slot->text.size ? slot->text.data : "", slot->text.size);
    odt_put_side(reader, slot, ZONE_HIDDEN, &slot->side[0]);
    odt_put_side(reader, slot, ZONE_DELETED, &slot->side[1]);
}

/* The paragraph is over; when it stands in no other, it and what stood in it go to the blocks. */
void odt_slot_close(struct odt_reader *reader)
{
    struct slot *slot = odt_slot(reader);
    if (!slot || !slot->open)
        return;
    slot->open = false;
    if (--reader->open_slots)
        return;
    for (size_t i = 0; i < reader->slot_count; i++) {
        odt_put_slot(reader, &reader->slots[i]);
        for (size_t k = 0; k < ODT_SIDES; k++)
            buf_free(&reader->slots[i].side[k]);
        buf_free(&reader->slots[i].text);
        free(reader->slots[i].runs);
    }
    reader->slot_count = 0;
    reader->too_long |= reader->blocks->count > IMPORT_BLOCKS;
}

void odt_words(struct odt_reader *reader, const char *text, size_t size)
{
    struct frame *frame = odt_top(reader);
    struct slot *slot = odt_slot(reader);
    if (!slot || frame->skipped)
        return;
    bool hidden = frame->hidden && slot->block.zone != ZONE_HIDDEN, struck = reader->rejecting && slot->block.zone == ZONE_BODY;
    if (hidden || struck) {
        buf_add(&slot->side[!hidden], text, size);
        return;
    }
    buf_add(&slot->text, text, size);
    slot->hint_size += frame->hint ? size : 0;
    struct run *last = slot->run_count ? &slot->runs[slot->run_count - 1] : NULL;
    if (last && last->marks == frame->marks && text_same(last->link, frame->link)) {
        last->size += size;
        return;
    }
    MEM_GROW(slot->runs, slot->run_count, slot->run_room);
    slot->runs[slot->run_count++] = (struct run){size, frame->marks, frame->link};
}

/* White space of the file is one blank, and none at a paragraph's start. */
bool odt_text(void *with, const char *text, size_t size)
{
    struct odt_reader *reader = with;
    struct slot *slot = odt_slot(reader);
    if (!slot || odt_top(reader)->skipped)
        return true;
    for (size_t from = 0, at = 0; from < size; from = at) {
        for (at = from; at < size && !strchr(" \t\r\n", text[at]);)
            at++;
        if (at > from)
            odt_words(reader, text + from, at - from);
        for (from = at; at < size && strchr(" \t\r\n", text[at]);)
            at++;
        slot = odt_slot(reader);
        const struct buf *words = odt_top(reader)->hidden && slot->block.zone != ZONE_HIDDEN ? &slot->side[0] : &slot->text;
        if (at > from && words->size && words->data[words->size - 1] != ' ')
            odt_words(reader, " ", 1);
    }
    return true;
}

void odt_slots_drop(struct odt_reader *reader)
{
    for (size_t i = 0; i < reader->slot_count; i++) {
        buf_free(&reader->slots[i].text);
        buf_free(&reader->slots[i].side[0]);
        buf_free(&reader->slots[i].side[1]);
        free(reader->slots[i].runs);
    }
    reader->slot_count = reader->open_slots = 0;
}
