/* The minutes that a document of ours carries (render/carry.h), found in what a program made of it since. */
#include "import/carried.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/text.h"
#include "import/front.h"
#include "xml/xml.h"
#include "render/carry.h"

#include <string.h>
#include <strings.h>

static bool same_seal(struct hash hash, const char *seal, size_t size)
{
    enum { DIGITS = 32 };
    char text[33], given[33];
    size_t count = 0;
    hash_text(hash, text);
    for (size_t i = 0; i < size; i++) {
        if (strchr("{}-", seal[i]))
            continue;
        if (count == DIGITS)
            return false;
        given[count++] = seal[i];
    }
    given[count] = '\0';
    return strcasecmp(text, given) == 0;
}

/* Of two parts that the carried text stood between. */
static struct hash hash_around(const char *bytes, size_t from, size_t upto, size_t size)
{
    struct hasher *hasher = hasher_new();
    hasher_add(hasher, bytes, from);
    hasher_add(hasher, bytes + upto, size - upto);
    struct hash hash = hasher_take(hasher);
    hasher_free(hasher);
    return hash;
}

static void take(struct blocks *blocks, const char *text, size_t size, bool sealed)
{
    if (blocks->carried || !size || size > IMPORT_MEMBER || text_valid_until(text, size) < size)
        return;
    blocks->carried = arena_copy_n(blocks->arena, text, size);
    blocks->carried_size = size;
    blocks->sealed = sealed;
}

/* -- HTML -- */

/* The value of an attribute in a start tag that ends at end. */
static const char *tag_value(const char *tag, const char *end, const char *name, size_t *size)
{
    size_t length = strlen(name);
    for (const char *at = tag; (at = memmem(at, (size_t)(end - at), name, length)); at += length) {
        const char *quote = at + length + 1;
        if (quote >= end || at[length] != '=' || !strchr("\"'", *quote))
            continue;
        const char *close = memchr(quote + 1, *quote, (size_t)(end - quote - 1));
        if (!close)
            return NULL;
        *size = (size_t)(close - quote - 1);
        return quote + 1;
    }
    return NULL;
}

void carried_html(const char *bytes, size_t size, struct blocks *blocks)
{
    static const char end[] = "</script>", mark[] = CARRY_HTML_ID;
    const char *name = memmem(bytes, size, mark, sizeof mark - 1), *tag = name, *limit = bytes + size;
    while (tag > bytes && *tag != '<')
        tag--;
    const char *open = name ? memchr(name, '>', (size_t)(limit - name)) : NULL;
    if (!open || strncasecmp(tag, "<script", 7) != 0)
        return;
    const char *from = open + 1, *close = memmem(from, (size_t)(limit - from), end, sizeof end - 1);
    if (!close)
        return;
    size_t seal_size = 0, upto = (size_t)(close - bytes) + sizeof end - 1;
    const char *seal = tag_value(tag, open, "data-seal", &seal_size);
    upto += upto < size && bytes[upto] == '\n';
    bool sealed = seal && same_seal(hash_around(bytes, (size_t)(tag - bytes), upto, size), seal, seal_size);
    struct buf text = BUF_INIT;
    for (const char *at = from; at < close; at++) {
        buf_char(&text, *at);
        if (*at == '<' && at + 1 < close && at[1] == '\\')
            at++;
    }
    take(blocks, buf_text(&text), text.size, sealed);
    buf_free(&text);
}

/* -- packages -- */

static bool member_bytes(struct unzip *archive, const char *name, struct buf *out)
{
    size_t member;
    const char *why;
    buf_clear(out);
    return unzip_find(archive, name, &member) && unzip_bytes(archive, member, out, &why);
}

/* A user field of an OpenDocument text, or what LibreOffice makes of it in a Word document: a variable. */
struct fields {
    struct buf source, seal;
};

static bool on_field(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    static const char word[] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                      text[] = "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
                      office[] = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    struct fields *fields = with;
    bool variable = strcmp(name, "docVar") == 0 && strcmp(ns, word) == 0;
    if (!variable && !(strcmp(name, "user-field-decl") == 0 && strcmp(ns, text) == 0))
        return true;
    const char *called = xml_attr_of(attrs, count, variable ? word : text, "name");
    const char *value = variable ? xml_attr_of(attrs, count, word, "val") : xml_attr_of(attrs, count, office, "string-value");
    struct buf *out = text_same(called, CARRY_FIELD)        ? &fields->source
                      : text_same(called, CARRY_FIELD_SEAL) ? &fields->seal
                                                            : NULL;
    if (out && value && !out->size)
        buf_str(out, value);
    return true;
}

void carried_fields(const char *bytes, size_t size, struct blocks *blocks)
{
    static const struct xml_handler handler = {on_field, NULL, NULL};
    struct fields fields = {BUF_INIT, BUF_INIT};
    struct xml_fault fault;
    if (!memmem(bytes, size, CARRY_FIELD, sizeof CARRY_FIELD - 1))
        return;
    struct xml_reader *reader = xml_reader_new(&handler, &fields, IMPORT_DEPTH);
    bool whole = xml_reader_push(reader, bytes, size) & xml_reader_end(reader, &fault);
    const char *from = memmem(bytes, size, CARRY_ODT_FROM, sizeof CARRY_ODT_FROM - 1), *rest = from ? from : bytes;
    const char *end = memmem(rest, size - (size_t)(rest - bytes), CARRY_ODT_UPTO, sizeof CARRY_ODT_UPTO - 1);
    bool sealed = from && end &&
                  same_seal(hash_around(bytes, (size_t)(from - bytes), (size_t)(end - bytes) + sizeof CARRY_ODT_UPTO - 1, size),
                            buf_text(&fields.seal), fields.seal.size);
    if (whole)
        take(blocks, buf_text(&fields.source), fields.source.size, sealed);
    buf_free(&fields.source);
    buf_free(&fields.seal);
}

/* Programs number the parts of custom XML as they like. */
static void custom_xml(struct unzip *archive, const char *name, const char *document, struct blocks *blocks)
{
    static const char ours[] = "urn:minutec:minutes", id[] = "itemID=\"";
    struct buf text = BUF_INIT, properties = BUF_INIT, main = BUF_INIT;
    const char *number = name + strcspn(name, "0123456789");
    bool mine = member_bytes(archive, name, &text) && memmem(text.data, text.size, ours, sizeof ours - 1);
    if (mine && member_bytes(archive, arena_printf(blocks->arena, "customXml/itemProps%s", number), &properties) &&
        member_bytes(archive, document, &main)) {
        const char *found = memmem(properties.data, properties.size, id, sizeof id - 1),
                   *seal = found ? found + sizeof id - 1 : NULL;
        size_t left = seal ? properties.size - (size_t)(seal - properties.data) : 0;
        const char *close = seal ? memchr(seal, '"', left) : NULL;
        take(blocks, text.data, text.size, close && same_seal(hash_bytes(main.data, main.size), seal, (size_t)(close - seal)));
    } else if (mine) {
        take(blocks, text.data, text.size, false);
    }
    buf_free(&text);
    buf_free(&properties);
    buf_free(&main);
}

void carried_docx(struct unzip *archive, const char *document, struct blocks *blocks)
{
    static const char start[] = "customXml/item";
    for (size_t i = 0; i < unzip_count(archive) && !blocks->carried; i++) {
        const char *name = unzip_name(archive, i);
        if (strncmp(name, start, sizeof start - 1) == 0 && name[sizeof start - 1] >= '0' && name[sizeof start - 1] <= '9')
            custom_xml(archive, name, document, blocks);
    }
    struct buf settings = BUF_INIT;
    if (!blocks->carried && member_bytes(archive, "word/settings.xml", &settings))
        carried_fields(settings.data, settings.size, blocks);
    buf_free(&settings);
}

/* -- where they belong -- */

/* An id or a language, fit for a file's name. */
static bool is_plain(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return text && *text && strlen(text) <= 100 && strspn(text, letters) == strlen(text);
}

/* ".cy" of "2024-09-09.cy.docx", where that is the minutes' own language: a translation beside its original. */
static const char *translation(const char *file_name, const char *lang, struct arena *arena)
{
    const char *end = strrchr(file_name, '.'), *dot = end;
    while (dot && dot > file_name && (dot == end || *dot != '.'))
        dot--;
    if (!dot || dot == file_name || !is_plain(lang))
        return "";
    const char *given = arena_copy_n(arena, dot + 1, (size_t)(end - dot - 1));
    size_t size = strlen(given);
    return size && strncasecmp(lang, given, size) == 0 && (!lang[size] || lang[size] == '-') ? arena_printf(arena, ".%s", given)
                                                                                             : "";
}

const char *carried_place(const struct blocks *blocks, const char *file_name, struct arena *arena)
{
    struct xml_fault fault;
    struct date date;
    const char *place = NULL;
    struct xml_doc *tree = blocks->carried ? xml_parse(blocks->carried, blocks->carried_size, &fault) : NULL;
    const struct node *root = tree ? xml_root(tree) : NULL;
    const char *body = node_attr(root, "body"), *day = node_attr(root, "date"), *sitting = node_attr(root, "sitting");
    if (node_is(root, "minutes") && is_plain(body) && day && date_parse(day, &date) &&
        (!sitting || (is_plain(sitting) && !sitting[1])))
        place = arena_printf(arena, "%s/%s%s%s.xml", body, day, sitting ? sitting : "",
                             translation(file_name, node_attr(root, "xml:lang"), arena));
    xml_free(tree);
    return place;
}
