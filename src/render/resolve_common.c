/* Small things that all of resolve uses: attributes, labels, dates, lists. */
#include "render/resolve_parts.h"

#include <string.h>
#include <strings.h>

void put(struct node *node, const char *name, const char *value)
{
    if (value && *value)
        node_set_r(node, name, value);
}

void put_plain(struct node *node, const char *name, const char *value)
{
    if (value && *value)
        node_set(node, name, value);
}

bool same_language(const char *one, const char *other)
{
    size_t size = strcspn(one, "-");
    return size == strcspn(other, "-") && strncmp(one, other, size) == 0;
}

void note_language(const struct resolve *resolve, const char *lang)
{
    if (lang && resolve->several && !text_same(lang, resolve->facts->lang))
        *resolve->several = true;
}

void put_lang(const struct resolve *resolve, struct node *node, const struct meeting_facts *from)
{
    const char *page = resolve->document ? resolve->facts->lang : labels_lang(resolve->labels);
    if (same_language(from->lang, page))
        return;
    node_set(node, "xml:lang", from->lang);
    note_language(resolve, from->lang);
}

void put_paragraph(struct node *node, const char *text, bool first)
{
    if (text && *text)
        node_add_text(first ? node_insert_r(node, "p") : node_add_r(node, "p"), text);
}

const char *word(const struct resolve *resolve, const char *name, const char *value)
{
    if (!value || !*value)
        return NULL;
    const char *known = label_known(resolve->labels, arena_printf(resolve->arena, "%s-%s", name, value));
    return known ? known : value;
}

bool begins_with_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    if (size == 0 || strncasecmp(text, word, size) != 0)
        return false;
    unsigned char next = (unsigned char)text[size];
    return !((next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z') || next >= 0x80);
}

char *fill(const struct resolve *resolve, const char *name, const char *one, const char *two, const char *three)
{
    const char *args[] = {one, two, three, NULL};
    return label_format(resolve->labels, resolve->arena, name, args);
}

char *list_of(const struct resolve *resolve, const char *const *parts, size_t count)
{
    char *list = arena_copy(resolve->arena, "");
    for (size_t i = 0; i < count; i++)
        if (parts[i] && *parts[i])
            list = *list ? fill(resolve, "join-comma", list, parts[i], NULL) : arena_copy(resolve->arena, parts[i]);
    return list;
}

char *date_of(const struct resolve *resolve, const char *iso)
{
    return iso ? label_date(resolve->labels, resolve->arena, iso, false) : NULL;
}

char *time_of(const struct resolve *resolve, const char *start, const char *end)
{
    const char *from = start ? label_time(resolve->labels, resolve->arena, start) : NULL;
    const char *until = end ? label_time(resolve->labels, resolve->arena, end) : NULL;
    if (from && until)
        return fill(resolve, "time-range", from, until, NULL);
    return from ? fill(resolve, "time-from", from, NULL, NULL) : until ? fill(resolve, "time-until", until, NULL, NULL) : NULL;
}

char *short_of(const struct resolve *resolve, const char *text)
{
    enum { MOST = 240 };
    size_t size = text ? strlen(text) : 0;
    if (size <= MOST)
        return text ? arena_copy(resolve->arena, text) : NULL;
    size_t cut = MOST;
    while (cut && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return arena_printf(resolve->arena, "%.*s…", (int)cut, text);
}

char *capital(const struct resolve *resolve, const char *text)
{
    char *copy = arena_copy(resolve->arena, text);
    if (*copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 'a' + 'A');
    return copy;
}

const char *attr_text(const struct resolve *resolve, const struct node *node, const char *name)
{
    const char *value = node_attr(node, name);
    return value && *value ? arena_copy(resolve->arena, value) : NULL;
}

char *plain_text(const struct resolve *resolve, const struct node *node)
{
    return text_collapse(resolve->arena, node_text(node, resolve->arena));
}
