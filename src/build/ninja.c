#include "build/ninja.h"

#include "build/parts.h"
#include "build/state.h"

#include <stdlib.h>
#include <string.h>

enum { STEP_INTERFACE = 1, STEP_LINK = 2, STEP_RENDER = 4, STEP_ALL = 7 };

enum { PAGES = -1 };

/* A file that a step writes. Two may write the same one, such as an attachment of both; ninja is told of one of them. */
struct claim {
    const char *path;   /* below the output */
    long unit;          /* or PAGES */
    bool sound, owned, is_copy;
};

struct ninja {
    struct program *program;
    const struct ninja_request *request;
    const char *output; /* without a slash behind */
    struct claim *claims;
    size_t count, room;
    bool broken;        /* a name cannot be written */
    struct buf *out;
};

/* -- escaping -- */

/* ninja has no way to write an end of line, and only a variable for a bar. */
static void put_escaped(struct ninja *ninja, const char *text, bool path)
{
    for (; *text; text++) {
        if (*text == '$' || (path && (*text == ' ' || *text == ':')))
            buf_char(ninja->out, '$');
        if (*text == '\n' || *text == '\r')
            ninja->broken = true;
        else if (path && *text == '|')
            buf_str(ninja->out, "${bar}");
        else
            buf_char(ninja->out, *text);
    }
}

static void put_path(struct ninja *ninja, const char *path)
{
    buf_char(ninja->out, ' ');
    put_escaped(ninja, path, true);
}

/* A word of a command: for the shell first, then for ninja. */
static void put_word(struct ninja *ninja, const char *word)
{
    struct buf quoted = BUF_INIT;
    buf_char(&quoted, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            buf_str(&quoted, "'\\'");
        buf_char(&quoted, *word);
    }
    buf_char(&quoted, '\'');
    buf_char(ninja->out, ' ');
    put_escaped(ninja, quoted.data, false);
    buf_free(&quoted);
}

/* -- names -- */

static const char *output_path(struct ninja *ninja, const char *inside)
{
    return arena_printf(ninja->program->arena, "%s/%s", strcmp(ninja->output, "/") == 0 ? "" : ninja->output, inside);
}

static const char *part_path(struct ninja *ninja, const char *inside)
{
    bool here = strcmp(ninja->output, ".") == 0;
    return arena_printf(ninja->program->arena, "%s.parts/%s", here ? "minutec" : ninja->output, inside);
}

static const char *hashed(struct ninja *ninja, const char *folder, const char *path)
{
    char text[33];
    hash_text(hash_bytes(path, strlen(path)), text);
    return part_path(ninja, arena_printf(ninja->program->arena, "%s/%s", folder, text));
}

static bool leads_out(const char *path)
{
    if (*path == '/')
        return true;
    for (; path; path = strchr(path, '/') ? strchr(path, '/') + 1 : NULL)
        if (strncmp(path, "..", 2) == 0 && (!path[2] || path[2] == '/'))
            return true;
    return false;
}

/* Where a source's interface goes: under the source's own name where that stays below. */
static const char *interface_path(struct ninja *ninja, const char *path)
{
    if (leads_out(path))
        return arena_printf(ninja->program->arena, "%s.mi", hashed(ninja, "interface", path));
    return part_path(ninja, arena_printf(ninja->program->arena, "interface/%s.mi", path));
}

static const char *linked_path(struct ninja *ninja)
{
    return part_path(ninja, "linked");
}

static const char *watched_path(struct ninja *ninja, const struct unit *unit, const char *inside)
{
    const char *folder = ninja->program->folders[unit->folder].path;
    return arena_printf(ninja->program->arena, "%s%s%s", folder, *folder ? "/" : "", inside);
}

/* -- what is written -- */

static void claim(struct ninja *ninja, const char *path, long unit, bool sound, bool is_copy)
{
    MEM_GROW(ninja->claims, ninja->count, ninja->room);
    ninja->claims[ninja->count++] = (struct claim){path, unit, sound, false, is_copy};
}

static void claim_unit(struct ninja *ninja, size_t number)
{
    struct program *program = ninja->program;
    const struct unit *unit = &program->units[number];
    struct buf bytes = BUF_INIT;
    bool sound = unit_is_sound(program, unit);
    for (size_t i = 0; ninja->request->formats[i]; i++) {
        const char *extension = format_extension(format_find(ninja->request->formats[i]));
        claim(ninja, arena_printf(program->arena, "%s/%s.%s", unit->body, unit->stem, extension), (long)number, sound, false);
    }
    struct meeting_facts *facts =
        state_facts(program, unit->path, unit->facts, &bytes) ? meeting_facts_unpack(bytes.data, bytes.size) : NULL;
    for (size_t i = 0; facts && i < facts->file_count; i++) {
        bool shown = !facts->file_restricted[i] || program->settings.audience == AUDIENCE_FULL;
        if (shown && port_kind(watched_path(ninja, unit, facts->files[i]), false) == PORT_FILE)
            claim(ninja, arena_printf(program->arena, "%s/%s/%s", facts->body, FILES_FOLDER, facts->files[i]), (long)number, sound, true);
    }
    meeting_facts_free(facts);
    buf_free(&bytes);
}

static void claim_registers(struct ninja *ninja, const struct linked *linked, const struct body_facts *body)
{
    struct program *program = ninja->program;
    const struct resolve_options options = {.audience = program->settings.audience, .site_root = "../"};
    struct site_register *site = site_register_new(program->data, linked, body, &options);
    size_t count;
    const struct site_page *pages = site_register_pages(site, &count);
    claim(ninja, arena_printf(program->arena, "%s/index.html", body->id), PAGES, true, false);
    for (size_t i = 0; i < count; i++)
        claim(ninja, arena_printf(program->arena, "%s/%s", body->id, pages[i].name), PAGES, true, false);
    site_register_free(site);
}

static void claim_pages(void *with, struct worker *worker, const struct component *component)
{
    struct ninja *ninja = with;
    struct program *program = ninja->program;
    for (size_t i = 0; i < component->folder_count && !program->partial; i++) {
        const char *id = program->folders[component->folders[i]].id;
        const struct body_facts *body = linked_body_find(worker_linked(worker), id);
        if (body)
            claim_registers(ninja, worker_linked(worker), body);
    }
    for (size_t i = 0; i < component->part_count; i++)
        if (program->units[component->parts[i]].named)
            claim_unit(ninja, component->parts[i]);
}

static int compare_claims(const void *a, const void *b)
{
    const struct claim *one = a, *other = b;
    int order = strcmp(one->path, other->path);
    if (!order)
        order = other->sound - one->sound;
    return order ? order : (one->unit > other->unit) - (one->unit < other->unit);
}

static int compare_owners(const void *a, const void *b)
{
    const struct claim *one = a, *other = b;
    int order = (one->unit > other->unit) - (one->unit < other->unit);
    return order ? order : strcmp(one->path, other->path);
}

static void settle_claims(struct ninja *ninja)
{
    if (!ninja->count)
        return;
    qsort(ninja->claims, ninja->count, sizeof *ninja->claims, compare_claims);
    for (size_t i = 0; i < ninja->count; i++)
        ninja->claims[i].owned = !i || strcmp(ninja->claims[i - 1].path, ninja->claims[i].path) != 0;
    qsort(ninja->claims, ninja->count, sizeof *ninja->claims, compare_owners);
}

/* -- rules -- */

static const struct {
    const char *name, *value, *word; /* value: that it must have, or NULL: any, put behind the word */
    int steps;
} carried[] = {
    {"data", NULL, "--data", STEP_ALL}, {"warning", NULL, "--warning", STEP_ALL}, {"audience", NULL, "--audience", STEP_ALL},
    {"as-of", NULL, "--as-of", STEP_LINK}, {"history", "yes", "--history", STEP_RENDER}, {"history", "no", "--no-history", STEP_RENDER},
    {"source", "no", "--no-source", STEP_RENDER},
};

static void put_options(struct ninja *ninja, int step)
{
    for (size_t i = 0; i < ninja->request->option_count; i++) {
        const struct given_option *given = &ninja->request->options[i];
        for (size_t k = 0; k < sizeof carried / sizeof *carried; k++) {
            if (!(carried[k].steps & step) || strcmp(carried[k].name, given->name) != 0 ||
                (carried[k].value && strcmp(carried[k].value, given->value) != 0))
                continue;
            buf_printf(ninja->out, " %s", carried[k].word);
            if (!carried[k].value)
                put_word(ninja, given->value);
        }
    }
}

static void put_variable(struct ninja *ninja, const char *name, int step)
{
    buf_printf(ninja->out, "%s =", name);
    put_options(ninja, step);
    if (step == STEP_RENDER) {
        struct buf formats = BUF_INIT;
        for (size_t i = 0; ninja->request->formats[i]; i++)
            buf_printf(&formats, "%s%s", i ? "," : "", ninja->request->formats[i]);
        buf_str(ninja->out, " --format");
        put_word(ninja, buf_text(&formats));
        buf_str(ninja->out, " --linked");
        put_word(ninja, linked_path(ninja));
        buf_str(ninja->out, " --output");
        put_word(ninja, output_path(ninja, ""));
        buf_free(&formats);
    }
    buf_char(ninja->out, '\n');
}

/* Steps leave alone what would not change: with restat, so do those that depend on it. A file with errors has an interface too, and the
 * others are linked without it: what fails then is the rendering of its documents. */
static void put_rules(struct ninja *ninja)
{
    static const struct {
        const char *name, *command, *more;
    } rules[] = {
        {"interface", "$minutec interface $reading -o $out -- $in || test $$? -eq 1", ""},
        {"combine", "$minutec link --combine $linking -o $out @$out.files", "  rspfile = $out.files\n  rspfile_content = $in_newline\n"},
        {"link", "$minutec link $linking -o $out @$out.files || test $$? -eq 1",
         "  rspfile = $out.files\n  rspfile_content = $in_newline\n"},
        {"render", "$minutec render $rendering -- $in", ""},
        {"render-unknown", "$minutec render $rendering -- $in && : > $out", ""},
        {"pages", "$minutec render $rendering", ""},
    };
    buf_str(ninja->out, "# Made by minutec build --emit ninja. To be made again when files are added, renamed or removed.\n"
                        "ninja_required_version = 1.5\nminutec = minutec\nbar = |\n");
    put_variable(ninja, "reading", STEP_INTERFACE);
    put_variable(ninja, "linking", STEP_LINK);
    put_variable(ninja, "rendering", STEP_RENDER);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        buf_printf(ninja->out, "\nrule %s\n  command = %s\n  description = %s $in\n  restat = 1\n%s", rules[i].name, rules[i].command,
                   rules[i].name, rules[i].more);
}

/* -- edges -- */

/* Files that are not there are a finding; ninja would do nothing at all for want of them. */
static void put_watched(struct ninja *ninja, const struct unit *unit)
{
    for (size_t i = 0; i < unit->watched_count; i++) {
        const char *path = watched_path(ninja, unit, unit->watched[i].path);
        if (port_kind(path, false) == PORT_FILE)
            put_path(ninja, path);
    }
}

static void put_interface(struct ninja *ninja, const char *path)
{
    buf_str(ninja->out, "build");
    put_path(ninja, interface_path(ninja, path));
    buf_str(ninja->out, ": interface");
    put_path(ninja, path);
}

static void put_reading(struct ninja *ninja, const struct folder *folder)
{
    struct program *program = ninja->program;
    buf_char(ninja->out, '\n');
    if (folder->has_body) {
        put_interface(ninja, body_path(program, folder));
        buf_char(ninja->out, '\n');
    }
    for (size_t i = folder->first; i < folder->first + folder->count; i++) {
        const struct unit *unit = &program->units[i];
        put_interface(ninja, unit->path);
        if (folder->has_body || unit->watched_count)
            buf_str(ninja->out, " |");
        if (folder->has_body)
            put_path(ninja, body_path(program, folder));
        put_watched(ninja, unit);
        buf_char(ninja->out, '\n');
    }
    buf_str(ninja->out, "build");
    put_path(ninja, hashed(ninja, "shard", folder->path));
    buf_str(ninja->out, ": combine");
    if (folder->has_body)
        put_path(ninja, interface_path(ninja, body_path(program, folder)));
    for (size_t i = folder->first; i < folder->first + folder->count; i++)
        put_path(ninja, interface_path(ninja, program->units[i].path));
    buf_char(ninja->out, '\n');
}

static void put_linking(struct ninja *ninja)
{
    buf_str(ninja->out, "\nbuild");
    put_path(ninja, linked_path(ninja));
    buf_str(ninja->out, ": link");
    for (size_t i = 0; i < ninja->program->folder_count; i++)
        put_path(ninja, hashed(ninja, "shard", ninja->program->folders[i].path));
    buf_str(ninja->out, "\n\n");
}

/* The outputs of a step, twice: as such, and as what is made when nothing else is asked for. */
static void put_step(struct ninja *ninja, struct buf *outputs, const char *rule, const struct unit *unit)
{
    buf_printf(ninja->out, "build%s: %s", buf_text(outputs), rule);
    if (unit)
        put_path(ninja, unit->path);
    buf_str(ninja->out, " |");
    put_path(ninja, linked_path(ninja));
    if (unit)
        put_watched(ninja, unit);
    buf_printf(ninja->out, "\ndefault%s\n", buf_text(outputs));
}

static void collect_path(struct ninja *ninja, struct buf *outputs, const char *path)
{
    struct buf *out = ninja->out;
    ninja->out = outputs;
    put_path(ninja, path);
    ninja->out = out;
}

/* Outputs of a file that cannot be read as minutes are not known, nor are those that another meeting writes: a mark stands for them. */
static void put_rendering(struct ninja *ninja, size_t number, size_t *next)
{
    const struct unit *unit = &ninja->program->units[number];
    struct buf outputs = BUF_INIT;
    bool any = false;
    for (; *next < ninja->count && ninja->claims[*next].unit <= (long)number; ++*next) {
        const struct claim *one = &ninja->claims[*next];
        if (!one->owned || one->unit != (long)number)
            continue;
        collect_path(ninja, &outputs, output_path(ninja, one->path));
        any |= !one->is_copy;
    }
    if (!any) {
        buf_clear(&outputs);
        collect_path(ninja, &outputs, hashed(ninja, "done", unit->path));
    }
    if (unit->named && unit->kind != DOCUMENT_FOREIGN)
        put_step(ninja, &outputs, any ? "render" : "render-unknown", unit);
    buf_free(&outputs);
}

static void put_pages(struct ninja *ninja)
{
    struct buf outputs = BUF_INIT;
    collect_path(ninja, &outputs, output_path(ninja, "index.html"));
    if (ninja->program->settings.audience == AUDIENCE_FULL)
        collect_path(ninja, &outputs, output_path(ninja, ".minutec-full"));
    for (size_t i = 0; i < ninja->count && ninja->claims[i].unit == PAGES; i++)
        if (ninja->claims[i].owned)
            collect_path(ninja, &outputs, output_path(ninja, ninja->claims[i].path));
    put_step(ninja, &outputs, "pages", NULL);
    buf_free(&outputs);
}

static void put_graph(struct ninja *ninja)
{
    struct program *program = ninja->program;
    size_t next = 0;
    put_rules(ninja);
    for (size_t i = 0; i < program->folder_count; i++)
        put_reading(ninja, &program->folders[i]);
    put_linking(ninja);
    for (size_t i = 0; i < program->unit_count; i++)
        put_rendering(ninja, i, &next);
    if (!program->partial)
        put_pages(ninja);
}

bool program_ninja(struct program *program, const struct ninja_request *request, struct buf *out)
{
    struct ninja ninja = {.program = program, .request = request, .out = out};
    ninja.output = path_tidy(program, request->output);
    if (!*ninja.output)
        ninja.output = ".";
    components_make(program);
    components_here(program, claim_pages, &ninja);
    settle_claims(&ninja);
    put_graph(&ninja);
    free(ninja.claims);
    if (ninja.broken)
        diag_add(program->log, D_USAGE, (struct place){0}, "ninja cannot be told of a path with an end of line in it");
    return !ninja.broken;
}
