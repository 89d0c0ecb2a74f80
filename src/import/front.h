/* Front ends: a format's bytes to blocks. */
#ifndef IMPORT_FRONT_H
#define IMPORT_FRONT_H

#include "import/blocks.h"

enum {
    IMPORT_SIZE = 64 * 1024 * 1024,      /* bytes of a source at most */
    IMPORT_UNPACKED = 256 * 1024 * 1024, /* bytes of all members of an archive that are read, at most */
    IMPORT_MEMBER = 64 * 1024 * 1024,    /* bytes of one member at most */
    IMPORT_MEMBERS = 4096,               /* members of an archive at most */
    IMPORT_RATIO = 200,                  /* times larger unpacked than packed, at most, beyond the first megabyte */
    IMPORT_DEPTH = 256,                  /* elements within elements that count; what is deeper is taken as text of that depth */
    IMPORT_BLOCKS = 200000               /* blocks of one document at most */
};

enum tracked_changes { TRACKED_ACCEPT, TRACKED_REJECT };

struct front_input {
    struct source *source; /* path as shown, and bytes */
    const char *path;      /* to open it by; for converters */
    enum tracked_changes tracked;
    struct diag_log *log; /* findings of its own; the place is a line of source, or the file as a whole */
};

struct front_end {
    const char *format;                         /* "docx" */
    const char *endings;                        /* ".docx .docm": in small letters, blank-separated */
    bool (*is)(const char *bytes, size_t size); /* by content, where the name says nothing or something wrong; NULL: never */
    /* Fills blocks, which are started. False: the file cannot be used, and that was reported. */
    bool (*read)(const struct front_input *input, struct blocks *blocks);
};

extern const struct front_end front_docx, front_odt, front_fodt, front_html, front_markdown, front_text, front_doc, front_rtf,
    front_pdf;

/* The front end for a file: by content where it is beyond doubt, else by its name's ending, else text. */
const struct front_end *front_for(const char *path, const char *bytes, size_t size);

/* Reports that a document has more than so many of its units ("lines", "paragraphs"); returns false. */
bool front_too_long(const struct front_input *input, size_t most, const char *units);
/* Whether a name has an ending that a front end knows. */
bool front_knows(const char *path);

/* Bytes of text in any of the usual encodings as UTF-8 without BOM and NUL, lines ended by "\n" alone; *encoding names what it
 * was. Bytes that mean nothing become U+FFFD and *bad counts them. Of other control characters only tabs and form feeds stay;
 * breaks within a paragraph (vertical tab, U+2028) are line ends too. */
char *front_decode(const char *bytes, size_t size, struct arena *arena, size_t *out_size, const char **encoding, size_t *bad);

/* Lays blocks out from lines of plain text (already decoded). Places are lines of it. Also what PDF is read with: form feeds
 * begin pages, and what stands alike at the head or foot of most of three pages or more is ZONE_HEADER or ZONE_FOOTER. */
void front_lines(const char *text, size_t size, struct blocks *blocks);
/* Markdown to blocks; first: the number of its first line. */
void front_markdown_blocks(const char *text, size_t size, size_t first, struct blocks *blocks);

#endif
