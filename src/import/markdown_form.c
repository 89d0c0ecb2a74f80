/* A form as Markdown: which place each block stands in is said by the headings, labels and columns that the form printed, and by
 * comments. What they mean are properties at its end. The rest is read as other forms are (form.h). */
#include "import/form_parts.h"
#include "import/markdown_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS = 8, KEY_MOST = 400 };

enum section {
    SECTION_TOP,
    SECTION_MEETING,
    SECTION_ATTENDANCE,
    SECTION_GUEST,
    SECTION_UPDATE,
    SECTION_ITEMS,
    SECTION_NEXT,
    SECTION_CONTACT,
    SECTIONS
};

static const char *const section_names[SECTIONS] = {"", "meeting", "attendance", "guest", "update", "items", "next", "contact"};

/* A block that goes into the new list, and its words among the raw ones. */
struct cut {
    struct block block;
    struct raw_words *raw; /* NULL: they could not be told from others */
};

struct sheet {
    struct blocks *blocks;
    struct arena *arena;
    const char **lines; /* where each begins; the last is the end of the text */
    size_t line_count, line_room;
    struct cut *cuts;
    size_t count, room;
    struct raw_words *raw; /* in the order of lines when it is done */
    size_t raw_count, raw_room;
    struct raw_words **of; /* of each block of the document */
    enum section section;
    const char *group, *place, *key; /* of the entry at hand: what follows within it goes on with it */
    int depth;                       /* of that entry */
    bool item;                       /* an item is open */
    size_t row;
    const char *columns[CELLS]; /* places of the table at hand */
    size_t table, table_row;    /* that the columns and the key are of */
};

/* -- properties -- */

static const char *meaning(const struct sheet *sheet, const char *of, const char *words)
{
    return *words ? form_property(sheet->blocks, form_choice_mark(sheet->arena, of, words)) : NULL;
}

static bool is_own(const struct sheet *sheet, const char *where, const char *words)
{
    char mark[FORM_WORDS_HEX + 1];
    form_words_mark(sheet->arena, where, words, mark);
    for (size_t i = 0; i < sheet->blocks->property_count; i++)
        if (strncmp(sheet->blocks->properties[i].name, FORM_PRINTED, strlen(FORM_PRINTED)) == 0 &&
            strstr(sheet->blocks->properties[i].value, mark))
            return true;
    return false;
}

/* -- comments -- */

static void find_lines(struct sheet *sheet, const char *text, size_t size)
{
    for (const char *at = text, *end = text + size; at <= end;) {
        MEM_GROW(sheet->lines, sheet->line_count, sheet->line_room);
        sheet->lines[sheet->line_count++] = at;
        const char *stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        at = stop ? stop + 1 : end + 1;
    }
    MEM_GROW(sheet->lines, sheet->line_count, sheet->line_room);
    sheet->lines[sheet->line_count] = text + size;
}

/* The key in a comment behind a block, before anything else that is not one; NULL: there is none. */
static const char *key_behind(const struct sheet *sheet, size_t index)
{
    const struct blocks *blocks = sheet->blocks;
    size_t first = blocks->list[index].at, last = blocks->list[index].upto, next = index + 1;
    while (next < blocks->count && blocks->list[next].zone == ZONE_HIDDEN) {
        last = blocks->list[next].upto > last ? blocks->list[next].upto : last;
        next++;
    }
    if (next < blocks->count && blocks->list[next].at <= last)
        last = blocks->list[next].at > first ? blocks->list[next].at - 1 : first;
    if (!first || last < first || last > sheet->line_count)
        return NULL;
    const char *from = sheet->lines[first - 1], *end = sheet->lines[last < sheet->line_count ? last : sheet->line_count];
    const char *at = memmem(from, (size_t)(end - from), FORM_PREFIX, strlen(FORM_PREFIX));
    const char *close = at ? memmem(at, (size_t)(end - at), "-->", 3) : NULL;
    if (!close || close - at > KEY_MOST || at == from || !strchr(" \t\n-", at[-1]))
        return NULL;
    at += strlen(FORM_PREFIX);
    return text_collapse(sheet->arena, arena_copy_n(sheet->arena, at, (size_t)(close - at)));
}

/* What a key is of, and what it says; a long one stands among the properties. */
static bool key_is(const struct sheet *sheet, const char *key, const char *what, const char **value)
{
    size_t size = strlen(what);
    *value = NULL;
    if (!key || strncmp(key, what, size) != 0 || (key[size] && key[size] != '='))
        return false;
    if (key[size] && key[size + 1] == '~')
        *value = form_property(sheet->blocks, arena_printf(sheet->arena, "minutec_%s_%s", what, key + size + 2));
    else if (key[size] && key[size + 1])
        *value = key + size + 1;
    return true;
}

/* -- raw words, block by block -- */

static void add_letters(struct buf *out, const char *text)
{
    bool within = false;
    for (size_t left = strlen(text), length; left; text += length, left -= length) {
        uint32_t point = 0;
        length = text_decode(text, left, &point);
        length += !length;
        bool word = text_is_word(point);
        if (word && !within && out->size)
            buf_char(out, ' ');
        if (word)
            buf_add(out, text, length);
        within = word;
    }
}

static int by_line(const void *a, const void *b)
{
    const struct raw_words *one = *(struct raw_words *const *)a, *other = *(struct raw_words *const *)b;
    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    return (one > other) - (one < other);
}

static size_t first_from(struct raw_words **sorted, size_t count, size_t line)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sorted[middle]->at < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Blocks that share lines, and the words of these lines: where they are the same, each block gets its own. */
static void cut_raw(struct sheet *sheet, struct raw_words **sorted, size_t count, size_t from, size_t to, size_t upto)
{
    struct blocks *blocks = sheet->blocks;
    struct buf words = BUF_INIT, raw = BUF_INIT;
    size_t first = first_from(sorted, count, blocks->list[from].at);
    for (size_t i = from; i < to; i++) {
        if (blocks->list[i].zone != ZONE_BODY)
            continue;
        add_letters(&words, blocks->list[i].marker ? blocks->list[i].marker : "");
        add_letters(&words, blocks->list[i].text);
    }
    for (size_t i = first; i < count && sorted[i]->at <= upto; i++)
        add_letters(&raw, sorted[i]->zone == ZONE_BODY ? sorted[i]->text : "");
    bool same = strcmp(buf_text(&words), buf_text(&raw)) == 0;
    buf_free(&words);
    buf_free(&raw);
    for (size_t i = first; same && i < count && sorted[i]->at <= upto; i++)
        if (sorted[i]->zone == ZONE_BODY)
            sorted[i]->text = ""; /* it goes */
    for (size_t i = from; same && i < to; i++) {
        const struct block *block = &blocks->list[i];
        if (block->zone != ZONE_BODY)
            continue;
        struct raw_words *own = arena_alloc(sheet->arena, sizeof *own);
        const char *text = block->marker ? arena_printf(sheet->arena, "%s %s", block->marker, block->text) : block->text;
        *own = (struct raw_words){.text = text, .at = block->at, .zone = ZONE_BODY};
        sheet->of[i] = own;
    }
}

/* Comments that are the form's own are no words of anybody. */
static void silence_comment(struct raw_words **sorted, size_t count, const struct block *block, struct arena *arena)
{
    struct buf words = BUF_INIT;
    add_letters(&words, block->text);
    const char *all = arena_copy(arena, buf_text(&words));
    for (size_t i = first_from(sorted, count, block->at); i < count && sorted[i]->at <= block->upto; i++) {
        buf_clear(&words);
        add_letters(&words, sorted[i]->text);
        if (sorted[i]->zone == ZONE_HIDDEN && strstr(all, buf_text(&words)))
            sorted[i]->zone = ZONE_FORM;
    }
    buf_free(&words);
}

static bool is_form_comment(const struct sheet *sheet, const struct block *block)
{
    const char *text = block->text;
    bool own = strncmp(text, BLOCKS_OWN, strlen(BLOCKS_OWN)) == 0 && strchr(": \n", text[strlen(BLOCKS_OWN)]);
    return block->zone == ZONE_HIDDEN && (own || is_own(sheet, "comment", text));
}

static void prepare(struct sheet *sheet)
{
    struct blocks *blocks = sheet->blocks;
    struct raw_words **sorted = arena_alloc(sheet->arena, (blocks->raw_count + 1) * sizeof *sorted);
    for (size_t i = 0; i < blocks->raw_count; i++)
        sorted[i] = &blocks->raw[i];
    if (blocks->raw_count)
        qsort(sorted, blocks->raw_count, sizeof *sorted, by_line);
    for (size_t i = 0, to; i < blocks->count; i = to) {
        size_t upto = blocks->list[i].upto;
        for (to = i + 1; to < blocks->count && blocks->list[to].at <= upto; to++)
            upto = blocks->list[to].upto > upto ? blocks->list[to].upto : upto;
        if (blocks->list[i].zone != ZONE_FRONT)
            cut_raw(sheet, sorted, blocks->raw_count, i, to, upto);
    }
    for (size_t i = 0; i < blocks->count; i++)
        if (is_form_comment(sheet, &blocks->list[i]))
            silence_comment(sorted, blocks->raw_count, &blocks->list[i], sheet->arena);
}

/* -- blocks of the new list -- */

static struct block *add(struct sheet *sheet, const struct block *block, struct raw_words *raw)
{
    MEM_GROW(sheet->cuts, sheet->count, sheet->room);
    sheet->cuts[sheet->count++] = (struct cut){*block, raw};
    return &sheet->cuts[sheet->count - 1].block;
}

static void set_place(struct sheet *sheet, struct block *block, const char *group, const char *place, const char *key)
{
    struct block_mark *mark = arena_alloc(sheet->arena, sizeof *mark);
    const char *name = *place ? arena_printf(sheet->arena, "%s/%s", group, place) : group;
    mark->tag = key ? arena_printf(sheet->arena, FORM_PREFIX "%s=%s", name, key)
                    : arena_printf(sheet->arena, FORM_PREFIX "%s", name);
    block->mark = mark;
    if (!block->table)
        block->row = sheet->row;
}

/* The words of a block from an offset on, or up to it. */
static void cut_text(struct sheet *sheet, struct block *block, size_t from, size_t to)
{
    struct run *runs = arena_alloc(sheet->arena, (block->run_count + 1) * sizeof *runs);
    size_t count = 0, at = 0;
    for (size_t i = 0; i < block->run_count; at += block->runs[i++].size) {
        size_t begin = at > from ? at : from, end = at + block->runs[i].size < to ? at + block->runs[i].size : to;
        if (begin >= end)
            continue;
        runs[count] = block->runs[i];
        runs[count++].size = end - begin;
    }
    block->text = arena_copy_n(sheet->arena, block->text + from, to - from);
    block->size = to - from;
    block->runs = runs;
    block->run_count = count;
}

static struct raw_words *raw_like(struct sheet *sheet, const struct raw_words *raw, const char *text)
{
    struct raw_words *own = arena_alloc(sheet->arena, sizeof *own);
    *own = *raw;
    own->text = text;
    return own;
}

/* What the form prints, in a style that says so. */
static void add_printed(struct sheet *sheet, size_t index, const char *style)
{
    add(sheet, &sheet->blocks->list[index], sheet->of[index])->style = style;
}

/* -- entries -- */

/* Where a label of the form ends that the words begin with; 0: they begin with none. */
static size_t label_end(const struct sheet *sheet, const struct block *block, const char **place)
{
    for (const char *colon = strchr(block->text, ':'); colon; colon = strchr(colon + 1, ':')) {
        size_t size = (size_t)(colon - block->text);
        *place = meaning(sheet, "label", arena_copy_n(sheet->arena, block->text, size));
        if (*place)
            return size + 1;
    }
    return 0;
}

/* Which group a label belongs to where it stands; NULL: it is none there. */
static const char *group_of(struct sheet *sheet, const char *place, const char *key, const char **value)
{
    static const char details[] = "date start end venue kind mode", reported[] = "owner due status note";
    *value = NULL;
    if (sheet->section == SECTION_MEETING)
        return text_word_in(place, details) ? "meeting" : NULL;
    if (sheet->section == SECTION_UPDATE) {
        *value = sheet->key;
        return text_word_in(place, reported) ? "update" : NULL;
    }
    if (!sheet->item)
        return NULL;
    if (strcmp(place, "approval") == 0)
        return key_is(sheet, key, "approval", value) ? "approval" : NULL;
    if (strcmp(place, "decision") == 0)
        return "decision";
    return strcmp(place, "action") == 0 || text_word_in(place, "owner due") ? "action" : NULL;
}

static size_t blanks(const char *text)
{
    return strspn(text, " \t\n");
}

/* "Label: words" becomes two blocks. */
static bool take_entry(struct sheet *sheet, size_t index)
{
    const struct block *block = &sheet->blocks->list[index];
    const char *place = NULL, *value, *group;
    size_t end = sheet->of[index] ? label_end(sheet, block, &place) : 0;
    if (!end || !(group = group_of(sheet, place, key_behind(sheet, index), &value)))
        return false;
    if (strcmp(group, "approval") == 0 || strcmp(group, "decision") == 0)
        place = "";
    bool begins = !*place || strcmp(place, "action") == 0;
    if (begins)
        sheet->row++;
    if (strcmp(place, "action") == 0)
        place = "text";
    struct block *label = add(sheet, block, raw_like(sheet, sheet->of[index], arena_copy_n(sheet->arena, block->text, end)));
    cut_text(sheet, label, 0, end);
    label->kind = BLOCK_PARAGRAPH;
    label->marker = NULL;
    label->style = "label";
    end += blanks(block->text + end);
    sheet->group = group;
    sheet->place = place;
    sheet->depth = block->level;
    if (strcmp(group, "update") != 0)
        sheet->key = value;
    if (end >= block->size)
        return true;
    struct block *words = add(sheet, block, raw_like(sheet, sheet->of[index], block->text + end));
    cut_text(sheet, words, end, block->size);
    words->kind = BLOCK_PARAGRAPH;
    words->marker = NULL;
    set_place(sheet, words, group, place, value);
    return true;
}

/* What stands in an entry below its first words. */
static bool goes_on(struct sheet *sheet, const struct block *block)
{
    bool within = sheet->group && !block->table && block->kind != BLOCK_HEADING && block->level >= sheet->depth &&
                  !(block->kind == BLOCK_ENTRY && block->level == sheet->depth);
    return within && strcmp(sheet->group, "meeting") != 0 && strcmp(sheet->group, "approval") != 0;
}

static void go_on(struct sheet *sheet, size_t index)
{
    bool update = strcmp(sheet->group, "update") == 0, action = strcmp(sheet->group, "action") == 0;
    struct block *block = add(sheet, &sheet->blocks->list[index], sheet->of[index]);
    set_place(sheet, block, sheet->group, update ? "note" : action ? "text" : sheet->place, sheet->key);
}

/* -- tables -- */

static const char *name_in_row(const struct sheet *sheet, size_t index)
{
    const struct blocks *blocks = sheet->blocks;
    const struct block *cell = &blocks->list[index];
    for (size_t i = index; i < blocks->count; i++) {
        const struct block *block = &blocks->list[i];
        if (block->zone == ZONE_HIDDEN)
            continue;
        if (block->table != cell->table || block->row != cell->row)
            break;
        if (block->column <= CELLS && text_same(sheet->columns[block->column - 1], "name"))
            return meaning(sheet, "name", block->text);
    }
    return NULL;
}

static void take_head(struct sheet *sheet, size_t index)
{
    const struct block *cell = &sheet->blocks->list[index];
    if (sheet->table != cell->table)
        memset(sheet->columns, 0, sizeof sheet->columns);
    sheet->table = cell->table;
    sheet->table_row = cell->row;
    if (cell->column <= CELLS)
        sheet->columns[cell->column - 1] = meaning(sheet, "column", cell->text);
    add_printed(sheet, index, "column");
}

/* "[x]" and "[ ]": the sign between, or nothing. */
static void untick(struct sheet *sheet, struct block *block)
{
    const char *text = block->text, *close = *text == '[' ? strchr(text, ']') : NULL;
    if (!close || close[1])
        return;
    const char *sign = text_collapse(sheet->arena, arena_copy_n(sheet->arena, text + 1, (size_t)(close - text - 1)));
    struct run *run = arena_alloc(sheet->arena, sizeof *run);
    *run = (struct run){.size = strlen(sign)};
    block->text = sign;
    block->size = run->size;
    block->runs = run;
    block->run_count = run->size > 0;
    block->box = BOX_EMPTY;
}

static bool take_cell(struct sheet *sheet, size_t index)
{
    const struct block *cell = &sheet->blocks->list[index];
    static const char *const groups[SECTIONS] = {
        [SECTION_ATTENDANCE] = "attendance", [SECTION_GUEST] = "guest", [SECTION_NEXT] = "next"};
    const char *group = groups[sheet->section], *key = NULL;
    if (!group || !sheet->of[index])
        return false;
    if (cell->heads_table) {
        take_head(sheet, index);
        return true;
    }
    const char *place = sheet->table == cell->table && cell->column <= CELLS ? sheet->columns[cell->column - 1] : NULL;
    if (!place)
        return false;
    if (sheet->section == SECTION_ATTENDANCE) {
        if (sheet->table_row != cell->row)
            sheet->key = name_in_row(sheet, index);
        const char *sign = sheet->key ? strchr(sheet->key, '=') : NULL;
        key = sign && sign[1] ? sign + 1 : NULL;
        bool officer = sign && strncmp(sheet->key, "officer", strlen("officer")) == 0 && strcmp(place, "name") != 0;
        group = officer ? "officer" : group;
    }
    sheet->table_row = cell->row;
    struct block *block = add(sheet, cell, sheet->of[index]);
    if (strcmp(place, "name") == 0 && sheet->section == SECTION_ATTENDANCE)
        block->style = "Minutes Attendance Name";
    else if (text_word_in(place, "present remote apologies absent"))
        untick(sheet, block);
    sheet->of[index]->text = block->text;
    set_place(sheet, block, group, place, key);
    return true;
}

/* -- headings -- */

/* The first word, where it has a digit and is no year alone. */
static size_t number_size(const char *title)
{
    enum { NUMBER_MOST = 24, YEAR = 4 };
    size_t size = strcspn(title, " \t\n"), digits = strspn(title, "0123456789");
    bool year = size == YEAR && digits == YEAR && (strncmp(title, "19", 2) == 0 || strncmp(title, "20", 2) == 0);
    return size && size <= NUMBER_MOST && strcspn(title, "0123456789") < size && !year ? size : 0;
}

static void open_item(struct sheet *sheet, size_t index, const char *roles)
{
    const struct block *block = &sheet->blocks->list[index];
    struct block *title = add(sheet, block, sheet->of[index]);
    size_t number = sheet->of[index] ? number_size(block->text) : 0, from = number + blanks(block->text + number);
    if (number) {
        cut_text(sheet, title, from, block->size);
        title->marker = arena_copy_n(sheet->arena, block->text, number);
    }
    sheet->item = true;
    sheet->group = NULL;
    sheet->key = NULL;
    sheet->section = sheet->section == SECTION_UPDATE ? SECTION_ITEMS : sheet->section;
    sheet->row++;
    set_place(sheet, title, "item", "title", roles);
}

static void open_update(struct sheet *sheet, size_t index, const char *key)
{
    sheet->section = SECTION_UPDATE;
    sheet->row++;
    sheet->group = NULL;
    sheet->key = key;
    if (is_own(sheet, "label", sheet->blocks->list[index].text)) {
        add_printed(sheet, index, "label");
        return;
    }
    struct block *block = add(sheet, &sheet->blocks->list[index], sheet->of[index]);
    block->kind = BLOCK_PARAGRAPH;
    set_place(sheet, block, "update", "number", key);
}

static void take_heading(struct sheet *sheet, size_t index)
{
    const struct block *block = &sheet->blocks->list[index];
    const char *key = key_behind(sheet, index), *value,
               *section = block->level == 2 ? meaning(sheet, "section", block->text) : NULL;
    if (key_is(sheet, key, "update", &value)) {
        open_update(sheet, index, value);
    } else if (key_is(sheet, key, "item", &value)) {
        open_item(sheet, index, value);
    } else if (section) {
        add_printed(sheet, index, "section");
        for (size_t i = 0; i < SECTIONS; i++)
            if (strcmp(section_names[i], section) == 0)
                sheet->section = (enum section)i;
        sheet->item = false;
        sheet->group = NULL;
        sheet->key = NULL;
    } else if (sheet->section == SECTION_TOP) {
        add_printed(sheet, index, "Title");
    } else if (block->level <= 3) {
        open_item(sheet, index, NULL);
    } else {
        add(sheet, block, sheet->of[index]);
    }
}

/* -- paragraphs -- */

/* Between the heading of an earlier action and its first label stand its words. */
static void take_said(struct sheet *sheet, size_t index)
{
    const struct block *of = &sheet->blocks->list[index];
    struct block *block = add(sheet, of, sheet->of[index]);
    bool text = is_own(sheet, "MinutesUpdateText", of->text);
    block->style = text ? "Minutes Update Text" : "Minutes Update Said";
    set_place(sheet, block, "update", text ? "text" : "said", sheet->key);
}

static void take_paragraph(struct sheet *sheet, size_t index)
{
    const struct block *block = &sheet->blocks->list[index];
    const char *key = key_behind(sheet, index), *value;
    if (key_is(sheet, key, "signature", &value))
        add_printed(sheet, index, "Signature Label");
    else if (key_is(sheet, key, "signature-post", &value))
        add_printed(sheet, index, "Signature Line");
    else if (sheet->section == SECTION_CONTACT && block->kind == BLOCK_ENTRY)
        add_printed(sheet, index, "Contact");
    else if (sheet->section == SECTION_TOP)
        add_printed(sheet, index, "Subtitle");
    else if (goes_on(sheet, block))
        go_on(sheet, index);
    else if (sheet->section == SECTION_UPDATE && sheet->row && !block->table && !sheet->group && block->kind != BLOCK_RULE)
        take_said(sheet, index);
    else
        add(sheet, block, sheet->of[index])->style = is_own(sheet, "MinutesItemHelp", block->text) ? "Minutes Item Help"
                                                                                                   : block->style;
}

static void take(struct sheet *sheet, size_t index)
{
    const struct block *block = &sheet->blocks->list[index];
    if (is_form_comment(sheet, block))
        return;
    if (block->zone != ZONE_BODY)
        add(sheet, block, NULL);
    else if (block->kind == BLOCK_HEADING)
        take_heading(sheet, index);
    else if (block->table && take_cell(sheet, index))
        return;
    else if (block->kind == BLOCK_ENTRY && take_entry(sheet, index))
        return;
    else
        take_paragraph(sheet, index);
}

/* -- the whole -- */

static void put_back(struct sheet *sheet)
{
    struct blocks *blocks = sheet->blocks;
    for (size_t i = 0; i < blocks->raw_count; i++)
        if (*blocks->raw[i].text) {
            MEM_GROW(sheet->raw, sheet->raw_count, sheet->raw_room);
            sheet->raw[sheet->raw_count++] = blocks->raw[i];
        }
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->cuts[i].raw) {
            MEM_GROW(sheet->raw, sheet->raw_count, sheet->raw_room);
            sheet->raw[sheet->raw_count++] = *sheet->cuts[i].raw;
        }
    free(blocks->raw);
    blocks->raw = sheet->raw;
    blocks->raw_count = sheet->raw_count;
    blocks->raw_room = sheet->raw_room;
    blocks->count = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        MEM_GROW(blocks->list, blocks->count, blocks->room);
        blocks->list[blocks->count++] = sheet->cuts[i].block;
    }
}

void markdown_form(const char *text, size_t size, struct blocks *blocks)
{
    if (!form_property(blocks, FORM_PREFIX "body") || !markdown_tail(text, size, blocks))
        return;
    struct sheet sheet = {.blocks = blocks, .arena = blocks->arena};
    sheet.of = arena_alloc(blocks->arena, (blocks->count + 1) * sizeof *sheet.of);
    find_lines(&sheet, text, size);
    prepare(&sheet);
    for (size_t i = 0; i < blocks->count; i++)
        take(&sheet, i);
    put_back(&sheet);
    free(sheet.lines);
    free(sheet.cuts);
}
