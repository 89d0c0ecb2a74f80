#include "base/mend.h"

#include "base/diag_log.h"

#include <stdlib.h>
#include <string.h>

/* A mend as bytes. */
struct patch {
    size_t from, to;
    size_t finding; /* index in the log */
    const char *text;
};

struct patches {
    struct patch *rows;
    size_t count, room;
};

static bool is_of(const struct finding *finding, const char *path)
{
    return finding->level != DIAG_OFF && finding->spot.path && strcmp(finding->spot.path, path) == 0;
}

/* Whether there are mends, all of them of the file that the finding is in. */
static bool has_mends(const struct finding *finding)
{
    bool any = false;
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        if (extra->kind != EXTRA_MEND)
            continue;
        if (!extra->spot.path || !is_of(finding, extra->spot.path))
            return false;
        any = true;
    }
    return any;
}

void mend_each_file(struct diag_log *log, void (*visit)(void *with, const char *path), void *with)
{
    const char *last = NULL;
    diag_finish(log);
    for (size_t i = 0; i < log->count; i++) {
        const struct finding *finding = log->findings[i];
        if (!finding->spot.path || !has_mends(finding) || (last && strcmp(last, finding->spot.path) == 0))
            continue;
        last = finding->spot.path;
        visit(with, last);
    }
}

static bool offset_of(struct source *source, size_t line, size_t column, size_t *offset)
{
    size_t size;
    const char *text = source_line(source, line, &size);
    if (!text)
        return false;
    *offset = (size_t)(text - source->bytes) + source_offset(source, text, size, column);
    return true;
}

static void add_patches(struct patches *patches, const struct finding *finding, size_t number, struct source *source)
{
    size_t before = patches->count;
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        struct patch patch = {.finding = number, .text = extra->text};
        if (extra->kind != EXTRA_MEND)
            continue;
        if (!offset_of(source, extra->spot.line, extra->spot.column, &patch.from) ||
            !offset_of(source, extra->end_line, extra->end_column, &patch.to) || patch.to < patch.from) {
            patches->count = before;
            return;
        }
        MEM_GROW(patches->rows, patches->count, patches->room);
        patches->rows[patches->count++] = patch;
    }
}

static int compare_patches(const void *a, const void *b)
{
    const struct patch *one = a, *other = b;
    int order = (one->from > other->from) - (one->from < other->from);
    if (!order)
        order = (one->to > other->to) - (one->to < other->to);
    return order ? order : (one->finding > other->finding) - (one->finding < other->finding);
}

/* Notes the findings whose patches meet one before them that stays; two at one place meet, too. */
static void leave_overlapping(const struct patches *patches, bool *left)
{
    const struct patch *last = NULL;
    for (size_t i = 0; i < patches->count; i++) {
        const struct patch *patch = &patches->rows[i];
        if (left[patch->finding])
            continue;
        if (last && (patch->from < last->to || patch->from == last->from))
            left[patch->finding] = true;
        else
            last = patch;
    }
}

static void apply(const struct patches *patches, const bool *left, const struct source *source, struct buf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < patches->count; i++) {
        const struct patch *patch = &patches->rows[i];
        if (left[patch->finding])
            continue;
        buf_add(out, source->bytes + at, patch->from - at);
        buf_str(out, patch->text);
        at = patch->to;
    }
    buf_add(out, source->bytes + at, source->size - at);
}

/* Words of a restricted passage are withheld, as in findings. */
static void tell(const struct diag_log *log, const struct finding *finding, struct buf *told)
{
    diag_visible(told, finding->spot.path, strlen(finding->spot.path));
    if (finding->spot.line)
        buf_printf(told, ":%zu:%zu", finding->spot.line, finding->spot.column);
    buf_str(told, ": mended");
    if (!finding->spot.restricted || log->show_restricted) {
        buf_str(told, ": ");
        diag_visible(told, finding->text, strlen(finding->text));
    }
    buf_printf(told, " [%s]\n", diag_info(finding->code)->code);
}

size_t mend_file(struct diag_log *log, struct source *source, struct buf *out, struct buf *told)
{
    struct patches patches = {0};
    size_t mended = 0;
    diag_finish(log);
    bool *left = mem_zero(log->count + 1, sizeof *left);
    for (size_t i = 0; i < log->count; i++)
        if (is_of(log->findings[i], source->path) && has_mends(log->findings[i]))
            add_patches(&patches, log->findings[i], i, source);
    if (patches.count)
        qsort(patches.rows, patches.count, sizeof *patches.rows, compare_patches);
    leave_overlapping(&patches, left);
    apply(&patches, left, source, out);
    for (size_t i = 0; i < patches.count; i++) {
        size_t finding = patches.rows[i].finding;
        if (left[finding])
            continue;
        tell(log, log->findings[finding], told);
        left[finding] = true;
        mended++;
    }
    free(patches.rows);
    free(left);
    return mended;
}
