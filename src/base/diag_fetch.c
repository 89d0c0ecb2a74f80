/* Sources that are no longer in memory, read again for their excerpts. Findings come file by file: the last one is kept. */
#include "base/diag_log.h"
#include "base/port.h"
#include "base/text.h"

#include <stdlib.h>

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
    if (port_read(NULL, path, FETCH_MOST, &fetched->bytes, &size, &why) != PORT_OK)
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
