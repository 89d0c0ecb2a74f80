/* Words, comments and processing instructions in the canonical layout. */
#include "document/canonical_parts.h"

#include "base/text.h"
#include "document/markdown.h"
#include "document/markdown_parts.h"

#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

/* -- filling -- */

void canonical_fill(const char *words, int width, struct buf *out)
{
    int column = 0;
    for (const char *at = words + strspn(words, blanks); *at;) {
        size_t size = strcspn(at, blanks);
        int wide = text_width(at, size);
        if (column && column + 1 + wide > width) {
            buf_char(out, '\n');
            column = 0;
        } else if (column) {
            buf_char(out, ' ');
            column++;
        }
        buf_add(out, at, size);
        column += wide;
        at += size + strspn(at + size, blanks);
    }
}

static bool has_long_line(const char *text, size_t size, int width)
{
    for (const char *end = text + size; text < end;) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop ? stop : end;
        if (text_width(text, (size_t)(stop - text)) > width)
            return true;
        text = stop + 1;
    }
    return false;
}

/* Paragraphs with lines that are too long are filled, unless a word would then begin a line that Markdown takes for something else. */
static const char *fill_prose(const char *text, int width, struct arena *arena)
{
    if (prose_kind(text, strlen(text)) != PROSE_SIMPLE)
        return text;
    struct buf filled = BUF_INIT;
    const char *at = text, *paragraph;
    size_t size;
    while ((paragraph = simple_paragraph(&at, &size))) {
        buf_str(&filled, filled.size ? "\n\n" : "");
        if (has_long_line(paragraph, size, width))
            canonical_fill(arena_copy_n(arena, paragraph, size), width, &filled);
        else
            buf_add(&filled, paragraph, size);
    }
    const char *result = arena_copy_n(arena, buf_text(&filled), filled.size);
    buf_free(&filled);
    return prose_kind(result, strlen(result)) == PROSE_SIMPLE ? result : text;
}

/* -- words and the comments in them -- */

/* Never between the two characters of one line end. */
static void add_mark(struct buf *text)
{
    bool before = text->size && text->data[text->size - 1] == '\r';
    if (before)
        text->data[text->size - 1] = CANONICAL_MARK;
    buf_char(text, before ? '\r' : CANONICAL_MARK);
}

static const char *gather(const struct node *node, struct arena *arena)
{
    struct buf text = BUF_INIT;
    for (const struct node *child = node_first_every(node); child; child = node_next_every(child)) {
        if (node_kind(child) == NODE_TEXT)
            buf_str(&text, node_chars(child));
        else
            add_mark(&text);
    }
    const char *result = arena_copy_n(arena, buf_text(&text), text.size);
    buf_free(&text);
    return result;
}

/* Prose with comments: where a line begins with them they are no part of its indent, which is measured as if they were not there. */
struct marked {
    struct buf text;  /* without the marks that begin lines */
    struct buf marks; /* for each line, how many begin it, at most 255 */
};

static const char *take_line(struct marked *marked, const char *from)
{
    size_t all = strcspn(from, "\r\n"), begin = strspn(from, " \t\1"), count = 0;
    for (size_t i = 0; i < begin; i++) {
        if (from[i] == CANONICAL_MARK && count < 255)
            count++;
        else
            buf_char(&marked->text, from[i]);
    }
    buf_add(&marked->text, from + begin, all - begin);
    buf_char(&marked->marks, (char)count);
    if (!from[all])
        return NULL;
    buf_char(&marked->text, '\n');
    return from + all + (from[all] == '\r' && from[all + 1] == '\n' ? 2 : 1);
}

static const char *dedent_marked(const char *text, struct arena *arena)
{
    struct marked marked = {BUF_INIT, BUF_INIT};
    while (text)
        text = take_line(&marked, text);
    const char *at = markdown_dedent(buf_text(&marked.text), arena);
    struct buf out = BUF_INIT;
    for (size_t line = 0; line < marked.marks.size; line++) {
        size_t indent = strspn(at, " "), all = strcspn(at, "\n");
        buf_add(&out, at, indent);
        buf_fill(&out, CANONICAL_MARK, (unsigned char)marked.marks.data[line]);
        buf_add(&out, at + indent, all - indent);
        if (at[all])
            buf_char(&out, '\n');
        at += all + (at[all] == '\n');
    }
    const char *result = arena_copy_n(arena, buf_text(&out), out.size);
    buf_free(&out);
    buf_free(&marked.text);
    buf_free(&marked.marks);
    return result;
}

/* Blanks at the end of the last line go where they can mean nothing. */
static const char *without_end(const char *text, struct arena *arena)
{
    size_t size = strlen(text), lines;
    while (size && strchr(blanks, text[size - 1]))
        size--;
    const char *bare = arena_copy_n(arena, text, size);
    if (!strchr(bare, '\n') || prose_kind(bare, size) == PROSE_SIMPLE)
        return bare;
    lines = size + strcspn(text + size, "\n");
    return arena_copy_n(arena, text, lines);
}

static const char *prose_of(const char *text, struct arena *arena)
{
    const char *dedented = strchr(text, CANONICAL_MARK) ? dedent_marked(text, arena) : markdown_dedent(text, arena);
    while (*dedented && dedented[strspn(dedented, " ")] == '\n')
        dedented += strspn(dedented, " ") + 1;
    return without_end(dedented, arena);
}

static const char *plain_of(const char *text, int width, struct arena *arena)
{
    struct buf filled = BUF_INIT;
    canonical_fill(text, width, &filled);
    const char *result = arena_copy_n(arena, buf_text(&filled), filled.size);
    buf_free(&filled);
    return result;
}

const char *canonical_words(const struct node *node, enum canonical_words kind, int width, bool fill, struct arena *arena)
{
    const char *text = gather(node, arena);
    if (kind == WORDS_PLAIN)
        return plain_of(text, width, arena);
    text = prose_of(text, arena);
    return fill && !strchr(text, CANONICAL_MARK) ? fill_prose(text, width, arena) : text;
}

/* Adds what stands as it is from *at on, and goes behind it; false: that was all. */
static bool add_plain(const char *text, size_t size, size_t *at, struct buf *out)
{
    size_t plain = text_plain(text + *at, size - *at);
    buf_add(out, text + *at, plain);
    *at += plain;
    return *at < size;
}

void canonical_escape(const char *text, size_t size, struct buf *out)
{
    for (size_t i = 0; add_plain(text, size, &i, out); i++) {
        if (text[i] == '&')
            buf_str(out, "&amp;");
        else if (text[i] == '<')
            buf_str(out, "&lt;");
        else if (text[i] == '\r')
            buf_str(out, "&#13;");
        else if (text[i] == '>' && i >= 2 && text[i - 1] == ']' && text[i - 2] == ']')
            buf_str(out, "&gt;");
        else
            buf_char(out, text[i]);
    }
}

void canonical_value(const char *value, size_t size, struct buf *out)
{
    for (size_t i = 0; add_plain(value, size, &i, out); i++) {
        if (value[i] == '"')
            buf_str(out, "&quot;");
        else if (value[i] == '\t' || value[i] == '\n')
            buf_printf(out, "&#%d;", value[i]);
        else
            canonical_escape(value + i, 1, out);
    }
}

/* -- comments -- */

void canonical_remark(const struct node *node, struct buf *out)
{
    const char *words = node_remark(node);
    if (node_kind(node) == NODE_COMMENT)
        buf_printf(out, "<!--%s-->", words);
    else
        buf_printf(out, "<?%s%s%s?>", node_target(node), *words ? " " : "", words);
}

static void remark_line(const char *line, size_t size, size_t indent, struct buf *out)
{
    while (size && line[size - 1] == ' ')
        size--;
    if (size)
        buf_fill(out, ' ', indent);
    buf_add(out, line, size);
}

/* The lines of a comment move with its beginning; they stand below its first word, or a level in if its first line is empty. */
void canonical_remark_block(const struct node *node, size_t indent, struct arena *arena, struct buf *out)
{
    const char *words = node_remark(node);
    if (node_kind(node) != NODE_COMMENT || !strchr(words, '\n')) {
        canonical_remark(node, out);
        return;
    }
    const char *text = markdown_dedent(words, arena);
    size_t size = strlen(text), first = strcspn(text, "\n"), last = size;
    while (last && strchr(blanks, text[last - 1]))
        last--;
    bool open = first == 0, closed = memchr(text + last, '\n', size - last) != NULL;
    if (last < first || !last) {
        buf_str(out, "<!-- -->");
        return;
    }
    buf_str(out, open ? "<!--" : "<!-- ");
    remark_line(text, first, 0, out);
    for (const char *at = text + first; at < text + last;) {
        size_t line = strcspn(++at, "\n");
        buf_char(out, '\n');
        remark_line(at, at + line > text + last ? (size_t)(text + last - at) : line, indent + (open ? 2 : 5), out);
        at += line;
    }
    if (closed) {
        buf_char(out, '\n');
        buf_fill(out, ' ', indent);
    }
    buf_str(out, closed ? "-->" : " -->");
}
