/* What a document defines and refers to: its interface. Pure data: no nodes, so that it can be stored, sent and linked
 * without the tree. `node` fields are node numbers (xml.h), 0 for none. All strings live in the facts' arena. */
#ifndef DOCUMENT_FACTS_H
#define DOCUMENT_FACTS_H

#include "base/table.h"
#include "document/document.h"

/* -- body.xml -- */

struct period { const char *from, *until; };                 /* ISO dates; NULL: open */

struct dated {                                               /* a name, post or organisation while it held */
    struct period period;
    const char *text, *honorific, *kind, *lang;
    struct place place;
};

struct dated_list { struct dated *rows; size_t count, room; };

struct person {
    const char *id;
    struct dated_list names, posts, organisations;
    const char **aliases; size_t alias_count;
    struct place place;
};

struct member { const char *ref, *role, *replaces; bool voting; struct period period; struct place place; };
struct group { const char *id, *name; const char **members; size_t member_count; struct place place; }; /* no members: all of the day */
struct related { const char *id, *kind, *name; };
struct quorum { int count; int share_of, share_in; bool all; struct period period; struct place place; }; /* 0 where not given */
struct abbreviation { const char *abbreviated, *text; };

struct contact_line { const char *kind, *label, *text; };    /* as in the element line; kind and label may be NULL */

struct body_facts {
    struct arena *arena;
    const char *id, *lang, *layout, *profile, *zone;         /* lang "en-GB", layout "headings", profile "partnership" where not given */
    struct dated_list names;
    struct related *related; size_t related_count;
    struct person *people; size_t person_count;
    struct member *members; size_t member_count;
    struct group *groups; size_t group_count;
    struct quorum *quorums; size_t quorum_count;
    struct abbreviation *abbreviations; size_t abbreviation_count;
    struct contact_line *contact_lines; size_t contact_line_count; /* the body's own contact */
    const char *folder;                                      /* shown path of the folder that holds body.xml; "" for the current one */
    struct place place;
    struct table people_by_id;                               /* index + 1 of the first with an id */
    const struct member **members_by_ref; size_t ref_count;  /* sorted, without vacancies */
    struct table seats;                                      /* index + 1 of a person's first among them */
};

struct body_facts *body_facts_new(struct document *document); /* of a valid body.xml */
void body_facts_free(struct body_facts *facts);
/* The row that holds on the day (NULL date: the last), else the nearest before it, else the first; NULL if there is none.
 * Of rows with a kind, only those of that kind (NULL: full). */
const struct dated *dated_on(const struct dated_list *list, const char *date, const char *kind);
const struct person *body_person(const struct body_facts *body, const char *id);
const struct group *body_group(const struct body_facts *body, const char *id);
bool period_holds(struct period period, const char *date);
/* Somebody with two seats on one day is found by the one with a vote. */
bool body_member_on(const struct body_facts *body, const char *person, const char *date, const struct member **member); /* member may be NULL */
/* Who holds a role on the day: fills ids up to room, returns how many there are. */
size_t body_role_on(const struct body_facts *body, const char *role, const char *date, const char **ids, size_t room);

/* -- one meeting -- */

enum def_kind { DEF_ITEM, DEF_ACTION, DEF_DECISION, DEF_MOTION, DEF_APPENDIX };

struct def {
    enum def_kind kind;
    uint32_t node;
    const char *number;      /* as printed, or NULL */
    const char *id;          /* as given, or NULL */
    const char *address;     /* NUMBER of its address: id, or printed number where unique, or path */
    const char *path;        /* numbers from the top: "7/a"; counted ones included, an id where there is no number */
    const char *title;       /* of items; else NULL */
    bool in_source;          /* its address comes from numbers and ids in the source, so that inserting an item never moves it */
    bool path_in_source;     /* the same of its path */
    bool shares;             /* an item's only action that goes by the item's number: both have one address (docs/addresses.md) */
    uint32_t parent;         /* index + 1 of the def it stands in; 0: the meeting */
    struct place place;      /* restricted says whether it stands in a restricted passage */
};

struct action {
    size_t def;              /* index into defs */
    const char **owners; size_t owner_count;                 /* ids as written */
    const char *printed;     /* for */
    const char *due;         /* ISO date, "next-meeting" or NULL */
    const char *due_text, *body, *target;
    const char **consult; size_t consult_count;              /* ids as written */
    const char **by; size_t by_count;
    bool tracked;
    const char *text;        /* words of the prose, collapsed, Markdown taken off */
};

struct update {
    const char *action;      /* address as written (body and date filled in), or NULL: from a meeting that nobody has */
    const char *number;      /* n as printed */
    const char *status, *superseded_by, *due, *due_text, *printed;
    const char **owners; size_t owner_count;
    const char *text;
    size_t node;
    struct place place, place_address;
};

enum ref_kind { REF_LINK, REF_SUPERSEDED, REF_APPROVAL, REF_AMENDMENT, REF_BODY };

struct reference {           /* what must resolve besides updates */
    enum ref_kind kind;
    const char *address;     /* as written, body filled in: BODY/DATE[LETTER][#NUMBER]; of REF_BODY (body="…") the body's id */
    const char *outcome;     /* of approvals: approved, amended, deferred; and "signed" after a blank where signed="yes";
                              * of amendments without an address of their own, in an approval: "approval" */
    const char *text;        /* of amendments: words of the prose, collapsed, Markdown taken off; NULL for the others */
    size_t node;
    struct place place;
};

struct announced { const char *date, *start, *end, *venue, *kind; struct place place; };

struct attendee {
    const char *list;        /* present, in-attendance, apologies, absent, unknown */
    const char *list_label;  /* as printed, else the same */
    const char *id, *name;   /* ref or guest id; printed name where neither */
    const char *role, *mode, *deputy_for, *arrived, *left;
    uint32_t list_node, node;
    bool voting;             /* entitled to vote at this meeting */
    struct place place;
};

struct passer { const char *id, *name; struct place place; };   /* a guest who is named outside the lists: on coming, going, voting */

struct meeting_facts {
    struct arena *arena;
    const char *path;        /* shown path of the file */
    const char *stem;        /* names the outputs: "2024-10-02", "2024-10-02b", "2024-09-09.cy"; "undated-" and the file's name without a date */
    const char *body, *date, *sitting, *lang; /* body: of the body.xml beside it, if there is one; lang the body's where not given */
    const char *kind, *status, *held;         /* "ordinary", "draft", "held" where not given */
    const char *start, *end, *venue;          /* HH:MM; the venue's words; NULL where not given */
    const char *address;     /* BODY/DATE[LETTER], or NULL without a date */
    const char *translation_of; /* shown path of the original, for DATE.LANG.xml; it defines nothing */
    struct def *defs; size_t def_count;
    struct action *actions; size_t action_count;
    struct update *updates; size_t update_count;
    struct reference *references; size_t reference_count;
    struct announced *announced; size_t announced_count;
    struct attendee *attendees; size_t attendee_count;
    const struct attendee **attendees_by_id; size_t id_count; /* those with an id, sorted by it, then in their order */
    struct passer *passers; size_t passer_count;
    const char **files; size_t file_count;         /* attachments that a build copies: path below the body's folder */
    bool *file_restricted;
    const char **watched; size_t watched_count;    /* every path below the body's folder that an attachment or figure names, sorted */
    struct place place;
};

/* Of a valid meeting. body may be NULL when there is none (reported elsewhere). */
struct meeting_facts *meeting_facts_new(struct document *document, const struct body_facts *body);
void meeting_facts_free(struct meeting_facts *facts);
/* The entries with that id in the lists of attendance, *count of them, in their order; NULL if there is none. */
const struct attendee *const *meeting_attendee(const struct meeting_facts *facts, const char *id, size_t *count);
/* The ids of other bodies whose meetings this one refers to: each at least once, in the order of reference. What it only names (REF_BODY)
 * is not among them. */
void meeting_bodies(const struct meeting_facts *facts, void (*visit)(void *with, const char *body), void *with);

/* Facts as bytes, the same on every machine, and back. Unpacked facts are independent of any document: their places name a source
 * by its path only. NULL: these bytes are no facts, or those of another version; bytes from anywhere do no harm. */
void meeting_facts_pack(const struct meeting_facts *facts, struct buf *out);
struct meeting_facts *meeting_facts_unpack(const char *bytes, size_t size);
struct meeting_facts *meeting_facts_unpack_in(struct arena *arena, const char *bytes, size_t size); /* goes with the arena */
void body_facts_pack(const struct body_facts *facts, struct buf *out);
struct body_facts *body_facts_unpack(const char *bytes, size_t size);

/* Whether the lists say who came: attendance that was lost, or never written down, says nothing. */
bool meeting_lists_tell(const struct meeting_facts *facts);
bool attendee_is_there(const struct attendee *one);
/* How many with a vote were there; all: members without one too. Everybody once. */
int meeting_present(const struct meeting_facts *facts, const struct body_facts *body, bool all);
/* Whether a quorum is asked of the meeting: of one that was held, is no workshop, and whose lists tell. */
bool meeting_needs_quorum(const struct meeting_facts *facts);
/* How many of them a quorum asks for on that day. */
int quorum_needed(const struct quorum *quorum, const struct body_facts *body, const char *date);

/* Every rule that needs one meeting and its body only, and those of body.xml itself. One table of rules (document/rules.c). */
void rules_meeting(struct document *document, const struct meeting_facts *facts, const struct body_facts *body, struct diag_log *log);
void rules_body(struct document *document, const struct body_facts *body, struct diag_log *log);

#endif
