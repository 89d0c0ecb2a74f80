/* Plain text laid out into blocks. */
#define TEST_FILE "text_in_test.c"
#include "check.h"
#include "told.h"

#include <stdlib.h>
#include <string.h>

#define LONG_A "The committee heard from the treasurer about the state of the fund,"
#define LONG_B "and thanked the helpers of the summer fair for all that they had"

static const struct {
    const char *text, *told;
} samples[] = {
    {"", ""},
    {" \n\t\n\n", ""},
    /* cells behind tabs, below a row that heads them */
    {"Harbour Group\n\n\tNo.\n\tItem\n\tFor:\n\n\t1\n\tWelcome\n\t\n\n\t1.1\n\tHelen spoke.\nShe went on.\n\nAnd on.\n"
     "\tHelen\n\n\n\nALL\n\n\t2\n\tEnd\n\tJB\n\nSigned",
     "P Harbour Group\nP T1[1,1]! +1 No.\nP T1[1,2]! Item\nP T1[1,3]! For:\nP T1[2,1] +1 1\nP T1[2,2] Welcome\nP T1[3,1] +1 1.1\n"
     "P T1[3,2] Helen spoke.\nP T1[3,2] She went on.\nP T1[3,2] +1 And on.\nP T1[3,3] Helen\nP T1[3,3] +3 ALL\nP T1[4,1] +1 2\nP T1[4,2] End\n"
     "P T1[4,3] JB\nP +1 Signed\n"},
    /* a row that lacks its last cell ends where the next number begins one; empty first paragraphs of a cell count */
    {"\tNo\n\tItem\n\tWho\n\n\t1\n\tOne\n\n\t2\n\tTwo\n\t\n\nKim\n\n\t3\n\tThree\n\tLee\n",
     "P T1[1,1]! No\nP T1[1,2]! Item\nP T1[1,3]! Who\nP T1[2,1] +1 1\nP T1[2,2] One\nP T1[3,1] +1 2\nP T1[3,2] Two\nP T1[3,3] +2 Kim\n"
     "P T1[4,1] +1 3\nP T1[4,2] Three\nP T1[4,3] Lee\n"},
    /* tabs without a head are no table */
    {"\tPresent:\n\tA Marsh\n\tB Cole\n", "P Present:\nP A Marsh\nP B Cole\n"},
    /* hard wraps, and what is not joined */
    {LONG_A "\n" LONG_B "\ngiven.\n\nThere were there\nAnna Marsh\nBen Cole\n",
     "P " LONG_A " " LONG_B " given.\nP +1 There were there\nP Anna Marsh\nP Ben Cole\n"},
    {"  1. " LONG_A "\n     " LONG_B "\n     given.\n  2. " LONG_B "\n     given.\n",
     "E1 {1.} " LONG_A " " LONG_B " given.\nE1 {2.} " LONG_B " given.\n"},
    {"Anna Marsh\nBen Cole\nCarla Dunn\n", "P Anna Marsh\nP Ben Cole\nP Carla Dunn\n"},
    /* what stands before the words */
    {"1. One\n2) Two\n(c) Three\niv. Four\n3.1 Five\n70/17 Six\n18.03.5 Seven\nItem 8: Eight\n9  Nine\n10 TEN AND MORE\n11\n",
     "E1 {1.} One\nE1 {2)} Two\nE1 {(c)} Three\nE1 {iv.} Four\nE2 {3.1} Five\nE2 {70/17} Six\nE3 {18.03.5} Seven\nE1 {Item 8:} Eight\n"
     "E1 {9} Nine\nH2 {10} TEN AND MORE\nP 11\n"},
    {"2 members came\n14 May 2009\n7.30 pm start\n2019 Budget\n"
     "12/03/2020 Friday\nA. Smith spoke\n9:30 start\n5-7 Mill Lane\n3.5% more\n2023/24 Plan\n",
     "P 2 members came\nP 14 May 2009\nP 7.30 pm start\nP 2019 Budget\nP 12/03/2020 Friday\nP A. Smith spoke\nP 9:30 start\nP 5-7 Mill Lane\n"
     "P 3.5% more\nP 2023/24 Plan\n"},
    {"\xC2\xB7 One\n  - Two\n  \xE2\x80\x93 Three\n\xE2\x80\xA2" "Four\no Five\n* Six\n-seven\n",
     "E1 {\xC2\xB7} One\nE2 {-} Two\nE2 {\xE2\x80\x93} Three\nE1 {\xE2\x80\xA2} Four\nE1 {o} Five\nE1 {*} Six\nP -seven\n"},
    {"[ ] Ask Jo\n[x] Write\n- [ ] Call\n\xE2\x98\x91 Done\n[sic] so\n",
     "E1 {[ ]} [ ] Ask Jo\nE1 {[x]} [x] Write\nE1 {-} [ ] Call\nE1 {\xE2\x98\x91} [x] Done\nP [sic] so\n"},
    /* headings and rules */
    {"MINUTES OF THE GROUP\nPresent\n=======\nAll\n\nMatters arising\n---------------\nNone\n\n-----\n",
     "H1 MINUTES OF THE GROUP\nH1 Present\nP All\nH2 +1 Matters arising\nP None\nR +1 \n"},
    /* columns of blanks */
    {"Chair:      A Marsh\nClerk:      B Cole\n            (part)\n\nAll were there.\n",
     "P T1[1,1] Chair:\nP T1[1,2] A Marsh\nP T1[2,1] Clerk:\nP T1[2,2] B Cole\nP T1[2,2] (part)\nP +1 All were there.\n"},
    {"No.  Item                     Action\n1    Welcome to all            AM\n2    The roof leaks and        BC\n     wants mending\n",
     "P T1[1,1]! No.\nP T1[1,2]! Item\nP T1[1,3]! Action\nP T1[2,1] 1\nP T1[2,2] Welcome to all\nP T1[2,3] AM\nP T1[3,1] 2\n"
     "P T1[3,2] The roof leaks and wants mending\nP T1[3,3] BC\n"},
    {"A sentence.  Another one.\nOne more.  The last.\n", "P A sentence.  Another one.\nP One more.  The last.\n"},
    {"Signed ........      Date ......\n", "P Signed ........      Date ......\n"},
    /* heads and feet of pages; sentences run over them */
    {"Harbour Group\n\nOne\n\nPage 1\n\fHarbour Group\n\nTwo\n\nPage 2\n\fHarbour Group\n\nThree\n\nPage 3\n",
     "P/h Harbour Group\nP +1 One\nP/t +1 Page 1\nP/h Harbour Group\nP +1 Two\nP/t +1 Page 2\nP/h Harbour Group\nP +1 Three\nP/t +1 Page 3\n"},
    {"X.\nPage 1 of 2\n\fY.\n", "P X.\nP/t Page 1 of 2\nP +1 Y.\n"},
    /* a message */
    {"From: A Marsh <a@harbour.example>\nTo: all\n  and some\nSubject: Minutes of 3 May\n\nDear all\n",
     "P/f {From} A Marsh <a@harbour.example>\nP/f {To} all and some\nP/f {Subject} Minutes of 3 May\nP +1 Dear all\n"},
    {"From: here\nto there\n", "P From: here\nP to there\n"},
};

static void test_samples(struct test *test)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct arena *arena = arena_new();
        struct blocks blocks;
        struct buf told = BUF_INIT;
        blocks_start(&blocks, arena, "text", "line");
        front_lines(samples[i].text, strlen(samples[i].text), &blocks);
        tell_blocks(&blocks, &told);
        if (!check(test, strcmp(buf_text(&told), samples[i].told) == 0, samples[i].text, __LINE__))
            printf("-- got\n%s-- not\n%s", buf_text(&told), samples[i].told);
        CHECK(told_all(&blocks) || strchr(samples[i].text, '-'));
        buf_free(&told);
        blocks_free(&blocks);
        arena_free(arena);
    }
}

/* A file as the front end reads it: whether it could, and the codes of what was found. */
static bool read_bytes(const char *bytes, size_t size, struct blocks *blocks, enum diag_code code, bool *found)
{
    struct source source = {.path = "notes.txt", .bytes = bytes, .size = size};
    struct diag_log *log = diag_new();
    struct front_input input = {&source, "notes.txt", TRACKED_ACCEPT, log};
    struct buf said = BUF_INIT;
    bool good = front_text.read(&input, blocks);
    diag_finish(log);
    diag_print(log, &said, false, DIAG_NOTE);
    *found = strstr(buf_text(&said), diag_info(code)->code) != NULL;
    buf_free(&said);
    diag_free(log);
    source_free_lines(&source);
    return good;
}

static void expect(struct test *test, const char *bytes, size_t size, bool good, enum diag_code code, bool found, int line)
{
    struct arena *arena = arena_new();
    struct blocks blocks;
    bool has;
    blocks_start(&blocks, arena, "text", "line");
    check(test, read_bytes(bytes, size, &blocks, code, &has) == good && has == found, diag_info(code)->code, line);
    blocks_free(&blocks);
    arena_free(arena);
}

static char *repeated(const char *text, size_t times, size_t *size)
{
    size_t step = strlen(text);
    char *all = mem_alloc(step * times + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * step, text, step);
    *size = step * times;
    all[*size] = '\0';
    return all;
}

static void test_findings(struct test *test)
{
    static const char bad[] = "caf\xE9 \x81 of the clerk\x92s choice", picture[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\2\3\4\5\6";
    size_t size;
    char *many = repeated("a\n", 1000001, &size), *blocks = repeated("Short one\n", 200001, &size);
    expect(test, bad, sizeof bad - 1, true, D_BAD_BYTES, true, __LINE__);
    expect(test, "Minutes\n", 8, true, D_BAD_BYTES, false, __LINE__);
    expect(test, picture, sizeof picture - 1, false, D_NOT_TEXT, true, __LINE__);
    expect(test, many, 2000002, false, D_DOCUMENT_LONG, true, __LINE__);
    expect(test, blocks, size, false, D_DOCUMENT_LONG, true, __LINE__);
    free(many);
    free(blocks);
}

/* What could be dear: one line, one column, one cell, one gap, of each as much as there may be. */
static void test_large(struct test *test)
{
    static const char *const pieces[] = {"word ", "\t\n", "\tNo\n\tItem\n\n\t1\n", "a   b\n", "x\f", "- ", "1.1.", "a  ", " \n",
                                         "Lorem ipsum dolor sit amet, consectetur and\n",
                                         "a    b\n\nc\n"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct arena *arena = arena_new();
        struct blocks blocks;
        size_t size;
        char *text = repeated(pieces[i], 60000, &size);
        blocks_start(&blocks, arena, "text", "line");
        front_lines(text, size, &blocks);
        CHECK(told_all(&blocks));
        blocks_free(&blocks);
        arena_free(arena);
        free(text);
    }
}

int main(void)
{
    struct test test = {0, 0};
    test_samples(&test);
    test_findings(&test);
    test_large(&test);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
