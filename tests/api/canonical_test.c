/* The canonical layout: what it makes of sources, that it is stable, and that it keeps what a source means; cases, and random trees.
 * Prints a line a failure and a count; status 1 if any failed. */
#define TEST_FILE "canonical_test.c"
#include "check.h"

#include "base/text.h"
#include "document/canonical.h"
#include "document/markdown.h"
#include "render/render.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TREES = 3000, SEED = 20241127 };

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static struct grammar *built_in(struct data *data)
{
    const char *bytes, *why;
    size_t size;
    return data_find(data, "schemas/minutes.rng", &bytes, &size) ? grammar_new(bytes, size, &why) : NULL;
}

struct bench {
    struct test *test;
    struct grammar *grammar;
    struct canonical_options options;
};

static bool lay_out(const struct bench *bench, const char *bytes, size_t size, struct buf *out)
{
    struct xml_doc *tree = xml_parse_all(bytes, size, NULL);
    buf_clear(out);
    if (tree)
        canonical_write(tree, bench->grammar, &bench->options, out);
    xml_free(tree);
    return tree != NULL;
}

/* -- cases -- */

#define ROOT "<minutes xmlns=\"urn:minutec:minutes\">"
#define IN(inside) ROOT inside "</minutes>"
#define OUT(inside) ROOT "\n" inside "</minutes>\n"
#define W60 "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaaa"

static const struct {
    const char *bytes, *want;
    bool fill;
} cases[] = {
    {IN(""), "<minutes xmlns=\"urn:minutec:minutes\"/>\n", false},
    {IN(" \n\t "), "<minutes xmlns=\"urn:minutec:minutes\"/>\n", false},
    /* attributes: the grammar's order, then by name; blanks collapsed, escapes kept to what is needed */
    {"<minutes zeal='1' xml:lang='en' date=' 2024-10-02 ' apt='&lt;&gt;&amp;\"&#39;' body='b&#10;c' version='1' "
     "xmlns='urn:minutec:minutes'/>",
     "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"b c\" date=\"2024-10-02\" xml:lang=\"en\"\n"
     "    apt=\"&lt;>&amp;&quot;'\" zeal=\"1\"/>\n",
     false},
    {IN("<item as='" W60 "' lead='b' n='1' time='10:00' body='xxxxxxxxxxxxxx'/>"),
     OUT("  <item n=\"1\" lead=\"b\" as=\"" W60 "\"\n      body=\"xxxxxxxxxxxxxx\" time=\"10:00\"/>\n"), false},
    /* words: on one line where they fit, lines kept, indent moved */
    {IN("<text>\n\n   Short.  \n </text>"), OUT("  <text>Short.</text>\n"), false},
    {IN("<text>one\n     two\n       three\n</text>"), OUT("  <text>\n    one\n    two\n      three\n  </text>\n"), false},
    {IN("<text>one\n\ttwo\r\n        three</text>"), OUT("  <text>\n    one\n    two\n    three\n  </text>\n"), false},
    {IN("<text>a  \n  b\n\n\n  c</text>"), OUT("  <text>\n    a  \n    b\n\n\n    c\n  </text>\n"), false},
    {IN("<text>```\n  x  \n  ```  \n</text>"), OUT("  <text>\n    ```\n    x  \n    ```  \n  </text>\n"), false},
    {IN("<text><![CDATA[a < b & c > d ]]]]><![CDATA[> e]]></text>"), OUT("  <text>a &lt; b &amp; c > d ]]&gt; e</text>\n"), false},
    {IN("<text>" W60 " " W60 "</text>"), OUT("  <text>\n    " W60 " " W60 "\n  </text>\n"), false},
    {IN("<text>" W60 " " W60 "</text>"),
     OUT("  <text>\n    " W60 " aaaaaaaaa aaaaaaaaa aaaaaaaaa\n    aaaaaaaaa aaaaaaaaa aaaaaaaaaa\n  </text>\n"), true},
    {IN("<text>- " W60 " " W60 "</text>"), OUT("  <text>\n    - " W60 " " W60 "\n  </text>\n"), true},
    {IN("<text>" W60 " aaaaaaaaa aaaaaaaaa aaaaaaaaaaaaa 12. aaaaaaaa</text>"),
     OUT("  <text>\n    " W60 " aaaaaaaaa aaaaaaaaa aaaaaaaaaaaaa 12. aaaaaaaa\n  </text>\n"), true},
    /* words that are no prose are filled */
    {IN("<item><title>\n  Two\n    lines </title></item>"), OUT("  <item>\n    <title>Two lines</title>\n  </item>\n"), false},
    {IN("<item><title>" W60 " " W60 "</title></item>"),
     OUT("  <item>\n    <title>\n      " W60 " aaaaaaaaa aaaaaaaaa aaaaaaaaa\n      aaaaaaaaa aaaaaaaaa aaaaaaaaaa\n    </title>\n"
         "  </item>\n"),
     false},
    /* empty lines between elements: one stays, none at the ends */
    {IN("\n\n<item/>\n\n\n\n<item/>\n<item/>\n\n"), OUT("  <item/>\n\n  <item/>\n  <item/>\n"), false},
    /* comments and instructions: in their place and on their line */
    {"<!-- a --><?b  c?>" IN("<?d?><item/> <!-- e -->\n<!-- f --><item/><!-- g -->") "<!-- h -->",
     "<!-- a -->\n<?b c?>\n" OUT("  <?d?>\n  <item/> <!-- e -->\n  <!-- f -->\n  <item/>\n  <!-- g -->\n") "<!-- h -->\n", false},
    {IN("\n      <!-- one\n           two\n             three -->"), OUT("  <!-- one\n       two\n         three -->\n"), false},
    {IN("<item>\n<!--\none\n  two  \n\n--></item>"), OUT("  <item>\n    <!--\n      one\n        two\n    -->\n  </item>\n"), false},
    {IN("<!--\n\n-->"), OUT("  <!-- -->\n"), false},
    {IN("<text>one <!-- a\n b --> two</text>"), OUT("  <text>\n    one <!-- a\n b --> two\n  </text>\n"), false},
    {IN("<text>\n<!-- low -->\n      one\n  <?p?>      two\n</text>"),
     OUT("  <text>\n    <!-- low -->\n    one\n      <?p?>two\n  </text>\n"), false},
    {IN("<text><!-- only --></text>"), OUT("  <text>\n    <!-- only -->\n  </text>\n"), false},
    /* words beside elements, and xml:space: as they are */
    {IN("<text> one <b a='1'/>\n two<c> <d/> </c></text>"), OUT("  <text> one <b a=\"1\"/>\n two<c> <d/> </c></text>\n"), false},
    {IN("<item xml:space='preserve'>  <title> A </title>\n</item>"),
     OUT("  <item xml:space=\"preserve\">  <title> A </title>\n</item>\n"), false},
    /* namespaces: ours is the default one, others keep their prefix */
    {"<m:minutes xmlns:m='urn:minutec:minutes'><m:item/><x:y xmlns:x='urn:x' x:z=' 1 '/></m:minutes>",
     "<minutes xmlns=\"urn:minutec:minutes\" xmlns:x=\"urn:x\">\n  <item/>\n  <x:y x:z=\" 1 \"/>\n</minutes>\n", false},
    {IN("<item xmlns=''/>"), "<m:minutes xmlns:m=\"urn:minutec:minutes\">\n  <item/>\n</m:minutes>\n", false},
    {"<page/>", "<page/>\n", false},
    {"<body xmlns='urn:minutec:minutes' id='x' version='1'><name until='2024-01-01'> X\nY </name></body>",
     "<body xmlns=\"urn:minutec:minutes\" version=\"1\" id=\"x\">\n  <name until=\"2024-01-01\">X Y</name>\n</body>\n", false},
};

static void test_cases(struct test *test, struct grammar *grammar)
{
    struct buf once = BUF_INIT, twice = BUF_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bench bench = {test, grammar, {cases[i].fill}};
        bool read = lay_out(&bench, cases[i].bytes, strlen(cases[i].bytes), &once);
        size_t head = strlen(declaration);
        bool good = read && strncmp(once.data, declaration, head) == 0 && strcmp(once.data + head, cases[i].want) == 0;
        if (!check(test, good, cases[i].bytes, __LINE__))
            printf("%s", buf_text(&once));
        bool same = lay_out(&bench, once.data, once.size, &twice) && strcmp(once.data, twice.data) == 0;
        if (!check(test, same, "laid out again it is the same", __LINE__))
            printf("%s-- then:\n%s", once.data, buf_text(&twice));
    }
    buf_free(&once);
    buf_free(&twice);
}

/* -- random trees -- */

struct random {
    uint64_t state;
};

static size_t pick(struct random *random, size_t below)
{
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(random->state >> 33) % below;
}

#define PICK(random, list) (list)[pick((random), sizeof(list) / sizeof *(list))]

static void random_remark(struct random *random, struct buf *out)
{
    static const char *const remarks[] = {
        "<!---->", "<!-- a -->", "<!--a-->", "<!-- a\n   b\n c\n-->", "<!--\n\n  a\n\n    b -->", "<!--   a\n\tb--> ", "<!-- \n -->",
        "<?p?>", "<?p  q r ?>", "<?p\n  q\n?>", "<!-- &amp; ]]> < -->\n",
    };
    buf_str(out, PICK(random, remarks));
}

static void random_words(struct random *random, struct buf *out)
{
    static const char *const words[] = {
        "word", " ", " ", " ", "  ", "\n", "\n", "\n  ", "\n    ", "\n\t", "\n\n", "&#13;", "&#9;", "&amp;", "&lt;b>", "]]&gt;", "- item",
        "1. ", "    code", "```\n", "**bold**", "| a | b |\n|---|---|\n", "# ", "\\\n", "  \n", "<![CDATA[ <x> ]]>", "\xC3\xA9", "\xC2\xA0",
        "\xE4\xBC\x9A\xE8\xAD\xB0", W60,
    };
    for (size_t i = pick(random, 12); i > 0; i--) {
        buf_str(out, PICK(random, words));
        if (pick(random, 20) == 0)
            random_remark(random, out);
    }
}

static void random_start(struct random *random, const char *name, struct buf *out)
{
    static const char *const attributes[] = {" n='1'", " id='x'", " xml:lang='cy'", " as=' a  b\n c '", " zeal='&quot;&#10;'", " lead='" W60 "'"};
    buf_printf(out, "<%s", name);
    size_t first = pick(random, 6);
    for (size_t i = 0; i < 6; i++)
        if (pick(random, 4) == 0)
            buf_str(out, attributes[(first + i) % 6]);
    if (pick(random, 40) == 0)
        buf_str(out, " xml:space='preserve'");
}

static void random_element(struct random *random, size_t depth, struct buf *out)
{
    static const char *const names[] = {"item", "text", "title", "remark", "restricted", "summary", "venue", "odd", "line", "debris"};
    static const char *const between[] = {"", "", "\n", "\n  ", "\n\n\n  ", " ", "\t"};
    const char *name = depth ? PICK(random, names) : "minutes";
    random_start(random, name, out);
    buf_str(out, depth ? ">" : " xmlns='urn:minutec:minutes'>");
    bool mixed = pick(random, 30) == 0;
    if (depth && pick(random, 3) == 0) {
        random_words(random, out);
    } else {
        for (size_t i = depth < 7 ? pick(random, 6) : 0; i > 0; i--) {
            buf_str(out, PICK(random, between));
            if (pick(random, 5) == 0)
                random_remark(random, out);
            else
                random_element(random, depth + 1, out);
            if (mixed)
                random_words(random, out);
        }
        buf_str(out, PICK(random, between));
    }
    buf_printf(out, "</%s>", name);
}

/* -- what a tree means -- */

static void collapse(const char *text, struct buf *out)
{
    canonical_fill(text, 1 << 20, out);
}

struct listing {
    struct arena *arena;
    const char *rows[16];
    size_t count;
};

static bool list_attr(void *with, const char *name, const char *ns, const char *value)
{
    struct listing *listing = with;
    const char *token = text_token(listing->arena, value);
    listing->rows[listing->count++] = arena_printf(listing->arena, " %s:%s=%s", ns, name, token ? token : value);
    return true;
}

static int compare_rows(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words as the program sees them: without comments. Blank ends mean nothing but behind other lines, and there they are kept. */
static void mean_words(const struct node *node, struct arena *arena, struct buf *out)
{
    if (!node_has_text(node))
        return;
    if (node_first(node) || node_attr(node, "xml:space")) {
        buf_printf(out, "[%s]", node_text(node, arena));
        return;
    }
    struct buf plain = BUF_INIT;
    if (text_word_in(node_name(node), "title venue line"))
        collapse(node_text(node, arena), &plain);
    else
        buf_str(&plain, markdown_dedent(node_text(node, arena), arena));
    const char *from = plain.data + strspn(plain.data, "\n");
    size_t size = strlen(from);
    while (size && strchr(" \t\n", from[size - 1]))
        size--;
    buf_printf(out, "[%.*s]", (int)size, from);
    buf_free(&plain);
}

static void mean(const struct node *node, struct arena *arena, struct buf *out)
{
    struct listing listing = {.arena = arena};
    if (node_kind(node) == NODE_COMMENT || node_kind(node) == NODE_INSTRUCTION) {
        buf_printf(out, "<%s!", node_target(node));
        collapse(node_remark(node), out);
        buf_str(out, ">");
    }
    if (node_kind(node) != NODE_ELEMENT)
        return;
    buf_printf(out, "<%s", node_name(node));
    node_attrs(node, list_attr, &listing);
    if (listing.count)
        qsort(listing.rows, listing.count, sizeof *listing.rows, compare_rows);
    for (size_t i = 0; i < listing.count; i++)
        buf_str(out, listing.rows[i]);
    buf_str(out, ">");
    mean_words(node, arena, out);
    for (const struct node *child = node_first_every(node); child; child = node_next_every(child))
        mean(child, arena, out);
    buf_str(out, "</>");
}

static void mean_bytes(const char *bytes, size_t size, struct buf *out)
{
    struct arena *arena = arena_new();
    struct xml_doc *tree = xml_parse_all(bytes, size, NULL);
    buf_clear(out);
    mean(xml_root(tree), arena, out);
    xml_free(tree);
    arena_free(arena);
}

/* Where two texts part. */
static void show(const char *one, const char *other)
{
    size_t at = 0;
    while (one[at] && one[at] == other[at])
        at++;
    at = at > 60 ? at - 60 : 0;
    printf("-- %.160s\n-- %.160s\n", one + at, other + at);
}

static void test_random(struct test *test, struct grammar *grammar)
{
    struct random random = {SEED};
    struct buf source = BUF_INIT, once = BUF_INIT, twice = BUF_INIT, meant = BUF_INIT, means = BUF_INIT;
    for (size_t i = 0; i < TREES && !test->failed; i++) {
        struct bench bench = {test, grammar, {false}};
        buf_clear(&source);
        random_element(&random, 0, &source);
        if (!CHECK(lay_out(&bench, source.data, source.size, &once)))
            printf("%s\n", source.data);
        CHECK(lay_out(&bench, once.data, once.size, &twice));
        if (!CHECK(strcmp(once.data, twice.data) == 0))
            show(once.data, twice.data);
        mean_bytes(source.data, source.size, &meant);
        mean_bytes(once.data, once.size, &means);
        if (!CHECK(strcmp(meant.data, means.data) == 0))
            show(meant.data, means.data);
        bench.options.fill = true;
        CHECK(lay_out(&bench, source.data, source.size, &once) && lay_out(&bench, once.data, once.size, &twice));
        if (!CHECK(strcmp(once.data, twice.data) == 0))
            show(once.data, twice.data);
    }
    buf_free(&source);
    buf_free(&once);
    buf_free(&twice);
    buf_free(&meant);
    buf_free(&means);
}

/* -- much -- */

static void test_deep_and_large(struct test *test, struct grammar *grammar)
{
    enum { DEPTH = 250, WIDE = 20000 };
    struct bench bench = {test, grammar, {false}};
    struct buf source = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;
    buf_str(&source, ROOT);
    for (int i = 0; i < DEPTH; i++)
        buf_str(&source, "<item>");
    for (int i = 0; i < DEPTH; i++)
        buf_str(&source, "</item>");
    for (int i = 0; i < WIDE; i++)
        buf_str(&source, "<item n='1'><text>one\ntwo</text></item>");
    buf_str(&source, "</minutes>");
    CHECK(lay_out(&bench, source.data, source.size, &once) && lay_out(&bench, once.data, once.size, &twice));
    CHECK(strcmp(once.data, twice.data) == 0);
    CHECK(once.size < (size_t)DEPTH * 300 + (size_t)WIDE * 100);
    buf_free(&source);
    buf_free(&once);
    buf_free(&twice);
}

/* A tree that was made, not read: comments and elements have lines of their own. */
static void test_made(struct test *test, struct grammar *grammar)
{
    struct canonical_options options = {false};
    struct buf out = BUF_INIT;
    struct xml_doc *tree = xml_new(NULL, "minutes");
    struct node *item = node_add(xml_root(tree), "item");
    node_set(item, "n", "1");
    node_add_comment(item, "one -- two---");
    node_add_text(item, "\n\n");
    node_add_text(node_add(item, "title"), "A & B");
    canonical_write(tree, grammar, &options, &out);
    CHECK(strcmp(out.data + strlen(declaration), OUT("  <item n=\"1\">\n    <!-- one - - two- - - -->\n\n    <title>A &amp; B</title>\n"
                                                     "  </item>\n")) == 0);
    xml_free(tree);
    buf_free(&out);
}

int main(void)
{
    xml_start();
    struct test test = {0, 0};
    struct data *data = data_new(NULL);
    struct grammar *grammar = built_in(data);
    test_cases(&test, grammar);
    test_deep_and_large(&test, grammar);
    test_made(&test, grammar);
    test_random(&test, grammar);
    grammar_free(grammar);
    data_free(data);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
