/* What the index keeps of a program between runs. */
#ifndef BUILD_STATE_H
#define BUILD_STATE_H

#include "build/program.h"

/* What was known of bodies and meetings is filled in where the file is still what it was. */
void state_load_bodies(struct program *program);
void state_load_units(struct program *program); /* once the bodies are known: what they say decides over their meetings */
void state_forget_rows(struct program *program); /* that were for the meetings */
void state_save_folder(struct program *program, size_t folder); /* between index_begin and index_save */

/* A stamp that is too young may stay the same although the file changes; it is kept as no stamp at all, so that the content is looked at. */
bool state_is_trusted(const struct program *program, const struct port_stamp *stamp);
struct port_stamp state_stamp(const struct program *program, const struct port_stamp *stamp);
/* Findings and facts of single files. Another run may have replaced them meanwhile: false unless they have the hash. */
bool state_facts(struct program *program, const char *path, struct hash hash, struct buf *facts);
struct hash state_keep_log(struct program *program, const char *path, const char *bytes, size_t size); /* its hash */
bool state_replay_log(struct program *program, const char *path, struct hash hash);

#endif
