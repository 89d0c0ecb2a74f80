/* Expressions that are evaluated here say what libxml2 says: each is put beside the same with name() added, which is beyond us,
 * at every node of a tree, in an instruction, in an attribute's value, in a variable and as a choice of nodes. */
#define TEST_FILE "path_test.c"
#include "check.h"
#include "xml/path.h"

#include <stdlib.h>
#include <string.h>

static const char tree[] =
    "<m:minutes xmlns:m='urn:minutec:minutes' xmlns:r='urn:minutec:resolved' xml:lang='cy' a='1' r:a='2'>"
    "<m:item n='1' r:level='1'><m:title>One &amp; só</m:title><m:text r:for='Ann'><r:p>Words <r:em>of</r:em> it</r:p><r:p/></m:text></m:item>"
    "<m:item n='2' for=''><m:action status='done' due='x'/><m:action status='open'>  two  words </m:action><r:p>late</r:p></m:item>"
    "<plain n='3'>3</plain>text<m:item/></m:minutes>";

static const char *const truths[] = {
    "@n",
    "@r:level",
    "@none",
    "@*",
    "*",
    "m:item",
    "m:*",
    "r:p",
    "text()",
    "node()",
    "..",
    ".",
    "../..",
    "not(*)",
    "parent::m:item",
    "parent::*",
    "self::m:item",
    "self::*",
    "ancestor::m:item",
    "ancestor::*",
    "following-sibling::r:p",
    "preceding-sibling::*",
    "//r:em",
    "/m:minutes/m:item",
    "/*/@xml:lang",
    "/..",
    "@n = '1'",
    "@n != '1'",
    "@n = 1",
    "@n != 1",
    "@n < 2",
    "2 > @n",
    "1 <= @n",
    "@n >= 2",
    "@none != ''",
    "@for = ''",
    "* = 'late'",
    "* != 'late'",
    "@n = true()",
    "@n and @r:level",
    "@n or @status",
    "@status = 'done' or @status = 'open' and @due",
    "position() = 1",
    "position() != last()",
    "last() - 1 = position()",
    "'' = ''",
    "'a' != \"b\"",
    "true() = 'x'",
    "1 = '1'",
    "'2' > 1",
    "*[1]",
    "*[2][self::m:action]",
    "*[last()]",
    "*[last()][self::r:p]",
    "*[position() > 1]",
    "*[@status][@due]",
    "*[not(self::m:title or self::r:*)]",
    "preceding-sibling::*[1][self::m:item]",
    "ancestor::*[1]/@n",
    "../@n",
    "../m:item[@n = '2']/m:action[1]",
    "*[contains(., current()/@n)]",
    "//*[@n][. = current()]",
    "count(*) = 2",
    "count(.//r:p) > 1",
    "contains(., 'ord')",
    "starts-with(., 'Word')",
    "contains('.:;', substring(., 1, 1))",
    "string-length(.) < 5",
    "boolean(@n)",
    "$set",
    "$set/@n",
    "$set[@n = '2']",
    "$word = 'word'",
    "$number > 1",
    "$fragment",
    "$fragment = 'made'",
    "$yes and not($no)",
    "$none",
    "@n | @status",
    "(@n)",
    "((@n = 1) or 2 > 3)",
    "text()[normalize-space(.) != '']",
    "ancestor-or-self::m:item",
    "-1 < 0",
    "@n * 2 = 4",
    "@n + 1 = 2",
    "@n*2>3",
    "*/@status = 'open'",
    "*/.. = .",
    "m:text/r:p/r:em",
    "self::node()",
    "local-name() = 'n'",
    "@*[. = '2']",
};

static const char *const texts[] = {
    "string(.)",
    "string(@n)",
    "string(*)",
    "string(m:text/r:p)",
    "string(..)",
    "normalize-space(.)",
    "concat(@n, '-', @r:level, position())",
    "substring(., 2)",
    "substring(., 2, 3)",
    "substring(., 0, 2)",
    "substring(., 1.5)",
    "substring('sóló', 2, 2)",
    "substring-before(., 's')",
    "substring-after(., 'Words ')",
    "substring-after(., '')",
    "substring-before(., 'none')",
    "string-length('só')",
    "string(count(*))",
    "string(last())",
    "string(@n + 1)",
    "string(@n * 2.5)",
    "string(1 - @n)",
    "string(number(@n))",
    "string(number(.))",
    "string(number(concat('0', @n)) + not(@n) - 1)",
    "string(number(true()) * 999999)",
    "string(1000000 - 0.5)",
    "string(@none * 1)",
    "string(true())",
    "string(@n = 1)",
    "local-name()",
    "string($word)",
    "string($set)",
    "string($fragment)",
    "string($number)",
    "string($yes)",
    "string(*[2])",
    "string(@n | @status)",
    "string(@status | @n | ../@n)",
    "string(ancestor::*)",
    "string(preceding-sibling::*)",
    "string(preceding-sibling::*[1])",
    "string(following-sibling::*/@n)",
    "string(//r:p)",
    "concat('h', @n * (@n <= 1) + 6 * (@n > 1))",
    "string($set[2]/@n)",
    "string(current()/@n)",
    "string(1000000)",
    "string(10 - 0)",
};

static const char *const choices[] = {
    "*",
    "node()",
    "@*",
    "text()",
    "m:item",
    "../*",
    "..",
    ".",
    "*/*",
    "*/@*",
    "m:item/m:action[@status]",
    "*[2]",
    "*[last()]",
    "*[position() > 1]",
    "@n | @status",
    "@status | @n",
    "m:title | m:text | r:p",
    "r:p | m:action[2] | m:action",
    "* | @*",
    "* | */*",
    "..|.",
    "//r:p",
    "$set",
    "$set/*",
    "$set[@n = '1']",
    "$set[2]",
    "preceding-sibling::*",
    "following-sibling::*",
    "ancestor::*",
    "preceding-sibling::*[1]",
    "current()/*",
    "/m:minutes/*",
    "*[not(self::m:*)]",
    "/..",
    "*[@n or @status][1]",
    "r:p/text()",
    "ancestor::m:item",
    "ancestor::*[@n]",
    "../ancestor::*",
    "../preceding-sibling::node()",
    "$set | *",
};

static const char *const beyond[] = {"name()",
                                     "id('x')",
                                     "a[",
                                     "",
                                     "@n div 2",
                                     "descendant::*",
                                     "x:y",
                                     "-@n",
                                     "1.5",
                                     "$a:b",
                                     "concat('a')",
                                     "not()",
                                     "a b",
                                     "'a",
                                     "."
                                     "//",
                                     "count(1, 2)",
                                     "a::b",
                                     "@",
                                     "$"};

#define XSL \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:m='urn:minutec:minutes' xmlns:r='urn:minutec:resolved'>"

static const char head[] = XSL
    "<xsl:param name='word'/><xsl:variable name='set' select='/*/m:item'/><xsl:variable name='number' select='2'/>"
    "<xsl:variable name='fragment'>made</xsl:variable><xsl:variable name='yes' select='true()'/><xsl:variable name='no' select='false()'/>"
    "<xsl:variable name='none' select='/..'/>"
    "<xsl:template match='/'><out><xsl:for-each select='//node() | //@*'><xsl:call-template name='one'/></xsl:for-each></out></xsl:template>"
    "<xsl:template match='node() | @*' mode='m'>.<xsl:value-of select='generate-id()'/></xsl:template><xsl:template name='one'>";

struct sheet {
    struct buf bytes;
};

static bool find(void *with, const char *path, const char **bytes, size_t *size)
{
    (void)path;
    struct sheet *sheet = with;
    *bytes = buf_text(&sheet->bytes);
    *size = sheet->bytes.size;
    return true;
}

static void put_expression(struct buf *out, const char *expression)
{
    for (; *expression; expression++)
        if (*expression == '<' || *expression == '"')
            buf_str(out, *expression == '<' ? "&lt;" : "&quot;");
        else
            buf_char(out, *expression);
}

/* form with every "%" replaced by the expression. */
static void put_form(struct buf *out, const char *form, const char *expression)
{
    for (; *form; form++)
        if (*form == '%')
            put_expression(out, expression);
        else
            buf_char(out, *form);
}

/* Both ways at every node: <s><x>…</x><y>…</y></s>, whose halves must be the same. */
static bool same_everywhere(const struct xml_doc *result, struct arena *arena)
{
    size_t count = 0;
    for (const struct node *pair = node_first(xml_root(result)); pair; pair = node_next(pair)) {
        const struct node *here = node_first(pair), *there = node_next(here);
        const char *one = node_attr(here, "v"), *other = node_attr(there, "v");
        if (strcmp(node_text(here, arena), node_text(there, arena)) != 0 || strcmp(one ? one : "", other ? other : "") != 0) {
            printf("    here: '%s' '%s', libxml2: '%s' '%s'\n", node_text(here, arena), one ? one : "", node_text(there, arena),
                   other ? other : "");
            return false;
        }
        count++;
    }
    return count > 30;
}

static void check_form(struct test *test, const char *form, const char *expression)
{
    struct arena *arena = arena_new();
    struct sheet sheet = {BUF_INIT};
    const char *why = "", *const params[] = {"word", "word", NULL};
    struct xml_fault fault;
    struct xml_doc *doc = xml_parse(tree, strlen(tree), &fault), *result = NULL;
    buf_str(&sheet.bytes, head);
    put_form(&sheet.bytes, form, expression);
    buf_str(&sheet.bytes, "</xsl:template></xsl:stylesheet>");
    struct xml_style *style = xml_style_new("s.xsl", find, &sheet, arena, &why);
    if (style)
        result = xml_style_apply(style, doc, params, arena, &why);
    if (!check(test, result && same_everywhere(result, arena), expression, __LINE__))
        printf("    %s\n    %s\n", form, why);
    xml_free(result);
    xml_free(doc);
    xml_style_free(style);
    buf_free(&sheet.bytes);
    arena_free(arena);
}

static void test_truths(struct test *test)
{
    static const char *const forms[] = {
        "<s><x><xsl:if test=\"%\">yes</xsl:if></x><y><xsl:if test=\"(%) and name(/..) = ''\">yes</xsl:if></y></s>",
        "<s><x><xsl:choose><xsl:when test=\"%\">a</xsl:when><xsl:otherwise>b</xsl:otherwise></xsl:choose></x>"
        "<y><xsl:choose><xsl:when test=\"(%) and name(/..) = ''\">a</xsl:when><xsl:otherwise>b</xsl:otherwise></xsl:choose></y></s>",
        "<xsl:variable name='v' select=\"boolean(%)\"/><s><x><xsl:value-of select='$v'/></x>"
        "<y><xsl:value-of select=\"boolean(%) and name(/..) = ''\"/></y></s>",
    };
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
            check_form(test, forms[k], truths[i]);
}

static void test_texts(struct test *test)
{
    static const char *const forms[] = {
        "<s><x><xsl:value-of select=\"%\"/></x><y><xsl:value-of select=\"concat(%, name(/..))\"/></y></s>",
        "<s><x v=\"a{%}b{%}\"/><y v=\"a{concat(%, name(/..))}b{concat(%, name(/..))}\"/></s>",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
            check_form(test, forms[k], texts[i]);
}

static void test_choices(struct test *test)
{
    static const char *const forms[] = {
        "<s><x><xsl:for-each select=\"%\"><xsl:value-of select='concat(generate-id(), position(), last())'/></xsl:for-each></x>"
        "<y><xsl:for-each select=\"(%)[name() or 1]\"><xsl:value-of select='concat(generate-id(), position(), last())'/></xsl:for-each></y></s>",
        "<s><x><xsl:apply-templates select=\"%\" mode='m'/></x><y><xsl:apply-templates select=\"(%)[name() or 1]\" mode='m'/></y></s>",
        "<xsl:variable name='v' select=\"%\"/><s><x><xsl:value-of select='$v'/></x><y><xsl:value-of select=\"(%)[name() or 1]\"/></y></s>",
    };
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
        for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
            check_form(test, forms[k], choices[i]);
}

static void test_beyond(struct test *test)
{
    struct arena *arena = arena_new();
    xmlDict *words = xmlDictCreate();
    struct path_maker maker = {.words = words, .names = words, .arena = arena};
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++)
        check(test, !path_compile(&maker, beyond[i], NULL, 0), beyond[i], __LINE__);
    CHECK(path_compile(&maker, "not(@n or */text()[position() = last()]) and $x/@y != concat('a', .)", NULL, 0));
    free(maker.variables);
    xmlDictFree(words);
    arena_free(arena);
}

int main(void)
{
    struct test test = {0, 0};
    xml_start();
    test_truths(&test);
    test_texts(&test);
    test_choices(&test);
    test_beyond(&test);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
