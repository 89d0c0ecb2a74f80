/* The figures of a source in one line, and back: what runs that do not read it again remember of it. */
#include "import/report_parts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define LEFT "left:"

static const struct {
    const char *name;
    size_t offset;
} fields[] = {
    {"words", offsetof(struct report_figures, words)},       {"placed", offsetof(struct report_figures, placed)},
    {"moved", offsetof(struct report_figures, moved)},       {"left-out", offsetof(struct report_figures, left_out)},
    {"lost", offsetof(struct report_figures, lost)},         {"added", offsetof(struct report_figures, added)},
    {"doubtful", offsetof(struct report_figures, doubtful)}, {"low", offsetof(struct report_figures, low)},
    {"lowest", offsetof(struct report_figures, lowest)},     {"rows", offsetof(struct report_figures, rows)},
};

enum { FIELDS = sizeof fields / sizeof *fields };

static size_t *field(struct report_figures *figures, size_t i)
{
    return (size_t *)(void *)((char *)figures + fields[i].offset);
}

const char *facts_print(const struct report_figures *figures, struct arena *arena)
{
    struct buf out = BUF_INIT;
    struct report_figures copy = *figures;
    for (size_t i = 0; i < FIELDS; i++)
        buf_printf(&out, "%s%s=%zu", i ? " " : "", fields[i].name, *field(&copy, i));
    for (size_t i = 0; i < figures->reason_count; i++)
        buf_printf(&out, " " LEFT "%s=%zu", figures->reasons[i].reason, figures->reasons[i].count);
    const char *text = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

void facts_add_reason(struct report_figures *figures, const char *reason, size_t count, struct arena *arena)
{
    size_t at = 0;
    while (at < figures->reason_count && strcmp(figures->reasons[at].reason, reason) < 0)
        at++;
    if (at < figures->reason_count && strcmp(figures->reasons[at].reason, reason) == 0) {
        figures->reasons[at].count += count;
        return;
    }
    struct report_reason *reasons = arena_alloc(arena, (figures->reason_count + 1) * sizeof *reasons);
    for (size_t i = 0; i < figures->reason_count; i++)
        reasons[i < at ? i : i + 1] = figures->reasons[i];
    reasons[at] = (struct report_reason){arena_copy(arena, reason), count};
    figures->reasons = reasons;
    figures->reason_count++;
}

static void take(struct report_figures *figures, const char *name, size_t size, size_t number, struct arena *arena)
{
    enum { REASONS = 100 };
    const size_t left = sizeof LEFT - 1;
    for (size_t i = 0; i < FIELDS; i++)
        if (strlen(fields[i].name) == size && memcmp(fields[i].name, name, size) == 0)
            *field(figures, i) = number;
    if (size > left && memcmp(name, LEFT, left) == 0 && figures->reason_count < REASONS)
        facts_add_reason(figures, arena_copy_n(arena, name + left, size - left), number, arena);
}

bool facts_read(const char *text, struct report_figures *figures, struct arena *arena)
{
    *figures = (struct report_figures){.lowest = 100};
    if (!text || !*text)
        return false;
    while (*text) {
        size_t size = strcspn(text, " "), name = strcspn(text, "= ");
        if (name < size)
            take(figures, text, name, strtoul(text + name + 1, NULL, 10), arena);
        text += size;
        text += strspn(text, " ");
    }
    return true;
}
