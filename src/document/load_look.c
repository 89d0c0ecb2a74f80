/* A first look at the bytes of a file: whether they can be XML at all, and in which encoding. */
#include "document/load.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { HEAD = 1024, MOST_BAD_CHARS = 20 };

static bool begins(const struct load_scan *scan, const char *bytes, size_t size)
{
    return scan->size >= size && memcmp(scan->bytes, bytes, size) == 0;
}

/* -- what is no XML -- */

static const char *other_format(const struct load_scan *scan)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *what;
    } formats[] = {
        {"PK\x03\x04", 4, "a Word, OpenDocument or other ZIP file"},
        {"%PDF", 4, "a PDF file"},
        {"\xD0\xCF\x11\xE0", 4, "a Word file of the old kind"},
        {"{\\rtf", 5, "a rich text file"},
        {"\x89PNG", 4, "a PNG picture"},
        {"\xFF\xD8\xFF", 3, "a JPEG picture"},
        {"GIF8", 4, "a GIF picture"},
        {"\x1F\x8B", 2, "a compressed file"},
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (begins(scan, formats[i].bytes, formats[i].size))
            return formats[i].what;
    return NULL;
}

/* Bytes that no text has: NULs, or many control characters. */
static bool is_noise(const struct load_scan *scan)
{
    size_t size = scan->size < HEAD ? scan->size : HEAD, controls = 0;
    if (memchr(scan->bytes, '\0', size))
        return true;
    for (size_t i = 0; i < size; i++)
        controls += (unsigned char)scan->bytes[i] < ' ' && !load_is_blank(scan->bytes[i]);
    return controls > size / 10;
}

static bool has_markup(const struct load_scan *scan)
{
    const char *at = scan->bytes, *end = at + scan->size;
    for (; at < end && (at = memchr(at, '<', (size_t)(end - at))); at++)
        if (at + 1 < end && (load_name(at + 1, (size_t)(end - at - 1)) || strchr("!?/", at[1])))
            return true;
    return false;
}

static void not_xml(struct load_scan *scan, const char *what)
{
    struct load_fault *fault = load_limit(scan, D_NOT_XML, (struct span){0, 0}, NULL, 0);
    fault->whole = true;
    fault->expected = "a file that holds <minutes> or <body>";
    if (what)
        fault->done = arena_printf(scan->arena, "this looks like %s: nothing of it was read", what);
}

/* -- encodings -- */

static struct load_fault *bad_encoding(struct load_scan *scan, struct span where, const char *what)
{
    struct load_fault *fault = load_limit(scan, D_BAD_ENCODING, where, what, 0);
    fault->expected = "UTF-8";
    return fault;
}

static void empty(struct load_scan *scan)
{
    struct load_fault *fault = load_limit(scan, D_EMPTY_FILE, (struct span){0, 0}, NULL, 0);
    fault->whole = true;
    fault->done = NULL;
}

static const char *wide_encoding(const struct load_scan *scan)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *what;
    } marks[] = {
        {"\x00\x00\xFE\xFF", 4, "UTF-32"},
        {"\xFF\xFE\x00\x00", 4, "UTF-32"},
        {"\xFE\xFF", 2, "UTF-16"},
        {"\xFF\xFE", 2, "UTF-16"},
        {"\x00\x00\x00<", 4, "UTF-32"},
        {"<\x00\x00\x00", 4, "UTF-32"},
        {"\x00<", 2, "UTF-16"},
        {"<\x00", 2, "UTF-16"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (begins(scan, marks[i].bytes, marks[i].size))
            return marks[i].what;
    return NULL;
}

/* The encoding that the XML declaration names; no size: none. */
static struct span declared_encoding(const struct load_scan *scan)
{
    struct span none = {0, 0};
    size_t start = begins(scan, "\xEF\xBB\xBF", 3) ? 3 : 0, limit = scan->size - start < HEAD ? scan->size : start + HEAD;
    if (scan->size - start < 6 || memcmp(scan->bytes + start, "<?xml", 5) != 0 || !load_is_blank(scan->bytes[start + 5]))
        return none;
    const char *end = memchr(scan->bytes + start, '>', limit - start);
    if (!end)
        return none;
    const char *word = memmem(scan->bytes + start, (size_t)(end - scan->bytes) - start, "encoding", 8);
    if (!word)
        return none;
    size_t at = (size_t)(word + 8 - scan->bytes);
    at += strspn(scan->bytes + at, " \t\r\n=");
    if (scan->bytes[at] != '"' && scan->bytes[at] != '\'')
        return none;
    const char stops[] = {scan->bytes[at], '<', '>', '\0'};
    return (struct span){at + 1, strcspn(scan->bytes + at + 1, stops)};
}

/* Bytes from 0x80 to 0x9F are letters and quotes in Windows' own encoding, and nothing in Latin-1. */
static const char *likely_encoding(const struct load_scan *scan, size_t at)
{
    for (size_t i = at; i < scan->size && i < at + (1 << 16); i++)
        if ((unsigned char)scan->bytes[i] >= 0x80 && (unsigned char)scan->bytes[i] <= 0x9F)
            return "Windows-1252";
    return "Windows-1252 or Latin-1";
}

static void not_utf8(struct load_scan *scan, size_t at)
{
    unsigned byte = (unsigned char)scan->bytes[at];
    size_t left = scan->size - at, follow = 0;
    while (follow + 1 < left && follow < 3 && ((unsigned char)scan->bytes[at + 1 + follow] & 0xC0) == 0x80)
        follow++;
    bool cut = byte >= 0xC2 && byte <= 0xF4 && follow + 1 == left;
    const char *text = cut ? arena_printf(scan->arena, "the file ends in the middle of a character, after the byte 0x%02X", byte)
                       : follow ? arena_printf(scan->arena, "the bytes from 0x%02X on are no character of UTF-8", byte)
                                : arena_printf(scan->arena, "the byte 0x%02X is not UTF-8: this looks like %s", byte,
                                               likely_encoding(scan, at));
    bad_encoding(scan, (struct span){at, 1}, text);
}

/* Looks at every character. Those that XML forbids are faults; the first that is none in UTF-8 ends it all. */
static void look_at_characters(struct load_scan *scan)
{
    size_t said = 0;
    for (size_t at = 0; (at += text_valid_until(scan->bytes + at, scan->size - at)) < scan->size;) {
        uint32_t point;
        size_t length = text_decode(scan->bytes + at, scan->size - at, &point);
        if (!length) {
            not_utf8(scan, at);
            return;
        }
        if (said++ < MOST_BAD_CHARS)
            load_fault(scan, at, length, "the character U+%04X is not allowed in XML", (unsigned)point);
        at += length;
    }
}

bool load_look(struct load_scan *scan)
{
    size_t start = begins(scan, "\xEF\xBB\xBF", 3) ? 3 : 0;
    const char *wide = wide_encoding(scan), *other = other_format(scan);
    struct span declared = declared_encoding(scan);
    if (scan->size == start + strspn(scan->bytes + start, " \t\r\n"))
        empty(scan);
    else if (other)
        not_xml(scan, other);
    else if (wide)
        bad_encoding(scan, (struct span){0, 0}, arena_printf(scan->arena, "the file is in %s", wide))->whole = true;
    else if (is_noise(scan) || !has_markup(scan))
        not_xml(scan, NULL);
    else if (declared.size && !(declared.size == 5 && strncasecmp(scan->bytes + declared.at, "UTF-8", 5) == 0))
        bad_encoding(scan, declared, arena_printf(scan->arena, "the file says that it is in %s", load_show(scan, declared)));
    else
        look_at_characters(scan);
    return !scan->stopped;
}
