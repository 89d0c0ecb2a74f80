/* Between the files of people: words with what they can be in an entry, tokens, details. */
#ifndef IMPORT_PEOPLE_PARTS_H
#define IMPORT_PEOPLE_PARTS_H

#include "import/people.h"

/* What a word, in small letters, can be. */
enum word_flag {
    WORD_TITLE = 1 << 0,    /* before a name: Mr, Cllr, Rev */
    WORD_SHORT = 1 << 1,    /* the same, but only in capitals: BC, CC, PC */
    WORD_AREA = 1 << 2,     /* before Councillor: Borough, County */
    WORD_ROLE = 1 << 3,     /* a post that also stands before a name: Chairman, President */
    WORD_PART = 1 << 4,     /* before a role: Vice, Deputy, Acting */
    WORD_PARTICLE = 1 << 5, /* within a name: de, van */
    WORD_SUFFIX = 1 << 6,   /* after a name: Jr, OBE */
    WORD_ORG = 1 << 7,      /* makes an organisation: Council, College */
    WORD_POST = 1 << 8,     /* makes a post: Manager, Parent */
    WORD_CROWD = 1 << 9,    /* what is counted: members, residents */
    WORD_NUMBER = 1 << 10,  /* four, several */
    WORD_NOT = 1 << 11,     /* never in a name */
    WORD_REMOTE = 1 << 12,  /* Zoom, telephone */
    WORD_REASON = 1 << 13,  /* why somebody stayed away */
    WORD_REMARK = 1 << 14,  /* begins a remark after a name: from, via, late */
    WORD_GROUP = 1 << 15    /* a body or everybody, as an owner */
};

static inline bool ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

unsigned people_word(const char *word, size_t size); /* the flags, whatever the case; 0: not in the table */

enum token_kind {
    TOKEN_NAME,    /* begins with a capital, or with a letter of a script without them */
    TOKEN_INITIAL, /* "T", "J.A." */
    TOKEN_LOWER,   /* any other word with a letter */
    TOKEN_DIGITS,
    TOKEN_BRACKET, /* "(…)" as a whole */
    TOKEN_HANDLE,  /* "@jasnell" */
    TOKEN_EMAIL,
    TOKEN_AND,
    TOKEN_COMMA,
    TOKEN_SEMI, /* also "|" and "•" */
    TOKEN_LINE, /* a break of the line, a tab or a wide gap */
    TOKEN_DASH,
    TOKEN_COLON,
    TOKEN_SLASH
};

struct token {
    enum token_kind kind;
    size_t from, to; /* bytes of the text */
    unsigned flags;
    bool stop; /* ends a sentence: "Llewellyn." */
};

struct tokens {
    const char *text;
    struct token *list;
    size_t count, room;
};

/* The words of a text. Free the list. */
void people_tokens(const char *text, size_t size, struct tokens *tokens);

/* A name among tokens from..to, which hold words, handles and brackets only: where its parts are. */
struct name_parts {
    size_t post, post_end; /* before or after the name; equal: none */
    size_t title, title_end;
    size_t name, name_end;
    size_t rest; /* what comes after */
};
bool people_name_parts(const struct tokens *tokens, size_t from, size_t to, struct name_parts *parts);
/* Whether tokens from..to can be an entry of their own: a name with or without titles. strong: two words or a title at least. */
bool people_is_entry(const struct tokens *tokens, size_t from, size_t to, bool strong);
bool people_is_title(const struct tokens *tokens, size_t at);
bool people_is_article(const struct tokens *tokens, size_t at); /* "the" */
/* Whether tokens from..to name a post, an organisation or a suffix rather than somebody. */
bool people_is_post(const struct tokens *tokens, size_t from, size_t to);
bool people_is_username(const struct tokens *tokens, size_t at);

/* A role of the grammar for a post as printed ("Acting Vice-Chairman", "Parish Clerk"), or NULL. */
const char *people_role(const char *text, size_t size);
/* What stands in brackets or after a dash or comma. */
void people_detail(const char *text, size_t size, struct arena *arena, struct attendee *attendee);

#endif
