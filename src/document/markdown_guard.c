/* What keeps cmark's time and memory in proportion to its input. Each bound stands for a construct whose cost grows with the
 * square of its number in one paragraph, or for a table whose cells are not written but filled in. */
#include "document/markdown_parts.h"

#include <string.h>
#include <strings.h>

enum {
    TABLE_COLUMNS = 200,
    BRACKETS = 2000,         /* "[" in one paragraph */
    TILDES = 2000,           /* "~" in one paragraph */
    EMPHASES = 20000,        /* runs of "*" and "_" in one paragraph */
    DECLARATIONS = 32,       /* "<?" and "<!" in one paragraph */
    LINKED_WORD = 4096,      /* bytes of a word that may be a web or mail address */
    LINKED_WORD_MARKS = 20,  /* "www.", "://" and "@" in one word */
    HEADER_LINES = 20000000, /* squares of the lines before each possible header of a table, added up */
    EXPANDED = 4000000,      /* bytes that addresses defined once may become where they are referred to */
    CELLS_FREE = 64          /* cells that need no bytes of their own */
};

struct guard {
    const char *end;
    struct arena *arena;
    const char *refused;
    size_t size;
    size_t columns; /* of the widest table that may be open in this paragraph */
    size_t cells;   /* of all tables so far */
    size_t lines, header_lines;
    size_t brackets, tildes, emphases, declarations; /* in this paragraph */
    size_t references, widest; /* "[" in all, and the longest line: no address is longer */
    bool defines;              /* "]:" somewhere */
};

static void refuse(struct guard *guard, const char *what, size_t limit)
{
    if (!guard->refused)
        guard->refused = arena_printf(guard->arena, "%s; at most %zu are read", what, limit);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The length of a marker that opens a block quote or a list item at the place, or 0. */
static size_t marker(const char *at, const char *end)
{
    if (*at == '>')
        return 1;
    size_t length = 0;
    if (strchr("-+*", *at)) {
        length = 1;
    } else {
        while (at + length < end && length < 9 && at[length] >= '0' && at[length] <= '9')
            length++;
        if (length == 0 || at + length == end || !strchr(".)", at[length]))
            return 0;
        length++;
    }
    return at + length == end || is_blank(at[length]) ? length : 0;
}

/* A line of one kind of mark and blanks only: a rule, read in one go. */
static bool is_rule(const char *at, const char *end)
{
    char mark = *at;
    for (; at < end; at++)
        if (*at != mark && !is_blank(*at))
            return false;
    return mark == '-' || mark == '*';
}

/* A line that ends any paragraph and table: blank, but for marks of quotations. */
static bool is_empty(const char *at, const char *end)
{
    while (at < end && (is_blank(*at) || *at == '>'))
        at++;
    return at == end;
}

/* Passes over the marks of quotes and lists that open a line. */
static const char *pass_markers(struct guard *guard, const char *at, const char *end)
{
    for (size_t count = 0; at < end;) {
        if (is_blank(*at)) {
            at++;
            continue;
        }
        size_t length = marker(at, end);
        if (length == 0 || is_rule(at, end))
            break;
        at += length;
        if (++count > LIMIT_PROSE_DEPTH) {
            refuse(guard, "a line opens too many lists or quotations in one another", LIMIT_PROSE_DEPTH);
            break;
        }
    }
    return at;
}

/* Columns that the line gives a table if it is the row of dashes below the header; 0: it cannot be. */
static size_t delimiter_columns(const char *at, const char *end)
{
    size_t bars = 0, dashes = 0, colons = 0;
    for (; at < end; at++) {
        if (!strchr("|-: \t\f\v", *at))
            return 0;
        bars += *at == '|';
        dashes += *at == '-';
        colons += *at == ':';
    }
    return dashes && bars + colons ? bars + 1 : 0;
}

static void scan_table(struct guard *guard, const char *at, const char *end)
{
    size_t columns = delimiter_columns(at, end);
    if (columns > TABLE_COLUMNS)
        refuse(guard, "a table has too many columns", TABLE_COLUMNS);
    guard->lines++;
    if (columns)
        guard->header_lines += guard->lines * guard->lines;
    if (guard->header_lines > HEADER_LINES)
        refuse(guard, "a table stands below too many lines without a blank one", 4000);
    if (columns > guard->columns)
        guard->columns = columns;
    guard->cells += guard->columns;
    if (guard->cells > LIMIT_TABLE_CELLS)
        refuse(guard, "the tables have too many cells", LIMIT_TABLE_CELLS);
    if (guard->cells > guard->size + CELLS_FREE)
        refuse(guard, "the tables have more cells than there are characters to fill them", guard->size);
}

/* Words that the autolinks of cmark look into. */
static void scan_word(struct guard *guard, const char *at, const char *end)
{
    size_t marks = 0;
    for (const char *c = at; c < end; c++)
        if (*c == '@' || (*c == ':' && end - c > 2 && c[1] == '/' && c[2] == '/') ||
            ((*c | ' ') == 'w' && end - c > 3 && strncasecmp(c, "www.", 4) == 0))
            marks++;
    if (marks > LINKED_WORD_MARKS)
        refuse(guard, "a word has too many marks of web or mail addresses", LINKED_WORD_MARKS);
    if (marks && end - at > LINKED_WORD)
        refuse(guard, "a web or mail address has too many characters", LINKED_WORD);
}

static void scan_inlines(struct guard *guard, const char *at, const char *end)
{
    const char *word = at;
    for (; at < end; at++) {
        guard->brackets += *at == '[';
        guard->references += *at == '[';
        guard->defines = guard->defines || (*at == ']' && end - at > 1 && at[1] == ':');
        guard->emphases += (*at == '*' || *at == '_') && (at == word || at[-1] != *at);
        guard->tildes += *at == '~';
        guard->declarations += *at == '<' && end - at > 1 && (at[1] == '?' || at[1] == '!');
        if (is_blank(*at)) {
            scan_word(guard, word, at);
            word = at + 1;
        }
    }
    scan_word(guard, word, end);
    if (guard->brackets > BRACKETS)
        refuse(guard, "a paragraph has too many opening brackets", BRACKETS);
    if (guard->tildes > TILDES)
        refuse(guard, "a paragraph has too many tildes", TILDES);
    if (guard->emphases > EMPHASES)
        refuse(guard, "a paragraph has too many asterisks and underscores", EMPHASES);
    if (guard->declarations > DECLARATIONS)
        refuse(guard, "a paragraph has too many of '<?' and '<!'", DECLARATIONS);
}

const char *guard_refuses(const char *text, size_t size, struct arena *arena)
{
    struct guard guard = {.end = text + size, .arena = arena, .size = size};
    if (size > LIMIT_PROSE)
        refuse(&guard, "the text has too many bytes", LIMIT_PROSE);
    for (const char *line = text; line < guard.end && !guard.refused;) {
        const char *end = memchr(line, '\n', (size_t)(guard.end - line));
        end = end ? end : guard.end;
        const char *at = pass_markers(&guard, line, end);
        if (is_empty(line, end))
            guard.columns = guard.lines = guard.brackets = guard.tildes = guard.emphases = guard.declarations = 0;
        scan_table(&guard, at, end);
        scan_inlines(&guard, at, end);
        guard.widest = (size_t)(end - line) > guard.widest ? (size_t)(end - line) : guard.widest;
        line = end + 1;
    }
    if (guard.defines && guard.widest > EXPANDED / (guard.references + 1))
        refuse(&guard, "an address is referred to too often for its length; so many characters in all", EXPANDED);
    return guard.refused;
}
