#include "build/report.h"

#include "base/write.h"

#include <stdlib.h>
#include <string.h>

bool report_add(struct report *report, struct arena *arena, const char *value)
{
    size_t size = strcspn(value, ":");
    if (report->target_count == REPORT_TARGETS || (value[size] && !value[size + 1]))
        return false;
    struct report_target *target = &report->targets[report->target_count];
    if (!diag_form_find(value, size, &target->form))
        return false;
    target->file = value[size] ? arena_copy(arena, value + size + 1) : NULL;
    report->target_count++;
    return true;
}

void report_free(struct report *report)
{
    baseline_free(report->baseline);
    free(report->files);
}

/* -- which count -- */

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool report_needs_files(const struct report *report)
{
    for (size_t i = 0; i < report->target_count; i++)
        if (report->targets[i].form == DIAG_JUNIT)
            return true;
    return report->baseline;
}

static void list_files(struct report *report, const struct program *program, struct arena *arena)
{
    report->files = mem_zero(program->unit_count + program->folder_count + 1, sizeof *report->files);
    for (size_t i = 0; i < program->folder_count; i++)
        if (program->folders[i].has_body && program->folders[i].named)
            report->files[report->file_count++] =
                arena_printf(arena, "%s%sbody.xml", program->folders[i].path, *program->folders[i].path ? "/" : "");
    for (size_t i = 0; i < program->unit_count; i++)
        if (program->units[i].named)
            report->files[report->file_count++] = arena_copy(arena, program->units[i].path);
    if (report->file_count)
        qsort(report->files, report->file_count, sizeof *report->files, compare_paths);
}

/* A file that is gone was looked for. */
static bool looked(void *with, const char *path)
{
    const struct report *report = with;
    return strcmp(path, "-") == 0 || port_kind(path, false) == PORT_NONE ||
           (report->file_count && bsearch(&path, report->files, report->file_count, sizeof path, compare_paths));
}

static void keep_baseline(struct report *report, struct diag_log *log)
{
    struct buf bytes = BUF_INIT;
    const char *why = "";
    report->written = baseline_write(log, &bytes);
    report->wrote = write_file(report->write_baseline, buf_text(&bytes), bytes.size, &why) != WRITE_FAILED;
    if (!report->wrote)
        diag_add(log, D_CANNOT_WRITE, (struct place){0}, report->write_baseline, why);
    buf_free(&bytes);
}

void report_settle(struct report *report, const struct program *program, struct diag_log *log, struct arena *arena, bool makes)
{
    diag_finish(log);
    if (program && report_needs_files(report) && !report->files)
        list_files(report, program, arena);
    if (report->baseline && program)
        report->known = baseline_apply(report->baseline, log, makes, looked, report);
    if (report->write_baseline && diag_status(log) < 2)
        keep_baseline(report, log);
    diag_finish(log);
}

/* -- telling -- */

static void tell_known(const struct report *report, struct buf *out)
{
    if (report->known && !report->wrote)
        buf_printf(out, "minutec: %zu known finding%s not shown (%s)\n", report->known, report->known == 1 ? " is" : "s are",
                   report->baseline_path);
    if (report->wrote)
        buf_printf(out, "minutec: %zu finding%s known from now on (%s)\n", report->written, report->written == 1 ? " is" : "s are",
                   report->write_baseline);
}

static void tell(const struct report *report, struct diag_log *log, enum diag_form form, const struct diag_request *request, struct buf *out)
{
    diag_tell(log, form, request, out);
    if (form == DIAG_TEXT && request->counts)
        tell_known(report, out);
}

static void tell_file(const struct report *report, struct diag_log *log, const struct report_target *target, const struct diag_request *request)
{
    struct buf bytes = BUF_INIT;
    struct diag_request plain = *request;
    const char *why = "";
    plain.colour = false;
    tell(report, log, target->form, &plain, &bytes);
    if (write_file(target->file, buf_text(&bytes), bytes.size, &why) == WRITE_FAILED)
        diag_add(log, D_CANNOT_WRITE, (struct place){0}, target->file, why);
    buf_free(&bytes);
}

void report_tell(const struct report *report, struct diag_log *log, const struct diag_request *request, struct buf *err, struct buf *out)
{
    struct diag_request wanted = *request;
    bool told = false;
    wanted.most = report->most;
    wanted.files = report->files;
    wanted.file_count = report->file_count;
    for (size_t i = 0; i < report->target_count; i++)
        if (report->targets[i].file && strcmp(report->targets[i].file, "-") != 0)
            tell_file(report, log, &report->targets[i], &wanted);
    diag_finish(log);
    for (size_t i = 0; i < report->target_count; i++) {
        const struct report_target *target = &report->targets[i];
        if (target->file && strcmp(target->file, "-") != 0)
            continue;
        tell(report, log, target->form, &wanted, target->file ? out : err);
        told |= !target->file;
    }
    if (!told)
        tell(report, log, DIAG_TEXT, &wanted, err);
}
