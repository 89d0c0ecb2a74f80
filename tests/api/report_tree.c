/* What the page of an imported source needs.
 *     report_tree FILE -o TREE …
 * reads each file, recognises it and writes the tree of its page. Status 1: a file could not be used. */
#include "base/port.h"
#include "base/write.h"
#include "import/import.h"
#include "import/report_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void read_part(struct source_result *result, struct reading *reading, const char *part)
{
    const struct shape_source source = {reading->file_name, "0", part};
    head_read(reading);
    attend_read(reading);
    result->meetings[result->count++] = (struct source_meeting){reading, shape_meeting(reading, &source)};
}

static void recognise(const struct front_input *input, const char *name, struct arena *arena, struct source_result *result)
{
    size_t *starts, count = split_meetings(&result->blocks, arena, &starts);
    enum claim *claims = arena_alloc(arena, (result->blocks.count + 1) * sizeof *claims);
    const struct reading **readings = arena_alloc(arena, count * sizeof *readings);
    struct xml_doc **trees = arena_alloc(arena, count * sizeof *trees);
    result->meetings = arena_alloc(arena, count * sizeof *result->meetings);
    for (size_t i = 0; i < count; i++) {
        struct reading *reading = arena_alloc(arena, sizeof *reading);
        *reading = (struct reading){.arena = arena, .blocks = &result->blocks, .first = starts[i], .file_name = name, .claims = claims,
                                    .log = input->log, .source = input->source};
        reading->end = i + 1 < count ? starts[i + 1] : result->blocks.count;
        reading->head.weekday = -1;
        read_part(result, reading, count > 1 ? arena_printf(arena, "%zu", i + 1) : NULL);
        readings[i] = reading;
        trees[i] = result->meetings[i].tree;
    }
    audit_source(&result->blocks, readings, trees, count, arena, &result->audit);
}

static void free_result(struct source_result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        struct reading *reading = result->meetings[i].reading;
        xml_free(result->meetings[i].tree);
        for (size_t k = 0; k < reading->list_count; k++) {
            free(reading->lists[k].people);
            free(reading->lists[k].notes);
            free(reading->lists[k].note_blocks);
        }
        free(reading->lists);
        free(reading->head.lines);
        free(reading->left);
    }
    blocks_free(&result->blocks);
}

static bool one_file(const char *path, const char *to)
{
    struct buf bytes = BUF_INIT, out = BUF_INIT;
    struct diag_log *log = diag_new();
    struct arena *arena = arena_new();
    const char *why = "", *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t size;
    struct source source = {.path = name};
    struct front_input input = {&source, path, TRACKED_ACCEPT, log};
    struct source_result result = {.count = 0};
    bool good = port_read(NULL, path, IMPORT_SIZE, &bytes, &size, &why) == PORT_OK;
    source.bytes = buf_text(&bytes);
    source.size = bytes.size;
    result.front = front_for(path, source.bytes, source.size);
    blocks_start(&result.blocks, arena, result.front->format, "line");
    if (good && result.front->read(&input, &result.blocks)) {
        recognise(&input, name, arena, &result);
        struct xml_doc *tree = report_source_tree(&result, name, arena);
        xml_print(tree, &out);
        xml_free(tree);
        good = write_file(to, out.data, out.size, &why) != WRITE_FAILED;
    } else {
        fprintf(stderr, "report_tree: %s cannot be used %s\n", name, why);
        good = false;
    }
    free_result(&result);
    source_free_lines(&source);
    arena_free(arena);
    diag_free(log);
    buf_free(&out);
    buf_free(&bytes);
    return good;
}

int main(int argc, char **argv)
{
    int status = argc < 4 ? 2 : 0;
    xml_start();
    for (int i = 1; i + 2 < argc; i += 3)
        if (strcmp(argv[i + 1], "-o") != 0 || !one_file(argv[i], argv[i + 2]))
            status = 1;
    xml_stop();
    return status;
}
