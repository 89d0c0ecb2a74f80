/* Numbers as the formats of lists write them, and the signs of symbol fonts. */
#include "import/docx.h"

#include <string.h>
#include <strings.h>

static void put_point(struct buf *out, unsigned point)
{
    if (point < 0x80) {
        buf_char(out, (char)point);
    } else if (point < 0x800) {
        buf_char(out, (char)(0xC0 | point >> 6));
        buf_char(out, (char)(0x80 | (point & 0x3F)));
    } else {
        buf_char(out, (char)(0xE0 | point >> 12));
        buf_char(out, (char)(0x80 | (point >> 6 & 0x3F)));
        buf_char(out, (char)(0x80 | (point & 0x3F)));
    }
}

/* -- formats -- */

static void decimal(int number, struct buf *out)
{
    buf_printf(out, "%d", number);
}

static void padded(int number, struct buf *out)
{
    buf_printf(out, "%02d", number);
}

static void roman(int number, bool upper, struct buf *out)
{
    static const struct {
        int value;
        const char *small, *large;
    } rows[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"}, {100, "c", "C"}, {90, "xc", "XC"}, {50, "l", "L"},
                {40, "xl", "XL"}, {10, "x", "X"}, {9, "ix", "IX"}, {5, "v", "V"}, {4, "iv", "IV"}, {1, "i", "I"}};
    if (number < 1 || number > 4999) {
        decimal(number, out);
        return;
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (; number >= rows[i].value; number -= rows[i].value)
            buf_str(out, upper ? rows[i].large : rows[i].small);
}

static void lower_roman(int number, struct buf *out)
{
    roman(number, false, out);
}

static void upper_roman(int number, struct buf *out)
{
    roman(number, true, out);
}

/* a to z, then aa to zz, then aaa: the letter again and again. */
static void letters(int number, unsigned first, int count, struct buf *out)
{
    enum { MOST = 26 };
    if (number < 1) {
        decimal(number, out);
        return;
    }
    int times = (number - 1) / count + 1;
    for (int i = 0; i < (times < MOST ? times : MOST); i++)
        put_point(out, first + (unsigned)((number - 1) % count));
}

static void lower_letter(int number, struct buf *out)
{
    letters(number, 'a', 26, out);
}

static void upper_letter(int number, struct buf *out)
{
    letters(number, 'A', 26, out);
}

static void lower_russian(int number, struct buf *out)
{
    letters(number, 0x430, 32, out);
}

static void upper_russian(int number, struct buf *out)
{
    letters(number, 0x410, 32, out);
}

static void ordinal(int number, struct buf *out)
{
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    int last = number % 10, two = number % 100;
    buf_printf(out, "%d%s", number, last >= 1 && last <= 3 && (two < 11 || two > 13) ? ends[last] : ends[0]);
}

static const char *const ones[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
                                   "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
static const char *const ordinals[] = {"zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                                       "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
                                       "nineteenth"};

/* "Twenty-one", "Twenty-first". From a hundred on, in digits. */
static void in_words(int number, bool place, struct buf *out)
{
    if (number < 0 || number > 99) {
        (place ? ordinal : decimal)(number, out);
        return;
    }
    size_t begin = out->size;
    const char *const *last = place ? ordinals : ones;
    if (number < 20)
        buf_str(out, last[number]);
    else if (number % 10)
        buf_printf(out, "%s-%s", tens[number / 10], last[number % 10]);
    else if (place)
        buf_printf(out, "%.*sieth", (int)strlen(tens[number / 10]) - 1, tens[number / 10]);
    else
        buf_str(out, tens[number / 10]);
    out->data[begin] = (char)(out->data[begin] - 'a' + 'A');
}

static void cardinal_text(int number, struct buf *out)
{
    in_words(number, false, out);
}

static void ordinal_text(int number, struct buf *out)
{
    in_words(number, true, out);
}

static void hexadecimal(int number, struct buf *out)
{
    buf_printf(out, "%X", (unsigned)number);
}

static void chicago(int number, struct buf *out)
{
    static const unsigned signs[] = {'*', 0x2020, 0x2021, 0xA7};
    for (int i = 0; i <= (number - 1) / 4 && i < 8; i++)
        put_point(out, signs[number > 0 ? (number - 1) % 4 : 0]);
}

static void in_dashes(int number, struct buf *out)
{
    buf_printf(out, "- %d -", number);
}

static void enclosed(int number, unsigned first, struct buf *out)
{
    if (number >= 1 && number <= 20)
        put_point(out, first + (unsigned)number - 1);
    else
        decimal(number, out);
}

static void circled(int number, struct buf *out)
{
    enclosed(number, 0x2460, out);
}

static void in_brackets(int number, struct buf *out)
{
    enclosed(number, 0x2474, out);
}

static void with_stop(int number, struct buf *out)
{
    enclosed(number, 0x2488, out);
}

static void nothing(int number, struct buf *out)
{
    (void)number;
    (void)out;
}

void docx_number(int number, const char *format, struct buf *out)
{
    static const struct {
        const char *format;
        void (*write)(int number, struct buf *out);
    } rows[] = {
        {"decimal", decimal}, {"decimalZero", padded}, {"lowerRoman", lower_roman}, {"upperRoman", upper_roman}, {"lowerLetter", lower_letter},
        {"upperLetter", upper_letter}, {"russianLower", lower_russian}, {"russianUpper", upper_russian}, {"ordinal", ordinal},
        {"cardinalText", cardinal_text}, {"ordinalText", ordinal_text}, {"hex", hexadecimal}, {"chicago", chicago}, {"numberInDash", in_dashes},
        {"decimalEnclosedCircle", circled}, {"decimalEnclosedParen", in_brackets}, {"decimalEnclosedFullstop", with_stop}, {"none", nothing},
        {"bullet", nothing},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].format, format) == 0) {
            rows[i].write(number, out);
            return;
        }
    /* "001, 002, 003, …": as wide as the first */
    size_t width = strspn(format, "0123456789");
    buf_printf(out, "%0*d", (int)(width < 9 ? width : 9), number);
}

/* -- symbol fonts -- */

struct sign {
    unsigned char code;
    const char *sign;
};

static const struct sign wingdings[] = {
    {0x22, "\xE2\x9C\x82"}, {0x28, "\xE2\x98\x8E"}, {0x2A, "\xE2\x9C\x89"}, {0x46, "\xE2\x98\x9E"}, {0x4A, "\xE2\x98\xBA"}, {0x6C, "\xE2\x97\x8F"},
    {0x6E, "\xE2\x96\xA0"}, {0x6F, "\xE2\x98\x90"}, {0x71, "\xE2\x9D\x91"}, {0x72, "\xE2\x9D\x92"}, {0x75, "\xE2\x97\x86"}, {0x76, "\xE2\x9D\x96"},
    {0x78, "\xE2\x98\x92"}, {0x9E, "\xC2\xB7"}, {0x9F, "\xE2\x80\xA2"}, {0xA7, "\xE2\x96\xAA"},
    {0xA8, "\xE2\x98\x90"}, {0xAB, "\xE2\x98\x85"},
    {0xD8, "\xE2\x9E\xA2"}, {0xDF, "\xE2\x86\x90"}, {0xE0, "\xE2\x86\x92"}, {0xE8, "\xE2\x9E\x94"}, {0xF0, "\xE2\x87\xA8"}, {0xFB, "\xE2\x9C\x97"},
    {0xFC, "\xE2\x9C\x93"}, {0xFD, "\xE2\x98\x92"}, {0xFE, "\xE2\x98\x91"},
};

static const struct sign wingdings_2[] = {
    {0x4F, "\xE2\x9C\x97"}, {0x50, "\xE2\x9C\x93"}, {0x51, "\xE2\x98\x92"}, {0x52, "\xE2\x98\x91"}, {0x53, "\xE2\x98\x92"}, {0x54, "\xE2\x98\x92"},
    {0x97, "\xE2\x97\x8F"}, {0xA2, "\xE2\x96\xA0"}, {0xA3, "\xE2\x98\x90"},
};

static const struct sign symbol[] = {
    {0x2A, "\xE2\x88\x97"}, {0x2D, "\xE2\x88\x92"}, {0x61, "\xCE\xB1"}, {0x62, "\xCE\xB2"}, {0x64, "\xCE\xB4"},
    {0x65, "\xCE\xB5"}, {0x67, "\xCE\xB3"},
    {0x6C, "\xCE\xBB"}, {0x6D, "\xCE\xBC"}, {0x70, "\xCF\x80"}, {0x71, "\xCE\xB8"}, {0x73, "\xCF\x83"}, {0x44, "\xCE\x94"}, {0x53, "\xCE\xA3"},
    {0x57, "\xCE\xA9"}, {0xA3, "\xE2\x89\xA4"}, {0xA5, "\xE2\x88\x9E"}, {0xAB, "\xE2\x86\x94"}, {0xAC, "\xE2\x86\x90"}, {0xAD, "\xE2\x86\x91"},
    {0xAE, "\xE2\x86\x92"}, {0xAF, "\xE2\x86\x93"}, {0xB0, "\xC2\xB0"}, {0xB1, "\xC2\xB1"}, {0xB3, "\xE2\x89\xA5"}, {0xB4, "\xC3\x97"},
    {0xB7, "\xE2\x80\xA2"}, {0xB8, "\xC3\xB7"}, {0xB9, "\xE2\x89\xA0"}, {0xBB, "\xE2\x89\x88"}, {0xBC, "\xE2\x80\xA6"}, {0xD2, "\xC2\xAE"},
    {0xD3, "\xC2\xA9"}, {0xD4, "\xE2\x84\xA2"}, {0xD6, "\xE2\x88\x9A"}, {0xDE, "\xE2\x87\x92"}, {0xE2, "\xC2\xAE"}, {0xE3, "\xC2\xA9"},
};

const char *docx_symbol(const char *font, unsigned point)
{
    static const struct {
        const char *font;
        const struct sign *signs;
        size_t count;
    } fonts[] = {
        {"Wingdings 2", wingdings_2, sizeof wingdings_2 / sizeof *wingdings_2},
        {"Wingdings", wingdings, sizeof wingdings / sizeof *wingdings},
        {"Symbol", symbol, sizeof symbol / sizeof *symbol},
    };
    unsigned code = point & 0xFF;
    for (size_t i = 0; font && i < sizeof fonts / sizeof *fonts; i++)
        if (strcasecmp(font, fonts[i].font) == 0)
            for (size_t k = 0; k < fonts[i].count; k++)
                if (fonts[i].signs[k].code == code)
                    return fonts[i].signs[k].sign;
    return code == 0xB7 || code == 0xA7 ? "\xE2\x80\xA2" : NULL;
}
