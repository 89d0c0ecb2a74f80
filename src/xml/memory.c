/* The memory of libxml2 and libxslt. They take and give back a great many small blocks, a few for every element and attribute:
 * each size has a list of blocks to use again, so that taking one is a step and a tree that is freed is there for the next.
 * Under the sanitizers, which are to see every block, all memory is the system's. */
#include "xml/door.h"

#include <libxml/xmlmemory.h>

#include <stdint.h>
#include <stdlib.h>

enum {
    GRAIN = 16,          /* sizes, header included, are multiples of it, and so are addresses */
    LARGEST = 1024,      /* with its header; what is larger is the system's */
    CHUNK_SIZE = 1 << 16 /* taken from the system at a time */
};

/* Before every block. A large one's header is the end of a grain of its own. */
struct header {
    size_t class; /* its size in grains; 0: the system's */
};

struct spare {
    struct spare *next;
};

struct chunk {
    struct chunk *next;
    char padding[GRAIN - sizeof(struct chunk *)];
    char bytes[CHUNK_SIZE - GRAIN];
};

/* The libraries' hooks get no word from the caller: so this is the process's. Nothing in it shows in any output. */
struct store {
    struct spare *spare[LARGEST / GRAIN + 1];
    struct chunk *chunks;
    char *at, *end; /* what is left of the newest chunk */
    size_t live;    /* blocks in use */
};

static _Thread_local struct store store;

static struct header *header_of(void *block)
{
    return (struct header *)block - 1;
}

static void *take_large(void *old, size_t size)
{
    if (size > SIZE_MAX - GRAIN)
        size = SIZE_MAX - GRAIN; /* more than there can be: ends in the finding that says so */
    char *block = mem_resize(old, size + GRAIN, 1);
    block += GRAIN;
    header_of(block)->class = 0;
    return block;
}

/* A block from the newest chunk; addresses of blocks are multiples of the grain, and the header is before them. */
static void *carve(size_t class)
{
    size_t size = class * GRAIN;
    if ((size_t)(store.end - store.at) < size) {
        struct chunk *chunk = mem_alloc(sizeof *chunk);
        chunk->next = store.chunks;
        store.chunks = chunk;
        store.at = chunk->bytes + GRAIN - sizeof(struct header);
        store.end = chunk->bytes + sizeof chunk->bytes;
    }
    char *block = store.at + sizeof(struct header);
    store.at += size;
    header_of(block)->class = class;
    return block;
}

static void *take(size_t size)
{
    if (size > LARGEST - sizeof(struct header))
        return take_large(NULL, size);
    size_t class = (size + sizeof(struct header) + GRAIN - 1) / GRAIN;
    struct spare *block = store.spare[class];
    store.live++;
    if (!block)
        return carve(class);
    store.spare[class] = block->next;
    return block;
}

static void give(void *block)
{
    if (!block)
        return;
    size_t class = header_of(block)->class;
    if (!class) {
        free((char *)block - GRAIN);
        return;
    }
    struct spare *spare = block;
    spare->next = store.spare[class];
    store.spare[class] = spare;
    store.live--;
}

static void *resize(void *old, size_t size)
{
    if (!old)
        return take(size);
    size_t class = header_of(old)->class, room = class * GRAIN - sizeof(struct header);
    if (!class && size > LARGEST - sizeof(struct header))
        return take_large((char *)old - GRAIN, size);
    if (class && size <= room)
        return old;
    void *block = take(size);
    memcpy(block, old, class && room < size ? room : size);
    give(old);
    return block;
}

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(take(size), text, size);
}

static void *plain_resize(void *old, size_t size)
{
    return mem_resize(old, size, 1);
}

void memory_start(void)
{
#ifdef __SANITIZE_ADDRESS__
    bool pooled = false;
#else
    bool pooled = true;
#endif
    if (pooled)
        xmlMemSetup(give, take, resize, copy);
    else
        xmlMemSetup(free, mem_alloc, plain_resize, mem_copy);
}

void memory_stop(void)
{
    if (store.live)
        return; /* somebody still has a tree */
    for (struct chunk *chunk = store.chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    store = (struct store){0};
}
