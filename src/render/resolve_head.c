/* What stands before and behind the minutes proper: r:head and r:summary. */
#include "render/resolve_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *body_name(const struct resolve *resolve)
{
    const char *name = people_own_name(resolve, resolve->body, NULL, resolve->facts->date);
    return name ? name : resolve->facts->body;
}

static const char *venue_of(const struct resolve *resolve, const struct node *meeting)
{
    const struct node *venue = node_child(meeting, "venue"), *held = node_child(meeting, "held");
    return venue ? plain_text(resolve, venue) : held ? attr_text(resolve, held, "venue") : NULL;
}

static const char *held_text(const struct resolve *resolve)
{
    return strcmp(resolve->facts->held, "held") == 0 ? NULL : word(resolve, "held", resolve->facts->held);
}

static void put_meeting(const struct resolve *resolve, struct node *head)
{
    const struct meeting_facts *facts = resolve->facts;
    const struct node *meeting = node_child(resolve->root, "meeting");
    const char *venue = venue_of(resolve, meeting), *mode = word(resolve, "mode", node_attr(meeting, "mode"));
    const char *time = time_of(resolve, node_attr(meeting, "start"), node_attr(meeting, "end"));
    const char *weekday = facts->date ? label_date(resolve->labels, resolve->arena, facts->date, true) : NULL;
    const char *parts[] = {weekday, time, venue, mode};
    put_plain(head, "date", facts->date);
    put_plain(head, "date-text", weekday);
    put_plain(head, "time-text", time);
    put_plain(head, "when-where", list_of(resolve, parts, sizeof parts / sizeof *parts));
    put_plain(head, "venue", venue);
    put_plain(head, "mode-text", mode);
    put_plain(head, "kind-text", strcmp(facts->kind, "ordinary") == 0 ? NULL : word(resolve, "kind", facts->kind));
    put_plain(head, "status", facts->status);
    put_plain(head, "status-text", word(resolve, "minutes", facts->status));
    const char *view = head_view_status(resolve->linked, resolve->origin, facts->status, resolve->full);
    put_plain(head, "view-status", view);
    put_plain(head, "view-status-text", word(resolve, "minutes", view));
    put_plain(head, "held-text", held_text(resolve));
}

static void put_identity(const struct resolve *resolve, struct node *head)
{
    static const char *const chair[] = {"chair"}, *const clerk[] = {"clerk", "secretary"};
    const struct meeting_facts *facts = resolve->facts;
    const char *name = body_name(resolve), *date = facts->date ? refs_meeting_text(resolve, facts) : NULL;
    put_plain(head, "title",
              date ? fill(resolve, "title-dated", name, date, NULL) : fill(resolve, "title-undated", name, NULL, NULL));
    put_plain(head, "body", name);
    put_plain(head, "body-id", facts->body);
    put_plain(head, "body-short", people_own_name(resolve, resolve->body, "short", facts->date));
    put_meeting(resolve, head);
    put_plain(head, "chair", people_holder(resolve, chair, 1));
    put_plain(head, "clerk", people_holder(resolve, clerk, 2));
    put_plain(head, "address", facts->address);
    put_plain(head, "stem", facts->stem);
    put_plain(head, "root", resolve->site_root);
    put_plain(head, "dir", labels_dir(resolve->labels));
}

static struct node *add_line(struct node *head, const char *kind, const char *lang, const char *text)
{
    struct node *line = node_add_r(head, "line");
    put_plain(line, "kind", kind);
    put_plain(line, "xml:lang", lang); /* of an element that is noted itself */
    node_add_text(line, text);
    return line;
}

static void add_lines(const struct resolve *resolve, struct node *head)
{
    size_t count = 0;
    for (const struct node *node = node_first(node_child(resolve->root, "meeting")); node; node = node_next(node)) {
        if (!node_is(node, "heading"))
            continue;
        add_line(head, node_attr(node, "kind"), node_attr(node, "xml:lang"), plain_text(resolve, node));
        count++;
    }
    if (count)
        return;
    add_line(head, "body", NULL, body_name(resolve));
    add_line(head, "type", NULL, word(resolve, "type", resolve->facts->kind));
}

/* -- what the site and later meetings add -- */

const char *head_view_status(const struct linked *linked, const struct meeting_facts *meeting, const char *status, bool full)
{
    const struct mention *mentions;
    size_t count = linked_mentions(linked, meeting, REF_APPROVAL, &mentions);
    for (size_t i = 0; i < count && strcmp(status, "signed") != 0; i++) {
        const struct reference *reference = mentions[i].reference;
        if ((reference->place.restricted && !full) || strncmp(reference->outcome, "deferred", 8) == 0)
            continue;
        status = strchr(reference->outcome, ' ') ? "signed" : "approved";
    }
    return status;
}

static void add_neighbour(const struct resolve *resolve, struct node *head, const char *name, int step)
{
    const struct meeting_facts *meeting = resolve->origin->date ? linked_neighbour(resolve->linked, resolve->origin, step, false)
                                                                : NULL;
    if (!meeting)
        return;
    struct node *node = node_add_r(head, name);
    put_plain(node, "href", refs_page(resolve, meeting, NULL));
    put_plain(node, "text", refs_meeting_text(resolve, meeting));
}

static void add_translations(const struct resolve *resolve, struct node *head)
{
    enum { MOST = 32 };
    const struct meeting_facts *others[MOST];
    size_t count = linked_translations(resolve->linked, resolve->facts, others, MOST);
    for (size_t i = 0; i < count && i < MOST; i++) {
        const char *lang = others[i]->lang;
        if (!refs_has_page(resolve->options, others[i]))
            continue;
        struct node *node = node_add_r(head, "translation");
        put_plain(node, "href", arena_printf(resolve->arena, "%s.html", refs_path(resolve->arena, others[i]->stem)));
        put_plain(node, "hreflang", lang);
        const char *name = label_known(resolve->labels,
                                       arena_printf(resolve->arena, "language-%.*s", (int)strcspn(lang, "-"), lang));
        put_plain(node, "text", name ? name : lang);
    }
}

/* The place in the other meeting's document that says it, by the anchor that document gives it. */
static const char *mention_href(const struct resolve *resolve, struct tally *tally, const struct mention *mention,
                                const char *anchor)
{
    const char *key = arena_printf(resolve->arena, "%s %s", mention->meeting->address ? mention->meeting->address : "", anchor);
    return refs_page(resolve, mention->meeting, anchor_nth(resolve->arena, anchor, tally_next(tally, key)));
}

static void add_approvals(const struct resolve *resolve, struct node *head)
{
    const struct mention *mentions;
    size_t count = linked_mentions(resolve->linked, resolve->origin, REF_APPROVAL, &mentions);
    struct tally *tally = tally_new();
    for (size_t i = 0; i < count; i++) {
        const struct reference *reference = mentions[i].reference;
        if (reference->place.restricted && !resolve->full)
            continue;
        const char *outcome = arena_copy_n(resolve->arena, reference->outcome, strcspn(reference->outcome, " "));
        char *text = fill(resolve, arena_printf(resolve->arena, "approved-at-%s", outcome),
                          refs_meeting_text(resolve, mentions[i].meeting), NULL, NULL);
        struct node *node = node_add_r(head, "approved");
        put_plain(node, "href",
                  mention_href(resolve, tally, &mentions[i],
                               anchor_of_approval(resolve->arena, mentions[i].meeting, reference->address)));
        put_plain(node, "text", strchr(reference->outcome, ' ') ? fill(resolve, "approved-and-signed", text, NULL, NULL) : text);
        put_plain(node, "outcome", outcome);
        put_plain(node, "date", mentions[i].meeting->date);
        put_plain(node, "meeting", mentions[i].meeting->address);
        put_plain(node, "restricted", reference->place.restricted ? "yes" : NULL);
    }
    tally_free(tally);
}

static void add_amendments(const struct resolve *resolve, struct node *head)
{
    const struct mention *mentions;
    size_t count = linked_mentions(resolve->linked, resolve->origin, REF_AMENDMENT, &mentions);
    struct tally *tally = tally_new();
    for (size_t i = 0; i < count; i++) {
        const struct reference *reference = mentions[i].reference;
        struct target target;
        if (reference->place.restricted && !resolve->full)
            continue;
        if (!refs_target(resolve, reference->address, &target, NULL))
            continue;
        const char *date = refs_meeting_text(resolve, mentions[i].meeting);
        struct node *node = node_add_r(head, "amended");
        put_plain(node, "href",
                  mention_href(resolve, tally, &mentions[i],
                               anchor_of_amendment(resolve->arena, mentions[i].meeting, reference->address)));
        put_plain(node, "text",
                  target.def ? fill(resolve, "amended-place-at", date, refs_text(resolve, &target), NULL)
                             : fill(resolve, "amended-at", date, NULL, NULL));
        put_plain(node, "anchor", target.def ? anchor_of_def(resolve->arena, target.def) : NULL);
        put_plain(node, "meeting", mentions[i].meeting->address);
        put_plain(node, "of", refs_address(resolve, &target));
        bool hidden = reference->place.restricted || (target.def && target.def->place.restricted);
        put_plain(node, "restricted", hidden ? "yes" : NULL);
        put_lang(resolve, node, mentions[i].meeting);
        put_paragraph(node, reference->text, false);
    }
    tally_free(tally);
}

static void add_contact(const struct resolve *resolve, struct node *head)
{
    const struct body_facts *body = resolve->body;
    if (!body || body->contact_line_count == 0)
        return;
    struct node *contact = node_add_r(head, "contact");
    for (size_t i = 0; i < body->contact_line_count; i++) {
        const struct contact_line *row = &body->contact_lines[i];
        struct node *line = add_line(contact, row->kind, NULL, row->text);
        put_plain(line, "label", row->label);
        put_plain(line, "href", line_link(resolve, row->kind, row->text));
    }
}

/* -- abbreviations -- */

enum { LONGEST_SHORT = 64 };

static bool in_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

struct known {
    struct tally *all;
    bool first[256];
    size_t longest;
}; /* first: bytes that one of them begins with */

/* Counts in found every run of the text that is one of the known abbreviations and stands as a word of its own. */
static void find_abbreviations(const struct known *known, const char *text, struct tally *found)
{
    for (const char *from = text; *from; from++) {
        if (!known->first[(unsigned char)*from] || (from > text && in_word(from[-1])))
            continue;
        for (size_t size = 1; size <= known->longest && from[size - 1]; size++) {
            if (in_word(from[size - 1]) && in_word(from[size]))
                continue;
            if (!tally_count(known->all, from, size))
                continue;
            char key[LONGEST_SHORT + 1];
            memcpy(key, from, size);
            key[size] = '\0';
            tally_next(found, key);
        }
    }
}

static void know(struct known *known, const char *abbreviated)
{
    size_t size = strlen(abbreviated);
    if (size == 0 || size > LONGEST_SHORT)
        return;
    tally_next(known->all, abbreviated);
    known->first[(unsigned char)*abbreviated] = true;
    if (size > known->longest)
        known->longest = size;
}

static bool holds_words(const struct node *node)
{
    return !node_is_r(node, "image") && !node_is_r(node, "labels") && !node_is_r(node, "head");
}

static struct tally *abbreviations_here(const struct resolve *resolve)
{
    const struct body_facts *body = resolve->body;
    struct known known = {.all = tally_new()};
    struct tally *found = tally_new();
    for (size_t i = 0; i < body->abbreviation_count; i++)
        know(&known, body->abbreviations[i].abbreviated);
    for (struct node *node = known.longest ? resolve->root : NULL; node; node = node_after(node, resolve->root))
        for (struct node *part = node_first_any(node); part; part = node_next_any(part))
            if (node_is_text(part) && holds_words(node))
                find_abbreviations(&known, node_chars(part), found);
    tally_free(known.all);
    return found;
}

static void add_abbreviations(const struct resolve *resolve, struct node *head)
{
    const struct body_facts *body = resolve->body;
    if (!body || body->abbreviation_count == 0)
        return;
    struct tally *found = abbreviations_here(resolve);
    for (size_t i = 0; i < body->abbreviation_count; i++) {
        const char *abbreviated = body->abbreviations[i].abbreviated;
        if (!tally_count(found, abbreviated, strlen(abbreviated)))
            continue;
        struct node *node = node_add_r(head, "abbreviation");
        put_plain(node, "short", abbreviated);
        node_add_text(node, body->abbreviations[i].text);
    }
    tally_free(found);
}

/* Where there are none in the document's language, they say which language they are in. */
static void add_labels(const struct resolve *resolve, struct node *head)
{
    struct node *labels = node_add_r(head, "labels");
    const char *lang = labels_lang(resolve->labels);
    labels_publish(resolve->labels, "layout", labels);
    if (same_language(lang, resolve->facts->lang))
        return;
    put_plain(labels, "xml:lang", lang);
    note_language(resolve, lang);
    put_plain(head, "labels-lang", lang);
}

struct node *head_add(struct resolve *resolve)
{
    struct node *head = node_insert_r(resolve->root, "head");
    put_identity(resolve, head);
    add_labels(resolve, head);
    add_lines(resolve, head);
    add_neighbour(resolve, head, "previous", -1);
    add_neighbour(resolve, head, "next", 1);
    add_translations(resolve, head);
    add_approvals(resolve, head);
    add_amendments(resolve, head);
    add_contact(resolve, head);
    add_abbreviations(resolve, head);
    return head;
}

/* -- summary of actions -- */

static void copy_attr(struct node *to, const char *name, const struct node *from, const char *resolved)
{
    put_plain(to, name, node_attr_ns(from, NS_RESOLVED, resolved));
}

static void add_row(struct resolve *resolve, struct node *summary, const struct node *action)
{
    static const char *const same[] = {"number", "due", "due-text", "status", "status-text", "restricted"};
    struct node *row = node_add_r(summary, "row");
    const char *anchor = node_attr_ns(action, NS_RESOLVED, "anchor");
    put_plain(row, "href", anchor ? arena_printf(resolve->arena, "#%s", anchor) : NULL);
    copy_attr(row, "owners", action, "for");
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        copy_attr(row, same[i], action, same[i]);
    for (const struct node *child = node_first(action); child; child = node_next(child))
        if (!node_is_r(child, "owner") && !node_is_r(child, "history"))
            node_add_copy(row, child);
}

void summary_add(struct resolve *resolve)
{
    struct node *summary = node_add_r(resolve->root, "summary");
    put_plain(summary, "title", label(resolve->labels, "summary-of-actions"));
    for (const struct node *node = resolve->root; node && node != summary; node = node_after(node, resolve->root))
        if (node_is(node, "action"))
            add_row(resolve, summary, node);
}
