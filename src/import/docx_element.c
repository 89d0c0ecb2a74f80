/* What the elements of a story do. */
#include "import/docx_story.h"

#include <stdlib.h>
#include <string.h>

static void refer(struct story *story, enum docx_name kind, const char *id, bool own_mark)
{
    struct story_state *state = story_top(story);
    struct docx_paragraph *paragraph = state->paragraph;
    if (!paragraph || !id || state->skip)
        return;
    MEM_GROW(paragraph->references, paragraph->reference_count, paragraph->reference_room);
    paragraph->references[paragraph->reference_count++] = (struct docx_reference){kind, story_keep(story, id), own_mark};
}

static void on_paragraph(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *state = story_top(story);
    (void)tag;
    if (name == W_P && state->skip != SKIP_ALL)
        story->at++;
    if (state->skip)
        return;
    state->paragraph = story_paragraph(story, state);
    state->paragraph->drawing = name != W_P;
    state->paragraph->control = state->control;
    if (!state->paragraph->bookmark)
        state->paragraph->bookmark = story->bookmark;
    story->bookmark = NULL;
    state->toggles = (struct docx_toggles){0, 0};
    state->run_style = NULL;
    state->link = NULL;
}

/* Layout of the paragraph; a mark that is struck out or put in stands among the mark's own properties. */
static void on_layout(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *state = story_top(story);
    if (state->paragraph && !state->old && story_nearest(story, W_P_PR))
        docx_layout_take(&state->paragraph->layout, name, tag, story->docx->arena);
}

static void on_toggle(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    enum docx_name owner = story_around(story, 2)->name;
    if (story_top(story)->old || story_around(story, 1)->name != W_R_PR)
        return;
    if (owner == W_R)
        docx_toggles_take(&story_around(story, 2)->toggles, name, tag);
    else if (owner == W_P_PR && name == W_VANISH && story_top(story)->paragraph)
        story_top(story)->paragraph->mark_hidden = docx_on(tag);
}

static void on_run_style(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    if (!story_top(story)->old && story_around(story, 2)->name == W_R)
        story_around(story, 2)->run_style = docx_val(tag) ? docx_style(story->docx, docx_val(tag), "character") : NULL;
}

/* Insertions and deletions: around runs, and of a paragraph's mark or a row among its properties. */
static void on_tracked(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    bool adds = name == W_INS || name == W_MOVE_TO || name == W_CELL_INS;
    enum docx_name parent = story_around(story, 1)->name;
    bool reject = story->docx->input->tracked == TRACKED_REJECT;
    (void)tag;
    if (parent == W_R_PR && story_around(story, 2)->name == W_P_PR) {
        if (story_top(story)->paragraph && adds == reject)
            story_top(story)->paragraph->mark_gone = true;
        return;
    }
    struct story_state *state = parent == W_TR_PR || parent == W_TC_PR ? story_around(story, 2) : story_top(story);
    if (parent == W_NUM_PR)
        return;
    state->added = state->added || adds;
    state->gone = state->gone || !adds;
}

static void on_break(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *type = docx_attr(tag, DOCX_W, "type");
    struct docx_paragraph *paragraph = story_top(story)->paragraph;
    if (name == W_BR && type && strcmp(type, "page") == 0 && paragraph) {
        if (paragraph->words.text.size)
            paragraph->break_after = true;
        else
            paragraph->break_before = true;
    }
    story_text(story, "\n");
}

static void on_page_end(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    (void)tag;
    if (story_top(story)->skip)
        return;
    story->page++;
    story->docx->paged = true;
}

/* A section that ends with a paragraph ends the page unless it says that it does not. */
static void on_section(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    size_t steps = name == W_TYPE ? 2 : 1;
    const char *type = name == W_TYPE ? docx_val(tag) : NULL;
    if (story_top(story)->paragraph && !story_top(story)->old && story_around(story, steps)->name == W_P_PR)
        story_top(story)->paragraph->break_after = !type || strcmp(type, "continuous") != 0;
}

static void on_tab(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    (void)tag;
    if (story_around(story, 1)->name != W_TABS)
        story_text(story, "\t");
}

static void on_hyphen(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    (void)tag;
    story_text(story, "-");
}

static void on_symbol(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *code = docx_attr(tag, DOCX_W, "char");
    (void)name;
    if (story_top(story)->box) {
        story_box(story, story_top(story)->box);
        return;
    }
    unsigned point = code ? (unsigned)strtoul(code, NULL, 16) : 0;
    const char *sign = docx_symbol(docx_attr(tag, DOCX_W, "font"), point);
    char utf8[4] = {(char)(0xE0 | point >> 12), (char)(0x80 | (point >> 6 & 0x3F)), (char)(0x80 | (point & 0x3F)), '\0'};
    bool plain = point >= 0x800 && point < 0xD800;
    story_text(story, sign ? sign : plain ? utf8 : "\xEF\xBF\xBD");
}

static void on_link(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *state = story_top(story);
    if (name == W_FLD_SIMPLE) {
        const char *instruction = docx_attr(tag, DOCX_W, "instr"), *link = instruction ? field_link(story, instruction) : NULL;
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
    struct story_state *state = story_top(story);
    bool reject = story->docx->input->tracked == TRACKED_REJECT;
    if (name == W_COMMENT_REFERENCE || !(reject ? state->added : state->gone))
        refer(story, name, docx_attr(tag, DOCX_W, "id"), own && strcmp(own, "0") != 0);
}

static void on_field_char(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    field_mark(story, tag);
}

/* -- tables -- */

static void on_table(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *state = story_top(story);
    (void)name;
    (void)tag;
    if (state->skip)
        return;
    if (story->carried && !story->carried->outer && !state->paragraph && !story->apart)
        story_hand_over(story);
    else
        story_put_carried(story);
    state->table = mem_zero(1, sizeof *state->table);
    state->table->number = ++story->docx->blocks->table_count;
    state->cell = NULL;
}

static void on_row(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct docx_table *table = story_top(story)->table;
    (void)name;
    (void)tag;
    if (!table || story_top(story)->skip)
        return;
    table->row++;
    table->column = 0;
    table->heads = false;
}

static void on_cell(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *state = story_top(story);
    struct docx_table *table = state->table;
    (void)name;
    (void)tag;
    if (!table || state->skip)
        return;
    state->cell = arena_alloc(story->docx->arena, sizeof *state->cell);
    *state->cell = (struct docx_cell){table->number, table->row ? table->row : 1, table->column + 1, 1, 1, table->heads};
    state->merge = MERGE_NOT;
}

static void on_table_property(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *owner = story_around(story, 2);
    const char *value = docx_val(tag);
    enum docx_name parent = story_around(story, 1)->name;
    if (story_top(story)->old || story_top(story)->skip || !owner->table)
        return;
    if (name == W_GRID_SPAN && parent == W_TC_PR && owner->cell)
        owner->cell->column_span = (size_t)docx_int(value, 1, STORY_COLUMNS, 1);
    else if (name == W_V_MERGE && parent == W_TC_PR)
        owner->merge = value && strcmp(value, "restart") == 0 ? MERGE_BEGIN : MERGE_GO_ON;
    else if (name == W_GRID_BEFORE && parent == W_TR_PR)
        owner->table->column = (size_t)docx_int(value, 0, STORY_COLUMNS, 0);
    else if (name == W_TBL_HEADER && parent == W_TR_PR)
        owner->table->heads = docx_on(tag);
    else if (name == W_HIDDEN && parent == W_TR_PR)
        owner->hidden = owner->hidden || docx_on(tag);
}

/* -- boxes, pictures, alternatives -- */

/* The words of a text box are not in the field, link or cell that it hangs on. */
static void on_text_box(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *state = story_top(story);
    (void)name;
    (void)tag;
    state->table = NULL;
    state->cell = NULL;
    state->box = BOX_NONE;
    state->control = NULL;
}

static void on_alternative(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *state = story_top(story);
    (void)tag;
    if (name == MC_FALLBACK)
        state->skip = SKIP_ALL;
    else if (name == MC_CHOICE && story_around(story, 1)->choices++ && !state->skip)
        state->skip = SKIP_COUNTING;
    state->choices = 0;
}

static void on_old(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    (void)name;
    (void)tag;
    story_top(story)->old = true;
}

static void on_alt(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *alt = docx_attr(tag, DOCX_OTHER, name == V_SHAPE || name == V_RECT ? "alt" : "descr");
    const char *line = name == V_RECT ? docx_attr(tag, DOCX_O, "hr") : NULL;
    if (!alt || !*alt)
        alt = docx_attr(tag, DOCX_OTHER, "title");
    struct story_state *state = name == WP_DOC_PR ? story_around(story, 1) : story_top(story);
    if (name == PIC_C_NV_PR)
        state = NULL; /* says again what wp:docPr says */
    if (state && alt && *alt)
        state->alt = story_keep(story, alt);
    if (line && strcmp(line, "t") == 0 && story_top(story)->paragraph)
        story_top(story)->paragraph->line = true;
}

static void on_picture(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *state = story_top(story);
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
    struct docx_paragraph *paragraph = story_top(story)->paragraph;
    (void)name;
    if (!words || !paragraph)
        return;
    if (paragraph->words.text.size)
        story_text(story, "\n");
    story_text(story, words);
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
    if (relation && !story_top(story)->skip)
        diag_add(story->docx->input->log, D_PART_LEFT, source_file(story->docx->input->source), relation->target,
                 name == O_OLEOBJECT ? "it is an object of another program" : "it is another document");
}

/* -- content controls and forms -- */

static void begin_control(struct story *story)
{
    struct story_state *state = story_top(story);
    struct docx_paragraph *paragraph = state->paragraph;
    state->box = BOX_NONE;
    state->control = arena_alloc(story->docx->blocks->arena, sizeof *state->control);
    if (!paragraph || state->skip || (paragraph->controlled && paragraph->control->tag))
        return;
    paragraph->control = state->control;
    paragraph->controlled = true;
}

static void on_control(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_state *control = story_nearest(story, W_SDT);
    if (!control)
        return;
    if (name == W14_CHECKBOX)
        control->box = BOX_EMPTY;
    else if (name == W14_CHECKED)
        control->box = docx_on(tag) ? BOX_TICKED : BOX_EMPTY;
    else
        begin_control(story);
}

/* What a control says of its place. */
static void on_place(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    enum { ISO = 10 };
    struct block_mark *mark = story_top(story)->control;
    struct blocks *blocks = story->docx->blocks;
    const char *date = docx_attr(tag, DOCX_W, "fullDate"), *text = docx_attr(tag, DOCX_W, "displayText"), *value = docx_attr(tag, DOCX_W, "value");
    if (!mark || !story_nearest(story, W_SDT_PR))
        return;
    if (name == W_TAG && docx_val(tag))
        mark->tag = arena_copy(blocks->arena, docx_val(tag));
    else if (name == W_SHOWING_PLC_HDR)
        mark->hint = docx_on(tag);
    else if (name == W_DATE && date && strlen(date) >= ISO)
        mark->date = arena_copy_n(blocks->arena, date, ISO);
    else if (name == W_LIST_ITEM && (text || value))
        block_mark_choice(blocks, mark, text ? text : value, value ? value : text);
}

static void on_bookmark(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *bookmark = docx_attr(tag, DOCX_W, "name");
    struct docx_paragraph *paragraph = story_top(story)->paragraph;
    (void)name;
    if (!bookmark || strncmp(bookmark, BLOCKS_OWN, strlen(BLOCKS_OWN)) != 0 || (paragraph && paragraph->bookmark))
        return;
    *(paragraph ? &paragraph->bookmark : &story->bookmark) = arena_copy(story->docx->blocks->arena, bookmark);
}

static void on_form(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    field_form(story, name, tag);
}

/* -- notes -- */

static void on_note(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const char *initials = docx_attr(tag, DOCX_W, "initials"), *author = docx_attr(tag, DOCX_W, "author");
    (void)name;
    story->note = story_keep(story, docx_attr(tag, DOCX_W, "id"));
    story->author = story_keep(story, author && *author ? author : initials);
}

static const struct handler {
    void (*open)(struct story *story, enum docx_name name, const struct docx_tag *tag);
    bool always; /* also in what is skipped */
} handlers[N_COUNT] = {
    [W_P] = {on_paragraph, true}, [A_P] = {on_paragraph}, [C_V] = {on_paragraph},
    [W_P_STYLE] = {on_layout}, [W_OUTLINE_LVL] = {on_layout}, [W_NUM_ID] = {on_layout}, [W_ILVL] = {on_layout}, [W_IND] = {on_layout},
    [W_TOP] = {on_layout}, [W_BOTTOM] = {on_layout}, [W_PAGE_BREAK_BEFORE] = {on_layout},
    [W_B] = {on_toggle}, [W_I] = {on_toggle}, [W_STRIKE] = {on_toggle}, [W_DSTRIKE] = {on_toggle}, [W_U] = {on_toggle}, [W_VANISH] = {on_toggle},
    [W_R_STYLE] = {on_run_style},
    [W_INS] = {on_tracked}, [W_DEL] = {on_tracked}, [W_MOVE_FROM] = {on_tracked}, [W_MOVE_TO] = {on_tracked}, [W_CELL_DEL] = {on_tracked},
    [W_CELL_INS] = {on_tracked},
    [W_BR] = {on_break}, [W_CR] = {on_break}, [A_BR] = {on_break}, [W_LAST_RENDERED_PAGE_BREAK] = {on_page_end}, [W_TYPE] = {on_section},
    [W_SECT_PR] = {on_section},
    [W_TAB] = {on_tab}, [W_PTAB] = {on_tab}, [W_NO_BREAK_HYPHEN] = {on_hyphen}, [W_SYM] = {on_symbol},
    [W_HYPERLINK] = {on_link}, [W_FLD_SIMPLE] = {on_link}, [W_FLD_CHAR] = {on_field_char},
    [W_FOOTNOTE_REFERENCE] = {on_reference}, [W_ENDNOTE_REFERENCE] = {on_reference}, [W_COMMENT_REFERENCE] = {on_reference},
    [W_TBL] = {on_table}, [W_TR] = {on_row}, [W_TC] = {on_cell},
    [W_GRID_SPAN] = {on_table_property}, [W_V_MERGE] = {on_table_property}, [W_GRID_BEFORE] = {on_table_property},
    [W_TBL_HEADER] = {on_table_property}, [W_HIDDEN] = {on_table_property},
    [W_TXBX_CONTENT] = {on_text_box}, [MC_ALTERNATE_CONTENT] = {on_alternative, true}, [MC_CHOICE] = {on_alternative, true},
    [MC_FALLBACK] = {on_alternative, true},
    [W_P_PR_CHANGE] = {on_old}, [W_R_PR_CHANGE] = {on_old}, [W_TBL_PR_CHANGE] = {on_old}, [W_TBL_PR_EX_CHANGE] = {on_old},
    [W_TR_PR_CHANGE] = {on_old}, [W_TC_PR_CHANGE] = {on_old}, [W_SECT_PR_CHANGE] = {on_old}, [W_NUMBERING_CHANGE] = {on_old},
    [WP_DOC_PR] = {on_alt}, [PIC_C_NV_PR] = {on_alt}, [V_SHAPE] = {on_alt}, [V_RECT] = {on_alt},
    [A_BLIP] = {on_picture}, [V_IMAGEDATA] = {on_picture},
    [V_TEXTPATH] = {on_word_art}, [C_CHART] = {on_graphic}, [DGM_REL_IDS] = {on_graphic},
    [W_ALT_CHUNK] = {on_foreign}, [W_SUB_DOC] = {on_foreign}, [O_OLEOBJECT] = {on_foreign},
    [W_TAG] = {on_place}, [W_SHOWING_PLC_HDR] = {on_place}, [W_DATE] = {on_place}, [W_LIST_ITEM] = {on_place},
    [W_BOOKMARK_START] = {on_bookmark},
    [W_SDT] = {on_control}, [W14_CHECKBOX] = {on_control}, [W14_CHECKED] = {on_control},
    [W_CHECK_BOX] = {on_form}, [W_CHECKED] = {on_form}, [W_DEFAULT] = {on_form}, [W_RESULT] = {on_form}, [W_LIST_ENTRY] = {on_form},
    [W_FOOTNOTE] = {on_note}, [W_ENDNOTE] = {on_note}, [W_COMMENT] = {on_note},
};

void story_element(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    const struct handler *handler = &handlers[name];
    if (handler->open && (!story_top(story)->skip || handler->always))
        handler->open(story, name, tag);
}
