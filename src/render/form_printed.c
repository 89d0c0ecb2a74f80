/* The words of a form: its printed paragraphs, its hints, and what it puts into places, each as a mark. */
#include "render/form_printed.h"

#include "render/docx.h"
#include "render/form_mark.h"

#include <stdlib.h>
#include <string.h>

enum { VALUE_MOST = 252 /* bytes of a property: Word keeps 255 */ };

struct form_printed {
    struct arena *arena;
    char (*list)[FORM_WORDS_HEX + 1];
    size_t count, room;
};

void form_printed_add(struct form_printed *printed, const char *where, const char *words)
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

static void add_paragraph(struct form_printed *printed, const struct node *paragraph)
{
    const char *style = node_attr(paragraph, "style"), *words = words_of(printed->arena, paragraph);
    if (find(paragraph, "sdt") || !*words)
        return;
    form_printed_add(printed, style ? style : "", words);
    if (is_restricted(paragraph))
        form_printed_add(printed, "restricted", words);
}

/* What stands in a place that has a key, heads an item, or is said of an action without an address: in others it is no news by
 * itself. */
static void add_control(struct form_printed *printed, const struct node *control)
{
    const struct node *properties = node_first(control), *tag = find(properties, "tag");
    const char *place = tag ? node_attr(tag, "val") : NULL;
    if (!docx_is_short(properties, "sdtPr") || !place || find(properties, "showingPlcHdr"))
        return;
    place += strncmp(place, FORM_PREFIX, strlen(FORM_PREFIX)) == 0 ? strlen(FORM_PREFIX) : 0;
    if (strchr(place, '=') || strcmp(place, "item/title") == 0 || strncmp(place, "update/", strlen("update/")) == 0)
        form_printed_add(printed, place, words_of(printed->arena, node_next(properties)));
}

void form_printed_gather(struct form_printed *printed, const struct node *root)
{
    for (const struct node *node = root; node; node = node_after(node, root)) {
        if (docx_is_short(node, "p"))
            add_paragraph(printed, node);
        else if (docx_is_short(node, "sdt"))
            add_control(printed, node);
    }
}

struct form_printed *form_printed_new(void)
{
    struct form_printed *printed = mem_zero(1, sizeof *printed);
    printed->arena = arena_new();
    return printed;
}

void form_printed_free(struct form_printed *printed)
{
    arena_free(printed->arena);
    free(printed->list);
    free(printed);
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

void form_printed_each(struct form_printed *printed, void (*put)(void *with, size_t number, const char *value), void *with)
{
    struct buf value = BUF_INIT;
    size_t number = 0;
    if (printed->count)
        qsort(printed->list, printed->count, sizeof *printed->list, compare);
    for (size_t i = 0; i < printed->count; i++) {
        if (i && strcmp(printed->list[i], printed->list[i - 1]) == 0)
            continue;
        if (value.size + 1 + FORM_WORDS_HEX > VALUE_MOST) {
            put(with, ++number, buf_text(&value));
            buf_clear(&value);
        }
        buf_printf(&value, "%s%s", value.size ? " " : "", printed->list[i]);
    }
    if (value.size)
        put(with, ++number, buf_text(&value));
    buf_free(&value);
}
