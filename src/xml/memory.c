/* The memory of libxml2 and libxslt. They take and give back a great many small blocks, a few for every element and attribute:
 * each size has a list of blocks to use again, so that taking one is a step and a tree that is freed is there for the next.
 * Under the sanitizers, which are to see every block, all memory is the system's.
 *
 * Blocks of a region are freed with it and not before: giving one back does nothing. */
#include "xml/door.h"

#include <libxml/xmlmemory.h>

#include <stdint.h>
#include <stdlib.h>

enum {
    GRAIN = 16,          /* sizes, header included, are multiples of it, and so are addresses */
    LARGEST = 1024,      /* with its header; what is larger is the system's */
    CHUNK_SIZE = 1 << 16 /* taken from the system at a time */
};
static const size_t LASTING = SIZE_MAX / 2 + 1; /* added to the class of a region's blocks */

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
    struct chunk *chunks, *unused; /* unused: regions' that are gone */
    char *at, *end;                /* what is left of the newest chunk */
    size_t live;                   /* blocks in use */
};

/* A block of a region that is too large for a chunk, with its header. */
struct alone {
    struct alone *next;
    struct header header;
    char bytes[];
};

struct region {
    struct chunk *chunks;
    struct alone *alone;
    char *at, *end;
    bool mixed;      /* its tree has blocks that are not its own */
    bool numbered;   /* its tree's elements, in document order; those that came later have none, and none was moved unless it is mixed */
    xmlNs *resolved; /* NS_RESOLVED, as its tree has it for attributes */
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
    __builtin_prefetch(block->next);
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
    if (class & LASTING)
        return;
    struct spare *spare = block;
    spare->next = store.spare[class];
    store.spare[class] = spare;
    store.live--;
}

static void *resize(void *old, size_t size)
{
    if (!old)
        return take(size);
    size_t class = header_of(old)->class, room = (class & ~(size_t)LASTING) * GRAIN - sizeof(struct header);
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

/* -- regions -- */

#ifdef __SANITIZE_ADDRESS__
static const bool pooled = false;
#else
static const bool pooled = true;
#endif

void *xml_mem_zero(size_t count, size_t size)
{
    if (!pooled || (size && count > SIZE_MAX / size))
        return mem_zero(count, size);
    return memset(take(count * size), 0, count * size);
}

void *xml_mem_resize(void *block, size_t size)
{
    return pooled ? resize(block, size) : plain_resize(block, size);
}

void xml_mem_free(void *block)
{
    if (pooled)
        give(block);
    else
        free(block);
}

struct region *region_new(void)
{
    return mem_zero(1, sizeof(struct region));
}

static void add_chunk(struct region *region)
{
    struct chunk *chunk = store.unused;
    if (chunk)
        store.unused = chunk->next;
    else
        chunk = mem_alloc(sizeof *chunk);
    chunk->next = region->chunks;
    region->chunks = chunk;
    region->at = chunk->bytes + GRAIN - sizeof(struct header);
    region->end = chunk->bytes + sizeof chunk->bytes;
}

static void *take_alone(struct region *region, size_t size)
{
    size_t class = (size + sizeof(struct header)) / GRAIN + 1;
    struct alone *alone = mem_resize(NULL, class + 2, GRAIN);
    *alone = (struct alone){.next = region->alone, .header = {class | LASTING}};
    region->alone = alone;
    return alone->bytes;
}

void *region_take(struct region *region, size_t size)
{
    if (!pooled) {
        region->mixed = true;
        return xmlMalloc(size);
    }
    if (size > CHUNK_SIZE / 8)
        return take_alone(region, size);
    size_t class = (size + sizeof(struct header) + GRAIN - 1) / GRAIN;
    if ((size_t)(region->end - region->at) < class * GRAIN)
        add_chunk(region);
    char *block = region->at + sizeof(struct header);
    region->at += class * GRAIN;
    header_of(block)->class = class | LASTING;
    return block;
}

void region_mix(struct region *region)
{
    region->mixed = true;
}

bool region_is_mixed(const struct region *region)
{
    return region->mixed;
}

xmlNs **region_resolved(struct region *region)
{
    return &region->resolved;
}

bool *region_numbered(struct region *region)
{
    return &region->numbered;
}

bool region_has(const void *block)
{
    return pooled && ((const struct header *)block - 1)->class & LASTING;
}

void region_free(struct region *region)
{
    for (struct chunk *chunk = region->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        chunk->next = store.unused;
        store.unused = chunk;
    }
    for (struct alone *alone = region->alone, *next; alone; alone = next) {
        next = alone->next;
        free(alone);
    }
    free(region);
}

/* -- the process's -- */

void memory_start(void)
{
    if (pooled)
        xmlMemSetup(give, take, resize, copy);
    else
        xmlMemSetup(free, mem_alloc, plain_resize, mem_copy);
}

static void free_chunks(struct chunk *chunk)
{
    for (struct chunk *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
}

void memory_stop(void)
{
    if (store.live)
        return; /* somebody still has a tree */
    free_chunks(store.chunks);
    free_chunks(store.unused);
    store = (struct store){0};
}
