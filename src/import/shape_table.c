/* Tables: what their columns are, lists of actions, and all that are neither these nor minutes as they stand. */
#include "base/text.h"
#include "document/markdown.h"
#include "import/number.h"
#include "import/outline_parts.h"
#include "import/people.h"
#include "import/phrase.h"
#include "import/table_parts.h"
#include "import/when.h"

#include <string.h>

enum { CELL_BYTES = 4000 };

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


const struct block *table_at(const struct table *table, size_t i)
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

bool table_is_claimed(const struct table *table, size_t i)
{
    return table->shape->reading->claims[i] != CLAIM_NONE || table_at(table, i)->zone != ZONE_BODY;
}

/* The next block of a cell at or after i, or end. Rows stand in order. */
size_t table_in_cell(const struct table *table, size_t i, size_t row, size_t column)
{
    i = row <= table->rows && table->row_first[row] > i ? table->row_first[row] : i;
    for (; i < table->end && table_at(table, i)->row <= row; i++)
        if (table_at(table, i)->row == row && table_at(table, i)->column == column && !table_is_claimed(table, i))
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

bool table_has(const struct table *table, enum column kind, size_t *column)
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
        const struct block *block = table_at(table, i);
        table->columns = block->column > table->columns ? block->column : table->columns;
        table->rows = block->row > table->rows ? block->row : table->rows;
    }
    table->row_first = arena_alloc(table->shape->reading->arena, (table->rows + 2) * sizeof *table->row_first);
    for (size_t row = 0; row < table->rows + 2; row++)
        table->row_first[row] = table->end;
    for (size_t i = table->end; i > table->first; i--)
        table->row_first[table_at(table, i - 1)->row] = i - 1;
    if (table->columns > TABLE_COLUMNS)
        return;
    for (size_t i = table->first; i < table->end && table_at(table, i)->row == table_at(table, table->first)->row; i++) {
        const struct block *block = table_at(table, i);
        if (table_is_claimed(table, i))
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
        const struct block *block = table_at(table, i);
        if (block->column != column || table_is_claimed(table, i) || block->row == table_at(table, table->first)->row)
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
    bool both = table_has(table, COLUMN_ACTION, &action) && table_has(table, COLUMN_OWNER, &owner);
    if (both && names_owners(table, action) && !names_owners(table, owner)) {
        table->kind[action] = COLUMN_OWNER;
        table->kind[owner] = COLUMN_ACTION;
    }
}

/* -- a list of actions -- */

/* Words of a row's cell that are printed as an attribute: all its paragraphs. */
const char *table_cell_words(const struct table *table, size_t row, size_t column)
{
    struct arena *arena = table->shape->reading->arena;
    const char *words = NULL;
    for (size_t i = table_in_cell(table, table->first, row, column); i < table->end; i = table_in_cell(table, i + 1, row, column)) {
        const char *one = shape_printed(table->shape, i);
        words = words ? arena_printf(arena, "%s %s", words, one) : one;
    }
    return words ? text_collapse(arena, words) : NULL;
}

void table_set_owner(struct table *table, struct node *node, const char *words)
{
    if (!words)
        return;
    node_set(node, "for", words);
    shape_names(table->shape, node, SHAPE_PRIVATE "owners", content_owners(words, strlen(words), table->shape->reading->arena));
}

void table_set_due(struct table *table, struct node *node, const char *words)
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
    return (kind == COLUMN_OWNER || kind == COLUMN_DUE || kind == COLUMN_NUMBER) && table_has(table, kind, &first) && first == column;
}

/* Columns that the element has no attribute for are said in its words, behind the action's own. */
static void add_cells(struct table *table, size_t row, size_t own)
{
    struct shape *shape = table->shape;
    for (size_t i = table->row_first[row]; i < table->end && table_at(table, i)->row <= row; i++) {
        const struct block *block = table_at(table, i);
        if (block->row != row || table_is_claimed(table, i) || is_attribute(table, block->column))
            continue;
        if (shape->words.size)
            buf_str(&shape->words, block->column == own ? "\n\n" : " – ");
        if (block->marker && block->column != own) {
            markdown_escape(block->marker, strlen(block->marker), !shape->words.size, &shape->words);
            buf_char(&shape->words, ' ');
        } else if (block->marker && shape_marked(block)) {
            markdown_escape(block->marker, strlen(block->marker), true, &shape->words);
            buf_char(&shape->words, ' ');
        }
        block_prose(block, 0, block->size, &shape->words);
    }
}

/* The words of a row as prose. */
void table_put_row(struct table *table, size_t row)
{
    for (size_t i = table->row_first[row]; i < table->end && table_at(table, i)->row <= row; i++)
        if (table_at(table, i)->row == row && !table_is_claimed(table, i))
            shape_text(table->shape, i, 0, table_at(table, i)->size);
}

void table_put_heads(struct table *table)
{
    struct shape *shape = table->shape;
    size_t row = table_at(table, table->first)->row, first = table->first;
    bool fits = shape->previous ? !node_first(shape->previous) : !shape->depth; /* else its heads are words like others */
    if (!fits) {
        table_put_row(table, row);
        shape_end(shape);
        return;
    }
    struct node *columns = shape_add(shape, "columns", first, (struct why){"columns", 90});
    node_set(columns, "text", "");
    for (size_t i = table->first; i < table->end && table_at(table, i)->row == row; i++) {
        const struct block *block = table_at(table, i);
        enum column kind = table->kind[block->column];
        if (table_is_claimed(table, i))
            continue;
        const char *name = kind == COLUMN_NUMBER                          ? "n"
                           : kind == COLUMN_OWNER                         ? "for"
                           : kind == COLUMN_ACTION || kind == COLUMN_TEXT ? "text"
                                                                          : NULL;
        const char *said = name ? node_attr(columns, name) : NULL;
        if (name && (!said || !*said)) {
            shape_attr_whole(shape, columns, name, i);
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
    size_t first = table_in_cell(table, table->first, row, own), column;
    struct node *node = shape_add(shape, shape->earlier ? "update" : "action", first, (struct why){"table-of-actions", 95});
    if (table_has(table, COLUMN_NUMBER, &column) && table_cell_words(table, row, column))
        node_set(node, "n", table_cell_words(table, row, column));
    if (table_has(table, COLUMN_OWNER, &column))
        table_set_owner(table, node, table_cell_words(table, row, column));
    if (table_has(table, COLUMN_DUE, &column))
        table_set_due(table, node, table_cell_words(table, row, column));
    shape_words(shape, node, first, 0, 0);
    add_cells(table, row, own);
    shape_end(shape);
}

bool table_row_is_empty(const struct table *table, size_t row, size_t column)
{
    return table_in_cell(table, table->first, row, column) >= table->end;
}

static void put_actions(struct table *table, size_t own)
{
    struct shape *shape = table->shape;
    size_t head = table_at(table, table->first)->row;
    bool within = shape->earlier, begins = table->earlier && !within;
    if (begins) {
        shape->previous = shape_add(shape, "previous-actions", table->first, (struct why){"table-of-actions", 90});
        shape->earlier = true;
    }
    table_put_heads(table);
    for (size_t row = head + 1; row <= table->rows; row++) {
        if (table_row_is_empty(table, row, own))
            table_put_row(table, row);
        else
            put_action(table, row, own);
    }
    shape_end(shape);
    if (begins) {
        shape->previous = NULL;
        shape->earlier = false;
    }
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
            for (size_t i = table_in_cell(&table, first, row, column); i < end; i = table_in_cell(&table, i + 1, row, column)) {
                const struct block *block = table_at(&table, i);
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
    if (table->columns < 2 || table->columns > TABLE_COLUMNS || table->rows * table->columns > MOST)
        return false;
    for (size_t i = table->first; i < table->end; i++)
        if (table_is_claimed(table, i) || table_at(table, i)->size > CELL_BYTES / 4 || table_at(table, i)->kind == BLOCK_IMAGE)
            return false;
    return true;
}

bool shape_plain_table(struct shape *shape, size_t first, size_t end)
{
    struct table sought = {.shape = shape, .first = first, .end = end}, *table = &sought;
    look_at(table);
    if (!is_plain(table))
        return false;
    if (!shape->prose || !node_is(shape->prose, "text")) {
        shape->prose = shape_add(shape, "text", table->first, (struct why){NULL, 0});
        node_unset(shape->prose, "src");
        shape->prose_at = table_at(table, table->first)->at;
    }
    if (shape->words.size)
        buf_str(&shape->words, "\n\n");
    shape_table(shape, table->first, table->end);
    shape->last.list = false;
    return true;
}

static void put_plain(struct table *table)
{
    if (!shape_plain_table(table->shape, table->first, table->end))
        for (size_t i = table->first; i < table->end; i++)
            if (!table_is_claimed(table, i))
                shape_block(table->shape, i, 0);
}

size_t shape_any_table(struct shape *shape, size_t first)
{
    struct table table = {.shape = shape, .first = first, .end = shape_table_end(shape->reading, first)};
    size_t own;
    look_at(&table);
    if (table.headed)
        mend_columns(&table);
    bool actions = table.headed && table.columns <= TABLE_COLUMNS && table_has(&table, COLUMN_ACTION, &own) &&
                   (table_has(&table, COLUMN_OWNER, NULL) || table_has(&table, COLUMN_DUE, NULL));
    bool tasks = !actions && table.headed && table.columns <= TABLE_COLUMNS && shape->actions_depth &&
                 (table_has(&table, COLUMN_ACTION, &own) || table_has(&table, COLUMN_TEXT, &own));
    if ((actions && !table_has(&table, COLUMN_TEXT, NULL)) || tasks)
        put_actions(&table, own);
    else if (table.columns > TABLE_COLUMNS || !table_put_minutes(&table))
        put_plain(&table);
    return table.end;
}
