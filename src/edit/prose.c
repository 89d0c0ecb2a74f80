/* Changes in prose: where the words that changed stand in its Markdown. Every change is proved by printing the result. */
#include "base/text.h"
#include "document/markdown.h"
#include "edit/edit_parts.h"

#include <stdlib.h>
#include <string.h>

/* -- what prose prints -- */

struct printing {
    size_t leaf, wanted;
    const char *text;
    struct arena *arena;
};

static void print_leaf(void *with, struct node *leaf)
{
    struct printing *printing = with;
    if (printing->leaf++ != printing->wanted)
        return;
    struct buf words = BUF_INIT;
    edit_leaf_words(leaf, &words);
    printing->text = text_collapse(printing->arena, buf_text(&words));
    buf_free(&words);
}

/* What a leaf of prose prints, collapsed; NULL: there is none. *count: how many there are. */
static const char *printed_leaf(const char *source, size_t leaf, struct arena *arena, size_t *count)
{
    struct printing printing = {.wanted = leaf, .arena = arena};
    struct xml_doc *doc = xml_new(NULL, "text");
    node_add_text(xml_root(doc), source);
    markdown_expand(xml_root(doc), 2);
    edit_leaves(xml_root(doc), print_leaf, &printing);
    xml_free(doc);
    *count = printing.leaf;
    return printing.text;
}

/* -- where printed words stand in the source -- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* at[i]: the byte of the source that prints byte i; SIZE_MAX: none by itself (an entity). The source's own signs are gaps, as few
 * as can be. False: it is too long. */
static bool align(const char *source, size_t size, const char *printed, size_t count, size_t *at)
{
    enum { LARGEST = 1 << 25, GAP = 4, LOST = 64 };
    if ((size + 1) * (count + 1) > LARGEST)
        return false;
    /* best[i][j][g]: the least cost of printing i.. from source j.., g: a gap is open */
    size_t width = size + 1;
    unsigned *next[2], *here[2];
    unsigned char *choice = mem_alloc((count + 1) * width * 2);
    for (int g = 0; g < 2; g++) {
        next[g] = mem_zero(width, sizeof **next);
        here[g] = mem_zero(width, sizeof **here);
    }
    for (size_t i = count + 1; i-- > 0;) {
        for (size_t j = size + 1; j-- > 0;)
            for (int g = 0; g < 2; g++) {
                unsigned skip = j < size ? here[1][j + 1] + (g ? 0 : GAP) : (unsigned)-1 / 2;
                unsigned lost = i < count ? next[g][j] + LOST : (unsigned)-1 / 2;
                bool same = i < count && j < size && (source[j] == printed[i] || (is_blank(source[j]) && is_blank(printed[i])));
                unsigned take = same ? next[0][j + 1] : (unsigned)-1 / 2, least = take;
                unsigned char how = 0;
                if (i == count && j == size)
                    least = 0;
                else if (skip < least) {
                    least = skip;
                    how = 1;
                }
                if (!(i == count && j == size) && lost < least) {
                    least = lost;
                    how = 2;
                }
                here[g][j] = least;
                choice[((size_t)i * width + j) * 2 + (size_t)g] = how;
            }
        for (int g = 0; g < 2; g++) {
            unsigned *row = next[g];
            next[g] = here[g];
            here[g] = row;
        }
    }
    for (size_t i = 0, j = 0, g = 0; i < count;) {
        unsigned char how = choice[(i * width + j) * 2 + g];
        if (how == 0) {
            at[i++] = j++;
            g = 0;
        } else if (how == 1) {
            j++;
            g = 1;
        } else {
            at[i++] = SIZE_MAX;
        }
    }
    for (int g = 0; g < 2; g++) {
        free(next[g]);
        free(here[g]);
    }
    free(choice);
    return true;
}

/* -- one leaf -- */

static char *splice(const char *source, size_t from, size_t to, const char *words, struct arena *arena)
{
    return arena_printf(arena, "%.*s%s%s", (int)from, source, words, source + to);
}

static bool prints(const char *source, const struct leaf_change *change, size_t leaves, struct arena *arena)
{
    size_t count;
    const char *printed = printed_leaf(source, change->leaf, arena, &count);
    return printed && count == leaves && strcmp(printed, text_collapse(arena, change->wanted)) == 0;
}

/* The words that changed, in place; what is around them, links and emphasis too, stays as the author wrote it. */
static char *in_place(const char *source, const struct markdown_leaf *leaf, const struct leaf_change *change, struct arena *arena)
{
    const char *text = source + leaf->from, *wanted = change->wanted;
    size_t size = leaf->to - leaf->from, count = strlen(change->printed), hunk_count;
    size_t *at = arena_alloc(arena, (count + 1) * sizeof *at);
    struct hunk *hunks;
    if (!align(text, size, change->printed, count, at))
        return NULL;
    hunk_count = edit_hunks(change->printed, count, wanted, strlen(wanted), arena, &hunks);
    struct buf out = BUF_INIT;
    size_t done = 0;
    for (size_t i = 0; i < hunk_count; i++) {
        size_t from = hunks[i].from < count ? at[hunks[i].from] : size, to;
        if (hunks[i].from == hunks[i].to && hunks[i].from && at[hunks[i].from - 1] != SIZE_MAX)
            from = at[hunks[i].from - 1] + 1; /* it goes on from the word before */
        to = hunks[i].to > hunks[i].from ? at[hunks[i].to - 1] + 1 : from;
        if (from == SIZE_MAX || to == 0 || from < done || to < from) {
            buf_free(&out);
            return NULL;
        }
        buf_add(&out, text + done, from - done);
        markdown_escape(wanted + hunks[i].with, hunks[i].upto - hunks[i].with, !out.size && !leaf->from, &out);
        done = to;
    }
    buf_add(&out, text + done, size - done);
    char *result = splice(source, leaf->from, leaf->to, buf_text(&out), arena);
    buf_free(&out);
    return result;
}

/* The whole leaf anew, as the edited document has it. */
static char *anew(const char *source, const struct markdown_leaf *leaf, const struct leaf_change *change, struct arena *arena)
{
    struct buf out = BUF_INIT;
    block_prose(change->block, change->from, change->from + strlen(change->wanted), &out);
    char *result = splice(source, leaf->from, leaf->to, buf_text(&out), arena);
    buf_free(&out);
    return result;
}

static size_t links_in(const char *text)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, "](")); at++)
        count++;
    return count;
}

char *edit_prose(const char *source, const struct leaf_change *change, struct arena *arena)
{
    const char *dedented = markdown_dedent(source, arena);
    struct markdown_leaf *leaves;
    size_t count = markdown_leaves(dedented, arena, &leaves);
    if (change->leaf >= count)
        return NULL;
    const struct markdown_leaf *leaf = &leaves[change->leaf];
    char *result = change->restyle ? NULL : in_place(dedented, leaf, change, arena);
    if (result && prints(result, change, count, arena))
        return result;
    if (!change->block || links_in(arena_copy_n(arena, dedented + leaf->from, leaf->to - leaf->from)))
        return NULL; /* where its links lead would be lost */
    result = anew(dedented, leaf, change, arena);
    return prints(result, change, count, arena) ? result : NULL;
}

/* -- leaves that go and come -- */

static size_t line_start(const char *text, size_t at)
{
    while (at && text[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const char *text, size_t at)
{
    return at + strcspn(text + at, "\n");
}

char *edit_prose_remove(const char *source, size_t leaf, struct arena *arena)
{
    const char *dedented = markdown_dedent(source, arena);
    struct markdown_leaf *leaves;
    size_t count = markdown_leaves(dedented, arena, &leaves), after;
    if (leaf >= count || count < 2)
        return NULL;
    size_t from = line_start(dedented, leaves[leaf].from), to = line_end(dedented, leaves[leaf].to);
    for (size_t i = 0; i < count; i++)
        if (i != leaf && leaves[i].from < to && leaves[i].to > from)
            return NULL; /* cells beside it */
    while (dedented[to] == '\n')
        to++;
    bool last = !dedented[to];
    while (last && from && dedented[from - 1] == '\n')
        from--;
    char *result = splice(dedented, from, to, "", arena);
    printed_leaf(result, 0, arena, &after);
    return after == count - 1 ? result : NULL;
}

char *edit_prose_insert(const char *source, size_t leaf, const struct block *block, struct arena *arena)
{
    const char *dedented = markdown_dedent(source, arena);
    struct markdown_leaf *leaves;
    size_t count = markdown_leaves(dedented, arena, &leaves), after;
    if (leaf >= count)
        return NULL;
    size_t start = line_start(dedented, leaves[leaf].from), end = line_end(dedented, leaves[leaf].to),
           sign = leaves[leaf].from - start;
    struct buf words = BUF_INIT;
    bool entry = block->kind == BLOCK_ENTRY;
    bool beside = entry && sign >= 2 &&
                  strpbrk(arena_copy_n(arena, dedented + start, sign), "-*+.)"); /* behind an entry of its list */
    buf_str(&words, beside ? "\n" : "\n\n");
    if (beside)
        buf_add(&words, dedented + start, sign);
    else if (entry)
        buf_str(&words, "- ");
    block_prose(block, 0, block->size, &words);
    char *result = splice(dedented, end, end, buf_text(&words), arena);
    buf_free(&words);
    printed_leaf(result, 0, arena, &after);
    return after == count + 1 ? result : NULL;
}
