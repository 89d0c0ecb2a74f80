#include "cli/cli.h"

int command_next(struct invocation *invocation)
{
    const char *bytes;
    size_t size;
    int status = minutec_next(invocation->run, invocation->arguments, invocation->count, invocation->output, &bytes, &size);
    report(invocation, status);
    int printed = bytes ? print_bytes(bytes, size) : MINUTEC_OK;
    return printed > status ? printed : status;
}
