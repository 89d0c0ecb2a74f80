/* What kind of picture bytes hold, told by content and never by the file's name. */
#ifndef DOCUMENT_PICTURE_H
#define DOCUMENT_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

/* True: a PNG or JPEG whose frame can be followed; *type gets "image/png" or "image/jpeg", the sizes are pixels, at least 1.
 * On false nothing is set. */
bool picture_read(const char *bytes, size_t size, const char **type, size_t *width, size_t *height);

#endif
