/* Start tags and the XML declaration: attributes, quotes, namespaces. */
#include "document/load.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_NAME = 1000 };

struct tag {
    size_t start;
    struct span name;
    struct load_attr *attrs;
    size_t count;
    size_t bindings; /* how many there were before this tag */
    bool empty;      /* ends in "/>" */
    bool colon;      /* there is one in the name */
};

/* -- names -- */

static struct span prefix_of(const struct load_scan *scan, struct span name)
{
    const char *colon = memchr(scan->bytes + name.at, ':', name.size);
    return (struct span){name.at, colon ? (size_t)(colon - (scan->bytes + name.at)) : 0};
}

static struct span local_of(const struct load_scan *scan, struct span name)
{
    struct span prefix = prefix_of(scan, name);
    size_t skip = prefix.size ? prefix.size + 1 : 0;
    return (struct span){name.at + skip, name.size - skip};
}

/* A name has one colon at most, with a name on either side of it. */
static void check_name(struct load_scan *scan, struct span name, bool may_have_colon)
{
    if (name.size > LONGEST_NAME) {
        load_limit(scan, D_MALFORMED, name, "a name is far too long", 0);
        return;
    }
    const char *bytes = scan->bytes + name.at, *colon = may_have_colon ? memchr(bytes, ':', name.size) : NULL;
    if (!colon)
        return;
    size_t before = (size_t)(colon - bytes), after = name.size - before - 1;
    if (!before || !after || memchr(colon + 1, ':', after) || load_name(colon + 1, after) != after)
        load_fault(scan, name.at, name.size, "the colon in '%s' is out of place", load_show(scan, name));
}

/* -- values -- */

/* Where an unquoted or unclosed value seems to end: at a blank (or line end), ">" or "/>". */
static size_t guess_end(const struct load_scan *scan, size_t at, const char *stops)
{
    while (at < scan->size && !strchr(stops, scan->bytes[at]) &&
           !(scan->bytes[at] == '/' && at + 1 < scan->size && scan->bytes[at + 1] == '>'))
        at++;
    return at;
}

/* A value such as `ada role=`: the quote that ends it opens the next value, and its own was forgotten. 0: it is none. */
static size_t swallowed_name(const struct load_scan *scan, struct span value, char behind)
{
    const char *bytes = scan->bytes + value.at;
    size_t at = value.size;
    if (load_is_blank(behind) || behind == '>' || behind == '/' || behind == '\0' || !at || bytes[at - 1] != '=')
        return 0;
    for (at--; at && load_is_blank(bytes[at - 1]); at--)
        ;
    size_t end = at;
    while (at && !load_is_blank(bytes[at - 1]))
        at--;
    if (!at || load_name(bytes + at, end - at) != end - at)
        return 0;
    while (at && load_is_blank(bytes[at - 1]))
        at--;
    return at ? at : 0;
}

static struct span unclosed(struct load_scan *scan, struct span name, size_t quote, size_t end)
{
    struct span value = {quote + 1, end - quote - 1};
    struct load_fault *fault = load_fault(scan, quote, 1, "the value of '%s' lacks its closing quote", load_show(scan, name));
    if (value.size && value.size < 40)
        fault->expected = arena_printf(scan->arena, "%s=%c%s%c", load_show(scan, name), scan->bytes[quote],
                                       load_show(scan, value), scan->bytes[quote]);
    scan->at = end;
    return value;
}

/* What is neither blank nor control, no quote, "<" or "&". */
static const unsigned char plain[256] = {['!'] = 1, ['#' ... '%'] = 1, ['(' ... ';'] = 1, ['=' ... 0xFF] = 1};

/* Whether a value is plain up to its quote, or where it stops being so; a NUL stands behind the bytes. */
static bool is_plain_value(const char *bytes, size_t from, char quote, size_t *end)
{
    size_t at = from;
    for (;; at++) {
        while (plain[(unsigned char)bytes[at]])
            at++;
        if (bytes[at] != ' ' || at == from || bytes[at - 1] == ' ')
            break;
    }
    *end = at;
    return bytes[at] == quote && (at == from || bytes[at - 1] != ' ');
}

/* At the opening quote. */
static struct span quoted_value(struct load_scan *scan, struct span name, bool *is_plain)
{
    const char stops[] = {load_peek(scan, 0), '<', '\0'};
    size_t quote = scan->at, at = quote + 1, bracket = 0;
    *is_plain = is_plain_value(scan->bytes, quote + 1, stops[0], &at);
    while (!*is_plain) {
        at += strcspn(scan->bytes + at, stops);
        if (at < scan->size && !scan->bytes[at]) {
            at++;
            continue;
        }
        if (at < scan->size && scan->bytes[at] == stops[0])
            break;
        bool closes = memchr(scan->bytes + quote, '>', at - quote);
        if (at >= scan->size && !closes) {
            load_cut_off(scan, (struct span){quote, 1}, "a value");
            return (struct span){quote + 1, 0};
        }
        if (at >= scan->size || closes)
            return unclosed(scan, name, quote, guess_end(scan, quote + 1, ">\r\n<"));
        bracket = bracket ? bracket : at;
        at++;
    }
    struct span value = {quote + 1, at - quote - 1};
    size_t own = swallowed_name(scan, value, at + 1 < scan->size ? scan->bytes[at + 1] : '\0');
    if (own)
        return unclosed(scan, name, quote, bracket ? guess_end(scan, quote + 1, ">\r\n<") : value.at + own);
    if (bracket)
        load_fault(scan, bracket, 1, "'<' cannot stand in a value: write '&lt;'")->suggest = "&lt;";
    scan->at = at + 1;
    return value;
}

/* Quotes as a word processor makes them; returns how many bytes they are, or 0. */
static size_t curly(const char *bytes)
{
    static const char *const quotes[] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xE2\x80\x98",
                                         "\xE2\x80\x99", "\xC2\xAB",     "\xC2\xBB"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (strncmp(bytes, quotes[i], strlen(quotes[i])) == 0)
            return strlen(quotes[i]);
    return 0;
}

static struct span curly_value(struct load_scan *scan, struct span name, size_t opening)
{
    size_t from = scan->at + opening, end = from;
    while (end < scan->size && !curly(scan->bytes + end) && !strchr("<>", scan->bytes[end]))
        end++;
    size_t closing = end < scan->size ? curly(scan->bytes + end) : 0;
    struct span value = {from, end - from};
    struct load_fault *fault = load_fault(scan, scan->at, opening, "a value needs straight quotes, not typographic ones");
    if (value.size < 40)
        fault->suggest = arena_printf(scan->arena, "%s=\"%s\"", load_show(scan, name), load_show(scan, value));
    if (closing && value.size < 40 && !memchr(scan->bytes + from, '"', value.size) && !memchr(scan->bytes + from, '=', value.size))
        load_mend(fault, scan->at, end + closing - scan->at, arena_printf(scan->arena, "\"%.*s\"", (int)value.size, scan->bytes + from));
    scan->at = end + closing;
    return value;
}

/* Letters, figures and what joins them: nothing that could belong to the tag. */
static bool is_plain_word(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!isalnum((unsigned char)word[i]) && !(i && i + 1 < size && strchr("-_.:#", word[i])))
            return false;
    return size && size < 200;
}

static struct span bare_value(struct load_scan *scan, struct span name)
{
    size_t from = scan->at, end = guess_end(scan, from, " \t\r\n><\"'"),
           next = from + load_name(scan->bytes + from, scan->size - from);
    bool is_next = next > from && scan->bytes[next + strspn(scan->bytes + next, " \t\r\n")] == '='; /* the next attribute */
    struct span value = {from, is_next ? 0 : end - from};
    if (!value.size && end < scan->size) {
        load_fault(scan, name.at, name.size, "the attribute '%s' has no value", load_show(scan, name))->expected = arena_printf(
            scan->arena, "%s=\"…\"", load_show(scan, name));
        return value;
    }
    if (!value.size)
        return value;
    struct load_fault *fault = load_fault(scan, from, value.size, "the value of '%s' needs quotes", load_show(scan, name));
    fault->suggest = arena_printf(scan->arena, "%s=\"%s\"", load_show(scan, name), load_show(scan, value));
    scan->at = end;
    bool quoted = load_peek(scan, 0) == '"' || load_peek(scan, 0) == '\'';
    if (!quoted && is_plain_word(scan->bytes + value.at, value.size))
        load_mend(fault, value.at, value.size, arena_printf(scan->arena, "\"%.*s\"", (int)value.size, scan->bytes + value.at));
    scan->at += quoted;
    return value;
}

static struct span read_value(struct load_scan *scan, struct span name, bool *is_plain)
{
    char quote = load_peek(scan, 0);
    if (quote == '"' || quote == '\'')
        return quoted_value(scan, name, is_plain);
    size_t opening = scan->at < scan->size ? curly(scan->bytes + scan->at) : 0;
    return opening ? curly_value(scan, name, opening) : bare_value(scan, name);
}

/* -- attributes -- */

/* The same once more can go, with the blanks before it. */
static void mend_twice(const struct load_scan *scan, struct load_fault *fault, const struct load_attr *attr)
{
    size_t from = attr->name.at, end = attr->value.at + attr->value.size;
    bool quoted = end < scan->size && strchr("\"'", scan->bytes[end]) && scan->bytes[attr->value.at - 1] == scan->bytes[end];
    while (load_is_blank(scan->bytes[from - 1]))
        from--;
    if (quoted && from < attr->name.at)
        load_mend(fault, from, end + 1 - from, "");
}

static void add_attr(struct load_scan *scan, struct tag *tag, struct load_attr attr)
{
    if (attr.value.size > LIMIT_VALUE) {
        load_limit(scan, D_VALUE_TOO_LONG, attr.name, load_show(scan, attr.name), LIMIT_VALUE);
        return;
    }
    if (!attr.plain)
        load_references(scan, attr.value);
    for (size_t i = 0; i < tag->count; i++)
        if (load_same(scan->bytes, tag->attrs[i].name, attr.name)) {
            const char *shown = load_show(scan, attr.name);
            struct load_fault *fault = load_fault(scan, attr.name.at, attr.name.size, "the attribute '%s' is given twice", shown);
            load_note(scan, fault, tag->attrs[i].name, "'%s' is given here first", shown);
            if (load_same(scan->bytes, tag->attrs[i].value, attr.value))
                mend_twice(scan, fault, &attr);
            return;
        }
    if (tag->count == LIMIT_ATTRIBUTES) {
        load_limit(scan, D_TOO_MANY_ATTRIBUTES, tag->name, load_show(scan, tag->name), LIMIT_ATTRIBUTES);
        return;
    }
    tag->attrs[tag->count++] = attr;
}

/* Something in a tag that begins no attribute. */
static void stray(struct load_scan *scan, const struct tag *tag)
{
    size_t end = guess_end(scan, scan->at + 1, " \t\r\n><");
    struct span what = {scan->at, end - scan->at};
    if (!load_is_bad(scan->bytes + what.at, what.size))
        load_fault(scan, what.at, what.size, "'%s' cannot stand in the tag of '%s'", load_show(scan, what),
                   load_show(scan, tag->name));
    scan->at = end;
}

static void read_attr(struct load_scan *scan, struct tag *tag, bool blank)
{
    struct load_attr attr = {.name = {.at = scan->at}};
    attr.name.size = load_name_of(scan->bytes + scan->at, scan->size - scan->at, &attr.colon);
    if (!attr.name.size) {
        stray(scan, tag);
        return;
    }
    if (!blank)
        load_fault(scan, attr.name.at, attr.name.size, "a blank is missing before the attribute '%s'",
                   load_show(scan, attr.name));
    check_name(scan, attr.name, attr.colon);
    if (scan->stopped)
        return;
    size_t behind = scan->at += attr.name.size;
    load_blanks(scan);
    if (scan->at >= scan->size)
        return;
    if (load_peek(scan, 0) != '=') {
        load_fault(scan, attr.name.at, attr.name.size, "the attribute '%s' has no value", load_show(scan, attr.name))->expected =
            arena_printf(scan->arena, "%s=\"…\"", load_show(scan, attr.name));
        scan->at = behind;
        return;
    }
    scan->at++;
    load_blanks(scan);
    attr.value = read_value(scan, attr.name, &attr.plain);
    if (!scan->stopped && !scan->hopeless)
        add_attr(scan, tag, attr);
}

/* Up to and with the end of the tag. */
static void read_attrs(struct load_scan *scan, struct tag *tag)
{
    while (!scan->stopped && !scan->hopeless) {
        bool blank = load_blanks(scan);
        char next = load_peek(scan, 0);
        if (next == '>' || (next == '/' && load_peek(scan, 1) == '>')) {
            tag->empty = next == '/';
            scan->at += tag->empty ? 2 : 1;
            return;
        }
        struct span start = {tag->start, tag->name.size + 1};
        if (scan->at >= scan->size) {
            load_cut_off(scan, start, "a tag");
            return;
        }
        if (next == '<') {
            load_fault(scan, start.at, start.size, "the tag of '%s' lacks its '>'", load_show(scan, tag->name))->expected = "'>'";
            return;
        }
        read_attr(scan, tag, blank);
    }
}

/* -- namespaces -- */

static void bad_declaration(struct load_scan *scan, const struct load_attr *attr, const char *why)
{
    load_fault(scan, attr->name.at, attr->name.size, "%s", why);
}

static void check_declaration(struct load_scan *scan, const struct load_attr *attr, struct span prefix)
{
    bool to_xml = load_span_is(scan->bytes, attr->value, NS_XML);
    bool to_xmlns = load_span_is(scan->bytes, attr->value, "http://www.w3.org/2000/xmlns/");
    bool is_xml = load_span_is(scan->bytes, prefix, "xml");
    if (load_span_is(scan->bytes, prefix, "xmlns"))
        bad_declaration(scan, attr, "the prefix 'xmlns' cannot be declared");
    else if (is_xml != to_xml)
        bad_declaration(scan, attr, "the prefix 'xml' and its namespace belong together and to nothing else");
    else if (to_xmlns)
        bad_declaration(scan, attr, "the namespace of declarations cannot be declared");
    else if (prefix.size && !attr->value.size)
        bad_declaration(scan, attr, "a prefix cannot be declared without the name of a namespace");
}

static void declare(struct load_scan *scan, const struct load_attr *attr)
{
    struct span prefix = prefix_of(scan, attr->name);
    prefix = prefix.size ? local_of(scan, attr->name) : (struct span){attr->name.at, 0};
    if (scan->declared++ >= LIMIT_NAMESPACES) {
        load_limit(scan, D_TOO_MANY_NAMESPACES, attr->name, NULL, LIMIT_NAMESPACES);
        return;
    }
    check_declaration(scan, attr, prefix);
    scan->bindings[scan->binding_count++] = (struct load_binding){prefix, attr->value};
}

static const struct load_binding *binding_of(const struct load_scan *scan, struct span prefix)
{
    for (size_t i = scan->binding_count; i > 0; i--)
        if (load_same(scan->bytes, scan->bindings[i - 1].prefix, prefix))
            return &scan->bindings[i - 1];
    return NULL;
}

static bool is_declaration(const struct load_scan *scan, struct span name)
{
    return load_span_is(scan->bytes, name, "xmlns") || (name.size > 6 && memcmp(scan->bytes + name.at, "xmlns:", 6) == 0);
}

static void check_prefix(struct load_scan *scan, struct span name)
{
    struct span prefix = prefix_of(scan, name);
    if (!prefix.size || prefix.size + 1 == name.size || load_span_is(scan->bytes, prefix, "xml") || binding_of(scan, prefix))
        return;
    const char *shown = load_show(scan, prefix);
    struct load_fault *fault = load_fault(scan, name.at, name.size, "the prefix '%s' is not declared", shown);
    fault->expected = arena_printf(scan->arena, "xmlns:%s=\"…\" here or on an element around it", shown);
}

/* Two attributes with different prefixes of one namespace are one attribute. */
static void check_same_expanded(struct load_scan *scan, const struct tag *tag, size_t which)
{
    const struct load_attr *attr = &tag->attrs[which];
    const struct load_binding *its = binding_of(scan, prefix_of(scan, attr->name));
    for (size_t i = 0; i < which && its; i++) {
        struct span prefix = prefix_of(scan, tag->attrs[i].name);
        const struct load_binding *other = prefix.size ? binding_of(scan, prefix) : NULL;
        if (!other || !load_same(scan->bytes, other->uri, its->uri) ||
            !load_same(scan->bytes, local_of(scan, tag->attrs[i].name), local_of(scan, attr->name)))
            continue;
        struct load_fault *fault = load_fault(scan, attr->name.at, attr->name.size,
                                              "the attribute '%s' is given twice: both prefixes mean one namespace",
                                              load_show(scan, attr->name));
        load_note(scan, fault, tag->attrs[i].name, "it is given here first");
        return;
    }
}

static void check_namespaces(struct load_scan *scan, const struct tag *tag)
{
    for (size_t i = 0; i < tag->count && !scan->stopped; i++)
        if (is_declaration(scan, tag->attrs[i].name))
            declare(scan, &tag->attrs[i]);
    if (tag->colon)
        check_prefix(scan, tag->name);
    for (size_t i = 0; i < tag->count && !scan->stopped; i++) {
        struct span name = tag->attrs[i].name;
        if (!tag->attrs[i].colon || is_declaration(scan, name) || !prefix_of(scan, name).size)
            continue;
        check_prefix(scan, name);
        check_same_expanded(scan, tag, i);
    }
}

static bool means_resolved(const struct load_scan *scan, struct span name)
{
    struct span prefix = prefix_of(scan, name);
    const struct load_binding *its = binding_of(scan, prefix);
    return its && load_span_is(scan->bytes, its->uri, NS_RESOLVED);
}

/* Whether a root is that of a resolved tree: in its namespace, or with its version. */
static bool is_resolved(const struct load_scan *scan, const struct tag *tag)
{
    for (size_t i = 0; i < tag->count; i++) {
        struct span name = tag->attrs[i].name;
        if (prefix_of(scan, name).size && load_span_is(scan->bytes, local_of(scan, name), "version") &&
            means_resolved(scan, name))
            return true;
    }
    return means_resolved(scan, tag->name);
}

/* -- the tag -- */

static void open_element(struct load_scan *scan, const struct tag *tag)
{
    scan->parts += 1 + tag->count;
    if (scan->parts > LIMIT_ELEMENTS) {
        load_limit(scan, D_TOO_MANY_ELEMENTS, tag->name, NULL, LIMIT_ELEMENTS)->done =
            "attributes are counted with the elements: nothing of the file was read";
        return;
    }
    if (!scan->tag_count)
        scan->resolved = is_resolved(scan, tag);
    size_t deepest = scan->resolved ? LOAD_DEPTH_RESOLVED : LIMIT_DEPTH;
    if (scan->depth == deepest) {
        load_limit(scan, D_TOO_DEEP, tag->name, NULL, deepest);
        return;
    }
    MEM_GROW(scan->tags, scan->tag_count, scan->tag_room);
    scan->tags[scan->tag_count] = (struct tag_place){
        .start = tag->start, .end = scan->at, .close = scan->at, .name = (unsigned short)tag->name.size};
    if (scan->build)
        load_build_open(scan, tag->name, tag->attrs, tag->count);
    if (tag->empty && scan->builder)
        xml_builder_close(scan->builder);
    if (tag->empty) {
        scan->binding_count = tag->bindings;
        if (!scan->depth && !scan->root_end)
            scan->root_end = tag->start;
    } else {
        scan->open[scan->depth++] = (struct load_open){.tag = scan->tag_count, .name = tag->name, .bindings = tag->bindings};
    }
    scan->tag_count++;
}

void load_start_tag(struct load_scan *scan)
{
    struct tag tag = {.start = scan->at, .attrs = scan->attrs, .bindings = scan->binding_count};
    tag.name = (struct span){scan->at + 1, load_name_of(scan->bytes + scan->at + 1, scan->size - scan->at - 1, &tag.colon)};
    if (!scan->depth && scan->tag_count)
        load_outside(scan, (struct span){tag.start, tag.name.size + 1}, "a second element");
    check_name(scan, tag.name, tag.colon);
    scan->at += tag.name.size + 1;
    read_attrs(scan, &tag);
    if (!scan->stopped && !scan->hopeless)
        check_namespaces(scan, &tag);
    if (!scan->stopped && !scan->hopeless)
        open_element(scan, &tag);
}

bool load_next_attr(const struct source *source, size_t *at, struct span *name, struct span *value)
{
    const char *bytes = source->bytes, *here = bytes + *at;
    while (load_is_blank(*here))
        here++;
    *name = (struct span){(size_t)(here - bytes), load_name(here, source->size - (size_t)(here - bytes))};
    if (!name->size)
        return false;
    here += name->size;
    while (load_is_blank(*here) || *here == '=')
        here++;
    const char *from = here + 1, *end = from;
    while (*end && *end != *here)
        end++;
    *value = (struct span){(size_t)(from - bytes), (size_t)(end - from)};
    *at = (size_t)(end + 1 - bytes);
    return true;
}

/* -- the XML declaration -- */

static bool good_version(const char *bytes, struct span value)
{
    return value.size >= 2 && bytes[value.at] == '1' && bytes[value.at + 1] == '.' &&
           strspn(bytes + value.at + 2, "0123456789") >= value.size - 2;
}

static bool good_value(const char *bytes, size_t which, struct span value)
{
    if (which == 0)
        return good_version(bytes, value);
    if (which == 1)
        return value.size == 5 && strncasecmp(bytes + value.at, "UTF-8", 5) == 0;
    return load_span_is(bytes, value, "yes") || load_span_is(bytes, value, "no");
}

/* The next of version, encoding and standalone, in that order; which is the first that may come. False: it is not well formed. */
static bool read_declared(struct load_scan *scan, size_t *which)
{
    static const char *const names[] = {"version", "encoding", "standalone"};
    struct span name = {scan->at, load_name(scan->bytes + scan->at, scan->size - scan->at)};
    size_t found = *which;
    while (found < 3 && !load_span_is(scan->bytes, name, names[found]))
        found++;
    if (found == 3 || (*which == 0 && found != 0))
        return false;
    scan->at += name.size;
    load_blanks(scan);
    if (load_peek(scan, 0) != '=')
        return false;
    scan->at++;
    load_blanks(scan);
    const char quote[] = {load_peek(scan, 0), '<', '>', '\0'};
    if (quote[0] != '"' && quote[0] != '\'')
        return false;
    struct span value = {scan->at + 1, strcspn(scan->bytes + scan->at + 1, quote)};
    scan->at = value.at + value.size;
    if (load_peek(scan, 0) != quote[0] || !good_value(scan->bytes, found, value))
        return false;
    if (found == 0 && !load_span_is(scan->bytes, value, "1.0"))
        load_build_stop(scan);
    scan->at++;
    *which = found + 1;
    return true;
}

void load_declaration(struct load_scan *scan)
{
    size_t start = scan->at, which = 0;
    bool fine = true;
    scan->at += 5;
    while (fine) {
        bool blank = load_blanks(scan);
        if (load_peek(scan, 0) == '?' && load_peek(scan, 1) == '>')
            break;
        fine = blank && read_declared(scan, &which);
    }
    if (!fine || which == 0) {
        load_fault(scan, start, 5, "the XML declaration is not well formed")->expected =
            "'<?xml version=\"1.0\" encoding=\"UTF-8\"?>'";
        scan->at += strcspn(scan->bytes + scan->at, "<>");
        scan->at += load_peek(scan, 0) == '>';
        return;
    }
    scan->at += 2;
}
