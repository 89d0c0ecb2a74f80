/* The registers of a body in the site: a page a register and year, so that a new meeting changes few of them, and data for other programs. */
#include "base/date.h"
#include "base/pack.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

/* Every kind of page is a row. Names with %s are made once a year. */
static const struct page_kind {
    const char *name, *format;
    enum register_kind kind;
    bool open, recent;              /* only open actions; only the last twelve months */
    const char *group, *label;      /* where its link stands, and what it says; {1} the year */
} kinds[] = {
    {"actions.html", "html", REGISTER_ACTIONS, true, false, "page", "open-actions"},
    {"attendance.html", "html", REGISTER_ATTENDANCE, false, true, "page", "attendance"},
    {"actions-%s.html", "html", REGISTER_ACTIONS, false, false, "year", "actions-raised-in"},
    {"attendance-%s.html", "html", REGISTER_ATTENDANCE, false, false, "year", "attendance-in"},
    {"actions.csv", "csv", REGISTER_ACTIONS, false, false, "file", "file-actions-csv"},
    {"actions.ics", "ics", REGISTER_ACTIONS, true, false, "file", "file-actions-ics"},
    {"calendar.ics", "ics", REGISTER_ATTENDANCE, false, false, "file", "file-calendar-ics"},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static void add_page(struct site_page *pages, size_t *count, size_t kind, const char *year, struct arena *arena)
{
    char *name = arena_copy(arena, kinds[kind].name), *mark = strstr(name, "%s");
    if (mark)
        name = arena_printf(arena, "%.*s%s%s", (int)(mark - name), name, year, mark + 2);
    pages[(*count)++] = (struct site_page){name, kind, mark ? year : NULL};
}

/* The years in which the body met, the latest first. */
static const char **years_of(const struct linked *linked, const struct body_facts *body, struct arena *arena)
{
    size_t meetings = linked_meetings(linked, body->id), count = 0;
    const char **years = arena_alloc(arena, (meetings + 1) * sizeof *years);
    for (size_t i = meetings; i-- > 0;) {
        const char *date = linked_meeting(linked, body->id, i)->date;
        if (date && (!count || strncmp(years[count - 1], date, 4) != 0))
            years[count++] = arena_copy_n(arena, date, 4);
    }
    return years;
}

static const struct site_page *list_pages(const struct linked *linked, const struct body_facts *body, struct arena *arena, size_t *count)
{
    const char **years = years_of(linked, body, arena);
    size_t year_count = 0;
    while (years[year_count])
        year_count++;
    struct site_page *pages = arena_alloc(arena, KINDS * (year_count + 1) * sizeof *pages);
    *count = 0;
    for (size_t kind = 0; kind < KINDS; kind++) {
        if (!strstr(kinds[kind].name, "%s")) {
            add_page(pages, count, kind, NULL, arena);
            continue;
        }
        for (size_t i = 0; i < year_count; i++)
            add_page(pages, count, kind, years[i], arena);
    }
    return pages;
}

static struct register_link *link_pages(const struct site_page *pages, size_t count, const struct labels *labels, struct arena *arena)
{
    struct register_link *links = arena_alloc(arena, (count + 1) * sizeof *links);
    for (size_t i = 0; i < count; i++) {
        const struct page_kind *kind = &kinds[pages[i].kind];
        const char *args[] = {pages[i].year ? pages[i].year : "", NULL};
        links[i] = (struct register_link){kind->group, pages[i].name, label_format(labels, arena, kind->label, args), false};
    }
    return links;
}

const struct register_link *site_links(const struct linked *linked, const struct body_facts *body, const struct labels *labels,
                                       struct arena *arena, size_t *count)
{
    const struct site_page *pages = list_pages(linked, body, arena, count);
    return link_pages(pages, *count, labels, arena);
}

void site_put_links(struct node *parent, const struct register_link *links, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct node *link = node_add_r(parent, "link");
        put_plain(link, "kind", links[i].kind);
        put_plain(link, "href", links[i].href);
        put_plain(link, "text", links[i].text);
        put_plain(link, "here", links[i].here ? "yes" : NULL);
    }
}

/* The day behind that of the year before: 2023-10-03 for 2024-10-02. */
static const char *year_before(const char *day, struct arena *arena)
{
    struct date date;
    if (!day || !date_parse(day, &date) || date.year <= 1)
        return NULL;
    date.year--;
    if (date.month == 2 && date.day == 29)
        date.day = 28;
    date = date_from_number(date_number(date) + 1);
    return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* -- the registers of a body -- */

struct site_register {
    struct arena *arena;
    struct data *data;
    const struct linked *linked;
    const struct body_facts *body;
    const struct resolve_options *options;
    const struct site_page *pages;
    size_t page_count;
    struct register_link *links;    /* to each page */
    struct register_options wanted; /* all actions */
    struct register_set *actions;   /* of which pages show some */
    struct keys *keys;              /* made when first asked for */
    struct hash *sums;              /* of each action */
    struct hash sheets;
};

/* All actions are looked at once; each page makes those that it shows. */
struct site_register *site_register_new(struct data *data, const struct linked *linked, const struct body_facts *body,
                                        const struct resolve_options *options)
{
    struct site_register *site = mem_zero(1, sizeof *site);
    site->arena = arena_new();
    site->data = data;
    site->linked = linked;
    site->body = body;
    site->options = options;
    site->pages = list_pages(linked, body, site->arena, &site->page_count);
    site->links = link_pages(site->pages, site->page_count, labels_new(data, body->lang, NULL), site->arena);
    site->wanted = (struct register_options){.kind = REGISTER_ACTIONS, .audience = options->audience, .site = options};
    site->actions = register_new(&site->wanted, data);
    site->actions->live = true;
    register_collect_body(site->actions, linked, body->id);
    return site;
}

void site_register_free(struct site_register *site)
{
    if (!site)
        return;
    register_free(site->actions);
    keys_free(site->keys);
    free(site->sums);
    arena_free(site->arena);
    free(site);
}

const struct site_page *site_register_pages(const struct site_register *site, size_t *count)
{
    *count = site->page_count;
    return site->pages;
}

static struct register_options options_of(const struct site_register *site, const struct site_page *page, struct arena *arena)
{
    const struct page_kind *kind = &kinds[page->kind];
    return (struct register_options){
        .kind = kind->kind,
        .audience = site->options->audience,
        .format = kind->format,
        .open = kind->open,
        .group = KEY_BODY,
        .site = site->options,
        .year = page->year,
        .since = page->year     ? arena_printf(arena, "%s-01-01", page->year)
                 : kind->recent ? year_before(linked_today(site->linked, site->body->id), arena)
                                : NULL,
        .until = page->year ? arena_printf(arena, "%s-12-31", page->year) : NULL,
    };
}

static bool shows(const struct register_options *options, const struct register_row *row)
{
    return register_within(options, row->raised) && (!options->open || row->open);
}

static void take_actions(struct register_set *set, const struct register_set *from)
{
    set->body_count = from->body_count;
    set->body_name = from->body_name;
    set->lang = from->lang;
    set->stamp = from->stamp;
    set->linked = from->linked;
    set->body = from->body;
    set->latest = from->latest;
    set->today = from->today;
    for (size_t i = 0; i < from->count; i++)
        if (shows(set->options, &from->rows[i]))
            register_add(set, from->rows[i]);
}

/* What a page shows; of attendance nothing but which body's it is, as long as nobody reads it. */
static struct register_set *collect_page(const struct site_register *site, const struct site_page *page,
                                         const struct register_options *options, struct arena *arena)
{
    struct register_set *set = register_new(options, site->data);
    struct register_link *links = arena_alloc(arena, (site->page_count + 1) * sizeof *links);
    for (size_t i = 0; i < site->page_count; i++) {
        links[i] = site->links[i];
        links[i].here = &site->pages[i] == page;
    }
    set->live = true;
    set->links = links;
    set->link_count = site->page_count;
    if (options->kind == REGISTER_ACTIONS)
        take_actions(set, site->actions);
    else
        register_collect_body(set, site->linked, site->body->id);
    return set;
}

bool site_register_write(struct site_register *site, struct renderer *renderer, const struct site_page *page, struct buf *out)
{
    struct arena *arena = arena_new();
    struct register_options options = options_of(site, page, arena);
    struct register_set *set = collect_page(site, page, &options, arena);
    bool done = register_write(set, renderer, out);
    register_free(set);
    arena_free(arena);
    return done;
}

/* -- keys -- */

static void make_keys(struct site_register *site)
{
    struct register_set *actions = site->actions;
    site->keys = keys_new(actions);
    site->sums = mem_zero(actions->count + 1, sizeof *site->sums);
    for (size_t i = 0; i < actions->count; i++)
        site->sums[i] = key_action(site->keys, &actions->rows[i]);
    site->sheets = key_sheets(actions);
}

/* What every page says, whatever it is about. */
static void add_common(const struct site_register *site, const struct site_page *page, struct buf *out)
{
    const struct register_set *actions = site->actions;
    pack_text(out, page->name);
    pack_number(out, site->options->audience);
    pack_text(out, site->options->site_root);
    pack_text(out, actions->today);
    pack_text(out, actions->latest ? actions->latest->date : NULL);
    key_body(site->keys, site->body, out);
    for (size_t i = 0; i < site->page_count; i++)
        pack_text(out, site->pages[i].name);
}

struct hash site_register_key(struct site_register *site, const struct site_page *page)
{
    struct buf bytes = BUF_INIT;
    struct arena *arena = arena_new();
    struct register_options options = options_of(site, page, arena);
    if (!site->keys)
        make_keys(site);
    add_common(site, page, &bytes);
    for (size_t i = 0; i < site->actions->count && options.kind == REGISTER_ACTIONS; i++)
        if (shows(&options, &site->actions->rows[i]))
            key_hash(site->sums[i], &bytes);
    if (options.kind == REGISTER_ATTENDANCE) {
        key_hash(site->sheets, &bytes);
        key_sheet(site->actions, site->keys, &options, &bytes);
    }
    struct hash hash = hash_bytes(buf_text(&bytes), bytes.size);
    buf_free(&bytes);
    arena_free(arena);
    return hash;
}
