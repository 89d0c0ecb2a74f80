/* The story: every public call is a few calls of stages. */
#include "minutec_run.h"

#include "base/port.h"
#include "base/write.h"
#include "build/interface.h"
#include "build/linked_file.h"
#include "build/next.h"
#include "build/print.h"
#include "build/still.h"
#include "edit/fix.h"
#include "edit/remark.h"
#include "import/lower.h"
#include "render/data_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct minutec *minutec_new(void)
{
    xml_start();
    struct minutec *run = mem_zero(1, sizeof *run);
    run->arena = arena_new();
    run->log = diag_new();
    run->data = data_new(NULL);
    run->settings.jobs = port_processors();
    run->settings.reader = &lower_reader;
    run->wanted.group = KEY_BODY;
    for (size_t i = 0; i < format_unasked() && i < FORMATS_MAX; i++)
        run->formats[i] = format_names()[i];
    return run;
}

void minutec_free(struct minutec *run)
{
    if (!run)
        return;
    buf_free(&run->rendered);
    buf_free(&run->text);
    buf_free(&run->printed);
    report_free(&run->told);
    free(run->given);
    data_free(run->data);
    diag_free(run->log);
    arena_free(run->arena);
    free(run);
}

void minutec_on_explain(struct minutec *run, minutec_explained *explain, void *with)
{
    run->settings.explain = explain;
    run->settings.with = with;
}

void minutec_on_progress(struct minutec *run, minutec_progress *progress, void *with)
{
    run->progress = progress;
    run->with = with;
}

static int finish(struct minutec *run, struct program *program)
{
    if (program)
        program_finish(program);
    report_settle(&run->told, program, run->log, run->arena, !program || program->build);
    program_free(program);
    return diag_status(run->log);
}

int minutec_check(struct minutec *run, const char *const *paths, size_t count)
{
    struct program *program = program_new(run->log, run->data, &run->settings);
    program_find(program, paths, count, NULL);
    if (program_read(program))
        program_link(program);
    return finish(run, program);
}

/* -- source files laid out and mended -- */

static int fmt_status(struct minutec *run, const struct fmt *fmt, const char **bytes, size_t *size)
{
    int status = finish(run, NULL);
    *bytes = buf_text(&run->rendered);
    *size = run->rendered.size;
    return status == MINUTEC_OK && fmt->changed && run->layout.show != FMT_WRITE ? MINUTEC_ERRORS : status;
}

static struct fmt fmt_new(struct minutec *run)
{
    buf_clear(&run->rendered);
    run->layout.audience = run->settings.audience;
    return (struct fmt){
        .options = &run->layout, .grammar = data_grammar(run->data, run->log), .log = run->log, .out = &run->rendered};
}

int minutec_fmt(struct minutec *run, const char *const *paths, size_t count, const char **bytes, size_t *size)
{
    struct fmt fmt = fmt_new(run);
    if (fmt.grammar)
        fmt_paths(&fmt, paths, count);
    return fmt_status(run, &fmt, bytes, size);
}

int minutec_fmt_bytes(struct minutec *run, const char *name, const char *source, size_t source_size, const char **bytes, size_t *size)
{
    struct fmt fmt = fmt_new(run);
    struct buf laid = BUF_INIT;
    struct document *document = document_load_bytes(source, source_size, name, run->log);
    enum fmt_result result = fmt.grammar ? fmt_bytes(&fmt, document, &laid) : FMT_LEFT;
    bool shown = run->layout.show == FMT_WRITE, foreign = document->kind == DOCUMENT_FOREIGN || document->kind == DOCUMENT_RESOLVED;
    fmt.changed = result == FMT_CHANGED;
    if (shown && result != FMT_LEFT)
        buf_add(&run->rendered, laid.data, laid.size);
    else if (shown && foreign)
        buf_add(&run->rendered, source, source_size);
    else if (result == FMT_CHANGED && run->layout.show >= FMT_DIFF)
        fmt_diff(&fmt, document, &laid);
    else if (result == FMT_CHANGED)
        buf_printf(&run->rendered, "%s\n", name);
    document_free(document);
    buf_free(&laid);
    return fmt_status(run, &fmt, bytes, size);
}

static bool checked_content(const void *with, const char *path, struct hash *content)
{
    const struct program *program = with;
    for (size_t i = 0; i < program->unit_count; i++)
        if (strcmp(program->units[i].path, path) == 0) {
            *content = program->units[i].source;
            return true;
        }
    for (size_t i = 0; i < program->folder_count; i++)
        if (program->folders[i].has_body && strcmp(body_path((struct program *)program, &program->folders[i]), path) == 0) {
            *content = program->folders[i].source;
            return true;
        }
    return false;
}

static bool keeps_none(void *with, const char *path)
{
    (void)with;
    (void)path;
    return false;
}

/* Checks, and mends what the check found. True: something was written, so that it is to be checked again. */
static bool check_and_fix(struct minutec *run, struct fix *fix, struct program *program, const char *const *paths, size_t count)
{
    size_t before = fix->files;
    program_find(program, paths, count, NULL);
    if (program_read(program))
        program_link(program);
    program_finish(program);
    diag_finish(run->log);
    fix->with = program;
    fix_files(fix, run->log);
    return fix->files > before && run->layout.show < FMT_DIFF;
}

int minutec_fix(struct minutec *run, const char *const *paths, size_t count, const char **bytes, size_t *size)
{
    enum { ROUNDS = 8 };
    buf_clear(&run->rendered);
    run->layout.audience = run->settings.audience;
    struct fix fix = {
        .options = &run->layout, .grammar = data_grammar(run->data, run->log), .checked = checked_content, .out = &run->rendered};
    struct program *program = program_new(run->log, run->data, &run->settings);
    for (int round = 0; fix.grammar && check_and_fix(run, &fix, program, paths, count) && round < ROUNDS; round++) {
        program_free(program);
        program = program_new(run->log, run->data, &run->settings);
        diag_keep(run->log, keeps_none, NULL);
    }
    if (fix.mended && run->layout.show < FMT_DIFF)
        buf_printf(&run->rendered, "%zu %s mended in %zu %s\n", fix.mended, fix.mended == 1 ? "finding" : "findings", fix.files,
                   fix.files == 1 ? "file" : "files");
    fix_end(&fix);
    int status = finish(run, program);
    *bytes = buf_text(&run->rendered);
    *size = run->rendered.size;
    return status;
}

/* -- comments -- */

struct remarks {
    struct arena *arena;
    struct remark *rows;
    size_t count, room;
};

static void take_remark(void *with, size_t line, const char *text)
{
    struct remarks *remarks = with;
    MEM_GROW(remarks->rows, remarks->count, remarks->room);
    remarks->rows[remarks->count++] = (struct remark){line, arena_copy(remarks->arena, text)};
}

static bool cannot(struct minutec *run, enum diag_code code, const char *path, const char *why)
{
    diag_add(run->log, code, (struct place){0}, path, why);
    return false;
}

static bool write_copy(struct minutec *run, const char *file, const struct buf *bytes, const char *copy)
{
    struct remarks remarks = {.arena = run->arena};
    struct buf out = BUF_INIT;
    const char *why = "";
    diag_each_told(run->log, file, take_remark, &remarks);
    bool made = remark_write(file, bytes->data, bytes->size, remarks.rows, remarks.count, run->arena, &out, &why);
    bool done = made ? write_file(copy, buf_text(&out), out.size, &why) != WRITE_FAILED || cannot(run, D_CANNOT_WRITE, copy, why)
                     : cannot(run, D_CANNOT_READ, file, why);
    free(remarks.rows);
    buf_free(&out);
    return done;
}

/* A copy among the sources would be a second source of its meeting. */
static bool is_among_sources(struct minutec *run, const struct program *program, const char *copy)
{
    const char *name = path_name(copy), *folder = arena_copy_n(run->arena, copy, (size_t)(name - copy));
    for (size_t i = 0; i < program->folder_count; i++)
        if (program->folders[i].has_body && port_same(*folder ? folder : ".", *program->folders[i].path ? program->folders[i].path : "."))
            return true;
    return false;
}

/* The document that was named, if it holds minutes. */
static const struct unit *asked_unit(const struct program *program)
{
    for (size_t i = 0; i < program->unit_count; i++)
        if (program->units[i].asked && program->units[i].kind == DOCUMENT_MINUTES)
            return &program->units[i];
    return NULL;
}

static int check_and_copy(struct minutec *run, const char *file, const struct buf *bytes, const char *copy)
{
    struct program *program = program_new(run->log, run->data, &run->settings);
    program_find(program, &file, 1, NULL);
    if (is_among_sources(run, program, copy)) {
        program_free(program);
        return run_refuses(run, "a copy among the minutes would count as minutes, too:", copy, "name a file in another folder");
    }
    if (program_read(program))
        program_link(program);
    const struct unit *unit = asked_unit(program);
    const char *path = unit && hash_same(unit->source, hash_bytes(bytes->data, bytes->size)) ? arena_copy(run->arena, unit->path) : NULL;
    int status = finish(run, program);
    if (path && !write_copy(run, path, bytes, copy))
        status = finish(run, NULL);
    return status;
}

int minutec_comment(struct minutec *run, const char *file, const char *copy)
{
    struct buf bytes = BUF_INIT;
    const char *why = "";
    size_t size;
    if (!remark_takes(file))
        return run_refuses(run, "comments can be put into Word and OpenDocument documents, not into", file, NULL);
    if (port_same(file, copy))
        return run_refuses(run, "the copy would take the place of the document itself:", copy, NULL);
    if (port_read(NULL, file, IMPORT_SIZE, &bytes, &size, &why) != PORT_OK) {
        cannot(run, D_CANNOT_READ, file, why);
        buf_free(&bytes);
        return finish(run, NULL);
    }
    int status = check_and_copy(run, file, &bytes, copy);
    buf_free(&bytes);
    return status;
}

int minutec_build(struct minutec *run, const char *const *paths, size_t count, const char *output)
{
    struct build_options build = {
        .output = output, .formats = run->formats, .history = run->history, .trust_names = run->trust_names,
        .names_all = run->progress || run->settings.explain || report_needs_files(&run->told),
        .progress = run->progress, .with = run->with,
    };
    char *spool = print_begin(&build, run->arena, run->log);
    struct settings settings = run->settings;
    settings.keep = true;
    struct program *program = program_new(run->log, run->data, &settings);
    program->build = &build;
    program_look(program, paths, count, output);
    if (!still_same(program)) {
        program_take(program);
        if (program_read(program))
            program_build(program);
    }
    print_end(spool);
    return finish(run, program);
}

/* A resolved tree needs nothing else. */
static bool render_resolved(struct minutec *run, struct document *document, const struct format *format)
{
    struct renderer *renderer = renderer_new(run->data, run->log);
    bool done = renderer_render(renderer, format, run->history, document->tree, source_file(&document->source), &run->rendered);
    renderer_free(renderer);
    return done;
}

static bool render_source(struct minutec *run, const char *file, const struct format *format, struct program **program)
{
    struct settings settings = run->settings;
    settings.jobs = 0;
    *program = program_new(run->log, run->data, &settings);
    program_find(*program, &file, 1, NULL);
    return program_read(*program) && program_render(*program, format, run->history, &run->rendered);
}

/* Few files are not worth the starting of workers. */
static struct program *open_linked(struct minutec *run, const char *const *files, size_t count, const struct build_options *build)
{
    enum { FEW = 8 };
    struct settings settings = run->settings;
    settings.jobs = !build || (count && count < FEW) ? 0 : settings.jobs;
    struct program *program = program_new(run->log, run->data, &settings);
    program->build = build;
    if (program_open_linked(program, run->linked, files, count))
        return program;
    program_free(program);
    return NULL;
}

static bool render_linked(struct minutec *run, const char *file, const struct format *format)
{
    struct program *program = open_linked(run, &file, 1, NULL);
    bool done = program && program_render(program, format, run->history, &run->rendered);
    program_free(program);
    return done;
}

int minutec_render(struct minutec *run, const char *file, const char *name, const char **bytes, size_t *size)
{
    *bytes = NULL;
    *size = 0;
    buf_clear(&run->rendered);
    const struct format *format = format_find(name);
    if (!format)
        return run_refuses(run, "there is no format", name, "write html, txt, docx, odt, pdf, json or resolved");
    if (port_kind(file, true) == PORT_FOLDER)
        return run_refuses(run, "one meeting's file can be rendered, but this is a folder:", file, NULL);
    if (run->linked) {
        if (render_linked(run, file, format)) {
            *bytes = buf_text(&run->rendered);
            *size = run->rendered.size;
        }
        return finish(run, NULL);
    }
    struct program *program = NULL;
    struct diag_log *scratch = diag_new(); /* a source is read again with its siblings, and reported on then */
    struct document *document = document_load(file, file, scratch);
    bool done = document->tree && document->kind == DOCUMENT_RESOLVED ? render_resolved(run, document, format)
                                                                      : render_source(run, file, format, &program);
    document_free(document);
    diag_free(scratch);
    if (done) {
        *bytes = buf_text(&run->rendered);
        *size = run->rendered.size;
    }
    return finish(run, program);
}

int minutec_write(struct minutec *run, const char *const *files, size_t count, const char *output)
{
    struct build_options build = {.output = output, .formats = run->formats, .history = run->history};
    if (!run->linked)
        return run_refuses(run, "no linked file was set to write to", output, NULL);
    char *spool = print_begin(&build, run->arena, run->log);
    struct program *program = open_linked(run, files, count, &build);
    if (program)
        program_build(program);
    program_free(program);
    print_end(spool);
    return finish(run, NULL);
}

/* What the machine failed at is not kept for others. */
static int give_part(struct minutec *run, bool done, const char **bytes, size_t *size)
{
    int status = finish(run, NULL);
    bool whole = done && status < MINUTEC_USAGE;
    *bytes = whole ? buf_text(&run->rendered) : NULL;
    *size = whole ? run->rendered.size : 0;
    return status;
}

int minutec_interface(struct minutec *run, const char *file, const char **bytes, size_t *size)
{
    struct settings settings = run->settings;
    settings.jobs = 0;
    settings.cache = NULL;
    struct program *program = program_new(run->log, run->data, &settings);
    buf_clear(&run->rendered);
    bool done = program_interface(program, file, &run->rendered);
    program_free(program);
    return give_part(run, done, bytes, size);
}

int minutec_link(struct minutec *run, const char *const *files, size_t count, const char **bytes, size_t *size)
{
    struct program *program = program_new(run->log, run->data, &run->settings);
    buf_clear(&run->rendered);
    bool done = program_link_files(program, files, count, run->combine, &run->rendered);
    if (done && !run->combine)
        diag_allow_unused(run->log);
    program_free(program);
    return give_part(run, done, bytes, size);
}

int minutec_emit(struct minutec *run, const char *engine, const char *const *paths, size_t count, const char *output, const char **bytes,
                 size_t *size)
{
    *bytes = NULL;
    *size = 0;
    if (strcmp(engine, "ninja") != 0)
        return run_refuses(run, "a graph cannot be written for", engine, "write ninja");
    const struct ninja_request request = {output, run->formats, run->given, run->given_count};
    struct program *program = program_new(run->log, run->data, &run->settings);
    buf_clear(&run->rendered);
    program_find(program, paths, count, output);
    bool done = program_read(program) && program_ninja(program, &request, &run->rendered);
    int status = finish(run, program);
    *bytes = done && status < MINUTEC_USAGE ? buf_text(&run->rendered) : NULL;
    *size = *bytes ? run->rendered.size : 0;
    return status;
}

static bool is_register_format(const char *name)
{
    for (const char *const *known = register_formats(); *known; known++)
        if (strcmp(*known, name) == 0)
            return true;
    return false;
}

/* Collects from what is linked and writes it; nothing is written where a body or an owner that was asked for is unknown. */
static void collect(void *with, const struct linked_part *part)
{
    for (size_t i = 0; i < part->body_count; i++)
        register_collect_body(with, part->linked, part->bodies[i]);
}

static bool write_register(struct minutec *run, struct program *program, const struct register_options *wanted)
{
    struct register_set *set = register_new(wanted, run->data);
    struct renderer *renderer = renderer_new(run->data, run->log);
    const char *kind, *what, *nearest;
    program_each(program, collect, set);
    bool met = register_met(set, &kind, &what, &nearest);
    if (!met)
        run_refuses(run, kind, what, nearest ? arena_printf(run->arena, "did you mean '%s'?", nearest) : NULL);
    bool done = met && register_write(set, renderer, &run->rendered);
    renderer_free(renderer);
    register_free(set);
    return done;
}

static int make_register(struct minutec *run, enum register_kind kind, const char *const *paths, size_t count, const char *format,
                         const char **bytes, size_t *size)
{
    *bytes = NULL;
    *size = 0;
    buf_clear(&run->rendered);
    if (!is_register_format(format))
        return run_refuses(run, "there is no format", format, "write text, csv, json, ics or html");
    struct register_options wanted = run->wanted;
    wanted.kind = kind;
    wanted.format = format;
    wanted.audience = run->settings.audience;
    wanted.as_of = run->settings.as_of;
    wanted.bodies = run->bodies;
    struct program *program = program_new(run->log, run->data, &run->settings);
    program_find(program, paths, count, NULL);
    if (program_read(program) && write_register(run, program, &wanted)) {
        *bytes = buf_text(&run->rendered);
        *size = run->rendered.size;
    }
    return finish(run, program);
}

int minutec_actions(struct minutec *run, const char *const *paths, size_t count, const char *format, const char **bytes, size_t *size)
{
    return make_register(run, REGISTER_ACTIONS, paths, count, format, bytes, size);
}

int minutec_attendance(struct minutec *run, const char *const *paths, size_t count, const char *format, const char **bytes, size_t *size)
{
    return make_register(run, REGISTER_ATTENDANCE, paths, count, format, bytes, size);
}

struct next_choice {
    const struct format *form;
    bool blank;
};

/* A body's next meeting, or one of no day, in a form; NULL: as XML. */
static int write_next(struct minutec *run, const struct next_choice *choice, const char *const *paths, size_t count, const char *output,
                      const char **bytes, size_t *size)
{
    struct program *program = program_new(run->log, run->data, &run->settings);
    program_find(program, paths, count, NULL);
    const struct next_request request = {
        .bodies = run->bodies, .body_count = run->body_count, .date = run->date, .audience = run->settings.audience,
        .output = output, .force = run->force, .form = choice->form, .blank = choice->blank,
    };
    buf_clear(&run->rendered);
    bool done = program_read(program) && program_next(program, &request, &run->rendered) && !output;
    *bytes = done ? buf_text(&run->rendered) : NULL;
    *size = done ? run->rendered.size : 0;
    return finish(run, program);
}

/* Whether there is such a form. */
static bool find_form(const char *name, bool source, struct next_choice *choice)
{
    choice->form = format_form(name);
    return choice->form || (source && strcmp(name, "xml") == 0);
}

static int unknown_form(struct minutec *run, const char *name, bool source)
{
    struct buf list = BUF_INIT;
    buf_str(&list, source ? "write xml" : "write");
    for (size_t i = 0; format_form_name(i); i++)
        buf_printf(&list, "%s %s", i || source ? "," : "", format_form_name(i));
    run_refuses(run, "there is no form", name, arena_copy(run->arena, buf_text(&list)));
    buf_free(&list);
    return MINUTEC_USAGE;
}

int minutec_next(struct minutec *run, const char *const *paths, size_t count, const char *format, const char *output, const char **bytes,
                 size_t *size)
{
    struct next_choice choice = {.blank = false};
    *bytes = NULL;
    *size = 0;
    if (!find_form(format, true, &choice))
        return unknown_form(run, format, true);
    return write_next(run, &choice, paths, count, output, bytes, size);
}

int minutec_template(struct minutec *run, const char *const *paths, size_t count, const char *format, const char *output, const char **bytes,
                     size_t *size)
{
    struct next_choice choice = {.blank = true};
    *bytes = NULL;
    *size = 0;
    if (!find_form(format, false, &choice))
        return unknown_form(run, format, false);
    return write_next(run, &choice, paths, count, output, bytes, size);
}

int minutec_import(struct minutec *run, const char *const *files, size_t count, const char *output, const char **bytes, size_t *size)
{
    *bytes = NULL;
    *size = 0;
    if (run->body_count > 1)
        return run_refuses(run, "files are imported for one body, and these are several:", run->bodies[1], "give --map FILE, with a line for each");
    struct edit_restoring restoring = {run->data, run->tracked};
    const struct series_options wanted = {
        .output = output, .body = run->body_count ? run->bodies[0] : NULL, .map = run->map, .report = run->report, .tracked = run->tracked,
        .jobs = run->settings.jobs, .progress = run->progress, .with = run->with, .restore = edit_restore, .restoring = &restoring,
    };
    buf_clear(&run->rendered);
    series_import(files, count, &wanted, run->data, run->log, &run->rendered);
    *bytes = buf_text(&run->rendered);
    *size = run->rendered.size;
    return finish(run, NULL);
}

int minutec_update(struct minutec *run, const char *file, const char *document, const char **bytes, size_t *size)
{
    const struct edit_options wanted = {.audience = run->settings.audience, .tracked = run->tracked, .prefer = run->prefer, .write = run->write};
    buf_clear(&run->rendered);
    edit_update(file, document, &wanted, run->data, run->log, &run->rendered);
    *bytes = buf_text(&run->rendered);
    *size = run->rendered.size;
    return finish(run, NULL);
}

const char *minutec_findings(struct minutec *run, int colour, int least)
{
    buf_clear(&run->text);
    diag_finish(run->log);
    diag_print(run->log, &run->text, colour, (enum diag_level)least);
    return buf_text(&run->text);
}

int minutec_report(struct minutec *run, int status, int colour, int least, const char **err, const char **out)
{
    enum { NOTES = 1 };
    char *here = port_here();
    const struct diag_request request = {
        .least = (enum diag_level)least, .colour = colour, .counts = least <= NOTES, .status = status, .version = MINUTEC_VERSION, .here = here,
    };
    buf_clear(&run->text);
    buf_clear(&run->printed);
    diag_finish(run->log);
    report_tell(&run->told, run->log, &request, &run->text, &run->printed);
    free(here);
    *err = buf_text(&run->text);
    *out = buf_text(&run->printed);
    int found = diag_status(run->log);
    return found > status ? found : status;
}

size_t minutec_count(struct minutec *run, int level)
{
    return diag_count(run->log, (enum diag_level)level);
}

const char *minutec_code(size_t index)
{
    return index < DIAG_CODES ? diag_info((enum diag_code)index)->code : NULL;
}

static void indent(struct buf *out, const char *text)
{
    while (*text) {
        size_t size = strcspn(text, "\n");
        buf_str(out, size ? "    " : "");
        buf_add(out, text, size);
        buf_char(out, '\n');
        text += size + (text[size] == '\n');
    }
}

const char *minutec_group(size_t index)
{
    return diag_group_name(index);
}

static const char *explain_group(struct minutec *run, size_t group)
{
    buf_clear(&run->text);
    buf_printf(&run->text, "%s (group)\n\n%s:\n\n", diag_group_name(group), diag_group_purpose(group));
    for (int i = 0; i < DIAG_CODES; i++)
        if (diag_group_has(group, (enum diag_code)i))
            buf_printf(&run->text, "    %s\n", diag_info((enum diag_code)i)->code);
    return buf_text(&run->text);
}

const char *minutec_explain(struct minutec *run, const char *name, const char **nearest)
{
    enum diag_code code;
    size_t group;
    if (nearest)
        *nearest = NULL;
    if (diag_group_find(name, &group))
        return explain_group(run, group);
    if (!diag_code_find(name, &code)) {
        if (nearest)
            *nearest = diag_code_nearest(name);
        return NULL;
    }
    const struct diag_info *info = diag_info(code);
    buf_clear(&run->text);
    buf_printf(&run->text, "%s (%s)\n\n%s\n\nExample:\n\n", info->code, diag_level_name(info->level), info->cause);
    indent(&run->text, info->example);
    buf_printf(&run->text, "\nMend:\n\n%s\n", info->mend);
    return buf_text(&run->text);
}

const char *minutec_file(const char *path, size_t *size)
{
    for (const struct data_file *file = data_table; file->path; file++) {
        if (strcmp(file->path, path) == 0) {
            *size = file->size;
            return (const char *)file->bytes;
        }
    }
    return NULL;
}

const char *minutec_file_path(size_t index)
{
    for (size_t i = 0; i <= index; i++)
        if (!data_table[i].path)
            return NULL;
    return data_table[index].path;
}

const char *minutec_version(void)
{
    return MINUTEC_VERSION;
}
