/* Elements, their attributes, and prose gathered into them. */
#include "import/shape.h"
#include "base/text.h"
#include "document/markdown.h"
#include "import/people.h"
#include "import/phrase.h"
#include "import/shape_parts.h"
#include "import/when.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

void shape_why(struct node *node, const struct block *block, struct why why)
{
    char text[48];
    if (block && block->at) {
        if (block->upto > block->at)
            snprintf(text, sizeof text, "%zu-%zu", block->at, block->upto);
        else
            snprintf(text, sizeof text, "%zu", block->at);
        node_set(node, "src", text);
    }
    if (!why.rule)
        return;
    node_set(node, "rule", why.rule);
    snprintf(text, sizeof text, "%d.%02d", why.sure / 100, why.sure % 100);
    node_set(node, "confidence", text);
}

struct node *shape_add(struct shape *shape, const char *name, size_t block, struct why why)
{
    shape_end(shape);
    if (shape->previous && !text_word_in(name, "columns update text note"))
        shape->previous = NULL; /* what is no report on earlier actions ends them */
    struct node *parent = shape->previous ? shape->previous : shape->open[shape->depth];
    struct node *node = node_add(parent, name);
    shape_why(node, shape_at(shape, block), why);
    return node;
}

void shape_attr(struct shape *shape, struct node *node, const char *name, size_t block, size_t from, size_t to)
{
    if (from >= to)
        return;
    struct arena *arena = shape->reading->arena;
    char *words = text_collapse(arena, arena_copy_n(arena, shape_at(shape, block)->text + from, to - from));
    if (words && *words)
        node_set(node, name, words);
}

const char *shape_printed(const struct shape *shape, size_t block)
{
    const struct block *of = shape_at(shape, block);
    struct arena *arena = shape->reading->arena;
    const char *words = arena_copy_n(arena, of->text, of->size);
    return text_collapse(arena, shape_marked(of) ? arena_printf(arena, "%s %s", of->marker, words) : words);
}

void shape_attr_whole(struct shape *shape, struct node *node, const char *name, size_t block)
{
    const char *words = shape_printed(shape, block);
    if (*words)
        node_set(node, name, words);
}

void shape_names(struct shape *shape, struct node *node, const char *name, const char *const *names)
{
    struct buf list = BUF_INIT;
    for (; names && *names; names++)
        buf_printf(&list, "%s%s", list.size ? "|" : "", *names);
    if (list.size)
        node_set(node, name, arena_copy(shape->reading->arena, buf_text(&list)));
    buf_free(&list);
}

void shape_end(struct shape *shape)
{
    if (!shape->prose)
        return;
    char place[48];
    node_add_text(shape->prose, buf_text(&shape->words));
    if (shape->prose_upto > shape->prose_at)
        snprintf(place, sizeof place, "%zu-%zu", shape->prose_at, shape->prose_upto);
    else
        snprintf(place, sizeof place, "%zu", shape->prose_at);
    if (shape->prose_at && !node_attr(shape->prose, "src"))
        node_set(shape->prose, "src", place);
    shape->prose = NULL;
    buf_clear(&shape->words);
}

size_t shape_word_points(const char *text)
{
    size_t count = 0, left = strlen(text), length;
    for (uint32_t point; left; text += length, left -= length) {
        length = text_decode(text, left, &point);
        count += length && text_is_word(point);
        length += !length;
    }
    return count;
}

bool shape_marked(const struct block *block)
{
    return block->marker && shape_word_points(block->marker) > 0;
}

/* Without what closes it; NULL: nothing is left. */
const char *shape_number(const char *marker, struct arena *arena)
{
    size_t size = strlen(marker);
    while (size && strchr(".):", marker[size - 1]))
        size--;
    return size ? arena_copy_n(arena, marker, size) : NULL;
}

/* "3." for a list of Markdown, which knows digits with a stop or a bracket; else NULL. */
const char *shape_list_sign(const struct block *block, struct arena *arena)
{
    enum { MOST = 9 };
    if (block->kind != BLOCK_ENTRY)
        return NULL;
    const char *marker = block->marker ? block->marker : "";
    size_t digits = strspn(marker, "0123456789");
    if (digits && digits < MOST && strchr(".)", marker[digits]) && marker[digits] && !marker[digits + 1])
        return arena_copy(arena, marker);
    return !shape_marked(block) || strcmp(marker, "o") == 0 ? "-" : NULL;
}

static void put_marker(struct shape *shape, size_t block)
{
    const struct block *of = shape_at(shape, block);
    struct block marker = {.text = of->marker, .size = strlen(of->marker)};
    struct run run = {.size = marker.size};
    marker.runs = &run;
    marker.run_count = 1;
    block_prose(&marker, 0, marker.size, &shape->words);
    buf_char(&shape->words, ' ');
    shape->marker_block = block;
}

/* One paragraph more: of a list, or behind an empty line. */
void shape_put(struct shape *shape, size_t block, size_t from, size_t to)
{
    enum { LEVELS = 8, STEP = 4 };
    const struct block *of = shape_at(shape, block);
    struct buf *out = &shape->words;
    bool said = shape_marked(of) && shape->marker_block == block;
    bool begins = from == 0 || (shape->marks[block].kind == MARK_NONE && !out->size && !said);
    const char *sign = begins && shape->marks[block].kind != MARK_ITEM ? shape_list_sign(of, shape->reading->arena) : NULL;
    int level = of->level < 1 ? 1 : of->level > LEVELS ? LEVELS : of->level;
    bool more = sign && shape->last.list;
    if (more && level > shape->last.level + 1)
        level = shape->last.level + 1;
    if (sign && !shape->last.list)
        level = 1;
    if (out->size)
        buf_str(out, more ? "\n" : "\n\n");
    if (sign) {
        buf_fill(out, ' ', (size_t)(level - 1) * STEP);
        buf_printf(out, "%s ", sign);
        buf_fill(out, ' ', strlen(sign) < 3 ? 3 - strlen(sign) : 0); /* nested lists stand STEP columns in, behind any sign */
        if (of->box && from < to)
            buf_str(out, of->box == BOX_TICKED ? "[x] " : "[ ] ");
    } else if (begins && of->marker && *of->marker && shape->marks[block].kind != MARK_ITEM) {
        put_marker(shape, block);
    }
    shape->marker_block = sign ? block : shape->marker_block;
    block_prose(of, from, to, out);
    shape->last.list = sign != NULL;
    shape->last.level = level;
    shape->prose_upto = of->upto;
}

void shape_words(struct shape *shape, struct node *node, size_t block, size_t from, size_t to)
{
    shape_end(shape);
    shape->prose = node;
    shape->last.list = false;
    shape->prose_at = shape->prose_upto = shape_at(shape, block)->at;
    const struct block *of = shape_at(shape, block);
    bool leads = from == 0 || shape->leads;
    shape->leads = false;
    if (leads && to && shape_marked(of) && shape->marks[block].kind != MARK_ITEM &&
        !node_attr(node, "n"))
        put_marker(shape, block);
    if (from >= to)
        return;
    block_prose(of, from, to, &shape->words);
    shape->prose_upto = of->upto;
}

void shape_text(struct shape *shape, size_t block, size_t from, size_t to)
{
    const struct block *of = shape_at(shape, block);
    bool marker = from == 0 && of->marker && *of->marker;
    if (phrase_skip(of->text, to, from, " \t\n") >= to && !marker)
        return;
    if (!shape->prose || !node_is(shape->prose, "text")) {
        struct node *text = shape_add(shape, "text", block, (struct why){NULL, 0});
        node_unset(text, "src");
        shape->prose = text;
        shape->last.list = false;
        shape->prose_at = of->at;
    }
    shape_put(shape, block, from, to);
}
void shape_title(struct shape *shape, struct node *item, size_t block, size_t from, size_t to)
{
    const struct block *of = shape_at(shape, block);
    struct node *title = node_add(item, "title");
    shape_why(title, of, (struct why){NULL, 0});
    const char *words = arena_copy_n(shape->reading->arena, of->text + from, to - from);
    bool counted = shape->marks[block].kind == MARK_ITEM ? node_attr(item, "n") != NULL : shape_list_sign(of, shape->reading->arena) != NULL;
    if (from == 0 && shape_marked(of) && !counted)
        words = arena_printf(shape->reading->arena, "%s %s", of->marker, words);
    node_add_text(title, text_collapse(shape->reading->arena, words));
}

/* A title is plain words: where its links lead stands below it. */
void shape_links(struct shape *shape, size_t block, size_t from, size_t to)
{
    const struct block *of = shape_at(shape, block);
    for (size_t i = 0, at = 0; i < of->run_count && at < to; at += of->runs[i++].size) {
        const char *link = of->runs[i].link;
        bool within = at + of->runs[i].size > from && link && markdown_link_allowed(link) && !strpbrk(link, " <>\\\n\t");
        if (!within || (strlen(link) == of->runs[i].size && memcmp(link, of->text + at, of->runs[i].size) == 0))
            continue;
        struct node *text = shape_add(shape, "text", block, (struct why){"link-of-title", 95});
        node_add_text(text, arena_printf(shape->reading->arena, "<%s>", link));
    }
}
