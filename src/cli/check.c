#include "cli/cli.h"

int command_check(struct invocation *invocation)
{
    return report(invocation, minutec_check(invocation->run, invocation->arguments, invocation->count));
}
