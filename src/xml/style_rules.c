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

struct style_rules {
    xmlDict *words;
    struct moded_list placed; /* names, of words, of nodes whose template in that mode depends on more than the name */
    struct moded_list texts;  /* modes in which a template may be for texts; without names */
    bool unknown;                /* patterns that are beyond us: libxslt is asked for each node */
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

const struct style_rules *style_rules_new(xsltStylesheet *sheet, xmlDict *words, struct arena *arena)
{
    struct style_rules *rules = arena_alloc(arena, sizeof *rules);
    rules->words = words;
    for (; sheet; sheet = xsltNextImport(sheet))
        for (const xsltTemplate *rule = sheet->templates; rule; rule = rule->next)
            read_rule(rules, rule, arena);
    return rules;
}

/* -- finding templates -- */

static size_t slot_of(const xmlChar *name, const xmlChar *mode)
{
    uintptr_t sum = (uintptr_t)name / 2 + (uintptr_t)mode / 4;
    return (sum ^ sum >> 6 ^ sum >> 12) % STYLE_RULES_KEPT;
}

static bool depends(const struct style_rules *rules, const xmlNode *node, const xmlChar *mode)
{
    return has(&rules->placed, node->name, node->parent ? node->parent->name : NULL, mode);
}

const struct style_part *style_rule(xsltTransformContext *context, xmlNode *node)
{
    struct style_run *run = context->_private;
    const struct style_rules *rules = run->rules;
    bool named = node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE;
    bool by_name = named && !rules->unknown && node->doc->dict == rules->words;
    struct style_kept *kept = &run->kept[slot_of(node->name, context->mode)];
    if (by_name && kept->name == node->name && kept->type == node->type && kept->ns == node->ns && kept->mode == context->mode &&
        kept->mode_space == context->modeURI && !(kept->placed && depends(rules, node, context->mode)))
        return kept->rule;
    const xsltTemplate *found = xsltGetTemplate(context, node, NULL);
    const struct style_part *rule = found ? style_part_in(found->elem) : NULL;
    if (!rule || !by_name || depends(rules, node, context->mode))
        return rule;
    *kept = (struct style_kept){
        .type = node->type,
        .name = node->name,
        .ns = node->ns,
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
