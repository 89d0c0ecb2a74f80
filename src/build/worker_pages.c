/* Pages of the site: those of a body with its registers, and the one of all bodies. */
#include "build/worker_parts.h"

#include <stdlib.h>
#include <string.h>

struct known_page {
    const char *path;
    struct hash tree;
};
struct known_pages {
    struct known_page *rows;
    size_t count;
};

static struct known_pages take_known(struct unpack *asked)
{
    struct known_pages known = {NULL, unpack_count(asked)};
    known.rows = mem_zero(known.count + 1, sizeof *known.rows);
    for (size_t i = 0; i < known.count; i++) {
        known.rows[i].path = unpack_text(asked);
        known.rows[i].tree = unpack_hash(asked);
    }
    return known;
}

static bool is_known(const struct known_pages *known, const char *path, struct hash tree)
{
    for (size_t i = 0; i < known->count; i++)
        if (known->rows[i].path && strcmp(known->rows[i].path, path) == 0)
            return hash_same(known->rows[i].tree, tree);
    return false;
}

/* A page that is made of what it was made of is left alone: its hash is told with no stamp. */
static bool begin_page(struct worker *worker, const struct known_pages *known, const char *path, struct hash hash)
{
    pack_number(worker->answer, 1);
    pack_hash(worker->answer, hash);
    buf_clear(&worker->bytes);
    if (!is_known(known, path, hash))
        return true;
    pack_text(worker->answer, path);
    pack_number(worker->answer, 0);
    pack_number(worker->answer, 0);
    return false;
}

static void end_page(struct worker *worker, const char *path, bool made, const struct buf *bytes)
{
    if (made && worker_write(worker, path, bytes))
        return;
    pack_text(worker->answer, NULL);
    pack_number(worker->answer, 0);
    pack_number(worker->answer, 0);
}

static void write_page(struct worker *worker, const struct known_pages *known, const char *path, struct xml_doc *site)
{
    if (begin_page(worker, known, path, xml_hash(site)))
        end_page(worker, path, renderer_site(worker->renderer, site, (struct place){0}, &worker->bytes), &worker->bytes);
    xml_free(site);
}

static void write_register(struct worker *worker, const struct known_pages *known, struct site_register *site,
                           const struct site_page *page, const char *path)
{
    if (!begin_page(worker, known, path, site_register_key(site, page)))
        return;
    bool made = site_register_write(site, worker->renderer, page, &worker->bytes);
    end_page(worker, path, made, &worker->bytes);
}

void worker_pages(struct worker *worker, struct unpack *asked)
{
    const char *id = unpack_text(asked);
    struct known_pages known = take_known(asked);
    const struct body_facts *body = linked_body_find(worker->linked, id);
    const struct resolve_options options = worker_resolving(worker);
    if (body) {
        struct buf path = BUF_INIT;
        buf_printf(&path, "%s/index.html", body->id);
        struct xml_doc *site = resolve_body(worker->linked, body, worker->brief->build->formats, worker->brief->data, &options);
        struct arena *arena = arena_new();
        size_t count;
        struct site_register *registers = site_register_new(worker->brief->data, worker->linked, body, &options);
        const struct site_page *pages = site_register_pages(registers, &count);
        write_page(worker, &known, buf_text(&path), site);
        for (size_t i = 0; i < count; i++)
            write_register(worker, &known, registers, &pages[i], arena_printf(arena, "%s/%s", body->id, pages[i].name));
        site_register_free(registers);
        arena_free(arena);
        buf_free(&path);
    }
    pack_number(worker->answer, 0);
    free(known.rows);
    worker_end(worker);
}

static void take_spans(struct worker *worker, struct body_span *spans, struct unpack *from)
{
    for (size_t count = unpack_count(from); count && !from->broken; count--) {
        const char *id = unpack_text(from);
        struct body_span span = {.meetings = (size_t)unpack_number(from, SIZE_MAX)};
        span.first.date = unpack_text(from);
        span.first.sitting = unpack_text(from);
        span.last.date = unpack_text(from);
        span.last.sitting = unpack_text(from);
        for (size_t i = 0; i < worker->body_count && id; i++)
            if (strcmp(worker->bodies[i]->id, id) == 0) {
                span.body = worker->bodies[i];
                spans[i] = span;
                break;
            }
    }
}

static int compare_spans(const void *a, const void *b)
{
    const struct body_span *one = a, *other = b;
    int order = strcmp(one->body->id, other->body->id);
    return order ? order : strcmp(one->body->folder, other->body->folder);
}

/* Of bodies that share an id, which is a finding, one is shown. */
static size_t sort_spans(struct body_span *spans, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(spans, count, sizeof *spans, compare_spans);
    for (size_t i = 0; i < count; i++)
        if (!kept || strcmp(spans[kept - 1].body->id, spans[i].body->id) != 0)
            spans[kept++] = spans[i];
        else if (!spans[kept - 1].meetings)
            spans[kept - 1] = (struct body_span){spans[kept - 1].body, spans[i].meetings, spans[i].first, spans[i].last};
    return kept;
}

void worker_root(struct worker *worker, struct unpack *asked)
{
    size_t parts = unpack_count(asked);
    struct body_span *spans = mem_zero(worker->body_count + 1, sizeof *spans);
    for (size_t i = 0; i < worker->body_count; i++)
        spans[i].body = worker->bodies[i];
    for (size_t i = 0; i < parts; i++) {
        struct unpack part = {.broken = false};
        part.at = unpack_bytes(asked, &part.left);
        take_spans(worker, spans, &part);
    }
    unpack_text(asked);
    struct known_pages known = take_known(asked);
    struct xml_doc *site = resolve_site(spans, sort_spans(spans, worker->body_count), worker->brief->data);
    write_page(worker, &known, "index.html", site);
    pack_number(worker->answer, 0);
    free(known.rows);
    free(spans);
    worker_end(worker);
}
