/* Formats as most are: %s, %zu, %d and %% alone, without flags or widths. printf takes its time over them. */
#ifndef BASE_FORMAT_H
#define BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#define FORMAT_OTHER SIZE_MAX

/* The size that a simple format comes to; FORMAT_OTHER: it has more than that. Where it is not larger than room, out holds it, without
 * a NUL behind. */
size_t format_simple(char *out, size_t room, const char *format, va_list args) __attribute__((format(printf, 3, 0)));

#endif
