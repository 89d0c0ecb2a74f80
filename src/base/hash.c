/* The only door to xxHash: XXH3 with 128 bits. */
#include "base/hash.h"

#include "base/mem.h"

#define XXH_STATIC_LINKING_ONLY /* the size of the state, so that its memory is ours */
#include <xxhash.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64, NUMBER = 8, HELD = 1024 };

struct hasher {
    void *memory;
    XXH3_state_t *state; /* within the memory, aligned */
    size_t held_size;
    bool begun;                /* the state has been given something */
    unsigned char held[HELD];  /* for it: what is added is mostly small */
};

static struct hash from(XXH128_hash_t value)
{
    return (struct hash){value.high64, value.low64};
}

struct hash hash_bytes(const void *bytes, size_t size)
{
    return from(XXH3_128bits(bytes, size));
}

bool hash_same(struct hash a, struct hash b)
{
    return a.high == b.high && a.low == b.low;
}

void hash_text(struct hash hash, char out[33])
{
    snprintf(out, 33, "%016llx%016llx", (unsigned long long)hash.high, (unsigned long long)hash.low);
}

struct hasher *hasher_new(void)
{
    struct hasher *hasher = mem_zero(1, sizeof *hasher);
    hasher->memory = mem_zero(1, sizeof(XXH3_state_t) + ALIGNMENT);
    size_t past = (uintptr_t)hasher->memory % ALIGNMENT;
    hasher->state = (XXH3_state_t *)((char *)hasher->memory + (past ? ALIGNMENT - past : 0));
    XXH3_128bits_reset(hasher->state);
    return hasher;
}

void hasher_free(struct hasher *hasher)
{
    if (!hasher)
        return;
    free(hasher->memory);
    free(hasher);
}

static void give(struct hasher *hasher, const void *bytes, size_t size)
{
    hasher->begun = true;
    XXH3_128bits_update(hasher->state, bytes, size);
}

void hasher_add(struct hasher *hasher, const void *bytes, size_t size)
{
    if (size > HELD - hasher->held_size) {
        give(hasher, hasher->held, hasher->held_size);
        hasher->held_size = 0;
    }
    if (size > HELD) {
        give(hasher, bytes, size);
    } else if (size) {
        memcpy(hasher->held + hasher->held_size, bytes, size);
        hasher->held_size += size;
    }
}

void hasher_add_number(struct hasher *hasher, uint64_t number)
{
    unsigned char bytes[NUMBER];
    for (int i = 0; i < NUMBER; i++)
        bytes[i] = (unsigned char)(number >> (8 * (NUMBER - 1 - i)));
    hasher_add(hasher, bytes, sizeof bytes);
}

void hasher_add_text(struct hasher *hasher, const char *text)
{
    size_t size = text ? strlen(text) : 0;
    hasher_add_number(hasher, text ? size + 1 : 0);
    hasher_add(hasher, text, size);
}

struct hash hasher_take(struct hasher *hasher)
{
    struct hash hash;
    if (hasher->begun) {
        give(hasher, hasher->held, hasher->held_size);
        hash = from(XXH3_128bits_digest(hasher->state));
        XXH3_128bits_reset(hasher->state);
    } else {
        hash = hash_bytes(hasher->held, hasher->held_size);
    }
    hasher->held_size = 0;
    hasher->begun = false;
    return hash;
}
