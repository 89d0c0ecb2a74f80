/* Running another program for what it can make of a file, without a shell and for a limited time. */
#ifndef BASE_RUN_H
#define BASE_RUN_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum run_end { RUN_GOOD, RUN_MISSING, RUN_FAILED, RUN_SLOW, RUN_LARGE };

struct run_order {
    const char *const *argv; /* argv[0] is looked for in PATH; ends with NULL */
    const char *home;        /* its HOME and folder for temporary files */
    int seconds;             /* then it is ended, with all that it started */
    size_t most;             /* bytes that it may print */
};

/* Its input is empty, what it prints goes to out, its complaints nowhere. *status: of RUN_FAILED, its exit status or -1. */
enum run_end run_program(const struct run_order *run, struct buf *out, int *status);

/* Whether PATH leads to a program of that name. */
bool run_finds(const char *program);

/* A fresh folder for temporary files that only this user can look into; NULL: *why says why. Yours to free. */
char *run_folder(const char **why);
void run_folder_remove(char *folder); /* with all that is in it; frees it */

#endif
