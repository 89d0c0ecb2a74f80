/* What the files behind resolve_meeting, resolve_site and resolve_body share. */
#ifndef RENDER_RESOLVE_PARTS_H
#define RENDER_RESOLVE_PARTS_H

#include "base/text.h"
#include "render/render.h"

/* -- labels.c -- */

/* Like labels_new; place is where the document says its language. */
struct labels *labels_open(struct data *data, const char *lang, struct diag_log *log, struct place place);
const char *labels_lang(const struct labels *labels);             /* of the file that is used: "en-GB" */
const char *labels_dir(const struct labels *labels);              /* "ltr" or "rtl" */
const char *label_known(const struct labels *labels, const char *name); /* NULL if there is none */
void labels_publish(const struct labels *labels, struct node *node);    /* those for layouts, as attributes */

/* -- the run over one meeting -- */

struct guest { const char *id, *name, *post, *organisation; };

struct resolve {
    struct arena *arena;                  /* of this run */
    struct document *document;
    const struct meeting_facts *facts;    /* of the document */
    const struct meeting_facts *origin;   /* what links and ledger know it as: the original of a translation; may be facts itself */
    const struct body_facts *body;        /* NULL: there is none */
    const struct linked *linked;
    struct labels *labels;
    const char *site_root;
    bool full;
    struct node *root;

    const struct def **def_of;            /* by node number; NULL where the node defines nothing */
    const struct update **update_of;      /* by node number */
    struct guest *guests;
    size_t guest_count, guest_room;
    const char **anchors;                 /* in use, sorted while they are looked up */
    size_t anchor_count, anchor_room;
    size_t *reference_of;                 /* by node number: index + 1 of its approval or amendment among the references */
};

/* Sets an attribute of NS_RESOLVED; nothing is set for NULL and "". */
void put(struct node *node, const char *name, const char *value);
/* The same without namespace, for elements of NS_RESOLVED. */
void put_plain(struct node *node, const char *name, const char *value);
/* One r:p with the text as new last or first child; nothing for NULL and "". */
void put_paragraph(struct node *node, const char *text, bool first);
/* The label NAME-VALUE; NULL for NULL, the value itself where there is no such label. */
const char *word(const struct resolve *resolve, const char *name, const char *value);
/* label_format with up to three arguments. */
char *fill(const struct resolve *resolve, const char *name, const char *one, const char *two, const char *three);
/* The parts that are not NULL or "", joined by the language's comma. */
char *list_of(const struct resolve *resolve, const char *const *parts, size_t count);
char *date_of(const struct resolve *resolve, const char *iso);    /* "3 July 2024"; NULL for NULL; what is no date stays as it is */
char *time_of(const struct resolve *resolve, const char *start, const char *end); /* "10:00 to 11:40"; NULL for neither */
char *capital(const struct resolve *resolve, const char *text);   /* with a capital, if it begins with a letter of ASCII */
const char *attr_text(const struct resolve *resolve, const struct node *node, const char *name); /* NULL for absent and empty */
char *plain_text(const struct resolve *resolve, const struct node *node); /* its own words, runs of blanks as one */

/* -- resolve_people.c -- */

void people_prepare(struct resolve *resolve);                     /* finds the guests; after restricted passages are dropped */
/* The name that an id has at a meeting: person, group, guest, role; kind (may be NULL) says which. The id itself if nobody has it. */
const char *people_name(const struct resolve *resolve, const struct meeting_facts *at, const char *id, const char **kind);
/* The names of blank-separated ids, joined; NULL for none. */
char *people_names(const struct resolve *resolve, const char *ids);
char *people_join(const struct resolve *resolve, const struct meeting_facts *at, const char *const *ids, size_t count);
/* r:owner children for the ids, before all others; at is the meeting whose people they are. */
void people_owners(const struct resolve *resolve, struct node *node, const struct meeting_facts *at, const char *const *ids,
                   size_t count, const char *printed);
const char *people_who(const struct resolve *resolve, const struct node *node); /* the name behind ref, id, name, as; NULL for none */
const char *people_body_name(const struct resolve *resolve, const char *id);    /* another body's; the id if nobody knows it */
const char *people_own_name(const struct resolve *resolve, const struct body_facts *body, const char *kind, const char *date);
const char *people_holder(const struct resolve *resolve, const char *const *roles, size_t count); /* who took the role at the meeting */

void resolve_attendance(struct resolve *resolve, struct node *node);
void resolve_list(struct resolve *resolve, struct node *node);
void resolve_person(struct resolve *resolve, struct node *node);

/* -- resolve_refs.c -- */

char *anchor_of_def(struct arena *arena, const struct def *def);
char *anchor_of_update(struct arena *arena, const struct meeting_facts *meeting, const struct update *update, bool full);
char *anchor_of_reference(struct arena *arena, const struct meeting_facts *meeting, const struct reference *reference, bool full);
/* Sets r:anchor, made unique in this document. */
void anchor_set(struct resolve *resolve, struct node *node, const char *anchor);

/* The target of an address, if the audience may see it. */
bool refs_target(const struct resolve *resolve, const char *address, struct target *target);
char *refs_page(const struct resolve *resolve, const struct meeting_facts *meeting, const char *anchor); /* href; anchor may be NULL */
char *refs_href(const struct resolve *resolve, const struct target *target);
char *refs_text(const struct resolve *resolve, const struct target *target);  /* "action 4.1 of 3 July 2024" */
char *refs_meeting_text(const struct resolve *resolve, const struct meeting_facts *meeting); /* "3 July 2024" */
char *refs_full(const struct resolve *resolve, const char *address);          /* BODY filled in, blanks collapsed; NULL for NULL */
char *refs_path(struct arena *arena, const char *path);                       /* percent-encoded for a href */

/* An action's life as the audience may see it, up to and with the step until (SIZE_MAX: all). */
struct life {
    const char *status, *due, *due_text, *printed;
    const char *const *owners;
    size_t owner_count;
    const struct meeting_facts *owners_at; /* the meeting that named the owners */
};
struct life refs_life(const struct resolve *resolve, const struct entry *entry, size_t until);
const struct entry *refs_entry(const struct resolve *resolve, const struct target *target);
void refs_history(struct resolve *resolve, struct node *node, const struct entry *entry);
const char *refs_due_text(const struct resolve *resolve, const char *due, const char *due_text);

/* -- resolve_prose.c -- */

void prose_expand(struct resolve *resolve, struct node *node, int base_level); /* with links filled in */
bool prose_is(const struct node *node);
void prose_debris(struct resolve *resolve, struct node *node);

/* -- resolve_files.c -- */

void resolve_attachment(struct resolve *resolve, struct node *node);
void resolve_figure(struct resolve *resolve, struct node *node);

/* -- resolve_items.c, resolve_motions.c: one function an element -- */

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

/* -- resolve_head.c -- */

void head_add(struct resolve *resolve);        /* r:head, as first child of the root */
void summary_add(struct resolve *resolve);     /* r:summary, as last */
void line_link(const struct resolve *resolve, struct node *node, const char *kind, const char *text, bool plain);

#endif
