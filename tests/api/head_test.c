/* Heads of minutes as people write them: what is read from them, which lines they are, and that nothing is claimed without being
 * kept. */
#define TEST_FILE "head_test.c"
#include "check.h"

#include "import/reading.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A document in short: one block a line. "# " and "## " are headings, "- " entries, "1. " numbered paragraphs, "|a|b" a table's
 * row,
 * "%key=value" front matter, "/" between blanks a break within the block. */
struct sample {
    const char *text;
    const char *want;  /* date;start;end;venue;body;status;kind;mode;held, "-" for nothing */
    const char *lines; /* the blocks that are head, by their number from 0: "h" head, "." not, "x" left out */
};

static const struct sample samples[] = {
    /* -- parish and town councils -- */
    {"MINUTES OF ELDERMERE PARISH COUNCIL MEETING\nHELD AT THE READING ROOM\nTUESDAY 9th MARCH 2010\n"
     "Present: Cllr A Holt - Chairman\n1. Apologies",
     "2010-03-09;-;-;READING ROOM;ELDERMERE PARISH COUNCIL;-;-;-;-", "hhh.."},
    {"Eldermere Parish Council\nDRAFT\n"
     "Minutes of the Parish Council Meeting held in the Village Hall at 7.30pm on Wednesday 10 March 2010\n"
     "Those Attending: Cllr A Holt\n1. Apologies\nThere being no further business the meeting closed at 8.40pm",
     "2010-03-10;19:30;20:40;Village Hall;Eldermere Parish Council;draft;-;-;-", "hhh..."},
    {"Held on the 16th November 2000 at 7.30pm\nPRESENT Mrs. Holt and Messrs Ward and Penn\nMATTERS ARISING",
     "2000-11-16;19:30;-;-;-;-;-;-;-", "h.."},
    {"Page 005 (2017)\nELDERMERE PARISH COUNCIL\nMinutes of the meeting held on 1st February, 2017\n"
     "Attendance: Mrs J Holt\n1. Apologies",
     "2017-02-01;-;-;-;ELDERMERE PARISH COUNCIL;-;-;-;-", "xhh.."},
    {"Minutes of the March meeting of the EPC.\nDRAFT\n"
     "Minutes of Eldermere Parish Council Meeting held in the Community Centre\n"
     "At 7.30pm on Wednesday 28 March 2007\nApologies: none\nThe meeting was opened to the public at 8.15pm\n"
     "Meeting ended 8.50.",
     "2007-03-28;19:30;20:50;Community Centre;Eldermere Parish Council;draft;-;-;-", "hhhh..."},
    {"ELDERMERE PARISH COUNCIL DRAFT Minutes Subject to the Approval at the next Meeting Ordinary Meeting of the "
     "Parish Council Wednesday 3 January 2018 "
     "at 7.00 pm Eldermere Village Hall\nAttendance: Cllr Sue Holt Chair\n01/18 Apologies\n"
     "03/18 Minutes of the Meeting dated 6 December 2017 were approved.",
     "2018-01-03;19:00;-;Eldermere Village Hall;ELDERMERE PARISH COUNCIL;draft;ordinary;-;-", "h..."},
    {"Minutes of the Annual Parish Meeting of Eldermere held at the School on Monday 14th May 2012 commencing at 7.00 "
     "p.m.\nPresent: Mr A Holt",
     "2012-05-14;19:00;-;School;Eldermere;-;annual;-;-", "h."},
    {"ELDERMERE TOWN COUNCIL\n"
     "Minutes of the Extraordinary Meeting of the Town Council held remotely via Zoom on Thursday 7 May 2020 at "
     "18:30\nPRESENT: Cllr Holt\n"
     "The Chairman closed the meeting at 19:05",
     "2020-05-07;18:30;19:05;remotely via Zoom;ELDERMERE TOWN COUNCIL;-;extraordinary;remote;-", "hh.."},
    {"%title=Eldermere Parish Council - April\n%date=2012-06-15\nPresent: Cllr A Holt\n"
     "6. The Minutes of the meeting held on 06.03.12 were agreed as a true record.",
     "-;-;-;-;Eldermere Parish Council;-;-;-;-", "hx.."},
    {"Eldermere Parish Council\n"
     "Minutes of the Meeting held on Wednesday 4 July 2018 at 7.30pm in the Village Hall Present: Cllr A Holt, Cllr B "
     "Penn\n1. Apologies",
     "2018-07-04;19:30;-;Village Hall;Eldermere Parish Council;-;-;-;-", "h.."},
    {"CYNGOR CYMUNED LLANFAIR\nCofnodion y cyfarfod nos Fawrth 4ydd o Fawrth 2014\nPresennol: A Huws",
     "2014-03-04;-;-;-;CYNGOR CYMUNED LLANFAIR;-;-;-;-", "hh."},
    /* -- committees, partnerships, charities -- */
    {"Ferrybank Locality\nLocal Action Group\nMinutes\nWednesday 4th October 2023 \xE2\x80\x93 Ferrybank College\n"
     "Meeting Attendees:\nChair: Sue Holt",
     "2023-10-04;-;-;Ferrybank College;Ferrybank Locality Local Action Group;-;-;-;-", "hhhh.."},
    {"MOORSIDE DISTRICT STRATEGIC PARTNERSHIP\n(MOORSIDE CHILDREN'S TRUST)\nMEETING NOTES\n"
     "HELD AT TOWN HALL MOORSIDE AT 2PM ON 30 march 2009\nPRESENT:-",
     "2009-03-30;14:00;-;TOWN HALL MOORSIDE;MOORSIDE DISTRICT STRATEGIC PARTNERSHIP;-;-;-;-", "hhhh."},
    {"Moorside Trust / Board of Trustees / Minutes of the meeting held on 12/09/2011\nPresent: A Holt",
     "2011-09-12;-;-;-;Moorside Trust;-;-;-;-", "h."},
    {"Liaison Committee Meeting\nMinutes of the meeting held on Friday 9th May 2003\n1. Present:\nMr A Holt",
     "2003-05-09;-;-;-;Liaison Committee;-;-;-;-", "hh.."},
    /* -- forms -- */
    {"Meeting Minutes\n|Meeting objectives:|Decide what to build\n|Meeting Date:|14th February 2019\n"
     "|Meeting Time:|10am-12pm\n|Meeting location:|Room 003\n"
     "|Minutes issued by:|Ann Holt\n|Attendees:\nAnn Holt",
     "2019-02-14;10:00;12:00;Room 003;-;-;-;-;-", "h..hhhhxhhh.."},
    {"Meeting Minutes\n|Meeting Date:\n|Meeting Time:\n|Attendees:\nNext Steps:", "-;-;-;-;-;-;-;-;-", "hhh.."},
    {"Date: Tuesday 3 March 2020\nTime: 6.15 pm to 7.45 pm\nVenue: Room 4, Guildhall\nPresent: A Holt\n1. Welcome\n"
     "Next meeting\nDate: 7 April 2020",
     "2020-03-03;18:15;19:45;Room 4, Guildhall;-;-;-;-;-", "hhh...."},
    {"# Riverside Club Committee Minutes\n- Date: 2021-06-02\n- Location: online (Jitsi)\n## Attendees\n- Ann\n"
     "## Actions\n|Date|Owner\n|5 June 2021|Ann",
     "2021-06-02;-;-;online (Jitsi);Riverside Club Committee;-;-;remote;-", "hhh......."},
    {"Committee: Harbour Users' Forum\nDate of meeting: 5 May 2022\nStart time: 14:00\nIn attendance\nAnn Holt",
     "2022-05-05;14:00;-;-;Harbour Users' Forum;-;-;-;-", "hhh.."},
    /* -- American boards -- */
    {"%title=Board of Directors Meeting\n%date=2020-07-20 19:30:00 -0700\n%location=Zoom\n%tags=meeting\n## Minutes\n"
     "Virtual meeting began at 7:50 pm.\n"
     "## Items discussed:\nThe meeting was adjourned at 9:05 pm.",
     "2020-07-20;19:50;21:05;Zoom;Board of Directors;-;-;remote;-", "hxxxh..."},
    {"%title=2023 Annual Homeowners Meeting\n%date=2023-05-11 19:00:00 -0700\n%endDate=2023-05-11 20:30:00 -0700\n"
     "%location=Library, 12 Oak Drive\n"
     "## Minutes\nBoard members present: Ann Holt",
     "2023-05-11;19:00;20:30;Library, 12 Oak Drive;Homeowners;-;annual;-;-", "hxxxh."},
    {"OAKVIEW HOMEOWNERS ASSOCIATION\nBOARD OF DIRECTORS MEETING MINUTES\nNovember 16, 2023\n"
     "Call to Order: The meeting was called to order at 6:03 p.m.\n"
     "Adjournment: The meeting was adjourned at 7:40 p.m.",
     "2023-11-16;18:03;19:40;-;OAKVIEW HOMEOWNERS ASSOCIATION;-;-;-;-", "hhh.."},
    {"Oakview HOA Special Meeting\n04/06/2021\nPresent: A Holt\nThe roof was inspected on 04/21/2021.",
     "2021-04-06;-;-;-;Oakview HOA;-;extraordinary;-;-", "hh.."},
    {"Minutes of the regular meeting of the Library Board, Tuesday, March 3, 2020\nPresent: A Holt\n"
     "Minutes of the February 4, 2020 meeting were approved.",
     "2020-03-03;-;-;-;Library Board;-;-;-;-", "h.."},
    /* -- societies -- */
    {"%title=Minutes - 14 March 2001\n%date=2001-03-14\n### Chess Society Exec Minutes - 14 March 2001\n#### Present\n- Ann",
     "2001-03-14;-;-;-;Chess Society Exec;-;-;-;-", "xxh.."},
    {"%title=Minutes - 3rd June 2013\n%date=2013-06-02T23:00:00Z\nAgenda\n"
     "- Ann present",
     "2013-06-03;-;-;-;-;-;-;-;-", "hx.."},
    {"%title=Exec Minutes 09-10-2009\n%date=2009-10-09\n# Actions:\nGaming to be able to lend keys",
     "2009-10-09;-;-;-;Exec;-;-;-;-", "hx.."},
    {"%title=Week 9 Exec Meeting Minutes\n%date=2021-03-10T16:58:00Z\n"
     "- Ann: to book the room",
     "2021-03-10;-;-;-;Exec;-;-;-;-", "hx."},
    {"%title=Minutes 2018-11-12\n%date=2018-11-12T14:22:00Z\nThe minutes for our meeting on the 12th of November.\n"
     "Present: Ann",
     "2018-11-12;-;-;-;-;-;-;-;-", "hx.."},
    {"%title=LADIES GROUP\n%date=2016-07-22\n"
     "Minutes of the meeting held on June 1st Mrs Holt welcomed everyone. 14 members came. The meeting ended at 9pm.",
     "2016-06-01;-;21:00;-;LADIES GROUP;-;-;-;-", "hx."},
    {"Present: Ann, Bob\nNext meeting: Wed 29th October, 1pm\nBins were bought on 3 May 2014.", "-;-;-;-;-;-;-;-;-", "..."},
    /* -- technical groups -- */
    {"# Quill Foundation Steering Committee (QSC) Meeting 2019-03-13\n## Links\n- Recording: none\n## Present\n"
     "- Ann Holt @ann (QSC)",
     "2019-03-13;-;-;-;Quill Foundation Steering Committee (QSC);-;-;-;-", "h...."},
    {"(text to move to the archive)\n# Quill Foundation QSC Meeting 2016-03-17\n## Present\n- Ann",
     "2016-03-17;-;-;-;Quill Foundation QSC;-;-;-;-", ".h.."},
    {"Linked Ledgers Working Group Telecon\nMinutes of 15 January 2021\nPresent\nann, bob\nRegrets\ncid\nChair\nann",
     "2021-01-15;-;-;-;Linked Ledgers Working Group;-;-;remote;-", "hh......"},
    {"Ledger WG Teleconference \xE2\x80\x94 2020-02-07\nScribe: bob\n"
     "Topic: issues",
     "2020-02-07;-;-;-;Ledger WG;-;-;remote;-", "h.."},
    {"# quill.js QC Meeting 2015-01-07\n## Links\nx", "2015-01-07;-;-;-;quill.js QC;-;-;-;-", "h.."},
    {"### Chess Soc Minnits - 14 March 2001\n#### Present\nAnn", "2001-03-14;-;-;-;Chess Soc;-;-;-;-", "h.."},
    {"Hey! We had another meeting on 4 May 2011 (late), see what we said!\nPresent: Ann", "2011-05-04;-;-;-;-;-;-;-;-", ".."},
    {"RIVERSIDE STRATA COUNCIL\nCOUNCIL MEETING MINUTES\nHeld on Tuesday, April 16, 2019\nCALL TO ORDER\n"
     "The meeting was called to order by the President at 6:32 p.m.\n"
     "TERMINATION\nThere being no further business, the meeting was terminated at 8:05 p.m.",
     "2019-04-16;18:32;20:05;-;RIVERSIDE STRATA COUNCIL;-;-;-;-", "hhh...."},
    /* -- traps -- */
    {"The contribution policy was merged last week.\nWe will meet again on 3 May 2015.", "-;-;-;-;-;-;-;-;-", ".."},
    {"Minutes of the last meeting held on 3 May 2011 were approved.\n1. Roads", "-;-;-;-;-;-;-;-;-", ".."},
    {"Allotment Society\nMinutes of the committee meeting on 6 June 2019\nPresent: A\n"
     "Minutes of the last meeting: amended so that it reads 'the meeting closed at 9.10pm'.\n"
     "Next meeting 4 July 2019 at 7pm.",
     "2019-06-06;-;-;-;Allotment Society;-;-;-;-", "hh..."},
    {"Eldermere Parish Council\nMeeting of 4 March 2020 \xE2\x80\x93 CANCELLED\nThe Clerk reported that no one came.",
     "2020-03-04;-;-;-;Eldermere Parish Council;-;-;-;cancelled", "hh."},
    {"", "-;-;-;-;-;-;-;-;-", ""},
};

struct document {
    struct arena *arena;
    struct blocks blocks;
    struct reading reading;
    struct source source;
};

static void add_text(struct blocks *blocks, const char *text, size_t size)
{
    char *copy = arena_copy_n(blocks->arena, text, size);
    for (char *at; (at = strstr(copy, " / ")) != NULL; memmove(at + 1, at + 3, strlen(at + 3) + 1))
        at[0] = '\n';
    blocks_text(blocks, copy, strlen(copy), 0, NULL);
    blocks_end(blocks);
}

static void add_row(struct blocks *blocks, const char *line, size_t size, size_t at, size_t row)
{
    size_t column = 0;
    for (size_t from = 1, to; from <= size; from = to + 1) {
        const char *bar = memchr(line + from, '|', size - from);
        to = bar ? (size_t)(bar - line) : size;
        struct block *block = blocks_add(blocks, BLOCK_PARAGRAPH, at);
        block->table = 1;
        block->row = row;
        block->column = ++column;
        add_text(blocks, line + from, to - from);
    }
}

static void add_block(struct blocks *blocks, const char *line, size_t size, size_t at, size_t *row)
{
    size_t marks = strspn(line, "#");
    const char *equals = *line == '%' ? memchr(line, '=', size) : NULL;
    if (*line == '|') {
        add_row(blocks, line, size, at, ++*row);
        return;
    }
    struct block *block = blocks_add(blocks,
                                     marks                         ? BLOCK_HEADING
                                     : strncmp(line, "- ", 2) == 0 ? BLOCK_ENTRY
                                                                   : BLOCK_PARAGRAPH,
                                     at);
    block->level = marks ? (int)marks : block->kind == BLOCK_ENTRY;
    size_t skip = marks ? marks + 1 : block->kind == BLOCK_ENTRY ? 2 : 0;
    if (equals) {
        block->zone = ZONE_FRONT;
        block->marker = arena_copy_n(blocks->arena, line + 1, (size_t)(equals - line) - 1);
        skip = (size_t)(equals - line) + 1;
    } else if (*line >= '1' && *line <= '9' && line[1] == '.' && line[2] == ' ') {
        block->marker = arena_copy_n(blocks->arena, line, 2);
        skip = 3;
    }
    add_text(blocks, line + skip, size - skip);
}

static void open_document(struct document *document, const char *text, const char *name)
{
    size_t row = 0, at = 0;
    document->arena = arena_new();
    blocks_start(&document->blocks, document->arena, "markdown", "line");
    for (const char *line = text; *line; at++) {
        size_t size = strcspn(line, "\n");
        add_block(&document->blocks, line, size, at + 1, &row);
        line += size + (line[size] == '\n');
    }
    document->source = (struct source){.path = name};
    document->reading = (struct reading){.arena = document->arena,
                                         .blocks = &document->blocks,
                                         .end = document->blocks.count,
                                         .file_name = name,
                                         .log = diag_new(),
                                         .source = &document->source};
    document->reading.claims = arena_alloc(document->arena, (document->blocks.count + 1) * sizeof(enum claim));
}

static void close_document(struct document *document)
{
    free(document->reading.head.lines);
    free(document->reading.left);
    diag_free(document->reading.log);
    blocks_free(&document->blocks);
    arena_free(document->arena);
}

static const char *or_dash(const char *text)
{
    return text ? text : "-";
}

static char *values(struct document *document)
{
    const struct head *head = &document->reading.head;
    return arena_printf(document->arena, "%s;%s;%s;%s;%s;%s;%s;%s;%s", or_dash(head->date), or_dash(head->start),
                        or_dash(head->end), or_dash(head->venue), or_dash(head->body), or_dash(head->status), or_dash(head->kind),
                        or_dash(head->mode), or_dash(head->held));
}

static char *claims(struct document *document)
{
    char *text = arena_alloc(document->arena, document->blocks.count + 1);
    for (size_t i = 0; i < document->blocks.count; i++)
        text[i] = document->reading.claims[i] == CLAIM_HEAD ? 'h' : document->reading.claims[i] == CLAIM_LEFT_OUT ? 'x' : '.';
    return text;
}

/* Each byte of a claimed block that is no white space is in a line of the head, or left out; of any other block, none. */
static bool is_covered(const struct reading *reading)
{
    for (size_t i = 0; i < reading->blocks->count; i++) {
        const struct block *block = &reading->blocks->list[i];
        for (size_t at = 0; at < block->size; at++) {
            int times = 0;
            for (size_t k = 0; k < reading->head.line_count; k++) {
                const struct span *span = &reading->head.lines[k].span;
                times += span->block == i && span->from <= at && at < span->to;
            }
            for (size_t k = 0; k < reading->left_count; k++) {
                const struct span *span = &reading->left[k].span;
                times += span->block == i && span->from <= at && at < span->to;
            }
            if (strchr(" \n\t", block->text[at]))
                continue;
            if (times != (reading->claims[i] != CLAIM_NONE))
                return false;
        }
    }
    return true;
}

static size_t lines_of_kind(const struct head *head, const char *kind)
{
    size_t count = 0;
    for (size_t i = 0; i < head->line_count; i++)
        count += strcmp(head->lines[i].kind, kind) == 0;
    return count;
}

static void test_samples(struct test *test)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct document document;
        open_document(&document, samples[i].text, "minutes.md");
        head_read(&document.reading);
        const char *got = values(&document), *lines = claims(&document);
        if (!check(test, strcmp(got, samples[i].want) == 0, samples[i].text, (int)i))
            printf("    want %s\n    got  %s (%s)\n", samples[i].want, got, or_dash(document.reading.head.date_why.rule));
        if (!check(test, strcmp(lines, samples[i].lines) == 0, samples[i].text, (int)i))
            printf("    want %s\n    got  %s\n", samples[i].lines, lines);
        CHECK(is_covered(&document.reading));
        CHECK(lines_of_kind(&document.reading.head, "held") + lines_of_kind(&document.reading.head, "venue") <= 1);
        CHECK(diag_is_empty(document.reading.log));
        close_document(&document);
    }
}

/* A head alone: the date it gives, and the rule. */
static void check_date(struct test *test, const char *text, const char *date, const char *rule, int line)
{
    struct document document;
    open_document(&document, text, "2001-02-03-minutes.md");
    head_read(&document.reading);
    const struct head *head = &document.reading.head;
    check(test, text_same(head->date, date) && text_same(head->date_why.rule, rule), text, line);
    CHECK(text_same(head->date_in_name, "2001-02-03"));
    close_document(&document);
}

#define CHECK_DATE(text, date, rule) check_date(test, (text), (date), (rule), __LINE__)

static void test_trust(struct test *test)
{
    CHECK_DATE("Minutes of 4 May 2011\nDate: 5 May 2011\nPresent: A", "2011-05-05", "labelled-date");
    CHECK_DATE("%title=Minutes 6 May 2011\n%date=2011-06-01\nMinutes of the meeting held on 4 May 2011\nPresent: A", "2011-05-04",
               "held-on");
    CHECK_DATE("%title=Minutes 6 May 2011\n%date=2011-06-01\nPresent: A", "2011-05-06", "front-matter-title");
    CHECK_DATE("%title=Minutes\n%date=2011-06-01\nPresent: A", "2011-06-01", "front-matter-date");
    CHECK_DATE("%title=May Minutes\n%date=2011-06-01\nPresent: A", NULL, NULL);
    CHECK_DATE("Present: A\nThe hedge was cut on 4 May 2011.", NULL, NULL);
    /* the year that is not printed */
    CHECK_DATE("%date=2011-06-01\nMinutes of the meeting held on 4 May\nPresent: A", "2011-05-04", "held-on");
    CHECK_DATE("%date=2011-01-10\nMinutes of the meeting held on 14 December\nPresent: A", "2010-12-14", "held-on");
    CHECK_DATE("Riverside Club 2011\nMinutes of the meeting held on 4 May\nPresent: A", "2011-05-04", "held-on");
    CHECK_DATE("Minutes of the meeting held on 4 May\nPresent: A", NULL, NULL);
    CHECK_DATE("%title=Riverside\nMinutes of the meeting held on Friday 4 May\nPresent: A", NULL, NULL);
    /* the order of day and month */
    CHECK_DATE("Board Meeting 04/06/2021\nPresent: A\nPaid on 04/21/2021.", "2021-04-06", "title-line");
    CHECK_DATE("Board Meeting 04/06/2021\nPresent: A\nPaid on 21/04/2021.", "2021-06-04", "title-line");
    CHECK_DATE("Board Meeting 04/06/2021\nPresent: A\nPaid on 04/21/2021 and 22/04/2021.", "2021-06-04", "title-line");
    CHECK_DATE("Board Meeting 04/06/2021\nPresent: A\nPaid on April 2, 2021; due on May 3, 2021.", "2021-04-06", "title-line");
    CHECK_DATE("%date=2021-04-06\nBoard Meeting 04/06/2021\nPresent: A", "2021-04-06", "title-line");
}

static void test_weekday(struct test *test)
{
    struct document document;
    open_document(&document, "Minutes of the meeting held on Tuesday 4 May 2011\nPresent: A", "a.txt");
    head_read(&document.reading);
    CHECK(text_same(document.reading.head.date, "2011-05-04") && document.reading.head.weekday == 1);
    CHECK(document.reading.head.date_why.sure < 80);
    struct buf out = BUF_INIT;
    diag_finish(document.reading.log);
    diag_print(document.reading.log, &out, false, DIAG_NOTE);
    CHECK(strstr(buf_text(&out), "a.txt:1") &&
          strstr(buf_text(&out), "'Tuesday 4 May 2011': that day was a Wednesday [weekday-mismatch]"));
    buf_free(&out);
    close_document(&document);
}

/* -- several meetings -- */

struct parts {
    const char *text, *want; /* the blocks that begin a meeting */
};

#define MINUTED "Present: A Holt, B Penn\n1. Roads\nThe roads were mended.\n"

static const struct parts several[] = {
    {"", "0"},
    {"Minutes of the meeting held on 4 May 2011\n" MINUTED, "0"},
    {"# Minutes 4 May 2011\n" MINUTED "# Minutes 1 June 2011\n" MINUTED "# Minutes 6 July 2011\n" MINUTED, "0 4 8"},
    {"# Minutes 6 July 2011\n" MINUTED "# Minutes 1 June 2011\n" MINUTED, "0 4"},
    {"# Minutes of the year\n## 4 May 2011\n" MINUTED "## 1 June 2011\n" MINUTED, "0 5"},
    {"Riverside Club\nMinutes of the meeting held on 4 May 2011\n" MINUTED
     "Riverside Club\nMinutes of the meeting held on 1 June 2011\n" MINUTED,
     "0 5"},
    {"Riverside Club Minutes\nWednesday 4 May 2011\n" MINUTED "Riverside Club Minutes\nWednesday 1 June 2011\n" MINUTED, "0 5"},
    {"# Club, autumn\n## Committee 4 May 2011\n" MINUTED "## Committee 1 June 2011\n" MINUTED, "0 5"},
    {"# Club Minutes 4 May 2011\n" MINUTED "## Jumble sale 6 May 2011\nText\n## Fete 9 June 2011\nText", "0"},
    /* headings of sisters, none of them with a list of who came */
    {"# Club Minutes 4 May 2011\n- a\n# Club Minutes 1 June 2011\n- b\n# Club Minutes 6 July 2011\n- c", "0 2 4"},
    {"# Club Minutes 4 May 2011\n- a\n# Club Minutes 1 June 2011\n- b", "0"},
    /* what looks like a beginning, and is none */
    {"# Minutes 4 May 2011\n" MINUTED "# Next meeting 1 June 2011\nPresent: all, it is hoped", "0"},
    {"# Minutes 4 May 2011\n" MINUTED "## Meeting with Highways 6 May 2011\nText\n## Meeting with Police 9 May 2011\nText", "0"},
    {"Minutes of the meeting held on 4 May 2011\n" MINUTED "Minutes of the meeting held on 6 April 2011\nThey were approved.\n",
     "0"},
    {"# Agenda 4 May 2011\n- Roads\n# Minutes 4 May 2011\n" MINUTED, "0"},
    {"# Agenda for the meeting of 4 May 2011\nPresent: -\n# Agenda for the meeting of 1 June 2011\nPresent: -", "0"},
    {"# Minutes 4 May 2011\n" MINUTED "# Minutes 4 May 2011\n" MINUTED, "0"},
    {"# Log 4 May 2011\ntext\n# Log 6 May 2011\ntext\n# Log 2 May 2011\ntext", "0"},
    {"Welcome to our club\n# Club Meeting 4 May 2011\n" MINUTED "# Club Meeting 1 June 2011\n" MINUTED, "0 5"},
};

static void test_split(struct test *test)
{
    for (size_t i = 0; i < sizeof several / sizeof *several; i++) {
        struct document document;
        size_t *starts;
        char *got = NULL;
        open_document(&document, several[i].text, "minutes.md");
        size_t count = split_meetings(&document.blocks, document.arena, &starts);
        for (size_t k = 0; k < count; k++)
            got = arena_printf(document.arena, "%s%s%zu", got ? got : "", got ? " " : "", starts[k]);
        if (!check(test, text_same(got, several[i].want), several[i].text, (int)i))
            printf("    want %s\n    got  %s\n", several[i].want, got);
        close_document(&document);
    }
}

/* -- what is not made by people -- */

/* One block of a piece over and over, or as many blocks of it: time must not grow faster than size. */
static void test_hostile(struct test *test)
{
    static const char *const pieces[] = {"Minutes of the meeting held on 4 May 2011 ",
                                         "meeting closed at 9pm ",
                                         "Present: ",
                                         "Page 1 ",
                                         "(",
                                         "4 May ",
                                         "Date: ",
                                         "held at ",
                                         "\xC2\xA0",
                                         "\xFF\xC3",
                                         "A B ",
                                         "minutes next meeting "};
    enum { SIZE = 300000 };
    for (size_t i = 0; i < 2 * sizeof pieces / sizeof *pieces; i++) {
        struct document document;
        const char *piece = pieces[i / 2];
        struct buf text = BUF_INIT;
        size_t *starts;
        open_document(&document, "%title=Minutes", "x.md");
        while (text.size < SIZE)
            buf_str(&text, piece);
        for (size_t at = 0; at < text.size; at += i % 2 ? strlen(piece) : text.size) {
            blocks_add(&document.blocks, BLOCK_PARAGRAPH, at);
            add_text(&document.blocks, text.data + at, i % 2 ? strlen(piece) : text.size);
        }
        document.reading.end = document.blocks.count;
        document.reading.claims = arena_alloc(document.arena, (document.blocks.count + 1) * sizeof(enum claim));
        CHECK(split_meetings(&document.blocks, document.arena, &starts) >= 1);
        head_read(&document.reading);
        CHECK(document.reading.head.line_count <= 70);
        buf_free(&text);
        close_document(&document);
    }
}

int main(void)
{
    struct test test = {0, 0};
    test_samples(&test);
    test_trust(&test);
    test_weekday(&test);
    test_split(&test);
    test_hostile(&test);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed != 0;
}
