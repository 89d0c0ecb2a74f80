/* Findings as lines of JSON, an object each, as schemas/finding.schema.json describes them. A key is never missing. */
#include "base/diag_tell.h"
#include "base/json.h"

static void put_place(struct telling *telling, const struct diag_spot *spot)
{
    struct buf *out = telling->out;
    bool line = tell_has_line(spot), paragraph = spot->path && spot->line && !line;
    json_text_or_null(out, "file", spot->path ? tell_visible(telling, spot->path) : NULL);
    json_number_or_null(out, "line", line ? spot->line : 0);
    json_number_or_null(out, "column", line ? spot->column : 0);
    json_number_or_null(out, "endColumn", line && spot->column ? spot->column + spot->length : 0);
    json_number_or_null(out, "paragraph", paragraph ? spot->line : 0);
    json_text_or_null(out, "where", paragraph && spot->where ? tell_visible(telling, spot->where) : NULL);
}

static void put_list(struct telling *telling, const struct finding *finding, enum extra_kind kind, const char *name)
{
    struct buf *out = telling->out;
    json_list(out, name);
    for (const struct extra *extra = tell_is_hidden(telling, finding) ? NULL : finding->extras; extra; extra = extra->next)
        if (extra->kind == kind) {
            json_separate(out);
            buf_char(out, '"');
            json_words(out, tell_visible(telling, extra->text));
            buf_char(out, '"');
        }
    json_close(out, ']');
}

static void put_notes(struct telling *telling, const struct finding *finding)
{
    struct buf *out = telling->out;
    json_list(out, "notes");
    for (const struct extra *extra = tell_is_hidden(telling, finding) ? NULL : finding->extras; extra; extra = extra->next)
        if (extra->kind == EXTRA_NOTE) {
            json_row(out);
            put_place(telling, &extra->spot);
            json_text(out, "text", diag_is_withheld(telling->log, &extra->spot) ? diag_withheld : tell_visible(telling, extra->text));
            json_close(out, '}');
        }
    json_close(out, ']');
}

static void put_mends(struct telling *telling, const struct finding *finding)
{
    struct buf *out = telling->out;
    json_list(out, "mends");
    for (const struct extra *extra = tell_has_mend(telling, finding) ? finding->extras : NULL; extra; extra = extra->next)
        if (extra->kind == EXTRA_MEND) {
            json_row(out);
            json_number(out, "line", extra->spot.line);
            json_number(out, "column", extra->spot.column);
            json_number(out, "endLine", extra->end_line);
            json_number(out, "endColumn", extra->end_column);
            json_text(out, "text", extra->text);
            json_close(out, '}');
        }
    json_close(out, ']');
}

static void put_finding(struct telling *telling, const struct finding *finding)
{
    struct buf *out = telling->out;
    char key[33];
    buf_char(out, '{');
    json_text(out, "code", diag_info(finding->code)->code);
    json_text(out, "level", diag_level_name(finding->level));
    put_place(telling, &finding->spot);
    json_text(out, "text", tell_head(telling, finding));
    json_truth(out, "withheld", tell_is_hidden(telling, finding));
    put_list(telling, finding, EXTRA_SUGGEST, "suggestions");
    put_list(telling, finding, EXTRA_EXPECTED, "expected");
    put_list(telling, finding, EXTRA_DONE, "done");
    put_notes(telling, finding);
    put_mends(telling, finding);
    json_text(out, "key", tell_key(finding, key));
    buf_str(out, "}\n");
}

void tell_json(struct telling *telling)
{
    for (size_t i = 0; i < telling->count; i++)
        put_finding(telling, telling->rows[i]);
}
