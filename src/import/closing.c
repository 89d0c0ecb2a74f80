/* What stands at the end: who signed, and whom to write to. */
#include "import/closing.h"

#include "import/people.h"
#include "import/phrase.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum { LAST = 40, SIGNS = 8, LINES = 24, SHORT = 90 };

static const char *const contact_heads[] = {"contact details",
                                            "contact",
                                            "contacts",
                                            "administrator contact details",
                                            "for further information",
                                            "further information",
                                            "clerk's contact details",
                                            "clerk contact details",
                                            "contact information",
                                            "clerk to the council",
                                            NULL};
static const char *const sign_words[] = {"signed",
                                         "signature",
                                         "approved and signed",
                                         "signed as a correct record",
                                         "signed as a true record",
                                         "chairman's signature",
                                         "signed by",
                                         NULL};
static const char *const offices[] = {"chair",
                                      "chairman",
                                      "chairperson",
                                      "chairwoman",
                                      "vice chair",
                                      "vice chairman",
                                      "presiding member",
                                      "president",
                                      "secretary",
                                      "mayor",
                                      "town mayor",
                                      "convenor",
                                      "convener",
                                      "clerk",
                                      "parish clerk",
                                      "town clerk",
                                      "clerk to the council",
                                      "board secretary",
                                      "recording secretary",
                                      "secretary to the board",
                                      NULL};

static const struct block *block_at(const struct reading *reading, size_t i)
{
    return &reading->blocks->list[i];
}

static bool is_free(const struct reading *reading, size_t i)
{
    const struct block *block = block_at(reading, i);
    return reading->claims[i] == CLAIM_NONE && block->zone == ZONE_BODY && block->kind != BLOCK_RULE &&
           block->kind != BLOCK_IMAGE && !block->table;
}

/* Dots, lines and white space that are there to be written on. */
static size_t skip_blanks(const char *text, size_t size, size_t at)
{
    for (;;) {
        size_t next = phrase_skip(text, size, at, " \t\n._-:/,");
        if (next + 2 < size && memcmp(text + next, "\xE2\x80\xA6", 3) == 0)
            next += 3;
        if (next == at)
            return at;
        at = next;
    }
}

static bool has_line(const struct block *block)
{
    enum { DOTS = 5 };
    size_t run = 0;
    for (size_t i = 0; i < block->size; i++) {
        run = strchr("._-", block->text[i]) ? run + 1 : (unsigned char)block->text[i] >= 0x80 ? run + 2 : 0;
        if (run >= DOTS && (block->text[i] == '.' || block->text[i] == '_' || (unsigned char)block->text[i] == 0xA6))
            return true;
    }
    return false;
}

static bool is_office(const struct block *block)
{
    return block->size < SHORT && phrase_is_any(block->text, block->size, offices);
}

/* "Signed ............ Chairman   Date .......": nothing but words of signing and lines to write on. */
static bool is_sign_line(const struct block *block)
{
    static const char *const dates[] = {"date", "dated", NULL};
    size_t at = skip_blanks(block->text, block->size, 0), found = 0;
    while (at < block->size) {
        size_t taken = phrase_any_at(block->text + at, block->size - at, sign_words, NULL);
        taken = taken ? taken : phrase_any_at(block->text + at, block->size - at, offices, NULL);
        taken = taken ? taken : phrase_any_at(block->text + at, block->size - at, dates, NULL);
        if (!taken)
            return false;
        found++;
        at = phrase_skip(block->text, block->size, at + taken, "()");
        at = skip_blanks(block->text, block->size, at);
    }
    return found && (has_line(block) || phrase_any_at(block->text, block->size, sign_words, NULL));
}

static struct sign *add_sign(struct closing *closing, struct reading *reading, size_t block)
{
    struct sign *sign = &closing->signs[closing->sign_count++];
    *sign = (struct sign){.block = block, .post_block = SIZE_MAX};
    reading->claims[block] = CLAIM_CLOSING;
    return sign;
}

/* Signatures from first on: lines to sign on, and a name with an office below it. */
static void find_signs(struct reading *reading, size_t first, struct closing *closing)
{
    for (size_t i = first; i < reading->end && closing->sign_count < SIGNS; i++) {
        if (!is_free(reading, i))
            continue;
        const struct block *block = block_at(reading, i);
        size_t next = i + 1;
        while (next < reading->end && !is_free(reading, next))
            next++;
        bool named = next < reading->end && people_is_name(block->text, block->size, false) && is_office(block_at(reading, next));
        if (is_sign_line(block)) {
            add_sign(closing, reading, i);
        } else if (named) {
            add_sign(closing, reading, i)->post_block = next;
            reading->claims[next] = CLAIM_CLOSING;
        }
    }
}

/* -- whom to write to -- */

/* "LA1 3SQ" alone on its line. */
static bool is_postcode(const char *text, size_t size)
{
    size_t space = 0;
    while (space < size && text[space] != ' ')
        space++;
    if (space < 2 || space > 4 || size - space != 4 || !isupper((unsigned char)text[0]) ||
        !isdigit((unsigned char)text[space + 1]))
        return false;
    for (size_t i = 0; i < size; i++)
        if (i != space && !isupper((unsigned char)text[i]) && !isdigit((unsigned char)text[i]))
            return false;
    return true;
}

static const char *line_kind(const struct block *block, bool first)
{
    static const char *const phones[] = {"telephone", "tel", "phone", "mobile", "fax", NULL}, *const mails[] = {"e-mail", "email",
                                                                                                                "e-mail address",
                                                                                                                NULL};
    if (memchr(block->text, '@', block->size) || phrase_any_at(block->text, block->size, mails, NULL))
        return "email";
    if (phrase_any_at(block->text, block->size, phones, NULL))
        return "telephone";
    if (memmem(block->text, block->size, "www.", 4) || memmem(block->text, block->size, "://", 3))
        return "web";
    if (is_postcode(block->text, block->size))
        return "postcode";
    if (first)
        return "name";
    return "address";
}

/* A heading of contact details near the end, and nothing but short lines below it. */
static void find_contact(struct reading *reading, size_t first, struct closing *closing)
{
    for (size_t i = first; i < reading->end; i++) {
        const struct block *head = block_at(reading, i);
        if (!is_free(reading, i) || head->size > SHORT || !phrase_is_any(head->text, head->size, contact_heads))
            continue;
        size_t lines = 0, told = 0;
        for (size_t k = i + 1; k < reading->end; k++) {
            if (!is_free(reading, k))
                continue;
            const char *kind = line_kind(block_at(reading, k), !lines);
            lines++;
            told += strcmp(kind, "telephone") == 0 || strcmp(kind, "email") == 0 || strcmp(kind, "postcode") == 0;
            if (block_at(reading, k)->size > SHORT)
                lines = LINES + 1;
        }
        if (!told || lines > LINES)
            continue;
        closing->contact = true;
        closing->contact_head = i;
        reading->claims[i] = CLAIM_CLOSING;
        closing->lines = arena_alloc(reading->arena, (lines + 1) * sizeof *closing->lines);
        for (size_t k = i + 1; k < reading->end; k++) {
            if (!is_free(reading, k))
                continue;
            closing->lines[closing->line_count] = (struct contact_line){k, line_kind(block_at(reading, k), !closing->line_count)};
            closing->line_count++;
            reading->claims[k] = CLAIM_CLOSING;
        }
        return;
    }
}

void closing_read(struct reading *reading, struct closing *closing)
{
    size_t first = reading->end > reading->first + LAST ? reading->end - LAST : reading->first;
    *closing = (struct closing){.signs = arena_alloc(reading->arena, SIGNS * sizeof *closing->signs)};
    find_contact(reading, first, closing);
    find_signs(reading, first, closing);
}
