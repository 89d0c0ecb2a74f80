/* Registers: what a whole corpus says of its actions and of attendance, for people and for machines. One corpus linked, or several
 * linked one after another, go into one register. */
#ifndef RENDER_REGISTER_H
#define RENDER_REGISTER_H

#include "render/render.h"

enum register_kind { REGISTER_ACTIONS, REGISTER_ATTENDANCE };

enum register_key { KEY_NONE, KEY_BODY, KEY_OWNER, KEY_DUE, KEY_STATUS, KEY_RAISED, REGISTER_KEYS };
/* By its name: body, owner, due, status, raised, none. False: there is no such key. */
bool register_key_find(const char *name, enum register_key *key);

struct register_options {
    enum register_kind kind;
    enum audience audience;
    const char *format;             /* one of register_formats in which it will be written; NULL: as a tree */
    const char *as_of;              /* only what was minuted by that day; NULL: all */
    const char *since, *until;      /* actions raised, meetings held, between these days; NULL: no bound */
    const char *const *bodies;      /* ids, NULL-ended; NULL: all */
    /* Of actions only: */
    const char *owner;              /* id, name, alias, group or printed owner; NULL: any */
    bool open, overdue;
    enum register_key sort, group;  /* KEY_NONE: open before closed and then by due date; not grouped */
    /* Of text only: */
    int width;                      /* columns; 0: 80 */
    /* Of a page of the site only; NULL: a page by itself, without links: */
    const struct resolve_options *site;
    const char *year;               /* which the page is about; NULL: no year */
};

struct labels;
struct register_set;
/* options and what they point to outlive the register. */
struct register_set *register_new(const struct register_options *options, struct data *data);
void register_free(struct register_set *set);
/* Takes what the options ask for; nothing of linked is kept. */
void register_collect_body(struct register_set *set, const struct linked *linked, const char *body);
/* Whether every body and owner asked for was met with. False: *what is the one that was not, *nearest one that is near, or NULL. */
bool register_met(const struct register_set *set, const char **kind, const char **what, const char **nearest);

/* The register in its format. False: there is no such format, or it was reported. */
bool register_write(struct register_set *set, struct renderer *renderer, struct buf *out);
const char *const *register_formats(void); /* text, csv, json, ics, html; NULL-ended */

/* The register as a resolved tree, of which pages and texts are made; the caller frees it. */
struct xml_doc *register_tree(struct register_set *set);

#endif
