/* From pairs of lines to changes. */
#include "base/text.h"
#include "edit/changes.h"

#include <stdlib.h>
#include <string.h>

struct finding_changes {
    const struct fields *fields;
    struct lines *printed, *edited;
    const struct tree *tree;
    struct arena *arena;
    struct changes *changes;
    size_t *shown,
        *gone; /* of each element: lines that print something of it or of what is in it, and those of them that are gone */
};

static struct change *add(struct finding_changes *finding, const struct change *change)
{
    struct changes *changes = finding->changes;
    MEM_GROW(changes->list, changes->count, changes->room);
    changes->list[changes->count] = *change;
    return &changes->list[changes->count++];
}

static const struct field *field_of(const struct finding_changes *finding, const struct span *span)
{
    return &finding->fields->list[span->field];
}

/* -- words that changed in a line -- */

/* The span that a hunk's new words belong to: prose before anything else, then what they replace, then what they touch. */
static const struct span *home_of(const struct finding_changes *finding, const struct line *line, const struct hunk *hunk)
{
    const struct span *best = NULL;
    int worth = 0;
    for (size_t i = 0; i < line->span_count; i++) {
        const struct span *span = &line->spans[i];
        bool within = hunk->from < span->to && hunk->to > span->from;
        bool touches = hunk->from == hunk->to && hunk->from <= span->to && hunk->to >= span->from;
        int own = !within && !touches ? 0 : 1 + 2 * within + (field_of(finding, span)->name == NULL);
        if (own > worth) {
            worth = own;
            best = span;
        }
    }
    return best;
}

static void change_span(struct finding_changes *finding, const struct line *line, const struct line *with,
                        const struct hunk *hunks, size_t count, const struct span *span)
{
    size_t from = span->from, to = span->to;
    long before = 0, until = 0; /* how far places there have moved */
    size_t start = SIZE_MAX, end = SIZE_MAX;
    bool changed = false;
    for (size_t i = 0; i < count; i++) {
        const struct hunk *hunk = &hunks[i];
        bool own = home_of(finding, line, hunk) == span;
        long grown = (long)(hunk->upto - hunk->with) - (long)(hunk->to - hunk->from);
        if (!own && (hunk->to <= from || hunk->from >= to)) {
            before += hunk->to <= from ? grown : 0;
            until += hunk->to <= from ? grown : 0;
            continue;
        }
        changed = true;
        until += grown;
        if (hunk->from <= from && hunk->to >= from)
            start = own ? hunk->with : hunk->upto;
        if (hunk->to >= to)
            end = own ? hunk->upto : hunk->with;
    }
    if (!changed)
        return;
    start = start != SIZE_MAX ? start : (size_t)((long)from + before);
    end = end != SIZE_MAX ? end : (size_t)((long)to + until);
    end = end > with->size ? with->size : end;
    start = start > end ? end : start;
    while (start < end && strchr(" \t\n", with->text[start]) && !(from < line->size && strchr(" \t\n", line->text[from])))
        start++;
    while (end > start && strchr(" \t\n", with->text[end - 1]) && !(to && strchr(" \t\n", line->text[to - 1])))
        end--;
    const struct field *field = field_of(finding, span);
    struct change change = {.node = field->node, .leaf = field->leaf, .name = field->name, .line = with, .from = start};
    change.old = arena_copy_n(finding->arena, line->text + from, to - from);
    change.now = arena_copy_n(finding->arena, with->text + start, end - start);
    change.tail = field->tail;
    change.kind = !field->name ? *change.now ? CHANGE_LEAF : CHANGE_LEAF_GONE : CHANGE_VALUE;
    if (strcmp(change.old, change.now) != 0)
        add(finding, &change);
}

/* Words that only look otherwise now. A look that all of a line has or has not is a program's, not somebody's. */
static void restyle(struct finding_changes *finding, const struct line *line, const struct line *with)
{
    bool all = true;
    for (size_t i = 1; i < line->size && all; i++)
        all = (line->looks[i] ^ with->looks[i]) == (line->looks[0] ^ with->looks[0]);
    for (size_t i = 0; i < line->span_count && !all; i++) {
        const struct span *span = &line->spans[i];
        const struct field *field = field_of(finding, span);
        if (field->name || memcmp(line->looks + span->from, with->looks + span->from, span->to - span->from) == 0)
            continue;
        const char *words = arena_copy_n(finding->arena, line->text + span->from, span->to - span->from);
        add(finding, &(struct change){.kind = CHANGE_LEAF,
                                      .node = field->node,
                                      .leaf = field->leaf,
                                      .line = with,
                                      .from = span->from,
                                      .old = words,
                                      .now = words,
                                      .restyle = true});
    }
}

static void change_line(struct finding_changes *finding, const struct line *line, const struct line *with)
{
    if (line->size == with->size && memcmp(line->text, with->text, line->size) == 0) {
        restyle(finding, line, with);
        return;
    }
    struct hunk *hunks;
    size_t count = edit_hunks(line->text, line->size, with->text, with->size, finding->arena, &hunks);
    for (size_t i = 0; i < line->span_count; i++)
        change_span(finding, line, with, hunks, count, &line->spans[i]);
}

/* -- lines that are gone -- */

static void count_lines(struct finding_changes *finding)
{
    for (size_t i = 0; i < finding->printed->count; i++) {
        const struct line *line = &finding->printed->list[i];
        for (size_t k = 0; k < line->span_count; k++)
            for (const struct node *node = finding->tree->nodes[field_of(finding, &line->spans[k])->node]; node;
                 node = node_parent(node)) {
                finding->shown[node_number(node)]++;
                finding->gone[node_number(node)] += line->pair == SIZE_MAX;
            }
    }
}

static bool may_go(const struct node *node)
{
    static const char names[] =
        "item title text remark decision motion vote action update approval amendment declaration arrival departure "
        "deferral next-meeting attachment figure restricted note debris person appendix signature line columns "
        "heading held";
    return text_word_in(node_name(node), names);
}

static bool is_gone(const struct finding_changes *finding, const struct node *node)
{
    size_t number = node_number(node);
    return finding->shown[number] && finding->shown[number] == finding->gone[number] && may_go(node);
}

/* Whether it, or something it stands in, goes as a whole. */
static bool goes(const struct finding_changes *finding, const struct node *node)
{
    while (node && !is_gone(finding, node))
        node = node_parent(node);
    return node != NULL;
}

/* What was printed of it, at length: prose before a number or names. */
static const char *first_words(const struct finding_changes *finding, const struct node *element)
{
    const char *words = NULL;
    for (size_t i = 0; i < finding->printed->count; i++) {
        const struct line *line = &finding->printed->list[i];
        for (size_t k = 0; k < line->span_count && line->pair == SIZE_MAX; k++) {
            const struct field *field = field_of(finding, &line->spans[k]);
            for (const struct node *node = finding->tree->nodes[field->node]; node; node = node_parent(node))
                if (node == element && (!words || (!field->name && strlen(words) < 12)))
                    words = arena_copy_n(finding->arena, line->text + line->spans[k].from,
                                         line->spans[k].to - line->spans[k].from);
        }
    }
    return words ? text_collapse(finding->arena, words) : node_name(element);
}

static void find_gone(struct finding_changes *finding)
{
    for (size_t i = 1; i <= finding->tree->count; i++)
        if (is_gone(finding, finding->tree->nodes[i]) && !goes(finding, node_parent(finding->tree->nodes[i])))
            add(finding, &(struct change){.kind = CHANGE_GONE, .node = i, .old = first_words(finding, finding->tree->nodes[i])});
    for (size_t i = 0; i < finding->printed->count; i++) {
        const struct line *line = &finding->printed->list[i];
        for (size_t k = 0; k < line->span_count && line->pair == SIZE_MAX; k++) {
            const struct field *field = field_of(finding, &line->spans[k]);
            if (goes(finding, finding->tree->nodes[field->node]))
                continue;
            struct change change = {.kind = field->name ? CHANGE_VALUE : CHANGE_LEAF_GONE,
                                    .node = field->node,
                                    .leaf = field->leaf,
                                    .name = field->name,
                                    .old = field->value,
                                    .now = ""};
            add(finding, &change);
        }
    }
}

/* -- lines that are new -- */

static const struct span *main_span(const struct finding_changes *finding, const struct line *line)
{
    for (size_t i = 0; i < line->span_count; i++)
        if (!field_of(finding, &line->spans[i])->name)
            return &line->spans[i];
    return line->span_count ? &line->spans[line->span_count - 1] : NULL;
}

/* The printed line that a line of the edited document is; NULL: none. */
static const struct line *was(const struct finding_changes *finding, const struct line *line)
{
    return line->pair != SIZE_MAX ? &finding->printed->list[line->pair] : NULL;
}

static bool same_row(const struct line *a, const struct line *b)
{
    return a->block->table && a->block->table == b->block->table && a->block->row == b->block->row;
}

/* The value of the nearest line before (step -1) or behind that prints one; NULL: there is none. */
static const struct field *neighbour(const struct finding_changes *finding, size_t at, int step)
{
    const struct lines *edited = finding->edited;
    for (size_t i = at + (size_t)step; i < edited->count; i += (size_t)step) {
        const struct line *line = was(finding, &edited->list[i]);
        const struct span *span = line ? main_span(finding, line) : NULL;
        if (span && !goes(finding, finding->tree->nodes[field_of(finding, span)->node]))
            return field_of(finding, span);
        if (line && !span && line->size > 40)
            break; /* what the layout says by itself has no neighbours */
    }
    return NULL;
}

/* A cell filled in of a row that was there: the names or the number of what stands in it. */
static bool fill_cell(struct finding_changes *finding, size_t at)
{
    const struct lines *edited = finding->edited;
    const struct line *line = &edited->list[at];
    size_t first = at, last = at;
    while (first && same_row(&edited->list[first - 1], line))
        first--;
    while (last + 1 < edited->count && same_row(&edited->list[last + 1], line))
        last++;
    for (size_t i = first; i <= last && line->block->table; i++) {
        const struct line *other = was(finding, &edited->list[i]);
        const struct span *span = other ? main_span(finding, other) : NULL;
        if (!span || field_of(finding, span)->name || other->block->column == line->block->column)
            continue;
        bool names = line->block->column > other->block->column;
        add(finding, &(struct change){.kind = CHANGE_VALUE,
                                      .node = field_of(finding, span)->node,
                                      .name = names ? "for" : "number",
                                      .old = "",
                                      .now = line->text,
                                      .line = line});
        return true;
    }
    return false;
}

/* All of a row that is new; else the line alone. Returns where it ends. */
static size_t gather(struct finding_changes *finding, size_t at, struct added *added)
{
    const struct lines *edited = finding->edited;
    const struct line *first = &edited->list[at];
    size_t end = at + 1;
    while (end < edited->count && same_row(first, &edited->list[end]) && edited->list[end].pair == SIZE_MAX)
        end++;
    *added = (struct added){.lines = arena_alloc(finding->arena, (end - at) * sizeof *added->lines)};
    for (size_t i = at; i < end; i++) {
        const struct line *line = &edited->list[i];
        bool outer = end - at > 1 || (line->block->table && line->block->column != 2);
        if (outer && line->block->column == 1 && !added->number)
            added->number = line->text;
        else if (outer && line->block->column == 3)
            added->names = added->names ? arena_printf(finding->arena, "%s, %s", added->names, line->text) : line->text;
        else
            added->lines[added->count++] = line;
    }
    return end;
}

/* Whether a new line says what an element that is gone said: then the element has moved. */
static bool moves(struct finding_changes *finding, const struct added *added, size_t to, bool before)
{
    const struct lines *printed = finding->printed;
    for (size_t i = 0; i < printed->count && added->count; i++) {
        const struct line *line = &printed->list[i];
        const struct span *span = line->pair == SIZE_MAX && line->hash == added->lines[0]->hash ? main_span(finding, line) : NULL;
        const struct node *node = span ? finding->tree->nodes[field_of(finding, span)->node] : NULL;
        while (node && !(is_gone(finding, node) && !goes(finding, node_parent(node))))
            node = node_parent(node);
        if (!node)
            continue;
        for (size_t k = 0; k < finding->changes->count; k++) {
            struct change *change = &finding->changes->list[k];
            if (change->node != node_number(node) || (change->kind != CHANGE_GONE && change->kind != CHANGE_MOVED))
                continue;
            if (change->kind == CHANGE_GONE) {
                change->kind = CHANGE_MOVED;
                change->to = to;
                change->before = before;
            }
            return true;
        }
    }
    return false;
}

/* A line without prose that was printed, and only stands elsewhere now: the layout puts it where it belongs. */
static bool is_layout(const struct finding_changes *finding, const struct line *line)
{
    const struct lines *printed = finding->printed;
    for (size_t i = 0; i < printed->count; i++) {
        const struct line *other = &printed->list[i];
        if (other->pair != SIZE_MAX || other->hash != line->hash)
            continue;
        const struct span *span = main_span(finding, other);
        if (!span || (field_of(finding, span)->name && text_same(field_of(finding, span)->name, "text")))
            return true;
    }
    return false;
}

static void find_new(struct finding_changes *finding)
{
    const struct lines *edited = finding->edited;
    for (size_t at = 0, end; at < edited->count; at = end) {
        const struct line *line = &edited->list[at];
        struct added added;
        end = at + 1;
        if (line->pair != SIZE_MAX || is_layout(finding, line) || fill_cell(finding, at))
            continue;
        end = gather(finding, at, &added);
        const struct field *beside = neighbour(finding, at, -1);
        bool before = !beside;
        beside = beside ? beside : neighbour(finding, end - 1, 1);
        if (!beside || moves(finding, &added, beside->node, before))
            continue;
        bool within = at && (!line->block->table || same_row(&edited->list[at - 1], line));
        if (line->block->kind == BLOCK_ENTRY && within && !before && !beside->name)
            add(finding, &(struct change){.kind = CHANGE_LEAF_NEW, .node = beside->node, .leaf = beside->leaf, .line = line});
        else
            add(finding,
                &(struct change){.kind = CHANGE_NEW, .node = beside->node, .added = added, .line = line, .before = before});
    }
}

void edit_find(const struct fields *fields, struct lines *printed, struct lines *edited, const struct tree *tree,
               struct arena *arena, struct changes *changes)
{
    struct finding_changes finding = {fields,
                                      printed,
                                      edited,
                                      tree,
                                      arena,
                                      changes,
                                      mem_zero(tree->count + 1, sizeof(size_t)),
                                      mem_zero(tree->count + 1, sizeof(size_t))};
    count_lines(&finding);
    for (size_t i = 0; i < printed->count; i++)
        if (printed->list[i].pair != SIZE_MAX)
            change_line(&finding, &printed->list[i], &edited->list[printed->list[i].pair]);
    find_gone(&finding);
    find_new(&finding);
    free(finding.shown);
    free(finding.gone);
}
