/* Tables: minutes laid out in columns, lists of actions, and all the others as they stand. */
#include "base/text.h"
#include "document/markdown.h"
#include "import/number.h"
#include "import/outline_parts.h"
#include "import/people.h"
#include "import/phrase.h"
#include "import/shape_parts.h"
#include "import/when.h"

#include <string.h>

enum { COLUMNS = 16, CELL_BYTES = 4000, LARGEST = 999 };

enum column { COLUMN_OTHER, COLUMN_NUMBER, COLUMN_TEXT, COLUMN_ACTION, COLUMN_OWNER, COLUMN_DUE, COLUMN_STATUS };

static const char *const number_heads[] = {"no", "no.", "number",      "item no",   "item no.",  "ref", "ref.",
                                           "#",  "nr",  "item number", "minute no", "agenda no", "id",  NULL};
static const char *const text_heads[] = {"item",
                                         "items",
                                         "item minutes",
                                         "minute",
                                         "minutes",
                                         "discussion",
                                         "discussion points",
                                         "subject",
                                         "topic",
                                         "notes",
                                         "agenda item",
                                         "agenda",
                                         "details",
                                         "detail",
                                         "description",
                                         "comments",
                                         "matters discussed",
                                         "summary",
                                         NULL};
static const char *const action_heads[] = {"action",
                                           "actions",
                                           "action item(s)",
                                           "action point(s)",
                                           "action required",
                                           "actions required",
                                           "task",
                                           "tasks",
                                           "what",
                                           "next step(s)",
                                           "to do",
                                           "actions arising",
                                           "follow up",
                                           "follow-up",
                                           "actions from previous meeting",
                                           "actions from the previous meeting",
                                           "actions from last meeting",
                                           "previous actions",
                                           "action to be taken",
                                           "agreed action",
                                           "agreed actions",
                                           NULL};
static const char *const owner_heads[] = {"for",
                                          "owner",
                                          "owners",
                                          "who",
                                          "lead",
                                          "by whom",
                                          "action by",
                                          "actioned by",
                                          "responsible",
                                          "responsibility",
                                          "person responsible",
                                          "assigned to",
                                          "assignee",
                                          "action owner",
                                          "responsible person",
                                          "by",
                                          "name",
                                          "initials",
                                          "lead officer",
                                          "person",
                                          NULL};
static const char *const due_heads[] = {"due",         "due date", "by when",   "when",      "deadline",        "date due",
                                        "target date", "target",   "timescale", "timeframe", "completion date", "date",
                                        "complete by", NULL};
static const char *const status_heads[] = {"status", "progress",        "update", "outcome",       "complete", "completed",
                                           "done",   "comments/status", "rag",    "latest update", NULL};
static const char *const earlier[] = {"previous meeting", "last meeting", "previous actions", "previous minutes", NULL};

struct table {
    struct shape *shape;
    size_t first, end; /* its blocks */
    size_t columns, rows;
    size_t *row_first; /* by row: its first block */
    enum column kind[COLUMNS + 1];
    bool headed; /* its first row tells the columns */
    bool earlier;
};

static const struct block *at(const struct table *table, size_t i)
{
    return &table->shape->reading->blocks->list[i];
}

size_t shape_table_end(const struct reading *reading, size_t first)
{
    const struct block *list = reading->blocks->list;
    size_t end = first;
    while (end < reading->end && list[end].table == list[first].table && (end == first || list[end].row >= list[end - 1].row))
        end++;
    return end;
}

static bool is_claimed(const struct table *table, size_t i)
{
    return table->shape->reading->claims[i] != CLAIM_NONE || at(table, i)->zone != ZONE_BODY;
}

/* The next block of a cell at or after i, or end. Rows stand in order. */
static size_t in_cell(const struct table *table, size_t i, size_t row, size_t column)
{
    i = row <= table->rows && table->row_first[row] > i ? table->row_first[row] : i;
    for (; i < table->end && at(table, i)->row <= row; i++)
        if (at(table, i)->row == row && at(table, i)->column == column && !is_claimed(table, i))
            return i;
    return table->end;
}

static enum column column_of(const char *text, size_t size)
{
    static const struct {
        enum column kind;
        const char *const *heads;
    } known[] = {{COLUMN_NUMBER, number_heads}, {COLUMN_ACTION, action_heads}, {COLUMN_OWNER, owner_heads},
                 {COLUMN_DUE, due_heads},       {COLUMN_STATUS, status_heads}, {COLUMN_TEXT, text_heads}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (phrase_is_any(text, size, known[i].heads))
            return known[i].kind;
    return COLUMN_OTHER;
}

static bool has(const struct table *table, enum column kind, size_t *column)
{
    for (size_t i = 1; i <= table->columns; i++)
        if (table->kind[i] == kind) {
            if (column)
                *column = i;
            return true;
        }
    return false;
}

static void look_at(struct table *table)
{
    size_t found = 0, cells = 0, place;
    for (size_t i = table->first; i < table->end; i++) {
        const struct block *block = at(table, i);
        table->columns = block->column > table->columns ? block->column : table->columns;
        table->rows = block->row > table->rows ? block->row : table->rows;
    }
    table->row_first = arena_alloc(table->shape->reading->arena, (table->rows + 2) * sizeof *table->row_first);
    for (size_t row = 0; row < table->rows + 2; row++)
        table->row_first[row] = table->end;
    for (size_t i = table->end; i > table->first; i--)
        table->row_first[at(table, i - 1)->row] = i - 1;
    if (table->columns > COLUMNS)
        return;
    for (size_t i = table->first; i < table->end && at(table, i)->row == at(table, table->first)->row; i++) {
        const struct block *block = at(table, i);
        if (is_claimed(table, i))
            continue;
        enum column kind = column_of(block->text, block->size);
        cells++;
        found += kind != COLUMN_OTHER;
        if (table->kind[block->column] == COLUMN_OTHER)
            table->kind[block->column] = kind;
        table->earlier = table->earlier || phrase_any_find(block->text, block->size, earlier, &place, NULL);
    }
    table->headed = found && found * 2 >= cells;
    if (!table->headed)
        memset(table->kind, 0, sizeof table->kind);
}

/* Whether most cells of a column name people who are to do something. */
static bool names_owners(const struct table *table, size_t column)
{
    size_t names = 0, cells = 0;
    for (size_t i = table->first; i < table->end; i++) {
        const struct block *block = at(table, i);
        if (block->column != column || is_claimed(table, i) || block->row == at(table, table->first)->row)
            continue;
        cells++;
        names += content_is_attendee(table->shape->reading, block->text, block->size) ||
                 people_is_name(block->text, block->size, false);
    }
    return cells && names * 3 >= cells * 2;
}

/* The head's words can stand over the wrong columns: where the people are is seen in the rows. */
static void mend_columns(struct table *table)
{
    size_t action, owner;
    bool both = has(table, COLUMN_ACTION, &action) && has(table, COLUMN_OWNER, &owner);
    if (both && names_owners(table, action) && !names_owners(table, owner)) {
        table->kind[action] = COLUMN_OWNER;
        table->kind[owner] = COLUMN_ACTION;
    }
}

/* -- a list of actions -- */

/* Words of a row's cell that are printed as an attribute: all its paragraphs. */
static const char *cell_words(const struct table *table, size_t row, size_t column)
{
    struct arena *arena = table->shape->reading->arena;
    const char *words = NULL;
    for (size_t i = in_cell(table, table->first, row, column); i < table->end; i = in_cell(table, i + 1, row, column)) {
        const struct block *block = at(table, i);
        const char *one = block->marker ? arena_printf(arena, "%s %s", block->marker, block->text) : block->text;
        words = words ? arena_printf(arena, "%s %s", words, one) : one;
    }
    return words ? text_collapse(arena, words) : NULL;
}

static void set_owner(struct table *table, struct node *node, const char *words)
{
    if (!words)
        return;
    node_set(node, "for", words);
    shape_names(table->shape, node, SHAPE_PRIVATE "owners", content_owners(words, strlen(words), table->shape->reading->arena));
}

static void set_due(struct table *table, struct node *node, const char *words)
{
    struct when_date date;
    struct date near = {0, 0, 0};
    char iso[11];
    if (!words)
        return;
    node_set(node, "due-text", words);
    if (table->shape->reading->head.date)
        date_parse(table->shape->reading->head.date, &near);
    if (when_find_date(words, strlen(words), 0, near, true, &date) && date.date.year) {
        if (date.numeric && !date.swapped && table->shape->reading->head.month_first)
            when_month_first(&date);
        when_iso(date.date, iso);
        node_set(node, "due", iso);
        return;
    }
    static const char *const next[] = {"next meeting", "the next meeting", "by next meeting",
                                       "next call", "next telco", "next telecon", NULL};
    if (phrase_is_any(words, strlen(words), next))
        node_set(node, "due", "next-meeting");
}

/* Whether an action's attribute has the words of a column: the first of its kind. */
static bool is_attribute(const struct table *table, size_t column)
{
    enum column kind = table->kind[column];
    size_t first;
    return (kind == COLUMN_OWNER || kind == COLUMN_DUE || kind == COLUMN_NUMBER) && has(table, kind, &first) && first == column;
}

/* Columns that the element has no attribute for are said in its words, behind the action's own. */
static void add_cells(struct table *table, size_t row, size_t own)
{
    struct shape *shape = table->shape;
    for (size_t i = table->row_first[row]; i < table->end && at(table, i)->row <= row; i++) {
        const struct block *block = at(table, i);
        if (block->row != row || is_claimed(table, i) || is_attribute(table, block->column))
            continue;
        if (shape->words.size)
            buf_str(&shape->words, block->column == own ? "\n\n" : " – ");
        if (block->marker && block->column != own) {
            markdown_escape(block->marker, strlen(block->marker), !shape->words.size, &shape->words);
            buf_char(&shape->words, ' ');
        } else if (shape_marked(block)) {
            markdown_escape(block->marker, strlen(block->marker), true, &shape->words);
            buf_char(&shape->words, ' ');
        }
        block_prose(block, 0, block->size, &shape->words);
    }
}

/* The words of a row as prose. */
static void put_row(struct table *table, size_t row)
{
    for (size_t i = table->row_first[row]; i < table->end && at(table, i)->row <= row; i++)
        if (at(table, i)->row == row && !is_claimed(table, i))
            shape_text(table->shape, i, 0, at(table, i)->size);
}

static void put_heads(struct table *table)
{
    struct shape *shape = table->shape;
    size_t row = at(table, table->first)->row, first = table->first;
    bool fits = shape->previous ? !node_first(shape->previous) : !shape->depth; /* else its heads are words like others */
    if (!fits) {
        put_row(table, row);
        shape_end(shape);
        return;
    }
    struct node *columns = shape_add(shape, "columns", first, (struct why){"columns", 90});
    node_set(columns, "text", "");
    for (size_t i = table->first; i < table->end && at(table, i)->row == row; i++) {
        const struct block *block = at(table, i);
        enum column kind = table->kind[block->column];
        if (is_claimed(table, i))
            continue;
        const char *name = kind == COLUMN_NUMBER                          ? "n"
                           : kind == COLUMN_OWNER                         ? "for"
                           : kind == COLUMN_ACTION || kind == COLUMN_TEXT ? "text"
                                                                          : NULL;
        const char *said = name ? node_attr(columns, name) : NULL;
        if (name && (!said || !*said)) {
            shape_attr(shape, columns, name, i, 0, block->size);
            continue;
        }
        shape_text(shape, i, 0, block->size);
    }
    shape_end(shape);
    if (!*node_attr(columns, "text"))
        node_unset(columns, "text");
}

static void put_action(struct table *table, size_t row, size_t own)
{
    struct shape *shape = table->shape;
    size_t first = in_cell(table, table->first, row, own), column;
    struct node *node = shape_add(shape, shape->earlier ? "update" : "action", first, (struct why){"table-of-actions", 95});
    if (has(table, COLUMN_NUMBER, &column) && cell_words(table, row, column))
        node_set(node, "n", cell_words(table, row, column));
    if (has(table, COLUMN_OWNER, &column))
        set_owner(table, node, cell_words(table, row, column));
    if (has(table, COLUMN_DUE, &column))
        set_due(table, node, cell_words(table, row, column));
    shape_words(shape, node, first, 0, 0);
    add_cells(table, row, own);
    shape_end(shape);
}

static bool row_is_empty(const struct table *table, size_t row, size_t column)
{
    return in_cell(table, table->first, row, column) >= table->end;
}

static void put_actions(struct table *table, size_t own)
{
    struct shape *shape = table->shape;
    size_t head = at(table, table->first)->row;
    bool within = shape->earlier, begins = table->earlier && !within;
    if (begins) {
        shape->previous = shape_add(shape, "previous-actions", table->first, (struct why){"table-of-actions", 90});
        shape->earlier = true;
    }
    put_heads(table);
    for (size_t row = head + 1; row <= table->rows; row++) {
        if (row_is_empty(table, row, own))
            put_row(table, row);
        else
            put_action(table, row, own);
    }
    shape_end(shape);
    if (begins) {
        shape->previous = NULL;
        shape->earlier = false;
    }
}

/* -- minutes in columns -- */

/* Whether most rows begin with a number. */
static bool is_numbered(const struct table *table, size_t column)
{
    size_t numbers = 0, rows = 0;
    struct number last = {0};
    for (size_t i = table->first; i < table->end; i++) {
        const struct block *block = at(table, i);
        struct number number;
        if (block->column != column || is_claimed(table, i) || (table->headed && block->row == at(table, table->first)->row))
            continue;
        rows++;
        if (!(block->marker ? number_read(block->marker, strlen(block->marker), &number)
                            : number_read(block->text, block->size, &number)))
            continue;
        /* Without a head that says so, numbers of cheques or house numbers are none of items. */
        bool counts = table->headed || number_is_first(&number) || number_follows(&last, &number, 2) ||
                      number.form == NUMBER_DOTTED || number.form == NUMBER_SLASHED;
        bool large = !table->headed && number.form == NUMBER_WHOLE && number.part[0] > LARGEST;
        numbers += counts && !large && (block->size <= number.after + 2 || block->marker != NULL);
        last = number;
    }
    return numbers >= 2 && numbers * 5 >= rows * 3;
}

/* Which names of the owner's column go with which paragraph: the first beside the first is the item's lead, the others stand
 * where their line does. */
struct aligned {
    size_t names[32], paragraphs[32];
    size_t name_count, paragraph_count;
};

static void gather(const struct table *table, size_t row, size_t column, size_t *list, size_t *count)
{
    *count = 0;
    for (size_t i = in_cell(table, table->first, row, column); i < table->end && *count < 32;
         i = in_cell(table, i + 1, row, column))
        list[(*count)++] = i;
}

static bool mentions(const struct table *table, const struct block *paragraph, const struct block *names)
{
    static const char *const all[] = {"all", "everyone", "everybody", "anyone", "all members", NULL};
    const char **owners = content_owners(names->text, names->size, table->shape->reading->arena);
    size_t place;
    if (phrase_is_any(names->text, names->size, all)) /* too common a word to tell by */
        return false;
    for (; owners && *owners; owners++)
        if (phrase_find(paragraph->text, paragraph->size, 0, *owners, &place))
            return true;
    return false;
}

/* Whether a paragraph asks somebody to do something. */
static bool asks(const struct table *table, const struct block *paragraph)
{
    static const char *const first[] = {
        "please",  "anyone",  "anybody",   "everyone", "all",     "attach", "invite",  "email",  "e-mail",    "send",  "arrange",
        "contact", "write",   "circulate", "add",      "ask",     "check",  "make",    "find",   "follow up", "share", "update",
        "review",  "prepare", "bring",     "book",     "confirm", "draft",  "provide", "submit", "raise",     "will",  NULL};
    static const char *const within[] = {"please", "to be", "asking", "asked", NULL};
    size_t place;
    return phrase_any_at(paragraph->text, paragraph->size, first, NULL) ||
           phrase_any_find(paragraph->text, paragraph->size, within, &place, NULL) ||
           content_asks(table->shape->reading, paragraph->text, paragraph->size);
}

/* The paragraph below limit that a name is owner of: the last that names it, else the last that asks for something; limit: none.
 */
static size_t paragraph_of(const struct table *table, const struct aligned *aligned, size_t name, size_t limit)
{
    for (size_t i = limit; i > 0; i--)
        if (mentions(table, at(table, aligned->paragraphs[i - 1]), at(table, aligned->names[name])))
            return i - 1;
    for (size_t i = limit; i > 0; i--)
        if (asks(table, at(table, aligned->paragraphs[i - 1])))
            return i - 1;
    return limit;
}

static void put_paragraph(struct table *table, size_t block, size_t from, size_t owner)
{
    struct shape *shape = table->shape;
    if (owner == SIZE_MAX) {
        shape_block(shape, block, from);
        return;
    }
    struct found found = {.from = from, .to = at(table, block)->size};
    struct node *action = shape_add(shape, "action", block, (struct why){"owner-beside", 80});
    set_owner(table, action, text_collapse(shape->reading->arena, at(table, owner)->text));
    content_due(shape->reading, block, &found);
    if (found.due)
        node_set(action, "due", found.due);
    shape_attr(shape, action, "due-text", block, found.due_from, found.due_to);
    shape_words(shape, action, block, from, at(table, block)->size);
}

/* Whether a column's head says that those below it are to act: "Action by". */
static bool head_asks(const struct table *table, size_t column)
{
    if (!table->headed || table->kind[column] != COLUMN_OWNER)
        return false;
    size_t row = at(table, table->first)->row, place;
    for (size_t i = in_cell(table, table->first, row, column); i < table->end; i = in_cell(table, i + 1, row, column))
        if (phrase_find(at(table, i)->text, at(table, i)->size, 0, "action", &place) ||
            phrase_find(at(table, i)->text, at(table, i)->size, 0, "actioned", &place))
            return true;
    return false;
}

static struct node *last_child(const struct node *item)
{
    struct node *last = NULL;
    for (struct node *child = node_first(item); child; child = node_next(child))
        last = child;
    return last;
}

/* The cell that says by when, printed with the row's last action. */
static void put_due(struct table *table, size_t row, struct node *item)
{
    size_t column;
    struct node *action = last_child(item);
    if (!has(table, COLUMN_DUE, &column) || row_is_empty(table, row, column) || !action || !node_is(action, "action") ||
        node_attr(action, "due-text"))
        return;
    shape_end(table->shape);
    set_due(table, action, cell_words(table, row, column));
    for (size_t i = in_cell(table, table->first, row, column); i < table->end; i = in_cell(table, i + 1, row, column))
        table->shape->reading->claims[i] = CLAIM_CLOSING; /* printed with the action */
}

/* Columns of a table of minutes; 0: there is none. */
struct minuted {
    size_t number, text, owner, action;
};

/* The words of a row, and the names beside them. The item's title ends at rest of its first block. In a column for names the
 * first is the item's lead; in one for actions all are owners. */
static void put_cells(struct table *table, size_t row, const struct minuted *minuted, struct node *item, size_t rest)
{
    struct shape *shape = table->shape;
    struct aligned aligned;
    size_t owners[32], column = minuted->action ? minuted->action : minuted->owner, first = 0;
    gather(table, row, minuted->text, aligned.paragraphs, &aligned.paragraph_count);
    gather(table, row, column, aligned.names, &aligned.name_count);
    for (size_t i = 0; i < 32; i++)
        owners[i] = SIZE_MAX;
    size_t skip = aligned.paragraph_count && rest >= at(table, aligned.paragraphs[0])->size && rest;
    size_t limit = aligned.paragraph_count;
    bool asked = minuted->action || (minuted->owner && head_asks(table, minuted->owner));
    if (item && !asked && column && aligned.name_count && at(table, aligned.names[0])->gap == 0) {
        const char *lead = text_collapse(shape->reading->arena, at(table, aligned.names[0])->text);
        node_set(item, "as", lead);
        node_set(item, SHAPE_PRIVATE "by", lead);
        first = 1;
    }
    /* From the last name up, since what is asked for stands at the end. */
    for (size_t k = aligned.name_count; k > first; k--) {
        const struct block *name = at(table, aligned.names[k - 1]);
        size_t paragraph = paragraph_of(table, &aligned, k - 1, limit);
        if (asked && !content_owners(name->text, name->size, shape->reading->arena))
            paragraph = limit; /* "Note" */
        else if (paragraph == limit && asked && limit > skip)
            paragraph = limit - 1;
        if (paragraph < limit && paragraph >= skip) {
            owners[paragraph] = aligned.names[k - 1];
            limit = paragraph;
            aligned.names[k - 1] = SIZE_MAX;
        }
    }
    for (size_t i = skip; i < aligned.paragraph_count; i++)
        put_paragraph(table, aligned.paragraphs[i], i ? 0 : rest, owners[i]);
    if (item)
        put_due(table, row, item);
    for (size_t k = first; k < aligned.name_count; k++)
        if (aligned.names[k] != SIZE_MAX)
            shape_text(shape, aligned.names[k], 0, at(table, aligned.names[k])->size);
}

/* What a column of actions holds beside a row's words: deeds, or only those who are to do what the last words ask for. */
static void put_deeds(struct table *table, size_t row, size_t column, size_t owner)
{
    struct shape *shape = table->shape;
    for (size_t i = in_cell(table, table->first, row, column); i < table->end; i = in_cell(table, i + 1, row, column)) {
        struct found found[FOUND_MOST];
        size_t count = content_deeds(shape->reading, i, found);
        for (size_t k = 0; k < count; k++) {
            shape_found(shape, i, &found[k], SIZE_MAX);
            struct node *last = shape->prose;
            if (owner && found[k].kind == FOUND_ACTION && last && node_is(last, "action") && !node_attr(last, "for"))
                set_owner(table, last, cell_words(table, row, owner));
        }
        shape_end(shape);
    }
}

static void put_title(struct shape *shape, struct node *item, size_t block, size_t from, size_t to)
{
    const struct block *of = &shape->reading->blocks->list[block];
    shape_title(shape, item, block, from, to);
    shape_links(shape, block, from, to);
    shape->roles = outline_roles(of->text + from, to - from, shape->reading->arena);
    if (shape->roles)
        node_set(item, "role", shape->roles);
}

/* The title in a cell: the whole of a short one, what is set off in a longer one; below a numbered item only where minutes use to have
 * a matter of that name. */
static void cell_title(const struct table *table, size_t block, bool below, struct mark *title)
{
    const struct block *of = at(table, block);
    bool whole = outline_is_title(of->text, of->size) && !phrase_ends(of->text, of->size, ":") && !memchr(of->text, ':', of->size);
    bool known = outline_roles(of->text, of->size, table->shape->reading->arena) != NULL;
    size_t next = in_cell(table, block + 1, of->row, of->column);
    *title = (struct mark){0};
    if (of->marker || (below && !(whole && known && next < table->end)))
        return;
    if (whole)
        title->title_to = title->rest = of->size;
    else
        outline_find_title(of, 0, title);
}

/* Names alone in a column of actions belong to the paragraph beside them. */
static bool only_owners(const struct table *table, size_t row, size_t column)
{
    size_t cells = 0;
    for (size_t i = in_cell(table, table->first, row, column); i < table->end; i = in_cell(table, i + 1, row, column), cells++)
        if (!content_owners(at(table, i)->text, at(table, i)->size, table->shape->reading->arena))
            return false;
    return cells > 0;
}

/* The words of a row, what is to be done, and what stands in columns of no known use. */
static void put_matter(struct table *table, size_t row, const struct minuted *minuted, struct node *item, size_t rest)
{
    struct shape *shape = table->shape;
    bool deeds = minuted->action && (minuted->owner || !only_owners(table, row, minuted->action));
    struct minuted words = *minuted;
    if (deeds)
        words.action = words.owner = 0;
    put_cells(table, row, &words, item, rest);
    if (deeds)
        put_deeds(table, row, minuted->action, minuted->owner);
    bool idle = minuted->owner && minuted->action && row_is_empty(table, row, minuted->action);
    for (size_t column = 1; column <= table->columns; column++)
        if (column != minuted->number && column != minuted->text && column != minuted->action && (column != minuted->owner || idle))
            for (size_t i = in_cell(table, table->first, row, column); i < table->end; i = in_cell(table, i + 1, row, column))
                shape_text(shape, i, 0, at(table, i)->size);
}

static void put_numbered(struct table *table, size_t row, const struct minuted *minuted)
{
    struct shape *shape = table->shape;
    const char *printed = cell_words(table, row, minuted->number);
    size_t first = in_cell(table, table->first, row, minuted->text), length = printed ? strlen(printed) : 0;
    while (length && strchr(".):", printed[length - 1]))
        length--;
    struct number read;
    bool dotted = printed && number_read(printed, strlen(printed), &read) && read.form == NUMBER_DOTTED && shape->depth > 0;
    shape_end(shape);
    int depth = dotted ? read.parts - 1 : 0;
    shape->depth = depth < shape->depth ? depth : shape->depth;
    struct node *item = shape_add(shape, "item", first < table->end ? first : in_cell(table, table->first, row, minuted->number),
                                  (struct why){"numbered-row", 95});
    shape->open[++shape->depth] = item;
    if (length)
        node_set(item, "n", arena_copy_n(shape->reading->arena, printed, length));
    shape->roles = NULL;
    struct mark title = {0};
    if (first < table->end)
        cell_title(table, first, dotted, &title);
    if (title.title_to > title.title_from) {
        const char *words = at(table, first)->text + title.title_from;
        title.roles = outline_roles(words, title.title_to - title.title_from, shape->reading->arena);
        size_t end = shape_title_end(shape, first, &title);
        title.rest = end < title.title_to ? end : title.rest;
        put_title(shape, item, first, title.title_from, title.title_to = end);
    }
    put_matter(table, row, minuted, item, title.title_to > title.title_from ? title.rest : 0);
}

static bool put_minutes(struct table *table)
{
    struct minuted minuted = {.number = 1};
    if (!has(table, COLUMN_NUMBER, &minuted.number))
        minuted.number = 1;
    if (!is_numbered(table, minuted.number) || table->columns < 2)
        return false;
    if (!has(table, COLUMN_TEXT, &minuted.text) || minuted.text == minuted.number)
        minuted.text = minuted.number + 1;
    has(table, COLUMN_ACTION, &minuted.action);
    if (!has(table, COLUMN_OWNER, &minuted.owner) && !minuted.action && table->columns > minuted.text)
        minuted.owner = minuted.text + 1;
    minuted.owner = minuted.owner == minuted.text || minuted.owner == minuted.number ? 0 : minuted.owner;
    minuted.action = minuted.action == minuted.text || minuted.action == minuted.number ? 0 : minuted.action;
    size_t head = at(table, table->first)->row;
    if (table->headed)
        put_heads(table);
    for (size_t row = table->headed ? head + 1 : head; row <= table->rows; row++) {
        if (!row_is_empty(table, row, minuted.number))
            put_numbered(table, row, &minuted);
        else if (minuted.action && !row_is_empty(table, row, minuted.action))
            put_matter(table, row, &minuted, NULL, 0);
        else
            put_row(table, row);
    }
    shape_end(table->shape);
    return true;
}

/* -- as it stands -- */

void shape_table(struct shape *shape, size_t first, size_t end)
{
    struct table table = {.shape = shape, .first = first, .end = end};
    look_at(&table);
    bool begun = false;
    for (size_t row = 1; row <= table.rows; row++) {
        if (begun && shape->words.size)
            buf_char(&shape->words, '\n');
        for (size_t column = 1; column <= table.columns; column++) {
            buf_str(&shape->words, column == 1 ? "| " : " | ");
            size_t pieces = 0;
            for (size_t i = in_cell(&table, first, row, column); i < end; i = in_cell(&table, i + 1, row, column)) {
                const struct block *block = at(&table, i);
                if (pieces++)
                    buf_char(&shape->words, ' ');
                if (block->marker) {
                    markdown_escape(block->marker, strlen(block->marker), false, &shape->words);
                    buf_char(&shape->words, ' ');
                }
                size_t before = shape->words.size;
                block_prose(block, 0, block->size, &shape->words);
                for (size_t k = before; k < shape->words.size; k++) /* a cell is one line */
                    if (shape->words.data[k] == '\n')
                        shape->words.data[k] = ' ';
                shape->prose_upto = block->upto;
            }
        }
        buf_str(&shape->words, " |");
        if (!begun) {
            buf_char(&shape->words, '\n');
            for (size_t column = 1; column <= table.columns; column++)
                buf_str(&shape->words, column == 1 ? "| ---" : " | ---");
            buf_str(&shape->words, " |");
            begun = true;
        }
    }
}

/* Whether it can be a table of Markdown: free blocks only, small cells, and not too many. */
static bool is_plain(const struct table *table)
{
    enum { MOST = 2000 };
    if (table->columns < 2 || table->columns > COLUMNS || table->rows * table->columns > MOST)
        return false;
    for (size_t i = table->first; i < table->end; i++)
        if (is_claimed(table, i) || at(table, i)->size > CELL_BYTES / 4 || at(table, i)->kind == BLOCK_IMAGE)
            return false;
    return true;
}

static void put_plain(struct table *table)
{
    struct shape *shape = table->shape;
    if (!is_plain(table)) {
        for (size_t i = table->first; i < table->end; i++)
            if (!is_claimed(table, i))
                shape_block(shape, i, 0);
        return;
    }
    if (!shape->prose || !node_is(shape->prose, "text")) {
        shape->prose = shape_add(shape, "text", table->first, (struct why){NULL, 0});
        node_unset(shape->prose, "src");
        shape->prose_at = at(table, table->first)->at;
    }
    if (shape->words.size)
        buf_str(&shape->words, "\n\n");
    shape_table(shape, table->first, table->end);
    shape->last.list = false;
}

size_t shape_any_table(struct shape *shape, size_t first)
{
    struct table table = {.shape = shape, .first = first, .end = shape_table_end(shape->reading, first)};
    size_t own;
    look_at(&table);
    if (table.headed)
        mend_columns(&table);
    bool actions = table.headed && table.columns <= COLUMNS && has(&table, COLUMN_ACTION, &own) &&
                   (has(&table, COLUMN_OWNER, NULL) || has(&table, COLUMN_DUE, NULL));
    bool tasks = !actions && table.headed && table.columns <= COLUMNS && shape->actions_depth &&
                 (has(&table, COLUMN_ACTION, &own) || has(&table, COLUMN_TEXT, &own));
    if ((actions && !has(&table, COLUMN_TEXT, NULL)) || tasks)
        put_actions(&table, own);
    else if (table.columns > COLUMNS || !put_minutes(&table))
        put_plain(&table);
    return table.end;
}
