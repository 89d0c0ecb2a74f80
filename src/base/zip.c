#include "base/zip.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* Fields of the format that is in the file, all little-endian. */
enum {
    END_SIZE = 22, END_COUNT = 10, END_OFFSET = 16,
    CENTRAL_SIZE = 46, CENTRAL_TIME = 12, CENTRAL_NAME = 28, CENTRAL_EXTRA = 30, CENTRAL_COMMENT = 32,
    CENTRAL_LOCAL = 42,
    LOCAL_SIZE = 30, LOCAL_TIME = 10,
    LEVEL = 9
};

struct member {
    char *name;
    char *bytes;
    size_t size;
    bool compress;
};

struct zip_writer {
    struct member *members;
    size_t count, room;
};

struct zip_writer *zip_writer_new(void)
{
    return mem_zero(1, sizeof(struct zip_writer));
}

void zip_writer_free(struct zip_writer *writer)
{
    if (!writer)
        return;
    for (size_t i = 0; i < writer->count; i++) {
        free(writer->members[i].name);
        free(writer->members[i].bytes);
    }
    free(writer->members);
    free(writer);
}

void zip_writer_add(struct zip_writer *writer, const char *name, const char *bytes, size_t size,
                    bool compress)
{
    char *copy = mem_alloc(size);
    if (size)
        memcpy(copy, bytes, size);
    MEM_GROW(writer->members, writer->count, writer->room);
    writer->members[writer->count++] = (struct member){mem_copy(name), copy, size, compress && size};
}

static const char *words_for(const zip_error_t *error)
{
    switch (zip_error_code_zip(error)) {
    case ZIP_ER_MEMORY:
        return "there is not enough memory";
    case ZIP_ER_EXISTS:
        return "two members of the archive have the same name";
    case ZIP_ER_COMPNOTSUPP:
        return "the zip library cannot compress";
    case ZIP_ER_INVAL:
        return "a member's name cannot stand in an archive";
    default:
        return "the archive could not be put together";
    }
}

/* The zip library takes a source only if adding it succeeds. */
static bool add_member(zip_t *archive, const struct member *member)
{
    zip_source_t *source = zip_source_buffer(archive, member->bytes, member->size, 0);
    if (!source)
        return false;
    zip_int64_t index = zip_file_add(archive, member->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    zip_int32_t method = member->compress ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
    return zip_set_file_compression(archive, (zip_uint64_t)index, method, member->compress ? LEVEL : 0) == 0;
}

/* Puts the archive into the memory behind target. */
static const char *build(const struct zip_writer *writer, zip_source_t *target)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_keep(target);
    zip_t *archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    const char *why = archive ? NULL : words_for(&error);
    zip_error_fini(&error);
    if (!archive) {
        zip_source_free(target);
        return why;
    }
    for (size_t i = 0; i < writer->count && !why; i++)
        if (!add_member(archive, &writer->members[i]))
            why = words_for(zip_get_error(archive));
    if (!why && zip_close(archive) == 0)
        return NULL;
    if (!why)
        why = words_for(zip_get_error(archive));
    zip_discard(archive);
    return why;
}

static const char *copy_out(zip_source_t *target, struct buf *out)
{
    char part[65536];
    zip_int64_t got = -1;
    if (zip_source_open(target) == 0) {
        while ((got = zip_source_read(target, part, sizeof part)) > 0)
            buf_add(out, part, (size_t)got);
        zip_source_close(target);
    }
    return got < 0 ? words_for(zip_source_error(target)) : NULL;
}

static size_t little(const char *bytes, int count)
{
    size_t number = 0;
    for (int i = count - 1; i >= 0; i--)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

/* Midnight of 1980-01-01, the first moment the format knows: two bytes of time, two of date. */
static void set_time(char *at)
{
    memcpy(at, "\x00\x00\x21\x00", 4);
}

/* The library turns times to local ones by way of the C library, which gives other bytes in other zones. They
 * are written over in the finished archive: in the central directory, and in the header of each member. */
static bool fix_times(char *bytes, size_t size)
{
    if (size < END_SIZE || memcmp(bytes + size - END_SIZE, "PK\5\6", 4) != 0)
        return false;
    const char *end = bytes + size - END_SIZE;
    size_t at = little(end + END_OFFSET, 4);
    for (size_t left = little(end + END_COUNT, 2); left > 0; left--) {
        if (at > size || size - at < CENTRAL_SIZE || memcmp(bytes + at, "PK\1\2", 4) != 0)
            return false;
        char *entry = bytes + at;
        size_t local = little(entry + CENTRAL_LOCAL, 4);
        if (local > size || size - local < LOCAL_SIZE || memcmp(bytes + local, "PK\3\4", 4) != 0)
            return false;
        set_time(entry + CENTRAL_TIME);
        set_time(bytes + local + LOCAL_TIME);
        at += CENTRAL_SIZE + little(entry + CENTRAL_NAME, 2) + little(entry + CENTRAL_EXTRA, 2) +
              little(entry + CENTRAL_COMMENT, 2);
    }
    return true;
}

static const char *finish(const struct zip_writer *writer, struct buf *out)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    const char *why = target ? build(writer, target) : words_for(&error);
    zip_error_fini(&error);
    size_t start = out->size;
    if (!why)
        why = copy_out(target, out);
    if (target)
        zip_source_free(target);
    if (!why && !fix_times(out->data + start, out->size - start))
        why = "the archive is too large";
    if (why && out->size > start) {
        out->size = start;
        out->data[start] = '\0';
    }
    return why;
}

/* The library makes no archive without members, so its few bytes are written here. */
static void add_empty(struct buf *out)
{
    buf_str(out, "PK\5\6");
    buf_fill(out, '\0', END_SIZE - 4);
}

bool zip_writer_finish(struct zip_writer *writer, struct buf *out, const char **why)
{
    const char *reason = NULL;
    if (writer->count)
        reason = finish(writer, out);
    else
        add_empty(out);
    if (reason)
        *why = reason;
    zip_writer_free(writer);
    return !reason;
}
