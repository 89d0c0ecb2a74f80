/* HTML as the standard serialises it: void elements without an end, raw text in style, a new line after each block. */
#include "render/carry.h"
#include "render/finish.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { VOID = 1, RAW = 2, LINE = 4, OWN_LINE = 8 };

/* What is special about an element: no end tag; raw text; a new line after its end, after its start. Sorted by name. */
static const struct element {
    const char *name;
    unsigned is;
} elements[] = {
    {"area", VOID},
    {"article", LINE | OWN_LINE},
    {"aside", LINE},
    {"base", VOID},
    {"blockquote", LINE},
    {"body", LINE | OWN_LINE},
    {"br", VOID},
    {"caption", LINE},
    {"col", VOID},
    {"colgroup", LINE},
    {"dd", LINE},
    {"details", LINE},
    {"div", LINE},
    {"dl", LINE | OWN_LINE},
    {"dt", LINE},
    {"embed", VOID},
    {"figcaption", LINE},
    {"figure", LINE},
    {"footer", LINE},
    {"h1", LINE},
    {"h2", LINE},
    {"h3", LINE},
    {"h4", LINE},
    {"h5", LINE},
    {"h6", LINE},
    {"head", LINE | OWN_LINE},
    {"header", LINE},
    {"hr", VOID | LINE},
    {"html", LINE | OWN_LINE},
    {"img", VOID},
    {"input", VOID},
    {"li", LINE},
    {"link", VOID | LINE},
    {"main", LINE | OWN_LINE},
    {"meta", VOID | LINE},
    {"nav", LINE},
    {"ol", LINE | OWN_LINE},
    {"p", LINE},
    {"pre", LINE},
    {"script", RAW},
    {"section", LINE | OWN_LINE},
    {"source", VOID},
    {"style", RAW | LINE},
    {"summary", LINE},
    {"table", LINE | OWN_LINE},
    {"tbody", LINE | OWN_LINE},
    {"td", LINE},
    {"th", LINE},
    {"thead", LINE | OWN_LINE},
    {"title", LINE},
    {"tr", LINE | OWN_LINE},
    {"track", VOID},
    {"ul", LINE | OWN_LINE},
    {"wbr", VOID},
};

static int compare_elements(const void *name, const void *element)
{
    return strcmp(name, ((const struct element *)element)->name);
}

/* Names are mostly the same few strings: each is looked for once. */
struct kind {
    const char *name;
    size_t size; /* of the name */
    unsigned is;
};

/* A page under way. */
struct page {
    struct buf *out;
    struct kind kinds[NODE_PLACES];
    struct kind *open; /* the elements around, outermost first */
    size_t depth, room;
    bool begun, refused; /* refused: by what it began with */
};

static const struct kind *kind_of(struct page *page, const char *name)
{
    struct kind *kind = &page->kinds[node_place(name)];
    if (kind->name != name) {
        const struct element *element =
            bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare_elements);
        *kind = (struct kind){name, strlen(name), element ? element->is : 0};
    }
    return kind;
}

static void put_escaped(struct buf *out, char c, bool attribute)
{
    if (c == '&')
        buf_str(out, "&amp;");
    else if (c == '"' && attribute)
        buf_str(out, "&quot;");
    else if ((c == '<' || c == '>') && !attribute)
        buf_str(out, c == '<' ? "&lt;" : "&gt;");
    else
        buf_char(out, c);
}

static void escape(const char *text, size_t left, bool attribute, struct buf *out)
{
    for (size_t plain;; text += plain + 1, left -= plain + 1) {
        plain = text_plain(text, left);
        buf_add(out, text, plain);
        if (plain == left)
            return;
        put_escaped(out, text[plain], attribute);
    }
}

static void put_attribute(const struct xml_attr *attr, struct buf *out)
{
    buf_char(out, ' ');
    if (*attr->ns && strcmp(attr->ns, NS_XML) == 0)
        buf_add(out, "xml:", 4);
    buf_str(out, attr->name);
    buf_add(out, "=\"", 2);
    escape(attr->value, strlen(attr->value), true, out);
    buf_char(out, '"');
}

static bool open_tag(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    (void)ns;
    struct page *page = with;
    struct buf *out = page->out;
    const struct kind *kind = kind_of(page, name);
    page->begun = page->begun || strcmp(name, "html") == 0;
    page->refused = !page->begun;
    if (page->refused)
        return false;
    MEM_GROW(page->open, page->depth, page->room);
    page->open[page->depth++] = *kind;
    buf_char(out, '<');
    buf_add(out, kind->name, kind->size);
    for (size_t i = 0; i < count; i++)
        put_attribute(&attrs[i], out);
    buf_char(out, '>');
    if (kind->is & OWN_LINE)
        buf_char(out, '\n');
    return true;
}

static bool close_tag(void *with, const char *ns, const char *name)
{
    (void)ns;
    (void)name;
    struct page *page = with;
    struct buf *out = page->out;
    const struct kind *kind = &page->open[--page->depth];
    if (!(kind->is & VOID)) {
        buf_add(out, "</", 2);
        buf_add(out, kind->name, kind->size);
        buf_char(out, '>');
    }
    if (kind->is & LINE)
        buf_char(out, '\n');
    return true;
}

static bool put_text(void *with, const char *text, size_t size)
{
    struct page *page = with;
    if (page->open[page->depth - 1].is & RAW)
        buf_add(page->out, text, size);
    else
        escape(text, size, false, page->out);
    return true;
}

/* What would end the element or open a comment in it. */
static bool needs_guard(const char *behind)
{
    const char *name = behind + (*behind == '/');
    return *behind == '\\' || strncmp(behind, "!--", 3) == 0 || ((*name | 0x20) == 's' && strncasecmp(name, "script", 6) == 0);
}

/* As data that no browser runs or shows. Where it must be, a backslash stands behind "<", where well-formed XML has none. */
static void put_source(const char *source, struct buf *out)
{
    static const char end[] = "</body>\n</html>\n";
    size_t tail = sizeof end - 1;
    char seal[33];
    if (out->size < tail || memcmp(out->data + out->size - tail, end, tail) != 0)
        return;
    hash_text(hash_bytes(out->data, out->size), seal);
    out->size -= tail;
    buf_printf(out, "<script type=\"application/xml\" id=\"%s\" data-seal=\"%s\">", CARRY_HTML_ID, seal);
    for (const char *c = source, *next; *c; c = next) {
        next = strchr(c, '<');
        next = next ? next + 1 : c + strlen(c);
        buf_add(out, c, (size_t)(next - c));
        if (next[-1] == '<' && needs_guard(next))
            buf_char(out, '\\');
    }
    buf_printf(out, "</script>\n%s", end);
}

bool html_write(struct xml_style *style, const struct xml_doc *resolved, const char *const *params, const struct finishing *with,
                struct buf *out, const char **why)
{
    static const struct xml_handler handler = {open_tag, put_text, close_tag};
    struct page page = {.out = out};
    buf_str(out, "<!DOCTYPE html>\n");
    bool done = xml_style_tell(style, resolved, params, &handler, &page, with->arena, why);
    if (!page.begun && (done || page.refused))
        *why = "the stylesheet made no html element";
    done = done && page.begun;
    if (done && with->source)
        put_source(with->source, out);
    free(page.open);
    return done;
}
