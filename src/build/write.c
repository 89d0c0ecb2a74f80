/* Writing: what of each component is stale and why, what came of it, and the rendering of one meeting by itself. */
#include "build/manifest.h"
#include "build/parts.h"
#include "build/print.h"
#include "build/still.h"

#include "base/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void program_explain(const struct program *program, const char *path, const char *why)
{
    if (program->settings.explain)
        program->settings.explain(program->settings.with, path, why);
}

static void advance(struct program *program, const char *what)
{
    program->done++;
    if (program->build->progress)
        program->build->progress(program->build->with, program->done, program->unit_count, what);
}

/* -- are the outputs there? -- */

/* Hashes of names: enough to tell whether one is there. */
struct names {
    uint64_t *rows;
    size_t count, room; /* room is a power of two, and never full */
};

static uint64_t hash_name(const char *name)
{
    return hash_bytes(name, strlen(name)).low | 1;
}

static bool find_name(const struct names *names, uint64_t hash, size_t *at)
{
    *at = 0;
    if (!names->room)
        return false;
    for (*at = hash & (names->room - 1); names->rows[*at]; *at = (*at + 1) & (names->room - 1))
        if (names->rows[*at] == hash)
            return true;
    return false;
}

static void add_name(struct names *names, uint64_t hash)
{
    enum { FIRST = 1024 };
    size_t at;
    if (names->count * 2 >= names->room) {
        struct names more = {.room = names->room ? names->room * 2 : FIRST};
        more.rows = mem_zero(more.room, sizeof *more.rows);
        for (size_t i = 0; i < names->room; i++)
            if (names->rows[i])
                add_name(&more, names->rows[i]);
        free(names->rows);
        *names = more;
    }
    if (find_name(names, hash, &at))
        return;
    names->rows[at] = hash;
    names->count++;
}

static bool note_name(void *with, const char *name)
{
    add_name(with, hash_name(name));
    return true;
}

/* The output's folder of the body at hand, kept open while its meetings are asked for. */
struct looking {
    struct program *program;
    const char **extensions; /* of the formats asked for, in their order */
    struct buf own;    /* how the outputs of the meeting at hand begin */
    const char *body;
    int folder;
    bool all;          /* nothing was added to or taken from it since: what was there is */
    struct names names;
};

static void look_close(struct looking *looking)
{
    port_close(looking->folder);
    free(looking->names.rows);
    looking->names = (struct names){0};
    looking->all = false;
    looking->folder = -1;
    looking->body = NULL;
}

/* Where only names are asked for, the folder's own time tells whether any came or went; if it does not, they are listed, and the time is
 * kept for the next run. */
static void look_at_names(struct looking *looking, const char *path, struct folder *source)
{
    struct port_stamp now;
    const char *why;
    port_stamp(path, &now);
    looking->all = now.node && port_same_stamp(&now, &source->output);
    if (looking->all)
        return;
    port_names(path, note_name, &looking->names, &why);
    source->made_now = true;
}

static void look_at(struct looking *looking, const char *body, struct folder *source)
{
    if (looking->body && (looking->body == body || strcmp(looking->body, body) == 0))
        return;
    look_close(looking);
    looking->body = body;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", looking->program->build->output, body);
    if (looking->program->build->trust_names)
        look_at_names(looking, buf_text(&path), source);
    else
        looking->folder = port_open_folder(buf_text(&path));
    buf_free(&path);
}

static bool is_same(const struct made *made, const struct port_stamp *stamp)
{
    return stamp->size == made->size && stamp->modified == made->modified;
}

static bool is_there_by_path(const struct program *program, const struct made *made)
{
    struct port_stamp stamp;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", program->build->output, made->path);
    bool there = port_stamp(buf_text(&path), &stamp) == PORT_FILE && is_same(made, &stamp);
    buf_free(&path);
    return there;
}

/* name: its own, in the body's folder. */
static bool is_there_by_name(struct looking *looking, const char *body, struct folder *source, const struct made *made, const char *name)
{
    struct port_stamp stamp;
    size_t at;
    if (made->stale)
        return false;
    look_at(looking, body, source);
    if (looking->program->build->trust_names)
        return looking->all || find_name(&looking->names, hash_name(name), &at);
    return looking->folder >= 0 && port_stamp_in(looking->folder, name, &stamp) == PORT_FILE && is_same(made, &stamp);
}

static const char **extensions_of(const struct program *program)
{
    const char *const *formats = program->build->formats;
    size_t count = 0;
    while (formats[count])
        count++;
    const char **extensions = mem_zero(count + 1, sizeof *extensions);
    for (size_t i = 0; i < count; i++)
        extensions[i] = format_extension(format_find(formats[i]));
    return extensions;
}

/* made->path is BODY/NAME, or BODY/files/… for what is copied. */
static bool is_there(struct looking *looking, const char *body, struct folder *source, const struct made *made)
{
    size_t size = strlen(body);
    if (strncmp(made->path, body, size) == 0 && made->path[size] == '/' && !strchr(made->path + size + 1, '/'))
        return is_there_by_name(looking, body, source, made, made->path + size + 1);
    return !made->stale && is_there_by_path(looking->program, made);
}

/* BODY/STEM. */
void output_begin(const struct unit *unit, struct buf *own)
{
    buf_clear(own);
    buf_str(own, unit->body);
    buf_char(own, '/');
    buf_str(own, unit->stem);
    buf_char(own, '.');
}

const char *output_extension(const struct made *made, const struct buf *own)
{
    return strncmp(made->path, own->data, own->size) == 0 ? made->path + own->size : NULL;
}

static bool is_of_any_format(const struct made *made, const struct buf *own)
{
    const char *extension = output_extension(made, own);
    return extension && format_has_extension(extension);
}

/* Bits of the formats asked for that are not there as they were written; the highest where an attachment is not. */
static uint64_t missing_outputs(struct looking *looking, const struct unit *unit, bool *copies)
{
    struct folder *source = &looking->program->folders[unit->folder];
    uint64_t missing = 0;
    for (size_t i = 0; looking->extensions[i]; i++)
        missing |= (uint64_t)1 << i;
    *copies = true;
    output_begin(unit, &looking->own);
    for (size_t k = 0; k < unit->made.count; k++) {
        const struct made *made = &unit->made.rows[k];
        const char *extension = output_extension(made, &looking->own);
        bool is_format = false;
        for (size_t i = 0; extension && looking->extensions[i]; i++) {
            if (*extension != *looking->extensions[i] || strcmp(extension, looking->extensions[i]) != 0)
                continue;
            is_format = true;
            if (is_there_by_name(looking, unit->body, source, made, made->path + strlen(unit->body) + 1))
                missing &= ~((uint64_t)1 << i);
        }
        if (!is_format && !is_of_any_format(made, &looking->own))
            *copies &= is_there(looking, unit->body, source, made);
    }
    return missing;
}

/* -- what is stale -- */

/* Its own, or one that stays although nobody knows any more what made it. */
static bool page_stays(const struct program *program, const struct unit *unit, const char *inside)
{
    for (size_t i = 0; i < unit->made.count; i++)
        if (strcmp(unit->made.rows[i].path, inside) == 0)
            return true;
    return !manifest_loses(program->manifest, inside);
}

/* A meeting that can be built, whether this run was asked to or not: a page is the same built alone and with all others. Or one whose page
 * an earlier run left in the output. It is asked once: another run may make or take away such a page. */
static bool find_page_of(const struct program *program, const struct unit *unit)
{
    if (unit->sound)
        return true;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/", program->build->output);
    size_t inside = path.size;
    buf_printf(&path, "%s/%s.html", unit->body, unit->stem);
    bool there = port_kind(buf_text(&path), false) == PORT_FILE && page_stays(program, unit, path.data + inside);
    buf_free(&path);
    return there;
}

static struct hash key_of(struct program *program, const struct unit *unit, struct hasher *hasher)
{
    hasher_add(hasher, &program->names, sizeof program->names);
    hasher_add(hasher, &unit->source, sizeof unit->source);
    hasher_add(hasher, &program->folders[unit->folder].key, sizeof(struct hash));
    for (size_t i = 0; i < unit->watched_count; i++)
        hasher_add(hasher, &unit->watched[i].content, sizeof(struct hash));
    for (size_t i = 0; i < unit->related_count; i++) {
        const struct unit *related = &program->units[unit->related[i]];
        hasher_add_text(hasher, related->path);
        hasher_add(hasher, &related->facts, sizeof related->facts);
        hasher_add(hasher, &program->folders[related->folder].key, sizeof(struct hash));
        hasher_add_number(hasher, related->has_page);
    }
    return hasher_take(hasher);
}

/* For a person who asks why. */
static const char *reason(struct program *program, const struct unit *unit, bool same_key)
{
    if (same_key)
        return "an output is missing or is not what was written";
    if (!unit->made_before)
        return "new";
    if (!unit->key.high && !unit->key.low)
        return "the program, its stylesheets or an option changed";
    if (!hash_same(unit->source, unit->source_before))
        return "it changed";
    if (program->folders[unit->folder].read)
        return arena_printf(program->arena, "%s changed", body_path(program, &program->folders[unit->folder]));
    for (size_t i = 0; i < unit->related_count; i++) {
        const struct unit *related = &program->units[unit->related[i]];
        if (!hash_same(related->facts, related->facts_before))
            return arena_printf(program->arena, "%s changed, of which it shows something", related->path);
    }
    return "something that it shows is gone, or has errors, or has none any more";
}

bool unit_is_sound(const struct program *program, const struct unit *unit)
{
    const struct folder *folder = &program->folders[unit->folder];
    return unit->has_facts && unit->known && folder->id && !unit->failed && !folder->failed;
}

/* The bodies' pages show what linking knows, and which meetings have documents; these depend on their sources too. */
static void hash_states(struct program *program, struct component *component, struct hasher *hasher)
{
    hasher_add(hasher, &component->links, sizeof component->links);
    for (size_t i = 0; program->build->formats[i]; i++)
        hasher_add_text(hasher, program->build->formats[i]);
    for (size_t i = 0; i < component->part_count; i++) {
        const struct unit *unit = &program->units[component->parts[i]];
        hasher_add_number(hasher, unit->sound ? 1 : 2 + unit->has_page);
    }
    component->pages_state = hasher_take(hasher);
    hasher_add(hasher, &component->pages_state, sizeof component->pages_state);
    for (size_t i = 0; i < component->part_count; i++) {
        const struct unit *unit = &program->units[component->parts[i]];
        hasher_add(hasher, &unit->source, sizeof unit->source);
        for (size_t k = 0; k < unit->watched_count; k++)
            hasher_add(hasher, &unit->watched[k].content, sizeof(struct hash));
    }
    component->state = hasher_take(hasher);
}

/* What it was written as under another name or body goes; nobody is to link to it meanwhile. */
static void lose_other_names(struct program *program, struct unit *unit, struct buf *own)
{
    size_t kept = 0;
    output_begin(unit, own);
    for (size_t i = 0; i < unit->made.count; i++) {
        struct made made = unit->made.rows[i];
        if (!is_of_any_format(&made, own) && !made_is_copy(&made)) {
            manifest_lose(program, &made);
            program->folders[unit->folder].made_now = true;
        } else {
            unit->made.rows[kept++] = made;
        }
    }
    unit->made.count = kept;
}

static void plan_unit(struct program *program, struct component *component, size_t position, bool same_state,
                      struct looking *looking, struct hasher *hasher)
{
    struct unit *unit = &program->units[component->parts[position]];
    bool copies;
    if (!unit->sound || !unit->named)
        return;
    bool certain = unit->made_before && (unit->key.high || unit->key.low);
    if (!same_state || !certain)
        components_relate(program, component);
    struct hash key = same_state && certain ? unit->key : key_of(program, unit, hasher);
    bool same = certain && hash_same(key, unit->key);
    unit->missing = missing_outputs(looking, unit, &copies);
    if (same && !unit->missing && copies) {
        advance(program, unit->path);
        return;
    }
    program_explain(program, unit->path, reason(program, unit, same));
    unit->next_key = key;
    unit->key = (struct hash){0, 0}; /* until it is rendered: its worker may die */
    component->renders[component->render_count++] = position;
}

static void plan_pages(struct program *program, struct component *component, struct looking *looking)
{
    for (size_t i = 0; i < component->folder_count && !program->partial; i++) {
        struct folder *folder = &program->folders[component->folders[i]];
        bool there = hash_same(folder->pages_state, component->pages_state) && folder->pages.count > 0, again = false;
        for (size_t k = 0; k < i; k++)
            again |= strcmp(program->folders[component->folders[k]].id, folder->id) == 0;
        if (again) /* two bodies of one id are a finding, and have one page */
            continue;
        for (size_t k = 0; there && k < folder->pages.count; k++)
            there = is_there(looking, folder->id, folder, &folder->pages.rows[k].made);
        if (there)
            folder->state = component->state;
        else
            component->pages[component->page_count++] = component->folders[i];
    }
}

static size_t position_of(const struct component *component, size_t unit)
{
    size_t low = 0, high = component->part_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (component->parts[middle] < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where linking is known and a few documents are made anew, only what they show something of is loaded for them. */
static void choose_loads(struct program *program, struct component *component)
{
    if (component->render_count)
        components_relate(program, component);
    bool *wanted = mem_zero(component->part_count + 1, sizeof *wanted);
    bool all = !component->known || !component->relates || component->page_count;
    for (size_t i = 0; i < component->render_count && !all; i++) {
        const struct unit *unit = &program->units[component->parts[component->renders[i]]];
        wanted[component->renders[i]] = true;
        for (size_t k = 0; k < unit->related_count; k++)
            wanted[position_of(component, unit->related[k])] = true;
    }
    component->load_count = 0;
    for (size_t i = 0; i < component->part_count; i++)
        if (all || wanted[i])
            component->loads[component->load_count++] = i;
    free(wanted);
}

/* What a killed run left aside is taken away where this one will write. */
static void clean(struct program *program, const struct component *component)
{
    struct buf path = BUF_INIT;
    for (size_t i = 0; i < component->folder_count; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s", program->build->output, program->folders[component->folders[i]].id);
        write_clean(buf_text(&path));
    }
    for (size_t i = 0; i < component->render_count; i++) {
        const struct unit *unit = &program->units[component->parts[component->renders[i]]];
        for (size_t k = 0; k < unit->watched_count; k++) {
            const char *file = unit->watched[k].path, *slash = strrchr(file, '/');
            buf_clear(&path);
            buf_printf(&path, "%s/%s/%s%s%.*s", program->build->output, unit->body, FILES_FOLDER, slash ? "/" : "",
                       slash ? (int)(slash - file) : 0, file);
            write_clean(buf_text(&path));
        }
    }
    buf_free(&path);
}

void plan_component(struct program *program, struct component *component)
{
    if (!program->build)
        return;
    struct hasher *hasher = hasher_new();
    struct looking looking = {.program = program, .extensions = extensions_of(program), .folder = -1};
    for (size_t i = 0; i < component->part_count; i++)
        program->units[component->parts[i]].sound = unit_is_sound(program, &program->units[component->parts[i]]);
    for (size_t i = 0; i < component->part_count && !program->partial; i++)
        if (program->units[component->parts[i]].sound)
            lose_other_names(program, &program->units[component->parts[i]], &looking.own);
    for (size_t i = 0; i < component->part_count; i++)
        program->units[component->parts[i]].has_page = find_page_of(program, &program->units[component->parts[i]]);
    hash_states(program, component, hasher);
    bool same_state = component->folder_count > 0;
    for (size_t i = 0; i < component->folder_count; i++)
        same_state &= hash_same(program->folders[component->folders[i]].state, component->state);
    for (size_t i = 0; i < component->part_count; i++)
        plan_unit(program, component, i, same_state, &looking, hasher);
    plan_pages(program, component, &looking);
    choose_loads(program, component);
    if (component->render_count || component->page_count)
        clean(program, component);
    for (size_t i = 0; i < component->folder_count && !same_state; i++)
        program->folders[component->folders[i]].made_now = true;
    look_close(&looking);
    free(looking.extensions);
    buf_free(&looking.own);
    hasher_free(hasher);
}

void ask_render(struct program *program, const struct component *component, size_t position, struct buf *request)
{
    const struct unit *unit = &program->units[component->parts[position]];
    pack_number(request, ASK_RENDER);
    pack_number(request, position);
    pack_text(request, unit->path);
    pack_hash(request, unit->source);
    pack_hash(request, unit->made_before ? unit->tree : (struct hash){0, 0});
    pack_number(request, unit->missing);
    pack_number(request, component->parts[position]);
    pack_number(request, unit->watched_count);
    for (size_t i = 0; i < unit->watched_count; i++)
        pack_stamp(request, &unit->watched[i].stamp);
}

void ask_pages(struct program *program, struct folder *folder, struct buf *request)
{
    struct looking looking = {.program = program, .folder = -1};
    size_t count = 0;
    bool *there = mem_zero(folder->pages.count + 1, sizeof *there);
    for (size_t i = 0; i < folder->pages.count; i++)
        count += there[i] = is_there(&looking, folder->id ? folder->id : "", folder, &folder->pages.rows[i].made);
    pack_text(request, folder->id);
    pack_number(request, count);
    for (size_t i = 0; i < folder->pages.count; i++) {
        if (!there[i])
            continue;
        pack_text(request, folder->pages.rows[i].made.path);
        pack_hash(request, folder->pages.rows[i].tree);
    }
    free(there);
    look_close(&looking);
}

/* -- what came of it -- */

static void add_made(struct program *program, struct made_list *list, struct made made)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->rows[i].path, made.path) == 0) {
            list->rows[i] = made;
            return;
        }
    made_add(program, list, &made);
}

static struct made take_made(struct program *program, const char *path, struct unpack *from)
{
    struct made made = {.path = arena_copy(program->arena, path)};
    made.size = unpack_number(from, UINT64_MAX);
    made.modified = (int64_t)unpack_number(from, UINT64_MAX);
    program->wrote = true;
    return made;
}

/* What is still there of formats that were not written now: as it was where the tree is, else not to be trusted. What is neither of
 * them nor was written again has no source any more; where all went well. */
static void keep_old(struct program *program, const struct unit *unit, const struct made_list *old, bool same_tree, bool done,
                     struct made_list *now)
{
    size_t written = now->count;
    struct buf own = BUF_INIT;
    output_begin(unit, &own);
    for (size_t i = 0; i < old->count; i++) {
        struct made made = old->rows[i];
        bool again = false;
        for (size_t k = 0; k < written; k++)
            again |= strcmp(now->rows[k].path, made.path) == 0;
        if (again)
            continue;
        if (done && !is_of_any_format(&made, &own)) {
            manifest_lose(program, &made);
            continue;
        }
        made.stale |= !same_tree;
        add_made(program, now, made);
    }
    buf_free(&own);
}

void take_rendered(struct program *program, struct unit *unit, struct unpack *from)
{
    struct hash tree = unpack_hash(from);
    struct made_list now = {NULL, 0, 0};
    const char *path;
    bool same_tree = unit->made_before && hash_same(tree, unit->tree);
    while ((path = unpack_text(from)))
        add_made(program, &now, take_made(program, path, from));
    const char *waits = unpack_text(from);
    unit->waits = waits ? arena_copy(program->arena, waits) : NULL;
    size_t mark = diag_mark(program->log);
    if (from->broken || !diag_unpack(program->log, from->at, from->left))
        diag_add(program->log, D_WORKER_DIED, (struct place){0}, unit->path, "its answer cannot be read");
    const bool done = diag_mark(program->log) == mark;
    keep_old(program, unit, &unit->made, same_tree, done, &now);
    unit->made = now;
    unit->tree = tree;
    if (done) /* else once more next time, so that it is reported again */
        unit->key = unit->next_key;
    program->folders[unit->folder].made_now = true;
    advance(program, unit->path);
}

void take_printed(struct program *program, struct unpack *from)
{
    while (unpack_number(from, 1)) {
        size_t number = (size_t)unpack_number(from, program->unit_count - 1);
        const char *path = unpack_text(from);
        if (path && !from->broken)
            add_made(program, &program->units[number].made, take_made(program, path, from));
    }
    if (from->broken || !diag_unpack(program->log, from->at, from->left))
        diag_add(program->log, D_WORKER_DIED, (struct place){0}, "PDF", "its answer cannot be read");
}

static void add_page(struct page_list *pages, struct page page)
{
    MEM_GROW(pages->rows, pages->count, pages->room);
    pages->rows[pages->count++] = page;
}

static const struct page *find_page(const struct page_list *pages, const char *path)
{
    for (size_t i = 0; i < pages->count; i++)
        if (strcmp(pages->rows[i].made.path, path) == 0)
            return &pages->rows[i];
    return NULL;
}

void take_pages(struct program *program, struct folder *folder, struct hash state, struct hash pages_state, struct unpack *from)
{
    struct page_list now = {NULL, 0, 0};
    while (unpack_number(from, 1)) {
        struct page page = {.tree = unpack_hash(from)};
        const char *path = unpack_text(from);
        page.made = take_made(program, path ? path : "", from);
        const struct page *old = path ? find_page(&folder->pages, path) : NULL;
        if (old && !page.made.size && hash_same(old->tree, page.tree))
            page = *old;
        else if (path && !(old && page.made.size == old->made.size && page.made.modified == old->made.modified))
            program_explain(program, arena_printf(program->arena, "%s/%s", program->build->output, path),
                            old ? "what it shows changed" : "new");
        if (path)
            add_page(&now, page);
    }
    size_t mark = diag_mark(program->log);
    if (from->broken || !diag_unpack(program->log, from->at, from->left))
        diag_add(program->log, D_WORKER_DIED, (struct place){0}, "index.html", "its answer cannot be read");
    bool failed = diag_mark(program->log) != mark;
    for (size_t i = 0; i < folder->pages.count && !failed; i++)
        if (!find_page(&now, folder->pages.rows[i].made.path))
            manifest_lose(program, &folder->pages.rows[i].made);
    free(folder->pages.rows);
    folder->pages = now;
    folder->state = failed ? (struct hash){0, 0} : state;
    folder->pages_state = failed ? (struct hash){0, 0} : pages_state;
    folder->made_now = true;
}

/* -- the root's page -- */

static struct hash root_state(struct program *program)
{
    struct hasher *hasher = hasher_new();
    hasher_add(hasher, &program->names, sizeof program->names);
    for (size_t i = 0; i < program->component_count; i++)
        hasher_add(hasher, program->components[i].spans, program->components[i].spans_size);
    struct hash state = hasher_take(hasher);
    hasher_free(hasher);
    return state;
}

struct root {
    struct program *program;
    struct folder *folder;
    struct hash state;
    bool asked_bodies, asked;
};

static size_t count_bodies(const struct program *program)
{
    size_t count = 0;
    for (size_t i = 0; i < program->folder_count; i++)
        count += program->folders[i].facts != NULL;
    return count;
}

/* Of each body one row, with those that never met. */
static void ask_root(struct program *program, struct folder *folder, struct buf *request)
{
    pack_number(request, ASK_ROOT);
    pack_number(request, program->component_count);
    for (size_t i = 0; i < program->component_count; i++) {
        const struct component *component = &program->components[i];
        pack_bytes(request, component->spans ? component->spans : "", component->spans_size);
    }
    ask_pages(program, folder, request);
}

static bool next_root(void *with, int worker, struct buf *request, size_t *job)
{
    struct root *root = with;
    if (worker != 0 || root->asked)
        return false;
    *job = root->asked_bodies;
    if (!root->asked_bodies) {
        components_ask_bodies(root->program, request);
        root->asked_bodies = true;
    } else {
        ask_root(root->program, root->folder, request);
        root->asked = true;
    }
    return true;
}

static void root_done(void *with, int worker, size_t job, const char *answer, size_t size)
{
    struct root *root = with;
    struct unpack from = {answer, size, false};
    (void)worker;
    if (job)
        take_pages(root->program, root->folder, root->state, root->state, &from);
}

static void root_died(void *with, int worker, size_t job, const char *how)
{
    struct root *root = with;
    (void)worker;
    (void)job;
    root->asked = root->asked_bodies = true;
    diag_add(root->program->log, D_WORKER_DIED, (struct place){0}, "index.html", how);
}

static void root_back(void *with, int worker, size_t job)
{
    struct root *root = with;
    (void)worker;
    (void)job;
    root->asked_bodies = root->asked = false;
}

static void root_fresh(void *with, int worker)
{
    struct root *root = with;
    if (worker == 0)
        root->asked_bodies = root->asked;
}

static void build_root(struct program *program)
{
    struct folder *folder = manifest_root(program->manifest);
    struct root root = {.program = program, .folder = folder, .state = root_state(program)};
    bool there = hash_same(folder->state, root.state) && folder->pages.count;
    for (size_t i = 0; there && i < folder->pages.count; i++)
        there = is_there_by_path(program, &folder->pages.rows[i].made);
    for (size_t i = 0; i < program->component_count; i++)
        if (!program->components[i].spans)
            return; /* a component could not be linked: the page stays as it is */
    if (there || !program_crew(program))
        return;
    write_clean(program->build->output);
    const struct pool_jobs jobs = {next_root, root_done, root_died, root_back, root_fresh, &root, false};
    crew_run(program->crew, &jobs, program->log);
}

/* -- the build -- */

bool program_keeps_apart(const struct program *program)
{
    static const char mark[] = ".minutec-full", words[] = "What is here was built with --audience full.\n";
    const char *why = "", *output = program->build->output;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", output, mark);
    bool apart = true;
    if (program->settings.audience == AUDIENCE_FULL && write_file(buf_text(&path), words, strlen(words), &why) == WRITE_FAILED) {
        diag_add(program->log, D_CANNOT_WRITE, (struct place){0}, buf_text(&path), why);
        apart = false;
    } else if (program->settings.audience != AUDIENCE_FULL && port_kind(buf_text(&path), false) != PORT_NONE) {
        diag_add(program->log, D_FULL_OUTPUT, (struct place){0}, output);
        apart = false;
    }
    buf_free(&path);
    return apart;
}

static bool is_document(const struct unit *unit)
{
    const char *ending = strrchr(path_name(unit->path), '.');
    return unit->has_facts && ending && strcmp(ending, ".xml") != 0;
}

/* A source that is a document has the name that one of its outputs gets. */
static bool keeps_sources(struct program *program)
{
    bool keeps = true;
    for (size_t i = 0; i < program->folder_count; i++) {
        const struct folder *folder = &program->folders[i];
        size_t at = folder->first, end = folder->first + folder->count;
        while (at < end && !is_document(&program->units[at]))
            at++;
        const char *output = at < end && folder->id ? arena_printf(program->arena, "%s/%s", program->build->output, folder->id) : NULL;
        if (!output || !port_same(output, *folder->path ? folder->path : "."))
            continue;
        diag_add(program->log, D_OUTPUT_AT_SOURCE, (struct place){0}, output);
        keeps = false;
    }
    return keeps;
}

static bool prepare(struct program *program)
{
    if (!keeps_sources(program))
        return false;
    const char *why = "", *output = program->build->output;
    if (port_make_folders(output, &why))
        return program_keeps_apart(program);
    diag_add(program->log, D_CANNOT_WRITE, (struct place){0}, output, why);
    return false;
}

struct hash program_made_with(const struct program *program)
{
    struct hasher *hasher = hasher_new();
    struct hash data = data_hash(program->data);
    hasher_add_text(hasher, MINUTEC_VERSION);
    hasher_add(hasher, &data, sizeof data);
    hasher_add_number(hasher, program->build->history);
    hasher_add_number(hasher, program->settings.audience);
    hasher_add_number(hasher, program->settings.bare);
    hasher_add_text(hasher, program->settings.as_of);
    struct hash hash = hasher_take(hasher);
    hasher_free(hasher);
    return hash;
}

static void settle(struct program *program)
{
    if (count_bodies(program))
        build_root(program);
    manifest_remove_lost(program);
    if (program->wrote)
        manifest_share_copies(program);
    /* What the index is going to say of the outputs must be true even if the power fails now. */
    if (program->wrote && index_lasts(program->index))
        port_sync(program->build->output);
    manifest_save(program);
    still_keep(program);
}

void program_build(struct program *program)
{
    /* Where no body can be used nothing is written, but what has no source goes all the same. */
    if (!count_bodies(program) && (!program->folder_count || port_kind(program->build->output, true) != PORT_FOLDER))
        return;
    if (!prepare(program))
        return;
    manifest_load(program, program_made_with(program));
    components_make(program);
    bool done = components_run(program);
    if (done && program->build->spool)
        print_waiting(program);
    if (done && !program->partial)
        settle(program);
}

/* -- one meeting by itself -- */

/* Whether a file of minutes was named; what keeps it from being rendered is reported then. */
static bool names_meeting(const struct program *program)
{
    for (size_t i = 0; i < program->unit_count; i++)
        if (program->units[i].named && program->units[i].kind != DOCUMENT_FOREIGN)
            return true;
    return program->unit_count == 0 && program->folder_count == 0;
}

struct rendering {
    struct program *program;
    const struct format *format;
    enum history history;
    struct buf *out;
    bool done;
};

static void render_named(void *with, struct worker *worker, const struct component *component)
{
    struct rendering *rendering = with;
    struct program *program = rendering->program;
    for (size_t i = 0; i < component->part_count && !rendering->done; i++) {
        const struct unit *unit = &program->units[component->parts[i]];
        if (unit->named && unit_is_sound(program, unit)) {
            rendering->done = worker_render(worker, i, unit->path, unit->source, rendering->format, rendering->history, program->log,
                                            rendering->out);
            return;
        }
    }
}

bool program_render(struct program *program, const struct format *format, enum history history, struct buf *out)
{
    struct rendering rendering = {program, format, history, out, false};
    if (!names_meeting(program))
        diag_add(program->log, D_USAGE, (struct place){0}, "this is no file of a meeting");
    components_make(program);
    components_here(program, render_named, &rendering);
    return rendering.done;
}
