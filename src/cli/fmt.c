#include "cli/cli.h"

#include "base/buf.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { INPUT_MOST = 17 << 20 }; /* more than any source may have, so that too much is reported as that */

int show_diff(struct invocation *invocation)
{
    bool colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    return minutec_set(invocation->run, "show", colour ? "colour" : "diff");
}

static bool read_input(struct buf *input)
{
    char bytes[1 << 16];
    size_t size;
    while (input->size < INPUT_MOST && (size = fread(bytes, 1, sizeof bytes, stdin)) > 0)
        buf_add(input, bytes, size);
    return !ferror(stdin);
}

static int fmt_input(struct invocation *invocation, const char **bytes, size_t *size)
{
    struct buf input = BUF_INIT;
    int status = MINUTEC_MACHINE;
    *size = 0;
    if (read_input(&input))
        status = minutec_fmt_bytes(invocation->run, "standard input", buf_text(&input), input.size, bytes, size);
    else
        fputs("minutec: error: cannot read standard input [cannot-read]\n", stderr);
    buf_free(&input);
    return status;
}

int command_fmt(struct invocation *invocation)
{
    const char *bytes = "";
    size_t size;
    bool input = false, tells = invocation->verbose || invocation->check || invocation->diff;
    for (size_t i = 0; i < invocation->count; i++)
        input |= strcmp(invocation->arguments[i], "-") == 0;
    if (!invocation->count)
        return wrong_usage(invocation->command, "fmt needs files or folders, or - for standard input");
    if (input && invocation->count > 1)
        return wrong_usage(invocation->command, "standard input is laid out alone");
    if (invocation->check)
        minutec_set(invocation->run, "show", "names");
    if (invocation->diff)
        show_diff(invocation);
    int status = input ? fmt_input(invocation, &bytes, &size)
                       : minutec_fmt(invocation->run, invocation->arguments, invocation->count, &bytes, &size);
    report(invocation, status);
    int printed = input || tells ? print_bytes(bytes, size) : MINUTEC_OK;
    return printed > status ? printed : status;
}
