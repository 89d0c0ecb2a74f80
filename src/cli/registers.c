/* The registers of actions and of attendance. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

typedef int maker(struct minutec *run, const char *const *paths, size_t count, const char *format, const char **bytes, size_t *size);

enum { LEAST = 20, MOST = 1000 };

/* What COLUMNS says, else how wide the terminal is; 0: neither tells. */
static long width_here(const struct invocation *invocation)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    if (columns && *columns)
        return strtol(columns, NULL, 10);
    if (!invocation->output && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
    return 0;
}

/* What is asked for by --width must be right; what is found out is only made use of where it is. */
static int set_width(const struct invocation *invocation)
{
    if (invocation->width)
        return minutec_set(invocation->run, "width", invocation->width);
    long width = width_here(invocation);
    char text[24];
    if (width <= 0)
        return MINUTEC_OK;
    snprintf(text, sizeof text, "%ld", width < LEAST ? LEAST : width > MOST ? MOST : width);
    return minutec_set(invocation->run, "width", text);
}

static int write_register(struct invocation *invocation, maker *make)
{
    const char *bytes;
    size_t size;
    if (set_width(invocation) != MINUTEC_OK)
        return report(invocation, MINUTEC_USAGE);
    const char *format = invocation->format ? invocation->format : "text";
    int status = report(invocation, make(invocation->run, invocation->arguments, invocation->count, format, &bytes, &size));
    if (!bytes)
        return status;
    int written = invocation->output ? write_bytes(invocation->output, bytes, size) : print_bytes(bytes, size);
    return written > status ? written : status;
}

int command_actions(struct invocation *invocation)
{
    return write_register(invocation, minutec_actions);
}

int command_attendance(struct invocation *invocation)
{
    return write_register(invocation, minutec_attendance);
}
