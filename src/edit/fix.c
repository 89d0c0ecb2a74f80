/* A file is mended until nothing is left to be mended, and written once. */
#include "edit/fix.h"

#include "base/mend.h"
#include "base/port.h"
#include "base/write.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 32 };

struct fixing {
    struct fix *fix;
    struct diag_log *log; /* of the run */
    const char **paths;
    size_t count, room;
};

/* What a check of the bytes alone finds. */
struct look {
    struct diag_log *log;
    struct document *document;
};

static struct look look_at(const struct fix *fix, const char *path, const char *bytes, size_t size)
{
    struct look look = {.log = diag_new()};
    diag_show_restricted(look.log, fix->options->audience == AUDIENCE_FULL);
    look.document = document_load_bytes(bytes, size, path, look.log);
    if (look.document->tree && (look.document->kind == DOCUMENT_BODY || look.document->kind == DOCUMENT_MINUTES))
        document_check(look.document, fix->grammar, look.log);
    diag_finish(look.log);
    return look;
}

static void look_away(struct look *look)
{
    document_free(look->document);
    diag_free(look->log);
}

/* Whether mending brought errors. What could not be read before may now be seen to have others. */
static bool is_worse(const struct look *before, const struct look *after)
{
    if (before->document->tree && !after->document->tree)
        return true;
    bool comparable = (before->document->tree != NULL) == (after->document->tree != NULL);
    return comparable && diag_count(after->log, DIAG_ERROR) > diag_count(before->log, DIAG_ERROR);
}

/* Mends what the first round left or showed. */
static size_t mend_on(const struct fix *fix, const char *path, struct buf *bytes, struct buf *told)
{
    size_t mended = 0, now = 1;
    for (int round = 1; round < ROUNDS && now; round++) {
        struct look look = look_at(fix, path, bytes->data, bytes->size);
        struct buf next = BUF_INIT;
        now = mend_file(look.log, &look.document->source, &next, told);
        mended += now;
        buf_free(bytes);
        *bytes = next;
        look_away(&look);
    }
    return mended;
}

static void leave(struct fixing *fixing, const char *path, const char *why)
{
    struct fix *fix = fixing->fix;
    diag_add(fixing->log, D_CANNOT_WRITE, (struct place){0}, path, why);
    MEM_GROW(fix->left, fix->left_count, fix->left_room);
    fix->left[fix->left_count++] = path;
}

static bool is_left(const struct fix *fix, const char *path)
{
    for (size_t i = 0; i < fix->left_count; i++)
        if (strcmp(fix->left[i], path) == 0)
            return true;
    return false;
}

/* Writes what became of the file, or tells of it. False: nothing did. */
static bool settle(struct fixing *fixing, const char *path, struct document *document, const struct buf *mended)
{
    const struct fix *fix = fixing->fix;
    const struct source *source = &document->source;
    const char *why = "";
    if (fix->options->show >= FMT_DIFF) {
        const struct fmt fmt = {.options = fix->options, .out = fix->out};
        fmt_diff(&fmt, document, mended);
        return true;
    }
    bool written = write_over(path, source->bytes, source->size, mended->data, mended->size, &why);
    if (!written)
        leave(fixing, path, why);
    return written;
}

static void fix_bytes(struct fixing *fixing, const char *path, const struct buf *bytes)
{
    struct fix *fix = fixing->fix;
    struct buf mended = BUF_INIT, told = BUF_INIT;
    struct look before = look_at(fix, path, bytes->data, bytes->size);
    size_t count = mend_file(fixing->log, &before.document->source, &mended, &told);
    if (count)
        count += mend_on(fix, path, &mended, &told);
    struct look after = look_at(fix, path, mended.data, mended.size);
    if (count && !is_worse(&before, &after) && settle(fixing, path, before.document, &mended)) {
        if (fix->options->show < FMT_DIFF)
            buf_add(fix->out, told.data, told.size);
        fix->mended += count;
        fix->files++;
    }
    look_away(&before);
    look_away(&after);
    buf_free(&mended);
    buf_free(&told);
}

static void note_path(void *with, const char *path)
{
    struct fixing *fixing = with;
    MEM_GROW(fixing->paths, fixing->count, fixing->room);
    fixing->paths[fixing->count++] = path;
}

static void fix_file(struct fixing *fixing, const char *path)
{
    struct buf bytes = BUF_INIT;
    struct hash content;
    size_t size;
    const char *why = "";
    if (is_left(fixing->fix, path) || !fixing->fix->checked(fixing->fix->with, path, &content))
        return;
    bool read = port_read(NULL, path, LIMIT_FILE, &bytes, &size, &why) == PORT_OK;
    if (read && hash_same(hash_bytes(bytes.data, bytes.size), content))
        fix_bytes(fixing, path, &bytes);
    else
        leave(fixing, path, read ? "it has changed since it was checked" : why);
    buf_free(&bytes);
}

void fix_files(struct fix *fix, struct diag_log *log)
{
    struct fixing fixing = {.fix = fix, .log = log};
    mend_each_file(log, note_path, &fixing);
    for (size_t i = 0; i < fixing.count; i++)
        fix_file(&fixing, fixing.paths[i]);
    free(fixing.paths);
}

void fix_end(struct fix *fix)
{
    free(fix->left);
}
