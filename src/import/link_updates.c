/* Reports on actions of earlier meetings: which action is meant, by its number and its words, where that is beyond doubt. */
#include "import/link_parts.h"

#include "base/hash.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    BACK = 3,            /* meetings that are looked at, the latest first */
    WORDS_MOST = 200,    /* of an action that are compared */
    PAIRS_MOST = 200000, /* of one meeting */
    WORD_LEAST = 3       /* bytes */
};

/* The distinct words of a text, as hashes in order. */
struct words {
    uint64_t *list;
    size_t count;
};

struct todo {
    struct node *node; /* the action; NULL: of another file's, which goes by address alone */
    size_t meeting;    /* that raised it */
    const char *n;
    const char *address; /* once it is known */
    struct words words;
    bool closed;
};

struct todo_list {
    struct todo **rows;
    size_t count, room;
};

struct tracing {
    struct link *link;
    struct todo_list *lists; /* what each meeting left to be done */
};

static int compare_hashes(const void *a, const void *b)
{
    uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
    return (one > other) - (one < other);
}

static struct words words_of(struct arena *arena, const char *text)
{
    uint64_t list[WORDS_MOST];
    const char *folded = text_fold(arena, text);
    size_t count = 0, kept = 0;
    while (*folded && count < WORDS_MOST) {
        size_t skip = strcspn(folded, "abcdefghijklmnopqrstuvwxyz0123456789");
        folded += skip;
        size_t size = strspn(folded, "abcdefghijklmnopqrstuvwxyz0123456789");
        if (size >= WORD_LEAST)
            list[count++] = hash_bytes(folded, size).low;
        folded += size;
    }
    if (count)
        qsort(list, count, sizeof *list, compare_hashes);
    for (size_t i = 0; i < count; i++)
        if (!kept || list[kept - 1] != list[i])
            list[kept++] = list[i];
    struct words words = {arena_alloc(arena, (kept + 1) * sizeof *words.list), kept};
    memcpy(words.list, list, kept * sizeof *list);
    return words;
}

/* In hundredths: how much of the shorter text is in the longer. A few words alone are no likeness. */
static int likeness(const struct words *a, const struct words *b)
{
    enum { FEW = 4 };
    size_t i = 0, j = 0, both = 0, least = a->count < b->count ? a->count : b->count;
    while (i < a->count && j < b->count) {
        both += a->list[i] == b->list[j];
        if (a->list[i] < b->list[j])
            i++;
        else if (a->list[i] > b->list[j])
            j++;
        else
            i++, j++;
    }
    return least < FEW ? 0 : (int)(100 * both / least);
}

/* -- addresses -- */

/* How many definitions of a meeting go by a number or id. */
static size_t times_taken(const struct node *root, const char *number)
{
    size_t times = 0;
    for (const struct node *node = root; node; node = node_after(node, root)) {
        bool defines = node_is(node, "item") || node_is(node, "action") || node_is(node, "decision") || node_is(node, "motion") ||
                       node_is(node, "appendix");
        if (defines)
            times += text_same(node_attr(node, "n"), number) +
                     (text_same(node_attr(node, "id"), number) && !text_same(node_attr(node, "n"), number));
    }
    return times;
}

/* What an action goes by from another meeting; it gets an id where its number does not tell it from others. NULL: nothing does.
 */
static const char *number_of(struct link *link, struct todo *todo)
{
    struct link_meeting *meeting = &link->body->meetings[todo->meeting];
    struct node *root = xml_root(meeting->tree);
    const char *id = node_attr(todo->node, "id"), *n = node_attr(todo->node, "n");
    if (id)
        return id;
    if (n && !strchr(n, '#') && times_taken(root, n) == 1)
        return n;
    if (meeting->fixed)
        return NULL;
    const char *stem = n ? text_slug(link->arena, n, 24) : "", *wanted = "";
    size_t count = 0;
    do
        wanted = arena_printf(link->arena, "action-%s%s%zu", stem, *stem ? "-" : "", ++count);
    while (times_taken(root, wanted));
    node_set(todo->node, "id", wanted);
    return wanted;
}

static const char *address_of(struct link *link, struct todo *todo)
{
    const struct link_meeting *meeting = &link->body->meetings[todo->meeting];
    const char *number = todo->address ? NULL : number_of(link, todo);
    if (number)
        todo->address = arena_printf(link->arena, "%s%s#%s", meeting->date, meeting->sitting ? meeting->sitting : "", number);
    return todo->address;
}

/* -- matching -- */

struct match {
    struct todo *todo;
    int score, second;
};

static void match_one(struct match *match, struct todo *todo, const struct words *words, const char *n)
{
    int score = likeness(&todo->words, words);
    bool same = n && todo->n && strcmp(n, todo->n) == 0;
    score = same && score >= 50 ? score + 100 : score; /* number and words together beat words alone */
    if (todo->closed || score < 50)
        return;
    if (score > match->score) {
        match->second = match->score;
        match->score = score;
        match->todo = todo;
    } else if (score > match->second) {
        match->second = score;
    }
}

/* Beyond doubt: number and words, or nearly all words; and no other action comes near. */
static struct todo *match(const struct tracing *tracing, size_t meeting, const struct words *words, const char *n, size_t *pairs)
{
    enum { SURE = 75, APART = 20 };
    for (size_t back = 1; back <= BACK && back <= meeting; back++) {
        const struct todo_list *list = &tracing->lists[meeting - back];
        struct match best = {NULL, 0, 0};
        *pairs += list->count;
        if (*pairs > PAIRS_MOST)
            return NULL;
        for (size_t i = 0; i < list->count; i++)
            match_one(&best, list->rows[i], words, n);
        if (best.todo)
            return best.score >= SURE && best.score - best.second >= APART ? best.todo : NULL;
    }
    return NULL;
}

static void push(struct todo_list *list, struct todo *todo)
{
    for (size_t i = list->count; i > 0 && i + 16 > list->count; i--)
        if (list->rows[i - 1] == todo)
            return;
    MEM_GROW(list->rows, list->count, list->room);
    list->rows[list->count++] = todo;
}

/* An update that was there before says itself which action it is about. */
static void follow_fixed(struct tracing *tracing, size_t meeting, const struct node *update, const char *address)
{
    const char *status = node_attr(update, "status");
    for (size_t back = 1; back <= BACK && back <= meeting; back++) {
        const struct todo_list *list = &tracing->lists[meeting - back];
        for (size_t i = 0; i < list->count && i < WORDS_MOST; i++) {
            const char *its = list->rows[i]->address ? list->rows[i]->address : NULL;
            if (!its || !text_same(its, address))
                continue;
            list->rows[i]->closed |= status && text_word_in(status, "done dropped superseded");
            push(&tracing->lists[meeting], list->rows[i]);
            return;
        }
    }
}

static void trace_update(struct tracing *tracing, size_t meeting, struct node *update, size_t *pairs)
{
    struct link *link = tracing->link;
    const char *known = node_attr(update, "action"), *status = node_attr(update, "status");
    if (link->body->meetings[meeting].fixed || known) {
        if (known)
            follow_fixed(tracing, meeting, update, known);
        return;
    }
    struct words words = words_of(link->arena, node_text(update, link->arena));
    struct todo *todo = match(tracing, meeting, &words, node_attr(update, "n"), pairs);
    const char *address = todo ? address_of(link, todo) : NULL;
    if (!address)
        return;
    node_set(update, "action", address);
    todo->closed |= status && text_word_in(status, "done dropped");
    push(&tracing->lists[meeting], todo);
}

static void add_action(struct tracing *tracing, size_t meeting, struct node *action)
{
    struct link *link = tracing->link;
    struct todo *todo = arena_alloc(link->arena, sizeof *todo);
    const char *n = node_attr(action, "n");
    *todo = (struct todo){.node = action, .meeting = meeting, .n = n ? arena_copy(link->arena, n) : NULL};
    todo->words = words_of(link->arena, node_text(action, link->arena));
    if (link->body->meetings[meeting].fixed && link->body->meetings[meeting].date)
        address_of(link, todo);
    push(&tracing->lists[meeting], todo);
}

void link_updates(struct link *link)
{
    struct link_body *body = link->body;
    struct tracing tracing = {link, arena_alloc(link->arena, (body->count + 1) * sizeof *tracing.lists)};
    for (size_t i = 0; i < body->count && body->meetings[i].date; i++) {
        struct node *root = xml_root(body->meetings[i].tree);
        size_t pairs = 0;
        for (struct node *node = root; node; node = node_after(node, root)) {
            if (node_is(node, "update"))
                trace_update(&tracing, i, node, &pairs);
            else if (node_is(node, "action"))
                add_action(&tracing, i, node);
        }
        if (i >= BACK)
            tracing.lists[i - BACK].count = 0;
    }
    for (size_t i = 0; i < body->count; i++)
        free(tracing.lists[i].rows);
}
