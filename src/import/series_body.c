/* One body: its new meetings linked among themselves and with those that are there, checked, written. */
#include "base/port.h"
#include "base/text.h"
#include "base/write.h"
#include "document/document.h"
#include "import/figure.h"
#include "import/series_parts.h"
#include "import/shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OUTPUT_SIZE = 64 << 20 };

/* -- pictures and papers -- */

static const struct attached *find_attached(const struct series_source *source, const char *name)
{
    for (size_t i = 0; i < source->attached_count; i++)
        if (strcmp(source->attached[i].name, name) == 0)
            return &source->attached[i];
    return NULL;
}

static void place_file(struct body_run *run, struct series_meeting *meeting, struct node *node)
{
    struct series *series = run->series;
    const char *name = node_attr(node, SHAPE_PRIVATE "file");
    const struct attached *attached = name ? find_attached(&series->sources[meeting->source], name) : NULL;
    struct buf bytes = BUF_INIT;
    if (!attached || attached->size > LIMIT_FILE || !spool_get(series->spool, attached->at, attached->size, &bytes)) {
        buf_free(&bytes);
        return;
    }
    const struct attachment brought = {attached->name, buf_text(&bytes), bytes.size};
    figure_place(node, &brought, meeting->stem, run->arena);
    buf_free(&bytes);
}

static void place_files(struct body_run *run, struct series_meeting *meeting)
{
    struct node *root = xml_root(meeting->tree);
    for (struct node *node = root, *next; node; node = next) {
        next = node_after(node, root);
        if (node_attr(node, SHAPE_PRIVATE "file"))
            place_file(run, meeting, node);
    }
}

/* -- linking -- */

static int compare_meetings(const void *a, const void *b)
{
    const struct link_meeting *one = a, *other = b;
    if (!one->date != !other->date)
        return !one->date - !other->date;
    int order = one->date ? strcmp(one->date, other->date) : 0;
    if (!order)
        order = strcmp(one->sitting ? one->sitting : "", other->sitting ? other->sitting : "");
    return order ? order : strcmp(one->source->path, other->source->path);
}

static void link_all_meetings(struct body_run *run)
{
    struct series *series = run->series;
    struct link_body body = {.arena = run->arena, .log = series->log, .body = run->tree};
    body.meetings = arena_alloc(run->arena, (run->fixed_count + run->body->count + 1) * sizeof *body.meetings);
    for (size_t i = 0; i < run->fixed_count; i++) {
        struct source *place = arena_alloc(run->arena, sizeof *place);
        place->path = run->fixed[i].path;
        if (!run->fixed[i].own)
            body.meetings[body.count++] = (struct link_meeting){run->fixed[i].tree,    place, true, run->fixed[i].date,
                                                                run->fixed[i].sitting, true, false};
    }
    for (size_t i = 0; i < run->body->count; i++) {
        struct series_meeting *meeting = body_meeting(run, i);
        struct series_source *source = &series->sources[meeting->source];
        if (meeting->state != MEETING_NEW)
            continue;
        struct node *root = xml_root(meeting->tree);
        node_set(root, "body", run->body->id);
        if (meeting->sitting)
            node_set(root, "sitting", meeting->sitting);
        place_files(run, meeting);
        body.meetings[body.count++] = (struct link_meeting){meeting->tree, &source->place,   source->by_line,
                                                            meeting->date, meeting->sitting, false, meeting->form_of != NULL};
    }
    if (body.count)
        qsort(body.meetings, body.count, sizeof *body.meetings, compare_meetings);
    link_meetings(&body);
    run->changed |= body.added;
}

/* -- writing -- */

const char *series_path(const struct series *series, const char *inside)
{
    const char *output = series->options->output;
    if (!*output || strcmp(output, ".") == 0)
        return inside;
    return arena_printf(series->arena, "%s%s%s", output, output[strlen(output) - 1] == '/' ? "" : "/", inside);
}

bool series_save(struct series *series, const char *inside, const char *bytes, size_t size)
{
    const char *why = "", *path = series_path(series, inside), *slash = strrchr(path, '/');
    const char *folder = slash ? arena_copy_n(series->arena, path, (size_t)(slash - path)) : ".";
    if (!text_same(series->cleaned, folder))
        write_clean(folder); /* of what a killed run left there */
    series->cleaned = folder;
    enum write_result result = write_file(path, bytes, size, &why);
    if (result == WRITE_FAILED) {
        diag_add(series->log, D_CANNOT_WRITE, (struct place){0}, path, why);
        return false;
    }
    if (result == WRITE_DONE) {
        MEM_GROW(series->written, series->written_count, series->written_room);
        series->written[series->written_count++] = path;
    }
    return true;
}

/* Whether a file may be written: there is none, or it is what importing wrote. */
static bool is_ours(struct series *series, const struct series_source *source, const char *inside, const struct buf *made)
{
    struct buf bytes = BUF_INIT;
    const char *why, *path = series_path(series, inside);
    size_t size;
    if (port_kind(path, false) == PORT_NONE)
        return true;
    bool ours = port_read(NULL, path, OUTPUT_SIZE, &bytes, &size, &why) == PORT_OK && bytes.size == made->size &&
                memcmp(buf_text(&bytes), made->data, made->size) == 0;
    buf_free(&bytes);
    for (size_t i = 0; source->before && i < source->before->output_count; i++)
        ours |= source->before->outputs[i].same && strcmp(source->before->outputs[i].path, inside) == 0;
    if (!ours)
        diag_add(series->log, D_OUTPUT_EDITED, source_file(&source->place), path);
    return ours;
}

static void write_attachments(struct body_run *run, const struct series_meeting *meeting)
{
    struct series *series = run->series;
    const struct series_source *source = &series->sources[meeting->source];
    const struct node *root = xml_root(meeting->tree);
    struct buf bytes = BUF_INIT;
    for (const struct node *node = root; node; node = node_after(node, root)) {
        const char *file = node_attr(node, "file");
        const struct attached *attached = file && (node_is(node, "figure") || node_is(node, "attachment"))
                                              ? find_attached(source, path_base(file))
                                              : NULL;
        const char *inside = attached ? arena_printf(run->arena, "%s/%s", run->body->folder, file) : NULL;
        if (!attached || !spool_get(series->spool, attached->at, attached->size, &bytes) ||
            !is_ours(series, source, inside, &bytes))
            continue;
        series_save(series, inside, buf_text(&bytes), bytes.size);
    }
    buf_free(&bytes);
}

static void write_meeting(struct body_run *run, struct series_meeting *meeting)
{
    struct series *series = run->series;
    const char *inside = arena_printf(series->arena, "%s/%s.xml", run->body->folder, meeting->stem);
    meeting->output = inside;
    if (!is_ours(series, &series->sources[meeting->source], inside, &meeting->bytes)) {
        meeting->state = MEETING_KEPT;
        return;
    }
    write_attachments(run, meeting);
    size_t before = series->written_count;
    bool good = series_save(series, inside, meeting->bytes.data, meeting->bytes.size);
    meeting->state = !good ? MEETING_FAILED : series->written_count > before ? MEETING_WRITTEN : MEETING_UNCHANGED;
}

/* What a source became before it changed, and does not become any more. */
static void remove_stale(struct body_run *run)
{
    struct series *series = run->series;
    for (size_t i = 0; i < run->fixed_count; i++) {
        const struct fixed_meeting *fixed = &run->fixed[i];
        bool wanted = !fixed->stale;
        for (size_t j = series_first_meeting(series, fixed->own - 1); !wanted && j < series->meeting_count; j++) {
            const struct series_meeting *meeting = &series->meetings[j];
            if (meeting->source + 1 != fixed->own)
                break;
            wanted = text_same(meeting->output, fixed->path) || meeting->state == MEETING_FAILED;
        }
        if (!wanted)
            remove(series_path(series, fixed->path));
    }
}

static bool load_trees(struct body_run *run)
{
    struct buf bytes = BUF_INIT;
    bool any = false;
    for (size_t i = 0; i < run->body->count; i++) {
        struct series_meeting *meeting = body_meeting(run, i);
        struct xml_fault fault = {0};
        if (spool_get(run->series->spool, meeting->at, meeting->size, &bytes))
            meeting->tree = xml_parse(buf_text(&bytes), bytes.size, &fault);
        meeting->state = meeting->tree ? MEETING_NEW : MEETING_FAILED;
        any |= meeting->tree != NULL;
        if (!meeting->tree)
            diag_add(run->series->log, D_IMPORT_FAILED, source_file(&run->series->sources[meeting->source].place),
                     xml_fault_words(&fault));
    }
    buf_free(&bytes);
    return any;
}

static void write_all(struct body_run *run)
{
    struct series *series = run->series;
    bool any = false,
         same = run->bytes.size == run->made.size && memcmp(buf_text(&run->bytes), run->made.data, run->made.size) == 0;
    for (size_t i = 0; i < run->body->count; i++)
        any |= body_meeting(run, i)->state == MEETING_NEW;
    if (!any ||
        (run->changed && !same &&
         !series_save(series, arena_printf(run->arena, "%s/body.xml", run->body->folder), run->made.data, run->made.size)))
        return;
    for (size_t i = 0; i < run->body->count; i++)
        if (body_meeting(run, i)->state == MEETING_NEW)
            write_meeting(run, body_meeting(run, i));
    remove_stale(run);
}

static void import_body(struct body_run *run)
{
    struct series *series = run->series;
    body_open(run);
    if (run->body->broken || !load_trees(run))
        return;
    body_place(run);
    body_add_names(run);
    link_all_meetings(run);
    for (size_t i = 0; i < run->body->count; i++)
        if (body_meeting(run, i)->state == MEETING_NEW)
            series_print(series, body_meeting(run, i)->tree, &body_meeting(run, i)->bytes);
    if (run->changed)
        series_print(series, run->tree, &run->made);
    else
        buf_add(&run->made, run->bytes.data, run->bytes.size);
    if (body_check(run))
        write_all(run);
}

void series_body(struct series *series, struct series_body *body)
{
    struct body_run run = {.series = series, .body = body, .arena = arena_new()};
    import_body(&run);
    for (size_t i = 0; i < run.fixed_count; i++) {
        xml_free(run.fixed[i].tree);
        buf_free(&run.fixed[i].bytes);
    }
    for (size_t i = 0; i < body->count; i++) {
        struct series_meeting *meeting = body_meeting(&run, i);
        char sha256[DIGEST_TEXT];
        xml_free(meeting->tree);
        meeting->tree = NULL;
        if (meeting->state == MEETING_NEW)
            meeting->state = MEETING_FAILED;
        if (meeting->bytes.size) {
            digest_text(meeting->bytes.data, meeting->bytes.size, sha256);
            meeting->sha256 = arena_copy(series->arena, sha256);
        }
        buf_free(&meeting->bytes);
    }
    body_close(&run);
    buf_free(&run.bytes);
    buf_free(&run.made);
    free(run.fixed);
    arena_free(run.arena);
}
