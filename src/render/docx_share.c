/* Parts that are the same in many documents: made by the first, taken over by the others. */
#include "base/zip.h"
#include "render/docx.h"
#include "render/finish.h"

#include <stdlib.h>
#include <string.h>

/* What a shared part brings with it besides its bytes: the styles it defines, the last number of a list. */
struct shared_part {
    char *shape, *name;
    struct buf bytes;
    size_t seam;      /* where the document's own lists and links go into it; 0: nowhere */
    char **styles;
    size_t style_count, style_room;
    size_t last_num;
};

struct docx_store {
    struct zip_deflater *deflater;
    struct shared_part *parts;
    size_t count, room;
    struct buf shapes; /* "|en columns|cy headings|": those of which every shared part is here */
};

enum { PARTS_MOST = 1024 };

struct docx_store *docx_store_new(void)
{
    struct docx_store *store = mem_zero(1, sizeof *store);
    store->deflater = zip_deflater_new();
    buf_char(&store->shapes, '|');
    return store;
}

static void free_part(struct shared_part *part)
{
    for (size_t i = 0; i < part->style_count; i++)
        free(part->styles[i]);
    free(part->styles);
    free(part->shape);
    free(part->name);
    buf_free(&part->bytes);
}

void docx_store_free(struct docx_store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < store->count; i++)
        free_part(&store->parts[i]);
    free(store->parts);
    zip_deflater_free(store->deflater);
    buf_free(&store->shapes);
    free(store);
}

struct zip_deflater *docx_store_deflater(const struct docx_store *store)
{
    return store->deflater;
}

const char *docx_store_shapes(const struct docx_store *store)
{
    return store->shapes.data;
}

static const struct shared_part *find(const struct docx_store *store, const char *shape, const char *name)
{
    for (size_t i = 0; i < store->count; i++)
        if (strcmp(store->parts[i].name, name) == 0 && strcmp(store->parts[i].shape, shape) == 0)
            return &store->parts[i];
    return NULL;
}

/* -- taking over -- */

void docx_take_over(struct docx *docx, struct docx_part *part)
{
    const struct shared_part *shared = find(docx->store, part->shape, part->name);
    if (!shared) {
        docx_fail(docx, "the part '%s' has no content, and no document before had one of its shape", part->name);
        return;
    }
    part->taken = true;
    part->seam = shared->seam;
    buf_add(&part->bytes, shared->bytes.data, shared->bytes.size);
    for (size_t i = 0; i < shared->style_count; i++)
        if (!docx_map_get(&docx->styles, shared->styles[i]))
            docx_map_put(&docx->styles, shared->styles[i], shared->styles[i]);
    if (shared->last_num > docx->last_num)
        docx->last_num = shared->last_num;
}

/* What goes into the part at its seam. */
void docx_fill_seam(struct docx *docx, size_t index)
{
    struct buf own = BUF_INIT, whole = BUF_INIT;
    struct docx_part *part = &docx->parts[index];
    docx_add_late(docx, index, &own);
    if (own.size && part->seam) {
        buf_add(&whole, part->bytes.data, part->seam);
        buf_add(&whole, own.data, own.size);
        buf_add(&whole, part->bytes.data + part->seam, part->bytes.size - part->seam);
        buf_free(&part->bytes);
        part->bytes = whole;
    } else if (own.size) {
        docx_fail(docx, "the part '%s' is shared and has no place for what this document asks for", part->name);
    }
    buf_free(&own);
}

/* -- handing on -- */

static void keep_styles(struct shared_part *shared, const struct node *styles)
{
    for (const struct node *style = node_first(styles); style; style = node_next(style)) {
        const char *id = node_attr_ns(style, NS_W, "styleId");
        if (!id)
            continue;
        MEM_GROW(shared->styles, shared->style_count, shared->style_room);
        shared->styles[shared->style_count++] = mem_copy(id);
    }
}

/* The part without what is this document's own in it. */
static void keep_part(struct docx_store *store, const struct docx *docx, const struct docx_part *part)
{
    struct shared_part shared = {.shape = mem_copy(part->shape), .name = mem_copy(part->name), .seam = part->seam};
    size_t after = part->seam + part->own_size;
    buf_add(&shared.bytes, part->bytes.data, part->seam);
    buf_add(&shared.bytes, part->bytes.data + after, part->bytes.size - after);
    if (docx_is(part->root, NS_W, "styles"))
        keep_styles(&shared, part->root);
    if (docx_is(part->root, NS_W, "numbering"))
        shared.last_num = docx->given_num;
    MEM_GROW(store->parts, store->count, store->room);
    store->parts[store->count++] = shared;
}

/* A shape is known when all its parts are: they come with one document. */
static bool shape_is_new(const struct docx_store *store, const char *shape)
{
    for (size_t i = 0; i < store->count; i++)
        if (strcmp(store->parts[i].shape, shape) == 0)
            return false;
    return *shape && !strchr(shape, '|') && store->count < PARTS_MOST;
}

/* A part that others hang on is none that can be shared. */
static bool can_share(const struct docx *docx, const char *shape)
{
    for (size_t i = 0; i < docx->count; i++) {
        const struct docx_part *part = &docx->parts[i];
        if (part->shape && strcmp(part->shape, shape) == 0 && (part->taken || !part->root || part->related))
            return false;
    }
    return true;
}

void docx_hand_on(const struct docx *docx)
{
    struct docx_store *store = docx->store;
    for (size_t i = 0; i < docx->count; i++) {
        const char *shape = docx->parts[i].shape;
        if (!shape || !shape_is_new(store, shape) || !can_share(docx, shape))
            continue;
        for (size_t k = i; k < docx->count; k++)
            if (docx->parts[k].shape && strcmp(docx->parts[k].shape, shape) == 0)
                keep_part(store, docx, &docx->parts[k]);
        buf_printf(&store->shapes, "%s|", shape);
    }
}
