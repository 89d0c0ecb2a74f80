/* Registers as JSON: an array, an action or a body's attendance an object; written one after another. */
#include "render/finish.h"
#include "render/register_parts.h"

#include <stdlib.h>

/* A text of JSON two columns further in: its lines end nowhere but between values. */
static void indent(struct buf *out, const char *text)
{
    buf_str(out, "  ");
    for (; *text; text++) {
        buf_char(out, *text);
        if (*text == '\n')
            buf_str(out, "  ");
    }
}

/* Rows in the order they are written in; the caller frees the list. */
static const struct register_row **in_order(struct register_set *set)
{
    if (set->options->kind == REGISTER_ATTENDANCE)
        return register_sheets(set);
    size_t count;
    struct register_shown *shown = register_sort(set, false, &count);
    const struct register_row **rows = mem_zero(count + 1, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = shown[i].row;
    free(shown);
    return rows;
}

bool register_write_json(struct register_set *set, struct renderer *renderer, struct buf *out)
{
    (void)renderer;
    bool (*write)(const struct node *row, struct buf *out) = set->options->kind == REGISTER_ATTENDANCE ? json_sheet : json_action;
    const struct register_row **rows = in_order(set);
    bool done = true;
    buf_str(out, "[");
    for (size_t i = 0; i < set->count && done; i++) {
        struct xml_doc *doc = register_read(set, rows[i]);
        struct buf one = BUF_INIT;
        done = write(xml_root(doc), &one);
        buf_str(out, i ? ",\n" : "\n");
        indent(out, buf_text(&one));
        buf_free(&one);
        xml_free(doc);
    }
    buf_str(out, set->count ? "\n]\n" : "]\n");
    free(rows);
    return done;
}
