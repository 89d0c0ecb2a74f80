/* What kind of words a piece of text is. Sizes are bytes; ASCII letters compare without case, curly apostrophes as straight ones.
 */
#ifndef IMPORT_PHRASE_H
#define IMPORT_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

/* How many bytes of text the phrase takes where text begins with it and the word ends there; 0: it does not. A blank in the
 * phrase stands for any white space; "(s)" at its end for an "s" that may be there. */
size_t phrase_at(const char *text, size_t size, const char *phrase);
/* The same anywhere at the start of a word, at or after from: *at says where. */
size_t phrase_find(const char *text, size_t size, size_t from, const char *phrase, size_t *at);
/* The first of phrases (ended by NULL) that text begins with, or that is found in it: its size, or 0; *which its index (may be
 * NULL). */
size_t phrase_any_at(const char *text, size_t size, const char *const *phrases, size_t *which);
size_t phrase_any_find(const char *text, size_t size, const char *const *phrases, size_t *at, size_t *which);
/* Whether the text is one of the phrases and nothing else but punctuation. */
bool phrase_is_any(const char *text, size_t size, const char *const *phrases);

/* "Sent apologies: Ann": bytes up to the colon of a label of few words that the text begins with, emphasis signs around it or not; 0: none. */
size_t phrase_label(const char *text, size_t size);
size_t phrase_words(const char *text, size_t size); /* how many */
bool phrase_has_letters(const char *text, size_t size);
bool phrase_is_caps(const char *text, size_t size);                 /* two letters or more, and no small ones */
bool phrase_starts_upper(const char *text, size_t size);            /* its first letter is a capital, or has no case */
bool phrase_ends(const char *text, size_t size, const char *signs); /* its last character is one of these */
/* Whether a sentence ends within the text, before its own end. */
bool phrase_has_sentence_end(const char *text, size_t size);
size_t phrase_skip(const char *text, size_t size, size_t at,
                   const char *signs); /* the first byte at or after at that is none of them; a no-break space counts as blank, a
                                          long dash as "-" */

#endif
