/* Putting the mends of findings into the bytes that they were found in. */
#ifndef BASE_MEND_H
#define BASE_MEND_H

#include "base/diag.h"

/* Calls visit with each file that has findings with mends, by shown path. Findings that are switched off have none. */
void mend_each_file(struct diag_log *log, void (*visit)(void *with, const char *path), void *with);
/* Puts them into the bytes of a file: all of a finding or none; of those that overlap the first. out gets the bytes, told a line for each
 * finding. Returns how many were mended. */
size_t mend_file(struct diag_log *log, struct source *source, struct buf *out, struct buf *told);

#endif
