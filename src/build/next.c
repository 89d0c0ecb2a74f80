/* Chooses the bodies whose next meeting is asked for, and saves what is written of each. */
#include "build/next.h"

#include "base/port.h"
#include "base/text.h"
#include "base/write.h"
#include "render/next.h"

#include <string.h>

static bool usage(struct program *program, const char *what, const char *which, const char *mend)
{
    const char *text = arena_printf(program->arena, "%s '%s'", what, which);
    struct finding *finding = diag_add(program->log, D_USAGE, (struct place){0}, text);
    if (mend)
        diag_done(finding, mend);
    return false;
}

/* Whether every body that was asked for is there. */
static bool all_there(struct program *program, const struct next_request *request)
{
    size_t all = linked_bodies(program->linked);
    const char **ids = arena_alloc(program->arena, (all + 1) * sizeof *ids);
    for (size_t i = 0; i < all; i++)
        ids[i] = linked_body(program->linked, i)->id;
    for (size_t i = 0; i < request->body_count; i++) {
        if (linked_body_find(program->linked, request->bodies[i]))
            continue;
        const char *near = text_nearest(request->bodies[i], ids, all);
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

static size_t choose(struct program *program, const struct next_request *request, const struct body_facts ***chosen)
{
    size_t all = linked_bodies(program->linked), count = 0;
    *chosen = arena_alloc(program->arena, (all + 1) * sizeof **chosen);
    for (size_t i = 0; i < all; i++)
        if (is_wanted(request, linked_body(program->linked, i)->id))
            (*chosen)[count++] = linked_body(program->linked, i);
    return count;
}

static bool too_many(struct program *program, const struct body_facts *const *bodies, size_t count)
{
    enum { NAMED = 12 };
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < count && i < NAMED; i++)
        buf_printf(&list, "%s%s", i ? ", " : "", bodies[i]->id);
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
    return false; /* the file that cannot be used was reported */
}

static const char *path_of(struct program *program, const struct body_facts *body, const char *output, const char *stem, bool several)
{
    if (several)
        return arena_printf(program->arena, "%s/%s/%s.xml", output, body->id, stem);
    bool folder = port_kind(output, true) == PORT_FOLDER || (*output && output[strlen(output) - 1] == '/');
    return folder ? arena_printf(program->arena, "%s/%s.xml", output, stem) : output;
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

static bool write_one(struct program *program, const struct body_facts *body, const struct next_request *request, bool several,
                      struct buf *out)
{
    const struct next_options options = {request->date, request->audience, program->grammar};
    const char *stem = NULL;
    buf_clear(out);
    enum next_answer answer = next_write(program->linked, body, program->data, &options, program->log, program->arena, out, &stem);
    if (answer != NEXT_DONE)
        return refuse(program, body, request, answer);
    return !request->output || save(program, path_of(program, body, request->output, stem, several), request->force, out);
}

bool program_next(struct program *program, const struct next_request *request, struct buf *out)
{
    const struct body_facts **bodies;
    if (!program->grammar || !program->linked || !all_there(program, request))
        return false;
    size_t count = choose(program, request, &bodies);
    if (count > 1 && !request->output)
        return too_many(program, bodies, count);
    bool done = count > 0;
    for (size_t i = 0; i < count; i++)
        done &= write_one(program, bodies[i], request, count > 1, out);
    return done;
}
