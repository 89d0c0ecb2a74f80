/* The loader: what it refuses and how it says so, the places it knows, and that its scanner and the XML parser agree.
 * Prints a line a failure and a count; status 1 if any failed. */
#define TEST_FILE "load_test.c"
#include "check.h"

#include "document/load.h"

#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NS "xmlns=\"urn:minutec:minutes\""

#define RESOLVED "<minutes " NS " xmlns:r='urn:minutec:resolved' r:version='1'>"
#define TEN(x) x x x x x x x x x x
#define DEEP TEN(TEN("<r:quote>"))
#define SHALLOW TEN(TEN("</r:quote>"))

static char *findings(struct diag_log *log)
{
    struct buf out = BUF_INIT;
    diag_finish(log);
    diag_print(log, &out, false, DIAG_NOTE);
    buf_text(&out);
    return buf_take(&out);
}

/* Loads bytes as t.xml; the findings as text are the caller's. */
static struct document *load(const char *bytes, size_t size, char **said)
{
    struct diag_log *log = diag_new();
    struct document *document = document_load_bytes(bytes, size, "t.xml", log);
    *said = findings(log);
    diag_free(log);
    return document;
}

/* -- faults of form: each with its place and its words -- */

struct fault_case {
    const char *bytes, *first, *second; /* lines that are said; second may be NULL */
};

static void check_said(struct test *test, const struct fault_case *one, int line)
{
    char *said;
    struct document *document = load(one->bytes, strlen(one->bytes), &said);
    bool fine = !document->tree && strstr(said, one->first) && (!one->second || strstr(said, one->second));
    if (!check(test, fine, one->first, line))
        printf("%s", said);
    free(said);
    document_free(document);
}

static const struct fault_case tag_cases[] = {
    {"<minutes " NS ">\n  <item>\n    <title>Rooms\n  </item>\n</minutes>",
     "t.xml:4:3: error: '</item>' stands here, but 'title' is open", "t.xml:3:6: note: 'title' was opened here"},
    {"<minutes " NS ">\n <title>Rooms</titel>\n</minutes>", "t.xml:2:14: error: '</titel>' stands here, but 'title' is open",
     "did you mean '</title>'?"},
    {"<minutes " NS "><item><title>R</text></item></minutes>", "t.xml:1:52: error: '</text>' stands here",
     "= expected: '</title>'"},
    {"<minutes " NS "><item></b><title/></item></minutes>", "t.xml:1:44: error: '</b>' closes nothing", NULL},
    {"<minutes " NS "><a><b><c></a></minutes>", "t.xml:1:47: error: '</a>' stands here, but 'c' is open",
     "t.xml:1:42: error: 'b' is never closed"},
    {"<minutes " NS ">\n  <item>\n", "t.xml:2:4: error: 'item' is never closed",
     "t.xml:1:2: note: 'minutes' is not closed either"},
    {"<minutes " NS ">\n  <item n", "t.xml:2:3: error: the file ends in the middle of a tag", NULL},
    {"<minutes " NS ">\n  <item n=\"3", "t.xml:2:11: error: the file ends in the middle of a value", NULL},
    {"<minutes " NS "></minu", "t.xml:1:38: error: the file ends in the middle of an end tag", NULL},
    {"<minutes " NS "><", "t.xml:1:38: error: the file ends in the middle of a tag", NULL},
    {"<minutes " NS ">\n<item n=\"1\"\n<title/></item></minutes>", "t.xml:2:1: error: the tag of 'item' lacks its '>'", NULL},
    {"<minutes " NS "><a></a\n</minutes>", "t.xml:1:41: error: the end tag '</a' lacks its '>'", NULL},
    {"<minutes " NS "><a></a b=\"c\"></minutes>", "t.xml:1:45: error: only the name can stand in an end tag", NULL},
    {"<minutes " NS "><a></ a></minutes>", "t.xml:1:41: error: no blank can stand between '</' and the name", NULL},
    {"<minutes " NS "></></minutes>", "t.xml:1:38: error: an end tag without a name", NULL},
    {"<minutes " NS "><a:b:c/></minutes>", "t.xml:1:39: error: the colon in 'a:b:c' is out of place", NULL},
    {"<minutes " NS "><it&em/></minutes>", "t.xml:1:41: error: '&em' cannot stand in the tag of 'it'", NULL},
};

static const struct fault_case attribute_cases[] = {
    {"<minutes " NS ">\n\t<item n=3/></minutes>", "t.xml:2:10: error: the value of 'n' needs quotes", "did you mean 'n=\"3\"'?"},
    {"<minutes " NS "><item n id='x'/></minutes>", "t.xml:1:44: error: the attribute 'n' has no value", NULL},
    {"<minutes " NS "><item n= id='x'/></minutes>", "t.xml:1:44: error: the attribute 'n' has no value", NULL},
    {"<minutes " NS "><item n=/></minutes>", "t.xml:1:44: error: the attribute 'n' has no value", NULL},
    {"<minutes " NS ">\n <item n='1' id='x'\n  n='2'/></minutes>", "t.xml:3:3: error: the attribute 'n' is given twice",
     "t.xml:2:8: note: 'n' is given here first"},
    {"<minutes " NS "><item n='1'id='x'/></minutes>", "t.xml:1:49: error: a blank is missing before the attribute 'id'", NULL},
    {"<minutes " NS "><item n='a < b'/></minutes>", "t.xml:1:49: error: '<' cannot stand in a value: write '&lt;'", NULL},
    {"<minutes " NS "><item n='\xC3\xA9 & b'/></minutes>", "t.xml:1:49: error: '&' stands alone: write '&amp;'", NULL},
    {"<minutes " NS "><person ref=\"ada role=\"chair\"/></minutes>",
     "t.xml:1:50: error: the value of 'ref' lacks its closing quote", "= expected: ref=\"ada\""},
    {"<minutes " NS "><item n=\"2>x</item><a b=\"c\"/></minutes>", "t.xml:1:46: error: the value of 'n' lacks its closing quote",
     NULL},
    {"<minutes " NS "><item n=\xE2\x80\x9C"
     "2\xE2\x80\x9D/></minutes>",
     "t.xml:1:46: error: a value needs straight quotes", "did you mean 'n=\"2\"'?"},
    {"<minutes " NS "><m:item/></minutes>", "t.xml:1:39: error: the prefix 'm' is not declared", NULL},
    {"<minutes " NS " x:n='1'/>", "t.xml:1:38: error: the prefix 'x' is not declared", NULL},
    {"<minutes " NS " xmlns:p='u' xmlns:q='u' p:n='' q:n=''/>", "t.xml:1:69: error: the attribute 'q:n' is given twice", NULL},
    {"<minutes " NS " xmlns:p=''/>", "t.xml:1:38: error: a prefix cannot be declared without", NULL},
    {"<minutes " NS " xmlns:xml='u'/>", "t.xml:1:38: error: the prefix 'xml' and its namespace", NULL},
};

static const struct fault_case text_cases[] = {
    {"<minutes " NS ">\n<text>Gail & David</text></minutes>", "t.xml:2:12: error: '&' stands alone: write '&amp;'", NULL},
    {"<minutes " NS ">a&nbsp;b</minutes>",
     "t.xml:1:39: error: XML does not know '&nbsp;': write the character itself, or '&#160;'", NULL},
    {"<minutes " NS ">&foo;</minutes>", "t.xml:1:38: error: XML does not know '&foo;'", NULL},
    {"<minutes " NS ">&AMP;</minutes>", "t.xml:1:38: error: XML does not know '&AMP;'", "did you mean '&amp;'?"},
    {"<minutes " NS ">&amp x</minutes>", "t.xml:1:38: error: '&amp' lacks its ';'", NULL},
    {"<minutes " NS ">&#xZ;</minutes>", "t.xml:1:38: error: '&#x' is not a character reference", NULL},
    {"<minutes " NS ">&#0;&#xD800;&#1114112;</minutes>", "t.xml:1:38: error: '&#0;' refers to a character",
     "t.xml:1:50: error: '&#1114112;' refers"},
    {"<minutes " NS ">1 < 2</minutes>", "t.xml:1:40: error: '<' begins a tag, and a name must follow", "did you mean '&lt;'?"},
    {"<minutes " NS ">a ]]> b</minutes>", "t.xml:1:40: error: ']]>' cannot stand in text", NULL},
    {"<minutes " NS ">a\x02</minutes>", "t.xml:1:39: error: the character U+0002 is not allowed in XML", NULL},
    {"<minutes " NS "><!-- a -- b --></minutes>", "t.xml:1:45: error: '--' cannot stand within a comment", NULL},
    {"<minutes " NS ">\n <!-- a </minutes>", "t.xml:2:2: error: this comment is never closed", NULL},
    {"<minutes " NS "><![CDATA[ </minutes>", "t.xml:1:38: error: this CDATA section is never closed", NULL},
    {"<minutes " NS "><?pi </minutes>", "t.xml:1:38: error: this processing instruction is never closed", NULL},
    {"Minutes of the day\n<minutes " NS "/>", "t.xml:1:1: error: text stands before the first element", NULL},
    {"<minutes " NS "/>\n\xC3\xA9 end", "t.xml:2:1: error: text stands after the end of the file's element", NULL},
    {"<minutes " NS "></minutes>\n <minutes/>", "t.xml:2:2: error: a second element stands after the end",
     "t.xml:1:38: note: that element ends here"},
    {"\n<?xml version=\"1.0\"?><minutes/>", "t.xml:2:1: error: the XML declaration may stand only at the very start", NULL},
    {"<?xml encoding=\"UTF-8\"?><minutes/>", "t.xml:1:1: error: the XML declaration is not well formed", NULL},
    {"<!-- only this -->\n", "t.xml: error: there is no element in this file", NULL},
    {"\xEF\xBB\xBF<minutes " NS ">&</minutes>", "t.xml:1:38: error: '&' stands alone", NULL},
};

static void test_faults(struct test *test)
{
    static const struct {
        const struct fault_case *cases;
        size_t count;
    } tables[] = {
        {tag_cases, sizeof tag_cases / sizeof *tag_cases},
        {attribute_cases, sizeof attribute_cases / sizeof *attribute_cases},
        {text_cases, sizeof text_cases / sizeof *text_cases},
    };
    for (size_t table = 0; table < sizeof tables / sizeof *tables; table++)
        for (size_t i = 0; i < tables[table].count; i++)
            check_said(test, &tables[table].cases[i], __LINE__);
}

/* All faults of one file come in one run; past a hundred it says that it stops. */
static void test_many_faults(struct test *test)
{
    char *said, *many = mem_zero(1, 6000);
    struct document *document = load("<minutes><a n=1>&<b></c></b>", 28, &said);
    CHECK(strstr(said, "t.xml:1:15:") && strstr(said, "t.xml:1:17:") && strstr(said, "t.xml:1:21:") &&
          strstr(said, "t.xml:1:11:"));
    free(said);
    document_free(document);
    strcpy(many, "<minutes>");
    for (size_t i = 9; i < 5000; i += 2)
        memcpy(many + i, "& ", 2);
    document = load(many, strlen(many), &said);
    CHECK(strstr(said, "there are too many faults"));
    size_t lines = 0;
    for (const char *at = said; (at = strstr(at, "t.xml:1:")); at++)
        lines++;
    CHECK(lines == 100);
    free(said);
    document_free(document);
    free(many);
}

/* -- what is not read at all -- */

static void check_refused(struct test *test, const char *bytes, size_t size, const char *code, int line)
{
    char *said;
    clock_t start = clock();
    struct document *document = load(bytes, size, &said);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (!check(test, !document->tree && strstr(said, code) && seconds < 1, code, line))
        printf("(after %.2f s) %.300s", seconds, said);
    free(said);
    document_free(document);
}

static void test_bytes(struct test *test)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *said;
    } cases[] = {
        {"", 0, "[empty-file]"},
        {" \r\n\t", 4, "[empty-file]"},
        {"\xEF\xBB\xBF", 3, "[empty-file]"},
        {"%PDF-1.7 <a>", 12, "this looks like a PDF file"},
        {"PK\x03\x04<a/>", 8, "Word, OpenDocument"},
        {"plain words & so on", 19, "[not-xml]"},
        {"<a>\0</a>", 8, "[not-xml]"},
        {"\xFF\xFE<\0a\0/\0>\0", 10, "the file is in UTF-16"},
        {"<\0a\0/\0>\0", 8, "the file is in UTF-16"},
        {"<minutes>Caf\xE9</minutes>", 23,
         "t.xml:1:13: error: the byte 0xE9 is not UTF-8: this looks like Windows-1252 or Latin-1"},
        {"<minutes>\n \x93q\x94</minutes>", 24, "t.xml:2:2: error: the byte 0x93 is not UTF-8: this looks like Windows-1252 "},
        {"<minutes>\xE2\x82", 11, "the file ends in the middle of a character"},
        {"<minutes>\xC0\x80</minutes>", 21, "[bad-encoding]"},
        {"<?xml version='1.0' encoding='ISO-8859-1'?><minutes/>", 53,
         "t.xml:1:31: error: the file says that it is in ISO-8859-1"},
        {"<!DOCTYPE minutes [<!ENTITY a 'b'>]><minutes>&a;</minutes>", 58,
         "t.xml:1:1: error: a document type declaration is not allowed"},
        {"<!-- --><!doctype html><html/>", 30, "t.xml:1:9: error: a document type declaration"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_refused(test, cases[i].bytes, cases[i].size, cases[i].said, __LINE__);
}

/* head, then count times each (with %zu in it: the count so far), then tail. */
static void repeat(struct buf *out, const char *head, const char *each, size_t count, const char *tail)
{
    buf_clear(out);
    buf_str(out, head);
    const char *slot = strchr(each, '#');
    for (size_t i = 0; i < count; i++) {
        buf_add(out, each, slot ? (size_t)(slot - each) : strlen(each));
        if (slot)
            buf_printf(out, "%zu%s", i, slot + 1);
    }
    buf_str(out, tail);
}

static void test_limits(struct test *test)
{
    static const struct {
        const char *head, *each;
        size_t count;
        const char *tail, *code;
    } cases[] = {
        {"<minutes " NS " ", "a#='1' ", 80000, "/>", "[too-many-attributes]"},
        {"<minutes " NS " ", "xmlns:a#='u' ", 200000, "/>", "[too-many-attributes]"},
        {"<minutes " NS ">", "<a xmlns:p#='u'/>", 60000, "</minutes>", "[too-many-namespaces]"},
        {"<minutes " NS ">", "<a>", 100000, "", "[too-deep]"},
        {"<minutes " NS ">", "<a>", 64, TEN(TEN("</a>")), "[too-deep]"},
        {"<r:site xmlns:r='urn:minutec:resolved'>", "<r:a>", 100000, "", "more than 240 deep"},
        {"<minutes " NS ">", "<a/>", 300000, "</minutes>", "[too-many-elements]"},
        {"<minutes " NS ">", "<a b='' c=''/>", 100000, "</minutes>", "[too-many-elements]"},
        {"<minutes " NS " n='", "0123456789abcdef", 5000, "'/>", "[value-too-long]"},
        {"<minutes " NS "><text>", "0123456789abcdef", 70000, "</text></minutes>", "[prose-too-long]"},
        {"<minutes " NS "><text>", "0123456789abcde<a/>", 100000, "</text></minutes>", "[prose-too-long]"},
        {"<minutes " NS ">", "& ", 100000, "</minutes>", "too many faults"},
        {"<minutes " NS ">", "<a b='", 500000, "</minutes>", "[malformed]"},
        {"<minutes " NS ">", "<a b=\"> c='", 300000, "</minutes>", "[malformed]"},
        {"<minutes " NS "><", "long", 100000, "/></minutes>", "[malformed]"},
    };
    struct buf bytes = BUF_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        repeat(&bytes, cases[i].head, cases[i].each, cases[i].count, cases[i].tail);
        check_refused(test, bytes.data, bytes.size, cases[i].code, __LINE__);
    }
    repeat(&bytes, "<minutes " NS ">", "<text>0123456789</text>", 1000000, "</minutes>");
    check_refused(test, bytes.data, bytes.size, "[file-too-large]", __LINE__);
    buf_free(&bytes);
}

static void test_just_within_limits(struct test *test)
{
    struct buf bytes = BUF_INIT;
    char *said;
    static const struct {
        const char *head, *each;
        size_t count;
        const char *tail;
    } cases[] = {
        {"<minutes " NS " ", "a#='1' ", LIMIT_ATTRIBUTES - 1, "/>"},
        {"<minutes " NS "><text>", "0123456789abcdef", LIMIT_PROSE / 16, "</text></minutes>"},
        {"<minutes " NS ">", "<a/>", LIMIT_ELEMENTS - 2, "</minutes>"},
        {RESOLVED "<r:image>", "0123456789abcdef", LIMIT_PROSE / 16 + 1, "</r:image></minutes>"},
        {RESOLVED "<text>" DEEP, "<r:quote/>", 1, SHALLOW "</text></minutes>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        repeat(&bytes, cases[i].head, cases[i].each, cases[i].count, cases[i].tail);
        struct document *document = load(bytes.data, bytes.size, &said);
        CHECK(document->tree && !*said);
        free(said);
        document_free(document);
    }
    buf_free(&bytes);
}

/* -- roots -- */

static void check_kind(struct test *test, const char *bytes, enum document_kind kind, bool tree, const char *said_so, int line)
{
    char *said;
    struct document *document = load(bytes, strlen(bytes), &said);
    bool fine = document->kind == kind && !document->tree == !tree && (said_so ? strstr(said, said_so) != NULL : !*said);
    if (!check(test, fine, bytes, line))
        printf("%s", said);
    free(said);
    document_free(document);
}

static void test_roots(struct test *test)
{
    static const struct {
        const char *bytes;
        enum document_kind kind;
        bool tree;
        const char *said;
    } cases[] = {
        {"<minutes " NS "/>", DOCUMENT_MINUTES, true, NULL},
        {"<body " NS "/>", DOCUMENT_BODY, true, NULL},
        {"<m:body xmlns:m='urn:minutec:minutes'/>", DOCUMENT_BODY, true, NULL},
        {"<?xml-model href='minutes.rnc'?><!-- x --><minutes " NS " version=' 1.3 '/>", DOCUMENT_MINUTES, true, NULL},
        {"<minutes " NS " xmlns:r='urn:minutec:resolved' r:version='1'> </minutes>", DOCUMENT_RESOLVED, true, NULL},
        {"<html><body/></html>", DOCUMENT_FOREIGN, false, "the root element is 'html', not minutes or body"},
        {"<minutes/>", DOCUMENT_MINUTES, false, "= expected: <minutes xmlns=\"urn:minutec:minutes\""},
        {"<body xmlns='urn:minutec:minute'/>", DOCUMENT_BODY, false, "[foreign-element]"},
        {"<minute " NS "/>", DOCUMENT_MINUTES, false, "did you mean 'minutes'?"},
        {"<minutes " NS " version='2'/>", DOCUMENT_MINUTES, false, "t.xml:1:47: error: version '2' of the vocabulary is newer"},
        {"<minutes " NS " version='99999999999999999999.1'/>", DOCUMENT_MINUTES, false, "[newer-version]"},
        {"<minutes " NS " version='one'/>", DOCUMENT_MINUTES, true, NULL},
        {"<minutes " NS " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'\n xsi:schemaLocation='a b'/>", DOCUMENT_MINUTES,
         true, "t.xml:2:2: error: 'minutes' has no attribute 'xsi:schemaLocation'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_kind(test, cases[i].bytes, cases[i].kind, cases[i].tree, cases[i].said, __LINE__);
}

/* -- the tree -- */

static void check_printed(struct test *test, const char *bytes, const char *want, int line)
{
    char *said;
    struct document *document = load(bytes, strlen(bytes), &said);
    struct buf out = BUF_INIT;
    xml_print(document->tree, &out);
    if (!check(test, strstr(buf_text(&out), want) != NULL, want, line))
        printf("%s%s", said, buf_text(&out));
    buf_free(&out);
    free(said);
    document_free(document);
}

static void test_trimming(struct test *test)
{
    static const char head[] = "<minutes " NS ">";
    static const struct {
        const char *inside, *want;
    } cases[] = {
        {" \n <item> <title> A  b </title>\n</item> ", "><item><title> A  b </title></item></minutes>"},
        {"<text>  \n </text><text/>", "><text/><text/></minutes>"},
        {"<item n=' 3\n\t a ' xml:lang=' en '/>", "<item n=\"3 a\" xml:lang=\"en\"/>"},
        {"<item n=''/><item n='  '/>", "<item n=\"\"/><item n=\"\"/>"},
        {"<item> stray <a/> </item>", "<item> stray <a/></item>"},
        {"<text>a<!-- x --><![CDATA[<b>]]><?p x?>c</text>", "<text>a&lt;b&gt;c</text>"},
        {"<text>\xC2\xA0</text>", "<text>\xC2\xA0</text>"},
        {"<x xmlns='urn:other'><y z=' a  b '/></x>", "<ns1:y z=\"a b\"/>"},
    };
    struct buf bytes = BUF_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf_clear(&bytes);
        buf_printf(&bytes, "%s%s</minutes>", head, cases[i].inside);
        check_printed(test, bytes.data, cases[i].want, __LINE__);
    }
    buf_free(&bytes);
    check_printed(test, "<minutes " NS " xmlns:r='urn:minutec:resolved' r:version='1'><text a=' b '> </text> </minutes>",
                  "<text a=\" b \"> </text> </minutes>", __LINE__);
}

/* -- places -- */

static bool at(struct place place, size_t line, size_t column, size_t length)
{
    if (place.line == line && place.column == column && place.length == length)
        return true;
    printf("    at %u:%u, %u long\n", place.line, place.column, place.length);
    return false;
}

static void test_places(struct test *test)
{
    static const char bytes[] =
        "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<!-- <item n='0'> -->\r\n<minutes " NS "\r\n\tversion='1'\r\n"
        "   body = \"h&amp;\r\n b\" date=''>\r\n<item><title>\xC3\xA9t\xC3\xA9 \xF0\x9F\x93\x85</title><text\r\n"
        "  by=\"a > b\"\r\n>\r\n  <!-- no --> <?pi x?>First <u>in</u> second</text\r\n></item>\r\n"
        "<text> <u>x</u> <![CDATA[ ]]> &#32;last</text><m:note xmlns:m='urn:minutec:minutes' m:x='1'/></minutes>\r\n";
    char *said;
    struct document *document = load(bytes, sizeof bytes - 1, &said);
    CHECK(document->tree && !*said);
    struct node *root = xml_root(document->tree), *item = node_first(root), *title = node_first(item), *text = node_next(title);
    CHECK(at(document_place(document, root), 3, 2, 7));
    CHECK(at(document_place_attr(document, root, "version"), 4, 11, 1));
    CHECK(at(document_place_attr_name(document, root, "version"), 4, 2, 7));
    CHECK(at(document_place_attr(document, root, "body"), 5, 12, 6));
    CHECK(at(document_place_attr(document, root, "date"), 6, 10, 2));
    CHECK(at(document_place_attr(document, root, "kind"), 3, 2, 7));
    CHECK(at(document_place_text(document, title), 7, 14, 5));
    CHECK(at(document_place(document, text), 7, 28, 4));
    CHECK(at(document_place_attr(document, text, "by"), 8, 7, 5));
    CHECK(at(document_place_text(document, text), 10, 23, 6));
    CHECK(at(document_place_word(document, text, "second"), 10, 39, 6));
    CHECK(at(document_place_word(document, text, "no such"), 7, 28, 4));
    struct node *last = node_next(item), *note = node_next(last);
    CHECK(at(document_place_text(document, last), 12, 31, 9));
    CHECK(at(document_place(document, note), 12, 48, 6));
    CHECK(at(document_place_word(document, last, "x"), 12, 11, 1));
    struct node *made = node_add_r(root, "made");
    CHECK(document_place(document, made).line == 0 && document_place(document, made).source == &document->source);
    CHECK(at(document_place_text(document, item), 7, 2, 4));
    free(said);
    document_free(document);
}

/* Words with references in them, wrapped over lines. */
static void test_words(struct test *test)
{
    static const char bytes[] = "<minutes " NS
                                "><text a='needle'>Gail &amp; David\n   met at 10 &#x20AC;5\n a&b; needle</text></minutes>";
    static const char good[] = "<minutes " NS
                               "><text a='needle'>Gail &amp; David\n   met at 10 &#x20AC;5\n needle</text></minutes>";
    char *said;
    struct document *document = load(bytes, sizeof bytes - 1, &said);
    CHECK(!document->tree && strstr(said, "t.xml:3:3: error: XML does not know '&b;'"));
    free(said);
    document_free(document);
    document = load(good, sizeof good - 1, &said);
    struct node *text = node_first(xml_root(document->tree));
    CHECK(at(document_place_word(document, text, "Gail & David"), 1, 55, 16));
    CHECK(at(document_place_word(document, text, "David met"), 1, 66, 5));
    CHECK(at(document_place_word(document, text,
                                 "10 \xE2\x82\xAC"
                                 "5"),
             2, 11, 12));
    CHECK(at(document_place_word(document, text, "needle"), 3, 2, 6));
    CHECK(at(document_place_word(document, text, ""), 1, 39, 4));
    free(said);
    document_free(document);
}

static void test_many_lines(struct test *test)
{
    struct buf bytes = BUF_INIT;
    char *said;
    repeat(&bytes, "<minutes " NS ">\n", "<item n='#'>\n</item>\n", 35000, "<item\n\n  n='last'/>&</minutes>");
    struct document *document = load(bytes.data, bytes.size, &said);
    CHECK(strstr(said, "t.xml:70004:13: error: '&' stands alone"));
    free(said);
    document_free(document);
    bytes.data[bytes.size - strlen("&</minutes>")] = ' ';
    document = load(bytes.data, bytes.size, &said);
    struct node *item = node_first(xml_root(document->tree));
    while (item && node_next(item))
        item = node_next(item);
    CHECK(at(document_place(document, item), 70002, 2, 4));
    CHECK(at(document_place_attr(document, item, "n"), 70004, 6, 4));
    free(said);
    document_free(document);
    buf_free(&bytes);
}

/* -- restricted passages -- */

static void test_restricted(struct test *test)
{
    static const char fine[] =
        "<minutes " NS
        "><item><restricted><text>Secret</text></restricted></item><resticted><text/></resticted><text/></minutes>";
    char *said;
    struct document *document = load(fine, sizeof fine - 1, &said);
    struct node *item = node_first(xml_root(document->tree)), *inside = node_first(node_first(item));
    CHECK(!document_restricted(item) && document_restricted(inside) && document_restricted(node_next(item)));
    CHECK(document_restricted(node_first(node_next(item))) && !document_restricted(node_next(node_next(item))));
    CHECK(document_place(document, inside).restricted && !document_place(document, item).restricted);
    free(said);
    document_free(document);
    static const char *const broken[] = {
        "<minutes " NS ">\n<restricted reason=personal><text>Secret</text></restricted></minutes>",
        "<minutes " NS ">\n<restricted><text>Secret & more</text></restricted></minutes>",
        "<minutes " NS ">\n<resticted><text>Secret & more</text></resticted></minutes>",
        "<minutes " NS ">\n<x:restricted reason='legal'><text>Secret</text></x:restricted></minutes>",
        "<minutes " NS ">\n< restricted reason='legal'><text>Secret &</text></restricted></minutes>",
        "<minutes " NS ">\nrestricted reason='legal'><text>Secret &</text></restricted></minutes>",
        "<minutes " NS ">\n<restricted><text>Secret \xE9</text></restricted></minutes>",
        "<minutes " NS ">\n<restricted><text>Secret</titel></restricted></minutes>",
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        document = load(broken[i], strlen(broken[i]), &said);
        CHECK(!document->tree && strstr(said, "error:") && !strstr(said, "Secret"));
        free(said);
        document_free(document);
    }
}

/* -- scanner and parser agree -- */

struct verdict {
    bool scanner, parser, limit;
    bool tags; /* every element's start tag is where the table says */
};

static bool tags_fit(const struct load_scan *scan, struct xml_doc *tree)
{
    size_t count = 0;
    xml_number(tree);
    for (struct node *root = xml_root(tree), *node = root; node; node = node_after(node, root), count++) {
        const char *name = scan->bytes + scan->tags[node_number(node) - 1].start + 1, *local = name + strcspn(name, ": \t\r\n/>");
        name = *local == ':' ? local + 1 : name;
        if (count >= scan->tag_count || strncmp(name, node_name(node), strlen(node_name(node))) != 0)
            return false;
    }
    return count == scan->tag_count;
}

static struct verdict judge(const char *bytes, size_t size)
{
    struct load_scan *scan = mem_zero(1, sizeof *scan);
    struct verdict verdict = {false, false, false, true};
    scan->bytes = bytes;
    scan->size = size;
    scan->arena = arena_new();
    if (load_look(scan))
        load_scan(scan);
    struct xml_doc *tree = xml_parse(bytes, size, NULL);
    verdict.scanner = scan->fault_count == 0;
    verdict.parser = tree != NULL;
    for (size_t i = 0; i < scan->fault_count; i++)
        verdict.limit |= scan->faults[i]->code != D_MALFORMED;
    if (tree && verdict.scanner)
        verdict.tags = tags_fit(scan, tree);
    xml_free(tree);
    free(scan->tags);
    free(scan->faults);
    arena_free(scan->arena);
    free(scan);
    return verdict;
}

static void test_well_formed(struct test *test)
{
    static const char *const files[] = {
        "<a/>",
        "<a></a >",
        "<a\n/>",
        "<a b='\"' c=\"'\" d='>' e='/>' f='a&#10;&lt;&amp;&quot;&apos;&gt;'/>",
        "<?xml version='1.0'?><a/>",
        "<?xml version=\"1.0\" encoding='utf-8' standalone = 'no' ?>\n<a/>\n",
        "\xEF\xBB\xBF<?xml version='1.0'?><a/>",
        "<!-- <b> & -- ><a/>",
        "<!-- <b> & - -->\n<?p <b> & ?><a/><!---->",
        "<a><![CDATA[<b>&]]]]><![CDATA[>]]></a>",
        "<a>]] > ]&#93;></a>",
        "<m:minutes xmlns:m='urn:minutec:minutes'><m:item m:n='1' n='2'/></m:minutes>",
        "<a xmlns='u' xmlns:p='u'><b p:x='1' x='1'/><p:b xmlns:p='v'/><b xmlns=''/></a>",
        "<a xml:lang='en' xml:space='preserve'/>",
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
        "<\xC3\xA9l\xC3\xA9ment \xC3\xA0='1'/>",
        "<a.b-c_d \t\r\nx\n=\n'1'/>",
        "<a>&#x10FFFF;&#9;&#xE000;</a>",
        "<a><?xml-model href='x'?><?pi?></a>",
        "<a>\xF0\x9F\x93\x85 \xC2\x85\xE2\x80\xA8</a>",
        "<a xmlns='not a uri'/>",
        "<a b='\n\t'/>",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct verdict verdict = judge(files[i], strlen(files[i]));
        if (!check(test, verdict.scanner == verdict.parser && verdict.tags && !verdict.limit, files[i], __LINE__))
            printf("    scanner %d, parser %d, tags %d\n", verdict.scanner, verdict.parser, verdict.tags);
    }
}

static uint32_t roll(uint64_t *state, size_t most)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)((*state >> 11) % most);
}

/* One change at random: bytes taken out, put in, or written over. */
static void mutate(uint64_t *state, struct buf *bytes)
{
    static const char *const pieces[] = {
        "<",
        ">",
        "/",
        "</",
        "\"",
        "'",
        "&",
        "&amp;",
        "&nbsp;",
        "&#10;",
        "&#x;",
        "&#1;",
        "]]>",
        "<!--",
        "-->",
        "--",
        "<?",
        "?>",
        "<?xml ",
        "<![CDATA[",
        "=",
        " ",
        "\n",
        ":",
        "a",
        "xmlns:p='u'",
        "xmlns=''",
        "p:",
        "<a/>",
        "<a>",
        "</a>",
        "\t",
        "\xC3\xA9",
        "\xE9",
        "\x01",
        "1",
        "-",
        ".",
        "!",
        "x='1'",
        " a='<'",
        "<p:a>",
        "<:a/>",
        "<a:/>",
        "<1>",
        "a:b:c",
        "\xEF\xBF\xBE",
        "\r",
        "?",
        "xml:lang='en'",
        "xml:",
        " xmlns:q='u' q:a='1'",
        "&lt",
        "<?a:b c?>",
        "<?XML ?>",
        "<?xml version='1.0'?>",
        "\xC2\xA0",
        "\xC2\xB7",
        "\xCC\x81",
        "#",
        ";",
    };
    size_t where = roll(state, bytes->size + 1), out = roll(state, 3) ? 0 : 1 + roll(state, 4);
    const char *piece = roll(state, 4) ? pieces[roll(state, sizeof pieces / sizeof *pieces)] : "";
    struct buf made = BUF_INIT;
    buf_add(&made, bytes->data, where);
    buf_str(&made, piece);
    size_t rest = where + out < bytes->size ? where + out : bytes->size;
    buf_add(&made, bytes->data + rest, bytes->size - rest);
    buf_free(bytes);
    *bytes = made;
    buf_text(bytes);
}

static void test_mutations(struct test *test)
{
    static const char sample[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?xml-model href=\"minutes.rnc\"?>\n<!-- a - comment < & -->\n"
        "<minutes " NS " xmlns:x=\"urn:x\" version=\"1\" x:y='2' date=\"2024-10-02\" xml:lang=\"en-GB\">\n"
        "  <item n=\"3\" as='a \"b\" > c'><title>Rooms &amp; \xC3\xA9 &#163; <![CDATA[<raw> & ]] ]]></title>\n"
        "    <x:item x:n=\"3.2\" n=\"1\"><!-- x --><?pi data?><text>The <u/> two</text></x:item>\n"
        "    <text\n       by=\"dev\"\n       as=\"x&#10;y &lt;\">A ] b ]] > c</text></item>\n</minutes>\n<!-- end -->\n";
    enum { TIMES = 2000 };
    uint64_t state = 88172645463325252u;
    size_t agreed = 0, well_formed = 0;
    for (size_t i = 0; i < TIMES; i++) {
        struct buf bytes = BUF_INIT;
        buf_add(&bytes, sample, sizeof sample - 1);
        for (size_t changes = 1 + roll(&state, 3); changes > 0; changes--)
            mutate(&state, &bytes);
        struct verdict verdict = judge(bytes.data, bytes.size);
        bool fine = verdict.limit ? !verdict.scanner : verdict.scanner == verdict.parser && verdict.tags;
        agreed += fine;
        well_formed += verdict.scanner && verdict.parser;
        if (!fine)
            printf("--- scanner %d, parser %d, tags %d\n%s\n", verdict.scanner, verdict.parser, verdict.tags, bytes.data);
        buf_free(&bytes);
    }
    CHECK(agreed == TIMES);
    CHECK(well_formed > TIMES / 20 && well_formed < TIMES / 2);
}

/* -- the tree that the scanner makes is the parser's -- */

/* A comment sends the whole file to the parser. */
static struct document *load_parsed(const struct buf *bytes)
{
    struct buf more = BUF_INIT;
    struct diag_log *log = diag_new();
    buf_add(&more, bytes->data, bytes->size);
    buf_str(&more, "<!---->");
    struct document *document = document_load_bytes(more.data, more.size, "t.xml", log);
    buf_free(&more);
    diag_free(log);
    return document;
}

static bool same_nodes(const struct document *one, const struct document *other)
{
    const struct node *a = xml_root(one->tree), *b = xml_root(other->tree), *end_a = a, *end_b = b;
    for (; a && b; a = node_after(a, end_a), b = node_after(b, end_b))
        if (node_number(a) != node_number(b) || document_element(one, a) != document_element(other, b) ||
            one->tags[node_number(a) - 1].node != a || !text_same(node_ns(a), node_ns(b)))
            return false;
    return !a && !b && one->tag_count == other->tag_count;
}

static bool same_trees(const struct document *one, const struct document *other)
{
    struct buf left = BUF_INIT, right = BUF_INIT;
    if (!one->tree || !other->tree)
        return !one->tree && !other->tree && one->kind == other->kind;
    xml_print(one->tree, &left);
    xml_print(other->tree, &right);
    bool same = left.size == right.size && memcmp(left.data, right.data, left.size) == 0 && same_nodes(one, other);
    buf_free(&left);
    buf_free(&right);
    return same;
}

static bool is_built(const char *bytes, size_t size)
{
    struct load_scan *scan = mem_zero(1, sizeof *scan);
    *scan = (struct load_scan){.bytes = bytes, .size = size, .arena = arena_new(), .build = true};
    if (load_look(scan))
        load_scan(scan);
    struct xml_doc *tree = load_build_end(scan);
    bool built = tree;
    xml_free(tree);
    free(scan->tags);
    free(scan->faults);
    arena_free(scan->arena);
    free(scan);
    return built;
}

static void test_built(struct test *test)
{
    static const char sample[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<minutes " NS " version=\" 1\" date=\"2024-10-02\" xml:lang=\"en-GB\">\n"
        "  <item n=\"3\" as='a \"b\"  c'><title>Rooms &amp; \xC3\xA9 &#163; ]] </title>\n    <remark n=\"\"> </remark>\n"
        "    <text\n       by=\"dev\"\n       as=\"x&#10;y &lt; words that are longer\">A ] b &#32;\n   more</text></item>\n"
        "</minutes>\n";
    enum { TIMES = 3000 };
    uint64_t state = 88172645463325252u;
    size_t built = 0;
    CHECK(is_built(sample, sizeof sample - 1));
    for (size_t i = 0; i < TIMES; i++) {
        struct buf bytes = BUF_INIT;
        char *said;
        buf_add(&bytes, sample, sizeof sample - 1);
        for (size_t changes = roll(&state, 4); changes > 0; changes--)
            mutate(&state, &bytes);
        struct document *document = load(bytes.data, bytes.size, &said), *parsed = load_parsed(&bytes);
        built += is_built(bytes.data, bytes.size);
        if (!check(test, same_trees(document, parsed), "the two trees are one", __LINE__))
            printf("%s\n", bytes.data);
        document_free(document);
        document_free(parsed);
        buf_free(&bytes);
        free(said);
    }
    CHECK(built > TIMES / 5 && built < TIMES * 4 / 5);
}

/* -- files -- */

static void test_files(struct test *test)
{
    const char *folder = getenv("TMPDIR");
    char path[300];
    snprintf(path, sizeof path, "%s/minutec-load-XXXXXX", folder && strlen(folder) < 250 ? folder : P_tmpdir);
    int file = mkstemp(path);
    static const char bytes[] = "<minutes " NS "/>";
    CHECK(file >= 0 && write(file, bytes, sizeof bytes - 1) == (ssize_t)sizeof bytes - 1);
    close(file);
    struct diag_log *log = diag_new();
    struct document *document = document_load(path, "shown.xml", log);
    CHECK(document->tree && text_same(document->source.path, "shown.xml"));
    document_free(document);
    CHECK(truncate(path, 100 << 20) == 0);
    document_free(document_load(path, "large.xml", log));
    unlink(path);
    document_free(document_load(path, "gone.xml", log));
    char *said = findings(log);
    CHECK(strstr(said, "large.xml: error: the file has 104857600 bytes; at most 16777216 are read"));
    CHECK(strstr(said, "cannot read 'gone.xml': there is no such file"));
    CHECK(diag_status(log) == 3);
    free(said);
    diag_free(log);
    document_free(NULL);
}

int main(void)
{
    static void (*const tests[])(struct test *) = {
        test_faults,     test_many_faults, test_bytes,     test_limits, test_just_within_limits,
        test_roots,      test_trimming,    test_places,    test_words,  test_many_lines,
        test_restricted, test_well_formed, test_mutations, test_built,  test_files,
    };
    struct test test = {0, 0};
    xml_start();
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tests[i](&test);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
