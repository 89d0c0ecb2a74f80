/* A part of a package as XML, with what only the whole document can tell: see docx.h. */
#include "base/text.h"
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

enum verdict { WRITE, UNWRAP, SKIP };
enum block { NO_BLOCK, PARAGRAPH, TABLE };

struct open_element {
    const struct rule *rule;
    bool written;
};

struct writer {
    struct docx *docx;
    struct buf *out;
    size_t part;
    struct buf relations;
    size_t links;
    struct docx_map related; /* what the part is already related to, to the ids */
    struct open_element *stack;
    size_t depth, room;
    const char **lists; /* numbers of the lists around, outermost first */
    size_t list_depth, list_room;
    enum block last;  /* the block just written in the cell or body */
    bool pending;     /* the start tag lacks its end */
    bool rows;        /* a table is open for the rows beside it */
    bool unlinked;    /* in a link that cannot be followed */
    const char *link; /* the attribute of the link just met */
};

/* What is special about an element. All may be NULL. */
struct rule {
    const char *ns, *name;
    enum verdict (*enter)(struct writer *writer, const struct node *node);
    void (*attributes)(struct writer *writer, const struct node *node);
    void (*end)(struct writer *writer, const struct node *node);   /* before the end tag */
    bool (*stays)(const struct node *node);                        /* the end tag comes later */
    void (*leave)(struct writer *writer, const struct node *node); /* after the end tag; when unwrapped, too */
};

static const struct {
    const char *uri, *prefix;
} namespaces[] = {
    {NS_W, "w"},
    {NS_R, "r"},
    {NS_WP, "wp"},
    {NS_A, "a"},
    {NS_PIC, "pic"},
    {NS_TYPES, ""},
    {NS_RELATIONS, ""},
    {"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", ""},
    {"http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://www.w3.org/2001/XMLSchema-instance", "xsi"},
};
enum { NAMESPACES = sizeof namespaces / sizeof *namespaces };

/* -- tags -- */

static int namespace_of(const char *uri)
{
    for (int i = 0; i < NAMESPACES; i++)
        if (uri == namespaces[i].uri || strcmp(uri, namespaces[i].uri) == 0)
            return i;
    return -1;
}

bool docx_is(const struct node *node, const char *ns, const char *name)
{
    return node && strcmp(node_name(node), name) == 0 && strcmp(node_ns(node), ns) == 0;
}

void docx_escape(struct buf *out, const char *text)
{
    while (*text) {
        size_t size = strcspn(text, "&<>\"\t\n\r");
        buf_add(out, text, size);
        text += size;
        if (!*text)
            return;
        switch (*text++) {
        case '&': buf_str(out, "&amp;"); break;
        case '<': buf_str(out, "&lt;"); break;
        case '>': buf_str(out, "&gt;"); break;
        case '"': buf_str(out, "&quot;"); break;
        case '\t': buf_str(out, "&#9;"); break;
        case '\n': buf_str(out, "&#10;"); break;
        default: buf_str(out, "&#13;"); break;
        }
    }
}

static void settle(struct writer *writer)
{
    if (writer->pending)
        buf_char(writer->out, '>');
    writer->pending = false;
}

static void put(struct writer *writer, const char *text)
{
    settle(writer);
    buf_str(writer->out, text);
}

static void put_name(struct writer *writer, const char *ns, const char *name)
{
    int at = namespace_of(ns);
    if (at < 0) {
        docx_fail(writer->docx, "%s: '%s' is of a namespace that no part has: '%s'", writer->docx->parts[writer->part].name, name,
                  ns);
        return;
    }
    if (*namespaces[at].prefix) {
        buf_str(writer->out, namespaces[at].prefix);
        buf_char(writer->out, ':');
    }
    buf_str(writer->out, name);
}

static void put_attribute(struct writer *writer, const char *name, const char *value)
{
    buf_char(writer->out, ' ');
    buf_str(writer->out, name);
    buf_str(writer->out, "=\"");
    docx_escape(writer->out, value);
    buf_char(writer->out, '"');
}

static bool copy_attribute(void *with, const char *name, const char *ns, const char *value)
{
    struct writer *writer = with;
    if (strcmp(ns, NS_DOCX) == 0)
        return true;
    buf_char(writer->out, ' ');
    if (strcmp(ns, NS_XML) == 0)
        buf_str(writer->out, "xml:");
    else if (*ns)
        put_name(writer, ns, "");
    buf_str(writer->out, name);
    buf_str(writer->out, "=\"");
    docx_escape(writer->out, value);
    buf_char(writer->out, '"');
    return true;
}

struct used {
    bool used[NAMESPACES];
};

static void note_namespace(struct used *used, const char *ns)
{
    int at = *ns ? namespace_of(ns) : -1;
    if (at >= 0)
        used->used[at] = true;
}

static bool note_attribute(void *with, const char *name, const char *ns, const char *value)
{
    (void)name;
    (void)value;
    note_namespace(with, ns);
    return true;
}

/* Declarations for all that is used in the part; r is also that of ids made here. */
static void declare(struct writer *writer, const struct node *root)
{
    struct used used = {{false}};
    for (const struct node *node = root; node; node = node_after(node, root)) {
        note_namespace(&used, node_ns(node));
        node_attrs(node, note_attribute, &used);
        if (docx_is(node, NS_W, "hyperlink") || docx_is(node, NS_A, "blip"))
            note_namespace(&used, NS_R);
    }
    for (int i = 0; i < NAMESPACES; i++)
        if (used.used[i])
            buf_printf(writer->out, " xmlns%s%s=\"%s\"", *namespaces[i].prefix ? ":" : "", namespaces[i].prefix,
                       namespaces[i].uri);
}

/* -- relationships -- */

/* The id by which the part refers to target, in a relationship made for it if there is none yet. */
static const char *relate(struct writer *writer, const char *kind, const char *target, bool external)
{
    const char *known = docx_map_get(&writer->related, target);
    if (known)
        return known;
    const char *id = arena_printf(writer->docx->arena, "link%zu", ++writer->links);
    buf_printf(&writer->relations, "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"", id, NS_R, kind);
    docx_escape(&writer->relations, target);
    buf_str(&writer->relations, external ? "\" TargetMode=\"External\"/>" : "\"/>");
    docx_map_put(&writer->related, target, id);
    return id;
}

/* -- text -- */

static bool must_keep(const char *text, size_t size)
{
    if (text[0] == ' ' || text[size - 1] == ' ')
        return true;
    for (size_t i = 1; i < size; i++)
        if (text[i] == ' ' && text[i - 1] == ' ')
            return true;
    return false;
}

static enum verdict write_text(struct writer *writer, const struct node *node)
{
    for (const char *text = node_text(node, writer->docx->arena); *text;) {
        size_t size = strcspn(text, "\t\n");
        if (size) {
            put(writer, must_keep(text, size) ? "<w:t xml:space=\"preserve\">" : "<w:t>");
            docx_escape(writer->out, arena_copy_n(writer->docx->arena, text, size));
            put(writer, "</w:t>");
        } else {
            put(writer, *text == '\t' ? "<w:tab/>" : "<w:br/>");
            size = 1;
        }
        text += size;
    }
    return SKIP;
}

/* -- lists -- */

enum { LEVELS = 9, HIGHEST_START = 32767 };

static size_t list_level(const struct writer *writer)
{
    return writer->list_depth > LEVELS ? LEVELS - 1 : writer->list_depth ? writer->list_depth - 1 : 0;
}

/* An instance of the abstract numbering that counts from where the list does. Word counts no higher than 32,767. */
static const char *make_num(struct writer *writer, const struct node *list)
{
    struct docx *docx = writer->docx;
    const char *start = node_attr(list, "start");
    long from = start ? strtol(start, NULL, 10) : 1;
    from = from < 0 ? 0 : from > HIGHEST_START ? HIGHEST_START : from;
    const char *id = arena_printf(docx->arena, "%zu", ++docx->last_num);
    buf_printf(&docx->nums, "<w:num w:numId=\"%s\"><w:abstractNumId w:val=\"", id);
    docx_escape(&docx->nums, node_attr(list, "abstract") ? node_attr(list, "abstract") : "0");
    buf_printf(&docx->nums, "\"/><w:lvlOverride w:ilvl=\"%zu\"><w:startOverride w:val=\"%ld\"/></w:lvlOverride></w:num>",
               list_level(writer), from);
    return id;
}

static enum verdict enter_list(struct writer *writer, const struct node *node)
{
    MEM_GROW(writer->lists, writer->list_depth, writer->list_room);
    const char *num = node_attr(node, "num");
    writer->list_depth++;
    writer->lists[writer->list_depth - 1] = num ? num : make_num(writer, node);
    return UNWRAP;
}

static void leave_list(struct writer *writer, const struct node *node)
{
    (void)node;
    writer->list_depth--;
}

static void add_level(struct writer *writer, const struct node *node)
{
    if (!node_attr_ns(node, NS_W, "val"))
        buf_printf(writer->out, " w:val=\"%zu\"", list_level(writer));
}

static void add_list(struct writer *writer, const struct node *node)
{
    if (node_attr_ns(node, NS_W, "val"))
        return;
    if (writer->list_depth)
        put_attribute(writer, "w:val", writer->lists[writer->list_depth - 1]);
    else
        docx_fail(writer->docx, "a numbered paragraph stands outside a list");
}

/* -- bookmarks, links, pictures -- */

static enum verdict write_bookmark(struct writer *writer, const struct node *node)
{
    const char *anchor = node_attr(node, "anchor");
    const char *name = anchor ? docx_map_get(&writer->docx->anchors, anchor) : NULL;
    if (!name || docx_map_get(&writer->related, name))
        return SKIP;
    docx_map_put(&writer->related, name, name);
    size_t id = writer->docx->last_bookmark++;
    settle(writer);
    buf_printf(writer->out, "<w:bookmarkStart w:id=\"%zu\" w:name=\"%s\"/><w:bookmarkEnd w:id=\"%zu\"/>", id, name, id);
    return SKIP;
}

static enum verdict enter_link(struct writer *writer, const struct node *node)
{
    const char *anchor = node_attr_ns(node, NS_DOCX, "anchor"), *href = node_attr_ns(node, NS_DOCX, "href");
    if (!node_first(node))
        return SKIP;
    const char *name = anchor ? docx_map_get(&writer->docx->anchors, anchor) : NULL;
    const char *target = href ? docx_target(writer->docx->arena, href) : NULL;
    writer->link = name ? arena_printf(writer->docx->arena, " w:anchor=\"%s\"", name) : NULL;
    if (target)
        writer->link = arena_printf(writer->docx->arena, " r:id=\"%s\"", relate(writer, "hyperlink", target, true));
    writer->unlinked = !writer->link;
    return writer->link ? WRITE : UNWRAP;
}

static void add_link(struct writer *writer, const struct node *node)
{
    (void)node;
    buf_str(writer->out, writer->link);
}

static void leave_link(struct writer *writer, const struct node *node)
{
    (void)node;
    writer->unlinked = false;
}

static enum verdict check_style(struct writer *writer, const struct node *node)
{
    const char *id = node_attr_ns(node, NS_W, "val");
    if (writer->unlinked && id && strcmp(id, "Hyperlink") == 0)
        return SKIP;
    if (!id || !docx_map_get(&writer->docx->styles, id))
        docx_fail(writer->docx, "the style '%s' is not defined", id ? id : "");
    return WRITE;
}

static const struct {
    const char *type, *extension;
} pictures[] = {{"image/png", "png"}, {"image/jpeg", "jpeg"}};

/* The name of the part that holds the picture: one part however often it is shown. */
static const char *add_picture(struct docx *docx, const struct node *image)
{
    const char *type = node_attr(image, "type"), *extension = NULL;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        if (type && strcmp(type, pictures[i].type) == 0)
            extension = pictures[i].extension;
    struct docx_part part = {.type = type};
    if (!extension || !docx_decode(node_text(image, docx->arena), &part.bytes)) {
        buf_free(&part.bytes);
        docx_fail(docx, extension ? "a picture is not in base64" : "a picture is neither PNG nor JPEG");
        return NULL;
    }
    for (size_t i = docx->count - docx->media; i < docx->count; i++)
        if (docx->parts[i].bytes.size == part.bytes.size && strcmp(docx->parts[i].type, type) == 0 &&
            memcmp(docx->parts[i].bytes.data, part.bytes.data, part.bytes.size) == 0) {
            buf_free(&part.bytes);
            return docx->parts[i].name;
        }
    part.name = arena_printf(docx->arena, "/word/media/image%zu.%s", ++docx->media, extension);
    MEM_GROW(docx->parts, docx->count, docx->room);
    docx->parts[docx->count++] = part;
    return part.name;
}

static void add_picture_id(struct writer *writer, const struct node *node)
{
    const struct node *image = node_first(node);
    if (!docx_is(image, NS_DOCX, "image"))
        return;
    const char *name = add_picture(writer->docx, image);
    if (!name)
        return;
    bool beside = strncmp(writer->docx->parts[writer->part].name, "/word/", 6) == 0 &&
                  !strchr(writer->docx->parts[writer->part].name + 6, '/');
    put_attribute(writer, "r:embed", relate(writer, "image", beside ? name + strlen("/word/") : name, false));
}

static enum verdict skip(struct writer *writer, const struct node *node)
{
    (void)writer;
    (void)node;
    return SKIP;
}

static void add_drawing_id(struct writer *writer, const struct node *node)
{
    if (docx_is(node, NS_WP, "docPr"))
        writer->docx->last_drawing++;
    buf_printf(writer->out, " id=\"%zu\"", writer->docx->last_drawing);
}

/* -- paragraphs and tables -- */

static void write_tree(struct writer *writer, const struct node *root);

static bool has_content(const struct node *paragraph)
{
    for (const struct node *child = node_first(paragraph); child; child = node_next(child)) {
        bool link = docx_is(child, NS_W, "hyperlink");
        if (link ? node_first(child) != NULL : !docx_is(child, NS_W, "pPr") && !docx_is(child, NS_DOCX, "bookmark"))
            return true;
        for (const struct node *set = link ? NULL : node_first(child); set; set = node_next(set))
            if (docx_is(set, NS_W, "numPr"))
                return true;
    }
    return false;
}

static enum verdict enter_paragraph(struct writer *writer, const struct node *node)
{
    if (has_content(node))
        return WRITE;
    for (const struct node *child = node_first(node); child; child = node_next(child))
        if (docx_is(child, NS_DOCX, "bookmark"))
            write_bookmark(writer, child);
    return SKIP;
}

static void leave_paragraph(struct writer *writer, const struct node *node)
{
    (void)node;
    writer->last = PARAGRAPH;
}

static enum verdict enter_table(struct writer *writer, const struct node *node)
{
    (void)node;
    const struct node *between = node_first(writer->docx->between);
    if (writer->last == TABLE && between)
        write_tree(writer, between);
    return WRITE;
}

static bool is_row(const struct node *node)
{
    return docx_is(node, NS_W, "tr");
}

/* A row that stands beside its table, not in it. */
static bool is_loose(const struct node *row)
{
    return is_row(row) && !docx_is(node_parent(row), NS_W, "tbl");
}

static bool table_stays(const struct node *node)
{
    return is_row(node_next(node));
}

static void leave_table(struct writer *writer, const struct node *node)
{
    writer->rows = writer->rows || table_stays(node);
    writer->last = TABLE;
}

static enum verdict enter_row(struct writer *writer, const struct node *node)
{
    if (is_loose(node) && !writer->rows)
        docx_fail(writer->docx, "a row stands outside a table");
    return WRITE;
}

static void leave_row(struct writer *writer, const struct node *node)
{
    if (!is_loose(node) || is_row(node_next(node)))
        return;
    put(writer, "</w:tbl>");
    writer->last = TABLE;
    writer->rows = false;
}

static enum verdict enter_cell(struct writer *writer, const struct node *node)
{
    (void)node;
    writer->last = NO_BLOCK;
    return WRITE;
}

static void end_cell(struct writer *writer, const struct node *node)
{
    (void)node;
    if (writer->last != PARAGRAPH)
        put(writer, "<w:p/>");
}

static void end_grid(struct writer *writer, const struct node *node)
{
    const char *width = node_attr_ns(node, NS_DOCX, "width");
    if (!width)
        return;
    settle(writer);
    docx_fit(node_parent(node), strtoul(width, NULL, 10), writer->out);
}

/* -- what comes late -- */

static void add_relations(struct docx *docx, const char *name, struct buf *out)
{
    /* "/word/_rels/document.xml.rels" is of "/word/document.xml". */
    const char *folder = strstr(name, "/_rels/");
    for (size_t i = 0; folder && i < docx->count; i++) {
        struct docx_part *part = &docx->parts[i];
        size_t size = (size_t)(folder - name);
        if (part->relations.size && strncmp(part->name, name, size) == 0 && part->name[size] == '/' &&
            strcmp(arena_printf(docx->arena, "%s.rels", part->name + size + 1), folder + strlen("/_rels/")) == 0) {
            buf_str(out, buf_text(&part->relations));
            buf_clear(&part->relations);
        }
    }
}

void docx_add_late(struct docx *docx, size_t index, struct buf *out)
{
    const struct docx_part *part = &docx->parts[index];
    if (strcmp(part->type, TYPE_RELATIONS) == 0)
        add_relations(docx, part->name, out);
    else if (strcmp(part->type, TYPE_NUMBERING) == 0)
        buf_str(out, buf_text(&docx->nums));
}

/* Before the end of w:numbering or Relationships. */
static void end_late(struct writer *writer, const struct node *node)
{
    struct docx_part *part = &writer->docx->parts[writer->part];
    if (node != part->root)
        return;
    settle(writer);
    part->seam = writer->out->size;
    docx_add_late(writer->docx, writer->part, writer->out);
    part->own_size = writer->out->size - part->seam;
}

static const struct rule rules[] = {
    {NS_W, "t", write_text, NULL, NULL, NULL, NULL},
    {NS_W, "p", enter_paragraph, NULL, NULL, NULL, leave_paragraph},
    {NS_W, "tbl", enter_table, NULL, NULL, table_stays, leave_table},
    {NS_W, "tblGrid", NULL, NULL, end_grid, NULL, NULL},
    {NS_W, "tr", enter_row, NULL, NULL, NULL, leave_row},
    {NS_W, "tc", enter_cell, NULL, end_cell, NULL, NULL},
    {NS_W, "hyperlink", enter_link, add_link, NULL, NULL, leave_link},
    {NS_W, "pStyle", check_style, NULL, NULL, NULL, NULL},
    {NS_W, "rStyle", check_style, NULL, NULL, NULL, NULL},
    {NS_W, "tblStyle", check_style, NULL, NULL, NULL, NULL},
    {NS_W, "ilvl", NULL, add_level, NULL, NULL, NULL},
    {NS_W, "numId", NULL, add_list, NULL, NULL, NULL},
    {NS_W, "numbering", NULL, NULL, end_late, NULL, NULL},
    {NS_DOCX, "list", enter_list, NULL, NULL, NULL, leave_list},
    {NS_DOCX, "bookmark", write_bookmark, NULL, NULL, NULL, NULL},
    {NS_DOCX, "image", skip, NULL, NULL, NULL, NULL},
    {NS_WP, "docPr", NULL, add_drawing_id, NULL, NULL, NULL},
    {NS_PIC, "cNvPr", NULL, add_drawing_id, NULL, NULL, NULL},
    {NS_A, "blip", NULL, add_picture_id, NULL, NULL, NULL},
    {NS_RELATIONS, "Relationships", NULL, NULL, end_late, NULL, NULL},
};

static const struct rule *find_rule(const struct node *node)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (docx_is(node, rules[i].ns, rules[i].name))
            return &rules[i];
    return NULL;
}

/* -- the walk -- */

static void open_tag(struct writer *writer, const struct node *node, const struct rule *rule)
{
    settle(writer);
    buf_char(writer->out, '<');
    put_name(writer, node_ns(node), node_name(node));
    if (node == writer->docx->parts[writer->part].root)
        declare(writer, node);
    node_attrs(node, copy_attribute, writer);
    if (rule && rule->attributes)
        rule->attributes(writer, node);
    writer->pending = true;
}

/* Whether to go down into node. */
static bool enter(struct writer *writer, const struct node *node)
{
    const struct rule *rule = find_rule(node);
    enum verdict verdict = rule && rule->enter ? rule->enter(writer, node) : WRITE;
    if (verdict == SKIP)
        return false;
    MEM_GROW(writer->stack, writer->depth, writer->room);
    writer->stack[writer->depth++] = (struct open_element){rule, verdict == WRITE};
    if (verdict == WRITE)
        open_tag(writer, node, rule);
    return true;
}

static void close_tag(struct writer *writer, const struct node *node)
{
    if (writer->pending) {
        buf_str(writer->out, "/>");
        writer->pending = false;
        return;
    }
    buf_str(writer->out, "</");
    put_name(writer, node_ns(node), node_name(node));
    buf_char(writer->out, '>');
}

static void leave(struct writer *writer, const struct node *node)
{
    struct open_element open = writer->stack[--writer->depth];
    if (open.written && open.rule && open.rule->end)
        open.rule->end(writer, node);
    if (open.written && !(open.rule && open.rule->stays && open.rule->stays(node)))
        close_tag(writer, node);
    if (open.rule && open.rule->leave)
        open.rule->leave(writer, node);
}

/* Character data counts in WordprocessingML only where text stands; elsewhere white space does not. */
static void write_chars(struct writer *writer, const struct node *text)
{
    if (text_is_blank(node_chars(text)))
        return;
    settle(writer);
    docx_escape(writer->out, node_chars(text));
}

static void write_tree(struct writer *writer, const struct node *root)
{
    for (const struct node *node = root; node;) {
        if (node_is_text(node)) {
            write_chars(writer, node);
        } else if (enter(writer, node)) {
            if (node_first_any(node)) {
                node = node_first_any(node);
                continue;
            }
            leave(writer, node);
        }
        while (node != root && !node_next_any(node)) {
            node = node_parent(node);
            leave(writer, node);
        }
        node = node == root ? NULL : node_next_any(node);
    }
}

void docx_write_part(struct docx *docx, size_t index)
{
    struct buf out = BUF_INIT;
    struct writer writer = {.docx = docx, .out = &out, .part = index};
    buf_str(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    write_tree(&writer, docx->parts[index].root);
    buf_char(&out, '\n');
    docx->parts[index].bytes = out;
    docx->parts[index].relations = writer.relations;
    docx->parts[index].related = writer.relations.size > 0;
    docx_map_free(&writer.related);
    free(writer.stack);
    free(writer.lists);
}
