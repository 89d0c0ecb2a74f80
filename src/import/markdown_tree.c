/* Markdown as a page: cmark's tree, told to the page's as its HTML would be, with the HTML that stands in it. */
#include "import/markdown_parts.h"
#include "import/phrase.h"

#include "document/markdown_parts.h"
#include "document/markdown_tree.h"

#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 64 << 10, NESTED_TEXTS = 8, SHORT_LINE = 50 };

/* A stretch of the source that is read at once. */
struct stretch {
    struct markdown *markdown;
    struct html_tree *tree;
    const char *text;
    size_t size, first; /* the number of its first line */
    size_t defined;     /* lines of definitions that cmark gets before it */
    size_t *lines;      /* where each begins */
    size_t line_count, line_room;
    size_t line;        /* of the words that come next */
    bool keeps_lines;   /* every break within a paragraph is kept */
    bool head;          /* in a table's header */
    int depth;
};

static void read_stretch(struct stretch *stretch);

static struct markdown_line line_at(const struct stretch *stretch, size_t line)
{
    const char *next;
    size_t i = line - stretch->first;
    if (line < stretch->first || i >= stretch->line_count)
        return (struct markdown_line){.text = "", .words = ""};
    return markdown_line(stretch->text + stretch->lines[i], stretch->text + stretch->size, &next);
}

static void find_lines(struct stretch *stretch)
{
    for (const char *at = stretch->text, *end = at + stretch->size; at < end;) {
        MEM_GROW(stretch->lines, stretch->line_count, stretch->line_room);
        stretch->lines[stretch->line_count++] = (size_t)(at - stretch->text);
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        at = stop ? stop + 1 : end;
    }
}

/* -- text -- */

static size_t line_of(const struct stretch *stretch, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    size_t before = stretch->defined + 1;
    return stretch->first + (line > 0 && (size_t)line > before ? (size_t)line - before : 0);
}

static void add_text(struct stretch *stretch, const char *text)
{
    size_t size = strlen(text);
    html_text(stretch->tree, arena_copy_n(stretch->markdown->arena, text, size), size, stretch->line);
}

static void add_literal(struct stretch *stretch, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    add_text(stretch, text ? text : "");
}

static void add_code(struct stretch *stretch, cmark_node *node)
{
    html_open(stretch->tree, TAG_CODE, stretch->line);
    add_literal(stretch, node);
    html_close(stretch->tree, TAG_CODE);
}

static void add_break(struct stretch *stretch, cmark_node *node)
{
    (void)node;
    html_open(stretch->tree, TAG_BR, stretch->line);
    stretch->line++;
}

/* Whoever wraps lines puts more on one than that: the line was ended because what it says does. */
static bool ends_early(const struct markdown_line *line, const struct markdown_line *next)
{
    size_t word = 0;
    while (word < next->size && next->words[word] != ' ')
        word++;
    return line->size && line->size + 1 + word <= SHORT_LINE;
}

static void add_soft_break(struct stretch *stretch, cmark_node *node)
{
    struct markdown_line line = line_at(stretch, stretch->line), next = line_at(stretch, stretch->line + 1);
    if (stretch->keeps_lines || markdown_stands_alone(&next) || ends_early(&line, &next) ||
        (phrase_label(line.words, line.size) && phrase_label(next.words, next.size))) { /* a label a line */
        add_break(stretch, node);
        return;
    }
    add_text(stretch, " ");
    stretch->line++;
}

static void add_html(struct stretch *stretch, const char *text)
{
    size_t size = strlen(text);
    html_add(stretch->tree, arena_copy_n(stretch->markdown->arena, text, size), size, stretch->line);
    const char *close = text;
    for (const char *at = text; (at = strstr(at, "-->")); at++)
        close = at;
    for (; (text = strpbrk(text, "\n<")); text++) {
        size_t line = stretch->line - stretch->markdown->first;
        if (*text == '\n')
            stretch->line++;
        else if (line < stretch->markdown->lines && close - text > 3 && memcmp(text, "<!--", 4) == 0)
            stretch->markdown->comments[line] = true;
    }
}

static void add_inline_html(struct stretch *stretch, cmark_node *node)
{
    add_html(stretch, cmark_node_get_literal(node));
}

/* Lines of the text are of that kind. */
static void set_kind(struct stretch *stretch, const char *text, size_t size, size_t first, enum line_kind kind)
{
    size_t line = first - stretch->markdown->first;
    for (const char *at = text, *end = at + size; at < end && line < stretch->markdown->lines; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stretch->markdown->kinds[line] = kind;
        at = stop ? stop + 1 : end;
    }
}

static void add_html_block(struct stretch *stretch, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    stretch->line = line_of(stretch, node);
    set_kind(stretch, text, strlen(text), stretch->line, LINE_OF_HTML);
    add_html(stretch, text);
}

static void add_rule(struct stretch *stretch, cmark_node *node)
{
    html_open(stretch->tree, TAG_HR, line_of(stretch, node));
}

/* Words behind the sign of a fence, unless it is one that names a language. */
static void add_fence_words(struct stretch *stretch, cmark_node *node)
{
    const char *info = cmark_node_get_fence_info(node);
    if (!info || !strchr(info, ' '))
        return;
    add_text(stretch, info);
    html_open(stretch->tree, TAG_BR, stretch->line);
}

/* Lines as they stand. */
static void add_lines(struct stretch *stretch, const char *text, size_t size)
{
    html_open(stretch->tree, TAG_PRE, stretch->line);
    html_text(stretch->tree, arena_copy_n(stretch->markdown->arena, text, size), size, stretch->line);
    html_close(stretch->tree, TAG_PRE);
}

/* Lines indented by four are code to CommonMark; in minutes they are words that somebody indented. */
static void add_code_block(struct stretch *stretch, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    stretch->line = line_of(stretch, node);
    if (cmark_node_get_fenced(node, &(int){0}, &(int){0}, &(char){0})) {
        add_fence_words(stretch, node);
        stretch->line++;
        add_lines(stretch, text, strlen(text));
        return;
    }
    struct stretch inner = {.markdown = stretch->markdown, .tree = stretch->tree, .text = text, .size = strlen(text), .first = stretch->line,
                            .keeps_lines = true, .depth = stretch->depth + 1};
    struct html_node *indented = html_open(stretch->tree, TAG_DIV, stretch->line);
    if (indented)
        html_set(stretch->tree, indented, "indent", "1");
    read_stretch(&inner);
    html_close(stretch->tree, TAG_DIV);
}

/* -- elements -- */

/* The number as the source has it. */
static const char *written_marker(const struct stretch *stretch, cmark_node *item)
{
    int column = cmark_node_get_start_column(item), digits = 0;
    struct markdown_line line = line_at(stretch, line_of(stretch, item));
    size_t size = (size_t)(line.words + line.size - line.text);
    if (column < 1 || (size_t)column > size)
        return NULL;
    const char *at = line.text + column - 1;
    while (at + digits < line.text + size && at[digits] >= '0' && at[digits] <= '9')
        digits++;
    return digits ? arena_copy_n(stretch->markdown->arena, at, (size_t)digits + 1) : NULL;
}

static const char *counted_marker(const struct stretch *stretch, cmark_node *item)
{
    cmark_node *list = cmark_node_parent(item);
    char sign = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ')' : '.';
    return arena_printf(stretch->markdown->arena, "%d%c", cmark_node_get_list_start(list), sign);
}

static void open_note(struct stretch *stretch, const char *sign, size_t line)
{
    struct html_node *note = html_open(stretch->tree, TAG_DIV, line);
    if (!note)
        return;
    note->zone = ZONE_FOOTNOTE;
    html_set(stretch->tree, note, "marker", sign);
}

/* The sign of the footnote that begins at the line, or NULL. */
static const char *note_at(const struct stretch *stretch, size_t line)
{
    const struct markdown *markdown = stretch->markdown;
    size_t i = line - markdown->first;
    return i < markdown->lines && !stretch->depth ? markdown->notes[i] : NULL;
}

static bool is_note(const struct stretch *stretch, cmark_node *item)
{
    return note_at(stretch, line_of(stretch, item)) != NULL;
}

static void open_item(struct stretch *stretch, cmark_node *node)
{
    size_t line = line_of(stretch, node);
    if (is_note(stretch, node)) {
        open_note(stretch, note_at(stretch, line), line);
        return;
    }
    struct html_node *item = html_open(stretch->tree, TAG_LI, line);
    bool numbered = cmark_node_get_list_type(cmark_node_parent(node)) == CMARK_ORDERED_LIST;
    const char *written = numbered ? written_marker(stretch, node) : "\xE2\x80\xA2";
    if (item)
        html_set(stretch->tree, item, "marker", written ? written : counted_marker(stretch, node));
    if (!item || strcmp(cmark_node_get_type_string(node), "tasklist") != 0)
        return;
    struct html_node *box = html_open(stretch->tree, TAG_INPUT, line);
    if (!box)
        return;
    html_set(stretch->tree, box, "type", "checkbox");
    if (cmark_gfm_extensions_get_tasklist_item_checked(node))
        html_set(stretch->tree, box, "checked", "");
}

static enum html_tag tag_of_list(cmark_node *node)
{
    return cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? TAG_OL : TAG_UL;
}

static enum html_tag tag_of_heading(cmark_node *node)
{
    return (enum html_tag)(TAG_H1 + cmark_node_get_heading_level(node) - 1);
}

/* Words of a picture stand in it as nodes: they become its alternative text. */
static void add_image(struct stretch *stretch, cmark_node *node)
{
    struct buf words = BUF_INIT;
    cmark_iter *iter = cmark_iter_new(node);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *inner = cmark_iter_get_node(iter);
        const char *text = event == CMARK_EVENT_ENTER ? cmark_node_get_literal(inner) : NULL;
        if (text && cmark_node_get_type(inner) != CMARK_NODE_HTML_INLINE)
            buf_str(&words, text);
        else if (event == CMARK_EVENT_ENTER && !text && !cmark_node_first_child(inner))
            buf_char(&words, ' ');
    }
    cmark_iter_free(iter);
    struct html_node *image = html_open(stretch->tree, TAG_IMG, stretch->line);
    if (image) {
        html_set(stretch->tree, image, "alt", buf_text(&words));
        html_set(stretch->tree, image, "src", cmark_node_get_url(node));
    } else {
        add_text(stretch, buf_text(&words));
    }
    buf_free(&words);
}

static void open_link(struct stretch *stretch, cmark_node *node)
{
    struct html_node *link = html_open(stretch->tree, TAG_A, stretch->line);
    if (link)
        stretch->tree->links[stretch->tree->depth - 1] = arena_copy(stretch->markdown->arena, cmark_node_get_url(node));
}

static void close_link(struct stretch *stretch, cmark_node *node)
{
    const char *url = cmark_node_get_url(node);
    if (!cmark_node_first_child(node))
        add_text(stretch, url ? url : "");
    html_close(stretch->tree, TAG_A);
}

/* -- the walk -- */

typedef void adder(struct stretch *stretch, cmark_node *node);

static adder *adder_of(cmark_node_type type)
{
    const struct {
        cmark_node_type type;
        adder *add;
    } leaves[] = {
        {CMARK_NODE_TEXT, add_literal},        {CMARK_NODE_SOFTBREAK, add_soft_break},    {CMARK_NODE_LINEBREAK, add_break},
        {CMARK_NODE_CODE, add_code},           {CMARK_NODE_HTML_INLINE, add_inline_html}, {CMARK_NODE_HTML_BLOCK, add_html_block},
        {CMARK_NODE_THEMATIC_BREAK, add_rule}, {CMARK_NODE_CODE_BLOCK, add_code_block},   {CMARK_NODE_IMAGE, add_image},
    };
    for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++)
        if (leaves[i].type == type)
            return leaves[i].add;
    return NULL;
}

/* The element that stands for a node with others in it; TAG_UNKNOWN: none does. */
static enum html_tag tag_of(const struct stretch *stretch, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    const struct {
        cmark_node_type type;
        enum html_tag tag;
    } plain[] = {{CMARK_NODE_PARAGRAPH, TAG_P}, {CMARK_NODE_BLOCK_QUOTE, TAG_BLOCKQUOTE}, {CMARK_NODE_EMPH, TAG_EM}, {CMARK_NODE_STRONG, TAG_STRONG}};
    const struct {
        const char *name;
        enum html_tag tag;
    } named[] = {{"strikethrough", TAG_DEL}, {"table", TAG_TABLE}, {"table_header", TAG_TR}, {"table_row", TAG_TR},
                 {"table_cell", stretch->head ? TAG_TH : TAG_TD}};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (plain[i].type == type)
            return plain[i].tag;
    if (type == CMARK_NODE_HEADING)
        return tag_of_heading(node);
    if (type == CMARK_NODE_LIST)
        return tag_of_list(node);
    if (type == CMARK_NODE_ITEM)
        return is_note(stretch, node) ? TAG_DIV : TAG_LI;
    const char *name = cmark_node_get_type_string(node);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (strcmp(named[i].name, name) == 0)
            return named[i].tag;
    return TAG_UNKNOWN;
}

static void enter(struct stretch *stretch, cmark_node *node)
{
    enum html_tag tag = tag_of(stretch, node);
    if (html_is(tag, HTML_BLOCK) && cmark_node_get_start_line(node) > 0)
        stretch->line = line_of(stretch, node);
    if (strcmp(cmark_node_get_type_string(node), "table_header") == 0)
        stretch->head = true;
    if (cmark_node_get_type(node) == CMARK_NODE_ITEM)
        open_item(stretch, node);
    else if (cmark_node_get_type(node) == CMARK_NODE_LINK)
        open_link(stretch, node);
    else if (tag != TAG_UNKNOWN)
        html_open(stretch->tree, tag, stretch->line);
}

static void leave(struct stretch *stretch, cmark_node *node)
{
    enum html_tag tag = tag_of(stretch, node);
    if (strcmp(cmark_node_get_type_string(node), "table_header") == 0)
        stretch->head = false;
    if (cmark_node_get_type(node) == CMARK_NODE_LINK)
        close_link(stretch, node);
    else if (tag != TAG_UNKNOWN)
        html_close(stretch->tree, tag);
}

static void walk(struct stretch *stretch, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        adder *add = adder_of(cmark_node_get_type(node));
        if (!add && event == CMARK_EVENT_ENTER)
            enter(stretch, node);
        else if (!add)
            leave(stretch, node);
        else if (event == CMARK_EVENT_ENTER)
            add(stretch, node);
        if (add == add_image && event == CMARK_EVENT_ENTER)
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
    }
    cmark_iter_free(iter);
}

/* -- stretches -- */

/* Definitions stand before the text: what it leaves open at its end would take them for its own. */
static void parse(struct stretch *stretch)
{
    const struct buf *defined = &stretch->markdown->definitions;
    struct buf source = BUF_INIT;
    stretch->defined = 0;
    if (defined->size / 4 <= stretch->size || stretch->size == stretch->markdown->source.size) {
        buf_add(&source, defined->data, defined->size);
        for (size_t i = 0; i < source.size; i++)
            stretch->defined += source.data[i] == '\n';
    }
    buf_add(&source, stretch->text, stretch->size);
    cmark_node *root = markdown_tree(source.data, source.size);
    buf_free(&source);
    find_lines(stretch);
    walk(stretch, root);
    cmark_node_free(root);
    free(stretch->lines);
    stretch->lines = NULL;
    stretch->line_count = stretch->line_room = 0;
}

static bool refused(const struct stretch *stretch)
{
    struct arena *arena = arena_new();
    bool no = guard_refuses(stretch->text, stretch->size, arena) != NULL;
    arena_free(arena);
    return no;
}

/* The end of the first piece of the text: at an empty line, after as many bytes as wanted or more. */
static size_t piece_end(const char *text, size_t size, size_t wanted)
{
    for (const char *at = text, *end = text + size; (at = memmem(at, (size_t)(end - at), "\n\n", 2)); at++)
        if ((size_t)(at + 2 - text) >= wanted)
            return (size_t)(at + 2 - text);
    return size;
}

static void add_plain(struct stretch *stretch)
{
    stretch->line = stretch->first;
    set_kind(stretch, stretch->text, stretch->size, stretch->first, LINE_PLAIN);
    add_lines(stretch, stretch->text, stretch->size);
}

/* Reads piece by piece what is too much at once; a paragraph that is too much alone is not read as Markdown. */
static void read_pieces(struct stretch *stretch, size_t wanted)
{
    for (size_t at = 0; at < stretch->size;) {
        struct stretch piece = *stretch;
        piece.text += at;
        piece.size = piece_end(piece.text, stretch->size - at, wanted);
        at += piece.size;
        if (!refused(&piece)) {
            parse(&piece);
        } else if (wanted > 1) {
            read_pieces(&piece, 1);
        } else {
            add_plain(&piece);
        }
        for (const char *end = piece.text + piece.size; (piece.text = memchr(piece.text, '\n', (size_t)(end - piece.text))); piece.text++)
            stretch->first++;
    }
}

static void read_stretch(struct stretch *stretch)
{
    if (stretch->depth > NESTED_TEXTS) {
        add_plain(stretch);
    } else if (!refused(stretch)) {
        parse(stretch);
    } else {
        read_pieces(stretch, PIECE);
    }
}

const char *markdown_reference(const struct markdown *markdown, const char *at, size_t size)
{
    cmark_node *root = markdown_tree(at, size), *paragraph = cmark_node_first_child(root);
    cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
    const char *literal = text && cmark_node_get_type(text) == CMARK_NODE_TEXT ? cmark_node_get_literal(text) : NULL;
    bool known = literal && *literal != '&';
    const char *copy = known ? arena_copy(markdown->arena, literal) : NULL;
    cmark_node_free(root);
    return copy;
}

void markdown_read(struct markdown *markdown, struct html_tree *tree)
{
    const char *text = markdown->source.data ? markdown->source.data : "";
    struct stretch stretch = {.markdown = markdown, .tree = tree, .text = text, .size = markdown->source.size, .first = markdown->first};
    read_stretch(&stretch);
}
