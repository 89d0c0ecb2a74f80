/* The operating system: files, folders, processes. Every error comes back as words a person understands. */
#ifndef BASE_PORT_H
#define BASE_PORT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* What tells a file that changed from one that did not, without reading it. Times are nanoseconds since 1970. */
struct port_stamp {
    uint64_t size, node;
    int64_t modified, changed;
};
struct port_entry {
    const char *name;
    enum port_kind kind; /* links not followed */
    struct port_stamp stamp;
};
/* What is in a folder, sorted by byte, without "." and ".."; false: *why says why. visit stops by returning false. */
bool port_folder(const char *path, bool (*visit)(void *with, const struct port_entry *entry), void *with, const char **why);
/* The same in no order, and the folder is open meanwhile. */
bool port_each(const char *path, bool (*visit)(void *with, const struct port_entry *entry), void *with, const char **why);
/* Only the names, in no order. */
bool port_names(const char *path, bool (*visit)(void *with, const char *name), void *with, const char **why);
/* What was written to the disk that holds a folder is safe when this returns. */
void port_sync(const char *folder);
/* PORT_NONE: there is no such file, and the stamp is zero. Links are not followed. */
enum port_kind port_stamp(const char *path, struct port_stamp *stamp);
/* The same below a folder that stays open while many are asked for; -1: it cannot be opened. port_close closes it. */
int port_open_folder(const char *path);
enum port_kind port_stamp_in(int folder, const char *name, struct port_stamp *stamp);
void port_close(int folder);
void port_stamp_open(int file, struct port_stamp *stamp); /* of an open file; or zero */
bool port_same_stamp(const struct port_stamp *a, const struct port_stamp *b);
int64_t port_now(void); /* the clock that file systems use: for telling what is too young to be trusted, never for an output */
bool port_make_folders(const char *path, const char **why); /* like mkdir -p */
/* Whether two paths name the same folder or file. */
bool port_same(const char *a, const char *b);
char *port_here(void); /* the current folder's real path, yours to free; NULL: nobody knows */
int port_processors(void);

#endif
