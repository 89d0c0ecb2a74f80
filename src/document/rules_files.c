/* Attachments and figures: paths below the body's folder, files that are there, pictures that are pictures. */
#include "base/port.h"
#include "document/picture.h"
#include "document/rules.h"

#include <stdlib.h>
#include <string.h>

enum file_state {
    FILE_FINE,
    FILE_OUTSIDE,
    FILE_LINK,
    FILE_MISSING,
    FILE_FOLDER,
    FILE_UNREADABLE,
    FILE_SOURCE,
    FILE_LARGE,
    FILE_NO_PICTURE,
    FILE_WIDE
};

/* A file that an element names; each path is looked at once however often it is named. */
struct file_seen {
    const char *path;
    const struct node *node;
    bool picture;
};

struct look {
    enum file_state state;
    const char *why;
    size_t size;
};

void rule_file(struct rules *rules, const struct node *node)
{
    const char *path = node_attr(node, "file");
    if (!path)
        return;
    MEM_GROW(rules->file_rows, rules->file_count, rules->file_room);
    rules->file_rows[rules->file_count++] = (struct file_seen){path, node, node_is(node, "figure")};
}

static int compare_files(const void *a, const void *b)
{
    const struct file_seen *one = a, *other = b;
    int order = strcmp(one->path, other->path);
    if (!order)
        order = (one->picture > other->picture) - (one->picture < other->picture);
    size_t left = node_number(one->node), right = node_number(other->node);
    return order ? order : (left > right) - (left < right);
}

static enum file_state look_at_picture(const struct buf *bytes)
{
    const char *type;
    size_t width, height;
    if (!picture_read(bytes->data, bytes->size, &type, &width, &height))
        return FILE_NO_PICTURE;
    return width > LIMIT_PICTURE_SIDE || height > LIMIT_PICTURE_SIDE ? FILE_WIDE : FILE_FINE;
}

static enum file_state look_failed(const char *folder, const char *path)
{
    struct buf whole = BUF_INIT;
    buf_printf(&whole, "%s%s%s", folder, *folder && folder[strlen(folder) - 1] != '/' ? "/" : "", path);
    enum port_kind kind = port_kind(buf_text(&whole), false);
    buf_free(&whole);
    return kind == PORT_NONE ? FILE_MISSING : kind == PORT_FILE ? FILE_UNREADABLE : FILE_FOLDER;
}

static bool is_source(const char *path, struct buf *bytes, struct arena *arena)
{
    const char *why;
    return document_names_us(bytes->data, bytes->size) ||
           (document_may_be_form(path) && document_form(path, buf_text(bytes), bytes->size, arena, &why) == FORM_IS);
}

/* The source of minutes may hold restricted passages, which a copy of the file would publish. Of a large attachment only its being
 * there is asked for. */
static struct look look_at(const struct rules *rules, const char *folder, const char *path, bool picture)
{
    struct look look = {FILE_FINE, "", 0};
    struct buf bytes = BUF_INIT;
    if (!parts_is_below(path)) {
        look.state = FILE_OUTSIDE;
        return look;
    }
    switch (document_file(rules->document, folder, path, picture ? LIMIT_PICTURE : LIMIT_FILE, &bytes, &look.size, &look.why)) {
    case PORT_OK: look.state = picture ? look_at_picture(&bytes) : is_source(path, &bytes, rules->arena) ? FILE_SOURCE : FILE_FINE; break;
    case PORT_TOO_LARGE: look.state = picture ? FILE_LARGE : FILE_FINE; break;
    case PORT_LINK: look.state = FILE_LINK; break;
    case PORT_FAILED: look.state = look_failed(folder, path); break;
    }
    buf_free(&bytes);
    return look;
}

static const struct {
    enum diag_code code;
    const char *expected;
} reports[] = {
    [FILE_OUTSIDE] = {D_PATH_OUTSIDE, "a path like 'papers/plan.pdf', beginning beside body.xml"},
    [FILE_LINK] = {D_PATH_OUTSIDE, "folders and a file; a symbolic link is not followed"},
    [FILE_MISSING] = {D_MISSING_FILE, NULL},
    [FILE_FOLDER] = {D_MISSING_FILE, "a file; this is something else"},
    [FILE_UNREADABLE] = {D_CANNOT_READ, NULL},
    [FILE_SOURCE] = {D_SOURCE_ATTACHED, NULL},
    [FILE_LARGE] = {D_FILE_TOO_LARGE, NULL},
    [FILE_NO_PICTURE] = {D_BAD_PICTURE, NULL},
    [FILE_WIDE] = {D_BAD_PICTURE, "a picture of at most 20000 by 20000 pixels"},
};

static void report(struct rules *rules, const struct file_seen *row, const struct look *look)
{
    if (look->state == FILE_FINE)
        return;
    const char *args[] = {row->path, look->why, diag_end};
    if (look->state == FILE_LARGE) {
        args[0] = rules_print(rules, "%zu", look->size);
        args[1] = rules_print(rules, "%d", LIMIT_PICTURE);
    }
    struct finding *finding = rules_at_attr(rules, reports[look->state].code, row->node, "file", args);
    if (reports[look->state].expected)
        diag_expected(finding, reports[look->state].expected);
}

void rule_files_done(struct rules *rules, const struct node *root)
{
    (void)root;
    const char *folder = rules->body ? rules->body->folder : parts_folder(rules->arena, rules->document->source.path);
    struct look look = {FILE_FINE, "", 0};
    if (rules->file_count)
        qsort(rules->file_rows, rules->file_count, sizeof *rules->file_rows, compare_files);
    for (size_t i = 0; i < rules->file_count; i++) {
        const struct file_seen *row = &rules->file_rows[i], *before = i ? row - 1 : NULL;
        if (!before || strcmp(before->path, row->path) != 0 || before->picture != row->picture)
            look = look_at(rules, folder, row->path, row->picture);
        report(rules, row, &look);
    }
}
