/* Registers as comma-separated values (RFC 4180): a header, CRLF, quotes where needed. A cell that a spreadsheet would run as a formula
 * begins with an apostrophe. */
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

static bool would_run(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

static void put_cell(struct buf *out, const char *text, bool first)
{
    text = text ? text : "";
    bool quoted = text[strcspn(text, ",\"\r\n")] != '\0' || *text == ' ' || (*text && text[strlen(text) - 1] == ' ');
    buf_str(out, first ? "" : ",");
    buf_str(out, quoted ? "\"" : "");
    buf_str(out, would_run(text) ? "'" : "");
    for (; *text; text++) {
        if (*text == '"')
            buf_char(out, '"');
        buf_char(out, *text);
    }
    buf_str(out, quoted ? "\"" : "");
}

static void end_line(struct buf *out)
{
    buf_str(out, "\r\n");
}

/* -- actions -- */

/* The words of the action. */
static const char *words(const struct node *node, struct arena *arena)
{
    for (const struct node *child = node_first(node); child; child = node_next(child))
        if (node_is_r(child, "p"))
            return node_text(child, arena);
    return NULL;
}

static const struct column {
    const char *name;
    const char *attr; /* NULL: the words */
    bool made;        /* an attribute of NS_RESOLVED */
    bool flag;        /* yes or no */
} columns[] = {
    {"reference", "address", true, false},
    {"body", "body-id", false, false},
    {"body_name", "body-name", false, false},
    {"meeting", "meeting", false, false},
    {"raised", "raised", false, false},
    {"item", "item", true, false},
    {"item_title", "item-title", false, false},
    {"number", "number", true, false},
    {"action", NULL, false, false},
    {"owner", "owners", false, false},
    {"due", "due", true, false},
    {"due_text", "due-text", true, false},
    {"new_due", "new-due", false, false},
    {"new_due_text", "new-due-text", false, false},
    {"latest_update_date", "latest", false, false},
    {"latest_update", "latest-text", false, false},
    {"status", "status", true, false},
    {"status_text", "status-text", false, false},
    {"overdue", "overdue", false, true},
    {"carried", "carried", false, true},
    {"restricted", "restricted", true, true},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *value(const struct node *node, const struct column *column, struct arena *arena)
{
    const char *text = !column->attr  ? words(node, arena)
                       : column->made ? node_attr_ns(node, NS_RESOLVED, column->attr)
                                      : node_attr(node, column->attr);
    return column->flag ? (text ? "yes" : "no") : text;
}

static void write_actions(struct register_set *set, struct buf *out)
{
    size_t count;
    struct register_shown *shown = register_sort(set, false, &count);
    for (size_t c = 0; c < COLUMNS; c++)
        put_cell(out, columns[c].name, c == 0);
    end_line(out);
    for (size_t i = 0; i < count; i++) {
        struct xml_doc *doc = register_read(shown[i].row);
        struct arena *arena = arena_new();
        for (size_t c = 0; c < COLUMNS; c++)
            put_cell(out, value(xml_root(doc), &columns[c], arena), c == 0);
        end_line(out);
        arena_free(arena);
        xml_free(doc);
    }
    free(shown);
}

bool register_write_csv(struct register_set *set, struct renderer *renderer, struct buf *out)
{
    (void)renderer;
    write_actions(set, out);
    return true;
}
