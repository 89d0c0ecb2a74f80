/* Days and times in words: what is one, what is none, and which bytes it takes. */
#define TEST_FILE "when_test.c"
#include "check.h"

#include "import/when.h"

#include <stdlib.h>
#include <string.h>

struct day {
    const char *text, *near; /* near "+2023-10-04": after it */
    const char *is;          /* ISO; "--10-04" where no year is known; NULL: no date */
    int weekday;
    const char *taken; /* NULL: all of the text */
};

static const struct day days[] = {
    /* in words, day first */
    {"Wednesday 4th October 2023", NULL, "2023-10-04", 2, NULL},
    {"4 Oct 23", NULL, "2023-10-04", -1, NULL},
    {"4 October '98", NULL, "1998-10-04", -1, NULL},
    {"held on Tues 3rd of May 2005 in the hall", NULL, "2005-05-03", 1, "Tues 3rd of May 2005"},
    {"2nd of June, 2011", NULL, "2011-06-02", -1, NULL},
    {"Wednesday, the 4th day of March, 2020", NULL, "2020-03-04", 2, NULL},
    {"1 st April 2019", NULL, "2019-04-01", -1, NULL},
    {"WEDNESDAY 9th MARCH 2005", NULL, "2005-03-09", 2, NULL},
    {"at 2pm on 30 march 2009", NULL, "2009-03-30", -1, "30 march 2009"},
    {"Thur. 7th Sept. 2006.", NULL, "2006-09-07", 3, "Thur. 7th Sept. 2006"},
    {"12-Nov-2014", NULL, "2014-11-12", -1, NULL},
    {"12/Nov/2014", NULL, "2014-11-12", -1, NULL},
    {"Monday evening, 12th May 2014", NULL, "2014-05-12", 0, NULL},
    {"4thOctober 2023", NULL, "2023-10-04", -1, NULL},
    {"Tuesday11th September2007", NULL, "2007-09-11", 1, NULL},
    {"16th November 2000 (Thursday)", NULL, "2000-11-16", 3, NULL},
    {"11th Febuary 2009", NULL, "2009-02-11", -1, NULL},
    {"18 Novemeber 2015", NULL, "2015-11-18", -1, NULL},
    {"Wednesday\xC2\xA0"
     "8\xC2\xA0January 2020",
     NULL, "2020-01-08", 2, NULL},
    {"Wednesday 28\nMarch 2007", NULL, "2007-03-28", 2, NULL},
    {"on 4 October 23 at the Mill", NULL, "2023-10-04", -1, "4 October 23"},
    {"29 February 2024", NULL, "2024-02-29", -1, NULL},
    /* month first */
    {"October 4, 2023", NULL, "2023-10-04", -1, NULL},
    {"Nov. 16, 2023", NULL, "2023-11-16", -1, NULL},
    {"Thursday, November 16th, 2023 at 7 p.m.", NULL, "2023-11-16", 3, "Thursday, November 16th, 2023"},
    {"Aug 9 2021", NULL, "2021-08-09", -1, NULL},
    {"March the 3rd 2010", NULL, "2010-03-03", -1, NULL},
    {"SEPTEMBER 21,2021", NULL, "2021-09-21", -1, NULL},
    {"the May 4 meeting", NULL, "--05-04", -1, "May 4"},
    {"May 12\xE2\x80\x93"
     "14, 2021",
     NULL, "2021-05-12", -1, NULL},
    /* Welsh */
    {"Nos Fawrth 4ydd o Fawrth 2014", NULL, "2014-03-04", 1, NULL},
    {"Dydd Iau, 12 Rhagfyr 2019", NULL, "2019-12-12", 3, NULL},
    {"3 Tachwedd 2021", NULL, "2021-11-03", -1, NULL},
    {"1af Mai 2013", NULL, "2013-05-01", -1, NULL},
    /* ranges: the first day */
    {"12\xE2\x80\x93"
     "14 March 2021",
     NULL, "2021-03-12", -1, NULL},
    {"12th to 14th March 2021", NULL, "2021-03-12", -1, NULL},
    {"12 & 13 July 2018", NULL, "2018-07-12", -1, NULL},
    {"30 March \xE2\x80\x93 2 April 2021", NULL, "2021-03-30", -1, NULL},
    /* numbers */
    {"4/10/23", NULL, "2023-10-04", -1, NULL},
    {"04.10.2023", NULL, "2023-10-04", -1, NULL},
    {"agreed on 12/09/11were", NULL, NULL, -1, NULL},
    {"of 06.03.17 were", NULL, "2017-03-06", -1, "06.03.17"},
    {"Date:04-05-2005", NULL, "2005-05-04", -1, "04-05-2005"},
    {"09/28/2021", NULL, "2021-09-28", -1, NULL},
    {"Minutes (26/05/2006)", NULL, "2006-05-26", -1, "26/05/2006"},
    {"4 / 10 / 2023", NULL, "2023-10-04", -1, NULL},
    {"Fri 12.1.07", NULL, "2007-01-12", 4, NULL},
    /* ISO */
    {"2023-10-04", NULL, "2023-10-04", -1, NULL},
    {"2021-11-15T11:00:00Z", NULL, "2021-11-15", -1, "2021-11-15"},
    {"2020-07-20 19:30:00 -0700", NULL, "2020-07-20", -1, "2020-07-20"},
    {"2004/5/2", NULL, "2004-05-02", -1, NULL},
    {"Notes 20231004", NULL, "2023-10-04", -1, "20231004"},
    {"2016-10-27 (Term 1 Week 4)", NULL, "2016-10-27", -1, "2016-10-27"},
    /* the year from what is near */
    {"4 October", NULL, "--10-04", -1, NULL},
    {"4 October", "2023-09-06", "2023-10-04", -1, NULL},
    {"10 January", "2023-12-06", "2024-01-10", -1, NULL},
    {"10 December", "2024-01-10", "2023-12-10", -1, NULL},
    {"10 December", "+2024-01-10", "2024-12-10", -1, NULL},
    {"June 1st", "2016-07-22", "2016-06-01", -1, NULL},
    {"29 February", "2023-03-01", "2024-02-29", -1, NULL},
    {"Wed 29th October, 1pm", "2014-10-22", "2014-10-29", 2, "Wed 29th October"},
    {"4/10/69", "2068-01-01", "2069-10-04", -1, NULL},
    {"4/10/69", NULL, "1969-10-04", -1, NULL},
    {"4/10/68", NULL, "2068-10-04", -1, NULL},
    {"4/10/31", "1932-01-01", "1931-10-04", -1, NULL},
    {"8 January 10.30am", "2020-02-01", "2020-01-08", -1, "8 January"},
    /* the second where the first is none */
    {"31 June 2020, or 1 July 2020", NULL, "2020-07-01", -1, "1 July 2020"},
    {"31/02/2020 and 28/02/2020", NULL, "2020-02-28", -1, "28/02/2020"},
    {"Item 4.10.23 on 5 May 2023", NULL, "2023-05-05", -1, "5 May 2023"},
    /* none */
    {"", NULL, NULL, -1, NULL},
    {"Item 1 May be dropped", NULL, NULL, -1, NULL},
    {"1 May be", NULL, NULL, -1, NULL},
    {"section 3 may apply", NULL, NULL, -1, NULL},
    {"In March 3 items were left", NULL, NULL, -1, NULL},
    {"March 3 items", NULL, NULL, -1, NULL},
    {"Item 4.10.2", NULL, NULL, -1, NULL},
    {"v12.10.2023", NULL, NULL, -1, NULL},
    {"release 12.10.20", NULL, NULL, -1, NULL},
    {"host 10.2.20.1", NULL, NULL, -1, NULL},
    {"call 01632 960 123 or 0121-496-2020", NULL, NULL, -1, NULL},
    {"Tel: 20201104", NULL, NULL, -1, NULL},
    {"01632 20201104", NULL, NULL, -1, NULL},
    {"\xC2\xA3"
     "12.10.23",
     NULL, NULL, -1, NULL},
    {"$4,10.23", NULL, NULL, -1, NULL},
    {"12.10.2023%", NULL, NULL, -1, NULL},
    {"up 4% March figures", NULL, NULL, -1, NULL},
    {"30 February 2020", NULL, NULL, -1, NULL},
    {"29 February 2023", NULL, NULL, -1, NULL},
    {"13/13/2020", NULL, NULL, -1, NULL},
    {"32 March 2020", NULL, NULL, -1, NULL},
    {"0 March 2020", NULL, NULL, -1, NULL},
    {"2023-13-01", NULL, NULL, -1, NULL},
    {"20231304", NULL, NULL, -1, NULL},
    {"minute 43/19", NULL, NULL, -1, NULL},
    {"May 7pm", NULL, NULL, -1, NULL},
    {"May 7.30pm", NULL, NULL, -1, NULL},
    {"March 2009", NULL, NULL, -1, NULL},
    {"10 marching bands", NULL, NULL, -1, NULL},
    {"the Mayor 4", NULL, NULL, -1, NULL},
    {"Wednesday", NULL, NULL, -1, NULL},
    {"https://example.org/2020/07/20/minutes", NULL, NULL, -1, NULL},
    {"#4/10/23", NULL, NULL, -1, NULL},
    {"1234-10-12-2020", NULL, NULL, -1, NULL},
    {"4 October 2023%", NULL, "--10-04", -1, "4 October"},
    {"4 October 1930 hrs", NULL, "--10-04", -1, "4 October"},
    {"4 October 20 members came", NULL, "--10-04", -1, "4 October"},
};

static struct date day_of(const char *iso)
{
    struct date date = {0, 0, 0};
    if (iso)
        date_parse(iso, &date);
    return date;
}

static bool is_taken(const char *text, size_t from, size_t to, const char *taken)
{
    taken = taken ? taken : text;
    return to >= from && to - from == strlen(taken) && memcmp(text + from, taken, to - from) == 0;
}

static void test_days(struct test *test)
{
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const struct day *day = &days[i];
        bool after = day->near && *day->near == '+';
        struct when_date found;
        char iso[11] = "";
        struct date near = day_of(day->near ? day->near + after : NULL);
        bool any = when_find_date(day->text, strlen(day->text), 0, near, after, &found);
        if (any)
            when_iso(found.date, iso);
        bool yearless = any && !found.date.year;
        const char *got = yearless ? iso + 3 : iso;
        iso[3] = yearless ? '-' : iso[3];
        bool good = any == (day->is != NULL);
        bool same = good && any && strcmp(got, day->is) == 0 && found.weekday == day->weekday;
        good = good && (!any || (same && is_taken(day->text, found.from, found.to, day->taken)));
        if (!check(test, good, day->text, __LINE__))
            printf("    got %s, weekday %d, '%.*s'\n", got, found.weekday, (int)(any ? found.to - found.from : 0),
                   day->text + found.from);
    }
}

/* All dates of a text, one after another. */
static void test_several(struct test *test)
{
    const char *text = "Wed 4 May 2011, 5 May (not 31 June), 06/07/11; 2011-08-09T10:00 and October 10, 2011. May 12";
    const char *const want[] = {"2011-05-04", "2011-05-05", "2011-07-06", "2011-08-09", "2011-10-10", "2011-05-12"};
    struct when_date found;
    size_t at = 0, count = 0;
    char iso[11];
    while (when_find_date(text, strlen(text), at, (struct date){2011, 1, 1}, false, &found)) {
        when_iso(found.date, iso);
        CHECK(count < 6 && strcmp(iso, want[count]) == 0);
        CHECK(found.to > found.from && found.from >= at);
        at = found.to;
        count++;
    }
    CHECK(count == 6);
}

static void test_numeric(struct test *test)
{
    struct when_date found;
    struct date none = {0, 0, 0};
    CHECK(when_find_date("03/04/2020", 10, 0, none, false, &found) && found.numeric && !found.swapped && found.date.month == 4);
    CHECK(when_month_first(&found) && found.date.month == 3 && found.date.day == 4 && found.swapped);
    CHECK(!when_month_first(&found));
    CHECK(when_find_date("09/28/2020", 10, 0, none, false, &found) && found.numeric && found.swapped);
    CHECK(when_find_date("28/09/2020", 10, 0, none, false, &found) && found.numeric && !found.swapped &&
          !when_month_first(&found));
    CHECK(when_find_date("3 April 2020", 12, 0, none, false, &found) && !found.numeric && !when_month_first(&found));
    CHECK(when_find_date("2020-04-03", 10, 0, none, false, &found) && !found.numeric);
    CHECK(when_month("Sept", 4) == 9 && when_month("HYDREF", 6) == 10 && when_month("Monday", 6) == 0 && when_month("", 0) == 0);
}

struct hour {
    const char *text;
    const char *is;    /* "19:30", "10:00-12:00", with "?" where the half of the day is open; NULL: none */
    const char *taken; /* NULL: all */
};

static const struct hour hours[] = {
    {"7.30pm", "19:30", NULL},
    {"7:30 PM", "19:30", NULL},
    {"at 2 p.m. in the hall", "14:00", "2 p.m."},
    {"2PM", "14:00", NULL},
    {"10am-12pm", "10:00-12:00", NULL},
    {"10-12pm", "10:00-12:00", NULL},
    {"7-9pm", "19:00-21:00", NULL},
    {"7pm to 9pm", "19:00-21:00", NULL},
    {"19:30 \xE2\x80\x93 20.15", "19:30-20:15", NULL},
    {"from 19.30 until 20.15", "19:30-20:15", "19.30 until 20.15"},
    {"7.30pm \xE2\x80\x93 9.15", "19:30-21:15", NULL},
    {"11am - 1.30", "11:00-13:30", NULL},
    {"12 noon", "12:00", NULL},
    {"noon", "12:00", NULL},
    {"12pm", "12:00", NULL},
    {"12 am", "00:00", NULL},
    {"half past seven", "07:30?", NULL},
    {"half past seven in the evening", "19:30", NULL},
    {"quarter to eight pm", "19:45", NULL},
    {"quarter past 10 in the morning", "10:15", NULL},
    {"seven o'clock", "07:00?", NULL},
    {"7 o\xE2\x80\x99"
     "clock in the evening",
     "19:00", NULL},
    {"7.30 in the evening", "19:30", "7.30 in the evening"},
    {"at 7.30 in the hall", "07:30?", "7.30"},
    {"commenced at 7:05", "07:05?", "7:05"},
    {"07:05", "07:05", NULL},
    {"1930hrs", "19:30", NULL},
    {"19.30 hrs", "19:30", NULL},
    {"730pm", "19:30", NULL},
    {"7-30pm", "19:30", NULL},
    {"19:30pm", "19:30", NULL},
    {"2021-11-15T11:00:00Z", "11:00", "11:00:00Z"},
    {"2020-07-20 19:30:00 -0700", "19:30", "19:30:00 -0700"},
    {"2020-07-20T19:30:00.000+01:00", "19:30", "19:30:00.000+01:00"},
    {"7\xC2\xA0pm", "19:00", NULL},
    {"closed at 8.40", "08:40?", "8.40"},
    {"8pm.", "20:00", "8pm"},
    {"9 a.m.", "09:00", NULL},
    /* none */
    {"", NULL, NULL},
    {"7", NULL, NULL},
    {"item 7.30", NULL, NULL},
    {"7.30", NULL, NULL},
    {"rose by 7.30%", NULL, NULL},
    {"at 7.30%", NULL, NULL},
    {"\xC2\xA3"
     "7.30",
     NULL, NULL},
    {"at 12.10.2023", NULL, NULL},
    {"25:10", NULL, NULL},
    {"7:75pm", NULL, NULL},
    {"13 amber lights", NULL, NULL},
    {"4 pmt", NULL, NULL},
    {"100pm", "13:00", NULL},
    {"7:3", NULL, NULL},
    {"12-3", NULL, NULL},
    {"half of it", NULL, NULL},
    {"2020", NULL, NULL},
    {"at 1.2.3", NULL, NULL},
    {"one of them", NULL, NULL},
    {"from 3 to 5 members", NULL, NULL},
};

static void test_hours(struct test *test)
{
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        const struct hour *hour = &hours[i];
        struct when_time found;
        char got[20] = "none", clock[6];
        bool any = when_find_time(hour->text, strlen(hour->text), 0, &found);
        if (any) {
            when_clock(found.start, got);
            if (found.end >= 0) {
                when_clock(found.end, clock);
                strcat(strcat(got, "-"), clock);
            }
            if (found.half_day)
                strcat(got, "?");
        }
        bool good = strcmp(got, hour->is ? hour->is : "none") == 0 &&
                    (!any || is_taken(hour->text, found.from, found.to, hour->taken));
        if (!check(test, good, hour->text, __LINE__))
            printf("    got %s, '%.*s'\n", got, (int)(any ? found.to - found.from : 0), hour->text + found.from);
    }
}

/* Text that begins over and over what never becomes a date: time must grow with its size only. */
static void test_hostile(struct test *test)
{
    static const char *const pieces[] = {"1",        "Mon ",     "12 ",        "1/", "2020-", "Wednesday, the ",
                                         "\xC2\xA0", "12th of ", "half past ", "m",  "\xFF",  "7-"};
    enum { SIZE = 2000000 };
    char *text = malloc(SIZE);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t length = strlen(pieces[i]);
        for (size_t at = 0; at < SIZE; at++)
            text[at] = pieces[i][at % length];
        struct when_date day;
        struct when_time hour;
        CHECK(!when_find_date(text, SIZE, 0, (struct date){0, 0, 0}, false, &day) && day.to == SIZE);
        CHECK(!when_find_time(text, SIZE, 0, &hour) && hour.to == SIZE);
    }
    free(text);
    /* Cut off at any byte, nothing beyond is read. */
    const char *all = "Wednesday, the 4th day of March, 2020 (Wednesday) at half past seven o\xE2\x80\x99"
                      "clock \xE2\x80\x93 9 p.m.";
    for (size_t size = 0; size <= strlen(all); size++) {
        char *cut = malloc(size + 1);
        memcpy(cut, all, size);
        cut[size] = '4';
        struct when_date day;
        struct when_time hour;
        when_find_date(cut, size, 0, (struct date){0, 0, 0}, false, &day);
        when_find_time(cut, size, 0, &hour);
        CHECK(day.to <= size && hour.to <= size);
        free(cut);
    }
}

int main(void)
{
    struct test test = {0, 0};
    test_days(&test);
    test_several(&test);
    test_numeric(&test);
    test_hours(&test);
    test_hostile(&test);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed != 0;
}
