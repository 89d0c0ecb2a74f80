/* A page's tree to blocks in reading order. */
#include "import/html_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TABLE_COLUMNS = 256, ROWS_MAX = 65534, EMOJI_BYTES = 16, INDENT = 4 };

/* An entry of a list before its first words. */
struct entry {
    const char *marker; /* NULL: it shows none */
    bool bullet, used;
    enum block_box box;
};

/* What holds for the text at a place. */
struct setting {
    enum block_zone zone;
    int heading, list;
    struct entry *entry; /* or NULL */
    size_t table, row, column, row_span, column_span;
    bool heads_table, pre;
    size_t indent;
    const char *style;
    const char *note; /* the sign of a footnote */
};

/* What must wait until the block is finished in which it stands. */
struct waiting {
    const struct html_node *node;
    struct setting setting;
};

struct writer {
    struct blocks *blocks;
    struct block *open;      /* the last block, while text may still be added */
    struct waiting *waiting;
    size_t waiting_count, waiting_room;
    bool space;              /* white space came after the last word */
    unsigned space_marks;
    const char *space_link;
    size_t breaks;           /* line breaks came after the last word */
    struct buf blanks;       /* of a line of preformatted text, before its next word */
    size_t gap;              /* empty paragraphs since the last block */
    struct entry item;       /* a marker that stands in the text itself, as word processors save lists; its words come next */
    int item_level;
    bool has_item;
    enum block_box box;
};

static void walk(struct writer *writer, const struct html_node *node, const struct setting *setting);

static void walk_children(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    for (const struct html_node *child = node->first; child; child = child->next)
        walk(writer, child, setting);
}

/* -- blocks -- */

static void begin_block(struct writer *writer, const struct setting *setting, enum block_kind kind, size_t line)
{
    struct block *block = blocks_add(writer->blocks, kind, line);
    block->zone = setting->zone;
    block->table = setting->table;
    block->row = setting->row;
    block->column = setting->column;
    block->row_span = setting->table ? setting->row_span : 1;
    block->column_span = setting->table ? setting->column_span : 1;
    block->heads_table = setting->heads_table;
    block->indent = setting->indent;
    block->style = setting->style;
    block->gap = writer->gap;
    writer->gap = 0;
    writer->open = block;
    writer->space = false;
    writer->breaks = 0;
}

static void mark_entry(struct block *block, struct entry *entry, int level)
{
    block->kind = BLOCK_ENTRY;
    block->level = level > 0 ? level : 1;
    block->marker = entry->marker;
    block->box = entry->box;
    entry->used = true;
}

static void begin_text(struct writer *writer, const struct setting *setting, size_t line)
{
    begin_block(writer, setting, setting->heading ? BLOCK_HEADING : BLOCK_PARAGRAPH, line);
    struct block *block = writer->open;
    block->level = setting->heading;
    if (writer->has_item)
        mark_entry(block, &writer->item, writer->item_level);
    else if (setting->entry && !setting->entry->used && !setting->heading)
        mark_entry(block, setting->entry, setting->list);
    else if (setting->list && !setting->heading)
        block->level = setting->list;
    if (setting->entry && !setting->entry->used && setting->heading) { /* a heading within an entry has its number */
        block->marker = setting->entry->bullet ? NULL : setting->entry->marker;
        setting->entry->used = true;
    }
    if (setting->note)
        block->marker = setting->note;
    if (writer->box != BOX_NONE)
        block->box = writer->box;
    writer->box = BOX_NONE;
    writer->has_item = false;
}

static void end_block(struct writer *writer)
{
    if (writer->open && writer->blocks->count >= IMPORT_BLOCKS) {
        writer->breaks = 1;
        return;
    }
    if (writer->open && !blocks_end(writer->blocks))
        writer->gap++;
    writer->open = NULL;
    writer->space = false;
    writer->breaks = 0;
    buf_clear(&writer->blanks);
    struct waiting *waiting = writer->waiting;
    size_t count = writer->waiting_count;
    writer->waiting = NULL;
    writer->waiting_count = writer->waiting_room = 0;
    for (size_t i = 0; i < count; i++) {
        walk(writer, waiting[i].node, &waiting[i].setting);
        end_block(writer);
    }
    free(waiting);
}

static void wait(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    MEM_GROW(writer->waiting, writer->waiting_count, writer->waiting_room);
    struct waiting *waiting = &writer->waiting[writer->waiting_count++];
    *waiting = (struct waiting){node, *setting};
    waiting->setting.entry = NULL;
    waiting->setting.heading = 0;
}

/* A number that has no words of its own is still shown. */
static void show_entry(struct writer *writer, const struct setting *setting, size_t line)
{
    struct entry *entry = setting->entry;
    if (!entry || entry->used || (entry->bullet && entry->box == BOX_NONE) || (!entry->marker && entry->box == BOX_NONE))
        return;
    end_block(writer);
    begin_text(writer, setting, line);
    end_block(writer);
}

/* -- words -- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static const char *common_link(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0 ? b : NULL;
}

static void before_word(struct writer *writer, const struct setting *setting, const struct html_node *node, size_t line)
{
    if (writer->open && writer->breaks > 1)
        end_block(writer);
    if (!writer->open) {
        begin_text(writer, setting, line);
        for (size_t i = 0; i < writer->blanks.size; i++) {
            struct block *block = writer->open;
            block->indent = writer->blanks.data[i] == '\t' ? (block->indent / 8 + 1) * 8 : block->indent + 1;
        }
    } else if (writer->breaks) {
        blocks_text(writer->blocks, "\n", 1, node->marks & writer->space_marks, NULL);
        blocks_text(writer->blocks, buf_text(&writer->blanks), writer->blanks.size, 0, NULL);
    } else if (writer->blanks.size) {
        blocks_text(writer->blocks, writer->blanks.data, writer->blanks.size, node->marks & writer->space_marks, NULL);
    } else if (writer->space) {
        blocks_text(writer->blocks, " ", 1, node->marks & writer->space_marks, common_link(writer->space_link, node->link));
    }
    writer->space = false;
    writer->breaks = 0;
    buf_clear(&writer->blanks);
}

static void add_word(struct writer *writer, const struct setting *setting, const struct html_node *node, const char *word, size_t size, size_t line)
{
    before_word(writer, setting, node, line);
    blocks_text(writer->blocks, word, size, node->marks, node->link);
    writer->open->upto = line > writer->open->upto ? line : writer->open->upto;
    writer->space_marks = node->marks;
    writer->space_link = node->link;
}

static void add_space(struct writer *writer, const struct setting *setting, char c)
{
    if (!setting->pre) {
        writer->space = true;
    } else if (c == '\n') {
        writer->breaks++;
        buf_clear(&writer->blanks);
    } else if (c == ' ' || c == '\t') {
        buf_char(&writer->blanks, c);
    }
}

static void add_text(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    size_t line = node->line;
    for (const char *at = node->text, *end = at + node->size; at < end;) {
        const char *word = at;
        while (at < end && !is_space(*at))
            at++;
        if (at > word)
            add_word(writer, setting, node, word, (size_t)(at - word), line);
        for (; at < end && is_space(*at); at++) {
            add_space(writer, setting, *at);
            line += *at == '\n';
        }
    }
}

static void add_break(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    (void)node;
    (void)setting;
    writer->breaks++;
    writer->space = false;
    buf_clear(&writer->blanks);
}

/* -- elements -- */

/* Walks what is within an element that begins and ends paragraphs. */
static void walk_apart(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    end_block(writer);
    walk_children(writer, node, setting);
    end_block(writer);
}

static void add_paragraph(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    end_block(writer);
    size_t before = writer->blocks->count, gap = writer->gap;
    walk_children(writer, node, setting);
    end_block(writer);
    if (writer->blocks->count == before)
        writer->gap = gap + 1;
    writer->has_item = false;
}

static void add_heading(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    struct setting inner = *setting;
    inner.heading = node->tag - TAG_H1 + 1;
    walk_apart(writer, node, &inner);
}

static void add_pre(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    struct setting inner = *setting;
    inner.pre = true;
    walk_apart(writer, node, &inner);
}

static void add_indented(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    struct setting inner = *setting;
    inner.indent += INDENT;
    if (node->tag == TAG_BLOCKQUOTE)
        inner.style = "quotation";
    walk_apart(writer, node, &inner);
}

static void add_rule(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    end_block(writer);
    begin_block(writer, setting, BLOCK_RULE, node->line);
    end_block(writer);
}

bool html_is_emoji(const char *text)
{
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] < 0x80)
            return false;
    return size && size <= EMOJI_BYTES;
}

static void add_image(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    const char *alt = html_get(node, "alt");
    alt = alt ? alt : "";
    if (html_is_emoji(alt)) {
        add_word(writer, setting, node, alt, strlen(alt), node->line);
        return;
    }
    if (alt[strspn(alt, " \t\r\n")] == '\0')
        return;
    if (writer->open) {
        wait(writer, node, setting);
        return;
    }
    begin_block(writer, setting, BLOCK_IMAGE, node->line);
    const char *src = html_get(node, "src");
    blocks_text(writer->blocks, alt, strlen(alt), 0, src && strncmp(src, "data:", 5) != 0 ? src : NULL);
    end_block(writer);
}

static void add_input(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    const char *type = html_get(node, "type");
    if (!type || (strcasecmp(type, "checkbox") != 0 && strcasecmp(type, "radio") != 0))
        return;
    end_block(writer);
    enum block_box box = html_get(node, "checked") ? BOX_TICKED : BOX_EMPTY;
    if (setting->entry && !setting->entry->used)
        setting->entry->box = box;
    else
        writer->box = box;
}

/* -- lists -- */

struct list {
    bool numbered, plain, reversed;
    char kind;
    long number;
};

static const struct list_style {
    const char *word;
    char kind;
} list_styles[] = {{"none", 0}, {"lower-alpha", 'a'}, {"lower-latin", 'a'}, {"upper-alpha", 'A'}, {"upper-latin", 'A'}, {"lower-roman", 'i'},
                   {"upper-roman", 'I'}, {"decimal", '1'}};

static long number_of(const char *text, long otherwise)
{
    char *end;
    long number = text ? strtol(text, &end, 10) : 0;
    if (!text || end == text || number > 1000000000 || number < -1000000000)
        return otherwise;
    return number;
}

static struct list list_of(const struct html_node *node)
{
    struct list list = {.numbered = node->tag == TAG_OL, .kind = '1', .reversed = html_get(node, "reversed") != NULL};
    const char *type = html_get(node, "type"), *style = html_get(node, "style");
    if (type && type[0] && !type[1] && strchr("1aAiI", type[0]))
        list.kind = type[0];
    const char *said = style ? strcasestr(style, "list-style") : NULL;
    for (size_t i = 0; said && i < sizeof list_styles / sizeof *list_styles; i++) {
        const char *found = strcasestr(said, list_styles[i].word), *stop = strchr(said, ';');
        if (!found || (stop && found > stop))
            continue;
        list.plain = !list_styles[i].kind;
        list.kind = list.plain ? list.kind : list_styles[i].kind;
    }
    long count = 0;
    for (const struct html_node *child = node->first; list.reversed && child; child = child->next)
        count += child->tag == TAG_LI;
    list.number = number_of(html_get(node, "start"), list.reversed ? count : 1);
    return list;
}

static void roman(long number, bool capital, char out[64])
{
    static const struct {
        long value;
        const char *sign;
    } signs[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                 {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    char *at = out;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            at = stpcpy(at, signs[i].sign);
    for (char *c = out; capital && c < at; c++)
        *c = (char)(*c - 'a' + 'A');
}

static void letters(long number, char first, char out[64])
{
    char turned[16];
    size_t count = 0;
    for (; number > 0; number = (number - 1) / 26)
        turned[count++] = (char)(first + (number - 1) % 26);
    for (size_t i = 0; i < count; i++)
        out[i] = turned[count - 1 - i];
    out[count] = '\0';
}

const char *html_number(struct arena *arena, char kind, long number)
{
    char text[64];
    bool is_roman = (kind | ' ') == 'i' && number > 0 && number < 4000;
    if (is_roman)
        roman(number, kind == 'I', text);
    else if ((kind | ' ') == 'a' && number > 0)
        letters(number, kind, text);
    else
        return arena_printf(arena, "%ld.", number);
    return arena_printf(arena, "%s.", text);
}

static void add_entry(struct writer *writer, const struct html_node *node, const struct setting *setting, struct list *list)
{
    struct setting inner = *setting;
    struct entry entry = {.bullet = !list->numbered};
    const char *said = html_get(node, "marker");
    list->number = number_of(html_get(node, "value"), list->number);
    if (said)
        entry.marker = said;
    else if (!list->plain)
        entry.marker = list->numbered ? html_number(writer->blocks->arena, list->kind, list->number) : "\xE2\x80\xA2";
    list->number += list->reversed ? -1 : 1;
    inner.entry = &entry;
    end_block(writer);
    walk_children(writer, node, &inner);
    end_block(writer);
    show_entry(writer, &inner, node->line);
}

static void add_list(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    struct setting inner = *setting;
    struct list list = list_of(node);
    show_entry(writer, setting, node->line);
    end_block(writer);
    inner.list++;
    inner.entry = NULL;
    inner.heading = 0;
    for (const struct html_node *child = node->first; child; child = child->next) {
        struct setting own = inner;
        own.zone = child->zone != ZONE_BODY ? child->zone : inner.zone;
        if (child->tag == TAG_LI)
            add_entry(writer, child, &own, &list);
        else
            walk(writer, child, &inner);
    }
    end_block(writer);
}

static void add_lone_entry(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    struct list list = {.kind = '1'};
    struct setting inner = *setting;
    inner.list += inner.list == 0;
    add_entry(writer, node, &inner, &list);
}

/* -- tables -- */

struct table {
    size_t number, row;
    size_t busy[TABLE_COLUMNS]; /* rows of each column that a cell from above still covers */
    bool body;                  /* a row that is no head was there */
};

static size_t span_of(const struct html_node *cell, const char *name, long most)
{
    long span = number_of(html_get(cell, name), 1);
    return span < 1 ? 1 : (size_t)(span > most ? most : span);
}

static bool is_cell(const struct html_node *node)
{
    return node->tag == TAG_TD || node->tag == TAG_TH;
}

static bool only_heads(const struct html_node *row)
{
    bool any = false;
    for (const struct html_node *cell = row->first; cell; cell = cell->next) {
        if (cell->tag == TAG_TD)
            return false;
        any |= cell->tag == TAG_TH;
    }
    return any;
}

static void add_cell(struct writer *writer, const struct html_node *cell, struct setting setting, struct table *table, size_t *column)
{
    size_t columns = span_of(cell, "colspan", TABLE_COLUMNS), rows = span_of(cell, "rowspan", ROWS_MAX);
    while (*column < TABLE_COLUMNS && table->busy[*column])
        ++*column;
    setting.zone = cell->zone != ZONE_BODY ? cell->zone : setting.zone;
    setting.column = *column + 1;
    setting.row_span = rows;
    setting.column_span = columns;
    for (size_t i = 0; i < columns && *column < TABLE_COLUMNS; i++)
        table->busy[(*column)++] = rows;
    walk_apart(writer, cell, &setting);
}

static void add_row(struct writer *writer, const struct html_node *row, const struct setting *setting, struct table *table, bool head)
{
    struct setting inner = *setting;
    size_t column = 0;
    inner.zone = row->zone != ZONE_BODY ? row->zone : inner.zone;
    inner.table = table->number;
    inner.row = ++table->row;
    inner.heads_table = head || (!table->body && only_heads(row));
    table->body |= !inner.heads_table;
    end_block(writer);
    for (const struct html_node *cell = row->first; cell; cell = cell->next) {
        if (is_cell(cell))
            add_cell(writer, cell, inner, table, &column);
        else
            walk(writer, cell, setting);
    }
    end_block(writer);
    for (size_t i = 0; i < TABLE_COLUMNS; i++)
        table->busy[i] -= table->busy[i] > 0;
}

static void add_rows(struct writer *writer, const struct html_node *node, const struct setting *setting, struct table *table)
{
    end_block(writer);
    for (const struct html_node *child = node->first; child; child = child->next) {
        struct setting inner = *setting;
        inner.zone = child->zone != ZONE_BODY ? child->zone : inner.zone;
        if (child->tag == TAG_TR)
            add_row(writer, child, &inner, table, node->tag == TAG_THEAD);
        else if (child->tag == TAG_THEAD || child->tag == TAG_TBODY || child->tag == TAG_TFOOT)
            add_rows(writer, child, &inner, table);
        else
            walk(writer, child, setting);
    }
    end_block(writer);
}

static size_t count_cells(const struct html_node *node)
{
    size_t count = 0;
    for (const struct html_node *child = node->first; child; child = child->next)
        count += is_cell(child) ? 1 : child->tag == TAG_TABLE ? 0 : count_cells(child);
    return count;
}

/* A table that only lays the page out: what is in it is read as if there were none. */
static bool lays_out(const struct html_node *table)
{
    const char *role = html_get(table, "role");
    bool said = role && (strcasecmp(role, "presentation") == 0 || strcasecmp(role, "none") == 0);
    return said || table->holds_table || table->holds_heading || count_cells(table) < 2;
}

static void add_table(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    show_entry(writer, setting, node->line);
    end_block(writer);
    if (setting->table || lays_out(node)) {
        walk_children(writer, node, setting);
    } else {
        struct table table = {.number = ++writer->blocks->table_count};
        struct setting inner = *setting;
        inner.entry = NULL;
        inner.list = 0;
        inner.indent = 0;
        add_rows(writer, node, &inner, &table);
    }
    end_block(writer);
}

/* -- lists as word processors save them -- */

static bool is_saved_marker(const struct html_node *node)
{
    const char *style = node->tag == TAG_SPAN ? html_get(node, "style") : NULL;
    return style && strcasestr(style, "mso-list:ignore");
}

static int saved_level(const struct html_node *node)
{
    for (; node; node = node->parent) {
        const char *style = html_get(node, "style"), *list = style ? strcasestr(style, "mso-list:") : NULL;
        const char *level = list ? strcasestr(list, "level") : NULL;
        if (level && level[5] >= '1' && level[5] <= '9')
            return level[5] - '0';
    }
    return 1;
}

/* Bullets are saved as letters of fonts of signs. */
static bool is_saved_bullet(const char *marker)
{
    static const char *const bullets[] = {"o", "\xC2\xB7", "\xC2\xA7", "\xC3\x98", "\xC3\xBC", "-", "\xE2\x80\xA2", "\xE2\x80\x93"};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (strcmp(marker, bullets[i]) == 0)
            return true;
    return false;
}

static void add_saved_marker(struct writer *writer, const struct html_node *node)
{
    char *marker = html_words(node, writer->blocks->arena);
    size_t size = strlen(marker), start = 0;
    while (size > 1 && memcmp(marker + size - 2, "\xC2\xA0", 2) == 0)
        for (size -= 2; size && marker[size - 1] == ' ';)
            size--;
    while (strncmp(marker + start, "\xC2\xA0", 2) == 0 || marker[start] == ' ')
        start += marker[start] == ' ' ? 1 : 2;
    marker[size] = '\0';
    marker += start < size ? start : size;
    end_block(writer);
    writer->item = (struct entry){.marker = is_saved_bullet(marker) ? "\xE2\x80\xA2" : marker};
    writer->item_level = saved_level(node);
    writer->has_item = *marker != '\0';
}

/* -- all elements -- */

typedef void handler(struct writer *writer, const struct html_node *node, const struct setting *setting);

static handler *const handlers[TAGS] = {
    [TAG_TEXT] = add_text,   [TAG_BR] = add_break,      [TAG_P] = add_paragraph,  [TAG_H1] = add_heading,         [TAG_H2] = add_heading,
    [TAG_H3] = add_heading,  [TAG_H4] = add_heading,    [TAG_H5] = add_heading,   [TAG_H6] = add_heading,         [TAG_PRE] = add_pre,
    [TAG_TEXTAREA] = add_pre, [TAG_HR] = add_rule,      [TAG_IMG] = add_image,    [TAG_INPUT] = add_input,        [TAG_OL] = add_list,
    [TAG_UL] = add_list,     [TAG_MENU] = add_list,     [TAG_DIR] = add_list,     [TAG_LI] = add_lone_entry,      [TAG_TABLE] = add_table,
    [TAG_DD] = add_indented, [TAG_BLOCKQUOTE] = add_indented,
};

static void walk(struct writer *writer, const struct html_node *node, const struct setting *setting)
{
    struct setting inner = *setting;
    bool turns = node->tag != TAG_TEXT && node->zone != ZONE_BODY && node->zone != setting->zone;
    if (node->tag == TAG_TITLE || node->tag == TAG_META)
        return; /* front matter; told apart */
    if (turns)
        inner.zone = node->zone;
    if (node->tag == TAG_DIV && node->properties) { /* as the Markdown front end makes them */
        inner.indent += html_get(node, "indent") ? INDENT : 0;
        inner.note = node->zone == ZONE_FOOTNOTE ? html_get(node, "marker") : inner.note;
        inner.list = inner.note ? 0 : inner.list;
    }
    if (turns && writer->open && !html_is(node->tag, HTML_BLOCK) && !node->holds_block) {
        wait(writer, node, &inner);
        return;
    }
    if (turns)
        end_block(writer);
    if (is_saved_marker(node))
        add_saved_marker(writer, node);
    else if (handlers[node->tag])
        handlers[node->tag](writer, node, &inner);
    else if (html_is(node->tag, HTML_BLOCK))
        walk_apart(writer, node, &inner);
    else
        walk_children(writer, node, &inner);
    if (turns)
        end_block(writer);
}

void html_blocks(const struct html_tree *tree, struct blocks *blocks)
{
    struct writer writer = {.blocks = blocks};
    struct setting setting = {.zone = ZONE_BODY, .row_span = 1, .column_span = 1};
    walk(&writer, tree->page, &setting);
    end_block(&writer);
    if (writer.open)
        blocks_end(blocks);
    buf_free(&writer.blanks);
    free(writer.waiting);
}

/* -- the words apart from what is made of them -- */

struct raw {
    struct blocks *blocks;
    struct buf words;
    size_t line;
    enum block_zone zone;
};

static void raw_end(struct raw *raw)
{
    if (raw->words.size)
        blocks_raw(raw->blocks, raw->zone, raw->line, raw->words.data, raw->words.size);
    buf_clear(&raw->words);
}

static void raw_text(struct raw *raw, const char *text, size_t size, size_t line)
{
    for (const char *end = text + size; text < end; text++) {
        bool space = is_space(*text);
        if (!space && !raw->words.size)
            raw->line = line;
        if (space && raw->words.size)
            buf_char(&raw->words, ' ');
        else if (!space)
            buf_char(&raw->words, *text);
        line += *text == '\n';
    }
}

static void raw_walk(struct raw *raw, const struct html_node *node);

static void raw_children(struct raw *raw, const struct html_node *node, const char *alt)
{
    if (node->tag == TAG_TEXT)
        raw_text(raw, node->text, node->size, node->line);
    if (alt)
        raw_text(raw, alt, strlen(alt), node->line);
    for (const struct html_node *child = node->first; child; child = child->next)
        raw_walk(raw, child);
}

/* What stands within a paragraph and is told apart from it: the paragraph's words go on behind it. */
static void raw_aside(struct raw *raw, const struct html_node *node, const char *alt)
{
    struct raw aside = {.blocks = raw->blocks, .zone = raw->zone};
    raw_children(&aside, node, alt);
    raw_end(&aside);
    buf_free(&aside.words);
}

static void raw_walk(struct raw *raw, const struct html_node *node)
{
    enum block_zone before = raw->zone;
    const char *alt = node->tag == TAG_IMG ? html_get(node, "alt") : NULL;
    bool turns = node->zone != ZONE_BODY && node->zone != before, block = html_is(node->tag, HTML_BLOCK);
    bool aside = alt ? !html_is_emoji(alt) : turns && !block && !node->holds_block;
    bool marker = !aside && is_saved_marker(node), parts = block || node->tag == TAG_BR || marker || (turns && !aside);
    if (node->tag == TAG_TITLE)
        return;
    if (parts)
        raw_end(raw);
    if (node->zone != ZONE_BODY)
        raw->zone = node->zone;
    if (aside)
        raw_aside(raw, node, alt);
    else
        raw_children(raw, node, alt);
    if (marker)
        raw_text(raw, " ", 1, node->line);
    else if (parts)
        raw_end(raw);
    raw->zone = before;
}

void html_raw(const struct html_tree *tree, struct blocks *blocks)
{
    struct raw raw = {.blocks = blocks};
    raw_walk(&raw, tree->page);
    raw_end(&raw);
    buf_free(&raw.words);
}
