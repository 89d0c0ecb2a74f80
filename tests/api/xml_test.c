/* The door to libxml2 and libxslt: trees, namespaces, printing, the schema's judge, stylesheets and what they may not do.
 * Prints a line a failure and a count; status 1 if any failed. */
#define TEST_FILE "xml_test.c"
#include "check.h"

#include "xml/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NS "xmlns=\"urn:minutec:minutes\""
#define XSL \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:exsl='http://exslt.org/common' " \
    "xmlns:str='http://exslt.org/strings' xmlns:math='http://exslt.org/math' exclude-result-prefixes='exsl str math' " \
    "extension-element-prefixes='exsl'>\n"
#define XSL_END "</xsl:stylesheet>"

static struct xml_doc *parse(const char *bytes)
{
    return xml_parse(bytes, strlen(bytes), NULL);
}

/* What is printed behind the declaration is want, and parsed and printed again it stays so. */
static void check_print(struct test *test, const struct xml_doc *doc, const char *want, int line)
{
    struct buf once = BUF_INIT, twice = BUF_INIT;
    xml_print(doc, &once);
    struct xml_doc *again = xml_parse(once.data, once.size, NULL);
    check(test, hash_same(xml_hash(doc), xml_hash(again)), "the hash of what was printed and parsed", line);
    xml_print(again, &twice);
    const char *body = strchr(once.data, '\n') + 1;
    bool fine = strncmp(body, want, strlen(want)) == 0 && strcmp(body + strlen(want), "\n") == 0;
    if (!check(test, fine, want, line))
        printf("%s", body);
    if (!check(test, strcmp(once.data, buf_text(&twice)) == 0, "printed, parsed and printed again", line))
        printf("%s", buf_text(&twice));
    xml_free(again);
    buf_free(&once);
    buf_free(&twice);
}

#define CHECK_PRINT(doc, want) check_print(test, (doc), (want), __LINE__)

static void test_printing(struct test *test)
{
    static const struct {
        const char *bytes, *want;
    } cases[] = {
        {"<a/>", "<a/>"},
        {"<a></a>", "<a/>"},
        {"<?xml version='1.0'?><!-- x --><a><!-- y -->b<!-- z -->c<?p?></a>", "<a>bc</a>"},
        {"<a>x &lt; &amp; &gt; \"'&#13;\n\t<![CDATA[<]]></a>", "<a>x &lt; &amp; &gt; \"'&#13;\n\t&lt;</a>"},
        {"<a b='\"&#9;&#10;&#13;&lt;&gt;&amp;' c=''/>", "<a b=\"&quot;&#9;&#10;&#13;&lt;&gt;&amp;\" c=\"\"/>"},
        {"<a b='x &amp; y &#233; z'/>", "<a b=\"x &amp; y \xC3\xA9 z\"/>"},
        {"<a xml:lang='en'><b>1</b> <c/></a>", "<a xml:lang=\"en\"><b>1</b> <c/></a>"},
        {"<m:minutes xmlns:m='urn:minutec:minutes'><text xmlns='urn:minutec:minutes'/></m:minutes>",
         "<m:minutes xmlns:m=\"urn:minutec:minutes\"><m:text/></m:minutes>"},
        {"<minutes " NS "><x xmlns='u' y='1'/><p:x xmlns:p='u' p:y='1'/></minutes>",
         "<minutes " NS " xmlns:ns1=\"u\"><ns1:x y=\"1\"/><ns1:x ns1:y=\"1\"/></minutes>"},
        {"<minutes " NS "><x xmlns=''><y/></x></minutes>", "<m:minutes xmlns:m=\"urn:minutec:minutes\"><x><y/></x></m:minutes>"},
        {"<a xmlns:p='u'><p:b/><p:b xmlns:p='v'/></a>", "<a xmlns:p=\"u\" xmlns:ns1=\"v\"><p:b/><ns1:b/></a>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xml_doc *doc = parse(cases[i].bytes);
        check_print(test, doc, cases[i].want, __LINE__);
        xml_free(doc);
    }
}

/* Trees have the same hash where they print the same, and nowhere else. */
static void test_hashes(struct test *test)
{
    static const char *const texts[] = {
        "<a/>", "<a></a>", "<b/>", "<a><!-- x --></a>", "<a>b</a>", "<a><b/></a>", "<a>b<!-- x -->c</a>", "<a>bc</a>", "<a b='c'/>",
        "<a b='' c=''/>", "<a b=''/>", "<a c='' b=''/>", "<a bc=''/>", "<a b='c d'/>", "<a b='c&#32;d'/>", "<a b='c&#10;d'/>",
        "<a><b/><c/></a>", "<a><b><c/></b></a>", "<a>b<c/></a>", "<a><c/>b</a>", "<a>b<c/>b</a>", "<a> </a>", "<a>&lt;</a>",
        "<a><![CDATA[<]]></a>", "<a>&amp;lt;</a>", "<a>\r\n</a>", "<a>&#13;&#10;</a>", "<a xmlns='u'/>", "<a xmlns='v'/>",
        "<p:a xmlns:p='u'/>", "<q:a xmlns:q='u'/>", "<a xmlns:p='u'/>", "<a xmlns:p='u'><p:b/></a>", "<a xmlns:p='u'><b/></a>",
        "<a xmlns:p='u' p:b='c'/>", "<a xmlns:p='u' b='c'/>", "<a xml:lang='en'/>", "<a lang='en'/>", "<a><p:b xmlns:p='u'/></a>",
        "<a b='\xC3\xA9'/>", "<a b='&#233;'/>", "<a b='e'/>",
    };
    enum { TEXTS = sizeof texts / sizeof *texts };
    struct hash hashes[TEXTS];
    struct buf prints[TEXTS];
    for (size_t i = 0; i < TEXTS; i++) {
        struct xml_doc *doc = parse(texts[i]);
        prints[i] = (struct buf)BUF_INIT;
        hashes[i] = xml_hash(doc);
        xml_print(doc, &prints[i]);
        for (size_t k = 0; k < i; k++)
            if (!CHECK(hash_same(hashes[i], hashes[k]) == (strcmp(prints[i].data, prints[k].data) == 0)))
                printf("%s and %s\n", texts[i], texts[k]);
        xml_free(doc);
    }
    for (size_t i = 0; i < TEXTS; i++)
        buf_free(&prints[i]);
}

/* Texts of all sizes about that at which what was gathered is hashed, in one piece or in many. */
static void test_hash_sizes(struct test *test)
{
    enum { MOST = 8192 + 64 };
    struct hash last = {0, 0};
    char *text = mem_zero(MOST + 1, 1);
    for (size_t size = 8192 - 64; size < MOST; size++) {
        memset(text, 'x', size);
        struct xml_doc *whole = xml_new(NULL, "minutes"), *parts = xml_new(NULL, "minutes");
        node_add_text(xml_root(whole), text);
        for (size_t at = 0; at < size; at++)
            node_add_text(xml_root(parts), "x");
        node_set(xml_root(whole), "n", "1");
        node_set(xml_root(parts), "n", "1");
        struct hash hash = xml_hash(whole);
        CHECK(hash_same(hash, xml_hash(parts)) && !hash_same(hash, last));
        node_set(xml_root(parts), "n", "2");
        CHECK(!hash_same(hash, xml_hash(parts)));
        last = hash;
        xml_free(whole);
        xml_free(parts);
    }
    CHECK(hash_same(xml_hash(NULL), xml_hash(NULL)));
    free(text);
}

static void test_refusals(struct test *test)
{
    static const char *const files[] = {
        "",
        "a",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a b=1/>",
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<a>&x;</a>",
        "<p:a/>",
        "<a xmlns:p='u' xmlns:q='u' p:a='1' q:a='2'/>",
        "<a>\x01</a>",
        "<a>\xFF</a>",
        "<a:b:c xmlns:a='x'/>",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct xml_fault fault = {0, 0, 0};
        struct xml_doc *doc = xml_parse(files[i], strlen(files[i]), &fault);
        check(test, !doc && fault.code && fault.line && *xml_fault_words(&fault), files[i], __LINE__);
        xml_free(doc);
    }
    struct xml_fault none = {-1, 0, 0};
    CHECK(strstr(xml_fault_words(&none), "well-formed"));
}

static bool count_attr(void *with, const char *name, const char *ns, const char *value)
{
    struct buf *seen = with;
    buf_printf(seen, "%s|%s|%s;", name, ns, value);
    return strcmp(name, "stop") != 0;
}

static void test_looking(struct test *test)
{
    struct arena *arena = arena_new();
    struct xml_doc *doc = parse("<minutes " NS
                                " a='1' xml:lang='en' stop='x' b='2'>t<item><u/></item> \n<v:item xmlns:v='urn:v'/><item n='2'>"
                                "<![CDATA[c]]>d<w/>e</item></minutes>");
    struct node *root = xml_root(doc), *item = node_child(root, "item"), *second = node_next(node_next(item));
    struct buf seen = BUF_INIT;
    node_attrs(root, count_attr, &seen);
    CHECK(strcmp(seen.data, "a||1;lang|" NS_XML "|en;stop||x;") == 0);
    CHECK(node_is(item, "item") && !node_is(node_next(item), "item") && strcmp(node_ns(node_next(item)), "urn:v") == 0);
    CHECK(strcmp(node_text(second, arena), "cde") == 0 && node_has_text(second) && !node_has_text(item));
    CHECK(strcmp(node_attr(root, "xml:lang"), "en") == 0 && !node_attr(root, "lang") && node_attr_ns(root, NS_XML, "lang"));
    CHECK(node_after(item, root) == node_first(item) && node_after(node_first(item), root) == node_next(item));
    CHECK(!node_after(node_first(item), item) && !node_after(node_first(second), root));
    CHECK(node_is_text(node_first_any(root)) && strcmp(node_chars(node_first_any(root)), "t") == 0);
    CHECK(node_next_any(node_first_any(root)) == item && node_parent(item) == root && !node_parent(root));
    xml_number(doc);
    CHECK(node_number(root) == 1 && node_number(second) == 5 && node_number(node_first(second)) == 6);
    struct xml_doc *copy = xml_copy(doc);
    CHECK(node_number(node_child(xml_root(copy), "item")) == 2 && node_number(node_add_r(xml_root(copy), "x")) == 0);
    xml_free(copy);
    CHECK(!node_first(NULL) && !node_next(NULL) && !node_attr(NULL, "a") && !*node_name(NULL) && !*node_ns(NULL) &&
          !node_number(NULL));
    CHECK(!node_parent(NULL) && !node_child(NULL, "a") && !node_is(NULL, "a") && !node_has_text(NULL) && !xml_root(NULL) &&
          !xml_copy(NULL));
    CHECK(!*node_text(NULL, arena) && !node_after(NULL, NULL) && !node_first_any(NULL) && !*node_chars(NULL));
    xml_free(doc);
    xml_free(NULL);
    buf_free(&seen);
    arena_free(arena);
}

static void test_changing(struct test *test)
{
    struct xml_doc *doc = parse("<minutes " NS " a='1'><item n='1'><text>one</text> </item></minutes>");
    struct node *root = xml_root(doc), *item = node_first(root);
    node_set_r(item, "anchor", "x\"<");
    node_set_r(root, "version", "1");
    node_set_r(root, "absent", NULL);
    node_set(root, "a", "2");
    node_set(root, "xml:lang", "cy");
    struct node *head = node_insert_r(root, "head");
    node_add_text(head, "b & ");
    node_add_text(head, "c");
    node_add_text(head, "");
    node_add_copy(head, item);
    node_trim(item, false);
    CHECK_PRINT(doc, "<minutes " NS " xmlns:r=\"urn:minutec:resolved\" a=\"2\" r:version=\"1\" xml:lang=\"cy\"><r:head>b &amp; c"
                     "<item n=\"1\" r:anchor=\"x&quot;&lt;\"><text>one</text> </item></r:head>"
                     "<item n=\"1\" r:anchor=\"x&quot;&lt;\"><text>one</text></item></minutes>");
    node_clear(head);
    node_drop(node_first(item));
    node_unset(root, "a");
    node_unset(root, "xml:lang");
    node_unset(root, "gone");
    node_unset_ns(item, NS_RESOLVED, "anchor");
    node_add_copy(root, root);
    CHECK_PRINT(doc, "<minutes " NS " xmlns:r=\"urn:minutec:resolved\" r:version=\"1\"><r:head/><item n=\"1\"/>"
                     "<minutes r:version=\"1\"><r:head/><item n=\"1\"/></minutes></minutes>");
    xml_free(doc);
}

/* Copies from trees whose prefixes say something else. */
static void test_copying(struct test *test)
{
    struct xml_doc *from = parse("<minutes " NS " xmlns:r='urn:other' r:x='1'><r:a/><b xmlns='' c='d'>e<f/>g</b></minutes>");
    struct xml_doc *doc = xml_new(NS_RESOLVED, "site");
    node_set_r(xml_root(doc), "title", "T");
    node_add_copy(xml_root(doc), xml_root(from));
    node_add_copy(xml_root(doc), xml_root(from));
    CHECK_PRINT(doc,
                "<r:site xmlns:r=\"urn:minutec:resolved\" xmlns:m=\"urn:minutec:minutes\" xmlns:ns1=\"urn:other\" r:title=\"T\">"
                "<m:minutes ns1:x=\"1\"><ns1:a/><b c=\"d\">e<f/>g</b></m:minutes>"
                "<m:minutes ns1:x=\"1\"><ns1:a/><b c=\"d\">e<f/>g</b></m:minutes></r:site>");
    xml_free(doc);
    node_set_r(xml_root(from), "y", "2");
    CHECK_PRINT(
        from,
        "<m:minutes xmlns:m=\"urn:minutec:minutes\" xmlns:r=\"urn:other\" xmlns:ns1=\"urn:minutec:resolved\" r:x=\"1\" ns1:y=\"2\">"
        "<r:a/><b c=\"d\">e<f/>g</b></m:minutes>");
    xml_free(from);
    doc = xml_new(NULL, "minutes");
    node_set_r(node_add_r(xml_root(doc), "p"), "q", "1");
    CHECK_PRINT(doc, "<minutes " NS " xmlns:r=\"urn:minutec:resolved\"><r:p r:q=\"1\"/></minutes>");
    xml_free(doc);
}

static void test_patterns(struct test *test)
{
    struct xml_pattern *pattern = xml_pattern_new("[a-z]+(-[a-z]+)*");
    CHECK(xml_pattern_matches(pattern, "ab-c") && !xml_pattern_matches(pattern, "ab-c ") && !xml_pattern_matches(pattern, ""));
    xml_pattern_free(pattern);
    CHECK(!xml_pattern_new("[a-") && !xml_pattern_new("a)"));
    xml_pattern_free(NULL);
}

static const char schema[] =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:minutec:minutes' elementFormDefault='qualified'>"
    "<xs:import namespace='" NS_XML "' schemaLocation='xml.xsd'/><xs:element name='minutes'><xs:complexType><xs:sequence>"
    "<xs:element name='item' maxOccurs='unbounded' type='xs:date'/></xs:sequence><xs:attribute ref='xml:lang'/></xs:complexType>"
    "</xs:element></xs:schema>";
static const char xml_schema[] = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='" NS_XML
                                 "'><xs:attribute name='lang' type='xs:language'/></xs:schema>";

static void test_schema(struct test *test)
{
    CHECK(!xml_schema_new(schema, sizeof schema - 1, NULL, NULL, 0));
    CHECK(!xml_schema_new(schema, sizeof schema - 1, "other.xsd", xml_schema, sizeof xml_schema - 1));
    CHECK(!xml_schema_new("<a/>", 4, NULL, NULL, 0) && !xml_schema_new("", 0, NULL, NULL, 0));
    struct xml_schema *judge = xml_schema_new(schema, sizeof schema - 1, "xml.xsd", xml_schema, sizeof xml_schema - 1);
    if (!CHECK(judge != NULL))
        return;
    static const struct {
        const char *bytes;
        bool valid;
    } cases[] = {
        {"<minutes " NS "><item>2024-10-02</item></minutes>", true},
        {"<minutes " NS " xml:lang='cy'><item>2024-10-02</item></minutes>", true},
        {"<minutes " NS " xml:lang='!'><item>2024-10-02</item></minutes>", false},
        {"<minutes " NS "><item>2024-10-02</item><item>never</item><other/></minutes>", false},
        {"<minutes " NS "/>", false},
        {"<minutes " NS
         " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x /etc/passwd'><item/></minutes>",
         false},
    };
    for (size_t i = 0; i < 2 * (sizeof cases / sizeof *cases); i++) {
        size_t which = i / 2;
        struct xml_doc *doc = parse(cases[which].bytes);
        check(test, xml_schema_valid(judge, doc) == cases[which].valid, cases[which].bytes, __LINE__);
        xml_free(doc);
    }
    CHECK(!xml_schema_valid(judge, NULL));
    xml_schema_free(judge);
    xml_schema_free(NULL);
}

/* -- stylesheets -- */

struct sheet {
    const char *path, *bytes;
};

static const struct sheet sheets[] = {
    {"html/page.xsl",
     XSL "<xsl:import href='../common/labels.xsl'/><xsl:param name='p'/><xsl:template match='/'><out p='{$p}' q='{$q}'>"
         "<xsl:call-template name='c'/><xsl:value-of select='.'/></out></xsl:template>" XSL_END},
    {"common/labels.xsl", XSL "<xsl:include href='more.xsl'/><xsl:variable name='q' select=\"'Q'\"/>" XSL_END},
    {"common/more.xsl",
     XSL "<xsl:template name='c'><xsl:for-each select=\"str:tokenize('a b')\"><c><xsl:value-of select='.'/></c></xsl:for-each>"
         "</xsl:template>" XSL_END},
    {"xpath.xsl", XSL "<xsl:template match='/'>\n<xsl:value-of select='a['/></xsl:template>" XSL_END},
    {"form.xsl", XSL "<xsl:template match='/'>\n" XSL_END},
    {"import.xsl", XSL "<xsl:import href='none/such.xsl'/>" XSL_END},
    {"climb.xsl", XSL "<xsl:import href='../../../../etc/passwd'/>" XSL_END},
    {"net.xsl", XSL "<xsl:import href='http://minutec.example/x.xsl'/>" XSL_END},
    {"file.xsl", XSL "<xsl:import href='file:///etc/passwd'/>" XSL_END},
    {"other.xsl", "<other/>"},
    {"stop.xsl",
     XSL "<xsl:template match='/'><xsl:message>first</xsl:message><xsl:message terminate='yes'>no label\n <xsl:value-of "
         "select='40 + 2'/></xsl:message></xsl:template>" XSL_END},
    {"read.xsl", XSL "<xsl:template match='/'><a><xsl:copy-of select=\"document('/etc/passwd')\"/></a></xsl:template>" XSL_END},
    {"self.xsl", XSL "<xsl:template match='/'><a><xsl:copy-of select=\"document('')\"/></a></xsl:template>" XSL_END},
    {"write.xsl", XSL
     "<xsl:template match='/'><a><exsl:document href='written-by-a-stylesheet.xml'><x/></exsl:document></a></xsl:template>" XSL_END},
    {"deep.xsl", XSL "<xsl:template match='/' name='r'><a><xsl:call-template name='r'/></a></xsl:template>" XSL_END},
    {"random.xsl", XSL "<xsl:template match='/'><a><xsl:value-of select='math:random()'/></a></xsl:template>" XSL_END},
    {"called.xsl", XSL "<xsl:template match='/'>\n<xsl:call-template name='gone'/></xsl:template>" XSL_END},
    {"entity.xsl",
     "<!DOCTYPE x [<!ENTITY e SYSTEM 'common/labels.xsl'>]>" XSL "<xsl:template match='/'><a>&e;</a></xsl:template>" XSL_END},
    {"strip.xsl", XSL
     "<xsl:strip-space elements='*'/><xsl:template match='/'><a><xsl:value-of select='count(//text())'/></a></xsl:template>" XSL_END},
};

static bool find(void *with, const char *path, const char **bytes, size_t *size)
{
    const char *prefix = with;
    if (strncmp(path, prefix, strlen(prefix)) != 0)
        return false;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        if (strcmp(sheets[i].path, path + strlen(prefix)) == 0) {
            *bytes = sheets[i].bytes;
            *size = strlen(*bytes);
            return true;
        }
    return false;
}

/* Compiles and applies prefix + path; result is what is printed, or why not. */
static void check_style(struct test *test, const char *prefix, const char *path, const char *want, int line)
{
    struct arena *arena = arena_new();
    struct buf out = BUF_INIT;
    const char *why = NULL, *const params[] = {"p", "it's \"so\"", NULL};
    struct xml_doc *doc = parse("<minutes " NS "> <text>words</text> </minutes>"), *result = NULL;
    struct xml_style *style = xml_style_new(arena_printf(arena, "%s%s", prefix, path), find, (void *)prefix, arena, &why);
    if (style)
        result = xml_style_apply(style, doc, params, arena, &why);
    if (result)
        xml_print(result, &out);
    else
        buf_str(&out, why);
    if (!check(test, strstr(buf_text(&out), want) && (result || !strchr(why, '\n')), path, line))
        printf("    %s\n", buf_text(&out));
    CHECK_PRINT(doc, "<minutes " NS "> <text>words</text> </minutes>");
    xml_free(result);
    xml_free(doc);
    xml_style_free(style);
    buf_free(&out);
    arena_free(arena);
}

static void test_styles(struct test *test)
{
    static const char whole[] = "<out p=\"it's &quot;so&quot;\" q=\"Q\"><c>a</c><c>b</c> words </out>";
    static const struct {
        const char *prefix, *path, *want;
    } cases[] = {
        {"", "html/page.xsl", whole},
        {"/opt/sheets/", "html/page.xsl", whole},
        {"../sheets/", "html/page.xsl", whole},
        {"", "gone.xsl", "there is no stylesheet 'gone.xsl'"},
        {"", "xpath.xsl", "xpath.xsl:3: in 'value-of': "},
        {"", "form.xsl", "form.xsl:3: "},
        {"", "import.xsl", "import.xsl:2: in 'import': "},
        {"", "climb.xsl", "climb.xsl:2: in 'import': "},
        {"", "net.xsl", "net.xsl:2: in 'import': "},
        {"", "file.xsl", "file.xsl:2: in 'import': "},
        {"", "other.xsl", "other.xsl:1: "},
        {"", "stop.xsl", "no label 42"},
        {"", "read.xsl", "read.xsl:2: in 'copy-of': "},
        {"", "self.xsl", "self.xsl:2: in 'copy-of': "},
        {"", "write.xsl", "write.xsl:2: in 'document': "},
        {"", "deep.xsl", "deep.xsl:2: "},
        {"", "random.xsl", "random.xsl:2: in 'value-of': "},
        {"", "called.xsl", "in 'call-template'"},
        {"", "entity.xsl", "<a/>"},
        {"", "strip.xsl", "<a>1</a>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_style(test, cases[i].prefix, cases[i].path, cases[i].want, __LINE__);
    CHECK(access("written-by-a-stylesheet.xml", F_OK) != 0);
    xml_style_free(NULL);
}

/* Nothing of all this may have reached standard error, which was turned into a file before. */
static void check_silence(struct test *test, FILE *errors)
{
    fflush(stderr);
    fseek(errors, 0, SEEK_END);
    CHECK(ftell(errors) == 0);
}

/* -- events -- */

struct heard {
    struct buf said;
    size_t stop_after, calls, depth;
};

static bool hear_open(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    struct heard *heard = with;
    buf_printf(&heard->said, "<%s%s%s", ns, *ns ? ":" : "", name);
    for (size_t i = 0; i < count; i++)
        buf_printf(&heard->said, " %s%s%s=%s", attrs[i].ns, *attrs[i].ns ? ":" : "", attrs[i].name, attrs[i].value);
    buf_str(&heard->said, ">");
    heard->depth++;
    return ++heard->calls != heard->stop_after;
}

static bool hear_text(void *with, const char *text, size_t size)
{
    buf_add(&((struct heard *)with)->said, text, size);
    return true;
}

static bool hear_close(void *with, const char *ns, const char *name)
{
    struct heard *heard = with;
    (void)ns;
    buf_printf(&heard->said, "</%s>", name);
    heard->depth--;
    return true;
}

static const struct xml_handler hear = {hear_open, hear_text, hear_close};

/* Reads bytes in pieces of a size; what was heard goes to heard->said. */
static bool listen(struct heard *heard, const char *bytes, size_t size, size_t piece, size_t deepest, struct xml_fault *fault)
{
    struct xml_reader *reader = xml_reader_new(&hear, heard, deepest);
    buf_clear(&heard->said);
    for (size_t at = 0; at < size; at += piece)
        if (!xml_reader_push(reader, bytes + at, size - at < piece ? size - at : piece))
            break;
    return xml_reader_end(reader, fault);
}

static void repeat(struct buf *out, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_str(out, text);
}

static void test_events(struct test *test)
{
    static const char doc[] = "<?xml version='1.0'?><!-- <a b='> --><p:r xmlns:p='u' xmlns='v' k='1 &lt; 2' p:k='&#233;'>x<!-- = --><![CDATA[<y>]]>"
                              "<?pi <<< ?><e/>z &amp; <q>\n</q></p:r>\n";
    static const char want[] = "<u:r k=1 < 2 u:k=\xC3\xA9>x<y><v:e></e>z & <v:q>\n</q></r>";
    struct heard heard = {BUF_INIT, 0, 0, 0};
    struct xml_fault fault;
    for (size_t piece = 1; piece < sizeof doc; piece++) {
        CHECK(listen(&heard, doc, sizeof doc - 1, piece, 256, &fault) && fault.code == 0);
        CHECK(strcmp(buf_text(&heard.said), want) == 0);
    }
    CHECK(listen(&heard, "<a>1<b>2<c>3<d/>4</c>5</b>6<b/></a>", 36, 7, 2, &fault) == false && fault.code != 0); /* a NUL at its end */
    CHECK(listen(&heard, "<a>1<b>2<c>3<d/>4</c>5</b>6<b/></a>", 35, 7, 2, &fault));
    CHECK(strcmp(buf_text(&heard.said), "<a>1<b>2345</b>6<b></b></a>") == 0);
    static const char wide[] = "\xFF\xFE<\0a\0>\0\xE9\0<\0/\0a\0>\0";
    CHECK(listen(&heard, wide, sizeof wide - 1, 3, 256, &fault) && strcmp(buf_text(&heard.said), "<a>\xC3\xA9</a>") == 0);
    heard.stop_after = heard.calls + 2;
    CHECK(!listen(&heard, doc, sizeof doc - 1, 1000, 256, &fault) && fault.code == 0);
    CHECK(strstr(heard.said.data, "<v:e>") && !strstr(heard.said.data, "<v:q>"));
    struct xml_attr attrs[] = {{"", "a", "1"}, {"u", "a", "2"}};
    CHECK(strcmp(xml_attr_of(attrs, 2, "u", "a"), "2") == 0 && !xml_attr_of(attrs, 2, "v", "a"));
    buf_free(&heard.said);
}

/* What is broken, and what is made to be dear, ends in a fault with a line. */
static void test_event_faults(struct test *test)
{
    static const struct {
        const char *before, *each, *after, *words;
        size_t times, line;
    } rows[] = {
        {"", "", "", "no element", 1, 1},
        {"<a>\n", "<b>", "", "never closed", 1, 2},
        {"<a>\n", "</b>", "", "end tag", 1, 2},
        {"<!DOCTYPE a [\n<!ENTITY e 'x'>]><a>", "&e;", "</a>", "document type", 1, 1},
        {"<a>\n\n", "&e;", "</a>", "entity", 1, 3},
        {"<a>\n<b", " x%zu='1'", "/></a>", "256 attributes", 300, 1},
        {"<a>", "<b xmlns:n%zu='u'>", "", "256 namespaces", 300, 1},
        {"<a>", "<p:b/>", "</a>", "prefix", 1, 1},
        {"<a>\n<!--", "0123456789abcdef", "", "8 MB", 600000, 2},
        {"<a>\n<b c='", "0123456789abcdef", "'/></a>", "8 MB", 600000, 2},
    };
    struct heard heard = {BUF_INIT, 0, 0, 0};
    struct buf bytes = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct xml_fault fault;
        buf_clear(&bytes);
        buf_str(&bytes, rows[i].before);
        for (size_t k = 0; k < rows[i].times; k++) {
            const char *hole = strstr(rows[i].each, "%zu");
            buf_add(&bytes, rows[i].each, hole ? (size_t)(hole - rows[i].each) : strlen(rows[i].each));
            if (hole)
                buf_printf(&bytes, "%zu%s", k, hole + 3);
        }
        buf_str(&bytes, rows[i].after);
        CHECK(!listen(&heard, buf_text(&bytes), bytes.size, 4096, 1000, &fault) && fault.code != 0);
        bool told = strstr(xml_fault_words(&fault), rows[i].words) && fault.line >= 1 && fault.line <= rows[i].line + 1;
        if (!check(test, told, rows[i].words, __LINE__))
            printf("  %s, line %zu\n", xml_fault_words(&fault), fault.line);
    }
    buf_clear(&bytes); /* depth alone is no fault, and takes no time */
    repeat(&bytes, "<a>", 100000);
    buf_str(&bytes, "deep");
    repeat(&bytes, "</a>", 100000);
    heard.depth = 0;
    CHECK(listen(&heard, bytes.data, bytes.size, 10000, 256, NULL) && heard.depth == 0 && strstr(heard.said.data, "<a>deep</a>"));
    buf_free(&bytes);
    buf_free(&heard.said);
}

int main(void)
{
    static void (*const tests[])(struct test *) = {
        test_printing, test_hashes,  test_hash_sizes, test_refusals, test_looking,
        test_changing, test_copying, test_patterns, test_schema, test_styles, test_events, test_event_faults,
    };
    struct test test = {0, 0};
    FILE *errors = tmpfile();
    int before = dup(STDERR_FILENO);
    dup2(fileno(errors), STDERR_FILENO);
    xml_start();
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tests[i](&test);
    check_silence(&test, errors);
    xml_stop();
    dup2(before, STDERR_FILENO);
    close(before);
    fclose(errors);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
