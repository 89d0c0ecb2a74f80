/* What is done with the findings of a run: which count, in which forms they are told, and where. */
#ifndef BUILD_REPORT_H
#define BUILD_REPORT_H

#include "base/diag_form.h"
#include "build/program.h"

enum { REPORT_TARGETS = 16 };

struct report_target {
    enum diag_form form;
    const char *file; /* NULL: standard error; "-": standard output */
};

struct report {
    struct report_target targets[REPORT_TARGETS];
    size_t target_count;
    struct baseline *baseline;                      /* or NULL */
    const char *baseline_path, *write_baseline;     /* or NULL */
    size_t most;                                    /* 0: all are told */
    /* after report_settle */
    size_t known, written;
    bool wrote;
    const char **files;                             /* that were looked at, sorted */
    size_t file_count;
};

/* "FORM" or "FORM:FILE"; false: there is no such form, or there are too many. */
bool report_add(struct report *report, struct arena *arena, const char *value);
void report_free(struct report *report);
bool report_needs_files(const struct report *report); /* files without findings are told, too, or make a difference */
/* Once all is found: what is known does not count. program: NULL if there is none. makes: documents are made of the minutes, so that errors
 * count, known or not. */
void report_settle(struct report *report, const struct program *program, struct diag_log *log, struct arena *arena, bool makes);
/* Writes the files; what goes to standard error and output is added to these. A file that cannot be written is a finding. */
void report_tell(const struct report *report, struct diag_log *log, const struct diag_request *request, struct buf *err, struct buf *out);

#endif
