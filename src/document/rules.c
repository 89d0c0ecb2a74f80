/* The rules that one file is checked by: a table of elements, walked once, and what bears on the file as a whole. */
#include "document/element.h"
#include "document/markdown.h"
#include "document/rules.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { SUGGESTIONS = 20 };

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
    const char *stop = line + source_offset(&rules->document->source, line, size, (size_t)place.column + place.length);
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

/* Rules that bear on one element, in the order of the file; those of the root follow when all others are done. */
enum { MOST_RULES = 8 };

static rule_check *const meeting_rules[ELEMENTS][MOST_RULES] = {
    [ELEMENT_ABBREVIATION] = {rule_empty},
    [ELEMENT_ACTION] = {rule_ids, rule_ownerless, rule_due, rule_empty, rule_markdown},
    [ELEMENT_ALIAS] = {rule_empty},
    [ELEMENT_AMENDMENT] = {rule_empty, rule_markdown, rule_amendment},
    [ELEMENT_APPROVAL] = {rule_ids, rule_movers},
    [ELEMENT_ARRIVAL] = {rule_ids, rule_nameless, rule_outside_meeting, rule_markdown, rule_came_and_went},
    [ELEMENT_ATTACHMENT] = {rule_empty, rule_markdown, rule_file},
    [ELEMENT_CAST] = {rule_ids, rule_nameless},
    [ELEMENT_CONTACT] = {rule_ids},
    [ELEMENT_DEBRIS] = {rule_empty},
    [ELEMENT_DECISION] = {rule_empty, rule_markdown},
    [ELEMENT_DECLARATION] = {rule_ids, rule_unknown_item, rule_empty, rule_markdown},
    [ELEMENT_DEFERRAL] = {rule_ids, rule_empty, rule_markdown},
    [ELEMENT_DEPARTURE] = {rule_ids, rule_nameless, rule_outside_meeting, rule_markdown, rule_came_and_went},
    [ELEMENT_FIGURE] = {rule_markdown, rule_file},
    [ELEMENT_GROUP] = {rule_empty},
    [ELEMENT_HEADING] = {rule_printed_dates, rule_empty},
    [ELEMENT_HELD] = {rule_printed_dates, rule_printed_times, rule_empty},
    [ELEMENT_ITEM] = {rule_ids, rule_outside_meeting},
    [ELEMENT_LINE] = {rule_empty},
    [ELEMENT_MEETING] = {rule_end_before_start},
    [ELEMENT_MOTION] = {rule_ids, rule_motion, rule_movers},
    [ELEMENT_NAME] = {rule_empty},
    [ELEMENT_NEXT_MEETING] = {rule_end_before_start, rule_announced, rule_printed_dates, rule_printed_times, rule_empty,
                              rule_markdown},
    [ELEMENT_NOTE] = {rule_empty, rule_markdown},
    [ELEMENT_ORGANISATION] = {rule_empty},
    [ELEMENT_PERSON] = {rule_ids, rule_nameless, rule_end_before_start, rule_outside_meeting},
    [ELEMENT_POST] = {rule_empty},
    [ELEMENT_RELATED] = {rule_empty},
    [ELEMENT_REMARK] = {rule_ids, rule_empty, rule_markdown},
    [ELEMENT_SIGNATURE] = {rule_ids},
    [ELEMENT_SUMMARY] = {rule_empty, rule_markdown},
    [ELEMENT_TEXT] = {rule_ids, rule_empty, rule_markdown},
    [ELEMENT_TITLE] = {rule_empty},
    [ELEMENT_UNKNOWN] = {rule_column_lost},
    [ELEMENT_UPDATE] = {rule_ids, rule_empty, rule_markdown, rule_successor},
    [ELEMENT_VENUE] = {rule_empty},
    [ELEMENT_VOTE] = {rule_vote},
};

static rule_check *const meeting_root_rules[] = {
    rule_body_mismatch, rule_no_date, rule_date_in_name, rule_duplicate_guests, rule_duplicate_numbers, rule_lists, rule_quorum,
    rule_files_done,    NULL,
};

static rule_check *const body_rules[ELEMENTS][MOST_RULES] = {
    [ELEMENT_ABBREVIATION] = {rule_empty},
    [ELEMENT_ACTION] = {rule_empty},
    [ELEMENT_ALIAS] = {rule_empty},
    [ELEMENT_AMENDMENT] = {rule_empty},
    [ELEMENT_ATTACHMENT] = {rule_empty},
    [ELEMENT_CONTACT] = {rule_ids},
    [ELEMENT_DEBRIS] = {rule_empty},
    [ELEMENT_DECISION] = {rule_empty},
    [ELEMENT_DECLARATION] = {rule_empty},
    [ELEMENT_DEFERRAL] = {rule_empty},
    [ELEMENT_GROUP] = {rule_ids, rule_empty},
    [ELEMENT_HEADING] = {rule_empty},
    [ELEMENT_HELD] = {rule_empty},
    [ELEMENT_LEVEL] = {rule_level},
    [ELEMENT_LINE] = {rule_empty},
    [ELEMENT_MEMBER] = {rule_ids, rule_period},
    [ELEMENT_NAME] = {rule_period, rule_empty},
    [ELEMENT_NEXT_MEETING] = {rule_empty},
    [ELEMENT_NOTE] = {rule_empty},
    [ELEMENT_ORGANISATION] = {rule_period, rule_empty},
    [ELEMENT_POST] = {rule_period, rule_empty},
    [ELEMENT_QUORUM] = {rule_period},
    [ELEMENT_RELATED] = {rule_empty},
    [ELEMENT_REMARK] = {rule_empty},
    [ELEMENT_SUMMARY] = {rule_empty},
    [ELEMENT_TEXT] = {rule_empty},
    [ELEMENT_TITLE] = {rule_empty},
    [ELEMENT_UPDATE] = {rule_empty},
    [ELEMENT_VENUE] = {rule_empty},
};

static rule_check *const body_root_rules[] = {rule_duplicate_ids, rule_overlap, rule_policy, NULL};

static void run(struct rules *rules, rule_check *const (*table)[MOST_RULES], rule_check *const *root_table)
{
    const struct node *root = xml_root(rules->document->tree);
    rule_start_names(rules, root);
    rules->lists_tell = rules->facts && meeting_lists_tell(rules->facts) && rule_lists_are_known(rules);
    for (const struct node *node = document_after(rules->document, root); node; node = document_after(rules->document, node)) {
        rule_check *const *checks = table[document_element(rules->document, node)];
        for (size_t i = 0; i < MOST_RULES && checks[i]; i++)
            checks[i](rules, node);
    }
    for (size_t i = 0; root_table[i]; i++)
        root_table[i](rules, root);
    known_free(&rules->people);
    free(rules->file_rows);
    free(rules->guests);
    arena_free(rules->arena);
}

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
    run(&rules, meeting_rules, meeting_root_rules);
}

void rules_body(struct document *document, const struct body_facts *body, struct diag_log *log)
{
    struct rules rules = {.document = document,
                          .body = body,
                          .log = log,
                          .arena = arena_new(),
                          .suggestions = SUGGESTIONS,
                          .searches = PARTS_SEARCHES};
    run(&rules, body_rules, body_root_rules);
}
