/* Work spread over forked processes that stay and remember. A worker that dies costs the job it was at, and the others go on.
 *
 * One small process, the starter, is forked first and forks all workers, those that take the place of dead ones too: each begins as a
 * copy of the process as it was at pool_start, and nothing the parent opens later crosses a fork. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { POOL_TOGETHER = 16 };

struct pool;

struct pool_work {
    int workers; /* at least 1; with 1 too the work is done in a forked process */
    /* In a worker, once, before its first request: makes what it keeps between requests. */
    void *(*begin)(void *with);
    /* In a worker: fills the answer to a request, whose bytes are not ended by a NUL. Requests come in the order given. */
    void (*answer)(void *state, const char *request, size_t size, struct buf *answer);
    /* In a worker that ends in order; frees what it keeps. NULL is fine. */
    void (*end)(void *state);
    void *with;
};

/* Called in the parent, from pool_run. Workers are numbered from 0. */
struct pool_jobs {
    /* Fills the next request for this worker and names the job. False: nothing for it now; it is asked again after the next event. */
    bool (*next)(void *with, int worker, struct buf *request, size_t *job);
    void (*done)(void *with, int worker, size_t job, const char *answer, size_t size);
    /* The worker died at this job: "killed by signal 9", "ended with status 3". */
    void (*died)(void *with, int worker, size_t job, const char *how);
    /* The worker died, or could not be started, before it came to this job: next is to give it again. */
    void (*back)(void *with, int worker, size_t job);
    /* A new process will stand here: it remembers nothing. Called before it is first asked for; again in each run until it is started. */
    void (*fresh)(void *with, int worker);
    void *with;
    /* Jobs are short: a worker is given up to POOL_TOGETHER and sends answers together. Where one dies then, nobody knows at which job: all that
     * it has not answered go back, and are given one at a time. */
    bool together;
};

/* Forks the starter; nothing that must not cross a fork may be open. Workers are started when there is something for them to do.
 * work may go afterwards, in the parent. NULL: *why says why. */
struct pool *pool_start(const struct pool_work *work, const char **why);

/* Runs until next has nothing for any worker and no answer is awaited. For further phases it is called again: the workers stay and
 * keep their state. False: there is a job for which no worker can be started, or workers cannot be waited for, and *why says why:
 * each job given has been answered, has died or came back, and next was not asked for the rest. */
bool pool_run(struct pool *pool, const struct pool_jobs *jobs, const char **why);

/* Workers end in order and are waited for. NULL is fine. */
void pool_stop(struct pool *pool);

#endif
