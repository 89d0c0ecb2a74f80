/* Which template a node is for. Most are for elements of a name wherever they stand: what libxslt found for one of them, in a
 * mode, it would find for all. Of texts it is known beforehand whether any template is for them. */
#include "xml/style_run.h"

#include <libxslt/imports.h>
#include <libxslt/pattern.h>

#include <stdint.h>
#include <stdlib.h>

struct moded {
    const xmlChar *name, *mode; /* mode NULL: that without a name */
};

struct moded_list {
    struct moded *rows;
    size_t count;
};

struct style_rules {
    xmlDict *words;
    struct moded_list placed; /* names, of words, of elements whose template in that mode depends on more than the name */
    struct moded_list texts;  /* modes in which a template may be for texts; without names */
    bool unknown;                /* patterns that are beyond us: libxslt is asked for each node */
};

static void add(struct moded_list *list, const xmlChar *name, const xmlChar *mode, struct arena *arena)
{
    struct moded *rows = arena_alloc(arena, (list->count + 1) * sizeof *rows);
    for (size_t i = 0; i < list->count; i++)
        rows[i] = list->rows[i];
    rows[list->count++] = (struct moded){name, mode};
    list->rows = rows;
}

static bool has(const struct moded_list *list, const xmlChar *name, const xmlChar *mode)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].name == name && xmlStrEqual(list->rows[i].mode, mode))
            return true;
    return false;
}

/* -- reading patterns -- */

/* The end of one pattern of several; what stands in brackets or quotes does not count. *step: where its last step begins. */
static const char *end_of_pattern(const char *at, const char **step, bool *fine)
{
    char quote = 0;
    int depth = 0;
    *step = at;
    for (; *at && (quote || depth || *at != '|'); at++)
        if (quote)
            quote = *at == quote ? 0 : quote;
        else if (*at == '\'' || *at == '"')
            quote = *at;
        else if (*at == '[' || *at == ']')
            depth += *at == '[' ? 1 : -1;
        else if (*at == '/' && !depth)
            *step = at + 1;
    *fine = !quote && !depth;
    return at;
}

static bool is_word(const char *at, size_t size, const char *word)
{
    return size == strlen(word) && strncmp(at, word, size) == 0;
}

static void read_pattern(struct style_rules *rules, const char *pattern, const char *step, const char *end,
                         const xsltTemplate *rule, struct arena *arena)
{
    static const char blanks[] = " \t\r\n";
    pattern += strspn(pattern, blanks);
    step += strspn(step, blanks);
    while (end > step && strchr(blanks, end[-1]))
        end--;
    size_t size = strcspn(step, "["), whole = (size_t)(end - step);
    size = size > whole ? whole : size;
    if (*step == '@' || !whole) /* attributes, or the root */
        return;
    const char *colon = memchr(step, ':', size), *name = colon ? colon + 1 : step;
    size_t name_size = size - (size_t)(name - step);
    if (is_word(step, size, "text()"))
        add(&rules->texts, NULL, rule->mode, arena);
    else if (name_size != strcspn(name, " \t\r\n()[*:@|") && (pattern != step || whole != size || !is_word(name, name_size, "*")))
        rules->unknown = true;
    else if (pattern != step || whole != size)
        add(&rules->placed, xmlDictLookup(rules->words, door_x(name), (int)name_size), rule->mode, arena);
}

static void read_rule(struct style_rules *rules, const xsltTemplate *rule, struct arena *arena)
{
    bool fine = !rule->modeURI;
    for (const char *at = rule->match ? door_c(rule->match) : ""; *at && fine;) {
        const char *step, *end = end_of_pattern(at, &step, &fine);
        read_pattern(rules, at, step, end, rule, arena);
        at = *end ? end + 1 : end;
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

xsltTemplate *style_rule(xsltTransformContext *context, xmlNode *node)
{
    struct style_run *run = context->_private;
    const struct style_rules *rules = run->rules;
    bool by_name = node->type == XML_ELEMENT_NODE && !rules->unknown && node->doc->dict == rules->words;
    size_t slot = slot_of(node->name, context->mode);
    if (by_name && run->kept[slot].name == node->name && run->kept[slot].ns == node->ns &&
        run->kept[slot].mode == context->mode && run->kept[slot].mode_space == context->modeURI)
        return run->kept[slot].rule;
    xsltTemplate *rule = xsltGetTemplate(context, node, NULL);
    if (!rule || !by_name || has(&rules->placed, node->name, context->mode))
        return rule;
    run->kept[slot].name = node->name;
    run->kept[slot].ns = node->ns;
    run->kept[slot].mode = context->mode;
    run->kept[slot].mode_space = context->modeURI;
    run->kept[slot].rule = rule;
    return rule;
}

bool style_copies_texts(const xsltTransformContext *context)
{
    const struct style_run *run = context->_private;
    return !run->rules->unknown && !context->modeURI && !has(&run->rules->texts, NULL, context->mode);
}
