/* What workers are asked and what they answer. A request is a kind and fields (base/pack.h); answers end with the findings. The same
 * functions serve in a forked worker and, for small runs, in the program itself. */
#ifndef BUILD_WORKER_H
#define BUILD_WORKER_H

#include "base/pack.h"
#include "build/program.h"

enum request {
    ASK_BODY,    /* path → flags, source, [id, facts] */
    ASK_MEETING, /* folder, has body, [body's facts], path, whether it was named → kind, flags, source, [meeting, what is told of it], watched */
    ASK_BODIES,  /* count, facts of each body of the run → nothing; before the first component */
    ASK_FACTS,   /* begin anew, then unit and facts, to the end → nothing */
    ASK_LINK,    /* count, body and path of each file that could not be used → count of actions to tell of, related units, spans of bodies,
                    path and hash of each file that excerpts were taken from */
    ASK_LEDGER,  /* first, count → what is told of these actions */
    ASK_SOUND,   /* count, unit of each that has documents or will have → nothing */
    ASK_RENDER,  /* position, path, hashes of the source and of the resolved tree, formats that are missing (bits), unit, stamps of the files it
                  * names → hash, files written, date if a PDF is to be made */
    ASK_PRINT,   /* count, unit, source's path, path and date of each → unit, path, stamp of each that was made */
    ASK_PAGES,   /* body, count, path and hash of each page known, missing ones without → path, hash, stamp of each */
    ASK_ROOT     /* count, spans of each component; pages as before → the same as pages */
};

enum {
    FLAG_HAS_FACTS = 1,
    FLAG_HAS_LOG = 2,
    FLAG_PASSING = 4, /* the machine failed: it is to be read again by the next run */
    READ_FLAGS = FLAG_HAS_FACTS | FLAG_HAS_LOG | FLAG_PASSING
};

/* What all workers know from the start; it must not change while they live. */
struct brief {
    struct data *data;
    enum audience audience;
    const char *as_of;
    bool tells;                      /* JSON for the index is wanted */
    const struct build_options *build; /* NULL: nothing is written */
    bool bare;                       /* documents do not carry their source */
    bool elsewhere;                  /* no source is read again for an excerpt: it may not be here */
    const struct document_reader *reader; /* of sources that are no XML; or NULL */
    bool alone;                      /* no other worker needs the memory that one has freed */
};

struct worker;
struct worker *worker_new(const struct brief *brief);
void worker_free(struct worker *worker);
/* Compiles what every answer will need: grammar and stylesheets. False: reported. */
bool worker_prepare(struct worker *worker, struct diag_log *log);
void worker_answer(struct worker *worker, const char *request, size_t size, struct buf *answer);

/* A meeting of the component at hand, as ASK_RENDER makes it, for one who wants its bytes. */
bool worker_render(struct worker *worker, size_t unit, const char *path, struct hash source, const struct format *format,
                   enum history history, struct diag_log *log, struct buf *out);
const struct linked *worker_linked(const struct worker *worker);
struct grammar *worker_grammar(const struct worker *worker);

void pack_hash(struct buf *out, struct hash hash);
struct hash unpack_hash(struct unpack *from);
void pack_stamp(struct buf *out, const struct port_stamp *stamp);
struct port_stamp unpack_stamp(struct unpack *from);

#endif
