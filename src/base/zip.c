#include "base/zip.h"

#include "base/mem.h"

#include <libdeflate.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEVEL = 1, /* of members: large ones are a fifth larger than at 6, small ones the same, in half the time */
    STREAM_LEVEL = 6,
    STORED = 0, DEFLATED = 8,
    SINCE_STORED = 10, SINCE_DEFLATED = 20, /* version of the format that a reader has to know */
    NAME_IS_UTF8 = 1 << 11,
    FIRST_DAY = 0x21, /* 1980-01-01, the first the format knows; midnight is 0 */
    END_SIZE = 22,
    REMEMBERED = 32, REMEMBERED_SIZE = 64 << 10
};

/* -- deflating -- */

struct remembered {
    uint32_t sum;
    size_t size, packed_size;
    char *bytes, *packed;
    unsigned long used; /* when, counted in members; 0: the place is free */
};

struct zip_deflater {
    struct libdeflate_compressor *compressor;
    struct remembered remembered[REMEMBERED];
    unsigned long count;
};

struct zip_deflater *zip_deflater_new(void)
{
    return mem_zero(1, sizeof(struct zip_deflater));
}

void zip_deflater_free(struct zip_deflater *deflater)
{
    if (!deflater)
        return;
    for (size_t i = 0; i < REMEMBERED; i++) {
        free(deflater->remembered[i].bytes);
        free(deflater->remembered[i].packed);
    }
    libdeflate_free_compressor(deflater->compressor);
    free(deflater);
}

static const struct remembered *recall(struct zip_deflater *deflater, const char *bytes, size_t size, uint32_t sum)
{
    deflater->count++;
    for (struct remembered *at = deflater->remembered; at < deflater->remembered + REMEMBERED; at++)
        if (at->used && at->sum == sum && at->size == size && memcmp(at->bytes, bytes, size) == 0) {
            at->used = deflater->count;
            return at;
        }
    return NULL;
}

static char *copy_bytes(const char *bytes, size_t size)
{
    return memcpy(mem_alloc(size), bytes, size);
}

/* In place of what was not used for longest. */
static void remember(struct zip_deflater *deflater, struct remembered member)
{
    struct remembered *oldest = deflater->remembered;
    for (struct remembered *at = oldest; at < deflater->remembered + REMEMBERED; at++)
        if (at->used < oldest->used)
            oldest = at;
    free(oldest->bytes);
    free(oldest->packed);
    member.bytes = copy_bytes(member.bytes, member.size);
    member.packed = copy_bytes(member.packed, member.packed_size);
    member.used = deflater->count;
    *oldest = member;
}

/* Appends the deflated bytes; false: there is no memory for the library. */
static bool deflate_into(struct zip_deflater *deflater, const char *bytes, size_t size, uint32_t sum, struct buf *out)
{
    const struct remembered *known = recall(deflater, bytes, size, sum);
    if (known) {
        buf_add(out, known->packed, known->packed_size);
        return true;
    }
    if (!deflater->compressor)
        deflater->compressor = libdeflate_alloc_compressor(LEVEL);
    if (!deflater->compressor)
        return false;
    size_t start = out->size, room = libdeflate_deflate_compress_bound(deflater->compressor, size);
    size_t packed = libdeflate_deflate_compress(deflater->compressor, bytes, size, buf_reserve(out, room), room);
    out->size = start + packed;
    out->data[out->size] = '\0';
    if (size <= REMEMBERED_SIZE)
        remember(deflater, (struct remembered){sum, size, packed, (char *)bytes, out->data + start, 0});
    return packed > 0;
}

/* -- archives -- */

struct zip_writer {
    struct zip_deflater *deflater;
    struct buf members, directory;
    char **names;
    size_t count, room;
    const char *why; /* the first thing that went wrong */
};

struct zip_writer *zip_writer_new(struct zip_deflater *deflater)
{
    struct zip_writer *writer = mem_zero(1, sizeof *writer);
    writer->deflater = deflater;
    return writer;
}

void zip_writer_free(struct zip_writer *writer)
{
    if (!writer)
        return;
    for (size_t i = 0; i < writer->count; i++)
        free(writer->names[i]);
    free(writer->names);
    buf_free(&writer->members);
    buf_free(&writer->directory);
    free(writer);
}

/* Numbers are little-endian. */
static void put(struct buf *out, size_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_char(out, (char)(number >> 8 * i & 0xff));
}

static void set(char *at, size_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (char)(number >> 8 * i & 0xff);
}

static bool is_ascii(const char *name)
{
    while (*name && !((unsigned char)*name & 0x80))
        name++;
    return !*name;
}

struct facts {
    int method;
    uint32_t sum;
    size_t packed, size, name_size;
    bool ascii;
};

/* The fields that a member's own header and its entry in the directory have in common. */
static void put_facts(struct buf *out, const struct facts *facts)
{
    put(out, facts->method == DEFLATED ? SINCE_DEFLATED : SINCE_STORED, 2);
    put(out, facts->ascii ? 0 : NAME_IS_UTF8, 2);
    put(out, (size_t)facts->method, 2);
    put(out, 0, 2);
    put(out, FIRST_DAY, 2);
    put(out, facts->sum, 4);
    put(out, facts->packed, 4);
    put(out, facts->size, 4);
    put(out, facts->name_size, 2);
    put(out, 0, 2); /* no extra fields */
}

static bool add_name(struct zip_writer *writer, const char *name)
{
    for (size_t i = 0; i < writer->count; i++)
        if (strcmp(writer->names[i], name) == 0) {
            writer->why = "two members of the archive have the same name";
            return false;
        }
    MEM_GROW(writer->names, writer->count, writer->room);
    writer->names[writer->count++] = mem_copy(name);
    return true;
}

/* Header, name and bytes; the packed size is written into the header when it is known. */
static void add_member(struct zip_writer *writer, struct facts *facts, const char *name, const char *bytes)
{
    enum { PACKED = 18 };
    struct buf *out = &writer->members;
    size_t start = out->size;
    buf_add(out, "PK\3\4", 4);
    put_facts(out, facts);
    buf_add(out, name, facts->name_size);
    size_t data = out->size;
    if (facts->method == STORED)
        buf_add(out, bytes, facts->size);
    else if (!deflate_into(writer->deflater, bytes, facts->size, facts->sum, out))
        writer->why = "there is not enough memory";
    facts->packed = out->size - data;
    set(out->data + start + PACKED, facts->packed, 4);
}

void zip_writer_add(struct zip_writer *writer, const char *name, const char *bytes, size_t size,
                    bool compress)
{
    struct facts facts = {.method = compress && size ? DEFLATED : STORED, .size = size, .name_size = strlen(name), .ascii = is_ascii(name)};
    if (writer->why || !add_name(writer, name))
        return;
    size_t start = writer->members.size;
    if (size > UINT32_MAX || facts.name_size > UINT16_MAX || writer->count > UINT16_MAX) {
        writer->why = "the archive is too large";
        return;
    }
    facts.sum = libdeflate_crc32(0, bytes, size);
    add_member(writer, &facts, name, bytes);
    struct buf *out = &writer->directory;
    buf_add(out, "PK\1\2", 4);
    put(out, SINCE_DEFLATED, 2);
    put_facts(out, &facts);
    buf_fill(out, '\0', 10); /* no comment, the first disk, no attributes */
    put(out, start, 4);
    buf_add(out, name, facts.name_size);
    if (writer->members.size + writer->directory.size > UINT32_MAX - END_SIZE)
        writer->why = "the archive is too large";
}

bool zip_writer_finish(struct zip_writer *writer, struct buf *out, const char **why)
{
    bool done = !writer->why;
    if (done) {
        buf_add(out, buf_text(&writer->members), writer->members.size);
        buf_add(out, buf_text(&writer->directory), writer->directory.size);
        buf_add(out, "PK\5\6", 4);
        put(out, 0, 4);
        put(out, writer->count, 2);
        put(out, writer->count, 2);
        put(out, writer->directory.size, 4);
        put(out, writer->members.size, 4);
        put(out, 0, 2);
    } else {
        *why = writer->why;
    }
    zip_writer_free(writer);
    return done;
}

/* -- streams -- */

bool zip_inflate(const char *bytes, size_t size, size_t most, struct buf *out)
{
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    size_t made = 0;
    bool good = inflater && libdeflate_zlib_decompress(inflater, bytes, size, buf_reserve(out, most), most, &made) == LIBDEFLATE_SUCCESS;
    libdeflate_free_decompressor(inflater);
    out->size += good ? made : 0;
    out->data[out->size] = '\0';
    return good;
}

bool zip_deflate(const char *bytes, size_t size, struct buf *out)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(STREAM_LEVEL);
    size_t room = compressor ? libdeflate_zlib_compress_bound(compressor, size) : 0;
    size_t packed = compressor ? libdeflate_zlib_compress(compressor, bytes, size, buf_reserve(out, room), room) : 0;
    libdeflate_free_compressor(compressor);
    out->size += packed;
    if (packed)
        out->data[out->size] = '\0';
    return packed > 0;
}
