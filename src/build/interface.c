#include "build/interface.h"

#include "build/parts.h"
#include "build/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLAG_FACTS = 1, FLAG_FAILED = 2, FLAG_BODY = 4, FLAGS = 7 };

/* -- the file as such -- */

void part_line(struct program *program, const char *kind, struct buf *out)
{
    char text[33];
    hash_text(data_hash(program->data), text);
    buf_printf(out, "minutec %s 1 %s %s\n", kind, MINUTEC_VERSION, text);
}

const char *part_fault(struct program *program, const char *kind, struct unpack *from)
{
    struct buf line = BUF_INIT;
    const char *fault = NULL, *start = arena_printf(program->arena, "minutec %s ", kind);
    part_line(program, kind, &line);
    size_t same = 0;
    while (same < line.size && same < from->left && from->at[same] == line.data[same])
        same++;
    if (same < strlen(start))
        fault = "it is neither an interface nor a linked file";
    else if (same < line.size)
        fault = same == from->left ? "it is cut short" : "it was made by another version of minutec or with other data; make it again";
    from->at += fault ? 0 : line.size;
    from->left -= fault ? 0 : line.size;
    buf_free(&line);
    return fault;
}

void part_seal(struct buf *out, size_t begin)
{
    pack_hash(out, hash_bytes(out->data + begin, out->size - begin));
}

bool part_sealed(const char *begin, struct unpack *from)
{
    if (from->left < PART_HASH)
        return false;
    struct unpack seal = {from->at + from->left - PART_HASH, PART_HASH, false};
    struct hash is = hash_bytes(begin, (size_t)(seal.at - begin)), said = unpack_hash(&seal);
    if (!hash_same(is, said))
        return false;
    from->left -= PART_HASH;
    return true;
}

/* -- records -- */

void pack_body(const struct folder *folder, bool failed, const struct buf *policies, struct buf *out)
{
    pack_number(out, RECORD_BODY);
    pack_text(out, folder->path);
    pack_number(out, (folder->facts ? FLAG_FACTS : 0) | (failed ? FLAG_FAILED : 0));
    pack_hash(out, folder->source);
    pack_bytes(out, policies->data ? policies->data : "", policies->size);
    if (!folder->facts)
        return;
    pack_text(out, folder->id);
    pack_hash(out, folder->names);
    pack_bytes(out, folder->facts, folder->facts_size);
}

void pack_unit(const struct unit *unit, bool has_body, bool failed, const struct buf *facts, struct buf *out)
{
    pack_number(out, RECORD_MEETING);
    pack_text(out, unit->path);
    pack_number(out, unit->kind);
    pack_number(out, (unit->has_facts ? FLAG_FACTS : 0) | (failed ? FLAG_FAILED : 0) | (has_body ? FLAG_BODY : 0));
    pack_hash(out, unit->source);
    pack_hash(out, unit->read_with);
    pack_bytes(out, unit->levels ? unit->levels : "", unit->levels_size);
    pack_number(out, unit->watched_count);
    for (size_t i = 0; i < unit->watched_count; i++) {
        pack_text(out, unit->watched[i].path);
        pack_hash(out, unit->watched[i].content);
    }
    if (!unit->has_facts)
        return;
    pack_text(out, unit->stem);
    pack_text(out, unit->body);
    pack_number(out, unit->other_count);
    for (size_t i = 0; i < unit->other_count; i++)
        pack_text(out, unit->others[i]);
    pack_bytes(out, facts->data, facts->size);
}

static const char *keep_text(struct program *program, struct unpack *from)
{
    const char *text = unpack_text(from);
    if (!text)
        from->broken = true;
    return text ? arena_copy(program->arena, text) : NULL;
}

bool unpack_body(struct program *program, struct unpack *from, struct folder *folder, struct unpack *policies)
{
    *folder = (struct folder){.has_body = true, .known = true, .path = keep_text(program, from)};
    uint64_t flags = unpack_number(from, FLAGS);
    folder->inside = folder->path;
    folder->failed = flags & FLAG_FAILED;
    folder->source = unpack_hash(from);
    policies->at = unpack_bytes(from, &policies->left);
    policies->broken = false;
    if (flags & FLAG_FACTS) {
        folder->id = keep_text(program, from);
        folder->names = unpack_hash(from);
        const char *bytes = unpack_bytes(from, &folder->facts_size);
        if (bytes)
            folder->facts = memcpy(arena_alloc(program->arena, folder->facts_size + 1), bytes, folder->facts_size);
        folder->key = hash_bytes(bytes, bytes ? folder->facts_size : 0);
    }
    return !from->broken;
}

static void unpack_watched(struct program *program, struct unpack *from, struct unit *unit)
{
    unit->watched_count = unpack_count(from);
    unit->watched = unit->watched_count ? arena_alloc(program->arena, unit->watched_count * sizeof *unit->watched) : NULL;
    for (size_t i = 0; i < unit->watched_count; i++) {
        unit->watched[i].path = keep_text(program, from);
        unit->watched[i].content = unpack_hash(from);
    }
}

bool unpack_unit(struct program *program, struct unpack *from, struct unit *unit, bool *has_body, struct unpack *facts)
{
    *unit = (struct unit){.known = true, .path = keep_text(program, from)};
    unit->kind = (enum document_kind)unpack_number(from, DOCUMENT_RESOLVED);
    uint64_t flags = unpack_number(from, FLAGS);
    *has_body = flags & FLAG_BODY;
    unit->has_facts = flags & FLAG_FACTS;
    unit->failed = flags & FLAG_FAILED;
    unit->source = unpack_hash(from);
    unit->read_with = unpack_hash(from);
    const char *levels = unpack_bytes(from, &unit->levels_size);
    unit->levels = levels ? arena_copy_n(program->arena, levels, unit->levels_size) : NULL;
    unpack_watched(program, from, unit);
    *facts = (struct unpack){NULL, 0, false};
    if (unit->has_facts) {
        unit->stem = keep_text(program, from);
        unit->body = keep_text(program, from);
        unit->other_count = unpack_count(from);
        const char **others = arena_alloc(program->arena, (unit->other_count + 1) * sizeof *others);
        for (size_t i = 0; i < unit->other_count; i++)
            others[i] = keep_text(program, from);
        unit->others = others;
        facts->at = unpack_bytes(from, &facts->left);
        unit->facts = hash_bytes(facts->at, facts->at ? facts->left : 0);
    }
    return !from->broken && unit->path;
}

/* -- one file -- */

static bool refuse(struct program *program, const char *file)
{
    if (port_kind(file, true) == PORT_FOLDER) {
        diag_add(program->log, D_USAGE, (struct place){0}, arena_printf(program->arena, "one file can be read, but this is a folder: '%s'", file));
        return false;
    }
    diag_add(program->log, D_CANNOT_READ, (struct place){0}, file, "there is no such file");
    return false;
}

/* The program of one file: its folder, and where it is a meeting the meeting. */
static bool find_one(struct program *program, const char *file)
{
    const char *path = path_tidy(program, file), *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct port_stamp stamp;
    if (port_kind(path, true) != PORT_FILE)
        return refuse(program, *path ? path : ".");
    MEM_GROW(program->folders, program->folder_count, program->folder_room);
    struct folder *folder = &program->folders[program->folder_count++];
    *folder = (struct folder){.path = arena_copy_n(program->arena, path, slash == path ? 1 : slash ? (size_t)(slash - path) : 0)};
    folder->inside = folder->path;
    enum port_kind body = port_stamp(body_path(program, folder), &stamp);
    folder->named = strcmp(name, "body.xml") == 0;
    folder->has_body = folder->named || (body != PORT_NONE && body != PORT_FOLDER && body != PORT_SYMLINK);
    program->partial = true;
    program->setting = "";
    if (folder->named)
        return true;
    MEM_GROW(program->units, program->unit_count, program->unit_room);
    program->units[program->unit_count++] = (struct unit){.path = path, .named = true};
    return true;
}

static bool is_same_path(void *with, const char *path)
{
    return strcmp(with, path) == 0;
}

/* What is wrong with body.xml is said when its own interface is made. */
static void keep_own(struct program *program)
{
    const char *own = program->unit_count ? program->units[0].path : body_path(program, &program->folders[0]);
    diag_keep(program->log, is_same_path, arena_copy(program->arena, own));
}

static bool pack_one(struct program *program, struct buf *out)
{
    struct buf record = BUF_INIT, part = BUF_INIT, levels = BUF_INIT;
    const struct folder *folder = &program->folders[0];
    bool done = true;
    diag_allow_mark(program->log);
    if (!program->unit_count) {
        diag_pack_levels(program->log, body_path(program, folder), true, &part);
        pack_body(folder, folder->failed, &part, &record);
    } else {
        struct unit *unit = &program->units[0];
        unit->read_with = folder->source;
        diag_pack_levels(program->log, unit->path, false, &levels);
        unit->levels = levels.data;
        unit->levels_size = levels.size;
        done = !unit->has_facts || state_facts(program, unit->path, unit->facts, &part);
        if (done)
            pack_unit(unit, folder->has_body, unit->failed, &part, &record);
        else
            diag_add(program->log, D_CANNOT_READ, (struct place){0}, unit->path, "what was read of it is lost; run again");
        unit->levels = NULL;
    }
    part_line(program, "interface", out);
    pack_bytes(out, record.data, record.size);
    part_seal(out, 0);
    buf_free(&record);
    buf_free(&part);
    buf_free(&levels);
    return done;
}

bool program_interface(struct program *program, const char *file, struct buf *out)
{
    if (!find_one(program, file) || !program_read(program))
        return false;
    bool done = pack_one(program, out);
    keep_own(program);
    return done;
}
