/* Linking: the program falls into components that do not refer to one another, and each is linked, and then written, on its own. */
#include "build/manifest.h"
#include "build/parts.h"
#include "build/state.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64, DEATHS = 2, WORTH_JOINING = 8, TOLD = 128 /* actions in a piece */ };

/* -- dividing -- */

struct bodies {
    const char **ids;  /* sorted, each once */
    struct table index; /* of each, + 1 */
    size_t *group;     /* of each: another of the same group, or itself */
    size_t count;
    size_t *of_unit;   /* of each unit: which of them is its body */
};

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t body_index(const struct bodies *bodies, const char *id)
{
    size_t found = id ? table_find(&bodies->index, id) : 0;
    return found ? found - 1 : SIZE_MAX;
}

static size_t group_of(struct bodies *bodies, size_t index)
{
    while (bodies->group[index] != index) {
        bodies->group[index] = bodies->group[bodies->group[index]];
        index = bodies->group[index];
    }
    return index;
}

/* What a unit belongs to: its body, or where that is not known the folder's. */
static const char *body_of(const struct program *program, const struct unit *unit)
{
    const char *own = unit->has_facts ? unit->body : program->folders[unit->folder].id;
    return own ? own : "";
}

static bool same_id(const char *one, const char *other)
{
    return one == other || strcmp(one, other) == 0;
}

static void collect_bodies(const struct program *program, struct bodies *bodies)
{
    size_t count = 0;
    bodies->ids = mem_zero(program->unit_count + program->folder_count + 1, sizeof *bodies->ids);
    for (size_t i = 0; i < program->folder_count; i++)
        if (program->folders[i].id)
            bodies->ids[count++] = program->folders[i].id;
    for (size_t i = 0; i < program->unit_count; i++) {
        const char *id = body_of(program, &program->units[i]);
        if (!count || !same_id(bodies->ids[count - 1], id))
            bodies->ids[count++] = id;
    }
    if (count)
        qsort(bodies->ids, count, sizeof *bodies->ids, compare_ids);
    for (size_t i = 0; i < count; i++)
        if (!bodies->count || strcmp(bodies->ids[bodies->count - 1], bodies->ids[i]) != 0)
            bodies->ids[bodies->count++] = bodies->ids[i];
    bodies->group = mem_zero(bodies->count + 1, sizeof *bodies->group);
    bodies->index = table_new(program->arena, bodies->count);
    for (size_t i = 0; i < bodies->count; i++) {
        bodies->group[i] = i;
        *table_add(&bodies->index, bodies->ids[i]) = i + 1;
    }
}

/* Most meetings have the same body as the one before. */
static void place_units(const struct program *program, struct bodies *bodies)
{
    const char *last = NULL;
    bodies->of_unit = mem_zero(program->unit_count + 1, sizeof *bodies->of_unit);
    for (size_t i = 0; i < program->unit_count; i++) {
        const char *id = body_of(program, &program->units[i]);
        bodies->of_unit[i] = last && same_id(last, id) ? bodies->of_unit[i - 1] : body_index(bodies, id);
        last = id;
    }
}

/* A body that nobody has may be a slip for one that is here: what is suggested then comes from there. */
static void join(struct bodies *bodies, size_t one, const char *id)
{
    size_t other = body_index(bodies, id);
    if (other == SIZE_MAX)
        other = body_index(bodies, text_nearest(id, bodies->ids, bodies->count));
    if (other == SIZE_MAX)
        return;
    one = group_of(bodies, one);
    other = group_of(bodies, other);
    bodies->group[one > other ? one : other] = one > other ? other : one;
}

static void join_all(const struct program *program, struct bodies *bodies)
{
    for (size_t i = 0; i < program->unit_count; i++) {
        const struct unit *unit = &program->units[i];
        for (size_t k = 0; unit->has_facts && k < unit->other_count; k++)
            join(bodies, bodies->of_unit[i], unit->others[k]);
    }
}

static void count_parts(struct program *program, struct bodies *bodies, size_t *number)
{
    for (size_t i = 0; i < bodies->count; i++)
        if (group_of(bodies, i) == i)
            number[i] = program->component_count++;
    program->components = arena_alloc(program->arena, (program->component_count + 1) * sizeof *program->components);
    for (size_t i = 0; i < bodies->count; i++)
        if (group_of(bodies, i) == i)
            program->components[number[i]].name = bodies->ids[i];
}

/* Once to count, once to fill in. */
static void distribute(struct program *program, struct bodies *bodies, const size_t *number, bool fill)
{
    for (size_t i = 0; i < program->component_count; i++)
        program->components[i].unit_count = program->components[i].folder_count = program->components[i].part_count = 0;
    for (size_t i = 0; i < program->unit_count; i++) {
        const struct unit *unit = &program->units[i];
        struct component *component =
            &program->components[number[group_of(bodies, bodies->of_unit[i])]];
        if (fill)
            component->units[component->unit_count] = i;
        component->unit_count++;
        if (fill && unit->has_facts)
            component->parts[component->part_count] = i;
        component->part_count += unit->has_facts;
    }
    for (size_t i = 0; i < program->folder_count; i++) {
        size_t index = body_index(bodies, program->folders[i].id);
        if (index == SIZE_MAX)
            continue;
        struct component *component = &program->components[number[group_of(bodies, index)]];
        if (fill)
            component->folders[component->folder_count] = i;
        component->folder_count++;
    }
}

static void make_room(struct arena *arena, struct component *component)
{
    component->units = arena_alloc(arena, component->unit_count * sizeof *component->units);
    component->parts = arena_alloc(arena, component->part_count * sizeof *component->parts);
    component->folders = arena_alloc(arena, component->folder_count * sizeof *component->folders);
    component->renders = arena_alloc(arena, component->part_count * sizeof *component->renders);
    component->loads = arena_alloc(arena, component->part_count * sizeof *component->loads);
    component->pages = arena_alloc(arena, component->folder_count * sizeof *component->pages);
}

static bool is_gap(const struct program *program, const struct unit *unit)
{
    return !unit->has_facts && unit->kind != DOCUMENT_FOREIGN && program->folders[unit->folder].id;
}

/* -- what linking depends on -- */

/* Of the other bodies of the run any may be named, and the nearest be suggested. */
static void hash_names(struct program *program, struct hasher *hasher)
{
    hasher_add_text(hasher, program->settings.as_of);
    for (size_t i = 0; i < program->folder_count; i++)
        hasher_add(hasher, &program->folders[i].names, sizeof program->folders[i].names);
    program->names = hasher_take(hasher);
}

static void hash_component(const struct program *program, struct component *component, struct hasher *hasher)
{
    size_t folder = SIZE_MAX;
    hasher_add(hasher, &program->names, sizeof program->names);
    for (size_t i = 0; i < component->folder_count; i++)
        hasher_add(hasher, &program->folders[component->folders[i]].key, sizeof(struct hash));
    for (size_t i = 0; i < component->unit_count; i++) {
        const struct unit *unit = &program->units[component->units[i]];
        if (!unit->has_facts && !is_gap(program, unit))
            continue;
        if (unit->folder != folder)
            hasher_add_text(hasher, program->folders[unit->folder].path);
        folder = unit->folder;
        hasher_add_text(hasher, path_name(unit->path));
        hasher_add(hasher, &unit->facts, sizeof unit->facts);
        hasher_add_number(hasher, unit->has_facts);
    }
    component->links = hasher_take(hasher);
}

/* -- what an earlier run linked -- */

static bool take_related(struct program *program, struct component *component, struct unpack *from)
{
    struct unpack related = {.broken = false};
    related.at = unpack_bytes(from, &related.left);
    if (from->broken)
        return false;
    component->related = arena_copy_n(program->arena, related.at, related.left);
    component->related_size = related.left;
    return unpack_count(&related) == component->part_count;
}

void components_relate(struct program *program, struct component *component)
{
    struct unpack packed = {component->related, component->related_size, false}, *from = &packed;
    if (!component->related)
        return;
    component->related = NULL;
    size_t count = unpack_count(from);
    for (size_t i = 0; i < count && !from->broken; i++) {
        size_t position = (size_t)unpack_number(from, component->part_count - 1), related = unpack_count(from);
        struct unit *unit = &program->units[component->parts[position]];
        uint32_t *rows = related ? arena_alloc(program->arena, related * sizeof *rows) : NULL;
        for (size_t k = 0; k < related; k++)
            rows[k] = (uint32_t)component->parts[unpack_number(from, component->part_count - 1)];
        unit->related = rows;
        unit->related_count = related;
    }
    component->relates = !from->broken;
}

static void skip_spans(struct unpack *from)
{
    for (size_t i = unpack_count(from); i && !from->broken; i--) {
        unpack_text(from);
        unpack_number(from, SIZE_MAX);
        for (int k = 0; k < 4; k++)
            unpack_text(from);
    }
}

struct failing {
    struct program *program;
    struct component *component;
};

static void note_failed(void *with, const char *path)
{
    const struct failing *failing = with;
    struct program *program = failing->program;
    for (size_t i = 0; i < failing->component->unit_count; i++) {
        struct unit *unit = &program->units[failing->component->units[i]];
        unit->failed |= strcmp(unit->path, path) == 0;
    }
    for (size_t i = 0; i < failing->component->folder_count; i++) {
        struct folder *folder = &program->folders[failing->component->folders[i]];
        folder->failed |= strcmp(body_path(program, folder), path) == 0;
    }
}

static void load_all(struct component *component)
{
    component->load_count = component->part_count;
    for (size_t i = 0; i < component->part_count; i++)
        component->loads[i] = i;
}

/* Related units, spans, what excerpts were taken from, and then what was found. False: this is nothing of the kind, or of other bytes. */
static bool take_linked(struct program *program, struct component *component, bool earlier, struct unpack *from)
{
    if (!take_related(program, component, from))
        return false;
    const char *spans = from->at;
    skip_spans(from);
    const size_t spans_size = (size_t)(from->at - spans);
    struct unpack shown = {.broken = false};
    shown.at = unpack_bytes(from, &shown.left);
    if (from->broken || (earlier && !excerpts_same(program, component, shown)))
        return false;
    component->spans_size = spans_size;
    component->spans = memcpy(arena_alloc(program->arena, component->spans_size + 1), spans, component->spans_size);
    struct failing failing = {program, component};
    size_t mark = diag_mark(program->log);
    if (!diag_unpack(program->log, from->at, from->left))
        return false;
    diag_failed_since(program->log, mark, note_failed, &failing);
    return true;
}

static const char *piece_name(struct program *program, const char *component, size_t number)
{
    return arena_printf(program->arena, "%s\n%06zu", component, number);
}

static void drop_pieces(struct program *program, const char *component, size_t first, size_t count)
{
    for (size_t i = first; i < count; i++)
        index_drop(program->index, "ledger", piece_name(program, component, i));
}

static void recall(struct program *program, struct component *component)
{
    struct buf row = BUF_INIT;
    if (index_get(program->index, "component", component->name, &row)) {
        struct unpack from = {row.data, row.size, false};
        struct hash links = unpack_hash(&from);
        unpack_number(&from, SIZE_MAX);
        component->known = hash_same(links, component->links) && take_linked(program, component, true, &from);
    }
    buf_free(&row);
}

/* What is kept of a component that there is no more, and pieces of a ledger that was longer. */
static void forget_component(void *with, const struct index_row *row)
{
    struct program *program = with;
    const char *name = row->name;
    struct unpack from = {row->bytes, row->size, false};
    unpack_hash(&from);
    size_t told = (size_t)unpack_number(&from, SIZE_MAX);
    for (size_t i = 0; i < program->component_count; i++) {
        const struct component *component = &program->components[i];
        if (strcmp(component->name, name) != 0)
            continue;
        if (!component->known)
            drop_pieces(program, name, component->told_count, told);
        return;
    }
    drop_pieces(program, name, 0, told);
    index_drop(program->index, "component", name);
}

void components_forget(struct program *program)
{
    bool known = true;
    for (size_t i = 0; i < program->component_count; i++)
        known &= program->components[i].known;
    if (known || program->partial)
        return;
    index_begin(program->index);
    struct arena *rows = arena_new();
    index_each(program->index, rows, "component", "", forget_component, program);
    arena_free(rows);
}

void components_make(struct program *program)
{
    if (program->components)
        return; /* divided already */
    struct bodies bodies = {0};
    struct hasher *hasher = hasher_new();
    collect_bodies(program, &bodies);
    place_units(program, &bodies);
    join_all(program, &bodies);
    size_t *number = mem_zero(bodies.count + 1, sizeof *number);
    count_parts(program, &bodies, number);
    distribute(program, &bodies, number, false);
    for (size_t i = 0; i < program->component_count; i++)
        make_room(program->arena, &program->components[i]);
    distribute(program, &bodies, number, true);
    hash_names(program, hasher);
    for (size_t i = 0; i < program->component_count; i++) {
        load_all(&program->components[i]);
        hash_component(program, &program->components[i], hasher);
        recall(program, &program->components[i]);
    }
    hasher_free(hasher);
    free(number);
    free(bodies.ids);
    free(bodies.group);
    free(bodies.of_unit);
}

/* -- the work -- */

struct task {
    enum request kind;
    size_t component, number;
};

struct hand {             /* what a worker has before it */
    bool has_bodies, begun, asked_link, linked, knows_sound;
    size_t component;     /* plus one; 0: none */
    size_t fed;
};

struct linking {
    struct program *program;
    struct hand *hands;
    struct task *tasks;
    size_t task_count, task_room;
    size_t next;          /* component that nobody has looked at */
    struct buf facts;
    struct worker *here;  /* in this process */
};

static size_t add_task(struct linking *linking, enum request kind, size_t component, size_t number)
{
    MEM_GROW(linking->tasks, linking->task_count, linking->task_room);
    linking->tasks[linking->task_count] = (struct task){kind, component, number};
    return linking->task_count++;
}

static bool has_queue(const struct component *component)
{
    return component->told_next < component->told_count || component->render_next < component->render_count ||
           component->page_next < component->page_count;
}

static bool is_partly_loaded(const struct component *component)
{
    return component->load_count < component->part_count;
}

/* Whether a part will do, the answer to linking it says. */
static bool awaits_link(const struct component *component, const struct hand *hand)
{
    return is_partly_loaded(component) && !hand->linked;
}

static bool is_pending(const struct component *component)
{
    return component->stage == STAGE_WAITING || (component->stage == STAGE_READY && has_queue(component));
}

static bool is_held(const struct linking *linking, size_t component)
{
    for (int i = 0; i < crew_size(linking->program->crew); i++)
        if (linking->hands[i].component == component)
            return true;
    return false;
}

/* The next component nobody has, or one that has more to do than one worker should. */
static size_t choose_component(struct linking *linking)
{
    struct program *program = linking->program;
    while (linking->next < program->component_count && !is_pending(&program->components[linking->next]))
        linking->next++;
    if (linking->next < program->component_count)
        return ++linking->next;
    for (size_t i = 0; i < program->component_count; i++) {
        const struct component *component = &program->components[i];
        if (component->stage == STAGE_WAITING ||
            (component->stage == STAGE_READY && component->render_next + WORTH_JOINING < component->render_count))
            return i + 1;
    }
    for (size_t i = 0; i < program->component_count; i++)
        if (is_pending(&program->components[i]) && !is_held(linking, i + 1))
            return i + 1;
    return 0;
}

void components_ask_bodies(struct program *program, struct buf *request)
{
    size_t count = 0;
    for (size_t i = 0; i < program->folder_count; i++)
        count += program->folders[i].facts != NULL;
    pack_number(request, ASK_BODIES);
    pack_number(request, count);
    for (size_t i = 0; i < program->folder_count; i++)
        if (program->folders[i].facts)
            pack_bytes(request, program->folders[i].facts, program->folders[i].facts_size);
}

/* Facts that the index has lost are read again. Where the file is not what it was either, it is a gap like one that cannot be read; that
 * is reported, since the findings may differ. */
static void ask_facts(struct linking *linking, struct component *component, struct hand *hand, struct buf *request)
{
    struct program *program = linking->program;
    pack_number(request, ASK_FACTS);
    pack_number(request, !hand->begun);
    hand->begun = true;
    for (size_t end = hand->fed + CHUNK; hand->fed < end && hand->fed < component->load_count; hand->fed++) {
        size_t position = component->loads[hand->fed];
        struct unit *unit = &program->units[component->parts[position]];
        if (!state_facts(program, unit->path, unit->facts, &linking->facts) &&
            !read_again(program, unit, linking->here, &linking->facts)) {
            diag_add(program->log, D_CANNOT_READ, (struct place){0}, unit->path, "it changed while it was being read; run again");
            unit->failed = true;
            continue;
        }
        pack_number(request, position);
        pack_bytes(request, linking->facts.data, linking->facts.size);
    }
}

static void ask_link(struct program *program, const struct component *component, struct buf *request)
{
    size_t count = 0;
    for (size_t i = 0; i < component->unit_count; i++)
        count += is_gap(program, &program->units[component->units[i]]);
    pack_number(request, ASK_LINK);
    pack_number(request, count);
    for (size_t i = 0; i < component->unit_count; i++) {
        const struct unit *unit = &program->units[component->units[i]];
        if (!is_gap(program, unit))
            continue;
        pack_text(request, program->folders[unit->folder].id);
        pack_text(request, unit->path);
    }
}

static void ask_sound(const struct program *program, const struct component *component, struct buf *request)
{
    size_t count = 0;
    for (size_t i = 0; i < component->load_count; i++)
        count += program->units[component->parts[component->loads[i]]].has_page;
    pack_number(request, ASK_SOUND);
    pack_number(request, count);
    for (size_t i = 0; i < component->load_count; i++)
        if (program->units[component->parts[component->loads[i]]].has_page)
            pack_number(request, component->loads[i]);
}

static void ask_ledger(size_t piece, struct buf *request)
{
    pack_number(request, ASK_LEDGER);
    pack_number(request, piece * TOLD);
    pack_number(request, TOLD);
}

/* The next request about the component that the worker has at hand; false: there is none, or none yet. */
static bool next_step(struct linking *linking, struct hand *hand, struct buf *request, size_t *job)
{
    struct program *program = linking->program;
    size_t number = hand->component - 1;
    struct component *component = &program->components[number];
    if (component->stage == STAGE_FAILED)
        return false;
    if (component->stage == STAGE_WAITING)
        component->stage = STAGE_LINKING;
    if (!hand->has_bodies) {
        hand->has_bodies = true;
        components_ask_bodies(program, request);
        *job = add_task(linking, ASK_BODIES, number, 0);
    } else if (!hand->begun || hand->fed < component->load_count) {
        ask_facts(linking, component, hand, request);
        *job = add_task(linking, ASK_FACTS, number, 0);
    } else if (!hand->asked_link) {
        hand->asked_link = true;
        ask_link(program, component, request);
        *job = add_task(linking, ASK_LINK, number, 0);
    } else if (component->stage != STAGE_READY || !has_queue(component) || awaits_link(component, hand)) {
        return false;
    } else if (component->told_next < component->told_count) {
        ask_ledger(component->told_next, request);
        *job = add_task(linking, ASK_LEDGER, number, component->told_next++);
    } else if (!hand->knows_sound) {
        hand->knows_sound = true;
        ask_sound(program, component, request);
        *job = add_task(linking, ASK_SOUND, number, 0);
    } else if (component->render_next < component->render_count) {
        size_t position = component->renders[component->render_next++];
        ask_render(program, component, position, request);
        *job = add_task(linking, ASK_RENDER, number, component->parts[position]);
    } else {
        size_t folder = component->pages[component->page_next++];
        pack_number(request, ASK_PAGES);
        ask_pages(program, &program->folders[folder], request);
        *job = add_task(linking, ASK_PAGES, number, folder);
    }
    return true;
}

static bool next_task(void *with, int worker, struct buf *request, size_t *job)
{
    struct linking *linking = with;
    struct hand *hand = &linking->hands[worker];
    for (;;) {
        if (hand->component && next_step(linking, hand, request, job))
            return true;
        const struct component *at_hand = hand->component ? &linking->program->components[hand->component - 1] : NULL;
        if (at_hand && hand->asked_link && (at_hand->stage == STAGE_LINKING || (awaits_link(at_hand, hand) && has_queue(at_hand))))
            return false; /* its answer decides */
        size_t component = choose_component(linking);
        if (!component)
            return false;
        *hand = (struct hand){.has_bodies = hand->has_bodies, .component = component};
    }
}

static void keep_linked(struct program *program, const struct component *component, const char *answer, size_t size)
{
    struct buf row = BUF_INIT;
    pack_hash(&row, component->links);
    pack_number(&row, component->told_count);
    buf_add(&row, answer, size);
    if (!program->partial)
        index_put(program->index, "component", component->name, row.data, row.size);
    buf_free(&row);
}

static void linked_done(struct linking *linking, struct component *component, const char *answer, size_t size)
{
    struct program *program = linking->program;
    struct unpack from = {answer, size, false};
    size_t told = (size_t)unpack_number(&from, SIZE_MAX - TOLD), left = from.left;
    const char *rest = from.at;
    if (component->stage != STAGE_LINKING)
        return;
    if (!take_linked(program, component, false, &from)) {
        diag_add(program->log, D_WORKER_DIED, (struct place){0}, component->name, "its answer cannot be read");
        component->stage = STAGE_FAILED;
        return;
    }
    component->told_count = (told + TOLD - 1) / TOLD;
    keep_linked(program, component, rest, left);
    component->stage = STAGE_READY;
    plan_component(program, component);
}

static bool is_render(const struct component *component, size_t position)
{
    for (size_t i = 0; i < component->render_count; i++)
        if (component->renders[i] == position)
            return true;
    return false;
}

/* Whether a part of a component, linked by itself, shows in its documents the same meetings as the whole did: then it shows the same of
 * them, as it would if the others were gone. */
static bool part_will_do(const struct program *program, const struct component *component, struct unpack *answer)
{
    struct unpack packed = {.broken = false}, *from = &packed;
    unpack_number(answer, SIZE_MAX);
    packed.at = unpack_bytes(answer, &packed.left);
    packed.broken = answer->broken;
    bool same = unpack_count(from) == component->load_count;
    for (size_t i = 0; i < component->load_count && same && !from->broken; i++) {
        size_t position = (size_t)unpack_number(from, component->part_count - 1), count = unpack_count(from);
        const struct unit *unit = &program->units[component->parts[position]];
        bool render = is_render(component, position);
        same &= !render || count == unit->related_count;
        for (size_t k = 0; k < count && !from->broken; k++) {
            size_t related = component->parts[unpack_number(from, component->part_count - 1)];
            same &= !render || (k < unit->related_count && unit->related[k] == related);
        }
    }
    return same && !from->broken;
}

/* A part that was loaded does, or all is loaded in its place. */
static void part_done(struct linking *linking, struct hand *hand, struct component *component, struct unpack *from)
{
    hand->linked = part_will_do(linking->program, component, from);
    if (hand->linked)
        return;
    load_all(component);
    for (int i = 0; i < crew_size(linking->program->crew); i++)
        if (linking->hands[i].component == hand->component)
            linking->hands[i] = (struct hand){.has_bodies = linking->hands[i].has_bodies, .component = hand->component};
}

static void ledger_done(struct program *program, const struct component *component, size_t piece, struct unpack *from)
{
    const char *told = unpack_text(from);
    if (told)
        index_tell(program->index, "ledger", piece_name(program, component->name, piece), told);
}

static void task_done(void *with, int worker, size_t job, const char *answer, size_t size)
{
    struct linking *linking = with;
    struct program *program = linking->program;
    const struct task *task = &linking->tasks[job];
    struct unpack from = {answer, size, false};
    struct hand *hand = &linking->hands[worker];
    struct component *component = &program->components[task->component];
    if (task->kind == ASK_LINK && component->stage == STAGE_READY && is_partly_loaded(component))
        part_done(linking, hand, component, &from);
    else if (task->kind == ASK_LINK)
        linked_done(linking, component, answer, size);
    else if (task->kind == ASK_LEDGER)
        ledger_done(program, component, task->number, &from);
    else if (task->kind == ASK_RENDER)
        take_rendered(program, &program->units[task->number], &from);
    else if (task->kind == ASK_PAGES)
        take_pages(program, &program->folders[task->number], component->state, component->pages_state, &from);
}

/* One that dies again and again over a component costs what was still to be done of it. */
static void component_died(struct program *program, struct component *component, const char *how)
{
    if (++component->deaths < DEATHS)
        return;
    diag_add(program->log, D_WORKER_DIED, (struct place){0}, component->name, how);
    component->stage = STAGE_FAILED;
}

static void ask_again(struct component *component, size_t piece)
{
    component->told_lost = true;
    if (component->told_next > piece)
        component->told_next = piece;
}

static void task_died(void *with, int worker, size_t job, const char *how)
{
    struct linking *linking = with;
    struct program *program = linking->program;
    const struct task *task = &linking->tasks[job];
    (void)worker;
    if (task->kind == ASK_RENDER)
        diag_add(program->log, D_WORKER_DIED, (struct place){0}, program->units[task->number].path, how);
    else if (task->kind == ASK_PAGES)
        diag_add(program->log, D_WORKER_DIED, (struct place){0}, "index.html", how);
    else
        component_died(program, &program->components[task->component], how);
    if (task->kind == ASK_LEDGER)
        ask_again(&program->components[task->component], task->number);
}

static void task_back(void *with, int worker, size_t job)
{
    struct linking *linking = with;
    struct program *program = linking->program;
    const struct task *task = &linking->tasks[job];
    struct component *component = &program->components[task->component];
    (void)worker;
    if (task->kind == ASK_LEDGER)
        ask_again(component, task->number);
    if (task->kind == ASK_PAGES)
        component->pages[--component->page_next] = task->number;
    for (size_t i = 0; task->kind == ASK_RENDER && i < component->part_count; i++)
        if (component->parts[i] == task->number)
            component->renders[--component->render_next] = i;
}

static void task_fresh(void *with, int worker)
{
    struct linking *linking = with;
    struct hand *hand = &linking->hands[worker];
    struct component *component = hand->component ? &linking->program->components[hand->component - 1] : NULL;
    if (component && component->stage == STAGE_LINKING)
        component->stage = STAGE_WAITING;
    *hand = (struct hand){0};
}

/* What may not have been told whole is linked and told anew by the next run. */
static void forget_untold(struct program *program)
{
    for (size_t i = 0; i < program->component_count; i++) {
        const struct component *component = &program->components[i];
        if (component->told_lost || component->told_next < component->told_count)
            index_drop(program->index, "component", component->name);
    }
}

bool components_run(struct program *program)
{
    bool any = false;
    for (size_t i = 0; i < program->component_count; i++) {
        struct component *component = &program->components[i];
        component->stage = component->known ? STAGE_READY : STAGE_WAITING;
        if (component->known)
            plan_component(program, component);
        any |= is_pending(component);
    }
    program->linked = true;
    if (!any)
        return true;
    if (!program_crew(program))
        return false;
    struct linking linking = {.program = program, .here = crew_here(program->crew)};
    linking.hands = mem_zero((size_t)crew_size(program->crew), sizeof *linking.hands);
    const struct pool_jobs jobs = {next_task, task_done, task_died, task_back, task_fresh, &linking, false};
    bool done = crew_run(program->crew, &jobs, program->log);
    forget_untold(program);
    free(linking.hands);
    free(linking.tasks);
    buf_free(&linking.facts);
    program->linked = done;
    return done;
}

/* What linking found is in the log whether it was linked now or before: it is not heard twice. */
static void load_here(struct linking *linking, struct worker *worker, struct component *component)
{
    struct program *program = linking->program;
    struct hand hand = {0};
    struct buf request = BUF_INIT, answer = BUF_INIT;
    while (!hand.begun || hand.fed < component->load_count) {
        buf_clear(&request);
        ask_facts(linking, component, &hand, &request);
        worker_answer(worker, request.data, request.size, &answer);
    }
    buf_clear(&request);
    buf_clear(&answer);
    ask_link(program, component, &request);
    worker_answer(worker, request.data, request.size, &answer);
    component->stage = component->known ? STAGE_READY : STAGE_LINKING;
    linked_done(linking, component, answer.data, answer.size);
    buf_free(&request);
    buf_free(&answer);
}

void components_here(struct program *program, void (*visit)(void *with, struct worker *worker, const struct component *component),
                     void *with)
{
    struct buf request = BUF_INIT, answer = BUF_INIT;
    const struct brief brief = {.data = program->data, .audience = program->settings.audience, .as_of = program->settings.as_of,
                                .bare = program->settings.bare, .elsewhere = program->settings.elsewhere,
                                .reader = program->settings.reader};
    struct worker *worker = worker_new(&brief);
    struct linking linking = {.program = program, .here = worker};
    if (worker_prepare(worker, program->log)) {
        components_ask_bodies(program, &request);
        worker_answer(worker, request.data, request.size, &answer);
        for (size_t i = 0; i < program->component_count; i++) {
            load_here(&linking, worker, &program->components[i]);
            visit(with, worker, &program->components[i]);
        }
        program->linked = true;
    }
    worker_free(worker);
    buf_free(&request);
    buf_free(&answer);
    buf_free(&linking.facts);
}

struct visiting {
    struct program *program;
    void (*visit)(void *with, const struct linked_part *part);
    void *with;
};

static void visit_linked(void *with, struct worker *worker, const struct component *component)
{
    const struct visiting *visiting = with;
    const struct program *program = visiting->program;
    const char **ids = mem_zero(component->unit_count + component->folder_count + 1, sizeof *ids);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < component->folder_count; i++)
        ids[count++] = program->folders[component->folders[i]].id;
    for (size_t i = 0; i < component->unit_count; i++)
        ids[count++] = body_of(program, &program->units[component->units[i]]);
    if (count)
        qsort(ids, count, sizeof *ids, compare_ids);
    for (size_t i = 0; i < count; i++)
        if (*ids[i] && (!kept || strcmp(ids[kept - 1], ids[i]) != 0))
            ids[kept++] = ids[i];
    const struct linked_part part = {worker_linked(worker), ids, kept, worker_grammar(worker)};
    visiting->visit(visiting->with, &part);
    free(ids);
}

void program_each(struct program *program, void (*visit)(void *with, const struct linked_part *part), void *with)
{
    struct visiting visiting = {program, visit, with};
    components_make(program);
    components_here(program, visit_linked, &visiting);
}

void program_link(struct program *program)
{
    components_make(program);
    components_run(program);
}
