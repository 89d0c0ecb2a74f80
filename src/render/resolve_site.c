/* Resolved trees of the site's pages: the bodies, and the meetings of one body. */
#include "render/register_parts.h"

#include <string.h>

struct site {
    struct arena *arena;
    struct labels *labels;
    const struct linked *linked;
    const struct resolve_options *options;
};

static const char *name_of(const struct body_facts *body, const char *date)
{
    const struct dated *row = dated_on(&body->names, date, NULL);
    return row ? row->text : body->id;
}

static const char *day_text(const struct site *site, const char *date, const char *sitting, bool weekday)
{
    const char *text = label_date(site->labels, site->arena, date, weekday);
    const char *args[] = {text, sitting, NULL};
    return sitting ? label_format(site->labels, site->arena, "second-sitting", args) : text;
}

static struct node *start_page(const struct site *site, struct xml_doc *doc, const char *title)
{
    struct node *root = xml_root(doc);
    put_plain(root, "title", title);
    put_plain(root, "lang", labels_lang(site->labels));
    put_plain(root, "dir", labels_dir(site->labels));
    labels_publish(site->labels, "layout", node_add_r(root, "labels"));
    return root;
}

struct body_span span_of(const struct linked *linked, const struct body_facts *body)
{
    struct body_span span = {.body = body, .meetings = linked_meetings(linked, body->id)};
    for (size_t i = 0; i < span.meetings; i++) {
        const struct meeting_facts *meeting = linked_meeting(linked, body->id, i);
        const struct span_end end = {meeting->date, meeting->sitting};
        if (!meeting->date)
            break;
        span.first = i ? span.first : end;
        span.last = end;
    }
    return span;
}

static void add_span(const struct site *site, struct node *node, const struct body_span *span)
{
    put_plain(node, "count", arena_printf(site->arena, "%zu", span->meetings));
    if (!span->first.date)
        return;
    put_plain(node, "first-text", day_text(site, span->first.date, span->first.sitting, false));
    put_plain(node, "last-text", day_text(site, span->last.date, span->last.sitting, false));
}

struct xml_doc *resolve_site(const struct body_span *spans, size_t count, struct data *data)
{
    struct site site = {arena_new(), labels_new(data, count ? spans[0].body->lang : "en", NULL), NULL, NULL};
    struct xml_doc *doc = xml_new(NS_RESOLVED, "site");
    struct node *root = start_page(&site, doc, label(site.labels, "title-site"));
    for (size_t i = 0; i < count; i++) {
        const struct body_facts *body = spans[i].body;
        struct node *node = node_add_r(root, "body");
        put_plain(node, "href", arena_printf(site.arena, "%s/index.html", body->id));
        put_plain(node, "name", name_of(body, NULL));
        put_plain(node, "id", body->id);
        put_plain(node, "lang", body->lang);
        add_span(&site, node, &spans[i]);
    }
    labels_free(site.labels);
    arena_free(site.arena);
    return doc;
}

/* -- a body's page -- */

static void add_files(const struct site *site, struct node *node, const struct meeting_facts *meeting, const char *const *formats)
{
    for (; *formats; formats++) {
        const struct format *format = format_find(*formats);
        if (!format)
            continue;
        struct node *file = node_add_r(node, "file");
        put_plain(file, "href",
                  arena_printf(site->arena, "%s.%s", refs_path(site->arena, meeting->stem), format_extension(format)));
        put_plain(file, "format", *formats);
        put_plain(file, "text", label(site->labels, arena_printf(site->arena, "format-%s", *formats)));
    }
}

static const char *word_of(const struct site *site, const char *name, const char *value)
{
    return label(site->labels, arena_printf(site->arena, "%s-%s", name, value));
}

static void put_language(const struct site *site, struct node *node, const struct meeting_facts *meeting)
{
    const char *lang = meeting->lang;
    put_plain(node, "lang", lang);
    if (!meeting->translation_of)
        return;
    const char *known = label_known(site->labels, arena_printf(site->arena, "language-%.*s", (int)strcspn(lang, "-"), lang));
    put_plain(node, "lang-text", known ? known : lang);
    put_plain(node, "translation-text", known ? known : lang);
}

/* A meeting without a page: nothing is said of minutes that nobody can read. origin: the original of a translation. */
static void add_meeting(const struct site *site, struct node *root, const struct meeting_facts *meeting,
                        const struct meeting_facts *origin, const char *const *formats)
{
    struct node *node = node_add_r(root, "meeting");
    bool full = site->options->audience == AUDIENCE_FULL;
    const char *status = head_view_status(site->linked, origin, meeting->status, full);
    bool held = strcmp(meeting->held, "held") == 0, ordinary = strcmp(meeting->kind, "ordinary") == 0;
    put_plain(node, "date", meeting->date);
    put_plain(node, "date-text", meeting->date ? day_text(site, meeting->date, meeting->sitting, true) : label(site->labels, "date-unknown"));
    put_plain(node, "kind-text", ordinary ? NULL : word_of(site, "kind", meeting->kind));
    put_plain(node, "held-text", held ? NULL : word_of(site, "held", meeting->held));
    put_language(site, node, meeting);
    if (!refs_has_page(site->options, meeting)) {
        put_plain(node, "not-built-text", label(site->labels, "not-built"));
        return;
    }
    put_plain(node, "status", status);
    put_plain(node, "status-text", word_of(site, "minutes", status));
    add_files(site, node, meeting, formats);
}

static void add_with_translations(const struct site *site, struct node *root, const struct meeting_facts *meeting,
                                  const char *const *formats)
{
    enum { MOST = 32 };
    const struct meeting_facts *others[MOST];
    add_meeting(site, root, meeting, meeting, formats);
    size_t count = linked_translations(site->linked, meeting, others, MOST);
    for (size_t i = 0; i < count && i < MOST; i++)
        add_meeting(site, root, others[i], meeting, formats);
}

struct xml_doc *resolve_body(const struct linked *linked, const struct body_facts *body, const char *const *formats,
                             struct data *data, const struct resolve_options *options)
{
    struct site site = {arena_new(), labels_new(data, body->lang, NULL), linked, options};
    struct xml_doc *doc = xml_new(NS_RESOLVED, "index");
    const char *name = name_of(body, NULL), *args[] = {name, NULL};
    struct node *root = start_page(&site, doc, label_format(site.labels, site.arena, "title-body", args));
    size_t count = linked_meetings(linked, body->id), dated = 0, linked_pages = 0;
    put_plain(root, "body", name);
    put_plain(root, "root", options->site_root ? options->site_root : "../");
    labels_publish(site.labels, "registers", node_add_r(root, "words"));
    const struct register_link *links = site_links(linked, body, site.labels, site.arena, &linked_pages);
    site_put_links(root, links, linked_pages);
    while (dated < count && linked_meeting(linked, body->id, dated)->date)
        dated++;
    for (size_t i = dated; i-- > 0;)
        add_with_translations(&site, root, linked_meeting(linked, body->id, i), formats);
    for (size_t i = dated; i < count; i++)
        add_with_translations(&site, root, linked_meeting(linked, body->id, i), formats);
    labels_free(site.labels);
    arena_free(site.arena);
    return doc;
}
