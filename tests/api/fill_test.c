/* What fill_write makes of its vocabulary. Prints a line for each failure and a count; status 1 if any failed. */
#include "base/mem.h"
#include "base/text.h"
#include "render/finish.h"
#include "xml/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct test {
    int passed, failed;
};

static void count(struct test *test, bool good, const char *what, int line)
{
    test->passed += good;
    test->failed += !good;
    if (!good)
        printf("fill_test.c:%d: failed: %s\n", line, what);
}

/* The text made of what stands in a root of that width, or what was wrong with it; yours to free. */
static char *filled(const char *inside, int width)
{
    struct buf xml = BUF_INIT, out = BUF_INIT;
    struct xml_fault fault;
    const char *why = "";
    buf_printf(&xml, "<text width=\"%d\">%s</text>", width, inside);
    struct xml_doc *doc = xml_parse(buf_text(&xml), xml.size, &fault);
    struct arena *arena = arena_new();
    if (!doc)
        buf_printf(&out, "column %zu: %s", fault.column, xml_fault_words(&fault));
    else if (!fill_write(doc, &(struct finishing){.arena = arena}, &out, &why)) {
        buf_clear(&out);
        buf_printf(&out, "why: %s", why);
    }
    buf_text(&out);
    xml_free(doc);
    arena_free(arena);
    buf_free(&xml);
    return buf_take(&out);
}

static void fills(struct test *test, int line, const char *inside, int width, const char *want)
{
    char *got = filled(inside, width);
    bool same = strcmp(got, want) == 0;
    count(test, same, "the text differs", line);
    if (!same)
        printf("--- got\n%s--- wanted\n%s---\n", got, want);
    free(got);
}

#define CHECK(condition) count(test, (condition), #condition, __LINE__)
#define FILLS(inside, width, want) fills(test, __LINE__, inside, width, want)

/* -- words and lines -- */

static void test_paragraphs(struct test *test)
{
    FILLS("", 40, "");
    FILLS("<p/><p>  </p>", 40, "");
    FILLS("<p>one</p>", 40, "one\n");
    FILLS("<p>one\n   two\tthree </p><p>four</p>", 40, "one two three\n\nfour\n");
    FILLS("<p>aaa bbb ccc</p>", 7, "aaa bbb\nccc\n");
    FILLS("<p>aaa bbb ccc</p>", 6, "aaa\nbbb\nccc\n");
    FILLS("<p>a</p><p tight=\"yes\">b</p><p/><p>c</p>", 40, "a\nb\n\nc\n");
    FILLS("<p>a<br/>b<br/><br/>c</p>", 40, "a\nb\nc\n");
    FILLS("<p>aa bb cc dd</p>", 1, "aa\nbb\ncc\ndd\n");
    FILLS("<p align=\"right\">a b</p><p align=\"center\">abcd ef</p>", 6, "   a b\n\n abcd\n  ef\n");
}

static void test_indents(struct test *test)
{
    FILLS("<p hang=\"2\">aaa bbb ccc ddd</p>", 9, "aaa bbb\n  ccc ddd\n");
    FILLS("<p hang=\"50\">aaa bbb</p>", 6, "aaa\n  bbb\n");
    FILLS("<box indent=\"2\"><p>aaa bbb</p><p>c</p></box>", 22, "  aaa bbb\n\n  c\n");
    FILLS("<box indent=\"2\" mark=\"-\"><p>aaaaaaaaaa bbbbbbbbbb cc</p></box>", 24, "- aaaaaaaaaa bbbbbbbbbb\n  cc\n");
    FILLS("<box indent=\"4\" mark=\"1.\"><p>a</p><box indent=\"2\" mark=\"-\" tight=\"yes\"><p>b</p></box></box>", 40,
          "1.  a\n    - b\n");
    FILLS("<box indent=\"2\" mark=\"-\"><box indent=\"2\" mark=\"-\"><p>a</p><p>b</p></box></box>", 40, "- - a\n\n    b\n");
    FILLS("<box indent=\"2\" mark=\"-\"/><p>a</p>", 40, "-\n\na\n");
    FILLS("<box indent=\"2\"><box indent=\"2\"/></box><p>a</p>", 40, "a\n");
    FILLS("<box prefix=\"&gt; \"><p>aa bb</p><p>c</p></box>", 4, "> aa\n> bb\n>\n> c\n");
}

/* A mark wider than its indent moves the words of the first line only; one that leaves no room stands alone. */
static void test_long_marks(struct test *test)
{
    FILLS("<box indent=\"4\" mark=\"12.3.4\"><p>aaaaaaaa bbbbbbbb cccccccc</p></box>", 26,
          "12.3.4 aaaaaaaa bbbbbbbb\n    cccccccc\n");
    FILLS("<box indent=\"4\" mark=\"12.3.4\"><p>aaaaaaaaaaaaaaaaaaaaaa b</p></box>", 26,
          "12.3.4\n    aaaaaaaaaaaaaaaaaaaaaa\n    b\n");
    FILLS("<box indent=\"4\" mark=\"a mark of many words\"><p>a</p></box>", 26, "a mark of many words\n    a\n");
    FILLS("<h mark=\"3\" under=\"-\">aaaa aaaa bbbb</h>", 12, "3  aaaa aaaa\n   bbbb\n------------\n");
}

/* However deep, there is room to write in. */
static void test_depth(struct test *test)
{
    struct buf xml = BUF_INIT;
    for (int i = 0; i < 100; i++)
        buf_str(&xml, "<box indent=\"6\" mark=\"-\">");
    buf_str(&xml, "<p>words that go on and on and never seem to come to an end</p>");
    for (int i = 0; i < 100; i++)
        buf_str(&xml, "</box>");
    char *got = filled(buf_text(&xml), 72);
    CHECK(strstr(got, "words that go on") != NULL);
    CHECK(strncmp(got, "-     -     -", 13) == 0);
    free(got);
    buf_free(&xml);
}

static void test_headings(struct test *test)
{
    FILLS("<h under=\"=\">A title<br/>of two lines</h><p>a</p>", 40, "A title\nof two lines\n============\n\na\n");
    FILLS("<p>a</p><h mark=\"3\" under=\"-\">Rooms</h>", 40, "a\n\n3  Rooms\n--------\n");
    FILLS("<h>plain</h><rule/><p>a</p>", 40, "plain\n\n--------------------\n\na\n");
    FILLS("<h under=\"-\"/>", 40, "");
}

static void test_leads(struct test *test)
{
    FILLS("<lead>Action:</lead><p>do it</p>", 40, "Action: do it\n");
    FILLS("<p>a</p><lead>Ann:</lead><p tight=\"yes\">b</p>", 40, "a\n\nAnn: b\n");
    FILLS("<lead>Ann:</lead><lead>Bo:</lead><p>c</p>", 40, "Ann: Bo: c\n");
    FILLS("<lead>Agreed:</lead><box indent=\"2\" mark=\"-\"><p>a</p></box>", 40, "Agreed:\n\n- a\n");
    FILLS("<p>a</p><lead>Agreed:</lead>", 40, "a\n\nAgreed:\n");
    FILLS("<box indent=\"2\"><lead>a</lead></box><p>b</p>", 40, "  a\n\nb\n");
    FILLS("<lead/><p>b</p>", 40, "b\n");
}

/* Wide characters are two columns, combining marks none, and a no-break space holds its words together. */
static void test_characters(struct test *test)
{
    FILLS("<p>\xE4\xBC\x9A\xE8\xAD\xB0 \xE8\xA8\x98\xE9\x8C\xB2</p>", 8, "\xE4\xBC\x9A\xE8\xAD\xB0\n\xE8\xA8\x98\xE9\x8C\xB2\n");
    FILLS("<p>\xE4\xBC\x9A\xE8\xAD\xB0 \xE8\xA8\x98\xE9\x8C\xB2</p>", 9, "\xE4\xBC\x9A\xE8\xAD\xB0 \xE8\xA8\x98\xE9\x8C\xB2\n");
    FILLS("<p>y\xCC\x82y\xCC\x82 ab</p>", 5, "y\xCC\x82y\xCC\x82 ab\n");
    FILLS("<h under=\"-\">\xE4\xBC\x9A\xE8\xAD\xB0</h>", 40, "\xE4\xBC\x9A\xE8\xAD\xB0\n----\n");
    FILLS("<p>aa 6&#160;May bb</p>", 6, "aa\n6\xC2\xA0May\nbb\n");
    FILLS("<p>aa&#160; &#160; &#160;bb</p><p>&#160;</p>", 40, "aa bb\n");
}

static void test_long_words(struct test *test)
{
    FILLS("<p>see https://example.org/long here</p>", 12, "see\nhttps://example.org/long\nhere\n");
    FILLS("<p>abcdefghijkl</p>", 5, "abcdefghijkl\n");
    FILLS("<p hang=\"1\">a bcdefghi</p>", 5, "a\n bcdefghi\n");
}

static void test_verbatim(struct test *test)
{
    FILLS("<pre>\n  a  b\n\n\n\n\tc\td \nlonger than the line\n\n</pre><p>e</p>", 10,
          "  a  b\n\n        c       d\nlonger than the line\n\ne\n");
    FILLS("<pre> \n </pre><p>a</p>", 40, "a\n");
    FILLS("<p keep=\"yes\">  a   b\tc</p><p keep=\"yes\" tight=\"yes\">dddd    eeee ff</p>", 10, "  a   b  c\ndddd\neeee ff\n");
}

/* -- tables -- */

#define HEAD(a, b) "<row head=\"yes\"><cell>" a "</cell><cell>" b "</cell></row>"
#define ROW(a, b) "<row><cell>" a "</cell><cell>" b "</cell></row>"

static void test_tables(struct test *test)
{
    FILLS("<table><col/><col/>" HEAD("Name", "No.") ROW("a", "1") ROW("bb", "22") "</table>", 40,
          "+------+-----+\n| Name | No. |\n+======+=====+\n| a    | 1   |\n| bb   | 22  |\n+------+-----+\n");
    FILLS("<p>a</p><table><col/><row><cell>one</cell></row></table><p>b</p>", 40, "a\n\n+-----+\n| one |\n+-----+\n\nb\n");
    FILLS("<table><col/><col/>" ROW("", "") ROW("", "x") "</table>", 40, "+---+---+\n|   |   |\n|   | x |\n+---+---+\n");
    FILLS("<table><col/><col/></table><p>a</p>", 40, "a\n");
    FILLS("<table rules=\"yes\"><col/><row><cell>a</cell></row><row><cell>b</cell></row></table>", 40,
          "+---+\n| a |\n+---+\n| b |\n+---+\n");
    FILLS("<table><col/><row><cell>a</cell><cell>b</cell></row></table>", 40,
          "why: the stylesheet made a row with more cells than columns: 'row'");
    FILLS("<table><col/><col/><row><cell>a</cell></row></table>", 40, "+---+---+\n| a |   |\n+---+---+\n");
}

static void test_alignment(struct test *test)
{
    FILLS("<table><col/><col/><col/><row head=\"yes\"><cell>left</cell><cell align=\"right\">right</cell>"
          "<cell align=\"center\">centre</cell></row><row><cell>a</cell><cell align=\"right\">1</cell>"
          "<cell align=\"center\">c</cell></row></table>",
          40,
          "+------+-------+--------+\n| left | right | centre |\n+======+=======+========+\n"
          "| a    |     1 |   c    |\n+------+-------+--------+\n");
    FILLS("<table><col/><row><cell>\xE4\xBC\x9A</cell></row><row><cell align=\"right\">a</cell></row></table>", 40,
          "+----+\n| \xE4\xBC\x9A |\n|  a |\n+----+\n");
}

/* Heads give way before the rows do. */
static void test_wrapping(struct test *test)
{
    FILLS("<table><col/><col/>" HEAD("a head of words", "b") ROW("one two", "three four five six") "</table>", 34,
          "+----------+---------------------+\n| a head   | b                   |\n| of words |                     |\n"
          "+==========+=====================+\n| one two  | three four five six |\n+----------+---------------------+\n");
    FILLS("<table><col/><col/>" ROW("a", "one two three") ROW("b", "four") "</table>", 16,
          "+---+----------+\n| a | one two  |\n|   | three    |\n+---+----------+\n| b | four     |\n+---+----------+\n");
}

static void test_columns(struct test *test)
{
    FILLS("<table><col width=\"3\"/><col rest=\"yes\"/><col min=\"4\" max=\"6\"/>"
          "<row><cell>1</cell><cell>aaa</cell><cell>Al</cell></row></table>",
          40,
          "+-----+-------------------------+------+\n| 1   | aaa                     | Al   |\n"
          "+-----+-------------------------+------+\n");
    FILLS("<table><col min=\"1\" max=\"6\"/><col rest=\"yes\"/><row><cell>ab cde</cell><cell>a</cell></row></table>", 24,
          "+-----+----------------+\n| ab  | a              |\n| cde |                |\n+-----+----------------+\n");
}

static void test_joined_rows(struct test *test)
{
    FILLS("<table rules=\"yes\"><col/><row><cell>a</cell></row><row join=\"yes\"><cell>b</cell></row>"
          "<row join=\"yes\"><cell/></row><row><cell>c</cell></row></table>",
          40, "+---+\n| a |\n|   |\n| b |\n+---+\n| c |\n+---+\n");
}

/* Another block or a new head closes the drawing; the columns stay where they are. */
static void test_grids(struct test *test)
{
    FILLS("<table><col/><col/>" HEAD("N", "T") ROW("1", "aaaa") "<p>between</p>" ROW("2", "b") HEAD("M", "U")
              ROW("3", "c") "</table>",
          40,
          "+---+------+\n| N | T    |\n+===+======+\n| 1 | aaaa |\n+---+------+\n\nbetween\n\n"
          "+---+------+\n| 2 | b    |\n+---+------+\n\n+---+------+\n| M | U    |\n+===+======+\n| 3 | c    |\n+---+------+\n");
}

static void test_blocks_in_cells(struct test *test)
{
    FILLS("<table><col/><row><cell><p>a</p><p>b</p><box indent=\"2\" mark=\"-\"><p>c</p></box></cell></row></table>", 40,
          "+-----+\n| a   |\n|     |\n| b   |\n|     |\n| - c |\n+-----+\n");
    FILLS("<table><col width=\"3\"/><col rest=\"yes\"/><row><cell>1</cell><cell><lead>x:</lead><p>y</p>"
          "<table><col/><col/>" HEAD("A", "B") ROW("1", "2") "</table></cell></row></table>",
          24,
          "+-----+----------------+\n| 1   | x: y           |\n|     |                |\n|     | +---+---+      |\n"
          "|     | | A | B |      |\n|     | +===+===+      |\n|     | | 1 | 2 |      |\n|     | +---+---+      |\n"
          "+-----+----------------+\n");
    FILLS("<box indent=\"2\" mark=\"-\"><table><col/><row><cell>a</cell></row></table></box>", 40,
          "-\n  +---+\n  | a |\n  +---+\n");
}

/* A word wider than its cell is broken, behind a hyphen, dot or slash if one stands in reach; marks stay with their letters. */
static void test_broken_words_in_cells(struct test *test)
{
    FILLS("<table><col width=\"2\"/><col width=\"4\"/><col width=\"4\"/>"
          "<row><cell>1</cell><cell>a bcdefgh i</cell><cell>Al</cell></row></table>",
          40,
          "+----+------+------+\n| 1  | a    | Al   |\n|    | bcde |      |\n|    | fgh  |      |\n|    | i    |      |\n"
          "+----+------+------+\n");
    FILLS("<table><col min=\"4\" max=\"10\"/><col width=\"4\"/><row><cell>1.1.1.1.1.1</cell><cell>a</cell></row></table>", 40,
          "+------------+------+\n| 1.1.1.1.1. | a    |\n| 1          |      |\n+------------+------+\n");
    FILLS("<table><col min=\"12\" max=\"14\"/><row><cell>Ann-Sophie-Wilhelmina Featherstonehaugh-Cholmondeley</cell></row></table>", 40,
          "+----------------+\n| Ann-Sophie-    |\n| Wilhelmina     |\n| Featherstoneha |\n| ugh-           |\n"
          "| Cholmondeley   |\n+----------------+\n");
    FILLS("<table><col width=\"6\"/><row><cell>x ab-cdefg</cell></row></table>", 40,
          "+--------+\n| x ab-  |\n| cdefg  |\n+--------+\n");
    FILLS("<table><col width=\"3\"/><row><cell>y\xCC\x82y\xCC\x82y\xCC\x82y\xCC\x82</cell></row></table>", 40,
          "+-----+\n| y\xCC\x82y\xCC\x82y\xCC\x82 |\n| y\xCC\x82   |\n+-----+\n");
    FILLS("<table><col width=\"3\"/><row><cell>\xE4\xBC\x9A\xE8\xAD\xB0</cell></row></table>", 40,
          "+-----+\n| \xE4\xBC\x9A  |\n| \xE8\xAD\xB0  |\n+-----+\n");
    FILLS("<table><col width=\"5\"/><row><cell><box indent=\"2\" mark=\"-\"><p>abcdef</p></box></cell></row></table>", 40,
          "+-------+\n| - abc |\n|   def |\n+-------+\n");
    FILLS("<table><col width=\"6\"/><row><cell><lead>Ann-Sophie:</lead><p>abcdefgh</p></cell></row></table>", 40,
          "+--------+\n| Ann-   |\n| Sophie |\n| :      |\n| abcdef |\n| gh     |\n+--------+\n");
}

/* An address is never broken: it goes over the empty cells to its right, and over the border if it must. */
static void test_addresses_in_cells(struct test *test)
{
    FILLS("<table><col width=\"2\"/><col width=\"4\"/><col width=\"4\"/>"
          "<row><cell>1</cell><cell>a b@cdef.g i</cell><cell>Al</cell></row></table>",
          40,
          "+----+------+------+\n| 1  | a    | Al   |\n|    |      |      |\n|    | b@cdef.g    |\n"
          "|    |      |      |\n|    | i    |      |\n+----+------+------+\n");
    FILLS("<table><col width=\"2\"/><col width=\"4\"/><row><cell>ftp://a.b/c-d</cell><cell>a</cell></row></table>", 40,
          "+----+------+\n| ftp://a.b/c-d\n|    |      |\n|    | a    |\n+----+------+\n");
    FILLS("<table><col width=\"2\"/><col width=\"4\"/><row><cell>1</cell><cell><pre>abcdef</pre><p>g</p></cell></row></table>", 40,
          "+----+------+\n| 1  | abcdef\n|    |      |\n|    | g    |\n+----+------+\n");
    FILLS("<table><col width=\"2\"/><col width=\"2\"/><col width=\"2\"/>"
          "<row><cell>a@b</cell><cell>c@de</cell><cell>x</cell></row></table>",
          40,
          "+----+----+----+\n| a@b          |\n|    |    |    |\n|    | c@de    |\n|    |    |    |\n|    |    | x  |\n"
          "+----+----+----+\n");
}

/* How many columns the widest line of a text has. */
static int widest_of(const char *text)
{
    int widest = 0;
    for (size_t size; *text; text += size + 1) {
        size = strcspn(text, "\n");
        int width = text_width(text, size);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* A table of the columns layout keeps within the page, whatever its names and numbers are. */
static void test_borders(struct test *test)
{
    static const char inside[] =
        "<table rules=\"yes\"><col min=\"4\" max=\"10\"/><col rest=\"yes\"/><col min=\"12\" max=\"16\"/>"
        "<row><cell>1.1.1.1.1.1.1.1.1.1.1</cell><cell><box indent=\"6\" mark=\"1.1.1.1.1.1\"><p>Rindfleischetikettierungs"
        "überwachungsaufgabenübertragungsgesetz</p></box></cell><cell>Featherstonehaugh-Cholmondeley</cell></row></table>";
    for (int width = 60; width <= 120; width++) {
        char *got = filled(inside, width);
        CHECK(widest_of(got) == width);
        free(got);
    }
}

static void test_lists_for_tables(struct test *test)
{
    FILLS("<table><col/><col/>" HEAD("Name:", "Words") ROW("Ann", "extraordinary") ROW("", "x") "</table>", 16,
          "Name: Ann\n  Words:\n  extraordinary\n\nWords: x\n");
    FILLS("<table><col/><col/>" HEAD("aaaaaaaaaaaa", "bbbb") ROW("c", "") "</table>", 16,
          "aaaaaaaaaaaa\n  bbbb\n\naaaaaaaaaaaa:\n  c\n");
    FILLS("<table><col/><col/><row><cell><h mark=\"1.1\"/></cell><cell>aaaaaaaaaaaa</cell></row></table>", 16,
          "1.1\n  aaaaaaaaaaaa\n");
    FILLS("<table><col/><col/>" ROW("aaaaaaaa", "bbbbbbbb") "</table>", 16, "aaaaaaaa\n  bbbbbbbb\n");
    struct buf xml = BUF_INIT;
    buf_str(&xml, "<table>");
    for (int i = 0; i < 40; i++)
        buf_str(&xml, "<col/>");
    buf_str(&xml, "<row head=\"yes\">");
    for (int i = 0; i < 40; i++)
        buf_printf(&xml, "<cell>H%d</cell>", i);
    buf_str(&xml, "</row><row>");
    for (int i = 0; i < 40; i++)
        buf_printf(&xml, "<cell>%d</cell>", i);
    buf_str(&xml, "</row></table>");
    char *got = filled(buf_text(&xml), 72);
    CHECK(strncmp(got, "H0: 0\n  H1: 1\n  H2: 2\n", 22) == 0);
    CHECK(strstr(got, "\n  H39: 39\n") != NULL);
    free(got);
    buf_free(&xml);
}

/* -- what is no text -- */

static void test_refusals(struct test *test)
{
    FILLS("<p>a</p><para>b</para>", 40, "why: the stylesheet made something that is no block of text: 'para'");
    FILLS("words", 40, "why: the stylesheet put words outside a paragraph, in 'text'");
    FILLS("<p>a<em>b</em></p>", 40, "why: the stylesheet put among words what is no word: 'em'");
    struct arena *arena = arena_new();
    struct buf out = BUF_INIT;
    struct xml_fault fault;
    const char *why = "";
    struct xml_doc *doc = xml_parse("<html/>", 7, &fault);
    CHECK(doc && !fill_write(doc, &(struct finishing){.arena = arena}, &out, &why));
    CHECK(text_same(why, "the stylesheet made no text element"));
    xml_free(doc);
    buf_free(&out);
    arena_free(arena);
}

/* Whatever is in it and however wide it is: no blank at the end of a line, no second blank line, one newline at the end,
 * and no word is lost. */
static void test_shape(struct test *test)
{
    static const char inside[] =
        "<h under=\"=\">The title of it</h><p>Words and words and more of them.</p><box indent=\"4\" mark=\"10.\"><p>Item</p><pre>x\n\n\ny</pre>"
        "</box><table rules=\"yes\"><col min=\"2\" max=\"6\"/><col rest=\"yes\"/><col min=\"4\" max=\"8\"/>"
        "<row head=\"yes\"><cell>No.</cell><cell>Item</cell><cell>For</cell></row>"
        "<row><cell>1.1</cell><cell><p>Text</p><p>unbreakable@unbreakable.unbreakable</p><p>end</p></cell><cell>Benedict and Ann</cell></row>"
        "</table><p>Last</p>";
    static const char *const words[] = {"title", "Words", "10.", "Item", "1.1", "unbreakable@unbreakable.unbreakable",
                                        "end", "Benedict", "Ann", "Last"};
    for (int width = 1; width <= 120; width++) {
        char *got = filled(inside, width);
        size_t size = strlen(got);
        CHECK(size && got[size - 1] == '\n' && !strstr(got, " \n") && !strstr(got, "\n\n\n"));
        CHECK(got[size - 2] != '\n');
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            CHECK(strstr(got, words[i]) != NULL);
        free(got);
    }
}

/* -- words by chance -- */

/* The lines of words, filled one by one: blanks stand for one, and a line break ends a line. */
static char *by_words(const char *text, int width)
{
    struct buf out = BUF_INIT;
    int column = 0;
    while (*text) {
        size_t size = strcspn(text, " |");
        int wide = text_width(text, size);
        if (size && column && column + 1 + wide > width) {
            buf_char(&out, '\n');
            column = 0;
        }
        if (size && column)
            buf_char(&out, ' ');
        buf_add(&out, text, size);
        column += size ? (column > 0) + wide : 0;
        text += size;
        if (*text == '|' && column) {
            buf_char(&out, '\n');
            column = 0;
        }
        text += *text != '\0';
    }
    if (column)
        buf_char(&out, '\n');
    buf_text(&out);
    return buf_take(&out);
}

static void test_chance(struct test *test)
{
    static const char *const parts[] = {"a",   "word", "words", "longer,", "unbreakable-word", "\xC3\xA9t\xC3\xA9", "\xC2\xA3" "12",
                                        "end.", " ",    " ",     " ",       " ",                " ",                 "  ", "|"};
    unsigned state = 2463534242u;
    struct buf text = BUF_INIT, inside = BUF_INIT;
    for (int i = 0; i < 3000; i++) {
        buf_clear(&text);
        buf_clear(&inside);
        for (unsigned count = 1 + i % 90; count > 0; count--) {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            buf_str(&text, parts[state % (sizeof parts / sizeof *parts)]);
        }
        for (const char *at = buf_text(&text); *at; at++)
            buf_add(&inside, *at == '|' ? "<br/>" : at, *at == '|' ? 5 : 1);
        struct buf element = BUF_INIT;
        buf_printf(&element, "<p>%s</p>", buf_text(&inside));
        char *want = by_words(buf_text(&text), 1 + i % 80);
        FILLS(buf_text(&element), 1 + i % 80, want);
        free(want);
        buf_free(&element);
    }
    buf_free(&inside);
    buf_free(&text);
}

int main(void)
{
    static void (*const tests[])(struct test *) = {
        test_paragraphs,
        test_indents,
        test_long_marks,
        test_depth,
        test_headings,
        test_leads,
        test_characters,
        test_long_words,
        test_verbatim,
        test_tables,
        test_alignment,
        test_wrapping,
        test_columns,
        test_joined_rows,
        test_grids,
        test_blocks_in_cells,
        test_broken_words_in_cells,
        test_addresses_in_cells,
        test_borders,
        test_lists_for_tables,
        test_refusals,
        test_shape,
        test_chance,
    };
    struct test test = {0, 0};
    xml_start();
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tests[i](&test);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
