/* Which files belong to a run: folders with a body.xml, and the XML beside it. */
#include "build/parts.h"

#include "base/hash.h"
#include "base/port.h"
#include "base/text.h"
#include "build/state.h"

#include <stdlib.h>
#include <string.h>

enum { FOLDER_DEPTH = 64 };

/* What a folder holds that may matter, noted in one listing. */
struct noted {
    const char *name;
    enum port_kind kind;
    struct port_stamp stamp;
    struct listed *below;          /* of a folder: what it holds; NULL: it is passed over */
};
struct listed {
    struct listed *next;           /* in the order of listing */
    const char *path, *real;       /* real: its real path; below what was typed no link is followed */
    uint64_t node;
    const char *why;               /* it cannot be read; or NULL */
    struct noted *rows;
    size_t count, room;
};

/* A path as it was typed, but tidy. */
struct typed {
    const char *path;
    enum port_kind kind;           /* links followed */
    struct listed *listed;         /* the folder, or that of a file; NULL: it is neither */
};

/* What was seen, before anything is made of it. */
struct look {
    struct program *program;
    struct arena *arena;
    struct typed *typed;
    size_t count;
    const char *skip;              /* folder to pass over, or NULL */
    struct port_stamp skip_stamp;
    struct listed *at_hand, *first, **end;
    struct hasher *hasher;
};

struct search {
    struct program *program;
    struct listed *listed;         /* the folder at hand */
    const struct noted *body;      /* its body.xml, or NULL */
    size_t row;                    /* its row in program->folders, or SIZE_MAX */
    bool again;                    /* that row was there before, and some of its files may be too */
    bool *found;                   /* a body.xml was found below the path at hand */
    bool *mixed;                   /* a folder was listed twice: its files are not beside one another */
};

static const char *join(struct program *program, const char *folder, const char *name)
{
    if (!*folder)
        return arena_copy(program->arena, name);
    bool slash = folder[strlen(folder) - 1] == '/';
    return arena_join(program->arena, (const char *const[]){folder, slash ? "" : "/", name}, 3);
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *path_tidy(struct program *program, const char *path)
{
    while (path[0] == '.' && path[1] == '/') {
        path += 2;
        while (*path == '/')
            path++;
    }
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/')
        size--;
    if (size == 1 && path[0] == '.')
        size = 0;
    return arena_copy_n(program->arena, path, size);
}

static bool is_xml(const char *name)
{
    size_t size = strlen(name);
    return size > 4 && strcmp(name + size - 4, ".xml") == 0;
}

/* A document that may be a source, too; whether it is one is seen when it is read. */
static bool is_document(const struct program *program, const char *name)
{
    return program->settings.reader && program->settings.reader->source.takes(name);
}

/* Makes the folder at hand a row of the program, or finds its row. */
static void enter_folder(struct search *search, bool named)
{
    struct program *program = search->program;
    const char *path = search->listed->path;
    uint64_t node = search->listed->node;
    search->again = true;
    for (size_t i = 0; i < program->folder_count; i++) {
        struct folder *folder = &program->folders[i];
        if (folder->node == node && port_same(*folder->path ? folder->path : ".", *path ? path : ".")) {
            folder->named |= named;
            search->row = i;
            return;
        }
    }
    MEM_GROW(program->folders, program->folder_count, program->folder_room);
    program->folders[program->folder_count] = (struct folder){.path = path, .inside = search->listed->real, .named = named, .node = node};
    search->row = program->folder_count++;
    search->again = false;
}

static void enter_with_body(struct search *search, bool named)
{
    enter_folder(search, named);
    if (!search->body)
        return;
    struct folder *folder = &search->program->folders[search->row];
    folder->has_body = true;
    folder->stamp = search->body->stamp;
}

static struct unit *add_unit(struct search *search, const char *path, const struct port_stamp *stamp, bool named)
{
    struct program *program = search->program;
    size_t folder = search->row;
    *search->mixed |= search->again;
    for (size_t i = 0; search->again && i < program->unit_count; i++) {
        struct unit *unit = &program->units[i];
        if (unit->folder == folder && strcmp(path_name(unit->path), path_name(path)) == 0) {
            unit->named |= named;
            return unit;
        }
    }
    if (program->unit_count == program->unit_room)
        program->units = mem_grow_large(program->units, program->unit_count, &program->unit_room, sizeof *program->units);
    program->units[program->unit_count] = (struct unit){.path = path, .folder = folder, .stamp = *stamp, .named = named};
    return &program->units[program->unit_count++];
}

static struct place whole_run(void)
{
    return (struct place){0};
}

static void report_link(struct program *program, const char *path)
{
    diag_add(program->log, D_LINK_LOOP, whole_run(), path);
}

static bool is_body(const char *name)
{
    return strcmp(name, "body.xml") == 0;
}

/* -- listing -- */

/* Hidden files and folders are passed over silently, and so is what is neither XML nor leads to other folders. */
static bool note_entry(void *with, const struct port_entry *entry)
{
    struct look *look = with;
    struct listed *listed = look->at_hand;
    bool may_be = is_xml(entry->name) || entry->kind == PORT_FOLDER || entry->kind == PORT_SYMLINK ||
                  (entry->kind == PORT_FILE && is_document(look->program, entry->name));
    if (entry->name[0] == '.' || !may_be)
        return true;
    MEM_GROW(listed->rows, listed->count, listed->room);
    listed->rows[listed->count++] =
        (struct noted){.name = arena_copy(look->arena, entry->name), .kind = entry->kind, .stamp = entry->stamp};
    return true;
}

/* Of a folder only what it holds counts: its own times change with files that do not matter. */
static void see(struct look *look, const struct listed *listed)
{
    struct seen *seen = &look->program->seen;
    hasher_add_text(look->hasher, listed->path);
    hasher_add_number(look->hasher, listed->node);
    hasher_add_number(look->hasher, listed->count);
    seen->plain &= !listed->why;
    for (size_t i = 0; i < listed->count; i++) {
        const struct noted *row = &listed->rows[i];
        const struct port_stamp *stamp = &row->stamp;
        hasher_add(look->hasher, row->name, strlen(row->name) + 1);
        hasher_add_number(look->hasher, row->kind);
        seen->plain &= row->kind != PORT_SYMLINK;
        if (row->kind == PORT_FOLDER)
            continue;
        hasher_add(look->hasher, stamp, sizeof *stamp);
        seen->plain &= state_is_trusted(look->program, stamp);
    }
}

static struct listed *list(struct look *look, const char *path, const char *real, uint64_t node)
{
    struct listed *listed = arena_alloc(look->arena, sizeof *listed);
    *listed = (struct listed){.path = path, .real = real, .node = node};
    look->at_hand = *look->end = listed;
    look->end = &listed->next;
    port_each(*path ? path : ".", note_entry, look, &listed->why);
    if (look->hasher)
        see(look, listed);
    return listed;
}

static bool is_skipped(const struct look *look, const char *path, uint64_t node)
{
    return look->skip && node == look->skip_stamp.node && port_same(path, look->skip);
}

static struct listed *list_all(struct look *look, const char *path, const char *real, uint64_t node, int depth)
{
    if (depth >= FOLDER_DEPTH || (depth && is_skipped(look, path, node)))
        return NULL;
    struct program *program = look->program;
    struct listed *listed = list(look, path, real, node);
    for (size_t i = 0; i < listed->count; i++) {
        struct noted *row = &listed->rows[i];
        if (row->kind == PORT_FOLDER)
            row->below = list_all(look, join(program, path, row->name), join(program, real, row->name), row->stamp.node, depth + 1);
    }
    return listed;
}

/* -- what was listed becomes folders and meetings -- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct noted *)a)->name, ((const struct noted *)b)->name);
}

/* False: the folder could not be read; reported. */
static bool take(struct search *search)
{
    struct listed *listed = search->listed;
    search->body = NULL;
    if (listed->why) {
        diag_add(search->program->log, D_CANNOT_READ, whole_run(), *listed->path ? listed->path : ".", listed->why);
        return false;
    }
    if (listed->count)
        qsort(listed->rows, listed->count, sizeof *listed->rows, compare_names);
    for (size_t i = 0; i < listed->count; i++)
        if (is_body(listed->rows[i].name) && listed->rows[i].kind != PORT_FOLDER && listed->rows[i].kind != PORT_SYMLINK)
            search->body = &listed->rows[i];
    return true;
}

static const char *path_of(const struct search *search, const struct noted *row)
{
    return join(search->program, search->listed->path, row->name);
}

static void find_meetings(struct search *search)
{
    for (size_t i = 0; i < search->listed->count; i++) {
        const struct noted *row = &search->listed->rows[i];
        bool source = is_xml(row->name) || (row->kind == PORT_FILE && is_document(search->program, row->name));
        if (!source || is_body(row->name))
            continue;
        if (row->kind == PORT_SYMLINK)
            report_link(search->program, path_of(search, row));
        else if (row->kind == PORT_FILE)
            add_unit(search, path_of(search, row), &row->stamp, true);
    }
}

/* Minutes by their root element, or a file of ours that cannot be read. */
static bool is_minutes(const char *path)
{
    struct buf bytes = BUF_INIT;
    size_t size;
    const char *why;
    bool is = port_read(NULL, path, LIMIT_FILE, &bytes, &size, &why) == PORT_OK && document_names_us(bytes.data, bytes.size);
    if (is) {
        struct diag_log *unheard = diag_new(); /* what is wrong with it is reported when it is read */
        struct document *document = document_load_bytes(bytes.data, bytes.size, path, unheard);
        is = document->kind == DOCUMENT_MINUTES || document->kind == DOCUMENT_BROKEN;
        document_free(document);
        diag_free(unheard);
    }
    buf_free(&bytes);
    return is;
}

/* Minutes in a folder without a body.xml are no corpus, but somebody's all the same. */
static void find_strays(struct search *search)
{
    search->row = SIZE_MAX;
    for (size_t i = 0; i < search->listed->count; i++) {
        const struct noted *row = &search->listed->rows[i];
        if (!is_xml(row->name) || row->kind != PORT_FILE)
            continue;
        const char *path = path_of(search, row);
        if (!is_minutes(path))
            continue;
        if (search->row == SIZE_MAX)
            enter_folder(search, true);
        add_unit(search, path, &row->stamp, true);
        *search->found = true;
    }
}

static void search_folder(const struct search *above, struct listed *listed);

static void find_below(const struct search *search)
{
    for (size_t i = 0; i < search->listed->count; i++) {
        const struct noted *row = &search->listed->rows[i];
        if (row->below)
            search_folder(search, row->below);
        if (row->kind != PORT_SYMLINK)
            continue;
        const char *path = path_of(search, row);
        if (is_body(row->name) || (!is_xml(row->name) && port_kind(path, true) == PORT_FOLDER))
            report_link(search->program, path);
    }
}

static void search_folder(const struct search *above, struct listed *listed)
{
    struct search search = *above;
    search.listed = listed;
    if (!take(&search))
        return;
    if (search.body) {
        enter_with_body(&search, true);
        *search.found = true;
        find_meetings(&search);
    } else {
        find_strays(&search);
    }
    find_below(&search);
}

static const char *real_path(struct program *program, const char *path)
{
    char *resolved = realpath(*path ? path : ".", NULL);
    const char *real = resolved ? arena_copy(program->arena, resolved) : path;
    free(resolved);
    return real;
}

static uint64_t node_of(const char *path)
{
    struct port_stamp stamp;
    port_stamp(*path ? path : ".", &stamp);
    return stamp.node;
}

/* A file that was named alone: its siblings are read for linking, and not reported on. */
static void find_file(struct search *search, const struct typed *typed)
{
    struct program *program = search->program;
    const char *path = typed->path, *name = path_name(path);
    struct port_stamp stamp;
    port_stamp(*path ? path : ".", &stamp);
    search->listed = typed->listed;
    if (!take(search))
        return;
    enter_with_body(search, is_body(name));
    if (!is_body(name))
        add_unit(search, path, &stamp, true)->asked = true;
    search->again = true; /* one of the siblings is the file itself */
    for (size_t i = 0; search->body && i < search->listed->count; i++) {
        const struct noted *row = &search->listed->rows[i];
        bool source = is_xml(row->name) || is_document(program, row->name);
        if (source && !is_body(row->name) && row->kind == PORT_FILE)
            add_unit(search, path_of(search, row), &row->stamp, false);
    }
}

static void find_path(struct search *search, const struct typed *typed)
{
    struct program *program = search->program;
    const char *real = *typed->path ? typed->path : ".";
    bool found = false;
    search->found = &found;
    switch (typed->kind) {
    case PORT_FOLDER:
        search_folder(search, typed->listed);
        if (!found && diag_count(program->log, DIAG_ERROR) == 0)
            diag_add(program->log, D_NO_CORPUS, whole_run(), real);
        break;
    case PORT_FILE:
        find_file(search, typed);
        break;
    case PORT_SYMLINK: /* leads nowhere, or in a circle */
        report_link(program, real);
        break;
    case PORT_NONE:
        if (port_kind(real, false) == PORT_SYMLINK)
            report_link(program, real);
        else
            diag_add(program->log, D_CANNOT_READ, whole_run(), real, "there is no such file or folder");
        break;
    case PORT_OTHER:
        diag_add(program->log, D_CANNOT_READ, whole_run(), real, "it is neither a file nor a folder");
        break;
    }
    search->found = NULL;
}

static int compare_units(const void *a, const void *b)
{
    const struct unit *one = a, *other = b;
    int order = (one->folder > other->folder) - (one->folder < other->folder);
    return order ? order : strcmp(path_name(one->path), path_name(other->path));
}

/* -- the root: the folder that holds all others; what is kept for another run lies there -- */

/* The part of one path that is also the beginning of the other and ends with a folder. */
static size_t shared_length(const char *one, const char *other)
{
    size_t shared = 0, i = 0;
    for (; one[i] && one[i] == other[i]; i++)
        if (one[i] == '/')
            shared = i;
    bool whole = (!one[i] && (!other[i] || other[i] == '/')) || (!other[i] && one[i] == '/');
    return whole ? i : shared;
}

/* The folder that holds all that was named: it stays the same whichever of its bodies come and go. */
static void find_root(struct program *program, const struct look *look)
{
    char *root = NULL;
    for (size_t i = 0; i < look->count; i++) {
        if (!look->typed[i].listed)
            continue;
        const char *real = look->typed[i].listed->real;
        if (root)
            root[shared_length(root, real)] = '\0';
        else
            root = mem_copy(real);
    }
    program->root = root ? arena_copy(program->arena, *root ? root : "/") : NULL;
    free(root);
}

/* What lies before it is taken off each folder's real path. */
static void place_folders(struct program *program)
{
    size_t size = program->root && program->root[1] ? strlen(program->root) : 0;
    for (size_t i = 0; i < program->folder_count; i++) {
        const char *real = program->folders[i].inside;
        size_t length = strlen(real), at = size < length ? size : length;
        program->folders[i].inside = real + at + (real[at] == '/');
    }
}

/* What was typed takes part: it stands in every finding. */
static void name_setting(struct program *program, const struct look *look)
{
    struct hasher *hasher = hasher_new();
    hasher_add_text(hasher, MINUTEC_VERSION);
    struct hash data = data_hash(program->data);
    hasher_add(hasher, &data, sizeof data);
    hasher_add_number(hasher, program->settings.audience);
    hasher_add_text(hasher, program->settings.cache ? program->root : "");
    for (size_t i = 0; i < look->count; i++)
        hasher_add_text(hasher, look->typed[i].path);
    char text[33];
    hash_text(hasher_take(hasher), text);
    hasher_free(hasher);
    program->setting = arena_copy(program->arena, text);
}

/* -- the two steps -- */

static void look_at_file(struct look *look, struct typed *typed)
{
    struct program *program = look->program;
    size_t size = (size_t)(path_name(typed->path) - typed->path);
    const char *folder = arena_copy_n(program->arena, typed->path, size > 1 ? size - 1 : size);
    uint64_t node = node_of(size ? arena_printf(program->arena, "%s/.", folder) : "");
    program->partial = true;
    typed->listed = list(look, folder, real_path(program, folder), node);
}

static void look_at_path(struct look *look, const char *path)
{
    struct program *program = look->program;
    struct typed *typed = &look->typed[look->count++];
    const char *real = *path ? path : ".";
    *typed = (struct typed){.path = path, .kind = port_kind(real, true)};
    if (typed->kind == PORT_FOLDER)
        typed->listed = list_all(look, path, real_path(program, path), node_of(arena_printf(program->arena, "%s/.", real)), 0);
    if (typed->kind == PORT_FILE)
        look_at_file(look, typed);
}

void program_look(struct program *program, const char *const *paths, size_t count, const char *skip)
{
    static const char *const here[] = {"."};
    struct arena *arena = arena_new();
    struct look *look = program->look = arena_alloc(arena, sizeof *look);
    *look = (struct look){.program = program, .arena = arena, .skip = skip, .end = &look->first};
    if (!count) {
        paths = here;
        count = 1;
    }
    look->typed = arena_alloc(arena, count * sizeof *look->typed);
    look->hasher = program->build ? hasher_new() : NULL;
    program->seen.plain = look->hasher && diag_is_empty(program->log);
    if (skip)
        port_stamp(arena_printf(program->arena, "%s/.", skip), &look->skip_stamp);
    for (size_t i = 0; i < count; i++)
        look_at_path(look, path_tidy(program, paths[i]));
    if (look->hasher)
        program->seen.sources = hasher_take(look->hasher);
    find_root(program, look);
    name_setting(program, look);
}

void program_take(struct program *program)
{
    struct look *look = program->look;
    bool mixed = false;
    struct search search = {.program = program, .row = SIZE_MAX, .mixed = &mixed};
    for (size_t i = 0; i < look->count; i++)
        find_path(&search, &look->typed[i]);
    if (mixed)
        qsort(program->units, program->unit_count, sizeof *program->units, compare_units);
    if (!program->folder_count && program->root) { /* nothing is to be kept there */
        program->root = NULL;
        name_setting(program, look);
    }
    place_folders(program);
    look_forget(look);
    program->look = NULL;
}

void look_forget(struct look *look)
{
    if (!look)
        return;
    for (struct listed *listed = look->first; listed; listed = listed->next)
        free(listed->rows);
    hasher_free(look->hasher);
    arena_free(look->arena);
}

void program_find(struct program *program, const char *const *paths, size_t count, const char *skip)
{
    program_look(program, paths, count, skip);
    program_take(program);
}
