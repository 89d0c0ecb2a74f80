/* What the files of rules share. Each rule is a row of a table in rules.c. */
#ifndef DOCUMENT_RULES_H
#define DOCUMENT_RULES_H

#include "document/facts_parts.h"

/* Names that can be looked up and suggested. */
struct known {
    const char **rows;
    size_t count, room;
};

void known_add(struct known *names, const char *name); /* NULL is passed over */
void known_sort(struct known *names);
void known_free(struct known *names);

struct guest {
    const char *id;
    const struct node *node;
};

struct rules {
    struct document *document;
    const struct meeting_facts *facts;  /* NULL for body.xml */
    const struct body_facts *body;      /* NULL: there is none */
    struct diag_log *log;
    struct arena *arena;                /* for words that are only looked at */
    struct guest *guests;               /* sorted by id, then as they come */
    size_t guest_count, guest_room;
    bool lists_tell;                    /* attendance was written down, no column of it is lost, and everybody in it is known */
    bool came_besides;                  /* somebody came in, up to the present element, whom no list has */
    bool voters_counted;
    long most_votes;                    /* how many can be cast in one vote; 0: that cannot be told (rules_votes.c) */
    unsigned roles;                     /* those held on the day, as bits */
    struct known people;                /* every id that refers to somebody, for suggestions */
    bool people_listed;
    struct table items;                 /* numbers, ids and addresses of items, noted when first asked for */
    struct file_seen *file_rows;        /* files that elements name (rules_files.c) */
    size_t file_count, file_room;
    int searches;                       /* for places of words (parts_place_word) */
    int suggestions;                    /* how many more may be looked for: each costs a walk over all names */
};

struct finding *rules_at(struct rules *rules, enum diag_code code, const struct node *node, const char *const *args);
struct finding *rules_at_attr(struct rules *rules, enum diag_code code, const struct node *node, const char *name, const char *const *args);
/* At one word of an attribute that holds a list. */
struct finding *rules_at_word(struct rules *rules, enum diag_code code, const struct node *node, const char *name, const char *word,
                              const char *const *args);
#define RULES_ARGS(...) ((const char *const[]){__VA_ARGS__ __VA_OPT__(,) diag_end})
void rules_suggest(struct rules *rules, struct finding *finding, const char *name, const struct known *names);
char *rules_print(struct rules *rules, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* rules_names.c: ids and who they stand for */
void rule_start_names(struct rules *rules, const struct node *root);
bool rule_is_guest(const struct rules *rules, const char *id);
/* Nobody in the lists of attendance has an id that is nobody's: who came is not certain before that is mended. */
bool rule_lists_are_known(const struct rules *rules);
void rule_duplicate_guests(struct rules *rules, const struct node *root);
void rule_ids(struct rules *rules, const struct node *node);
void rule_nameless(struct rules *rules, const struct node *node);
void rule_ownerless(struct rules *rules, const struct node *node);

/* rules_numbers.c: numbers of the meeting */
void rule_duplicate_numbers(struct rules *rules, const struct node *root);
void rule_unknown_item(struct rules *rules, const struct node *node);

/* rules_times.c: dates and times in attributes */
void rule_end_before_start(struct rules *rules, const struct node *node);
void rule_outside_meeting(struct rules *rules, const struct node *node);
void rule_announced(struct rules *rules, const struct node *node);
void rule_due(struct rules *rules, const struct node *node);

/* rules_words.c: dates and times in printed words, and words that are missing */
void rule_printed_dates(struct rules *rules, const struct node *node);
void rule_printed_times(struct rules *rules, const struct node *node);
void rule_empty(struct rules *rules, const struct node *node);

/* rules_attend.c: attendance and quorum */
void rule_lists(struct rules *rules, const struct node *root);
void rule_quorum(struct rules *rules, const struct node *root);
void rule_column_lost(struct rules *rules, const struct node *node);

/* rules_votes.c */
void rule_vote(struct rules *rules, const struct node *node);
void rule_motion(struct rules *rules, const struct node *node);
void rule_movers(struct rules *rules, const struct node *node);
void rule_came_and_went(struct rules *rules, const struct node *node);

/* rules_files.c */
void rule_file(struct rules *rules, const struct node *node);
void rule_files_done(struct rules *rules, const struct node *root);

/* rules_body.c */
void rule_period(struct rules *rules, const struct node *node);
void rule_level(struct rules *rules, const struct node *node);
void rule_overlap(struct rules *rules, const struct node *root);
void rule_duplicate_ids(struct rules *rules, const struct node *root);
void rule_policy(struct rules *rules, const struct node *root);

#endif
