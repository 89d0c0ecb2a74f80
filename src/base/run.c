#include "base/run.h"

#include "base/mem.h"
#include "base/port.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 65536, TICK = 20, OPEN_FOLDERS = 16 };

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* -- starting -- */

static char *setting(const char *name, const char *value)
{
    struct buf text = BUF_INIT;
    buf_printf(&text, "%s=%s", name, value);
    return buf_take(&text);
}

static void set_actions(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int out)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(actions);
    posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(attributes);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static const char *search_path(void)
{
    const char *path = getenv("PATH");
    return path ? path : "/usr/bin:/bin";
}

bool run_finds(const char *program)
{
    struct buf file = BUF_INIT;
    bool found = false;
    for (const char *at = search_path(); *at && !found; at += *at == ':') {
        size_t size = strcspn(at, ":");
        buf_clear(&file);
        buf_add(&file, size ? at : ".", size ? size : 1);
        buf_printf(&file, "/%s", program);
        found = port_kind(file.data, true) == PORT_FILE && access(file.data, X_OK) == 0;
        at += size;
    }
    buf_free(&file);
    return found;
}

/* Starts it in a process group of its own; 0 or an errno. */
static int start(const struct run_order *run, int out, pid_t *pid)
{
    /* The last is for programs that would write the time into what they make: 2000-01-01. */
    char *environment[] = {setting("PATH", search_path()), setting("HOME", run->home), setting("TMPDIR", run->home),
                           setting("LC_ALL", "C.UTF-8"), setting("TZ", "UTC"), setting("SOURCE_DATE_EPOCH", "946684800"), NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    set_actions(&actions, &attributes, out);
    int failed = posix_spawnp(pid, run->argv[0], &actions, &attributes, (char *const *)run->argv, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    for (size_t i = 0; environment[i]; i++)
        free(environment[i]);
    return failed;
}

/* -- waiting -- */

/* Reads until the program closes its output, a limit is reached or the time is over. */
static enum run_end gather(int from, int64_t until, size_t most, struct buf *out)
{
    for (;;) {
        int64_t left = until - milliseconds();
        struct pollfd ready = {.fd = from, .events = POLLIN};
        if (left <= 0)
            return RUN_SLOW;
        if (poll(&ready, 1, (int)left) <= 0)
            continue;
        ssize_t got = read(from, buf_reserve(out, PIECE), PIECE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return RUN_GOOD;
        out->size += (size_t)got;
        out->data[out->size] = '\0';
        if (out->size > most)
            return RUN_LARGE;
    }
}

static bool ended(pid_t pid, int64_t until, int *status)
{
    for (;;) {
        pid_t got = waitpid(pid, status, WNOHANG);
        if (got == pid || (got < 0 && errno != EINTR))
            return true;
        if (milliseconds() >= until)
            return false;
        nanosleep(&(struct timespec){.tv_nsec = TICK * 1000000}, NULL);
    }
}

enum run_end run_program(const struct run_order *run, struct buf *out, int *status)
{
    int ends[2], raw = 0;
    pid_t pid;
    *status = -1;
    buf_clear(out);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return RUN_FAILED;
    int failed = start(run, ends[1], &pid);
    close(ends[1]);
    if (failed) {
        close(ends[0]);
        return failed == ENOENT || failed == EACCES || failed == ENOTDIR ? RUN_MISSING : RUN_FAILED;
    }
    int64_t until = milliseconds() + (int64_t)run->seconds * 1000;
    enum run_end end = gather(ends[0], until, run->most, out);
    bool over = end == RUN_GOOD && ended(pid, until, &raw);
    kill(-pid, SIGKILL); /* also what it left behind */
    close(ends[0]);
    if (!over) {
        while (waitpid(pid, &raw, 0) < 0 && errno == EINTR)
            continue;
        return end == RUN_GOOD ? RUN_SLOW : end;
    }
    *status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -1;
    return *status == 127 ? RUN_MISSING : *status ? RUN_FAILED : RUN_GOOD;
}

/* -- folders -- */

char *run_folder(const char **why)
{
    const char *below = getenv("TMPDIR");
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/minutec-XXXXXX", below && *below == '/' ? below : "/tmp");
    if (mkdtemp(path.data))
        return buf_take(&path);
    *why = port_error(errno);
    buf_free(&path);
    return NULL;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about;
    (void)kind;
    (void)walk;
    remove(path);
    return 0;
}

void run_folder_remove(char *folder)
{
    nftw(folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    free(folder);
}
