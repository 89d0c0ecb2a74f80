/* The story: print, read, compare, change, prove, write. */
#include "base/port.h"
#include "base/text.h"
#include "base/write.h"
#include "document/canonical.h"
#include "edit/changes.h"

#include <stdlib.h>
#include <string.h>

struct editing {
    const char *file, *edited;
    const struct edit_options *options;
    struct data *data;
    struct diag_log *log;
    struct arena *arena;
    const struct front_end *front;
    struct blocks blocks; /* of the edited document */
    struct source source;
    struct lines lines;
};

static bool read_edited(struct editing *update)
{
    struct buf bytes = BUF_INIT;
    size_t size = 0;
    const char *why = NULL;
    enum port_read read = port_read(NULL, update->edited, IMPORT_SIZE, &bytes, &size, &why);
    if (read != PORT_OK) {
        diag_add(update->log, D_CANNOT_READ, (struct place){0}, update->edited, read == PORT_TOO_LARGE ? "it is too large" : why);
        buf_free(&bytes);
        return false;
    }
    update->source = (struct source){.path = update->edited,
                                     .bytes = arena_copy_n(update->arena, bytes.data ? bytes.data : "", bytes.size),
                                     .size = bytes.size};
    buf_free(&bytes);
    const struct front_input input = {
        .source = &update->source, .path = update->edited, .tracked = update->options->tracked, .log = update->log};
    update->front = front_for(update->edited, update->source.bytes, update->source.size);
    blocks_start(&update->blocks, update->arena, update->front->format, "line");
    if (!update->front->read(&input, &update->blocks))
        return false;
    edit_lines(&update->blocks, 0, update->arena, &update->lines);
    return true;
}

/* The format of ours that is read as the edited document is. */
static const char *printed_as(const struct editing *update)
{
    static const char *const formats[][2] = {{"docx", "docx"}, {"odt", "odt"}, {"fodt", "odt"}, {"html", "html"}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i][0], update->front->format) == 0)
            return formats[i][1];
    diag_add(update->log, D_USAGE, (struct place){0},
             arena_printf(update->arena, "'%s' is no document that minutec writes: give a Word, OpenDocument or HTML file",
                          update->edited));
    return NULL;
}

static void tree_open(struct tree *tree, const struct source *source, struct arena *arena)
{
    struct xml_fault fault;
    *tree = (struct tree){.doc = xml_parse_all(source->bytes, source->size, &fault)};
    xml_number(tree->doc);
    struct node *root = xml_root(tree->doc);
    for (struct node *node = root; node; node = node_after(node, root))
        tree->count++;
    tree->nodes = arena_alloc(arena, (tree->count + 1) * sizeof *tree->nodes);
    for (struct node *node = root; node; node = node_after(node, root))
        tree->nodes[node_number(node)] = node;
}

/* -- the proof -- */

/* Words that one line has and another has not; NULL: there are none. */
static const char *apart(const struct line *line, const struct line *with, struct arena *arena)
{
    struct hunk *hunks;
    struct buf words = BUF_INIT;
    size_t count = with ? edit_hunks(line->text, line->size, with->text, with->size, arena, &hunks) : 0;
    if (!with)
        buf_add(&words, line->text, line->size);
    for (size_t i = 0; i < count; i++)
        buf_printf(&words, "%s%.*s", words.size ? " … " : "", (int)(hunks[i].to - hunks[i].from), line->text + hunks[i].from);
    const char *text = edit_words(buf_text(&words), words.size) ? text_collapse(arena, buf_text(&words)) : NULL;
    buf_free(&words);
    return text;
}

/* A line that was printed before, and that somebody took away. */
static bool was_taken(const struct lines *before, const struct line *line)
{
    for (size_t i = 0; i < before->count; i++)
        if (before->list[i].hash == line->hash && before->list[i].pair == SIZE_MAX)
            return true;
    return false;
}

static void tell_words(struct editing *update, enum diag_code code, const struct line *line, const struct line *with)
{
    enum { LONG = 120 };
    const char *words = apart(line, with, update->arena);
    if (words)
        diag_add(update->log, code, source_file(&update->source),
                 arena_printf(update->arena, "%.*s%s", LONG, words, strlen(words) > LONG ? "…" : ""));
}

/* What somebody wrote must be printed by the changed minutes, and what somebody took away must not: what is otherwise is told. */
static void prove(struct editing *update, const struct lines *before, struct lines *printed)
{
    struct lines *edited = &update->lines;
    bool *left = mem_zero(edited->count + 1, sizeof *left);
    for (size_t i = 0; i < edited->count; i++) {
        left[i] = edited->list[i].same;
        edited->list[i].pair = SIZE_MAX;
    }
    edit_pair(printed, edited);
    for (size_t i = 0; i < edited->count; i++) {
        const struct line *line = &edited->list[i];
        if (!left[i] && !line->same)
            tell_words(update, D_EDIT_NOT_TAKEN, line, line->pair != SIZE_MAX ? &printed->list[line->pair] : NULL);
    }
    for (size_t i = 0; i < printed->count; i++) {
        const struct line *line = &printed->list[i];
        bool wanted = line->pair != SIZE_MAX ? !left[line->pair] : was_taken(before, line);
        if (!line->same && wanted)
            tell_words(update, D_EDIT_KEPT, line, line->pair != SIZE_MAX ? &edited->list[line->pair] : NULL);
    }
    free(left);
}

/* What stands in the document and is none of its words. */
static void tell_aside(struct editing *update)
{
    for (size_t i = 0; i < update->blocks.count; i++) {
        const struct block *block = &update->blocks.list[i];
        if (block->zone == ZONE_COMMENT && block->size)
            diag_add(update->log, D_EDIT_ASIDE, source_file(&update->source), "a comment", block->text);
        else if (block->zone == ZONE_DELETED && block->size)
            diag_add(update->log, D_EDIT_ASIDE, source_file(&update->source), "a tracked change that takes away", block->text);
    }
}

static int compare_said(const void *a, const void *b)
{
    const struct change *one = *(const struct change *const *)a, *other = *(const struct change *const *)b;
    return one->node != other->node ? (one->node < other->node ? -1 : 1) : one < other ? -1 : one > other;
}

/* Each thing once, however often it is printed; words of one element that changed in several places together. */
static void tell(const struct changes *changes, struct buf *out)
{
    const struct change **list = mem_alloc((changes->count + 1) * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < changes->count; i++)
        if (changes->list[i].said)
            list[count++] = &changes->list[i];
    if (count)
        qsort(list, count, sizeof *list, compare_said);
    for (size_t i = 0; i < count; i++)
        if (!i || strcmp(list[i]->said, list[i - 1]->said) != 0)
            buf_printf(out, "%s\n", list[i]->said);
    free(list);
}

static bool write_changed(struct editing *update, const struct buf *bytes)
{
    const char *why = "";
    if (!update->options->write || write_file(update->file, bytes->data, bytes->size, &why) != WRITE_FAILED)
        return true;
    diag_add(update->log, D_CANNOT_WRITE, (struct place){0}, update->file, why);
    return false;
}

/* The first error, without place and excerpt. */
static const char *reason(struct diag_log *log, struct arena *arena)
{
    struct buf text = BUF_INIT;
    if (!log)
        return "it cannot be read";
    diag_finish(log);
    diag_print(log, &text, false, DIAG_ERROR);
    const char *error = strstr(buf_text(&text), "error: "),
               *words = error ? error + strlen("error: ") : "it does not fit the grammar";
    words = arena_copy_n(arena, words, strcspn(words, "\n"));
    buf_free(&text);
    return words;
}

/* The changed minutes must pass the check before they are written. */
static bool settle(struct editing *update, const struct loaded *old, const struct lines *before, const struct buf *bytes,
                   const char *format, bool changed)
{
    struct loaded loaded;
    struct diag_log *scratch = diag_new();
    struct lines printed = {0};
    bool good = loaded_open(&loaded, update->file, bytes, update->data, scratch) && !diag_file_failed(scratch, loaded.own->path);
    /* Errors that were there before are not this document's. */
    good = good && (diag_file_failed(old->linking, old->own->path) || !diag_file_failed(loaded.linking, loaded.own->path));
    good = good && loaded_print(&loaded, format, update->options->audience, NULL, &printed, scratch);
    if (good)
        prove(update, before, &printed);
    else
        diag_add(update->log, D_EDIT_FAILED, source_file(&update->source),
                 reason(diag_status(scratch) ? scratch : loaded.linking, update->arena));
    loaded_close(&loaded);
    diag_free(scratch);
    return good && (!changed || write_changed(update, bytes));
}

static bool says(const struct lines *lines, const char *words)
{
    for (size_t i = 0; i < lines->count; i++)
        if (strstr(lines->list[i].text, words))
            return true;
    return false;
}

/* A document with restricted passages says so. Compared with the minutes without them they would be new words for everybody, and
 * the other way round they would be gone. */
static bool fits_audience(struct editing *update, const struct loaded *loaded, const struct lines *printed)
{
    const char *lang = loaded->own->facts->lang;
    struct labels *labels = labels_new(loaded->data, lang ? lang : "en-GB", update->log);
    const char *words = label(labels, "audience-full");
    bool fits = says(&update->lines, words) == says(printed, words);
    labels_free(labels);
    if (!fits)
        diag_done(diag_add(update->log, D_USAGE, (struct place){0},
                           arena_printf(update->arena, "'%s' was made for another audience", update->edited)),
                  "give --audience full for a document with restricted passages, and public for one without");
    return fits;
}

static bool compare(struct editing *update, const char *format, struct buf *out)
{
    struct loaded loaded;
    struct fields fields = {0};
    struct lines printed = {0};
    struct changes changes = {0};
    struct buf bytes = BUF_INIT;
    bool good = loaded_open(&loaded, update->file, NULL, update->data, update->log);
    struct tree tree = {0};
    if (good)
        tree_open(&tree, &loaded.own->document->source, loaded.arena);
    good = good && loaded_print(&loaded, format, update->options->audience, &fields, &printed, update->log);
    good = good && fits_audience(update, &loaded, &printed);
    if (good) {
        edit_pair(&printed, &update->lines);
        edit_find(&fields, &printed, &update->lines, &tree, loaded.arena, &changes);
        edit_apply(&loaded, &tree, &changes);
        tell(&changes, out);
        canonical_write(tree.doc, loaded.grammar, &(struct canonical_options){.fill = false}, &bytes);
        good = settle(update, &loaded, &printed, &bytes, format, out->size > 0);
    }
    xml_free(tree.doc);
    buf_free(&bytes);
    free(changes.list);
    free(fields.list);
    loaded_close(&loaded);
    return good;
}

bool edit_update(const char *file, const char *edited, const struct edit_options *options, struct data *data,
                 struct diag_log *log, struct buf *out)
{
    struct editing update = {.file = file, .edited = edited, .options = options, .data = data, .log = log, .arena = arena_new()};
    bool good = read_edited(&update);
    const char *format = good ? printed_as(&update) : NULL;
    good = format && compare(&update, format, out);
    if (good)
        tell_aside(&update);
    blocks_free(&update.blocks);
    diag_finish(log);
    source_free_lines(&update.source);
    arena_free(update.arena);
    return good;
}
