/* Whether a file is a form that minutec made, seen from its properties alone. */
#include "base/unzip.h"
#include "document/document.h"

#include <string.h>
#include <strings.h>

#define FORM_BODY "minutec:body" /* the property that says whose form it is */

enum { FRONT_MATTER = 64 << 10, MEMBERS = 4096, MEMBER = 16 << 20, RATIO = 200 };

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
bool document_may_be_form(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    return strncmp(name, "~$", 2) != 0 && kind_of(path) != NULL;
}

/* OpenDocument locks each member by itself. */
static bool is_locked(struct unzip *archive)
{
    static const char mark[] = "encryption-data";
    struct buf member = BUF_INIT;
    size_t number;
    const char *why;
    bool locked = unzip_find(archive, "META-INF/manifest.xml", &number) && unzip_bytes(archive, number, &member, &why) &&
                  memmem(buf_text(&member), member.size, mark, sizeof mark - 1);
    buf_free(&member);
    return locked;
}

static enum document_form look_into(const char *bytes, size_t size, const char *name, struct arena *arena, const char **why)
{
    static const struct unzip_limits limits = {MEMBERS, MEMBER, MEMBER, RATIO};
    static const char ole[] = "\xD0\xCF\x11\xE0";
    struct buf member = BUF_INIT;
    size_t number;
    if (size > 4 && memcmp(bytes, ole, 4) == 0) {
        *why = "it is protected by a password, or of another kind than its name says";
        return FORM_UNKNOWN;
    }
    struct unzip *archive = unzip_open(bytes, size, &limits, why);
    enum document_form form = archive ? FORM_NONE : FORM_UNKNOWN;
    if (archive && is_locked(archive)) {
        *why = "it is protected by a password";
        form = FORM_UNKNOWN;
    } else if (archive && unzip_find(archive, name, &number)) {
        if (!unzip_bytes(archive, number, &member, why))
            form = FORM_UNKNOWN;
        else if (memmem(buf_text(&member), member.size, FORM_BODY, strlen(FORM_BODY)))
            form = FORM_IS;
    }
    *why = form == FORM_UNKNOWN ? arena_copy(arena, *why) : NULL;
    unzip_close(archive);
    buf_free(&member);
    return form;
}

/* Markdown says it in the block between lines of "---" that it begins with; whoever reads the form knows for certain. */
static bool in_front_matter(const char *bytes, size_t size)
{
    static const char open[] = "---", mark[] = "\xEF\xBB\xBF", own[] = "\nminutec:", body[] = "body";
    size_t start = size > 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0,
           most = size - start < FRONT_MATTER ? size - start : FRONT_MATTER;
    if (most < sizeof open || memcmp(bytes + start, open, sizeof open - 1) != 0)
        return false;
    const char *text = bytes + start + sizeof open - 1, *end = bytes + start + most;
    const char *close = memmem(text, (size_t)(end - text), "\n---", 4);
    end = close ? close : end;
    const char *said = memmem(text, (size_t)(end - text), own, sizeof own - 1);
    return said && memmem(said, (size_t)(end - said), body, sizeof body - 1);
}

enum document_form document_form(const char *path, const char *bytes, size_t size, struct arena *arena, const char **why)
{
    const struct kind *kind = kind_of(path);
    if (kind && kind->member)
        return look_into(bytes, size, kind->member, arena, why);
    return in_front_matter(bytes, size) ? FORM_IS : FORM_NONE;
}
