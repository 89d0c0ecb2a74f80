/* Flat OpenDocument text: all of it in one XML file. */
#include "import/odt.h"

#include <string.h>

static bool is_flat(const char *bytes, size_t size)
{
    static const char mark[] = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    size_t look = size < 4096 ? size : 4096;
    return look > 5 && bytes[0] == '<' && memmem(bytes, look, mark, sizeof mark - 1) && memmem(bytes, look, ":document", 9);
}

static bool read_flat(const struct front_input *input, struct blocks *blocks)
{
    struct odt_reader *reader = odt_reader_new(input, blocks, NULL, NULL);
    bool good = odt_read(reader, input->source->bytes, input->source->size);
    odt_reader_free(reader);
    return good;
}

const struct front_end front_fodt = {.format = "fodt", .endings = ".fodt", .is = is_flat, .read = read_flat};
