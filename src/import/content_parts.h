/* What the files behind content.h share. */
#ifndef IMPORT_CONTENT_PARTS_H
#define IMPORT_CONTENT_PARTS_H

#include "import/content.h"

/* A piece of words that something reads: a block's text with the place it is read from. */
struct words {
    const struct reading *reading;
    const struct surroundings *around;
    const struct block *block;
    const char *text;
    size_t size;
};

struct pieces {
    struct found *list;
    size_t count; /* at most FOUND_MOST */
};

/* Each adds pieces for bytes from..to of the words and returns true, or adds none and returns false. */
bool actions_read(const struct words *words, size_t from, size_t to, struct pieces *pieces);
bool listed_action(const struct words *words, size_t from, size_t to, struct pieces *pieces);
bool decisions_read(const struct words *words, size_t from, size_t to, struct pieces *pieces);
bool remark_read(const struct words *words, size_t from, size_t to, struct pieces *pieces);
bool next_read(const struct words *words, size_t from, size_t to, struct pieces *pieces);
bool declaration_read(const struct words *words, size_t from, size_t to, struct pieces *pieces);

/* What became of a motion, as from..to say: a value of motion/@outcome, or NULL. */
const char *decision_outcome(const struct words *words, size_t from, size_t to);

/* The words that say by when, within from..to: sets due, due_from and due_to of the piece. */
void due_read(const struct words *words, struct found *found);

/* Where the sentence around at begins and ends, within from..to; its end is behind its stop and the white space after that. */
size_t sentence_start(const struct words *words, size_t from, size_t at);
size_t sentence_end(const struct words *words, size_t at, size_t to);

struct found *piece_add(struct pieces *pieces, enum found_kind kind, size_t from, size_t to, struct why why);
/* Prose for what stands between; nothing if that is only white space. */
void piece_text(struct pieces *pieces, const struct words *words, size_t from, size_t to);

#endif
