/* The corpus in order: bodies by id, meetings by date and sitting, and who comes next. */
#include "corpus/linked.h"

#include <stdlib.h>
#include <string.h>

static int compare_bodies(const void *a, const void *b)
{
    const struct body_facts *one = *(const struct body_facts *const *)a, *other = *(const struct body_facts *const *)b;
    int order = strcmp(one->id, other->id);
    return order ? order : strcmp(one->folder, other->folder);
}

static void sort_bodies(struct linked *linked, const struct corpus *corpus)
{
    const struct body_facts **rows = linked->bodies = arena_alloc(linked->arena, corpus->body_count * sizeof *rows);
    if (!corpus->body_count)
        return;
    memcpy(rows, corpus->bodies, corpus->body_count * sizeof *rows);
    qsort(rows, corpus->body_count, sizeof *rows, compare_bodies);
    for (size_t i = 0; i < corpus->body_count; i++) {
        const struct body_facts *last = linked->body_count ? rows[linked->body_count - 1] : NULL;
        if (last && strcmp(last->id, rows[i]->id) == 0)
            diag_note(diag_add(linked->log, D_DUPLICATE_BODY, rows[i]->place, rows[i]->id), last->place, "it is here first");
        else
            rows[linked->body_count++] = rows[i];
    }
}

int meeting_order(const struct meeting_facts *one, const struct meeting_facts *other)
{
    int order = date_compare(one->date, other->date);
    return order ? order : date_compare(one->sitting, other->sitting);
}

static bool is_xml(const char *path, size_t size)
{
    return size > 4 && strcmp(path + size - 4, ".xml") == 0;
}

/* XML goes before documents, and the plain name of a file before "2024-03-06-copy.xml". */
static int compare_files(const struct meeting_facts *one, const struct meeting_facts *other)
{
    size_t size = strlen(one->path), other_size = strlen(other->path);
    bool one_xml = is_xml(one->path, size), other_xml = is_xml(other->path, other_size);
    if (one_xml != other_xml)
        return one_xml ? -1 : 1;
    return size == other_size ? strcmp(one->path, other->path) : size < other_size ? -1 : 1;
}

static int compare_meetings(const void *a, const void *b)
{
    const struct meeting_facts *one = *(const struct meeting_facts *const *)a, *other = *(const struct meeting_facts *const *)b;
    int order = strcmp(one->body, other->body);
    if (!order)
        order = (one->date == NULL) - (other->date == NULL);
    if (!order)
        order = meeting_order(one, other);
    return order ? order : compare_files(one, other);
}

static int compare_translations(const void *a, const void *b)
{
    const struct translation *one = a, *other = b;
    int order = strcmp(one->original, other->original);
    return order ? order : strcmp(one->facts->path, other->facts->path);
}

static bool is_duplicate(const struct meeting_facts *last, const struct meeting_facts *meeting)
{
    return last && meeting->address && text_same(last->address, meeting->address);
}

static void report_second(struct linked *linked, const struct meeting_facts *meeting, const struct meeting_facts *first)
{
    struct finding *finding;
    if (is_xml(meeting->path, strlen(meeting->path)))
        finding = diag_add(linked->log, D_DUPLICATE_MEETING, meeting->place, meeting->address);
    else
        finding = diag_add(linked->log, D_SECOND_SOURCE, meeting->place, meeting->address, first->path);
    diag_note(finding, first->place, "it is here first");
}

/* Sorts the meetings into those of a series and those set aside: translations, and second files of one meeting. */
static void sort_meetings(struct linked *linked, const struct corpus *corpus)
{
    size_t count = corpus->meeting_count;
    const struct meeting_facts **all = arena_alloc(linked->arena, count * sizeof *all), *last = NULL;
    linked->rows = arena_alloc(linked->arena, count * sizeof *linked->rows);
    linked->aside = arena_alloc(linked->arena, count * sizeof *linked->aside);
    linked->translations = arena_alloc(linked->arena, count * sizeof *linked->translations);
    if (count) {
        memcpy(all, corpus->meetings, count * sizeof *all);
        qsort(all, count, sizeof *all, compare_meetings);
    }
    for (size_t i = 0; i < count; i++) {
        if (all[i]->translation_of) {
            linked->aside[linked->aside_count++] = all[i];
            linked->translations[linked->translation_count++] = (struct translation){all[i]->translation_of, all[i]};
        } else if (is_duplicate(last, all[i])) {
            linked->aside[linked->aside_count++] = all[i];
            report_second(linked, all[i], last);
        } else {
            last = all[i];
            linked->rows[linked->row_count++].facts = last;
        }
    }
    if (linked->translation_count)
        qsort(linked->translations, linked->translation_count, sizeof *linked->translations, compare_translations);
}

/* No two rows have one address: second files were set aside. */
static void note_addresses(struct linked *linked)
{
    linked->by_address = table_new(linked->arena, linked->row_count);
    for (size_t i = 0; i < linked->row_count; i++) {
        const char *address = linked->rows[i].facts->address;
        if (address)
            *table_add(&linked->by_address, address) = i + 1;
    }
}

static bool was_held(const struct row *row)
{
    return row->facts->date && strcmp(row->facts->held, "held") == 0;
}

static bool is_ordinary(const struct row *row)
{
    return was_held(row) && strcmp(row->facts->kind, "ordinary") == 0;
}

/* One pass forward and one back tell each meeting its neighbours. */
static void find_neighbours(struct linked *linked, const struct series *series)
{
    size_t ordinary = 0, held = 0;
    for (size_t i = series->first; i < series->first + series->dated; i++) {
        linked->rows[i].previous = ordinary;
        linked->rows[i].previous_held = held;
        ordinary = is_ordinary(&linked->rows[i]) ? i + 1 : ordinary;
        held = was_held(&linked->rows[i]) ? i + 1 : held;
    }
    ordinary = held = 0;
    for (size_t i = series->first + series->dated; i-- > series->first;) {
        linked->rows[i].next = ordinary;
        linked->rows[i].next_held = held;
        ordinary = is_ordinary(&linked->rows[i]) ? i + 1 : ordinary;
        held = was_held(&linked->rows[i]) ? i + 1 : held;
    }
}

static const char *latest(const struct linked *linked, const struct series *series)
{
    for (size_t i = series->first + series->dated; i-- > series->first;)
        if (was_held(&linked->rows[i]))
            return linked->rows[i].facts->date;
    return NULL;
}

static void divide(struct linked *linked)
{
    linked->series = arena_alloc(linked->arena, linked->row_count * sizeof *linked->series);
    for (size_t i = 0; i < linked->row_count; i++) {
        const struct meeting_facts *facts = linked->rows[i].facts;
        struct series *series = linked->series_count ? &linked->series[linked->series_count - 1] : NULL;
        if (!series || strcmp(series->body, facts->body) != 0) {
            series = &linked->series[linked->series_count++];
            *series = (struct series){.body = facts->body, .facts = linked_body_find(linked, facts->body), .first = i};
        }
        series->count++;
        series->dated += facts->date != NULL;
        linked->rows[i].series = linked->series_count - 1;
    }
    for (size_t i = 0; i < linked->series_count; i++) {
        find_neighbours(linked, &linked->series[i]);
        linked->series[i].today = linked->as_of ? linked->as_of : latest(linked, &linked->series[i]);
    }
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void check_translations(struct linked *linked)
{
    const char **paths = arena_alloc(linked->arena, linked->row_count * sizeof *paths);
    for (size_t i = 0; i < linked->row_count; i++)
        paths[i] = linked->rows[i].facts->path;
    if (linked->row_count)
        qsort(paths, linked->row_count, sizeof *paths, compare_paths);
    for (size_t i = 0; i < linked->translation_count; i++) {
        const struct translation *row = &linked->translations[i];
        if (linked->row_count && bsearch(&row->original, paths, linked->row_count, sizeof *paths, compare_paths))
            continue;
        const char *slash = strrchr(row->original, '/');
        diag_add(linked->log, D_ORPHAN_TRANSLATION, row->facts->place, slash ? slash + 1 : row->original);
    }
}

void series_build(struct linked *linked, const struct corpus *corpus, const char *as_of)
{
    sort_bodies(linked, corpus);
    sort_meetings(linked, corpus);
    note_addresses(linked);
    linked->as_of = as_of ? arena_copy(linked->arena, as_of) : NULL;
    divide(linked);
    gap_build(linked, corpus);
    check_translations(linked);
}

struct series *series_find(const struct linked *linked, const char *body)
{
    size_t low = 0, high = body ? linked->series_count : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(body, linked->series[middle].body);
        if (order == 0)
            return &linked->series[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

struct row *row_find(const struct linked *linked, const char *address, size_t size)
{
    size_t found = table_find_n(&linked->by_address, address, size);
    return found ? &linked->rows[found - 1] : NULL;
}

/* Undated meetings have no neighbours and no mentions, but they have actions. */
static struct row *row_undated(const struct linked *linked, const struct meeting_facts *meeting)
{
    const struct series *series = series_find(linked, meeting->body);
    for (size_t i = series ? series->dated : 0; series && i < series->count; i++)
        if (linked->rows[series->first + i].facts == meeting)
            return &linked->rows[series->first + i];
    return NULL;
}

struct row *row_of(const struct linked *linked, const struct meeting_facts *meeting)
{
    return meeting->address ? row_find(linked, meeting->address, strlen(meeting->address)) : row_undated(linked, meeting);
}

const struct announced *first_announced(const struct meeting_facts *meeting, bool full)
{
    const struct announced *first = NULL;
    for (size_t i = 0; i < meeting->announced_count; i++) {
        const struct announced *row = &meeting->announced[i];
        if (!row->date || (row->kind && strcmp(row->kind, "ordinary") != 0) || (row->place.restricted && !full))
            continue;
        if (date_compare(row->date, meeting->date) > 0 && (!first || strcmp(row->date, first->date) < 0))
            first = row;
    }
    return first;
}

struct row *next_ordinary(const struct linked *linked, const struct row *row)
{
    return row->next ? &linked->rows[row->next - 1] : NULL;
}
