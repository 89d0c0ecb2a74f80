#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

int command_explain(struct invocation *invocation)
{
    const char *code;
    for (size_t i = 0; invocation->count == 0 && (code = minutec_code(i)); i++)
        printf("%s\n", code);
    for (size_t i = 0; i < invocation->count; i++) {
        const char *nearest;
        const char *text = minutec_explain(invocation->run, invocation->arguments[i], &nearest);
        if (!text)
            return wrong_usage(NULL, "there is no finding '%s'%s%s%s", invocation->arguments[i], nearest ? "; did you mean '" : "",
                               nearest ? nearest : "", nearest ? "'?" : "");
        printf("%s%s", i ? "\n" : "", text);
    }
    return fflush(stdout) == 0 ? MINUTEC_OK : MINUTEC_MACHINE;
}
