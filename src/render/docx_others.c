/* What is not all WordprocessingML and has a short form: pictures, the headers and footers of a section, what the package says of itself. */
#include "render/docx_writer.h"

#include <string.h>

/* -- pictures -- */

static const struct {
    const char *type, *extension;
} kinds[] = {{"image/png", "png"}, {"image/jpeg", "jpeg"}};

/* The name of the part that holds the picture: one part however often it is shown. */
static const char *add_picture(struct docx *docx, const char *type, const char *base64)
{
    const char *extension = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(type, kinds[i].type) == 0)
            extension = kinds[i].extension;
    struct docx_part part = {.type = type};
    if (!extension || !docx_decode(base64, &part.bytes)) {
        buf_free(&part.bytes);
        docx_fail(docx, extension ? "a picture is not in base64" : "a picture is neither PNG nor JPEG");
        return NULL;
    }
    for (size_t i = docx->count - docx->media; i < docx->count; i++)
        if (docx->parts[i].bytes.size == part.bytes.size && strcmp(docx->parts[i].type, type) == 0 &&
            memcmp(docx->parts[i].bytes.data, part.bytes.data, part.bytes.size) == 0) {
            buf_free(&part.bytes);
            return docx->parts[i].name;
        }
    part.name = arena_printf(docx->arena, "/word/media/image%zu.%s", ++docx->media, extension);
    MEM_GROW(docx->parts, docx->count, docx->room);
    docx->parts[docx->count++] = part;
    return part.name;
}

static void put_named(struct writer *writer, const char *element, const char *name, const char *alt)
{
    buf_printf(writer->out, "<%s", element);
    docx_put_attribute(writer, "name", name);
    docx_put_attribute(writer, "descr", alt);
    buf_printf(writer->out, " id=\"%zu\"/>", writer->docx->last_drawing);
}

static void put_size(struct writer *writer, const char *element, const char *wide, const char *high)
{
    buf_printf(writer->out, "<%s", element);
    docx_put_attribute(writer, "cx", wide);
    docx_put_attribute(writer, "cy", high);
    buf_str(writer->out, "/>");
}

enum verdict docx_write_picture(struct writer *writer, const struct node *node)
{
    static const char *const names[] = {"wide", "high", "type", "name", "alt"};
    static const char *const spaces[] = {NS_WP, NS_A, NS_PIC, NS_R};
    const char *values[5];
    docx_attributes(node, names, 5, values);
    const char *wide = values[0], *high = values[1], *part = add_picture(writer->docx, values[2], node_text(node, writer->docx->arena));
    if (!part)
        return SKIP;
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        docx_use(writer, spaces[i]);
    writer->docx->last_drawing++;
    docx_put(writer, "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">");
    put_size(writer, "wp:extent", wide, high);
    put_named(writer, "wp:docPr", values[3], values[4]);
    buf_str(writer->out, "<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>"
                         "<a:graphic><a:graphicData uri=\"" NS_PIC "\"><pic:pic><pic:nvPicPr>");
    put_named(writer, "pic:cNvPr", values[3], values[4]);
    buf_str(writer->out, "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip");
    docx_put_attribute(writer, "r:embed", docx_relate(writer, "image", part + strlen("/word/"), false));
    buf_str(writer->out, "/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>");
    put_size(writer, "a:ext", wide, high);
    buf_str(writer->out, "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
                         "</wp:inline></w:drawing>");
    return SKIP;
}

/* -- headers and footers -- */

enum verdict docx_write_reference(struct writer *writer, const struct node *node)
{
    static const char *const names[] = {"type"};
    const char *type;
    docx_attributes(node, names, 1, &type);
    docx_use(writer, NS_R);
    docx_put(writer, "<w:");
    buf_str(writer->out, node_name(node));
    docx_put_attribute(writer, "w:type", type);
    docx_put_attribute(writer, "r:id", node_text(node, writer->docx->arena));
    buf_str(writer->out, "/>");
    return SKIP;
}

/* -- the package -- */

static void put_property(struct writer *writer, const char *element, const char *said, const char *value)
{
    buf_printf(writer->out, "<%s%s", element, said);
    if (!*value) {
        buf_str(writer->out, "/>");
        return;
    }
    buf_char(writer->out, '>');
    docx_escape(writer->out, value);
    buf_printf(writer->out, "</%s>", element);
}

enum verdict docx_write_app(struct writer *writer, const struct node *node)
{
    static const char *const names[] = {"company"};
    const char *company;
    docx_attributes(node, names, 1, &company);
    docx_use(writer, NS_EXTENDED);
    docx_put(writer, "<Properties>");
    put_property(writer, "Application", "", "minutec");
    put_property(writer, "Company", "", company);
    buf_str(writer->out, "</Properties>");
    return SKIP;
}

/* No clock: the only date there is is the meeting's. */
enum verdict docx_write_core(struct writer *writer, const struct node *node)
{
    static const char *const names[] = {"title", "creator", "language", "date", "status"};
    static const char *const spaces[] = {NS_CORE, NS_DC, NS_TERMS, NS_XSI};
    const char *values[5];
    docx_attributes(node, names, 5, values);
    const char *date = arena_printf(writer->docx->arena, "%sT00:00:00Z", values[3]);
    for (size_t i = 0; i < (*values[3] ? 4 : 2); i++)
        docx_use(writer, spaces[i]);
    docx_put(writer, "<cp:coreProperties>");
    put_property(writer, "dc:title", "", values[0]);
    put_property(writer, "dc:creator", "", values[1]);
    put_property(writer, "dc:language", "", values[2]);
    if (*values[3]) {
        put_property(writer, "dcterms:created", " xsi:type=\"dcterms:W3CDTF\"", date);
        put_property(writer, "dcterms:modified", " xsi:type=\"dcterms:W3CDTF\"", date);
    }
    put_property(writer, "cp:contentStatus", "", values[4]);
    buf_str(writer->out, "</cp:coreProperties>");
    return SKIP;
}
