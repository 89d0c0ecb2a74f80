/* Minutes laid out in the columns of a table: items, their words, and who is beside them. */
#include "base/text.h"
#include "document/markdown.h"
#include "import/number.h"
#include "import/outline_parts.h"
#include "import/people.h"
#include "import/phrase.h"
#include "import/table_parts.h"
#include "import/when.h"

#include <stdint.h>
#include <string.h>

enum { LARGEST = 999 };

/* Whether most rows begin with a number. */
static bool is_numbered(const struct table *table, size_t column)
{
    size_t numbers = 0, rows = 0;
    struct number last = {0};
    for (size_t i = table->first; i < table->end; i++) {
        const struct block *block = table_at(table, i);
        struct number number;
        if (block->column != column || table_is_claimed(table, i) || (table->headed && block->row == table_at(table, table->first)->row))
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
    for (size_t i = table_in_cell(table, table->first, row, column); i < table->end && *count < 32;
         i = table_in_cell(table, i + 1, row, column))
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
        if (mentions(table, table_at(table, aligned->paragraphs[i - 1]), table_at(table, aligned->names[name])))
            return i - 1;
    for (size_t i = limit; i > 0; i--)
        if (asks(table, table_at(table, aligned->paragraphs[i - 1])))
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
    struct found found = {.from = from, .to = table_at(table, block)->size};
    struct node *action = shape_add(shape, "action", block, (struct why){"owner-beside", 80});
    table_set_owner(table, action, text_collapse(shape->reading->arena, table_at(table, owner)->text));
    content_due(shape->reading, block, &found);
    if (found.due)
        node_set(action, "due", found.due);
    shape_attr(shape, action, "due-text", block, found.due_from, found.due_to);
    shape_words(shape, action, block, from, table_at(table, block)->size);
}

/* Whether a column's head says that those below it are to act: "Action by". */
static bool head_asks(const struct table *table, size_t column)
{
    if (!table->headed || table->kind[column] != COLUMN_OWNER)
        return false;
    size_t row = table_at(table, table->first)->row, place;
    for (size_t i = table_in_cell(table, table->first, row, column); i < table->end; i = table_in_cell(table, i + 1, row, column))
        if (phrase_find(table_at(table, i)->text, table_at(table, i)->size, 0, "action", &place) ||
            phrase_find(table_at(table, i)->text, table_at(table, i)->size, 0, "actioned", &place))
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
    if (!table_has(table, COLUMN_DUE, &column) || table_row_is_empty(table, row, column) || !action || !node_is(action, "action") ||
        node_attr(action, "due-text"))
        return;
    shape_end(table->shape);
    table_set_due(table, action, table_cell_words(table, row, column));
    for (size_t i = table_in_cell(table, table->first, row, column); i < table->end; i = table_in_cell(table, i + 1, row, column))
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
    size_t skip = aligned.paragraph_count && rest >= table_at(table, aligned.paragraphs[0])->size && rest;
    size_t limit = aligned.paragraph_count;
    bool asked = minuted->action || (minuted->owner && head_asks(table, minuted->owner));
    if (item && !asked && column && aligned.name_count && table_at(table, aligned.names[0])->gap == 0) {
        const char *lead = text_collapse(shape->reading->arena, table_at(table, aligned.names[0])->text);
        if (*lead) {
            node_set(item, "as", lead);
            node_set(item, SHAPE_PRIVATE "by", lead);
        }
        first = 1;
    }
    /* From the last name up, since what is asked for stands at the end. */
    for (size_t k = aligned.name_count; k > first; k--) {
        const struct block *name = table_at(table, aligned.names[k - 1]);
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
            shape_text(shape, aligned.names[k], 0, table_at(table, aligned.names[k])->size);
}

/* What a column of actions holds beside a row's words: deeds, or only those who are to do what the last words ask for. */
static void put_deeds(struct table *table, size_t row, size_t column, size_t owner)
{
    struct shape *shape = table->shape;
    for (size_t i = table_in_cell(table, table->first, row, column); i < table->end; i = table_in_cell(table, i + 1, row, column)) {
        struct found found[FOUND_MOST];
        size_t count = content_deeds(shape->reading, i, found);
        for (size_t k = 0; k < count; k++) {
            shape_found(shape, i, &found[k], SIZE_MAX);
            struct node *last = shape->prose;
            if (owner && found[k].kind == FOUND_ACTION && last && node_is(last, "action") && !node_attr(last, "for"))
                table_set_owner(table, last, table_cell_words(table, row, owner));
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
    const struct block *of = table_at(table, block);
    bool whole = outline_is_title(of->text, of->size) && !phrase_ends(of->text, of->size, ":") && !memchr(of->text, ':', of->size);
    bool known = outline_roles(of->text, of->size, table->shape->reading->arena) != NULL;
    size_t next = table_in_cell(table, block + 1, of->row, of->column);
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
    for (size_t i = table_in_cell(table, table->first, row, column); i < table->end; i = table_in_cell(table, i + 1, row, column), cells++)
        if (!content_owners(table_at(table, i)->text, table_at(table, i)->size, table->shape->reading->arena))
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
    bool idle = minuted->owner && minuted->action && table_row_is_empty(table, row, minuted->action);
    for (size_t column = 1; column <= table->columns; column++)
        if (column != minuted->number && column != minuted->text && column != minuted->action && (column != minuted->owner || idle))
            for (size_t i = table_in_cell(table, table->first, row, column); i < table->end; i = table_in_cell(table, i + 1, row, column))
                shape_text(shape, i, 0, table_at(table, i)->size);
}

static void put_numbered(struct table *table, size_t row, const struct minuted *minuted)
{
    struct shape *shape = table->shape;
    const char *printed = table_cell_words(table, row, minuted->number);
    size_t first = table_in_cell(table, table->first, row, minuted->text), length = printed ? strlen(printed) : 0;
    while (length && strchr(".):", printed[length - 1]))
        length--;
    struct number read;
    bool dotted = printed && number_read(printed, strlen(printed), &read) && read.form == NUMBER_DOTTED && shape->depth > 0;
    shape_end(shape);
    int depth = dotted ? read.parts - 1 : 0;
    shape->depth = depth < shape->depth ? depth : shape->depth;
    struct node *item = shape_add(shape, "item", first < table->end ? first : table_in_cell(table, table->first, row, minuted->number),
                                  (struct why){"numbered-row", 95});
    shape->open[++shape->depth] = item;
    if (length)
        node_set(item, "n", arena_copy_n(shape->reading->arena, printed, length));
    shape->roles = NULL;
    struct mark title = {0};
    if (first < table->end)
        cell_title(table, first, dotted, &title);
    if (title.title_to > title.title_from) {
        const char *words = table_at(table, first)->text + title.title_from;
        title.roles = outline_roles(words, title.title_to - title.title_from, shape->reading->arena);
        size_t end = shape_title_end(shape, first, &title);
        title.rest = end < title.title_to ? end : title.rest;
        put_title(shape, item, first, title.title_from, title.title_to = end);
    }
    put_matter(table, row, minuted, item, title.title_to > title.title_from ? title.rest : 0);
}

bool table_put_minutes(struct table *table)
{
    struct minuted minuted = {.number = 1};
    if (!table_has(table, COLUMN_NUMBER, &minuted.number))
        minuted.number = 1;
    if (!is_numbered(table, minuted.number) || table->columns < 2)
        return false;
    if (!table_has(table, COLUMN_TEXT, &minuted.text) || minuted.text == minuted.number)
        minuted.text = minuted.number + 1;
    table_has(table, COLUMN_ACTION, &minuted.action);
    if (!table_has(table, COLUMN_OWNER, &minuted.owner) && !minuted.action && table->columns > minuted.text)
        minuted.owner = minuted.text + 1;
    minuted.owner = minuted.owner == minuted.text || minuted.owner == minuted.number ? 0 : minuted.owner;
    minuted.action = minuted.action == minuted.text || minuted.action == minuted.number ? 0 : minuted.action;
    size_t head = table_at(table, table->first)->row;
    if (table->headed)
        table_put_heads(table);
    for (size_t row = table->headed ? head + 1 : head; row <= table->rows; row++) {
        if (!table_row_is_empty(table, row, minuted.number))
            put_numbered(table, row, &minuted);
        else if (minuted.action && !table_row_is_empty(table, row, minuted.action))
            put_matter(table, row, &minuted, NULL, 0);
        else
            table_put_row(table, row);
    }
    shape_end(table->shape);
    return true;
}
