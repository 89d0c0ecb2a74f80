/* The story: bytes, blocks, a form's meeting, who is meant in it, XML, and where each element came from. */
#include "import/lower_parts.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/text.h"
#include "document/canonical.h"
#include "import/figure.h"
#include "import/form.h"
#include "import/import.h"
#include "import/link.h"
#include "render/form_mark.h"

#include <stdlib.h>
#include <string.h>

struct lowering {
    const struct document_request *request;
    struct diag_log *log;           /* of whoever asks */
    struct diag_log *own;           /* of the reading, until it is known that these are minutes */
    struct document_origin *origin; /* its arena holds what outlasts the reading */
    struct arena *arena;            /* of the reading */
    struct buf bytes;
    struct source file; /* for findings about the whole */
    struct source_result result;
    const char *name; /* of the file, without its folder */
    char sha256[DIGEST_TEXT];
};

/* -- what is no source -- */

static struct document *without(struct lowering *lowering, enum document_kind kind)
{
    return document_without(lowering->request->path, kind, lowering->origin);
}

static struct place file_place(const struct lowering *lowering)
{
    return source_file(&lowering->file);
}

static struct document *no_form(struct lowering *lowering, const char *why)
{
    diag_add(lowering->log, D_NO_FORM, file_place(lowering), why);
    return without(lowering, DOCUMENT_FOREIGN);
}

/* What is called like a meeting's minutes should not be passed over without a word. */
static bool is_named_by_day(const struct lowering *lowering)
{
    struct date date;
    return date_parse(arena_printf(lowering->arena, "%.10s", lowering->name), &date);
}

static struct document *passed_over(struct lowering *lowering, enum document_form form, const char *why)
{
    if (lowering->request->asked)
        return no_form(lowering, form == FORM_UNKNOWN ? why : "it was not made by 'minutec next' or 'minutec template'");
    if (form != FORM_UNKNOWN || !is_named_by_day(lowering))
        return without(lowering, DOCUMENT_FOREIGN);
    diag_add(lowering->log, D_UNKNOWN_DOCUMENT, file_place(lowering), why);
    return without(lowering, DOCUMENT_BROKEN);
}

static struct document *cannot_read(struct lowering *lowering, enum port_read answer, size_t size, const char *why)
{
    const struct document_request *request = lowering->request;
    if (answer == PORT_TOO_LARGE)
        return passed_over(lowering, FORM_UNKNOWN, arena_printf(lowering->arena, "it has %zu bytes", size));
    diag_add(lowering->log, answer == PORT_LINK ? D_LINK_LOOP : D_CANNOT_READ, file_place(lowering), request->path, why);
    return without(lowering, DOCUMENT_BROKEN);
}

/* -- reading -- */

static void tell_own(struct lowering *lowering)
{
    struct buf packed = BUF_INIT;
    diag_pack(lowering->own, &packed);
    diag_unpack(lowering->log, buf_text(&packed), packed.size);
    buf_free(&packed);
}

/* False: nothing is left that could be read; reported. */
static bool read_blocks(struct lowering *lowering)
{
    struct source raw = {.path = lowering->request->path, .bytes = buf_text(&lowering->bytes), .size = lowering->bytes.size};
    const struct front_input input = {.source = &raw, .path = raw.path, .log = lowering->own};
    struct source_result *result = &lowering->result;
    *result = (struct source_result){.front = front_for(raw.path, raw.bytes, raw.size)};
    blocks_start(&result->blocks, lowering->arena, result->front->format, "line");
    bool read = result->front->read(&input, &result->blocks);
    source_free_lines(&raw);
    if (read)
        lower_lines(&result->blocks, raw.bytes, raw.size, lowering->origin->arena, lowering->origin->source);
    return read;
}

static bool recognise(struct lowering *lowering)
{
    const struct front_input input = {.source = lowering->origin->source, .path = lowering->request->path, .log = lowering->own};
    return source_recognise(&input, lowering->name, lowering->sha256, lowering->arena, &lowering->result);
}

/* -- who is meant -- */

/* A second meeting of a day says so in the form, or in the file's name: "2024-09-01b.docx". */
static const char *sitting_of(const struct lowering *lowering, const char *date)
{
    const char *said = form_property(&lowering->result.blocks, FORM_PREFIX "sitting");
    size_t size = date ? strlen(date) : 0;
    bool named = size && strncmp(lowering->name, date, size) == 0 && lowering->name[size] >= 'b' && lowering->name[size] <= 'z' &&
                 lowering->name[size + 1] == '.';
    if (named)
        return arena_copy_n(lowering->arena, lowering->name + size, 1);
    return said && *said >= 'b' && *said <= 'z' && !said[1] ? said : NULL;
}

static void link_names(struct lowering *lowering, struct xml_doc *tree, const char *date, const char *sitting)
{
    struct link_meeting meeting = {tree, lowering->origin->source, true, date, sitting, false, true};
    struct link_body body = {.arena = lowering->arena,
                             .log = lowering->own,
                             .body = lower_body(lowering->request->body),
                             .meetings = &meeting,
                             .count = 1};
    link_meetings(&body);
    xml_free(body.body);
}

/* -- what it brings along -- */

static void place_file(struct lowering *lowering, struct node *node, const char *stem)
{
    const struct blocks *blocks = &lowering->result.blocks;
    struct document_origin *origin = lowering->origin;
    const char *name = node_attr(node, SHAPE_PRIVATE "file");
    for (size_t i = 0; name && i < blocks->attachment_count; i++) {
        const struct attachment *attached = &blocks->attachments[i];
        if (strcmp(attached->name, name) != 0)
            continue;
        char *bytes = arena_alloc(origin->arena, attached->size + 1);
        memcpy(bytes, attached->bytes, attached->size);
        const char *path = arena_copy(origin->arena, figure_place(node, attached, stem, lowering->arena));
        origin->files[origin->file_count++] = (struct origin_file){path, bytes, attached->size};
        return;
    }
}

static void place_files(struct lowering *lowering, struct node *root, const char *stem)
{
    size_t room = 1;
    for (const struct node *node = root; node; node = node_after(node, root))
        room += node_attr(node, SHAPE_PRIVATE "file") != NULL;
    lowering->origin->files = arena_alloc(lowering->origin->arena, room * sizeof *lowering->origin->files);
    for (struct node *node = root, *next; node; node = next) {
        next = node_after(node, root);
        place_file(lowering, node, stem);
    }
}

/* -- where everything came from -- */

struct values {
    struct lowering *lowering;
    uint32_t node;
    size_t room; /* 0: they are only counted */
    size_t count;
};

static bool take_value(void *with, const char *name, const char *ns, const char *value)
{
    struct values *values = with;
    struct document_origin *origin = values->lowering->origin;
    (void)ns;
    if (strncmp(name, FORM_SRC, strlen(FORM_SRC)) != 0)
        return true;
    if (values->room)
        origin->values[values->count] = (struct origin_value){values->node, (uint32_t)strtoul(value, NULL, 10),
                                                              arena_copy(origin->arena, name + strlen(FORM_SRC))};
    values->count++;
    return true;
}

static void collect(struct lowering *lowering, const struct node *root)
{
    struct document_origin *origin = lowering->origin;
    struct values values = {.lowering = lowering};
    size_t count = 0;
    for (const struct node *node = root; node; node = node_after(node, root), count++)
        node_attrs(node, take_value, &values);
    values.room = values.count + 1;
    values.count = 0;
    origin->values = arena_alloc(origin->arena, values.room * sizeof *origin->values);
    origin->rows = arena_alloc(origin->arena, (count + 1) * sizeof *origin->rows);
    for (const struct node *node = root; node; node = node_after(node, root)) {
        const char *src = node_attr(node, "src"), *dash = src ? strchr(src, '-') : NULL;
        struct origin_row *row = &origin->rows[origin->row_count++];
        row->at = src ? (uint32_t)strtoul(src, NULL, 10) : 0;
        row->upto = dash ? (uint32_t)strtoul(dash + 1, NULL, 10) : row->at;
        values.node = (uint32_t)origin->row_count;
        node_attrs(node, take_value, &values);
    }
    origin->value_count = values.count;
}

/* The paragraphs of restricted passages, from the first to the last. */
static void veil(struct document *document)
{
    struct document_origin *origin = document->origin;
    const struct node *root = document->tree ? xml_root(document->tree) : NULL;
    origin->line_count = origin->source->where_count;
    origin->veiled = arena_alloc(origin->arena, (origin->line_count + 1) * sizeof *origin->veiled);
    for (const struct node *node = root; node; node = node_after(node, root)) {
        size_t number = node_number(node);
        if (!number || number > origin->row_count || !document_restricted(node))
            continue;
        const struct origin_row *row = &origin->rows[number - 1];
        for (size_t line = row->at; line && line <= row->upto && line <= origin->line_count; line++)
            origin->veiled[line - 1] = true;
    }
}

static struct document *write_xml(struct lowering *lowering, const struct xml_doc *tree)
{
    const struct canonical_options options = {.fill = true};
    struct buf xml = BUF_INIT;
    canonical_write(tree, lowering->request->grammar, &options, &xml);
    struct document *document = document_load_bytes(buf_text(&xml), xml.size, lowering->request->path, lowering->log);
    buf_free(&xml);
    if (document->tag_count != lowering->origin->row_count)
        lowering->origin->row_count = lowering->origin->value_count = 0;
    document->origin = lowering->origin;
    veil(document);
    return document;
}

static struct document *write_meeting(struct lowering *lowering)
{
    struct xml_doc *tree = lowering->result.meetings[0].tree;
    struct node *root = xml_root(tree);
    const char *date = node_attr(root, "date"), *sitting = sitting_of(lowering, date);
    const char *stem = date ? arena_printf(lowering->arena, "%s%s", date, sitting ? sitting : "")
                            : arena_printf(lowering->arena, "undated-%s", lowering->name);
    node_set(root, "body", lowering->result.body);
    if (sitting)
        node_set(root, "sitting", sitting);
    place_files(lowering, root, stem);
    link_names(lowering, tree, date, sitting);
    tell_own(lowering);
    collect(lowering, root);
    form_drop_places(root);
    return write_xml(lowering, tree);
}

static struct document *read_form(struct lowering *lowering)
{
    struct source_result *result = &lowering->result;
    bool read = read_blocks(lowering), good = read && form_body(&result->blocks) && recognise(lowering);
    if (read && !good && !form_body(&result->blocks)) {
        if (lowering->request->asked || source_has_paragraphs(lowering->request->path))
            return no_form(lowering, "it was made by minutec, but nothing in it is marked as a place of a form any more");
        return without(lowering, DOCUMENT_FOREIGN);
    }
    if (!good) {
        tell_own(lowering);
        return without(lowering, DOCUMENT_BROKEN);
    }
    if (result->tray) {
        diag_add(lowering->log, D_BLANK_FORM, file_place(lowering));
        return without(lowering, DOCUMENT_FOREIGN);
    }
    return write_meeting(lowering);
}

/* -- the whole -- */

static struct document *read_document(struct lowering *lowering)
{
    const char *why = "", *path = lowering->request->path;
    size_t size = 0;
    enum port_read answer = port_read(NULL, path, IMPORT_SIZE, &lowering->bytes, &size, &why);
    if (answer != PORT_OK)
        return cannot_read(lowering, answer, size, why);
    const char *bytes = buf_text(&lowering->bytes);
    lowering->origin->hash = hash_bytes(bytes, lowering->bytes.size);
    enum document_form form = document_form(path, bytes, lowering->bytes.size, lowering->arena, &why);
    if (form != FORM_IS)
        return passed_over(lowering, form, why);
    digest_text(bytes, lowering->bytes.size, lowering->sha256);
    struct document *document = read_form(lowering);
    source_result_free(&lowering->result);
    return document;
}

static struct document_origin *new_origin(const char *path)
{
    struct arena *arena = arena_new();
    struct document_origin *origin = arena_alloc(arena, sizeof *origin);
    origin->arena = arena;
    origin->source = arena_alloc(arena, sizeof *origin->source);
    origin->source->path = arena_copy(arena, path);
    return origin;
}

static struct document *load(const struct document_request *request, struct diag_log *log)
{
    const char *slash = strrchr(request->path, '/');
    struct lowering lowering = {.request = request,
                                .log = log,
                                .own = diag_new(),
                                .origin = new_origin(request->path),
                                .arena = arena_new(),
                                .bytes = BUF_INIT,
                                .file = {.path = request->path},
                                .name = slash ? slash + 1 : request->path};
    struct document *document = read_document(&lowering);
    buf_free(&lowering.bytes);
    arena_free(lowering.arena);
    diag_free(lowering.own);
    return document;
}

/* Only what findings show: places, and the words there. */
static void read_lines(const char *bytes, size_t size, struct arena *arena, struct source *source)
{
    struct lowering lowering = {.request = &(struct document_request){.path = source->path},
                                .own = diag_new(),
                                .arena = arena_new(),
                                .bytes = {.data = (char *)bytes, .size = size},
                                .origin = &(struct document_origin){arena, source, .rows = NULL}};
    const char *why;
    if (document_form(source->path, bytes, size, lowering.arena, &why) == FORM_IS) {
        read_blocks(&lowering);
        source_result_free(&lowering.result);
    }
    diag_free(lowering.own);
    arena_free(lowering.arena);
}

const struct document_reader lower_reader = {{document_may_be_form, read_lines}, load};
