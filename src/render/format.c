/* Every format is a row: its name, its stylesheet, what finishes it, whether it adds what later meetings said. */
#include "render/finish.h"
#include "render/pdf.h"
#include "render/render.h"

#include "base/run.h"
#include "base/write.h"

#include <stdlib.h>
#include <string.h>

struct format {
    const char *name, *extension;
    const char *style; /* NULL: made from the resolved tree without a stylesheet */
    finisher *finish;
    teller *write; /* in place of finish: needs no tree of what the stylesheet makes */
    bool (*direct)(const struct xml_doc *resolved, bool history, struct buf *out);
    bool shares; /* its documents have parts in common: the parameter shared names those that are made already */
    bool printed; /* made by another program of a format that it takes: see pdf.h */
    bool view; /* shows the history of actions, approvals and amendments unless told otherwise */
};

static bool print_resolved(const struct xml_doc *resolved, bool history, struct buf *out)
{
    (void)history;
    xml_print(resolved, out);
    return true;
}

enum { FORMATS = 7, SITE = FORMATS, TEXT, IMPORT, FORMS, ROWS = FORMS + 3 };

/* The site's pages, registers and the pages of imports follow: rendered like a format, but not to be asked for. Then the forms that minutes
 * are typed into. */
static const struct format formats[ROWS] = {
    {"html", "html", "stylesheets/html/minutes.xsl", NULL, html_write, NULL, false, false, true},
    {"txt", "txt", "stylesheets/text/minutes.xsl", fill_write, NULL, NULL, false, false, false},
    {"docx", "docx", "stylesheets/docx/minutes.xsl", docx_pack, NULL, NULL, true, false, false},
    {"odt", "odt", "stylesheets/odt/minutes.xsl", odt_pack, NULL, NULL, false, false, false},
    {"json", "json", NULL, NULL, NULL, json_render, false, false, true},
    {"pdf", "pdf", NULL, NULL, NULL, NULL, false, true, false},
    {"resolved", "resolved.xml", NULL, NULL, NULL, print_resolved, false, false, true},
    {"site", "html", "stylesheets/html/site.xsl", NULL, html_write, NULL, false, false, true},
    {"text", "txt", "stylesheets/text/register.xsl", fill_write, NULL, NULL, false, false, true},
    {"import", "html", "stylesheets/import/report.xsl", NULL, html_write, NULL, false, false, true},
    {"docx", "docx", "stylesheets/docx/form.xsl", docx_pack, NULL, NULL, false, false, false},
    {"odt", "odt", "stylesheets/odt/form.xsl", odt_pack, NULL, NULL, false, false, false},
    {"md", "md", "stylesheets/markdown/form.xsl", form_markdown_write, NULL, NULL, false, false, false},
};

/* Those that a build can be asked for; the first of them it makes unasked. */
static const char *const names[] = {"html", "txt", "docx", "json", "odt", "pdf", NULL};
enum { UNASKED = 4 };

const struct format *format_find(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

const struct format *format_form(const char *name)
{
    for (size_t i = FORMS; i < ROWS; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

const char *format_form_name(size_t index)
{
    return index < ROWS - FORMS ? formats[FORMS + index].name : NULL;
}

const char *const *format_names(void)
{
    return names;
}

size_t format_unasked(void)
{
    return UNASKED;
}

const char *format_extension(const struct format *format)
{
    return format->extension;
}

bool format_is_printed(const struct format *format)
{
    return format->printed;
}

bool format_has_extension(const char *extension)
{
    for (size_t i = 0; names[i]; i++)
        if (*formats[i].extension == *extension && strcmp(formats[i].extension, extension) == 0)
            return true;
    return false;
}

struct renderer {
    struct data *data;
    struct diag_log *log;
    struct arena *arena;
    struct docx_store *store;
    struct xml_style *styles[ROWS];
    bool failed[ROWS]; /* reported once */
    enum pdf_maker maker; /* looked for when it is needed; PDF_NONE: not yet, or there is none */
};

struct renderer *renderer_new(struct data *data, struct diag_log *log)
{
    struct renderer *renderer = mem_zero(1, sizeof *renderer);
    renderer->data = data;
    renderer->log = log;
    renderer->arena = arena_new();
    renderer->store = docx_store_new();
    return renderer;
}

void renderer_free(struct renderer *renderer)
{
    if (!renderer)
        return;
    for (size_t i = 0; i < ROWS; i++)
        xml_style_free(renderer->styles[i]);
    docx_store_free(renderer->store);
    arena_free(renderer->arena);
    free(renderer);
}

void renderer_report_to(struct renderer *renderer, struct diag_log *log)
{
    renderer->log = log;
}

static bool find_style(void *with, const char *path, const char **bytes, size_t *size)
{
    return data_find(with, path, bytes, size);
}

/* What a printed format is made of; NULL: no program is there that could, which is reported. */
static const struct format *source_of(struct renderer *renderer, const struct format *format)
{
    bool *failed = &renderer->failed[format - formats];
    if (!renderer->maker)
        renderer->maker = pdf_maker();
    if (renderer->maker)
        return format_find(pdf_source(renderer->maker));
    if (!*failed)
        diag_add(renderer->log, D_NO_PDF_MAKER, (struct place){0});
    *failed = true;
    return NULL;
}

bool renderer_prepare(struct renderer *renderer, const struct format *format)
{
    if (format->printed && !(format = source_of(renderer, format)))
        return false;
    size_t row = (size_t)(format - formats);
    if (!format->style || renderer->styles[row])
        return true;
    if (renderer->failed[row])
        return false;
    const char *why = "";
    renderer->styles[row] = xml_style_new(format->style, find_style, renderer->data, renderer->arena, &why);
    if (renderer->styles[row])
        return true;
    renderer->failed[row] = true;
    diag_add(renderer->log, D_BAD_DATA, (struct place){0}, format->style, why);
    return false;
}

/* What resolve_source put there. */
static const char *carried_source(const struct xml_doc *resolved, struct arena *arena)
{
    const struct node *head = node_first(xml_root(resolved));
    for (const struct node *node = node_is_r(head, "head") ? node_first(head) : NULL; node; node = node_next(node))
        if (node_is_r(node, "source"))
            return node_words(node, arena);
    return NULL;
}

static bool finish_style(struct renderer *renderer, const struct format *format, enum history history,
                         const struct xml_doc *resolved, struct arena *arena, struct buf *out, const char **why)
{
    bool shown = history == HISTORY_DEFAULT ? format->view : history == HISTORY_YES;
    if (format->direct) {
        *why = "the tree is not a resolved one";
        return format->direct(resolved, shown, out);
    }
    const char *const params[] = {"history", shown ? "yes" : "no", format->shares ? "shared" : NULL, docx_store_shapes(renderer->store), NULL};
    const struct finishing finishing = {renderer->store, arena, carried_source(resolved, arena)};
    struct xml_style *style = renderer->styles[format - formats];
    if (format->write)
        return format->write(style, resolved, params, &finishing, out, why);
    struct xml_doc *result = xml_style_apply(style, resolved, params, arena, why);
    if (!result)
        return false;
    bool done = format->finish(result, &finishing, out, why);
    xml_free(result);
    return done;
}

static bool render_here(struct renderer *renderer, const struct format *format, enum history history,
                           const struct xml_doc *resolved, struct place place, struct buf *out)
{
    if (!renderer_prepare(renderer, format))
        return false;
    struct arena *arena = arena_new();
    const char *why = "";
    bool done = finish_style(renderer, format, history, resolved, arena, out, &why);
    if (!done) {
        buf_clear(out);
        if (strcmp(why, diag_info(D_OUT_OF_MEMORY)->text) == 0)
            diag_add(renderer->log, D_OUT_OF_MEMORY, place);
        else
            diag_add(renderer->log, D_RENDER_FAILED, place, format->name, why);
    }
    arena_free(arena);
    return done;
}

bool renderer_waiting(struct renderer *renderer, const struct format *format, const char *folder, size_t number, enum history history,
                      const struct xml_doc *resolved, struct place place)
{
    const struct format *source = source_of(renderer, format);
    struct buf bytes = BUF_INIT;
    enum history shown = history == HISTORY_DEFAULT && !format->view ? HISTORY_NO : history;
    bool done = source && render_here(renderer, source, shown, resolved, place, &bytes);
    if (done) {
        char *path = pdf_file(folder, number, renderer->maker);
        const char *why = "";
        done = write_file(path, bytes.data, bytes.size, &why) != WRITE_FAILED;
        if (!done)
            diag_add(renderer->log, D_CANNOT_WRITE, (struct place){0}, path, why);
        free(path);
    }
    buf_free(&bytes);
    return done;
}

void renderer_print(struct renderer *renderer, const char *folder, struct pdf_order *orders, size_t count)
{
    if (!renderer->maker)
        renderer->maker = pdf_maker();
    pdf_make(renderer->maker, folder, orders, count, renderer->log);
}

static bool print_one(struct renderer *renderer, const struct format *format, enum history history, const struct xml_doc *resolved,
                      struct place place, struct buf *out)
{
    const char *why = "", *path = place.source ? place.source->path : "";
    struct pdf_order order = {.path = path, .date = node_attr(xml_root(resolved), "date"), .bytes = BUF_INIT};
    char *folder = run_folder(&why);
    if (!folder) {
        diag_add(renderer->log, D_CANNOT_WRITE, (struct place){0}, path, why);
        return false;
    }
    if (renderer_waiting(renderer, format, folder, 0, history, resolved, place))
        renderer_print(renderer, folder, &order, 1);
    buf_add(out, buf_text(&order.bytes), order.bytes.size);
    buf_free(&order.bytes);
    run_folder_remove(folder);
    return out->size > 0;
}

bool renderer_render(struct renderer *renderer, const struct format *format, enum history history,
                     const struct xml_doc *resolved, struct place place, struct buf *out)
{
    if (format->printed)
        return print_one(renderer, format, history, resolved, place, out);
    return render_here(renderer, format, history, resolved, place, out);
}

bool renderer_site(struct renderer *renderer, const struct xml_doc *site, struct place place, struct buf *out)
{
    return renderer_render(renderer, &formats[SITE], HISTORY_YES, site, place, out);
}

bool renderer_text(struct renderer *renderer, const struct xml_doc *tree, struct place place, struct buf *out)
{
    return renderer_render(renderer, &formats[TEXT], HISTORY_YES, tree, place, out);
}

bool renderer_import(struct renderer *renderer, const struct xml_doc *tree, struct place place, struct buf *out)
{
    return renderer_render(renderer, &formats[IMPORT], HISTORY_YES, tree, place, out);
}

bool renderer_form(struct renderer *renderer, const struct format *form, const struct xml_doc *tree, struct place place, struct buf *out)
{
    return renderer_render(renderer, form, HISTORY_NO, tree, place, out);
}
