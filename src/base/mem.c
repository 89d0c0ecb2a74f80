#include "base/mem.h"

#include "base/diag.h"
#include "base/format.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    CHUNK_FIRST = 4096,
    CHUNK_MOST = 1 << 20,
    LARGE = 2 << 20,          /* of a large page */
    AHEAD = 8 * LARGE,        /* room that a large array has at a time */
    WORTH_LARGE = 128 << 10   /* what has become that large mostly goes on to fill some large pages */
};

/* Chunks are linked newest first; only the first is filled further. */
struct chunk {
    struct chunk *next;
    size_t used, room;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct chunk *chunks;
    size_t next_room;
    bool large;
};

static _Noreturn void out_of_memory(void)
{
    diag_stop(D_OUT_OF_MEMORY);
}

void *mem_alloc(size_t size)
{
    void *memory = malloc(size ? size : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

void *mem_zero(size_t count, size_t size)
{
    void *memory = count && size ? calloc(count, size) : calloc(1, 1);
    if (!memory)
        out_of_memory();
    return memory;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory();
    void *memory = realloc(old, count && size ? count * size : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

/* In large pages where the system has them. size: a multiple of LARGE. */
static void *alloc_large(size_t size)
{
    void *memory = aligned_alloc(LARGE, size);
    if (!memory)
        out_of_memory();
#ifdef MADV_HUGEPAGE
    madvise(memory, size, MADV_HUGEPAGE);
#endif
    return memory;
}

void *mem_grow_large(void *old, size_t count, size_t *room, size_t size)
{
    enum { FIRST = 8 };
    if (*room > SIZE_MAX / 4 / size)
        out_of_memory();
    size_t bytes = (*room ? *room * 2 : FIRST) * size;
    bool large = bytes >= WORTH_LARGE;
    if (large) /* what is not used costs nothing, and what is there need not be copied again so soon */
        bytes = (bytes / AHEAD + 1) * AHEAD;
    *room = bytes / size;
    if (!large)
        return mem_resize(old, *room, size);
    void *memory = memcpy(alloc_large(bytes), old, count * size);
    free(old);
    return memory;
}

char *mem_copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(mem_alloc(size), text, size);
}

/* Common chunks that are free again, by their size: whoever makes one arena after the other fills the same ones. Under the sanitizers,
 * which are to see every use of what is freed, all goes back to the system. */
enum { SIZES = 8, KEPT_MOST = 2 << 20 };
struct spare {
    struct chunk *chunks[SIZES];
    size_t bytes;
};
static _Thread_local struct spare spare;

#ifdef __SANITIZE_ADDRESS__
static const bool keeps = false;
#else
static const bool keeps = true;
#endif

/* SIZES and more: of no common size. */
static size_t size_of_room(size_t room)
{
    size_t at = 0;
    while (at < SIZES && (size_t)CHUNK_FIRST << at != room)
        at++;
    return at;
}

static void chunk_free(struct chunk *chunk)
{
    size_t at = keeps ? size_of_room(chunk->room) : SIZES;
    if (at >= SIZES || spare.bytes + chunk->room > KEPT_MOST) {
        free(chunk);
        return;
    }
    chunk->next = spare.chunks[at];
    spare.chunks[at] = chunk;
    spare.bytes += chunk->room;
}

static struct chunk *chunk_kept(size_t room)
{
    size_t at = size_of_room(room);
    struct chunk *chunk = at < SIZES ? spare.chunks[at] : NULL;
    if (!chunk)
        return NULL;
    spare.chunks[at] = chunk->next;
    spare.bytes -= room;
    *chunk = (struct chunk){.room = room};
    return chunk;
}

static void chunks_release(void)
{
    for (size_t at = 0; at < SIZES; at++)
        for (struct chunk *chunk; (chunk = chunk_kept((size_t)CHUNK_FIRST << at));)
            free(chunk);
}

void mem_hold(void)
{
#ifdef __GLIBC__
    enum { HELD = 64 << 20, SINGLE = 32 << 20 };
    mallopt(M_TRIM_THRESHOLD, HELD);
    mallopt(M_MMAP_THRESHOLD, SINGLE);
#endif
}

void mem_release(void)
{
    chunks_release();
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

struct arena *arena_new(void)
{
    struct arena *arena = mem_zero(1, sizeof *arena);
    arena->next_room = CHUNK_FIRST;
    return arena;
}

void arena_enlarge(struct arena *arena)
{
    arena->large = true;
    if (arena->next_room >= WORTH_LARGE)
        arena->next_room = LARGE;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    for (struct chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        chunk_free(chunk);
    }
    free(arena);
}

static struct chunk *chunk_new(size_t room)
{
    if (room > SIZE_MAX - sizeof(struct chunk))
        out_of_memory();
    struct chunk *chunk = mem_alloc(sizeof *chunk + room);
    *chunk = (struct chunk){.room = room};
    return chunk;
}

/* A common chunk, to be filled. */
static struct chunk *chunk_next(struct arena *arena)
{
    struct chunk *chunk;
    if (arena->next_room < LARGE) {
        chunk = chunk_kept(arena->next_room);
        if (!chunk)
            chunk = chunk_new(arena->next_room);
    } else {
        chunk = alloc_large(LARGE);
        *chunk = (struct chunk){.room = LARGE - sizeof *chunk};
    }
    chunk->next = arena->chunks;
    if (arena->next_room < CHUNK_MOST)
        arena->next_room *= 2;
    if (arena->large && arena->next_room >= WORTH_LARGE)
        arena->next_room = LARGE;
    return arena->chunks = chunk;
}

/* What is too big for a common chunk gets one of its own behind the one being filled. */
static void *alloc_alone(struct arena *arena, size_t size)
{
    struct chunk *chunk = chunk_new(size);
    chunk->used = size;
    if (arena->chunks) {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    } else {
        arena->chunks = chunk;
    }
    return chunk->bytes;
}

/* align: a power of two, at most that of any object. */
static void *alloc_raw(struct arena *arena, size_t size, size_t align)
{
    if (size > SIZE_MAX - alignof(max_align_t))
        out_of_memory();
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
    return alloc_alone(arena, size); /* so that a sanitizer sees where each one ends */
#endif
    if (!size)
        size = 1;
    struct chunk *chunk = arena->chunks;
    size_t used = chunk ? (chunk->used + align - 1) & ~(align - 1) : 0;
    if (!chunk || used > chunk->room || chunk->room - used < size) {
        if (size > arena->next_room / 4)
            return alloc_alone(arena, size);
        chunk = chunk_next(arena);
        used = 0;
    }
    chunk->used = used + size;
    return chunk->bytes + used;
}

static char *alloc_text(struct arena *arena, size_t size)
{
    return alloc_raw(arena, size, 1);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(alloc_raw(arena, size, alignof(max_align_t)), 0, size);
}

char *arena_copy_n(struct arena *arena, const char *text, size_t size)
{
    if (size == SIZE_MAX)
        out_of_memory();
    char *copy = alloc_text(arena, size + 1);
    if (size)
        memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

char *arena_copy(struct arena *arena, const char *text)
{
    return arena_copy_n(arena, text, strlen(text));
}

char *arena_join(struct arena *arena, const char *const *parts, size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += parts[i] ? strlen(parts[i]) : 0;
    char *text = alloc_text(arena, size + 1), *end = text;
    for (size_t i = 0; i < count; i++)
        end = parts[i] ? stpcpy(end, parts[i]) : end;
    *end = '\0';
    return text;
}

/* NULL: the format is not simple. */
static char *simple(struct arena *arena, const char *format, va_list args)
{
    char small[256];
    va_list again;
    va_copy(again, args);
    size_t size = format_simple(small, sizeof small, format, args);
    char *text = NULL;
    if (size <= sizeof small) {
        text = arena_copy_n(arena, small, size);
    } else if (size != FORMAT_OTHER) {
        text = alloc_text(arena, size + 1);
        format_simple(text, size, format, again);
        text[size] = '\0';
    }
    va_end(again);
    return text;
}

static char *formatted(struct arena *arena, const char *format, va_list args)
{
    char small[256];
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(small, sizeof small, format, args);
    char *text = arena_copy_n(arena, small, size < 0 || (size_t)size >= sizeof small ? 0 : (size_t)size);
    if (size >= (int)sizeof small) {
        text = arena_alloc(arena, (size_t)size + 1);
        vsnprintf(text, (size_t)size + 1, format, again);
    }
    va_end(again);
    return text;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    char *text = simple(arena, format, args);
    if (!text)
        text = formatted(arena, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}
