/* Files that could not be used: nothing is known of them but whose they are and, from their names, which meetings. */
#include "corpus/linked.h"

#include <string.h>

/* "2024-10-02b" of "2024-10-02b.xml"; *translation for "2024-10-02.cy.xml", which defines nothing. NULL: another kind of name. */
static const char *meeting_in_name(struct linked *linked, const char *path, bool *translation)
{
    enum { DAY = 10 };
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t size = strcspn(name, ".");
    struct date date;
    *translation = false;
    if (size < DAY || size > DAY + 1 || (size > DAY && (name[DAY] < 'a' || name[DAY] > 'z')))
        return NULL;
    if (!date_parse(arena_copy_n(linked->arena, name, DAY), &date))
        return NULL;
    *translation = strcmp(name + size, ".xml") != 0;
    return arena_copy_n(linked->arena, name, size);
}

void gap_build(struct linked *linked, const struct corpus *corpus)
{
    static const char unknown[] = "9999-12-31";
    linked->broken = arena_alloc(linked->arena, (corpus->broken_count + 1) * sizeof *linked->broken);
    for (size_t i = 0; i < corpus->broken_count; i++) {
        const struct broken_file *file = &corpus->broken[i];
        bool translation;
        const char *meeting = meeting_in_name(linked, file->path, &translation);
        if (translation)
            continue;
        linked->broken[linked->broken_count++] = (struct broken){
            arena_copy(linked->arena, file->body), meeting ? arena_printf(linked->arena, "%s/%s", file->body, meeting) : NULL};
        struct series *series = series_find(linked, file->body);
        const char *date = meeting ? arena_copy_n(linked->arena, meeting, 10) : unknown;
        if (series && date_compare(date, series->gap) > 0)
            series->gap = date;
    }
}

bool gap_holds(const struct linked *linked, const char *address)
{
    size_t size = strcspn(address, "#");
    for (size_t i = 0; i < linked->broken_count; i++) {
        const struct broken *broken = &linked->broken[i];
        size_t body = strlen(broken->body);
        if (strncmp(address, broken->body, body) != 0 || address[body] != '/')
            continue;
        if (!broken->address || (strlen(broken->address) == size && strncmp(broken->address, address, size) == 0))
            return true;
    }
    return false;
}

bool gap_after(const struct linked *linked, const struct meeting_facts *meeting)
{
    const struct series *series = series_find(linked, meeting->body);
    return series && series->gap && date_compare(series->gap, meeting->date) >= 0;
}

bool linked_complete(const struct linked *linked, const char *body)
{
    for (size_t i = 0; i < linked->broken_count; i++)
        if (strcmp(linked->broken[i].body, body) == 0)
            return false;
    return true;
}
