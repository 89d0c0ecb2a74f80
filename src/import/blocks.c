#include "import/blocks.h"

#include "base/text.h"
#include "document/markdown.h"

#include <stdlib.h>
#include <string.h>

void blocks_start(struct blocks *blocks, struct arena *arena, const char *format, const char *unit)
{
    *blocks = (struct blocks){.arena = arena, .format = format, .unit = unit};
}

void blocks_free(struct blocks *blocks)
{
    free(blocks->list);
    free(blocks->raw);
    free(blocks->attachments);
    free(blocks->properties);
    free(blocks->runs);
    buf_free(&blocks->words);
    blocks_start(blocks, NULL, blocks->format, blocks->unit);
}

struct block *blocks_add(struct blocks *blocks, enum block_kind kind, size_t at)
{
    MEM_GROW(blocks->list, blocks->count, blocks->room);
    struct block *block = &blocks->list[blocks->count++];
    *block = (struct block){.kind = kind, .text = "", .at = at, .upto = at, .row_span = 1, .column_span = 1};
    buf_clear(&blocks->words);
    blocks->run_count = 0;
    return block;
}

void blocks_text(struct blocks *blocks, const char *text, size_t size, unsigned marks, const char *link)
{
    struct run *last = blocks->run_count ? &blocks->runs[blocks->run_count - 1] : NULL;
    if (!size)
        return;
    buf_add(&blocks->words, text, size);
    for (char *at = blocks->words.data + blocks->words.size - size; at < blocks->words.data + blocks->words.size; at++)
        if (*at == '\f')
            *at = ' ';
    if (last && last->marks == marks && text_same(last->link, link)) {
        last->size += size;
        return;
    }
    MEM_GROW(blocks->runs, blocks->run_count, blocks->run_room);
    blocks->runs[blocks->run_count++] = (struct run){
        .size = size, .marks = marks, .link = link ? arena_copy(blocks->arena, link) : NULL};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The white space that may go at the ends of a text; a no-break space too, which pads columns. */
static size_t space_before(const char *text, size_t size)
{
    size_t i = 0;
    for (;;) {
        if (i < size && is_space(text[i]))
            i++;
        else if (i + 1 < size && memcmp(text + i, "\xC2\xA0", 2) == 0)
            i += 2;
        else
            return i;
    }
}

static size_t space_after(const char *text, size_t size)
{
    size_t end = size;
    for (;;) {
        if (end && is_space(text[end - 1]))
            end--;
        else if (end > 1 && memcmp(text + end - 2, "\xC2\xA0", 2) == 0)
            end -= 2;
        else
            return size - end;
    }
}

/* The runs of what is left when so many bytes go at either end. */
static void cut_runs(struct blocks *blocks, size_t before, size_t after)
{
    size_t first = 0;
    while (first < blocks->run_count && blocks->runs[first].size <= before)
        before -= blocks->runs[first++].size;
    while (blocks->run_count > first && blocks->runs[blocks->run_count - 1].size <= after)
        after -= blocks->runs[--blocks->run_count].size;
    blocks->run_count -= first;
    memmove(blocks->runs, blocks->runs + first, blocks->run_count * sizeof *blocks->runs);
    if (blocks->run_count) {
        blocks->runs[0].size -= before;
        blocks->runs[blocks->run_count - 1].size -= after;
    }
}

bool blocks_end(struct blocks *blocks)
{
    struct block *block = &blocks->list[blocks->count - 1];
    const char *text = buf_text(&blocks->words);
    size_t size = blocks->words.size, before = space_before(text, size);
    size_t after = space_after(text + before, size - before);
    if (size) {
        block->size = size - before - after;
        block->text = arena_copy_n(blocks->arena, text + before, block->size);
        if (block->size)
            cut_runs(blocks, before, after);
        else
            blocks->run_count = 0;
        block->runs = arena_alloc(blocks->arena, (blocks->run_count ? blocks->run_count : 1) * sizeof *block->runs);
        if (blocks->run_count)
            memcpy(block->runs, blocks->runs, blocks->run_count * sizeof *block->runs);
        block->run_count = blocks->run_count;
    }
    bool kept = block->size || block->marker || block->box || block->file || block->kind == BLOCK_IMAGE ||
                block->kind == BLOCK_RULE;
    if (!kept)
        blocks->count--;
    buf_clear(&blocks->words);
    blocks->run_count = 0;
    return kept;
}

void blocks_raw(struct blocks *blocks, enum block_zone zone, size_t at, const char *text, size_t size)
{
    if (space_before(text, size) == size)
        return;
    MEM_GROW(blocks->raw, blocks->raw_count, blocks->raw_room);
    blocks->raw[blocks->raw_count++] = (struct raw_words){
        .text = arena_copy_n(blocks->arena, text, size), .at = at, .zone = zone};
}

void blocks_property(struct blocks *blocks, const char *name, const char *value, size_t size)
{
    MEM_GROW(blocks->properties, blocks->property_count, blocks->property_room);
    blocks->properties[blocks->property_count++] = (struct block_property){arena_copy(blocks->arena, name), arena_copy_n(blocks->arena, value, size)};
}

/* Lists of choices are in the arena: twice the room where one is full. */
void block_mark_choice(struct blocks *blocks, struct block_mark *mark, const char *text, const char *value)
{
    if (mark->choice_count == mark->choice_room) {
        struct block_choice *more = arena_alloc(blocks->arena, (2 * mark->choice_room + 8) * sizeof *more);
        if (mark->choice_count)
            memcpy(more, mark->choices, mark->choice_count * sizeof *more);
        mark->choices = more;
        mark->choice_room = 2 * mark->choice_room + 8;
    }
    mark->choices[mark->choice_count++] = (struct block_choice){arena_copy(blocks->arena, text), arena_copy(blocks->arena, value)};
}

static bool name_taken(const struct blocks *blocks, const char *name)
{
    for (size_t i = 0; i < blocks->attachment_count; i++)
        if (strcmp(blocks->attachments[i].name, name) == 0)
            return true;
    return false;
}

/* The last part of a path, of letters, digits, dots, dashes: what every file system takes. */
static char *safe_name(struct arena *arena, const char *name)
{
    const char *slash = strrchr(name, '/');
    char *safe = arena_copy(arena, slash ? slash + 1 : name);
    for (char *at = safe; *at; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
        if (!plain && !(at > safe && (*at == '.' || *at == '-' || *at == '_')))
            *at = '-';
    }
    return *safe ? safe : arena_copy(arena, "file");
}

const char *blocks_attach(struct blocks *blocks, const char *name, const char *bytes, size_t size)
{
    char *safe = safe_name(blocks->arena, name), *own = safe;
    for (size_t more = blocks->attachment_count + 1; name_taken(blocks, own); more++) /* not from 2: thousands may have one name */
        own = arena_printf(blocks->arena, "%zu-%s", more, safe);
    MEM_GROW(blocks->attachments, blocks->attachment_count, blocks->attachment_room);
    blocks->attachments[blocks->attachment_count++] = (struct attachment){
        .name = own, .bytes = arena_copy_n(blocks->arena, bytes, size), .size = size};
    return own;
}

/* -- a block's text as prose -- */

static const struct {
    unsigned mark;
    const char *sign;
} signs[] = {{RUN_STRIKE, "~~"}, {RUN_BOLD, "**"}, {RUN_ITALIC, "*"}};

enum { SIGNS = sizeof signs / sizeof *signs };

/* Emphasis must not begin or end at white space, nor beside a letter: there Markdown would print the sign itself. */
static bool may_be_marked(const struct block *block, size_t from, size_t to)
{
    const char *text = block->text;
    if (from >= to || is_space(text[from]) || is_space(text[to - 1]))
        return false;
    unsigned char before = from ? (unsigned char)text[from - 1] : ' ', after = to < block->size ? (unsigned char)text[to] : ' ';
    unsigned char first = (unsigned char)text[from], last = (unsigned char)text[to - 1];
    bool plain = (first >= 0x80 || (first >= '0' && first <= '9') || ((first | 32) >= 'a' && (first | 32) <= 'z')) &&
                 (last >= 0x80 || (last >= '0' && last <= '9') || ((last | 32) >= 'a' && (last | 32) <= 'z') ||
                  strchr(".,:;)", last));
    return plain && strchr(" \t\n([", before) && strchr(" \t\n.,:;)]", after) &&
           !(strchr(".,:;)", last) && !strchr(" \t\n", after));
}

/* Whether the link can be printed. */
static bool is_led(const struct run *run)
{
    return run->link && markdown_link_allowed(run->link) && !strpbrk(run->link, " <>\\\n\t");
}

static void add_run(const struct block *block, size_t from, size_t to, const struct run *run, bool start, struct buf *out)
{
    bool marked = run->marks && may_be_marked(block, from, to),
         leads = is_led(run) && !memchr(block->text + from, '\n', to - from);
    for (int i = 0; marked && i < SIGNS; i++)
        if (run->marks & signs[i].mark)
            buf_str(out, signs[i].sign);
    if (leads)
        buf_char(out, '[');
    markdown_escape(block->text + from, to - from, start && !marked && !leads, out);
    if (leads)
        buf_printf(out, strpbrk(run->link, "()") ? "](<%s>)" : "](%s)", run->link);
    for (int i = SIGNS - 1; marked && i >= 0; i--)
        if (run->marks & signs[i].mark)
            buf_str(out, signs[i].sign);
}

void block_prose(const struct block *block, size_t from, size_t to, struct buf *out)
{
    to = to < block->size ? to : block->size;
    from += space_before(block->text + from, from < to ? to - from : 0);
    to -= from < to ? space_after(block->text + from, to - from) : 0;
    size_t at = 0, begun = from;
    for (size_t i = 0, taken; i < block->run_count; at += taken) {
        const struct run *run = &block->runs[i++];
        taken = run->size;
        while (i < block->run_count && block->runs[i].marks == run->marks && !is_led(run) && !is_led(&block->runs[i]))
            taken += block->runs[i++].size; /* what is printed alike is escaped as one text */
        size_t first = at > from ? at : from, last = at + taken < to ? at + taken : to;
        if (first >= last)
            continue;
        bool start = first == begun || block->text[first - 1] == '\n';
        /* White space at a run's ends stands outside its emphasis. */
        size_t lead = space_before(block->text + first, last - first),
               trail = space_after(block->text + first + lead, last - first - lead);
        markdown_escape(block->text + first, lead, start, out);
        if (first + lead < last - trail)
            add_run(block, first + lead, last - trail, run, start, out);
        markdown_escape(block->text + last - trail, trail, false, out);
    }
}

bool block_marked(const struct block *block, size_t from, size_t to, unsigned marks)
{
    size_t at = 0;
    bool any = false;
    for (size_t i = 0; i < block->run_count; at += block->runs[i++].size) {
        size_t first = at > from ? at : from, last = at + block->runs[i].size < to ? at + block->runs[i].size : to;
        if (first >= last || space_before(block->text + first, last - first) == last - first)
            continue;
        any = true;
        if ((block->runs[i].marks & marks) != marks)
            return false;
    }
    return any;
}
