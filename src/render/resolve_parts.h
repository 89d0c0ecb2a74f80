/* What the files behind resolve_meeting, resolve_site and resolve_body share. */
#ifndef RENDER_RESOLVE_PARTS_H
#define RENDER_RESOLVE_PARTS_H

#include "base/text.h"
#include "render/render.h"

/* -- labels.c -- */

/* Like labels_new; place is where the document says its language. */
struct labels *labels_open(struct data *data, const char *lang, struct diag_log *log, struct place place);

/* -- resolve_tally.c: how often each of many texts came -- */

struct tally;
struct tally *tally_new(void);
void tally_free(struct tally *tally);
size_t tally_next(struct tally *tally, const char *key);                     /* 1 the first time, 2 the second, … */
size_t tally_count(const struct tally *tally, const char *key, size_t size); /* how often key (of size bytes) came */

/* -- the run over one meeting -- */

struct guest {
    const char *id, *name;
};
struct named {
    const char *text;
    const struct def *def;
};

/* An action's life as the audience may see it, up to some step. */
struct life {
    const char *status, *due, *due_text, *printed; /* due: ISO date, "next-meeting" or NULL */
    const char *const *owners;
    size_t owner_count;
    const struct meeting_facts *owners_at; /* the meeting that named the owners */
    const struct meeting_facts *due_at;    /* the meeting that said when it is due */
};

struct resolve {
    struct arena *arena; /* of this run */
    struct document *document;          /* NULL: a register, which tells of meetings and is none itself */
    const struct meeting_facts *facts;  /* of the document, or the one that names and words are taken from */
    const struct meeting_facts *origin; /* what links and ledger know it as: the original of a translation, else facts */
    const struct body_facts *body;      /* NULL: there is none */
    const struct linked *linked;
    struct labels *labels;
    const char *site_root;
    const struct resolve_options *options;
    bool full;
    bool *hid; /* a reference led to something that the audience may not see; NULL: nobody asks */
    bool *several; /* something is in another language than the minutes; NULL: nobody asks */
    const char *until; /* what was said after that day is not known; NULL: all is */
    bool chaired; /* somebody is said to have taken the chair */
    struct node *root;
    const struct def **def_of;       /* by node number; NULL where the node defines nothing */
    const struct update **update_of; /* likewise */
    size_t node_count;               /* highest node number */
    struct named *names;             /* ids, numbers and paths of the definitions, sorted; see resolve_own */
    size_t name_count;
    struct guest *guests; /* sorted by id */
    size_t guest_count, guest_room;
    struct tally *anchors;          /* in use in this document */
    struct tally *copied;           /* addresses of actions whose words were copied into updates */
    const struct entry *last_entry; /* where the look-up of the last update ended: the next is often behind it */
    size_t last_step;
    struct life last_life;
};

/* The definition of this meeting that an id, a printed number or a path means, actions left out; NULL: none. */
const struct def *resolve_own(const struct resolve *resolve, const char *number);

/* Sets an attribute of NS_RESOLVED; nothing is set for NULL and "". */
void put(struct node *node, const char *name, const char *value);
/* The same without namespace, for elements of NS_RESOLVED. */
void put_plain(struct node *node, const char *name, const char *value);
/* xml:lang, where what a meeting's file said is copied into a document in another language. */
void put_lang(const struct resolve *resolve, struct node *node, const struct meeting_facts *from);
/* Notes the language of an element; NULL: it says none. */
void note_language(const struct resolve *resolve, const char *lang);
bool same_language(const char *one, const char *other); /* but for the region */
/* One r:p with the text as new last or first child; nothing for NULL and "". */
void put_paragraph(struct node *node, const char *text, bool first);
/* The label NAME-VALUE; NULL for NULL, the value itself where there is no such label. */
const char *word(const struct resolve *resolve, const char *name, const char *value);
/* Whether text begins with word, however its ASCII letters are written, and goes on with no letter. */
bool begins_with_word(const char *text, const char *word);
/* label_format with up to three arguments. */
char *fill(const struct resolve *resolve, const char *name, const char *one, const char *two, const char *three);
/* The parts that are not NULL or "", joined by the language's comma. */
char *list_of(const struct resolve *resolve, const char *const *parts, size_t count);
char *date_of(const struct resolve *resolve, const char *iso); /* "3 July 2024"; NULL for NULL; what is no date stays as it is */
char *time_of(const struct resolve *resolve, const char *start, const char *end); /* "10:00 to 11:40"; NULL for neither */
char *short_of(const struct resolve *resolve, const char *text); /* cut, where what was meant as a name or number is a treatise */
char *capital(const struct resolve *resolve, const char *text);  /* with a capital, if it begins with a letter of ASCII */
const char *attr_text(const struct resolve *resolve, const struct node *node, const char *name); /* NULL for absent and empty */
char *plain_text(const struct resolve *resolve, const struct node *node); /* its own words, runs of blanks as one */

/* Of each restricted passage its summary is left, for the public. */
void resolve_drop_restricted(struct node *root);
void resolve_hid(const struct resolve *resolve); /* a reference led to something that the audience may not see */
/* r:source: the text of the minutes, for documents that carry it. At the end, when it is known whether something was hidden. */
void resolve_source(const struct resolve *resolve, struct node *head, struct data *data);

/* -- resolve_people.c -- */

void people_prepare(struct resolve *resolve); /* finds the guests; after restricted passages are dropped */
/* The name that an id has at a meeting: person, group, guest, role; kind (may be NULL) says which. The id itself if nobody has
 * it. */
const char *people_name(const struct resolve *resolve, const struct meeting_facts *at, const char *id, const char **kind);
/* The names of blank-separated ids, joined; NULL for none. */
char *people_names(const struct resolve *resolve, const char *ids);
const char *const *people_words(const struct resolve *resolve, const char *list, size_t *count); /* of a blank-separated list */
/* The names, one a line; NULL for none. */
char *people_lines(const struct resolve *resolve, const struct meeting_facts *at, const char *const *ids, size_t count);
char *people_join(const struct resolve *resolve, const struct meeting_facts *at, const char *const *ids, size_t count);
/* r:owner children for the ids, before all others; at is the meeting whose people they are. */
void resolve_owners(const struct resolve *resolve, struct node *node, const struct meeting_facts *at, const char *const *ids,
                   size_t count, const char *printed);
const char *people_who(const struct resolve *resolve,
                       const struct node *node); /* the name behind ref, id, name, as; NULL for none */
const char *people_body_name(const struct resolve *resolve, const char *id); /* another body's; the id if nobody knows it */
/* The names of those whose seat has the role on the day; NULL: nobody's. */
const char *people_role_holders(const struct resolve *resolve, const struct body_facts *body, const char *role, const char *date);
const char *people_own_name(const struct resolve *resolve, const struct body_facts *body, const char *kind, const char *date);
const char *people_holder(const struct resolve *resolve, const char *const *roles,
                          size_t count); /* who took the role at the meeting */

void resolve_attendance(struct resolve *resolve, struct node *node);
void resolve_list(struct resolve *resolve, struct node *node);
void resolve_person(struct resolve *resolve, struct node *node);

/* -- resolve_refs.c: anchors, addresses, links -- */

char *anchor_of_def(struct arena *arena, const struct def *def);
/* Those of an update, approval or amendment, from what it refers to; anchor_set tells several of one document apart. */
char *anchor_of_update(struct arena *arena, const struct meeting_facts *in, const struct target *target, const char *address);
char *anchor_of_approval(struct arena *arena, const struct meeting_facts *in, const char *address);
char *anchor_of_amendment(struct arena *arena, const struct meeting_facts *in, const char *address);
/* The anchor that the times-th element with this anchor has in its document. */
char *anchor_nth(struct arena *arena, const char *anchor, size_t times);
void anchor_set(struct resolve *resolve, struct node *node, const char *anchor);

/* BODY filled in, blanks collapsed; NULL for NULL. */
char *refs_full(const struct resolve *resolve, const char *address);
/* What an address stands for, if the audience may see it. *hidden (may be NULL): it stands for something restricted. */
bool refs_target(const struct resolve *resolve, const char *address, struct target *target, bool *hidden);
char *refs_address(const struct resolve *resolve, const struct target *target);
bool refs_has_page(const struct resolve_options *options, const struct meeting_facts *meeting);
/* NULL: the meeting has no page. anchor may be NULL. */
char *refs_page(const struct resolve *resolve, const struct meeting_facts *meeting, const char *anchor);
char *refs_href(const struct resolve *resolve, const struct target *target);
char *refs_text(const struct resolve *resolve, const struct target *target);                 /* "action 4.1 of 3 July 2024" */
char *refs_def_text(const struct resolve *resolve, const struct def *def);                  /* "item 4.2" */
char *refs_meeting_text(const struct resolve *resolve, const struct meeting_facts *meeting); /* "3 July 2024" */

/* -- resolve_life.c: what became of actions -- */

/* Whether the audience may know of a step, and it was taken by the day that counts. */
bool life_seen(const struct resolve *resolve, const struct step *step);
/* The ledger's entry of an action, if the audience may see it; NULL: none. */
const struct entry *life_of_def(const struct resolve *resolve, const struct def *def);
const struct entry *life_of_address(const struct resolve *resolve, const char *address);
struct life life_now(const struct resolve *resolve, const struct entry *entry);
struct life life_at(struct resolve *resolve, const struct entry *entry, const struct update *update);
const char *life_due_text(const struct resolve *resolve, const char *due, const char *due_text);
const char *life_due_date(const struct resolve *resolve, const struct meeting_facts *at, const char *due); /* ISO, or NULL */
/* When it is due, "next-meeting" as the date it has or was announced for; NULL: nobody said, or no date is known. */
const char *life_due_day(const struct resolve *resolve, const struct life *life);
void life_history(struct resolve *resolve, struct node *node, const struct entry *entry);

/* -- resolve_prose.c -- */

void prose_expand(struct resolve *resolve, struct node *node, int base_level); /* with links filled in */
void prose_debris(struct resolve *resolve, struct node *node);

/* -- resolve_files.c -- */

void resolve_attachment(struct resolve *resolve, struct node *node);
void resolve_figure(struct resolve *resolve, struct node *node);

/* -- resolve_items.c, resolve_motions.c, resolve_others.c: one function an element -- */

void resolve_numbered(struct resolve *resolve, struct node *node, const char *otherwise); /* anchor, address, number, label */
void resolve_item(struct resolve *resolve, struct node *node);
void resolve_action(struct resolve *resolve, struct node *node);
void resolve_update(struct resolve *resolve, struct node *node);
void resolve_decision(struct resolve *resolve, struct node *node);
void resolve_appendix(struct resolve *resolve, struct node *node);
void resolve_speaker(struct resolve *resolve, struct node *node);
void resolve_previous(struct resolve *resolve, struct node *node);
void resolve_motion(struct resolve *resolve, struct node *node);
void resolve_vote(struct resolve *resolve, struct node *node);
void resolve_cast(struct resolve *resolve, struct node *node);
void resolve_approval(struct resolve *resolve, struct node *node);
void resolve_amendment(struct resolve *resolve, struct node *node);
void resolve_declaration(struct resolve *resolve, struct node *node);
void resolve_coming(struct resolve *resolve, struct node *node);
void resolve_deferral(struct resolve *resolve, struct node *node);
void resolve_next_meeting(struct resolve *resolve, struct node *node);
void resolve_restricted(struct resolve *resolve, struct node *node);
void resolve_signature(struct resolve *resolve, struct node *node);
void resolve_line(struct resolve *resolve, struct node *node);
void resolve_labelled(struct resolve *resolve, struct node *node);
/* A link for a line of contact details, where its kind asks for one and its text is fit for it; else NULL. */
char *line_link(const struct resolve *resolve, const char *kind, const char *text);

/* -- resolve_head.c -- */

struct node *head_add(struct resolve *resolve); /* r:head, as first child of the root */
void summary_add(struct resolve *resolve); /* r:summary, as last */
/* The status of a meeting's minutes after all that later meetings said; status is what the minutes say themselves. */
const char *head_view_status(const struct linked *linked, const struct meeting_facts *meeting, const char *status, bool full);

#endif
