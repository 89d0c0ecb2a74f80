/* Excerpts in findings of linking: taken from files that were read before, and may have changed since. */
#include "build/parts.h"

#include "build/worker.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by path. */
struct shown {
    struct fetched {
        const char *path;
        struct hash content;
    } *rows;
    size_t count, room, next; /* next: the row that mostly comes */
    size_t seen;
    bool same;
};

static struct shown unpack_shown(struct unpack *from)
{
    struct shown shown = {.same = true};
    while (from->left && !from->broken) {
        MEM_GROW(shown.rows, shown.count, shown.room);
        shown.rows[shown.count].path = unpack_text(from);
        shown.rows[shown.count].content = unpack_hash(from);
        shown.count += !from->broken && shown.rows[shown.count].path;
    }
    shown.same = !from->broken;
    return shown;
}

static size_t shown_from(const struct shown *shown, const char *path)
{
    size_t low = 0, high = shown->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(shown->rows[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void compare_shown(struct shown *shown, const char *path, struct hash source)
{
    size_t at = shown->next;
    if (at == shown->count || strcmp(shown->rows[at].path, path) != 0)
        at = shown_from(shown, path);
    for (; at < shown->count && strcmp(shown->rows[at].path, path) == 0; at++, shown->seen++)
        shown->same &= hash_same(shown->rows[at].content, source);
    shown->next = at;
}

bool excerpts_same(struct program *program, const struct component *component, struct unpack rows)
{
    struct shown shown = unpack_shown(&rows);
    for (size_t i = 0; i < component->unit_count && shown.seen < shown.count; i++)
        compare_shown(&shown, program->units[component->units[i]].path, program->units[component->units[i]].source);
    for (size_t i = 0; i < program->folder_count && shown.seen < shown.count; i++)
        compare_shown(&shown, body_path(program, &program->folders[i]), program->folders[i].source);
    free(shown.rows);
    return shown.same && shown.seen == shown.count;
}
