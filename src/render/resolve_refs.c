/* Anchors, addresses and links between documents. An anchor is made from an address alone, so that every document makes the same.
 */
#include "render/resolve_parts.h"

#include <string.h>

/* Letters of ASCII, digits, "." and "-" stand for themselves, a blank is "_", anything else its code point as "__e9_". */
static void add_encoded(struct buf *out, const char *text)
{
    size_t size = strlen(text), length;
    for (size_t i = 0; i < size; i += length) {
        uint32_t point = 0;
        length = text_decode(text + i, size - i, &point);
        length = length ? length : 1;
        bool plain = (point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z') ||
                     point == '.' || point == '-';
        if (plain)
            buf_char(out, text[i]);
        else if (point == ' ')
            buf_char(out, '_');
        else
            buf_printf(out, "__%x_", (unsigned)point);
    }
}

static char *encoded(struct arena *arena, const char *before, const char *text)
{
    struct buf out = BUF_INIT;
    buf_str(&out, before);
    add_encoded(&out, text);
    char *anchor = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return anchor;
}

/* An item and its only action may share one address. */
char *anchor_of_def(struct arena *arena, const struct def *def)
{
    return encoded(arena, def->kind == DEF_ACTION && def->shares ? "a" : "n", def->address);
}

/* DATE#NUMBER as DATE.NUMBER; the body stays where it is another one's. */
static char *encoded_address(struct arena *arena, const char *before, const char *address, const char *body)
{
    size_t size = body ? strlen(body) : 0;
    if (body && strncmp(address, body, size) == 0 && address[size] == '/')
        address += size + 1;
    char *dotted = arena_copy(arena, address), *mark = strchr(dotted, '#'), *slash = strchr(dotted, '/');
    if (slash && (!mark || slash < mark))
        *slash = '.';
    if (mark)
        *mark = '.';
    return encoded(arena, before, dotted);
}

char *anchor_of_update(struct arena *arena, const struct meeting_facts *in, const struct target *target, const char *address)
{
    if (target && target->meeting && target->def && target->meeting->address)
        address = arena_printf(arena, "%s#%s", target->meeting->address, target->def->address);
    return address ? encoded_address(arena, "u", address, in->body) : arena_copy(arena, "u");
}

char *anchor_of_approval(struct arena *arena, const struct meeting_facts *in, const char *address)
{
    return encoded_address(arena, "minutes-", address, in->body);
}

char *anchor_of_amendment(struct arena *arena, const struct meeting_facts *in, const char *address)
{
    return encoded_address(arena, "change-", address, in->body);
}

char *anchor_nth(struct arena *arena, const char *anchor, size_t times)
{
    return times > 1 ? arena_printf(arena, "%s__%zu", anchor, times) : arena_copy(arena, anchor);
}

void anchor_set(struct resolve *resolve, struct node *node, const char *anchor)
{
    put(node, "anchor", anchor_nth(resolve->arena, anchor, tally_next(resolve->anchors, anchor)));
}

char *refs_full(const struct resolve *resolve, const char *address)
{
    if (!address)
        return NULL;
    size_t size = strcspn(address, "#");
    const char *meeting = text_collapse(resolve->arena, arena_copy_n(resolve->arena, address, size));
    const char *number = address[size] ? text_collapse(resolve->arena, address + size + 1) : NULL;
    bool whole = strchr(meeting, '/');
    return arena_printf(resolve->arena, "%s%s%s%s%s", whole ? "" : resolve->facts->body, whole ? "" : "/", meeting,
                        number ? "#" : "", number ? number : "");
}

bool refs_target(const struct resolve *resolve, const char *address, struct target *target, bool *hidden)
{
    *target = (struct target){0};
    if (hidden)
        *hidden = false;
    if (!address || !linked_target(resolve->linked, refs_full(resolve, address), target) || !target->meeting)
        return false;
    if (resolve->full || !target->def || !target->def->place.restricted)
        return true;
    if (hidden)
        *hidden = true;
    resolve_hid(resolve);
    *target = (struct target){0};
    return false;
}

char *refs_address(const struct resolve *resolve, const struct target *target)
{
    const char *meeting = target->meeting->address;
    if (!meeting)
        return NULL;
    return target->def ? arena_printf(resolve->arena, "%s#%s", meeting, target->def->address)
                       : arena_copy(resolve->arena, meeting);
}

static size_t plain_size(const char *path)
{
    size_t size = 0;
    for (char c; (c = path[size]); size++)
        if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '/' || c == '.' || c == '_' || c == '~' || c == '-'))
            break;
    return size;
}

char *refs_path(struct arena *arena, const char *path)
{
    size_t size = plain_size(path);
    if (!path[size])
        return arena_copy_n(arena, path, size);
    struct buf out = BUF_INIT;
    for (; *path; path += size, size = plain_size(path)) {
        buf_add(&out, path, size);
        if (path[size])
            buf_printf(&out, "%%%02X", (unsigned char)path[size++]);
    }
    char *result = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return result;
}

bool refs_has_page(const struct resolve_options *options, const struct meeting_facts *meeting)
{
    return !options->has_page || options->has_page(options->with, meeting);
}

static bool is_here(const struct resolve *resolve, const struct meeting_facts *meeting)
{
    return resolve->document && (meeting == resolve->facts || meeting == resolve->origin);
}

char *refs_page(const struct resolve *resolve, const struct meeting_facts *meeting, const char *anchor)
{
    bool here = is_here(resolve, meeting);
    if (here && anchor)
        return arena_printf(resolve->arena, "#%s", anchor);
    if (!here && !refs_has_page(resolve->options, meeting))
        return NULL;
    const struct meeting_facts *page = here ? resolve->facts : meeting;
    bool same_body = text_same(page->body, resolve->facts->body);
    return arena_printf(resolve->arena, "%s%s%s%s.html%s%s", same_body ? "" : resolve->site_root, same_body ? "" : page->body,
                        same_body ? "" : "/", refs_path(resolve->arena, page->stem), anchor ? "#" : "", anchor ? anchor : "");
}

char *refs_href(const struct resolve *resolve, const struct target *target)
{
    return refs_page(resolve, target->meeting, target->def ? anchor_of_def(resolve->arena, target->def) : NULL);
}

char *refs_meeting_text(const struct resolve *resolve, const struct meeting_facts *meeting)
{
    char *text = meeting->date ? date_of(resolve, meeting->date) : arena_copy(resolve->arena, meeting->stem);
    return meeting->sitting ? fill(resolve, "second-sitting", text, meeting->sitting, NULL) : text;
}

static const char *const kind_names[] = {
    [DEF_ITEM] = "item",     [DEF_ACTION] = "action",     [DEF_DECISION] = "decision",
    [DEF_MOTION] = "motion", [DEF_APPENDIX] = "appendix",
};

/* "item 4.2", or the number alone where it begins with such a word; an item's only action goes by the item's number; without a
 * number by its title, without either "an action". */
char *refs_def_text(const struct resolve *resolve, const struct def *def)
{
    const char *kind = kind_names[def->kind], *number = def->number ? def->number : def->shares ? def->address : NULL;
    if (number && begins_with_word(number, label(resolve->labels, kind)))
        return short_of(resolve, number);
    if (number)
        return fill(resolve, arena_printf(resolve->arena, "ref-%s", kind), short_of(resolve, number), NULL, NULL);
    if (def->title && *def->title)
        return fill(resolve, "ref-title", short_of(resolve, def->title), NULL, NULL);
    return arena_copy(resolve->arena, label(resolve->labels, arena_printf(resolve->arena, "ref-%s-unnumbered", kind)));
}

char *refs_text(const struct resolve *resolve, const struct target *target)
{
    bool here = is_here(resolve, target->meeting);
    char *text = target->def ? refs_def_text(resolve, target->def) : NULL;
    if (text && here)
        return text;
    const char *date = refs_meeting_text(resolve, target->meeting);
    text = text ? fill(resolve, "ref-of", text, date, NULL) : fill(resolve, "ref-minutes", date, NULL, NULL);
    if (text_same(target->meeting->body, resolve->facts->body))
        return text;
    return fill(resolve, "parentheses", text, people_body_name(resolve, target->meeting->body), NULL);
}
