/* Findings as SARIF 2.1.0. Paths are relative to the folder that minutec was run in, where they can be. */
#include "base/diag_tell.h"
#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

static const char *const levels[] = {"none", "note", "warning", "error"};

static void put_message(struct buf *out, const char *name, const char *text)
{
    json_open(out, name);
    json_text(out, "text", text);
    json_close(out, '}');
}

/* -- places -- */

static void put_uri(struct telling *telling, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    struct buf uri = BUF_INIT;
    path = tell_path(telling, path);
    bool absolute = *path == '/';
    if (absolute)
        buf_str(&uri, "file://");
    for (; *path; path++)
        if (strchr(plain, *path))
            buf_char(&uri, *path);
        else
            buf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*path);
    json_open(telling->out, "artifactLocation");
    json_text(telling->out, "uri", buf_text(&uri));
    if (!absolute)
        json_text(telling->out, "uriBaseId", "%SRCROOT%");
    json_close(telling->out, '}');
    buf_free(&uri);
}

static void put_region(struct buf *out, const char *name, const struct diag_spot *spot, size_t end_line, size_t end_column)
{
    json_open(out, name);
    json_number(out, "startLine", spot->line);
    if (spot->column) {
        json_number(out, "startColumn", spot->column);
        json_number(out, "endLine", end_line);
        json_number(out, "endColumn", end_column);
    }
    json_close(out, '}');
}

static void put_place(struct telling *telling, const struct diag_spot *spot)
{
    struct buf *out = telling->out;
    char number[40];
    json_open(out, "physicalLocation");
    put_uri(telling, spot->path);
    if (tell_has_line(spot))
        put_region(out, "region", spot, spot->line, spot->column + spot->length);
    json_close(out, '}');
    if (!spot->line || tell_has_line(spot))
        return;
    snprintf(number, sizeof number, "paragraph %zu", spot->line);
    json_list(out, "logicalLocations");
    json_row(out);
    json_text(out, "fullyQualifiedName", spot->where ? tell_visible(telling, spot->where) : number);
    json_close(out, '}');
    json_close(out, ']');
}

/* -- results -- */

static void put_related(struct telling *telling, const struct finding *finding)
{
    struct buf *out = telling->out;
    size_t id = 0;
    for (const struct extra *extra = tell_is_hidden(telling, finding) ? NULL : finding->extras; extra; extra = extra->next) {
        if (extra->kind != EXTRA_NOTE || !extra->spot.path)
            continue;
        if (!id)
            json_list(out, "relatedLocations");
        json_row(out);
        json_number(out, "id", ++id);
        put_place(telling, &extra->spot);
        put_message(out, "message", tell_note(telling, extra));
        json_close(out, '}');
    }
    if (id)
        json_close(out, ']');
}

static void put_fixes(struct telling *telling, const struct finding *finding)
{
    struct buf *out = telling->out;
    if (!tell_has_mend(telling, finding))
        return;
    json_list(out, "fixes");
    json_row(out);
    json_list(out, "artifactChanges");
    json_row(out);
    put_uri(telling, finding->spot.path);
    json_list(out, "replacements");
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        if (extra->kind != EXTRA_MEND)
            continue;
        json_row(out);
        put_region(out, "deletedRegion", &extra->spot, extra->end_line, extra->end_column);
        put_message(out, "insertedContent", extra->text);
        json_close(out, '}');
    }
    buf_str(out, "]}]}]");
}

static void put_suppressions(struct telling *telling, const struct allow *allow)
{
    struct buf *out = telling->out;
    json_list(out, "suppressions");
    json_row(out);
    json_text(out, "kind", "inSource");
    if (!diag_is_withheld(telling->log, &allow->spot))
        json_text(out, "justification", tell_visible(telling, allow->reason));
    json_open(out, "location");
    put_place(telling, &allow->spot);
    buf_str(out, "}}]");
}

static void put_result(struct telling *telling, const struct finding *finding, const size_t *rules)
{
    struct buf *out = telling->out;
    char key[33];
    json_row(out);
    json_text(out, "ruleId", diag_info(finding->code)->code);
    json_number(out, "ruleIndex", rules[finding->code] - 1);
    json_text(out, "level", levels[finding->allow ? finding->plain : finding->level]);
    put_message(out, "message", tell_all(telling, finding));
    if (finding->spot.path) {
        json_list(out, "locations");
        json_row(out);
        put_place(telling, &finding->spot);
        buf_str(out, "}]");
    }
    json_open(out, "partialFingerprints");
    json_text(out, "minutec/v1", tell_key(finding, key));
    json_close(out, '}');
    put_related(telling, finding);
    put_fixes(telling, finding);
    if (finding->allow)
        put_suppressions(telling, finding->allow);
    json_close(out, '}');
}

/* -- rules -- */

static void put_rule(struct buf *out, enum diag_code code)
{
    const struct diag_info *info = diag_info(code);
    struct buf text = BUF_INIT;
    json_row(out);
    json_text(out, "id", info->code);
    diag_fill(&text, info->text, NULL);
    put_message(out, "shortDescription", buf_text(&text));
    put_message(out, "fullDescription", info->cause);
    buf_clear(&text);
    buf_printf(&text, "%s\n\nExample:\n\n%s\n\nMend:\n\n%s", info->cause, info->example, info->mend);
    put_message(out, "help", buf_text(&text));
    json_open(out, "defaultConfiguration");
    json_truth(out, "enabled", info->level != DIAG_OFF);
    json_text(out, "level", levels[info->level]);
    json_close(out, '}');
    json_open(out, "properties");
    json_list(out, "tags");
    for (size_t i = 0; diag_group_name(i); i++)
        if (diag_group_has(i, code) && strcmp(diag_group_name(i), "all") != 0) {
            json_separate(out);
            buf_printf(out, "\"%s\"", diag_group_name(i));
        }
    buf_str(out, "]}}");
    buf_free(&text);
}

/* Only those that are used; each code's index plus one. */
static void put_rules(struct buf *out, size_t *rules)
{
    size_t count = 0;
    json_list(out, "rules");
    for (int i = 0; i < DIAG_CODES; i++)
        if (rules[i]) {
            rules[i] = ++count;
            put_rule(out, (enum diag_code)i);
        }
    json_close(out, ']');
}

/* -- the whole -- */

/* Rows and what instructions silence, in one order. */
static struct finding **all_rows(const struct telling *telling, size_t *count)
{
    const struct diag_log *log = telling->log;
    struct finding **rows = mem_zero(log->count + 1, sizeof(struct finding *));
    *count = 0;
    for (size_t i = 0, next = 0; i < log->count; i++) {
        struct finding *finding = log->findings[i];
        bool told = next < telling->count && telling->rows[next] == finding;
        next += told;
        if (told || (finding->allow && finding->plain != DIAG_OFF && finding->plain >= telling->request->least))
            rows[(*count)++] = finding;
    }
    return rows;
}

static void put_invocation(struct telling *telling)
{
    static const char *const ends[] = {"nothing worse than a warning", "errors in the input", "wrong usage", "the machine failed"};
    struct buf *out = telling->out;
    int status = telling->request->status;
    json_list(out, "invocations");
    json_row(out);
    json_truth(out, "executionSuccessful", status < 2);
    json_number(out, "exitCode", (size_t)status);
    json_text(out, "exitCodeDescription", ends[status]);
    buf_str(out, "}]");
}

void tell_sarif(struct telling *telling)
{
    struct buf *out = telling->out;
    size_t count, *rules = mem_zero(DIAG_CODES + 1, sizeof *rules);
    struct finding **rows = all_rows(telling, &count);
    for (size_t i = 0; i < count; i++)
        rules[rows[i]->code] = 1;
    buf_str(out, "{\"$schema\":\"" SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"minutec\"");
    json_text(out, "version", telling->request->version);
    json_text(out, "semanticVersion", telling->request->version);
    put_rules(out, rules);
    buf_str(out, "}}");
    put_invocation(telling);
    buf_str(out, ",\"originalUriBaseIds\":{\"%SRCROOT%\":{\"description\":{\"text\":\"The folder that minutec was run in.\"}}}");
    buf_str(out, ",\"columnKind\":\"unicodeCodePoints\"");
    json_list(out, "results");
    for (size_t i = 0; i < count; i++) {
        put_result(telling, rows[i], rules);
        buf_str(out, i + 1 < count ? "\n" : "");
    }
    buf_str(out, "]}]}\n");
    free(rows);
    free(rules);
}
