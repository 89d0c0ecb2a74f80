/* Mends of findings, put into the files that they were found in. */
#ifndef EDIT_FIX_H
#define EDIT_FIX_H

#include "edit/fmt.h"

struct fix {
    const struct fmt_options *options; /* show and audience */
    struct grammar *grammar;
    /* A hash of what a file held when it was checked; false: it was not. */
    bool (*checked)(const void *with, const char *path, struct hash *content);
    const void *with;
    struct buf *out;                   /* a line for each finding that was mended, or what differs */
    size_t mended, files;
    const char **left;                 /* paths of files that could not be written: they are not tried again */
    size_t left_count, left_room;
};

/* Mends all findings of the log that carry a mend, and those that appear when they are gone, file by file. The log, which must outlive fix,
 * gets what cannot be written. */
void fix_files(struct fix *fix, struct diag_log *log);
void fix_end(struct fix *fix);

#endif
