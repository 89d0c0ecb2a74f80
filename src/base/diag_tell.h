/* What the files share that write findings in a form for programs. */
#ifndef BASE_DIAG_TELL_H
#define BASE_DIAG_TELL_H

#include "base/diag_form.h"
#include "base/diag_log.h"

struct telling {
    struct diag_log *log;
    const struct diag_request *request;
    struct finding **rows; /* those that are told, in order */
    size_t count, left;    /* left: would be told if there were no limit */
    struct buf *out;
    struct buf words;      /* of the call before */
};

void tell_json(struct telling *telling);
void tell_sarif(struct telling *telling);
void tell_junit(struct telling *telling);
void tell_github(struct telling *telling);
void tell_gnu(struct telling *telling);

/* The bytes live until the next of these calls; those of tell_path are the path's. */
const char *tell_visible(struct telling *telling, const char *text);
const char *tell_head(struct telling *telling, const struct finding *finding); /* what was found, in a line */
/* The same with what was suggested, expected and done, and with where, if lines do not say it; a line each. */
const char *tell_all(struct telling *telling, const struct finding *finding);
const char *tell_path(struct telling *telling, const char *path);              /* from the current folder, if it lies below */
const char *tell_note(struct telling *telling, const struct extra *note);
bool tell_is_hidden(const struct telling *telling, const struct finding *finding); /* only its code and place may be told */
/* Whether the spot's numbers are those of lines and columns, and there are any. */
bool tell_has_line(const struct diag_spot *spot);
bool tell_has_mend(const struct telling *telling, const struct finding *finding); /* and it may be told */
const char *tell_key(const struct finding *finding, char text[33]);

#endif
