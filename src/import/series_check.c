/* What is to be written passes the check first: grammar, rules and links, together with all that is there. */
#include "corpus/corpus.h"
#include "import/series_parts.h"

#include <stdlib.h>
#include <string.h>

enum { PASSES = 6 };

struct checked {
    struct document *document;
    struct meeting_facts *facts;
    const char *path;               /* as shown */
    struct series_meeting *meeting; /* NULL: it was there */
};

struct checking {
    struct body_run *run;
    struct diag_log *log;
    struct corpus *corpus;
    struct document *body;
    struct body_facts *facts;
    struct checked *rows;
    size_t count;
};

static void add(struct checking *checking, const struct buf *bytes, const char *path, struct series_meeting *meeting)
{
    struct checked *row = &checking->rows[checking->count++];
    struct series *series = checking->run->series;
    *row = (struct checked){.path = path, .meeting = meeting};
    row->document = document_load_bytes(bytes->data ? bytes->data : "", bytes->size, path, checking->log);
    document_check(row->document, series->grammar, checking->log);
    if (row->document->valid && row->document->kind == DOCUMENT_MINUTES) {
        row->facts = meeting_facts_new(row->document, checking->facts);
        rules_meeting(row->document, row->facts, checking->facts, checking->log);
        corpus_add_meeting(checking->corpus, row->facts);
    } else if (!meeting) {
        corpus_add_broken(checking->corpus, checking->run->body->id, path);
    }
}

static bool begin(struct checking *checking)
{
    struct body_run *run = checking->run;
    const char *path = series_path(run->series, arena_printf(run->arena, "%s/body.xml", run->body->folder));
    checking->log = diag_new();
    diag_set(checking->log, "missing-file=off", &(const char *){NULL}); /* they are written when all is well */
    diag_set(checking->log, "bad-picture=off", &(const char *){NULL});
    checking->corpus = corpus_new();
    checking->body = document_load_bytes(run->made.data, run->made.size, path, checking->log);
    document_check(checking->body, run->series->grammar, checking->log);
    if (!checking->body->valid || checking->body->kind != DOCUMENT_BODY)
        return false;
    checking->facts = body_facts_new(checking->body);
    rules_body(checking->body, checking->facts, checking->log);
    corpus_add_body(checking->corpus, checking->facts);
    return true;
}

static void add_all(struct checking *checking)
{
    struct body_run *run = checking->run;
    checking->rows = arena_alloc(run->arena, (run->fixed_count + run->body->count + 1) * sizeof *checking->rows);
    for (size_t i = 0; i < run->fixed_count; i++)
        if (!run->fixed[i].own)
            add(checking, &run->fixed[i].bytes, series_path(run->series, run->fixed[i].path), NULL);
    for (size_t i = 0; i < run->body->count; i++) {
        struct series_meeting *meeting = body_meeting(run, i);
        if (meeting->state == MEETING_NEW)
            add(checking, &meeting->bytes,
                series_path(run->series, arena_printf(run->arena, "%s/%s.xml", run->body->folder, meeting->stem)), meeting);
    }
    linked_free(link_all(checking->corpus, NULL, checking->log));
    diag_finish(checking->log);
}

static void end(struct checking *checking)
{
    for (size_t i = 0; i < checking->count; i++) {
        meeting_facts_free(checking->rows[i].facts);
        document_free(checking->rows[i].document);
    }
    corpus_free(checking->corpus);
    body_facts_free(checking->facts);
    document_free(checking->body);
    diag_free(checking->log);
    *checking = (struct checking){.run = checking->run};
}

/* The first error of a file, without place and excerpt. */
static const char *reason(struct checking *checking, const char *path)
{
    struct arena *arena = checking->run->arena;
    struct buf text = BUF_INIT;
    diag_print(checking->log, &text, false, DIAG_ERROR);
    const char *at = buf_text(&text), *words = "it does not fit the grammar";
    size_t size = strlen(path);
    for (; *at; at += strcspn(at, "\n"), at += *at == '\n') {
        const char *line = arena_copy_n(arena, at, strcspn(at, "\n")), *error = strstr(line, ": error: ");
        if (strncmp(line, path, size) == 0 && error) {
            words = error + strlen(": error: ");
            break;
        }
    }
    buf_free(&text);
    return words;
}

static void fail(struct checking *checking, const struct checked *row)
{
    struct series *series = checking->run->series;
    row->meeting->state = MEETING_FAILED;
    diag_add(series->log, D_IMPORT_FAILED, source_file(&series->sources[row->meeting->source].place),
             reason(checking, row->path));
}

static void add_text(void *with, enum diag_level level, const char *code, size_t line, const char *text)
{
    (void)code;
    (void)line;
    if (level == DIAG_ERROR)
        buf_printf(with, "%s\n", text);
}

struct dropping {
    struct series *series;
    const struct series_source *source;
};

static void tell_dropped(void *with, const char *address)
{
    const struct dropping *dropping = with;
    diag_add(dropping->series->log, D_ADDRESS_DROPPED, source_file(&dropping->source->place), address);
}

static void unlink_row(struct checking *checking, const struct checked *row)
{
    struct series *series = checking->run->series;
    struct dropping dropping = {series, &series->sources[row->meeting->source]};
    struct buf text = BUF_INIT;
    diag_each(checking->log, row->path, add_text, &text);
    link_unlink(row->meeting->tree, buf_text(&text), checking->run->arena, tell_dropped, &dropping);
    buf_free(&text);
}

/* What refers to other meetings goes first; a meeting that does not pass without it is not written. */
static bool mend(struct checking *checking, bool *unlinked, int pass)
{
    bool changed = false;
    for (size_t i = 0; i < checking->count; i++) {
        struct checked *row = &checking->rows[i];
        if (!row->meeting || (row->facts && !diag_file_failed(checking->log, row->path)))
            continue;
        size_t at = (size_t)(row->meeting - checking->run->series->meetings);
        changed = true;
        if (!row->facts || unlinked[at]) {
            fail(checking, row);
            continue;
        }
        unlinked[at] = pass > 0; /* once for what is named, once for all the rest */
        unlink_row(checking, row);
        series_print(checking->run->series, row->meeting->tree, &row->meeting->bytes);
    }
    return changed;
}

bool body_check(struct body_run *run)
{
    struct checking checking = {.run = run};
    bool *unlinked = mem_zero(run->series->meeting_count + 1, sizeof *unlinked), good = true;
    for (int pass = 0; pass < PASSES && good; pass++) {
        good = begin(&checking);
        if (!good) {
            diag_finish(checking.log);
            const char *path = series_path(run->series, arena_printf(run->arena, "%s/body.xml", run->body->folder));
            const struct source place = {.path = path};
            diag_add(run->series->log, D_IMPORT_FAILED, source_file(&place), reason(&checking, path));
            end(&checking);
            break;
        }
        add_all(&checking);
        bool changed = mend(&checking, unlinked, pass);
        for (size_t i = 0; changed && pass + 1 == PASSES && i < checking.count; i++)
            if (checking.rows[i].meeting && checking.rows[i].meeting->state == MEETING_NEW &&
                diag_file_failed(checking.log, checking.rows[i].path))
                fail(&checking, &checking.rows[i]);
        end(&checking);
        if (!changed)
            break;
    }
    free(unlinked);
    return good;
}
