/* The verdicts on files, side by side: that of the tables, that of the explainer and that of the schema.
 *     verdicts SCHEMAS
 * reads from standard input for each file a line "NAME SIZE" and so many bytes, and prints
 *     NAME raw=valid|invalid|broken load=yes|faulty|no [fits=valid|invalid explain=valid|invalid xsd=valid|invalid] words=N
 * raw: the schema's verdict on the bytes; load: whether the loader has them, or has them with faults of its own; what follows are verdicts on
 * the tree that it made; words: the errors that are told. A file that takes longer than HANGS seconds ends the program. */
#include "base/port.h"
#include "document/grammar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SCHEMA_MAX = 4 << 20, HANGS = 30 };

static void fail(const char *what, const char *why)
{
    fprintf(stderr, "verdicts: %s: %s\n", what, why);
    exit(2);
}

static void read_schema(const char *folder, const char *name, struct buf *out)
{
    const char *why = "";
    size_t size;
    char *path = mem_alloc(strlen(folder) + strlen(name) + 2);
    sprintf(path, "%s/%s", folder, name);
    if (port_read(NULL, path, SCHEMA_MAX, out, &size, &why) != PORT_OK)
        fail(path, why ? why : "cannot be read");
    free(path);
}

static struct grammar *open_grammar(const char *folder)
{
    struct buf rng = BUF_INIT, xsd = BUF_INIT, xml = BUF_INIT;
    const char *why = "";
    read_schema(folder, "minutes.rng", &rng);
    read_schema(folder, "minutes.xsd", &xsd);
    read_schema(folder, "xml.xsd", &xml);
    struct grammar *grammar = grammar_new(rng.data, rng.size, &why);
    if (!grammar)
        fail(folder, why);
    if (!grammar_add_schema(grammar, xsd.data, xsd.size, xml.data, xml.size))
        fail(folder, "the XSD is none");
    buf_free(&rng);
    buf_free(&xsd);
    buf_free(&xml);
    return grammar;
}

static size_t count_words(struct diag_log *log)
{
    diag_finish(log);
    return diag_count(log, DIAG_ERROR);
}

static bool is_source(const struct document *document)
{
    return document->tree && (document->kind == DOCUMENT_BODY || document->kind == DOCUMENT_MINUTES);
}

/* The schema's verdict on the bytes as they are, without what the loader does to them. */
static const char *judge_raw(const struct grammar *grammar, const char *bytes, size_t size)
{
    struct xml_fault fault;
    struct xml_doc *tree = xml_parse(bytes, size, &fault);
    const char *verdict = !tree ? "broken" : xml_schema_valid(grammar->schema, tree) ? "valid" : "invalid";
    xml_free(tree);
    return verdict;
}

static void judge(struct grammar *grammar, const char *name, const char *bytes, size_t size)
{
    static const char *const verdicts[] = {"invalid", "valid"};
    struct diag_log *reading = diag_new(), *words = diag_new();
    struct document *document = document_load_bytes(bytes, size, name, reading);
    bool loaded = count_words(reading) == 0;
    printf("%s raw=%s load=%s", name, judge_raw(grammar, bytes, size), !is_source(document) ? "no" : loaded ? "yes" : "faulty");
    if (is_source(document)) {
        bool fits = grammar_fits(grammar, document), valid = grammar_valid(grammar, document);
        bool silent = grammar_explain(grammar, document, words);
        printf(" fits=%s explain=%s xsd=%s", verdicts[fits], verdicts[silent], verdicts[valid]);
    } else {
        document_check(document, grammar, words); /* the sound part of one that is not well formed */
    }
    printf(" words=%zu\n", count_words(words));
    document_free(document);
    diag_free(reading);
    diag_free(words);
}

int main(int argc, char **argv)
{
    char name[64];
    size_t size;
    if (argc != 2)
        fail("usage", "verdicts SCHEMAS");
    setvbuf(stdout, NULL, _IOLBF, 0); /* what was judged is told, should a file bring the program down */
    xml_start();
    struct grammar *grammar = open_grammar(argv[1]);
    while (scanf("%63s %zu", name, &size) == 2 && getchar() == '\n') {
        char *bytes = mem_alloc(size + 1);
        if (fread(bytes, 1, size, stdin) != size)
            fail(name, "is cut off");
        alarm(HANGS);
        judge(grammar, name, bytes, size);
        alarm(0);
        free(bytes);
    }
    grammar_free(grammar);
    xml_stop();
    return 0;
}
