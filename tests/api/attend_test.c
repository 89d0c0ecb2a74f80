/* Attendance in the forms that minutes give it. A form is blocks, one a line: "# " a heading, "- " an entry of a list, "[3] " its number,
 * "2,1 " a cell of a table (row, column), otherwise a paragraph; "\\" breaks the line. */
#include "import/reading.h"

#include <stdlib.h>
#include <string.h>

#define TEST_FILE "attend_test.c"
#include "check.h"

/* What is expected: a list each, "P" present, "I" in attendance, "A" apologies, "M" absent, "U" unknown, then its names; "*" after one that
 * is kept, "(role)", "<note>"; after "/" how many blocks were claimed. */
static const struct {
    const char *blocks, *told;
} forms[] = {
    {"Present: Ann Field (Chair), Bo Reed and 9 members of the public.", "P Ann Field(chair) Bo Reed <9 members of the public.> /1"},
    {"Those Attending: Cllr A Field, Mrs C Moss (Clerk)", "P A Field C Moss(clerk) /1"},
    {"Attendance: Ann Field, Bo Reed", "P Ann Field Bo Reed /1"},
    {"Attendees: ann, bo, cleo", "P ann bo cleo /1"},
    {"In attendance: Ann Field, Bo Reed", "P Ann Field Bo Reed /1"},
    {"Present: Ann Field, Bo Reed\nIn attendance: Cy Lane", "P Ann Field Bo Reed I Cy Lane /2"},
    {"Present: Ann Field, Bo Reed\nAlso present: Cy Lane (Clerk)", "P Ann Field Bo Reed I Cy Lane(clerk) /2"},
    {"Apologies: None", "A <None> /1"},
    {"Regrets: Ann Field", "A Ann Field /1"},
    {"Present: Ann, Bo\nAbsent: Cy, Di", "P Ann Bo M Cy Di /2"},
    {"Chair: Ann Field\nScribe: Bo Reed\nPresent: Cy Lane, Di Moss", "P(chair) Ann Field P(secretary) Bo Reed P Cy Lane Di Moss /3"},
    {"Minutes: Katie Lane", "P(secretary) Katie Lane /1"},
    {"# Attendees\n- Ann Field @annf (voting member)\n- Bo Reed @bo (observer)\n# Agenda", "P Ann Field(member) Bo Reed(observer) /3"},
    {"# Present\nAnn Field\nBo Reed\n# Welcome\nAnn Field opened the meeting.", "P Ann Field Bo Reed /3"},
    {"Present: Cllr A Field - Chairman,\nCllr B Reed, Cllr C Lane\n9 members of the public\n[1] Apologies",
     "P A Field(chair) B Reed C Lane <9 members of the public> /3"},
    {"[1] Present: Ann Field, Bo Reed\n[2] Minutes of the last meeting", "P Ann Field* Bo Reed* /0"},
    {"1. Apologies for Absence accepted from:\nCllr B Moss, Borough Councillor Mr. C Lamb.", "A B Moss* C Lamb* /0"},
    {"Apologies: Apologies were received from CC T Wood and BC C Lamb", "A T Wood C Lamb /1"},
    {"[2] Apologies\nThe Chairman advised that apologies had been received from Cllr Mrs M Lee (work)", "A M Lee* /0"},
    {"Apologies were received from Ann Field. The meeting went on.", "A Ann Field* /0"},
    {"Ann Field and Bo Reed sent their apologies.", "A Ann Field* Bo Reed* /0"},
    {"Ann Field took the chair.", "P Ann Field(chair)* /0"},
    {"Present: Ann Field, Bo Reed\n8.15pm Cllr Cy Lane joined the meeting", "P Ann Field Bo Reed P Cy Lane*>20:15 /1"},
    {"Ann, Bo and Cleo present.", "P Ann* Bo* Cleo* /0"},
    {"PRESENT:-\nAPOLOGIES:-\nVOTING MEMBERS:-\nAnn Field (Chair)\nBo Reed\nOFFICERS IN ATTENDANCE:-\nCy Lane",
     "U U U(member) Ann Field(chair) Bo Reed U(officer) Cy Lane /7"},
    {"1,1 Present\n1,2 Apologies\n2,1 Ann Field\n2,2 Bo Reed\n3,1 Cy Lane\n3,2 Di Moss", "P Ann Field Cy Lane A Bo Reed Di Moss /6"},
    {"1,1 Present\n1,2 Ann Field, Bo Reed\n2,1 Apologies\n2,2 Cy Lane", "P Ann Field Bo Reed A Cy Lane /4"},
    {"1,1 Name\n1,2 Attended\n2,1 Ann Field\n2,2 Y\n3,1 Bo Reed\n3,2 N\n4,1 Cy Lane\n4,2 Apologies",
     "P Ann Field <Name> <Attended> M Bo Reed A Cy Lane /8"},
    {"1,1 Attendees:\n1,2 Signatures:\n2,1 Ann Field\n3,1 Bo Reed\n4,1 Next Steps:", "P Ann Field Bo Reed <Attendees:> <Signatures:> /4"},
    {"# Attendance\n# Present\n- Ann\n- Bo\n# Apologies\n- Cy", "P P Ann Bo A Cy /6"},
    {"Hybrid: Ann Field, Bo Reed", "P Ann Field Bo Reed /1"},
    {"Present: Ann Field, Bo Reed. Apologies: Cy Lane.", "P Ann Field Bo Reed A Cy Lane /1"},
    {"Agenda\\Present: ann, bo", "P ann* bo* /0"},
    {"# Apologies\nApologies were received from Ann Field (Annie)\n# Present\nName (IRC alias)\nBo Reed (bo)\nCy Lane (cy)",
     "A A Ann Field P Bo Reed Cy Lane <Name (IRC alias)> /6"},
    {"# Attendance\n- [Secretary] Odwin\n- [President] Tom F", "P Odwin(secretary) Tom F /3"},
    /* traps */
    {"Apologies for no agenda as returned from leave today.", "/0"},
    {"The present situation was discussed.", "/0"},
    {"Bo Reed presented the accounts.", "/0"},
    {"Apologies were given for the delay to the works.", "/0"},
    {"Friday, week 2. Daniel sends apologies in advance.", "/0"},
    {"There were no apologies.", "/0"},
    {"- Apologies\n- Budget\n- Server", "/0"},
    {"[1] Apologies\n[2] Minutes\n[3] Matters Arising", "/0"},
    {"Members: please note the new gate.", "/0"},
    {"Minutes: see attached.", "/0"},
    {"", "/0"},
};

static void add_block(struct blocks *blocks, const char *line, size_t size, size_t at)
{
    unsigned row = 0, column = 0;
    int taken = 0;
    char marker[8] = "";
    bool heading = size > 1 && memcmp(line, "# ", 2) == 0, entry = size > 1 && memcmp(line, "- ", 2) == 0;
    char text[512];
    memcpy(text, line, size);
    text[size] = '\0';
    struct block *block = blocks_add(blocks, heading ? BLOCK_HEADING : entry ? BLOCK_ENTRY : BLOCK_PARAGRAPH, at);
    size_t from = heading || entry ? 2 : 0;
    if (sscanf(text, "%u,%u %n", &row, &column, &taken) == 2 && taken) {
        block->table = 1;
        block->row = row;
        block->column = column;
        from = (size_t)taken;
    } else if (sscanf(text, "[%7[0-9]] %n", marker, &taken) == 1 && taken) {
        block->marker = arena_copy(blocks->arena, marker);
        from = (size_t)taken;
    }
    block->level = heading || entry;
    for (char *c = text; *c; c++)
        *c = *c == '\\' ? '\n' : *c; /* a break of the line within a block */
    blocks_text(blocks, text + from, size - from, 0, NULL);
    blocks_end(blocks);
}

static void tell(const struct reading *reading, struct buf *out)
{
    size_t claimed = 0;
    for (size_t i = 0; i < reading->list_count; i++) {
        const struct list *list = &reading->lists[i];
        buf_char(out, "PIAMU"[list->kind]);
        if (list->role)
            buf_printf(out, "(%s)", list->role);
        for (size_t k = 0; k < list->count; k++) {
            const struct attendee *who = &list->people[k];
            buf_printf(out, " %s", who->name);
            if (who->role)
                buf_printf(out, "(%s)", who->role);
            buf_printf(out, "%s%s%s", who->kept ? "*" : "", who->arrived ? ">" : "", who->arrived ? who->arrived : "");
        }
        for (size_t k = 0; k < list->note_count; k++)
            buf_printf(out, " <%s>", list->notes[k]);
        buf_char(out, ' ');
    }
    for (size_t i = 0; i < reading->blocks->count; i++)
        claimed += reading->claims[i] == CLAIM_ATTENDANCE;
    buf_printf(out, "/%zu", claimed);
}

/* Words of claimed blocks that are nowhere in labels, entries, notes and joiners. */
static size_t words_lost(const struct reading *reading)
{
    size_t source = 0, kept = 0;
    for (size_t i = 0; i < reading->blocks->count; i++)
        for (const char *at = reading->blocks->list[i].text; reading->claims[i] == CLAIM_ATTENDANCE && *at; at++)
            source += (*at | 32) >= 'a' && (*at | 32) <= 'z';
#define COUNT(words) \
    for (const char *at = (words); at && *at; at++) \
        kept += (*at | 32) >= 'a' && (*at | 32) <= 'z'
    for (size_t i = 0; i < reading->list_count; i++) {
        const struct list *list = &reading->lists[i];
        COUNT(list->label);
        for (size_t k = 0; k < list->count; k++)
            COUNT(list->people[k].kept ? "" : list->people[k].as);
        for (size_t k = 0; k < list->note_count; k++)
            COUNT(list->notes[k]);
    }
    for (size_t i = 0; i < reading->left_count; i++)
        kept += reading->left[i].span.to - reading->left[i].span.from;
    return source > kept ? source - kept : kept - source;
}

static void test_form(struct test *test, const char *form, const char *want)
{
    struct arena *arena = arena_new();
    struct diag_log *log = diag_new();
    struct source source = {.path = "form.txt", .bytes = form, .size = strlen(form)};
    struct blocks blocks;
    struct buf out = BUF_INIT;
    size_t line = 1;
    blocks_start(&blocks, arena, "text", "line");
    for (const char *at = form; *at; line++) {
        size_t size = strcspn(at, "\n");
        add_block(&blocks, at, size, line);
        at += size + (at[size] == '\n');
    }
    struct reading reading = {.arena = arena, .blocks = &blocks, .end = blocks.count, .log = log, .source = &source};
    reading.claims = mem_zero(blocks.count + 1, sizeof *reading.claims);
    attend_read(&reading);
    tell(&reading, &out);
    if (!CHECK(strcmp(buf_text(&out), want) == 0))
        printf("    %s\n    is   %s\n    want %s\n", form, buf_text(&out), want);
    if (!CHECK(words_lost(&reading) == 0))
        printf("    %s: %zu letters\n", form, words_lost(&reading));
    for (size_t i = 0; i < reading.list_count; i++) {
        free(reading.lists[i].people);
        free(reading.lists[i].notes);
        free(reading.lists[i].note_blocks);
    }
    free(reading.lists);
    free(reading.left);
    free(reading.claims);
    buf_free(&out);
    blocks_free(&blocks);
    source_free_lines(&source);
    diag_free(log);
    arena_free(arena);
}

int main(void)
{
    struct test test = {0};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        test_form(&test, forms[i].blocks, forms[i].told);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed != 0;
}
