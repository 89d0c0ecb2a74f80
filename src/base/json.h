/* JSON written into a buffer, piece by piece, without a tree: for what is told often or is long. Text must be UTF-8. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#include <stddef.h>

void json_separate(struct buf *out);                                    /* a comma, unless something was opened just now */
void json_name(struct buf *out, const char *name);                      /* of what is put next */
void json_words(struct buf *out, const char *text);                     /* within quotation marks */
void json_text(struct buf *out, const char *name, const char *text);    /* nothing at all where text is NULL */
void json_text_or_null(struct buf *out, const char *name, const char *text);
void json_truth(struct buf *out, const char *name, int yes);
void json_number_or_null(struct buf *out, const char *name, size_t number); /* null where it is 0 */
void json_number(struct buf *out, const char *name, size_t number);
void json_row(struct buf *out);                                         /* opens an object in a list */
void json_open(struct buf *out, const char *name);                      /* opens an object */
void json_close(struct buf *out, char bracket);                         /* closes what is open */
void json_list(struct buf *out, const char *name);                      /* opens a list */

#endif
