/* The work itself: reading a file, linking a component, rendering a meeting. */
#include "build/worker_parts.h"

#include "base/write.h"
#include "corpus/tell.h"
#include "render/pdf.h"

#include <stdlib.h>
#include <string.h>

enum { LIMIT_ATTACHMENT = 256 << 20, LARGE_COMPONENT = 500 /* meetings: some ten megabytes */ };

void pack_hash(struct buf *out, struct hash hash)
{
    pack_word(out, hash.low);
    pack_word(out, hash.high);
}

struct hash unpack_hash(struct unpack *from)
{
    struct hash hash = {.low = unpack_word(from)};
    hash.high = unpack_word(from);
    if (from->broken)
        hash = (struct hash){0, 0};
    return hash;
}

void pack_stamp(struct buf *out, const struct port_stamp *stamp)
{
    pack_number(out, stamp->size);
    pack_number(out, stamp->node);
    pack_word(out, (uint64_t)stamp->modified);
    pack_word(out, (uint64_t)stamp->changed);
}

struct port_stamp unpack_stamp(struct unpack *from)
{
    struct port_stamp stamp;
    stamp.size = unpack_number(from, UINT64_MAX);
    stamp.node = unpack_number(from, UINT64_MAX);
    stamp.modified = (int64_t)unpack_word(from);
    stamp.changed = (int64_t)unpack_word(from);
    return stamp;
}

struct worker *worker_new(const struct brief *brief)
{
    struct worker *worker = mem_zero(1, sizeof *worker);
    worker->brief = brief;
    return worker;
}

/* -- the component at hand -- */

static void forget_component(struct worker *worker)
{
    bool give_back = worker->part_count >= LARGE_COMPONENT && !worker->brief->alone;
    linked_free(worker->linked);
    corpus_free(worker->corpus);
    free(worker->by_facts);
    arena_free(worker->arena);
    worker->arena = NULL;
    worker->linked = NULL;
    worker->corpus = NULL;
    worker->by_facts = NULL;
    worker->part_count = 0;
    if (give_back) /* else what the next one does not fit into stays beside it */
        mem_release();
}

static void forget_bodies(struct worker *worker)
{
    for (size_t i = 0; i < worker->body_count; i++)
        body_facts_free(worker->bodies[i]);
    free(worker->bodies);
    worker->bodies = NULL;
    worker->body_count = 0;
}

void worker_free(struct worker *worker)
{
    if (!worker)
        return;
    forget_component(worker);
    forget_bodies(worker);
    free(worker->parts);
    body_facts_free(worker->body);
    renderer_free(worker->renderer);
    buf_free(&worker->bytes);
    buf_free(&worker->path);
    free(worker);
}

/* -- what all need -- */

bool worker_prepare(struct worker *worker, struct diag_log *log)
{
    const struct build_options *build = worker->brief->build;
    worker->grammar = data_grammar(worker->brief->data, log);
    if (!worker->grammar)
        return false;
    if (!worker->renderer)
        worker->renderer = renderer_new(worker->brief->data, log);
    bool ready = true;
    for (const char *const *name = build ? build->formats : NULL; name && *name; name++)
        ready &= renderer_prepare(worker->renderer, format_find(*name));
    return ready;
}

/* -- reading -- */

static const char *root_of(enum document_kind kind)
{
    return kind == DOCUMENT_BODY ? "body" : "minutes";
}

/* A file whose name says what its root must be, if it has one. */
static bool expect_kind(struct worker *worker, struct document *document, enum document_kind kind)
{
    if (!document->tree || document->kind == kind)
        return true;
    const char *slash = strrchr(document->source.path, '/');
    diag_add(worker->log, D_WRONG_FILE, document_place(document, xml_root(document->tree)),
             slash ? slash + 1 : document->source.path, root_of(kind), root_of(document->kind));
    return false;
}

void worker_end(struct worker *worker)
{
    diag_pack(worker->log, worker->answer);
}

/* What other bodies' documents say of a body. */
static struct hash names_hash(const struct body_facts *facts)
{
    struct hasher *hasher = hasher_new();
    hasher_add_text(hasher, facts->id);
    hasher_add_text(hasher, facts->lang);
    for (size_t i = 0; i < facts->names.count; i++) {
        const struct dated *row = &facts->names.rows[i];
        const char *const texts[] = {row->text, row->kind, row->lang, row->period.from, row->period.until};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            hasher_add_text(hasher, texts[k]);
    }
    struct hash hash = hasher_take(hasher);
    hasher_free(hasher);
    return hash;
}

static void pack_read(struct worker *worker, const struct document *document, bool has_facts)
{
    pack_number(worker->answer, (has_facts ? FLAG_HAS_FACTS : 0) | (diag_is_empty(worker->log) ? 0 : FLAG_HAS_LOG) |
                                    (diag_is_passing(worker->log) ? FLAG_PASSING : 0));
    pack_hash(worker->answer, document_hash(document));
}

static void answer_body(struct worker *worker, struct unpack *asked)
{
    const char *path = unpack_text(asked);
    struct document *document = document_load(path, path, worker->log);
    struct body_facts *facts = NULL;
    if (expect_kind(worker, document, DOCUMENT_BODY)) {
        document_check(document, worker->grammar, worker->log);
        facts = document->valid ? body_facts_new(document) : NULL;
    }
    if (facts)
        rules_body(document, facts, worker->log);
    pack_read(worker, document, facts);
    if (facts) {
        buf_clear(&worker->bytes);
        body_facts_pack(facts, &worker->bytes);
        pack_text(worker->answer, facts->id);
        pack_hash(worker->answer, names_hash(facts));
        pack_bytes(worker->answer, worker->bytes.data, worker->bytes.size);
    }
    body_facts_free(facts);
    document_free(document);
    worker_end(worker);
}

struct others {
    char **ids;
    size_t count, room;
};

static void note_other(void *with, const char *body)
{
    struct others *others = with;
    for (size_t i = 0; i < others->count; i++)
        if (strcmp(others->ids[i], body) == 0)
            return;
    MEM_GROW(others->ids, others->count, others->room);
    others->ids[others->count++] = mem_copy(body);
}

static void pack_meeting(struct worker *worker, const struct meeting_facts *facts)
{
    struct others others = {NULL, 0, 0};
    meeting_bodies(facts, note_other, &others);
    buf_clear(&worker->bytes);
    meeting_facts_pack(facts, &worker->bytes);
    pack_hash(worker->answer, hash_bytes(worker->bytes.data, worker->bytes.size));
    pack_text(worker->answer, facts->stem);
    pack_text(worker->answer, facts->body);
    pack_number(worker->answer, others.count);
    for (size_t i = 0; i < others.count; i++) {
        pack_text(worker->answer, others.ids[i]);
        free(others.ids[i]);
    }
    pack_bytes(worker->answer, worker->bytes.data, worker->bytes.size);
    buf_clear(&worker->bytes);
    if (worker->brief->tells)
        tell_meeting(facts, worker->body, &worker->bytes);
    pack_text(worker->answer, worker->brief->tells ? buf_text(&worker->bytes) : NULL);
    free(others.ids);
}

static enum port_kind watched_stamp(struct worker *worker, const char *folder, const char *path, struct port_stamp *stamp)
{
    buf_clear(&worker->path);
    buf_printf(&worker->path, "%s/%s", *folder ? folder : ".", path);
    return port_stamp(buf_text(&worker->path), stamp);
}

/* Of each file that the meeting names, what it looks like before anything is found out about it. Yours to free. */
static struct port_stamp *watched_stamps(struct worker *worker, const char *folder, const struct meeting_facts *facts)
{
    size_t count = facts ? facts->watched_count : 0;
    struct port_stamp *stamps = mem_zero(count + 1, sizeof *stamps);
    for (size_t i = 0; i < count; i++)
        watched_stamp(worker, folder, facts->watched[i], &stamps[i]);
    return stamps;
}

/* One that changed since its stamp was taken has no content that it could still have, and one that is there but could not be read has no
 * stamp: the next run reads it again. */
static void pack_watched(struct worker *worker, const char *folder, const struct meeting_facts *facts, const struct port_stamp *stamps)
{
    static const struct hash torn = {PORT_FAILED, UINT64_MAX};
    pack_number(worker->answer, facts ? facts->watched_count : 0);
    for (size_t i = 0; facts && i < facts->watched_count; i++) {
        const char *path = facts->watched[i], *why;
        struct port_stamp stamp = stamps[i], now;
        size_t size;
        enum port_read read = port_read(*folder ? folder : ".", path, LIMIT_ATTACHMENT, &worker->bytes, &size, &why);
        enum port_kind kind = watched_stamp(worker, folder, path, &now);
        struct hash content = read == PORT_OK ? hash_bytes(worker->bytes.data, size) : (struct hash){(uint64_t)read, size};
        if (!port_same_stamp(&now, &stamp))
            content = torn;
        else if (read == PORT_FAILED && kind == PORT_FILE)
            stamp = (struct port_stamp){0};
        pack_text(worker->answer, path);
        pack_stamp(worker->answer, &stamp);
        pack_hash(worker->answer, content);
    }
}

static char *folder_of(const char *path)
{
    char *folder = mem_copy(path), *slash = strrchr(folder, '/');
    if (slash == folder)
        slash[1] = '\0';
    else if (slash)
        *slash = '\0';
    else
        *folder = '\0';
    return folder;
}

static void take_body(struct worker *worker, size_t folder, const char *bytes, size_t size)
{
    if (worker->folder == folder + 1 && !bytes)
        return;
    body_facts_free(worker->body);
    worker->body = bytes && size ? body_facts_unpack(bytes, size) : NULL;
    worker->folder = folder + 1;
}

static void answer_meeting(struct worker *worker, struct unpack *asked)
{
    size_t folder = (size_t)unpack_number(asked, SIZE_MAX), size = 0;
    bool has_body = unpack_number(asked, 1), comes = unpack_number(asked, 1);
    const char *bytes = comes ? unpack_bytes(asked, &size) : NULL, *path = unpack_text(asked);
    bool named = unpack_number(asked, 1);
    take_body(worker, folder, bytes, size);
    const struct document_request wanted = {path, worker->grammar, worker->body, named};
    struct document *document = document_open(worker->brief->reader, &wanted, worker->log);
    struct meeting_facts *facts = NULL;
    struct port_stamp *stamps = NULL;
    char *place = folder_of(path);
    if (expect_kind(worker, document, DOCUMENT_MINUTES))
        document_check(document, worker->grammar, worker->log);
    if (document->tree && document->valid && document->kind == DOCUMENT_MINUTES) {
        if (!has_body)
            diag_add(worker->log, D_NO_BODY, document_place(document, xml_root(document->tree)));
        facts = meeting_facts_new(document, worker->body);
        stamps = watched_stamps(worker, place, facts);
        rules_meeting(document, facts, worker->body, worker->log);
    }
    pack_number(worker->answer, document->kind);
    pack_read(worker, document, facts);
    if (facts)
        pack_meeting(worker, facts);
    pack_watched(worker, place, facts, stamps);
    free(stamps);
    free(place);
    meeting_facts_free(facts);
    document_free(document);
    worker_end(worker);
}

/* -- linking -- */

static void answer_bodies(struct worker *worker, struct unpack *asked)
{
    size_t count = unpack_count(asked), size;
    forget_component(worker);
    forget_bodies(worker);
    worker->bodies = mem_zero(count + 1, sizeof *worker->bodies);
    for (size_t i = 0; i < count; i++) {
        const char *bytes = unpack_bytes(asked, &size);
        struct body_facts *body = bytes ? body_facts_unpack(bytes, size) : NULL;
        if (body)
            worker->bodies[worker->body_count++] = body;
    }
}

static void answer_facts(struct worker *worker, struct unpack *asked)
{
    if (unpack_number(asked, 1))
        forget_component(worker);
    if (!worker->arena)
        worker->arena = arena_new();
    while (asked->left && !asked->broken) {
        size_t unit = (size_t)unpack_number(asked, SIZE_MAX), size;
        const char *bytes = unpack_bytes(asked, &size);
        struct meeting_facts *facts = bytes ? meeting_facts_unpack_in(worker->arena, bytes, size) : NULL;
        if (!facts)
            continue;
        MEM_GROW(worker->parts, worker->part_count, worker->part_room);
        worker->parts[worker->part_count++] = (struct part){unit, facts, hash_bytes(bytes, size), true};
    }
}

static int compare_parts(const void *a, const void *b)
{
    const struct part *one = *(struct part *const *)a, *other = *(struct part *const *)b;
    return ((uintptr_t)one->facts > (uintptr_t)other->facts) - ((uintptr_t)one->facts < (uintptr_t)other->facts);
}

static struct part *part_of(const struct worker *worker, const struct meeting_facts *facts)
{
    size_t low = 0, high = worker->part_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((uintptr_t)worker->by_facts[middle]->facts < (uintptr_t)facts)
            low = middle + 1;
        else
            high = middle;
    }
    return low < worker->part_count && worker->by_facts[low]->facts == facts ? worker->by_facts[low] : NULL;
}

struct relation {
    struct worker *worker;
    const struct part *of;
    uint32_t *units;
    size_t count, room;
};

static void note_related(void *with, const struct meeting_facts *meeting)
{
    struct relation *relation = with;
    const struct part *part = part_of(relation->worker, meeting);
    if (!part || part == relation->of)
        return;
    MEM_GROW(relation->units, relation->count, relation->room);
    relation->units[relation->count++] = (uint32_t)part->unit;
}

static int compare_units(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

static void pack_related(struct worker *worker)
{
    struct relation relation = {.worker = worker};
    struct buf *out = &worker->bytes;
    buf_clear(out);
    pack_number(out, worker->part_count);
    for (size_t i = 0; i < worker->part_count; i++) {
        relation.of = &worker->parts[i];
        relation.count = 0;
        linked_related(worker->linked, worker->parts[i].facts, note_related, &relation);
        if (relation.count)
            qsort(relation.units, relation.count, sizeof *relation.units, compare_units);
        size_t kept = 0;
        for (size_t k = 0; k < relation.count; k++)
            if (!kept || relation.units[k] != relation.units[kept - 1])
                relation.units[kept++] = relation.units[k];
        pack_number(out, worker->parts[i].unit);
        pack_number(out, kept);
        for (size_t k = 0; k < kept; k++)
            pack_number(out, relation.units[k]);
    }
    pack_bytes(worker->answer, out->data, out->size);
    free(relation.units);
}

/* What the root's page says of each body with meetings in this component. */
static void pack_spans(struct worker *worker)
{
    size_t count = 0;
    for (size_t i = 0; i < linked_bodies(worker->linked); i++)
        count += linked_meetings(worker->linked, linked_body(worker->linked, i)->id) > 0;
    pack_number(worker->answer, count);
    for (size_t i = 0; i < linked_bodies(worker->linked); i++) {
        struct body_span span = span_of(worker->linked, linked_body(worker->linked, i));
        if (!span.meetings)
            continue;
        pack_text(worker->answer, span.body->id);
        pack_number(worker->answer, span.meetings);
        pack_text(worker->answer, span.first.date);
        pack_text(worker->answer, span.first.sitting);
        pack_text(worker->answer, span.last.date);
        pack_text(worker->answer, span.last.sitting);
    }
}

static void link_component(struct worker *worker, struct unpack *asked)
{
    size_t broken = unpack_count(asked);
    if (!worker->arena)
        worker->arena = arena_new();
    worker->corpus = corpus_new();
    for (size_t i = 0; i < worker->body_count; i++)
        corpus_add_body(worker->corpus, worker->bodies[i]);
    worker->by_facts = mem_zero(worker->part_count + 1, sizeof *worker->by_facts);
    for (size_t i = 0; i < worker->part_count; i++) {
        corpus_add_meeting(worker->corpus, worker->parts[i].facts);
        worker->by_facts[i] = &worker->parts[i];
    }
    if (worker->part_count)
        qsort(worker->by_facts, worker->part_count, sizeof *worker->by_facts, compare_parts);
    for (size_t i = 0; i < broken; i++) {
        const char *body = unpack_text(asked), *path = unpack_text(asked);
        if (body && path)
            corpus_add_broken(worker->corpus, arena_copy(worker->arena, body), arena_copy(worker->arena, path));
    }
    worker->linked = link_all(worker->corpus, worker->brief->as_of, worker->log);
}

static void pack_fetched_row(void *with, const char *path, struct hash content)
{
    struct buf *rows = with;
    pack_text(rows, path);
    pack_hash(rows, content);
}

/* The bytes that excerpts were taken from: where a file has others, now or later, they are not what would be shown of it. */
static void pack_fetched(struct worker *worker)
{
    buf_clear(&worker->bytes);
    diag_each_fetched(worker->log, pack_fetched_row, &worker->bytes);
    pack_bytes(worker->answer, buf_text(&worker->bytes), worker->bytes.size);
}

static void answer_link(struct worker *worker, struct unpack *asked)
{
    const struct document_reader *reader = worker->brief->reader;
    diag_fetch_sources(worker->log, !worker->brief->elsewhere, reader ? &reader->source : NULL);
    link_component(worker, asked);
    pack_number(worker->answer, worker->brief->tells ? ledger_count(worker->linked) : 0);
    pack_related(worker);
    pack_spans(worker);
    pack_fetched(worker);
    worker_end(worker);
}

static void answer_ledger(struct worker *worker, struct unpack *asked)
{
    size_t first = (size_t)unpack_number(asked, SIZE_MAX), count = (size_t)unpack_number(asked, SIZE_MAX);
    buf_clear(&worker->bytes);
    tell_ledger(worker->linked, first, count, &worker->bytes);
    pack_text(worker->answer, buf_text(&worker->bytes));
}

static void answer_sound(struct worker *worker, struct unpack *asked)
{
    size_t count = unpack_count(asked), at = 0;
    for (size_t i = 0; i < worker->part_count; i++)
        worker->parts[i].has_page = false;
    for (size_t i = 0; i < count; i++) { /* in the order in which facts came */
        size_t unit = (size_t)unpack_number(asked, SIZE_MAX);
        while (at < worker->part_count && worker->parts[at].unit != unit)
            at++;
        if (at < worker->part_count)
            worker->parts[at].has_page = true;
    }
}

/* -- writing -- */

static bool has_page_here(void *with, const struct meeting_facts *facts)
{
    const struct worker *worker = with;
    const struct part *part = part_of(worker, facts);
    return !part || part->has_page || !worker->brief->build;
}

static struct hash facts_hash(void *with, const struct meeting_facts *facts)
{
    const struct part *part = part_of(with, facts);
    return part ? part->hash : (struct hash){0, 0};
}

struct resolve_options worker_resolving(struct worker *worker)
{
    return (struct resolve_options){
        .audience = worker->brief->audience, .bare = worker->brief->bare,
        .site_root = "../", .has_page = has_page_here, .facts_hash = facts_hash, .with = worker};
}

bool worker_write(struct worker *worker, const char *inside, const struct buf *bytes)
{
    const char *why = "", *output = worker->brief->build->output;
    struct port_stamp stamp;
    buf_clear(&worker->path);
    buf_printf(&worker->path, "%s/%s", output, inside);
    if (write_stamped(buf_text(&worker->path), bytes->size ? bytes->data : "", bytes->size, &stamp, &why) == WRITE_FAILED) {
        diag_add(worker->log, D_CANNOT_WRITE, (struct place){0}, buf_text(&worker->path), why);
        return false;
    }
    pack_text(worker->answer, inside);
    pack_number(worker->answer, stamp.size);
    pack_number(worker->answer, (uint64_t)stamp.modified);
    return true;
}

/* NULL: it is not what it was when it was read; the next run will see to it. */
static struct document *resolve_part(struct worker *worker, const struct part *part, const char *path, struct hash source,
                                     struct diag_log *log)
{
    struct diag_log *unheard = diag_new(); /* what is wrong with it was reported when it was read */
    const struct document_request wanted = {path, worker->grammar, linked_body_find(worker->linked, part->facts->body), false};
    struct document *document = document_open(worker->brief->reader, &wanted, unheard);
    diag_free(unheard);
    bool same = document->tree && document->kind == DOCUMENT_MINUTES &&
                hash_same(document_hash(document), source);
    if (!same) {
        document_free(document);
        diag_add(log, D_CANNOT_READ, (struct place){0}, path, "it changed while it was being built");
        return NULL;
    }
    const struct resolve_options options = worker_resolving(worker);
    resolve_meeting(document, part->facts, worker->linked, worker->brief->data, &options, log);
    return document;
}

static struct part *part_of_unit(struct worker *worker, size_t unit)
{
    for (size_t i = 0; i < worker->part_count; i++)
        if (worker->parts[i].unit == unit)
            return &worker->parts[i];
    return NULL;
}

static void copy_attachments(struct worker *worker, const struct document *document, const struct meeting_facts *facts, const char *folder)
{
    for (size_t i = 0; i < facts->file_count; i++) {
        size_t size;
        const char *why = "";
        if (facts->file_restricted[i] && worker->brief->audience != AUDIENCE_FULL)
            continue;
        enum port_read read =
            document_file(document, *folder ? folder : ".", facts->files[i], LIMIT_ATTACHMENT, &worker->bytes, &size, &why);
        if (read != PORT_OK) {
            diag_add(worker->log, D_CANNOT_READ, (struct place){0}, facts->files[i], read == PORT_TOO_LARGE ? "it is too large" : why);
            continue;
        }
        struct buf inside = BUF_INIT;
        buf_printf(&inside, "%s/%s/%s", facts->body, FILES_FOLDER, facts->files[i]);
        worker_write(worker, buf_text(&inside), &worker->bytes);
        buf_free(&inside);
    }
}

/* Every format asked for, or only those that are missing where the resolved tree is what it was. */
/* True: what a PDF is to be made of waits under the number. */
static bool write_formats(struct worker *worker, const struct part *part, struct document *document, uint64_t formats, size_t number)
{
    const struct build_options *build = worker->brief->build;
    struct buf inside = BUF_INIT;
    bool waits = false;
    for (size_t i = 0; build->formats[i]; i++) {
        const struct format *format = format_find(build->formats[i]);
        buf_clear(&worker->bytes);
        if (!(formats >> i & 1))
            continue;
        if (format_is_printed(format)) {
            waits |= renderer_waiting(worker->renderer, format, build->spool, number, build->history, document->tree,
                                      source_file(&document->source));
            continue;
        }
        if (!renderer_render(worker->renderer, format, build->history, document->tree,
                                                    source_file(&document->source), &worker->bytes))
            continue;
        buf_clear(&inside);
        buf_printf(&inside, "%s/%s.%s", part->facts->body, part->facts->stem, format_extension(format));
        worker_write(worker, buf_text(&inside), &worker->bytes);
    }
    buf_free(&inside);
    return waits;
}

/* Whether the files that it names are what they were when they were looked at. */
static bool same_watched(struct worker *worker, const struct meeting_facts *facts, const char *folder, struct unpack *asked)
{
    bool same = unpack_count(asked) == facts->watched_count;
    for (size_t i = 0; i < facts->watched_count && same; i++) {
        struct port_stamp then = unpack_stamp(asked), now;
        watched_stamp(worker, folder, facts->watched[i], &now);
        same = port_same_stamp(&then, &now);
    }
    return same;
}

static void answer_render(struct worker *worker, struct unpack *asked)
{
    size_t unit = (size_t)unpack_number(asked, SIZE_MAX);
    const char *path = unpack_text(asked);
    struct hash source = unpack_hash(asked), known = unpack_hash(asked), tree = {0, 0};
    uint64_t missing = unpack_number(asked, UINT64_MAX);
    size_t number = (size_t)unpack_number(asked, SIZE_MAX);
    bool waits = false;
    const struct part *part = part_of_unit(worker, unit);
    struct document *document = part ? resolve_part(worker, part, path, source, worker->log) : NULL;
    if (document) {
        tree = xml_hash(document->tree);
        pack_hash(worker->answer, tree);
        waits = write_formats(worker, part, document, hash_same(tree, known) ? missing : UINT64_MAX, number);
        char *folder = folder_of(path);
        copy_attachments(worker, document, part->facts, folder);
        if (!worker->brief->elsewhere && !same_watched(worker, part->facts, folder, asked))
            diag_add(worker->log, D_CANNOT_READ, (struct place){0}, path, "a file that it names changed while it was being built");
        free(folder);
    } else {
        pack_hash(worker->answer, tree);
    }
    pack_text(worker->answer, NULL);
    pack_text(worker->answer, !waits ? NULL : part->facts->date ? part->facts->date : "");
    document_free(document);
    worker_end(worker);
}

static void answer_print(struct worker *worker, struct unpack *asked)
{
    size_t count = unpack_count(asked);
    struct pdf_order *orders = mem_zero(count + 1, sizeof *orders);
    const char **inside = mem_zero(count + 1, sizeof *inside);
    for (size_t i = 0; i < count; i++) {
        orders[i].number = (size_t)unpack_number(asked, SIZE_MAX);
        orders[i].path = unpack_text(asked);
        inside[i] = unpack_text(asked);
        orders[i].date = unpack_text(asked);
    }
    if (!asked->broken)
        renderer_print(worker->renderer, worker->brief->build->spool, orders, count);
    for (size_t i = 0; i < count; i++) {
        size_t mark = worker->answer->size;
        pack_number(worker->answer, 1);
        pack_number(worker->answer, orders[i].number);
        if (!orders[i].bytes.size || !worker_write(worker, inside[i], &orders[i].bytes))
            worker->answer->size = mark;
        buf_free(&orders[i].bytes);
    }
    pack_number(worker->answer, 0);
    free(inside);
    free(orders);
    worker_end(worker);
}

/* -- one request -- */

static void (*const answers[])(struct worker *worker, struct unpack *asked) = {
    [ASK_BODY] = answer_body, [ASK_MEETING] = answer_meeting, [ASK_BODIES] = answer_bodies,
    [ASK_FACTS] = answer_facts, [ASK_LINK] = answer_link, [ASK_LEDGER] = answer_ledger,
    [ASK_SOUND] = answer_sound, [ASK_RENDER] = answer_render, [ASK_PRINT] = answer_print, [ASK_PAGES] = worker_pages, [ASK_ROOT] = worker_root,
};

void worker_answer(struct worker *worker, const char *request, size_t size, struct buf *answer)
{
    struct unpack asked = {request, size, false};
    enum request kind = (enum request)unpack_number(&asked, sizeof answers / sizeof *answers - 1);
    worker->log = diag_new();
    worker->answer = answer;
    diag_show_restricted(worker->log, worker->brief->audience == AUDIENCE_FULL);
    if (worker->renderer)
        renderer_report_to(worker->renderer, worker->log);
    if (!asked.broken)
        answers[kind](worker, &asked);
    diag_free(worker->log);
    worker->log = NULL;
}

const struct linked *worker_linked(const struct worker *worker)
{
    return worker->linked;
}

struct grammar *worker_grammar(const struct worker *worker)
{
    return worker->grammar;
}

bool worker_render(struct worker *worker, size_t unit, const char *path, struct hash source, const struct format *format,
                   enum history history, struct diag_log *log, struct buf *out)
{
    const struct part *part = part_of_unit(worker, unit);
    struct document *document = part ? resolve_part(worker, part, path, source, log) : NULL;
    bool done = document;
    if (done) {
        renderer_report_to(worker->renderer, log);
        done = renderer_render(worker->renderer, format, history, document->tree, source_file(&document->source), out);
    }
    document_free(document);
    return done;
}
