/* The memory of libxml2 and libxslt: a document's transformation asks for tens of thousands of small pieces and gives them all back.
 * Each piece lies in a slab of pieces of its size, all slabs in one reserved stretch of addresses, so that a piece needs no header:
 * its address says whose it is. What is large, or finds no room there, comes from the C library. */
#include "xml/door.h"

#include <libxml/xmlmemory.h>

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum {
    UNIT = 16,            /* sizes are counted in this, and aligned to it */
    SIZES = 33,           /* 0 is not used; the largest piece is 512 bytes */
    SLAB = 16 << 10,
    SLABS = 1 << 16,
};
static const size_t STRETCH = (size_t)SLAB * SLABS;

/* The first slabs of the stretch hold what is known of the others. */
struct stretch {
    _Atomic size_t taken;            /* slabs */
    unsigned char units[SLABS]; /* of the pieces in each slab */
};

struct piece {
    struct piece *next;
};

/* Pieces that are free, and the rest of the newest slab, by size. */
struct shelf {
    struct piece *free[SIZES];
    char *next[SIZES], *end[SIZES];
};

/* The libraries' hooks are the process's own and get no word from the caller. The stretch is set once, before the first of them is
 * called; each thread has a shelf of its own, and what it gives back goes there, whoever took it. */
static struct stretch *stretch;
static _Thread_local struct shelf shelf;

static bool is_piece(const void *memory)
{
    return stretch && (uintptr_t)memory - (uintptr_t)stretch < STRETCH;
}

static size_t units_at(const void *piece)
{
    return stretch->units[((uintptr_t)piece - (uintptr_t)stretch) / SLAB];
}

/* A new slab for pieces of that size; false: there is none left. */
static bool take_slab(size_t units)
{
    if (!stretch || atomic_load(&stretch->taken) >= SLABS)
        return false;
    size_t slab = atomic_fetch_add(&stretch->taken, 1);
    if (slab >= SLABS)
        return false;
    stretch->units[slab] = (unsigned char)units;
    shelf.next[units] = (char *)stretch + slab * SLAB;
    shelf.end[units] = shelf.next[units] + SLAB / (units * UNIT) * (units * UNIT);
    return true;
}

static void *take(size_t size)
{
    size_t units = size ? (size + UNIT - 1) / UNIT : 1;
    if (units >= SIZES)
        return mem_alloc(size);
    struct piece *piece = shelf.free[units];
    if (piece) {
        shelf.free[units] = piece->next;
        return piece;
    }
    if (shelf.next[units] == shelf.end[units] && !take_slab(units))
        return mem_alloc(size);
    void *memory = shelf.next[units];
    shelf.next[units] += units * UNIT;
    return memory;
}

static void give_back(void *memory)
{
    if (!is_piece(memory)) {
        free(memory);
        return;
    }
    struct piece *piece = memory;
    size_t units = units_at(memory);
    piece->next = shelf.free[units];
    shelf.free[units] = piece;
}

static void *resize(void *old, size_t size)
{
    if (!old)
        return take(size);
    if (!is_piece(old))
        return mem_resize(old, size, 1);
    size_t room = units_at(old) * UNIT;
    if (size <= room)
        return old;
    void *memory = memcpy(take(size), old, room);
    give_back(old);
    return memory;
}

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(take(size), text, size);
}

/* Under the sanitizer every piece is the C library's, so that it sees what is wrong. */
static void reserve(void)
{
#ifndef __SANITIZE_ADDRESS__
    void *memory = mmap(NULL, STRETCH, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return;
    stretch = memory;
    stretch->taken = (sizeof *stretch + SLAB - 1) / SLAB;
#endif
}

void door_memory(void)
{
    if (!stretch)
        reserve();
    xmlMemSetup(give_back, take, resize, copy);
}
