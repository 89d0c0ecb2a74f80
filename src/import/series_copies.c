/* Which meetings of a body are new, which are second copies, and what the files are called. */
#include "base/hash.h"
#include "base/port.h"
#include "base/text.h"
#include "import/lower.h"
#include "import/series_parts.h"

#include <stdlib.h>
#include <string.h>

enum { LETTERS = 26, SHINGLE = 3, LIKE_PERCENT = 50, SOURCE_SIZE = 64 << 20 };

struct series_meeting *body_meeting(const struct body_run *run, size_t index)
{
    return &run->series->meetings[run->body->meetings[index]];
}

/* -- what is there -- */

size_t series_first_meeting(const struct series *series, size_t source)
{
    size_t low = 0, high = series->meeting_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (series->meetings[middle].source < source)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int compare_owners(const void *a, const void *b)
{
    return strcmp(((const struct owner *)a)->key, ((const struct owner *)b)->key);
}

static const char *origin(struct arena *arena, const char *sha256, const char *part)
{
    return arena_printf(arena, "%s %s", sha256 ? sha256 : "", part ? part : "");
}

/* Whose files there are: by what was noted when they were written, and by what they say themselves. */
static void list_owners(struct body_run *run)
{
    size_t room = 0;
    for (size_t i = 0; i < run->body->count; i++) {
        const struct state_source *before = run->series->sources[body_meeting(run, i)->source].before;
        room += 1 + (before ? before->output_count : 0);
    }
    run->owners = arena_alloc(run->arena, room * sizeof *run->owners);
    for (size_t i = 0; i < run->body->count; i++) {
        const struct series_meeting *meeting = body_meeting(run, i);
        const struct series_source *source = &run->series->sources[meeting->source];
        const struct state_source *before = source->before;
        run->owners[run->owner_count++] = (struct owner){origin(run->arena, source->sha256, meeting->part), meeting->source,
                                                         false};
        for (size_t j = 0; before && j < before->output_count; j++)
            run->owners[run->owner_count++] = (struct owner){before->outputs[j].path, meeting->source, before->outputs[j].same};
    }
    qsort(run->owners, run->owner_count, sizeof *run->owners, compare_owners);
}

static const struct owner *find_owner(const struct body_run *run, const char *key)
{
    const struct owner wanted = {.key = key};
    return bsearch(&wanted, run->owners, run->owner_count, sizeof wanted, compare_owners);
}

/* The source of this run that a file was made of, + 1. */
static size_t owner_of(const struct body_run *run, const struct fixed_meeting *fixed, bool *stale)
{
    const struct node *provenance = node_child(xml_root(fixed->tree), "provenance");
    const struct owner *owner = find_owner(run, fixed->path);
    if (!owner)
        owner = find_owner(run, origin(run->arena, node_attr(provenance, "sha256"), node_attr(provenance, "part")));
    *stale = owner && owner->stale;
    return owner ? owner->source + 1 : 0;
}

static bool add_fixed(struct body_run *run, struct fixed_meeting *fixed)
{
    fixed->date = node_attr(xml_root(fixed->tree), "date");
    fixed->sitting = node_attr(xml_root(fixed->tree), "sitting");
    MEM_GROW(run->fixed, run->fixed_count, run->fixed_room);
    run->fixed[run->fixed_count++] = *fixed;
    return true;
}

/* A document that is itself a source of minutes is there like a file of XML. Nothing is ever written over it. */
static bool take_document(struct body_run *run, const char *name)
{
    struct diag_log *unheard = diag_new(); /* a check reports it */
    struct fixed_meeting fixed = {.bytes = BUF_INIT, .stem = ""};
    struct xml_fault fault;
    fixed.path = arena_printf(run->arena, "%s/%s", run->body->folder, name);
    const struct document_request request = {series_path(run->series, fixed.path), run->series->grammar, run->facts, false};
    struct document *document = lower_reader.load(&request, unheard);
    if (document->tree && document->kind == DOCUMENT_MINUTES) {
        buf_add(&fixed.bytes, document->source.bytes, document->source.size);
        fixed.tree = xml_parse(buf_text(&fixed.bytes), fixed.bytes.size, &fault);
    }
    document_free(document);
    diag_free(unheard);
    if (fixed.tree)
        return add_fixed(run, &fixed);
    buf_free(&fixed.bytes);
    return true;
}

static bool take_file(void *with, const struct port_entry *entry)
{
    struct body_run *run = with;
    struct fixed_meeting fixed = {.bytes = BUF_INIT};
    if (entry->kind == PORT_FILE && entry->name[0] != '.' && lower_reader.source.takes(entry->name))
        return take_document(run, entry->name);
    struct xml_fault fault;
    size_t size, length = strlen(entry->name);
    const char *why;
    bool minutes = entry->kind == PORT_FILE && length > 4 && strcmp(entry->name + length - 4, ".xml") == 0 &&
                   strcmp(entry->name, "body.xml") != 0;
    fixed.path = arena_printf(run->arena, "%s/%s", run->body->folder, entry->name);
    fixed.stem = minutes ? arena_copy_n(run->arena, entry->name, length - 4) : "";
    if (!minutes || strchr(fixed.stem, '.') ||
        port_read(NULL, series_path(run->series, fixed.path), SOURCE_SIZE, &fixed.bytes, &size, &why) != PORT_OK ||
        !(fixed.tree = xml_parse(buf_text(&fixed.bytes), fixed.bytes.size, &fault))) {
        buf_free(&fixed.bytes);
        return true;
    }
    if (!node_is(xml_root(fixed.tree), "minutes")) {
        xml_free(fixed.tree);
        buf_free(&fixed.bytes);
        return true;
    }
    fixed.own = owner_of(run, &fixed, &fixed.stale);
    return add_fixed(run, &fixed);
}

/* -- likeness -- */

struct shingles {
    uint64_t *list;
    size_t count;
};

static int compare_hashes(const void *a, const void *b)
{
    uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
    return (one > other) - (one < other);
}

static void add_words(const char *text, struct arena *arena, uint64_t **list, size_t *count, size_t *room)
{
    const char *folded = text_fold(arena, text);
    while (*folded) {
        folded += strcspn(folded, "abcdefghijklmnopqrstuvwxyz0123456789");
        size_t size = strspn(folded, "abcdefghijklmnopqrstuvwxyz0123456789");
        if (!size)
            break;
        MEM_GROW(*list, *count, *room);
        (*list)[(*count)++] = hash_bytes(folded, size).low;
        folded += size;
    }
}

/* Every three words that follow one another, as hashes in order, each once. */
static struct shingles shingles_of(const struct xml_doc *tree, struct arena *keep)
{
    struct arena *arena = arena_new();
    uint64_t *words = NULL;
    size_t count = 0, room = 0;
    const struct node *root = xml_root(tree);
    for (const struct node *node = root; node; node = node_after(node, root)) {
        const char *as = node_attr(node, "as");
        add_words(as ? as : "", arena, &words, &count, &room);
        add_words(node_words(node, arena), arena, &words, &count, &room);
    }
    struct shingles shingles = {arena_alloc(keep, (count + 1) * sizeof *shingles.list), 0};
    size_t all = 0;
    for (size_t i = 0; i + SHINGLE <= count; i++)
        shingles.list[all++] = hash_bytes(words + i, SHINGLE * sizeof *words).low;
    if (all)
        qsort(shingles.list, all, sizeof *shingles.list, compare_hashes);
    for (size_t i = 0; i < all; i++)
        if (!shingles.count || shingles.list[shingles.count - 1] != shingles.list[i])
            shingles.list[shingles.count++] = shingles.list[i];
    free(words);
    arena_free(arena);
    return shingles;
}

/* Whether half of the shorter text is in the longer. */
static bool are_alike(const struct shingles *a, const struct shingles *b)
{
    size_t i = 0, j = 0, both = 0, least = a->count < b->count ? a->count : b->count;
    while (i < a->count && j < b->count) {
        both += a->list[i] == b->list[j];
        if (a->list[i] < b->list[j])
            i++;
        else if (a->list[i] > b->list[j])
            j++;
        else
            i++, j++;
    }
    return 100 * both >= LIKE_PERCENT * least;
}

/* -- the meetings of one day -- */

static int rank_of(const char *format)
{
    static const char *const formats[] = {"docx", "odt", "fodt", "html", "markdown", "text", "doc", "rtf", "pdf"};
    int rank = 0;
    while (rank < (int)(sizeof formats / sizeof *formats) && strcmp(formats[rank], format) != 0)
        rank++;
    return rank;
}

struct candidate {
    const struct series *series;
    size_t meeting; /* in series->meetings */
    const char *date;
};

/* By day; of one day the best source first: the format that tells most, then the longest. */
static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *one = a, *other = b;
    const struct series_source *mine = &one->series->sources[one->series->meetings[one->meeting].source];
    const struct series_source *its = &other->series->sources[other->series->meetings[other->meeting].source];
    int order = one->date && other->date ? strcmp(one->date, other->date) : (other->date != NULL) - (one->date != NULL);
    if (!order)
        order = rank_of(mine->format) - rank_of(its->format);
    if (!order)
        order = (mine->words < its->words) - (mine->words > its->words);
    return order ? order : (one->meeting > other->meeting) - (one->meeting < other->meeting);
}

struct taken {
    struct shingles shingles;
    const char *path;
    size_t meeting; /* SIZE_MAX: it is there */
    const char *sitting, *start;
};

struct day {
    struct body_run *run;
    struct taken rows[LETTERS];
    size_t count;
    bool letters[LETTERS];
};

static int compare_days(const void *a, const void *b)
{
    const struct fixed_meeting *one = a, *other = b;
    int order = one->date && other->date ? strcmp(one->date, other->date) : (other->date != NULL) - (one->date != NULL);
    return order ? order : strcmp(one->path, other->path);
}

/* The first of the files of a day, or where it would be. */
static size_t first_of_day(const struct body_run *run, const char *date)
{
    size_t low = 0, high = run->fixed_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (run->fixed[middle].date && strcmp(run->fixed[middle].date, date) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t letter_of(const char *sitting)
{
    return sitting && *sitting >= 'a' && *sitting <= 'z' ? (size_t)(*sitting - 'a') : 0;
}

static void take_fixed(struct day *day, const char *date)
{
    for (size_t i = date ? first_of_day(day->run, date) : day->run->fixed_count; i < day->run->fixed_count; i++) {
        const struct fixed_meeting *fixed = &day->run->fixed[i];
        if (!text_same(fixed->date, date))
            break;
        if (fixed->own)
            continue;
        day->letters[letter_of(fixed->sitting)] = true;
        if (day->count < LETTERS)
            day->rows[day->count++] = (struct taken){shingles_of(fixed->tree, day->run->arena),
                                                     series_path(day->run->series, fixed->path), SIZE_MAX, fixed->sitting, NULL};
    }
}

static void put_aside(struct day *day, struct series_meeting *meeting, const struct taken *first)
{
    struct series_source *source = &day->run->series->sources[meeting->source];
    meeting->state = MEETING_COPY;
    if (!*meeting->part)
        source->tray = "second-copy";
    struct finding *said = diag_add(day->run->series->log, D_SECOND_COPY, source_file(&source->place), first->path);
    if (first->meeting == SIZE_MAX && port_same(first->path, source->path))
        diag_done(said, "the document itself stands there as the minutes; to have XML in its place, move it elsewhere and import it from there");
}

static void try_candidate(struct day *day, size_t index)
{
    struct series *series = day->run->series;
    struct series_meeting *meeting = &series->meetings[index];
    struct series_source *source = &series->sources[meeting->source];
    struct shingles shingles = shingles_of(meeting->tree, day->run->arena);
    for (size_t i = 0; i < day->count; i++)
        if (are_alike(&day->rows[i].shingles, &shingles)) {
            put_aside(day, meeting, &day->rows[i]);
            return;
        }
    if (day->count == LETTERS) {
        meeting->state = MEETING_FAILED;
        diag_add(series->log, D_IMPORT_FAILED, source_file(&source->place), "there are more than 26 meetings of one day");
        return;
    }
    day->rows[day->count++] = (struct taken){shingles, source->path, index, NULL, meeting->start};
}

static int compare_starts(const void *a, const void *b)
{
    const struct taken *one = a, *other = b;
    int order = (one->meeting == SIZE_MAX) - (other->meeting == SIZE_MAX);
    if (!order)
        order = strcmp(one->start ? one->start : "", other->start ? other->start : "");
    return order ? order : (one->meeting > other->meeting) - (one->meeting < other->meeting);
}

/* A file that a source became before keeps its letter. */
static const struct fixed_meeting *earlier_file(const struct body_run *run, const struct series_meeting *meeting)
{
    for (size_t i = first_of_day(run, meeting->date); i < run->fixed_count && text_same(run->fixed[i].date, meeting->date); i++) {
        const struct fixed_meeting *fixed = &run->fixed[i];
        const char *part = node_attr(node_child(xml_root(fixed->tree), "provenance"), "part");
        if (fixed->own == meeting->source + 1 && text_same(part ? part : "", meeting->part))
            return fixed;
    }
    return NULL;
}

static void give_letters(struct day *day)
{
    struct body_run *run = day->run;
    qsort(day->rows, day->count, sizeof *day->rows, compare_starts);
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < day->count && day->rows[i].meeting != SIZE_MAX; i++) {
            struct series_meeting *meeting = &run->series->meetings[day->rows[i].meeting];
            const struct fixed_meeting *before = earlier_file(run, meeting);
            size_t letter = before ? letter_of(before->sitting) : 0;
            if (!again != (before != NULL) || meeting->stem)
                continue;
            while (letter < LETTERS && day->letters[letter])
                letter++;
            if (letter == LETTERS) {
                meeting->state = MEETING_FAILED;
                continue;
            }
            day->letters[letter] = true;
            meeting->sitting = letter ? arena_printf(run->arena, "%c", (int)('a' + letter)) : NULL;
            meeting->stem = arena_printf(run->series->arena, "%s%s", meeting->date, meeting->sitting ? meeting->sitting : "");
        }
}

/* -- meetings without a day -- */

struct undated {
    const char *slug;
    size_t meeting;
};

static int compare_undated(const void *a, const void *b)
{
    const struct undated *one = a, *other = b;
    int order = strcmp(one->slug, other->slug);
    return order ? order : (one->meeting > other->meeting) - (one->meeting < other->meeting);
}

static const char *undated_slug(const struct body_run *run, const struct series_meeting *meeting)
{
    enum { STEM = 60 };
    const char *name = path_base(run->series->sources[meeting->source].path), *dot = strrchr(name, '.');
    size_t size = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    const char *slug = text_slug(run->arena, arena_copy_n(run->arena, name, size), STEM);
    return arena_printf(run->arena, "undated-%s%s%s", *slug ? slug : "meeting", *meeting->part ? "-" : "", meeting->part);
}

/* Whether a file of that name is there and somebody else's; those without a day stand behind the others, by path. */
static bool stem_taken(const struct body_run *run, const char *stem, const struct series_meeting *meeting)
{
    const char *path = arena_printf(run->arena, "%s/%s.xml", run->body->folder, stem);
    const struct fixed_meeting wanted = {.path = path};
    const struct fixed_meeting *fixed = run->fixed_count
                                            ? bsearch(&wanted, run->fixed, run->fixed_count, sizeof wanted, compare_days)
                                            : NULL;
    return fixed && fixed->own != meeting->source + 1;
}

static void keep_undated(struct body_run *run, struct series_meeting *meeting, const char *stem)
{
    struct series_source *source = &run->series->sources[meeting->source];
    const char *says = meeting->date_in_name ? "; the file's name says " : "",
               *date = meeting->date_in_name ? meeting->date_in_name : "";
    meeting->stem = arena_copy(run->series->arena, stem);
    source->tray = *meeting->part ? source->tray : "no-date";
    diag_done(diag_add(run->series->log, D_NO_DATE, source_file(&source->place)),
              arena_printf(run->arena, "kept as %s.xml%s%s", stem, says, date));
}

static void name_undated(struct body_run *run)
{
    struct undated *rows = arena_alloc(run->arena, (run->body->count + 1) * sizeof *rows);
    size_t count = 0, number = 1;
    for (size_t i = 0; i < run->body->count; i++)
        if (!body_meeting(run, i)->date && body_meeting(run, i)->state == MEETING_NEW)
            rows[count++] = (struct undated){undated_slug(run, body_meeting(run, i)), run->body->meetings[i]};
    if (count)
        qsort(rows, count, sizeof *rows, compare_undated);
    for (size_t i = 0; i < count; i++) {
        struct series_meeting *meeting = &run->series->meetings[rows[i].meeting];
        const char *stem = rows[i].slug;
        number = i && strcmp(rows[i - 1].slug, rows[i].slug) == 0 ? number + 1 : 1;
        while (number > 1 || stem_taken(run, stem, meeting)) {
            number += number == 1;
            stem = arena_printf(run->arena, "%s--%zu", rows[i].slug, number); /* no slug has two hyphens */
            if (!stem_taken(run, stem, meeting))
                break;
            number++;
        }
        keep_undated(run, meeting, stem);
    }
}

void body_place(struct body_run *run)
{
    const char *why;
    size_t count = run->body->count;
    list_owners(run);
    port_folder(series_path(run->series, run->body->folder), take_file, run, &why);
    if (run->fixed_count)
        qsort(run->fixed, run->fixed_count, sizeof *run->fixed, compare_days);
    struct candidate *rows = arena_alloc(run->arena, (count + 1) * sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct candidate){run->series, run->body->meetings[i], body_meeting(run, i)->date};
    qsort(rows, count, sizeof *rows, compare_candidates);
    struct day *day = arena_alloc(run->arena, sizeof *day);
    for (size_t i = 0, end; i < count; i = end) {
        memset(day, 0, sizeof *day);
        day->run = run;
        take_fixed(day, rows[i].date);
        for (end = i; end < count && text_same(rows[end].date, rows[i].date); end++)
            if (run->series->meetings[rows[end].meeting].state == MEETING_NEW && (rows[i].date || day->count < LETTERS))
                try_candidate(day, rows[end].meeting);
        if (rows[i].date)
            give_letters(day);
    }
    name_undated(run);
}
