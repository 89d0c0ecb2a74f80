/* OpenDocument text: flat, which is all of it in one XML file, and as a package of several. */
#include "base/unzip.h"
#include "import/carried.h"
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
    bool good = odt_read(reader, "office:document", input->source->bytes, input->source->size);
    if (good)
        carried_fields(input->source->bytes, input->source->size, blocks);
    odt_reader_free(reader);
    return good;
}

const struct front_end front_fodt = {.format = "fodt", .endings = ".fodt", .is = is_flat, .read = read_flat};

/* -- packages -- */

struct package {
    const struct front_input *input;
    struct unzip *archive;
    struct buf bytes; /* of the part last asked for */
};

static bool part_of(void *with, const char *name, const char **bytes, size_t *size)
{
    struct package *package = with;
    size_t member;
    const char *why;
    if (!unzip_find(package->archive, name, &member))
        return false;
    buf_clear(&package->bytes);
    if (!unzip_bytes(package->archive, member, &package->bytes, &why)) {
        diag_add(package->input->log, D_PART_LEFT, source_file(package->input->source), name, why);
        return false;
    }
    *bytes = buf_text(&package->bytes);
    *size = package->bytes.size;
    return true;
}

static bool is_locked(struct package *package)
{
    static const char mark[] = "encryption-data";
    const char *bytes;
    size_t size;
    return part_of(package, "META-INF/manifest.xml", &bytes, &size) && memmem(bytes, size, mark, sizeof mark - 1);
}

static bool read_parts(struct package *package, struct blocks *blocks)
{
    static const char *const names[] = {"meta.xml", "styles.xml", "content.xml"};
    struct odt_reader *reader = odt_reader_new(package->input, blocks, part_of, package);
    bool good = true;
    for (size_t i = 0; good && i < sizeof names / sizeof *names; i++) {
        struct buf kept = BUF_INIT; /* pictures are asked for while it is read */
        const char *bytes;
        size_t size;
        if (part_of(package, names[i], &bytes, &size)) {
            kept = package->bytes;
            package->bytes = (struct buf)BUF_INIT;
            good = odt_read(reader, names[i], kept.data, kept.size);
            if (good && strcmp(names[i], "content.xml") == 0)
                carried_fields(buf_text(&kept), kept.size, blocks);
        } else if (strcmp(names[i], "content.xml") == 0) {
            diag_add(package->input->log, D_BAD_ARCHIVE, source_file(package->input->source), "it has no content.xml that could be read");
            good = false;
        }
        buf_free(&kept);
    }
    odt_reader_free(reader);
    return good;
}

static bool is_package(const char *bytes, size_t size)
{
    static const char mark[] = "mimetypeapplication/vnd.oasis.opendocument.text";
    return size > 4 && memcmp(bytes, "PK\3\4", 4) == 0 && memmem(bytes, size < 256 ? size : 256, mark, sizeof mark - 1);
}

static bool read_package(const struct front_input *input, struct blocks *blocks)
{
    static const struct unzip_limits limits = {IMPORT_MEMBERS, IMPORT_MEMBER, IMPORT_UNPACKED, IMPORT_RATIO};
    const char *why;
    struct package package = {input, unzip_open(input->source->bytes, input->source->size, &limits, &why), BUF_INIT};
    bool good = false;
    if (!package.archive)
        diag_add(input->log, D_BAD_ARCHIVE, source_file(input->source), why);
    else if (is_locked(&package))
        diag_add(input->log, D_BAD_ARCHIVE, source_file(input->source), "it is locked with a password");
    else
        good = read_parts(&package, blocks);
    buf_free(&package.bytes);
    unzip_close(package.archive);
    return good;
}

const struct front_end front_odt = {.format = "odt", .endings = ".odt .ott", .is = is_package, .read = read_package};
