/* What a form says of its own words, for whoever reads it back (docs/clerk-marks.md). */
#ifndef RENDER_FORM_MARK_H
#define RENDER_FORM_MARK_H

#include "base/buf.h"
#include "base/mem.h"

#include <stddef.h>

enum { FORM_KEY_MOST = 34, FORM_KEY_HEX = 12, FORM_WORDS_HEX = 8 };

#define FORM_PREFIX "minutec:" /* of tags and properties */
#define FORM_PRINTED FORM_PREFIX "printed"

/* The digits behind a key: of its bookmark, and of its tag where it is too long for one. what: "update", "person", … */
const char *form_key_hash(struct arena *arena, const char *what, const char *key);
const char *form_key_tag(struct arena *arena, const char *what, const char *key); /* as in a tag */
/* The name of the property that says what words to choose mean; of: "owner", "status", … Neither blanks count nor the case of A to Z. */
const char *form_choice_mark(struct arena *arena, const char *of, const char *words);
/* What tells that words are those of the form: only letters and digits of the words count, and where they stand: the style of a paragraph
 * without regard to blanks and case, the label of a hint, or the place and key of a control. */
void form_words_mark(struct arena *arena, const char *where, const char *words, char out[FORM_WORDS_HEX + 1]);

#endif
