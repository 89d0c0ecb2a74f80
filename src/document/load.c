/* Reading one file: the look at its bytes, the scan, the parser's verdict, the root, and the trimming of the tree. */
#include "document/load.h"

#include "base/port.h"
#include "base/text.h"
#include "document/element.h"
#include "document/mend.h"

#include <stdlib.h>
#include <string.h>

#define NS_XSI "http://www.w3.org/2001/XMLSchema-instance"

enum { VERSION = 1 };

struct loading {
    struct document *document;
    struct diag_log *log;
    struct load_scan *scan;
    bool built; /* the scanner made the tree, numbered and trimmed */
    size_t restricted_from, restricted_until;
};

/* -- findings -- */

static struct place place_at(const struct loading *loading, size_t at, size_t size)
{
    struct place place = source_place(&loading->document->source, at, size);
    place.restricted = at + size > loading->restricted_from && at < loading->restricted_until;
    return place;
}

static void report(const struct loading *loading, const struct load_fault *fault)
{
    struct place place = fault->whole ? source_file(&loading->document->source) : place_at(loading, fault->at, fault->size);
    struct finding *finding = diag_add(loading->log, fault->code, place, fault->args[0], fault->args[1]);
    if (fault->expected)
        diag_expected(finding, fault->expected);
    if (fault->suggest)
        diag_suggest(finding, fault->suggest);
    if (fault->mend)
        diag_mend(finding, &loading->document->source, fault->mend_at, fault->mend_size, fault->mend);
    if (fault->done)
        diag_done(finding, fault->done);
    for (const struct load_note *note = fault->notes; note; note = note->next)
        diag_note(finding, place_at(loading, note->at, note->size), note->text);
}

/* The parser refused what the scanner has nothing against. */
static void report_parser(const struct loading *loading, const struct xml_fault *fault)
{
    struct source *source = &loading->document->source;
    size_t size, at = 0;
    const char *line = source_line(source, fault->line, &size);
    if (line)
        at = (size_t)(line - source->bytes) + source_offset(source, line, size, fault->column);
    diag_add(loading->log, D_MALFORMED, place_at(loading, at, 1), xml_fault_words(fault));
}

/* -- the tree -- */

/* The parser takes a NUL for the end of the file. */
static bool may_be_parsed(const struct load_scan *scan)
{
    return !scan->stopped && !memchr(scan->bytes, '\0', scan->size);
}

static bool parse(struct loading *loading)
{
    struct load_scan *scan = loading->scan;
    struct document *document = loading->document;
    struct xml_fault fault = {0, 0, 0};
    scan->build = true;
    if (load_look(scan))
        load_scan(scan);
    document->tree = load_build_end(scan);
    document->sound = scan->stopped ? NULL : scan->sound;
    loading->built = document->tree;
    if (!document->tree && may_be_parsed(scan))
        document->tree = xml_parse(document->source.bytes, document->source.size, &fault);
    if (document->tree)
        return true;
    loading->restricted_from = load_restricted_from(&document->source);
    loading->restricted_until = load_restricted_until(&document->source);
    for (size_t i = 0; i < scan->fault_count; i++)
        report(loading, scan->faults[i]);
    if (!scan->fault_count)
        report_parser(loading, &fault);
    return false;
}

static void give_up(struct document *document)
{
    xml_free(document->tree);
    document->tree = NULL;
}

static bool version_is_newer(const char *version)
{
    size_t digits = version ? strspn(version, "0123456789") : 0;
    return digits && (!version[digits] || version[digits] == '.') && strtol(version, NULL, 10) > VERSION;
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static const char *const roots[] = {"minutes", "body"};

/* A root in our namespace that is neither minutes nor body. */
static void wrong_root(struct loading *loading, const struct node *root)
{
    struct document *document = loading->document;
    const char *name = file_name(document->source.path), *near = text_nearest(node_name(root), roots, 2);
    bool body = strcmp(name, "body.xml") == 0;
    document->kind = body ? DOCUMENT_BODY : DOCUMENT_MINUTES;
    struct finding *finding = diag_add(loading->log, D_WRONG_FILE, document_place(document, root), name,
                                       body ? "body" : "minutes", node_name(root));
    if (near)
        diag_suggest(finding, near);
    if (near && strcmp(near, roots[body]) == 0)
        mend_name(finding, document, root, near);
    diag_done(finding, "nothing of the file was read");
}

/* <minutes> or <body> without our namespace, or with another. */
static void foreign_root(struct loading *loading, const struct node *root)
{
    struct place place = document_place(loading->document, root);
    const char *name = node_name(root);
    struct finding *finding = diag_add(loading->log, D_FOREIGN_ELEMENT, place, name, node_ns(root), NS_MINUTES);
    diag_expected(finding, arena_printf(loading->document->arena, "<%s xmlns=\"%s\" …>", name, NS_MINUTES));
    const char *version = node_attr(root, "version");
    if (!*node_ns(root) && version && strcmp(version, "1") == 0)
        mend_add_attr(finding, loading->document, root, "xmlns", NS_MINUTES);
    diag_done(finding, "nothing of the file was read");
}

/* White space as in an xs:token; NULL: it is so already. */
static char *collapsed(struct arena *arena, const char *value)
{
    size_t size = strlen(value);
    if (load_is_token(value, size))
        return NULL;
    char *token = arena_alloc(arena, size + 1);
    token[load_collapse(token, value, size)] = '\0';
    return token;
}

/* Decides what the file is by its root; false: it has no tree to go on with. */
static bool know_kind(struct loading *loading)
{
    struct document *document = loading->document;
    struct node *root = xml_root(document->tree);
    const char *ns = node_ns(root), *name = node_name(root);
    bool ours = strcmp(ns, NS_MINUTES) == 0;
    document->kind = strcmp(name, "body") == 0 ? DOCUMENT_BODY : DOCUMENT_MINUTES;
    if (strcmp(ns, NS_RESOLVED) == 0 || (ours && node_attr_ns(root, NS_RESOLVED, "version"))) {
        document->kind = DOCUMENT_RESOLVED;
        return true;
    }
    if (strcmp(name, "minutes") != 0 && strcmp(name, "body") != 0) {
        if (ours) {
            wrong_root(loading, root);
        } else {
            document->kind = DOCUMENT_FOREIGN;
            diag_add(loading->log, D_FOREIGN_FILE, document_place(document, root), name);
        }
        return false;
    }
    if (!ours) {
        foreign_root(loading, root);
        return false;
    }
    const char *version = node_attr(root, "version"), *token = version ? collapsed(document->arena, version) : NULL;
    version = token ? token : version;
    if (version_is_newer(version)) {
        diag_add(loading->log, D_NEWER_VERSION, document_place_attr(document, root, "version"), version, "1");
        return false;
    }
    return true;
}

/* -- trimming -- */

struct trim {
    struct loading *loading;
    struct node *node;
    bool xsi;
};

static bool trim_attr(void *with, const char *name, const char *ns, const char *value)
{
    struct trim *trim = with;
    struct arena *arena = trim->loading->document->arena;
    trim->xsi = trim->xsi || strcmp(ns, NS_XSI) == 0;
    char *token = *ns && strcmp(ns, NS_XML) != 0 ? NULL : text_token(arena, value);
    if (token)
        node_set(trim->node, *ns ? arena_printf(arena, "xml:%s", name) : name, token);
    return true;
}

static bool refuse_xsi(void *with, const char *name, const char *ns, const char *value)
{
    struct trim *trim = with;
    struct document *document = trim->loading->document;
    (void)value;
    if (strcmp(ns, NS_XSI) != 0)
        return true;
    struct place place = load_place_foreign_attr(document, trim->node, name);
    struct finding *finding = diag_add(trim->loading->log, D_UNKNOWN_ATTRIBUTE, place,
                                       arena_printf(document->arena, "xsi:%s", name), node_name(trim->node));
    diag_expected(finding, "a catalog.xml or a line <?xml-model …?> instead, where an editor is to know the grammar");
    node_unset_ns(trim->node, ns, name);
    return true;
}

/* Takes the white space out that says nothing, and notes which element each is; returns the number of elements. */
static size_t trim_tree(struct loading *loading, bool keep)
{
    size_t count = 0;
    struct document *document = loading->document;
    struct node *root = xml_root(document->tree);
    struct element_seen seen = {{NULL}, {NULL}, {ELEMENT_NONE}};
    for (struct node *node = root; node; node = node_after(node, root), count++) {
        struct trim trim = {loading, node, false};
        if (count < document->tag_count) {
            document->tags[count].node = node;
            document->tags[count].element = (unsigned char)element_of(&seen, node);
        }
        if (keep)
            continue;
        node_attrs(node, trim_attr, &trim);
        if (trim.xsi)
            node_attrs(node, refuse_xsi, &trim);
        if (node_first(node) || !node_has_text(node))
            node_trim(node, false);
    }
    return count;
}

/* -- the whole -- */

static void load(struct document *document, struct diag_log *log)
{
    struct load_scan *scan = memset(mem_alloc(sizeof *scan), 0, offsetof(struct load_scan, open));
    struct loading loading = {document, log, scan, false, SIZE_MAX, SIZE_MAX};
    scan->bytes = document->source.bytes;
    scan->size = document->source.size;
    scan->arena = document->arena;
    bool parsed = parse(&loading);
    document->tags = scan->tags;
    document->tag_count = scan->tag_count;
    free(scan->faults);
    free(scan);
    loading.scan = NULL;
    if (!parsed)
        return;
    if (!loading.built)
        xml_number(document->tree);
    if (!know_kind(&loading)) {
        give_up(document);
        return;
    }
    if (!loading.built && trim_tree(&loading, document->kind == DOCUMENT_RESOLVED) != document->tag_count)
        document->tag_count = 0;
}

static struct document *new_document(const char *shown)
{
    struct document *document = mem_zero(1, sizeof *document);
    document->arena = arena_new();
    document->kind = DOCUMENT_BROKEN;
    document->source.path = arena_copy(document->arena, shown);
    return document;
}

static void too_large(struct document *document, struct diag_log *log, size_t size)
{
    diag_add(log, D_FILE_TOO_LARGE, source_file(&document->source), arena_printf(document->arena, "%zu", size),
             arena_printf(document->arena, "%d", LIMIT_FILE));
}

static void take(struct document *document, const char *bytes, size_t size)
{
    document->source.bytes = arena_copy_n(document->arena, bytes, size);
    document->source.size = size;
}

struct document *document_load_bytes(const char *bytes, size_t size, const char *shown, struct diag_log *log)
{
    struct document *document = new_document(shown);
    if (size > LIMIT_FILE) {
        too_large(document, log, size);
    } else {
        take(document, bytes, size);
        load(document, log);
    }
    return document;
}

struct document *document_load(const char *path, const char *shown, struct diag_log *log)
{
    struct buf bytes = BUF_INIT;
    size_t size = 0;
    const char *why = NULL;
    enum port_read read = port_read(NULL, path, LIMIT_FILE, &bytes, &size, &why);
    struct document *document = new_document(shown);
    document->source.size = bytes.size;
    document->source.bytes = document->own_bytes = read == PORT_OK ? buf_take(&bytes) : NULL;
    buf_free(&bytes);
    if (read == PORT_OK)
        load(document, log);
    else if (read == PORT_TOO_LARGE)
        too_large(document, log, size);
    else if (read == PORT_LINK)
        diag_add(log, D_LINK_LOOP, source_file(&document->source), shown);
    else
        diag_add(log, D_CANNOT_READ, source_file(&document->source), shown, why);
    return document;
}

struct document *document_without(const char *shown, enum document_kind kind, struct document_origin *origin)
{
    struct document *document = new_document(shown);
    document->kind = kind;
    document->origin = origin;
    return document;
}

struct document *document_open(const struct document_reader *reader, const struct document_request *request, struct diag_log *log)
{
    if (reader && reader->source.takes(request->path))
        return reader->load(request, log);
    return document_load(request->path, request->path, log);
}

struct hash document_hash(const struct document *document)
{
    if (document->origin)
        return document->origin->hash;
    return hash_bytes(document->source.bytes, document->source.bytes ? document->source.size : 0);
}

enum port_read document_file(const struct document *document, const char *folder, const char *path, size_t limit, struct buf *out, size_t *size,
                             const char **why)
{
    for (size_t i = 0; document->origin && i < document->origin->file_count; i++) {
        const struct origin_file *file = &document->origin->files[i];
        if (strcmp(file->path, path) != 0)
            continue;
        buf_clear(out);
        *size = file->size;
        if (file->size > limit)
            return PORT_TOO_LARGE;
        buf_add(out, file->bytes, file->size);
        return PORT_OK;
    }
    return port_read(folder, path, limit, out, size, why);
}

void document_free(struct document *document)
{
    if (!document)
        return;
    xml_free(document->tree);
    free(document->tags);
    free(document->own_bytes);
    source_free_lines(&document->source);
    if (document->origin) {
        source_free_lines(document->origin->source);
        arena_free(document->origin->arena);
    }
    arena_free(document->arena);
    free(document);
}
