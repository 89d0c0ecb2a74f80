/* What can be typed behind a command and its options, and the scripts that tell shells of it. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/cli.h"

#include "base/buf.h"

enum value_kind {
    VALUE_FREE,    /* a date, a number, a name: only who types knows */
    VALUE_WORD,    /* one of the words */
    VALUE_LIST,    /* several of the words, with commas between them */
    VALUE_FORM,    /* one of the words, or that with a colon and a file behind it */
    VALUE_LEVEL,   /* error, or a finding's code and =LEVEL; the words are the levels */
    VALUE_FILE,    /* a file whose name ends with one of the words, or in a folder; no words: any file */
    VALUE_FOLDER,
    VALUE_CODE,    /* a finding's code */
    VALUE_BUILTIN, /* a built-in file below the folder that the words name */
    VALUES
};

struct value {
    const char *command;     /* NULL: any */
    const char *what;        /* an option, or what stands for the value in the help */
    enum value_kind kind;
    const char *words;       /* blanks between them */
};

/* What an option of a command takes, which takes a value, and what the command itself takes; never NULL. */
const struct value *value_of_option(const struct command *command, const struct option *option);
const struct value *value_of_argument(const struct command *command);
/* What stands for the command's argument in its synopsis, as in "check [PATH…]"; *size 0 where it takes none. */
const char *argument_word(const struct command *command, size_t *size);

/* Calls visit for each word of a list with blanks. */
void each_word(const char *words, void (*visit)(void *with, const char *word, size_t size), void *with);
/* The words to choose from, blanks between them: of codes and built-in files, all that there are. */
void value_words(struct buf *out, const struct value *value);
/* The codes of all findings, blanks between them. */
void all_codes(struct buf *out);
void codes_and_groups(struct buf *out);
/* Text for a script's quotes: a backslash goes before each byte that is one of these. */
void put_escaped(struct buf *out, const char *text, const char *these);

void complete_bash(struct buf *out);
void complete_zsh(struct buf *out);
void complete_fish(struct buf *out);
void complete_json(struct buf *out);

#endif
