/* The other side of a pool: the starter and the workers it forks; and what both sides write to each other. */
#ifndef BASE_POOL_STARTER_H
#define BASE_POOL_STARTER_H

#include "base/pool.h"

#include <stdint.h>
#include <sys/types.h>

/* -- between the parent and the starter: each request but the last has one reply -- */

enum starter_order {
    STARTER_START, /* a worker: with the reply comes the parent's end of its socket */
    STARTER_WAIT,  /* for the worker named to end */
    STARTER_STOP   /* no more workers: wait for all, and end */
};

struct starter_request {
    enum starter_order what;
    pid_t pid;
};

struct starter_reply {
    pid_t pid;  /* -1: it failed */
    int value;  /* of a worker that was waited for, how it ended; when it failed, the errno */
};

/* In the starter. Does not come back; it and its workers do not outlive the parent. The socket is its end of a pair. */
void starter_serve(const struct pool_work *work, int socket, pid_t parent);

/* Two connected sockets, closed on exec; false: see errno. */
bool starter_pair(int sockets[2]);
/* A descriptor that is not -1 goes along. */
bool starter_send(int socket, const void *bytes, size_t size, int pass);
/* *passed becomes a descriptor that came along and is left alone if none came; NULL if none can come. False: the other side is gone. */
bool starter_receive(int socket, void *bytes, size_t size, int *passed);

/* -- between the parent and a worker: frames, each with the number of its request -- */

enum { FRAME_KEEP = 1 << 20 }; /* a buffer that has grown beyond this is not kept */
enum frame_state { FRAME_PART, FRAME_WHOLE, FRAME_WRONG };

/* lazy: the answer may go together with those to requests that have come already. */
struct frame {
    uint64_t mark, size, number; /* mark: FRAME_MARK, and one more for what is lazy */
};

/* What stands in a frame. */
struct framed {
    const char *bytes;
    size_t size;
    bool lazy;
};

/* The frame at *at, which moves behind it when it is whole; wrong: it is not of that number. */
enum frame_state frame_take(const struct buf *input, size_t *at, uint64_t number, struct framed *framed);
/* Adds a frame. */
void frame_put(struct buf *output, uint64_t number, bool lazy, const char *bytes, size_t size);
/* Takes what lies before *at out of a buffer. */
void frame_drop(struct buf *buf, size_t *at);
/* Like recv, adding to a buffer some of what is there. */
ssize_t frame_receive(int socket, struct buf *input, int flags);

#endif
