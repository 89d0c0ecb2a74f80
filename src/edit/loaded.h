/* Minutes as they are read and linked among those beside them, for a room that prints them. */
#ifndef EDIT_LOADED_H
#define EDIT_LOADED_H

#include "edit/edit_parts.h"

#include "corpus/corpus.h"
#include "document/facts.h"

struct loaded {
    struct arena *arena;
    struct data *data;
    struct grammar *grammar;
    struct corpus *corpus;
    struct linked *linked;
    struct diag_log *linking; /* what linking found */
    struct document *body;
    struct body_facts *body_facts;
    struct loaded_file {
        const char *path;
        struct document *document;
        struct meeting_facts *facts;
    } *files;
    size_t file_count, file_room;
    struct loaded_file *own; /* the minutes at hand */
};

/* Reads file, or bytes in its place, and what stands beside it. Findings of others are not reported. False: it cannot be used. */
bool loaded_open(struct loaded *loaded, const char *file, const struct buf *bytes, struct data *data, struct diag_log *log);
void loaded_close(struct loaded *loaded);
/* What the minutes print in a format, as lines; with fields each value is marked and becomes one of them. Once for each loaded. */
bool loaded_print(struct loaded *loaded, const char *format, enum audience audience, struct fields *fields, struct lines *lines,
                  struct diag_log *log);

#endif
