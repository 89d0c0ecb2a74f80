/* Formats as most are: %s, %zu, %d and %% alone, without flags or widths. printf takes its time over them. */
#ifndef BASE_FORMAT_H
#define BASE_FORMAT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

bool format_is_simple(const char *format);
/* The size that a simple format comes to; the bytes go to out unless that is NULL, without a NUL behind them. */
size_t format_simple(char *out, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

#endif
