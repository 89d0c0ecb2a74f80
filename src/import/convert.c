/* Formats that other programs open: LibreOffice makes flat OpenDocument of old Word files and RTF, pdftotext lays out the words of a PDF. */
#include "base/office.h"
#include "base/port.h"
#include "base/run.h"
#include "import/front.h"
#include "import/text_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OFFICE_SECONDS = 120, PDF_SECONDS = 60, LEAST_LETTERS = 20 };

struct converter {
    const char *kind;     /* of document, as people call it */
    const char *program, *package;
    const char *ending;   /* of the copy that it opens */
    int seconds;
};

static const struct converter word = {"Word document of the old kind", "LibreOffice", "libreoffice-writer", "doc", OFFICE_SECONDS};
static const struct converter rich = {"RTF document", "LibreOffice", "libreoffice-writer", "rtf", OFFICE_SECONDS};
static const struct converter pdf = {"PDF", "pdftotext", "poppler-utils", "pdf", PDF_SECONDS};

/* -- findings -- */

static bool fail(const struct front_input *input, const struct converter *converter, const char *why)
{
    diag_add(input->log, D_CONVERTER_FAILED, source_file(input->source), converter->program, converter->kind, why);
    return false;
}

static bool tell(const struct front_input *input, const struct converter *converter, enum run_end end, int status)
{
    char why[64] = "it was ended by a signal";
    if (end == RUN_GOOD)
        return true;
    if (end == RUN_MISSING) {
        diag_add(input->log, D_CONVERTER_MISSING, source_file(input->source), converter->kind, converter->program, converter->package);
        return false;
    }
    if (end == RUN_SLOW)
        snprintf(why, sizeof why, "it was not done after %d seconds", converter->seconds);
    else if (end == RUN_LARGE)
        snprintf(why, sizeof why, "it made more than can be used");
    else if (status >= 0)
        snprintf(why, sizeof why, "it ended with status %d", status);
    return fail(input, converter, why);
}

/* -- running -- */

static bool put_aside(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wbx");
    if (!file)
        return false;
    bool good = fwrite(bytes, 1, size, file) == size;
    return fclose(file) == 0 && good;
}

static bool read_made(const struct front_input *input, const struct converter *converter, const char *path, struct blocks *blocks)
{
    struct buf bytes = BUF_INIT;
    size_t size;
    const char *why, *format = blocks->format;
    if (port_read(NULL, path, IMPORT_UNPACKED, &bytes, &size, &why) != PORT_OK) {
        buf_free(&bytes);
        return fail(input, converter, "it made no document of it");
    }
    struct source made = {.path = input->source->path, .bytes = bytes.data, .size = bytes.size};
    struct front_input within = *input;
    within.source = &made;
    bool good = front_fodt.read(&within, blocks);
    source_free_lines(&made);
    blocks->format = format;
    buf_free(&bytes);
    return good;
}

static bool read_office(const struct front_input *input, const struct converter *converter, struct blocks *blocks)
{
    const char *why = "";
    char *folder = run_folder(&why);
    int status;
    bool good = false;
    if (!folder)
        return fail(input, converter, why);
    const char *copy = arena_printf(blocks->arena, "%s/minutes.%s", folder, converter->ending);
    const struct office_order order = {folder, "fodt", folder, (const char *const[]){copy, NULL}, converter->seconds};
    if (!put_aside(copy, input->source->bytes, input->source->size))
        fail(input, converter, "its temporary copy could not be written");
    else if (tell(input, converter, office_convert(&order, &status), status))
        good = read_made(input, converter, arena_printf(blocks->arena, "%s/minutes.fodt", folder), blocks);
    run_folder_remove(folder);
    return good;
}

static bool read_doc(const struct front_input *input, struct blocks *blocks)
{
    return read_office(input, &word, blocks);
}

static bool read_rtf(const struct front_input *input, struct blocks *blocks)
{
    return read_office(input, &rich, blocks);
}

/* -- PDF -- */

/* Letters printed as one sign, as the letters they are. */
static char *without_ligatures(const char *text, size_t size, struct arena *arena, size_t *out_size)
{
    static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"}; /* U+FB00 on: three bytes each */
    char *out = arena_alloc(arena, size + 1);
    *out_size = 0;
    for (size_t i = 0; i < size;) {
        bool ligature = i + 2 < size && text[i] == '\xEF' && text[i + 1] == '\xAC' && (unsigned char)text[i + 2] <= 0x86
                        && (unsigned char)text[i + 2] >= 0x80;
        if (!ligature) {
            out[(*out_size)++] = text[i++];
            continue;
        }
        const char *as = letters[(unsigned char)text[i + 2] - 0x80];
        memcpy(out + *out_size, as, strlen(as));
        *out_size += strlen(as);
        i += 3;
    }
    return out;
}

static bool has_letters(const char *text, size_t size, size_t *pages)
{
    size_t letters = 0;
    *pages = 0;
    for (size_t i = 0; i < size; i++) {
        *pages += text[i] == '\f';
        letters += (text[i] & 0x80) || (text[i] | 0x20) >= 'a';
    }
    return letters >= LEAST_LETTERS;
}

static bool lay_out(const struct front_input *input, const struct buf *said, struct blocks *blocks)
{
    size_t size, bad, pages;
    const char *encoding, *text = front_decode(said->data, said->size, blocks->arena, &size, &encoding, &bad);
    if (!has_letters(text, size, &pages)) {
        char number[32];
        snprintf(number, sizeof number, "%zu", pages);
        diag_add(input->log, D_NO_TEXT_LAYER, source_file(input->source), number);
        return false;
    }
    text = without_ligatures(text, size, blocks->arena, &size);
    front_lines(text, size, blocks);
    if (blocks->count <= IMPORT_BLOCKS)
        return true;
    return front_too_long(input, IMPORT_BLOCKS, "paragraphs");
}

static bool read_pdf(const struct front_input *input, struct blocks *blocks)
{
    const char *why = "";
    char *folder = run_folder(&why);
    struct buf said = BUF_INIT;
    int status;
    bool good = false;
    if (!folder)
        return fail(input, &pdf, why);
    char *copy = arena_printf(blocks->arena, "%s/minutes.pdf", folder);
    const char *argv[] = {"pdftotext", "-layout", "-enc", "UTF-8", "-q", copy, "-", NULL};
    if (!put_aside(copy, input->source->bytes, input->source->size))
        fail(input, &pdf, "its temporary copy could not be written");
    else if (tell(input, &pdf, run_program(&(struct run_order){argv, folder, PDF_SECONDS, IMPORT_SIZE}, &said, &status), status))
        good = lay_out(input, &said, blocks);
    buf_free(&said);
    run_folder_remove(folder);
    return good;
}

/* -- by content -- */

static bool is_ole(const char *bytes, size_t size)
{
    return size >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

static bool is_rtf(const char *bytes, size_t size)
{
    return size >= 5 && memcmp(bytes, "{\\rtf", 5) == 0;
}

/* The mark may stand a little behind the start. */
static bool is_pdf(const char *bytes, size_t size)
{
    return size >= 5 && memmem(bytes, size < 1024 ? size : 1024, "%PDF-", 5);
}

const struct front_end front_doc = {.format = "doc", .endings = ".doc .dot", .is = is_ole, .read = read_doc};
const struct front_end front_rtf = {.format = "rtf", .endings = ".rtf", .is = is_rtf, .read = read_rtf};
const struct front_end front_pdf = {.format = "pdf", .endings = ".pdf", .is = is_pdf, .read = read_pdf};
