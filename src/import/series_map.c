/* Whose meetings files are, as they were told: one body for all, or a file of path patterns. */
#include "import/series_parts.h"

#include "base/port.h"
#include "base/text.h"

#include <ctype.h>
#include <fnmatch.h>
#include <string.h>

struct rule {
    const char *pattern, *id;
};

struct rules {
    struct rule *list;
    size_t count;
};

static bool is_id(const char *text)
{
    bool word = false;
    for (const char *c = text; *c; c++) {
        bool sign = islower((unsigned char)*c) || isdigit((unsigned char)*c);
        if (!sign && (*c != '-' || !word))
            return false;
        word = sign;
    }
    return word;
}

static bool wrong(struct series *series, const char *text)
{
    diag_add(series->log, D_USAGE, (struct place){0}, text);
    return false;
}

/* "PATTERN = ID", a line; blank lines and those that begin with "#" say nothing. */
static bool read_line(struct series *series, struct rules *rules, const char *line, size_t number)
{
    char *text = text_collapse(series->arena, line), *equals = strrchr(text, '=');
    if (!*text || *text == '#')
        return true;
    char *pattern = equals ? text_collapse(series->arena, arena_copy_n(series->arena, text, (size_t)(equals - text))) : NULL;
    char *id = equals ? text_collapse(series->arena, equals + 1) : NULL;
    if (!pattern || !*pattern || !is_id(id))
        return wrong(series, arena_printf(series->arena, "line %zu of '%s' is not PATTERN = ID", number, series->options->map));
    rules->list[rules->count++] = (struct rule){pattern, id};
    return true;
}

static bool read_rules(struct series *series, struct rules *rules)
{
    enum { MAP_SIZE = 1 << 20 };
    struct buf bytes = BUF_INIT;
    size_t size, lines = 1, number = 0;
    const char *why = "", *path = series->options->map;
    if (port_read(NULL, path, MAP_SIZE, &bytes, &size, &why) != PORT_OK) {
        diag_add(series->log, D_CANNOT_READ, (struct place){0}, path, why);
        buf_free(&bytes);
        return false;
    }
    bool good = text_valid_until(buf_text(&bytes), bytes.size) == bytes.size ||
                wrong(series, arena_printf(series->arena, "'%s' is not UTF-8", path));
    for (size_t i = 0; i < bytes.size; i++)
        lines += bytes.data[i] == '\n';
    rules->list = arena_alloc(series->arena, lines * sizeof *rules->list);
    for (const char *line = buf_text(&bytes), *end = line + bytes.size; line < end && good;) {
        size_t length = strcspn(line, "\n");
        good = read_line(series, rules, arena_copy_n(series->arena, line, length), ++number);
        line += length + 1;
    }
    buf_free(&bytes);
    return good;
}

/* A pattern without a slash is one for the file's name; "*" in a pattern with slashes matches them too. */
static bool matches(const char *pattern, const char *path)
{
    return fnmatch(pattern, strchr(pattern, '/') ? path : path_base(path), 0) == 0;
}

bool series_map(struct series *series)
{
    struct rules rules = {NULL, 0};
    const char *body = series->options->body;
    if (body && !is_id(body))
        return wrong(series, arena_printf(series->arena, "this is no body's id: '%s'; write it as parish-council", body));
    if (series->options->map && !read_rules(series, &rules))
        return false;
    for (size_t i = 0; i < series->source_count; i++) {
        struct series_source *source = &series->sources[i];
        source->told = body;
        for (size_t j = 0; j < rules.count; j++)
            if (matches(rules.list[j].pattern, source->path)) {
                source->told = rules.list[j].id;
                break;
            }
    }
    return true;
}
