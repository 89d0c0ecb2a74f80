/* Printed numbers of items. */
#ifndef IMPORT_NUMBER_H
#define IMPORT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum number_form {
    NUMBER_NONE,
    NUMBER_WHOLE,   /* 12 */
    NUMBER_DOTTED,  /* 3.1, 18.03.5 */
    NUMBER_SLASHED, /* 70/17 */
    NUMBER_LETTER,  /* a */
    NUMBER_ROMAN    /* iv */
};

enum { NUMBER_LEVELS = 4 };

struct number {
    enum number_form form;
    long part[NUMBER_LEVELS]; /* of a letter: 1 for a; of a roman: its value */
    int parts;
    bool capital;     /* letters and romans */
    bool bare;        /* nothing closes it: "12 To approve" */
    char open, close; /* "(" or 0; ".", ")", ":" or 0 */
    size_t from, to;  /* the number itself, in the text */
    size_t after;     /* behind what closes it and the white space after that */
};

/* The number that text begins with, also "Item 3:" and "Minute 12/4". False: none. */
bool number_read(const char *text, size_t size, struct number *number);
/* Whether a number read as a letter may be a roman one instead ("i)", "v)"); then *roman is it. */
bool number_as_roman(const struct number *letter, struct number *roman);
/* Whether b is what comes after a, leaving out at most gap; of one form and closed alike. */
bool number_follows(const struct number *a, const struct number *b, long gap);
bool number_is_first(const struct number *number);
bool number_same_form(const struct number *a, const struct number *b);

#endif
