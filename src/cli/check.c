#include "cli/cli.h"

int command_check(struct invocation *invocation)
{
    if (invocation->comments && invocation->count != 1)
        return wrong_usage(invocation->command, "--comments is for one document");
    if (invocation->comments)
        return report(invocation, minutec_comment(invocation->run, invocation->arguments[0], invocation->comments));
    return report(invocation, minutec_check(invocation->run, invocation->arguments, invocation->count));
}
