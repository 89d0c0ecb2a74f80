/* A register: what is collected, by whom it was asked for, and in which format it is written. */
#include "base/date.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

/* -- keys -- */

static const char *const key_names[REGISTER_KEYS] = {
    [KEY_NONE] = "none", [KEY_BODY] = "body",     [KEY_OWNER] = "owner",
    [KEY_DUE] = "due",   [KEY_STATUS] = "status", [KEY_RAISED] = "raised",
};

bool register_key_find(const char *name, enum register_key *key)
{
    for (int i = 0; i < REGISTER_KEYS; i++) {
        if (strcmp(key_names[i], name) == 0) {
            *key = (enum register_key)i;
            return true;
        }
    }
    return false;
}

/* -- what is kept -- */

static size_t count_bodies(const struct register_options *options)
{
    size_t count = 0;
    while (options->bodies && options->bodies[count])
        count++;
    return count;
}

struct register_set *register_new(const struct register_options *options, struct data *data)
{
    struct register_set *set = mem_zero(1, sizeof *set);
    set->options = options;
    set->data = data;
    set->arena = arena_new();
    set->body_met = arena_alloc(set->arena, (count_bodies(options) + 1) * sizeof *set->body_met);
    set->owner_folded = options->owner ? register_fold(set->arena, options->owner) : NULL;
    return set;
}

void register_free(struct register_set *set)
{
    if (!set)
        return;
    free(set->rows);
    free(set->near_bodies);
    free(set->near_owners);
    arena_free(set->arena);
    free(set);
}

bool register_within(const struct register_options *options, const char *day)
{
    if (!day)
        return !options->since && !options->until && !options->as_of;
    return (!options->since || strcmp(day, options->since) >= 0) && (!options->until || strcmp(day, options->until) <= 0) &&
           (!options->as_of || strcmp(day, options->as_of) <= 0);
}

bool register_is_page(const struct register_set *set)
{
    return text_same(set->options->format, "html") || text_same(set->options->format, "text");
}

struct labels *register_labels(struct register_set *set, const char *lang)
{
    if (!set->labels || !text_same(lang, set->asked_lang)) {
        set->asked_lang = lang ? arena_copy(set->arena, lang) : NULL;
        set->labels = labels_new(set->data, lang, NULL);
    }
    return set->labels;
}

/* -- rows -- */

static const char *row_element(const struct register_set *set)
{
    return set->options->kind == REGISTER_ATTENDANCE ? "sheet" : "action";
}

static void fill_row(struct register_set *set, const struct register_row *row, struct node *node)
{
    if (set->options->kind == REGISTER_ATTENDANCE)
        sheet_fill(set, node);
    else
        action_fill(set, row, node);
}

struct xml_doc *register_read(struct register_set *set, const struct register_row *row)
{
    struct xml_fault fault;
    if (row->bytes)
        return xml_parse(row->bytes, row->size, &fault);
    struct xml_doc *doc = xml_new(NS_RESOLVED, row_element(set));
    fill_row(set, row, xml_root(doc));
    return doc;
}

struct node *register_put(struct register_set *set, const struct register_row *row, struct node *parent)
{
    if (!row->bytes) {
        struct node *node = node_add_r(parent, row_element(set));
        fill_row(set, row, node);
        return node;
    }
    struct xml_doc *doc = register_read(set, row);
    struct node *node = node_add_copy(parent, xml_root(doc));
    xml_free(doc);
    return node;
}

static bool is_packed(const struct register_set *set)
{
    const char *format = set->options->format;
    return set->options->kind == REGISTER_ACTIONS && (text_same(format, "csv") || text_same(format, "ics"));
}

static void pack_row(struct register_set *set, struct register_row *row)
{
    struct buf bytes = BUF_INIT;
    if (is_packed(set)) {
        action_pack(set, row, &bytes);
    } else {
        struct xml_doc *doc = register_read(set, row);
        xml_print(doc, &bytes);
        xml_free(doc);
    }
    row->entry = NULL;
    row->bytes = arena_copy_n(set->arena, buf_text(&bytes), bytes.size);
    row->size = bytes.size;
    buf_free(&bytes);
}

void register_add(struct register_set *set, struct register_row row)
{
    row.order = set->count;
    if (!set->live)
        pack_row(set, &row);
    MEM_GROW(set->rows, set->count, set->room);
    set->rows[set->count++] = row;
}

const char *register_body_name(const struct body_facts *body, const char *date)
{
    const struct dated *row = dated_on(&body->names, date, NULL);
    return row ? row->text : body->id;
}

static bool no_page(void *with, const struct meeting_facts *meeting)
{
    (void)with;
    (void)meeting;
    return false;
}

const struct resolve_options register_alone_public = {.audience = AUDIENCE_PUBLIC, .site_root = "", .has_page = no_page};
const struct resolve_options register_alone_full = {.audience = AUDIENCE_FULL, .site_root = "", .has_page = no_page};

const struct resolve_options *register_links(const struct register_set *set)
{
    if (set->options->site)
        return set->options->site;
    return set->options->audience == AUDIENCE_FULL ? &register_alone_full : &register_alone_public;
}

struct resolve register_view(struct register_set *set, const struct linked *linked, const struct body_facts *body,
                             const struct meeting_facts *meeting, struct arena *arena)
{
    const struct resolve_options *links = register_links(set);
    return (struct resolve){
        .arena = arena,
        .facts = meeting,
        .origin = meeting,
        .body = body,
        .linked = linked,
        .labels = register_labels(set, body->lang),
        .site_root = links->site_root,
        .options = links,
        .full = set->options->audience == AUDIENCE_FULL,
        .until = set->options->as_of,
    };
}

/* -- collecting -- */

static bool asked_for(struct register_set *set, const char *body)
{
    const char *const *bodies = set->options->bodies;
    bool asked = !bodies;
    for (size_t i = 0; bodies && bodies[i]; i++) {
        if (strcmp(bodies[i], body) == 0)
            asked = set->body_met[i] = true;
    }
    return asked;
}

/* The nearest of a corpus to a body that was asked for and is not in it. */
static void keep_near_body(struct register_set *set, const struct linked *linked)
{
    size_t count = linked_bodies(linked);
    const char **ids = mem_zero(count + 1, sizeof *ids);
    for (size_t i = 0; i < count; i++)
        ids[i] = linked_body(linked, i)->id;
    for (size_t i = 0; set->options->bodies && set->options->bodies[i]; i++) {
        const char *near = set->body_met[i] ? NULL : text_nearest(set->options->bodies[i], ids, count);
        if (!near)
            continue;
        MEM_GROW(set->near_bodies, set->near_body_count, set->near_body_room);
        set->near_bodies[set->near_body_count++] = arena_copy(set->arena, near);
    }
    free(ids);
}

void register_collect_body(struct register_set *set, const struct linked *linked, const char *id)
{
    const struct body_facts *body = linked_body_find(linked, id);
    const char *today = linked_today(linked, id);
    bool asked = asked_for(set, id);
    keep_near_body(set, linked);
    if (!asked || !body)
        return;
    if (date_compare(today, set->stamp) > 0)
        set->stamp = arena_copy(set->arena, today);
    set->body_count++;
    set->body_name = arena_copy(set->arena, register_body_name(body, today));
    set->lang = arena_copy(set->arena, body->lang);
    set->linked = linked;
    set->body = body;
    set->today = today;
    if (set->options->owner)
        register_meet_owner(set, body);
    if (set->options->kind == REGISTER_ACTIONS)
        register_actions(set);
    else
        register_attendance(set);
    if (!set->live)
        set->linked = NULL;
}

bool register_met(const struct register_set *set, const char **kind, const char **what, const char **nearest)
{
    const struct register_options *options = set->options;
    for (size_t i = 0; options->bodies && options->bodies[i]; i++) {
        if (set->body_met[i])
            continue;
        *kind = "there is no body";
        *what = options->bodies[i];
        *nearest = text_nearest(*what, set->near_bodies, set->near_body_count);
        return false;
    }
    if (!options->owner || set->owner_met)
        return true;
    *kind = "nobody is called, and nothing is owned by,";
    *what = options->owner;
    *nearest = text_nearest(*what, set->near_owners, set->near_owner_count);
    return false;
}

/* -- formats -- */

static const struct {
    const char *name;
    register_writer *write;
} formats[] = {
    {"text", register_write_text}, {"csv", register_write_csv},   {"json", register_write_json},
    {"ics", register_write_ics},   {"html", register_write_html},
};

static const char *const format_list[] = {"text", "csv", "json", "ics", "html", NULL};

const char *const *register_formats(void)
{
    return format_list;
}

bool register_write(struct register_set *set, struct renderer *renderer, struct buf *out)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, set->options->format) == 0)
            return formats[i].write(set, renderer, out);
    return false;
}
