/* Sources that are no longer in memory, read again for their excerpts. Findings come file by file: the last one is kept. */
#include "base/diag_log.h"
#include "base/port.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FETCH_MOST = 16 << 20, FETCH_DOCUMENT = 64 << 20 };

struct diag_fetched {
    struct source source; /* without bytes where the file cannot be read */
    struct buf bytes;
    struct arena *arena; /* of what a reader made of them, or NULL */
};

void diag_fetch_sources(struct diag_log *log, bool fetch, const struct source_reader *reader)
{
    diag_fetch_free(log);
    log->fetch = fetch;
    log->reader = reader;
}

static void free_slot(struct diag_log *log, enum fetch_slot slot)
{
    struct diag_fetched *fetched = log->fetched[slot];
    if (!fetched)
        return;
    source_free_lines(&fetched->source);
    buf_free(&fetched->bytes);
    if (fetched->arena)
        arena_free(fetched->arena);
    free(fetched);
    log->fetched[slot] = NULL;
}

void diag_fetch_free(struct diag_log *log)
{
    for (int slot = 0; slot < FETCH_SLOTS; slot++)
        free_slot(log, (enum fetch_slot)slot);
}

static void read_again(struct diag_log *log, const char *path, enum fetch_slot slot)
{
    const char *why;
    size_t size, line;
    bool other = log->reader && log->reader->takes(path);
    free_slot(log, slot);
    struct diag_fetched *fetched = log->fetched[slot] = mem_zero(1, sizeof *fetched);
    fetched->source.path = diag_keep_path(log, path);
    bool read = port_read(NULL, path, other ? FETCH_DOCUMENT : FETCH_MOST, &fetched->bytes, &size, &why) == PORT_OK;
    MEM_GROW(log->fetched_rows, log->fetched_count, log->fetched_room);
    log->fetched_rows[log->fetched_count++] =
        (struct fetched_row){fetched->source.path, read ? hash_bytes(fetched->bytes.data, size) : (struct hash){0, 0}};
    if (!read)
        return;
    if (other) {
        fetched->arena = arena_new();
        log->reader->lines(fetched->bytes.data, fetched->bytes.size, fetched->arena, &fetched->source);
    } else {
        fetched->source.bytes = buf_text(&fetched->bytes);
        fetched->source.size = fetched->bytes.size;
    }
    source_line(&fetched->source, 1, &line); /* makes the table of lines */
}

const struct source *diag_fetch(struct diag_log *log, const struct source *source, enum fetch_slot slot)
{
    if (!log->fetch || !source || source->bytes || !source->path)
        return source;
    if (slot == FETCH_WHERE && !(log->reader && log->reader->takes(source->path)))
        return source;
    for (int i = 0; i < FETCH_SLOTS; i++)
        if (log->fetched[i] && text_same(log->fetched[i]->source.path, source->path))
            return &log->fetched[i]->source;
    read_again(log, source->path, slot);
    return &log->fetched[slot]->source;
}

static int compare_rows(const void *a, const void *b)
{
    const struct fetched_row *one = a, *other = b;
    int order = strcmp(one->path, other->path);
    return order ? order : memcmp(&one->content, &other->content, sizeof one->content);
}

void diag_each_fetched(struct diag_log *log, void (*visit)(void *with, const char *path, struct hash content), void *with)
{
    if (log->fetched_count)
        qsort(log->fetched_rows, log->fetched_count, sizeof *log->fetched_rows, compare_rows);
    for (size_t i = 0; i < log->fetched_count; i++)
        if (!i || compare_rows(&log->fetched_rows[i - 1], &log->fetched_rows[i]) != 0)
            visit(with, log->fetched_rows[i].path, log->fetched_rows[i].content);
}
