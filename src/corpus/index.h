/* The index: what a run learned, kept for the next one in an SQLite database. A cache: without it, or with a broken, foreign, old or
 * locked one, everything is the same but the time. docs/index.md documents its tables for people who ask it questions with sqlite3. */
#ifndef CORPUS_INDEX_H
#define CORPUS_INDEX_H

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>

struct index;

/* The kinds whose entries are found whatever the setting. */
#define INDEX_MANIFEST "manifest"
#define INDEX_OUTPUT "output"
#define INDEX_STILL "still"
#define INDEX_NAMES "names"

/* folder: where index.db lies, or NULL: nothing outlives the run. create: make folder and file where they are missing. setting: what all
 * that is kept depends on (version, grammar, audience, …); of other settings nothing is found. Never NULL: an index that cannot be used
 * keeps what this run puts into it aside, and *why says why. */
struct index *index_open(const char *folder, bool create, const char *setting, const char **why);
void index_close(struct index *index);
/* A connection must not cross a fork: nothing is open in between. */
void index_pause(struct index *index);
void index_resume(struct index *index);
bool index_lasts(const struct index *index); /* whether it may outlive the run */

/* Entries are found by kind and name. What was put in this run goes before what an earlier one kept. Damaged entries are not found. */
bool index_get(struct index *index, const char *kind, const char *name, struct buf *bytes);
struct index_row {
    const char *name, *bytes;
    size_t size;
    struct hash hash; /* of the bytes */
};
/* All of a kind that earlier runs kept and whose names begin with start, by name; name and bytes lie in the arena. */
void index_each(struct index *index, struct arena *arena, const char *kind, const char *start,
                void (*visit)(void *with, const struct index_row *row), void *with);
/* From here to letting go, what is got is of one moment and costs less; others that want to save wait. */
void index_hold(struct index *index);
void index_let_go(struct index *index);
void index_put(struct index *index, const char *kind, const char *name, const char *bytes, size_t size);
/* Text that people may read through the views: JSON, kept without a checksum and never read again by the program. */
void index_tell(struct index *index, const char *kind, const char *name, const char *json);
void index_drop(struct index *index, const char *kind, const char *name);
/* From here to saving no other run changes anything, so that what is kept can be looked at and then replaced. */
void index_begin(struct index *index);
/* What this run put, told and dropped becomes part of the file, in one transaction. False: *why; nothing of it did. */
bool index_save(struct index *index, const char **why);

#endif
