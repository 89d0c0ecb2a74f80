/* Which files are to be imported: those that were named, and in folders those with endings that are known. */
#include "import/series_parts.h"

#include "base/port.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FOLDER_DEPTH = 64 };

struct search {
    struct series *series;
    const char *folder;
    int depth;
};

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static const char *tidy(struct arena *arena, const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        for (path += 2; *path == '/';)
            path++;
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/')
        size--;
    return arena_copy_n(arena, path, size);
}

static void add_source(struct series *series, const char *path)
{
    MEM_GROW(series->sources, series->source_count, series->source_room);
    series->sources[series->source_count++] = (struct series_source){
        .path = path, .place = {.path = path}, .left = "", .format = ""};
}

static void search_folder(struct search *above, const char *path);

static bool take_entry(void *with, const struct port_entry *entry)
{
    struct search *search = with;
    struct arena *arena = search->series->arena;
    const char *folder = search->folder;
    const char *path = !*folder
                           ? arena_copy(arena, entry->name)
                           : arena_printf(arena, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", entry->name);
    if (entry->name[0] == '.')
        return true;
    if (entry->kind == PORT_FOLDER) {
        search_folder(search, path);
    } else if (entry->kind == PORT_FILE && front_knows(entry->name)) {
        add_source(search->series, path);
    } else {
        const struct source place = {.path = path};
        diag_add(search->series->log, D_PASSED_OVER, source_file(&place));
    }
    return true;
}

static void search_folder(struct search *above, const char *path)
{
    struct search search = {above->series, path, above->depth + 1};
    const char *why = "", *real = *path ? path : ".", *output = above->series->options->output;
    bool skipped = above->depth && port_kind(output, true) == PORT_FOLDER && port_same(real, output);
    if (search.depth > FOLDER_DEPTH || skipped)
        return;
    if (!port_folder(real, take_entry, &search, &why))
        diag_add(above->series->log, D_CANNOT_READ, (struct place){0}, real, why);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct series_source *)a)->path, ((const struct series_source *)b)->path);
}

void sources_find(struct series *series, const char *const *paths, size_t count)
{
    struct search search = {series, "", 0};
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const char *path = tidy(series->arena, paths[i]);
        if (port_kind(path, true) == PORT_FOLDER)
            search_folder(&search, strcmp(path, ".") == 0 ? "" : path);
        else
            add_source(series, path);
    }
    if (series->source_count)
        qsort(series->sources, series->source_count, sizeof *series->sources, compare_paths);
    for (size_t i = 0; i < series->source_count; i++)
        if (!kept || strcmp(series->sources[kept - 1].path, series->sources[i].path) != 0)
            series->sources[kept++] = series->sources[i];
    series->source_count = kept;
}
