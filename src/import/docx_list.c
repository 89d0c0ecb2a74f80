/* Numbering: the numbers that a reader sees. Lists share the counters of the definition they stand for. */
#include "import/docx.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 9, MOST_NUMBER = 1 << 20, MOST_LISTS = 20000 /* of either kind; what is beyond is plain */ };

struct level {
    bool is_there, legal;
    int start, restart; /* restart: after this level, from 1, or one above; 0: never; DOCX_UNSAID: after any above */
    const char *format, *text, *style, *font;
    struct docx_layout layout;
};

struct definition {
    int id;
    struct level levels[LEVELS];
    const char *link; /* the numbering style that says what it is */
    int counters[LEVELS];
    bool begun[LEVELS];
};

struct list {
    int id, definition_id;
    struct definition *definition;
    struct level *instead[LEVELS]; /* levels of its own */
    int start[LEVELS];             /* or DOCX_UNSAID */
    bool used[LEVELS];
};

struct docx_lists {
    struct definition **definitions;
    size_t definition_count, definition_room;
    struct list *lists;
    size_t list_count, list_room;
    bool touched; /* since they were last restarted */
};

/* -- reading -- */

struct reading {
    struct docx *docx;
    struct docx_names *names;
    enum docx_name path[IMPORT_DEPTH + 1];
    size_t depth, hidden;
    struct definition *definition; /* the one being read */
    struct list *list;
    struct level *level;
    int number;                    /* of the level */
};

static void open_definition(struct reading *reading, const struct docx_tag *tag)
{
    struct docx_lists *lists = reading->docx->lists;
    if (lists->definition_count == MOST_LISTS)
        return;
    struct definition *definition = arena_alloc(reading->docx->arena, sizeof *definition);
    definition->id = docx_int(docx_attr(tag, DOCX_W, "abstractNumId"), 0, 1 << 30, -1);
    MEM_GROW(lists->definitions, lists->definition_count, lists->definition_room);
    lists->definitions[lists->definition_count++] = definition;
    reading->definition = definition;
}

static void open_list(struct reading *reading, const struct docx_tag *tag)
{
    struct docx_lists *lists = reading->docx->lists;
    if (lists->list_count == MOST_LISTS)
        return;
    MEM_GROW(lists->lists, lists->list_count, lists->list_room);
    struct list *list = &lists->lists[lists->list_count++];
    *list = (struct list){.id = docx_int(docx_attr(tag, DOCX_W, "numId"), 0, 1 << 30, -1), .definition_id = -1};
    for (int i = 0; i < LEVELS; i++)
        list->start[i] = DOCX_UNSAID;
    reading->list = list;
}

static void open_level(struct reading *reading, const struct docx_tag *tag)
{
    int number = docx_int(docx_attr(tag, DOCX_W, "ilvl"), 0, LEVELS - 1, 0);
    if (reading->definition)
        reading->level = &reading->definition->levels[number];
    else if (reading->list)
        reading->level = reading->list->instead[number] = arena_alloc(reading->docx->arena, sizeof *reading->level);
    else
        return;
    *reading->level = (struct level){.is_there = true, .start = 1, .restart = DOCX_UNSAID, .format = "decimal", .text = ""};
    docx_layout_start(&reading->level->layout);
}

static void take_level(struct reading *reading, enum docx_name name, const struct docx_tag *tag)
{
    struct level *level = reading->level;
    struct arena *arena = reading->docx->arena;
    const char *value = docx_val(tag), *custom = docx_attr(tag, DOCX_W, "format");
    if (name == W_START)
        level->start = docx_int(value, 0, MOST_NUMBER, 1);
    else if (name == W_NUM_FMT)
        level->format = arena_copy(arena, custom ? custom : value ? value : "decimal");
    else if (name == W_LVL_TEXT)
        level->text = arena_copy(arena, value ? value : "");
    else if (name == W_LVL_RESTART)
        level->restart = docx_int(value, 0, LEVELS, DOCX_UNSAID);
    else if (name == W_IS_LGL)
        level->legal = docx_on(tag);
    else if (name == W_P_STYLE)
        level->style = value ? arena_copy(arena, value) : NULL;
    else if (name == W_IND)
        docx_layout_take(&level->layout, name, tag, arena);
    else if (name == W_R_FONTS && docx_attr(tag, DOCX_W, "ascii"))
        level->font = arena_copy(arena, docx_attr(tag, DOCX_W, "ascii"));
}

static void take(struct reading *reading, enum docx_name name, const struct docx_tag *tag)
{
    const char *value = docx_val(tag);
    if (name == W_ABSTRACT_NUM)
        open_definition(reading, tag);
    else if (name == W_NUM)
        open_list(reading, tag);
    else if (name == W_LVL)
        open_level(reading, tag);
    else if (reading->level)
        take_level(reading, name, tag);
    else if (name == W_NUM_STYLE_LINK && reading->definition)
        reading->definition->link = value ? arena_copy(reading->docx->arena, value) : NULL;
    else if (name == W_ABSTRACT_NUM_ID && reading->list)
        reading->list->definition_id = docx_int(value, 0, 1 << 30, -1);
    else if (name == W_LVL_OVERRIDE)
        reading->number = docx_int(docx_attr(tag, DOCX_W, "ilvl"), 0, LEVELS - 1, 0);
    else if (name == W_START_OVERRIDE && reading->list)
        reading->list->start[reading->number] = docx_int(value, 0, MOST_NUMBER, 1);
}

static bool on_open(void *with, const char *ns, const char *element, const struct xml_attr *attrs, size_t count)
{
    struct reading *reading = with;
    struct docx_tag tag = {reading->names, attrs, count};
    enum docx_name name = docx_name_of(reading->names, ns, element);
    reading->path[reading->depth++] = name;
    if (!reading->hidden && (name == MC_FALLBACK || name == W_P_PR_CHANGE || name == W_R_PR_CHANGE))
        reading->hidden = reading->depth;
    if (!reading->hidden)
        take(reading, name, &tag);
    return true;
}

static bool on_close(void *with, const char *ns, const char *element)
{
    struct reading *reading = with;
    (void)ns;
    (void)element;
    enum docx_name name = reading->path[--reading->depth];
    if (reading->hidden > reading->depth)
        reading->hidden = 0;
    if (name == W_LVL)
        reading->level = NULL;
    else if (name == W_ABSTRACT_NUM)
        reading->definition = NULL;
    else if (name == W_NUM)
        reading->list = NULL;
    return true;
}

static int by_definition(const void *a, const void *b)
{
    const struct definition *const *one = a, *const *other = b;
    return (*one)->id < (*other)->id ? -1 : (*one)->id > (*other)->id;
}

static int by_list(const void *a, const void *b)
{
    const struct list *one = a, *other = b;
    return one->id < other->id ? -1 : one->id > other->id;
}

static struct definition *find_definition(const struct docx_lists *lists, int id)
{
    struct definition wanted = {.id = id}, *key = &wanted;
    struct definition **found = lists->definition_count
        ? bsearch(&key, lists->definitions, lists->definition_count, sizeof *lists->definitions, by_definition) : NULL;
    return found ? *found : NULL;
}

static struct list *find_list(const struct docx_lists *lists, int id)
{
    struct list wanted = {.id = id};
    return lists && lists->list_count ? bsearch(&wanted, lists->lists, lists->list_count, sizeof wanted, by_list) : NULL;
}

/* A definition that only names a numbering style stands for the one of that style's list. */
static void follow_link(struct docx *docx, struct list *list)
{
    if (!list->definition || !list->definition->link)
        return;
    const struct docx_style *style = docx_style(docx, list->definition->link, "numbering");
    const struct list *other = style ? find_list(docx->lists, style->layout.list) : NULL;
    struct definition *definition = other ? find_definition(docx->lists, other->definition_id) : NULL;
    if (definition)
        list->definition = definition;
}

bool docx_lists_read(struct docx *docx, size_t member)
{
    static const struct xml_handler handler = {on_open, NULL, on_close};
    struct reading reading = {.docx = docx, .names = docx_names_new()};
    struct docx_lists *lists = docx->lists = mem_zero(1, sizeof *docx->lists);
    bool good = docx_parse(docx, member, &handler, &reading, NULL);
    docx_names_free(reading.names);
    if (lists->definition_count)
        qsort(lists->definitions, lists->definition_count, sizeof *lists->definitions, by_definition);
    if (lists->list_count)
        qsort(lists->lists, lists->list_count, sizeof *lists->lists, by_list);
    for (size_t i = 0; i < lists->list_count; i++)
        lists->lists[i].definition = find_definition(lists, lists->lists[i].definition_id);
    for (size_t i = 0; i < lists->list_count; i++)
        follow_link(docx, &lists->lists[i]);
    return good;
}

void docx_lists_free(struct docx_lists *lists)
{
    if (!lists)
        return;
    free(lists->definitions);
    free(lists->lists);
    free(lists);
}

void docx_lists_restart(struct docx_lists *lists)
{
    if (!lists || !lists->touched)
        return;
    for (size_t i = 0; i < lists->definition_count; i++) {
        memset(lists->definitions[i]->counters, 0, sizeof lists->definitions[i]->counters);
        memset(lists->definitions[i]->begun, 0, sizeof lists->definitions[i]->begun);
    }
    for (size_t i = 0; i < lists->list_count; i++)
        memset(lists->lists[i].used, 0, sizeof lists->lists[i].used);
    lists->touched = false;
}

/* -- counting -- */

static const struct level *level_of(const struct list *list, int level)
{
    return list->instead[level] ? list->instead[level] : &list->definition->levels[level];
}

static void count_on(struct list *list, int level)
{
    struct definition *definition = list->definition;
    if (list->start[level] != DOCX_UNSAID && !list->used[level])
        definition->counters[level] = list->start[level];
    else if (!definition->begun[level])
        definition->counters[level] = level_of(list, level)->start;
    else if (definition->counters[level] < MOST_NUMBER)
        definition->counters[level]++;
    definition->begun[level] = list->used[level] = true;
    for (int below = level + 1; below < LEVELS; below++) {
        int restart = level_of(list, below)->restart;
        if (restart == DOCX_UNSAID || level < restart)
            definition->begun[below] = false;
    }
}

/* What a level shows that is above the one counted: what it is at, or would begin with. */
static int shown(const struct list *list, int level)
{
    return list->definition->begun[level] ? list->definition->counters[level] : level_of(list, level)->start;
}

static void write_text(const struct list *list, const struct level *level, struct buf *out)
{
    for (const char *at = level->text; *at; at++) {
        if (at[0] == '%' && at[1] >= '1' && at[1] <= '9') {
            int other = *++at - '1';
            const char *format = level->legal ? "decimal" : level_of(list, other)->format;
            docx_number(shown(list, other), format ? format : "decimal", out);
        } else {
            buf_char(out, *at);
        }
    }
}

/* Bullets are mostly characters of symbol fonts, in the private range. */
static void write_bullet(const struct level *level, struct buf *out)
{
    size_t size = strlen(level->text);
    uint32_t point = 0;
    for (const char *at = level->text; size > 0;) {
        size_t length = text_decode(at, size, &point);
        if (!length)
            break;
        const char *sign = point >= 0xE000 && point <= 0xF8FF ? docx_symbol(level->font, point) : NULL;
        if (point >= 0xE000 && point <= 0xF8FF)
            buf_str(out, sign ? sign : "\xE2\x80\xA2");
        else if (point == 'o' && level->font && strstr(level->font, "Courier"))
            buf_str(out, "\xE2\x97\xA6");
        else
            buf_add(out, at, length);
        at += length;
        size -= length;
    }
}

static int level_of_style(const struct list *list, const char *style)
{
    for (int i = 0; style && i < LEVELS; i++)
        if (level_of(list, i)->style && strcmp(level_of(list, i)->style, style) == 0)
            return i;
    return 0;
}

bool docx_lists_next(struct docx *docx, int list_id, int *level, const char *style, const char **marker, struct docx_layout *indent)
{
    struct list *list = find_list(docx->lists, list_id);
    if (!list || !list->definition)
        return false;
    if (*level == DOCX_UNSAID)
        *level = level_of_style(list, style);
    const struct level *found = level_of(list, *level);
    if (!found->is_there)
        return false;
    struct buf out = BUF_INIT;
    count_on(list, *level);
    docx->lists->touched = true;
    if (strcmp(found->format, "bullet") == 0)
        write_bullet(found, &out);
    else
        write_text(list, found, &out);
    *marker = text_is_blank(buf_text(&out)) ? NULL : text_collapse(docx->blocks->arena, buf_text(&out));
    struct docx_layout own = *indent;
    docx_layout_over(indent, &found->layout);
    docx_layout_over(indent, &own);
    buf_free(&out);
    return true;
}
