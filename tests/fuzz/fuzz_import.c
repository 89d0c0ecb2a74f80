/* Any bytes at all as a legacy file: imported, linked and written as minutec import does it; what must hold of the result is checked, and what does
 * not hold ends the program. For libFuzzer:
 *     fuzz_import --format=docx|odt|fodt|html|markdown|text [libFuzzer's options] CORPUS… */
#include "base/text.h"
#include "document/canonical.h"
#include "import/import.h"
#include "import/link.h"
#include "mutate.h"
#include "render/data_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *out, size_t most,
                                 unsigned seed);

static const struct format {
    const char *name, *file;
    const struct front_end *front;
    mutator *mutate;
    crosser *cross;
} formats[] = {
    {"docx", "minutes.docx", &front_docx, mutate_archive, cross_archives}, {"odt", "minutes.odt", &front_odt, mutate_archive, cross_archives},
    {"fodt", "minutes.fodt", &front_fodt, mutate_tags, cross_tags},        {"html", "minutes.html", &front_html, mutate_tags, cross_tags},
    {"markdown", "minutes.md", &front_markdown, mutate_lines, cross_lines}, {"text", "minutes.txt", &front_text, mutate_lines, cross_lines},
};

static const struct format *format;
static struct grammar *grammar;

static _Noreturn void broken(const char *what, const char *more)
{
    fprintf(stderr, "fuzz_import: %s: %s\n", what, more);
    abort();
}

static struct grammar *open_grammar(void)
{
    const char *why = "it is not built in";
    for (const struct data_file *file = data_table; file->path; file++)
        if (strcmp(file->path, "schemas/minutes.rng") == 0) {
            struct grammar *made = grammar_new((const char *)file->bytes, file->size, &why);
            if (made)
                return made;
        }
    broken("no grammar", why);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char option[] = "--format=";
    const char *name = "";
    for (int i = 1; i < *argc; i++)
        if (strncmp((*argv)[i], option, sizeof option - 1) == 0)
            name = (*argv)[i] + sizeof option - 1;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            format = &formats[i];
    if (!format)
        broken("no such format", name);
    xml_start();
    grammar = open_grammar();
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return format->mutate(data, size, most, seed);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *out, size_t most,
                                 unsigned seed)
{
    return format->cross(one, one_size, other, other_size, out, most, seed);
}

/* -- what must hold -- */

static void check_text(const char *what, const char *text, size_t size)
{
    if (strlen(text) != size)
        broken(what, "a NUL within, or none at its end");
    for (size_t i = 0; i < size;) {
        uint32_t point;
        size_t length = text_decode(text + i, size - i, &point);
        if (!length)
            broken(what, "not UTF-8");
        if (point < ' ' && point != '\n' && point != '\t')
            broken(what, "a control character");
        i += length;
    }
}

static void check_blocks(const struct blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->list[i];
        size_t runs = 0;
        check_text("a block", block->text, block->size);
        if (block->marker)
            check_text("a marker", block->marker, strlen(block->marker));
        for (size_t k = 0; k < block->run_count; k++)
            runs += block->runs[k].size;
        if (runs != block->size)
            broken("a block", "its runs do not add up to its text");
        if (block->upto < block->at)
            broken("a block", "it ends before it begins");
    }
}

static void check_audit(const struct audit *audit)
{
    if (audit->lost_count)
        broken("a word is lost", audit->lost[0].word);
    if (audit->added)
        broken("a word is added", audit->added_word);
    if (audit->words != audit->placed + audit->moved + audit->left_out)
        broken("the audit", "its numbers do not add up");
}

static struct xml_doc *parse(const struct buf *xml)
{
    struct xml_fault fault;
    struct xml_doc *tree = xml_parse(xml->data, xml->size, &fault);
    if (!tree)
        broken("what is printed cannot be read", xml_fault_words(&fault));
    return tree;
}

/* The tree as it crosses from one process to another. */
static struct xml_doc *print_and_parse(const struct xml_doc *tree)
{
    struct buf once = BUF_INIT, again = BUF_INIT;
    xml_print(tree, &once);
    struct xml_doc *parsed = parse(&once);
    xml_print(parsed, &again);
    if (strcmp(buf_text(&once), buf_text(&again)) != 0)
        broken("a tree", "printed, read and printed again it differs");
    buf_free(&once);
    buf_free(&again);
    return parsed;
}

static void write_source(const struct xml_doc *tree, struct buf *out)
{
    const struct canonical_options options = {.fill = true};
    canonical_write(tree, grammar, &options, out);
}

/* As a source file: it passes, and the layout stays. */
static void check_source(const struct xml_doc *tree, enum document_kind kind)
{
    struct diag_log *log = diag_new();
    struct buf once = BUF_INIT, again = BUF_INIT, said = BUF_INIT;
    write_source(tree, &once);
    struct document *document = document_load_bytes(once.data, once.size, "made.xml", log);
    if (document->tree && document->kind == kind)
        document_check(document, grammar, log);
    diag_finish(log);
    diag_print(log, &said, false, DIAG_ERROR);
    if (!document->tree || document->kind != kind || !document->valid || diag_count(log, DIAG_ERROR))
        broken("what is written is not as the grammar has it", buf_text(&said));
    struct xml_doc *parsed = parse(&once);
    write_source(parsed, &again);
    if (strcmp(buf_text(&once), buf_text(&again)) != 0)
        broken("what is written", "read and written again it differs");
    xml_free(parsed);
    document_free(document);
    buf_free(&once);
    buf_free(&again);
    buf_free(&said);
    diag_free(log);
}

/* -- one input -- */

static struct xml_doc *new_body(void)
{
    struct xml_doc *body = xml_new(NULL, "body");
    node_set(xml_root(body), "version", "1");
    node_set(xml_root(body), "id", "quay-group");
    node_add_text(node_add(xml_root(body), "name"), "Quay Group");
    return body;
}

/* The meetings of the file as a series of their own. */
static void check_meetings(const struct front_input *input, const struct source_result *result)
{
    struct arena *arena = arena_new();
    struct link_body body = {.arena = arena, .log = input->log, .body = new_body()};
    body.meetings = arena_alloc(arena, (result->count + 1) * sizeof *body.meetings);
    for (size_t i = 0; i < result->count; i++) {
        struct xml_doc *tree = print_and_parse(result->meetings[i].tree);
        node_set(xml_root(tree), "body", "quay-group");
        const char *date = node_attr(xml_root(tree), "date");
        body.meetings[body.count++] = (struct link_meeting){.tree = tree, .source = input->source, .by_line = true, .date = date};
    }
    link_meetings(&body);
    for (size_t i = 0; i < body.count; i++) {
        check_source(body.meetings[i].tree, DOCUMENT_MINUTES);
        xml_free(body.meetings[i].tree);
    }
    check_source(body.body, DOCUMENT_BODY);
    xml_free(body.body);
    arena_free(arena);
}

static void import(const struct front_input *input)
{
    static const char sha256[] = "0000000000000000000000000000000000000000000000000000000000000000";
    struct arena *arena = arena_new();
    struct source_result result;
    bool usable = source_import(input, format->file, sha256, arena, &result);
    if (!result.tray)
        check_audit(&result.audit);
    if (!usable && diag_is_empty(input->log))
        broken("the file is refused", "and nobody says why");
    check_blocks(&result.blocks);
    if (usable)
        check_meetings(input, &result);
    source_result_free(&result);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf said = BUF_INIT;
    char *bytes = mem_alloc(size + 1); /* of its own, so that reading over its end is seen */
    memcpy(bytes, data, size);
    bytes[size] = '\0';
    struct source source = {.path = format->file, .bytes = bytes, .size = size};
    struct front_input input = {.source = &source, .path = format->file, .log = diag_new()};
    input.tracked = size % 2 ? TRACKED_REJECT : TRACKED_ACCEPT;
    if (front_for(format->file, bytes, size) == format->front)
        import(&input);
    diag_finish(input.log);
    diag_print(input.log, &said, false, DIAG_NOTE);
    buf_free(&said);
    diag_free(input.log);
    source_free_lines(&source);
    free(bytes);
    return 0;
}
