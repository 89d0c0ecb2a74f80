/* The operating system: files, folders, processes. Every error comes back as words a person understands. */
#ifndef BASE_PORT_H
#define BASE_PORT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* What an errno means, in plain words; never in the locale's language. */
const char *port_error(int number);

enum port_read { PORT_OK, PORT_FAILED, PORT_TOO_LARGE, PORT_LINK };

/* Reads a whole regular file of at most limit bytes into out, which is cleared first; *size is set even when
 * it is too large. Unless PORT_OK, *why says why. With below, path is taken below that folder and no component
 * of it may be a symbolic link or lead out (openat, O_NOFOLLOW). */
enum port_read port_read(const char *below, const char *path, size_t limit, struct buf *out, size_t *size,
                         const char **why);

enum port_kind { PORT_NONE, PORT_FILE, PORT_FOLDER, PORT_SYMLINK, PORT_OTHER };
enum port_kind port_kind(const char *path, bool follow);
/* Names in a folder, sorted by byte, without "." and ".."; false: *why says why. visit gets name and kind
 * (links not followed) and stops by returning false. */
bool port_folder(const char *path, bool (*visit)(void *with, const char *name, enum port_kind kind),
                 void *with, const char **why);
bool port_make_folders(const char *path, const char **why); /* like mkdir -p */
/* Whether two paths name the same folder or file. */
bool port_same(const char *a, const char *b);
int port_processors(void);

#endif
