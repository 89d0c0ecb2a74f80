/* The elements of the grammar as numbers, so that a table can have a row for each. */
#ifndef DOCUMENT_ELEMENT_H
#define DOCUMENT_ELEMENT_H

#include "document/document.h"

/* Sorted by name. */
#define ELEMENT_LIST(X) \
    X(ABBREVIATION, "abbreviation") X(ABSENT, "absent") X(ACTION, "action") X(ALIAS, "alias") X(AMENDMENT, "amendment") \
    X(APOLOGIES, "apologies") X(APPENDIX, "appendix") X(APPROVAL, "approval") X(ARRIVAL, "arrival") \
    X(ATTACHMENT, "attachment") X(ATTENDANCE, "attendance") X(BODY, "body") X(CAST, "cast") X(COLUMNS, "columns") \
    X(CONTACT, "contact") X(DEBRIS, "debris") X(DECISION, "decision") X(DECLARATION, "declaration") X(DEFERRAL, "deferral") \
    X(DEPARTURE, "departure") X(FIGURE, "figure") X(GROUP, "group") X(GROUPS, "groups") X(HEADING, "heading") \
    X(HELD, "held") X(IN_ATTENDANCE, "in-attendance") X(ITEM, "item") X(LEVEL, "level") X(LINE, "line") \
    X(MEETING, "meeting") X(MEMBER, "member") X(MEMBERSHIP, "membership") X(MINUTES, "minutes") X(MOTION, "motion") \
    X(NAME, "name") X(NEXT_MEETING, "next-meeting") X(NOTE, "note") X(ORGANISATION, "organisation") X(PEOPLE, "people") \
    X(PERSON, "person") X(POLICY, "policy") X(POST, "post") X(PRESENT, "present") X(PREVIOUS_ACTIONS, "previous-actions") \
    X(PROVENANCE, "provenance") X(QUORUM, "quorum") X(RELATED, "related") X(REMARK, "remark") X(RESTRICTED, "restricted") \
    X(SIGNATURE, "signature") X(SUMMARY, "summary") X(TEXT, "text") X(TITLE, "title") X(UNKNOWN, "unknown") \
    X(UPDATE, "update") X(VENUE, "venue") X(VOTE, "vote")

enum element_id {
    ELEMENT_NONE, /* of another namespace, or of a name that the grammar does not have */
#define ELEMENT_NUMBER(id, name) ELEMENT_##id,
    ELEMENT_LIST(ELEMENT_NUMBER)
#undef ELEMENT_NUMBER
    ELEMENTS
};

enum element_id element_find(const char *name); /* NONE: the grammar has none of that name */
/* Of an element of a tree that was loaded; elements made since are none. */
enum element_id document_element(const struct document *document, const struct node *node);

/* The element after node in the order of the file, NULL behind the last: for walks over a tree that nobody has changed yet. */
const struct node *document_after(const struct document *document, const struct node *node);

/* Numbers by name, looked up once for each pointer to one: names of one tree mostly are one pointer each. */
enum { ELEMENT_SEEN = 127 };
struct element_seen {
    const char *names[ELEMENT_SEEN], *spaces[ELEMENT_SEEN];
    enum element_id elements[ELEMENT_SEEN];
};
enum element_id element_of(struct element_seen *seen, const struct node *node); /* seen is all zero at first */

#endif
