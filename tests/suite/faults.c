/* Faults on demand, preloaded into the program under test. FAULT is CALL:WHAT[:FROM[:PART]]: from the FROMth call on (1 if left out),
 * counted in each process by itself, CALL of a file whose name has PART in it (any, if left out) does WHAT: an errno as a number,
 * "short" (one byte is done at a time), "kill" (the process ends there), "once-NUMBER" (that errno, and only this time), "pause" (only
 * this time it waits while the file FAULT_GATE is there, and makes FAULT_GATE.reached to say so). "renamed" is the moment behind a rename.
 * jitter:MICROSECONDS lets every fourth call wait for up to so long. clock:NUMBER is a clock on which an hour passes between two looks.
 * ahead:SECONDS is one that is ahead of that of the file system, so that no file is young. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static const char *fault_of(const char *call, const char *path, int *seen)
{
    static char what[64];
    char name[32] = "", part[128] = "";
    int from = 1;
    const char *fault = getenv("FAULT");
    if (!fault || sscanf(fault, "%31[^:]:%63[^:]:%d:%127s", name, what, &from, part) < 2 || strcmp(name, call) != 0)
        return NULL;
    if (*part && (!path || !strstr(path, part)))
        return NULL;
    ++*seen;
    if (strncmp(what, "once-", 5) == 0)
        return *seen == from ? what + 5 : NULL;
    if (strcmp(what, "pause") == 0)
        return *seen == from ? what : NULL;
    return *seen >= from ? what : NULL;
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

static void wait_at_gate(void)
{
    enum { STEP = 2000 }; /* microseconds */
    const char *gate = getenv("FAULT_GATE");
    char reached[1024];
    int kept = errno;
    if (!gate || access(gate, F_OK) != 0)
        return;
    snprintf(reached, sizeof reached, "%s.reached", gate);
    int file = REAL(int, "open", const char *, int, ...)(reached, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (file >= 0)
        REAL(int, "close", int)(file);
    while (access(gate, F_OK) == 0)
        usleep(STEP);
    errno = kept;
}

static void jitter(void)
{
    static unsigned state;
    unsigned longest = 0;
    const char *fault = getenv("FAULT");
    int kept = errno;
    if (!fault || sscanf(fault, "jitter:%u", &longest) != 1 || !longest)
        return;
    if (!state)
        state = (unsigned)getpid() * 2654435761U | 1;
    state = state * 1103515245U + 12345U;
    if (state >> 16 & 3)
        return;
    usleep((state >> 8) % longest);
    errno = kept;
}

/* Whether the call must not be made; errno is set. */
static int is_faulty(const char *call, const char *path, int *seen, size_t *size)
{
    jitter();
    const char *what = fault_of(call, path, seen);
    if (!what)
        return 0;
    if (strcmp(what, "kill") == 0)
        raise(SIGKILL);
    if (strcmp(what, "pause") == 0) {
        wait_at_gate();
        return 0;
    }
    if (strcmp(what, "short") == 0) {
        if (size && *size > 1)
            *size = 1;
        return 0;
    }
    errno = atoi(what);
    return 1;
}

/* Only what goes to files: pipes and sockets have faults of their own. */
static int is_file(int file)
{
    struct stat about;
    return fstat(file, &about) == 0 && S_ISREG(about.st_mode);
}

ssize_t write(int file, const void *bytes, size_t size)
{
    static int seen;
    if (is_file(file) && is_faulty("write", NULL, &seen, &size))
        return -1;
    return REAL(ssize_t, "write", int, const void *, size_t)(file, bytes, size);
}

ssize_t read(int file, void *bytes, size_t size)
{
    static int seen;
    if (is_file(file) && is_faulty("read", NULL, &seen, &size))
        return -1;
    return REAL(ssize_t, "read", int, void *, size_t)(file, bytes, size);
}

void *dlopen(const char *path, int flags)
{
    static int seen;
    if (is_faulty("dlopen", path, &seen, NULL))
        return NULL;
    return REAL(void *, "dlopen", const char *, int)(path, flags);
}

/* All ways of opening count together. */
static int open_faulty(const char *path)
{
    static int seen;
    return is_faulty("open", path, &seen, NULL);
}

#define MODE(flags, mode)                                   \
    mode_t mode = 0;                                        \
    if ((flags) & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))) { \
        va_list args;                                       \
        va_start(args, flags);                              \
        mode = va_arg(args, mode_t);                        \
        va_end(args);                                       \
    }

#define OPEN(name)                                                                                              \
    int name(const char *path, int flags, ...)                                                                  \
    {                                                                                                           \
        MODE(flags, mode)                                                                                       \
        return open_faulty(path) ? -1 : REAL(int, #name, const char *, int, ...)(path, flags, mode);            \
    }
#define OPEN_AT(name)                                                                                           \
    int name(int folder, const char *path, int flags, ...)                                                      \
    {                                                                                                           \
        MODE(flags, mode)                                                                                       \
        return open_faulty(path) ? -1 : REAL(int, #name, int, const char *, int, ...)(folder, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)

int rename(const char *from, const char *to)
{
    static int seen, done;
    if (is_faulty("rename", to, &seen, NULL))
        return -1;
    int result = REAL(int, "rename", const char *, const char *)(from, to);
    return result == 0 && is_faulty("renamed", to, &done, NULL) ? -1 : result;
}

int mkstemp(char *path)
{
    static int seen;
    if (is_faulty("mkstemp", path, &seen, NULL))
        return -1;
    return REAL(int, "mkstemp", char *)(path);
}

int mkdir(const char *path, mode_t mode)
{
    static int seen;
    if (is_faulty("mkdir", path, &seen, NULL))
        return -1;
    return REAL(int, "mkdir", const char *, mode_t)(path, mode);
}

int fchmod(int file, mode_t mode)
{
    static int seen;
    if (is_faulty("fchmod", NULL, &seen, NULL))
        return -1;
    return REAL(int, "fchmod", int, mode_t)(file, mode);
}

int close(int file)
{
    static int seen;
    int faulty = is_file(file) && is_faulty("close", NULL, &seen, NULL), error = errno;
    int result = REAL(int, "close", int)(file);
    if (!faulty)
        return result;
    errno = error;
    return -1;
}

pid_t fork(void)
{
    static int seen;
    if (is_faulty("fork", NULL, &seen, NULL))
        return -1;
    return REAL(pid_t, "fork", void)();
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static int seen, asked;
    int result = REAL(int, "clock_gettime", clockid_t, struct timespec *)(clock, now);
    const char *ahead = clock == CLOCK_REALTIME ? fault_of("ahead", NULL, &asked) : NULL;
    if (clock == CLOCK_MONOTONIC && is_faulty("clock", NULL, &seen, NULL))
        now->tv_sec += 3600L * seen;
    if (ahead)
        now->tv_sec += atol(ahead);
    return result;
}
