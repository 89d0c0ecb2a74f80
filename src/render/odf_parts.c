/* The parts of an OpenDocument text as XML: those that the stylesheet made in full, the content, the list of all. */
#include "base/hash.h"
#include "render/carry.h"
#include "render/odf.h"

#include <string.h>

static const struct {
    const char *prefix, *uri;
} namespaces[] = {
    {"office", NS_OFFICE},
    {"style", NS_STYLE},
    {"text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
    {"table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
    {"draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"},
    {"fo", NS_FO},
    {"svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"},
    {"meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
    {"config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"},
    {"ooo", "http://openoffice.org/2004/office"}, /* in names of settings */
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"xlink", "http://www.w3.org/1999/xlink"},
};
enum { NAMESPACES = sizeof namespaces / sizeof *namespaces };

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static void declare(struct buf *out)
{
    for (int i = 0; i < NAMESPACES; i++)
        buf_printf(out, " xmlns:%s=\"%s\"", namespaces[i].prefix, namespaces[i].uri);
}

static void put_name(struct odf *odf, struct buf *out, const char *ns, const char *name)
{
    for (int i = 0; i < NAMESPACES; i++)
        if (strcmp(namespaces[i].uri, ns) == 0) {
            buf_str(out, namespaces[i].prefix);
            buf_char(out, ':');
            buf_str(out, name);
            return;
        }
    odf_fail(odf, "'%s' is of a namespace that no part has: '%s'", name, ns);
}

struct attributes {
    struct odf *odf;
    struct buf *out;
};

static bool copy_attribute(void *with, const char *name, const char *ns, const char *value)
{
    const struct attributes *to = with;
    if (strcmp(ns, NS_ODT) == 0)
        return true;
    buf_char(to->out, ' ');
    put_name(to->odf, to->out, ns, name);
    buf_str(to->out, "=\"");
    docx_escape(to->out, value);
    buf_char(to->out, '"');
    return true;
}

static void open_tag(struct odf *odf, struct buf *out, const struct node *node, bool root)
{
    buf_char(out, '<');
    put_name(odf, out, node_ns(node), node_name(node));
    if (root)
        declare(out);
    node_attrs(node, copy_attribute, &(struct attributes){odf, out});
    buf_str(out, node_first_any(node) ? ">" : "/>");
}

static void close_tag(struct odf *odf, struct buf *out, const struct node *node)
{
    buf_str(out, "</");
    put_name(odf, out, node_ns(node), node_name(node));
    buf_char(out, '>');
}

void odf_print(struct odf *odf, const struct node *root, struct buf *out)
{
    buf_str(out, declaration);
    for (const struct node *node = root; node;) {
        bool printed = docx_is(node, NS_ODT, "printed");
        if (node_is_text(node))
            docx_escape(out, node_chars(node));
        else if (printed)
            odf_put_printed(odf, node, out);
        else
            open_tag(odf, out, node, node == root);
        if (!node_is_text(node) && !printed && node_first_any(node)) {
            node = node_first_any(node);
            continue;
        }
        while (node != root && !node_next_any(node)) {
            node = node_parent(node);
            close_tag(odf, out, node);
        }
        node = node == root ? NULL : node_next_any(node);
    }
    buf_char(out, '\n');
}

static void put_field(struct buf *out, const char *name, const char *value)
{
    buf_str(out, "<text:user-field-decl office:value-type=\"string\"");
    odf_put_attribute(out, "office:string-value", value);
    odf_put_attribute(out, "text:name", name);
    buf_str(out, "/>");
}

void odf_print_content(struct odf *odf, const char *source, struct buf *out)
{
    char seal[33];
    buf_str(out, declaration);
    buf_str(out, "<office:document-content");
    declare(out);
    buf_str(out, " office:version=\"1.3\"><office:automatic-styles>");
    buf_str(out, buf_text(&odf->automatic));
    buf_str(out, "</office:automatic-styles><office:body><office:text>");
    size_t at = out->size;
    buf_str(out, buf_text(&odf->out));
    buf_str(out, "</office:text></office:body></office:document-content>\n");
    if (!source)
        return;
    struct buf whole = BUF_INIT;
    hash_text(hash_bytes(out->data, out->size), seal);
    buf_add(&whole, out->data, at);
    buf_str(&whole, CARRY_ODT_FROM);
    put_field(&whole, CARRY_FIELD_SEAL, seal);
    put_field(&whole, CARRY_FIELD, source);
    buf_str(&whole, CARRY_ODT_UPTO);
    buf_add(&whole, out->data + at, out->size - at);
    buf_free(out);
    *out = whole;
}

static void put_entry(struct buf *out, const char *path, const char *type)
{
    buf_printf(out, "<manifest:file-entry manifest:full-path=\"%s\"%s manifest:media-type=\"%s\"/>", path,
               strcmp(path, "/") == 0 ? " manifest:version=\"1.3\"" : "", type);
}

void odf_print_manifest(const struct odf *odf, struct buf *out)
{
    buf_str(out, declaration);
    buf_str(out,
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">");
    put_entry(out, "/", "application/vnd.oasis.opendocument.text");
    put_entry(out, "content.xml", "text/xml");
    put_entry(out, "styles.xml", "text/xml");
    put_entry(out, "settings.xml", "text/xml");
    put_entry(out, "meta.xml", "text/xml");
    for (size_t i = 0; i < odf->picture_count; i++)
        put_entry(out, odf->pictures[i].path, odf->pictures[i].type);
    buf_str(out, "</manifest:manifest>\n");
}
