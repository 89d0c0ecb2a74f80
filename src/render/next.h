/* The file of a body's next meeting: what its clerk would otherwise copy together from the last minutes and the ledger. */
#ifndef RENDER_NEXT_H
#define RENDER_NEXT_H

#include "render/render.h"

struct next_options {
    const char *date;              /* ISO date, or NULL: as announced */
    enum audience audience;        /* public: what is restricted is left out, and a note says so */
    const struct grammar *grammar; /* for the canonical layout */
    const struct format *form;     /* format_form; NULL: the source */
    struct renderer *renderer;     /* for a form; else NULL */
    const struct document_reader *reader; /* of sources that are no XML; or NULL */
    bool blank;                    /* of no meeting in particular: only the members, and the items that every meeting has */
};

/* Why a body's next meeting cannot be written. */
enum next_answer {
    NEXT_DONE,
    NEXT_NO_DATE,   /* no meeting announces one, and none was given */
    NEXT_TOO_EARLY, /* the latest meeting was held after the day that was given */
    NEXT_NO_FORM,   /* its form could not be made, which was reported */
    NEXT_GAP        /* a file of the body cannot be used, so that nobody knows what is open */
};

/* Writes the source of the next meeting of body, in the canonical layout, with the names and roles of its day; or its form, for which see
 * docs/clerk-marks.md. *stem (in arena): the name of its file without ".xml". The files of earlier meetings are read again. */
enum next_answer next_write(const struct linked *linked, const struct body_facts *body, struct data *data,
                            const struct next_options *options, struct diag_log *log, struct arena *arena, struct buf *out,
                            const char **stem);

#endif
