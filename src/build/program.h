/* A program: all that one run reads. Files are found, read each by itself, linked body by body, and written. What is known of a file that
 * did not change comes from the index; the rest is done by workers. */
#ifndef BUILD_PROGRAM_H
#define BUILD_PROGRAM_H

#include "base/hash.h"
#include "base/port.h"
#include "corpus/corpus.h"
#include "corpus/index.h"
#include "document/document.h"
#include "render/render.h"

/* A file that a document names: not the source itself, but what is made of it depends on it. */
struct watched {
    const char *path;               /* below the body's folder */
    struct port_stamp stamp;
    struct hash content;
};

/* A file that was written: its path below the output, and what it looked like then. */
struct made {
    const char *path;
    uint64_t size;
    int64_t modified;
    bool stale;                     /* it was made of something else; nobody asked for its format since */
};
struct made_list {
    struct made *rows;
    size_t count, room;
};

struct page {                       /* of the site; made.path below the output */
    struct made made;
    struct hash tree;
};
struct page_list {
    struct page *rows;
    size_t count, room;
};

struct folder {
    const char *path;               /* as shown; "" for the current one */
    const char *inside;             /* below the root of the run; "" for the root itself */
    bool has_body;                  /* there is a body.xml */
    bool named;                     /* body.xml was named, or the folder: its findings are reported */
    struct port_stamp stamp;        /* of body.xml */
    uint64_t node;                  /* of the folder itself */
    struct hash source, key, names; /* of body.xml; of its facts: what reading its meetings depends on; of its id and names alone */
    struct hash log;                /* of the findings in body.xml */
    const char *id;                 /* of the body; NULL: body.xml cannot be used */
    const char *facts;              /* packed */
    size_t facts_size;
    size_t first, count;            /* its meetings, in program->units */
    bool known, read, has_log, failed; /* known: of an earlier run; read: in this run; failed: has errors */
    bool passing;                   /* the machine failed when it was read: it is not kept */
    bool kept;                      /* what the index has of it needs no change */
    struct hash row;                /* of what the index had of it when this run began; or zero */
    struct port_stamp output;       /* of the body's folder in the output when it was last known what is there; or zero */
    struct buf strangers;           /* rows of the manifest for files that came after the files were looked for */
    size_t stranger_count;
    struct hash manifest_row;       /* what the manifest had of it when this run began */
    struct hash state;              /* of its component when it was written */
    struct hash pages_state;        /* what its pages depend on, when they were made */
    struct page_list pages;
    bool made_before, made_now;     /* an earlier run wrote its pages; there is something new for the manifest */
};

struct unit {                       /* one meeting's file */
    const char *path;               /* as shown */
    size_t folder;
    struct port_stamp stamp;
    bool named;
    bool asked;                     /* this very file was named */
    /* known of an earlier run, or read in this one */
    bool known, read, passing, has_facts, has_log, failed;
    enum document_kind kind;
    struct hash source, facts, log, read_with; /* read_with: the folder's key then */
    struct hash source_before, facts_before;
    const char *stem, *body;
    const char *const *others;      /* bodies whose meetings it refers to */
    size_t other_count;
    struct watched *watched;
    size_t watched_count;
    const char *levels;             /* of an interface: what instructions in it silence, packed */
    size_t levels_size;
    /* after linking */
    const uint32_t *related;        /* units whose facts its documents show */
    size_t related_count;
    bool sound;                     /* its documents are written */
    bool has_page;                  /* or it has one that an earlier run left */
    /* what was made of it */
    struct hash key, tree;
    struct hash next_key;           /* once it is rendered */
    struct made_list made;
    bool made_before;               /* an earlier run wrote it */
    uint64_t missing;               /* formats that are not there; bits */
    const char *waits;              /* a document waits to be made into a PDF: the meeting's date, or ""; NULL: none does */
};

struct settings {
    const char *cache;              /* folder of the index, or NULL: .minutec at the root */
    bool keep;                      /* make an index where there is none */
    const char *as_of;
    enum audience audience;
    bool bare;                      /* documents do not carry their source */
    int jobs;
    bool elsewhere;                 /* the sources may not be here: only what was read of them is */
    const struct document_reader *reader; /* of sources that are no XML; NULL: there are none */
    void (*explain)(void *with, const char *path, const char *why); /* or NULL */
    void *with;
};

struct folder_row {                 /* what the index keeps of a folder */
    struct index_row kept;
    struct folder *folder;          /* NULL: it is gone */
};

struct seen {                       /* names and states of all files that may be sources; where something is built */
    struct hash sources;
    bool plain;                     /* these say all: no links, no folder that cannot be read, and nothing so young that it may change again */
};

struct program {
    struct arena *arena;
    struct diag_log *log;           /* borrowed */
    struct data *data;              /* borrowed */
    struct settings settings;
    struct look *look;              /* until it is taken */
    struct seen seen;
    const char *root;               /* real path of the folder that holds all others; NULL: nothing was found */
    const char *setting;            /* what the index depends on */
    struct folder *folders;
    size_t folder_count, folder_room;
    struct folder_row *rows;        /* until the meetings are known */
    size_t row_count, row_room;
    struct unit *units;             /* folder by folder, by name */
    size_t unit_count, unit_room;
    bool partial;                   /* some files were named alone: only findings of what was named are kept */
    struct index *index;
    int64_t started;                /* when files were looked at */
    size_t next_folder;
    struct hash names;              /* of all bodies */
    const struct build_options *build; /* NULL: nothing is written */
    struct manifest *manifest;
    bool wrote;
    size_t done;                    /* meetings, for the progress */
    struct crew *crew;
    struct component *components;
    size_t component_count;
    bool linked;                    /* all that can be found before documents are made is in the log */
};

struct program *program_new(struct diag_log *log, struct data *data, const struct settings *settings);
void program_free(struct program *program);
const char *body_path(struct program *program, const struct folder *folder);
const char *path_name(const char *path); /* what stands behind the last slash */

/* Finds body.xml files and meetings: paths are files or folders; skip is a folder to pass over silently (the output), or NULL. */
void program_find(struct program *program, const char *const *paths, size_t count, const char *skip);
/* Its two steps: each folder and file is looked at, and what was seen becomes folders and meetings. */
void program_look(struct program *program, const char *const *paths, size_t count, const char *skip);
void program_take(struct program *program);
/* Reads and checks what is not known. False: nothing can be done; reported. */
bool program_read(struct program *program);
/* Links, component by component, in workers; only findings come of it. */
void program_link(struct program *program);
/* One component, linked; the ids of the bodies whose meetings are in it. */
struct linked_part {
    const struct linked *linked;
    const char *const *bodies;
    size_t body_count;
    struct grammar *grammar;
};
/* Links, component by component, here. */
void program_each(struct program *program, void (*visit)(void *with, const struct linked_part *part), void *with);
/* Where files were named alone, drops the findings of all others; keeps what was learned. */
void program_finish(struct program *program);

struct build_options {
    const char *output;
    const char *const *formats;     /* NULL-ended names */
    enum history history;
    const char *spool;              /* folder where documents wait to be made into PDFs; NULL: none is wanted (build/print.h) */
    bool trust_names;               /* an output that is there is taken for what was written */
    bool names_all;                 /* every document is spoken of, so that something must be known of each */
    void (*progress)(void *with, size_t done, size_t all, const char *what);
    void *with;
};

/* Links, writes the documents of every meeting without errors and the site's pages, and takes away what has no source any more. What is
 * to be built (program->build) must be known before reading. */
void program_build(struct program *program);

/* The named meeting as bytes; false: reported. */
bool program_render(struct program *program, const struct format *format, enum history history, struct buf *out);

#endif
