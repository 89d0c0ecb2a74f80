/* The head of the minutes, who was there, and what stands at the end. */
#include "base/text.h"
#include "document/markdown.h"
#include "import/shape_parts.h"

#include <string.h>

/* The words of a line of the head, with the marker before it. */
static char *line_words(const struct shape *shape, const struct head_line *line)
{
    const struct block *block = &shape->reading->blocks->list[line->span.block];
    struct arena *arena = shape->reading->arena;
    size_t to = line->span.to < block->size ? line->span.to : block->size, from = line->span.from < to ? line->span.from : to;
    const char *words = arena_copy_n(arena, block->text + from, to - from);
    return text_collapse(arena, from == 0 && block->marker && block->zone == ZONE_BODY
                                    ? arena_printf(arena, "%s %s", block->marker, words)
                                    : words);
}

static void add_line(struct shape *shape, struct node *meeting, const struct head_line *line, const char *name)
{
    struct node *node = node_add(meeting, name);
    shape_why(node, &shape->reading->blocks->list[line->span.block], line->why);
    if (strcmp(name, "heading") == 0)
        node_set_some(node, "kind", line->kind);
    else if (strcmp(name, "held") == 0)
        node_set_some(node, "venue", shape->reading->head.venue);
    node_add_text(node, line_words(shape, line));
}

static bool stands_last(const struct head_line *line)
{
    return strcmp(line->kind, "held") == 0 || strcmp(line->kind, "venue") == 0;
}

void shape_head(struct shape *shape)
{
    const struct head *head = &shape->reading->head;
    struct node *root = shape->root;
    const struct head_line *last = NULL;
    node_set(root, "version", "1");
    node_set_some(root, "date", head->date);
    node_set_some(root, "kind", head->kind);
    node_set_some(root, "status", head->status);
    node_set_some(root, "held", head->held);
    if (head->date && head->date_span.block != SIZE_MAX)
        shape_why(root, &shape->reading->blocks->list[head->date_span.block], head->date_why);
    else if (head->date)
        shape_why(root, NULL, head->date_why);
    node_add(root, "provenance");
    struct node *meeting = node_add(root, "meeting");
    node_set_some(meeting, "mode", head->mode);
    node_set_some(meeting, "start", head->start);
    node_set_some(meeting, "end", head->end);
    for (size_t i = 0; i < head->line_count; i++) {
        bool second = last && stands_last(&head->lines[i]);
        if (stands_last(&head->lines[i]) && !second)
            last = &head->lines[i];
        else
            add_line(shape, meeting, &head->lines[i], "heading");
    }
    if (last)
        add_line(shape, meeting, last, last->kind);
}

/* -- attendance -- */

static void add_person(struct shape *shape, struct node *list, const struct attendee *who)
{
    struct node *person = node_add(list, "person");
    shape_why(person, &shape->reading->blocks->list[who->at], who->why);
    if (!who->kept)
        node_set_some(person, "as", text_collapse(shape->reading->arena, who->as));
    node_set_some(person, "role", who->role);
    node_set_some(person, "mode", who->mode);
    node_set_some(person, "arrived", who->arrived);
    node_set_some(person, "left", who->left);
    const struct {
        const char *name, *value;
    } private[] = {{SHAPE_PRIVATE "name", who->name},
                   {SHAPE_PRIVATE "honorific", who->honorific},
                   {SHAPE_PRIVATE "post", who->post},
                   {SHAPE_PRIVATE "organisation", who->organisation},
                   {SHAPE_PRIVATE "handle", who->handle},
                   {SHAPE_PRIVATE "initials", who->initials},
                   {SHAPE_PRIVATE "deputy-for", who->deputy_for}};
    for (size_t i = 0; i < sizeof private / sizeof *private; i++)
        node_set_some(person, private[i].name, private[i].value);
}

static void add_list(struct shape *shape, struct node *attendance, const struct list *list)
{
    static const char *const names[] = {[LIST_PRESENT] = "present",
                                        [LIST_IN_ATTENDANCE] = "in-attendance",
                                        [LIST_APOLOGIES] = "apologies",
                                        [LIST_ABSENT] = "absent",
                                        [LIST_UNKNOWN] = "unknown"};
    struct node *node = node_add(attendance, names[list->kind]);
    shape_why(node, &shape->reading->blocks->list[list->at], list->why);
    if (list->label)
        node_set_some(node, "label", text_collapse(shape->reading->arena, list->label));
    node_set_some(node, "role", list->role);
    node_set_some(node, "mode", list->mode);
    node_set_some(node, "voting", list->voting);
    for (size_t i = 0; i < list->count; i++)
        add_person(shape, node, &list->people[i]);
    for (size_t i = 0; i < list->note_count; i++) {
        struct node *note = node_add(attendance, "note");
        struct buf words = BUF_INIT;
        shape_why(note, &shape->reading->blocks->list[list->note_blocks[i]], (struct why){NULL, 0});
        markdown_escape(list->notes[i], strlen(list->notes[i]), true, &words);
        node_add_text(note, buf_text(&words));
        buf_free(&words);
    }
}

void shape_attendance(struct shape *shape)
{
    struct node *attendance = node_add(shape->root, "attendance");
    for (size_t i = 0; i < shape->reading->list_count; i++)
        add_list(shape, attendance, &shape->reading->lists[i]);
}

/* -- the end -- */

/* The words of a line to sign on, without the dots. */
static const char *sign_words(const struct shape *shape, const struct block *block)
{
    struct buf words = BUF_INIT;
    for (size_t i = 0; i < block->size; i++) {
        bool line = strchr("._", block->text[i]) != NULL;
        if (i + 2 < block->size && memcmp(block->text + i, "\xE2\x80\xA6", 3) == 0) {
            buf_char(&words, ' ');
            i += 2;
        } else {
            buf_char(&words, line ? ' ' : block->text[i]);
        }
    }
    const char *told = text_collapse(shape->reading->arena, buf_text(&words));
    buf_free(&words);
    return told;
}

static void add_sign(struct shape *shape, const struct sign *sign)
{
    const struct block *list = shape->reading->blocks->list;
    struct node *node = node_add(shape->root, "signature");
    shape_why(node, &list[sign->block], (struct why){"signature", sign->post_block == SIZE_MAX ? 85 : 80});
    if (sign->post_block == SIZE_MAX) {
        node_set_some(node, "label", sign_words(shape, &list[sign->block]));
        return;
    }
    node_set_some(node, "as", text_collapse(shape->reading->arena, list[sign->block].text));
    node_set_some(node, SHAPE_PRIVATE "by", node_attr(node, "as"));
    node_set_some(node, "post", text_collapse(shape->reading->arena, list[sign->post_block].text));
}

void shape_closing(struct shape *shape, const struct closing *closing)
{
    const struct block *list = shape->reading->blocks->list;
    for (size_t i = 0; i < closing->sign_count; i++)
        add_sign(shape, &closing->signs[i]);
    if (!closing->contact)
        return;
    struct node *contact = node_add(shape->root, "contact");
    shape_why(contact, &list[closing->contact_head], (struct why){"contact", 85});
    node_set_some(contact, "label", text_collapse(shape->reading->arena, list[closing->contact_head].text));
    for (size_t i = 0; i < closing->line_count; i++) {
        const struct block *block = &list[closing->lines[i].block];
        struct node *line = node_add(contact, "line");
        shape_why(line, block, (struct why){NULL, 0});
        node_set(line, "kind", closing->lines[i].kind);
        node_add_text(line, text_collapse(shape->reading->arena, block->text));
    }
}
