/* Changes made in the source, and said in one line each. */
#include "base/text.h"
#include "document/markdown.h"
#include "edit/changes.h"
#include "edit/entry.h"
#include "import/when.h"

#include <stdlib.h>
#include <string.h>

struct applying {
    const struct loaded *loaded;
    struct tree *tree;
    struct arena *arena;
    struct labels *labels;
    struct diag_log *unheard;
};

/* -- what an element is called -- */

static const struct def *def_of(const struct applying *applying, const struct node *node)
{
    const struct meeting_facts *facts = applying->loaded->own->facts;
    for (size_t i = 0; i < facts->def_count; i++)
        if (facts->defs[i].node == node_number(node))
            return &facts->defs[i];
    return NULL;
}

static const char *name_of(const struct applying *applying, const struct node *node)
{
    const struct def *def = NULL;
    const char *kind = node_name(node);
    if (node_is(node, "update") && (node_attr(node, "action") || node_attr(node, "n")))
        return arena_printf(applying->arena, "action %s",
                            node_attr(node, "action") ? node_attr(node, "action") : node_attr(node, "n"));
    if (node_is(node, "person"))
        return arena_printf(applying->arena, "attendance, %s",
                            node_attr(node, "as")    ? node_attr(node, "as")
                            : node_attr(node, "ref") ? node_attr(node, "ref")
                                                     : "an entry");
    while (node && !(def = def_of(applying, node)) && !node_is(node, "attendance") && !node_is(node, "meeting"))
        node = node_parent(node);
    if (def && def->address)
        return arena_printf(applying->arena, "%s %s", node_name(node), def->address);
    return node ? node_name(node) : kind;
}

/* -- values -- */

static bool set_words(struct node *node, const char *words)
{
    node_clear(node);
    node_add_text(node, words);
    return true;
}

static void set_or_unset(struct node *node, const char *name, const char *value)
{
    if (value && *value)
        node_set(node, name, value);
    else
        node_unset(node, name);
}

/* Who is meant goes beside what is printed, where the words alone do not say it. */
static bool set_people(struct applying *applying, struct node *node, const char *words)
{
    static const char lead[] = "item", spoken[] = "text remark";
    const char *ids_name = text_word_in(node_name(node), lead) ? "lead" : text_word_in(node_name(node), spoken) ? "by" : "owner";
    const char *words_name = strcmp(ids_name, "owner") == 0 ? "for" : "as";
    bool in_full, printed = node_attr(node, words_name) != NULL;
    const char *ids = *words ? edit_people(applying->loaded, words, &in_full) : NULL;
    set_or_unset(node, ids_name, ids);
    set_or_unset(node, words_name, ids && in_full && !printed ? NULL : words);
    return true;
}

static bool set_due(struct applying *applying, struct node *node, const char *words)
{
    struct when_date found;
    struct date near = {0, 0, 0};
    char iso[11] = "";
    const char *date = applying->loaded->own->facts->date, *next = label(applying->labels, "due-next-meeting");
    if (date)
        date_parse(date, &near);
    if (when_find_date(words, strlen(words), 0, near, true, &found) && found.date.year)
        when_iso(found.date, iso);
    bool next_meeting = *words && strcmp(text_fold(applying->arena, words), text_fold(applying->arena, next)) == 0;
    set_or_unset(node, "due", next_meeting ? "next-meeting" : iso);
    const char *usual = next_meeting ? words : *iso ? label_date(applying->labels, applying->arena, iso, false) : "";
    set_or_unset(node, "due-text", strcmp(usual, words) == 0 ? NULL : words);
    return true;
}

static bool set_status(struct applying *applying, struct node *node, const char *words)
{
    static const char *const statuses[] = {"open", "in-progress", "proposed", "done", "dropped", "superseded"};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        const char *said = label_known(applying->labels, arena_printf(applying->arena, "status-%s", statuses[i]));
        if (!said || strcmp(text_fold(applying->arena, said), text_fold(applying->arena, words)) != 0)
            continue;
        node_set(node, "status", statuses[i]);
        return true;
    }
    return false;
}

/* An attribute that is printed as it stands. */
static bool set_plain(struct node *node, const char *name, const char *words)
{
    set_or_unset(node, name, words);
    return true;
}

/* The entry as printed, who it is, and what it says of times and role. */
static bool set_entry(struct applying *applying, struct node *node, const char *old, const char *words)
{
    struct entry_said was, is;
    node_set(node, "as", words);
    if (!edit_entry(old, applying->arena, &was) || !edit_entry(words, applying->arena, &is))
        return true;
    if (!text_same(was.name, is.name)) { /* somebody else */
        bool in_full;
        const char *id = edit_people(applying->loaded, is.name, &in_full);
        set_or_unset(node, "ref", id);
        set_or_unset(node, "name", id ? NULL : is.name);
    }
    if (!text_same(was.arrived, is.arrived))
        set_or_unset(node, "arrived", is.arrived);
    if (!text_same(was.left, is.left))
        set_or_unset(node, "left", is.left);
    if (!text_same(was.role, is.role))
        set_or_unset(node, "role", is.role);
    return true;
}

static bool set_value(struct applying *applying, struct node *node, const struct change *change, const char *words)
{
    const char *name = change->name;
    if (!*name)
        return set_words(node, words);
    if (node_is(node, "columns") && text_word_in(name, "n text for"))
        return set_plain(node, name, words);
    if (strcmp(name, "for") == 0)
        return set_people(applying, node, words);
    if (strcmp(name, "due-text") == 0 && (node_is(node, "action") || node_is(node, "update")))
        return set_due(applying, node, words);
    if (strcmp(name, "status-text") == 0 && node_is(node, "update"))
        return set_status(applying, node, words);
    if (strcmp(name, "number") == 0)
        return set_plain(node, "n", words);
    if (strcmp(name, "label") == 0)
        return set_plain(node, "label", *words && change->tail ? arena_printf(applying->arena, "%s%s", words, change->tail) : words);
    if (strcmp(name, "post") == 0 && node_is(node, "signature"))
        return set_plain(node, name, words);
    if ((strcmp(name, "text") == 0 || strcmp(name, "name") == 0) && node_is(node, "person") && *words)
        return set_entry(applying, node, change->old, words);
    return false;
}

static const char *said_value(const struct applying *applying, const struct change *change, const struct node *node)
{
    static const struct {
        const char *name, *said;
    } names[] = {
        {"", ""},     {"for", "who: "}, {"due-text", "due: "}, {"status-text", ""}, {"number", "number: "}, {"label", "label: "},
        {"text", ""}, {"name", ""},     {"post", "post: "}};
    const char *what = "";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, change->name) == 0)
            what = names[i].said;
    if (!*change->name)
        what = arena_printf(applying->arena, "%s: ", node_name(node));
    const char *old = *change->old ? change->old : "nothing", *now = *change->now ? change->now : "nothing";
    bool status = strcmp(change->name, "status-text") == 0; /* as the grammar has them */
    return arena_printf(applying->arena, "%s: %s%s → %s", name_of(applying, node), what,
                        status ? text_fold(applying->arena, old) : old, status ? text_fold(applying->arena, now) : now);
}

static void apply_value(struct applying *applying, struct change *change)
{
    struct node *node = applying->tree->nodes[change->node];
    const char *said = said_value(applying, change, node);
    if (set_value(applying, node, change, change->now))
        change->said = said;
}

/* -- prose -- */

static size_t words_changed(const char *old, const char *now, struct arena *arena)
{
    struct hunk *hunks;
    size_t count = edit_hunks(old, strlen(old), now, strlen(now), arena, &hunks), words = 0;
    for (size_t i = 0; i < count; i++) {
        size_t gone = edit_words(old + hunks[i].from, hunks[i].to - hunks[i].from);
        size_t come = edit_words(now + hunks[i].with, hunks[i].upto - hunks[i].with);
        words += gone > come ? gone : come;
    }
    return words;
}

static const char *counted(struct arena *arena, size_t count, const char *of)
{
    return arena_printf(arena, "%zu %s%s", count, of, count == 1 ? "" : "s");
}

static bool take_prose(struct node *node, const char *prose)
{
    if (!prose)
        return false;
    /* Comments within stay: only words go. */
    node_trim(node, true);
    node_add_text(node, prose);
    return true;
}

static void apply_leaf(struct applying *applying, struct change *change)
{
    struct node *node = applying->tree->nodes[change->node];
    const char *source = node_text(node, applying->arena), *prose = NULL;
    size_t words = 0;
    const char *what = "changed";
    if (change->kind == CHANGE_LEAF) {
        const struct leaf_change leaf = {change->leaf,        change->old,  change->now,
                                         change->line->block, change->from, change->restyle};
        prose = edit_prose(source, &leaf, applying->arena);
        words = words_changed(change->old, change->now, applying->arena);
    } else if (change->kind == CHANGE_LEAF_GONE) {
        prose = edit_prose_remove(source, change->leaf, applying->arena);
        words = edit_words(change->old, strlen(change->old));
        what = "gone";
    } else {
        prose = edit_prose_insert(source, change->leaf, change->line->block, applying->arena);
        words = edit_words(change->line->text, change->line->size);
        what = "new";
    }
    if (!take_prose(node, prose))
        return;
    const char *name = name_of(applying, node);
    change->said = words
                       ? arena_printf(applying->arena, "%s: %s %s", name, counted(applying->arena, words, "word"), what)
                       : arena_printf(applying->arena, "%s: %s", name, change->restyle ? "looks changed" : "punctuation changed");
}

/* -- elements -- */

static const char *beginning(struct arena *arena, const char *words)
{
    enum { SHOWN = 40 };
    size_t size = strlen(words), end = size;
    if (size > SHOWN)
        for (end = SHOWN; end > SHOWN / 2 && words[end] != ' ';)
            end--;
    while (end < size && ((unsigned char)words[end] & 0xC0) == 0x80)
        end--;
    return arena_printf(arena, "\"%.*s%s\"", (int)end, words, end < size ? "…" : "");
}

static void apply_gone(struct applying *applying, struct change *change)
{
    struct node *node = applying->tree->nodes[change->node];
    change->said = arena_printf(applying->arena, "%s: %s %s gone",
                                name_of(applying, node_is(node, "person") ? node_parent(node) : node), node_name(node),
                                beginning(applying->arena, change->old));
    for (struct node *at = node, *next; at; at = next) {
        next = node_after(at, node);
        applying->tree->nodes[node_number(at)] = NULL;
    }
    node_drop(node);
}

/* The block that an element stands in among those of an item, or of the minutes. */
static struct node *block_of(struct node *node)
{
    for (struct node *parent; (parent = node_parent(node)); node = parent)
        if (node_is(parent, "item") || node_is(parent, "minutes") || node_is(parent, "previous-actions") ||
            node_is(parent, "appendix") || text_word_in(node_name(parent), "present in-attendance apologies absent unknown"))
            break;
    return node;
}

static void apply_moved(struct applying *applying, struct change *change)
{
    struct node *node = applying->tree->nodes[change->node], *to = applying->tree->nodes[change->to];
    to = to ? block_of(to) : NULL;
    for (const struct node *at = to; at; at = node_parent(at))
        if (at == node)
            return;
    if (!to || !node_parent(to))
        return;
    bool item = node_is(node, "item");
    while (item && node_parent(to) && !node_is(to, "item") && !node_is(node_parent(to), "minutes"))
        to = node_parent(to); /* a whole item stands behind a whole item */
    change->said = arena_printf(applying->arena, "%s: %s %s moved", name_of(applying, node), node_name(node),
                                beginning(applying->arena, change->old));
    node_move(node, node_parent(to), change->before ? to : node_next(to));
}

/* -- what is new -- */

/* What an element is called in a paragraph's style, by what stands in its name. */
static const char *kind_of(const struct change *change, const struct node *beside)
{
    static const struct {
        const char *style, *kind;
    } kinds[] = {{"Action", "action"}, {"Decision", "decision"}, {"Update", "update"}, {"Note", "note"}};
    const struct block *block = change->added.count ? change->added.lines[0]->block : NULL;
    const char *style = block && block->style ? block->style : "";
    if (text_word_in(node_name(node_parent(beside)), "present in-attendance apologies absent unknown"))
        return "person";
    if (block && block->kind == BLOCK_HEADING)
        return "item";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strstr(style, kinds[i].style))
            return kinds[i].kind;
    return node_is(node_parent(beside), "previous-actions") ? "update" : "text";
}

/* "Action 4.2b: …": the layout's own label and a number before the words; where they begin. */
static size_t label_end(const struct applying *applying, const char *words, const char *kind, const char **number)
{
    const char *own = label(applying->labels, kind), *colon = strchr(words, ':');
    size_t size = strlen(own);
    *number = NULL;
    if (!colon || colon - words > 40 || strncmp(words, own, size) != 0 || (words[size] != ' ' && words[size] != ':'))
        return 0;
    const char *given = text_collapse(applying->arena,
                                      arena_copy_n(applying->arena, words + size, (size_t)(colon - words) - size));
    *number = *given ? given : NULL;
    size_t at = (size_t)(colon - words) + 1;
    return at + strspn(words + at, " ");
}

/* "\nDue: 3 May" behind the words. */
static const char *due_behind(const struct applying *applying, const char *words, size_t *end)
{
    const char *due = arena_printf(applying->arena, "%s:", label(applying->labels, "due")), *at = NULL;
    for (const char *next = strstr(words, due); next; next = strstr(next + 1, due))
        at = next;
    if (!at || (at > words && !strchr(" \n\t", at[-1])))
        return NULL;
    *end = (size_t)(at - words);
    while (*end && strchr(" \n\t·[", words[*end - 1]) && (unsigned char)words[*end - 1] < 0x80)
        --*end;
    return text_collapse(applying->arena, at + strlen(due));
}

static void fill_new(struct applying *applying, struct node *node, const struct added *added)
{
    const char *number = NULL, *due = NULL;
    struct buf prose = BUF_INIT;
    for (size_t i = 0; i < added->count; i++) {
        const struct block *block = added->lines[i]->block;
        size_t from = i == 0 ? label_end(applying, block->text, node_name(node), &number) : 0, to = block->size;
        const char *said = node_is(node, "action") ? due_behind(applying, block->text, &to) : NULL;
        due = said ? said : due;
        if (prose.size)
            buf_str(&prose, block->kind == BLOCK_ENTRY && added->lines[i - 1]->block->kind == BLOCK_ENTRY ? "\n" : "\n\n");
        if (block->kind == BLOCK_ENTRY)
            buf_str(&prose, "- ");
        block_prose(block, from, to > from ? to : from, &prose);
    }
    node_add_text(node, buf_text(&prose));
    buf_free(&prose);
    set_or_unset(node, "n", number);
    if (due)
        set_due(applying, node, due);
}

static size_t level_of(const struct node *node)
{
    size_t level = 0;
    for (; node; node = node_parent(node))
        level += node_is(node, "item");
    return level;
}

/* An element beside another block: right behind it, or before it. A title stays first, and an item's blocks stand before its
 * items. */
static struct node *put_beside(struct node *beside, const char *kind, bool before)
{
    struct node *next = before && !node_is(beside, "title") ? beside : node_next(beside);
    return next ? node_insert(next, kind) : node_add(node_parent(beside), kind);
}

/* A heading begins an item: behind the one at hand of its level, or as the first in one above it. */
static struct node *new_item(struct applying *applying, const struct change *change, struct node *beside)
{
    const struct line *line = change->added.lines[0];
    size_t wanted = line->block->level > 0 ? (size_t)line->block->level : 1, level = level_of(beside);
    struct node *item = beside;
    while (item && !node_is(item, "item"))
        item = node_parent(item);
    for (; item && level > wanted; level--) {
        item = node_parent(item);
        while (item && !node_is(item, "item"))
            item = node_parent(item);
    }
    struct node *made = item && level == wanted ? put_beside(item, "item", false)
                        : item                  ? node_add(item, "item")
                                                : put_beside(block_of(beside), "item", change->before);
    struct added rest = change->added;
    const char *words = line->text, *tab = strchr(words, '\t'), *number = rest.number;
    if (tab && !number) {
        number = arena_copy_n(applying->arena, words, (size_t)(tab - words));
        words = tab + 1;
    }
    set_or_unset(made, "n", number);
    if (rest.names)
        set_people(applying, made, rest.names);
    node_add_text(node_add(made, "title"), text_collapse(applying->arena, words));
    rest.lines++;
    if (--rest.count)
        fill_new(applying, node_add(made, "text"), &rest);
    return made;
}

static void apply_new(struct applying *applying, struct change *change)
{
    struct node *beside = applying->tree->nodes[change->node];
    if (!beside || !change->added.count)
        return;
    beside = block_of(beside);
    if (!node_parent(beside) || text_word_in(node_name(beside), "meeting attendance appendix signature contact"))
        return; /* nothing is minuted there */
    const char *kind = kind_of(change, beside);
    struct node *made;
    if (strcmp(kind, "item") == 0) {
        made = new_item(applying, change, beside);
    } else if (strcmp(kind, "person") == 0) {
        bool in_full;
        const char *words = text_collapse(applying->arena, change->added.lines[0]->text),
                   *id = edit_people(applying->loaded, words, &in_full);
        made = put_beside(beside, kind, change->before);
        set_or_unset(made, "ref", id);
        node_set(made, id ? "as" : "name", words);
    } else {
        struct node *own = node_parent(beside), *rest = NULL;
        if (change->added.number && node_is(own, "item") && !node_child(own, "title")) {
            rest = change->before ? NULL : node_next(beside);
            beside = own; /* numbered paragraphs stand beside one another */
        }
        struct node *where = put_beside(beside, change->added.number ? "item" : kind, change->before);
        made = change->added.number ? node_add(where, kind) : where;
        for (struct node *next; rest; rest = next) { /* what followed follows the new number now */
            next = node_next(rest);
            node_move(rest, where, NULL);
        }
        if (change->added.number)
            node_set(where, "n", change->added.number);
        fill_new(applying, made, &change->added);
        if (change->added.names)
            set_people(applying, made, change->added.names);
    }
    struct node *top = change->added.number && !node_is(made, "item") ? node_parent(made) : made;
    const char *number = node_attr(top, "n");
    change->said = arena_printf(applying->arena, "%s: new %s%s%s %s", name_of(applying, node_parent(top)), node_name(top),
                                number ? " " : "", number ? number : "",
                                beginning(applying->arena, text_collapse(applying->arena, change->added.lines[0]->text)));
}

/* -- all -- */

/* Leaves from the last to the first, so that the numbers of those before stay; what is new behind one in its order. */
static int compare_leaves(const void *a, const void *b)
{
    const struct change *one = *(const struct change *const *)a, *other = *(const struct change *const *)b;
    if (one->node != other->node)
        return one->node < other->node ? -1 : 1;
    if (one->leaf != other->leaf)
        return one->leaf > other->leaf ? -1 : 1;
    bool news = one->kind == CHANGE_LEAF_NEW, other_news = other->kind == CHANGE_LEAF_NEW;
    if (news != other_news)
        return news ? -1 : 1;
    return one > other ? -1 : 1;
}

static void apply_leaves(struct applying *applying, struct changes *changes)
{
    struct change **leaves = mem_alloc((changes->count + 1) * sizeof *leaves);
    size_t count = 0;
    for (size_t i = 0; i < changes->count; i++)
        if (changes->list[i].kind == CHANGE_LEAF || changes->list[i].kind == CHANGE_LEAF_GONE ||
            changes->list[i].kind == CHANGE_LEAF_NEW)
            leaves[count++] = &changes->list[i];
    if (count)
        qsort(leaves, count, sizeof *leaves, compare_leaves);
    for (size_t i = 0; i < count; i++)
        apply_leaf(applying, leaves[i]);
    free(leaves);
}

void edit_apply(const struct loaded *loaded, struct tree *tree, struct changes *changes)
{
    const char *lang = loaded->own->facts->lang;
    struct applying applying = {.loaded = loaded, .tree = tree, .arena = loaded->arena, .unheard = diag_new()};
    applying.labels = labels_new(loaded->data, lang ? lang : "en-GB", applying.unheard);
    for (size_t i = 0; i < changes->count; i++)
        if (changes->list[i].kind == CHANGE_VALUE)
            apply_value(&applying, &changes->list[i]);
    apply_leaves(&applying, changes);
    for (size_t i = changes->count; i-- > 0;) /* the last first: what is new behind one element keeps its order */
        if (changes->list[i].kind == CHANGE_NEW)
            apply_new(&applying, &changes->list[i]);
    for (size_t i = changes->count; i-- > 0;)
        if (changes->list[i].kind == CHANGE_MOVED)
            apply_moved(&applying, &changes->list[i]);
    for (size_t i = 0; i < changes->count; i++)
        if (changes->list[i].kind == CHANGE_GONE)
            apply_gone(&applying, &changes->list[i]);
    labels_free(applying.labels);
    diag_free(applying.unheard);
}
