/* Places to type into: fields that show a hint, or choices. Around rows and items a control says nothing here. */
#include "render/form_mark.h"
#include "render/form_printed.h"
#include "render/odf.h"

#include <string.h>

static const char empty_box[] = "\xE2\x98\x90", ticked_box[] = "\xE2\x98\x92";

static const struct node *child(const struct node *parent, const char *name)
{
    const struct node *node = node_first(parent);
    while (node && !docx_is_short(node, name))
        node = node_next(node);
    return node;
}

const struct node *odf_control_content(const struct node *control)
{
    return child(control, "sdtContent");
}

static const char *words_of(struct odf *odf, const struct node *root)
{
    struct buf words = BUF_INIT;
    for (const struct node *node = root; node; node = node_after(node, root))
        buf_str(&words, node_text(node, odf->arena));
    const char *copy = arena_copy(odf->arena, buf_text(&words));
    buf_free(&words);
    return copy;
}

static void put_label(struct odf *odf, const char *words, bool chosen)
{
    buf_str(odf->to, "<text:label");
    odf_put_attribute(odf->to, "text:value", words);
    buf_str(odf->to, chosen ? " text:current-selected=\"true\"/>" : "/>");
}

static void begin_choice(struct odf *odf, const char *name)
{
    buf_str(odf->to, "<text:drop-down");
    odf_put_attribute(odf->to, "text:name", name);
    buf_char(odf->to, '>');
}

static void end_choice(struct odf *odf, const char *words)
{
    docx_escape(odf->to, words);
    buf_str(odf->to, "</text:drop-down>");
}

/* What is shown at first is among the choices, whatever it is. */
static void put_choice(struct odf *odf, const char *name, const struct node *list, const char *words)
{
    bool known = false;
    for (const struct node *item = node_first(list); item; item = node_next(item))
        known |= strcmp(odf_attr(item, "displayText"), words) == 0;
    begin_choice(odf, name);
    if (!known)
        put_label(odf, words, true);
    for (const struct node *item = node_first(list); item; item = node_next(item))
        put_label(odf, odf_attr(item, "displayText"), known && strcmp(odf_attr(item, "displayText"), words) == 0);
    end_choice(odf, words);
}

static void put_box(struct odf *odf, const char *name)
{
    begin_choice(odf, name);
    put_label(odf, empty_box, true);
    put_label(odf, ticked_box, false);
    end_choice(odf, empty_box);
}

/* In angle brackets, as readers show it. */
static void put_hint(struct odf *odf, const char *words)
{
    buf_str(odf->to, "<text:placeholder text:placeholder-type=\"text\"");
    odf_put_attribute(odf->to, "text:description", words);
    buf_str(odf->to, ">&lt;");
    docx_escape(odf->to, words);
    buf_str(odf->to, "&gt;</text:placeholder>");
}

static bool has_box(const struct node *properties)
{
    for (const struct node *node = node_first(properties); node; node = node_next(node))
        if (docx_is(node, NS_W14, "checkbox"))
            return true;
    return false;
}

void odf_write_control(struct odf *odf, const struct node *control)
{
    const struct node *properties = child(control, "sdtPr"), *content = odf_control_content(control);
    const struct node *list = child(properties, "dropDownList");
    const char *words = words_of(odf, content), *name = odf_attr(child(properties, "alias"), "val");
    if (!list)
        list = child(properties, "comboBox");
    if (has_box(properties)) {
        put_box(odf, name);
    } else if (list) {
        put_choice(odf, name, list, words);
    } else if (child(properties, "showingPlcHdr")) {
        put_hint(odf, words);
    } else {
        odf_write_runs(odf, content);
        return;
    }
    odf->after_blank = false;
}

/* -- what tells the form's own words -- */

static void put_property(void *with, size_t number, const char *value)
{
    buf_printf(with, "<meta:user-defined meta:name=\"" FORM_PRINTED "-%zu\">%s</meta:user-defined>", number, value);
}

void odf_put_printed(struct odf *odf, const struct node *node, struct buf *out)
{
    struct form_printed *printed = form_printed_new();
    form_printed_gather(printed, odf->body);
    for (const struct node *hint = node_first(node); hint; hint = node_next(hint))
        form_printed_add(printed, odf_attr(hint, "name"), node_text(hint, odf->arena));
    form_printed_each(printed, put_property, out);
    form_printed_free(printed);
}
