/* What the test programs count with. TEST_FILE is the name that a failure is told with. */
#ifndef TESTS_API_CHECK_H
#define TESTS_API_CHECK_H

#include <stdbool.h>
#include <stdio.h>

/* The one state of a test program: how many checks passed and failed. */
struct test {
    int passed, failed;
};

static inline bool check(struct test *test, bool good, const char *what, int line)
{
    if (good) {
        test->passed++;
    } else {
        test->failed++;
        printf("%s:%d: failed: %s\n", TEST_FILE, line, what);
    }
    return good;
}

#define CHECK(condition) check(test, (condition), #condition, __LINE__)

#endif
