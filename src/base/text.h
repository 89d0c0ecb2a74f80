/* UTF-8: decoding, comparing, measuring. Text is NUL-ended; what is not valid was refused on loading. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one code point at text (size bytes left); returns its length, or 0 where the bytes are no UTF-8. */
size_t text_decode(const char *text, size_t size, uint32_t *point);
/* The first byte that is not valid UTF-8 or is a character XML 1.0 does not allow, or size. */
size_t text_valid_until(const char *text, size_t size);
/* How many bytes there are before the first that markup may have to escape: one of &<>" or less than a blank. */
size_t text_plain(const char *text, size_t size);
bool text_has_blanks(const char *text, size_t size, bool in_line); /* two in a row; in_line: a line end is one too */
size_t text_points(const char *text, size_t size);   /* number of code points */
int text_width(const char *text, size_t size);       /* columns of a terminal; marks are 0, wide ones 2 */
uint32_t text_lower(uint32_t point);                 /* the small letter, or the point itself */
bool text_is_word(uint32_t point);                   /* a letter, digit or mark: what words are made of */
bool text_is_blank(const char *text);                /* only XML white space, or NULL */
/* NFC, XML white space and NBSP runs to one blank, trimmed; NULL gives NULL. */
char *text_collapse(struct arena *arena, const char *text);
char *text_token(struct arena *arena, const char *text); /* white space as in an xs:token; NULL: it is so already */
/* Small letters without marks, compatibility forms made plain: what two spellings of a word have in common. */
char *text_fold(struct arena *arena, const char *text);
/* An id in the manner of "ada-marsh", of at most so many bytes; "" where nothing of ASCII is left. */
char *text_slug(struct arena *arena, const char *text, size_t most);
bool text_same(const char *a, const char *b);        /* equal; NULLs are equal to each other only */
bool text_word_in(const char *word, const char *list); /* list is blank-separated */
/* The nearest of count names to name by edit distance, or NULL if none is near enough to be meant. */
const char *text_nearest(const char *name, const char *const *names, size_t count);
/* Damerau-Levenshtein; limit where it is that or more. */
size_t text_distance(const char *a, const char *b, size_t limit);

#endif
