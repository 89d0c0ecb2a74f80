/* A program: all that one run reads, in the order of reading: folders with a body.xml, the meetings beside it, linked. */
#ifndef BUILD_PROGRAM_H
#define BUILD_PROGRAM_H

#include "corpus/corpus.h"
#include "document/document.h"
#include "render/render.h"

struct folder {
    const char *path;               /* as shown; "" for the current one */
    struct document *document;      /* of body.xml */
    struct body_facts *body;        /* NULL: body.xml cannot be used */
    bool has_body;                  /* there is a body.xml */
    bool named;                     /* body.xml was named, or the folder: its findings are reported */
};

struct unit {                       /* one meeting's file */
    const char *path;               /* as shown */
    size_t folder;
    struct document *document;
    struct meeting_facts *facts;    /* NULL: the file cannot be used */
    bool named;
};

struct program {
    struct arena *arena;
    struct diag_log *log;           /* borrowed */
    struct data *data;              /* borrowed */
    struct grammar *grammar;
    struct folder *folders;
    size_t folder_count, folder_room;
    struct unit *units;
    size_t unit_count, unit_room;
    bool partial;                   /* some files were named alone: only findings of what was named are kept */
    struct corpus *corpus;
    struct linked *linked;
};

struct program *program_new(struct diag_log *log, struct data *data);
void program_free(struct program *program);

/* Finds body.xml files and meetings: paths are files or folders; skip is a folder to pass over silently (the output), or NULL. */
void program_find(struct program *program, const char *const *paths, size_t count, const char *skip);
/* Reads and checks every file found, each by itself. */
void program_read(struct program *program);
/* Where files were named alone, drops the findings of all others. */
void program_keep_named(struct program *program);
/* Links what could be read. */
void program_link(struct program *program, const char *as_of);

struct build_options {
    const char *output;
    const char *const *formats;     /* NULL-ended names */
    enum audience audience;
    enum history history;
    int jobs;
    void (*progress)(void *with, size_t done, size_t all, const char *what);
    void *with;
};

/* Writes the documents of every meeting without errors, and the site's pages. */
void program_build(struct program *program, const struct build_options *options);

/* The named meeting as bytes; false: reported. */
bool program_render(struct program *program, const struct format *format, enum audience audience, enum history history, struct buf *out);

#endif
