/* Dates and times in attributes: what cannot come before what. */
#include "document/element.h"
#include "document/rules.h"

#include <string.h>

static void check_order(struct rules *rules, const struct node *node, const char *start, const char *end)
{
    const char *from = node_attr(node, start), *to = node_attr(node, end);
    int begin, finish;
    if (from && to && time_parse(from, &begin) && time_parse(to, &finish) && finish < begin)
        rules_at_attr(rules, D_END_BEFORE_START, node, end, RULES_ARGS(from, to));
}

void rule_end_before_start(struct rules *rules, const struct node *node)
{
    if (node_is(node, "person"))
        check_order(rules, node, "arrived", "left");
    else
        check_order(rules, node, "start", "end");
}

static const struct {
    enum element_id element;
    const char *attribute, *what;
} moments[] = {
    {ELEMENT_PERSON, "arrived", "the arrival"},   {ELEMENT_PERSON, "left", "the departure"},
    {ELEMENT_ARRIVAL, "time", "the arrival"},     {ELEMENT_DEPARTURE, "time", "the departure"},
    {ELEMENT_ITEM, "time", "the item"},
};

static void check_within(struct rules *rules, const struct node *node, const char *name, const char *what)
{
    const char *said = node_attr(node, name);
    int moment, from = 0, to = 24 * 60;
    if (!said || !time_parse(said, &moment))
        return;
    const struct node *meeting = node_child(xml_root(rules->document->tree), "meeting");
    const char *start = meeting ? node_attr(meeting, "start") : NULL, *end = meeting ? node_attr(meeting, "end") : NULL;
    if (start)
        time_parse(start, &from);
    if (end)
        time_parse(end, &to);
    if (to >= from && (moment < from || moment > to))
        rules_at_attr(rules, D_OUTSIDE_MEETING, node, name,
                      RULES_ARGS(what, said, start ? start : "the beginning", end ? end : "the end"));
}

void rule_outside_meeting(struct rules *rules, const struct node *node)
{
    enum element_id element = document_element(rules->document, node);
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
        if (moments[i].element == element)
            check_within(rules, node, moments[i].attribute, moments[i].what);
}

void rule_announced(struct rules *rules, const struct node *node)
{
    const char *said = node_attr(node, "date"), *held = rules->facts->date;
    if (said && held && strcmp(said, held) <= 0)
        rules_at_attr(rules, D_DATE_NOT_AFTER, node, "date", RULES_ARGS(said, held));
}

void rule_due(struct rules *rules, const struct node *node)
{
    const char *due = node_attr(node, "due"), *held = rules->facts->date;
    struct date day;
    if (due && held && date_parse(due, &day) && strcmp(due, held) < 0)
        rules_at_attr(rules, D_DUE_BEFORE_RAISED, node, "due", RULES_ARGS(due, held));
}
