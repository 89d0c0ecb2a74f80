#include "build/crew.h"

#include <stdlib.h>

struct crew {
    struct brief brief;
    struct worker *worker; /* prepared before the first fork, and copied by it */
    struct pool *pool;     /* NULL: the work is done here */
    int jobs;
    bool begun;
};

static void *begin(void *with)
{
    return ((struct crew *)with)->worker;
}

static void answer(void *state, const char *request, size_t size, struct buf *out)
{
    worker_answer(state, request, size, out);
}

static void end(void *state)
{
    worker_free(state);
}

struct crew *crew_new(const struct brief *brief, int jobs, struct diag_log *log)
{
    struct crew *crew = mem_zero(1, sizeof *crew);
    crew->brief = *brief;
    crew->jobs = jobs;
    crew->worker = worker_new(&crew->brief);
    const char *why = "";
    if (!worker_prepare(crew->worker, log)) {
        crew_free(crew);
        return NULL;
    }
    if (!jobs)
        return crew;
    const struct pool_work work = {jobs, begin, answer, end, crew};
    crew->pool = pool_start(&work, &why);
    if (crew->pool)
        return crew;
    diag_add(log, D_NO_WORKERS, (struct place){0}, why);
    crew_free(crew);
    return NULL;
}

void crew_free(struct crew *crew)
{
    if (!crew)
        return;
    pool_stop(crew->pool);
    worker_free(crew->worker);
    free(crew);
}

static void run_here(struct crew *crew, const struct pool_jobs *jobs)
{
    struct buf request = BUF_INIT, out = BUF_INIT;
    size_t job;
    if (!crew->begun && jobs->fresh)
        jobs->fresh(jobs->with, 0);
    crew->begun = true;
    while (buf_clear(&request), jobs->next(jobs->with, 0, &request, &job)) {
        buf_clear(&out);
        worker_answer(crew->worker, request.data, request.size, &out);
        jobs->done(jobs->with, 0, job, out.data, out.size);
    }
    buf_free(&request);
    buf_free(&out);
}

bool crew_run(struct crew *crew, const struct pool_jobs *jobs, struct diag_log *log)
{
    const char *why = "";
    if (!crew->pool) {
        run_here(crew, jobs);
        return true;
    }
    if (pool_run(crew->pool, jobs, &why))
        return true;
    diag_add(log, D_NO_WORKERS, (struct place){0}, why);
    return false;
}

int crew_size(const struct crew *crew)
{
    return crew->jobs ? crew->jobs : 1;
}

struct worker *crew_here(struct crew *crew)
{
    return crew->worker;
}
