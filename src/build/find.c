/* Which files belong to a run: folders with a body.xml, and the XML beside it. */
#include "build/parts.h"

#include "base/hash.h"
#include "base/port.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FOLDER_DEPTH = 64 };

struct search {
    struct program *program;
    const char *skip;              /* folder to pass over, or NULL */
    struct port_stamp skip_stamp;
    const char *folder;            /* the one being listed */
    const char *real;              /* its real path: below what was typed no link is followed */
    uint64_t node;                 /* its own */
    size_t row;                    /* its row in program->folders, or SIZE_MAX */
    bool again;                    /* that row was there before, and some of its files may be too */
    int depth;
    bool *found;                   /* a body.xml was found below the path at hand */
    bool *mixed;                   /* a folder was listed twice: its files are not beside one another */
};

/* What a folder holds that may matter, noted in one listing. */
struct noted {
    const char *path, *name;
    enum port_kind kind;
    struct port_stamp stamp;
};
struct contents {
    const struct search *search;
    struct noted *rows;
    size_t count, room;
    const struct noted *body;
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
    const char *path = search->folder;
    search->again = true;
    for (size_t i = 0; i < program->folder_count; i++) {
        struct folder *folder = &program->folders[i];
        if (folder->node == search->node && port_same(*folder->path ? folder->path : ".", *path ? path : ".")) {
            folder->named |= named;
            search->row = i;
            return;
        }
    }
    MEM_GROW(program->folders, program->folder_count, program->folder_room);
    program->folders[program->folder_count] = (struct folder){.path = path, .inside = search->real, .named = named, .node = search->node};
    search->row = program->folder_count++;
    search->again = false;
}

static void enter_with_body(struct search *search, const struct contents *contents, bool named)
{
    enter_folder(search, named);
    if (!contents->body)
        return;
    struct folder *folder = &search->program->folders[search->row];
    folder->has_body = true;
    folder->stamp = contents->body->stamp;
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

/* Hidden files and folders are passed over silently, and so is what is neither XML nor leads to other folders. */
static bool note_entry(void *with, const struct port_entry *entry)
{
    struct contents *contents = with;
    struct program *program = contents->search->program;
    bool may_be = is_xml(entry->name) || entry->kind == PORT_FOLDER || entry->kind == PORT_SYMLINK ||
                  (entry->kind == PORT_FILE && is_document(program, entry->name));
    if (entry->name[0] == '.' || !may_be)
        return true;
    const char *path = join(program, contents->search->folder, entry->name);
    MEM_GROW(contents->rows, contents->count, contents->room);
    contents->rows[contents->count++] = (struct noted){path, path_name(path), entry->kind, entry->stamp};
    return true;
}

static bool list(struct search *search, struct contents *contents)
{
    const char *why = "";
    const char *path = *search->folder ? search->folder : ".";
    *contents = (struct contents){.search = search};
    if (!port_folder(path, note_entry, contents, &why)) {
        diag_add(search->program->log, D_CANNOT_READ, whole_run(), path, why);
        return false;
    }
    for (size_t i = 0; i < contents->count; i++)
        if (is_body(contents->rows[i].name) && contents->rows[i].kind != PORT_FOLDER && contents->rows[i].kind != PORT_SYMLINK)
            contents->body = &contents->rows[i];
    return true;
}

static void find_meetings(struct search *search, const struct contents *contents)
{
    for (size_t i = 0; i < contents->count; i++) {
        const struct noted *row = &contents->rows[i];
        bool source = is_xml(row->name) || (row->kind == PORT_FILE && is_document(search->program, row->name));
        if (!source || is_body(row->name))
            continue;
        if (row->kind == PORT_SYMLINK)
            report_link(search->program, row->path);
        else if (row->kind == PORT_FILE)
            add_unit(search, row->path, &row->stamp, true);
    }
}

static void search_folder(struct search *above, const char *path, const char *real, uint64_t node);

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
static void find_strays(struct search *search, const struct contents *contents)
{
    search->row = SIZE_MAX;
    for (size_t i = 0; i < contents->count; i++) {
        const struct noted *row = &contents->rows[i];
        if (!is_xml(row->name) || row->kind != PORT_FILE || !is_minutes(row->path))
            continue;
        if (search->row == SIZE_MAX)
            enter_folder(search, true);
        add_unit(search, row->path, &row->stamp, true);
        *search->found = true;
    }
}

static void find_below(struct search *search, const struct contents *contents)
{
    for (size_t i = 0; i < contents->count; i++) {
        const struct noted *row = &contents->rows[i];
        if (row->kind == PORT_FILE)
            continue;
        if (row->kind == PORT_SYMLINK && (is_body(row->name) || (!is_xml(row->name) && port_kind(row->path, true) == PORT_FOLDER)))
            report_link(search->program, row->path);
        else if (row->kind == PORT_FOLDER)
            search_folder(search, row->path, join(search->program, search->real, row->name), row->stamp.node);
    }
}

static void search_folder(struct search *above, const char *path, const char *real, uint64_t node)
{
    bool skipped = above->depth && above->skip && node == above->skip_stamp.node && port_same(path, above->skip);
    if (above->depth >= FOLDER_DEPTH || skipped)
        return;
    struct search search = *above;
    struct contents contents;
    search.folder = path;
    search.real = real;
    search.node = node;
    search.depth++;
    if (list(&search, &contents)) {
        if (contents.body) {
            enter_with_body(&search, &contents, true);
            *search.found = true;
            find_meetings(&search, &contents);
        } else {
            find_strays(&search, &contents);
        }
        find_below(&search, &contents);
    }
    free(contents.rows);
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
static void find_file(struct search *search, const char *path, const struct port_stamp *stamp)
{
    struct program *program = search->program;
    const char *name = path_name(path);
    size_t size = (size_t)(name - path);
    struct contents contents;
    program->partial = true;
    search->folder = arena_copy_n(program->arena, path, size > 1 ? size - 1 : size);
    search->real = real_path(program, search->folder);
    search->node = node_of(size ? arena_printf(program->arena, "%s/.", search->folder) : "");
    if (list(search, &contents)) {
        enter_with_body(search, &contents, is_body(name));
        if (!is_body(name))
            add_unit(search, path, stamp, true)->asked = true;
        search->again = true; /* one of the siblings is the file itself */
        for (size_t i = 0; contents.body && i < contents.count; i++) {
            const struct noted *row = &contents.rows[i];
            bool source = is_xml(row->name) || is_document(program, row->name);
            if (source && !is_body(row->name) && row->kind == PORT_FILE)
                add_unit(search, row->path, &row->stamp, false);
        }
    }
    free(contents.rows);
}

static void find_path(struct search *search, const char *typed)
{
    struct program *program = search->program;
    const char *path = path_tidy(program, typed);
    const char *real = *path ? path : ".";
    bool found = false;
    struct port_stamp stamp = {0};
    search->found = &found;
    const char *why = "there is no such file or folder";
    switch (port_kind(real, true)) {
    case PORT_FOLDER:
        search_folder(search, path, real_path(program, path), node_of(arena_printf(program->arena, "%s/.", real)));
        if (!found && diag_count(program->log, DIAG_ERROR) == 0)
            diag_add(program->log, D_NO_CORPUS, whole_run(), real);
        break;
    case PORT_FILE:
        port_stamp(real, &stamp);
        find_file(search, path, &stamp);
        break;
    case PORT_SYMLINK: /* leads nowhere, or in a circle */
        report_link(program, real);
        break;
    case PORT_NONE:
        if (port_kind(real, false) == PORT_SYMLINK)
            report_link(program, real);
        else
            diag_add(program->log, D_CANNOT_READ, whole_run(), real, why);
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
static void find_root(struct program *program, const char *const *paths, size_t count)
{
    char *root = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *path = path_tidy(program, paths[i]);
        enum port_kind kind = port_kind(*path ? path : ".", true);
        if (kind != PORT_FOLDER && kind != PORT_FILE)
            continue;
        if (kind == PORT_FILE)
            path = arena_copy_n(program->arena, path, (size_t)(path_name(path) - path));
        const char *real = real_path(program, path);
        if (root)
            root[shared_length(root, real)] = '\0';
        else
            root = mem_copy(real);
    }
    if (root && program->folder_count)
        program->root = arena_copy(program->arena, *root ? root : "/");
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
static void name_setting(struct program *program, const char *const *paths, size_t count)
{
    struct hasher *hasher = hasher_new();
    hasher_add_text(hasher, MINUTEC_VERSION);
    struct hash data = data_hash(program->data);
    hasher_add(hasher, &data, sizeof data);
    hasher_add_number(hasher, program->settings.audience);
    hasher_add_text(hasher, program->settings.cache ? program->root : "");
    for (size_t i = 0; i < count; i++)
        hasher_add_text(hasher, path_tidy(program, paths[i]));
    char text[33];
    hash_text(hasher_take(hasher), text);
    hasher_free(hasher);
    program->setting = arena_copy(program->arena, text);
}

void program_find(struct program *program, const char *const *paths, size_t count, const char *skip)
{
    bool mixed = false;
    struct search search = {.program = program, .skip = skip, .row = SIZE_MAX, .mixed = &mixed};
    const char *here = ".";
    if (skip)
        port_stamp(arena_printf(program->arena, "%s/.", skip), &search.skip_stamp);
    for (size_t i = 0; i < (count ? count : 1); i++)
        find_path(&search, count ? paths[i] : here);
    if (mixed)
        qsort(program->units, program->unit_count, sizeof *program->units, compare_units);
    find_root(program, count ? paths : &here, count ? count : 1);
    place_folders(program);
    name_setting(program, count ? paths : &here, count ? count : 1);
}
