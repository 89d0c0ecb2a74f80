/* The audit: two bags of words, matched word for word, near places first. */
#include "import/audit.h"

#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum origin {
    PRINTED,  /* must come from the source */
    REPEATED, /* may say again what is printed elsewhere */
    GONE,     /* listed as left out */
    FURNITURE /* of the source: at the head or foot of pages, where the same stands many times */
};

struct token {
    const char *word;
    size_t size;
    size_t order;    /* among the words of its side */
    size_t at, upto; /* places; 0: not known */
    enum origin origin;
    size_t match; /* order of the other side's word, SIZE_MAX: none */
};

struct tokens {
    struct token *list;
    size_t count, room;
};

/* -- words -- */

static void add_word(struct tokens *tokens, const char *word, size_t size, size_t at, size_t upto, enum origin origin)
{
    MEM_GROW(tokens->list, tokens->count, tokens->room);
    tokens->list[tokens->count] = (struct token){word, size, tokens->count, at, upto, origin, SIZE_MAX};
    tokens->count++;
}

static void add_text(struct tokens *tokens, const char *text, size_t size, size_t at, size_t upto, enum origin origin)
{
    size_t begin = 0, i = 0;
    bool within = false;
    while (i <= size) {
        uint32_t point = 0;
        size_t length = i < size ? text_decode(text + i, size - i, &point) : 0;
        bool word = length && text_is_word(point);
        if (word && !within)
            begin = i;
        else if (!word && within)
            add_word(tokens, text + begin, i - begin, at, upto, origin);
        within = word;
        i += length ? length : 1;
    }
}

static bool is_plain(const char *text)
{
    while (*text && (unsigned char)*text < 0x80)
        text++;
    return !*text;
}

/* Composed alike on both sides. */
static void add_words(struct tokens *tokens, const char *text, size_t at, size_t upto, enum origin origin, struct arena *arena)
{
    const char *same = is_plain(text) ? text : text_collapse(arena, text);
    add_text(tokens, same, strlen(same), at, upto, origin);
}

/* Where "](TARGET)" or "](<TARGET>)" ends; NULL: c does not begin one. */
static const char *target_end(const char *c)
{
    if (c[0] != ']' || c[1] != '(')
        return NULL;
    const char *from = c[2] == '<' ? strchr(c, '>') : c;
    return from ? strchr(from, ')') : NULL;
}

/* Whether a box to tick begins there: behind the sign of a list. */
static bool is_box(const char *text, const char *c)
{
    const char *before = c;
    if (c[0] != '[' || !strchr("xX ", c[1]) || !c[1] || c[2] != ']' || c[3] != ' ')
        return false;
    while (before > text && before[-1] == ' ')
        before--;
    bool sign = before > text && before < c && strchr("-.)", before[-1]);
    for (before--; sign && before > text && before[-1] != '\n'; before--)
        sign = strchr(" 0123456789", before[-1]) != NULL;
    return sign;
}

/* Markdown prints neither the target of a link nor the backslash before a sign. */
static void add_prose(struct tokens *tokens, const char *text, size_t at, size_t upto, struct arena *arena)
{
    struct buf words = BUF_INIT;
    for (const char *c = text; *c; c++) {
        const char *close = c == text || c[-1] != '\\' ? target_end(c) : NULL;
        if (is_box(text, c)) {
            c += 2;
        } else if (*c == '\\' && c[1]) {
            buf_char(&words, *++c == '\n' ? '\n' : *c);
        } else if ((*c == '*' || *c == '~') && words.size) {
            ; /* emphasis stands within a word too */
        } else if (close) {
            buf_char(&words, ']');
            c = close;
        } else {
            buf_char(&words, *c);
        }
    }
    add_words(tokens, arena_copy(arena, buf_text(&words)), at, upto, PRINTED, arena);
    buf_free(&words);
}

/* -- what a tree prints -- */

static const struct {
    const char *name;
    enum origin origin;
} printed[] = {
    {"n", PRINTED},    {"label", PRINTED}, {"as", PRINTED},        {"text", PRINTED},         {"alt", PRINTED},
    {"post", PRINTED}, {"for", REPEATED},  {"due-text", REPEATED}, {"proposer-as", REPEATED}, {"seconder-as", REPEATED}};

static void places_of(const struct node *node, size_t *at, size_t *upto)
{
    const char *src = NULL;
    for (; node && !src; node = node_parent(node))
        src = node_attr(node, "src");
    char *end = NULL;
    *at = *upto = src ? strtoul(src, &end, 10) : 0;
    if (end && *end == '-')
        *upto = strtoul(end + 1, NULL, 10);
}

static void add_tree(struct tokens *tokens, const struct xml_doc *doc, struct arena *arena)
{
    const struct node *root = xml_root(doc);
    for (const struct node *node = root; node; node = node_after(node, root)) {
        size_t at, upto;
        places_of(node, &at, &upto);
        for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
            const char *value = node_attr(node, printed[i].name);
            if (value)
                add_words(tokens, value, at, upto, printed[i].origin, arena);
        }
        const char *rule = node_attr(node, "rule");
        bool address = rule && strcmp(rule, "link-of-title") == 0; /* no word of the source */
        bool plain = text_word_in(node_name(node), "title heading held venue line"); /* no Markdown */
        if (!address && node_has_text(node) && plain)
            add_words(tokens, node_text(node, arena), at, upto, PRINTED, arena);
        else if (!address && node_has_text(node))
            add_prose(tokens, node_text(node, arena), at, upto, arena);
    }
}

/* -- matching -- */

static int by_word(const void *a, const void *b)
{
    const struct token *one = a, *other = b;
    size_t size = one->size < other->size ? one->size : other->size;
    int order = memcmp(one->word, other->word, size);
    if (!order && one->size != other->size)
        order = one->size < other->size ? -1 : 1;
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

static int by_order(const void *a, const void *b)
{
    const struct token *one = a, *other = b;
    return (one->order > other->order) - (one->order < other->order);
}

static bool same_word(const struct token *a, const struct token *b)
{
    return a->size == b->size && memcmp(a->word, b->word, a->size) == 0;
}

static void join(struct token *source, struct token *said)
{
    source->match = said->order;
    said->match = source->order;
}

static void match_turn(struct token *source, size_t sources, struct token *said, size_t saids, enum origin turn, bool furniture)
{
    for (size_t i = 0, j = 0; i < sources; i++) {
        if (source[i].match != SIZE_MAX || (source[i].origin == FURNITURE) != furniture)
            continue;
        while (j < saids && (said[j].match != SIZE_MAX || said[j].origin != turn))
            j++;
        if (j == saids)
            break;
        join(&source[i], &said[j]);
    }
}

/* Words of one spelling on both sides: those whose places agree first, then printed before repeated before gone. What stands on every page
 * takes what is left: it is there more often than it is said, and its places are not those of the body. */
static void match_group(struct token *source, size_t sources, struct token *said, size_t saids)
{
    size_t k = 0;
    for (size_t i = 0; i < sources; i++) {
        while (k < saids && said[k].upto < source[i].at && said[k].upto)
            k++;
        for (size_t j = k; source[i].origin != FURNITURE && j < saids && j < k + 64; j++)
            if (said[j].match == SIZE_MAX && said[j].origin != REPEATED && said[j].at <= source[i].at &&
                said[j].upto >= source[i].at) {
                join(&source[i], &said[j]);
                break;
            }
    }
    static const enum origin turns[] = {PRINTED, GONE, REPEATED};
    for (size_t turn = 0; turn < 2 * sizeof turns / sizeof *turns; turn++)
        match_turn(source, sources, said, saids, turns[turn / 2], turn % 2 == 1);
}

static void sort(struct tokens *tokens, int (*compare)(const void *, const void *))
{
    if (tokens->count)
        qsort(tokens->list, tokens->count, sizeof *tokens->list, compare);
}

static void match(struct tokens *source, struct tokens *said)
{
    sort(source, by_word);
    sort(said, by_word);
    size_t i = 0, j = 0;
    while (i < source->count && j < said->count) {
        struct token *a = &source->list[i], *b = &said->list[j];
        if (!same_word(a, b)) {
            struct token x = *a, y = *b;
            x.order = y.order = 0;
            if (by_word(&x, &y) < 0)
                i++;
            else
                j++;
            continue;
        }
        size_t sources = 1, saids = 1;
        while (i + sources < source->count && same_word(a, a + sources))
            sources++;
        while (j + saids < said->count && same_word(b, b + saids))
            saids++;
        match_group(a, sources, b, saids);
        i += sources;
        j += saids;
    }
    sort(source, by_order);
    sort(said, by_order);
}

/* Another word of the same spelling that has no match, beyond from..to; NULL: there is none. */
static struct token *spare_of(struct tokens *tokens, const struct token *word, size_t from, size_t to)
{
    for (size_t i = 0; i < tokens->count; i++)
        if ((i < from || i >= to) && tokens->list[i].match == SIZE_MAX && same_word(&tokens->list[i], word))
            return &tokens->list[i];
    return NULL;
}

/* Whether from..to are free for another match: what is matched hands its match to a spare word. */
static bool set_free(struct tokens *tokens, struct tokens *others, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        struct token *token = &tokens->list[i], *spare = token->match == SIZE_MAX ? NULL : spare_of(tokens, token, from, to);
        if (token->match == SIZE_MAX)
            continue;
        if (!spare || others->list[token->match].match != token->order)
            return false;
        join(spare, &others->list[token->match]);
        token->match = SIZE_MAX;
    }
    return true;
}

/* A word that one side has in pieces ("W" "ord" where markup stands within it): the pieces, one behind the other, are the word.
 */
static void match_pieces(struct tokens *whole, struct tokens *pieces)
{
    enum { MOST = 6, TRIED = 1000 };
    size_t from = 0;
    for (size_t i = 0, tried = 0; i < whole->count && tried < TRIED; i++) {
        struct token *word = &whole->list[i];
        if (word->match != SIZE_MAX || word->origin == REPEATED)
            continue;
        tried++;
        for (size_t n = 0; n < pieces->count; n++) {
            size_t at = 0, used = 0, k = (from + n) % pieces->count;
            if (*pieces->list[k].word != *word->word)
                continue;
            while (k + used < pieces->count && used < MOST && at < word->size &&
                   pieces->list[k + used].size <= word->size - at &&
                   memcmp(word->word + at, pieces->list[k + used].word, pieces->list[k + used].size) == 0)
                at += pieces->list[k + used++].size;
            if (at != word->size || used < 2 || !set_free(pieces, whole, k, k + used))
                continue;
            for (size_t m = 0; m < used; m++)
                pieces->list[k + m].match = word->order;
            word->match = pieces->list[k].order;
            from = k + used;
            break;
        }
    }
}

/* -- placed or moved -- */

/* How many of the matched words stand in the source's order: the longest run of them that does. */
static size_t in_order(const struct tokens *source, const struct tokens *said)
{
    size_t *tails = mem_alloc((source->count + 1) * sizeof *tails), length = 0;
    for (size_t i = 0; i < source->count; i++) {
        size_t match = source->list[i].match;
        if (match == SIZE_MAX || said->list[match].origin == GONE)
            continue;
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (tails[middle] < match)
                low = middle + 1;
            else
                high = middle;
        }
        tails[low] = match;
        length = low == length ? length + 1 : length;
    }
    free(tails);
    return length;
}

/* -- the story -- */

static void add_left(struct tokens *said, const struct blocks *blocks, const struct left_out *left, struct arena *arena,
                     struct audit *audit, size_t *room)
{
    const struct block *block = &blocks->list[left->span.block];
    size_t to = left->span.to < block->size ? left->span.to : block->size, before = said->count;
    const char *words = arena_copy_n(arena, block->text + left->span.from, to > left->span.from ? to - left->span.from : 0);
    if (left->span.from == 0 && block->marker)
        words = arena_printf(arena, "%s %s", block->marker, words);
    add_words(said, words, block->at, block->upto, GONE, arena);
    if (said->count == before)
        return;
    MEM_GROW(audit->left, audit->left_count, *room);
    audit->left[audit->left_count++] = (struct audit_left){words, left->reason, block->at, said->count - before};
}

static bool is_furniture(const struct raw_words *raw)
{
    return raw->zone == ZONE_HEADER || raw->zone == ZONE_FOOTER;
}

static void count_up(const struct tokens *source, const struct tokens *said, struct arena *arena, struct audit *audit)
{
    size_t room = 0, matched = 0;
    audit->words = source->count;
    for (size_t i = 0; i < source->count; i++) {
        const struct token *token = &source->list[i];
        if (token->match == SIZE_MAX && token->origin == FURNITURE) {
            audit->left_out++; /* a block holds each distinct line once, and that is listed */
        } else if (token->match == SIZE_MAX) {
            MEM_GROW(audit->lost, audit->lost_count, room);
            audit->lost[audit->lost_count++] = (struct audit_lost){arena_copy_n(arena, token->word, token->size), token->at};
        } else if (said->list[token->match].origin == GONE) {
            audit->left_out++;
        } else {
            matched++;
        }
    }
    for (size_t i = 0; i < said->count; i++) {
        const struct token *token = &said->list[i];
        if (token->match == SIZE_MAX && token->origin == PRINTED && !audit->added++)
            audit->added_word = arena_copy_n(arena, token->word, token->size);
    }
    audit->placed = in_order(source, said);
    audit->placed = audit->placed < matched ? audit->placed : matched;
    audit->moved = matched - audit->placed;
}

void audit_source(const struct blocks *blocks, const struct reading *const *readings, struct xml_doc *const *trees, size_t count,
                  struct arena *arena, struct audit *audit)
{
    struct tokens source = {0}, said = {0}, counted = {0};
    size_t room = 0;
    *audit = (struct audit){0};
    for (size_t i = 0; i < blocks->raw_count; i++)
        if (blocks->raw[i].zone != ZONE_FORM)
            add_words(&source, blocks->raw[i].text, blocks->raw[i].at, blocks->raw[i].at,
                  is_furniture(&blocks->raw[i]) ? FURNITURE : PRINTED, arena);
    for (size_t i = 0; i < blocks->count; i++) /* numbers of lists that are shown, but not written in the source */
        if (blocks->list[i].marker)
            add_words(&counted, blocks->list[i].marker, blocks->list[i].at, blocks->list[i].upto, PRINTED, arena);
    for (size_t i = 0; i < count; i++) {
        add_tree(&said, trees[i], arena);
        for (size_t k = 0; k < readings[i]->left_count; k++)
            add_left(&said, blocks, &readings[i]->left[k], arena, audit, &room);
    }
    match(&source, &said);
    match_pieces(&source, &said);
    match_pieces(&said, &source);
    match(&counted, &said);
    count_up(&source, &said, arena, audit);
    struct audit_left *left = arena_alloc(arena, (audit->left_count + 1) * sizeof *left);
    struct audit_lost *lost = arena_alloc(arena, (audit->lost_count + 1) * sizeof *lost);
    memcpy(left, audit->left ? audit->left : left, audit->left_count * sizeof *left);
    memcpy(lost, audit->lost ? audit->lost : lost, audit->lost_count * sizeof *lost);
    free(audit->left);
    free(audit->lost);
    audit->left = left;
    audit->lost = lost;
    free(source.list);
    free(said.list);
    free(counted.list);
}
