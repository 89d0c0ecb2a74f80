#include "import/when_scan.h"

#include "base/text.h"

#include <string.h>

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool scan_letter(struct scan s, size_t at, int side)
{
    uint32_t point = 0;
    if (side < 0) {
        if (at == 0)
            return false;
        for (at--; at && ((unsigned char)s.text[at] & 0xC0) == 0x80; at--)
            ;
    }
    if (at >= s.size || !text_decode(s.text + at, s.size - at, &point))
        return false;
    return point < 0x80 ? is_ascii_letter((char)point) : point >= 0xC0 && point < 0x2000 && point != 0xD7 && point != 0xF7;
}

size_t scan_word(struct scan s, size_t at, char word[SCAN_WORD])
{
    size_t size = 0;
    while (is_ascii_letter(scan_char(s, at + size))) {
        if (size + 1 == SCAN_WORD)
            return 0;
        word[size] = (char)(s.text[at + size] | 32);
        size++;
    }
    word[size] = '\0';
    return scan_letter(s, at + size, 0) ? 0 : size;
}

size_t scan_number(struct scan s, size_t at, size_t most, int *value)
{
    size_t size = 0;
    *value = 0;
    while (scan_digit(s, at + size)) {
        if (size == most)
            return 0;
        *value = *value * 10 + (s.text[at + size++] - '0');
    }
    return size;
}

static size_t one_blank(struct scan s, size_t at)
{
    static const char *const wide[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x89"};
    char c = scan_char(s, at);
    if (c == ' ' || c == '\t' || c == '\n')
        return 1;
    for (size_t i = 0; (unsigned char)c >= 0xC2 && i < sizeof wide / sizeof *wide; i++)
        if (s.size - at >= strlen(wide[i]) && memcmp(s.text + at, wide[i], strlen(wide[i])) == 0)
            return strlen(wide[i]);
    return 0;
}

size_t scan_blank(struct scan s, size_t at)
{
    size_t size = 0, one;
    for (int i = 0; i < SCAN_GAP && (one = one_blank(s, at + size)) != 0; i++)
        size += one;
    return size;
}

size_t scan_dash(struct scan s, size_t at)
{
    if (scan_char(s, at) == '-')
        return 1;
    if (s.size - (at < s.size ? at : s.size) < 3)
        return 0;
    const unsigned char *c = (const unsigned char *)s.text + at;
    bool dash = c[0] == 0xE2 && ((c[1] == 0x80 && c[2] >= 0x90 && c[2] <= 0x95) || (c[1] == 0x88 && c[2] == 0x92));
    return dash ? 3 : 0;
}

size_t scan_word_before(struct scan s, size_t at, char word[SCAN_WORD])
{
    size_t end = at, size = 0;
    for (int i = 0; i < SCAN_GAP && end; i++) {
        if (strchr(" \t\n.:(", s.text[end - 1]))
            end--;
        else if (end > 1 && memcmp(s.text + end - 2, "\xC2\xA0", 2) == 0)
            end -= 2;
        else
            break;
    }
    while (size < end && is_ascii_letter(s.text[end - size - 1]))
        if (++size == SCAN_WORD)
            return 0;
    if (scan_letter(s, end - size, -1))
        return 0;
    for (size_t i = 0; i < size; i++)
        word[i] = (char)(s.text[end - size + i] | 32);
    word[size] = '\0';
    return size;
}
