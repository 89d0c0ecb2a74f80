/* Reading a program: each file by itself, then all of them linked. */
#include "build/program.h"

#include <stdlib.h>
#include <string.h>

struct program *program_new(struct diag_log *log, struct data *data)
{
    struct program *program = mem_zero(1, sizeof *program);
    program->arena = arena_new();
    program->log = log;
    program->data = data;
    return program;
}

void program_free(struct program *program)
{
    if (!program)
        return;
    linked_free(program->linked);
    corpus_free(program->corpus);
    for (size_t i = 0; i < program->unit_count; i++) {
        meeting_facts_free(program->units[i].facts);
        document_free(program->units[i].document);
    }
    for (size_t i = 0; i < program->folder_count; i++) {
        body_facts_free(program->folders[i].body);
        document_free(program->folders[i].document);
    }
    free(program->units);
    free(program->folders);
    grammar_free(program->grammar);
    arena_free(program->arena);
    free(program);
}

static bool read_grammar(struct program *program)
{
    static const char *const names[] = {"schemas/minutes.rng", "schemas/minutes.xsd", "schemas/xml.xsd"};
    const char *bytes[3], *why = "it is not there";
    size_t sizes[3];
    for (size_t i = 0; i < 3; i++) {
        if (!data_find(program->data, names[i], &bytes[i], &sizes[i])) {
            diag_add(program->log, D_BAD_DATA, (struct place){0}, names[i], why);
            return false;
        }
    }
    program->grammar = grammar_new(bytes[0], sizes[0], bytes[1], sizes[1], bytes[2], sizes[2], &why);
    if (!program->grammar)
        diag_add(program->log, D_BAD_DATA, (struct place){0}, "schemas", why);
    return program->grammar;
}

static const char *root_of(enum document_kind kind)
{
    return kind == DOCUMENT_BODY ? "body" : "minutes";
}

/* A file whose name says what its root must be. */
static bool expect_kind(struct program *program, struct document *document, enum document_kind kind)
{
    if (!document->tree)
        return false;
    if (document->kind == kind)
        return true;
    const char *slash = strrchr(document->source.path, '/');
    diag_add(program->log, D_WRONG_FILE, document_place(document, xml_root(document->tree)),
             slash ? slash + 1 : document->source.path, root_of(kind), root_of(document->kind));
    return false;
}

static void read_body(struct program *program, struct folder *folder)
{
    if (!folder->has_body)
        return;
    const char *path = *folder->path ? arena_printf(program->arena, "%s/body.xml", folder->path) : "body.xml";
    if (strcmp(folder->path, "/") == 0)
        path = "/body.xml";
    folder->document = document_load(path, path, program->log);
    if (!expect_kind(program, folder->document, DOCUMENT_BODY))
        return;
    document_check(folder->document, program->grammar, program->log);
    if (!folder->document->valid)
        return;
    folder->body = body_facts_new(folder->document);
    rules_body(folder->document, folder->body, program->log);
}

static void read_meeting(struct program *program, struct unit *unit)
{
    const struct folder *folder = &program->folders[unit->folder];
    unit->document = document_load(unit->path, unit->path, program->log);
    if (!expect_kind(program, unit->document, DOCUMENT_MINUTES))
        return;
    document_check(unit->document, program->grammar, program->log);
    if (!unit->document->valid)
        return;
    if (!folder->has_body)
        diag_add(program->log, D_NO_BODY, document_place(unit->document, xml_root(unit->document->tree)));
    unit->facts = meeting_facts_new(unit->document, folder->body);
    rules_meeting(unit->document, unit->facts, folder->body, program->log);
}

void program_read(struct program *program)
{
    if (!read_grammar(program))
        return;
    for (size_t i = 0; i < program->folder_count; i++)
        read_body(program, &program->folders[i]);
    for (size_t i = 0; i < program->unit_count; i++)
        read_meeting(program, &program->units[i]);
}

/* A file that cannot be used is a gap: what refers to it is not reported. */
static void link_unit(struct program *program, const struct unit *unit)
{
    const struct folder *folder = &program->folders[unit->folder];
    if (unit->facts)
        corpus_add_meeting(program->corpus, unit->facts);
    else if (folder->body && unit->document && unit->document->kind != DOCUMENT_FOREIGN)
        corpus_add_broken(program->corpus, folder->body->id, unit->path);
}

void program_link(struct program *program, const char *as_of)
{
    program->corpus = corpus_new();
    for (size_t i = 0; i < program->folder_count; i++)
        if (program->folders[i].body)
            corpus_add_body(program->corpus, program->folders[i].body);
    for (size_t i = 0; i < program->unit_count; i++)
        link_unit(program, &program->units[i]);
    program->linked = link_all(program->corpus, as_of, program->log);
}

static bool is_named(void *with, const char *path)
{
    const struct program *program = with;
    for (size_t i = 0; i < program->folder_count; i++) {
        const struct document *document = program->folders[i].document;
        if (document && strcmp(document->source.path, path) == 0)
            return program->folders[i].named || !program->folders[i].body;
    }
    for (size_t i = 0; i < program->unit_count; i++)
        if (strcmp(program->units[i].path, path) == 0)
            return program->units[i].named;
    return true;
}

void program_keep_named(struct program *program)
{
    if (program->partial)
        diag_keep(program->log, is_named, program);
}
