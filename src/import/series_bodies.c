/* Whose meetings the sources hold: as was told, as they say themselves, as the rest of their folder says. */
#include "import/series_parts.h"

#include "base/port.h"
#include "base/text.h"
#include "document/document.h"

#include <stdlib.h>
#include <string.h>

/* -- names -- */

/* Words of a name that do not tell one body from another. */
static const char empty_words[] =
    "the of and meeting meetings minutes council parish town board group society association club committee inc ltd limited full annual "
    "ordinary general monthly regular special extraordinary s";

static bool is_generic(const char *word, size_t size)
{
    char text[16];
    if (size >= sizeof text)
        return false;
    memcpy(text, word, size);
    text[size] = '\0';
    return text_word_in(text, empty_words);
}

static const char *without(const char *slug, const char *start)
{
    size_t size = strlen(start);
    return strncmp(slug, start, size) == 0 && slug[size] ? slug + size : slug;
}

const char *body_key(struct arena *arena, const char *name)
{
    static const char *const starts[] = {"minutes-of-", "the-", "minutes-", "meeting-of-", "the-"};
    static const char *const ends[] = {"-minutes", "-meeting", "-meetings"};
    const char *slug = name ? text_slug(arena, name, SERIES_ID) : "";
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        slug = without(slug, starts[i]);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(slug), end = strlen(ends[i]);
        if (size > end && strcmp(slug + size - end, ends[i]) == 0)
            slug = arena_copy_n(arena, slug, size - end);
    }
    return slug;
}

static bool has_word(const char *slug, const char *word, size_t size)
{
    for (const char *at = slug; *at; at += strcspn(at, "-"), at += *at == '-')
        if (strcspn(at, "-") == size && strncmp(at, word, size) == 0)
            return true;
    return false;
}

/* Whether all words of one are in the other, which has only empty ones besides. */
static bool is_shorter(const char *few, const char *many)
{
    size_t telling = 0;
    for (const char *at = few; *at; at += strcspn(at, "-"), at += *at == '-') {
        size_t size = strcspn(at, "-");
        telling += !is_generic(at, size);
        if (!has_word(many, at, size))
            return false;
    }
    for (const char *at = many; *at; at += strcspn(at, "-"), at += *at == '-') {
        size_t size = strcspn(at, "-");
        if (!has_word(few, at, size) && !is_generic(at, size))
            return false;
    }
    return telling > 0;
}

/* Whether a name says what kind of body it is; "Exec" or "Pre-term" may be anything. */
static bool is_telling(const char *slug)
{
    static const char nouns[] =
        "council councils committee committees board boards group groups society association club trust trustees partnership forum panel team "
        "commission authority assembly senate union foundation congregation parish church school company federation institute college "
        "university department faculty consortium alliance network cooperative subcommittee cabinet directors homeowners residents wg tc tsc sig";
    for (const char *at = slug; *at; at += strcspn(at, "-"), at += *at == '-') {
        char word[24];
        size_t size = strcspn(at, "-");
        if (size >= sizeof word)
            continue;
        memcpy(word, at, size);
        word[size] = '\0';
        if (text_word_in(word, nouns))
            return true;
    }
    return false;
}

/* Whether a word is made of the first letters of others that follow one another in a name. */
static bool is_short_for(const char *word, size_t size, const char *slug)
{
    for (const char *at = slug; *at; at += strcspn(at, "-"), at += *at == '-') {
        size_t same = 0;
        for (const char *next = at; *next && same < size && *next == word[same]; next += strcspn(next, "-"), next += *next == '-')
            same++;
        if (same == size)
            return true;
    }
    return false;
}

/* Whether both names have one abbreviation, which one of them spells out: "Foundation TSC", "Technical Steering Committee (TSC)".
 */
static bool share_short(const char *a, const char *b)
{
    for (const char *at = a; *at; at += strcspn(at, "-"), at += *at == '-') {
        size_t size = strcspn(at, "-");
        if (size >= 3 && has_word(b, at, size) && (is_short_for(at, size, a) || is_short_for(at, size, b)))
            return true;
    }
    return false;
}

static bool is_same_body(const char *a, const char *b)
{
    return is_shorter(a, b) || is_shorter(b, a) || share_short(a, b);
}

/* -- the names that each folder's files give -- */

struct named {
    const char *folder, *key;
    size_t count;
    const char *meant;
};

static int compare_named(const void *a, const void *b)
{
    const struct named *one = a, *other = b;
    int order = strcmp(one->folder, other->folder);
    return order ? order : strcmp(one->key, other->key);
}

static const char *folder_of(struct series *series, const struct series_meeting *meeting)
{
    const char *path = series->sources[meeting->source].path;
    return arena_copy_n(series->arena, path, (size_t)(path_base(path) - path));
}

/* The name that most files of a folder give; one that tells little only where most files give it. */
static const struct named *usual_name(const struct named *rows, size_t count)
{
    const struct named *most = NULL, *little = NULL;
    size_t all = 0;
    for (size_t i = 0; i < count; i++) {
        bool telling = is_telling(rows[i].key);
        all += rows[i].count;
        if (telling && (!most || rows[i].count > most->count))
            most = &rows[i];
        if (!telling && *rows[i].key && (!little || rows[i].count > little->count))
            little = &rows[i];
    }
    return most ? most : little && (2 * little->count > all || !*rows->folder) ? little : NULL;
}

static const char *name_of_folder(struct arena *arena, const char *folder)
{
    size_t size = strlen(folder);
    const char *slug = text_slug(arena, path_base(arena_copy_n(arena, folder, size ? size - 1 : 0)), SERIES_ID);
    return *slug ? slug : "minutes";
}

static void settle_folder(struct arena *arena, struct named *rows, size_t count)
{
    const struct named *most = usual_name(rows, count);
    const char *usual = most ? most->key : name_of_folder(arena, rows->folder);
    for (size_t i = 0; i < count; i++) {
        bool same = !is_telling(rows[i].key) || (most && is_same_body(rows[i].key, usual));
        rows[i].meant = same ? usual : rows[i].key;
    }
}

static struct named *settle(struct series *series, size_t *count)
{
    struct named *rows = arena_alloc(series->arena, (series->meeting_count + 1) * sizeof *rows);
    size_t all = 0;
    for (size_t i = 0; i < series->meeting_count; i++) {
        struct series_meeting *meeting = &series->meetings[i];
        meeting->key = body_key(series->arena, meeting->body_name);
        if (!series->sources[meeting->source].told && !meeting->form_of)
            rows[all++] = (struct named){folder_of(series, meeting), meeting->key, 1, NULL};
    }
    *count = 0;
    if (all)
        qsort(rows, all, sizeof *rows, compare_named);
    for (size_t i = 0; i < all; i++) {
        if (*count && compare_named(&rows[*count - 1], &rows[i]) == 0)
            rows[*count - 1].count++;
        else
            rows[(*count)++] = rows[i];
    }
    for (size_t i = 0, end; i < *count; i = end) {
        for (end = i + 1; end < *count && strcmp(rows[end].folder, rows[i].folder) == 0;)
            end++;
        settle_folder(series->arena, rows + i, end - i);
    }
    return rows;
}

/* -- bodies that are there -- */

static bool take_folder(void *with, const struct port_entry *entry)
{
    struct series *series = with;
    const char *inside = arena_printf(series->arena, "%s/body.xml", entry->name), *path = series_path(series, inside);
    if (entry->kind != PORT_FOLDER || entry->name[0] == '.' || port_kind(path, false) != PORT_FILE)
        return true;
    struct diag_log *unheard = diag_new(); /* it is read again, and reported on, when something is added to it */
    struct document *document = document_load(path, path, unheard);
    const struct node *root = document->tree && document->kind == DOCUMENT_BODY ? xml_root(document->tree) : NULL;
    const char *id = root ? node_attr(root, "id") : NULL;
    MEM_GROW(series->bodies, series->body_count, series->body_room);
    struct series_body *body = &series->bodies[series->body_count++];
    size_t names = 0;
    *body = (struct series_body){
        .id = arena_copy(series->arena, id ? id : entry->name), .folder = arena_copy(series->arena, entry->name), .there = true};
    for (const struct node *node = node_first(root); node; node = node_next(node))
        names += node_is(node, "name");
    body->keys = arena_alloc(series->arena, (names + 1) * sizeof *body->keys);
    for (const struct node *node = node_first(root); node; node = node_next(node))
        if (node_is(node, "name"))
            body->keys[body->key_count++] = body_key(series->arena, node_text(node, series->arena));
    document_free(document);
    diag_free(unheard);
    return true;
}

struct known {
    const char *key, *id;
};

static int compare_known(const void *a, const void *b)
{
    const struct known *one = a, *other = b;
    int order = strcmp(one->key, other->key);
    return order ? order : strcmp(one->id, other->id);
}

static struct known *known_names(struct series *series, size_t *count)
{
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < series->body_count; i++)
        room += series->bodies[i].key_count;
    struct known *rows = arena_alloc(series->arena, (room + 1) * sizeof *rows);
    for (size_t i = 0; i < series->body_count; i++)
        for (size_t j = 0; j < series->bodies[i].key_count; j++)
            if (*series->bodies[i].keys[j])
                rows[(*count)++] = (struct known){series->bodies[i].keys[j], series->bodies[i].id};
    if (*count)
        qsort(rows, *count, sizeof *rows, compare_known);
    return rows;
}

/* -- bodies and their meetings -- */

static int compare_bodies(const void *a, const void *b)
{
    const struct series_body *one = a, *other = b;
    int order = strcmp(one->id, other->id);
    return order ? order : (int)other->there - (int)one->there;
}

static void add_bodies(struct series *series, const char **ids)
{
    size_t kept = 0;
    for (size_t i = 0; i < series->meeting_count; i++) {
        MEM_GROW(series->bodies, series->body_count, series->body_room);
        series->bodies[series->body_count++] = (struct series_body){.id = ids[i], .folder = ids[i]};
    }
    if (series->body_count)
        qsort(series->bodies, series->body_count, sizeof *series->bodies, compare_bodies);
    for (size_t i = 0; i < series->body_count; i++)
        if (!kept || strcmp(series->bodies[kept - 1].id, series->bodies[i].id) != 0)
            series->bodies[kept++] = series->bodies[i];
    series->body_count = kept;
}

static void add_name(struct series *series, struct series_body *body, const struct series_meeting *meeting)
{
    enum { NAMES_MOST = 12 };
    struct body_name *name = NULL;
    if (meeting->form_of ? body->there || !*meeting->key : !is_telling(meeting->key) && strcmp(meeting->key, body->id) != 0)
        return; /* a form was made of a body.xml, which knows its names */
    if (!body->names)
        body->names = arena_alloc(series->arena, NAMES_MOST * sizeof *body->names);
    for (size_t i = 0; i < body->name_count && !name; i++)
        name = strcmp(body->names[i].key, meeting->key) == 0 ? &body->names[i] : NULL;
    if (!name && body->name_count == NAMES_MOST)
        return;
    if (!name) {
        name = &body->names[body->name_count++];
        *name = (struct body_name){.key = meeting->key, .text = meeting->body_name};
    }
    name->count++;
    if (strpbrk(name->text, "abcdefghijklmnopqrstuvwxyz") == NULL)
        name->text = meeting->body_name;
    if (meeting->date && (!name->since || strcmp(meeting->date, name->since) < 0))
        name->since = meeting->date;
    if (meeting->date && (!name->until || strcmp(meeting->date, name->until) > 0))
        name->until = meeting->date;
}

static void take_meetings(struct series *series, const char **ids)
{
    for (size_t i = 0; i < series->meeting_count; i++) {
        struct series_meeting *meeting = &series->meetings[i];
        const struct series_body wanted = {.id = ids[i], .there = true};
        size_t low = 0, high = series->body_count;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (strcmp(series->bodies[middle].id, wanted.id) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        struct series_body *body = &series->bodies[low];
        meeting->body = low;
        MEM_GROW(body->meetings, body->count, body->room);
        body->meetings[body->count++] = i;
        add_name(series, body, meeting);
    }
}

static const char *id_of(struct series *series, const struct series_meeting *meeting, const struct named *rows, size_t count,
                         const struct known *known, size_t known_count)
{
    struct series_source *source = &series->sources[meeting->source];
    if (source->told || meeting->form_of)
        return source->told ? source->told : meeting->form_of;
    const struct named wanted = {folder_of(series, meeting), meeting->key, 0, NULL};
    const struct named *row = bsearch(&wanted, rows, count, sizeof *rows, compare_named);
    const char *id = row ? row->meant : meeting->key;
    size_t low = 0, high = known_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(known[middle].key, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < known_count && strcmp(known[low].key, id) == 0)
        id = known[low].id;
    if (row && strcmp(row->meant, row->key) != 0 && !is_telling(row->key))
        diag_add(series->log, D_BODY_GUESSED, source_file(&source->place), id);
    return id;
}

void series_bodies(struct series *series)
{
    size_t count, known_count;
    const char *why, **ids = arena_alloc(series->arena, (series->meeting_count + 1) * sizeof *ids);
    port_folder(series->options->output, take_folder, series, &why);
    struct known *known = known_names(series, &known_count);
    struct named *rows = settle(series, &count);
    for (size_t i = 0; i < series->meeting_count; i++)
        ids[i] = id_of(series, &series->meetings[i], rows, count, known, known_count);
    add_bodies(series, ids);
    take_meetings(series, ids);
}
