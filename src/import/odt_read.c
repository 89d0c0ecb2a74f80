/* What stands in an OpenDocument text, from its events. */
#include "base/text.h"
#include "import/odt_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPEATS = 1024, BLANKS = 1024 };

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
    struct frame *item = &reader->frames[odt_top(reader)->item];
    if (!odt_top(reader)->item || !item->numbered)
        return NULL;
    item->numbered = false;
    const struct odt_list_style *style = item->list ? item->list : odt_list_style(&reader->styles, own_list);
    int level = odt_top(reader)->level < ODT_LEVELS ? odt_top(reader)->level : ODT_LEVELS;
    return style ? odt_next_number(style, item->counts, level - 1, item->start, reader->arena) : NULL;
}

static void begin_paragraph(struct odt_reader *reader, const struct event *event, int heading)
{
    const char *style = attr(event, ODF_TEXT, "style-name");
    struct frame *frame = odt_top(reader);
    const struct odt_style *own = odt_style(&reader->styles, "paragraph", style);
    const char *list = own ? own->list : NULL;
    frame->hidden |= odt_style_hidden(&reader->styles, "paragraph", style);
    frame->marks = odt_style_marks(&reader->styles, "paragraph", style, 0);
    frame->link = NULL;
    frame->hint = false;
    reader->paragraph++;
    bool in_list = frame->level > 0;
    const char *marker = frame->marker ? frame->marker : take_number(reader, list);
    if (!heading)
        heading = odt_style_outline(&reader->styles, style);
    struct slot *slot = odt_slot_add(reader, heading ? BLOCK_HEADING : marker && in_list ? BLOCK_ENTRY : BLOCK_PARAGRAPH);
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
    struct slot *slot = odt_slot(reader);
    if (slot->block.marker || plain || !reader->styles.outline || level < 1 || odt_top(reader)->level)
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
    struct frame *frame = odt_top(reader);
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
    struct frame *frame = odt_top(reader);
    frame->numbered = frame->counts != NULL;
    frame->item = reader->depth;
    frame->start = attr_number(event, ODF_TEXT, "start-value", -1, 1000000);
}

static void open_list_header(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    odt_top(reader)->item = 0;
}

static void open_span(struct odt_reader *reader, const struct event *event)
{
    const char *style = attr(event, ODF_TEXT, "style-name");
    struct frame *frame = odt_top(reader);
    frame->marks = odt_style_marks(&reader->styles, "text", style, frame->marks);
    frame->hidden |= odt_style_hidden(&reader->styles, "text", style);
    frame->hint |= style && strcmp(style, "Placeholder_20_Text") == 0;
}

static bool is_own(const char *name)
{
    return name && strncmp(name, BLOCKS_OWN, strlen(BLOCKS_OWN)) == 0;
}

static void open_bookmark(struct odt_reader *reader, const struct event *event)
{
    const char *name = attr(event, ODF_TEXT, "name");
    struct slot *slot = odt_slot(reader);
    if (slot && !slot->bookmark && is_own(name))
        slot->bookmark = arena_copy(reader->arena, name);
}

/* A place to type into; LibreOffice writes them in a namespace of its own. */
static void open_control(struct odt_reader *reader, const struct event *event)
{
    enum { ISO = 10 };
    const char *tag = attr(event, ODF_LOEXT, "tag"), *date = attr(event, ODF_LOEXT, "current-date");
    struct block_mark *mark = arena_alloc(reader->arena, sizeof *mark);
    struct slot *slot = odt_slot(reader);
    mark->tag = tag ? arena_copy(reader->arena, tag) : NULL;
    mark->hint = text_same(attr(event, ODF_LOEXT, "showing-place-holder"), "true");
    mark->date = date && strlen(date) >= ISO ? arena_copy_n(reader->arena, date, ISO) : NULL;
    odt_top(reader)->control = mark;
    if (slot && !(slot->control && slot->control->tag))
        slot->control = mark;
}

static void open_choice(struct odt_reader *reader, const struct event *event)
{
    const char *text = attr(event, ODF_LOEXT, "display-text"), *value = attr(event, ODF_LOEXT, "value");
    if (odt_top(reader)->control && (text || value))
        block_mark_choice(reader->blocks, odt_top(reader)->control, text ? text : value, value ? value : text);
}

/* The field of OpenDocument itself for choices. */
static void open_drop_down(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    struct slot *slot = odt_slot(reader);
    odt_top(reader)->control = arena_alloc(reader->arena, sizeof *odt_top(reader)->control);
    if (slot && !slot->control)
        slot->control = odt_top(reader)->control;
}

static void open_label(struct odt_reader *reader, const struct event *event)
{
    const char *text = attr(event, ODF_TEXT, "value");
    if (odt_top(reader)->control && text)
        block_mark_choice(reader->blocks, odt_top(reader)->control, text, text);
}

static void open_placeholder(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    odt_top(reader)->hint = true;
}

static void open_a(struct odt_reader *reader, const struct event *event)
{
    const char *to = attr(event, ODF_XLINK, "href");
    if (to)
        odt_top(reader)->link = arena_copy(reader->arena, to);
}

static void open_s(struct odt_reader *reader, const struct event *event)
{
    for (long left = attr_number(event, ODF_TEXT, "c", 1, BLANKS); left > 0; left--)
        odt_words(reader, " ", 1);
}

static void open_tab(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    odt_words(reader, "\t", 1);
}

static void open_break(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    odt_words(reader, "\n", 1);
}

static void open_skipped(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    odt_top(reader)->skipped = true;
}

static void open_section(struct odt_reader *reader, const struct event *event)
{
    const char *display = attr(event, ODF_TEXT, "display");
    odt_top(reader)->hidden |= text_same(display, "none") || text_same(attr(event, ODF_TEXT, "is-hidden"), "true")
                           || odt_style_hidden(&reader->styles, "section", attr(event, ODF_TEXT, "style-name"));
}

static void open_hidden_field(struct odt_reader *reader, const struct event *event)
{
    const char *said = attr(event, ODF_TEXT, "string-value");
    bool shown = text_same(attr(event, ODF_TEXT, "is-hidden"), "false");
    odt_top(reader)->hidden |= !shown;
    if (said && !shown)
        odt_words(reader, said, strlen(said));
}

static void open_hidden_paragraph(struct odt_reader *reader, const struct event *event)
{
    struct slot *slot = odt_slot(reader);
    if (slot && slot->block.zone == ZONE_BODY && text_same(attr(event, ODF_TEXT, "is-hidden"), "true"))
        slot->block.zone = ZONE_HIDDEN;
}

/* -- notes and what stands in its own place -- */

/* What begins there is not part of the text around it. */
static void apart(struct odt_reader *reader, enum block_zone zone)
{
    struct frame *frame = odt_top(reader);
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
    struct slot *slot = odt_slot_add(reader, BLOCK_PARAGRAPH);
    slot->block.zone = ZONE_FOOTNOTE;
    if (label)
        buf_str(&slot->text, label);
}

static void close_citation(struct odt_reader *reader)
{
    struct slot *slot = odt_slot(reader);
    if (slot->text.size)
        odt_top(reader)[-1].marker = arena_copy(reader->arena, slot->text.data);
    buf_free(&slot->text);
    slot->run_count = 0;
    odt_slot_close(reader);
}

static void open_annotation(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    apart(reader, ZONE_COMMENT);
}

static void open_box(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    apart(reader, odt_top(reader)->zone);
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
    struct slot *slot = odt_slot_add(reader, BLOCK_PARAGRAPH);
    slot->block.zone = ZONE_FRONT;
    slot->block.at = 0;
    slot->block.marker = arena_copy(reader->arena, key);
}

static void open_user_property(struct odt_reader *reader, const struct event *event)
{
    const char *name = attr(event, ODF_META, "name");
    open_property(reader, name ? name : "");
    odt_top(reader)->own = is_own(name);
}

/* What minutec gave the document says what it is, and is none of its words. */
static void close_user_property(struct odt_reader *reader)
{
    struct slot *slot = odt_slot(reader);
    if (slot && odt_top(reader)->own) {
        blocks_property(reader->blocks, slot->block.marker, buf_text(&slot->text), slot->text.size);
        buf_clear(&slot->text);
        slot->run_count = 0;
    }
    odt_slot_close(reader);
}

/* -- tables -- */

static void open_table(struct odt_reader *reader, const struct event *event)
{
    struct frame *frame = odt_top(reader);
    (void)event;
    apart(reader, frame->zone);
    frame->table = ++reader->tables;
    frame->row = frame->column = 0;
    frame->heads = false;
}

static void open_head_rows(struct odt_reader *reader, const struct event *event)
{
    (void)event;
    odt_top(reader)->heads = true;
}

/* The frame of the table that is under way. */
static struct frame *table_frame(struct odt_reader *reader)
{
    size_t at = reader->depth;
    while (at > 1 && reader->frames[at - 1].table == odt_top(reader)->table)
        at--;
    return &reader->frames[at];
}

static void open_row(struct odt_reader *reader, const struct event *event)
{
    struct frame *table = table_frame(reader);
    if (!odt_top(reader)->table)
        return;
    table->row++;
    table->columns_used = 0;
    odt_top(reader)->row = table->row;
    table->row += (size_t)attr_number(event, ODF_TABLE, "number-rows-repeated", 1, REPEATS) - 1;
}

static void open_cell(struct odt_reader *reader, const struct event *event)
{
    struct frame *table = table_frame(reader), *frame = odt_top(reader);
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
    apart(reader, odt_top(reader)->zone);
}

/* The picture ends with its frame, which may still say what it shows. */
static void close_frame(struct odt_reader *reader)
{
    odt_slot_close(reader);
}

static void open_image(struct odt_reader *reader, const struct event *event)
{
    const char *path = attr(event, ODF_XLINK, "href"), *bytes;
    size_t size;
    if (odt_top(reader)[-1].close != close_frame || odt_top(reader)->slot) { /* a second likeness of the same */
        odt_top(reader)->skipped = true;
        return;
    }
    struct slot *slot = odt_slot_add(reader, BLOCK_IMAGE);
    if (path && strncmp(path, "./", 2) == 0)
        path += 2;
    if (path && reader->part && reader->part(reader->with, path, &bytes, &size))
        slot->block.file = blocks_attach(reader->blocks, path, bytes, size);
    odt_top(reader)[-1].slot = odt_top(reader)->slot; /* what the frame says of it goes there */
}

/* Words about a picture stand behind it in the file. */
static void open_words_of_image(struct odt_reader *reader, const struct event *event)
{
    struct slot *slot = odt_slot(reader);
    (void)event;
    if (!slot || slot->block.kind != BLOCK_IMAGE)
        odt_top(reader)->skipped = true;
    else if (slot->text.size)
        odt_words(reader, " ", 1);
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
    struct slot *slot = odt_slot(reader);
    (void)event;
    if (!slot || slot->block.kind != BLOCK_IMAGE || slot->block.file) {
        odt_top(reader)->skipped = true;
        return;
    }
    odt_slot_add(reader, BLOCK_PARAGRAPH);
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
    struct slot *slot = odt_slot(reader), *image = &reader->slots[odt_top(reader)[-1].slot - 1];
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
    odt_slot_close(reader);
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
        odt_slot_add(reader, BLOCK_PARAGRAPH);
}

/* With changes rejected the words of all paragraphs within become one text. */
static void close_deletion(struct odt_reader *reader)
{
    struct slot *slot = odt_slot(reader);
    struct buf text = BUF_INIT;
    if (!slot)
        return;
    size_t first = odt_top(reader)->slot - 1;
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
    odt_slot_close(reader);
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
        odt_words(reader, text, strlen(text));
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
    odt_top(reader)->styles = true;
    reader->styles.automatic = false;
}

static void open_automatic_styles(struct odt_reader *reader, const struct event *event)
{
    open_styles(reader, event);
    reader->styles.automatic = true;
}

struct element {
    const char *ns, *name;
    void (*open)(struct odt_reader *reader, const struct event *event);
    void (*close)(struct odt_reader *reader);
};

static const struct element elements[] = {
    {ODF_TEXT, "p", open_p, odt_slot_close},
    {ODF_TEXT, "h", open_h, odt_slot_close},
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
    {ODF_OFFICE, "automatic-styles", open_automatic_styles, NULL},
    {ODF_META, "user-defined", open_user_property, close_user_property},
    {ODF_TEXT, "bookmark", open_bookmark, NULL},
    {ODF_TEXT, "bookmark-start", open_bookmark, NULL},
    {ODF_LOEXT, "content-control", open_control, NULL},
    {ODF_LOEXT, "list-item", open_choice, NULL},
    {ODF_TEXT, "drop-down", open_drop_down, NULL},
    {ODF_TEXT, "label", open_label, NULL},
    {ODF_TEXT, "placeholder", open_placeholder, NULL},
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
    enum block_zone zone = odt_top(reader)->zone;
    bool of_comment = zone == ZONE_COMMENT && strcmp(name, "creator") == 0;
    if (!of_comment && (reader->open_slots || zone != ZONE_BODY)) {
        odt_top(reader)->skipped = true;
        return;
    }
    open_property(reader, name);
    if (of_comment) {
        odt_slot(reader)->block.zone = zone;
        odt_slot(reader)->block.at = reader->paragraph;
    }
    odt_top(reader)->close = odt_slot_close;
}

static bool on_open(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    struct odt_reader *reader = with;
    if (reader->depth + 1 >= ODT_DEEPEST || reader->too_long)
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
        if (odt_top(reader)->skipped)
            odt_top(reader)->close = NULL;
    } else if (is_property(ns, name)) {
        open_property_of(reader, name);
    }
    return true;
}

static bool on_close(void *with, const char *ns, const char *name)
{
    struct odt_reader *reader = with;
    struct frame *frame = odt_top(reader);
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
    blocks->unit = "paragraph";
    reader->part = part;
    reader->with = with;
    reader->styles = (struct odt_styles){.arena = blocks->arena, .names = odt_names_new(blocks->arena)};
    reader->lists = odt_names_new(blocks->arena);
    reader->deleted = odt_names_new(blocks->arena);
    reader->inserted = odt_names_new(blocks->arena);
    reader->tables = blocks->table_count;
    return reader;
}

bool odt_read(struct odt_reader *reader, const char *part, const char *bytes, size_t size)
{
    static const struct xml_handler handler = {on_open, odt_text, on_close};
    struct xml_fault fault = {0};
    reader->depth = 0;
    reader->frames[0] = (struct frame){.start = -1};
    struct xml_reader *events = xml_reader_new(&handler, reader, IMPORT_DEPTH);
    xml_reader_push(events, bytes, size);
    bool good = xml_reader_end(events, &fault);
    odt_slots_drop(reader);
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
    odt_slots_drop(reader);
    free(reader->slots);
    free(reader);
}
