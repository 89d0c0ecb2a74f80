#include "base/write.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { RANDOM = 6 };

static const char prefix[] = ".minutec-";

/* "folder/" of path, or "" where it has none; yours to free. */
static char *folder_of(const char *path)
{
    char *folder = mem_copy(path);
    char *slash = strrchr(folder, '/');
    *(slash ? slash + 1 : folder) = '\0';
    return folder;
}

/* Returns 0 or an errno. */
static int write_all(int file, const char *bytes, size_t size)
{
    while (size) {
        ssize_t done = write(file, bytes, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return done < 0 ? errno : ENOSPC;
        bytes += done;
        size -= (size_t)done;
    }
    return 0;
}

static bool still_holds(const char *path, const char *bytes, size_t size)
{
    struct buf old = BUF_INIT;
    size_t old_size;
    const char *why;
    bool same = port_read(NULL, path, size, &old, &old_size, &why) == PORT_OK && old_size == size &&
                (!size || memcmp(old.data, bytes, size) == 0);
    buf_free(&old);
    return same;
}

/* The stamp is that of the bytes: it is the same before they are read and after. */
static bool holds_same(const char *path, const char *bytes, size_t size, const struct port_stamp *stamp)
{
    struct port_stamp after;
    return stamp->size == size && still_holds(path, bytes, size) && port_stamp(path, &after) == PORT_FILE && port_same_stamp(stamp, &after);
}

/* The mode that open would have given. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Delayed errors come with the last write-back on closing; a second descriptor keeps the lock meanwhile. */
static int close_copy(int file)
{
    int copy = fcntl(file, F_DUPFD_CLOEXEC, 0);
    if (copy < 0)
        return errno;
    return close(copy) == 0 || errno == EINTR ? 0 : errno;
}

/* Asked for before anybody else can reach the file. */
static void stamp_exactly(int file, struct port_stamp *stamp)
{
    struct timespec now[2];
    if (clock_gettime(CLOCK_REALTIME, &now[0]) == 0) {
        now[1] = now[0];
        futimens(file, now);
    }
    port_stamp_open(file, stamp);
}

/* What must still stand at the path when it is replaced. */
struct held {
    const char *bytes;
    size_t size;
};

enum { CHANGED = -1 }; /* it does not; no errno */

/* The lock tells write_clean of another process that this file is not left over. held: or NULL. Returns 0, an errno or CHANGED. */
static int write_aside(const char *path, char *aside, const char *bytes, size_t size, mode_t mode, const struct held *held,
                       struct port_stamp *stamp)
{
    int file = mkstemp(aside);
    if (file < 0)
        return errno;
    fcntl(file, F_SETFD, FD_CLOEXEC);
    flock(file, LOCK_EX | LOCK_NB);
    int error = write_all(file, bytes, size);
    if (!error && fchmod(file, mode) != 0)
        error = errno;
    if (!error)
        error = close_copy(file);
    if (!error && stamp)
        stamp_exactly(file, stamp);
    if (!error && held && !still_holds(path, held->bytes, held->size))
        error = CHANGED;
    if (!error && rename(aside, path) != 0)
        error = errno;
    if (error)
        unlink(aside);
    close(file);
    return error;
}

/* A device or a pipe, also behind a link, is written into: renaming over it would take it from everybody. */
static bool is_stream(const char *path, enum port_kind kind)
{
    return kind == PORT_OTHER || (kind == PORT_SYMLINK && port_kind(path, true) == PORT_OTHER);
}

static int write_stream(const char *path, const char *bytes, size_t size)
{
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0)
        return errno;
    int error = write_all(file, bytes, size);
    if (close(file) != 0 && !error && errno != EINTR)
        error = errno;
    return error;
}

static int try_beside(const char *path, const char *folder, const char *bytes, size_t size, struct port_stamp *stamp)
{
    struct buf aside = BUF_INIT;
    buf_printf(&aside, "%s%sXXXXXX", folder, prefix);
    int error = write_aside(path, aside.data, bytes, size, usual_mode(), NULL, stamp);
    buf_free(&aside);
    return error;
}

/* Where the folder is not there it is made; a name that is taken away between making and renaming was taken for a leftover: once more. */
static bool write_beside(const char *path, const char *folder, const char *bytes, size_t size, struct port_stamp *stamp,
                         const char **why)
{
    int error = try_beside(path, folder, bytes, size, stamp);
    for (int i = 0; i < 2 && error == ENOENT; i++) {
        if (*folder && !port_make_folders(folder, why))
            return false;
        error = try_beside(path, folder, bytes, size, stamp);
    }
    if (error)
        *why = port_error(error);
    return !error;
}

static enum write_result put(const char *path, const char *bytes, size_t size, struct port_stamp *stamp, const char **why)
{
    struct port_stamp found;
    char *folder = folder_of(path);
    enum port_kind kind = port_stamp(path, &found);
    int error = 0;
    enum write_result result = WRITE_DONE;
    if (!path[strlen(folder)] || kind == PORT_FOLDER)
        error = EISDIR;
    else if (is_stream(path, kind))
        error = write_stream(path, bytes, size);
    else if (kind == PORT_FILE && holds_same(path, bytes, size, &found))
        result = WRITE_SAME;
    else if (!write_beside(path, folder, bytes, size, stamp, why))
        result = WRITE_FAILED;
    free(folder);
    if (error)
        *why = port_error(error);
    if (result == WRITE_SAME && stamp)
        *stamp = found;
    return error ? WRITE_FAILED : result;
}

enum write_result write_file(const char *path, const char *bytes, size_t size, const char **why)
{
    return put(path, bytes, size, NULL, why);
}

enum write_result write_stamped(const char *path, const char *bytes, size_t size, struct port_stamp *stamp, const char **why)
{
    *stamp = (struct port_stamp){0};
    return put(path, bytes, size, stamp, why);
}

/* Returns 0, an errno or CHANGED. */
static int replace(const char *path, const struct held *held, const char *bytes, size_t size)
{
    struct stat found;
    if (stat(path, &found) != 0)
        return errno;
    if (!S_ISREG(found.st_mode))
        return EINVAL;
    if (!(found.st_mode & 0222) || access(path, W_OK) != 0)
        return EACCES;
    char *folder = folder_of(path);
    struct buf aside = BUF_INIT;
    buf_printf(&aside, "%s%sXXXXXX", folder, prefix);
    int error = write_aside(path, aside.data, bytes, size, found.st_mode & 07777, held, NULL);
    buf_free(&aside);
    free(folder);
    return error;
}

bool write_over(const char *path, const char *old, size_t old_size, const char *bytes, size_t size, const char **why)
{
    const struct held held = {old, old_size};
    char *real = realpath(path, NULL);
    int error = real ? replace(real, &held, bytes, size) : errno;
    free(real);
    if (error)
        *why = error == CHANGED ? "it has changed since it was read" : port_error(error);
    return !error;
}

static bool is_aside(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t size = strlen(prefix);
    if (strncmp(name, prefix, size) != 0 || strlen(name) != size + RANDOM)
        return false;
    return strspn(name + size, letters) == RANDOM;
}

static bool remove_unused(void *with, const char *name)
{
    const char *folder = with;
    if (!is_aside(name))
        return true;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", *folder ? folder : ".", name);
    int file = port_kind(path.data, false) == PORT_FILE ? open(path.data, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
    if (file >= 0) {
        if (flock(file, LOCK_EX | LOCK_NB) == 0)
            unlink(path.data);
        close(file);
    }
    buf_free(&path);
    return true;
}

void write_clean(const char *folder)
{
    const char *why;
    char *copy = mem_copy(folder);
    port_names(folder, remove_unused, copy, &why);
    free(copy);
}
