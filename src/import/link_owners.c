/* Ids beside printed names, where they can mean one person only. */
#include "import/link_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct place link_place(const struct link_meeting *meeting, const struct node *node)
{
    struct place place = source_file(meeting->source);
    const char *src = NULL;
    for (; node && !src; node = node_parent(node))
        src = node_attr(node, "src");
    if (meeting->by_line && src)
        place.line = strtoul(src, NULL, 10);
    place.column = place.line && !meeting->source->where ? 1 : 0;
    return place;
}

void link_doubt(struct link *link, size_t meeting, const struct node *node, const char *text, const struct find *find)
{
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < find->count; i++)
        buf_printf(&list, "%s%s", i == 0 ? "" : i + 1 == find->count ? " or " : ", ", link->people[find->people[i]].id);
    if (!find->count)
        buf_str(&list, "several people");
    diag_add(link->body->log, D_AMBIGUOUS_NAME, link_place(&link->body->meetings[meeting], node), text, buf_text(&list));
    buf_free(&list);
}

/* -- lists of attendance -- */

static void name_in_place(struct node *node)
{
    static const char *const copied[] = {"post", "organisation"};
    const char *name = node_attr(node, SHAPE_PRIVATE "name"), *as = node_attr(node, "as");
    if (node_attr(node, "name"))
        return; /* of a form */
    for (size_t i = 0; i < 2; i++) {
        const char *value = node_attr(node, i ? SHAPE_PRIVATE "organisation" : SHAPE_PRIVATE "post");
        if (value)
            node_set(node, copied[i], value);
    }
    if (name)
        node_set(node, "name", name);
    else if (!node_attr(node, "post") && !node_attr(node, "organisation"))
        node_set(node, "name", as ? as : "?");
}

static void name_listed(struct link *link, const struct mention *mention)
{
    const struct form *form = &link->forms[mention->form];
    if (form->person) {
        node_set(mention->node, "ref", link->people[form->person - 1].id);
        return;
    }
    struct find find;
    link_find(link, mention->meeting, mention->name.text, false, &find);
    struct someone *one = find.answer == FIND_ONE && find.count && !form->doubled ? &link->people[find.people[0]] : NULL;
    if (one && !link_seat(one, mention->meeting)) { /* the only one of that time, and not listed beside */
        node_set(mention->node, "ref", one->id);
        link_join_seats(link, one, &mention->seat, 1);
        return;
    }
    if (!find.count)
        link_find_ever(link, mention->meeting, mention->name.text, &find);
    link_doubt(link, mention->meeting, mention->node, mention->name.text, &find);
}

/* -- owners, speakers, movers -- */

struct naming {
    struct link *link;
    size_t meeting;
    const struct node *node;
    bool owners;
    bool unknown; /* one of them has no id */
    struct buf ids;
};

/* Of several who may be meant, the one whose full name stands in the words themselves. */
static void narrow_by_words(const struct naming *naming, struct find *find)
{
    const char *words = node_text(naming->node, naming->link->arena);
    struct find named = {0};
    for (size_t i = 0; i < find->count; i++) {
        const struct someone *one = &naming->link->people[find->people[i]];
        for (size_t k = 0; k < one->form_count; k++) {
            const struct name *name = &naming->link->forms[one->forms[k]].name;
            if (name->count > 1 && strcasestr(words, name->text) && !named.count++)
                named.people[0] = find->people[i];
        }
    }
    if (named.count == 1)
        *find = (struct find){
            .answer = FIND_ONE, .count = 1, .people = {named.people[0]}, .id = naming->link->people[named.people[0]].id};
}

static void add_one(void *with, const char *text)
{
    struct naming *naming = with;
    struct find find;
    if (naming->owners)
        link_find_owner(naming->link, naming->meeting, text, &find);
    else
        link_find(naming->link, naming->meeting, text, true, &find);
    if (find.answer == FIND_SEVERAL && naming->owners)
        narrow_by_words(naming, &find);
    if (find.answer == FIND_SEVERAL)
        link_doubt(naming->link, naming->meeting, naming->node, text, &find);
    naming->unknown = naming->unknown || find.answer != FIND_ONE;
    if (find.answer != FIND_ONE || text_word_in(find.id, buf_text(&naming->ids)))
        return;
    buf_printf(&naming->ids, "%s%s", naming->ids.size ? " " : "", find.id);
}

/* Owners that stand in the words of the action and have no id, as the printed owners they are. */
static const char *printed_owners(struct arena *arena, const char *list)
{
    struct buf names = BUF_INIT;
    for (const char *c = list; *c; c++)
        buf_str(&names, *c == '|' ? ", " : (char[]){*c, '\0'});
    const char *printed = text_collapse(arena, buf_text(&names));
    buf_free(&names);
    return printed;
}

static void set_names(struct link *link, size_t meeting, struct node *node, const char *list, const char *to, bool owners)
{
    struct naming naming = {.link = link, .meeting = meeting, .node = node, .owners = owners, .ids = BUF_INIT};
    if (owners && node_attr(node, to)) /* of a form: guests of that meeting */
        buf_str(&naming.ids, node_attr(node, to));
    link_each(link->arena, list, add_one, &naming);
    if (naming.ids.size)
        node_set(node, to, buf_text(&naming.ids));
    if (owners && naming.unknown && !node_attr(node, "for"))
        node_set(node, "for", printed_owners(link->arena, list));
    buf_free(&naming.ids);
}

static void set_mover(struct link *link, size_t meeting, struct node *node, const char *as, const char *to)
{
    struct find find;
    const char *text = node_attr(node, as);
    if (!text)
        return;
    link_find(link, meeting, text, true, &find);
    if (find.answer == FIND_SEVERAL)
        link_doubt(link, meeting, node, text, &find);
    if (find.answer == FIND_ONE)
        node_set(node, to, find.id);
}

static void set_deputy(struct link *link, size_t meeting, struct node *node)
{
    struct find find;
    const char *text = node_attr(node, SHAPE_PRIVATE "deputy-for");
    if (!text)
        return;
    link_find(link, meeting, text, false, &find);
    if (find.answer == FIND_SEVERAL)
        link_doubt(link, meeting, node, text, &find);
    if (find.answer == FIND_ONE && !text_same(find.id, node_attr(node, "ref")))
        node_set(node, "deputy-for", find.id);
}

static void name_node(struct link *link, size_t meeting, struct node *node)
{
    const char *owners = node_attr(node, SHAPE_PRIVATE "owners"), *by = node_attr(node, SHAPE_PRIVATE "by");
    if (owners)
        set_names(link, meeting, node, owners, "owner", true);
    if (node_is(node, "motion")) {
        set_mover(link, meeting, node, "proposer-as", "proposer");
        set_mover(link, meeting, node, "seconder-as", "seconder");
    } else if (by) {
        set_names(link, meeting, node, by, node_is(node, "item") ? "lead" : "by", false);
    } else if (node_is(node, "person")) {
        set_deputy(link, meeting, node);
        if (!node_attr(node, "ref"))
            name_in_place(node);
    }
}

enum { PRIVATE_MOST = 16 };

struct private_names {
    const char *names[PRIVATE_MOST];
    size_t count;
};

static bool take_private(void *with, const char *name, const char *ns, const char *value)
{
    struct private_names *private = with;
    (void)ns;
    (void)value;
    if (strncmp(name, SHAPE_PRIVATE, strlen(SHAPE_PRIVATE)) == 0 && private->count < PRIVATE_MOST)
        private->names[private->count++] = name;
    return true;
}

static void clean(struct node *node)
{
    struct private_names private = {.count = 0};
    node_attrs(node, take_private, &private);
    for (size_t i = 0; i < private.count; i++)
        node_unset(node, private.names[i]);
}

void link_names(struct link *link, size_t meeting)
{
    struct node *root = xml_root(link->body->meetings[meeting].tree);
    for (struct node *node = root; node; node = node_after(node, root)) {
        name_node(link, meeting, node);
        clean(node);
    }
}

void link_listed(struct link *link)
{
    for (size_t i = 0; i < link->mention_count; i++)
        if (link->mentions[i].listed)
            name_listed(link, &link->mentions[i]);
}
