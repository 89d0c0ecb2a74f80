/* Work spread over forked processes. A worker that dies costs the job it was at, and the others go on. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct pool_work {
    size_t jobs;
    int workers; /* at least 1; with 1 too the work is done in a forked process */
    /* In the worker: fills the job's answer. */
    void (*run)(void *with, size_t job, struct buf *answer);
    /* In the parent, in any order. */
    void (*done)(void *with, size_t job, const char *answer, size_t size);
    /* In the parent: "killed by signal 9", "ended with status 3". */
    void (*died)(void *with, size_t job, const char *how);
    void *with;
};

/* Runs all jobs; each job once, answered or died. False: not one worker could be started, *why says why. */
bool pool_run(const struct pool_work *work, const char **why);

#endif
