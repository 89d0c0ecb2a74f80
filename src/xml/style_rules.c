/* Which template a node is for. Most are for elements or attributes of a name wherever they stand: what libxslt found for one of
 * them, in a mode, it would find for all. Of texts it is known beforehand whether any template is for them. */
#include "xml/style_run.h"

#include <libxslt/imports.h>
#include <libxslt/pattern.h>

#include <stdint.h>
#include <stdlib.h>

struct moded {
    const xmlChar *name, *mode; /* mode NULL: that without a name */
    const xmlChar *parent;      /* only of what stands in elements of that name; NULL: wherever it stands */
};

struct moded_list {
    struct moded *rows;
    size_t count;
};

enum { KEPT_BITS = 9, KEPT = 1 << KEPT_BITS, SPACES = 8 };

/* A template that was found, which goes by the name alone; placed: but in some parents. */
struct kept {
    const xmlChar *name, *mode, *mode_space;
    const char *space; /* one of those of the rules */
    const struct style_part *rule;
    xmlElementType type;
    bool placed;
};

struct style_rules {
    xmlDict *words;
    struct arena *arena;
    struct moded_list placed; /* names, of words, of nodes whose template in that mode depends on more than the name */
    struct moded_list texts;  /* modes in which a template may be for texts; without names */
    bool unknown;             /* patterns that are beyond us: libxslt is asked for each node */
    struct kept kept[KEPT];
    const char *spaces[SPACES]; /* namespaces of nodes that were asked for */
};

static void add(struct moded_list *list, struct moded row, struct arena *arena)
{
    struct moded *rows = arena_alloc(arena, (list->count + 1) * sizeof *rows);
    for (size_t i = 0; i < list->count; i++)
        rows[i] = list->rows[i];
    rows[list->count++] = row;
    list->rows = rows;
}

static const xmlChar any[] = "*"; /* as a parent */

static bool has(const struct moded_list *list, const xmlChar *name, const xmlChar *parent, const xmlChar *mode)
{
    for (const struct moded *row = list->rows; row < list->rows + list->count; row++)
        if (row->name == name && (!row->parent || parent == any || row->parent == parent) && xmlStrEqual(row->mode, mode))
            return true;
    return false;
}

/* -- reading patterns -- */

/* One of several: where it begins and ends, where its last step does, and the one before, which may be the first. */
struct pattern {
    const char *begin, *outer, *step, *end;
};

/* What stands in brackets or quotes does not count. */
static struct pattern next_pattern(const char *at, bool *fine)
{
    char quote = 0;
    int depth = 0;
    struct pattern pattern = {at, at, at, at};
    for (; *at && (quote || depth || *at != '|'); at++)
        if (quote)
            quote = *at == quote ? 0 : quote;
        else if (*at == '\'' || *at == '"')
            quote = *at;
        else if (*at == '[' || *at == ']')
            depth += *at == '[' ? 1 : -1;
        else if (*at == '/' && !depth) {
            pattern.outer = pattern.step;
            pattern.step = at + 1;
        }
    *fine = !quote && !depth;
    pattern.end = at;
    return pattern;
}

static bool is_word(const char *at, size_t size, const char *word)
{
    return size == strlen(word) && strncmp(at, word, size) == 0;
}

static const char blanks[] = " \t\r\n";

/* The name in a step of a plain one, without its prefix; *size 0: it is not that. */
static const char *name_in(const char *step, size_t whole, size_t *size)
{
    size_t named = strcspn(step, "[");
    named = named > whole ? whole : named;
    const char *colon = memchr(step, ':', named), *name = colon ? colon + 1 : step;
    *size = named - (size_t)(name - step);
    *size = strcspn(name, " \t\r\n()[*:@|") < *size ? 0 : *size;
    return name;
}

/* What the last step but one names. */
static const xmlChar *parent_in(const struct style_rules *rules, struct pattern pattern)
{
    const char *outer = pattern.outer + strspn(pattern.outer, blanks);
    size_t size = 0;
    if (outer >= pattern.step - 1)
        return NULL;
    const char *name = name_in(outer, (size_t)(pattern.step - 1 - outer), &size);
    return size ? xmlDictLookup(rules->words, door_x(name), (int)size) : NULL;
}

static void read_pattern(struct style_rules *rules, struct pattern pattern, const xsltTemplate *rule, struct arena *arena)
{
    const char *begin = pattern.begin + strspn(pattern.begin, blanks), *step = pattern.step + strspn(pattern.step, blanks);
    const char *end = pattern.end;
    while (end > step && strchr(blanks, end[-1]))
        end--;
    bool alone = begin == step;
    step += *step == '@';
    size_t whole = (size_t)(end - step), size;
    if (!whole) /* the root */
        return;
    const char *name = name_in(step, whole, &size);
    bool bare = alone && !memchr(step, '[', whole);
    if (is_word(step, whole < 6 ? whole : 6, "text()"))
        add(&rules->texts, (struct moded){.mode = rule->mode}, arena);
    else if (!size && !(bare && is_word(step, whole, "*")))
        rules->unknown = true;
    else if (!bare)
        add(&rules->placed, (struct moded){xmlDictLookup(rules->words, door_x(name), (int)size), rule->mode, parent_in(rules, pattern)}, arena);
}

static void read_rule(struct style_rules *rules, const xsltTemplate *rule, struct arena *arena)
{
    bool fine = !rule->modeURI;
    for (const char *at = rule->match ? door_c(rule->match) : ""; *at && fine;) {
        struct pattern pattern = next_pattern(at, &fine);
        read_pattern(rules, pattern, rule, arena);
        at = *pattern.end ? pattern.end + 1 : pattern.end;
    }
    rules->unknown = rules->unknown || !fine;
}

struct style_rules *style_rules_new(xsltStylesheet *sheet, xmlDict *words, struct arena *arena)
{
    struct style_rules *rules = arena_alloc(arena, sizeof *rules);
    rules->words = words;
    rules->arena = arena;
    for (; sheet; sheet = xsltNextImport(sheet))
        for (const xsltTemplate *rule = sheet->templates; rule; rule = rule->next)
            read_rule(rules, rule, arena);
    return rules;
}

/* -- finding templates -- */

static size_t slot_of(const xmlChar *name, const xmlChar *mode)
{
    return ((uintptr_t)name + 3 * (uint64_t)(uintptr_t)mode) * 0x9e3779b97f4a7c15u >> (64 - KEPT_BITS);
}

static bool depends(const struct style_rules *rules, const xmlNode *node, const xmlChar *mode)
{
    return has(&rules->placed, node->name, node->parent ? node->parent->name : NULL, mode);
}

/* One string for each namespace, whatever tree it is of; NULL: there are more of them than are kept. */
static const char *space_in(struct style_rules *rules, const char *href)
{
    size_t at = 0;
    while (at < SPACES && rules->spaces[at] && strcmp(rules->spaces[at], href) != 0)
        at++;
    if (at < SPACES && !rules->spaces[at])
        rules->spaces[at] = arena_copy(rules->arena, href);
    return at < SPACES ? rules->spaces[at] : NULL;
}

/* A tree has few namespaces, and goes from one to another and back. */
static const char *space_of(struct style_run *run, const xmlNs *ns)
{
    struct style_space *seen = &run->spaces[(uintptr_t)ns / sizeof *ns % STYLE_SPACES];
    if (seen->ns != ns || !seen->space)
        *seen = (struct style_space){ns, space_in(run->rules, ns && ns->href ? door_c(ns->href) : "")};
    return seen->space;
}

const struct style_part *style_rule(xsltTransformContext *context, xmlNode *node)
{
    struct style_run *run = context->_private;
    struct style_rules *rules = run->rules;
    bool named = node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE;
    const char *space = named && !rules->unknown && node->doc->dict == rules->words ? space_of(run, node->ns) : NULL;
    struct kept *kept = &rules->kept[slot_of(node->name, context->mode)];
    if (space && kept->name == node->name && kept->type == node->type && kept->space == space && kept->mode == context->mode &&
        kept->mode_space == context->modeURI && !(kept->placed && depends(rules, node, context->mode)))
        return kept->rule;
    const xsltTemplate *found = xsltGetTemplate(context, node, NULL);
    const struct style_part *rule = found ? style_part_in(found->elem) : NULL;
    if (!rule || !space || depends(rules, node, context->mode))
        return rule;
    *kept = (struct kept){
        .type = node->type,
        .name = node->name,
        .space = space,
        .mode = context->mode,
        .mode_space = context->modeURI,
        .rule = rule,
        .placed = has(&rules->placed, node->name, any, context->mode),
    };
    return rule;
}

bool style_copies_texts(const xsltTransformContext *context)
{
    const struct style_run *run = context->_private;
    return !run->rules->unknown && !context->modeURI && !has(&run->rules->texts, NULL, NULL, context->mode);
}
