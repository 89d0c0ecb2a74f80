/* Markdown: CommonMark with what GitHub adds, front matter, and HTML in between. */
#include "import/markdown_parts.h"

#include <stdlib.h>
#include <string.h>

static bool knows(void *with, const char *name, bool end_tag)
{
    return markdown_knows(with, name, end_tag);
}

struct source_lines {
    const char **starts;
    size_t *empty; /* lines without words right before each */
    size_t count, room;
};

static void find_lines(const char *text, size_t size, struct source_lines *lines)
{
    size_t room = 0, empty = 0;
    for (const char *at = text, *end = text + size; at < end;) {
        if (lines->count == room)
            MEM_GROW(lines->empty, lines->count, room);
        MEM_GROW(lines->starts, lines->count, lines->room);
        lines->starts[lines->count] = at;
        lines->empty[lines->count++] = empty;
        const char *stop = memchr(at, '\n', (size_t)(end - at)), *word = at;
        stop = stop ? stop : end;
        while (word < stop && (*word == ' ' || *word == '\t'))
            word++;
        empty = word == stop ? empty + 1 : 0;
        at = stop + 1;
    }
}

static size_t columns_before(const char *line)
{
    size_t columns = 0;
    for (; *line == ' ' || *line == '\t'; line++)
        columns = *line == '\t' ? (columns / 8 + 1) * 8 : columns + 1;
    return columns;
}

/* Where the source says more of how a block stands than its markup. */
static void place_blocks(struct blocks *blocks, size_t from, const struct source_lines *lines, size_t first)
{
    size_t before = 0;
    for (size_t i = from; i < blocks->count; i++) {
        struct block *block = &blocks->list[i];
        size_t line = block->at - first;
        if (block->at < first || line >= lines->count)
            continue;
        size_t columns = columns_before(lines->starts[line]);
        block->gap = block->at != before ? lines->empty[line] : 0;
        block->indent = columns > block->indent && !block->table ? columns : block->indent;
        before = block->at;
    }
}

void front_markdown_blocks(const char *text, size_t size, size_t first, struct blocks *blocks)
{
    struct markdown markdown;
    struct html_tree tree;
    struct source_lines lines = {NULL, NULL, 0, 0};
    size_t from = blocks->count;
    markdown_begin(&markdown, blocks->arena, text, size, first);
    html_start(&tree, blocks->arena);
    tree.comments = true;
    tree.knows = knows;
    tree.with = &markdown;
    markdown_read(&markdown, &tree);
    html_end(&tree);
    html_zones(&tree, false);
    html_blocks(&tree, blocks);
    find_lines(text, size, &lines);
    place_blocks(blocks, from, &lines, first);
    markdown_raw(&markdown, blocks);
    free(lines.starts);
    free(lines.empty);
    markdown_end(&markdown);
}

static bool read_markdown(const struct front_input *input, struct blocks *blocks)
{
    size_t size, bad, front = 0;
    const char *bytes = input->source->bytes ? input->source->bytes : "";
    char *text = front_decode(bytes, input->source->size, blocks->arena, &size, &blocks->encoding, &bad);
    size_t lines = markdown_front(text, size, blocks, &front);
    front_markdown_blocks(text + front, size - front, lines + 1, blocks);
    markdown_form(text, size, blocks);
    return true;
}

const struct front_end front_markdown = {"markdown", ".md .markdown .mdown .mkd .mkdn .mdwn .qmd .rmd", NULL, read_markdown};
