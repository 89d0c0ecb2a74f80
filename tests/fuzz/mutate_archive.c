/* Archives are taken apart, a member or their order is changed, and they are packed again, so that what is changed is seen behind checksums. */
#include "mutate.h"

#include "base/mem.h"
#include "base/unzip.h"
#include "base/zip.h"

#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

enum { MEMBERS = 64, MEMBER_SIZE = 64 << 10 };

static const struct unzip_limits limits = {MEMBERS, MEMBER_SIZE, 4 * MEMBER_SIZE, 200};

struct member {
    const char *name;
    struct buf bytes;
};

struct archive {
    struct arena *arena;
    struct member list[MEMBERS + 1];
    size_t count;
};

static size_t roll(unsigned *dice, size_t sides)
{
    *dice = *dice * 1664525u + 1013904223u;
    return sides ? (*dice >> 8) % sides : 0;
}

static void archive_free(struct archive *archive)
{
    for (size_t i = 0; i < archive->count; i++)
        buf_free(&archive->list[i].bytes);
    arena_free(archive->arena);
}

static bool archive_read(struct archive *archive, const uint8_t *data, size_t size)
{
    const char *why;
    *archive = (struct archive){.arena = arena_new()};
    struct unzip *zip = unzip_open((const char *)data, size, &limits, &why);
    for (size_t i = 0; zip && i < unzip_count(zip) && i < MEMBERS; i++) {
        struct member *member = &archive->list[archive->count];
        member->name = arena_copy(archive->arena, unzip_name(zip, i));
        if (unzip_bytes(zip, i, &member->bytes, &why))
            archive->count++;
        else
            buf_free(&member->bytes);
    }
    unzip_close(zip);
    if (!archive->count)
        archive_free(archive);
    return archive->count > 0;
}

/* 0: it does not fit. The names that are there twice are left out, but for the first. */
static size_t archive_write(struct archive *archive, uint8_t *data, size_t most, bool packed)
{
    const char *why;
    struct buf out = BUF_INIT;
    struct zip_deflater *deflater = zip_deflater_new();
    struct zip_writer *writer = zip_writer_new(deflater);
    for (size_t i = 0; i < archive->count; i++) {
        size_t k = 0;
        while (k < i && strcmp(archive->list[k].name, archive->list[i].name) != 0)
            k++;
        if (k == i)
            zip_writer_add(writer, archive->list[i].name, buf_text(&archive->list[i].bytes), archive->list[i].bytes.size, packed);
    }
    size_t size = zip_writer_finish(writer, &out, &why) && out.size <= most ? out.size : 0;
    if (size)
        memcpy(data, out.data, size);
    buf_free(&out);
    zip_deflater_free(deflater);
    return size;
}

static void change_member(struct member *member, unsigned *dice)
{
    size_t size = member->bytes.size, room = size + 1024 < MEMBER_SIZE ? size + 1024 : MEMBER_SIZE;
    if (room < size)
        return;
    if (room > size)
        buf_fill(&member->bytes, '\0', room - size);
    member->bytes.size = mutate_tags((uint8_t *)member->bytes.data, size, room, (unsigned)roll(dice, 1 << 24));
    member->bytes.data[member->bytes.size] = '\0';
}

/* The largest are where the words are. */
static struct member *choose(struct archive *archive, unsigned *dice)
{
    struct member *one = &archive->list[roll(dice, archive->count)], *other = &archive->list[roll(dice, archive->count)];
    return one->bytes.size > other->bytes.size ? one : other;
}

/* Of Word's and OpenDocument's packages. */
static const char *some_name(unsigned *dice)
{
    static const char *const names[] = {
        "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml",
        "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml", "word/header1.xml", "word/footer1.xml", "word/settings.xml",
        "docProps/core.xml", "word/media/image1.png", "content.xml", "styles.xml", "meta.xml", "mimetype", "META-INF/manifest.xml",
        "Pictures/1.png", "Object 1/content.xml"};
    return names[roll(dice, sizeof names / sizeof *names)];
}

static void change_archive(struct archive *archive, unsigned *dice)
{
    struct member *one = choose(archive, dice), *other = choose(archive, dice);
    switch (roll(dice, 32)) {
    case 0:
        one->name = some_name(dice);
        break;
    case 1: {
        struct member kept = *one;
        *one = *other;
        *other = kept;
        break;
    }
    case 2: {
        const char *name = one->name;
        one->name = other->name;
        other->name = name;
        break;
    }
    case 3:
        if (archive->count < MEMBERS) {
            struct member *more = &archive->list[archive->count++];
            more->name = some_name(dice);
            buf_add(&more->bytes, buf_text(&one->bytes), one->bytes.size);
        }
        break;
    case 4:
        if (archive->count > 1) {
            buf_free(&one->bytes);
            *one = archive->list[--archive->count];
            archive->list[archive->count] = (struct member){.name = NULL};
        }
        break;
    default:
        change_member(one, dice);
    }
}

size_t mutate_archive(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    struct archive archive;
    size_t made = 0;
    if (roll(&seed, 24) && archive_read(&archive, data, size)) {
        change_archive(&archive, &seed);
        made = archive_write(&archive, data, most, roll(&seed, 4) != 0);
        archive_free(&archive);
    }
    return made ? made : LLVMFuzzerMutate(data, size, most);
}

static struct member *find(struct archive *archive, const char *name)
{
    for (size_t i = 0; i < archive->count; i++)
        if (strcmp(archive->list[i].name, name) == 0)
            return &archive->list[i];
    return NULL;
}

/* A member of the other takes the place of ours, or is crossed with it. */
static void take_member(struct archive *archive, const struct member *theirs, unsigned *dice)
{
    struct member *ours = find(archive, theirs->name);
    struct buf made = BUF_INIT;
    if (!ours) {
        if (archive->count == MEMBERS)
            return;
        ours = &archive->list[archive->count++];
        ours->name = arena_copy(archive->arena, theirs->name);
    }
    if (ours->bytes.size && roll(dice, 4)) {
        char *room = buf_reserve(&made, MEMBER_SIZE);
        made.size = cross_tags((uint8_t *)ours->bytes.data, ours->bytes.size, (const uint8_t *)theirs->bytes.data, theirs->bytes.size,
                               (uint8_t *)room, MEMBER_SIZE, (unsigned)roll(dice, 1 << 24));
        made.data[made.size] = '\0';
    } else {
        buf_add(&made, theirs->bytes.data ? theirs->bytes.data : "", theirs->bytes.size);
    }
    buf_free(&ours->bytes);
    ours->bytes = made;
}

size_t cross_archives(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    struct archive ours, theirs;
    size_t made = 0;
    if (archive_read(&ours, one, one_size)) {
        if (archive_read(&theirs, other, other_size)) {
            take_member(&ours, choose(&theirs, &seed), &seed);
            made = archive_write(&ours, out, most, roll(&seed, 4) != 0);
            archive_free(&theirs);
        }
        archive_free(&ours);
    }
    return made;
}
