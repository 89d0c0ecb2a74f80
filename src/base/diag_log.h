/* What a log of findings holds: for the files of this room that fill, order, print and pack it. */
#ifndef BASE_DIAG_LOG_H
#define BASE_DIAG_LOG_H

#include "base/diag.h"

enum { DIAG_WINDOW = 100 }; /* columns of an excerpt */
enum fetch_slot { FETCH_EXCERPT, FETCH_WHERE, FETCH_SLOTS };

enum extra_kind { EXTRA_EXPECTED, EXTRA_SUGGEST, EXTRA_DONE, EXTRA_NOTE, EXTRA_MEND, EXTRA_KINDS };

/* Where something was found, without the source, which may be gone by the time it is printed. */
struct diag_spot {
    const char *path; /* NULL: the run as a whole */
    size_t line, column, length;
    const char *where; /* what people call the line; or NULL */
    bool restricted;
};

struct extra {
    struct extra *next;
    enum extra_kind kind;
    struct diag_spot spot;       /* of a note; where a mend begins */
    size_t end_line, end_column; /* behind the last character that a mend replaces */
    const char *text;
};

struct excerpt {
    const char *text; /* one line, made fit to be shown; NULL: none */
    size_t at, width; /* columns before the caret and below it */
};

/* What an instruction in a file silences: findings of one code between two places of that file. */
struct allow {
    const char *path;
    struct diag_spot spot; /* of the instruction */
    bool veiled;           /* as of a place */
    int code;
    size_t line, column, end_line, end_column; /* of the element; end_line 0: the whole file */
    const char *reason;
    bool used;
};

struct finding {
    struct diag_log *log;
    enum diag_code code;
    enum diag_level level; /* valid after diag_finish */
    enum diag_level plain; /* if nothing in the file silenced it */
    const struct allow *allow; /* what silences it, or NULL; valid after diag_finish */
    struct hash key;       /* tells it from all others, wherever its line goes; valid after diag_keys */
    bool veiled;           /* whether it has an excerpt depends on the audience */
    bool known;            /* in the baseline: it does not count */
    struct diag_spot spot;
    const char *text;
    struct excerpt excerpt;
    struct extra *extras, **end;
};

struct policy {
    const char *folder;
    size_t size;
    int code; /* -1: all that make sense only for a living series */
    enum diag_level level;
};

struct fetched_row {
    const char *path;
    struct hash content;
};

struct diag_log {
    struct arena *arena;
    struct finding **findings;
    size_t count, room;
    struct policy *policies;
    size_t policy_count, policy_room;
    struct allow *allows;
    size_t allow_count, allow_room;
    bool allows_unsorted;
    signed char asked[DIAG_CODES + 1]; /* level asked for on the command line, or -1 */
    bool raise;                        /* warnings are errors */
    bool show_restricted;
    bool finished;
    bool fetch;                        /* read files again for excerpts */
    const struct source_reader *reader; /* of files that are no text; or NULL */
    struct diag_fetched *fetched[FETCH_SLOTS]; /* the last files read so, or NULL */
    struct fetched_row *fetched_rows;  /* all of them */
    size_t fetched_count, fetched_room;
    const char *last_path; /* the path kept last: findings come file by file */
};

/* A finding without place, text or additions, added to the log. */
struct finding *diag_put_bare(struct diag_log *log, enum diag_code code);
/* A source with bytes where the log may and can read them again, else the one given. FETCH_WHERE: only if people have words for its lines. */
const struct source *diag_fetch(struct diag_log *log, const struct source *source, enum fetch_slot slot);
void diag_fetch_free(struct diag_log *log);
struct extra *diag_put_extra(struct finding *finding, enum extra_kind kind, struct diag_spot spot, const char *text);
const char *diag_keep_path(struct diag_log *log, const char *path);

/* The instruction that silences a finding, or NULL. */
struct allow *diag_allow_of(const struct diag_log *log, const struct finding *finding);
void diag_allow_sort(struct diag_log *log);
/* Gives the findings of a finished log their keys. */
void diag_keys(struct diag_log *log);
/* Put in place of words that are not for the public. */
extern const char diag_withheld[];
bool diag_is_withheld(const struct diag_log *log, const struct diag_spot *spot);
/* For people, of the rows alone. */
void diag_print_rows(struct diag_log *log, struct finding *const *rows, size_t count, bool colour, struct buf *out);

/* The code's text with its arguments; with NULL, each is an ellipsis. */
void diag_fill(struct buf *out, const char *text, const char *const *args);
/* Cuts the line at a place to what fits a terminal and makes it harmless. */
struct excerpt diag_excerpt(struct arena *arena, const struct place *place);
/* Adds text with every character that a terminal would obey, or that would hide others, in a visible form. */
void diag_visible(struct buf *out, const char *text, size_t size);

#endif
