/* What a run was told, and what it has found. Private to minutec.c and minutec_set.c. */
#ifndef MINUTEC_RUN_H
#define MINUTEC_RUN_H

#include "minutec.h"

#include "build/ninja.h"
#include "build/program.h"
#include "build/report.h"
#include "edit/edit.h"
#include "edit/fmt.h"
#include "import/series.h"
#include "render/register.h"

enum { FORMATS_MAX = 8 };

struct minutec {
    struct arena *arena;
    struct diag_log *log;
    struct data *data;
    enum history history;
    struct settings settings;
    bool trust_names;
    const char *formats[FORMATS_MAX + 1]; /* NULL-ended */
    struct register_options wanted; /* of registers */
    const char **bodies;            /* NULL-ended; NULL: all */
    size_t body_count;
    const char *date;               /* of the next meeting */
    bool force;
    const char *linked;             /* what is rendered is looked up there; or NULL */
    bool combine;
    const char *map, *report;       /* of importing; or NULL */
    enum tracked_changes tracked;
    bool write;                     /* changes of an edited document; else they are only told */
    enum edit_prefer prefer;
    struct fmt_options layout;      /* of source files */
    struct given_option *given;     /* all that was set, for those that it is handed on to */
    size_t given_count, given_room;
    minutec_progress *progress;
    void *with;
    struct report told;
    struct buf rendered, text, printed;
};

/* Wrong usage as a finding: "FORMAT 'WHAT'", and what to do instead, or NULL. Returns MINUTEC_USAGE. */
int run_refuses(struct minutec *run, const char *format, const char *what, const char *suggestion);

#endif
