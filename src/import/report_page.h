/* The pages on which somebody looks at what an import made of each source: the source on the left, what it became on the right, doubt coloured; and
 * the index of all sources. Workers make a tree of each source; the parent, which knows where the meetings went, makes pages of the trees. */
#ifndef IMPORT_REPORT_PAGE_H
#define IMPORT_REPORT_PAGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "xml/xml.h"

struct data;
struct renderer;
struct source_result;

#define REPORT_FOLDER "import-report"     /* below the output; pages and index stand in it */
#define REPORT_INDEX REPORT_FOLDER "/index.html"

enum { REPORT_DOUBTFUL = 80, REPORT_LOW = 65 }; /* percent: what is below wants a look, or a closer one */

/* What is found is at most so many rows of a page; rows that want a look come before others. */
enum { REPORT_ROWS = 3000 };

/* -- in a worker -- */

/* What the page needs of a source; may be printed and parsed again. Also of one whose words are not all accounted for. */
struct xml_doc *report_source_tree(const struct source_result *result, const char *name, struct arena *arena);
/* Its figures, "words=820 placed=790 …", in one line: what the index needs of a source, to be kept for runs that do not read it
 * again. From the arena. */
const char *report_facts(const struct xml_doc *tree, struct arena *arena);

/* -- in the parent -- */

struct report_meeting {
    const char *part, *date, *body; /* as in the tree; NULL */
    const char *path;               /* below the output; NULL: it was not written */
    const char *state;              /* "written", "unchanged", "kept", "second-copy", "failed" */
};

struct report_finding {
    enum diag_level level;
    const char *code, *text;
    size_t line; /* 0: none */
};

struct report_row {
    const char *name, *format; /* format: "" where it could not be read */
    const char *state;         /* "imported", "unchanged", "put-aside", "failed" */
    const char *tray;          /* NULL or "": none */
    const char *facts;         /* of report_facts; NULL or "": not known */
    const char *page;          /* file of its page in REPORT_FOLDER; NULL: it has none */
    struct report_meeting *meetings;
    size_t meeting_count;
    struct report_finding *findings;
    size_t finding_count;
};

/* "minutes-2019.docx.html": a file name of its own for each source's path, on any system. */
const char *report_page_name(const char *path, struct arena *arena);
/* Fills in the findings of a file. The log is finished. */
void report_find(struct report_row *row, const struct diag_log *log, const char *path, struct arena *arena);

/* A source's page from its tree, which is used up. False: reported. */
bool report_page_write(struct renderer *renderer, struct data *data, struct xml_doc *tree, const struct report_row *row, struct buf *html);
/* The index: what wants a look first. False: reported. */
bool report_index_write(struct renderer *renderer, struct data *data, const struct report_row *rows, size_t count, struct buf *html);

#endif
