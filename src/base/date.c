#include "base/date.h"

#include <string.h>

enum { DAYS_PER_ERA = 146097, DAYS_TO_1970 = 719468 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The number in count digits at text, or -1. */
static int digits(const char *text, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool date_parse(const char *text, struct date *date)
{
    static const char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    *date = (struct date){0, 0, 0};
    if (!text || strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    if (day > days[month - 1] + (month == 2 && is_leap(year)))
        return false;
    *date = (struct date){year, month, day};
    return true;
}

/* Counts in years that begin in March, so that the leap day is the last of its year, and in eras of 400. */
long date_number(struct date date)
{
    long year = date.month <= 2 ? date.year - 1L : date.year;
    long era = (year >= 0 ? year : year - 399) / 400;
    long year_of_era = year - era * 400;
    long day_of_year = (153L * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

struct date date_from_number(long number)
{
    long days = number + DAYS_TO_1970;
    long era = (days >= 0 ? days : days - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    long day_of_era = days - era * DAYS_PER_ERA;
    long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    long from_march = (5 * day_of_year + 2) / 153;
    int month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    return (struct date){(int)(year_of_era + era * 400 + (month <= 2)), month,
                         (int)(day_of_year - (153 * from_march + 2) / 5 + 1)};
}

int date_weekday(struct date date)
{
    long day = (date_number(date) + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int)(day < 0 ? day + 7 : day);
}

int date_compare(const char *a, const char *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    int order = strcmp(a, b);
    return (order > 0) - (order < 0);
}

bool time_parse(const char *text, int *minutes)
{
    *minutes = 0;
    if (!text || strlen(text) != 5 || text[2] != ':')
        return false;
    int hour = digits(text, 2), minute = digits(text + 3, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return false;
    *minutes = hour * 60 + minute;
    return true;
}
