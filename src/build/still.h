/* Whether nothing changed since a run that had nothing to do, told by names and states of files alone: what is known of each file need not
 * even be read then. */
#ifndef BUILD_STILL_H
#define BUILD_STILL_H

#include "build/program.h"

/* True: there is nothing to do, and the findings of that run are in the log. After program_look. */
bool still_same(struct program *program);
/* What a run that had nothing to do saw is kept for the next one; after another run what was kept is forgotten. Between index_begin and
 * index_save. */
void still_keep(struct program *program);

#endif
