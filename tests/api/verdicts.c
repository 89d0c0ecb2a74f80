/* The verdicts on files, side by side: that of the tables, that of the explainer and that of the schema.
 *     verdicts [-g SCHEMAS] [-s OUTDIR] FILE…
 * prints for each file "FILE fits=valid|invalid explain=valid|invalid xsd=valid|invalid words=N", or "FILE refused" where the loader would not
 * have it. With -s the tree is written to OUTDIR as the loader leaves it, so that another validator can judge the same. */
#include "base/port.h"
#include "base/write.h"
#include "document/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEMA_MAX = 4 << 20 };

struct options {
    const char *schemas, *out;
};

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

static void save(const struct document *document, const char *path, const char *folder)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *why = "";
    struct buf out = BUF_INIT;
    char *target = mem_alloc(strlen(folder) + strlen(name) + 2);
    sprintf(target, "%s/%s", folder, name);
    xml_print(document->tree, &out);
    if (write_file(target, out.data, out.size, &why) == WRITE_FAILED)
        fail(target, why);
    buf_free(&out);
    free(target);
}

static size_t count_words(struct diag_log *log)
{
    diag_finish(log);
    return diag_count(log, DIAG_ERROR);
}

static void judge(struct grammar *grammar, const char *path, const struct options *options)
{
    static const char *const verdicts[] = {"invalid", "valid"};
    struct diag_log *reading = diag_new(), *words = diag_new();
    struct document *document = document_load(path, path, reading);
    bool readable = document->tree && (document->kind == DOCUMENT_BODY || document->kind == DOCUMENT_MINUTES);
    if (readable) {
        bool fits = grammar_fits(grammar, document), valid = grammar_valid(grammar, document);
        bool silent = grammar_explain(grammar, document, words);
        printf("%s fits=%s explain=%s xsd=%s words=%zu\n", path, verdicts[fits], verdicts[silent], verdicts[valid],
               count_words(words));
        if (options->out)
            save(document, path, options->out);
    } else {
        printf("%s refused\n", path);
    }
    document_free(document);
    diag_free(reading);
    diag_free(words);
}

int main(int argc, char **argv)
{
    struct options options = {"schemas", NULL};
    int first = 1;
    for (; first + 1 < argc && argv[first][0] == '-'; first += 2) {
        if (strcmp(argv[first], "-s") == 0)
            options.out = argv[first + 1];
        else if (strcmp(argv[first], "-g") == 0)
            options.schemas = argv[first + 1];
        else
            fail(argv[first], "no such option");
    }
    if (first == argc)
        fail("usage", "verdicts [-g SCHEMAS] [-s OUTDIR] FILE…");
    setvbuf(stdout, NULL, _IOLBF, 0); /* what was judged is told, should a file bring the program down */
    xml_start();
    struct grammar *grammar = open_grammar(options.schemas);
    for (int i = first; i < argc; i++)
        judge(grammar, argv[i], &options);
    grammar_free(grammar);
    xml_stop();
    return 0;
}
