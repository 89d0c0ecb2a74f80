#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

int command_render(struct invocation *invocation)
{
    const struct command *command = &commands[2];
    if (invocation->count != 1)
        return wrong_usage(command, "render takes one file");
    if (!invocation->format)
        return wrong_usage(command, "render needs -f FORMAT");
    if (strcmp(invocation->format, "docx") == 0 && !invocation->output && isatty(STDOUT_FILENO))
        return wrong_usage(command, "a Word document is not for the terminal: give -o FILE");
    const char *bytes;
    size_t size;
    int status = report(invocation, minutec_render(invocation->run, invocation->arguments[0], invocation->format, &bytes, &size));
    if (!bytes)
        return status;
    int written = invocation->output ? write_bytes(invocation->output, bytes, size) : print_bytes(bytes, size);
    return written > status ? written : status;
}
