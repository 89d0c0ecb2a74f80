#include "build/print.h"

#include "base/run.h"
#include "build/parts.h"
#include "render/pdf.h"

#include <stdlib.h>
#include <string.h>

/* Starting LibreOffice takes as long as converting some ten documents. */
enum { LEAST = 8, MOST = 64 };

static bool is_printed(const char *name)
{
    return format_is_printed(format_find(name));
}

static void leave_out_printed(struct build_options *build, struct arena *arena)
{
    size_t count = 0, kept = 0;
    while (build->formats[count])
        count++;
    const char **formats = arena_alloc(arena, (count + 1) * sizeof *formats);
    for (size_t i = 0; i < count; i++)
        if (!is_printed(build->formats[i]))
            formats[kept++] = build->formats[i];
    build->formats = formats;
}

char *print_begin(struct build_options *build, struct arena *arena, struct diag_log *log)
{
    const char *why = "";
    char *spool = NULL;
    bool wanted = false;
    for (size_t i = 0; build->formats[i]; i++)
        wanted |= is_printed(build->formats[i]);
    if (!wanted)
        return NULL;
    if (pdf_maker() == PDF_NONE)
        diag_add(log, D_NO_PDF_MAKER, (struct place){0});
    else if (!(spool = run_folder(&why)))
        diag_add(log, D_CANNOT_WRITE, (struct place){0}, "PDF", why);
    build->spool = spool;
    if (!spool)
        leave_out_printed(build, arena);
    return spool;
}

void print_end(char *spool)
{
    if (spool)
        run_folder_remove(spool);
}

struct batch {
    size_t first, count;
    bool given;
};

struct printing {
    struct program *program;
    size_t *units, unit_count;
    struct batch *batches;
    size_t batch_count;
    size_t done;
};

static void tell(const struct printing *printing)
{
    const struct build_options *build = printing->program->build;
    if (build->progress)
        build->progress(build->with, printing->done, printing->unit_count, "PDF");
}

static void ask_print(const struct program *program, size_t number, struct buf *request)
{
    const struct unit *unit = &program->units[number];
    struct buf inside = BUF_INIT;
    buf_printf(&inside, "%s/%s.%s", unit->body, unit->stem, format_extension(format_find("pdf")));
    pack_number(request, number);
    pack_text(request, unit->path);
    pack_text(request, inside.data);
    pack_text(request, unit->waits);
    buf_free(&inside);
}

static bool next_batch(void *with, int worker, struct buf *request, size_t *job)
{
    struct printing *printing = with;
    (void)worker;
    for (*job = 0; *job < printing->batch_count; ++*job) {
        struct batch *batch = &printing->batches[*job];
        if (batch->given)
            continue;
        batch->given = true;
        pack_number(request, ASK_PRINT);
        pack_number(request, batch->count);
        for (size_t i = 0; i < batch->count; i++)
            ask_print(printing->program, printing->units[batch->first + i], request);
        return true;
    }
    return false;
}

static void batch_done(void *with, int worker, size_t job, const char *answer, size_t size)
{
    struct printing *printing = with;
    struct unpack from = {answer, size, false};
    (void)worker;
    take_printed(printing->program, &from);
    printing->done += printing->batches[job].count;
    tell(printing);
}

static void batch_died(void *with, int worker, size_t job, const char *how)
{
    struct printing *printing = with;
    const struct batch *batch = &printing->batches[job];
    (void)worker;
    printing->done += batch->count;
    tell(printing);
    for (size_t i = 0; i < batch->count; i++)
        diag_add(printing->program->log, D_WORKER_DIED, (struct place){0},
                 printing->program->units[printing->units[batch->first + i]].path, how);
}

static void batch_back(void *with, int worker, size_t job)
{
    (void)worker;
    ((struct printing *)with)->batches[job].given = false;
}

static void worker_fresh(void *with, int worker)
{
    (void)with;
    (void)worker;
}

/* No more batches than workers where that does. */
static void divide(struct printing *printing, size_t workers)
{
    size_t size = (printing->unit_count + workers - 1) / workers;
    size = size < LEAST ? LEAST : size > MOST ? MOST : size;
    printing->batches = mem_zero(printing->unit_count / size + 1, sizeof *printing->batches);
    for (size_t first = 0; first < printing->unit_count; first += size) {
        size_t left = printing->unit_count - first;
        printing->batches[printing->batch_count++] = (struct batch){first, left < size ? left : size, false};
    }
}

void print_waiting(struct program *program)
{
    struct printing printing = {.program = program, .units = mem_zero(program->unit_count + 1, sizeof(size_t))};
    for (size_t i = 0; i < program->unit_count; i++)
        if (program->units[i].waits)
            printing.units[printing.unit_count++] = i;
    if (printing.unit_count && program_crew(program)) {
        divide(&printing, (size_t)crew_size(program->crew));
        tell(&printing);
        const struct pool_jobs jobs = {next_batch, batch_done, batch_died, batch_back, worker_fresh, &printing, false};
        crew_run(program->crew, &jobs, program->log);
    }
    free(printing.batches);
    free(printing.units);
}
