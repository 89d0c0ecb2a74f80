/* Minutes that changed on both sides: each is a row of tokens, which are compared with those of the text that both were made
 * from. What only one side changed is taken from it. Prose counts by paragraphs: two edits of one never become a third that
 * nobody wrote. */
#include "edit/merge.h"

#include "base/text.h"
#include "edit/edit_parts.h"
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

enum kind { TOKEN_OPEN, TOKEN_ATTR, TOKEN_WORDS, TOKEN_REMARK, TOKEN_CLOSE };

struct token {
    enum kind kind;
    const struct node *node; /* the element, or the remark */
    const char *name, *value;
    uint64_t hash;
};

struct tokens {
    struct xml_doc *doc;
    struct token *list;
    size_t count, room;
    struct arena *arena;
};

/* -- tokens -- */

static uint64_t mix(uint64_t hash, const char *text)
{
    for (const unsigned char *c = (const unsigned char *)(text ? text : "\1"); *c; c++)
        hash = (hash ^ *c) * 1099511628211u;
    return (hash ^ 0xFF) * 1099511628211u;
}

static void add(struct tokens *tokens, enum kind kind, const struct node *node, const char *name, const char *value,
                uint64_t within)
{
    MEM_GROW(tokens->list, tokens->count, tokens->room);
    tokens->list[tokens->count++] = (struct token){kind, node, name, value,
                                                   mix(mix((within ^ kind) * 1099511628211u, name), value)};
}

/* What tells an element from others beside it: two that are alike in all else must not be taken for one another. */
static const char *key_of(const struct node *node, struct arena *arena)
{
    static const char *const names[] = {"id", "n", "action", "ref", "name", "date", "file", "as"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (node_attr(node, names[i]))
            return arena_printf(arena, "%s=%s", names[i], node_attr(node, names[i]));
    if (node_is(node, "item") && node_child(node, "title"))
        return node_text(node_child(node, "title"), arena);
    return text_word_in(node_name(node), "action update decision motion deferral declaration")
               ? text_collapse(arena, node_text(node, arena))
               : "";
}

static void add_words(struct tokens *tokens, const struct node *node, const char *text, uint64_t within)
{
    for (const char *at = text; *at;) {
        const char *end = at, *next;
        for (next = NULL; *end && !next; end++)
            if (*end == '\n' && end[1 + strspn(end + 1, " \t\r")] == '\n')
                next = end;
        const char *words = arena_copy_n(tokens->arena, at, (size_t)((next ? next : end) - at));
        if (!text_is_blank(words)) {
            add(tokens, TOKEN_WORDS, node, "", words, within);
            tokens->list[tokens->count - 1].hash = mix(mix(within, "words"), text_collapse(tokens->arena, words));
        }
        at = next ? next + strspn(next, " \t\r\n") : end;
        while (next && at[-1] != '\n') /* how far it is indented says what belongs to a list */
            at--;
    }
}

struct attributes {
    struct tokens *tokens;
    const struct node *node;
    uint64_t within;
};

static bool add_attribute(void *with, const char *name, const char *ns, const char *value)
{
    const struct attributes *to = with;
    const char *whole = strcmp(ns, NS_XML) == 0 ? arena_printf(to->tokens->arena, "xml:%s", name) : name;
    add(to->tokens, TOKEN_ATTR, to->node, whole, value, to->within);
    return true;
}

static void add_node(struct tokens *tokens, const struct node *node, uint64_t within);

static void add_children(struct tokens *tokens, const struct node *first, const struct node *parent, uint64_t within)
{
    for (const struct node *node = first; node; node = node_next_every(node)) {
        if (node_is_text(node))
            add_words(tokens, parent, node_chars(node), within);
        else if (node_kind(node) == NODE_COMMENT || node_kind(node) == NODE_INSTRUCTION)
            add(tokens, TOKEN_REMARK, node, node_target(node), node_remark(node), within);
        else
            add_node(tokens, node, within);
    }
}

/* Elements nest no deeper than a source may. */
static void add_node(struct tokens *tokens, const struct node *node, uint64_t within)
{
    uint64_t own = mix(mix(within, node_name(node)), key_of(node, tokens->arena));
    add(tokens, TOKEN_OPEN, node, node_name(node), NULL, own);
    node_attrs(node, add_attribute, &(struct attributes){tokens, node, own});
    add_children(tokens, node_first_every(node), node, own);
    add(tokens, TOKEN_CLOSE, node, node_name(node), NULL, own);
}

static bool tokens_of(struct tokens *tokens, const struct buf *text, struct arena *arena)
{
    struct xml_fault fault;
    *tokens = (struct tokens){.doc = xml_parse_all(text->data, text->size, &fault), .arena = arena};
    if (tokens->doc)
        add_children(tokens, xml_first_every(tokens->doc), NULL, 1);
    return tokens->doc;
}

static void tokens_free(struct tokens *tokens)
{
    xml_free(tokens->doc);
    free(tokens->list);
}

/* -- what a side changed -- */

/* base->list[from..to) became side->list[with..upto). */
struct piece {
    size_t from, to, with, upto;
};

struct pieces {
    struct piece *list;
    size_t count;
};

static uint64_t *hashes(const struct tokens *tokens, struct arena *arena)
{
    uint64_t *all = arena_alloc(arena, (tokens->count + 1) * sizeof *all);
    for (size_t i = 0; i < tokens->count; i++)
        all[i] = tokens->list[i].hash;
    return all;
}

static struct pieces changed(const struct tokens *base, const struct tokens *side, struct arena *arena)
{
    size_t *pairs = arena_alloc(arena, (base->count + 1) * sizeof *pairs);
    struct pieces pieces = {arena_alloc(arena, (base->count + side->count + 1) * sizeof *pieces.list), 0};
    edit_common(hashes(base, arena), base->count, hashes(side, arena), side->count, pairs);
    for (size_t i = 0, j = 0; i < base->count || j < side->count;) {
        if (i < base->count && pairs[i] == j) {
            i++;
            j++;
            continue;
        }
        size_t to = i;
        while (to < base->count && pairs[to] == SIZE_MAX)
            to++;
        size_t upto = to < base->count ? pairs[to] : side->count;
        pieces.list[pieces.count++] = (struct piece){i, to, j, upto};
        i = to;
        j = upto;
    }
    return pieces;
}

/* -- both -- */

struct merging {
    struct arena *arena;
    struct tokens base, mine, theirs, out;
    enum edit_prefer prefer;
    struct edit_conflict *conflicts;
    size_t count, room;
};

static void copy(struct tokens *out, const struct tokens *from, size_t at, size_t upto)
{
    for (; at < upto; at++) {
        MEM_GROW(out->list, out->count, out->room);
        out->list[out->count++] = from->list[at];
    }
}

static bool same_tokens(const struct tokens *a, const struct piece *one, const struct tokens *b, const struct piece *other)
{
    if (one->from != other->from || one->to != other->to || one->upto - one->with != other->upto - other->with)
        return false;
    for (size_t i = 0; i < one->upto - one->with; i++)
        if (a->list[one->with + i].hash != b->list[other->with + i].hash)
            return false;
    return true;
}

static bool only_attributes(const struct tokens *tokens, const struct piece *piece)
{
    for (size_t i = piece->with; i < piece->upto; i++)
        if (tokens->list[i].kind != TOKEN_ATTR)
            return false;
    return true;
}

/* Attributes that both sides added beside one another, none of them twice. */
static bool side_by_side(const struct tokens *a, const struct piece *one, const struct tokens *b, const struct piece *other)
{
    if (one->from != one->to || other->from != other->to || !only_attributes(a, one) || !only_attributes(b, other))
        return false;
    for (size_t i = one->with; i < one->upto; i++)
        for (size_t j = other->with; j < other->upto; j++)
            if (strcmp(a->list[i].name, b->list[j].name) == 0)
                return false;
    return true;
}

static bool meets(const struct piece *one, const struct piece *other)
{
    if (one->from == one->to && other->from == other->to)
        return one->from == other->from;
    return one->from < other->to && other->from < one->to;
}

static const char *words_of(const struct tokens *tokens, const struct piece *piece, struct arena *arena)
{
    struct buf words = BUF_INIT;
    for (size_t i = piece->with; i < piece->upto; i++) {
        const struct token *token = &tokens->list[i];
        if (token->kind == TOKEN_ATTR)
            buf_printf(&words, "%s%s \"%s\"", words.size ? ", " : "", token->name, token->value);
        else if (token->kind == TOKEN_WORDS || token->kind == TOKEN_REMARK)
            buf_printf(&words, "%s%s", words.size ? " " : "", token->value);
    }
    const char *text = text_collapse(arena, buf_text(&words));
    buf_free(&words);
    return text;
}

/* Where two texts begin to differ, two words earlier; 0 where that is near the start. */
static size_t parting(const char *one, const char *other)
{
    enum { NEAR = 24 };
    size_t at = 0;
    while (one[at] && one[at] == other[at])
        at++;
    for (int words = 0; at && words < 3; at--)
        words += one[at - 1] == ' ';
    at = at < NEAR ? 0 : at;
    while (at && one[at - 1] != ' ')
        at--;
    return at;
}

static const char *shown(const char *text, size_t from, struct arena *arena)
{
    enum { SHOWN = 60 };
    size_t size = strlen(text), end = from + SHOWN < size ? from + SHOWN : size;
    while (end < size && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    return !size ? "nothing"
                 : arena_printf(arena, "\"%s%.*s%s\"", from ? "…" : "", (int)(end - from), text + from, end < size ? "…" : "");
}

/* "item 5.1, action 5.1a": the elements with a number or an address that it stands in. */
static const char *place_of(const struct merging *merging, const struct piece *mine, const struct piece *theirs)
{
    const struct tokens *in[] = {&merging->mine, &merging->theirs, &merging->base};
    const size_t at[] = {mine->with, theirs->with, mine->from}, upto[] = {mine->upto, theirs->upto, mine->to};
    for (size_t i = 0; i < 3; i++) {
        if (at[i] >= upto[i])
            continue;
        const struct token *token = &in[i]->list[at[i]];
        for (const struct node *node = token->node; node; node = node_parent(node)) {
            const char *key = node_attr(node, "n") ? node_attr(node, "n") : node_attr(node, "action");
            key = key ? key : node_is(node, "person") ? node_attr(node, "ref") : NULL;
            if (key)
                return arena_printf(merging->arena, "%s %s", node_name(node), key);
            if (node_is(node, "meeting") || node_is(node, "attendance"))
                return node_name(node);
        }
    }
    return "the minutes";
}

static void conflict(struct merging *merging, const struct piece *mine, const struct piece *theirs)
{
    MEM_GROW(merging->conflicts, merging->count, merging->room);
    const char *ours = words_of(&merging->mine, mine, merging->arena),
               *others = words_of(&merging->theirs, theirs, merging->arena);
    size_t from = parting(ours, others);
    merging->conflicts[merging->count++] = (struct edit_conflict){
        place_of(merging, mine, theirs), shown(ours, from, merging->arena), shown(others, from, merging->arena)};
    if (merging->prefer == EDIT_THEIRS)
        copy(&merging->out, &merging->theirs, theirs->with, theirs->upto);
    else
        copy(&merging->out, &merging->mine, mine->with, mine->upto);
}

/* The piece of a side that covers from..to of the base, made of its pieces *at.. that lie in there. */
static struct piece cover(const struct pieces *pieces, size_t *at, size_t from, size_t to)
{
    const struct piece *first = &pieces->list[*at];
    struct piece whole = {from, to, first->with - (first->from - from), 0};
    while (*at < pieces->count && pieces->list[*at].to <= to && (pieces->list[*at].from < to || pieces->list[*at].from == from))
        ++*at;
    const struct piece *last = &pieces->list[*at - 1];
    whole.upto = last->upto + (to - last->to);
    return whole;
}

/* Pieces of both that meet, with all that meets these. */
static void settle_group(struct merging *merging, const struct pieces *mine, size_t *i, const struct pieces *theirs, size_t *j)
{
    const struct piece *one = &mine->list[*i], *other = &theirs->list[*j];
    size_t from = one->from < other->from ? one->from : other->from, to = one->to > other->to ? one->to : other->to;
    for (size_t k = *i, l = *j; k < mine->count || l < theirs->count;) {
        struct piece group = {from, to, 0, 0};
        if (k < mine->count && (k == *i || meets(&mine->list[k], &group)))
            to = mine->list[k].to > to ? mine->list[k].to : to, k++;
        else if (l < theirs->count && (l == *j || meets(&theirs->list[l], &group)))
            to = theirs->list[l].to > to ? theirs->list[l].to : to, l++;
        else
            break;
    }
    struct piece a = cover(mine, i, from, to), b = cover(theirs, j, from, to);
    if (same_tokens(&merging->mine, &a, &merging->theirs, &b)) {
        copy(&merging->out, &merging->mine, a.with, a.upto);
    } else if (side_by_side(&merging->mine, &a, &merging->theirs, &b)) {
        copy(&merging->out, &merging->mine, a.with, a.upto);
        copy(&merging->out, &merging->theirs, b.with, b.upto);
    } else {
        conflict(merging, &a, &b);
    }
}

static void take_all(struct merging *merging)
{
    struct pieces mine = changed(&merging->base, &merging->mine, merging->arena);
    struct pieces theirs = changed(&merging->base, &merging->theirs, merging->arena);
    size_t at = 0;
    for (size_t i = 0, j = 0; i < mine.count || j < theirs.count;) {
        const struct piece *one = i < mine.count ? &mine.list[i] : NULL, *other = j < theirs.count ? &theirs.list[j] : NULL;
        bool first = !other || (one && (one->from < other->from || (one->from == other->from && one->to <= other->to)));
        const struct piece *next = first ? one : other;
        copy(&merging->out, &merging->base, at, next->from);
        if (one && other && meets(one, other)) {
            settle_group(merging, &mine, &i, &theirs, &j);
            size_t mine_to = i ? mine.list[i - 1].to : 0, theirs_to = j ? theirs.list[j - 1].to : 0;
            at = mine_to > theirs_to ? mine_to : theirs_to;
            continue;
        }
        copy(&merging->out, first ? &merging->mine : &merging->theirs, next->with, next->upto);
        at = next->to;
        i += first;
        j += !first;
    }
    copy(&merging->out, &merging->base, at, merging->base.count);
}

/* -- as a source again -- */

static void print(const struct tokens *tokens, struct buf *out)
{
    bool open = false, declared = false;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->list[i];
        if (open && token->kind != TOKEN_ATTR)
            buf_char(out, '>');
        open = token->kind == TOKEN_OPEN || (open && token->kind == TOKEN_ATTR);
        if (token->kind == TOKEN_OPEN) {
            buf_printf(out, "<%s%s", token->name, declared ? "" : " xmlns=\"" NS_MINUTES "\"");
            declared = true;
        } else if (token->kind == TOKEN_ATTR) {
            buf_printf(out, " %s=\"", token->name);
            docx_escape(out, token->value);
            buf_char(out, '"');
        } else if (token->kind == TOKEN_CLOSE) {
            buf_printf(out, "</%s>\n", token->name);
        } else if (token->kind == TOKEN_REMARK) {
            buf_printf(out, *token->name ? "<?%s %s?>\n" : "<!--%s%s-->\n", token->name, token->value);
        } else {
            buf_str(out, i && tokens->list[i - 1].kind == TOKEN_WORDS ? "\n\n" : "");
            docx_escape(out, token->value);
        }
    }
}

bool edit_merge(const struct buf *base, const struct buf *mine, const struct buf *theirs, struct edit_merge *merge,
                struct buf *out)
{
    struct merging merging = {.arena = merge->arena, .prefer = merge->prefer};
    bool good = tokens_of(&merging.base, base, merge->arena) & tokens_of(&merging.mine, mine, merge->arena) &
                tokens_of(&merging.theirs, theirs, merge->arena);
    if (good) {
        take_all(&merging);
        merge->count = merging.count;
        merge->conflicts = arena_alloc(merge->arena, (merging.count + 1) * sizeof *merge->conflicts);
        if (merging.count)
            memcpy(merge->conflicts, merging.conflicts, merging.count * sizeof *merge->conflicts);
        print(&merging.out, out);
    }
    tokens_free(&merging.base);
    tokens_free(&merging.mine);
    tokens_free(&merging.theirs);
    free(merging.out.list);
    free(merging.conflicts);
    return good;
}
