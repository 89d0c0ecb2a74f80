#include "cli/cli.h"

static int print_next(struct invocation *invocation, int status, const char *bytes, size_t size)
{
    status = report(invocation, status);
    int printed = bytes ? print_bytes(bytes, size) : MINUTEC_OK;
    return printed > status ? printed : status;
}

int command_next(struct invocation *invocation)
{
    const char *bytes, *format = invocation->format ? invocation->format : "xml";
    size_t size;
    int status = minutec_next(invocation->run, invocation->arguments, invocation->count, format, invocation->output, &bytes, &size);
    return print_next(invocation, status, bytes, size);
}

int command_template(struct invocation *invocation)
{
    const char *bytes, *format = invocation->format ? invocation->format : "docx";
    size_t size;
    int status = minutec_template(invocation->run, invocation->arguments, invocation->count, format, invocation->output, &bytes, &size);
    return print_next(invocation, status, bytes, size);
}
