#include "import/attend_parts.h"
#include "import/people_parts.h"

#include "base/text.h"

#include <string.h>

enum { CELLS = 24, MARK_SIZE = 24 };

/* What a column of the table tells. */
enum column_use { COLUMN_OTHER, COLUMN_NAMES, COLUMN_CAME, COLUMN_SIGNED, COLUMN_APOLOGIES, COLUMN_ABSENT, COLUMN_DETAIL };

struct head_word {
    const char *words;
    enum column_use use;
};

static const struct head_word head_words[] = {
    {"name names member members attendee attendees councillor councillors participant participants director directors trustee trustees person who "
     "governor governors delegate delegates representative",
     COLUMN_NAMES},
    {"signature signatures signed sign", COLUMN_SIGNED},
    {"attended attendance present attending status here presence", COLUMN_CAME},
    {"apologies apology regrets excused", COLUMN_APOLOGIES},
    {"absent absence", COLUMN_ABSENT},
    {"role roles post position title job-title designation organisation organization agency company representing service department",
     COLUMN_DETAIL},
};

/* Marks in cells. */
static const struct {
    const char *marks;
    enum list_kind kind;
} marks[] = {
    {"x y yes p present \xE2\x9C\x93 \xE2\x9C\x94 \xE2\x98\x91 \xE2\x9C\x85 \xE2\x88\x9A attended here in-person "
     "remote online zoom yes* \xEF\x83\xBC", LIST_PRESENT},
    {"a ap apol apols apologies apology regrets excused apologies* sent-apologies", LIST_APOLOGIES},
    {"n no absent - \xE2\x80\x93 \xE2\x80\x94 \xE2\x9C\x97 \xE2\x9C\x98 \xE2\x9D\x8C \xE2\x98\x90 0 dna", LIST_ABSENT},
};

struct row {
    const struct block *cells[CELLS];
    size_t blocks[CELLS];
    size_t count, end;
};

struct grid {
    struct reading *reading;
    size_t table;
    enum column_use uses[CELLS];    /* by column, from 0 */
    bool names, tells, details;
};

/* The blocks of the row that begins at at. False: too many, or not all free. */
static bool read_row(const struct grid *grid, size_t at, struct row *row)
{
    const struct block *first = &grid->reading->blocks->list[at];
    *row = (struct row){.end = at};
    for (; row->end < grid->reading->end; row->end++) {
        const struct block *block = &grid->reading->blocks->list[row->end];
        if (block->table != grid->table || block->row != first->row)
            break;
        if (row->count == CELLS || !attend_open(grid->reading, row->end) || block->column > CELLS || !block->column)
            return false;
        row->blocks[row->count] = row->end;
        row->cells[row->count++] = block;
    }
    return row->count > 0;
}

/* A cell's word in small letters, without closing signs; "" where it has several. */
static void plain_cell(const struct block *cell, char word[MARK_SIZE])
{
    size_t size = cell->size;
    while (size && strchr(":.!", cell->text[size - 1]))
        size--;
    word[0] = '\0';
    if (size >= MARK_SIZE)
        return;
    for (size_t i = 0; i < size; i++) {
        char c = cell->text[i];
        word[i] = c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    word[size] = '\0';
}

/* Before anybody is listed: a table of names and posts tells there who came. */
static bool at_front(const struct reading *reading, size_t block)
{
    enum { FRONT = 30 };
    for (size_t i = 0; i < reading->list_count; i++)
        if (reading->lists[i].count > 1)
            return false;
    return block - reading->first < FRONT;
}

static bool read_head(struct grid *grid, const struct row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        char word[MARK_SIZE];
        enum column_use *use = &grid->uses[row->cells[i]->column - 1];
        plain_cell(row->cells[i], word);
        for (size_t k = 0; k < sizeof head_words / sizeof *head_words; k++)
            if (*word && text_word_in(word, head_words[k].words))
                *use = head_words[k].use;
        if (*use == COLUMN_NAMES && grid->names)
            *use = COLUMN_OTHER;
        grid->names = grid->names || *use == COLUMN_NAMES;
        grid->details = grid->details || *use == COLUMN_DETAIL;
        *use = *use == COLUMN_DETAIL ? COLUMN_OTHER : *use;
        grid->tells = grid->tells || *use > COLUMN_NAMES;
    }
    return grid->names && (grid->tells || (grid->details && at_front(grid->reading, row->blocks[0])));
}

static bool cell_mark(const struct block *cell, enum list_kind *kind)
{
    char word[MARK_SIZE];
    if (cell->box != BOX_NONE && !cell->size) {
        *kind = cell->box == BOX_TICKED ? LIST_PRESENT : LIST_ABSENT;
        return true;
    }
    plain_cell(cell, word);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_word_in(word, marks[i].marks)) {
            *kind = marks[i].kind;
            return true;
        }
    return false;
}

/* What a row says: who, and whether they came. */
struct row_says {
    struct attend_names names;
    enum list_kind kind;
    bool told, fits;
};

static struct row_says read_says(const struct grid *grid, const struct row *row)
{
    struct row_says says = {.kind = LIST_UNKNOWN, .fits = true};
    for (size_t i = 0; i < row->count && says.fits; i++) {
        const struct block *cell = row->cells[i];
        enum column_use use = grid->uses[cell->column - 1];
        enum list_kind mark = LIST_PRESENT;
        if (use == COLUMN_NAMES) {
            attend_names(cell->text, cell->size, grid->reading->arena, &says.names);
        } else if (use > COLUMN_NAMES && (cell->size || cell->box != BOX_NONE)) {
            bool marked = cell_mark(cell, &mark);
            says.fits = marked || use == COLUMN_SIGNED;
            if (mark == LIST_PRESENT || use == COLUMN_CAME) {
                says.kind = use == COLUMN_APOLOGIES ? LIST_APOLOGIES : use == COLUMN_ABSENT ? LIST_ABSENT : mark;
                says.told = true;
            }
        }
    }
    says.fits = says.fits && says.names.named == 1 && says.names.count == 1;
    return says;
}

static struct list *grid_list(struct grid *grid, size_t first, enum list_kind kind, size_t at)
{
    for (size_t i = first; i < grid->reading->list_count; i++)
        if (grid->reading->lists[i].kind == kind)
            return &grid->reading->lists[i];
    struct list *list = attend_list(grid->reading, kind, at, "attendance-table", 95);
    list->column_lost = kind == LIST_UNKNOWN;
    return list;
}

static void take_row(struct grid *grid, size_t first, const struct row *row, const struct row_says *says, enum list_kind otherwise)
{
    struct arena *arena = grid->reading->arena;
    struct attendee person = says->names.found[0].attendee;
    struct buf as = BUF_INIT;
    for (size_t i = 0; i < row->count; i++) {
        const struct block *cell = row->cells[i];
        if (as.size && cell->size)
            buf_str(&as, ", ");
        buf_add(&as, cell->text, cell->size);
        if (grid->uses[cell->column - 1] == COLUMN_OTHER)
            people_detail(cell->text, cell->size, arena, &person);
        grid->reading->claims[row->blocks[i]] = CLAIM_ATTENDANCE;
    }
    person.as = text_collapse(arena, buf_text(&as));
    buf_free(&as);
    enum list_kind kind = says->told ? says->kind : otherwise;
    attend_person(grid_list(grid, first, kind, row->blocks[0]), &person, row->blocks[0], false);
}

/* The kind of those whose row says nothing: signatures are not in the file; where others are marked, these were not there. */
static enum list_kind kind_untold(const struct grid *grid, bool any_told)
{
    bool signs = false, comes = false;
    if (!grid->tells)
        return LIST_PRESENT;
    for (size_t i = 0; i < CELLS; i++) {
        signs = signs || grid->uses[i] == COLUMN_SIGNED;
        comes = comes || grid->uses[i] == COLUMN_CAME;
    }
    if (signs || (any_told && !comes))
        return LIST_PRESENT;
    return any_told ? LIST_ABSENT : LIST_UNKNOWN;
}

size_t attend_table(struct reading *reading, size_t at)
{
    struct grid grid = {.reading = reading, .table = reading->blocks->list[at].table};
    struct row head, row;
    size_t rows = 0, end, first = reading->list_count;
    bool told = false;
    const struct block *block = &reading->blocks->list[at];
    if (at > reading->first && block[-1].table == block->table && block[-1].row == block->row)
        return at;
    if (!read_head(&grid, read_row(&grid, at, &head) ? &head : &(struct row){0}))
        return at;
    for (end = head.end; end < reading->end && reading->blocks->list[end].table == grid.table && read_row(&grid, end, &row); end = row.end, rows++) {
        struct row_says says = read_says(&grid, &row);
        if (!says.fits)
            break;
        told = told || says.told;
    }
    if (!rows)
        return at;
    for (size_t i = head.end; i < end && read_row(&grid, i, &row); i = row.end) {
        struct row_says says = read_says(&grid, &row);
        take_row(&grid, first, &row, &says, kind_untold(&grid, told));
    }
    for (size_t i = 0; i < head.count; i++) {
        attend_note(&reading->lists[first], text_collapse(reading->arena, head.cells[i]->text), head.blocks[i]);
        reading->claims[head.blocks[i]] = CLAIM_ATTENDANCE;
    }
    return end;
}
