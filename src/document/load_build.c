/* The tree, made while the scanner goes over the bytes, so that most files are read once. Only a plain file is built: one default
 * namespace, ours; no prefix but in xml:lang; no comment, instruction, CDATA section or carriage return, no name beyond ASCII,
 * and no fault. Every other goes to the parser, and what the two make is the same. White space that says nothing is left out at
 * once, and values are collapsed (as load.c does with the parser's tree). */
#include "document/load.h"

#include <string.h>

void load_build_stop(struct load_scan *scan)
{
    xml_builder_drop(scan->builder);
    buf_free(&scan->words);
    scan->builder = NULL;
    scan->build = false;
}

struct xml_doc *load_build_end(struct load_scan *scan)
{
    struct xml_doc *tree = NULL;
    if (scan->build && scan->builder && !scan->fault_count && !scan->stopped) {
        tree = xml_builder_end(scan->builder);
        scan->builder = NULL;
    }
    load_build_stop(scan);
    return tree;
}

static bool is_plain_name(const struct load_scan *scan, struct span name)
{
    for (size_t i = 0; i < name.size; i++)
        if (scan->bytes[name.at + i] == ':' || (unsigned char)scan->bytes[name.at + i] >= 0x80)
            return false;
    return name.size;
}

static bool is_lang(const struct load_scan *scan, struct span name)
{
    return load_span_is(scan->bytes, name, "xml:lang");
}

static bool is_namespace(const struct load_scan *scan, struct span name)
{
    return name.size == 5 && memcmp(scan->bytes + name.at, "xmlns", 5) == 0;
}

/* Whether the tag is one that can be built; that of the root must declare our namespace, and no other any. */
static bool is_plain_tag(const struct load_scan *scan, struct span name, const struct load_attr *attrs, size_t count)
{
    bool root = !scan->tag_count, ours = !root;
    if (!is_plain_name(scan, name) || scan->fault_count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (is_namespace(scan, attrs[i].name)) {
            if (!root || !load_span_is(scan->bytes, attrs[i].value, NS_MINUTES))
                return false;
            ours = true;
        } else if (!is_plain_name(scan, attrs[i].name) && !is_lang(scan, attrs[i].name)) {
            return false;
        }
    }
    return ours && (!root || !memchr(scan->bytes, '\r', scan->size));
}

/* The words of a text or value with its references read, in scan->words. */
static void decode(struct load_scan *scan, struct span text)
{
    buf_clear(&scan->words);
    for (size_t at = text.at, end = text.at + text.size; at < end;) {
        const char *next = memchr(scan->bytes + at, '&', end - at);
        size_t plain = next ? (size_t)(next - scan->bytes) - at : end - at, size;
        char character[8];
        buf_add(&scan->words, scan->bytes + at, plain);
        at += plain;
        if (at < end) {
            at += load_character(scan->bytes, at, end, character, &size);
            buf_add(&scan->words, character, size);
        }
    }
}

bool load_is_token(const char *value, size_t size)
{
    bool blank = size;
    for (size_t i = 0; i < size; i++) {
        bool before = blank;
        blank = load_is_blank(value[i]);
        if (blank && (before || value[i] != ' '))
            return false;
    }
    return !blank;
}

size_t load_collapse(char *to, const char *value, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < size; i++) {
        if (!load_is_blank(value[i]))
            to[used++] = value[i];
        else if (used && to[used - 1] != ' ')
            to[used++] = ' ';
    }
    return used && to[used - 1] == ' ' ? used - 1 : used;
}

static void build_attr(struct load_scan *scan, const struct load_attr *attr)
{
    bool of_xml = is_lang(scan, attr->name);
    const char *value = scan->bytes + attr->value.at;
    size_t size = attr->value.size, prefix = of_xml ? strlen("xml:") : 0;
    if (!attr->plain && (memchr(value, '&', size) || !load_is_token(value, size))) {
        decode(scan, attr->value);
        value = buf_text(&scan->words);
        size = load_collapse(scan->words.data, value, scan->words.size);
    }
    xml_builder_attr(scan->builder, of_xml, scan->bytes + attr->name.at + prefix, attr->name.size - prefix, value, size);
}

void load_build_open(struct load_scan *scan, struct span name, const struct load_attr *attrs, size_t count)
{
    if (!is_plain_tag(scan, name, attrs, count)) {
        load_build_stop(scan);
        return;
    }
    if (!scan->builder)
        scan->builder = xml_builder_new();
    struct node *node = xml_builder_open(scan->builder, scan->bytes + name.at, name.size);
    scan->tags[scan->tag_count].node = node;
    scan->tags[scan->tag_count].element = (unsigned char)element_of(&scan->seen, node);
    for (size_t i = 0; i < count; i++)
        if (!is_namespace(scan, attrs[i].name))
            build_attr(scan, &attrs[i]);
}

static bool is_blank(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!load_is_blank(text[i]))
            return false;
    return true;
}

void load_build_text(struct load_scan *scan, struct span text, bool marked)
{
    const char *words = scan->bytes + text.at;
    size_t size = text.size;
    if (marked && memchr(words, '&', size)) {
        if (scan->fault_count) {
            load_build_stop(scan); /* it may be no reference at all */
            return;
        }
        decode(scan, text);
        words = buf_text(&scan->words);
        size = scan->words.size;
    }
    if (!is_blank(words, size))
        xml_builder_text(scan->builder, words, size);
}
