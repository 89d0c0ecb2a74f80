/* What a benchmark needs that is itself nearly free: running a command and saying what it and all its children cost, and the
 * least that can be done with a list of files: ask for their state, read them, write them.
 *
 *   floor run REPORT COMMAND…   wall seconds, processor seconds, most memory of one process in bytes, exit status, to REPORT
 *   floor stat LIST             every file of LIST, one path a line, asked for its state from its open folder
 *   floor read LIST             opened, read, closed
 *   floor write LIST BYTES DIR  a file of so many bytes for each, written aside and renamed */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST = 1 << 20 };

static void die(const char *what)
{
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    exit(3);
}

static double seconds(const struct timeval *time)
{
    return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* A long list of files on a command line needs room, which is taken from the stack's limit. */
static void make_room(void)
{
    struct rlimit limit = {64 << 20, RLIM_INFINITY};
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < (64 << 20)) {
        limit.rlim_cur = 64 << 20;
        setrlimit(RLIMIT_STACK, &limit);
    }
}

static int run(const char *report, char **command)
{
    double started = now();
    pid_t child = fork();
    if (child < 0)
        die("fork");
    if (child == 0) {
        make_room();
        execvp(command[0], command);
        fprintf(stderr, "floor: %s: %s\n", command[0], strerror(errno));
        _exit(127);
    }
    int status;
    struct rusage used;
    while (wait4(child, &status, 0, &used) < 0)
        if (errno != EINTR)
            die("wait4");
    double wall = now() - started;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    FILE *file = fopen(report, "w");
    if (!file)
        die(report);
    fprintf(file, "%.6f %.6f %lld %d\n", wall, seconds(&used.ru_utime) + seconds(&used.ru_stime), (long long)used.ru_maxrss * 1024,
            code);
    if (fclose(file) != 0)
        die(report);
    return 0;
}

/* Files by folder: the folder stays open as long as the next path is in it too. */
struct walk {
    FILE *list;
    char *line, folder[4096];
    size_t room;
    int at;
};

static void walk_open(struct walk *walk, const char *list)
{
    *walk = (struct walk){.list = fopen(list, "r"), .at = -1};
    if (!walk->list)
        die(list);
}

/* The name of the next file, within the folder walk->at. */
static const char *walk_next(struct walk *walk)
{
    ssize_t size = getline(&walk->line, &walk->room, walk->list);
    if (size <= 0)
        return NULL;
    walk->line[size - 1] = walk->line[size - 1] == '\n' ? '\0' : walk->line[size - 1];
    char *slash = strrchr(walk->line, '/');
    size_t folder = slash ? (size_t)(slash - walk->line) : 0;
    if (walk->at >= 0 && strlen(walk->folder) == folder && strncmp(walk->folder, walk->line, folder) == 0)
        return slash ? slash + 1 : walk->line;
    if (walk->at >= 0)
        close(walk->at);
    snprintf(walk->folder, sizeof walk->folder, "%.*s", (int)folder, walk->line);
    walk->at = open(folder ? walk->folder : ".", O_RDONLY | O_DIRECTORY);
    if (walk->at < 0)
        die(walk->folder);
    return slash ? slash + 1 : walk->line;
}

static void stat_one(struct walk *walk, const char *name)
{
    struct stat state;
    if (fstatat(walk->at, name, &state, AT_SYMLINK_NOFOLLOW) != 0)
        die(name);
}

static void read_one(struct walk *walk, const char *name)
{
    static char bytes[LARGEST];
    int file = openat(walk->at, name, O_RDONLY);
    if (file < 0)
        die(name);
    ssize_t size;
    while ((size = read(file, bytes, sizeof bytes)) > 0)
        ;
    if (size < 0)
        die(name);
    close(file);
}

static int each(const char *list, void (*what)(struct walk *, const char *))
{
    struct walk walk;
    walk_open(&walk, list);
    for (const char *name; (name = walk_next(&walk));)
        what(&walk, name);
    return 0;
}

static int write_all(const char *list, size_t size, const char *folder)
{
    static char bytes[LARGEST];
    memset(bytes, 'x', sizeof bytes);
    int at = open(folder, O_RDONLY | O_DIRECTORY);
    if (at < 0 || size > sizeof bytes)
        die(folder);
    struct walk walk;
    walk_open(&walk, list);
    for (long i = 0; walk_next(&walk); i++) {
        char name[40];
        snprintf(name, sizeof name, "%ld", i);
        int file = openat(at, "new", O_WRONLY | O_CREAT | O_TRUNC, 0644);
        if (file < 0 || write(file, bytes, size) != (ssize_t)size || close(file) != 0 || renameat(at, "new", at, name) != 0)
            die(name);
    }
    return 0;
}

int main(int count, char **words)
{
    if (count >= 4 && strcmp(words[1], "run") == 0)
        return run(words[2], words + 3);
    if (count == 3 && strcmp(words[1], "stat") == 0)
        return each(words[2], stat_one);
    if (count == 3 && strcmp(words[1], "read") == 0)
        return each(words[2], read_one);
    if (count == 5 && strcmp(words[1], "write") == 0)
        return write_all(words[2], strtoul(words[3], NULL, 10), words[4]);
    fprintf(stderr, "usage: floor run REPORT COMMAND… | stat LIST | read LIST | write LIST BYTES DIR\n");
    return 2;
}
