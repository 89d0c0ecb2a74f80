/* The edges of src/base, header by header. Prints a line a failure and a count; status 1 if any failed. */
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/diff.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/mend.h"
#include "base/port.h"
#include "base/source.h"
#include "base/text.h"
#include "base/write.h"
#include "base/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

struct tally {
    int passed, failed;
};

/* The one state of this program: which test is counted where, and the folder in which files are made. */
struct test {
    struct tally tally;
    char folder[256];
};

static void check(struct test *test, bool good, const char *what, int line)
{
    if (good)
        test->tally.passed++;
    else {
        test->tally.failed++;
        printf("base_test.c:%d: failed: %s\n", line, what);
    }
}

static void check_text(struct test *test, const char *got, const char *want, int line)
{
    bool same = text_same(got, want);
    check(test, same, "texts differ", line);
    if (!same)
        printf("--- got\n%s\n--- wanted\n%s\n---\n", got ? got : "NULL", want ? want : "NULL");
}

#define CHECK(condition) check(test, (condition), #condition, __LINE__)
#define CHECK_TEXT(got, want) check_text(test, (got), (want), __LINE__)

static char *path_in(struct test *test, const char *name)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", test->folder, name);
    return buf_take(&path);
}

static void put_file(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

/* -- mem, buf -- */

static void test_mem(struct test *test)
{
    struct arena *arena = arena_new();
    char *first = arena_copy(arena, "first");
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *memory = arena_alloc(arena, size);
        bool zero = true;
        for (size_t i = 0; i < size; i++)
            zero = zero && memory[i] == 0;
        if (!zero || (uintptr_t)memory % _Alignof(max_align_t) != 0)
            CHECK(!"arena memory is zero and aligned");
        memset(memory, 0xFF, size);
    }
    char *large = arena_alloc(arena, 5 << 20);
    large[0] = large[(5 << 20) - 1] = 'x';
    CHECK_TEXT(first, "first");
    CHECK_TEXT(arena_copy_n(arena, "abcdef", 3), "abc");
    CHECK_TEXT(arena_copy_n(arena, NULL, 0), "");
    CHECK_TEXT(arena_printf(arena, "%s-%d", "a", 7), "a-7");
    CHECK_TEXT(arena_printf(arena, "%%%zu%s%d|%d|%d%%", SIZE_MAX, "", INT_MIN, INT_MAX, 0), "%18446744073709551615-2147483648|2147483647|0%");
    CHECK_TEXT(arena_printf(arena, "%s %5d %zu", "wide", 7, (size_t)8), "wide     7 8");
    char *wide = arena_printf(arena, "%0*d", 5000, 1);
    CHECK(strlen(wide) == 5000 && wide[0] == '0' && wide[4999] == '1');
    arena_free(arena);
    arena_free(NULL);
    char *copy = mem_copy("");
    CHECK_TEXT(copy, "");
    free(copy);
    int *rows = NULL;
    size_t count = 0, room = 0;
    for (int i = 0; i < 1000; i++) {
        MEM_GROW(rows, count, room);
        rows[count++] = i;
    }
    CHECK(rows[0] == 0 && rows[999] == 999 && room >= 1000);
    free(rows);
}

/* Runs use in a child whose standard error is caught; returns its wait status. */
static int in_child(void (*use)(void *with), void *with, struct buf *errors)
{
    int ends[2];
    if (pipe(ends) != 0)
        exit(2);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        use(with);
        _exit(0);
    }
    close(ends[1]);
    char part[512];
    for (ssize_t got; (got = read(ends[0], part, sizeof part)) > 0;)
        buf_add(errors, part, (size_t)got);
    close(ends[0]);
    int status = -1;
    waitpid(pid, &status, 0);
    return status;
}

static void ask_too_much(void *with)
{
    mem_resize(NULL, SIZE_MAX / 2, *(size_t *)with);
}

static void test_out_of_memory(struct test *test)
{
    struct buf errors = BUF_INIT;
    size_t size = 16;
    int status = in_child(ask_too_much, &size, &errors);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 3);
    CHECK_TEXT(buf_text(&errors), "minutec: error: there is not enough memory [out-of-memory]\n");
    buf_free(&errors);
}

static void test_buf(struct test *test)
{
    struct buf buf = BUF_INIT;
    CHECK_TEXT(buf_text(&buf), "");
    buf_add(&buf, "a\0b", 3);
    CHECK(buf.size == 3 && memcmp(buf.data, "a\0b", 4) == 0);
    buf_clear(&buf);
    CHECK(buf.size == 0 && buf.data && !*buf.data);
    for (int i = 0; i < 500; i++)
        buf_printf(&buf, "%d,", i);
    CHECK(buf.size == 1890 && strncmp(buf.data, "0,1,2,", 6) == 0 && strcmp(buf.data + 1886, "499,") == 0);
    buf_clear(&buf);
    buf_printf(&buf, "%1000s", "x");
    buf_fill(&buf, '-', 3000);
    buf_char(&buf, '!');
    buf_str(&buf, "");
    CHECK(buf.size == 4001 && buf.data[999] == 'x' && buf.data[4000] == '!' && buf.data[4001] == '\0');
    char *taken = buf_take(&buf);
    CHECK(strlen(taken) == 4001 && !buf.data && !buf.size);
    free(taken);
    taken = buf_take(&buf);
    CHECK_TEXT(taken, "");
    free(taken);
    buf_free(&buf);
    buf_free(&buf);
}

/* -- text -- */

static void test_decode(struct test *test)
{
    static const struct {
        const char *bytes;
        size_t length;
        uint32_t point;
    } rows[] = {
        {"a", 1, 'a'},
        {"\xC3\xA9", 2, 0xE9},
        {"\xE2\x82\xAC", 3, 0x20AC},
        {"\xF0\x9F\x98\x80", 4, 0x1F600},
        {"\xC0\x80", 0, 0},
        {"\xE0\x80\x80", 0, 0},
        {"\xF0\x80\x80\x80", 0, 0},
        {"\xED\xA0\x80", 0, 0},
        {"\xF4\x90\x80\x80", 0, 0},
        {"\x80", 0, 0},
        {"\xFF", 0, 0},
        {"\xE2\x82", 0, 0},
        {"\xC3(", 0, 0},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
        {"\xEF\xBF\xBF", 3, 0xFFFF},
    };
    uint32_t point;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK(text_decode(rows[i].bytes, strlen(rows[i].bytes), &point) == rows[i].length);
        CHECK(point == rows[i].point);
    }
    CHECK(text_decode("", 0, &point) == 0);
    CHECK(text_decode("\xE2\x82\xAC", 2, &point) == 0);
}

static void test_valid(struct test *test)
{
    static const char *const good[] = {"", "plain text of more than eight bytes\n\t\r",
                                       "Caf\xC3\xA9 \xF0\x9F\x98\x80", "\x7F"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CHECK(text_valid_until(good[i], strlen(good[i])) == strlen(good[i]));
    char bytes[64];
    for (size_t at = 0; at < sizeof bytes; at++) { /* wherever it stands to the stride of eight */
        memset(bytes, 'x', sizeof bytes);
        bytes[at] = '\x1F';
        CHECK(text_valid_until(bytes, sizeof bytes) == at);
        bytes[at] = '\xC3';
        CHECK(text_valid_until(bytes, sizeof bytes) == at);
        bytes[at] = '\0';
        CHECK(text_valid_until(bytes, sizeof bytes) == at);
    }
    CHECK(text_valid_until("ab\xEF\xBF\xBE", 5) == 2);
    CHECK(text_valid_until("ab\xEF\xBF\xBD", 5) == 5);
}

static void test_measure(struct test *test)
{
    CHECK(text_points("Caf\xC3\xA9", 5) == 4);
    CHECK(text_width("Caf\xC3\xA9", 5) == 4);
    CHECK(text_width("e\xCC\x81", 3) == 1);
    CHECK(text_width("\xE6\x97\xA5\xE6\x9C\xAC", 6) == 4);
    CHECK(text_width("\xFF", 1) == 1);
    CHECK(text_width("", 0) == 0);
    CHECK(text_is_blank(NULL) && text_is_blank("") && text_is_blank(" \t\r\n") && !text_is_blank(" x"));
    CHECK(!text_is_blank("\xC2\xA0"));
    CHECK(text_same(NULL, NULL) && !text_same(NULL, "") && text_same("a", "a") && !text_same("a", "b"));
    CHECK(text_word_in("b", "a b\tc") && text_word_in("c", "a b\tc") && !text_word_in("", "a b"));
    CHECK(!text_word_in("a b", "a b") && !text_word_in("ab", "abc") && !text_word_in("a", NULL));
}

/* Two blanks at each place of texts of each size, then only single ones. */
static void test_blanks(struct test *test)
{
    char text[41];
    for (size_t size = 0; size < sizeof text; size++) {
        for (size_t at = 0; at + 1 < size; at++) {
            memset(text, 'a', size);
            text[at] = text[at + 1] = ' ';
            CHECK(text_has_blanks(text, size, false) && !text_has_blanks(text, at + 1, true));
            text[at] = '\n';
            CHECK(!text_has_blanks(text, size, false) && text_has_blanks(text, size, true));
        }
        for (size_t at = 0; at < size; at++)
            text[at] = at % 2 ? ' ' : 'a';
        CHECK(!text_has_blanks(text, size, true));
    }
}

static void test_plain(struct test *test)
{
    static const char special[] = "&<>\"\n\x1F";
    char text[50];
    for (size_t size = 0; size <= sizeof text; size++) {
        memset(text, '\x7F', size);
        CHECK(text_plain(text, size) == size);
        for (size_t at = 0; at < size; at++) {
            memset(text, at % 2 ? '=' : '\xC3', size);
            text[at] = special[at % 6];
            CHECK(text_plain(text, size) == at && text_plain(text, at) == at);
        }
    }
}

static void test_collapse(struct test *test)
{
    struct arena *arena = arena_new();
    CHECK_TEXT(text_collapse(arena, "  a \t\n b\r"), "a b");
    CHECK_TEXT(text_collapse(arena, "a\xC2\xA0\xC2\xA0 b\xC2\xA0"), "a b");
    CHECK_TEXT(text_collapse(arena, "Cafe\xCC\x81"), "Caf\xC3\xA9");
    CHECK_TEXT(text_collapse(arena, "\xE2\x84\xAB"), "\xC3\x85"); /* the angstrom sign is a letter */
    CHECK_TEXT(text_collapse(arena, "\xEF\xAC\x81"), "\xEF\xAC\x81"); /* a ligature stays: NFC, not NFKC */
    CHECK_TEXT(text_collapse(arena, " \n"), "");
    CHECK_TEXT(text_collapse(arena, "\xC2"), "\xC2");
    CHECK(text_collapse(arena, NULL) == NULL);
    arena_free(arena);
}

static void test_nearest(struct test *test)
{
    static const char *const names[] = {"ada-marsh", "ben-okoro",     NULL, "chair", "n",
                                        "Chair",     "2024-07-03#4.1"};
    const size_t count = sizeof names / sizeof *names;
    CHECK(text_distance("abcd", "abdc", 9) == 1);
    CHECK(text_distance("", "abc", 9) == 3 && text_distance("abc", "", 9) == 3 &&
          text_distance("", "", 9) == 0);
    CHECK(text_distance("kitten", "sitting", 9) == 3 && text_distance("kitten", "sitting", 2) == 2);
    CHECK(text_distance("caf\xC3\xA9", "cafe", 9) == 1);
    CHECK_TEXT(text_nearest("ada-mash", names, count), "ada-marsh");
    CHECK_TEXT(text_nearest("ADA-MARSH", names, count), "ada-marsh");
    CHECK_TEXT(text_nearest("CHAIr", names, count), "Chair");
    CHECK_TEXT(text_nearest("chiar", names, count), "chair");
    CHECK_TEXT(text_nearest("2024-07-03#4.3", names, count), "2024-07-03#4.1");
    CHECK_TEXT(text_nearest("N", names, count), "n");
    CHECK_TEXT(text_nearest("x", names, count), NULL);
    CHECK_TEXT(text_nearest("zebra", names, count), NULL);
    CHECK_TEXT(text_nearest("", names, count), NULL);
    CHECK_TEXT(text_nearest("chair", names, 0), NULL);
    char *long_name = mem_zero(301, 1);
    memset(long_name, 'q', 300);
    char *other = mem_copy(long_name);
    other[150] = 'p';
    const char *one[] = {other};
    CHECK_TEXT(text_nearest(long_name, one, 1), other);
    free(long_name);
    free(other);
}

/* -- source -- */

static void test_source(struct test *test)
{
    static const char bytes[] = "\xEF\xBB\xBFone\r\ntw\xC3\xB6 x\n\nlast";
    struct source source = {.path = "a.xml", .bytes = bytes, .size = sizeof bytes - 1};
    size_t size;
    struct place place = source_place(&source, 3, 3);
    CHECK(place.line == 1 && place.column == 1 && place.length == 3);
    place = source_place(&source, 0, 0);
    CHECK(place.line == 1 && place.column == 1);
    place = source_place(&source, 13, 50); /* the x: the extent stays within the line */
    CHECK(place.line == 2 && place.column == 5 && place.length == 1);
    place = source_place(&source, 15, 1);
    CHECK(place.line == 3 && place.column == 1 && place.length == 0);
    place = source_place(&source, 1000, 9);
    CHECK(place.line == 4 && place.column == 5 && place.length == 0);
    CHECK(strncmp(source_line(&source, 1, &size), "one", 3) == 0 && size == 3);
    CHECK(source_line(&source, 3, &size) && size == 0);
    CHECK(strcmp(source_line(&source, 4, &size), "last") == 0 && size == 4);
    CHECK(!source_line(&source, 5, &size) && size == 0 && !source_line(&source, 0, &size));
    source_free_lines(&source);
    CHECK(strncmp(source_line_find(&source, 2, &size), "tw", 2) == 0 && size == 6 && !source.lines);
    CHECK(!source_line_find(&source, 9, &size));
    CHECK(source_file(&source).line == 0 && source_file(&source).source == &source);
    struct source unread = {.path = "b.xml"};
    CHECK(source_place(&unread, 5, 5).line == 0 && !source_line(&unread, 1, &size));
    CHECK(source_place(NULL, 5, 5).source == NULL);
    struct source empty = {.path = "c.xml", .bytes = ""};
    place = source_place(&empty, 0, 0);
    CHECK(place.line == 1 && place.column == 1 && source_line(&empty, 1, &size) && size == 0);
    source_free_lines(&empty);
}

/* One line of many characters of several sizes: columns there and back, at every stride. */
static void test_long_line(struct test *test)
{
    static const char *const characters[] = {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "b"};
    struct buf buf = BUF_INIT;
    buf_str(&buf, "first\n");
    for (int i = 0; i < 20000; i++)
        buf_str(&buf, characters[i % 5]);
    struct source source = {.path = "a.xml", .bytes = buf.data, .size = buf.size};
    size_t size, offset = 6, wrong = 0;
    const char *line = source_line(&source, 2, &size);
    for (size_t i = 0; i < 20000; i++) {
        struct place place = source_place(&source, offset, strlen(characters[i % 5]));
        wrong += place.line != 2 || place.column != i + 1 || place.length != 1;
        if (i % 97 == 0)
            wrong += source_offset(&source, line, size, place.column) != offset - 6;
        offset += strlen(characters[i % 5]);
    }
    CHECK(wrong == 0);
    CHECK(source_offset(&source, line, size, 99999) == size);
    source_free_lines(&source);
    buf_free(&buf);
}

/* -- date -- */

static void test_date(struct test *test)
{
    static const char *const bad[] = {
        "",           "2024",       "2024-1-01",  "2024-02-30", "2023-02-29",  "1900-02-29",
        "0000-01-01", "2024-13-01", "2024-00-10", "2024-01-00", "2024-01-01 ", " 2024-01-01",
        "2024/01/01", "20240-1-01", "2024-0a-01", "-024-01-01", NULL,
    };
    struct date date;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!date_parse(bad[i], &date) && date.year == 0);
    CHECK(date_parse("2024-02-29", &date) && date.year == 2024 && date.month == 2 && date.day == 29);
    CHECK(date_parse("2000-02-29", &date) && date_parse("0001-01-01", &date) &&
          date_parse("9999-12-31", &date));
    CHECK(date_number((struct date){1970, 1, 1}) == 0 && date_number((struct date){2024, 10, 2}) == 19998);
    CHECK(date_weekday((struct date){2024, 10, 2}) == 2 && date_weekday((struct date){1970, 1, 1}) == 3);
    CHECK(date_weekday((struct date){1, 1, 1}) == 0);
    long wrong = 0, last = date_number((struct date){9999, 12, 31});
    for (long number = date_number((struct date){1, 1, 1}); number <= last; number += 11) {
        date = date_from_number(number);
        wrong +=
            date_number(date) != number || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31;
    }
    CHECK(wrong == 0);
    CHECK(date_compare(NULL, NULL) == 0 && date_compare(NULL, "2024-01-01") < 0 &&
          date_compare("2024-01-01", NULL) > 0);
    CHECK(date_compare("2023-12-31", "2024-01-01") < 0 && date_compare("2024-01-01", "2024-01-01") == 0);
    int minutes;
    CHECK(time_parse("00:00", &minutes) && minutes == 0 && time_parse("23:59", &minutes) && minutes == 1439);
    CHECK(!time_parse("24:00", &minutes) && !time_parse("9:30", &minutes) && !time_parse("10:60", &minutes));
    CHECK(!time_parse("10.30", &minutes) && !time_parse(NULL, &minutes) && !time_parse("", &minutes));
}

/* -- diag -- */

static char *printed(struct diag_log *log)
{
    struct buf out = BUF_INIT;
    diag_print(log, &out, false, DIAG_NOTE);
    return buf_take(&out);
}

#define CHECK_PRINTED(log, want) \
    do { \
        char *text_ = printed(log); \
        CHECK_TEXT(text_, want); \
        free(text_); \
    } while (0)

static struct place find(struct source *source, const char *word)
{
    const char *at = strstr(source->bytes, word);
    return at ? source_place(source, (size_t)(at - source->bytes), strlen(word)) : source_file(source);
}

static void test_table(struct test *test)
{
    enum diag_code code;
    for (int i = 0; i < DIAG_CODES; i++) {
        const struct diag_info *info = diag_info((enum diag_code)i);
        CHECK(info->code[strspn(info->code, "abcdefghijklmnopqrstuvwxyz-")] == '\0');
        CHECK(diag_code_find(info->code, &code) && code == (enum diag_code)i);
        CHECK(*info->text && *info->cause && *info->example && *info->mend);
        CHECK(!(info->flags & DIAG_FATAL) || info->level == DIAG_ERROR);
    }
    CHECK(!diag_code_find("nonsense", &code) && !diag_code_find("", &code));
    CHECK_TEXT(diag_code_nearest("no-onwer"), "no-owner");
    CHECK_TEXT(diag_code_nearest("quite-another-thing"), NULL);
}

static void test_format(struct test *test)
{
    struct source source = {.path = "harbour-lag/2024-10-02.xml",
                            .bytes = "<a>\n    <update action=\"2024-07-03#4.3\" status=\"done\"/>\n"};
    source.size = strlen(source.bytes);
    struct source earlier = {.path = "harbour-lag/2024-07-03.xml", .bytes = "<b/>", .size = 4};
    struct diag_log *log = diag_new();
    struct finding *finding =
        diag_add(log, D_UNRESOLVED_ACTION, find(&source, "2024-07-03#4.3"), "2024-07-03#4.3");
    diag_suggest(finding, "2024-07-03#4.1");
    diag_expected(finding, "a, b or c");
    diag_done(finding, "passed over");
    diag_note(finding, find(&earlier, "b"), "the meeting of 2024-07-03 raised actions 4.1 and 5.2");
    diag_note(finding, (struct place){0}, "said of the run");
    diag_add(log, D_NO_DATE, source_file(&source));
    diag_add(log, D_CANNOT_READ, (struct place){0}, "x.xml", NULL);
    source_free_lines(&source); /* the excerpt has been taken */
    source_free_lines(&earlier);
    source.bytes = NULL;
    CHECK_PRINTED(
        log,
        "minutec: error: cannot read 'x.xml':  [cannot-read]\n"
        "harbour-lag/2024-10-02.xml: warning: the meeting has no date [no-date]\n"
        "harbour-lag/2024-10-02.xml:2:21: error: action '2024-07-03#4.3' does not exist [unresolved-action]\n"
        "    2 |     <update action=\"2024-07-03#4.3\" status=\"done\"/>\n"
        "      |                     ^~~~~~~~~~~~~~ did you mean '2024-07-03#4.1'?\n"
        "      = expected: a, b or c\n"
        "      = passed over\n"
        "harbour-lag/2024-07-03.xml:1:2: note: the meeting of 2024-07-03 raised actions 4.1 and 5.2\n"
        "      = said of the run\n");
    struct buf errors = BUF_INIT;
    diag_print(log, &errors, false, DIAG_ERROR);
    CHECK(!strstr(errors.data, "no-date") && strstr(errors.data, "cannot-read"));
    buf_free(&errors);
    struct buf coloured = BUF_INIT;
    diag_print(log, &coloured, true, DIAG_NOTE);
    CHECK(strstr(coloured.data, "\033[1;31merror: \033[0m") != NULL);
    buf_free(&coloured);
    diag_free(log);
    diag_free(NULL);
}

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, word)); at += strlen(word))
        count++;
    return count;
}

/* Of one code in one file a hundred are printed; all count, and another file or code starts anew. */
static void test_many(struct test *test)
{
    static const struct source one = {.path = "a.xml"}, other = {.path = "b.xml"};
    struct diag_log *log = diag_new();
    const struct place run = {0};
    for (size_t line = 1; line <= 250; line++) {
        struct place here = {.source = &one, .line = line, .column = 1}, there = {.source = &other, .line = line, .column = 1};
        diag_add(log, D_NO_OWNER, here);
        diag_add(log, D_CANNOT_READ, run, "x.xml", line % 2 ? "odd" : "even");
        if (line <= 100)
            diag_add(log, D_NO_OWNER, there);
        if (line <= 101)
            diag_add(log, D_UNKNOWN_PERSON, here, "nobody");
        if (line == 240)
            diag_add(log, D_NO_DATE, here);
    }
    char *text = printed(log);
    CHECK(count_of(text, "[no-owner]\n") == 200 && count_of(text, "[unknown-person]\n") == 100);
    CHECK(count_of(text, "[no-date]\n") == 1 && count_of(text, "[cannot-read]\n") == 2);
    CHECK(count_of(text, "a.xml:100:1: warning") == 1 && count_of(text, "a.xml:101:1: warning") == 0);
    CHECK(strstr(text, "[no-date]\na.xml: note: and 1 more 'unknown-person' in this file\n"
                       "a.xml: note: and 150 more 'no-owner' in this file\nb.xml:1:1: "));
    CHECK(count_of(text, " more '") == 2);
    CHECK(diag_count(log, DIAG_WARNING) == 351 && diag_count(log, DIAG_ERROR) == 103 && diag_status(log) == 3);
    free(text);
    diag_free(log);
}

/* The last two lines printed for a finding at word. */
static void check_excerpt(struct test *test, const char *bytes, const char *word, const char *want, int line)
{
    struct source source = {.path = "a.xml", .bytes = bytes, .size = strlen(bytes)};
    struct diag_log *log = diag_new();
    diag_add(log, D_NO_OWNER, find(&source, word));
    char *text = printed(log);
    check_text(test, strchr(text, '\n') + 1, want, line);
    free(text);
    diag_free(log);
    source_free_lines(&source);
}

#define CHECK_EXCERPT(bytes, word, want) check_excerpt(test, (bytes), (word), (want), __LINE__)

static void test_excerpts(struct test *test)
{
    CHECK_EXCERPT("\t<a\tb=\"1\"/>", "b", "    1 |         <a      b=\"1\"/>\n      |                 ^\n");
    CHECK_EXCERPT("\xE6\x97\xA5\xE6\x9C\xAC <b/>", "<b/>",
                  "    1 | \xE6\x97\xA5\xE6\x9C\xAC <b/>\n      |      ^~~~\n");
    CHECK_EXCERPT("e\xCC\x81 <b/>", "<b/>", "    1 | e\xCC\x81 <b/>\n      |   ^~~~\n");
    CHECK_EXCERPT("\xE6\x97\xA5", "\xE6\x97\xA5", "    1 | \xE6\x97\xA5\n      | ^~\n");
    CHECK_EXCERPT("x\x1B[31m\x7F<b/>", "<b/>",
                  "    1 | x\xE2\x90\x9B[31m\xE2\x90\xA1<b/>\n      |        ^~~~\n");
    CHECK_EXCERPT("x\xE2\x80\xAE\xC2\x9B y", "y",
                  "    1 | x<U+202E><U+009B> y\n      |                   ^\n");
    CHECK_EXCERPT("x\xFF y", "y", "    1 | x\xEF\xBF\xBD y\n      |    ^\n");
    CHECK_EXCERPT("\xEF\xBB\xBF<a/>  \r\n", "<a/>", "    1 | <a/>\n      | ^~~~\n");
}

/* A place in a line of many thousand columns stands in a window of a hundred. */
static void test_windows(struct test *test)
{
    struct buf line = BUF_INIT;
    buf_fill(&line, 'x', 3000);
    buf_str(&line, "TARGET");
    buf_fill(&line, 'y', 3000);
    buf_str(&line, "END");
    char want[400];
    char xs[64], ys[128];
    memset(xs, 'x', sizeof xs);
    memset(ys, 'y', sizeof ys);
    snprintf(want, sizeof want, "    1 | …%.40sTARGET%.52s…\n      | %41s^~~~~~\n", xs, ys, "");
    CHECK_EXCERPT(line.data, "TARGET", want);
    snprintf(want, sizeof want, "    1 | …%.95sEND\n      | %96s^~~\n", ys, "");
    CHECK_EXCERPT(line.data, "END", want);
    buf_clear(&line);
    buf_fill(&line, 'x', 100);
    snprintf(
        want, sizeof want, "    1 | %s\n      | ^%s\n", line.data,
        "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~");
    CHECK_EXCERPT(line.data, line.data, want);
    buf_clear(&line);
    for (int i = 0; i < 100000; i++) /* marks without a width must not fill the screen */
        buf_str(&line, "\xCC\x81");
    buf_str(&line, "HERE");
    struct source source = {.path = "a.xml", .bytes = line.data, .size = line.size};
    struct diag_log *log = diag_new();
    diag_add(log, D_NO_OWNER, find(&source, "HERE"));
    char *text = printed(log);
    CHECK(strlen(text) < 4000);
    free(text);
    diag_free(log);
    source_free_lines(&source);
    buf_free(&line);
}

static void test_messages(struct test *test)
{
    struct diag_log *log = diag_new();
    struct source source = {.path = "a\n\033.xml"};
    diag_add(log, D_NAMELESS, source_file(&source), "a\033[1mb\nc");
    CHECK_PRINTED(log, "a\xE2\x90\x8A\xE2\x90\x9B.xml: error: 'a\xE2\x90\x9B[1mb\xE2\x90\x8A"
                       "c' says nobody's name [nameless]\n");
    diag_free(log);
    log = diag_new();
    char *large = mem_zero(100001, 1);
    memset(large, 'x', 100000);
    diag_add(log, D_NAMELESS, (struct place){0}, large);
    char *text = printed(log);
    CHECK(strlen(text) < 1200 && strstr(text, "x…' says"));
    free(text);
    free(large);
    diag_free(log);
    log = diag_new();
    struct source unread = {.path = "b.xml"};
    struct finding *finding = diag_add(log, D_UNKNOWN_CODE, source_file(&unread), "no-onwer");
    diag_suggest(finding, "no-owner");
    diag_suggest(finding, "no-body");
    CHECK_PRINTED(log, "b.xml: warning: there is no finding 'no-onwer' [unknown-code]\n"
                       "      = did you mean 'no-owner' or 'no-body'?\n");
    diag_free(log);
}

/* Adds six findings, in the order that seed gives, one of them twice. */
static char *in_order(unsigned seed)
{
    struct source a = {.path = "a.xml", .bytes = "one\ntwo three\n", .size = 14};
    struct source b = {.path = "B.xml", .bytes = "one\n", .size = 4};
    struct diag_log *log = diag_new();
    for (unsigned i = 0; i < 7; i++)
        switch ((i * 3 + seed) % 7) {
        case 0: diag_add(log, D_NAMELESS, find(&a, "three"), "x"); break;
        case 1: diag_add(log, D_NAMELESS, find(&a, "three"), "w"); break;
        case 2: diag_add(log, D_NO_OWNER, find(&a, "two")); break;
        case 3: diag_add(log, D_NO_DATE, source_file(&a)); break;
        case 4: diag_add(log, D_NO_DATE, source_file(&b)); break;
        case 5: diag_suggest(diag_add(log, D_NAMELESS, find(&a, "three"), "x"), "y"); break;
        case 6: diag_add(log, D_NAMELESS, find(&a, "three"), "x"); break;
        }
    char *text = printed(log);
    diag_free(log);
    source_free_lines(&a);
    source_free_lines(&b);
    return text;
}

static void test_order(struct test *test)
{
    char *first = in_order(0);
    CHECK_TEXT(
        first,
        "B.xml: warning: the meeting has no date [no-date]\n"
        "a.xml: warning: the meeting has no date [no-date]\n"
        "a.xml:2:1: warning: the action has no owner [no-owner]\n    2 | two three\n      | ^~~\n"
        "a.xml:2:5: error: 'w' says nobody's name [nameless]\n    2 | two three\n      |     ^~~~~\n"
        "a.xml:2:5: error: 'x' says nobody's name [nameless]\n    2 | two three\n      |     ^~~~~\n"
        "a.xml:2:5: error: 'x' says nobody's name [nameless]\n    2 | two three\n      |     ^~~~~ did you mean 'y'?\n");
    for (unsigned seed = 1; seed < 7; seed++) {
        char *other = in_order(seed);
        CHECK_TEXT(other, first);
        free(other);
    }
    free(first);
}

static size_t count_at(struct diag_log *log, enum diag_level level)
{
    diag_finish(log);
    return diag_count(log, level);
}

static void test_settings(struct test *test)
{
    struct diag_log *log = diag_new();
    const char *nearest;
    CHECK(!diag_set(log, "no-onwer=off", &nearest));
    CHECK_TEXT(nearest, "no-owner");
    CHECK(!diag_set(log, "no-owner", &nearest) && !nearest && !diag_set(log, "no-owner=loud", &nearest));
    CHECK(!diag_set(log, "", &nearest) && !diag_set(log, "warning", &nearest) &&
          !diag_set(log, "=off", &nearest));
    struct source source = {.path = "h/a.xml"};
    diag_add(log, D_NO_OWNER, source_file(&source));
    diag_add(log, D_OWNER_NOT_KNOWN, source_file(&source), "x");
    CHECK(count_at(log, DIAG_WARNING) == 1 && diag_status(log) == 0 && !diag_file_failed(log, "h/a.xml"));
    CHECK(diag_set(log, "error", &nearest));
    CHECK(count_at(log, DIAG_ERROR) == 1 && count_at(log, DIAG_NOTE) == 1 && diag_status(log) == 1);
    CHECK(diag_file_failed(log, "h/a.xml") && !diag_file_failed(log, "h/b.xml"));
    CHECK(diag_set(log, "no-owner=warning", &nearest) && count_at(log, DIAG_WARNING) == 1);
    CHECK(diag_set(log, "no-owner=off", &nearest) && count_at(log, DIAG_WARNING) == 0 &&
          diag_status(log) == 0);
    CHECK(diag_set(log, "owner-not-known=error", &nearest) && diag_status(log) == 0 &&
          count_at(log, DIAG_ERROR) == 1);
    CHECK(diag_set(log, "malformed=off", &nearest) && diag_set(log, "cannot-read=off", &nearest));
    diag_add(log, D_MALFORMED, source_file(&source), "x");
    CHECK(diag_file_failed(log, "h/a.xml") && count_at(log, DIAG_ERROR) == 2);
    diag_add(log, D_USAGE, (struct place){0}, "x");
    CHECK(count_at(log, DIAG_ERROR) == 3 && diag_status(log) == 2);
    diag_add(log, D_CANNOT_READ, (struct place){0}, "x", "y");
    CHECK(count_at(log, DIAG_ERROR) == 4 && diag_status(log) == 3);
    diag_free(log);
}

static void test_policies(struct test *test)
{
    struct diag_log *log = diag_new();
    const char *nearest;
    struct source here = {.path = "h/a.xml"}, inner = {.path = "h/sub/a.xml"}, other = {.path = "hh/a.xml"};
    diag_add(log, D_NO_OWNER, source_file(&here));
    diag_add(log, D_NO_OWNER, source_file(&inner));
    diag_add(log, D_NO_OWNER, source_file(&other));
    diag_add(log, D_MALFORMED, source_file(&here), "x");
    diag_policy(log, "h", D_NO_OWNER, DIAG_NOTE);
    diag_policy(log, "h", D_MALFORMED, DIAG_OFF);
    CHECK(count_at(log, DIAG_NOTE) == 2 && count_at(log, DIAG_WARNING) == 1 &&
          count_at(log, DIAG_ERROR) == 1);
    diag_policy(log, "./h/sub/", D_NO_OWNER, DIAG_ERROR);
    CHECK(count_at(log, DIAG_NOTE) == 1 && count_at(log, DIAG_ERROR) == 2 &&
          diag_file_failed(log, "h/sub/a.xml"));
    diag_policy_historic(log, "h");
    CHECK(count_at(log, DIAG_NOTE) == 1); /* the word on the code goes before */
    diag_policy_historic(log, "hh");
    CHECK(count_at(log, DIAG_WARNING) == 0);
    diag_policy(log, "hh", D_NO_OWNER, DIAG_WARNING);
    CHECK(count_at(log, DIAG_WARNING) == 1);
    CHECK(diag_set(log, "no-owner=off", &nearest) &&
          count_at(log, DIAG_NOTE) + count_at(log, DIAG_WARNING) == 0);
    diag_free(log);
    log = diag_new();
    struct source plain = {.path = "a.xml"}, dotted = {.path = "./b.xml"}, absolute = {.path = "/c.xml"};
    diag_add(log, D_NO_DATE, source_file(&plain));
    diag_add(log, D_NO_DATE, source_file(&dotted));
    diag_add(log, D_NO_DATE, source_file(&absolute));
    diag_policy(log, ".", D_NO_DATE, DIAG_NOTE);
    CHECK(count_at(log, DIAG_NOTE) == 2);
    diag_policy(log, "/", D_NO_DATE, DIAG_NOTE);
    CHECK(count_at(log, DIAG_NOTE) == 3);
    diag_free(log);
}

static void test_restricted(struct test *test)
{
    struct source source = {.path = "a.xml", .bytes = "<x by=\"SECRET\"/>\n<y by=\"open\"/>\n"};
    source.size = strlen(source.bytes);
    struct diag_log *log = diag_new();
    struct place place = find(&source, "SECRET");
    place.restricted = true;
    struct finding *finding = diag_add(log, D_UNKNOWN_PERSON, place, "SECRET");
    diag_suggest(finding, "SECRET-1");
    diag_expected(finding, "SECRET-2");
    diag_done(finding, "SECRET-3");
    diag_note(finding, find(&source, "open"), "SECRET-4");
    diag_note(diag_add(log, D_UNKNOWN_PERSON, find(&source, "open"), "open"), place, "SECRET-5");
    CHECK_PRINTED(
        log,
        "a.xml:1:8: error: nobody has the id '…' (within a restricted passage; shown with --audience full) "
        "[unknown-person]\n"
        "a.xml:2:8: error: nobody has the id 'open' [unknown-person]\n"
        "    2 | <y by=\"open\"/>\n      |        ^~~~\n"
        "a.xml:1:8: note: (within a restricted passage; shown with --audience full)\n");
    diag_show_restricted(log, true);
    char *text = printed(log);
    for (int i = 1; i <= 5; i++) {
        char word[] = {'S', 'E', 'C', 'R', 'E', 'T', '-', (char)('0' + i), '\0'};
        CHECK(strstr(text, word) != NULL);
    }
    CHECK(strstr(text, "<x by=\"SECRET\"/>") != NULL && !strstr(text, "within a restricted"));
    free(text);
    diag_free(log);
    source_free_lines(&source);
}

static void test_pack(struct test *test)
{
    struct source source = {.path = "h/a.xml", .bytes = "<x by=\"SECRET\"/>\n", .size = 17};
    struct diag_log *log = diag_new(), *copy = diag_new();
    struct place place = find(&source, "SECRET");
    struct finding *finding = diag_add(log, D_UNKNOWN_PERSON, place, "SECRET");
    diag_suggest(finding, "one");
    diag_expected(finding, "");
    diag_done(finding, "done");
    diag_note(finding, find(&source, "by"), "note");
    place.restricted = true;
    diag_add(log, D_NAMELESS, place, "SECRET");
    diag_add(log, D_CANNOT_READ, (struct place){0}, "x", "y");
    diag_policy(log, "h", D_UNKNOWN_PERSON, DIAG_NOTE);
    diag_policy_historic(log, "h");
    struct buf bytes = BUF_INIT;
    diag_pack(log, &bytes);
    CHECK(diag_unpack(copy, bytes.data, bytes.size));
    char *text = printed(log);
    CHECK_PRINTED(copy, text);
    CHECK(diag_count(copy, DIAG_NOTE) == 1);
    CHECK(diag_unpack(copy, bytes.data, bytes.size)); /* once more: exact repetitions go */
    CHECK_PRINTED(copy, text);
    CHECK(diag_unpack(copy, "", 0));
    free(text);
    size_t before = count_at(copy, DIAG_ERROR);
    for (size_t size = 1; size < bytes.size; size++) { /* no cut may do harm */
        char *cut = mem_alloc(size);
        memcpy(cut, bytes.data, size);
        diag_unpack(copy, cut, size);
        free(cut);
    }
    CHECK(!diag_unpack(copy, "12345", 5) && !diag_unpack(copy, "\x09\0\0\0\0\0\0\0", 8));
    CHECK(count_at(copy, DIAG_ERROR) >= before);
    buf_free(&bytes);
    diag_free(copy);
    diag_free(log);
    source_free_lines(&source);
}

static bool keep_named(void *with, const char *path)
{
    return strcmp(path, with) == 0;
}

/* Bytes changed anywhere: refused, or taken for findings that can be printed; what was refused leaves nothing behind. */
static void test_pack_damage(struct test *test)
{
    struct source source = {.path = "h/a.xml", .bytes = "<x by=\"SECRET\"/>\n", .size = 17};
    struct diag_log *log = diag_new();
    struct buf bytes = BUF_INIT;
    diag_policy(log, "h", D_UNKNOWN_PERSON, DIAG_NOTE);
    diag_policy_historic(log, "h/i");
    diag_note(diag_add(log, D_UNKNOWN_PERSON, find(&source, "SECRET"), "SECRET"), find(&source, "by"), "note");
    diag_suggest(diag_add(log, D_NAMELESS, source_file(&source)), "one");
    diag_pack(log, &bytes);
    unsigned state = 7;
    int taken = 0, refused = 0;
    for (int i = 0; i < 20000; i++) {
        char *copy = mem_alloc(bytes.size);
        memcpy(copy, bytes.data, bytes.size);
        for (int changes = 1 + i % 3; changes > 0; changes--) {
            static const unsigned char telling[] = {0, 1, 0x7F, 0x80, 0xFF};
            state = state * 1664525U + 1013904223U;
            copy[(state >> 8) % bytes.size] = (char)(changes == 1 ? telling[(state >> 4) % sizeof telling] : state >> 24);
        }
        struct diag_log *other = diag_new();
        bool good = diag_unpack(other, copy, bytes.size);
        free(copy);
        if (!good)
            diag_add(other, D_UNKNOWN_PERSON, source_file(&source), "SECRET");
        char *text = printed(other);
        if (!good)
            CHECK_TEXT(text, "h/a.xml: error: nobody has the id 'SECRET' [unknown-person]\n");
        taken += good;
        refused += !good;
        free(text);
        diag_free(other);
    }
    CHECK(taken > 1000 && refused > 1000);
    buf_free(&bytes);
    diag_free(log);
    source_free_lines(&source);
}

/* -- files read again for excerpts -- */

/* What is printed of a place in a file that is not in memory. */
static char *fetched(struct place place, const char *path, bool fetch, bool restricted)
{
    struct source gone = {.path = path};
    struct diag_log *log = diag_new();
    diag_fetch_sources(log, fetch, NULL);
    diag_show_restricted(log, restricted);
    place.source = &gone;
    for (int i = 0; i < 2; i++) /* the second from what is kept */
        diag_add(log, i ? D_NAMELESS : D_UNKNOWN_PERSON, place, "SECRET");
    char *text = printed(log);
    diag_free(log);
    return text;
}

static void check_fetched(struct test *test, struct place place, const char *path, bool fetch, bool restricted, bool excerpt, int line)
{
    struct diag_log *log = diag_new();
    diag_show_restricted(log, restricted);
    struct source none = {.path = path};
    if (!excerpt)
        place.source = &none;
    for (int i = 0; i < 2; i++)
        diag_add(log, i ? D_NAMELESS : D_UNKNOWN_PERSON, place, "SECRET");
    char *want = printed(log), *text = fetched(place, path, fetch, restricted);
    check_text(test, text, want, line);
    free(want);
    free(text);
    diag_free(log);
}

#define CHECK_FETCHED(place, fetch, restricted, excerpt) \
    check_fetched(test, (place), path, (fetch), (restricted), (excerpt), __LINE__)

static void test_fetch(struct test *test)
{
    static const char bytes[] = "\xEF\xBB\xBF<a>\r\n  <x by=\"SECRET\"/> \xC3\xA9\t.\n</a>";
    char *path = path_in(test, "fetched.xml");
    struct source source = {.path = path, .bytes = bytes, .size = sizeof bytes - 1};
    struct place place = find(&source, "SECRET");
    put_file(path, bytes, sizeof bytes - 1);
    CHECK_FETCHED(place, false, false, false);
    CHECK_FETCHED(place, true, false, true);
    CHECK_FETCHED(source_file(&source), true, false, true);
    place.veiled = true;
    CHECK_FETCHED(place, true, false, false);
    CHECK_FETCHED(place, true, true, true);
    place.veiled = false;
    place.restricted = true;
    CHECK_FETCHED(place, true, false, true);
    CHECK_FETCHED(place, true, true, true);
    put_file(path, "<a>", 3); /* the line is gone */
    CHECK_FETCHED(place, true, true, false);
    put_file(path, "", 0);
    CHECK_FETCHED(place, true, true, false);
    CHECK(unlink(path) == 0);
    CHECK_FETCHED(place, true, true, false);
    CHECK(mkdir(path, 0777) == 0);
    CHECK_FETCHED(place, true, true, false);
    CHECK(rmdir(path) == 0);
    free(path);
    source_free_lines(&source);
}

/* -- hashes -- */

static void check_hash(struct test *test, struct hash hash, const char *want, int line)
{
    char text[33];
    hash_text(hash, text);
    check_text(test, text, want, line);
}

static void test_hash(struct test *test)
{
    struct hasher *hasher = hasher_new();
    check_hash(test, hash_bytes("", 0), "99aa06d3014798d86001c324468d497f", __LINE__); /* the values are fixed for good */
    check_hash(test, hash_bytes("a", 1), "a96faf705af16834e6c632b61e964e1f", __LINE__);
    check_hash(test, (struct hash){1, 0xAB}, "000000000000000100000000000000ab", __LINE__);
    char large[5000];
    memset(large, 'x', sizeof large);
    for (size_t size = 0; size < sizeof large; size += 617) {
        for (size_t at = 0; at < size; at++)
            hasher_add(hasher, large + at, 1);
        CHECK(hash_same(hasher_take(hasher), hash_bytes(large, size)));
    }
    static const char *const texts[][3] = {{"ab", "c", ""}, {"a", "bc", ""}, {"abc", "", ""}, {"abc", NULL, ""}, {"", "abc", ""}};
    enum { TEXTS = sizeof texts / sizeof *texts };
    struct hash seen[TEXTS];
    for (size_t i = 0; i < TEXTS; i++) {
        for (size_t k = 0; k < 3; k++)
            hasher_add_text(hasher, texts[i][k]);
        seen[i] = hasher_take(hasher);
        for (size_t k = 0; k < i; k++)
            CHECK(!hash_same(seen[i], seen[k]));
    }
    hasher_add_number(hasher, 0x0102030405060708);
    CHECK(hash_same(hasher_take(hasher), hash_bytes("\1\2\3\4\5\6\7\10", 8)));
    CHECK(!hash_same((struct hash){1, 2}, (struct hash){2, 1}) && !hash_same((struct hash){1, 2}, (struct hash){1, 3}));
    hasher_free(hasher);
    hasher_free(NULL);
}

static void test_keep(struct test *test)
{
    struct diag_log *log = diag_new();
    struct source a = {.path = "a.xml"}, b = {.path = "b.xml"};
    diag_add(log, D_NO_DATE, source_file(&a));
    diag_add(log, D_NO_DATE, source_file(&b));
    diag_add(log, D_USAGE, (struct place){0}, "x");
    char name[] = "b.xml";
    diag_keep(log, keep_named, name);
    CHECK_PRINTED(log, "minutec: error: x [usage]\nb.xml: warning: the meeting has no date [no-date]\n");
    diag_free(log);
}

/* -- port -- */

static void check_read(struct test *test, const char *below, const char *path, enum port_read want,
                       const char *words, int line)
{
    struct buf out = BUF_INIT;
    size_t size;
    const char *why = NULL;
    enum port_read got = port_read(below, path, 100, &out, &size, &why);
    check(test, got == want, path, line);
    check(test, want == PORT_OK || (why && strstr(why, words)), why ? why : "no reason", line);
    check(test, want == PORT_OK ? strcmp(out.data, words) == 0 : out.size == 0, "content", line);
    buf_free(&out);
}

#define CHECK_READ(below, path, want, words) check_read(test, (below), (path), (want), (words), __LINE__)

static void test_port_read(struct test *test)
{
    char *file = path_in(test, "plain.txt"), *fifo = path_in(test, "fifo"), *link = path_in(test, "link.txt");
    char *sub = path_in(test, "sub"), *in_sub = path_in(test, "sub/x.txt"),
         *sub_link = path_in(test, "sublink");
    char *large = path_in(test, "large"), *none = path_in(test, "none");
    put_file(file, "words", 5);
    put_file(
        large,
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
        "x",
        101);
    CHECK(mkdir(sub, 0777) == 0 && mkfifo(fifo, 0666) == 0 && symlink("plain.txt", link) == 0 &&
          symlink("sub", sub_link) == 0);
    put_file(in_sub, "inner", 5);
    CHECK_READ(NULL, file, PORT_OK, "words");
    CHECK_READ(NULL, link, PORT_OK, "words");
    CHECK_READ(NULL, fifo, PORT_FAILED, "not a regular file");
    CHECK_READ(NULL, sub, PORT_FAILED, "is a folder");
    CHECK_READ(NULL, none, PORT_FAILED, "no such file");
    CHECK_READ(NULL, large, PORT_TOO_LARGE, "too large");
    CHECK_READ(test->folder, "plain.txt", PORT_OK, "words");
    CHECK_READ(test->folder, "./sub//./x.txt", PORT_OK, "inner");
    CHECK_READ(test->folder, "sub/../plain.txt", PORT_FAILED, "leads out");
    CHECK_READ(test->folder, "..", PORT_FAILED, "leads out");
    CHECK_READ(test->folder, file, PORT_FAILED, "does not begin");
    CHECK_READ(test->folder, "", PORT_FAILED, "empty");
    CHECK_READ(test->folder, "./", PORT_FAILED, "empty");
    CHECK_READ(test->folder, "sub", PORT_FAILED, "is a folder");
    CHECK_READ(test->folder, "plain.txt/", PORT_FAILED, "is a folder");
    CHECK_READ(test->folder, "plain.txt/x", PORT_FAILED, "not a folder");
    CHECK_READ(test->folder, "fifo", PORT_FAILED, "not a regular file");
    CHECK_READ(test->folder, "link.txt", PORT_LINK, "symbolic link");
    CHECK_READ(test->folder, "sublink/x.txt", PORT_LINK, "symbolic link");
    CHECK_READ(none, "x", PORT_FAILED, "no such file");
    struct buf out = BUF_INIT;
    size_t size = 0;
    const char *why;
    CHECK(port_read(NULL, large, 100, &out, &size, &why) == PORT_TOO_LARGE && size == 101);
    CHECK(port_read(NULL, large, SIZE_MAX, &out, &size, &why) == PORT_OK && size == 101);
    CHECK(port_read(NULL, large, 0, &out, &size, &why) == PORT_TOO_LARGE && out.size == 0);
    buf_free(&out);
    char *all[] = {file, fifo, link, sub, in_sub, sub_link, large, none};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static bool gather(void *with, const struct port_entry *entry)
{
    static const char letters[] = "-fdlo";
    buf_printf(with, "%s:%c ", entry->name, letters[entry->kind]);
    return strcmp(entry->name, "stop") != 0;
}

static void test_port_folder(struct test *test)
{
    char *folder = path_in(test, "many/a/b"), *many = path_in(test, "many"), *z = path_in(test, "many/stop");
    char *link = path_in(test, "many/Link"), *under = path_in(test, "many/stop/x"),
         *late = path_in(test, "many/z");
    const char *why = NULL;
    struct buf seen = BUF_INIT;
    CHECK(port_make_folders(folder, &why) && port_make_folders(folder, &why) && port_make_folders("", &why));
    put_file(z, "", 0);
    put_file(late, "", 0);
    CHECK(symlink("a", link) == 0);
    CHECK(port_folder(many, gather, &seen, &why));
    CHECK_TEXT(seen.data, "Link:l a:d stop:f ");
    CHECK(!port_folder(under, gather, &seen, &why) && strstr(why, "not a folder"));
    CHECK(!port_make_folders(under, &why) && strstr(why, "not a folder"));
    CHECK(!port_make_folders(z, &why) && strstr(why, "not a folder"));
    CHECK(port_kind(link, false) == PORT_SYMLINK && port_kind(link, true) == PORT_FOLDER);
    CHECK(port_kind(z, true) == PORT_FILE && port_kind(under, true) == PORT_NONE);
    char *again = path_in(test, "many/../many/a");
    CHECK(port_same(link, again) && !port_same(link, many) && !port_same(under, under));
    CHECK(port_processors() >= 1);
    CHECK(strstr(port_error(ENOSPC), "no space") && *port_error(12345));
    buf_free(&seen);
    char *all[] = {folder, many, z, link, under, late, again};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

/* -- write -- */

static size_t count_names(struct test *test, const char *folder, const char *start)
{
    struct buf seen = BUF_INIT;
    const char *why;
    size_t count = 0;
    CHECK(port_folder(folder, gather, &seen, &why));
    for (const char *at = seen.data; at && (at = strstr(at, start)); at++)
        count++;
    buf_free(&seen);
    return count;
}

static bool holds(const char *path, const char *want)
{
    struct buf out = BUF_INIT;
    size_t size;
    const char *why;
    bool same = port_read(NULL, path, 1 << 20, &out, &size, &why) == PORT_OK && strcmp(out.data, want) == 0;
    buf_free(&out);
    return same;
}

static void test_write(struct test *test)
{
    char *folder = path_in(test, "out"), *file = path_in(test, "out/deep/a.html"),
         *link = path_in(test, "out/deep/link");
    char *deep = path_in(test, "out/deep"), *under = path_in(test, "out/deep/a.html/x"),
         *slash = path_in(test, "out/");
    const char *why = NULL;
    struct stat before, after;
    mode_t mask = umask(027);
    CHECK(write_file(file, "one", 3, &why) == WRITE_DONE && holds(file, "one"));
    CHECK(stat(file, &before) == 0 && (before.st_mode & 0777) == 0640);
    umask(mask);
    struct timeval old[2] = {{1000000, 0}, {1000000, 0}};
    CHECK(utimes(file, old) == 0);
    CHECK(write_file(file, "one", 3, &why) == WRITE_SAME);
    CHECK(stat(file, &after) == 0 && after.st_mtime == 1000000 && after.st_ino == before.st_ino);
    CHECK(write_file(file, "two", 3, &why) == WRITE_DONE && holds(file, "two"));
    CHECK(write_file(file, "", 0, &why) == WRITE_DONE && holds(file, "") &&
          write_file(file, "", 0, &why) == WRITE_SAME);
    CHECK(write_file(deep, "x", 1, &why) == WRITE_FAILED && strstr(why, "is a folder"));
    CHECK(write_file(slash, "x", 1, &why) == WRITE_FAILED && write_file(under, "x", 1, &why) == WRITE_FAILED);
    CHECK(write_file("", "x", 1, &why) == WRITE_FAILED);
    CHECK(symlink("a.html", link) == 0 && write_file(link, "new", 3, &why) == WRITE_DONE);
    CHECK(port_kind(link, false) == PORT_FILE && holds(link, "new") && holds(file, ""));
    CHECK(write_file("/dev/null", "x", 1, &why) == WRITE_DONE && port_kind("/dev/null", false) == PORT_OTHER);
    if (port_kind("/dev/full", false) == PORT_OTHER)
        CHECK(write_file("/dev/full", "x", 1, &why) == WRITE_FAILED && strstr(why, "no space"));
    CHECK(count_names(test, deep, ".minutec-") == 0);
    char *all[] = {folder, file, link, deep, under, slash};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static void test_write_over(struct test *test)
{
    char *file = path_in(test, "over/a.xml"), *link = path_in(test, "over/link"), *none = path_in(test, "over/none"),
         *folder = path_in(test, "over");
    const char *why = "";
    struct stat about;
    CHECK(write_file(file, "one", 3, &why) == WRITE_DONE && chmod(file, 0604) == 0);
    CHECK(!write_over(file, "two", 3, "new", 3, &why) && strstr(why, "has changed") && holds(file, "one"));
    CHECK(!write_over(file, "on", 2, "new", 3, &why) && strstr(why, "has changed") && holds(file, "one"));
    CHECK(write_over(file, "one", 3, "new words", 9, &why) && holds(file, "new words"));
    CHECK(stat(file, &about) == 0 && (about.st_mode & 0777) == 0604);
    CHECK(symlink("a.xml", link) == 0 && write_over(link, "new words", 9, "again", 5, &why));
    CHECK(port_kind(link, false) == PORT_SYMLINK && holds(file, "again"));
    CHECK(chmod(file, 0444) == 0 && !write_over(link, "again", 5, "no", 2, &why) && strstr(why, "permission") && holds(file, "again"));
    CHECK(!write_over(none, "", 0, "x", 1, &why) && port_kind(none, false) == PORT_NONE);
    CHECK(!write_over(folder, "", 0, "x", 1, &why) && !write_over("/dev/null", "", 0, "x", 1, &why));
    CHECK(count_names(test, folder, ".minutec-") == 0);
    char *all[] = {file, link, none, folder};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

/* -- differences -- */

static bool hides_second(const void *with, size_t line)
{
    (void)with;
    return line == 2;
}

static const char *diff_of(struct buf *out, const char *before, const char *after, bool hide)
{
    const struct diff_side one = {before, strlen(before), hide ? hides_second : NULL, NULL};
    const struct diff_side other = {after, strlen(after), hide ? hides_second : NULL, NULL};
    buf_clear(out);
    diff_write("/a.xml", &one, &other, false, out);
    return buf_text(out);
}

static void test_diff(struct test *test)
{
    struct buf out = BUF_INIT;
#define HEAD "--- a/a.xml\n+++ b/a.xml\n"
    CHECK(strcmp(diff_of(&out, "a\n", "a\n", false), "") == 0 && strcmp(diff_of(&out, "", "", false), "") == 0);
    CHECK(strcmp(diff_of(&out, "", "a\n", false), HEAD "@@ -0,0 +1 @@\n+a\n") == 0);
    CHECK(strcmp(diff_of(&out, "a\nb\n", "", false), HEAD "@@ -1,2 +0,0 @@\n-a\n-b\n") == 0);
    CHECK(strcmp(diff_of(&out, "a\nb", "a\nb\n", false),
                 HEAD "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n") == 0);
    CHECK(strcmp(diff_of(&out, "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n", false),
                 HEAD "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n") == 0);
    CHECK(strcmp(diff_of(&out, "a\nsecret\nc\n", "a\nother\n", true),
                 HEAD "@@ -1,3 +1,2 @@\n a\n-(of a restricted passage; --audience full shows it)\n-c\n"
                      "+(of a restricted passage; --audience full shows it)\n") == 0);
#undef HEAD
    buf_free(&out);
}

/* Whether a difference leads from the one text to the other. Each of their lines is of two bytes. */
static bool leads(const char *diff, const char *before, const char *after)
{
    const char *start = before;
    for (const char *line = strstr(diff, "@@"); line && *line; line = strchr(line, '\n') + 1) {
        size_t from = 0, size = strcspn(line + 1, "\n") + 1;
        if (*line == '@') {
            size_t past = sscanf(line, "@@ -%zu", &from) == 1 && from > 1 ? 2 * (from - 1) : 0, at = (size_t)(before - start);
            if (past < at || strncmp(before, after, past - at) != 0)
                return false;
            before += past - at;
            after += past - at;
            continue;
        }
        if (*line != '+' && strncmp(line + 1, before, size) != 0)
            return false;
        if (*line != '-' && strncmp(line + 1, after, size) != 0)
            return false;
        before += *line != '+' ? size : 0;
        after += *line != '-' ? size : 0;
    }
    return strcmp(before, after) == 0;
}

static void random_lines(unsigned *seed, struct buf *out, int letters, int most)
{
    buf_clear(out);
    for (int count = rand_r(seed) % most; count > 0; count--)
        buf_printf(out, "%c\n", 'a' + rand_r(seed) % letters);
}

static void test_diff_random(struct test *test)
{
    struct buf one = BUF_INIT, other = BUF_INIT, out = BUF_INIT;
    unsigned seed = 3;
    int wrong = 0;
    for (int i = 0; i < 4000; i++) {
        random_lines(&seed, &one, 1 + i % 5, 40);
        random_lines(&seed, &other, 1 + i % 5, 40);
        const char *diff = diff_of(&out, buf_text(&one), buf_text(&other), false);
        wrong += *diff ? !leads(diff, buf_text(&one), buf_text(&other)) : strcmp(buf_text(&one), buf_text(&other)) != 0;
    }
    CHECK(wrong == 0);
    buf_clear(&one);
    buf_clear(&other);
    for (int i = 0; i < 6000; i++) { /* more steps than are followed */
        buf_printf(&one, "%c\n", 'a' + rand_r(&seed) % 3);
        buf_printf(&other, "%c\n", 'a' + rand_r(&seed) % 3);
    }
    CHECK(strlen(diff_of(&out, one.data, other.data, false)) > 1000);
    buf_free(&one);
    buf_free(&other);
    buf_free(&out);
}

/* -- mends -- */

static void test_mend(struct test *test)
{
    char text[] = "one two\r\nthr\xC3\xA9""e four\n";
    struct source source = {.path = "a.xml", .bytes = text, .size = strlen(text)};
    struct diag_log *log = diag_new();
    struct buf out = BUF_INIT, told = BUF_INIT;
    diag_mend(diag_add(log, D_BAD_VALUE, source_place(&source, 16, 4), "x", "y"), &source, 16, 4, "FOUR");
    struct finding *both = diag_add(log, D_UNKNOWN_ELEMENT, source_place(&source, 0, 3), "one");
    diag_mend(both, &source, 0, 3, "1");
    diag_mend(both, &source, 7, 0, "!");
    diag_mend(diag_add(log, D_UNKNOWN_ELEMENT, source_place(&source, 1, 3), "ne"), &source, 1, 2, "overlaps");
    struct finding *half = diag_add(log, D_UNKNOWN_ELEMENT, source_place(&source, 9, 3), "thr");
    diag_mend(half, &source, 9, 3, "THR");
    diag_mend(half, &source, 18, 1, "meets the first");
    CHECK(mend_file(log, &source, &out, &told) == 2);
    CHECK(strcmp(out.data, "1 two!\r\nthr\xC3\xA9""e FOUR\n") == 0);
    CHECK(strstr(told.data, "a.xml:1:1: mended: ") && strstr(told.data, "a.xml:2:7: mended: ") && !strstr(told.data, "1:2"));
    source_free_lines(&source);
    buf_free(&out);
    buf_free(&told);
    diag_free(log);
}

/* In a child: as somebody without rights, then with a disk that holds 4 KB. */
static void write_hindered(void *with)
{
    struct test *test = with;
    char *file = path_in(test, "closed/a.txt"), *large = path_in(test, "small/a.txt");
    const char *why = "";
    char bytes[8192] = "x";
    struct rlimit limit = {4096, 4096};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    if (write_file(large, bytes, sizeof bytes, &why) != WRITE_FAILED || !strstr(why, "too large"))
        _exit(10);
    if (!holds(large, "old"))
        _exit(11);
    if (geteuid() == 0 && setuid(65534) != 0)
        _exit(12);
    why = "";
    if (write_file(file, "new", 3, &why) != WRITE_FAILED || !strstr(why, "permission"))
        _exit(13);
    free(file);
    free(large);
}

static void test_write_hindered(struct test *test)
{
    char *closed = path_in(test, "closed"), *file = path_in(test, "closed/a.txt");
    char *small = path_in(test, "small"), *large = path_in(test, "small/a.txt");
    struct buf errors = BUF_INIT;
    CHECK(mkdir(closed, 0777) == 0 && mkdir(small, 0777) == 0);
    put_file(file, "old", 3);
    put_file(large, "old", 3);
    CHECK(chmod(closed, 0555) == 0);
    int status = in_child(write_hindered, test, &errors);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK(chmod(closed, 0755) == 0);
    CHECK(holds(file, "old") && count_names(test, closed, ".minutec-") == 0 &&
          count_names(test, small, ".minutec-") == 0);
    buf_free(&errors);
    char *all[] = {closed, file, small, large};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static void test_write_clean(struct test *test)
{
    static const char *const stay[] = {".minutec-abc", ".minutec-abcdefg", ".minutec-ab/dir",
                                       "minutec-abcdef", ".minutec-ab.def"};
    char *folder = path_in(test, "clean"), *dead = path_in(test, "clean/.minutec-aB3dEf");
    char *alive = path_in(test, "clean/.minutec-LIVING"), *sub = path_in(test, "clean/.minutec-ab");
    CHECK(mkdir(folder, 0777) == 0 && mkdir(sub, 0777) == 0);
    for (size_t i = 0; i < sizeof stay / sizeof *stay; i++) {
        struct buf path = BUF_INIT;
        buf_printf(&path, "%s/%s", folder, stay[i]);
        put_file(path.data, "x", 1);
        buf_free(&path);
    }
    put_file(dead, "x", 1);
    put_file(alive, "x", 1);
    int held = open(alive, O_RDWR);
    CHECK(held >= 0 && flock(held, LOCK_EX) == 0);
    write_clean(folder);
    CHECK(port_kind(dead, false) == PORT_NONE && port_kind(alive, false) == PORT_FILE);
    CHECK(count_names(test, folder, "minutec-") == 6);
    close(held);
    write_clean(folder);
    CHECK(port_kind(alive, false) == PORT_NONE);
    write_clean("there/is/no/such/folder");
    char *all[] = {folder, dead, alive, sub};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

/* -- zip -- */

static bool make_archive(struct zip_deflater *deflater, struct buf *out)
{
    struct zip_writer *writer = zip_writer_new(deflater);
    struct buf large = BUF_INIT;
    const char *why = "";
    for (int i = 0; i < 40000; i++)
        buf_printf(&large, "%d ", i * 7919 % 10007);
    zip_writer_add(writer, "mimetype", "application/x", 13, false);
    zip_writer_add(writer, "word/document.xml", large.data, large.size, true);
    zip_writer_add(writer, "empty", "", 0, true);
    zip_writer_add(writer, "Caf\xC3\xA9.txt", "x", 1, true);
    buf_free(&large);
    return zip_writer_finish(writer, out, &why);
}

/* The archive's names and sizes as the zip library reads them; every member is read through, its sum checked. */
static void list_archive(const struct buf *archive, struct buf *out)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(archive->data, archive->size, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_CHECKCONS, &error) : NULL;
    for (zip_int64_t i = 0; zip && i < zip_get_num_entries(zip, 0); i++) {
        zip_stat_t about;
        zip_stat_index(zip, (zip_uint64_t)i, 0, &about);
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        char part[4096];
        zip_int64_t got, size = 0;
        while (file && (got = zip_fread(file, part, sizeof part)) > 0)
            size += got;
        buf_printf(out, "%s %ld %d\n", about.name, (long)size, (int)about.comp_method);
        if (file)
            zip_fclose(file);
    }
    if (zip)
        zip_discard(zip);
    zip_error_fini(&error);
}

static void test_zip(struct test *test)
{
    static const char *const zones[] = {"UTC",           "America/New_York", "Pacific/Apia", "Asia/Kolkata",
                                        "Europe/London", "<-14>14",          "<+12>-12"};
    struct buf first = BUF_INIT, list = BUF_INIT;
    struct zip_deflater *deflater = zip_deflater_new();
    CHECK(make_archive(deflater, &first));
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        struct buf other = BUF_INIT;
        setenv("TZ", zones[i], 1);
        tzset();
        CHECK(make_archive(deflater, &other));
        CHECK(other.size == first.size && memcmp(other.data, first.data, first.size) == 0);
        buf_free(&other);
    }
    unsetenv("TZ");
    tzset();
    zip_deflater_free(deflater);
    CHECK(memcmp(first.data, "PK\3\4", 4) == 0 && memcmp(first.data + 10, "\0\0\x21\0", 4) == 0);
    CHECK(memcmp(first.data + 28, "\0\0", 2) == 0); /* no extra fields */
    CHECK(memcmp(first.data + 30, "mimetypeapplication/x", 21) == 0);
    list_archive(&first, &list);
    CHECK_TEXT(list.data, "mimetype 13 0\nword/document.xml 195592 8\nempty 0 0\nCaf\xC3\xA9.txt 1 8\n");
    CHECK(first.size < 100000);
    buf_free(&list);
    buf_free(&first);
}

static void test_zip_edges(struct test *test)
{
    struct buf out = BUF_INIT;
    const char *why = NULL;
    struct zip_deflater *deflater = zip_deflater_new();
    buf_str(&out, "before");
    CHECK(zip_writer_finish(zip_writer_new(deflater), &out, &why) && out.size == 28 &&
          memcmp(out.data, "beforePK\5\6", 10) == 0);
    struct zip_writer *writer = zip_writer_new(deflater);
    zip_writer_add(writer, "a", "1", 1, true);
    zip_writer_add(writer, "a", "2", 1, true);
    CHECK(!zip_writer_finish(writer, &out, &why) && why && strstr(why, "same name") && out.size == 28);
    writer = zip_writer_new(deflater);
    zip_writer_add(writer, "a", "1", 1, true);
    zip_writer_free(writer);
    zip_writer_free(NULL);
    zip_deflater_free(deflater);
    zip_deflater_free(NULL);
    buf_free(&out);
}

/* What the deflater remembers gives the same archive as what it deflates anew, however many members came between. */
static void test_zip_memory(struct test *test)
{
    struct zip_deflater *deflater = zip_deflater_new();
    struct buf first = BUF_INIT;
    for (int round = 0; round < 200; round++) {
        struct buf out = BUF_INIT, same = BUF_INIT, other = BUF_INIT, list = BUF_INIT;
        struct zip_writer *writer = zip_writer_new(deflater);
        const char *why = "";
        for (int i = 0; i < 300; i++)
            buf_printf(&same, "%d ", i);
        for (int i = 0; i <= round % 60; i++)
            buf_printf(&other, "%d,%d ", round % 60, i);
        zip_writer_add(writer, "same", same.data, same.size, true);
        CHECK(zip_writer_finish(writer, &out, &why));
        if (!round)
            buf_add(&first, out.data, out.size);
        CHECK(out.size == first.size && memcmp(out.data, first.data, first.size) == 0);
        buf_clear(&out);
        writer = zip_writer_new(deflater);
        zip_writer_add(writer, "other", other.data, other.size, true);
        CHECK(zip_writer_finish(writer, &out, &why));
        list_archive(&out, &list);
        char want[64];
        snprintf(want, sizeof want, "other %zu 8\n", other.size);
        CHECK_TEXT(list.data, want);
        buf_free(&out);
        buf_free(&same);
        buf_free(&other);
        buf_free(&list);
    }
    zip_deflater_free(deflater);
    buf_free(&first);
}

/* -- all -- */

static bool remove_one(void *with, const struct port_entry *entry)
{
    const char *why;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", (const char *)with, entry->name);
    if (entry->kind == PORT_FOLDER) {
        port_folder(path.data, remove_one, path.data, &why);
        rmdir(path.data);
    } else {
        unlink(path.data);
    }
    buf_free(&path);
    return true;
}

static void make_folder(struct test *test)
{
    const char *base = getenv("TMPDIR");
    snprintf(test->folder, sizeof test->folder, "%s/minutec-base-test-XXXXXX",
             base && *base ? base : P_tmpdir);
    if (!mkdtemp(test->folder) || chmod(test->folder, 0755) != 0) {
        perror(test->folder);
        exit(2);
    }
}

int main(void)
{
    static void (*const tests[])(struct test *) = {
        test_mem,          test_out_of_memory,  test_buf,
        test_decode,       test_valid,          test_measure, test_blanks,
        test_plain,        test_collapse,       test_nearest, test_source,
        test_long_line,    test_date,           test_table,
        test_format,       test_excerpts,       test_windows,
        test_messages,     test_order,          test_settings,
        test_many,
        test_policies,     test_restricted,     test_pack,
        test_pack_damage,  test_fetch,          test_hash,
        test_keep,         test_port_read,      test_port_folder,
        test_write,        test_write_hindered, test_write_clean,
        test_write_over,   test_diff,           test_diff_random, test_mend,
        test_zip,          test_zip_edges,      test_zip_memory,
    };
    struct test test = {{0, 0}, ""};
    const char *why;
    make_folder(&test);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tests[i](&test);
    port_folder(test.folder, remove_one, test.folder, &why);
    rmdir(test.folder);
    printf("%d passed, %d failed\n", test.tally.passed, test.tally.failed);
    return test.tally.failed ? 1 : 0;
}
