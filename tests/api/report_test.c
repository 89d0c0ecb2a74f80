/* Trees of the pages of imports: what is doubtful, moved, left out and lost; what is cut; names and figures. */
#define TEST_FILE "report_test.c"
#include "check.h"

#include "import/import.h"
#include "import/report_page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define CHECK_INT(got, wanted) check_number(test, (size_t)(got), (wanted), #got, __LINE__)
#define CHECK_TEXT(got, wanted) check_text(test, (got), (wanted), #got, __LINE__)

static void check_number(struct test *test, size_t got, size_t wanted, const char *what, int line)
{
    if (!check(test, got == wanted, what, line))
        printf("  wanted %zu, got %zu\n", wanted, got);
}

static void check_text(struct test *test, const char *got, const char *wanted, const char *what, int line)
{
    if (!check(test, strcmp(got, wanted) == 0, what, line))
        printf("  wanted \"%s\", got \"%.200s\"\n", wanted, got);
}

/* A source made by hand: blocks, and a tree that says what they became. */
struct made {
    struct arena *arena;
    struct source_result result;
    struct reading reading;
    struct source_meeting meeting;
    struct xml_doc *tree;
};

static void make(struct made *made, const char *unit)
{
    *made = (struct made){.arena = arena_new()};
    blocks_start(&made->result.blocks, made->arena, "text", unit);
    made->tree = xml_new(NULL, "minutes");
    made->reading.head.date_span.block = SIZE_MAX;
}

static void add_block(struct made *made, size_t at, const char *text)
{
    blocks_add(&made->result.blocks, BLOCK_PARAGRAPH, at);
    blocks_text(&made->result.blocks, text, strlen(text), 0, NULL);
    blocks_end(&made->result.blocks);
}

static struct node *add_element(struct made *made, const char *name, const char *src, const char *sure, const char *words)
{
    struct node *node = node_add(xml_root(made->tree), name);
    node_set(node, "src", src);
    if (sure) {
        node_set(node, "rule", "some-rule");
        node_set(node, "confidence", sure);
    }
    node_add_text(node, words);
    return node;
}

static struct xml_doc *tree_of(struct made *made)
{
    made->reading.arena = made->arena;
    made->reading.blocks = &made->result.blocks;
    made->reading.end = made->result.blocks.count;
    made->reading.claims = arena_alloc(made->arena, (made->result.blocks.count + 1) * sizeof *made->reading.claims);
    made->meeting = (struct source_meeting){&made->reading, made->tree};
    made->result.meetings = &made->meeting;
    made->result.count = 1;
    return report_source_tree(&made->result, "some.txt", made->arena);
}

static void drop(struct made *made, struct xml_doc *tree)
{
    xml_free(tree);
    xml_free(made->tree);
    free(made->reading.left);
    blocks_free(&made->result.blocks);
    arena_free(made->arena);
}

/* The nth element so named below a node; NULL: there are fewer. */
static const struct node *find(const struct node *root, const char *name, size_t n)
{
    for (const struct node *node = root; node; node = node_after(node, root))
        if (node_is_r(node, name) && n-- == 0)
            return node;
    return NULL;
}

static size_t count(const struct xml_doc *tree, const char *name)
{
    size_t n = 0;
    while (find(xml_root(tree), name, n))
        n++;
    return n;
}

static const char *attr(const struct node *node, const char *name)
{
    const char *value = node_attr(node, name);
    return value ? value : "";
}

static const char *words_of(const struct made *made, const struct node *node)
{
    return node ? node_words(node, made->arena) : "(none)";
}

static void test_rows(struct test *test)
{
    struct made made;
    make(&made, "line");
    add_block(&made, 1, "Present: Ada");
    add_block(&made, 2, "Page 7 of 9");
    add_block(&made, 3, "The gate sticks.");
    add_block(&made, 4, "It wants oil.");
    add_element(&made, "text", "3-4", NULL, "The gate sticks.\n\nIt wants oil.");
    add_element(&made, "note", "1", "0.60", "Ada");
    made.reading.left = mem_zero(1, sizeof *made.reading.left);
    made.reading.left[0] = (struct left_out){{1, 5, 11}, "page-footer"};
    made.reading.left_count = 1;
    struct xml_doc *tree = tree_of(&made);
    const struct node *root = xml_root(tree);
    CHECK_INT(count(tree, "row"), 4);
    CHECK_TEXT(attr(find(root, "became", 0), "element"), "note");
    CHECK_TEXT(attr(find(root, "became", 0), "confidence"), "0.60");
    CHECK_TEXT(attr(find(root, "left", 0), "reason"), "page-footer");
    const struct node *second = find(root, "row", 1);
    CHECK_TEXT(words_of(&made, find(second, "piece", 0)), "Page ");
    CHECK_TEXT(words_of(&made, find(second, "piece", 1)), "7 of 9");
    CHECK_TEXT(attr(find(second, "piece", 1), "as"), "left");
    CHECK_TEXT(attr(find(find(root, "row", 2), "became", 0), "upto"), "4");
    CHECK_TEXT(attr(find(find(root, "row", 3), "with", 0), "element"), "text");
    size_t moved = 0;
    for (size_t i = 0; find(root, "became", i); i++)
        moved += node_attr(find(root, "became", i), "moved") != NULL;
    CHECK_INT(moved, 1);
    CHECK(strstr(report_facts(tree, made.arena), " low=1 lowest=60 ") != NULL);
    drop(&made, tree);
}

static void test_lost(struct test *test)
{
    struct audit_lost lost[] = {{"oil", 2}, {"oil", 2}, {"gone", 9}};
    struct made made;
    make(&made, "paragraph");
    add_block(&made, 1, "oil");
    add_block(&made, 2, "boil oil and oil");
    made.result.audit = (struct audit){.words = 7, .placed = 4, .lost = lost, .lost_count = 3};
    struct xml_doc *tree = tree_of(&made);
    const struct node *row = find(xml_root(tree), "row", 1);
    CHECK_TEXT(attr(find(xml_root(tree), "row", 0), "lost"), "");
    CHECK_TEXT(attr(row, "lost"), "yes");
    CHECK_TEXT(words_of(&made, find(row, "piece", 0)), "boil ");
    CHECK_TEXT(attr(find(row, "piece", 1), "as"), "lost");
    CHECK_TEXT(attr(find(row, "piece", 3), "as"), "lost");
    CHECK_TEXT(attr(find(xml_root(tree), "lost", 2), "word"), "gone");
    CHECK(strstr(report_facts(tree, made.arena), "words=7 placed=4 moved=0 left-out=0 lost=3 ") != NULL);
    drop(&made, tree);
}

/* One line holds all: what stands where is told by the words. */
static void test_one_place(struct test *test)
{
    struct made made;
    make(&made, "line");
    for (int i = 0; i < 3; i++)
        add_block(&made, 1, i == 0 ? "First things" : i == 1 ? "Second things" : "Third things");
    add_element(&made, "text", "1", NULL, "Second *things*");
    add_element(&made, "text", "1", NULL, "Third things");
    struct xml_doc *tree = tree_of(&made);
    const struct node *root = xml_root(tree);
    CHECK(!find(find(root, "row", 0), "became", 0));
    CHECK_TEXT(attr(find(find(root, "row", 1), "became", 0), "words"), "Second things");
    CHECK_TEXT(attr(find(find(root, "row", 2), "became", 0), "words"), "Third things");
    drop(&made, tree);
}

static void test_empty(struct test *test)
{
    struct made made;
    make(&made, "line");
    struct xml_doc *tree = tree_of(&made);
    CHECK_INT(count(tree, "row"), 0);
    CHECK_INT(count(tree, "part"), 1);
    drop(&made, tree);
    make(&made, "line");
    made.tree = (xml_free(made.tree), NULL);
    tree = report_source_tree(&made.result, "", made.arena);
    CHECK_INT(count(tree, "part"), 0);
    drop(&made, tree);
}

static void test_words(struct test *test)
{
    struct made made;
    make(&made, "line");
    add_block(&made, 1, "a \xEF\xBF\xBE \x01 b \xFF");
    struct xml_doc *tree = tree_of(&made);
    CHECK_TEXT(words_of(&made, find(xml_root(tree), "piece", 0)), "a \xEF\xBF\xBD \xEF\xBF\xBD b \xEF\xBF\xBD");
    drop(&made, tree);
    make(&made, "line");
    struct buf text = BUF_INIT;
    for (int i = 0; i < 5000; i++)
        buf_str(&text, "\xC3\xA9");
    add_block(&made, 1, buf_text(&text));
    tree = tree_of(&made);
    CHECK_INT(strlen(words_of(&made, find(xml_root(tree), "piece", 0))), 4000);
    CHECK_TEXT(attr(find(xml_root(tree), "row", 0), "cut"), "6000");
    drop(&made, tree);
    buf_free(&text);
}

/* However long a source is, and wherever its blocks stand, its tree stays small and is made in time that grows with it. */
static void test_bounds(struct test *test, bool one_place)
{
    enum { BLOCKS = 200000, SECONDS = 5 };
    struct made made;
    struct timespec from, to;
    char src[24], words[48];
    make(&made, "line");
    for (size_t i = 0; i < BLOCKS; i++) {
        snprintf(words, sizeof words, "Matter %zu was told", i);
        snprintf(src, sizeof src, "%zu", one_place ? (size_t)1 : i + 1);
        add_block(&made, one_place ? 1 : i + 1, words);
        if (i % 2 == 0)
            add_element(&made, "text", src, i % 5000 == 0 ? "0.70" : "0.90", i % 10 ? words : "None of it");
    }
    struct audit_lost *lost = mem_zero(BLOCKS, sizeof *lost);
    for (size_t i = 0; one_place && i < BLOCKS; i++)
        lost[i] = (struct audit_lost){i % 100 ? "told" : "unheard", 1};
    made.result.audit = (struct audit){.lost = lost, .lost_count = one_place ? BLOCKS : 0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    struct xml_doc *tree = tree_of(&made);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    double took = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    printf("report_test: %d blocks%s in %.2f s\n", BLOCKS, one_place ? " at one place" : "", took);
    CHECK(took < SECONDS);
    size_t rows = count(tree, "row"), gaps = 0;
    CHECK(rows <= REPORT_ROWS);
    for (const struct node *node = find(xml_root(tree), "gap", 0); node; node = node_next(node))
        gaps += node_is_r(node, "gap") ? strtoul(attr(node, "rows"), NULL, 10) : 0;
    CHECK_INT(rows + gaps, BLOCKS);
    CHECK(strstr(report_facts(tree, made.arena), " doubtful=40 low=0 lowest=70 rows=200000") != NULL);
    drop(&made, tree);
    free(lost);
}

static void test_names(struct test *test)
{
    struct arena *arena = arena_new();
    static const char *const others[] = {"a/b.txt", "a-b.TXT", "../x", "", "index", "C:\\x.doc", "a b.txt", "-x",
                                         ".x", "\xC3\xA9.txt", "a-b.txt.", "%00"};
    char longest[300];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    CHECK_TEXT(report_page_name("minutes-2019.docx", arena), "minutes-2019.docx.html");
    CHECK_TEXT(report_page_name("a-b.txt", arena), "a-b.txt.html");
    CHECK(strlen(report_page_name(longest, arena)) < 120);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const char *name = report_page_name(others[i], arena);
        CHECK(strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == strlen(name));
        CHECK(*name != '.' && *name != '-' && strcmp(name, "index.html") != 0);
        for (size_t k = 0; k < i; k++)
            CHECK(strcasecmp(name, report_page_name(others[k], arena)) != 0);
    }
    arena_free(arena);
}

int main(void)
{
    struct test test = {0, 0};
    xml_start();
    test_rows(&test);
    test_lost(&test);
    test_one_place(&test);
    test_empty(&test);
    test_words(&test);
    test_bounds(&test, false);
    test_bounds(&test, true);
    test_names(&test);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
