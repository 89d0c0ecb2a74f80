/* What the files of this room share: components, and the plan of what is done with each. */
#ifndef BUILD_PARTS_H
#define BUILD_PARTS_H

#include "base/pack.h"
#include "build/crew.h"
#include "build/program.h"

enum stage {
    STAGE_WAITING, /* to be linked */
    STAGE_LINKING,
    STAGE_READY,   /* linked; there may be something to write */
    STAGE_FAILED
};

/* Bodies whose meetings refer to one another: what can be linked apart from the rest. */
struct component {
    const char *name;              /* the first of its bodies' ids */
    size_t *units, unit_count;     /* its files, in order; those without facts too */
    size_t *parts, part_count;     /* those with facts: what workers are told, by position */
    size_t *folders, folder_count;
    struct hash links, state;      /* what linking depends on; and what writing depends on besides */
    struct hash pages_state;       /* what its bodies' pages depend on */
    const char *spans;             /* as ASK_LINK packs them */
    size_t spans_size;
    enum stage stage;
    size_t told_count, told_next;   /* pieces of its ledger for people: of this run, asked for */
    bool told_lost;                /* one had to be asked for again */
    bool known;                    /* linked by an earlier run, and nothing has changed */
    const char *related;           /* which of its meetings show something of which, packed until somebody asks; NULL: unpacked */
    size_t related_size;
    bool relates;                  /* that is known */
    int deaths;
    size_t *renders, render_count, render_next; /* positions */
    size_t *loads, load_count;     /* positions of what is loaded for it; all, or what the renders show something of */
    size_t *pages, page_count, page_next;       /* folders */
};

/* Divides the program; takes over what the index knows of each component. */
void components_make(struct program *program);
/* Does all that is to be done with every component: links those that are not known, then what plan puts into the queues of each. */
bool components_run(struct program *program);
/* Fills in units' related. */
void components_relate(struct program *program, struct component *component);
/* What the index keeps of components that there are no more goes; before saving. */
void components_forget(struct program *program);
void components_ask_bodies(struct program *program, struct buf *request);
/* Links each component in this process, whose crew has no others, and visits it while the worker has it at hand. */
void components_here(struct program *program, void (*visit)(void *with, struct worker *worker, const struct component *component),
                     void *with);

/* excerpts.c: whether the files that excerpts were taken from are what they were then; rows: as ASK_LINK packs them. */
bool excerpts_same(struct program *program, const struct component *component, struct unpack rows);

/* write.c: says what is to be written of a component whose links are known. */
void plan_component(struct program *program, struct component *component);
void take_rendered(struct program *program, struct unit *unit, struct unpack *from);
void take_printed(struct program *program, struct unpack *from);
/* state: of its component; pages_state: what the pages depend on. */
void take_pages(struct program *program, struct folder *folder, struct hash state, struct hash pages_state, struct unpack *from);
void ask_render(struct program *program, const struct component *component, size_t position, struct buf *request);
/* The folder's id and those of its pages that are still there. */
void ask_pages(struct program *program, struct folder *folder, struct buf *request);
/* A meeting without errors, of a body without errors. */
bool unit_is_sound(const struct program *program, const struct unit *unit);
/* How the outputs of a meeting begin, below the output; and what follows in the name of one, NULL: it is not named like that. */
void output_begin(const struct unit *unit, struct buf *own);
const char *output_extension(const struct made *made, const struct buf *own);
/* A folder that a full build wrote may hold restricted words in files that a public build would leave alone. False: it is to be left alone;
 * reported. */
bool program_keeps_apart(const struct program *program);
/* What outputs depend on besides files. */
struct hash program_made_with(const struct program *program);
void program_explain(const struct program *program, const char *path, const char *why);

bool program_crew(struct program *program);
/* read.c: opens the index, where it is not open yet; make: one that is to be kept is made where something is built. */
void program_open_index(struct program *program, bool make);
/* find.c: what was typed, without "./" in front and slashes behind; "" is the current folder. */
const char *path_tidy(struct program *program, const char *path);
void look_forget(struct look *look);
/* read.c: facts that the index has lost; false: the file is not what it was. */
bool read_again(struct program *program, struct unit *unit, struct worker *worker, struct buf *facts);

#endif
