/* A table of texts with the number of times each came. */
#include "render/resolve_parts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct slot {
    const char *key;
    size_t size, count;
};

struct tally {
    struct arena *arena;
    struct slot *slots;
    size_t used, room; /* room: a power of two, always more than used */
};

struct tally *tally_new(void)
{
    struct tally *tally = mem_zero(1, sizeof *tally);
    tally->arena = arena_new();
    tally->room = 64;
    tally->slots = mem_zero(tally->room, sizeof *tally->slots);
    return tally;
}

void tally_free(struct tally *tally)
{
    if (!tally)
        return;
    arena_free(tally->arena);
    free(tally->slots);
    free(tally);
}

/* FNV-1a with a last stir, 64 bit. */
static uint64_t hash(const char *key, size_t size)
{
    uint64_t value = 14695981039346656037u;
    for (size_t i = 0; i < size; i++)
        value = (value ^ (unsigned char)key[i]) * 1099511628211u;
    return value ^ value >> 29;
}

static struct slot *find(const struct tally *tally, const char *key, size_t size)
{
    size_t at = (size_t)hash(key, size) & (tally->room - 1);
    while (tally->slots[at].key && (tally->slots[at].size != size || memcmp(tally->slots[at].key, key, size) != 0))
        at = (at + 1) & (tally->room - 1);
    return &tally->slots[at];
}

static void grow(struct tally *tally)
{
    struct slot *old = tally->slots;
    size_t room = tally->room;
    tally->room *= 2;
    tally->slots = mem_zero(tally->room, sizeof *tally->slots);
    for (size_t i = 0; i < room; i++)
        if (old[i].key)
            *find(tally, old[i].key, old[i].size) = old[i];
    free(old);
}

size_t tally_next(struct tally *tally, const char *key)
{
    size_t size = strlen(key);
    struct slot *slot = find(tally, key, size);
    if (!slot->key) {
        *slot = (struct slot){arena_copy(tally->arena, key), size, 1};
        if (++tally->used * 2 > tally->room)
            grow(tally);
        return 1;
    }
    return ++slot->count;
}

size_t tally_count(const struct tally *tally, const char *key, size_t size)
{
    const struct slot *slot = find(tally, key, size);
    return slot->key ? slot->count : 0;
}
