/* Source files in the canonical layout. */
#ifndef EDIT_FMT_H
#define EDIT_FMT_H

#include "document/document.h"
#include "render/render.h"

enum fmt_show { FMT_WRITE, FMT_CHECK, FMT_DIFF, FMT_DIFF_COLOUR }; /* what becomes of a file that would change; only the first writes */

struct fmt_options {
    bool fill, number;
    enum fmt_show show;
    enum audience audience; /* of what differs */
};

struct fmt {
    const struct fmt_options *options;
    struct grammar *grammar;
    struct diag_log *log;
    struct buf *out;        /* what differs, or the paths of the files that were written or would be, a line each */
    size_t changed;
};

enum fmt_result { FMT_LEFT, FMT_SAME, FMT_CHANGED }; /* left: it cannot be read, which is reported, or is not ours */

/* A document laid out: UTF-8, with the line ends that it has. */
enum fmt_result fmt_bytes(const struct fmt *fmt, struct document *document, struct buf *laid);
/* Files, and folders, which are searched for what is ours. */
void fmt_paths(struct fmt *fmt, const char *const *paths, size_t count);
/* What differs between a document and what it is to become, for a diff. */
void fmt_diff(const struct fmt *fmt, struct document *document, const struct buf *laid);

/* number.c: gives items and actions of a meeting without a number the one that they are counted as, in tree, where no address moves by
 * it. False: the document does not fit the grammar; reported. */
bool number_items(struct document *document, struct xml_doc *tree, struct grammar *grammar, struct diag_log *log);

#endif
