/* Whether a file is a form that minutec made, seen from its properties alone. */
#include "import/lower_parts.h"

#include "base/unzip.h"
#include "import/front.h"
#include "render/form_mark.h"

#include <string.h>
#include <strings.h>

enum { FRONT_MATTER = 64 << 10 };

static const struct kind {
    const char *ending;
    const char *member; /* of the archive: what holds the properties; NULL: the file begins with them */
} kinds[] = {{".docx", "docProps/custom.xml"}, {".odt", "meta.xml"}, {".md", NULL}};

static const struct kind *kind_of(const char *path)
{
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t size = strlen(kinds[i].ending);
        if (length > size && strcasecmp(path + length - size, kinds[i].ending) == 0)
            return &kinds[i];
    }
    return NULL;
}

/* What Word puts beside a document that is open ("~$nutes.docx") is none. */
bool lower_takes(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    return strncmp(name, "~$", 2) != 0 && kind_of(path) != NULL;
}

static enum sniffed sniff_archive(const char *bytes, size_t size, const char *name, struct arena *arena, const char **why)
{
    static const struct unzip_limits limits = {IMPORT_MEMBERS, IMPORT_MEMBER, IMPORT_UNPACKED, IMPORT_RATIO};
    static const char ole[] = "\xD0\xCF\x11\xE0";
    struct buf member = BUF_INIT;
    size_t number;
    if (size > 4 && memcmp(bytes, ole, 4) == 0) {
        *why = "it is protected by a password, or of another kind than its name says";
        return SNIFF_BROKEN;
    }
    struct unzip *archive = unzip_open(bytes, size, &limits, why);
    enum sniffed sniffed = archive ? SNIFF_OTHER : SNIFF_BROKEN;
    if (archive && unzip_find(archive, name, &number)) {
        if (!unzip_bytes(archive, number, &member, why))
            sniffed = SNIFF_BROKEN;
        else if (memmem(buf_text(&member), member.size, FORM_PREFIX "body", strlen(FORM_PREFIX "body")))
            sniffed = SNIFF_FORM;
    }
    *why = sniffed == SNIFF_BROKEN ? arena_copy(arena, *why) : NULL;
    unzip_close(archive);
    buf_free(&member);
    return sniffed;
}

enum sniffed lower_sniff(const char *path, const char *bytes, size_t size, struct arena *arena, const char **why)
{
    const struct kind *kind = kind_of(path);
    if (kind && kind->member)
        return sniff_archive(bytes, size, kind->member, arena, why);
    size_t begin = size < FRONT_MATTER ? size : FRONT_MATTER;
    return memmem(bytes, begin, FORM_PREFIX "body", strlen(FORM_PREFIX "body")) ? SNIFF_FORM : SNIFF_OTHER;
}
