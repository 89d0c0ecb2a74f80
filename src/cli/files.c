/* The built-in files: listed, printed, exported. */
#include "cli/cli.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/write.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int print_bytes(const char *bytes, size_t size)
{
    if (fwrite(bytes, 1, size, stdout) == size && fflush(stdout) == 0)
        return MINUTEC_OK;
    fprintf(stderr, "minutec: error: cannot write standard output: %s [cannot-write]\n", strerror(errno));
    return MINUTEC_MACHINE;
}

int write_bytes(const char *path, const char *bytes, size_t size)
{
    const char *why = "";
    if (write_file(path, bytes, size, &why) != WRITE_FAILED)
        return MINUTEC_OK;
    fprintf(stderr, "minutec: error: cannot write '%s': %s [cannot-write]\n", path, why);
    return MINUTEC_MACHINE;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* "rnc" and "minutes.rnc" both mean schemas/minutes.rnc; "html/minutes.xsl" means stylesheets/html/minutes.xsl. */
static bool is_asked(const char *path, const char *folder, const char *name)
{
    const char *inside = path + strlen(folder);
    const char *dot = strrchr(inside, '.');
    return strcmp(path, name) == 0 || strcmp(inside, name) == 0 ||
           (dot && starts_with(inside, "minutes.") && !strchr(inside, '/') && strcmp(dot + 1, name) == 0);
}

static int print_file(const char *folder, const char *name)
{
    const char *path;
    for (size_t i = 0; (path = minutec_file_path(i)); i++) {
        if (!starts_with(path, folder) || !is_asked(path, folder, name))
            continue;
        size_t size;
        const char *bytes = minutec_file(path, &size);
        return print_bytes(bytes, size);
    }
    return wrong_usage(NULL, "there is no built-in file '%s%s'", folder, name);
}

static int list_files(const char *folder)
{
    struct buf list = BUF_INIT;
    const char *path;
    for (size_t i = 0; (path = minutec_file_path(i)); i++)
        if (starts_with(path, folder))
            buf_printf(&list, "%s\n", path + strlen(folder));
    int status = print_bytes(buf_text(&list), list.size);
    buf_free(&list);
    return status;
}

static int export_files(const char *folder, const char *to)
{
    struct arena *arena = arena_new();
    int status = MINUTEC_OK;
    const char *path;
    for (size_t i = 0; status == MINUTEC_OK && (path = minutec_file_path(i)); i++) {
        if (!starts_with(path, folder))
            continue;
        size_t size;
        const char *bytes = minutec_file(path, &size);
        status = write_bytes(arena_printf(arena, "%s/%s", to, path), bytes, size);
    }
    arena_free(arena);
    return status;
}

static int files(struct invocation *invocation, const char *folder)
{
    if (invocation->count > 1)
        return wrong_usage(NULL, "one file can be printed at a time");
    if (invocation->output && invocation->count)
        return wrong_usage(NULL, "-o exports all of them: name none");
    if (invocation->output)
        return export_files(folder, invocation->output);
    return invocation->count ? print_file(folder, invocation->arguments[0]) : list_files(folder);
}

int command_schema(struct invocation *invocation)
{
    return files(invocation, "schemas/");
}

int command_stylesheet(struct invocation *invocation)
{
    return files(invocation, "stylesheets/");
}
