/* A source file's bytes and the places in it. A place is what a finding points at. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source {
    const char *path;   /* as shown to the user: what was typed, and below it */
    const char *bytes;  /* NUL-ended; may be NULL when the file could not be read */
    size_t size;
    size_t *lines;      /* offsets of the line starts; made when first asked for */
    size_t line_count;
    size_t last_line;   /* where the last place was found, counted from 0: the next is mostly near */
    size_t *points;     /* code points before every 512th byte, for long lines; made when a place in one is asked for */
    const char *const *where; /* of a document of a word processor, whose lines are its paragraphs: what people call each; NULL: lines are lines */
    size_t where_count;
};

/* What reads sources that are no text: whether a path's name is that of one, and what people see in it, a paragraph a line. The words lie
 * in the arena; source has its path, and keeps no bytes where it cannot be read. */
struct source_reader {
    bool (*takes)(const char *path);
    void (*lines)(const char *bytes, size_t size, struct arena *arena, struct source *source);
};

/* Columns count code points from 1. length 0: the place has no extent. line 0: the file as a whole. */
struct place {
    const struct source *source; /* may be NULL: the run as a whole */
    uint32_t line, column;       /* of a source that is never larger than these can count; there are many places */
    uint32_t length;             /* code points, kept within the line */
    bool veiled;                 /* its line also shows a restricted passage: no excerpt in public findings */
    bool restricted;             /* within a restricted passage: its words stay out of public findings */
};

struct place source_place(struct source *source, size_t offset, size_t size);
struct place source_file(const struct source *source); /* the file as a whole */
/* The line's bytes without its end; size gets their number. */
const char *source_line(struct source *source, size_t line, size_t *size);
/* The same without making the table: looks it up if it is there, else searches from the start. */
const char *source_line_find(const struct source *source, size_t line, size_t *size);
/* The offset of a column within a line, at most the line's end. */
size_t source_offset(const struct source *source, const char *line, size_t size, size_t column);
/* What people call a line; NULL: its number says it. */
const char *source_where(const struct source *source, size_t line);
/* Whether the lines of a file are paragraphs, as far as its name tells. */
bool source_has_paragraphs(const char *path);
void source_free_lines(struct source *source);

#endif
