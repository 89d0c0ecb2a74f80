/* The parts of a build, one by one. */
#include "cli/cli.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/port.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LIST_MOST = 1 << 30 };

static int give(struct invocation *invocation, int status, const char *bytes, size_t size)
{
    status = report(invocation, status);
    if (!bytes)
        return status;
    int written = invocation->output ? write_bytes(invocation->output, bytes, size) : print_bytes(bytes, size);
    return written > status ? written : status;
}

static int no_terminal(const struct invocation *invocation, const char *what)
{
    bool shown = !invocation->output && isatty(STDOUT_FILENO);
    return shown ? wrong_usage(NULL, "%s is not for the terminal: give -o FILE", what) : MINUTEC_OK;
}

int command_interface(struct invocation *invocation)
{
    const char *bytes;
    size_t size;
    if (invocation->count != 1)
        return wrong_usage(invocation->command, "interface takes one file");
    if (no_terminal(invocation, "an interface") != MINUTEC_OK)
        return MINUTEC_USAGE;
    int status = minutec_interface(invocation->run, invocation->arguments[0], &bytes, &size);
    return give(invocation, status, bytes, size);
}

struct list {
    const char **rows;
    size_t count, room;
    struct arena *arena;
};

static void add_file(struct list *list, const char *path)
{
    MEM_GROW(list->rows, list->count, list->room);
    list->rows[list->count++] = path;
}

/* One line, without the quotes that a shell would take off. */
static const char *unquote(struct arena *arena, const char *line, size_t size)
{
    char *out = arena_copy_n(arena, line, size);
    size_t kept = 0;
    bool quoted = false;
    for (size_t i = 0; i < size; i++) {
        if (line[i] == '\'')
            quoted = !quoted;
        else if (line[i] == '\\' && !quoted && i + 1 < size)
            out[kept++] = line[++i];
        else
            out[kept++] = line[i];
    }
    out[kept] = '\0';
    return out;
}

static int add_list(struct list *list, const char *path)
{
    struct buf bytes = BUF_INIT;
    size_t size;
    const char *why = "";
    if (port_read(NULL, path, LIST_MOST, &bytes, &size, &why) != PORT_OK) {
        fprintf(stderr, "minutec: error: cannot read '%s': %s [cannot-read]\n", path, why);
        buf_free(&bytes);
        return MINUTEC_MACHINE;
    }
    for (const char *line = bytes.data, *end = bytes.data + bytes.size; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        if (stop > line)
            add_file(list, unquote(list->arena, line, (size_t)(stop - line)));
        line = stop + 1;
    }
    buf_free(&bytes);
    return MINUTEC_OK;
}

static int link_list(struct invocation *invocation, const struct list *list)
{
    const char *bytes;
    size_t size;
    if (!list->count)
        return wrong_usage(invocation->command, "link takes the files that 'minutec interface' wrote");
    int status = minutec_link(invocation->run, list->rows, list->count, &bytes, &size);
    return give(invocation, status, bytes, size);
}

int command_link(struct invocation *invocation)
{
    struct list list = {.arena = arena_new()};
    int status = no_terminal(invocation, "a linked file");
    for (size_t i = 0; i < invocation->count && status == MINUTEC_OK; i++) {
        const char *argument = invocation->arguments[i];
        if (argument[0] == '@')
            status = add_list(&list, argument + 1);
        else
            add_file(&list, argument);
    }
    if (status == MINUTEC_OK)
        status = link_list(invocation, &list);
    free(list.rows);
    arena_free(list.arena);
    return status;
}
