/* A tree's hash, taken on a walk over it: of what print.c prints, without printing it.
 *
 * Each part of a start tag goes in as a NUL, a letter that says what it is, and its text or the hash of its name; character data as it is. No
 * text holds a NUL, so different trees do not go in as the same bytes. Names go in with their prefixes, as they are printed: trees that
 * print the same go in the same. */
#include "xml/door.h"

enum { GATHERED = 8192, SHORT = 24, NAME_SIZE = 8 };

/* Short texts are gathered before they are hashed. */
struct sink {
    struct hasher *hasher;
    struct { const xmlChar *name; char hash[NAME_SIZE]; } names[NODE_PLACES];
    size_t used;
    char bytes[GATHERED];
};

static void flush(struct sink *sink)
{
    hasher_add(sink->hasher, sink->bytes, sink->used);
    sink->used = 0;
}

static void add_rest(struct sink *sink, const char *text)
{
    size_t size = strlen(text);
    if (size > GATHERED - sink->used) {
        flush(sink);
        hasher_add(sink->hasher, text, size);
        return;
    }
    memcpy(sink->bytes + sink->used, text, size);
    sink->used += size;
}

/* Most texts are names and short values, for which a loop is faster than two calls. */
static inline void add(struct sink *sink, const xmlChar *text)
{
    if (!text)
        return;
    if (GATHERED - sink->used < SHORT)
        flush(sink);
    char *to = sink->bytes + sink->used;
    size_t size = 0;
    for (; size < SHORT && text[size]; size++)
        to[size] = (char)text[size];
    sink->used += size;
    if (size == SHORT)
        add_rest(sink, door_c(text) + size);
}

static inline void add_mark(struct sink *sink, char letter)
{
    if (GATHERED - sink->used < 2)
        flush(sink);
    sink->bytes[sink->used] = '\0';
    sink->bytes[sink->used + 1] = letter;
    sink->used += 2;
}

static void hash_name(const xmlChar *name, char to[NAME_SIZE])
{
    uint64_t hash = hash_bytes(name, strlen(door_c(name))).low;
    for (size_t i = 0; i < NAME_SIZE; i++)
        to[i] = (char)(hash >> 8 * i);
}

/* A tree has few names, which are hashed once. */
static inline void add_name(struct sink *sink, char letter, const xmlChar *name)
{
    size_t place = node_place(door_c(name));
    if (sink->names[place].name != name) {
        sink->names[place].name = name;
        hash_name(name, sink->names[place].hash);
    }
    add_mark(sink, letter);
    if (GATHERED - sink->used < NAME_SIZE)
        flush(sink);
    memcpy(sink->bytes + sink->used, sink->names[place].hash, NAME_SIZE);
    sink->used += NAME_SIZE;
}

static void add_prefix(struct sink *sink, const xmlNs *ns)
{
    if (ns && ns->prefix)
        add_name(sink, 'p', ns->prefix);
}

static void add_start(struct sink *sink, const xmlNode *node)
{
    add_prefix(sink, node->ns);
    add_name(sink, 'e', node->name);
    for (const xmlNs *ns = node->nsDef; ns; ns = ns->next) {
        if (ns->prefix)
            add_name(sink, 'n', ns->prefix);
        add_mark(sink, 'v');
        add(sink, ns->href);
    }
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        add_prefix(sink, attr->ns);
        add_name(sink, 'a', attr->name);
        add_mark(sink, 'v');
        add(sink, door_x(door_value(attr)));
    }
    add_mark(sink, 'c');
}

static void add_tree(struct sink *sink, const xmlNode *root)
{
    for (const xmlNode *node = root; node;) {
        if (node->type == XML_ELEMENT_NODE) {
            add_start(sink, node);
            if (node->children) {
                node = node->children;
                continue;
            }
            add_mark(sink, '/');
        } else if (door_is_text(node)) {
            add(sink, node->content);
        }
        while (node != root && !node->next) {
            node = node->parent;
            add_mark(sink, '/');
        }
        node = node == root ? NULL : node->next;
    }
}

struct hash xml_hash(const struct xml_doc *doc)
{
    struct sink sink;
    const struct node *root = xml_root(doc);
    sink.hasher = hasher_new();
    sink.used = 0;
    memset(sink.names, 0, sizeof sink.names);
    if (root)
        add_tree(&sink, door_in(root));
    flush(&sink);
    struct hash hash = hasher_take(sink.hasher);
    hasher_free(sink.hasher);
    return hash;
}
