/* The story: find, read, lay out, and write or tell. */
#include "edit/fmt.h"

#include "base/diff.h"
#include "base/port.h"
#include "base/write.h"
#include "document/canonical.h"

#include <stdlib.h>
#include <string.h>

enum { FOLDER_DEPTH = 64 };

/* -- one file -- */

static bool is_ours(const struct document *document)
{
    return document->tree && (document->kind == DOCUMENT_MINUTES || document->kind == DOCUMENT_BODY);
}

/* Files keep the line ends that they begin with. */
static bool has_carriage_returns(const struct source *source)
{
    const char *feed = memchr(source->bytes, '\n', source->size);
    return feed && feed > source->bytes && feed[-1] == '\r';
}

static void return_carriages(struct buf *text)
{
    struct buf out = BUF_INIT;
    for (const char *at = text->data, *end = at + text->size; at < end;) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        buf_add(&out, at, (size_t)((feed ? feed : end) - at));
        if (feed)
            buf_str(&out, "\r\n");
        at = feed ? feed + 1 : end;
    }
    buf_free(text);
    *text = out;
}

static bool same(const struct source *source, struct buf *laid)
{
    return source->size == laid->size && memcmp(source->bytes, buf_text(laid), laid->size) == 0;
}

static struct xml_doc *parse(const struct fmt *fmt, struct document *document)
{
    struct xml_fault fault;
    struct source *source = &document->source;
    struct xml_doc *tree = xml_parse_all(source->bytes, source->size, &fault);
    if (!tree)
        diag_add(fmt->log, D_MALFORMED, source_file(source), xml_fault_words(&fault));
    return tree;
}

enum fmt_result fmt_bytes(const struct fmt *fmt, struct document *document, struct buf *laid)
{
    const struct canonical_options options = {.fill = fmt->options->fill};
    if (document->tree && document->kind == DOCUMENT_RESOLVED)
        diag_add(fmt->log, D_FOREIGN_FILE, source_file(&document->source), node_name(xml_root(document->tree)));
    struct xml_doc *tree = is_ours(document) ? parse(fmt, document) : NULL;
    bool numbered = tree && (!fmt->options->number || number_items(document, tree, fmt->grammar, fmt->log));
    if (numbered)
        canonical_write(tree, fmt->grammar, &options, laid);
    xml_free(tree);
    if (!numbered)
        return FMT_LEFT;
    if (has_carriage_returns(&document->source))
        return_carriages(laid);
    return same(&document->source, laid) ? FMT_SAME : FMT_CHANGED;
}

static bool hides(const void *with, size_t line)
{
    return document_veils((struct document *)with, line);
}

void fmt_diff(const struct fmt *fmt, struct document *document, const struct buf *laid)
{
    struct diag_log *unheard = diag_new();
    struct document *then = document_load_bytes(laid->data, laid->size, document->source.path, unheard);
    bool full = fmt->options->audience == AUDIENCE_FULL;
    const struct diff_side before = {document->source.bytes, document->source.size, full ? NULL : hides, document};
    const struct diff_side after = {laid->data, laid->size, full ? NULL : hides, then};
    diff_write(document->source.path, &before, &after, fmt->options->show == FMT_DIFF_COLOUR, fmt->out);
    document_free(then);
    diag_free(unheard);
}

/* False: it could not be written; reported. */
static bool write_laid(const struct fmt *fmt, const struct source *source, const struct buf *laid)
{
    const char *why = "";
    if (write_over(source->path, source->bytes, source->size, laid->data, laid->size, &why))
        return true;
    diag_add(fmt->log, D_CANNOT_WRITE, (struct place){0}, source->path, why);
    return false;
}

static void fmt_file(struct fmt *fmt, const char *path)
{
    struct document *document = document_load(path, path, fmt->log);
    struct buf laid = BUF_INIT;
    if (fmt_bytes(fmt, document, &laid) == FMT_CHANGED &&
        (fmt->options->show != FMT_WRITE || write_laid(fmt, &document->source, &laid))) {
        fmt->changed++;
        if (fmt->options->show >= FMT_DIFF)
            fmt_diff(fmt, document, &laid);
        else
            buf_printf(fmt->out, "%s\n", path);
    }
    document_free(document);
    buf_free(&laid);
}

/* -- finding -- */

struct found {
    struct arena *arena;
    struct diag_log *log;
    const char **paths;
    size_t count, room;
};

struct search {
    struct found *found;
    const char *folder;
    int depth;
};

static void add_path(struct found *found, const char *path)
{
    MEM_GROW(found->paths, found->count, found->room);
    found->paths[found->count++] = path;
}

static bool is_xml(const char *name)
{
    size_t size = strlen(name);
    return size > 4 && strcmp(name + size - 4, ".xml") == 0;
}

/* What cannot be read is for reading to report. */
static bool names_us(const char *path)
{
    struct buf bytes = BUF_INIT;
    size_t size;
    const char *why;
    bool names = port_read(NULL, path, LIMIT_FILE, &bytes, &size, &why) != PORT_OK || document_names_us(bytes.data, bytes.size);
    buf_free(&bytes);
    return names;
}

static void search_folder(struct search *above, const char *path);

/* Hidden files and folders are passed over, and so are symbolic links: what they lead to is found where it is. */
static bool take_entry(void *with, const struct port_entry *entry)
{
    struct search *search = with;
    const char *folder = search->folder, *between = *folder && folder[strlen(folder) - 1] != '/' ? "/" : "";
    if (entry->name[0] == '.')
        return true;
    const char *path = arena_join(search->found->arena, (const char *const[]){folder, between, entry->name}, 3);
    if (entry->kind == PORT_FOLDER)
        search_folder(search, path);
    else if (entry->kind == PORT_FILE && is_xml(entry->name) && names_us(path))
        add_path(search->found, path);
    return true;
}

static void search_folder(struct search *above, const char *path)
{
    struct search search = {above->found, path, above->depth + 1};
    const char *why = "", *real = *path ? path : ".";
    if (search.depth <= FOLDER_DEPTH && !port_folder(real, take_entry, &search, &why))
        diag_add(above->found->log, D_CANNOT_READ, (struct place){0}, real, why);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *tidy(struct arena *arena, const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        for (path += 2; *path == '/';)
            path++;
    return arena_copy(arena, strcmp(path, ".") == 0 ? "" : path);
}

void fmt_paths(struct fmt *fmt, const char *const *paths, size_t count)
{
    struct found found = {.arena = arena_new(), .log = fmt->log};
    struct search search = {.found = &found};
    for (size_t i = 0; i < count; i++) {
        const char *path = tidy(found.arena, paths[i]);
        if (!*path || port_kind(path, true) == PORT_FOLDER)
            search_folder(&search, path);
        else
            add_path(&found, path);
    }
    if (found.count)
        qsort(found.paths, found.count, sizeof *found.paths, compare_paths);
    for (size_t i = 0; i < found.count; i++)
        if (!i || strcmp(found.paths[i - 1], found.paths[i]) != 0)
            fmt_file(fmt, found.paths[i]);
    free(found.paths);
    arena_free(found.arena);
}
