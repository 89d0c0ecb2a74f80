/* Work spread over processes: what each worker gets and keeps, and what is left when some of them go. */
#include "base/mem.h"
#include "base/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEST_FILE "pool_test.c"
#include "check.h"

enum { JOBS_MOST = 20000, WORKERS_MOST = 8, BIG = 9 << 20, AHEAD = 4 };

/* What an answer begins with; the request's other bytes follow. */
struct reply {
    size_t job, asked;      /* asked: how often this process was, so far */
    int open;               /* descriptors it has */
    pid_t pid, starter;
};

/* The parent's books, and what the workers inherit. */
struct jobs {
    size_t count, workers, request_size;
    void (*act)(const struct jobs *jobs, size_t job); /* in the worker */
    bool fails_to_begin;
    int pipe;                       /* a worker that ends in order writes here */
    bool together;
    bool own;                       /* a job is for one worker only: its number modulo workers */
    const char *want;               /* how every death should be told; NULL: in any way */
    size_t next;
    unsigned given[JOBS_MOST], clock; /* when it was given, from 1 on */
    unsigned char done[JOBS_MOST], died[JOBS_MOST];
    size_t answered, lost, given_back, wrong;
    size_t fresh[WORKERS_MOST], by[WORKERS_MOST], asked[WORKERS_MOST];
    unsigned last[WORKERS_MOST];    /* when the job it answered last was given */
    pid_t pids[WORKERS_MOST], starter;
    int open;
};

struct memory {
    const struct jobs *jobs;
    size_t asked;
};

static int count_open(void)
{
    int count = 0;
    for (int i = 0; i < 256; i++)
        count += fcntl(i, F_GETFD) >= 0;
    return count;
}

/* -- in a worker -- */

static void *begin(void *with)
{
    struct memory *memory = mem_zero(1, sizeof *memory);
    memory->jobs = with;
    if (memory->jobs->fails_to_begin)
        _exit(5);
    return memory;
}

static void answer_job(void *state, const char *request, size_t size, struct buf *answer)
{
    struct memory *memory = state;
    struct reply reply = {.asked = ++memory->asked, .pid = getpid(), .starter = getppid()};
    memcpy(&reply.job, request, sizeof reply.job);
    reply.open = memory->jobs->count > 1000 ? 0 : count_open();
    buf_add(answer, (const char *)&reply, sizeof reply);
    buf_add(answer, request + sizeof reply.job, size - sizeof reply.job);
    if (memory->jobs->act)
        memory->jobs->act(memory->jobs, reply.job);
}

static void end(void *state)
{
    const struct memory *memory = state;
    if (memory->jobs->pipe > 0 && write(memory->jobs->pipe, "e", 1) != 1)
        _exit(1);
    free(state);
}

/* -- in the parent -- */

static bool next(void *with, int worker, struct buf *request, size_t *job)
{
    struct jobs *jobs = with;
    size_t at = jobs->own ? (size_t)worker : jobs->next;
    while (at < jobs->count && jobs->given[at])
        at += jobs->own ? jobs->workers : 1;
    if (!jobs->own)
        jobs->next = at;
    if (at >= jobs->count)
        return false;
    jobs->given[at] = ++jobs->clock;
    *job = at;
    buf_add(request, (const char *)job, sizeof *job);
    buf_fill(request, (char)('a' + at % 26), jobs->request_size);
    return true;
}

static bool is_good(struct jobs *jobs, int worker, size_t job, const char *answer, size_t size)
{
    struct reply reply;
    if (size != sizeof reply + jobs->request_size)
        return false;
    memcpy(&reply, answer, sizeof reply);
    bool good = reply.job == job && reply.pid != getpid() && reply.starter != getpid();
    good &= reply.pid != jobs->pids[worker] || (reply.asked == jobs->asked[worker] + 1 && jobs->given[job] > jobs->last[worker]);
    good &= !jobs->own || (size_t)worker == job % jobs->workers;
    good &= !jobs->open || reply.open == jobs->open;
    for (size_t i = sizeof reply; i < size; i += 1 + jobs->request_size / 1000)
        good &= answer[i] == (char)('a' + job % 26);
    jobs->pids[worker] = reply.pid;
    jobs->starter = reply.starter;
    jobs->asked[worker] = reply.asked;
    jobs->last[worker] = jobs->given[job];
    return good;
}

static void done(void *with, int worker, size_t job, const char *answer, size_t size)
{
    struct jobs *jobs = with;
    jobs->wrong += !is_good(jobs, worker, job, answer, size);
    jobs->answered++;
    jobs->by[worker]++;
    jobs->done[job]++;
}

static void died(void *with, int worker, size_t job, const char *how)
{
    struct jobs *jobs = with;
    (void)worker;
    jobs->lost++;
    jobs->died[job]++;
    bool good = !jobs->want || strcmp(how, jobs->want) == 0;
    jobs->wrong += !good;
    if (!good)
        printf("job %zu: %s\n", job, how);
}

static void back(void *with, int worker, size_t job)
{
    struct jobs *jobs = with;
    (void)worker;
    jobs->given_back++;
    jobs->given[job] = 0;
    if (job < jobs->next)
        jobs->next = job;
}

static void fresh(void *with, int worker)
{
    struct jobs *jobs = with;
    jobs->fresh[worker]++;
}

static struct pool *start(struct jobs *jobs, const char **why)
{
    const struct pool_work work = {(int)jobs->workers, begin, answer_job, end, jobs};
    return pool_start(&work, why);
}

/* One phase. */
static bool run(struct pool *pool, struct jobs *jobs, const char **why)
{
    const struct pool_jobs calls = {next, done, died, back, fresh, jobs, jobs->together};
    jobs->next = jobs->answered = jobs->lost = jobs->given_back = 0;
    for (size_t i = 0; i < WORKERS_MOST; i++)
        jobs->fresh[i] = jobs->by[i] = 0;
    memset(jobs->given, 0, sizeof jobs->given);
    memset(jobs->done, 0, sizeof jobs->done);
    memset(jobs->died, 0, sizeof jobs->died);
    return pool_run(pool, &calls, why);
}

/* Each job has been answered or has died, and only once. */
static bool each_once(const struct jobs *jobs)
{
    size_t once = 0;
    for (size_t i = 0; i < jobs->count; i++)
        once += jobs->done[i] + jobs->died[i] == 1;
    return once == jobs->count && jobs->answered + jobs->lost == jobs->count && !jobs->wrong;
}

static bool no_children(void)
{
    return waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD;
}

/* Whether all who hold the other end of a pipe go soon. */
static bool goes_silent(int end_of_pipe)
{
    char letters[64];
    struct pollfd wait = {.fd = end_of_pipe, .events = POLLIN};
    while (poll(&wait, 1, 5000) == 1) {
        ssize_t got = read(end_of_pipe, letters, sizeof letters);
        if (got <= 0)
            return got == 0;
    }
    return false;
}

/* Starts a pool, runs one phase and stops it. */
static bool run_alone(struct jobs *jobs)
{
    const char *why = NULL;
    struct pool *pool = start(jobs, &why);
    bool good = pool && run(pool, jobs, &why);
    pool_stop(pool);
    return good;
}

/* -- tests -- */

static void test_phases(struct test *test)
{
    int before = count_open(), ends[2];
    CHECK(pipe(ends) == 0);
    for (size_t workers = 1; workers <= 6; workers += 1 + (workers > 1) * 2) {
        struct jobs jobs = {.count = 40, .workers = workers, .pipe = ends[1], .open = before + 3};
        const char *why = NULL;
        struct pool *pool = start(&jobs, &why);
        int late = open("/dev/null", O_RDONLY); /* no worker sees it: that would be one more than jobs.open */
        size_t starts = 0;
        for (int phase = 0; phase < 3; phase++) {
            jobs.count = phase == 1 ? 1 : 40;
            CHECK(run(pool, &jobs, &why) && each_once(&jobs) && jobs.answered == jobs.count);
            for (size_t i = 0; i < workers; i++)
                starts += jobs.fresh[i] && jobs.by[i];
        }
        jobs.count = 0;
        CHECK(run(pool, &jobs, &why) && jobs.answered == 0);
        pool_stop(pool);
        close(late);
        char letters[16];
        CHECK(starts >= 1 && starts <= workers && read(ends[0], letters, sizeof letters) >= (ssize_t)starts);
        CHECK(count_open() == before + 2 && no_children());
    }
    close(ends[0]);
    close(ends[1]);
    pool_stop(NULL);
}

static void wait_a_little(const struct jobs *jobs, size_t job)
{
    (void)jobs;
    (void)job;
    usleep(20000);
}

/* Nobody gets a second job while others have none, and nobody is started without need. */
static void test_spread(struct test *test)
{
    struct jobs jobs = {.count = 4, .workers = 4, .act = wait_a_little};
    CHECK(run_alone(&jobs) && each_once(&jobs));
    for (size_t i = 0; i < 4; i++)
        CHECK(jobs.by[i] == 1 && jobs.last[i] == i + 1);
    jobs = (struct jobs){.count = 2, .workers = 8};
    CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.by[0] + jobs.by[1] == 2 && !jobs.by[2] && !jobs.pids[2]);
}

static void test_own(struct test *test)
{
    struct jobs jobs = {.count = 300, .workers = 3, .own = true};
    CHECK(run_alone(&jobs) && each_once(&jobs));
    CHECK(jobs.by[0] == 100 && jobs.by[1] == 100 && jobs.by[2] == 100);
}

/* More than any socket holds, in both directions at once. */
static void test_big(struct test *test)
{
    struct jobs jobs = {.count = 9, .workers = 2, .request_size = BIG};
    alarm(120);
    CHECK(run_alone(&jobs) && each_once(&jobs));
    jobs = (struct jobs){.count = 500, .workers = 3, .request_size = 100000};
    CHECK(run_alone(&jobs) && each_once(&jobs));
    alarm(0);
}

static void test_many(struct test *test)
{
    struct jobs jobs = {.count = JOBS_MOST, .workers = 2, .request_size = 300};
    alarm(60);
    CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.by[0] && jobs.by[1]);
    alarm(0);
}

static void die_at_some(const struct jobs *jobs, size_t job)
{
    (void)jobs;
    if (job % 10 == 5)
        raise(SIGKILL);
}

static void end_at_some(const struct jobs *jobs, size_t job)
{
    (void)jobs;
    if (job % 10 == 5)
        _exit(3);
}

/* A death costs one job; the others, given or not, go on, with each worker that takes a place told of. */
static void test_deaths(struct test *test)
{
    static void (*const acts[])(const struct jobs *, size_t) = {die_at_some, end_at_some};
    static const char *const want[] = {"killed by signal 9", "ended with status 3"};
    int before = count_open();
    for (size_t i = 0; i < 2; i++)
        for (size_t workers = 1; workers < 4; workers++) {
            struct jobs jobs = {.count = 60, .workers = workers, .act = acts[i], .want = want[i], .open = before + 1};
            CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.lost == 6 && jobs.died[5] && jobs.died[55]);
            CHECK(workers > 1 || (jobs.given_back == 6 * (AHEAD - 1) && jobs.fresh[0] == 7));
            CHECK(count_open() == before && no_children());
            jobs = (struct jobs){.count = 60, .workers = workers, .act = acts[i], .want = want[i], .own = true};
            CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.lost == 6);
        }
}

/* Where answers are sent together, a death costs no other job either. */
static void test_together(struct test *test)
{
    alarm(120);
    for (size_t workers = 1; workers < 4; workers++) {
        struct jobs jobs = {.count = 500, .workers = workers, .request_size = 2000, .together = true};
        CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.answered == 500);
        jobs = (struct jobs){.count = 60, .workers = workers, .act = die_at_some, .want = "killed by signal 9", .together = true};
        CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.lost == 6 && jobs.died[5] && jobs.died[55] && jobs.given_back);
        jobs = (struct jobs){.count = 40, .workers = workers, .fails_to_begin = true, .want = "ended with status 5", .together = true};
        CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.lost == 40);
        jobs = (struct jobs){.count = 20, .workers = workers, .request_size = 1 << 20, .together = true};
        CHECK(run_alone(&jobs) && each_once(&jobs));
    }
    alarm(0);
}

static void die_always(const struct jobs *jobs, size_t job)
{
    (void)jobs;
    (void)job;
    raise(SIGKILL);
}

static void test_all_die(struct test *test)
{
    struct jobs jobs = {.count = 50, .workers = 3, .act = die_always, .want = "killed by signal 9"};
    CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.lost == 50 && jobs.given_back);
    jobs = (struct jobs){.count = 20, .workers = 3, .fails_to_begin = true, .want = "ended with status 5"};
    CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.lost == 20);
    signal(SIGCHLD, SIG_IGN);
    jobs = (struct jobs){.count = 5, .workers = 2, .act = die_always, .want = "killed by signal 9"};
    CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.lost == 5);
    signal(SIGCHLD, SIG_DFL);
}

/* Who dies without a job costs none. */
static void test_die_idle(struct test *test)
{
    struct jobs jobs = {.count = 40, .workers = 2, .own = true};
    const char *why = NULL;
    struct pool *pool = start(&jobs, &why);
    CHECK(run(pool, &jobs, &why) && each_once(&jobs));
    pid_t killed = jobs.pids[1], kept = jobs.pids[0];
    CHECK(kill(killed, SIGKILL) == 0);
    usleep(200000);
    CHECK(run(pool, &jobs, &why) && each_once(&jobs) && !jobs.lost && !jobs.given_back);
    CHECK(jobs.fresh[0] == 0 && jobs.fresh[1] == 1 && jobs.pids[0] == kept && jobs.pids[1] != killed);
    pool_stop(pool);
    CHECK(no_children());
}

/* Finds the worker's socket and writes into it what is no answer. */
static void write_rubbish(const struct jobs *jobs, size_t job)
{
    struct stat about;
    char rubbish[100];
    memset(rubbish, (int)jobs->request_size, sizeof rubbish);
    size_t size = job % 20 == 9 ? sizeof rubbish : 1;
    for (int i = 3; i < 256 && job % 10 == 9; i++)
        if (fstat(i, &about) == 0 && S_ISSOCK(about.st_mode) && write(i, rubbish, size) < 0)
            _exit(7);
    if (job % 10 == 9)
        usleep(50000);
}

static void test_rubbish(struct test *test)
{
    for (size_t letter = 0; letter < 256; letter += 85) {
        struct jobs jobs = {.count = 40, .workers = 2, .act = write_rubbish, .want = "killed by signal 9", .request_size = letter};
        CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.lost == 4 && jobs.died[9] && jobs.died[19]);
    }
}

static void write_zero(const struct jobs *jobs, size_t job)
{
    write_rubbish(jobs, job ? job : 19);
}

/* A zero before the first answer of all must not pass for the size of a longer one. */
static void test_zero_first(struct test *test)
{
    struct jobs jobs = {.count = 5, .workers = 1, .act = write_zero, .want = "killed by signal 9", .request_size = 0};
    CHECK(run_alone(&jobs) && each_once(&jobs) && jobs.lost == 1 && jobs.died[0]);
}

static void kill_starter(const struct jobs *jobs, size_t job)
{
    (void)jobs;
    if (job == 7)
        kill(getppid(), SIGKILL);
    if (job >= 7)
        sleep(30);
}

/* Without the starter there are no workers; nothing hangs, and nobody is left. */
static void test_starter_killed(struct test *test)
{
    int ends[2], before = count_open();
    CHECK(pipe(ends) == 0);
    struct jobs jobs = {.count = 40, .workers = 3, .act = kill_starter, .pipe = ends[1]};
    const char *why = NULL;
    struct pool *pool = start(&jobs, &why);
    close(ends[1]);
    alarm(25);
    CHECK(!run(pool, &jobs, &why) && why && strstr(why, "is gone"));
    alarm(0);
    size_t given = 0, told = 0;
    for (size_t i = 0; i < jobs.count; i++) {
        given += jobs.given[i] != 0;
        told += jobs.done[i] + jobs.died[i] == (jobs.given[i] != 0);
    }
    CHECK(jobs.lost && jobs.died[7] && given == jobs.answered + jobs.lost && told == jobs.count && !jobs.wrong);
    CHECK(goes_silent(ends[0]) && no_children());
    CHECK(!run(pool, &jobs, &why) && jobs.answered + jobs.lost == 0);
    pool_stop(pool);
    close(ends[0]);
    CHECK(count_open() == before);
}

static void test_starter_killed_idle(struct test *test)
{
    struct jobs jobs = {.count = 10, .workers = 2};
    const char *why = NULL;
    for (int runs = 0; runs < 2; runs++) {
        struct pool *pool = start(&jobs, &why);
        CHECK(run(pool, &jobs, &why) && each_once(&jobs));
        CHECK(kill(jobs.starter, SIGKILL) == 0);
        usleep(100000);
        CHECK(runs || (!run(pool, &jobs, &why) && jobs.answered + jobs.lost == 0));
        pool_stop(pool);
        CHECK(no_children());
    }
}

/* -- without what the machine should give; each in a process of its own -- */

static bool in_child(bool (*good)(int with), int with)
{
    int status = 0;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        for (int i = 3; i < 256; i++)
            if (i != with)
                close(i);
        alarm(60);
        _exit(good(with) ? 0 : 9);
    }
    waitpid(pid, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void limit_files(int count)
{
    struct rlimit limit = {(rlim_t)count, (rlim_t)count};
    setrlimit(RLIMIT_NOFILE, &limit);
}

static bool no_socket(int with)
{
    struct jobs jobs = {.count = 5, .workers = with + 4};
    const char *why = NULL;
    limit_files(0);
    return !start(&jobs, &why) && why && strstr(why, "too many files");
}

/* Who has no file left: the parent, when the worker's socket comes; or the starter, when it makes one. */
static bool no_more_files(bool starter)
{
    struct jobs jobs = {.count = 20, .workers = 3};
    const char *why = NULL;
    if (starter)
        limit_files(count_open() + 2);
    struct pool *pool = start(&jobs, &why);
    if (!starter)
        limit_files(count_open());
    bool good = pool && !run(pool, &jobs, &why) && why && strstr(why, "too many files");
    good &= jobs.answered == 0 && jobs.lost == 0;
    for (size_t i = 0; i < jobs.count; i++)
        good &= !jobs.given[i];
    pool_stop(pool);
    return good && no_children();
}

static bool parent_is_full(int with)
{
    (void)with;
    return no_more_files(false);
}

static bool starter_is_full(int with)
{
    (void)with;
    return no_more_files(true);
}

/* There is room for one worker's socket: it does what is for all, and what is for others stays undone. */
static bool room_for_one(int with)
{
    struct jobs jobs = {.count = 50, .workers = 3};
    const char *why = NULL;
    struct pool *pool = start(&jobs, &why);
    (void)with;
    limit_files(count_open() + 1); /* the starter's socket was number 3, the pair's other end is free again */
    bool good = pool && run(pool, &jobs, &why) && each_once(&jobs) && jobs.by[0] == 50;
    jobs.own = true;
    good = good && !run(pool, &jobs, &why) && strstr(why, "too many files") && jobs.by[0] == 17 && jobs.answered == 17 && !jobs.lost;
    jobs.own = false;
    good = good && run(pool, &jobs, &why) && each_once(&jobs);
    pool_stop(pool);
    return good && no_children();
}

static void test_no_files(struct test *test)
{
    CHECK(in_child(no_socket, -1));
    CHECK(in_child(parent_is_full, -1));
    CHECK(in_child(starter_is_full, -1));
    CHECK(in_child(room_for_one, -1));
}

/* The parent is killed while its workers work: the pipe they hold closes only when all of them are gone. */
static void test_parent_killed(struct test *test)
{
    int ends[2];
    CHECK(pipe(ends) == 0);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        struct jobs jobs = {.count = 400, .workers = 3, .act = wait_a_little};
        close(ends[0]);
        run_alone(&jobs);
        _exit(0);
    }
    close(ends[1]);
    usleep(150000);
    struct pollfd wait = {.fd = ends[0], .events = POLLIN};
    CHECK(poll(&wait, 1, 0) == 0); /* they are at it */
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    CHECK(poll(&wait, 1, 1000) == 1 && (wait.revents & POLLHUP)); /* their work would take two seconds more */
    close(ends[0]);
}

int main(void)
{
    static void (*const tests[])(struct test *) = {
        test_phases,   test_spread,  test_own,     test_big,            test_many,
        test_deaths, test_together,   test_all_die, test_die_idle, test_rubbish,       test_zero_first, test_starter_killed,
        test_no_files, test_starter_killed_idle,   test_parent_killed,
    };
    struct test test = {0, 0};
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tests[i](&test);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
