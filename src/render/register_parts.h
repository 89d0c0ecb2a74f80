/* What the files behind a register share. Where what was linked lives as long as the register, a row is only looked at when it is
 * collected, and made when it is shown. Else it is kept in bytes: small, and free of what it was made from. */
#ifndef RENDER_REGISTER_PARTS_H
#define RENDER_REGISTER_PARTS_H

#include "render/register.h"
#include "render/resolve_parts.h"

/* What is told of an action in a line or a word: cells and lines are these, and its tree has them as attributes. */
enum action_field {
    FIELD_ADDRESS, FIELD_BODY, FIELD_BODY_NAME, FIELD_MEETING, FIELD_MEETING_TEXT, FIELD_RAISED, FIELD_HREF, FIELD_CARRIED,
    FIELD_ITEM, FIELD_ITEM_TEXT, FIELD_ITEM_TITLE, FIELD_ITEM_HREF, FIELD_NUMBER, FIELD_FOR, FIELD_DUE_SAID, FIELD_DUE,
    FIELD_DUE_TEXT, FIELD_FOR_BODY, FIELD_TARGET, FIELD_CONSULT, FIELD_BY, FIELD_TRACK, FIELD_LANG, FIELD_WORDS, FIELD_STATUS,
    FIELD_STATUS_TEXT, FIELD_OVERDUE, FIELD_OWNERS, FIELD_OWNER_NAMES, FIELD_DUE_DAY, FIELD_DUE_NOW_TEXT, FIELD_NEW_DUE,
    FIELD_NEW_DUE_TEXT, FIELD_LATEST, FIELD_LATEST_MEETING, FIELD_LATEST_DATE_TEXT, FIELD_LATEST_TEXT, FIELD_LATEST_HREF,
    FIELD_LATEST_LANG, FIELD_CLOSED, FIELD_CHANGES, FIELD_UID, FIELD_RESTRICTED, ACTION_FIELDS
};

/* An action, or the attendance of one body. Strings are of the register's arena, or of what was linked. */
struct register_row {
    const char *body, *body_name, *lang;
    const char *raised, *due;       /* ISO dates or NULL */
    const char *owners;             /* names of those whose it is now, one a line; NULL: nobody's, or not sorted by */
    const char *status;
    bool open, overdue;
    size_t order;                   /* in which it was collected: by body, meeting and place */
    size_t nth;                     /* among its meeting's actions without an address */
    const struct entry *entry;      /* as long as what was linked is there */
    struct told *told;              /* what a page of the site has told of it, for all of them; NULL: each page tells it */
    const char *bytes;
    size_t size;
};

/* A link to another page of the site. */
struct register_link {
    const char *kind;               /* page, year, file */
    const char *href, *text;
    bool here;                      /* to the page itself */
};

struct register_set {
    const struct register_options *options;
    struct data *data;
    struct arena *arena;
    const struct linked *linked;    /* from which rows are made; NULL: they are made */
    const struct body_facts *body;  /* that is collected */
    const struct meeting_facts *latest; /* its latest meeting that was held */
    const char *today;
    bool live;                      /* linked outlives the register, which is of one body */
    const char *asked_lang;         /* what labels were last asked for */
    struct labels *labels;
    const struct meeting_facts *named; /* the meeting that was last named, and its name */
    const char *name;
    struct register_row *rows;
    size_t count, room;
    bool *body_met;                 /* of each of options->bodies */
    bool owner_met;
    const char *owner_folded;       /* as names are compared */
    const char **near_bodies;       /* the nearest of each corpus, for suggestions */
    size_t near_body_count, near_body_room;
    const char **near_owners;
    size_t near_owner_count, near_owner_room;
    const struct register_link *links; /* of a page of the site */
    size_t link_count;
    const char *body_name, *lang;   /* of the last body looked at, where it has no rows */
    size_t body_count;              /* looked at */
    const char *stamp;              /* the latest of the days that count as today, or NULL */
};

/* Whether day (may be NULL) lies within the options' bounds; what has no date does only where there are none. */
bool register_within(const struct register_options *options, const char *day);
struct labels *register_labels(struct register_set *set, const char *lang);
/* A row's tree; the caller frees it. */
struct xml_doc *register_read(struct register_set *set, const struct register_row *row);
/* The same as last child of parent. */
struct node *register_put(struct register_set *set, const struct register_row *row, struct node *parent);
/* Adds the row; keeps in bytes what it is made of unless the register is live. */
void register_add(struct register_set *set, struct register_row row);
/* Whether it is to be a page or a text: of such the tree holds only what they show. */
bool register_is_page(const struct register_set *set);
const char *register_body_name(const struct body_facts *body, const char *date);
/* What links of a page by itself lead to: nothing. */
extern const struct resolve_options register_alone_public, register_alone_full;
const struct resolve_options *register_links(const struct register_set *set);

/* A view of a body's meetings without a document, with the names of a meeting's day or, of what is later, as they were then. */
struct resolve register_view(struct register_set *set, const struct linked *linked, const struct body_facts *body,
                             const struct meeting_facts *meeting, struct arena *arena);

/* -- register_actions.c, register_attend.c: collecting the actions or attendance of set->body, and making a row -- */
void register_actions(struct register_set *set);
void register_attendance(struct register_set *set);
void action_fill(struct register_set *set, const struct register_row *row, struct node *node);
void sheet_fill(struct register_set *set, struct node *node);
/* What calendars and cells need of an action, in bytes. */
void action_pack(struct register_set *set, const struct register_row *row, struct buf *out);
/* An action's fields, NULL for none; each of ACTION_FIELDS. From the arena. */
const char *const *action_fields(struct register_set *set, const struct register_row *row, struct arena *arena);

/* -- register_key.c: of a live register of the site, what its pages are made from -- */
struct keys;
struct keys *keys_new(struct register_set *set);
void keys_free(struct keys *keys);
void key_hash(struct hash hash, struct buf *out);
void key_body(struct keys *keys, const struct body_facts *body, struct buf *out); /* NULL: it is not here */
void key_meeting(struct keys *keys, const struct meeting_facts *meeting, struct buf *out);
struct hash key_action(struct keys *keys, const struct register_row *row);
/* register_attend.c: the meetings between the days of the options, and what a sheet tells of others. */
void key_sheet(struct register_set *set, struct keys *keys, const struct register_options *options, struct buf *out);
struct hash key_sheets(struct register_set *set);

/* -- register_owner.c: whose -- */
const char *register_fold(struct arena *arena, const char *name); /* NFC, blanks collapsed, small letters */
/* Whether an action with these owners is the one's who is asked for. A role is also that of whoever has it on the day of the view. */
bool register_owned(struct register_set *set, const struct resolve *view, const struct life *life);
/* Looks whether anybody in the body goes by the name that is asked for. */
void register_meet_owner(struct register_set *set, const struct body_facts *body);

/* -- register_sort.c -- */
/* Rows in the order they are shown in, a row under each of its owners where it is grouped by owner and all is set. */
struct register_shown { const struct register_row *row; const char *group, *key; };
struct register_shown *register_sort(struct register_set *set, bool all, size_t *count);

/* -- register_tree.c -- */
/* The rows by body; the caller frees the list. */
const struct register_row **register_sheets(const struct register_set *set);
const char *register_calendar_title(struct register_set *set);

/* -- site_pages.c: links from the page of a body to its registers -- */
const struct register_link *site_links(const struct linked *linked, const struct body_facts *body, const struct labels *labels,
                                       struct arena *arena, size_t *count);
void site_put_links(struct node *parent, const struct register_link *links, size_t count);

/* -- one writer a format -- */
typedef bool register_writer(struct register_set *set, struct renderer *renderer, struct buf *out);
register_writer register_write_text, register_write_csv, register_write_json, register_write_ics, register_write_html;

#endif
