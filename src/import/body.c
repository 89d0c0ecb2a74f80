/* body.xml: read, or made; its names. */
#include "base/date.h"
#include "base/text.h"
#include "document/canonical.h"
#include "document/facts.h"
#include "import/series_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *body_path_inside(const struct body_run *run)
{
    return arena_printf(run->arena, "%s/body.xml", run->body->folder);
}

static bool load(struct body_run *run)
{
    struct series *series = run->series;
    const char *path = series_path(series, body_path_inside(run));
    struct document *document = document_load(path, path, series->log);
    document_check(document, series->grammar, series->log);
    bool good = document->valid && document->kind == DOCUMENT_BODY;
    struct xml_fault fault;
    if (good) {
        buf_add(&run->bytes, document->source.bytes, document->source.size);
        run->facts = body_facts_new(document);
        run->tree = xml_parse_all(document->source.bytes, document->source.size, &fault);
    }
    document_free(document);
    return run->tree != NULL;
}

void body_open(struct body_run *run)
{
    if (run->body->there) {
        run->body->broken = !load(run);
        return;
    }
    run->tree = xml_new(NULL, "body");
    struct node *root = xml_root(run->tree);
    node_set(root, "version", "1");
    node_set(root, "id", run->body->id);
    node_set(node_add(root, "policy"), "historic", "yes");
    run->changed = true;
}

void body_close(struct body_run *run)
{
    xml_free(run->tree);
    body_facts_free(run->facts);
}

/* -- names -- */

static int compare_since(const void *a, const void *b)
{
    const struct body_name *one = a, *other = b;
    int order = date_compare(one->since, other->since);
    return order ? order : strcmp(one->key, other->key);
}

/* Whether each name was borne at several meetings, and one after the other. */
static bool was_renamed(const struct body_name *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (names[i].count < 2 || !names[i].since || (i && strcmp(names[i - 1].until, names[i].since) >= 0))
            return false;
    return count > 1;
}

static const char *name_of_id(struct arena *arena, const char *id)
{
    char *name = arena_copy(arena, id);
    name[0] = (char)toupper((unsigned char)name[0]);
    for (char *c = name; *c; c++)
        if (*c == '-')
            *c = ' ';
    return name;
}

/* Where the next name goes: behind those that are there. */
static struct node *add_name(struct body_run *run, const char *text)
{
    struct node *at = node_first(xml_root(run->tree));
    while (at && node_is(at, "name"))
        at = node_next(at);
    struct node *name = at ? node_insert(at, "name") : node_add(xml_root(run->tree), "name");
    node_add_text(name, text);
    run->changed = true;
    return name;
}

static void name_new(struct body_run *run)
{
    struct body_name *names = run->body->names;
    size_t count = run->body->name_count, most = 0;
    if (count)
        qsort(names, count, sizeof *names, compare_since);
    if (was_renamed(names, count)) {
        for (size_t i = 0; i < count; i++) {
            struct node *name = add_name(run, names[i].text);
            if (i)
                node_set(name, "from", names[i].since);
            if (i + 1 < count)
                node_set(name, "until", link_day_before(run->arena, names[i + 1].since));
        }
        return;
    }
    for (size_t i = 1; i < count; i++)
        if (names[i].count > names[most].count)
            most = i;
    add_name(run, count ? names[most].text : name_of_id(run->arena, run->body->id));
    for (size_t i = 0; i < count; i++)
        if (i != most)
            node_set(add_name(run, names[i].text), "kind", "alternative");
}

void body_add_names(struct body_run *run)
{
    struct series_body *body = run->body;
    if (!body->there) {
        name_new(run);
        return;
    }
    for (size_t i = 0; i < body->name_count; i++) {
        bool known = false;
        for (size_t j = 0; j < body->key_count; j++)
            known |= strcmp(body->keys[j], body->names[i].key) == 0;
        if (!known)
            node_set(add_name(run, body->names[i].text), "kind", "alternative");
    }
}

void series_print(struct series *series, const struct xml_doc *tree, struct buf *out)
{
    const struct canonical_options options = {.fill = true};
    buf_clear(out);
    canonical_write(tree, series->grammar, &options, out);
}
