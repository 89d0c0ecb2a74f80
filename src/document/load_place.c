/* Where things of the tree stand in the file's bytes. */
#include "document/load.h"

#include "document/element.h"

#include <stdlib.h>
#include <string.h>

bool document_restricted(const struct node *node)
{
    for (; node; node = node_parent(node))
        if (load_is_restricted_name(node_name(node), strlen(node_name(node))))
            return true;
    return false;
}

struct tag_place *load_tag_of(struct document *document, const struct node *node)
{
    size_t number = node_number(node);
    return number && number <= document->tag_count ? &document->tags[number - 1] : NULL;
}

static struct span name_in(const struct tag_place *tag)
{
    return (struct span){tag->start + 1, tag->name};
}

/* -- lines that also show a restricted passage -- */

struct veil {
    size_t from, until;
};

/* No other name of the grammar is near. */
static bool is_restricted(const struct document *document, const struct tag_place *tag)
{
    if (tag->element != ELEMENT_NONE)
        return tag->element == ELEMENT_RESTRICTED;
    struct span name = name_in(tag);
    const char *text = document->source.bytes + name.at, *colon = memchr(text, ':', name.size);
    const char *local = colon ? colon + 1 : text;
    return load_is_restricted_name(local, name.size - (size_t)(local - text));
}

static void find_veils(struct document *document)
{
    document->veils_known = true;
    document->veils = arena_alloc(document->arena, sizeof *document->veils);
    if (!document->tree && document->source.bytes) {
        struct veil veil = {load_restricted_from(&document->source), load_restricted_until(&document->source)};
        document->veils[0] = veil;
        document->veil_count = veil.from < veil.until;
        return;
    }
    for (size_t i = 0, room = 1; i < document->tag_count; i++) {
        if (!is_restricted(document, &document->tags[i]))
            continue;
        if (document->veil_count == room) {
            struct veil *more = arena_alloc(document->arena, 2 * room * sizeof *more);
            memcpy(more, document->veils, room * sizeof *more);
            document->veils = more;
            room *= 2;
        }
        document->veils[document->veil_count++] = (struct veil){document->tags[i].start, document->tags[i].close};
    }
}

static bool is_veiled(struct document *document, size_t line)
{
    if (!document->veils_known)
        find_veils(document);
    if (!document->veil_count)
        return false;
    size_t size, from;
    from = (size_t)(source_line(&document->source, line, &size) - document->source.bytes);
    for (size_t i = 0; i < document->veil_count; i++)
        if (document->veils[i].from < from + size && document->veils[i].until > from)
            return true;
    return false;
}

bool document_veils(struct document *document, size_t line)
{
    size_t size;
    return source_line(&document->source, line, &size) && is_veiled(document, line);
}

/* -- of what was a document of a word processor -- */

/* The row of the element, or of the nearest around it that came from somewhere. */
static const struct origin_row *origin_row(const struct document_origin *origin, const struct node *node)
{
    for (; node; node = node_parent(node)) {
        size_t number = node_number(node);
        if (number && number <= origin->row_count && origin->rows[number - 1].at)
            return &origin->rows[number - 1];
    }
    return NULL;
}

static size_t origin_line(const struct document_origin *origin, const struct node *node, const char *attr)
{
    size_t number = node_number(node), low = 0, high = origin->value_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (origin->values[middle].node < number)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < origin->value_count && origin->values[low].node == number; low++)
        if (strcmp(origin->values[low].name, attr) == 0)
            return origin->values[low].at;
    return 0;
}

/* The words of the XML, if they stand so in one of the paragraphs. */
static bool origin_words(struct document *document, const struct origin_row *row, struct span span, struct span *found)
{
    struct source *source = document->origin->source;
    char *words = mem_alloc(span.size + 8);
    size_t size = 0, part, line_size;
    for (size_t at = span.at; at < span.at + span.size; size += part)
        at += load_character(document->source.bytes, at, span.at + span.size, words + size, &part);
    words[size] = '\0';
    bool there = false;
    for (size_t line = row->at; line <= row->upto && size && !there; line++) {
        const char *bytes = source_line(source, line, &line_size);
        const char *word = bytes ? memmem(bytes, line_size, words, size) : NULL;
        if (word)
            *found = (struct span){(size_t)(word - source->bytes), size};
        there = word != NULL;
    }
    free(words);
    return there;
}

/* words: the span has words that the document may have, too. */
static struct place make_origin(struct document *document, const struct node *node, struct span span, const char *attr, bool words)
{
    const struct document_origin *origin = document->origin;
    const struct origin_row *row = origin_row(origin, node);
    struct place place = source_file(origin->source);
    struct span found;
    if (!document->veils_known)
        find_veils(document);
    place.restricted = document->veil_count && document_restricted(node);
    size_t line = attr ? origin_line(origin, node, attr) : 0;
    struct origin_row only = {(uint32_t)line, (uint32_t)line};
    row = line ? &only : row;
    if (!row)
        return place;
    if (words && origin_words(document, row, span, &found)) {
        struct place at = source_place(origin->source, found.at, found.size);
        place.line = at.line;
        place.column = at.column;
        place.length = at.length;
    } else {
        place.line = row->at;
    }
    place.veiled = place.line && place.line <= origin->line_count && origin->veiled[place.line - 1];
    return place;
}

/* Of a node that has a tag: most files have nothing restricted. attr: the span is its name or value. */
static struct place make(struct document *document, const struct node *node, struct span span, const char *attr, bool words)
{
    if (document->origin)
        return make_origin(document, node, span, attr, words);
    struct place place = source_place(&document->source, span.at, span.size);
    place.veiled = is_veiled(document, place.line);
    place.restricted = document->veil_count && document_restricted(node);
    return place;
}

struct place document_place(struct document *document, const struct node *node)
{
    struct tag_place *tag = load_tag_of(document, node);
    if (tag)
        return make(document, node, name_in(tag), NULL, false);
    struct place place = source_file(document->origin ? document->origin->source : &document->source);
    place.restricted = document_restricted(node);
    return place;
}

/* -- attributes -- */

bool load_find_attr(const struct document *document, const struct tag_place *tag, const char *wanted, struct span *name,
                    struct span *value)
{
    struct span element = name_in(tag);
    size_t at = element.at + element.size;
    while (at < tag->end && load_next_attr(&document->source, &at, name, value))
        if (load_span_is(document->source.bytes, *name, wanted))
            return true;
    return false;
}

struct place document_place_attr(struct document *document, const struct node *node, const char *name)
{
    struct tag_place *tag = load_tag_of(document, node);
    struct span key, value;
    if (!tag || !load_find_attr(document, tag, name, &key, &value))
        return document_place(document, node);
    if (!value.size)
        value = (struct span){value.at - 1, 2};
    return make(document, node, value, name, true);
}

struct place document_place_attr_name(struct document *document, const struct node *node, const char *name)
{
    struct tag_place *tag = load_tag_of(document, node);
    struct span key, value;
    if (!tag || !load_find_attr(document, tag, name, &key, &value))
        return document_place(document, node);
    return make(document, node, key, name, false);
}

struct place load_place_foreign_attr(struct document *document, const struct node *node, const char *name)
{
    const char *bytes = document->source.bytes;
    struct tag_place *tag = load_tag_of(document, node);
    struct span element = tag ? name_in(tag) : (struct span){0, 0}, key, value;
    for (size_t at = element.at + element.size; tag && at < tag->end && load_next_attr(&document->source, &at, &key, &value);) {
        const char *colon = memchr(bytes + key.at, ':', key.size);
        size_t local = colon ? (size_t)(colon + 1 - bytes) : key.at;
        bool declares = strncmp(bytes + key.at, "xmlns", 5) == 0;
        if (colon && !declares && load_span_is(bytes, (struct span){local, key.at + key.size - local}, name))
            return make(document, node, key, NULL, false);
    }
    return document_place(document, node);
}

/* -- text -- */

/* The tag that starts at or behind an offset: the first child's, if it stands there. */
static const struct tag_place *tag_from(const struct document *document, size_t at)
{
    size_t low = 0, high = document->tag_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (document->tags[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < document->tag_count ? &document->tags[low] : NULL;
}

/* Behind the markup at "<" in an element's content: a child, a comment, an instruction. CDATA sections are entered. */
static size_t behind_markup(const struct document *document, size_t at)
{
    static const struct {
        const char *opening, *closing;
    } kinds[] = {{"<!--", "-->"}, {"<?", "?>"}};
    const char *bytes = document->source.bytes;
    if (strncmp(bytes + at, "<![CDATA[", 9) == 0)
        return at + 9;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(bytes + at, kinds[i].opening, strlen(kinds[i].opening)) == 0) {
            const char *end = strstr(bytes + at + strlen(kinds[i].opening), kinds[i].closing);
            return end ? (size_t)(end - bytes) + strlen(kinds[i].closing) : document->source.size;
        }
    const struct tag_place *child = tag_from(document, at);
    return child && child->start == at ? child->close : at + 1;
}

struct place document_place_text(struct document *document, const struct node *node)
{
    struct tag_place *tag = load_tag_of(document, node);
    if (!tag)
        return document_place(document, node);
    const char *bytes = document->source.bytes;
    size_t at = tag->end;
    while (at < tag->close) {
        if (load_is_blank(bytes[at]))
            at++;
        else if (strncmp(bytes + at, "</", 2) == 0)
            break;
        else if (bytes[at] == '<')
            at = behind_markup(document, at);
        else if (strncmp(bytes + at, "]]>", 3) == 0)
            at += 3;
        else
            return make(document, node, (struct span){at, strcspn(bytes + at, "<\r\n")}, NULL, true);
    }
    return document_place(document, node);
}

/* -- words -- */

/* A character reference's character in UTF-8, from behind its "&#"; returns its size. */
static size_t referred(const char *digits, char text[8])
{
    unsigned long point = strtoul(*digits == 'x' ? digits + 1 : digits, NULL, *digits == 'x' ? 16 : 10);
    size_t follow = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned char first[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = follow; i > 0; i--, point >>= 6)
        text[i] = (char)(0x80 | (point & 0x3F));
    text[0] = (char)(first[follow] | point);
    return follow + 1;
}

size_t load_character(const char *bytes, size_t at, size_t end, char text[8], size_t *size)
{
    static const struct {
        const char *name;
        char c;
    } five[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    *size = 1;
    text[0] = bytes[at];
    if (bytes[at] != '&')
        return 1;
    for (size_t i = 0; i < sizeof five / sizeof *five; i++)
        if (strncmp(bytes + at, five[i].name, strlen(five[i].name)) == 0) {
            text[0] = five[i].c;
            return strlen(five[i].name);
        }
    const char *semicolon = memchr(bytes + at, ';', end - at);
    if (!semicolon || bytes[at + 1] != '#')
        return 1;
    *size = referred(bytes + at + 2, text);
    return (size_t)(semicolon + 1 - (bytes + at));
}

/* Whether word stands at an offset; returns the size of it there, or 0. A blank in it stands for any white space. */
static size_t match(const char *bytes, size_t at, size_t end, const char *word)
{
    size_t from = at;
    while (*word && at < end) {
        char text[8];
        size_t size;
        if (load_is_blank(*word) && load_is_blank(bytes[at])) {
            word += strspn(word, " \t\r\n");
            while (at < end && load_is_blank(bytes[at]))
                at++;
            continue;
        }
        size_t taken = load_character(bytes, at, end, text, &size);
        if (strncmp(word, text, size) != 0)
            return 0;
        word += size;
        at += taken;
    }
    return *word ? 0 : at - from;
}

static bool find_word(const char *bytes, size_t from, size_t end, const char *word, struct span *found)
{
    for (size_t at = from; at < end; at++) {
        size_t size = bytes[at] == *word || bytes[at] == '&' || load_is_blank(*word) ? match(bytes, at, end, word) : 0;
        if (size) {
            *found = (struct span){at, size};
            return true;
        }
    }
    return false;
}

struct place document_place_word(struct document *document, const struct node *node, const char *word)
{
    struct tag_place *tag = load_tag_of(document, node);
    struct span found;
    const char *bytes = document->source.bytes;
    if (tag && word && *word &&
        (find_word(bytes, tag->end, tag->close, word, &found) || find_word(bytes, tag->start, tag->end, word, &found)))
        return make(document, node, found, NULL, true);
    return document_place(document, node);
}
