/* Styles: those that the stylesheet defines, and those made for one place. */
#include "render/odf.h"

#include <stdlib.h>
#include <string.h>

/* -- defined -- */

static const struct node *paragraph_properties(const struct node *style)
{
    const struct node *properties = node_first(style);
    while (properties && !docx_is(properties, NS_STYLE, "paragraph-properties"))
        properties = node_next(properties);
    return properties;
}

/* "2.25pt double #9B1C1C" and the room between that and the words. */
static double bar_room(const struct node *properties)
{
    const char *line = node_attr_ns(properties, NS_FO, "border-left"), *padding = node_attr_ns(properties, NS_FO, "padding-left");
    return line ? strtod(line, NULL) + (padding ? strtod(padding, NULL) : 0) : 0;
}

static void note_style(struct odf *odf, const struct node *node)
{
    const char *name = node_attr_ns(node, NS_STYLE, "name"), *id = node_attr_ns(node, NS_ODT, "id");
    const char *level = node_attr_ns(node, NS_STYLE, "default-outline-level");
    const struct node *properties = paragraph_properties(node);
    if (!name)
        return;
    MEM_GROW(odf->styles, odf->style_count, odf->style_room);
    odf->styles[odf->style_count++] = (struct odf_style){.id = id ? id : name,
                                                         .name = name,
                                                         .parent = node_attr_ns(node, NS_STYLE, "parent-style-name"),
                                                         .level = level ? (int)strtol(level, NULL, 10) : 0,
                                                         .left = node_attr_ns(properties, NS_FO, "margin-left"),
                                                         .first = node_attr_ns(properties, NS_FO, "text-indent"),
                                                         .bar = bar_room(properties)};
}

void odf_note_styles(struct odf *odf, const struct node *styles)
{
    for (const struct node *node = node_first(styles); node; node = node_after(node, styles))
        if (docx_is(node, NS_STYLE, "style"))
            note_style(odf, node);
}

void odf_note_look(struct odf *odf, const struct node *table)
{
    MEM_GROW(odf->looks, odf->look_count, odf->look_room);
    odf->looks[odf->look_count++] = (struct odf_look){
        odf_attr(table, "id"),     odf_attr(table, "top"),   odf_attr(table, "left"),
        odf_attr(table, "bottom"), odf_attr(table, "right"), odf_attr(table, "across"),
        odf_attr(table, "down"),   odf_attr(table, "head"),  odf_attr(table, "fill")};
}

const struct odf_style *odf_style(struct odf *odf, const char *id)
{
    for (size_t i = 0; i < odf->style_count; i++)
        if (strcmp(odf->styles[i].id, id) == 0)
            return &odf->styles[i];
    odf_fail(odf, "the style '%s' is not defined", id);
    return NULL;
}

const struct odf_look *odf_look(struct odf *odf, const char *id)
{
    for (size_t i = 0; i < odf->look_count; i++)
        if (strcmp(odf->looks[i].id, id) == 0)
            return &odf->looks[i];
    odf_fail(odf, "the table style '%s' is not defined", id);
    return NULL;
}

static const struct odf_style *parent_of(const struct odf *odf, const struct odf_style *style)
{
    for (size_t i = 0; style->parent && i < odf->style_count; i++)
        if (strcmp(odf->styles[i].name, style->parent) == 0)
            return &odf->styles[i];
    return NULL;
}

enum { CHAIN = 16 }; /* styles above one another that are looked at */

double odf_first_line(const struct odf *odf, const struct odf_style *style)
{
    for (int i = 0; style && i < CHAIN; i++, style = parent_of(odf, style))
        if (style->first)
            return strtod(style->first, NULL);
    return 0;
}

double odf_margin(const struct odf *odf, const struct odf_style *style)
{
    double bar = 0;
    for (int i = 0; style && i < CHAIN; i++, style = parent_of(odf, style)) {
        bar = bar > 0 ? bar : style->bar;
        if (style->left)
            return strtod(style->left, NULL) + bar;
    }
    return bar;
}

/* -- lengths, lines, languages -- */

void odf_put_length(struct buf *out, const char *name, double points)
{
    long hundredths = (long)(points * 100 + (points < 0 ? -0.5 : 0.5));
    long size = labs(hundredths);
    buf_printf(out, " %s=\"%s%ld", name, hundredths < 0 ? "-" : "", size / 100);
    if (size % 100)
        buf_printf(out, size % 10 ? ".%02ld" : ".%ld", size % 10 ? size % 100 : size % 100 / 10);
    buf_str(out, "pt\"");
}

/* The words of "double 6 6 9B1C1C": kind, width in eighths of a point, distance in points, colour. */
struct line {
    bool is_double;
    double width, distance;
    const char *colour;
};

static struct line read_line(const char *text)
{
    char *end = NULL;
    struct line line = {.is_double = strncmp(text, "double ", 7) == 0};
    line.width = strtol(text + strcspn(text, " "), &end, 10) / 8.0 * (line.is_double ? 3 : 1);
    line.distance = strtol(end, &end, 10);
    line.colour = end + strspn(end, " ");
    return line;
}

double odf_line_distance(const char *text)
{
    return read_line(text).distance;
}

double odf_line_room(const char *text)
{
    struct line line = read_line(text);
    return line.width + line.distance;
}

void odf_put_line(struct buf *out, const char *name, const char *text)
{
    if (!*text) {
        buf_printf(out, " %s=\"none\"", name);
        return;
    }
    struct line line = read_line(text);
    odf_put_length(out, name, line.width);
    out->size--; /* within the quotes */
    buf_printf(out, " %s #%s\"", line.is_double ? "double" : "solid", line.colour);
}

/* "cy-GB", "zh-Hant-TW": what the three attributes cannot say goes as a whole beside them. */
void odf_put_language(struct buf *out, const char *language)
{
    enum { PART = 9 };
    size_t size = strcspn(language, "-");
    char first[PART] = "", country[PART] = "", script[PART] = "";
    bool simple = size < PART;
    memcpy(first, language, simple ? size : PART - 1);
    for (const char *at = language + size; *at;) {
        const char *part = at + 1;
        size = strcspn(part, "-");
        char *to = size == 4 && !*script && !*country ? script : (size == 2 || size == 3) && !*country ? country : NULL;
        simple = simple && to;
        if (to)
            memcpy(to, part, size);
        at = part + size;
    }
    odf_put_attribute(out, "fo:language", first);
    odf_put_attribute(out, "fo:country", *country ? country : "none");
    if (*script)
        odf_put_attribute(out, "fo:script", script);
    if (!simple || *script)
        odf_put_attribute(out, "style:rfc-language-tag", language);
}

/* -- made -- */

static const struct {
    const char *family, *letter;
} families[] = {
    [ODF_PARAGRAPH] = {"paragraph", "P"},      [ODF_TEXT] = {"text", "T"},       [ODF_TABLE] = {"table", "Table"},
    [ODF_COLUMN] = {"table-column", "Column"}, [ODF_ROW] = {"table-row", "Row"}, [ODF_CELL] = {"table-cell", "Cell"},
    [ODF_GRAPHIC] = {"graphic", "Frame"},
};

const char *odf_make_style(struct odf *odf, enum odf_family family, const char *parent, const char *properties)
{
    bool pages = odf->first_page && (family == ODF_PARAGRAPH || family == ODF_TABLE);
    struct buf like = BUF_INIT;
    buf_printf(&like, " style:family=\"%s\"", families[family].family);
    if (parent)
        odf_put_attribute(&like, "style:parent-style-name", parent);
    if (pages)
        odf_put_attribute(&like, "style:master-page-name", odf->first_page);
    buf_char(&like, '>');
    buf_str(&like, properties);
    const char *name = docx_map_get(&odf->made, buf_text(&like));
    if (!name) {
        name = arena_printf(odf->arena, "%s%zu", families[family].letter, ++odf->counts[family]);
        docx_map_put(&odf->made, arena_copy(odf->arena, buf_text(&like)), name);
        buf_printf(&odf->automatic, "<style:style style:name=\"%s\"%s</style:style>", name, buf_text(&like));
    }
    buf_free(&like);
    if (pages)
        odf->first_page = NULL;
    return name;
}
