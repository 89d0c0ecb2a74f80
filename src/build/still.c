#include "build/still.h"

#include "build/manifest.h"
#include "build/state.h"

#include <stdlib.h>
#include <string.h>

/* A longer log is as soon put together again from what is kept of each file. */
enum { LONGEST_LOG = 4 << 20 };

enum sum {
    SUM_KEY,     /* of all that a build depends on besides files */
    SUM_SOURCES, /* of the files that may be sources, as they were seen */
    SUM_WATCHED, /* of files that documents name */
    SUM_COPIES,  /* of outputs below folders of their own */
    SUM_OUTPUTS, /* of all others */
    SUM_FOLDERS, /* of the folders that these lie in */
    SUM_NAMES,   /* of the entry that names these: it is apart, since it is long and not always asked for */
    SUMS
};
/* Of paths. made: below the output. kind: what each must be; PORT_NONE: whatever it is, or nothing. */
enum list { LIST_WATCHED, LIST_COPIES, LIST_FOLDERS, LISTS };
static const struct { enum sum sum; enum port_kind kind; bool made; } lists[LISTS] = {
    [LIST_WATCHED] = {SUM_WATCHED, PORT_NONE, false},
    [LIST_COPIES] = {SUM_COPIES, PORT_FILE, true},
    [LIST_FOLDERS] = {SUM_FOLDERS, PORT_FOLDER, true},
};

struct still {
    struct hash sums[SUMS];
    struct unpack lists[LISTS];
    struct unpack log;
};

static struct hash key_of(struct program *program)
{
    struct hasher *hasher = hasher_new();
    struct hash made_with = program_made_with(program);
    hasher_add_text(hasher, program->setting);
    hasher_add(hasher, &made_with, sizeof made_with);
    for (size_t i = 0; program->build->formats[i]; i++)
        hasher_add_text(hasher, program->build->formats[i]);
    diag_hash_asked(program->log, hasher);
    struct hash key = hasher_take(hasher);
    hasher_free(hasher);
    return key;
}

/* Of an output size and time of change are kept. */
static void add_made(struct hasher *hasher, uint64_t size, int64_t modified)
{
    const uint64_t state[] = {size, (uint64_t)modified};
    hasher_add(hasher, state, sizeof state);
}

/* -- is it the same? -- */

static bool read_still(struct unpack *from, struct still *still)
{
    for (size_t i = 0; i < SUMS; i++)
        still->sums[i] = unpack_hash(from);
    for (size_t i = 0; i < LISTS; i++)
        still->lists[i].at = unpack_bytes(from, &still->lists[i].left);
    still->log.at = unpack_bytes(from, &still->log.left);
    return !from->broken;
}

/* Sums up the states of the files of a list. False: one of them is not what it should be, or so young that it may change unnoticed. */
static bool sum_files(const struct program *program, enum list list, struct unpack paths, struct hash *sum)
{
    struct hasher *hasher = hasher_new();
    struct buf path = BUF_INIT;
    const char *name;
    bool fine = true;
    while (fine && (name = unpack_text(&paths))) {
        struct port_stamp stamp;
        buf_clear(&path);
        buf_printf(&path, "%s%s%s", lists[list].made ? program->build->output : "", lists[list].made ? "/" : "", name);
        enum port_kind kind = port_stamp(buf_text(&path), &stamp);
        fine = lists[list].kind == PORT_NONE || kind == lists[list].kind;
        if (lists[list].kind == PORT_FILE) {
            add_made(hasher, stamp.size, stamp.modified);
        } else {
            hasher_add(hasher, &stamp, sizeof stamp);
            fine &= state_is_trusted(program, &stamp);
        }
    }
    *sum = hasher_take(hasher);
    buf_free(&path);
    hasher_free(hasher);
    return fine;
}

static bool same_files(const struct program *program, const struct still *still, enum list list)
{
    struct hash sum;
    return sum_files(program, list, still->lists[list], &sum) && hash_same(sum, still->sums[lists[list].sum]);
}

/* Names that begin with a slash are the folders of those behind them. */
static bool same_outputs(const char *output, struct unpack names, struct hash sum)
{
    struct hasher *hasher = hasher_new();
    struct buf path = BUF_INIT;
    const char *name;
    int folder = -1;
    bool there = true;
    while (there && (name = unpack_text(&names))) {
        struct port_stamp stamp = {0};
        if (*name == '/') {
            buf_clear(&path);
            buf_printf(&path, "%s%s", output, name);
            port_close(folder);
            folder = port_open_folder(buf_text(&path));
            there = folder >= 0;
        } else {
            there = folder >= 0 && port_stamp_in(folder, name, &stamp) == PORT_FILE;
            add_made(hasher, stamp.size, stamp.modified);
        }
    }
    port_close(folder);
    bool same = there && hash_same(hasher_take(hasher), sum);
    buf_free(&path);
    hasher_free(hasher);
    return same;
}

static bool all_there(struct program *program, const struct still *still, const char *target)
{
    struct buf names = BUF_INIT;
    if (program->build->trust_names)
        return same_files(program, still, LIST_FOLDERS);
    bool same = index_get(program->index, INDEX_NAMES, target, &names) &&
                hash_same(hash_bytes(names.data, names.size), still->sums[SUM_NAMES]) &&
                same_outputs(program->build->output, (struct unpack){names.data, names.size, false}, still->sums[SUM_OUTPUTS]);
    buf_free(&names);
    return same;
}

bool still_same(struct program *program)
{
    const struct build_options *build = program->build;
    if (!program->seen.plain || program->partial || build->names_all || !program->root)
        return false;
    const char *target = manifest_target(program, NULL);
    struct buf row = BUF_INIT;
    struct still still = {0};
    program_open_index(program, false);
    bool same = index_get(program->index, INDEX_STILL, target, &row);
    struct unpack from = {row.data, row.size, false};
    same = same && read_still(&from, &still) && hash_same(key_of(program), still.sums[SUM_KEY]) &&
           hash_same(program->seen.sources, still.sums[SUM_SOURCES]) &&
           same_files(program, &still, LIST_WATCHED) && same_files(program, &still, LIST_COPIES) && all_there(program, &still, target) &&
           program_keeps_apart(program) && diag_unpack(program->log, still.log.at, still.log.left);
    program->linked = same;
    buf_free(&row);
    return same;
}

/* -- keeping -- */

struct keeping {
    struct program *program;
    struct hasher *watched_sum, *copies_sum, *outputs_sum;
    struct buf lists[LISTS], names;
    struct buf own, folder; /* how the outputs of the meeting at hand begin; the folder of the last output, behind a slash */
    const struct folder *source;
    const char *watched;    /* the last one there */
    bool plain;             /* nothing was seen that may change unnoticed */
};

/* A format that nobody asked for was not looked at. */
static bool is_asked_for(const struct program *program, const char *extension)
{
    if (!extension || !format_has_extension(extension))
        return true;
    for (size_t i = 0; program->build->formats[i]; i++)
        if (strcmp(format_extension(format_find(program->build->formats[i])), extension) == 0)
            return true;
    return false;
}

static void keep_made(struct keeping *keeping, const struct made *made)
{
    const char *slash = strchr(made->path, '/'), *name = slash ? slash + 1 : made->path;
    size_t size = slash ? (size_t)(slash - made->path) : 0;
    struct buf *folder = &keeping->folder;
    if (made_is_copy(made)) {
        pack_text(&keeping->lists[LIST_COPIES], made->path);
        add_made(keeping->copies_sum, made->size, made->modified);
        return;
    }
    if (folder->size != size + 1 || strncmp(buf_text(folder) + 1, made->path, size) != 0) {
        buf_clear(folder);
        buf_char(folder, '/');
        buf_add(folder, made->path, size);
        pack_text(&keeping->names, folder->data);
        pack_text(&keeping->lists[LIST_FOLDERS], folder->data + 1);
    }
    pack_text(&keeping->names, name);
    add_made(keeping->outputs_sum, made->size, made->modified);
}

static void keep_watched(struct keeping *keeping, const struct folder *folder, const struct watched *watched)
{
    struct buf path = BUF_INIT;
    if (keeping->source == folder && strcmp(keeping->watched, watched->path) == 0)
        return;
    keeping->source = folder;
    keeping->watched = watched->path;
    keeping->plain &= state_is_trusted(keeping->program, &watched->stamp);
    buf_printf(&path, "%s/%s", *folder->path ? folder->path : ".", watched->path);
    pack_text(&keeping->lists[LIST_WATCHED], buf_text(&path));
    hasher_add(keeping->watched_sum, &watched->stamp, sizeof watched->stamp);
    buf_free(&path);
}

/* One that is not built has nothing that could be looked at instead of it. */
static void keep_unit(struct keeping *keeping, const struct unit *unit)
{
    const struct folder *folder = &keeping->program->folders[unit->folder];
    keeping->plain &= unit->sound || (!unit->has_facts && !unit->made.count);
    for (size_t i = 0; i < unit->watched_count; i++)
        keep_watched(keeping, folder, &unit->watched[i]);
    if (!unit->sound)
        return;
    output_begin(unit, &keeping->own);
    for (size_t i = 0; i < unit->made.count; i++)
        if (is_asked_for(keeping->program, output_extension(&unit->made.rows[i], &keeping->own)))
            keep_made(keeping, &unit->made.rows[i]);
}

static void keep_files(struct keeping *keeping)
{
    struct program *program = keeping->program;
    const struct folder *root = manifest_root(program->manifest);
    for (size_t i = 0; i < program->unit_count; i++)
        keep_unit(keeping, &program->units[i]);
    for (size_t i = 0; i < program->folder_count; i++)
        for (size_t k = 0; k < program->folders[i].pages.count; k++)
            keep_made(keeping, &program->folders[i].pages.rows[k].made);
    for (size_t i = 0; i < root->pages.count; i++)
        keep_made(keeping, &root->pages.rows[i].made);
}

/* Zero where one was changed so lately that it may change again and nobody could tell. */
static struct hash sum_folders(const struct program *program, const struct buf *folders)
{
    struct hash sum;
    bool fine = sum_files(program, LIST_FOLDERS, (struct unpack){folders->data, folders->size, false}, &sum);
    return fine ? sum : (struct hash){0, 0};
}

static void write_still(struct keeping *keeping, struct hash names, const struct buf *log, struct buf *out)
{
    struct program *program = keeping->program;
    const struct hash sums[SUMS] = {
        [SUM_KEY] = key_of(program),
        [SUM_SOURCES] = program->seen.sources,
        [SUM_WATCHED] = hasher_take(keeping->watched_sum),
        [SUM_COPIES] = hasher_take(keeping->copies_sum),
        [SUM_OUTPUTS] = hasher_take(keeping->outputs_sum),
        [SUM_FOLDERS] = sum_folders(program, &keeping->lists[LIST_FOLDERS]),
        [SUM_NAMES] = names,
    };
    for (size_t i = 0; i < SUMS; i++)
        pack_hash(out, sums[i]);
    for (size_t i = 0; i < LISTS; i++)
        pack_bytes(out, buf_text(&keeping->lists[i]), keeping->lists[i].size);
    pack_bytes(out, log->data ? log->data : "", log->size);
}

static void put_other(struct program *program, const char *kind, const char *target, const struct buf *now)
{
    struct buf was = BUF_INIT;
    bool same = index_get(program->index, kind, target, &was) && was.size == now->size && memcmp(was.data, now->data, now->size) == 0;
    if (!same)
        index_put(program->index, kind, target, now->data, now->size);
    buf_free(&was);
}

static void forget(struct program *program, const char *target)
{
    struct buf was = BUF_INIT;
    if (index_get(program->index, INDEX_STILL, target, &was))
        index_drop(program->index, INDEX_STILL, target);
    buf_free(&was);
}

/* Nothing was read, linked, written or taken away, and nobody else wrote there meanwhile. */
static bool had_nothing_to_do(struct program *program)
{
    return !program->crew && !program->wrote && program->seen.plain && !diag_is_passing(program->log) && manifest_is_settled(program);
}

void still_keep(struct program *program)
{
    const char *target = manifest_target(program, NULL);
    struct keeping keeping = {.program = program, .plain = true};
    struct buf log = BUF_INIT, out = BUF_INIT;
    if (!had_nothing_to_do(program)) {
        forget(program, target);
        return;
    }
    keeping.watched_sum = hasher_new();
    keeping.copies_sum = hasher_new();
    keeping.outputs_sum = hasher_new();
    keep_files(&keeping);
    diag_pack(program->log, &log);
    if (keeping.plain && keeping.names.size && log.size < LONGEST_LOG) {
        write_still(&keeping, hash_bytes(keeping.names.data, keeping.names.size), &log, &out);
        put_other(program, INDEX_NAMES, target, &keeping.names);
        put_other(program, INDEX_STILL, target, &out);
    } else {
        forget(program, target);
    }
    hasher_free(keeping.watched_sum);
    hasher_free(keeping.copies_sum);
    hasher_free(keeping.outputs_sum);
    for (size_t i = 0; i < LISTS; i++)
        buf_free(&keeping.lists[i]);
    buf_free(&keeping.names);
    buf_free(&keeping.own);
    buf_free(&keeping.folder);
    buf_free(&log);
    buf_free(&out);
}
