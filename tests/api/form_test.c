/* Findings in forms for programs: mends, which few findings carry, and what belongs into no form. */
#define TEST_FILE "form_test.c"
#include "check.h"

#include "base/diag_form.h"

#include <stdio.h>
#include <string.h>

static const char text[] = "<a>\n  <é b=\"1\" b=\"2\"/>\n</a>\n";

/* A log with one finding at the second b; *found is that. */
static struct diag_log *new_log(struct source *source, bool restricted, struct finding **found)
{
    struct diag_log *log = diag_new();
    struct place place;
    *source = (struct source){.path = "./x.xml", .bytes = text, .size = strlen(text)};
    place = source_place(source, (size_t)(strstr(text, "b=\"2\"") - text), 1);
    place.restricted = restricted;
    *found = diag_add(log, D_MALFORMED, place, "b is there twice");
    return log;
}

static const char *tell(struct diag_log *log, enum diag_form form, struct buf *out)
{
    static const struct diag_request request = {.least = DIAG_NOTE, .status = 1, .version = "1.2.3", .here = "/nowhere"};
    buf_clear(out);
    diag_tell(log, form, &request, out);
    return buf_text(out);
}

static void test_mends(struct test *test)
{
    struct source source;
    struct finding *finding;
    struct buf out = BUF_INIT;
    struct diag_log *log = new_log(&source, false, &finding);
    size_t at = (size_t)(strstr(text, " b=\"2\"") - text);
    diag_mend(finding, &source, at, 6, "");
    diag_mend(finding, &source, at + 6, 3, "\n\t\"<&");
    CHECK(strstr(tell(log, DIAG_JSON, &out), "\"mends\":[{\"line\":2,\"column\":11,\"endLine\":2,\"endColumn\":17,\"text\":\"\"},"
                                             "{\"line\":2,\"column\":17,\"endLine\":3,\"endColumn\":1,\"text\":\"\\u000a\\u0009\\\"<&\"}]"));
    CHECK(strstr(tell(log, DIAG_SARIF, &out),
                 "\"fixes\":[{\"artifactChanges\":[{\"artifactLocation\":{\"uri\":\"x.xml\",\"uriBaseId\":\"%SRCROOT%\"},\"replacements\":["
                 "{\"deletedRegion\":{\"startLine\":2,\"startColumn\":11,\"endLine\":2,\"endColumn\":17},\"insertedContent\":{\"text\":\"\"}},"
                 "{\"deletedRegion\":{\"startLine\":2,\"startColumn\":17,\"endLine\":3,\"endColumn\":1},\"insertedContent\":"));
    CHECK(strstr(buf_text(&out), "\"semanticVersion\":\"1.2.3\"") && strstr(buf_text(&out), "\"exitCode\":1"));
    source_free_lines(&source);
    diag_free(log);
    buf_free(&out);
}

/* One that is no UTF-8 cannot be told, and of what belong together none is told alone. */
static void test_mends_untold(struct test *test)
{
    struct source source;
    struct finding *finding;
    struct buf out = BUF_INIT;
    struct diag_log *log = new_log(&source, false, &finding);
    diag_mend(finding, &source, 0, 1, "good");
    diag_mend(finding, &source, 1, 1, "\xFF");
    CHECK(strstr(tell(log, DIAG_JSON, &out), "\"mends\":[]"));
    CHECK(!strstr(tell(log, DIAG_SARIF, &out), "fixes"));
    source_free_lines(&source);
    diag_free(log);
    log = new_log(&source, true, &finding);
    diag_mend(finding, &source, 0, 1, "secret");
    diag_suggest(finding, "secret");
    diag_expected(finding, "secret");
    diag_done(finding, "secret");
    diag_note(finding, source_place(&source, 0, 1), "secret");
    for (int form = 0; form < DIAG_FORMS; form++)
        CHECK(!strstr(tell(log, (enum diag_form)form, &out), "secret") && !strstr(buf_text(&out), "twice"));
    diag_show_restricted(log, true);
    for (int form = 0; form < DIAG_FORMS; form++)
        CHECK(strstr(tell(log, (enum diag_form)form, &out), "secret") && strstr(buf_text(&out), "twice"));
    source_free_lines(&source);
    diag_free(log);
    buf_free(&out);
}

/* What instructions silence, and whether that is known to depend on the audience, crosses pipes. */
static void test_pack(struct test *test)
{
    struct source source;
    struct finding *finding;
    struct buf packed = BUF_INIT, again = BUF_INIT, out = BUF_INIT;
    struct diag_log *log = new_log(&source, false, &finding), *other = diag_new();
    struct place at = source_place(&source, 0, 3), upto = source_place(&source, source.size, 0);
    diag_add(log, D_NO_OWNER, at);
    diag_allow(log, D_NO_OWNER, at, at, upto, "it is so");
    diag_allow(log, D_RAW_HTML, at, at, upto, "it is so");
    diag_finish(log);
    diag_pack(log, &packed);
    CHECK(diag_unpack(other, packed.data, packed.size));
    diag_finish(other);
    diag_pack(other, &again);
    CHECK(again.size == packed.size && memcmp(again.data, packed.data, again.size) == 0);
    CHECK(diag_count(other, DIAG_WARNING) == 0 && diag_count(other, DIAG_ERROR) == 1);
    CHECK(strstr(tell(other, DIAG_SARIF, &out), "\"justification\":\"it is so\""));
    CHECK(!strstr(tell(other, DIAG_JSON, &out), "no-owner"));
    for (size_t size = 0; size < packed.size; size++) {
        struct diag_log *part = diag_new();
        if (!diag_unpack(part, packed.data, size))
            CHECK(diag_is_empty(part));
        diag_free(part);
    }
    source_free_lines(&source);
    diag_free(log);
    diag_free(other);
    buf_free(&packed);
    buf_free(&again);
    buf_free(&out);
}

int main(void)
{
    static void (*const tests[])(struct test *) = {test_mends, test_mends_untold, test_pack};
    struct test test = {0, 0};
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tests[i](&test);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
