/* The source of the next meeting: the story, its head and its attendance. */
#include "render/next.h"

#include "base/digest.h"
#include "document/canonical.h"
#include "render/next_parts.h"

#include <ctype.h>
#include <string.h>

struct document *next_load(const struct next *next, const struct meeting_facts *meeting)
{
    struct diag_log *unheard = diag_new(); /* it was read and reported on before */
    const struct document_request wanted = {meeting->path, next->grammar, linked_body_find(next->linked, meeting->body), false};
    struct document *document = document_open(next->reader, &wanted, unheard);
    diag_free(unheard);
    return document;
}

const struct node *next_root(const struct document *document)
{
    return document && document->tree ? xml_root(document->tree) : NULL;
}

bool next_is_dated(const struct next *next, const char *text)
{
    if (!text || strpbrk(text, "0123456789"))
        return text != NULL;
    for (int month = 1; month <= 12; month++) {
        const char *name = label(next->labels, arena_printf(next->arena, "month-%d", month));
        size_t size = strlen(name);
        for (const char *at = text; (at = strcasestr(at, name)); at++)
            if ((at == text || !isalpha((unsigned char)at[-1])) && !isalpha((unsigned char)at[size]))
                return true;
    }
    return false;
}

static void copy(const struct next *next, struct node *to, const struct node *from, const char *names, bool lasting)
{
    char name[32];
    for (size_t size; *(names += strspn(names, " ")); names += size) {
        size = strcspn(names, " ");
        memcpy(name, names, size);
        name[size] = '\0';
        const char *value = from ? node_attr(from, name) : NULL;
        if (!lasting || !next_is_dated(next, value))
            node_set(to, name, value);
    }
}

void next_copy(struct node *to, const struct node *from, const char *names)
{
    copy(NULL, to, from, names, false);
}

void next_copy_lasting(const struct next *next, struct node *to, const struct node *from, const char *names)
{
    copy(next, to, from, names, true);
}

void next_comment(const struct next *next, struct node *parent, const char *words)
{
    enum { MARKS = 9, STEP = 2 };
    struct buf filled = BUF_INIT;
    if (next->form) {
        node_add_text(node_add_r(parent, "say"), words);
        return;
    }
    int depth = 1;
    for (const struct node *node = parent; (node = node_parent(node));)
        depth++;
    canonical_fill(words, CANONICAL_WIDTH - depth * STEP - MARKS, &filled);
    node_add_comment(parent, arena_copy(next->arena, buf_text(&filled)));
    buf_free(&filled);
}

const char *next_address(const struct next *next, const struct meeting_facts *meeting, const char *number)
{
    const char *slash = strchr(meeting->address, '/'), *own = slash ? slash + 1 : meeting->address;
    return number ? arena_printf(next->arena, "%s#%s", own, number) : own;
}

char *next_words(const struct next *next, const char *name, const char *one, const char *two)
{
    const char *args[] = {one, two, NULL};
    return label_format(next->labels, next->arena, name, args);
}

char *next_date(const struct next *next, const char *iso)
{
    return label_date(next->labels, next->arena, iso, false);
}

/* -- the head -- */

/* The heading is that of the model where it does not tell one meeting from another; a day and a venue of the model's own wording do not come back. */
static void add_meeting(struct next *next)
{
    struct document *file = next->announcer ? next_load(next, next->announcer) : NULL;
    const struct node *announced = next_announcement(file, next->date), *like = node_child(next_root(next->model_file), "meeting");
    const struct node *held = node_child(like, "held"), *place = node_child(like, "venue");
    const char *venue = node_attr(announced, "venue");
    node_add_text(next->root, "\n");
    struct node *meeting = node_add(next->root, "meeting");
    next_copy(meeting, announced ? announced : like, "mode");
    if (announced && !node_attr(announced, "mode"))
        next_copy(meeting, like, "mode");
    next_copy(meeting, announced, "start end");
    for (const struct node *node = node_first(like); node; node = node_next(node)) {
        const char *kind = node_attr(node, "kind"), *words = node_text(node, next->arena);
        if (!node_is(node, "heading") || !kind || !text_word_in(kind, "body alternative type") || next_is_dated(next, words))
            continue;
        struct node *heading = node_add(meeting, "heading");
        next_copy(heading, node, "kind xml:lang");
        node_add_text(heading, words);
    }
    venue = venue ? venue : held ? node_attr(held, "venue") : place ? text_collapse(next->arena, node_text(place, next->arena)) : NULL;
    if (venue)
        node_add_text(node_add(meeting, "venue"), venue);
    document_free(file);
}

/* -- attendance -- */

/* The lists of the last meeting that were for members and officers, empty. */
static void add_lists(struct node *attendance, const struct node *like)
{
    for (const struct node *list = node_first(like); list; list = node_next(list)) {
        bool known = false;
        for (const struct node *person = node_first(list); person; person = node_next(person))
            known |= node_attr(person, "ref") != NULL;
        if (known && !node_is(list, "unknown") && !node_is(list, "note"))
            next_copy(node_add(attendance, node_name(list)), list, "label role mode voting xml:lang");
    }
    static const char *const needed[] = {"present", "apologies"};
    for (size_t i = 0; i < 2; i++)
        if (!node_child(attendance, needed[i]))
            node_add(attendance, needed[i]);
}

static bool sits_twice(const struct body_facts *body, size_t seat, const char *date)
{
    for (size_t i = 0; i < seat; i++)
        if (text_same(body->members[i].ref, body->members[seat].ref) && period_holds(body->members[i].period, date))
            return true;
    return false;
}

/* Nobody knows yet who will come, and the list of those of whom it is not known says so. */
static void add_members(struct next *next, struct node *attendance)
{
    const struct body_facts *body = next->body;
    struct node *list = NULL;
    for (size_t i = 0; i < body->member_count; i++) {
        const struct member *seat = &body->members[i];
        if (!seat->ref || !period_holds(seat->period, next->date) || sits_twice(body, i, next->date))
            continue;
        const struct member *best = seat;
        body_member_on(body, seat->ref, next->date, &best);
        if (!list && !next->form)
            next_comment(next, attendance, label(next->labels, "next-lists"));
        if (!list)
            list = node_add(attendance, "unknown");
        struct node *person = node_add(list, "person");
        node_set(person, "ref", seat->ref);
        if (best->role && strcmp(best->role, "member") != 0)
            node_set(person, "role", best->role);
        if (next->form)
            next_form_person(next, person, node_child(next_root(next->model_file), "attendance"));
    }
}

static void add_attendance(struct next *next)
{
    const struct node *like = node_child(next_root(next->model_file), "attendance");
    node_add_text(next->root, "\n\n");
    struct node *attendance = node_add(next->root, "attendance");
    next_copy_lasting(next, attendance, like, "label");
    add_lists(attendance, like);
    add_members(next, attendance);
}

/* -- the whole -- */

static struct xml_doc *make_tree(struct next *next)
{
    struct xml_doc *tree = xml_new(NULL, "minutes");
    next->root = xml_root(tree);
    node_set(next->root, "version", "1");
    node_set(next->root, "body", next->body->id);
    node_set(next->root, "date", next->dated ? next->date : NULL);
    node_set(next->root, "sitting", next->sitting);
    node_set(next->root, "kind", next->kind);
    node_set(next->root, "status", "draft");
    node_set(next->root, "xml:lang", next->body->lang);
    add_meeting(next);
    add_attendance(next);
    next_business(next);
    return tree;
}

/* The day whose names and seats a form for no meeting in particular has: the latest meeting's, else a day after all that are known. */
static void set_blank(struct next *next, const char *date)
{
    const char *today = linked_today(next->linked, next->body->id);
    next->blank = true;
    next->dated = date != NULL;
    next->date = date ? date : today ? today : "9999-12-31";
}

static enum next_answer find_day(struct next *next, const struct next_options *options)
{
    next->dated = true;
    if (!options->blank)
        return next_day(next, options->date);
    next_model(next);
    set_blank(next, options->date);
    return NEXT_DONE;
}

/* The form of what stands in source, if that is not asked for itself. */
static bool write_form(struct next *next, const struct next_options *options, struct buf *source)
{
    char sha256[DIGEST_TEXT];
    if (!options->form)
        return true;
    digest_text(source->data, source->size, sha256);
    buf_clear(source);
    next->form = true;
    next->left_out = 0;
    struct xml_doc *tree = make_tree(next);
    next_form_head(next, next->blank ? NULL : sha256);
    bool done = renderer_form(options->renderer, options->form, tree, next->body->place, source);
    xml_free(tree);
    return done;
}

static bool write_both(struct next *next, const struct next_options *options, struct buf *out)
{
    struct xml_doc *tree = make_tree(next);
    canonical_write(tree, options->grammar, &(struct canonical_options){false}, out);
    xml_free(tree);
    return write_form(next, options, out);
}

enum next_answer next_write(const struct linked *linked, const struct body_facts *body, struct data *data,
                            const struct next_options *options, struct diag_log *log, struct arena *arena, struct buf *out,
                            const char **stem)
{
    struct next next = {.arena = arena_new(), .linked = linked, .body = body, .full = options->audience == AUDIENCE_FULL,
                        .grammar = options->grammar, .reader = options->reader};
    next.labels = labels_new(data, body->lang, log);
    enum next_answer answer = find_day(&next, options);
    if (answer == NEXT_DONE) {
        const struct meeting_facts *before = next.model ? linked_neighbour(linked, next.model, -1, true) : NULL;
        next.model_file = next.model ? next_load(&next, next.model) : NULL;
        next.before_file = before ? next_load(&next, before) : NULL;
        answer = write_both(&next, options, out) ? NEXT_DONE : NEXT_NO_FORM;
        *stem = next.dated ? arena_printf(arena, "%s%s", next.date, next.sitting ? next.sitting : "") : "template";
        if (next.left_out)
            diag_add(log, D_RESTRICTED_LEFT_OUT, body->place, body->id, arena_printf(arena, "%zu", next.left_out));
    }
    document_free(next.model_file);
    document_free(next.before_file);
    arena_free(next.arena);
    return answer;
}
