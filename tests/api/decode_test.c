/* Text in other encodings as UTF-8: what it was, what became of each byte, and where the tables come from. */
#define TEST_FILE "decode_test.c"
#include "check.h"

#include "base/text.h"
#include "import/front.h"

#include <iconv.h>
#include <string.h>

struct decoded {
    const char *text, *encoding;
    size_t size, bad;
};

static struct decoded decoded(struct arena *arena, const char *bytes, size_t size)
{
    struct decoded got;
    got.text = front_decode(bytes, size, arena, &got.size, &got.encoding, &got.bad);
    return got;
}

struct sample {
    const char *bytes;
    size_t size;
    const char *text, *encoding;
    size_t bad;
};
#define SAMPLE(bytes, text, encoding, bad) {bytes, sizeof bytes - 1, text, encoding, bad}

static const struct sample samples[] = {
    SAMPLE("", "", "UTF-8", 0),
    SAMPLE("a\r\nb\rc\nd\r\r\n", "a\nb\nc\nd\n\n", "UTF-8", 0),
    SAMPLE("\xEF\xBB\xBF" "caf\xC3\xA9", "caf\xC3\xA9", "UTF-8", 0),
    SAMPLE("\xEF\xBB\xBF" "caf\xC3\xA9 na\xEFve", "caf\xC3\xA9 na\xC3\xAFve", "UTF-8 and Windows-1252", 0),
    SAMPLE("a\0b\x01\x7F\tc\f", "ab\tc\f", "UTF-8", 0),
    SAMPLE("a\vb\xE2\x80\xA8" "c", "a\nb\nc", "UTF-8", 0),
    SAMPLE("one\xC2\x85two", "one\ntwo", "UTF-8", 0),
    SAMPLE("one\xC2\x85\ntwo\xC2\x92s", "one\xE2\x80\xA6\ntwo\xE2\x80\x99s", "UTF-8", 0),
    SAMPLE("\xFF\xFE" "A\0\xE9\0\r\0\n\0\x3D\xD8\x00\xDE", "A\xC3\xA9\n\xF0\x9F\x98\x80", "UTF-16LE", 0),
    SAMPLE("\xFE\xFF\0A\0\xE9\xD8\x3D\0B\0", "A\xC3\xA9\xEF\xBF\xBD" "B\xEF\xBF\xBD", "UTF-16BE", 2),
    SAMPLE("M\0i\0n\0u\0t\0e\0s\0", "Minutes", "UTF-16LE", 0),
    SAMPLE("\0M\0i\0n\0u\0t\0e\0s", "Minutes", "UTF-16BE", 0),
    SAMPLE("\xFF\xFE\0\0A\0\0\0\x00\xF6\x01\0\xFF\xFF\xFF\xFF", "A\xF0\x9F\x98\x80\xEF\xBF\xBD", "UTF-32LE", 1),
    SAMPLE("the clerk\x92s \x80" "5 caf\xE9 \x85\x81", "the clerk\xE2\x80\x99s \xE2\x82\xAC" "5 caf\xC3\xA9 \xE2\x80\xA6\xEF\xBF\xBD",
           "Windows-1252", 1),
    SAMPLE("caf\xE9 \xA3" "5", "caf\xC3\xA9 \xC2\xA3" "5", "ISO-8859-1", 0),
    SAMPLE("\xA4" "5 c\xBDur", "\xE2\x82\xAC" "5 c\xC5\x93ur", "ISO-8859-15", 0),
    SAMPLE("the clerk\xD5s caf\x8E s\r\xD2no\xD3 \xA3" "5",
           "the clerk\xE2\x80\x99s caf\xC3\xA9 s\n\xE2\x80\x9Cno\xE2\x80\x9D \xC2\xA3" "5", "MacRoman", 0),
    SAMPLE("caf\xC3\xA9 \xC2\xA3" "5\nthe clerk\x92s \xA3" "6\n", "caf\xC3\xA9 \xC2\xA3" "5\nthe clerk\xE2\x80\x99s \xC2\xA3" "6\n",
           "UTF-8 and Windows-1252", 0),
    SAMPLE("\xC3\xA9\xC3\xA9 cut \xE2\x80 off", "\xC3\xA9\xC3\xA9 cut \xEF\xBF\xBD off", "UTF-8 and Windows-1252", 1),
    SAMPLE("\xEF\xBF\xBE \xED\xA0\x80 \xC3\xA9\xC3\xA9", "\xEF\xBF\xBD \xEF\xBF\xBD \xC3\xA9\xC3\xA9", "UTF-8 and Windows-1252", 2),
};

static void test_samples(struct test *test, struct arena *arena)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const struct sample *sample = &samples[i];
        struct decoded got = decoded(arena, sample->bytes, sample->size);
        bool good = got.size == strlen(sample->text) && memcmp(got.text, sample->text, got.size) == 0 && got.text[got.size] == '\0'
                    && strcmp(got.encoding, sample->encoding) == 0 && got.bad == sample->bad;
        if (!check(test, good, sample->text, __LINE__))
            printf("  got '%s' as %s, %zu bad\n", got.text, got.encoding, got.bad);
    }
}

/* Every byte of an encoding as another library decodes it, among words that leave no doubt which it is. */
static void compare(struct test *test, struct arena *arena, const char *name, const char *words, const char *encoding)
{
    iconv_t with = iconv_open("UTF-8", name);
    if (!CHECK(with != (iconv_t)-1))
        return;
    for (int c = 0xA0; c < 0x100; c++) {
        if (strcmp(name, "MACINTOSH") == 0 && (c == 0xC6 || c == 0xF0)) /* not the same with everyone */
            continue;
        char bytes[64], expected[64] = "";
        size_t size = (size_t)snprintf(bytes, sizeof bytes, "%s\n%c", words, c);
        char *in = bytes, *out = expected;
        size_t left = size, room = sizeof expected - 1;
        iconv(with, NULL, NULL, NULL, NULL);
        bool known = iconv(with, &in, &left, &out, &room) != (size_t)-1;
        *out = '\0';
        struct decoded got = decoded(arena, bytes, size);
        if (!check(test, known && strcmp(got.text, expected) == 0 && strcmp(got.encoding, encoding) == 0, encoding, __LINE__))
            printf("  0x%X: '%s' as %s, not '%s'\n", (unsigned)c, got.text, got.encoding, expected);
    }
    iconv_close(with);
}

/* Whatever the bytes: valid UTF-8 of XML's characters and form feeds comes out, no more than thrice as much. */
static void test_noise(struct test *test, struct arena *arena)
{
    unsigned seed = 7;
    for (int round = 0; round < 2000; round++) {
        char bytes[97];
        size_t size = (size_t)round % sizeof bytes;
        for (size_t i = 0; i < size; i++) {
            seed = seed * 1103515245u + 12345u;
            bytes[i] = (char)(seed >> (round % 3 == 0 ? 16 : 23));
        }
        struct decoded got = decoded(arena, bytes, size);
        char *text = arena_copy_n(arena, got.text, got.size);
        for (char *c = text; (c = strpbrk(c, "\f")) != NULL;)
            *c = ' ';
        CHECK(strlen(text) == got.size && text_valid_until(text, got.size) == got.size && !strchr(text, '\r') && got.size <= 3 * size);
    }
}

int main(void)
{
    struct test test = {0, 0};
    struct arena *arena = arena_new();
    test_samples(&test, arena);
    compare(&test, arena, "WINDOWS-1252", "clerk\x92s caf\xE9", "Windows-1252");
    compare(&test, arena, "MACINTOSH", "clerk\xD5s caf\x8E" "s", "MacRoman");
    compare(&test, arena, "ISO-8859-15", "\xA4" "5", "ISO-8859-15");
    test_noise(&test, arena);
    arena_free(arena);
    printf("%d passed, %d failed\n", test.passed, test.failed);
    return test.failed ? 1 : 0;
}
