#include "base/pool_starter.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

enum { RECEIVE_MOST = 65536, HELD_MOST = 65536 };

/* -- sockets -- */

bool starter_pair(int sockets[2])
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0)
        return false;
    fcntl(sockets[0], F_SETFD, FD_CLOEXEC);
    fcntl(sockets[1], F_SETFD, FD_CLOEXEC);
    return true;
}

union passing {
    struct cmsghdr head;
    char room[CMSG_SPACE(sizeof(int))];
};

bool starter_send(int socket, const void *bytes, size_t size, int pass)
{
    union passing passing = {.room = {0}};
    struct iovec part = {(void *)(uintptr_t)bytes, size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (pass >= 0) {
        message.msg_control = passing.room;
        message.msg_controllen = sizeof passing.room;
        passing.head.cmsg_level = SOL_SOCKET;
        passing.head.cmsg_type = SCM_RIGHTS;
        passing.head.cmsg_len = CMSG_LEN(sizeof pass);
        memcpy(CMSG_DATA(&passing.head), &pass, sizeof pass);
    }
    ssize_t done;
    do
        done = sendmsg(socket, &message, MSG_NOSIGNAL);
    while (done < 0 && errno == EINTR);
    return done == (ssize_t)size; /* a few bytes into an empty socket */
}

bool starter_receive(int socket, void *bytes, size_t size, int *passed)
{
    union passing passing;
    struct iovec part = {bytes, size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = passing.room, .msg_controllen = sizeof passing.room};
    int flags = 0;
#ifdef MSG_CMSG_CLOEXEC
    flags = MSG_CMSG_CLOEXEC;
#endif
    ssize_t got;
    do
        got = recvmsg(socket, &message, flags);
    while (got < 0 && errno == EINTR);
    const struct cmsghdr *head = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (passed && head && head->cmsg_type == SCM_RIGHTS && head->cmsg_len == CMSG_LEN(sizeof *passed)) {
        memcpy(passed, CMSG_DATA(head), sizeof *passed);
        fcntl(*passed, F_SETFD, FD_CLOEXEC);
    }
    return got == (ssize_t)size;
}

/* -- frames -- */

/* Without it, a zero before a first frame would make it one of many megabytes, and both sides would wait for the other. */
static const uint64_t FRAME_MARK = UINT64_C(0x6D696E7574656320);

enum frame_state frame_take(const struct buf *input, size_t *at, uint64_t number, struct framed *framed)
{
    struct frame frame;
    size_t there = input->size - *at;
    if (there < sizeof frame)
        return FRAME_PART;
    memcpy(&frame, input->data + *at, sizeof frame);
    if (frame.mark - FRAME_MARK > 1 || frame.number != number || frame.size > SIZE_MAX / 2)
        return FRAME_WRONG;
    if (there - sizeof frame < frame.size)
        return FRAME_PART;
    *framed = (struct framed){input->data + *at + sizeof frame, (size_t)frame.size, frame.mark != FRAME_MARK};
    *at += sizeof frame + (size_t)frame.size;
    return FRAME_WHOLE;
}

void frame_put(struct buf *output, uint64_t number, bool lazy, const char *bytes, size_t size)
{
    struct frame frame = {FRAME_MARK + lazy, size, number};
    buf_add(output, (const char *)&frame, sizeof frame);
    buf_add(output, bytes, size);
}

void frame_drop(struct buf *buf, size_t *at)
{
    size_t left = buf->size - *at;
    if (!left && buf->room > FRAME_KEEP) {
        buf_free(buf);
    } else if (*at) {
        memmove(buf->data, buf->data + *at, left + 1);
        buf->size = left;
    }
    *at = 0;
}

ssize_t frame_receive(int socket, struct buf *input, int flags)
{
    ssize_t got;
    if (!input->data || input->room - input->size <= RECEIVE_MOST)
        buf_grow(input, RECEIVE_MOST);
    do
        got = recv(socket, input->data + input->size, RECEIVE_MOST, flags);
    while (got < 0 && errno == EINTR);
    input->size += got > 0 ? (size_t)got : 0;
    input->data[input->size] = '\0';
    return got;
}

/* -- in a worker -- */

static bool deliver(int socket, const struct buf *answers)
{
    for (size_t sent = 0; sent < answers->size;) {
        ssize_t done = send(socket, answers->data + sent, answers->size - sent, MSG_NOSIGNAL);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        sent += (size_t)done;
    }
    return true;
}

/* Answers held back, each in its frame, until they go together. */
struct answers {
    struct buf frames, one;
    size_t count;
};

static bool answer_one(const struct pool_work *work, void *state, uint64_t number, const struct framed *request, struct answers *answers)
{
    buf_clear(&answers->one);
    work->answer(state, request->bytes, request->size, &answers->one);
    frame_put(&answers->frames, number, false, buf_text(&answers->one), answers->one.size);
    if (answers->one.room > FRAME_KEEP)
        buf_free(&answers->one);
    answers->count++;
    return request->lazy && answers->count < POOL_TOGETHER / 2 && answers->frames.size < HELD_MOST;
}

static bool send_answers(int socket, struct answers *answers)
{
    bool heard = deliver(socket, &answers->frames);
    answers->count = 0;
    buf_clear(&answers->frames);
    if (answers->frames.room > FRAME_KEEP)
        buf_free(&answers->frames);
    return heard;
}

/* Until nobody asks any more. What is held back goes before it is waited for more. */
static void answer_all(const struct pool_work *work, int socket)
{
    mem_hold();
    void *state = work->begin(work->with);
    struct buf input = BUF_INIT;
    struct answers answers = {BUF_INIT, BUF_INIT, 0};
    size_t at = 0;
    uint64_t number = 0;
    for (bool heard = true; heard;) {
        struct framed request;
        enum frame_state found = frame_take(&input, &at, number, &request);
        if (found == FRAME_WHOLE) {
            if (!answer_one(work, state, number++, &request, &answers))
                heard = send_answers(socket, &answers);
            continue;
        }
        frame_drop(&input, &at);
        heard = found == FRAME_PART && send_answers(socket, &answers) && frame_receive(socket, &input, 0) > 0;
    }
    buf_free(&input);
    buf_free(&answers.one);
    buf_free(&answers.frames);
    if (work->end)
        work->end(state);
}

/* -- in the starter -- */

struct starter {
    const struct pool_work *work;
    int socket;
    pid_t *pids;            /* of the workers that were not waited for */
    size_t count, room;
};

/* What atexit holds is the parent's to do; what was forgotten is said here. */
static void leave(void)
{
#ifdef __SANITIZE_ADDRESS__
    __lsan_do_leak_check();
#endif
    _exit(0);
}

/* A handler of the parent's would keep the process alive; what the parent ignores stays ignored. */
static void obey_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction action;
        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            signal(numbers[i], SIG_DFL);
    }
    signal(SIGCHLD, SIG_DFL);
}

/* False: the parent is gone already. */
static bool die_with(pid_t parent)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    return getppid() == parent;
}

static struct starter_reply start_worker(struct starter *starter, int *pass)
{
    int sockets[2];
    if (!starter_pair(sockets))
        return (struct starter_reply){-1, errno};
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        /* A worker must see the parent go: nobody else may hold the parent's ends. */
        close(sockets[0]);
        close(starter->socket);
        free(starter->pids);
        if (die_with(parent))
            answer_all(starter->work, sockets[1]);
        leave();
    }
    int error = errno;
    close(sockets[1]);
    if (pid < 0) {
        close(sockets[0]);
        return (struct starter_reply){-1, error};
    }
    MEM_GROW(starter->pids, starter->count, starter->room);
    starter->pids[starter->count++] = pid;
    *pass = sockets[0];
    return (struct starter_reply){pid, 0};
}

static struct starter_reply wait_for(struct starter *starter, pid_t wanted)
{
    int status = 0;
    pid_t pid;
    do
        pid = waitpid(wanted, &status, 0);
    while (pid < 0 && errno == EINTR);
    int error = errno;
    for (size_t i = 0; i < starter->count; i++)
        if (starter->pids[i] == wanted)
            starter->pids[i--] = starter->pids[--starter->count];
    return (struct starter_reply){pid, pid < 0 ? error : status};
}

void starter_serve(const struct pool_work *work, int socket, pid_t parent)
{
    struct starter starter = {.work = work, .socket = socket};
    struct starter_request request = {STARTER_STOP, 0};
    obey_signals();
    bool heard = die_with(parent);
    while (heard && (heard = starter_receive(socket, &request, sizeof request, NULL)) && request.what != STARTER_STOP) {
        int pass = -1;
        struct starter_reply reply =
            request.what == STARTER_START ? start_worker(&starter, &pass) : wait_for(&starter, request.pid);
        heard = starter_send(socket, &reply, sizeof reply, pass);
        if (pass >= 0)
            close(pass);
    }
    for (size_t i = 0; i < starter.count && !heard; i++)
        kill(starter.pids[i], SIGKILL);
    while (waitpid(-1, NULL, 0) >= 0 || errno == EINTR)
        ;
    free(starter.pids);
    leave();
}
