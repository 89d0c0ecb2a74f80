/* Facts as bytes: that they come back as they were and link the same without their documents, that damaged bytes do no harm, and
 * what facts say of other bodies and files. */
#define TEST_FILE "facts_test.c"
#include "check.h"

#include "base/port.h"
#include "corpus/corpus.h"
#include "document/document.h"

#include <stdlib.h>
#include <string.h>

enum { SCHEMA_MAX = 4 << 20, MUTATIONS = 10000, HURT_MOST = 6 };

/* One file of a set: its facts as bytes, and unpacked. */
struct file {
    char *path;
    bool body;
    size_t parent;    /* the body of its folder: index + 1, 0 for none */
    struct buf bytes; /* empty: the file could not be used */
    struct meeting_facts *meeting;
    struct body_facts *facts;
    struct document *document; /* while the facts are fresh */
};

struct set {
    struct file *files;
    size_t count, room;
};

struct walk {
    struct set *set;
    const char *folder;
};

/* -- reading a sample -- */

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), most = strlen(end);
    return size >= most && strcmp(text + size - most, end) == 0;
}

static char *join(const char *folder, const char *name)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", folder, name);
    return buf_take(&path);
}

static void add_file(struct set *set, const char *folder, const char *name, size_t parent)
{
    MEM_GROW(set->files, set->count, set->room);
    set->files[set->count++] = (struct file){
        join(folder, name), strcmp(name, "body.xml") == 0, parent, BUF_INIT, NULL, NULL, NULL};
}

static bool find_meeting(void *with, const struct port_entry *entry)
{
    struct walk *walk = with;
    if (entry->kind == PORT_FILE && ends_with(entry->name, ".xml") && strcmp(entry->name, "body.xml") != 0)
        add_file(walk->set, walk->folder, entry->name, 0);
    return true;
}

static void find_files(struct set *set, const char *folder);

static bool find_folder(void *with, const struct port_entry *entry)
{
    struct walk *walk = with;
    if (entry->kind != PORT_FOLDER)
        return true;
    char *below = join(walk->folder, entry->name);
    find_files(walk->set, below);
    free(below);
    return true;
}

static void find_files(struct set *set, const char *folder)
{
    const char *why;
    char *body = join(folder, "body.xml");
    size_t parent = 0;
    if (port_kind(body, false) == PORT_FILE) {
        add_file(set, folder, "body.xml", 0);
        parent = set->count;
    }
    size_t first = set->count;
    struct walk walk = {set, folder};
    port_folder(folder, find_meeting, &walk, &why);
    for (size_t i = first; i < set->count; i++)
        set->files[i].parent = parent;
    port_folder(folder, find_folder, &walk, &why);
    free(body);
}

static void read_file(struct set *set, struct file *file, struct grammar *grammar)
{
    struct diag_log *log = diag_new();
    file->document = document_load(file->path, file->path, log);
    bool right = file->document->tree && file->document->kind == (file->body ? DOCUMENT_BODY : DOCUMENT_MINUTES);
    if (right)
        document_check(file->document, grammar, log);
    if (right && file->document->valid && file->body)
        file->facts = body_facts_new(file->document);
    else if (right && file->document->valid)
        file->meeting = meeting_facts_new(file->document, file->parent ? set->files[file->parent - 1].facts : NULL);
    diag_free(log);
}

static void drop_facts(struct set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        struct file *file = &set->files[i];
        meeting_facts_free(file->meeting);
        body_facts_free(file->facts);
        document_free(file->document);
        file->meeting = NULL;
        file->facts = NULL;
        file->document = NULL;
    }
}

static void free_set(struct set *set)
{
    drop_facts(set);
    for (size_t i = 0; i < set->count; i++) {
        free(set->files[i].path);
        buf_free(&set->files[i].bytes);
    }
    free(set->files);
    *set = (struct set){NULL, 0, 0};
}

/* -- linking it -- */

static char *linked_findings(const struct set *set, const char *as_of, bool restricted)
{
    struct diag_log *log = diag_new();
    struct corpus *corpus = corpus_new();
    struct buf out = BUF_INIT;
    diag_fetch_sources(log, true, NULL);
    diag_show_restricted(log, restricted);
    for (size_t i = 0; i < set->count; i++) {
        const struct file *file = &set->files[i], *body = file->parent ? &set->files[file->parent - 1] : NULL;
        if (file->facts)
            corpus_add_body(corpus, file->facts);
        else if (file->meeting)
            corpus_add_meeting(corpus, file->meeting);
        else if (!file->body && body && body->facts)
            corpus_add_broken(corpus, body->facts->id, file->path);
    }
    struct linked *linked = link_all(corpus, as_of, log);
    diag_print(log, &out, false, DIAG_NOTE);
    buf_text(&out);
    linked_free(linked);
    corpus_free(corpus);
    diag_free(log);
    return buf_take(&out);
}

static void pack_file(struct file *file, struct buf *out)
{
    if (file->facts)
        body_facts_pack(file->facts, out);
    else if (file->meeting)
        meeting_facts_pack(file->meeting, out);
}

static void unpack_file(struct file *file, const char *bytes, size_t size)
{
    if (file->body)
        file->facts = body_facts_unpack(bytes, size);
    else
        file->meeting = meeting_facts_unpack(bytes, size);
}

/* Whether unpacked facts are packed as they were. */
static bool unpack_same(struct file *file)
{
    struct buf again = BUF_INIT;
    if (!file->bytes.size)
        return true;
    unpack_file(file, file->bytes.data, file->bytes.size);
    pack_file(file, &again);
    bool same = again.size == file->bytes.size && memcmp(again.data, file->bytes.data, again.size) == 0;
    if (!same)
        printf("%s: comes back otherwise\n", file->path);
    buf_free(&again);
    return same;
}

enum { WAYS = 4 };

static void link_ways(const struct set *set, char *said[WAYS])
{
    for (int way = 0; way < WAYS; way++)
        said[way] = linked_findings(set, way & 1 ? "2031-01-01" : NULL, way & 2);
}

/* Reads a sample, links it, and links it again from bytes when its documents are gone. What was unpacked stays in the set. */
static void test_sample(struct test *test, struct set *set, const char *folder, struct grammar *grammar)
{
    char *fresh[WAYS], *again[WAYS];
    find_files(set, folder);
    for (size_t i = 0; i < set->count; i++)
        read_file(set, &set->files[i], grammar);
    link_ways(set, fresh);
    for (size_t i = 0; i < set->count; i++)
        pack_file(&set->files[i], &set->files[i].bytes);
    drop_facts(set);
    for (size_t i = 0; i < set->count; i++)
        CHECK(unpack_same(&set->files[i]));
    link_ways(set, again);
    for (int way = 0; way < WAYS; way++) {
        if (!CHECK(strcmp(fresh[way], again[way]) == 0))
            printf("%s, way %d:\n%s\n-- from bytes --\n%s\n", folder, way, fresh[way], again[way]);
        free(fresh[way]);
        free(again[way]);
    }
}

struct samples {
    struct test *test;
    struct grammar *grammar;
    const char *folder;
    struct set *sets;
    size_t count, room;
};

static bool take_sample(void *with, const struct port_entry *entry)
{
    struct samples *samples = with;
    if (entry->kind != PORT_FOLDER || strcmp(entry->name, "bad") == 0)
        return true;
    MEM_GROW(samples->sets, samples->count, samples->room);
    struct set *set = &samples->sets[samples->count++];
    *set = (struct set){NULL, 0, 0};
    char *folder = join(samples->folder, entry->name);
    test_sample(samples->test, set, folder, samples->grammar);
    free(folder);
    return true;
}

/* -- damaged bytes -- */

static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

/* A copy with some bytes changed, or cut, in memory of its own size, so that reading past it shows. */
static char *hurt(const struct buf *bytes, size_t *size, unsigned *state)
{
    *size = bytes->size;
    if (next_random(state) % 8 == 0)
        *size = next_random(state) % bytes->size;
    char *copy = mem_alloc(*size);
    memcpy(copy, bytes->data, *size);
    for (unsigned i = *size ? next_random(state) % HURT_MOST + (*size == bytes->size) : 0; i > 0; i--) {
        static const unsigned char telling[] = {0, 1, 0x7F, 0x80, 0xFF, '/'};
        unsigned kind = next_random(state) % 12;
        copy[next_random(state) % *size] = (char)(kind < sizeof telling ? telling[kind] : next_random(state));
    }
    return copy;
}

static bool link_hurt(struct set *set, struct file *file, unsigned *state)
{
    struct file whole = *file;
    size_t size;
    char *bytes = hurt(&file->bytes, &size, state);
    unpack_file(file, bytes, size);
    free(bytes); /* nothing unpacked may point into it */
    bool unpacked = file->body ? file->facts != NULL : file->meeting != NULL;
    if (unpacked)
        free(linked_findings(set, NULL, false));
    meeting_facts_free(file->meeting == whole.meeting ? NULL : file->meeting);
    body_facts_free(file->facts == whole.facts ? NULL : file->facts);
    *file = whole;
    return unpacked;
}

static void test_damage(struct test *test, const struct samples *samples)
{
    unsigned state = 3;
    int taken = 0, refused = 0;
    while (taken + refused < MUTATIONS) {
        struct set *set = &samples->sets[next_random(&state) % samples->count];
        struct file *file = set->count ? &set->files[next_random(&state) % set->count] : NULL;
        if (!file || !file->bytes.size)
            continue;
        if (link_hurt(set, file, &state))
            taken++;
        else
            refused++;
    }
    CHECK(taken > MUTATIONS / 20); /* else linking was not put to the test */
    CHECK(refused > MUTATIONS / 20);
}

/* No cut of the bytes is taken for the whole, nor bytes behind it, another form or the other kind. */
static void test_form(struct test *test, const struct file *file)
{
    size_t size = file->bytes.size;
    char *bytes = mem_zero(size + 1, 1);
    memcpy(bytes, file->bytes.data, size);
    for (size_t cut = 0; cut < size; cut++) {
        char *part = mem_alloc(cut);
        memcpy(part, bytes, cut);
        if (meeting_facts_unpack(part, cut) || body_facts_unpack(part, cut))
            CHECK(!"a part was taken for facts");
        free(part);
    }
    CHECK(!meeting_facts_unpack(bytes, size + 1) && !body_facts_unpack(bytes, size + 1));
    CHECK(file->body ? !meeting_facts_unpack(bytes, size) : !body_facts_unpack(bytes, size));
    bytes[3]++;
    CHECK(!meeting_facts_unpack(bytes, size) && !body_facts_unpack(bytes, size));
    free(bytes);
}

/* Counts and sizes as large as can be written where there are few bytes. */
static void test_claims(struct test *test, const struct file *file)
{
    static const char most[] = "\xFF\xFF\xFF\xFF\x0F", beyond[] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01";
    for (size_t at = 4; at < file->bytes.size; at++) {
        for (int far = 0; far < 2; far++) {
            struct buf bytes = BUF_INIT;
            buf_add(&bytes, file->bytes.data, at);
            buf_str(&bytes, far ? beyond : most);
            buf_add(&bytes, file->bytes.data + at + 1, file->bytes.size - at - 1);
            struct meeting_facts *meeting = meeting_facts_unpack(bytes.data, bytes.size);
            struct body_facts *body = body_facts_unpack(bytes.data, bytes.size);
            if (far && (meeting || body))
                CHECK(!"a number beyond all bounds was taken");
            meeting_facts_free(meeting);
            body_facts_free(body);
            buf_free(&bytes);
        }
    }
    CHECK(file->bytes.size > 4);
}

/* -- what facts say -- */

#define MEETING(inside) \
    "<minutes xmlns=\"urn:minutec:minutes\" version=\"1\" body=\"ferry\" date=\"2024-03-06\">" \
    "<meeting/><attendance><present><person name=\"Ann Lee\"/></present></attendance>" inside "</minutes>"

static struct meeting_facts *facts_of(const char *xml, const char *path, struct grammar *grammar, struct document **document)
{
    struct diag_log *log = diag_new();
    struct buf out = BUF_INIT;
    *document = document_load_bytes(xml, strlen(xml), path, log);
    document_check(*document, grammar, log);
    diag_print(log, &out, false, DIAG_ERROR);
    printf("%s", buf_text(&out));
    buf_free(&out);
    diag_free(log);
    return (*document)->valid ? meeting_facts_new(*document, NULL) : NULL;
}

static void list_body(void *with, const char *body)
{
    buf_printf(with, "%s ", body);
}

static void test_bodies(struct test *test, struct grammar *grammar)
{
    struct document *document;
    struct meeting_facts *facts = facts_of(
        MEETING("<item n=\"1\" body=\"quay\"><title>A</title><text>As [before](minutes:pier/2024-01-10#3) and "
                "[here](minutes:2024-01-10) and [again](minutes:ferry/2024-01-10#2).</text>"
                "<update action=\"mole/2023-12-13#4\" status=\"superseded\" superseded-by=\"dock/2024-02-07#1\">Gone on.</update>"
                "<update status=\"open\" n=\"9\">Kept.</update></item>"),
        "2024-03-06.xml", grammar, &document);
    struct buf said = BUF_INIT;
    if (CHECK(facts != NULL)) {
        meeting_bodies(facts, list_body, &said);
        CHECK(!strstr(buf_text(&said), "quay ") && strstr(said.data, "pier ") && strstr(said.data, "mole "));
        CHECK(strstr(said.data, "dock ") && !strstr(said.data, "ferry"));
        CHECK(strlen(said.data) == strlen("pier mole dock dock "));
    }
    buf_free(&said);
    meeting_facts_free(facts);
    document_free(document);
}

static void test_watched(struct test *test, struct grammar *grammar)
{
    struct document *document;
    struct meeting_facts *facts = facts_of(
        MEETING("<item n=\"1\"><title>A</title><attachment file=\"papers/b.pdf\">B</attachment>"
                "<figure file=\"quay.png\" alt=\"Quay\">The quay</figure><attachment>Not at hand</attachment>"
                "<attachment file=\"../a.pdf\">Outside</attachment><attachment file=\"papers/../../a.pdf\">Outside</attachment>"
                "<attachment file=\"a..b\">Dots</attachment>"
                "</item><restricted reason=\"legal\"><summary>S</summary>"
                "<item n=\"2\"><title>B</title><attachment file=\"papers/b.pdf\">B</attachment>"
                "<attachment file=\"closed.pdf\">C</attachment></item></restricted>"),
        "2024-03-06.xml", grammar, &document);
    if (CHECK(facts != NULL) && CHECK(facts->watched_count == 4)) {
        static const char *const wanted[] = {"a..b", "closed.pdf", "papers/b.pdf", "quay.png"};
        for (size_t i = 0; i < 4; i++)
            CHECK(strcmp(facts->watched[i], wanted[i]) == 0);
    }
    meeting_facts_free(facts);
    document_free(document);
}

/* -- all of it -- */

static struct grammar *read_grammar(void)
{
    struct buf bytes = BUF_INIT;
    struct grammar *grammar = NULL;
    const char *why = NULL;
    size_t size;
    if (port_read(NULL, "schemas/minutes.rng", SCHEMA_MAX, &bytes, &size, &why) == PORT_OK)
        grammar = grammar_new(bytes.data, bytes.size, &why);
    buf_free(&bytes);
    if (!grammar)
        printf("facts_test.c: the grammar: %s\n", why ? why : "cannot be used");
    return grammar;
}

static void test_samples(struct test *test, struct grammar *grammar)
{
    static const char *const folders[] = {"samples", "samples/bad", "tests/link"};
    struct samples samples = {.test = test, .grammar = grammar};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *why;
        size_t before = samples.count;
        samples.folder = folders[i];
        CHECK(port_folder(folders[i], take_sample, &samples, &why));
        CHECK(samples.count > before);
    }
    size_t shapes = 0;
    for (size_t i = 0; i < samples.count && shapes < 8; i++)
        for (size_t k = 0; k < samples.sets[i].count && k < 2; k++)
            if (samples.sets[i].files[k].bytes.size) {
                test_form(test, &samples.sets[i].files[k]);
                test_claims(test, &samples.sets[i].files[k]);
                shapes++;
            }
    CHECK(shapes >= 8);
    test_damage(test, &samples);
    for (size_t i = 0; i < samples.count; i++)
        free_set(&samples.sets[i]);
    free(samples.sets);
}

int main(void)
{
    struct test test = {0, 0};
    xml_start();
    struct grammar *grammar = read_grammar();
    if (grammar) {
        test_samples(&test, grammar);
        test_bodies(&test, grammar);
        test_watched(&test, grammar);
    }
    grammar_free(grammar);
    xml_stop();
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return !grammar ? 2 : test.failed ? 1 : 0;
}
