#include "corpus/index.h"

#include "base/pack.h"
#include "base/port.h"
#include "base/spool.h"

#include <sqlite3.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    APPLICATION = 0x6d696e63, /* "minc": tells our files from those of other programs */
    LAYOUT = 7,               /* of the tables below; a file of another layout is begun anew */
    SETTINGS = 8,             /* how many are kept, the latest used ones */
    WAIT = 2000,              /* milliseconds for another run that is saving, before this one does without the index */
    WAIT_SAVING = 10000,      /* and before what it learned is lost */
    CHECKSUM = 16             /* bytes before the content of an entry that the program reads */
};

/* id is made from the other three, so that nothing has to be looked up twice. */
static const char make_entries[] =
    "CREATE TABLE IF NOT EXISTS entry(id INTEGER PRIMARY KEY, setting TEXT, kind TEXT, name TEXT, content);"
    "CREATE TABLE IF NOT EXISTS setting(name TEXT PRIMARY KEY, used INTEGER, told INTEGER);"
    "CREATE INDEX IF NOT EXISTS entry_kind ON entry(setting, kind, name);";

#define LATEST "(SELECT name FROM setting WHERE told ORDER BY used DESC LIMIT 1)"
#define TOLD(kind) "entry.setting = " LATEST " AND entry.kind = '" kind "'"
#define FIELD(row, name) "json_extract(" row ", '$." name "') AS \"" name "\""
#define FLAG(row, name) "coalesce(json_extract(" row ", '$." name "'), 0) AS \"" name "\""
#define WHOLE(name) FIELD("entry.content", name)
#define ONE(name) FIELD("one.value", name)
#define STEP(name) FIELD("told.value", name)
#define VIEW(name) "CREATE VIEW IF NOT EXISTS " name " AS SELECT "
#define FROM_LIST(list) " FROM entry, json_each(entry.content, '$." list "') AS one WHERE " TOLD("document") ";"

/* What people ask: rows out of the JSON of the latest setting that told any. docs/index.md documents the columns. */
static const char make_views[] =
    VIEW("document") "entry.name AS path, " WHOLE("body") ", " WHOLE("address") ", " WHOLE("date") ", " WHOLE("kind")
    ", " WHOLE("status") ", " WHOLE("held") ", " WHOLE("language") ", " WHOLE("original") " FROM entry WHERE " TOLD("document") ";"
    VIEW("definition") "entry.name AS path, " ONE("kind") ", " ONE("address") ", " ONE("number") ", " ONE("id") ", " ONE("title")
    ", " ONE("line") ", " FLAG("one.value", "restricted") FROM_LIST("defines")
    VIEW("reference") "entry.name AS path, " ONE("kind") ", " ONE("address") ", " ONE("line") ", " FLAG("one.value", "restricted")
    FROM_LIST("refers")
    VIEW("attendance") "entry.name AS path, " ONE("list") ", " ONE("id") ", " ONE("name") ", " ONE("role") ", " ONE("mode")
    FROM_LIST("attendance")
    VIEW("action") ONE("address") ", " ONE("number") ", " ONE("body") ", " ONE("raised") ", " ONE("text") ", " ONE("owners")
    ", " ONE("due") ", " ONE("status") ", " FLAG("one.value", "open") ", " FLAG("one.value", "tracked") ", " FLAG("one.value", "carried")
    ", " FLAG("one.value", "restricted")
    " FROM entry, json_each(entry.content) AS one WHERE " TOLD("ledger") ";"
    VIEW("step") ONE("address") ", " STEP("meeting") ", " STEP("status") ", " STEP("due") ", " STEP("owners") ", " STEP("text")
    ", " FLAG("told.value", "restricted") " FROM entry, json_each(entry.content) AS one, json_each(one.value, '$.steps') AS told"
    " WHERE " TOLD("ledger") ";"
    VIEW("output") ONE("output") ", " ONE("path") ", " ONE("source") ", " ONE("key")
    " FROM entry, json_each(entry.content) AS one WHERE entry.setting = '' AND entry.kind = '" INDEX_OUTPUT "';";

enum statement { GET, EACH, PUT, DROP, STATEMENTS };

static const char *const texts[STATEMENTS] = {
    [GET] = "SELECT kind, name, content FROM entry WHERE id = ?1 AND setting = ?2",
    [EACH] = "SELECT name, content FROM entry WHERE setting = ?1 AND kind = ?2 AND name >= ?3 ORDER BY name",
    [PUT] = "INSERT OR REPLACE INTO entry(id, setting, kind, name, content) VALUES(?1, ?2, ?3, ?4, ?5)",
    [DROP] = "DELETE FROM entry WHERE id = ?1",
};

/* What this run put, told or dropped, by id; its kind, name and content lie in the spool. */
struct fresh {
    int64_t id;
    uint64_t at;
    uint32_t size; /* 0: an empty place in the table */
    enum act { ACT_PUT, ACT_TELL, ACT_DROP } act;
};

struct index {
    sqlite3 *database; /* NULL: nothing outlives the run */
    sqlite3_stmt *statements[STATEMENTS];
    char *setting, *path;
    bool changed, paused, told, begun;
    bool waits;          /* another run had it when it was to be opened: it is tried again for saving */
    const char *refused; /* why nothing can be saved */
    struct spool *spool;
    struct fresh *fresh; /* a table of hashes */
    size_t fresh_count, fresh_room;
    struct buf key, record;
};

static bool run(struct index *index, const char *text)
{
    return sqlite3_exec(index->database, text, NULL, NULL, NULL) == SQLITE_OK;
}

static const char *reason(struct index *index)
{
    switch (sqlite3_errcode(index->database) & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another run is using it";
    case SQLITE_FULL: return "no space is left on the disk";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN: return "it cannot be opened for writing";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return "it is damaged";
    default: return "it cannot be read or written";
    }
}

static int64_t number_of(struct index *index, const char *text)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = -1;
    if (sqlite3_prepare_v2(index->database, text, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* It may be whole: somebody else has it, or we may not look. */
static bool is_out_of_reach(struct index *index)
{
    switch (sqlite3_errcode(index->database) & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY: return true;
    default: return false;
    }
}

static bool is_busy(struct index *index)
{
    int code = sqlite3_errcode(index->database) & 0xff;
    return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

enum file { FILE_OURS, FILE_EMPTY, FILE_DEAD, FILE_FOREIGN, FILE_AWAY };

static enum file kind_of(struct index *index)
{
    int64_t application = number_of(index, "PRAGMA main.application_id");
    if (is_out_of_reach(index))
        return FILE_AWAY;
    int64_t layout = number_of(index, "PRAGMA main.user_version");
    int64_t tables = number_of(index, "SELECT count(*) FROM main.sqlite_schema");
    if (application == 0 && tables == 0)
        return FILE_EMPTY;
    if (application != APPLICATION && tables > 0)
        return FILE_FOREIGN;
    return application == APPLICATION && layout == LAYOUT && tables > 0 ? FILE_OURS : FILE_DEAD;
}

/* Dead: damaged, or of another layout. What is asked for must be of one moment, since another run may be making the tables. */
static enum file look_at(struct index *index)
{
    run(index, "SAVEPOINT look");
    enum file file = kind_of(index);
    if (file != FILE_AWAY)
        run(index, "RELEASE look");
    return file;
}

/* All or nothing, since another run may do the same at the same time. */
static bool make_tables(struct index *index)
{
    if (!run(index, "BEGIN IMMEDIATE"))
        return false;
    bool done = look_at(index) == FILE_OURS ||
                (run(index, "PRAGMA main.application_id = 1835626083; PRAGMA main.user_version = 7;") && run(index, make_entries) &&
                 run(index, make_views));
    return run(index, done ? "COMMIT" : "ROLLBACK") && done;
}

static bool open_file(struct index *index, const char *path, int wait)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
    if (sqlite3_open_v2(path, &index->database, flags, NULL) != SQLITE_OK)
        return false;
    sqlite3_busy_timeout(index->database, wait);
    /* The first is for a new file: most entries fill some pages. What is read is read once; saving has a larger cache. */
    return run(index, "PRAGMA main.page_size = 8192; PRAGMA main.cache_size = 16");
}

static void shut(struct index *index)
{
    for (size_t i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(index->statements[i]);
        index->statements[i] = NULL;
    }
    sqlite3_close(index->database);
    index->database = NULL;
}

static void forget_file(const char *path)
{
    static const char *const parts[] = {"", "-journal", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct buf name = BUF_INIT;
        buf_printf(&name, "%s%s", path, parts[i]);
        unlink(buf_text(&name));
        buf_free(&name);
    }
}

static bool prepare_all(struct index *index)
{
    for (size_t i = 0; i < STATEMENTS; i++)
        if (sqlite3_prepare_v3(index->database, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &index->statements[i], NULL) != SQLITE_OK)
            return false;
    return true;
}

static bool open_lasting(struct index *index, const char *path, int wait, const char **why)
{
    bool done = open_file(index, path, wait);
    enum file file = done ? look_at(index) : FILE_AWAY;
    if (file == FILE_DEAD) { /* it is begun anew */
        shut(index);
        forget_file(path);
        done = open_file(index, path, wait);
        file = done ? look_at(index) : FILE_AWAY;
    }
    if (done && file == FILE_EMPTY)
        done = make_tables(index);
    done = done && (file == FILE_OURS || file == FILE_EMPTY) && prepare_all(index);
    if (done)
        return true;
    *why = file == FILE_FOREIGN ? "it is another program's" : index->database ? reason(index) : "it cannot be opened";
    index->waits = index->database && is_busy(index);
    shut(index);
    return false;
}

/* Only its owner may read it: it knows what is restricted. */
static bool make_place(const char *folder, const char *path, bool create)
{
    const char *why;
    if (port_kind(path, false) == PORT_FILE)
        return true;
    if (!create || port_kind(path, false) != PORT_NONE)
        return false;
    if (port_kind(folder, true) != PORT_FOLDER) {
        if (!port_make_folders(folder, &why))
            return false;
        chmod(folder, 0700);
    }
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return errno == EEXIST && port_kind(path, false) == PORT_FILE; /* another run was first */
    close(file);
    return true;
}

static bool belongs_to_us(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid();
}

struct index *index_open(const char *folder, bool create, const char *setting, const char **why)
{
    struct index *index = mem_zero(1, sizeof *index);
    struct buf path = BUF_INIT;
    index->setting = mem_copy(setting);
    index->spool = spool_new();
    *why = NULL;
    if (folder) {
        buf_printf(&path, "%s/index.db", folder);
        bool placed = make_place(folder, buf_text(&path), create);
        if (placed && !belongs_to_us(buf_text(&path)))
            *why = "it belongs to somebody else";
        else if (placed)
            open_lasting(index, buf_text(&path), WAIT, why);
        else if (create)
            *why = "it cannot be made";
        index->path = mem_copy(buf_text(&path));
    }
    buf_free(&path);
    return index;
}

void index_close(struct index *index)
{
    if (!index)
        return;
    shut(index);
    spool_free(index->spool);
    buf_free(&index->key);
    buf_free(&index->record);
    free(index->fresh);
    free(index->setting);
    free(index->path);
    free(index);
}

void index_pause(struct index *index)
{
    index->paused = index->database;
    shut(index);
}

void index_resume(struct index *index)
{
    const char *why;
    if (index->paused)
        open_lasting(index, index->path, WAIT, &why);
    index->paused = false;
}

bool index_lasts(const struct index *index)
{
    return index->database || index->waits;
}

/* What was written where is known whatever it was made with. */
static const char *scope_of(const struct index *index, const char *kind)
{
    static const char *const of_all[] = {INDEX_MANIFEST, INDEX_OUTPUT, INDEX_STILL, INDEX_NAMES};
    for (size_t i = 0; i < sizeof of_all / sizeof *of_all; i++)
        if (strcmp(kind, of_all[i]) == 0)
            return "";
    return index->setting;
}

static int64_t id_of(struct index *index, const char *kind, const char *name)
{
    struct buf *key = &index->key;
    buf_clear(key);
    pack_text(key, scope_of(index, kind));
    pack_text(key, kind);
    pack_text(key, name);
    return (int64_t)hash_bytes(key->data, key->size).low;
}

/* -- what this run learned -- */

/* Where an id is in the table, or would be. */
static struct fresh *place_of(struct fresh *rows, size_t room, int64_t id)
{
    size_t at = (size_t)id & (room - 1);
    while (rows[at].size && rows[at].id != id)
        at = (at + 1) & (room - 1);
    return &rows[at];
}

static void make_room(struct index *index)
{
    enum { FIRST = 256 };
    if (index->fresh_count * 2 < index->fresh_room)
        return;
    size_t room = index->fresh_room ? index->fresh_room * 2 : FIRST;
    struct fresh *rows = mem_zero(room, sizeof *rows);
    for (size_t i = 0; i < index->fresh_room; i++)
        if (index->fresh[i].size)
            *place_of(rows, room, index->fresh[i].id) = index->fresh[i];
    free(index->fresh);
    index->fresh = rows;
    index->fresh_room = room;
}

static const struct fresh *find_fresh(const struct index *index, int64_t id)
{
    const struct fresh *row = index->fresh_room ? place_of(index->fresh, index->fresh_room, id) : NULL;
    return row && row->size ? row : NULL;
}

static void put(struct index *index, enum act act, const char *kind, const char *name, const char *bytes, size_t size)
{
    struct buf *record = &index->record;
    int64_t id = id_of(index, kind, name);
    buf_clear(record);
    pack_text(record, kind);
    pack_text(record, name);
    buf_add(record, bytes, size);
    if (record->size > UINT32_MAX)
        return;
    make_room(index);
    struct fresh *row = place_of(index->fresh, index->fresh_room, id);
    index->fresh_count += !row->size;
    *row = (struct fresh){id, spool_add(index->spool, record->data, record->size), (uint32_t)record->size, act};
    index->changed = true;
}

void index_put(struct index *index, const char *kind, const char *name, const char *bytes, size_t size)
{
    put(index, ACT_PUT, kind, name, bytes, size);
}

void index_tell(struct index *index, const char *kind, const char *name, const char *json)
{
    if (!index_lasts(index))
        return;
    put(index, ACT_TELL, kind, name, json, strlen(json));
    index->told = true;
}

void index_drop(struct index *index, const char *kind, const char *name)
{
    put(index, ACT_DROP, kind, name, "", 0);
}

/* Another entry may have the same id by chance. */
static bool get_fresh(struct index *index, const struct fresh *row, const char *kind, const char *name, struct buf *bytes)
{
    if (row->act != ACT_PUT || !spool_get(index->spool, row->at, row->size, &index->record))
        return false;
    struct unpack from = {index->record.data, index->record.size, false};
    const char *own_kind = unpack_text(&from), *own_name = unpack_text(&from);
    if (from.broken || strcmp(own_kind, kind) != 0 || strcmp(own_name, name) != 0)
        return false;
    buf_add(bytes, from.at, from.left);
    return true;
}

/* -- what earlier runs kept -- */

static bool is_column(sqlite3_stmt *statement, int column, const char *text)
{
    const char *held = (const char *)sqlite3_column_text(statement, column);
    return held && strcmp(held, text) == 0;
}

/* The name takes part, so that no entry is taken for another one. */
static struct hash checksum(int64_t id, struct hash hash)
{
    hash.low ^= (uint64_t)id;
    return hash;
}

/* Nothing that was damaged on the disk, by whatever, is taken for what was kept. */
static const char *sound_content(sqlite3_stmt *statement, int column, int64_t id, struct hash *hash, size_t *size)
{
    const char *bytes = sqlite3_column_blob(statement, column);
    *size = (size_t)sqlite3_column_bytes(statement, column);
    if (!bytes || *size < CHECKSUM || sqlite3_column_type(statement, column) != SQLITE_BLOB)
        return NULL;
    *size -= CHECKSUM;
    *hash = hash_bytes(bytes + CHECKSUM, *size);
    struct hash sum = checksum(id, *hash);
    if (memcmp(bytes, &sum, CHECKSUM) != 0)
        return NULL;
    return bytes + CHECKSUM;
}

bool index_get(struct index *index, const char *kind, const char *name, struct buf *bytes)
{
    int64_t id = id_of(index, kind, name);
    const struct fresh *row = find_fresh(index, id);
    buf_clear(bytes);
    if (row)
        return get_fresh(index, row, kind, name, bytes);
    if (!index->database)
        return false;
    sqlite3_stmt *statement = index->statements[GET];
    size_t size;
    sqlite3_bind_int64(statement, 1, id);
    sqlite3_bind_text(statement, 2, scope_of(index, kind), -1, SQLITE_STATIC);
    bool there = sqlite3_step(statement) == SQLITE_ROW && is_column(statement, 0, kind) && is_column(statement, 1, name);
    struct hash hash;
    const char *content = there ? sound_content(statement, 2, id, &hash, &size) : NULL;
    if (content)
        buf_add(bytes, content, size);
    sqlite3_reset(statement);
    return content;
}

static bool begins_with(sqlite3_stmt *statement, const char *start)
{
    const char *name = (const char *)sqlite3_column_text(statement, 0);
    return name && strncmp(name, start, strlen(start)) == 0;
}

static bool read_row(struct index *index, struct arena *arena, const char *kind, sqlite3_stmt *statement, struct index_row *row)
{
    const char *name = (const char *)sqlite3_column_text(statement, 0);
    const char *bytes = sound_content(statement, 1, id_of(index, kind, name), &row->hash, &row->size);
    if (!bytes)
        return false;
    row->name = arena_copy(arena, name);
    row->bytes = arena_copy_n(arena, bytes, row->size);
    return true;
}

/* Nothing is locked while a row is visited: files may be read for it, and others want to save. */
void index_each(struct index *index, struct arena *arena, const char *kind, const char *start,
                void (*visit)(void *with, const struct index_row *row), void *with)
{
    struct index_row *rows = NULL;
    size_t count = 0, room = 0;
    sqlite3_stmt *statement = index->statements[EACH];
    if (!index->database)
        return;
    sqlite3_bind_text(statement, 1, scope_of(index, kind), -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, kind, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 3, start, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW && begins_with(statement, start)) {
        if (!count)
            arena_enlarge(arena);
        MEM_GROW(rows, count, room);
        count += read_row(index, arena, kind, statement, &rows[count]);
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    for (size_t i = 0; i < count; i++)
        visit(with, &rows[i]);
    free(rows);
}

void index_hold(struct index *index)
{
    if (index->database)
        run(index, "SAVEPOINT hold");
}

void index_let_go(struct index *index)
{
    if (index->database)
        run(index, "RELEASE hold");
}

static bool run_with_setting(struct index *index, const char *text)
{
    sqlite3_stmt *statement = NULL;
    bool done = sqlite3_prepare_v2(index->database, text, -1, &statement, NULL) == SQLITE_OK;
    if (done) {
        sqlite3_bind_text(statement, 1, index->setting, -1, SQLITE_STATIC);
        sqlite3_bind_int(statement, 2, SETTINGS);
        sqlite3_bind_int(statement, 3, index->told);
        done = sqlite3_step(statement) == SQLITE_DONE;
    }
    sqlite3_finalize(statement);
    return done;
}

/* In the order of the table, so that each of its pages is filled and written once. */
static int compare_ids(const void *a, const void *b)
{
    const struct fresh *one = *(const struct fresh *const *)a, *other = *(const struct fresh *const *)b;
    return (one->id > other->id) - (one->id < other->id);
}

static bool save_row(struct index *index, const struct fresh *row)
{
    struct unpack from = {NULL, 0, false};
    sqlite3_stmt *statement = index->statements[row->act == ACT_DROP ? DROP : PUT];
    sqlite3_bind_int64(statement, 1, row->id);
    if (row->act != ACT_DROP) {
        if (!spool_get(index->spool, row->at, row->size, &index->record))
            return false;
        from.at = index->record.data;
        from.left = index->record.size;
        const char *kind = unpack_text(&from), *name = unpack_text(&from);
        sqlite3_bind_text(statement, 2, scope_of(index, kind), -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 3, kind, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 4, name, -1, SQLITE_STATIC);
    }
    if (row->act == ACT_TELL) {
        sqlite3_bind_text(statement, 5, from.at, (int)from.left, SQLITE_STATIC);
    } else if (row->act == ACT_PUT) {
        struct hash hash = checksum(row->id, hash_bytes(from.at, from.left));
        buf_clear(&index->key);
        buf_add(&index->key, (const char *)&hash, CHECKSUM);
        buf_add(&index->key, from.at, from.left);
        sqlite3_bind_blob64(statement, 5, index->key.data, index->key.size, SQLITE_STATIC);
    }
    bool done = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return done;
}

static bool save_rows(struct index *index)
{
    const struct fresh **rows = mem_zero(index->fresh_count + 1, sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < index->fresh_room; i++)
        if (index->fresh[i].size)
            rows[count++] = &index->fresh[i];
    qsort(rows, count, sizeof *rows, compare_ids);
    bool done = true;
    for (size_t i = 0; i < count && done; i++)
        done = save_row(index, rows[i]);
    free(rows);
    return done;
}

/* ?1 is the setting, ?2 how many settings are kept, ?3 whether this run told people anything. */
static bool save_settings(struct index *index)
{
    static const char *const steps[] = {
        "INSERT INTO setting(name, used, told) VALUES(?1, (SELECT coalesce(max(used), 0) + 1 FROM setting), ?3)"
        " ON CONFLICT(name) DO UPDATE SET used = excluded.used, told = max(told, excluded.told)",
        "DELETE FROM entry WHERE ?1 <> '' AND setting IN (SELECT name FROM setting ORDER BY used DESC LIMIT -1 OFFSET ?2)",
        "DELETE FROM setting WHERE ?1 <> '' AND name IN (SELECT name FROM setting ORDER BY used DESC LIMIT -1 OFFSET ?2)",
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (!run_with_setting(index, steps[i]))
            return false;
    return true;
}

void index_begin(struct index *index)
{
    const char *why = NULL;
    if (index->begun || index->refused)
        return;
    if (!index->database && index->waits && !open_lasting(index, index->path, WAIT_SAVING, &why))
        index->refused = why;
    if (!index->database)
        return;
    sqlite3_busy_timeout(index->database, WAIT_SAVING);
    run(index, "PRAGMA main.cache_size = -2000");
    index->begun = run(index, "BEGIN IMMEDIATE");
    if (!index->begun)
        index->refused = reason(index);
}

static bool save_all(struct index *index, const char **why)
{
    if (save_rows(index) && save_settings(index) && run(index, "COMMIT"))
        return true;
    int code = sqlite3_errcode(index->database) & 0xff;
    *why = reason(index);
    run(index, "ROLLBACK");
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
        forget_file(index->path);
    return false;
}

bool index_save(struct index *index, const char **why)
{
    *why = NULL;
    if (!index_lasts(index))
        return true;
    if (!index->changed) {
        if (index->begun)
            run(index, "ROLLBACK");
        index->begun = false;
        return true;
    }
    index_begin(index);
    bool done = index->begun && save_all(index, why);
    if (!index->begun)
        *why = index->refused;
    index->changed = !done;
    index->begun = false;
    return done;
}
