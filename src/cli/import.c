#include "cli/cli.h"

#include <stdbool.h>
#include <unistd.h>

static int update(struct invocation *invocation, const struct command *command)
{
    const char *bytes;
    size_t size;
    if (invocation->count != 1)
        return wrong_usage(command, "import --update needs one edited document");
    if (invocation->output)
        return wrong_usage(command, "import --update changes the minutes it names, and writes nowhere else");
    int status = minutec_update(invocation->run, invocation->update, invocation->arguments[0], &bytes, &size);
    status = report(invocation, status);
    int printed = print_bytes(bytes, size);
    return printed > status ? printed : status;
}

int command_import(struct invocation *invocation)
{
    const struct command *command = invocation->command;
    const char *bytes;
    size_t size;
    if (invocation->update)
        return update(invocation, command);
    if (!invocation->count)
        return wrong_usage(command, "import needs files or folders to read");
    if (!invocation->output)
        return wrong_usage(command, "import needs -o DIR, the folder to write to");
    bool shown = isatty(STDERR_FILENO) && (invocation->progress || !invocation->quiet);
    if (invocation->verbose || shown)
        minutec_on_progress(invocation->run, show_progress, invocation);
    int status = minutec_import(invocation->run, invocation->arguments, invocation->count, invocation->output, &bytes, &size);
    status = report(invocation, status);
    int printed = bytes ? print_bytes(bytes, size) : MINUTEC_OK;
    return printed > status ? printed : status;
}
