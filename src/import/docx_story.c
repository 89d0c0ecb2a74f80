/* Stories: the main part, headers, footers, notes. Each element gets a copy of the state it stands in, which its properties change for what follows in
 * it; so nothing needs undoing and nothing recurses. */
#include "import/docx.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS = 32, COLUMNS = 1024 };
enum skip { SKIP_NOT, SKIP_COUNTING, SKIP_ALL }; /* of what is skipped, paragraphs of a second choice still count */
enum merge { MERGE_NOT, MERGE_BEGIN, MERGE_GO_ON };

struct table {
    size_t number, row, column; /* column: where the next cell begins, from 0 */
    struct docx_cell *above[COLUMNS]; /* cells that go on below */
    bool heads;
};

struct state {
    enum docx_name name;
    enum skip skip;
    bool added, gone, hidden;    /* a tracked insertion or deletion; not to be shown */
    bool old;                    /* within an old state of properties */
    enum block_box box;          /* of a content control that is one */
    enum merge merge;            /* of a cell */
    unsigned choices;            /* seen so far */
    const char *link, *alt;
    struct docx_toggles toggles;
    const struct docx_style *run_style;
    struct docx_paragraph *paragraph;
    struct table *table;
    struct docx_cell *cell;
};

/* A complex field. Fields do not outlive the paragraph they begin in. */
struct field {
    struct docx_paragraph *paragraph;
    bool shows;           /* its result is being read */
    struct buf instruction;
    const char *link, *choice;
    enum block_box box;
    int entry, chosen;
};

struct story {
    struct docx *docx;
    struct docx_names *names;
    struct xml_reader *reader;
    struct docx_part part;
    enum block_zone zone;
    bool apart;
    struct state states[IMPORT_DEPTH + 1];
    size_t depth;
    size_t at, page;
    struct docx_paragraph *done, **tail; /* finished, in the order in which they began */
    struct docx_paragraph *carried;      /* its end was struck out: it goes on in the next */
    struct field fields[FIELDS];
    size_t field_count;
    const char *note, *author;
};

static struct state *top(struct story *story)
{
    return &story->states[story->depth];
}

/* The state of the element around: steps 1 is the parent. */
static struct state *around(struct story *story, size_t steps)
{
    return &story->states[story->depth > steps ? story->depth - steps : 0];
}

static struct state *nearest(struct story *story, enum docx_name name)
{
    for (size_t i = story->depth; i > 0; i--)
        if (story->states[i].name == name)
            return &story->states[i];
    return NULL;
}

static const char *keep(struct story *story, const char *text)
{
    return text ? arena_copy(story->docx->arena, text) : NULL;
}

/* -- paragraphs -- */

/* Puts a finished paragraph among the others where it began: text boxes within it ended before it did. */
static void put(struct story *story, struct docx_paragraph *paragraph)
{
    paragraph->next = *paragraph->slot;
    *paragraph->slot = paragraph;
    if (!paragraph->next)
        story->tail = &paragraph->next;
}

static void put_carried(struct story *story)
{
    struct docx_paragraph *carried = story->carried;
    story->carried = NULL;
    if (carried) {
        carried->slot = story->tail;
        put(story, carried);
    }
}

static void hand_over(struct story *story)
{
    put_carried(story);
    struct docx_paragraph *list = story->done;
    story->done = NULL;
    story->tail = &story->done;
    if (list)
        docx_emit(story->docx, list);
}

static struct docx_paragraph *new_paragraph(struct story *story, const struct state *state)
{
    struct docx_paragraph *paragraph = story->carried;
    bool goes_on = paragraph && paragraph->outer == state->paragraph && paragraph->cell == state->cell;
    if (!goes_on) {
        put_carried(story);
        paragraph = mem_zero(1, sizeof *paragraph);
        paragraph->at = story->at;
        paragraph->page = story->page;
    }
    story->carried = NULL;
    paragraph->zone = story->zone;
    paragraph->outer = state->paragraph;
    paragraph->cell = state->cell;
    paragraph->upto = story->at;
    paragraph->slot = story->tail;
    paragraph->styled = paragraph->mark_gone = paragraph->mark_hidden = false;
    docx_layout_start(&paragraph->layout);
    return paragraph;
}

static void style_paragraph(struct story *story, struct docx_paragraph *paragraph)
{
    if (!paragraph->styled)
        paragraph->style = docx_style(story->docx, paragraph->layout.style, "paragraph");
    paragraph->styled = true;
}

static void drop_field(struct story *story)
{
    struct field *field = &story->fields[--story->field_count];
    buf_free(&field->instruction);
    *field = (struct field){.paragraph = NULL};
}

static void end_paragraph(struct story *story, struct docx_paragraph *paragraph)
{
    while (story->field_count && story->fields[story->field_count - 1].paragraph == paragraph)
        drop_field(story);
    style_paragraph(story, paragraph);
    if (paragraph->mark_gone) {
        put_carried(story);
        story->carried = paragraph;
    } else {
        put(story, paragraph);
    }
    if (!paragraph->outer && !story->apart && !story->carried)
        hand_over(story);
}

/* -- words -- */

static bool in_instruction(const struct story *story, const struct docx_paragraph *paragraph)
{
    for (size_t i = story->field_count; i-- > 0 && story->fields[i].paragraph == paragraph;)
        if (!story->fields[i].shows)
            return true;
    return false;
}

static const char *link_of(const struct story *story, const struct state *state)
{
    for (size_t i = story->field_count; i-- > 0 && story->fields[i].paragraph == state->paragraph;)
        if (story->fields[i].link)
            return story->fields[i].link;
    return state->link;
}

static void add_words(struct story *story, const char *text, size_t size)
{
    struct state *state = top(story);
    struct docx_paragraph *paragraph = state->paragraph;
    if (!paragraph || state->skip)
        return;
    style_paragraph(story, paragraph);
    unsigned marks = docx_marks(paragraph->style, state->run_style, state->toggles);
    bool reject = story->docx->input->tracked == TRACKED_REJECT;
    struct docx_words *words = &paragraph->words;
    if (reject ? state->added : state->gone)
        words = &paragraph->deleted;
    else if (state->hidden || marks & DOCX_VANISH || in_instruction(story, paragraph))
        words = &paragraph->hidden;
    if (words == &paragraph->words && !words->text.size)
        paragraph->page = story->page;
    docx_words_add(words, text, size, marks & ~(unsigned)DOCX_VANISH, link_of(story, state));
}

static void add_text(struct story *story, const char *text)
{
    add_words(story, text, strlen(text));
}

/* What stands in a box to tick shows whether it is ticked, whatever sign it is. */
static bool is_box_sign(const char *text, size_t size)
{
    uint32_t point;
    return size > 1 && text_decode(text, size, &point) == size;
}

static void add_box(struct story *story, enum block_box box)
{
    add_text(story, box == BOX_TICKED ? "\xE2\x98\x91" : "\xE2\x98\x90");
}

static void refer(struct story *story, enum docx_name kind, const char *id, bool own_mark)
{
    struct state *state = top(story);
    struct docx_paragraph *paragraph = state->paragraph;
    if (!paragraph || !id || state->skip)
        return;
    MEM_GROW(paragraph->references, paragraph->reference_count, paragraph->reference_room);
    paragraph->references[paragraph->reference_count++] = (struct docx_reference){kind, keep(story, id), own_mark};
}

/* -- fields -- */

static const char *link_in(struct story *story, const char *instruction)
{
    const char *at = instruction + strspn(instruction, " \t\n");
    if (strncmp(at, "HYPERLINK", 9) != 0)
        return NULL;
    at += 9;
    at += strspn(at, " \t\n");
    const char *end = *at == '"' ? strchr(at + 1, '"') : NULL;
    return end ? arena_copy_n(story->docx->arena, at + 1, (size_t)(end - at - 1)) : NULL;
}

static void open_field(struct story *story)
{
    struct state *state = top(story);
    if (story->field_count == FIELDS || !state->paragraph)
        return;
    story->fields[story->field_count++] = (struct field){.paragraph = state->paragraph, .instruction = BUF_INIT, .entry = -1};
}

/* Check boxes and choices of old forms show what the field says of itself. */
static void close_field(struct story *story)
{
    struct field *field = story->field_count ? &story->fields[story->field_count - 1] : NULL;
    if (!field || field->paragraph != top(story)->paragraph)
        return;
    enum block_box box = field->box;
    const char *choice = field->choice;
    drop_field(story);
    if (box)
        add_box(story, box);
    if (choice)
        add_text(story, choice);
}

static void field_char(struct story *story, const struct docx_tag *tag)
{
    const char *type = docx_attr(tag, DOCX_W, "fldCharType");
    struct field *field = story->field_count ? &story->fields[story->field_count - 1] : NULL;
    if (!type || top(story)->skip)
        return;
    if (strcmp(type, "begin") == 0) {
        open_field(story);
    } else if (strcmp(type, "end") == 0) {
        close_field(story);
    } else if (field && field->paragraph == top(story)->paragraph) {
        field->shows = true;
        field->link = link_in(story, buf_text(&field->instruction));
    }
}

static void form_field(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct field *field = story->field_count ? &story->fields[story->field_count - 1] : NULL;
    if (!field || !nearest(story, W_FF_DATA))
        return;
    if (name == W_CHECK_BOX)
        field->box = BOX_EMPTY;
    else if (name == W_CHECKED || (name == W_DEFAULT && around(story, 1)->name == W_CHECK_BOX))
        field->box = docx_on(tag) ? BOX_TICKED : BOX_EMPTY;
    else if (name == W_RESULT || (name == W_DEFAULT && around(story, 1)->name == W_DD_LIST))
        field->chosen = docx_int(docx_val(tag), 0, 1000, 0);
    else if (name == W_LIST_ENTRY && ++field->entry == field->chosen)
        field->choice = keep(story, docx_val(tag));
}

/* -- what elements do: each is called with its own state on top -- */

static void on_paragraph(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *state = top(story);
    (void)tag;
    if (name == W_P && state->skip != SKIP_ALL)
        story->at++;
    if (state->skip)
        return;
    state->paragraph = new_paragraph(story, state);
    state->paragraph->drawing = name != W_P;
    state->toggles = (struct docx_toggles){0, 0};
    state->run_style = NULL;
    state->link = NULL;
}

/* Layout of the paragraph; a mark that is struck out or put in stands among the mark's own properties. */
static void on_layout(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *state = top(story);
    if (state->paragraph && !state->old && nearest(story, W_P_PR))
        docx_layout_take(&state->paragraph->layout, name, tag, story->docx->arena);
}

static void on_toggle(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    enum docx_name owner = around(story, 2)->name;
    if (top(story)->old || around(story, 1)->name != W_R_PR)
        return;
    if (owner == W_R)
        docx_toggles_take(&around(story, 2)->toggles, name, tag);
    else if (owner == W_P_PR && name == W_VANISH && top(story)->paragraph)
        top(story)->paragraph->mark_hidden = docx_on(tag);
}

static void on_run_style(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    if (!top(story)->old && around(story, 2)->name == W_R)
        around(story, 2)->run_style = docx_val(tag) ? docx_style(story->docx, docx_val(tag), "character") : NULL;
}

/* Insertions and deletions: around runs, and of a paragraph's mark or a row among its properties. */
static void on_tracked(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    bool adds = name == W_INS || name == W_MOVE_TO || name == W_CELL_INS;
    enum docx_name parent = around(story, 1)->name;
    bool reject = story->docx->input->tracked == TRACKED_REJECT;
    (void)tag;
    if (parent == W_R_PR && around(story, 2)->name == W_P_PR) {
        if (top(story)->paragraph && adds == reject)
            top(story)->paragraph->mark_gone = true;
        return;
    }
    struct state *state = parent == W_TR_PR || parent == W_TC_PR ? around(story, 2) : top(story);
    if (parent == W_NUM_PR)
        return;
    state->added = state->added || adds;
    state->gone = state->gone || !adds;
}

static void on_break(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *type = docx_attr(tag, DOCX_W, "type");
    struct docx_paragraph *paragraph = top(story)->paragraph;
    if (name == W_BR && type && strcmp(type, "page") == 0 && paragraph) {
        if (paragraph->words.text.size)
            paragraph->break_after = true;
        else
            paragraph->break_before = true;
    }
    add_text(story, "\n");
}

static void on_page_end(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    (void)tag;
    if (top(story)->skip)
        return;
    story->page++;
    story->docx->paged = true;
}

/* A section that ends with a paragraph ends the page unless it says that it does not. */
static void on_section(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    size_t steps = name == W_TYPE ? 2 : 1;
    const char *type = name == W_TYPE ? docx_val(tag) : NULL;
    if (top(story)->paragraph && !top(story)->old && around(story, steps)->name == W_P_PR)
        top(story)->paragraph->break_after = !type || strcmp(type, "continuous") != 0;
}

static void on_tab(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    (void)tag;
    if (around(story, 1)->name != W_TABS)
        add_text(story, "\t");
}

static void on_hyphen(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    (void)tag;
    add_text(story, "-");
}

static void on_symbol(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *code = docx_attr(tag, DOCX_W, "char");
    (void)name;
    if (top(story)->box) {
        add_box(story, top(story)->box);
        return;
    }
    unsigned point = code ? (unsigned)strtoul(code, NULL, 16) : 0;
    const char *sign = docx_symbol(docx_attr(tag, DOCX_W, "font"), point);
    char utf8[4] = {(char)(0xE0 | point >> 12), (char)(0x80 | (point >> 6 & 0x3F)), (char)(0x80 | (point & 0x3F)), '\0'};
    bool plain = point >= 0x800 && point < 0xD800;
    add_text(story, sign ? sign : plain ? utf8 : "\xEF\xBF\xBD");
}

static void on_link(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *state = top(story);
    if (name == W_FLD_SIMPLE) {
        const char *instruction = docx_attr(tag, DOCX_W, "instr"), *link = instruction ? link_in(story, instruction) : NULL;
        state->link = link ? link : state->link;
        return;
    }
    const struct docx_relation *relation = docx_relation(&story->part, docx_attr(tag, DOCX_R, "id"));
    const char *anchor = docx_attr(tag, DOCX_W, "anchor");
    if (!relation || !relation->outside)
        return;
    state->link = anchor && *anchor ? arena_printf(story->docx->arena, "%s#%s", relation->target, anchor) : relation->target;
}

static void on_reference(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *own = docx_attr(tag, DOCX_W, "customMarkFollows");
    struct state *state = top(story);
    bool reject = story->docx->input->tracked == TRACKED_REJECT;
    if (name == W_COMMENT_REFERENCE || !(reject ? state->added : state->gone))
        refer(story, name, docx_attr(tag, DOCX_W, "id"), own && strcmp(own, "0") != 0);
}

static void on_field_char(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    field_char(story, tag);
}

/* -- tables -- */

static void on_table(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *state = top(story);
    (void)name;
    (void)tag;
    if (state->skip)
        return;
    if (story->carried && !story->carried->outer && !state->paragraph && !story->apart)
        hand_over(story);
    else
        put_carried(story);
    state->table = mem_zero(1, sizeof *state->table);
    state->table->number = ++story->docx->blocks->table_count;
    state->cell = NULL;
}

static void on_row(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct table *table = top(story)->table;
    (void)name;
    (void)tag;
    if (!table || top(story)->skip)
        return;
    table->row++;
    table->column = 0;
    table->heads = false;
}

static void on_cell(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *state = top(story);
    struct table *table = state->table;
    (void)name;
    (void)tag;
    if (!table || state->skip)
        return;
    state->cell = arena_alloc(story->docx->arena, sizeof *state->cell);
    *state->cell = (struct docx_cell){table->number, table->row ? table->row : 1, table->column + 1, 1, 1, table->heads};
    state->merge = MERGE_NOT;
}

static void end_cell(struct story *story)
{
    struct state *state = top(story);
    struct table *table = state->table;
    size_t at = table->column;
    table->column += state->cell->column_span;
    if (at >= COLUMNS)
        return;
    if (state->merge == MERGE_GO_ON && table->above[at])
        table->above[at]->row_span++;
    else
        table->above[at] = state->merge == MERGE_BEGIN ? state->cell : NULL;
}

static void on_table_property(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *owner = around(story, 2);
    const char *value = docx_val(tag);
    enum docx_name parent = around(story, 1)->name;
    if (top(story)->old || top(story)->skip || !owner->table)
        return;
    if (name == W_GRID_SPAN && parent == W_TC_PR && owner->cell)
        owner->cell->column_span = (size_t)docx_int(value, 1, COLUMNS, 1);
    else if (name == W_V_MERGE && parent == W_TC_PR)
        owner->merge = value && strcmp(value, "restart") == 0 ? MERGE_BEGIN : MERGE_GO_ON;
    else if (name == W_GRID_BEFORE && parent == W_TR_PR)
        owner->table->column = (size_t)docx_int(value, 0, COLUMNS, 0);
    else if (name == W_TBL_HEADER && parent == W_TR_PR)
        owner->table->heads = docx_on(tag);
    else if (name == W_HIDDEN && parent == W_TR_PR)
        owner->hidden = owner->hidden || docx_on(tag);
}

/* -- boxes, pictures, alternatives -- */

/* The words of a text box are not in the field, link or cell that it hangs on. */
static void on_text_box(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *state = top(story);
    (void)name;
    (void)tag;
    state->table = NULL;
    state->cell = NULL;
    state->box = BOX_NONE;
}

static void on_alternative(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *state = top(story);
    (void)tag;
    if (name == MC_FALLBACK)
        state->skip = SKIP_ALL;
    else if (name == MC_CHOICE && around(story, 1)->choices++ && !state->skip)
        state->skip = SKIP_COUNTING;
    state->choices = 0;
}

static void on_old(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    (void)tag;
    top(story)->old = true;
}

static void on_alt(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *alt = docx_attr(tag, DOCX_OTHER, name == V_SHAPE || name == V_RECT ? "alt" : "descr");
    const char *line = name == V_RECT ? docx_attr(tag, DOCX_O, "hr") : NULL;
    if (!alt || !*alt)
        alt = docx_attr(tag, DOCX_OTHER, "title");
    struct state *state = name == WP_DOC_PR ? around(story, 1) : top(story);
    if (name == PIC_C_NV_PR)
        state = NULL; /* says again what wp:docPr says */
    if (state && alt && *alt)
        state->alt = keep(story, alt);
    if (line && strcmp(line, "t") == 0 && top(story)->paragraph)
        top(story)->paragraph->line = true;
}

static void on_picture(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *state = top(story);
    const char *id = name == A_BLIP ? docx_attr(tag, DOCX_R, "embed") : docx_attr(tag, DOCX_R, "id");
    const struct docx_relation *relation = docx_relation(&story->part, id);
    struct docx_paragraph *paragraph = state->paragraph;
    size_t member;
    if (!paragraph || state->skip || (!id && name == A_BLIP && !docx_attr(tag, DOCX_R, "link")))
        return;
    const char *file = relation && !relation->outside && unzip_find(story->docx->archive, relation->target, &member)
        ? docx_attach(story->docx, member) : NULL;
    MEM_GROW(paragraph->images, paragraph->image_count, paragraph->image_room);
    paragraph->images[paragraph->image_count++] = (struct docx_image){file, state->alt ? state->alt : ""};
}

static void on_word_art(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *words = docx_attr(tag, DOCX_OTHER, "string");
    struct docx_paragraph *paragraph = top(story)->paragraph;
    (void)name;
    if (!words || !paragraph)
        return;
    if (paragraph->words.text.size)
        add_text(story, "\n");
    add_text(story, words);
}

/* Charts and diagrams keep their words in parts of their own. */
static void on_graphic(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const struct docx_relation *relation = docx_relation(&story->part, docx_attr(tag, DOCX_R, name == C_CHART ? "id" : "dm"));
    if (relation && !relation->outside)
        refer(story, name, relation->target, false);
}

static void on_foreign(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const struct docx_relation *relation = docx_relation(&story->part, docx_attr(tag, DOCX_R, "id"));
    if (relation && !top(story)->skip)
        diag_add(story->docx->input->log, D_PART_LEFT, source_file(story->docx->input->source), relation->target,
                 name == O_OLEOBJECT ? "it is an object of another program" : "it is another document");
}

/* -- content controls and forms -- */

static void on_control(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct state *control = nearest(story, W_SDT);
    if (!control)
        return;
    if (name == W14_CHECKBOX)
        control->box = BOX_EMPTY;
    else if (name == W14_CHECKED)
        control->box = docx_on(tag) ? BOX_TICKED : BOX_EMPTY;
    else
        top(story)->box = BOX_NONE;
}

static void on_form(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    form_field(story, name, tag);
}

/* -- notes -- */

static void on_note(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *initials = docx_attr(tag, DOCX_W, "initials"), *author = docx_attr(tag, DOCX_W, "author");
    (void)name;
    story->note = keep(story, docx_attr(tag, DOCX_W, "id"));
    story->author = keep(story, author && *author ? author : initials);
}

static const struct {
    void (*open)(struct story *story, enum docx_name name, const struct docx_tag *tag);
    bool always; /* also in what is skipped */
} handlers[N_COUNT] = {
    [W_P] = {on_paragraph, true}, [A_P] = {on_paragraph},
    [W_P_STYLE] = {on_layout}, [W_OUTLINE_LVL] = {on_layout}, [W_NUM_ID] = {on_layout}, [W_ILVL] = {on_layout}, [W_IND] = {on_layout},
    [W_TOP] = {on_layout}, [W_BOTTOM] = {on_layout}, [W_PAGE_BREAK_BEFORE] = {on_layout},
    [W_B] = {on_toggle}, [W_I] = {on_toggle}, [W_STRIKE] = {on_toggle}, [W_DSTRIKE] = {on_toggle}, [W_U] = {on_toggle}, [W_VANISH] = {on_toggle},
    [W_R_STYLE] = {on_run_style},
    [W_INS] = {on_tracked}, [W_DEL] = {on_tracked}, [W_MOVE_FROM] = {on_tracked}, [W_MOVE_TO] = {on_tracked}, [W_CELL_DEL] = {on_tracked},
    [W_CELL_INS] = {on_tracked},
    [W_BR] = {on_break}, [W_CR] = {on_break}, [A_BR] = {on_break}, [W_LAST_RENDERED_PAGE_BREAK] = {on_page_end}, [W_TYPE] = {on_section}, [W_SECT_PR] = {on_section},
    [W_TAB] = {on_tab}, [W_PTAB] = {on_tab}, [W_NO_BREAK_HYPHEN] = {on_hyphen}, [W_SYM] = {on_symbol},
    [W_HYPERLINK] = {on_link}, [W_FLD_SIMPLE] = {on_link}, [W_FLD_CHAR] = {on_field_char},
    [W_FOOTNOTE_REFERENCE] = {on_reference}, [W_ENDNOTE_REFERENCE] = {on_reference}, [W_COMMENT_REFERENCE] = {on_reference},
    [W_TBL] = {on_table}, [W_TR] = {on_row}, [W_TC] = {on_cell},
    [W_GRID_SPAN] = {on_table_property}, [W_V_MERGE] = {on_table_property}, [W_GRID_BEFORE] = {on_table_property},
    [W_TBL_HEADER] = {on_table_property}, [W_HIDDEN] = {on_table_property},
    [W_TXBX_CONTENT] = {on_text_box}, [MC_ALTERNATE_CONTENT] = {on_alternative, true}, [MC_CHOICE] = {on_alternative, true}, [MC_FALLBACK] = {on_alternative, true},
    [W_P_PR_CHANGE] = {on_old}, [W_R_PR_CHANGE] = {on_old}, [W_TBL_PR_CHANGE] = {on_old}, [W_TBL_PR_EX_CHANGE] = {on_old},
    [W_TR_PR_CHANGE] = {on_old}, [W_TC_PR_CHANGE] = {on_old}, [W_SECT_PR_CHANGE] = {on_old}, [W_NUMBERING_CHANGE] = {on_old},
    [WP_DOC_PR] = {on_alt}, [PIC_C_NV_PR] = {on_alt}, [V_SHAPE] = {on_alt}, [V_RECT] = {on_alt}, [A_BLIP] = {on_picture}, [V_IMAGEDATA] = {on_picture},
    [V_TEXTPATH] = {on_word_art}, [C_CHART] = {on_graphic}, [DGM_REL_IDS] = {on_graphic},
    [W_ALT_CHUNK] = {on_foreign}, [W_SUB_DOC] = {on_foreign}, [O_OLEOBJECT] = {on_foreign},
    [W_SDT] = {on_control}, [W14_CHECKBOX] = {on_control}, [W14_CHECKED] = {on_control},
    [W_CHECK_BOX] = {on_form}, [W_CHECKED] = {on_form}, [W_DEFAULT] = {on_form}, [W_RESULT] = {on_form}, [W_LIST_ENTRY] = {on_form},
    [W_FOOTNOTE] = {on_note}, [W_ENDNOTE] = {on_note}, [W_COMMENT] = {on_note},
};

/* -- events -- */

static bool go_on(const struct story *story)
{
    return !story->docx->failed && story->docx->blocks->count <= IMPORT_BLOCKS;
}

static bool on_open(void *with, const char *ns, const char *element, const struct xml_attr *attrs, size_t count)
{
    struct story *story = with;
    struct docx_tag tag = {story->names, attrs, count};
    enum docx_name name = docx_name_of(story->names, ns, element);
    struct state *state = &story->states[story->depth + 1];
    *state = story->states[story->depth++];
    state->name = name;
    if (name == C_V && !state->skip)
        on_paragraph(story, name, &tag);
    else if (handlers[name].open && (!state->skip || handlers[name].always))
        handlers[name].open(story, name, &tag);
    return go_on(story);
}

static bool on_text(void *with, const char *text, size_t size)
{
    struct story *story = with;
    struct state *state = top(story);
    switch (state->name) {
    case W_INSTR_TEXT:
        if (story->field_count && !story->fields[story->field_count - 1].shows && story->fields[story->field_count - 1].instruction.size < 4096)
            buf_add(&story->fields[story->field_count - 1].instruction, text, size);
        return true;
    case W_T:
    case W_DEL_TEXT:
    case M_T:
    case A_T:
    case C_V:
        break;
    default:
        if (story->depth < IMPORT_DEPTH)
            return true;
    }
    if (state->box && is_box_sign(text, size))
        add_box(story, state->box);
    else
        add_words(story, text, size);
    return true;
}

static void end_note(struct story *story, enum docx_name name)
{
    put_carried(story);
    struct docx_paragraph *list = story->done;
    story->done = NULL;
    story->tail = &story->done;
    docx_note_keep(story->docx, name, story->note ? story->note : "", story->author, list);
}

static bool on_close(void *with, const char *ns, const char *element)
{
    struct story *story = with;
    struct state *state = top(story);
    (void)ns;
    (void)element;
    switch (state->skip ? N_OTHER : state->name) {
    case W_P:
    case A_P:
    case C_V:
        end_paragraph(story, state->paragraph);
        break;
    case W_TC:
        if (state->table && state->cell)
            end_cell(story);
        break;
    case W_TBL:
        free(state->table);
        state->table = NULL;
        break;
    case W_FOOTNOTE:
    case W_ENDNOTE:
    case W_COMMENT:
        if (story->apart)
            end_note(story, state->name);
        break;
    default:
        break;
    }
    story->depth--;
    return go_on(story);
}

/* What is left open when the reading stopped. */
static void clear(struct story *story)
{
    struct docx_paragraph *open = NULL, *next;
    struct table *table = NULL;
    for (size_t i = 1; i <= story->depth; i++) {
        struct state *state = &story->states[i];
        if (state->paragraph && (state->name == W_P || state->name == A_P || state->name == C_V) && state->paragraph != open && !state->skip) {
            open = state->paragraph;
            docx_paragraph_free(open);
        }
        if (state->name == W_TBL && !state->skip && state->table != table) {
            table = state->table;
            free(table);
        }
    }
    for (struct docx_paragraph *at = story->done; at; at = next) {
        next = at->next;
        docx_paragraph_free(at);
    }
    if (story->carried)
        docx_paragraph_free(story->carried);
    while (story->field_count)
        drop_field(story);
}

bool docx_story(struct docx *docx, size_t member, enum block_zone zone, bool apart)
{
    static const struct xml_handler handler = {on_open, on_text, on_close};
    struct story *story = mem_zero(1, sizeof *story);
    *story = (struct story){.docx = docx, .names = docx_names_new(), .zone = zone, .apart = apart, .page = 1};
    story->tail = &story->done;
    docx->seen[member] = true;
    if (!docx->nested)
        docx_lists_restart(docx->lists);
    docx->nested++;
    bool good = docx_part_open(docx, unzip_name(docx->archive, member), &story->part) &&
                docx_parse(docx, member, &handler, story, &story->reader);
    if (good)
        hand_over(story);
    clear(story);
    docx->nested--;
    docx_part_close(&story->part);
    docx_names_free(story->names);
    free(story);
    return good;
}
