/* The command line: a table of options, a table of commands. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "minutec.h"

#include <stdbool.h>
#include <stddef.h>

struct command;

struct invocation {
    const struct command *command;
    struct minutec *run;
    const char **arguments;   /* what is no option */
    size_t count;
    const char *output;       /* -o */
    const char *format;       /* -f as given, or NULL */
    const char *width;        /* --width as given, or NULL */
    const char *quiet, *verbose, *explain, *help, *linked, *emit, *progress, *update, *comments, *color, *check, *diff, *fix; /* NULL: not given */
};

struct command {
    const char *name, *synopsis, *purpose, *more;
    const char *options;      /* the long names of those it takes, separated by blanks; help is always taken */
    int (*run)(struct invocation *invocation);
};

/* What an option says goes to minutec_set, or stays in the invocation. */
struct option {
    char letter;              /* 0: none */
    const char *word, *value, *purpose;
    const char *set, *to;     /* minutec_set's option or NULL, and what an option without a value says */
    size_t kept;              /* where in the invocation, if set is NULL */
};

/* The tables, row by row: NULL gives the first row and the last one gives NULL. Of options only those that a command takes. */
const struct command *next_command(const struct command *after);
const struct option *next_option(const struct command *command, const struct option *after);

int command_check(struct invocation *invocation);
int command_fmt(struct invocation *invocation);
int command_build(struct invocation *invocation);
int command_render(struct invocation *invocation);
int command_import(struct invocation *invocation);
int command_interface(struct invocation *invocation);
int command_link(struct invocation *invocation);
int command_next(struct invocation *invocation);
int command_template(struct invocation *invocation);
int command_schema(struct invocation *invocation);
int command_stylesheet(struct invocation *invocation);
int command_actions(struct invocation *invocation);
int command_attendance(struct invocation *invocation);
int command_explain(struct invocation *invocation);
int command_completion(struct invocation *invocation);

/* One line on standard error that is written over, or with -v a line for each. For minutec_on_progress, with the invocation. */
void show_progress(void *with, size_t done, size_t all, const char *what);
/* Whether what goes to the stream, a file descriptor, is to have colours. */
bool is_coloured(const struct invocation *invocation, int stream);
/* Has what would change shown as a diff. */
int show_diff(struct invocation *invocation);
/* Tells what the run found, in the forms that were asked for, and returns the status to exit with. */
int report(struct invocation *invocation, int status);
/* Wrong usage of a command, said on standard error; returns MINUTEC_USAGE. */
int wrong_usage(const struct command *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Writes to standard output; MINUTEC_MACHINE if it cannot be written. */
int print_bytes(const char *bytes, size_t size);
/* Writes a file whole or not at all, making its folders; MINUTEC_MACHINE with a message if it cannot be written. */
int write_bytes(const char *path, const char *bytes, size_t size);

#endif
