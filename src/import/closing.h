/* What stands at the end of minutes: who signed, and whom to write to. */
#ifndef IMPORT_CLOSING_H
#define IMPORT_CLOSING_H

#include "import/reading.h"

struct sign {
    size_t block;      /* the name, or a line to sign on with all its words */
    size_t post_block; /* the office below the name; SIZE_MAX: it is a line to sign on */
};

struct contact_line {
    size_t block;
    const char *kind; /* of line/@kind; static */
};

struct closing {
    struct sign *signs;
    size_t sign_count;
    bool contact;
    size_t contact_head; /* block */
    struct contact_line *lines;
    size_t line_count;
};

/* Claims the blocks it finds near the end. */
void closing_read(struct reading *reading, struct closing *closing);

#endif
