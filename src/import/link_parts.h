/* What the files behind link.h share. */
#ifndef IMPORT_LINK_PARTS_H
#define IMPORT_LINK_PARTS_H

#include "import/link.h"
#include "import/reading.h"
#include "import/shape.h"

/* -- names (link_names.c) -- */

enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE };
enum { NAME_TOKENS = 8 };

/* A name as it is compared. */
struct name {
    const char *text, *honorific;          /* as printed; honorific NULL */
    const char *tokens[NAME_TOKENS];       /* folded; the last is the surname */
    size_t count;
    const char *suffix;                    /* "jr" or "" */
    enum gender gender;                    /* what the honorific says */
    const char *key;                       /* tokens and suffix */
};

bool name_read(struct arena *arena, const char *honorific, const char *text, struct name *name); /* false: no name */
const char *name_surname(const struct name *name);
bool name_is_weak(const struct name *name);      /* one word, or a surname of one letter: it may be several people's */
/* How much it says of who it is. */
int name_weight(const struct name *name);
/* Whether both may be one person's: the same surname, given names or initials that agree, no two genders. Not for weak names. */
bool name_agrees(const struct name *a, const struct name *b);
bool name_same_gender(const struct name *a, const struct name *b); /* or one does not say */
/* Whether two names differ by one slip of the pen in a long word. */
bool name_is_slip(const struct name *a, const struct name *b);

/* -- who there is (link_people.c) -- */

enum presence { PRESENCE_AWAY, PRESENCE_THERE, PRESENCE_UNKNOWN };

/* Somebody's entry in one meeting's lists. */
struct seat {
    size_t meeting;
    enum presence presence;
    const char *list, *role;
    const struct node *of;      /* the list; only compared */
};

/* All that names somebody in one way. */
struct form {
    struct name name;           /* as most often printed */
    size_t first, end;          /* its mentions */
    struct seat *seats;         /* one a meeting, in order */
    size_t seat_count;
    const char *handle;
    const char *since, *until;  /* dates of the first and last meeting that mentions it */
    bool titled;                /* always with an honorific: one word is a surname then */
    bool doubled;               /* two people of one name at one meeting */
    bool doubtful;              /* that, or several people may be meant */
    size_t person;              /* + 1; 0: nobody in particular */
};

struct mention {
    struct node *node;          /* that names: an entry, or what has owners or speakers */
    size_t meeting, order;
    size_t form;
    struct name name;
    const char *post, *organisation, *handle, *initials;
    bool listed;                /* in a list of attendance */
    struct seat seat;
};

struct someone {
    const char *id;
    struct node *node;          /* in body.xml; NULL: new */
    struct name name;           /* of a new one: the fullest, as most often printed */
    size_t *forms;              /* in the order they were found to be theirs */
    size_t form_count, form_room;
    struct name *names;         /* of one in body.xml: names and aliases */
    size_t name_count;
    struct seat *seats;         /* one a meeting, in order */
    size_t seat_count;
    const char *since, *until;  /* as in form */
    size_t order;               /* of the first mention */
    size_t became;              /* + 1: found to be that one */
};

struct key_row {
    const char *key;
    size_t person;
};

/* Somebody's office for a time, as body.xml has it. */
struct term {
    const char *role, *since, *until;
};

struct link {
    struct link_body *body;
    struct arena *arena;
    struct mention *mentions;
    size_t mention_count, mention_room;
    struct form *forms;
    size_t form_count;
    struct someone *people;
    size_t person_count, person_room;
    struct key_row *ids;        /* a table of those that are taken, by hash */
    size_t id_count, id_room;
    struct key_row *keys;       /* for finding somebody by a part of their name */
    size_t key_count, key_room;
    const char *everyone;       /* id of the group of all, or NULL */
    struct term *terms;         /* of officers */
    size_t term_count;
};

void link_forms(struct link *link);     /* who the people of forms are (link_form.c) */
void link_collect(struct link *link);   /* mentions, forms, and the people of body.xml (link_people.c) */
void link_merge(struct link *link);     /* whose the forms are (link_merge.c) */
void link_enter(struct link *link);     /* ids, people and membership into body.xml (link_enter.c) */
void link_index(struct link *link);     /* link_find.c */

/* Whether no meeting lists both; who is away may be told of twice, in the head and under an item. */
bool link_never_met(const struct seat *a, size_t a_count, const struct seat *b, size_t b_count);
const struct seat *link_seat(const struct someone *one, size_t meeting); /* or NULL */
void link_join_seats(struct link *link, struct someone *one, const struct seat *seats, size_t count);
bool link_near(const char *a_since, const char *a_until, const char *b_since, const char *b_until, long days);
void link_widen(const char **since, const char **until, const char *date);
/* Names separated by "|". */
void link_each(struct arena *arena, const char *list, void (*visit)(void *with, const char *name), void *with);

/* A part of body.xml, made in its place where there is none. */
struct node *link_section(struct link *link, const char *name);
/* An id that no person, group, guest or role has. */
const char *link_new_id(struct link *link, const char *wanted);

/* -- finding somebody (link_find.c) -- */

enum { FIND_MOST = 8 };
enum find_answer { FIND_NOBODY, FIND_ONE, FIND_SEVERAL };

struct find {
    enum find_answer answer;
    const char *id;             /* of a person, a group, or a role */
    size_t people[FIND_MOST];   /* who could be meant */
    size_t count;
};

/* Who is meant by printed words at a meeting. speaks: not somebody who was away. Roles and groups are for owners alone. */
void link_find(struct link *link, size_t meeting, const char *text, bool speaks, struct find *find);
/* The same among the people of all times: for telling who could have been meant. */
void link_find_ever(struct link *link, size_t meeting, const char *text, struct find *find);
void link_find_owner(struct link *link, size_t meeting, const char *text, struct find *find);
const char *link_role(struct link *link, const char *text); /* that printed words name, or NULL */
void link_doubt(struct link *link, size_t meeting, const struct node *node, const char *text, const struct find *find);

void link_listed(struct link *link);                 /* refs in lists of attendance (link_owners.c) */
void link_names(struct link *link, size_t meeting);  /* all else that refers to people; private attributes go */
void link_updates(struct link *link);                 /* link_updates.c */

struct place link_place(const struct link_meeting *meeting, const struct node *node);

#endif
