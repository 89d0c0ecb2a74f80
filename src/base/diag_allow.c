/* What instructions in the files silence. */
#include "base/diag_log.h"

#include <stdlib.h>
#include <string.h>

void diag_allow(struct diag_log *log, enum diag_code code, struct place at, struct place from, struct place upto, const char *reason)
{
    const char *path = diag_keep_path(log, at.source->path);
    MEM_GROW(log->allows, log->allow_count, log->allow_room);
    log->allows[log->allow_count++] = (struct allow){
        .path = path,
        .spot = {.path = path, .line = at.line, .column = at.column, .length = at.length, .restricted = at.restricted},
        .veiled = at.veiled,
        .code = (int)code,
        .line = from.line,
        .column = from.column,
        .end_line = upto.line,
        .end_column = upto.column,
        .reason = arena_copy(log->arena, reason),
    };
    log->allows_unsorted = true;
    log->finished = false;
}

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_allows(const void *left, const void *right)
{
    const struct allow *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    if (!order)
        order = compare_numbers(a->spot.line, b->spot.line);
    if (!order)
        order = compare_numbers(a->spot.column, b->spot.column);
    return order ? order : compare_numbers((size_t)a->code, (size_t)b->code);
}

/* What was read twice is there once. */
void diag_allow_sort(struct diag_log *log)
{
    size_t kept = 0;
    if (!log->allows_unsorted)
        return;
    if (log->allow_count)
        qsort(log->allows, log->allow_count, sizeof *log->allows, compare_allows);
    for (size_t i = 0; i < log->allow_count; i++) {
        if (kept && compare_allows(&log->allows[kept - 1], &log->allows[i]) == 0)
            log->allows[kept - 1].used |= log->allows[i].used;
        else
            log->allows[kept++] = log->allows[i];
    }
    log->allow_count = kept;
    log->allows_unsorted = false;
}

static bool is_before(size_t line, size_t column, size_t other_line, size_t other_column)
{
    return line < other_line || (line == other_line && column < other_column);
}

static bool covers(const struct allow *allow, const struct finding *finding)
{
    const struct diag_spot *spot = &finding->spot;
    if (allow->code != (int)finding->code || strcmp(allow->path, spot->path) != 0)
        return false;
    return !allow->end_line || (!is_before(spot->line, spot->column, allow->line, allow->column) &&
                                is_before(spot->line, spot->column, allow->end_line, allow->end_column));
}

/* The first of a path, where they are sorted. */
static size_t first_of(const struct diag_log *log, const char *path)
{
    size_t low = 0, high = log->allow_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(log->allows[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The nearest around it. */
struct allow *diag_allow_of(const struct diag_log *log, const struct finding *finding)
{
    const char *path = finding->spot.path;
    struct allow *best = NULL;
    if (!path || !log->allow_count)
        return NULL;
    for (size_t i = log->allows_unsorted ? 0 : first_of(log, path); i < log->allow_count; i++) {
        struct allow *allow = &log->allows[i];
        if (covers(allow, finding) && (!best || is_before(best->line, best->column, allow->line, allow->column)))
            best = allow;
        else if (!log->allows_unsorted && strcmp(allow->path, path) != 0)
            break;
    }
    return best;
}

void diag_allow_mark(struct diag_log *log)
{
    diag_finish(log);
    for (size_t i = 0; i < log->count; i++) {
        struct allow *allow = diag_allow_of(log, log->findings[i]);
        if (allow)
            allow->used = true;
    }
    bool failed = false;
    for (size_t i = 0; i < log->allow_count; i++) { /* they are sorted by path */
        if (!i || strcmp(log->allows[i - 1].path, log->allows[i].path) != 0)
            failed = diag_file_failed(log, log->allows[i].path);
        log->allows[i].used |= failed;
    }
}

void diag_allow_unused(struct diag_log *log)
{
    diag_allow_mark(log);
    for (size_t i = 0, count = log->allow_count; i < count; i++) {
        const struct allow allow = log->allows[i];
        const struct diag_info *info = diag_info((enum diag_code)allow.code);
        const struct source source = {.path = allow.path};
        if (allow.used || info->flags & DIAG_LATE)
            continue;
        struct place place = {&source, (uint32_t)allow.spot.line, (uint32_t)allow.spot.column, (uint32_t)allow.spot.length, allow.veiled,
                              allow.spot.restricted};
        diag_add(log, D_UNUSED_ALLOW, place, info->code);
    }
    diag_finish(log);
}
