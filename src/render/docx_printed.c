/* The words of a form: its printed paragraphs, its hints, and what it puts into places, each as a mark in the document's own properties. */
#include "render/docx_writer.h"
#include "render/form_mark.h"

#include <stdlib.h>
#include <string.h>

enum { VALUE_MOST = 252 /* bytes of a property: Word keeps 255 */ };

struct printed {
    struct arena *arena;
    char (*list)[FORM_WORDS_HEX + 1];
    size_t count, room;
};

static void add(struct printed *printed, const char *where, const char *words)
{
    MEM_GROW(printed->list, printed->count, printed->room);
    form_words_mark(printed->arena, where, words, printed->list[printed->count++]);
}

static const char *words_of(struct arena *arena, const struct node *root)
{
    struct buf words = BUF_INIT;
    for (const struct node *node = root; node; node = node_after(node, root))
        buf_str(&words, node_text(node, arena));
    const char *copy = arena_copy(arena, buf_text(&words));
    buf_free(&words);
    return copy;
}

static const struct node *find(const struct node *root, const char *name)
{
    const struct node *node = root;
    while (node && !docx_is_short(node, name))
        node = node_after(node, root);
    return node;
}

static bool is_restricted(const struct node *paragraph)
{
    const char *style = node_attr(node_first(paragraph), "style");
    return style && strcmp(style, "Mark") == 0;
}

static void add_paragraph(struct printed *printed, const struct node *paragraph)
{
    const char *style = node_attr(paragraph, "style"), *words = words_of(printed->arena, paragraph);
    if (find(paragraph, "sdt") || !*words)
        return;
    add(printed, style ? style : "", words);
    if (is_restricted(paragraph))
        add(printed, "restricted", words);
}

/* What stands in a place that has a key; without one there is nothing to compare it with. */
static void add_control(struct printed *printed, const struct node *control)
{
    const struct node *properties = node_first(control), *tag = find(properties, "tag");
    const char *place = tag ? node_attr(tag, "val") : NULL;
    if (!docx_is_short(properties, "sdtPr") || !place || !strchr(place, '=') || find(properties, "showingPlcHdr"))
        return;
    place += strncmp(place, FORM_PREFIX, strlen(FORM_PREFIX)) == 0 ? strlen(FORM_PREFIX) : 0;
    add(printed, place, words_of(printed->arena, node_next(properties)));
}

static void add_hint(struct printed *printed, const struct node *part)
{
    const char *name = NULL;
    for (const struct node *node = part; node; node = node_after(node, part))
        if (!name && docx_is(node, NS_W, "name"))
            name = node_attr_ns(node, NS_W, "val");
    if (name && strncmp(name, "minutec-", 8) == 0)
        add(printed, name + 8, words_of(printed->arena, part));
}

static void gather(struct printed *printed, const struct node *root)
{
    for (const struct node *node = root; node; node = node_after(node, root)) {
        if (docx_is(node, NS_W, "docPart"))
            add_hint(printed, node);
        else if (docx_is(root, NS_W, "document") && docx_is_short(node, "p"))
            add_paragraph(printed, node);
        else if (docx_is(root, NS_W, "document") && docx_is_short(node, "sdt"))
            add_control(printed, node);
    }
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void put_property(struct writer *writer, long pid, size_t number, const struct buf *value)
{
    buf_printf(writer->out,
               "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"%ld\" name=\"" FORM_PRINTED "-%zu\">"
               "<vt:lpwstr>%s</vt:lpwstr></property>",
               pid, number, value->data);
}

enum verdict docx_write_printed(struct writer *writer, const struct node *node)
{
    struct printed printed = {.arena = arena_new()};
    struct buf value = BUF_INIT;
    const char *pid = node_attr(node, "pid");
    size_t number = 0;
    for (size_t i = 0; i < writer->docx->count; i++)
        if (writer->docx->parts[i].root && (docx_is(writer->docx->parts[i].root, NS_W, "document") ||
                                            docx_is(writer->docx->parts[i].root, NS_W, "glossaryDocument")))
            gather(&printed, writer->docx->parts[i].root);
    if (printed.count)
        qsort(printed.list, printed.count, sizeof *printed.list, compare);
    docx_settle(writer);
    for (size_t i = 0; i < printed.count; i++) {
        if (i && strcmp(printed.list[i], printed.list[i - 1]) == 0)
            continue;
        if (value.size + 1 + FORM_WORDS_HEX > VALUE_MOST) {
            put_property(writer, (pid ? strtol(pid, NULL, 10) : 2) + (long)number, number + 1, &value);
            number++;
            buf_clear(&value);
        }
        buf_printf(&value, "%s%s", value.size ? " " : "", printed.list[i]);
    }
    if (value.size)
        put_property(writer, (pid ? strtol(pid, NULL, 10) : 2) + (long)number, number + 1, &value);
    buf_free(&value);
    free(printed.list);
    arena_free(printed.arena);
    return SKIP;
}
