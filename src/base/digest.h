/* SHA-256: tells for good, and against forgery too, whether bytes are those that were read or written before. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_TEXT = 65 };

void digest_text(const void *bytes, size_t size, char out[DIGEST_TEXT]); /* 64 small hexadecimal digits and a NUL */

#endif
