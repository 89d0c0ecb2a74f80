/* Prose: dedent, every construct of Markdown as resolved prose, links in disguise, and input meant to do harm. */
#include "document/markdown.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int passed, failed;

static void report(bool good, const char *what, const char *wanted, const char *got)
{
    if (good) {
        passed++;
        return;
    }
    failed++;
    printf("FAILED %s\n  wanted: %s\n  got:    %s\n", what, wanted, got);
}

static void same(const char *what, const char *wanted, const char *got)
{
    report(strcmp(wanted, got) == 0, what, wanted, got);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* -- a document with one run of prose -- */

struct prose_file {
    struct document *document;
    struct diag_log *log;
    struct node *text;
};

static void add_escaped(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '&')
            buf_str(out, "&amp;");
        else if (*text == '<')
            buf_str(out, "&lt;");
        else if (*text == '\r')
            buf_str(out, "&#13;");
        else
            buf_char(out, *text);
    }
}

static struct prose_file open_padded(const char *prose, size_t padding)
{
    struct buf xml = BUF_INIT;
    buf_str(&xml, "<minutes xmlns=\"" NS_MINUTES "\"><text>");
    add_escaped(&xml, prose);
    buf_str(&xml, "</text>\n");
    buf_fill(&xml, '\n', padding);
    buf_str(&xml, "</minutes>");
    struct prose_file file = {.log = diag_new()};
    file.document = document_load_bytes(buf_text(&xml), xml.size, "prose.xml", file.log);
    file.text = file.document->tree ? node_first(xml_root(file.document->tree)) : NULL;
    buf_free(&xml);
    return file;
}

static struct prose_file open_file(const char *prose)
{
    return open_padded(prose, 0);
}

static void close_file(struct prose_file *file)
{
    document_free(file->document);
    diag_free(file->log);
}

/* The text between two marks of the printed tree, both left out. */
static char *between(const char *text, const char *from, const char *to)
{
    const char *start = strstr(text, from), *end = start ? strstr(start, to) : NULL;
    if (!end)
        return strdup("");
    start += strlen(from);
    return strndup(start, (size_t)(end - start));
}

static char *expanded(const char *prose, int level)
{
    struct prose_file file = open_file(prose);
    struct buf out = BUF_INIT;
    if (file.text) {
        markdown_expand(file.text, level);
        xml_print(file.document->tree, &out);
    }
    char *inner = between(buf_text(&out), "<text>", "</text>");
    buf_free(&out);
    close_file(&file);
    return inner;
}

/* The findings' text, without excerpts where only codes matter. */
static char *checked(const char *prose)
{
    struct prose_file file = open_file(prose);
    struct buf out = BUF_INIT;
    if (file.text)
        markdown_check(file.document, file.text, file.log);
    diag_finish(file.log);
    diag_print(file.log, &out, false, DIAG_NOTE);
    char *text = strdup(buf_text(&out));
    buf_free(&out);
    close_file(&file);
    return text;
}

/* -- dedent -- */

static void test_dedent(void)
{
    static const struct {
        const char *name, *text, *wanted;
    } rows[] = {
        {"one line", "  a", "a"},
        {"nothing", "", ""},
        {"blanks", "  \n   \n", "\n\n"},
        {"indented with the XML", "\n    a\n    b\n  ", "\na\nb\n"},
        {"first line is beside the tag", "a\n      b\n        c\n    ", "a\nb\n  c\n"},
        {"blank lines do not count", "\n    a\n\n    b\n", "\na\n\nb\n"},
        {"a tab is eight", "\n\ta\n        b\n\t  c", "\na\nb\n  c"},
        {"a tab after blanks", "\n  \ta\n        b", "\na\nb"},
        {"line ends of other systems", "a\r\n  b\r  c", "a\nb\nc"},
        {"blanks at the end stay", "\n  a  \n  b", "\na  \nb"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        same(rows[i].name, rows[i].wanted, markdown_dedent(rows[i].text, arena));
    arena_free(arena);
}

/* -- constructs -- */

static const struct {
    const char *name, *prose, *wanted;
} constructs[] = {
    {"paragraphs", "\n   One\n   two.\n\n   Three.\n ", "<r:p>One\ntwo.</r:p><r:p>Three.</r:p>"},
    {"empty", " \n ", ""},
    {"emphasis", "*a* **b** ~~c~~ `d < e`",
     "<r:p><r:em>a</r:em> <r:strong>b</r:strong> <r:del>c</r:del> <r:code>d &lt; e</r:code></r:p>"},
    {"emphasis over lines", "\n    **A.** b\n    *c\n    d*, [e\n    f](minutes:2024-07-03) (*g*)",
     "<r:p><r:strong>A.</r:strong> b\n<r:em>c\nd</r:em>, <r:a address=\"2024-07-03\">e\nf</r:a> (<r:em>g</r:em>)</r:p>"},
    {"a link in emphasis", "*a [b](https://c.example/d) e*", "<r:p><r:em>a <r:a href=\"https://c.example/d\">b</r:a> e</r:em></r:p>"},
    {"three asterisks", "***a b***", "<r:p><r:em><r:strong>a b</r:strong></r:em></r:p>"},
    {"emphasis of two sizes", "*a **b* c** d", "<r:p><r:em>a <r:em><r:em>b</r:em> c</r:em></r:em> d</r:p>"},
    {"emphasis that stays open", "**a\n\nb** 2 * 3", "<r:p>**a</r:p><r:p>b** 2 * 3</r:p>"},
    {"asterisks within a word", "a*b*c *d*e *f*", "<r:p>a<r:em>b</r:em>c <r:em>d</r:em>e <r:em>f</r:em></r:p>"},
    {"nested emphasis", "***a** b*", "<r:p><r:em><r:strong>a</r:strong> b</r:em></r:p>"},
    {"hard break", "a  \nb\\\nc", "<r:p>a<r:br/>b<r:br/>c</r:p>"},
    {"no smart quotes", "\"a\" -- 'b'...", "<r:p>\"a\" -- 'b'...</r:p>"},
    {"tight list", "- a\n- b", "<r:ul tight=\"yes\"><r:li><r:p>a</r:p></r:li><r:li><r:p>b</r:p></r:li></r:ul>"},
    {"loose list", "- a\n\n- b", "<r:ul><r:li><r:p>a</r:p></r:li><r:li><r:p>b</r:p></r:li></r:ul>"},
    {"ordered list", "3. a\n4. b\n   - c",
     "<r:ol start=\"3\" tight=\"yes\"><r:li><r:p>a</r:p></r:li><r:li><r:p>b</r:p>"
     "<r:ul tight=\"yes\"><r:li><r:p>c</r:p></r:li></r:ul></r:li></r:ol>"},
    {"task list", "- [x] a\n- [ ] b\n- c",
     "<r:ul tight=\"yes\"><r:li task=\"done\"><r:p>a</r:p></r:li><r:li task=\"open\"><r:p>b</r:p></r:li><r:li><r:p>c</r:p></r:li></r:ul>"},
    {"quotation", "> a\n> > b", "<r:quote><r:p>a</r:p><r:quote><r:p>b</r:p></r:quote></r:quote>"},
    {"headings are shifted", "# a\n\n#### b\n\n###### c",
     "<r:h level=\"3\">a</r:h><r:h level=\"6\">b</r:h><r:h level=\"6\">c</r:h>"},
    {"code block", "\n    ```sh now\n    a\n      b\n    ```", "<r:pre lang=\"sh\">a\n  b</r:pre>"},
    {"indented code", "a\n\n        b", "<r:p>a</r:p><r:p>b</r:p>"},
    {"rule", "a\n\n* * *\n\nb", "<r:p>a</r:p><r:rule/><r:p>b</r:p>"},
    {"table", "| a | b | c | d |\n|:--|:-:|--:|---|\n| *1* | 2 \\| 3 |\n| 4 | 5 | 6 | 7 | 8 |",
     "<r:table><r:tr header=\"yes\"><r:td align=\"left\">a</r:td><r:td align=\"center\">b</r:td><r:td align=\"right\">c</r:td><r:td>d</r:td></r:tr>"
     "<r:tr><r:td align=\"left\"><r:em>1</r:em></r:td><r:td align=\"center\">2 | 3</r:td><r:td align=\"right\"/><r:td/></r:tr>"
     "<r:tr><r:td align=\"left\">4</r:td><r:td align=\"center\">5</r:td><r:td align=\"right\">6</r:td><r:td>7</r:td></r:tr></r:table>"},
    {"link", "[a *b*](https://c.example/?d=1&e=2 \"f\")",
     "<r:p><r:a href=\"https://c.example/?d=1&amp;e=2\" title=\"f\">a <r:em>b</r:em></r:a></r:p>"},
    {"link by reference", "[a][x]\n\n[x]: https://c.example/", "<r:p><r:a href=\"https://c.example/\">a</r:a></r:p>"},
    {"link without words", "[](https://c.example/)", "<r:p><r:a href=\"https://c.example/\">https://c.example/</r:a></r:p>"},
    {"link to minutes", "[a](minutes:2024-07-03#4.1) [b](minutes:x-y/2024-07-03b#A%207)",
     "<r:p><r:a address=\"2024-07-03#4.1\">a</r:a> <r:a address=\"x-y/2024-07-03b#A 7\">b</r:a></r:p>"},
    {"autolinks", "www.a.example, https://b.example/c_d, e_f@g.example",
     "<r:p><r:a href=\"http://www.a.example\">www.a.example</r:a>, <r:a href=\"https://b.example/c_d\">https://b.example/c_d</r:a>, "
     "<r:a href=\"mailto:e_f@g.example\">e_f@g.example</r:a></r:p>"},
    {"links of telephone and mail", "[a](tel:+441632960123) [b](MailTo:c@d.example)",
     "<r:p><r:a href=\"tel:+441632960123\">a</r:a> <r:a href=\"MailTo:c@d.example\">b</r:a></r:p>"},
    {"what no URL may hold", "[a](<https://b.example/c d\"{}|é>)",
     "<r:p><r:a href=\"https://b.example/c%20d%22%7B%7D%7Cé\">a</r:a></r:p>"},
    {"signs that turn text about",
     "[a](https://b.example/\xE2\x80\xAE"
     "cod)",
     "<r:p><r:a href=\"https://b.example/%E2%80%AEcod\">a</r:a></r:p>"},
    {"HTML within a line", "a <b onclick=\"x()\">b</b>", "<r:p>a &lt;b onclick=\"x()\"&gt;b&lt;/b&gt;</r:p>"},
    {"HTML as a block", "<script>\nalert(1)\n</script>\n\na", "<r:p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</r:p><r:p>a</r:p>"},
    {"a picture is its description", "![a *b*](c.png) d", "<r:p>a <r:em>b</r:em> d</r:p>"},
    {"entities and escapes", "&eacute; \\*a\\* &lt;", "<r:p>é *a* &lt;</r:p>"},
    {"no footnotes", "a[^1]\n\n[^1] b", "<r:p>a[^1]</r:p><r:p>[^1] b</r:p>"},
    {"characters that XML has not", "&#1; a&#xFFFE;b &#x110000; [c](https://d.example/ \"&#2;\")",
     "<r:p>\xEF\xBF\xBD a\xEF\xBF\xBD"
     "b \xEF\xBF\xBD <r:a href=\"https://d.example/\" title=\"\xEF\xBF\xBD\">c</r:a></r:p>"},
};

static void test_constructs(void)
{
    for (size_t i = 0; i < sizeof constructs / sizeof *constructs; i++) {
        char *got = expanded(constructs[i].prose, 3);
        same(constructs[i].name, constructs[i].wanted, got);
        free(got);
    }
}

static void test_plain(void)
{
    static const struct {
        const char *prose, *wanted;
    } rows[] = {
        {"  *a*\n   b  ", "a b"},
        {"a\n\n- b\n- [c](https://d.example/)", "a b c"},
        {"|a|b|\n|-|-|\n|c|d|", "a b c d"},
        {"`a` ![b](c) <i>d</i>\n\n    e", "a b <i>d</i> e"},
        {"", ""},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        same("words alone", rows[i].wanted, markdown_plain(rows[i].prose, arena));
    arena_free(arena);
}

static bool collect(void *with, const char *target)
{
    buf_printf(with, "%s|", target);
    return true;
}

static bool collect_one(void *with, const char *target)
{
    buf_printf(with, "%s|", target);
    return false;
}

static void test_links(void)
{
    struct buf out = BUF_INIT;
    const char *prose = "[a](minutes:2024-07-03#4.1) and [b](https://c.example/)\n\n   - [d][e]\n\n   [e]: minutes:2024-07-04";
    markdown_links(prose, collect, &out);
    same("links in their order", "minutes:2024-07-03#4.1|https://c.example/|minutes:2024-07-04|", buf_text(&out));
    buf_clear(&out);
    markdown_links(prose, collect_one, &out);
    same("links until told to stop", "minutes:2024-07-03#4.1|", buf_text(&out));
    buf_clear(&out);
    markdown_links("`[a](minutes:2024-07-03)` and minutes: none", collect, &out);
    same("no links in code", "", buf_text(&out));
    buf_free(&out);
}

/* -- findings -- */

static const char *const unsafe[] = {
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](<java&Tab;script:alert(1)>)",
    "[a](<java&NewLine;script:alert(1)>)",
    "[a](<&#1;javascript:alert(1)>)",
    "[a](< javascript:alert(1)>)",
    "[a](\\j\\avascript:alert(1))",
    "[a][x]\n\n[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](//b.example/)",
    "[a](\\\\\\\\b.example/)",
    "[a](/b)",
    "[a](b.html)",
    "[a](../b)",
    "[a](#b)",
    "[a](?b)",
    "[a]()",
    "[a](https:b.example)",
    "[a](https:)",
    "[a](https://)",
    "[a](https:///b)",
    "[a](http:/b.example)",
    "[a](https:\\\\\\\\b.example)",
    "[a](ftp://b.example/)",
    "[a](blob:https://b.example/c)",
    "[a](view-source:https://b.example/)",
    "[a](minutes:)",
    "[a](mailto:)",
    "[a](tel:)",
    "[a](&#x200B;https://b.example)",
    "[![a](b.png)](javascript:c)",
    "[a](xhttps://b.example)",
    "[a](htt&#0;ps://b.example)",
    "ftp://b.example/ alone",
};

static void test_unsafe(void)
{
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++) {
        char *findings = checked(unsafe[i]), *tree = expanded(unsafe[i], 2);
        report(strstr(findings, "[unsafe-link]"), unsafe[i], "[unsafe-link]", findings);
        report(!strstr(tree, "href") && !strstr(tree, "address"), unsafe[i], "no link in the tree", tree);
        free(findings);
        free(tree);
    }
}

static void test_findings(void)
{
    static const struct {
        const char *prose, *wanted;
    } rows[] = {
        {"all is well, [a](https://b.example/)", ""},
        {"see [a](b.html)", ":1:52: error: the link 'b.html' is not allowed [unsafe-link]"},
        {"\n\n  see [a](javascript:b&amp;c)", ":3:11: error: the link 'javascript:b&c' is not allowed [unsafe-link]"},
        {"a <br> b <hr>", ":1:46: warning: HTML in prose is shown as text [raw-html]"},
        {"a ![b](c.png)", ":1:51: warning: a picture in prose is not shown: its description is printed [image-in-prose]"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *findings = checked(rows[i].prose);
        bool right = *rows[i].wanted ? strstr(findings, rows[i].wanted) != NULL : !*findings;
        report(right, rows[i].prose, rows[i].wanted, findings);
        free(findings);
    }
}

/* -- input meant to do harm -- */

struct attack {
    const char *name, *before, *unit;
    size_t times;
    const char *middle, *behind;
    size_t behind_times;
    const char *wanted; /* in the findings; "": none */
};

static const struct attack attacks[] = {
    {"a table of four million cells", "", "|a", 2000, "\n", "|-", 2000, "[prose-too-complex]"},
    {"a wide header, many short rows", "|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a\n|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-\n", "|\n", 8000, "",
     "", 0, "[prose-too-complex]"},
    {"a table in a quotation", "> |a|a|a|a|a|a|a|a\n> |-|-|-|-|-|-|-|-\n", "> |\n", 8000, "", "", 0, "[prose-too-complex]"},
    {"a table below a long paragraph", "", "a\n", 100000, "|-|", "", 0, "[prose-too-complex]"},
    {"many tables below a paragraph", "", "a\n", 1000, "", "|-|-|\n", 10000, "[prose-too-complex]"},
    {"rows with lone marks between them", "|a|a|a|a|a|a|a|a\n|-|-|-|-|-|-|-|-\n", "+\n", 20000, "", "", 0, "[prose-too-complex]"},
    {"brackets", "", "[", 200000, "", "", 0, "[prose-too-complex]"},
    {"pictures in brackets", "", "![[]()", 30000, "", "", 0, "[prose-too-complex]"},
    {"brackets in pairs", "", "[", 100000, "a", "]", 100000, "[prose-too-complex]"},
    {"quotations", "", "> ", 100000, "a", "", 0, "[prose-too-complex]"},
    {"lists", "", "- ", 100000, "a", "", 0, "[prose-too-complex]"},
    {"ordered lists", "", "1. ", 50000, "a", "", 0, "[prose-too-complex]"},
    {"mixed containers", "", "> 1. ", 50000, "a", "", 0, "[prose-too-complex]"},
    {"a rule is not nesting", "", "* ", 100, "", "", 0, ""},
    {"a quotation 32 deep", "", "> ", 32, "a", "", 0, ""},
    {"a quotation 33 deep", "", "> ", 33, "a", "", 0, "[prose-too-complex]"},
    {"emphasis 33 deep", "", "*a ", 33, "", "a*", 33, "[prose-too-complex]"},
    {"emphasis 9,000 deep", "", "*a _b ", 9000, "", "", 0, ""},
    {"emphasis 100,000 deep", "", "*a _b ", 50000, "", "", 0, "[prose-too-complex]"},
    {"emphasis that closes", "", "*a **b ", 4000, "", "c** d*", 4000, "[prose-too-complex]"},
    {"emphasis that never closes", "", "_* __<", 60000, "", "", 0, "[prose-too-complex]"},
    {"open instructions", "", "<?", 50000, "", "a", 50000, "[prose-too-complex]"},
    {"open comments", "", "<!--", 30000, "", "", 0, "[prose-too-complex]"},
    {"open tags", "", "<a ", 50000, "", "", 0, ""},
    {"web addresses without end", "", "www.a_", 40000, "", "", 0, "[prose-too-complex]"},
    {"a web address in brackets", "www.", ")", 100000, "", "", 0, "[prose-too-complex]"},
    {"mail addresses without end", "", "a@b.", 50000, "", "", 0, "[prose-too-complex]"},
    {"backticks", "", "`a``b```c````d", 20000, "", "", 0, ""},
    {"entities", "", "&amp;&#1;&", 20000, "", "", 0, ""},
    {"backslashes", "", "\\", 200000, "", "", 0, ""},
    {"tildes", "", "~~\xC3\xA9 ", 25000, "", "_~~", 30000, "[prose-too-complex]"},
    {"lines", "", "a\n", 200000, "", "", 0, ""},
    {"link definitions", "", "[a]: b\n", 1900, "\nc", "", 0, ""},
    {"hashes", "", "# ", 100000, "", "", 0, ""},
    {"unsafe links", "", "[a](b)\n\n", 20000, "", "", 0, "[unsafe-link]"},
};

static char *build(const struct attack *attack)
{
    struct buf text = BUF_INIT;
    buf_str(&text, attack->before);
    for (size_t i = 0; i < attack->times; i++)
        buf_str(&text, attack->unit);
    buf_str(&text, attack->middle);
    for (size_t i = 0; i < attack->behind_times; i++)
        buf_str(&text, attack->behind);
    return buf_take(&text);
}

/* Lists in one another by their indent: no line opens more than one. */
static char *build_stairs(size_t depth)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < depth; i++) {
        buf_str(&text, "\n");
        buf_fill(&text, ' ', 2 * i);
        buf_str(&text, "- a");
    }
    return buf_take(&text);
}

enum { SECONDS_ALLOWED = 2 }; /* with sanitizers on a slow machine */

static void attack_with(const char *name, const char *prose, const char *wanted)
{
    double start = seconds();
    char *findings = checked(prose), *tree = expanded(prose, 2);
    struct arena *arena = arena_new();
    markdown_plain(prose, arena);
    arena_free(arena);
    double taken = seconds() - start;
    report(*wanted ? strstr(findings, wanted) != NULL : !*findings, name, *wanted ? wanted : "no finding", findings);
    char time[64];
    snprintf(time, sizeof time, "%.2f seconds", taken);
    report(taken < SECONDS_ALLOWED, name, "within time", time);
    report(*tree || !*prose, name, "words that stay", "nothing");
    free(findings);
    free(tree);
}

static void test_attacks(void)
{
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        char *prose = build(&attacks[i]);
        attack_with(attacks[i].name, prose, attacks[i].wanted);
        free(prose);
    }
    char *stairs = build_stairs(32), *more = build_stairs(33), *many = build_stairs(400);
    attack_with("lists 32 deep by indent", stairs, "");
    attack_with("lists 33 deep by indent", more, "[prose-too-complex]");
    attack_with("lists 400 deep by indent", many, "[prose-too-complex]");
    free(stairs);
    free(more);
    free(many);
}

/* However deep the Markdown, the tree stays within what can be read back. */
static void test_depth(void)
{
    char *stairs = build_stairs(200), *tree = expanded(stairs, 2);
    size_t lists = 0;
    for (const char *at = tree; (at = strstr(at, "<r:ul")); at++)
        lists++;
    report(lists > 0 && lists <= 2 * LIMIT_PROSE_DEPTH, "depth of what is made", "at most the limit", tree);
    free(stairs);
    free(tree);
}

/* -- what is told without cmark is what cmark tells -- */

static const char *const pieces[] = {
    "word ",
    "word",
    "\n",
    "\n      ",
    "\n\n",
    " ",
    "[a](minutes:2024-07-03#4)",
    "*",
    "**",
    "*a ",
    "**a ",
    "b* ",
    "b**",
    "**a b**",
    "(**a.** ",
    "    ",
    "[a b](minutes:x/2024-07-03)",
    "[",
    "]",
    "](",
    "](minutes:2024)",
    "[a\n      b](minutes:1)",
    "[a\n\nb](minutes:1)",
    "(",
    ")",
    "!",
    "![",
    "[a]: x:y",
    "minutes:2024 ",
    "https://a.example/b",
    "http://a.example",
    "ftp://a.example",
    "https://",
    "(https://a.example)",
    "[c](https://a.example/b?c=d)",
    "[c](https://a.example/b_c*d)",
    "[c\n      d](http://a.example/%20~e)",
    "[c](ftp://a.example)",
    "www.",
    "www.a.example ",
    "ww",
    "w",
    "a@b.example ",
    "@",
    "<",
    "<b>",
    ">",
    "> ",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "- ",
    "1. ",
    "1) ",
    "+ ",
    "* ",
    "-",
    "#",
    "# ",
    "=",
    "|",
    "|a|b|\n|-|-|\n|c|d|\n",
    "&amp;",
    "&#64;",
    "&",
    "& ",
    "&lt;",
    "\\",
    "\t",
    "\xC3\xA9",
    "\xC2\xA0",
    ":",
    "://",
    ".",
    "'",
    "\"",
};

static size_t roll(unsigned long long *state, size_t below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (size_t)(*state % below);
}

static void compose(unsigned long long *state, struct buf *out)
{
    buf_clear(out);
    for (size_t count = 1 + roll(state, 8); count > 0; count--)
        buf_str(out, pieces[roll(state, 2) ? roll(state, 15) : roll(state, sizeof pieces / sizeof *pieces)]);
    if (!roll(state, 100)) /* deep */
        for (size_t count = 20 + roll(state, 30); count > 0; count--)
            buf_str(out, count % 2 ? "- " : "> ");
}

/* Findings with the prose in a small file, or in one so large that cmark sees all of it. */
static char *found(const char *prose, size_t padding)
{
    struct prose_file file = open_padded(prose, padding);
    struct buf out = BUF_INIT;
    markdown_check(file.document, file.text, file.log);
    diag_finish(file.log);
    diag_print(file.log, &out, false, DIAG_NOTE);
    buf_text(&out);
    close_file(&file);
    return buf_take(&out);
}

static void same_without_cmark(const char *prose, struct buf *more)
{
    struct buf quick = BUF_INIT, slow = BUF_INIT;
    struct arena *arena = arena_new();
    char *small = found(prose, 0), *large = found(prose, 1 << 17);
    same(prose, large, small);
    markdown_links(prose, collect, &quick);
    markdown_links(buf_text(more), collect, &slow);
    same(prose, buf_text(&slow), buf_text(&quick));
    buf_clear(&slow);
    buf_printf(&slow, "%s%sx", markdown_plain(prose, arena), *markdown_plain(prose, arena) ? " " : "");
    if (!strchr(markdown_plain(buf_text(more), arena), '`')) /* else the prose is refused, and nothing of it is read */
        same(prose, buf_text(&slow), markdown_plain(buf_text(more), arena));
    char *tree = expanded(prose, 2), *behind = expanded(buf_text(more), 2), *added = strstr(behind, "<r:p><r:code>x</r:code></r:p>");
    if (added)
        *added = '\0';
    if (added || !strchr(behind, '`'))
        same(prose, behind, tree);
    free(tree);
    free(behind);
    free(small);
    free(large);
    arena_free(arena);
    buf_free(&quick);
    buf_free(&slow);
}

static void test_without_cmark(void)
{
    enum { TIMES = 6000 };
    unsigned long long state = 88172645463325252u;
    struct buf prose = BUF_INIT, more = BUF_INIT;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < TIMES; i++) {
        compose(&state, &prose);
        size_t trap = strcspn(buf_text(&prose), "`<|\t\\");
        if (prose.data[trap]) /* what is open would take in what is added below */
            continue;
        buf_clear(&more);
        char *dedented = markdown_dedent(buf_text(&prose), arena);
        buf_printf(&more, "%s\n\n`x`", dedented);
        same_without_cmark(buf_text(&prose), &more);
    }
    buf_free(&prose);
    buf_free(&more);
    arena_free(arena);
}

/* An address of 100 kB that 1,000 links refer to would become 100 MB. */
static void test_long_definition(void)
{
    enum { ADDRESS = 100000, USES = 1000 };
    struct arena *arena = arena_new();
    struct buf prose = BUF_INIT;
    buf_str(&prose, "[x]: https://example.org/");
    buf_fill(&prose, 'a', ADDRESS);
    buf_str(&prose, "\n\n");
    for (int i = 0; i < USES; i++)
        buf_str(&prose, "[x] ");
    const char *plain = markdown_plain(buf_text(&prose), arena);
    same("long definition", strstr(plain, "[x]") ? "refused" : "read", "refused");
    buf_free(&prose);
    arena_free(arena);
}

int main(void)
{
    xml_start();
    test_dedent();
    test_long_definition();
    test_constructs();
    test_plain();
    test_links();
    test_unsafe();
    test_findings();
    test_attacks();
    test_depth();
    test_without_cmark();
    xml_stop();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
