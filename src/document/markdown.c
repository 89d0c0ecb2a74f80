/* Through the door to cmark: prose to a tree, and the tree to findings, links, words or resolved prose. */
#include "document/markdown.h"

#include "base/text.h"
#include "document/markdown_parts.h"
#include "document/markdown_tree.h"

#include <cmark-gfm-core-extensions.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -- dedent -- */

struct lines {
    const char *at, *end; /* at NULL: there is none left */
    bool returns;         /* CR may end some */
};
struct line {
    const char *text;
    size_t size, indent;
}; /* without its line end and its indent; indent in columns */

static struct lines lines_of(const char *text, size_t size)
{
    return (struct lines){text, text + size, memchr(text, '\r', size) != NULL};
}

static bool next_line(struct lines *lines, struct line *line)
{
    const char *from = lines->at, *at = from;
    if (!from)
        return false;
    const char *end = lines->returns ? from + strcspn(from, "\r\n") : memchr(from, '\n', (size_t)(lines->end - from));
    size_t columns = 0;
    end = end ? end : lines->end;
    for (; at < end && (*at == ' ' || *at == '\t'); at++)
        columns = *at == '\t' ? (columns / 8 + 1) * 8 : columns + 1;
    *line = (struct line){at, (size_t)(end - at), columns};
    lines->at = end == lines->end ? NULL : end + (end[0] == '\r' && end[1] == '\n' ? 2 : 1);
    return true;
}

static size_t common_indent(struct lines lines)
{
    struct line line;
    size_t least = (size_t)-1;
    for (bool first = true; next_line(&lines, &line); first = false)
        if (!first && line.size && line.indent < least)
            least = line.indent;
    return least;
}

static void dedent(const char *text, struct buf *out)
{
    size_t size = strlen(text);
    struct lines lines = lines_of(text, size);
    size_t common = common_indent(lines);
    struct line line;
    buf_reserve(out, size);
    for (bool first = true; next_line(&lines, &line); first = false) {
        if (!first)
            buf_char(out, '\n');
        if (!first && line.size)
            buf_fill(out, ' ', line.indent - common);
        buf_add(out, line.text, line.size);
    }
}

char *markdown_dedent(const char *text, struct arena *arena)
{
    struct buf out = BUF_INIT;
    dedent(text, &out);
    char *result = arena_copy_n(arena, buf_text(&out), out.size);
    buf_free(&out);
    return result;
}

/* -- parsing -- */

/* Exactly one of the three is set. */
struct prose {
    cmark_node *root;
    const char *simple;  /* dedented, nothing but paragraphs with emphasis and links */
    const char *refused; /* why */
};

cmark_node *markdown_tree(const char *text, size_t size)
{
    static const char *const extensions[] = {"table", "strikethrough", "autolink", "tasklist"};
    cmark_gfm_core_extensions_ensure_registered();
    static const cmark_mem memory = {xml_mem_zero, xml_mem_resize, xml_mem_free};
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, (cmark_mem *)&memory);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, text, size);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

static struct prose parse(const char *text, struct arena *arena)
{
    struct buf source = BUF_INIT;
    struct prose prose = {0};
    dedent(text, &source);
    if (prose_kind(buf_text(&source), source.size) != PROSE_OTHER)
        prose.simple = arena_copy_n(arena, source.data, source.size);
    else if (harmless_prose(source.data) == HARM_NONE || !(prose.refused = guard_refuses(source.data, source.size, arena)))
        prose.root = markdown_tree(source.data, source.size);
    buf_free(&source);
    return prose;
}

static void prose_free(struct prose *prose)
{
    if (prose->root)
        cmark_node_free(prose->root);
}

/* The next node in document order below the root, or NULL. *out counts the nodes that were left on the way. */
static cmark_node *after(cmark_node *node, const cmark_node *root, size_t *out)
{
    cmark_node *next = cmark_node_first_child(node);
    *out = 0;
    while (!next && node != root) {
        next = cmark_node_next(node);
        node = cmark_node_parent(node);
        ++*out;
    }
    return next;
}

static bool is_inline(cmark_node_type type)
{
    return (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

static bool is_extension(cmark_node *node, const char *name)
{
    return strcmp(cmark_node_get_type_string(node), name) == 0;
}

static const char *literal(cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    return text ? text : "";
}

static const char *url(cmark_node *node)
{
    const char *text = cmark_node_get_url(node);
    return text ? text : "";
}

/* An entity may stand for a character that XML has no place for: it becomes the replacement character. */
static void add_allowed(struct buf *out, const char *text)
{
    for (size_t size = strlen(text), good; size; text += good, size -= good) {
        good = text_valid_until(text, size);
        buf_add(out, text, good);
        if (good == size)
            return;
        buf_str(out, "\xEF\xBF\xBD");
        uint32_t point;
        size_t length = text_decode(text + good, size - good, &point);
        good += length ? length : 1;
    }
}

/* Adds the words of all nodes below root; blocks, cells and line breaks are apart. */
static void add_words(cmark_node *root, struct buf *out)
{
    size_t left;
    for (cmark_node *node = cmark_node_first_child(root); node; node = after(node, root, &left)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE)
            add_allowed(out, literal(node));
        else if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK)
            buf_printf(out, " %s", literal(node));
        else if (!is_inline(type) || type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            buf_char(out, ' ');
    }
}

static void add_simple_words(const char *text, struct buf *out)
{
    size_t size;
    for (const char *at; (at = simple_paragraph(&text, &size));) {
        struct pieces pieces = pieces_of(at, size);
        for (struct piece piece; next_piece(&pieces, &piece);)
            if (piece.kind == PIECE_TEXT || piece.kind == PIECE_LINE)
                buf_add(out, piece.text, piece.size);
        buf_char(out, ' ');
    }
}

char *markdown_plain(const char *text, struct arena *arena)
{
    if (simple_source(text))
        return text_collapse(arena, text);
    struct prose prose = parse(text, arena);
    if (prose.refused)
        return text_collapse(arena, text);
    struct buf words = BUF_INIT;
    if (prose.root)
        add_words(prose.root, &words);
    else
        add_simple_words(prose.simple, &words);
    char *plain = text_collapse(arena, buf_text(&words));
    buf_free(&words);
    prose_free(&prose);
    return plain;
}

static bool may_link_minutes(const char *text)
{
    for (const char *at = text; (at = strchr(at, ':')); at++)
        if (at - text >= 7 &&
            link_judge((char[]){at[-7], at[-6], at[-5], at[-4], at[-3], at[-2], at[-1], ':', 'x', '\0'}) == LINK_MINUTES)
            return true;
    return false;
}

static void visit_simple(const char *text, bool (*visit)(void *with, const char *target), void *with, struct arena *arena)
{
    size_t size;
    for (const char *at; (at = simple_paragraph(&text, &size));) {
        struct pieces pieces = pieces_of(at, size);
        for (struct piece piece; next_piece(&pieces, &piece);)
            if (piece.kind == PIECE_LINK && !visit(with, arena_copy_n(arena, piece.text, piece.size)))
                return;
    }
}

void markdown_links(const char *text, bool (*visit)(void *with, const char *target), void *with)
{
    if (!may_link_minutes(text))
        return;
    struct arena *arena = arena_new();
    struct prose prose = parse(text, arena);
    size_t left;
    cmark_node *node = prose.root ? cmark_node_first_child(prose.root) : NULL;
    for (; node; node = after(node, prose.root, &left))
        if (cmark_node_get_type(node) == CMARK_NODE_LINK && !visit(with, url(node)))
            break;
    if (prose.simple)
        visit_simple(prose.simple, visit, with, arena);
    prose_free(&prose);
    arena_free(arena);
}

/* -- checking -- */

enum { PLACES_MAX = 20 }; /* findings with a place of their own in one element: each is looked for in its source */

struct check {
    struct document *document;
    const struct node *element;
    struct diag_log *log;
    struct arena *arena;
    size_t places;
    bool html, image; /* reported */
};

static const char *escaped(struct arena *arena, const char *text, bool greater)
{
    struct buf out = BUF_INIT;
    for (; *text; text++) {
        if (*text == '&')
            buf_str(&out, "&amp;");
        else if (*text == '<')
            buf_str(&out, "&lt;");
        else if (*text == '>' && greater)
            buf_str(&out, "&gt;");
        else
            buf_char(&out, *text);
    }
    char *result = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return result;
}

/* Finds where the words stand in the source, however they are escaped there. */
static bool find_words(struct check *check, const char *words, struct place *place)
{
    if (!*words || check->places >= PLACES_MAX)
        return false;
    check->places++;
    struct place element = document_place(check->document, check->element);
    const char *forms[] = {escaped(check->arena, words, false), escaped(check->arena, words, true), words};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct place found = document_place_word(check->document, check->element, forms[i]);
        if (found.line == element.line && found.column == element.column)
            continue;
        *place = found;
        return true;
    }
    return false;
}

/* The place of the first of up to two lines of words that is found; the element if neither is. */
static struct place place_of(struct check *check, const char *words, const char *else_words)
{
    struct place place = document_place(check->document, check->element);
    const char *tried[] = {words, else_words};
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        const char *line = tried[i] + strspn(tried[i], " \r\n");
        if (find_words(check, arena_copy_n(check->arena, line, strcspn(line, "\r\n")), &place))
            break;
    }
    return place;
}

static void check_link(struct check *check, cmark_node *node)
{
    const char *target = url(node);
    if (link_judge(target) != LINK_REFUSED)
        return;
    struct buf words = BUF_INIT;
    add_words(node, &words);
    struct place place = place_of(check, target, buf_text(&words));
    buf_free(&words);
    diag_expected(diag_add(check->log, D_UNSAFE_LINK, place, target), "https:, http:, mailto:, tel: or minutes:ADDRESS");
}

static void check_html(struct check *check, cmark_node *node)
{
    if (!check->html)
        diag_add(check->log, D_RAW_HTML, place_of(check, literal(node), ""));
    check->html = true;
}

static void check_image(struct check *check, cmark_node *node)
{
    if (!check->image)
        diag_add(check->log, D_IMAGE_IN_PROSE, place_of(check, url(node), ""));
    check->image = true;
}

static void check_node(struct check *check, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LINK)
        check_link(check, node);
    else if (type == CMARK_NODE_IMAGE)
        check_image(check, node);
    else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
        check_html(check, node);
}

/* What counts as nesting: quotations and lists (a list with its items), and apart from them what nests in a line. */
enum nesting { NEST_NOT, NEST_BLOCK, NEST_INLINE, NESTINGS };

static enum nesting nesting(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM)
        return NEST_BLOCK;
    return is_inline(type) && cmark_node_first_child(node) ? NEST_INLINE : NEST_NOT;
}

static void too_complex(struct check *check, const char *what)
{
    diag_add(check->log, D_PROSE_TOO_COMPLEX, document_place_text(check->document, check->element), what);
}

/* What the prose of the whole file makes is bounded too. */
static void count_nodes(struct check *check, size_t nodes)
{
    size_t before = check->document->prose_nodes;
    check->document->prose_nodes += nodes;
    if (before <= LIMIT_PROSE_NODES && check->document->prose_nodes > LIMIT_PROSE_NODES)
        too_complex(check, arena_printf(check->arena, "the prose of the file has too many parts; at most %d are read",
                                        LIMIT_PROSE_NODES));
}

/* One walk: what is in it, how deep it nests, how much it makes. */
static void check_tree(struct check *check, cmark_node *root)
{
    static const char *const deep[NESTINGS] = {
        [NEST_BLOCK] = "lists and quotations are nested too deep",
        [NEST_INLINE] = "emphasis and links are nested too deep",
    };
    size_t depth[NESTINGS] = {0}, most[NESTINGS] = {0}, nodes = 0;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        enum nesting kind = nesting(node);
        if (event == CMARK_EVENT_EXIT) {
            depth[kind] -= kind != NEST_NOT;
            continue;
        }
        depth[kind] += kind != NEST_NOT;
        most[kind] = depth[kind] > most[kind] ? depth[kind] : most[kind];
        nodes++;
        check_node(check, node);
    }
    cmark_iter_free(iter);
    for (int kind = NEST_BLOCK; kind < NESTINGS; kind++)
        if (most[kind] > LIMIT_PROSE_DEPTH)
            too_complex(check, arena_printf(check->arena, "%s; at most %d are read", deep[kind], LIMIT_PROSE_DEPTH));
    count_nodes(check, nodes);
}

static void check_simple(struct check *check, const char *text)
{
    size_t nodes = 0, size;
    for (const char *at; (at = simple_paragraph(&text, &size)); nodes++) {
        struct pieces pieces = pieces_of(at, size);
        for (struct piece piece; next_piece(&pieces, &piece);)
            nodes += piece.kind != PIECE_END;
    }
    count_nodes(check, nodes);
}

static const char *refused(const char *text, struct arena *arena)
{
    struct buf source = BUF_INIT;
    dedent(text, &source);
    const char *why = guard_refuses(buf_text(&source), source.size, arena);
    buf_free(&source);
    return why;
}

/* In a file of this size the prose cannot make too many parts. */
enum { UNCOUNTED = 1 << 16 };

void markdown_check(struct document *document, const struct node *element, struct diag_log *log)
{
    const char *text = node_words(element, document->arena);
    enum harm_kind harm = document->source.size <= UNCOUNTED ? harmless_prose(text) : HARM_POSSIBLE;
    if (harm == HARM_NONE)
        return;
    struct check check = {.document = document, .element = element, .log = log, .arena = arena_new()};
    const char *why = harm == HARM_OF_TABLES ? refused(text, check.arena) : NULL;
    if (why)
        too_complex(&check, why);
    if (harm == HARM_OF_TABLES) {
        arena_free(check.arena);
        return;
    }
    struct prose prose = parse(text, check.arena);
    if (prose.refused)
        too_complex(&check, prose.refused);
    else if (prose.root)
        check_tree(&check, prose.root);
    else
        check_simple(&check, prose.simple);
    prose_free(&prose);
    arena_free(check.arena);
}

/* -- resolved prose -- */

struct open {
    struct node *node;
    enum nesting kind;
}; /* where the content of a cmark node goes */

struct expand {
    struct open *open;
    size_t count, room;
    size_t depth[NESTINGS];
    struct buf text; /* character data not yet in the tree */
    struct arena *arena;
    int base_level;
    size_t links;              /* r:a elements that are open */
    const uint8_t *alignments; /* of the table that is open */
    size_t columns, column;
};

static struct node *target_of(const struct expand *expand)
{
    return expand->open[expand->count - 1].node;
}

static void flush(struct expand *expand)
{
    if (expand->text.size)
        node_add_text(target_of(expand), buf_text(&expand->text));
    buf_clear(&expand->text);
}

static struct node *add(struct expand *expand, const char *name)
{
    flush(expand);
    return node_add_r(target_of(expand), name);
}

static void set_number(struct node *node, const char *name, int number)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    node_set(node, name, text);
}

static void set_words(struct expand *expand, struct node *node, const char *name, const char *words)
{
    struct buf allowed = BUF_INIT;
    if (words && *words) {
        add_allowed(&allowed, words);
        node_set(node, name, arena_copy(expand->arena, buf_text(&allowed)));
    }
    buf_free(&allowed);
}

static struct node *open_heading(struct expand *expand, cmark_node *node)
{
    struct node *made = add(expand, "h");
    int level = expand->base_level - 1 + cmark_node_get_heading_level(node);
    set_number(made, "level", level < 2 ? 2 : level > 6 ? 6 : level);
    return made;
}

static struct node *open_list(struct expand *expand, cmark_node *node)
{
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    struct node *made = add(expand, ordered ? "ol" : "ul");
    if (ordered)
        set_number(made, "start", cmark_node_get_list_start(node));
    if (cmark_node_get_list_tight(node))
        node_set(made, "tight", "yes");
    return made;
}

static struct node *open_item(struct expand *expand, cmark_node *node)
{
    struct node *made = add(expand, "li");
    if (is_extension(node, "tasklist"))
        node_set(made, "task", cmark_gfm_extensions_get_tasklist_item_checked(node) ? "done" : "open");
    return made;
}

static struct node *add_link(struct expand *expand, const char *target)
{
    enum link_kind kind = link_judge(target);
    if (kind == LINK_REFUSED || expand->links)
        return NULL;
    struct node *made = add(expand, "a");
    if (kind == LINK_MINUTES)
        node_set(made, "address", link_address(target, expand->arena));
    else
        node_set(made, "href", link_href(target, expand->arena));
    return made;
}

static struct node *open_link(struct expand *expand, cmark_node *node)
{
    struct node *made = add_link(expand, url(node));
    if (!made)
        return NULL;
    set_words(expand, made, "title", cmark_node_get_title(node));
    expand->links++;
    return made;
}

static struct node *open_table(struct expand *expand, cmark_node *node)
{
    expand->alignments = cmark_gfm_extensions_get_table_alignments(node);
    expand->columns = cmark_gfm_extensions_get_table_columns(node);
    return add(expand, "table");
}

static struct node *open_row(struct expand *expand, cmark_node *node)
{
    struct node *made = add(expand, "tr");
    if (cmark_gfm_extensions_get_table_row_is_header(node))
        node_set(made, "header", "yes");
    expand->column = 0;
    return made;
}

static struct node *open_cell(struct expand *expand, cmark_node *node)
{
    (void)node;
    struct node *made = add(expand, "td");
    char align = expand->alignments && expand->column < expand->columns ? (char)expand->alignments[expand->column] : '\0';
    expand->column++;
    if (align)
        node_set(made, "align", align == 'r' ? "right" : align == 'c' ? "center" : "left");
    return made;
}

static struct node *add_text(struct expand *expand, cmark_node *node)
{
    add_allowed(&expand->text, literal(node));
    return NULL;
}

static struct node *add_newline(struct expand *expand, cmark_node *node)
{
    (void)node;
    buf_char(&expand->text, '\n');
    return NULL;
}

static struct node *add_code(struct expand *expand, cmark_node *node)
{
    node_add_text(add(expand, "code"), literal(node));
    return NULL;
}

/* A block of text as it is, without its last line end. */
static struct node *add_lines(struct expand *expand, const char *name, const char *text)
{
    size_t size = strlen(text);
    size -= size && text[size - 1] == '\n';
    struct node *made = add(expand, name);
    node_add_text(made, arena_copy_n(expand->arena, text, size));
    return made;
}

static struct node *add_code_block(struct expand *expand, cmark_node *node)
{
    const char *info = cmark_node_get_fence_info(node);
    struct node *made = add_lines(expand, "pre", literal(node));
    set_words(expand, made, "lang", info ? arena_copy_n(expand->arena, info, strcspn(info, " \t")) : NULL);
    return NULL;
}

static struct node *add_html_block(struct expand *expand, cmark_node *node)
{
    add_lines(expand, "p", literal(node));
    return NULL;
}

/* One row for each kind of cmark's nodes: the element it makes, or the function that makes it. A node without either lets its
 * content through. What open returns is where the content goes; NULL: where it would go without the node. Leaves are entered and
 * never left. */
static const struct maker {
    cmark_node_type type;
    const char *extension, *name;
    struct node *(*open)(struct expand *expand, cmark_node *node);
    bool leaf;
} makers[] = {
    {CMARK_NODE_TEXT, NULL, NULL, add_text, true},
    {CMARK_NODE_SOFTBREAK, NULL, NULL, add_newline, true},
    {CMARK_NODE_PARAGRAPH, NULL, "p", NULL, false},
    {CMARK_NODE_LINEBREAK, NULL, "br", NULL, true},
    {CMARK_NODE_EMPH, NULL, "em", NULL, false},
    {CMARK_NODE_STRONG, NULL, "strong", NULL, false},
    {CMARK_NODE_CODE, NULL, NULL, add_code, true},
    {CMARK_NODE_LINK, NULL, NULL, open_link, false},
    {CMARK_NODE_HTML_INLINE, NULL, NULL, add_text, true},
    {CMARK_NODE_ITEM, NULL, NULL, open_item, false},
    {CMARK_NODE_LIST, NULL, NULL, open_list, false},
    {CMARK_NODE_BLOCK_QUOTE, NULL, "quote", NULL, false},
    {CMARK_NODE_HEADING, NULL, NULL, open_heading, false},
    {CMARK_NODE_CODE_BLOCK, NULL, NULL, add_code_block, true},
    {CMARK_NODE_HTML_BLOCK, NULL, NULL, add_html_block, true},
    {CMARK_NODE_THEMATIC_BREAK, NULL, "rule", NULL, true},
    {CMARK_NODE_NONE, "table_cell", NULL, open_cell, false},
    {CMARK_NODE_NONE, "table_row", NULL, open_row, false},
    {CMARK_NODE_NONE, "table_header", NULL, open_row, false},
    {CMARK_NODE_NONE, "table", NULL, open_table, false},
    {CMARK_NODE_NONE, "strikethrough", "del", NULL, false},
};

static const struct maker *maker_of(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    const char *name = NULL;
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
        if (makers[i].type == type)
            return &makers[i];
        if (makers[i].extension && !name)
            name = cmark_node_get_type_string(node);
        if (makers[i].extension && strcmp(makers[i].extension, name) == 0)
            return &makers[i];
    }
    return NULL;
}

/* made: where what follows goes; NULL: where it would go without. */
static void push(struct expand *expand, struct node *made, enum nesting kind)
{
    MEM_GROW(expand->open, expand->count, expand->room);
    expand->open[expand->count] = (struct open){made ? made : target_of(expand), made ? kind : NEST_NOT};
    expand->count++;
    if (made && kind != NEST_NOT)
        expand->depth[kind]++;
}

/* Text goes into the tree only where its element ends: adding it in pieces would cost the square of their number. False: what ends made none. */
static bool pop(struct expand *expand)
{
    struct open open = expand->open[expand->count - 1];
    bool made = open.node != expand->open[expand->count - 2].node;
    if (made)
        flush(expand);
    expand->count--;
    if (made && open.kind != NEST_NOT)
        expand->depth[open.kind]--;
    return made;
}

static void enter(struct expand *expand, cmark_node *node)
{
    const struct maker *maker = maker_of(node);
    enum nesting kind = nesting(node);
    struct node *made = NULL;
    enum nesting within = cmark_node_get_type(node) == CMARK_NODE_LIST ? NEST_BLOCK : kind;
    if (maker && expand->depth[within] < LIMIT_PROSE_DEPTH)
        made = maker->open ? maker->open(expand, node) : add(expand, maker->name);
    if (maker && maker->leaf)
        return;
    push(expand, made, kind);
}

static void leave(struct expand *expand, cmark_node *node)
{
    struct node *left = target_of(expand);
    if (!pop(expand) || cmark_node_get_type(node) != CMARK_NODE_LINK)
        return;
    expand->links--;
    if (!node_first_any(left))
        node_add_text(left, link_href(url(node), expand->arena));
}

static void expand_tree(struct expand *expand, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER)
            enter(expand, node);
        else
            leave(expand, node);
    }
    flush(expand);
    cmark_iter_free(iter);
}

static void open_piece(struct expand *expand, const struct piece *piece)
{
    struct node *made = piece->kind == PIECE_LINK ? add_link(expand, arena_copy_n(expand->arena, piece->text, piece->size))
                                                  : add(expand, piece->kind == PIECE_EM ? "em" : "strong");
    push(expand, made, NEST_NOT);
}

static void expand_simple(struct expand *expand, const char *text)
{
    size_t size;
    for (const char *at; (at = simple_paragraph(&text, &size));) {
        struct pieces pieces = pieces_of(at, size);
        push(expand, add(expand, "p"), NEST_NOT);
        for (struct piece piece; next_piece(&pieces, &piece);) {
            if (piece.kind == PIECE_TEXT || piece.kind == PIECE_LINE)
                buf_add(&expand->text, piece.text, piece.size);
            else if (piece.kind == PIECE_END)
                pop(expand);
            else
                open_piece(expand, &piece);
        }
        pop(expand);
    }
}

void markdown_expand(struct node *element, int base_level)
{
    struct expand expand = {.arena = arena_new(), .base_level = base_level, .text = BUF_INIT};
    const char *text = node_text(element, expand.arena);
    if (!text_is_blank(text)) {
        struct prose prose = parse(text, expand.arena);
        node_clear(element);
        MEM_GROW(expand.open, expand.count, expand.room);
        expand.open[expand.count++] = (struct open){element, NEST_NOT};
        if (prose.root)
            expand_tree(&expand, prose.root);
        else if (prose.simple)
            expand_simple(&expand, prose.simple);
        else
            node_add_text(node_add_r(element, "p"), text_collapse(expand.arena, text));
        prose_free(&prose);
    } else {
        node_clear(element);
    }
    free(expand.open);
    buf_free(&expand.text);
    arena_free(expand.arena);
}
