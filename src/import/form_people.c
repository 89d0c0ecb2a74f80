/* Who came: rows of members with boxes, and rows of others. */
#include "base/text.h"
#include "import/form_parts.h"
#include "import/people.h"

#include <stdlib.h>
#include <string.h>

enum { ID_MOST = 60 };

/* -- reading -- */

static const char *const tick_signs[] = {"\xE2\x98\x91", "\xE2\x98\x92", "\xE2\x9C\x93", "\xE2\x9C\x94", "x", "X", NULL};

static bool is_one_of(const char *text, const char *const *list)
{
    while (*list && strcmp(*list, text) != 0)
        list++;
    return *list != NULL;
}

static void hold(struct form_seat *seat, size_t block)
{
    MEM_GROW(seat->blocks, seat->count, seat->room);
    seat->blocks[seat->count++] = block;
}

static void hold_all(struct form *form, struct form_seat *seat, const struct form_row *row, enum form_place place)
{
    for (size_t i = 0; i < row->counts[place]; i++) {
        if (form->at[row->blocks[place][i]].empty)
            form_silence(form, row->blocks[place][i]);
        else
            hold(seat, row->blocks[place][i]);
    }
}

/* Whether a box is ticked; words that are neither it nor a sign in its place are added to words. */
static bool is_ticked(struct form *form, struct form_seat *seat, const struct form_row *row, enum form_place place, struct buf *words)
{
    static const char empty[] = "\xE2\x98\x90";
    bool ticked = false;
    for (size_t i = 0; i < row->counts[place]; i++) {
        const struct block *block = &form->reading->blocks->list[row->blocks[place][i]];
        const char *text = strncmp(block->text, empty, sizeof empty - 1) == 0 ? block->text + sizeof empty - 1 : block->text;
        bool sign = is_one_of(text, tick_signs);
        ticked |= block->box == BOX_TICKED || sign;
        if (*text && !sign) {
            buf_printf(words, "%s%s", words->size ? ", " : "", text);
            hold(seat, row->blocks[place][i]);
        } else {
            form_silence(form, row->blocks[place][i]);
        }
    }
    return ticked;
}

static const struct {
    enum form_place place;
    unsigned tick;
} boxes[] = {{PLACE_PRESENT, TICK_PRESENT}, {PLACE_REMOTE, TICK_REMOTE}, {PLACE_APOLOGIES, TICK_APOLOGIES}, {PLACE_ABSENT, TICK_ABSENT}};

static struct form_seat *seat_of(struct form *form, const char *key)
{
    for (size_t i = 0; key && i < form->seat_count; i++)
        if (text_same(form->seats[i].key, key))
            return &form->seats[i];
    MEM_GROW(form->seats, form->seat_count, form->seat_room);
    form->seats[form->seat_count] = (struct form_seat){.key = key};
    return &form->seats[form->seat_count++];
}

/* The name that the form prints, without the office behind it. */
static const char *printed_name(const struct form *form, const struct form_row *row)
{
    struct form_value value;
    form_read(form, row, PLACE_NAME, &value);
    return arena_copy_n(form->arena, value.words, strcspn(value.words, ","));
}

static void add_note(struct form *form, struct form_seat *seat, const char *words)
{
    if (*words)
        seat->note = seat->note ? arena_printf(form->arena, "%s, %s", seat->note, words) : arena_copy(form->arena, words);
}

static void take_member(struct form *form, const struct form_row *row)
{
    struct buf words = BUF_INIT;
    struct form_value note, name;
    const char *key = row->key && form_is_id(row->key) ? row->key : NULL;
    form_read(form, row, PLACE_NAME, &name);
    form_read(form, row, PLACE_NOTE, &note);
    struct form_seat *seat = seat_of(form, key);
    bool again = seat->name != NULL;
    seat->officer = row->officer;
    seat->block = again ? seat->block : row->first;
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        seat->ticks |= is_ticked(form, seat, row, boxes[i].place, &words) ? boxes[i].tick : 0;
    bool own = row->counts[PLACE_NAME] == 1 && form->at[row->blocks[PLACE_NAME][0]].printed;
    seat->name_typed |= !own && *name.words;
    if (!again) {
        seat->name = own ? printed_name(form, row) : name.words;
        seat->printed = name.words;
        hold_all(form, seat, row, PLACE_NAME);
    } else if (own || strcmp(seat->printed, name.words) == 0) {
        form_silence_all(form, row, PLACE_NAME);
    } else {
        add_note(form, seat, name.words);
        hold_all(form, seat, row, PLACE_NAME);
    }
    add_note(form, seat, buf_text(&words));
    add_note(form, seat, note.words);
    hold_all(form, seat, row, PLACE_NOTE);
    form->filled |= seat->ticks || *note.words;
    buf_free(&words);
}

static void take_guest(struct form *form, const struct form_row *row)
{
    struct buf words = BUF_INIT;
    struct form_value name, organisation, note;
    form_read(form, row, PLACE_NAME, &name);
    form_read(form, row, PLACE_ORGANISATION, &organisation);
    form_read(form, row, PLACE_NOTE, &note);
    struct form_seat *seat = seat_of(form, NULL);
    bool remote = is_ticked(form, seat, row, PLACE_REMOTE, &words);
    hold_all(form, seat, row, PLACE_NAME);
    hold_all(form, seat, row, PLACE_ORGANISATION);
    hold_all(form, seat, row, PLACE_NOTE);
    if (seat->count || remote) {
        seat->guest = true;
        seat->block = row->first;
        seat->name = seat->printed = name.words;
        seat->organisation = *organisation.words ? organisation.words : NULL;
        seat->ticks = remote ? TICK_REMOTE : TICK_PRESENT;
        seat->id = *name.words ? text_slug(form->arena, name.words, ID_MOST) : "";
        add_note(form, seat, buf_text(&words));
        add_note(form, seat, note.words);
        form->filled = true;
    } else {
        form->seat_count--;
    }
    buf_free(&words);
}

void form_seat_row(struct form *form, const struct form_row *row)
{
    if (row->group == GROUP_GUEST)
        take_guest(form, row);
    else
        take_member(form, row);
}

static bool has_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at++)
        if ((at == text || at[-1] == ' ') && (at[size] == ' ' || !at[size]))
            return true;
    return false;
}

/* The one among all who were there, or could have been, who goes by these words. */
const char *form_guest_id(const struct form *form, const char *name)
{
    const char *wanted = text_fold(form->arena, name);
    const struct form_seat *found = NULL;
    for (size_t i = 0; i < form->seat_count; i++) {
        const struct form_seat *seat = &form->seats[i];
        if (!*wanted || !seat->name || !has_word(text_fold(form->arena, seat->name), wanted))
            continue;
        if (found)
            return NULL;
        found = seat;
    }
    return found && found->guest && *found->id ? found->id : NULL;
}

/* -- the lists -- */

static const char *list_name(const struct form_seat *seat)
{
    unsigned lists = (seat->ticks & (TICK_PRESENT | TICK_REMOTE) ? 1U : 0U) | (seat->ticks & (TICK_APOLOGIES | TICK_ABSENT));
    bool several = (lists & (lists - 1)) != 0;
    if (several || !lists)
        return "unknown";
    if (lists & TICK_APOLOGIES)
        return "apologies";
    if (lists & TICK_ABSENT)
        return "absent";
    return seat->for_id || !(seat->officer || seat->guest) ? "present" : "in-attendance";
}

static void tell_ticks(struct form *form, const struct form_seat *seat)
{
    static const char *const words[] = {"present", "online", "apologies", "absent"};
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (seat->ticks & 1U << i)
            buf_printf(&list, "%s%s", list.size ? ", " : "", words[i]);
    diag_done(diag_add(form->reading->log, D_TICKED_TWICE, reading_place(form->reading, seat->block), seat->name, buf_text(&list)),
              "listed as unknown");
    buf_free(&list);
}

/* Ids of guests are their own: none is a member's, and none is there twice. */
static bool is_free(const struct form *form, size_t index)
{
    const char *id = form->seats[index].id;
    for (size_t i = 0; i < form->seat_count; i++)
        if (text_same(form->seats[i].key, id) || (i < index && text_same(form->seats[i].id, id)))
            return false;
    return *id != '\0';
}

/* Who it is and all that was typed beside the name. */
static void set_as(struct node *person, const struct form_seat *seat)
{
    const char *parts[] = {seat->printed, seat->organisation, seat->note};
    struct buf as = BUF_INIT;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] && *parts[i])
            buf_printf(&as, "%s%s", as.size ? ", " : "", parts[i]);
    node_set_some(person, "as", buf_text(&as));
    buf_free(&as);
}

static void add_person(struct form *form, struct node *list, size_t index)
{
    struct form_seat *seat = &form->seats[index];
    struct node *person = form_add(form, list, "person", seat->block);
    bool there = (seat->ticks & (TICK_PRESENT | TICK_REMOTE)) && !node_is(list, "unknown");
    node_set_some(person, "ref", seat->key);
    node_set_some(person, SHAPE_PRIVATE "printed", seat->key || !seat->guest ? seat->name : NULL);
    if (seat->key)
        node_set(person, SHAPE_PRIVATE "seat", seat->officer ? "officer" : "member");
    if (seat->guest) {
        node_set_some(person, SHAPE_PRIVATE "guest", seat->id);
        if (is_free(form, index))
            node_set(person, "id", seat->id);
        node_set_some(person, "name", seat->name);
        node_set_some(person, "organisation", seat->organisation);
        node_set(person, "role", seat->for_id ? "deputy" : "guest");
    }
    if (there && seat->ticks & TICK_REMOTE && !(seat->ticks & TICK_PRESENT))
        node_set(person, "mode", "remote");
    if (there)
        node_set_some(person, "arrived", seat->arrived);
    if (there)
        node_set_some(person, "left", seat->left);
    node_set_some(person, "deputy-for", seat->for_id);
    bool times = seat->arrived || seat->left;
    bool as = seat->name_typed || (seat->note && (!seat->understood || (!there && times))) || (seat->guest && !*seat->name);
    if (!as)
        for (size_t i = 0; i < seat->count; i++)
            form_silence(form, seat->blocks[i]);
    else
        set_as(person, seat);
}

void form_seats(struct form *form)
{
    static const char *const lists[] = {"present", "in-attendance", "apologies", "absent", "unknown"};
    for (size_t i = 0; i < form->seat_count; i++)
        form_note(form, &form->seats[i]);
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        struct node *list = NULL;
        for (size_t i = 0; i < form->seat_count; i++) {
            const struct form_seat *seat = &form->seats[i];
            if (strcmp(list_name(seat), lists[k]) != 0)
                continue;
            if (strcmp(lists[k], "unknown") == 0 && seat->ticks)
                tell_ticks(form, seat);
            if (!list)
                shape_why(list = node_add(form->attendance, lists[k]), &form->reading->blocks->list[seat->block], (struct why){NULL, 0});
            add_person(form, list, i);
        }
    }
}
