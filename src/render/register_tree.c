/* The resolved tree of a register: its title, its groups of rows, and the words that the stylesheets need. Pages and texts are made of it. */
#include "base/date.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

enum { USUAL_WIDTH = 80, NARROW = 60, WIDE = 132 };

/* -- the head -- */

/* The language of the first body by id. */
static const struct labels *labels_of(struct register_set *set)
{
    const struct register_row *first = NULL;
    for (size_t i = 0; i < set->count; i++)
        if (!first || strcmp(set->rows[i].body, first->body) < 0)
            first = &set->rows[i];
    return register_labels(set, first ? first->lang : set->lang);
}

/* The name of the only body; NULL: there are several, or none. */
static const char *only_body(const struct register_set *set)
{
    for (size_t i = 1; i < set->count; i++)
        if (strcmp(set->rows[i].body, set->rows[0].body) != 0)
            return NULL;
    return set->count ? set->rows[0].body_name : set->body_count == 1 ? set->body_name : NULL;
}

static const char *title_of(const struct register_set *set, const struct labels *labels)
{
    const struct register_options *options = set->options;
    bool actions = options->kind == REGISTER_ACTIONS, open = options->open || options->overdue;
    const char *body = only_body(set), *args[] = {body, options->year, NULL};
    if (!body)
        return label(labels, !actions ? "attendance-all" : open ? "open-actions-all" : "actions-all");
    if (options->year)
        return label_format(labels, set->arena, actions ? "actions-year-of" : "attendance-year-of", args);
    return label_format(labels, set->arena, !actions ? "attendance-of" : open ? "open-actions-of" : "actions-of", args);
}

/* Of a narrow page a list is made, of a wide one a table with every column of its own. */
static const char *form_of(int width)
{
    return width < NARROW ? "list" : width < WIDE ? "narrow" : "wide";
}

const char *register_calendar_title(struct register_set *set)
{
    const struct labels *labels = labels_of(set);
    const char *body = only_body(set), *args[] = {body, NULL};
    if (set->options->kind == REGISTER_ACTIONS)
        return title_of(set, labels);
    return body ? label_format(labels, set->arena, "title-body", args) : label(labels, "meetings");
}

static void put_head(struct register_set *set, const struct labels *labels, struct node *root)
{
    int width = set->options->width ? set->options->width : USUAL_WIDTH;
    const char *args[] = {set->stamp ? label_date(labels, set->arena, set->stamp, false) : "", NULL};
    put_plain(root, "title", title_of(set, labels));
    put_plain(root, "lang", labels_lang(labels));
    put_plain(root, "dir", labels_dir(labels));
    put_plain(root, "width", arena_printf(set->arena, "%d", width));
    put_plain(root, "form", form_of(width));
    put_plain(root, "audience", set->options->audience == AUDIENCE_FULL ? "full" : "public");
    if (set->stamp && (only_body(set) || set->options->as_of))
        put_plain(root, "as-of-text", label_format(labels, set->arena, "as-known-on", args));
    if (set->options->kind == REGISTER_ATTENDANCE && set->options->since && !set->options->year) {
        const char *since[] = {label_date(labels, set->arena, set->options->since, false), NULL};
        put_plain(root, "since-text", label_format(labels, set->arena, "meetings-since", since));
    }
    if (set->options->site)
        put_plain(root, "root", set->options->site->site_root);
    labels_publish(labels, "layout", node_add_r(root, "labels"));
    labels_publish(labels, "registers", node_add_r(root, "words"));
}

/* -- rows -- */

static struct node *add_row(struct register_set *set, struct node *parent, const struct register_row *row, const char *lang)
{
    struct node *node = register_put(set, row, parent);
    if (strcmp(row->lang, lang) != 0)
        put_plain(node, "words-lang", row->lang);
    return node;
}

/* Without its body where that is said above. */
static void put_reference(const struct register_set *set, struct node *row, bool whole)
{
    const char *address = node_attr_ns(row, NS_RESOLVED, "address");
    const char *slash = address && !whole ? strchr(address, '/') : NULL;
    put_plain(row, "reference", slash ? arena_copy(set->arena, slash + 1) : address ? arena_copy(set->arena, address) : NULL);
    put_plain(row, "body-shown", whole ? "yes" : NULL);
}

static void add_groups(struct register_set *set, const struct labels *labels, struct node *root)
{
    size_t count;
    struct register_shown *shown = register_sort(set, true, &count);
    bool whole = set->options->group != KEY_BODY && !only_body(set);
    bool titled = set->options->group != KEY_NONE && !(set->options->group == KEY_BODY && only_body(set));
    struct node *group = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!group || !text_same(shown[i].key, shown[i - 1].key)) {
            group = node_add_r(root, "group");
            put_plain(group, "title", titled ? shown[i].group : NULL);
        }
        put_reference(set, add_row(set, group, shown[i].row, labels_lang(labels)), whole);
    }
    free(shown);
}

static void put_counts(struct register_set *set, const struct labels *labels, struct node *root)
{
    size_t open = 0, overdue = 0, closed = 0;
    for (size_t i = 0; i < set->count; i++) {
        open += set->rows[i].open;
        closed += !status_open(set->rows[i].status);
        overdue += set->rows[i].overdue;
    }
    const char *args[] = {arena_printf(set->arena, "%zu", set->count), arena_printf(set->arena, "%zu", open),
                          arena_printf(set->arena, "%zu", overdue), arena_printf(set->arena, "%zu", closed), NULL};
    put_plain(root, "count-text", label_format(labels, set->arena, "count-actions", args));
    if (open + closed == set->count)
        return;
    const char *untracked[] = {arena_printf(set->arena, "%zu", set->count - open - closed), NULL};
    put_plain(root, "untracked-text", label_format(labels, set->arena, "count-untracked", untracked));
}

static int compare_sheets(const void *a, const void *b)
{
    return strcmp((*(const struct register_row *const *)a)->body, (*(const struct register_row *const *)b)->body);
}

const struct register_row **register_sheets(const struct register_set *set)
{
    const struct register_row **rows = mem_zero(set->count + 1, sizeof *rows);
    for (size_t i = 0; i < set->count; i++)
        rows[i] = &set->rows[i];
    if (set->count)
        qsort(rows, set->count, sizeof *rows, compare_sheets);
    return rows;
}

static void add_sheets(struct register_set *set, const struct labels *labels, struct node *root)
{
    const struct register_row **rows = register_sheets(set);
    for (size_t i = 0; i < set->count; i++)
        add_row(set, root, rows[i], labels_lang(labels));
    free(rows);
}

struct xml_doc *register_tree(struct register_set *set)
{
    const struct labels *labels = labels_of(set);
    bool actions = set->options->kind == REGISTER_ACTIONS;
    struct xml_doc *doc = xml_new(NS_RESOLVED, actions ? "actions" : "attendance");
    struct node *root = xml_root(doc);
    put_head(set, labels, root);
    if (actions)
        put_counts(set, labels, root);
    site_put_links(root, set->links, set->link_count);
    if (actions)
        add_groups(set, labels, root);
    else
        add_sheets(set, labels, root);
    return doc;
}

/* -- what is made of it -- */

static bool render(struct register_set *set, struct renderer *renderer, struct buf *out,
                   bool (*with)(struct renderer *renderer, const struct xml_doc *site, struct place place, struct buf *out))
{
    struct xml_doc *doc = register_tree(set);
    bool done = with(renderer, doc, (struct place){0}, out);
    xml_free(doc);
    return done;
}

bool register_write_html(struct register_set *set, struct renderer *renderer, struct buf *out)
{
    return render(set, renderer, out, renderer_site);
}

bool register_write_text(struct register_set *set, struct renderer *renderer, struct buf *out)
{
    return render(set, renderer, out, renderer_text);
}
