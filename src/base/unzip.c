#include "base/unzip.h"

#include "base/mem.h"
#include "base/unzip_library.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FREELY = 1 << 20, PIECE = 1 << 15, END_SIZE = 22 };

/* Members in the order of their names, for looking up. */
struct entry {
    const char *name;
    size_t member;
};

struct unzip {
    struct zip_library library;
    zip_t *zip;
    const char **names; /* by member */
    struct entry *entries;
    struct arena *arena;
    size_t count, size, read;
    struct unzip_limits limits;
};

static const struct {
    int code;
    const char *words;
} reasons[] = {
    {ZIP_ER_NOZIP, "it is no archive, or its end is missing"},
    {ZIP_ER_INCONS, "what it says of itself does not hold"},
    {ZIP_ER_EOF, "it ends too early"},
    {ZIP_ER_CRC, "its checksum is wrong"},
    {ZIP_ER_ZLIB, "its packed bytes are damaged"},
    {ZIP_ER_COMPRESSED_DATA, "its packed bytes are damaged"},
    {ZIP_ER_COMPNOTSUPP, "it is packed in a way that is not known"},
    {ZIP_ER_ENCRNOTSUPP, "it is encrypted"},
    {ZIP_ER_NOPASSWD, "it is encrypted"},
    {ZIP_ER_MULTIDISK, "it is one part of several"},
};

static const char *reason(int code)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].code == code)
            return reasons[i].words;
    return "its bytes are damaged";
}

/* The library takes memory for every member that the directory lists, so they are counted before it looks. */
static bool has_too_many(const char *bytes, size_t size, size_t most)
{
    size_t count = 0;
    const char *end = bytes + size, *at = bytes;
    while ((at = memmem(at, (size_t)(end - at), "PK\1\2", 4)) && ++count <= most)
        at += 4;
    return count > most;
}

/* NULL: the name is not safe. */
static const char *safe_name(struct arena *arena, const char *name)
{
    char *safe = arena_copy(arena, name);
    for (char *at = safe; *at; at++) {
        if (*at == '\\')
            *at = '/';
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            return NULL;
    }
    if (safe[0] == '/' || safe[0] == '\0' || safe[1] == ':')
        return NULL;
    for (const char *part = safe; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return NULL;
    }
    return safe;
}

static int by_name(const void *a, const void *b)
{
    const struct entry *one = a, *other = b;
    int order = strcasecmp(one->name, other->name);
    return order ? order : strcmp(one->name, other->name);
}

static const char *list_names(struct unzip *archive)
{
    for (size_t i = 0; i < archive->count; i++) {
        const char *name = archive->library.get_name(archive->zip, i, 0);
        const char *safe = name ? safe_name(archive->arena, name) : NULL;
        if (!safe)
            return "the name of a member is absolute or leads out of it";
        archive->names[i] = safe;
        archive->entries[i] = (struct entry){safe, i};
    }
    qsort(archive->entries, archive->count, sizeof *archive->entries, by_name);
    for (size_t i = 1; i < archive->count; i++)
        if (strcmp(archive->entries[i - 1].name, archive->entries[i].name) == 0)
            return "two of its members have the same name";
    return NULL;
}

static zip_t *open_bytes(const struct zip_library *library, const char *bytes, size_t size, const char **why)
{
    zip_error_t error;
    library->error_init(&error);
    zip_source_t *source = library->source_buffer_create(bytes, size, 0, &error);
    zip_t *zip = source ? library->open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!zip) {
        *why = reason(library->error_code_zip(&error));
        library->source_free(source);
    }
    library->error_fini(&error);
    return zip;
}

struct unzip *unzip_open(const char *bytes, size_t size, const struct unzip_limits *limits, const char **why)
{
    *why = reason(ZIP_ER_NOZIP);
    if (size < END_SIZE) /* the library takes no bytes at all for an empty archive */
        return NULL;
    *why = "it holds too many members";
    if (has_too_many(bytes, size, limits->members))
        return NULL;
    struct zip_library library;
    zip_library_find(&library);
    zip_t *zip = open_bytes(&library, bytes, size, why);
    if (!zip)
        return NULL;
    struct unzip *archive = mem_zero(1, sizeof *archive);
    zip_int64_t count = library.get_num_entries(zip, 0);
    *archive = (struct unzip){.library = library, .zip = zip, .arena = arena_new(), .count = count > 0 ? (size_t)count : 0, .size = size};
    archive->limits = *limits;
    archive->names = mem_zero(archive->count + 1, sizeof *archive->names);
    archive->entries = mem_zero(archive->count + 1, sizeof *archive->entries);
    *why = list_names(archive);
    if (*why) {
        unzip_close(archive);
        archive = NULL;
    }
    return archive;
}

void unzip_close(struct unzip *archive)
{
    if (!archive)
        return;
    archive->library.discard(archive->zip);
    arena_free(archive->arena);
    free(archive->names);
    free(archive->entries);
    free(archive);
}

size_t unzip_count(const struct unzip *archive)
{
    return archive->count;
}

const char *unzip_name(const struct unzip *archive, size_t member)
{
    return archive->names[member];
}

bool unzip_find(const struct unzip *archive, const char *name, size_t *member)
{
    size_t low = 0, high = archive->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcasecmp(archive->entries[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == archive->count || strcasecmp(archive->entries[low].name, name) != 0)
        return false;
    *member = archive->entries[low].member;
    for (size_t i = low; i < archive->count && strcasecmp(archive->entries[i].name, name) == 0; i++)
        if (strcmp(archive->entries[i].name, name) == 0)
            *member = archive->entries[i].member;
    return true;
}

/* NULL, or what is too much when so much of a member was read. */
static const char *too_much(const struct unzip *archive, uint64_t packed, size_t size)
{
    if (size > archive->limits.member)
        return "it is too large when unpacked";
    if (archive->read > archive->limits.total)
        return "all members together are too large when unpacked";
    if (packed > archive->size)
        packed = archive->size;
    if (size > FREELY && size / archive->limits.ratio > packed)
        return "it unpacks to far more than a document would";
    return NULL;
}

static zip_file_t *open_member(struct unzip *archive, size_t member, uint64_t *packed, const char **why)
{
    zip_stat_t about;
    archive->library.stat_init(&about);
    zip_file_t *file = NULL;
    if (archive->library.stat_index(archive->zip, member, 0, &about) == 0) {
        *packed = about.valid & ZIP_STAT_COMP_SIZE ? about.comp_size : 0;
        *why = "it is encrypted";
        if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) && about.encryption_method != ZIP_EM_NONE)
            return NULL;
        file = archive->library.fopen_index(archive->zip, member, 0);
    }
    if (!file)
        *why = reason(archive->library.error_code_zip(archive->library.get_error(archive->zip)));
    return file;
}

bool unzip_read(struct unzip *archive, size_t member, bool (*take)(void *with, const char *bytes, size_t size), void *with, const char **why)
{
    uint64_t packed = 0;
    size_t size = 0;
    char piece[PIECE];
    zip_int64_t got;
    zip_file_t *file = open_member(archive, member, &packed, why);
    if (!file)
        return false;
    *why = NULL;
    while (!*why && (got = archive->library.fread(file, piece, sizeof piece)) != 0) {
        if (got < 0) {
            *why = reason(archive->library.error_code_zip(archive->library.file_get_error(file)));
            break;
        }
        size += (size_t)got;
        archive->read += (size_t)got;
        *why = too_much(archive, packed, size);
        if (!*why && !take(with, piece, (size_t)got))
            break;
    }
    archive->library.fclose(file);
    return !*why;
}

static bool append(void *with, const char *bytes, size_t size)
{
    buf_add(with, bytes, size);
    return true;
}

bool unzip_bytes(struct unzip *archive, size_t member, struct buf *out, const char **why)
{
    return unzip_read(archive, member, append, out, why);
}
