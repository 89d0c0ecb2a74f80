/* Bytes of text in any of the usual encodings as UTF-8. */
#include "base/text.h"
#include "import/front.h"

#include <string.h>

enum { UNKNOWN = 0xFFFD, LOOKED_AT = 65536 };

/* Windows-1252 from 0x80 to 0x9F; the rest is Latin-1. 0: stands for nothing. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

static const uint16_t mac_roman[128] = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3, 0x00E5, 0x00E7, 0x00E9, 0x00E8,
    0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3, 0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC,
    0x2020, 0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8,
    0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB, 0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153,
    0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC, 0x00D3, 0x00D4,
    0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC, 0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7,
};

struct decoding {
    const unsigned char *bytes;
    size_t size, at;
    bool big;      /* of UTF-16 and UTF-32: the high byte comes first */
    bool nel;      /* U+0085 ends lines */
    char *out;     /* NULL: only measured */
    size_t used, bad;
    bool after_return;
};

struct encoding {
    const char *name;
    void (*next)(struct decoding *decoding); /* decodes one character, or a few */
};

/* -- what is put out -- */

static void emit(struct decoding *decoding, uint32_t point)
{
    char bytes[4];
    size_t size = 0;
    if (point < 0x80) {
        bytes[size++] = (char)point;
    } else if (point < 0x800) {
        bytes[size++] = (char)(0xC0 | point >> 6);
    } else if (point < 0x10000) {
        bytes[size++] = (char)(0xE0 | point >> 12);
        bytes[size++] = (char)(0x80 | (point >> 6 & 0x3F));
    } else {
        bytes[size++] = (char)(0xF0 | point >> 18);
        bytes[size++] = (char)(0x80 | (point >> 12 & 0x3F));
        bytes[size++] = (char)(0x80 | (point >> 6 & 0x3F));
    }
    if (point >= 0x80)
        bytes[size++] = (char)(0x80 | (point & 0x3F));
    if (decoding->out)
        memcpy(decoding->out + decoding->used, bytes, size);
    decoding->used += size;
}

static void put_bad(struct decoding *decoding)
{
    decoding->bad++;
    decoding->after_return = false;
    emit(decoding, UNKNOWN);
}

/* Of control characters only tabs, form feeds and line ends stay; a word processor's break within a paragraph is a line end too. */
static void put(struct decoding *decoding, uint32_t point)
{
    bool second = decoding->after_return && point == '\n';
    decoding->after_return = point == '\r';
    if (second)
        return;
    if (point == '\r' || point == '\n' || point == '\v' || point == 0x2028 || point == 0x2029)
        emit(decoding, '\n');
    else if (point == 0x85 && decoding->nel)
        emit(decoding, '\n');
    else if (point >= 0x80 && point < 0xA0) /* no one writes these: they are Windows-1252 taken for Latin-1 */
        emit(decoding, windows_1252[point - 0x80] ? windows_1252[point - 0x80] : ' ');
    else if (point == 0xFEFF || point == 0x7F || (point < ' ' && point != '\t' && point != '\f'))
        return;
    else if (point == 0xFFFE || point == 0xFFFF || (point >= 0xD800 && point < 0xE000) || point > 0x10FFFF)
        put_bad(decoding);
    else
        emit(decoding, point);
}

/* -- decoders -- */

static void next_1252(struct decoding *decoding)
{
    unsigned char c = decoding->bytes[decoding->at++];
    if (c < 0x80 || c >= 0xA0)
        put(decoding, c);
    else if (windows_1252[c - 0x80])
        put(decoding, windows_1252[c - 0x80]);
    else
        put_bad(decoding);
}

static uint32_t of_8859_15(unsigned char c)
{
    static const uint16_t other[][2] = {
        {0xA4, 0x20AC}, {0xA6, 0x0160}, {0xA8, 0x0161}, {0xB4, 0x017D}, {0xB8, 0x017E}, {0xBC, 0x0152}, {0xBD, 0x0153}, {0xBE, 0x0178},
    };
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (other[i][0] == c)
            return other[i][1];
    return c;
}

static void next_8859_15(struct decoding *decoding)
{
    put(decoding, of_8859_15(decoding->bytes[decoding->at++]));
}

static void next_mac(struct decoding *decoding)
{
    unsigned char c = decoding->bytes[decoding->at++];
    put(decoding, c < 0x80 ? c : mac_roman[c - 0x80]);
}

/* Bytes at place that begin a character of UTF-8 which breaks off. */
static size_t broken_size(const unsigned char *bytes, size_t size)
{
    size_t length = bytes[0] >= 0xF0 && bytes[0] < 0xF5 ? 4 : bytes[0] >= 0xE0 ? 3 : 0, have = 1;
    while (have < length && have < size && (bytes[have] & 0xC0) == 0x80)
        have++;
    return have;
}

static void next_utf8(struct decoding *decoding)
{
    const unsigned char *bytes = decoding->bytes + decoding->at;
    uint32_t point;
    size_t length = text_decode((const char *)bytes, decoding->size - decoding->at, &point);
    if (length) {
        decoding->at += length;
        put(decoding, point);
        return;
    }
    size_t broken = broken_size(bytes, decoding->size - decoding->at);
    if (broken == 1) { /* one that strayed in from elsewhere */
        next_1252(decoding);
        return;
    }
    decoding->at += broken;
    put_bad(decoding);
}

static size_t line_end(const struct decoding *decoding, size_t at)
{
    while (at < decoding->size && decoding->bytes[at] != '\n' && decoding->bytes[at] != '\r')
        at++;
    return at;
}

/* Characters above ASCII in bytes from..to, and bytes above ASCII that are none of UTF-8. */
static void count_utf8(const unsigned char *bytes, size_t from, size_t to, size_t *good, size_t *stray)
{
    *good = *stray = 0;
    while (from < to) {
        uint32_t point;
        size_t length = text_decode((const char *)bytes + from, to - from, &point);
        *good += length > 1;
        *stray += length == 0;
        from += length ? length : 1;
    }
}

/* A line at once: UTF-8 unless more of it is not. */
static void next_mixed(struct decoding *decoding)
{
    size_t end = line_end(decoding, decoding->at), good, stray;
    count_utf8(decoding->bytes, decoding->at, end, &good, &stray);
    end += end < decoding->size;
    void (*next)(struct decoding *) = stray > good ? next_1252 : next_utf8;
    while (decoding->at < end)
        next(decoding);
}

static uint32_t unit_16(struct decoding *decoding)
{
    const unsigned char *bytes = decoding->bytes + decoding->at;
    decoding->at += 2;
    return decoding->big ? (uint32_t)bytes[0] << 8 | bytes[1] : (uint32_t)bytes[1] << 8 | bytes[0];
}

static void next_utf16(struct decoding *decoding)
{
    if (decoding->size - decoding->at < 2) {
        decoding->at = decoding->size;
        put_bad(decoding);
        return;
    }
    uint32_t high = unit_16(decoding);
    if (high < 0xD800 || high >= 0xDC00 || decoding->size - decoding->at < 2) {
        put(decoding, high);
        return;
    }
    uint32_t low = unit_16(decoding);
    if (low >= 0xDC00 && low < 0xE000) {
        put(decoding, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
        return;
    }
    decoding->at -= 2;
    put_bad(decoding);
}

static void next_utf32(struct decoding *decoding)
{
    if (decoding->size - decoding->at < 4) {
        decoding->at = decoding->size;
        put_bad(decoding);
        return;
    }
    const unsigned char *bytes = decoding->bytes + decoding->at;
    uint32_t point = 0;
    for (int i = 0; i < 4; i++)
        point = point << 8 | bytes[decoding->big ? i : 3 - i];
    decoding->at += 4;
    put(decoding, point);
}

/* -- which encoding it is -- */

enum encoding_row { UTF_8, UTF_8_MIXED, UTF_16, UTF_16_BIG, UTF_32, UTF_32_BIG, WINDOWS_1252, LATIN_1, LATIN_9, MAC_ROMAN };
static const struct encoding encodings[] = {
    [UTF_8] = {"UTF-8", next_utf8},
    [UTF_8_MIXED] = {"UTF-8 and Windows-1252", next_mixed},
    [UTF_16] = {"UTF-16LE", next_utf16},
    [UTF_16_BIG] = {"UTF-16BE", next_utf16},
    [UTF_32] = {"UTF-32LE", next_utf32},
    [UTF_32_BIG] = {"UTF-32BE", next_utf32},
    [WINDOWS_1252] = {"Windows-1252", next_1252},
    [LATIN_1] = {"ISO-8859-1", next_1252},
    [LATIN_9] = {"ISO-8859-15", next_8859_15},
    [MAC_ROMAN] = {"MacRoman", next_mac},
};

/* Says which mark the bytes begin with, and how many it takes. */
static bool find_mark(const unsigned char *bytes, size_t size, enum encoding_row *row, size_t *skip)
{
    static const struct {
        const char *mark;
        size_t size;
        enum encoding_row row;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, UTF_8_MIXED}, {"\xFF\xFE\0\0", 4, UTF_32}, {"\0\0\xFE\xFF", 4, UTF_32_BIG},
        {"\xFF\xFE", 2, UTF_16},          {"\xFE\xFF", 2, UTF_16_BIG},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (size < marks[i].size || memcmp(bytes, marks[i].mark, marks[i].size) != 0)
            continue;
        *row = marks[i].row;
        *skip = marks[i].size;
        return true;
    }
    return false;
}

/* UTF-16 without a mark: nearly every other byte is zero, always on the same side. */
static bool looks_like_utf16(const unsigned char *bytes, size_t size, enum encoding_row *row)
{
    size_t zero[2] = {0, 0}, pairs = (size < LOOKED_AT ? size : LOOKED_AT) / 2;
    for (size_t i = 0; i < pairs * 2; i++)
        zero[i % 2] += bytes[i] == 0;
    size_t big = zero[0] > zero[1];
    *row = big ? UTF_16_BIG : UTF_16;
    return pairs >= 2 && zero[!big] * 10 >= pairs * 4 && zero[big] * 20 <= pairs;
}

static bool is_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_gap(unsigned char c)
{
    return c <= ' ';
}

/* What bytes above ASCII mean in each of two encodings, by their neighbours: only what cannot well be meant in the other. */
static void weigh_mac(const unsigned char *bytes, size_t size, size_t *mac, size_t *windows)
{
    *mac = *windows = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = bytes[i], left = i ? bytes[i - 1] : '\n', right = i + 1 < size ? bytes[i + 1] : '\n';
        if (c < 0x80)
            continue;
        bool inside = is_letter(left) && is_letter(right), before = is_gap(left) && !is_gap(right), after = !is_gap(left) && is_gap(right);
        bool alone = is_gap(left) && is_gap(right);
        *mac += (inside && (c == 0xD5 || c == 0x8E || c == 0x8F || c == 0x88 || c == 0x9A)) || (alone && (c == 0xD0 || c == 0xA5))
                || (before && c == 0xD2) || (after && c == 0xD3);
        *windows += (inside && (c == 0x92 || c >= 0xE0)) || (alone && (c == 0x96 || c == 0x95)) || (before && (c == 0x93 || c == 0x91))
                    || (after && (c == 0x94 || c == 0x92));
    }
}

/* The bytes are not UTF-8: one of the encodings with a byte a character. */
static enum encoding_row guess_single(const unsigned char *bytes, size_t size)
{
    size_t count[256] = {0}, mac, windows, low = 0;
    for (size_t i = 0; i < size; i++)
        count[bytes[i]]++;
    weigh_mac(bytes, size, &mac, &windows);
    if (mac >= 2 && !windows)
        return MAC_ROMAN;
    for (size_t c = 0x80; c < 0xA0; c++)
        low += count[c];
    if (low)
        return WINDOWS_1252;
    return count[0xA4] ? LATIN_9 : LATIN_1;
}

static enum encoding_row guess(const unsigned char *bytes, size_t size)
{
    enum encoding_row row;
    if (looks_like_utf16(bytes, size, &row))
        return row;
    size_t good, stray;
    count_utf8(bytes, 0, size, &good, &stray);
    if (!stray)
        return UTF_8;
    return stray > 8 * good ? guess_single(bytes, size) : UTF_8_MIXED;
}

static void decode(struct decoding *decoding, const struct encoding *encoding, size_t skip, char *out)
{
    decoding->at = skip;
    decoding->out = out;
    decoding->used = decoding->bad = 0;
    decoding->after_return = false;
    while (decoding->at < decoding->size)
        encoding->next(decoding);
}

/* Whether lines can only be ended by U+0085. */
static bool has_no_lines(const unsigned char *bytes, size_t size)
{
    return !memchr(bytes, '\n', size) && !memchr(bytes, '\r', size);
}

char *front_decode(const char *bytes, size_t size, struct arena *arena, size_t *out_size, const char **encoding, size_t *bad)
{
    struct decoding decoding = {.bytes = (const unsigned char *)bytes, .size = size};
    enum encoding_row row = UTF_8;
    size_t skip = 0;
    if (size && !find_mark(decoding.bytes, size, &row, &skip))
        row = guess(decoding.bytes, size);
    if (row == UTF_8_MIXED && skip) {
        size_t good, stray;
        count_utf8(decoding.bytes, skip, size, &good, &stray);
        row = stray ? UTF_8_MIXED : UTF_8;
    }
    decoding.big = row == UTF_16_BIG || row == UTF_32_BIG;
    decoding.nel = size && (row == UTF_8 || row == UTF_8_MIXED) && has_no_lines(decoding.bytes, size);
    decode(&decoding, &encodings[row], skip, NULL);
    char *out = arena_alloc(arena, decoding.used + 1);
    decode(&decoding, &encodings[row], skip, out);
    *out_size = decoding.used;
    *encoding = encodings[row].name;
    *bad = decoding.bad;
    return out;
}
