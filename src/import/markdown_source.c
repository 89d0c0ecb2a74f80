/* The text as cmark is to get it, line for line: what CommonMark takes for markup, and minutes do not, is escaped, so that no word gets lost. */
#include "import/markdown_parts.h"

#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    NUMBER_MAX = 3, NOTE_MAX = 40, TABLE_COLUMNS = 200, TABLE_LINES = 4000, LABEL_MAX = 200,
    DEFINITION_MAX = 400, /* bytes: each use of a definition copies its address */
    DEFINITIONS_MAX = 1 << 18
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c | ' ') >= 'a' && (c | ' ') <= 'z';
}

/* -- lines -- */

/* The length of the mark of a list's entry or a quote at the place, 0: there is none. */
static size_t mark_at(const char *at, const char *end)
{
    size_t length = 0;
    if (*at == '>')
        return 1;
    if (strchr("-+*", *at)) {
        length = 1;
    } else {
        while (at + length < end && length < 9 && is_digit(at[length]))
            length++;
        if (!length || at + length == end || !strchr(".)", at[length]))
            return 0;
        length++;
    }
    return at + length == end || is_blank(at[length]) ? length : 0;
}

struct markdown_line markdown_line(const char *text, const char *end, const char **next)
{
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    struct markdown_line line = {.text = text, .words = text};
    *next = stop ? stop + 1 : end;
    stop = stop ? stop : end;
    for (size_t mark = 1; mark && line.words < stop;) {
        while (line.words < stop && is_blank(*line.words))
            line.words++;
        mark = line.words < stop ? mark_at(line.words, stop) : 0;
        size_t digits = mark && is_digit(*line.words) ? mark - 1 : 0;
        line.words += digits > NUMBER_MAX ? 0 : mark;
        mark = digits > NUMBER_MAX ? 0 : mark;
    }
    line.size = (size_t)(stop - line.words);
    line.blank = line.size == 0 && line.words == stop;
    for (const char *at = text; line.blank && at < stop; at++)
        line.blank = is_blank(*at);
    return line;
}

size_t markdown_fence(const struct markdown_line *line)
{
    size_t count = 0;
    if (!line->size || !strchr("`~", *line->words))
        return 0;
    while (count < line->size && line->words[count] == *line->words)
        count++;
    bool spans = *line->words == '`' && memchr(line->words + count, '`', line->size - count);
    return count < 3 || spans ? 0 : count;
}

size_t markdown_delimiters(const struct markdown_line *line)
{
    size_t bars = 0, dashes = 0, ends = 0;
    for (size_t i = 0; i < line->size; i++) {
        char c = line->words[i];
        if (!strchr("|-: \t", c) || !c)
            return 0;
        bars += c == '|';
        dashes += c == '-';
    }
    if (!dashes || !bars)
        return 0;
    size_t last = line->size;
    while (last && is_blank(line->words[last - 1]))
        last--;
    ends = (line->words[0] == '|') + (last > 1 && line->words[last - 1] == '|');
    return bars + 1 - ends;
}

/* -- definitions -- */

static size_t label_size(const char *at, const char *end)
{
    if (at == end || *at != '[')
        return 0;
    for (size_t i = 1; at + i + 1 < end && i < LABEL_MAX; i++) {
        if (at[i] == '\\')
            i++;
        else if (at[i] == '[')
            return 0;
        else if (at[i] == ']')
            return at[i + 1] == ':' && i > 1 ? i - 1 : 0;
    }
    return 0;
}

size_t markdown_note(const char *at, const char *end)
{
    size_t size = 0;
    if (end - at < 4 || at[0] != '[' || at[1] != '^')
        return 0;
    while (at + 2 + size < end && size <= NOTE_MAX && (is_letter(at[2 + size]) || is_digit(at[2 + size]) || strchr("-_.", at[2 + size])))
        size++;
    return size && size <= NOTE_MAX && at + 2 + size < end && at[2 + size] == ']' ? size : 0;
}

/* What stands behind the label looks like an address, and nothing but a title follows it. */
bool markdown_defines(const struct markdown_line *line)
{
    const char *end = line->words + line->size, *at = line->words;
    size_t label = label_size(at, end);
    if (!label || at[1] == '^')
        return false;
    for (at += label + 3; at < end && is_blank(*at);)
        at++;
    bool address = at < end && *at == '<', any = false;
    for (; at < end && !is_blank(*at); at++, any = true)
        address |= *at == '/' || *at == '#' || *at == ':' || *at == '@' || (*at == '.' && at + 1 < end && is_letter(at[1]));
    while (at < end && is_blank(*at))
        at++;
    while (end > at && is_blank(end[-1]))
        end--;
    char close = at == end || !strchr("\"'(", *at) ? '\0' : *at == '(' ? ')' : *at;
    return any && address && (at == end || (close && memchr(at + 1, close, (size_t)(end - at - 1)) == end - 1));
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *folded(struct arena *arena, const char *label, size_t size)
{
    char *copy = arena_copy_n(arena, label, size);
    for (char *at = copy; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at | ' ');
    return copy;
}

bool markdown_has_label(const struct markdown *markdown, const char *label, size_t size)
{
    char small[LABEL_MAX + 1];
    const char *key = small;
    if (!markdown->label_count || !size || size > LABEL_MAX)
        return false;
    for (size_t i = 0; i < size; i++)
        small[i] = label[i] >= 'A' && label[i] <= 'Z' ? (char)(label[i] | ' ') : label[i];
    small[size] = '\0';
    return bsearch(&key, markdown->labels, markdown->label_count, sizeof *markdown->labels, by_text) != NULL;
}

/* -- what begins a line of its own -- */

static size_t run_of(const struct markdown_line *line, size_t from, bool (*is)(char c))
{
    size_t i = from;
    while (i < line->size && is(line->words[i]))
        i++;
    return i - from;
}

static bool is_dotted(char c)
{
    return is_digit(c) || c == '.' || c == '/' || c == ':';
}

/* "12:05", "3.1 ", "70/17", "4)", "b)", "(ii)", "iv.", "<name>", "[12:05]", "•", "**Label", "Name:" */
bool markdown_stands_alone(const struct markdown_line *line)
{
    const char *at = line->words;
    char first = line->size ? *at : '\0';
    size_t digits = run_of(line, 0, is_dotted), letters = run_of(line, first == '(', is_letter) + (first == '(');
    if (is_digit(first))
        return digits < line->size && (is_blank(at[digits]) || at[digits] == ')') &&
               (memchr(at, ':', digits) || memchr(at, '/', digits) || (memchr(at, '.', digits) && digits < 8) || at[digits] == ')');
    bool lettered = letters && letters < 6 && letters + 1 < line->size && is_blank(at[letters + 1]);
    if (lettered && (at[letters] == ')' || (at[letters] == '.' && letters == 1)))
        return true;
    if (first == '<' || first == '[')
        return line->size > 2 && (is_letter(at[1]) || is_digit(at[1]) || strchr("@+ _", at[1]));
    return (line->size > 2 && memcmp(at, "\xE2\x80\xA2", 3) == 0) || (line->size > 4 && memcmp(at, "**", 2) == 0 && at[2] != ' ');
}

/* -- the source -- */

bool markdown_knows(const struct markdown *markdown, const char *name, bool end_tag)
{
    enum html_tag tag = html_tag_of(name);
    if (tag == TAG_UNKNOWN)
        return false;
    bool alone = end_tag || html_is(tag, HTML_VOID) || (html_is(tag, HTML_BLOCK) && !html_is(tag, HTML_DROPPED));
    return alone || markdown->ends[tag];
}

static void find_end_tags(struct markdown *markdown)
{
    const char *end = markdown->text + markdown->size;
    for (const char *at = markdown->text; (at = memmem(at, (size_t)(end - at), "</", 2)); at += 2) {
        char name[32];
        size_t size = 0;
        while (at + 2 + size < end && size < sizeof name - 1 && (is_letter(at[2 + size]) || is_digit(at[2 + size]))) {
            name[size] = is_letter(at[2 + size]) ? (char)(at[2 + size] | ' ') : at[2 + size];
            size++;
        }
        name[size] = '\0';
        markdown->ends[html_tag_of(name)] = size > 0;
    }
    markdown->ends[TAG_UNKNOWN] = false;
}

static size_t count_cells(const struct markdown_line *line)
{
    size_t bars = 0, last = line->size;
    while (last && is_blank(line->words[last - 1]))
        last--;
    for (size_t i = 0; i < last; i++) {
        if (line->words[i] == '\\')
            i++;
        else
            bars += line->words[i] == '|';
    }
    size_t ends = (last && line->words[0] == '|') + (last > 1 && line->words[last - 1] == '|' && line->words[last - 2] != '\\');
    return bars + 1 > ends ? bars + 1 - ends : 0;
}

/* CommonMark drops the cells of a row that its header has no columns for: how many columns are missing. */
static size_t missing_columns(const struct markdown *markdown, const struct markdown_line *header, const char *next, const char **until)
{
    const char *end = markdown->text + markdown->size;
    struct markdown_line line = markdown_line(next, end, &next);
    size_t columns = markdown_delimiters(&line), most = columns;
    if (!columns || columns != count_cells(header))
        return 0;
    for (size_t lines = 0; next < end && lines < TABLE_LINES; lines++) {
        line = markdown_line(next, end, &next);
        *until = next;
        if (line.blank)
            break;
        size_t cells = count_cells(&line);
        most = cells > most && cells <= TABLE_COLUMNS ? cells : most;
    }
    return most - columns;
}

static void add_cells(struct buf *out, size_t missing, const char *cell)
{
    while (out->size && is_blank(out->data[out->size - 1]))
        out->size--;
    if (missing && out->size && out->data[out->size - 1] != '|')
        buf_str(out, "|");
    for (; missing; missing--)
        buf_str(out, cell);
}

/* A '<' from which cmark would take all that follows: of a comment without end, at a line's start of a declaration without one. */
static bool takes_more(const struct markdown *markdown, const char *at, const char *end, bool first)
{
    if (end - at > 3 && memcmp(at, "<!--", 4) == 0)
        return !markdown->comment_end || at > markdown->comment_end;
    return first && end - at > 1 && (at[1] == '!' || at[1] == '?') && !html_declaration(at, (size_t)(end - at));
}

/* The length of a comment that ends on its line, 0: there is none. */
static size_t comment_size(const char *at, const char *end)
{
    const char *close = end - at > 6 && memcmp(at, "<!--", 4) == 0 ? memmem(at + 4, (size_t)(end - at - 4), "-->", 3) : NULL;
    return close ? (size_t)(close + 3 - at) : 0;
}

/* To CommonMark nothing is a comment that has dashes at its ends or two of them within. */
static void add_comment(struct markdown *markdown, const char *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        buf_char(&markdown->source, at[i] == '-' && i > 3 && i < size - 3 ? ' ' : at[i]);
}

/* Words of a line, escaped where a sign would take some of them away. */
static void add_words(struct markdown *markdown, const char *words, const char *end)
{
    for (const char *at = words; at < end; at++) {
        size_t note = *at == '[' ? markdown_note(at, end) : 0, size;
        if (note) {
            buf_str(&markdown->source, "\\[");
            buf_add(&markdown->source, at + 2, note);
            buf_str(&markdown->source, "\\]");
            at += note + 2;
            continue;
        }
        if (*at == '<' && takes_more(markdown, at, end, at == words)) {
            buf_char(&markdown->source, '\\');
        } else if (*at == '<' && (size = comment_size(at, end))) {
            add_comment(markdown, at, size);
            at += size - 1;
            continue;
        }
        buf_char(&markdown->source, *at);
    }
}

static size_t columns_to(const char *from, const char *to)
{
    size_t columns = 0;
    for (; from < to; from++)
        columns = *from == '\t' ? (columns / 4 + 1) * 4 : columns + 1;
    return columns;
}

/* What stands before a line's words. A list that is indented too far would be taken for the words of the paragraph before it: it and what is
 * indented like it go to where it was meant to stand. */
static void add_indent(struct markdown *markdown, const struct markdown_line *line)
{
    const char *mark = line->text + strspn(line->text, " \t");
    bool marked = mark < line->words, quoted = memchr(line->text, '>', (size_t)(line->words - line->text)) != NULL;
    mark = marked ? mark : line->words;
    size_t indent = columns_to(line->text, mark);
    if (quoted || line->blank || indent < markdown->shifted)
        markdown->shift = line->blank ? markdown->shift : 0;
    size_t now = indent - (markdown->shift < indent ? markdown->shift : indent);
    if (marked && !quoted && markdown->after_words && now >= markdown->content + 4) {
        markdown->shifted = markdown->shift ? markdown->shifted : indent;
        markdown->shift += now - markdown->content;
        now = markdown->content;
    }
    if (marked || !markdown->after_words)
        markdown->content = line->blank ? markdown->content : columns_to(line->text, line->words) - (indent - now);
    if (markdown->shift && !line->blank)
        buf_fill(&markdown->source, ' ', now);
    else
        buf_add(&markdown->source, line->text, (size_t)(mark - line->text));
    buf_add(&markdown->source, mark, (size_t)(line->words - mark));
    markdown->after_words = !line->blank;
}

static void add_line(struct markdown *markdown, const struct markdown_line *line)
{
    const char *words = line->words, *end = words + line->size;
    size_t digits = run_of(line, 0, is_digit), hashes = 0, note = markdown_note(words, end);
    while (hashes < line->size && words[hashes] == '#')
        hashes++;
    add_indent(markdown, line);
    if (note && words + note + 3 < end && words[note + 3] == ':') {
        markdown->notes[markdown->lines] = arena_copy_n(markdown->arena, words + 2, note);
        buf_str(&markdown->source, "- ");
        words += note + 4;
    } else if (digits > NUMBER_MAX && digits < 10 && digits < line->size && strchr(".)", words[digits])) {
        buf_add(&markdown->source, words, digits);
        buf_char(&markdown->source, '\\');
        words += digits;
    } else if (hashes > 1 && hashes < 7 && hashes < line->size && !is_blank(words[hashes])) {
        buf_add(&markdown->source, words, hashes);
        buf_char(&markdown->source, ' ');
        words += hashes;
    } else if (label_size(words, end) && words[1] != '^') {
        buf_char(&markdown->source, '\\');
    }
    add_words(markdown, words, end);
}

static void keep_definition(struct markdown *markdown, const struct markdown_line *line)
{
    size_t size = label_size(line->words, line->words + line->size);
    if (line->size > DEFINITION_MAX || markdown->definitions.size > DEFINITIONS_MAX)
        return;
    MEM_GROW(markdown->labels, markdown->label_count, markdown->label_room);
    markdown->labels[markdown->label_count++] = folded(markdown->arena, line->words + 1, size);
    buf_add(&markdown->definitions, line->words, line->size);
    buf_str(&markdown->definitions, "\n\n");
}

static void end_line(struct markdown *markdown)
{
    buf_char(&markdown->source, '\n');
    markdown->lines++;
}

/* In a fence lines stay as they are; its end is looked for as its start was. */
static bool stays_fenced(const struct markdown_line *line, char sign, size_t fence)
{
    size_t signs = markdown_fence(line);
    bool only = signs >= fence && *line->words == sign;
    for (size_t i = signs; only && i < line->size; i++)
        only = is_blank(line->words[i]);
    return !only;
}

static void add_lines(struct markdown *markdown)
{
    size_t fence = 0, missing = 0, row = 0;
    char sign = '\0';
    const char *end = markdown->text + markdown->size, *until = markdown->text;
    for (const char *at = markdown->text; at < end; end_line(markdown)) {
        struct markdown_line line = markdown_line(at, end, &at);
        size_t room = markdown->line_room;
        MEM_GROW(markdown->notes, markdown->lines, markdown->line_room);
        if (room != markdown->line_room)
            memset(markdown->notes + room, 0, (markdown->line_room - room) * sizeof *markdown->notes);
        if (fence) {
            fence = stays_fenced(&line, sign, fence) ? fence : 0;
            buf_add(&markdown->source, line.text, (size_t)(line.words + line.size - line.text));
            continue;
        }
        fence = markdown_fence(&line);
        sign = fence ? *line.words : sign;
        if (markdown_defines(&line)) {
            keep_definition(markdown, &line);
            continue;
        }
        if (!row && !fence && at < end && at >= until && memchr(line.words, '|', line.size))
            row = (missing = missing_columns(markdown, &line, at, &until)) ? 2 : 0;
        add_line(markdown, &line);
        if (row)
            add_cells(&markdown->source, missing, row == 2 ? " |" : "-|");
        row -= row > 0;
    }
}

void markdown_begin(struct markdown *markdown, struct arena *arena, const char *text, size_t size, size_t first)
{
    *markdown = (struct markdown){.arena = arena, .text = text, .size = size, .first = first};
    for (const char *at = text, *end = text + size; (at = memmem(at, (size_t)(end - at), "-->", 3)); at++)
        markdown->comment_end = at;
    find_end_tags(markdown);
    add_lines(markdown);
    markdown->kinds = arena_alloc(arena, (markdown->lines + 1) * sizeof *markdown->kinds);
    markdown->comments = arena_alloc(arena, (markdown->lines + 1) * sizeof *markdown->comments);
    if (markdown->label_count)
        qsort(markdown->labels, markdown->label_count, sizeof *markdown->labels, by_text);
}

void markdown_end(struct markdown *markdown)
{
    buf_free(&markdown->source);
    buf_free(&markdown->definitions);
    free(markdown->notes);
    free(markdown->labels);
}
