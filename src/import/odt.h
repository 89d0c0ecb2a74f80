/* OpenDocument text: styles and lists as they are defined, and the reader that goes by them. Inside the OpenDocument front end.
 */
#ifndef IMPORT_ODT_H
#define IMPORT_ODT_H

#include "import/front.h"
#include "xml/xml.h"

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"
#define ODF_OFFICE ODF "office:1.0"
#define ODF_STYLE ODF "style:1.0"
#define ODF_TEXT ODF "text:1.0"
#define ODF_TABLE ODF "table:1.0"
#define ODF_META ODF "meta:1.0"
#define ODF_DRAW ODF "drawing:1.0"
#define ODF_FO ODF "xsl-fo-compatible:1.0"
#define ODF_SVG ODF "svg-compatible:1.0"
#define ODF_LOEXT "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
#define ODF_DC "http://purl.org/dc/elements/1.1/"
#define ODF_XLINK "http://www.w3.org/1999/xlink"

enum { ODT_LEVELS = 10 };

/* A thing with a name: what a style or list is found by. */
struct odt_names;
struct odt_names *odt_names_new(struct arena *arena);
void **odt_names_at(struct odt_names *names, const char *kind,
                    const char *name); /* where its value is kept; NULL there at first */

struct odt_style {
    const char *parent, *shown; /* names; shown: as people see it, NULL for styles made for one place */
    const char *list;           /* of a paragraph style */
    unsigned marks, unmarks;    /* enum run_mark that it sets, and takes back */
    int outline;                /* level of headings in it; 0: none */
    bool hidden;
    bool automatic; /* made for one place, without a name for people */
    double indent; /* in points */
};

struct odt_list_level {
    bool known;
    char format; /* '1', 'a', 'A', 'i', 'I'; 0: no number */
    const char *prefix, *suffix, *bullet;
    int shown; /* levels that its number shows */
    long start;
};

struct odt_list_style {
    struct odt_list_level levels[ODT_LEVELS];
};

/* The definitions of a document while and after they are read. */
struct odt_styles {
    struct arena *arena;
    struct odt_names *names;
    struct odt_style *style; /* the one being read */
    struct odt_list_style *list;
    struct odt_list_level *level;
    struct odt_list_style *outline;
    bool automatic; /* those that come are */
};
/* An element within the definitions. */
void odt_styles_open(struct odt_styles *styles, const char *ns, const char *name, const struct xml_attr *attrs, size_t count);
void odt_styles_close(struct odt_styles *styles, const char *ns, const char *name);
const struct odt_style *odt_style(struct odt_styles *styles, const char *family, const char *name); /* NULL: there is none */
unsigned odt_style_marks(struct odt_styles *styles, const char *family, const char *name,
                         unsigned marks); /* what becomes of marks */
bool odt_style_hidden(struct odt_styles *styles, const char *family, const char *name);
const char *odt_style_shown(struct odt_styles *styles, const char *name); /* of a paragraph */
int odt_style_outline(struct odt_styles *styles, const char *name);
double odt_style_indent(struct odt_styles *styles, const char *name);
const struct odt_list_style *odt_list_style(struct odt_styles *styles, const char *name);

/* Numbers of lists: the count at each level. */
struct odt_counts {
    long at[ODT_LEVELS];
    bool begun[ODT_LEVELS];
};
/* The next number at a level (from 0), as it is shown; NULL: nothing is. start: -1, or what it is set to. */
const char *odt_next_number(const struct odt_list_style *style, struct odt_counts *counts, int level, long start,
                            struct arena *arena);

/* What stands in a document, read as events. */
struct odt_reader;
/* Gives the bytes of a part of the package; false: there is none. */
typedef bool odt_part(void *with, const char *name, const char **bytes, size_t *size);
struct odt_reader *odt_reader_new(const struct front_input *input, struct blocks *blocks, odt_part *part, void *with);
/* Reads one XML file, named for findings: the whole document, or styles, content or meta. False: that was reported. */
bool odt_read(struct odt_reader *reader, const char *part, const char *bytes, size_t size);
void odt_reader_free(struct odt_reader *reader);

#endif
