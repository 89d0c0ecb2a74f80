#include "render/form_mark.h"

#include "base/digest.h"
#include "base/text.h"

#include <string.h>

const char *form_key_hash(struct arena *arena, const char *what, const char *key)
{
    char hex[DIGEST_TEXT];
    const char *whole = arena_printf(arena, "%s=%s", what, key);
    digest_text(whole, strlen(whole), hex);
    return arena_copy_n(arena, hex, FORM_KEY_HEX);
}

const char *form_key_tag(struct arena *arena, const char *what, const char *key)
{
    return strlen(key) <= FORM_KEY_MOST ? key : arena_printf(arena, "~%s", form_key_hash(arena, what, key));
}

const char *form_choice_mark(struct arena *arena, const char *of, const char *words)
{
    char *small = text_collapse(arena, words);
    for (char *c = small; *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 'a' - 'A' : *c);
    return arena_printf(arena, "minutec_%s_%s", of, form_key_hash(arena, of, small));
}

void form_words_mark(struct arena *arena, const char *where, const char *words, char out[FORM_WORDS_HEX + 1])
{
    struct buf whole = BUF_INIT;
    char hex[DIGEST_TEXT];
    for (const char *c = where; *c; c++)
        if (*c != ' ')
            buf_char(&whole, (char)(*c >= 'A' && *c <= 'Z' ? *c + 'a' - 'A' : *c));
    buf_char(&whole, '\n');
    const char *text = text_collapse(arena, words);
    for (size_t left = strlen(text), length; left; text += length, left -= length) {
        uint32_t point;
        length = text_decode(text, left, &point);
        length += !length;
        if (text_is_word(point))
            buf_add(&whole, text, length);
    }
    digest_text(whole.data, whole.size, hex);
    memcpy(out, hex, FORM_WORDS_HEX);
    out[FORM_WORDS_HEX] = '\0';
    buf_free(&whole);
}
