/* Reading: what the index does not know is read by workers, bodies first, each file by itself. */
#include "build/crew.h"
#include "build/manifest.h"
#include "build/parts.h"
#include "build/state.h"

#include <stdlib.h>
#include <string.h>

struct program *program_new(struct diag_log *log, struct data *data, const struct settings *settings)
{
    struct program *program = mem_zero(1, sizeof *program);
    program->arena = arena_new();
    program->log = log;
    program->data = data;
    program->settings = *settings;
    program->started = port_now();
    diag_fetch_sources(log, true, settings->reader ? &settings->reader->source : NULL); /* facts outlive the documents they were taken from */
    return program;
}

void program_free(struct program *program)
{
    if (!program)
        return;
    crew_free(program->crew);
    index_close(program->index);
    manifest_free(program->manifest);
    state_forget_rows(program);
    look_forget(program->look);
    for (size_t i = 0; i < program->folder_count; i++) {
        free(program->folders[i].pages.rows);
        buf_free(&program->folders[i].strangers);
    }
    free(program->units);
    free(program->folders);
    arena_free(program->arena);
    free(program);
}

const char *body_path(struct program *program, const struct folder *folder)
{
    if (!*folder->path)
        return "body.xml";
    return strcmp(folder->path, "/") == 0 ? "/body.xml" : arena_printf(program->arena, "%s/body.xml", folder->path);
}

/* -- the index -- */

void program_open_index(struct program *program, bool make)
{
    const char *why, *folder = program->settings.cache;
    if (program->index && (!make || index_lasts(program->index)))
        return;
    index_close(program->index);
    if (!folder && program->root)
        folder = arena_printf(program->arena, "%s/.minutec", program->root);
    program->index = index_open(folder, make && program->settings.keep && !program->partial, program->setting, &why);
    if (why && program->settings.explain)
        program->settings.explain(program->settings.with, folder, why);
}

static void divide_units(struct program *program)
{
    for (size_t i = 0; i < program->unit_count; i++) {
        struct folder *folder = &program->folders[program->units[i].folder];
        if (!folder->count++)
            folder->first = i;
    }
    for (size_t i = 0; i < program->folder_count; i++)
        program->folders[i].known = !program->folders[i].has_body;
}

/* -- what is to be read -- */

struct reading {
    struct program *program;
    size_t *jobs, count, next; /* units or folders */
    size_t *back, back_count;
    size_t *has;               /* of each worker: the folder whose body it has at hand, plus one */
    bool bodies;
};

static bool take_job(struct reading *reading, size_t *job)
{
    if (reading->back_count)
        *job = reading->back[--reading->back_count];
    else if (reading->next < reading->count)
        *job = reading->jobs[reading->next++];
    else
        return false;
    return true;
}

/* comes: the body's facts are not at hand there yet. */
static void ask_meeting(const struct program *program, const struct unit *unit, bool comes, struct buf *request)
{
    const struct folder *folder = &program->folders[unit->folder];
    pack_number(request, ASK_MEETING);
    pack_number(request, unit->folder);
    pack_number(request, folder->has_body);
    pack_number(request, comes);
    if (comes)
        pack_bytes(request, folder->facts ? folder->facts : "", folder->facts_size);
    pack_text(request, unit->path);
    pack_number(request, unit->asked);
}

static bool next_read(void *with, int worker, struct buf *request, size_t *job)
{
    struct reading *reading = with;
    struct program *program = reading->program;
    if (!take_job(reading, job))
        return false;
    if (reading->bodies) {
        pack_number(request, ASK_BODY);
        pack_text(request, body_path(program, &program->folders[*job]));
        return true;
    }
    const struct unit *unit = &program->units[*job];
    ask_meeting(program, unit, reading->has[worker] != unit->folder + 1, request);
    reading->has[worker] = unit->folder + 1;
    return true;
}

static void broken_answer(struct program *program, const char *path)
{
    diag_add(program->log, D_WORKER_DIED, (struct place){0}, path, "its answer cannot be read");
}

static struct hash take_log(struct program *program, const char *path, const struct unpack *from)
{
    if (!diag_unpack(program->log, from->at, from->left))
        broken_answer(program, path);
    return state_keep_log(program, path, from->at, from->left);
}

static void body_done(struct program *program, struct folder *folder, struct unpack *from)
{
    const char *path = body_path(program, folder);
    uint64_t flags = unpack_number(from, READ_FLAGS);
    folder->source = unpack_hash(from);
    folder->has_log = flags & FLAG_HAS_LOG;
    folder->passing = flags & FLAG_PASSING;
    if (flags & FLAG_HAS_FACTS) {
        const char *id = unpack_text(from);
        folder->names = unpack_hash(from);
        const char *bytes = unpack_bytes(from, &folder->facts_size);
        if (from->broken) {
            broken_answer(program, path);
            return;
        }
        folder->id = arena_copy(program->arena, id);
        folder->facts = memcpy(arena_alloc(program->arena, folder->facts_size), bytes, folder->facts_size);
        folder->key = hash_bytes(bytes, folder->facts_size);
        index_put(program->index, "facts", path, bytes, folder->facts_size);
    }
    folder->known = folder->read = true;
    folder->log = take_log(program, path, from);
}

static void take_facts(struct program *program, struct unit *unit, struct unpack *from)
{
    unit->facts = unpack_hash(from);
    unit->stem = unpack_copy(program->arena, from);
    unit->body = unpack_copy(program->arena, from);
    unit->other_count = unpack_count(from);
    const char **others = unit->other_count ? arena_alloc(program->arena, unit->other_count * sizeof *others) : NULL;
    for (size_t i = 0; i < unit->other_count; i++)
        others[i] = unpack_copy(program->arena, from);
    unit->others = others;
    size_t size;
    const char *bytes = unpack_bytes(from, &size);
    const char *told = unpack_text(from);
    if (bytes)
        index_put(program->index, "facts", unit->path, bytes, size);
    if (told)
        index_tell(program->index, "document", unit->path, told);
}

static void take_watched(struct program *program, struct unit *unit, struct unpack *from)
{
    unit->watched_count = unpack_count(from);
    unit->watched = unit->watched_count ? arena_alloc(program->arena, unit->watched_count * sizeof *unit->watched) : NULL;
    for (size_t i = 0; i < unit->watched_count; i++) {
        unit->watched[i].path = unpack_copy(program->arena, from);
        unit->watched[i].stamp = unpack_stamp(from);
        unit->watched[i].content = unpack_hash(from);
    }
}

static void meeting_done(struct program *program, struct unit *unit, struct unpack *from)
{
    unit->kind = (enum document_kind)unpack_number(from, DOCUMENT_RESOLVED);
    uint64_t flags = unpack_number(from, READ_FLAGS);
    unit->has_facts = flags & FLAG_HAS_FACTS;
    unit->has_log = flags & FLAG_HAS_LOG;
    unit->source = unpack_hash(from);
    unit->passing = flags & FLAG_PASSING;
    unit->read_with = program->folders[unit->folder].key;
    if (unit->has_facts)
        take_facts(program, unit, from);
    else
        index_drop(program->index, "document", unit->path);
    take_watched(program, unit, from);
    unit->known = unit->read = !from->broken;
    if (from->broken)
        broken_answer(program, unit->path);
    else
        unit->log = take_log(program, unit->path, from);
}

static void read_done(void *with, int worker, size_t job, const char *answer, size_t size)
{
    struct reading *reading = with;
    struct unpack from = {answer, size, false};
    (void)worker;
    if (reading->bodies)
        body_done(reading->program, &reading->program->folders[job], &from);
    else
        meeting_done(reading->program, &reading->program->units[job], &from);
}

/* What killed its worker is a gap like a file that cannot be read. */
static void read_died(void *with, int worker, size_t job, const char *how)
{
    struct reading *reading = with;
    struct program *program = reading->program;
    const char *path = reading->bodies ? body_path(program, &program->folders[job]) : program->units[job].path;
    (void)worker;
    diag_add(program->log, D_WORKER_DIED, (struct place){0}, path, how);
    if (reading->bodies)
        program->folders[job].failed = true;
    else
        program->units[job].failed = true;
}

static void read_back(void *with, int worker, size_t job)
{
    struct reading *reading = with;
    (void)worker;
    reading->back[reading->back_count++] = job;
}

static void read_fresh(void *with, int worker)
{
    struct reading *reading = with;
    reading->has[worker] = 0;
}

static bool run_reading(struct reading *reading)
{
    struct program *program = reading->program;
    const struct pool_jobs jobs = {next_read, read_done, read_died, read_back, read_fresh, reading, true};
    reading->back = mem_zero(reading->count + 1, sizeof *reading->back);
    reading->has = mem_zero((size_t)crew_size(program->crew), sizeof *reading->has);
    bool done = !reading->count || crew_run(program->crew, &jobs, program->log);
    free(reading->back);
    free(reading->has);
    return done;
}

static bool read_bodies(struct program *program)
{
    struct reading reading = {.program = program, .bodies = true};
    reading.jobs = mem_zero(program->folder_count + 1, sizeof *reading.jobs);
    for (size_t i = 0; i < program->folder_count; i++)
        if (program->folders[i].has_body && !program->folders[i].known)
            reading.jobs[reading.count++] = i;
    bool done = run_reading(&reading);
    free(reading.jobs);
    return done;
}

static bool read_meetings(struct program *program)
{
    struct reading reading = {.program = program};
    reading.jobs = mem_zero(program->unit_count + 1, sizeof *reading.jobs);
    for (size_t i = 0; i < program->unit_count; i++)
        if (!program->units[i].known)
            reading.jobs[reading.count++] = i;
    bool done = run_reading(&reading);
    free(reading.jobs);
    return done;
}

/* The crew is forked while the index is closed: a connection must not cross a fork. */
bool program_crew(struct program *program)
{
    if (program->crew)
        return true;
    const struct brief brief = {program->data, program->settings.audience, program->settings.as_of,
                                index_lasts(program->index) && !program->partial,
                                program->build, program->settings.bare, program->settings.elsewhere, program->settings.reader,
                                program->settings.jobs <= 1};
    index_pause(program->index);
    program->crew = crew_new(&brief, program->settings.jobs, program->log);
    index_resume(program->index);
    return program->crew;
}

/* What was found in files that need not be read again. Where that is lost they are read all the same. */
static void replay_bodies(struct program *program)
{
    for (size_t i = 0; i < program->folder_count; i++) {
        struct folder *folder = &program->folders[i];
        if (!folder->known || !folder->has_log || state_replay_log(program, body_path(program, folder), folder->log))
            continue;
        folder->known = folder->kept = false;
        folder->id = folder->facts = NULL;
    }
}

static void replay_units(struct program *program)
{
    for (size_t i = 0; i < program->unit_count; i++) {
        struct unit *unit = &program->units[i];
        if (!unit->known || !unit->has_log || state_replay_log(program, unit->path, unit->log))
            continue;
        unit->known = program->folders[unit->folder].kept = false;
    }
}

bool read_again(struct program *program, struct unit *unit, struct worker *worker, struct buf *facts)
{
    struct unit now = {.path = unit->path};
    struct buf request = BUF_INIT, answer = BUF_INIT;
    ask_meeting(program, unit, true, &request);
    worker_answer(worker, request.data, request.size, &answer);
    struct unpack from = {answer.data, answer.size, false};
    now.kind = (enum document_kind)unpack_number(&from, DOCUMENT_RESOLVED);
    now.has_facts = unpack_number(&from, READ_FLAGS) & FLAG_HAS_FACTS;
    now.source = unpack_hash(&from);
    if (now.has_facts)
        take_facts(program, &now, &from);
    bool same = !from.broken && now.has_facts && hash_same(now.facts, unit->facts);
    buf_free(&request);
    buf_free(&answer);
    return same && state_facts(program, unit->path, unit->facts, facts);
}

/* Asked once all is read, since a body's policy sets the levels of its meetings' findings. */
static void mark_failed(struct program *program)
{
    diag_finish(program->log);
    for (size_t i = 0; i < program->folder_count; i++)
        program->folders[i].failed |= diag_file_failed(program->log, body_path(program, &program->folders[i]));
    for (size_t i = 0; i < program->unit_count; i++)
        program->units[i].failed |= program->units[i].has_log && diag_file_failed(program->log, program->units[i].path);
}

static bool need_crew(struct program *program, bool bodies)
{
    bool any = false;
    for (size_t i = 0; bodies && i < program->folder_count && !any; i++)
        any = !program->folders[i].known;
    for (size_t i = 0; !bodies && i < program->unit_count && !any; i++)
        any = !program->units[i].known;
    return any;
}

bool program_read(struct program *program)
{
    divide_units(program);
    program_open_index(program, true);
    state_load_bodies(program);
    replay_bodies(program);
    if (need_crew(program, true) && !(program_crew(program) && read_bodies(program)))
        return false;
    state_load_units(program);
    replay_units(program);
    if (need_crew(program, false) && !(program_crew(program) && read_meetings(program)))
        return false;
    mark_failed(program);
    return true;
}

/* -- the end -- */

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Paths whose findings are of no interest, sorted. */
struct unnamed {
    const char **paths;
    size_t count;
};

static bool is_named(void *with, const char *path)
{
    const struct unnamed *unnamed = with;
    return !unnamed->count || !bsearch(&path, unnamed->paths, unnamed->count, sizeof path, compare_paths);
}

/* A body.xml that cannot be used is everybody's business. */
static void keep_named(struct program *program)
{
    struct unnamed unnamed = {mem_zero(program->folder_count + program->unit_count + 1, sizeof *unnamed.paths), 0};
    for (size_t i = 0; i < program->folder_count; i++)
        if (!program->folders[i].named && program->folders[i].id)
            unnamed.paths[unnamed.count++] = body_path(program, &program->folders[i]);
    for (size_t i = 0; i < program->unit_count; i++)
        if (!program->units[i].named)
            unnamed.paths[unnamed.count++] = program->units[i].path;
    if (unnamed.count)
        qsort(unnamed.paths, unnamed.count, sizeof *unnamed.paths, compare_paths);
    diag_keep(program->log, is_named, &unnamed);
    free(unnamed.paths);
}

void program_finish(struct program *program)
{
    const char *why = NULL;
    if (program->partial)
        keep_named(program);
    if (program->linked)
        diag_allow_unused(program->log);
    if (!program->index)
        return;
    components_forget(program);
    for (size_t i = 0; i < program->folder_count; i++) {
        if (!program->folders[i].known || program->folders[i].kept)
            continue;
        index_begin(program->index);
        state_save_folder(program, i);
    }
    if (!index_save(program->index, &why))
        program_explain(program, ".minutec", why);
}
