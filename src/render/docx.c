/* A package of parts (ISO/IEC 29500-2) to the archive that Word opens. */
#include "render/docx.h"

#include "base/zip.h"
#include "render/carry.h"
#include "render/finish.h"

#include <stdlib.h>
#include <string.h>

void docx_fail(struct docx *docx, const char *format, ...)
{
    if (docx->why)
        return;
    va_list args;
    va_start(args, format);
    docx->why = arena_vprintf(docx->arena, format, args);
    va_end(args);
}

/* -- reading the package -- */

static void note_styles(struct docx *docx, const struct node *styles)
{
    for (const struct node *style = node_first(styles); style; style = node_next(style)) {
        const char *id = node_attr_ns(style, NS_W, "styleId");
        if (id && !docx_map_get(&docx->styles, id))
            docx_map_put(&docx->styles, id, id);
    }
}

/* Lists get numbers after those that the stylesheet gave. */
static void note_nums(struct docx *docx, const struct node *numbering)
{
    for (const struct node *num = node_first(numbering); num; num = node_next(num)) {
        const char *id = docx_is(num, NS_W, "num") ? node_attr_ns(num, NS_W, "numId") : NULL;
        size_t number = id ? strtoul(id, NULL, 10) : 0;
        docx->last_num = number > docx->last_num ? number : docx->last_num;
    }
    docx->given_num = docx->last_num;
}

static void note_anchors(struct docx *docx, const struct node *root)
{
    for (const struct node *node = root; node; node = node_after(node, root))
        if (docx_is_short(node, "bookmark") && node_attr(node, "anchor") && *node_attr(node, "anchor"))
            docx_name_anchor(docx, node_attr(node, "anchor"));
}

/* Names are "/folder/file": no empty segment, none that begins with a dot but "_rels/.rels", none twice. */
static bool name_fits(const struct docx *docx, const char *name)
{
    if (!name || *name != '/' || name[strlen(name) - 1] == '/' || strstr(name, "//"))
        return false;
    if (strstr(name, "/.") && strcmp(name, "/_rels/.rels") != 0)
        return false;
    for (size_t i = 0; i < docx->count; i++)
        if (strcmp(docx->parts[i].name, name) == 0)
            return false;
    return true;
}

static void read_part(struct docx *docx, const struct node *node)
{
    struct docx_part part = {.name = node_attr(node, "name"), .type = node_attr(node, "type"), .shape = node_attr(node, "shape")};
    const struct node *data = node_first(node);
    if (!name_fits(docx, part.name) || !part.type) {
        docx_fail(docx, "the part '%s' has no fitting name or no content type, or is there twice", part.name ? part.name : "");
        return;
    }
    if (docx_is_short(data, "data"))
        part.root = node_first(data);
    else if (docx_is_short(data, "bytes") && !docx_decode(node_text(data, docx->arena), &part.bytes))
        docx_fail(docx, "the part '%s' is not in base64", part.name);
    else if (!data && part.shape)
        docx_take_over(docx, &part);
    if (!part.root && !part.bytes.size)
        docx_fail(docx, "the part '%s' is empty", part.name);
    if (docx_is(part.root, NS_W, "styles"))
        note_styles(docx, part.root);
    else if (docx_is(part.root, NS_W, "numbering"))
        note_nums(docx, part.root);
    else if (part.root)
        note_anchors(docx, part.root);
    MEM_GROW(docx->parts, docx->count, docx->room);
    docx->parts[docx->count++] = part;
}

static void read_package(struct docx *docx, const struct node *root)
{
    if (!docx_is_short(root, "package"))
        docx_fail(docx, "the stylesheet made no package");
    for (const struct node *node = node_first(root); node && !docx->why; node = node_next(node)) {
        if (docx_is_short(node, "part"))
            read_part(docx, node);
        else if (docx_is_short(node, "between"))
            docx->between = node;
        else
            docx_fail(docx, "the element '%s' has no place in a package", node_name(node));
    }
    if (!docx->why && docx->count == 0)
        docx_fail(docx, "the package has no parts");
}

/* -- writing its parts -- */

/* Numbering and relationships hold what writing the other parts asks for. */
static bool comes_late(const struct docx_part *part)
{
    return strcmp(part->type, TYPE_NUMBERING) == 0 || strcmp(part->type, TYPE_RELATIONS) == 0;
}

static void write_parts(struct docx *docx, bool late)
{
    for (size_t i = 0; i < docx->count && !docx->why; i++)
        if (comes_late(&docx->parts[i]) != late)
            continue;
        else if (docx->parts[i].taken)
            docx_fill_seam(docx, i);
        else if (docx->parts[i].root)
            docx_write_part(docx, i);
}

/* What was to go into a part that the package does not have. */
static void check_late(struct docx *docx)
{
    bool numbering = false;
    for (size_t i = 0; i < docx->count; i++) {
        numbering = numbering || strcmp(docx->parts[i].type, TYPE_NUMBERING) == 0;
        if (docx->parts[i].relations.size)
            docx_fail(docx, "the part '%s' refers to others, but the package has no relationships for it", docx->parts[i].name);
    }
    if (docx->nums.size && !numbering)
        docx_fail(docx, "there are lists, but the package has no numbering");
}

/* -- what it carries -- */

static void add_carried(struct docx *docx, const char *name, const char *type, const char *text)
{
    struct docx_part part = {.name = arena_printf(docx->arena, "/%s", name), .type = type, .carried = true};
    buf_str(&part.bytes, text);
    MEM_GROW(docx->parts, docx->count, docx->room);
    docx->parts[docx->count++] = part;
}

/* The hash of the document's own part as a GUID. */
static const char *seal_of(const struct docx *docx, const struct docx_part *part)
{
    char seal[33];
    hash_text(hash_bytes(part->bytes.data, part->bytes.size), seal);
    for (char *c = seal; *c; c++)
        *c = (char)(*c >= 'a' ? *c - 'a' + 'A' : *c);
    return arena_printf(docx->arena, "{%.8s-%.4s-%.4s-%.4s-%s}", seal, seal + 8, seal + 12, seal + 16, seal + 20);
}

/* The source as custom XML (ISO/IEC 29500-1, 15.2.5 and 15.2.6), which Word and LibreOffice keep and show nobody. */
static void carry(struct docx *docx, const char *source)
{
    static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    size_t at = 0;
    while (at < docx->count && strcmp(docx->parts[at].type, TYPE_DOCUMENT) != 0)
        at++;
    if (at == docx->count || docx->why)
        return;
    const char *seal = seal_of(docx, &docx->parts[at]), *last = strrchr(CARRY_DOCX_PROPERTIES, '/') + 1;
    docx->parts[at].related = true;
    buf_printf(&docx->parts[at].relations, "<Relationship Id=\"source\" Type=\"%s/customXml\" Target=\"../%s\"/>", NS_R, CARRY_DOCX_PART);
    add_carried(docx, CARRY_DOCX_PART, "application/xml", source);
    add_carried(docx, CARRY_DOCX_PROPERTIES, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
                arena_printf(docx->arena, "%s<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" "
                                          "ds:itemID=\"%s\"><ds:schemaRefs/></ds:datastoreItem>\n", head, seal));
    add_carried(docx, "customXml/_rels/item1.xml.rels", TYPE_RELATIONS,
                arena_printf(docx->arena, "%s<Relationships xmlns=\"%s\"><Relationship Id=\"properties\" Type=\"%s/customXmlProps\" "
                                          "Target=\"%s\"/></Relationships>\n", head, NS_RELATIONS, NS_R, last));
}

/* -- the archive -- */

static const struct {
    const char *extension, *type;
} defaults[] = {
    {"rels", TYPE_RELATIONS},
    {"xml", "application/xml"},
    {"png", "image/png"},
    {"jpeg", "image/jpeg"},
};
enum { DEFAULTS = sizeof defaults / sizeof *defaults };

static int default_of(const struct docx_part *part)
{
    const char *dot = strrchr(part->name, '.');
    for (int i = 0; dot && i < DEFAULTS; i++)
        if (strcmp(dot + 1, defaults[i].extension) == 0 && strcmp(part->type, defaults[i].type) == 0)
            return i;
    return -1;
}

static void write_types(const struct docx *docx, struct buf *out)
{
    bool used[DEFAULTS] = {true, true};
    for (size_t i = 0; i < docx->count; i++)
        if (default_of(&docx->parts[i]) >= 0)
            used[default_of(&docx->parts[i])] = true;
    buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"%s\">", NS_TYPES);
    for (int i = 0; i < DEFAULTS; i++)
        if (used[i])
            buf_printf(out, "<Default Extension=\"%s\" ContentType=\"%s\"/>", defaults[i].extension, defaults[i].type);
    for (size_t i = 0; i < docx->count; i++) {
        if (default_of(&docx->parts[i]) >= 0)
            continue;
        buf_str(out, "<Override PartName=\"");
        docx_escape(out, docx->parts[i].name);
        buf_str(out, "\" ContentType=\"");
        docx_escape(out, docx->parts[i].type);
        buf_str(out, "\"/>");
    }
    buf_str(out, "</Types>\n");
}

static bool zip_parts(const struct docx *docx, struct buf *out, const char **why)
{
    struct zip_writer *writer = zip_writer_new(docx_store_deflater(docx->store));
    struct buf types = BUF_INIT;
    write_types(docx, &types);
    zip_writer_add(writer, "[Content_Types].xml", types.data, types.size, true);
    buf_free(&types);
    for (size_t i = 0; i < docx->count; i++) {
        const struct docx_part *part = &docx->parts[i];
        zip_writer_add(writer, part->name + 1, part->bytes.data, part->bytes.size, part->root || part->taken || part->carried);
    }
    return zip_writer_finish(writer, out, why);
}

static void free_docx(struct docx *docx)
{
    for (size_t i = 0; i < docx->count; i++) {
        buf_free(&docx->parts[i].bytes);
        buf_free(&docx->parts[i].relations);
    }
    free(docx->parts);
    docx_map_free(&docx->anchors);
    docx_map_free(&docx->names);
    docx_map_free(&docx->styles);
    buf_free(&docx->nums);
}

bool docx_pack(const struct xml_doc *result, const struct finishing *with, struct buf *out, const char **why)
{
    struct docx docx = {.arena = with->arena, .store = with->store};
    read_package(&docx, xml_root(result));
    write_parts(&docx, false);
    if (with->source)
        carry(&docx, with->source);
    write_parts(&docx, true);
    check_late(&docx);
    bool done = !docx.why && zip_parts(&docx, out, &docx.why);
    if (done)
        docx_hand_on(&docx);
    else
        *why = docx.why;
    free_docx(&docx);
    return done;
}
