/* The forms in which the findings of a run are told: to people, editors and pipelines. All of them tell the same. */
#ifndef BASE_DIAG_FORM_H
#define BASE_DIAG_FORM_H

#include "base/diag.h"

enum diag_form { DIAG_TEXT, DIAG_JSON, DIAG_SARIF, DIAG_JUNIT, DIAG_GITHUB, DIAG_GNU, DIAG_FORMS };

struct diag_request {
    enum diag_level least; /* what is less is not told */
    size_t most;           /* the worst so many; 0: all */
    bool colour;           /* of text */
    bool counts;           /* text ends with how many there are, if there are several */
    int status;            /* of the run */
    const char *version;
    const char *here;      /* the current folder's real path: files below it are named from there; or NULL */
    const char *const *files; /* what was looked at, sorted; only some commands know */
    size_t file_count;
};

/* The form of a name of so many bytes. */
bool diag_form_find(const char *name, size_t size, enum diag_form *form);
const char *diag_form_name(enum diag_form form);
/* Adds all findings of the log in one form. */
void diag_tell(struct diag_log *log, enum diag_form form, const struct diag_request *request, struct buf *out);

/* -- what is known already -- */

enum baseline_read { BASELINE_READ, BASELINE_UNREADABLE, BASELINE_FOREIGN };

/* Findings that are known: they do not count. A baseline file has a line for each, with its key, its code and its file, and no words of the
 * minutes. */
struct baseline;
enum baseline_read baseline_read(const char *path, struct baseline **baseline, const char **why); /* *why: the reason if it is not read */
void baseline_free(struct baseline *baseline);
/* What is known does not count from now on; errors stay if they are to be spared. What of the files that looked says yes to is known and not
 * found any more becomes findings. Returns how many were known. */
size_t baseline_apply(const struct baseline *baseline, struct diag_log *log, bool spare_errors, bool (*looked)(void *with, const char *path),
                      void *with);
/* The file of all that was found, which is known from now on; returns how many. */
size_t baseline_write(struct diag_log *log, struct buf *out);

#endif
