#include "edit/remark_parts.h"

#include "base/text.h"
#include "base/unzip.h"
#include "base/zip.h"
#include "import/front.h"
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *ending;
    bool (*remark)(struct package *package);
} kinds[] = {{".docx", remark_docx}, {".odt", remark_odt}};

enum { KINDS = sizeof kinds / sizeof *kinds };

static size_t kind_of(const char *path)
{
    size_t length = strlen(path), kind = 0;
    while (kind < KINDS && (length <= strlen(kinds[kind].ending) ||
                            strcasecmp(path + length - strlen(kinds[kind].ending), kinds[kind].ending) != 0))
        kind++;
    return kind;
}

bool remark_takes(const char *path)
{
    return kind_of(path) < KINDS;
}

/* -- tags -- */

static size_t behind(const struct tags *tags, size_t at, const char *end)
{
    const char *found = memmem(tags->bytes + at, tags->size - at, end, strlen(end));
    return found ? (size_t)(found - tags->bytes) + strlen(end) : tags->size;
}

static bool starts(const struct tags *tags, const char *text)
{
    size_t size = strlen(text);
    return tags->size - tags->at >= size && memcmp(tags->bytes + tags->at, text, size) == 0;
}

/* Behind the ">" that ends a tag; one in a value is none. */
static size_t tag_end(const struct tags *tags)
{
    char quote = 0;
    for (size_t at = tags->at; at < tags->size; at++) {
        char c = tags->bytes[at];
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else if (c == '>' && !quote)
            return at + 1;
    }
    return tags->size;
}

bool tags_next(struct tags *tags, struct tag *tag)
{
    static const char *const others[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}};
    enum { OTHERS = sizeof others / sizeof *others };
    for (;;) {
        const char *open = memchr(tags->bytes + tags->at, '<', tags->size - tags->at);
        if (!open)
            return false;
        tags->at = (size_t)(open - tags->bytes);
        size_t other = 0;
        while (other < OTHERS && !starts(tags, others[other][0]))
            other++;
        if (other == OTHERS)
            break;
        tags->at = behind(tags, tags->at, others[other][1]);
    }
    *tag = (struct tag){.start = tags->at, .end = tag_end(tags)};
    tag->closes = tags->bytes[tag->start + 1] == '/';
    tag->empty = tag->end >= 2 && tags->bytes[tag->end - 2] == '/';
    tag->name = tags->bytes + tag->start + 1 + tag->closes;
    tag->size = strcspn(tag->name, " \t\r\n/>");
    tags->at = tag->end;
    return true;
}

bool tag_is(const struct tag *tag, const char *prefix, const char *name)
{
    size_t before = strlen(prefix), size = strlen(name);
    return tag->size == before + 1 + size && memcmp(tag->name, prefix, before) == 0 && tag->name[before] == ':' &&
           memcmp(tag->name + before + 1, name, size) == 0;
}

bool tag_is_local(const struct tag *tag, const char *name)
{
    const char *colon = memchr(tag->name, ':', tag->size);
    size_t before = colon ? (size_t)(colon + 1 - tag->name) : 0;
    return tag->size - before == strlen(name) && memcmp(tag->name + before, name, tag->size - before) == 0;
}

const char *tag_value(const struct tags *tags, const struct tag *tag, const char *name, struct arena *arena)
{
    size_t size = strlen(name);
    const char *end = tags->bytes + tag->end;
    for (const char *at = tag->name + tag->size; at < end;) {
        at += strspn(at, " \t\r\n");
        size_t length = strcspn(at, "= \t\r\n>/");
        const char *open = at + length + strspn(at + length, "= \t\r\n");
        if (!length || open >= end || (*open != '"' && *open != '\''))
            return NULL;
        const char *close = memchr(open + 1, *open, (size_t)(end - open - 1));
        if (!close)
            return NULL;
        if (length == size && memcmp(at, name, size) == 0)
            return arena_copy_n(arena, open + 1, (size_t)(close - open - 1));
        at = close + 1;
    }
    return NULL;
}

const char *tags_prefix(const struct member *member, const char *ns, struct arena *arena)
{
    size_t size = strlen(ns);
    for (const char *at = member->bytes; (at = strstr(at, "xmlns:")); at++) {
        const char *name = at + strlen("xmlns:");
        size_t length = strcspn(name, "= \t\r\n>");
        const char *value = name + length + strspn(name + length, "= \t\r\n");
        if ((*value == '"' || *value == '\'') && strncmp(value + 1, ns, size) == 0 && value[1 + size] == *value)
            return arena_copy_n(arena, name, length);
    }
    return NULL;
}

/* -- changes -- */

void change_add(struct changes *changes, size_t from, size_t upto, const char *text)
{
    MEM_GROW(changes->rows, changes->count, changes->room);
    changes->rows[changes->count++] = (struct change){from, upto, text};
}

/* In the order of the places, and otherwise as they were added. */
static void sort(struct changes *changes)
{
    for (size_t i = 1; i < changes->count; i++) {
        struct change row = changes->rows[i];
        size_t at = i;
        for (; at && changes->rows[at - 1].from > row.from; at--)
            changes->rows[at] = changes->rows[at - 1];
        changes->rows[at] = row;
    }
}

void changes_make(struct package *package, struct member *member, struct changes *changes)
{
    struct buf out = BUF_INIT;
    size_t at = 0;
    sort(changes);
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->rows[i];
        if (change->from > at)
            buf_add(&out, member->bytes + at, change->from - at);
        buf_str(&out, change->text ? change->text : "");
        at = change->upto > at ? change->upto : at;
    }
    buf_add(&out, member->bytes + at, member->size - at);
    package_put(package, member->name, &out);
    buf_free(&out);
    free(changes->rows);
    *changes = (struct changes){NULL, 0, 0};
}

void remark_lines(const char *text, const char *before, const char *after, struct buf *out)
{
    for (const char *line = text; *line;) {
        size_t size = strcspn(line, "\n");
        buf_str(out, before);
        docx_escape_n(out, line, size, true);
        buf_str(out, after);
        line += size + (line[size] == '\n');
    }
}

/* -- archives -- */

struct member *package_find(struct package *package, const char *name)
{
    for (size_t i = 0; i < package->count; i++)
        if (strcmp(package->list[i].name, name) == 0)
            return &package->list[i];
    return NULL;
}

void package_put(struct package *package, const char *name, const struct buf *bytes)
{
    struct member *member = package_find(package, name);
    if (!member) {
        MEM_GROW(package->list, package->count, package->room);
        member = &package->list[package->count++];
        member->name = arena_copy(package->arena, name);
    }
    member->bytes = arena_copy_n(package->arena, bytes->size ? bytes->data : "", bytes->size);
    member->size = bytes->size;
}

static bool unpack(struct package *package, const char *bytes, size_t size)
{
    static const struct unzip_limits limits = {IMPORT_MEMBERS, IMPORT_MEMBER, IMPORT_UNPACKED, IMPORT_RATIO};
    struct unzip *archive = unzip_open(bytes, size, &limits, &package->why);
    struct buf member = BUF_INIT;
    bool good = archive != NULL;
    for (size_t i = 0; good && i < unzip_count(archive); i++) {
        const char *name = unzip_name(archive, i);
        if (*name && name[strlen(name) - 1] == '/')
            continue;
        buf_clear(&member);
        good = unzip_bytes(archive, i, &member, &package->why);
        if (good)
            package_put(package, name, &member);
    }
    if (!good)
        package->why = arena_copy(package->arena, package->why);
    buf_free(&member);
    unzip_close(archive);
    return good;
}

static bool pack(struct package *package, struct buf *out)
{
    struct zip_deflater *deflater = zip_deflater_new();
    struct zip_writer *writer = zip_writer_new(deflater);
    for (size_t i = 0; i < package->count; i++)
        zip_writer_add(writer, package->list[i].name, package->list[i].bytes, package->list[i].size,
                       strcmp(package->list[i].name, "mimetype") != 0);
    bool good = zip_writer_finish(writer, out, &package->why);
    zip_deflater_free(deflater);
    return good;
}

bool remark_write(const char *path, const char *bytes, size_t size, const struct remark *remarks, size_t count,
                  struct arena *arena, struct buf *out, const char **why)
{
    struct package package = {.arena = arena, .remarks = remarks, .remark_count = count, .why = "it is of another kind"};
    size_t kind = kind_of(path);
    bool good = kind < KINDS && unpack(&package, bytes, size) && kinds[kind].remark(&package) && pack(&package, out);
    *why = package.why;
    free(package.list);
    return good;
}
