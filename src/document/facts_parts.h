/* What the files that gather facts, and the rules, share. */
#ifndef DOCUMENT_FACTS_PARTS_H
#define DOCUMENT_FACTS_PARTS_H

#include "base/date.h"
#include "base/text.h"
#include "document/facts.h"

/* Copies into the arena; NULL gives NULL. */
char *parts_copy(struct arena *arena, const char *text);
/* The element's own words, runs of blanks as one. */
char *parts_text(struct arena *arena, const struct node *node);
/* The words of an attribute that holds a list; NULL where there are none. */
const char **parts_words(struct arena *arena, const char *list, size_t *count);
/* The folder of a shown path; "" for the current one. */
char *parts_folder(struct arena *arena, const char *path);
bool parts_votes_by_default(const char *role);

/* Restricted as a reader of a public build has it: the summary of a restricted passage is public. */
bool parts_restricted(const struct node *node);
/* The place of the attribute's value, or of the element where name is NULL or absent, with parts_restricted. */
struct place parts_place(struct document *document, const struct node *node, const char *name);
/* The place of words among the element's own, while *budget lasts: each search may go over the whole element. After that the
 * element's place. */
struct place parts_place_word(struct document *document, const struct node *node, const char *words, int *budget);
enum { PARTS_SEARCHES = 1000 }; /* a budget for one file */

/* Whether a path stays below the folder it is taken from: no part of it leads up, and it does not begin at the root. */
bool parts_is_below(const char *path);
/* BODY filled in and blanks collapsed; decode: %20 and its like stand for what they encode. */
char *parts_address(struct arena *arena, const char *body, const char *written, bool decode);

/* Items, actions, decisions, motions and appendices with their numbers, into facts->defs. */
void parts_number(struct document *document, struct meeting_facts *facts);
/* The lists of attendance, into facts->attendees. */
void parts_attend(struct document *document, struct meeting_facts *facts, const struct body_facts *body);
/* The sorted tables for look-ups, made of the rows. */
void parts_sort_attendees(struct meeting_facts *facts);
void parts_sort_body(struct body_facts *facts);

#endif
