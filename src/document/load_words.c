/* References in text and values, and what to write instead of those that XML does not know. */
#include "document/load.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const known[] = {"amp", "lt", "gt", "quot", "apos"};

/* Entities of HTML that people who write minutes use. */
static const struct {
    const char *name;
    unsigned point;
} of_html[] = {
    {"nbsp", 160},    {"pound", 163},   {"cent", 162},   {"yen", 165},     {"euro", 8364},  {"sect", 167},   {"copy", 169},
    {"reg", 174},     {"trade", 8482},  {"deg", 176},    {"plusmn", 177},  {"sup2", 178},   {"sup3", 179},   {"micro", 181},
    {"para", 182},    {"middot", 183},  {"bull", 8226},  {"hellip", 8230}, {"ndash", 8211}, {"mdash", 8212}, {"lsquo", 8216},
    {"rsquo", 8217},  {"ldquo", 8220},  {"rdquo", 8221}, {"laquo", 171},   {"raquo", 187},  {"frac14", 188}, {"frac12", 189},
    {"frac34", 190},  {"times", 215},   {"divide", 247}, {"minus", 8722},  {"shy", 173},    {"ensp", 8194},  {"emsp", 8195},
    {"thinsp", 8201}, {"dagger", 8224}, {"prime", 8242}, {"Prime", 8243},  {"larr", 8592},  {"rarr", 8594},  {"ne", 8800},
    {"le", 8804},     {"ge", 8805},     {"agrave", 224}, {"aacute", 225},  {"acirc", 226},  {"auml", 228},   {"aring", 229},
    {"aelig", 230},   {"ccedil", 231},  {"egrave", 232}, {"eacute", 233},  {"ecirc", 234},  {"euml", 235},   {"igrave", 236},
    {"iacute", 237},  {"icirc", 238},   {"iuml", 239},   {"ntilde", 241},  {"ograve", 242}, {"oacute", 243}, {"ocirc", 244},
    {"ouml", 246},    {"oslash", 248},  {"ugrave", 249}, {"uacute", 250},  {"ucirc", 251},  {"uuml", 252},   {"wcirc", 373},
    {"ycirc", 375},   {"szlig", 223},   {"Agrave", 192}, {"Acirc", 194},   {"Auml", 196},   {"Eacute", 201}, {"Ecirc", 202},
    {"Icirc", 206},   {"Ocirc", 212},   {"Ouml", 214},   {"Ucirc", 219},   {"Uuml", 220},   {"Wcirc", 372},  {"Ycirc", 374},
};

static bool is_known(const char *bytes, struct span name)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (load_span_is(bytes, name, known[i]))
            return true;
    return false;
}

static unsigned html_point(const char *bytes, struct span name)
{
    for (size_t i = 0; i < sizeof of_html / sizeof *of_html; i++)
        if (load_span_is(bytes, name, of_html[i].name))
            return of_html[i].point;
    return 0;
}

/* At a name and ";" that is none of the five. */
static void unknown_entity(struct load_scan *scan, struct span name)
{
    struct span whole = {name.at - 1, name.size + 2};
    const char *shown = load_show(scan, whole);
    unsigned point = html_point(scan->bytes, name);
    if (point) {
        struct load_fault *fault = load_fault(scan, whole.at, whole.size,
                                              "XML does not know '%s': write the character itself, or '&#%u;'", shown, point);
        fault->suggest = arena_printf(scan->arena, "&#%u;", point);
        load_mend(fault, whole.at, whole.size, fault->suggest);
        return;
    }
    struct load_fault *fault = load_fault(scan, whole.at, whole.size, "XML does not know '%s': for a plain '&' write '&amp;'",
                                          shown);
    char *word = arena_copy_n(scan->arena, scan->bytes + name.at, name.size < 16 ? name.size : 16);
    const char *near = text_nearest(word, known, sizeof known / sizeof *known);
    if (near)
        fault->suggest = arena_printf(scan->arena, "&%s;", near);
}

/* The number of a character reference that starts behind "&#"; *end is behind its digits. Above what fits: above every character.
 */
static bool read_number(const struct load_scan *scan, size_t at, size_t limit, unsigned long *number, size_t *end)
{
    int base = at < limit && scan->bytes[at] == 'x' ? 16 : 10;
    size_t first = base == 16 ? at + 1 : at;
    size_t digits = strspn(scan->bytes + first, base == 16 ? "0123456789abcdefABCDEF" : "0123456789");
    *end = first + digits;
    *number = 0;
    for (size_t i = first; i < *end && *number <= 0x10FFFF; i++) {
        char c = scan->bytes[i];
        unsigned long digit = (unsigned long)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        *number = *number * (unsigned long)base + digit;
    }
    return digits > 0 && *end < limit && scan->bytes[*end] == ';';
}

static bool is_character(unsigned long point)
{
    if (point < 0x20)
        return point == '\t' || point == '\n' || point == '\r';
    return point <= 0xD7FF || (point >= 0xE000 && point <= 0xFFFD) || (point >= 0x10000 && point <= 0x10FFFF);
}

static size_t number_reference(struct load_scan *scan, size_t at, size_t limit)
{
    unsigned long number;
    size_t end;
    if (!read_number(scan, at + 2, limit, &number, &end)) {
        const char *shown = load_show(scan, (struct span){at, end - at});
        struct load_fault *fault = load_fault(scan, at, end - at, "'%s' is not a character reference", shown);
        fault->expected = "a number and ';', as in '&#163;' or '&#xA3;'";
        return end;
    }
    end++;
    if (!is_character(number)) {
        const char *shown = load_show(scan, (struct span){at, end - at});
        load_fault(scan, at, end - at, "'%s' refers to a character that XML does not allow", shown);
    }
    return end;
}

size_t load_reference(struct load_scan *scan, size_t at, size_t end)
{
    const char *bytes = scan->bytes;
    if (at + 1 < end && bytes[at + 1] == '#')
        return number_reference(scan, at, end);
    struct span name = {at + 1, load_name(bytes + at + 1, end - at - 1)};
    size_t behind = name.at + name.size;
    if (name.size && behind < end && bytes[behind] == ';') {
        if (!is_known(bytes, name))
            unknown_entity(scan, name);
        return behind + 1;
    }
    if (is_known(bytes, name)) {
        struct load_fault *fault = load_fault(scan, at, behind - at, "'&%s' lacks its ';'", load_show(scan, name));
        fault->suggest = arena_printf(scan->arena, "&%s;", load_show(scan, name));
        load_mend(fault, behind, 0, ";");
    } else {
        struct load_fault *fault = load_fault(scan, at, 1, "'&' stands alone: write '&amp;'");
        fault->suggest = "&amp;";
        if (!html_point(bytes, name))
            load_mend(fault, at, 1, fault->suggest);
    }
    return at + 1;
}

void load_references(struct load_scan *scan, struct span text)
{
    size_t end = text.at + text.size;
    for (size_t at = text.at; at < end && !scan->stopped;) {
        const char *found = memchr(scan->bytes + at, '&', end - at);
        if (!found)
            return;
        at = load_reference(scan, (size_t)(found - scan->bytes), end);
    }
}
