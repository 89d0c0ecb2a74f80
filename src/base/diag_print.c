/* Findings as text for people: the place, an excerpt with a caret, and what was expected, meant or done. */
#include "base/diag.h"

#include "base/diag_log.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { WINDOW = DIAG_WINDOW, BEFORE = 40, TAB = 8, GUTTER = 5, BYTES_PER_COLUMN = 16, REPEATED_MOST = 100, FOLD = 100, INDENT = 10 };

#define LINE_MARK "      = "

const char diag_withheld[] = "within a restricted passage; shown with --audience full";

bool diag_is_withheld(const struct diag_log *log, const struct diag_spot *spot)
{
    return spot->restricted && !log->show_restricted;
}

/* -- harmless text -- */

/* Characters that show nothing themselves, but turn, hide or break what stands around them. */
static bool is_unseen(uint32_t point)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x80, 0x9F}, {0x61C, 0x61C}, {0x200B, 0x200B}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
        {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0xE007F},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

/* One character in its visible form; returns how many bytes of text it takes. */
static size_t visible_one(struct buf *out, const char *text, size_t size)
{
    uint32_t point;
    size_t length = text_decode(text, size, &point);
    if (!length) {
        buf_str(out, "\xEF\xBF\xBD");
        return 1;
    }
    if (point < 0x20 || point == 0x7F) {
        char picture[] = {'\xE2', '\x90', (char)(0x80 + (point == 0x7F ? 0x21 : point)), '\0'};
        buf_str(out, picture);
    } else if (is_unseen(point)) {
        buf_printf(out, "<U+%04X>", (unsigned)point);
    } else {
        buf_add(out, text, length);
    }
    return length;
}

void diag_visible(struct buf *out, const char *text, size_t size)
{
    for (size_t at = 0; at < size;)
        at += visible_one(out, text + at, size - at);
}

/* -- excerpts -- */

/* A line being shown from some byte on, and the columns it has taken so far. */
struct ruler {
    const char *line;
    size_t size, at, columns;
    struct buf out;
};

/* Takes the next character if it fits below most columns. Heaps of combining marks end by their bytes. */
static bool ruler_step(struct ruler *ruler, size_t most)
{
    if (ruler->at >= ruler->size || ruler->out.size > BYTES_PER_COLUMN * WINDOW)
        return false;
    size_t before = ruler->out.size, length = 1;
    if (ruler->line[ruler->at] == '\t')
        buf_fill(&ruler->out, ' ', TAB - ruler->columns % TAB);
    else
        length = visible_one(&ruler->out, ruler->line + ruler->at, ruler->size - ruler->at);
    size_t width = (size_t)text_width(ruler->out.data + before, ruler->out.size - before);
    if (ruler->columns + width > most) {
        ruler->out.size = before;
        ruler->out.data[before] = '\0';
        return false;
    }
    ruler->columns += width;
    ruler->at += length;
    return true;
}

static bool fits(const char *line, size_t size)
{
    struct ruler ruler = {.line = line, .size = size, .out = BUF_INIT};
    while (ruler_step(&ruler, WINDOW))
        ;
    buf_free(&ruler.out);
    return ruler.at == size;
}

static size_t visible_width(const char *text, size_t size)
{
    uint32_t point;
    if (*text == '\t')
        return TAB;
    if (text_decode(text, size, &point) && is_unseen(point))
        return point > 0xFFFF ? 9 : 8;
    return (unsigned char)*text < 0x20 || *text == 0x7F ? 1 : (size_t)text_width(text, size);
}

/* The start of the character that is columns before at, or of the line. */
static size_t step_back(const char *line, size_t at, size_t columns)
{
    size_t most = BYTES_PER_COLUMN / 2 * columns, floor = at > most ? at - most : 0;
    while (at > floor && columns > 0) {
        size_t end = at--;
        while (at > 0 && ((unsigned char)line[at] & 0xC0) == 0x80)
            at--;
        size_t width = visible_width(line + at, end - at);
        columns -= width > columns ? columns : width;
    }
    return at;
}

/* Where the window of a long line begins: some way before the place, or so that the line's end fills it. */
static size_t window_start(const char *line, size_t size, size_t at)
{
    size_t start = step_back(line, at, BEFORE);
    if (size - at <= BYTES_PER_COLUMN * WINDOW) {
        size_t from_end = step_back(line, size, WINDOW - 2);
        if (from_end < start)
            start = from_end;
    }
    uint32_t point;
    size_t length;
    while (start > 0 && start < at && (length = text_decode(line + start, size - start, &point)) > 0 &&
           visible_width(line + start, length) == 0)
        start += length;
    return start;
}

/* Shows the line from start on; the caret stands below at, its line reaches to end. */
static struct excerpt show_line(struct arena *arena, struct ruler *ruler, size_t at, size_t end, size_t most)
{
    struct excerpt excerpt = {NULL, 0, 0};
    if (ruler->at > 0) {
        buf_str(&ruler->out, "…");
        ruler->columns = 1;
    }
    while (ruler->at < at && ruler_step(ruler, most))
        ;
    excerpt.at = ruler->columns;
    while (ruler->at < end && ruler_step(ruler, most))
        ;
    excerpt.width = ruler->columns - excerpt.at;
    while (ruler_step(ruler, most))
        ;
    if (ruler->at < ruler->size)
        buf_str(&ruler->out, "…");
    while (ruler->out.size && ruler->out.data[ruler->out.size - 1] == ' ')
        ruler->out.size--;
    excerpt.text = arena_copy_n(arena, ruler->out.data ? ruler->out.data : "", ruler->out.size);
    return excerpt;
}

struct excerpt diag_excerpt(struct arena *arena, const struct place *place)
{
    size_t size;
    const char *line = source_line_find(place->source, place->line, &size);
    if (!line)
        return (struct excerpt){NULL, 0, 0};
    size_t at = source_offset(place->source, line, size, place->column);
    size_t end = place->length ? source_offset(place->source, line, size, (size_t)place->column + place->length) : at;
    bool whole = fits(line, size);
    struct ruler ruler = {line, size, whole ? 0 : window_start(line, size, at), 0, BUF_INIT};
    struct excerpt excerpt = show_line(arena, &ruler, at, end > at ? end : at, whole ? WINDOW : WINDOW - 1);
    buf_free(&ruler.out);
    return excerpt;
}

/* -- printing -- */

struct printer {
    struct buf *out;
    bool colour;
    bool show_restricted;
    bool folds; /* lines longer than FOLD */
};

static void paint(const struct printer *printer, const char *sequence)
{
    if (printer->colour)
        buf_str(printer->out, sequence);
}

static const char *colour_of(enum diag_level level)
{
    static const char *const colours[] = {"", "\033[1;36m", "\033[1;35m", "\033[1;31m"};
    return colours[level];
}

static void print_text(const struct printer *printer, const char *text)
{
    diag_visible(printer->out, text, strlen(text));
}

/* As people find it: they see neither lines nor columns. */
static void print_where(const struct printer *printer, const struct diag_spot *spot)
{
    buf_str(printer->out, ": ");
    if (spot->where)
        print_text(printer, spot->where);
    else
        buf_printf(printer->out, "paragraph %zu", spot->line);
}

static void print_place(const struct printer *printer, const struct diag_spot *spot)
{
    paint(printer, "\033[1m");
    print_text(printer, spot->path ? spot->path : "minutec");
    if (spot->path && spot->line && (spot->where || source_has_paragraphs(spot->path)))
        print_where(printer, spot);
    else if (spot->path && spot->line)
        buf_printf(printer->out, spot->column ? ":%zu:%zu" : ":%zu", spot->line, spot->column);
    buf_str(printer->out, ": ");
    paint(printer, "\033[0m");
}

static void print_level(const struct printer *printer, enum diag_level level)
{
    paint(printer, colour_of(level));
    buf_printf(printer->out, "%s: ", diag_level_name(level));
    paint(printer, "\033[0m");
}

static void print_head(const struct printer *printer, const struct finding *finding, bool hide)
{
    const struct diag_info *info = diag_info(finding->code);
    struct buf bare = BUF_INIT;
    if (hide)
        diag_fill(&bare, info->text, NULL);
    print_level(printer, finding->level);
    paint(printer, "\033[1m");
    print_text(printer, hide ? buf_text(&bare) : finding->text);
    paint(printer, "\033[0m");
    if (hide)
        buf_printf(printer->out, " (%s)", diag_withheld);
    buf_printf(printer->out, " [%s]\n", info->code);
    buf_free(&bare);
}

/* "did you mean 'a' or 'b'?", or nothing. */
static void print_suggestions(const struct printer *printer, const struct finding *finding,
                              const char *before, const char *after)
{
    const char *between = "did you mean '";
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        if (extra->kind != EXTRA_SUGGEST)
            continue;
        buf_str(printer->out, before);
        buf_str(printer->out, between);
        print_text(printer, extra->text);
        buf_char(printer->out, '\'');
        before = "";
        between = " or '";
    }
    if (!*before)
        buf_printf(printer->out, "?%s", after);
}

static void print_caret(const struct printer *printer, const struct finding *finding, int gutter)
{
    struct buf *out = printer->out;
    buf_fill(out, ' ', (size_t)gutter + 1);
    buf_str(out, "| ");
    buf_fill(out, ' ', finding->excerpt.at);
    paint(printer, colour_of(finding->level));
    buf_char(out, '^');
    if (finding->excerpt.width > 1)
        buf_fill(out, '~', finding->excerpt.width - 1);
    paint(printer, "\033[0m");
    print_suggestions(printer, finding, " ", "");
    buf_char(out, '\n');
}

static void print_excerpt(const struct printer *printer, const struct finding *finding)
{
    const char *text = finding->excerpt.text;
    if (text) {
        int gutter = snprintf(NULL, 0, "%zu", finding->spot.line);
        if (gutter < GUTTER)
            gutter = GUTTER;
        if (finding->spot.where)
            buf_fill(printer->out, ' ', (size_t)gutter);
        else
            buf_printf(printer->out, "%*zu", gutter, finding->spot.line);
        buf_printf(printer->out, " |%s%s\n", *text ? " " : "", text);
        if (finding->spot.column) {
            print_caret(printer, finding, gutter);
            return;
        }
    }
    print_suggestions(printer, finding, LINE_MARK, "\n");
}

/* Goes on below the words when a line is full; what was expected may be a long list. */
static void print_folded(const struct printer *printer, const char *label, const char *text)
{
    int column = (int)(strlen(LINE_MARK) + strlen(label));
    buf_printf(printer->out, LINE_MARK "%s", label);
    while (*text) {
        size_t size = strcspn(text, " "), blanks = strspn(text + size, " ");
        int width = text_width(text, size);
        if (printer->folds && column + width > FOLD && column > INDENT) {
            printer->out->size -= printer->out->data[printer->out->size - 1] == ' ';
            buf_printf(printer->out, "\n%*s", INDENT, "");
            column = INDENT;
        }
        diag_visible(printer->out, text, size);
        buf_fill(printer->out, ' ', blanks);
        column += width + (int)blanks;
        text += size + blanks;
    }
}

/* Lines of one kind below the excerpt. */
static void print_lines(const struct printer *printer, const struct finding *finding, enum extra_kind kind,
                        const char *label)
{
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        if (extra->kind != kind)
            continue;
        print_folded(printer, label, extra->text);
        buf_char(printer->out, '\n');
    }
}

static void print_notes(const struct printer *printer, const struct finding *finding)
{
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        if (extra->kind != EXTRA_NOTE)
            continue;
        if (extra->spot.path) {
            print_place(printer, &extra->spot);
            print_level(printer, DIAG_NOTE);
        } else {
            buf_str(printer->out, LINE_MARK);
        }
        if (extra->spot.restricted && !printer->show_restricted)
            buf_printf(printer->out, "(%s)", diag_withheld);
        else
            print_text(printer, extra->text);
        buf_char(printer->out, '\n');
    }
}

/* What was suggested, expected or done, and related places, may repeat words of a passage: withheld too. */
static void print_finding(const struct printer *printer, const struct finding *finding)
{
    bool hide = finding->spot.restricted && !printer->show_restricted;
    print_place(printer, &finding->spot);
    print_head(printer, finding, hide);
    if (hide)
        return;
    print_excerpt(printer, finding);
    print_lines(printer, finding, EXTRA_EXPECTED, "expected: ");
    print_lines(printer, finding, EXTRA_DONE, "");
    print_notes(printer, finding);
}

/* How often each code was met in one file. */
struct repeated {
    const char *path;
    size_t counts[DIAG_CODES + 1];
};

/* What was not printed is said once, after the file's last finding. */
static void print_rest(const struct printer *printer, struct repeated *repeated)
{
    for (int i = 0; i < DIAG_CODES && repeated->path; i++) {
        if (repeated->counts[i] <= REPEATED_MOST)
            continue;
        print_place(printer, &(struct diag_spot){.path = repeated->path});
        print_level(printer, DIAG_NOTE);
        buf_printf(printer->out, "and %zu more '%s' in this file\n", repeated->counts[i] - REPEATED_MOST, diag_info(i)->code);
    }
    memset(repeated->counts, 0, sizeof repeated->counts);
}

/* Findings come file by file. Those without a file are all printed. */
static bool is_one_too_many(const struct printer *printer, struct repeated *repeated, const struct finding *finding)
{
    const char *path = finding->spot.path;
    if (path != repeated->path && (!path || !repeated->path || strcmp(path, repeated->path) != 0)) {
        print_rest(printer, repeated);
        repeated->path = path;
    }
    return path && ++repeated->counts[finding->code] > REPEATED_MOST;
}

void diag_print_rows(struct diag_log *log, struct finding *const *rows, size_t count, bool colour, struct buf *out)
{
    struct printer printer = {out, colour, log->show_restricted, true};
    struct repeated repeated = {0};
    for (size_t i = 0; i < count; i++)
        if (!is_one_too_many(&printer, &repeated, rows[i]))
            print_finding(&printer, rows[i]);
    print_rest(&printer, &repeated);
}

/* What begins lines below a finding says nothing where there is no excerpt. */
static void drop_marks(struct buf *out)
{
    if (!out->data)
        return;
    char *at = out->data, *to = at;
    while (*at) {
        size_t size = strcspn(at, "\n") + 1, mark = strncmp(at, LINE_MARK, strlen(LINE_MARK)) == 0 ? strlen(LINE_MARK) : 0;
        size -= !at[size - 1];
        memmove(to, at + mark, size - mark);
        to += size - mark;
        at += size;
    }
    *to = '\0';
}

void diag_each_told(struct diag_log *log, const char *path, void (*told)(void *with, size_t line, const char *text), void *with)
{
    struct buf out = BUF_INIT;
    const struct printer printer = {&out, false, log->show_restricted, false};
    diag_finish(log);
    for (size_t i = 0; i < log->count; i++) {
        const struct finding *finding = log->findings[i];
        bool hide = finding->spot.restricted && !log->show_restricted;
        if (finding->level == DIAG_OFF || !finding->spot.path || strcmp(finding->spot.path, path) != 0)
            continue;
        buf_clear(&out);
        print_head(&printer, finding, hide);
        if (!hide) {
            print_suggestions(&printer, finding, LINE_MARK, "\n");
            print_lines(&printer, finding, EXTRA_EXPECTED, "expected: ");
            print_lines(&printer, finding, EXTRA_DONE, "");
            print_notes(&printer, finding);
        }
        drop_marks(&out);
        told(with, finding->spot.line, buf_text(&out));
    }
    buf_free(&out);
}
