/* What the files behind a register share. A row is kept as resolved XML in bytes: small, free of what it was made from, and read by every
 * format. */
#ifndef RENDER_REGISTER_PARTS_H
#define RENDER_REGISTER_PARTS_H

#include "render/register.h"
#include "render/resolve_parts.h"

/* An action, or the attendance of one body. Strings are of the register's arena. */
struct register_row {
    const char *body, *body_name, *lang;
    const char *raised, *due;       /* ISO dates or NULL */
    const char *raised_text;        /* "3 July 2024" */
    const char *owners;             /* names of those whose it is now, one a line; NULL: nobody's */
    const char *status;
    bool open, overdue;
    size_t order;                   /* in which it was collected: by body, meeting and place */
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
/* A row's tree; the caller frees it. */
struct xml_doc *register_read(const struct register_row *row);
/* Prints the tree into the row's bytes and adds the row. */
void register_add(struct register_set *set, struct register_row row, const struct xml_doc *doc);
const char *register_body_name(const struct body_facts *body, const char *date);
/* What links of a page by itself lead to: nothing. */
extern const struct resolve_options register_alone_public, register_alone_full;
const struct resolve_options *register_links(const struct register_set *set);

/* A view of a body's meetings without a document, with the names of a meeting's day or, of what is later, as they were then. */
struct resolve register_view(const struct register_set *set, const struct linked *linked, const struct body_facts *body,
                             const struct meeting_facts *meeting, struct arena *arena);

/* -- register_actions.c, register_attend.c: collecting -- */
void register_actions(struct register_set *set, const struct linked *linked, const char *body);
void register_attendance(struct register_set *set, const struct linked *linked, const struct body_facts *body);

/* -- register_owner.c: whose -- */
const char *register_fold(struct arena *arena, const char *name); /* NFC, blanks collapsed, small letters */
/* Whether an action with these owners is the one's who is asked for. A role is also that of whoever has it on the day of the view. */
bool register_owned(struct register_set *set, const struct resolve *view, const struct life *life);
/* Looks whether anybody in the body goes by the name that is asked for. */
void register_meet_owner(struct register_set *set, const struct body_facts *body);

/* -- register_sort.c -- */
/* Rows in the order they are shown in, a row under each of its owners where it is grouped by owner and all is set. */
struct register_shown { const struct register_row *row; const char *group, *key; };
struct register_shown *register_sort(const struct register_set *set, bool all, size_t *count);

/* -- register_tree.c -- */
/* The rows by body; the caller frees the list. */
const struct register_row **register_sheets(const struct register_set *set);
const char *register_calendar_title(const struct register_set *set);

/* -- site_pages.c: links from the pages of a body to its registers; here (may be NULL): from that one -- */
const struct register_link *site_links(const struct linked *linked, const struct body_facts *body, const struct labels *labels,
                                       const struct site_page *here, struct arena *arena, size_t *count);
void site_put_links(struct node *parent, const struct register_link *links, size_t count);

/* -- one writer a format -- */
typedef bool register_writer(struct register_set *set, struct renderer *renderer, struct buf *out);
register_writer register_write_text, register_write_csv, register_write_json, register_write_ics, register_write_html;

#endif
