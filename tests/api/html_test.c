/* The HTML front end: tags however broken, blocks, tables, lists, which words are the site's, and input meant to do harm. */
#define TEST_FILE "html_test.c"
#include "fronts.h"

#include "import/html_parts.h"

#define BLOCKS(source, wanted) check_blocks(test, &front_html, source, wanted, __LINE__)
#define RAW(source, wanted) check_raw(test, &front_html, source, wanted, __LINE__)

static void test_names(struct test *test)
{
    static const char *const names[] = {
#define TAG(id, name, traits, marks) name,
        HTML_TAGS(TAG)
#undef TAG
    };
    for (size_t i = TAG_A; i < TAG_UNKNOWN; i++) {
        check(test, html_tag_of(names[i]) == (enum html_tag)i, names[i], __LINE__);
        if (i > TAG_A)
            check(test, strcmp(names[i - 1], names[i]) < 0, names[i], __LINE__);
    }
    CHECK(html_tag_of("o:p") == TAG_UNKNOWN);
}

static void test_paragraphs(struct test *test)
{
    BLOCKS("<h2>Items</h2>\n<p>One\n two<br/>three<br><br>four</p>five", "1 h2 Items\n2-3 p One two\\nthree\n3 p four\n3 p five\n");
    BLOCKS("<p>a <b>bold</b> <i>and</i> <s>gone</s> <a href='/x'>link</a>", "1 p a *bold* /and/ ~gone~ link(/x)\n");
    BLOCKS("<p>4<sup>th</sup> May &amp; caf&eacute; &#8217;n&#x2019; &#146; &nosuch; &lt;b&gt; AT&T",
           "1 p 4th May & caf\xC3\xA9 \xE2\x80\x99n\xE2\x80\x99 \xE2\x80\x99 &nosuch; <b> AT&T\n");
    BLOCKS("<pre>\n one\n  two\n\nthree</pre>", "2-3 p one\\n  two\n5 p three\n");
    BLOCKS("<div>a<div>b</div>c</div>", "1 p a\n1 p b\n1 p c\n");
    BLOCKS("a<hr>b", "1 p a\n1 hr \n1 p b\n");
    BLOCKS("<p>see <img alt='The plan' src=p.png> here</p>", "1 p see here\n1 img The plan(p.png)\n");
    BLOCKS("<style>.c1{font-weight:700} @media print{.c2{font-style:italic}}</style><p><span class='c1'>B</span><span class=c2>C",
           "1 p *B*C\n");
    BLOCKS("<span style='text-decoration:line-through'>x</span>", "1 p ~x~\n");
    BLOCKS("<details><summary>More</summary>words</details>", "1 p More\n1 p words\n");
}

static void test_lists(struct test *test)
{
    BLOCKS("<ol start=3 type=a><li>x<li value=7>y<ol type=I><li>z</ol></ol>", "1 li1 c.|x\n1 li1 g.|y\n1 li2 I.|z\n");
    BLOCKS("<ol reversed><li>x<li>y</ol>", "1 li1 2.|x\n1 li1 1.|y\n");
    BLOCKS("<ul><li><p>a</p><p>b</p></li><li><input type=checkbox checked> c</ul>", "1 li1 \xE2\x80\xA2|a\n1 p b\n1 li1 [x] \xE2\x80\xA2|c\n");
    BLOCKS("<ol><li><ol type=a><li>x</ol></ol>", "1 li1 1.|\n1 li2 a.|x\n");
    BLOCKS("<dl><dt>Chair<dd>Ann Example</dl>", "1 p Chair\n1 p Ann Example\n");
    BLOCKS("<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>3.<span>&nbsp; "
           "</span></span><![endif]>Accounts</p>",
           "1 li2 3.|Accounts\n");
}

static void test_tables(struct test *test)
{
    BLOCKS("<table><thead><tr><th>Who<th>What</thead><tr><td rowspan=2>A<td>b<br>c<tr><td>d</table>",
           "1 p T1.1.1H Who\n1 p T1.1.2H What\n1 p T1.2.1 A\n1 p T1.2.2 b\\nc\n1 p T1.3.2 d\n");
    BLOCKS("<table><tr><td><table><tr><td>x<td>y</table></table>", "1 p T1.1.1 x\n1 p T1.1.2 y\n");
    BLOCKS("<table><tr><td>only</table>", "1 p only\n");
    BLOCKS("<table><tr><th>Name<td>Ann<tr><td colspan=2>all<td>third</table>",
           "1 p T1.1.1 Name\n1 p T1.1.2 Ann\n1 p T1.2.1 all\n1 p T1.2.3 third\n");
}

static void test_broken(struct test *test)
{
    BLOCKS("a < b & c <3 d", "1 p a < b & c <3 d\n");
    BLOCKS("<b>one<p>two</b>three</p>four", "1 p *one*\n1 p *two*three\n1 p four\n");
    BLOCKS("x<script>if (a<b) y</script><!-- no --><template>t</template>z", "1 p xz\n");
    BLOCKS("<script>never closed<p>words", "1 p never closed\n1 p words\n");
    BLOCKS("<p title='never closed>words", "1 p words\n");
    BLOCKS("words <p title='never", "1 p words <p title='never\n");
    BLOCKS("<!-- never closed> words", "1 p words\n");
    BLOCKS("", "");
    RAW("<p>A<b>pologies</b> x<br>y<td>z", "1 Apologies x\n1 y\n1 z\n");
    struct read_file file = read_as(&front_html, "<p>a\0b</p>", 10);
    CHECK(file.blocks.count == 1);
    read_free(&file);
}

#define LONG "The council considered the report of the clerk on the works at the harbour and agreed to it. "

static void test_site(struct test *test)
{
    BLOCKS("<title>May</title><meta name=author content=Ann><nav>Menu</nav><main><h1>Minutes</h1><p>" LONG "</p></main><div>Elsewhere</div>",
           "1 front p title|May\n1 front p author|Ann\n1 site p Menu\n1 h1 Minutes\n"
           "1 p The council considered the report of the clerk on the works at the harbour and agreed to it.\n1 site p Elsewhere\n");
    BLOCKS("<div><a href=/>Home</a> <a href=/a>About us</a> <a href=/n>News</a></div>\n<p>" LONG "</p><p>\xC2\xA9 The Society</p>",
           "1 site p Home(/) About us(/a) News(/n)\n"
           "2 p The council considered the report of the clerk on the works at the harbour and agreed to it.\n2 site p \xC2\xA9 The Society\n");
    BLOCKS("<div class=menu-bar>Minutes of the meeting</div>", "1 p Minutes of the meeting\n"); /* most of the page is the page */
    BLOCKS("<div class=header>Harbour Board</div><p>" LONG LONG,
           "1 p Harbour Board\n1 p The council considered the report of the clerk on the works at the harbour and agreed to it. "
           "The council considered the report of the clerk on the works at the harbour and agreed to it.\n");
    BLOCKS("<p>" LONG "<span style='display: none'>secret</span> end</p>",
           "1 p The council considered the report of the clerk on the works at the harbour and agreed to it. end\n1 hidden p secret\n");
    BLOCKS("<p>" LONG "<div hidden>secret</div>",
           "1 p The council considered the report of the clerk on the works at the harbour and agreed to it.\n1 hidden p secret\n");
}

static void test_encoding(struct test *test)
{
    static const char central[] = "<meta charset=iso-8859-2><p>\xB1";
    struct read_file file = read_as(&front_html, central, sizeof central - 1);
    CHECK(strcmp(buf_text(&file.said), "1 p \xC4\x85\n") == 0 && strcmp(file.blocks.encoding, "iso-8859-2") == 0);
    read_free(&file);
    BLOCKS("<meta charset=iso-8859-1><p>\x93q\x94", "1 p \xE2\x80\x9Cq\xE2\x80\x9D\n");
    BLOCKS("<meta charset=no-such-one>\r\n<p>a\r\nb", "2-3 p a b\n");
}

static void test_hostile(struct test *test)
{
    check_hostile(test, &front_html, "<div>", "x", "</div>", 100000, 5, __LINE__);
    check_hostile(test, &front_html, "<b>", "x", "</i>", 200000, 5, __LINE__);
    check_hostile(test, &front_html, "<a b=\"", "x", "", 300000, 5, __LINE__);
    check_hostile(test, &front_html, "<script>", "x", "", 200000, 5, __LINE__);
    check_hostile(test, &front_html, "<!--", "x", "", 300000, 5, __LINE__);
    check_hostile(test, &front_html, "<table><tr><td colspan=1000 rowspan=60000>", "x", "", 20000, 5, __LINE__);
    check_hostile(test, &front_html, "<ul><li>", "x", "", 100000, 5, __LINE__);
    check_hostile(test, &front_html, "<p>y", "x", "", 300000, 5, __LINE__);
}

int main(void)
{
    struct test test = {0, 0};
    xml_start();
    test_names(&test);
    test_paragraphs(&test);
    test_lists(&test);
    test_tables(&test);
    test_broken(&test);
    test_site(&test);
    test_encoding(&test);
    test_hostile(&test);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
