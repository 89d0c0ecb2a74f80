#include "cli/cli.h"

static int fix(struct invocation *invocation)
{
    const char *bytes;
    size_t size;
    if (invocation->diff)
        show_diff(invocation);
    int status = minutec_fix(invocation->run, invocation->arguments, invocation->count, &bytes, &size);
    int printed = invocation->quiet && !invocation->diff ? MINUTEC_OK : print_bytes(bytes, size);
    report(invocation, status);
    return printed > status ? printed : status;
}

int command_check(struct invocation *invocation)
{
    if (invocation->comments && (invocation->count != 1 || invocation->fix))
        return wrong_usage(invocation->command, "--comments is for one document");
    if (invocation->diff && !invocation->fix)
        return wrong_usage(invocation->command, "--diff shows what --fix would change: give both");
    if (invocation->comments)
        return report(invocation, minutec_comment(invocation->run, invocation->arguments[0], invocation->comments));
    if (invocation->fix)
        return fix(invocation);
    return report(invocation, minutec_check(invocation->run, invocation->arguments, invocation->count));
}
