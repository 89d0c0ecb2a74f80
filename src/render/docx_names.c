/* Names that a reader of DOCX takes: of bookmarks, targets of links. */
#include "render/docx.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* -- a map -- */

struct docx_entry {
    const char *key, *value; /* key NULL: free */
};

static size_t hash(const char *text)
{
    uint64_t sum = 14695981039346656037u;
    for (; *text; text++)
        sum = (sum ^ (unsigned char)*text) * 1099511628211u;
    return (size_t)(sum ^ sum >> 32);
}

/* The entry of key, or the free one where it would stand. */
static struct docx_entry *entry(const struct docx_map *map, const char *key)
{
    size_t at = hash(key) & (map->room - 1);
    while (map->entries[at].key && strcmp(map->entries[at].key, key) != 0)
        at = (at + 1) & (map->room - 1);
    return &map->entries[at];
}

const char *docx_map_get(const struct docx_map *map, const char *key)
{
    return map->room ? entry(map, key)->value : NULL;
}

static void grow(struct docx_map *map)
{
    struct docx_map larger = {.count = map->count, .room = map->room ? map->room * 2 : 64};
    larger.entries = mem_zero(larger.room, sizeof *larger.entries);
    for (size_t i = 0; i < map->room; i++)
        if (map->entries[i].key)
            *entry(&larger, map->entries[i].key) = map->entries[i];
    free(map->entries);
    *map = larger;
}

void docx_map_put(struct docx_map *map, const char *key, const char *value)
{
    if (map->count * 2 >= map->room)
        grow(map);
    *entry(map, key) = (struct docx_entry){key, value};
    map->count++;
}

void docx_map_free(struct docx_map *map)
{
    free(map->entries);
    *map = (struct docx_map){NULL, 0, 0};
}

/* -- bookmarks -- */

enum { NAME_STEM = 30 };

/* Small letters, as Word takes "Item" and "item" for one name; the first is a letter, as others would hide the bookmark. */
static char *stem(struct arena *arena, const char *anchor)
{
    char *name = arena_alloc(arena, NAME_STEM + 2);
    size_t size = 0;
    if (!isalpha((unsigned char)*anchor))
        name[size++] = 'n';
    for (; *anchor && size < NAME_STEM; anchor++)
        if (((unsigned char)*anchor & 0xc0) != 0x80)
            name[size++] = isalnum((unsigned char)*anchor) ? (char)tolower((unsigned char)*anchor) : '_';
    return name;
}

void docx_name_anchor(struct docx *docx, const char *anchor)
{
    if (docx_map_get(&docx->anchors, anchor))
        return;
    const char *name = stem(docx->arena, anchor);
    /* The number of all names so far is rarely taken, so that no search is long. */
    for (size_t number = docx->names.count; docx_map_get(&docx->names, name); number++)
        name = arena_printf(docx->arena, "%s_%zu", stem(docx->arena, anchor), number);
    docx_map_put(&docx->names, name, name);
    docx_map_put(&docx->anchors, anchor, name);
}

/* -- targets of links -- */

enum { TARGET_LIMIT = 2000 };

static bool all_of(const char *text, size_t size, const char *others)
{
    for (size_t i = 0; i < size; i++)
        if (!isalnum((unsigned char)text[i]) && !strchr(others, text[i]))
            return false;
    return true;
}

static bool is_host(const char *host, size_t size)
{
    return size && size < 254 && isalnum((unsigned char)host[0]) && isalnum((unsigned char)host[size - 1]) &&
           all_of(host, size, "-.") && !strstr(host, "..");
}

/* host, or host:port; user names and addresses in brackets are left as text. */
static bool web_fits(const char *rest)
{
    size_t size = strcspn(rest, "/?#");
    const char *colon = memchr(rest, ':', size);
    size_t host = colon ? (size_t)(colon - rest) : size;
    char copy[256] = "";
    if (host < sizeof copy)
        memcpy(copy, rest, host);
    if (!is_host(copy, host))
        return false;
    size_t digits = colon ? strspn(colon + 1, "0123456789") : 0;
    return !colon || (digits && digits <= 5 && digits == size - host - 1 && strtol(colon + 1, NULL, 10) < 65536);
}

static bool mail_fits(const char *rest)
{
    size_t size = strcspn(rest, "?#");
    const char *at = memchr(rest, '@', size);
    char copy[256] = "";
    if (!at || at == rest || !all_of(rest, (size_t)(at - rest), "!$&'*+-/=_`{|}~.%"))
        return false;
    size_t host = size - (size_t)(at - rest) - 1;
    if (host < sizeof copy)
        memcpy(copy, at + 1, host);
    return is_host(copy, host);
}

static bool telephone_fits(const char *rest)
{
    return *rest && all_of(rest, strlen(rest), "+-.();=*%");
}

static const struct {
    const char *scheme;
    bool (*fits)(const char *rest);
} schemes[] = {{"https://", web_fits}, {"http://", web_fits}, {"mailto:", mail_fits}, {"tel:", telephone_fits}};

/* What may not stand in a URI is escaped; a "%" that escapes nothing, and every "#" but the first, too. */
static const char *escape_uri(struct arena *arena, const char *href)
{
    struct buf uri = BUF_INIT;
    bool fragment = false;
    for (const char *at = href; *at; at++) {
        unsigned char c = (unsigned char)*at;
        bool plain = isalnum(c) || strchr("-._~!$&'()*+,;=:@/?", c) || (c == '#' && !fragment) ||
                     (c == '%' && isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2]));
        fragment = fragment || c == '#';
        if (plain)
            buf_char(&uri, *at);
        else
            buf_printf(&uri, "%%%02X", c);
    }
    const char *copy = uri.size <= TARGET_LIMIT ? arena_copy(arena, buf_text(&uri)) : NULL;
    buf_free(&uri);
    return copy;
}

const char *docx_target(struct arena *arena, const char *href)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t size = strlen(schemes[i].scheme);
        if (strncasecmp(href, schemes[i].scheme, size) == 0)
            return schemes[i].fits(href + size) ? escape_uri(arena, href) : NULL;
    }
    return NULL;
}

/* -- base64 -- */

bool docx_decode(const char *base64, struct buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0, count = 0;
    unsigned char values[256];
    memset(values, 64, sizeof values);
    for (unsigned i = 0; i < 64; i++)
        values[(unsigned char)digits[i]] = (unsigned char)i;
    for (; *base64 && *base64 != '='; base64++) {
        if (strchr(" \t\r\n", *base64))
            continue;
        unsigned value = values[(unsigned char)*base64];
        if (value == 64)
            return false;
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buf_char(out, (char)(bits >> count & 0xff));
        }
    }
    return base64[strspn(base64, "= \t\r\n")] == '\0';
}
