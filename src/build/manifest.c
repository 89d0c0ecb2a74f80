#include "build/manifest.h"
#include "build/state.h"

#include "corpus/tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An entry for a folder of sources that is gone, or for one that this run does not cover. */
struct manifest {
    const char *target;         /* tells one output from another; with what ends it in the names of its rows */
    const char *output;         /* as people are told: below the root, else the whole path */
    struct hash made_with;
    struct folder root;         /* stands for the run as a whole: the root's page */
    struct made_list lost;
    struct hasher *hasher;
    struct hash rows;           /* of all rows when this run began */
    bool outside;               /* some are of sources that this run does not cover */
    struct gone {               /* entries of folders that are gone, and what they held when this run began */
        const char *name;
        struct hash row;
    } *gone;
    size_t gone_count, gone_room;
};

static const char root_name[] = "*";
static const uint64_t spared = UINT64_MAX; /* the size of what is lost to one and kept for another */

/* The output as seen from the root, so that both may be moved together. */
const char *manifest_target(struct program *program, const char **shown)
{
    const char *output = program->build->output, *root = program->root ? program->root : "";
    char *real = realpath(output, NULL);
    const char *path = real ? arena_copy(program->arena, real) : output;
    size_t size = strlen(root);
    free(real);
    bool below = strncmp(path, root, size) == 0 && (path[size] == '/' || !path[size]);
    const char *inside = below ? path + size + (path[size] == '/') : path;
    if (shown)
        *shown = *inside ? inside : ".";
    return arena_printf(program->arena, "%s:%s\n", program->settings.cache ? root : "", inside);
}

/* The path stays where it lies in the row. */
static struct made load_made(struct unpack *from)
{
    const char *path = unpack_text(from);
    struct made made = {.path = path ? path : ""};
    made.size = unpack_number(from, UINT64_MAX);
    made.modified = (int64_t)unpack_word(from);
    made.stale = unpack_number(from, 1);
    return made;
}

static void save_made(struct buf *out, const struct made *made)
{
    pack_text(out, made->path);
    pack_number(out, made->size);
    pack_word(out, (uint64_t)made->modified);
    pack_number(out, made->stale);
}

static void make_room(struct program *program, struct made_list *list, size_t room)
{
    struct made *rows = arena_alloc(program->arena, room * sizeof *rows);
    if (list->count)
        memcpy(rows, list->rows, list->count * sizeof *rows);
    list->rows = rows;
    list->room = room;
}

void made_add(struct program *program, struct made_list *list, const struct made *made)
{
    enum { FIRST = 4 };
    if (list->count == list->room)
        make_room(program, list, list->room ? list->room * 2 : FIRST);
    list->rows[list->count++] = *made;
}

void manifest_lose(struct program *program, const struct made *made)
{
    made_add(program, &program->manifest->lost, made);
}

bool manifest_loses(const struct manifest *manifest, const char *path)
{
    for (size_t i = 0; i < manifest->lost.count; i++)
        if (strcmp(manifest->lost.rows[i].path, path) == 0)
            return true;
    return false;
}

/* -- loading -- */

/* A source that is there but not part of this run keeps its outputs. */
static bool is_there(const struct program *program, const char *inside, const char *name)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s%s%s", program->root, inside, *inside ? "/" : "", name);
    bool there = port_kind(buf_text(&path), true) == PORT_FILE;
    buf_free(&path);
    return there;
}

static struct unit *find_unit(struct program *program, const struct folder *folder, const char *name, size_t *next)
{
    for (size_t i = 0; i < folder->count; i++) {
        struct unit *unit = &program->units[folder->first + (*next + i) % folder->count];
        if (strcmp(path_name(unit->path), name) != 0)
            continue;
        *next += i + 1;
        return unit;
    }
    return NULL;
}

static void begin_row(struct buf *out, const char *name, struct hash key, struct hash tree, size_t count)
{
    pack_text(out, name);
    pack_hash(out, key);
    pack_hash(out, tree);
    pack_number(out, count);
}

static void load_unit(struct program *program, struct folder *folder, const char *inside, size_t *next, struct unpack *from)
{
    const char *name = unpack_text(from);
    struct hash key = unpack_hash(from), tree = unpack_hash(from);
    size_t count = unpack_count(from);
    struct unit *unit = name && folder ? find_unit(program, folder, name, next) : NULL;
    bool lost = !unit ? name && !is_there(program, inside, name) : unit->known && unit->kind == DOCUMENT_FOREIGN;
    if (unit && !lost && count && count <= from->left)
        make_room(program, &unit->made, unit->made.count + count);
    bool stranger = name && folder && !unit && !lost; /* it came after the files were looked for: the next run will know it */
    if (stranger)
        begin_row(&folder->strangers, name, key, tree, count);
    for (size_t i = 0; i < count && !from->broken; i++) {
        struct made made = load_made(from);
        if (lost)
            manifest_lose(program, &made);
        else if (unit)
            made_add(program, &unit->made, &made);
        else if (stranger)
            save_made(&folder->strangers, &made);
    }
    if (folder)
        folder->stranger_count += stranger;
    program->manifest->outside |= !unit;
    if (!unit || lost)
        return;
    unit->key = key;
    unit->tree = tree;
    unit->made_before = true;
}

static void load_pages(struct program *program, struct folder *folder, bool lost, struct unpack *from)
{
    size_t count = unpack_count(from);
    for (size_t i = 0; i < count && !from->broken; i++) {
        struct page page;
        page.made = load_made(from);
        page.tree = unpack_hash(from);
        if (lost)
            manifest_lose(program, &page.made);
        if (lost || !folder)
            continue;
        MEM_GROW(folder->pages.rows, folder->pages.count, folder->pages.room);
        folder->pages.rows[folder->pages.count++] = page;
    }
}

static struct folder *folder_inside(struct program *program, const char *inside)
{
    if (strcmp(inside, root_name) == 0)
        return &program->manifest->root;
    for (size_t i = 0; i < program->folder_count; i++) {
        size_t at = (program->next_folder + i) % program->folder_count;
        if (strcmp(program->folders[at].inside, inside) != 0)
            continue;
        program->next_folder = at + 1;
        return &program->folders[at];
    }
    return NULL;
}

/* Other stylesheets or options make something else of the same tree. */
static void forget_trees(struct program *program, struct folder *folder)
{
    for (size_t i = 0; i < folder->pages.count; i++)
        folder->pages.rows[i].tree = (struct hash){0, 0};
    for (size_t i = 0; folder != &program->manifest->root && i < folder->count; i++) {
        struct unit *unit = &program->units[folder->first + i];
        unit->key = unit->tree = (struct hash){0, 0};
    }
}

static void hash_row(void *with, const struct index_row *row)
{
    hasher_add_text(with, row->name);
    hasher_add(with, &row->hash, sizeof row->hash);
}

static void load_folder(void *with, const struct index_row *row)
{
    struct program *program = with;
    struct manifest *manifest = program->manifest;
    hash_row(manifest->hasher, row);
    const char *inside = row->name + strlen(manifest->target);
    size_t next = 0;
    struct unpack from = {row->bytes, row->size, false};
    struct folder *folder = folder_inside(program, inside);
    struct hash made_with = unpack_hash(&from), state = unpack_hash(&from), pages_state = unpack_hash(&from);
    struct port_stamp output = unpack_stamp(&from);
    bool here = folder && (folder == &manifest->root || folder->has_body), lost = !here && !is_there(program, inside, "body.xml");
    if (folder && hash_same(made_with, manifest->made_with)) {
        folder->state = state;
        folder->pages_state = pages_state;
    }
    if (folder) {
        folder->made_before = true;
        folder->output = output;
        folder->manifest_row = row->hash;
    }
    manifest->outside |= !folder;
    load_pages(program, folder, lost, &from);
    size_t rows = unpack_count(&from);
    for (size_t i = 0; i < rows && !from.broken; i++)
        load_unit(program, folder, inside, &next, &from);
    if (folder && !hash_same(made_with, manifest->made_with))
        forget_trees(program, folder);
    if (folder || !lost)
        return;
    MEM_GROW(manifest->gone, manifest->gone_count, manifest->gone_room);
    manifest->gone[manifest->gone_count++] = (struct gone){row->name, row->hash};
}

struct manifest *manifest_load(struct program *program, struct hash made_with)
{
    struct manifest *manifest = mem_zero(1, sizeof *manifest);
    program->manifest = manifest;
    manifest->target = manifest_target(program, &manifest->output);
    manifest->made_with = made_with;
    manifest->root.inside = root_name;
    manifest->hasher = hasher_new();
    index_each(program->index, program->arena, INDEX_MANIFEST, manifest->target, load_folder, program);
    manifest->rows = hasher_take(manifest->hasher);
    return manifest;
}


void manifest_free(struct manifest *manifest)
{
    if (!manifest)
        return;
    hasher_free(manifest->hasher);
    free(manifest->gone);
    free(manifest->root.pages.rows);
    free(manifest);
}

struct folder *manifest_root(struct manifest *manifest)
{
    return &manifest->root;
}

/* -- saving -- */

/* Where there are two folders of one body neither knows what the other wrote. */
static void save_stamp(const struct program *program, const struct folder *folder, struct buf *out)
{
    struct port_stamp stamp = {0};
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", program->build->output, folder->id ? folder->id : "");
    if (folder->id && port_stamp(buf_text(&path), &stamp) == PORT_FOLDER)
        stamp = state_stamp(program, &stamp);
    pack_stamp(out, &stamp);
    buf_free(&path);
}

/* -- for people -- */

struct telling {
    struct program *program;
    struct told_output *rows;
    size_t count, room;
};

static void tell_made(struct telling *telling, const struct made *made, const char *source, const char *key)
{
    MEM_GROW(telling->rows, telling->count, telling->room);
    telling->rows[telling->count++] = (struct told_output){telling->program->manifest->output, made->path, source, key};
}

static void tell_folder(struct program *program, const struct folder *folder, const char *name)
{
    struct telling telling = {.program = program};
    struct buf out = BUF_INIT;
    char key[33];
    for (size_t i = 0; i < folder->count; i++) {
        const struct unit *unit = &program->units[folder->first + i];
        hash_text(unit->key, key);
        const char *kept = unit->made.count ? arena_copy(program->arena, key) : NULL;
        for (size_t k = 0; k < unit->made.count; k++)
            tell_made(&telling, &unit->made.rows[k], unit->path, unit->made.rows[k].stale ? NULL : kept);
    }
    hash_text(folder->pages_state, key);
    for (size_t i = 0; i < folder->pages.count; i++)
        tell_made(&telling, &folder->pages.rows[i].made, NULL, key);
    tell_outputs(telling.rows, telling.count, &out);
    index_tell(program->index, INDEX_OUTPUT, name, buf_text(&out));
    free(telling.rows);
    buf_free(&out);
}

/* What another build saved since this one looked: it may have written from sources that are gone now, and then the next build must know. */
struct carried {
    struct buf pages, rows;
    size_t page_count, row_count;
    bool mixed;          /* some files were written by both */
};

static bool has_page_row(const struct folder *folder, const char *path)
{
    for (size_t i = 0; i < folder->pages.count; i++)
        if (strcmp(folder->pages.rows[i].made.path, path) == 0)
            return true;
    return false;
}

static bool is_file(const struct program *program, const struct made *made)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", program->build->output, made->path);
    bool there = port_kind(buf_text(&path), false) == PORT_FILE;
    buf_free(&path);
    return there;
}

/* Two builds wrote one file: which of them came last only the disk knows, and what it holds only the next build. */
static void restamp(const struct program *program, struct made *made)
{
    struct port_stamp stamp;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", program->build->output, made->path);
    if (port_stamp(buf_text(&path), &stamp) == PORT_FILE) {
        made->size = stamp.size;
        made->modified = stamp.modified;
    }
    buf_free(&path);
}

/* Whether the other build's file is not the one that this one knows. One that this one does not know at all becomes its own, so that it goes
 * when nothing names it. */
static bool is_mixed(struct program *program, struct made_list *own, struct made other)
{
    for (size_t i = 0; i < own->count; i++)
        if (strcmp(own->rows[i].path, other.path) == 0)
            return own->rows[i].size != other.size || own->rows[i].modified != other.modified;
    if (!is_file(program, &other))
        return false;
    other.path = arena_copy(program->arena, other.path);
    made_add(program, own, &other);
    return true;
}

static void mix(const struct program *program, struct unit *unit)
{
    for (size_t i = 0; i < unit->made.count; i++)
        restamp(program, &unit->made.rows[i]);
    unit->key = unit->tree = (struct hash){0, 0};
}

static bool mix_page(const struct program *program, const struct folder *folder, const struct made *other)
{
    for (size_t i = 0; i < folder->pages.count; i++) {
        struct page *page = &folder->pages.rows[i];
        if (strcmp(page->made.path, other->path) != 0 || (page->made.size == other->size && page->made.modified == other->modified))
            continue;
        restamp(program, &page->made);
        page->tree = (struct hash){0, 0};
        return true;
    }
    return false;
}

static void carry_pages(struct program *program, const struct folder *folder, struct unpack *from, struct carried *carried)
{
    for (size_t count = unpack_count(from); count && !from->broken; count--) {
        struct made made = load_made(from);
        struct hash tree = unpack_hash(from);
        if (!from->broken && has_page_row(folder, made.path)) {
            carried->mixed |= mix_page(program, folder, &made);
            continue;
        }
        if (from->broken)
            continue;
        save_made(&carried->pages, &made);
        pack_hash(&carried->pages, tree);
        carried->page_count++;
    }
}

static void carry_units(struct program *program, const struct folder *folder, struct unpack *from, struct carried *carried)
{
    size_t next = 0;
    for (size_t rows = unpack_count(from); rows && !from->broken; rows--) {
        const char *name = unpack_text(from);
        struct hash key = unpack_hash(from), tree = unpack_hash(from);
        size_t count = unpack_count(from);
        struct unit *own = name && folder->count ? find_unit(program, folder, name, &next) : NULL;
        bool other = name && (!own || !own->made.count), mixed = false;
        if (other) {
            begin_row(&carried->rows, name, key, tree, count);
            carried->row_count++;
        }
        for (size_t i = 0; i < count; i++) {
            struct made made = load_made(from);
            if (other)
                save_made(&carried->rows, &made);
            else if (own && !from->broken)
                mixed |= is_mixed(program, &own->made, made);
        }
        if (mixed) {
            mix(program, own);
            carried->mixed = true;
        }
    }
}

static void carry(struct program *program, const struct folder *folder, const char *name, struct carried *carried)
{
    struct buf was = BUF_INIT;
    if (index_get(program->index, INDEX_MANIFEST, name, &was) && !hash_same(hash_bytes(was.data, was.size), folder->manifest_row)) {
        struct unpack from = {was.data, was.size, false};
        for (int i = 0; i < 3; i++)
            unpack_hash(&from);
        unpack_stamp(&from);
        carry_pages(program, folder, &from, carried);
        carry_units(program, folder, &from, carried);
    }
    buf_free(&was);
}

static void save_folder(struct program *program, const struct folder *folder, struct buf *out)
{
    const struct manifest *manifest = program->manifest;
    const char *name = arena_printf(program->arena, "%s%s", manifest->target, folder->inside);
    struct carried carried = {BUF_INIT, BUF_INIT, 0, 0, false};
    size_t rows = 0;
    carry(program, folder, name, &carried);
    if (!carried.row_count) { /* else what another run kept of them is the later word */
        buf_add(&carried.rows, folder->strangers.data ? folder->strangers.data : "", folder->strangers.size);
        carried.row_count = folder->stranger_count;
    }
    buf_clear(out);
    pack_hash(out, manifest->made_with);
    bool certain = !carried.page_count && !carried.row_count && !carried.mixed;
    pack_hash(out, certain ? folder->state : (struct hash){0, 0});
    pack_hash(out, certain ? folder->pages_state : (struct hash){0, 0});
    save_stamp(program, folder, out);
    pack_number(out, folder->pages.count + carried.page_count);
    for (size_t i = 0; i < folder->pages.count; i++) {
        save_made(out, &folder->pages.rows[i].made);
        pack_hash(out, folder->pages.rows[i].tree);
    }
    buf_add(out, buf_text(&carried.pages), carried.pages.size);
    for (size_t i = 0; i < folder->count; i++)
        rows += program->units[folder->first + i].made.count > 0;
    pack_number(out, rows + carried.row_count);
    for (size_t i = 0; i < folder->count; i++) {
        const struct unit *unit = &program->units[folder->first + i];
        if (!unit->made.count)
            continue;
        begin_row(out, path_name(unit->path), unit->key, unit->tree, unit->made.count);
        for (size_t k = 0; k < unit->made.count; k++)
            save_made(out, &unit->made.rows[k]);
    }
    buf_add(out, buf_text(&carried.rows), carried.rows.size);
    index_put(program->index, INDEX_MANIFEST, name, out->data, out->size);
    tell_folder(program, folder, name);
    buf_free(&carried.pages);
    buf_free(&carried.rows);
}

/* Not what another run has written for such a folder meanwhile. */
static void forget_gone(struct program *program)
{
    const struct manifest *manifest = program->manifest;
    struct buf row = BUF_INIT;
    for (size_t i = 0; i < manifest->gone_count; i++) {
        const struct gone *gone = &manifest->gone[i];
        if (index_get(program->index, INDEX_MANIFEST, gone->name, &row) && !hash_same(hash_bytes(row.data, row.size), gone->row))
            continue;
        index_drop(program->index, INDEX_MANIFEST, gone->name);
        index_drop(program->index, INDEX_OUTPUT, gone->name);
    }
    buf_free(&row);
}

void manifest_save(struct program *program)
{
    struct buf out = BUF_INIT;
    index_begin(program->index);
    forget_gone(program);
    for (size_t i = 0; i < program->folder_count; i++)
        if (program->folders[i].made_now)
            save_folder(program, &program->folders[i], &out);
    if (program->manifest->root.made_now)
        save_folder(program, &program->manifest->root, &out);
    buf_free(&out);
}

struct copy {
    struct made *made;
    struct folder *folder;
};

static int compare_copies(const void *a, const void *b)
{
    return strcmp(((const struct copy *)a)->made->path, ((const struct copy *)b)->made->path);
}

bool made_is_copy(const struct made *made)
{
    return strchr(made->path, '/') != strrchr(made->path, '/');
}

void manifest_share_copies(struct program *program)
{
    struct copy *rows = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < program->unit_count; i++)
        for (size_t k = 0; k < program->units[i].made.count; k++) {
            if (!made_is_copy(&program->units[i].made.rows[k]))
                continue;
            MEM_GROW(rows, count, room);
            rows[count++] = (struct copy){&program->units[i].made.rows[k], &program->folders[program->units[i].folder]};
        }
    if (count)
        qsort(rows, count, sizeof *rows, compare_copies);
    for (size_t first = 0, end; first < count; first = end) {
        bool mixed = false;
        for (end = first + 1; end < count && compare_copies(&rows[first], &rows[end]) == 0; end++)
            mixed |= rows[end].made->size != rows[first].made->size || rows[end].made->modified != rows[first].made->modified;
        for (size_t i = first; mixed && i < end; i++) {
            restamp(program, rows[i].made);
            rows[i].folder->made_now = true;
        }
    }
    free(rows);
}

bool manifest_is_settled(struct program *program)
{
    const struct manifest *manifest = program->manifest;
    if (manifest->lost.count || manifest->outside)
        return false;
    struct arena *rows = arena_new();
    index_each(program->index, rows, INDEX_MANIFEST, manifest->target, hash_row, manifest->hasher);
    arena_free(rows);
    return hash_same(hasher_take(manifest->hasher), manifest->rows);
}

/* -- what has no source any more -- */

static int compare_made(const void *a, const void *b)
{
    return strcmp(((const struct made *)a)->path, ((const struct made *)b)->path);
}

/* Rows of lost that go by the path of the one at hand; its count. */
static size_t same_path(const struct made_list *lost, size_t first)
{
    size_t count = 1;
    while (first + count < lost->count && compare_made(&lost->rows[first], &lost->rows[first + count]) == 0)
        count++;
    return count;
}

static bool is_written(const struct program *program, const struct made *made)
{
    struct port_stamp stamp;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", program->build->output, made->path);
    bool written = port_stamp(buf_text(&path), &stamp) == PORT_FILE && stamp.size == made->size && stamp.modified == made->modified;
    buf_free(&path);
    return written;
}

/* True: what is there was written for one that has lost it, and counts from now on as written for the one that keeps it. */
static bool spare(const struct program *program, struct made *made)
{
    struct made_list *lost = &program->manifest->lost;
    size_t low = 0, high = lost->count;
    bool taken = false;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare_made(&lost->rows[middle], made) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == lost->count || compare_made(&lost->rows[low], made) != 0)
        return false;
    for (size_t i = low, end = low + same_path(lost, low); i < end; i++) {
        struct made *row = &lost->rows[i];
        if (row->size != spared && !is_written(program, made) && is_written(program, row)) {
            made->size = row->size;
            made->modified = row->modified;
            taken = true;
        }
        row->size = spared;
    }
    return taken;
}

/* Two meetings may share an attachment, and a meeting may move from one file to another. */
static void keep_made(const struct program *program)
{
    for (size_t i = 0; i < program->unit_count; i++)
        for (size_t k = 0; k < program->units[i].made.count; k++)
            program->folders[program->units[i].folder].made_now |= spare(program, &program->units[i].made.rows[k]);
    for (size_t i = 0; i < program->folder_count; i++)
        for (size_t k = 0; k < program->folders[i].pages.count; k++)
            spare(program, &program->folders[i].pages.rows[k].made);
}

/* Folders that are empty now go with what was in them, up to the output itself. */
static void remove_empty(char *path, size_t output)
{
    for (char *slash = strrchr(path, '/'); slash && (size_t)(slash - path) > output; slash = strrchr(path, '/')) {
        *slash = '\0';
        if (rmdir(path) != 0)
            return;
    }
}

/* Rows of one path: what is there must be what one of them says was written. */
static void remove_made(struct program *program, const struct made *rows, size_t count)
{
    struct buf path = BUF_INIT;
    const char *output = program->build->output;
    bool ours = false;
    buf_printf(&path, "%s/%s", output, rows->path);
    for (size_t i = 0; i < count; i++)
        ours |= is_written(program, &rows[i]);
    if (!ours && port_kind(buf_text(&path), false) != PORT_NONE)
        diag_add(program->log, D_KEPT_OUTPUT, (struct place){0}, path.data);
    if (ours && unlink(path.data) == 0) {
        program_explain(program, path.data, "removed: it has no source any more");
        remove_empty(path.data, strlen(output));
    }
    buf_free(&path);
}

void manifest_remove_lost(struct program *program)
{
    struct made_list *lost = &program->manifest->lost;
    if (!lost->count)
        return;
    qsort(lost->rows, lost->count, sizeof *lost->rows, compare_made);
    keep_made(program);
    for (size_t i = 0, count; i < lost->count; i += count) {
        count = same_path(lost, i);
        if (lost->rows[i].size != spared)
            remove_made(program, &lost->rows[i], count);
    }
}
