/* What earlier builds wrote into a folder, from which sources, and what has no source any more. */
#ifndef BUILD_MANIFEST_H
#define BUILD_MANIFEST_H

#include "build/parts.h"

struct manifest;

/* Fills in what is known of what was made of each meeting and body. made_with: what outputs depend on besides their sources. */
struct manifest *manifest_load(struct program *program, struct hash made_with);
void manifest_free(struct manifest *manifest);
/* A file that was written and is made no more: it is taken away, unless something else makes it, or it is not what was written. */
void manifest_lose(struct program *program, const struct made *made);
void made_add(struct program *program, struct made_list *list, const struct made *made);
bool made_is_copy(const struct made *made); /* of an attachment: it lies below a folder of its own in the body's */
/* Whether what is at that path is to go, as far as is known. */
bool manifest_loses(const struct manifest *manifest, const char *path);
void manifest_remove_lost(struct program *program);
/* Meetings share attachments, and two workers may have copied one at the same time: which came last only the disk knows. */
void manifest_share_copies(struct program *program);
void manifest_save(struct program *program);
/* What the rows of the output's manifest begin with; shown, where not NULL: the output as people are told. */
const char *manifest_target(struct program *program, const char **shown);
/* Nothing was lost, all that was ever written is of this run's sources, and no other run has saved anything since. After index_begin. */
bool manifest_is_settled(struct program *program);

/* The root's page. */
struct folder *manifest_root(struct manifest *manifest);

#endif
