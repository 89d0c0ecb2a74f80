#include "base/diag.h"

#include "base/diag_log.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARGUMENTS = 9, ARGUMENT_MOST = 1000 };

const char diag_end[] = "";

static const struct diag_info infos[] = {
#define DIAG(id, code, level, flags, text, cause, example, mend) \
    {code, level, flags, text, cause, example, mend},
#include "base/diag.def"
#undef DIAG
};

static const char *const level_names[] = {"off", "note", "warning", "error"};

const struct diag_info *diag_info(enum diag_code code)
{
    return &infos[code];
}

bool diag_code_find(const char *name, enum diag_code *code)
{
    for (int i = 0; i < DIAG_CODES; i++)
        if (strcmp(infos[i].code, name) == 0) {
            *code = (enum diag_code)i;
            return true;
        }
    return false;
}

const char *diag_code_nearest(const char *name)
{
    enum { GROUPS_MOST = 32 };
    const char *names[DIAG_CODES + GROUPS_MOST];
    size_t count = 0;
    for (int i = 0; i < DIAG_CODES; i++)
        names[count++] = infos[i].code;
    for (size_t i = 0; i < GROUPS_MOST && diag_group_name(i); i++)
        names[count++] = diag_group_name(i);
    return text_nearest(name, names, count);
}

struct diag_log *diag_new(void)
{
    struct diag_log *log = mem_zero(1, sizeof *log);
    log->arena = arena_new();
    memset(log->asked, -1, sizeof log->asked);
    log->finished = true;
    return log;
}

void diag_free(struct diag_log *log)
{
    if (!log)
        return;
    diag_fetch_free(log);
    arena_free(log->arena);
    free(log->findings);
    free(log->policies);
    free(log->allows);
    free(log->fetched_rows);
    free(log);
}

void diag_show_restricted(struct diag_log *log, bool show)
{
    log->show_restricted = show;
}

/* -- levels -- */

const char *diag_level_name(enum diag_level level)
{
    return level_names[level];
}

bool diag_level_find(const char *name, enum diag_level *level)
{
    for (int i = DIAG_OFF; i <= DIAG_ERROR; i++)
        if (strcmp(level_names[i], name) == 0) {
            *level = (enum diag_level)i;
            return true;
        }
    return false;
}

bool diag_is_fixed(enum diag_code code)
{
    return diag_info(code)->flags & (DIAG_MACHINE | DIAG_USAGE | DIAG_FATAL);
}

/* A group leaves alone what is always an error. */
static bool ask_group(struct diag_log *log, const char *name, enum diag_level level)
{
    size_t group;
    if (!diag_group_find(name, &group))
        return false;
    for (int i = 0; i < DIAG_CODES; i++)
        if (diag_group_has(group, (enum diag_code)i) && !diag_is_fixed((enum diag_code)i))
            log->asked[i] = (signed char)level;
    return true;
}

bool diag_set(struct diag_log *log, const char *setting, const char **nearest)
{
    *nearest = NULL;
    log->finished = false;
    if (strcmp(setting, "error") == 0)
        return log->raise = true;
    const char *equals = strchr(setting, '=');
    enum diag_level level;
    enum diag_code code;
    if (!equals || !diag_level_find(equals + 1, &level))
        return false;
    char *name = mem_copy(setting);
    name[equals - setting] = '\0';
    bool found = diag_code_find(name, &code);
    if (found)
        log->asked[code] = (signed char)level;
    else if (!(found = ask_group(log, name, level)))
        *nearest = diag_code_nearest(name);
    free(name);
    return found;
}

void diag_hash_asked(const struct diag_log *log, struct hasher *hasher)
{
    hasher_add(hasher, log->asked, sizeof log->asked);
    hasher_add_number(hasher, log->raise);
}

/* Folders are compared without "./" before and "/" behind; the current folder is "". */
static const char *trim_folder(struct arena *arena, const char *folder)
{
    while (folder[0] == '.' && folder[1] == '/')
        folder += 2;
    size_t size = strcmp(folder, ".") == 0 ? 0 : strlen(folder);
    while (size > 1 && folder[size - 1] == '/')
        size--;
    return arena_copy_n(arena, folder, size);
}

static void add_policy(struct diag_log *log, const char *folder, int code, enum diag_level level)
{
    folder = trim_folder(log->arena, folder);
    log->finished = false;
    for (size_t i = 0; i < log->policy_count; i++)
        if (log->policies[i].code == code && strcmp(log->policies[i].folder, folder) == 0) {
            log->policies[i].level = level;
            return;
        }
    MEM_GROW(log->policies, log->policy_count, log->policy_room);
    log->policies[log->policy_count++] = (struct policy){folder, strlen(folder), code, level};
}

void diag_policy(struct diag_log *log, const char *folder, enum diag_code code, enum diag_level level)
{
    add_policy(log, folder, (int)code, level);
}

void diag_policy_historic(struct diag_log *log, const char *folder)
{
    add_policy(log, folder, -1, DIAG_OFF);
}

void diag_judge_like(struct diag_log *log, const struct diag_log *other)
{
    memcpy(log->asked, other->asked, sizeof log->asked);
    log->raise = other->raise;
    log->show_restricted = other->show_restricted;
    for (size_t i = 0; i < other->policy_count; i++)
        add_policy(log, other->policies[i].folder, other->policies[i].code, other->policies[i].level);
    log->finished = false;
}

static bool is_below(const char *path, const char *folder, size_t size)
{
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    if (!size)
        return path[0] != '/';
    return strncmp(path, folder, size) == 0 && (path[size] == '/' || folder[size - 1] == '/');
}

/* The nearest folder's policy holds; within it, a word on the code itself goes before one on the series. */
static const struct policy *find_policy(const struct diag_log *log, const struct finding *finding)
{
    const struct policy *best = NULL;
    bool series = infos[finding->code].flags & DIAG_SERIES;
    for (size_t i = 0; i < log->policy_count && finding->spot.path; i++) {
        const struct policy *policy = &log->policies[i];
        if (policy->code != (int)finding->code && !(policy->code < 0 && series))
            continue;
        if (!is_below(finding->spot.path, policy->folder, policy->size))
            continue;
        if (!best || policy->size > best->size || (policy->size == best->size && best->code < 0))
            best = policy;
    }
    return best;
}

static enum diag_level plain_level(const struct diag_log *log, const struct finding *finding)
{
    const struct diag_info *info = &infos[finding->code];
    if (info->flags & (DIAG_MACHINE | DIAG_USAGE))
        return info->level;
    enum diag_level level = info->level;
    const struct policy *policy = find_policy(log, finding);
    if (policy)
        level = policy->level;
    if (log->asked[finding->code] >= 0)
        level = (enum diag_level)log->asked[finding->code];
    else if (log->raise && level == DIAG_WARNING)
        level = DIAG_ERROR;
    return info->flags & DIAG_FATAL ? DIAG_ERROR : level;
}

static enum diag_level level_of(const struct diag_log *log, const struct finding *finding)
{
    return !diag_is_fixed(finding->code) && diag_allow_of(log, finding) ? DIAG_OFF : plain_level(log, finding);
}

/* -- adding -- */

const char *diag_keep_path(struct diag_log *log, const char *path)
{
    if (path && (!log->last_path || strcmp(log->last_path, path) != 0))
        log->last_path = arena_copy(log->arena, path);
    return path ? log->last_path : NULL;
}

static const char *keep_where(struct diag_log *log, const char *where)
{
    return where ? arena_copy(log->arena, where) : NULL;
}

static struct diag_spot spot_of(struct diag_log *log, const struct place *place)
{
    return (struct diag_spot){
        .path = diag_keep_path(log, place->source ? place->source->path : NULL),
        .line = place->line,
        .column = place->line ? place->column : 0,
        .length = place->length,
        .where = keep_where(log, source_where(place->source, place->line)),
        .restricted = place->restricted,
    };
}

/* A very long argument is cut between two characters. */
static void fill_argument(struct buf *out, const char *text)
{
    size_t size = strlen(text);
    if (size <= ARGUMENT_MOST) {
        buf_add(out, text, size);
        return;
    }
    size = ARGUMENT_MOST;
    while (size && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    buf_add(out, text, size);
    buf_str(out, "…");
}

void diag_fill(struct buf *out, const char *text, const char *const *args)
{
    for (const char *at = text; *at; at++) {
        if (at[0] != '{' || at[1] < '1' || at[1] > '0' + ARGUMENTS || at[2] != '}')
            buf_char(out, *at);
        else {
            fill_argument(out, args ? args[at[1] - '1'] : "…");
            at += 2;
        }
    }
}

struct finding *diag_put_bare(struct diag_log *log, enum diag_code code)
{
    struct finding *finding = arena_alloc(log->arena, sizeof *finding);
    finding->log = log;
    finding->code = code;
    finding->text = "";
    finding->end = &finding->extras;
    MEM_GROW(log->findings, log->count, log->room);
    log->findings[log->count++] = finding;
    log->finished = false;
    return finding;
}

struct finding *diag_put(struct diag_log *log, enum diag_code code, struct place place,
                         const char *const *args)
{
    const char *given[ARGUMENTS];
    bool ended = false;
    for (int i = 0; i < ARGUMENTS; i++) {
        ended = ended || args[i] == diag_end;
        given[i] = ended || !args[i] ? "" : args[i];
    }
    struct buf text = BUF_INIT;
    diag_fill(&text, infos[code].text, given);
    struct finding *finding = diag_put_bare(log, code);
    finding->text = arena_copy(log->arena, buf_text(&text));
    finding->veiled = place.veiled;
    bool hidden = place.veiled && !log->show_restricted;
    place.source = diag_fetch(log, place.source, hidden ? FETCH_WHERE : FETCH_EXCERPT);
    finding->spot = spot_of(log, &place);
    if (place.source && !hidden)
        finding->excerpt = diag_excerpt(log->arena, &place);
    buf_free(&text);
    return finding;
}

struct extra *diag_put_extra(struct finding *finding, enum extra_kind kind, struct diag_spot spot, const char *text)
{
    struct arena *arena = finding->log->arena;
    struct extra *extra = arena_alloc(arena, sizeof *extra);
    extra->kind = kind;
    extra->spot = spot;
    extra->text = arena_copy(arena, text ? text : "");
    *finding->end = extra;
    finding->end = &extra->next;
    finding->log->finished = false;
    return extra;
}

void diag_expected(struct finding *finding, const char *text)
{
    diag_put_extra(finding, EXTRA_EXPECTED, (struct diag_spot){.path = NULL}, text);
}

void diag_suggest(struct finding *finding, const char *name)
{
    diag_put_extra(finding, EXTRA_SUGGEST, (struct diag_spot){.path = NULL}, name);
}

void diag_done(struct finding *finding, const char *text)
{
    diag_put_extra(finding, EXTRA_DONE, (struct diag_spot){.path = NULL}, text);
}

void diag_mend(struct finding *finding, struct source *source, size_t offset, size_t size, const char *text)
{
    struct place from = source_place(source, offset, 0), to = source_place(source, offset + size, 0);
    struct extra *extra = diag_put_extra(finding, EXTRA_MEND, spot_of(finding->log, &from), text);
    extra->end_line = to.line;
    extra->end_column = to.column;
}

void diag_note(struct finding *finding, struct place place, const char *text)
{
    place.source = diag_fetch(finding->log, place.source, FETCH_WHERE);
    diag_put_extra(finding, EXTRA_NOTE, spot_of(finding->log, &place), text);
}

/* -- order and counting -- */

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_texts(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static int compare_spots(const struct diag_spot *a, const struct diag_spot *b)
{
    int order = a->path == b->path ? 0 : compare_texts(a->path, b->path);
    if (!order)
        order = compare_sizes(a->line, b->line);
    if (!order)
        order = compare_sizes(a->column, b->column);
    return order;
}

static int compare_extras(const struct extra *a, const struct extra *b)
{
    for (; a && b; a = a->next, b = b->next) {
        int order = compare_sizes(a->kind, b->kind);
        if (!order)
            order = compare_spots(&a->spot, &b->spot);
        if (!order)
            order = strcmp(a->text, b->text);
        if (!order)
            order = compare_sizes(a->spot.restricted, b->spot.restricted);
        if (!order)
            order = compare_sizes(a->end_line, b->end_line);
        if (!order)
            order = compare_sizes(a->end_column, b->end_column);
        if (order)
            return order;
    }
    return (a != NULL) - (b != NULL);
}

/* Everything that is printed takes part, so that equal means the same and the order of adding never shows. */
static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = *(struct finding *const *)left, *b = *(struct finding *const *)right;
    int order = compare_spots(&a->spot, &b->spot);
    if (!order)
        order = strcmp(infos[a->code].code, infos[b->code].code);
    if (!order)
        order = strcmp(a->text, b->text);
    if (!order)
        order = compare_sizes(a->spot.length, b->spot.length);
    if (!order)
        order = compare_sizes(a->spot.restricted, b->spot.restricted);
    if (!order)
        order = compare_texts(a->excerpt.text, b->excerpt.text);
    return order ? order : compare_extras(a->extras, b->extras);
}

void diag_finish(struct diag_log *log)
{
    if (log->finished)
        return;
    diag_allow_sort(log);
    if (log->count)
        qsort(log->findings, log->count, sizeof *log->findings, compare_findings);
    size_t kept = 0;
    for (size_t i = 0; i < log->count; i++) {
        struct finding *finding = log->findings[i];
        if (kept && compare_findings(&log->findings[kept - 1], &log->findings[i]) == 0)
            continue;
        finding->allow = diag_is_fixed(finding->code) ? NULL : diag_allow_of(log, finding);
        finding->plain = plain_level(log, finding);
        finding->level = finding->allow ? DIAG_OFF : finding->plain;
        log->findings[kept++] = finding;
    }
    log->count = kept;
    log->finished = true;
}

void diag_keep(struct diag_log *log, bool (*keep)(void *with, const char *path), void *with)
{
    size_t kept = 0, allows = 0;
    for (size_t i = 0; i < log->count; i++) {
        struct finding *finding = log->findings[i];
        if (!finding->spot.path || keep(with, finding->spot.path))
            log->findings[kept++] = finding;
    }
    log->count = kept;
    for (size_t i = 0; i < log->allow_count; i++)
        if (keep(with, log->allows[i].path))
            log->allows[allows++] = log->allows[i];
    log->allow_count = allows;
    log->finished = false;
}

size_t diag_count(const struct diag_log *log, enum diag_level level)
{
    size_t count = 0;
    for (size_t i = 0; i < log->count; i++)
        count += log->findings[i]->level == level && !log->findings[i]->known;
    return count;
}

int diag_status(const struct diag_log *log)
{
    int status = 0;
    for (size_t i = 0; i < log->count; i++) {
        int flags = infos[log->findings[i]->code].flags;
        int own = flags & DIAG_MACHINE ? 3 : flags & DIAG_USAGE ? 2 : 1;
        if (log->findings[i]->level == DIAG_ERROR && !log->findings[i]->known && own > status)
            status = own;
    }
    return status;
}

/* The first finding of the sorted log whose path is not before this one. */
static size_t first_of(const struct diag_log *log, const char *path)
{
    size_t low = 0, high = log->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_texts(log->findings[middle]->spot.path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool diag_file_failed(struct diag_log *log, const char *path)
{
    for (size_t i = log->finished ? first_of(log, path) : 0; i < log->count; i++) {
        const struct finding *finding = log->findings[i];
        bool same = finding->spot.path && strcmp(finding->spot.path, path) == 0;
        if (same && level_of(log, finding) == DIAG_ERROR)
            return true;
        if (!same && log->finished)
            return false;
    }
    return false;
}

void diag_each(const struct diag_log *log, const char *path, diag_visit *visit, void *with)
{
    for (size_t i = first_of(log, path); i < log->count; i++) {
        const struct finding *finding = log->findings[i];
        if (!finding->spot.path || strcmp(finding->spot.path, path) != 0)
            return;
        if (finding->level != DIAG_OFF && !(finding->spot.restricted && !log->show_restricted))
            visit(with, finding->level, infos[finding->code].code, finding->spot.line, finding->text);
    }
}

bool diag_is_empty(const struct diag_log *log)
{
    return log->count == 0 && log->policy_count == 0 && log->allow_count == 0;
}

void diag_stop(enum diag_code code)
{
    const char *parts[] = {"minutec: error: ", infos[code].text, " [", infos[code].code, "]\n"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (write(STDERR_FILENO, parts[i], strlen(parts[i])) < 0)
            break;
    _exit(3);
}

bool diag_is_passing(const struct diag_log *log)
{
    for (size_t i = 0; i < log->count; i++)
        if (infos[log->findings[i]->code].flags & DIAG_MACHINE)
            return true;
    return false;
}

size_t diag_mark(const struct diag_log *log)
{
    return log->count;
}

void diag_failed_since(const struct diag_log *log, size_t mark, void (*visit)(void *with, const char *path), void *with)
{
    for (size_t i = mark; i < log->count; i++)
        if (log->findings[i]->spot.path && level_of(log, log->findings[i]) == DIAG_ERROR)
            visit(with, log->findings[i]->spot.path);
}
