#include "import/front.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* In the order in which they are asked whether a file is theirs; the last takes what nobody else does. */
static const struct front_end *const fronts[] = {
    &front_docx, &front_odt, &front_doc, &front_rtf, &front_pdf, &front_fodt, &front_html, &front_markdown, &front_text,
};

enum { FRONTS = sizeof fronts / sizeof *fronts };

/* Whether the name ends in one of the endings, in letters of any case. */
static bool ends_so(const char *name, const char *endings)
{
    size_t length = strlen(name);
    for (const char *at = endings; *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (length > size && strncasecmp(name + length - size, at, size) == 0)
            return true;
        at += size;
    }
    return false;
}

const struct front_end *front_for(const char *path, const char *bytes, size_t size)
{
    for (size_t i = 0; i < FRONTS; i++)
        if (fronts[i]->is && fronts[i]->is(bytes, size))
            return fronts[i];
    for (size_t i = 0; i < FRONTS; i++)
        if (ends_so(path, fronts[i]->endings))
            return fronts[i];
    return fronts[FRONTS - 1];
}

bool front_too_long(const struct front_input *input, size_t most, const char *units)
{
    char number[32];
    snprintf(number, sizeof number, "%zu", most);
    diag_add(input->log, D_DOCUMENT_LONG, source_file(input->source), number, units);
    return false;
}

bool front_knows(const char *path)
{
    for (size_t i = 0; i < FRONTS; i++)
        if (ends_so(path, fronts[i]->endings))
            return true;
    return false;
}
