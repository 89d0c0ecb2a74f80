/* From finished paragraphs to blocks; notes stand behind the paragraph that refers to them. */
#include "import/docx.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { TWIPS_OF_CHARACTER = 120, MOST_NESTED = 2 };

/* -- paragraphs -- */

void docx_words_add(struct docx_words *words, const char *text, size_t size, unsigned marks, const char *link)
{
    struct run *last = words->run_count ? &words->runs[words->run_count - 1] : NULL;
    size_t begin = words->text.size;
    buf_add(&words->text, text, size);
    for (size_t i = begin; size > 1 && i < words->text.size; i++)
        if (words->text.data[i] == '\n' || words->text.data[i] == '\r' || words->text.data[i] == '\t')
            words->text.data[i] = ' '; /* line ends of the file; a break of the text comes alone */
    if (last && last->marks == marks && last->link == link) {
        last->size += size;
        return;
    }
    MEM_GROW(words->runs, words->run_count, words->run_room);
    words->runs[words->run_count++] = (struct run){size, marks, link};
}

static void words_free(struct docx_words *words)
{
    buf_free(&words->text);
    free(words->runs);
}

void docx_paragraph_free(struct docx_paragraph *paragraph)
{
    words_free(&paragraph->words);
    words_free(&paragraph->hidden);
    words_free(&paragraph->deleted);
    free(paragraph->references);
    free(paragraph->images);
    free(paragraph);
}

/* -- notes -- */

struct note {
    enum docx_name kind;
    const char *id, *author;
    size_t number; /* in the order of its part */
    struct docx_paragraph *list;
};

struct docx_notes {
    struct note *list;
    size_t count, room;
    size_t footnotes, endnotes; /* counted so far */
    bool sorted;
};

void docx_note_keep(struct docx *docx, enum docx_name kind, const char *id, const char *author, struct docx_paragraph *list)
{
    if (!docx->notes)
        docx->notes = mem_zero(1, sizeof *docx->notes);
    struct docx_notes *notes = docx->notes;
    MEM_GROW(notes->list, notes->count, notes->room);
    notes->list[notes->count] = (struct note){kind, id, author, notes->count, list};
    notes->count++;
    notes->sorted = false;
}

static int by_id(const void *a, const void *b)
{
    const struct note *one = a, *other = b;
    int order = one->kind < other->kind ? -1 : one->kind > other->kind ? 1 : strcmp(one->id, other->id);
    return order ? order : one->number < other->number ? -1 : one->number > other->number;
}

static int by_number(const void *a, const void *b)
{
    const struct note *one = a, *other = b;
    return one->number < other->number ? -1 : one->number > other->number;
}

static struct note *find_note(struct docx *docx, enum docx_name kind, const char *id)
{
    struct docx_notes *notes = docx->notes;
    size_t low = 0, high = notes ? notes->count : 0;
    if (notes && !notes->sorted) {
        qsort(notes->list, notes->count, sizeof *notes->list, by_id);
        notes->sorted = true;
    }
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct note *at = &notes->list[middle];
        if (at->kind < kind || (at->kind == kind && strcmp(at->id, id) < 0))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = notes && low < notes->count && notes->list[low].kind == kind && strcmp(notes->list[low].id, id) == 0;
    return found ? &notes->list[low] : NULL;
}

void docx_notes_free(struct docx *docx)
{
    for (size_t i = 0; docx->notes && i < docx->notes->count; i++)
        for (struct docx_paragraph *at = docx->notes->list[i].list, *next; at; at = next) {
            next = at->next;
            docx_paragraph_free(at);
        }
    if (docx->notes)
        free(docx->notes->list);
    free(docx->notes);
    docx->notes = NULL;
}

/* The sign that stands in the text: a number that counts on, or the author's name. */
static const char *sign_of(struct docx *docx, const struct docx_reference *reference, const struct note *note)
{
    struct buf out = BUF_INIT;
    if (note->kind == W_COMMENT)
        return note->author ? arena_copy(docx->blocks->arena, note->author) : NULL;
    if (reference->own_mark)
        return NULL;
    bool foot = note->kind == W_FOOTNOTE;
    docx_number((int)(foot ? ++docx->notes->footnotes : ++docx->notes->endnotes), foot ? "decimal" : "lowerRoman", &out);
    const char *sign = arena_copy(docx->blocks->arena, buf_text(&out));
    buf_free(&out);
    return sign;
}

/* Puts the paragraphs of a note behind one; the last of them. */
static struct docx_paragraph *put_note(struct docx *docx, struct docx_paragraph *behind, const struct docx_reference *reference)
{
    enum docx_name kind = reference->kind == W_FOOTNOTE_REFERENCE ? W_FOOTNOTE : reference->kind == W_ENDNOTE_REFERENCE ? W_ENDNOTE : W_COMMENT;
    struct note *note = find_note(docx, kind, reference->id);
    if (!note || !note->list)
        return behind;
    struct docx_paragraph *first = note->list, *last = first;
    note->list = NULL;
    first->sign = sign_of(docx, reference, note);
    while (last->next)
        last = last->next;
    last->next = behind->next;
    behind->next = first;
    return last;
}

/* -- blocks -- */

static struct block *add(struct docx *docx, const struct docx_paragraph *from, enum block_kind kind, enum block_zone zone)
{
    struct block *block = blocks_add(docx->blocks, kind, from->at);
    block->zone = zone;
    block->upto = from->upto;
    block->page = zone == ZONE_BODY ? from->page : 0;
    if (from->cell) {
        block->table = from->cell->table;
        block->row = from->cell->row;
        block->column = from->cell->column;
        block->heads_table = from->cell->heads;
        MEM_GROW(docx->spans, docx->span_count, docx->span_room);
        docx->spans[docx->span_count++] = (struct docx_span){docx->blocks->count - 1, from->cell};
    }
    return block;
}

static bool end(struct docx *docx)
{
    bool kept = blocks_end(docx->blocks);
    if (!kept && docx->span_count && docx->spans[docx->span_count - 1].block == docx->blocks->count)
        docx->span_count--;
    return kept;
}

static void put_words(struct docx *docx, const struct docx_words *words, size_t from)
{
    size_t at = 0;
    for (size_t i = 0; i < words->run_count; at += words->runs[i++].size) {
        size_t skip = at < from ? from - at : 0, size = words->runs[i].size;
        if (skip < size)
            blocks_text(docx->blocks, words->text.data + at + skip, size - skip, words->runs[i].marks, words->runs[i].link);
    }
}

/* Words that are not shown: a block of their own. */
static void emit_aside(struct docx *docx, const struct docx_paragraph *from, const struct docx_words *words, enum block_zone zone)
{
    if (!words->text.size)
        return;
    blocks_raw(docx->blocks, zone, from->at, words->text.data, words->text.size);
    add(docx, from, BLOCK_PARAGRAPH, zone);
    put_words(docx, words, 0);
    end(docx);
}

/* How many bytes a box to tick takes before the words; 0: there is none. */
static size_t box_before(const struct docx_words *words, enum block_box *box)
{
    const char *text = words->text.size ? words->text.data : "";
    size_t blank = strspn(text, " \t\n");
    if (strncmp(text + blank, "\xE2\x98", 2) != 0 || (unsigned char)text[blank + 2] < 0x90 || (unsigned char)text[blank + 2] > 0x92)
        return 0;
    *box = (unsigned char)text[blank + 2] == 0x90 ? BOX_EMPTY : BOX_TICKED;
    return blank + 3;
}

static void emit_rule(struct docx *docx, const struct docx_paragraph *from)
{
    size_t gap = docx->gap;
    add(docx, from, BLOCK_RULE, from->zone)->gap = gap;
    end(docx);
    docx->gap = 0;
}

/* The number of a list; *kind becomes that of an entry. A bullet with nothing behind it is none. */
static const char *count(struct docx *docx, const struct docx_paragraph *from, struct docx_layout *layout, enum block_kind *kind, int *level)
{
    const char *marker = NULL;
    bool shown = from->words.text.size || !(from->mark_hidden || from->mark_gone || from->hidden.text.size || from->deleted.text.size);
    int depth = layout->level;
    if (layout->list <= 0 || !shown || !docx_lists_next(docx, layout->list, &depth, from->style ? from->style->id : NULL, &marker, layout))
        return NULL;
    if (marker && *kind == BLOCK_PARAGRAPH) {
        *kind = BLOCK_ENTRY;
        *level = depth + 1;
    }
    bool sign = marker && (unsigned char)*marker >= 0xC2 && text_points(marker, strlen(marker)) == 1;
    bool empty = !from->words.text.size && !from->image_count;
    return empty && (sign || (marker && strlen(marker) == 1 && !strchr("0123456789", *marker))) ? NULL : marker;
}

/* What the paragraph's place says of it; NULL: nothing. */
static const struct block_mark *mark_of(struct docx *docx, const struct docx_paragraph *from)
{
    bool hint = from->hint_size && from->hint_size == from->words.text.size;
    if (!from->control && !from->bookmark && !hint)
        return NULL;
    struct block_mark *mark = arena_alloc(docx->blocks->arena, sizeof *mark);
    if (from->control)
        *mark = *from->control;
    mark->bookmark = from->bookmark;
    mark->hint = mark->hint || hint;
    return mark;
}

static void emit_text(struct docx *docx, const struct docx_paragraph *from)
{
    struct docx_layout layout;
    docx_layout_start(&layout);
    if (from->style)
        docx_layout_over(&layout, &from->style->layout);
    docx_layout_over(&layout, &from->layout);
    bool heading = layout.outline >= 0 && layout.outline < DOCX_BODY_LEVEL;
    enum block_kind kind = heading ? BLOCK_HEADING : BLOCK_PARAGRAPH;
    int level = heading ? layout.outline + 1 : 0;
    const char *marker = count(docx, from, &layout, &kind, &level);
    enum block_box box = BOX_NONE;
    size_t skip = box_before(&from->words, &box);
    if (from->words.text.size)
        blocks_raw(docx->blocks, from->zone, from->at, from->words.text.data, from->words.text.size);
    if ((from->line || layout.line) && text_is_blank(buf_text((struct buf *)&from->words.text))) {
        emit_rule(docx, from);
        return;
    }
    struct block *block = add(docx, from, kind, from->zone);
    int indent = (layout.left + layout.first) / TWIPS_OF_CHARACTER;
    block->level = level;
    block->marker = from->sign ? from->sign : marker;
    block->box = box;
    block->gap = docx->gap;
    block->indent = indent > 0 ? (size_t)indent : 0;
    block->style = from->style && *from->style->name ? from->style->name : NULL;
    block->mark = mark_of(docx, from);
    put_words(docx, &from->words, skip);
    if (end(docx))
        docx->gap = 0;
    else if (from->words.text.size || !(from->hidden.text.size || from->deleted.text.size || from->image_count || from->mark_gone))
        docx->gap += !from->drawing && !from->break_before && !from->break_after;
}

static void emit_images(struct docx *docx, const struct docx_paragraph *from)
{
    for (size_t i = 0; i < from->image_count; i++) {
        const struct docx_image *image = &from->images[i];
        struct block *block = add(docx, from, BLOCK_IMAGE, from->zone);
        block->file = image->file;
        block->gap = docx->gap;
        docx->gap = 0;
        blocks_raw(docx->blocks, from->zone, from->at, image->alt, strlen(image->alt));
        blocks_text(docx->blocks, image->alt, strlen(image->alt), 0, NULL);
        end(docx);
    }
}

/* What the paragraph refers to: notes go behind it in the list, graphics are read now. */
static void follow(struct docx *docx, struct docx_paragraph *from)
{
    struct docx_paragraph *last = from;
    for (size_t i = 0; i < from->reference_count; i++) {
        const struct docx_reference *reference = &from->references[i];
        size_t member;
        if (reference->kind != C_CHART && reference->kind != DGM_REL_IDS)
            last = put_note(docx, last, reference);
        else if (docx->nested < MOST_NESTED && unzip_find(docx->archive, reference->id, &member) && !docx->seen[member])
            docx_story(docx, member, from->zone, false);
    }
}

static void emit(struct docx *docx, struct docx_paragraph *from)
{
    if (docx->gap_cell != from->cell || from->zone != ZONE_BODY) {
        docx->gap = 0;
        docx->gap_cell = from->cell;
    }
    if (from->break_before || from->layout.new_page)
        emit_rule(docx, from);
    emit_text(docx, from);
    emit_images(docx, from);
    emit_aside(docx, from, &from->hidden, ZONE_HIDDEN);
    emit_aside(docx, from, &from->deleted, ZONE_DELETED);
    follow(docx, from);
    if (from->break_after)
        emit_rule(docx, from);
}

void docx_emit(struct docx *docx, struct docx_paragraph *list)
{
    while (list) {
        struct docx_paragraph *next;
        if (!docx->failed && docx->blocks->count <= IMPORT_BLOCKS)
            emit(docx, list);
        next = list->next;
        docx_paragraph_free(list);
        list = next;
    }
}

void docx_emit_rest(struct docx *docx)
{
    struct docx_notes *notes = docx->notes;
    if (!notes)
        return;
    qsort(notes->list, notes->count, sizeof *notes->list, by_number);
    for (size_t i = 0; i < notes->count; i++) {
        struct docx_paragraph *list = notes->list[i].list;
        notes->list[i].list = NULL;
        if (list && notes->list[i].kind == W_COMMENT && notes->list[i].author)
            list->sign = arena_copy(docx->blocks->arena, notes->list[i].author);
        for (struct docx_paragraph *at = list; at; at = at->next)
            at->reference_count = 0; /* the order for looking up is gone; what they refer to is in this list too */
        docx_emit(docx, list);
    }
}

void docx_forget(struct docx *docx, size_t first)
{
    while (docx->span_count && docx->spans[docx->span_count - 1].block >= first)
        docx->span_count--;
    docx->blocks->count = first;
}

void docx_spans_set(struct docx *docx)
{
    for (size_t i = 0; i < docx->span_count; i++) {
        struct block *block = &docx->blocks->list[docx->spans[i].block];
        block->row_span = docx->spans[i].cell->row_span;
        block->column_span = docx->spans[i].cell->column_span;
    }
    for (size_t i = 0; i < docx->blocks->count && !docx->paged; i++)
        docx->blocks->list[i].page = 0;
}
