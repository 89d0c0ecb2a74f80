/* A document of ours without its minutes: they are in it. */
#include "base/port.h"
#include "base/text.h"
#include "base/write.h"
#include "edit/edit.h"

#include <string.h>

static bool has_body(const char *path)
{
    struct arena *arena = arena_new();
    const char *slash = strrchr(path, '/');
    bool there = port_kind(arena_printf(arena, "%.*sbody.xml", slash ? (int)(slash + 1 - path) : 0, path), false) == PORT_FILE;
    arena_free(arena);
    return there;
}

static void make_folder(const char *path)
{
    struct arena *arena = arena_new();
    const char *slash = strrchr(path, '/'), *why;
    if (slash)
        port_make_folders(arena_copy_n(arena, path, (size_t)(slash - path)), &why); /* writing reports what fails */
    arena_free(arena);
}

static bool is_there(const struct carried *carried, bool *same)
{
    struct buf bytes = BUF_INIT;
    const char *why;
    size_t size;
    bool there = port_kind(carried->output, false) != PORT_NONE;
    *same = there && port_read(NULL, carried->output, IMPORT_SIZE, &bytes, &size, &why) == PORT_OK &&
            bytes.size == carried->size && memcmp(bytes.data, carried->text, carried->size) == 0;
    buf_free(&bytes);
    return there;
}

/* Nobody touched the document. */
static enum restored write_carried(const struct carried *carried, struct diag_log *log)
{
    const char *why = "";
    make_folder(carried->output);
    if (write_file(carried->output, carried->text, carried->size, &why) != WRITE_FAILED)
        return RESTORED_WRITTEN;
    diag_add(log, D_CANNOT_WRITE, (struct place){0}, carried->output, why);
    return RESTORED_FAILED;
}

enum restored edit_restore(void *with, const struct carried *carried, struct diag_log *log)
{
    const struct edit_restoring *restoring = with;
    const struct edit_options options = {.any_audience = true, .tracked = restoring->tracked, .write = true};
    struct source place = {.path = carried->document};
    struct buf said = BUF_INIT;
    bool same, there = is_there(carried, &same);
    if (carried->sealed && !there)
        return write_carried(carried, log);
    if (carried->sealed && same)
        return RESTORED_SAME;
    if (!has_body(carried->output)) {
        diag_add(log, D_EDIT_BODILESS, source_file(&place), carried->output);
        return RESTORED_FAILED;
    }
    bool good = edit_update(carried->output, carried->document, &options, restoring->data, log, &said);
    for (char *line = good && said.size ? said.data : NULL, *end; line && (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        diag_add(log, D_EDIT_TAKEN, source_file(&place), line);
    }
    bool changed = good && (said.size || !there);
    buf_free(&said);
    return !good ? RESTORED_FAILED : changed ? RESTORED_WRITTEN : RESTORED_SAME;
}
