/* Plain text as a source of minutes. */
#include "import/front.h"
#include "import/text_lines.h"

#include <stdio.h>

enum { LOOKED_AT = 65536 };

/* Bytes of what is no text: a tenth of the characters mean nothing, or control devices that nobody has any more. */
static bool is_text(const struct source *source, size_t decoded, size_t bad)
{
    size_t strange = 0, size = source->size < LOOKED_AT ? source->size : LOOKED_AT, zero = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)source->bytes[i];
        zero += c == 0;
        strange += c < ' ' && c != 0 && (c < '\t' || c > '\r') && c != 0x1A && c != 0x1B;
    }
    bool wide = zero * 3 >= size; /* UTF-16 and UTF-32 */
    return bad * 10 <= decoded && strange * 20 <= size && (wide || zero * 20 <= size);
}

static size_t count_lines(const char *text, size_t size)
{
    size_t count = 1;
    for (size_t i = 0; i < size; i++)
        count += text[i] == '\n' || text[i] == '\f';
    return count;
}

static bool read_text(const struct front_input *input, struct blocks *blocks)
{
    size_t size, bad;
    const char *text = front_decode(input->source->bytes, input->source->size, blocks->arena, &size, &blocks->encoding, &bad);
    if (input->source->size && !is_text(input->source, size, bad)) {
        diag_add(input->log, D_NOT_TEXT, source_file(input->source));
        return false;
    }
    if (count_lines(text, size) > TEXT_LINES)
        return front_too_long(input, TEXT_LINES, "lines");
    front_lines(text, size, blocks);
    if (blocks->count > IMPORT_BLOCKS)
        return front_too_long(input, IMPORT_BLOCKS, "paragraphs");
    if (bad) {
        char number[32];
        snprintf(number, sizeof number, "%zu", bad);
        diag_add(input->log, D_BAD_BYTES, source_file(input->source), number, blocks->encoding);
    }
    return true;
}

const struct front_end front_text = {.format = "text", .endings = ".txt .text .asc", .read = read_text};
