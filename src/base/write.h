/* Files that appear whole or not at all: written aside in the same folder, then renamed; left when equal. */
#ifndef BASE_WRITE_H
#define BASE_WRITE_H

#include "base/port.h"

#include <stdbool.h>
#include <stddef.h>

enum write_result { WRITE_DONE, WRITE_SAME, WRITE_FAILED };

/* Makes missing folders. WRITE_FAILED: nothing is changed, no file is left aside, *why says why.
 * A symbolic link is replaced, not followed; into a device or pipe the bytes are written as they come. */
enum write_result write_file(const char *path, const char *bytes, size_t size, const char **why);
/* The same, and what these bytes look like on the disk, whatever another process puts in their place. Its time of change is not rounded as
 * the system does, so that no two writings of a path have the same. */
enum write_result write_stamped(const char *path, const char *bytes, size_t size, struct port_stamp *stamp, const char **why);
/* Puts other bytes into a file that is there and holds the old ones. It keeps its mode, and a symbolic link leads to it as before. False:
 * nothing is changed, and *why says why: a file that may not be written, or holds something else by now. */
bool write_over(const char *path, const char *old, size_t old_size, const char *bytes, size_t size, const char **why);
/* Removes files left aside by a killed process in a folder; those another process is still writing stay. */
void write_clean(const char *folder);

#endif
