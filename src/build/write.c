/* From a linked program to files: each meeting is a job for a worker, each page of the site too. */
#include "build/program.h"

#include "base/pool.h"
#include "base/port.h"
#include "base/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_ATTACHMENT = 256 << 20 };

struct builder {
    struct program *program;
    const struct build_options *options;
    struct renderer *renderer;      /* compiled before the workers start */
    struct resolve_options resolve;
    const struct unit **units;      /* those that can be built */
    const struct meeting_facts **sound; /* of all that could be, named or not; sorted by where they lie in memory */
    size_t sound_count;
    size_t unit_count, body_count;  /* jobs: the meetings, then a page a body, then the root page */
    size_t done, jobs;
};

/* What a worker reports on; the run's own log stays with the parent. */
struct job {
    struct builder *builder;
    struct diag_log *log;
    struct renderer *renderer;
    struct buf bytes, path;
};

static void write_output(struct job *job)
{
    const char *why = "";
    const char *path = buf_text(&job->path);
    if (write_file(path, buf_text(&job->bytes), job->bytes.size, &why) == WRITE_FAILED)
        diag_add(job->log, D_CANNOT_WRITE, (struct place){0}, path, why);
}

static void set_path(struct job *job, const char *body, const char *name, const char *extension)
{
    buf_clear(&job->path);
    buf_printf(&job->path, "%s/%s%s%s%s%s", job->builder->options->output, body ? body : "", body ? "/" : "", name,
               extension ? "." : "", extension ? extension : "");
}

static void copy_attachments(struct job *job, const struct unit *unit)
{
    const struct meeting_facts *facts = unit->facts;
    const struct folder *folder = &job->builder->program->folders[unit->folder];
    for (size_t i = 0; i < facts->file_count; i++) {
        if (facts->file_restricted[i] && job->builder->options->audience != AUDIENCE_FULL)
            continue;
        size_t size;
        const char *why = "";
        buf_clear(&job->bytes);
        enum port_read read = port_read(*folder->path ? folder->path : ".", facts->files[i], LIMIT_ATTACHMENT, &job->bytes, &size, &why);
        if (read != PORT_OK) {
            diag_add(job->log, D_CANNOT_READ, (struct place){0}, facts->files[i], read == PORT_TOO_LARGE ? "it is too large" : why);
            continue;
        }
        buf_clear(&job->path);
        buf_printf(&job->path, "%s/%s/%s/%s", job->builder->options->output, facts->body, FILES_FOLDER, facts->files[i]);
        write_output(job);
    }
}

static void build_meeting(struct job *job, const struct unit *unit)
{
    struct builder *builder = job->builder;
    resolve_meeting(unit->document, unit->facts, builder->program->linked, builder->program->data, &builder->resolve, job->log);
    for (const char *const *name = builder->options->formats; *name; name++) {
        const struct format *format = format_find(*name);
        buf_clear(&job->bytes);
        if (!renderer_render(job->renderer, format, builder->options->history, unit->document->tree,
                             source_file(&unit->document->source), &job->bytes))
            continue;
        set_path(job, unit->facts->body, unit->facts->stem, format_extension(format));
        write_output(job);
    }
    copy_attachments(job, unit);
}

static void build_registers(struct job *job, const struct body_facts *body)
{
    struct builder *builder = job->builder;
    struct program *program = builder->program;
    struct arena *arena = arena_new();
    size_t count;
    const struct site_page *pages = site_pages(program->linked, body, arena, &count);
    for (size_t i = 0; i < count; i++) {
        buf_clear(&job->bytes);
        if (!site_page_write(job->renderer, program->data, program->linked, body, &pages[i], &builder->resolve, &job->bytes))
            continue;
        set_path(job, body->id, pages[i].name, NULL);
        write_output(job);
    }
    arena_free(arena);
}

static void build_page(struct job *job, size_t page)
{
    struct builder *builder = job->builder;
    struct program *program = builder->program;
    const struct body_facts *body = page < builder->body_count ? linked_body(program->linked, page) : NULL;
    struct xml_doc *site = body ? resolve_body(program->linked, body, builder->options->formats, program->data, &builder->resolve)
                                : resolve_site(program->linked, program->data, &builder->resolve);
    buf_clear(&job->bytes);
    if (renderer_site(job->renderer, site, (struct place){0}, &job->bytes)) {
        set_path(job, body ? body->id : NULL, "index", "html");
        write_output(job);
    }
    xml_free(site);
    if (body)
        build_registers(job, body);
}

static void run_job(void *with, size_t number, struct buf *answer)
{
    struct builder *builder = with;
    struct job job = {builder, diag_new(), builder->renderer, BUF_INIT, BUF_INIT};
    renderer_report_to(job.renderer, job.log);
    if (number < builder->unit_count)
        build_meeting(&job, builder->units[number]);
    else
        build_page(&job, number - builder->unit_count);
    diag_pack(job.log, answer);
    diag_free(job.log);
    buf_free(&job.bytes);
    buf_free(&job.path);
}

static const char *job_name(const struct builder *builder, size_t number)
{
    return number < builder->unit_count ? builder->units[number]->path : "index.html";
}

static void advance(struct builder *builder, size_t number)
{
    builder->done++;
    if (builder->options->progress)
        builder->options->progress(builder->options->with, builder->done, builder->jobs, job_name(builder, number));
}

static void job_done(void *with, size_t number, const char *answer, size_t size)
{
    struct builder *builder = with;
    if (!diag_unpack(builder->program->log, answer, size))
        diag_add(builder->program->log, D_WORKER_DIED, (struct place){0}, job_name(builder, number), "its answer cannot be read");
    advance(builder, number);
}

static void job_died(void *with, size_t number, const char *how)
{
    struct builder *builder = with;
    diag_add(builder->program->log, D_WORKER_DIED, (struct place){0}, job_name(builder, number), how);
    advance(builder, number);
}

/* A meeting without errors, of a body without errors. */
static bool is_sound(const struct builder *builder, const struct unit *unit)
{
    const struct program *program = builder->program;
    const struct folder *folder = &program->folders[unit->folder];
    return unit->facts && folder->body && !diag_file_failed(program->log, unit->path) &&
           !diag_file_failed(program->log, folder->document->source.path);
}

static int compare_facts(const void *a, const void *b)
{
    const struct meeting_facts *one = *(const struct meeting_facts *const *)a, *other = *(const struct meeting_facts *const *)b;
    return (one > other) - (one < other);
}

/* A meeting that can be built, whether this run was asked to or not: a page is the same built alone and with all others. Or one whose
 * page an earlier run left in the output. */
static bool has_page(void *with, const struct meeting_facts *facts)
{
    const struct builder *builder = with;
    if (builder->sound_count && bsearch(&facts, builder->sound, builder->sound_count, sizeof *builder->sound, compare_facts))
        return true;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s/%s.html", builder->options->output, facts->body, facts->stem);
    bool there = port_kind(buf_text(&path), false) == PORT_FILE;
    buf_free(&path);
    return there;
}

static void choose_units(struct builder *builder)
{
    const struct program *program = builder->program;
    builder->units = mem_zero(program->unit_count + 1, sizeof *builder->units);
    builder->sound = mem_zero(program->unit_count + 1, sizeof *builder->sound);
    for (size_t i = 0; i < program->unit_count; i++) {
        const struct unit *unit = &program->units[i];
        if (!is_sound(builder, unit))
            continue;
        builder->sound[builder->sound_count++] = unit->facts;
        if (unit->named)
            builder->units[builder->unit_count++] = unit;
    }
    if (builder->sound_count)
        qsort(builder->sound, builder->sound_count, sizeof *builder->sound, compare_facts);
}

/* What a killed run left aside is taken away: in the output's root, and where this run will write. */
static void clean(const struct builder *builder)
{
    const char *output = builder->options->output;
    struct buf path = BUF_INIT;
    write_clean(output);
    for (size_t i = 0; i < builder->unit_count; i++) {
        const struct meeting_facts *facts = builder->units[i]->facts;
        if (i == 0 || strcmp(facts->body, builder->units[i - 1]->facts->body) != 0) {
            buf_clear(&path);
            buf_printf(&path, "%s/%s", output, facts->body);
            write_clean(buf_text(&path));
        }
        for (size_t f = 0; f < facts->file_count; f++) {
            const char *slash = strrchr(facts->files[f], '/');
            buf_clear(&path);
            buf_printf(&path, "%s/%s/%s%s%.*s", output, facts->body, FILES_FOLDER, slash ? "/" : "",
                       slash ? (int)(slash - facts->files[f]) : 0, facts->files[f]);
            write_clean(buf_text(&path));
        }
    }
    buf_free(&path);
}

/* A folder that a full build wrote may hold restricted words in files that a public build would leave alone. */
static bool keep_apart(const struct builder *builder)
{
    static const char mark[] = ".minutec-full", words[] = "What is here was built with --audience full.\n";
    const struct build_options *options = builder->options;
    const char *why = "";
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", options->output, mark);
    bool apart = true;
    if (options->audience == AUDIENCE_FULL && write_file(buf_text(&path), words, strlen(words), &why) == WRITE_FAILED) {
        diag_add(builder->program->log, D_CANNOT_WRITE, (struct place){0}, buf_text(&path), why);
        apart = false;
    } else if (options->audience != AUDIENCE_FULL && port_kind(buf_text(&path), false) != PORT_NONE) {
        diag_add(builder->program->log, D_FULL_OUTPUT, (struct place){0}, options->output);
        apart = false;
    }
    buf_free(&path);
    return apart;
}

static bool prepare(struct builder *builder)
{
    const char *why = "";
    if (!port_make_folders(builder->options->output, &why)) {
        diag_add(builder->program->log, D_CANNOT_WRITE, (struct place){0}, builder->options->output, why);
        return false;
    }
    if (!keep_apart(builder))
        return false;
    clean(builder);
    builder->renderer = renderer_new(builder->program->data, builder->program->log);
    bool ready = true;
    for (const char *const *name = builder->options->formats; *name; name++)
        ready &= renderer_prepare(builder->renderer, format_find(*name));
    return ready;
}

void program_build(struct program *program, const struct build_options *options)
{
    if (!program->linked)
        return;
    struct builder builder = {.program = program, .options = options};
    builder.resolve =
        (struct resolve_options){.audience = options->audience, .site_root = "../", .has_page = has_page, .with = &builder};
    choose_units(&builder);
    builder.body_count = program->partial ? 0 : linked_bodies(program->linked);
    size_t pages = program->partial || builder.body_count == 0 ? 0 : builder.body_count + 1;
    const char *why = "";
    struct pool_work work = {builder.unit_count + pages, options->jobs, run_job, job_done, job_died, &builder};
    builder.jobs = work.jobs;
    if (work.jobs && prepare(&builder) && !pool_run(&work, &why))
        diag_add(program->log, D_CANNOT_WRITE, (struct place){0}, options->output, why);
    renderer_free(builder.renderer);
    free(builder.units);
    free(builder.sound);
}

/* Whether a file of minutes was named; what keeps it from being rendered is reported then. */
static bool names_meeting(const struct program *program)
{
    for (size_t i = 0; i < program->unit_count; i++) {
        const struct unit *unit = &program->units[i];
        if (unit->named && unit->document && unit->document->kind != DOCUMENT_FOREIGN)
            return true;
    }
    return program->unit_count == 0 && program->folder_count == 0;
}

bool program_render(struct program *program, const struct format *format, enum audience audience, enum history history, struct buf *out)
{
    struct builder builder = {.program = program};
    const struct unit *unit = NULL;
    for (size_t i = 0; i < program->unit_count && !unit; i++)
        if (program->units[i].named && is_sound(&builder, &program->units[i]))
            unit = &program->units[i];
    if (!names_meeting(program))
        diag_add(program->log, D_USAGE, (struct place){0}, "this is no file of a meeting");
    if (!unit || !program->linked)
        return false;
    const struct resolve_options resolve = {.audience = audience, .site_root = "../"};
    resolve_meeting(unit->document, unit->facts, program->linked, program->data, &resolve, program->log);
    struct renderer *renderer = renderer_new(program->data, program->log);
    bool done = renderer_render(renderer, format, history, unit->document->tree, source_file(&unit->document->source), out);
    renderer_free(renderer);
    return done;
}
