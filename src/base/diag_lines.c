/* Forms of one line a finding: GitHub's workflow commands, and what editors read. */
#include "base/diag_tell.h"

#include <string.h>

/* -- for the runners of GitHub's workflows -- */

/* A value ends at a colon or comma, a message at its line. */
static void put_escaped(struct buf *out, const char *text, const char *escaped)
{
    for (; *text; text++)
        if (strchr(escaped, *text))
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
        else
            buf_char(out, *text);
}

static void put_github(struct telling *telling, const struct finding *finding)
{
    static const char *const commands[] = {"", "notice", "warning", "error"};
    static const char in_value[] = "%\r\n:,", in_message[] = "%\r\n";
    const struct diag_spot *spot = &finding->spot;
    struct buf *out = telling->out;
    buf_printf(out, "::%s ", commands[finding->level]);
    if (spot->path) {
        buf_str(out, "file=");
        put_escaped(out, tell_visible(telling, tell_path(telling, spot->path)), in_value);
        buf_char(out, ',');
    }
    if (tell_has_line(spot)) {
        buf_printf(out, "line=%zu,endLine=%zu,", spot->line, spot->line);
        if (spot->column)
            buf_printf(out, "col=%zu,endColumn=%zu,", spot->column, spot->column + spot->length);
    }
    buf_printf(out, "title=%s::", diag_info(finding->code)->code);
    put_escaped(out, tell_all(telling, finding), in_message);
    buf_char(out, '\n');
}

void tell_github(struct telling *telling)
{
    for (size_t i = 0; i < telling->count; i++)
        put_github(telling, telling->rows[i]);
}

/* -- for editors: the GNU coding standards -- */

static void put_place(struct telling *telling, const struct diag_spot *spot)
{
    buf_str(telling->out, spot->path ? tell_visible(telling, spot->path) : "minutec");
    if (tell_has_line(spot))
        buf_printf(telling->out, spot->column ? ":%zu:%zu" : ":%zu", spot->line, spot->column);
    buf_str(telling->out, ": ");
}

void tell_gnu(struct telling *telling)
{
    struct buf *out = telling->out;
    for (size_t i = 0; i < telling->count; i++) {
        const struct finding *finding = telling->rows[i];
        put_place(telling, &finding->spot);
        buf_printf(out, "%s: ", diag_level_name(finding->level));
        const char *words = tell_all(telling, finding);
        for (size_t at = 0; words[at];) { /* further lines follow in the same */
            size_t size = strcspn(words + at, "\n");
            buf_add(out, words + at, size);
            at += size;
            if (words[at] == '\n') {
                buf_str(out, "; ");
                at++;
            }
        }
        buf_printf(out, " [%s]\n", diag_info(finding->code)->code);
    }
}
