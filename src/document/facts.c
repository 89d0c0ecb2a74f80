/* What one meeting defines and refers to, gathered in one walk over its tree. */
#include "document/element.h"
#include "document/facts_parts.h"
#include "document/markdown.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Lists that grow while the tree is walked; they end in the facts' arena. */
struct gathering {
    struct document *document;
    struct meeting_facts *facts;
    const struct body_facts *body;
    struct arena *arena;     /* the facts' own */
    struct arena *scratch;   /* for words that are only looked at */
    size_t *def_by_node;     /* index + 1 */
    const struct node *node; /* while its links are looked at */
    int searches;
    struct action *actions;
    struct update *updates;
    struct reference *references;
    struct announced *announced;
    struct passer *passers;
    size_t passer_count, passer_room;
    const char **files;
    bool *file_restricted;
    const char **watched;
    size_t action_count, action_room, update_count, update_room, reference_count, reference_room, announced_count, announced_room,
        file_count, file_room, flag_count, flag_room, watched_count, watched_room;
};

static char *take(const struct gathering *g, const struct node *node, const char *name)
{
    return parts_copy(g->arena, node_attr(node, name));
}

static const char *take_else(const struct gathering *g, const struct node *node, const char *name, const char *otherwise)
{
    const char *value = take(g, node, name);
    return value ? value : otherwise;
}

static const char *words_of(const struct gathering *g, const struct node *node)
{
    return markdown_plain(node_words(node, g->scratch), g->arena);
}

static void add_reference(struct gathering *g, enum ref_kind kind, const char *address, const char *outcome,
                          const struct node *node, struct place place)
{
    MEM_GROW(g->references, g->reference_count, g->reference_room);
    g->references[g->reference_count++] = (struct reference){
        .kind = kind, .address = address, .outcome = outcome, .node = node_number(node), .place = place};
}

static const char *address_of(const struct gathering *g, const struct node *node, const char *name)
{
    return parts_address(g->arena, g->facts->body, node_attr(node, name), false);
}

static void take_body(struct gathering *g, const struct node *node)
{
    if (node_attr(node, "body"))
        add_reference(g, REF_BODY, take(g, node, "body"), NULL, node, parts_place(g->document, node, "body"));
}

static void take_action(struct gathering *g, const struct node *node)
{
    take_body(g, node);
    MEM_GROW(g->actions, g->action_count, g->action_room);
    struct action *action = &g->actions[g->action_count++];
    *action = (struct action){
        .def = g->def_by_node[node_number(node)] - 1,
        .printed = take(g, node, "for"),
        .due = take(g, node, "due"),
        .due_text = take(g, node, "due-text"),
        .body = take(g, node, "body"),
        .target = take(g, node, "target"),
        .tracked = !text_same(node_attr(node, "track"), "no"),
        .text = words_of(g, node),
    };
    action->owners = parts_words(g->arena, node_attr(node, "owner"), &action->owner_count);
    action->consult = parts_words(g->arena, node_attr(node, "consult"), &action->consult_count);
    action->by = parts_words(g->arena, node_attr(node, "by"), &action->by_count);
}

static void take_update(struct gathering *g, const struct node *node)
{
    MEM_GROW(g->updates, g->update_count, g->update_room);
    struct update *update = &g->updates[g->update_count++];
    const char *number = node_attr(node, "n");
    *update = (struct update){
        .action = address_of(g, node, "action"),
        .number = number ? text_collapse(g->arena, number) : NULL,
        .status = take(g, node, "status"),
        .superseded_by = address_of(g, node, "superseded-by"),
        .due = take(g, node, "due"),
        .due_text = take(g, node, "due-text"),
        .printed = take(g, node, "for"),
        .text = words_of(g, node),
        .node = node_number(node),
        .place = parts_place(g->document, node, NULL),
        .place_address = parts_place(g->document, node, "action"),
    };
    update->owners = parts_words(g->arena, node_attr(node, "owner"), &update->owner_count);
    if (update->superseded_by)
        add_reference(g, REF_SUPERSEDED, update->superseded_by, NULL, node, parts_place(g->document, node, "superseded-by"));
}

static void take_passer(struct gathering *g, const struct node *node)
{
    static const char *const names[] = {"name", "as", "post", "organisation"};
    const char *id = take(g, node, "id"), *name = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !name; i++)
        name = take(g, node, names[i]);
    if (!id || !name)
        return;
    MEM_GROW(g->passers, g->passer_count, g->passer_room);
    g->passers[g->passer_count++] = (struct passer){id, name, parts_place(g->document, node, "id")};
}

static void take_approval(struct gathering *g, const struct node *node)
{
    bool is_signed = text_same(node_attr(node, "signed"), "yes");
    add_reference(g, REF_APPROVAL, address_of(g, node, "of"),
                  arena_join(g->arena, (const char *const[]){node_attr(node, "outcome"), is_signed ? " signed" : ""}, 2), node,
                  parts_place(g->document, node, "of"));
}

/* Within an approval the meeting is that one's; elsewhere an amendment without address is reported by the rules. */
static void take_amendment(struct gathering *g, const struct node *node)
{
    const struct node *parent = node_parent(node);
    const struct node *said = node_attr(node, "of") ? node : node_is(parent, "approval") ? parent : NULL;
    if (!said)
        return;
    add_reference(g, REF_AMENDMENT, address_of(g, said, "of"), said == node ? NULL : "approval", node,
                  parts_place(g->document, node, "of"));
    g->references[g->reference_count - 1].text = words_of(g, node);
}

static void take_announced(struct gathering *g, const struct node *node)
{
    MEM_GROW(g->announced, g->announced_count, g->announced_room);
    g->announced[g->announced_count++] = (struct announced){
        .date = take(g, node, "date"),
        .start = take(g, node, "start"),
        .end = take(g, node, "end"),
        .venue = take(g, node, "venue"),
        .kind = take(g, node, "kind"),
        .place = parts_place(g->document, node, "date"),
    };
}

/* A build comes out otherwise when one of these changes, appears or goes. */
static void take_watched(struct gathering *g, const struct node *node)
{
    const char *file = node_attr(node, "file");
    if (!file || !parts_is_below(file))
        return;
    MEM_GROW(g->watched, g->watched_count, g->watched_room);
    g->watched[g->watched_count++] = arena_copy(g->arena, file);
}

/* Files attached in public once are public. Kept in the order of their first attachment. */
static void take_attachment(struct gathering *g, const struct node *node)
{
    const char *file = node_attr(node, "file");
    take_watched(g, node);
    if (!file)
        return;
    MEM_GROW(g->files, g->file_count, g->file_room);
    MEM_GROW(g->file_restricted, g->flag_count, g->flag_room);
    g->files[g->file_count++] = arena_copy(g->arena, file);
    g->file_restricted[g->flag_count++] = parts_restricted(node);
}

static bool take_link(void *with, const char *target)
{
    static const char scheme[] = "minutes:";
    struct gathering *g = with;
    if (strncmp(target, scheme, sizeof scheme - 1) != 0)
        return true;
    const char *written = target + sizeof scheme - 1;
    struct place place = parts_place_word(g->document, g->node, target, &g->searches);
    if (place.length == text_points(target, strlen(target))) {
        place.column += sizeof scheme - 1;
        place.length -= sizeof scheme - 1;
    }
    add_reference(g, REF_LINK, parts_address(g->arena, g->facts->body, written, true), NULL, g->node, place);
    return true;
}

static void take_links(struct gathering *g, const struct node *node)
{
    g->node = node;
    markdown_links(node_words(node, g->scratch), take_link, g);
}

/* What is taken of an element, and of its words where they are Markdown. */
static const struct {
    void (*take)(struct gathering *g, const struct node *node);
    void (*links)(struct gathering *g, const struct node *node);
} takers[ELEMENTS] = {
    [ELEMENT_ACTION] = {take_action, take_links},
    [ELEMENT_AMENDMENT] = {take_amendment, take_links},
    [ELEMENT_APPROVAL] = {take_approval, NULL},
    [ELEMENT_ARRIVAL] = {take_passer, take_links},
    [ELEMENT_ATTACHMENT] = {take_attachment, take_links},
    [ELEMENT_CAST] = {take_passer, NULL},
    [ELEMENT_DECISION] = {take_body, take_links},
    [ELEMENT_DECLARATION] = {NULL, take_links},
    [ELEMENT_DEFERRAL] = {NULL, take_links},
    [ELEMENT_DEPARTURE] = {take_passer, take_links},
    [ELEMENT_FIGURE] = {take_watched, take_links},
    [ELEMENT_ITEM] = {take_body, NULL},
    [ELEMENT_NEXT_MEETING] = {take_announced, take_links},
    [ELEMENT_NOTE] = {NULL, take_links},
    [ELEMENT_REMARK] = {NULL, take_links},
    [ELEMENT_SUMMARY] = {NULL, take_links},
    [ELEMENT_TEXT] = {NULL, take_links},
    [ELEMENT_UPDATE] = {take_update, take_links},
};

static void walk(struct gathering *g)
{
    const struct node *root = xml_root(g->document->tree);
    for (const struct node *node = document_after(g->document, root); node; node = document_after(g->document, node)) {
        enum element_id element = document_element(g->document, node);
        if (takers[element].take)
            takers[element].take(g, node);
        if (takers[element].links)
            takers[element].links(g, node);
    }
}

static void *settle(struct arena *arena, void *rows, size_t count, size_t size)
{
    void *settled = arena_alloc(arena, count * size);
    if (count)
        memcpy(settled, rows, count * size);
    free(rows);
    return settled;
}

struct file_row {
    const char *path;
    bool restricted;
    size_t order;
};

static int compare_files(const void *a, const void *b)
{
    const struct file_row *one = a, *other = b;
    int order = strcmp(one->path, other->path);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

static int compare_order(const void *a, const void *b)
{
    const struct file_row *one = a, *other = b;
    return (one->order > other->order) - (one->order < other->order);
}

/* Each file once, restricted only where every attachment of it is. */
static void settle_files(struct gathering *g)
{
    struct file_row *rows = mem_zero(g->file_count + 1, sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < g->file_count; i++)
        rows[i] = (struct file_row){g->files[i], g->file_restricted[i], i};
    qsort(rows, g->file_count, sizeof *rows, compare_files);
    for (size_t i = 0; i < g->file_count; i++) {
        if (count && strcmp(rows[count - 1].path, rows[i].path) == 0)
            rows[count - 1].restricted &= rows[i].restricted;
        else
            rows[count++] = rows[i];
    }
    qsort(rows, count, sizeof *rows, compare_order);
    g->facts->files = arena_alloc(g->arena, count * sizeof *g->facts->files);
    g->facts->file_restricted = arena_alloc(g->arena, count * sizeof *g->facts->file_restricted);
    for (size_t i = 0; i < count; i++) {
        g->facts->files[i] = rows[i].path;
        g->facts->file_restricted[i] = rows[i].restricted;
    }
    g->facts->file_count = count;
    free(rows);
    free(g->files);
    free(g->file_restricted);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void settle_watched(struct gathering *g)
{
    struct meeting_facts *facts = g->facts;
    if (g->watched_count)
        qsort(g->watched, g->watched_count, sizeof *g->watched, compare_paths);
    facts->watched = arena_alloc(g->arena, g->watched_count * sizeof *facts->watched);
    for (size_t i = 0; i < g->watched_count; i++)
        if (i == 0 || strcmp(g->watched[i], g->watched[i - 1]) != 0)
            facts->watched[facts->watched_count++] = g->watched[i];
    free(g->watched);
}

static void settle_all(struct gathering *g)
{
    struct meeting_facts *facts = g->facts;
    facts->actions = settle(g->arena, g->actions, g->action_count, sizeof *g->actions);
    facts->updates = settle(g->arena, g->updates, g->update_count, sizeof *g->updates);
    facts->references = settle(g->arena, g->references, g->reference_count, sizeof *g->references);
    facts->passers = settle(g->arena, g->passers, g->passer_count, sizeof *g->passers);
    facts->passer_count = g->passer_count;
    facts->announced = settle(g->arena, g->announced, g->announced_count, sizeof *g->announced);
    facts->action_count = g->action_count;
    facts->update_count = g->update_count;
    facts->reference_count = g->reference_count;
    facts->announced_count = g->announced_count;
    settle_files(g);
    settle_watched(g);
}

static bool is_language(const char *text)
{
    size_t letters = 0;
    while (islower((unsigned char)text[letters]))
        letters++;
    if (letters < 2 || letters > 3)
        return false;
    for (text += letters; *text == '-';) {
        size_t part = 1;
        while (isalnum((unsigned char)text[part]))
            part++;
        if (part < 2 || part > 9)
            return false;
        text += part;
    }
    return !*text;
}

/* The file's name: its stem, and whether it is "STEM.LANGUAGE.xml", a translation of "STEM.xml" beside it. */
static void take_names(struct gathering *g)
{
    struct meeting_facts *facts = g->facts;
    const char *path = g->document->source.path, *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t size = strlen(name);
    const char *ending = strrchr(name, '.');
    bool xml = ending && strcmp(ending, ".xml") == 0;
    if (ending && ending != name && (xml || g->document->origin))
        size = (size_t)(ending - name);
    facts->path = arena_copy(g->arena, path);
    facts->stem = arena_copy_n(g->arena, name, size);
    const char *dot = strrchr(facts->stem, '.');
    if (!g->document->origin && dot && dot != facts->stem && is_language(dot + 1))
        facts->translation_of = arena_printf(g->arena, "%.*s%.*s.xml", (int)(name - path), path, (int)(dot - facts->stem),
                                             facts->stem);
    const char *lang = facts->translation_of ? dot : "", *sitting = facts->sitting ? facts->sitting : "";
    const char *prefix = strncmp(facts->stem, "undated-", 8) == 0 ? "" : "undated-"; /* as importing calls them */
    facts->stem = facts->date ? arena_printf(g->arena, "%s%s%s", facts->date, sitting, lang)
                              : arena_printf(g->arena, "%s%s", prefix, facts->stem);
}

static void take_sitting(struct gathering *g, const struct node *meeting)
{
    struct meeting_facts *facts = g->facts;
    const struct node *venue = node_child(meeting, "venue"), *held = node_child(meeting, "held");
    facts->start = take(g, meeting, "start");
    facts->end = take(g, meeting, "end");
    facts->venue = venue ? text_collapse(g->arena, node_text(venue, g->scratch)) : take(g, held, "venue");
}

static void take_root(struct gathering *g)
{
    struct meeting_facts *facts = g->facts;
    const struct node *root = xml_root(g->document->tree);
    const char *lang = node_attr_ns(root, NS_XML, "lang");
    facts->body = g->body ? arena_copy(g->arena, g->body->id) : take(g, root, "body");
    facts->date = take(g, root, "date");
    facts->sitting = take(g, root, "sitting");
    facts->kind = take_else(g, root, "kind", "ordinary");
    facts->status = take_else(g, root, "status", "draft");
    facts->held = take_else(g, root, "held", "held");
    facts->lang = lang ? parts_copy(g->arena, lang) : g->body ? parts_copy(g->arena, g->body->lang) : "en-GB";
    facts->place = parts_place(g->document, root, "date");
    if (facts->date)
        facts->address = arena_printf(g->arena, "%s/%s%s", facts->body, facts->date, facts->sitting ? facts->sitting : "");
    take_names(g);
    take_sitting(g, node_child(root, "meeting"));
}

static void index_defs(struct gathering *g)
{
    g->def_by_node = mem_zero(g->document->tag_count + 1, sizeof *g->def_by_node);
    for (size_t i = 0; i < g->facts->def_count; i++)
        g->def_by_node[g->facts->defs[i].node] = i + 1;
}

/* A meeting filed beside another body's body.xml counts as that body's; rules_meeting says so. */
struct meeting_facts *meeting_facts_new(struct document *document, const struct body_facts *body)
{
    struct arena *arena = arena_new();
    struct meeting_facts *facts = arena_alloc(arena, sizeof *facts);
    struct gathering g = {
        .document = document, .facts = facts, .body = body, .arena = arena, .scratch = arena_new(), .searches = PARTS_SEARCHES};
    facts->arena = arena;
    take_root(&g);
    parts_number(document, facts);
    parts_attend(document, facts, body);
    index_defs(&g);
    walk(&g);
    settle_all(&g);
    free(g.def_by_node);
    arena_free(g.scratch);
    return facts;
}

/* The body that an address begins with, unless it is the meeting's own. */
static void visit_body(const struct meeting_facts *facts, const char *address, void (*visit)(void *with, const char *body),
                       void *with)
{
    size_t size = address ? strcspn(address, "/#") : 0;
    if (!size || (strncmp(facts->body, address, size) == 0 && !facts->body[size]))
        return;
    char *body = mem_copy(address);
    body[size] = '\0';
    visit(with, body);
    free(body);
}

void meeting_bodies(const struct meeting_facts *facts, void (*visit)(void *with, const char *body), void *with)
{
    for (size_t i = 0; i < facts->reference_count; i++)
        if (facts->references[i].kind != REF_BODY)
            visit_body(facts, facts->references[i].address, visit, with);
    for (size_t i = 0; i < facts->update_count; i++) {
        visit_body(facts, facts->updates[i].action, visit, with);
        visit_body(facts, facts->updates[i].superseded_by, visit, with);
    }
}

void meeting_facts_free(struct meeting_facts *facts)
{
    if (facts)
        arena_free(facts->arena);
}
