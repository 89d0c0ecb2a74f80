/* Which files belong to a run: folders with a body.xml, and the XML beside it. */
#include "build/program.h"

#include "base/port.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FOLDER_DEPTH = 64 };

struct search {
    struct program *program;
    const char *skip;    /* folder to pass over, or NULL */
    const char *folder;  /* the one being listed */
    size_t row;          /* its row in program->folders, or SIZE_MAX */
    bool again;          /* that row was there before, and some of its files may be too */
    int depth;
    bool has_body;
    bool *found;         /* a body.xml was found below the path at hand */
};

static const char *join(struct program *program, const char *folder, const char *name)
{
    if (!*folder)
        return arena_copy(program->arena, name);
    bool slash = folder[strlen(folder) - 1] == '/';
    return arena_printf(program->arena, "%s%s%s", folder, slash ? "" : "/", name);
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* What was typed, without "./" in front and slashes behind; "" is the current folder. */
static const char *tidy(struct program *program, const char *path)
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

/* Makes the folder at hand a row of the program, or finds its row. */
static void enter_folder(struct search *search, bool named)
{
    struct program *program = search->program;
    const char *path = search->folder;
    search->again = true;
    for (size_t i = 0; i < program->folder_count; i++) {
        struct folder *folder = &program->folders[i];
        if (strcmp(folder->path, path) == 0 ||
            port_same(*folder->path ? folder->path : ".", *path ? path : ".")) {
            folder->named |= named;
            search->row = i;
            return;
        }
    }
    MEM_GROW(program->folders, program->folder_count, program->folder_room);
    program->folders[program->folder_count] = (struct folder){.path = path, .named = named};
    search->row = program->folder_count++;
    search->again = false;
}

static void add_unit(struct search *search, const char *path, bool named)
{
    struct program *program = search->program;
    size_t folder = search->row;
    for (size_t i = 0; search->again && i < program->unit_count; i++) {
        struct unit *unit = &program->units[i];
        if (unit->folder == folder && strcmp(last_name(unit->path), last_name(path)) == 0) {
            unit->named |= named;
            return;
        }
    }
    MEM_GROW(program->units, program->unit_count, program->unit_room);
    program->units[program->unit_count++] = (struct unit){.path = path, .folder = folder, .named = named};
}

static struct place whole_run(void)
{
    return (struct place){0};
}

static void report_link(struct program *program, const char *path)
{
    diag_add(program->log, D_LINK_LOOP, whole_run(), path);
}

static bool note_body(void *with, const char *name, enum port_kind kind)
{
    struct search *search = with;
    if (strcmp(name, "body.xml") == 0 && kind != PORT_FOLDER && kind != PORT_SYMLINK)
        search->has_body = true;
    return !search->has_body;
}

static bool note_meeting(void *with, const char *name, enum port_kind kind)
{
    struct search *search = with;
    if (!is_xml(name) || name[0] == '.' || strcmp(name, "body.xml") == 0)
        return true;
    const char *path = join(search->program, search->folder, name);
    if (kind == PORT_SYMLINK)
        report_link(search->program, path);
    else if (kind == PORT_FILE)
        add_unit(search, path, true);
    return true;
}

static void search_folder(struct search *above, const char *path);

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
static bool note_stray(void *with, const char *name, enum port_kind kind)
{
    struct search *search = with;
    const char *path = join(search->program, search->folder, name);
    if (!is_xml(name) || name[0] == '.' || kind != PORT_FILE || !is_minutes(path))
        return true;
    if (search->row == SIZE_MAX)
        enter_folder(search, true);
    add_unit(search, path, true);
    *search->found = true;
    return true;
}

static bool visit_folder(void *with, const char *name, enum port_kind kind)
{
    struct search *search = with;
    if (name[0] == '.')
        return true;
    const char *path = join(search->program, search->folder, name);
    if (kind == PORT_SYMLINK && (strcmp(name, "body.xml") == 0 || port_kind(path, true) == PORT_FOLDER))
        report_link(search->program, path);
    else if (kind == PORT_FOLDER)
        search_folder(search, path);
    return true;
}

static bool list(struct search *search, bool (*visit)(void *, const char *, enum port_kind))
{
    const char *why = "";
    const char *path = *search->folder ? search->folder : ".";
    if (port_folder(path, visit, search, &why))
        return true;
    diag_add(search->program->log, D_CANNOT_READ, whole_run(), path, why);
    return false;
}

static void search_folder(struct search *above, const char *path)
{
    if (above->depth >= FOLDER_DEPTH || (above->depth && above->skip && port_same(path, above->skip)))
        return;
    struct search search = *above;
    search.folder = path;
    search.depth++;
    search.has_body = false;
    if (!list(&search, note_body))
        return;
    if (search.has_body) {
        enter_folder(&search, true);
        search.program->folders[search.row].has_body = true;
        *search.found = true;
        list(&search, note_meeting);
    } else {
        search.row = SIZE_MAX;
        list(&search, note_stray);
    }
    list(&search, visit_folder);
}

/* The folder's siblings of a file that was named alone: read for linking, not reported on. */
static bool note_sibling(void *with, const char *name, enum port_kind kind)
{
    struct search *search = with;
    if (is_xml(name) && name[0] != '.' && strcmp(name, "body.xml") != 0 && kind == PORT_FILE)
        add_unit(search, join(search->program, search->folder, name), false);
    return true;
}

static void find_file(struct search *search, const char *path)
{
    struct program *program = search->program;
    const char *name = last_name(path);
    size_t size = (size_t)(name - path);
    const char *folder = arena_copy_n(program->arena, path, size > 1 ? size - 1 : size);
    bool is_body = strcmp(name, "body.xml") == 0;
    program->partial = true;
    search->folder = folder;
    search->has_body = false;
    if (!list(search, note_body))
        return;
    enter_folder(search, is_body);
    program->folders[search->row].has_body |= search->has_body;
    if (!is_body)
        add_unit(search, path, true);
    search->again = true; /* one of the siblings is the file itself */
    if (search->has_body)
        list(search, note_sibling);
}

static void find_path(struct search *search, const char *typed)
{
    struct program *program = search->program;
    const char *path = tidy(program, typed);
    const char *real = *path ? path : ".";
    bool found = false;
    search->found = &found;
    const char *why = "there is no such file or folder";
    switch (port_kind(real, true)) {
    case PORT_FOLDER:
        search_folder(search, path);
        if (!found && diag_count(program->log, DIAG_ERROR) == 0)
            diag_add(program->log, D_NO_CORPUS, whole_run(), real);
        break;
    case PORT_FILE:
        find_file(search, path);
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

void program_find(struct program *program, const char *const *paths, size_t count, const char *skip)
{
    struct search search = {.program = program, .skip = skip, .row = SIZE_MAX};
    const char *here = ".";
    for (size_t i = 0; i < (count ? count : 1); i++)
        find_path(&search, count ? paths[i] : here);
}
