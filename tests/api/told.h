/* Blocks told in short, one a line, to compare with what is expected. */
#ifndef TESTS_API_TOLD_H
#define TESTS_API_TOLD_H

#include "import/front.h"

/* "H2 {3.1} WORDS": kind (P, H, E, I, R) and level unless 0; "/f" a zone that is not the body; "T1[2,3]" a cell, "!" in a head row;
 * "+2" empty lines before; "{…}" the marker; "[ ]" or "[x]" a box; "\n" and tabs in words are "|" and ">". */
static inline void tell_block(const struct block *block, struct buf *out)
{
    buf_char(out, "PHEIR"[block->kind]);
    if (block->level)
        buf_printf(out, "%d", block->level);
    if (block->zone)
        buf_printf(out, "/%c", "bfhtncxds"[block->zone]);
    if (block->table)
        buf_printf(out, " T%zu[%zu,%zu]%s", block->table, block->row, block->column, block->heads_table ? "!" : "");
    if (block->row_span > 1 || block->column_span > 1)
        buf_printf(out, "%zux%zu", block->row_span, block->column_span);
    if (block->gap)
        buf_printf(out, " +%zu", block->gap);
    if (block->marker)
        buf_printf(out, " {%s}", block->marker);
    if (block->box)
        buf_str(out, block->box == BOX_TICKED ? " [x]" : " [ ]");
    buf_char(out, ' ');
    for (size_t i = 0; i < block->size; i++)
        buf_char(out, block->text[i] == '\n' ? '|' : block->text[i] == '\t' ? '>' : block->text[i]);
    for (size_t i = 0; i < block->run_count; i++)
        if (block->runs[i].marks || block->runs[i].link)
            buf_printf(out, " <%zu:%u%s%s>", block->runs[i].size, block->runs[i].marks, block->runs[i].link ? " " : "",
                       block->runs[i].link ? block->runs[i].link : "");
    if (block->file)
        buf_printf(out, " =%s", block->file);
    buf_char(out, '\n');
}

static inline void tell_blocks(const struct blocks *blocks, struct buf *out)
{
    for (size_t i = 0; i < blocks->count; i++)
        tell_block(&blocks->list[i], out);
}

/* Letters and digits of all blocks, and of all raw words: nothing is lost where they are as many. */
static inline bool told_all(const struct blocks *blocks)
{
    size_t in_blocks = 0, in_raw = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        for (const char *c = blocks->list[i].text; *c; c++)
            in_blocks += (*c >= '0' && *c <= '9') || (*c | 0x20) >= 'a';
        for (const char *c = blocks->list[i].marker ? blocks->list[i].marker : ""; *c; c++)
            in_blocks += (*c >= '0' && *c <= '9') || (*c | 0x20) >= 'a';
    }
    for (size_t i = 0; i < blocks->raw_count; i++)
        for (const char *c = blocks->raw[i].text; *c; c++)
            in_raw += (*c >= '0' && *c <= '9') || (*c | 0x20) >= 'a';
    return in_blocks == in_raw;
}

#endif
