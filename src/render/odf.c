/* From what the stylesheet made to an OpenDocument text (ODF 1.3, part 2 says how it is packed). */
#include "render/odf.h"

#include "base/zip.h"
#include "render/finish.h"

#include <stdlib.h>
#include <string.h>

void odf_fail(struct odf *odf, const char *format, ...)
{
    if (odf->why)
        return;
    va_list args;
    va_start(args, format);
    odf->why = arena_vprintf(odf->arena, format, args);
    va_end(args);
}

void odf_put_attribute(struct buf *out, const char *name, const char *value)
{
    buf_char(out, ' ');
    buf_str(out, name);
    buf_str(out, "=\"");
    docx_escape(out, value);
    buf_char(out, '"');
}

const char *odf_attr(const struct node *node, const char *name)
{
    const char *value = node_attr(node, name);
    return value ? value : "";
}

bool odf_says(const struct node *node, const char *name)
{
    const char *value = odf_attr(node, name);
    return *value && strcmp(value, "no") != 0 && strcmp(value, "false") != 0;
}

/* -- the package -- */

struct package {
    const struct node *styles, *settings, *meta, *body;
};

static void read_package(struct odf *odf, const struct node *root, struct package *package)
{
    if (!docx_is(root, NS_ODT, "package"))
        odf_fail(odf, "the stylesheet made no package");
    for (const struct node *node = node_first(root); node && !odf->why; node = node_next(node)) {
        if (docx_is(node, NS_OFFICE, "document-styles"))
            package->styles = node;
        else if (docx_is(node, NS_OFFICE, "document-settings"))
            package->settings = node;
        else if (docx_is(node, NS_OFFICE, "document-meta"))
            package->meta = node;
        else if (docx_is(node, NS_ODT, "table"))
            odf_note_look(odf, node);
        else if (docx_is_short(node, "body"))
            package->body = node;
        else
            odf_fail(odf, "the element '%s' has no place in a package", node_name(node));
    }
    if (!odf->why && !(package->styles && package->settings && package->meta && package->body))
        odf_fail(odf, "the package lacks its styles, settings, properties or body");
}

static void write_body(struct odf *odf, const struct node *body)
{
    odf->body = body;
    odf->first_page = node_attr(body, "first");
    odf->links = node_attr(body, "links");
    odf->visited = node_attr(body, "visited");
    odf->list_left = strtod(odf_attr(body, "lists"), NULL);
    odf_note_anchors(odf, body);
    odf_write_blocks(odf, node_first(body));
}

/* -- the archive -- */

static const char media_type[] = "application/vnd.oasis.opendocument.text";

static void add_part(struct zip_writer *writer, const char *name, struct buf *part)
{
    zip_writer_add(writer, name, buf_text(part), part->size, true);
    buf_clear(part);
}

/* What kind of file it is comes first, and as it stands, so that whoever looks at its first bytes knows. */
static bool zip_parts(struct odf *odf, const struct package *package, struct docx_store *store, const char *source, struct buf *out)
{
    struct zip_writer *writer = zip_writer_new(docx_store_deflater(store));
    struct buf part = BUF_INIT;
    zip_writer_add(writer, "mimetype", media_type, sizeof media_type - 1, false);
    odf_print_content(odf, source, &part);
    add_part(writer, "content.xml", &part);
    odf_print(odf, package->styles, &part);
    add_part(writer, "styles.xml", &part);
    odf_print(odf, package->settings, &part);
    add_part(writer, "settings.xml", &part);
    odf_print(odf, package->meta, &part);
    add_part(writer, "meta.xml", &part);
    for (size_t i = 0; i < odf->picture_count; i++)
        zip_writer_add(writer, odf->pictures[i].path, odf->pictures[i].bytes.data, odf->pictures[i].bytes.size, false);
    odf_print_manifest(odf, &part);
    add_part(writer, "META-INF/manifest.xml", &part);
    buf_free(&part);
    if (!odf->why)
        return zip_writer_finish(writer, out, &odf->why);
    zip_writer_free(writer);
    return false;
}

static void free_odf(struct odf *odf)
{
    for (size_t i = 0; i < odf->picture_count; i++)
        buf_free(&odf->pictures[i].bytes);
    free(odf->pictures);
    free(odf->styles);
    free(odf->looks);
    docx_map_free(&odf->made);
    docx_map_free(&odf->anchors);
    docx_map_free(&odf->placed);
    docx_map_free(&odf->counted);
    buf_free(&odf->out);
    buf_free(&odf->bookmarks);
    buf_free(&odf->automatic);
}

bool odt_pack(const struct xml_doc *result, const struct finishing *with, struct buf *out, const char **why)
{
    struct odf odf = {.arena = with->arena};
    struct package package = {NULL, NULL, NULL, NULL};
    odf.to = &odf.out;
    read_package(&odf, xml_root(result), &package);
    if (!odf.why) {
        odf_note_styles(&odf, package.styles);
        write_body(&odf, package.body);
    }
    bool done = !odf.why && zip_parts(&odf, &package, with->store, with->source, out);
    if (!done)
        *why = odf.why;
    free_odf(&odf);
    return done;
}
