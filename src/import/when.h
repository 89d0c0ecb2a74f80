/* Days and times as people write them. */
#ifndef IMPORT_WHEN_H
#define IMPORT_WHEN_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

struct when_date {
    struct date date; /* year 0: none is printed; else complete */
    int weekday;      /* as printed: 0 Monday to 6; -1 none */
    size_t from, to;  /* bytes of the text it takes, with weekday */
    bool numeric;     /* "03/04/2020": day and month may be meant the other way round */
    bool swapped;     /* numeric, and taken month first: only that makes a date, or when_month_first did it */
    bool month_led;   /* in words, month first: "October 4" */
};

/* The next date in text at or after from. year 0 in near: none known; else a date without a year takes the year that puts it
 * nearest to near (after it, where after is set). Knows "Wednesday 4th October 2023", "4 Oct 23", "October 4, 2023", "4/10/23",
 * "2023-10-04", "04.10.2023", "Tues 3rd of May", "20231004" standing alone, month names in full and short, of English and Welsh.
 * Of several days ("12–14 March 2021") it is the first. False: no more. */
bool when_find_date(const char *text, size_t size, size_t from, struct date near, bool after, struct when_date *found);
/* Takes a numeric date the American way, month first, if that makes a date. */
bool when_month_first(struct when_date *found);

struct when_time {
    int start, end; /* minutes since midnight; end -1: none */
    size_t from, to;
    bool half_day; /* "7.30": morning or evening is not printed; taken for what is on the clock's face */
};

/* The next time of day, or pair ("7.30pm", "10am-12pm", "19:00 – 20.15", "2 p.m.", "half past seven" , "noon"). A bare number is
 * none. */
bool when_find_time(const char *text, size_t size, size_t from, struct when_time *found);

void when_iso(struct date date, char iso[11]);
void when_clock(int minutes, char clock[6]); /* "19:30" */

/* A month's number by its name alone, in full or short ("Sept", "Hydref"); 0: no month. The word is taken without regard to case.
 */
int when_month(const char *word, size_t size);

#endif
