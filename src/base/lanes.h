/* Sixteen bytes at a time, as the compiler's vectors have them: for the loops that go over every byte of a file. */
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { LANES = 16 };
typedef unsigned char lanes __attribute__((vector_size(LANES)));
typedef signed char signed_lanes __attribute__((vector_size(LANES)));

static inline lanes lanes_load(const char *at)
{
    lanes bytes;
    memcpy(&bytes, at, LANES);
    return bytes;
}

/* Bit i is the highest of byte i: of lanes that a comparison made, whether it holds. */
static inline unsigned lanes_bits(lanes set)
{
#ifdef __SSE2__
    return (unsigned)_mm_movemask_epi8((__m128i)set);
#else
    unsigned bits = 0;
    for (unsigned i = 0; i < LANES; i++)
        bits |= (unsigned)(set[i] >> 7) << i;
    return bits;
#endif
}

#endif
