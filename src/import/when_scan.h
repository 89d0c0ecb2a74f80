/* What reading dates and times shares: words, numbers and gaps at a place in a text. Every step looks at a bounded number of
 * bytes. */
#ifndef IMPORT_WHEN_SCAN_H
#define IMPORT_WHEN_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum { SCAN_WORD = 16, SCAN_GAP = 12 };

struct scan {
    const char *text;
    size_t size;
};

/* The byte at a place; NUL beyond the end. */
static inline char scan_char(struct scan s, size_t at)
{
    return at < s.size ? s.text[at] : '\0';
}

static inline bool scan_digit(struct scan s, size_t at)
{
    char c = scan_char(s, at);
    return c >= '0' && c <= '9';
}

/* Letters run on to here from before (side -1) or from here on (side 0); a letter beyond ASCII counts. */
bool scan_letter(struct scan s, size_t at, int side);
/* The word of ASCII letters at a place in small letters; its size, 0 if there is none or it is no whole word of less than
 * SCAN_WORD letters. */
size_t scan_word(struct scan s, size_t at, char word[SCAN_WORD]);
/* Up to most digits; their number, 0 if there are none or more. */
size_t scan_number(struct scan s, size_t at, size_t most, int *value);
size_t scan_blank(struct scan s, size_t at); /* bytes of the white space at a place, up to SCAN_GAP characters */
size_t scan_dash(struct scan s, size_t at);  /* bytes of the dash at a place, or 0 */
/* The word that stands before a place, blanks and ".", ":" or "(" between them; its size, 0 if there is none. */
size_t scan_word_before(struct scan s, size_t at, char word[SCAN_WORD]);

#endif
