/* Findings as JUnit's XML, as Jenkins and GitLab read it: a suite a folder, a case a file. A case with an error fails; what else was found in
 * it stands in its output. */
#include "base/diag_tell.h"

#include <stdlib.h>
#include <string.h>

/* A file that was looked at or in which something was found; its findings are rows[first] to rows[first + count - 1]. */
struct junit_case {
    const char *path; /* NULL: the run as a whole */
    size_t first, count, failures, errors;
};

struct junit {
    struct telling *telling;
    struct junit_case *cases;
    size_t count, room;
};

static void put_escaped(struct buf *out, const char *text)
{
    static const char marks[] = "<>&\"\n";
    static const char *const escapes[] = {"&lt;", "&gt;", "&amp;", "&quot;", "&#10;"};
    for (; *text; text++) {
        const char *mark = strchr(marks, *text);
        if (mark)
            buf_str(out, escapes[mark - marks]);
        else
            buf_char(out, *text);
    }
}

static void put_attr(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, " %s=\"", name);
    put_escaped(out, value);
    buf_char(out, '"');
}

static void put_number(struct buf *out, const char *name, size_t number)
{
    buf_printf(out, " %s=\"%zu\"", name, number);
}

/* -- cases -- */

static bool is_machine(const struct finding *finding)
{
    return diag_info(finding->code)->flags & (DIAG_MACHINE | DIAG_USAGE);
}

static struct junit_case *add_case(struct junit *junit, const char *path, size_t first)
{
    MEM_GROW(junit->cases, junit->count, junit->room);
    junit->cases[junit->count] = (struct junit_case){.path = path, .first = first};
    return &junit->cases[junit->count++];
}

static bool same_path(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void add_findings(struct junit *junit)
{
    struct junit_case *last = NULL;
    for (size_t i = 0; i < junit->telling->count; i++) {
        const struct finding *finding = junit->telling->rows[i];
        if (!last || !same_path(last->path, finding->spot.path))
            last = add_case(junit, finding->spot.path, i);
        last->count++;
        last->failures += finding->level == DIAG_ERROR && !is_machine(finding);
        last->errors += finding->level == DIAG_ERROR && is_machine(finding);
    }
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Files in which nothing was found. */
static void add_files(struct junit *junit)
{
    const struct diag_request *request = junit->telling->request;
    size_t count = junit->count, kept = 0;
    const char **paths = mem_zero(count + 1, sizeof *paths);
    for (size_t i = 0; i < count; i++)
        if (junit->cases[i].path)
            paths[kept++] = junit->cases[i].path;
    for (size_t i = 0; i < request->file_count; i++)
        if (!kept || !bsearch(&request->files[i], paths, kept, sizeof *paths, compare_paths))
            add_case(junit, request->files[i], 0);
    free(paths);
}

static size_t folder_size(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? (size_t)(slash - path) : 0;
}

/* By folder, then by name; the run as a whole comes first. */
static int compare_cases(const void *left, const void *right)
{
    const struct junit_case *a = left, *b = right;
    if (!a->path || !b->path)
        return (a->path != NULL) - (b->path != NULL);
    size_t size = folder_size(a->path), other = folder_size(b->path);
    int order = strncmp(a->path, b->path, size < other ? size : other);
    if (!order)
        order = (size > other) - (size < other);
    return order ? order : strcmp(a->path, b->path);
}

static bool same_folder(const char *a, const char *b)
{
    size_t size = folder_size(a);
    return !a == !b && size == folder_size(b) && (!a || strncmp(a, b, size) == 0);
}

/* -- writing -- */

/* As editors read it, with further lines indented. */
static void put_row(struct junit *junit, const struct finding *finding)
{
    struct telling *telling = junit->telling;
    struct buf line = BUF_INIT;
    const struct diag_spot *spot = &finding->spot;
    buf_str(&line, spot->path ? tell_visible(telling, tell_path(telling, spot->path)) : "minutec");
    if (tell_has_line(spot))
        buf_printf(&line, spot->column ? ":%zu:%zu" : ":%zu", spot->line, spot->column);
    const char *words = tell_all(telling, finding);
    size_t head = strcspn(words, "\n");
    buf_printf(&line, ": %s: ", diag_level_name(finding->level));
    buf_add(&line, words, head);
    buf_printf(&line, " [%s]%s", diag_info(finding->code)->code, words + head);
    for (const char *at = line.data; *at;) {
        size_t size = strcspn(at, "\n");
        char *part = arena_copy_n(telling->log->arena, at, size);
        buf_str(telling->out, at == line.data ? "" : "    ");
        put_escaped(telling->out, part);
        buf_char(telling->out, '\n');
        at += size + (at[size] == '\n');
    }
    buf_free(&line);
}

static bool is_in(const struct finding *finding, int kind)
{
    return finding->level != DIAG_ERROR ? kind == 0 : is_machine(finding) ? kind == 2 : kind == 1;
}

static void put_kind(struct junit *junit, const struct junit_case *row, int kind)
{
    static const char *const elements[] = {"system-out", "failure", "error"};
    struct buf *out = junit->telling->out;
    bool open = false;
    for (size_t i = row->first; i < row->first + row->count; i++) {
        const struct finding *finding = junit->telling->rows[i];
        if (!is_in(finding, kind))
            continue;
        if (!open) {
            buf_printf(out, "      <%s", elements[kind]);
            if (kind) {
                put_attr(out, "type", diag_info(finding->code)->code);
                put_attr(out, "message", tell_head(junit->telling, finding));
            }
            buf_str(out, ">");
        }
        open = true;
        put_row(junit, finding);
    }
    if (open)
        buf_printf(out, "</%s>\n", elements[kind]);
}

static const char *suite_name(struct junit *junit, const char *path)
{
    size_t size = folder_size(path);
    if (!path)
        return "minutec";
    return size ? tell_visible(junit->telling, tell_path(junit->telling, arena_copy_n(junit->telling->log->arena, path, size))) : ".";
}

static void put_case(struct junit *junit, const struct junit_case *row)
{
    struct telling *telling = junit->telling;
    const char *slash = row->path ? strrchr(row->path, '/') : NULL;
    buf_str(telling->out, "    <testcase");
    put_attr(telling->out, "name", row->path ? tell_visible(telling, slash ? slash + 1 : row->path) : "minutec");
    put_attr(telling->out, "classname", suite_name(junit, row->path));
    if (!row->count) {
        buf_str(telling->out, "/>\n");
        return;
    }
    buf_str(telling->out, ">\n");
    put_kind(junit, row, 2);
    put_kind(junit, row, 1);
    put_kind(junit, row, 0);
    buf_str(telling->out, "    </testcase>\n");
}

/* A case counts once, however much was found in it. */
static void put_counts(struct buf *out, const struct junit_case *cases, size_t count)
{
    size_t failures = 0, errors = 0;
    for (size_t i = 0; i < count; i++) {
        errors += cases[i].errors > 0;
        failures += cases[i].failures > 0 && !cases[i].errors;
    }
    put_number(out, "tests", count);
    put_number(out, "failures", failures);
    put_number(out, "errors", errors);
}

static void put_suites(struct junit *junit)
{
    struct buf *out = junit->telling->out;
    for (size_t i = 0, upto; i < junit->count; i = upto) {
        const struct junit_case *first = &junit->cases[i];
        for (upto = i + 1; upto < junit->count && same_folder(first->path, junit->cases[upto].path); upto++)
            ;
        buf_str(out, "  <testsuite");
        put_attr(out, "name", suite_name(junit, first->path));
        put_counts(out, first, upto - i);
        buf_str(out, ">\n");
        for (size_t k = i; k < upto; k++)
            put_case(junit, &junit->cases[k]);
        buf_str(out, "  </testsuite>\n");
    }
}

void tell_junit(struct telling *telling)
{
    struct junit junit = {.telling = telling};
    struct buf *out = telling->out;
    add_findings(&junit);
    add_files(&junit);
    if (!junit.count)
        add_case(&junit, NULL, 0);
    qsort(junit.cases, junit.count, sizeof *junit.cases, compare_cases);
    buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"minutec\"");
    put_counts(out, junit.cases, junit.count);
    buf_str(out, ">\n");
    put_suites(&junit);
    buf_str(out, "</testsuites>\n");
    free(junit.cases);
}
