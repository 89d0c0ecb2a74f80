/* Items: they begin with their heading, when something below it is there or the heading is more than a hint. */
#include "base/text.h"
#include "import/form_parts.h"

#include <string.h>

static const char item_roles[] = "welcome apologies declarations minutes matters-arising public-participation correspondence finance planning "
                                 "reports any-other-business next-meeting close";

/* Those of a key that are roles; NULL: none. */
static const char *roles_of(struct form *form, const char *key)
{
    const char *kept = NULL;
    char *rest = arena_copy(form->arena, key ? key : ""), *state = NULL;
    for (char *role = strtok_r(rest, " ", &state); role; role = strtok_r(NULL, " ", &state))
        if (text_word_in(role, item_roles))
            kept = kept ? arena_printf(form->arena, "%s %s", kept, role) : role;
    return kept;
}

void form_begin_item(struct form *form)
{
    struct shape *shape = &form->shape;
    size_t block = form->title;
    if (block == SIZE_MAX)
        return;
    const struct block *of = &form->reading->blocks->list[block];
    const char *tab = strchr(of->text, '\t'), *title = of->text;
    form->title = SIZE_MAX;
    form->marks[block].kind = MARK_ITEM; /* its number stands apart */
    shape_end(shape);
    shape->previous = NULL;
    shape->depth = 0;
    struct node *parent = shape->root;
    if (form->restricted)
        parent = form_restricted(form, parent, form->restricted_by);
    form->item = shape->open[++shape->depth] = form_add(form, parent, "item", block);
    form->restricted = false;
    if (!of->marker && !form->number && tab) { /* a number that no list counts */
        form->number = arena_copy_n(form->arena, of->text, (size_t)(tab - of->text));
        title = tab + 1;
    }
    const char *number = of->marker && *of->marker ? of->marker : form->number;
    if (number && *number)
        node_set(form->item, "n", number);
    if (form->roles)
        node_set(form->item, "role", form->roles);
    if (form->at[block].empty) {
        form_silence(form, block);
    } else {
        shape_title(shape, form->item, block, (size_t)(title - of->text), of->size);
        shape_links(shape, block, (size_t)(title - of->text), of->size);
        form->reading->claims[block] = CLAIM_CLOSING;
    }
    if (form->roles && text_word_in("next-meeting", form->roles))
        form->days = form->item;
    form->number = NULL;
}

/* A heading without anything below it is an item; a hint of one is none. */
void form_settle_item(struct form *form)
{
    if (form->title != SIZE_MAX && form->at[form->title].empty)
        form_silence(form, form->title);
    else if (form->title != SIZE_MAX)
        form_begin_item(form);
    form->title = SIZE_MAX;
    form->restricted = false;
}

void form_open_item(struct form *form, size_t block)
{
    const struct form_at *at = &form->at[block];
    form_settle_item(form);
    form->title = block;
    form->roles = roles_of(form, at->key);
    const char *words = form->reading->blocks->list[block].text, *tab = strchr(words, '\t');
    form->filled |= !at->empty && !at->key && !form_is_printed(form, "item/title", tab ? tab + 1 : words);
}

void form_take_number(struct form *form, size_t block)
{
    const struct block *of = &form->reading->blocks->list[block];
    form_settle_item(form);
    form->number = of->marker && *of->marker ? of->marker : of->text;
    form_silence(form, block);
}

void form_take_approval(struct form *form, size_t block)
{
    struct form_row row = {.group = GROUP_ITEM};
    struct form_value value;
    const struct form_at *at = &form->at[block];
    row.blocks[PLACE_APPROVAL] = &block;
    row.counts[PLACE_APPROVAL] = 1;
    if (at->empty) {
        form_silence(form, block);
        return;
    }
    form_begin_item(form);
    form_read(form, &row, PLACE_APPROVAL, &value);
    form->filled = true;
    if (!at->key || !form_is_address(at->key, false) || !value.value || !text_word_in(value.value, "approved amended deferred")) {
        shape_text(&form->shape, block, 0, form->reading->blocks->list[block].size);
        return;
    }
    struct node *approval = form_add(form, NULL, "approval", block);
    node_set(approval, "of", at->key);
    node_set(approval, "outcome", value.value);
    form_silence(form, block);
}
