#include "base/pool.h"

#include "base/mem.h"
#include "base/port.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* Each worker has one socket. Down it come job numbers, up it go answers: the size, then the bytes. A worker
 * answers its jobs in the order given; with a second one it need not wait while the parent is busy. */
enum { AHEAD = 2, HEADER = sizeof(uint64_t) };

struct worker {
    pid_t pid;
    int socket; /* -1: gone */
    size_t jobs[AHEAD], count;
    struct buf input;
};

struct pool {
    const struct pool_work *work;
    struct worker *workers;
    size_t worker_count;
    size_t next, left;            /* the next job never given to anybody; jobs neither answered nor died */
    size_t *back, back_count;     /* jobs given to workers that died before they came to them */
    int error;                    /* why the last worker could not be started */
};

/* -- in the worker -- */

static bool receive(int socket, void *into, size_t size)
{
    char *at = into;
    while (size) {
        ssize_t got = recv(socket, at, size, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

static bool deliver(int socket, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size) {
        ssize_t done = send(socket, at, size, MSG_NOSIGNAL);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        at += done;
        size -= (size_t)done;
    }
    return true;
}

/* A handler of the parent's would keep a worker alive; what the parent ignores stays ignored. */
static void obey_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction action;
        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            signal(numbers[i], SIG_DFL);
    }
}

static _Noreturn void work_on(const struct pool_work *work, int socket, pid_t parent)
{
    obey_signals();
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent)
        _exit(0);
    struct buf answer = BUF_INIT;
    uint64_t job;
    while (receive(socket, &job, sizeof job)) {
        buf_clear(&answer);
        work->run(work->with, (size_t)job, &answer);
        uint64_t size = answer.size;
        if (!deliver(socket, &size, sizeof size) || !deliver(socket, answer.data, answer.size))
            break;
    }
    buf_free(&answer);
    _exit(0);
}

/* -- in the parent -- */

/* The parent's ends of the other sockets must not live on here, or a worker would never see the parent go. */
static void close_others(const struct pool *pool)
{
    for (size_t i = 0; i < pool->worker_count; i++)
        if (pool->workers[i].socket >= 0)
            close(pool->workers[i].socket);
}

static bool start_worker(struct pool *pool, struct worker *worker)
{
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0) {
        pool->error = errno;
        return false;
    }
    fcntl(sockets[0], F_SETFD, FD_CLOEXEC);
    fcntl(sockets[1], F_SETFD, FD_CLOEXEC);
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        close_others(pool);
        close(sockets[0]);
        work_on(pool->work, sockets[1], parent);
    }
    if (pid < 0)
        pool->error = errno;
    close(sockets[1]);
    if (pid < 0) {
        close(sockets[0]);
        return false;
    }
    worker->pid = pid;
    worker->socket = sockets[0];
    worker->count = 0;
    buf_clear(&worker->input);
    return true;
}

static bool take_job(struct pool *pool, size_t *job)
{
    if (pool->back_count) {
        *job = pool->back[--pool->back_count];
        return true;
    }
    if (pool->next == pool->work->jobs)
        return false;
    *job = pool->next++;
    return true;
}

/* Gives jobs ahead. A worker that no longer listens is noticed when its socket is read. */
static void feed(struct pool *pool, struct worker *worker, size_t ahead)
{
    size_t job;
    while (worker->socket >= 0 && worker->count < ahead && take_job(pool, &job)) {
        uint64_t number = job;
        worker->jobs[worker->count++] = job;
        deliver(worker->socket, &number, sizeof number);
    }
}

/* Near the end nobody takes a second job that an idle worker could do. */
static void feed_all(struct pool *pool)
{
    for (size_t ahead = 1; ahead <= AHEAD; ahead++)
        for (size_t i = 0; i < pool->worker_count; i++)
            feed(pool, &pool->workers[i], ahead);
}

/* Ends a worker's life and says how it went. */
static void bury(struct worker *worker, char *how, size_t room)
{
    int status = 0;
    pid_t pid;
    close(worker->socket);
    worker->socket = -1;
    do
        pid = waitpid(worker->pid, &status, 0);
    while (pid < 0 && errno == EINTR);
    if (pid > 0 && WIFSIGNALED(status))
        snprintf(how, room, "killed by signal %d", WTERMSIG(status));
    else if (pid > 0 && WIFEXITED(status))
        snprintf(how, room, "ended with status %d", WEXITSTATUS(status));
    else
        snprintf(how, room, "ended in an unknown way");
}

static void lose(struct pool *pool, size_t job, const char *how)
{
    pool->left--;
    pool->work->died(pool->work->with, job, how);
}

/* The job it was at has died with it; those it had not come to go back; another takes its place. */
static void replace(struct pool *pool, struct worker *worker)
{
    char how[64];
    bury(worker, how, sizeof how);
    if (worker->count)
        lose(pool, worker->jobs[0], how);
    for (size_t i = 1; i < worker->count; i++)
        pool->back[pool->back_count++] = worker->jobs[i];
    worker->count = 0;
    if (pool->back_count || pool->next < pool->work->jobs)
        start_worker(pool, worker);
}

/* Hands over the answers that are complete. False: this is no answer to anything asked. */
static bool take_answers(struct pool *pool, struct worker *worker)
{
    const char *at = worker->input.data;
    size_t size = worker->input.size;
    while (size >= HEADER) {
        uint64_t length;
        memcpy(&length, at, HEADER);
        if (!worker->count || length > SIZE_MAX / 2)
            return false;
        if (size - HEADER < length)
            break;
        size_t job = worker->jobs[0];
        worker->count--;
        memmove(worker->jobs, worker->jobs + 1, worker->count * sizeof *worker->jobs);
        pool->left--;
        pool->work->done(pool->work->with, job, at + HEADER, (size_t)length);
        at += HEADER + length;
        size -= HEADER + (size_t)length;
    }
    if (size < worker->input.size) {
        memmove(worker->input.data, at, size);
        worker->input.size = size;
    }
    return true;
}

static void listen_to(struct pool *pool, struct worker *worker)
{
    char part[65536];
    ssize_t got = recv(worker->socket, part, sizeof part, MSG_DONTWAIT);
    if (got < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK))
        return;
    if (got > 0) {
        buf_add(&worker->input, part, (size_t)got);
        if (take_answers(pool, worker))
            return;
        kill(worker->pid, SIGKILL);
    }
    replace(pool, worker);
}

/* Waits until some worker has something to say. False: there is none left, or waiting failed. */
static bool wait_and_listen(struct pool *pool, struct pollfd *polls)
{
    size_t alive = 0;
    for (size_t i = 0; i < pool->worker_count; i++) {
        polls[i] = (struct pollfd){.fd = pool->workers[i].socket, .events = POLLIN};
        alive += pool->workers[i].socket >= 0;
    }
    if (!alive)
        return false;
    if (poll(polls, (nfds_t)pool->worker_count, -1) < 0) {
        pool->error = errno;
        return errno == EINTR || errno == EAGAIN;
    }
    for (size_t i = 0; i < pool->worker_count; i++)
        if (polls[i].fd >= 0 && polls[i].revents)
            listen_to(pool, &pool->workers[i]);
    return true;
}

static size_t start_workers(struct pool *pool)
{
    size_t wanted = pool->work->workers < 1 ? 1 : (size_t)pool->work->workers, started = 0;
    pool->worker_count = wanted < pool->work->jobs ? wanted : pool->work->jobs;
    pool->workers = mem_zero(pool->worker_count, sizeof *pool->workers);
    pool->back = mem_zero(pool->worker_count, AHEAD * sizeof *pool->back);
    for (size_t i = 0; i < pool->worker_count; i++)
        pool->workers[i].socket = -1;
    for (size_t i = 0; i < pool->worker_count && start_worker(pool, &pool->workers[i]); i++)
        started++;
    return started;
}

/* No worker is left and none can be started, or they cannot be waited for: what is not answered is lost. */
static void give_up(struct pool *pool)
{
    char how[64];
    const char *why = port_error(pool->error);
    size_t job;
    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->socket >= 0) {
            kill(worker->pid, SIGKILL);
            bury(worker, how, sizeof how);
        }
        for (size_t j = 0; j < worker->count; j++)
            lose(pool, worker->jobs[j], why);
        worker->count = 0;
    }
    while (take_job(pool, &job))
        lose(pool, job, why);
}

static void end_workers(struct pool *pool)
{
    char how[64];
    for (size_t i = 0; i < pool->worker_count; i++) {
        if (pool->workers[i].socket >= 0)
            bury(&pool->workers[i], how, sizeof how);
        buf_free(&pool->workers[i].input);
    }
    free(pool->workers);
    free(pool->back);
}

bool pool_run(const struct pool_work *work, const char **why)
{
    if (!work->jobs)
        return true;
    struct pool pool = {.work = work, .left = work->jobs};
    bool started = start_workers(&pool) > 0;
    if (!started)
        *why = port_error(pool.error);
    struct pollfd *polls = mem_zero(pool.worker_count, sizeof *polls);
    while (started && pool.left) {
        feed_all(&pool);
        if (!wait_and_listen(&pool, polls)) {
            give_up(&pool);
            break;
        }
    }
    free(polls);
    end_workers(&pool);
    return started;
}
