/* Keys of findings, which hold wherever their lines go, and baselines made of them. */
#include "base/diag_form.h"
#include "base/diag_log.h"
#include "base/port.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER "minutec baseline 1\n"

enum { KEY_TEXT = 32, BASELINE_MOST = 256 << 20 };

/* -- keys -- */

static const char *tidy_path(const char *path)
{
    while (path && path[0] == '.' && path[1] == '/')
        path += 2;
    return path;
}

/* What it says where it stands. Nothing that only some audiences see takes part, so that the key is the same for all. */
static struct hash bare_key(struct hasher *hasher, const struct finding *finding)
{
    bool restricted = finding->spot.restricted;
    const char *line = restricted || finding->veiled ? NULL : finding->excerpt.text;
    hasher_add_text(hasher, diag_info(finding->code)->code);
    hasher_add_text(hasher, tidy_path(finding->spot.path));
    hasher_add_text(hasher, restricted ? NULL : finding->text);
    hasher_add_text(hasher, line ? line + strspn(line, " ") : NULL);
    return hasher_take(hasher);
}

struct keyed {
    struct hash key;
    size_t index;
};

static int compare_hashes(const struct hash *a, const struct hash *b)
{
    int order = (a->high > b->high) - (a->high < b->high);
    return order ? order : (a->low > b->low) - (a->low < b->low);
}

static int compare_keyed(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    int order = compare_hashes(&a->key, &b->key);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

void diag_keys(struct diag_log *log)
{
    struct keyed *rows = mem_zero(log->count + 1, sizeof *rows);
    struct hasher *hasher = hasher_new();
    for (size_t i = 0; i < log->count; i++)
        rows[i] = (struct keyed){bare_key(hasher, log->findings[i]), i};
    if (log->count)
        qsort(rows, log->count, sizeof *rows, compare_keyed);
    for (size_t i = 0, first = 0; i < log->count; i++) {
        if (compare_hashes(&rows[first].key, &rows[i].key) != 0)
            first = i;
        hasher_add(hasher, &rows[i].key, sizeof rows[i].key);
        hasher_add_number(hasher, i - first); /* the first, second, … of those that are alike */
        log->findings[rows[i].index]->key = hasher_take(hasher);
    }
    hasher_free(hasher);
    free(rows);
}

/* -- baselines -- */

struct known {
    char key[KEY_TEXT + 1];
    const char *code, *path; /* the path in a visible form */
};

struct baseline {
    struct arena *arena;
    struct known *rows; /* by key */
    size_t count, room;
};

static int compare_known(const void *left, const void *right)
{
    return strcmp(((const struct known *)left)->key, ((const struct known *)right)->key);
}

/* "KEY CODE PATH" */
static bool take_line(struct baseline *baseline, const char *line, size_t size)
{
    size_t code = strspn(line, "0123456789abcdef"), path;
    if (code != KEY_TEXT || line[code++] != ' ')
        return false;
    path = code + strspn(line + code, "abcdefghijklmnopqrstuvwxyz-");
    if (path == code || line[path] != ' ' || path + 1 >= size)
        return false;
    MEM_GROW(baseline->rows, baseline->count, baseline->room);
    struct known *known = &baseline->rows[baseline->count++];
    memcpy(known->key, line, KEY_TEXT);
    known->key[KEY_TEXT] = '\0';
    known->code = arena_copy_n(baseline->arena, line + code, path - code);
    known->path = arena_copy_n(baseline->arena, line + path + 1, size - path - 1);
    return true;
}

static size_t wrong_line(struct baseline *baseline, const char *bytes, size_t size)
{
    size_t number = 1, header = strlen(HEADER);
    if (size < header || memcmp(bytes, HEADER, header) != 0 || memchr(bytes, '\0', size))
        return number;
    for (const char *line = bytes + header, *end = bytes + size; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        number++;
        if (!stop || !take_line(baseline, line, (size_t)(stop - line)))
            return number;
        line = stop + 1;
    }
    return 0;
}

enum baseline_read baseline_read(const char *path, struct baseline **baseline, const char **why)
{
    struct buf bytes = BUF_INIT;
    size_t size;
    *baseline = NULL;
    if (port_read(NULL, path, BASELINE_MOST, &bytes, &size, why) != PORT_OK) {
        buf_free(&bytes);
        return BASELINE_UNREADABLE;
    }
    struct baseline *made = mem_zero(1, sizeof *made);
    made->arena = arena_new();
    size_t wrong = wrong_line(made, buf_text(&bytes), bytes.size);
    buf_free(&bytes);
    if (wrong) {
        *why = wrong == 1 ? "its first line is not that of a baseline" : "a line of it is broken";
        baseline_free(made);
        return BASELINE_FOREIGN;
    }
    if (made->count)
        qsort(made->rows, made->count, sizeof *made->rows, compare_known);
    *baseline = made;
    return BASELINE_READ;
}

void baseline_free(struct baseline *baseline)
{
    if (!baseline)
        return;
    arena_free(baseline->arena);
    free(baseline->rows);
    free(baseline);
}

/* Nobody can know beforehand that the machine will fail. */
static bool can_be_known(const struct finding *finding)
{
    return finding->plain != DIAG_OFF && !finding->allow && !(diag_info(finding->code)->flags & (DIAG_MACHINE | DIAG_USAGE)) &&
           finding->code != D_BASELINE_GONE;
}

static const char *visible_path(struct buf *buf, const char *path)
{
    buf_clear(buf);
    path = path ? tidy_path(path) : "-";
    diag_visible(buf, path, strlen(path));
    return buf_text(buf);
}

static void tell_gone(struct diag_log *log, const struct known *known)
{
    bool nowhere = strcmp(known->path, "-") == 0;
    const struct source source = {.path = known->path};
    struct place place = source_file(nowhere ? NULL : &source);
    diag_add(log, D_BASELINE_GONE, place, known->code);
}

size_t baseline_apply(const struct baseline *baseline, struct diag_log *log, bool spare_errors, bool (*looked)(void *with, const char *path),
                      void *with)
{
    bool *found = mem_zero(baseline->count + 1, sizeof *found);
    size_t known = 0;
    diag_finish(log);
    diag_keys(log);
    for (size_t i = 0; i < log->count; i++) {
        struct finding *finding = log->findings[i];
        struct known wanted;
        hash_text(finding->key, wanted.key);
        const struct known *row =
            baseline->count ? bsearch(&wanted, baseline->rows, baseline->count, sizeof *baseline->rows, compare_known) : NULL;
        if (!row)
            continue;
        found[row - baseline->rows] = true;
        finding->known = can_be_known(finding) && !(spare_errors && finding->level == DIAG_ERROR);
        known += finding->known;
    }
    for (size_t i = 0; i < baseline->count; i++)
        if (!found[i] && looked(with, baseline->rows[i].path))
            tell_gone(log, &baseline->rows[i]);
    free(found);
    diag_finish(log);
    return known;
}

static int compare_lines(const void *left, const void *right)
{
    const struct known *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    if (!order)
        order = strcmp(a->code, b->code);
    return order ? order : strcmp(a->key, b->key);
}

size_t baseline_write(struct diag_log *log, struct buf *out)
{
    struct known *rows = mem_zero(log->count + 1, sizeof *rows);
    struct arena *arena = arena_new();
    struct buf path = BUF_INIT;
    size_t count = 0;
    diag_finish(log);
    diag_keys(log);
    for (size_t i = 0; i < log->count; i++) {
        struct finding *finding = log->findings[i];
        if (!can_be_known(finding))
            continue;
        finding->known = true;
        hash_text(finding->key, rows[count].key);
        rows[count].code = diag_info(finding->code)->code;
        rows[count++].path = arena_copy(arena, visible_path(&path, finding->spot.path));
    }
    if (count)
        qsort(rows, count, sizeof *rows, compare_lines);
    buf_str(out, HEADER);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s %s %s\n", rows[i].key, rows[i].code, rows[i].path);
    buf_free(&path);
    arena_free(arena);
    free(rows);
    return count;
}
