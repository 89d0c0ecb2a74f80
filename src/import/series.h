/* Importing many files: a body's folder of XML for each body they are minutes of. */
#ifndef IMPORT_SERIES_H
#define IMPORT_SERIES_H

#include "base/buf.h"
#include "base/diag.h"
#include "import/front.h"

struct data;

struct carried {
    const char *document, *output, *inside; /* paths: as shown, the same, below the output's folder */
    const char *text;
    size_t size;
    bool sealed; /* nobody touched the document since it was made */
};
enum restored { RESTORED_FAILED, RESTORED_KEPT, RESTORED_SAME, RESTORED_WRITTEN };

struct series_options {
    const char *output;           /* folder */
    const char *body;             /* id of the body of all that map says nothing of; NULL: as each file says */
    const char *map;              /* file of lines "PATTERN = ID"; NULL */
    const char *report;           /* file; NULL: import-report.json in the output */
    enum tracked_changes tracked;
    int jobs;
    /* A document that carries the minutes it was made from: what becomes of it. inside: where below the output they belong. NULL: such a
     * document fails. */
    enum restored (*restore)(void *with, const struct carried *carried, struct diag_log *log);
    void *restoring;
    void (*progress)(void *with, size_t done, size_t all, const char *what); /* or NULL */
    void *with;
};

/* paths: files, or folders that are searched. written gets the path of each file that was written, a line each, sorted. What is
 * there is kept * unless it is what importing wrote before. The findings say what went wrong; one file that cannot be used
 * stops no other. */
void series_import(const char *const *paths, size_t count, const struct series_options *options, struct data *data,
                   struct diag_log *log, struct buf *written);

#endif
