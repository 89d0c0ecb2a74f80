/* The rules that one file is checked by: a table of elements, walked once, and what bears on the file as a whole. */
#include "document/markdown.h"
#include "document/rules.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SUGGESTIONS = 20, SEEN = 61 };

void known_add(struct known *names, const char *name)
{
    if (!name)
        return;
    MEM_GROW(names->rows, names->count, names->room);
    names->rows[names->count++] = name;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void known_sort(struct known *names)
{
    if (names->count)
        qsort(names->rows, names->count, sizeof *names->rows, compare_names);
}

bool known_has(const struct known *names, const char *name)
{
    return names->count && bsearch(&name, names->rows, names->count, sizeof *names->rows, compare_names);
}

void known_free(struct known *names)
{
    free(names->rows);
    *names = (struct known){NULL, 0, 0};
}

struct finding *rules_at(struct rules *rules, enum diag_code code, const struct node *node, const char *const *args)
{
    return diag_put(rules->log, code, parts_place(rules->document, node, NULL), args);
}

struct finding *rules_at_attr(struct rules *rules, enum diag_code code, const struct node *node, const char *name,
                              const char *const *args)
{
    return diag_put(rules->log, code, parts_place(rules->document, node, name), args);
}

static bool is_edge(const char *at, const char *end)
{
    return at >= end || strchr(" \t\r\n\"'", *at);
}

/* Narrows the place of a list to one of its words, where that stands in the place's line. */
static struct place narrow(struct rules *rules, struct place place, const char *word)
{
    size_t size, length = strlen(word);
    const char *line = place.line ? source_line(&rules->document->source, place.line, &size) : NULL;
    if (!line)
        return place;
    const char *start = line + source_offset(&rules->document->source, line, size, place.column), *end = line + size;
    const char *stop = line + source_offset(&rules->document->source, line, size, place.column + place.length);
    for (const char *at = start; at + length <= stop; at++) {
        if (memcmp(at, word, length) == 0 && is_edge(at + length, end) && (at == start || is_edge(at - 1, end))) {
            place.column += text_points(start, (size_t)(at - start));
            place.length = text_points(at, length);
            return place;
        }
    }
    return place;
}

struct finding *rules_at_word(struct rules *rules, enum diag_code code, const struct node *node, const char *name,
                              const char *word, const char *const *args)
{
    return diag_put(rules->log, code, narrow(rules, parts_place(rules->document, node, name), word), args);
}

void rules_suggest(struct rules *rules, struct finding *finding, const char *name, const struct known *names)
{
    if (rules->suggestions-- <= 0)
        return;
    const char *nearest = text_nearest(name, names->rows, names->count);
    if (nearest)
        diag_suggest(finding, nearest);
}

char *rules_print(struct rules *rules, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(rules->arena, format, args);
    va_end(args);
    return text;
}

typedef void rule_check(struct rules *rules, const struct node *node);

struct rule {
    const char *elements; /* blank-separated; NULL: the root, after the walk over the others */
    rule_check *check;
};

static void rule_body_mismatch(struct rules *rules, const struct node *root)
{
    const char *said = node_attr(root, "body");
    if (!rules->body || text_same(said, rules->body->id))
        return;
    struct finding *finding = rules_at_attr(rules, D_BODY_MISMATCH, root, "body", RULES_ARGS(said, rules->body->id));
    if (text_nearest(said, &rules->body->id, 1))
        diag_suggest(finding, rules->body->id);
}

static void rule_no_date(struct rules *rules, const struct node *root)
{
    if (!rules->facts->date)
        diag_done(rules_at(rules, D_NO_DATE, root, RULES_ARGS()),
                  rules_print(rules, "kept as '%s'; nothing can refer to it", rules->facts->stem));
}

/* Files may have any name, but one that is a date should be the right one. */
static void rule_date_in_name(struct rules *rules, const struct node *root)
{
    const char *path = rules->facts->path, *slash = strrchr(path, '/');
    const char *day = rules_print(rules, "%.10s", slash ? slash + 1 : path);
    struct date date;
    if (!rules->facts->date || !date_parse(day, &date) || text_same(day, rules->facts->date))
        return;
    diag_done(rules_at_attr(rules, D_DATE_IN_NAME, root, "date", RULES_ARGS(day, rules->facts->date)),
              rules_print(rules, "the documents are named '%s'", rules->facts->stem));
}

static void rule_successor(struct rules *rules, const struct node *node)
{
    if (text_same(node_attr(node, "status"), "superseded") && !node_attr(node, "superseded-by"))
        rules_at_attr(rules, D_NO_SUCCESSOR, node, "status", RULES_ARGS());
}

static void rule_amendment(struct rules *rules, const struct node *node)
{
    if (!node_attr(node, "of") && !node_is(node_parent(node), "approval"))
        rules_at(rules, D_MISSING_ATTRIBUTE, node, RULES_ARGS("amendment", "of"));
}

static void rule_markdown(struct rules *rules, const struct node *node)
{
    markdown_check(rules->document, node, rules->log);
}

#define PROSE \
    "text remark decision action update amendment declaration arrival departure deferral next-meeting attachment figure summary note"
#define WHO "person text remark update declaration action item motion approval deferral cast arrival departure signature contact"
#define WORDS \
    "heading held venue title text remark decision action amendment declaration deferral summary note debris line update " \
    "next-meeting attachment name related alias post organisation group abbreviation"

static const struct rule meeting_rules[] = {
    {WHO, rule_ids},
    {"person cast arrival departure", rule_nameless},
    {"action", rule_ownerless},
    {"declaration", rule_unknown_item},
    {"meeting next-meeting person", rule_end_before_start},
    {"person arrival departure item", rule_outside_meeting},
    {"next-meeting", rule_announced},
    {"action", rule_due},
    {"held next-meeting heading", rule_printed_dates},
    {"held next-meeting", rule_printed_times},
    {WORDS, rule_empty},
    {PROSE, rule_markdown},
    {"unknown", rule_column_lost},
    {"vote", rule_vote},
    {"motion", rule_motion},
    {"motion approval", rule_movers},
    {"arrival departure", rule_came_and_went},
    {"update", rule_successor},
    {"amendment", rule_amendment},
    {"attachment figure", rule_file},
    {NULL, rule_body_mismatch},
    {NULL, rule_no_date},
    {NULL, rule_date_in_name},
    {NULL, rule_duplicate_guests},
    {NULL, rule_duplicate_numbers},
    {NULL, rule_lists},
    {NULL, rule_quorum},
    {NULL, rule_files_done},
};

static const struct rule body_rules[] = {
    {"member group contact", rule_ids},
    {"name post organisation member quorum", rule_period},
    {WORDS, rule_empty},
    {"level", rule_level},
    {NULL, rule_duplicate_ids},
    {NULL, rule_overlap},
    {NULL, rule_policy},
};

/* Which rows bear on an element, by its name; names of one tree mostly are one pointer each. */
struct seen {
    const char *name;
    unsigned long rows;
};

static unsigned long rows_for(const struct rule *table, size_t count, const char *name)
{
    unsigned long rows = 0;
    for (size_t i = 0; i < count; i++)
        if (table[i].elements && text_word_in(name, table[i].elements))
            rows |= 1ul << i;
    return rows;
}

static void check_node(struct rules *rules, const struct rule *table, size_t count, struct seen *seen, const struct node *node)
{
    const char *name = node_name(node);
    struct seen *slot = &seen[((uintptr_t)name >> 3) % SEEN];
    if (slot->name != name)
        *slot = (struct seen){name, rows_for(table, count, name)};
    for (size_t i = 0; i < count; i++)
        if (slot->rows >> i & 1)
            table[i].check(rules, node);
}

static void run(struct rules *rules, const struct rule *table, size_t count)
{
    const struct node *root = xml_root(rules->document->tree);
    struct seen seen[SEEN] = {{NULL, 0}};
    rule_start_names(rules, root);
    rules->lists_tell = rules->facts && meeting_lists_tell(rules->facts);
    for (const struct node *node = node_after(root, root); node; node = node_after(node, root))
        check_node(rules, table, count, seen, node);
    for (size_t i = 0; i < count; i++)
        if (!table[i].elements)
            table[i].check(rules, root);
    known_free(&rules->people);
    known_free(&rules->items);
    known_free(&rules->all_items);
    free(rules->file_rows);
    free(rules->guests);
    arena_free(rules->arena);
}

_Static_assert(sizeof meeting_rules / sizeof *meeting_rules <= 32, "a row is a bit of struct seen");

void rules_meeting(struct document *document, const struct meeting_facts *facts, const struct body_facts *body,
                   struct diag_log *log)
{
    struct rules rules = {.document = document,
                          .facts = facts,
                          .body = body,
                          .log = log,
                          .arena = arena_new(),
                          .suggestions = SUGGESTIONS,
                          .searches = PARTS_SEARCHES};
    run(&rules, meeting_rules, sizeof meeting_rules / sizeof *meeting_rules);
}

void rules_body(struct document *document, const struct body_facts *body, struct diag_log *log)
{
    struct rules rules = {.document = document,
                          .body = body,
                          .log = log,
                          .arena = arena_new(),
                          .suggestions = SUGGESTIONS,
                          .searches = PARTS_SEARCHES};
    run(&rules, body_rules, sizeof body_rules / sizeof *body_rules);
}
