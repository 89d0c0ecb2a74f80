/* Words of a language, from stylesheets/common/labels.LANG.xml. */
#include "base/date.h"
#include "render/resolve_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const char *id, *text;
    const char *group; /* of those that stylesheets are given, else NULL */
};

struct labels {
    struct arena *arena;
    const char *lang, *dir;
    struct row *rows; /* sorted by id */
    size_t count, room;
    const struct row **places; /* a hash table of them */
    size_t place_count;        /* a power of two */
    const char *months[12], *weekdays[7];
    struct row *published; /* in the order of the file */
    size_t published_count, published_room;
};

static int compare_rows(const void *a, const void *b)
{
    return strcmp(((const struct row *)a)->id, ((const struct row *)b)->id);
}

static void read_label(struct labels *labels, const struct node *node)
{
    const char *id = node_attr(node, "id"), *group = node_attr(node_parent(node), "name");
    if (!id)
        return;
    bool given = group && text_word_in(group, "layout registers imports form");
    struct row row = {arena_copy(labels->arena, id), text_collapse(labels->arena, node_text(node, labels->arena)),
                      given ? arena_copy(labels->arena, group) : NULL};
    MEM_GROW(labels->rows, labels->count, labels->room);
    labels->rows[labels->count++] = row;
    if (!given)
        return;
    for (size_t i = 0; i < labels->published_count; i++)
        if (strcmp(labels->published[i].id, row.id) == 0 && strcmp(labels->published[i].group, group) == 0) {
            labels->published[i] = row;
            return;
        }
    MEM_GROW(labels->published, labels->published_count, labels->published_room);
    labels->published[labels->published_count++] = row;
}

static size_t hash(const char *id)
{
    size_t sum = 5381;
    for (; *id; id++)
        sum = sum * 33 + (unsigned char)*id;
    return sum;
}

/* Where the row of the id is, or would be. */
static const struct row **place_of(const struct labels *labels, const char *id)
{
    size_t at = hash(id);
    for (;; at++) {
        const struct row **place = &labels->places[at & (labels->place_count - 1)];
        if (!*place || strcmp((*place)->id, id) == 0)
            return place;
    }
}

static void number_labels(const struct labels *labels, const char *name, const char **texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = label_known(labels, arena_printf(labels->arena, "%s-%zu", name, i + 1));
        texts[i] = text ? text : "";
    }
}

static void sort_labels(struct labels *labels)
{
    if (labels->count)
        qsort(labels->rows, labels->count, sizeof *labels->rows, compare_rows);
    for (labels->place_count = 8; labels->place_count < labels->count * 2; labels->place_count *= 2)
        ;
    labels->places = arena_alloc(labels->arena, labels->place_count * sizeof *labels->places);
    for (size_t i = 0; i < labels->count; i++) {
        const struct row **place = place_of(labels, labels->rows[i].id);
        if (!*place)
            *place = bsearch(&labels->rows[i], labels->rows, labels->count, sizeof *labels->rows, compare_rows);
    }
    number_labels(labels, "month", labels->months, 12);
    number_labels(labels, "weekday", labels->weekdays, 7);
}

static bool read_labels(struct labels *labels, const char *bytes, size_t size, struct xml_fault *fault)
{
    struct xml_doc *doc = xml_parse(bytes, size, fault);
    if (!doc)
        return false;
    const struct node *root = xml_root(doc);
    const char *lang = node_attr(root, "xml:lang"), *dir = node_attr(root, "dir");
    labels->lang = arena_copy(labels->arena, lang ? lang : "en-GB");
    labels->dir = arena_copy(labels->arena, dir ? dir : "ltr");
    for (const struct node *node = root; node; node = node_after(node, root))
        if (strcmp(node_name(node), "label") == 0)
            read_label(labels, node);
    xml_free(doc);
    sort_labels(labels);
    return true;
}

static void drop_labels(void *with)
{
    struct labels *labels = with;
    free(labels->rows);
    free(labels->published);
    arena_free(labels->arena);
}

static struct labels *empty_labels(void)
{
    struct arena *arena = arena_new();
    struct labels *labels = arena_alloc(arena, sizeof *labels);
    *labels = (struct labels){.arena = arena, .lang = "en-GB", .dir = "ltr"};
    sort_labels(labels);
    return labels;
}

/* The labels of one file, read once and kept with the data they came from; NULL: there is no such file, or nothing of use in it.
 */
static struct labels *find_labels(struct data *data, const char *lang, struct diag_log *log)
{
    char path[64];
    const char *bytes;
    size_t size;
    int length = snprintf(path, sizeof path, "stylesheets/common/labels.%s.xml", lang);
    if (length < 0 || (size_t)length >= sizeof path || !data_find(data, path, &bytes, &size))
        return NULL;
    struct labels *labels = data_kept(data, path);
    if (labels)
        return labels;
    struct xml_fault fault = {0};
    labels = empty_labels();
    if (read_labels(labels, bytes, size, &fault)) {
        data_keep(data, path, labels, drop_labels);
        return labels;
    }
    if (log)
        diag_add(log, D_BAD_DATA, (struct place){0}, path,
                 arena_printf(labels->arena, "it is not well formed at line %zu", fault.line));
    drop_labels(labels);
    return NULL;
}

static struct labels *no_labels(struct data *data)
{
    static const char name[] = "no labels";
    struct labels *labels = data_kept(data, name);
    if (!labels) {
        labels = empty_labels();
        data_keep(data, name, labels, drop_labels);
    }
    return labels;
}

/* "cy-GB", then "cy", then English. */
struct labels *labels_open(struct data *data, const char *lang, struct diag_log *log, struct place place)
{
    char asked[32];
    snprintf(asked, sizeof asked, "%s", lang && *lang ? lang : "en");
    for (char *end = asked + strlen(asked); end; end = strrchr(asked, '-')) {
        *end = '\0';
        if (strspn(asked, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != strlen(asked))
            continue;
        struct labels *labels = find_labels(data, asked, log);
        if (labels)
            return labels;
    }
    struct labels *english = find_labels(data, "en", log);
    if (english && log)
        diag_add(log, D_UNKNOWN_LANGUAGE, place, lang, english->lang);
    return english ? english : no_labels(data);
}

struct labels *labels_new(struct data *data, const char *lang, struct diag_log *log)
{
    return labels_open(data, lang, log, (struct place){0});
}

/* The data that keeps them frees them. */
void labels_free(struct labels *labels)
{
    (void)labels;
}

const char *labels_lang(const struct labels *labels)
{
    return labels->lang;
}

const char *labels_dir(const struct labels *labels)
{
    return labels->dir;
}

void labels_publish(const struct labels *labels, const char *group, struct node *node)
{
    struct xml_attr *attrs = mem_alloc(labels->published_count * sizeof *attrs);
    size_t count = 0;
    for (size_t i = 0; i < labels->published_count; i++)
        if (strcmp(labels->published[i].group, group) == 0)
            attrs[count++] = (struct xml_attr){"", labels->published[i].id, labels->published[i].text};
    node_append_all(node, attrs, count);
    free(attrs);
}

const char *label_known(const struct labels *labels, const char *name)
{
    const struct row *row = *place_of(labels, name);
    return row ? row->text : NULL;
}

const char *label(const struct labels *labels, const char *name)
{
    const char *text = label_known(labels, name);
    return text ? text : name;
}

/* The pattern with its blanks filled in, into out if that is not NULL; returns the size. */
static size_t fill_pattern(const char *pattern, const char *const *args, size_t count, char *out)
{
    size_t size = 0;
    for (const char *at = pattern; *at; at++) {
        bool is_blank = at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}';
        const char *text = at;
        size_t length = 1;
        if (is_blank) {
            size_t place = (size_t)(at[1] - '1');
            text = place < count ? args[place] : "";
            length = strlen(text);
            at += 2;
        }
        if (out)
            memcpy(out + size, text, length);
        size += length;
    }
    return size;
}

char *label_format(const struct labels *labels, struct arena *arena, const char *name, const char *const *args)
{
    const char *pattern = label(labels, name);
    size_t count = 0;
    while (args[count])
        count++;
    char *text = arena_alloc(arena, fill_pattern(pattern, args, count, NULL) + 1);
    fill_pattern(pattern, args, count, text);
    return text;
}

static const char *numbered(const char *const *texts, int count, int number)
{
    return number >= 1 && number <= count ? texts[number - 1] : "";
}

enum { DIGITS = 12 };

/* Of a number that is not negative, at the end of its room. */
static const char *digits(char room[DIGITS], int number)
{
    char *at = room + DIGITS - 1;
    *at = '\0';
    do
        *--at = (char)('0' + number % 10);
    while ((number /= 10) && at > room);
    return at;
}

char *label_date(const struct labels *labels, struct arena *arena, const char *iso, bool weekday)
{
    struct date date;
    char day[DIGITS], year[DIGITS];
    if (!iso || !date_parse(iso, &date))
        return arena_copy(arena, iso ? iso : "");
    const char *args[] = {digits(day, date.day), numbered(labels->months, 12, date.month), digits(year, date.year),
                          weekday ? numbered(labels->weekdays, 7, date_weekday(date) + 1) : "", NULL};
    return label_format(labels, arena, weekday ? "date-weekday" : "date-plain", args);
}

char *label_time(const struct labels *labels, struct arena *arena, const char *hhmm)
{
    int minutes;
    if (!hhmm || !time_parse(hhmm, &minutes))
        return arena_copy(arena, hhmm ? hhmm : "");
    const char *args[] = {arena_copy_n(arena, hhmm, 2), arena_copy(arena, hhmm + 3), NULL};
    return label_format(labels, arena, "time-plain", args);
}

/* Whether the name's first letter is one of the language's vowels (Welsh: "a Ben", "ac Ada"). */
static bool begins_with_vowel(const struct labels *labels, const char *name)
{
    const char *vowels = label(labels, "vowels");
    uint32_t point, vowel;
    if (!text_decode(name, strlen(name), &point))
        return false;
    for (size_t length; *vowels && (length = text_decode(vowels, strlen(vowels), &vowel)); vowels += length)
        if (vowel == point)
            return true;
    return false;
}

/* Every pattern of joining begins with {1}, so that a list grows at its end only. */
char *label_join(const struct labels *labels, struct arena *arena, const char *const *names, size_t count)
{
    struct buf out = BUF_INIT;
    buf_str(&out, count ? names[0] : "");
    for (size_t i = 1; i < count; i++) {
        const char *args[] = {"", names[i], NULL};
        bool vowel = begins_with_vowel(labels, names[i]);
        buf_str(&out, label_format(labels, arena, i + 1 < count ? "join-comma" : vowel ? "join-last-vowel" : "join-last", args));
    }
    char *joined = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return joined;
}
