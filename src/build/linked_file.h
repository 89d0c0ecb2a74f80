/* Linked files: what linking gave, in one file of which the rendering of a meeting reads the front, the bodies and the meetings that
 * refer to one another with it.
 *
 *     minutec linked 1 VERSION HASH
 *     8 bytes: size of the index, lowest first
 *     index: combined only; the day that counted as today; size of the bodies; of each component its name, its size and what the root's
 *            page says of it; of each folder the components of its meetings
 *     hash of all this
 *     bodies: of each whether it has errors, and its record (interface.h); hash
 *     each component: of each file the same; hash
 *
 * It depends on what was linked and on nothing else: not on the order of the files, nor on whether some were combined before. */
#ifndef BUILD_LINKED_FILE_H
#define BUILD_LINKED_FILE_H

#include "build/program.h"

/* Links what interface and linked files hold, or only combines them. False: reported; out is to be thrown away. */
bool program_link_files(struct program *program, const char *const *files, size_t count, bool combine, struct buf *out);
/* Makes the program what the linked file says: with files only of what they were linked with, and they are its named ones; what keeps one
 * of them from being rendered is reported. False: there is nothing to be done; reported. */
bool program_open_linked(struct program *program, const char *linked, const char *const *files, size_t count);

#endif
