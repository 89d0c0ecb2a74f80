/* What stands in a paragraph: words, runs, links, bookmarks, pictures. */
#include "render/odf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* -- words -- */

/* Readers make one blank of several, and none of those a paragraph begins with: those that count are elements. */
static void put_blanks(struct odf *odf, size_t count)
{
    if (!odf->after_blank) {
        buf_char(odf->to, ' ');
        count--;
    }
    odf->after_blank = true;
    if (count == 1)
        buf_str(odf->to, "<text:s/>");
    else if (count)
        buf_printf(odf->to, "<text:s text:c=\"%zu\"/>", count);
}

/* in_line: a line end is a blank. */
static void put_words(struct odf *odf, const char *words, bool in_line)
{
    const char *blanks = in_line ? " \n" : " ", *special = " \t\n";
    while (*words) {
        size_t size = strspn(words, blanks);
        if (size) {
            put_blanks(odf, size);
        } else if ((size = strcspn(words, special))) {
            docx_escape_n(odf->to, words, size, false);
            odf->after_blank = false;
        } else {
            buf_str(odf->to, *words == '\t' ? "<text:tab/>" : "<text:line-break/>");
            odf->after_blank = false;
            size = 1;
        }
        words += size;
    }
}

/* -- pictures -- */

static const struct {
    const char *type, *extension;
} kinds[] = {{"image/png", "png"}, {"image/jpeg", "jpg"}};

/* One part however often the picture is shown; NULL: it cannot be. */
static const char *picture_path(struct odf *odf, const struct node *node)
{
    const char *type = odf_attr(node, "type"), *extension = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(type, kinds[i].type) == 0)
            extension = kinds[i].extension;
    struct odf_picture picture = {.type = type};
    if (!extension || !docx_decode(node_text(node, odf->arena), &picture.bytes)) {
        buf_free(&picture.bytes);
        odf_fail(odf, extension ? "a picture is not in base64" : "a picture is neither PNG nor JPEG");
        return NULL;
    }
    for (size_t i = 0; i < odf->picture_count; i++)
        if (odf->pictures[i].bytes.size == picture.bytes.size &&
            memcmp(odf->pictures[i].bytes.data, picture.bytes.data, picture.bytes.size) == 0) {
            buf_free(&picture.bytes);
            return odf->pictures[i].path;
        }
    picture.path = arena_printf(odf->arena, "Pictures/image%zu.%s", odf->picture_count + 1, extension);
    MEM_GROW(odf->pictures, odf->picture_count, odf->picture_room);
    odf->pictures[odf->picture_count++] = picture;
    return picture.path;
}

static const char frame_properties[] =
    "<style:graphic-properties style:vertical-pos=\"top\" style:vertical-rel=\"baseline\" fo:padding=\"0pt\" fo:border=\"none\"/>";

static void write_picture(struct odf *odf, const struct node *node)
{
    enum { UNITS = 12700 }; /* to the point */
    const char *path = picture_path(odf, node);
    if (!path)
        return;
    buf_printf(odf->to, "<draw:frame draw:style-name=\"%s\" text:anchor-type=\"as-char\"",
               odf_make_style(odf, ODF_GRAPHIC, NULL, frame_properties));
    odf_put_attribute(odf->to, "draw:name", arena_printf(odf->arena, "%s %zu", odf_attr(node, "name"), ++odf->shown));
    odf_put_length(odf->to, "svg:width", strtod(odf_attr(node, "wide"), NULL) / UNITS);
    odf_put_length(odf->to, "svg:height", strtod(odf_attr(node, "high"), NULL) / UNITS);
    buf_printf(odf->to, "><draw:image xlink:href=\"%s\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>",
               path);
    if (*odf_attr(node, "alt")) {
        buf_str(odf->to, "<svg:desc>");
        docx_escape(odf->to, odf_attr(node, "alt"));
        buf_str(odf->to, "</svg:desc>");
    }
    buf_str(odf->to, "</draw:frame>");
    odf->after_blank = false;
}

/* -- runs -- */

static void put_text_properties(struct buf *out, const struct node *run)
{
    if (odf_says(run, "bold"))
        buf_str(out, " fo:font-weight=\"bold\" style:font-weight-asian=\"bold\" style:font-weight-complex=\"bold\"");
    if (odf_says(run, "italic"))
        buf_str(out, " fo:font-style=\"italic\" style:font-style-asian=\"italic\" style:font-style-complex=\"italic\"");
    if (odf_says(run, "strike"))
        buf_str(out, " style:text-line-through-style=\"solid\" style:text-line-through-type=\"single\"");
    if (*odf_attr(run, "lang"))
        odf_put_language(out, odf_attr(run, "lang"));
}

/* The name of the style of a run; NULL: it has none. In a link that of the link is not asked for again. */
static const char *run_style(struct odf *odf, const struct node *run)
{
    const char *id = odf_attr(run, "style");
    const struct odf_style *style = *id && strcmp(id, "Hyperlink") != 0 ? odf_style(odf, id) : NULL;
    struct buf properties = BUF_INIT;
    buf_str(&properties, "<style:text-properties");
    size_t start = properties.size;
    put_text_properties(&properties, run);
    const char *name = style ? style->name : NULL;
    if (properties.size > start) {
        buf_str(&properties, "/>");
        name = odf_make_style(odf, ODF_TEXT, name, buf_text(&properties));
    }
    buf_free(&properties);
    return name;
}

static void begin_span(struct odf *odf, const char *style)
{
    if (style)
        buf_printf(odf->to, "<text:span text:style-name=\"%s\">", style);
}

static void end_span(struct odf *odf, const char *style)
{
    if (style)
        buf_str(odf->to, "</text:span>");
}

static void write_piece(struct odf *odf, const struct node *node)
{
    if (node_is_text(node))
        put_words(odf, node_chars(node), true);
    else if (docx_is_short(node, "t"))
        put_words(odf, node_text(node, odf->arena), false);
    else if (docx_is_short(node, "tab"))
        put_words(odf, "\t", false);
    else if (docx_is_short(node, "br"))
        put_words(odf, "\n", false);
    else if (docx_is_short(node, "picture"))
        write_picture(odf, node);
    else
        odf_fail(odf, "the element '%s' has no place in a run", node_name(node));
}

static void write_run(struct odf *odf, const struct node *node)
{
    if (!node_first_any(node))
        return;
    const char *style = run_style(odf, node);
    begin_span(odf, style);
    for (const struct node *piece = node_first_any(node); piece; piece = node_next_any(piece))
        write_piece(odf, piece);
    end_span(odf, style);
}

static void write_label(struct odf *odf, const struct node *node)
{
    const char *words = docx_label(odf->arena, node);
    if (!words)
        return;
    const char *style = run_style(odf, node);
    begin_span(odf, style);
    put_words(odf, words, true);
    end_span(odf, style);
    put_words(odf, " ", true);
}

/* -- bookmarks and links -- */

void odf_note_anchors(struct odf *odf, const struct node *body)
{
    for (const struct node *node = body; node; node = node_after(node, body)) {
        const char *anchor = docx_is_short(node, "bookmark") ? odf_attr(node, "anchor") : "";
        if (*anchor && !docx_map_get(&odf->anchors, anchor))
            docx_map_put(&odf->anchors, anchor, anchor);
    }
}

/* Bookmarks stand where the next paragraph begins. */
void odf_write_bookmark(struct odf *odf, const struct node *node)
{
    const char *anchor = odf_attr(node, "anchor");
    if (!*anchor || docx_map_get(&odf->placed, anchor))
        return;
    docx_map_put(&odf->placed, anchor, anchor);
    buf_str(&odf->bookmarks, "<text:bookmark");
    odf_put_attribute(&odf->bookmarks, "text:name", anchor);
    buf_str(&odf->bookmarks, "/>");
}

/* What may not stand in the part of a URI behind "#" is escaped. */
static const char *fragment(struct arena *arena, const char *anchor)
{
    struct buf uri = BUF_INIT;
    buf_char(&uri, '#');
    for (; *anchor; anchor++)
        if (isalnum((unsigned char)*anchor) || strchr("-._~", *anchor))
            buf_char(&uri, *anchor);
        else
            buf_printf(&uri, "%%%02X", (unsigned char)*anchor);
    const char *copy = arena_copy(arena, buf_text(&uri));
    buf_free(&uri);
    return copy;
}

static const char *target_of(struct odf *odf, const char *href)
{
    if (*href != '#')
        return docx_target(odf->arena, href);
    return docx_map_get(&odf->anchors, href + 1) ? fragment(odf->arena, href + 1) : NULL;
}

static void open_link(struct odf *odf, const struct node *node, const char *target)
{
    buf_str(odf->to, "<text:a xlink:type=\"simple\"");
    odf_put_attribute(odf->to, "xlink:href", target);
    if (*odf_attr(node, "title"))
        odf_put_attribute(odf->to, "office:title", odf_attr(node, "title"));
    if (odf->links)
        odf_put_attribute(odf->to, "text:style-name", odf->links);
    if (odf->visited)
        odf_put_attribute(odf->to, "text:visited-style-name", odf->visited);
    buf_char(odf->to, '>');
}

/* A link that shows nothing, or leads nowhere, is what it holds. */
static void write_link(struct odf *odf, const struct node *node)
{
    const char *target = target_of(odf, odf_attr(node, "href"));
    size_t start = odf->to->size;
    if (target)
        open_link(odf, node, target);
    size_t opened = odf->to->size;
    odf_write_runs(odf, node);
    if (target && odf->to->size == opened)
        odf->to->size = start;
    else if (target)
        buf_str(odf->to, "</text:a>");
}

/* -- all -- */

static const struct {
    const char *name;
    void (*write)(struct odf *odf, const struct node *node);
} rules[] = {
    {"r", write_run}, {"label", write_label}, {"a", write_link}, {"bookmark", odf_write_bookmark},
    {"sdt", odf_write_control},
};

static void write_element(struct odf *odf, const struct node *node)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (docx_is_short(node, rules[i].name)) {
            rules[i].write(odf, node);
            return;
        }
    odf_fail(odf, "the element '%s' has no place in a paragraph", node_name(node));
}

void odf_write_runs(struct odf *odf, const struct node *parent)
{
    for (const struct node *node = node_first_any(parent); node; node = node_next_any(node)) {
        if (node_is_text(node))
            put_words(odf, node_chars(node), true);
        else
            write_element(odf, node);
    }
}
