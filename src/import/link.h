/* The meetings of one body made a series: who is who across their spellings, whose actions they are, and what later meetings
 * say of * earlier ones. Trees come with the attributes of shape.h and lose them here. Printed words are never touched. */
#ifndef IMPORT_LINK_H
#define IMPORT_LINK_H

#include "base/diag.h"
#include "base/source.h"
#include "xml/xml.h"

/* Findings that only importing has are reported at the place in the source that an element came from. */
struct link_meeting {
    struct xml_doc *tree;
    struct source *source;      /* of findings: its path */
    bool by_line;               /* places are lines; else paragraphs */
    const char *date, *sitting; /* as in the tree; NULL */
    bool fixed;                 /* it was there before this run: it is only looked at */
    bool form;                  /* it says itself who people are: body.xml need not know more of them */
};

struct link_body {
    struct arena *arena;        /* borrowed */
    struct diag_log *log;
    struct xml_doc *body;       /* of body.xml: people, membership and groups are added */
    bool added;                 /* something was */
    struct link_meeting *meetings; /* by date and sitting; those without a date last */
    size_t count;
};

void link_meetings(struct link_body *body);

/* Takes out of a tree what a check would call an error and what nobody printed: a due date before the meeting, an end before
 * its start. Gives an id to what * has a number that is taken. */
void link_mend(struct xml_doc *tree, struct arena *arena);
/* Takes out what refers to other meetings: what text names in quotes, by its address or its meeting's; without any such, all of it. Calls dropped
 * for each action that text names. */
void link_unlink(struct xml_doc *tree, const char *text, struct arena *arena, void (*dropped)(void *with, const char *address), void *with);

const char *link_day_before(struct arena *arena, const char *iso); /* NULL: that is no day */

#endif
