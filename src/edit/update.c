/* The story: print, read, compare, change, prove, write. */
#include "base/port.h"
#include "base/text.h"
#include "base/write.h"
#include "document/canonical.h"
#include "edit/changes.h"
#include "edit/merge.h"

#include <stdlib.h>
#include <string.h>

struct editing {
    const char *file, *edited;
    const struct edit_options *options;
    enum audience audience;
    struct buf minutes, base; /* at file; and what the document was made from, as it carries it */
    bool there;               /* the file */
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

/* The changed minutes must pass the check before they are written; before: what was printed of them, NULL: nothing is to be
 * proven. */
static bool settle(struct editing *update, const struct loaded *old, const struct lines *before, const struct buf *bytes,
                   const char *format)
{
    struct loaded loaded;
    struct diag_log *scratch = diag_new();
    struct lines printed = {0};
    bool good = loaded_open(&loaded, update->file, bytes, update->data, scratch) && !diag_file_failed(scratch, loaded.own->path);
    /* Errors that were there before are not this document's. */
    good = good && (diag_file_failed(old->linking, old->own->path) || !diag_file_failed(loaded.linking, loaded.own->path));
    good = good && loaded_print(&loaded, format, update->audience, NULL, &printed, scratch);
    if (good && before)
        prove(update, before, &printed);
    else if (!good)
        diag_add(update->log, D_EDIT_FAILED, source_file(&update->source),
                 reason(diag_status(scratch) ? scratch : loaded.linking, update->arena));
    loaded_close(&loaded);
    diag_free(scratch);
    return good;
}

static bool says(const struct lines *lines, const char *words)
{
    for (size_t i = 0; i < lines->count; i++)
        if (strstr(lines->list[i].text, words))
            return true;
    return false;
}

/* A document with restricted passages says so. */
static bool says_full(struct editing *update, const struct loaded *loaded, const struct lines *lines)
{
    const char *lang = loaded->own->facts->lang;
    struct labels *labels = labels_new(loaded->data, lang ? lang : "en-GB", update->log);
    bool full = says(lines, label(labels, "audience-full"));
    labels_free(labels);
    return full;
}

/* Compared with the minutes without them, restricted passages would be new words for everybody, and the other way round they
 * would be gone. */
static bool fits_audience(struct editing *update, const struct loaded *loaded, const struct lines *printed)
{
    bool fits = says_full(update, loaded, &update->lines) == says_full(update, loaded, printed);
    if (!fits)
        diag_done(diag_add(update->log, D_USAGE, (struct place){0},
                           arena_printf(update->arena, "'%s' was made for another audience", update->edited)),
                  "give --audience full for a document with restricted passages, and public for one without");
    return fits;
}

/* -- the minutes it was made from, and those that are there -- */

static void lay_out(const struct xml_doc *tree, const struct grammar *grammar, struct buf *out)
{
    canonical_write(tree, grammar, &(struct canonical_options){.fill = false}, out);
}

static void lay_out_bytes(const struct buf *bytes, const struct grammar *grammar, struct buf *out)
{
    struct xml_fault fault;
    struct xml_doc *tree = xml_parse_all(buf_text((struct buf *)bytes), bytes->size, &fault);
    if (tree)
        lay_out(tree, grammar, out);
    xml_free(tree);
}

static bool same_bytes(const struct buf *one, const struct buf *other)
{
    return one->size == other->size && (!one->size || memcmp(one->data, other->data, one->size) == 0);
}

/* Whether a text is that of the minutes, or what the public may see of it, but for the layout. */
static bool is_text_of(struct editing *update, const struct buf *text, const struct buf *minutes, const struct grammar *grammar)
{
    struct buf one = BUF_INIT, other = BUF_INIT, shown = BUF_INIT;
    lay_out_bytes(text, grammar, &one);
    lay_out_bytes(minutes, grammar, &other);
    bool same = same_bytes(&one, &other) ||
                (source_for_public(minutes->data, minutes->size, update->data, &shown) && same_bytes(&one, &shown));
    buf_free(&one);
    buf_free(&other);
    buf_free(&shown);
    return same;
}

/* Both sides changed: what came of the minutes since goes into what was edited. */
static bool merge(struct editing *update, const struct grammar *grammar, const struct buf *edited, struct buf *out)
{
    struct edit_merge merge = {.arena = update->arena, .prefer = update->options->prefer};
    struct buf base = BUF_INIT, mine = BUF_INIT, merged = BUF_INIT;
    lay_out_bytes(&update->base, grammar, &base);
    lay_out_bytes(&update->minutes, grammar, &mine);
    bool good = edit_merge(&base, &mine, edited, &merge, &merged);
    static const char *const done[] = {
        [EDIT_NEITHER] = "nothing was changed; --ours keeps what the minutes say, --theirs takes what the document says",
        [EDIT_OURS] = "the minutes were kept",
        [EDIT_THEIRS] = "the document's words were taken"};
    for (size_t i = 0; i < merge.count; i++) {
        const struct edit_conflict *one = &merge.conflicts[i];
        enum diag_code code = update->options->prefer == EDIT_NEITHER ? D_EDIT_CONFLICT : D_EDIT_CHOSEN;
        diag_done(diag_add(update->log, code, source_file(&update->source), one->where, one->mine, one->theirs),
                  done[update->options->prefer]);
    }
    good = good && (!merge.count || update->options->prefer != EDIT_NEITHER);
    if (good)
        lay_out_bytes(&merged, grammar, out);
    if (good && !out->size) {
        diag_add(update->log, D_EDIT_FAILED, source_file(&update->source), "the changes of both sides reach into one another");
        good = false;
    }
    buf_free(&base);
    buf_free(&mine);
    buf_free(&merged);
    return good;
}

/* What differs between what is printed of loaded and the lines, made in its tree and told. before: the lines printed. */
static bool take_edits(struct editing *update, struct loaded *loaded, struct lines *lines, const char *format,
                       struct lines *before, struct buf *edited, struct buf *said)
{
    struct fields fields = {0};
    struct changes changes = {0};
    struct tree tree = {0};
    tree_open(&tree, &loaded->own->document->source, loaded->arena);
    if (update->options->any_audience)
        update->audience = says_full(update, loaded, lines) ? AUDIENCE_FULL : AUDIENCE_PUBLIC;
    bool good = loaded_print(loaded, format, update->audience, &fields, before, update->log) &&
                fits_audience(update, loaded, before);
    if (good) {
        edit_pair(before, lines);
        edit_find(&fields, before, lines, &tree, loaded->arena, &changes);
        edit_apply(loaded, &tree, &changes);
        tell(&changes, said);
        lay_out(tree.doc, loaded->grammar, edited);
    }
    xml_free(tree.doc);
    free(changes.list);
    free(fields.list);
    return good;
}

/* What becomes of the minutes, in words: how they print now and how they will. */
static bool tell_merged(struct editing *update, struct loaded *now, const struct buf *merged, const char *format,
                        struct buf *said)
{
    struct loaded then;
    struct lines lines = {0}, before = {0};
    struct buf unused = BUF_INIT;
    struct diag_log *unheard = diag_new();
    bool good = loaded_open(&then, update->file, merged, update->data, unheard) &&
                loaded_print(&then, format, update->audience, NULL, &lines, unheard);
    buf_clear(said);
    good = good && take_edits(update, now, &lines, format, &before, &unused, said);
    buf_free(&unused);
    loaded_close(&then);
    diag_free(unheard);
    return good;
}

static const char *meeting_name(const struct loaded *loaded, struct arena *arena)
{
    const struct meeting_facts *facts = loaded->own->facts;
    return arena_printf(arena, "%s/%s%s", facts->body ? facts->body : "", facts->date ? facts->date : "",
                        facts->sitting ? facts->sitting : "");
}

/* The minutes that it was made from and those that are there are one meeting's. */
static bool same_meeting(struct editing *update, const struct loaded *made_of, const struct loaded *there)
{
    const char *one = meeting_name(made_of, update->arena), *other = meeting_name(there, update->arena);
    bool same = strcmp(one, other) == 0;
    if (!same)
        diag_done(diag_add(update->log, D_USAGE, (struct place){0},
                           arena_printf(update->arena, "'%s' was made of the minutes of %s", update->edited, one)),
                  arena_printf(update->arena, "the minutes of '%s' are those of %s", update->file, other));
    return same;
}

/* The minutes have changed since: what was edited joins them. */
static bool take_both(struct editing *update, struct loaded *now, const struct buf *edited, const char *format, struct buf *said,
                      struct buf *merged)
{
    struct buf laid = BUF_INIT;
    if (!merge(update, now->grammar, edited, merged) || !settle(update, now, NULL, merged, format))
        return false;
    lay_out_bytes(&update->minutes, now->grammar, &laid);
    bool same = same_bytes(&laid, merged);
    buf_free(&laid);
    if (same)
        buf_clear(said);
    return same || tell_merged(update, now, merged, format, said);
}

static bool compare_with(struct editing *update, struct loaded *base, struct loaded *now, const char *format, struct buf *said)
{
    struct buf edited = BUF_INIT, merged = BUF_INIT, *text = &edited;
    struct lines before = {0};
    bool good = take_edits(update, base, &update->lines, format, &before, &edited, said) &&
                settle(update, base, &before, &edited, format);
    if (good && now && !said->size)
        diag_add(update->log, D_EDIT_BEHIND, source_file(&update->source), update->file);
    if (good && now && said->size) {
        good = take_both(update, now, &edited, format, said, &merged);
        text = &merged;
    }
    if (good && (said->size || !update->there))
        good = write_changed(update, text);
    buf_free(&edited);
    buf_free(&merged);
    return good;
}

/* Compared is with the minutes that are there, where the document was made of them: they hold more than it may carry. */
static bool compare(struct editing *update, const char *format, struct buf *out)
{
    struct loaded now = {0}, base = {0};
    bool good = (!update->there && update->base.size) || loaded_open(&now, update->file, NULL, update->data, update->log);
    bool other = good && update->base.size &&
                 (!update->there || !is_text_of(update, &update->base, &update->minutes, now.grammar));
    if (other)
        good = loaded_open(&base, update->file, &update->base, update->data, update->log) &&
               (!update->there || same_meeting(update, &base, &now));
    good = good && compare_with(update, other ? &base : &now, other && update->there ? &now : NULL, format, out);
    loaded_close(&base);
    loaded_close(&now);
    return good;
}

/* The minutes at file, and those that the document carries. */
static void read_minutes(struct editing *update)
{
    const char *why;
    size_t size;
    update->there = port_read(NULL, update->file, IMPORT_SIZE, &update->minutes, &size, &why) == PORT_OK;
    if (update->blocks.carried)
        buf_add(&update->base, update->blocks.carried, update->blocks.carried_size);
    else if (update->there && update->minutes.size)
        diag_add(update->log, D_EDIT_BASELESS, source_file(&update->source));
}

bool edit_update(const char *file, const char *edited, const struct edit_options *options, struct data *data,
                 struct diag_log *log, struct buf *out)
{
    struct editing update = {.file = file,
                             .edited = edited,
                             .options = options,
                             .audience = options->audience,
                             .data = data,
                             .log = log,
                             .arena = arena_new()};
    bool good = read_edited(&update);
    const char *format = good ? printed_as(&update) : NULL;
    if (format)
        read_minutes(&update);
    good = format && compare(&update, format, out);
    if (good)
        tell_aside(&update);
    buf_free(&update.minutes);
    buf_free(&update.base);
    blocks_free(&update.blocks);
    diag_finish(log);
    source_free_lines(&update.source);
    arena_free(update.arena);
    return good;
}
