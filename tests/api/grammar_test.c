/* The grammar's reader, its datatypes, the guesses at what a value means, and the patterns known by heart.
 * Run at the project's root. Prints a line a failure and a count; status 1 if any failed. */
#include "base/port.h"
#include "document/explain.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEMA_MAX = 4 << 20 };

#define RNG(inside) \
    "<grammar xmlns='http://relaxng.org/ns/structure/1.0' ns='urn:minutec:minutes' " \
    "datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>" inside "</grammar>"
#define START(content) RNG("<start><element name='minutes'>" content "</element></start>")
#define DOCUMENT(content) "<minutes xmlns='urn:minutec:minutes'>" content "</minutes>"

struct test {
    int passed, failed;
    struct buf rng;
};

static void check(struct test *test, bool good, int line, const char *what, const char *got)
{
    test->passed += good;
    test->failed += !good;
    if (!good)
        printf("grammar_test.c:%d: failed: %s: %s\n", line, what, got ? got : "(nothing)");
}

static struct grammar *make(const char *rng, const char **why)
{
    return grammar_new(rng, strlen(rng), why);
}

static struct grammar *own_grammar(struct test *test)
{
    const char *why = NULL;
    struct grammar *grammar = grammar_new(test->rng.data, test->rng.size, &why);
    check(test, grammar != NULL, __LINE__, "the project's own grammar", why);
    return grammar;
}

/* -- what is refused, and why -- */

static void test_refusals(struct test *test)
{
    static const struct {
        const char *rng, *why;
    } rows[] = {
        {"", "well-formed"},
        {"<grammar", "well-formed"},
        {"<html/>", "not a RELAX NG grammar"},
        {"<grammar/>", "not a RELAX NG grammar"},
        {RNG(""), "no start"},
        {RNG("<start><empty/></start><start><empty/></start>"), "more than one start"},
        {RNG("<start><ref name='x'/></start>"), "not defined"},
        {RNG("<start><ref name='x'/></start><define name='x'><ref name='x'/></define>"), "refers to itself"},
        {RNG("<start><empty/></start><define name='x'><text/></define><define name='x'><text/></define>"), "defined twice"},
        {RNG("<start combine='choice'><empty/></start>"), "combined"},
        {RNG("<include href='x.rng'/>"), "start, define and div only"},
        {START("<interleave><text/></interleave>"), "interleave"},
        {START("<mixed><text/></mixed>"), "mixed"},
        {START("<text/><element name='b'><empty/></element>"), "mixed"},
        {START("<optional><text/></optional>"), "text stands in a choice"},
        {START("<data type='date'/>"), "values as the content"},
        {START("<notAllowed/>"), "notAllowed"},
        {START("<externalRef href='x'/>"), "one file"},
        {START("<grammar><start><empty/></start></grammar>"), "within the grammar"},
        {START("<nonsense/>"), "not known"},
        {START("<element><anyName/><empty/></element>"), "no plain name"},
        {START("<element name='x:b'><empty/></element>"), "no plain name"},
        {START("<attribute><anyName/></attribute>"), "no plain name"},
        {START("<choice><attribute name='a'/><attribute name='b'/></choice>"), "stands in a choice"},
        {START("<optional><attribute name='a'/><attribute name='b'/></optional>"), "stands in a choice"},
        {START("<attribute name='a'/><attribute name='a'/>"), "twice"},
        {START("<attribute name='a'><text/><text/></attribute>"), "more than one pattern"},
        {START("<attribute name='a'><data type='float'/></attribute>"), "datatype is not known"},
        {START("<attribute name='a'><data type='token'><param name='pattern'>(</param></data></attribute>"), "regular"},
        {START("<attribute name='a'><data type='token'><param name='length'>1</param></data></attribute>"), "param is not known"},
        {START("<attribute name='a'><data type='token'><param name='minLength'>x</param></data></attribute>"), "not known"},
        {START("<attribute name='a'><data type='token'><param name='minInclusive'>1</param></data></attribute>"), "bound"},
        {START("<attribute name='a'><data type='decimal'><param name='minInclusive'>x</param></data></attribute>"), "bound"},
        {START("<attribute name='a'><value type='date'>2024-10-02</value></attribute>"), "must be a token"},
        {START("<attribute name='a'><list><list><data type='token'/></list></list></attribute>"), "list stands in a list"},
        {START("<attribute name='a'><list/></attribute>"), "holds nothing"},
        {START("<choice/>"), "holds nothing"},
        {START("<optional><element name='b'><empty/></element></optional><element name='b'><empty/></element>"), "not clear"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *why = NULL;
        struct grammar *grammar = make(rows[i].rng, &why);
        check(test, !grammar && why && strstr(why, rows[i].why), __LINE__, rows[i].rng, why);
        grammar_free(grammar);
    }
    const char *why = NULL;
    struct grammar *grammar = make(START("<empty/>"), &why);
    static const char none[] = "<no-schema/>";
    check(test, grammar && !grammar_add_schema(grammar, none, sizeof none - 1, "", 0), __LINE__, "a schema that is none", why);
    grammar_free(grammar);
}

static void test_long_content(struct test *test)
{
    struct buf rng = BUF_INIT;
    for (int i = 0; i < POSITIONS_MAX + 1; i++)
        buf_printf(&rng, "<element name='e%d'><empty/></element>", i);
    char *content = buf_take(&rng);
    buf_printf(&rng, RNG("<start><element name='minutes'>%s</element></start>"), content);
    const char *why = NULL;
    struct grammar *grammar = make(rng.data, &why);
    check(test, !grammar && why && strstr(why, "too long"), __LINE__, "more elements than positions", why);
    grammar_free(grammar);
    buf_free(&rng);
    free(content);
}

/* -- values -- */

#define DATA(type) "<data type='" type "'/>"
#define PARAM(type, name, value) "<data type='" type "'><param name='" name "'>" value "</param></data>"

static void test_types(struct test *test)
{
    static const struct {
        const char *type, *good, *bad; /* values with '|' between them */
    } rows[] = {
        {DATA("token"), "|x|a b|\xC2\xA0", NULL},
        {DATA("date"), "2024-02-29|0001-01-01|9999-12-31", "|2023-02-29|0000-01-01|2024-2-3|2024-13-01|2024-00-01|2024-04-31"},
        {DATA("language"), "en|en-GB|x-klingon|e|abcdefgh", "|en_GB|abcdefghi|en-|-en|en--GB|1en|\xC3\xA9"},
        {DATA("decimal"), "0|-0|+5|007|.5|0.50|12345678901234567890123456789.5", "|.|5.|1e3|--1|\xEF\xBC\x91|INF| 1"},
        {DATA("integer"), "0|-0|+5|007|-12", "|5.0|.|1 2|x"},
        {DATA("nonNegativeInteger"), "0|-0|+0|5", "-1|5.0|"},
        {DATA("positiveInteger"), "1|+1|0001", "0|-0|-1|"},
        {PARAM("decimal", "maxInclusive", "1"), "1|1.000|0.999|-5", "1.0000000000000000000000000000001|2"},
        {PARAM("nonNegativeInteger", "maxInclusive", "99999"), "99999|000000000000000000000000000000099999",
         "100000|99999999999"},
        {PARAM("decimal", "minInclusive", "-1.5"), "-1.5|-1.50|0", "-1.51|-2"},
        {PARAM("token", "minLength", "2"), "ab|\xC3\xA9\xC3\xA9|\xF0\x9F\x98\x80x", "|a|\xC3\xA9"},
        {PARAM("token", "maxLength", "2"), "|ab|\xF0\x9F\x98\x80x", "abc"},
        {PARAM("token", "pattern", "\\S(.*\\S)?"), "a|a b|\xC2\xA0", ""},
        {"<value>a  b</value>", "a b", "a|a  b|"},
        {"<choice><value>x</value>" DATA("date") "</choice>", "x|2024-10-02", "y|"},
        {"<list><oneOrMore>" DATA("date") "</oneOrMore></list>", "2024-10-02|2024-10-02 2024-10-03", "|x|2024-10-02 x"},
        {"<list><value>a</value><optional><value>b</value></optional><zeroOrMore><value>c</value></zeroOrMore></list>",
         "a|a b|a c c|a b c", "|b|a a|a c b"},
        {"<list><group>" DATA("integer") "<choice><value>m</value>" DATA("token") "</choice></group></list>", "5 m|5 x",
         "5|m 5|5 m m"},
        {"<text/>", "|x", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf rng = BUF_INIT;
        const char *why = NULL;
        buf_printf(&rng, START("<attribute name='v'>%s</attribute>"), rows[i].type);
        struct grammar *grammar = make(rng.data, &why);
        check(test, grammar != NULL, __LINE__, rows[i].type, why);
        for (int good = 1; good >= 0 && grammar; good--) {
            const char *at = good ? rows[i].good : rows[i].bad;
            while (at) {
                char *value = mem_copy(at);
                value[strcspn(value, "|")] = '\0';
                check(test, type_holds(grammar->elements[0]->attributes[0].type, value) == good, __LINE__, rows[i].type, value);
                free(value);
                at = strchr(at, '|');
                at += at != NULL;
            }
        }
        grammar_free(grammar);
        buf_free(&rng);
    }
}

static void test_decimals(struct test *test)
{
    static const char *const rising[] = {"-100", "-99.5", "-1", "-0.10", "0", "0.09", "0.1", "1", "1.01", "9", "10", "10.5"};
    size_t count = sizeof rising / sizeof *rising;
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++) {
            int order = decimal_compare(rising[a], rising[b]), want = (a > b) - (a < b);
            check(test, (order > 0) - (order < 0) == want, __LINE__, rising[a], rising[b]);
        }
    check(test, decimal_compare("+00.10", ".1") == 0, __LINE__, "equal decimals", NULL);
    check(test, decimal_compare("-0", "0.0") == 0, __LINE__, "two noughts", NULL);
}

/* -- guesses -- */

static void test_dates(struct test *test)
{
    static const struct {
        const char *text, *first, *second, *why; /* first NULL: it does not look like a date; why "": nothing is said */
    } rows[] = {
        {"2/10/2024", "2024-10-02", "2024-02-10", "2 October or 10 February"},
        {"13/10/2024", "2024-10-13", "", ""},
        {"10/13/2024", "2024-10-13", "", ""},
        {"10/10/2024", "2024-10-10", "", ""},
        {"31/02/2024", "", "", "February 2024 has 29 days"},
        {"2 October 2024", "2024-10-02", "", ""},
        {"October 2, 2024", "2024-10-02", "", ""},
        {"2024 October 2", "2024-10-02", "", ""},
        {"Wed. 2nd of Oct 2024", "2024-10-02", "", ""},
        {"30 February 2023", "", "", "February 2023 has 28 days"},
        {"29 February 1900", "", "", "February 1900 has 28 days"},
        {"29 February 2000", "2000-02-29", "", ""},
        {"2024-10-2", "2024-10-02", "", ""},
        {"2024/10/02", "2024-10-02", "", ""},
        {"2024.10.2.", "2024-10-02", "", ""},
        {"2024-13-01", "2024-01-13", "", "no month 13"},
        {"2024-13-32", "", "", "no month 13"},
        {"2024-00-10", "", "", "no month 0"},
        {"2024-10-00", "", "", "no day 0"},
        {"0000-01-01", "", "", "no year 0"},
        {"20241002", "2024-10-02", "", ""},
        {"20241301", "", "", "no month 13"},
        {"2024-10-02Z", "2024-10-02", "", "no time and no zone"},
        {"2024-10-02 10:00", "2024-10-02", "", "no time and no zone"},
        {"2024\xE2\x80\x93"
         "10\xE2\x88\x92"
         "02",
         "2024-10-02", "", ""},
        {"\xEF\xBC\x92 October 2024", "2024-10-02", "", ""},
        {"2 Hydref 2024", "2024-10-02", "", ""},
        {"1 Mai 2024", "2024-05-01", "", ""},
        {"1 sept 2024", "2024-09-01", "", ""},
        {"2.10.24", "2024-10-02", "2024-02-10", "2 October or 10 February"},
        {"October 2024", "", "", "the day is missing"},
        {"2024-10", "", "", "the day is missing"},
        {"2 October", "", "", "the year is missing"},
        {"2/10", "", "", "the year is missing"},
        {"next week", NULL, "", ""},
        {"May June 2024", NULL, "", ""},
        {"March", NULL, "", ""},
        {"1 2 3 4 5 6 7 8 9 10", NULL, "", ""},
        {"99999999999999999999-1-1", "", "", ""},
        {"", NULL, "", ""},
        {"2024-W40-3", NULL, "", ""},
        {"averyveryverylongwordindeed 2024", NULL, "", ""},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date_guess guess;
        bool dated = guess_date(rows[i].text, arena, &guess);
        check(test, dated == (rows[i].first != NULL), __LINE__, rows[i].text, "whether it looks like a date");
        if (!dated || !rows[i].first)
            continue;
        check(test, strcmp(guess.first, rows[i].first) == 0, __LINE__, rows[i].text, guess.first);
        check(test, strcmp(guess.second, rows[i].second) == 0, __LINE__, rows[i].text, guess.second);
        check(test, *rows[i].why ? strstr(guess.why, rows[i].why) != NULL : !*guess.why, __LINE__, rows[i].text, guess.why);
    }
    arena_free(arena);
}

static const struct attribute *find_attribute(const struct grammar *grammar, const char *element, const char *name)
{
    for (size_t i = 0; i < grammar->element_count; i++) {
        const struct attribute *found = element_attribute(grammar->elements[i], "", name);
        if (strcmp(grammar->elements[i]->name, element) == 0 && found)
            return found;
    }
    return NULL;
}

static void test_guesses(struct test *test)
{
    static const struct {
        const char *element, *attribute, *text, *guess; /* NULL: none */
    } rows[] = {
        {"meeting", "start", "9:30", "09:30"},
        {"meeting", "start", "9.30am", "09:30"},
        {"meeting", "start", "2pm", "14:00"},
        {"meeting", "start", "12 a.m.", "00:00"},
        {"meeting", "start", "12pm", "12:00"},
        {"meeting", "start", "0930", "09:30"},
        {"meeting", "start", "09h30", "09:30"},
        {"meeting", "start", "10:00:00", "10:00"},
        {"meeting", "start", "13pm", NULL},
        {"meeting", "start", "25:00", NULL},
        {"meeting", "start", "10", NULL},
        {"meeting", "start", "", NULL},
        {"meeting", "mode", "Hybird", "hybrid"},
        {"meeting", "mode", "Zoom", "remote"},
        {"minutes", "body", "Harbour LAG", "harbour-lag"},
        {"minutes", "body", "\xC3\xA9", NULL},
        {"minutes", "sitting", "B", "b"},
        {"action", "owner", "Ada Marsh", "ada-marsh"},
        {"action", "owner", "Ada Marsh; Ben Okoro", "ada-marsh ben-okoro"},
        {"action", "owner", "ada-marsh & ben-okoro", "ada-marsh ben-okoro"},
        {"action", "owner", "---", NULL},
        {"action", "due", "Next Meeting", "next-meeting"},
        {"update", "action", "2024-07-03/4.1", "2024-07-03#4.1"},
        {"update", "action", "2024-07-03", NULL},
        {"update", "status", "complete", "done"},
        {"update", "status", "In Progress", "in-progress"},
        {"vote", "against", "12 votes", "12"},
        {"vote", "against", "1,000", "1000"},
        {"vote", "against", "5.0", "5"},
        {"vote", "against", "-1", NULL},
        {"vote", "against", "123456", NULL},
        {"text", "confidence", "85%", "0.85"},
        {"text", "confidence", ".5", "0.5"},
        {"text", "confidence", "0.3333333333333333", NULL},
        {"figure", "file", "papers\\plan.png", "papers/plan.png"},
        {"item", "role", "any other business", "any-other-business"},
        {"approval", "of", "3 July 2024", "2024-07-03"},
        {"approval", "of", "3/7/2024", NULL},
    };
    struct grammar *grammar = own_grammar(test);
    struct arena *arena = arena_new();
    for (size_t i = 0; grammar && i < sizeof rows / sizeof *rows; i++) {
        const struct attribute *attribute = find_attribute(grammar, rows[i].element, rows[i].attribute);
        check(test, attribute != NULL, __LINE__, rows[i].element, rows[i].attribute);
        const char *guess = attribute ? guess_value(attribute->type, rows[i].text, arena) : NULL;
        bool same = guess && rows[i].guess ? strcmp(guess, rows[i].guess) == 0 : !guess && !rows[i].guess;
        check(test, same, __LINE__, rows[i].text, guess);
    }
    arena_free(arena);
    grammar_free(grammar);
}

/* -- who decides -- */

static size_t count_findings(struct grammar *grammar, const char *bytes, bool *valid, struct buf *printed)
{
    struct diag_log *log = diag_new();
    struct document *document = document_load_bytes(bytes, strlen(bytes), "test.xml", log);
    document_check(document, grammar, log);
    *valid = document->valid;
    document_free(document);
    diag_finish(log);
    diag_print(log, printed, false, DIAG_NOTE);
    size_t count = diag_count(log, DIAG_ERROR);
    diag_free(log);
    return count;
}

/* A grammar of elements that the tables have no numbers for. */
static void test_unnumbered(struct test *test)
{
    static const char rng[] = START("<zeroOrMore><element name='a'><empty/></element></zeroOrMore>");
    const char *why = NULL;
    struct buf printed = BUF_INIT;
    bool valid = false;
    struct grammar *grammar = make(rng, &why);
    check(test, grammar != NULL, __LINE__, "a grammar of other elements", why);
    if (grammar) {
        size_t count = count_findings(grammar, DOCUMENT("\n<a/>\n<a/>"), &valid, &printed);
        check(test, count == 0 && valid, __LINE__, "the explainer alone says yes", buf_text(&printed));
        count = count_findings(grammar, DOCUMENT("\n<a/>\n<b/>"), &valid, &printed);
        check(test, count && !valid, __LINE__, "the explainer alone says no", buf_text(&printed));
    }
    grammar_free(grammar);
    buf_free(&printed);
}

static const char *random_word(uint32_t *seed, char *word, size_t room)
{
    static const char *const pieces[] = {"a", "z", "0", "9", "5", "-", "-", "--", "/", "#", ":", ".", " ", "\n", "\r", "\t", "A", "_", "\\",
                                         "*", "?", "\"", "<", ">", "|", "\xC3\xA9", "\xC2\x85", "\xE2\x80\xA8", "\xF0\x9F\x98\x80", "2024-07-03",
                                         "0000-99-99", "09:30", "24:00", "19:59", "ada-marsh", "4.1", "board/", "2024-07-03b", "#4.1", "3"};
    size_t count = 0, wanted;
    *word = '\0';
    *seed = *seed * 1664525 + 1013904223;
    for (wanted = *seed >> 29; count < wanted; count++) {
        *seed = *seed * 1664525 + 1013904223;
        strncat(word, pieces[(*seed >> 16) % (sizeof pieces / sizeof *pieces)], room - strlen(word) - 1);
    }
    return word;
}

/* Patterns that are known by heart are what the library takes them for. */
static void test_patterns(struct test *test)
{
    enum { WORDS = 20000 };
    static const char open[] = "name=\"pattern\">", *const bounds[] = {"&lt;", "<", "&gt;", ">"};
    size_t known = 0;
    for (const char *at = test->rng.data; (at = strstr(at, open)); at++) {
        char pattern[200], word[100];
        size_t size = 0;
        for (const char *from = at + sizeof open - 1; *from != '<' && size + 1 < sizeof pattern; size++) {
            const char *const *bound = strncmp(from, bounds[0], 4) == 0 ? bounds : strncmp(from, bounds[2], 4) == 0 ? bounds + 2 : NULL;
            pattern[size] = bound ? *bound[1] : *from;
            from += bound ? 4 : 1;
        }
        pattern[size] = '\0';
        pattern_holds *holds = pattern_find(pattern);
        struct xml_pattern *compiled = holds ? xml_pattern_new(pattern) : NULL;
        check(test, !holds == !compiled, __LINE__, "a pattern", pattern);
        uint32_t seed = 7;
        size_t held = 0;
        for (size_t i = 0; compiled && i < WORDS; i++) {
            bool good = xml_pattern_matches(compiled, random_word(&seed, word, sizeof word));
            held += good;
            if (holds(word) != good)
                check(test, false, __LINE__, pattern, word);
        }
        known += compiled != NULL;
        check(test, !compiled || held > WORDS / 1000, __LINE__, "words that fit", pattern);
        if (compiled)
            xml_pattern_free(compiled);
    }
    check(test, known >= 9, __LINE__, "patterns known by heart", NULL);
}

static void test_root(struct test *test)
{
    struct grammar *grammar = own_grammar(test);
    struct buf printed = BUF_INIT;
    bool valid = true;
    size_t count = grammar ? count_findings(grammar, "<item xmlns='urn:minutec:minutes'/>", &valid, &printed) : 1;
    check(test, !valid, __LINE__, "an element of the schema as the root", buf_text(&printed));
    (void)count;
    grammar_free(grammar);
    buf_free(&printed);
}

static void test_flood(struct test *test)
{
    struct grammar *grammar = own_grammar(test);
    struct buf bytes = BUF_INIT, printed = BUF_INIT;
    bool valid = true;
    buf_str(&bytes, "<minutes xmlns='urn:minutec:minutes' version='1' body='x'><meeting/><attendance/>\n");
    for (int i = 0; i < 5000; i++)
        buf_printf(&bytes, "<q%d/>\n", i);
    buf_str(&bytes, "</minutes>");
    size_t count = grammar ? count_findings(grammar, bytes.data, &valid, &printed) : 0;
    check(test, !valid && count == FAULTS_MAX + 1, __LINE__, "a limited number of findings", NULL);
    check(test, strstr(buf_text(&printed), "more faults than those told") != NULL, __LINE__, "and a word about it", NULL);
    grammar_free(grammar);
    buf_free(&bytes);
    buf_free(&printed);
}

static bool read_schema(const char *path, struct buf *out)
{
    const char *why = NULL;
    size_t size;
    if (port_read(NULL, path, SCHEMA_MAX, out, &size, &why) == PORT_OK)
        return true;
    printf("grammar_test.c: %s: %s\n", path, why ? why : "cannot be read");
    return false;
}

int main(void)
{
    static void (*const tests[])(struct test *) = {
        test_refusals, test_long_content, test_types, test_decimals, test_dates,
        test_guesses,  test_unnumbered,   test_patterns, test_root,  test_flood,
    };
    struct test test = {0, 0, BUF_INIT};
    if (!read_schema("schemas/minutes.rng", &test.rng))
        return 2;
    xml_start();
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tests[i](&test);
    xml_stop();
    buf_free(&test.rng);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
