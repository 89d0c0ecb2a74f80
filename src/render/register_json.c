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

bool register_write_json(struct register_set *set, struct renderer *renderer, struct buf *out)
{
    (void)renderer;
    size_t count;
    struct register_shown *shown = register_sort(set, false, &count);
    bool done = true;
    buf_str(out, "[");
    for (size_t i = 0; i < count && done; i++) {
        struct xml_doc *doc = register_read(shown[i].row);
        struct buf one = BUF_INIT;
        done = json_action(xml_root(doc), &one);
        buf_str(out, i ? ",\n" : "\n");
        indent(out, buf_text(&one));
        buf_free(&one);
        xml_free(doc);
    }
    buf_str(out, count ? "\n]\n" : "]\n");
    free(shown);
    return done;
}
