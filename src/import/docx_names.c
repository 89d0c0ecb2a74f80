#include "import/docx.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *uri;
    enum docx_ns ns;
} spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", DOCX_W},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", DOCX_W},
    {"http://schemas.microsoft.com/office/word/2010/wordml", DOCX_W14},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", DOCX_R},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", DOCX_R},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", DOCX_M},
    {"http://purl.oclc.org/ooxml/officeDocument/math", DOCX_M},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", DOCX_A},
    {"http://purl.oclc.org/ooxml/drawingml/main", DOCX_A},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", DOCX_C},
    {"http://purl.oclc.org/ooxml/drawingml/chart", DOCX_C},
    {"http://schemas.openxmlformats.org/drawingml/2006/diagram", DOCX_DGM},
    {"http://purl.oclc.org/ooxml/drawingml/diagram", DOCX_DGM},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", DOCX_WP},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", DOCX_WP},
    {"http://schemas.openxmlformats.org/drawingml/2006/picture", DOCX_PIC},
    {"http://purl.oclc.org/ooxml/drawingml/picture", DOCX_PIC},
    {"urn:schemas-microsoft-com:vml", DOCX_V},
    {"urn:schemas-microsoft-com:office:office", DOCX_O},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", DOCX_MC},
    {"http://schemas.openxmlformats.org/package/2006/relationships", DOCX_RELS},
    {"http://schemas.openxmlformats.org/package/2006/content-types", DOCX_TYPES},
};

static const struct {
    enum docx_name id;
    enum docx_ns ns;
    const char *name;
} elements[] = {
#define DOCX_NAME(id, ns, name) {id, ns, name},
#include "import/docx_names.def"
#undef DOCX_NAME
};

enum { ELEMENTS = sizeof elements / sizeof *elements, SPACES = sizeof spaces / sizeof *spaces, PLACES = 512 };

/* Within a part the parser gives the same pointer for the same name, so a pointer that was looked up needs no second look. */
struct docx_names {
    struct known {
        const char *ns, *name;
        enum docx_name id;
    } known[PLACES];
    const char *uris[16];
    enum docx_ns spaces[16];
    size_t uri_next;
};

struct docx_names *docx_names_new(void)
{
    return mem_zero(1, sizeof(struct docx_names));
}

void docx_names_free(struct docx_names *names)
{
    free(names);
}

static enum docx_ns space_of(struct docx_names *names, const char *uri)
{
    for (size_t i = 0; i < 16; i++)
        if (names->uris[i] == uri)
            return names->spaces[i];
    enum docx_ns ns = DOCX_OTHER;
    for (size_t i = 0; i < SPACES && ns == DOCX_OTHER; i++)
        if (strcmp(spaces[i].uri, uri) == 0)
            ns = spaces[i].ns;
    size_t place = names->uri_next++ % 16;
    names->uris[place] = uri;
    names->spaces[place] = ns;
    return ns;
}

static enum docx_name find(enum docx_ns ns, const char *name)
{
    size_t low = 0, high = ELEMENTS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = elements[middle].ns < ns ? -1 : elements[middle].ns > ns ? 1 : strcmp(elements[middle].name, name);
        if (order == 0)
            return elements[middle].id;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return N_OTHER;
}

enum docx_name docx_name_of(struct docx_names *names, const char *ns, const char *name)
{
    uintptr_t key = (uintptr_t)name ^ (uintptr_t)ns >> 3;
    struct known *known = &names->known[(key ^ key >> 9) % PLACES];
    if (known->name != name || known->ns != ns)
        *known = (struct known){ns, name, find(space_of(names, ns), name)};
    return known->id;
}

const char *docx_attr(const struct docx_tag *tag, enum docx_ns ns, const char *name)
{
    for (size_t i = 0; i < tag->count; i++)
        if (strcmp(tag->attrs[i].name, name) == 0 && (*tag->attrs[i].ns ? space_of(tag->names, tag->attrs[i].ns) : DOCX_OTHER) == ns)
            return tag->attrs[i].value;
    return NULL;
}

const char *docx_val(const struct docx_tag *tag)
{
    return docx_attr(tag, DOCX_W, "val");
}

static bool is_off(const char *value)
{
    return value && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0 || strcmp(value, "none") == 0);
}

bool docx_on(const struct docx_tag *tag)
{
    const char *value = docx_val(tag);
    return !is_off(value ? value : docx_attr(tag, DOCX_W14, "val"));
}

int docx_int(const char *text, int least, int most, int otherwise)
{
    char *end;
    if (!text)
        return otherwise;
    long value = strtol(text, &end, 10);
    if (end == text)
        return otherwise;
    return value < least ? least : value > most ? most : (int)value;
}
