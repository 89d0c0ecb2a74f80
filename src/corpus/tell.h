/* What a meeting and a component say, as JSON for the index: for people with sqlite3, through the views of corpus/index.c. All of it, with
 * what is restricted marked; nothing is read back by the program. */
#ifndef CORPUS_TELL_H
#define CORPUS_TELL_H

#include "corpus/corpus.h"

/* body may be NULL. */
void tell_meeting(const struct meeting_facts *facts, const struct body_facts *body, struct buf *out);
/* So many of its actions, each with its steps. */
void tell_ledger(const struct linked *linked, size_t first, size_t count, struct buf *out);

/* A file of an output, and what it was made from. */
struct told_output {
    const char *output, *path, *source, *key; /* source and key may be NULL */
};
void tell_outputs(const struct told_output *rows, size_t count, struct buf *out);

#endif
