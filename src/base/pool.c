#include "base/pool.h"

#include "base/mem.h"
#include "base/pool_starter.h"
#include "base/port.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A worker with requests ahead need not wait while the parent is busy. What waits to be sent beyond SEND_MOST bars further requests. */
enum { AHEAD = 4, SEND_MOST = 65536 };

struct worker {
    pid_t pid;
    int socket;             /* -1: no process stands here */
    size_t jobs[POOL_TOGETHER], count;
    uint64_t asked;         /* requests given to this process; the oldest unanswered one is asked - count */
    struct buf input, output;
    size_t taken, sent;     /* of input and output */
    bool told;              /* fresh was called for the process to come */
    bool served;            /* next has nothing more for it in this round */
    bool refused;           /* there was a job, but the process could not be started */
    bool queued;            /* something was added to output in this round */
};

struct pool {
    pid_t starter;
    int socket;             /* the starter's; -1: it is gone */
    struct worker *workers;
    size_t worker_count;
    struct pollfd *polls;
    const struct pool_jobs *jobs;   /* of the run under way */
    size_t under_way;       /* jobs given and neither answered nor lost */
    size_t careful;         /* so many jobs are yet to be given one at a time */
    bool last_try;          /* since the last answer, those refused have been tried once more */
    const char *why;        /* the last worker could not be started, or none waited for */
    struct buf request;
};

/* -- the starter -- */

static void await(pid_t pid)
{
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
}

static void lose_starter(struct pool *pool)
{
    if (pool->socket < 0)
        return;
    close(pool->socket);
    pool->socket = -1;
    pool->why = "the process that starts the workers is gone";
    kill(pool->starter, SIGKILL);
    await(pool->starter);
}

static bool ask_starter(struct pool *pool, enum starter_order what, pid_t pid, struct starter_reply *reply, int *passed)
{
    struct starter_request request = {what, pid};
    if (pool->socket >= 0 && starter_send(pool->socket, &request, sizeof request, -1) &&
        starter_receive(pool->socket, reply, sizeof *reply, passed))
        return true;
    lose_starter(pool);
    return false;
}

/* Waits for a worker that has ended or will soon, and says how it went. */
static void bury(struct pool *pool, struct worker *worker, char *how, size_t room)
{
    struct starter_reply reply;
    close(worker->socket);
    worker->socket = -1;
    worker->told = false;
    if (!ask_starter(pool, STARTER_WAIT, worker->pid, &reply, NULL))
        snprintf(how, room, "ended with the process that starts the workers");
    else if (reply.pid > 0 && WIFSIGNALED(reply.value))
        snprintf(how, room, "killed by signal %d", WTERMSIG(reply.value));
    else if (reply.pid > 0 && WIFEXITED(reply.value))
        snprintf(how, room, "ended with status %d", WEXITSTATUS(reply.value));
    else
        snprintf(how, room, "ended in an unknown way");
}

static bool start_worker(struct pool *pool, struct worker *worker)
{
    struct starter_reply reply;
    int passed = -1;
    if (!ask_starter(pool, STARTER_START, 0, &reply, &passed))
        return false;
    if (reply.pid > 0 && passed < 0) {
        kill(reply.pid, SIGKILL);
        ask_starter(pool, STARTER_WAIT, reply.pid, &reply, NULL);
        pool->why = port_error(EMFILE);
        return false;
    }
    if (reply.pid < 0) {
        pool->why = port_error(reply.value);
        return false;
    }
    worker->pid = reply.pid;
    worker->socket = passed;
    worker->asked = worker->count = worker->taken = worker->sent = 0;
    buf_clear(&worker->input);
    buf_clear(&worker->output);
    return true;
}

/* -- giving jobs -- */

static int number_of(const struct pool *pool, const struct worker *worker)
{
    return (int)(worker - pool->workers);
}

/* A socket that is full is tried again when it has room; one that nobody listens to is noticed when it is read. */
static void flush(struct worker *worker)
{
    worker->queued = false;
    while (worker->sent < worker->output.size) {
        ssize_t done = send(worker->socket, worker->output.data + worker->sent, worker->output.size - worker->sent,
                            MSG_NOSIGNAL | MSG_DONTWAIT);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return;
        worker->sent += (size_t)done;
    }
    frame_drop(&worker->output, &worker->sent);
}

static void queue(struct pool *pool, struct worker *worker, size_t job)
{
    frame_drop(&worker->output, &worker->sent);
    frame_put(&worker->output, worker->asked++, pool->jobs->together && !pool->careful, buf_text(&pool->request), pool->request.size);
    pool->careful -= pool->careful > 0;
    worker->jobs[worker->count++] = job;
    worker->queued = true;
    pool->under_way++;
    if (pool->request.room > FRAME_KEEP)
        buf_free(&pool->request);
}

/* Gives one more job, to a process that is started for it if none is there. */
static void feed(struct pool *pool, struct worker *worker)
{
    const struct pool_jobs *jobs = pool->jobs;
    int number = number_of(pool, worker);
    size_t job = 0;
    if (worker->socket < 0 && !worker->told) {
        worker->told = true;
        jobs->fresh(jobs->with, number);
    }
    buf_clear(&pool->request);
    worker->served = !jobs->next(jobs->with, number, &pool->request, &job);
    if (worker->served)
        return;
    bool started = worker->socket < 0;
    if (started && !start_worker(pool, worker)) {
        worker->refused = true;
        jobs->back(jobs->with, number, job);
        return;
    }
    queue(pool, worker, job);
    if (started)
        flush(worker); /* it works while others are started */
}

static size_t most_ahead(const struct pool *pool)
{
    return pool->careful ? 1 : pool->jobs->together ? POOL_TOGETHER : AHEAD;
}

/* Near the end nobody takes a second job that an idle worker could do. */
static void feed_all(struct pool *pool)
{
    for (size_t i = 0; i < pool->worker_count; i++)
        pool->workers[i].served = false;
    for (size_t ahead = 0; ahead < most_ahead(pool); ahead++)
        for (size_t i = 0; i < pool->worker_count; i++) {
            struct worker *worker = &pool->workers[i];
            if (worker->count <= ahead && !worker->served && !worker->refused && worker->output.size - worker->sent < SEND_MOST)
                feed(pool, worker);
        }
    for (size_t i = 0; i < pool->worker_count; i++)
        if (pool->workers[i].queued)
            flush(&pool->workers[i]);
}

/* -- hearing of them -- */

static void lose(struct pool *pool, struct worker *worker, const char *how, bool all)
{
    const struct pool_jobs *jobs = pool->jobs;
    int number = number_of(pool, worker);
    size_t count = worker->count;
    worker->count = 0;
    worker->queued = false;
    bool known = !jobs->together || count == 1;
    pool->under_way -= count;
    pool->last_try &= !count;
    if (!known && !all)
        pool->careful += count;
    for (size_t i = 0; i < count; i++)
        if ((i == 0 && known) || all)
            jobs->died(jobs->with, number, worker->jobs[i], how);
        else
            jobs->back(jobs->with, number, worker->jobs[i]);
}

/* Hands over the answers that are complete. False: this is no answer to anything asked. */
static bool take_answers(struct pool *pool, struct worker *worker)
{
    const struct pool_jobs *jobs = pool->jobs;
    struct framed answer;
    enum frame_state state;
    while ((state = frame_take(&worker->input, &worker->taken, worker->asked - worker->count, &answer)) == FRAME_WHOLE) {
        if (!worker->count)
            return false;
        size_t job = worker->jobs[0];
        worker->count--;
        memmove(worker->jobs, worker->jobs + 1, worker->count * sizeof *worker->jobs);
        pool->under_way--;
        pool->last_try = false;
        jobs->done(jobs->with, number_of(pool, worker), job, answer.bytes, answer.size);
    }
    frame_drop(&worker->input, &worker->taken);
    return state == FRAME_PART;
}

/* The job it was at has died with it; those it had not come to go back. Another takes its place when next has something for it. */
static void hear(struct pool *pool, struct worker *worker)
{
    ssize_t got = frame_receive(worker->socket, &worker->input, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return;
    if (got > 0) {
        if (take_answers(pool, worker))
            return;
        kill(worker->pid, SIGKILL);
    }
    char how[64];
    bury(pool, worker, how, sizeof how);
    lose(pool, worker, how, false);
}

/* Waits until some worker has something to say or room for more. False: the starter is gone, or waiting failed. */
static bool listen_to_all(struct pool *pool, int timeout)
{
    nfds_t count = 0;
    if (pool->socket < 0)
        return false;
    pool->polls[count++] = (struct pollfd){.fd = pool->socket, .events = POLLIN};
    for (size_t i = 0; i < pool->worker_count; i++) {
        const struct worker *worker = &pool->workers[i];
        short room = worker->sent < worker->output.size ? POLLOUT : 0;
        if (worker->socket >= 0)
            pool->polls[count++] = (struct pollfd){.fd = worker->socket, .events = (short)(POLLIN | room)};
    }
    if (poll(pool->polls, count, timeout) < 0) {
        pool->why = port_error(errno);
        return errno == EINTR || errno == EAGAIN;
    }
    count = 1;
    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker *worker = &pool->workers[i];
        short events = worker->socket >= 0 ? pool->polls[count++].revents : 0;
        if (events & ~POLLOUT)
            hear(pool, worker);
        if (events & POLLOUT && worker->socket >= 0)
            flush(worker);
    }
    if (pool->polls[0].revents)
        lose_starter(pool);
    return pool->socket >= 0;
}

/* -- from start to stop -- */

/* The workers of a starter that is gone are nobody's children here: Linux kills them with it, elsewhere they see that nobody asks any
 * more. Either way they are gone when their socket ends. */
static void outwait(struct worker *worker)
{
    ssize_t got;
    shutdown(worker->socket, SHUT_WR);
    do {
        buf_clear(&worker->input);
        got = frame_receive(worker->socket, &worker->input, 0);
    } while (got > 0);
    close(worker->socket);
    worker->socket = -1;
    worker->told = false;
}

/* No worker can be waited for, or started: what they are at is lost. */
static void give_up(struct pool *pool)
{
    char how[64];
    const char *why = pool->why;
    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->socket >= 0 && pool->socket >= 0) {
            kill(worker->pid, SIGKILL);
            bury(pool, worker, how, sizeof how);
        } else if (worker->socket >= 0) {
            outwait(worker);
        }
        lose(pool, worker, why, true);
    }
    pool->why = why;
}

/* Forgets who was refused; whether anybody was. */
static bool forget_refused(struct pool *pool)
{
    bool refused = false;
    for (size_t i = 0; i < pool->worker_count; i++) {
        refused |= pool->workers[i].refused;
        pool->workers[i].refused = false;
    }
    return refused;
}

struct pool *pool_start(const struct pool_work *work, const char **why)
{
    int sockets[2];
    if (!starter_pair(sockets)) {
        *why = port_error(errno);
        return NULL;
    }
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        close(sockets[0]);
        starter_serve(work, sockets[1], parent);
    }
    if (pid < 0)
        *why = port_error(errno);
    close(sockets[1]);
    if (pid < 0) {
        close(sockets[0]);
        return NULL;
    }
    struct pool *pool = mem_zero(1, sizeof *pool);
    pool->starter = pid;
    pool->socket = sockets[0];
    pool->worker_count = work->workers < 1 ? 1 : (size_t)work->workers;
    pool->workers = mem_zero(pool->worker_count, sizeof *pool->workers);
    pool->polls = mem_zero(pool->worker_count + 1, sizeof *pool->polls);
    for (size_t i = 0; i < pool->worker_count; i++)
        pool->workers[i].socket = -1;
    return pool;
}

bool pool_run(struct pool *pool, const struct pool_jobs *jobs, const char **why)
{
    pool->jobs = jobs;
    pool->last_try = false;
    pool->careful = 0;
    forget_refused(pool);
    for (size_t i = 0; i < pool->worker_count; i++)
        pool->workers[i].told = pool->workers[i].socket >= 0;
    bool good = listen_to_all(pool, 0); /* who died between the runs */
    while (good) {
        feed_all(pool);
        if (pool->under_way) {
            good = listen_to_all(pool, -1);
        } else if (!forget_refused(pool)) {
            return true;
        } else if (pool->last_try) {
            *why = pool->why;
            return false;
        } else {
            pool->last_try = true; /* others may have given back what was missing */
        }
    }
    give_up(pool);
    *why = pool->why;
    return false;
}

void pool_stop(struct pool *pool)
{
    if (!pool)
        return;
    for (size_t i = 0; i < pool->worker_count; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->socket >= 0)
            close(worker->socket);
        buf_free(&worker->input);
        buf_free(&worker->output);
    }
    if (pool->socket >= 0) {
        struct starter_request request = {STARTER_STOP, 0};
        starter_send(pool->socket, &request, sizeof request, -1);
        close(pool->socket);
        await(pool->starter);
    }
    buf_free(&pool->request);
    free(pool->workers);
    free(pool->polls);
    free(pool);
}
