/* Word documents (DOCX, DOCM). The parts are found by the package's relations, so their names do not matter, and read one after the other as streams;
 * only their words are kept. */
#include "import/docx.h"

#include "base/hash.h"
#include "import/carried.h"

#include <stdlib.h>
#include <string.h>

/* -- the document's own properties -- */

struct properties {
    struct docx *docx;
    size_t depth, count;
    const char *key;
    struct buf value;
};

static bool on_property(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    static const char *const keys[] = {"title", "subject", "creator", "keywords", "description", "lastModifiedBy", "created", "modified",
                                       "category", "contentStatus", "language", "Company", "Manager"};
    struct properties *properties = with;
    (void)ns;
    (void)attrs;
    (void)count;
    if (++properties->depth != 2)
        return true;
    properties->key = NULL;
    buf_clear(&properties->value);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i], name) == 0)
            properties->key = keys[i];
    return true;
}

static bool on_value(void *with, const char *text, size_t size)
{
    struct properties *properties = with;
    if (properties->depth >= 2 && properties->key)
        buf_add(&properties->value, text, size);
    return true;
}

static bool on_property_end(void *with, const char *ns, const char *name)
{
    struct properties *properties = with;
    struct blocks *blocks = properties->docx->blocks;
    (void)ns;
    (void)name;
    const char *value = buf_text(&properties->value);
    if (properties->depth-- != 2 || !properties->key || !value[strspn(value, " \t\r\n")])
        return true;
    struct block *block = blocks_add(blocks, BLOCK_PARAGRAPH, ++properties->count);
    block->zone = ZONE_FRONT;
    block->marker = properties->key;
    blocks_raw(blocks, ZONE_FRONT, properties->count, value, properties->value.size);
    blocks_text(blocks, value, properties->value.size, 0, NULL);
    blocks_end(blocks);
    return blocks->count <= IMPORT_BLOCKS;
}

bool docx_properties(struct docx *docx, size_t member)
{
    static const struct xml_handler handler = {on_property, on_value, on_property_end};
    struct properties properties = {.docx = docx, .value = BUF_INIT};
    bool good = docx_parse(docx, member, &handler, &properties, NULL);
    buf_free(&properties.value);
    return good;
}

static bool on_custom(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    struct properties *properties = with;
    (void)ns;
    if (++properties->depth != 2)
        return true;
    const char *key = strcmp(name, "property") == 0 ? xml_attr_of(attrs, count, "", "name") : NULL;
    bool own = key && strncmp(key, BLOCKS_OWN, strlen(BLOCKS_OWN)) == 0;
    properties->key = own ? arena_copy(properties->docx->arena, key) : NULL;
    buf_clear(&properties->value);
    return true;
}

static bool on_custom_end(void *with, const char *ns, const char *name)
{
    enum { MOST = 100000 };
    struct properties *properties = with;
    struct blocks *blocks = properties->docx->blocks;
    (void)ns;
    (void)name;
    if (properties->depth-- == 2 && properties->key && blocks->property_count < MOST)
        blocks_property(blocks, properties->key, buf_text(&properties->value), properties->value.size);
    return true;
}

bool docx_custom(struct docx *docx, size_t member)
{
    static const struct xml_handler handler = {on_custom, on_value, on_custom_end};
    struct properties properties = {.docx = docx, .value = BUF_INIT};
    bool good = docx_parse(docx, member, &handler, &properties, NULL);
    buf_free(&properties.value);
    return good;
}

/* -- the parts -- */

/* Part by part, those of a type that the main part is related to; good as long as none failed. */
static bool each_related(struct docx *docx, const struct docx_part *main, const char *type, bool (*read)(struct docx *docx, size_t member))
{
    for (size_t i = 0; i < main->relation_count && !docx->failed; i++) {
        const struct docx_relation *relation = &main->relations[i];
        size_t member;
        if (!relation->outside && strcmp(relation->type, type) == 0 && unzip_find(docx->archive, relation->target, &member) &&
            !docx->seen[member]) {
            docx->seen[member] = true;
            if (!read(docx, member))
                return false;
        }
    }
    return !docx->failed;
}

static bool read_notes(struct docx *docx, size_t member)
{
    return docx_story(docx, member, ZONE_FOOTNOTE, true);
}

static bool read_comments(struct docx *docx, size_t member)
{
    return docx_story(docx, member, ZONE_COMMENT, true);
}

static bool read_hidden(struct docx *docx, size_t member)
{
    return docx_story(docx, member, ZONE_HIDDEN, false);
}

static struct hash words_of(const struct blocks *blocks, size_t first)
{
    struct hasher *hasher = hasher_new();
    for (size_t i = first; i < blocks->count; i++) {
        hasher_add_number(hasher, (uint64_t)blocks->list[i].kind);
        hasher_add_text(hasher, blocks->list[i].text);
    }
    struct hash hash = hasher_take(hasher);
    hasher_free(hasher);
    return hash;
}

/* Headers or footers; those that say the same are there once. */
static bool read_margins(struct docx *docx, const struct docx_part *main, const char *type, enum block_zone zone)
{
    struct hash *said = mem_zero(main->relation_count + 1, sizeof *said);
    size_t count = 0;
    for (size_t i = 0; i < main->relation_count && !docx->failed; i++) {
        const struct docx_relation *relation = &main->relations[i];
        size_t member, first = docx->blocks->count, same = 0;
        if (relation->outside || strcmp(relation->type, type) != 0 || !unzip_find(docx->archive, relation->target, &member) ||
            docx->seen[member] || !docx_story(docx, member, zone, false))
            continue;
        said[count] = words_of(docx->blocks, first);
        while (!hash_same(said[same], said[count]))
            same++;
        if (same < count)
            docx_forget(docx, first);
        else
            count++;
    }
    free(said);
    return !docx->failed;
}

/* Parts with words that nothing in the document leads to. */
static bool read_left(struct docx *docx)
{
    static const char *const types[] = {"document.main+xml", "document.glossary+xml", "main+xml", "header+xml", "footer+xml", "footnotes+xml",
                                        "endnotes+xml", "comments+xml", "diagramData+xml", "chart+xml"};
    for (size_t member = 0; member < unzip_count(docx->archive) && !docx->failed; member++)
        for (size_t i = 0; i < sizeof types / sizeof *types && !docx->seen[member]; i++)
            if (docx_is_of_type(docx, member, types[i]) && !read_hidden(docx, member))
                return false;
    return !docx->failed;
}

static bool find_main(struct docx *docx, const struct docx_part *package, size_t *member)
{
    if (docx_related(docx, package, "officeDocument", member))
        return true;
    for (*member = 0; *member < unzip_count(docx->archive); ++*member)
        if (docx_is_of_type(docx, *member, "wordprocessingml.document.main+xml"))
            return true;
    return unzip_find(docx->archive, "word/document.xml", member);
}

static bool read_main(struct docx *docx, const struct docx_part *main)
{
    return each_related(docx, main, "styles", docx_styles_read) && each_related(docx, main, "numbering", docx_lists_read) &&
           each_related(docx, main, "footnotes", read_notes) && each_related(docx, main, "endnotes", read_notes) &&
           each_related(docx, main, "comments", read_comments) && read_margins(docx, main, "header", ZONE_HEADER) &&
           docx_story(docx, main->member, ZONE_BODY, false) && read_margins(docx, main, "footer", ZONE_FOOTER) &&
           each_related(docx, main, "glossaryDocument", read_hidden);
}

static bool read_package(struct docx *docx)
{
    struct docx_part package = {.name = ""}, main = {.name = ""};
    size_t member;
    bool good = docx_types_read(docx) && docx_part_open(docx, "", &package);
    if (good && !find_main(docx, &package, &member)) {
        diag_add(docx->input->log, D_BAD_ARCHIVE, source_file(docx->input->source), "there is no Word document in it");
        docx->failed = true;
        good = false;
    }
    good = good && each_related(docx, &package, "core-properties", docx_properties) &&
           each_related(docx, &package, "extended-properties", docx_properties) &&
           each_related(docx, &package, "extendedProperties", docx_properties) &&
           each_related(docx, &package, "custom-properties", docx_custom) &&
           each_related(docx, &package, "customProperties", docx_custom) &&
           docx_part_open(docx, unzip_name(docx->archive, member), &main) && read_main(docx, &main) && read_left(docx);
    docx_part_close(&package);
    docx_part_close(&main);
    if (good) {
        docx_emit_rest(docx);
        carried_docx(docx->archive, unzip_name(docx->archive, member), docx->blocks);
    }
    return good;
}

/* -- the front end -- */

static void free_all(struct docx *docx)
{
    docx_notes_free(docx);
    docx_lists_free(docx->lists);
    free(docx->styles);
    free(docx->spans);
    free(docx->attached);
    free(docx->types);
    free(docx->seen);
    unzip_close(docx->archive);
    arena_free(docx->arena);
}

/* A document with a password is no archive but a container of an older kind, with an entry so named. */
static bool is_encrypted(const char *bytes, size_t size)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return size > 8 && memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0 && memmem(bytes, size, name, sizeof name);
}

static bool read_docx(const struct front_input *input, struct blocks *blocks)
{
    static const struct unzip_limits limits = {IMPORT_MEMBERS, IMPORT_MEMBER, IMPORT_UNPACKED, IMPORT_RATIO};
    struct docx docx = {.input = input, .blocks = blocks, .arena = arena_new()};
    const char *why = "it is protected with a password";
    blocks->format = "docx";
    blocks->unit = "paragraph";
    if (!is_encrypted(input->source->bytes, input->source->size))
        docx.archive = unzip_open(input->source->bytes, input->source->size, &limits, &why);
    bool good = docx.archive != NULL;
    if (good) {
        docx.attached = mem_zero(unzip_count(docx.archive) + 1, sizeof *docx.attached);
        docx.types = mem_zero(unzip_count(docx.archive) + 1, sizeof *docx.types);
        docx.seen = mem_zero(unzip_count(docx.archive) + 1, sizeof *docx.seen);
        good = read_package(&docx);
    } else {
        diag_add(input->log, D_BAD_ARCHIVE, source_file(input->source), why);
        docx.failed = true;
    }
    if (!docx.failed && blocks->count > IMPORT_BLOCKS)
        good = front_too_long(input, IMPORT_BLOCKS, "paragraphs");
    if (good)
        docx_spans_set(&docx);
    free_all(&docx);
    return good;
}

static bool is_docx(const char *bytes, size_t size)
{
    if (size < 4 || memcmp(bytes, "PK\3\4", 4) != 0)
        return is_encrypted(bytes, size);
    return memmem(bytes, size, "[Content_Types].xml", 19) && memmem(bytes, size, "word/", 5);
}

const struct front_end front_docx = {"docx", ".docx .docm .dotx .dotm", is_docx, read_docx};
