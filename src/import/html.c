/* HTML pages. */
#include "import/html_parts.h"

#include "base/text.h"
#include "import/carried.h"
#include "xml/xml.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

enum { LOOKED_AT = 4096 }; /* bytes in which the page may say how it is written, and that it is one */

/* -- what it is -- */

static size_t after_space(const char *bytes, size_t size, size_t at)
{
    while (at < size && strchr(" \t\r\n\f", bytes[at]) && bytes[at])
        at++;
    return at;
}

static bool starts(const char *bytes, size_t size, size_t at, const char *word)
{
    size_t length = strlen(word);
    return size - at >= length && strncasecmp(bytes + at, word, length) == 0;
}

/* After a BOM, comments and XML declarations: an element or a doctype that only pages begin with. */
static bool is_html(const char *bytes, size_t size)
{
    static const char *const openings[] = {"<!doctype html", "<html", "<head", "<body"};
    size_t at = starts(bytes, size, 0, "\xEF\xBB\xBF") ? 3 : 0;
    for (at = after_space(bytes, size, at); at < size && (starts(bytes, size, at, "<!--") || starts(bytes, size, at, "<?xml"));) {
        const char *close = memmem(bytes + at, size - at, bytes[at + 1] == '?' ? "?>" : "-->", bytes[at + 1] == '?' ? 2 : 3);
        if (!close)
            return false;
        at = after_space(bytes, size, (size_t)(close - bytes) + (bytes[at + 1] == '?' ? 2 : 3));
    }
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (starts(bytes, size, at, openings[i]))
            return true;
    return false;
}

/* -- encoding -- */

static bool in_name(char c)
{
    return ((c | ' ') >= 'a' && (c | ' ') <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':';
}

/* The name behind "charset=" in the page's first bytes; false: there is none. */
static bool said_encoding(const char *bytes, size_t size, char name[40])
{
    size_t most = size < LOOKED_AT ? size : LOOKED_AT;
    for (size_t at = 0; at + 8 < most; at++) {
        if (strncasecmp(bytes + at, "charset", 7) != 0)
            continue;
        size_t i = after_space(bytes, most, at + 7), length = 0;
        if (i >= most || bytes[i] != '=')
            continue;
        i = after_space(bytes, most, i + 1);
        i += i < most && (bytes[i] == '"' || bytes[i] == '\'');
        for (; i < most && length < 39 && in_name(bytes[i]); i++)
            name[length++] = bytes[i];
        name[length] = '\0';
        return length > 0;
    }
    return false;
}

/* Encodings that are told from the bytes themselves as well or better. */
static bool is_guessed(const char *name)
{
    static const char *const names[] = {"utf", "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii", "iso-8859-15"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncasecmp(name, names[i], i ? strlen(names[i]) + 1 : 3) == 0)
            return true;
    return false;
}

static bool is_unicode(const char *bytes, size_t size)
{
    return size > 1 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0 ||
                        (size > 2 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) || text_valid_until(bytes, size) == size);
}

/* Bytes of another encoding as UTF-8; what means nothing in it becomes U+FFFD. False: nobody knows it. */
static bool convert(const char *name, const char *bytes, size_t size, struct buf *out)
{
    iconv_t how = iconv_open("UTF-8", name);
    if (how == (iconv_t)-1)
        return false;
    char *from = (char *)bytes;
    while (size) {
        char piece[4096], *to = piece;
        size_t room = sizeof piece;
        bool failed = iconv(how, &from, &size, &to, &room) == (size_t)-1 && errno != E2BIG;
        buf_add(out, piece, sizeof piece - room);
        if (failed && size) {
            buf_str(out, "\xEF\xBF\xBD");
            from++;
            size--;
        }
    }
    iconv_close(how);
    return true;
}

static char *decode(const struct front_input *input, struct blocks *blocks, size_t *size)
{
    const char *bytes = input->source->bytes ? input->source->bytes : "";
    char name[40];
    size_t bad;
    if (said_encoding(bytes, input->source->size, name) && !is_guessed(name) && !is_unicode(bytes, input->source->size)) {
        struct buf converted = BUF_INIT;
        const char *ignored;
        char *text = NULL;
        if (convert(name, bytes, input->source->size, &converted))
            text = front_decode(buf_text(&converted), converted.size, blocks->arena, size, &ignored, &bad);
        buf_free(&converted);
        if (text) {
            blocks->encoding = arena_copy(blocks->arena, name);
            return text;
        }
    }
    return front_decode(bytes, input->source->size, blocks->arena, size, &blocks->encoding, &bad);
}

/* -- what the page says of itself -- */

static const struct property_name {
    const char *name, *key;
} property_names[] = {
    {"author", "author"},
    {"description", "description"},
    {"keywords", "keywords"},
    {"date", "date"},
    {"dc.title", "title"},
    {"dc.date", "date"},
    {"dc.creator", "author"},
    {"dc.description", "description"},
    {"dcterms.title", "title"},
    {"dcterms.date", "date"},
    {"dcterms.created", "date"},
    {"dcterms.creator", "author"},
    {"og:title", "title"},
    {"og:site_name", "site"},
    {"og:description", "description"},
    {"article:published_time", "date"},
    {"article:author", "author"},
};

static void add_property(struct blocks *blocks, const char *key, const char *value, size_t line)
{
    size_t size = strlen(value);
    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->list[i];
        if (block->zone == ZONE_FRONT && block->size == size && strcmp(block->text, value) == 0)
            return; /* said before, by whatever name */
        if (block->zone != ZONE_FRONT)
            break;
    }
    struct block *block = blocks_add(blocks, BLOCK_PARAGRAPH, line);
    block->zone = ZONE_FRONT;
    blocks_text(blocks, value, size, 0, NULL);
    if (blocks_end(blocks)) {
        blocks->list[blocks->count - 1].marker = key;
        blocks_raw(blocks, ZONE_FRONT, line, value, size);
    }
}

static void add_meta(const struct html_node *node, struct blocks *blocks)
{
    const char *name = html_get(node, "name"), *content = html_get(node, "content");
    name = name ? name : html_get(node, "property");
    for (size_t i = 0; name && content && i < sizeof property_names / sizeof *property_names; i++)
        if (strcasecmp(name, property_names[i].name) == 0) {
            add_property(blocks, property_names[i].key, content, node->line);
            return;
        }
}

enum { PROPERTIES_MAX = 64 };

static bool inside_svg(const struct html_node *node)
{
    for (; node; node = node->parent)
        if (node->tag == TAG_SVG)
            return true;
    return false;
}

static void add_properties(const struct html_node *node, struct blocks *blocks, size_t *titles)
{
    for (const struct html_node *child = node->first; child && blocks->count < PROPERTIES_MAX; child = child->next) {
        if (child->tag == TAG_TITLE && !inside_svg(child) && (*titles)++ == 0)
            add_property(blocks, "title", html_words(child, blocks->arena), child->line);
        else if (child->tag == TAG_META)
            add_meta(child, blocks);
        add_properties(child, blocks, titles);
    }
}

static bool read_html(const struct front_input *input, struct blocks *blocks)
{
    struct html_tree tree;
    size_t size, titles = 0;
    char *text = decode(input, blocks, &size);
    carried_html(input->source->bytes ? input->source->bytes : "", input->source->size, blocks);
    html_start(&tree, blocks->arena);
    html_add(&tree, text, size, 1);
    html_end(&tree);
    html_zones(&tree, true);
    add_properties(tree.page, blocks, &titles);
    html_blocks(&tree, blocks);
    html_raw(&tree, blocks);
    return true;
}

const struct front_end front_html = {"html", ".html .htm .xhtml .xht .shtml", is_html, read_html};
