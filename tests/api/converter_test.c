/* Programs that are run for what they make of a file, and documents that cannot be opened. */
#define TEST_FILE "converter_test.c"
#include "check.h"

#include "base/port.h"
#include "base/run.h"
#include "base/zip.h"
#include "import/front.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

static enum run_end run(const char *script, int seconds, size_t most, struct buf *out, int *status)
{
    const char *argv[] = {"sh", "-c", script, NULL};
    return run_program(&(struct run_order){argv, "/tmp", seconds, most}, out, status);
}

static void test_run(struct test *test)
{
    struct buf out = BUF_INIT;
    int status;
    const char *missing[] = {"no-such-program-anywhere", NULL};
    CHECK(run("cat; echo said; echo complaint >&2", 20, 100, &out, &status) == RUN_GOOD && strcmp(buf_text(&out), "said\n") == 0 && status == 0);
    CHECK(run("exit 7", 20, 100, &out, &status) == RUN_FAILED && status == 7);
    CHECK(run("kill -9 $$", 20, 100, &out, &status) == RUN_FAILED && status == -1);
    CHECK(run("yes", 20, 100000, &out, &status) == RUN_LARGE);
    int64_t before = port_now();
    CHECK(run("sleep 30 & sleep 30", 1, 100, &out, &status) == RUN_SLOW);
    CHECK(port_now() - before < (int64_t)15 * 1000000000);
    CHECK(run_program(&(struct run_order){missing, "/tmp", 5, 100}, &out, &status) == RUN_MISSING);
    CHECK(run("test \"$(env | grep -c SECRET_OF_TEST)\" = 0", 20, 100, &out, &status) == RUN_GOOD);
    buf_free(&out);
}

static void test_folder(struct test *test)
{
    const char *why;
    char *folder = run_folder(&why);
    struct buf inner = BUF_INIT;
    if (!CHECK(folder))
        return;
    buf_printf(&inner, "%s/a/b", folder);
    CHECK(port_make_folders(buf_text(&inner), &why));
    inner.size = strlen(folder);
    inner.data[inner.size] = '\0';
    run_folder_remove(folder);
    CHECK(port_kind(buf_text(&inner), false) == PORT_NONE);
    buf_free(&inner);
}

/* Reading these bytes ends with that finding. */
static void refuse(struct test *test, const struct front_end *front, const char *bytes, size_t size, enum diag_code code, int line)
{
    struct arena *arena = arena_new();
    struct source source = {.path = "minutes", .bytes = bytes, .size = size};
    struct diag_log *log = diag_new();
    struct front_input input = {&source, "minutes", TRACKED_ACCEPT, log};
    struct blocks blocks;
    struct buf said = BUF_INIT;
    blocks_start(&blocks, arena, front->format, "paragraph");
    bool good = front->read(&input, &blocks);
    diag_finish(log);
    diag_print(log, &said, false, DIAG_NOTE);
    if (!check(test, !good && strstr(buf_text(&said), diag_info(code)->code), diag_info(code)->code, line))
        printf("  said: %s\n", buf_text(&said));
    buf_free(&said);
    blocks_free(&blocks);
    diag_free(log);
    arena_free(arena);
}

static void test_refused(struct test *test)
{
    static const char rtf[] = "{\\rtf1 Minutes}", pdf[] = "%PDF-1.4\n";
    char *path = mem_copy(getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
    setenv("PATH", "/nowhere", 1);
    refuse(test, &front_rtf, rtf, sizeof rtf - 1, D_CONVERTER_MISSING, __LINE__);
    refuse(test, &front_doc, rtf, sizeof rtf - 1, D_CONVERTER_MISSING, __LINE__);
    refuse(test, &front_pdf, pdf, sizeof pdf - 1, D_CONVERTER_MISSING, __LINE__);
    setenv("PATH", path, 1);
    free(path);
    refuse(test, &front_fodt, "<a><b>", 6, D_BAD_PART, __LINE__);
    refuse(test, &front_odt, "PK\3\4 no archive", 15, D_BAD_ARCHIVE, __LINE__);
    CHECK(front_rtf.is(rtf, sizeof rtf - 1) && front_pdf.is(pdf, sizeof pdf - 1));
    CHECK(!front_pdf.is(rtf, sizeof rtf - 1) && !front_doc.is(pdf, sizeof pdf - 1));
}

static void test_packages(struct test *test)
{
    static const char kind[] = "application/vnd.oasis.opendocument.text";
    static const char manifest[] = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    struct zip_deflater *deflater = zip_deflater_new();
    for (int locked = 0; locked < 2; locked++) {
        struct zip_writer *writer = zip_writer_new(deflater);
        struct buf out = BUF_INIT;
        const char *why;
        zip_writer_add(writer, "mimetype", kind, sizeof kind - 1, false);
        if (locked)
            zip_writer_add(writer, "META-INF/manifest.xml", manifest, sizeof manifest - 1, true);
        CHECK(zip_writer_finish(writer, &out, &why) && front_odt.is(out.data, out.size));
        refuse(test, &front_odt, out.data, out.size, D_BAD_ARCHIVE, __LINE__);
        buf_free(&out);
    }
    zip_deflater_free(deflater);
}

int main(void)
{
    struct test test = {0, 0};
    xml_start();
    setenv("SECRET_OF_TEST", "1", 1);
    test_run(&test);
    test_folder(&test);
    test_refused(&test);
    test_packages(&test);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
