/* Runs, links and bookmarks of a part: see docx.h. */
#include "base/text.h"
#include "render/docx_writer.h"

#include <stdlib.h>
#include <string.h>

/* -- words -- */

static bool is_blank(char c, bool in_line)
{
    return c == ' ' || (in_line && c == '\n');
}

/* Readers take blanks at the ends away, and one of two, unless told not to. */
static bool must_keep(const char *text, size_t size, bool in_line)
{
    return is_blank(text[0], in_line) || is_blank(text[size - 1], in_line) || text_has_blanks(text, size, in_line);
}

/* Text, tabs and line ends; in_line: a line end is a blank. */
static void put_words(struct writer *writer, const char *words, bool in_line)
{
    struct buf *out = writer->out;
    while (*words) {
        size_t size = strcspn(words, in_line ? "\t" : "\t\n");
        if (size) {
            buf_str(out, must_keep(words, size, in_line) ? "<w:t xml:space=\"preserve\">" : "<w:t>");
            docx_escape_n(out, words, size, in_line);
            buf_str(out, "</w:t>");
        } else {
            buf_str(out, *words == '\t' ? "<w:tab/>" : "<w:br/>");
            size = 1;
        }
        words += size;
    }
}

bool docx_holds_words(const struct node *node)
{
    static const char *const places[] = {"r", "p", "a", "lead", "tail", "below"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (docx_is_short(node, places[i]))
            return true;
    return false;
}

void docx_write_words(struct writer *writer, const struct node *parent, const char *words)
{
    docx_settle(writer);
    if (docx_is_short(parent, "r")) {
        put_words(writer, words, true);
        return;
    }
    writer->runs++;
    buf_str(writer->out, "<w:r>");
    put_words(writer, words, true);
    buf_str(writer->out, "</w:r>");
}

static enum verdict write_text(struct writer *writer, const struct node *node)
{
    docx_settle(writer);
    put_words(writer, node_text(node, writer->docx->arena), false);
    return SKIP;
}

/* -- runs -- */

void docx_put_style(struct writer *writer, const char *element, const char *id)
{
    if (!*id)
        return;
    if (!docx_map_get(&writer->docx->styles, id))
        docx_fail(writer->docx, "the style '%s' is not defined", id);
    buf_str(writer->out, "<w:");
    buf_str(writer->out, element);
    docx_put_attribute(writer, "w:val", id);
    buf_str(writer->out, "/>");
}

static void put_run_properties(struct writer *writer, const struct node *node)
{
    static const char *const names[] = {"style", "lang"};
    const char *values[2];
    docx_attributes(node, names, 2, values);
    const char *style = writer->unlinked && strcmp(values[0], "Hyperlink") == 0 ? "" : values[0];
    if (!*style && !*values[1])
        return;
    buf_str(writer->out, "<w:rPr>");
    docx_put_style(writer, "rStyle", style);
    if (*values[1]) {
        buf_str(writer->out, "<w:lang");
        docx_put_attribute(writer, "w:val", values[1]);
        buf_str(writer->out, "/>");
    }
    buf_str(writer->out, "</w:rPr>");
}

static const char *only_words(const struct node *run)
{
    const struct node *only = node_first_any(run);
    return only && node_is_text(only) && !node_next_any(only) ? node_chars(only) : NULL;
}

/* What a label ends in so that it needs no colon more. */
static bool is_ended(const char *words, const char *colon)
{
    size_t size = strlen(words), last = size ? 1 : 0;
    while (last < size && ((unsigned char)words[size - last] & 0xc0) == 0x80)
        last++;
    const char *end = words + size - last;
    bool known = last == 1 ? strchr(":;.,?!-", *end) != NULL : strcmp(end, "–") == 0 || strcmp(end, "—") == 0;
    return known || strstr(colon, end);
}

const char *docx_label(struct arena *arena, const struct node *label)
{
    const char *words = only_words(label), *colon = node_attr(label, "colon");
    return words && colon && !is_ended(words, colon) ? arena_printf(arena, "%s%s", words, colon) : words;
}

/* A run without words is none. */
static enum verdict enter_run(struct writer *writer, const struct node *node)
{
    if (!node_first_any(node))
        return SKIP;
    docx_settle(writer);
    writer->runs++;
    buf_str(writer->out, "<w:r>");
    put_run_properties(writer, node);
    return UNWRAP;
}

static void leave_run(struct writer *writer, const struct node *node)
{
    (void)node;
    docx_put(writer, "</w:r>");
}

/* The blank is no part of the label: what is typed behind it would look like one. */
static enum verdict write_label(struct writer *writer, const struct node *node)
{
    const char *words = docx_label(writer->docx->arena, node);
    if (!words)
        return SKIP;
    docx_settle(writer);
    writer->runs++;
    buf_str(writer->out, "<w:r>");
    put_run_properties(writer, node);
    put_words(writer, words, true);
    buf_str(writer->out, "</w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
    return SKIP;
}

/* -- bookmarks and links -- */

static enum verdict write_bookmark(struct writer *writer, const struct node *node)
{
    const char *anchor = node_attr(node, "anchor");
    const char *name = anchor ? docx_map_get(&writer->docx->anchors, anchor) : NULL;
    if (!name || docx_map_get(&writer->related, name))
        return SKIP;
    docx_map_put(&writer->related, name, name);
    size_t id = writer->docx->last_bookmark++;
    docx_settle(writer);
    buf_printf(writer->out, "<w:bookmarkStart w:id=\"%zu\" w:name=\"%s\"/><w:bookmarkEnd w:id=\"%zu\"/>", id, name, id);
    return SKIP;
}

/* Words, or anything else that is not an empty run. */
static bool shows_something(const struct node *link)
{
    for (const struct node *child = node_first_any(link); child; child = node_next_any(child))
        if (!docx_is_short(child, "r") || node_first_any(child))
            return true;
    return false;
}

static enum verdict enter_link(struct writer *writer, const struct node *node)
{
    static const char *const names[] = {"href", "title"};
    const char *values[2];
    docx_use(writer, NS_R);
    if (!shows_something(node))
        return SKIP;
    docx_attributes(node, names, 2, values);
    const char *anchor = *values[0] == '#' ? docx_map_get(&writer->docx->anchors, values[0] + 1) : NULL;
    const char *target = *values[0] == '#' ? NULL : docx_target(writer->docx->arena, values[0]);
    writer->unlinked = !anchor && !target;
    docx_settle(writer);
    if (writer->unlinked)
        return UNWRAP;
    buf_str(writer->out, "<w:hyperlink w:history=\"1\"");
    if (*values[1])
        docx_put_attribute(writer, "w:tooltip", values[1]);
    docx_put_attribute(writer, anchor ? "w:anchor" : "r:id", anchor ? anchor : docx_relate(writer, "hyperlink", target, true));
    buf_char(writer->out, '>');
    return UNWRAP;
}

static void leave_link(struct writer *writer, const struct node *node)
{
    (void)node;
    if (!writer->unlinked)
        docx_put(writer, "</w:hyperlink>");
    writer->unlinked = false;
}

/* In properties written in full; that of a link goes where there is none. */
static enum verdict check_style(struct writer *writer, const struct node *node)
{
    const char *id = node_attr_ns(node, NS_W, "val");
    if (!id)
        id = node_attr(node, "val");
    if (writer->unlinked && id && strcmp(id, "Hyperlink") == 0)
        return SKIP;
    if (!id || !docx_map_get(&writer->docx->styles, id))
        docx_fail(writer->docx, "the style '%s' is not defined", id ? id : "");
    return WRITE;
}

static void add_control_id(struct writer *writer, const struct node *node)
{
    (void)node;
    buf_printf(writer->out, " w:val=\"%zu\"", ++writer->docx->last_control);
}

static const struct rule rules[] = {
    {"", "a", enter_link, NULL, NULL, NULL, leave_link},
    {"", "app", docx_write_app, NULL, NULL, NULL, NULL},
    {"", "bookmark", write_bookmark, NULL, NULL, NULL, NULL},
    {"", "core", docx_write_core, NULL, NULL, NULL, NULL},
    {"", "footerReference", docx_write_reference, NULL, NULL, NULL, NULL},
    {"", "headerReference", docx_write_reference, NULL, NULL, NULL, NULL},
    {"", "id", NULL, add_control_id, NULL, NULL, NULL},
    {"", "label", write_label, NULL, NULL, NULL, NULL},
    {"", "picture", docx_write_picture, NULL, NULL, NULL, NULL},
    {"", "r", enter_run, NULL, NULL, NULL, leave_run},
    {"", "rStyle", check_style, NULL, NULL, NULL, NULL},
    {"", "t", write_text, NULL, NULL, NULL, NULL},
    {"", "tblStyle", check_style, NULL, NULL, NULL, NULL},
    {NS_W, "pStyle", check_style, NULL, NULL, NULL, NULL},
    {NS_W, "rStyle", check_style, NULL, NULL, NULL, NULL},
    {NS_W, "t", write_text, NULL, NULL, NULL, NULL},
    {NS_W, "tblStyle", check_style, NULL, NULL, NULL, NULL},
    {NS_DOCX, "printed", docx_write_printed, NULL, NULL, NULL, NULL},
};

const struct rule *docx_rule_runs(const char *ns, const char *name)
{
    return docx_rule_find(rules, sizeof rules / sizeof *rules, ns, name);
}
