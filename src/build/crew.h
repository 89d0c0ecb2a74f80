/* Who does the work: forked workers, or for small runs the program itself. */
#ifndef BUILD_CREW_H
#define BUILD_CREW_H

#include "base/pool.h"
#include "build/worker.h"

struct crew;

/* jobs: number of processes; 0: the work is done here. Nothing that must not cross a fork may be open. NULL: reported. */
struct crew *crew_new(const struct brief *brief, int jobs, struct diag_log *log);
void crew_free(struct crew *crew);
/* Does all jobs there are; those that no worker could be found for have died or come back. False: reported. */
bool crew_run(struct crew *crew, const struct pool_jobs *jobs, struct diag_log *log);
int crew_size(const struct crew *crew);
/* The worker in this process, which the others were copied from. */
struct worker *crew_here(struct crew *crew);

#endif
