/* What the page of an imported source needs.
 *     report_tree FILE -o TREE …
 * reads each file, recognises it and writes the tree of its page. Status 1: a file could not be used. */
#include "base/port.h"
#include "base/write.h"
#include "import/import.h"
#include "import/report_page.h"

#include <stdio.h>
#include <string.h>

static bool one_file(const char *path, const char *to)
{
    struct buf bytes = BUF_INIT, out = BUF_INIT;
    struct diag_log *log = diag_new();
    struct arena *arena = arena_new();
    const char *why = "", *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t size;
    struct source source = {.path = name};
    struct front_input input = {&source, path, TRACKED_ACCEPT, log};
    struct source_result result;
    bool good = port_read(NULL, path, IMPORT_SIZE, &bytes, &size, &why) == PORT_OK;
    source.bytes = buf_text(&bytes);
    source.size = bytes.size;
    good = source_import(&input, name, "0", arena, &result) && good;
    if (good) {
        struct xml_doc *tree = report_source_tree(&result, name, arena);
        xml_print(tree, &out);
        xml_free(tree);
        good = write_file(to, out.data, out.size, &why) != WRITE_FAILED;
    }
    if (!good)
        fprintf(stderr, "report_tree: %s cannot be used %s\n", name, why);
    source_result_free(&result);
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
