/* What stands in an OpenDocument text, from its events. */
#include "base/text.h"
#include "import/odt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPEATS = 1024, DEEPEST = IMPORT_DEPTH + 8, SIDES = 2, BLANKS = 1024 };

/* A block that is under way or waits for the one around it to end. */
struct slot {
    struct block block;          /* as it will be, but for the text */
    struct buf text, side[SIDES]; /* side: what is hidden in it, and what was struck out */
    struct run *runs;
    size_t run_count, run_room;
    bool open;
    const char *marks_of;        /* its paragraph style */
};

/* What an element leaves for those within it. */
struct frame {
    void (*close)(struct odt_reader *reader);
    unsigned marks;
    const char *link;
    enum block_zone zone;
    bool hidden, skipped, styles, heads;
    size_t slot;                 /* where text goes, counted from 1; 0: nowhere */
    size_t table, row, column, rows_spanned, columns_spanned;
    size_t columns_used;         /* of a table: by the row so far */
    size_t item;                 /* the frame of the list item it is in; 0: none */
    const struct odt_list_style *list;
    struct odt_counts *counts;
    int level;                   /* of lists, from 1 */
    long start;                  /* of the next number; -1: as it comes */
    bool numbered;               /* the list's next paragraph gets a number */
    const char *marker;          /* of a note, or a property's name */
};

struct odt_reader {
    const struct front_input *input;
    struct blocks *blocks;
    struct arena *arena;
    odt_part *part;
    void *with;
    struct odt_styles styles;
    struct odt_names *lists;     /* counts by list and by style */
    struct odt_names *deleted;   /* what tracked changes took away, by change */
    struct odt_names *inserted;  /* changes that put something in */
    const char *change;
    struct frame frames[DEEPEST];
    size_t depth;
    struct slot *slots;
    size_t slot_count, slot_room, open_slots;
    size_t paragraph, empties, tables;
    struct block last;           /* of the body */
    bool rejecting;              /* within what a rejected change put in */
    bool too_long;
};

static struct frame *top(struct odt_reader *reader)
{
    return &reader->frames[reader->depth];
}

static struct slot *slot_of(struct odt_reader *reader)
{
    size_t slot = top(reader)->slot;
    return slot ? &reader->slots[slot - 1] : NULL;
}

/* -- blocks -- */

static struct slot *add_slot(struct odt_reader *reader, enum block_kind kind)
{
    struct frame *frame = top(reader);
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

static void put_words(struct odt_reader *reader, const struct block *block, enum block_zone zone, const char *text, size_t size)
{
    struct buf raw = BUF_INIT;
    if (block->marker && zone == block->zone)
        buf_printf(&raw, "%s ", block->marker);
    buf_add(&raw, text, size);
    blocks_raw(reader->blocks, zone, block->at, buf_text(&raw), raw.size);
    buf_free(&raw);
}

static void put_side(struct odt_reader *reader, const struct slot *slot, enum block_zone zone, const struct buf *text)
{
    if (!text->size)
        return;
    struct block *block = blocks_add(reader->blocks, BLOCK_PARAGRAPH, slot->block.at);
    block->zone = zone;
    blocks_text(reader->blocks, text->data, text->size, 0, NULL);
    blocks_end(reader->blocks);
    put_words(reader, &slot->block, zone, text->data, text->size);
}

static bool same_cell(const struct block *a, const struct block *b)
{
    return a->table == b->table && a->row == b->row && a->column == b->column;
}

/* A number is seen also where no words follow it; a bullet is not worth it. */
static bool is_number(const char *marker)
{
    return marker && strpbrk(marker, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

static void put_slot(struct odt_reader *reader, struct slot *slot)
{
    struct blocks *blocks = reader->blocks;
    struct block *block = blocks_add(blocks, slot->block.kind, slot->block.at);
    size_t at = 0;
    *block = slot->block;
    block->text = "";
    block->upto = block->at;
    if (!same_cell(&reader->last, block))
        reader->empties = 0;
    if (block->zone == ZONE_BODY) {
        block->gap = reader->empties;
        reader->last = *block;
    }
    for (size_t i = 0; i < slot->run_count; at += slot->runs[i++].size)
        blocks_text(blocks, slot->text.data + at, slot->runs[i].size, slot->runs[i].marks, slot->runs[i].link);
    if (!slot->text.size && (block->zone != ZONE_BODY || !is_number(block->marker)))
        block->marker = slot->block.marker = NULL;
    enum block_zone zone = block->zone;
    bool kept = blocks_end(blocks);
    if (zone == ZONE_BODY)
        reader->empties = kept ? 0 : reader->empties + 1;
    if (kept)
        put_words(reader, &slot->block, zone, slot->text.size ? slot->text.data : "", slot->text.size);
    put_side(reader, slot, ZONE_HIDDEN, &slot->side[0]);
    put_side(reader, slot, ZONE_DELETED, &slot->side[1]);
}

/* The paragraph is over; when it stands in no other, it and what stood in it go to the blocks. */
static void close_slot(struct odt_reader *reader)
{
    struct slot *slot = slot_of(reader);
    if (!slot || !slot->open)
        return;
    slot->open = false;
    if (--reader->open_slots)
        return;
    for (size_t i = 0; i < reader->slot_count; i++) {
        put_slot(reader, &reader->slots[i]);
        for (size_t k = 0; k < SIDES; k++)
            buf_free(&reader->slots[i].side[k]);
        buf_free(&reader->slots[i].text);
        free(reader->slots[i].runs);
    }
    reader->slot_count = 0;
    reader->too_long |= reader->blocks->count > IMPORT_BLOCKS;
}

static void add_words(struct odt_reader *reader, const char *text, size_t size)
{
    struct frame *frame = top(reader);
    struct slot *slot = slot_of(reader);
    if (!slot || frame->skipped)
        return;
    bool hidden = frame->hidden && slot->block.zone != ZONE_HIDDEN, struck = reader->rejecting && slot->block.zone == ZONE_BODY;
    if (hidden || struck) {
        buf_add(&slot->side[!hidden], text, size);
        return;
    }
    buf_add(&slot->text, text, size);
    struct run *last = slot->run_count ? &slot->runs[slot->run_count - 1] : NULL;
    if (last && last->marks == frame->marks && text_same(last->link, frame->link)) {
        last->size += size;
        return;
    }
    MEM_GROW(slot->runs, slot->run_count, slot->run_room);
    slot->runs[slot->run_count++] = (struct run){size, frame->marks, frame->link};
}

/* White space of the file is one blank, and none at a paragraph's start. */
static bool on_text(void *with, const char *text, size_t size)
{
    struct odt_reader *reader = with;
    struct slot *slot = slot_of(reader);
    if (!slot || top(reader)->skipped)
        return true;
    for (size_t from = 0, at = 0; from < size; from = at) {
        for (at = from; at < size && !strchr(" \t\r\n", text[at]);)
            at++;
        if (at > from)
            add_words(reader, text + from, at - from);
        for (from = at; at < size && strchr(" \t\r\n", text[at]);)
            at++;
        slot = slot_of(reader);
        const struct buf *words = top(reader)->hidden && slot->block.zone != ZONE_HIDDEN ? &slot->side[0] : &slot->text;
        if (at > from && words->size && words->data[words->size - 1] != ' ')
            add_words(reader, " ", 1);
    }
    return true;
}

/* -- elements -- */

struct event {
    const struct xml_attr *attrs;
    size_t count;
};

static const char *attr(const struct event *event, const char *ns, const char *name)
{
    return xml_attr_of(event->attrs, event->count, ns, name);
}

static long attr_number(const struct event *event, const char *ns, const char *name, long otherwise, long most)
{
    const char *value = attr(event, ns, name);
    long number = value ? strtol(value, NULL, 10) : otherwise;
    return number < 0 ? otherwise : number > most ? most : number;
}

/* The number of the list item that the paragraph begins. */
static const char *take_number(struct odt_reader *reader, const char *own_list)
{
    struct frame *item = &reader->frames[top(reader)->item];
    if (!top(reader)->item || !item->numbered)
        return NULL;
    item->numbered = false;
    const struct odt_list_style *style = item->list ? item->list : odt_list_style(&reader->styles, own_list);
    int level = top(reader)->level < ODT_LEVELS ? top(reader)->level : ODT_LEVELS;
    return style ? odt_next_number(style, item->counts, level - 1, item->start, reader->arena) : NULL;
}

static void begin_paragraph(struct odt_reader *reader, const struct event *event, int heading)
{
    const char *style = attr(event, ODF_TEXT, "style-name");
    struct frame *frame = top(reader);
    const struct odt_style *own = odt_style(&reader->styles, "paragraph", style);
    const char *list = own ? own->list : NULL;
    frame->hidden |= odt_style_hidden(&reader->styles, "paragraph", style);
    frame->marks = odt_style_marks(&reader->styles, "paragraph", style, 0);
    frame->link = NULL;
    reader->paragraph++;
    bool in_list = frame->level > 0;
    const char *marker = frame->marker ? frame->marker : take_number(reader, list);
    if (!heading)
        heading = odt_style_outline(&reader->styles, style);
    struct slot *slot = add_slot(reader, heading ? BLOCK_HEADING : marker && in_list ? BLOCK_ENTRY : BLOCK_PARAGRAPH);
    slot->block.level = heading ? (heading > 9 ? 9 : heading) : in_list ? frame->level : 0;
    slot->block.marker = marker;
    slot->block.style = odt_style_shown(&reader->styles, style);
    double indent = odt_style_indent(&reader->styles, style);
    slot->block.indent = indent > 0 ? (size_t)(indent / 6 < 1000 ? indent / 6 : 1000) : 0;
    const char *given = frame->marker;
    for (size_t i = reader->depth; given && i > 0 && reader->frames[i].marker == given; i--)
        reader->frames[i].marker = NULL; /* only the first has it */
}

static void open_p(struct odt_reader *reader, const struct event *event)
{
    begin_paragraph(reader, event, 0);
}

static struct odt_counts *outline_counts(struct odt_reader *reader)
{
    void **counts = odt_names_at(reader->lists, "outline", "");
    if (!*counts)
        *counts = arena_alloc(reader->arena, sizeof(struct odt_counts));
    return *counts;
}

static void open_h(struct odt_reader *reader, const struct event *event)
{
    int level = (int)attr_number(event, ODF_TEXT, "outline-level", 1, ODT_LEVELS);
    bool plain = text_same(attr(event, ODF_TEXT, "is-list-header"), "true");
    begin_paragraph(reader, event, level ? level : 1);
    struct slot *slot = slot_of(reader);
    if (slot->block.marker || plain || !reader->styles.outline || level < 1 || top(reader)->level)
        return;
    long start = text_same(attr(event, ODF_TEXT, "restart-numbering"), "true") ? attr_number(event, ODF_TEXT, "start-value", 1, 1000000) : -1;
    slot->block.marker = odt_next_number(reader->styles.outline, outline_counts(reader), level - 1, start, reader->arena);
}

static struct odt_counts *counts_of(struct odt_reader *reader, const char *kind, const char *name, bool make)
{
    void **counts = odt_names_at(reader->lists, kind, name);
    if (make)
        *counts = arena_alloc(reader->arena, sizeof(struct odt_counts));
    return *counts;
}

/* A list goes on with an earlier one's numbers where it says so. */
static struct odt_counts *list_counts(struct odt_reader *reader, const struct event *event, const char *name, const char *id)
{
    const char *earlier = attr(event, ODF_TEXT, "continue-list");
    struct odt_counts *counts = NULL;
    if (earlier)
        counts = counts_of(reader, "id", earlier, false);
    else if (text_same(attr(event, ODF_TEXT, "continue-numbering"), "true"))
        counts = counts_of(reader, "style", name, false);
    if (!counts)
        counts = counts_of(reader, "style", name, true);
    *odt_names_at(reader->lists, "style", name) = counts;
    if (id)
        *odt_names_at(reader->lists, "id", id) = counts;
    return counts;
}

static void open_list(struct odt_reader *reader, const struct event *event)
{
    struct frame *frame = top(reader);
    const char *name = attr(event, ODF_TEXT, "style-name");
    frame->item = 0;
    if (name)
        frame->list = odt_list_style(&reader->styles, name);
    if (!frame->level)
        frame->counts = list_counts(reader, event, name ? name : "", attr(event, NS_XML, "id"));
    frame->level++;
}

static void open_item(struct odt_reader *reader, const struct event *event)
{
    struct frame *frame = top(reader);
    frame->numbered = frame->counts != NULL;
    frame->item = reader->depth;
    frame->start = attr_number(event, ODF_TEXT, "start-value", -1, 1000000);
}

static void open_list_header(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    top(reader)->item = 0;
}

static void open_span(struct odt_reader *reader, const struct event *event)
{
    const char *style = attr(event, ODF_TEXT, "style-name");
    struct frame *frame = top(reader);
    frame->marks = odt_style_marks(&reader->styles, "text", style, frame->marks);
    frame->hidden |= odt_style_hidden(&reader->styles, "text", style);
}

static void open_a(struct odt_reader *reader, const struct event *event)
{
    const char *to = attr(event, ODF_XLINK, "href");
    if (to)
        top(reader)->link = arena_copy(reader->arena, to);
}

static void open_s(struct odt_reader *reader, const struct event *event)
{
    for (long left = attr_number(event, ODF_TEXT, "c", 1, BLANKS); left > 0; left--)
        add_words(reader, " ", 1);
}

static void open_tab(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    add_words(reader, "\t", 1);
}

static void open_break(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    add_words(reader, "\n", 1);
}

static void open_skipped(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    top(reader)->skipped = true;
}

static void open_section(struct odt_reader *reader, const struct event *event)
{
    const char *display = attr(event, ODF_TEXT, "display");
    top(reader)->hidden |= text_same(display, "none") || text_same(attr(event, ODF_TEXT, "is-hidden"), "true")
                           || odt_style_hidden(&reader->styles, "section", attr(event, ODF_TEXT, "style-name"));
}

static void open_hidden_field(struct odt_reader *reader, const struct event *event)
{
    const char *said = attr(event, ODF_TEXT, "string-value");
    bool shown = text_same(attr(event, ODF_TEXT, "is-hidden"), "false");
    top(reader)->hidden |= !shown;
    if (said && !shown)
        add_words(reader, said, strlen(said));
}

static void open_hidden_paragraph(struct odt_reader *reader, const struct event *event)
{
    struct slot *slot = slot_of(reader);
    if (slot && slot->block.zone == ZONE_BODY && text_same(attr(event, ODF_TEXT, "is-hidden"), "true"))
        slot->block.zone = ZONE_HIDDEN;
}

/* -- notes and what stands in its own place -- */

/* What begins there is not part of the text around it. */
static void apart(struct odt_reader *reader, enum block_zone zone)
{
    struct frame *frame = top(reader);
    frame->zone = zone;
    frame->slot = 0;
    frame->marks = 0;
    frame->link = NULL;
    frame->level = 0;
    frame->counts = NULL;
    frame->list = NULL;
    frame->item = 0;
}

static void open_note(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    apart(reader, ZONE_FOOTNOTE);
}

/* The sign is kept for the note's first paragraph: gathered as a paragraph's text that comes to nothing. */
static void open_citation(struct odt_reader *reader, const struct event *event)
{
    const char *label = attr(event, ODF_TEXT, "label");
    struct slot *slot = add_slot(reader, BLOCK_PARAGRAPH);
    slot->block.zone = ZONE_FOOTNOTE;
    if (label)
        buf_str(&slot->text, label);
}

static void close_citation(struct odt_reader *reader)
{
    struct slot *slot = slot_of(reader);
    if (slot->text.size)
        top(reader)[-1].marker = arena_copy(reader->arena, slot->text.data);
    buf_free(&slot->text);
    slot->run_count = 0;
    close_slot(reader);
}

static void open_annotation(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    apart(reader, ZONE_COMMENT);
}

static void open_box(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    apart(reader, top(reader)->zone);
}

static void open_header(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    apart(reader, ZONE_HEADER);
}

static void open_footer(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    apart(reader, ZONE_FOOTER);
}

/* A property of the document, told by its element or, where users make their own, by its name. */
static void open_property(struct odt_reader *reader, const char *key)
{
    struct slot *slot = add_slot(reader, BLOCK_PARAGRAPH);
    slot->block.zone = ZONE_FRONT;
    slot->block.at = 0;
    slot->block.marker = arena_copy(reader->arena, key);
}

static void open_user_property(struct odt_reader *reader, const struct event *event)
{
    const char *name = attr(event, ODF_META, "name");
    open_property(reader, name ? name : "");
}

/* -- tables -- */

static void open_table(struct odt_reader *reader, const struct event *event)
{
    struct frame *frame = top(reader);
    (void)event;
    apart(reader, frame->zone);
    frame->table = ++reader->tables;
    frame->row = frame->column = 0;
    frame->heads = false;
}

static void open_head_rows(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    top(reader)->heads = true;
}

/* The frame of the table that is under way. */
static struct frame *table_frame(struct odt_reader *reader)
{
    size_t at = reader->depth;
    while (at > 1 && reader->frames[at - 1].table == top(reader)->table)
        at--;
    return &reader->frames[at];
}

static void open_row(struct odt_reader *reader, const struct event *event)
{
    struct frame *table = table_frame(reader);
    if (!top(reader)->table)
        return;
    table->row++;
    table->columns_used = 0;
    top(reader)->row = table->row;
    table->row += (size_t)attr_number(event, ODF_TABLE, "number-rows-repeated", 1, REPEATS) - 1;
}

static void open_cell(struct odt_reader *reader, const struct event *event)
{
    struct frame *table = table_frame(reader), *frame = top(reader);
    if (!frame->table)
        return;
    frame->column = table->columns_used + 1;
    table->columns_used += (size_t)attr_number(event, ODF_TABLE, "number-columns-repeated", 1, REPEATS);
    frame->rows_spanned = (size_t)attr_number(event, ODF_TABLE, "number-rows-spanned", 1, REPEATS);
    frame->columns_spanned = (size_t)attr_number(event, ODF_TABLE, "number-columns-spanned", 1, REPEATS);
}

/* -- pictures -- */

static void open_frame(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    apart(reader, top(reader)->zone);
}

/* The picture ends with its frame, which may still say what it shows. */
static void close_frame(struct odt_reader *reader)
{
    close_slot(reader);
}

static void open_image(struct odt_reader *reader, const struct event *event)
{
    const char *path = attr(event, ODF_XLINK, "href"), *bytes;
    size_t size;
    if (top(reader)[-1].close != close_frame || top(reader)->slot) { /* a second likeness of the same */
        top(reader)->skipped = true;
        return;
    }
    struct slot *slot = add_slot(reader, BLOCK_IMAGE);
    if (path && strncmp(path, "./", 2) == 0)
        path += 2;
    if (path && reader->part && reader->part(reader->with, path, &bytes, &size))
        slot->block.file = blocks_attach(reader->blocks, path, bytes, size);
    top(reader)[-1].slot = top(reader)->slot; /* what the frame says of it goes there */
}

/* Words about a picture stand behind it in the file. */
static void open_words_of_image(struct odt_reader *reader, const struct event *event)
{
    struct slot *slot = slot_of(reader);
    (void)event;
    if (!slot || slot->block.kind != BLOCK_IMAGE)
        top(reader)->skipped = true;
    else if (slot->text.size)
        add_words(reader, " ", 1);
}

static int base64_value(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* A picture within the file itself: its letters were gathered as the block's text. */
static void open_binary(struct odt_reader *reader, const struct event *event)
{
    struct slot *slot = slot_of(reader);
    (void)event;
    if (!slot || slot->block.kind != BLOCK_IMAGE || slot->block.file) {
        top(reader)->skipped = true;
        return;
    }
    add_slot(reader, BLOCK_PARAGRAPH);
}

static const char *image_ending(const char *bytes, size_t size)
{
    static const struct {
        const char *begin, *ending;
    } kinds[] = {{"\x89PNG", "png"}, {"\xFF\xD8\xFF", "jpg"}, {"GIF8", "gif"}, {"BM", "bmp"}, {"<?xml", "svg"}, {"<svg", "svg"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (size >= strlen(kinds[i].begin) && memcmp(bytes, kinds[i].begin, strlen(kinds[i].begin)) == 0)
            return kinds[i].ending;
    return "bin";
}

static void close_binary(struct odt_reader *reader)
{
    struct slot *slot = slot_of(reader), *image = &reader->slots[top(reader)[-1].slot - 1];
    struct buf bytes = BUF_INIT;
    unsigned held = 0;
    int bits = 0;
    char name[32];
    for (size_t i = 0; i < slot->text.size; i++) {
        int value = base64_value(slot->text.data[i]);
        if (value < 0)
            continue;
        held = (held << 6 | (unsigned)value) & 0xFFFF;
        bits += 6;
        if (bits >= 8)
            buf_char(&bytes, (char)(held >> (bits -= 8) & 0xFF));
    }
    snprintf(name, sizeof name, "image.%s", image_ending(buf_text(&bytes), bytes.size));
    if (bytes.size)
        image->block.file = blocks_attach(reader->blocks, name, bytes.data, bytes.size);
    buf_free(&bytes);
    buf_free(&slot->text);
    slot->run_count = 0;
    close_slot(reader);
}

/* -- tracked changes -- */

static void open_region(struct odt_reader *reader, const struct event *event)
{
    const char *id = attr(event, ODF_TEXT, "id");
    if (!id)
        id = attr(event, NS_XML, "id");
    reader->change = arena_copy(reader->arena, id ? id : "");
}

/* Taken away: as a reader sees it, it is gone, or when changes are rejected kept for its place. */
static void open_deletion(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    apart(reader, ZONE_DELETED);
    if (reader->input->tracked == TRACKED_REJECT)
        add_slot(reader, BLOCK_PARAGRAPH);
}

/* With changes rejected the words of all paragraphs within become one text. */
static void close_deletion(struct odt_reader *reader)
{
    struct slot *slot = slot_of(reader);
    struct buf text = BUF_INIT;
    if (!slot)
        return;
    size_t first = top(reader)->slot - 1;
    for (size_t i = first + 1; i < reader->slot_count; i++) {
        if (text.size)
            buf_char(&text, '\n');
        buf_add(&text, reader->slots[i].text.size ? reader->slots[i].text.data : "", reader->slots[i].text.size);
        buf_clear(&reader->slots[i].text);
        reader->slots[i].run_count = 0;
        reader->slots[i].block.marker = NULL;
    }
    if (reader->change)
        *odt_names_at(reader->deleted, "", reader->change) = arena_copy(reader->arena, buf_text(&text));
    buf_free(&text);
    close_slot(reader);
}

static void open_insertion(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    if (reader->change)
        *odt_names_at(reader->inserted, "", reader->change) = reader->arena;
}

static void open_change(struct odt_reader *reader, const struct event *event)
{
    const char *id = attr(event, ODF_TEXT, "change-id");
    const char *text = id ? *odt_names_at(reader->deleted, "", id) : NULL;
    if (text && reader->input->tracked == TRACKED_REJECT)
        add_words(reader, text, strlen(text));
}

static void open_change_start(struct odt_reader *reader, const struct event *event)
{
    const char *id = attr(event, ODF_TEXT, "change-id");
    if (id && reader->input->tracked == TRACKED_REJECT && *odt_names_at(reader->inserted, "", id))
        reader->rejecting = true;
}

static void open_change_end(struct odt_reader *reader, const struct event *event)
{
    const char *id = attr(event, ODF_TEXT, "change-id");
    if (id && *odt_names_at(reader->inserted, "", id))
        reader->rejecting = false;
}

/* -- which element does what -- */

static void open_styles(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    top(reader)->styles = true;
}

struct element {
    const char *ns, *name;
    void (*open)(struct odt_reader *reader, const struct event *event);
    void (*close)(struct odt_reader *reader);
};

static const struct element elements[] = {
    {ODF_TEXT, "p", open_p, close_slot},
    {ODF_TEXT, "h", open_h, close_slot},
    {ODF_TEXT, "span", open_span, NULL},
    {ODF_TEXT, "s", open_s, NULL},
    {ODF_TEXT, "tab", open_tab, NULL},
    {ODF_TEXT, "line-break", open_break, NULL},
    {ODF_TEXT, "a", open_a, NULL},
    {ODF_TEXT, "list", open_list, NULL},
    {ODF_TEXT, "list-item", open_item, NULL},
    {ODF_TEXT, "list-header", open_list_header, NULL},
    {ODF_TABLE, "table", open_table, NULL},
    {ODF_TABLE, "table-header-rows", open_head_rows, NULL},
    {ODF_TABLE, "table-row", open_row, NULL},
    {ODF_TABLE, "table-cell", open_cell, NULL},
    {ODF_TABLE, "covered-table-cell", open_cell, NULL},
    {ODF_TEXT, "section", open_section, NULL},
    {ODF_TEXT, "hidden-text", open_hidden_field, NULL},
    {ODF_TEXT, "hidden-paragraph", open_hidden_paragraph, NULL},
    {ODF_TEXT, "note", open_note, NULL},
    {ODF_TEXT, "note-citation", open_citation, close_citation},
    {ODF_OFFICE, "annotation", open_annotation, NULL},
    {ODF_DRAW, "text-box", open_box, NULL},
    {ODF_DRAW, "frame", open_frame, close_frame},
    {ODF_DRAW, "custom-shape", open_box, NULL},
    {ODF_DRAW, "rect", open_box, NULL},
    {ODF_DRAW, "image", open_image, NULL},
    {ODF_OFFICE, "binary-data", open_binary, close_binary},
    {ODF_SVG, "title", open_words_of_image, NULL},
    {ODF_SVG, "desc", open_words_of_image, NULL},
    {ODF_TEXT, "changed-region", open_region, NULL},
    {ODF_TEXT, "deletion", open_deletion, close_deletion},
    {ODF_TEXT, "insertion", open_insertion, NULL},
    {ODF_TEXT, "change", open_change, NULL},
    {ODF_TEXT, "change-start", open_change_start, NULL},
    {ODF_TEXT, "change-end", open_change_end, NULL},
    {ODF_OFFICE, "change-info", open_skipped, NULL},
    {ODF_STYLE, "header", open_header, NULL},
    {ODF_STYLE, "header-left", open_header, NULL},
    {ODF_STYLE, "header-first", open_header, NULL},
    {ODF_STYLE, "footer", open_footer, NULL},
    {ODF_STYLE, "footer-left", open_footer, NULL},
    {ODF_STYLE, "footer-first", open_footer, NULL},
    {ODF_OFFICE, "styles", open_styles, NULL},
    {ODF_OFFICE, "automatic-styles", open_styles, NULL},
    {ODF_META, "user-defined", open_user_property, close_slot},
    {ODF_TEXT, "table-of-content-source", open_skipped, NULL},
    {ODF_TEXT, "alphabetical-index-source", open_skipped, NULL},
    {ODF_TEXT, "illustration-index-source", open_skipped, NULL},
    {ODF_TEXT, "table-index-source", open_skipped, NULL},
    {ODF_TEXT, "user-index-source", open_skipped, NULL},
    {ODF_TEXT, "bibliography-source", open_skipped, NULL},
    {ODF_OFFICE, "scripts", open_skipped, NULL},
    {ODF_OFFICE, "settings", open_skipped, NULL},
    {ODF_META, "date-string", open_skipped, NULL},
};

/* Properties of the document by their elements; within a comment they are its writer's. */
static const struct {
    const char *ns, *name;
} properties[] = {
    {ODF_DC, "title"},    {ODF_DC, "subject"},           {ODF_DC, "description"},      {ODF_META, "keyword"}, {ODF_DC, "creator"},
    {ODF_DC, "date"},     {ODF_META, "initial-creator"}, {ODF_META, "creation-date"}, {ODF_DC, "language"},
};

static bool is_property(const char *ns, const char *name)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (strcmp(properties[i].name, name) == 0 && strcmp(properties[i].ns, ns) == 0)
            return true;
    return false;
}

static const struct element *element_for(const char *ns, const char *name)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (strcmp(elements[i].name, name) == 0 && strcmp(elements[i].ns, ns) == 0)
            return &elements[i];
    return NULL;
}

/* Who wrote a comment is a word of it. */
static void open_property_of(struct odt_reader *reader, const char *name)
{
    enum block_zone zone = top(reader)->zone;
    bool of_comment = zone == ZONE_COMMENT && strcmp(name, "creator") == 0;
    if (!of_comment && (reader->open_slots || zone != ZONE_BODY)) {
        top(reader)->skipped = true;
        return;
    }
    open_property(reader, name);
    if (of_comment) {
        slot_of(reader)->block.zone = zone;
        slot_of(reader)->block.at = reader->paragraph;
    }
    top(reader)->close = close_slot;
}

static bool on_open(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    struct odt_reader *reader = with;
    if (reader->depth + 1 >= DEEPEST || reader->too_long)
        return false;
    struct frame *frame = &reader->frames[++reader->depth];
    *frame = frame[-1];
    frame->close = NULL;
    if (frame->skipped)
        return true;
    if (frame->styles) {
        odt_styles_open(&reader->styles, ns, name, attrs, count);
        return true;
    }
    const struct element *element = element_for(ns, name);
    struct event event = {attrs, count};
    if (element) {
        frame->close = element->close;
        element->open(reader, &event);
        if (top(reader)->skipped)
            top(reader)->close = NULL;
    } else if (is_property(ns, name)) {
        open_property_of(reader, name);
    }
    return true;
}

static bool on_close(void *with, const char *ns, const char *name)
{
    struct odt_reader *reader = with;
    struct frame *frame = top(reader);
    if (frame->styles)
        odt_styles_close(&reader->styles, ns, name);
    if (frame->close)
        frame->close(reader);
    reader->depth--;
    return !reader->too_long;
}

struct odt_reader *odt_reader_new(const struct front_input *input, struct blocks *blocks, odt_part *part, void *with)
{
    struct odt_reader *reader = mem_zero(1, sizeof *reader);
    reader->input = input;
    reader->blocks = blocks;
    reader->arena = blocks->arena;
    reader->part = part;
    reader->with = with;
    reader->styles = (struct odt_styles){.arena = blocks->arena, .names = odt_names_new(blocks->arena)};
    reader->lists = odt_names_new(blocks->arena);
    reader->deleted = odt_names_new(blocks->arena);
    reader->inserted = odt_names_new(blocks->arena);
    reader->tables = blocks->table_count;
    return reader;
}

static void drop_slots(struct odt_reader *reader)
{
    for (size_t i = 0; i < reader->slot_count; i++) {
        buf_free(&reader->slots[i].text);
        buf_free(&reader->slots[i].side[0]);
        buf_free(&reader->slots[i].side[1]);
        free(reader->slots[i].runs);
    }
    reader->slot_count = reader->open_slots = 0;
}

bool odt_read(struct odt_reader *reader, const char *part, const char *bytes, size_t size)
{
    static const struct xml_handler handler = {on_open, on_text, on_close};
    struct xml_fault fault = {0};
    reader->depth = 0;
    reader->frames[0] = (struct frame){.start = -1};
    struct xml_reader *events = xml_reader_new(&handler, reader, IMPORT_DEPTH);
    xml_reader_push(events, bytes, size);
    bool good = xml_reader_end(events, &fault);
    drop_slots(reader);
    reader->blocks->table_count = reader->tables;
    if (good)
        return true;
    if (reader->too_long)
        return front_too_long(reader->input, IMPORT_BLOCKS, "paragraphs");
    diag_add(reader->input->log, D_BAD_PART, source_file(reader->input->source), part, xml_fault_words(&fault));
    return false;
}

void odt_reader_free(struct odt_reader *reader)
{
    drop_slots(reader);
    free(reader->slots);
    free(reader);
}
