/* Where every word of a source went: placed, moved, or left out with a reason. A word is a run of letters, digits and marks, NFC,
 * as it is written. */
#ifndef IMPORT_AUDIT_H
#define IMPORT_AUDIT_H

#include "import/reading.h"
#include "xml/xml.h"

struct audit_left {
    const char *words;  /* as in the source, from..to of one block or raw paragraph */
    const char *reason; /* "page-footer", "front-matter", "list-joiner", … */
    size_t at;          /* line or paragraph */
    size_t count;       /* words */
};

struct audit_lost {
    const char *word;
    size_t at;
};

struct audit {
    size_t words;  /* of the source, as blocks->raw has them */
    size_t placed; /* in the trees, in the source's order */
    size_t moved;  /* in the trees, in another place (attendance before the items, a label behind its words) */
    size_t left_out;
    size_t added; /* printed words of the trees that the source does not have: there must be none */
    const char *added_word; /* the first of them, or NULL */
    struct audit_left *left;
    size_t left_count;
    struct audit_lost *lost; /* unaccounted for: the import of this file fails */
    size_t lost_count;
};

/* Compares blocks->raw with what the trees print (words of elements; attributes that hold printed words: n, label, as, for,
 * due-text, proposer-as …, but not ids, dates, or what link.c adds) and what the readings left out. Everything in arena. */
void audit_source(const struct blocks *blocks, const struct reading *const *readings, struct xml_doc *const *trees, size_t count,
                  struct arena *arena, struct audit *audit);

#endif
