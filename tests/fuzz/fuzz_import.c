/* Any bytes at all as a legacy file: read, split, recognised, shaped and audited; what must hold of the result is checked, and what does not ends
 * the program. For libFuzzer:
 *     fuzz_import --format=docx|odt|fodt|html|markdown|text [libFuzzer's options] CORPUS… */
#include "base/text.h"
#include "document/document.h"
#include "import/audit.h"
#include "import/front.h"
#include "import/shape.h"
#include "mutate.h"
#include "render/data_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *out, size_t most, unsigned seed);

static const struct format {
    const char *name;
    const struct front_end *front;
    mutator *mutate;
    crosser *cross;
} formats[] = {
    {"docx", &front_docx, mutate_archive, cross_archives}, {"odt", &front_odt, mutate_archive, cross_archives},
    {"fodt", &front_fodt, mutate_tags, cross_tags},        {"html", &front_html, mutate_tags, cross_tags},
    {"markdown", &front_markdown, mutate_lines, cross_lines}, {"text", &front_text, mutate_lines, cross_lines},
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

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    return format->cross(one, one_size, other, other_size, out, most, seed);
}

/* -- what must hold -- */

static void say_findings(struct diag_log *log, struct buf *out)
{
    diag_finish(log);
    diag_print(log, out, false, DIAG_NOTE);
}

static void check_text(const char *what, const char *text, size_t size)
{
    if (strlen(text) != size)
        broken(what, "a NUL within, or none at its end");
    for (size_t i = 0; i < size;) {
        uint32_t point;
        size_t length = text_decode(text + i, size - i, &point);
        if (!length)
            broken(what, "not UTF-8");
        if ((point < ' ' && point != '\n' && point != '\t') || point == 0x7f)
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
        if (block->table && (!block->row || !block->column || !block->row_span || !block->column_span))
            broken("a block", "it is in a table, in no row or column");
    }
}

static void check_audit(const struct audit *audit)
{
    if (audit->lost_count)
        broken("a word is lost", audit->lost[0].word);
    if (audit->added)
        broken("a word is added", "it is printed, and not in the source");
    if (audit->words != audit->placed + audit->moved + audit->left_out)
        broken("the audit", "its numbers do not add up");
}

struct private_names {
    const char *names[16];
    size_t count;
};

static bool find_private(void *with, const char *name, const char *ns, const char *value)
{
    struct private_names *found = with;
    (void)ns, (void)value;
    if (strncmp(name, SHAPE_PRIVATE, sizeof SHAPE_PRIVATE - 1) == 0 && found->count < sizeof found->names / sizeof *found->names)
        found->names[found->count++] = name;
    return true;
}

/* As linking leaves it where nobody is known: without what only linking needs. */
static void make_public(struct node *root, struct arena *arena)
{
    for (struct node *node = root; node; node = node_after(node, root)) {
        struct private_names found = {.count = 0};
        node_attrs(node, find_private, &found);
        for (size_t i = 0; i < found.count; i++)
            node_unset(node, arena_copy(arena, found.names[i]));
    }
    node_set(root, "body", "x");
}

static void check_grammar(const struct buf *xml)
{
    struct diag_log *log = diag_new();
    struct buf said = BUF_INIT;
    struct document *document = document_load_bytes(xml->data, xml->size, "made.xml", log);
    if (document->tree && document->kind == DOCUMENT_MINUTES)
        document_check(document, grammar, log);
    say_findings(log, &said);
    if (!document->tree || document->kind != DOCUMENT_MINUTES || !document->valid || said.size)
        broken("the minutes are not as the grammar has them", buf_text(&said));
    document_free(document);
    buf_free(&said);
    diag_free(log);
}

static void check_tree(struct xml_doc *tree, struct arena *arena)
{
    struct buf xml = BUF_INIT, again = BUF_INIT;
    struct xml_fault fault;
    make_public(xml_root(tree), arena);
    xml_print(tree, &xml);
    struct xml_doc *parsed = xml_parse(xml.data, xml.size, &fault);
    if (!parsed)
        broken("the minutes cannot be read again", xml_fault_words(&fault));
    xml_print(parsed, &again);
    if (strcmp(buf_text(&xml), buf_text(&again)) != 0)
        broken("the minutes", "read again and printed they differ");
    check_grammar(&xml);
    xml_free(parsed);
    buf_free(&xml);
    buf_free(&again);
}

/* -- one input -- */

struct meetings {
    struct reading **readings;
    struct xml_doc **trees;
    size_t count;
};

static void read_meetings(const struct front_input *input, struct blocks *blocks, struct meetings *all)
{
    static const char sha256[] = "0000000000000000000000000000000000000000000000000000000000000000";
    struct arena *arena = blocks->arena;
    const struct shape_source source = {"minutes", sha256, NULL};
    size_t *starts;
    all->count = split_meetings(blocks, arena, &starts);
    all->readings = arena_alloc(arena, (all->count + 1) * sizeof *all->readings);
    all->trees = arena_alloc(arena, (all->count + 1) * sizeof *all->trees);
    enum claim *claims = arena_alloc(arena, (blocks->count + 1) * sizeof *claims);
    for (size_t i = 0; i < all->count; i++) {
        struct reading *reading = all->readings[i] = arena_alloc(arena, sizeof *reading);
        *reading = (struct reading){.arena = arena, .blocks = blocks, .file_name = "minutes", .claims = claims, .log = input->log, .source = input->source};
        reading->head.weekday = -1;
        reading->first = starts[i];
        reading->end = i + 1 < all->count ? starts[i + 1] : blocks->count;
        head_read(reading);
        attend_read(reading);
        all->trees[i] = shape_meeting(reading, &source);
    }
}

static void free_reading(struct reading *reading)
{
    for (size_t i = 0; i < reading->list_count; i++) {
        free(reading->lists[i].people);
        free(reading->lists[i].notes);
        free(reading->lists[i].note_blocks);
    }
    free(reading->lists);
    free(reading->head.lines);
    free(reading->left);
}

static void check_meetings(const struct front_input *input, struct blocks *blocks)
{
    struct meetings all;
    struct audit audit;
    check_blocks(blocks);
    read_meetings(input, blocks, &all);
    audit_source(blocks, (const struct reading *const *)all.readings, all.trees, all.count, blocks->arena, &audit);
    check_audit(&audit);
    for (size_t i = 0; i < all.count; i++)
        check_tree(all.trees[i], blocks->arena);
    for (size_t i = 0; i < all.count; i++) {
        xml_free(all.trees[i]);
        free_reading(all.readings[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct diag_log *log = diag_new();
    struct blocks blocks;
    struct buf said = BUF_INIT;
    char *bytes = mem_alloc(size + 1); /* of its own, so that reading over its end is seen */
    memcpy(bytes, data, size);
    bytes[size] = '\0';
    struct source source = {.path = "minutes", .bytes = bytes, .size = size};
    struct front_input input = {.source = &source, .path = "minutes", .log = log};
    input.tracked = size % 2 ? TRACKED_REJECT : TRACKED_ACCEPT;
    blocks_start(&blocks, arena, format->front->format, "line");
    bool usable = format->front->read(&input, &blocks);
    if (usable)
        check_meetings(&input, &blocks);
    say_findings(log, &said);
    if (!usable && diag_count(log, DIAG_ERROR) == 0)
        broken("the file is refused", "and nobody says why");
    blocks_free(&blocks);
    source_free_lines(&source);
    buf_free(&said);
    diag_free(log);
    arena_free(arena);
    free(bytes);
    return 0;
}
