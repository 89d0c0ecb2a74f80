/* Sources that are no longer in memory, read again for their excerpts. Findings come file by file: the last one is kept. */
#include "base/diag_log.h"
#include "base/port.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FETCH_MOST = 16 << 20 };

struct diag_fetched {
    struct source source; /* without bytes where the file cannot be read */
    struct buf bytes;
};

void diag_fetch_sources(struct diag_log *log, bool fetch)
{
    diag_fetch_free(log);
    log->fetch = fetch;
}

void diag_fetch_free(struct diag_log *log)
{
    if (!log->fetched)
        return;
    source_free_lines(&log->fetched->source);
    buf_free(&log->fetched->bytes);
    free(log->fetched);
    log->fetched = NULL;
}

static void read_again(struct diag_log *log, const char *path)
{
    const char *why;
    size_t size, line;
    diag_fetch_free(log);
    struct diag_fetched *fetched = log->fetched = mem_zero(1, sizeof *fetched);
    fetched->source.path = diag_keep_path(log, path);
    bool read = port_read(NULL, path, FETCH_MOST, &fetched->bytes, &size, &why) == PORT_OK;
    MEM_GROW(log->fetched_rows, log->fetched_count, log->fetched_room);
    log->fetched_rows[log->fetched_count++] =
        (struct fetched_row){fetched->source.path, read ? hash_bytes(fetched->bytes.data, size) : (struct hash){0, 0}};
    if (!read)
        return;
    fetched->source.bytes = buf_text(&fetched->bytes);
    fetched->source.size = fetched->bytes.size;
    source_line(&fetched->source, 1, &line); /* makes the table of lines */
}

const struct source *diag_fetch(struct diag_log *log, const struct source *source)
{
    if (!log->fetch || !source || source->bytes || !source->path)
        return source;
    if (!log->fetched || !text_same(log->fetched->source.path, source->path))
        read_again(log, source->path);
    return &log->fetched->source;
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
