/* A form as Markdown: what stylesheets/markdown/form.xsl made, in lines, with all that tells the form's words at its end
 * (docs/clerk-marks.md). */
#include "document/markdown.h"
#include "render/docx.h"
#include "render/finish.h"
#include "render/form_mark.h"
#include "render/form_printed.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The elements of the stylesheet: front, h, p, note, entry, table with row and cell, line, mark. Attributes:
 *
 * of       The style that the words count as among the form's own; an entry's label and a note have their own.
 * section  Of a heading: the group of places below it. place: of an entry or a column, the last part of a place.
 * key      What stands in a comment for whoever reads the form back. hint: what stands in one for people.
 * number   Before the words of a heading. kind: item or update. box: a cell to tick. name: the place and key that a cell's words
 * stand for. */

enum { WIDTH = 80, COLUMNS = 8, CELL_LEAST = 3 };

struct page {
    struct arena *arena;
    struct buf *out;
    struct form_printed *printed;
    struct buf marks; /* properties, a line each */
    const char *key;  /* of the update at hand, or NULL */
    bool update, listed, fronted;
    const char *why;
};

static const char *attr(const struct node *node, const char *name)
{
    const char *value = node_attr(node, name);
    return value ? value : "";
}

static const char *words_of(struct page *page, const struct node *node)
{
    return text_collapse(page->arena, node_text(node, page->arena));
}

static const char *escaped(struct page *page, const char *words, bool start)
{
    struct buf out = BUF_INIT;
    markdown_escape(words, strlen(words), start, &out);
    const char *copy = arena_copy(page->arena, buf_text(&out));
    buf_free(&out);
    return copy;
}

/* -- what tells the form's words -- */

static void put_mark(struct page *page, const char *of, const char *words, const char *value)
{
    const char *line = arena_printf(page->arena, "%s: %s\n", form_choice_mark(page->arena, of, words), value);
    if (!strstr(buf_text(&page->marks), line))
        buf_str(&page->marks, line);
}

static void note_printed(struct page *page, const char *where, const char *words)
{
    if (*where && *words)
        form_printed_add(page->printed, where, words);
}

/* -- lines -- */

/* What could begin something of its own in Markdown stays on its line. */
static bool may_begin_line(const char *word, size_t size)
{
    return size && !isdigit((unsigned char)*word) && !strchr("-+*#>=|~:<[_", *word);
}

static void fill(struct page *page, const char *first, const char *indent, const char *words)
{
    int column = text_width(first, strlen(first));
    buf_str(page->out, first);
    bool opens = false; /* a comment */
    for (bool begun = false; *words; begun = true) {
        size_t size = strcspn(words, " ");
        int width = text_width(words, size);
        bool breaks = begun && column + 1 + width > WIDTH && !opens && may_begin_line(words, size);
        if (breaks) {
            buf_printf(page->out, "\n%s", indent);
            column = (int)strlen(indent);
        } else if (begun) {
            buf_char(page->out, ' ');
            column++;
        }
        buf_add(page->out, words, size);
        column += width;
        opens = size == 4 && strncmp(words, "<!--", 4) == 0;
        words += size;
        words += *words == ' ';
    }
    buf_char(page->out, '\n');
}

/* "--" would end it, as would ">" at its start. */
static const char *in_comment(struct page *page, const char *words)
{
    struct buf safe = BUF_INIT;
    for (; *words; words++)
        buf_char(&safe, *words == '-' && (words[1] == '-' || words[1] == '\0') ? '_' : *words == '>' ? ')' : *words);
    const char *copy = arena_copy(page->arena, buf_text(&safe));
    buf_free(&safe);
    return copy;
}

static const char *comment(struct page *page, const char *words)
{
    if (!*words)
        return "";
    words = in_comment(page, words);
    note_printed(page, "comment", words);
    return arena_printf(page->arena, "<!-- %s -->", words);
}

/* A key must come back as it is: what a comment cannot hold is said as in a tag. */
static const char *key_comment(struct page *page, const char *key)
{
    const char *sign = strchr(key, '=');
    if (!*key)
        return "";
    if (sign && (strstr(sign, "--") || strpbrk(sign, ">\n") || sign[strlen(sign) - 1] == '-')) {
        const char *what = arena_copy_n(page->arena, key, (size_t)(sign - key)),
                   *hash = form_key_hash(page->arena, what, sign + 1);
        buf_printf(&page->marks, "minutec_%s_%s: %s\n", what, hash, in_comment(page, sign + 1));
        key = arena_printf(page->arena, "%s=~%s", what, hash);
    }
    return arena_printf(page->arena, "<!-- %s%s -->", FORM_PREFIX, key);
}

static const char *joined(struct page *page, const char *one, const char *other)
{
    return !*one ? other : !*other ? one : arena_printf(page->arena, "%s %s", one, other);
}

static void end_list(struct page *page)
{
    if (page->listed)
        buf_char(page->out, '\n');
    page->listed = false;
}

/* -- elements -- */

/* Keys with a dot stand in a map of their own. */
static void write_front(struct page *page, const struct node *node)
{
    const char *name = attr(node, "name"), *dot = strchr(name, '.');
    if (!page->fronted)
        buf_str(page->out, "---\n");
    else if (dot && page->listed)
        buf_printf(page->out, "%.*s:\n", (int)(dot - name), name);
    page->listed = !dot;
    page->fronted = true;
    buf_printf(page->out, "%s%s: \"", dot ? "  " : "", dot ? dot + 1 : name);
    for (const char *c = words_of(page, node); *c; c++) {
        if (*c == '"' || *c == '\\')
            buf_char(page->out, '\\');
        buf_char(page->out, *c);
    }
    buf_str(page->out, "\"\n");
}

static void end_front(struct page *page)
{
    if (!page->fronted)
        return;
    buf_str(page->out, "---\n\n");
    page->fronted = page->listed = false;
}

static void write_heading(struct page *page, const struct node *node)
{
    const char *words = words_of(page, node), *section = attr(node, "section"), *key = attr(node, "key");
    bool item = strcmp(attr(node, "kind"), "item") == 0, update = strcmp(attr(node, "kind"), "update") == 0;
    const char *hint = comment(page, attr(node, "hint")), *own = key_comment(page, key);
    const char *head = joined(page, item ? attr(node, "number") : "", words);
    if (*section) {
        put_mark(page, "section", words, section);
        note_printed(page, "section", words);
    }
    note_printed(page, item ? "item/title" : attr(node, "of"), words);
    page->update = update || strcmp(section, "update") == 0;
    page->key = update && strchr(key, '=') ? strchr(key, '=') + 1 : NULL;
    end_list(page);
    for (long i = strtol(attr(node, "level"), NULL, 10); i > 0; i--)
        buf_char(page->out, '#');
    if (*head)
        buf_printf(page->out, " %s", escaped(page, head, false));
    buf_printf(page->out, "%s%s%s%s\n\n", *hint ? " " : "", hint, *own ? " " : "", own);
}

static void write_paragraph(struct page *page, const struct node *node)
{
    const char *words = words_of(page, node), *own = key_comment(page, attr(node, "key"));
    if (!*words)
        return;
    note_printed(page, attr(node, "of"), words);
    if (*attr(node, "restricted"))
        note_printed(page, "restricted", words);
    end_list(page);
    fill(page, "", "", joined(page, escaped(page, words, true), own));
    buf_char(page->out, '\n');
}

static void write_note(struct page *page, const struct node *node)
{
    end_list(page);
    fill(page, "", "", comment(page, words_of(page, node)));
    buf_char(page->out, '\n');
}

/* What the form says of an earlier action is no news by itself. */
static void note_value(struct page *page, const struct node *node, const char *words)
{
    const char *place = arena_printf(page->arena, "update/%s", attr(node, "place"));
    if (!page->update)
        return;
    note_printed(page,
                 page->key ? arena_printf(page->arena, "%s=%s", place, form_key_tag(page->arena, "update", page->key)) : place,
                 words);
}

static void write_entry(struct page *page, const struct node *node)
{
    const char *label = text_collapse(page->arena, attr(node, "label")), *words = words_of(page, node);
    bool deep = strtol(attr(node, "level"), NULL, 10) > 1;
    put_mark(page, "label", label, attr(node, "place"));
    note_printed(page, "label", label);
    note_value(page, node, words);
    const char *said = joined(page, escaped(page, words, false), comment(page, attr(node, "hint")));
    said = joined(page, said, key_comment(page, attr(node, "key")));
    fill(page, deep ? "  - " : "- ", deep ? "    " : "  ",
         joined(page, arena_printf(page->arena, "%s:", escaped(page, label, false)), said));
    page->listed = true;
}

/* Labels and names that stand beside one another. */
static void write_line(struct page *page, const struct node *node)
{
    const struct node *label = node_first(node);
    const char *words = words_of(page, node), *bold = label ? words_of(page, label) : "";
    fill(page, "- ", "  ",
         joined(page, *bold ? arena_printf(page->arena, "**%s**", escaped(page, bold, false)) : "", escaped(page, words, false)));
    page->listed = true;
}

/* -- tables -- */

static const char *cell_words(struct page *page, const struct node *cell)
{
    return *attr(cell, "box") ? "[ ]" : escaped(page, words_of(page, cell), false);
}

static void note_cell(struct page *page, const struct node *cell)
{
    const char *words = words_of(page, cell);
    if (*attr(cell, "place")) {
        put_mark(page, "column", words, attr(cell, "place"));
        note_printed(page, "column", words);
    }
    if (*attr(cell, "name"))
        put_mark(page, "name", words, attr(cell, "name"));
    note_printed(page, attr(cell, "of"), words);
}

static void put_padded(struct page *page, const char *words, int width, char with)
{
    buf_str(page->out, words);
    for (int i = text_width(words, strlen(words)); i < width; i++)
        buf_char(page->out, with);
}

static void write_row(struct page *page, const struct node *row, const int *widths)
{
    int column = 0;
    for (const struct node *cell = node_first(row); cell && column < COLUMNS; cell = node_next(cell), column++) {
        buf_str(page->out, "| ");
        put_padded(page, cell_words(page, cell), widths[column], ' ');
        buf_char(page->out, ' ');
    }
    buf_str(page->out, "|\n");
}

static void write_table(struct page *page, const struct node *table)
{
    int widths[COLUMNS] = {0}, columns = 0;
    end_list(page);
    for (const struct node *row = node_first(table); row; row = node_next(row)) {
        int column = 0;
        for (const struct node *cell = node_first(row); cell && column < COLUMNS; cell = node_next(cell), column++) {
            const char *words = cell_words(page, cell);
            int width = text_width(words, strlen(words));
            widths[column] = width > widths[column] ? width : widths[column] ? widths[column] : CELL_LEAST;
            note_cell(page, cell);
        }
        columns = column > columns ? column : columns;
    }
    for (const struct node *row = node_first(table); row; row = node_next(row)) {
        write_row(page, row, widths);
        if (row != node_first(table))
            continue;
        for (int i = 0; i < columns; i++) {
            buf_str(page->out, "| ");
            put_padded(page, "", widths[i], '-');
            buf_char(page->out, ' ');
        }
        buf_str(page->out, "|\n");
    }
    buf_char(page->out, '\n');
}

static void keep_mark(struct page *page, const struct node *node)
{
    buf_printf(&page->marks, "%s: %s\n", attr(node, "name"), words_of(page, node));
}

/* -- all -- */

static const struct {
    const char *name;
    void (*write)(struct page *page, const struct node *node);
} rules[] = {
    {"front", write_front}, {"h", write_heading},   {"p", write_paragraph}, {"note", write_note},
    {"entry", write_entry}, {"table", write_table}, {"line", write_line},   {"mark", keep_mark},
};

static void write_element(struct page *page, const struct node *node)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (docx_is_short(node, rules[i].name)) {
            if (rules[i].write != write_front)
                end_front(page);
            rules[i].write(page, node);
            return;
        }
    page->why = arena_printf(page->arena, "the element '%s' has no place in a form", node_name(node));
}

static void put_printed(void *with, size_t number, const char *value)
{
    struct buf *out = with;
    buf_printf(out, "%s-%zu:", FORM_PRINTED, number);
    for (size_t i = 0, size = strlen(value); i < size; i += FORM_WORDS_HEX + 1)
        buf_printf(out, "%s%.*s", i % (8 * (FORM_WORDS_HEX + 1)) ? " " : i ? "\n  " : " ", FORM_WORDS_HEX, value + i);
    buf_char(out, '\n');
}

bool form_markdown_write(const struct xml_doc *result, const struct finishing *with, struct buf *out, const char **why)
{
    struct page page = {.arena = with->arena, .out = out, .printed = form_printed_new(), .marks = BUF_INIT};
    for (const struct node *node = node_first(xml_root(result)); node && !page.why; node = node_next(node))
        write_element(&page, node);
    buf_printf(out, "<!-- minutec\n%s", buf_text(&page.marks));
    form_printed_each(page.printed, put_printed, out);
    buf_str(out, "-->\n");
    form_printed_free(page.printed);
    buf_free(&page.marks);
    if (page.why)
        *why = page.why;
    return !page.why;
}
