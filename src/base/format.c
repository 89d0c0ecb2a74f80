#include "base/format.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>

enum { DIGITS = sizeof(size_t) * CHAR_BIT / 3 + 2 };

struct formatted {
    char *out;
    size_t room, size; /* size: of all, whether there was room for it or not */
};

static void put(struct formatted *to, const char *bytes, size_t size)
{
    if (to->size < to->room && size <= to->room - to->size)
        memcpy(to->out + to->size, bytes, size);
    to->size += size;
}

static void put_number(struct formatted *to, size_t number, bool negative)
{
    char digits[DIGITS], *at = digits + DIGITS;
    do
        *--at = (char)('0' + number % 10);
    while ((number /= 10));
    if (negative)
        *--at = '-';
    put(to, at, (size_t)(digits + DIGITS - at));
}

static void put_text(struct formatted *to, const char *text)
{
    const char *shown = text ? text : "(null)";
    put(to, shown, strlen(shown));
}

size_t format_simple(char *out, size_t room, const char *format, va_list args)
{
    struct formatted to = {.room = room};
    to.out = out;
    for (;; format++) {
        const char *plain = format;
        while (*format && *format != '%')
            format++;
        if (format > plain)
            put(&to, plain, (size_t)(format - plain));
        if (!*format)
            break;
        format++;
        if (*format == 's') {
            put_text(&to, va_arg(args, const char *));
        } else if (*format == 'd') {
            int number = va_arg(args, int);
            put_number(&to, number < 0 ? -(size_t)number : (size_t)number, number < 0);
        } else if (*format == 'z' && format[1] == 'u') {
            put_number(&to, va_arg(args, size_t), false);
            format++;
        } else if (*format == '%') {
            put(&to, "%", 1);
        } else {
            return FORMAT_OTHER;
        }
    }
    return to.size;
}
