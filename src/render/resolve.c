/* From a source tree to resolved XML: drops what the audience may not see, then visits every element once, then adds head and
 * summary. */
#include "render/resolve_parts.h"

#include <stdlib.h>
#include <string.h>

/* -- what is known before the walk -- */

/* The updates that the ledger knows: a translation has them one for one with its original. */
static const struct update *ledger_updates(const struct resolve *resolve)
{
    return resolve->origin->update_count == resolve->facts->update_count ? resolve->origin->updates : resolve->facts->updates;
}

static int compare_names(const void *a, const void *b)
{
    const struct named *one = a, *other = b;
    int order = strcmp(one->text, other->text);
    return order ? order : (one->def > other->def) - (one->def < other->def);
}

static void index_names(struct resolve *resolve)
{
    const struct meeting_facts *facts = resolve->facts;
    resolve->names = mem_alloc((3 * facts->def_count + 1) * sizeof *resolve->names);
    for (size_t i = 0; i < facts->def_count; i++) {
        const struct def *def = &facts->defs[i];
        const char *texts[] = {def->id, def->number, def->path};
        for (size_t k = 0; def->kind != DEF_ACTION && k < sizeof texts / sizeof *texts; k++)
            if (texts[k])
                resolve->names[resolve->name_count++] = (struct named){texts[k], def};
    }
    if (resolve->name_count)
        qsort(resolve->names, resolve->name_count, sizeof *resolve->names, compare_names);
}

const struct def *resolve_own(const struct resolve *resolve, const char *number)
{
    const char *wanted = text_collapse(resolve->arena, number);
    size_t low = 0, high = resolve->name_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(resolve->names[middle].text, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < resolve->name_count && strcmp(resolve->names[low].text, wanted) == 0 ? resolve->names[low].def : NULL;
}

static void index_nodes(struct resolve *resolve)
{
    const struct meeting_facts *facts = resolve->facts;
    const struct update *updates = ledger_updates(resolve);
    for (struct node *node = resolve->root; node; node = node_after(node, resolve->root))
        if (node_number(node) > resolve->node_count)
            resolve->node_count = node_number(node);
    resolve->def_of = mem_zero(resolve->node_count + 1, sizeof *resolve->def_of);
    resolve->update_of = mem_zero(resolve->node_count + 1, sizeof *resolve->update_of);
    for (size_t i = 0; i < facts->def_count; i++)
        if (facts->defs[i].node <= resolve->node_count)
            resolve->def_of[facts->defs[i].node] = &facts->defs[i];
    for (size_t i = 0; i < facts->update_count; i++)
        if (facts->updates[i].node <= resolve->node_count)
            resolve->update_of[facts->updates[i].node] = &updates[i];
}

static struct place lang_place(struct document *document, const struct node *root)
{
    return node_attr(root, "xml:lang") ? document_place_attr(document, root, "xml:lang") : document_place(document, root);
}

static void prepare(struct resolve *resolve, struct data *data, struct diag_log *log)
{
    const struct meeting_facts *facts = resolve->facts;
    const struct meeting_facts *origin = facts->translation_of && facts->address
                                             ? linked_meeting_find(resolve->linked, facts->address)
                                             : NULL;
    resolve->arena = arena_new();
    resolve->origin = origin ? origin : facts;
    resolve->body = linked_body_find(resolve->linked, facts->body);
    resolve->labels = labels_open(data, facts->lang, log, lang_place(resolve->document, resolve->root));
    resolve->anchors = tally_new();
    resolve->copied = tally_new();
    index_nodes(resolve);
    index_names(resolve);
}

static void finish(struct resolve *resolve)
{
    free(resolve->def_of);
    free(resolve->update_of);
    free(resolve->names);
    free(resolve->guests);
    tally_free(resolve->anchors);
    tally_free(resolve->copied);
    labels_free(resolve->labels);
    arena_free(resolve->arena);
}

/* -- restricted passages -- */

void resolve_hid(const struct resolve *resolve)
{
    if (resolve->hid)
        *resolve->hid = true;
}

void resolve_drop_restricted(struct node *root)
{
    for (struct node *node = root; node; node = node_after(node, root)) {
        if (!node_is(node, "restricted"))
            continue;
        for (struct node *child = node_first(node), *next; child; child = next) {
            next = node_next(child);
            if (!node_is(child, "summary"))
                node_drop(child);
        }
    }
}

static void mark_restricted(struct node *node)
{
    const struct node *parent = node_parent(node);
    bool inside = node_is(parent, "restricted") ? !node_is(node, "summary")
                                                : parent && node_attr_ns(parent, NS_RESOLVED, "restricted");
    if (inside || (node_is(parent, "restricted") && node_attr_ns(parent, NS_RESOLVED, "restricted")))
        put(node, "restricted", "yes");
}

/* -- the walk -- */

static void resolve_heading(struct resolve *resolve, struct node *node)
{
    const char *text = plain_text(resolve, node);
    node_clear(node);
    node_add_text(node, text);
}

/* Every element that resolving adds something to; sorted by name. Prose is expanded before the function is called. */
static const struct element {
    const char *name;
    bool prose;
    void (*resolve)(struct resolve *resolve, struct node *node);
} elements[] = {
    {"absent", false, resolve_list},
    {"action", true, resolve_action},
    {"amendment", true, resolve_amendment},
    {"apologies", false, resolve_list},
    {"appendix", false, resolve_appendix},
    {"approval", false, resolve_approval},
    {"arrival", true, resolve_coming},
    {"attachment", true, resolve_attachment},
    {"attendance", false, resolve_attendance},
    {"cast", false, resolve_cast},
    {"contact", false, resolve_labelled},
    {"debris", false, prose_debris},
    {"decision", true, resolve_decision},
    {"declaration", true, resolve_declaration},
    {"deferral", true, resolve_deferral},
    {"departure", true, resolve_coming},
    {"figure", true, resolve_figure},
    {"heading", false, resolve_heading},
    {"held", false, resolve_heading},
    {"in-attendance", false, resolve_list},
    {"item", false, resolve_item},
    {"line", false, resolve_line},
    {"motion", false, resolve_motion},
    {"next-meeting", true, resolve_next_meeting},
    {"note", true, NULL},
    {"present", false, resolve_list},
    {"previous-actions", false, resolve_previous},
    {"remark", true, resolve_speaker},
    {"restricted", false, resolve_restricted},
    {"signature", false, resolve_signature},
    {"summary", true, NULL},
    {"text", true, resolve_speaker},
    {"unknown", false, resolve_list},
    {"update", true, resolve_update},
    {"venue", false, resolve_heading},
    {"vote", false, resolve_vote},
};

static int compare_elements(const void *a, const void *b)
{
    return strcmp(((const struct element *)a)->name, ((const struct element *)b)->name);
}

/* What is known of the elements of a name. */
struct element_seen {
    const char *ns, *name;
    const struct element *element;
};

static const struct element *element_of(struct element_seen *seen, const struct node *node)
{
    const struct element key = {.name = node_name(node)};
    struct element_seen *its = &seen[node_place(key.name)];
    if (its->name == key.name && its->ns == node_ns(node))
        return its->element;
    *its = (struct element_seen){.ns = node_ns(node), .name = key.name};
    if (node_is(node, key.name))
        its->element = bsearch(&key, elements, sizeof elements / sizeof *elements, sizeof key, compare_elements);
    return its->element;
}

/* A heading of the first level in prose comes one below that of the item or appendix that the prose stands in. */
static int prose_level(const struct node *node)
{
    int level = 2;
    for (const struct node *at = node_parent(node); at; at = node_parent(at))
        level += node_is(at, "item") || node_is(at, "appendix");
    return level;
}

static void visit(struct resolve *resolve, struct node *node, struct element_seen *seen)
{
    const struct element *element = element_of(seen, node);
    note_language(resolve, node_attr(node, "xml:lang"));
    if (resolve->full)
        mark_restricted(node);
    if (element && element->prose)
        prose_expand(resolve, node, prose_level(node));
    if (element && element->resolve)
        element->resolve(resolve, node);
}

static struct node *behind(struct node *node, const struct node *root)
{
    for (; node && node != root; node = node_parent(node))
        if (node_next(node))
            return node_next(node);
    return NULL;
}

/* The next element of the source: what resolving made is passed over with all that is in it. */
static struct node *next_source(struct node *node, const struct node *root)
{
    node = node_after(node, root);
    while (node && strcmp(node_ns(node), NS_RESOLVED) == 0)
        node = behind(node, root);
    return node;
}

static void put_root(const struct resolve *resolve)
{
    put(resolve->root, "version", "1");
    put(resolve->root, "audience", resolve->full ? "full" : "public");
    put(resolve->root, "layout", resolve->body ? resolve->body->layout : "headings");
    put_plain(resolve->root, "xml:lang", resolve->facts->lang);
}

void resolve_meeting(struct document *document, const struct meeting_facts *facts, const struct linked *linked, struct data *data,
                     const struct resolve_options *options, struct diag_log *log)
{
    bool hid = false, several = false;
    struct resolve resolve = {
        .document = document,
        .hid = &hid,
        .several = &several,
        .facts = facts,
        .linked = linked,
        .site_root = options->site_root ? options->site_root : "../",
        .options = options,
        .full = options->audience == AUDIENCE_FULL,
        .root = xml_root(document->tree),
    };
    prepare(&resolve, data, log);
    if (!resolve.full)
        resolve_drop_restricted(resolve.root);
    people_prepare(&resolve);
    put_root(&resolve);
    struct element_seen *seen = arena_alloc(resolve.arena, NODE_PLACES * sizeof *seen);
    for (struct node *node = resolve.root; node; node = next_source(node, resolve.root))
        visit(&resolve, node, seen);
    summary_add(&resolve);
    struct node *head = head_add(&resolve);
    put(resolve.root, "languages", several ? "several" : NULL);
    if (!options->bare)
        resolve_source(&resolve, head, data);
    finish(&resolve);
}
