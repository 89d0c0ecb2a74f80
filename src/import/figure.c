#include "import/figure.h"

#include "base/text.h"
#include "document/document.h"
#include "document/picture.h"

static bool is_picture(const struct attachment *attached)
{
    const char *type;
    size_t width, height;
    return attached->size <= LIMIT_PICTURE && picture_read(attached->bytes, attached->size, &type, &width, &height) &&
           width <= LIMIT_PICTURE_SIDE && height <= LIMIT_PICTURE_SIDE;
}

static void attach_instead(struct node *figure, struct arena *arena, const char *file)
{
    static const char *const kept[] = {"src", "rule", "confidence"};
    struct node *attachment = node_insert(figure, "attachment");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (node_attr(figure, kept[i]))
            node_set(attachment, kept[i], node_attr(figure, kept[i]));
    node_set(attachment, "file", file);
    const char *alt = node_attr(figure, "alt"), *words = node_text(figure, arena);
    node_add_text(attachment, text_is_blank(words) ? alt : words);
    node_drop(figure);
}

const char *figure_place(struct node *node, const struct attachment *attached, const char *stem, struct arena *arena)
{
    const char *file = arena_printf(arena, "attachments/%s/%s", stem, attached->name);
    if (node_is(node, "figure") && !is_picture(attached))
        attach_instead(node, arena, file);
    else
        node_set(node, "file", file);
    return file;
}
