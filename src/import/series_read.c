/* Workers read the sources; what each became crosses to the parent as bytes. */
#include "import/import.h"
#include "import/report_page.h"
#include "import/series_parts.h"

#include "base/json.h"
#include "base/pack.h"
#include "base/pool.h"
#include "base/port.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { UNSURE = 60, STATES = SOURCE_READ };

/* -- in a worker -- */

static void pack_left(const struct audit *audit, struct buf *out)
{
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < audit->left_count; i++) {
        json_row(&list);
        json_text(&list, "reason", audit->left[i].reason);
        json_number(&list, "at", audit->left[i].at);
        json_number(&list, "count", audit->left[i].count);
        json_text(&list, "words", audit->left[i].words);
        buf_char(&list, '}');
    }
    pack_text(out, buf_text(&list));
    buf_free(&list);
}

static void count_sure(const struct source_result *result, size_t *recognised, size_t *doubtful)
{
    for (size_t i = 0; i < result->count; i++) {
        const struct node *root = xml_root(result->meetings[i].tree);
        for (const struct node *node = root; node; node = node_after(node, root)) {
            const char *sure = node_attr(node, "confidence");
            *recognised += sure != NULL;
            *doubtful += sure && strtod(sure, NULL) * 100 < UNSURE;
        }
    }
}

/* A form's places are no doubt: whoever goes on writing in the file need not see them. */
static void drop_places(struct node *root)
{
    for (struct node *node = root; node; node = node_after(node, root))
        node_unset(node, "src");
}

static void pack_meeting(const struct source_result *result, const struct source_meeting *meeting, struct buf *out)
{
    struct node *root = xml_root(meeting->tree);
    struct buf tree = BUF_INIT;
    if (result->body)
        drop_places(root);
    pack_text(out, result->body);
    pack_text(out, node_attr(node_child(root, "provenance"), "part"));
    pack_text(out, node_attr(root, "date"));
    pack_text(out, node_attr(node_child(root, "meeting"), "start"));
    pack_text(out, meeting->reading->head.body);
    pack_text(out, meeting->reading->head.date_in_name);
    xml_print(meeting->tree, &tree);
    pack_bytes(out, buf_text(&tree), tree.size);
    buf_free(&tree);
}

static void pack_result(const struct source_result *result, struct buf *out)
{
    size_t recognised = 0, doubtful = 0, count = result->tray ? 0 : result->count;
    count_sure(result, &recognised, &doubtful);
    pack_text(out, result->tray);
    pack_text(out, result->front->format);
    pack_number(out, result->blocks.unit && strcmp(result->blocks.unit, "line") == 0);
    const size_t numbers[] = {result->audit.words,    result->audit.placed, result->audit.moved,
                              result->audit.left_out, recognised,           doubtful};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        pack_number(out, numbers[i]);
    pack_left(&result->audit, out);
    pack_number(out, count);
    for (size_t i = 0; i < count; i++)
        pack_meeting(result, &result->meetings[i], out);
    size_t attached = count ? result->blocks.attachment_count : 0;
    pack_number(out, attached);
    for (size_t i = 0; i < attached; i++) {
        pack_text(out, result->blocks.attachments[i].name);
        pack_bytes(out, result->blocks.attachments[i].bytes, result->blocks.attachments[i].size);
    }
}

static void pack_carried(const struct source_result *result, struct buf *out)
{
    pack_text(out, result->front->format);
    pack_text(out, result->place);
    pack_number(out, result->blocks.sealed);
    pack_bytes(out, result->blocks.carried, result->blocks.carried_size);
}

/* The tree of its page, and its figures. */
static void pack_page(const struct source_result *result, const char *path, struct arena *arena, struct buf *out)
{
    struct xml_doc *tree = report_source_tree(result, path, arena);
    struct buf bytes = BUF_INIT;
    xml_print(tree, &bytes);
    pack_text(out, report_facts(tree, arena));
    pack_bytes(out, buf_text(&bytes), bytes.size);
    buf_free(&bytes);
    xml_free(tree);
}

static bool is_known(const struct series *series, const char *sha256, const char *told)
{
    const struct state_source *before = state_by_sha(&series->state, sha256);
    const char *tracked = series->options->tracked == TRACKED_REJECT ? "reject" : "accept";
    return before && before->fresh && strcmp(before->told, told ? told : "") == 0 && strcmp(before->tracked, tracked) == 0;
}

static void read_source(const struct series *series, const char *path, const char *told, struct diag_log *log, struct buf *out)
{
    struct arena *arena = arena_new();
    struct buf bytes = BUF_INIT;
    struct source source = {.path = path};
    struct source_result result;
    char sha256[DIGEST_TEXT] = "";
    const char *why = "";
    size_t size = 0;
    enum port_read answer = port_read(NULL, path, IMPORT_SIZE, &bytes, &size, &why);
    if (answer == PORT_TOO_LARGE)
        diag_add(log, D_FILE_TOO_LARGE, source_file(&source), arena_printf(arena, "%zu", size),
                 arena_printf(arena, "%d", IMPORT_SIZE));
    else if (answer != PORT_OK)
        diag_add(log, D_CANNOT_READ, (struct place){0}, path, why);
    else
        digest_text(buf_text(&bytes), bytes.size, sha256);
    bool known = answer == PORT_OK && is_known(series, sha256, told);
    source.bytes = buf_text(&bytes);
    source.size = bytes.size;
    const struct front_input input = {&source, path, series->options->tracked, log};
    bool read = answer == PORT_OK && !known;
    bool good = read && source_import(&input, path_base(path), sha256, arena, &result);
    bool carried = good && result.place;
    pack_number(out, known ? SOURCE_SAME : carried ? SOURCE_CARRIED : good ? SOURCE_READ : SOURCE_FAILED);
    pack_text(out, sha256);
    pack_number(out, read && result.count);
    if (read && result.count)
        pack_page(&result, path, arena, out);
    if (carried)
        pack_carried(&result, out);
    else if (good)
        pack_result(&result, out);
    if (read)
        source_result_free(&result);
    source_free_lines(&source);
    buf_free(&bytes);
    arena_free(arena);
}

static void answer(void *state, const char *request, size_t size, struct buf *out)
{
    struct unpack from = {request, size, false};
    const char *path = unpack_text(&from), *told = unpack_text(&from);
    struct diag_log *log = diag_new();
    struct buf findings = BUF_INIT;
    if (!from.broken)
        read_source(state, path, told, log, out);
    diag_pack(log, &findings);
    pack_bytes(out, buf_text(&findings), findings.size);
    buf_free(&findings);
    diag_free(log);
}

static void *begin(void *with)
{
    return with;
}

/* -- in the parent -- */

struct reading_jobs {
    struct series *series;
    size_t next, done;
    size_t *back, back_count, back_room;
};

static bool next(void *with, int worker, struct buf *request, size_t *job)
{
    struct reading_jobs *jobs = with;
    struct series *series = jobs->series;
    (void)worker;
    if (jobs->back_count)
        *job = jobs->back[--jobs->back_count];
    else if (jobs->next < series->source_count)
        *job = jobs->next++;
    else
        return false;
    pack_text(request, series->sources[*job].path);
    pack_text(request, series->sources[*job].told);
    return true;
}

static uint64_t keep(struct series *series, struct unpack *from, size_t *size)
{
    const char *bytes = unpack_bytes(from, size);
    return bytes ? spool_add(series->spool, bytes, *size) : 0;
}

static void take_meeting(struct series *series, size_t source, struct unpack *from)
{
    MEM_GROW(series->meetings, series->meeting_count, series->meeting_room);
    struct series_meeting *meeting = &series->meetings[series->meeting_count++];
    *meeting = (struct series_meeting){.source = source};
    meeting->form_of = unpack_copy(series->arena, from);
    const char *part = unpack_copy(series->arena, from);
    meeting->part = part ? part : "";
    meeting->date = unpack_copy(series->arena, from);
    meeting->start = unpack_copy(series->arena, from);
    meeting->body_name = unpack_copy(series->arena, from);
    meeting->date_in_name = unpack_copy(series->arena, from);
    meeting->at = keep(series, from, &meeting->size);
}

static void take_result(struct series *series, size_t index, struct unpack *from)
{
    struct series_source *source = &series->sources[index];
    size_t *numbers[] = {&source->words,    &source->placed,     &source->moved,
                         &source->left_out, &source->recognised, &source->doubtful};
    source->tray = unpack_copy(series->arena, from);
    source->format = unpack_copy(series->arena, from);
    source->by_line = unpack_number(from, 1) != 0;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = unpack_number(from, SIZE_MAX);
    source->left = unpack_copy(series->arena, from);
    for (size_t count = unpack_count(from), i = 0; i < count && !from->broken; i++)
        take_meeting(series, index, from);
    source->attached_count = unpack_count(from);
    source->attached = arena_alloc(series->arena, (source->attached_count + 1) * sizeof *source->attached);
    for (size_t i = 0; i < source->attached_count && !from->broken; i++) {
        source->attached[i].name = unpack_copy(series->arena, from);
        source->attached[i].at = keep(series, from, &source->attached[i].size);
    }
}

static void take_carried(struct series *series, struct series_source *source, struct unpack *from)
{
    source->format = unpack_copy(series->arena, from);
    source->carried = unpack_copy(series->arena, from);
    source->sealed = unpack_number(from, 1) != 0;
    source->carried_at = keep(series, from, &source->carried_size);
    from->broken |= !source->carried;
}

static void tell(struct reading_jobs *jobs, size_t job)
{
    const struct series_options *options = jobs->series->options;
    jobs->done++;
    if (options->progress)
        options->progress(options->with, jobs->done, jobs->series->source_count, jobs->series->sources[job].path);
}

static void done(void *with, int worker, size_t job, const char *bytes, size_t size)
{
    struct reading_jobs *jobs = with;
    struct series *series = jobs->series;
    struct series_source *source = &series->sources[job];
    struct unpack from = {bytes, size, false};
    size_t findings;
    (void)worker;
    source->state = (enum source_state)unpack_number(&from, STATES);
    source->sha256 = unpack_copy(series->arena, &from);
    if (unpack_number(&from, 1)) {
        source->facts = unpack_copy(series->arena, &from);
        source->page_at = keep(series, &from, &source->page_size);
    }
    if (source->state == SOURCE_READ)
        take_result(series, job, &from);
    else if (source->state == SOURCE_CARRIED)
        take_carried(series, source, &from);
    const char *packed = unpack_bytes(&from, &findings);
    if (packed)
        diag_unpack(series->log, packed, findings);
    if (from.broken)
        source->state = SOURCE_FAILED;
    tell(jobs, job);
}

static void died(void *with, int worker, size_t job, const char *how)
{
    struct reading_jobs *jobs = with;
    struct series_source *source = &jobs->series->sources[job];
    (void)worker;
    source->state = SOURCE_FAILED;
    diag_add(jobs->series->log, D_WORKER_DIED, source_file(&source->place), source->path, how);
    tell(jobs, job);
}

static void back(void *with, int worker, size_t job)
{
    struct reading_jobs *jobs = with;
    (void)worker;
    MEM_GROW(jobs->back, jobs->back_count, jobs->back_room);
    jobs->back[jobs->back_count++] = job;
}

/* Workers remember nothing of one request for the next. */
static void fresh(void *with, int worker)
{
    (void)with;
    (void)worker;
}

static int compare_meetings(const void *a, const void *b)
{
    const struct series_meeting *one = a, *other = b;
    if (one->source != other->source)
        return one->source > other->source ? 1 : -1;
    size_t one_size = strlen(one->part), other_size = strlen(other->part);
    return one_size != other_size ? (one_size > other_size) - (one_size < other_size) : strcmp(one->part, other->part);
}

bool series_read(struct series *series)
{
    const char *why = "";
    int workers = series->options->jobs;
    if ((size_t)workers > series->source_count)
        workers = (int)series->source_count;
    const struct pool_work work = {workers > 0 ? workers : 1, begin, answer, NULL, series};
    struct pool *pool = pool_start(&work, &why);
    struct reading_jobs jobs = {.series = series};
    const struct pool_jobs calls = {next, done, died, back, fresh, &jobs, false};
    series->spool = spool_new();
    bool good = pool && pool_run(pool, &calls, &why);
    if (!good)
        diag_add(series->log, D_NO_WORKERS, (struct place){0}, why);
    pool_stop(pool);
    free(jobs.back);
    if (series->meeting_count)
        qsort(series->meetings, series->meeting_count, sizeof *series->meetings, compare_meetings);
    return good;
}
