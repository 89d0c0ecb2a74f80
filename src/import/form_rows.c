/* Rows that become one element: earlier actions, decisions, new actions, days to come; and the details of the meeting. */
#include "base/text.h"
#include "import/form_parts.h"
#include "import/phrase.h"

#include <string.h>

/* "superseded" needs the address of what took its place, which no form asks for: it is kept as a word. */
static const char statuses[] = "open in-progress proposed done dropped reopened";
static const char kinds[] = "extraordinary annual inaugural workshop"; /* an ordinary one is not said */
static const char modes[] = "in-person hybrid remote";

static bool is_any(const char *value, const char *list)
{
    return value && *value && !strchr(value, ' ') && text_word_in(value, list);
}

/* Words as the form put them there are no news. */
static bool is_unchanged(const struct form *form, const struct form_row *row, const char *place, const char *words)
{
    const char *key = row->key ? form_key_tag(form->arena, "update", row->key) : NULL;
    return form_is_printed(form, key ? arena_printf(form->arena, "%s=%s", place, key) : place, words);
}

/* -- owners and days -- */

static void set_owner_src(struct form *form, struct node *node, const struct form_row *row)
{
    form_src(form, node, "owner", row, PLACE_OWNER);
    form_src(form, node, "for", row, PLACE_OWNER);
}

/* Choices are ids; of other words those that name guests of this meeting are, and the rest is looked up when the series is known. */
static void set_owner(struct form *form, struct node *node, const struct form_row *row)
{
    struct form_value value;
    form_read(form, row, PLACE_OWNER, &value);
    if (!*value.words)
        form_silence_all(form, row, PLACE_OWNER);
    if (!*value.words)
        return;
    const char *guest = form_guest_id(form, value.words);
    if ((value.value && form_is_id(value.value)) || guest) {
        node_set(node, "owner", guest ? guest : value.value);
        node_set(node, SHAPE_PRIVATE "chosen", value.words);
        set_owner_src(form, node, row);
        form_silence_all(form, row, PLACE_OWNER);
        return;
    }
    node_set(node, "for", value.words);
    const char **names = content_owners(value.words, strlen(value.words), form->arena);
    size_t kept = 0;
    for (size_t i = 0; names && names[i]; i++) {
        const char *had = node_attr(node, "owner"), *id = form_guest_id(form, names[i]);
        if (id)
            node_set(node, "owner", had ? arena_printf(form->arena, "%s %s", had, id) : id);
        else
            names[kept++] = names[i];
    }
    if (kept) {
        names[kept] = NULL;
        shape_names(&form->shape, node, SHAPE_PRIVATE "owners", names);
    }
    set_owner_src(form, node, row);
}

/* A day before the meeting is none to do anything by: it stays as it was typed. */
static void set_due(struct form *form, struct node *node, const struct form_row *row)
{
    static const char *const next[] = {"next meeting", "the next meeting", "by next meeting", "by the next meeting", "before the next meeting",
                                       "for next meeting", "for the next meeting", NULL};
    struct form_value value;
    form_read(form, row, PLACE_DUE, &value);
    const char *held = form->reading->head.date;
    if (value.date && held && strcmp(value.date, held) < 0)
        diag_add(form->reading->log, D_DUE_EARLY, reading_place(form->reading, row->blocks[PLACE_DUE][0]), value.words, held);
    if (value.date && (!held || strcmp(value.date, held) < 0))
        value.date = NULL;
    if (!*value.words || value.date)
        form_silence_all(form, row, PLACE_DUE);
    if (value.date)
        node_set(node, "due", value.date);
    else if (*value.words)
        node_set(node, "due-text", value.words);
    if (!value.date && phrase_is_any(value.words, strlen(value.words), next))
        node_set(node, "due", "next-meeting");
    form_src(form, node, "due", row, PLACE_DUE);
    form_src(form, node, "due-text", row, PLACE_DUE);
}

/* -- actions of earlier meetings -- */

static struct node *previous_actions(struct form *form, const struct form_row *row)
{
    struct shape *shape = &form->shape;
    bool arising = form->item && form->roles && text_word_in("matters-arising", form->roles);
    if (shape->previous)
        return shape->previous;
    if (!arising) {
        shape->depth = 0;
        form->item = NULL;
    }
    return shape->previous = form_add(form, shape->open[shape->depth], "previous-actions", row->first);
}

struct node *form_restricted(struct form *form, struct node *parent, size_t block)
{
    struct node *passage = form_add(form, parent, "restricted", block);
    node_set(passage, "reason", "other");
    node_add_text(node_add(passage, "summary"), form->reading->blocks->list[block].text);
    form->reading->claims[block] = CLAIM_CLOSING;
    return passage;
}

static void set_status(struct form *form, struct node *update, const struct form_row *row)
{
    struct form_value value;
    form_read(form, row, PLACE_STATUS, &value);
    form->filled |= *value.words && !is_unchanged(form, row, "update/status", value.words);
    if (is_any(value.value, statuses))
        node_set(update, "status", value.value);
    else if (*value.words)
        node_set(update, "label", value.words); /* typed over: printed as it is */
    form_src(form, update, "status", row, PLACE_STATUS);
    if (is_any(value.value, statuses) || !*value.words)
        form_silence_all(form, row, PLACE_STATUS);
}

void form_update_row(struct form *form, const struct form_row *row)
{
    struct form_value number, owner, due;
    form_begin_item(form);
    struct node *parent = previous_actions(form, row);
    for (size_t i = 0; row->restricted && i < row->counts[PLACE_SAID]; i++) {
        size_t block = row->blocks[PLACE_SAID][i];
        if (form_is_printed(form, "restricted", form->reading->blocks->list[block].text)) {
            parent = form_restricted(form, parent, block);
            break;
        }
    }
    struct node *update = form_add(form, parent, "update", row->counts[PLACE_SAID] ? row->blocks[PLACE_SAID][0] : row->first);
    if (row->key && form_is_address(row->key, true))
        node_set(update, "action", row->key);
    form_read(form, row, PLACE_NUMBER, &number);
    if (*number.words)
        node_set(update, "n", number.words);
    set_status(form, update, row);
    form_read(form, row, PLACE_OWNER, &owner);
    form_read(form, row, PLACE_DUE, &due);
    if (is_unchanged(form, row, "update/owner", owner.words))
        form_silence_all(form, row, PLACE_OWNER);
    else
        set_owner(form, update, row);
    if (is_unchanged(form, row, "update/due", due.words))
        form_silence_all(form, row, PLACE_DUE);
    else
        set_due(form, update, row);
    form->filled |= node_attr(update, "owner") || node_attr(update, "for") || node_attr(update, "due") || node_attr(update, "due-text");
    for (size_t i = 0; i < row->counts[PLACE_SAID]; i++)
        if (form->at[row->blocks[PLACE_SAID][i]].printed && form->reading->claims[row->blocks[PLACE_SAID][i]] == CLAIM_NONE)
            form_silence(form, row->blocks[PLACE_SAID][i]);
    form_prose(form, update, row, PLACE_SAID, false); /* what somebody changed of it */
    form_prose(form, update, row, PLACE_NOTE, true);
}

/* -- what is new -- */

void form_decision_row(struct form *form, const struct form_row *row)
{
    struct form_value words;
    form_read(form, row, PLACE_WORDS, &words);
    if (!*words.words) {
        form_silence_all(form, row, PLACE_WORDS);
        return;
    }
    form_begin_item(form);
    form_prose(form, form_add(form, NULL, "decision", row->first), row, PLACE_WORDS, false);
    form->filled = true;
}

/* Owner and day alone are no action; what was typed of them is kept as words. */
static void keep_rest(struct form *form, const struct form_row *row)
{
    static const enum form_place rest[] = {PLACE_OWNER, PLACE_DUE};
    for (size_t k = 0; k < sizeof rest / sizeof *rest; k++)
        for (size_t i = 0; i < row->counts[rest[k]]; i++) {
            size_t block = row->blocks[rest[k]][i];
            if (form->at[block].empty)
                form_silence(form, block);
            else
                shape_text(&form->shape, block, 0, form->reading->blocks->list[block].size);
        }
}

void form_action_row(struct form *form, const struct form_row *row)
{
    static const enum form_place all[] = {PLACE_WORDS, PLACE_OWNER, PLACE_DUE};
    struct form_value value;
    bool any = false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        form_read(form, row, all[i], &value);
        any |= *value.words != '\0';
    }
    if (!any)
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)
            form_silence_all(form, row, all[i]);
    if (!any)
        return;
    form->filled = true;
    form_begin_item(form);
    form_read(form, row, PLACE_WORDS, &value);
    if (!*value.words) {
        form_silence_all(form, row, PLACE_WORDS);
        keep_rest(form, row);
        return;
    }
    struct node *action = form_add(form, NULL, "action", row->blocks[PLACE_WORDS][0]);
    set_owner(form, action, row);
    set_due(form, action, row);
    form_prose(form, action, row, PLACE_WORDS, false);
}

/* -- days to come -- */

/* Whether a place has words that mean nothing there; what means something is set. */
static bool set_clock(struct form *form, struct node *node, const struct form_row *row, enum form_place place, const char *name)
{
    struct form_value value;
    form_read(form, row, place, &value);
    const char *clock = *value.words ? form_clock(form, value.words) : NULL, *start = node_attr(node, "start");
    if (clock && place == PLACE_END && start && strcmp(clock, start) < 0)
        clock = NULL;
    if (clock)
        node_set(node, name, clock);
    form_src(form, node, name, row, place);
    if (clock || !*value.words)
        form_silence_all(form, row, place);
    return *value.words && !clock;
}

void form_next_row(struct form *form, const struct form_row *row)
{
    static const enum form_place all[] = {PLACE_DATE, PLACE_START, PLACE_END, PLACE_VENUE};
    struct form_value value, date;
    bool any = false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        form_read(form, row, all[i], &value);
        any |= *value.words != '\0';
    }
    if (!any) {
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)
            form_silence_all(form, row, all[i]);
        return;
    }
    form_begin_item(form);
    struct node *day = form_add(form, form->days ? form->days : form->shape.root, "next-meeting", row->first);
    bool words[] = {false, false, false, false};
    form_read(form, row, PLACE_DATE, &date);
    if (date.date)
        node_set(day, "date", date.date);
    form_src(form, day, "date", row, PLACE_DATE);
    if (date.date || !*date.words)
        form_silence_all(form, row, PLACE_DATE);
    words[0] = *date.words && !date.date;
    words[1] = set_clock(form, day, row, PLACE_START, "start");
    words[2] = set_clock(form, day, row, PLACE_END, "end");
    form_read(form, row, PLACE_VENUE, &value);
    words[3] = *value.words && (words[0] || words[1] || words[2]);
    if (*value.words && !words[3])
        node_set(day, "venue", value.words);
    form_src(form, day, "venue", row, PLACE_VENUE);
    if (!words[3])
        form_silence_all(form, row, PLACE_VENUE);
    bool more = false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (words[i]) {
            form_prose(form, day, row, all[i], more);
            more = true;
        }
}

/* -- details -- */

static const char *what_of(enum form_place place)
{
    switch (place) {
    case PLACE_DATE: return "day";
    case PLACE_START:
    case PLACE_END: return "time of day";
    case PLACE_KIND: return "kind of meeting";
    case PLACE_MODE: return "way of meeting";
    default: return "second venue";
    }
}

/* A word that none of the values has is printed at the head. */
static void head_words(struct form *form, struct node *meeting, const struct form_row *row, enum form_place place, const char *words)
{
    struct node *before = node_child(meeting, "venue");
    struct node *heading = before ? node_insert(before, "heading") : node_add(meeting, "heading");
    shape_why(heading, &form->reading->blocks->list[row->blocks[place][0]], (struct why){NULL, 0});
    node_set(heading, "kind", "other");
    node_add_text(heading, words);
    diag_add(form->reading->log, D_DETAIL_UNCLEAR, reading_place(form->reading, row->blocks[place][0]), words, what_of(place));
}

static void set_choice(struct form *form, struct node *node, const struct form_row *row, enum form_place place, const char *name, const char *list)
{
    struct form_value value;
    form_read(form, row, place, &value);
    bool ordinary = text_same(value.value, "ordinary");
    if (is_any(value.value, list))
        node_set(node, name, value.value);
    form_src(form, node, name, row, place);
    if (is_any(value.value, list) || ordinary || !*value.words)
        form_silence_all(form, row, place);
    else
        head_words(form, node_child(form->shape.root, "meeting"), row, place, value.words);
}

void form_meeting_row(struct form *form, const struct form_row *row)
{
    struct node *root = form->shape.root, *meeting = node_child(root, "meeting");
    struct head *head = &form->reading->head;
    struct form_value value;
    if (row->counts[PLACE_DATE]) {
        form_read(form, row, PLACE_DATE, &value);
        if (value.date)
            node_set(root, "date", head->date = value.date);
        form_src(form, root, "date", row, PLACE_DATE);
        if (value.date || !*value.words)
            form_silence_all(form, row, PLACE_DATE);
        else
            head_words(form, meeting, row, PLACE_DATE, value.words);
    }
    static const struct {
        enum form_place place;
        const char *name;
    } clocks[] = {{PLACE_START, "start"}, {PLACE_END, "end"}};
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        if (set_clock(form, meeting, row, clocks[i].place, clocks[i].name)) {
            form_read(form, row, clocks[i].place, &value);
            head_words(form, meeting, row, clocks[i].place, value.words);
        }
    }
    head->start = node_attr(meeting, "start") ? arena_copy(form->arena, node_attr(meeting, "start")) : head->start;
    form_read(form, row, PLACE_VENUE, &value);
    if (*value.words && !node_child(meeting, "venue")) {
        struct node *venue = node_add(meeting, "venue");
        shape_why(venue, &form->reading->blocks->list[row->blocks[PLACE_VENUE][0]], (struct why){NULL, 0});
        node_add_text(venue, value.words);
    } else if (*value.words) {
        head_words(form, meeting, row, PLACE_VENUE, value.words);
    } else {
        form_silence_all(form, row, PLACE_VENUE);
    }
    set_choice(form, root, row, PLACE_KIND, "kind", kinds);
    set_choice(form, meeting, row, PLACE_MODE, "mode", modes);
}
