/* Days of the proleptic Gregorian calendar and times of a day. No clock, no time zone, no locale. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

struct date {
    int year, month, day; /* year 0: no date */
};

bool date_parse(const char *text, struct date *date);  /* YYYY-MM-DD, a day that exists, year 1 to 9999 */
long date_number(struct date date);                    /* days since 1970-01-01 */
struct date date_from_number(long number);
int date_weekday(struct date date);                    /* 0 Monday to 6 Sunday */
int date_compare(const char *a, const char *b);        /* of ISO dates as text; NULL sorts first */
bool time_parse(const char *text, int *minutes);       /* HH:MM, minutes since midnight */

#endif
