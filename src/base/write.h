/* Files that appear whole or not at all: written aside in the same folder, then renamed; left when equal. */
#ifndef BASE_WRITE_H
#define BASE_WRITE_H

#include <stdbool.h>
#include <stddef.h>

enum write_result { WRITE_DONE, WRITE_SAME, WRITE_FAILED };

/* Makes missing folders. WRITE_FAILED: nothing is changed, no file is left aside, *why says why.
 * A symbolic link is replaced, not followed; into a device or pipe the bytes are written as they come. */
enum write_result write_file(const char *path, const char *bytes, size_t size, const char **why);
/* Removes files left aside by a killed process in a folder; those another process is still writing stay. */
void write_clean(const char *folder);

#endif
