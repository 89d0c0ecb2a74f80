/* The attendance of one body as JSON, from its sheet in a register; schemas/attendance.schema.json describes it. */
#include "render/finish.h"

#include "base/text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A key of an object, and the attribute that holds its value. */
struct field {
    const char *key, *attr;
    enum { TEXT, NUMBER, FLAG, MAYBE } kind; /* FLAG: there or not; MAYBE: yes, no or not known */
};

static json_t *value_of(const struct node *node, const struct field *field)
{
    const char *text = node_attr(node, field->attr);
    if (field->kind == FLAG)
        return json_boolean(text && strcmp(text, "yes") == 0);
    if (!text)
        return json_null();
    if (field->kind == NUMBER)
        return json_integer(strtol(text, NULL, 10));
    return field->kind == MAYBE ? json_boolean(strcmp(text, "yes") == 0) : json_string(text);
}

static json_t *object_of(const struct node *node, const struct field *fields, size_t count)
{
    json_t *object = json_object();
    for (size_t i = 0; i < count; i++)
        json_object_set_new(object, fields[i].key, value_of(node, &fields[i]));
    return object;
}

#define OBJECT(node, fields) object_of(node, fields, sizeof(fields) / sizeof *(fields))

static const struct field body_fields[] = {{"id", "body-id", TEXT}, {"name", "body-name", TEXT}};

static const struct field meeting_fields[] = {
    {"address", "address", TEXT},    {"date", "date", TEXT},           {"sitting", "sitting", TEXT},
    {"kind", "kind", TEXT},          {"held", "held", TEXT},           {"start", "start", TEXT},
    {"end", "end", TEXT},            {"venue", "venue", TEXT},         {"votingPresent", "voting", NUMBER},
    {"quorumNeeded", "quorum", NUMBER}, {"quorumMet", "quorum-met", MAYBE},
};

static const struct field announced_fields[] = {
    {"date", "date", TEXT}, {"start", "start", TEXT}, {"end", "end", TEXT}, {"venue", "venue", TEXT}, {"kind", "kind", TEXT},
};

static const struct field member_fields[] = {
    {"id", "id", TEXT},           {"name", "name", TEXT},           {"role", "role", TEXT},
    {"voting", "voting", FLAG},   {"vacancy", "vacancy", FLAG},     {"current", "current", FLAG},
    {"possible", "possible", NUMBER}, {"attended", "attended", NUMBER}, {"remote", "remote", NUMBER},
    {"apologies", "apologies", NUMBER}, {"deputies", "deputies", NUMBER}, {"absences", "absences", NUMBER},
    {"unknown", "unknown", NUMBER}, {"rate", "rate", NUMBER},       {"lastSeen", "last-seen", TEXT},
    {"monthsSince", "months", NUMBER}, {"sixMonths", "six-months", FLAG},
};

static const struct field other_fields[] = {{"id", "id", TEXT}, {"name", "name", TEXT}, {"times", "times", NUMBER}};
static const struct field mark_fields[] = {{"meeting", "meeting", TEXT}, {"mark", "mark", TEXT}};

/* Meetings of which there is nothing to say are left out. */
static json_t *with_marks(json_t *object, const struct node *line)
{
    json_t *marks = json_array();
    for (const struct node *node = node_first(line); node; node = node_next(node))
        if (node_attr(node, "mark"))
            json_array_append_new(marks, OBJECT(node, mark_fields));
    json_object_set_new(object, "marks", marks);
    return object;
}

static json_t *make_meeting(const struct node *node)
{
    return OBJECT(node, meeting_fields);
}

static json_t *make_member(const struct node *node)
{
    return with_marks(OBJECT(node, member_fields), node);
}

static json_t *make_other(const struct node *node)
{
    return with_marks(OBJECT(node, other_fields), node);
}

static json_t *make_announced(const struct node *node)
{
    return OBJECT(node, announced_fields);
}

static const struct {
    const char *key, *element;
    json_t *(*make)(const struct node *node);
} lists[] = {
    {"meetings", "meeting", make_meeting},
    {"members", "member", make_member},
    {"others", "other", make_other},
    {"announced", "announced", make_announced},
};

static int add_bytes(const char *bytes, size_t size, void *with)
{
    buf_add(with, bytes, size);
    return 0;
}

bool json_sheet(const struct node *sheet, struct buf *out)
{
    json_t *whole = json_object();
    json_object_set_new(whole, "body", OBJECT(sheet, body_fields));
    json_object_set_new(whole, "asOf", node_attr(sheet, "as-of") ? json_string(node_attr(sheet, "as-of")) : json_null());
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        json_t *list = json_array();
        for (const struct node *node = node_first(sheet); node; node = node_next(node))
            if (node_is_r(node, lists[i].element))
                json_array_append_new(list, lists[i].make(node));
        json_object_set_new(whole, lists[i].key, list);
    }
    bool done = json_dump_callback(whole, add_bytes, out, JSON_INDENT(2)) == 0;
    json_decref(whole);
    return done;
}
