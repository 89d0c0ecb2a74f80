/* Records of bodies and meetings, from wherever they come, become a program. */
#include "build/linked_parts.h"

#include <stdlib.h>
#include <string.h>

bool bad_part(struct program *program, const char *path, const char *why)
{
    diag_add(program->log, D_BAD_INTERFACE, (struct place){0}, path, why);
    return false;
}

const char *folder_part(struct program *program, const char *path)
{
    const char *slash = strrchr(path, '/');
    return arena_copy_n(program->arena, path, slash == path ? 1 : slash ? (size_t)(slash - path) : 0);
}

static bool take_body(struct rows *rows, struct unpack record, struct hash content, bool failed)
{
    struct unpack policies;
    MEM_GROW(rows->bodies, rows->body_count, rows->body_room);
    struct body_row *row = &rows->bodies[rows->body_count];
    *row = (struct body_row){.content = content};
    if (!unpack_body(rows->program, &record, &row->folder, &policies) || record.left)
        return false;
    rows->body_count++;
    buf_add(&row->policies, policies.at, policies.left);
    row->failed = row->folder.failed;
    row->folder.failed |= failed && rows->heed;
    return diag_unpack(rows->program->log, policies.at, policies.left);
}

/* Meetings of one folder mostly come one behind the other. */
static const char *folder_of(struct rows *rows, const char *path)
{
    size_t size = (size_t)(path_name(path) - path);
    const char *before = rows->meeting_count ? rows->meetings[rows->meeting_count - 1].unit.path : NULL;
    if (before && (size_t)(path_name(before) - before) == size && strncmp(before, path, size) == 0)
        return rows->meetings[rows->meeting_count - 1].folder;
    return folder_part(rows->program, path);
}

static bool take_meeting(struct rows *rows, struct unpack record, struct hash content, bool failed)
{
    struct unpack facts;
    MEM_GROW(rows->meetings, rows->meeting_count, rows->meeting_room);
    struct meeting_row *row = &rows->meetings[rows->meeting_count];
    *row = (struct meeting_row){.content = content};
    if (!unpack_unit(rows->program, &record, &row->unit, &row->has_body, &facts) || record.left)
        return false;
    if (!diag_unpack(rows->program->log, row->unit.levels, row->unit.levels_size))
        return false;
    row->folder = folder_of(rows, row->unit.path);
    rows->meeting_count++;
    row->failed = row->unit.failed;
    row->unit.failed |= failed && rows->heed;
    if (row->unit.has_facts)
        index_put(rows->program->index, "facts", row->unit.path, facts.at, facts.left);
    return true;
}

bool rows_take(struct rows *rows, struct unpack record, bool failed)
{
    struct hash content = hash_bytes(record.at, record.left);
    uint64_t kind = unpack_number(&record, RECORD_MEETING);
    if (kind == RECORD_BODY)
        return take_body(rows, record, content, failed);
    return kind == RECORD_MEETING && take_meeting(rows, record, content, failed);
}

void rows_free(struct rows *rows)
{
    for (size_t i = 0; i < rows->body_count; i++)
        buf_free(&rows->bodies[i].policies);
    free(rows->bodies);
    free(rows->meetings);
}

/* -- order -- */

static int compare_hashes(struct hash a, struct hash b)
{
    int order = (a.high > b.high) - (a.high < b.high);
    return order ? order : (a.low > b.low) - (a.low < b.low);
}

static int compare_bodies(const void *a, const void *b)
{
    const struct body_row *one = a, *other = b;
    int order = strcmp(one->folder.path, other->folder.path);
    return order ? order : compare_hashes(one->content, other->content);
}

static int compare_meetings(const void *a, const void *b)
{
    const struct meeting_row *one = a, *other = b;
    int order = one->folder == other->folder ? 0 : strcmp(one->folder, other->folder);
    if (!order)
        order = strcmp(path_name(one->unit.path), path_name(other->unit.path));
    return order ? order : compare_hashes(one->content, other->content);
}

static bool contradict(struct rows *rows, const char *path)
{
    return bad_part(rows->program, path, "two interfaces of it differ: they were made of different contents or with different options");
}

/* The same given twice is the same. */
static bool merge_bodies(struct rows *rows)
{
    size_t kept = 0;
    bool done = true;
    if (rows->body_count)
        qsort(rows->bodies, rows->body_count, sizeof *rows->bodies, compare_bodies);
    for (size_t i = 0; i < rows->body_count; i++) {
        struct body_row *row = &rows->bodies[i], *last = kept ? &rows->bodies[kept - 1] : NULL;
        if (!last || strcmp(last->folder.path, row->folder.path) != 0) {
            rows->bodies[kept++] = *row;
            continue;
        }
        if (!hash_same(last->content, row->content))
            done = contradict(rows, body_path(rows->program, &row->folder));
        last->folder.failed |= row->folder.failed;
        buf_free(&row->policies);
    }
    rows->body_count = kept;
    return done;
}

static bool merge_meetings(struct rows *rows)
{
    size_t kept = 0;
    bool done = true;
    if (rows->meeting_count)
        qsort(rows->meetings, rows->meeting_count, sizeof *rows->meetings, compare_meetings);
    for (size_t i = 0; i < rows->meeting_count; i++) {
        struct meeting_row *row = &rows->meetings[i], *last = kept ? &rows->meetings[kept - 1] : NULL;
        if (last && strcmp(last->unit.path, row->unit.path) == 0) {
            if (!hash_same(last->content, row->content))
                done = contradict(rows, row->unit.path);
            last->unit.failed |= row->unit.failed;
        } else {
            rows->meetings[kept++] = *row;
        }
    }
    rows->meeting_count = kept;
    return done;
}

/* -- folders and units -- */

static void add_folder(struct program *program, const struct folder *folder)
{
    MEM_GROW(program->folders, program->folder_count, program->folder_room);
    program->folders[program->folder_count++] = *folder;
}

/* What was read beside another body.xml does not fit this one. */
static bool fits(struct rows *rows, const struct folder *folder, const struct meeting_row *row, bool all)
{
    struct program *program = rows->program;
    if (!folder->known && row->has_body && all)
        return bad_part(program, row->unit.path,
                        arena_printf(program->arena, "the interface of its '%s' is not among the files", body_path(program, folder)));
    if (folder->known && (!row->has_body || !hash_same(folder->source, row->unit.read_with)))
        return bad_part(program, row->unit.path, "its interface was made with another body.xml beside it; make it again");
    return true;
}

/* Both are sorted by the folder's path. */
static bool make_folders(struct rows *rows, bool all)
{
    struct program *program = rows->program;
    size_t body = 0, at = 0;
    bool done = true;
    while (body < rows->body_count || at < rows->meeting_count) {
        bool has_meeting = at < rows->meeting_count;
        const char *path = has_meeting ? rows->meetings[at].folder : "";
        bool has_body = body < rows->body_count && (!has_meeting || strcmp(rows->bodies[body].folder.path, path) <= 0);
        struct folder folder = {.path = path, .inside = path};
        if (has_body)
            folder = rows->bodies[body++].folder;
        folder.first = at;
        while (at < rows->meeting_count && strcmp(rows->meetings[at].folder, folder.path) == 0) {
            folder.has_body |= rows->meetings[at].has_body;
            done &= fits(rows, &folder, &rows->meetings[at], all);
            rows->meetings[at++].unit.folder = program->folder_count;
        }
        folder.count = at - folder.first;
        add_folder(program, &folder);
    }
    return done;
}

bool rows_arrange(struct rows *rows, bool all)
{
    struct program *program = rows->program;
    bool done = merge_bodies(rows);
    done &= merge_meetings(rows);
    if (!done || !make_folders(rows, all))
        return false;
    program->units = mem_zero(rows->meeting_count + 1, sizeof *program->units);
    for (size_t i = 0; i < rows->meeting_count; i++)
        program->units[program->unit_count++] = rows->meetings[i].unit;
    return true;
}
