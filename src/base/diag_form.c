/* What is told of the findings, and how each form is called. */
#include "base/diag_tell.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void tell_text(struct telling *telling);

static const struct {
    const char *name;
    void (*tell)(struct telling *telling);
} forms[DIAG_FORMS] = {
    [DIAG_TEXT] = {"text", tell_text},       [DIAG_JSON] = {"json", tell_json},     [DIAG_SARIF] = {"sarif", tell_sarif},
    [DIAG_JUNIT] = {"junit", tell_junit},    [DIAG_GITHUB] = {"github", tell_github}, [DIAG_GNU] = {"gnu", tell_gnu},
};

bool diag_form_find(const char *name, size_t size, enum diag_form *form)
{
    for (int i = 0; i < DIAG_FORMS; i++)
        if (strlen(forms[i].name) == size && strncmp(forms[i].name, name, size) == 0) {
            *form = (enum diag_form)i;
            return true;
        }
    return false;
}

const char *diag_form_name(enum diag_form form)
{
    return forms[form].name;
}

/* -- which -- */

static bool is_told(const struct diag_request *request, const struct finding *finding)
{
    return finding->level != DIAG_OFF && finding->level >= request->least && !finding->known;
}

/* The level of which some are left out, and how many of it are told. */
static size_t divide(const size_t counts[DIAG_ERROR + 1], size_t most, enum diag_level *level)
{
    for (*level = DIAG_ERROR; *level > DIAG_OFF && counts[*level] <= most; --*level)
        most -= counts[*level];
    return most;
}

/* The worst of them, in their order. */
static void choose(struct telling *telling)
{
    const struct diag_log *log = telling->log;
    size_t counts[DIAG_ERROR + 1] = {0}, most = telling->request->most ? telling->request->most : log->count;
    enum diag_level last;
    for (size_t i = 0; i < log->count; i++)
        counts[log->findings[i]->level] += is_told(telling->request, log->findings[i]);
    size_t of_last = divide(counts, most, &last);
    telling->rows = mem_zero(log->count + 1, sizeof(struct finding *));
    for (size_t i = 0; i < log->count; i++) {
        struct finding *finding = log->findings[i];
        if (!is_told(telling->request, finding))
            continue;
        if (finding->level > last || (finding->level == last && of_last && of_last--))
            telling->rows[telling->count++] = finding;
        else
            telling->left++;
    }
}

/* -- words -- */

const char *tell_visible(struct telling *telling, const char *text)
{
    buf_clear(&telling->words);
    diag_visible(&telling->words, text, strlen(text));
    return buf_text(&telling->words);
}

bool tell_is_hidden(const struct telling *telling, const struct finding *finding)
{
    return diag_is_withheld(telling->log, &finding->spot);
}

static void add_visible(struct telling *telling, const char *text)
{
    diag_visible(&telling->words, text, strlen(text));
}

static void add_head(struct telling *telling, const struct finding *finding)
{
    struct buf bare = BUF_INIT;
    bool hide = tell_is_hidden(telling, finding);
    if (hide)
        diag_fill(&bare, diag_info(finding->code)->text, NULL);
    add_visible(telling, hide ? buf_text(&bare) : finding->text);
    if (hide)
        buf_printf(&telling->words, " (%s)", diag_withheld);
    buf_free(&bare);
}

const char *tell_head(struct telling *telling, const struct finding *finding)
{
    buf_clear(&telling->words);
    add_head(telling, finding);
    return buf_text(&telling->words);
}

static void add_suggestions(struct telling *telling, const struct finding *finding)
{
    const char *before = "\ndid you mean '";
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        if (extra->kind != EXTRA_SUGGEST)
            continue;
        buf_str(&telling->words, before);
        add_visible(telling, extra->text);
        before = "' or '";
    }
    buf_str(&telling->words, *before == '\n' ? "" : "'?");
}

static void add_lines(struct telling *telling, const struct finding *finding, enum extra_kind kind, const char *label)
{
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        if (extra->kind != kind || (kind == EXTRA_NOTE && extra->spot.path))
            continue;
        buf_char(&telling->words, '\n');
        buf_str(&telling->words, label);
        if (diag_is_withheld(telling->log, &extra->spot))
            buf_str(&telling->words, diag_withheld);
        else
            add_visible(telling, extra->text);
    }
}

/* People see neither lines nor columns in a document of a word processor. */
static void add_where(struct telling *telling, const struct diag_spot *spot)
{
    if (!spot->path || !spot->line || tell_has_line(spot))
        return;
    if (spot->where)
        add_visible(telling, spot->where);
    else
        buf_printf(&telling->words, "paragraph %zu", spot->line);
    buf_str(&telling->words, ": ");
}

const char *tell_all(struct telling *telling, const struct finding *finding)
{
    buf_clear(&telling->words);
    add_where(telling, &finding->spot);
    add_head(telling, finding);
    if (tell_is_hidden(telling, finding))
        return buf_text(&telling->words);
    add_suggestions(telling, finding);
    add_lines(telling, finding, EXTRA_EXPECTED, "expected: ");
    add_lines(telling, finding, EXTRA_DONE, "");
    add_lines(telling, finding, EXTRA_NOTE, "");
    return buf_text(&telling->words);
}

const char *tell_note(struct telling *telling, const struct extra *note)
{
    buf_clear(&telling->words);
    add_where(telling, &note->spot);
    if (diag_is_withheld(telling->log, &note->spot))
        buf_str(&telling->words, diag_withheld);
    else
        add_visible(telling, note->text);
    return buf_text(&telling->words);
}

const char *tell_path(struct telling *telling, const char *path)
{
    const char *here = telling->request->here;
    size_t size = here ? strlen(here) : 0;
    if (size > 1 && strncmp(path, here, size) == 0 && path[size] == '/')
        path += size + strspn(path + size, "/");
    while (path[0] == '.' && path[1] == '/')
        path += 2 + strspn(path + 2, "/");
    return path;
}

bool tell_has_line(const struct diag_spot *spot)
{
    return spot->path && spot->line && !spot->where && !source_has_paragraphs(spot->path);
}

/* Mends that are not UTF-8, or of a document of a word processor, cannot be told so. */
bool tell_has_mend(const struct telling *telling, const struct finding *finding)
{
    bool any = false;
    if (tell_is_hidden(telling, finding) || !tell_has_line(&finding->spot))
        return false;
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        if (extra->kind != EXTRA_MEND)
            continue;
        if (diag_is_withheld(telling->log, &extra->spot) || text_valid_until(extra->text, strlen(extra->text)) != strlen(extra->text))
            return false;
        any = true;
    }
    return any;
}

const char *tell_key(const struct finding *finding, char text[33])
{
    hash_text(finding->key, text);
    return text;
}

/* -- for people -- */

static void add_count(struct buf *out, size_t count, const char *what)
{
    if (count)
        buf_printf(out, "%s%zu %s%s", out->size ? ", " : "", count, what, count == 1 ? "" : "s");
}

/* One finding counts itself. */
static void tell_counts(struct telling *telling)
{
    const struct diag_log *log = telling->log;
    size_t counts[DIAG_ERROR + 1] = {0}, files = 0;
    const char *path = NULL;
    for (size_t i = 0; i < log->count; i++) {
        const struct finding *finding = log->findings[i];
        if (!is_told(telling->request, finding))
            continue;
        counts[finding->level]++;
        if (finding->spot.path && (!path || strcmp(path, finding->spot.path) != 0))
            files++;
        path = finding->spot.path;
    }
    struct buf line = BUF_INIT;
    for (int level = DIAG_ERROR; level > DIAG_OFF; level--)
        add_count(&line, counts[level], diag_level_name((enum diag_level)level));
    if (counts[DIAG_ERROR] + counts[DIAG_WARNING] + counts[DIAG_NOTE] > 1) {
        buf_printf(telling->out, "minutec: %s", line.data);
        if (files)
            buf_printf(telling->out, " in %zu file%s", files, files == 1 ? "" : "s");
        buf_char(telling->out, '\n');
    }
    buf_free(&line);
}

static void tell_text(struct telling *telling)
{
    diag_print_rows(telling->log, telling->rows, telling->count, telling->request->colour, telling->out);
    if (telling->left)
        buf_printf(telling->out, "minutec: %zu more %s not shown (--max-findings %zu)\n", telling->left, telling->left == 1 ? "is" : "are",
                   telling->request->most);
    if (telling->request->counts)
        tell_counts(telling);
}

void diag_tell(struct diag_log *log, enum diag_form form, const struct diag_request *request, struct buf *out)
{
    struct telling telling = {.log = log, .request = request, .out = out};
    diag_finish(log);
    if (form != DIAG_TEXT)
        diag_keys(log);
    choose(&telling);
    forms[form].tell(&telling);
    buf_free(&telling.words);
    free(telling.rows);
}

void diag_print(struct diag_log *log, struct buf *out, bool colour, enum diag_level least)
{
    const struct diag_request request = {.least = least, .colour = colour};
    diag_tell(log, DIAG_TEXT, &request, out);
}
