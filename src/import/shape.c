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

/* -- headings of actions, and of owners -- */

/* What waits to be printed and was not: it becomes prose after all. */
void shape_print_waiting(struct shape *shape)
{
    size_t *waiting[] = {&shape->label_block, &shape->owner_block};
    for (size_t i = 0; i < 2; i++) {
        size_t block = *waiting[i];
        *waiting[i] = SIZE_MAX;
        if (block != SIZE_MAX) {
            shape_end(shape);
            shape_text(shape, block, 0, shape_at(shape, block)->size);
            shape_end(shape);
        }
    }
}

static void end_actions(struct shape *shape)
{
    shape_print_waiting(shape);
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
    shape->actions_level = shape_at(shape, block)->kind == BLOCK_HEADING ? shape_at(shape, block)->level : 0;
    shape->earlier = mark->earlier;
    shape->label_block = block;
    if (mark->earlier) {
        shape->previous = shape_add(shape, "previous-actions", block, mark->why);
        shape_attr_whole(shape, shape->previous, "label", block);
        shape->label_block = SIZE_MAX;
    }
}
/* -- content -- */

/* Boxes below "Present" tell who came. */
static bool ticks_people(const struct shape *shape, size_t block)
{
    static const char *const heads[] = {"present",      "attendance", "attendees",       "in attendance",     "apologies", "absent",
                                        "participants", "regrets",    "members present", "committee present", "attending", "who was there", NULL};
    const struct block *of = shape_at(shape, block);
    if (!of->box || shape->list_head == SIZE_MAX)
        return false;
    const struct block *head = shape_at(shape, shape->list_head);
    return phrase_is_any(head->text, head->size, heads);
}

static struct surroundings around(const struct shape *shape, size_t block)
{
    const char *rule = shape->marks[block].why.rule;
    bool recalled = shape_at(shape, block)->box && shape->roles && text_word_in("matters-arising", shape->roles) && !shape->actions_depth;
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
    if (!shape_is_free(shape, block) || shape->marks[block].kind != MARK_NONE || shape_at(shape, block)->size > SHORT ||
        shape_at(shape, block)->table || shape->actions_depth || shape_at(shape, block)->box)
        return false;
    struct surroundings here = around(shape, block);
    size_t count = content_read(shape->reading, block, 0, &here, list);
    *found = list[0];
    return count == 1 && found->kind == FOUND_ACTION && found->from >= found->to && found->owners;
}

/* An entry below another that is an action belongs to that action. */
static bool goes_on(struct shape *shape, size_t block)
{
    const struct block *of = shape_at(shape, block);
    bool below = shape->actions_depth && of->kind == BLOCK_ENTRY && shape->entry_level && of->level > shape->entry_level &&
                 shape->prose && (node_is(shape->prose, "action") || node_is(shape->prose, "update"));
    /* And a list that an action's words lead up to. */
    bool led = of->kind == BLOCK_ENTRY && of->level > shape->deed_level && !shape->actions_depth && !of->box &&
               shape->prose && node_is(shape->prose, "action") &&
               (shape->last.list || !phrase_ends(buf_text(&shape->words), shape->words.size, "."));
    if (below || led)
        shape_put(shape, block, 0, of->size);
    return below || led;
}

void shape_block(struct shape *shape, size_t block, size_t from)
{
    struct found list[FOUND_MOST], line;
    struct surroundings here = around(shape, block);
    const struct block *of = shape_at(shape, block);
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
    const struct block *of = shape_at(shape, block);
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
    const struct block *of = shape_at(shape, block);
    if (!is_within_actions(shape, block) || mark->number || of->size > SHORT)
        return false;
    size_t size = phrase_ends(of->text, of->size, ":") ? of->size - 1 : of->size;
    return people_is_name(of->text, size, true) || content_is_attendee(shape->reading, of->text, size) ||
           content_owners(of->text, size, shape->reading->arena) || names_office(of->text, size);
}
/* A title that announces the next meeting: "15 Date of next meeting Wednesday 9 September". Where the day begins. */
size_t shape_title_end(const struct shape *shape, size_t block, const struct mark *mark)
{
    const struct block *of = shape_at(shape, block);
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
    const struct block *of = shape_at(shape, block);
    if (shape->actions_depth && !is_within_actions(shape, block))
        end_actions(shape);
    shape_print_waiting(shape);
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
        node_set(item, "n", shape_number(of->marker, shape->reading->arena));
    bool in_marker = mark->number && of->marker && shape_word_points(of->marker) > shape_word_points(mark->number);
    if (mark->number_from || in_marker)
        reading_leave_out(shape->reading, (struct span){block, 0, mark->number_from}, "word-before-number");
    if (mark->roles)
        node_set(item, "role", mark->roles);
    shape->roles = mark->roles;
    size_t title = shape_title_end(shape, block, mark), rest = title < mark->title_to ? title : mark->rest;
    if (mark->title_block) {
        const struct block *words = shape_at(shape, mark->title_block);
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

void shape_put_aside(struct shape *shape, size_t block)
{
    static const char *const reasons[] = {
        [ZONE_FRONT] = "front-matter",     [ZONE_HEADER] = "page-header", [ZONE_FOOTER] = "page-footer",
        [ZONE_COMMENT] = "review-comment", [ZONE_HIDDEN] = "hidden-text", [ZONE_DELETED] = "tracked-deletion",
        [ZONE_SITE] = "site-navigation"};
    const struct block *of = shape_at(shape, block);
    if (of->zone == ZONE_FOOTNOTE) {
        struct node *note = shape_add(shape, "note", block, (struct why){"footnote", 95});
        shape->prose = note;
        shape->last.list = false;
        shape->prose_at = shape->prose_upto = of->at;
        shape_put(shape, block, 0, of->size);
        shape_end(shape);
    } else {
        reading_leave_out(shape->reading, (struct span){block, 0, of->size}, reasons[of->zone]);
    }
}

void shape_put_image(struct shape *shape, size_t block)
{
    const struct block *of = shape_at(shape, block);
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
        if (shape_at(shape, i)->zone != ZONE_BODY && shape->reading->claims[i] == CLAIM_NONE)
            shape_put_aside(shape, i);
    return end;
}

static size_t put_block(struct shape *shape, size_t i)
{
    static const char *const deciding[] = {"decisions made", "decisions",       "summary of decisions",
                                           "resolutions",    "decisions taken", NULL};
    const struct block *of = shape_at(shape, i);
    const struct mark *mark = &shape->marks[i];
    if (of->kind != BLOCK_ENTRY && of->zone == ZONE_BODY && of->size)
        shape->list_head = i;
    if (of->zone != ZONE_BODY && shape->reading->claims[i] == CLAIM_NONE)
        shape_put_aside(shape, i);
    if (of->kind == BLOCK_RULE && shape->actions_depth && shape->label_block == SIZE_MAX)
        end_actions(shape); /* a line drawn below a list ends it */
    if (!shape_is_free(shape, i) || of->kind == BLOCK_RULE)
        return i + 1;
    if (of->kind == BLOCK_IMAGE)
        shape_put_image(shape, i);
    else if (of->table && mark->kind != MARK_ITEM)
        return put_table(shape, i);
    else if (mark->kind == MARK_ACTIONS)
        begin_actions(shape, i, mark);
    else if (mark->kind == MARK_ITEM && is_owner_heading(shape, i, mark)) {
        shape_print_waiting(shape);
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
        .reading = reading, .root = xml_root(doc), .words = BUF_INIT, .label_block = SIZE_MAX, .owner_block = SIZE_MAX, .marker_block = SIZE_MAX,
        .list_head = SIZE_MAX};
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
