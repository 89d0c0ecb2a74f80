#ifdef __linux__
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sched.h>
#endif

#include "base/port.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char *port_error(int number)
{
    static const struct {
        int number;
        const char *words;
    } table[] = {
        {EACCES, "permission denied"},
        {EPERM, "this is not permitted"},
        {ENOENT, "there is no such file or folder"},
        {ENOTDIR, "a part of the path is not a folder"},
        {EISDIR, "this is a folder"},
        {EEXIST, "something of that name is already there"},
        {ENOTEMPTY, "the folder is not empty"},
        {ELOOP, "there are too many symbolic links"},
        {ENAMETOOLONG, "the name is too long"},
        {ENOSPC, "no space is left on the disk"},
        {EDQUOT, "the disk quota is used up"},
        {EFBIG, "the file would be too large"},
        {EROFS, "the disk is read-only"},
        {EMFILE, "too many files are open"},
        {ENFILE, "too many files are open on this machine"},
        {EIO, "the disk cannot be read or written (input/output error)"},
        {EBUSY, "it is in use"},
        {ETXTBSY, "it is in use"},
        {ENOMEM, "there is not enough memory"},
        {EAGAIN, "the machine has no more processes to give"},
        {EPIPE, "the reader has gone"},
        {ENXIO, "this is not a regular file"},
        {ENODEV, "this is not a regular file"},
        {EXDEV, "it lies on another disk"},
        {EINVAL, "the system does not allow this here"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].number == number)
            return table[i].words;
    return strerror(number);
}

static int open_again(int folder, const char *path, int flags)
{
    int file;
    do
        file = openat(folder, path, flags | O_CLOEXEC);
    while (file < 0 && errno == EINTR);
    return file;
}

static bool is_link(int folder, const char *name)
{
    struct stat about;
    return fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(about.st_mode);
}

/* Takes the next component off *path; false at its end. Empty ones and "." are stepped over. */
static bool next_component(const char **path, const char **name, size_t *size)
{
    do {
        while (**path == '/')
            (*path)++;
        *name = *path;
        *size = strcspn(*path, "/");
        *path += *size;
    } while (*size == 1 && **name == '.');
    return *size > 0;
}

/* Whether path stays below where it starts and names a file there. */
static const char *why_not_below(const char *path)
{
    const char *rest = path, *name;
    size_t size, count = 0;
    while (*path != '/' && next_component(&rest, &name, &size)) {
        if (size == 2 && memcmp(name, "..", 2) == 0)
            return "the path leads out of the folder";
        count++;
    }
    size = strlen(path);
    if (*path == '/')
        return "the path does not begin in the folder";
    if (!count)
        return "the path is empty";
    return path[size - 1] == '/' ? port_error(EISDIR) : NULL;
}

/* Opens path below folder one component after the other. Takes folder over. */
static enum port_read open_below(int folder, const char *path, int *file, const char **why)
{
    const char *rest = path, *name;
    size_t size;
    while (next_component(&rest, &name, &size)) {
        char *part = mem_copy(name);
        part[size] = '\0';
        const char *ahead = rest, *next;
        size_t next_size;
        int flags = next_component(&ahead, &next, &next_size) ? O_DIRECTORY : O_NONBLOCK | O_NOCTTY;
        int opened = open_again(folder, part, O_RDONLY | O_NOFOLLOW | flags);
        int error = errno;
        bool link = opened < 0 && is_link(folder, part);
        free(part);
        close(folder);
        if (opened < 0) {
            *why = link ? "a part of the path is a symbolic link" : port_error(error);
            return link ? PORT_LINK : PORT_FAILED;
        }
        folder = opened;
    }
    *file = folder;
    return PORT_OK;
}

static enum port_read open_file(const char *below, const char *path, int *file, const char **why)
{
    if (!below) {
        *file = open_again(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
        if (*file < 0)
            *why = port_error(errno);
        return *file < 0 ? PORT_FAILED : PORT_OK;
    }
    *why = why_not_below(path);
    if (*why)
        return PORT_FAILED;
    int folder = open_again(AT_FDCWD, *below ? below : ".", O_RDONLY | O_DIRECTORY);
    if (folder < 0) {
        *why = port_error(errno);
        return PORT_FAILED;
    }
    return open_below(folder, path, file, why);
}

/* Reads to the end of the file, which may have grown since its size was asked for. */
static enum port_read read_all(int file, size_t limit, size_t expected, struct buf *out, const char **why)
{
    enum { PART = 65536 };
    for (;;) {
        size_t part = out->size < expected ? expected - out->size + 1 : PART;
        size_t want = limit - out->size < part ? limit - out->size + 1 : part;
        ssize_t got = read(file, buf_reserve(out, want), want);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *why = port_error(errno);
            return PORT_FAILED;
        }
        if (got == 0)
            return PORT_OK;
        if ((size_t)got > limit - out->size) {
            *why = port_error(EFBIG);
            return PORT_TOO_LARGE;
        }
        out->size += (size_t)got;
        out->data[out->size] = '\0';
        if ((size_t)got < want && out->size == expected)
            return PORT_OK; /* a byte more was asked for, and there was none */
    }
}

static enum port_read read_open(int file, size_t limit, struct buf *out, size_t *size, const char **why)
{
    struct stat about;
    if (fstat(file, &about) != 0) {
        *why = port_error(errno);
        return PORT_FAILED;
    }
    if (!S_ISREG(about.st_mode)) {
        *why = S_ISDIR(about.st_mode) ? port_error(EISDIR) : "this is not a regular file";
        return PORT_FAILED;
    }
    *size = (size_t)about.st_size;
    if ((uintmax_t)about.st_size > limit) {
        *why = port_error(EFBIG);
        return PORT_TOO_LARGE;
    }
    enum port_read result = read_all(file, limit, *size, out, why);
    *size = result == PORT_TOO_LARGE ? limit + 1 : out->size;
    return result;
}

enum port_read port_read(const char *below, const char *path, size_t limit, struct buf *out, size_t *size, const char **why)
{
    int file = -1;
    *size = 0;
    buf_clear(out);
    enum port_read result = open_file(below, path, &file, why);
    if (result != PORT_OK)
        return result;
    if (limit == SIZE_MAX)
        limit--;
    result = read_open(file, limit, out, size, why);
    close(file);
    if (result != PORT_OK)
        buf_clear(out);
    return result;
}

static enum port_kind kind_of(mode_t mode)
{
    if (S_ISLNK(mode))
        return PORT_SYMLINK;
    return S_ISREG(mode) ? PORT_FILE : S_ISDIR(mode) ? PORT_FOLDER : PORT_OTHER;
}

enum port_kind port_kind(const char *path, bool follow)
{
    struct stat about;
    if ((follow ? stat(path, &about) : lstat(path, &about)) != 0)
        return PORT_NONE;
    return kind_of(about.st_mode);
}

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static struct port_stamp stamp_of(const struct stat *about)
{
    return (struct port_stamp){(uint64_t)about->st_size, (uint64_t)about->st_ino, nanoseconds(about->st_mtim),
                               nanoseconds(about->st_ctim)};
}

enum port_kind port_stamp_in(int folder, const char *name, struct port_stamp *stamp)
{
    struct stat about;
    if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
        *stamp = (struct port_stamp){0};
        return PORT_NONE;
    }
    *stamp = stamp_of(&about);
    return kind_of(about.st_mode);
}

enum port_kind port_stamp(const char *path, struct port_stamp *stamp)
{
    return port_stamp_in(AT_FDCWD, path, stamp);
}

void port_stamp_open(int file, struct port_stamp *stamp)
{
    struct stat about;
    *stamp = fstat(file, &about) == 0 ? stamp_of(&about) : (struct port_stamp){0};
}

int port_open_folder(const char *path)
{
    return open_again(AT_FDCWD, *path ? path : ".", O_RDONLY | O_DIRECTORY);
}

void port_close(int folder)
{
    if (folder >= 0)
        close(folder);
}

bool port_same_stamp(const struct port_stamp *a, const struct port_stamp *b)
{
    return a->size == b->size && a->node == b->node && a->modified == b->modified && a->changed == b->changed;
}

int64_t port_now(void)
{
    struct timespec now;
    return clock_gettime(CLOCK_REALTIME, &now) == 0 ? nanoseconds(now) : 0;
}

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const struct port_entry *)a)->name, ((const struct port_entry *)b)->name);
}

bool port_each(const char *path, bool (*visit)(void *with, const struct port_entry *entry), void *with, const char **why)
{
    DIR *folder = opendir(*path ? path : ".");
    bool more = true;
    if (!folder) {
        *why = port_error(errno);
        return false;
    }
    const struct dirent *row;
    while (more && (errno = 0, row = readdir(folder))) {
        if (strcmp(row->d_name, ".") == 0 || strcmp(row->d_name, "..") == 0)
            continue;
        struct port_entry entry = {.name = row->d_name};
        entry.kind = port_stamp_in(dirfd(folder), row->d_name, &entry.stamp);
        if (entry.kind != PORT_NONE) /* else it is gone in the meantime */
            more = visit(with, &entry);
    }
    int error = more ? errno : 0;
    closedir(folder);
    if (error)
        *why = port_error(error);
    return !error;
}

struct listing {
    struct port_entry *entries;
    size_t count, room;
    struct arena *names;
};

static bool note_entry(void *with, const struct port_entry *entry)
{
    struct listing *listing = with;
    MEM_GROW(listing->entries, listing->count, listing->room);
    listing->entries[listing->count] = *entry;
    listing->entries[listing->count++].name = arena_copy(listing->names, entry->name);
    return true;
}

/* Reads all names before any is visited, so that only one folder is open however deep a visit goes. */
bool port_folder(const char *path, bool (*visit)(void *with, const struct port_entry *entry), void *with, const char **why)
{
    struct listing listing = {.names = arena_new()};
    bool more = port_each(path, note_entry, &listing, why), whole = more;
    if (listing.count)
        qsort(listing.entries, listing.count, sizeof *listing.entries, compare_entries);
    for (size_t i = 0; i < listing.count && more; i++)
        more = visit(with, &listing.entries[i]);
    free(listing.entries);
    arena_free(listing.names);
    return whole;
}

bool port_names(const char *path, bool (*visit)(void *with, const char *name), void *with, const char **why)
{
    DIR *folder = opendir(*path ? path : ".");
    if (!folder) {
        *why = port_error(errno);
        return false;
    }
    const struct dirent *row;
    while ((row = readdir(folder)))
        if (!visit(with, row->d_name))
            break;
    closedir(folder);
    return true;
}

void port_sync(const char *folder)
{
#ifdef __linux__
    int file = port_open_folder(folder);
    if (file >= 0) {
        syncfs(file);
        close(file);
    }
#else
    (void)folder;
    sync();
#endif
}

bool port_make_folders(const char *path, const char **why)
{
    char *copy = mem_copy(path);
    int error = 0;
    for (char *at = copy; *at && !error;) {
        at += strspn(at, "/");
        at += strcspn(at, "/");
        char kept = *at;
        *at = '\0';
        if (mkdir(copy, 0777) != 0) {
            error = errno == EEXIST ? ENOTDIR : errno;
            if (port_kind(copy, true) == PORT_FOLDER)
                error = 0;
        }
        *at = kept;
    }
    free(copy);
    if (error)
        *why = port_error(error);
    return !error;
}

bool port_same(const char *a, const char *b)
{
    struct stat one, other;
    if (stat(a, &one) != 0 || stat(b, &other) != 0)
        return false;
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

char *port_here(void)
{
    return realpath(".", NULL);
}

int port_processors(void)
{
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return CPU_COUNT(&set);
#endif
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > 4096 ? 4096 : (int)count;
}
