/* The story of reading a form: block after block, rows gathered until they end. */
#include "import/form.h"

#include "base/text.h"
#include "import/form_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct node *form_add(struct form *form, struct node *parent, const char *name, size_t block)
{
    struct shape *shape = &form->shape;
    shape_end(shape);
    if (!parent)
        shape->previous = NULL;
    struct node *node = node_add(parent ? parent : shape->open[shape->depth], name);
    shape_why(node, &form->reading->blocks->list[block], (struct why){NULL, 0});
    return node;
}

void form_src(struct form *form, struct node *node, const char *name, const struct form_row *row, enum form_place place)
{
    const struct block *block = row->counts[place] ? &form->reading->blocks->list[row->blocks[place][0]] : NULL;
    if (block && block->at && node_attr(node, name))
        node_set(node, arena_printf(form->arena, FORM_SRC "%s", name), arena_printf(form->arena, "%zu", block->at));
}

void form_prose(struct form *form, struct node *node, const struct form_row *row, enum form_place place, bool more)
{
    struct shape *shape = &form->shape;
    for (size_t i = 0; i < row->counts[place]; i++) {
        size_t block = row->blocks[place][i];
        const struct block *of = &form->reading->blocks->list[block];
        if (form->at[block].empty) {
            form_silence(form, block);
            continue;
        }
        if (form->reading->claims[block] != CLAIM_NONE)
            continue;
        form->reading->claims[block] = CLAIM_CLOSING;
        form->filled = true;
        if (more && shape->prose == node)
            shape_put(shape, block, 0, of->size);
        else
            shape_words(shape, node, block, 0, of->size);
        more = true;
    }
}

/* -- all else -- */

static bool has_style(const struct block *block, const char *name)
{
    return block->style && strcasecmp(block->style, name) == 0;
}

/* The lines to sign on, and who to write to: printed, and part of the minutes all the same. They come last. */
static bool is_end(struct form *form, size_t index)
{
    const struct block *block = &form->reading->blocks->list[index];
    if (!has_style(block, "Signature Label") && !has_style(block, "Signature Line") && !has_style(block, "Contact"))
        return false;
    MEM_GROW(form->ends, form->end_count, form->end_room);
    form->ends[form->end_count++] = index;
    form->reading->claims[index] = CLAIM_CLOSING;
    if (has_style(block, "Contact") && form->heading != SIZE_MAX) {
        form->contact_label = form->heading;
        form->heading = SIZE_MAX;
    }
    return true;
}

static void add_contact(struct form *form, struct node **contact, size_t index)
{
    const struct block *block = &form->reading->blocks->list[index];
    size_t label = block->run_count > 1 && block->runs[0].marks & RUN_BOLD ? block->runs[0].size : 0;
    if (!*contact) {
        *contact = form_add(form, form->shape.root, "contact", index);
        if (form->contact_label != SIZE_MAX)
            node_set(*contact, "label", text_collapse(form->arena, form->reading->blocks->list[form->contact_label].text));
    }
    struct node *line = form_add(form, *contact, "line", index);
    shape_attr(&form->shape, line, "label", index, 0, label);
    node_add_text(line, text_collapse(form->arena, block->text + label));
}

static void add_ends(struct form *form)
{
    struct node *signature = NULL, *contact = NULL;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < form->end_count; i++) {
            const struct block *block = &form->reading->blocks->list[form->ends[i]];
            bool label = has_style(block, "Signature Label");
            if (has_style(block, "Contact") != (pass == 1))
                continue;
            if (pass == 1) {
                add_contact(form, &contact, form->ends[i]);
                continue;
            }
            if (label || !signature || node_attr(signature, "post"))
                signature = form_add(form, form->shape.root, "signature", form->ends[i]);
            node_set(signature, label ? "label" : "post", text_collapse(form->arena, block->text));
        }
}

/* A heading whose words may yet be needed is silenced when something else follows. */
static void settle_heading(struct form *form)
{
    if (form->heading != SIZE_MAX)
        form_silence(form, form->heading);
    form->heading = SIZE_MAX;
}

/* The heading above whom to write to is their label. */
static void keep_heading(struct form *form, size_t index)
{
    settle_heading(form);
    if (form->reading->blocks->list[index].kind == BLOCK_HEADING)
        form->heading = index;
    else
        form_silence(form, index);
}

static void restrict_item(struct form *form, size_t index)
{
    form->restricted = true;
    form->restricted_by = index;
}

static size_t take_other(struct form *form, size_t index)
{
    struct shape *shape = &form->shape;
    const struct block *list = form->reading->blocks->list, *block = &list[index];
    if (block->zone != ZONE_BODY) {
        shape_put_aside(shape, index);
        return index + 1;
    }
    if (block->kind == BLOCK_RULE || (!block->size && block->kind != BLOCK_IMAGE))
        return index + 1;
    form_begin_item(form);
    form->filled = true;
    if (!block->table)
        shape->previous = NULL;
    if (block->kind == BLOCK_IMAGE) {
        shape_put_image(shape, index);
        return index + 1;
    }
    size_t end = index + 1;
    while (block->table && !form->tables[block->table] && end < form->reading->end && list[end].table == block->table)
        end++;
    bool table = block->table && !form->tables[block->table] && shape_plain_table(shape, index, end);
    for (size_t i = index; !table && i < end; i++)
        if (list[i].zone != ZONE_BODY)
            shape_put_aside(shape, i);
        else if (list[i].kind == BLOCK_IMAGE)
            shape_put_image(shape, i);
        else
            shape_text(shape, i, 0, list[i].size);
    return end;
}

/* -- rows -- */

static void forget(struct form_row *row)
{
    size_t *blocks[PLACES], rooms[PLACES];
    memcpy(blocks, row->blocks, sizeof blocks);
    memcpy(rooms, row->rooms, sizeof rooms);
    *row = (struct form_row){.group = GROUP_NONE};
    memcpy(row->blocks, blocks, sizeof blocks);
    memcpy(row->rooms, rooms, sizeof rooms);
}

typedef void taking(struct form *form, const struct form_row *row);

static void take_row(struct form *form)
{
    static taking *const takings[] = {[GROUP_MEETING] = form_meeting_row, [GROUP_SEAT] = form_seat_row, [GROUP_GUEST] = form_seat_row,
                                      [GROUP_UPDATE] = form_update_row, [GROUP_DECISION] = form_decision_row,
                                      [GROUP_ACTION] = form_action_row, [GROUP_NEXT] = form_next_row, [GROUP_ITEM] = NULL};
    if (takings[form->row.group])
        takings[form->row.group](form, &form->row);
}

static void end_row(struct form *form)
{
    take_row(form);
    forget(&form->row);
    size_t next = 0, count = form->after_count;
    form->after_count = 0;
    for (size_t i = 0; i < count; i++)
        if (form->after[i] >= next)
            next = take_other(form, form->after[i]);
}

/* A table within a cell stands behind what its row becomes. */
static bool stands_within(struct form *form, size_t index)
{
    const struct block *block = &form->reading->blocks->list[index];
    bool within = form->row.group != GROUP_NONE && block->table > form->row.table && form->row.table && !form->tables[block->table];
    if (!within)
        return false;
    MEM_GROW(form->after, form->after_count, form->after_room);
    form->after[form->after_count++] = index;
    return true;
}

static void add_to_row(struct form *form, size_t index, enum form_place place)
{
    struct form_row *row = &form->row;
    MEM_GROW(row->blocks[place], row->counts[place], row->rooms[place]);
    row->blocks[place][row->counts[place]++] = index;
    row->last = place;
    row->column = form->reading->blocks->list[index].column;
}

static void take_in_row(struct form *form, size_t index)
{
    const struct form_at *at = &form->at[index];
    const struct block *block = &form->reading->blocks->list[index];
    struct form_row *row = &form->row;
    bool meeting = at->group == GROUP_MEETING; /* its details are one, whatever rows they stand in */
    bool same = row->group == at->group && (meeting || (row->table == block->table && row->row == block->row));
    bool again = same && row->counts[at->place] && !block->table && row->last != at->place;
    bool other = same && row->key && at->key && strcmp(row->key, at->key) != 0;
    if (!same || again || other)
        end_row(form);
    if (row->group == GROUP_NONE) {
        row->group = at->group;
        row->table = block->table;
        row->row = block->row;
        row->first = index;
    }
    row->officer |= at->officer;
    row->key = row->key ? row->key : at->key;
    row->restricted |= at->group == GROUP_UPDATE && at->place == PLACE_SAID && form_is_printed(form, "restricted", block->text);
    add_to_row(form, index, at->place);
}

/* Another paragraph in a cell of the row belongs to what stands before it there. */
static bool goes_on(struct form *form, size_t index)
{
    const struct block *block = &form->reading->blocks->list[index];
    const struct form_row *row = &form->row;
    bool within = row->group != GROUP_NONE && row->group != GROUP_MEETING && block->zone == ZONE_BODY && block->table && row->table == block->table &&
                  row->row == block->row && row->column == block->column && block->kind != BLOCK_IMAGE && block->kind != BLOCK_RULE;
    if (within)
        add_to_row(form, index, row->last);
    return within;
}

static size_t take_block(struct form *form, size_t index)
{
    const struct form_at *at = &form->at[index];
    const struct block *block = &form->reading->blocks->list[index];
    if (block->zone == ZONE_COMMENT) { /* no row ends with it */
        shape_put_aside(&form->shape, index);
        return index + 1;
    }
    if (at->group != GROUP_NONE && at->group != GROUP_ITEM) {
        settle_heading(form);
        take_in_row(form, index);
        return index + 1;
    }
    if (block->zone == ZONE_BODY && at->group == GROUP_NONE && is_end(form, index))
        return index + 1;
    if (at->printed && at->group == GROUP_NONE) {
        if (block->zone == ZONE_BODY && has_style(block, "Minutes Item Help") && form_is_printed(form, "restricted", block->text))
            restrict_item(form, index);
        else
            keep_heading(form, index);
        return index + 1;
    }
    settle_heading(form);
    if (at->group == GROUP_NONE && (goes_on(form, index) || stands_within(form, index)))
        return index + 1;
    end_row(form);
    if (at->place == PLACE_TITLE)
        form_open_item(form, index);
    else if (at->place == PLACE_NUMBER)
        form_take_number(form, index);
    else if (at->place == PLACE_APPROVAL)
        form_take_approval(form, index);
    else if (at->empty)
        form_silence(form, index);
    else
        return take_other(form, index);
    return index + 1;
}

/* -- the whole -- */

static const char *front(const struct blocks *blocks, const char *key)
{
    for (size_t i = 0; i < blocks->count; i++)
        if (blocks->list[i].zone == ZONE_FRONT && text_same(blocks->list[i].marker, key))
            return blocks->list[i].text;
    return NULL;
}

/* What formats call the body in the document's own properties. */
static const char *body_name(const struct blocks *blocks)
{
    static const char *const keys[] = {"Company", "initial-creator", "author"};
    const char *name = NULL;
    for (size_t i = 0; !name && i < sizeof keys / sizeof *keys; i++)
        name = front(blocks, keys[i]);
    return name;
}

static struct node *begin(struct form *form, const struct shape_source *source)
{
    struct node *root = form->shape.root;
    const char *lang = front(form->reading->blocks, "language");
    node_set(root, "version", "1");
    node_set(root, "status", "draft");
    if (lang && form_is_id(text_fold(form->arena, lang)))
        node_set(root, "xml:lang", lang);
    struct node *provenance = node_add(root, "provenance");
    node_set(provenance, "file", source->file);
    node_set(provenance, "format", form->reading->blocks->format);
    node_set(provenance, "sha256", source->sha256);
    node_add(root, "meeting");
    return form->attendance = node_add(root, "attendance");
}

static void free_form(struct form *form)
{
    for (size_t i = 0; i < form->seat_count; i++)
        free(form->seats[i].blocks);
    for (size_t i = 0; i < PLACES; i++)
        free(form->row.blocks[i]);
    free(form->seats);
    free(form->ends);
    free(form->after);
    buf_free(&form->shape.words);
}

struct xml_doc *form_meeting(struct reading *reading, const struct shape_source *source, bool *filled)
{
    struct xml_doc *doc = xml_new(NULL, "minutes");
    struct form form = {.reading = reading, .arena = reading->arena, .title = SIZE_MAX, .heading = SIZE_MAX, .contact_label = SIZE_MAX};
    form.shape = (struct shape){.reading = reading,
                                .root = xml_root(doc),
                                .words = BUF_INIT,
                                .label_block = SIZE_MAX,
                                .owner_block = SIZE_MAX,
                                .list_head = SIZE_MAX};
    form.shape.marks = form.marks = arena_alloc(reading->arena, (reading->blocks->count + 1) * sizeof *form.marks);
    form.shape.open[0] = form.shape.root;
    form_places(&form);
    begin(&form, source);
    for (size_t i = reading->first; i < reading->end;)
        i = take_block(&form, i);
    settle_heading(&form);
    end_row(&form);
    form_settle_item(&form);
    add_ends(&form);
    shape_end(&form.shape);
    form_seats(&form);
    reading->head.body = body_name(reading->blocks);
    *filled = form.filled;
    free_form(&form);
    return doc;
}

/* -- places -- */

struct sources {
    const char *names[8];
    size_t count;
};

static bool take_source(void *with, const char *name, const char *ns, const char *value)
{
    struct sources *sources = with;
    (void)ns;
    (void)value;
    if (strncmp(name, FORM_SRC, strlen(FORM_SRC)) == 0 && sources->count < sizeof sources->names / sizeof *sources->names)
        sources->names[sources->count++] = name;
    return true;
}

void form_drop_places(struct node *root)
{
    for (struct node *node = root; node; node = node_after(node, root)) {
        struct sources sources = {.count = 0};
        node_unset(node, "src");
        node_attrs(node, take_source, &sources);
        for (size_t i = 0; i < sources.count; i++)
            node_unset(node, sources.names[i]);
    }
}
