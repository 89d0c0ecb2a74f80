#include "import/docx_story.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct story_state *story_nearest(struct story *story, enum docx_name name)
{
    for (size_t i = story->depth; i > 0; i--)
        if (story->states[i].name == name)
            return &story->states[i];
    return NULL;
}

char *story_keep(struct story *story, const char *text)
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

void story_put_carried(struct story *story)
{
    struct docx_paragraph *carried = story->carried;
    story->carried = NULL;
    if (carried) {
        carried->slot = story->tail;
        put(story, carried);
    }
}

void story_hand_over(struct story *story)
{
    story_put_carried(story);
    struct docx_paragraph *list = story->done;
    story->done = NULL;
    story->tail = &story->done;
    if (list)
        docx_emit(story->docx, list);
}

struct docx_paragraph *story_paragraph(struct story *story, const struct story_state *state)
{
    struct docx_paragraph *paragraph = story->carried;
    bool goes_on = paragraph && !paragraph->loose && paragraph->outer == state->paragraph && paragraph->cell == state->cell;
    if (!goes_on) {
        story_put_carried(story);
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

static void end_paragraph(struct story *story, struct docx_paragraph *paragraph)
{
    while (story->field_count && story->fields[story->field_count - 1].paragraph == paragraph)
        field_drop(story);
    style_paragraph(story, paragraph);
    if (paragraph->mark_gone) {
        story_put_carried(story);
        story->carried = paragraph;
    } else {
        put(story, paragraph);
    }
    if (!paragraph->outer && !story->apart && !story->carried)
        story_hand_over(story);
}

/* -- words -- */

static bool in_instruction(const struct story *story, const struct docx_paragraph *paragraph)
{
    for (size_t i = story->field_count; i-- > 0 && story->fields[i].paragraph == paragraph;)
        if (!story->fields[i].shows)
            return true;
    return false;
}

static const char *link_of(const struct story *story, const struct story_state *state)
{
    for (size_t i = story->field_count; i-- > 0 && story->fields[i].paragraph == state->paragraph;)
        if (story->fields[i].link)
            return story->fields[i].link;
    return state->link;
}

/* For words outside any paragraph, which no word processor writes: one of their own, as long as nothing comes between. */
static struct docx_paragraph *loose_paragraph(struct story *story, const struct story_state *state, const char *text, size_t size)
{
    struct docx_paragraph *paragraph = story->carried;
    size_t i = 0;
    if (paragraph && paragraph->loose && paragraph->cell == state->cell)
        return paragraph;
    while (i < size && strchr(" \t\r\n", text[i]))
        i++;
    if (i == size)
        return NULL;
    paragraph = story_paragraph(story, state);
    paragraph->loose = true;
    paragraph->at = paragraph->upto = story->at ? story->at : 1;
    return story->carried = paragraph;
}

void story_words(struct story *story, const char *text, size_t size)
{
    struct story_state *state = story_top(story);
    struct docx_paragraph *paragraph = state->paragraph;
    if (!paragraph && !state->skip)
        paragraph = loose_paragraph(story, state, text, size);
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
    if (words == &paragraph->words && state->run_style && strcmp(state->run_style->name, "Placeholder Text") == 0)
        paragraph->hint_size += size;
    docx_words_add(words, text, size, marks & ~(unsigned)DOCX_VANISH, link_of(story, state));
}

void story_text(struct story *story, const char *text)
{
    story_words(story, text, strlen(text));
}

void story_box(struct story *story, enum block_box box)
{
    story_text(story, box == BOX_TICKED ? "\xE2\x98\x91" : "\xE2\x98\x90");
}

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
    struct story_state *state = &story->states[story->depth + 1];
    *state = story->states[story->depth++];
    state->name = name;
    story_element(story, name, &tag);
    return go_on(story);
}

/* What stands in a box to tick shows whether it is ticked, whatever sign it is. */
static bool is_box_sign(const char *text, size_t size)
{
    uint32_t point;
    return size > 1 && text_decode(text, size, &point) == size;
}

static bool on_text(void *with, const char *text, size_t size)
{
    struct story *story = with;
    struct story_state *state = story_top(story);
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
        story_box(story, state->box);
    else
        story_words(story, text, size);
    return true;
}

static void end_note(struct story *story, enum docx_name name)
{
    story_put_carried(story);
    struct docx_paragraph *list = story->done;
    story->done = NULL;
    story->tail = &story->done;
    docx_note_keep(story->docx, name, story->note ? story->note : "", story->author, list);
}

static void end_cell(struct story *story)
{
    struct story_state *state = story_top(story);
    struct docx_table *table = state->table;
    size_t at = table->column;
    table->column += state->cell->column_span;
    if (at >= STORY_COLUMNS)
        return;
    if (state->merge == MERGE_GO_ON && table->above[at])
        table->above[at]->row_span++;
    else
        table->above[at] = state->merge == MERGE_BEGIN ? state->cell : NULL;
}

static bool on_close(void *with, const char *ns, const char *element)
{
    struct story *story = with;
    struct story_state *state = story_top(story);
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
    struct docx_table *table = NULL;
    for (size_t i = 1; i <= story->depth; i++) {
        struct story_state *state = &story->states[i];
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
        field_drop(story);
}

bool docx_story(struct docx *docx, size_t member, enum block_zone zone, bool apart)
{
    static const struct xml_handler handler = {on_open, on_text, on_close};
    struct story *story = mem_zero(1, sizeof *story);
    *story = (struct story){.docx = docx, .names = docx_names_new(), .zone = zone, .apart = apart, .page = 1};
    story->tail = &story->done;
    docx->seen[member] = true;
    if (!docx->nested) {
        docx_lists_restart(docx->lists);
        docx->gap = 0;
    }
    docx->nested++;
    bool good = docx_part_open(docx, unzip_name(docx->archive, member), &story->part) &&
                docx_parse(docx, member, &handler, story, &story->reader);
    if (good)
        story_hand_over(story);
    clear(story);
    docx->nested--;
    docx_part_close(&story->part);
    docx_names_free(story->names);
    free(story);
    return good;
}
