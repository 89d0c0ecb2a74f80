/* Linked files: their front, and the pieces behind it, each read only where it is wanted. */
#include "build/linked_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SIZE_BYTES = 8, LINE_MOST = 256 };

static const char cut_short[] = "it is damaged or cut short";

/* So many bytes from a place in the file. False: they are not there. */
static bool read_at(struct linked_reader *reader, size_t at, size_t size, struct buf *out)
{
    buf_clear(out);
    if (size > reader->size || at > reader->size - size)
        return false;
    char *to = buf_reserve(out, size);
    while (out->size < size) {
        ssize_t got = pread(reader->file, to + out->size, size - out->size, (off_t)(at + out->size));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out->size += (size_t)got;
    }
    return true;
}

/* -- the front -- */

static const char *keep_text(struct linked_reader *reader, struct unpack *from)
{
    const char *text = unpack_text(from);
    return text ? arena_copy(reader->program->arena, text) : NULL;
}

static void take_places(struct linked_reader *reader, struct unpack *from)
{
    struct program *program = reader->program;
    reader->part_count = unpack_count(from);
    reader->parts = arena_alloc(program->arena, (reader->part_count + 1) * sizeof *reader->parts);
    size_t at = reader->bodies_at + reader->bodies_size;
    for (size_t i = 0; i < reader->part_count; i++) {
        struct linked_part_place *part = &reader->parts[i];
        part->name = keep_text(reader, from);
        part->size = (size_t)unpack_number(from, reader->size);
        part->at = at;
        at += part->size;
        const char *spans = unpack_bytes(from, &part->spans_size);
        if (spans)
            part->spans = memcpy(arena_alloc(program->arena, part->spans_size + 1), spans, part->spans_size);
        from->broken |= !part->name || at > reader->size;
    }
    from->broken |= at != reader->size;
}

static void take_folders(struct linked_reader *reader, struct unpack *from)
{
    struct program *program = reader->program;
    reader->folder_count = unpack_count(from);
    reader->folders = arena_alloc(program->arena, (reader->folder_count + 1) * sizeof *reader->folders);
    for (size_t i = 0; i < reader->folder_count && !from->broken; i++) {
        struct linked_folder *folder = &reader->folders[i];
        folder->path = keep_text(reader, from);
        folder->part_count = unpack_count(from);
        folder->parts = arena_alloc(program->arena, (folder->part_count + 1) * sizeof *folder->parts);
        for (size_t k = 0; k < folder->part_count; k++)
            folder->parts[k] = (size_t)unpack_number(from, reader->part_count ? reader->part_count - 1 : 0);
        from->broken |= !folder->path || !reader->part_count;
    }
}

static bool take_front(struct linked_reader *reader, struct unpack *from)
{
    reader->combined = unpack_number(from, 1);
    reader->as_of = keep_text(reader, from);
    reader->bodies_size = (size_t)unpack_number(from, reader->size);
    take_places(reader, from);
    if (!from->broken)
        take_folders(reader, from);
    return !from->broken && !from->left;
}

static uint64_t size_at(const char *bytes)
{
    uint64_t size = 0;
    for (size_t i = 0; i < SIZE_BYTES; i++)
        size |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return size;
}

/* NULL: it was read. */
static const char *read_front(struct linked_reader *reader)
{
    struct buf bytes = BUF_INIT;
    size_t start = reader->size < LINE_MOST ? (size_t)reader->size : LINE_MOST;
    const char *fault = read_at(reader, 0, start, &bytes) ? NULL : cut_short;
    struct unpack from = {buf_text(&bytes), bytes.size, false};
    if (!fault)
        fault = part_fault(reader->program, "linked", &from);
    if (!fault && from.left < SIZE_BYTES)
        fault = cut_short;
    if (!fault) {
        size_t line = bytes.size - from.left;
        uint64_t size = size_at(from.at);
        bool whole = size < reader->size && read_at(reader, 0, line + SIZE_BYTES + (size_t)size + PART_HASH, &bytes);
        from = (struct unpack){whole ? bytes.data + line + SIZE_BYTES : "", whole ? (size_t)size + PART_HASH : 0, false};
        reader->bodies_at = bytes.size;
        if (!whole || !part_sealed(bytes.data, &from) || !take_front(reader, &from))
            fault = cut_short;
    }
    buf_free(&bytes);
    return fault;
}

bool reader_open(struct linked_reader *reader, struct program *program, const char *path)
{
    struct stat about;
    *reader = (struct linked_reader){.program = program, .path = path};
    reader->file = open(path, O_RDONLY | O_CLOEXEC);
    if (reader->file < 0 || fstat(reader->file, &about) != 0 || S_ISDIR(about.st_mode)) {
        diag_add(program->log, D_CANNOT_READ, (struct place){0}, path, reader->file < 0 ? port_error(errno) : "it is a folder");
        return false;
    }
    reader->size = S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
    const char *fault = S_ISREG(about.st_mode) ? read_front(reader) : "it is not a regular file";
    return !fault || bad_part(program, path, fault);
}

void reader_close(struct linked_reader *reader)
{
    if (reader->file >= 0)
        close(reader->file);
}

/* -- the pieces -- */

static bool take_piece(struct linked_reader *reader, size_t at, size_t size, struct rows *rows)
{
    struct buf bytes = BUF_INIT;
    bool done = read_at(reader, at, size, &bytes);
    struct unpack from = {buf_text(&bytes), bytes.size, false};
    done = done && part_sealed(from.at, &from);
    while (done && from.left) {
        bool failed = unpack_number(&from, 1);
        struct unpack record = {.broken = false};
        record.at = unpack_bytes(&from, &record.left);
        done = !from.broken && rows_take(rows, record, failed);
    }
    buf_free(&bytes);
    return done || bad_part(reader->program, reader->path, cut_short);
}

bool reader_bodies(struct linked_reader *reader, struct rows *rows)
{
    return take_piece(reader, reader->bodies_at, reader->bodies_size, rows);
}

bool reader_part(struct linked_reader *reader, size_t part, struct rows *rows)
{
    return take_piece(reader, reader->parts[part].at, reader->parts[part].size, rows);
}

/* -- for rendering -- */

static int compare_folders(const void *a, const void *b)
{
    return strcmp(((const struct linked_folder *)a)->path, ((const struct linked_folder *)b)->path);
}

/* The components that the files may be in. */
static void choose_parts(struct linked_reader *reader, const char *const *files, size_t count)
{
    struct program *program = reader->program;
    for (size_t i = 0; i < reader->part_count; i++)
        reader->parts[i].wanted = !count;
    for (size_t i = 0; i < count; i++) {
        struct linked_folder key = {.path = folder_part(program, path_tidy(program, files[i]))}, *folder = NULL;
        if (reader->folder_count)
            folder = bsearch(&key, reader->folders, reader->folder_count, sizeof key, compare_folders);
        for (size_t k = 0; folder && k < folder->part_count; k++)
            reader->parts[folder->parts[k]].wanted = true;
    }
}

static bool usable(struct linked_reader *reader)
{
    struct program *program = reader->program;
    const char *asked = program->settings.as_of;
    if (reader->combined)
        return bad_part(program, reader->path, "its parts were only combined, not linked: link it without --combine");
    if (asked && (!reader->as_of || strcmp(asked, reader->as_of) != 0)) {
        diag_add(program->log, D_USAGE, (struct place){0}, "what day counts as today was decided on linking: --as-of belongs there");
        return false;
    }
    program->settings.as_of = reader->as_of;
    return true;
}

static bool refuse(struct program *program, const char *path, const char *why)
{
    diag_add(program->log, D_NOT_LINKED, (struct place){0}, path, why);
    return false;
}

static struct unit *find_unit(struct program *program, const char *path)
{
    for (size_t i = 0; i < program->unit_count; i++)
        if (strcmp(program->units[i].path, path) == 0)
            return &program->units[i];
    return NULL;
}

static bool name_file(struct program *program, const char *file)
{
    const char *path = path_tidy(program, file), *why;
    struct unit *unit = find_unit(program, path);
    struct buf bytes = BUF_INIT;
    size_t size;
    if (!unit)
        return refuse(program, path, "it is not among the files that were linked");
    bool read = port_read(NULL, path, LIMIT_FILE, &bytes, &size, &why) == PORT_OK;
    bool same = read && hash_same(hash_bytes(bytes.data, bytes.size), unit->source);
    buf_free(&bytes);
    if (!read) {
        diag_add(program->log, D_CANNOT_READ, (struct place){0}, path, why);
        return false;
    }
    if (!same)
        return refuse(program, path, "it is not what was linked");
    if (unit->kind == DOCUMENT_FOREIGN)
        return refuse(program, path, "it is no file of a meeting");
    if (!unit_is_sound(program, unit))
        return refuse(program, path, "it, or the body.xml beside it, has errors");
    return unit->named = true;
}

static bool name_files(struct program *program, const char *const *files, size_t count)
{
    bool any = !count;
    program->partial = count > 0;
    for (size_t i = 0; i < count; i++)
        any |= name_file(program, files[i]);
    return any;
}

/* What linking them again would find was found before. */
static void know_components(struct linked_reader *reader)
{
    struct program *program = reader->program;
    size_t at = 0;
    components_make(program);
    for (size_t i = 0; i < program->component_count; i++) {
        struct component *component = &program->components[i];
        component->known = true;
        while (at < reader->part_count && strcmp(reader->parts[at].name, component->name) < 0)
            at++;
        if (at == reader->part_count || strcmp(reader->parts[at].name, component->name) != 0)
            continue;
        component->spans = reader->parts[at].spans;
        component->spans_size = reader->parts[at].spans_size;
    }
}

bool program_open_linked(struct program *program, const char *linked, const char *const *files, size_t count)
{
    struct linked_reader reader;
    struct rows rows = {.program = program, .heed = true};
    const char *why;
    program->setting = "";
    program->settings.elsewhere = true;
    bool done = reader_open(&reader, program, linked) && usable(&reader);
    program->index = index_open(NULL, false, program->setting, &why);
    done = done && (!program->build || program_crew(program)) && reader_bodies(&reader, &rows);
    if (done)
        choose_parts(&reader, files, count);
    for (size_t i = 0; done && i < reader.part_count; i++)
        done = !reader.parts[i].wanted || reader_part(&reader, i, &rows);
    done = done && rows_arrange(&rows, true) && name_files(program, files, count);
    if (done)
        know_components(&reader);
    rows_free(&rows);
    reader_close(&reader);
    return done;
}
