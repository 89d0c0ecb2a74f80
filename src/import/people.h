/* Names of people as minutes print them. */
#ifndef IMPORT_PEOPLE_H
#define IMPORT_PEOPLE_H

#include "import/reading.h"

/* Reads one entry ("Cllr Mrs T Mann (Chairman)", "Antoine du Hamel @aduh95 (voting member)", "Sue Dafter – Head of Services,
 * Weymouth College"): fills what it finds. False: it names nobody ("9 members of the public", "None", "the Clerk"). */
bool people_entry(const char *text, size_t size, struct arena *arena, struct attendee *attendee);

/* Splits "A (x, y), B and C; D" into entries, without breaking inside brackets, and not at the comma before an organisation or
 * "Jr". Calls visit for each, in order, until it says no. */
void people_split(const char *text, size_t size, bool (*visit)(void *with, size_t from, size_t to), void *with);

/* What a list of names holds, entry by entry. */
struct person_found {
    struct attendee attendee;  /* as is set also where it names nobody */
    bool named;
    size_t from, to;           /* bytes of the text */
};

/* Splits and reads a list at once; of "Joel & Susan Mott" and "Mr & Mrs Reed" both get the surname. Returns how many there are; *found is
 * in the arena. */
size_t people_list(const char *text, size_t size, struct arena *arena, struct person_found **found);

/* Whether a text is a person's name and nothing else (also first names and initials alone, "Gail", "JB", when bare is set). */
bool people_is_name(const char *text, size_t size, bool bare);

/* Splits owners as printed ("Gail & David", "Sue/Nola", "JB, TC and the Clerk", "All", "Cllr Smith to") into names; same calling
 * as people_split. False: these words are no owners. */
bool people_owners(const char *text, size_t size, bool (*visit)(void *with, size_t from, size_t to), void *with);

#endif
