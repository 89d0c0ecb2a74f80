/* The package: its parts, and the relations that lead from one to another. */
#include "import/docx.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct reading {
    struct xml_reader *reader;
};

static bool push(void *with, const char *bytes, size_t size)
{
    return xml_reader_push(((struct reading *)with)->reader, bytes, size);
}

static void bad_part(struct docx *docx, size_t member, const char *why)
{
    diag_add(docx->input->log, D_BAD_PART, source_file(docx->input->source), unzip_name(docx->archive, member), why);
    docx->failed = true;
}

bool docx_parse(struct docx *docx, size_t member, const struct xml_handler *handler, void *with, struct xml_reader **reader)
{
    struct reading reading = {xml_reader_new(handler, with, IMPORT_DEPTH)};
    struct xml_fault fault;
    const char *why;
    if (reader)
        *reader = reading.reader;
    bool unpacked = unzip_read(docx->archive, member, push, &reading, &why);
    bool parsed = xml_reader_end(reading.reader, &fault);
    if (!unpacked)
        bad_part(docx, member, why);
    else if (fault.code)
        bad_part(docx, member, arena_printf(docx->arena, "line %zu: %s", fault.line, xml_fault_words(&fault)));
    return unpacked && parsed;
}

/* -- relations -- */

/* A target as a member's name: relative to the part's folder or, with "/" before it, to the package; "." and ".." resolved within it. */
static const char *member_name(struct arena *arena, const char *part, const char *target)
{
    char *out = arena_alloc(arena, strlen(part) + strlen(target) + 2), *end = out;
    const char *slash = strrchr(part, '/');
    if (*target != '/' && slash) {
        memcpy(out, part, (size_t)(slash - part));
        end = out + (slash - part);
    }
    for (const char *at = target; *at;) {
        at += strspn(at, "/");
        size_t size = strcspn(at, "/");
        if (size == 2 && memcmp(at, "..", 2) == 0) {
            while (end > out && *--end != '/')
                ;
        } else if (size && !(size == 1 && *at == '.')) {
            if (end > out)
                *end++ = '/';
            memcpy(end, at, size);
            end += size;
        }
        at += size;
    }
    *end = '\0';
    return out;
}

struct relations {
    struct docx *docx;
    struct docx_part *part;
    struct docx_names *names;
};

static bool on_relation(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    struct relations *all = with;
    struct docx_tag tag = {all->names, attrs, count};
    if (docx_name_of(all->names, ns, name) != RELS_RELATIONSHIP)
        return true;
    const char *id = docx_attr(&tag, DOCX_OTHER, "Id"), *type = docx_attr(&tag, DOCX_OTHER, "Type");
    const char *target = docx_attr(&tag, DOCX_OTHER, "Target"), *mode = docx_attr(&tag, DOCX_OTHER, "TargetMode");
    if (!id || !type || !target)
        return true;
    struct docx_part *part = all->part;
    struct arena *arena = all->docx->arena;
    const char *slash = strrchr(type, '/');
    bool outside = mode && strcmp(mode, "External") == 0;
    MEM_GROW(part->relations, part->relation_count, part->relation_room);
    part->relations[part->relation_count++] = (struct docx_relation){
        arena_copy(arena, id), arena_copy(arena, slash ? slash + 1 : type),
        outside ? arena_copy(arena, target) : member_name(arena, part->name, target), outside};
    return true;
}

static int by_id(const void *a, const void *b)
{
    const struct docx_relation *one = a, *other = b;
    int order = strcmp(one->id, other->id);
    return order ? order : strcmp(one->target, other->target);
}

static const char *relations_of(struct arena *arena, const char *part)
{
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash + 1 - part) : 0;
    return arena_printf(arena, "%.*s_rels/%s.rels", folder, part, part + folder);
}

bool docx_part_open(struct docx *docx, const char *name, struct docx_part *part)
{
    size_t member;
    *part = (struct docx_part){.name = name};
    if (*name && !unzip_find(docx->archive, name, &part->member))
        return false;
    if (!unzip_find(docx->archive, relations_of(docx->arena, name), &member))
        return true;
    static const struct xml_handler handler = {on_relation, NULL, NULL};
    struct relations all = {docx, part, docx_names_new()};
    bool good = docx_parse(docx, member, &handler, &all, NULL);
    docx_names_free(all.names);
    if (part->relation_count)
        qsort(part->relations, part->relation_count, sizeof *part->relations, by_id);
    return good;
}

void docx_part_close(struct docx_part *part)
{
    free(part->relations);
    part->relations = NULL;
    part->relation_count = part->relation_room = 0;
}

const struct docx_relation *docx_relation(const struct docx_part *part, const char *id)
{
    size_t low = 0, high = part->relation_count;
    while (id && low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(part->relations[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return id && low < part->relation_count && strcmp(part->relations[low].id, id) == 0 ? &part->relations[low] : NULL;
}

bool docx_related(const struct docx *docx, const struct docx_part *part, const char *type, size_t *member)
{
    for (size_t i = 0; i < part->relation_count; i++)
        if (strcmp(part->relations[i].type, type) == 0 && !part->relations[i].outside &&
            unzip_find(docx->archive, part->relations[i].target, member))
            return true;
    return false;
}

/* -- content types -- */

struct types {
    struct docx *docx;
    struct docx_names *names;
};

static bool on_type(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    struct types *types = with;
    struct docx *docx = types->docx;
    struct docx_tag tag = {types->names, attrs, count};
    if (docx_name_of(types->names, ns, name) != TYPES_OVERRIDE)
        return true;
    const char *part = docx_attr(&tag, DOCX_OTHER, "PartName"), *type = docx_attr(&tag, DOCX_OTHER, "ContentType");
    size_t member;
    if (part && type && unzip_find(docx->archive, part + (*part == '/'), &member) && !docx->types[member])
        docx->types[member] = arena_copy(docx->arena, type);
    return true;
}

bool docx_types_read(struct docx *docx)
{
    static const struct xml_handler handler = {on_type, NULL, NULL};
    struct types types = {docx, docx_names_new()};
    size_t list;
    bool good = !unzip_find(docx->archive, "[Content_Types].xml", &list) || docx_parse(docx, list, &handler, &types, NULL);
    docx_names_free(types.names);
    return good;
}

bool docx_is_of_type(const struct docx *docx, size_t member, const char *ending)
{
    const char *type = docx->types[member];
    size_t size = strlen(ending), length = type ? strlen(type) : 0;
    return length > size && strcasecmp(type + length - size, ending) == 0;
}

/* -- pictures -- */

static bool is_picture(const char *name)
{
    static const char *const endings[] = {".png", ".jpg", ".jpeg", ".jpe", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".webp", ".emf", ".wmf"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

const char *docx_attach(struct docx *docx, size_t member)
{
    const char *why, *name = unzip_name(docx->archive, member);
    struct buf bytes = BUF_INIT;
    if (docx->attached[member] || !is_picture(name))
        return docx->attached[member];
    if (unzip_bytes(docx->archive, member, &bytes, &why))
        docx->attached[member] = blocks_attach(docx->blocks, name, buf_text(&bytes), bytes.size);
    else
        bad_part(docx, member, why);
    buf_free(&bytes);
    return docx->attached[member];
}
