/* The registers of a body in the site: a page a register and year, so that a new meeting changes few of them, and data for other programs. */
#include "base/date.h"
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

const struct site_page *site_pages(const struct linked *linked, const struct body_facts *body, struct arena *arena, size_t *count)
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

const struct register_link *site_links(const struct linked *linked, const struct body_facts *body, const struct labels *labels,
                                       const struct site_page *here, struct arena *arena, size_t *count)
{
    const struct site_page *pages = site_pages(linked, body, arena, count);
    struct register_link *links = arena_alloc(arena, (*count + 1) * sizeof *links);
    for (size_t i = 0; i < *count; i++) {
        const struct page_kind *kind = &kinds[pages[i].kind];
        const char *args[] = {pages[i].year ? pages[i].year : "", NULL};
        links[i] = (struct register_link){kind->group, pages[i].name, label_format(labels, arena, kind->label, args),
                                          here && strcmp(here->name, pages[i].name) == 0};
    }
    return links;
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

/* What a page is made of; arena holds what the register refers to. */
static struct register_set *collect_page(struct data *data, const struct linked *linked, const struct body_facts *body,
                                         const struct site_page *page, const struct resolve_options *options, struct arena *arena)
{
    const struct page_kind *kind = &kinds[page->kind];
    const char **bodies = arena_alloc(arena, 2 * sizeof *bodies);
    struct register_options *wanted = arena_alloc(arena, sizeof *wanted);
    bodies[0] = body->id;
    *wanted = (struct register_options){
        .kind = kind->kind,
        .audience = options->audience,
        .bodies = bodies,
        .open = kind->open,
        .group = KEY_BODY,
        .site = options,
        .year = page->year,
        .since = page->year     ? arena_printf(arena, "%s-01-01", page->year)
                 : kind->recent ? year_before(linked_today(linked, body->id), arena)
                                : NULL,
        .until = page->year ? arena_printf(arena, "%s-12-31", page->year) : NULL,
    };
    struct register_set *set = register_new(wanted, data);
    set->links = site_links(linked, body, labels_new(data, body->lang, NULL), page, arena, &set->link_count);
    register_collect_body(set, linked, body->id);
    return set;
}

struct xml_doc *site_page_tree(struct data *data, const struct linked *linked, const struct body_facts *body,
                               const struct site_page *page, const struct resolve_options *options)
{
    if (strcmp(kinds[page->kind].format, "html") != 0)
        return NULL;
    struct arena *arena = arena_new();
    struct register_set *set = collect_page(data, linked, body, page, options, arena);
    struct xml_doc *tree = register_tree(set);
    register_free(set);
    arena_free(arena);
    return tree;
}

bool site_page_write(struct renderer *renderer, struct data *data, const struct linked *linked, const struct body_facts *body,
                     const struct site_page *page, const struct resolve_options *options, struct buf *out)
{
    struct arena *arena = arena_new();
    struct register_set *set = collect_page(data, linked, body, page, options, arena);
    bool done = register_write(set, renderer, kinds[page->kind].format, out);
    register_free(set);
    arena_free(arena);
    return done;
}
