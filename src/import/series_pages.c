/* The pages of the report: one a source that was read, and the index of all. */
#include "base/port.h"
#include "base/write.h"
#include "import/report_page.h"
#include "import/series_parts.h"
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

struct pages {
    struct series *series;
    struct renderer *renderer;
    struct arena *arena;
};

static void save(const struct pages *pages, const char *name, const struct buf *html)
{
    const char *why = "", *path = series_path(pages->series, arena_printf(pages->arena, "%s/%s", REPORT_FOLDER, name));
    if (write_file(path, html->data, html->size, &why) == WRITE_FAILED)
        diag_add(pages->series->log, D_CANNOT_WRITE, (struct place){0}, path, why);
}

/* -- rows -- */

static void tell_meetings(const struct pages *pages, size_t index, size_t *next, struct report_row *row)
{
    const struct series *series = pages->series;
    size_t end = *next;
    while (end < series->meeting_count && series->meetings[end].source == index)
        end++;
    row->meetings = arena_alloc(pages->arena, (end - *next + 1) * sizeof *row->meetings);
    for (; *next < end; ++*next) {
        const struct series_meeting *meeting = &series->meetings[*next];
        bool there = meeting->state >= MEETING_KEPT || meeting->state == MEETING_COPY;
        row->meetings[row->meeting_count++] = (struct report_meeting){
            .part = meeting->part, .date = meeting->date, .body = meeting->body_name, .path = there ? meeting->output : NULL,
            .state = series_meeting_word(meeting)};
    }
}

static void tell_before(const struct pages *pages, const struct state_source *before, struct report_row *row)
{
    row->meetings = arena_alloc(pages->arena, (before->output_count + 1) * sizeof *row->meetings);
    for (size_t i = 0; i < before->output_count; i++)
        row->meetings[row->meeting_count++] =
            (struct report_meeting){.path = before->outputs[i].path, .state = before->outputs[i].same ? "unchanged" : "kept"};
}

/* The page that an earlier run made of the same bytes, of this source or of another, if it is there. */
static const char *page_before(const struct pages *pages, const struct series_source *source)
{
    const struct state_source *own = state_by_path(&pages->series->state, source->path);
    bool same = own && strcmp(own->sha256, source->sha256) == 0;
    const char *name = report_page_name(same ? own->path : source->before->path, pages->arena);
    const char *path = series_path(pages->series, arena_printf(pages->arena, "%s/%s", REPORT_FOLDER, name));
    return port_kind(path, false) == PORT_FILE ? name : NULL;
}

static void fill_row(const struct pages *pages, size_t index, size_t *meeting, struct report_row *row)
{
    const struct series_source *source = &pages->series->sources[index];
    *row = (struct report_row){.name = source->path, .format = source->format, .state = series_source_word(source), .tray = source->tray,
                               .facts = source->facts};
    if (source->page_size)
        row->page = report_page_name(source->path, pages->arena);
    else if (source->state == SOURCE_SAME)
        row->page = page_before(pages, source);
    if (source->state == SOURCE_SAME)
        tell_before(pages, source->before, row);
    else
        tell_meetings(pages, index, meeting, row);
    report_find(row, pages->series->log, source->path, pages->arena);
}

static void write_page(const struct pages *pages, const struct series_source *source, const struct report_row *row)
{
    struct buf bytes = BUF_INIT, html = BUF_INIT;
    struct xml_fault fault;
    bool got = spool_get(pages->series->spool, source->page_at, source->page_size, &bytes);
    struct xml_doc *tree = got ? xml_parse(buf_text(&bytes), bytes.size, &fault) : NULL;
    if (tree && report_page_write(pages->renderer, pages->series->data, tree, row, &html))
        save(pages, row->page, &html);
    xml_free(tree);
    buf_free(&html);
    buf_free(&bytes);
}

void series_pages(struct series *series)
{
    struct pages pages = {series, renderer_new(series->data, series->log), arena_new()};
    struct report_row *rows = mem_zero(series->source_count + 1, sizeof *rows);
    struct buf html = BUF_INIT;
    size_t meeting = 0;
    write_clean(series_path(series, REPORT_FOLDER));
    diag_finish(series->log);
    for (size_t i = 0; i < series->source_count; i++)
        fill_row(&pages, i, &meeting, &rows[i]);
    for (size_t i = 0; i < series->source_count; i++)
        if (series->sources[i].page_size)
            write_page(&pages, &series->sources[i], &rows[i]);
    if (report_index_write(pages.renderer, series->data, rows, series->source_count, &html))
        save(&pages, "index.html", &html);
    buf_free(&html);
    free(rows);
    renderer_free(pages.renderer);
    arena_free(pages.arena);
}
