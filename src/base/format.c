#include "base/format.h"

#include <limits.h>
#include <string.h>

enum { DIGITS = sizeof(size_t) * CHAR_BIT / 3 + 2 };

bool format_is_simple(const char *format)
{
    for (const char *at = strchr(format, '%'); at; at = strchr(at + 1, '%')) {
        at++;
        if (*at == 'z' && at[1] == 'u')
            at++;
        else if (*at != 's' && *at != 'd' && *at != '%')
            return false;
    }
    return true;
}

static size_t put(char *out, const char *bytes, size_t size)
{
    if (out)
        memcpy(out, bytes, size);
    return size;
}

static size_t put_number(char *out, size_t number, bool negative)
{
    char digits[DIGITS], *at = digits + DIGITS;
    do
        *--at = (char)('0' + number % 10);
    while ((number /= 10));
    if (negative)
        *--at = '-';
    return put(out, at, (size_t)(digits + DIGITS - at));
}

static size_t put_text(char *out, const char *text)
{
    const char *shown = text ? text : "(null)";
    return put(out, shown, strlen(shown));
}

size_t format_simple(char *out, const char *format, va_list args)
{
    size_t size = 0;
    for (;;) {
        const char *end = strchrnul(format, '%');
        size += put(out ? out + size : NULL, format, (size_t)(end - format));
        if (!*end)
            return size;
        char *to = out ? out + size : NULL;
        format = end + 2;
        switch (end[1]) {
        case 's': size += put_text(to, va_arg(args, const char *)); break;
        case 'd': {
            int number = va_arg(args, int);
            size += put_number(to, number < 0 ? -(size_t)number : (size_t)number, number < 0);
            break;
        }
        case 'z':
            size += put_number(to, va_arg(args, size_t), false);
            format++;
            break;
        default: size += put(to, "%", 1); break;
        }
    }
}
