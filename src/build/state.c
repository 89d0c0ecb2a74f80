#include "build/state.h"

#include "build/worker.h"

#include <stdlib.h>
#include <string.h>

/* What changed this shortly before the run looked may change again and keep its time: coarse clocks, copied times. */
static const int64_t young = 2000000000;
/* Stands for the content of a file that is not there. */
static const struct hash absent = {PORT_FAILED, 0};

/* They come in their order: mostly it is the one at *next. */
static struct unit *find_unit(struct program *program, size_t folder, const char *name, size_t *next)
{
    size_t low = program->folders[folder].first, high = low + program->folders[folder].count;
    if (*next >= low && *next < high && strcmp(path_name(program->units[*next].path), name) == 0)
        return &program->units[(*next)++];
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(path_name(program->units[middle].path), name);
        if (order == 0) {
            *next = middle + 1;
            return &program->units[middle];
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* -- is it still what it was? -- */

bool state_is_trusted(const struct program *program, const struct port_stamp *stamp)
{
    return stamp->modified < program->started - young && stamp->changed < program->started - young;
}

struct port_stamp state_stamp(const struct program *program, const struct port_stamp *stamp)
{
    return state_is_trusted(program, stamp) ? *stamp : (struct port_stamp){0};
}

static bool same_content(const char *below, const char *path, struct hash hash, struct buf *bytes)
{
    size_t size;
    const char *why;
    return port_read(below, path, LIMIT_FILE, bytes, &size, &why) == PORT_OK && hash_same(hash_bytes(bytes->data, size), hash);
}

static bool same_source(struct folder *folder, const char *path, const struct port_stamp *now, const struct port_stamp *then,
                        struct hash source)
{
    struct buf bytes = BUF_INIT;
    bool same = port_same_stamp(now, then);
    if (!same && now->size) {
        same = same_content(NULL, path, source, &bytes);
        folder->kept = false;
    }
    buf_free(&bytes);
    return same;
}

/* The file a folder's meetings last asked for: often it is the same one again. */
struct last_watched {
    const char *path;               /* NULL: none yet */
    enum port_kind kind;
    struct port_stamp now;
};

static void look_at_watched(const char *below, const char *path, struct last_watched *last)
{
    struct buf whole = BUF_INIT;
    if (last->path && strcmp(last->path, path) == 0)
        return;
    buf_printf(&whole, "%s/%s", below, path);
    last->kind = port_stamp(buf_text(&whole), &last->now);
    last->path = path;
    buf_free(&whole);
}

static bool same_watched(struct folder *folder, struct watched *row, struct last_watched *last)
{
    struct buf bytes = BUF_INIT;
    const char *below = *folder->path ? folder->path : ".";
    look_at_watched(below, row->path, last);
    bool same = last->kind == PORT_NONE ? row->stamp.node == 0 && hash_same(row->content, absent)
                                        : port_same_stamp(&last->now, &row->stamp);
    if (!same && last->kind == PORT_FILE) {
        same = same_content(below, row->path, row->content, &bytes);
        folder->kept = false;
        row->stamp = last->now;
    }
    buf_free(&bytes);
    return same;
}

/* -- loading -- */

static void load_watched(struct program *program, struct unit *unit, struct unpack *from)
{
    unit->watched_count = unpack_count(from);
    unit->watched = unit->watched_count ? arena_alloc(program->arena, unit->watched_count * sizeof *unit->watched) : NULL;
    for (size_t i = 0; i < unit->watched_count; i++) {
        const char *path = unpack_text(from);
        unit->watched[i].path = path ? path : "";
        unit->watched[i].stamp = unpack_stamp(from);
        unit->watched[i].content = unpack_hash(from);
    }
}

static void load_others(struct program *program, struct unit *unit, struct unpack *from)
{
    unit->other_count = unpack_count(from);
    const char **others = unit->other_count ? arena_alloc(program->arena, unit->other_count * sizeof *others) : NULL;
    for (size_t i = 0; i < unit->other_count; i++)
        others[i] = unpack_text(from);
    unit->others = others;
}

/* What is kept of a file that there is no more. */
static void forget_unit(struct program *program, const char *folder, const char *name)
{
    static const char *const kinds[] = {"facts", "log", "document"};
    const char *slash = !*folder || strcmp(folder, "/") == 0 ? "" : "/";
    const char *path = arena_printf(program->arena, "%s%s%s", folder, slash, name);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        index_drop(program->index, kinds[i], path);
}

/* Texts stay where they lie in the row. */
static const char *read_unit(struct program *program, struct unit *was, struct unpack *from)
{
    const char *name = unpack_text(from);
    was->stamp = unpack_stamp(from);
    was->kind = (enum document_kind)unpack_number(from, DOCUMENT_RESOLVED);
    uint64_t flags = unpack_number(from, FLAG_HAS_FACTS | FLAG_HAS_LOG);
    was->has_facts = flags & FLAG_HAS_FACTS;
    was->has_log = flags & FLAG_HAS_LOG;
    was->source = unpack_hash(from);
    was->read_with = unpack_hash(from);
    if (was->has_log)
        was->log = unpack_hash(from);
    if (was->has_facts) {
        was->facts = unpack_hash(from);
        was->stem = unpack_text(from);
        was->body = unpack_text(from);
        load_others(program, was, from);
    }
    load_watched(program, was, from);
    return name;
}

/* Where a folder's row has come to. */
struct walk {
    size_t next;                    /* the unit that mostly comes */
    struct last_watched last;
};

/* folder: NULL where it is gone. */
static void load_unit(struct program *program, struct folder *folder, const char *path, struct walk *walk, struct unpack *from)
{
    struct unit was = {.kind = DOCUMENT_BROKEN};
    const char *name = read_unit(program, &was, from);
    struct unit *unit = name && folder ? find_unit(program, (size_t)(folder - program->folders), name, &walk->next) : NULL;
    if (folder)
        folder->kept &= unit != NULL;
    if (!unit) {
        forget_unit(program, path, name ? name : "");
        return;
    }
    unit->facts = unit->facts_before = was.facts;
    unit->source_before = was.source;
    unit->stem = was.stem;
    bool own = was.body && folder->id && strcmp(was.body, folder->id) == 0;
    unit->body = own ? folder->id : was.body; /* the same for all, so that it is soon told to be */
    unit->others = was.others;
    unit->other_count = was.other_count;
    unit->watched = was.watched;
    unit->watched_count = was.watched_count;
    if (from->broken || !hash_same(was.read_with, folder->key) || !same_source(folder, unit->path, &unit->stamp, &was.stamp, was.source))
        return;
    unit->known = true;
    for (size_t i = 0; i < unit->watched_count; i++)
        unit->known &= same_watched(folder, &unit->watched[i], &walk->last);
    unit->kind = was.kind;
    unit->source = was.source;
    unit->read_with = was.read_with;
    unit->has_facts = was.has_facts;
    unit->has_log = was.has_log;
    unit->log = was.log;
}

/* What a folder's row says of its body. */
struct body_row {
    struct port_stamp stamp;
    bool sound, has_body, has_facts, has_log;
    struct hash source, key, names, log;
    const char *id;
    const char *facts;              /* NULL: there are none, or they are lost */
    size_t facts_size;
};

static struct body_row read_body(struct unpack *row)
{
    struct unpack body = {.broken = row->broken}, *from = &body;
    struct body_row was = {.facts = NULL};
    body.at = unpack_bytes(row, &body.left);
    was.stamp = unpack_stamp(from);
    was.has_body = unpack_number(from, 1);
    uint64_t flags = unpack_number(from, FLAG_HAS_FACTS | FLAG_HAS_LOG);
    was.has_facts = flags & FLAG_HAS_FACTS;
    was.has_log = flags & FLAG_HAS_LOG;
    was.source = unpack_hash(from);
    was.id = unpack_text(from);
    was.key = unpack_hash(from);
    was.names = unpack_hash(from);
    was.log = unpack_hash(from);
    was.sound = body.at && !from->broken;
    return was;
}

static void load_body(struct program *program, struct folder *folder, const struct body_row *was)
{
    const char *path = body_path(program, folder);
    if (!was->sound || was->has_body != folder->has_body ||
        (was->has_body && !same_source(folder, path, &folder->stamp, &was->stamp, was->source)))
        return;
    if (was->has_facts) {
        if (!was->facts)
            return;
        folder->id = was->id;
        folder->facts = was->facts;
        folder->facts_size = was->facts_size;
    }
    folder->source = was->source;
    folder->key = was->key;
    folder->names = was->names;
    folder->has_log = was->has_log;
    folder->log = was->log;
    folder->known = true;
}

static struct folder *folder_named(struct program *program, const char *path)
{
    for (size_t i = 0; i < program->folder_count; i++) {
        size_t at = (program->next_folder + i) % program->folder_count; /* they come in about the same order */
        if (strcmp(program->folders[at].path, path) != 0)
            continue;
        program->next_folder = at + 1;
        return &program->folders[at];
    }
    return NULL;
}

static void note_row(void *with, const struct index_row *row)
{
    struct program *program = with;
    MEM_GROW(program->rows, program->row_count, program->row_room);
    program->rows[program->row_count++] = (struct folder_row){*row, folder_named(program, row->name)};
}

void state_forget_rows(struct program *program)
{
    free(program->rows);
    program->rows = NULL;
    program->row_count = program->row_room = 0;
}

static void load_units(struct program *program, struct folder_row *row)
{
    struct folder *folder = row->folder;
    struct unpack from = {row->kept.bytes, row->kept.size, false};
    struct walk walk = {.next = folder ? folder->first : 0};
    size_t size;
    if (folder)
        folder->row = row->kept.hash;
    unpack_bytes(&from, &size);
    while (from.left && !from.broken)
        load_unit(program, folder, row->kept.name, &walk, &from);
    for (size_t i = 0; folder && i < folder->count; i++)
        folder->kept &= program->units[folder->first + i].known;
    if (folder)
        return;
    forget_unit(program, row->kept.name, "body.xml");
    index_drop(program->index, "folder", row->kept.name);
}

/* Files are looked at when nothing is held any more. */
void state_load_bodies(struct program *program)
{
    index_each(program->index, program->arena, "folder", "", note_row, program);
    struct body_row *was = mem_zero(program->row_count + 1, sizeof *was);
    struct buf facts = BUF_INIT;
    index_hold(program->index);
    for (size_t i = 0; i < program->row_count; i++) {
        const struct folder_row *row = &program->rows[i];
        struct unpack from = {row->kept.bytes, row->kept.size, false};
        if (!row->folder)
            continue;
        was[i] = read_body(&from);
        if (was[i].sound && was[i].has_facts && state_facts(program, body_path(program, row->folder), was[i].key, &facts)) {
            was[i].facts = arena_copy_n(program->arena, facts.data, facts.size);
            was[i].facts_size = facts.size;
        }
    }
    index_let_go(program->index);
    for (size_t i = 0; i < program->row_count; i++) {
        struct folder *folder = program->rows[i].folder;
        if (folder) {
            folder->kept = true;
            load_body(program, folder, &was[i]);
            folder->kept &= folder->known;
        }
    }
    free(was);
    buf_free(&facts);
}

void state_load_units(struct program *program)
{
    for (size_t i = 0; i < program->row_count; i++)
        load_units(program, &program->rows[i]);
    state_forget_rows(program);
}

/* -- saving -- */

static void save_unit(struct program *program, const struct unit *unit, struct buf *out)
{
    struct port_stamp stamp = state_stamp(program, &unit->stamp);
    pack_text(out, path_name(unit->path));
    pack_stamp(out, &stamp);
    pack_number(out, unit->kind);
    pack_number(out, (unit->has_facts ? FLAG_HAS_FACTS : 0) | (unit->has_log ? FLAG_HAS_LOG : 0));
    pack_hash(out, unit->source);
    pack_hash(out, unit->read_with);
    if (unit->has_log)
        pack_hash(out, unit->log);
    if (unit->has_facts) {
        pack_hash(out, unit->facts);
        pack_text(out, unit->stem);
        pack_text(out, unit->body);
        pack_number(out, unit->other_count);
        for (size_t i = 0; i < unit->other_count; i++)
            pack_text(out, unit->others[i]);
    }
    pack_number(out, unit->watched_count);
    for (size_t i = 0; i < unit->watched_count; i++) {
        stamp = state_stamp(program, &unit->watched[i].stamp);
        pack_text(out, unit->watched[i].path);
        pack_stamp(out, &stamp);
        pack_hash(out, unit->watched[i].content);
    }
}

/* Whether another run has saved the folder since this one looked. Then the entries of what this run did not read may be of other bytes: it
 * is not known any more, and what only the other run knew is forgotten. */
static bool is_saved_by_other(struct program *program, size_t number)
{
    const struct folder *folder = &program->folders[number];
    struct buf row = BUF_INIT;
    struct hash now = {0, 0};
    if (index_get(program->index, "folder", folder->path, &row))
        now = hash_bytes(row.data, row.size);
    const bool other = !hash_same(now, folder->row);
    struct unpack from = {row.data, row.size, false};
    size_t size, next = folder->first;
    if (other)
        unpack_bytes(&from, &size);
    while (other && from.left && !from.broken) {
        struct unit was = {.kind = DOCUMENT_BROKEN};
        const char *name = read_unit(program, &was, &from);
        if (name && !find_unit(program, number, name, &next))
            forget_unit(program, folder->path, name);
    }
    buf_free(&row);
    return other;
}

void state_save_folder(struct program *program, size_t number)
{
    const bool other = is_saved_by_other(program, number);
    const struct folder *folder = &program->folders[number];
    struct port_stamp stamp = state_stamp(program, &folder->stamp);
    struct buf out = BUF_INIT, body = BUF_INIT;
    pack_stamp(&body, &stamp);
    pack_number(&body, folder->has_body);
    pack_number(&body, (folder->facts ? FLAG_HAS_FACTS : 0) | (folder->has_log ? FLAG_HAS_LOG : 0));
    pack_hash(&body, folder->source);
    pack_text(&body, folder->id);
    pack_hash(&body, folder->key);
    pack_hash(&body, folder->names);
    pack_hash(&body, folder->log);
    pack_bytes(&out, body.data, folder->passing ? 0 : body.size);
    buf_free(&body);
    for (size_t i = folder->first; i < folder->first + folder->count; i++)
        if (program->units[i].known && !program->units[i].passing && (program->units[i].read || !other))
            save_unit(program, &program->units[i], &out);
    index_put(program->index, "folder", folder->path, out.data, out.size);
    buf_free(&out);
}

/* -- single files -- */

bool state_facts(struct program *program, const char *path, struct hash hash, struct buf *facts)
{
    return index_get(program->index, "facts", path, facts) && hash_same(hash_bytes(facts->data, facts->size), hash);
}

struct hash state_keep_log(struct program *program, const char *path, const char *bytes, size_t size)
{
    if (size)
        index_put(program->index, "log", path, bytes, size);
    else
        index_drop(program->index, "log", path);
    return hash_bytes(bytes, size);
}

bool state_replay_log(struct program *program, const char *path, struct hash hash)
{
    struct buf bytes = BUF_INIT;
    bool done = index_get(program->index, "log", path, &bytes) && hash_same(hash_bytes(bytes.data, bytes.size), hash) &&
                diag_unpack(program->log, bytes.data, bytes.size);
    buf_free(&bytes);
    return done;
}
