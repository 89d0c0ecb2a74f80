/* One meeting's minutes among the others of its body. */
#include "edit/loaded.h"

#include "base/port.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *folder_of(struct arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash == file ? "/" : slash ? arena_copy_n(arena, file, (size_t)(slash - file)) : "";
}

static const char *within(struct arena *arena, const char *folder, const char *name)
{
    return !*folder ? name : arena_printf(arena, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name);
}

static void add_file(struct loaded *loaded, const char *path, struct document *document, struct diag_log *log)
{
    struct loaded_file file = {.path = path, .document = document};
    if (!document->tree || document->kind == DOCUMENT_MINUTES)
        document_check(document, loaded->grammar, log);
    if (document->tree && document->valid && document->kind == DOCUMENT_MINUTES) {
        file.facts = meeting_facts_new(document, loaded->body_facts);
        rules_meeting(document, file.facts, loaded->body_facts, log);
    }
    MEM_GROW(loaded->files, loaded->file_count, loaded->file_room);
    loaded->files[loaded->file_count++] = file;
}

struct looking {
    struct loaded *loaded;
    const char *folder, *own;
    struct diag_log *unheard;
};

static bool take_file(void *with, const struct port_entry *entry)
{
    struct looking *looking = with;
    struct arena *arena = looking->loaded->arena;
    size_t size = strlen(entry->name);
    if (entry->kind != PORT_FILE || size < 5 || strcmp(entry->name + size - 4, ".xml") != 0 ||
        strcmp(entry->name, "body.xml") == 0)
        return true;
    const char *path = within(arena, looking->folder, arena_copy(arena, entry->name));
    if (strcmp(path, looking->own) != 0)
        add_file(looking->loaded, path, document_load(path, path, looking->unheard), looking->unheard);
    return true;
}

static bool open_body(struct loaded *loaded, const char *folder, struct diag_log *log)
{
    const char *path = within(loaded->arena, folder, "body.xml");
    if (port_kind(path, false) != PORT_FILE)
        return true; /* rules report it */
    loaded->body = document_load(path, path, log);
    if (!loaded->body->tree || loaded->body->kind == DOCUMENT_BODY)
        document_check(loaded->body, loaded->grammar, log);
    if (!loaded->body->tree || !loaded->body->valid || loaded->body->kind != DOCUMENT_BODY)
        return false;
    loaded->body_facts = body_facts_new(loaded->body);
    corpus_add_body(loaded->corpus, loaded->body_facts);
    return true;
}

bool loaded_open(struct loaded *loaded, const char *file, const struct buf *bytes, struct data *data, struct diag_log *log)
{
    const char *why = "";
    *loaded = (struct loaded){.arena = arena_new(), .data = data, .corpus = corpus_new()};
    loaded->grammar = data_grammar(data, log);
    if (!loaded->grammar)
        return false;
    const char *folder = folder_of(loaded->arena, file), *path = strncmp(file, "./", 2) == 0 ? file + 2 : file;
    folder = strncmp(folder, "./", 2) == 0 ? folder + 2 : strcmp(folder, ".") == 0 ? "" : folder;
    if (!open_body(loaded, folder, log))
        return false;
    add_file(loaded, path, bytes ? document_load_bytes(bytes->data, bytes->size, path, log) : document_load(path, path, log),
             log);
    if (!loaded->files[0].facts) {
        if (loaded->files[0].document->tree && loaded->files[0].document->kind != DOCUMENT_MINUTES)
            diag_add(log, D_USAGE, (struct place){0}, arena_printf(loaded->arena, "'%s' is no file of a meeting", path));
        return false;
    }
    struct looking looking = {loaded, folder, path, diag_new()};
    port_folder(*folder ? folder : ".", take_file, &looking, &why);
    loaded->own = &loaded->files[0];
    for (size_t i = 0; i < loaded->file_count; i++)
        if (loaded->files[i].facts)
            corpus_add_meeting(loaded->corpus, loaded->files[i].facts);
    diag_free(looking.unheard);
    loaded->linking = diag_new();
    loaded->linked = link_all(loaded->corpus, NULL, loaded->linking);
    return true;
}

void loaded_close(struct loaded *loaded)
{
    linked_free(loaded->linked);
    diag_free(loaded->linking);
    corpus_free(loaded->corpus);
    for (size_t i = 0; i < loaded->file_count; i++) {
        meeting_facts_free(loaded->files[i].facts);
        document_free(loaded->files[i].document);
    }
    free(loaded->files);
    body_facts_free(loaded->body_facts);
    document_free(loaded->body);
    arena_free(loaded->arena);
    *loaded = (struct loaded){0};
}

bool loaded_print(struct loaded *loaded, const char *format, enum audience audience, struct fields *fields, struct lines *lines,
                  struct diag_log *log)
{
    const struct resolve_options options = {.audience = audience, .bare = true};
    struct document *document = loaded->own->document;
    resolve_meeting(document, loaded->own->facts, loaded->linked, loaded->data, &options, log);
    if (fields)
        edit_mark(document->tree, loaded->arena, fields);
    struct renderer *renderer = renderer_new(loaded->data, log);
    struct buf bytes = BUF_INIT;
    bool done = renderer_render(renderer, format_find(format), HISTORY_DEFAULT, document->tree, source_file(&document->source),
                                &bytes);
    renderer_free(renderer);
    if (done) {
        const char *name = arena_printf(loaded->arena, "printed.%s", format_extension(format_find(format)));
        struct source source = {.path = name, .bytes = arena_copy_n(loaded->arena, bytes.data, bytes.size), .size = bytes.size};
        const struct front_input input = {.source = &source, .path = name, .log = log};
        struct blocks *blocks = arena_alloc(loaded->arena, sizeof *blocks);
        const struct front_end *front = front_for(name, source.bytes, source.size);
        blocks_start(blocks, loaded->arena, front->format, "line");
        done = front->read(&input, blocks);
        edit_lines(blocks, fields ? fields->count : 0, loaded->arena, lines);
        blocks_free(blocks);
        source_free_lines(&source);
    }
    buf_free(&bytes);
    return done;
}
