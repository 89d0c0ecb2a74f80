#include "cli/cli.h"

#include "base/port.h"

#include <string.h>
#include <unistd.h>

/* A folder by its slash, or because it is one. */
static bool is_folder(const char *output)
{
    return output && (port_kind(output, true) == PORT_FOLDER || (*output && output[strlen(output) - 1] == '/'));
}

static int write_linked(struct invocation *invocation)
{
    if (invocation->format && minutec_set(invocation->run, "format", invocation->format) != MINUTEC_OK)
        return report(invocation, MINUTEC_USAGE);
    return report(invocation, minutec_write(invocation->run, invocation->arguments, invocation->count, invocation->output));
}

int command_render(struct invocation *invocation)
{
    const struct command *command = invocation->command;
    if (invocation->linked)
        minutec_set(invocation->run, "linked", invocation->linked);
    if (invocation->linked && is_folder(invocation->output))
        return write_linked(invocation);
    if (invocation->linked && !invocation->count)
        return wrong_usage(command, "the site's pages need -o DIR/, the folder to write to");
    if (invocation->count != 1)
        return wrong_usage(command, "render takes one file");
    if (!invocation->format)
        return wrong_usage(command, "render needs -f FORMAT");
    static const char *const packed[] = {"docx", "odt", "pdf"};
    bool is_packed = false;
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
        is_packed |= strcmp(invocation->format, packed[i]) == 0;
    if (is_packed && !invocation->output && isatty(STDOUT_FILENO))
        return wrong_usage(command, "a document to open with another program is not for the terminal: give -o FILE");
    const char *bytes;
    size_t size;
    int status = report(invocation, minutec_render(invocation->run, invocation->arguments[0], invocation->format, &bytes, &size));
    if (!bytes)
        return status;
    int written = invocation->output ? write_bytes(invocation->output, bytes, size) : print_bytes(bytes, size);
    return written > status ? written : status;
}
