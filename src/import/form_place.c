/* Which place each block stands in: by the tag of its control, else by its style; keys by the tag, else by bookmarks. */
#include "import/form_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const struct place_row {
    const char *name, *hint; /* as in tags; hint: its label */
    enum form_group group;
    enum form_place place;
    bool officer;
    const char *what; /* of its key */
} rows[] = {
    {"meeting/date", "hint-date", GROUP_MEETING, PLACE_DATE, false, NULL},
    {"meeting/start", "hint-time", GROUP_MEETING, PLACE_START, false, NULL},
    {"meeting/end", "hint-time", GROUP_MEETING, PLACE_END, false, NULL},
    {"meeting/venue", "hint-venue", GROUP_MEETING, PLACE_VENUE, false, NULL},
    {"meeting/kind", "hint-choose", GROUP_MEETING, PLACE_KIND, false, NULL},
    {"meeting/mode", "hint-choose", GROUP_MEETING, PLACE_MODE, false, NULL},
    {"attendance/name", NULL, GROUP_SEAT, PLACE_NAME, false, "person"},
    {"attendance/present", NULL, GROUP_SEAT, PLACE_PRESENT, false, "person"},
    {"attendance/remote", NULL, GROUP_SEAT, PLACE_REMOTE, false, "person"},
    {"attendance/apologies", NULL, GROUP_SEAT, PLACE_APOLOGIES, false, "person"},
    {"attendance/absent", NULL, GROUP_SEAT, PLACE_ABSENT, false, "person"},
    {"attendance/note", "hint-attendance", GROUP_SEAT, PLACE_NOTE, false, "person"},
    {"officer/present", NULL, GROUP_SEAT, PLACE_PRESENT, true, "person"},
    {"officer/remote", NULL, GROUP_SEAT, PLACE_REMOTE, true, "person"},
    {"officer/apologies", NULL, GROUP_SEAT, PLACE_APOLOGIES, true, "person"},
    {"officer/absent", NULL, GROUP_SEAT, PLACE_ABSENT, true, "person"},
    {"officer/note", "hint-attendance", GROUP_SEAT, PLACE_NOTE, true, "person"},
    {"guest/name", "hint-name", GROUP_GUEST, PLACE_NAME, false, NULL},
    {"guest/organisation", "hint-organisation", GROUP_GUEST, PLACE_ORGANISATION, false, NULL},
    {"guest/remote", NULL, GROUP_GUEST, PLACE_REMOTE, false, NULL},
    {"guest/note", "hint-note", GROUP_GUEST, PLACE_NOTE, false, NULL},
    {"update/number", NULL, GROUP_UPDATE, PLACE_NUMBER, false, "update"},
    {"update/text", NULL, GROUP_UPDATE, PLACE_SAID, false, "update"},
    {"update/said", NULL, GROUP_UPDATE, PLACE_SAID, false, "update"},
    {"update/owner", "hint-owner", GROUP_UPDATE, PLACE_OWNER, false, "update"},
    {"update/due", "hint-due", GROUP_UPDATE, PLACE_DUE, false, "update"},
    {"update/status", "hint-choose", GROUP_UPDATE, PLACE_STATUS, false, "update"},
    {"update/note", "hint-update", GROUP_UPDATE, PLACE_NOTE, false, "update"},
    {"item/number", NULL, GROUP_ITEM, PLACE_NUMBER, false, NULL},
    {"item/title", "hint-title", GROUP_ITEM, PLACE_TITLE, false, "item"},
    {"item", "hint-title", GROUP_ITEM, PLACE_TITLE, false, "item"}, /* its style */
    {"approval", "hint-outcome", GROUP_ITEM, PLACE_APPROVAL, false, "approval"},
    {"text", "hint-text", GROUP_ITEM, PLACE_WORDS, false, NULL},
    {"decision", "hint-decision", GROUP_DECISION, PLACE_WORDS, false, NULL},
    {"action/text", "hint-action", GROUP_ACTION, PLACE_WORDS, false, NULL},
    {"action/owner", "hint-owner", GROUP_ACTION, PLACE_OWNER, false, NULL},
    {"action/due", "hint-due", GROUP_ACTION, PLACE_DUE, false, NULL},
    {"next/date", "hint-date", GROUP_NEXT, PLACE_DATE, false, NULL},
    {"next/start", "hint-time", GROUP_NEXT, PLACE_START, false, NULL},
    {"next/end", "hint-time", GROUP_NEXT, PLACE_END, false, NULL},
    {"next/venue", "hint-venue", GROUP_NEXT, PLACE_VENUE, false, NULL},
};

enum { ROWS = sizeof rows / sizeof *rows };

static const struct place_row *row_of_tag(const char *tag)
{
    size_t start = strlen(FORM_PREFIX);
    if (!tag || strncmp(tag, FORM_PREFIX, start) != 0)
        return NULL;
    for (size_t i = 0; i < ROWS; i++)
        if (strlen(rows[i].name) == strcspn(tag + start, "=") && strncmp(rows[i].name, tag + start, strlen(rows[i].name)) == 0)
            return &rows[i];
    return NULL;
}

/* "Minutes Action Owner", whatever its blanks and capitals, is "action/owner". */
static const struct place_row *row_of_style(const char *style)
{
    static const char start[] = "minutes";
    char name[48] = "";
    size_t size = 0;
    for (const char *c = style ? style : ""; *c && size + 1 < sizeof name; c++)
        if (*c != ' ')
            name[size++] = (char)(*c >= 'A' && *c <= 'Z' ? *c + 'a' - 'A' : *c);
    name[size] = '\0';
    if (strncmp(name, start, sizeof start - 1) != 0)
        return NULL;
    for (size_t i = 0; i < ROWS; i++) {
        const char *at = name + sizeof start - 1, *c = rows[i].name;
        for (; *c; c++) {
            if (*c == '/')
                continue;
            if (*c != *at)
                break;
            at++;
        }
        if (!*c && !*at)
            return &rows[i];
    }
    return NULL;
}

static const struct place_row *row_of(const struct block *block)
{
    const struct place_row *row = block->zone == ZONE_BODY && block->mark ? row_of_tag(block->mark->tag) : NULL;
    return row || block->zone != ZONE_BODY ? row : row_of_style(block->style);
}

const char *form_property(const struct blocks *blocks, const char *name)
{
    for (size_t i = 0; i < blocks->property_count; i++)
        if (strcmp(blocks->properties[i].name, name) == 0)
            return blocks->properties[i].value;
    return NULL;
}

/* Without the marks of its own words nobody could tell those from what was typed. */
const char *form_body(const struct blocks *blocks)
{
    const char *body = form_property(blocks, FORM_PRINTED "-1") ? form_property(blocks, FORM_PREFIX "body") : NULL;
    for (size_t i = 0; body && form_is_id(body) && i < blocks->count; i++)
        if (row_of(&blocks->list[i]))
            return body;
    return NULL;
}

/* -- keys -- */

static const char *key_of_tag(const struct form *form, const char *tag, const char *what)
{
    const char *key = tag ? strchr(tag, '=') : NULL;
    if (!key || !key[1] || !what)
        return NULL;
    return key[1] == '~' ? form_property(form->reading->blocks, arena_printf(form->arena, "minutec_%s_%s", what, key + 2)) : key + 1;
}

static const char *key_of(const struct form *form, const struct block *block, const struct place_row *row)
{
    const struct block_mark *mark = block->mark;
    const char *key = mark && row_of_tag(mark->tag) ? key_of_tag(form, mark->tag, row->what) : NULL;
    bool marked = !key && mark && mark->bookmark && row->what &&
                  strncmp(mark->bookmark, arena_printf(form->arena, "minutec_%s_", row->what), strlen(row->what) + 9) == 0;
    return marked ? form_property(form->reading->blocks, mark->bookmark) : key;
}

/* -- the form's own words -- */

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void read_printed(struct form *form)
{
    const struct blocks *blocks = form->reading->blocks;
    size_t room = 1;
    for (size_t i = 0; i < blocks->property_count; i++)
        room += strlen(blocks->properties[i].value) / (FORM_WORDS_HEX + 1) + 1;
    form->printed = arena_alloc(form->arena, room * sizeof *form->printed);
    for (size_t i = 0; i < blocks->property_count; i++) {
        if (strncmp(blocks->properties[i].name, FORM_PRINTED, strlen(FORM_PRINTED)) != 0)
            continue;
        char *rest = arena_copy(form->arena, blocks->properties[i].value), *state = NULL;
        for (char *mark = strtok_r(rest, " ", &state); mark; mark = strtok_r(NULL, " ", &state))
            if (strlen(mark) == FORM_WORDS_HEX)
                form->printed[form->printed_count++] = mark;
    }
    if (form->printed_count)
        qsort(form->printed, form->printed_count, sizeof *form->printed, compare);
}

bool form_is_printed(const struct form *form, const char *where, const char *words)
{
    char mark[FORM_WORDS_HEX + 1];
    const char *wanted = mark;
    form_words_mark(form->arena, where, words, mark);
    return form->printed_count && bsearch(&wanted, form->printed, form->printed_count, sizeof *form->printed, compare);
}

/* Words that wait in the document for a place that is emptied. */
static bool is_hint(const struct form *form, const struct block *block)
{
    for (size_t i = 0; block->mark && block->mark->hint && i < ROWS; i++)
        if (rows[i].hint && form_is_printed(form, rows[i].hint, block->text))
            return true;
    return false;
}

/* -- raw words -- */

static int compare_raw(const void *a, const void *b)
{
    const struct raw_words *one = *(struct raw_words *const *)a, *other = *(struct raw_words *const *)b;
    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    return (one > other) - (one < other);
}

static void index_raw(struct form *form)
{
    struct blocks *blocks = form->reading->blocks;
    form->raw = arena_alloc(form->arena, (blocks->raw_count + 1) * sizeof *form->raw);
    for (size_t i = 0; i < blocks->raw_count; i++)
        form->raw[i] = &blocks->raw[i];
    if (blocks->raw_count)
        qsort(form->raw, blocks->raw_count, sizeof *form->raw, compare_raw);
}

/* Whether raw words are a block's, with no other words before them than its number. */
static bool is_of(const struct form *form, const struct raw_words *raw, const struct block *block)
{
    size_t size = strlen(raw->text), marker = block->marker ? strlen(block->marker) : 0;
    while (size && strchr(" \t\n\r", raw->text[size - 1]))
        size--;
    if (size < block->size || memcmp(raw->text + size - block->size, block->text, block->size) != 0)
        return false;
    const char *before = arena_copy_n(form->arena, raw->text, size - block->size);
    if (marker && strncmp(before, block->marker, marker) == 0)
        before += marker;
    return shape_word_points(before) == 0;
}

void form_silence(struct form *form, size_t index)
{
    const struct blocks *blocks = form->reading->blocks;
    const struct block *block = &blocks->list[index];
    size_t low = 0, high = blocks->raw_count;
    form->reading->claims[index] = CLAIM_CLOSING; /* whatever it says is said elsewhere */
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct raw_words *raw = form->raw[middle];
        if (raw->at < block->at)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < blocks->raw_count && form->raw[low]->at == block->at; low++)
        if (form->raw[low]->zone == block->zone && is_of(form, form->raw[low], block)) {
            form->raw[low]->zone = ZONE_FORM;
            return;
        }
}

void form_silence_all(struct form *form, const struct form_row *row, enum form_place place)
{
    for (size_t i = 0; i < row->counts[place]; i++)
        form_silence(form, row->blocks[place][i]);
}

/* -- the whole -- */

/* A hint may be the first of the choices. */
static bool shows_hint(const struct form *form, const struct block *block)
{
    bool shows = block->mark->hint;
    for (size_t i = 0; !shows && i < block->mark->choice_count; i++)
        shows = text_same(text_collapse(form->arena, block->mark->choices[i].text), text_collapse(form->arena, block->text));
    return shows;
}

static void find_place(struct form *form, size_t index)
{
    const struct block *block = &form->reading->blocks->list[index];
    struct form_at *at = &form->at[index];
    const struct place_row *row = row_of(block);
    if (row) {
        at->group = row->group;
        at->place = row->place;
        at->officer = row->officer;
        at->key = key_of(form, block, row);
        at->tag = row->name;
    }
    bool typed = row && row->hint;
    at->empty = typed && block->mark && (!block->size || (shows_hint(form, block) && form_is_printed(form, row->hint, block->text)));
    if (block->zone == ZONE_BODY && !typed && !(row && block->box))
        at->printed = form_is_printed(form, block->style ? block->style : "", block->text);
    else if (block->zone == ZONE_HIDDEN)
        at->printed = is_hint(form, block);
    if (block->table && (row || at->printed) && block->table <= form->reading->blocks->table_count)
        form->tables[block->table] = true;
}

void form_places(struct form *form)
{
    const struct blocks *blocks = form->reading->blocks;
    read_printed(form);
    index_raw(form);
    form->at = arena_alloc(form->arena, (blocks->count + 1) * sizeof *form->at);
    form->tables = arena_alloc(form->arena, (blocks->table_count + 2) * sizeof *form->tables);
    for (size_t i = 0; i < blocks->count; i++)
        find_place(form, i);
}
