/* Changes to inputs that keep what they are: lines, elements and the members of archives are moved about, besides what libFuzzer does to bytes. */
#ifndef TESTS_FUZZ_MUTATE_H
#define TESTS_FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/* In place, at most so many bytes; the new size. */
typedef size_t mutator(uint8_t *data, size_t size, size_t most, unsigned seed);
/* Something of the other put into the one. */
typedef size_t crosser(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size, uint8_t *out, size_t most, unsigned seed);

mutator mutate_lines, mutate_tags, mutate_archive;
crosser cross_lines, cross_tags, cross_archives;

#endif
