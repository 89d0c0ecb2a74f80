/* What earlier runs imported: a file of lines beside the bodies' folders, fields parted by tabs. It tells what was read from what
 * was not, and what importing wrote from what somebody has edited since. Without it all sources are read again, and no file that
 * is there is overwritten. */
#include "import/series_parts.h"

#include "base/port.h"
#include "base/write.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_LINE "minutec import 1"

enum { STATE_SIZE = 256 << 20, FIELDS = 10, OUTPUT_SIZE = 64 << 20 };

/* -- fields -- */

static void put_field(struct buf *out, const char *text)
{
    buf_char(out, '\t');
    for (const char *c = text; *c; c++) {
        if ((unsigned char)*c < ' ' || *c == '%')
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*c);
        else
            buf_char(out, *c);
    }
}

static const char *plain(struct arena *arena, const char *text, size_t size)
{
    char *out = arena_copy_n(arena, text, size), *to = out;
    for (const char *c = out; *c; c++) {
        char digits[3] = {c[0] == '%' ? c[1] : '\0', c[0] == '%' && c[1] ? c[2] : '\0', '\0'};
        bool coded = isxdigit((unsigned char)digits[0]) && isxdigit((unsigned char)digits[1]) && strtol(digits, NULL, 16);
        *to++ = coded ? (char)strtol(digits, NULL, 16) : *c;
        c += coded ? 2 : 0;
    }
    *to = '\0';
    return out;
}

static size_t split(struct arena *arena, const char *line, size_t size, const char *fields[FIELDS + 1])
{
    size_t count = 0;
    while (count <= FIELDS) {
        const char *tab = memchr(line, '\t', size);
        size_t length = tab ? (size_t)(tab - line) : size;
        fields[count++] = plain(arena, line, length);
        if (!tab)
            break;
        line += length + 1;
        size -= length + 1;
    }
    return count;
}

/* -- reading -- */

static bool is_digest(const char *text)
{
    return strlen(text) == DIGEST_TEXT - 1 && strspn(text, "0123456789abcdef") == DIGEST_TEXT - 1;
}

/* A path that stays below the output. */
static bool is_inside(const char *path)
{
    for (const char *part = path; *part; part += strcspn(part, "/"), part += *part == '/') {
        size_t size = strcspn(part, "/");
        if (size == 0 || (size == 1 && part[0] == '.') || (size == 2 && strncmp(part, "..", 2) == 0))
            return false;
    }
    return *path != '\0';
}

static void take_line(struct series *series, const char *line, size_t size)
{
    struct series_state *state = &series->state;
    const char *fields[FIELDS + 1];
    size_t count = split(series->arena, line, size, fields);
    if (count == 11 && strcmp(fields[0], "source") == 0 && is_digest(fields[2])) {
        MEM_GROW(state->sources, state->count, state->room);
        state->sources[state->count++] = (struct state_source){.path = fields[1],
                                                               .sha256 = fields[2],
                                                               .told = fields[3],
                                                               .tracked = fields[4],
                                                               .tray = fields[5],
                                                               .format = fields[6],
                                                               .facts = "",
                                                               .words = strtoul(fields[7], NULL, 10),
                                                               .placed = strtoul(fields[8], NULL, 10),
                                                               .moved = strtoul(fields[9], NULL, 10),
                                                               .left_out = strtoul(fields[10], NULL, 10)};
    } else if (count == 2 && strcmp(fields[0], "figures") == 0 && state->count) {
        state->sources[state->count - 1].facts = fields[1];
    } else if (count == 3 && strcmp(fields[0], "output") == 0 && state->count && is_inside(fields[1])) {
        struct state_source *source = &state->sources[state->count - 1];
        MEM_GROW(source->outputs, source->output_count, source->output_room);
        source->outputs[source->output_count++] = (struct state_output){.path = fields[1], .sha256 = fields[2]};
    }
}

static void look_at_outputs(struct series *series, struct state_source *source)
{
    struct buf bytes = BUF_INIT;
    char digest[DIGEST_TEXT];
    size_t size;
    const char *why;
    source->fresh = true;
    for (size_t i = 0; i < source->output_count; i++) {
        struct state_output *output = &source->outputs[i];
        output->there = port_read(NULL, series_path(series, output->path), OUTPUT_SIZE, &bytes, &size, &why) == PORT_OK;
        if (output->there) {
            digest_text(buf_text(&bytes), bytes.size, digest);
            output->same = strcmp(digest, output->sha256) == 0;
        }
        source->fresh &= output->there;
    }
    buf_free(&bytes);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct state_source *)a)->path, ((const struct state_source *)b)->path);
}

static int compare_digests(const void *a, const void *b)
{
    const struct state_source *one = *(struct state_source *const *)a, *other = *(struct state_source *const *)b;
    int order = strcmp(one->sha256, other->sha256);
    return order ? order : (one > other) - (one < other);
}

void state_read(struct series *series)
{
    struct series_state *state = &series->state;
    struct buf bytes = BUF_INIT;
    size_t size;
    const char *why, *path = series_path(series, SERIES_STATE);
    if (port_read(NULL, path, STATE_SIZE, &bytes, &size, &why) == PORT_OK &&
        strncmp(buf_text(&bytes), FIRST_LINE "\n", strlen(FIRST_LINE) + 1) == 0)
        for (const char *line = bytes.data, *end = line + bytes.size; line < end;) {
            const char *stop = memchr(line, '\n', (size_t)(end - line));
            size_t length = (size_t)((stop ? stop : end) - line);
            take_line(series, line, length);
            line += length + 1;
        }
    buf_free(&bytes);
    if (state->count)
        qsort(state->sources, state->count, sizeof *state->sources, compare_paths);
    state->by_sha = arena_alloc(series->arena, (state->count + 1) * sizeof(struct state_source *));
    for (size_t i = 0; i < state->count; i++) {
        look_at_outputs(series, &state->sources[i]);
        state->by_sha[i] = &state->sources[i];
    }
    if (state->count)
        qsort(state->by_sha, state->count, sizeof *state->by_sha, compare_digests);
}

const struct state_source *state_by_sha(const struct series_state *state, const char *sha256)
{
    size_t low = 0, high = state->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(state->by_sha[middle]->sha256, sha256) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < state->count && strcmp(state->by_sha[low]->sha256, sha256) == 0 ? state->by_sha[low] : NULL;
}

struct state_source *state_by_path(const struct series_state *state, const char *path)
{
    const struct state_source wanted = {.path = path};
    return state->count ? bsearch(&wanted, state->sources, state->count, sizeof wanted, compare_paths) : NULL;
}

/* -- writing -- */

static void put_source(struct buf *out, const struct state_source *source)
{
    const char *fields[] = {source->path, source->sha256, source->told, source->tracked, source->tray, source->format};
    buf_str(out, "source");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        put_field(out, fields[i]);
    buf_printf(out, "\t%zu\t%zu\t%zu\t%zu\n", source->words, source->placed, source->moved, source->left_out);
    if (*source->facts) {
        buf_str(out, "figures");
        put_field(out, source->facts);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < source->output_count; i++) {
        buf_str(out, "output");
        put_field(out, source->outputs[i].path);
        put_field(out, source->outputs[i].sha256);
        buf_char(out, '\n');
    }
}

void state_write(struct series *series)
{
    struct series_state *state = &series->state;
    struct buf out = BUF_INIT;
    const char *why = "", *path = series_path(series, SERIES_STATE);
    if (state->count)
        qsort(state->sources, state->count, sizeof *state->sources, compare_paths);
    buf_str(&out, FIRST_LINE "\n");
    for (size_t i = 0; i < state->count; i++)
        put_source(&out, &state->sources[i]);
    if (state->count && write_file(path, out.data, out.size, &why) == WRITE_FAILED)
        diag_add(series->log, D_CANNOT_WRITE, (struct place){0}, path, why);
    buf_free(&out);
}
