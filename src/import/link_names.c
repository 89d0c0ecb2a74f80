/* Names compared: what makes two spellings one person's, and what forbids it. */
#include "import/link_parts.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

static enum gender gender_of(struct arena *arena, const char *honorific)
{
    static const struct {
        const char *words;
        enum gender gender;
    } rows[] = {{"mr sir lord father fr brother messrs", GENDER_MALE}, {"mrs miss ms lady dame sister mme", GENDER_FEMALE}};
    char *state = NULL, *rest = honorific ? text_fold(arena, honorific) : NULL;
    for (char *word = rest ? strtok_r(rest, " .,", &state) : NULL; word; word = strtok_r(NULL, " .,", &state))
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (text_word_in(word, rows[i].words))
                return rows[i].gender;
    return GENDER_UNKNOWN;
}

/* Letters, digits, hyphens and all beyond ASCII make tokens; apostrophes are passed over; everything else parts them. */
static void split(struct name *name, char *folded)
{
    char *to = folded, *start = folded;
    for (const char *c = folded;; c++) {
        unsigned char byte = (unsigned char)*c;
        bool apostrophe = byte == '\'' || strncmp(c, "\xE2\x80\x99", 3) == 0 || strncmp(c, "\xE2\x80\x98", 3) == 0;
        if (apostrophe) {
            c += byte == '\'' ? 0 : 2;
        } else if (byte >= 0x80 || isalnum(byte) || byte == '-') {
            *to++ = (char)byte;
        } else {
            if (to > start && name->count < NAME_TOKENS) {
                name->tokens[name->count++] = start;
                *to++ = '\0';
            }
            start = to;
            if (!byte)
                return;
        }
    }
}

bool name_read(struct arena *arena, const char *honorific, const char *text, struct name *name)
{
    *name = (struct name){.text = text, .honorific = honorific, .suffix = "", .gender = gender_of(arena, honorific)};
    if (!text || !*text)
        return false;
    char *folded = text_fold(arena, text), *room = arena_alloc(arena, strlen(folded) + 2);
    memcpy(room, folded, strlen(folded));
    split(name, room);
    if (name->count > 2 && text_word_in(name->tokens[name->count - 1], "jr sr jnr snr ii iii iv"))
        name->suffix = name->tokens[--name->count];
    const char *parts[2 * NAME_TOKENS + 2];
    size_t count = 0;
    for (size_t i = 0; i < name->count; i++) {
        parts[count++] = i ? " " : "";
        parts[count++] = name->tokens[i];
    }
    parts[count++] = *name->suffix ? ", " : "";
    parts[count++] = name->suffix;
    name->key = arena_join(arena, parts, count);
    return name->count > 0;
}

const char *name_surname(const struct name *name)
{
    return name->tokens[name->count - 1];
}

static bool is_letter(const char *token)
{
    return text_points(token, strlen(token)) == 1;
}

bool name_is_weak(const struct name *name)
{
    return name->count < 2 || is_letter(name_surname(name));
}

int name_weight(const struct name *name)
{
    int weight = name->gender != GENDER_UNKNOWN;
    for (size_t i = 0; i + 1 < name->count; i++)
        weight += is_letter(name->tokens[i]) ? 2 : 16;
    return weight;
}

bool name_same_gender(const struct name *a, const struct name *b)
{
    return a->gender == b->gender || a->gender == GENDER_UNKNOWN || b->gender == GENDER_UNKNOWN;
}

/* "t" and "terry", "terry" and "terry"; a letter agrees with what begins with it. */
static bool token_agrees(const char *a, const char *b)
{
    size_t a_size = strlen(a), b_size = strlen(b);
    if (is_letter(a) || is_letter(b))
        return strncmp(a, b, a_size < b_size ? a_size : b_size) == 0;
    return strcmp(a, b) == 0;
}

bool name_agrees(const struct name *a, const struct name *b)
{
    if (name_is_weak(a) || name_is_weak(b) || !name_same_gender(a, b) || strcmp(a->suffix, b->suffix) != 0)
        return false;
    if (strcmp(name_surname(a), name_surname(b)) != 0 || !token_agrees(a->tokens[0], b->tokens[0]))
        return false;
    if (a->count == 2 || b->count == 2)
        return true;
    if (a->count != b->count)
        return false;
    for (size_t i = 1; i + 1 < a->count; i++)
        if (!token_agrees(a->tokens[i], b->tokens[i]))
            return false;
    return true;
}

/* A slip at the end of a given name may make another one of it: Joanna and Joanne. */
static bool token_is_slip(const char *a, const char *b, bool given)
{
    enum { LONG_SURNAME = 5, LONG_GIVEN = 6 };
    size_t least = given ? LONG_GIVEN : LONG_SURNAME, a_size = strlen(a), b_size = strlen(b);
    bool within = strlen(a) >= least && strlen(b) >= least && a[0] == b[0] && text_distance(a, b, 2) == 1;
    return within && !(given && (a_size != b_size || a[a_size - 1] != b[b_size - 1]));
}

bool name_is_slip(const struct name *a, const struct name *b)
{
    if (a->count != b->count || a->count < 2 || is_letter(a->tokens[0]) || !name_same_gender(a, b) ||
        strcmp(a->suffix, b->suffix) != 0)
        return false;
    size_t slips = 0;
    for (size_t i = 0; i < a->count; i++) {
        if (strcmp(a->tokens[i], b->tokens[i]) == 0)
            continue;
        if (!token_is_slip(a->tokens[i], b->tokens[i], i + 1 < a->count))
            return false;
        slips++;
    }
    return slips == 1;
}
