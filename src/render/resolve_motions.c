/* Motions, votes, approvals and amendments. */
#include "render/resolve_parts.h"

#include <string.h>

static const char *mover(const struct resolve *resolve, const struct node *node, const char *printed, const char *id)
{
    const char *text = attr_text(resolve, node, printed), *ids = node_attr(node, id);
    return text ? text : ids ? people_name(resolve, resolve->facts, arena_copy(resolve->arena, ids), NULL) : NULL;
}

static void put_moved(struct resolve *resolve, struct node *node)
{
    const char *proposer = mover(resolve, node, "proposer-as", "proposer"),
               *seconder = mover(resolve, node, "seconder-as", "seconder");
    put(node, "proposer-text", proposer);
    put(node, "seconder-text", seconder);
    if (proposer && seconder)
        put(node, "moved-text", fill(resolve, "moved-both", proposer, seconder, NULL));
    else if (proposer)
        put(node, "moved-text", fill(resolve, "moved-proposed", proposer, NULL, NULL));
    else if (seconder)
        put(node, "moved-text", fill(resolve, "moved-seconded", seconder, NULL, NULL));
}

void resolve_motion(struct resolve *resolve, struct node *node)
{
    bool amends = node_is(node_parent(node), "motion");
    resolve_numbered(resolve, node, label(resolve->labels, amends ? "amendment" : "motion"));
    put_moved(resolve, node);
    put(node, "outcome-text", word(resolve, "outcome", node_attr(node, "outcome")));
}

static const char *vote_text(const struct resolve *resolve, const struct node *node)
{
    static const char *const counts[] = {"in-favour", "against", "abstained"};
    const char *parts[3], *method = word(resolve, "method", node_attr(node, "method"));
    for (size_t i = 0; i < 3; i++) {
        const char *count = attr_text(resolve, node, counts[i]);
        parts[i] = count ? fill(resolve, arena_printf(resolve->arena, "votes-%s", counts[i]), count, NULL, NULL) : NULL;
    }
    const char *text = list_of(resolve, parts, 3);
    if (*text && method)
        text = fill(resolve, "parentheses", text, method, NULL);
    return capital(resolve, *text ? text : method ? method : "");
}

void resolve_vote(struct resolve *resolve, struct node *node)
{
    const char *own = attr_text(resolve, node, "label");
    put(node, "label", own ? own : label(resolve->labels, "vote"));
    put(node, "text", vote_text(resolve, node));
    put(node, "outcome-text", word(resolve, "outcome", node_attr(node, "outcome")));
}

void resolve_cast(struct resolve *resolve, struct node *node)
{
    const char *as = attr_text(resolve, node, "as");
    put(node, "name", as ? as : people_who(resolve, node));
    put(node, "vote-text", word(resolve, "cast", node_attr(node, "vote")));
}

/* The date of the meeting that the address means, or the address itself. */
static const char *meeting_text(const struct resolve *resolve, const char *address, const struct target *target)
{
    if (target->meeting)
        return refs_meeting_text(resolve, target->meeting);
    const char *slash = strrchr(address, '/'), *date = slash ? slash + 1 : address;
    return strlen(date) < 10 ? address : date_of(resolve, arena_copy_n(resolve->arena, date, 10));
}

void resolve_approval(struct resolve *resolve, struct node *node)
{
    const char *of = attr_text(resolve, node, "of"), *outcome = attr_text(resolve, node, "outcome"),
               *own = attr_text(resolve, node, "label");
    struct target target;
    put(node, "label", own);
    if (!of || !outcome)
        return;
    const char *name = arena_printf(resolve->arena, "approval-%s", outcome);
    anchor_set(resolve, node, anchor_of_approval(resolve->arena, resolve->facts, refs_full(resolve, of)));
    put(node, "of", refs_full(resolve, of));
    if (refs_target(resolve, of, &target, NULL))
        put(node, "href", refs_href(resolve, &target));
    const char *date = meeting_text(resolve, of, &target);
    put(node, "text", fill(resolve, name, date, NULL, NULL));
    put_moved(resolve, node);
    bool is_signed = text_same(node_attr(node, "signed"), "yes");
    if (is_signed)
        put(node, "signed-text", label(resolve->labels, "approval-signed"));
    if (node_child(node, "text"))
        return;
    const char *sentence = fill(resolve, arena_printf(resolve->arena, "%s-sentence", name), date, NULL, NULL);
    put_paragraph(
        node, is_signed ? arena_printf(resolve->arena, "%s %s", sentence, label(resolve->labels, "approval-signed")) : sentence,
        true);
}

void resolve_amendment(struct resolve *resolve, struct node *node)
{
    const struct node *parent = node_parent(node);
    const char *own = attr_text(resolve, node, "label"), *of = attr_text(resolve, node, "of");
    const char *address = of ? of : node_is(parent, "approval") ? attr_text(resolve, parent, "of") : NULL;
    struct target target;
    bool hidden;
    put(node, "label", own ? own : label(resolve->labels, "amendment"));
    if (!address)
        return;
    if (refs_target(resolve, address, &target, &hidden)) {
        anchor_set(resolve, node, anchor_of_amendment(resolve->arena, resolve->facts, refs_full(resolve, address)));
        put(node, "of", refs_full(resolve, address));
        put(node, "href", refs_href(resolve, &target));
        put(node, "text", fill(resolve, "amendment-to", refs_text(resolve, &target), NULL, NULL));
    } else if (hidden) {
        node_unset(node, "of");
        anchor_set(resolve, node, "change");
    }
}
