/* The files of the bodies' next meetings: of which bodies, and where they go. */
#ifndef BUILD_NEXT_H
#define BUILD_NEXT_H

#include "build/program.h"

struct next_request {
    const char *const *bodies;   /* ids; NULL: all */
    size_t body_count;
    const char *date;            /* NULL: as announced */
    enum audience audience;
    const char *output;          /* file or folder; NULL: one body's file is left in out */
    bool force;                  /* overwrites a file that is there */
    const struct format *form;   /* format_form; NULL: the XML */
    bool blank;                  /* of no meeting in particular */
};

/* False: something was not written, and reported. out holds the last file. */
bool program_next(struct program *program, const struct next_request *request, struct buf *out);

#endif
