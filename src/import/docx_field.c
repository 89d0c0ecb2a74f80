/* Complex fields: the result stays, the instruction goes. A field does not outlive the paragraph that it begins in. */
#include "import/docx_story.h"

#include <string.h>

void field_drop(struct story *story)
{
    struct story_field *field = &story->fields[--story->field_count];
    buf_free(&field->instruction);
    *field = (struct story_field){.paragraph = NULL};
}

const char *field_link(struct story *story, const char *instruction)
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
    struct story_state *state = story_top(story);
    if (story->field_count == STORY_FIELDS || !state->paragraph)
        return;
    story->fields[story->field_count++] = (struct story_field){.paragraph = state->paragraph, .instruction = BUF_INIT, .entry = -1};
}

/* Check boxes and choices of old forms show what the field says of itself. */
static void close_field(struct story *story)
{
    struct story_field *field = story->field_count ? &story->fields[story->field_count - 1] : NULL;
    if (!field || field->paragraph != story_top(story)->paragraph)
        return;
    enum block_box box = field->box;
    const char *choice = field->choice;
    field_drop(story);
    if (box)
        story_box(story, box);
    if (choice)
        story_text(story, choice);
}

void field_mark(struct story *story, const struct docx_tag *tag)
{
    const char *type = docx_attr(tag, DOCX_W, "fldCharType");
    struct story_field *field = story->field_count ? &story->fields[story->field_count - 1] : NULL;
    if (!type || story_top(story)->skip)
        return;
    if (strcmp(type, "begin") == 0) {
        open_field(story);
    } else if (strcmp(type, "end") == 0) {
        close_field(story);
    } else if (field && field->paragraph == story_top(story)->paragraph) {
        field->shows = true;
        field->link = field_link(story, buf_text(&field->instruction));
    }
}

void field_form(struct story *story, enum docx_name name, const struct docx_tag *tag)
{
    struct story_field *field = story->field_count ? &story->fields[story->field_count - 1] : NULL;
    if (!field || !story_nearest(story, W_FF_DATA))
        return;
    if (name == W_CHECK_BOX)
        field->box = BOX_EMPTY;
    else if (name == W_CHECKED || (name == W_DEFAULT && story_around(story, 1)->name == W_CHECK_BOX))
        field->box = docx_on(tag) ? BOX_TICKED : BOX_EMPTY;
    else if (name == W_RESULT || (name == W_DEFAULT && story_around(story, 1)->name == W_DD_LIST))
        field->chosen = docx_int(docx_val(tag), 0, 1000, 0);
    else if (name == W_LIST_ENTRY && ++field->entry == field->chosen)
        field->choice = story_keep(story, docx_val(tag));
}
