/* Linking of what other runs read: the same functions as in a build, over interfaces, and what came of it as one file. */
#include "build/linked_parts.h"
#include "build/state.h"

#include <stdlib.h>
#include <string.h>

enum { SIZE_BYTES = 8 };

/* -- reading -- */

static bool take_interface(struct rows *rows, const char *path, const struct buf *bytes)
{
    struct program *program = rows->program;
    struct unpack from = {bytes->data, bytes->size, false}, record = {.broken = false};
    const char *fault = part_fault(program, "interface", &from);
    if (fault)
        return bad_part(program, path, fault);
    if (part_sealed(bytes->data, &from)) {
        record.at = unpack_bytes(&from, &record.left);
        if (!from.broken && !from.left && rows_take(rows, record, false))
            return true;
    }
    return bad_part(program, path, "it is damaged or cut short");
}

static bool take_linked_file(struct rows *rows, const char *path)
{
    struct linked_reader reader;
    bool done = reader_open(&reader, rows->program, path) && reader_bodies(&reader, rows);
    for (size_t i = 0; done && i < reader.part_count; i++)
        done = reader_part(&reader, i, rows);
    reader_close(&reader);
    return done;
}

/* One of the two by its first bytes. */
static bool take_file(struct rows *rows, const char *path)
{
    static const char linked[] = "minutec linked ";
    struct program *program = rows->program;
    struct buf bytes = BUF_INIT;
    size_t size;
    const char *why = "it is neither an interface nor a linked file";
    enum port_read read = port_read(NULL, path, LIMIT_INTERFACE, &bytes, &size, &why);
    bool is_linked = read == PORT_OK && bytes.size >= strlen(linked) && memcmp(bytes.data, linked, strlen(linked)) == 0;
    bool done = false;
    if (is_linked || read == PORT_TOO_LARGE)
        done = take_linked_file(rows, path);
    else if (read == PORT_OK)
        done = take_interface(rows, path, &bytes);
    else
        diag_add(program->log, D_CANNOT_READ, (struct place){0}, path, why);
    buf_free(&bytes);
    return done;
}

/* -- writing -- */

struct linked_writer {
    struct rows *rows;
    struct buf index, blobs, record, facts;
    bool lost;
};

static void put_record(struct linked_writer *writer, bool failed)
{
    pack_number(&writer->blobs, failed);
    pack_bytes(&writer->blobs, writer->record.data, writer->record.size);
    buf_clear(&writer->record);
}

static void put_unit(struct linked_writer *writer, size_t position)
{
    struct program *program = writer->rows->program;
    const struct meeting_row *row = &writer->rows->meetings[position];
    const struct unit *unit = &program->units[position];
    if (unit->has_facts && !state_facts(program, unit->path, unit->facts, &writer->facts)) {
        diag_add(program->log, D_CANNOT_READ, (struct place){0}, unit->path, "what was read of it is lost; run again");
        writer->lost = true;
        return;
    }
    pack_unit(unit, row->has_body, row->failed, &writer->facts, &writer->record);
    put_record(writer, unit->failed);
}

/* Folders of rows->bodies are those that are known, in the same order. */
static void put_bodies(struct linked_writer *writer)
{
    const struct program *program = writer->rows->program;
    size_t at = 0;
    for (size_t i = 0; i < program->folder_count; i++) {
        const struct folder *folder = &program->folders[i];
        if (!folder->known)
            continue;
        const struct body_row *row = &writer->rows->bodies[at++];
        pack_body(folder, row->failed, &row->policies, &writer->record);
        put_record(writer, folder->failed);
    }
    part_seal(&writer->blobs, 0);
    pack_number(&writer->index, writer->blobs.size);
}

static void put_part(struct linked_writer *writer, const char *name, const size_t *units, size_t count, const char *spans, size_t spans_size)
{
    size_t begin = writer->blobs.size;
    for (size_t i = 0; i < count; i++)
        put_unit(writer, units[i]);
    part_seal(&writer->blobs, begin);
    pack_text(&writer->index, name);
    pack_number(&writer->index, writer->blobs.size - begin);
    pack_bytes(&writer->index, spans ? spans : "", spans_size);
}

static void put_parts(struct linked_writer *writer, size_t *part_of)
{
    const struct program *program = writer->rows->program;
    pack_number(&writer->index, program->component_count);
    for (size_t i = 0; i < program->component_count; i++) {
        const struct component *component = &program->components[i];
        for (size_t k = 0; k < component->unit_count; k++)
            part_of[component->units[k]] = i;
        put_part(writer, component->name, component->units, component->unit_count, component->spans, component->spans_size);
    }
}

static void put_all(struct linked_writer *writer)
{
    const struct program *program = writer->rows->program;
    size_t *units = mem_zero(program->unit_count + 1, sizeof *units);
    for (size_t i = 0; i < program->unit_count; i++)
        units[i] = i;
    pack_number(&writer->index, 1);
    put_part(writer, "", units, program->unit_count, NULL, 0);
    free(units);
}

static int compare_numbers(const void *a, const void *b)
{
    size_t one = *(const size_t *)a, other = *(const size_t *)b;
    return (one > other) - (one < other);
}

/* Only folders that have meetings, which are all that are looked for. */
static void put_folders(struct linked_writer *writer, size_t *part_of)
{
    const struct program *program = writer->rows->program;
    size_t count = 0;
    for (size_t i = 0; i < program->folder_count; i++)
        count += program->folders[i].count > 0;
    pack_number(&writer->index, count);
    for (size_t i = 0; i < program->folder_count; i++) {
        const struct folder *folder = &program->folders[i];
        size_t *parts = part_of + folder->first, kept = 0;
        if (!folder->count)
            continue;
        qsort(parts, folder->count, sizeof *parts, compare_numbers);
        for (size_t k = 0; k < folder->count; k++)
            if (!kept || parts[kept - 1] != parts[k])
                parts[kept++] = parts[k];
        pack_text(&writer->index, folder->path);
        pack_number(&writer->index, kept);
        for (size_t k = 0; k < kept; k++)
            pack_number(&writer->index, parts[k]);
    }
}

static void put_size(struct buf *out, uint64_t size)
{
    for (size_t i = 0; i < SIZE_BYTES; i++)
        buf_char(out, (char)(size >> 8 * i));
}

/* In front of the pieces goes what says where they are. They are moved, not copied: there is room for them once. */
static void put_front(struct linked_writer *writer, struct buf *out)
{
    struct buf front = BUF_INIT, *blobs = &writer->blobs;
    part_line(writer->rows->program, "linked", &front);
    put_size(&front, writer->index.size);
    buf_add(&front, writer->index.data, writer->index.size);
    part_seal(&front, 0);
    buf_reserve(blobs, front.size);
    memmove(blobs->data + front.size, blobs->data, blobs->size);
    memcpy(blobs->data, front.data, front.size);
    blobs->size += front.size;
    blobs->data[blobs->size] = '\0';
    buf_free(out);
    *out = *blobs;
    *blobs = (struct buf)BUF_INIT;
    buf_free(&front);
}

static bool write_linked(struct rows *rows, bool combine, struct buf *out)
{
    struct program *program = rows->program;
    struct linked_writer writer = {.rows = rows};
    size_t *part_of = mem_zero(program->unit_count + 1, sizeof *part_of);
    pack_number(&writer.index, combine);
    pack_text(&writer.index, combine ? NULL : program->settings.as_of);
    put_bodies(&writer);
    if (combine)
        put_all(&writer);
    else
        put_parts(&writer, part_of);
    put_folders(&writer, part_of);
    put_front(&writer, out);
    free(part_of);
    buf_free(&writer.index);
    buf_free(&writer.blobs);
    buf_free(&writer.record);
    buf_free(&writer.facts);
    return !writer.lost;
}

/* -- linking -- */

static bool link_rows(struct program *program)
{
    components_make(program);
    if (!components_run(program))
        return false;
    for (size_t i = 0; i < program->component_count; i++)
        if (program->components[i].stage == STAGE_FAILED)
            return false;
    return true;
}

bool program_link_files(struct program *program, const char *const *files, size_t count, bool combine, struct buf *out)
{
    struct rows rows = {.program = program};
    const char *why;
    bool done = true;
    program->setting = "";
    program->settings.elsewhere = true;
    program->index = index_open(NULL, false, program->setting, &why);
    if (!combine && !program_crew(program))
        return false;
    for (size_t i = 0; i < count; i++)
        done &= take_file(&rows, files[i]);
    done = done && rows_arrange(&rows, !combine) && (combine || link_rows(program)) && write_linked(&rows, combine, out);
    rows_free(&rows);
    return done;
}
