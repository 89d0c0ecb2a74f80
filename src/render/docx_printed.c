/* What tells a form's own words (form_printed.h), in the document's own properties. */
#include "render/docx_writer.h"
#include "render/form_mark.h"
#include "render/form_printed.h"

#include <stdlib.h>
#include <string.h>

static void add_hint(struct form_printed *printed, const struct node *part, struct arena *arena)
{
    const char *name = NULL;
    struct buf words = BUF_INIT;
    for (const struct node *node = part; node; node = node_after(node, part)) {
        if (!name && docx_is(node, NS_W, "name"))
            name = node_attr_ns(node, NS_W, "val");
        buf_str(&words, node_text(node, arena));
    }
    if (name && strncmp(name, "minutec-", 8) == 0)
        form_printed_add(printed, name + 8, buf_text(&words));
    buf_free(&words);
}

static void add_hints(struct form_printed *printed, const struct node *root, struct arena *arena)
{
    for (const struct node *node = root; node; node = node_after(node, root))
        if (docx_is(node, NS_W, "docPart"))
            add_hint(printed, node, arena);
}

struct properties {
    struct writer *writer;
    long pid;
};

static void put_property(void *with, size_t number, const char *value)
{
    struct properties *to = with;
    buf_printf(to->writer->out,
               "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"%ld\" name=\"" FORM_PRINTED "-%zu\">"
               "<vt:lpwstr>%s</vt:lpwstr></property>",
               to->pid++, number, value);
}

enum verdict docx_write_printed(struct writer *writer, const struct node *node)
{
    struct form_printed *printed = form_printed_new();
    const char *pid = node_attr(node, "pid");
    for (size_t i = 0; i < writer->docx->count; i++) {
        const struct node *root = writer->docx->parts[i].root;
        if (docx_is(root, NS_W, "document"))
            form_printed_gather(printed, root);
        else if (docx_is(root, NS_W, "glossaryDocument"))
            add_hints(printed, root, writer->docx->arena);
    }
    docx_settle(writer);
    form_printed_each(printed, put_property, &(struct properties){writer, pid ? strtol(pid, NULL, 10) : 2});
    form_printed_free(printed);
    return SKIP;
}
