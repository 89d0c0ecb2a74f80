/* Debris: words without a place, in the item they stood in. */
#include "import/rest.h"

#include "document/markdown.h"

#include <stdlib.h>

static size_t place_of(const struct node *node)
{
    const char *src = node_attr(node, "src");
    return src ? strtoul(src, NULL, 10) : 0;
}

static const struct source_meeting *meeting_at(const struct source_result *result, size_t at)
{
    const struct source_meeting *meeting = &result->meetings[0];
    for (size_t i = 1; i < result->count; i++)
        if (result->blocks.list[result->meetings[i].reading->first].at <= at)
            meeting = &result->meetings[i];
    return meeting;
}

/* The item that goes on at a place: the last that begins there or before. */
static struct node *item_at(struct node *root, size_t at)
{
    struct node *item = NULL;
    for (struct node *node = root; node; node = node_after(node, root))
        if (node_is(node, "item") && place_of(node) && place_of(node) <= at)
            item = node;
    return item;
}

static struct node *add_debris(struct node *root, size_t at)
{
    struct node *item = item_at(root, at), *end = node_first(root);
    if (item)
        return node_add(item, "debris");
    while (end && !node_is(end, "appendix") && !node_is(end, "signature") && !node_is(end, "contact"))
        end = node_next(end);
    return end ? node_insert(end, "debris") : node_add(root, "debris");
}

void rest_place(struct source_result *result, struct arena *arena)
{
    const struct audit_lost *lost = result->audit.lost;
    for (size_t i = 0, end; i < result->audit.lost_count && result->count; i = end) {
        const struct source_meeting *meeting = meeting_at(result, lost[i].at);
        struct node *debris = add_debris(xml_root(meeting->tree), lost[i].at);
        struct buf words = BUF_INIT;
        for (end = i; end < result->audit.lost_count && lost[end].at <= lost[end > i ? end - 1 : i].at + 1 &&
                      meeting_at(result, lost[end].at) == meeting;
             end++) {
            if (words.size)
                buf_char(&words, ' ');
            markdown_escape(lost[end].word, strlen(lost[end].word), !words.size, &words);
        }
        size_t upto = lost[end - 1].at;
        if (lost[i].at)
            node_set(debris, "src",
                     upto > lost[i].at ? arena_printf(arena, "%zu-%zu", lost[i].at, upto) : arena_printf(arena, "%zu", upto));
        node_set(debris, "rule", "unplaced");
        node_add_text(debris, arena_copy(arena, buf_text(&words)));
        buf_free(&words);
    }
}
