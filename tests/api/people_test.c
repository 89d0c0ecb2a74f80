/* Names as minutes print them. */
#include "base/text.h"
#include "import/people_parts.h"

#include <string.h>

#define TEST_FILE "people_test.c"
#include "check.h"

/* What people_list makes of a text, in one line: "name/honorific/post/organisation/role/…; -note". Only what is there is written. */
static void tell(struct buf *out, const struct person_found *found)
{
    const struct attendee *who = &found->attendee;
    const struct {
        char sign;
        const char *value;
    } parts[] = {{'^', who->honorific}, {'=', who->post}, {'%', who->organisation}, {'@', who->handle}, {'#', who->initials}, {'!', who->role},
                 {'~', who->mode}, {'>', who->arrived}, {'<', who->left}, {'&', who->deputy_for}};
    if (out->size)
        buf_str(out, "; ");
    if (!found->named) {
        buf_printf(out, "-%s", who->as);
        return;
    }
    buf_str(out, who->name);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value)
            buf_printf(out, " %c%s", parts[i].sign, parts[i].value);
}

static const struct {
    const char *text, *told;
} lists[] = {
    {"Cllr P Moss (Chairman), Cllr Mrs T Reed (Vice-Chair), Mrs C Field (Clerk), 8 Members of the public.",
     "P Moss ^Cllr =Chairman !chair; T Reed ^Cllr Mrs =Vice-Chair !vice-chair; C Field ^Mrs =Clerk !clerk; -8 Members of the public."},
    {"Mr P Moss, Mrs C Field (Clerk) 4 members of the public.", "P Moss ^Mr; C Field ^Mrs =Clerk !clerk; -4 members of the public."},
    {"Chairman S Lark Vice Chairman Mrs J Tully Councillors Mrs D Crane Mrs J Lowe BCllr C T Samson CCllr M Stoke Footpath Warden Mr C Pill",
     "S Lark =Chairman !chair; J Tully ^Mrs =Vice Chairman !vice-chair; D Crane ^Councillors Mrs; J Lowe ^Mrs; C T Samson ^BCllr; M Stoke ^CCllr; "
     "C Pill ^Mr =Footpath Warden"},
    {"CC T Wood and BC C Lamb.", "T Wood ^CC; C Lamb ^BC"},
    {"County Councillor T Wood, Borough Councillor Mr. C Lamb and PC Jakes", "T Wood ^County Councillor; C Lamb ^Borough Councillor Mr.; Jakes ^PC"},
    {"Rita Moore (President), Bryn Gale (Secretary), and Joel & Susan Holt (co-Treasurer).",
     "Rita Moore =President; Bryn Gale =Secretary !secretary; Joel Holt; Susan Holt =co-Treasurer !treasurer"},
    {"President Rita Moore, Treasurer Stan Hop", "Rita Moore =President; Stan Hop =Treasurer !treasurer"},
    {"HOA members Susan and Joel Holt, Kyle and Tim", "Susan =HOA members; Joel Holt; Kyle; Tim"},
    {"Mr & Mrs Smith", "Smith ^Mr; Smith ^Mrs"},
    {"Mr and Mrs J van Dam", "J van Dam ^Mr; J van Dam ^Mrs"},
    {"Ann & Tom van der Berg", "Ann van der Berg; Tom van der Berg"},
    {"Ryan, Sam, Dan and Tom Brown", "Ryan; Sam; Dan; Tom Brown"},
    {"Cllrs Reed, Field and Moss", "Reed ^Cllr; Field; Moss"},
    {"Анна Сергеевна Лисова @Lisova (TSC)", "Анна Сергеевна Лисова %TSC @Lisova"},
    {"王小明, 李雷", "王小明; 李雷"},
    {"Ioannis Παππάς", "Ioannis Παππάς"},
    {"Jo Gant @jogant (observer/Initech)", "Jo Gant =observer %Initech @jogant !observer"},
    {"Alain du Bois @adb95 (voting member)", "Alain du Bois =voting member @adb95 !member"},
    {"Maria de la Cruz", "Maria de la Cruz"},
    {"veltan, marmot, zed9, Odd_hat, hir", "veltan; marmot; zed9; Odd_hat; hir"},
    {"hermit, ness and mcnut", "hermit; ness; mcnut"},
    {"mullet,Brad,Nat20", "mullet; Brad; Nat20"},
    {"Sue Lane (Head of Pupil Services, Weyford College)", "Sue Lane =Head of Pupil Services %Weyford College"},
    {"Al Dee (Strategy & Lead East Locality), Joe Wood (Active Shire)", "Al Dee =Strategy & Lead East Locality; Joe Wood %Active Shire"},
    {"Cllr D Lewin - Chairman, Cllr A Box", "D Lewin ^Cllr =Chairman !chair; A Box ^Cllr"},
    {"Cllr D Lewin - Chairman. Cllr M Peak. Cllr. John Rees.", "D Lewin ^Cllr =Chairman !chair; M Peak ^Cllr; John Rees ^Cllr."},
    {"Sue Jones, Head of Parks and Gardens, Cllr Moss", "Sue Jones =Head of Parks and Gardens; Moss ^Cllr"},
    {"Tom Reed, Weyford College", "Tom Reed %Weyford College"},
    {"A. Moss, Initech; B. Reed, Globex", "A. Moss %Initech; B. Reed %Globex"},
    {"Cllr Mo Stone, Norwold County Council Mr Chris Pill, Footpath Warden",
     "Mo Stone ^Cllr %Norwold County Council; Chris Pill ^Mr =Footpath Warden"},
    {"Mo Luther Reed Jr., Sam Davies, Jr., Ann Pool, MBE", "Mo Luther Reed; Sam Davies; Ann Pool"},
    {"Dr J. Niven-Latch OBE", "J. Niven-Latch ^Dr"},
    {"Rev. Jane O'Hara-McNeil", "Jane O'Hara-McNeil ^Rev."},
    {"JOHN MOSS, MARY-ANN O'NEIL", "JOHN MOSS; MARY-ANN O'NEIL"},
    {"J A Tully (Clerk), C Hardie", "J A Tully =Clerk !clerk; C Hardie"},
    {"Cllr i Niven-Latch", "i Niven-Latch ^Cllr"},
    {"Jane Roe (JR), Tom van der Berg (TvdB)", "Jane Roe #JR; Tom van der Berg #TvdB"},
    {"Jane Roe (NHS)", "Jane Roe %NHS"},
    {"Ann Field (from 7.45pm), Bob Reed (left at 8pm)", "Ann Field >19:45; Bob Reed <20:00"},
    {"Kay Lo via Zoom, Tim Cole (remote), Bo Reed (by phone)", "Kay Lo ~remote; Tim Cole ~remote; Bo Reed ~remote"},
    {"Tim Cole (for JB), Ann Field deputising for Tom Reed", "Tim Cole &JB; Ann Field &Tom Reed"},
    {"Pat Moss late!, Bo (holiday), Cllr Lee (family commitment)", "Pat Moss; Bo; Lee ^Cllr"},
    {"Clerk - Mary Hill", "Mary Hill =Clerk !clerk"},
    {"Chair: John Moss", "John Moss =Chair !chair"},
    {"Helen Moss Parish Clerk", "Helen Moss =Parish Clerk !clerk"},
    {"Sam Reed (Convener), Jo Lee (Minute Taker)", "Sam Reed =Convener !chair; Jo Lee =Minute Taker !secretary"},
    {"Sam Reed (Police Officer), Jo Lee (Guest)", "Sam Reed =Police Officer; Jo Lee =Guest !guest"},
    {"Sam Reed (she/her)", "Sam Reed"},
    {"Nia Pugh, Sam Reed\nJo Lee", "Nia Pugh; Sam Reed; Jo Lee"},
    {"Nia Pugh (Parent\nGovernor)", "Nia Pugh =Parent Governor"},
    {"Nia Pugh (Clerk, Sam Reed", "Nia Pugh =Clerk !clerk; Sam Reed"},
    {"Alice, Bob & 3 others", "Alice; Bob; -3 others"},
    {"None", "-None"},
    {"None received.", "-None received."},
    {"9 members of the public", "-9 members of the public"},
    {"the Clerk", "-the Clerk"},
    {"Clerk", "-Clerk"},
    {"All", "-All"},
    {"N/A", "-N/A"},
    {"no apologies", "-no apologies"},
    {"Ann reviewed the budget", "-Ann reviewed the budget"},
    {"Police Report", "-Police Report"},
    {"Everyone else. Obviously.", "-Everyone else. Obviously."},
    {"-", ""},
    {"", ""},
    {", ,; and", ""},
};

static void test_lists(struct test *test)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct arena *arena = arena_new();
        struct person_found *found;
        struct buf out = BUF_INIT;
        size_t count = people_list(lists[i].text, strlen(lists[i].text), arena, &found);
        for (size_t k = 0; k < count; k++)
            tell(&out, &found[k]);
        if (!CHECK(strcmp(buf_text(&out), lists[i].told) == 0))
            printf("    %s\n    is   %s\n    want %s\n", lists[i].text, buf_text(&out), lists[i].told);
        buf_free(&out);
        arena_free(arena);
    }
}

static const struct {
    const char *text;
    bool bare, is;
} names[] = {
    {"Ann Field", false, true}, {"Mr Field", false, true}, {"J Niven-Latch", false, true}, {"Gail", false, false}, {"Gail", true, true},
    {"JB", true, true}, {"JB", false, false}, {"Police Report", false, false}, {"the Clerk", true, false}, {"All", true, false},
    {"Ann Field left", false, false},
    {"Weyford College", false, false}, {"tree", true, false}, {"", true, false}, {"Any Other Business", false, false},
};

static void test_names(struct test *test)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!CHECK(people_is_name(names[i].text, strlen(names[i].text), names[i].bare) == names[i].is))
            printf("    %s\n", names[i].text);
}

struct visits {
    const char *text;
    struct buf out;
};

static bool visit(void *with, size_t from, size_t to)
{
    struct visits *visits = with;
    if (visits->out.size)
        buf_char(&visits->out, '|');
    buf_add(&visits->out, visits->text + from, to - from);
    return true;
}

static const struct {
    const char *text, *owners; /* NULL: none */
} owners[] = {
    {"Gail & David", "Gail|David"}, {"Sue/Nola", "Sue|Nola"}, {"JB, TC", "JB|TC"}, {"JB, TC and the Clerk", "JB|TC|the Clerk"}, {"All", "All"},
    {"ALL", "ALL"}, {"Clerk", "Clerk"}, {"Cllr Smith", "Cllr Smith"}, {"Cllr Smith to", "Cllr Smith"}, {"Mullet+George", "Mullet|George"},
    {"All Trust Members", "All Trust Members"}, {"the board", "the board"}, {"Anyone", "Anyone"}, {"Chair/Clerk", "Chair|Clerk"}, {"zed9", "zed9"},
    {"@jogant", "@jogant"}, {"Ann Field:", "Ann Field"}, {"Ann\nTom", "Ann|Tom"}, {"tbc", NULL}, {"TBC", NULL}, {"Unassigned", NULL}, {"???", NULL},
    {"", NULL}, {"-", NULL}, {"Done", NULL}, {"12 May", NULL}, {"to write to the Council about it", NULL}, {"The gate was broken.", NULL},
};

static void test_owners(struct test *test)
{
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
        struct visits visits = {owners[i].text, BUF_INIT};
        bool any = people_owners(owners[i].text, strlen(owners[i].text), visit, &visits);
        if (!CHECK(any == (owners[i].owners != NULL) && strcmp(buf_text(&visits.out), any ? owners[i].owners : "") == 0))
            printf("    %s: %s\n", owners[i].text, buf_text(&visits.out));
        buf_free(&visits.out);
    }
}

static void test_roles(struct test *test)
{
    CHECK(text_same(people_role("Acting Vice-Chairman", 20), "vice-chair"));
    CHECK(text_same(people_role("Deputy Chair", 12), "vice-chair"));
    CHECK(text_same(people_role("Clerk/RFO", 9), "clerk"));
    CHECK(text_same(people_role("Chair of the Council", 20), "chair"));
    CHECK(!people_role("President", 9));
    CHECK(!people_role("Past Chairman", 13));
    CHECK(!people_role("Police Officer", 14));
    CHECK(!people_role("", 0));
    CHECK(people_word("Cllr.", 5) & WORD_TITLE);
    CHECK(people_word("ZOOM", 4) & WORD_REMOTE);
    CHECK(people_word("zzz", 3) == 0);
    CHECK(people_word("a", 1) != 0 && people_word("your", 4) != 0); /* the ends of the table are found: it is in order */
}

/* Long and odd texts end, and soon. */
static void test_hostile(struct test *test)
{
    static const char *const bits[] = {"(", "Ann, ", "Mr ", "and ", "A. ", "\xE2\x80\x93 ", "@", "'", "Ann Field (x) ", "\xFF", "1 of ", "Chair "};
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        struct arena *arena = arena_new();
        struct person_found *found;
        struct buf text = BUF_INIT;
        while (text.size < 60000)
            buf_str(&text, bits[i]);
        size_t count = people_list(text.data, text.size, arena, &found);
        CHECK(count <= text.size);
        people_is_name(text.data, text.size, true);
        buf_free(&text);
        arena_free(arena);
    }
}

int main(void)
{
    struct test test = {0};
    test_lists(&test);
    test_names(&test);
    test_owners(&test);
    test_roles(&test);
    test_hostile(&test);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed != 0;
}
