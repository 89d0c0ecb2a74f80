/* Declarations, arrivals and departures, what is put off or announced, restricted passages, signatures and contacts. */
#include "render/resolve_parts.h"

#include <string.h>

static void put_label(struct resolve *resolve, struct node *node, const char *otherwise)
{
    const char *own = attr_text(resolve, node, "label");
    put(node, "label", own ? own : otherwise);
}

void resolve_declaration(struct resolve *resolve, struct node *node)
{
    const char *as = attr_text(resolve, node, "as"), *item = attr_text(resolve, node, "item");
    const struct def *def = item ? resolve_own(resolve, item) : NULL;
    put(node, "name", as ? as : people_names(resolve, node_attr(node, "by")));
    put(node, "interest-text", word(resolve, "interest", node_attr(node, "interest")));
    put(node, "withdrew-text", word(resolve, "withdrew", node_attr(node, "withdrew")));
    if (def && def->place.restricted && !resolve->full) {
        node_unset(node, "item");
        resolve_hid(resolve);
        return;
    }
    if (!item)
        return;
    const struct target target = {resolve->origin, def};
    put(node, "item-href", def ? refs_href(resolve, &target) : NULL);
    put(node, "item-text", def ? refs_text(resolve, &target) : fill(resolve, "ref-item", item, NULL, NULL));
}

void resolve_coming(struct resolve *resolve, struct node *node)
{
    const char *as = attr_text(resolve, node, "as"), *name = as ? as : people_who(resolve, node), *time = node_attr(node, "time");
    const char *sentence = node_is(node, "arrival") ? "arrived" : "left";
    const char *at = time ? label_time(resolve->labels, resolve->arena, time) : NULL;
    put(node, "name", name);
    put(node, "time-text", at);
    if (node_first(node) || !name)
        return;
    put_paragraph(node,
                  at ? fill(resolve, arena_printf(resolve->arena, "%s-at", sentence), name, at, NULL)
                     : fill(resolve, sentence, name, NULL, NULL),
                  false);
}

void resolve_deferral(struct resolve *resolve, struct node *node)
{
    const char *to = attr_text(resolve, node, "to"), *printed = attr_text(resolve, node, "for");
    put_label(resolve, node, label(resolve->labels, "deferral"));
    put(node, "for", printed ? printed : people_names(resolve, node_attr(node, "owner")));
    if (!to || strcmp(to, "next-meeting") == 0)
        put(node, "to-text", label(resolve->labels, "deferred-to-next"));
    else if (strcmp(to, "later") == 0)
        put(node, "to-text", label(resolve->labels, "deferred-to-later"));
    else
        put(node, "to-text", fill(resolve, "deferred-to-date", date_of(resolve, to), NULL, NULL));
}

void resolve_next_meeting(struct resolve *resolve, struct node *node)
{
    const char *date = attr_text(resolve, node, "date"), *kind = node_attr(node, "kind"), *mode = node_attr(node, "mode");
    const char *parts[] = {date ? label_date(resolve->labels, resolve->arena, date, true) : NULL,
                           time_of(resolve, node_attr(node, "start"), node_attr(node, "end")), attr_text(resolve, node, "venue"),
                           word(resolve, "mode", mode)};
    const char *text = list_of(resolve, parts, sizeof parts / sizeof *parts);
    if (!*text)
        text = label(resolve->labels, "next-unknown");
    if (kind && strcmp(kind, "ordinary") != 0)
        text = fill(resolve, "colon-text", word(resolve, "kind", kind), text, NULL);
    put_label(resolve, node, label(resolve->labels, "next-meeting"));
    put(node, "date-text", parts[0]);
    put(node, "text", text);
    if (!node_first(node))
        put_paragraph(node, text, false);
}

void resolve_restricted(struct resolve *resolve, struct node *node)
{
    const char *parts[] = {word(resolve, "reason", node_attr(node, "reason")), attr_text(resolve, node, "ground")};
    put(node, "text", fill(resolve, "restricted-text", list_of(resolve, parts, 2), NULL, NULL));
    if (!resolve->full)
        put(node, "withheld", "yes");
}

void resolve_signature(struct resolve *resolve, struct node *node)
{
    const char *as = attr_text(resolve, node, "as"), *by = attr_text(resolve, node, "by"), *date = node_attr(node, "date");
    put_label(resolve, node, label(resolve->labels, "signature"));
    put(node, "name", as ? as : by ? people_name(resolve, resolve->facts, by, NULL) : NULL);
    put(node, "post", attr_text(resolve, node, "post"));
    put(node, "date-text", date ? date_of(resolve, date) : NULL);
}

void resolve_labelled(struct resolve *resolve, struct node *node)
{
    put_label(resolve, node, label(resolve->labels, node_name(node)));
}

/* -- contact details -- */

static char *email_link(const struct resolve *resolve, const char *text)
{
    const char *at = strchr(text, '@');
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.!#$'*+-/=^_`{|}~@";
    bool plain = at && at != text && at[1] && !strchr(at + 1, '@') && text[strspn(text, allowed)] == '\0';
    if (!plain)
        return NULL;
    return arena_printf(resolve->arena, "mailto:%s@%s",
                        refs_path(resolve->arena, arena_copy_n(resolve->arena, text, (size_t)(at - text))),
                        refs_path(resolve->arena, at + 1));
}

static char *telephone_link(const struct resolve *resolve, const char *text)
{
    char *number = arena_alloc(resolve->arena, strlen(text) + 1), *to = number;
    if (text[strspn(text, "0123456789+()- .")])
        return NULL;
    for (const char *at = text; *at; at++)
        if ((*at >= '0' && *at <= '9') || (*at == '+' && to == number))
            *to++ = *at;
    return to - number >= 3 ? arena_printf(resolve->arena, "tel:%s", number) : NULL;
}

static char *web_link(const struct resolve *resolve, const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%";
    size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : strncmp(text, "http://", 7) == 0 ? 7 : 0;
    size_t host = strcspn(text + scheme, "/?#");
    const char *dot = memchr(text + scheme, '.', host);
    bool plain = text[strspn(text, allowed)] == '\0' && dot && dot != text + scheme && (scheme || !memchr(text, ':', host)) &&
                 (scheme || !memchr(text, '@', host));
    return plain ? arena_printf(resolve->arena, "%s%s", scheme ? "" : "https://", text) : NULL;
}

static const struct {
    const char *kind;
    char *(*link)(const struct resolve *resolve, const char *text);
} line_links[] = {{"email", email_link}, {"telephone", telephone_link}, {"web", web_link}};

char *line_link(const struct resolve *resolve, const char *kind, const char *text)
{
    for (size_t i = 0; i < sizeof line_links / sizeof *line_links; i++)
        if (text && text_same(line_links[i].kind, kind))
            return line_links[i].link(resolve, text);
    return NULL;
}

void resolve_line(struct resolve *resolve, struct node *node)
{
    put_label(resolve, node, NULL);
    put(node, "href", line_link(resolve, node_attr(node, "kind"), plain_text(resolve, node)));
}
