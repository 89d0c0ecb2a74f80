/* The story of an import. */
#include "document/document.h"
#include "import/series_parts.h"
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

/* What earlier runs made of each source: by its path, else by its content. */
static void recall(struct series *series)
{
    for (size_t i = 0; i < series->source_count; i++) {
        struct series_source *source = &series->sources[i];
        source->before = state_by_path(&series->state, source->path);
        if (!source->before && source->sha256)
            source->before = state_by_sha(&series->state, source->sha256);
        if (source->state != SOURCE_SAME)
            continue;
        const struct state_source *before = state_by_sha(&series->state, source->sha256);
        source->before = before;
        source->format = before->format;
        source->facts = before->facts;
        source->tray = before->tray;
        source->words = before->words;
        source->placed = before->placed;
        source->moved = before->moved;
        source->left_out = before->left_out;
    }
}

/* -- what the next run is to know -- */

static void add_output(struct state_source *row, const char *path, const char *sha256)
{
    MEM_GROW(row->outputs, row->output_count, row->output_room);
    row->outputs[row->output_count++] = (struct state_output){.path = path, .sha256 = sha256};
}

static struct state_source new_row(const struct series *series, const struct series_source *source)
{
    const char *tracked = series->options->tracked == TRACKED_REJECT ? "reject" : "accept";
    return (struct state_source){.path = source->path,
                                 .sha256 = source->sha256,
                                 .told = source->told ? source->told : "",
                                 .tracked = tracked,
                                 .tray = source->tray ? source->tray : "",
                                 .format = source->format,
                                 .facts = source->facts ? source->facts : "",
                                 .words = source->words,
                                 .placed = source->placed,
                                 .moved = source->moved,
                                 .left_out = source->left_out};
}

static void copy_outputs(struct state_source *row, const struct state_source *before)
{
    for (size_t i = 0; i < before->output_count; i++)
        add_output(row, before->outputs[i].path, before->outputs[i].sha256);
}

/* False: nothing is to be remembered of this source, so that it is read again. */
static bool remember(const struct series *series, size_t index, size_t *meeting, struct state_source *row)
{
    const struct series_source *source = &series->sources[index];
    bool whole = source->state == SOURCE_READ || source->state == SOURCE_SAME;
    if (!whole)
        return false;
    *row = new_row(series, source);
    if (source->state == SOURCE_SAME)
        copy_outputs(row, source->before);
    for (; *meeting < series->meeting_count && series->meetings[*meeting].source == index; ++*meeting) {
        const struct series_meeting *one = &series->meetings[*meeting];
        if (one->output && one->state != MEETING_FAILED)
            add_output(row, one->output, one->state == MEETING_KEPT ? "-" : one->sha256);
        whole &= one->state != MEETING_FAILED;
    }
    if (!whole)
        free(row->outputs);
    return whole;
}

static void keep_state(struct series *series)
{
    struct series_state next = {NULL, 0, 0, NULL};
    size_t meeting = 0;
    for (size_t i = 0; i < series->source_count; i++) {
        struct state_source row, *before = state_by_path(&series->state, series->sources[i].path);
        while (meeting < series->meeting_count && series->meetings[meeting].source < i)
            meeting++;
        if (!remember(series, i, &meeting, &row))
            continue;
        if (before)
            before->seen = true;
        MEM_GROW(next.sources, next.count, next.room);
        next.sources[next.count++] = row;
    }
    for (size_t i = 0; i < series->state.count; i++)
        if (!series->state.sources[i].seen) {
            struct state_source row = series->state.sources[i];
            row.outputs = NULL;
            row.output_count = row.output_room = 0;
            copy_outputs(&row, &series->state.sources[i]);
            MEM_GROW(next.sources, next.count, next.room);
            next.sources[next.count++] = row;
        }
    struct series_state old = series->state;
    series->state = next;
    state_write(series);
    for (size_t i = 0; i < next.count; i++)
        free(next.sources[i].outputs);
    free(next.sources);
    series->state = old;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_written(struct series *series, struct buf *written)
{
    if (series->written_count)
        qsort(series->written, series->written_count, sizeof *series->written, compare_texts);
    for (size_t i = 0; i < series->written_count; i++)
        buf_printf(written, "%s\n", series->written[i]);
}

static void series_free(struct series *series)
{
    for (size_t i = 0; i < series->state.count; i++)
        free(series->state.sources[i].outputs);
    for (size_t i = 0; i < series->body_count; i++)
        free(series->bodies[i].meetings);
    free(series->state.sources);
    free(series->sources);
    free(series->meetings);
    free(series->bodies);
    free(series->written);
    spool_free(series->spool);
    arena_free(series->arena);
}

/* Behind the others, so that what is imported beside it is there. */
static void restore_all(struct series *series)
{
    for (size_t i = 0; i < series->source_count; i++) {
        struct series_source *source = &series->sources[i];
        struct buf text = BUF_INIT;
        if (source->state != SOURCE_CARRIED)
            continue;
        if (series->options->restore && spool_get(series->spool, source->carried_at, source->carried_size, &text)) {
            const struct carried carried = {source->path,   series_path(series, source->carried), source->carried, buf_text(&text),
                                            source->carried_size, source->sealed};
            source->restored = series->options->restore(series->options->restoring, &carried, series->log);
        }
        if (source->restored == RESTORED_WRITTEN) {
            MEM_GROW(series->written, series->written_count, series->written_room);
            series->written[series->written_count++] = series_path(series, source->carried);
        }
        buf_free(&text);
    }
}

static void import_all(struct series *series)
{
    state_read(series);
    series->grammar = series_read(series) ? data_grammar(series->data, series->log) : NULL;
    if (!series->grammar)
        return;
    recall(series);
    series_bodies(series);
    for (size_t i = 0; i < series->body_count; i++)
        if (series->bodies[i].count)
            series_body(series, &series->bodies[i]);
    restore_all(series);
    series_pages(series); /* first: what is remembered is not read again, and no page is made of it */
    keep_state(series);
    series_report(series);
}

void series_import(const char *const *paths, size_t count, const struct series_options *options, struct data *data,
                   struct diag_log *log, struct buf *written)
{
    struct series series = {.options = options, .log = log, .data = data, .arena = arena_new()};
    sources_find(&series, paths, count);
    if (series_map(&series) && series.source_count)
        import_all(&series);
    list_written(&series, written);
    series_free(&series);
}
