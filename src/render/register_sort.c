/* The order of a register, and what its rows are grouped by. */
#include "base/date.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

static const char statuses[][12] = {"open", "in-progress", "proposed", "done", "dropped", "superseded"};

static int rank(const char *status)
{
    int count = (int)(sizeof statuses / sizeof *statuses);
    for (int i = 0; i < count; i++)
        if (strcmp(statuses[i], status) == 0)
            return i;
    return count;
}

/* What is missing comes last. */
static int compare_texts(const char *one, const char *other)
{
    if (!one || !other)
        return (one == NULL) - (other == NULL);
    return strcmp(one, other);
}

static int by_body(const struct register_row *one, const struct register_row *other)
{
    return strcmp(one->body, other->body);
}

static int by_owner(const struct register_row *one, const struct register_row *other)
{
    return compare_texts(one->owners, other->owners);
}

static int by_due(const struct register_row *one, const struct register_row *other)
{
    return compare_texts(one->due, other->due);
}

static int by_status(const struct register_row *one, const struct register_row *other)
{
    return rank(one->status) - rank(other->status);
}

static int by_raised(const struct register_row *one, const struct register_row *other)
{
    return compare_texts(one->raised, other->raised);
}

/* What is open first, and of that what is due first; what is closed as it was raised. */
static int by_urgency(const struct register_row *one, const struct register_row *other)
{
    if (one->open != other->open)
        return other->open - one->open;
    return one->open ? by_due(one, other) : 0;
}

typedef int comparison(const struct register_row *one, const struct register_row *other);

static comparison *const comparisons[REGISTER_KEYS] = {
    [KEY_NONE] = by_urgency, [KEY_BODY] = by_body,     [KEY_OWNER] = by_owner,
    [KEY_DUE] = by_due,      [KEY_STATUS] = by_status, [KEY_RAISED] = by_raised,
};

/* Bodies are collected in any order, the actions of each as they were raised. */
static int compare_in(const struct register_row *one, const struct register_row *other, enum register_key key)
{
    int order = comparisons[key](one, other);
    if (!order)
        order = by_body(one, other);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

/* -- groups -- */

/* Names one a line, each once under its own name. */
static size_t count_lines(const char *lines)
{
    size_t count = lines ? 1 : 0;
    for (; lines && *lines; lines++)
        count += *lines == '\n';
    return count;
}

static const char *line_at(struct arena *arena, const char *lines, size_t nth)
{
    while (nth--)
        lines = strchr(lines, '\n') + 1;
    return arena_copy_n(arena, lines, strcspn(lines, "\n"));
}

/* What the group is sorted by; NULL: the last group. */
static const char *group_key(const struct register_set *set, const struct register_row *row)
{
    switch (set->options->group) {
    case KEY_BODY: return row->body;
    case KEY_OWNER: return row->owners;
    case KEY_DUE: return row->due ? arena_copy_n(set->arena, row->due, strlen("2024-11")) : NULL;
    case KEY_STATUS: return arena_printf(set->arena, "%d", rank(row->status));
    case KEY_RAISED: return row->raised;
    case KEY_NONE:
    case REGISTER_KEYS: break;
    }
    return "";
}

static const char *month_text(const struct labels *labels, struct arena *arena, const char *day)
{
    struct date date;
    if (!date_parse(day, &date))
        return day;
    const char *month = label(labels, arena_printf(arena, "month-%d", date.month));
    const char *args[] = {month, arena_printf(arena, "%d", date.year), NULL};
    return label_format(labels, arena, "month-year", args);
}

static const char *group_text(const struct register_set *set, const struct labels *labels, const struct register_row *row,
                              const char *key)
{
    switch (set->options->group) {
    case KEY_BODY: return row->body_name;
    case KEY_OWNER: return key ? key : label(labels, "no-owner");
    case KEY_DUE: return row->due ? month_text(labels, set->arena, row->due) : label(labels, "no-date");
    case KEY_STATUS: return label(labels, arena_printf(set->arena, "status-%s", row->status));
    case KEY_RAISED: return row->raised ? label_date(labels, set->arena, row->raised, false) : label(labels, "date-unknown");
    case KEY_NONE:
    case REGISTER_KEYS: break;
    }
    return NULL;
}

struct sorted { struct register_shown shown; enum register_key key; };

static int compare_sorted(const void *a, const void *b)
{
    const struct sorted *one = a, *other = b;
    int order = compare_texts(one->shown.key, other->shown.key);
    return order ? order : compare_in(one->shown.row, other->shown.row, one->key);
}

static size_t count_shown(const struct register_set *set, bool apart)
{
    size_t count = 0;
    for (size_t i = 0; i < set->count; i++) {
        size_t owners = apart ? count_lines(set->rows[i].owners) : 1;
        count += owners ? owners : 1;
    }
    return count;
}

struct register_shown *register_sort(struct register_set *set, bool all, size_t *count)
{
    bool apart = all && set->options->group == KEY_OWNER;
    struct sorted *rows = mem_zero(count_shown(set, apart) + 1, sizeof *rows);
    *count = 0;
    for (size_t i = 0; i < set->count; i++) {
        const struct register_row *row = &set->rows[i];
        size_t owners = apart ? count_lines(row->owners) : 0;
        const struct labels *labels = all ? register_labels(set, row->lang) : NULL;
        for (size_t k = 0; k < (owners ? owners : 1); k++) {
            const char *key = owners ? line_at(set->arena, row->owners, k) : group_key(set, row);
            rows[(*count)++] = (struct sorted){{row, all ? group_text(set, labels, row, key) : NULL, key}, set->options->sort};
        }
    }
    if (*count)
        qsort(rows, *count, sizeof *rows, compare_sorted);
    struct register_shown *shown = mem_zero(*count + 1, sizeof *shown);
    for (size_t i = 0; i < *count; i++)
        shown[i] = rows[i].shown;
    free(rows);
    return shown;
}
