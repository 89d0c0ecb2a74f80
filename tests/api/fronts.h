/* What the tests of front ends share: blocks as lines that can be compared. */
#ifndef TESTS_API_FRONTS_H
#define TESTS_API_FRONTS_H

#include "check.h"

#include "import/front.h"
#include "xml/xml.h"

#include <string.h>
#include <time.h>

struct read_file {
    struct arena *arena;
    struct blocks blocks;
    struct buf said, raw;
};

static inline void print_words(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n')
            buf_str(out, "\\n");
        else
            buf_char(out, *text);
    }
}

/* "at[-upto] [zone ]kind[level][ Ttable.row.column[H]][ [x]] [marker|]words", each with a line end; marks as in "*bold* /italic/ ~struck~". */
static inline void print_block(struct buf *out, const struct block *block)
{
    static const char *const zones[] = {"", "front ", "header ", "footer ", "footnote ", "comment ", "hidden ", "deleted ", "site "};
    static const char *const kinds[] = {"p", "h", "li", "img", "hr"};
    buf_printf(out, "%zu", block->at);
    if (block->upto != block->at)
        buf_printf(out, "-%zu", block->upto);
    buf_printf(out, " %s%s", zones[block->zone], kinds[block->kind]);
    if (block->kind == BLOCK_HEADING || block->kind == BLOCK_ENTRY)
        buf_printf(out, "%d", block->level);
    if (block->table)
        buf_printf(out, " T%zu.%zu.%zu%s", block->table, block->row, block->column, block->heads_table ? "H" : "");
    if (block->box)
        buf_printf(out, " [%c]", block->box == BOX_TICKED ? 'x' : ' ');
    buf_char(out, ' ');
    if (block->marker)
        buf_printf(out, "%s|", block->marker);
    size_t at = 0;
    for (size_t i = 0; i < block->run_count; i++) {
        const struct run *run = &block->runs[i];
        const char *sign = run->marks & RUN_STRIKE ? "~" : run->marks & RUN_BOLD ? "*" : run->marks & RUN_ITALIC ? "/" : "";
        sign = run->marks & RUN_CODE ? "`" : sign;
        struct buf words = BUF_INIT;
        buf_add(&words, block->text + at, run->size);
        buf_str(out, sign);
        print_words(out, buf_text(&words));
        buf_str(out, sign);
        if (run->link)
            buf_printf(out, "(%s)", run->link);
        buf_free(&words);
        at += run->size;
    }
    buf_char(out, '\n');
}

static inline struct read_file read_as(const struct front_end *front, const char *bytes, size_t size)
{
    struct read_file file = {.arena = arena_new(), .said = BUF_INIT, .raw = BUF_INIT};
    struct source source = {.path = "file", .bytes = bytes, .size = size};
    struct front_input input = {.source = &source, .path = "file"};
    blocks_start(&file.blocks, file.arena, front->format, "line");
    if (!front->read(&input, &file.blocks))
        buf_str(&file.said, "refused\n");
    for (size_t i = 0; i < file.blocks.count; i++)
        print_block(&file.said, &file.blocks.list[i]);
    for (size_t i = 0; i < file.blocks.raw_count; i++) {
        buf_printf(&file.raw, "%zu%s ", file.blocks.raw[i].at, file.blocks.raw[i].zone == ZONE_HIDDEN ? " hidden" : "");
        print_words(&file.raw, file.blocks.raw[i].text);
        buf_char(&file.raw, '\n');
    }
    source_free_lines(&source);
    return file;
}

static inline void read_free(struct read_file *file)
{
    buf_free(&file->said);
    buf_free(&file->raw);
    blocks_free(&file->blocks);
    arena_free(file->arena);
}

static inline void check_text(struct test *test, const char *source, const char *wanted, const char *got, int line)
{
    if (strcmp(wanted, got) == 0) {
        test->passed++;
        return;
    }
    test->failed++;
    printf("%s:%d: failed: %.200s\n  wanted:\n%s\n  got:\n%s\n", TEST_FILE, line, source, wanted, got);
}

static inline void check_blocks(struct test *test, const struct front_end *front, const char *source, const char *wanted, int line)
{
    struct read_file file = read_as(front, source, strlen(source));
    check_text(test, source, wanted, buf_text(&file.said), line);
    read_free(&file);
}

static inline void check_raw(struct test *test, const struct front_end *front, const char *source, const char *wanted, int line)
{
    struct read_file file = read_as(front, source, strlen(source));
    check_text(test, source, wanted, buf_text(&file.raw), line);
    read_free(&file);
}

/* So many times the opening, the middle, so many times the closing: read within the seconds. */
static inline void check_hostile(struct test *test, const struct front_end *front, const char *opening, const char *middle, const char *closing,
                                 size_t times, double seconds, int line)
{
    struct buf text = BUF_INIT;
    struct timespec from, to;
    for (size_t i = 0; i < times; i++)
        buf_str(&text, opening);
    buf_str(&text, middle);
    for (size_t i = 0; i < times; i++)
        buf_str(&text, closing);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    struct read_file file = read_as(front, buf_text(&text), text.size);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    double took = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    check(test, took < seconds && strstr(buf_text(&file.said), middle), opening, line);
    read_free(&file);
    buf_free(&text);
}

#endif
