#ifdef __linux__
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#endif

#include "base/spool.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    KEPT = 1 << 19, /* bytes in memory before there is a file, and between two writes */
    AHEAD = 1 << 16 /* read at once where what is asked for stands behind what was asked for */
};

struct spool {
    struct buf tail;  /* what is not in the file */
    struct buf ahead; /* what the file has from ahead_at on: it does not change */
    uint64_t ahead_at;
    uint64_t written; /* bytes in the file */
    int file;         /* -1: none */
    bool in_memory;   /* there can be no file, or no more can be written */
};

struct spool *spool_new(void)
{
    struct spool *spool = mem_zero(1, sizeof *spool);
    spool->file = -1;
    return spool;
}

void spool_free(struct spool *spool)
{
    if (!spool)
        return;
    if (spool->file >= 0)
        close(spool->file);
    buf_free(&spool->tail);
    buf_free(&spool->ahead);
    free(spool);
}

static int open_in(const char *folder)
{
    int file = -1;
#ifdef O_TMPFILE
    file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
    if (file >= 0)
        return file;
    struct buf name = BUF_INIT;
    buf_printf(&name, "%s/minutec-XXXXXX", folder);
    file = mkstemp(name.data);
    if (file >= 0) {
        unlink(name.data);
        fcntl(file, F_SETFD, FD_CLOEXEC);
    }
    buf_free(&name);
    return file;
}

static int open_file(void)
{
    const char *const folders[] = {getenv("TMPDIR"), "/var/tmp", "/tmp"};
    int file = -1;
    for (size_t i = 0; i < sizeof folders / sizeof *folders && file < 0; i++)
        if (folders[i] && *folders[i])
            file = open_in(folders[i]);
    return file;
}

/* What could not be written whole stays in memory too. */
static void flush(struct spool *spool)
{
    if (spool->file < 0)
        spool->file = open_file();
    size_t done = 0;
    while (spool->file >= 0 && done < spool->tail.size) {
        ssize_t put = pwrite(spool->file, spool->tail.data + done, spool->tail.size - done, (off_t)(spool->written + done));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            break;
        done += (size_t)put;
    }
    if (done < spool->tail.size) {
        spool->in_memory = true;
        return;
    }
    spool->written += done;
    buf_clear(&spool->tail);
}

uint64_t spool_add(struct spool *spool, const char *bytes, size_t size)
{
    uint64_t at = spool->written + spool->tail.size;
    buf_add(&spool->tail, bytes, size);
    if (spool->tail.size >= KEPT && !spool->in_memory)
        flush(spool);
    return at;
}

/* What is there from a place on, the size at least. */
static bool read_ahead(struct spool *spool, uint64_t at, size_t size)
{
    uint64_t end = spool->ahead_at + spool->ahead.size;
    bool goes_on = at >= end && at - end < AHEAD;
    size_t most = size > AHEAD || !goes_on ? size : AHEAD;
    buf_clear(&spool->ahead);
    char *bytes = buf_reserve(&spool->ahead, most);
    spool->ahead_at = at;
    while (spool->ahead.size < size) {
        size_t done = spool->ahead.size;
        ssize_t got = pread(spool->file, bytes + done, most - done, (off_t)(at + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        spool->ahead.size += (size_t)got;
    }
    return true;
}

bool spool_get(struct spool *spool, uint64_t at, size_t size, struct buf *bytes)
{
    buf_clear(bytes);
    if (at >= spool->written) {
        buf_add(bytes, spool->tail.data + (at - spool->written), size);
        return true;
    }
    bool there = at >= spool->ahead_at && at - spool->ahead_at <= spool->ahead.size && size <= spool->ahead.size - (at - spool->ahead_at);
    if (!there && !read_ahead(spool, at, size))
        return false;
    buf_add(bytes, spool->ahead.data + (at - spool->ahead_at), size);
    return true;
}
