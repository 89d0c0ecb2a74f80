/* The audit finds a word that a front end saw and no block holds, and one that stands nowhere in the source. */
#define TEST_FILE "audit_test.c"
#include "import/import.h"
#include "check.h"

#include <string.h>

struct made {
    struct arena *arena;
    struct diag_log *log;
    struct source source;
    struct front_input input;
    struct source_result result;
};

static void say(struct blocks *blocks, const char *text, const char *raw, size_t at)
{
    blocks_add(blocks, BLOCK_PARAGRAPH, at);
    blocks_text(blocks, text, strlen(text), 0, NULL);
    blocks_end(blocks);
    blocks_raw(blocks, ZONE_BODY, at, raw, strlen(raw));
}

/* Minutes whose last paragraph reads as text, where the source has raw. */
static bool recognise(struct made *made, const char *text, const char *raw)
{
    made->arena = arena_new();
    made->log = diag_new();
    made->source = (struct source){.path = "made.txt", .bytes = "", .size = 0};
    made->input = (struct front_input){.source = &made->source, .path = "made.txt", .log = made->log};
    made->result = (struct source_result){.front = &front_text};
    struct blocks *blocks = &made->result.blocks;
    blocks_start(blocks, made->arena, "text", "line");
    say(blocks, "Minutes of the Quay Club held on 14 May 1996", "Minutes of the Quay Club held on 14 May 1996", 1);
    say(blocks, "Present: Ada Marsh, Ben Okoro", "Present: Ada Marsh, Ben Okoro", 3);
    say(blocks, text, raw, 5);
    return source_recognise(&made->input, "made.txt", "0000000000000000000000000000000000000000000000000000000000000000", made->arena,
                            &made->result);
}

static void drop(struct made *made)
{
    source_result_free(&made->result);
    diag_free(made->log);
    arena_free(made->arena);
}

static bool reports(struct made *made, const char *words)
{
    struct buf out = BUF_INIT;
    diag_finish(made->log);
    diag_print(made->log, &out, false, DIAG_NOTE);
    bool found = strstr(buf_text(&out), words) != NULL;
    buf_free(&out);
    return found;
}

static void test_whole(struct test *test)
{
    struct made made;
    CHECK(recognise(&made, "The bulbs had come.", "The bulbs had come."));
    CHECK(made.result.audit.lost_count == 0 && made.result.audit.added == 0 && made.result.audit.words == 19);
    CHECK(made.result.audit.placed + made.result.audit.moved + made.result.audit.left_out == 19);
    drop(&made);
}

static void test_unplaced(struct test *test)
{
    struct made made;
    CHECK(recognise(&made, "The bulbs had come.", "The bulbs and tulips had come."));
    CHECK(made.result.audit.lost_count == 0 && made.result.audit.words == 21 && made.result.audit.added == 0);
    CHECK(reports(&made, "[words-unplaced]") && reports(&made, "without a place: 2;") && reports(&made, "'tulips' (line 5)"));
    const struct node *root = xml_root(made.result.meetings[0].tree), *debris = NULL;
    for (const struct node *node = root; node; node = node_after(node, root))
        debris = node_is(node, "debris") ? node : debris;
    CHECK(debris && strcmp(node_text(debris, made.arena), "and tulips") == 0 && strcmp(node_attr(debris, "src"), "5") == 0);
    drop(&made);
}

static void test_added(struct test *test)
{
    struct made made;
    CHECK(recognise(&made, "The bulbs had come early.", "The bulbs had come."));
    CHECK(made.result.audit.lost_count == 0 && made.result.audit.added == 1);
    drop(&made);
}

static void test_repeated(struct test *test)
{
    struct made made;
    CHECK(recognise(&made, "Once more.", "Once more and once more."));
    CHECK(reports(&made, "without a place: 3;")); /* "and", "once", "more" */
    drop(&made);
}

int main(void)
{
    struct test counted = {0, 0}, *test = &counted;
    xml_start();
    test_whole(test);
    test_unplaced(test);
    test_added(test);
    test_repeated(test);
    xml_stop();
    printf("%d passed, %d failed\n", counted.passed, counted.failed);
    return counted.failed != 0;
}
