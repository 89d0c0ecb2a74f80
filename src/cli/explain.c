#include "cli/cli.h"

#include "base/buf.h"

static void list_codes(struct buf *out)
{
    const char *code;
    for (size_t i = 0; (code = minutec_code(i)); i++)
        buf_printf(out, "%s\n", code);
    buf_str(out, "\nGroups of them:\n\n");
    for (size_t i = 0; (code = minutec_group(i)); i++)
        buf_printf(out, "%s\n", code);
}

static int explain(struct invocation *invocation, const char *code, struct buf *out)
{
    const char *nearest;
    const char *text = minutec_explain(invocation->run, code, &nearest);
    if (!text)
        return wrong_usage(NULL, "there is no finding '%s'%s%s%s", code, nearest ? "; did you mean '" : "", nearest ? nearest : "",
                           nearest ? "'?" : "");
    buf_printf(out, "%s%s", out->size ? "\n" : "", text);
    return MINUTEC_OK;
}

int command_explain(struct invocation *invocation)
{
    struct buf out = BUF_INIT;
    int status = MINUTEC_OK;
    if (invocation->count == 0)
        list_codes(&out);
    for (size_t i = 0; i < invocation->count && status == MINUTEC_OK; i++)
        status = explain(invocation, invocation->arguments[i], &out);
    if (status == MINUTEC_OK)
        status = print_bytes(buf_text(&out), out.size);
    buf_free(&out);
    return status;
}
