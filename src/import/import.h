/* Importing: legacy files to a body's folder of XML. */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/audit.h"
#include "import/front.h"
#include "import/shape.h"

/* What one source became. */
struct source_meeting {
    struct reading *reading;
    struct xml_doc *tree; /* with import- attributes */
};

struct source_result {
    const struct front_end *front;
    struct blocks blocks;
    struct source_meeting *meetings;
    size_t count;
    struct audit audit;
    const char *body; /* the id of the body that it is a form of; NULL: it is none */
    const char *place; /* where the minutes belong that it carries: nothing else is made of it; NULL: it carries none */
    const char *tray; /* a code where it holds no minutes, no date, no text layer, …; NULL */
};

/* Reads, splits, recognises, shapes and audits one source. False: it cannot be used, and that was reported. */
bool source_import(const struct front_input *input, const char *file_name, const char *sha256, struct arena *arena,
                   struct source_result *result);
/* The same from where the blocks are read: result has its front end and blocks. */
bool source_recognise(const struct front_input *input, const char *file_name, const char *sha256, struct arena *arena,
                      struct source_result *result);
void source_result_free(struct source_result *result);

#endif
