/* Word documents that are broken, or made to harm: each ends in a finding, in little time and memory; and archives themselves.
 * Prints a line a failure and a count; status 1 if any failed. */
#define TEST_FILE "docx_test.c"
#include "check.h"

#include "base/unzip.h"
#include "base/zip.h"
#include "import/front.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define HEAD "<w:document " W "><w:body>"
#define TAIL "</w:body></w:document>"

static void repeat(struct buf *out, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_str(out, text);
}

/* A document with that main part, and more members that a caller adds. */
static struct zip_writer *begin(struct zip_deflater *deflater, const char *bytes, size_t size, bool compress)
{
    static const char types[] = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
    struct zip_writer *writer = zip_writer_new(deflater);
    zip_writer_add(writer, "[Content_Types].xml", types, sizeof types - 1, true);
    zip_writer_add(writer, "word/document.xml", bytes, size, compress);
    return writer;
}

/* -- what is in the documents -- */

static void plain(struct buf *out)
{
    buf_str(out, HEAD "<w:p><w:r><w:t>Hello lagoon</w:t></w:r></w:p>" TAIL);
}

static void bomb(struct buf *out)
{
    plain(out);
    buf_fill(out, ' ', 40 << 20);
}

static void too_large(struct buf *out)
{
    uint32_t seed = 1;
    buf_str(out, HEAD "<w:p><w:r><w:t>");
    while (out->size <= (size_t)IMPORT_MEMBER + 1000) { /* packs badly, so that it is the size that counts */
        buf_printf(out, "%08x ", seed);
        seed = seed * 1664525u + 1013904223u;
    }
}

static void xml_bomb(struct buf *out)
{
    buf_str(out, "<!DOCTYPE w [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>");
    buf_str(out, HEAD "<w:p><w:r><w:t>&c;</w:t></w:r></w:p>" TAIL);
}

static void deep(struct buf *out)
{
    buf_str(out, HEAD);
    repeat(out, "<w:p><w:r><w:txbxContent>", 33000);
    buf_str(out, "<w:p><w:r><w:t>down here</w:t></w:r></w:p>");
    repeat(out, "</w:txbxContent></w:r></w:p>", 33000);
    buf_str(out, TAIL);
}

static void deep_tables(struct buf *out)
{
    buf_str(out, HEAD);
    repeat(out, "<w:tbl><w:tr><w:tc>", 30000);
    buf_str(out, "<w:p><w:r><w:t>down here</w:t></w:r></w:p>");
    repeat(out, "</w:tc></w:tr></w:tbl>", 30000);
    buf_str(out, TAIL);
}

static void unfinished(struct buf *out)
{
    buf_str(out, HEAD "<w:tbl><w:tr><w:tc><w:p><w:r><w:fldChar w:fldCharType='begin'/><w:t>Hello");
}

static void attributes(struct buf *out)
{
    buf_str(out, HEAD "<w:p");
    for (int i = 0; i < 80000; i++)
        buf_printf(out, " a%d=''", i);
    buf_str(out, "/>" TAIL);
}

static void endless(struct buf *out)
{
    buf_str(out, HEAD);
    repeat(out, "<w:p><w:r><w:t>a</w:t></w:r></w:p>", IMPORT_BLOCKS + 10);
    buf_str(out, TAIL);
}

/* Spans and cells that reach far beyond any table, one cell merged all the way down. */
static void wide(struct buf *out)
{
    buf_str(out, HEAD "<w:tbl>");
    repeat(out, "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/><w:vMerge/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
                "<w:tc><w:tcPr><w:gridSpan w:val='-7'/><w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc></w:tr>", 20000);
    buf_str(out, "</w:tbl>" TAIL);
}

/* Things where they do not belong, and closings of what was never opened. */
static void strange(struct buf *out)
{
    buf_str(out, HEAD "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:r><w:t>nowhere</w:t></w:r></w:tc><w:tr><w:tc/></w:tr>"
                      "<w:numPr><w:numId w:val='x'/></w:numPr>"
                      "<w:p><w:pPr><w:p><w:r><w:t>within</w:t></w:r></w:p></w:pPr><w:r><w:fldChar w:fldCharType='end'/><w:fldChar "
                      "w:fldCharType='separate'/><w:sym/><w:footnoteReference/><w:t>Hello</w:t></w:r><w:tbl><w:p><w:r><w:t>lagoon</w:t></w:r></w:p>"
                      "</w:tbl></w:p><w:sdt><w:checked/></w:sdt><w:hyperlink><w:t>loose</w:t></w:hyperlink>" TAIL);
}

/* -- what is done to the archives -- */

static void many_members(struct zip_writer *writer)
{
    char name[32];
    for (int i = 0; i < 10000; i++) {
        snprintf(name, sizeof name, "word/media/%d.png", i);
        zip_writer_add(writer, name, "x", 1, false);
    }
}

static void absolute_name(struct zip_writer *writer)
{
    zip_writer_add(writer, "/etc/minutes", "x", 1, false);
}

static void name_out(struct zip_writer *writer)
{
    zip_writer_add(writer, "word/../../minutes", "x", 1, false);
}

static void name_out_backwards(struct zip_writer *writer)
{
    zip_writer_add(writer, "word\\..\\..\\minutes", "x", 1, false);
}

static void name_twice(struct zip_writer *writer)
{
    zip_writer_add(writer, "word\\document.xml", "x", 1, false);
}

static void relations_badly(struct zip_writer *writer)
{
    static const char loop[] = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                               "<Relationship Id='1' Type='x/header' Target='document.xml'/>"
                               "<Relationship Id='1' Type='x/footnotes' Target='../../../../word/document.xml'/>"
                               "<Relationship Id='2' Type='x/styles' Target='/etc/none'/><Relationship/></Relationships>";
    zip_writer_add(writer, "word/_rels/document.xml.rels", loop, sizeof loop - 1, true);
}

static void wrong_sum(struct buf *archive)
{
    char *at = memmem(archive->data, archive->size, "lagoon", 6);
    *at = 'L';
}

static void cut_off(struct buf *archive)
{
    archive->size -= 30;
}

static void cut_within(struct buf *archive)
{
    char *at = memmem(archive->data, archive->size, "lagoon", 6);
    memmove(at, at + 3, archive->size - (size_t)(at + 3 - archive->data));
    archive->size -= 3;
}

/* The flag in each header, of members and directory. */
static void encrypt(struct buf *archive)
{
    for (size_t i = 0; i + 10 < archive->size; i++) {
        if (memcmp(archive->data + i, "PK\3\4", 4) == 0)
            archive->data[i + 6] |= 1;
        else if (memcmp(archive->data + i, "PK\1\2", 4) == 0)
            archive->data[i + 8] |= 1;
    }
}

/* The directory says that every member unpacks to one byte. */
static void lie(struct buf *archive)
{
    for (size_t i = 0; i + 30 < archive->size; i++)
        if (memcmp(archive->data + i, "PK\1\2", 4) == 0)
            memcpy(archive->data + i + 24, "\1\0\0\0", 4);
}

static void password(struct buf *archive)
{
    static const char older[] = "\xD0\xCF\x11\xE0....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    buf_clear(archive);
    buf_add(archive, older, sizeof older);
}

static void nothing(struct buf *archive)
{
    buf_clear(archive);
}

static const struct {
    const char *name;
    void (*words)(struct buf *out);
    bool stored;
    void (*members)(struct zip_writer *writer);
    void (*after)(struct buf *archive);
    const char *code, *said; /* NULL: it is read; and what is said of it then, or a block's words */
} rows[] = {
    {"plain", plain, false, NULL, NULL, NULL, "Hello lagoon"},
    {"bomb", bomb, false, NULL, NULL, "bad-part", "far more"},
    {"too large", too_large, false, NULL, NULL, "bad-part", "too large"},
    {"XML bomb", xml_bomb, false, NULL, NULL, "bad-part", "document type"},
    {"deep", deep, true, NULL, NULL, NULL, "down here"},
    {"deep tables", deep_tables, true, NULL, NULL, NULL, "down here"},
    {"unfinished", unfinished, false, NULL, NULL, "bad-part", "never closed"},
    {"attributes", attributes, false, NULL, NULL, "bad-part", "256 attributes"},
    {"endless", endless, false, NULL, NULL, "document-long", "200000"},
    {"wide", wide, false, NULL, NULL, NULL, "a"},
    {"strange", strange, false, NULL, NULL, NULL, "Hello"},
    {"words in no paragraph", strange, false, NULL, NULL, NULL, "nowhere"},
    {"paragraph within properties", strange, false, NULL, NULL, NULL, "within"},
    {"words in a link in no paragraph", strange, false, NULL, NULL, NULL, "loose"},
    {"many members", plain, false, many_members, NULL, "bad-archive", "too many"},
    {"absolute name", plain, false, absolute_name, NULL, "bad-archive", "leads out"},
    {"name that leads out", plain, false, name_out, NULL, "bad-archive", "leads out"},
    {"the same with backslashes", plain, false, name_out_backwards, NULL, "bad-archive", "leads out"},
    {"name twice", plain, false, name_twice, NULL, "bad-archive", "same name"},
    {"bad relations", plain, false, relations_badly, NULL, NULL, "Hello lagoon"},
    {"wrong sum", plain, true, NULL, wrong_sum, "bad-part", "checksum"},
    {"cut off", plain, true, NULL, cut_off, "bad-archive", "end is missing"},
    {"cut within", plain, true, NULL, cut_within, "bad-", ""},
    {"encrypted", plain, true, NULL, encrypt, "bad-part", "encrypted"},
    {"lying sizes", bomb, false, NULL, lie, "bad-part", ""},
    {"password", plain, false, NULL, password, "bad-archive", "password"},
    {"nothing", plain, false, NULL, nothing, "bad-archive", "end is missing"},
};

static bool has_words(const struct blocks *blocks, const char *words)
{
    for (size_t i = 0; i < blocks->count; i++)
        if (strstr(blocks->list[i].text, words))
            return true;
    return false;
}

/* Reads an archive's bytes as a document; what is said of it goes to out. */
static bool import(const struct buf *archive, struct blocks *blocks, struct buf *out)
{
    struct diag_log *log = diag_new();
    char *exact = mem_alloc(archive->size + 1); /* so that a byte too far is seen */
    memcpy(exact, archive->data, archive->size);
    exact[archive->size] = '\0';
    struct source source = {.path = "hostile.docx", .bytes = exact, .size = archive->size};
    struct front_input input = {&source, "hostile.docx", TRACKED_ACCEPT, log};
    bool good = front_for("hostile.docx", exact, archive->size)->read(&input, blocks);
    diag_finish(log);
    diag_print(log, out, false, DIAG_NOTE);
    source_free_lines(&source);
    diag_free(log);
    free(exact);
    return good;
}

static void test_hostile(struct test *test)
{
    struct zip_deflater *deflater = zip_deflater_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf words = BUF_INIT, archive = BUF_INIT, said = BUF_INIT;
        struct arena *arena = arena_new();
        struct blocks blocks;
        const char *why;
        rows[i].words(&words);
        struct zip_writer *writer = begin(deflater, words.data, words.size, !rows[i].stored);
        if (rows[i].members)
            rows[i].members(writer);
        CHECK(zip_writer_finish(writer, &archive, &why));
        if (rows[i].after)
            rows[i].after(&archive);
        blocks_start(&blocks, arena, "docx", "paragraph");
        clock_t before = clock();
        bool good = import(&archive, &blocks, &said);
        double took = (double)(clock() - before) / CLOCKS_PER_SEC;
        bool told = rows[i].code ? !good && strstr(buf_text(&said), rows[i].code) && strstr(buf_text(&said), rows[i].said)
                                 : good && !said.size && has_words(&blocks, rows[i].said);
        if (!check(test, told, rows[i].name, __LINE__))
            printf("  %s\n", buf_text(&said));
        if (!check(test, took < 5, "in five seconds", __LINE__))
            printf("  %s took %.1f s\n", rows[i].name, took);
        blocks_free(&blocks);
        arena_free(arena);
        buf_free(&words);
        buf_free(&archive);
        buf_free(&said);
    }
    zip_deflater_free(deflater);
}

/* Every byte of a small document changed, and every length of it: a finding or blocks, never a fault. */
static void test_damage(struct test *test)
{
    struct zip_deflater *deflater = zip_deflater_new();
    struct buf words = BUF_INIT, archive = BUF_INIT;
    const char *why;
    plain(&words);
    struct zip_writer *writer = begin(deflater, words.data, words.size, true);
    CHECK(zip_writer_finish(writer, &archive, &why));
    size_t reported = 0;
    for (size_t i = 0; i < 2 * archive.size; i++) {
        struct buf damaged = BUF_INIT, said = BUF_INIT;
        struct arena *arena = arena_new();
        struct blocks blocks;
        buf_add(&damaged, archive.data, i < archive.size ? archive.size : i - archive.size);
        buf_text(&damaged);
        if (i < archive.size)
            damaged.data[i] ^= 0x55;
        blocks_start(&blocks, arena, "docx", "paragraph");
        bool good = import(&damaged, &blocks, &said);
        if (!check(test, good || strstr(buf_text(&said), "error: "), "damage is read or told", __LINE__))
            printf("  at %zu\n", i);
        reported += !good;
        blocks_free(&blocks);
        arena_free(arena);
        buf_free(&damaged);
        buf_free(&said);
    }
    CHECK(reported > archive.size + archive.size / 4);
    buf_free(&words);
    buf_free(&archive);
    zip_deflater_free(deflater);
}

/* -- archives -- */

static bool count_some(void *with, const char *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)with += size;
    return *(size_t *)with < 40000;
}

static void test_unzip(struct test *test)
{
    static const struct unzip_limits limits = {10, 1 << 20, 3 << 19, 200};
    struct zip_deflater *deflater = zip_deflater_new();
    struct zip_writer *writer = zip_writer_new(deflater);
    struct buf archive = BUF_INIT, large = BUF_INIT, out = BUF_INIT;
    const char *why;
    size_t member, count = 0;
    for (int i = 0; large.size < 1 << 20; i++)
        buf_printf(&large, "%x", i * 7919);
    large.size = 1 << 20;
    zip_writer_add(writer, "Word/A.xml", "upper", 5, true);
    zip_writer_add(writer, "word/a.xml", "lower", 5, true);
    zip_writer_add(writer, "empty", "", 0, true);
    zip_writer_add(writer, "large", large.data, large.size, true);
    zip_writer_add(writer, "again", large.data, large.size, true);
    CHECK(zip_writer_finish(writer, &archive, &why));
    struct unzip *zip = unzip_open(archive.data, archive.size, &limits, &why);
    CHECK(zip && unzip_count(zip) == 5);
    CHECK(unzip_find(zip, "word/a.xml", &member) && strcmp(unzip_name(zip, member), "word/a.xml") == 0);
    CHECK(unzip_find(zip, "WORD/a.xml", &member) && !unzip_find(zip, "word/b.xml", &member));
    CHECK(unzip_find(zip, "Word/A.xml", &member) && unzip_bytes(zip, member, &out, &why) && strcmp(buf_text(&out), "upper") == 0);
    CHECK(unzip_find(zip, "large", &member) && unzip_read(zip, member, count_some, &count, &why) && count >= 40000 && count < 80000);
    buf_clear(&out);
    CHECK(unzip_bytes(zip, member, &out, &why) && out.size == large.size && memcmp(out.data, large.data, out.size) == 0);
    CHECK(unzip_find(zip, "again", &member) && !unzip_bytes(zip, member, &out, &why) && strstr(why, "all members together"));
    unzip_close(zip);
    CHECK(!unzip_open(archive.data, archive.size, &(struct unzip_limits){4, 1, 1, 1}, &why) && strstr(why, "too many"));
    CHECK(!unzip_open("", 0, &limits, &why) && *why);
    unzip_close(NULL);
    buf_free(&archive);
    buf_free(&large);
    buf_free(&out);
    zip_deflater_free(deflater);
}

int main(void)
{
    static void (*const tests[])(struct test *) = {test_unzip, test_hostile, test_damage};
    struct test test = {0, 0};
    xml_start();
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tests[i](&test);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
