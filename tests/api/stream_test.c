/* What a stylesheet makes is the same as a tree and as it is told: elements made here, by libxslt, and by both within each other. Prints a
 * line for each failure and a count; status 1 if any failed. */
#define TEST_FILE "stream_test.c"
#include "check.h"
#include "xml/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char source[] = "<minutes xmlns='urn:minutec:minutes' day='3'><item n='2' title='Roof'>Tiles <b>and</b> gutters</item>"
                             "<item n='1'>Paint</item><gap/></minutes>";

#define XSL \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:m='urn:minutec:minutes' exclude-result-prefixes='m'>"

/* What stands in the stylesheet, and what it makes; NULL: it fails. */
static const struct {
    const char *sheet, *makes;
} rows[] = {
    {"<xsl:template match='/'><a/></xsl:template>", "<a></a>"},
    {"<xsl:template match='m:minutes'><a x='1' y='{@day}'>one<b/>two</a></xsl:template>", "<a x=1 y=3>one<b></b>two</a>"},
    {"<xsl:template match='m:minutes'><a><xsl:apply-templates/></a></xsl:template><xsl:template match='m:item'><p n='{@n}'><xsl:value-of "
     "select='.'/></p></xsl:template>",
     "<a><p n=2>Tiles and gutters</p><p n=1>Paint</p></a>"},
    /* attributes: in the place of a literal one, more than once, and too late, which is an error */
    {"<xsl:template match='/'><a x='1' y='2'><xsl:attribute name='x'>3</xsl:attribute><b/></a></xsl:template>", "<a x=3 y=2><b></b></a>"},
    {"<xsl:template match='/'><a><xsl:attribute name='x'>1</xsl:attribute><xsl:attribute name='y'>2</xsl:attribute><xsl:attribute name='x'>"
     "<xsl:value-of select='*/@day'/></xsl:attribute></a></xsl:template>",
     "<a x=3 y=2></a>"},
    {"<xsl:template match='/'><a>t<xsl:attribute name='x'>1</xsl:attribute></a></xsl:template>", NULL},
    {"<xsl:template match='/'><a><b/><xsl:attribute name='x'>1</xsl:attribute></a></xsl:template>", NULL},
    {"<xsl:template match='/'><a><b/><xsl:copy-of select='*/@day'/></a></xsl:template>", NULL},
    {"<xsl:template match='/'><a x='1'><xsl:copy-of select='*/@day'/><b/></a></xsl:template>", "<a x=1 day=3><b></b></a>"},
    {"<xsl:template match='/'><a x='1'><xsl:attribute name='xml:lang'>cy</xsl:attribute><xsl:attribute name='x'>2</xsl:attribute></a></xsl:template>",
     "<a x=2 xml:lang=cy></a>"},
    {"<xsl:template match='/'><a x='{generate-id(/..)}{*/@day}' y='{sum(//@n)}'/></xsl:template>", "<a x=3 y=3></a>"},
    /* xsl:element */
    {"<xsl:template match='/'><a><xsl:element name='h{*/@day}'><xsl:attribute name='x'>1</xsl:attribute>t<b/></xsl:element></a></xsl:template>",
     "<a><h3 x=1>t<b></b></h3></a>"},
    {"<xsl:template match='/'><xsl:element name='a'>t</xsl:element></xsl:template>", "<a>t</a>"},
    {"<xsl:template match='/'><a><xsl:element name='b' namespace='urn:x'>t</xsl:element></a></xsl:template>", "<a><b>t</b></a>"},
    {"<xsl:template match='/'><a><xsl:element name='b'><xsl:copy-of select='//m:item[2]/@n'/><xsl:copy-of select='//m:item[2]/text()'/></xsl:element>"
     "</a></xsl:template>",
     "<a><b n=1>Paint</b></a>"},
    {"<xsl:template match='/'><a><xsl:element name='{*/@day}x'>t</xsl:element></a></xsl:template>", NULL},
    {"<xsl:template match='/'><a><xsl:element name='b' xmlns='urn:x'>t</xsl:element><c/></a></xsl:template>", "<a><b>t</b><c></c></a>"},
    /* libxslt's instructions among ours */
    {"<xsl:template match='/'><a>1<xsl:for-each select='*/m:item'><xsl:sort select='@n'/><b><xsl:value-of select='@n'/></b></xsl:for-each>2</a>"
     "</xsl:template>",
     "<a>1<b>1</b><b>2</b>2</a>"},
    {"<xsl:template match='/'><a><xsl:for-each select='*/m:item'><xsl:sort select='@n'/><xsl:value-of select='@n'/></xsl:for-each></a>"
     "</xsl:template>",
     "<a>12</a>"},
    {"<xsl:template match='/'><a><xsl:for-each select='*/m:item[1]'><xsl:sort select='@n'/><xsl:attribute name='x'>1</xsl:attribute>"
     "</xsl:for-each>t</a>"
     "</xsl:template>",
     "<a x=1>t</a>"},
    {"<xsl:template match='/'><a>x<xsl:copy-of select='*/m:item[1]/node()'/>y<xsl:comment>no</xsl:comment>z</a></xsl:template>",
     "<a>xTiles <b>and</b> guttersyz</a>"},
    {"<xsl:template match='/'><a><xsl:number value='7'/><xsl:text>-</xsl:text><xsl:number value='8' format='i'/></a></xsl:template>", ""
     "<a>7-viii</a>"},
    {"<xsl:template match='/'><a><n:b xmlns:n='urn:n' k='{*/@day}'><c><xsl:value-of select='*/@day'/></c></n:b>t</a></xsl:template>",
     "<a><b k=3><c>3</c></b>t</a>"},
    {"<xsl:template match='/'><n:a xmlns:n='urn:n'><b><xsl:value-of select='*/@day'/></b></n:a></xsl:template>", "<a><b>3</b></a>"},
    {"<xsl:template match='/'><a><xsl:copy><b/></xsl:copy></a></xsl:template>", "<a><b></b></a>"},
    /* fragments, which are no part of the result until they are copied */
    {"<xsl:template match='/'><xsl:variable name='v'><i>one</i>two</xsl:variable><a><xsl:value-of select='$v'/><xsl:copy-of select='$v'/>"
     "</a></xsl:template>",
     "<a>onetwo<i>one</i>two</a>"},
    {"<xsl:template match='/'><a><xsl:variable name='v'><xsl:for-each select='//@n'><b><xsl:value-of select='.'/></b></xsl:for-each></xsl:variable>"
     "<xsl:attribute name='x'><xsl:value-of select='$v'/></xsl:attribute></a></xsl:template>",
     "<a x=21></a>"},
    {"<xsl:template match='/'><a><xsl:call-template name='t'><xsl:with-param name='p'><b>1</b></xsl:with-param>"
     "<xsl:with-param name='q' select='//@n'/>"
     "</xsl:call-template></a></xsl:template><xsl:template name='t'><xsl:param name='p'/><xsl:param name='q'/>"
     "<xsl:param name='d' select='count($q)'/>"
     "<xsl:copy-of select='$p'/><xsl:value-of select='$d'/></xsl:template>",
     "<a><b>1</b>2</a>"},
    {"<xsl:template match='/'><a><xsl:for-each select='*/*'><xsl:variable name='v' select='@n | @title'/>"
     "<xsl:variable name='w' select='concat(\"w\", $v)'/>"
     "<xsl:if test='$v'><b c='{count($v)}'><xsl:value-of select='$w'/></b></xsl:if></xsl:for-each></a></xsl:template>",
     "<a><b c=2>w2</b><b c=1>w1</b></a>"},
    {"<xsl:template match='/'><a><xsl:apply-templates select='*/m:item'><xsl:with-param name='p' select='*/@day'/></xsl:apply-templates>"
     "</a></xsl:template>"
     "<xsl:template match='m:item[@title]'><xsl:param name='p'/><b><xsl:value-of select='$p'/></b></xsl:template>"
     "<xsl:template match='m:item'><xsl:param name='p'/><c><xsl:value-of select='$p'/></c></xsl:template>",
     "<a><b>3</b><c>3</c></a>"},
    /* what is not to be escaped is told as it is; so is what stands beside the root */
    {"<xsl:template match='/'><a>&amp;<xsl:value-of select='\"&lt;\"' disable-output-escaping='yes'/></a></xsl:template>", "<a>&<</a>"},
    {"<xsl:template match='/'><xsl:comment>c</xsl:comment><a/></xsl:template>", "<a></a>"},
    {"<xsl:template match='/'>words</xsl:template>", ""},
    {"<xsl:template match='/'><a><xsl:message terminate='yes'>no</xsl:message></a></xsl:template>", NULL},
    {"<xsl:strip-space elements='*'/><xsl:template match='/'><a><b/>t</a></xsl:template>", "<a><b></b>t</a>"},
};

static bool find(void *with, const char *path, const char **bytes, size_t *size)
{
    (void)path;
    *bytes = with;
    *size = strlen(with);
    return true;
}

/* -- as it is told -- */

struct told {
    struct buf out;
    size_t depth, most; /* most: elements after which it has heard enough */
};

static bool put_open(void *with, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    (void)ns;
    struct told *told = with;
    if (!told->most--)
        return false;
    buf_printf(&told->out, "<%s", name);
    for (size_t i = 0; i < count; i++)
        buf_printf(&told->out, " %s%s=%s", strcmp(attrs[i].ns, NS_XML) == 0 ? "xml:" : "", attrs[i].name, attrs[i].value);
    buf_char(&told->out, '>');
    told->depth++;
    return true;
}

static bool put_text(void *with, const char *text, size_t size)
{
    struct told *told = with;
    buf_add(&told->out, text, size);
    return told->depth > 0;
}

static bool put_close(void *with, const char *ns, const char *name)
{
    (void)ns;
    struct told *told = with;
    buf_printf(&told->out, "</%s>", name);
    return told->depth-- > 0;
}

static const struct xml_handler handler = {put_open, put_text, put_close};

/* -- as a tree -- */

static bool put_attr(void *with, const char *name, const char *ns, const char *value)
{
    buf_printf(with, " %s%s=%s", strcmp(ns, NS_XML) == 0 ? "xml:" : "", name, value);
    return true;
}

static void put_tree(struct buf *out, const struct node *node)
{
    if (node_is_text(node)) {
        buf_str(out, node_chars(node));
        return;
    }
    buf_printf(out, "<%s", node_name(node));
    node_attrs(node, put_attr, out);
    buf_char(out, '>');
    for (const struct node *child = node_first_any(node); child; child = node_next_any(child))
        put_tree(out, child);
    buf_printf(out, "</%s>", node_name(node));
}

static void check_row(struct test *test, size_t row)
{
    struct arena *arena = arena_new();
    struct told told = {BUF_INIT, 0, SIZE_MAX};
    struct buf tree = BUF_INIT;
    const char *why = "", *makes = rows[row].makes;
    struct xml_fault fault;
    struct xml_doc *doc = xml_parse(source, strlen(source), &fault), *result = NULL;
    char *text = arena_printf(arena, "%s%s</xsl:stylesheet>", XSL, rows[row].sheet);
    struct xml_style *style = xml_style_new("s.xsl", find, text, arena, &why);
    bool done = style && xml_style_tell(style, doc, NULL, &handler, &told, arena, &why);
    if (style)
        result = xml_style_apply(style, doc, NULL, arena, &why);
    if (result && xml_root(result))
        put_tree(&tree, xml_root(result));
    bool fine = style && done == (makes != NULL) && (result != NULL) == (makes != NULL);
    fine = fine && (!makes || (strcmp(buf_text(&told.out), makes) == 0 && strcmp(buf_text(&tree), makes) == 0));
    if (!check(test, fine, rows[row].sheet, __LINE__))
        printf("    wanted %s\n    told   %s\n    tree   %s\n    %s\n", makes ? makes : "a failure", buf_text(&told.out), buf_text(&tree), why);
    xml_free(result);
    xml_free(doc);
    xml_style_free(style);
    buf_free(&told.out);
    buf_free(&tree);
    arena_free(arena);
}

/* Who has heard enough is told no more, and the transformation fails. */
static void test_stopping(struct test *test)
{
    static const char sheet[] = XSL "<xsl:template match='/'><a>1<b>2</b><xsl:copy-of select='*'/>3</a></xsl:template></xsl:stylesheet>";
    static const char *const heard[] = {"", "<a>1", "<a>1<b>2</b>", "<a>1<b>2</b><minutes day=3>", "<a>1<b>2</b><minutes day=3>"
     "<item n=2 title=Roof>Tiles "};
    for (size_t i = 0; i < sizeof heard / sizeof *heard; i++) {
        struct arena *arena = arena_new();
        struct told told = {BUF_INIT, 0, i};
        const char *why = "";
        struct xml_fault fault;
        struct xml_doc *doc = xml_parse(source, strlen(source), &fault);
        struct xml_style *style = xml_style_new("s.xsl", find, (void *)sheet, arena, &why);
        CHECK(style && !xml_style_tell(style, doc, NULL, &handler, &told, arena, &why) && *why);
        if (!check(test, strcmp(buf_text(&told.out), heard[i]) == 0, heard[i], __LINE__))
            printf("    heard %s\n", buf_text(&told.out));
        xml_free(doc);
        xml_style_free(style);
        buf_free(&told.out);
        arena_free(arena);
    }
}

int main(void)
{
    struct test test = {0, 0};
    xml_start();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_row(&test, i);
    test_stopping(&test);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
