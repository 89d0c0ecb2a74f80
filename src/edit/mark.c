/* Marks around values: characters for private use, which every format carries like letters. */
#include "base/text.h"
#include "edit/edit_parts.h"

#include <string.h>

enum { OPEN = 0xF0000, CLOSE = 0x100000, MOST = 0xFFF0 };

static void put(struct buf *out, uint32_t point)
{
    buf_char(out, (char)(0xF0 | point >> 18));
    buf_char(out, (char)(0x80 | (point >> 12 & 0x3F)));
    buf_char(out, (char)(0x80 | (point >> 6 & 0x3F)));
    buf_char(out, (char)(0x80 | (point & 0x3F)));
}

struct marking {
    struct arena *arena;
    struct fields *fields;
    struct node *element; /* of the source, whose leaves are marked */
    size_t leaf;
};

/* The marks of a new field, NULL: there are too many. */
static const char *open_mark(struct marking *marking, const struct field *field)
{
    struct fields *fields = marking->fields;
    if (fields->count >= MOST)
        return NULL;
    MEM_GROW(fields->list, fields->count, fields->room);
    fields->list[fields->count] = *field;
    struct buf mark = BUF_INIT;
    put(&mark, OPEN + (uint32_t)fields->count++);
    const char *text = arena_copy(marking->arena, buf_text(&mark));
    buf_free(&mark);
    return text;
}

static const char *close_mark(struct arena *arena)
{
    struct buf mark = BUF_INIT;
    put(&mark, CLOSE);
    const char *text = arena_copy(arena, buf_text(&mark));
    buf_free(&mark);
    return text;
}

static const char *marked(struct marking *marking, size_t node, const char *name, const char *value)
{
    size_t size = strlen(value), end = size;
    while (end && strchr(".:;!?", value[end - 1]))
        end--;
    end = end ? end : size;
    struct field field = {.node = node,
                          .name = name,
                          .value = arena_copy_n(marking->arena, value, end),
                          .tail = arena_copy(marking->arena, value + end)};
    const char *open = *value ? open_mark(marking, &field) : NULL;
    return open ? arena_printf(marking->arena, "%s%s%s%s", open, field.value, close_mark(marking->arena), field.tail) : value;
}

/* Attributes of NS_RESOLVED that are printed as they stand. */
static bool is_printed(const char *name)
{
    static const char others[] = "number label for text name detail post";
    size_t size = strlen(name);
    return (size > 5 && strcmp(name + size - 5, "-text") == 0) || text_word_in(name, others);
}

struct attributes {
    struct marking *marking;
    struct {
        const char *name, *value;
        bool resolved;
    } list[64];
    size_t count;
    bool columns, list_of_people;
};

static bool take_attribute(void *with, const char *name, const char *ns, const char *value)
{
    struct attributes *all = with;
    if (all->list_of_people && strcmp(name, "label") == 0)
        return true; /* layouts measure these */
    bool resolved = strcmp(ns, NS_RESOLVED) == 0;
    if (all->count < sizeof all->list / sizeof *all->list && ((resolved && is_printed(name)) || (!*ns && all->columns))) {
        all->list[all->count].name = arena_copy(all->marking->arena, name);
        all->list[all->count].value = arena_copy(all->marking->arena, value);
        all->list[all->count++].resolved = resolved;
    }
    return true;
}

static void mark_attributes(struct marking *marking, struct node *node)
{
    struct attributes all = {
        .marking = marking, .columns = node_is(node, "columns"), .list_of_people = node_is(node_parent(node), "attendance")};
    node_attrs(node, take_attribute, &all);
    for (size_t i = 0; i < all.count; i++) {
        const char *value = marked(marking, node_number(node), all.list[i].name, all.list[i].value);
        if (all.list[i].resolved)
            node_set_r(node, all.list[i].name, value);
        else
            node_set(node, all.list[i].name, value);
    }
}

static void mark_words(struct marking *marking, struct node *node, size_t number)
{
    const char *text = node_text(node, marking->arena);
    node_clear(node);
    node_add_text(node, marked(marking, number, "", text));
}

/* -- leaves -- */

static bool is_leaf(const struct node *node)
{
    return node_is_r(node, "p") || node_is_r(node, "h") || node_is_r(node, "td") || node_is_r(node, "pre");
}

static bool is_prose(const struct node *node)
{
    return is_leaf(node) || node_is_r(node, "ul") || node_is_r(node, "ol") || node_is_r(node, "li") || node_is_r(node, "quote") ||
           node_is_r(node, "table") || node_is_r(node, "tr");
}

void edit_leaves(struct node *element, edit_leaf *visit, void *with)
{
    for (struct node *top = node_first(element); top; top = node_next(top))
        for (struct node *node = is_prose(top) ? top : NULL; node; node = node_after(node, top))
            if (is_leaf(node))
                visit(with, node);
}

void edit_leaf_words(const struct node *node, struct buf *out)
{
    for (struct node *child = node_first_any(node); child; child = node_next_any(child)) {
        if (node_is_text(child))
            buf_str(out, node_chars(child));
        else if (node_is_r(child, "br"))
            buf_char(out, '\n');
        else
            edit_leaf_words(child, out);
    }
}

static void mark_leaf(void *with, struct node *leaf)
{
    struct marking *marking = with;
    struct buf words = BUF_INIT;
    edit_leaf_words(leaf, &words);
    struct field field = {.node = node_number(marking->element),
                          .name = NULL,
                          .leaf = marking->leaf++,
                          .value = arena_copy(marking->arena, buf_text(&words)),
                          .tail = ""};
    const char *open = words.size ? open_mark(marking, &field) : NULL;
    buf_free(&words);
    if (!open)
        return;
    node_lead_text(leaf, open);
    node_add_text(leaf, close_mark(marking->arena));
}

/* Made words (r:p of an approval without text) are leaves of an element that has no words of its own. */
static bool has_prose(const struct node *node)
{
    static const char prose[] =
        "text remark decision action update amendment declaration arrival departure deferral next-meeting attachment "
        "figure note debris summary";
    return node_number(node) && text_word_in(node_name(node), prose);
}

static void mark_source(struct marking *marking, struct node *node)
{
    static const char plain[] = "title held venue line";
    mark_attributes(marking, node);
    if (text_word_in(node_name(node), plain))
        mark_words(marking, node, node_number(node));
    if (!has_prose(node))
        return;
    marking->element = node;
    marking->leaf = 0;
    edit_leaves(node, mark_leaf, marking);
}

/* The line of date, time and place has the words of the venue in it. */
static void mark_venue(struct marking *marking, struct node *head, const struct node *venue)
{
    const char *line = node_attr(head, "when-where"), *words = venue ? node_text(venue, marking->arena) : "";
    const char *at = line && *words ? strstr(line, words) : NULL;
    if (!at)
        return;
    const char *rest = at + strlen(words), *before = arena_copy_n(marking->arena, line, (size_t)(at - line));
    node_set(head, "when-where",
             arena_printf(marking->arena, "%s%s%s", before, marked(marking, node_number(venue), "", words), rest));
}

/* The heading lines are those of the source, where it has any. */
static void mark_head(struct marking *marking, const struct node *root)
{
    const struct node *meeting = node_child(root, "meeting"), *heading = node_child(meeting, "heading");
    for (struct node *head = node_first(root); head; head = node_next(head)) {
        if (node_is_r(head, "head"))
            mark_venue(marking, head, node_child(meeting, "venue"));
        for (struct node *line = node_is_r(head, "head") ? node_first(head) : NULL; line; line = node_next(line)) {
            if (!node_is_r(line, "line") || !heading)
                continue;
            mark_words(marking, line, node_number(heading));
            do
                heading = node_next(heading);
            while (heading && !node_is(heading, "heading"));
        }
    }
}

static bool is_mark(const char *text, size_t size, size_t *length, uint32_t *point)
{
    *length = text_decode(text, size, point);
    bool mark = *length == 4 && *point >= OPEN;
    *length = *length ? *length : 1;
    return mark;
}

static bool has_marks(const char *text)
{
    size_t size = strlen(text), length;
    uint32_t point;
    for (; size; text += length, size -= length)
        if (is_mark(text, size, &length, &point))
            return true;
    return false;
}

static bool is_free(void *with, const char *name, const char *ns, const char *value)
{
    bool *marks = with;
    (void)name, (void)ns;
    *marks = *marks || has_marks(value);
    return !*marks;
}

/* Whether the minutes have characters of their own that marks would be. */
static bool is_marked(const struct node *root, struct arena *arena)
{
    bool marks = false;
    for (const struct node *node = root; node && !marks; node = node_after(node, root)) {
        node_attrs(node, is_free, &marks);
        marks = marks || has_marks(node_words(node, arena));
    }
    return marks;
}

void edit_mark(struct xml_doc *resolved, struct arena *arena, struct fields *fields)
{
    struct marking marking = {.arena = arena, .fields = fields};
    struct node *root = xml_root(resolved);
    if (is_marked(root, arena))
        return; /* nothing can be told of them */
    mark_head(&marking, root);
    for (struct node *node = root; node; node = node_after(node, root))
        if (strcmp(node_ns(node), NS_MINUTES) == 0 && node_number(node) && !node_is(node, "heading"))
            mark_source(&marking, node);
}

/* -- back from lines -- */

/* Of the words alone: blanks of any kind are one. */
static uint64_t hash_words(const char *text, size_t size)
{
    struct buf words = BUF_INIT;
    for (size_t i = 0; i < size; i++) {
        bool white = text[i] == ' ' || text[i] == '\t' || text[i] == '\n';
        if (!white)
            buf_char(&words, text[i]);
        else if (words.size && words.data[words.size - 1] != ' ')
            buf_char(&words, ' ');
    }
    uint64_t hash = hash_bytes(words.data, words.size).low;
    buf_free(&words);
    return hash;
}

static void read_line(const struct block *from, size_t fields, struct arena *arena, struct line *line)
{
    struct block *block = arena_alloc(arena, sizeof *block);
    *block = *from;
    *line = (struct line){.block = block, .pair = SIZE_MAX};
    line->text = arena_alloc(arena, block->size + 1);
    line->looks = arena_alloc(arena, block->size + 1);
    line->spans = arena_alloc(arena, (block->size / 4 + 1) * sizeof *line->spans);
    size_t run = 0, run_end = block->run_count ? block->runs[0].size : 0;
    bool open = false;
    for (size_t at = 0, length; at < block->size; at += length) {
        uint32_t point;
        bool mark = is_mark(block->text + at, block->size - at, &length, &point) && fields;
        while (at >= run_end && run + 1 < block->run_count)
            run_end += block->runs[++run].size;
        if (mark && point - OPEN < fields) {
            line->spans[line->span_count] = (struct span){line->size, line->size, point - OPEN};
            open = true;
        } else if (mark && point == CLOSE) {
            if (open)
                line->spans[line->span_count++].to = line->size;
            open = false;
        } else {
            memcpy(line->text + line->size, block->text + at, length);
            memset(line->looks + line->size, (int)((run < block->run_count ? block->runs[run].marks : 0) & ~RUN_UNDERLINE),
                   length);
            line->size += length;
        }
    }
    if (open)
        line->spans[line->span_count++].to = line->size;
    line->text[line->size] = '\0';
    line->hash = hash_words(line->text, line->size);
}

void edit_lines(const struct blocks *blocks, size_t fields, struct arena *arena, struct lines *lines)
{
    *lines = (struct lines){.list = arena_alloc(arena, (blocks->count + 1) * sizeof *lines->list)};
    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->list[i];
        bool caption = block->style && strcmp(block->style, "Table Caption") == 0; /* pandoc prints what describes a table */
        bool shown = (block->zone == ZONE_BODY || block->zone == ZONE_FOOTNOTE) && !caption;
        if (shown && block->size && block->kind != BLOCK_RULE)
            read_line(block, fields, arena, &lines->list[lines->count++]);
    }
}
