/* LibreOffice as a converter, without a window and with a profile of its own, so that nobody's open documents are disturbed. */
#ifndef BASE_OFFICE_H
#define BASE_OFFICE_H

#include "base/run.h"

struct office_order {
    const char *folder;        /* for its profile and temporary files; two calls in one folder at a time must not be */
    const char *filter, *into; /* as --convert-to and --outdir take them */
    const char *const *files;  /* NULL-ended */
    int seconds;
};

/* Whether it is installed. */
bool office_is_there(void);
/* RUN_GOOD does not say that every file was converted. *status as run_program gives it. */
enum run_end office_convert(const struct office_order *order, int *status);

#endif
