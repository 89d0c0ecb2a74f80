/* A part of a package as XML, with what only the whole document can tell: see docx.h. */
#include "base/text.h"
#include "render/docx_writer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
    {NS_EXTENDED, ""},
    {NS_CORE, "cp"},
    {NS_DC, "dc"},
    {NS_TERMS, "dcterms"},
    {NS_XSI, "xsi"},
    {NS_W14, "w14"},
    {"http://schemas.microsoft.com/office/word/2012/wordml", "w15"},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", ""},
    {"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", "vt"},
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
    const char *its = node_name(node);
    if (!node || *its != *name || strcmp(its, name) != 0)
        return false;
    return *ns ? strcmp(node_ns(node), ns) == 0 : !*node_ns(node);
}

bool docx_is_short(const struct node *node, const char *name)
{
    return docx_is(node, "", name);
}

/* What stands for a character; NULL: itself. */
static const char *escaped(char c, bool in_line)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return in_line ? " " : "&#10;";
    case '\r': return "&#13;";
    default: return NULL;
    }
}

void docx_escape_n(struct buf *out, const char *text, size_t size, bool in_line)
{
    for (size_t plain;; text += plain + 1, size -= plain + 1) {
        plain = text_plain(text, size);
        buf_add(out, text, plain);
        if (plain == size)
            return;
        const char *instead = escaped(text[plain], in_line);
        buf_add(out, instead ? instead : text + plain, instead ? strlen(instead) : 1);
    }
}

void docx_escape(struct buf *out, const char *text)
{
    docx_escape_n(out, text, strlen(text), false);
}

void docx_settle(struct writer *writer)
{
    if (writer->pending)
        buf_char(writer->out, '>');
    writer->pending = false;
}

void docx_put(struct writer *writer, const char *text)
{
    docx_settle(writer);
    buf_str(writer->out, text);
}

void docx_use(struct writer *writer, const char *ns)
{
    int at = namespace_of(ns);
    if (at >= 0)
        writer->used |= 1u << at;
}

/* What has no namespace is WordprocessingML in short. */
static int prefix_of(const char *ns)
{
    return *ns ? namespace_of(ns) : 0;
}

static void put_name(struct writer *writer, int at, const char *ns, const char *name, size_t size)
{
    if (at < 0) {
        docx_fail(writer->docx, "%s: '%s' is of a namespace that no part has: '%s'", writer->docx->parts[writer->part].name, name,
                  ns);
        return;
    }
    writer->used |= 1u << at;
    if (*namespaces[at].prefix) {
        buf_str(writer->out, namespaces[at].prefix);
        buf_char(writer->out, ':');
    }
    buf_add(writer->out, name, size);
}

void docx_put_attribute(struct writer *writer, const char *name, const char *value)
{
    buf_char(writer->out, ' ');
    buf_str(writer->out, name);
    buf_str(writer->out, "=\"");
    docx_escape(writer->out, value);
    buf_char(writer->out, '"');
}

struct attribute_writer {
    struct writer *writer;
    bool in_short;
};

static bool copy_attribute(void *with, const char *name, const char *ns, const char *value)
{
    const struct attribute_writer *to = with;
    struct buf *out = to->writer->out;
    if (strcmp(ns, NS_DOCX) == 0)
        return true;
    buf_char(out, ' ');
    if (strcmp(ns, NS_XML) == 0)
        buf_str(out, "xml:");
    else if (*ns || to->in_short)
        put_name(to->writer, prefix_of(ns), ns, "", 0);
    buf_str(out, name);
    buf_str(out, "=\"");
    docx_escape(out, value);
    buf_char(out, '"');
    return true;
}

struct wanted {
    const char *const *names;
    size_t count;
    const char **values;
};

static bool note_wanted(void *with, const char *name, const char *ns, const char *value)
{
    const struct wanted *wanted = with;
    for (size_t i = 0; i < wanted->count && !*ns; i++)
        if (*wanted->names[i] == *name && strcmp(wanted->names[i], name) == 0)
            wanted->values[i] = value;
    return true;
}

void docx_attributes(const struct node *node, const char *const *names, size_t count, const char **values)
{
    struct wanted wanted = {names, count, values};
    for (size_t i = 0; i < count; i++)
        values[i] = "";
    node_attrs(node, note_wanted, &wanted);
}

/* The start tag of the root gets declarations for all that was used in the part. */
static void declare(struct writer *writer, size_t at)
{
    struct buf names = BUF_INIT, *out = writer->out;
    for (int i = 0; i < NAMESPACES; i++)
        if (writer->used & 1u << i)
            buf_printf(&names, " xmlns%s%s=\"%s\"", *namespaces[i].prefix ? ":" : "", namespaces[i].prefix, namespaces[i].uri);
    struct docx_part *part = &writer->docx->parts[writer->part];
    if (part->seam)
        part->seam += names.size;
    char *end = buf_reserve(out, names.size);
    memmove(out->data + at + names.size, out->data + at, (size_t)(end - out->data) - at + 1);
    memcpy(out->data + at, buf_text(&names), names.size);
    out->size += names.size;
    buf_free(&names);
}

/* -- relationships -- */

const char *docx_relate(struct writer *writer, const char *kind, const char *target, bool external)
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
    docx_settle(writer);
    part->seam = writer->out->size;
    docx_add_late(writer->docx, writer->part, writer->out);
    part->own_size = writer->out->size - part->seam;
}

static const struct rule rules[] = {
    {NS_W, "numbering", NULL, NULL, end_late, NULL, NULL},
    {NS_RELATIONS, "Relationships", NULL, NULL, end_late, NULL, NULL},
};

const struct rule *docx_rule_find(const struct rule *table, size_t count, const char *ns, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].name[0] == name[0] && strcmp(table[i].name, name) == 0 && strcmp(table[i].ns, ns) == 0)
            return &table[i];
    return NULL;
}

static const struct rule *find_rule(const struct node *node)
{
    const char *ns = node_ns(node), *name = node_name(node);
    const struct rule *rule = docx_rule_runs(ns, name);
    if (!rule)
        rule = docx_rule_blocks(ns, name);
    return rule ? rule : docx_rule_find(rules, sizeof rules / sizeof *rules, ns, name);
}

static const struct element_kind *kind_of(struct writer *writer, const struct node *node)
{
    const char *ns = node_ns(node), *name = node_name(node);
    struct element_kind *kind = &writer->docx->kinds[node_place(name)];
    if (kind->name != name || kind->ns != ns)
        *kind = (struct element_kind){ns, name, strlen(name), find_rule(node), prefix_of(ns), docx_holds_words(node)};
    return kind;
}

/* -- the walk -- */

static void open_tag(struct writer *writer, const struct node *node, const struct element_kind *kind)
{
    const struct rule *rule = kind->rule;
    docx_settle(writer);
    writer->runs++;
    buf_char(writer->out, '<');
    put_name(writer, kind->prefix, kind->ns, kind->name, kind->size);
    node_attrs(node, copy_attribute, &(struct attribute_writer){writer, !*node_ns(node)});
    if (rule && rule->attributes)
        rule->attributes(writer, node);
    writer->pending = true;
}

/* Whether to go down into node. */
static bool enter(struct writer *writer, const struct node *node)
{
    const struct element_kind *kind = kind_of(writer, node);
    const struct rule *rule = kind->rule;
    enum verdict verdict = rule && rule->enter ? rule->enter(writer, node) : WRITE;
    if (verdict == SKIP)
        return false;
    MEM_GROW(writer->stack, writer->depth, writer->room);
    writer->stack[writer->depth++] = (struct open_element){rule, verdict == WRITE};
    if (verdict == WRITE)
        open_tag(writer, node, kind);
    return true;
}

static void close_tag(struct writer *writer, const struct node *node)
{
    if (writer->pending) {
        buf_str(writer->out, "/>");
        writer->pending = false;
        return;
    }
    buf_add(writer->out, "</", 2);
    const struct element_kind *kind = kind_of(writer, node);
    put_name(writer, kind->prefix, kind->ns, kind->name, kind->size);
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

/* Elsewhere than in runs white space does not count. */
static void write_chars(struct writer *writer, const struct node *text)
{
    const char *chars = node_chars(text);
    const struct node *parent = node_parent(text);
    if (*chars && kind_of(writer, parent)->holds_words) {
        docx_write_words(writer, parent, chars);
    } else if (!text_is_blank(chars)) {
        docx_settle(writer);
        docx_escape(writer->out, chars);
    }
}

void docx_write_tree(struct writer *writer, const struct node *root)
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

enum { DOCUMENT_ROOM = 1 << 16 }; /* bytes that most documents fit into */
static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

void docx_write_part(struct docx *docx, size_t index)
{
    struct buf out = BUF_INIT;
    struct writer writer = {.docx = docx, .out = &out, .part = index};
    const struct node *root = docx->parts[index].root;
    if (!docx->kinds)
        docx->kinds = arena_alloc(docx->arena, NODE_PLACES * sizeof *docx->kinds);
    if (strcmp(docx->parts[index].type, TYPE_DOCUMENT) == 0)
        buf_reserve(&out, DOCUMENT_ROOM);
    buf_str(&out, declaration);
    docx_write_tree(&writer, root);
    buf_char(&out, '\n');
    declare(&writer, sizeof declaration - 1 + strcspn(out.data + sizeof declaration - 1, " />"));
    docx->parts[index].bytes = out;
    docx->parts[index].relations = writer.relations;
    docx->parts[index].related = writer.relations.size > 0;
    docx_map_free(&writer.related);
    free(writer.stack);
    free(writer.lists);
    free(writer.prose);
}
