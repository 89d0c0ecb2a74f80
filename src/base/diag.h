/* Findings: what was found, where, what was expected, what was done. Every code stands once, in diag.def. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/buf.h"
#include "base/hash.h"
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>

enum diag_level { DIAG_OFF, DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

enum diag_code {
#define DIAG(id, code, level, flags, text, cause, example, mend) D_##id,
#include "base/diag.def"
#undef DIAG
    DIAG_CODES
};

enum {
    DIAG_SERIES = 1,  /* makes sense only for a series that is still kept: policy historic silences it */
    DIAG_MACHINE = 2, /* the machine failed, not the input: exit status 3; level cannot be changed */
    DIAG_USAGE = 4,   /* wrong usage: exit status 2; level cannot be changed */
    DIAG_FATAL = 8,   /* the file or reference cannot be used: its level cannot be lowered below error */
    DIAG_LATE = 16    /* found only by some commands: an instruction that silences it may go unused */
};

struct diag_info {
    const char *code;
    enum diag_level level;
    int flags;
    const char *text; /* {1} to {9}: arguments */
    const char *cause, *example, *mend;
};

const struct diag_info *diag_info(enum diag_code code);
bool diag_is_fixed(enum diag_code code); /* always an error, whatever is asked for */
bool diag_code_find(const char *name, enum diag_code *code);
const char *diag_code_nearest(const char *name); /* a code or group; or NULL */
const char *diag_level_name(enum diag_level level);
bool diag_level_find(const char *name, enum diag_level *level);

/* Sets of codes that concern one thing, by name; a code may be in several. */
const char *diag_group_name(size_t index); /* NULL after the last */
const char *diag_group_purpose(size_t index);
bool diag_group_find(const char *name, size_t *index);
bool diag_group_has(size_t index, enum diag_code code);

/* The findings of one run. Owns all text in it. */
struct diag_log;
struct finding;

struct diag_log *diag_new(void);
void diag_free(struct diag_log *log);

/* Levels asked for on the command line ("error", "CODE=error|warning|note|off", the same of a group); they win over policies, later ones over
 * earlier ones. False: the text is not of that form, or no such code (*nearest then names one, or is NULL). */
bool diag_set(struct diag_log *log, const char *setting, const char **nearest);
void diag_hash_asked(const struct diag_log *log, struct hasher *hasher); /* adds all that was asked for so */
/* A body's policy: codes of files below folder (a shown path prefix) get the level. */
void diag_policy(struct diag_log *log, const char *folder, enum diag_code code, enum diag_level level);
void diag_policy_historic(struct diag_log *log, const char *folder);
/* The levels asked for, the policies and what may be shown become those of the other. */
void diag_judge_like(struct diag_log *log, const struct diag_log *other);
/* Findings of that code from one place on up to another, in the same file, are silenced, and why. at: the instruction that says so; from without
 * a line: in the whole file. */
void diag_allow(struct diag_log *log, enum diag_code code, struct place at, struct place from, struct place upto, const char *reason);
/* Notes which of them silenced something so far, or stand in a file with errors, in which not all can be looked for. */
void diag_allow_mark(struct diag_log *log);
/* Reports those that did not, once all is found. */
void diag_allow_unused(struct diag_log *log);
/* Whether excerpts and arguments from restricted passages may be shown. Default no. */
void diag_show_restricted(struct diag_log *log, bool show);
/* Whether the file of a place whose source has a path but no bytes is read again for the excerpt. Default no. */
void diag_fetch_sources(struct diag_log *log, bool fetch, const struct source_reader *reader);
/* Each file that was read for excerpts and what it held then, by path; zero where it could not be read. A file that changed comes twice. */
void diag_each_fetched(struct diag_log *log, void (*visit)(void *with, const char *path, struct hash content), void *with);

/* Reports a finding; arguments are strings for {1}, {2}, … and are copied. NULL counts as "".
 * Never returns NULL. */
#define diag_add(log, code, place, ...) \
    diag_put((log), (code), (place), (const char *const[]){__VA_ARGS__ __VA_OPT__(,) diag_end})
extern const char diag_end[];
struct finding *diag_put(struct diag_log *log, enum diag_code code, struct place place,
                         const char *const *args);

/* Additions to a finding, each printed on its own line below the excerpt; text is copied. */
void diag_expected(struct finding *finding, const char *text);   /* "expected: …" */
void diag_suggest(struct finding *finding, const char *name);    /* behind the caret: did you mean '…'? */
void diag_done(struct finding *finding, const char *text);       /* what was done about it: "passed over" */
/* What would mend it: these bytes of the file that it was found in (they may span lines; none: something is put in), replaced by the text.
 * Several mends of one finding belong together and do not overlap. Only where the text is certain to be right, never for a guess. */
void diag_mend(struct finding *finding, struct source *source, size_t offset, size_t size, const char *text);
/* Another place, as a note of its own line. */
void diag_note(struct finding *finding, struct place place, const char *text);

/* Sorts by file, line, column, code, text; drops exact repetitions; applies levels. Call before counting. */
void diag_finish(struct diag_log *log);
size_t diag_count(const struct diag_log *log, enum diag_level level);
/* 0 nothing worse than a warning, 1 errors, 2 usage, 3 the machine failed (the worst wins: 3, 2, 1). */
int diag_status(const struct diag_log *log);
/* Whether a file (by shown path) has errors, so that nothing is built from it. */
bool diag_file_failed(struct diag_log *log, const char *path);
/* Calls visit for each finding of a file (by shown path) that may be shown, in order; after diag_finish. */
typedef void diag_visit(void *with, enum diag_level level, const char *code, size_t line, const char *text);
void diag_each(const struct diag_log *log, const char *path, diag_visit *visit, void *with);
/* Nothing was added, no policy set and nothing silenced. */
bool diag_is_empty(const struct diag_log *log);
/* The machine failed somewhere: the same may go well another time. */
bool diag_is_passing(const struct diag_log *log);
/* Where nothing can go on: says the finding at once, without taking memory, and ends the process with status 3. It has no arguments. */
_Noreturn void diag_stop(enum diag_code code);
/* Where the log stands now, and the files with errors among what was added since; diag_finish must not be called in between. A file may
 * be visited several times. */
size_t diag_mark(const struct diag_log *log);
void diag_failed_since(const struct diag_log *log, size_t mark, void (*visit)(void *with, const char *path), void *with);
/* All findings of a level or worse as text for people; of one code in one file, the first hundred, and how many more there are.
 * Colour is the caller's choice. */
void diag_print(struct diag_log *log, struct buf *out, bool colour, enum diag_level least);
/* Calls told for each finding of a file that may be shown: its paragraph or line, 0 for the whole, and what it says, line by line, without the
 * place and the excerpt. */
void diag_each_told(struct diag_log *log, const char *path, void (*told)(void *with, size_t line, const char *text), void *with);
/* Drops the findings of files that keep says no to, and what silences any there (shown paths; findings without a file stay). */
void diag_keep(struct diag_log *log, bool (*keep)(void *with, const char *path), void *with);

/* Findings as records that can cross a pipe from a worker, and back. */
void diag_pack(struct diag_log *log, struct buf *out);
bool diag_unpack(struct diag_log *log, const char *bytes, size_t size);
/* The same of what sets levels alone: what instructions silence in a file (NULL: in all), and policies if wanted. */
void diag_pack_levels(const struct diag_log *log, const char *path, bool policies, struct buf *out);

#endif
