/* Chooses the bodies whose next meeting is asked for, and saves what is written of each. */
#include "build/next.h"

#include "base/port.h"
#include "base/text.h"
#include "base/write.h"
#include "render/next.h"

#include <stdlib.h>
#include <string.h>

static bool usage(struct program *program, const char *what, const char *which, const char *mend)
{
    const char *text = arena_printf(program->arena, "%s '%s'", what, which);
    struct finding *finding = diag_add(program->log, D_USAGE, (struct place){0}, text);
    if (mend)
        diag_done(finding, mend);
    return false;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The ids of all bodies that were found, sorted, each once. */
static const char **all_ids(struct program *program, size_t *count)
{
    const char **ids = arena_alloc(program->arena, (program->folder_count + 1) * sizeof *ids);
    size_t all = 0;
    *count = 0;
    for (size_t i = 0; i < program->folder_count; i++)
        if (program->folders[i].id)
            ids[all++] = program->folders[i].id;
    if (all)
        qsort(ids, all, sizeof *ids, compare_ids);
    for (size_t i = 0; i < all; i++)
        if (!*count || strcmp(ids[*count - 1], ids[i]) != 0)
            ids[(*count)++] = ids[i];
    return ids;
}

/* Whether every body that was asked for is there. */
static bool all_there(struct program *program, const struct next_request *request, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < request->body_count; i++) {
        if (count && bsearch(&request->bodies[i], ids, count, sizeof *ids, compare_ids))
            continue;
        const char *near = text_nearest(request->bodies[i], ids, count);
        return usage(program, "there is no body", request->bodies[i],
                     near ? arena_printf(program->arena, "did you mean '%s'?", near) : NULL);
    }
    return true;
}

static bool is_wanted(const struct next_request *request, const char *id)
{
    bool wanted = !request->bodies;
    for (size_t i = 0; i < request->body_count; i++)
        wanted |= strcmp(request->bodies[i], id) == 0;
    return wanted;
}

static size_t choose(const struct next_request *request, const char **ids, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (is_wanted(request, ids[i]))
            ids[kept++] = ids[i];
    return kept;
}

static bool too_many(struct program *program, const char *const *ids, size_t count)
{
    enum { NAMED = 12 };
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < count && i < NAMED; i++)
        buf_printf(&list, "%s%s", i ? ", " : "", ids[i]);
    buf_str(&list, count > NAMED ? ", …" : "");
    usage(program, "these are several bodies:", buf_text(&list), "name one with --body ID, or give -o DIR for a file of each");
    buf_free(&list);
    return false;
}

static bool refuse(struct program *program, const struct body_facts *body, const struct next_request *request, enum next_answer answer)
{
    if (answer == NEXT_NO_DATE)
        return usage(program, "no meeting says when this body meets next:", body->id,
                     "give --date, or announce it with <next-meeting date=\"…\"/>");
    if (answer == NEXT_TOO_EARLY)
        return usage(program, "the latest meeting was later than", request->date, NULL);
    return false; /* a file that cannot be used, or a form that cannot be made, was reported */
}

struct writing {
    struct program *program;
    const struct next_request *request;
    struct renderer *renderer; /* NULL: not needed */
    bool several, done;
    struct buf *out;
};

static const char *path_of(const struct writing *writing, const struct body_facts *body, const char *stem)
{
    const struct next_request *request = writing->request;
    const char *extension = request->form ? format_extension(request->form) : "xml", *output = request->output;
    struct arena *arena = writing->program->arena;
    if (writing->several)
        return arena_printf(arena, "%s/%s/%s.%s", output, body->id, stem, extension);
    bool folder = port_kind(output, true) == PORT_FOLDER || (*output && output[strlen(output) - 1] == '/');
    return folder ? arena_printf(arena, "%s/%s.%s", output, stem, extension) : output;
}

static bool save(struct program *program, const char *path, bool force, const struct buf *bytes)
{
    const char *why = "";
    if (!force && port_kind(path, false) != PORT_NONE)
        return usage(program, "there is such a file already:", path, "give --force to overwrite it");
    if (write_file(path, bytes->data, bytes->size, &why) != WRITE_FAILED)
        return true;
    diag_add(program->log, D_CANNOT_WRITE, (struct place){0}, path, why);
    return false;
}

static bool write_one(const struct writing *writing, const struct linked_part *part, const struct body_facts *body)
{
    struct program *program = writing->program;
    const struct next_request *request = writing->request;
    const struct next_options options = {
        .date = request->date, .audience = request->audience, .grammar = part->grammar, .form = request->form,
        .renderer = writing->renderer, .blank = request->blank, .reader = program->settings.reader,
    };
    const char *stem = NULL;
    buf_clear(writing->out);
    enum next_answer answer =
        next_write(part->linked, body, program->data, &options, program->log, program->arena, writing->out, &stem);
    if (answer != NEXT_DONE)
        return refuse(program, body, request, answer);
    return !request->output ||
           save(program, path_of(writing, body, stem), request->force, writing->out);
}

static void write_part(void *with, const struct linked_part *part)
{
    struct writing *writing = with;
    for (size_t i = 0; i < part->body_count; i++) {
        const struct body_facts *body = linked_body_find(part->linked, part->bodies[i]);
        if (body && is_wanted(writing->request, body->id))
            writing->done &= write_one(writing, part, body);
    }
}

bool program_next(struct program *program, const struct next_request *request, struct buf *out)
{
    size_t count;
    const char **ids = all_ids(program, &count);
    if (!all_there(program, request, ids, count))
        return false;
    count = choose(request, ids, count);
    if (count > 1 && !request->output)
        return too_many(program, ids, count);
    struct writing writing = {
        .program = program, .request = request, .several = count > 1, .done = count > 0, .out = out,
        .renderer = request->form ? renderer_new(program->data, program->log) : NULL,
    };
    program_each(program, write_part, &writing);
    renderer_free(writing.renderer);
    return writing.done;
}
