/* Pages of imports from their trees.
 *     report_html FOLDER (TREE | STATE:TRAY:NAME)…
 * writes a page for each tree into FOLDER, which is there, and index.html of all; a source of that state, in that tray (none: "") is
 * in the index only, and has a finding. Prints the names of the pages. Status 1: something could not be made. */
#include "base/port.h"
#include "base/write.h"
#include "import/report_page.h"
#include "render/render.h"

#include <stdio.h>
#include <string.h>

struct run {
    struct arena *arena;
    struct data *data;
    struct diag_log *log;
    struct renderer *renderer;
    const char *folder;
};

static bool save(const struct run *run, const char *name, const struct buf *html)
{
    const char *why;
    printf("%s\n", name);
    return write_file(arena_printf(run->arena, "%s/%s", run->folder, name), html->data, html->size, &why) != WRITE_FAILED;
}

/* As if each meeting had been written. */
static void tell_meetings(const struct run *run, const struct node *root, struct report_row *row)
{
    row->meetings = arena_alloc(run->arena, 1000 * sizeof *row->meetings);
    for (const struct node *part = node_first(root); part && row->meeting_count < 1000; part = node_next(part)) {
        const char *date = node_attr(part, "date");
        if (!node_is_r(part, "part"))
            continue;
        row->meetings[row->meeting_count++] = (struct report_meeting){
            .part = node_attr(part, "n"), .date = date ? arena_copy(run->arena, date) : NULL, .state = "written",
            .path = arena_printf(run->arena, "some-body/%s.xml", date ? date : "undated")};
    }
}

static bool add_page(const struct run *run, const char *path, struct report_row *row)
{
    struct buf bytes = BUF_INIT, html = BUF_INIT;
    struct xml_fault fault;
    const char *why;
    size_t size;
    bool good = port_read(NULL, path, (size_t)256 << 20, &bytes, &size, &why) == PORT_OK;
    struct xml_doc *tree = good ? xml_parse(bytes.data, bytes.size, &fault) : NULL;
    buf_free(&bytes);
    if (!tree)
        return false;
    const struct node *root = xml_root(tree);
    const char *name = node_attr(root, "name"), *format = node_attr(root, "format");
    *row = (struct report_row){.state = "imported", .name = arena_copy(run->arena, name ? name : "")};
    row->format = arena_copy(run->arena, format ? format : "");
    row->facts = report_facts(tree, run->arena);
    row->page = report_page_name(row->name, run->arena);
    report_find(row, run->log, row->name, run->arena);
    tell_meetings(run, root, row);
    good = report_page_write(run->renderer, run->data, tree, row, &html) && save(run, row->page, &html);
    xml_free(tree);
    buf_free(&html);
    return good;
}

/* STATE:TRAY:NAME, where a tree has no colon. */
static bool add_other(const struct run *run, char *text, struct report_row *row)
{
    char *tray = strchr(text, ':'), *name = tray ? strchr(tray + 1, ':') : NULL;
    if (!name)
        return false;
    *tray++ = *name++ = '\0';
    *row = (struct report_row){.name = name, .format = "", .state = text, .tray = tray};
    report_find(row, run->log, name, run->arena);
    return true;
}

static void find_fault(const struct run *run, const char *text)
{
    const char *colon = strrchr(text, ':');
    struct source source = {.path = colon ? colon + 1 : "notes.txt"};
    if (colon)
        diag_add(run->log, D_CANNOT_READ, source_file(&source), source.path, "it is not there");
    diag_finish(run->log);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    xml_start();
    struct run run = {.arena = arena_new(), .data = data_new(NULL), .log = diag_new(), .folder = argv[1]};
    struct report_row *rows = arena_alloc(run.arena, (size_t)argc * sizeof *rows);
    struct buf html = BUF_INIT;
    size_t count = 0;
    bool good = true;
    run.renderer = renderer_new(run.data, run.log);
    for (int i = 2; i < argc; i++)
        find_fault(&run, argv[i]);
    for (int i = 2; i < argc; i++) {
        bool added = strchr(argv[i], ':') ? add_other(&run, argv[i], &rows[count]) : add_page(&run, argv[i], &rows[count]);
        count += added;
        good &= added;
    }
    good = report_index_write(run.renderer, run.data, rows, count, &html) && save(&run, "index.html", &html) && good;
    diag_finish(run.log);
    struct buf said = BUF_INIT;
    diag_print(run.log, &said, false, DIAG_NOTE);
    fprintf(stderr, "%s", good ? "" : buf_text(&said));
    buf_free(&said);
    buf_free(&html);
    renderer_free(run.renderer);
    diag_free(run.log);
    data_free(run.data);
    arena_free(run.arena);
    xml_stop();
    return good ? 0 : 1;
}
