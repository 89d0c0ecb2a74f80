/* What the files of a worker share. */
#ifndef BUILD_WORKER_PARTS_H
#define BUILD_WORKER_PARTS_H

#include "build/worker.h"

/* One meeting of the component at hand. */
struct part {
    size_t unit;
    struct meeting_facts *facts;
    struct hash hash;                /* of the facts' bytes */
    bool has_page;
};

struct worker {
    const struct brief *brief;
    struct grammar *grammar;
    struct renderer *renderer;
    size_t folder;                   /* whose body is at hand for reading, plus one; 0: none */
    struct body_facts *body;
    struct body_facts **bodies;      /* of the whole run */
    size_t body_count;
    struct part *parts;
    size_t part_count, part_room;
    struct part **by_facts;          /* sorted by where the facts lie in memory */
    struct corpus *corpus;
    struct linked *linked;
    struct arena *arena;             /* of the component, its facts too */
    struct diag_log *log;            /* of the answer at hand */
    struct buf *answer;
    struct buf bytes, path;
};

struct resolve_options worker_resolving(struct worker *worker);
/* Writes bytes to a path below the output, and says in the answer what is there now. */
bool worker_write(struct worker *worker, const char *inside, const struct buf *bytes);
void worker_end(struct worker *worker); /* the answer, with what was found */

/* -- worker_pages.c -- */

void worker_pages(struct worker *worker, struct unpack *asked);
void worker_root(struct worker *worker, struct unpack *asked);

#endif
