/* Attachments and figures. */
#include "base/port.h"
#include "document/picture.h"
#include "render/resolve_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *folder_of(const struct resolve *resolve)
{
    const char *folder = resolve->body ? resolve->body->folder : NULL;
    return folder && *folder ? folder : ".";
}

/* "512 bytes", "3.4 KB", "12 MB". */
static char *size_text(const struct resolve *resolve, size_t size)
{
    if (size == 1)
        return fill(resolve, "size-byte", "1", NULL, NULL);
    if (size < 1000)
        return fill(resolve, "size-bytes", arena_printf(resolve->arena, "%zu", size), NULL, NULL);
    size_t tenths = (size + 50) / 100;
    const char *name = "size-kilobytes";
    if (tenths >= 10000) {
        tenths = (size + 50000) / 100000;
        name = "size-megabytes";
    }
    const char *number = tenths < 100 ? arena_printf(resolve->arena, "%zu%s%zu", tenths / 10,
                                                     label(resolve->labels, "decimal-point"), tenths % 10)
                                      : arena_printf(resolve->arena, "%zu", (tenths + 5) / 10);
    return fill(resolve, name, number, NULL, NULL);
}

/* The size of a file below the body's folder without reading it. */
static bool find_size(const struct resolve *resolve, const char *file, size_t *size)
{
    struct buf none = BUF_INIT;
    const char *why = "";
    enum port_read result = document_file(resolve->document, folder_of(resolve), file, 0, &none, size, &why);
    buf_free(&none);
    return result == PORT_OK || result == PORT_TOO_LARGE;
}

void resolve_attachment(struct resolve *resolve, struct node *node)
{
    const char *file = attr_text(resolve, node, "file"), *own_label = attr_text(resolve, node, "label");
    put(node, "label", own_label ? own_label : label(resolve->labels, "attachment"));
    if (!file)
        return;
    const char *slash = strrchr(file, '/');
    size_t size = 0;
    if (find_size(resolve, file, &size)) {
        put(node, "href", arena_printf(resolve->arena, "%s/%s", FILES_FOLDER, refs_path(resolve->arena, file)));
        put(node, "size-text", size_text(resolve, size));
    }
    put(node, "file", slash ? slash + 1 : file);
    if (!node_first(node))
        put_paragraph(node, slash ? slash + 1 : file, false);
}

static void add_base64(struct node *node, const char *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *in = (const unsigned char *)bytes;
    char *text = mem_alloc(size / 3 * 4 + 5), *out = text;
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        unsigned long group = (unsigned long)in[i] << 16 | (left > 1 ? (unsigned long)in[i + 1] << 8 : 0) |
                              (left > 2 ? in[i + 2] : 0);
        *out++ = digits[group >> 18 & 63];
        *out++ = digits[group >> 12 & 63];
        *out++ = left > 1 ? digits[group >> 6 & 63] : '=';
        *out++ = left > 2 ? digits[group & 63] : '=';
    }
    *out = '\0';
    node_add_text(node, text);
    free(text);
}

void resolve_figure(struct resolve *resolve, struct node *node)
{
    const char *file = attr_text(resolve, node, "file"), *own_label = attr_text(resolve, node, "label"), *why = "", *type;
    put(node, "label", own_label);
    struct buf bytes = BUF_INIT;
    size_t size = 0, width, height;
    if (file && document_file(resolve->document, folder_of(resolve), file, LIMIT_PICTURE, &bytes, &size, &why) == PORT_OK &&
        picture_read(buf_text(&bytes), bytes.size, &type, &width, &height)) {
        struct node *image = node_insert_r(node, "image");
        put_plain(image, "type", type);
        put_plain(image, "width", arena_printf(resolve->arena, "%zu", width));
        put_plain(image, "height", arena_printf(resolve->arena, "%zu", height));
        add_base64(image, bytes.data, bytes.size);
    }
    buf_free(&bytes);
}
