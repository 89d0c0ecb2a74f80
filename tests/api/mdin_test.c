/* The Markdown front end: blocks, front matter, what CommonMark would take for markup, the words themselves, and input meant to do harm. */
#define TEST_FILE "mdin_test.c"
#include "fronts.h"

#define DOT "\xE2\x80\xA2|"
#define BLOCKS(source, wanted) check_blocks(test, &front_markdown, source, wanted, __LINE__)
#define RAW(source, wanted) check_raw(test, &front_markdown, source, wanted, __LINE__)

static void test_blocks(struct test *test)
{
    BLOCKS("# One\n\nTwo **b** _i_ ~~s~~ `c` [l](/x \"t\")\n\nSix\n---\n", "1 h1 One\n3 p Two *b* /i/ ~s~ `c` l(/x)\n5 h2 Six\n");
    BLOCKS("3. x\n3. y\n5) z\n- u\n", "1 li1 3.|x\n2 li1 3.|y\n3 li1 5)|z\n4 li1 " DOT "u\n");
    BLOCKS("- [x] a\n- [ ] b\n", "1 li1 [x] " DOT "a\n2 li1 [ ] " DOT "b\n");
    BLOCKS("| A | B |\n|---|---|\n| c | d | e |\n", "1 p T1.1.1H A\n1 p T1.1.2H B\n3 p T1.2.1 c\n3 p T1.2.2 d\n3 p T1.2.3 e\n");
    BLOCKS("1\\. Apologies &amp; such  \nnext\\\nlast\n", "1-3 p 1. Apologies & such\\nnext\\nlast\n");
    BLOCKS("> said\n\n```\na  b\n  c\n```\n", "1 p said\n4-5 p a  b\\n  c\n");
    BLOCKS("see [r][R] and ![pic](p.png)\n\n[R]: http://example.org/r\n", "1 p see r(http://example.org/r) and\n1 img pic(p.png)\n");
    BLOCKS("words[^1]\n\n[^1]: the note\n", "1 p words[1]\n3 footnote p 1|the note\n");
    BLOCKS("", "");
}

/* A line that is long enough to have been wrapped is one with the next. */
static void test_lines(struct test *test)
{
    BLOCKS("The council considered the report of the clerk on the works\nat the harbour.\n",
           "1-2 p The council considered the report of the clerk on the works at the harbour.\n");
    BLOCKS("Present:\nAnn Example\nBo Sample\n", "1-3 p Present:\\nAnn Example\\nBo Sample\n");
    BLOCKS("<ann> a word that is so long that nobody would doubt it\n<bo> hi\n",
           "1-2 p <ann> a word that is so long that nobody would doubt it\\n<bo> hi\n");
    BLOCKS("1986. was a year\n", "1 p 1986. was a year\n");
    BLOCKS("    Indented **words**\n    second\n", "1-2 p Indented *words*\\nsecond\n");
    BLOCKS("Present:\n    - a\n        - b\n", "1 p Present:\n2 li1 " DOT "a\n3 li2 " DOT "b\n");
    BLOCKS("[Chair]: Welcome\n\n##Present\n", "1 p [Chair]: Welcome\n3 h2 Present\n");
}

static void test_html(struct test *test)
{
    BLOCKS("<p>One<br/>two</p>\n\n<table><tr><td>a<td>b</table>\n", "1 p One\\ntwo\n3 p T1.1.1 a\n3 p T1.1.2 b\n");
    BLOCKS("a <!-- gone --> b\n\n<!-- gone\ntoo -->\n", "1 p a b\n1 hidden p gone\n3-4 hidden p gone too\n");
    BLOCKS("a <!-- never closed\n", "1 p a <!-- never closed\n");
    BLOCKS("x <b>y</b> <mark> z\n", "1 p x *y* <mark> z\n");
}

static void test_front(struct test *test)
{
    BLOCKS("---\ntitle: \"It's\"\ntags: [a, \"b, c\"]\nwho:\n  chair: Ann # x\n  - Bo\nnote: |\n  l\n  m\n---\nw\n",
           "2 front p title|It's\n3 front p tags|a\n3 front p tags|b, c\n"
           "5 front p who.chair|Ann\n6 front p who.chair|Bo\n7-9 front p note|l\\nm\n11 p w\n");
    BLOCKS("+++\ntitle = 'x'\n[extra]\na = [\"b\",\n \"c\"]\nd = \"\"\"\ne\nf\"\"\"\n+++\nw\n",
           "2 front p title|x\n4 front p extra.a|b\n4 front p extra.a|c\n6 front p extra.d|e\\nf\n10 p w\n");
    BLOCKS("---\nnot front matter at all\n---\n", "1 hr \n2 h2 not front matter at all\n");
    BLOCKS("---\ntitle: x\n", "1 hr \n2 p title: x\n");
}

static void test_raw(struct test *test)
{
    RAW("**A**pologies foo_bar 2*3 `x*y` [l](/u \"t\") <b>c</b> &amp; \\* https://x.org/a\n",
        "1 Apologies foo_bar 2*3 x*y [l c & * https://x.org/a\n");
    RAW("---\ntitle: T\n---\n- [x] a\n\n```js\nb <i>\n```\n<!-- h -->\n", "2 T\n4 -  a\n7 b <i>\n9 hidden  h \n");
    RAW("| a|b |\n|-|-|\n", "1   a b  \n2  - - \n");
}

static void test_hostile(struct test *test)
{
    static const char *const openings[] = {"[", "`a ", "> ", "- ", "*a ", "a*a", "[a](b", "![a](", "<p ", "<!-- ", "<? ", "| ", "&", "[a]: /x\n",
                                           "[^a]: x\n", "|a|b|\n|-|-|\n", "```\n~~~\n", "<b>", "_", "~~a", "1. ", "    a\n\n"};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        check_hostile(test, &front_markdown, openings[i], "x", "", 100000, 10, __LINE__);
}

int main(void)
{
    struct test test = {0, 0};
    xml_start();
    test_blocks(&test);
    test_lines(&test);
    test_html(&test);
    test_front(&test);
    test_raw(&test);
    test_hostile(&test);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
