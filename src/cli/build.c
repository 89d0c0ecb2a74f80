#include "cli/cli.h"

#include <stdio.h>
#include <unistd.h>

void show_progress(void *with, size_t done, size_t all, const char *what)
{
    const struct invocation *invocation = with;
    if (invocation->verbose)
        fprintf(stderr, "%s\n", what);
    else
        fprintf(stderr, "\r\033[K%zu of %zu  %.60s%s", done, all, what, done == all ? "\r\033[K" : "");
}

static void show_reason(void *with, const char *path, const char *why)
{
    (void)with;
    printf("%s: %s\n", path, why);
}

static int emit(struct invocation *invocation)
{
    const char *bytes;
    size_t size;
    int status = report(invocation, minutec_emit(invocation->run, invocation->emit, invocation->arguments, invocation->count,
                                                 invocation->output, &bytes, &size));
    int printed = bytes ? print_bytes(bytes, size) : MINUTEC_OK;
    return printed > status ? printed : status;
}

int command_build(struct invocation *invocation)
{
    if (!invocation->output)
        return wrong_usage(invocation->command, "build needs -o DIR, the folder to write to");
    if (invocation->format && minutec_set(invocation->run, "format", invocation->format) != MINUTEC_OK)
        return report(invocation, MINUTEC_USAGE);
    if (invocation->emit)
        return emit(invocation);
    if (invocation->verbose || (isatty(STDERR_FILENO) && !invocation->quiet))
        minutec_on_progress(invocation->run, show_progress, invocation);
    if (invocation->explain)
        minutec_on_explain(invocation->run, show_reason, invocation);
    return report(invocation, minutec_build(invocation->run, invocation->arguments, invocation->count, invocation->output));
}
