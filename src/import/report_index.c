/* The index of all sources: totals, what was put aside, and a table with what wants a look first. */
#include "base/text.h"
#include "import/report_parts.h"
#include "render/render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -- figures -- */

static const char *number_text(struct arena *arena, size_t number)
{
    return arena_printf(arena, "%zu", number);
}

/* "98.2%", never 100 where something is missing, never 0 where something is there. */
static const char *share_text(const struct labels *labels, struct arena *arena, size_t some, size_t all)
{
    size_t tenths = all ? (size_t)((double)some * 1000 / (double)all + 0.5) : 0;
    if (some && !tenths)
        tenths = 1;
    if (some < all && tenths == 1000)
        tenths = 999;
    const char *point = label(labels, "decimal-point"), *args[] = {NULL, NULL};
    args[0] = tenths % 10 ? arena_printf(arena, "%zu%s%zu", tenths / 10, point, tenths % 10) : number_text(arena, tenths / 10);
    return label_format(labels, arena, "percent", args);
}

static const char *with_share(const struct labels *labels, struct arena *arena, size_t some, size_t all)
{
    const char *args[] = {number_text(arena, some), share_text(labels, arena, some, all), NULL};
    return all ? label_format(labels, arena, "import-number-share", args) : args[0];
}

static void add_figure(struct node *parent, const struct labels *labels, const char *name, const char *value, bool bad)
{
    struct node *figure = node_add_r(parent, "figure");
    node_set(figure, "label", label(labels, name));
    node_set(figure, "value", value);
    if (bad)
        node_set(figure, "doubt", "lost");
}

static void add_reasons(struct node *parent, const struct report_figures *figures, const struct labels *labels, struct arena *arena)
{
    for (size_t i = 0; i < figures->reason_count; i++) {
        struct node *reason = node_add_r(parent, "reason");
        node_set(reason, "label", report_word(labels, "import-left", figures->reasons[i].reason, arena));
        node_set(reason, "value", number_text(arena, figures->reasons[i].count));
    }
}

static const char *confidence_text(const struct labels *labels, struct arena *arena, size_t percent)
{
    return arena_printf(arena, "%zu%s%02zu", percent / 100, label(labels, "decimal-point"), percent % 100);
}

static void add_words(struct node *parent, const struct report_figures *figures, const struct labels *labels, struct arena *arena)
{
    add_figure(parent, labels, "import-words", number_text(arena, figures->words), false);
    add_figure(parent, labels, "import-placed", with_share(labels, arena, figures->placed + figures->moved, figures->words), false);
    add_figure(parent, labels, "import-moved", with_share(labels, arena, figures->moved, figures->words), false);
    add_figure(parent, labels, "import-left-out", with_share(labels, arena, figures->left_out, figures->words), false);
    add_figure(parent, labels, "import-lost", with_share(labels, arena, figures->lost, figures->words), figures->lost);
}

void report_figures_put(struct node *parent, const struct report_figures *figures, const struct labels *labels, struct arena *arena)
{
    add_words(parent, figures, labels, arena);
    add_figure(parent, labels, "import-lowest", confidence_text(labels, arena, figures->lowest), false);
    add_reasons(parent, figures, labels, arena);
}

void report_meetings_put(struct node *parent, const struct report_row *row, const struct labels *labels, struct arena *arena)
{
    for (size_t i = 0; i < row->meeting_count; i++) {
        const struct report_meeting *meeting = &row->meetings[i];
        struct node *node = node_add_r(parent, "meeting");
        node_set(node, "text", meeting->date ? label_date(labels, arena, meeting->date, false) : label(labels, "import-no-date"));
        if (!meeting->date && meeting->path)
            node_set(node, "text", report_safe(meeting->path, strlen(meeting->path), arena));
        report_put(node, "body", meeting->body ? report_safe(meeting->body, strlen(meeting->body), arena) : NULL);
        report_put(node, "state-text", meeting->state ? report_word(labels, "import-state", meeting->state, arena) : NULL);
        if (!meeting->path)
            continue;
        node_set(node, "path", report_safe(meeting->path, strlen(meeting->path), arena));
        node_set(node, "href", arena_printf(arena, "../%s", refs_path(arena, meeting->path)));
    }
}

/* -- order -- */

struct ranked {
    const struct report_row *row;
    struct report_figures figures;
    bool known;
    size_t levels[DIAG_ERROR + 1];
    size_t rank; /* what it is about: the lower, the sooner */
};

enum rank { RANK_FAILED, RANK_LOST, RANK_ASIDE, RANK_ERRORS, RANK_LOW, RANK_DOUBTFUL, RANK_WARNINGS, RANK_FINE };

static bool is_set_aside(const struct report_row *row)
{
    return row->tray && *row->tray;
}

static struct ranked rank(const struct report_row *row, struct arena *arena)
{
    struct ranked ranked = {.row = row};
    ranked.known = facts_read(row->facts, &ranked.figures, arena);
    for (size_t i = 0; i < row->finding_count; i++)
        ranked.levels[row->findings[i].level]++;
    ranked.rank = strcmp(row->state, "failed") == 0 ? RANK_FAILED
                  : ranked.figures.lost             ? RANK_LOST
                  : is_set_aside(row)               ? RANK_ASIDE
                  : ranked.levels[DIAG_ERROR]       ? RANK_ERRORS
                  : ranked.figures.low              ? RANK_LOW
                  : ranked.figures.doubtful         ? RANK_DOUBTFUL
                  : ranked.levels[DIAG_WARNING]     ? RANK_WARNINGS
                                                    : RANK_FINE;
    return ranked;
}

static int order(size_t one, size_t other)
{
    return (one > other) - (one < other);
}

static int by_look(const void *a, const void *b)
{
    const struct ranked *one = a, *other = b;
    int result = order(one->rank, other->rank);
    if (!result)
        result = order(one->figures.lowest, other->figures.lowest);
    if (!result)
        result = order(other->figures.low + other->figures.doubtful, one->figures.low + one->figures.doubtful);
    return result ? result : strcmp(one->row->name, other->row->name);
}

/* -- rows -- */

static const char *findings_text(const struct ranked *ranked, const struct labels *labels, struct arena *arena)
{
    static const char *const names[] = {
        [DIAG_NOTE] = "import-notes", [DIAG_WARNING] = "import-warnings", [DIAG_ERROR] = "import-errors"};
    const char *parts[DIAG_ERROR + 1];
    size_t count = 0;
    for (size_t level = DIAG_ERROR; level > DIAG_OFF; level--) {
        const char *args[] = {number_text(arena, ranked->levels[level]), NULL};
        if (ranked->levels[level])
            parts[count++] = label_format(labels, arena, names[level], args);
    }
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < count; i++)
        buf_printf(&out, "%s%s", i ? ", " : "", parts[i]);
    const char *text = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

static void put_source(struct node *root, const struct ranked *ranked, const struct labels *labels, struct arena *arena)
{
    static const char *const doubts[] = {[RANK_FAILED] = "lost", [RANK_LOST] = "lost", [RANK_ERRORS] = "lost", [RANK_LOW] = "low",
                                         [RANK_ASIDE] = "doubtful", [RANK_DOUBTFUL] = "doubtful", [RANK_FINE] = NULL};
    const struct report_row *row = ranked->row;
    const struct report_figures *figures = &ranked->figures;
    struct node *node = node_add_r(root, "file");
    node_set(node, "name", report_safe(row->name, strlen(row->name), arena));
    report_put(node, "href", row->page ? refs_path(arena, row->page) : NULL);
    report_put(node, "format", row->format);
    report_put(node, "state-text", report_word(labels, "import-state", row->state, arena));
    report_put(node, "failed", ranked->rank == RANK_FAILED ? "yes" : NULL);
    report_put(node, "tray-text", is_set_aside(row) ? report_word(labels, "import-tray", row->tray, arena) : NULL);
    report_put(node, "doubt", doubts[ranked->rank]);
    report_put(node, "findings", findings_text(ranked, labels, arena));
    report_meetings_put(node, row, labels, arena);
    if (!ranked->known)
        return;
    node_set(node, "words", number_text(arena, figures->words));
    node_set(node, "lowest", confidence_text(labels, arena, figures->lowest));
    node_set(node, "doubts", number_text(arena, figures->low + figures->doubtful));
    node_set(node, "lost", number_text(arena, figures->lost));
    if (!figures->words)
        return;
    node_set(node, "placed", share_text(labels, arena, figures->placed + figures->moved, figures->words));
    node_set(node, "left-out", share_text(labels, arena, figures->left_out, figures->words));
}

/* -- totals -- */

struct totals {
    struct report_figures figures;
    size_t meetings, unknown;
};

static void add_up(struct totals *totals, const struct ranked *ranked, struct arena *arena)
{
    const struct report_figures *from = &ranked->figures;
    struct report_figures *to = &totals->figures;
    to->words += from->words;
    to->placed += from->placed;
    to->moved += from->moved;
    to->left_out += from->left_out;
    to->lost += from->lost;
    to->doubtful += from->doubtful;
    to->low += from->low;
    for (size_t i = 0; i < from->reason_count; i++)
        facts_add_reason(to, from->reasons[i].reason, from->reasons[i].count, arena);
    for (size_t i = 0; i < ranked->row->meeting_count; i++)
        totals->meetings += ranked->row->meetings[i].path != NULL;
    totals->unknown += !ranked->known;
}

static void put_totals(struct node *root, const struct totals *totals, size_t sources, const struct labels *labels, struct arena *arena)
{
    add_figure(root, labels, "import-sources", number_text(arena, sources), false);
    add_figure(root, labels, "import-meetings", number_text(arena, totals->meetings), false);
    add_words(root, &totals->figures, labels, arena);
    add_figure(root, labels, "import-doubtful", number_text(arena, totals->figures.doubtful), false);
    add_figure(root, labels, "import-low", number_text(arena, totals->figures.low), false);
    add_reasons(root, &totals->figures, labels, arena);
}

/* The trays that something is in: how many. */
static void put_trays(struct node *root, const struct ranked *list, size_t count, const struct labels *labels, struct arena *arena)
{
    struct report_figures trays = {0};
    for (size_t i = 0; i < count; i++) {
        bool failed = strcmp(list[i].row->state, "failed") == 0;
        if (failed || is_set_aside(list[i].row))
            facts_add_reason(&trays, failed ? "failed" : list[i].row->tray, 1, arena);
    }
    for (size_t i = 0; i < trays.reason_count; i++) {
        struct node *tray = node_add_r(root, "tray");
        node_set(tray, "label", report_word(labels, "import-tray", trays.reasons[i].reason, arena));
        node_set(tray, "value", number_text(arena, trays.reasons[i].count));
    }
}

bool report_index_write(struct renderer *renderer, struct data *data, const struct report_row *rows, size_t count, struct buf *html)
{
    struct arena *arena = arena_new();
    const struct labels *labels = labels_new(data, NULL, NULL);
    struct xml_doc *tree = xml_new(NS_RESOLVED, "imports");
    struct node *root = xml_root(tree);
    struct ranked *list = mem_alloc((count + 1) * sizeof *list);
    struct totals totals = {0};
    for (size_t i = 0; i < count; i++) {
        list[i] = rank(&rows[i], arena);
        add_up(&totals, &list[i], arena);
    }
    if (count)
        qsort(list, count, sizeof *list, by_look);
    report_head(tree, labels, label(labels, "import-report"));
    put_totals(root, &totals, count, labels, arena);
    put_trays(root, list, count, labels, arena);
    for (size_t i = 0; i < count; i++)
        put_source(root, &list[i], labels, arena);
    bool done = renderer_import(renderer, tree, (struct place){0}, html);
    xml_free(tree);
    free(list);
    arena_free(arena);
    return done;
}
