/* The tree of a meeting: what is open, and block after block into it. */
#include "import/shape.h"

#include "base/text.h"
#include "document/markdown.h"
#include "import/people.h"
#include "import/phrase.h"
#include "import/shape_parts.h"
#include "import/when.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

void shape_why(struct node *node, const struct block *block, struct why why)
{
    char text[48];
    if (block && block->at) {
        if (block->upto > block->at)
            snprintf(text, sizeof text, "%zu-%zu", block->at, block->upto);
        else
            snprintf(text, sizeof text, "%zu", block->at);
        node_set(node, "src", text);
    }
    if (!why.rule)
        return;
    node_set(node, "rule", why.rule);
    snprintf(text, sizeof text, "%d.%02d", why.sure / 100, why.sure % 100);
    node_set(node, "confidence", text);
}


static const struct block *block_of(const struct shape *shape, size_t block)
{
    return &shape->reading->blocks->list[block];
}

struct node *shape_add(struct shape *shape, const char *name, size_t block, struct why why)
{
    shape_end(shape);
    if (shape->previous && !text_word_in(name, "columns update text note"))
        shape->previous = NULL; /* what is no report on earlier actions ends them */
    struct node *parent = shape->previous ? shape->previous : shape->open[shape->depth];
    struct node *node = node_add(parent, name);
    shape_why(node, block_of(shape, block), why);
    return node;
}

void shape_attr(struct shape *shape, struct node *node, const char *name, size_t block, size_t from, size_t to)
{
    if (from >= to)
        return;
    struct arena *arena = shape->reading->arena;
    char *words = text_collapse(arena, arena_copy_n(arena, block_of(shape, block)->text + from, to - from));
    if (words && *words)
        node_set(node, name, words);
}

void shape_names(struct shape *shape, struct node *node, const char *name, const char *const *names)
{
    struct buf list = BUF_INIT;
    for (; names && *names; names++)
        buf_printf(&list, "%s%s", list.size ? "|" : "", *names);
    if (list.size)
        node_set(node, name, arena_copy(shape->reading->arena, buf_text(&list)));
    buf_free(&list);
}

/* -- prose -- */

void shape_end(struct shape *shape)
{
    if (!shape->prose)
        return;
    char place[48];
    node_add_text(shape->prose, buf_text(&shape->words));
    if (shape->prose_upto > shape->prose_at)
        snprintf(place, sizeof place, "%zu-%zu", shape->prose_at, shape->prose_upto);
    else
        snprintf(place, sizeof place, "%zu", shape->prose_at);
    if (shape->prose_at && !node_attr(shape->prose, "src"))
        node_set(shape->prose, "src", place);
    shape->prose = NULL;
    buf_clear(&shape->words);
}

static size_t word_points(const char *text)
{
    size_t count = 0, left = strlen(text), length;
    for (uint32_t point; left; text += length, left -= length) {
        length = text_decode(text, left, &point);
        count += length && text_is_word(point);
        length += !length;
    }
    return count;
}

bool shape_marked(const struct block *block)
{
    return block->marker && word_points(block->marker) > 0;
}

/* Without what closes it; NULL: nothing is left. */
static const char *number_of(const char *marker, struct arena *arena)
{
    size_t size = strlen(marker);
    while (size && strchr(".):", marker[size - 1]))
        size--;
    return size ? arena_copy_n(arena, marker, size) : NULL;
}

/* "3." for a list of Markdown, which knows digits with a stop or a bracket; else NULL. */
static const char *list_sign(const struct block *block, struct arena *arena)
{
    enum { MOST = 9 };
    if (block->kind != BLOCK_ENTRY)
        return NULL;
    const char *marker = block->marker ? block->marker : "";
    size_t digits = strspn(marker, "0123456789");
    if (digits && digits < MOST && strchr(".)", marker[digits]) && marker[digits] && !marker[digits + 1])
        return arena_copy(arena, marker);
    return !shape_marked(block) || strcmp(marker, "o") == 0 ? "-" : NULL;
}

static void put_marker(struct shape *shape, const struct block *of)
{
    struct block marker = {.text = of->marker, .size = strlen(of->marker)};
    struct run run = {.size = marker.size};
    marker.runs = &run;
    marker.run_count = 1;
    block_prose(&marker, 0, marker.size, &shape->words);
    buf_char(&shape->words, ' ');
}

/* One paragraph more: of a list, or behind an empty line. */
static void put_words(struct shape *shape, size_t block, size_t from, size_t to)
{
    enum { LEVELS = 8, STEP = 4 };
    const struct block *of = block_of(shape, block);
    struct buf *out = &shape->words;
    bool begins = from == 0 || (shape->marks[block].kind == MARK_NONE && !out->size);
    const char *sign = begins && shape->marks[block].kind != MARK_ITEM ? list_sign(of, shape->reading->arena) : NULL;
    int level = of->level < 1 ? 1 : of->level > LEVELS ? LEVELS : of->level;
    bool more = sign && shape->last.list;
    if (more && level > shape->last.level + 1)
        level = shape->last.level + 1;
    if (sign && !shape->last.list)
        level = 1;
    if (out->size)
        buf_str(out, more ? "\n" : "\n\n");
    if (sign) {
        buf_fill(out, ' ', (size_t)(level - 1) * STEP);
        buf_printf(out, "%s ", sign);
        buf_fill(out, ' ', strlen(sign) < 3 ? 3 - strlen(sign) : 0); /* nested lists stand STEP columns in, behind any sign */
    } else if (begins && of->marker && *of->marker && shape->marks[block].kind != MARK_ITEM) {
        put_marker(shape, of);
    }
    block_prose(of, from, to, out);
    shape->last.list = sign != NULL;
    shape->last.level = level;
    shape->prose_upto = of->upto;
}

void shape_words(struct shape *shape, struct node *node, size_t block, size_t from, size_t to)
{
    shape_end(shape);
    shape->prose = node;
    shape->last.list = false;
    shape->prose_at = shape->prose_upto = block_of(shape, block)->at;
    const struct block *of = block_of(shape, block);
    bool leads = from == 0 || shape->leads;
    shape->leads = false;
    if (leads && to && shape_marked(of) && shape->marks[block].kind != MARK_ITEM &&
        !node_attr(node, "n"))
        put_marker(shape, of);
    if (from >= to)
        return;
    block_prose(of, from, to, &shape->words);
    shape->prose_upto = of->upto;
}

void shape_text(struct shape *shape, size_t block, size_t from, size_t to)
{
    const struct block *of = block_of(shape, block);
    bool marker = from == 0 && of->marker && *of->marker;
    if (phrase_skip(of->text, to, from, " \t\n") >= to && !marker)
        return;
    if (!shape->prose || !node_is(shape->prose, "text")) {
        struct node *text = shape_add(shape, "text", block, (struct why){NULL, 0});
        node_unset(text, "src");
        shape->prose = text;
        shape->last.list = false;
        shape->prose_at = of->at;
    }
    put_words(shape, block, from, to);
}

/* -- headings of actions, and of owners -- */

/* What waits to be printed and was not: it becomes prose after all. */
static void print_waiting(struct shape *shape)
{
    size_t *waiting[] = {&shape->label_block, &shape->owner_block};
    for (size_t i = 0; i < 2; i++) {
        size_t block = *waiting[i];
        *waiting[i] = SIZE_MAX;
        if (block != SIZE_MAX) {
            shape_end(shape);
            shape_text(shape, block, 0, block_of(shape, block)->size);
            shape_end(shape);
        }
    }
}

static void end_actions(struct shape *shape)
{
    print_waiting(shape);
    shape_end(shape);
    shape->actions_depth = 0;
    shape->earlier = false;
    shape->previous = NULL;
    shape->owner = NULL;
    shape->entry_level = 0;
}

static void begin_actions(struct shape *shape, size_t block, const struct mark *mark)
{
    end_actions(shape);
    while (shape->depth >= mark->depth && shape->depth > 0)
        shape->depth--;
    shape->actions_depth = mark->depth;
    shape->actions_level = block_of(shape, block)->kind == BLOCK_HEADING ? block_of(shape, block)->level : 0;
    shape->earlier = mark->earlier;
    shape->label_block = block;
    if (mark->earlier) {
        shape->previous = shape_add(shape, "previous-actions", block, mark->why);
        shape_attr(shape, shape->previous, "label", block, 0, block_of(shape, block)->size);
        shape->label_block = SIZE_MAX;
    }
}

/* -- pieces -- */

static void set_owners(struct shape *shape, struct node *node, size_t block, const struct found *found, size_t other)
{
    size_t who = other != SIZE_MAX ? other : block;
    shape_names(shape, node, SHAPE_PRIVATE "owners", found->owners);
    shape_attr(shape, node, "for", who, found->who_from, found->who_to);
    shape_attr(shape, node, "label", who, found->label_from, found->label_to);
    if (!node_attr(node, "label") && shape->label_block != SIZE_MAX) {
        shape_attr(shape, node, "label", shape->label_block, 0, block_of(shape, shape->label_block)->size);
        shape->label_block = SIZE_MAX;
    }
    if (shape->owner && !node_attr(node, "for") && found->owners && found->owners[0] == shape->owner) {
        node_set(node, "for", shape->owner);
        shape->owner_block = SIZE_MAX;
    }
    if (found->due)
        node_set(node, "due", found->due);
    shape_attr(shape, node, "due-text", block, found->due_from, found->due_to);
}

static void set_number(struct shape *shape, struct node *node, size_t block, size_t from)
{
    const char *marker = block_of(shape, block)->marker;
    const char *number = from == 0 && marker && strpbrk(marker, "0123456789") ? number_of(marker, shape->reading->arena) : NULL;
    if (number)
        node_set(node, "n", number);
}

static void put_next(struct shape *shape, struct node *node, size_t block, const struct found *found)
{
    const struct block *of = block_of(shape, block);
    struct when_time time;
    char clock[6];
    if (found->due)
        node_set(node, "date", found->due);
    if (found->to > found->from && found->due && when_find_time(of->text, found->to, found->from, &time)) {
        when_clock(time.start, clock);
        node_set(node, "start", clock);
        if (time.end > time.start) {
            when_clock(time.end, clock);
            node_set(node, "end", clock);
        }
    }
}

static bool is_free(const struct shape *shape, size_t block)
{
    const struct reading *reading = shape->reading;
    return block < reading->end && reading->claims[block] == CLAIM_NONE && block_of(shape, block)->zone == ZONE_BODY;
}

/* The block that says what became of a motion, soon behind it and with nothing but prose between; 0: none. */
static size_t outcome_block(const struct shape *shape, size_t block, const char **outcome)
{
    enum { AWAY = 4, CELLS = 24 };
    size_t cells = 0; /* of a table that tells how each voted */
    for (size_t i = block + 1;
         i <= block + AWAY + cells && is_free(shape, i) && shape->marks[i].kind == MARK_NONE; i++) {
        if (block_of(shape, i)->table && cells < CELLS)
            cells++;
        else if ((*outcome = content_outcome(shape->reading, i)))
            return i;
    }
    return 0;
}

static void put_motion(struct shape *shape, struct node *node, size_t block, const struct found *found)
{
    const char *movers[] = {found->proposer, found->seconder, NULL}, *outcome = found->value;
    size_t last = outcome ? 0 : outcome_block(shape, block, &outcome);
    node_set(node, "proposer-as", found->proposer);
    node_set(node, "seconder-as", found->seconder);
    if (outcome)
        node_set(node, "outcome", outcome);
    shape_names(shape, node, SHAPE_PRIVATE "by", movers);
    for (size_t i = block + 1; i < last; i++)
        if (block_of(shape, i)->table) {
            shape->settled = last;
            last = 0;
        }
    struct node *text = node_add(node, "text");
    shape_words(shape, text, block, found->from, found->to);
    for (size_t i = block + 1; i <= last; i++) {
        put_words(shape, i, 0, block_of(shape, i)->size);
        shape->reading->claims[i] = CLAIM_CLOSING; /* printed with this one */
    }
    shape_end(shape);
}

/* "Action #3: …" in a list at the end says again what was minuted before: it is prose there. So is what says the same words. */
static bool is_repeated(struct shape *shape, size_t block, const struct found *found)
{
    enum { FIRST = 32, MOST = 512 };
    const struct block *of = block_of(shape, block);
    size_t size = found->to - found->from < FIRST ? found->to - found->from : FIRST;
    if (!size || (found->kind != FOUND_ACTION && found->label_from >= found->label_to))
        return false;
    const char *label = arena_copy_n(shape->reading->arena, of->text + found->label_from, found->label_to - found->label_from);
    bool numbered = strpbrk(label, "0123456789") != NULL;
    if (!numbered && (found->kind != FOUND_ACTION || size < FIRST))
        return false;
    const char *said = arena_printf(shape->reading->arena, "%s %.*s", numbered ? label : "", (int)size, of->text + found->from);
    for (size_t i = 0; i < shape->said_count; i++)
        if (strcasecmp(shape->said[i], said) == 0)
            return true;
    if (!shape->said)
        shape->said = arena_alloc(shape->reading->arena, MOST * sizeof *shape->said);
    if (shape->said_count < MOST)
        shape->said[shape->said_count++] = said;
    return false;
}

static size_t piece_end(const struct found *found)
{
    size_t end = found->to > found->who_to ? found->to : found->who_to;
    return end > found->due_to ? end : found->due_to;
}

/* Whether nothing but signs stands before a piece in its block. */
static bool stands_first(const struct block *block, const struct found *found)
{
    size_t from = found->from;
    if (found->label_from < found->label_to && found->label_from < from)
        from = found->label_from;
    if (found->who_from < found->who_to && found->who_from < from)
        from = found->who_from;
    return phrase_skip(block->text, block->size, 0, " \t\n([*-:") >= from;
}

void shape_found(struct shape *shape, size_t block, const struct found *found, size_t other)
{
    static const char *const names[] = {
        [FOUND_ACTION] = "action",     [FOUND_DECISION] = "decision",       [FOUND_MOTION] = "motion", [FOUND_REMARK] = "remark",
        [FOUND_NEXT] = "next-meeting", [FOUND_DECLARATION] = "declaration", [FOUND_UPDATE] = "update"};
    if (found->kind == FOUND_TEXT) {
        print_waiting(shape);
        shape_text(shape, block, found->from, found->to);
        return;
    }
    if (other == SIZE_MAX && is_repeated(shape, block, found)) {
        print_waiting(shape);
        shape_text(shape, block, found->label_from, piece_end(found));
        return;
    }
    if (found->kind != FOUND_ACTION && found->kind != FOUND_UPDATE)
        print_waiting(shape);
    struct node *within = shape->previous;
    shape->leads = stands_first(block_of(shape, block), found);
    if (found->kind != FOUND_UPDATE)
        shape->previous = NULL;
    struct node *node = shape_add(shape, names[found->kind], block, found->why);
    shape->previous = within;
    switch (found->kind) {
    case FOUND_MOTION: put_motion(shape, node, block, found); return;
    case FOUND_NEXT: put_next(shape, node, block, found); break;
    case FOUND_REMARK:
        shape_attr(shape, node, "as", block, found->who_from, found->who_to);
        if (node_attr(node, "as"))
            node_set(node, SHAPE_PRIVATE "by", node_attr(node, "as"));
        break;
    case FOUND_ACTION:
    case FOUND_UPDATE:
        shape->deed_level = block_of(shape, block)->kind == BLOCK_ENTRY ? block_of(shape, block)->level : 0;
        set_owners(shape, node, block, found, other);
        if (found->kind == FOUND_UPDATE || shape->actions_depth)
            set_number(shape, node, block, found->label_from < found->label_to ? found->label_from : 0);
        if (found->kind == FOUND_UPDATE && found->value)
            node_set(node, "status", found->value);
        break;
    default:
        shape_attr(shape, node, "label", block, found->label_from, found->label_to);
        if (found->kind == FOUND_DECLARATION && found->value)
            node_set(node, "interest", found->value);
        else if (found->kind == FOUND_DECISION && found->value)
            node_set(node, "kind", found->value);
    }
    shape_words(shape, node, block, found->from, found->to);
}

/* -- content -- */

/* Boxes below "Present" tell who came. */
static bool ticks_people(const struct shape *shape, size_t block)
{
    static const char *const heads[] = {"present",      "attendance", "attendees",       "in attendance",     "apologies", "absent",
                                        "participants", "regrets",    "members present", "committee present", "attending", "who was there", NULL};
    const struct block *of = block_of(shape, block);
    if (!of->box || shape->list_head == SIZE_MAX)
        return false;
    const struct block *head = block_of(shape, shape->list_head);
    return phrase_is_any(head->text, head->size, heads);
}

static struct surroundings around(const struct shape *shape, size_t block)
{
    const char *rule = shape->marks[block].why.rule;
    bool recalled = block_of(shape, block)->box && shape->roles && text_word_in("matters-arising", shape->roles) && !shape->actions_depth;
    return (struct surroundings){.in_actions = shape->actions_depth > 0,
                                 .earlier = shape->earlier || recalled,
                                 .in_agenda = (rule && strcmp(rule, "agenda") == 0) || ticks_people(shape, block),
                                 .in_decisions = shape->in_decisions,
                                 .owner_heading = shape->owner,
                                 .roles = shape->roles,
                                 .date = shape->reading->head.date};
}

/* Whether a block is nothing but the owners of what stands before it: "ACTION: JB". */
static bool is_owner_line(struct shape *shape, size_t block, struct found *found)
{
    enum { SHORT = 100 };
    struct found list[FOUND_MOST];
    if (!is_free(shape, block) || shape->marks[block].kind != MARK_NONE || block_of(shape, block)->size > SHORT ||
        block_of(shape, block)->table || shape->actions_depth || block_of(shape, block)->box)
        return false;
    struct surroundings here = around(shape, block);
    size_t count = content_read(shape->reading, block, 0, &here, list);
    *found = list[0];
    return count == 1 && found->kind == FOUND_ACTION && found->from >= found->to && found->owners;
}

/* An entry below another that is an action belongs to that action. */
static bool goes_on(struct shape *shape, size_t block)
{
    const struct block *of = block_of(shape, block);
    bool below = shape->actions_depth && of->kind == BLOCK_ENTRY && shape->entry_level && of->level > shape->entry_level &&
                 shape->prose && (node_is(shape->prose, "action") || node_is(shape->prose, "update"));
    /* And a list that an action's words lead up to. */
    bool led = of->kind == BLOCK_ENTRY && of->level > shape->deed_level && !shape->actions_depth && !of->box &&
               shape->prose && node_is(shape->prose, "action") &&
               (shape->last.list || !phrase_ends(buf_text(&shape->words), shape->words.size, "."));
    if (below || led)
        put_words(shape, block, 0, of->size);
    return below || led;
}

void shape_block(struct shape *shape, size_t block, size_t from)
{
    struct found list[FOUND_MOST], line;
    struct surroundings here = around(shape, block);
    const struct block *of = block_of(shape, block);
    if (block && block == shape->settled) {
        shape_text(shape, block, from, of->size);
        return;
    }
    if (goes_on(shape, block))
        return;
    if (here.in_actions && of->kind == BLOCK_ENTRY)
        shape->entry_level = of->level;
    size_t count = content_read(shape->reading, block, from, &here, list);
    if (!count && from == 0)
        shape_text(shape, block, 0, of->size);
    bool asks = is_owner_line(shape, block + 1, &line) && count && list[count - 1].kind == FOUND_TEXT;
    for (size_t i = 0; i < count; i++) {
        bool empty = list[i].kind == FOUND_ACTION && list[i].from >= list[i].to && i && list[i - 1].kind == FOUND_TEXT;
        if (i + 1 < count && list[i].kind == FOUND_TEXT && list[i + 1].kind == FOUND_ACTION && list[i + 1].from >= list[i + 1].to)
            continue; /* becomes the words of the action behind it */
        if (empty) {
            list[i].from = list[i - 1].from;
            list[i].to = list[i - 1].to;
        }
        if (asks && i + 1 == count) {
            line.from = list[i].from;
            line.to = list[i].to;
            shape_found(shape, block, &line, block + 1);
            shape->reading->claims[block + 1] = CLAIM_CLOSING; /* printed with this one */
        } else {
            shape_found(shape, block, &list[i], SIZE_MAX);
        }
    }
}

/* -- items -- */

/* A heading below the one of the actions, or a line that is as good as one. */
static bool is_within_actions(const struct shape *shape, size_t block)
{
    const struct block *of = block_of(shape, block);
    bool deeper = of->kind == BLOCK_HEADING ? shape->actions_level && of->level > shape->actions_level : shape->actions_level > 0;
    return shape->actions_depth && deeper;
}

/* "Events Officer", "First Year Rep", "Web Team": words that end in an office or a group. */
static bool names_office(const char *text, size_t size)
{
    enum { WORDS = 5 };
    static const char *const offices[] = {
        "officer", "officers", "rep", "reps", "representative", "secretary", "treasurer", "chair", "president",
        "lead", "leads", "team", "group", "committee", "admin", "admins", "editor", "manager", "coordinator",
        "co-ordinator", "director", "webmaster", "helpdesk", "sysadmin", "sysadmins", "captain", "liaison", "clerk",
        "member", "members", NULL};
    size_t last = size;
    while (last && text[last - 1] != ' ')
        last--;
    size_t taken = phrase_any_at(text + last, size - last, offices, NULL);
    return phrase_words(text, size) <= WORDS && taken && phrase_skip(text, size, last + taken, " .:)") == size;
}

static bool is_owner_heading(const struct shape *shape, size_t block, const struct mark *mark)
{
    enum { SHORT = 60 };
    const struct block *of = block_of(shape, block);
    if (!is_within_actions(shape, block) || mark->number || of->size > SHORT)
        return false;
    size_t size = phrase_ends(of->text, of->size, ":") ? of->size - 1 : of->size;
    return people_is_name(of->text, size, true) || content_is_attendee(shape->reading, of->text, size) ||
           content_owners(of->text, size, shape->reading->arena) || names_office(of->text, size);
}

void shape_title(struct shape *shape, struct node *item, size_t block, size_t from, size_t to)
{
    const struct block *of = block_of(shape, block);
    struct node *title = node_add(item, "title");
    shape_why(title, of, (struct why){NULL, 0});
    const char *words = arena_copy_n(shape->reading->arena, of->text + from, to - from);
    bool counted = shape->marks[block].kind == MARK_ITEM ? node_attr(item, "n") != NULL : list_sign(of, shape->reading->arena) != NULL;
    if (from == 0 && shape_marked(of) && !counted)
        words = arena_printf(shape->reading->arena, "%s %s", of->marker, words);
    node_add_text(title, text_collapse(shape->reading->arena, words));
}

/* A title is plain words: where its links lead stands below it. */
void shape_links(struct shape *shape, size_t block, size_t from, size_t to)
{
    const struct block *of = block_of(shape, block);
    for (size_t i = 0, at = 0; i < of->run_count && at < to; at += of->runs[i++].size) {
        const char *link = of->runs[i].link;
        bool within = at + of->runs[i].size > from && link && markdown_link_allowed(link) && !strpbrk(link, " <>\\\n\t");
        if (!within || (strlen(link) == of->runs[i].size && memcmp(link, of->text + at, of->runs[i].size) == 0))
            continue;
        struct node *text = shape_add(shape, "text", block, (struct why){"link-of-title", 95});
        node_add_text(text, arena_printf(shape->reading->arena, "<%s>", link));
    }
}

/* A title that announces the next meeting: "15 Date of next meeting Wednesday 9 September". Where the day begins. */
size_t shape_title_end(const struct shape *shape, size_t block, const struct mark *mark)
{
    const struct block *of = block_of(shape, block);
    struct when_date date;
    struct date near = {0, 0, 0};
    if (!mark->roles || !strstr(mark->roles, "next-meeting") || mark->title_block)
        return mark->title_to;
    if (shape->reading->head.date)
        date_parse(shape->reading->head.date, &near);
    if (!when_find_date(of->text, mark->title_to, mark->title_from, near, true, &date) || date.from <= mark->title_from + 3)
        return mark->title_to;
    return date.from;
}

static void begin_item(struct shape *shape, size_t block, const struct mark *mark)
{
    const struct block *of = block_of(shape, block);
    if (shape->actions_depth && !is_within_actions(shape, block))
        end_actions(shape);
    print_waiting(shape);
    shape->owner = NULL; /* whose heading it is is told by that heading alone */
    shape_end(shape);
    shape->in_decisions = false;
    shape->depth = mark->depth - 1 < shape->depth ? mark->depth - 1 : shape->depth;
    if (shape->depth + 1 >= SHAPE_DEPTH)
        shape->depth = SHAPE_DEPTH - 2;
    struct node *item = shape_add(shape, "item", block, mark->why);
    shape->open[++shape->depth] = item;
    if (mark->number)
        node_set(item, "n", mark->number);
    else if (shape_marked(of)) /* one that goes on from nothing is printed all the same */
        node_set(item, "n", number_of(of->marker, shape->reading->arena));
    bool in_marker = mark->number && of->marker && word_points(of->marker) > word_points(mark->number);
    if (mark->number_from || in_marker)
        reading_leave_out(shape->reading, (struct span){block, 0, mark->number_from}, "word-before-number");
    if (mark->roles)
        node_set(item, "role", mark->roles);
    shape->roles = mark->roles;
    size_t title = shape_title_end(shape, block, mark), rest = title < mark->title_to ? title : mark->rest;
    if (mark->title_block) {
        const struct block *words = block_of(shape, mark->title_block);
        shape_title(shape, item, mark->title_block, 0, words->size);
        shape_links(shape, mark->title_block, 0, words->size);
        shape->reading->claims[mark->title_block] = CLAIM_CLOSING;
    } else if (title > mark->title_from) {
        shape_title(shape, item, block, mark->title_from, title);
        shape_links(shape, block, mark->title_from, title);
    }
    if (rest < of->size)
        shape_block(shape, block, rest);
}

/* -- what is not in the body -- */

static void put_aside(struct shape *shape, size_t block)
{
    static const char *const reasons[] = {
        [ZONE_FRONT] = "front-matter",     [ZONE_HEADER] = "page-header", [ZONE_FOOTER] = "page-footer",
        [ZONE_COMMENT] = "review-comment", [ZONE_HIDDEN] = "hidden-text", [ZONE_DELETED] = "tracked-deletion",
        [ZONE_SITE] = "site-navigation"};
    const struct block *of = block_of(shape, block);
    if (of->zone == ZONE_FOOTNOTE) {
        struct node *note = shape_add(shape, "note", block, (struct why){"footnote", 95});
        shape->prose = note;
        shape->last.list = false;
        shape->prose_at = shape->prose_upto = of->at;
        put_words(shape, block, 0, of->size);
        shape_end(shape);
    } else {
        reading_leave_out(shape->reading, (struct span){block, 0, of->size}, reasons[of->zone]);
    }
}

static void put_image(struct shape *shape, size_t block)
{
    const struct block *of = block_of(shape, block);
    if (!of->file && !of->size)
        return;
    struct node *figure = shape_add(shape, "figure", block, (struct why){NULL, 0});
    node_set(figure, "alt", text_collapse(shape->reading->arena, arena_copy_n(shape->reading->arena, of->text, of->size)));
    if (of->file)
        node_set(figure, SHAPE_PRIVATE "file", of->file);
}

/* What stands in a table and is not minuted comes behind it. */
static size_t put_table(struct shape *shape, size_t first)
{
    size_t end = shape_any_table(shape, first);
    for (size_t i = first; i < end; i++)
        if (block_of(shape, i)->zone != ZONE_BODY && shape->reading->claims[i] == CLAIM_NONE)
            put_aside(shape, i);
    return end;
}

static size_t put_block(struct shape *shape, size_t i)
{
    static const char *const deciding[] = {"decisions made", "decisions",       "summary of decisions",
                                           "resolutions",    "decisions taken", NULL};
    const struct block *of = block_of(shape, i);
    const struct mark *mark = &shape->marks[i];
    if (of->kind != BLOCK_ENTRY && of->zone == ZONE_BODY && of->size)
        shape->list_head = i;
    if (of->zone != ZONE_BODY && shape->reading->claims[i] == CLAIM_NONE)
        put_aside(shape, i);
    if (of->kind == BLOCK_RULE && shape->actions_depth && shape->label_block == SIZE_MAX)
        end_actions(shape); /* a line drawn below a list ends it */
    if (!is_free(shape, i) || of->kind == BLOCK_RULE)
        return i + 1;
    if (of->kind == BLOCK_IMAGE)
        put_image(shape, i);
    else if (of->table && mark->kind != MARK_ITEM)
        return put_table(shape, i);
    else if (mark->kind == MARK_ACTIONS)
        begin_actions(shape, i, mark);
    else if (mark->kind == MARK_ITEM && is_owner_heading(shape, i, mark)) {
        print_waiting(shape);
        shape->owner = arena_copy_n(shape->reading->arena, of->text,
                                    phrase_ends(of->text, of->size, ":") ? of->size - 1 : of->size);
        shape->owner_block = i;
    } else if (mark->kind == MARK_ITEM)
        begin_item(shape, i, mark);
    else if (mark->kind == MARK_FRAME) {
        end_actions(shape);
        shape->depth = mark->depth - 1 < shape->depth ? mark->depth - 1 : shape->depth;
        shape_text(shape, i, 0, of->size);
        shape_end(shape);
        shape->in_decisions = phrase_is_any(of->text, of->size, deciding);
    } else
        shape_block(shape, i, 0);
    return i + 1;
}

/* A table of one column lays out, it says nothing: its blocks are read like others. */
static void forget_layout(struct reading *reading)
{
    struct block *list = reading->blocks->list;
    for (size_t i = reading->first, end; i < reading->end; i = end) {
        end = list[i].table ? shape_table_end(reading, i) : i + 1;
        size_t columns = 0;
        for (size_t k = i; k < end; k++)
            columns = list[k].column > columns ? list[k].column : columns;
        for (size_t k = i; k < end && columns < 2; k++)
            list[k].table = 0;
    }
}

struct xml_doc *shape_meeting(struct reading *reading, const struct shape_source *source)
{
    struct xml_doc *doc = xml_new(NULL, "minutes");
    struct shape shape = {
        .reading = reading, .root = xml_root(doc), .words = BUF_INIT, .label_block = SIZE_MAX, .owner_block = SIZE_MAX, .list_head = SIZE_MAX};
    shape.open[0] = shape.root;
    shape_head(&shape);
    struct node *provenance = node_child(shape.root, "provenance");
    node_set(provenance, "file", source->file);
    node_set(provenance, "format", reading->blocks->format);
    node_set(provenance, "sha256", source->sha256);
    if (source->part)
        node_set(provenance, "part", source->part);
    shape_attendance(&shape);
    reading_leave_markers(reading);
    forget_layout(reading);
    struct closing closing;
    closing_read(reading, &closing);
    shape.marks = outline_read(reading);
    for (size_t i = reading->first; i < reading->end;)
        i = put_block(&shape, i);
    end_actions(&shape);
    shape_end(&shape);
    shape_closing(&shape, &closing);
    buf_free(&shape.words);
    return doc;
}
