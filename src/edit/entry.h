/* Apart from the others of this room: what importing calls an attendee is not what facts call so. */
#ifndef EDIT_ENTRY_H
#define EDIT_ENTRY_H

#include "base/mem.h"

#include <stdbool.h>

struct entry_said {
    const char *name;                  /* without honorific, post or remark */
    const char *arrived, *left, *role; /* values of the grammar, or NULL */
};

/* False: the words are no entry of one person. */
bool edit_entry(const char *words, struct arena *arena, struct entry_said *entry);

#endif
