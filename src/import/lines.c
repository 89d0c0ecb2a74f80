/* Line breaks that are as good as paragraphs. */
#include "import/blocks.h"
#include "import/number.h"
#include "import/phrase.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_BYTES = 40 };

/* Whether a line begins something of its own: a number, a sign, "Label:", bold words behind such as are not. */
static bool begins(const struct block *block, size_t at)
{
    const char *text = block->text + at;
    const char *end = memchr(text, '\n', block->size - at);
    size_t size = end ? (size_t)(end - text) : block->size - at;
    struct number number;
    if (number_read(text, size, &number) && !number.bare)
        return true;
    if (size > 2 && (strchr("*-", *text) || memcmp(text, "\xE2\x80\xA2", 3) == 0) && memchr(text, ' ', 4))
        return true;
    return phrase_label(text, size) > 0;
}

/* Whether the line that ends at end is short, begins with a label, and what follows begins with a capital. */
static bool ends(const struct block *block, size_t from, size_t end)
{
    enum { SHORT = 100 };
    const char *colon = memchr(block->text + from, ':', end - from < LABEL_BYTES ? end - from : LABEL_BYTES);
    return colon && end - from < SHORT && begins(block, from) &&
           phrase_starts_upper(block->text + end + 1, block->size - end - 1);
}

/* Bytes from..to of a block as the last block of the list. */
static void add_part(struct blocks *blocks, const struct block *from, size_t begin, size_t end, size_t line)
{
    struct block *part = blocks_add(blocks, begin ? BLOCK_PARAGRAPH : from->kind, from->at);
    struct block kept = *from;
    bool counted = from->upto > from->at; /* breaks are lines of the source */
    kept.kind = part->kind;
    kept.marker = begin ? NULL : from->marker;
    kept.box = begin ? BOX_NONE : from->box;
    kept.gap = begin ? 0 : from->gap;
    kept.at = counted && from->at + line <= from->upto ? from->at + line : from->at;
    kept.upto = end == from->size ? from->upto : kept.at;
    kept.text = "";
    kept.size = kept.run_count = 0;
    kept.runs = NULL;
    *part = kept;
    size_t at = 0;
    for (size_t i = 0; i < from->run_count; at += from->runs[i++].size) {
        size_t first = at > begin ? at : begin, last = at + from->runs[i].size < end ? at + from->runs[i].size : end;
        if (first < last)
            blocks_text(blocks, from->text + first, last - first, from->runs[i].marks, from->runs[i].link);
    }
    blocks_end(blocks);
}

void blocks_break_lines(struct blocks *blocks)
{
    struct blocks out = *blocks;
    out.list = NULL;
    out.count = out.room = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->list[i];
        bool whole = block->zone != ZONE_BODY || block->kind == BLOCK_IMAGE || !memchr(block->text, '\n', block->size);
        if (whole) {
            MEM_GROW(out.list, out.count, out.room);
            out.list[out.count++] = *block;
            continue;
        }
        size_t from = 0, line = 0, here = 0;
        for (size_t k = 0; k < block->size; k++) {
            if (block->text[k] != '\n')
                continue;
            here++;
            if (!begins(block, k + 1) && !ends(block, from, k))
                continue;
            add_part(&out, block, from, k, line);
            from = k + 1;
            line = here;
        }
        add_part(&out, block, from, block->size, line);
    }
    struct block *old = blocks->list;
    *blocks = out;
    free(old);
}
