/* What a front end makes of files.
 *     blocks [--reject] [--raw | --attachments | --count] FILE…
 * prints each block in a line with its properties, and its runs below it where they are not plain; --raw prints what was read before; --attachments
 * names, sizes and hashes of attachments; --count only the numbers. --reject undoes tracked changes. Status 1: a file could not be used, and its
 * findings are printed. */
#include "base/hash.h"
#include "base/port.h"
#include "import/front.h"
#include "xml/xml.h"

#include <stdio.h>
#include <string.h>

enum what { BLOCKS, RAW, ATTACHMENTS, COUNT };

static const char *const kinds[] = {"paragraph", "heading", "entry", "image", "rule"};
static const char *const zones[] = {"body", "front", "header", "footer", "footnote", "comment", "hidden", "deleted", "site"};
static const char *const boxes[] = {"none", "empty", "ticked"};
static const char marks[] = "bisc_";

static void print_text(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (text[i] == '\n')
            printf("\\n");
        else if (text[i] == '\t')
            printf("\\t");
        else
            putchar(text[i]);
}

static void print_runs(const struct block *block)
{
    size_t at = 0;
    if (block->run_count == 1 && !block->runs[0].marks && !block->runs[0].link)
        return;
    for (size_t i = 0; i < block->run_count; at += block->runs[i++].size) {
        printf("    ");
        for (unsigned bit = 0; bit < sizeof marks - 1; bit++)
            if (block->runs[i].marks & 1u << bit)
                putchar(marks[bit]);
        printf("|");
        print_text(block->text + at, block->runs[i].size);
        printf("|%s%s\n", block->runs[i].link ? " -> " : "", block->runs[i].link ? block->runs[i].link : "");
    }
}

static void print_block(const struct block *block)
{
    printf("%zu", block->at);
    if (block->upto != block->at)
        printf("-%zu", block->upto);
    printf(" %s", kinds[block->kind]);
    if (block->zone != ZONE_BODY)
        printf(" %s", zones[block->zone]);
    const struct {
        const char *name;
        size_t value, usual;
    } numbers[] = {
        {"level", (size_t)block->level, 0}, {"gap", block->gap, 0}, {"indent", block->indent, 0}, {"page", block->page, 0},
        {"table", block->table, 0}, {"row", block->row, 0}, {"column", block->column, 0},
        {"rows", block->row_span, 1}, {"columns", block->column_span, 1},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i].value != numbers[i].usual)
            printf(" %s=%zu", numbers[i].name, numbers[i].value);
    if (block->heads_table)
        printf(" head");
    if (block->box)
        printf(" box=%s", boxes[block->box]);
    if (block->style)
        printf(" style=%s", block->style);
    if (block->file)
        printf(" file=%s", block->file);
    if (block->marker)
        printf(" [%s]", block->marker);
    printf(": ");
    print_text(block->text, block->size);
    putchar('\n');
    print_runs(block);
}

static void print(const struct blocks *blocks, enum what what)
{
    if (what == COUNT)
        printf("%s %zu blocks, %zu raw, %zu attachments, %zu tables\n", blocks->format, blocks->count, blocks->raw_count, blocks->attachment_count,
               blocks->table_count);
    if (what == BLOCKS)
        printf("%s, %s%s%s\n", blocks->format, blocks->unit, blocks->encoding ? ", " : "", blocks->encoding ? blocks->encoding : "");
    for (size_t i = 0; what == BLOCKS && i < blocks->count; i++)
        print_block(&blocks->list[i]);
    for (size_t i = 0; what == RAW && i < blocks->raw_count; i++) {
        printf("%zu %s: ", blocks->raw[i].at, zones[blocks->raw[i].zone]);
        print_text(blocks->raw[i].text, strlen(blocks->raw[i].text));
        putchar('\n');
    }
    for (size_t i = 0; what == ATTACHMENTS && i < blocks->attachment_count; i++) {
        const struct attachment *file = &blocks->attachments[i];
        char digits[33];
        hash_text(hash_bytes(file->bytes, file->size), digits);
        printf("%s %zu %s\n", file->name, file->size, digits);
    }
}

static bool one_file(const char *path, enum what what, enum tracked_changes tracked)
{
    struct buf bytes = BUF_INIT, said = BUF_INIT;
    struct diag_log *log = diag_new();
    struct arena *arena = arena_new();
    const char *why = "", *slash = strrchr(path, '/');
    size_t size;
    struct source source = {.path = slash ? slash + 1 : path};
    bool good = port_read(NULL, path, IMPORT_SIZE, &bytes, &size, &why) == PORT_OK;
    if (good) {
        source.bytes = buf_text(&bytes);
        source.size = bytes.size;
        struct front_input input = {&source, path, tracked, log};
        const struct front_end *front = front_for(path, source.bytes, source.size);
        struct blocks blocks;
        blocks_start(&blocks, arena, front->format, "line");
        good = front->read(&input, &blocks);
        if (good)
            print(&blocks, what);
        blocks_free(&blocks);
    } else {
        diag_add(log, D_CANNOT_READ, source_file(&source), path, why);
    }
    diag_finish(log);
    diag_print(log, &said, false, DIAG_NOTE);
    printf("%s", buf_text(&said));
    source_free_lines(&source);
    arena_free(arena);
    diag_free(log);
    buf_free(&said);
    buf_free(&bytes);
    return good;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        enum what what;
    } options[] = {{"--raw", RAW}, {"--attachments", ATTACHMENTS}, {"--count", COUNT}};
    enum tracked_changes tracked = TRACKED_ACCEPT;
    enum what what = BLOCKS;
    int status = 0;
    xml_start();
    for (int i = 1; i < argc; i++) {
        bool option = strcmp(argv[i], "--reject") == 0;
        tracked = option ? TRACKED_REJECT : tracked;
        for (size_t k = 0; k < sizeof options / sizeof *options; k++)
            if (strcmp(argv[i], options[k].name) == 0) {
                what = options[k].what;
                option = true;
            }
        if (!option && !one_file(argv[i], what, tracked))
            status = 1;
    }
    xml_stop();
    return status;
}
