/* What the files behind series.h share. */
#ifndef IMPORT_SERIES_PARTS_H
#define IMPORT_SERIES_PARTS_H

#include "base/digest.h"
#include "base/spool.h"
#include "import/link.h"
#include "import/series.h"

struct grammar;

#define SERIES_STATE ".minutec-import"
#define SERIES_REPORT "import-report.json"

enum { SERIES_ID = 60 /* bytes of a body's id that comes from a name */ };

/* -- what earlier runs left (series_state.c) -- */

struct state_output {
    const char *path;             /* below the output */
    const char *sha256;           /* "-": somebody else's file stands there */
    bool there, same;             /* the file is there; and is what was written */
};

struct state_source {
    const char *path;             /* as typed then */
    const char *sha256, *told, *tracked, *tray; /* told, tray: "" for none */
    const char *format;
    const char *facts;            /* of report_page.h; "" for none */
    size_t words, placed, moved, left_out;
    struct state_output *outputs;
    size_t output_count, output_room;
    bool fresh;                   /* all that it became is there */
    bool seen;                    /* in this run */
};

struct series_state {
    struct state_source *sources; /* by path */
    size_t count, room;
    struct state_source **by_sha; /* sorted */
};

/* -- this run -- */

enum source_state { SOURCE_WAITING, SOURCE_FAILED, SOURCE_SAME, SOURCE_CARRIED, SOURCE_READ };

struct attached {
    const char *name;
    uint64_t at;
    size_t size;
};

struct series_source {
    const char *path;             /* as shown */
    const char *told;             /* id of the body; NULL: nobody told */
    struct source place;          /* for findings: the path alone */
    enum source_state state;
    const char *sha256, *format, *tray;
    bool by_line;
    size_t words, placed, moved, left_out, recognised, doubtful;
    const char *facts;            /* of report_page.h; NULL: none */
    uint64_t page_at;             /* in the spool: the tree of its page */
    size_t page_size;             /* 0: it has none */
    const char *left;             /* what was left out, as JSON; "" */
    struct attached *attached;
    size_t attached_count;
    const char *carried;          /* of SOURCE_CARRIED: where below the output the minutes belong */
    bool sealed;
    uint64_t carried_at;          /* in the spool */
    size_t carried_size;
    enum restored restored;
    const struct state_source *before; /* an earlier run's, by path, or by content; NULL */
};

enum meeting_state { MEETING_NEW, MEETING_COPY, MEETING_FAILED, MEETING_KEPT, MEETING_WRITTEN, MEETING_UNCHANGED };

struct series_meeting {
    size_t source;
    const char *part;             /* "" if the source holds no other */
    const char *date, *start, *body_name, *date_in_name;
    const char *form_of;          /* id of the body that it is a form of; NULL: it is none */
    uint64_t at;                  /* in the spool: the tree */
    size_t size;
    const char *key;              /* of the body's name */
    size_t body;
    const char *sitting;
    const char *stem;             /* of the file to be written */
    struct xml_doc *tree;         /* while its body is at hand */
    struct buf bytes;             /* likewise: what is to be written */
    const char *sha256;           /* of that */
    enum meeting_state state;
    const char *output;           /* path below the output, once that is settled */
};

struct body_name {
    const char *key, *text;
    const char *since, *until;
    size_t count;
};

struct series_body {
    const char *id;
    const char *folder;           /* below the output */
    bool there, broken;           /* its body.xml is there; and cannot be used */
    const char **keys;            /* of its names in body.xml */
    size_t key_count;
    size_t *meetings, count, room;
    struct body_name *names;
    size_t name_count;
};

struct series {
    const struct series_options *options;
    struct diag_log *log;
    struct data *data;
    struct grammar *grammar;
    struct arena *arena;
    struct spool *spool;
    struct series_state state;
    struct series_source *sources; /* by path */
    size_t source_count, source_room;
    struct series_meeting *meetings; /* by source and part */
    size_t meeting_count, meeting_room;
    struct series_body *bodies;    /* by id, when all are known */
    size_t body_count, body_room;
    const char **written;          /* paths as shown */
    size_t written_count, written_room;
    const char *cleaned;      /* the folder that was last cleaned */
};

void sources_find(struct series *series, const char *const *paths, size_t count); /* fills sources, sorted (series_find.c) */
bool series_map(struct series *series);                                          /* fills told; false: reported (series_map.c) */

void state_read(struct series *series);
void state_write(struct series *series);
const struct state_source *state_by_sha(const struct series_state *state, const char *sha256);
struct state_source *state_by_path(const struct series_state *state, const char *path);

bool series_read(struct series *series);    /* workers read all sources (series_read.c) */
void series_bodies(struct series *series);  /* whose meetings they are (series_bodies.c) */
void series_body(struct series *series, struct series_body *body); /* one body: linked, checked, written (series_body.c) */
void series_report(struct series *series);  /* series_report.c */
const char *series_source_word(const struct series_source *source);    /* its state, as reports say it */
const char *series_meeting_word(const struct series_meeting *meeting);
void series_pages(struct series *series);   /* series_pages.c */

/* A path below the output as shown. */
const char *series_path(const struct series *series, const char *inside);
/* Writes a file below the output. False: reported. */
bool series_save(struct series *series, const char *inside, const char *bytes, size_t size);
const char *path_base(const char *path);
/* The words of a body's name that tell it from another's, as a slug; "" for none. */
const char *body_key(struct arena *arena, const char *name);

/* -- one body's files (series_body.c, series_copies.c, series_check.c, body.c) -- */

/* A meeting that was there before. */
struct fixed_meeting {
    const char *path, *stem;      /* path below the output */
    const char *date, *sitting;
    struct buf bytes;
    struct xml_doc *tree;
    size_t own;                   /* the source that it is of, + 1: it may be written again */
    bool stale;                   /* what importing wrote of a source that has changed since */
};

/* What tells whose a file is: its path, or what it says it was made of. */
struct owner {
    const char *key;
    size_t source;
    bool stale;                   /* it is what importing wrote */
};

struct body_run {
    struct series *series;
    struct series_body *body;
    struct arena *arena;
    struct xml_doc *tree;         /* of body.xml */
    struct buf bytes;             /* as it was, or "" */
    struct fixed_meeting *fixed;
    size_t fixed_count, fixed_room;
    struct owner *owners;         /* sorted by key */
    size_t owner_count;
    struct buf made;              /* body.xml as it is to be */
    bool changed;
};

void body_open(struct body_run *run);   /* reads body.xml, or makes one */
void body_add_names(struct body_run *run);
/* Finds second copies, and gives each meeting its sitting and the stem of its file. */
void body_place(struct body_run *run);
/* Checks what is to be written with all that is there; meetings that do not pass are MEETING_FAILED. False: none can be
 * written. */
bool body_check(struct body_run *run);

/* The first of a source's meetings; the others follow it. */
size_t series_first_meeting(const struct series *series, size_t source);
struct series_meeting *body_meeting(const struct body_run *run, size_t index);
/* Trees as the bytes of a source. */
void series_print(struct series *series, const struct xml_doc *tree, struct buf *out);

#endif
